//! The pattern language of rules: how it is written, and the tree that it is parsed into.
//!
//! | written | matches |
//! | --- | --- |
//! | `sued`, `"'s"`, `收購` | these atoms, whatever their case or script |
//! | `@sue` | a word of the class `sue` |
//! | `!@sue`, `!( … )` | nothing, where no word of the class begins, or the sequence does not fit |
//! | `&@sue`, `&( … )` | nothing, where one begins, or the sequence fits; its captures are kept |
//! | `{plaintiff:Agent}` | a mention that fits the type, and fills the role |
//! | `{person:Person+}` | several of them, with commas and 'and' between |
//! | `<@sue`, `<!@sue` | nothing, where a word of the class ends right in front or one atom before, or none does |
//! | `{title:Title/minister}` | a title that is the concept or below it; `Title/!lawyer` one that is not; several with `,` |
//! | `{name:Through@survey-word}` | as few atoms as end with a word of the class |
//! | `{cue=@say}` | a word of the class, which fills the role |
//! | `{Org}` | a mention that fits, and fills nothing |
//! | `..4` | up to four atoms, but no name and no mark |
//! | `...9` | up to nine atoms, names and commas among them |
//! | `( a b \| c )` | one of several sequences |
//! | `x?` | x or nothing; x is preferred |
//! | `^`, `$` | beginning and end of the sentence |
//! | `$name` | what `macros.toml` says of the name |
//!
//! ```
//! use newsgraph::{pack::Pack, recognise::lexicon::Lexicon, extract::pattern};
//! let mut lexicon = Lexicon::compile(&Pack::embedded().unwrap()).unwrap();
//! let nodes = pattern::parse("{plaintiff:Agent} ..3 @sue {defendant:Agent}", &mut lexicon, &Default::default()).unwrap();
//! assert_eq!(nodes.len(), 4);
//! ```

use std::collections::BTreeMap;

use crate::recognise::lexicon::{ClassId, Lexicon, Symbol};
use crate::segment::atoms;

/// What a capture may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    Person,
    /// A body of any sort, whatever follows it.
    Org,
    /// A body that acts: no possessive mark follows it.
    Body,
    Platform,
    Place,
    /// The adjective of a country, as the country: 'Australian'.
    Nation,
    /// Somebody who acts or speaks: a person, a body, a group, or a pronoun for one.
    Agent,
    /// The same as the owner of something; possessive pronouns among them.
    Owner,
    Group,
    /// Anything with a name.
    Name,
    Title,
    Topic,
    Time,
    Money,
    Percent,
    /// A number without a unit of its own.
    Count,
    /// A count of ten or more, or one with a magnitude or a fraction: what is reported as a figure.
    Many,
    Duration,
    /// A number of any sort.
    Quantity,
    /// What stands between quotation marks.
    Quote,
    /// The rest of the clause.
    Clause,
    /// As few atoms as let the rest of the pattern match.
    Until,
    /// A run of words without verb or mark.
    Noun,
}

/// What begins at an atom, one bit each; a capture can begin only where one of its type's bits is set.
pub mod flag {
    pub const PERSON: u16 = 1;
    pub const BODY: u16 = 1 << 1;
    pub const PLACE: u16 = 1 << 2;
    pub const GROUP: u16 = 1 << 3;
    pub const OTHER_NAME: u16 = 1 << 4;
    pub const TITLE: u16 = 1 << 5;
    pub const TOPIC: u16 = 1 << 6;
    pub const TIME: u16 = 1 << 7;
    pub const MONEY: u16 = 1 << 8;
    pub const PERCENT: u16 = 1 << 9;
    pub const COUNT: u16 = 1 << 10;
    pub const DURATION: u16 = 1 << 11;
    pub const QUOTE: u16 = 1 << 12;
}

impl Type {
    /// The bits of which one must be set where a capture of the type begins; none for captures of words.
    pub const fn flags(self) -> u16 {
        use flag::{
            BODY, COUNT, DURATION, GROUP, MONEY, OTHER_NAME, PERCENT, PERSON, PLACE, QUOTE, TIME, TITLE, TOPIC,
        };
        match self {
            Self::Person => PERSON,
            Self::Org | Self::Body | Self::Platform => BODY,
            Self::Place | Self::Nation => PLACE,
            Self::Agent | Self::Owner => PERSON | BODY | GROUP,
            Self::Group => GROUP,
            Self::Name => PERSON | BODY | PLACE | GROUP | OTHER_NAME,
            Self::Title => TITLE,
            Self::Topic => TOPIC,
            Self::Time => TIME,
            Self::Money => MONEY,
            Self::Percent => PERCENT,
            Self::Count | Self::Many => COUNT,
            Self::Duration => DURATION,
            Self::Quantity => MONEY | PERCENT | COUNT | DURATION,
            Self::Quote => QUOTE,
            Self::Clause | Self::Until | Self::Noun => 0,
        }
    }

