//! Where the states of a program fit in a sentence.
//!
//! For each state the set of places at which it fits follows from the set of the state behind it. So the sets are made
//! from the last part of a pattern to the first, each once for a sentence, whatever patterns ask for it; where the first
//! one is empty the pattern matches nowhere.

use smallvec::SmallVec;

use super::matcher::{Matcher, Scratch};
use super::places::{Runs, Set};
use super::program::{DONE, LONGEST_UNTIL, Listed, Part, State, StateId, Test, TestId};
use super::stretches::Stretch;
use super::view::View;
use crate::segment::atoms::Kind as AtomKind;

/// Longest word that is looked for in front of a place.
const LONGEST_BEHIND: usize = 6;

impl Matcher<'_, '_, '_> {
    /// Where a state fits.
    #[inline(always)]
    pub(super) fn fits(&mut self, state: StateId) -> Set {
        match self.scratch.fits[state as usize] {
            Some(set) => set,
            None if !self.may_fit(state) => Set::NONE,
            None => self.found(state),
        }
    }

    /// The same for a state of which it is not known yet.
    fn found(&mut self, state: StateId) -> Set {
        let set = self.find(state);
        self.scratch.fits[state as usize] = Some(set);
        self.scratch.known.push(state);
        set
    }

    /// Whether the sentence has the words without which a state fits nowhere.
    fn may_fit(&self, state: StateId) -> bool {
        self.program.wants(state).iter().all(|test| self.may_pass(*test))
    }

    pub(super) fn fits_at(&mut self, state: StateId, at: usize) -> bool {
        let set = self.fits(state);
        self.scratch.places.has(set, at)
    }

    fn find(&mut self, state: StateId) -> Set {
        let State { part, next } = self.program.state(state);
        match part {
            Part::Choice(states) => return self.choice(states),
            Part::Take { test, .. } if self.first(*test).is_none() => return Set::NONE,
            Part::Words(tests) if tests.iter().all(|test| self.first(*test).is_none()) => return Set::NONE,
            _ => {}
        }
        let goals = self.fits(*next);
        if goals.is_empty() {
            return goals;
        }
        match part {
            Part::Take { test, list, .. } => {
                let takes = Takes::of(part, *next);
                match list {
                    Listed::Several => self.list(*test, goals, Listed::Several, takes),
                    Listed::Joined if self.view.has_joined() => self.list(*test, goals, Listed::Joined, takes),
                    _ => self.take(std::slice::from_ref(test), goals, takes),
                }
            }
            Part::Words(tests) => self.take(tests, goals, Takes::default()),
            Part::Until { through, .. } => {
                let ends = self.until(*through, *next);
                let places = &mut self.scratch.places;
                let last = places.in_front(ends);
                if last.is_empty() { last } else { places.reaching(last, LONGEST_UNTIL - 1, None) }
            }
            Part::Gap { most, wide } => {
                let over = self.runs(*wide);
                self.scratch.places.reaching(goals, *most, Some(&over))
            }
            Part::Behind { test, not } => {
                let behind = self.behind(*test);
                self.scratch.places.both(goals, behind, *not)
            }
            Part::Look { inside, not } => {
                let inside = self.fits(*inside);
                self.scratch.places.both(goals, inside, *not)
            }
            Part::Start => {
                let start = self.scratch.places.range(0, 1);
                self.scratch.places.both(goals, start, false)
            }
            Part::End => {
                let atoms = &self.view.sentence.atoms;
                let end = atoms.iter().rposition(|atom| atom.kind != AtomKind::Mark).map_or(0, |last| last + 1);
                let ends = self.scratch.places.range(end, atoms.len() + 1);
                self.scratch.places.both(goals, ends, false)
            }
            Part::Done | Part::Choice(_) => goals,
        }
    }

    /// Where one of several states fits.
    fn choice(&mut self, states: &[StateId]) -> Set {
        let mut set = Set::NONE;
        for state in states {
            let other = self.fits(*state);
            set = match (set.is_empty(), other.is_empty()) {
                (true, _) => other,
                (_, true) => set,
                _ => self.scratch.places.either(set, other),
            };
        }
        set
    }

    /// The first stretch that passes a test.
    pub(super) fn first(&mut self, test: TestId) -> Option<u32> {
        self.scratch.stretches.first(test, self.view, self.program)
    }

    /// Where stretches begin that pass one of some tests and lead to one of some places.
    fn take(&mut self, tests: &[TestId], goals: Set, takes: Takes) -> Set {
        let set = self.scratch.places.begin();
        for test in tests {
            let first = self.first(*test);
            let Scratch { stretches, places, .. } = &mut *self.scratch;
            for stretch in stretches.from(first) {
                if places.has(goals, stretch.resume as usize) && takes.takes(&stretch) {
                    places.add(set, stretch.from as usize);
                }
            }
        }
        self.scratch.places.finish(set)
    }

    /// Where a list begins whose last member leads to one of some places.
    fn list(&mut self, test: TestId, goals: Set, listed: Listed, takes: Takes) -> Set {
        let first = self.first(test);
        let members: SmallVec<[Stretch; 16]> =
            self.scratch.stretches.from(first).filter(|one| takes.takes(one)).collect();
        let places = &mut self.scratch.places;
        let set = places.begin();
        for member in members.iter().rev() {
            let to = member.resume as usize;
            let again = next_member(self.view, self.program.test(test), listed, member);
            if places.has(goals, to) || again.is_some_and(|again| places.has(set, again)) {
                places.add(set, member.from as usize);
            }
        }
        places.finish(set)
    }

    /// Places of a state at which a capture that goes on until there may end.
    pub(super) fn until(&mut self, through: Option<TestId>, next: StateId) -> Set {
        let goals = self.fits(next);
        let Some(test) = through else { return goals };
        let first = self.first(test);
        let Scratch { stretches, places, .. } = &mut *self.scratch;
        let ends = places.begin();
        for word in stretches.from(first).filter(|word| (word.to - word.from) as usize <= LONGEST_BEHIND) {
            places.add(ends, word.to as usize);
        }
        places.both(goals, ends, false)
    }

    /// Places right behind a word of a class, or one atom further.
    fn behind(&mut self, test: TestId) -> Set {
        let first = self.first(test);
        let Scratch { stretches, places, .. } = &mut *self.scratch;
        let set = places.begin();
        for word in stretches.from(first) {
            let (from, to) = (word.from as usize, word.to as usize);
            if self.view.closes_quote(from) {
                continue;
            }
            for at in [to, to + 1] {
                if at - from <= LONGEST_BEHIND && at <= self.view.len() {
                    places.add(set, at);
                }
            }
        }
        places.finish(set)
    }

    /// Runs of the atoms that gaps may lead over.
    fn runs(&mut self, wide: bool) -> Runs {
        let Scratch { places, narrow, wide: wider, .. } = &mut *self.scratch;
        let runs = if wide { wider } else { narrow };
        *runs.get_or_insert_with(|| {
            let set = places.begin();
            (0..self.view.len()).filter(|at| self.view.passes(*at, wide)).for_each(|at| places.add(set, at));
            let set = places.finish(set);
            places.runs(set)
        })
    }
}

/// Which stretches a part takes beside those that stand in their own place and begin with what they are.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Takes {
    /// The subject of a verb from further in front: where it fills a role, or only looks whether it fits. A type that is stepped
    /// over has to stand there: in 'sued Acme in May and urged' no body stands behind 'and'.
    far: bool,
    /// Names with what describes them.
    described: bool,
}

impl Takes {
    pub fn of(part: &Part, next: StateId) -> Self {
        let passed = matches!(part, Part::Take { role: None, list: Listed::No, .. });
        let described = matches!(part, Part::Take { described: true, .. });
        Self { far: next == DONE || !passed, described }
    }

    pub fn takes(self, stretch: &Stretch) -> bool {
        (self.far || !stretch.is_distant()) && (self.described || !stretch.described)
    }
}

/// Where the next member of a list may begin.
pub(super) fn next_member(view: &View<'_, '_>, test: &Test, listed: Listed, member: &Stretch) -> Option<usize> {
    match (test, listed) {
        (Test::Capture(kind, _), Listed::Several) => view.next_member(*kind, member.resume as usize),
        (_, Listed::Joined) if member.resume == member.to => view.next_joined(member.to as usize),
        _ => None,
    }
}
