//! The days of a rule, from when it holds and when it was announced, and who announced it; in English as in `telling.rs`.

use super::Context;
use crate::extract::draft::{Draft, Filler};
use crate::fact::Kind;
use crate::recognise::{Mention, What};
use crate::segment::atoms::Kind as AtomKind;

/// How many atoms behind a day, or behind somebody, a verb of announcing may stand.
const TO_ANNOUNCE: usize = 8;

/// How many atoms may stand between whoever tells a rule and the day or the verb of telling.
const TO_TELLING: usize = 4;

/// How many atoms in front of somebody his office may begin.
const TO_OFFICE: usize = 10;

impl Context<'_, '_> {
    /// The day from which a rule holds: one with a word of taking effect right behind it, the last that stands in front of what
    /// the rule says, else the first behind it.
    pub(super) fn day_of_effect(&self, draft: &Draft<'_>) -> Option<Filler> {
        if self.grammatical() {
            return self.day_to_come(draft).or_else(|| self.day_of_telling(draft));
        }
        let dated = self.day(draft, |end| self.takes_effect(draft.sentence, end));
        dated.or_else(|| self.day_of_telling(draft))
    }

    /// 即日起, 'effective immediately': the day on which the rule is told, where a word says that it holds from then.
    fn day_of_telling(&self, draft: &Draft<'_>) -> Option<Filler> {
        let sentence = &self.reading.article.sentences[draft.sentence];
        (0..sentence.atoms.len())
            .any(|at| !sentence.quoted(at) && self.is(draft.sentence, at, self.words.at_once))
            .then(|| self.day_of_announcement(draft).or_else(|| self.published()))
            .flatten()
    }

    /// The day on which a rule was told: one behind which a verb of announcing follows in its clause.
    pub(super) fn day_of_announcement(&self, draft: &Draft<'_>) -> Option<Filler> {
        if self.grammatical() {
            return self.tellings(draft).find_map(|told| told.day).or_else(|| self.day_of_rule(draft));
        }
        self.day(draft, |end| self.announces(draft, end) && !self.takes_effect(draft.sentence, end))
    }

    /// A word of taking effect stands right behind a day.
    fn takes_effect(&self, sentence: usize, end: usize) -> bool {
        self.is(sentence, end, self.words.take_effect)
    }

    /// Who told a rule: somebody behind whom a verb of announcing follows in his clause, in front of what the rule says.
    pub(super) fn announcer(&self, draft: &Draft<'_>) -> Option<u32> {
        if self.grammatical() {
            let issuing = || self.reading.sense(self.issuing_person(draft)?, |kind| kind == Kind::Person);
            return self.tellings(draft).find_map(|told| told.person).or_else(issuing);
        }
        let (from, _) = draft.place("topic").unwrap_or((draft.from, draft.to));
        let front = self.mentions(draft.sentence).filter(|mention| mention.to <= from);
        front
            .filter(|mention| self.announces(draft, mention.to))
            .filter_map(|mention| self.reading.sense(mention, |kind| kind == Kind::Person))
            .next_back()
    }

    /// A verb of announcing stands behind an atom, near and in its clause, but not in what the rule says.
    fn announces(&self, draft: &Draft<'_>, from: usize) -> bool {
        let atoms = &self.reading.article.sentences[draft.sentence].atoms;
        let topic = draft.place("topic").unwrap_or((draft.to, draft.to));
        (from..atoms.len().min(from + TO_ANNOUNCE))
            .take_while(|at| atoms[*at].kind != AtomKind::Mark)
            .filter(|at| !(topic.0..topic.1).contains(at))
            .any(|at| {
                self.is(draft.sentence, at, self.words.announce)
                    || self.is(draft.sentence, at, self.words.tell_rule) && self.its_own_word(draft, from)
            })
    }

    /// 某公司執行長某某30日表示: in front of an atom stands whoever makes the rule, or somebody with an office there.
    fn its_own_word(&self, draft: &Draft<'_>, to: usize) -> bool {
        let sentence = &self.reading.article.sentences[draft.sentence];
        let marked = |from: usize, to: usize| (from..to).any(|at| sentence.atoms[at].kind == AtomKind::Mark);
        let is_person = |mention: &Mention| self.reading.sense(mention, |kind| kind == Kind::Person).is_some();
        let is_body = |mention: &Mention| self.reading.sense(mention, Kind::is_body).is_some();
        let mut front = self.mentions(draft.sentence).rev().filter(|mention| mention.to <= to);
        let teller = front.find(|mention| is_person(mention) || is_body(mention));
        let (Some(issuer), Some(teller)) = (draft.entity("issuer"), teller) else { return false };
        if teller.to + TO_TELLING < to || sentence.quoted(teller.from) {
            return false;
        }
        if !is_person(teller) {
            return teller.senses.contains(&issuer);
        }
        let office = (teller.from.saturating_sub(TO_OFFICE)..teller.from).any(|at| self.titled(draft.sentence, at));
        let at = front.find(|mention| is_body(mention));
        office && at.is_some_and(|body| body.senses.contains(&issuer) && !marked(body.to, teller.from))
    }

    /// The day of the sentence whose end passes a test, outside of quotations: the last in front of the draft's topic, else the
    /// first behind it.
    fn day(&self, draft: &Draft<'_>, fits: impl Fn(usize) -> bool) -> Option<Filler> {
        let sentence = &self.reading.article.sentences[draft.sentence];
        let (from, _) = draft.place("topic").unwrap_or((draft.from, draft.to));
        let days = self.reading.sentences[draft.sentence].hits.iter().filter(|hit| {
            matches!(hit.what, What::Time(_)) && !sentence.quoted(hit.from as usize) && fits(hit.to as usize)
        });
        let day = days.clone().rfind(|hit| hit.to as usize <= from).or_else(|| { days }.next())?;
        match day.what {
            What::Time(id) => self.reading.times[id as usize].date.clone().map(Filler::Date),
            _ => None,
        }
    }
}
