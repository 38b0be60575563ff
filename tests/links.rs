//! Links to other collections: proposed, made certain by a policy, reviewed, and kept.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::Duration;

use common::server::{Reply, Request, Server, triple_store};
use common::{program, text};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, Quad};
use tempfile::TempDir;

const TABLE: &str = "\
id,label,language,kind,aliases,description,popularity
Q9001,Orla Quenby,en,person,Quenby,head of Zephlin Data,12
Q9001,奧拉·昆比,zh-hant,,,,
Q9002,Zephlin Data,en,corporation,Zephlin,company,30
Q9003,Tam Ordell,en,person,,painter,3
Q9004,Tam Ordell,en,person,,footballer,90
Q9005,Signalix,en,corporation,,a company,200
";

const GRAPH: &str = r#"
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@base <https://w3id.org/newsgraph/> .
<document/1/article/1> a schema:NewsArticle ;
  schema:mentions <entity/person/orla-quenby>, <entity/corporation/zephlin-data>, <entity/person/tam-ordell>,
    <entity/corporation/signalix>, <entity/known> .
<entity/person/orla-quenby> a schema:Person ; skos:prefLabel "Orla Quenby"@en .
<entity/corporation/zephlin-data> a schema:Corporation ; skos:prefLabel "Zephlin Data"@en .
<entity/person/tam-ordell> a schema:Person ; skos:prefLabel "Tam Ordell"@en .
<entity/corporation/signalix> a schema:Corporation ; skos:prefLabel "Signalix"@en .
<entity/known> a schema:Person ; skos:prefLabel "Known Already"@en ; owl:sameAs <http://www.wikidata.org/entity/Q1> .
"#;

/// A folder with a lexicon, a graph and a store of what the graph's articles say.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("table.csv"), TABLE).unwrap();
    fs::write(folder.path().join("graph.ttl"), GRAPH).unwrap();
    run(folder.path(), &["lexicon", "import", "table.csv", "-o", "table.ngl"]);
    folder
}

fn output(folder: &Path, arguments: &[&str]) -> Output {
    program(arguments).current_dir(folder).output().unwrap()
}

