//! The graph as a network of entities, for programs that draw and measure networks, and for pictures.
//!
//! Nodes are the persons, bodies, places, things and topics that articles mention or facts are about. Edges are the
//! direct triples between them, and the facts, each from the first of its roles that has an entity (who acts, holds or
//! says) to the entities of its other roles.
//!
//! Each format has a file of its own over the columns given here; [`picture`] brings parallel edges together for
//! those that are looked at. Nodes are held in memory, edges are sorted in bounded memory.
//!
//! ```
//! use newsgraph::export::network::{Collector, NetworkFormat, Options};
//! use oxigraph::io::{RdfFormat, RdfParser};
//!
//! let turtle = r#"@base <https://w3id.org/newsgraph/> . @prefix schema: <https://schema.org/> .
//!     @prefix ng: <https://w3id.org/newsgraph/ontology#> .
//!     <d/article/1> a schema:NewsArticle ; schema:mentions <entity/acme>, <entity/bolt> .
//!     <entity/acme> a schema:Corporation ; schema:name "Acme" ; ng:acquired <entity/bolt> .
//!     <entity/bolt> a schema:Corporation ; schema:name "Bolt" ."#;
//! let mut collector = Collector::new(Options::default());
//! for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle) {
//!     collector.add(quad.unwrap().as_ref())?;
//! }
//! let mut network = collector.finish()?;
//! let mut dot = Vec::new();
//! network.write(NetworkFormat::Dot, &mut dot)?;
//! assert!(String::from_utf8(dot).unwrap().contains("n0 -> n1 [label=\"acquired\""));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod collect;
pub mod columns;
mod dot;
mod focus;
mod graphml;
mod label;
pub mod picture;
mod svg;
mod tables;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};

pub use collect::Collector;
pub use tables::{Headers, write_tables};

use super::sorter::Sorted;

/// A format that networks are written in, as one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NetworkFormat {
    /// For Gephi, yEd, Cytoscape, igraph and NetworkX.
    GraphMl,
    /// For Graphviz.
    Dot,
    /// A picture.
    Svg,
}

/// What of a graph becomes a network.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// BCP 47 tag of the language of labels; English where absent, and where a thing has none in the language.
    pub language: Option<String>,
    /// Only what is around one entity.
    pub focus: Option<Focus>,
    /// What paths of entities are resolved against.
    pub base: Option<String>,
}

/// An entity and how much around it is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Focus {
    /// Its IRI, path below the base, or one of its names in any language and letter case.
    pub entity: String,
    /// Over how many edges.
    pub depth: usize,
    /// The most nodes; those nearest, then those with most edges to what is there already, are kept.
    pub limit: usize,
}

/// Why no network came of a graph.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NetworkError {
    #[error("no entity of the graph is called {name:?}")]
    Unknown { name: String },
    #[error("{name:?} is the name of several entities; give the IRI of one: {}", iris.join(", "))]
    Ambiguous { name: String, iris: Vec<String> },
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// An entity or topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    pub iri: String,
    pub label: String,
    /// As [`crate::fact::Kind::name`] has it, or `topic`.
    pub kind: &'static str,
    /// Item number, such as Q380.
    pub wikidata: Option<String>,
    /// IRI.
    pub dbpedia: Option<String>,
    /// How many articles mention it.
    pub mentions: u64,
}

/// A direct triple, or what a fact says of two of its participants.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    /// Positions in [`Network::nodes`].
    #[serde(skip)]
    pub source: usize,
    #[serde(skip)]
    pub target: usize,
    /// The class or property in words.
    #[serde(skip)]
    pub label: String,
    /// What the text adds to the class, such as prohibited or former, in words.
    #[serde(skip)]
    pub qualifier: String,
    pub direct: bool,
    /// Class of the fact, or property of the triple.
    pub class: String,
    /// Of the fact; empty for a direct triple.
    pub iri: String,
    pub source_role: String,
    pub target_role: String,
    /// IRIs of the ontology's terms among the roles.
    pub terms: Vec<String>,
    /// Last part of the modality's IRI.
    pub modality: String,
    pub confidence: String,
    pub date: String,
    /// Words of the text: a title, a statement, a name.
    pub text: String,
    /// A number, and what it counts.
    pub value: String,
    pub unit: String,
    /// The sentence that says it first.
    pub quote: String,
    /// IRI of the first article that says it.
    pub article: String,
    /// How many places say it; 1 for a direct triple.
    pub weight: u64,
}

/// Nodes, and edges between them.
pub struct Network {
    /// Ordered by IRI.
    pub nodes: Vec<Node>,
    /// Position of the entity that the network is around.
    pub focus: Option<usize>,
    /// By IRI, for the ends of edges.
    positions: BTreeMap<String, usize>,
    edges: Sorted,
    terms: label::Terms,
}

impl Network {
    /// The next edge, in the order of its ends, class and fact.
    ///
    /// # Errors
    /// Where a temporary file cannot be read.
    pub fn next_edge(&mut self) -> io::Result<Option<Edge>> {
        while let Some(record) = self.edges.next()? {
            let Some((mut edge, source, target)) = collect::decode(record)? else { continue };
            let (Some(source), Some(target)) = (self.positions.get(source), self.positions.get(target)) else {
                continue;
            };
            (edge.source, edge.target) = (*source, *target);
            edge.label = self.terms.label(&edge.class);
            let words: Vec<String> = edge.terms.iter().map(|term| self.terms.label(term)).collect();
            edge.qualifier = words.join(", ");
            return Ok(Some(edge));
        }
        Ok(None)
    }

    /// The label of a modality, such as Denied, for pictures.
    fn modality_label(&self, modality: &str) -> String {
        self.terms.label(&format!("{}{modality}", crate::model::vocabulary::NG))
    }

    /// Writes the network; its edges are gone then.
    ///
    /// # Errors
    /// Where the output cannot be written, or a temporary file cannot be read.
    pub fn write(&mut self, format: NetworkFormat, out: impl Write) -> io::Result<()> {
        match format {
            NetworkFormat::GraphMl => graphml::write(self, out),
            NetworkFormat::Dot => dot::write(&picture::picture(self)?, out),
            NetworkFormat::Svg => svg::write(&picture::picture(self)?, out),
        }
    }
}
