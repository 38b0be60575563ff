//! Listed companies under the names by which they are registered: 騰訊計算機系統有限公司.

use super::Builder;
use crate::fact::Kind;
use crate::recognise::lexicon::Entry;
use crate::recognise::tags::LookedUp;
use crate::segment::atoms::Kind as AtomKind;

/// Longest stretch between the listed name and the legal form, in atoms.
const LONGEST_TRADE: usize = 12;

impl Builder<'_, '_> {
    /// Lets the name of a listed company go on to the legal form with which its registered name ends, and drops shorter names that
    /// begin at the same place.
    pub(super) fn extend_registered(&self, raws: &mut [LookedUp]) {
        for (i, raw) in raws.iter_mut().enumerate() {
            let longest = |from: u32| {
                let there = raw.entries.iter().filter(|(hit, entry)| hit.from == from && self.is_firm(entry));
                there.map(|(hit, _)| hit.to).max()
            };
            let ends: Vec<Option<(u32, usize)>> = (raw.entries.iter())
                .map(|(hit, entry)| {
                    let to = longest(hit.from).filter(|_| self.is_firm(entry))?;
                    Some((to, self.registered_end(i, raw, to as usize)?))
                })
                .collect();
            let mut ends = ends.into_iter();
            raw.entries.retain_mut(|(hit, entry)| match ends.next().flatten() {
                Some((longest, end)) if hit.to == longest => {
                    hit.to = end as u32;
                    // No word of another sense goes on like that.
                    if let Entry::Entity { weak, .. } = entry {
                        *weak = false;
                    }
                    true
                }
                extended => extended.is_none(),
            });
        }
    }

    fn is_firm(&self, entry: &Entry) -> bool {
        let lexicon = &self.reading.recogniser.lexicon;
        matches!(*entry, Entry::Entity { index, .. }
            if matches!(lexicon.kinds[index as usize], Kind::Corporation | Kind::Platform | Kind::Media))
    }

    /// Where the legal form ends with which a name goes on at an atom, with nothing but its trade between.
    fn registered_end(&self, sentence: usize, raw: &LookedUp, from: usize) -> Option<usize> {
        let classes = &self.reading.recogniser.classes;
        let (legal, stop, noun) = (classes.legal_form?, classes.han_stop?, classes.org_suffix?);
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let form = (from..atoms.len().min(from + LONGEST_TRADE + 1))
            .find_map(|at| Some((at, raw.words.class_at(at, legal)?)))?;
        let han = |at: usize| atoms[at].kind == AtomKind::Han && !atoms[at].spaced;
        let word = |at: usize| raw.words.class_at(at, stop).is_none_or(|end| raw.words.class_at(at, noun) == Some(end));
        let named = |at: usize| {
            let other = |entry: &Entry| matches!(entry, Entry::Entity { .. } | Entry::Title(_));
            raw.entries.iter().any(|(hit, entry)| hit.from as usize == at && other(entry))
        };
        (from.max(1)..form.0).all(|at| han(at) && word(at) && !named(at)).then_some(form.1)
    }
}
