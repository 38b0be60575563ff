//! Names that no lexicon has and that end with one that it has: Fresca Acme, who is not Acme.

use std::collections::BTreeSet;

use super::Builder;
use crate::fact::Kind;
use crate::recognise::ground::{Candidate, Ground};
use crate::segment::Part;
use crate::segment::atoms::Case;

impl Builder<'_, '_> {
    /// Joins a name with the listed one right behind it where the two stand together inside a sentence, or with an aside that
    /// says what it is, and the first never stands without the second.
    pub(super) fn join_listed(&self, grounds: &[Ground<'_>], discovered: &mut [(usize, Candidate)]) {
        if self.reading.is_chinese() {
            return;
        }
        let mut whole = BTreeSet::new();
        let mut apart = BTreeSet::new();
        for (i, candidate) in discovered.iter() {
            let ground = &grounds[*i];
            match behind(ground, candidate) {
                Some(end) => {
                    let told = is_told(ground, end);
                    if told || candidate.name.0 > 0 && !candidate.opens(ground) {
                        whole.insert(ground.folded((candidate.name.0, end)));
                    }
                }
                None => {
                    apart.insert(ground.folded(candidate.name));
                }
            }
        }
        for (i, candidate) in discovered.iter_mut() {
            let ground = &grounds[*i];
            if let Some(end) = branch(ground, candidate).filter(|_| apart.contains(&ground.folded(candidate.name))) {
                candidate.kind = Some(Kind::Organization);
                candidate.name.1 = end;
                candidate.stretch.1 = end;
                continue;
            }
            let Some(end) = behind(ground, candidate) else { continue };
            let own = !apart.contains(&ground.folded(candidate.name));
            if own && whole.contains(&ground.folded((candidate.name.0, end))) {
                let given = ground.is_member(ground.classes.given_names, candidate.name.0);
                candidate.kind = Some(if given { Kind::Person } else { Kind::Organization });
                candidate.name.1 = end;
                candidate.stretch.1 = end;
            }
        }
    }
}

/// 'Baroness Lund' is nobody else than Anna Lund where the article names her so: the title stands in front of the family name alone.
pub(super) fn drop_titles(grounds: &[Ground<'_>], discovered: &mut [(usize, Candidate)]) {
    let peer = |i: usize, c: &Candidate| {
        c.name.1 == c.name.0 + 2 && grounds[i].is_member(grounds[i].classes.peerage, c.name.0)
    };
    let families: BTreeSet<String> = discovered
        .iter()
        .filter(|(i, c)| c.kind == Some(Kind::Person) && c.name.1 > c.name.0 + 1 && !peer(*i, c))
        .map(|(i, c)| grounds[*i].key(c.name.1 - 1).to_owned())
        .collect();
    for (i, candidate) in discovered {
        if peer(*i, candidate) && families.contains(grounds[*i].key(candidate.name.0 + 1)) {
            candidate.name.0 += 1;
            candidate.stretch.0 = candidate.name.0;
        }
    }
}

/// Where the listed name of a company ends, a word right behind a name whose words have capitals and no other meaning.
fn behind(ground: &Ground<'_>, candidate: &Candidate) -> Option<usize> {
    let (from, to) = candidate.name;
    let classes = ground.classes;
    let (_, end) = ground.listed_starting(to).filter(|(_, end)| *end == to + 1)?;
    let kinds = [Kind::Corporation, Kind::Platform, Kind::Media];
    let company = kinds.iter().any(|kind| ground.listed_as((to, end), *kind));
    let titled = |at: usize| ground.sentence.atoms[at].case == Case::Title && ground.sentence.atoms[at].spaced;
    let plain = |at: usize| {
        ground.sentence.atoms[at].case == Case::Title
            && ![classes.not_name, classes.nationality, classes.name_front, classes.group_noun, classes.product_noun]
                .iter()
                .any(|class| ground.is_member(*class, at))
    };
    let next = ground.sentence.atoms.get(end).map_or(Case::Lower, |atom| atom.case);
    let fits = company
        && candidate.stretch == candidate.name
        && to - from <= 2
        && titled(to)
        && (from..to).all(plain)
        && !matches!(next, Case::Title | Case::Upper)
        && ground.key(end) != "-"
        && ground.sentence.part == Part::Body;
    fits.then_some(end)
}

/// 'Quorly Latvia is not affected': a name that opens its sentence, and the country of its branch in front of a verb or a title.
fn branch(ground: &Ground<'_>, candidate: &Candidate) -> Option<usize> {
    let to = candidate.name.1;
    let end = ground.listed_starting(to).filter(|listed| ground.listed_as(*listed, Kind::Place))?.1;
    let verb = ground.word_at(end, ground.classes.finite).or(ground.word_at(end, ground.classes.say)).is_some()
        || ground.title_starting(end).is_some();
    let fits = candidate.opens(ground)
        && candidate.stretch == candidate.name
        && candidate.kind != Some(Kind::Person)
        && ground.sentence.atoms[to].spaced
        && verb
        && !ground.is_genitive(end)
        && ground.sentence.part == Part::Body;
    fits.then_some(end)
}

/// ', a unit of': behind the name stands what bears it.
fn is_told(ground: &Ground<'_>, end: usize) -> bool {
    ground.key(end) == "," && ground.is_member(ground.classes.article, end + 1)
}
