//! Finds the patterns that a sentence may match by what they need.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};

use super::matcher::Matcher;
use super::pattern::{Node, Type};
use super::program::{Program, StateId, Test, TestId};
use super::rules::Rule;
use crate::segment::Part;
use crate::text::Language;

/// A pattern of a rule.
#[derive(Debug)]
pub struct Entry {
    /// Position among the rules.
    pub rule: usize,
    pub start: StateId,
    /// In the order of the pattern.
    needs: Vec<Need>,
}

/// A part that every match has.
#[derive(Debug, Clone)]
struct Need {
    /// Tests of which one must be passed.
    tests: SmallVec<[TestId; 4]>,
    /// It takes atoms, so that what follows in the pattern stands behind it; else it is only looked at.
    takes: bool,
}

/// Under how many of the things that it needs a pattern is filed.
const FILED: usize = 3;

/// All patterns, filed under what they need.
#[derive(Debug)]
pub struct Index {
    /// In the order of the rules; a bit for each makes a set of them. Below a set is as many as needs are filed, one for each.
    entries: Vec<Entry>,
    /// Sets of the patterns for which a word is what they need first, second and so on: the words of 64 bits that are not 0.
    /// Patterns of one rule and of its neighbours stand side by side, so that a few such words hold many.
    by_word: Vec<Vec<(u32, u64)>>,
    /// Sets of the same for needs that are no words, by what has to begin somewhere in the sentence.
    by_flags: Vec<(u16, Vec<u64>)>,
    /// The set of those that have no first, second or third need.
    free: Vec<u64>,
    /// For each language and part the patterns of rules that are for it.
    meant: Vec<(Language, Part, Vec<u64>)>,
}

