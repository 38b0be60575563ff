//! The IRIs of everything that newsgraph describes, below one base.
//!
//! ```
//! use newsgraph::model::iri::{Base, slug};
//! let base = Base::default();
//! assert_eq!(base.iri("entity/meta").as_str(), "https://w3id.org/newsgraph/entity/meta");
//! assert_eq!(slug("Ben & Jerry's, Inc."), "ben-jerrys-inc");
//! ```

use std::fmt::Write as _;

use oxigraph::model::NamedNode;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::text::{Span, hex};

/// The base that instances have where the user sets no other.
pub const DEFAULT_BASE: &str = "https://w3id.org/newsgraph/";

/// Path of the ontology's graph.
pub(super) const ONTOLOGY_GRAPH: &str = "graph/ontology";

/// The IRI that those of all instances begin with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base(String);

/// A base that no IRI can be built on.
#[derive(Debug, thiserror::Error)]
pub enum BaseError {
    #[error("{iri:?} is not an absolute IRI")]
    Syntax {
        iri: String,
        #[source]
        source: oxigraph::model::IriParseError,
    },
    #[error("{0:?} does not end with a slash, or has a query or a fragment")]
    Slash(String),
}

impl Default for Base {
    fn default() -> Self {
        Self(DEFAULT_BASE.to_owned())
    }
}

impl Base {
    /// # Errors
    /// Where the text is not an absolute IRI that ends with the slash of a path.
    pub fn new(iri: &str) -> Result<Self, BaseError> {
        NamedNode::new(iri).map_err(|source| BaseError::Syntax { iri: iri.to_owned(), source })?;
        let is_path = iri.ends_with('/') && !iri.contains(['?', '#']);
        if is_path { Ok(Self(iri.to_owned())) } else { Err(BaseError::Slash(iri.to_owned())) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The IRI of a path below the base. What an IRI may not hold is percent-encoded.
    pub fn iri(&self, path: &str) -> NamedNode {
        let mut iri = String::with_capacity(self.0.len() + path.len());
        iri.push_str(&self.0);
        push_path(&mut iri, path);
        NamedNode::new_unchecked(iri)
    }

    /// The IRI of a source file, which also names its graph.
    pub fn document(&self, id: &str) -> NamedNode {
        self.iri(&format!("document/{id}"))
    }

    /// The IRI of the n-th article of a document, from 1.
    pub fn article(&self, document: &str, number: usize) -> NamedNode {
        self.iri(&article_path(document, number))
    }

    /// The IRI of a rule.
    pub fn rule(&self, id: &str) -> NamedNode {
        self.iri(&format!("rule/{id}"))
    }

    /// The graph of entities, concepts and rules.
    pub fn lexicon_graph(&self) -> NamedNode {
        self.iri("graph/lexicon")
    }

    /// The graph of the ontology.
    pub fn ontology_graph(&self) -> NamedNode {
        self.iri(ONTOLOGY_GRAPH)
    }

    /// The graph of what was concluded from the others, where one is written.
    pub fn inferred_graph(&self) -> NamedNode {
        self.iri("graph/inferred")
    }

    /// The graph of data that others made, by a name of its own.
    pub fn loaded_graph(&self, name: &str) -> NamedNode {
        self.iri(&format!("graph/loaded/{name}"))
    }

    /// The graph of links to other collections.
    pub fn links_graph(&self) -> NamedNode {
        self.iri("graph/links")
    }

    /// The graph of runs.
    pub fn runs_graph(&self) -> NamedNode {
        self.iri("graph/runs")
    }
}

/// Path of an article's IRI below the base.
pub fn article_path(document: &str, number: usize) -> String {
    format!("document/{document}/article/{number}")
}

/// The IRI of a stretch of a document, after RFC 5147; `scheme` is `char`, `position` or `quote`.
pub fn span_iri(document: &NamedNode, scheme: &str, span: Span) -> NamedNode {
    NamedNode::new_unchecked(format!("{}#{scheme}={},{}", document.as_str(), span.start, span.end))
}

/// Document and first offset of what [`span_iri`] gives the scheme `char`, so that places compare by number.
pub fn span_start(iri: &str) -> (&str, u64) {
    let (document, span) = iri.split_once("#char=").unwrap_or((iri, ""));
    (document, span.split(',').next().and_then(|start| start.parse().ok()).unwrap_or(u64::MAX))
}

/// Path of a policy's IRI below the base, out of the slugs of its parts. A missing part is a hyphen.
pub fn policy_path(issuer: &str, deontic: &str, topic: &str) -> String {
    let part = |text: &str| if text.is_empty() { "-".to_owned() } else { text.replace('/', "-") };
    format!("policy/{}/{}/{}", part(issuer), part(deontic), part(topic))
}

/// The part of an IRI that a name becomes: lower case, letters and digits of any script, hyphens between them.
///
/// A name that has neither letters nor digits becomes eight digits of its hash.
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    let mut gap = false;
    for c in name.nfkc().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() && is_iri_char(c) {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.push(c);
        } else if !matches!(c, '\'' | '\u{2019}') {
            // An apostrophe is part of a word and leaves no gap.
            gap = true;
        }
    }
    if slug.is_empty() {
        slug = digest(name);
        slug.truncate(8);
    }
    slug
}

