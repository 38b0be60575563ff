//! What the graph of runs says of other graphs: the digest of what they were made of, where that was read, and of loaded
//! ones how much they hold.

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use oxigraph::store::Transaction;

use super::{Store, StoreError};
use crate::model::vocabulary::{dataset, ng, other};

impl Store {
    /// The digest recorded for a graph, if it was written whole.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn digest(&self, graph: &NamedNode) -> Result<Option<String>, StoreError> {
        self.mark(graph, ng::DIGEST)
    }

    /// What the graph of runs says of a graph.
    pub(super) fn mark(&self, graph: &NamedNode, property: NamedNodeRef<'_>) -> Result<Option<String>, StoreError> {
        let runs = self.runs();
        let mut found =
            self.inner.quads_for_pattern(Some(graph.as_ref().into()), Some(property), None, Some(runs.as_ref()));
        Ok(found.next().transpose()?.and_then(|quad| literal(quad.object)))
    }

    /// Subject and literal of every quad of the graph of runs with one property.
    pub(super) fn marks(&self, property: NamedNodeRef<'_>) -> Result<Vec<(String, String)>, StoreError> {
        let runs = self.runs();
        let mut found = Vec::new();
        for quad in self.inner.quads_for_pattern(None, Some(property), None, Some(runs.as_ref())) {
            let quad = quad?;
            if let (NamedOrBlankNode::NamedNode(subject), Some(value)) = (quad.subject, literal(quad.object)) {
                found.push((subject.into_string(), value));
            }
        }
        Ok(found)
    }

    /// Takes what is said of a graph away: what one property says, or all.
    pub(super) fn remove_marks(
        &self,
        transaction: &mut Transaction<'_>,
        graph: &NamedNode,
        property: Option<NamedNodeRef<'_>>,
    ) -> Result<(), StoreError> {
        let (subject, runs) = (graph.as_ref().into(), self.runs());
        let found = transaction.quads_for_pattern(Some(subject), property, None, Some(runs.as_ref()));
        for quad in found.collect::<Result<Vec<_>, _>>()? {
            transaction.remove(&quad);
        }
        Ok(())
    }

    pub(super) fn set_digest(
        &self,
        transaction: &mut Transaction<'_>,
        graph: &NamedNode,
        digest: &str,
    ) -> Result<(), StoreError> {
        self.remove_marks(transaction, graph, Some(ng::DIGEST))?;
        transaction.insert(&self.digest_mark(graph, digest));
        Ok(())
    }

    pub(super) fn digest_mark(&self, graph: &NamedNode, digest: &str) -> Quad {
        Quad::new(graph.clone(), ng::DIGEST, Literal::from(digest), self.runs())
    }

    pub(super) fn path_mark(&self, graph: &NamedNode, path: &str) -> Quad {
        Quad::new(graph.clone(), ng::SOURCE_PATH, Literal::from(path), self.runs())
    }

    pub(super) fn source_mark(&self, graph: &NamedNode, source: &str) -> Quad {
        Quad::new(graph.clone(), other::DCTERMS_SOURCE, Literal::from(source), self.runs())
    }

    pub(super) fn kind_mark(&self, graph: &NamedNode) -> Quad {
        Quad::new(graph.clone(), rdf::TYPE, dataset::VOID_DATASET, self.runs())
    }

    pub(super) fn count_mark(&self, graph: &NamedNode, count: u64) -> Quad {
        Quad::new(
            graph.clone(),
            dataset::VOID_TRIPLES,
            Literal::new_typed_literal(count.to_string(), xsd::INTEGER),
            self.runs(),
        )
    }

    pub(super) fn exchange_mark(&self, graph: &NamedNode) -> Quad {
        Quad::new(graph.clone(), other::DCTERMS_IS_REPLACED_BY, self.waiting(graph), self.runs())
    }

    pub(super) fn runs(&self) -> GraphName {
        GraphName::from(self.runs_graph())
    }
}

fn literal(term: Term) -> Option<String> {
    match term {
        Term::Literal(literal) => Some(literal.destruct().0),
        _ => None,
    }
}
