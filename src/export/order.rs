//! The order in which readable formats describe things: sources, articles, entities, concepts, then facts as the text
//! tells them, each followed by its sums of money and the evidence it rests on, then all else.
//!
//! Triples are sorted by subject first; then each subject, with all its triples, is given its place, as [`place`] tells.
//!
//! ```
//! use newsgraph::export::order::{Order, Term};
//! use oxigraph::model::{GraphNameRef, NamedNodeRef, QuadRef};
//! let node = NamedNodeRef::new_unchecked("urn:a");
//! let mut order = Order::new(true, 1 << 20);
//! order.push(QuadRef::new(node, node, node, GraphNameRef::DefaultGraph))?;
//! let mut blocks = order.finish()?;
//! let block = blocks.next()?.unwrap();
//! assert_eq!(block.subject, "urn:a");
//! assert_eq!(block.properties, [("urn:a", vec![Term::Iri("urn:a")])]);
//! # Ok::<(), std::io::Error>(())
//! ```

mod place;

use std::io;

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphNameRef, NamedOrBlankNodeRef, QuadRef, TermRef};

use super::sorter::{Sorted, Sorter};
use place::{Group, Places};

/// An object of a triple.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term<'a> {
    Iri(&'a str),
    /// With the `_:` before its name.
    Blank(&'a str),
    /// Value, and datatype where it is not `xsd:string`.
    Literal(&'a str, Option<&'a str>),
    /// Value and language tag in lower case.
    Tagged(&'a str, &'a str),
}

impl<'a> Term<'a> {
    /// The parts of an IRI or literal; nothing for other terms, and for what only RDF 1.2 has.
    pub fn of(term: TermRef<'a>) -> Option<Self> {
        match term {
            TermRef::NamedNode(node) => Some(Self::Iri(node.as_str())),
            TermRef::Literal(literal) if literal.direction().is_none() => Some(match literal.language() {
                Some(tag) => Self::Tagged(literal.value(), tag),
                None if literal.datatype() == xsd::STRING => Self::Literal(literal.value(), None),
                None => Self::Literal(literal.value(), Some(literal.datatype().as_str())),
            }),
            _ => None,
        }
    }
}

/// All that one graph says of one subject.
#[derive(Debug)]
pub struct Block<'a> {
    /// Empty for the default graph, and where graphs are dropped.
    pub graph: &'a str,
    /// An IRI, or a blank node with its `_:`.
    pub subject: &'a str,
    /// `rdf:type` first, then by IRI; objects sorted.
    pub properties: Vec<(&'a str, Vec<Term<'a>>)>,
}

/// Takes quads in any order.
pub struct Order {
    graphs: bool,
    budget: usize,
    sorter: Sorter,
    record: Vec<u8>,
}

impl Order {
    /// Without `graphs`, quads of all graphs are one.
    pub fn new(graphs: bool, budget: usize) -> Self {
        Self { graphs, budget, sorter: Sorter::new(budget), record: Vec::new() }
    }

    /// # Errors
    /// Where a temporary file cannot be written, or the object is a triple term or a string with a direction.
    pub fn push(&mut self, quad: QuadRef<'_>) -> io::Result<()> {
        let record = &mut self.record;
        record.clear();
        if self.graphs {
            match quad.graph_name {
                GraphNameRef::NamedNode(node) => record.extend_from_slice(node.as_str().as_bytes()),
                GraphNameRef::BlankNode(node) => push_blank(record, node.as_str()),
                GraphNameRef::DefaultGraph => {}
            }
        }
        record.push(0);
        match quad.subject {
            NamedOrBlankNodeRef::NamedNode(node) => record.extend_from_slice(node.as_str().as_bytes()),
            NamedOrBlankNodeRef::BlankNode(node) => push_blank(record, node.as_str()),
        }
        record.push(0);
        // An empty predicate stands for rdf:type, because it sorts first.
        if quad.predicate != rdf::TYPE {
            record.extend_from_slice(quad.predicate.as_str().as_bytes());
        }
        record.push(0);
        push_term(record, quad.object)?;
        self.sorter.push(record)
    }