/// First 16 hexadecimal digits of a SHA-256.
pub fn digest(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes())[..8])
}

/// Adds a path to an IRI, percent-encoding what RFC 3987 does not allow there.
pub fn push_path(iri: &mut String, path: &str) {
    // Nearly every path may stand as it is.
    if path.chars().all(is_iri_char) {
        iri.push_str(path);
        return;
    }
    let mut rest = path.chars();
    while let Some(c) = rest.next() {
        let encoded = || rest.as_str().bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2;
        if is_iri_char(c) || (c == '%' && encoded()) {
            iri.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(iri, "%{byte:02X}");
            }
        }
    }
}

/// Whether a path of an IRI may hold the character as it is.
fn is_iri_char(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => true,
        '-' | '.' | '_' | '~' | '!' | '$' | '&' | '\'' | '(' | ')' | '*' | '+' | ',' | ';' | '=' | ':' | '@' | '/' => {
            true
        }
        '\u{A0}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFEF}' => true,
        '\u{10000}'..='\u{EFFFF}' => (c as u32) & 0xFFFF <= 0xFFFD && !('\u{E0000}'..='\u{E0FFF}').contains(&c),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        for (name, expected) in [
            ("Mark Zuckerberg", "mark-zuckerberg"),
            ("  Levi’s® ", "levis"),
            ("馬克·祖克柏", "馬克-祖克柏"),
            ("ＦＢ 臉書", "fb-臉書"),
            ("Åsa Öberg", "åsa-öberg"),
            ("X/Twitter #1?", "x-twitter-1"),
            ("🙂", "d06f1525"),
        ] {
            assert_eq!(slug(name), expected, "{name}");
            assert!(NamedNode::new(Base::default().iri(&slug(name)).as_str()).is_ok(), "{name}");
        }
    }

    #[test]
    fn paths_make_valid_iris() {
        for (path, expected) in [
            ("entity/meta", "entity/meta"),
            ("entity/臉書", "entity/臉書"),
            ("a b<c>\"{}|\\^`", "a%20b%3Cc%3E%22%7B%7D%7C%5C%5E%60"),
            ("50%", "50%25"),
            ("50%25", "50%25"),
            ("x#y?z[]", "x%23y%3Fz%5B%5D"),
            ("\u{e000}\n", "%EE%80%80%0A"),
        ] {
            let iri = Base::default().iri(path);
            assert_eq!(iri.as_str().strip_prefix(DEFAULT_BASE), Some(expected));
            assert!(NamedNode::new(iri.as_str()).is_ok(), "{path}");
        }
    }

    #[test]
    fn bases() {
        assert!(Base::new("https://example.org/news/").is_ok());
        assert!(matches!(Base::new("https://example.org/news"), Err(BaseError::Slash(_))));
        assert!(matches!(Base::new("https://example.org/?q=/"), Err(BaseError::Slash(_))));
        assert!(matches!(Base::new("news/"), Err(BaseError::Syntax { .. })));
    }

    #[test]
    fn policies_have_a_hyphen_for_what_is_missing() {
        assert_eq!(policy_path("meta", "prohibits", ""), "policy/meta/prohibits/-");
        assert_eq!(policy_path("corporation/acme", "", "ads"), "policy/corporation-acme/-/ads");
    }
}
