//! Short forms of IRIs for the formats that people read.
//!
//! ```
//! use newsgraph::export::prefixes::{Prefixes, Short};
//! let prefixes = Prefixes::default();
//! assert!(matches!(prefixes.shorten("https://schema.org/name"), Short::Prefixed(_, "name")));
//! assert!(matches!(prefixes.shorten("https://w3id.org/newsgraph/entity/meta"), Short::Relative("entity/meta")));
//! assert!(matches!(prefixes.shorten("https://example.org/"), Short::Full));
//! ```

use rustc_hash::FxHashMap;

use crate::model::Base;
use crate::model::vocabulary::PREFIXES;

/// A base and prefixes by which IRIs are shortened.
#[derive(Debug, Clone)]
pub struct Prefixes {
    base: Option<String>,
    /// Names and namespaces, ordered by name.
    table: Vec<(String, String)>,
    by_space: FxHashMap<String, usize>,
    /// The rests of namespaces that stand below the base.
    below: Vec<String>,
}

/// How an IRI can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Short<'a> {
    /// Position of the prefix in [`Prefixes::table`], and a local name that needs no escapes in Turtle.
    Prefixed(usize, &'a str),
    /// Relative to the base.
    Relative(&'a str),
    Full,
}

impl Default for Prefixes {
    fn default() -> Self {
        Self::new(&Base::default())
    }
}

impl Prefixes {
    /// The prefixes of the vocabulary, and a base for instances.
    pub fn new(base: &Base) -> Self {
        let table = PREFIXES.iter().map(|(name, space)| ((*name).to_owned(), (*space).to_owned()));
        Self::with_table(Some(base.as_str().to_owned()), table)
    }

    /// Other prefixes. A base that does not end with the slash of a plain path is not used.
    pub fn with_table(base: Option<String>, table: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut table: Vec<_> = table.into_iter().collect();
        table.sort();
        table.dedup_by(|a, b| a.0 == b.0);
        let by_space = table.iter().enumerate().map(|(position, (_, space))| (space.clone(), position)).collect();
        // Resolving a relative IRI drops a query and folds dots, so what is written below such a base would change.
        let base = base.filter(|base| base.ends_with('/') && !base.contains(['?', '#']) && !base.contains("/."));
        let spaces = table.iter().filter_map(|(_, space)| space.strip_prefix(base.as_deref()?));
        let below = spaces.map(str::to_owned).collect();
        Self { base, table, by_space, below }
    }

    pub fn base(&self) -> Option<&str> {
        self.base.as_deref()
    }

    /// Names and namespaces, ordered by name.
    pub fn table(&self) -> &[(String, String)] {
        &self.table
    }

    /// The shortest safe form of an IRI.
    pub fn shorten<'a>(&self, iri: &'a str) -> Short<'a> {
        let rest = self.base.as_deref().and_then(|base| iri.strip_prefix(base));
        // Most IRIs stand below the base, and few namespaces do.
        if rest.is_none_or(|rest| self.below.iter().any(|space| rest.starts_with(space.as_str())))
            && let Some(short) = self.prefixed(iri)
        {
            return short;
        }
        match rest {
            Some(rest) if is_safe_relative(rest) => Short::Relative(rest),
            _ => Short::Full,
        }
    }

    fn prefixed<'a>(&self, iri: &'a str) -> Option<Short<'a>> {
        let cut = iri.bytes().rposition(|byte| matches!(byte, b'#' | b'/'))?;
        let (space, local) = iri.split_at(cut + 1);
        let position = self.by_space.get(space)?;
        is_local_name(local).then_some(Short::Prefixed(*position, local))
    }
}

/// Which short forms a document uses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Used {
    pub base: bool,
    /// By position in [`Prefixes::table`].
    pub prefixes: Vec<bool>,
}

