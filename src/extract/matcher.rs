//! Matches compiled patterns against the sentences of an article.
//!
//! For each state of the program the set of places at which it fits follows from the set of the state behind it. So
//! the sets are made from the last part of a pattern to the first, each once for a sentence, whatever patterns ask for it;
//! where the first one is empty the pattern matches nowhere. With the sets at hand the way of a match through its
//! pattern is known at every turn, and nothing is tried in vain.

use smallvec::SmallVec;

use super::pattern::Type;
use super::places::{Places, Runs, Set};
use super::program::{DONE, LONGEST_UNTIL, Part, Program, State, StateId, Test, TestId};
use super::rules::Rule;
use super::stretches::{Stretch, Stretches};
use super::view::{Item, View};
use crate::segment::atoms::Kind as AtomKind;

/// Longest word that is looked for in front of a place.
const LONGEST_BEHIND: usize = 6;

/// One filled role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capture<'r> {
    pub role: &'r str,
    pub kind: Option<Type>,
    pub from: usize,
    pub to: usize,
    pub item: Item,
}

/// A pattern that fits a stretch of a sentence.
#[derive(Debug, Clone)]
pub struct Match<'r> {
    pub rule: &'r Rule,
    pub sentence: usize,
    pub from: usize,
    pub to: usize,
    pub captures: Vec<Capture<'r>>,
}

/// What is known of a sentence while patterns are matched; kept for the next one, so that little has to be allocated.
#[derive(Debug, Default)]
pub struct Scratch {
    stretches: Stretches,
    places: Places,
    /// For each state of the program where it fits, as far as that is known, and the states of which it is.
    fits: Vec<Option<Set>>,
    known: Vec<StateId>,
    narrow: Option<Runs>,
    wide: Option<Runs>,
}

/// One sentence and the program that is matched against it.
pub struct Matcher<'m, 'a, 'r> {
    view: &'m View<'m, 'a>,
    program: &'r Program,
    scratch: &'m mut Scratch,
    all: Set,
}

impl<'m, 'a, 'r> Matcher<'m, 'a, 'r> {
    pub fn new(view: &'m View<'m, 'a>, program: &'r Program, scratch: &'m mut Scratch) -> Self {
        scratch.stretches.reset(view, program);
        let all = scratch.places.reset(view.len() + 1);
        scratch.fits.resize(program.state_count(), None);
        for state in scratch.known.drain(..) {
            scratch.fits[state as usize] = None;
        }
        (scratch.narrow, scratch.wide) = (None, None);
        Self { view, program, scratch, all }
    }

    /// Tests for words that the sentence passes.
    pub fn words(&self) -> &[TestId] {
        self.scratch.stretches.words()
    }

    /// Where the first stretch that passes a test begins, from some place on.
    pub fn first_from(&mut self, test: TestId, from: usize) -> Option<usize> {
        let first = self.first(test);
        self.scratch.stretches.from(first).map(|stretch| stretch.from as usize).find(|at| *at >= from)
    }

    /// All matches of a pattern, leftmost first; from one place only the first way in which it fits.
    pub fn matches(&mut self, rule: &'r Rule, pattern: StateId, found: &mut Vec<Match<'r>>) {
        let mut from = 0;
        while let Some(place) = self.next_place(pattern, from) {
            let mut captures = Vec::new();
            let to = self.walk(pattern, place, &mut captures);
            found.push(Match { rule, sentence: self.view.number, from: place, to, captures });
            from = place + 1;
        }
    }

    /// The first atom from some place on at which a pattern fits.
    pub fn next_place(&mut self, pattern: StateId, from: usize) -> Option<usize> {
        let fits = self.fits(pattern);
        self.scratch.places.first(fits, from).filter(|place| *place < self.view.len())
    }

    /// Follows the first way in which a state fits at a place where it does; returns where that ends.
    pub fn walk(&mut self, state: StateId, at: usize, captures: &mut Vec<Capture<'r>>) -> usize {
        const FITS: &str = "a state is walked only where it fits";
        let (mut id, mut at) = (state, at);
        loop {
            let State { part, next } = self.program.state(id);
            (id, at) = match part {
                Part::Done => return at,
                Part::Take { test, role, list } => {
                    let (stretch, again) = self.chosen(id, *test, *list, at).expect(FITS);
                    let to = stretch.to as usize;
                    if let Some(role) = role {
                        let kind = match self.program.test(*test) {
                            Test::Capture(kind, _) => Some(*kind),
                            Test::Class(_) | Test::Literal(_) => None,
                        };
                        let role = self.program.role(*role);
                        captures.push(Capture { role, kind, from: at, to, item: stretch.item });
                    }
                    again.map_or((*next, to), |again| (id, again))
                }
                Part::Word(_) => (*next, at + 1),
                Part::Until { role, through } => {
                    let ends = self.until(*through, *next);
                    let to = self.scratch.places.first(ends, at + 1).expect(FITS);
                    if let Some(role) = role {
                        let role = self.program.role(*role);
                        captures.push(Capture { role, kind: Some(Type::Until), from: at, to, item: Item::Words });
                    }
                    (*next, to)
                }
                Part::Gap { .. } => {
                    let fits = self.fits(*next);
                    (*next, self.scratch.places.first(fits, at).expect(FITS))
                }
                Part::Look { inside, not } => {
                    if !not {
                        self.walk(*inside, at, captures);
                    }
                    (*next, at)
                }
                Part::Choice(states) => (*states.iter().find(|state| self.fits_at(**state, at)).expect(FITS), at),
                Part::Behind { .. } | Part::Start | Part::End => (*next, at),
            };
        }
    }

