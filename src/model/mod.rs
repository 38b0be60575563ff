//! Writes what extraction found as quads of the ontology.
//!
//! [`quads::document_quads`] describes one document in a named graph of its own; [`lexicon`] and [`run`] fill the
//! graphs that all documents share.
//!
//! ```
//! use newsgraph::model::{Base, document_quads};
//! use newsgraph::{fact::Extraction, text::{Document, Metadata}};
//!
//! let document = Document {
//!     id: "00112233aabbccdd".into(),
//!     name: "note.txt".into(),
//!     path: "in/note.txt".into(),
//!     text: String::new(),
//!     metadata: Metadata::default(),
//! };
//! let quads = document_quads(&Base::default(), &document, &Extraction::default());
//! assert!(quads.iter().all(|q| q.graph_name.to_string() == "<https://w3id.org/newsgraph/document/00112233aabbccdd>"));
//! ```

pub mod classes;
pub mod iri;
pub mod lexicon;
pub(crate) mod literal;
pub mod quads;
pub mod run;
pub mod vocabulary;

pub use classes::{FactClass, RoleSpec, class};
pub use iri::{Base, BaseError};
pub use lexicon::{LexiconIndex, concept_quads, lexicon_quads, ontology_quads, referenced_lexicon_quads, rule_quads};
pub use quads::document_quads;
pub use run::{Run, run_quads};
