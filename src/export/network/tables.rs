//! Two tables of comma-separated values, one of nodes and one of edges.

use std::io::{self, Write};

use super::Network;
use super::columns::{EDGES, NODES, Type};
use super::label::local;

/// Whose names the columns have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Headers {
    /// Gephi's: Id, Label; Source, Target, Type, Weight. Other programs that read tables with headers, such as
    /// Neo4j's LOAD CSV, take these as well.
    Gephi,
    /// Those of `neo4j-admin database import`: `id:ID`, `:LABEL`; `:START_ID`, `:END_ID`, `:TYPE`.
    Neo4j,
}

/// Writes both tables. Nodes are known by their IRIs.
///
/// # Errors
/// Where an output cannot be written, or a temporary file cannot be read.
pub fn write_tables(network: &mut Network, headers: Headers, nodes: impl Write, edges: impl Write) -> io::Result<()> {
    let gephi = headers == Headers::Gephi;
    let mut table = csv::Writer::from_writer(nodes);
    let first = if gephi { ["Id", "Label", "Kind"] } else { ["id:ID", "label", ":LABEL"] };
    // The identifier is the IRI already.
    let columns = || NODES.iter().filter(|column| column.name != "iri");
    let names = columns().map(|column| header(headers, column.name, column.kind));
    table.write_record(first.map(str::to_owned).into_iter().chain(names))?;
    for node in &network.nodes {
        table.write_field(&node.iri)?;
        table.write_field(&node.label)?;
        if gephi {
            table.write_field(node.kind)?
        } else {
            table.write_field(capital(node.kind))?
        }
        for column in columns() {
            table.write_field((column.value)(node).as_ref())?;
        }
        table.write_record(None::<&[u8]>)?;
    }
    table.flush()?;
    let mut table = csv::Writer::from_writer(edges);
    let first: &[&str] =
        if gephi { &["Source", "Target", "Type", "Label"] } else { &[":START_ID", ":END_ID", ":TYPE", "label"] };
    let names = EDGES.iter().map(|column| header(headers, column.name, column.kind));
    table.write_record(first.iter().map(|name| (*name).to_owned()).chain(names))?;
    while let Some(edge) = network.next_edge()? {
        table.write_field(&network.nodes[edge.source].iri)?;
        table.write_field(&network.nodes[edge.target].iri)?;
        table.write_field(if gephi { "Directed" } else { local(&edge.class) })?;
        table.write_field(&edge.label)?;
        for column in EDGES {
            table.write_field((column.value)(&edge).as_ref())?;
        }
        table.write_record(None::<&[u8]>)?;
    }
    table.flush()
}

fn header(headers: Headers, name: &str, kind: Type) -> String {
    match (headers, kind) {
        (Headers::Gephi, _) => capital(name),
        (Headers::Neo4j, Type::String) => name.to_owned(),
        (Headers::Neo4j, Type::Long) => format!("{name}:long"),
        (Headers::Neo4j, Type::Double) => format!("{name}:double"),
    }
}

/// The word with its first letter a capital.
fn capital(word: &str) -> String {
    let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
    first.to_ascii_uppercase() + rest
}
