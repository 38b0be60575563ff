//! Titles as they stand in text: the concept of the lexicon, and the words around it that belong to the title.

use super::ground::{Ground, Stretch};
use super::portfolios;
use crate::segment::atoms::{Case, Kind};

/// Most words that a title may have behind its 'of', and characters that it may have in front of it in Chinese.
const LONGEST_TAIL: usize = 7;
const LONGEST_FRONT: usize = 14;

/// The titles of a sentence with their whole extent: the stretch, the concept where the title is no more than what the
/// lexicon lists, and the listed title that it is or ends in.
pub fn extended(ground: &Ground<'_>, chinese: bool, named: &[usize]) -> Vec<(Stretch, Option<u32>, u32)> {
    let mut found: Vec<(Stretch, Option<u32>, u32)> = Vec::new();
    for &(stretch, concept) in &ground.titles {
        if ground.listed_over(stretch.0).is_some_and(|(from, to)| from < stretch.0 || to > stretch.1) {
            continue;
        }
        let whole = if chinese { front(ground, stretch, named) } else { behind(ground, in_front(ground, stretch)) };
        found.push((stretch, Some(concept), concept));
        if whole != stretch {
            found.push((whole, None, concept));
        }
    }
    found
}

/// 'president of global affairs', 'director of internet and technology research', but not 'president of Acme'.
fn behind(ground: &Ground<'_>, (from, to): Stretch) -> Stretch {
    let classes = ground.classes;
    if let Some(end) = officer(ground, (from, to)) {
        return (from, end);
    }
    // 'Minister for Trade and Industry'.
    let matters = portfolios::end(ground, (from, to)).unwrap_or(to);
    if matters > to && ground.sentence.atoms[matters - 1].case != Case::Lower {
        return (from, matters);
    }
    // A listed title that holds an 'of' may go on: 'head of policy and communications'.
    let goes_on = ground.is_member(classes.and, to) && (from..to).any(|at| ground.is_member(classes.of, at));
    if !ground.is_member(classes.of, to) && !goes_on {
        return (from, to);
    }
    let mut at = to + 1;
    if ground.is_member(classes.article, at) {
        at += 1;
    }
    let start = at;
    while at < ground.len() && at - start < LONGEST_TAIL {
        let atom = &ground.sentence.atoms[at];
        // 'head of European sales'.
        // 'secretary of the Indian Harbour Guild' is the secretary of the guild.
        let small = ground.sentence.atoms.get(at + 1).is_some_and(|next| next.case == Case::Lower);
        let nation = ground.is_member(classes.nationality, at) && !ground.is_member(classes.title_end, at + 1) && small;
        let lower = atom.kind == Kind::Word && (atom.case == Case::Lower || nation);
        let joins = ground.is_member(classes.and, at) || ground.is_member(classes.of, at);
        let ends = ground.is_member(classes.title_end, at);
        if !(lower || joins && atom.kind != Kind::Han)
            || ground.valued[at]
            || ends
            || ground.title_over(at).is_some()
            || ground.listed_over(at).is_some()
            // 'Moderators of r/harbour'.
            || ground.key(at + 1) == "/"
        {
            break;
        }
        if ground.word_at(at, ground.classes.company_noun).is_some() && at == start {
            return (from, to);
        }
        at += 1;
    }
    while at > start && (ground.is_member(classes.and, at - 1) || ground.is_member(classes.of, at - 1)) {
        at -= 1;
    }
    // 'head of the social policy think tank, Acme', 'head of pump maker Acme': what the title is 'of' is a body, which has its own
    // name or was named.
    let capital = ground.sentence.atoms.get(at).is_some_and(|atom| atom.kind == Kind::Word && atom.case != Case::Lower);
    let body = at > start
        && ground.word_ending(at, classes.body_noun)
        && (capital || ground.is_member(classes.article, to + 1));
    if at == start || body { (from, to) } else { (from, at.max(matters)) }
}

