//! Whom an office means at a body that the text names: 'Acme's chief executive said', 'the Acme boss'.

use super::person::{APPOSITION, is_beside};
use crate::fact::Kind;
use crate::recognise::{Form, Mention, Reading, Title};
use crate::segment::Part;

/// How many atoms behind a title the body may be named: 'chief executive of the Oslo lender Acme'.
const OF_BODY: usize = 4;

/// How many sentences back somebody may have been named of whom the article goes on to speak by his office.
const NAMED_WITHIN: usize = 3;

/// Whose officer is spoken of.
pub(super) enum Whose {
    Body(u32),
    /// The text names a body, or points to one, of which nothing is known.
    Unknown,
    /// 執行長則表示: nobody's in particular.
    Any,
}

/// Whose officer a mention is that speaks of somebody by his office.
pub(super) fn whose(reading: &Reading<'_>, at: usize) -> Option<Whose> {
    let here = &reading.mentions[at];
    let office = office(reading, here)?;
    match body_in_front(reading, here.sentence, first_of(reading, office).from) {
        Some(body) => Some(body.map_or(Whose::Unknown, Whose::Body)),
        None => reading.is_chinese().then_some(Whose::Any),
    }
}

/// The one of whom the article says that he has that office there; else the only one whom it has just named.
pub(super) fn holder(reading: &Reading<'_>, at: usize, whose: &Whose) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let lexicon = &reading.recogniser.lexicon;
    let office = office(reading, here)?;
    let same = |title: &&Title| {
        (title.sentence, title.from) != (office.sentence, office.from) && lexicon.is_below(title.base, office.base)
    };
    let held = |title: &Title| {
        let there = body_in_front(reading, title.sentence, first_of(reading, title).from).flatten();
        let body = || there.or_else(|| body_behind(reading, title)).or_else(|| reading.main_body());
        match whose {
            Whose::Body(wanted) => body() == Some(*wanted),
            Whose::Unknown => false,
            Whose::Any => true,
        }
    };
    let mut holders: Vec<&Vec<u32>> = Vec::new();
    for title in reading.titles.iter().filter(same).filter(|title| held(title)) {
        holders.extend(bearer(reading, title).filter(|senses| !holders.contains(senses)));
    }
    match (&holders[..], whose) {
        ([], Whose::Body(body)) => just_named(reading, here, *body),
        ([only], _) => Some((*only).clone()),
        _ => None,
    }
}

/// The title that is a mention.
fn office<'r>(reading: &'r Reading<'_>, mention: &Mention) -> Option<&'r Title> {
    let is = |title: &&Title| (title.sentence, title.from, title.to) == (mention.sentence, mention.from, mention.to);
    reading.titles.iter().find(is)
}

/// 'Co-founder and CEO': the title that is joined to another one in front, where there is one.
fn first_of<'r>(reading: &'r Reading<'_>, title: &'r Title) -> &'r Title {
    let and = |at: usize| reading.is_member(title.sentence, at, reading.recogniser.classes.and);
    let joined = |other: &&Title| other.sentence == title.sentence && other.to + 1 == title.from && and(other.to);
    reading.titles.iter().find(joined).unwrap_or(title)
}

/// The body in front of a title, with or without a mark of possession.
fn body_in_front(reading: &Reading<'_>, sentence: usize, office: usize) -> Option<Option<u32>> {
    let marked =
        |end: usize| end + 1 == office && reading.is_member(sentence, end, reading.recogniser.classes.possessive);
    let mut in_front = reading.mentions_in(sentence).iter().filter(|m| m.to == office || marked(m.to));
    let bodily =
        |m: &&Mention| matches!(m.form, Form::Company | Form::Its) || reading.sense(m, Kind::is_body).is_some();
    in_front.find(bodily).map(|m| reading.sense(m, Kind::is_body))
}

/// 'Chief executive of Acme'.
fn body_behind(reading: &Reading<'_>, title: &Title) -> Option<u32> {
    let of = reading.is_member(title.sentence, title.to, reading.recogniser.classes.of);
    let mut behind = reading.mentions_in(title.sentence).iter();
    let near = behind.find(|m| of && m.from > title.to && m.from <= title.to + OF_BODY)?;
    reading.sense(near, Kind::is_body)
}

/// Whoever is named right behind a title or in front of it.
fn bearer<'r>(reading: &'r Reading<'_>, title: &Title) -> Option<&'r Vec<u32>> {
    let within = if reading.is_chinese() { 1 } else { APPOSITION };
    let beside = |m: &&Mention| {
        m.form == Form::Name && is_beside(title, m, within) && reading.sense(m, |kind| kind == Kind::Person).is_some()
    };
    reading.mentions_in(title.sentence).iter().find(beside).map(|m| &m.senses)
}

/// 'Kim Roe is sorry. In a letter on Monday, the Acme boss said': with whom an English article opens, where nobody else has been named and
/// no body with which that one may have to do.
fn just_named(reading: &Reading<'_>, here: &Mention, body: u32) -> Option<Vec<u32>> {
    let sentences = &reading.article.sentences;
    let opening = sentences.iter().position(|sentence| sentence.part == Part::Body)?;
    let near = !reading.is_chinese() && opening < here.sentence && here.sentence <= opening + NAMED_WITHIN;
    let in_front = |m: &&Mention| m.sentence < here.sentence || m.to < here.from;
    let told = (opening..=here.sentence).flat_map(|at| reading.mentions_in(at)).filter(in_front);
    let first = told.clone().next().filter(|m| near && m.form == Form::Name && m.from < 2 && m.sentence == opening)?;
    reading.sense(first, |kind| kind == Kind::Person)?;
    let titled = reading.titles.iter().any(|title| bearer(reading, title).is_some_and(|who| *who == first.senses));
    let mut others = told.filter(|m| m.senses != first.senses);
    let alone = others.all(|m| {
        let whose = m.sentence == here.sentence && m.senses.contains(&body);
        whose || reading.sense(m, |kind| kind == Kind::Person || kind.is_body()).is_none()
    });
    (alone && !titled).then(|| first.senses.clone())
}
