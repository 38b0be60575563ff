//! Finds the patterns that a sentence may match by what they need.

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
    /// Tests of which one must be passed, for each part that every match has.
    needs: Vec<Vec<TestId>>,
}

/// Under how many of the things that it needs a pattern is filed.
const FILED: usize = 3;

/// All patterns, filed under what they need.
#[derive(Debug)]
pub struct Index {
    /// In the order of the rules; the lists below hold positions in it.
    entries: Vec<Entry>,
    /// Patterns by the words of their first needs; the number of the need stands beside.
    by_word: Vec<Vec<(u8, u32)>>,
    /// The same for those needs that are no words, by what has to begin somewhere in the sentence.
    by_flags: Vec<(u16, u8, u32)>,
    /// For each number those patterns that have no need of it, a bit each.
    free: [Vec<u64>; FILED],
    /// For each language and part the patterns of rules that are for it, a bit each.
    meant: Vec<(Language, Part, Vec<u64>)>,
}

impl Index {
    /// Compiles the patterns of rules into a program, and files each under the things that tell most of those that it needs.
    pub fn new(rules: &[Rule], program: &mut Program) -> Self {
        let mut entries = Vec::new();
        for (rule, patterns) in rules.iter().map(|rule| &rule.patterns).enumerate() {
            for nodes in patterns {
                entries.push(Entry { rule, start: program.add(nodes), needs: needs(nodes, program) });
            }
        }
        // What many patterns need is common in text as well.
        let mut uses = vec![0; program.test_count()];
        for test in entries.iter().flat_map(|entry| entry.needs.iter().flatten()) {
            uses[*test as usize] += 1;
        }
        for entry in &mut entries {
            entry.needs.sort_by_key(|need| {
                let (others, _) = worth(need, program);
                (others, need.iter().map(|test| uses[*test as usize]).sum::<usize>())
            });
            entry.needs.dedup();
        }
        let none = vec![0; entries.len().div_ceil(64)];
        let mut index = Self {
            entries,
            by_word: vec![Vec::new(); program.test_count()],
            by_flags: Vec::new(),
            free: [const { Vec::new() }; FILED].map(|_: Vec<u64>| none.clone()),
            meant: Vec::new(),
        };
        for (place, entry) in index.entries.iter().enumerate() {
            for (number, free) in index.free.iter_mut().enumerate() {
                let Some(need) = entry.needs.get(number) else {
                    free[place / 64] |= 1 << (place % 64);
                    continue;
                };
                for test in need {
                    match flags(*test, program) {
                        0 => index.by_word[*test as usize].push((number as u8, place as u32)),
                        flags => index.by_flags.push((flags, number as u8, place as u32)),
                    }
                }
            }
        }
        for language in Language::ALL {
            for part in [Part::Headline, Part::Body, Part::Related] {
                let mut meant = vec![0; index.entries.len().div_ceil(64)];
                for (place, entry) in index.entries.iter().enumerate() {
                    meant[place / 64] |= u64::from(rules[entry.rule].applies(language, part)) << (place % 64);
                }
                index.meant.push((language, part, meant));
            }
        }
        index
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Patterns for a language and part of an article that a sentence may match, in order.
    pub fn candidates(&self, matcher: &Matcher<'_, '_, '_>, language: Language, part: Part, flags: u16) -> Vec<u32> {
        let mut held = self.free.clone();
        let mut add = |number: u8, place: u32| held[usize::from(number)][place as usize / 64] |= 1 << (place % 64);
        for test in matcher.words() {
            self.by_word[*test as usize].iter().for_each(|(number, place)| add(*number, *place));
        }
        for (_, number, place) in self.by_flags.iter().filter(|(wanted, _, _)| wanted & flags != 0) {
            add(*number, *place);
        }
        let meant = self.meant.iter().find(|(lang, of, _)| *lang == language && *of == part);
        let mut places = Vec::new();
        for (word, meant) in meant.map_or(&[][..], |meant| &meant.2).iter().enumerate() {
            let mut bits = held.iter().fold(*meant, |bits, held| bits & held[word]);
            while bits != 0 {
                places.push(word as u32 * 64 + bits.trailing_zeros());
                bits &= bits - 1;
            }
        }
        places
    }
}

impl Entry {
    /// Whether a sentence has all that the pattern needs.
    pub fn may_match(&self, matcher: &mut Matcher<'_, '_, '_>) -> bool {
        self.needs.iter().all(|need| need.iter().any(|test| matcher.passes(*test)))
    }
}

/// What must begin where a capture does; nothing for words.
fn flags(test: TestId, program: &Program) -> u16 {
    match program.test(test) {
        Test::Capture(kind, _) => kind.flags(),
        Test::Class(_) | Test::Literal(_) => 0,
    }
}

/// What a need tells, the most first: words more than other things, few more than many.
fn worth(need: &[TestId], program: &Program) -> (bool, usize) {
    (need.iter().any(|test| flags(*test, program) != 0), need.len())
}

/// Sets of tests of which every match passes one each.
fn needs(nodes: &[Node], program: &mut Program) -> Vec<Vec<TestId>> {
    let mut found = Vec::new();
    for node in nodes {
        match node {
            Node::Class { .. } | Node::Literal(_) => found.push(vec![program.test_of(node)]),
            Node::Capture { kind, only, .. } if *kind == Type::Until => {
                found.extend(only.through.map(|class| vec![program.class_test(class)]));
            }
            Node::Capture { kind, .. } if kind.flags() != 0 => found.push(vec![program.test_of(node)]),
            Node::Behind { class, not: false } => found.push(vec![program.class_test(*class)]),
            Node::Look { nodes, not: false } => found.extend(needs(nodes, program)),
            Node::Choice(alternatives) => {
                // Every alternative must bring a need of its own for the choice to be one.
                let mut each: Vec<Vec<Vec<TestId>>> = alternatives.iter().map(|nodes| needs(nodes, program)).collect();
                if let [only] = &mut each[..] {
                    found.append(only);
                } else {
                    let best = each.into_iter().map(|needs| needs.into_iter().min_by_key(|need| worth(need, program)));
                    found.extend(best.collect::<Option<Vec<_>>>().map(|needs| needs.concat()));
                }
            }
            _ => {}
        }
    }
    found
}
