//! Documents in the store: which are known, and how one is replaced so that an interruption leaves the old state,
//! the new one, or something that the next run repairs.
//!
//! A document counts as done when the graph of runs holds its digest. New documents go in with their digests by bulk
//! loads of many, each of which RocksDB takes in whole or not at all; a known document is cleared and written anew in
//! one transaction, its digest with it.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{NamedNode, Quad};
use oxigraph::store::BulkLoader;

use super::{Store, StoreError};
use crate::model::vocabulary::ng;

/// How many quads go into one transaction, which is kept in memory.
pub(super) const BATCH_QUADS: usize = 20_000;
/// How many quads the bulk loader sorts at once, and on how many threads.
pub(super) const PIECE_QUADS: usize = 30_000;
const LOADER_THREADS: usize = 2;
/// How many quads the loader would cut a piece at: more than a piece with its last document, which mostly is larger than
/// [`PIECE_QUADS`] by a little. What is left of a cut would be sorted on a thread and into tables of its own.
const CUT_QUADS: usize = 2 * PIECE_QUADS;
/// After how many quads of new documents the store takes in what was sorted. Each time it merges its tables anew, on one
/// thread and while nothing may be written, which is most of the work where groups are small; a run that is interrupted
/// loses the group that it was at, at this size a minute of it.
const GROUP_QUADS: usize = 10_000_000;

/// One document to be written.
#[derive(Debug, Clone)]
pub struct DocumentQuads {
    /// The document's IRI, which names its graph.
    pub graph: NamedNode,
    /// Where the document was read.
    pub path: String,
    /// Changes whenever the quads might; [`Known::is_current`] compares it.
    pub digest: String,
    pub quads: Vec<Quad>,
}

/// The documents that a store holds whole.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// By IRI.
    digests: BTreeMap<String, String>,
    /// IRIs by path. A path has two of them only after a run that was interrupted.
    paths: BTreeMap<String, BTreeSet<String>>,
}

impl Known {
    /// Whether a document was written from the same bytes by the same tool and rules.
    pub fn is_current(&self, document: &str, digest: &str) -> bool {
        self.digests.get(document).is_some_and(|known| known == digest)
    }

    /// Whether a document is recorded as read from a path.
    pub fn has_path(&self, path: &str, document: &str) -> bool {
        self.paths.get(path).is_some_and(|documents| documents.contains(document))
    }

    /// Whether there was a document before, at this path or with these bytes.
    pub fn has_either(&self, path: &str, document: &str) -> bool {
        self.paths.contains_key(path) || self.digests.contains_key(document)
    }

    /// Path and document of all records, sorted.
    pub fn records(&self) -> impl Iterator<Item = (&str, &str)> {
        self.paths
            .iter()
            .flat_map(|(path, documents)| documents.iter().map(move |document| (path.as_str(), document.as_str())))
    }
}

/// Puts documents in place of what their graphs held before, each of them whole or not at all, in groups of bounded
/// size. A group that is not finished is lost with the writer.
pub struct Writer<'a> {
    store: &'a Store,
    /// What the group has given to the store so far, which takes it in when the group ends.
    loader: Option<BulkLoader<'a>>,
    /// The quads of new documents that make the loader's next piece.
    piece: Vec<Quad>,
    /// Graphs of the group's new documents.
    new: BTreeSet<NamedNode>,
    new_quads: usize,
    /// Documents that the store or the group has already.
    known: Vec<DocumentQuads>,
    known_quads: usize,
}

impl<'a> Writer<'a> {
    pub fn new(store: &'a Store) -> Self {
        Self {
            store,
            loader: None,
            piece: Vec::new(),
            new: BTreeSet::new(),
            new_quads: 0,
            known: Vec::new(),
            known_quads: 0,
        }
    }

