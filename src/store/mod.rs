//! The persistent graph: a folder with one named graph for each source document.
//!
//! One process writes a store at a time. Readers share it with each other and are turned away while somebody writes,
//! so that what they see is always the state that a finished run left.
//!
//! ```
//! use newsgraph::model::Base;
//! use newsgraph::store::{DocumentQuads, Store};
//! use oxigraph::model::{GraphName, Quad};
//!
//! let store = Store::in_memory(Base::default()).unwrap();
//! let graph = store.base().document("00112233aabbccdd");
//! let quad = Quad::new(graph.clone(), graph.clone(), graph.clone(), GraphName::from(graph.clone()));
//! let iri = graph.as_str().to_owned();
//! let document = DocumentQuads { graph, path: "a.txt".into(), digest: "d1".into(), quads: vec![quad] };
//! store.replace_documents(vec![document]).unwrap();
//! assert!(store.known_documents().unwrap().is_current(&iri, "d1"));
//! ```
//!
//! Architecture invariant: no other module knows how or where the quads are kept.

mod documents;
mod engine;
mod error;
mod loaded;
mod manifest;
mod marks;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::path::{Path, PathBuf};

use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad};
use oxigraph::sparql::{PreparedSparqlQuery, QueryEvaluationError, QueryResults};

pub use documents::{DocumentQuads, Known, Writer};
pub use error::StoreError;
pub use loaded::LoadedGraph;
use manifest::Claim;
pub use manifest::is_store;

use crate::model::Base;

/// An open store.
pub struct Store {
    inner: oxigraph::store::Store,
    /// Absent for a store in memory.
    directory: Option<PathBuf>,
    base: Base,
    /// Held for as long as the store is open.
    _lock: Option<File>,
}

impl Store {
    /// Opens a store for reading and writing, and makes it where the folder is absent or empty. A new store takes
    /// `base`, or the default one; an existing one keeps its own.
    ///
    /// # Errors
    /// Where the folder holds something else, was written by a newer version, has another base or is open elsewhere.
    pub fn open(directory: &Path, base: Option<&Base>) -> Result<Self, StoreError> {
        manifest::read(directory, engine::ENGINE)?;
        std::fs::create_dir_all(directory).map_err(StoreError::io(directory))?;
        let lock = manifest::lock(directory, Claim::Write)?;
        // It is read once more, since another process may have made the store before the lock was ours.
        let manifest = match manifest::read(directory, engine::ENGINE)? {
            Some(manifest) => manifest,
            None => manifest::create(directory, engine::ENGINE, base.unwrap_or(&Base::default()))?,
        };
        let base = same_base(directory, &manifest.base, base)?;
        let inner = engine::open(directory)?;
        Ok(Self { inner, directory: Some(directory.to_owned()), base, _lock: lock })
    }

    /// Opens a store for reading and writing, and makes none.
    ///
    /// # Errors
    /// Where there is no store; and those of [`Store::open`].
    pub fn open_existing(directory: &Path, base: Option<&Base>) -> Result<Self, StoreError> {
        match manifest::read(directory, engine::ENGINE)? {
            Some(_) => Self::open(directory, base),
            None => Err(StoreError::Missing { directory: directory.to_owned() }),
        }
    }

    /// Opens an existing store for reading, beside other readers.
    ///
    /// # Errors
    /// Where there is no store, or a process is writing to it.
    pub fn open_read_only(directory: &Path, base: Option<&Base>) -> Result<Self, StoreError> {
        let Some(manifest) = manifest::read(directory, engine::ENGINE)? else {
            return Err(StoreError::Missing { directory: directory.to_owned() });
        };
        let base = same_base(directory, &manifest.base, base)?;
        let lock = manifest::lock(directory, Claim::Read)?;
        let inner = engine::open_read_only(directory)?;
        Ok(Self { inner, directory: Some(directory.to_owned()), base, _lock: lock })
    }

    /// A store that ends with the process.
    ///
    /// # Errors
    /// Where memory is short.
    pub fn in_memory(base: Base) -> Result<Self, StoreError> {
        Ok(Self { inner: oxigraph::store::Store::new()?, directory: None, base, _lock: None })
    }

