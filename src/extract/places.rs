//! Sets of places of a sentence, a bit for each: in front of each atom, and behind the last.

use std::num::NonZeroU32;

/// A set in [`Places`]: one more than the position of its first word, so that a set that is not known yet takes no room of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Set(NonZeroU32);

impl Set {
    /// The set without any place.
    pub const NONE: Self = Self(NonZeroU32::MIN);

    /// The set whose words begin at a position.
    fn at(position: usize) -> Self {
        Self(NonZeroU32::MIN.saturating_add(position as u32))
    }

    /// Where its words begin.
    fn start(self) -> usize {
        self.0.get() as usize - 1
    }

    pub fn is_empty(self) -> bool {
        self == Self::NONE
    }
}

/// The sets of one sentence, side by side. An empty set is always [`Set::NONE`].
#[derive(Debug, Default)]
pub struct Places {
    /// Words of 64 bits that a set takes.
    width: usize,
    words: Vec<u64>,
}

impl Places {
    /// Forgets all sets, and begins with the one of all places.
    pub fn reset(&mut self, places: usize) -> Set {
        self.width = places.div_ceil(64).max(1);
        self.words.clear();
        self.words.resize(self.width, 0);
        let all = Set::at(self.words.len());
        self.words.resize(2 * self.width, u64::MAX);
        if !places.is_multiple_of(64)
            && let Some(last) = self.words.last_mut()
        {
            *last = (1 << (places % 64)) - 1;
        }
        all
    }

    /// A set that [`Places::add`] may add to until it is handed to [`Places::finish`].
    pub fn begin(&mut self) -> Set {
        let set = Set::at(self.words.len());
        self.words.resize(self.words.len() + self.width, 0);
        set
    }

    pub fn add(&mut self, set: Set, place: usize) {
        self.words[set.start() + place / 64] |= 1 << (place % 64);
    }

    /// Ends a set: without a place it is the empty one.
    pub fn finish(&mut self, set: Set) -> Set {
        if self.of(set).iter().any(|word| *word != 0) {
            return set;
        }
        self.words.truncate(set.start());
        Set::NONE
    }

    /// The places from one up to another.
    pub fn range(&mut self, from: usize, to: usize) -> Set {
        let set = self.begin();
        (from..to).for_each(|place| self.add(set, place));
        set
    }

    pub fn has(&self, set: Set, place: usize) -> bool {
        self.words[set.start() + place / 64] & (1 << (place % 64)) != 0
    }

    /// The first place of a set from some place on.
    pub fn first(&self, set: Set, from: usize) -> Option<usize> {
        let words = self.of(set);
        let mut word = from / 64;
        let mut bits = words.get(word)? & (u64::MAX << (from % 64));
        while bits == 0 {
            word += 1;
            bits = *words.get(word)?;
        }
        Some(word * 64 + bits.trailing_zeros() as usize)
    }

    /// Places of one set that are in the other too, or with `not` are not.
    pub fn both(&mut self, one: Set, other: Set, not: bool) -> Set {
        let flip = if not { u64::MAX } else { 0 };
        let set = self.begin();
        for i in 0..self.width {
            self.words[set.start() + i] = self.words[one.start() + i] & (self.words[other.start() + i] ^ flip);
        }
        self.finish(set)
    }

    pub fn either(&mut self, one: Set, other: Set) -> Set {
        let set = self.begin();
        for i in 0..self.width {
            self.words[set.start() + i] = self.words[one.start() + i] | self.words[other.start() + i];
        }
        set
    }

    /// Places from which a step over one atom leads into a set.
    pub fn in_front(&mut self, set: Set) -> Set {
        let found = self.begin();
        self.copy(set, found);
        for i in found.start()..found.start() + self.width {
            let above = if i + 1 < found.start() + self.width { self.words[i + 1] } else { 0 };
            self.words[i] = self.words[i] >> 1 | above << 63;
        }
        self.finish(found)
    }

