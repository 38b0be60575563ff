//! What can be wrong with an input.

use std::io;

use super::charset::CharsetError;

/// What is wrong with an input; the rest of the inputs are not touched by it.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    #[error("{path}: cannot be read: {source}")]
    Unreadable { path: String, source: io::Error },
    #[error("{path}: holds no text")]
    Empty { path: String },
    #[error("{path}{}: is larger than the limit of {limit} bytes", line.map(|line| format!(":{line}")).unwrap_or_default())]
    TooLarge { path: String, line: Option<usize>, limit: u64 },
    #[error("{path}: is not text: {reason}")]
    NotText { path: String, reason: String },
    #[error("{path}: cannot be decoded: {reason}")]
    Undecodable { path: String, reason: String },
    #[error("{path}: cannot be parsed: {reason}")]
    Unparsable { path: String, reason: String },
    #[error("{path}:{line}: is no record: {reason}")]
    BrokenRecord { path: String, line: usize, reason: String },
    #[error("{path}: is {format}, a format that is not read")]
    UnknownFormat { path: String, format: &'static str },
}

impl IngestError {
    /// The file or folder, as the user gave it or as it was found in a folder that the user gave; without the line
    /// of a record.
    pub fn path(&self) -> &str {
        match self {
            Self::Unreadable { path, .. }
            | Self::Empty { path }
            | Self::TooLarge { path, .. }
            | Self::NotText { path, .. }
            | Self::Undecodable { path, .. }
            | Self::Unparsable { path, .. }
            | Self::BrokenRecord { path, .. }
            | Self::UnknownFormat { path, .. } => path,
        }
    }

    pub(super) fn charset(path: &str, error: CharsetError) -> Self {
        let (path, reason) = (path.to_owned(), error.to_string());
        match error {
            CharsetError::NotText => Self::NotText { path, reason },
            CharsetError::Undecodable { .. } => Self::Undecodable { path, reason },
        }
    }
}
