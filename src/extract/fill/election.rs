//! Which election somebody stands in who is only called a candidate.

use crate::extract::context::Context;
use crate::extract::draft::{Draft, Filler};

impl Context<'_, '_> {
    /// The election that was named last up to the sentence, in full; of two in a sentence the longer.
    pub(super) fn told_election(&self, draft: &Draft<'_>) -> Option<Filler> {
        let election = self.words.election?;
        (0..=draft.sentence).rev().find_map(|sentence| {
            let words = &self.reading.sentences[sentence].words;
            let named = words.all().iter().filter(|word| words.is(word, election));
            let word = named.max_by_key(|word| word.len()).filter(|word| word.len() > 2)?;
            let words = self.reading.words(sentence, word.from as usize, word.to as usize);
            Some(Filler::Text(words.to_owned()))
        })
    }
}
