//! Names of bodies that are whole whatever their words mean alone, by what stands beside them or by where else they stand.

use std::collections::BTreeSet;

use super::bodies::told_cause;
use super::kind::{body_described, sorted};
use super::{LONGEST, capital};
use crate::fact::Kind as EntityKind;
use crate::recognise::ground::{Candidate, Ground, Stretch};
use crate::segment::Part;
use crate::segment::atoms::{Case, Kind};

/// Most words in small letters that say what a committee is for.
const MATTERS: usize = 6;

/// 'the campaign group Who Owns Us,', 'Kick It Over, an anti-racism charity,': behind a noun for a body in small letters, or in
/// front of an aside with one, all capitals are its name.
pub(super) fn whole(ground: &Ground<'_>, from: usize) -> Option<usize> {
    let classes = ground.classes;
    if ground.shouting || ground.sentence.part != Part::Body || !capital(ground, from, false) {
        return None;
    }
    let end = (from..from + LONGEST).take_while(|at| capital(ground, *at, false)).last()? + 1;
    let odd = |at: usize| {
        [classes.not_name, classes.title_inner].iter().any(|class| ground.is_member(*class, at))
            && !ground.is_member(classes.org_suffix, at)
    };
    let free = |at: usize| {
        let closing = at + 1 == end && ground.is_member(classes.org_suffix, at);
        let place = || ground.listed_over(at).is_some_and(|listed| ground.listed_as(listed, EntityKind::Place));
        (ground.title_over(at).is_none() || closing) && (ground.listed_over(at).is_none() || at > from && place())
    };
    let personal = [classes.given_names, classes.nationality, classes.article, classes.party_adjective];
    let fits = end - from > 1
        && (from + 1..end).any(odd)
        && (from..end).all(free)
        && !personal.iter().any(|class| ground.is_member(*class, from))
        && matches!(ground.key(end), "," | "." | ")" | ";" | "");
    if !fits {
        return None;
    }
    let behind = || from > 1 && ground.sentence.atoms[from - 1].case == Case::Lower && sorted(ground, from);
    let inside = || from > 0 && ground.sentence.atoms[from - 1].case == Case::Lower && body_described(ground, end);
    let opens = || (from == 0 || ground.kind(from - 1) == Some(Kind::Mark)) && told_cause(ground, from);
    (behind() || inside() || opens()).then_some(end)
}

/// 'the Anna and Kofi Boateng Foundation', 'the England and Wales Harbour Board': behind an article two given names or two places
/// that are joined open the name of a body.
pub(super) fn twofold(ground: &Ground<'_>, from: usize) -> Option<usize> {
    let classes = ground.classes;
    let behind = from > 0 && ground.is_member(classes.article, from - 1) && ground.sentence.part == Part::Body;
    if !behind || ground.shouting || !capital(ground, from, false) {
        return None;
    }
    let place = |at: usize| {
        ground.listed_starting(at).filter(|listed| ground.listed_as(*listed, EntityKind::Place)).map(|listed| listed.1)
    };
    let given = |at: usize| ground.is_member(classes.given_names, at).then_some(at + 1);
    let two = |of: &dyn Fn(usize) -> Option<usize>| {
        let link = of(from).filter(|link| ground.is_member(classes.and, *link))?;
        of(link + 1)
    };
    let second = two(&place).or_else(|| two(&given))?;
    let end = (second..from + LONGEST + 1).take_while(|at| capital(ground, *at, false)).last()? + 1;
    (ground.is_member(classes.org_suffix, end - 1) && ground.title_over(end - 1).is_none()).then_some(end)
}

