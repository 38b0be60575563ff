//! Other servers: endpoints that a query may ask beside the store, and triple stores that a graph is written to.
//!
//! Nothing here is called unless the user names the server. A redirection is never followed, since it could lead to
//! a server that nobody named, and would carry passwords there.
//!
//! ```
//! use newsgraph::remote::Endpoint;
//!
//! let allowed: Endpoint = "https://data.example.org/sparql".parse().unwrap();
//! assert!(allowed.covers("https://data.example.org/sparql/people?timeout=5"));
//! assert!(!allowed.covers("https://data.example.org/sparql-internal"));
//! ```

mod endpoint;
mod error;
mod http;
mod service;

pub use endpoint::{Endpoint, EndpointError};
pub use error::RemoteError;
pub use service::Services;
pub(crate) use service::{Handler, Refused};
