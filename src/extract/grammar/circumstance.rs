//! What a Chinese clause says of when, where and why in front of its verb: 甲在董事會通過後收購乙.

use crate::extract::context::Context;
use crate::fact::Kind;
use crate::recognise::lexicon::ClassId;
use crate::recognise::{Mention, What};
use crate::segment::atoms::Kind as AtomKind;

/// How far behind the word that opens a circumstance the word may stand that closes it.
const LONGEST: usize = 16;

impl Context<'_, '_> {
    /// Where a circumstance ends that begins at an atom: behind the place or date that it names, or the word that closes it.
    pub fn circumstance(&self, sentence: usize, at: usize) -> Option<usize> {
        let open = self.whole_word(sentence, at, self.words.circumstance)?;
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let last = atoms.len().min(open + LONGEST);
        let close = (open..last)
            .take_while(|at| atoms[*at].kind != AtomKind::Mark || matches!(atoms[*at].key.as_str(), "《" | "》"))
            .find_map(|at| self.whole_word(sentence, at, self.words.circumstance_end));
        close.or_else(|| self.setting_end(sentence, open).filter(|_| self.is(sentence, at, self.words.dated_by)))
    }

    /// 甲在乙控告丙後收購丁: what somebody else does in the circumstance behind a name is no deed of that name's.
    pub(super) fn circumstance_acts(&self, mention: &Mention, end: usize) -> bool {
        let sentence = mention.sentence;
        let inside = self.circumstance(sentence, mention.to).is_some_and(|close| end < close);
        let open = self.whole_word(sentence, mention.to, self.words.circumstance);
        let acts = |other: &Mention| self.reading.sense(other, Kind::is_agent).is_some();
        inside && open.is_some_and(|open| self.mentions(sentence).any(|other| other.from == open && acts(other)))
    }

    /// Where the place or date ends that begins at an atom.
    fn setting_end(&self, sentence: usize, at: usize) -> Option<usize> {
        let place = self.mentions(sentence).find(|mention| {
            mention.from == at
                && self.reading.sense(mention, |kind| kind == Kind::Place).is_some()
                && !self.owns(mention)
        });
        self.date_at(sentence, at).or(place.map(|place| place.to))
    }

    /// Where a word of a class ends that is no part of a longer word, name, title or date which begins with it.
    pub(super) fn whole_word(&self, sentence: usize, at: usize, class: Option<ClassId>) -> Option<usize> {
        let tagged = &self.reading.sentences[sentence];
        let end = self.word(sentence, at, class)?;
        let longer = tagged.words.at(at).last().is_some_and(|word| word.to as usize > end);
        let named = tagged.at(at).iter().any(|hit| !matches!(hit.what, What::Quantity(_)) && hit.to as usize > end);
        let within = self.mentions(sentence).any(|mention| mention.from < at && at < mention.to);
        (!longer && !named && !within).then_some(end)
    }

    /// Where the deed stands of a Chinese clause that begins at an atom with it, or with what stands in front of a verb: 對乙開罰,
    /// 將乙下架, 已與乙簽約.
    pub(super) fn deed_of_clause(&self, sentence: usize, at: usize, end: usize) -> Option<usize> {
        if self.is(sentence, at, self.words.clause_deed) {
            return Some(at);
        }
        let lead = self.whole_word(sentence, at, self.words.verb_lead)?;
        (lead..end).find(|at| self.is(sentence, *at, self.words.clause_deed))
    }
}
