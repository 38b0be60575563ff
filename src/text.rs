//! What every stage hands on: documents, articles, sentences, atoms and the spans that tie them to the source.
//!
//! ```
//! use newsgraph::text::Span;
//! let a = Span::new(3, 8);
//! assert!(a.overlaps(Span::new(7, 9)));
//! assert!(!a.overlaps(Span::new(8, 9)));
//! ```

use serde::Serialize;

/// A stretch of a document's text. Offsets count Unicode code points from its beginning; the end is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    pub fn union(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// One source text as ingestion hands it on: a file, or a record of a file that holds many.
#[derive(Debug, Clone)]
pub struct Document {
    /// First 16 hexadecimal digits of the SHA-256 of the source bytes.
    pub id: String,
    /// File name, with `:<line>` behind it for a record of a JSON Lines file.
    pub name: String,
    /// Path as the user gave it, with the same `:<line>`; a document that is read again is recognised by it.
    pub path: String,
    /// The text that offsets count in. For plain text and JSON Lines it is the source text itself, character for
    /// character; for HTML and Markdown it is the readable text taken from it.
    pub text: String,
    /// What the file says of itself outside its text.
    pub metadata: Metadata,
}

/// What a page or a record says of itself; all of it optional.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    pub title: Option<String>,
    pub url: Option<String>,
    /// As written; the date grammar reads it.
    pub published: Option<String>,
    /// A language tag as written.
    pub language: Option<String>,
    pub author: Option<String>,
    pub publisher: Option<String>,
}

/// The languages that have rules, and one for all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Language {
    English,
    ChineseTraditional,
    ChineseSimplified,
    Swedish,
    Other,
}

impl Language {
    pub const ALL: [Self; 5] =
        [Self::English, Self::ChineseTraditional, Self::ChineseSimplified, Self::Swedish, Self::Other];

    /// BCP 47 tag; `und` where the language has no rules.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::ChineseTraditional => "zh-Hant",
            Self::ChineseSimplified => "zh-Hans",
            Self::Swedish => "sv",
            Self::Other => "und",
        }
    }

    pub const fn is_chinese(self) -> bool {
        matches!(self, Self::ChineseTraditional | Self::ChineseSimplified)
    }
}

/// Words with single spaces between them, on one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Bytes in hexadecimal digits, lower case.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
