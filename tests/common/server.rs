//! A server for tests: HTTP on a port of this machine, a thread a connection, answers given by a function.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use oxigraph::io::{RdfFormat, RdfParser, RdfSerializer};
use oxigraph::model::{GraphName, NamedNode};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;

/// What a client sent.
#[derive(Debug, Clone)]
pub struct Request {
    pub method: String,
    pub path: String,
    /// Of the URL, and of the body where that is a form.
    pub parameters: BTreeMap<String, String>,
    /// Names in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

pub enum Reply {
    /// Status, media type and body.
    Answer(u16, &'static str, Vec<u8>),
    /// The same with one more header.
    With(&'static str, String, u16),
    /// Nothing for so long.
    Silence(Duration),
    /// The connection is closed without a word.
    Close,
    /// A body that never ends, a byte at a time.
    Drip(&'static str, Duration),
}

pub struct Server {
    /// Without a slash at its end.
    pub url: String,
    /// All requests so far.
    pub requests: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    pub fn start(answer: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (seen, answer) = (Arc::clone(&requests), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (seen, answer) = (Arc::clone(&seen), Arc::clone(&answer));
                thread::spawn(move || {
                    let Some(request) = receive(&stream) else { return };
                    seen.lock().unwrap().push(request.clone());
                    // A client that has gone is what some tests are about.
                    let _ = reply(stream, answer(&request));
                });
            }
        });
        Self { url, requests }
    }

    pub fn count(&self) -> usize {
        self.requests.lock().unwrap().len()
    }

    pub fn seen(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

/// A triple store with a SPARQL endpoint at /query and /update and the Graph Store Protocol at /store.
pub fn triple_store(store: &Store) -> impl Fn(&Request) -> Reply + Send + Sync + 'static {
    let store = store.clone();
    move |request| match request.path.as_str() {
        "/query" => select(&store, &request.parameters["query"]),
        "/update" => {
            let text = String::from_utf8(request.body.clone()).unwrap();
            match SparqlEvaluator::new().parse_update(&text) {
                Ok(update) => {
                    update.on_store(&store).execute().unwrap();
                    Reply::Answer(204, "", Vec::new())
                }
                Err(error) => Reply::Answer(400, "text/plain", error.to_string().into_bytes()),
            }
        }
        "/store" => graph_store(&store, request),
        _ => Reply::Answer(404, "text/html", b"<html><title>Not found</title></html>".to_vec()),
    }
}

fn select(store: &Store, query: &str) -> Reply {
    let query = SparqlEvaluator::new().parse_query(query).unwrap();
    let QueryResults::Solutions(rows) = query.on_store(store).execute().unwrap() else { panic!("no rows") };
    let serializer = QueryResultsSerializer::from_format(QueryResultsFormat::Json);
    let mut writer = serializer.serialize_solutions_to_writer(Vec::new(), rows.variables().to_vec()).unwrap();
    for row in rows {
        writer.serialize(&row.unwrap()).unwrap();
    }
    Reply::Answer(200, "application/sparql-results+json; charset=utf-8", writer.finish().unwrap())
}

fn graph_store(store: &Store, request: &Request) -> Reply {
    let graph = match request.parameters.get("graph") {
        Some(iri) => GraphName::from(NamedNode::new(iri).unwrap()),
        None => {
            assert!(request.parameters.contains_key("default"), "{request:?}");
            GraphName::DefaultGraph
        }
    };
    let held: Vec<_> =
        store.quads_for_pattern(None, None, None, Some(graph.as_ref())).collect::<Result<_, _>>().unwrap();
    match request.method.as_str() {
        "PUT" => {
            let format = RdfFormat::from_media_type(&request.headers["content-type"]).unwrap();
            let parser = RdfParser::from_format(format).with_default_graph(graph.clone()).for_slice(&request.body);
            let quads = match parser.collect::<Result<Vec<_>, _>>() {
                Ok(quads) => quads,
                Err(error) => return Reply::Answer(400, "text/plain", error.to_string().into_bytes()),
            };
            let mut transaction = store.start_transaction().unwrap();
            transaction.clear_graph(graph.as_ref()).unwrap();
            transaction.extend(&quads);
            transaction.commit().unwrap();
            Reply::Answer(if held.is_empty() { 201 } else { 204 }, "", Vec::new())
        }
        _ if held.is_empty() => Reply::Answer(404, "text/plain", b"no such graph".to_vec()),
        "DELETE" => {
            store.clear_graph(graph.as_ref()).unwrap();
            Reply::Answer(204, "", Vec::new())
        }
        "GET" | "HEAD" => {
            let mut writer = RdfSerializer::from_format(RdfFormat::NTriples).for_writer(Vec::new());
            held.iter().for_each(|quad| writer.serialize_triple(quad.as_ref()).unwrap());
            Reply::Answer(200, "application/n-triples", writer.finish().unwrap())
        }
        _ => Reply::Answer(405, "text/plain", Vec::new()),
    }
}

fn receive(stream: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut parts = line.split_whitespace();
    let (method, target) = (parts.next()?.to_owned(), parts.next()?.to_owned());
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        match line.trim_end().split_once(':') {
            Some((name, value)) => headers.insert(name.to_ascii_lowercase(), value.trim().to_owned()),
            None => break,
        };
    }
    let mut body = Vec::new();
    if let Some(length) = headers.get("content-length") {
        body.resize(length.parse().ok()?, 0);
        reader.read_exact(&mut body).ok()?;
    } else if headers.get("transfer-encoding").is_some_and(|coding| coding == "chunked") {
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).ok()?;
            let mut chunk = vec![0; usize::from_str_radix(line.trim(), 16).ok()? + 2];
            reader.read_exact(&mut chunk).ok()?;
            if chunk.len() == 2 {
                break;
            }
            body.extend_from_slice(&chunk[..chunk.len() - 2]);
        }
    }
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let mut parameters = BTreeMap::new();
    let form = headers.get("content-type").is_some_and(|kind| kind == "application/x-www-form-urlencoded");
    let form = if form { String::from_utf8(body.clone()).ok()? } else { String::new() };
    for pair in query.split('&').chain(form.split('&')).filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        parameters.insert(name.to_owned(), decoded(value));
    }
    Some(Request { method, path: path.to_owned(), parameters, headers, body })
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            b'+' => b' ',
            other => other,
        });
    }
    String::from_utf8(bytes).unwrap()
}

fn reply(mut stream: TcpStream, reply: Reply) -> std::io::Result<()> {
    let (status, kind, header, body) = match reply {
        Reply::Answer(status, kind, body) => (status, kind, String::new(), body),
        Reply::With(name, value, status) => (status, "text/plain", format!("{name}: {value}\r\n"), Vec::new()),
        Reply::Silence(length) => {
            thread::sleep(length);
            return Ok(());
        }
        Reply::Close => return Ok(()),
        Reply::Drip(kind, pause) => {
            write!(stream, "HTTP/1.1 200 Fine\r\nContent-Type: {kind}\r\nConnection: close\r\n\r\n")?;
            loop {
                stream.write_all(b" ")?;
                stream.flush()?;
                thread::sleep(pause);
            }
        }
    };
    write!(stream, "HTTP/1.1 {status} Said\r\n{header}Content-Length: {}\r\nConnection: close\r\n", body.len())?;
    if !kind.is_empty() {
        write!(stream, "Content-Type: {kind}\r\n")?;
    }
    stream.write_all(b"\r\n")?;
    stream.write_all(&body)?;
    stream.flush()
}
