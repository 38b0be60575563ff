//! Writes graphs as files: the same graph gives the same bytes, in whatever order its quads come.
//!
//! Each format has a file of its own. To add one, write it there, over [`order`] where it groups by subject or over
//! [`sorter`] where it does not, and add it to [`Format`] and [`Writer`]. Memory stays bounded: what does not fit is
//! sorted in temporary files.
//!
//! ```
//! use newsgraph::export::{Format, Prefixes, write};
//! use oxigraph::model::{GraphName, Literal, NamedNode, Quad};
//!
//! let node = NamedNode::new("https://w3id.org/newsgraph/entity/acme").unwrap();
//! let name = NamedNode::new("https://schema.org/name").unwrap();
//! let quad = Quad::new(node, name, Literal::from("Acme"), GraphName::DefaultGraph);
//! let mut turtle = Vec::new();
//! write(Format::from_name("ttl").unwrap(), [quad], &Prefixes::default(), &mut turtle)?;
//! let expected = "@base <https://w3id.org/newsgraph/> .\n@prefix schema: <https://schema.org/> .\n\n\
//!                 <entity/acme> schema:name \"Acme\" .\n";
//! assert_eq!(String::from_utf8(turtle).unwrap(), expected);
//! # Ok::<(), std::io::Error>(())
//! ```

pub mod canonical;
pub mod describe;
pub mod jsonld;
pub mod lines;
pub mod network;
pub mod order;
pub mod prefixes;
pub mod rdfxml;
pub mod sorter;
pub mod turtle;

use std::io::{self, Write};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphNameRef, NamedOrBlankNodeRef, Quad, QuadRef};

pub use prefixes::Prefixes;

use canonical::Canonical;
use order::{Order, Term};
use prefixes::Used;
use sorter::Sorter;

/// Bytes of quads that a sort keeps in memory; a second sort of the same size may run beside it.
const BUDGET: usize = 40 << 20;

/// A format that graphs are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    Turtle,
    TriG,
    NTriples,
    NQuads,
    RdfXml,
    JsonLd,
}

impl Format {
    pub const ALL: [Self; 6] = [Self::Turtle, Self::TriG, Self::NTriples, Self::NQuads, Self::RdfXml, Self::JsonLd];

    /// The format that a command line or a file extension calls by this name, in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "ttl" | "turtle" => Self::Turtle,
            "trig" => Self::TriG,
            "nt" | "ntriples" | "n-triples" => Self::NTriples,
            "nq" | "nquads" | "n-quads" => Self::NQuads,
            "rdfxml" | "rdf" | "xml" | "rdf/xml" => Self::RdfXml,
            "jsonld" | "json-ld" => Self::JsonLd,
            _ => return None,
        })
    }

    /// The name by which a command line calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Turtle => "ttl",
            Self::TriG => "trig",
            Self::NTriples => "nt",
            Self::NQuads => "nq",
            Self::RdfXml => "rdfxml",
            Self::JsonLd => "jsonld",
        }
    }

    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Turtle => "text/turtle",
            Self::TriG => "application/trig",
            Self::NTriples => "application/n-triples",
            Self::NQuads => "application/n-quads",
            Self::RdfXml => "application/rdf+xml",
            Self::JsonLd => "application/ld+json",
        }
    }

    /// Whether it keeps named graphs apart; the others hold their union.
    pub const fn has_graphs(self) -> bool {
        matches!(self, Self::TriG | Self::NQuads | Self::JsonLd)
    }
}

/// Writes quads in a format.
///
/// # Errors
/// Where the output or a temporary file cannot be written, or the format cannot hold a quad.
pub fn write(
    format: Format,
    quads: impl IntoIterator<Item = Quad>,
    prefixes: &Prefixes,
    out: impl Write,
) -> io::Result<()> {
    let mut writer = Writer::new(format, prefixes);
    for quad in quads {
        writer.add(quad.as_ref())?;
    }
    writer.finish(out)
}

