//! Compact JSON-LD 1.1 with a fixed context; the nodes of a named graph stand in a graph object of its own.
//!
//! ```
//! use newsgraph::export::{Format, Prefixes, write};
//! use newsgraph::model::{Base, rule_quads};
//! let mut json = Vec::new();
//! write(Format::JsonLd, rule_quads(&Base::default(), ["a"]), &Prefixes::default(), &mut json)?;
//! let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
//! assert_eq!(json["@context"]["prov"], "http://www.w3.org/ns/prov#");
//! assert_eq!(json["@graph"][0]["@id"], "graph/lexicon");
//! assert_eq!(json["@graph"][0]["@graph"][0]["@type"], "prov:Plan");
//! # Ok::<(), std::io::Error>(())
//! ```

use std::io::{self, Write};

use oxigraph::model::vocab::{rdf, xsd};
use serde_json::{Map, Value, json};

use super::order::{Block, Blocks, Term};
use super::prefixes::{Prefixes, Short};
use super::turtle::language_tag;

/// Integers of so few digits are exact in every JSON reader.
const EXACT_DIGITS: usize = 15;

/// Writes blocks as JSON-LD.
///
/// # Errors
/// Where the output cannot be written, or the blocks cannot be read.
pub fn write(blocks: &mut Blocks, prefixes: &Prefixes, mut out: impl Write) -> io::Result<()> {
    out.write_all(b"{\n  \"@context\": ")?;
    out.write_all(indented(&context(prefixes), "  ")?.as_bytes())?;
    out.write_all(b",\n  \"@graph\": [")?;
    let mut graph = String::new();
    let mut comma = "";
    while let Some(block) = blocks.next()? {
        if block.graph != graph {
            if !graph.is_empty() {
                out.write_all(b"\n      ]\n    }")?;
                comma = ",";
            }
            block.graph.clone_into(&mut graph);
            let id = serde_json::to_string(&node_id(prefixes, &graph))?;
            write!(out, "{comma}\n    {{\n      \"@id\": {id},\n      \"@graph\": [")?;
            comma = "";
        }
        let indent = if graph.is_empty() { "    " } else { "        " };
        write!(out, "{comma}\n{indent}{}", indented(&node(prefixes, &block), indent)?)?;
        comma = ",";
    }
    out.write_all(if graph.is_empty() { b"\n  ]\n}\n" } else { b"\n      ]\n    }\n  ]\n}\n" })?;
    out.flush()
}

/// The context: the base and all prefixes, whether used or not, so that it is the same in every file.
fn context(prefixes: &Prefixes) -> Value {
    let mut context = Map::new();
    if let Some(base) = prefixes.base() {
        context.insert("@base".into(), base.into());
    }
    for (name, space) in prefixes.table() {
        context.insert(name.clone(), space.as_str().into());
    }
    Value::Object(context)
}

fn node(prefixes: &Prefixes, block: &Block<'_>) -> Value {
    let mut node = Map::new();
    node.insert("@id".into(), node_id(prefixes, block.subject).into());
    for (predicate, objects) in &block.properties {
        let is_type = *predicate == rdf::TYPE.as_str();
        // A type is an IRI by its keyword; anything else that stands as one, such as a string, stays a plain property.
        let (types, others): (Vec<&Term<'_>>, Vec<&Term<'_>>) =
            objects.iter().partition(|object| is_type && matches!(object, Term::Iri(_) | Term::Blank(_)));
        let mut put = |key: String, mut values: Vec<Value>| {
            let value = if values.len() == 1 { values.remove(0) } else { Value::Array(values) };
            node.insert(key, value);
        };
        if !types.is_empty() {
            let types = types.into_iter().map(|term| match term {
                Term::Iri(iri) => term_id(prefixes, iri).into(),
                Term::Blank(name) | Term::Literal(name, _) | Term::Tagged(name, _) => Value::from(*name),
            });
            put("@type".into(), types.collect());
        }
        if !others.is_empty() {
            put(term_id(prefixes, predicate), others.into_iter().map(|term| value(prefixes, *term)).collect());
        }
    }
    Value::Object(node)
}

fn value(prefixes: &Prefixes, term: Term<'_>) -> Value {
    match term {
        Term::Iri(node) | Term::Blank(node) => json!({ "@id": node_id(prefixes, node) }),
        Term::Literal(value, None) => value.into(),
        Term::Literal(value, Some(datatype)) => {
            native(value, datatype).unwrap_or_else(|| json!({ "@type": term_id(prefixes, datatype), "@value": value }))
        }
        Term::Tagged(value, tag) => json!({ "@language": language_tag(tag), "@value": value }),
    }
}

/// A JSON number or boolean, where reading it back gives the same literal.
fn native(value: &str, datatype: &str) -> Option<Value> {
    if datatype == xsd::BOOLEAN.as_str() {
        return value.parse::<bool>().ok().map(Value::from);
    }
    if datatype != xsd::INTEGER.as_str() || value.len() > EXACT_DIGITS {
        return None;
    }
    let number = value.parse::<i64>().ok()?;
    (number.to_string() == value).then(|| number.into())
}

/// An IRI where JSON-LD resolves it against the base.
fn node_id(prefixes: &Prefixes, node: &str) -> String {
    match prefixes.shorten(node) {
        Short::Prefixed(position, local) => format!("{}:{local}", prefixes.table()[position].0),
        Short::Relative(rest) => rest.to_owned(),
        Short::Full => node.to_owned(),
    }
}

/// An IRI where JSON-LD takes it for a term: a property, class or datatype.
fn term_id(prefixes: &Prefixes, iri: &str) -> String {
    match prefixes.shorten(iri) {
        Short::Prefixed(position, local) => format!("{}:{local}", prefixes.table()[position].0),
        Short::Relative(_) | Short::Full => iri.to_owned(),
    }
}

/// JSON over several lines, the later ones indented.
fn indented(value: &Value, indent: &str) -> io::Result<String> {
    // Strings hold no raw line breaks in JSON, so every one there is belongs to the layout.
    Ok(serde_json::to_string_pretty(value)?.replace('\n', &format!("\n{indent}")))
}
