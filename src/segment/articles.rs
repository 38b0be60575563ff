//! Tells the articles of a scraped page apart, and in each the headline, the prose and what only frames it.

use std::ops::Range;

use super::atoms::is_han;
use super::layout::{Layout, LineKind};

/// Longest line, in characters, that may be a headline.
const LONGEST_HEADLINE: usize = 160;

/// Longest credit behind the last sentence of a paragraph, in characters.
const LONGEST_CREDIT: usize = 80;

/// What the lines of an article are, as bytes of the document.
#[derive(Debug, Default)]
pub struct ArticleLines {
    pub headline: Option<Range<usize>>,
    /// Prose, list items and subheadings, in order.
    pub body: Vec<Range<usize>>,
    /// Headlines of other articles that the page points to.
    pub related: Vec<Range<usize>>,
    /// Lines that may say when the article appeared.
    pub dates: Vec<Range<usize>>,
    pub editor: Option<Range<usize>>,
}

#[derive(Clone)]
struct Line {
    range: Range<usize>,
    kind: Option<LineKind>,
    /// What the pattern's group holds, in bytes of the document.
    group: Option<Range<usize>>,
    dateline: bool,
    /// It has the length of a paragraph.
    prose: bool,
    /// Empty lines in front of it.
    gap: usize,
}

impl Line {
    /// It is a paragraph of the article, and nothing that only frames it.
    fn is_paragraph(&self) -> bool {
        self.kind.is_none() && self.prose
    }
}

/// The articles of a document's text, at least one where there is any line at all.
pub fn articles(text: &str, layout: &Layout) -> Vec<ArticleLines> {
    let lines = lines(text, layout);
    let starts = starts(text, &lines);
    let mut found = Vec::new();
    for (i, &start) in starts.iter().enumerate() {
        let end = starts.get(i + 1).copied().unwrap_or(lines.len());
        if let Some(article) = article(text, &lines[start..end], layout) {
            found.push(article);
        }
    }
    found
}

fn lines(text: &str, layout: &Layout) -> Vec<Line> {
    let mut found = Vec::new();
    let mut gap = 0;
    let mut at = 0;
    for raw in text.split('\n') {
        let trimmed = raw.trim();
        let start = at + (raw.len() - raw.trim_start().len());
        at += raw.len() + 1;
        if trimmed.is_empty() {
            gap += 1;
            continue;
        }
        let short = trimmed.len() <= 4 * LONGEST_HEADLINE && trimmed.chars().count() <= 200;
        let (kind, group) = match short.then(|| layout.classify(trimmed)).flatten() {
            Some((kind, group)) => (Some(kind), group.map(|g| start + g.start..start + g.end)),
            None => (None, None),
        };
        let dateline = short && layout.dateline.is_match(trimmed);
        found.push(Line { range: start..start + trimmed.len(), kind, group, dateline, prose: is_prose(trimmed), gap });
        gap = 0;
    }
    found
}

/// Positions of the lines at which articles begin.
fn starts(text: &str, lines: &[Line]) -> Vec<usize> {
    let mut starts = vec![0];
    let listed = lines.iter().enumerate().filter(|(i, line)| line.dateline && opens(text, lines, i + 1)).count();
    let mut prose_since = 0;
    for (i, line) in lines.iter().enumerate() {
        let begins = if listed > 0 {
            line.dateline && opens(text, lines, i + 1)
        } else {
            line.gap >= 2 && opens(text, lines, i) && (framed(text, lines, i) || ended(lines, i))
        };
        if begins && prose_since > 0 {
            starts.push(i);
            prose_since = 0;
        }
        if line.is_paragraph() {
            prose_since += 1;
        }
    }
    starts
}

/// The line looks like a headline, and prose follows it soon.
fn opens(text: &str, lines: &[Line], i: usize) -> bool {
    let Some(line) = lines.get(i) else { return false };
    line.kind.is_none()
        && is_headline(&text[line.range.clone()])
        && lines[i + 1..].iter().take(8).any(|line| line.is_paragraph())
}

/// What stands at the top of an article stands right below the line: its headline again, a credit, a byline.
fn framed(text: &str, lines: &[Line], i: usize) -> bool {
    let headline = &text[lines[i].range.clone()];
    lines[i + 1..].iter().take(6).any(|line| {
        matches!(line.kind, Some(LineKind::Credit | LineKind::Byline | LineKind::Navigation)) && !line.prose
            || text[line.range.clone()] == *headline
    })
}

/// What stands at the end of an article stands right above the line.
fn ended(lines: &[Line], i: usize) -> bool {
    lines[..i]
        .iter()
        .rev()
        .take(4)
        .any(|line| matches!(line.kind, Some(LineKind::End | LineKind::Editor | LineKind::Related)))
}