/// 'Chief safety officer', 'Chief People and Culture Officer': where the words end behind 'chief' that make it another office.
fn officer(ground: &Ground<'_>, (from, to): Stretch) -> Option<usize> {
    let plain = |at: &usize| {
        ground.kind(*at) == Some(Kind::Word) && ground.listed_over(*at).is_none() && ground.title_over(*at).is_none()
    };
    let chief = to == from + 1 && ground.is_member(ground.classes.chief_word, from);
    let end = (to + 1..to + 5).find(|at| ground.is_member(ground.classes.officer_word, *at)).filter(|_| chief)?;
    (to..end).all(|at| plain(&at)).then_some(end + 1)
}

/// 'senior product manager', 'Communications Minister', 'chief product privacy officer'.
fn in_front(ground: &Ground<'_>, (from, to): Stretch) -> Stretch {
    if let Some(start) = portfolios::start(ground, (from, to)) {
        return (start, to);
    }
    let mut start = from;
    while start > 0
        && from - start < 3
        && ground.is_member(ground.classes.title_modifier, start - 1)
        && ground.sentence.atoms[start].spaced
    {
        start -= 1;
    }
    // Behind an article or a possessive everything up to the title belongs to it: 'the science secretary'.
    let mut wide = start;
    while wide > 0 && start - wide < 3 {
        let atom = &ground.sentence.atoms[wide - 1];
        if ground.is_member(ground.classes.title_opener, wide - 1) {
            return (wide, to);
        }
        // 'Jane Roe, public affairs director at Acme', 'works as press officer at Acme'.
        let named = wide > 1 && ground.key(wide - 1) == "," && ground.sentence.atoms[wide - 2].case == Case::Title;
        let held =
            ground.is_member(ground.classes.copula, wide - 1) || ground.is_member(ground.classes.as_word, wide - 1);
        let placed = ground.is_member(ground.classes.workplace, to) || ground.is_member(ground.classes.of, to);
        if (named || held) && placed && wide < start {
            return (wide, to);
        }
        let plain = atom.kind == Kind::Word
            && atom.case == Case::Lower
            && !ground.is_member(ground.classes.not_noun, wide - 1)
            && ground.listed_over(wide - 1).is_none();
        let status = [ground.classes.status_former, ground.classes.status_incoming, ground.classes.status_acting]
            .iter()
            .any(|class| ground.is_member(*class, wide - 1));
        if !plain || status || ground.title_over(wide - 1).is_some() {
            break;
        }
        wide -= 1;
    }
    (start, to)
}

/// 商務解決方案暨夥伴關係經理 behind the name of a company: the title begins where the name ends.
fn front(ground: &Ground<'_>, (from, to): Stretch, named: &[usize]) -> Stretch {
    let mut start = from;
    while start > 0 && from - start < LONGEST_FRONT {
        let at = start - 1;
        // 該團體政策主任: it begins behind a description as behind a name.
        if named.contains(&start) || start < from && ground.word_ending(start, ground.classes.company_noun) {
            return (start, to);
        }
        // A verb of taking or leaving an office, or 'former' and 'new', are no part of it.
        let apart = [
            ground.classes.appoint,
            ground.classes.resign,
            ground.classes.status_former,
            ground.classes.status_incoming,
            ground.classes.title_lead,
        ];
        if apart.iter().any(|class| ground.word_ending(start, *class)) {
            // 由公關副理王小明出面: behind the mark of the one who acts a short noun begins the title.
            let whole = ground.is_member(ground.classes.by_whom, at) && from - start <= 4 && start < from;
            return (if whole { start } else { from }, to);
        }
        let kind = ground.kind(at);
        let part = kind == Some(Kind::Han) || kind == Some(Kind::Word) || matches!(ground.key(at), "/" | "&" | "·");
        let joins = ground.is_member(ground.classes.and, at);
        // 聯合報／記者王小明: a credit names the paper or the picture in front of the stroke.
        let credit = start == from && ground.key(at) == "/";
        if !part
            || credit
            || ground.valued[at]
            || ground.title_over(at).is_some()
            || !joins
                && (ground.is_member(ground.classes.han_stop, at) || ground.word_ending(start, ground.classes.han_stop))
        {
            break;
        }
        start = at;
    }
    if start == 0 || ground.kind(start - 1) == Some(Kind::Mark) && start > 0 { (start, to) } else { (from, to) }
}