    /// What the IRIs of this store's instances begin with.
    pub fn base(&self) -> &Base {
        &self.base
    }

    /// Where a file stands that is kept with the store and is none of its own; nowhere for a store in memory.
    pub fn file_beside(&self, name: &str) -> Option<PathBuf> {
        Some(self.directory.as_ref()?.join(name))
    }

    /// Number of quads.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn len(&self) -> Result<usize, StoreError> {
        Ok(self.inner.len()?)
    }

    /// Whether there is no quad at all.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        Ok(self.inner.is_empty()?)
    }

    /// The quads of one graph, or of all, in no particular order.
    pub fn quads(&self, graph: Option<&NamedNode>) -> impl Iterator<Item = Result<Quad, StoreError>> + use<> {
        let graph = graph.map(|name| GraphNameRef::from(name.as_ref()));
        self.inner.quads_for_pattern(None, None, None, graph).map(|quad| Ok(quad?))
    }

    /// The quads of one graph with one subject.
    pub fn quads_about(
        &self,
        subject: NamedNodeRef<'_>,
        graph: &NamedNode,
    ) -> impl Iterator<Item = Result<Quad, StoreError>> + use<> {
        let graph = GraphNameRef::from(graph.as_ref());
        self.inner.quads_for_pattern(Some(subject.into()), None, None, Some(graph)).map(|quad| Ok(quad?))
    }

    /// Names of all graphs, sorted.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn graphs(&self) -> Result<Vec<NamedNode>, StoreError> {
        let mut names = Vec::new();
        for name in self.inner.named_graphs() {
            if let NamedOrBlankNode::NamedNode(name) = name? {
                names.push(name);
            }
        }
        names.sort_unstable();
        Ok(names)
    }

    /// Runs a query on the present state of the store.
    ///
    /// # Errors
    /// Where evaluation fails at once; later errors come with the results.
    pub fn evaluate(&self, query: PreparedSparqlQuery) -> Result<QueryResults<'static>, QueryEvaluationError> {
        query.on_store(&self.inner).execute()
    }

    /// Replaces a graph that is no document's, such as the lexicon's, and records the digest of what it came from.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn replace_graph(&self, graph: &NamedNode, digest: &str, quads: &[Quad]) -> Result<(), StoreError> {
        if self.digest(graph)?.is_none() && !self.inner.contains_named_graph(graph)? {
            let mark = self.digest_mark(graph, digest);
            return self.bulk_load(quads.iter().cloned().map(Ok), vec![mark]);
        }
        let mut transaction = self.inner.start_transaction()?;
        transaction.clear_graph(graph)?;
        transaction.extend(quads);
        self.set_digest(&mut transaction, graph, digest)?;
        Ok(transaction.commit()?)
    }

    /// Adds quads to whatever graphs they name.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn insert(&self, quads: &[Quad]) -> Result<(), StoreError> {
        Ok(self.inner.extend(quads.iter().cloned())?)
    }

    /// Makes everything written so far durable. Without it the next opening has to repeat the writes from a log,
    /// which takes many times longer.
    ///
    /// # Errors
    /// Where the disk is full or cannot be written.
    pub fn flush(&self) -> Result<(), StoreError> {
        match &self.directory {
            Some(directory) => engine::flush(&self.inner, directory),
            None => Ok(()),
        }
    }

    /// The graph in which runs and the state of documents are recorded.
    pub fn runs_graph(&self) -> NamedNode {
        self.base.runs_graph()
    }
}

/// The base that the manifest gives, if it is the one asked for.
fn same_base(directory: &Path, found: &str, asked: Option<&Base>) -> Result<Base, StoreError> {
    let found = Base::new(found)
        .map_err(|error| StoreError::Manifest { file: manifest::path(directory), reason: error.to_string() })?;
    match asked {
        Some(asked) if *asked != found => Err(StoreError::OtherBase {
            directory: directory.to_owned(),
            found: found.as_str().to_owned(),
            asked: asked.as_str().to_owned(),
        }),
        _ => Ok(found),
    }
}
