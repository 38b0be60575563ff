//! The graph to another triple store, whatever that store does.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use common::server::{Reply, Request, Server, triple_store};
use common::{program, text};
use newsgraph::store::Store;
use oxigraph::model::{GraphName, Literal, NamedNode, Quad};
use tempfile::TempDir;

/// Replaces graphs of the store in a folder.
fn write(folder: &Path, graphs: &[(&str, &[&str])]) {
    let store = Store::open(&folder.join("store"), None).unwrap();
    for (name, values) in graphs {
        let graph = store.base().document(name);
        let says = NamedNode::new_unchecked("https://example.org/says");
        let quads: Vec<Quad> = values
            .iter()
            .map(|value| Quad::new(graph.clone(), says.clone(), Literal::from(*value), GraphName::from(graph.clone())))
            .collect();
        store.replace_graph(&graph, &values.concat(), &quads).unwrap();
    }
    store.flush().unwrap();
}

const GRAPHS: &[(&str, &[&str])] = &[("a", &["one \"1\"\n臉書"]), ("b", &["two", "zwei \\ två"]), ("c", &["three"])];

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), GRAPHS);
    folder
}

/// Exit code and standard error of a push from the store in a folder, with short pauses.
fn push(folder: &TempDir, url: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = program(["push", url, "--store", "store", "--retry-wait", "0.01"]);
    let output = command.args(arguments).current_dir(folder.path()).output().unwrap();
    assert!(output.stdout.is_empty());
    (output.status.code(), text(&output.stderr))
}

#[track_caller]
fn sends(folder: &TempDir, url: &str, arguments: &[&str], summary: &str) -> String {
    let (code, said) = push(folder, url, arguments);
    assert!(code == Some(0) && said.lines().last().unwrap().starts_with(&format!("{summary}; ")), "{said}");
    said
}

#[track_caller]
fn fails(folder: &TempDir, url: &str, arguments: &[&str], words: &[&str]) {
    let (code, said) = push(folder, url, arguments);
    assert_eq!(code, Some(1), "{said}");
    words.iter().for_each(|words| assert!(said.contains(words), "{words} is not in {said}"));
}

/// What a triple store holds, and what a store's folder does, without the graph of runs.
fn held(store: &oxigraph::store::Store) -> BTreeSet<String> {
    store.iter().map(|quad| quad.unwrap().to_string()).collect()
}

fn stored(folder: &TempDir) -> BTreeSet<String> {
    let store = Store::open_read_only(&folder.path().join("store"), None).unwrap();
    let runs = GraphName::from(store.runs_graph());
    store.quads(None).map(Result::unwrap).filter(|quad| quad.graph_name != runs).map(|quad| quad.to_string()).collect()
}

fn counting(answer: impl Fn(usize, &Request) -> Reply + Send + Sync + 'static) -> Server {
    let count = AtomicUsize::new(0);
    Server::start(move |request| answer(count.fetch_add(1, Ordering::SeqCst), request))
}

#[test]
fn a_server_holds_what_the_store_does_and_is_sent_only_what_changed() {
    for (path, protocol) in [("store", "gsp"), ("update", "update")] {
        let folder = folder();
        let theirs = oxigraph::store::Store::new().unwrap();
        let server = Server::start(triple_store(&theirs));
        let url = format!("{}/{path}", server.url);
        let with = ["--protocol", protocol];
        sends(&folder, &url, &with, "3 graphs sent (4 triples)");
        assert_eq!(held(&theirs), stored(&folder), "{protocol}");
        assert_eq!(held(&theirs).len(), 4);
        sends(&folder, &url, &with, "0 graphs sent (0 triples), 3 there already");

        write(folder.path(), &[("b", &["changed"]), ("c", &[]), ("d", &["new"])]);
        sends(&folder, &url, &with, "2 graphs sent (2 triples), 1 there already");
        assert!(held(&theirs).is_superset(&stored(&folder)) && held(&theirs).len() == 4);
        let all = [&with[..], &["--delete"]].concat();
        let said = sends(&folder, &url, &all, "0 graphs sent (0 triples), 3 there already, 1 deleted");
        assert!(said.contains("deleted <https://w3id.org/newsgraph/document/c>"), "{said}");
        assert_eq!(held(&theirs), stored(&folder), "{protocol}");
        sends(&folder, &url, &[&with[..], &["--force"]].concat(), "3 graphs sent (3 triples)");
        sends(&folder, &url, &[&with[..], &["--runs"]].concat(), "1 graph sent (4 triples), 3 there already");

        // A second server knows nothing of what the first was sent.
        let other = oxigraph::store::Store::new().unwrap();
        let second = Server::start(triple_store(&other));
        sends(&folder, &format!("{}/{path}", second.url), &with, "3 graphs sent (3 triples)");
        assert_eq!(held(&other), stored(&folder));

        sends(&folder, &url, &[&with[..], &["--default-graph"]].concat(), "1 graph sent (3 triples)");
        let default = theirs.quads_for_pattern(None, None, None, Some((&GraphName::DefaultGraph).into()));
        assert_eq!(default.count(), 3);
    }
}