#[track_caller]
fn run(folder: &Path, arguments: &[&str]) -> String {
    let output = output(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

/// Exit code and message of a command that fails.
fn failure(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = output(folder, arguments);
    (output.status.code(), text(&output.stderr))
}

/// Lines `subject property object` of what is said of links in Turtle, without the nodes that tell why.
fn links(turtle: &str) -> Vec<String> {
    let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle.as_bytes()).map(Result::unwrap);
    let mut lines: Vec<String> = quads
        .filter(|quad| matches!(local(quad.predicate.as_str()), "sameAs" | "closeMatch"))
        .map(|quad| {
            let parts = [quad.subject.to_string(), quad.predicate.to_string(), quad.object.to_string()];
            parts.map(|part| local(part.trim_matches(['<', '>'])).to_owned()).join(" ")
        })
        .collect();
    lines.sort();
    lines
}

fn local(iri: &str) -> &str {
    iri.rsplit(['/', '#']).next().unwrap()
}

#[test]
fn only_what_is_certain_is_the_same() {
    let folder = folder();
    let strict = run(folder.path(), &["link", "graph.ttl", "--to", "table.ngl", "--same-as", "0.95"]);
    assert_eq!(links(&strict), ["orla-quenby sameAs Q9001", "zephlin-data sameAs Q9002"], "{strict}");
    let careful = run(folder.path(), &["link", "graph.ttl", "--to", "table.ngl"]);
    assert_eq!(links(&careful), ["orla-quenby closeMatch Q9001", "zephlin-data closeMatch Q9002"], "{careful}");
    // The two of one name and the single word are candidates with reasons, and no more.
    for expected in ["linkTarget wd:Q9003", "linkTarget wd:Q9004", "linkTarget wd:Q9005", "the name is no full one"] {
        assert!(strict.contains(expected), "{expected}: {strict}");
    }
    assert!(!strict.contains("entity/known"), "{strict}");
    // The same input gives the same bytes.
    assert_eq!(strict, run(folder.path(), &["link", "graph.ttl", "--to", "table.ngl", "--same-as", "0.95"]));
}

/// A store with an article, and what it says of links.
fn store(folder: &Path) -> PathBuf {
    let article = "Zephlin Data sues a painter\n\nTam Ordell said on Monday that Zephlin Data was wrong. Orla Quenby said \
                   on Tuesday that Zephlin Data would win.\n";
    fs::write(folder.join("a.txt"), article).unwrap();
    run(folder, &["build", "a.txt", "--store", "store"]);
    folder.join("store")
}

fn stored(folder: &Path) -> String {
    let quads = run(folder, &["export", "--store", "store", "--format", "nq"]);
    let parser = RdfParser::from_format(RdfFormat::NQuads).for_slice(quads.as_bytes());
    let graph = |quad: &Quad| match &quad.graph_name {
        GraphName::NamedNode(name) => name.as_str().ends_with("/graph/links"),
        _ => false,
    };
    parser
        .map(Result::unwrap)
        .filter(graph)
        .map(|quad| format!("{} {} {} .\n", quad.subject, quad.predicate, quad.object))
        .collect()
}

#[test]
fn reviews_are_remembered_and_rebuilds_keep_links() {
    let folder = folder();
    let path = folder.path();
    store(path);
    run(path, &["link", "--store", "store", "--to", "table.ngl", "--review", "review.csv"]);
    let table = fs::read_to_string(path.join("review.csv")).unwrap();
    assert!(table.starts_with("entity,name,kind,candidate,label,description,score,reasons,decision\n"), "{table}");
    // The painter is the one of the article; the company is not the one of the table.
    let decided: String = table
        .lines()
        .map(|line| match line {
            _ if line.contains("/Q9003,") => format!("{line}accepted\n"),
            _ if line.contains("/Q9001,") => format!("{line}rejected\n"),
            _ if line.contains("/Q9002,") => format!("{line}none\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    fs::write(path.join("decided.csv"), decided).unwrap();
    run(path, &["link", "--store", "store", "--accept", "decided.csv"]);
    let after = stored(path);
    assert_eq!(links(&after), ["tam-ordell sameAs Q9003"], "{after}");
    // What was decided is asked no more, whatever the policy.
    run(path, &["link", "--store", "store", "--to", "table.ngl", "--same-as", "0.1", "--review", "again.csv"]);
    assert_eq!(links(&stored(path)), ["tam-ordell sameAs Q9003"]);
    assert_eq!(fs::read_to_string(path.join("again.csv")).unwrap().lines().count(), 1);
    let before = stored(path);
    fs::write(path.join("a.txt"), "Tam Ordell said on Monday that he would paint no more.\n").unwrap();
    run(path, &["build", "a.txt", "--store", "store"]);
    assert_eq!(stored(path), before);
}

#[test]
fn a_table_that_is_wrong_changes_nothing() {
    let folder = folder();
    let path = folder.path();
    store(path);
    run(path, &["link", "--store", "store", "--to", "table.ngl"]);
    let before = stored(path);
    let base = "https://w3id.org/newsgraph/entity/person";
    let wd = "http://www.wikidata.org/entity";
    for (table, message) in [
        ("a,b\n1,2\n".to_owned(), "names no column entity"),
        (
            format!(
                "entity,candidate,decision\n{base}/tam-ordell,{wd}/Q9003,accepted\n{base}/tam-ordell,{wd}/Q9004,accepted\n"
            ),
            "line 3: a second candidate",
        ),
        (
            format!(
                "entity,candidate,decision\n{base}/tam-ordell,{wd}/Q9003,accepted\n{base}/nobody,{wd}/Q9004,rejected\n"
            ),
            "line 3: ",
        ),
        (format!("entity,candidate,decision\n{base}/tam-ordell,{wd}/Q9003,perhaps\n"), "\"perhaps\" is no decision"),
        (format!("entity,candidate,decision\n{base}/tam-ordell,{wd}/Q9003\n"), "table.bad:"),
    ] {
        fs::write(path.join("table.bad"), &table).unwrap();
        let (code, said) = failure(path, &["link", "--store", "store", "--accept", "table.bad"]);
        assert!(code == Some(1) && said.contains(message) && said.contains("table.bad"), "{table}: {said}");
        assert_eq!(stored(path), before);
    }
    assert_eq!(failure(path, &["link", "--store", "store"]).0, Some(2));
    let (code, said) = failure(path, &["link", "--store", "nowhere", "--to", "table.ngl"]);
    assert!(code == Some(1) && !path.join("nowhere").exists(), "{said}");
    let (code, said) = failure(path, &["link", "absent.ttl", "--to", "table.ngl"]);
    assert!(code == Some(1) && said.contains("absent.ttl: cannot be read"), "{said}");
    let (code, said) = failure(path, &["link", "store", "--to", "table.ngl", "-o", "links.ttl"]);
    assert!(code == Some(2) && said.contains("kept in it"), "{said}");
    let (code, said) = failure(path, &["link", "--store", "store", "--to", "a.txt"]);
    assert!(code == Some(1) && said.contains("no imported lexicon"), "{said}");
}

const JSON: &str = "application/json";

fn json(body: &str) -> Reply {
    Reply::Answer(200, JSON, body.as_bytes().to_vec())
}

/// A service after version 0.2 of the reconciliation API, over the entities of the table.
fn service(request: &Request) -> Reply {
    let Some(queries) = request.parameters.get("queries") else {
        return json(
            r#"{"versions":["0.2"],"name":"Test","identifierSpace":"http://www.wikidata.org/entity/","schemaSpace":"http://www.wikidata.org/entity/"}"#,
        );
    };
    let queries: serde_json::Map<String, serde_json::Value> = serde_json::from_str(queries).unwrap();
    let mut answers = serde_json::Map::new();
    for (key, query) in queries {
        let name = query["query"].as_str().unwrap();
        let found: Vec<_> = csv::Reader::from_reader(TABLE.as_bytes())
            .records()
            .map(Result::unwrap)
            .filter(|row| &row[1] == name)
            .map(|row| {
                let class = if &row[3] == "person" { "Q5" } else { "Q4830453" };
                serde_json::json!({"id": &row[0], "name": &row[1], "score": 100, "match": true, "type": [{"id": class, "name": class}]})
            })
            .collect();
        answers.insert(key, serde_json::json!({ "result": found }));
    }
    json(&serde_json::Value::Object(answers).to_string())
}

#[test]
fn a_reconciliation_service_is_asked_in_batches() {
    let folder = folder();
    let server = Server::start(service);
    let url = format!("{}/api", server.url);
    let found = run(folder.path(), &["link", "graph.ttl", "--reconcile", &url, "--same-as", "0.95"]);
    assert_eq!(links(&found), ["orla-quenby sameAs Q9001", "zephlin-data sameAs Q9002"], "{found}");
    assert_eq!(server.count(), 2, "the description, and one request for all subjects");
    assert!(found.contains(&format!("prov:wasDerivedFrom <{url}>")), "{found}");
}

#[test]
fn an_endpoint_is_asked_for_names_and_then_for_what_has_them() {
    let folder = folder();
    let store = oxigraph::store::Store::new().unwrap();
    let wd = "http://www.wikidata.org";
    let mut triples = String::new();
    for row in csv::Reader::from_reader(TABLE.as_bytes()).records().map(Result::unwrap) {
        let item = format!("{wd}/entity/{}", &row[0]);
        triples += &format!("<{item}> <http://www.w3.org/2000/01/rdf-schema#label> \"{}\"@{} .\n", &row[1], &row[2]);
        if !row[3].is_empty() {
            let class = if &row[3] == "person" { "Q5" } else { "Q4830453" };
            triples += &format!("<{item}> <{wd}/prop/direct/P31> <{wd}/entity/{class}> .\n");
            triples += &format!("<{item}> <http://schema.org/description> \"{}\"@en .\n", &row[5]);
        }
    }
    for quad in RdfParser::from_format(RdfFormat::NTriples).for_slice(triples.as_bytes()) {
        store.insert(&quad.unwrap()).unwrap();
    }
    let server = Server::start(triple_store(&store));
    let url = format!("{}/query", server.url);
    let found = run(folder.path(), &["link", "graph.ttl", "--sparql", &url, "--same-as", "0.95"]);
    assert_eq!(links(&found), ["orla-quenby sameAs Q9001", "zephlin-data sameAs Q9002"], "{found}");
    assert!(found.contains("schema:description \"footballer\""), "{found}");
    assert_eq!(server.count(), 2);
}

#[test]
fn servers_that_fail_leave_the_store_as_it_was() {
    let folder = folder();
    let path = folder.path();
    store(path);
    run(path, &["link", "--store", "store", "--to", "table.ngl"]);
    let before = stored(path);
    let manifest = r#"{"name":"Test","identifierSpace":"http://a.example/","schemaSpace":"http://a.example/"}"#;
    type Answering = fn(&Request) -> Reply;
    let then = |reply: Answering| {
        move |request: &Request| {
            if request.parameters.contains_key("queries") { reply(request) } else { json(manifest) }
        }
    };
    let services: [(Server, &str); 7] = [
        (Server::start(|_| json("<html>")), "no description of a reconciliation service"),
        (
            Server::start(|_| Reply::Answer(500, "text/html", b"<b>Out of order</b>".to_vec())),
            "the server failed (status 500): Out of order",
        ),
        (Server::start(|_| Reply::Close), ""),
        (Server::start(then(|_| json("[1,2]"))), "the answer cannot be read"),
        (Server::start(then(|_| json("{}"))), "it does not answer the query q0-0"),
        (Server::start(then(|_| json(r#"{"q0-0":{"result":[{"id":"a b","name":"x"}]}}"#))), "is no identifier"),
        (Server::start(then(|_| Reply::Silence(Duration::from_secs(5)))), "no answer within 1 s"),
    ];
    for (server, message) in &services {
        let arguments = ["link", "--store", "store", "--reconcile", &server.url, "--timeout", "1"];
        let (code, said) = failure(path, &arguments);
        assert!(code == Some(1) && said.contains(message) && said.contains(&server.url), "{message}: {said}");
        assert_eq!(stored(path), before, "{message}");
    }
    let endpoints: [(Server, &str); 4] = [
        (Server::start(|_| json("{}")), "the answer cannot be read"),
        (
            Server::start(|_| {
                Reply::Answer(
                    200,
                    "application/sparql-results+json",
                    b"{\"head\":{\"vars\":[\"x\"]},\"results\":{\"bindings\":[]}}".to_vec(),
                )
            }),
            "columns",
        ),
        (Server::start(|_| Reply::Answer(400, "text/plain", b"Parse error".to_vec())), "Parse error"),
        (Server::start(|_| Reply::With("location", "http://127.0.0.1:1/".to_owned(), 302)), "redirection"),
    ];
    for (server, message) in &endpoints {
        let (code, said) = failure(path, &["link", "--store", "store", "--sparql", &server.url, "--timeout", "1"]);
        assert!(code == Some(1) && said.contains(message), "{message}: {said}");
        assert_eq!(stored(path), before, "{message}");
    }
    assert_eq!(failure(path, &["link", "--store", "store", "--sparql", "file:///etc/passwd"]).0, Some(2));
}
