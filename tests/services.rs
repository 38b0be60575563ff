//! SERVICE: queries that ask other endpoints beside the store, those that are allowed.

mod common;

use std::time::{Duration, Instant};

use common::server::{Reply, Server, triple_store};
use common::{program, run, text};
use newsgraph::export::Prefixes;
use newsgraph::model::Base;
use newsgraph::query::{Answer, Options, QueryError, RowFormat, check, run as ask};
use newsgraph::remote::{RemoteError, Services};
use newsgraph::store::Store;
use oxigraph::model::{GraphName, Literal, NamedNode, Quad};

const JSON: &str = "application/sparql-results+json";

fn name(path: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("https://w3id.org/newsgraph/{path}"))
}

/// A store that knows two people.
fn store() -> Store {
    let store = Store::in_memory(Base::default()).unwrap();
    let graph = GraphName::from(store.base().document("d"));
    let works = NamedNode::new_unchecked("https://schema.org/worksFor");
    let quads = ["ada", "bo"]
        .map(|who| Quad::new(name(&format!("entity/{who}")), works.clone(), name("entity/acme"), graph.clone()));
    store.insert(&quads).unwrap();
    store
}

/// An endpoint that knows where one of them was born.
fn endpoint() -> Server {
    let store = oxigraph::store::Store::new().unwrap();
    let born = NamedNode::new_unchecked("https://schema.org/birthPlace");
    store.insert(&Quad::new(name("entity/ada"), born, Literal::from("Åbo"), GraphName::DefaultGraph)).unwrap();
    Server::start(triple_store(&store))
}

fn allowing(urls: &[&str]) -> Options {
    let allowed = urls.iter().map(|url| url.parse().unwrap()).collect();
    Options { services: Services { allowed, ..Services::default() }, ..Options::default() }
}

fn rows(text: &str, options: &Options) -> Result<String, QueryError> {
    let Answer::Rows(rows) = ask(&store(), text, options)? else { panic!("no rows: {text}") };
    let mut out = Vec::new();
    rows.write(RowFormat::Csv, &Prefixes::default(), None, &mut out)?;
    Ok(String::from_utf8(out).unwrap())
}

fn joined(url: &str, silent: &str) -> String {
    format!(
        "SELECT ?who ?place {{ ?who schema:worksFor ?o . SERVICE {silent} <{url}> {{ ?who schema:birthPlace ?place }} }}
         ORDER BY ?who"
    )
}

const ADA: &str = "who,place\r\nhttps://w3id.org/newsgraph/entity/ada,Åbo\r\n";

#[test]
fn an_endpoint_that_is_allowed_is_asked() {
    let server = endpoint();
    let url = format!("{}/query", server.url);
    for allowed in [url.as_str(), server.url.as_str()] {
        assert_eq!(rows(&joined(&url, ""), &allowing(&[allowed])).unwrap(), ADA);
    }
    let seen = server.seen();
    assert_eq!(seen.len(), 2);
    assert!(seen[0].headers["accept"].contains(JSON) && seen[0].headers["user-agent"].starts_with("newsgraph/"));
    let optional = format!(
        "SELECT ?who ?place {{ ?who schema:worksFor ?o . OPTIONAL {{ SERVICE <{url}> {{ ?who schema:birthPlace ?place }} }} }}
         ORDER BY ?who"
    );
    assert!(rows(&optional, &allowing(&[&url])).unwrap().ends_with("/bo,\r\n"));
}

#[test]
fn the_same_is_asked_once() {
    let server = endpoint();
    let url = format!("{}/query", server.url);
    let text = format!(
        "SELECT ?who {{ ?who schema:worksFor ?o FILTER EXISTS {{ SERVICE <{url}> {{ ?who schema:birthPlace ?place }} }} }}"
    );
    assert_eq!(rows(&text, &allowing(&[&url])).unwrap().lines().count(), 2);
    assert_eq!(server.count(), 1);
}

#[test]
fn no_other_endpoint_is_called_silently_or_not() {
    let (server, other) = (endpoint(), endpoint());
    let url = format!("{}/query", server.url);
    for silent in ["", "SILENT"] {
        let text = joined(&url, silent);
        assert!(matches!(rows(&text, &Options::default()).unwrap_err(), QueryError::Service));
        let error = rows(&text, &allowing(&[&other.url, &format!("{}/quer", server.url)])).unwrap_err();
        assert!(error.is_usage() && error.to_string().starts_with(&url), "{error}");
        for form in [
            format!("ASK {{ SERVICE {silent} <{url}> {{ ?a ?b ?c }} }}"),
            format!("CONSTRUCT {{ ?a ?b ?c }} WHERE {{ SERVICE {silent} <{url}> {{ ?a ?b ?c }} }}"),
        ] {
            let refused = match ask(&store(), &form, &allowing(&[&other.url])) {
                Ok(Answer::Graph(mut triples)) => triples.find_map(Result::err),
                Ok(_) => None,
                Err(error) => Some(error),
            };
            assert!(matches!(refused, Some(QueryError::Remote(RemoteError::NotAllowed { .. }))), "{form}");
        }
    }
    assert_eq!(server.count() + other.count(), 0);
    check(&joined(&url, ""), "https://example.org/").unwrap();
}

