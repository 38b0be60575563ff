//! Branches of bodies, named by whose they are and where they are: BCI上海代表處, 綠黨高雄黨部.

use super::{han, stops};
use crate::fact::Kind as EntityKind;
use crate::recognise::ground::{Ground, Stretch};
use crate::segment::atoms::{Case, Kind};

/// Longest name of a party that no lexicon has, in characters.
const LONGEST_PARTY: usize = 4;

/// Where the name of the body begins whose branch has its place and its ending at these atoms.
pub(super) fn branch_owner(ground: &Ground<'_>, place: Stretch, end: usize) -> Option<usize> {
    let branch = ground.word_at(place.1, ground.classes.branch_ending) == Some(end);
    if !branch || ground.listed_over(place.0) != Some(place) {
        return None;
    }
    let start = place.0;
    let word = start.checked_sub(1).filter(|at| {
        ground.kind(*at) == Some(Kind::Word)
            && ground.sentence.atoms[*at].case != Case::Lower
            && ground.listed_over(*at).is_none()
    });
    let body = |name: &Stretch| ground.listed_as(*name, EntityKind::Organization);
    let listed = || ground.listed_ending(start).filter(body).map(|(at, _)| at);
    let unlisted = || {
        let ending = start.checked_sub(1).and_then(|at| ground.word_at(at, ground.classes.org_suffix));
        let plain = (0..start - 1).rev().take(LONGEST_PARTY).take_while(|at| han(ground, *at) && !stops(ground, *at));
        plain.last().filter(|at| ending == Some(start) && start - at > 1)
    };
    word.or_else(listed).or_else(|| (start > 1).then(unlisted).flatten())
}
