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
pub(crate) mod http;
mod journal;
mod parcel;
mod push;
mod service;
mod target;

pub use endpoint::{Endpoint, EndpointError};
pub use error::{PushError, RemoteError};
pub use journal::Journal;
pub use parcel::{FileParcels, Parcel};
pub use push::{Progress, Summary, push};
pub use service::Services;
pub(crate) use service::{FORMATS, Handler, Refused, answer};
pub use target::{Login, Protocol, Target};