    const ALL: [(&'static str, Self); 24] = [
        ("Person", Self::Person),
        ("Org", Self::Org),
        ("Body", Self::Body),
        ("Platform", Self::Platform),
        ("Place", Self::Place),
        ("Nation", Self::Nation),
        ("Agent", Self::Agent),
        ("Owner", Self::Owner),
        ("Many", Self::Many),
        ("Group", Self::Group),
        ("Name", Self::Name),
        ("Title", Self::Title),
        ("Topic", Self::Topic),
        ("Time", Self::Time),
        ("Money", Self::Money),
        ("Percent", Self::Percent),
        ("Count", Self::Count),
        ("Duration", Self::Duration),
        ("Quantity", Self::Quantity),
        ("Quote", Self::Quote),
        ("Clause", Self::Clause),
        ("Until", Self::Until),
        ("Through", Self::Until),
        ("Noun", Self::Noun),
    ];
}

/// A part of a pattern.
#[derive(Debug, Clone)]
pub enum Node {
    Literal(Vec<Symbol>),
    Class {
        class: ClassId,
        role: Option<String>,
    },
    /// A word of the class ends within the two atoms in front, or with `not` none does.
    Behind {
        class: ClassId,
        not: bool,
    },
    /// The sequence fits here, or with `not` does not; it takes no atoms.
    Look {
        nodes: Vec<Node>,
        not: bool,
    },
    Capture {
        role: Option<String>,
        kind: Type,
        list: bool,
        only: Only,
    },
    Gap {
        most: usize,
        wide: bool,
    },
    Choice(Vec<Vec<Node>>, First),
    Optional(Vec<Node>),
    Start,
    End,
}

/// What a sequence, or one of several, may begin with.
#[derive(Debug, Clone, Default)]
pub struct First {
    /// It may begin with anything: the rest says nothing.
    pub any: bool,
    pub flags: u16,
    pub symbols: Vec<Symbol>,
    /// Sets of classes, as the number of a word of 64 bits and the bits in it.
    pub classes: Vec<(usize, u64)>,
}

impl First {
    fn of(alternatives: &[Vec<Node>]) -> Self {
        let mut first = Self::default();
        for nodes in alternatives {
            first.add(nodes);
        }
        first.classes.sort_unstable();
        first
    }

    fn add(&mut self, nodes: &[Node]) {
        match nodes.first() {
            Some(Node::Literal(symbols)) => self.symbols.push(symbols[0]),
            Some(Node::Class { class, .. }) => self.add_classes(usize::from(*class) / 64, 1 << (class % 64)),
            Some(Node::Capture { kind, .. }) if kind.flags() != 0 => self.flags |= kind.flags(),
            Some(Node::Choice(_, inner)) if !inner.any => {
                self.flags |= inner.flags;
                self.symbols.extend(&inner.symbols);
                for (word, bits) in &inner.classes {
                    self.add_classes(*word, *bits);
                }
            }
            _ => self.any = true,
        }
    }

    fn add_classes(&mut self, word: usize, bits: u64) {
        match self.classes.iter_mut().find(|(other, _)| *other == word) {
            Some((_, set)) => *set |= bits,
            None => self.classes.push((word, bits)),
        }
    }
}

fn choice(alternatives: Vec<Vec<Node>>) -> Node {
    let first = First::of(&alternatives);
    Node::Choice(alternatives, first)
}

/// What a capture of a type is limited to.
#[derive(Debug, Clone, Default)]
pub struct Only {
    /// Concepts, as positions in the lexicon's titles, that a title must be or stand below; and those it must not.
    pub within: Vec<u32>,
    pub without: Vec<u32>,
    /// Class whose word must end the capture.
    pub through: Option<ClassId>,
}

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
pub fn parse(
    pattern: &str,
    lexicon: &mut Lexicon,
    macros: &BTreeMap<String, String>,
) -> Result<Vec<Node>, PatternError> {
    let mut parser = Parser { text: pattern, at: 0, lexicon, macros, depth: 0 };
    let alternatives = parser.alternatives(false)?;
    if parser.at < pattern.len() {
        return Err(parser.fault("this bracket closes nothing"));
    }
    Ok(match <[Vec<Node>; 1]>::try_from(alternatives) {
        Ok([only]) => only,
        Err(several) => vec![choice(several)],
    })
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    lexicon: &'a mut Lexicon,
    macros: &'a BTreeMap<String, String>,
    depth: usize,
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
                    found.last_mut().expect("there is always one").extend(nodes);
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
            return Ok(vec![choice(alternatives)]);
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
        for (mark, not) in [("!", true), ("&", false)] {
            let look = self.rest().strip_prefix(mark).is_some_and(|rest| rest.starts_with(['@', '(']));
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
                let Some(place) = self.lexicon.titles.iter().position(|title| title.path == path) else {
                    let help = Some("titles stand in ontology/roles.ttl".to_owned());
                    return Err(PatternError { message: format!("there is no title {name:?}"), at, help });
                };
                if not {
                    only.without.push(place as u32)
                } else {
                    only.within.push(place as u32)
                }
                if !self.take(",") {
                    break;
                }
            }
        }
        Ok(only)
    }

    fn expand(&mut self, name: &str) -> Result<Vec<Node>, PatternError> {
        let Some(body) = self.macros.get(name) else {
            return Err(PatternError {
                message: format!("there is no macro {name:?}"),
                at: self.at,
                help: Some("macros stand in rules/macros.toml".to_owned()),
            });
        };
        if self.depth > 8 {
            return Err(self.fault(format!("the macro {name:?} leads back to itself")));
        }
        let mut inner =
            Parser { text: body, at: 0, lexicon: &mut *self.lexicon, macros: self.macros, depth: self.depth + 1 };
        let alternatives = inner.alternatives(false).map_err(|error| PatternError {
            at: self.at,
            message: format!("in the macro {name:?}: {}", error.message),
            ..error
        })?;
        Ok(vec![choice(alternatives)])
    }
}

