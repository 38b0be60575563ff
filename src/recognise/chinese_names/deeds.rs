//! Names that only a deed tells: who founds something, and what is bought.

use super::personal::personal;
use super::{han, named, person, stops};
use crate::fact::Kind as EntityKind;
use crate::recognise::ground::{Candidate, Ground, Stretch};
use crate::segment::atoms::{Case, Kind};

/// How far behind a name the verb may stand by which its bearer founds something.
const REACH: usize = 18;

/// How far in front of a name the verb may stand by which its bearer is bought.
const BOUGHT: usize = 16;

/// Longest name of what is bought, in characters.
const LONGEST: usize = 6;

/// Whether anything is founded or bought in a sentence, or somebody stands for an office.
pub(super) fn done(ground: &Ground<'_>) -> bool {
    let verbs = [ground.classes.found, ground.classes.deal_buy, ground.classes.run_for];
    (0..ground.len()).any(|at| verbs.iter().any(|class| ground.word_at(at, *class).is_some()))
}

/// A family name and two characters more, with all that tells a name of a person by its form.
fn full_name(ground: &Ground<'_>, at: usize) -> Option<Stretch> {
    personal(ground, at, true).filter(|name| name.1 - name.0 == 3)
}

/// A mark or word parts two of those who are named together.
fn parts(ground: &Ground<'_>, at: usize) -> bool {
    let classes = ground.classes;
    let word = [classes.and, classes.list_separator].iter().any(|class| ground.is_member(*class, at));
    ground.key(at) == "、" || han(ground, at) && word
}

/// Where the names begin that stand together in front of one that begins at an atom.
fn named_together(ground: &Ground<'_>, from: usize) -> usize {
    let mut front = from;
    while front > 3 && parts(ground, front - 1) && full_name(ground, front - 4).is_some_and(|name| name.1 == front - 1)
    {
        front -= 4;
    }
    front
}

/// 三位共同創辦人游直翰、李婉菱、蘇家永: who is named behind others that have one title.
pub(super) fn fellow(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    if from < 4 || !parts(ground, from - 1) {
        return None;
    }
    let name = full_name(ground, from)?;
    let front = named_together(ground, from);
    let closed = !han(ground, name.1) || stops(ground, name.1) || ground.is_member(ground.classes.name_stop, name.1);
    (front < from && closed && ground.title_ending(front).is_some()).then(|| person(name))
}

/// 1998年，李彥豪在台中創立, 李彥豪將代表某黨參選: who opens a clause in which something is founded or an office stood for, and who does it
/// with him.
pub(super) fn founder(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let classes = ground.classes;
    let name = full_name(ground, from)?;
    let joined = named_together(ground, from) < from;
    let follows = ground.valued.get(name.1) == Some(&true)
        || ground.is_member(classes.name_stop, name.1)
        || parts(ground, name.1) && full_name(ground, name.1 + 1).is_some()
        || joined && ground.word_at(name.1, classes.and_others).is_some()
        || ground.is_member(classes.and, name.1);
    let founds = (name.1..ground.len().min(name.1 + REACH))
        .take_while(|at| {
            han(ground, *at) || ground.valued[*at] || ground.listed_over(*at).is_some() || ground.key(*at) == "、"
        })
        .any(|at| [classes.found, classes.run_for].iter().any(|class| ground.word_at(at, *class).is_some()));
    // 由90後女孩周曉雯在成都創立, 是顧立楷2019年創辦的: behind a word for people, or the one that makes him the subject.
    let told = from > 0
        && ([classes.group_noun, classes.person_noun].iter().any(|class| ground.word_ending(from, *class))
            || ground.is_member(classes.by_whom, from - 1)
            || ground.is_member(classes.copula, from - 1));
    ((ground.opens_clause(from) || joined || told) && follows && founds).then(|| person(name))
}

/// A character of which nothing else is known.
fn unknown(ground: &Ground<'_>, at: usize) -> bool {
    han(ground, at)
        && !ground.valued[at]
        && ground.listed_over(at).is_none()
        && ground.title_over(at).is_none()
        && !ground.is_member(ground.classes.han_stop, at)
}