#[test]
fn an_interrupted_push_goes_on_where_it_ended() {
    let folder = folder();
    let theirs = oxigraph::store::Store::new().unwrap();
    let budget = Arc::new(AtomicUsize::new(2));
    let (left, answer) = (Arc::clone(&budget), triple_store(&theirs));
    let server = Server::start(move |request| {
        let granted = request.method != "PUT"
            || left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1)).is_ok();
        if granted { answer(request) } else { Reply::Close }
    });
    let url = format!("{}/store", server.url);
    fails(
        &folder,
        &url,
        &["--retries", "1"],
        &["2 graphs sent (3 triples), not finished", &url, "the connection broke"],
    );
    budget.store(9, Ordering::SeqCst);
    sends(&folder, &url, &[], "1 graph sent (1 triple), 2 there already");
    assert_eq!(held(&theirs), stored(&folder));

    // A graph that was on its way when the connection broke is in no known state, even where it is changed back.
    budget.store(0, Ordering::SeqCst);
    write(folder.path(), &[("a", &["changed"])]);
    fails(&folder, &url, &["--retries", "0"], &["not finished"]);
    budget.store(9, Ordering::SeqCst);
    write(folder.path(), GRAPHS);
    sends(&folder, &url, &[], "1 graph sent (1 triple), 2 there already");
}

#[test]
fn a_server_that_lost_everything_is_sent_everything() {
    let folder = folder();
    let theirs = oxigraph::store::Store::new().unwrap();
    let server = Server::start(triple_store(&theirs));
    let url = format!("{}/store", server.url);
    sends(&folder, &url, &[], "3 graphs sent (4 triples)");
    theirs.clear().unwrap();
    let said = sends(&folder, &url, &[], "3 graphs sent (4 triples)");
    assert!(said.contains("has lost"), "{said}");
    assert_eq!(held(&theirs), stored(&folder));
}

#[test]
fn a_busy_server_is_asked_again_and_left_alone_as_long_as_it_wants() {
    let folder = folder();
    let theirs = oxigraph::store::Store::new().unwrap();
    let answer = triple_store(&theirs);
    // Busy twice, then gone, then asking for patience, then well.
    let server = counting(move |number, request| match number {
        0 | 1 => Reply::Answer(503, "text/html", b"<h1>Busy</h1>".to_vec()),
        2 => Reply::Close,
        3 => Reply::With("Retry-After", "1".to_owned(), 429),
        4 => Reply::Answer(502, "", Vec::new()),
        _ => answer(request),
    });
    let started = Instant::now();
    let said = sends(&folder, &format!("{}/store", server.url), &[], "3 graphs sent (4 triples)");
    assert!(started.elapsed() >= Duration::from_secs(1), "{said}");
    assert!(
        said.contains("(status 503): Busy; trying again in 0.01 s") && said.contains("trying again in 0.02 s"),
        "{said}"
    );
    assert!(said.contains("(status 429); trying again in 1 s"), "{said}");
    assert_eq!(held(&theirs), stored(&folder));
    assert_eq!(server.count(), 8);

    // Nobody waits for an hour.
    let server = Server::start(|_| Reply::With("Retry-After", "3600".to_owned(), 503));
    fails(&folder, &format!("{}/store", server.url), &[], &["(status 503)"]);
    assert_eq!(server.count(), 1);
    let server = Server::start(|_| Reply::Answer(500, "", Vec::new()));
    fails(&folder, &server.url, &["--retries", "3"], &["the server failed (status 500)"]);
    assert_eq!(server.count(), 4);
}

