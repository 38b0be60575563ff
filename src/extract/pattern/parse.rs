//! Reads patterns as they are written.

use std::collections::BTreeMap;

use super::{Node, Only, Type};
use crate::recognise::lexicon::{ClassId, Lexicon, Symbol};
use crate::segment::atoms;

/// Why a pattern cannot be read: what is wrong, and the byte of the pattern at which it shows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct PatternError {
    pub message: String,
    pub at: usize,
    pub help: Option<String>,
}

/// Reads a pattern. Literals get symbols of the lexicon.
///
/// # Errors
/// The first fault in the pattern.
pub fn parse(pattern: &str, lexicon: &mut Lexicon, macros: &mut Macros) -> Result<Vec<Node>, PatternError> {
    let mut parser = Parser { text: pattern, at: 0, lexicon, macros };
    let alternatives = parser.whole()?;
    Ok(match <[Vec<Node>; 1]>::try_from(alternatives) {
        Ok([only]) => only,
        Err(several) => vec![Node::Choice(several.into())],
    })
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    lexicon: &'a mut Lexicon,
    macros: &'a mut Macros,
}

/// Pieces of patterns that have names. Each is read once, when a pattern first asks for it.
#[derive(Debug, Default)]
pub struct Macros {
    written: BTreeMap<String, String>,
    read: BTreeMap<String, Node>,
    /// Those that are being read, the outermost first.
    open: Vec<String>,
}

impl Macros {
    pub fn new(written: BTreeMap<String, String>) -> Self {
        Self { written, ..Self::default() }
    }
}

