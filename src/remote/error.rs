use std::path::PathBuf;
use std::time::Duration;

use crate::rdf::RdfError;
use crate::store::StoreError;

/// Why another server did not do what was asked. Each message begins with the server's URL.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum RemoteError {
    #[error("{url}: this endpoint is not among those that may be called (allowed: {allowed})")]
    NotAllowed { url: String, allowed: String },
    #[error("{url}: no answer within {} s", .limit.as_secs_f64())]
    Timeout { url: String, limit: Duration },
    #[error("{url}: the server cannot be reached: {reason}")]
    Connect { url: String, reason: String },
    #[error("{url}: no secure connection: {reason}")]
    Tls { url: String, reason: String },
    #[error("{url}: the connection broke: {reason}")]
    Broken { url: String, reason: String },
    #[error("{url}: the answer is a redirection to {to}, which is not followed; name that URL if it is meant")]
    Redirect { url: String, to: String },
    #[error("{url}: {}{}", status_words(*.status), after_colon(.said))]
    Status { url: String, status: u16, said: String, retry_after: Option<Duration> },
    #[error("{url}: the answer is {found}, which holds no {wanted}")]
    MediaType { url: String, found: String, wanted: &'static str },
    #[error("{url}: the answer is larger than {} MB", .limit / 1_000_000)]
    TooLarge { url: String, limit: u64 },
    #[error("{url}: the endpoint answers with a part of the rows only; ask it for fewer ({said})")]
    Partial { url: String, said: String },
    #[error("{url}: the answer cannot be read: {reason}")]
    Nonsense { url: String, reason: String },
}

impl RemoteError {
    /// Whether the same request may do another time: the server is busy or away.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Timeout { .. } | Self::Connect { .. } | Self::Broken { .. } => true,
            Self::Status { status, .. } => matches!(status, 429 | 500 | 502..=504 | 506..=599),
            _ => false,
        }
    }

    /// Whether it is about what was sent, so that other requests may do.
    pub fn is_of_content(&self) -> bool {
        matches!(self, Self::Status { status: 400 | 406 | 409 | 411..=423, .. })
    }
}

/// What a status means for whoever called, where its number says little.
fn status_words(status: u16) -> String {
    let words = match status {
        400 => "the server does not understand the request",
        401 => "the server wants a user name and password, or a token, and those given do not do",
        403 => "the server forbids this to whoever is logged in",
        404 => "there is nothing at this URL",
        405 => "the server takes no such request at this URL",
        413 => "the server takes nothing as large as this",
        415 => "the server does not take this format",
        429 => "the server wants fewer requests",
        500..=599 => "the server failed",
        _ => "the server refuses",
    };
    format!("{words} (status {status})")
}

fn after_colon(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(": {text}") }
}

/// Why a graph could not be written to another triple store.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PushError {
    #[error(transparent)]
    Remote(#[from] RemoteError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Rdf(#[from] RdfError),
    #[error("temporary file: {0}")]
    Temporary(#[from] std::io::Error),
    #[error("{}: {source}", path.display())]
    Journal { path: PathBuf, source: std::io::Error },
    #[error("{}: another process is writing to a server from here", path.display())]
    Busy { path: PathBuf },
    #[error("the graph {0} has a blank node for a name, which no server could be told")]
    BlankGraph(String),
}
