//! The knowledge that segmentation works with: which lines are not prose. Read from `lexicon/layout.toml`.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};
use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Class, Hir, HirKind, Look};
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
struct LineRule {
    kind: LineKind,
    pattern: LazyRegex,
    /// The characters with which a line begins that the pattern fits; absent where there is no telling.
    openings: Option<FxHashSet<char>>,
    /// For each of some words the bits of [`Pairs`] that a line has where the word stands in it: a line that the pattern fits has one
    /// of these words. Absent where it needs none.
    words: Option<Vec<Vec<usize>>>,
}

/// A regular expression that is compiled when the first line asks for it: few of them are ever asked for, and compiling takes time.
#[derive(Debug)]
struct LazyRegex {
    pattern: String,
    compiled: OnceLock<Regex>,
}

impl LazyRegex {
    /// # Errors
    /// Where the pattern is no regular expression.
    fn new(pattern: &str) -> Result<Self, PackError> {
        match regex_syntax::parse(pattern) {
            Ok(_) => Ok(Self { pattern: pattern.to_owned(), compiled: OnceLock::new() }),
            Err(error) => Err(PackError::new(FILE, "layout-pattern", error.to_string())),
        }
    }

    fn get(&self) -> &Regex {
        // What has been parsed fails by its size only.
        let compile = || RegexBuilder::new(&self.pattern).size_limit(usize::MAX).build();
        self.compiled.get_or_init(|| compile().expect("the pattern has been parsed, and its size has no limit"))
    }
}

impl LineRule {
    /// Whether a line begins as one does that the pattern fits, and has the words of such a line: most lines do not, and need not
    /// be read any further.
    fn may_fit(&self, line: &str, pairs: &Pairs) -> bool {
        let first = line.chars().next();
        self.openings.as_ref().zip(first).is_none_or(|(openings, first)| openings.contains(&first))
            && self.words.as_ref().is_none_or(|words| words.iter().any(|bits| pairs.has(bits)))
    }
}

