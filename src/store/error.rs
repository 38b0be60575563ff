use std::io;
use std::path::PathBuf;

use oxigraph::model::NamedNode;
use oxigraph::sparql::QueryEvaluationError;
use oxigraph::store::{LoaderError, StorageError};

/// Why a store could not be opened, read or written. Opening touches nothing when it fails.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    #[error("{}: there is no store here; `newsgraph build` makes one", directory.display())]
    Missing { directory: PathBuf },
    #[error("{}: this is a file, and a store is a folder", directory.display())]
    NotAFolder { directory: PathBuf },
    #[error("{}: the folder holds other files and is no newsgraph store; nothing was changed", directory.display())]
    NotAStore { directory: PathBuf },
    #[error("{}: another process has this store open", directory.display())]
    Locked { directory: PathBuf },
    #[error(
        "{}: the store has format {found}, and this version of newsgraph reads up to format {known}; \
         nothing was changed",
        directory.display()
    )]
    Newer { directory: PathBuf, found: u64, known: u64 },
    #[error("{}: the store is kept by {found}, and this build of newsgraph reads {known} only", directory.display())]
    OtherEngine { directory: PathBuf, found: String, known: &'static str },
    #[error("{}: the store's IRIs begin with <{found}>, not with <{asked}>", directory.display())]
    OtherBase { directory: PathBuf, found: String, asked: String },
    #[error("{}: {reason}", file.display())]
    Manifest { file: PathBuf, reason: String },
    #[error("{}: {source}", path.display())]
    Io { path: PathBuf, source: io::Error },
    #[error("data of others cannot go into {graph}: {reason}")]
    NotForLoading { graph: NamedNode, reason: &'static str },
    #[error("the store could not be read or written: {0}")]
    Storage(#[from] StorageError),
    #[error("the store's file could not be read: {0}")]
    Load(#[from] LoaderError),
    #[error("the store could not be searched: {0}")]
    Search(#[from] QueryEvaluationError),
}

impl StoreError {
    pub(super) fn io(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }
}
