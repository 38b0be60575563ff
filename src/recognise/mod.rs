//! Finds in an article what rules speak of: mentions of entities, titles, topics, word classes, dates and quantities.
//!
//! ```
//! use newsgraph::{pack::Pack, recognise::Recogniser};
//! let recogniser = Recogniser::compile(&Pack::embedded().unwrap()).unwrap();
//! assert!(recogniser.lexicon.class_count() > 10);
//! ```

mod builder;
mod chinese_names;
pub(crate) mod classes;
pub mod date;
pub mod decimal;
mod descriptions;
mod ground;
pub mod imported;
mod latin_names;
pub mod lexicon;
pub mod number;
pub mod phrases;
mod portfolios;
mod reading;
mod tags;
pub mod titles;
mod words;

pub use reading::{Form, LocalEntity, Mention, Reading, Title};
pub(crate) use tags::marks;
pub use tags::{Hit, Tagged, What};

use chrono::NaiveDate;

use crate::gazetteer::Gazetteer;
use crate::pack::{Pack, PackError};
use crate::segment::Article;
use classes::Classes;
use date::Dates;
use imported::Imported;
use lexicon::Lexicon;
use number::Numbers;

/// Recognition with its knowledge compiled.
#[derive(Debug)]
pub struct Recogniser {
    pub lexicon: Lexicon,
    pub numbers: Numbers,
    pub dates: Dates,
    pub imported: Imported,
    pub(crate) classes: Classes,
}

impl Recogniser {
    /// # Errors
    /// One error for each fault in the files of the lexicon and the concept schemes.
    pub fn compile(pack: &Pack) -> Result<Self, Vec<PackError>> {
        let lexicon = Lexicon::compile(pack)?;
        let numbers = Numbers::compile(pack).map_err(|error| vec![error])?;
        let dates = Dates::compile(pack).map_err(|error| vec![error])?;
        let classes = Classes::of(&lexicon);
        Ok(Self { lexicon, numbers, dates, imported: Imported::default(), classes })
    }

    /// Takes in lexicons that were imported; the pack's own stands above them.
    pub fn add_imported(&mut self, lexicons: Vec<Gazetteer>) {
        self.imported = Imported::new(lexicons, &self.lexicon);
    }

    /// Reads an article. `source` is the text of its document.
    pub fn read<'a>(&'a self, source: &'a str, article: &'a Article, published: Option<NaiveDate>) -> Reading<'a> {
        Reading::new(self, source, article, published)
    }
}
