//! Names that are written in a way of their own: with the letters that spell them behind, or with a nickname between marks.

use super::capital;
use crate::fact::Kind as EntityKind;
use crate::recognise::ground::{Candidate, Ground, Stretch};
use crate::segment::Part;
use crate::segment::atoms::{Case, Kind};

/// No name of a body that has letters is longer, in atoms.
const LONGEST: usize = 14;

/// 'the Guild of Harbour Cooks and Bakers (GHCB)': letters in parentheses that are those of the words in front, one by one, tell
/// where the name begins and ends, whatever the words mean alone.
pub(super) fn spelled_out(ground: &Ground<'_>, from: usize) -> Option<usize> {
    let classes = ground.classes;
    if ground.shouting || ground.sentence.part != Part::Body || !capital(ground, from, false) {
        return None;
    }
    let links =
        [classes.of, classes.preposition, classes.and, classes.on_matter, classes.article, classes.name_particle];
    let goes_on = |at: usize| {
        capital(ground, at, false)
            || matches!(ground.key(at), "," | "-" | "'")
            || ground.is_genitive(at)
            || links.iter().any(|class| ground.is_member(*class, at))
    };
    let open = (from..(from + LONGEST).min(ground.len())).find(|at| !goes_on(*at))?;
    let lettered = ground.key(open) == "("
        && ground.key(open + 2) == ")"
        && ground.sentence.atoms[open + 1].case == Case::Upper
        && ground.listed_over(from) != Some((from, open));
    if !lettered {
        return None;
    }
    let words = (from..open).filter(|at| capital(ground, *at, false));
    let initials: String = words.filter_map(|at| ground.key(at).chars().next()).collect();
    (initials.len() > 2 && initials == ground.key(open + 1)).then_some(open)
}

/// 'Ama "Sunny" Boateng': one person, with what friends call her.
pub(super) fn nicknamed(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let titled = |at: usize| {
        capital(ground, at, false)
            && ground.sentence.atoms[at].case == Case::Title
            && ground.listed_over(at).is_none()
            && ground.title_over(at).is_none()
    };
    let mark = |at: usize| matches!(ground.key(at), "\"" | "“" | "”" | "'" | "‘" | "’");
    if !mark(from + 1) || !titled(from) || ground.sentence.part != Part::Body {
        return None;
    }
    let close = (from + 2..from + 5).find(|at| mark(*at)).filter(|close| *close > from + 2)?;
    let called = (from + 2..close).all(|at| ground.kind(at) == Some(Kind::Word));
    let plain = [ground.classes.not_name, ground.classes.nationality];
    // 'Ama "sunny" Boateng'.
    let given = ground.is_member(ground.classes.given_names, from);
    let fits = called
        && titled(close + 1)
        && (ground.sentence.atoms[from + 2].case != Case::Lower || given || close == from + 3)
        && ground.sentence.atoms[close + 1].spaced
        && !ground.sentence.atoms[close].spaced
        && ![from, close + 1].iter().any(|at| plain.iter().any(|class| ground.is_member(*class, *at)));
    let name: Stretch = (from, close + 2);
    fits.then_some(Candidate { stretch: name, name, other: None, kind: Some(EntityKind::Person) })
}

/// 'r/harbour': a forum by its address.
pub(super) fn forum(ground: &Ground<'_>, at: usize) -> Option<Candidate> {
    let word = |at: usize| ground.kind(at) == Some(Kind::Word);
    let glued = |at: usize| ground.sentence.atoms.get(at).is_some_and(|atom| !atom.spaced);
    let fits = ground.key(at) == "r" && ground.key(at + 1) == "/" && word(at + 2) && glued(at + 1) && glued(at + 2);
    let name = (at, at + 3);
    fits.then_some(Candidate { stretch: name, name, other: None, kind: Some(EntityKind::Group) })
}

/// 'In May The Harbour reported': inside a sentence an article with a capital is part of the name of a body.
pub(in crate::recognise) fn articled(ground: &Ground<'_>, from: usize) -> bool {
    let atoms = &ground.sentence.atoms;
    let article = from > 1 && atoms[from - 1].key == "the" && atoms[from - 1].case == Case::Title;
    article
        && (atoms[from - 2].kind == Kind::Word || atoms[from - 2].key == ",")
        && !ground.shouting
        && ground.sentence.part == Part::Body
}

/// 'the Harbour Cooks Agency, known as HCA,': letters by which a body is known.
pub(super) fn known_as(ground: &Ground<'_>, at: usize) -> Option<Stretch> {
    let behind = ground.word_at(at + 1, ground.classes.known_as).filter(|_| ground.key(at) == ",")?;
    let from = behind + usize::from(ground.is_member(ground.classes.article, behind));
    let letters = ground.sentence.atoms.get(from).is_some_and(|atom| atom.case == Case::Upper && atom.key.len() > 1)
        && ground.listed_over(from).is_none()
        && matches!(ground.key(from + 1), "," | ".");
    letters.then_some((from, from + 1))
}
