//! Cuts a document into articles, sentences and atoms.
//!
//! ```
//! use newsgraph::{pack::Pack, segment::{Segmenter, Part}, text::{Document, Metadata}};
//! let segmenter = Segmenter::compile(&Pack::embedded().unwrap()).unwrap();
//! let text = "Acme bans adverts about gambling\n\nAcme said on Monday that it will ban adverts about gambling from May on, in every country where it works.\n";
//! let document = Document { id: String::new(), name: String::new(), path: String::new(), text: text.into(), metadata: Metadata::default() };
//! let articles = segmenter.articles(&document);
//! assert_eq!(articles[0].sentences[0].part, Part::Headline);
//! assert_eq!(articles[0].sentences.len(), 2);
//! ```

pub mod articles;
pub mod atoms;
pub mod language;
pub mod layout;
pub mod quotes;
pub mod script;
pub mod sentences;

use std::ops::Range;

use crate::pack::{Pack, PackError};
use crate::text::{Document, Language, Span};
use atoms::Atom;
use layout::Layout;

/// An article with its sentences cut.
#[derive(Debug)]
pub struct Article {
    pub headline: Option<Range<usize>>,
    pub language: Language,
    /// Byte ranges of lines that may say when it appeared.
    pub dates: Vec<Range<usize>>,
    pub editor: Option<Range<usize>>,
    pub sentences: Vec<Sentence>,
}

/// Where in its article a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Headline,
    Body,
    /// A headline of another article.
    Related,
}

/// A sentence cut into atoms.
#[derive(Debug)]
pub struct Sentence {
    pub part: Part,
    /// Number of its paragraph in the article.
    pub paragraph: usize,
    pub span: Span,
    pub bytes: Range<usize>,
    pub atoms: Vec<Atom>,
    pub quotes: Vec<QuotedAtoms>,
}

impl Sentence {
    /// Whether an atom stands inside a quotation.
    pub fn quoted(&self, at: usize) -> bool {
        self.quotes.iter().any(|quote| quote.inner.contains(&at))
    }
}

/// A quotation, as positions of atoms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotedAtoms {
    /// With its marks.
    pub outer: Range<usize>,
    pub inner: Range<usize>,
    /// It goes on in the next paragraph.
    pub open: bool,
}

/// Segmentation with its knowledge compiled.
#[derive(Debug)]
pub struct Segmenter {
    layout: Layout,
}

impl Segmenter {
    /// # Errors
    /// Where `lexicon/layout.toml` is broken.
    pub fn compile(pack: &Pack) -> Result<Self, PackError> {
        Ok(Self { layout: Layout::compile(pack)? })
    }

    /// All articles of a document, in order.
    pub fn articles(&self, document: &Document) -> Vec<Article> {
        self.articles_in(document, None)
    }

    /// The same for a text whose language is known.
    pub fn articles_in(&self, document: &Document, language: Option<Language>) -> Vec<Article> {
        let text = document.text.as_str();
        let points = Points::new(text);
        let hint = document.metadata.language.as_deref();
        articles::articles(text, &self.layout)
            .into_iter()
            .map(|lines| self.article(text, &points, hint, language, lines))
            .collect()
    }

    fn article(
        &self,
        text: &str,
        points: &Points<'_>,
        hint: Option<&str>,
        known: Option<Language>,
        lines: articles::ArticleLines,
    ) -> Article {
        let mut sample = String::new();
        for range in lines.headline.iter().chain(&lines.body) {
            sample.push_str(&text[range.clone()]);
            sample.push('\n');
            if sample.len() > 4000 {
                break;
            }
        }
        let language = known.unwrap_or_else(|| language::identify(&sample, hint, &self.layout.english));
        let mut sentences = Vec::new();
        let parts = lines
            .headline
            .iter()
            .map(|range| (Part::Headline, range))
            .chain(lines.body.iter().map(|range| (Part::Body, range)))
            .chain(lines.related.iter().map(|range| (Part::Related, range)));
        for (paragraph, (part, range)) in parts.enumerate() {
            if language == Language::Other {
                break;
            }
            self.paragraph(text, points, part, paragraph, range.clone(), &mut sentences);
        }
        Article { headline: lines.headline, language, dates: lines.dates, editor: lines.editor, sentences }
    }

    fn paragraph(
        &self,
        text: &str,
        points: &Points<'_>,
        part: Part,
        paragraph: usize,
        range: Range<usize>,
        sentences: &mut Vec<Sentence>,
    ) {
        let words = &text[range.clone()];
        let quotes = quotes::quotes(words);
        // A headline is one sentence, whatever marks stand in it.
        let cuts = if part == Part::Body {
            sentences::sentences(words, &quotes, &self.layout)
        } else {
            std::iter::once(0..words.len()).collect()
        };
        for cut in cuts.into_iter().flat_map(|cut| sentences::parts(words, cut)) {
            let bytes = range.start + cut.start..range.start + cut.end;
            let span = points.span(&bytes);
            let mut atoms = atoms::atoms(&text[bytes.clone()], span.start, bytes.start);
            if part != Part::Body {
                atoms::part_clauses(text, &mut atoms);
            }
            let first = quotes.partition_point(|quote| quote.outer.end <= cut.start);
            let quotes = quotes[first..]
                .iter()
                .take_while(|quote| quote.outer.start < cut.end)
                .filter_map(|quote| {
                    let place = |byte: usize| atoms.partition_point(|atom| atom.bytes.0 < range.start + byte);
                    let quoted = QuotedAtoms {
                        outer: place(quote.outer.start)..place(quote.outer.end),
                        inner: place(quote.inner.start)..place(quote.inner.end),
                        open: quote.open,
                    };
                    (!quoted.inner.is_empty()).then_some(quoted)
                })
                .collect();
            sentences.push(Sentence { part, paragraph, span, bytes, atoms, quotes });
        }
    }
}

/// Turns byte offsets into code points.
struct Points<'a> {
    text: &'a str,
    /// Code points in front of every 64th byte.
    marks: Vec<u32>,
}

impl<'a> Points<'a> {
    const STEP: usize = 64;

    pub fn new(text: &'a str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / Self::STEP + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(Self::STEP) {
            marks.push(count);
            count += starts(chunk);
        }
        marks.push(count);
        Self { text, marks }
    }

    /// Code points in front of a byte offset, which must be a character boundary.
    pub fn at(&self, byte: usize) -> u32 {
        let chunk = byte / Self::STEP;
        self.marks[chunk] + starts(&self.text.as_bytes()[chunk * Self::STEP..byte])
    }

    pub fn span(&self, bytes: &Range<usize>) -> Span {
        Span::new(self.at(bytes.start), self.at(bytes.end))
    }
}

/// How many characters begin in some bytes.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count() as u32
}
