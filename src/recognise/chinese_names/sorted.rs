//! Bodies whose sort stands right in front of their names: 電商平台好物網總經理林大文.

use super::personal::personal;
use super::{named, speaks_soon, stops};
use crate::fact::Kind as EntityKind;
use crate::recognise::ground::{Candidate, Ground};

/// Longest name behind a noun for what bears it, in characters.
const LONGEST: usize = 6;

/// 電商平台好物網總經理林大文, 外送平台食客來否認: between a noun for a sort of body and the title of who holds an office there stands the
/// name of the body. In front of a verb nothing but the use of the same words elsewhere tells that they are a name.
pub(super) fn sorted(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let classes = ground.classes;
    let nouns = [classes.company_noun, classes.product_noun, classes.named_body];
    let sort = |at: usize| nouns.iter().any(|class| ground.word_at(at, *class).is_some());
    if !ground.behind_sort(from) || sort(from) || ground.is_member(classes.and, from) {
        return None;
    }
    let inner = |at: usize| !stops(ground, at) && !ground.is_member(classes.name_stop, at);
    let end = from + (from..ground.len().min(from + LONGEST + 1)).take_while(|at| inner(*at)).count();
    let common = [classes.office_word, classes.bare_body_noun];
    if end < from + 2 || end > from + LONGEST || common.iter().any(|class| ground.word_at(from, *class) == Some(end)) {
        return None;
    }
    let stretch = (from, end);
    let Some((_, mut holder)) = ground.title_starting(end) else {
        // 業者和風行動4日坦承: in front of a date and a verb of speaking nothing else stands.
        let dated = (end..ground.len()).take_while(|at| ground.valued[*at]).count();
        if ground.word_ending(from, classes.named_body) && dated > 1 && speaks_soon(ground, end + dated) {
            return Some(named(stretch, stretch, Some(EntityKind::Organization)));
        }
        return speaks_soon(ground, end).then(|| named(stretch, stretch, None));
    };
    while let Some((_, to)) = ground.title_starting(holder + 1).or_else(|| ground.title_starting(holder)) {
        holder = to;
    }
    // A name of two to four characters with its gloss.
    let glossed = || (holder + 2..holder + 5).any(|at| ground.key(at) == "(");
    let held = ground.listed_over(holder).is_some() || personal(ground, holder, false).is_some() || glossed();
    held.then(|| named(stretch, stretch, Some(EntityKind::Organization)))
}
