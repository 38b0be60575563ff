//! Who finds something out: 和風咨詢對900名網民的調查, 和風數據的報告顯示, 海江大學民意調查中心.

use super::{han, named, stops};
use crate::fact::Kind as EntityKind;
use crate::recognise::ground::{Candidate, Ground};
use crate::recognise::lexicon::ClassId;
use crate::segment::atoms::Kind;

/// Longest name of whoever asks, in characters.
const LONGEST: usize = 12;

/// How far behind the word for whom something is done the number of those stands who were asked, and the survey behind it.
const ASKED: usize = 14;

/// Most characters that stand between a university and the noun for a centre of it.
const CENTRE: usize = 14;

/// 和風咨詢對900名網民的調查, 和風數據的報告顯示: who opens a clause, or stands behind 'according to', in front of those whom he asked
/// or of what his survey shows. In front of the last only a noun for a body that finds things out closes a name.
pub(super) fn inquirer(ground: &Ground<'_>, at: usize) -> Option<Candidate> {
    let classes = ground.classes;
    let known_from = ground.word_ending(at, classes.according_to);
    if !ground.opens_clause(at) && !known_from
        || ground.is_member(classes.this, at)
        || ground.word_at(at, classes.according_to).is_some()
    {
        return None;
    }
    // 據 is a function word elsewhere, and none in 數據.
    let inner = |at: usize| !ends(ground, at) || han(ground, at) && research_over(ground, at);
    let run = at + (at..ground.len().min(at + LONGEST)).take_while(|at| inner(*at)).count();
    (at + 2..=run).find_map(|end| {
        let noun = research_noun(ground, at, end);
        let core = noun.unwrap_or(end);
        let plain = core > at + 1 && (at..core).all(|at| !common(ground, at)) && !ordinary(ground, core);
        // 據和風數據，: what stands behind 'according to' needs no verb.
        let told = asks(ground, end) || noun.is_some() && (shows(ground, end) || known_from && ground.key(end) == ",");
        (plain && told).then(|| named((at, end), (at, end), Some(EntityKind::Organization)))
    })
}

/// A character at which no such name goes on.
fn ends(ground: &Ground<'_>, at: usize) -> bool {
    !han(ground, at)
        || ground.valued[at]
        || ground.listed_over(at).is_some()
        || ground.title_over(at).is_some()
        || ground.is_member(ground.classes.name_stop, at)
        || ground.is_member(ground.classes.han_stop, at)
}

/// Where a noun for a body that finds things out begins that ends in front of an atom.
fn research_noun(ground: &Ground<'_>, from: usize, end: usize) -> Option<usize> {
    (from + 1..end).find(|at| ground.word_at(*at, ground.classes.research_ending) == Some(end))
}

/// Such a noun goes on over the atom.
fn research_over(ground: &Ground<'_>, at: usize) -> bool {
    let noun = |from: usize| ground.word_at(from, ground.classes.research_ending);
    (at.saturating_sub(3)..at).any(|from| noun(from).is_some_and(|to| to > at))
}

/// A word that is no part of a name covers the atom.
fn common(ground: &Ground<'_>, at: usize) -> bool {
    let classes = ground.classes;
    let nouns = [classes.topic_lead, classes.topic_own, classes.topic_own_modifier, classes.topic_idle];
    let over =
        |from: usize, class: Option<ClassId>| ground.word_at(from, class).is_some_and(|to| to > at && to - from > 1);
    (at.saturating_sub(3)..=at).any(|from| {
        ground.known_word_at(from).is_some_and(|to| to > at) || nouns.iter().any(|class| over(from, *class))
    })
}

/// A noun for people or bodies closes what ends in front of an atom.
fn ordinary(ground: &Ground<'_>, end: usize) -> bool {
    let classes = ground.classes;
    let nouns = [
        classes.common_zh,
        classes.group_noun,
        classes.person_noun,
        classes.company_noun,
        classes.research_firm,
        classes.bare_body_noun,
    ];
    nouns.iter().any(|class| ground.word_ending(end, *class))
}

/// 9月對900名網民所做的調查, 訪問了900人.
fn asks(ground: &Ground<'_>, end: usize) -> bool {
    let classes = ground.classes;
    let at = (end..ground.len()).find(|at| !ground.valued[*at]).unwrap_or(end);
    let number = |from: usize| (from..ground.len().min(from + ASKED)).find(|at| ground.valued[*at]);
    if ground.word_at(at, classes.asked_front).is_some_and(|to| number(to) == Some(to)) {
        return true;
    }
    let Some(number) = ground.word_at(at, classes.asks_whom).and_then(number) else { return false };
    let same = |at: &usize| ground.kind(*at) != Some(Kind::Mark) || ground.valued[*at];
    (number..ground.len().min(number + ASKED))
        .take_while(same)
        .any(|at| [classes.survey_word, classes.show].iter().any(|class| ground.word_at(at, *class).is_some()))
}

/// 的報告顯示, 數據顯示, 統計，: what was found out follows.
fn shows(ground: &Ground<'_>, end: usize) -> bool {
    let classes = ground.classes;
    let at = end + usize::from(ground.is_member(classes.possessive, end));
    let at = (at..ground.len()).find(|at| !ground.valued[*at]).unwrap_or(at);
    let at = at + usize::from(at > end && ground.is_member(classes.possessive, at));
    let noun = ground.word_at(at, classes.survey_word);
    let verb = noun.unwrap_or(at);
    let verb = ground.word_at(verb, classes.cue_adverb).unwrap_or(verb);
    let tells =
        ground.word_at(verb, classes.show).is_some() || ground.word_at(at, classes.show).is_some_and(|to| to - at > 1);
    tells || noun.is_some_and(|to| ground.key(to) == ",")
}

/// 海江大學民意調查中心: the centre of a university bears its name.
pub(super) fn centre(ground: &Ground<'_>, at: usize) -> Option<Candidate> {
    let classes = ground.classes;
    let (from, to) = ground.listed_starting(at)?;
    if from != at || !ground.is_phrase(classes.school_ending, (to.saturating_sub(2), to)) {
        return None;
    }
    let inner = |at: usize| {
        han(ground, at)
            && !ground.valued[at]
            && ground.listed_over(at).is_none()
            && ground.title_over(at).is_none()
            && !ground.acts_at(at)
            && !ground.is_member(classes.possessive, at)
    };
    let run = (to..ground.len().min(to + CENTRE)).take_while(|at| inner(*at));
    let end = run.filter_map(|at| ground.word_at(at, classes.institute_ending)).last().filter(|end| end - to > 3)?;
    let closes =
        !han(ground, end) || ground.valued[end] || stops(ground, end) || ground.is_member(classes.name_stop, end);
    let teacher = ground.word_at(end, classes.school_title).is_some();
    (closes && !teacher).then(|| named((from, end), (from, end), Some(EntityKind::Organization)))
}