    /// Where a state fits.
    fn fits(&mut self, state: StateId) -> Set {
        if state == DONE {
            return self.all;
        }
        if let Some(set) = self.scratch.fits[state as usize] {
            return set;
        }
        let set = self.find(state);
        self.scratch.fits[state as usize] = Some(set);
        self.scratch.known.push(state);
        set
    }

    fn fits_at(&mut self, state: StateId, at: usize) -> bool {
        let set = self.fits(state);
        self.scratch.places.has(set, at)
    }

    fn find(&mut self, state: StateId) -> Set {
        let State { part, next } = self.program.state(state);
        match part {
            Part::Choice(states) => return self.choice(states),
            Part::Take { test, .. } if self.first(*test).is_none() => return Set::NONE,
            Part::Word(tests) if tests.iter().all(|test| self.first(*test).is_none()) => return Set::NONE,
            _ => {}
        }
        let goals = self.fits(*next);
        if goals.is_empty() {
            return goals;
        }
        match part {
            Part::Take { test, list: false, .. } => self.take(std::slice::from_ref(test), goals),
            Part::Word(tests) => self.take(tests, goals),
            Part::Take { test, list: true, .. } => self.list(*test, goals),
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

    fn first(&mut self, test: TestId) -> Option<u32> {
        self.scratch.stretches.first(test, self.view, self.program)
    }

    /// Where stretches begin that pass one of some tests and lead to one of some places.
    fn take(&mut self, tests: &[TestId], goals: Set) -> Set {
        let set = self.scratch.places.begin();
        for test in tests {
            let first = self.first(*test);
            let Scratch { stretches, places, .. } = &mut *self.scratch;
            for stretch in stretches.from(first) {
                if places.has(goals, stretch.to as usize) {
                    places.add(set, stretch.from as usize);
                }
            }
        }
        self.scratch.places.finish(set)
    }

    /// Where a list begins whose last member leads to one of some places.
    fn list(&mut self, test: TestId, goals: Set) -> Set {
        let first = self.first(test);
        let members: SmallVec<[Stretch; 16]> = self.scratch.stretches.from(first).collect();
        let places = &mut self.scratch.places;
        let set = places.begin();
        for member in members.iter().rev() {
            let to = member.to as usize;
            let again = next_member(self.view, self.program.test(test), to);
            if places.has(goals, to) || again.is_some_and(|again| places.has(set, again)) {
                places.add(set, member.from as usize);
            }
        }
        places.finish(set)
    }

    /// The stretch at a place by which a test leads on to what follows it; and where the list that it is a member of goes on.
    fn chosen(&mut self, state: StateId, test: TestId, list: bool, at: usize) -> Option<(Stretch, Option<usize>)> {
        let next = self.program.state(state).next;
        let (own, goals, first) = (self.fits(state), self.fits(next), self.first(test));
        let Scratch { stretches, places, .. } = &mut *self.scratch;
        let here = stretches.from(first).skip_while(|stretch| (stretch.from as usize) < at);
        here.take_while(|stretch| stretch.from as usize == at).find_map(|stretch| {
            // Longer lists first: a pattern that goes on behind a list means the whole of it.
            let again = if list { next_member(self.view, self.program.test(test), stretch.to as usize) } else { None };
            match again.filter(|again| places.has(own, *again)) {
                Some(again) => Some((stretch, Some(again))),
                None => places.has(goals, stretch.to as usize).then_some((stretch, None)),
            }
        })
    }

    /// Places of a state at which a capture that goes on until there may end.
    fn until(&mut self, through: Option<TestId>, next: StateId) -> Set {
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

/// Where the next member of a list may begin.
fn next_member(view: &View<'_, '_>, test: &Test, end: usize) -> Option<usize> {
    match test {
        Test::Capture(kind, _) => view.next_member(*kind, end),
        Test::Class(_) | Test::Literal(_) => None,
    }
}