/// 貝殼放大由林大涵在2014年創立: what opens a clause in front of the mark of those who founded it.
pub(super) fn founded(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let classes = ground.classes;
    let nouns = [classes.product_noun, classes.before_body, classes.named_body, classes.company_noun];
    let introduced = nouns.iter().any(|class| ground.word_ending(from, *class));
    if !han(ground, from) || !ground.opens_clause(from) && !introduced {
        return None;
    }
    let end = (from + 3..ground.len().min(from + LONGEST + 1)).find(|at| ground.is_member(classes.by_whom, *at))?;
    let plain = (from..end).all(|at| unknown(ground, at) && !ground.is_member(classes.name_stop, at));
    let common = [classes.common_zh, classes.group_noun, classes.named_shop, classes.org_suffix, classes.copula];
    let noun = nouns.iter().chain(&common).any(|class| ground.word_ending(end, *class));
    let by = (end + 1..ground.len().min(end + REACH)).take_while(|at| han(ground, *at) || ground.valued[*at]);
    let founds = || by.clone().any(|at| ground.word_at(at, classes.found).is_some());
    (plain && !noun && founds() && by.clone().any(|at| full_name(ground, at).is_some()))
        .then(|| named((from, end), (from, end), Some(EntityKind::Organization)))
}

/// 收購智利藥品電商法瑪科, 創辦元木資本, 收購UC優視: what stands between the noun for what is bought or founded, or the verb, and
/// the end of the clause is its name.
pub(super) fn bought(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let classes = ground.classes;
    let noun = [classes.product_noun, classes.before_body, classes.named_body];
    // A few capitals may begin it.
    let letters = ground.kind(from) == Some(Kind::Word)
        && ground.sentence.atoms[from].case == Case::Upper
        && ground.key(from).len() < 5
        && ground.listed_over(from).is_none()
        && ground.title_over(from).is_none();
    let start = from + usize::from(letters);
    if !han(ground, start) || !noun.iter().any(|class| ground.word_ending(from, *class)) {
        return None;
    }
    let end = (start..ground.len().min(start + LONGEST + 1)).find(|at| stops(ground, *at)).unwrap_or(ground.len());
    let closed = end >= ground.len() || matches!(ground.key(end), "," | "。" | ";" | ")" | "、");
    let word = |at: usize| {
        [classes.common_zh, classes.deal_thing, classes.org_suffix]
            .iter()
            .any(|class| ground.word_at(at, *class).is_some())
    };
    let plain = (2..=LONGEST).contains(&(end - start)) && !(start..end).any(word);
    let verbs = [classes.deal_buy, classes.found];
    let verb = (from.saturating_sub(BOUGHT)..from)
        .rev()
        .take_while(|at| han(ground, *at) || ground.valued[*at])
        .filter_map(|at| verbs.iter().find_map(|class| ground.word_at(at, *class)))
        .find(|to| *to <= from);
    if !closed || !plain {
        return None;
    }
    // Right behind the verb only a company's ending tells a name, or the use of the same words elsewhere.
    let told = verb? < from || letters || ground.word_ending(end, classes.trade_ending);
    let kind = told.then_some(EntityKind::Organization);
    (told || end - start > 2).then(|| named((from, end), (from, end), kind))
}

/// 完成對沐光科的收購: what stands between the mark of what something is done to and the noun for the deal.
pub(super) fn taken_over(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let classes = ground.classes;
    if from == 0 || !ground.is_member(classes.led_by, from - 1) {
        return None;
    }
    let end = (from..ground.len().min(from + LONGEST + 1)).find(|at| ground.is_member(classes.possessive, *at))?;
    let plain = (from..end).all(|at| unknown(ground, at));
    let deal = plain && ground.word_at(end + 1, classes.deal_noun).is_some();
    let common = [classes.common_zh, classes.company_noun, classes.product_noun, classes.named_body]
        .iter()
        .any(|class| ground.word_ending(end, *class));
    ((2..=LONGEST).contains(&(end - from)) && deal && !common)
        .then(|| named((from, end), (from, end), Some(EntityKind::Organization)))
}

/// 電商平台樂買多昨日宣布，將併購: behind a noun for a company its name goes up to when it acts or to what it does.
pub(super) fn dealer(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let classes = ground.classes;
    let noun = [classes.product_noun, classes.before_body, classes.named_body];
    if !han(ground, from) || stops(ground, from) || !noun.iter().any(|class| ground.word_ending(from, *class)) {
        return None;
    }
    let end = (from..ground.len().min(from + LONGEST + 1)).find(|at| stops(ground, *at))?;
    let acts = ground.valued[end]
        || [classes.announce, classes.deal_buy].iter().any(|class| ground.word_at(end, *class).is_some());
    // 被上市公司明園傳媒以9億元收購: the mark of a price is no part of the name.
    let end = end
        - usize::from(ground.is_member(classes.name_stop, end - 1) || ground.word_ending(end, classes.speech_aside));
    let common = [classes.common_zh, classes.deal_thing].iter().any(|class| ground.word_ending(end, *class));
    ((2..=LONGEST).contains(&(end - from)) && acts && !common)
        .then(|| named((from, end), (from, end), Some(EntityKind::Organization)))
}
