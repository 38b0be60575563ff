//! Which election somebody stands in who is only called a candidate.

use crate::extract::context::Context;
use crate::extract::draft::{Draft, Filler};
use crate::recognise::What;

impl Context<'_, '_> {
    /// The election that was named last up to the sentence, in full; of two in a sentence the longer.
    pub(super) fn told_election(&self, draft: &Draft<'_>) -> Option<Filler> {
        let election = What::Class(self.words.election?);
        (0..=draft.sentence).rev().find_map(|sentence| {
            let hits = self.reading.sentences[sentence].hits.iter().filter(|hit| hit.what == election);
            let hit = hits.max_by_key(|hit| hit.to - hit.from).filter(|hit| hit.to - hit.from > 2)?;
            let words = self.reading.words(sentence, hit.from as usize, hit.to as usize);
            Some(Filler::Text(words.to_owned()))
        })
    }
}
