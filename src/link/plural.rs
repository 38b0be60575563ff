//! Words that stand for each of several: 'both companies', 'the two men', and groups whose members are named behind a
//! comma: 'two rivals, Acme and Bolt,'.

use std::collections::BTreeMap;

use super::{REACH, governed, quoted};
use crate::fact::Kind;
use crate::recognise::{Form, Mention, Reading};
use crate::segment::Part;
use crate::segment::atoms::{Case, Kind as AtomKind};

/// How often a body is named of which 'both companies' may still be said when it was not named of late; in the headline
/// counts three times.
const PROMINENT: u32 = 6;

/// How many atoms may stand in front of two names that open a sentence, such as what both of them are.
const OPENING: usize = 4;

/// Whom a group stands for, where it is named: at least two.
pub fn members(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    if reading.is_chinese() {
        return None;
    }
    listed(reading, at).or_else(|| pair(reading, at))
}

/// The names in a list right behind the group, set off by commas.
fn listed(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let atoms = &reading.article.sentences[here.sentence].atoms;
    let key = |at: usize| atoms.get(at).map_or("", |atom| atom.key.as_str());
    // 'Two sponsors of the festival, Acme and Bolt,': more may be said of the group first.
    let of = reading.is_member(here.sentence, here.to, reading.recogniser.classes.of);
    let end =
        (here.to..(here.to + 9).min(atoms.len())).find(|at| atoms[*at].kind == AtomKind::Mark && key(*at) != "'")?;
    if !matches!(key(end), "," | "—" | "–") || end > here.to && !of {
        return None;
    }
    let and = |at: usize| reading.is_member(here.sentence, at, reading.recogniser.classes.and);
    let mut found: Vec<u32> = Vec::new();
    let mut to = end + 1;
    let mut joined = false;
    loop {
        let name = reading.mentions[at..].iter().take_while(|other| other.sentence == here.sentence).find(|other| {
            // 'the brewer Acme': plain words may say what each of them is.
            let plain = |at: usize| atoms[at].kind == AtomKind::Word && atoms[at].case == Case::Lower && !and(at);
            (to..=to + 4).contains(&other.from)
                && (to..other.from).all(plain)
                && other.form == Form::Name
                && !other.senses.is_empty()
        })?;
        found.push(*name.senses.first()?);
        to = name.to;
        if joined {
            break;
        }
        to += usize::from(key(to) == ",");
        if and(to) {
            joined = true;
            to += 1;
        }
    }
    (found.len() > 1 && matches!(key(to), "," | "—" | "–" | "." | "")).then_some(found)
}

/// 'Both companies' are the two of their kind that the last sentences are about; where a third is as prominent there is a
/// doubt.
fn pair(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let lexicon = &reading.recogniser.lexicon;
    let classes = &reading.recogniser.classes;
    // 'both', 'the two'.
    let definite = reading.is_member(here.sentence, here.from, classes.definite);
    let both = (here.from..here.to).take(2).any(|at| reading.is_member(here.sentence, at, classes.both));
    let noun = reading.article.sentences[here.sentence].atoms[here.to - 1].key.as_str();
    let bodies = lexicon.is_member(classes.pair_of_bodies, noun);
    // 'The unions' of whom an article on two carmakers speaks are neither.
    let any = lexicon.is_member(classes.any_bodies, noun);
    let people = lexicon.is_member(classes.pair_of_people, noun);
    if !(both && (bodies || people) || definite && any) {
        return None;
    }
    let fits = |kind: Kind| {
        if people {
            kind == Kind::Person
        } else {
            matches!(kind, Kind::Corporation | Kind::Organization | Kind::Platform)
        }
    };
    let sense = |mention: &Mention| reading.sense(mention, fits);
    if let Some(two) = both.then(|| joined(reading, at, &sense)).flatten() {
        return Some(two);
    }
    let mut weights: BTreeMap<u32, u32> = BTreeMap::new();
    let mut recent: Vec<u32> = Vec::new();
    // What pronouns and descriptions mean has been guessed itself.
    for mention in
        reading.mentions[..at].iter().filter(|mention| mention.form == Form::Name && !quoted(reading, mention))
    {
        let Some(id) = sense(mention) else { continue };
        let part = reading.article.sentences[mention.sentence].part;
        *weights.entry(id).or_default() += if part == Part::Headline { 3 } else { 1 };
        if mention.sentence + REACH >= here.sentence && !governed(reading, mention) && part == Part::Body {
            recent.push(id);
        }
    }
    let mut ranked: Vec<(u32, u32)> = weights
        .into_iter()
        .filter(|(id, weight)| recent.contains(id) || both && *weight >= PROMINENT)
        .map(|(id, weight)| (weight, id))
        .collect();
    ranked.sort_unstable_by_key(|(weight, id)| (std::cmp::Reverse(*weight), *id));
    // 'The companies' without a number may be any of many.
    let clear = ranked.get(2).is_none_or(|third| if both { third.0 < ranked[1].0 } else { third.0 * 2 <= ranked[1].0 });
    (ranked.len() >= 2 && clear).then(|| vec![ranked[0].1, ranked[1].1])
}

