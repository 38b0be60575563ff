//! Names in Han characters that no lexicon has, told by surnames, transliteration, endings, titles and parentheses.

use super::ground::{Candidate, Ground, Stretch};
use crate::fact::Kind as EntityKind;
use crate::segment::atoms::{Case, Kind};

/// Longest transliterated name, in characters.
const LONGEST_PERSON: usize = 9;

/// Longest name of a body, in characters.
const LONGEST_BODY: usize = 16;

/// All candidates of a sentence, in order and without overlap.
pub fn candidates(ground: &Ground<'_>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for at in 0..ground.len() {
        let candidate = with_latin(ground, at).or_else(|| after_title(ground, at)).or_else(|| speaking(ground, at)).or_else(|| body(ground, at)).or_else(|| bracketed(ground, at));
        if let Some(candidate) = candidate {
            let clash = found.iter().any(|other| other.stretch.0 < candidate.stretch.1 && candidate.stretch.0 < other.stretch.1);
            if !clash {
                found.push(candidate);
            }
        }
    }
    found.sort_by_key(|candidate| candidate.stretch);
    found
}

fn han(ground: &Ground<'_>, at: usize) -> bool {
    ground.kind(at) == Some(Kind::Han)
}

/// A character at which no name goes on: a function word, a known word, a date, a title, a listed name.
fn stops(ground: &Ground<'_>, at: usize) -> bool {
    !(han(ground, at) || matches!(ground.key(at), "·" | "."))
        || ground.valued[at]
        || ground.title_over(at).is_some()
        || ground.listed_over(at).is_some()
        || ground.is_member(ground.classes.han_stop, at)
        || ground.word_at(at, ground.classes.han_stop).is_some()
        || ground.known_word_at(at).is_some()
}

/// 杜洛夫(Pavel Durov): the Han name reaches back from the parenthesis to the next boundary.
fn with_latin(ground: &Ground<'_>, open: usize) -> Option<Candidate> {
    if ground.key(open) != "(" || open == 0 {
        return None;
    }
    let close = (open + 1..(open + 9).min(ground.len())).find(|at| ground.key(at.to_owned()) == ")")?;
    let inside = (open + 1, close);
    let latin = (inside.0..inside.1).all(|at| matches!(ground.kind(at), Some(Kind::Word)) && !ground.sentence.atoms[at].key.starts_with('@') || matches!(ground.key(at), "." | "-" | "&" | "·"));
    if !latin || inside.0 == inside.1 || ground.sentence.atoms[inside.0].case == Case::Lower && inside.1 - inside.0 > 1 {
        return None;
    }
    let words = (inside.0..inside.1).filter(|at| ground.kind(*at) == Some(Kind::Word)).count();
    let acronym = words == 1 && ground.sentence.atoms[inside.0].case == Case::Upper;
    // A listed name in front of the parenthesis is the name, whatever its length.
    let listed = ground.listed_ending(open);
    let limit = if acronym { LONGEST_BODY } else { LONGEST_PERSON };
    let mut from = open;
    if let Some((start, _)) = listed {
        from = start;
    } else {
        while from > 0 && open - from < limit && !blocked(ground, from - 1, acronym) {
            from -= 1;
        }
    }
    if from == open {
        return None;
    }
    let suffix = ground.word_ending(open, ground.classes.org_suffix);
    let person = words >= 2 && !suffix && open - from >= 2 && !(inside.0..inside.1).any(|at| ground.is_member(ground.classes.org_suffix, at));
    let kind = if person {
        Some(EntityKind::Person)
    } else if acronym || suffix {
        Some(EntityKind::Organization)
    } else if from > 0 && ground.title_ending(from).is_some() {
        Some(EntityKind::Person)
    } else {
        None
    };
    Some(Candidate { stretch: (from, close + 1), name: (from, open), other: Some(inside), kind })
}

/// Names of bodies may hold words that personal names may not.
fn blocked(ground: &Ground<'_>, at: usize, body: bool) -> bool {
    if body {
        return !han(ground, at) || ground.valued[at] || ground.is_member(ground.classes.han_stop, at) || ground.word_ending(at + 1, ground.classes.han_stop);
    }
    stops(ground, at) || (at > 0 && ground.known_word_at(at - 1).is_some_and(|to| to > at))
}

/// 執行長陸學森: behind a title a surname and one or two characters, or a transliterated name.
fn after_title(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    ground.title_ending(from).filter(|_| from > 0)?;
    let name = personal(ground, from, false)?;
    Some(Candidate { stretch: name, name, other: None, kind: Some(EntityKind::Person) })
}

