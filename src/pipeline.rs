//! The order of the stages, for one document; callers run documents in parallel.
//!
//! ```
//! use newsgraph::{pack::Pack, pipeline::Extractor, text::{Document, Metadata}};
//! let extractor = Extractor::new(&Pack::embedded().unwrap()).unwrap();
//! let document = Document {
//!     id: "0000000000000000".into(),
//!     name: "a.txt".into(),
//!     path: "a.txt".into(),
//!     text: "Google names a new head\n\nGoogle chief executive Sundar Pichai said on Monday that the company will not change its plans for Europe.\n".into(),
//!     metadata: Metadata::default(),
//! };
//! let extraction = extractor.extract(&document);
//! assert!(extraction.facts.iter().any(|fact| fact.class == "role"));
//! ```

use chrono::NaiveDate;

use crate::extract::{Assembly, RuleSet, rules};
use crate::fact::{ArticleRecord, Date, Extraction};
use crate::gazetteer::Gazetteer;
use crate::link;
use crate::pack::{Pack, PackError};
use crate::recognise::{Reading, Recogniser};
use crate::segment::{Article, Segmenter};
use crate::text::{Document, Language};

/// A pack compiled for extraction. It is shared between threads.
pub struct Extractor {
    segmenter: Segmenter,
    recogniser: Recogniser,
    rules: RuleSet,
}

impl Extractor {
    /// Compiles the lexicon and the rules of a pack.
    ///
    /// # Errors
    /// Where a rule, lexicon or ontology file is broken: one error for each fault found.
    pub fn new(pack: &Pack) -> Result<Self, Vec<PackError>> {
        let ((segmenter, files), recogniser) = rayon::join(
            || rayon::join(|| Segmenter::compile(pack), || rules::read(pack)),
            || Recogniser::compile(pack),
        );
        let (segmenter, mut recogniser) = match (segmenter, recogniser) {
            (Ok(segmenter), Ok(recogniser)) => (segmenter, recogniser),
            (segmenter, recogniser) => {
                return Err(segmenter.err().into_iter().chain(recogniser.err().into_iter().flatten()).collect());
            }
        };
        let rules = RuleSet::of(pack, files, &mut recogniser.lexicon)?;
        Ok(Self { segmenter, recogniser, rules })
    }

    /// Lets recognition know the names of imported lexicons too.
    #[must_use]
    pub fn with_lexicons(mut self, lexicons: Vec<Gazetteer>) -> Self {
        self.recogniser.add_imported(lexicons);
        self
    }

    /// Gives back memory that only explanations need: they tell of no near misses then.
    #[must_use]
    pub fn without_explanations(mut self) -> Self {
        self.rules.forget_patterns();
        self
    }

    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    pub fn recogniser(&self) -> &Recogniser {
        &self.recogniser
    }

    /// Extracts the facts of one document. The result depends on nothing but the document, the pack and
    /// the imported lexicons.
    pub fn extract(&self, document: &Document) -> Extraction {
        self.extract_as(document, None)
    }

    /// The same for a text whose language is known.
    pub(crate) fn extract_as(&self, document: &Document, language: Option<Language>) -> Extraction {
        let mut assembly = Assembly::default();
        let articles = self.segmenter.articles_in(document, language);
        let single = articles.len() == 1;
        for (i, article) in articles.iter().enumerate() {
            if article.language == Language::Other {
                assembly.note(format!("article {} is in a language that has no rules", i + 1));
            }
            let published = self.published(document, article, single);
            let record = self.record(document, article, i + 1, published, single);
            let reading = self.read(document, article, published);
            assembly.add(&self.rules, &reading, record);
        }
        assembly.finish()
    }

    /// Calls back with each article as it was read, for explanations.
    pub(crate) fn for_each_reading(&self, document: &Document, mut look: impl FnMut(&Reading<'_>)) {
        let articles = self.segmenter.articles(document);
        for article in &articles {
            let published = self.published(document, article, articles.len() == 1);
            look(&self.read(document, article, published));
        }
    }

    fn read<'a>(&'a self, document: &'a Document, article: &'a Article, published: Option<NaiveDate>) -> Reading<'a> {
        let mut reading = self.recogniser.read(&document.text, article, published);
        link::resolve(&mut reading);
        reading
    }

    /// The day of publication: what the page or record says of itself, else the first full date around the headline.
    fn published(&self, document: &Document, article: &Article, single: bool) -> Option<NaiveDate> {
        let stated = document.metadata.published.as_deref().filter(|_| single);
        stated.and_then(|date| self.recogniser.dates.full_date(date)).or_else(|| {
            article.dates.iter().find_map(|range| self.recogniser.dates.full_date(&document.text[range.clone()]))
        })
    }

    fn record(
        &self,
        document: &Document,
        article: &Article,
        number: usize,
        published: Option<NaiveDate>,
        single: bool,
    ) -> ArticleRecord {
        let headline = article.headline.clone().map(|range| document.text[range].to_owned());
        ArticleRecord {
            number,
            headline: document.metadata.title.clone().filter(|_| single).or(headline),
            language: article.language,
            published: published.map(Date::from),
            editor: article.editor.clone().map(|range| document.text[range].to_owned()),
            mentions: Vec::new(),
        }
    }
}
