//! Whose country a body is from that a description tells by its adjective: 'the Dutch authority', 'the Swedish firm'.

use super::company::authority;
use super::{agreed, before};
use crate::recognise::lexicon::UNKNOWN;
use crate::recognise::{Form, Mention, Reading};

/// The country whose adjective stands in a description.
pub(super) fn told(reading: &Reading<'_>, at: usize) -> Option<u32> {
    let here = &reading.mentions[at];
    let mut within = reading.mentions_in(here.sentence).iter();
    let nation = within.find(|other| other.form == Form::Nation && here.from < other.from && other.to < here.to)?;
    nation.senses.first().copied()
}

/// Whether a body is known to be one of a country, or of another one; `None` where nothing tells.
fn at_home(reading: &Reading<'_>, body: u32, nation: u32) -> Option<bool> {
    let lexicon = &reading.recogniser.lexicon;
    let country = reading.listed(nation)?.id.as_str();
    if let Some(home) = reading.listed(body).and_then(|body| body.country.as_deref()) {
        return Some(home == country);
    }
    // 'The Dutch authority' is the Dutch Data Protection Authority, and not the Hellenic one.
    let of = |name: &String| {
        let words: Vec<_> = name.split_whitespace().collect();
        words.iter().find_map(|word| lexicon.demonym(lexicon.symbol(&word.to_lowercase()), UNKNOWN))
    };
    if let Some((place, _)) = reading.entities[body as usize].names.iter().find_map(|(name, _)| of(name)) {
        return Some(reading.entities[nation as usize].listed == Some(place));
    }
    // 'Acme, an American chain': what stands beside the name.
    let beside = |name: &Mention| {
        let atoms = &reading.article.sentences[name.sentence].atoms;
        let article = reading.is_member(name.sentence, name.to + 1, reading.recogniser.classes.article);
        let comma = atoms.get(name.to).is_some_and(|atom| atom.key == ",");
        let behind = |other: &Mention| comma && article && other.from == name.to + 2;
        let mut nations = reading.mentions_in(name.sentence).iter().filter(|other| other.form == Form::Nation);
        nations.find(|other| behind(other)).and_then(|other| other.senses.first().copied())
    };
    let named = |mention: &&Mention| mention.form == Form::Name && mention.senses.contains(&body);
    reading.mentions.iter().filter(named).find_map(beside).map(|told| told == nation)
}

pub(super) fn foreign(reading: &Reading<'_>, body: u32, nation: u32) -> bool {
    at_home(reading, body, nation) == Some(false)
}

/// 'The regulator' behind 'the Charity Commission', which no list knows: the only body of the last sentences whose name says that
/// it rules others.
pub(super) fn ruler(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let class = reading.recogniser.classes.watching_noun;
    let watches =
        |sense: u32| reading.entities[sense as usize].names.iter().any(|(name, _)| reading.has_word(name, class));
    let rules = |mention: &&Mention| mention.form == Form::Name && watches(mention.senses[0]);
    agreed(before(reading, at).filter(rules))
}

/// The authority of a country that was named last.
pub(super) fn of_nation(reading: &Reading<'_>, at: usize, nation: u32) -> Option<Vec<u32>> {
    let home = |mention: &&Mention| {
        let Some(sense) = mention.senses.first() else { return false };
        mention.form == Form::Name
            && authority(reading, *sense)
            && !reading.name_ends_with(*sense, reading.recogniser.classes.state_noun)
            && at_home(reading, *sense, nation) == Some(true)
    };
    reading.mentions[..at].iter().rev().find(home).map(|mention| mention.senses.clone())
}
