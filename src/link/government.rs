//! Whom 'the government', 政府 and 該局 mean.

use super::{before, company, named_so};
use crate::fact::Kind;
use crate::recognise::{Form, Mention, Reading};

/// 'The government' is the one named last.
pub(super) fn government(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let class = reading.recogniser.classes.government_word;
    // A parliament does not govern.
    let parliament = |entity: u32| reading.name_ends_with(entity, reading.recogniser.classes.chamber);
    let governs = |entity: u32| {
        (reading.entities[entity as usize].kind == Kind::Government && !parliament(entity))
            || reading.name_ends_with(entity, class)
    };
    // 該局 is the one whose name ends so.
    if reading.is_chinese()
        && here.to - here.from == 2
        && reading.is_member(here.sentence, here.from, reading.recogniser.classes.this)
        && let Some(found) = company::ending_so(reading, at)
    {
        return Some(found);
    }
    // 公署 is the one whose name ends so, whichever authority was named behind it.
    let class = reading.recogniser.classes.government_whole;
    let whole = class.is_some_and(|class| reading.sentences[here.sentence].class_at(here.from, class).is_some());
    if reading.is_chinese()
        && !whole
        && let Some(found) = named_so(reading, here)
    {
        return Some(found);
    }
    let mut named =
        reading.mentions[..at].iter().rev().filter(|mention| mention.form == Form::Name && !mention.senses.is_empty());
    let found = named.find(|mention| governs(mention.senses[0])).map(|mention| mention.senses.clone());
    // 政府 is no court and no authority: it is the country where such a one was named last.
    let ruled = || country(reading, at).or_else(|| reading.main_state().map(|state| vec![state]));
    // 智利總統府發言人證實，政府: the country with whose name that of the office begins.
    let named_for = |found: &Vec<u32>| {
        let names = &reading.entities[found[0] as usize].names;
        let country = |mention: &&Mention| {
            let words = reading.words(mention.sentence, mention.from, mention.to);
            reading.is_country(mention.senses[0]) && names.iter().any(|(name, _)| name.starts_with(words))
        };
        let mut named = reading.mentions.iter().filter(|m| m.form == Form::Name && !m.senses.is_empty());
        named.find(country).map(|mention| mention.senses.clone())
    };
    // 內政部指出，政府: the country of the authority, where none was named behind it.
    let home = |office: &Vec<u32>| {
        let last = reading.mentions[..at].iter().rfind(|m| m.form == Form::Name && m.senses == *office)?;
        let later = |m: &&Mention| (m.sentence, m.from) > (last.sentence, last.from) && !m.senses.is_empty();
        let abroad = reading.mentions[..at].iter().filter(later).any(|m| reading.is_country(m.senses[0]));
        let country = reading.listed(office[0])?.country.as_deref().filter(|_| !abroad)?;
        let named = |m: &&Mention| {
            m.senses.first().is_some_and(|sense| reading.listed(*sense).is_some_and(|of| of.id == country))
        };
        // 港府: or its government, where nothing names the country; otherwise nobody is meant who is named.
        let governs_it = |m: &&Mention| {
            let of = |sense: u32| reading.listed(sense).and_then(|listed| listed.country.as_deref()) == Some(country);
            m.form == Form::Name && m.senses.first().is_some_and(|s| of(*s) && reading.name_ends_with(*s, class))
        };
        let named = reading.mentions.iter().find(named).or_else(|| reading.mentions.iter().find(governs_it));
        Some(named.map(|mention| mention.senses.clone()))
    };
    let office =
        found.as_ref().filter(|found| reading.is_chinese() && whole && !reading.name_ends_with(found[0], class));
    match office {
        Some(office) => match named_for(office).map(Some).or_else(|| home(office)) {
            Some(found) => found,
            None => ruled().or_else(|| found.clone()),
        },
        None => found.or_else(|| country(reading, at)),
    }
}

/// 政府 where no government is named: the country spoken of last.
fn country(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let state = reading.recogniser.classes.state_noun?;
    reading.sentences[here.sentence]
        .class_at(here.from, state)
        .filter(|end| *end == here.to && reading.is_chinese())?;
    let governed = |mention: &&Mention| reading.is_country(mention.senses[0]);
    before(reading, at).find(governed).map(|mention| mention.senses.clone())
}
