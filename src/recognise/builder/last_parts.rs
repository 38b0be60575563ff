//! People whose transliterated name has no mark inside, and who go on under the last part of it: 瓦恩 after 巴比瓦恩（Bobi Wine）.

use std::collections::{BTreeMap, BTreeSet};

use super::Builder;
use crate::fact::Kind;
use crate::recognise::ground::{Candidate, Ground};
use crate::recognise::lexicon::Symbol;
use crate::segment::Part;

/// Shortest name that two parts may stand in, and shortest part, in characters.
const SHORTEST: usize = 4;
const SHORTEST_PART: usize = 2;

impl Builder<'_, '_> {
    /// Adds what such people are called later, where it opens a clause and is surely a subject there.
    pub(super) fn add_last_parts(&mut self, grounds: &[Ground<'_>], discovered: &[(usize, Candidate)]) {
        let mut parts: BTreeMap<Vec<Symbol>, BTreeSet<u32>> = BTreeMap::new();
        for (i, candidate) in discovered {
            let (from, to) = candidate.name;
            let full = candidate.other.is_some_and(|(from, to)| to - from > 1);
            if candidate.kind != Some(Kind::Person) || !full || to - from < SHORTEST {
                continue;
            }
            let names = grounds[*i].symbols[from..to].to_vec();
            let Some(id) = self.aliases.get(&names).filter(|ids| ids.len() == 1).and_then(|ids| ids.first()) else {
                continue;
            };
            for start in SHORTEST_PART..=names.len() - SHORTEST_PART {
                parts.entry(names[start..].to_vec()).or_default().insert(*id);
            }
        }
        if parts.is_empty() {
            return;
        }
        for ground in grounds.iter().filter(|ground| ground.sentence.part == Part::Body) {
            for from in (0..ground.len()).filter(|at| ground.opens_clause(*at)) {
                let called = |(part, _): &(&Vec<Symbol>, &BTreeSet<u32>)| {
                    ground.symbols[from..].starts_with(part) && is_subject(ground, from, from + part.len())
                };
                if let Some((part, ids)) = parts.iter().filter(called).max_by_key(|(part, _)| part.len()) {
                    self.aliases.entry(part.clone()).or_default().extend(ids);
                }
            }
        }
    }
}

/// Nothing that is known begins with the stretch, and a verb of which people are subjects follows, or a date.
fn is_subject(ground: &Ground<'_>, from: usize, to: usize) -> bool {
    let classes = ground.classes;
    let acts = |at: usize| ground.acts_at(at) || ground.word_at(at, classes.speech_any).is_some();
    let adverb = ground.word_at(to, classes.cue_adverb).is_some_and(acts)
        || ground.is_member(classes.name_stop, to) && !ground.is_member(classes.possessive, to) && acts(to + 1);
    let known = (from..to)
        .any(|at| ground.known_word_at(at).is_some() || ground.listed_over(at).is_some() || ground.valued[at]);
    !known && (acts(to) || adverb || ground.valued.get(to) == Some(&true))
}