/// Takes quads one by one, from a source that may fail for instance, and writes them at the end.
pub struct Writer<'a> {
    format: Format,
    prefixes: &'a Prefixes,
    used: Used,
    sink: Sink,
}

enum Sink {
    Lines(Sorter, Vec<u8>),
    Canonical(Box<Canonical>),
    Blocks(Order),
}

impl<'a> Writer<'a> {
    pub fn new(format: Format, prefixes: &'a Prefixes) -> Self {
        Self::with_budget(format, prefixes, BUDGET)
    }

    /// A writer that sorts so many bytes in memory at a time.
    fn with_budget(format: Format, prefixes: &'a Prefixes, budget: usize) -> Self {
        let sink = match format {
            Format::NTriples | Format::NQuads => Sink::Lines(Sorter::new(budget), Vec::new()),
            _ => Sink::Blocks(Order::new(format.has_graphs(), budget)),
        };
        Self { format, prefixes, used: Used::default(), sink }
    }

    /// A writer of the canonical form of graphs, in which blank nodes have the names that RDFC-1.0 gives them; only
    /// N-Triples and N-Quads have one.
    pub fn canonical(format: Format, prefixes: &'a Prefixes) -> Option<Self> {
        let graphs = match format {
            Format::NTriples => false,
            Format::NQuads => true,
            _ => return None,
        };
        let sink = Sink::Canonical(Box::new(Canonical::new(graphs, BUDGET)));
        Some(Self { format, prefixes, used: Used::default(), sink })
    }

    /// # Errors
    /// Where a temporary file cannot be written, or the format cannot hold the quad.
    pub fn add(&mut self, quad: QuadRef<'_>) -> io::Result<()> {
        match &mut self.sink {
            Sink::Lines(sorter, line) => lines::push(sorter, line, quad, self.format.has_graphs()),
            Sink::Canonical(canonical) => canonical.push(quad),
            Sink::Blocks(order) => {
                order.push(quad)?;
                self.note(quad);
                Ok(())
            }
        }
    }

    /// Notes the prefixes that the quad is going to need, since they stand before all quads.
    fn note(&mut self, quad: QuadRef<'_>) {
        let (used, prefixes) = (&mut self.used, self.prefixes);
        let is_type = quad.predicate == rdf::TYPE;
        match self.format {
            Format::Turtle | Format::TriG => {
                if let NamedOrBlankNodeRef::NamedNode(subject) = quad.subject {
                    used.note(prefixes, subject.as_str());
                }
                if !is_type {
                    used.note(prefixes, quad.predicate.as_str());
                }
                if let Some(object) = Term::of(quad.object) {
                    turtle::note_term(used, prefixes, object);
                }
                if let (Format::TriG, GraphNameRef::NamedNode(graph)) = (self.format, quad.graph_name) {
                    used.note(prefixes, graph.as_str());
                }
            }
            Format::RdfXml => {
                used.note(prefixes, quad.predicate.as_str());
                if let (true, Some(Term::Iri(class))) = (is_type, Term::of(quad.object)) {
                    used.note(prefixes, class);
                }
            }
            Format::NTriples | Format::NQuads | Format::JsonLd => {}
        }
    }

    /// # Errors
    /// Where the output cannot be written, a temporary file cannot be read, or the format cannot hold a string.
    pub fn finish(self, out: impl Write) -> io::Result<()> {
        match (self.sink, self.format) {
            (Sink::Lines(sorter, _), _) => lines::write(sorter.finish()?, out),
            (Sink::Canonical(canonical), _) => lines::write(canonical.finish()?, out),
            (Sink::Blocks(order), Format::RdfXml) => {
                rdfxml::write(&mut order.finish()?, self.prefixes, &self.used, out)
            }
            (Sink::Blocks(order), Format::JsonLd) => jsonld::write(&mut order.finish()?, self.prefixes, out),
            (Sink::Blocks(order), _) => turtle::write(&mut order.finish()?, self.prefixes, &self.used, out),
        }
    }
}

#[cfg(test)]
mod tests;
