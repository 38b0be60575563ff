//! RDF that others made: what of it this project can hold.
//!
//! ```
//! use newsgraph::rdf::is_rdf12;
//! use oxigraph::model::{Literal, Term};
//!
//! assert!(!is_rdf12(Term::from(Literal::from("plain")).as_ref()));
//! ```

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
