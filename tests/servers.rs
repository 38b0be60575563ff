//! Pushing to triple stores of others, and asking them, where they are on this machine.
//!
//! Oxigraph's server is the program `oxigraph`, which `pip install oxigraph` brings: named by `NEWSGRAPH_OXIGRAPH`, in
//! the project's Python or on the path. Fuseki is one file, named by `NEWSGRAPH_FUSEKI_JAR`, and needs java.

mod common;

use std::collections::BTreeSet;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use common::{EXAMPLES, files, own_program, program, text};
use tempfile::TempDir;

/// A server of others, which ends with the test.
struct Theirs {
    process: Child,
    port: u16,
}

impl Drop for Theirs {
    fn drop(&mut self) {
        // It may have ended by itself, which the test has seen then.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Starts a server on a free port, and waits until it listens.
fn start(command: impl FnOnce(u16) -> Command) -> Theirs {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let process = command(port).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let theirs = Theirs { process, port };
    let started = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(started.elapsed() < Duration::from_secs(60), "the server does not start");
        std::thread::sleep(Duration::from_millis(50));
    }
    theirs
}

fn oxigraph() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("NEWSGRAPH_OXIGRAPH") {
        return Some(named.into());
    }
    let found = |path: &Path| Command::new(path).arg("--version").output().is_ok_and(|output| output.status.success());
    own_program("oxigraph").into_iter().chain([PathBuf::from("oxigraph")]).find(|path| found(path))
}

/// A folder with a store of two articles.
fn built() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut command = program(["build", "--quiet", "--store"]);
    command.arg(folder.path().join("store"));
    let sources = files(EXAMPLES, "txt");
    assert!(command.args(&sources[..2]).status().unwrap().success());
    folder
}

#[track_caller]
fn newsgraph(folder: &TempDir, arguments: &[&str]) -> (String, String) {
    let output = program(arguments).args(["--store", "store"]).current_dir(folder.path()).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    (text(&output.stdout), text(&output.stderr))
}

/// The rows of a query, sorted.
fn rows(folder: &TempDir, arguments: &[&str], sparql: &str) -> BTreeSet<String> {
    let arguments = [&["query", "--format", "csv", "--sparql", sparql], arguments].concat();
    newsgraph(folder, &arguments).0.lines().skip(1).map(str::to_owned).collect()
}

/// Pushes by both protocols, and asks the server by SERVICE whether it says the same as the store.
fn check(graph_store: &str, update: &str, query: &str) {
    let folder = built();
    for arguments in [&["push", graph_store][..], &["push", update, "--protocol", "update", "--delete"]] {
        let said = newsgraph(&folder, arguments).1;
        assert!(!said.contains("0 graphs sent"), "{said}");
        assert!(
            newsgraph(&folder, arguments).1.contains("0 graphs sent (0 triples), 4 there already"),
            "{arguments:?}"
        );
        for pattern in [
            "{ SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(!STRENDS(STR(?g), \"/runs\")) } GROUP BY ?g }",
            "{ SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), \"/document/\")) } }",
        ] {
            let here = rows(&folder, &[], &format!("SELECT * {{ {pattern} }}"));
            let there = format!("SELECT * {{ SERVICE <{query}> {{ {pattern} }} }}");
            assert!(!here.is_empty());
            assert!(rows(&folder, &["--allow-service", query], &there) == here, "{arguments:?}: {pattern}");
        }
    }
}

#[test]
fn oxigraph_holds_what_it_is_sent() {
    let Some(oxigraph) = oxigraph() else {
        println!("skipped: there is no oxigraph; pip install oxigraph brings it");
        return;
    };
    let theirs = start(|port| {
        let mut command = Command::new(oxigraph);
        command.args(["serve", "--bind", &format!("127.0.0.1:{port}")]);
        command
    });
    let url = format!("http://127.0.0.1:{}", theirs.port);
    check(&format!("{url}/store"), &format!("{url}/update"), &format!("{url}/query"));
}

#[test]
fn fuseki_holds_what_it_is_sent() {
    let Some(jar) = std::env::var_os("NEWSGRAPH_FUSEKI_JAR") else {
        println!("skipped: NEWSGRAPH_FUSEKI_JAR names no jena-fuseki-server.jar");
        return;
    };
    let theirs = start(|port| {
        let mut command = Command::new("java");
        command.arg("-jar").arg(jar).args(["--localhost", "--update", "--mem", "--port", &port.to_string(), "/news"]);
        command
    });
    let url = format!("http://127.0.0.1:{}/news", theirs.port);
    check(&format!("{url}/data"), &format!("{url}/update"), &format!("{url}/query"));
}
