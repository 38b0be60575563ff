//! Just enough of SPARQL's lexical grammar to tell code from strings, IRIs and comments.

use std::ops::Range;

/// A piece of a query that some caller cares for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A keyword, or the name of a function.
    Word(&'a str),
    /// A variable without its mark.
    Variable(&'a str),
    /// A prefixed name or a blank node, with its colon.
    Name(&'a str),
}

/// The tokens of a query with their places in bytes. What is none of [`Token`] is passed over.
pub(super) fn tokens(text: &str) -> Vec<(Range<usize>, Token<'_>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = match first {
            '#' => rest.find(['\n', '\r']).unwrap_or(rest.len()),
            '"' | '\'' => string_length(rest, first),
            '<' => iri_length(rest),
            '?' | '$' => {
                let name = run(&rest[1..], is_word);
                if name > 0 {
                    found.push((at..at + 1 + name, Token::Variable(&rest[1..=name])));
                }
                1 + name
            }
            // A language tag is no keyword, whatever it spells.
            '@' => 1 + run(&rest[1..], |c| c.is_ascii_alphanumeric() || c == '-'),
            c if c == ':' || is_word(c) => {
                let word = run(rest, |c| is_word(c) || c == '-');
                let length = if rest[word..].starts_with(':') {
                    word + run(&rest[word..], |c| is_word(c) || matches!(c, '-' | '.' | ':' | '%'))
                } else {
                    word
                };
                let piece = &rest[..length];
                found.push((at..at + length, if length > word { Token::Name(piece) } else { Token::Word(piece) }));
                length
            }
            other => other.len_utf8(),
        };
        at += length.max(1);
    }
    found
}

/// Whether a keyword stands anywhere in the code of a query.
pub(super) fn has_keyword(text: &str, keyword: &str) -> bool {
    tokens(text).iter().any(|(_, token)| matches!(token, Token::Word(word) if word.eq_ignore_ascii_case(keyword)))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn run(text: &str, inside: impl Fn(char) -> bool) -> usize {
    text.find(|c| !inside(c)).unwrap_or(text.len())
}

fn string_length(text: &str, quote: char) -> usize {
    let long: String = [quote; 3].iter().collect();
    let mark = if text.starts_with(&long) { long.as_str() } else { &long[..1] };
    let mut at = mark.len();
    while at < text.len() {
        if text[at..].starts_with('\\') {
            at += 1;
        } else if text[at..].starts_with(mark) {
            return at + mark.len();
        }
        at += text[at..].chars().next().map_or(1, char::len_utf8);
    }
    text.len()
}

/// Length of an IRI in angle brackets; 1 where the bracket is the operator.
fn iri_length(text: &str) -> usize {
    let inside = run(&text[1..], |c| !matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\0'..=' '));
    if text[1 + inside..].starts_with('>') { inside + 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_told_from_what_only_looks_like_it() {
        for (text, expected) in [
            ("SELECT ?x", vec![Token::Word("SELECT"), Token::Variable("x")]),
            ("# SERVICE ?x\n?y", vec![Token::Variable("y")]),
            (r#""SERVICE ?x \" ?y" ?z"#, vec![Token::Variable("z")]),
            ("'''a 'SERVICE' ?x''' $z", vec![Token::Variable("z")]),
            ("<https://example.org/?x#SERVICE> ?z", vec![Token::Variable("z")]),
            (
                "?a < ?b && ?c > 1",
                vec![Token::Variable("a"), Token::Variable("b"), Token::Variable("c"), Token::Word("1")],
            ),
            ("a:SERVICE/:b-c.d _:x", vec![Token::Name("a:SERVICE"), Token::Name(":b-c.d"), Token::Name("_:x")]),
            ("\"x\"@service 臉:書", vec![Token::Name("臉:書")]),
            ("\"never closed ?x", vec![]),
        ] {
            let found: Vec<Token<'_>> = tokens(text).into_iter().map(|(_, token)| token).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn keywords() {
        assert!(has_keyword("SELECT * { service <https://example.org/> {} }", "SERVICE"));
        assert!(has_keyword("{ ?a ?b ?c.SERVICE<https://example.org/> {} }", "SERVICE"));
        assert!(!has_keyword("SELECT ?service { ?service a <SERVICE> }", "SERVICE"));
    }
}
