//! What tells two graphs apart: facts, entities and links that came, went or changed, or the statements themselves as
//! RDF Patch.
//!
//! Both graphs are brought into canonical lines first ([`crate::export::canonical`]), so that the names of blank nodes
//! and the order of statements make no difference, and then read side by side. Memory is taken for what differs only.
//!
//! ```
//! use newsgraph::diff::{Comparison, patch};
//! use newsgraph::export::canonical::Canonical;
//! use oxigraph::io::{RdfFormat, RdfParser};
//!
//! let lines = |turtle: &str| {
//!     let mut lines = Canonical::new(false, 1 << 20);
//!     for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle) {
//!         lines.push(quad.unwrap().as_ref()).unwrap();
//!     }
//!     lines.finish().unwrap()
//! };
//! let before = lines("<urn:a> <urn:p> 1, [] .");
//! let after = lines("<urn:a> <urn:p> _:x, 2 .");
//! let mut out = Vec::new();
//! let counts = patch::write(&mut Comparison::new(before, after)?, &mut out)?;
//! assert_eq!((counts.added, counts.deleted), (1, 1));
//! assert!(out.starts_with(b"TX .\nD <urn:a> <urn:p> \"1\"^^<"));
//! # Ok::<(), std::io::Error>(())
//! ```

mod facts;
mod json;
pub mod patch;
mod report;
#[cfg(test)]
mod tests;
mod text;

use std::cmp::Ordering;
use std::io;

pub use facts::{Fact, FactChange};
pub use report::{Report, Thing, ThingChange};

use crate::export::sorter::Sorted;

/// Two graphs read side by side.
pub struct Comparison {
    sides: [Side; 2],
}

/// A subject of which the two graphs do not say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// As N-Quads write it.
    pub subject: String,
    /// All lines about it in the first graph, without their full stops.
    pub before: Vec<String>,
    pub after: Vec<String>,
}

impl Comparison {
    /// Takes the canonical lines of both.
    ///
    /// # Errors
    /// Where a temporary file cannot be read.
    pub fn new(before: Sorted, after: Sorted) -> io::Result<Self> {
        Ok(Self { sides: [Side::new(before)?, Side::new(after)?] })
    }

    /// The next subject that differs, in the order of the lines.
    ///
    /// # Errors
    /// Where a temporary file cannot be read.
    pub fn next_difference(&mut self) -> io::Result<Option<Difference>> {
        loop {
            let [before, after] = &mut self.sides;
            let order = match (before.subject(), after.subject()) {
                (None, None) => return Ok(None),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                // Lines are sorted with the blank behind their subjects.
                (Some(before), Some(after)) => before.bytes().chain([b' ']).cmp(after.bytes().chain([b' '])),
            };
            let (subject, first) = if order.is_le() { before.take()? } else { after.take()? };
            let (before, after) = match order {
                Ordering::Less => (first, Vec::new()),
                Ordering::Greater => (Vec::new(), first),
                Ordering::Equal => (first, after.take()?.1),
            };
            if before != after {
                return Ok(Some(Difference { subject, before, after }));
            }
        }
    }
}

/// One of the graphs, and its next line.
struct Side {
    lines: Sorted,
    next: Option<String>,
}

impl Side {
    fn new(lines: Sorted) -> io::Result<Self> {
        let mut side = Self { lines, next: None };
        side.advance()?;
        Ok(side)
    }

    fn advance(&mut self) -> io::Result<Option<String>> {
        let next = self.lines.next()?.map(|line| String::from_utf8_lossy(line).trim_end_matches(" .").to_owned());
        Ok(std::mem::replace(&mut self.next, next))
    }

    fn subject(&self) -> Option<&str> {
        Some(subject_of(self.next.as_deref()?))
    }

    /// The lines of the next subject.
    fn take(&mut self) -> io::Result<(String, Vec<String>)> {
        let subject = self.subject().unwrap_or_default().to_owned();
        let mut lines = Vec::new();
        while self.subject() == Some(&subject) {
            lines.extend(self.advance()?);
        }
        Ok((subject, lines))
    }
}

/// No blank stands in an IRI or the name of a blank node.
fn subject_of(line: &str) -> &str {
    line.split(' ').next().unwrap_or_default()
}

/// Property and object of a line, each as N-Quads write it; the graph is left out.
fn statement(line: &str) -> Option<(&str, &str)> {
    let mut parts = line.splitn(3, ' ');
    let (_, property, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let end = if rest.starts_with('"') {
        let mut escaped = false;
        let close = rest.bytes().enumerate().skip(1).find_map(|(at, byte)| {
            let closes = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            closes.then_some(at)
        })?;
        rest[close..].find(' ').map_or(rest.len(), |more| close + more)
    } else {
        rest.find(' ').unwrap_or(rest.len())
    };
    Some((property, &rest[..end]))
}
