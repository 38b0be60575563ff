//! Matches compiled patterns against the sentences of an article.
//!
//! Where each part of a pattern fits is known before a match is followed through it (`fits.rs`), so the way is plain at
//! every turn, and nothing is tried in vain.

use super::fits::{Takes, next_member};
use super::pattern::Type;
use super::places::{Places, Runs, Set};
use super::program::{DONE, Listed, Part, Program, State, StateId, Test, TestId};
use super::rules::Rule;
use super::stretches::{Stretch, Stretches};
use super::view::{Item, View};

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
    /// It took the subject of a verb from further in front.
    pub distant: bool,
    pub captures: Vec<Capture<'r>>,
}

/// What is known of a sentence while patterns are matched; kept for the next one, so that little has to be allocated.
#[derive(Debug, Default)]
pub struct Scratch {
    pub(super) stretches: Stretches,
    pub(super) places: Places,
    /// For each state of the program where it fits, as far as that is known, and the states of which it is.
    pub(super) fits: Vec<Option<Set>>,
    pub(super) known: Vec<StateId>,
    /// Runs of atoms that gaps of either sort may lead over.
    pub(super) narrow: Option<Runs>,
    pub(super) wide: Option<Runs>,
}

/// One sentence and the program that is matched against it.
pub struct Matcher<'m, 'a, 'r> {
    pub(super) view: &'m View<'m, 'a>,
    pub(super) program: &'r Program,
    pub(super) scratch: &'m mut Scratch,
    /// The way that was followed last took a distant subject.
    distant: bool,
    /// Where the name stands that it began with, when it began with what describes it.
    named: Option<usize>,
}

impl<'m, 'a, 'r> Matcher<'m, 'a, 'r> {
    pub fn new(view: &'m View<'m, 'a>, program: &'r Program, scratch: &'m mut Scratch) -> Self {
        scratch.stretches.reset(view, program);
        let all = scratch.places.reset(view.len() + 1);
        scratch.fits.resize(program.state_count(), None);
        for state in scratch.known.drain(..) {
            scratch.fits[state as usize] = None;
        }
        // What ends a pattern fits everywhere.
        scratch.fits[DONE as usize] = Some(all);
        scratch.known.push(DONE);
        (scratch.narrow, scratch.wide) = (None, None);
        Self { view, program, scratch, distant: false, named: None }
    }

    /// Tests for words that the sentence passes.
    pub fn words(&self) -> &[TestId] {
        self.scratch.stretches.words()
    }

    /// Whether a stretch may pass a test: false only where it is known that none does.
    pub fn may_pass(&self, test: TestId) -> bool {
        self.scratch.stretches.may_pass(test)
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
            (self.distant, self.named) = (false, None);
            let to = self.walk(pattern, place, &mut captures);
            // Where the same pattern fits from the name on, that is the match.
            if self.named.is_none_or(|name| !self.fits_at(pattern, name)) && !(self.distant && swallowed(&captures)) {
                found.push(Match {
                    rule,
                    sentence: self.view.number,
                    from: place,
                    to,
                    distant: self.distant,
                    captures,
                });
            }
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
        let start = at;
        loop {
            let State { part, next } = self.program.state(id);
            (id, at) = match part {
                Part::Done => return at,
                Part::Take { test, role, list, .. } => {
                    let (stretch, again) = self.chosen(id, *test, *list, at).expect(FITS);
                    self.distant |= stretch.is_distant();
                    if stretch.described && stretch.from as usize == start {
                        self.named = Some(self.view.words_of(&stretch).0);
                    }
                    if let Some(role) = role {
                        let kind = match self.program.test(*test) {
                            Test::Capture(kind, _) => Some(*kind),
                            Test::Class(_) | Test::Literal(_) => None,
                        };
                        let role = self.program.role(*role);
                        let (from, to) = self.view.words_of(&stretch);
                        captures.push(Capture { role, kind, from, to, item: stretch.item });
                    }
                    again.map_or((*next, stretch.resume as usize), |again| (id, again))
                }
                Part::Words(tests) => (*next, self.led(tests, *next, at).expect(FITS)),
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

    /// Where the first of some words at a place ends that leads on to what follows it.
    fn led(&mut self, tests: &[TestId], next: StateId, at: usize) -> Option<usize> {
        let goals = self.fits(next);
        tests.iter().find_map(|test| {
            let first = self.first(*test);
            let Scratch { stretches, places, .. } = &mut *self.scratch;
            let here = stretches.from(first).skip_while(|stretch| (stretch.from as usize) < at);
            let mut ends =
                here.take_while(|stretch| stretch.from as usize == at).map(|stretch| stretch.resume as usize);
            ends.find(|to| places.has(goals, *to))
        })
    }

    /// The stretch at a place by which a test leads on to what follows it; and where the list that it is a member of goes on.
    fn chosen(&mut self, state: StateId, test: TestId, listed: Listed, at: usize) -> Option<(Stretch, Option<usize>)> {
        let State { part, next } = self.program.state(state);
        let (takes, next) = (Takes::of(part, *next), *next);
        let (own, goals, first) = (self.fits(state), self.fits(next), self.first(test));
        let Scratch { stretches, places, .. } = &mut *self.scratch;
        let here = stretches.from(first).skip_while(|stretch| (stretch.from as usize) < at);
        let fit = here.take_while(|stretch| stretch.from as usize == at).filter(|stretch| takes.takes(stretch));
        fit.into_iter().find_map(|stretch| {
            // Longer lists first: a pattern that goes on behind a list means the whole of it.
            let again = next_member(self.view, self.program.test(test), listed, &stretch);
            match again.filter(|again| places.has(own, *again)) {
                Some(again) => Some((stretch, Some(again))),
                None => places.has(goals, stretch.resume as usize).then_some((stretch, None)),
            }
        })
    }
}

/// 'The chain said Roe, a veteran, has agreed': the subject of a verb stands inside the words that were to lead up to it.
fn swallowed(captures: &[Capture<'_>]) -> bool {
    captures.iter().enumerate().any(|(at, words)| {
        let inside = |later: &Capture<'_>| words.from <= later.from && later.to <= words.to;
        words.kind == Some(Type::Until) && captures[at + 1..].iter().any(inside)
    })
}
