//! A triple store that graphs are written to, by the Graph Store Protocol or by SPARQL Update.

use std::io::Read;
use std::thread;
use std::time::{Duration, Instant};

use oxigraph::model::NamedNode;
use reqwest::blocking::{Client, RequestBuilder, Response};
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Method, Url};

use super::{Endpoint, Parcel, PushError, RemoteError, http};
use crate::export::Format;

/// The longest pause between two attempts that this side chooses, and the longest that a server may ask for.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
const LONGEST_WISH: Duration = Duration::from_secs(600);
/// Up to how many bytes of lines stand in one update. Virtuoso takes no update of two thousand lines.
pub(super) const UPDATE_BYTES: usize = 1 << 16;

/// How graphs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Protocol {
    /// A PUT for each graph; the SPARQL 1.1 Graph Store HTTP Protocol.
    #[default]
    GraphStore,
    /// Several graphs in a request; SPARQL 1.1 Update.
    Update,
}

/// What the server is told of who is calling.
#[derive(Clone, Default)]
pub enum Login {
    #[default]
    Nobody,
    Basic {
        user: String,
        password: String,
    },
    Bearer(String),
}

impl std::fmt::Debug for Login {
    /// Secrets reach no log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Nobody => "Nobody",
            Self::Basic { .. } => "Basic",
            Self::Bearer(_) => "Bearer",
        })
    }
}

/// A server and how to speak with it.
#[derive(Debug, Clone)]
pub struct Target {
    pub endpoint: Endpoint,
    pub protocol: Protocol,
    pub login: Login,
    /// How long one request may take, what is sent and the answer together.
    pub timeout: Duration,
    /// How often a request is repeated while the server is busy or away.
    pub retries: u32,
    /// The pause before the first repetition; it doubles with each.
    pub pause: Duration,
}

impl Target {
    pub fn new(endpoint: Endpoint) -> Self {
        Self {
            endpoint,
            protocol: Protocol::default(),
            login: Login::default(),
            timeout: Duration::from_secs(300),
            retries: 5,
            pause: Duration::from_millis(500),
        }
    }
}

/// A target that is being written to.
pub(super) struct Connection<'a> {
    target: &'a Target,
    client: Client,
    url: String,
    /// Is told what went wrong and how long the pause is.
    on_pause: &'a dyn Fn(&RemoteError, Duration),
}

impl<'a> Connection<'a> {
    pub fn new(target: &'a Target, on_pause: &'a dyn Fn(&RemoteError, Duration)) -> Result<Self, RemoteError> {
        let client = http::client(target.timeout)?;
        Ok(Self { target, client, url: target.endpoint.to_string(), on_pause })
    }

    /// Writes graphs in place of what the server held of them. Several graphs are for [`Protocol::Update`].
    pub fn put(&self, parcels: &[&Parcel]) -> Result<(), PushError> {
        match self.target.protocol {
            Protocol::GraphStore => parcels.iter().try_for_each(|parcel| self.put_graph(parcel)),
            Protocol::Update => self.update_graphs(parcels),
        }
    }

    pub fn delete(&self, graph: Option<&NamedNode>) -> Result<(), PushError> {
        let deleted = match self.target.protocol {
            Protocol::GraphStore => self.attempt(|| Ok(self.request(Method::DELETE, &self.graph_url(graph)))).map(drop),
            Protocol::Update => self.update(format!("DROP SILENT {}", named(graph, "GRAPH "))),
        };
        match deleted {
            // It is gone, whoever removed it.
            Err(PushError::Remote(RemoteError::Status { status: 404, .. })) => Ok(()),
            other => other,
        }
    }

