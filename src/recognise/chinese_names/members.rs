//! Names that only a list tells whose end says what its members are: 阿旺麵館、老街豆花和早餐店晨曦等店家.

use super::{han, named, stops};
use crate::fact::Kind as EntityKind;
use crate::recognise::ground::{Candidate, Ground, Stretch};

/// Shortest and longest name of a member that no noun introduces, in characters.
const SHORTEST: usize = 3;
const LONGEST: usize = 8;

/// How many members at least tell a list of names, listed ones among them.
const MEMBERS: usize = 3;

/// How many at most are looked at.
const MOST: usize = 12;

/// The member that begins at an atom of a list that ends in 'and others' and a noun for businesses or societies.
pub(super) fn member(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let before = ground.opens_clause(from) || separates(ground, from - 1) || says_sort(ground, from);
    if !before || !han(ground, from) {
        return None;
    }
    let end = (from..ground.len()).find(|at| ends(ground, *at))?;
    let first = (0..MOST).try_fold(end, |at, _| next(ground, at).ok_or(at));
    let last = first.unwrap_or_else(|last| last);
    let closing = (last < ground.len() && closes(ground, last)).then_some(last)?;
    let members = list(ground, closing)?;
    members.iter().find(|member| member.0 == from).map(|name| named(*name, *name, Some(EntityKind::Organization)))
}

/// Where the next member ends behind a mark that parts two members.
fn next(ground: &Ground<'_>, at: usize) -> Option<usize> {
    separates(ground, at).then(|| (at + 1..ground.len()).find(|at| ends(ground, *at)).unwrap_or(ground.len()))
}

/// The unlisted members of the list that closes at an atom, if all of its members may be names.
fn list(ground: &Ground<'_>, closing: usize) -> Option<Vec<Stretch>> {
    let mut members = Vec::new();
    let (mut count, mut end) = (0, closing);
    loop {
        let start = (0..end).rev().take_while(|at| !ends(ground, *at)).last()?;
        count += 1;
        if ground.listed_over(start) != Some((start, end)) && ground.listed_ending(end).is_none() {
            members.push(name(ground, (start, end))?);
        }
        match start.checked_sub(1) {
            Some(mark) if separates(ground, mark) && count < MOST => end = mark,
            _ => break,
        }
    }
    (count >= MEMBERS).then_some(members)
}

/// What of a member is its name: all of it, or what stands behind a noun that says what is called so.
fn name(ground: &Ground<'_>, (start, end): Stretch) -> Option<Stretch> {
    let introduced = (start + 2..end.saturating_sub(1)).rev().find(|at| says_sort(ground, *at));
    let from = introduced.unwrap_or(start);
    let classes = ground.classes;
    let common = [
        classes.group_noun,
        classes.product_noun,
        classes.company_noun,
        classes.named_body,
        classes.named_shop,
        classes.trade_whole,
        classes.office_word,
        classes.common_zh,
    ];
    let whole = |at: usize| common.iter().any(|class| ground.word_at(at, *class) == Some(end));
    let plain = (from..end).all(|at| han(ground, at) && !stops(ground, at) && !ground.is_member(classes.name_stop, at));
    let short = end - from >= if introduced.is_some() { 2 } else { SHORTEST };
    // 科技業、製造業等企業: trades, and kinds of people, are no names.
    let trade = ground.word_at(from, classes.trade_ending) == Some(end) || ground.is_member(classes.sort_tail, end - 1);
    (plain && short && end - from <= LONGEST && !whole(from) && !whole(start) && !trade).then_some((from, end))
}

/// A noun ends in front of an atom that says what sort of business the name behind it is of.
fn says_sort(ground: &Ground<'_>, at: usize) -> bool {
    let classes = ground.classes;
    [classes.named_body, classes.named_shop, classes.before_body, classes.company_noun]
        .iter()
        .any(|class| ground.word_ending(at, *class))
}

/// A mark or a word between two members of a list.
fn separates(ground: &Ground<'_>, at: usize) -> bool {
    ground.key(at) == "、" || ground.is_member(ground.classes.list_separator, at) && ground.listed_over(at).is_none()
}

/// A member of a list ends at an atom.
fn ends(ground: &Ground<'_>, at: usize) -> bool {
    separates(ground, at) || closes(ground, at) || !han(ground, at) && ground.listed_over(at).is_none()
}

/// 等業者, 等20家店: 'and others' and a noun for businesses or societies, perhaps with how many they are.
fn closes(ground: &Ground<'_>, at: usize) -> bool {
    let classes = ground.classes;
    if !ground.is_member(classes.and_so_on, at) {
        return false;
    }
    let noun = |at: usize| {
        [classes.named_body, classes.named_shop, classes.general_company_noun]
            .iter()
            .any(|class| ground.word_at(at, *class).is_some())
    };
    let counted = (at + 1..ground.len().min(at + 5)).take_while(|at| ground.valued[*at] || noun(*at - 1)).last();
    noun(at + 1) || counted.is_some_and(|last| noun(last + 1) || noun(last + 2))
}