/// The roles that a pattern captures, each once, in order.
pub fn roles(nodes: &[Node]) -> Vec<&str> {
    let mut found = Vec::new();
    visit(nodes, &mut |node| {
        if let Node::Capture { role: Some(role), .. } | Node::Class { role: Some(role), .. } = node
            && !found.contains(&role.as_str())
        {
            found.push(role.as_str());
        }
    });
    found
}

/// Classes of which every match needs one word, so that a sentence without any of a set needs no look.
pub fn required(nodes: &[Node]) -> Vec<Vec<Needed>> {
    let mut needs = Vec::new();
    for node in nodes {
        match node {
            Node::Class { class, .. } => needs.push(vec![Needed::Class(*class)]),
            Node::Literal(symbols) => needs.push(vec![Needed::Symbol(symbols[0])]),
            Node::Capture { kind, .. } if kind.flags() != 0 => needs.push(vec![Needed::Flags(kind.flags())]),
            Node::Choice(alternatives, _) => {
                // Every alternative must bring a need of its own for the choice to be one.
                let firsts: Vec<Vec<Vec<Needed>>> = alternatives.iter().map(|nodes| required(nodes)).collect();
                if firsts.iter().all(|needs| !needs.is_empty()) {
                    needs.push(firsts.into_iter().flat_map(|mut needs| needs.swap_remove(0)).collect());
                }
            }
            _ => {}
        }
    }
    needs
}

/// A part that every match has one of, and how many atoms may stand in front of it at most: the first one that is made
/// of words, else the first. `None` where there is no bound.
pub fn anchor(nodes: &[Node]) -> Option<(Vec<Needed>, usize)> {
    let mut before = 0;
    let mut first = None;
    for node in nodes {
        let own = match node {
            Node::Choice(..) => width(node),
            _ => Some(0),
        };
        if let (Some(needed), Some(own)) = (required(std::slice::from_ref(node)).pop(), own) {
            let words = needed.iter().all(|needed| !matches!(needed, Needed::Flags(_)));
            let place = (needed, before + own);
            if words {
                return Some(place);
            }
            first.get_or_insert(place);
        }
        let Some(width) = width(node) else { break };
        before += width;
    }
    first
}

/// Most atoms that a part takes; `None` where there is no bound worth the name.
fn width(node: &Node) -> Option<usize> {
    let sum = |nodes: &[Node]| nodes.iter().map(width).sum::<Option<usize>>();
    match node {
        Node::Literal(symbols) => Some(symbols.len()),
        Node::Class { .. } => Some(8),
        Node::Behind { .. } | Node::Look { .. } | Node::Start | Node::End => Some(0),
        Node::Gap { most, .. } => Some(*most),
        Node::Choice(alternatives, _) => alternatives
            .iter()
            .map(|nodes| sum(nodes))
            .collect::<Option<Vec<_>>>()
            .map(|widths| widths.into_iter().max().unwrap_or(0)),
        Node::Optional(nodes) => sum(nodes),
        Node::Capture { list: true, .. } | Node::Capture { kind: Type::Until | Type::Clause | Type::Quote, .. } => None,
        Node::Capture { .. } => Some(24),
    }
}

/// Something that a sentence must hold for a rule to match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needed {
    Class(ClassId),
    Symbol(Symbol),
    /// Anything that one of these flags stands for.
    Flags(u16),
}

fn visit<'n>(nodes: &'n [Node], look: &mut impl FnMut(&'n Node)) {
    for node in nodes {
        look(node);
        match node {
            Node::Choice(alternatives, _) => alternatives.iter().for_each(|nodes| visit(nodes, look)),
            Node::Optional(nodes) | Node::Look { nodes, not: false } => visit(nodes, look),
            _ => {}
        }
    }
}
