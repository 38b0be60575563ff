//! Patterns compiled for matching: parts that are followed by the same are one, whichever patterns they stand in.
//!
//! A pattern becomes a chain of states, last part first. A state says what has to fit at a place and which state has to
//! fit behind it, so whether a state fits somewhere depends on the state and the place alone, and is found out once.

use std::sync::Arc;

use indexmap::IndexSet;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::pattern::{Node, Only, Type};
use crate::recognise::lexicon::{ClassId, Lexicon, Symbol};

/// Position in [`Program::states`].
pub type StateId = u32;

/// Position in [`Program::tests`]; the classes of the lexicon come first, with their own numbers.
pub type TestId = u32;

/// Position in [`Program::roles`].
pub type RoleId = u16;

/// What stretches of atoms are told by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Test {
    Class(ClassId),
    Literal(Vec<Symbol>),
    Capture(Type, Only),
}

/// A part of a pattern, and the state that has to fit behind it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct State {
    pub part: Part,
    pub next: StateId,
}

/// Whether several stretches may stand where a pattern asks for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Listed {
    No,
    /// Names that grammar knows to be one subject or object: 'sued Acme and Bolt' where the pattern asks for one name.
    Joined,
    /// Whatever separators stand between; the pattern asks for them.
    Several,
}

/// What has to fit at a place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Part {
    /// Nothing is left to fit.
    Done,
    /// A stretch that passes the test; with `list` several of them, with separators between.
    Take {
        test: TestId,
        role: Option<RoleId>,
        list: Listed,
        /// What describes a name may stand in front of it.
        described: bool,
    },
    /// A stretch that passes one of some tests for words; of several the first that leads on.
    Words(Vec<TestId>),
    /// As few atoms as let the rest fit, up to [`LONGEST_UNTIL`].
    Until {
        role: Option<RoleId>,
        through: Option<TestId>,
    },
    Gap {
        most: usize,
        wide: bool,
    },
    Behind {
        test: TestId,
        not: bool,
    },
    Look {
        inside: StateId,
        not: bool,
    },
    /// One of several states; what follows stands behind each of them.
    Choice(Vec<StateId>),
    Start,
    End,
}

/// Most atoms of a capture that goes on until the rest fits.
pub const LONGEST_UNTIL: usize = 80;

/// The state that every chain ends in.
pub const DONE: StateId = 0;

/// A test for a literal, with the symbols behind its first one.
type Literal = (TestId, SmallVec<[Symbol; 4]>);

/// A few tests; more would seldom tell more.
type Wants = SmallVec<[TestId; 3]>;

/// The choices that a macro stands for, and the state at which they begin.
type SharedChoice = (Arc<[Vec<Node>]>, StateId);

/// Compiled patterns.
#[derive(Debug)]
pub struct Program {
    states: IndexSet<State, FxBuildHasher>,
    /// For each state tests for words without which it fits nowhere, those of its own part first.
    wants: Vec<Wants>,
    tests: Vec<Test>,
    /// Classes of the lexicon that a pattern asks for.
    asked: Vec<bool>,
    roles: Vec<String>,
    /// Tests for literals by their first symbol.
    literals: FxHashMap<Symbol, Vec<Literal>>,
    known_tests: FxHashMap<Test, TestId>,
    /// The states of choices that several patterns share, by what follows them and whether they are only looked at. The choices are kept, so
    /// that no other takes the place by which one is known.
    known_choices: FxHashMap<(usize, StateId, bool), SharedChoice>,
    /// What is added is only looked at: what stands there has to begin with the name itself.
    looking: bool,
    /// What is added stands behind a gap, which leads over what describes a name.
    behind_gap: bool,
}

impl Program {
    pub fn new(lexicon: &Lexicon) -> Self {
        let classes = (0..lexicon.class_count()).map(|class| Test::Class(class as ClassId));
        Self {
            states: IndexSet::from_iter([State { part: Part::Done, next: DONE }]),
            wants: vec![Wants::new()],
            tests: classes.collect(),
            asked: vec![false; lexicon.class_count()],
            roles: Vec::new(),
            literals: FxHashMap::default(),
            known_tests: FxHashMap::default(),
            known_choices: FxHashMap::default(),
            looking: false,
            behind_gap: false,
        }
    }

    /// Forgets what only adding patterns asks for.
    pub fn finish(&mut self) {
        self.known_tests = FxHashMap::default();
        self.known_choices = FxHashMap::default();
        self.states.shrink_to_fit();
        self.wants.shrink_to_fit();
    }

    /// Adds a pattern; returns the state that has to fit where a match begins.
    pub fn add(&mut self, nodes: &[Node]) -> StateId {
        self.chain(nodes, DONE)
    }