fn is_headline(line: &str) -> bool {
    let count = line.chars().count();
    if count > LONGEST_HEADLINE
        || line.ends_with(['。', '，', ',', ';', '；', ':', '：'])
        || line.starts_with(['•', '-', '·', '*'])
    {
        return false;
    }
    let han = line.chars().filter(|c| is_han(*c)).count();
    if han > 0 { han >= 5 } else { line.split_whitespace().count() >= 4 && !line.ends_with('.') }
}

fn is_prose(line: &str) -> bool {
    let longer = |most: usize| line.chars().nth(most).is_some();
    if line.chars().filter(|c| is_han(*c)).nth(10).is_some() {
        longer(59) || longer(24) && line.contains('。')
    } else {
        line.split_whitespace().nth(15).is_some()
    }
}

fn article(text: &str, lines: &[Line], layout: &Layout) -> Option<ArticleLines> {
    let top = top(text, lines);
    let headline = headline(text, lines, top);
    let mut article = ArticleLines { headline: headline.map(|i| lines[i].range.clone()), ..ArticleLines::default() };
    let mut pointing = false;
    for (i, line) in lines.iter().enumerate() {
        let words = &text[line.range.clone()];
        if Some(i) == headline || article.headline.as_ref().is_some_and(|h| text[h.clone()] == *words) {
            continue;
        }
        // Some papers say below the article when it was published.
        let below = line.kind == Some(LineKind::Byline) && !line.prose;
        if (line.dateline || i < top || below) && line.kind != Some(LineKind::Related) {
            article.dates.push(line.range.clone());
        }
        match line.kind {
            Some(LineKind::Editor) => {
                article.editor = article.editor.take().or_else(|| line.group.clone());
                article.dates.push(line.range.clone());
                pointing = false;
            }
            Some(LineKind::Related) => {
                pointing = true;
                if let Some(rest) = line.group.clone().filter(|g| !g.is_empty()) {
                    article.related.push(rest);
                    // A marker with its headline on the same line points to that one only.
                    pointing = i > top && lines[i + 1..].iter().all(|line| !line.prose);
                }
            }
            Some(_) => pointing &= line.kind != Some(LineKind::End),
            None if line.dateline => {}
            None if pointing && !line.prose => article.related.push(line.range.clone()),
            None if headline.is_some_and(|h| i < h) && !line.prose => {}
            None => {
                pointing = false;
                let opening =
                    if article.body.is_empty() { layout.opening.find(words).map_or(0, |m| m.end()) } else { 0 };
                if opening > 0 {
                    article.dates.push(line.range.start..line.range.start + opening);
                }
                let end = closing(&mut article, text, line, layout);
                article.body.push(line.range.start + opening..end.max(line.range.start + opening));
            }
        }
    }
    (!article.body.is_empty() || article.headline.is_some()).then_some(article)
}

/// Where the prose of a line ends; what stands behind it may name the editor and the day.
fn closing(article: &mut ArticleLines, text: &str, line: &Line, layout: &Layout) -> usize {
    // A credit is short: of a long paragraph only the end is looked at.
    let from =
        text[line.range.clone()].char_indices().rev().nth(LONGEST_CREDIT).map_or(0, |(at, _)| at) + line.range.start;
    let Some(found) = layout.closing.captures(&text[from..line.range.end]) else { return line.range.end };
    let whole = found.get(0).map_or(from..line.range.end, |m| from + m.start()..from + m.end());
    let editor = found.name("name").map(|name| from + name.start()..from + name.end());
    article.editor = article.editor.take().or(editor);
    article.dates.push(whole.clone());
    whole.start
}

/// Where the prose begins. A headline at the very top may be as long as a short paragraph, but no sentence ends with it.
fn top(text: &str, lines: &[Line]) -> usize {
    let top = lines.iter().position(Line::is_paragraph).unwrap_or(lines.len());
    let long = lines.first().is_some_and(|line| {
        let words = &text[line.range.clone()];
        is_headline(words) && words.ends_with(char::is_alphanumeric)
    });
    let behind = lines.iter().skip(1).position(Line::is_paragraph).map(|at| at + 1);
    behind.filter(|_| top == 0 && long).unwrap_or(top)
}

/// The headline stands in front of the prose: the line that is repeated, or else the first that looks like one.
fn headline(text: &str, lines: &[Line], top: usize) -> Option<usize> {
    let candidates: Vec<usize> = (0..top)
        .filter(|&i| lines[i].kind.is_none() && !lines[i].dateline && is_headline(&text[lines[i].range.clone()]))
        .collect();
    let twice = candidates.iter().copied().find(|&i| {
        let words = &text[lines[i].range.clone()];
        candidates.iter().any(|&j| j > i && text[lines[j].range.clone()] == *words)
    });
    twice.or_else(|| candidates.first().copied())
}
