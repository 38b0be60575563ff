//! Whom words for one of two mean: 後者, 前者, 對方.

use super::before;
use crate::fact::Kind;
use crate::recognise::lexicon::ClassId;
use crate::recognise::{Form, Mention, Reading};

/// Whether a mention is one of these words.
pub fn points(reading: &Reading<'_>, at: usize) -> bool {
    let classes = &reading.recogniser.classes;
    [classes.latter, classes.first_of_two, classes.opposite].iter().any(|class| is(reading, at, *class))
}

fn is(reading: &Reading<'_>, at: usize, class: Option<ClassId>) -> bool {
    let mention = &reading.mentions[at];
    let end = class.and_then(|class| reading.sentences[mention.sentence].class_at(mention.from, class));
    end == Some(mention.to)
}

/// The one that is meant, where two are spoken of.
pub fn one(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let parties = || before(reading, at).filter(|mention| party(reading, mention));
    // The two are those of this sentence, or of the one before where this one begins with the word.
    let named =
        |sentence: usize| parties().filter(move |mention| mention.sentence == sentence && mention.form == Form::Name);
    let scope = if named(here.sentence).next().is_some() { here.sentence } else { here.sentence.checked_sub(1)? };
    if is(reading, at, reading.recogniser.classes.latter) {
        return named(scope).last().map(|mention| mention.senses.clone());
    }
    if is(reading, at, reading.recogniser.classes.first_of_two) {
        return named(scope).next().map(|mention| mention.senses.clone());
    }
    // The other side is not the one whom the sentence is about.
    let subject = parties().find(|mention| mention.sentence == here.sentence)?;
    let person = is_person(reading, subject);
    // 鍾專員已去信甲公司，要求對方: a body that somebody deals with, where nobody else is named.
    let facing = || {
        let mut others = parties().filter(|m| m.sentence == here.sentence && m.senses != subject.senses);
        let only = others.next().filter(|only| subject.to <= only.from && only.form == Form::Name)?;
        others.all(|other| other.senses == only.senses).then(|| only.senses.clone())
    };
    if let Some(facing) = person.then(facing).flatten() {
        return Some(facing);
    }
    parties()
        .find(|mention| mention.senses != subject.senses && is_person(reading, mention) == person)
        .map(|mention| mention.senses.clone())
}

fn is_person(reading: &Reading<'_>, mention: &Mention) -> bool {
    reading.entities[mention.senses[0] as usize].kind == Kind::Person
}

/// Somebody or something that can be one of two sides.
fn party(reading: &Reading<'_>, mention: &Mention) -> bool {
    matches!(
        reading.entities[mention.senses[0] as usize].kind,
        Kind::Person | Kind::Corporation | Kind::Organization | Kind::Platform | Kind::Ngo | Kind::Media
    )
}
