//! Names that the article uses for what it names in full elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::Builder;
use crate::fact::Kind;
use crate::recognise::chinese_names;
use crate::recognise::ground::{Candidate, Ground};
use crate::segment::Part;
use crate::segment::atoms::Kind as AtomKind;

impl Builder<'_, '_> {
    /// The full names by the shorter ones, as folded; `kinds` has what each place of a name tells of its kind.
    pub(super) fn fuller_names(
        &self,
        grounds: &[Ground<'_>],
        discovered: &[(usize, Candidate)],
        kinds: &BTreeMap<String, Vec<Option<Kind>>>,
    ) -> BTreeMap<String, String> {
        let mut full = full_names(grounds, discovered);
        full.extend(self.short_names(grounds, discovered, kinds));
        full.extend(parts_of_names(grounds, discovered, kinds));
        // 秘塔 of 秘塔科技 is not the work 「秘塔寫作」.
        for (short, name) in short_of_quoted(grounds, discovered, kinds) {
            full.entry(short).or_insert(name);
        }
        full
    }

    /// Of discovered Chinese bodies those whose names are the short forms of others: 桃江銀 of 桃江銀行. Of several that
    /// begin so, as 雲梯速運 and 雲梯冷鏈, the one that is told first goes on under the short name.
    fn short_names(
        &self,
        grounds: &[Ground<'_>],
        discovered: &[(usize, Candidate)],
        kinds: &BTreeMap<String, Vec<Option<Kind>>>,
    ) -> BTreeMap<String, String> {
        let mut full = BTreeMap::new();
        if !self.reading.is_chinese() {
            return full;
        }
        let body = |votes: &[Option<Kind>]| !votes.contains(&Some(Kind::Person));
        for (name, _) in kinds.iter().filter(|(_, votes)| body(votes)) {
            let keys = crate::segment::atoms::keys(name);
            for form in chinese_names::short_forms(self.reading.recogniser, &keys) {
                let form = form.join(" ");
                if kinds.get(&form).is_some_and(|votes| body(votes)) {
                    full.entry(form).or_insert_with(|| name.clone());
                }
            }
        }
        for (form, name) in &mut full {
            let begins = |name: &String| name.strip_prefix(form.as_str()).is_some_and(|rest| rest.starts_with(' '));
            let mut names = discovered.iter().map(|(i, candidate)| grounds[*i].folded(candidate.name));
            if begins(name)
                && let Some(first) = names.find(|name| begins(name) && kinds.get(name).is_some_and(|votes| body(votes)))
            {
                *name = first;
            }
        }
        full
    }
}

/// Names that are parts of others: of two words and more that go on elsewhere with endings of bodies, as Hollow Ridge and Hollow
/// Ridge Games; behind a word for a kind of body, as Alba and Editora Alba; and family names of two words.
fn full_names(grounds: &[Ground<'_>], discovered: &[(usize, Candidate)]) -> BTreeMap<String, String> {
    let mut full = BTreeMap::new();
    for (i, candidate) in discovered {
        let ground = &grounds[*i];
        let (from, to) = candidate.name;
        if ground.kind(from) != Some(AtomKind::Word) {
            continue;
        }
        if candidate.kind == Some(Kind::Person) {
            if to - from == 3 && ground.sentence.part == Part::Body {
                full.entry(ground.folded((from + 1, to))).or_insert_with(|| ground.folded(candidate.name));
            }
            continue;
        }
        let genre =
            ground.is_member(ground.classes.org_suffix, from) && !ground.is_member(ground.classes.org_suffix, to - 1);
        if genre && to - from == 2 && ground.key(to - 1).chars().count() > 3 {
            full.entry(ground.folded((from + 1, to))).or_insert_with(|| ground.folded(candidate.name));
        }
        let endings = (from + 2..to).rev().take_while(|at| ground.is_member(ground.classes.org_suffix, *at));
        for end in endings {
            let short = ground.folded((from, end));
            // The Hollow Ridge Guild speaks for those who work at Hollow Ridge, which was told of before.
            let civil = ground.is_member(ground.classes.civil_noun, end);
            if !(civil && told_before(grounds, discovered, &short, (*i, from))) {
                full.entry(short).or_insert_with(|| ground.folded(candidate.name));
            }
        }
    }
    full
}

/// A sentence of the body has a name by itself in front of a place.
fn told_before(grounds: &[Ground<'_>], discovered: &[(usize, Candidate)], name: &str, place: (usize, usize)) -> bool {
    let mut before = discovered.iter().filter(|(i, candidate)| (*i, candidate.name.0) < place);
    before.any(|(i, candidate)| grounds[*i].sentence.part == Part::Body && grounds[*i].folded(candidate.name) == name)
}

/// Beginnings of names that stand in quotation marks somewhere and go on without their ends: 登峰 of 「登峰文理」.
fn short_of_quoted(
    grounds: &[Ground<'_>],
    discovered: &[(usize, Candidate)],
    kinds: &BTreeMap<String, Vec<Option<Kind>>>,
) -> BTreeMap<String, String> {
    let mut full = BTreeMap::new();
    for (i, candidate) in discovered {
        let ground = &grounds[*i];
        let (from, to) = candidate.name;
        let quoted = candidate.stretch.0 < from && matches!(ground.key(candidate.stretch.0), "「" | "“");
        let han = (from..to).all(|at| ground.kind(at) == Some(AtomKind::Han));
        if !quoted || !han || to - from < 4 || candidate.kind == Some(Kind::Person) {
            continue;
        }
        for end in from + 2..to {
            let short = ground.folded((from, end));
            if kinds.get(&short).is_some_and(|votes| !votes.contains(&Some(Kind::Person))) {
                full.entry(short).or_insert_with(|| ground.folded(candidate.name));
            }
        }
    }
    full
}

/// The parts of foreign names under which people go on, where one person alone bears them: 馬列克 of 阿格涅什卡·馬列克.
fn parts_of_names(
    grounds: &[Ground<'_>],
    discovered: &[(usize, Candidate)],
    kinds: &BTreeMap<String, Vec<Option<Kind>>>,
) -> BTreeMap<String, String> {
    let mut parts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (i, candidate) in discovered.iter().filter(|(_, candidate)| candidate.kind == Some(Kind::Person)) {
        let ground = &grounds[*i];
        let (from, to) = candidate.name;
        let joins = |at: &usize| ground.kind(*at) == Some(AtomKind::Mark);
        let (first, last) = ((from..to).find(joins), (from..to).rev().find(joins));
        let (Some(first), Some(last)) = (first, last) else { continue };
        for part in [(from, first), (last + 1, to)] {
            let name = ground.folded(part);
            let foreign = || (part.0..part.1).all(|at| ground.is_member(ground.classes.translit, at));
            let person = kinds.get(&name).is_some_and(|votes| votes.contains(&Some(Kind::Person)) || foreign());
            if part.1 - part.0 > 1 && person {
                parts.entry(name).or_default().insert(ground.folded(candidate.name));
            }
        }
    }
    let one = |names: BTreeSet<String>| if names.len() == 1 { names.into_iter().next() } else { None };
    parts.into_iter().filter_map(|(part, names)| one(names).map(|name| (part, name))).collect()
}