    /// Places from which up to `most` steps lead into a set; a step is one over an atom of `over`, of any without it.
    pub fn reaching(&mut self, set: Set, most: usize, over: Option<&Runs>) -> Set {
        let found = self.begin();
        self.copy(set, found);
        let mut done = 0;
        while done < most {
            // Runs of one, two, four … steps add up to any number, each no longer than what is reached already.
            let power = (done + 1).min(most - done).ilog2().min(5) as usize;
            self.widen(found, 1 << power, over.map(|runs| runs.0[power]));
            done += 1 << power;
        }
        found
    }

    /// Sets of the places where one, two, four … up to 32 atoms of a set stand in a row.
    pub fn runs(&mut self, set: Set) -> Runs {
        let mut runs = [set; 6];
        for power in 1..runs.len() {
            let shorter = runs[power - 1];
            let shift = 1 << (power - 1);
            let longer = self.begin();
            self.copy(shorter, longer);
            for i in 0..self.width {
                let ahead = self.ahead(shorter, i, shift);
                self.words[longer.start() + i] &= ahead;
            }
            runs[power] = self.finish(longer);
        }
        Runs(runs)
    }

    /// Adds the places from which a run of `shift` atoms leads into the set.
    fn widen(&mut self, set: Set, shift: usize, runs: Option<Set>) {
        for i in 0..self.width {
            let allowed = runs.map_or(u64::MAX, |runs| self.words[runs.start() + i]);
            let ahead = self.ahead(set, i, shift);
            self.words[set.start() + i] |= ahead & allowed;
        }
    }

    /// One word of a set, moved towards the front by less than 64 places.
    fn ahead(&self, set: Set, i: usize, shift: usize) -> u64 {
        let at = set.start() + i;
        let above = if i + 1 < self.width { self.words[at + 1] << (64 - shift) } else { 0 };
        self.words[at] >> shift | above
    }

    fn copy(&mut self, from: Set, to: Set) {
        self.words.copy_within(from.start()..from.start() + self.width, to.start());
    }

    fn of(&self, set: Set) -> &[u64] {
        &self.words[set.start()..set.start() + self.width]
    }
}

/// Where runs of one, two, four, 8, 16 and 32 atoms of a set begin.
#[derive(Debug, Clone, Copy)]
pub struct Runs([Set; 6]);

#[cfg(test)]
mod tests {
    use super::*;

    /// The places of a set, one after the other.
    fn list(places: &Places, set: Set) -> Vec<usize> {
        let mut found = Vec::new();
        while let Some(place) = places.first(set, found.last().map_or(0, |last| last + 1)) {
            found.push(place);
        }
        found
    }

    #[test]
    fn steps_lead_over_atoms_of_a_set_only() {
        let count = 150;
        for most in [0, 1, 2, 3, 7, 20, 33, 60, 80] {
            for blocked in [vec![], vec![0], vec![63], vec![64, 90], vec![100, 101, 139]] {
                for goals in [vec![0], vec![64], vec![5, 70, 149], vec![128, 140]] {
                    let mut places = Places::default();
                    places.reset(count);
                    let (over, set) = (places.begin(), places.begin());
                    (0..count - 1).filter(|at| !blocked.contains(at)).for_each(|at| places.add(over, at));
                    goals.iter().for_each(|at| places.add(set, *at));
                    let runs = places.runs(over);
                    let found = places.reaching(set, most, Some(&runs));
                    let reaches = |at: &usize| {
                        (*at..count.min(at + most + 1))
                            .take_while(|end| *end == *at || !blocked.contains(&(end - 1)))
                            .any(|end| goals.contains(&end))
                    };
                    assert_eq!(list(&places, found), (0..count).filter(reaches).collect::<Vec<_>>());
                }
            }
        }
    }

    #[test]
    fn sets_without_a_place_are_the_empty_one() {
        let mut places = Places::default();
        let all = places.reset(64);
        assert_eq!(list(&places, all).len(), 64);
        assert!(places.both(all, all, true).is_empty());
        let begun = places.begin();
        places.add(begun, 0);
        assert!(places.in_front(begun).is_empty());
        assert!(!places.both(all, begun, false).is_empty());
    }
}
