//! Squares, parks and halls that no lexicon has: 高雄中央公園.

use super::{han, named};
use crate::fact::Kind as EntityKind;
use crate::recognise::ground::{Candidate, Ground};

/// How many characters may stand between the place and the noun for what is there.
const BETWEEN: usize = 4;

/// 高雄中央公園: behind a place the noun for what is there closes the name of a place within it.
pub(super) fn site(ground: &Ground<'_>, at: usize) -> Option<Candidate> {
    let classes = ground.classes;
    let end = ground.word_at(at, classes.site_noun)?;
    let goes_on = ground.word_at(end, classes.org_suffix).is_some() || ground.word_at(end, classes.site_noun).is_some();
    if goes_on || ground.listed_over(at).is_some() {
        return None;
    }
    let inner = |at: usize| {
        han(ground, at)
            && !ground.valued[at]
            && !ground.is_member(classes.name_stop, at)
            && ground.title_over(at).is_none()
            && ground.word_at(at, classes.group_noun).is_none()
    };
    let place = (at.saturating_sub(BETWEEN)..=at)
        .rev()
        .take_while(|front| *front == at || inner(*front))
        .find_map(|front| ground.listed_ending(front))
        .map(|(start, _)| start)
        .filter(|start| ground.listed_from(*start, EntityKind::Place))?;
    Some(named((place, end), (place, end), Some(EntityKind::Place)))
}