    pub fn state(&self, id: StateId) -> &State {
        &self.states[id as usize]
    }

    /// Tests for words that a sentence has to pass for a state to fit anywhere in it.
    pub fn wants(&self, id: StateId) -> &[TestId] {
        &self.wants[id as usize]
    }

    pub fn state_count(&self) -> usize {
        self.states.len()
    }

    pub fn test(&self, id: TestId) -> &Test {
        &self.tests[id as usize]
    }

    pub fn test_count(&self) -> usize {
        self.tests.len()
    }

    pub fn role(&self, id: RoleId) -> &str {
        &self.roles[usize::from(id)]
    }

    /// Whether a pattern asks for the words of a class.
    pub fn asks_for(&self, class: ClassId) -> bool {
        self.asked[usize::from(class)]
    }

    /// Tests for literals that stand at the beginning of some symbols, and how many symbols they take.
    pub fn literals(&self, symbols: &[Symbol]) -> impl Iterator<Item = (TestId, usize)> {
        let (first, rest) = symbols.split_first().unzip();
        let begun = first.and_then(|first| self.literals.get(first)).into_iter().flatten();
        let rest = rest.unwrap_or_default();
        // The second symbol tells nearly always.
        let fits = |behind: &[Symbol]| behind.is_empty() || rest.first() == behind.first() && rest.starts_with(behind);
        begun.filter(move |(_, behind)| fits(behind)).map(|(test, behind)| (*test, 1 + behind.len()))
    }

    fn chain(&mut self, nodes: &[Node], next: StateId) -> StateId {
        let mut next = next;
        for (place, node) in nodes.iter().enumerate().rev() {
            self.behind_gap = may_follow_gap(&nodes[..place]);
            next = self.part(node, next);
        }
        next
    }

    fn part(&mut self, node: &Node, next: StateId) -> StateId {
        let part = match node {
            Node::Capture { role, kind: Type::Until, list: false, only } => Part::Until {
                role: self.role_of(role.as_deref()),
                through: only.through.map(|class| self.class_test(class)),
            },
            Node::Literal(symbols) if symbols.len() == 1 => Part::Words(vec![self.test_of(node)]),
            Node::Literal(_) => Part::Take { test: self.test_of(node), role: None, list: Listed::No, described: false },
            Node::Class { role, .. } => Part::Take {
                test: self.test_of(node),
                role: self.role_of(role.as_deref()),
                list: Listed::No,
                described: false,
            },
            Node::Capture { role, kind, list, .. } => Part::Take {
                test: self.test_of(node),
                role: self.role_of(role.as_deref()),
                list: listed(role.as_deref(), *kind, *list),
                described: role.is_some() && kind.is_name() && !self.looking && !self.behind_gap,
            },
            Node::Gap { most, wide } => Part::Gap { most: *most, wide: *wide },
            Node::Behind { class, not } => Part::Behind { test: self.class_test(*class), not: *not },
            Node::Look { nodes, not } => {
                let looking = std::mem::replace(&mut self.looking, true);
                let inside = self.chain(nodes, DONE);
                self.looking = looking;
                Part::Look { inside, not: *not }
            }
            Node::Choice(alternatives) => {
                let key = (Arc::as_ptr(alternatives).cast::<()>() as usize, next, self.looking);
                if let Some((_, known)) = self.known_choices.get(&key) {
                    return *known;
                }
                let mut states = Vec::with_capacity(alternatives.len());
                // Words that stand side by side are one state, and not one for each.
                let mut words = Vec::new();
                for nodes in alternatives.iter() {
                    if let [word @ (Node::Literal(_) | Node::Class { role: None, .. })] = &nodes[..] {
                        words.push(self.test_of(word));
                        continue;
                    }
                    states.extend(self.one_of(&mut words, next));
                    states.push(self.chain(nodes, next));
                }
                states.extend(self.one_of(&mut words, next));
                let state = self.choice(states, next);
                self.known_choices.insert(key, (Arc::clone(alternatives), state));
                return state;
            }
            Node::Optional(nodes) => {
                let with = self.chain(nodes, next);
                return self.choice(vec![with, next], next);
            }
            Node::Start => Part::Start,
            Node::End => Part::End,
        };
        self.intern(State { part, next })
    }

    /// One of some words, if there are any.
    fn one_of(&mut self, words: &mut Vec<TestId>, next: StateId) -> Option<StateId> {
        let mut words = std::mem::take(words);
        let atom = |test: &TestId| matches!(self.test(*test), Test::Literal(symbols) if symbols.len() == 1);
        // Of words that all end at the same place it does not matter which comes first.
        if words.iter().all(atom) {
            words.sort_unstable();
            words.dedup();
        } else {
            let mut seen = FxHashSet::default();
            words.retain(|word| seen.insert(*word));
        }
        let part = match words[..] {
            [] => return None,
            [test] if !atom(&test) => Part::Take { test, role: None, list: Listed::No, described: false },
            _ => Part::Words(words),
        };
        Some(self.intern(State { part, next }))
    }