impl Parser<'_> {
    fn fault(&self, message: impl Into<String>) -> PatternError {
        PatternError { message: message.into(), at: self.at, help: None }
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn take(&mut self, mark: &str) -> bool {
        let found = self.rest().starts_with(mark);
        if found {
            self.at += mark.len();
        }
        found
    }

    fn word(&mut self, fits: impl Fn(char) -> bool) -> String {
        let word: String = self.rest().chars().take_while(|c| fits(*c)).collect();
        self.at += word.len();
        word
    }

    /// What stands in all of the text.
    fn whole(&mut self) -> Result<Vec<Vec<Node>>, PatternError> {
        let alternatives = self.alternatives(false)?;
        if self.at < self.text.len() {
            return Err(self.fault("this bracket closes nothing"));
        }
        Ok(alternatives)
    }

    fn alternatives(&mut self, inside: bool) -> Result<Vec<Vec<Node>>, PatternError> {
        let mut found = vec![Vec::new()];
        loop {
            self.skip_space();
            match self.rest().chars().next() {
                None if inside => return Err(self.fault("a bracket is not closed")),
                None => return Ok(found),
                Some(')') => return Ok(found),
                Some('|') => {
                    self.at += 1;
                    found.push(Vec::new());
                }
                Some(_) => {
                    let nodes = self.item()?;
                    let last = found.last_mut().expect("there is always one");
                    // Most alternatives are one part long, and there are many: none should hold room for more.
                    if last.is_empty() { *last = nodes } else { last.extend(nodes) }
                }
            }
        }
    }

    fn item(&mut self) -> Result<Vec<Node>, PatternError> {
        let nodes = self.primary()?;
        Ok(if self.take("?") { vec![Node::Optional(nodes)] } else { nodes })
    }

    fn primary(&mut self) -> Result<Vec<Node>, PatternError> {
        if self.take("(") {
            let alternatives = self.alternatives(true)?;
            self.at += 1;
            return Ok(vec![Node::Choice(alternatives.into())]);
        }
        if self.take("{") {
            return self.capture().map(|node| vec![node]);
        }
        if self.take("<!@") {
            return Ok(vec![Node::Behind { class: self.class()?, not: true }]);
        }
        if self.take("<@") {
            return Ok(vec![Node::Behind { class: self.class()?, not: false }]);
        }
        if self.rest().starts_with('<') {
            let mut fault = self.fault("what stands in front can only be told by a word class");
            fault.help = Some("write <@class or <!@class".to_owned());
            return Err(fault);
        }
        for (mark, not) in [("!", true), ("&", false)] {
            let look = self.rest().strip_prefix(mark).is_some_and(|rest| rest.starts_with(['@', '(', '"', '{', '$']));
            if look {
                self.at += mark.len();
                return Ok(vec![Node::Look { nodes: self.primary()?, not }]);
            }
        }
        if self.take("@") {
            return Ok(vec![Node::Class { class: self.class()?, role: None }]);
        }
        if self.take("^") {
            return Ok(vec![Node::Start]);
        }
        if self.take("...") {
            return self.gap(true);
        }
        if self.take("..") {
            return self.gap(false);
        }
        if self.take("$") {
            let name = self.word(|c| c.is_ascii_alphanumeric() || c == '-');
            return if name.is_empty() { Ok(vec![Node::End]) } else { self.expand(&name) };
        }
        let written = if self.take("\"") {
            let inside = self.word(|c| c != '"');
            if !self.take("\"") {
                return Err(self.fault("a quotation mark is not closed"));
            }
            inside
        } else {
            self.word(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '|' | '{' | '}' | '?' | '"' | '$' | '^'))
        };
        let symbols: Vec<Symbol> = atoms::keys(&written).iter().map(|key| self.lexicon.intern(key)).collect();
        if symbols.is_empty() { Err(self.fault("this matches nothing")) } else { Ok(vec![Node::Literal(symbols)]) }
    }

    fn gap(&mut self, wide: bool) -> Result<Vec<Node>, PatternError> {
        let digits = self.word(|c| c.is_ascii_digit());
        match digits.parse() {
            Ok(most) if most <= 60 => Ok(vec![Node::Gap { most, wide }]),
            _ => Err(self.fault("a gap needs the greatest number of atoms behind its dots, up to 60: ..4")),
        }
    }

    fn class(&mut self) -> Result<ClassId, PatternError> {
        let at = self.at;
        let name = self.word(|c| c.is_ascii_alphanumeric() || c == '-');
        self.lexicon.class(&name).ok_or_else(|| PatternError {
            message: format!("there is no word class {name:?}"),
            at,
            help: Some("word classes stand in lexicon/words/".to_owned()),
        })
    }

    fn capture(&mut self) -> Result<Node, PatternError> {
        let name = self.word(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        if self.take("=@") {
            let class = self.class()?;
            return if self.take("}") {
                Ok(Node::Class { class, role: Some(name) })
            } else {
                Err(self.fault("a brace is not closed"))
            };
        }
        let (role, kind) =
            if self.take(":") { (Some(name), self.word(|c| c.is_ascii_alphabetic())) } else { (None, name) };
        let Some((_, kind)) = Type::ALL.iter().find(|(known, _)| *known == kind) else {
            let known: Vec<_> = Type::ALL.iter().map(|(name, _)| *name).collect();
            return Err(PatternError {
                message: format!("there is no type {kind:?}"),
                at: self.at,
                help: Some(format!("types are {}", known.join(", "))),
            });
        };
        let only = self.only(*kind)?;
        let list = self.take("+");
        if self.take("}") {
            Ok(Node::Capture { role, kind: *kind, list, only })
        } else {
            Err(self.fault("a brace is not closed"))
        }
    }

    /// What stands behind the type: `/minister,!lawyer`, `@survey-word`.
    fn only(&mut self, kind: Type) -> Result<Only, PatternError> {
        let mut only = Only::default();
        if kind == Type::Until && self.take("@") {
            only.through = Some(self.class()?);
        }
        if kind == Type::Title && self.take("/") {
            loop {
                let not = self.take("!");
                let at = self.at;
                let name = self.word(|c| c.is_ascii_alphanumeric() || c == '-');
                let path = format!("role/{name}");
                let Some(place) = self.lexicon.title(&path) else {
                    let help = Some("titles stand in ontology/roles.ttl".to_owned());
                    return Err(PatternError { message: format!("there is no title {name:?}"), at, help });
                };
                if not {
                    only.without.push(place)
                } else {
                    only.within.push(place)
                }
                if !self.take(",") {
                    break;
                }
            }
        }
        Ok(only)
    }

    fn expand(&mut self, name: &str) -> Result<Vec<Node>, PatternError> {
        if let Some(node) = self.macros.read.get(name) {
            return Ok(vec![node.clone()]);
        }
        let Some(body) = self.macros.written.get(name).cloned() else {
            return Err(PatternError {
                message: format!("there is no macro {name:?}"),
                at: self.at,
                help: Some("macros stand in the table [macro] of a rule file".to_owned()),
            });
        };
        if self.macros.open.iter().any(|open| open == name) {
            return Err(self.fault(format!("the macro {name:?} leads back to itself")));
        }
        self.macros.open.push(name.to_owned());
        let mut inner = Parser { text: &body, at: 0, lexicon: &mut *self.lexicon, macros: &mut *self.macros };
        let whole = inner.whole();
        self.macros.open.pop();
        let alternatives = whole.map_err(|error| PatternError {
            at: self.at,
            message: format!("in the macro {name:?}: {}", error.message),
            ..error
        })?;
        let node = Node::Choice(alternatives.into());
        self.macros.read.insert(name.to_owned(), node.clone());
        Ok(vec![node])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Pack;

    #[test]
    fn looks_may_be_at_a_word_a_class_a_capture_or_a_group() {
        let mut lexicon = Lexicon::compile(&Pack::embedded().unwrap()).unwrap();
        let mut macros = Macros::new([("m".to_owned(), "a".to_owned())].into());
        for looked_at in ["\"a\"", "@and", "{Name}", "( a b )", "$m"] {
            for (mark, denied) in [("!", true), ("&", false)] {
                let nodes = parse(&format!("x {mark}{looked_at}"), &mut lexicon, &mut macros).unwrap();
                assert!(matches!(&nodes[1], Node::Look { not, .. } if *not == denied), "{mark}{looked_at}");
            }
        }
    }

    #[test]
    fn faults_say_what_is_wrong() {
        let mut lexicon = Lexicon::compile(&Pack::embedded().unwrap()).unwrap();
        let written = [
            ("round", "a $about"),
            ("about", "b $round"),
            ("torn", "a ) b"),
            ("deep", "$two"),
            ("two", "$one"),
            ("one", "x"),
        ];
        let mut macros = Macros::new(written.map(|(name, body)| (name.to_owned(), body.to_owned())).into());
        for (pattern, message) in [
            ("a ) b", "this bracket closes nothing"),
            ("( a", "a bracket is not closed"),
            ("\"a", "a quotation mark is not closed"),
            ("{who:Agent", "a brace is not closed"),
            ("{who:Robot}", "there is no type \"Robot\""),
            ("<!(\"of\" | \"for\")", "what stands in front can only be told by a word class"),
            ("@no-such-class", "there is no word class \"no-such-class\""),
            ("{title:Title/no-such-title}", "there is no title \"no-such-title\""),
            ("a ..61 b", "a gap needs the greatest number of atoms behind its dots, up to 60: ..4"),
            ("$no-such-macro", "there is no macro \"no-such-macro\""),
            ("$torn", "in the macro \"torn\": this bracket closes nothing"),
            ("$round", "in the macro \"round\": in the macro \"about\": the macro \"round\" leads back to itself"),
        ] {
            let fault = parse(pattern, &mut lexicon, &mut macros).map_err(|error| error.message).unwrap_err();
            assert_eq!(fault, message, "{pattern}");
        }
        let direct = format!("{:?}", parse("(((x)))", &mut lexicon, &mut macros).unwrap());
        for _ in 0..2 {
            assert_eq!(format!("{:?}", parse("$deep", &mut lexicon, &mut macros).unwrap()), direct);
        }
    }
}
