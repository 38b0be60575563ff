//! Near misses: how far rules come in sentences that they do not match.

use super::matcher::{Matcher, Scratch};
use super::pattern::Node;
use super::program::{Program, StateId};
use super::rules::Rule;
use super::view::View;
use crate::recognise::lexicon::Lexicon;

/// How far a pattern came.
pub struct NearMiss {
    /// Number of its parts that fit.
    pub parts: usize,
    /// Where they begin and end.
    pub from: usize,
    pub to: usize,
}

/// Beginnings of all patterns, ready to be matched.
pub struct NearMisses {
    program: Program,
    /// For each rule the beginnings of its patterns, each with its number of parts.
    beginnings: Vec<Vec<(usize, StateId)>>,
}

impl NearMisses {
    pub fn new(rules: &[Rule], lexicon: &Lexicon) -> Self {
        let mut program = Program::new(lexicon);
        let mut beginnings = Vec::with_capacity(rules.len());
        for rule in rules {
            let mut own = Vec::new();
            for nodes in &rule.patterns {
                // A gap says nothing unless what stands behind it fits.
                let telling = (2..nodes.len()).filter(|parts| !matches!(nodes[parts - 1], Node::Gap { .. }));
                own.extend(telling.map(|parts| (parts, program.add(&nodes[..parts]))));
            }
            own.sort_by_key(|(parts, _)| std::cmp::Reverse(*parts));
            beginnings.push(own);
        }
        Self { program, beginnings }
    }

    /// For each of some rules, by their positions, the beginning of two parts or more that comes furthest.
    pub fn of(&self, rules: impl Iterator<Item = usize>, view: &View<'_, '_>) -> Vec<(usize, NearMiss)> {
        let mut scratch = Scratch::default();
        let mut matcher = Matcher::new(view, &self.program, &mut scratch);
        let furthest = |rule: usize| {
            self.beginnings[rule].iter().find_map(|(parts, state)| {
                let from = matcher.next_place(*state, 0)?;
                let to = matcher.walk(*state, from, &mut Vec::new());
                Some((rule, NearMiss { parts: *parts, from, to }))
            })
        };
        rules.filter_map(furthest).collect()
    }
}
