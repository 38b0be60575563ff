//! The order of the stages, for one document; callers run documents in parallel.

use crate::fact::Extraction;
use crate::pack::{Pack, PackError};
use crate::text::Document;

/// A pack compiled for extraction. It is shared between threads.
pub struct Extractor {}

impl Extractor {
    /// Compiles the lexicon and the rules of a pack.
    ///
    /// # Errors
    /// Where a rule, lexicon or ontology file is broken: one error for each fault found.
    pub fn new(_pack: &Pack) -> Result<Self, Vec<PackError>> {
        Ok(Self {})
    }

    /// Extracts the facts of one document. The result depends on nothing but the document and the pack.
    pub fn extract(&self, _document: &Document) -> Extraction {
        Extraction::default()
    }
}