/// 王維基稱: a surname and a given name right in front of a verb of saying, at the beginning of a clause.
fn speaking(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let opens = from == 0 || matches!(ground.kind(from - 1), Some(Kind::Mark)) || ground.listed_ending(from).is_some();
    if !opens {
        return None;
    }
    let name = personal(ground, from, true)?;
    let cue = |at| ground.word_at(at, ground.classes.say).or(ground.word_at(at, ground.classes.think)).is_some();
    let colon = name.0 == 0 && ground.key(name.1) == ":";
    (cue(name.1) || colon || title_behind(ground, name.1)).then_some(Candidate { stretch: name, name, other: None, kind: Some(EntityKind::Person) })
}

fn title_behind(ground: &Ground<'_>, at: usize) -> bool {
    ground.titles.iter().any(|((from, _), _)| *from == at)
}

/// The personal name that begins at an atom. With `strict`, a surname must open it.
fn personal(ground: &Ground<'_>, from: usize, strict: bool) -> Option<Stretch> {
    if stops(ground, from) || !han(ground, from) {
        return None;
    }
    let mut run = from;
    while run < ground.len() && run - from < LONGEST_PERSON && han(ground, run) && !stops(ground, run) {
        run += 1;
    }
    let free = run - from;
    let translit = (from..run).take_while(|at| ground.is_member(ground.classes.translit, *at) || ground.key(*at) == "·").count();
    let double = ground.word_at(from, ground.classes.surnames_zh).filter(|to| *to == from + 2);
    let surname = double.map(|_| 2).or(ground.is_member(ground.classes.surnames_zh, from).then_some(1));
    if !strict && translit >= 3 && translit == free && free <= 7 {
        return Some((from, from + free));
    }
    let surname = match surname {
        Some(len) => len,
        None if !strict && translit >= 2 && free == translit => return Some((from, run)),
        None => return None,
    };
    let given = (free - surname).min(2);
    if given == 0 {
        return None;
    }
    Some((from, from + surname + given))
}

/// 公平交易委員會: a body by its ending, reaching back to the next boundary.
fn body(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let end = ground.word_at(from, ground.classes.org_suffix).filter(|_| han(ground, from))?;
    if ground.word_at(end, ground.classes.org_suffix).is_some() || ground.listed_over(from).is_some_and(|(_, to)| to >= end) || ground.title_over(from).is_some_and(|(start, to)| start <= from && to >= end) {
        return None;
    }
    let mut start = from;
    while start > 0 && end - start < LONGEST_BODY {
        let at = start - 1;
        let latin = ground.kind(at) == Some(Kind::Word) && ground.sentence.atoms[at].case != Case::Lower && ground.listed_over(at).is_none();
        if !(han(ground, at) || latin)
            || ground.valued[at]
            || ground.is_member(ground.classes.han_stop, at)
            || ground.word_ending(start, ground.classes.han_stop)
            || ground.title_over(at).is_some()
            || verb_over(ground, at)
        {
            break;
        }
        if let Some((listed, _)) = ground.listed_over(at) {
            // The place or body in front is part of the name: 韓國公平交易委員會.
            let place = ground.listed.iter().any(|((from, _), senses)| *from == listed && senses.iter().any(|index| ground.lexicon.kinds[*index as usize] == EntityKind::Place));
            if place {
                start = listed;
            }
            break;
        }
        start = at;
    }
    let len = from - start;
    (len >= 2).then_some(Candidate { stretch: (start, end), name: (start, end), other: None, kind: Some(EntityKind::Organization) })
}

/// A verb that the lexicon knows covers the atom.
fn verb_over(ground: &Ground<'_>, at: usize) -> bool {
    (at.saturating_sub(3)..=at).any(|from| ground.known_word_at(from).is_some_and(|to| to > at && ground.word_at(from, ground.classes.org_suffix).is_none()))
}

/// 《數位時代》: what stands in book-title marks is a work, or the paper that is named so.
fn bracketed(ground: &Ground<'_>, open: usize) -> Option<Candidate> {
    if ground.key(open) != "《" {
        return None;
    }
    let close = (open + 1..(open + 30).min(ground.len())).find(|at| ground.key(*at) == "》")?;
    if close == open + 1 || ground.listed_over(open + 1).is_some_and(|(_, to)| to == close) {
        return None;
    }
    Some(Candidate { stretch: (open, close + 1), name: (open + 1, close), other: None, kind: Some(EntityKind::Work) })
}