    /// Takes a document, and ends the group when it is full.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn add(&mut self, document: DocumentQuads) -> Result<(), StoreError> {
        let (store, graph) = (self.store, &document.graph);
        if self.new.contains(graph) || store.digest(graph)?.is_some() || store.inner.contains_named_graph(graph)? {
            self.known_quads += document.quads.len();
            self.known.push(document);
        } else {
            self.new.insert(graph.clone());
            self.new_quads += document.quads.len();
            self.piece.push(store.path_mark(graph, &document.path));
            self.piece.push(store.digest_mark(graph, &document.digest));
            self.piece.extend(document.quads);
            if self.piece.len() >= PIECE_QUADS {
                self.load()?;
            }
        }
        if self.new_quads >= GROUP_QUADS || self.known_quads >= BATCH_QUADS { self.finish() } else { Ok(()) }
    }

    /// Ends the group.
    ///
    /// # Errors
    /// Where the store cannot be written; what was written before the error stays.
    pub fn finish(&mut self) -> Result<(), StoreError> {
        if !self.piece.is_empty() {
            self.load()?;
        }
        // In memory a loader is a transaction, so it must not be open while another one is.
        if let Some(loader) = self.loader.take() {
            loader.commit()?;
        }
        self.new.clear();
        (self.new_quads, self.known_quads) = (0, 0);
        for document in self.known.drain(..) {
            let mut transaction = self.store.inner.start_transaction()?;
            transaction.clear_graph(&document.graph)?;
            transaction.extend(&document.quads);
            transaction.insert(&self.store.path_mark(&document.graph, &document.path));
            self.store.set_digest(&mut transaction, &document.graph, &document.digest)?;
            transaction.commit()?;
        }
        Ok(())
    }

    fn load(&mut self) -> Result<(), StoreError> {
        let loader = self.loader.get_or_insert_with(|| self.store.bulk_loader());
        Ok(loader.load_quads(std::mem::take(&mut self.piece))?)
    }
}

impl Store {
    /// Writes documents in place of what their graphs held before, each of them whole or not at all.
    ///
    /// # Errors
    /// Where the store cannot be written; what was written before the error stays.
    pub fn replace_documents(&self, documents: Vec<DocumentQuads>) -> Result<(), StoreError> {
        let mut writer = Writer::new(self);
        documents.into_iter().try_for_each(|document| writer.add(document))?;
        writer.finish()
    }

    /// A loader for pieces of about [`PIECE_QUADS`].
    pub(super) fn bulk_loader(&self) -> BulkLoader<'_> {
        let megabytes = CUT_QUADS * LOADER_THREADS / 1000;
        self.inner.bulk_loader().with_num_threads(LOADER_THREADS).with_max_memory_size_in_megabytes(megabytes)
    }

    /// The documents that were written whole.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn known_documents(&self) -> Result<Known, StoreError> {
        let mut known = Known::default();
        let folder = format!("{}document/", self.base.as_str());
        for (document, digest) in self.marks(ng::DIGEST)? {
            if document.starts_with(&folder) {
                known.digests.insert(document, digest);
            }
        }
        for (document, path) in self.marks(ng::SOURCE_PATH)? {
            known.paths.entry(path).or_default().insert(document);
        }
        Ok(known)
    }

    /// Records that a known document was found at one more path.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn add_path(&self, document: &NamedNode, path: &str) -> Result<(), StoreError> {
        Ok(self.inner.insert(&self.path_mark(document, path))?)
    }

    /// Forgets that a path holds a document, and removes the document when no other path holds it. Says whether it
    /// was removed.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn forget_path(&self, document: &NamedNode, path: &str) -> Result<bool, StoreError> {
        let runs = self.runs();
        let mut transaction = self.inner.start_transaction()?;
        transaction.remove(&self.path_mark(document, path));
        let subject = document.as_ref().into();
        let left = transaction
            .quads_for_pattern(Some(subject), Some(ng::SOURCE_PATH), None, Some(runs.as_ref()))
            .next()
            .transpose()?
            .is_some();
        if !left {
            self.remove_marks(&mut transaction, document, None)?;
            transaction.remove_named_graph(document)?;
        }
        transaction.commit()?;
        Ok(!left)
    }

    /// Removes documents that an interrupted run left without a digest or without a path, and says how many. What an
    /// interrupted loading left is carried through.
    ///
    /// # Errors
    /// Where the store cannot be read or written.
    pub fn recover(&self) -> Result<usize, StoreError> {
        self.finish_loads()?;
        let known = self.known_documents()?;
        let reachable: BTreeSet<&str> = known.paths.values().flatten().map(String::as_str).collect();
        let folder = format!("{}document/", self.base.as_str());
        let mut removed = 0;
        for graph in self.graphs()? {
            let iri = graph.as_str();
            let whole = known.digests.contains_key(iri) && reachable.contains(iri);
            if !iri.starts_with(&folder) || whole {
                continue;
            }
            let mut transaction = self.inner.start_transaction()?;
            self.remove_marks(&mut transaction, &graph, None)?;
            transaction.remove_named_graph(&graph)?;
            transaction.commit()?;
            removed += 1;
        }
        Ok(removed)
    }
}
