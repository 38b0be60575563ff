//! RDF Patch (<https://afs.github.io/rdf-delta/rdf-patch.html>): a transaction of lines that delete and add.
//!
//! ```
//! use newsgraph::diff::{Comparison, patch};
//! use newsgraph::export::canonical::Canonical;
//! let nothing = || Canonical::new(true, 1 << 20).finish();
//! let mut out = Vec::new();
//! patch::write(&mut Comparison::new(nothing()?, nothing()?)?, &mut out)?;
//! assert_eq!(out, b"TX .\nTC .\n");
//! # Ok::<(), std::io::Error>(())
//! ```

use std::io::{self, Write};

use super::Comparison;

/// How many statements a patch deletes and adds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub deleted: u64,
    pub added: u64,
}

/// Writes what makes the second graph of the first. Blank nodes have their canonical names.
///
/// # Errors
/// Where the output cannot be written, or a temporary file cannot be read.
pub fn write(comparison: &mut Comparison, mut out: impl Write) -> io::Result<Counts> {
    let mut counts = Counts::default();
    writeln!(out, "TX .")?;
    while let Some(difference) = comparison.next_difference()? {
        for line in difference.before.iter().filter(|line| difference.after.binary_search(line).is_err()) {
            writeln!(out, "D {line} .")?;
            counts.deleted += 1;
        }
        for line in difference.after.iter().filter(|line| difference.before.binary_search(line).is_err()) {
            writeln!(out, "A {line} .")?;
            counts.added += 1;
        }
    }
    writeln!(out, "TC .")?;
    out.flush()?;
    Ok(counts)
}