/// 'They' where two people or two bodies open the sentence before: 'Acme and Bolt left. They accuse the site of theft'.
pub fn subjects(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let before = here.sentence.checked_sub(1)?;
    let sentences = &reading.article.sentences;
    let opens =
        reading.mentions_in(here.sentence).iter().all(|other| other.from >= here.from || quoted(reading, other));
    if here.form != Form::They || reading.is_chinese() || !opens || sentences[before].part != Part::Body {
        return None;
    }
    // 'They also demand it' goes on with the two of whom the sentence before was.
    let first = reading.mentions_in(before).first()?;
    if first.form == Form::Several && first.from == 0 && first.senses.len() > 1 {
        return Some(first.senses.clone());
    }
    let second = reading.mentions_in(before).get(1)?;
    let kind = |mention: &Mention| reading.entities[mention.senses[0] as usize].kind;
    let named =
        |mention: &Mention| mention.form == Form::Name && !mention.senses.is_empty() && !quoted(reading, mention);
    let and = reading.is_member(before, first.to, reading.recogniser.classes.and);
    let joined = and && follows(reading, first, second) && first.from <= OPENING;
    let alike = |test: fn(Kind) -> bool| test(kind(first)) && test(kind(second));
    let owns = reading.is_member(before, second.to, reading.recogniser.classes.possessive);
    (named(first) && named(second) && joined && !owns && (alike(Kind::is_body) || alike(|kind| kind == Kind::Person)))
        .then(|| vec![first.senses[0], second.senses[0]])
}

/// 兩人都是: words for two people that open their sentence.
pub fn both(reading: &Reading<'_>, at: usize) -> bool {
    let here = &reading.mentions[at];
    let pair = reading.recogniser.classes.kin_pair;
    here.form == Form::They
        && here.from == 0
        && reading.is_chinese()
        && pair.is_some_and(|pair| reading.sentences[here.sentence].class_at(0, pair) == Some(here.to))
}

/// The only two people whom the sentence before names, in the same paragraph.
pub fn two(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = reading.mentions[at].sentence;
    let sentences = &reading.article.sentences;
    let before = here.checked_sub(1).filter(|before| sentences[*before].paragraph == sentences[here].paragraph)?;
    let mut people: Vec<u32> = Vec::new();
    for mention in reading.mentions_in(before) {
        let person = reading.sense(mention, |kind| kind == Kind::Person);
        people.extend(person.filter(|person| !people.contains(person)));
    }
    (people.len() == 2).then_some(people)
}

/// Two that the sentence before joins by 'and', and no third: 'She asked Acme and Bolt to wait. Both companies'.
fn joined(reading: &Reading<'_>, at: usize, sense: &impl Fn(&Mention) -> Option<u32>) -> Option<Vec<u32>> {
    let before = reading.mentions[at].sentence.checked_sub(1)?;
    let named = reading.mentions[..at].iter().filter(|m| m.sentence == before && m.form == Form::Name);
    let named: Vec<&Mention> = named.collect();
    let and = |at: usize| reading.is_member(before, at, reading.recogniser.classes.and);
    let pairs = named.windows(2).filter(|two| and(two[0].to) && follows(reading, two[0], two[1]));
    let mut pairs = pairs.filter_map(|two| Some(vec![sense(two[0])?, sense(two[1])?]));
    let Some(first) = pairs.next() else {
        // 'They also left. The two companies': of whom the sentences before are already.
        let two = |mention: &&Mention| mention.form == Form::Several && mention.senses.len() == 2;
        let told = reading.mentions[..at].iter().rev().take_while(|other| other.sentence >= before).find(two)?;
        return Some(told.senses.clone());
    };
    pairs.next().is_none().then_some(first)
}

/// A name stands one word behind another, but for an article.
fn follows(reading: &Reading<'_>, first: &Mention, second: &Mention) -> bool {
    let at = first.to + 1;
    let article = reading.is_member(first.sentence, at, reading.recogniser.classes.article);
    second.from == at || article && second.from == at + 1
}
