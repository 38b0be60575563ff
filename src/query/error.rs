use std::time::Duration;

use oxigraph::sparql::QueryEvaluationError;

use super::Parameter;
use crate::remote::RemoteError;

/// Why a query gave no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum QueryError {
    #[error("there is no query named {name:?}; there are {}", known.join(", "))]
    Unknown { name: String, known: Vec<String> },
    #[error("the query has no parameter {name:?}{}", list(known))]
    UnknownParameter { name: String, known: Vec<Parameter> },
    #[error("the query needs the parameter {name:?}{}", list(known))]
    MissingParameter { name: String, known: Vec<Parameter> },
    #[error("the query cannot be read: {0}")]
    Syntax(String),
    #[error("this is an update, and queries only read; `newsgraph build` is what changes a store")]
    Update,
    #[error("SERVICE is refused: no other endpoint may be asked unless it is named, with `query --allow-service URL`")]
    Service,
    #[error("{0}")]
    Remote(#[source] RemoteError),
    #[error("the query was given up after {} s", .0.as_secs_f64())]
    Timeout(Duration),
    #[error("the query failed: {0}")]
    Evaluation(#[source] QueryEvaluationError),
    #[error("the answer could not be written: {0}")]
    Write(#[from] std::io::Error),
}

impl QueryError {
    /// Whether the user asked for something that does not exist or is not allowed, rather than that it failed.
    pub fn is_usage(&self) -> bool {
        match self {
            Self::Remote(error) => matches!(error, RemoteError::NotAllowed { .. }),
            Self::Timeout(_) | Self::Evaluation(_) | Self::Write(_) => false,
            _ => true,
        }
    }
}

fn list(parameters: &[Parameter]) -> String {
    if parameters.is_empty() {
        return "; it takes none".to_owned();
    }
    let lines: Vec<String> = parameters.iter().map(|parameter| format!("\n  {parameter}")).collect();
    format!("; it takes{}", lines.concat())
}
