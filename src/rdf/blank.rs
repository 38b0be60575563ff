use std::fmt::Write as _;

use oxigraph::model::{BlankNode, NamedOrBlankNode, Term, Triple};
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use crate::export::Format;

/// New names for blank nodes, the same on every reading, and others for every file.
///
/// Formats of a statement a line name all their blank nodes, so that the new name is made from the old one. In the
/// others the parser makes names up, and nodes are counted in the order in which they come; that takes memory for
/// each of them.
pub struct BlankNames {
    scope: String,
    numbers: Option<FxHashMap<u128, usize>>,
}

impl BlankNames {
    /// Names within a scope, such as a graph's IRI and a file's place among several.
    pub fn new(scope: &str, format: Format) -> Self {
        let lines = matches!(format, Format::NTriples | Format::NQuads);
        let mut scope = crate::model::iri::digest(scope);
        scope.truncate(8);
        Self { scope, numbers: (!lines).then(FxHashMap::default) }
    }

    /// A triple with its blank nodes renamed.
    pub fn renamed(&mut self, triple: Triple) -> Triple {
        let subject = match triple.subject {
            NamedOrBlankNode::BlankNode(node) => self.name(&node).into(),
            subject @ NamedOrBlankNode::NamedNode(_) => subject,
        };
        let object = match triple.object {
            Term::BlankNode(node) => self.name(&node).into(),
            object => object,
        };
        Triple::new(subject, triple.predicate, object)
    }

    fn name(&mut self, node: &BlankNode) -> BlankNode {
        let hash = Sha256::digest(node.as_str().as_bytes());
        let hash = hash.iter().take(16).fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
        let mut name = format!("b{}", self.scope);
        let _ = match &mut self.numbers {
            Some(numbers) => {
                let next = numbers.len() + 1;
                write!(name, "n{}", numbers.entry(hash).or_insert(next))
            }
            None => write!(name, "x{hash:032x}"),
        };
        BlankNode::new_unchecked(name)
    }
}

#[cfg(test)]
mod tests {
    use oxigraph::model::NamedNode;

    use super::*;

    #[test]
    fn names_are_the_same_on_every_reading_and_others_for_every_file() {
        let knows = NamedNode::new_unchecked("https://example.org/knows");
        let triple =
            |a: &str, b: &str| Triple::new(BlankNode::new_unchecked(a), knows.clone(), BlankNode::new_unchecked(b));
        let read = |scope: &str, format, names: [&str; 3]| {
            let mut blank = BlankNames::new(scope, format);
            [blank.renamed(triple(names[0], names[1])), blank.renamed(triple(names[1], names[2]))]
        };
        for (format, again) in [(Format::NTriples, ["a", "b", "c"]), (Format::Turtle, ["made", "up", "anew"])] {
            let first = read("g", format, ["a", "b", "c"]);
            assert_eq!(first[0].object, Term::from(first[1].subject.clone()));
            assert_ne!(Term::from(first[0].subject.clone()), first[1].object);
            assert_eq!(read("g", format, again), first);
            assert_ne!(read("h", format, again), first);
            assert!(BlankNode::new(first[0].object.to_string().trim_start_matches("_:")).is_ok());
        }
    }
}