#[test]
fn a_redirection_is_not_followed() {
    let target = endpoint();
    let to = format!("{}/query", target.url);
    for status in [301, 302, 303, 307, 308] {
        let to = to.clone();
        let server = Server::start(move |_| Reply::With("Location", to.clone(), status));
        let error = rows(&joined(&server.url, ""), &allowing(&[&server.url, &target.url])).unwrap_err().to_string();
        assert!(error.contains(&format!("redirection to {}/query", target.url)), "{error}");
    }
    assert_eq!(target.count(), 0);
}

#[test]
fn failures_name_the_endpoint_and_silent_hides_them() {
    let no_end = || Server::start(|_| Reply::Silence(Duration::from_secs(30)));
    let long = || {
        let row = r#"{"x":{"type":"literal","value":"y"}},"#.repeat(100_000);
        Reply::Answer(
            200,
            JSON,
            format!(r#"{{"head":{{"vars":["x"]}},"results":{{"bindings":[{row}]}}}}"#).into_bytes(),
        )
    };
    for (server, expected) in [
        (no_end(), "no answer within 0.3 s"),
        (Server::start(|_| Reply::Drip(JSON, Duration::from_millis(20))), "no answer within 0.3 s"),
        (Server::start(|_| Reply::Close), "the connection broke"),
        (
            Server::start(|_| Reply::Answer(200, "text/html", b"<html>Log in</html>".to_vec())),
            "the answer is text/html",
        ),
        (Server::start(|_| Reply::Answer(200, "", b"{}".to_vec())), "of no known type"),
        (Server::start(|_| Reply::Answer(200, JSON, b"{\"head\":".to_vec())), "cannot be read"),
        (Server::start(|_| Reply::Answer(200, JSON, b"{\"head\":{},\"boolean\":true}".to_vec())), "cannot be read"),
        (
            Server::start(|_| Reply::Answer(500, "text/html", b"<p>Out of\n memory".to_vec())),
            "(status 500): Out of memory",
        ),
        (Server::start(|_| Reply::Answer(401, "", Vec::new())), "(status 401)"),
        (Server::start(move |_| long()), "larger than 1 MB"),
        (Server::start(|_| Reply::With("X-SPARQL-MaxRows", "10000".to_owned(), 200)), "a part of the rows only"),
        (Server { url: "http://127.0.0.1:1/sparql".to_owned(), requests: Default::default() }, "cannot be reached"),
    ] {
        let mut options = allowing(&[&server.url]);
        options.services.timeout = Duration::from_millis(300);
        options.services.most_bytes = 1_000_000;
        let started = Instant::now();
        let error = rows(&joined(&server.url, ""), &options).unwrap_err();
        assert!(error.to_string().starts_with(&server.url) && error.to_string().contains(expected), "{error}");
        assert!(!error.is_usage(), "{error}");
        assert!(started.elapsed() < Duration::from_secs(5), "{error}");
        let hidden = rows(&joined(&server.url, "SILENT"), &options).unwrap();
        assert_eq!(hidden.lines().skip(1).filter(|line| line.ends_with(',')).count(), 2, "{expected}: {hidden}");
    }
}

#[test]
fn a_query_s_own_time_limit_holds_for_endpoints() {
    let server = Server::start(|_| Reply::Silence(Duration::from_secs(30)));
    let options = Options { timeout: Some(Duration::from_millis(200)), ..allowing(&[&server.url]) };
    let started = Instant::now();
    rows(&joined(&server.url, ""), &options).unwrap_err();
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[test]
fn the_program_asks_what_flags_and_settings_allow() {
    let server = endpoint();
    let url = format!("{}/query", server.url);
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("store");
    drop(Store::open(&place, None).unwrap());
    let sparql = format!("SELECT ?place {{ SERVICE <{url}> {{ ?who schema:birthPlace ?place }} }}");
    let query = |arguments: &[&str]| {
        let output = program(["query"]).args(arguments).arg("--store").arg(&place).output().unwrap();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    assert_eq!(query(&["--sparql", &sparql, "--allow-service", &url]).1, "?place\n\"Åbo\"\n");
    let (code, _, said) = query(&["--sparql", &sparql]);
    assert!(code == Some(2) && said.contains("--allow-service"), "{said}");
    let (code, _, said) = query(&["--sparql", &sparql, "--allow-service", "http://127.0.0.1:1/"]);
    assert!(code == Some(2) && said.contains(&url), "{said}");

    // A query with a name, from a pack.
    let queries = folder.path().join("pack/queries");
    std::fs::create_dir_all(&queries).unwrap();
    let named = format!(
        "# Where was somebody born?\n# param place: part of the name (default: b)\n\
         SELECT ?place {{ SERVICE <{url}> {{ ?who schema:birthPlace ?place }} FILTER(CONTAINS(?place, ?param_place)) }}"
    );
    std::fs::write(queries.join("birth-places.rq"), named).unwrap();
    let pack = folder.path().join("pack");
    let config = folder.path().join("newsgraph.toml");
    std::fs::write(&config, format!("allow-service = [{url:?}]\n")).unwrap();
    let asked = ["birth-places", "--pack", pack.to_str().unwrap(), "--config", config.to_str().unwrap()];
    assert_eq!(query(&asked).1, "?place\n\"Åbo\"\n");
    assert_eq!(query(&[&asked[..], &["--param", "place=x"]].concat()).1, "?place\n");

    std::fs::write(&config, "allow-service = [\"ftp://a.example/\"]\n").unwrap();
    let output = run(["query", "--list", "--config", config.to_str().unwrap()]);
    assert!(output.status.code() == Some(2) && text(&output.stderr).contains("ftp://a.example/"));
}
