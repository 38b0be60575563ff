//! The knowledge that segmentation works with: which lines are not prose. Read from `lexicon/layout.toml`.

use std::collections::BTreeSet;

use regex::Regex;
use serde::Deserialize;

use super::language::CommonWords;
use crate::pack::{Pack, PackError};

const FILE: &str = "lexicon/layout.toml";

/// What a line of a scraped page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LineKind {
    Navigation,
    Credit,
    Editor,
    Byline,
    Related,
    End,
    Rule,
}

/// A pattern that tells a kind of line.
#[derive(Debug)]
pub struct LineRule {
    pub kind: LineKind,
    pub pattern: Regex,
}

/// Compiled `lexicon/layout.toml`.
#[derive(Debug)]
pub struct Layout {
    pub lines: Vec<LineRule>,
    /// A line that is only a date, and opens an article.
    pub dateline: Regex,
    /// Place and date in front of the first sentence.
    pub opening: Regex,
    /// Who edited a text, behind its last sentence; the group `name` is the editor.
    pub closing: Regex,
    pub abbreviations: BTreeSet<String>,
    /// Those of them that may close a sentence, where a word that opens one follows.
    pub closers: BTreeSet<String>,
    pub openers: BTreeSet<String>,
    /// Verbs that end the words behind a quotation which say whose it is.
    pub attributions: Vec<String>,
    /// Words that tell English.
    pub english: CommonWords,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    line: Vec<FileLine>,
    dateline: FilePattern,
    opening: FilePattern,
    closing: FilePattern,
    abbreviations: std::collections::BTreeMap<String, Vec<String>>,
    #[serde(rename = "sentence-closers", default)]
    closers: std::collections::BTreeMap<String, Vec<String>>,
    #[serde(rename = "sentence-openers", default)]
    openers: std::collections::BTreeMap<String, Vec<String>>,
    #[serde(default)]
    attributions: std::collections::BTreeMap<String, Vec<String>>,
    #[serde(rename = "common-words")]
    common_words: CommonWordsTable,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CommonWordsTable {
    en: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileLine {
    kind: LineKind,
    pattern: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FilePattern {
    pattern: String,
}

impl Layout {
    /// # Errors
    /// Where the file is missing, is not of this form, or holds a pattern that is no regular expression.
    pub fn compile(pack: &Pack) -> Result<Self, PackError> {
        let text = pack.file(FILE).ok_or_else(|| PackError::new(FILE, "missing-file", "the pack lacks this file"))?;
        let file: File = toml::from_str(text).map_err(|error| PackError::toml(FILE, "layout-file", text, &error))?;
        let regex = |pattern: &str| {
            Regex::new(pattern).map_err(|error| PackError::new(FILE, "layout-pattern", error.to_string()))
        };
        let mut lines = Vec::new();
        for line in &file.line {
            lines.push(LineRule { kind: line.kind, pattern: regex(&line.pattern)? });
        }
        Ok(Self {
            lines,
            dateline: regex(&file.dateline.pattern)?,
            opening: regex(&file.opening.pattern)?,
            closing: regex(&file.closing.pattern)?,
            abbreviations: file.abbreviations.into_values().flatten().collect(),
            closers: file.closers.into_values().flatten().collect(),
            openers: file.openers.into_values().flatten().collect(),
            attributions: file.attributions.into_values().flatten().collect(),
            english: CommonWords::new(file.common_words.en),
        })
    }

    /// The kind of a trimmed line, and the byte range of what its pattern's group holds, if it has one.
    pub fn classify(&self, line: &str) -> Option<(LineKind, Option<std::ops::Range<usize>>)> {
        self.lines.iter().find_map(|rule| {
            // Most lines fit no pattern, and to see that takes much less time than to look for groups.
            let found = rule.pattern.is_match(line).then(|| rule.pattern.captures(line)).flatten()?;
            let group = found.name("rest").or_else(|| found.name("name"));
            Some((rule.kind, group.map(|g| g.range())))
        })
    }
}
