//! The canonical form of a graph after RDFC-1.0 (<https://www.w3.org/TR/rdf-canon/>): sorted lines of N-Quads in which
//! blank nodes are named by their place in the graph, so that two graphs are the same exactly if their lines are.
//!
//! ```
//! use newsgraph::export::canonical::Canonical;
//! use oxigraph::io::{RdfFormat, RdfParser};
//!
//! let lines = |turtle: &str| {
//!     let mut canonical = Canonical::new(true, 1 << 20);
//!     for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle) {
//!         canonical.push(quad.unwrap().as_ref()).unwrap();
//!     }
//!     let mut lines = canonical.finish().unwrap();
//!     lines.next().unwrap().map(<[u8]>::to_vec)
//! };
//! assert_eq!(lines("_:x <urn:p> 1 ."), lines("[] <urn:p> 1 ."));
//! assert_ne!(lines("_:x <urn:p> 1 ."), lines("_:x <urn:p> _:x ."));
//! ```

use std::io;

use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use oxrdf::{Dataset, GraphNameRef, QuadRef, TermRef};

use super::lines;
use super::sorter::{Sorted, Sorter};

/// Takes quads in any order. Those without blank nodes are sorted in bounded memory; the others name each other, and
/// are held.
pub struct Canonical {
    graphs: bool,
    sorter: Sorter,
    line: Vec<u8>,
    blank: Dataset,
}

impl Canonical {
    /// Without `graphs`, quads of all graphs are one. `budget` is as of [`Sorter::new`].
    pub fn new(graphs: bool, budget: usize) -> Self {
        Self { graphs, sorter: Sorter::new(budget), line: Vec::new(), blank: Dataset::new() }
    }

    /// # Errors
    /// Where a temporary file cannot be written, or the object is a triple, for which RDFC-1.0 has no rules.
    pub fn push(&mut self, quad: QuadRef<'_>) -> io::Result<()> {
        if matches!(quad.object, TermRef::Triple(_)) {
            let reason = "triples as objects have no canonical form in RDFC-1.0";
            return Err(io::Error::new(io::ErrorKind::Unsupported, reason));
        }
        let quad =
            QuadRef { graph_name: if self.graphs { quad.graph_name } else { GraphNameRef::DefaultGraph }, ..quad };
        if quad.subject.is_blank_node() || quad.object.is_blank_node() || quad.graph_name.is_blank_node() {
            self.blank.insert(quad);
            return Ok(());
        }
        lines::push(&mut self.sorter, &mut self.line, quad, self.graphs)
    }

    /// The lines, without their ends.
    ///
    /// # Errors
    /// Where a temporary file cannot be written or read.
    pub fn finish(mut self) -> io::Result<Sorted> {
        // A name depends on the quads with blank nodes alone, so the rest need not be looked at.
        self.blank
            .canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm: CanonicalizationHashAlgorithm::Sha256 });
        for quad in &self.blank {
            lines::push(&mut self.sorter, &mut self.line, quad, self.graphs)?;
        }
        self.sorter.finish()
    }
}