#[test]
fn what_a_server_does_wrong_is_said_once_and_ends_the_push() {
    let folder = folder();
    let page = b"<html><title>Log in</title></html>".to_vec();
    for (answer, words) in [
        (Reply::Answer(401, "", Vec::new()), "wants a user name and password, or a token"),
        (Reply::Answer(403, "text/plain", b"read only".to_vec()), "(status 403): read only"),
        (
            Reply::Answer(404, "text/html", b"<p>No such dataset".to_vec()),
            "nothing at this URL (status 404): No such dataset",
        ),
        (Reply::Answer(405, "", Vec::new()), "(status 405)"),
        (
            Reply::With("Location", "https://elsewhere.example/".to_owned(), 308),
            "redirection to https://elsewhere.example/",
        ),
        (Reply::Answer(200, "text/html; charset=utf-8", page), "the answer is text/html"),
        (Reply::Silence(Duration::from_secs(20)), "no answer within 0.3 s"),
    ] {
        let answer = std::sync::Mutex::new(Some(answer));
        // The first request is answered so, and no other must follow but the question whether a page means yes.
        let server = Server::start(move |request| match answer.lock().unwrap().take() {
            Some(reply) => reply,
            None if request.method == "GET" => Reply::Answer(200, "text/html", b"<html>".to_vec()),
            None => panic!("a second request: {request:?}"),
        });
        let url = format!("{}/data", server.url);
        fails(
            &folder,
            &url,
            &["--timeout", "0.3", "--retries", "0"],
            &[&url, words, "0 graphs sent (0 triples), not finished"],
        );
    }
    fails(&folder, "http://127.0.0.1:1/data", &["--retries", "1"], &["cannot be reached: Connection refused"]);
    let plain = Server::start(|_| Reply::Close);
    let secure = plain.url.replace("http://", "https://");
    fails(&folder, &secure, &["--retries", "1"], &[&secure, "no secure connection"]);
}

#[test]
fn a_page_may_mean_that_the_graph_was_taken() {
    let folder = folder();
    let theirs = oxigraph::store::Store::new().unwrap();
    let answer = triple_store(&theirs);
    let server = Server::start(move |request| match (answer(request), request.method.as_str()) {
        (Reply::Answer(201, ..), "PUT") => Reply::Answer(201, "text/html", b"<p>Created".to_vec()),
        (reply, _) => reply,
    });
    sends(&folder, &format!("{}/store", server.url), &[], "3 graphs sent (4 triples)");
}

#[test]
fn one_graph_that_is_refused_does_not_keep_back_the_others() {
    for (path, protocol, status) in [("store", "gsp", 413), ("update", "update", 400)] {
        let folder = folder();
        let theirs = oxigraph::store::Store::new().unwrap();
        let answer = triple_store(&theirs);
        let server = Server::start(move |request| {
            if text(&request.body).contains("zwei") {
                Reply::Answer(status, "text/plain", b"not this one".to_vec())
            } else {
                answer(request)
            }
        });
        let url = format!("{}/{path}", server.url);
        let words =
            ["2 graphs sent (2 triples), 1 failed; ", "error: <https://w3id.org/newsgraph/document/b> (1 kB): "];
        fails(&folder, &url, &["--protocol", protocol], &words);
        assert_eq!(held(&theirs).len(), 2);
        let (_, said) = push(&folder, &url, &["--protocol", protocol]);
        assert!(said.contains("0 graphs sent (0 triples), 2 there already, 1 failed"), "{said}");
        assert_eq!(said.contains("--protocol update sends a graph in pieces"), status == 413);
    }
}

