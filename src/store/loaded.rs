//! Graphs of data that others made, beside those of documents.
//!
//! A loaded graph is replaced whole or not at all, in memory that does not grow with it. What is small goes in with
//! one transaction, and a new graph with one bulk load. A large graph in place of another is loaded into a graph
//! beside it first; a mark, written with the last of it, says that it is whole and whose place it takes. From then on
//! the exchange is carried through, after an interruption by the next process that opens the store to write.

use oxigraph::model::{GraphName, GraphNameRef, NamedNode, NamedOrBlankNode, Quad, Triple};

use super::documents::{BATCH_QUADS, PIECE_QUADS};
use super::{Store, StoreError};
use crate::model::vocabulary::{dataset, ng, other};

/// Up to how many triples an old and a new graph are exchanged in one transaction, which is kept in memory.
const SMALL: usize = 100_000;
/// Where graphs wait to take the place of others.
const WAITING: &str = "graph/loading/";

/// A graph of data that others made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedGraph {
    pub graph: NamedNode,
    /// Where it was read.
    pub source: String,
    /// Changes whenever the triples might.
    pub digest: String,
    pub triples: u64,
}

impl Store {
    /// The graphs that were loaded whole, ordered by name.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn loaded_graphs(&self) -> Result<Vec<LoadedGraph>, StoreError> {
        let mut found = Vec::new();
        for (graph, source) in self.marks(other::DCTERMS_SOURCE)? {
            let graph = NamedNode::new_unchecked(graph);
            // Graphs that wait to take the place of others have no count yet.
            let Some(count) = self.mark(&graph, dataset::VOID_TRIPLES)? else { continue };
            let digest = self.digest(&graph)?.unwrap_or_default();
            found.push(LoadedGraph { graph, source, digest, triples: count.parse().unwrap_or_default() });
        }
        found.sort_unstable_by(|a, b| a.graph.cmp(&b.graph));
        Ok(found)
    }

    /// Whether data of others may go into a graph: below the base only into `graph/loaded/`, and elsewhere into no
    /// graph that holds something else already.
    ///
    /// # Errors
    /// Why it may not.
    pub fn check_loadable(&self, graph: &NamedNode) -> Result<(), StoreError> {
        let refused = |reason: &'static str| Err(StoreError::NotForLoading { graph: graph.clone(), reason });
        let folder = self.base.loaded_graph("");
        if graph.as_str().starts_with(self.base.as_str()) {
            return match graph.as_str().strip_prefix(folder.as_str()) {
                Some("") | None => refused("below the base that is for newsgraph's own graphs"),
                Some(_) => Ok(()),
            };
        }
        if self.mark(graph, dataset::VOID_TRIPLES)?.is_none() && self.inner.contains_named_graph(graph)? {
            return refused("it holds something that was not loaded");
        }
        Ok(())
    }

    /// Puts triples in place of what a loaded graph held, and says how many it holds now. Where the triples or the
    /// store fail, the graph stays as it was.
    ///
    /// # Errors
    /// The first error among the triples; where the graph is not for loading, or the store cannot be written.
    pub fn load_graph<E: From<StoreError>>(
        &self,
        graph: &NamedNode,
        source: &str,
        digest: &str,
        triples: impl Iterator<Item = Result<Triple, E>>,
    ) -> Result<u64, E> {
        self.load_in_pieces(graph, source, digest, triples, SMALL)
    }

    pub(super) fn load_in_pieces<E: From<StoreError>>(
        &self,
        graph: &NamedNode,
        source: &str,
        digest: &str,
        mut triples: impl Iterator<Item = Result<Triple, E>>,
        small: usize,
    ) -> Result<u64, E> {
        self.check_loadable(graph)?;
        self.finish_loads()?;
        let mut first = Vec::new();
        for triple in triples.by_ref().take(small) {
            first.push(triple?);
        }
        let next = triples.next().transpose()?;
        let held = self.quads(Some(graph)).take(small + 1).count();
        if next.is_none() && held <= small {
            return Ok(self.exchange(graph, source, digest, first)?);
        }
        // A graph that was loaded empty has marks that are to be exchanged too.
        let is_new = held == 0 && self.digest(graph)?.is_none();
        let (target, waits) = if is_new { (graph.clone(), None) } else { (self.waiting(graph), Some(graph)) };
        if waits.is_some() {
            self.drop_graph(&target)?;
        }
        let mut marks = vec![self.source_mark(&target, source), self.digest_mark(&target, digest)];
        marks.extend(waits.map(|graph| self.exchange_mark(graph)));
        let rest = first.into_iter().chain(next).map(Ok).chain(triples);
        self.bulk_load(rest.map(|triple| triple.map(|triple| triple.in_graph(target.clone()))), marks)?;
        match waits {
            Some(graph) => self.carry_through(graph, small)?,
            None => self.set_count(graph)?,
        }
        Ok(self.mark(graph, dataset::VOID_TRIPLES)?.and_then(|count| count.parse().ok()).unwrap_or_default())
    }

    /// Removes a loaded graph; false where there is none of the name.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn remove_loaded_graph(&self, graph: &NamedNode) -> Result<bool, StoreError> {
        if self.mark(graph, dataset::VOID_TRIPLES)?.is_none() {
            return Ok(false);
        }
        // Nothing takes its place.
        self.drop_graph(&self.waiting(graph))?;
        self.inner.insert(&self.exchange_mark(graph))?;
        self.carry_through(graph, SMALL)?;
        Ok(true)
    }

    /// Carries through what an interrupted process began.
    ///
    /// # Errors
    /// Where the store cannot be read or written.
    pub fn finish_loads(&self) -> Result<(), StoreError> {
        let runs = self.runs();
        let marks = self.inner.quads_for_pattern(None, Some(other::DCTERMS_IS_REPLACED_BY), None, Some(runs.as_ref()));
        for mark in marks.collect::<Result<Vec<_>, _>>()? {
            if let NamedOrBlankNode::NamedNode(graph) = mark.subject {
                self.carry_through(&graph, SMALL)?;
            }
        }
        for (graph, _) in self.marks(other::DCTERMS_SOURCE)? {
            let graph = NamedNode::new_unchecked(graph);
            // Loaded at once, but not counted.
            if self.digest(&graph)?.is_some() && self.mark(&graph, dataset::VOID_TRIPLES)?.is_none() {
                self.set_count(&graph)?;
            }
        }
        let waiting = self.base.iri(WAITING);
        for graph in self.graphs()? {
            if graph.as_str().starts_with(waiting.as_str()) {
                self.drop_graph(&graph)?;
            }
        }
        Ok(())
    }

    /// Old for new in one transaction.
    fn exchange(&self, graph: &NamedNode, source: &str, digest: &str, triples: Vec<Triple>) -> Result<u64, StoreError> {
        let mut transaction = self.inner.start_transaction()?;
        transaction.clear_graph(graph)?;
        for triple in triples {
            transaction.insert(&triple.in_graph(graph.clone()));
        }
        let name = GraphNameRef::from(graph.as_ref());
        let count = transaction.quads_for_pattern(None, None, None, Some(name)).count() as u64;
        self.remove_marks(&mut transaction, graph, None)?;
        for mark in self.loaded_marks(graph, source, digest, count) {
            transaction.insert(&mark);
        }
        transaction.commit()?;
        Ok(count)
    }

    /// Takes quads with their marks in at once, or nothing of them.
    pub(super) fn bulk_load<E: From<StoreError>>(
        &self,
        quads: impl Iterator<Item = Result<Quad, E>>,
        marks: Vec<Quad>,
    ) -> Result<(), E> {
        let storage = |error| E::from(StoreError::from(error));
        let mut loader = self.bulk_loader();
        let mut batch = Vec::with_capacity(PIECE_QUADS);
        for quad in quads {
            batch.push(quad?);
            if batch.len() == PIECE_QUADS {
                loader.load_quads(std::mem::take(&mut batch)).map_err(storage)?;
                batch.reserve(PIECE_QUADS);
            }
        }
        batch.extend(marks);
        loader.load_quads(batch).map_err(storage)?;
        loader.commit().map_err(storage)
    }

    /// Puts the graph that waits in the place of the marked one. It may be begun anew at any point.
    fn carry_through(&self, graph: &NamedNode, small: usize) -> Result<(), StoreError> {
        let new = self.waiting(graph);
        if self.quads(Some(&new)).next().is_some() {
            let moved = self
                .quads(Some(&new))
                .map(|quad| quad.map(|quad| Quad { graph_name: GraphName::from(graph.clone()), ..quad }));
            self.bulk_load::<StoreError>(moved, Vec::new())?;
        }
        let mut gone = Vec::new();
        for quad in self.quads(Some(graph)) {
            let quad = quad?;
            let beside = Quad { graph_name: GraphName::from(new.clone()), ..quad.clone() };
            if !self.inner.contains(&beside)? {
                gone.push(quad);
            }
            if gone.len() == small.min(BATCH_QUADS) {
                self.remove_quads(&gone)?;
                gone.clear();
            }
        }
        self.remove_quads(&gone)?;
        let (source, digest) = (self.mark(&new, other::DCTERMS_SOURCE)?, self.mark(&new, ng::DIGEST)?);
        let count = self.quads(Some(graph)).count() as u64;
        let mut transaction = self.inner.start_transaction()?;
        self.remove_marks(&mut transaction, graph, None)?;
        self.remove_marks(&mut transaction, &new, None)?;
        match (source, digest) {
            (Some(source), Some(digest)) => {
                for mark in self.loaded_marks(graph, &source, &digest, count) {
                    transaction.insert(&mark);
                }
            }
            _ => transaction.remove_named_graph(graph)?,
        }
        transaction.commit()?;
        self.drop_graph(&new)
    }

    /// Removes a graph of any size, batch by batch.
    fn drop_graph(&self, graph: &NamedNode) -> Result<(), StoreError> {
        let mut quads = self.quads(Some(graph)).peekable();
        while quads.peek().is_some() {
            self.remove_quads(&quads.by_ref().take(BATCH_QUADS).collect::<Result<Vec<_>, _>>()?)?;
        }
        Ok(self.inner.remove_named_graph(graph)?)
    }

    fn remove_quads(&self, quads: &[Quad]) -> Result<(), StoreError> {
        let mut transaction = self.inner.start_transaction()?;
        for quad in quads {
            transaction.remove(quad);
        }
        Ok(transaction.commit()?)
    }

    fn set_count(&self, graph: &NamedNode) -> Result<(), StoreError> {
        let count = self.quads(Some(graph)).count() as u64;
        let mut transaction = self.inner.start_transaction()?;
        transaction.insert(&self.count_mark(graph, count));
        transaction.insert(&self.kind_mark(graph));
        Ok(transaction.commit()?)
    }

    fn loaded_marks(&self, graph: &NamedNode, source: &str, digest: &str, count: u64) -> [Quad; 4] {
        [
            self.kind_mark(graph),
            self.source_mark(graph, source),
            self.digest_mark(graph, digest),
            self.count_mark(graph, count),
        ]
    }

    /// The graph in which what takes a graph's place waits.
    pub(super) fn waiting(&self, graph: &NamedNode) -> NamedNode {
        self.base.iri(&format!("{WAITING}{}", crate::model::iri::digest(graph.as_str())))
    }
}
