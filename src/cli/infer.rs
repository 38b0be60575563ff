//! What `--infer` adds to the quads that a command writes.

use newsgraph::infer::Inference;
use newsgraph::model::{Base, ontology_quads};
use newsgraph::pack::Pack;
use oxigraph::model::{GraphName, Quad};

use super::faults::PackFaults;
use super::graph::Quads;

/// The conclusions of a pack's ontology, in a graph of their own.
pub struct Conclusions {
    inference: Inference,
    graph: GraphName,
    ontology: GraphName,
}

impl Conclusions {
    pub fn new(base: &Base, pack: &Pack) -> anyhow::Result<Self> {
        let ontology = ontology_quads(base, pack).map_err(|faults| PackFaults::new(faults, pack))?;
        Ok(Self {
            inference: Inference::new(&ontology),
            graph: base.inferred_graph().into(),
            ontology: base.ontology_graph().into(),
        })
    }

    /// What follows from a quad. What the ontology says of its terms is no claim about the things of a graph.
    pub fn of(&self, quad: &Quad) -> impl Iterator<Item = Quad> + use<> {
        let found = if quad.graph_name == self.ontology { Vec::new() } else { self.inference.of(quad.as_ref().into()) };
        let graph = self.graph.clone();
        found.into_iter().map(move |triple| triple.in_graph(graph.clone()))
    }

    /// Quads, each followed by what is concluded from it.
    pub fn beside(self, quads: Quads) -> Quads {
        Box::new(quads.flat_map(move |quad| {
            let found: Vec<Quad> = quad.iter().flat_map(|quad| self.of(quad)).collect();
            std::iter::once(quad).chain(found.into_iter().map(Ok))
        }))
    }
}
