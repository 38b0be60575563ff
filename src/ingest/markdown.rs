//! Markdown: the document's text is what a reader sees, blocks parted by empty lines, headings on lines of their own,
//! of links the words alone. Front matter becomes metadata, and its title the first line.
//!
//! ```
//! use newsgraph::ingest::markdown::readable;
//! let (text, metadata) = readable("---\ntitle: \"Acme moves\"\n---\nAcme [moved](https://example.org) *today*.\n");
//! assert_eq!(text, "Acme moves\n\nAcme moved today.\n");
//! assert_eq!(metadata.title.as_deref(), Some("Acme moves"));
//! ```

use std::io::Read;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Documents, Input, Limits, Reader, whole};
use crate::text::Metadata;

/// Files named as Markdown. Nothing else is taken for it, for plain text may hold the same marks by chance.
pub struct Markdown;

impl Reader for Markdown {
    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    fn recognises(&self, _head: &str) -> bool {
        false
    }

    fn documents(&self, input: &Input, bytes: Box<dyn Read + Send>, limits: &Limits) -> Documents {
        let document = whole(input, bytes, limits.text, |_| None, |source| Ok(readable(&source)));
        Box::new(std::iter::once(document))
    }
}

/// The readable text of a Markdown source, and what its front matter says.
pub fn readable(source: &str) -> (String, Metadata) {
    let (mut metadata, body) = front_matter(source);
    let mut writer = Writer::default();
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    for event in Parser::new_ext(body, options) {
        writer.event(event);
    }
    let text = writer.text.trim();
    let first = text.lines().next().unwrap_or_default().trim_end();
    match &metadata.title {
        Some(title) if title != first => (format!("{title}\n\n{text}\n"), metadata),
        Some(_) => (format!("{text}\n"), metadata),
        None => {
            metadata.title = writer.title.filter(|title| title == first);
            (format!("{text}\n"), metadata)
        }
    }
}

#[derive(Default)]
struct Writer {
    text: String,
    /// The first heading of the first level.
    title: Option<String>,
    heading: Option<(HeadingLevel, usize)>,
    /// A soft line break whose worth the next character decides.
    soft_break: bool,
    /// Depth of images; their words describe a picture and are no prose.
    images: usize,
    cells: usize,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Text(words) | Event::Code(words) => self.words(&words),
            Event::InlineHtml(tag) if is_break(&tag) => self.text.push('\n'),
            Event::Html(html) | Event::InlineHtml(html) => {
                let words = without_tags(&html);
                if !words.trim().is_empty() {
                    self.words(&words);
                }
            }
            Event::SoftBreak => self.soft_break = true,
            Event::HardBreak => self.text.push('\n'),
            Event::Rule => self.part("\n\n"),
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images -= 1,
            Event::Start(Tag::Heading { level, .. }) => {
                self.part("\n\n");
                self.heading = Some((level, self.text.len()));
            }
            Event::Start(Tag::Item) => self.part("\n"),
            Event::Start(Tag::Paragraph | Tag::HtmlBlock) => {}
            Event::Start(Tag::TableCell) => {
                if self.cells > 0 {
                    self.text.push('\t');
                }
                self.cells += 1;
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some((HeadingLevel::H1, start)) = self.heading.take() {
                    self.title.get_or_insert_with(|| self.text[start..].trim().to_owned());
                }
                self.part("\n\n");
            }
            Event::End(TagEnd::Item | TagEnd::TableHead | TagEnd::TableRow) => {
                self.cells = 0;
                self.part("\n");
            }
            Event::Start(Tag::List(_)) => self.part("\n"),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::List(_)
                | TagEnd::Table
                | TagEnd::CodeBlock
                | TagEnd::HtmlBlock
                | TagEnd::BlockQuote(_)
                | TagEnd::FootnoteDefinition,
            ) => self.part("\n\n"),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.images > 0 {
            return;
        }
        if std::mem::take(&mut self.soft_break) {
            // Scripts without spaces between words have none at a line break either.
            let spaceless = |c: char| c as u32 >= 0x2E80;
            let glued = self.text.chars().next_back().is_some_and(spaceless) && words.starts_with(spaceless);
            if !glued {
                self.text.push(' ');
            }
        }
        self.text.push_str(words);
    }

    /// Parts blocks: the text ends with at least this much of line breaks, and with no more of them than two.
    fn part(&mut self, breaks: &str) {
        self.soft_break = false;
        let end = self.text.trim_end_matches([' ', '\t', '\n']).len();
        if end == 0 {
            self.text.clear();
            return;
        }
        let present = self.text[end..].matches('\n').count().min(2);
        self.text.truncate(end);
        self.text.push_str(&"\n\n"[..present.max(breaks.len())]);
    }
}

