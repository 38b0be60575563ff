//! RDF that others made: files of every format, plain or packed, read with faults that say where they are.
//!
//! ```
//! use newsgraph::rdf::{RdfError, RdfFile};
//!
//! let folder = tempfile::tempdir().unwrap();
//! let path = folder.path().join("people.ttl");
//! std::fs::write(&path, "<https://example.org/ada> a <https://schema.org/Person> .\n<https://example.org/bo> ,").unwrap();
//! let file = RdfFile::new(&path, None).unwrap();
//! let mut quads = file.quads().unwrap();
//! assert_eq!(quads.next().unwrap().unwrap().subject.to_string(), "<https://example.org/ada>");
//! let fault = quads.next().unwrap().unwrap_err();
//! assert!(fault.to_string().contains("people.ttl:2:26: "), "{fault}");
//! ```

mod blank;
mod error;
mod file;
mod quads;
#[cfg(test)]
mod tests;

pub use blank::BlankNames;
pub use error::{Place, RdfError};
pub use file::{RdfFile, parser_format};
pub use quads::Quads;

use oxigraph::model::TermRef;

/// Whether a term is one that only RDF 1.2 has: a triple term, or a string with a direction. Most formats, and most
/// programs that read them, cannot hold it.
pub fn is_rdf12(term: TermRef<'_>) -> bool {
    match term {
        TermRef::Triple(_) => true,
        TermRef::Literal(literal) => literal.direction().is_some(),
        TermRef::NamedNode(_) | TermRef::BlankNode(_) => false,
    }
}
