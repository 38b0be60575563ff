//! Branches of bodies, named by whose they are and where they are: BCI上海代表處, 綠黨高雄黨部, BDS馬來西亞.

use super::{han, named, stops};
use crate::fact::Kind as EntityKind;
use crate::recognise::ground::{Candidate, Ground, Stretch};
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
    let sorts = [EntityKind::Organization, EntityKind::Ngo, EntityKind::Media, EntityKind::Government];
    let body = |name: &Stretch| sorts.iter().any(|kind| ground.listed_as(*name, *kind));
    let listed = || ground.listed_ending(start).filter(body).map(|(at, _)| at);
    let unlisted = || {
        let ending = start.checked_sub(1).and_then(|at| ground.word_at(at, ground.classes.org_suffix));
        let plain = (0..start - 1).rev().take(LONGEST_PARTY).take_while(|at| han(ground, *at) && !stops(ground, *at));
        plain.last().filter(|at| ending == Some(start) && start - at > 1)
    };
    word.or_else(listed).or_else(|| (start > 1).then(unlisted).flatten())
}

/// BDS馬來西亞主席: letters that no lexicon knows and a country, in front of the title of one who leads a body.
pub(super) fn abroad(ground: &Ground<'_>, at: usize) -> Option<Candidate> {
    let atom = ground.sentence.atoms.get(at).filter(|atom| atom.kind == Kind::Word && atom.case == Case::Upper)?;
    let short = (3..=5).contains(&atom.key.len()) && !ground.is_member(ground.classes.not_name, at);
    if !short || ground.listed_over(at).is_some() || at > 0 && ground.kind(at - 1) == Some(Kind::Word) {
        return None;
    }
    let (from, to) = ground.listed_starting(at + 1)?;
    let led = ground.listed_from(from, EntityKind::Place) && ground.word_at(to, ground.classes.top_office).is_some();
    led.then(|| named((at, to), (at, to), Some(EntityKind::Organization)))
}

/// 收購蘋果台灣業務, 收購蘋果台灣: a listed company and a place, in front of a word or a share by which that part of it changes hands.
pub(super) fn part(ground: &Ground<'_>, at: usize) -> Option<Candidate> {
    let (from, to) = ground.listed_starting(at)?;
    if let Some(found) = part_abroad(ground, (from, to)) {
        return Some(found);
    }
    let company =
        [EntityKind::Corporation, EntityKind::Platform].iter().any(|kind| ground.listed_as((from, to), *kind));
    let (start, end) = ground.listed_starting(to).filter(|_| company)?;
    let place = ground.listed_as((start, end), EntityKind::Place);
    let sold = ground.valued.get(end) == Some(&true) || ground.word_at(end, ground.classes.branch_asset).is_some();
    // 收購優步中國，: so it is as the object of the deal, where nothing else follows.
    let bought =
        || ground.word_ending(from, ground.classes.deal_buy) && matches!(ground.key(end), "," | "。" | ";" | "、" | "");
    // 沃達豐西班牙公司: what it is called is told with the name.
    let called = [ground.classes.branch_company, ground.classes.company_head];
    let noun = called.iter().find_map(|class| ground.word_at(end, *class));
    (place && (sold || noun.is_some() || bought()))
        .then(|| named((from, noun.unwrap_or(end)), (from, end), Some(EntityKind::Organization)))
}

/// 把台灣家樂福6成股權賣給: a country and a company that is at home elsewhere, in front of what is sold of it there.
fn part_abroad(ground: &Ground<'_>, place: Stretch) -> Option<Candidate> {
    let lexicon = ground.lexicon;
    let (from, to) = ground.listed_starting(place.1)?;
    let senses = |name: Stretch| ground.listed.iter().find(|(stretch, _)| *stretch == name).map(|(_, senses)| senses);
    let country = senses(place)?.iter().find(|index| lexicon.is_country(**index))?;
    let abroad = |index: &u32| {
        let home = lexicon.entities[*index as usize].country.as_deref();
        matches!(lexicon.kinds[*index as usize], EntityKind::Corporation)
            && home.is_some_and(|home| home != lexicon.entities[*country as usize].id)
    };
    let sold = ground.valued.get(to) == Some(&true) || ground.word_at(to, ground.classes.branch_asset).is_some();
    let fits = sold && ground.listed_as((from, to), EntityKind::Corporation) && senses((from, to))?.iter().all(abroad);
    fits.then(|| named((place.0, to), (place.0, to), Some(EntityKind::Organization)))
}
