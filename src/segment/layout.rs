//! The knowledge that segmentation works with: which lines are not prose. Read from `lexicon/layout.toml`.

use std::collections::BTreeSet;

use regex::Regex;
use regex_syntax::hir::Look;
use regex_syntax::hir::literal::Extractor;
use rustc_hash::FxHashSet;
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
    /// The characters with which a line begins that the pattern fits; absent where there is no telling.
    openings: Option<FxHashSet<char>>,
}

impl LineRule {
    /// Whether a line begins as one does that the pattern fits: most lines do not, and need not be read any further.
    fn may_fit(&self, line: &str) -> bool {
        let first = line.chars().next();
        self.openings.as_ref().zip(first).is_none_or(|(openings, first)| openings.contains(&first))
    }
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
    /// Words with which a sentence goes on behind a quotation.
    pub continuations: Vec<String>,
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
    #[serde(default)]
    continuations: std::collections::BTreeMap<String, Vec<String>>,
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
            let (pattern, openings) = (regex(&line.pattern)?, openings(&line.pattern));
            lines.push(LineRule { kind: line.kind, pattern, openings });
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
            continuations: file.continuations.into_values().flatten().collect(),
            english: CommonWords::new(file.common_words.en),
        })
    }

    /// The kind of a trimmed line, and the byte range of what its pattern's group holds, if it has one.
    pub fn classify(&self, line: &str) -> Option<(LineKind, Option<std::ops::Range<usize>>)> {
        self.lines.iter().filter(|rule| rule.may_fit(line)).find_map(|rule| {
            // Most lines fit no pattern, and to see that takes much less time than to look for groups.
            let found = rule.pattern.is_match(line).then(|| rule.pattern.captures(line)).flatten()?;
            let group = found.name("rest").or_else(|| found.name("name"));
            Some((rule.kind, group.map(|g| g.range())))
        })
    }
}

/// The characters with which every text begins that a pattern fits, if the pattern tells few enough of them.
fn openings(pattern: &str) -> Option<FxHashSet<char>> {
    let tree = regex_syntax::parse(pattern).ok()?;
    if !tree.properties().look_set_prefix().contains(Look::Start) {
        return None;
    }
    // Four bytes hold the first character, whichever it is.
    let beginnings = Extractor::new().limit_class(64).limit_total(1024).limit_literal_len(4).extract(&tree);
    let first = |bytes: &[u8]| String::from_utf8_lossy(bytes).chars().next();
    beginnings.literals()?.iter().map(|literal| first(literal.as_bytes())).collect()
}

#[cfg(test)]
mod tests {
    use super::{Layout, LineKind, openings};
    use crate::pack::Pack;

    #[test]
    fn a_pattern_tells_how_its_lines_begin() {
        for (pattern, expected) in [
            ("^(?:photo|圖片)", Some("p圖")),
            ("(?i)^by .*$", Some("bB")),
            ("^[（(]?文", Some("（(文")),
            ("^a|^b", Some("ab")),
            ("^a|b", None),
            ("photo", None),
            ("^.*photo$", None),
            ("^[a-z]*$", None),
        ] {
            assert_eq!(openings(pattern), expected.map(|chars| chars.chars().collect()), "{pattern}");
        }
    }

    #[test]
    fn lines_around_an_article_tell_its_editor_and_day() {
        let layout = Layout::compile(&Pack::embedded().unwrap()).unwrap();
        for (line, expected) in [
            ("核稿：周廷安", Some((LineKind::Editor, Some("周廷安")))),
            ("（實習編輯：郭品妤）", Some((LineKind::Editor, Some("郭品妤")))),
            ("(责任编辑：周廷安 HN003)", Some((LineKind::Editor, Some("周廷安")))),
            ("（編輯：周廷安）1130924", Some((LineKind::Editor, Some("周廷安")))),
            ("界面新闻编辑 | 周廷安", Some((LineKind::Editor, Some("周廷安")))),
            ("本报记者 林若薇 编辑 周廷安", Some((LineKind::Editor, Some("周廷安")))),
            ("編輯：周廷安 核稿：王小明", Some((LineKind::Editor, Some("周廷安")))),
            ("This story was edited by Mary J. Lund.", Some((LineKind::Editor, Some("Mary J. Lund")))),
            ("(Reporting by Jane Roe; Editing by Mary Lund and Bo Ek)", Some((LineKind::Editor, Some("Mary Lund")))),
            ("The Lund Ledger, 22nd January 2025", Some((LineKind::Byline, None))),
            ("Harbour Daily / 22.01.2025 / 18:20", Some((LineKind::Byline, None))),
            ("He was born in Lund, 22 January 1925. He left.", None),
            ("The editor: a life", None),
        ] {
            let found = layout.classify(line);
            assert_eq!(found.map(|(kind, name)| (kind, name.map(|range| &line[range]))), expected, "{line}");
        }
    }
}