    /// Whether the server has a graph, where it can tell.
    pub fn has(&self, graph: Option<&NamedNode>) -> Result<Option<bool>, PushError> {
        if self.target.protocol == Protocol::Update {
            return Ok(None);
        }
        match self.attempt(|| Ok(self.request(Method::HEAD, &self.graph_url(graph)))) {
            Ok(_) => Ok(Some(true)),
            Err(PushError::Remote(RemoteError::Status { status: 404, .. })) => Ok(Some(false)),
            Err(PushError::Remote(error)) if error.is_passing() => Err(error.into()),
            Err(PushError::Remote(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn put_graph(&self, parcel: &Parcel) -> Result<(), PushError> {
        let graph = parcel.graph.as_ref();
        let url = self.graph_url(graph);
        let response = self.attempt(|| {
            // Lines of N-Triples are Turtle, which more servers take.
            let request = self.request(Method::PUT, &url);
            Ok(request.header(CONTENT_TYPE, Format::Turtle.media_type()).body(parcel.body()?))
        })?;
        if http::media_type(&response) != "text/html" {
            return Ok(());
        }
        // Some servers confirm with a page; others, such as those that ask to log in, show one instead.
        let formats = [Format::NTriples, Format::Turtle].map(Format::media_type);
        let held = self.attempt(|| Ok(self.request(Method::GET, &url).header(ACCEPT, formats.join(", "))))?;
        self.no_page(&held)
    }

    fn update_graphs(&self, parcels: &[&Parcel]) -> Result<(), PushError> {
        let mut text = String::new();
        for parcel in parcels {
            let graph = parcel.graph.as_ref();
            text.push_str(&format!("DROP SILENT {} ;\n", named(graph, "GRAPH ")));
            for (number, piece) in parcel.pieces(UPDATE_BYTES)?.enumerate() {
                // A large graph takes several updates; the first one empties it.
                if number > 0 {
                    self.update(std::mem::take(&mut text))?;
                }
                let piece = piece?;
                if !piece.is_empty() {
                    text.push_str(&match graph {
                        Some(graph) => format!("INSERT DATA {{ GRAPH {graph} {{\n{piece}}} }} ;\n"),
                        None => format!("INSERT DATA {{\n{piece}}} ;\n"),
                    });
                }
            }
        }
        self.update(text)
    }

    fn update(&self, text: String) -> Result<(), PushError> {
        // The last semicolon may end an update, but not every server knows.
        let text = text.trim_end().trim_end_matches(';').to_owned();
        let response = self.attempt(|| {
            let request = self.request(Method::POST, self.target.endpoint.url());
            Ok(request.header(CONTENT_TYPE, "application/sparql-update; charset=utf-8").body(text.clone()))
        })?;
        self.no_page(&response)
    }

    fn no_page(&self, response: &Response) -> Result<(), PushError> {
        match http::media_type(response) {
            found if found == "text/html" => {
                let wanted = "word that the graph was taken; is this the URL to write to?";
                Err(RemoteError::MediaType { url: self.url.clone(), found, wanted }.into())
            }
            _ => Ok(()),
        }
    }

    fn graph_url(&self, graph: Option<&NamedNode>) -> Url {
        let mut url = self.target.endpoint.url().clone();
        match graph {
            Some(graph) => url.query_pairs_mut().append_pair("graph", graph.as_str()),
            None => url.query_pairs_mut().append_key_only("default"),
        };
        url
    }

    fn request(&self, method: Method, url: &Url) -> RequestBuilder {
        let request = self.client.request(method, url.clone());
        match &self.target.login {
            Login::Nobody => request,
            Login::Basic { user, password } => request.basic_auth(user, Some(password)),
            Login::Bearer(token) => request.bearer_auth(token),
        }
    }

    /// Sends a request, and again while the server is busy or away.
    fn attempt(&self, request: impl Fn() -> Result<RequestBuilder, PushError>) -> Result<Response, PushError> {
        let mut pause = self.target.pause;
        let mut left = self.target.retries;
        loop {
            let error = match http::send(request()?, &self.url, self.target.timeout) {
                Ok(mut response) => {
                    // What is left unread would keep the connection from being used again.
                    drain(&mut response, self.target.timeout);
                    return Ok(response);
                }
                Err(error) => error,
            };
            let wish = match &error {
                RemoteError::Status { retry_after, .. } => retry_after.unwrap_or_default(),
                _ => Duration::ZERO,
            };
            if left == 0 || !error.is_passing() || wish > LONGEST_WISH {
                return Err(error.into());
            }
            left -= 1;
            let wait = pause.max(wish);
            (self.on_pause)(&error, wait);
            thread::sleep(wait);
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }
}

/// Reads what a server says of its success, but not for long.
fn drain(response: &mut Response, limit: Duration) {
    let started = Instant::now();
    let mut piece = [0; 4096];
    for _ in 0..16 {
        if started.elapsed() > limit || !matches!(response.read(&mut piece), Ok(1..)) {
            break;
        }
    }
}

fn named(graph: Option<&NamedNode>, keyword: &str) -> String {
    graph.map_or_else(|| "DEFAULT".to_owned(), |graph| format!("{keyword}{graph}"))
}
