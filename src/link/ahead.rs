//! Personal pronouns whose bearer is named only behind them: 'When she joined Acme, Roe was 24'.

use super::governed;
use crate::fact::Kind;
use crate::recognise::lexicon::ClassId;
use crate::recognise::{Form, Mention, Reading};

/// How many atoms may stand in front of the pronoun of a sentence that opens with it.
const OPENS_WITHIN: usize = 6;

/// How many atoms behind the name the verb may stand that gives its bearer another's office.
const VERB_WITHIN: usize = 3;

/// Whom a sentence names right behind the clause or phrase with which it opens and in which the pronoun stands.
pub(super) fn named_ahead(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let classes = &reading.recogniser.classes;
    let atoms = &reading.article.sentences[here.sentence].atoms;
    let is = |at: usize, class: Option<ClassId>| reading.is_member(here.sentence, at, class);
    let in_front = here.from.checked_sub(1).filter(|_| !reading.is_chinese() && here.from <= OPENS_WITHIN)?;
    let opens = match here.form {
        Form::He | Form::She => is(in_front, classes.clause_opener) || is(in_front, classes.clause_preposition),
        Form::His | Form::Her => is(0, classes.clause_preposition) && !(0..in_front).any(|at| is(at, classes.finite)),
        _ => false,
    };
    let comma = (here.to..atoms.len()).find(|at| atoms[*at].key == ",")?;
    let person = |other: &&Mention| {
        other.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind == Kind::Person)
    };
    let there = reading.mentions_in(here.sentence);
    if !opens || there.iter().filter(person).any(|other| other.from < here.from) {
        return None;
    }
    let title = reading.titles.iter().find(|title| title.sentence == here.sentence && title.from == comma + 1);
    let named = |other: &&Mention| {
        other.form == Form::Name && (other.from == comma + 1 || title.is_some_and(|title| other.from == title.to))
    };
    let subject = there.iter().filter(person).find(named)?;
    // 'When he left, Roe succeeded him'.
    let another = (subject.to..subject.to + VERB_WITHIN).any(|at| is(at, classes.appoint));
    (!another && !is(subject.to, classes.possessive)).then(|| subject.senses.clone())
}

/// 'Hired by Jane Roe in 1956, he left': who is named after a preposition in the phrase with which a sentence opens is not its subject.
pub(super) fn in_opening(reading: &Reading<'_>, mention: &Mention, at: usize) -> bool {
    let here = &reading.mentions[at];
    let classes = &reading.recogniser.classes;
    let atoms = &reading.article.sentences[here.sentence].atoms;
    mention.sentence == here.sentence
        && matches!(here.form, Form::He | Form::She)
        && here.from > 0
        && atoms[here.from - 1].key == ","
        && !(0..mention.from).any(|at| reading.is_member(here.sentence, at, classes.finite))
        && governed(reading, mention)
        && !reading.is_member(here.sentence, mention.to, classes.possessive)
}