/// Compiled `lexicon/layout.toml`.
#[derive(Debug)]
pub struct Layout {
    lines: Vec<LineRule>,
    /// A line that is only a date, and opens an article.
    pub dateline: Regex,
    /// Place and date in front of the first sentence.
    pub opening: Regex,
    /// Who edited a text, behind its last sentence; the group `name` is the editor.
    pub closing: Regex,
    pub abbreviations: BTreeSet<String>,
    /// Abbreviations that only stand in front of a figure; in front of anything else their dot ends the sentence.
    pub before_figures: BTreeSet<String>,
    /// Abbreviations that may close a sentence, where a word that opens one follows.
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
    #[serde(rename = "figure-abbreviations", default)]
    before_figures: std::collections::BTreeMap<String, Vec<String>>,
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
            let (pattern, openings) = (LazyRegex::new(&line.pattern)?, openings(&line.pattern));
            let words = words(&line.pattern).map(|words| words.iter().map(|word| Pairs::bits(word)).collect());
            lines.push(LineRule { kind: line.kind, pattern, openings, words });
        }
        Ok(Self {
            lines,
            dateline: regex(&file.dateline.pattern)?,
            opening: regex(&file.opening.pattern)?,
            closing: regex(&file.closing.pattern)?,
            abbreviations: file.abbreviations.into_values().flatten().collect(),
            before_figures: file.before_figures.into_values().flatten().collect(),
            closers: file.closers.into_values().flatten().collect(),
            openers: file.openers.into_values().flatten().collect(),
            attributions: file.attributions.into_values().flatten().collect(),
            continuations: file.continuations.into_values().flatten().collect(),
            english: CommonWords::new(file.common_words.en),
        })
    }

    /// The kind of a trimmed line, and the byte range of what its pattern's group holds, if it has one.
    pub fn classify(&self, line: &str) -> Option<(LineKind, Option<std::ops::Range<usize>>)> {
        let pairs = Pairs::of(line);
        self.lines.iter().filter(|rule| rule.may_fit(line, &pairs)).find_map(|rule| {
            // Most lines fit no pattern, and to see that takes much less time than to look for groups.
            let pattern = rule.pattern.get();
            let found = pattern.is_match(line).then(|| pattern.captures(line)).flatten()?;
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

/// Words of which every line has one that a pattern fits, if it needs any.
fn words(pattern: &str) -> Option<Vec<String>> {
    needed(&regex_syntax::parse(pattern).ok()?)
}

/// Most characters of a class of which each is looked for.
const SMALL_CLASS: usize = 8;

/// Words, folded, of which every text has one that an expression fits: the longest ones.
fn needed(tree: &Hir) -> Option<Vec<String>> {
    match tree.kind() {
        HirKind::Literal(literal) => Some(vec![str::from_utf8(&literal.0).ok()?.chars().map(fold).collect()]),
        HirKind::Class(Class::Unicode(class)) => {
            let small = class.iter().map(|range| range.len()).sum::<usize>() <= SMALL_CLASS;
            let chars = class.iter().filter(|_| small).flat_map(|range| range.start()..=range.end());
            let mut letters: Vec<String> = chars.map(|c| fold(c).to_string()).collect();
            letters.sort_unstable();
            letters.dedup();
            (!letters.is_empty()).then_some(letters)
        }
        HirKind::Capture(capture) => needed(&capture.sub),
        HirKind::Repetition(repetition) => needed(&repetition.sub).filter(|_| repetition.min > 0),
        HirKind::Alternation(parts) => {
            let parts: Vec<Vec<String>> = parts.iter().map(needed).collect::<Option<_>>()?;
            Some(parts.concat())
        }
        HirKind::Concat(parts) => {
            let mut found = Vec::new();
            // Letters that stand side by side are one word.
            let mut word = String::new();
            for part in parts {
                let words = needed(part);
                match (part.kind(), words.as_deref()) {
                    (HirKind::Literal(_) | HirKind::Class(_), Some([letters])) => word.push_str(letters),
                    _ => {
                        found.push(vec![std::mem::take(&mut word)]);
                        found.extend(words);
                    }
                }
            }
            found.push(vec![word]);
            let shortest = |words: &Vec<String>| words.iter().map(String::len).min().unwrap_or(0);
            found.into_iter().max_by_key(shortest).filter(|words| shortest(words) > 0)
        }
        _ => None,
    }
}

/// One form for the letters that a pattern without regard to case takes for the same.
fn fold(c: char) -> char {
    match c {
        '\0'..='\x7F' => c.to_ascii_lowercase(),
        // Marks and characters of Chinese.
        '\u{2E80}'..='\u{A000}' => c,
        // The long s is one in capitals only, and the sign for Kelvin in small letters.
        _ => c.to_uppercase().next().and_then(|c| c.to_lowercase().next()).unwrap_or(c),
    }
}

/// Tells at a glance of most words that a line does not have them: which characters, folded, and which pairs of them stand in it, a bit
/// for several of them.
struct Pairs([u64; Self::WORDS]);

impl Pairs {
    const WORDS: usize = 64;

    fn of(line: &str) -> Self {
        let mut pairs = Self([0; Self::WORDS]);
        let mut before = '\0';
        for c in line.chars().map(fold) {
            for bit in [Self::bit('\0', c), Self::bit(before, c)] {
                pairs.0[bit / 64] |= 1 << (bit % 64);
            }
            before = c;
        }
        pairs
    }

    /// The bits that are set where a line has a folded word.
    fn bits(word: &str) -> Vec<usize> {
        let mut pairs: Vec<usize> =
            word.chars().zip(word.chars().skip(1)).map(|(one, two)| Self::bit(one, two)).collect();
        if pairs.is_empty() {
            pairs.extend(word.chars().map(|c| Self::bit('\0', c)));
        }
        pairs
    }

    fn bit(one: char, two: char) -> usize {
        let mixed = (one as u32).wrapping_mul(0x9E37_79B1) ^ (two as u32).wrapping_mul(0x85EB_CA6B);
        (mixed >> 16) as usize % (Self::WORDS * 64)
    }

    fn has(&self, bits: &[usize]) -> bool {
        bits.iter().all(|bit| self.0[bit / 64] >> (bit % 64) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::{Layout, LineKind, Pairs, openings, words};
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
    fn a_pattern_tells_which_words_its_lines_have() {
        for (pattern, expected) in [
            ("^.{0,9}(?:Photo|圖片).*$", Some(&["photo", "圖片"][..])),
            ("^(?:photo|圖片)?$", None),
            ("^[^。]*a(?P<name>.+), edited by", Some(&[", edited by"])),
            ("(?i)^.*(?:by|Åsk)[0-9]", Some(&["by", "åsk"])),
            ("^.*[:/]", Some(&["/", ":"])),
            ("^[a-z]*$", None),
        ] {
            let expected = expected.map(|words| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
            assert_eq!(words(pattern), expected, "{pattern}");
        }
    }

    #[test]
    fn a_line_has_the_pairs_of_its_words() {
        let pairs = Pairs::of("Edited BY 周廷安 at 300 \u{212A}");
        for (word, expected) in [("by", true), ("周廷", true), ("k", true), ("安周", false), ("by 王", false)] {
            assert_eq!(pairs.has(&Pairs::bits(word)), expected, "{word}");
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
