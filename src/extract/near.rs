//! Near misses: how far rules come in sentences that they do not match.

use super::matcher::{Matcher, Scratch};
use super::pattern::Node;
use super::program::{Program, StateId};
use super::rules::Rule;
use super::view::View;
use crate::recognise::lexicon::Lexicon;

/// How far a pattern came. Parts are those that take words; what is optional, looked at or passed over is none.
pub struct NearMiss {
    /// Number of its parts that fit.
    pub parts: usize,
    /// Number of its parts.
    pub all: usize,
    /// Where those that fit begin and end.
    pub from: usize,
    pub to: usize,
}

/// A part of a pattern from its first part to one of its others.
struct Beginning {
    parts: usize,
    all: usize,
    start: StateId,
}

/// Beginnings of all patterns, ready to be matched.
pub struct NearMisses {
    program: Program,
    /// For each rule the beginnings of its patterns, those that lack fewest parts first.
    beginnings: Vec<Vec<Beginning>>,
}

impl NearMisses {
    pub fn new(rules: &[Rule], lexicon: &Lexicon) -> Self {
        let mut program = Program::new(lexicon);
        let mut beginnings = Vec::with_capacity(rules.len());
        for rule in rules {
            let mut own = Vec::new();
            for nodes in &rule.patterns {
                let all = nodes.iter().filter(|node| takes_words(node)).count();
                let mut parts = 0;
                for (place, _) in nodes.iter().enumerate().filter(|(_, node)| takes_words(node)) {
                    parts += 1;
                    // One part fits everywhere.
                    if parts > 1 {
                        own.push(Beginning { parts, all, start: program.add(&nodes[..=place]) });
                    }
                }
            }
            own.sort_by_key(|beginning| (beginning.all - beginning.parts, std::cmp::Reverse(beginning.parts)));
            beginnings.push(own);
        }
        Self { program, beginnings }
    }

    /// For each of some rules, by their positions, the beginning of two parts or more that comes closest.
    pub fn of(&self, rules: impl Iterator<Item = usize>, view: &View<'_, '_>) -> Vec<(usize, NearMiss)> {
        let mut scratch = Scratch::default();
        let mut matcher = Matcher::new(view, &self.program, &mut scratch);
        let closest = |rule: usize| {
            self.beginnings[rule].iter().find_map(|Beginning { parts, all, start }| {
                let from = matcher.next_place(*start, 0)?;
                let to = matcher.walk(*start, from, &mut Vec::new());
                Some((rule, NearMiss { parts: *parts, all: *all, from, to }))
            })
        };
        rules.filter_map(closest).collect()
    }
}

/// Whether a part takes words wherever it fits.
fn takes_words(node: &Node) -> bool {
    match node {
        Node::Literal(_) | Node::Class { .. } | Node::Capture { .. } => true,
        Node::Choice(alternatives) => alternatives.iter().all(|nodes| nodes.iter().any(takes_words)),
        Node::Behind { .. } | Node::Look { .. } | Node::Gap { .. } | Node::Optional(_) | Node::Start | Node::End => {
            false
        }
    }
}
