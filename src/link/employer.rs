//! Which body 'his office' and 'her company' mean: the one at which somebody was named with a title.

use super::person;
use crate::recognise::{Form, Mention, Reading, Title};

/// How many atoms may stand between somebody's name and his title.
const AT_NAME: usize = 3;

/// How many atoms may stand between a title and the body where it is held.
const AT_TITLE: usize = 4;

/// The man or woman in 'his office', 'her company'.
pub(super) fn whose(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let here = &reading.mentions[at];
    let owner = |other: &Mention| {
        other.sentence == here.sentence && other.from == here.from && matches!(other.form, Form::His | Form::Her)
    };
    let behind = reading.mentions[at + 1..].iter().take(2).position(owner)?;
    (!reading.is_chinese() && here.form == Form::Company).then_some(at + 1 + behind)
}

/// 'Her office' is the body where she was named with a title.
pub(super) fn employer(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let gender = if reading.mentions[whose(reading, at)?].form == Form::His { 'm' } else { 'f' };
    let person = person(reading, at, Some(gender))?;
    let body = |mention: &&Mention| {
        !mention.form.is_possessive()
            && mention.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind.is_body())
    };
    // 'Acme's chief, Jane Roe', 'Jane Roe, head of Acme'.
    let titled = |name: &Mention| {
        let near = |title: &&Title| {
            title.sentence == name.sentence
                && (title.to <= name.from && name.from - title.to <= AT_NAME
                    || name.to <= title.from && title.from - name.to <= AT_NAME)
        };
        let title = reading.titles.iter().find(near)?;
        let beside = |other: &&Mention| {
            other.to <= title.from && title.from - other.to <= AT_TITLE
                || title.to <= other.from && other.from - title.to <= AT_TITLE && other.to != name.from
        };
        let mut there = reading.mentions_in(name.sentence).iter().filter(body).filter(beside);
        there.next().map(|found| found.senses.clone())
    };
    let named = |mention: &&Mention| mention.form == Form::Name && mention.senses == person;
    reading.mentions[..at].iter().filter(named).find_map(titled)
}