impl Used {
    /// Notes how an IRI is going to be written.
    pub fn note(&mut self, prefixes: &Prefixes, iri: &str) {
        match prefixes.shorten(iri) {
            Short::Prefixed(position, _) => {
                if self.prefixes.len() <= position {
                    self.prefixes.resize(position + 1, false);
                }
                self.prefixes[position] = true;
            }
            Short::Relative(_) => self.base = true,
            Short::Full => {}
        }
    }

    /// The prefixes used, ordered by name.
    pub fn table<'a>(&'a self, prefixes: &'a Prefixes) -> impl Iterator<Item = (&'a str, &'a str)> {
        let used = prefixes.table.iter().zip(&self.prefixes).filter(|(_, used)| **used);
        used.map(|((name, space), _)| (name.as_str(), space.as_str()))
    }
}

/// Whether a relative IRI comes back as itself when it is resolved: it has no scheme, authority or dots to fold.
fn is_safe_relative(rest: &str) -> bool {
    let bytes = rest.as_bytes();
    let end = bytes.iter().position(|byte| matches!(byte, b'?' | b'#')).unwrap_or(bytes.len());
    let path = &bytes[..end];
    let first = path.split(|byte| *byte == b'/').next().unwrap_or_default();
    let has_dots = || path.split(|byte| *byte == b'/').any(|segment| matches!(segment, b"." | b".."));
    !first.is_empty() && !first.contains(&b':') && (!path.contains(&b'.') || !has_dots())
}

/// Whether the text is a `PN_LOCAL` of Turtle 1.1 without escapes, and not empty.
fn is_local_name(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Nearly all are of such bytes alone.
    if !bytes.is_empty() && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') {
        return true;
    }
    let mut ok = !text.is_empty() && !text.ends_with('.');
    for (at, c) in text.char_indices() {
        ok &= match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => true,
            '-' | '.' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}' | '\u{2040}' => at > 0,
            '%' => {
                let hex = |offset: usize| bytes.get(at + offset).is_some_and(u8::is_ascii_hexdigit);
                hex(1) && hex(2)
            }
            _ => is_name_base(c),
        };
    }
    ok
}

/// `PN_CHARS_BASE` of Turtle 1.1 beyond ASCII.
fn is_name_base(c: char) -> bool {
    matches!(c,
        '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
        | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
        | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_safe_forms_are_short() {
        let prefixes = Prefixes::default();
        let ng = prefixes.table().iter().position(|(name, _)| name == "ng").unwrap();
        let dbr = prefixes.table().iter().position(|(name, _)| name == "dbr").unwrap();
        for (iri, short) in [
            ("https://w3id.org/newsgraph/ontology#Policy", Short::Prefixed(ng, "Policy")),
            ("https://w3id.org/newsgraph/ontology#", Short::Relative("ontology#")),
            ("https://w3id.org/newsgraph/", Short::Full),
            ("https://w3id.org/newsgraph/entity/臉書", Short::Relative("entity/臉書")),
            ("https://w3id.org/newsgraph/document/0a#char=1,2", Short::Relative("document/0a#char=1,2")),
            ("https://w3id.org/newsgraph//x", Short::Full),
            ("https://w3id.org/newsgraph/a:b/c", Short::Full),
            ("https://w3id.org/newsgraph/a/../c", Short::Full),
            ("https://w3id.org/newsgraph/?q", Short::Full),
            ("http://dbpedia.org/resource/臉書", Short::Prefixed(dbr, "臉書")),
            ("http://dbpedia.org/resource/Levi%27s", Short::Prefixed(dbr, "Levi%27s")),
            ("http://dbpedia.org/resource/50%", Short::Full),
            ("http://dbpedia.org/resource/Acme_(x)", Short::Full),
            ("http://dbpedia.org/resource/Acme_Inc.", Short::Full),
            ("http://dbpedia.org/resource/-x", Short::Full),
            ("urn:x", Short::Full),
        ] {
            assert_eq!(prefixes.shorten(iri), short, "{iri}");
        }
    }
}