    /// # Errors
    /// Where a temporary file cannot be written or read.
    pub fn finish(self) -> io::Result<Blocks> {
        let mut quads = self.sorter.finish()?;
        let mut places = Places::new(self.budget);
        let mut group = Group::default();
        while let Some(record) = quads.next()? {
            let mut parts = record.splitn(3, |byte| *byte == 0);
            let (graph, subject, rest) = (part(parts.next()), part(parts.next()), parts.next().unwrap_or_default());
            if group.is_empty() || !group.is_of(graph, subject) {
                group.flush(&mut places)?;
                group.begin(graph, subject);
            }
            group.add(rest)?;
        }
        group.flush(&mut places)?;
        Ok(Blocks(places.finish()?))
    }
}

/// Subjects with all their triples, in order.
pub struct Blocks(Sorted);

impl Blocks {
    /// The next subject, or nothing at the end.
    ///
    /// # Errors
    /// Where a temporary file cannot be read.
    #[expect(clippy::should_implement_trait, reason = "the block is borrowed, which an iterator cannot do")]
    pub fn next(&mut self) -> io::Result<Option<Block<'_>>> {
        let Some(record) = self.0.next()? else { return Ok(None) };
        let mut parts = record.splitn(4, |byte| *byte == 0);
        let (graph, _, subject) = (part(parts.next()), parts.next(), part(parts.next()));
        let mut rest = parts.next().unwrap_or_default();
        let mut properties: Vec<(&str, Vec<Term<'_>>)> = Vec::new();
        while let Some((length, tail)) = rest.split_first_chunk::<4>() {
            let (row, tail) = tail.split_at(u32::from_le_bytes(*length) as usize);
            rest = tail;
            let (predicate, object) = row_parts(row);
            match properties.last_mut() {
                Some((last, objects)) if *last == predicate => objects.push(object),
                _ => properties.push((predicate, vec![object])),
            }
        }
        Ok(Some(Block { graph, subject, properties }))
    }
}

fn push_blank(record: &mut Vec<u8>, name: &str) {
    record.extend_from_slice(b"_:");
    record.extend_from_slice(name.as_bytes());
}

/// Writes an object so that its bytes sort: blank nodes, IRIs, literals by datatype, tagged strings by tag.
fn push_term(record: &mut Vec<u8>, term: TermRef<'_>) -> io::Result<()> {
    if let TermRef::BlankNode(node) = term {
        record.push(b'B');
        push_blank(record, node.as_str());
        return Ok(());
    }
    let (kind, before, value) = match Term::of(term) {
        Some(Term::Iri(iri)) => (b'I', None, iri),
        Some(Term::Literal(value, datatype)) => (b'L', Some(datatype.unwrap_or_default()), value),
        Some(Term::Tagged(value, tag)) => (b'T', Some(tag), value),
        Some(Term::Blank(_)) | None => {
            return Err(io::Error::new(
                io::ErrorKind::Unsupported,
                format!("this format cannot hold {term}, which is of RDF 1.2; nt and nq can"),
            ));
        }
    };
    record.push(kind);
    if let Some(before) = before {
        // Datatypes are IRIs, whose case counts; that of tags does not.
        record.extend(before.bytes().map(|byte| if kind == b'T' { byte.to_ascii_lowercase() } else { byte }));
        record.push(0);
    }
    record.extend_from_slice(value.as_bytes());
    Ok(())
}

/// Predicate and object of a row: predicate, zero, object.
fn row_parts(row: &[u8]) -> (&str, Term<'_>) {
    let mut parts = row.splitn(2, |byte| *byte == 0);
    let predicate = match part(parts.next()) {
        "" => rdf::TYPE.as_str(),
        predicate => predicate,
    };
    let object = part(parts.next());
    let (kind, text) = object.split_at_checked(1).unwrap_or_default();
    let (before, value) = text.split_once('\0').unwrap_or(("", text));
    let object = match kind {
        "I" => Term::Iri(text),
        "B" => Term::Blank(text),
        "T" => Term::Tagged(value, before),
        _ => Term::Literal(value, Some(before).filter(|datatype| !datatype.is_empty())),
    };
    (predicate, object)
}

/// A field of a record. Records are made of strings only, so it is always UTF-8.
fn part(bytes: Option<&[u8]>) -> &str {
    bytes.and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
}
