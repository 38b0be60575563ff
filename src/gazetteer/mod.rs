//! Imported lexicons: the names of millions of entities in one file, which is mapped into memory and opens at once.
//!
//! A file holds the entities, ordered by identifier, and a finite-state transducer from folded names to them. The
//! names are folded as the atoms of a text are: letter case, compatibility forms, Traditional and Simplified.
//!
//! ```
//! use newsgraph::gazetteer::{Compiler, Entry, Gazetteer, Name};
//! let name = |language: &str, text: &str| Name { language: language.into(), alias: false, text: text.into() };
//! let names = vec![name("en", "Example Works"), name("zh-hant", "範例工廠")];
//! let folder = tempfile::tempdir()?;
//! let path = folder.path().join("works.ngl");
//! let mut compiler = Compiler::new(&path)?;
//! compiler.add(&Entry { id: "Q1".into(), names, ..Entry::default() })?;
//! compiler.finish(false, "{}")?;
//!
//! let works = Gazetteer::open(&path)?;
//! let found = works.lookup("范例工厂");
//! assert_eq!(works.entry(found[0]).unwrap().id, "Q1");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod compile;
mod entry;
mod file;
pub mod import;

pub use compile::Compiler;
pub use entry::{Entry, Name, id_of, iri, is_item};
pub use file::{Gazetteer, GazetteerError};

use crate::segment::atoms;

/// The form in which names are compared: keys of atoms with spaces between them.
pub fn fold(name: &str) -> String {
    atoms::keys(name).join(" ")
}
