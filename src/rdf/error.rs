use std::io;

use crate::export::Format;

/// What is wrong with a file of RDF.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RdfError {
    #[error("{path}: cannot be read: {source}")]
    Read { path: String, source: io::Error },
    #[error("{path}: the name does not tell the format; there are {}", names())]
    Format { path: String },
    #[error("{path}:{place}{reason}")]
    Syntax { path: String, place: Place, reason: String },
    #[error("{path}:{place}{term} is of RDF 1.2, which this project does not keep")]
    Newer { path: String, place: Place, term: String },
}

/// Line and column from 1, as far as they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    pub line: Option<u64>,
    pub column: Option<u64>,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for number in [self.line, self.column].into_iter().flatten() {
            write!(f, "{number}:")?;
        }
        f.write_str(" ")
    }
}

fn names() -> String {
    let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
    names.join(", ")
}
