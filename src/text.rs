//! What every stage hands on: documents, what they say of themselves, and the spans that tie all else to their text.
//!
//! ```
//! use newsgraph::text::{Language, Span};
//! assert_eq!(Span::new(3, 8).len(), 5);
//! assert_eq!(Language::ChineseTraditional.tag(), "zh-Hant");
//! ```

use std::fmt::Display;

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

/// The languages that articles are read in, and one for all others.
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

    /// BCP 47 tag; `und` for all others.
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

/// The nearest byte at or before an offset that is not inside a character.
pub fn char_boundary(text: &str, offset: usize) -> usize {
    (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// A number with what it counts: 1 graph, 2 graphs, 3 entities.
pub fn counted(number: impl Display, what: &str) -> String {
    let number = number.to_string();
    match what.strip_suffix('y') {
        _ if number == "1" => format!("{number} {what}"),
        Some(stem) => format!("{number} {stem}ies"),
        None => format!("{number} {what}s"),
    }
}

/// Bytes in hexadecimal digits, lower case.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
