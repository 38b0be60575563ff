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

/// All patterns, filed under what they need.
#[derive(Debug)]
pub struct Index {
    /// In the order of the rules; the lists below hold positions in it.
    entries: Vec<Entry>,
    by_word: Vec<Vec<u32>>,
    /// Patterns that need no word, with what has to begin somewhere in the sentence.
    by_flags: Vec<(u16, u32)>,
    always: Vec<u32>,
    /// For each language and part the patterns of rules that are for it, a bit each.
    meant: Vec<(Language, Part, Vec<u64>)>,
}

impl Index {
    /// Compiles the patterns of rules into a program, and files each under one thing that it needs; a word tells most.
    pub fn new(rules: &[Rule], program: &mut Program) -> Self {
        let mut entries = Vec::new();
        for (rule, patterns) in rules.iter().map(|rule| &rule.patterns).enumerate() {
            for nodes in patterns {
                let start = program.add(nodes);
                entries.push(Entry { rule, start, needs: needs(nodes, program) });
            }
        }
        let mut index = Self {
            entries,
            by_word: vec![Vec::new(); program.test_count()],
            by_flags: Vec::new(),
            always: Vec::new(),
            meant: Vec::new(),
        };
        for (place, entry) in index.entries.iter_mut().enumerate() {
            let place = place as u32;
            entry.needs.sort_by_key(|need| {
                let words = need.iter().all(|test| flags(*test, program) == 0);
                (!words, need.len())
            });
            let Some(need) = entry.needs.first() else {
                index.always.push(place);
                continue;
            };
            for test in need {
                match flags(*test, program) {
                    0 => index.by_word[*test as usize].push(place),
                    flags => index.by_flags.push((flags, place)),
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
        let mut found = vec![0_u64; self.entries.len().div_ceil(64)];
        let mut add = |place: &u32| found[*place as usize / 64] |= 1 << (place % 64);
        self.always.iter().for_each(&mut add);
        for test in matcher.words() {
            self.by_word[*test as usize].iter().for_each(&mut add);
        }
        self.by_flags.iter().filter(|(wanted, _)| wanted & flags != 0).for_each(|(_, place)| add(place));
        let meant = self.meant.iter().find(|(lang, of, _)| *lang == language && *of == part);
        let mut places = Vec::new();
        for (word, (found, meant)) in found.iter().zip(meant.map_or(&[][..], |meant| &meant.2)).enumerate() {
            let mut bits = found & meant;
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

/// Sets of tests of which every match passes one each.
fn needs(nodes: &[Node], program: &mut Program) -> Vec<Vec<TestId>> {
    let mut found = Vec::new();
    for node in nodes {
        match node {
            Node::Class { .. } | Node::Literal(_) => found.push(vec![program.test_of(node)]),
            Node::Capture { kind, only, .. } if *kind == Type::Until => {
                found.extend(only.through.map(|class| vec![TestId::from(class)]));
            }
            Node::Capture { kind, .. } if kind.flags() != 0 => found.push(vec![program.test_of(node)]),
            Node::Behind { class, not: false } => found.push(vec![TestId::from(*class)]),
            Node::Look { nodes, not: false } => found.extend(needs(nodes, program)),
            Node::Choice(alternatives) => {
                // Every alternative must bring a need of its own for the choice to be one.
                let mut each: Vec<_> = alternatives.iter().map(|nodes| needs(nodes, program)).collect();
                if let [only] = &mut each[..] {
                    found.append(only);
                } else if each.iter().all(|needs| !needs.is_empty()) {
                    found.push(each.into_iter().flat_map(|mut needs| needs.swap_remove(0)).collect());
                }
            }
            _ => {}
        }
    }
    found
}