#[test]
fn passwords_and_tokens_come_from_files_and_the_environment() {
    let folder = folder();
    let theirs = oxigraph::store::Store::new().unwrap();
    let answer = triple_store(&theirs);
    let server = Server::start(move |request| match request.headers.get("authorization").map(String::as_str) {
        // ada:sésame, and a token.
        Some("Basic YWRhOnPDqXNhbWU=" | "Bearer t0ken") => answer(request),
        _ => Reply::Answer(401, "", Vec::new()),
    });
    let url = format!("{}/store", server.url);
    fs::write(folder.path().join("secret"), "sésame\n").unwrap();
    let run = |arguments: &[&str], variable: &str, value: &str| {
        let mut command = program(["push", &url, "--store", "store", "--force"]);
        let output = command.args(arguments).env(variable, value).current_dir(folder.path()).output().unwrap();
        let said = text(&output.stderr);
        assert!(!said.contains("sésame") && !said.contains("t0ken"), "{said}");
        (output.status.code(), said)
    };
    for (arguments, variable, value, code) in [
        (&["--basic", "ada", "--password-file", "secret"][..], "UNUSED", "", 0),
        (&["--basic", "ada"], "NEWSGRAPH_PASSWORD", "sésame", 0),
        (&["--bearer"], "NEWSGRAPH_TOKEN", "t0ken", 0),
        (&["--basic", "ada"], "NEWSGRAPH_PASSWORD", "wrong", 1),
        (&["--basic", "ada"], "UNUSED", "", 2),
        (&["--bearer"], "NEWSGRAPH_TOKEN", "two\nlines", 2),
        (&["--bearer", "--basic", "ada"], "UNUSED", "", 2),
        (&["--basic", "ada", "--password-file", "absent"], "UNUSED", "", 1),
        (&[], "NEWSGRAPH_TOKEN", "t0ken", 1),
    ] {
        let (found, said) = run(arguments, variable, value);
        assert_eq!(found, Some(code), "{arguments:?}: {said}");
    }
    let (code, said) = push(&folder, "http://ada:geheim@127.0.0.1:1/", &[]);
    assert!(code == Some(2) && said.contains("holds a user name or password"), "{said}");
}

#[test]
fn a_file_is_sent_graph_by_graph() {
    let folder = folder();
    let theirs = oxigraph::store::Store::new().unwrap();
    let server = Server::start(triple_store(&theirs));
    let url = format!("{}/store", server.url);
    fs::write(folder.path().join("plain.ttl"), "<#a> <urn:p> [ <urn:q> 1 ] .").unwrap();
    fs::write(folder.path().join("named.trig"), "<urn:g> { <urn:a> <urn:p> 1 } <urn:h> { <urn:a> <urn:p> 2 }").unwrap();
    fs::write(folder.path().join("broken.nq"), "<urn:a> <urn:p> <urn:b> <urn:g> .\n<urn:a> .\n").unwrap();
    fs::write(folder.path().join("absolute.nt"), "<urn:a> <urn:p> <urn:b> .\n").unwrap();
    let (code, said) = push(&folder, &url, &["absolute.nt"]);
    assert!(code == Some(2) && said.contains("--into") && server.count() == 0, "{said}");
    sends(&folder, &url, &["plain.ttl", "--into", "urn:x/y?z=1&ä"], "1 graph sent (2 triples)");
    assert!(held(&theirs).iter().any(|line| line.starts_with("<urn:x/y?z=1&ä#a> <urn:p> _:")), "{:?}", held(&theirs));
    sends(&folder, &url, &["named.trig", "--state", "sent.jsonl"], "2 graphs sent (2 triples)");
    sends(&folder, &url, &["named.trig", "--state", "sent.jsonl"], "0 graphs sent (0 triples), 2 there already");
    assert_eq!(push(&folder, &url, &["named.trig", "--delete"]).0, Some(2));
    let before = held(&theirs);
    fails(&folder, &url, &["broken.nq"], &["broken.nq:2:"]);
    assert_eq!(held(&theirs), before);
    sends(&folder, &url, &["named.trig", "--default-graph"], "1 graph sent (2 triples)");
    assert!(held(&theirs).contains("<urn:a> <urn:p> \"2\"^^<http://www.w3.org/2001/XMLSchema#integer>"));
}

#[test]
fn a_large_graph_goes_in_pieces_by_update_and_whole_by_the_other_protocol() {
    let folder = tempfile::tempdir().unwrap();
    let lines: String = (0..40_000).map(|n| format!("<urn:a> <urn:p> \"{n:0100}\" .\n")).collect();
    fs::write(folder.path().join("large.nt"), &lines).unwrap();
    for (path, protocol, requests) in [("store", "gsp", 1), ("update", "update", 74)] {
        let theirs = oxigraph::store::Store::new().unwrap();
        theirs
            .insert(&Quad::new(
                NamedNode::new_unchecked("urn:old"),
                NamedNode::new_unchecked("urn:p"),
                Literal::from("old"),
                NamedNode::new_unchecked("urn:g"),
            ))
            .unwrap();
        let server = Server::start(triple_store(&theirs));
        let url = format!("{}/{path}", server.url);
        sends(&folder, &url, &["large.nt", "--into", "urn:g", "--protocol", protocol], "1 graph sent (40000 triples)");
        assert_eq!((held(&theirs).len(), server.count()), (40_000, requests), "{protocol}");
    }
}