/// 'the Commons home affairs committee', 'the Senate judiciary panel': a house of parliament and what its committee is for.
pub(super) fn committee(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let classes = ground.classes;
    let atoms = &ground.sentence.atoms;
    if atoms[from].case != Case::Title || !ground.is_member(classes.house_of_parliament, from) {
        return None;
    }
    let small = |at: usize| {
        let atom = atoms.get(at).filter(|atom| atom.kind == Kind::Word && atom.case == Case::Lower && atom.spaced);
        let plain = [classes.preposition, classes.finite, classes.article, classes.possessive];
        atom.is_some() && !plain.iter().any(|class| ground.is_member(*class, at))
    };
    let matter = |at: usize| small(at) || ground.key(at) == "," && small(at + 1);
    let noun = |at: usize| ground.is_member(classes.committee_noun, at);
    let at = (from + 1..from + 2 + MATTERS).take_while(|at| matter(*at)).find(|at| noun(*at))?;
    let name = (from, at + 1);
    let known = ground.listed_over(from).is_some_and(|listed| listed.1 > at);
    (!known && at > from + 1 && ground.sentence.part == Part::Body).then_some(Candidate {
        stretch: name,
        name,
        other: None,
        kind: Some(EntityKind::Government),
    })
}

/// 'Silver Harbour and Anna Partners' are two where one of them stands alone elsewhere; and a name of a body that is told whole in one
/// place is whole wherever its words stand with the same capitals.
pub(in crate::recognise) fn recurring(grounds: &[Ground<'_>], discovered: &mut Vec<(usize, Candidate)>) {
    let alone: BTreeSet<String> = discovered
        .iter()
        .filter(|(_, c)| c.name.1 - c.name.0 > 1 && c.name == c.stretch)
        .map(|(i, c)| grounds[*i].folded(c.name))
        .collect();
    let parted = |(i, c): &(usize, Candidate)| {
        let ground = &grounds[*i];
        let (from, to) = c.name;
        let and = (from + 1..to - 1).find(|at| ground.is_member(ground.classes.and, *at))?;
        let apart = |part: Stretch| part.1 - part.0 > 1 && alone.contains(&ground.folded(part));
        (c.name == c.stretch && (apart((from, and)) || apart((and + 1, to)))).then_some(and)
    };
    for i in 0..discovered.len() {
        let Some(and) = parted(&discovered[i]) else { continue };
        let (sentence, Candidate { name: (from, to), kind, .. }) = discovered[i].clone();
        let part = |name: Stretch| (sentence, Candidate { stretch: name, name, other: None, kind });
        discovered[i] = part((from, and));
        discovered.push(part((and + 1, to)));
    }
    // Names with a word that would end or open no other name.
    let told: Vec<(Vec<String>, Option<EntityKind>)> = discovered
        .iter()
        .filter(|(i, c)| {
            let ground = &grounds[*i];
            let odd = |at: usize| {
                ground.is_member(ground.classes.not_name, at) || ground.is_member(ground.classes.title_inner, at)
            };
            c.kind.is_some_and(EntityKind::is_body)
                && c.name.1 - c.name.0 > 1
                && (c.name.0..c.name.1).all(|at| capital(ground, at, false))
                && (c.name.0..c.name.1).any(odd)
        })
        .map(|(i, c)| {
            let keys = grounds[*i].sentence.atoms[c.name.0..c.name.1].iter();
            (keys.map(|atom| atom.key.to_string()).collect(), c.kind)
        })
        .collect();
    for (keys, kind) in told {
        for (i, ground) in grounds.iter().enumerate().filter(|(_, ground)| !ground.shouting) {
            for from in 0..(ground.len() + 1).saturating_sub(keys.len()) {
                let name = (from, from + keys.len());
                let same =
                    (name.0..name.1).zip(&keys).all(|(at, key)| ground.key(at) == key && capital(ground, at, false));
                let crosses = |c: &(usize, Candidate)| c.0 == i && c.1.stretch.0 < name.1 && name.0 < c.1.stretch.1;
                let inner =
                    |c: &(usize, Candidate)| name.0 <= c.1.stretch.0 && c.1.stretch.1 <= name.1 && c.1.name != name;
                if !same
                    || (name.0..name.1).any(|at| ground.listed_over(at).is_some_and(|l| l.0 < name.0 || l.1 > name.1))
                    || !discovered.iter().filter(|c| crosses(c)).all(inner)
                {
                    continue;
                }
                discovered.retain(|c| !crosses(c));
                discovered.push((i, Candidate { stretch: name, name, other: None, kind }));
            }
        }
    }
    discovered.sort_by_key(|(i, c)| (*i, c.stretch));
}
