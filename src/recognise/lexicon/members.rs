//! Which classes a word of one atom belongs to. Recognition asks for it at every atom many times.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::{ClassId, Symbol};

const BITS: usize = u64::BITS as usize;

/// Sets of classes by the symbols of words; words of the same classes share one.
#[derive(Debug, Default)]
pub(super) struct Members {
    /// For each symbol where its set begins.
    places: Vec<u32>,
    /// The sets, one bit for each class; the first of them is empty.
    sets: Vec<u64>,
}

impl Members {
    pub fn new(members: &BTreeSet<(Symbol, ClassId)>) -> Self {
        let symbols = members.last().map_or(0, |(symbol, _)| *symbol as usize + 1);
        let width = members.iter().map(|(_, class)| usize::from(*class) / BITS + 1).max().unwrap_or(0);
        let mut found = Self { places: vec![0; symbols], sets: vec![0; width] };
        let mut known: FxHashMap<Vec<u64>, u32> = FxHashMap::default();
        for word in members.iter().collect::<Vec<_>>().chunk_by(|one, other| one.0 == other.0) {
            let mut set = vec![0; width];
            for (_, class) in word {
                set[usize::from(*class) / BITS] |= 1 << (usize::from(*class) % BITS);
            }
            found.places[word[0].0 as usize] = *known.entry(set).or_insert_with_key(|set| {
                found.sets.extend(set);
                (found.sets.len() - width) as u32
            });
        }
        found
    }

    /// Whether a word is a member of a class.
    #[inline]
    pub fn contains(&self, class: ClassId, symbol: Symbol) -> bool {
        let Some(place) = self.places.get(symbol as usize) else { return false };
        let bits = self.sets.get(*place as usize + usize::from(class) / BITS);
        bits.is_some_and(|bits| bits >> (usize::from(class) % BITS) & 1 == 1)
    }
}
