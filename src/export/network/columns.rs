//! What is told of nodes and edges, and of which type it is.
//!
//! ```
//! use newsgraph::export::network::{Edge, columns::{EDGES, Type}};
//! let confidence = EDGES.iter().find(|column| column.name == "confidence").unwrap();
//! assert_eq!(confidence.kind, Type::Double);
//! assert_eq!((confidence.value)(&Edge::default()), "");
//! ```

use std::borrow::Cow;

use super::label::local;
use super::{Edge, Node};

/// The type of a column, in which every program understands it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    String,
    Long,
    Double,
}

/// One thing that is told of each.
pub struct Column<T> {
    pub name: &'static str,
    pub kind: Type,
    /// Empty where there is nothing to tell.
    pub value: for<'a> fn(&'a T) -> Cow<'a, str>,
}

const fn text<T>(name: &'static str, value: for<'a> fn(&'a T) -> Cow<'a, str>) -> Column<T> {
    Column { name, kind: Type::String, value }
}

/// Besides its identifier, label and kind.
pub const NODES: &[Column<Node>] = &[
    text("iri", |node| node.iri.as_str().into()),
    text("wikidata", |node| node.wikidata.as_deref().unwrap_or_default().into()),
    text("dbpedia", |node| node.dbpedia.as_deref().unwrap_or_default().into()),
    Column { name: "mentions", kind: Type::Long, value: |node| node.mentions.to_string().into() },
];

/// Besides its ends and label.
pub const EDGES: &[Column<Edge>] = &[
    Column { name: "weight", kind: Type::Double, value: |edge| edge.weight.to_string().into() },
    text("kind", |edge| if edge.direct { "direct" } else { "fact" }.into()),
    text("class", |edge| local(&edge.class).into()),
    text("qualifier", |edge| edge.qualifier.as_str().into()),
    text("sourceRole", |edge| edge.source_role.as_str().into()),
    text("targetRole", |edge| edge.target_role.as_str().into()),
    text("modality", |edge| edge.modality.as_str().into()),
    Column { name: "confidence", kind: Type::Double, value: |edge| edge.confidence.as_str().into() },
    text("date", |edge| edge.date.as_str().into()),
    text("text", |edge| edge.text.as_str().into()),
    Column { name: "value", kind: Type::Double, value: |edge| edge.value.as_str().into() },
    text("unit", |edge| edge.unit.as_str().into()),
    text("quote", |edge| edge.quote.as_str().into()),
    text("article", |edge| edge.article.as_str().into()),
    text("iri", |edge| if edge.direct { &edge.class } else { &edge.iri }.as_str().into()),
];