impl Index {
    /// Compiles the patterns of rules into a program, and files each under the things that tell most of those that it needs.
    pub fn new(rules: &[Rule], program: &mut Program) -> Self {
        let mut entries = Vec::new();
        let mut known = KnownNeeds::default();
        for (rule, patterns) in rules.iter().map(|rule| &rule.patterns).enumerate() {
            for nodes in patterns {
                entries.push(Entry { rule, start: program.add(nodes), needs: needs(nodes, program, &mut known) });
            }
        }
        // What many patterns need is common in text as well.
        let mut uses = vec![0; program.test_count()];
        for test in entries.iter().flat_map(|entry| entry.needs.iter().flat_map(|need| &need.tests)) {
            uses[*test as usize] += 1;
        }
        let width = entries.len().div_ceil(64);
        let mut by_word = vec![Vec::new(); program.test_count()];
        let mut by_flags: BTreeMap<u16, Vec<u64>> = BTreeMap::new();
        let mut free = vec![0; FILED * width];
        for (place, entry) in entries.iter().enumerate() {
            let mut needs: Vec<&[TestId]> = entry.needs.iter().map(|need| &need.tests[..]).collect();
            needs.sort_by_key(|need| {
                (has_flags(need, program), need.iter().map(|test| uses[*test as usize]).sum::<usize>())
            });
            needs.dedup();
            for number in 0..FILED {
                let bit = number * width * 64 + place;
                let Some(need) = needs.get(number) else {
                    add(&mut free, bit);
                    continue;
                };
                for test in *need {
                    match flags(*test, program) {
                        0 => add_sparse(&mut by_word[*test as usize], bit),
                        flags => add(by_flags.entry(flags).or_insert_with(|| vec![0; FILED * width]), bit),
                    }
                }
            }
        }
        let mut meant = Vec::new();
        for language in Language::ALL {
            for part in [Part::Headline, Part::Body, Part::Related] {
                let mut own = vec![0; width];
                let places = (0..entries.len()).filter(|place| rules[entries[*place].rule].applies(language, part));
                places.for_each(|place| add(&mut own, place));
                meant.push((language, part, own));
            }
        }
        Self { entries, by_word, by_flags: by_flags.into_iter().collect(), free, meant }
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Patterns for a language and part of an article that a sentence may match, in order.
    pub fn candidates(&self, matcher: &Matcher<'_, '_, '_>, language: Language, part: Part, flags: u16) -> Vec<u32> {
        let Some((_, _, meant)) = self.meant.iter().find(|(lang, of, _)| *lang == language && *of == part) else {
            return Vec::new();
        };
        let mut held = self.free.clone();
        for test in matcher.words() {
            self.by_word[*test as usize].iter().for_each(|(word, bits)| held[*word as usize] |= bits);
        }
        for (_, set) in self.by_flags.iter().filter(|(wanted, _)| wanted & flags != 0) {
            held.iter_mut().zip(set).for_each(|(held, set)| *held |= set);
        }
        let mut found = meant.clone();
        for held in held.chunks_exact(meant.len().max(1)) {
            found.iter_mut().zip(held).for_each(|(found, held)| *found &= held);
        }
        let mut places = Vec::with_capacity(found.iter().map(|bits| bits.count_ones() as usize).sum());
        for (word, mut bits) in found.into_iter().enumerate() {
            while bits != 0 {
                places.push(word as u32 * 64 + bits.trailing_zeros());
                bits &= bits - 1;
            }
        }
        places
    }
}

/// Sets a bit.
fn add(set: &mut [u64], bit: usize) {
    set[bit / 64] |= 1 << (bit % 64);
}

/// Sets a bit of a set in which words that are 0 are left out.
fn add_sparse(set: &mut Vec<(u32, u64)>, bit: usize) {
    let (word, mask) = ((bit / 64) as u32, 1 << (bit % 64));
    match set.binary_search_by_key(&word, |(word, _)| *word) {
        Ok(place) => set[place].1 |= mask,
        Err(place) => set.insert(place, (word, mask)),
    }
}

impl Entry {
    /// Whether a sentence has all that the pattern needs, in an order in which it may stand.
    pub fn may_match(&self, matcher: &mut Matcher<'_, '_, '_>) -> bool {
        // Words are listed already; captures are found where they are asked for.
        if !self.needs.iter().all(|need| need.tests.iter().any(|test| matcher.may_pass(*test))) {
            return false;
        }
        let mut from = 0;
        self.needs.iter().all(|need| {
            let start = if need.takes { from } else { 0 };
            // Of several words most stand nowhere.
            let first = need.tests.iter().filter_map(|test| match matcher.may_pass(*test) {
                true => matcher.first_from(*test, start),
                false => None,
            });
            let first = first.min();
            if need.takes {
                from = first.map_or(from, |first| first + 1);
            }
            first.is_some()
        })
    }
}

/// What must begin where a capture does; nothing for words.
fn flags(test: TestId, program: &Program) -> u16 {
    match program.test(test) {
        Test::Capture(kind, _) => kind.flags(),
        Test::Class(_) | Test::Literal(_) => 0,
    }
}

/// Whether anything but words passes one of some tests.
fn has_flags(tests: &[TestId], program: &Program) -> bool {
    tests.iter().any(|test| flags(*test, program) != 0)
}

/// What choices need that several of the rules share, by where they stand in memory.
type KnownNeeds = FxHashMap<*const Vec<Node>, Option<Need>>;

/// What every match of a sequence has.
fn needs(nodes: &[Node], program: &mut Program, known: &mut KnownNeeds) -> Vec<Need> {
    let taken = |test| Need { tests: smallvec![test], takes: true };
    let seen = |test| Need { tests: smallvec![test], takes: false };
    let mut found = Vec::new();
    for node in nodes {
        match node {
            Node::Class { .. } | Node::Literal(_) => found.push(taken(program.test_of(node))),
            Node::Capture { kind: Type::Until, only, .. } => {
                found.extend(only.through.map(|class| seen(program.class_test(class))));
            }
            Node::Capture { kind, .. } if kind.flags() != 0 => found.push(taken(program.test_of(node))),
            Node::Behind { class, not: false } => found.push(seen(program.class_test(*class))),
            Node::Look { nodes, not: false } => {
                found.extend(needs(nodes, program, known).into_iter().map(|need| Need { takes: false, ..need }));
            }
            Node::Choice(alternatives) => {
                if let [only] = &alternatives[..] {
                    found.append(&mut needs(only, program, known));
                    continue;
                }
                let shared = match known.get(&alternatives.as_ptr()) {
                    Some(shared) => shared.clone(),
                    None => {
                        let each = alternatives.iter().map(|nodes| needs(nodes, program, known)).collect();
                        let shared = common(each, program);
                        known.insert(alternatives.as_ptr(), shared.clone());
                        shared
                    }
                };
                found.extend(shared);
            }
            _ => {}
        }
    }
    found
}

/// One need for several alternatives, where each brings one of its own: words rather than others, few rather than many.
fn common(alternatives: Vec<Vec<Need>>, program: &Program) -> Option<Need> {
    let mut common = Need { tests: SmallVec::new(), takes: true };
    for needs in alternatives {
        let best = needs.into_iter().min_by_key(|need| (has_flags(&need.tests, program), need.tests.len()))?;
        common.tests.extend(best.tests);
        common.takes &= best.takes;
    }
    common.tests.sort_unstable();
    common.tests.dedup();
    Some(common)
}
