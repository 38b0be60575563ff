//! N-Triples and N-Quads: a line a statement, sorted by code point.
//!
//! ```
//! use newsgraph::export::{Format, Prefixes, write};
//! use newsgraph::model::{Base, rule_quads};
//! let mut lines = Vec::new();
//! write(Format::NTriples, rule_quads(&Base::default(), ["b", "a"]), &Prefixes::default(), &mut lines)?;
//! assert!(lines.starts_with(b"<https://w3id.org/newsgraph/rule/a> <http://purl.org/dc/terms/identifier> \"a\" .\n"));
//! # Ok::<(), std::io::Error>(())
//! ```

use std::io::{self, Write};

use oxigraph::model::QuadRef;

use super::sorter::{Sorted, Sorter};

/// Adds the line of a quad; without `graphs` that of its triple.
///
/// # Errors
/// Where a temporary file cannot be written.
pub fn push(sorter: &mut Sorter, line: &mut Vec<u8>, quad: QuadRef<'_>, graphs: bool) -> io::Result<()> {
    line.clear();
    if graphs {
        write!(line, "{quad} .")?;
    } else {
        write!(line, "{} {} {} .", quad.subject, quad.predicate, quad.object)?;
    }
    sorter.push(line)
}

/// Writes the lines.
///
/// # Errors
/// Where the output cannot be written, or the lines cannot be read.
pub fn write(mut lines: Sorted, mut out: impl Write) -> io::Result<()> {
    while let Some(line) = lines.next()? {
        out.write_all(line)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