/// HTML inside Markdown without its tags and comments; words that a line break parts stay apart.
fn without_tags(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        words.push_str(&rest[..start]);
        rest = &rest[start..];
        if is_break(rest) {
            words.push('\n');
        }
        let end = if rest.starts_with("<!--") { "-->" } else { ">" };
        rest = rest.find(end).map_or("", |length| &rest[length + end.len()..]);
    }
    words + rest
}

/// Whether a text begins with the tag of a line break.
fn is_break(html: &str) -> bool {
    let name = html.as_bytes().get(1..3).is_some_and(|name| name.eq_ignore_ascii_case(b"br"));
    html.starts_with('<') && name && !html[3..].starts_with(char::is_alphanumeric)
}

/// Metadata between two lines of three hyphens (or plus signs) at the very beginning, and what comes after.
fn front_matter(source: &str) -> (Metadata, &str) {
    let mut metadata = Metadata::default();
    let Some((fence, rest)) = source.split_once('\n').filter(|(line, _)| matches!(line.trim_end(), "---" | "+++"))
    else {
        return (metadata, source);
    };
    let mut position = 0;
    for line in rest.split_inclusive('\n') {
        position += line.len();
        if line.trim_end() == fence.trim_end() || line.trim_end() == "..." {
            return (metadata, &rest[position..]);
        }
        let Some((key, value)) = line.split_once([':', '=']) else {
            if line.trim().is_empty() || line.starts_with([' ', '\t', '-', '#']) {
                continue;
            }
            // A line in words means that the hyphens were a rule across the page.
            break;
        };
        let value = value.trim().trim_matches(['"', '\'']).trim();
        let field = match key.trim().to_lowercase().as_str() {
            "title" => &mut metadata.title,
            "date" | "published" => &mut metadata.published,
            "author" => &mut metadata.author,
            "lang" | "language" => &mut metadata.language,
            "url" | "link" | "canonical" => &mut metadata.url,
            "publisher" | "site" | "source" => &mut metadata.publisher,
            _ => continue,
        };
        if !value.is_empty() && !line.starts_with([' ', '\t']) {
            field.get_or_insert_with(|| value.to_owned());
        }
    }
    (Metadata::default(), source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks() {
        let cases = [
            ("# Head\nFirst line\nsecond line.\n", "Head\n\nFirst line second line.\n"),
            ("第一行，\n第二行。\n\n另一段 Meta\n公司", "第一行，第二行。\n\n另一段 Meta 公司\n"),
            ("Before\n## Sub\nafter", "Before\n\nSub\n\nafter\n"),
            ("- one\n- two **bold**\n\nend", "one\ntwo bold\n\nend\n"),
            ("1. one\n\n2. two\n", "one\n\ntwo\n"),
            ("| a | b |\n|---|---|\n| 1 | 2 |\n", "a\tb\n1\t2\n"),
            ("> Quoted\n\nSaid ![alt words](x.png) `code`", "Quoted\n\nSaid  code\n"),
            ("<!-- note -->\n\n<p>Inside</p>\n\nAfter<br>that", "Inside\n\nAfter\nthat\n"),
            ("<p>One<BR />two</p>\n\nx <bright>y</bright>", "One\ntwo\n\nx y\n"),
            ("a  \nb", "a\nb\n"),
            ("a\n\n***\n\nb", "a\n\nb\n"),
        ];
        for (source, text) in cases {
            assert_eq!(readable(source).0, text, "{source:?}");
        }
    }

    #[test]
    fn metadata() {
        let source = "---\r\ntitle: '新規定'\r\ndate: 2024-01-05\r\nauthor: Ann\r\nlang: zh-TW\r\ntags:\r\n  - x\r\n---\r\n# 新規定\r\n\r\n內文。";
        let (text, found) = readable(source);
        assert_eq!(text, "新規定\n\n內文。\n");
        assert_eq!(found.title.as_deref(), Some("新規定"));
        assert_eq!(found.published.as_deref(), Some("2024-01-05"));
        assert_eq!((found.author.as_deref(), found.language.as_deref()), (Some("Ann"), Some("zh-TW")));

        let rule = "---\nNo front matter, but a rule.\n\n---\nMore.";
        assert_eq!(readable(rule), ("No front matter, but a rule.\n\nMore.\n".to_owned(), Metadata::default()));
        assert_eq!(readable("# Only a heading\n\nText.").1.title.as_deref(), Some("Only a heading"));
        assert_eq!(readable("Text.\n\n# Later heading").1.title, None);
    }
}
