//! Graphs checked against SHACL shapes: those of the pack say what every graph that newsgraph writes must satisfy.
//!
//! A graph is checked with a little of what stands elsewhere, its [`Background`]: the types and names of the things in
//! the lexicon that it refers to, and which class is below which. So a store is checked one document's graph after
//! the other, in memory that does not grow with the number of documents.
//!
//! ```
//! use newsgraph::pack::Pack;
//! use newsgraph::validate::{Background, Shapes};
//! use oxigraph::model::vocab::rdf;
//! use oxigraph::model::{GraphName, NamedNode, Quad};
//! use newsgraph::model::vocabulary::ng;
//!
//! let shapes = Shapes::of_pack(&Pack::embedded().unwrap()).unwrap();
//! let fact = NamedNode::new("https://w3id.org/newsgraph/fact/0011223344556677").unwrap();
//! let quads = [Quad::new(fact.clone(), rdf::TYPE, ng::FACT, GraphName::DefaultGraph)];
//! let findings = shapes.check(&quads, &Background::default()).unwrap();
//! assert!(findings.iter().any(|finding| finding.path == "ng:evidence"));
//! ```

mod background;
mod report;
mod shapes;
mod turtle;

pub use background::Background;
pub use report::{Kept, Report};
pub use shapes::{Shapes, ValidateError};

use std::collections::BTreeMap;

use oxigraph::model::{NamedNode, Term};
use rudof_rdf::rdf_core::SHACLPath;

/// How bad it is, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Violation,
    Warning,
    Info,
}

impl Severity {
    pub const ALL: [Self; 3] = [Self::Violation, Self::Warning, Self::Info];

    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Violation => "violation",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// Something in a graph that a shape does not allow.
#[derive(Debug, Clone)]
pub struct Finding {
    pub severity: Severity,
    /// The shape; for one without a name of its own, the named one that it is a part of.
    pub shape: NamedNode,
    /// The kind of constraint, such as `sh:MinCountConstraintComponent`.
    pub component: NamedNode,
    /// The path from the focus node as SPARQL writes it; empty where the node itself is at fault.
    pub path: String,
    /// The same path in full.
    pub steps: Option<SHACLPath>,
    pub focus: Term,
    /// The value at fault, where it is one.
    pub value: Option<Term>,
    /// Messages by language; the empty language has the validator's own.
    pub messages: BTreeMap<String, String>,
}

impl Finding {
    /// The shape's own message in English or any other language, else the validator's.
    pub fn message(&self) -> &str {
        let english =
            self.messages.get("en").or_else(|| self.messages.iter().find(|(tag, _)| !tag.is_empty()).map(|m| m.1));
        english.or_else(|| self.messages.get("")).map_or("", String::as_str)
    }
}