    /// The first that fits of several states, all with the same one behind their parts.
    fn choice(&mut self, alternatives: Vec<StateId>, next: StateId) -> StateId {
        let mut states: Vec<StateId> = Vec::with_capacity(alternatives.len());
        for alternative in alternatives {
            match &self.state(alternative).part {
                Part::Choice(own) if alternative != next => states.extend(own),
                _ => states.push(alternative),
            }
        }
        let mut seen = FxHashSet::default();
        states.retain(|state| seen.insert(*state));
        if let [only] = states[..] { only } else { self.intern(State { part: Part::Choice(states), next: DONE }) }
    }

    fn intern(&mut self, state: State) -> StateId {
        let (id, new) = self.states.insert_full(state);
        if new {
            let wants = self.wants_of(&self.states[id]);
            self.wants.push(wants);
        }
        id as StateId
    }

    fn wants_of(&self, State { part, next }: &State) -> Wants {
        let word = |test: &TestId| !matches!(self.test(*test), Test::Capture(..));
        let own: &[TestId] = match part {
            Part::Take { test, .. } | Part::Behind { test, not: false } => std::slice::from_ref(test),
            Part::Words(tests) if tests.len() == 1 => tests,
            Part::Until { through: Some(test), .. } => std::slice::from_ref(test),
            Part::Look { inside, not: false } => self.wants(*inside),
            Part::Choice(states) => {
                let (first, others) = states.split_first().expect("a choice has alternatives");
                let all = |test: &&TestId| others.iter().all(|other| self.wants(*other).contains(test));
                return self.wants(*first).iter().filter(all).copied().collect();
            }
            _ => &[],
        };
        let mut wants = Wants::new();
        for test in own.iter().filter(|test| word(test)).chain(self.wants(*next)) {
            if wants.len() < wants.inline_size() && !wants.contains(test) {
                wants.push(*test);
            }
        }
        wants
    }

    /// The test of a part that takes atoms.
    pub fn test_of(&mut self, node: &Node) -> TestId {
        let test = match node {
            Node::Class { class, .. } => return self.class_test(*class),
            Node::Literal(symbols) => Test::Literal(symbols.clone()),
            Node::Capture { kind, only, .. } => Test::Capture(*kind, only.clone()),
            _ => unreachable!("other parts take what stands there, whatever it is"),
        };
        if let Some(id) = self.known_tests.get(&test) {
            return *id;
        }
        let id = self.tests.len() as TestId;
        if let Test::Literal(symbols) = &test {
            self.literals.entry(symbols[0]).or_default().push((id, symbols[1..].into()));
        }
        self.tests.push(test.clone());
        self.known_tests.insert(test, id);
        id
    }

    /// The test for the words of a class.
    pub fn class_test(&mut self, class: ClassId) -> TestId {
        self.asked[usize::from(class)] = true;
        TestId::from(class)
    }

    fn role_of(&mut self, role: Option<&str>) -> Option<RoleId> {
        let role = role?;
        let known = self.roles.iter().position(|known| known == role);
        let place = known.unwrap_or_else(|| {
            self.roles.push(role.to_owned());
            self.roles.len() - 1
        });
        Some(place as RoleId)
    }
}

/// How many may fill a role where a pattern asks for one: a figure that two share is neither's, and what the program itself
/// asks for is one.
fn listed(role: Option<&str>, kind: Type, list: bool) -> Listed {
    match role {
        _ if list => Listed::Several,
        Some(role) if kind.is_name() && !matches!(role, "subject" | "organization") && !role.starts_with('_') => {
            Listed::Joined
        }
        _ => Listed::No,
    }
}

/// Whether the last part of what a node stands for may be a gap.
fn may_end_in_gap(node: &Node) -> bool {
    let last = |nodes: &[Node]| nodes.last().is_some_and(may_end_in_gap);
    match node {
        Node::Gap { .. } => true,
        Node::Optional(nodes) => last(nodes),
        Node::Choice(alternatives) => alternatives.iter().any(|nodes| last(nodes)),
        _ => false,
    }
}

/// Whether what follows some nodes may stand right behind a gap.
fn may_follow_gap(nodes: &[Node]) -> bool {
    for node in nodes.iter().rev() {
        match node {
            Node::Behind { .. } | Node::Look { .. } => {}
            _ if may_end_in_gap(node) => return true,
            Node::Optional(_) => {}
            _ => return false,
        }
    }
    false
}
