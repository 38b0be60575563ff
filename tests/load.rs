//! Data that others made, beside what was read from articles.

mod common;

use std::fs;
use std::io::Write as _;

use common::{EXAMPLES, files, program, text};
use newsgraph::store::{DocumentQuads, Store};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, NamedNode, Quad};
use tempfile::TempDir;

/// A folder with a store of one article in it.
fn built() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("news")).unwrap();
    fs::copy(&files(EXAMPLES, "txt")[0], folder.path().join("news/a.txt")).unwrap();
    assert_eq!(newsgraph(&folder, &["build", "news", "--prune"]).0, Some(0));
    folder
}

/// A folder with a store that some document was written to.
fn small() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("store"), None).unwrap();
    let graph = store.base().document("00112233aabbccdd");
    let kind = NamedNode::new_unchecked("https://schema.org/DigitalDocument");
    let quad = Quad::new(graph.clone(), rdf::TYPE, kind, GraphName::from(graph.clone()));
    let document = DocumentQuads { graph, path: "a.txt".into(), digest: "1".into(), quads: vec![quad] };
    store.replace_documents(vec![document]).unwrap();
    store.flush().unwrap();
    folder
}

/// Exit code, standard output and standard error of a command that runs in the folder, on its store.
fn newsgraph(folder: &TempDir, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = program(arguments);
    let output = command.current_dir(folder.path()).args(["--store", "store"]).output().unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[track_caller]
fn loads(folder: &TempDir, arguments: &[&str]) -> String {
    let (code, out, said) = newsgraph(folder, &[&["load"], arguments].concat());
    assert!(code == Some(0) && out.is_empty(), "{arguments:?}: {said}");
    said
}

#[track_caller]
fn fails(folder: &TempDir, arguments: &[&str], code: i32) -> String {
    let (found, _, said) = newsgraph(folder, &[&["load"], arguments].concat());
    assert_eq!(found, Some(code), "{arguments:?}: {said}");
    said
}

fn list(folder: &TempDir) -> Vec<String> {
    newsgraph(folder, &["load", "--list"]).1.lines().skip(1).map(str::to_owned).collect()
}

fn everything(folder: &TempDir) -> String {
    newsgraph(folder, &["export", "--format", "nq"]).1
}

fn write(folder: &TempDir, name: &str, text: &str) {
    fs::write(folder.path().join(name), text).unwrap();
}

const PEOPLE: &str = "@prefix : <https://example.org/> .\n\
                      :ada :votes [ :party \"Green\" ] , [ :party \"Blue\" ] .\n<#me> :knows :ada .\n";
const LOADED: &str = "https://w3id.org/newsgraph/graph/loaded/";

#[test]
fn data_of_others_is_queried_with_the_articles() {
    let folder = built();
    let (_, person, _) =
        newsgraph(&folder, &["query", "--sparql", "SELECT ?p { ?p a schema:Person } ORDER BY ?p LIMIT 1"]);
    let person = person.lines().nth(1).unwrap().to_owned();
    write(&folder, "Party Offices.nt", &format!("{person} <https://example.org/party> \"Green\" .\n"));
    let said = loads(&folder, &["Party Offices.nt"]);
    assert!(said.contains("1 graph loaded; 1 triple"), "{said}");
    let sparql = "SELECT ?party { ?p a schema:Person . ?p <https://example.org/party> ?party }";
    assert_eq!(newsgraph(&folder, &["query", "--sparql", sparql]).1, "?party\n\"Green\"\n");
    assert_eq!(list(&folder), [format!("<{LOADED}party-offices>\t1\t\"Party Offices.nt\"")]);
    let stats = newsgraph(&folder, &["stats", "--format", "csv"]).1;
    assert!(stats.contains(&format!("loaded triples,{LOADED}party-offices,1")), "{stats}");
    let graph = newsgraph(&folder, &["export", "--graph", "graph/loaded/party-offices", "-f", "nt"]).1;
    assert_eq!(graph, format!("{person} <https://example.org/party> \"Green\" .\n"));
}

#[test]
fn a_build_leaves_loaded_graphs_alone() {
    let folder = built();
    write(&folder, "news/people.ttl", PEOPLE);
    loads(&folder, &["news/people.ttl"]);
    loads(&folder, &["news/people.ttl", "--graph", "https://example.org/people"]);
    let before = list(&folder);
    assert_eq!(before.len(), 2);
    fs::remove_file(folder.path().join("news/people.ttl")).unwrap();
    fs::copy(&files(EXAMPLES, "txt")[1], folder.path().join("news/b.txt")).unwrap();
    fs::remove_file(folder.path().join("news/a.txt")).unwrap();
    let (code, _, said) = newsgraph(&folder, &["build", "news", "--prune"]);
    assert!(code == Some(0) && said.contains("1 new, 1 removed"), "{said}");
    assert_eq!(list(&folder), before);
    assert_eq!(
        newsgraph(&folder, &["export", "--graph", "https://example.org/people", "-f", "nt"]).1.lines().count(),
        5
    );
}

#[test]
fn an_export_of_a_store_goes_into_one_graph_like_any_other_file() {
    let folder = small();
    let before = everything(&folder);
    write(&folder, "copy.nq", &before);
    let said = loads(&folder, &["copy.nq"]);
    assert!(said.contains("documents of newsgraph's own") && said.contains("DISTINCT"), "{said}");
    assert_eq!(list(&folder).len(), 1);
    let (_, counts, _) = newsgraph(&folder, &["stats", "--format", "csv"]);
    assert!(counts.lines().any(|line| line == "documents,all,1"), "{counts}");
    loads(&folder, &["--remove", "copy"]);
    assert!(everything(&folder) == before);
}

#[test]
fn loading_again_replaces_and_the_same_changes_nothing() {
    let folder = small();
    write(&folder, "people.ttl", PEOPLE);
    loads(&folder, &["people.ttl"]);
    let first = everything(&folder);
    // Blank nodes and relative IRIs are the same on every reading.
    assert!(first.contains(&format!("<{LOADED}people#me> <https://example.org/knows>")), "{first}");
    let said = loads(&folder, &["people.ttl"]);
    assert!(said.contains("0 graphs loaded, 1 unchanged"), "{said}");
    loads(&folder, &["--remove", "people"]);
    loads(&folder, &["people.ttl"]);
    assert!(everything(&folder) == first);
    write(&folder, "people.ttl", "<https://example.org/bo> a <https://example.org/Person> .\n");
    loads(&folder, &["people.ttl"]);
    let second = everything(&folder);
    assert!(second.contains("example.org/bo") && !second.contains("example.org/ada"));
    loads(&folder, &["--remove", "graph/loaded/people"]);
    assert!(list(&folder).is_empty());
    assert!(!everything(&folder).contains("example.org/bo"));
    assert!(fails(&folder, &["--remove", "people"], 2).contains("loaded/people"));
}

#[test]
fn every_format_makes_the_same_graph() {
    let folder = small();
    write(&folder, "people.nt", "<https://example.org/a> <https://example.org/b> \"c\"@en .\n");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(b"<https://example.org/a> <https://example.org/b> \"c\"@en <https://example.org/g> .\n").unwrap();
    fs::write(folder.path().join("packed.nq.gz"), packed.finish().unwrap()).unwrap();
    write(&folder, "trig.trig", "<https://example.org/g> { <https://example.org/a> <https://example.org/b> \"c\"@en }");
    write(
        &folder,
        "xml.rdf",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:x='https://example.org/'>\
         <rdf:Description rdf:about='https://example.org/a'><x:b xml:lang='en'>c</x:b></rdf:Description></rdf:RDF>",
    );
    let json = "{\"@id\":\"https://example.org/a\",\"https://example.org/b\":{\"@value\":\"c\",\"@language\":\"en\"}}";
    write(&folder, "json.jsonld", json);
    write(&folder, "unnamed", "<https://example.org/a> <https://example.org/b> \"c\"@en .");
    let said = loads(&folder, &["people.nt", "packed.nq.gz", "trig.trig", "xml.rdf", "json.jsonld"]);
    assert!(said.contains("5 graphs loaded; 5 triples"), "{said}");
    assert_eq!(said.matches("its named graphs are one graph now").count(), 2, "{said}");
    loads(&folder, &["unnamed", "--format", "ttl"]);
    let mut piped = assert_cmd::Command::from_std(program(["load", "-", "--format", "nt", "--store", "store"]));
    piped.current_dir(folder.path()).write_stdin("<https://example.org/a> <https://example.org/b> \"c\"@en .");
    piped.assert().success();
    for name in ["people", "packed", "trig", "xml", "json", "unnamed", "stdin"] {
        let graph = newsgraph(&folder, &["export", "--graph", &format!("graph/loaded/{name}"), "-f", "nt"]).1;
        assert_eq!(graph, "<https://example.org/a> <https://example.org/b> \"c\"@en .\n", "{name}");
    }
}

#[test]
fn broken_files_are_named_and_change_nothing() {
    let folder = small();
    write(&folder, "people.ttl", PEOPLE);
    loads(&folder, &["people.ttl"]);
    let before = everything(&folder);
    write(&folder, "people.ttl", "<https://example.org/a> <https://example.org/b> <c> .\n\n<broken");
    write(&folder, "newer.ttl", "<https://example.org/a> <https://example.org/b> <<( <x:a> <x:b> <x:c> )>> .\n");
    fs::write(folder.path().join("cut.nt.gz"), [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 1, 2]).unwrap();
    write(&folder, "fine.nt", "<x:a> <x:b> <x:c> .\n");
    let said = fails(&folder, &["people.ttl", "newer.ttl", "cut.nt.gz", "absent.nt"], 1);
    for words in ["people.ttl:3:1: ", "newer.ttl:1: <<(", "cut.nt.gz: cannot be read", "absent.nt: cannot be read"] {
        assert!(said.lines().any(|line| line.starts_with("error: ") && line.contains(words)), "{words}: {said}");
    }
    assert!(everything(&folder) == before);
    let said = fails(&folder, &["people.ttl", "fine.nt"], 1);
    assert!(said.contains("1 graph loaded, 1 failed; 1 triple"), "{said}");

    write(&folder, "people.ttl", "<https://example.org/a> <https://example.org/b> <c> .\n<x:a> <x:b> <no iri> .\n");
    let said = loads(&folder, &["people.ttl", "newer.ttl", "--lenient"]);
    assert!(said.contains("1 statement passed over; the first: people.ttl:2:13: "), "{said}");
    assert!(everything(&folder).contains(&format!("<{LOADED}c>")));
}

#[test]
fn what_cannot_be_meant_is_refused() {
    let folder = small();
    write(&folder, "people.ttl", PEOPLE);
    fs::create_dir(folder.path().join("other")).unwrap();
    write(&folder, "other/people.nt", "<x:a> <x:b> <x:c> .\n");
    let document = newsgraph(&folder, &["query", "--sparql", "SELECT ?d { ?d a schema:DigitalDocument }"]).1;
    let document = document.lines().nth(1).unwrap().trim_matches(['<', '>']).to_owned();
    let before = everything(&folder);
    for graph in [
        document.as_str(),
        "https://w3id.org/newsgraph/graph/lexicon",
        "https://w3id.org/newsgraph/graph/runs",
        "https://w3id.org/newsgraph/ontology#",
        "https://w3id.org/newsgraph/entity/meta",
    ] {
        let said = fails(&folder, &["people.ttl", "--graph", graph], 2);
        assert!(said.contains(graph), "{said}");
    }
    // Two files of one name, at once and one after the other.
    assert!(fails(&folder, &["people.ttl", "other/people.nt"], 2).contains("--graph"));
    write(&folder, "notes.docx", "no graph");
    assert!(fails(&folder, &["notes.docx"], 2).contains("--format"));
    assert!(fails(&folder, &["absent.docx"], 1).contains("absent.docx: cannot be read"));
    assert!(fails(&folder, &["-"], 2).contains("--format"));
    assert!(fails(&folder, &[], 2).contains("FILE"));
    assert!(everything(&folder) == before);
    loads(&folder, &["people.ttl"]);
    assert!(fails(&folder, &["other/people.nt"], 2).contains("people.ttl"));
    loads(&folder, &["other/people.nt", "--graph", "others"]);
    // Several files make one graph where they are told to, with the blank nodes of each apart.
    fs::copy(folder.path().join("people.ttl"), folder.path().join("again.ttl")).unwrap();
    loads(&folder, &["people.ttl", "again.ttl", "--graph", "both"]);
    assert!(list(&folder).contains(&format!("<{LOADED}both>\t9\t\"people.ttl, again.ttl\"")), "{:?}", list(&folder));
    assert_no_store_is_made(&folder);
}

/// Removing from a store that is not there makes none.
fn assert_no_store_is_made(folder: &TempDir) {
    let absent = folder.path().join("absent");
    let output = program(["load", "--remove", "people", "--store"]).arg(&absent).output().unwrap();
    assert!(output.status.code() == Some(1) && !absent.exists(), "{}", text(&output.stderr));
}

/// Enough triples that the graph is loaded in batches, beside the old one.
const MANY: usize = 110_000;

#[test]
fn a_loading_that_is_killed_loses_nothing_and_can_be_repeated() {
    let folder = small();
    let values = |from: usize| -> String {
        (from..from + MANY).map(|n| format!("<https://example.org/a> <https://example.org/n> \"{n}\" .\n")).collect()
    };
    // An exchange that was interrupted leaves the new graph in two places, which the next loading clears up.
    // How many of the values there are that only the old graph has, that both have, and that only the new one has.
    let thirds = || {
        let sparql = format!(
            "SELECT ?third (COUNT(DISTINCT ?v) AS ?n) {{ <https://example.org/a> <https://example.org/n> ?v
               BIND(IF(xsd:integer(?v) < {}, 0, IF(xsd:integer(?v) < {MANY}, 1, 2)) AS ?third) }} GROUP BY ?third",
            MANY / 2
        );
        let (code, rows, said) = newsgraph(&folder, &["query", "--format", "csv", "--sparql", &sparql]);
        assert_eq!(code, Some(0), "{said}");
        let mut counts = [0, 0, 0];
        for row in rows.lines().skip(1) {
            let (third, count) = row.split_once(',').unwrap();
            counts[third.parse::<usize>().unwrap()] = count.parse::<usize>().unwrap();
        }
        counts
    };
    write(&folder, "many.nt", &values(0));
    let started = std::time::Instant::now();
    loads(&folder, &["many.nt"]);
    let whole = started.elapsed();
    assert_eq!(thirds(), [MANY / 2, MANY / 2, 0]);
    write(&folder, "many.nt", &values(MANY / 2));
    for part in [3, 6, 9, 12, 18] {
        let mut command = program(["load", "many.nt", "--store", "store"]);
        let mut child = command.current_dir(folder.path()).stderr(std::process::Stdio::null()).spawn().unwrap();
        std::thread::sleep(whole * part / 12);
        child.kill().unwrap();
        child.wait().unwrap();
        let [old, both, new] = thirds();
        assert!(both == MANY / 2 && (old == MANY / 2 || new == MANY / 2), "{part}: {old}, {both}, {new}");
    }
    loads(&folder, &["many.nt"]);
    assert_eq!(thirds(), [0, MANY / 2, MANY / 2]);
    assert_eq!(list(&folder), [format!("<{LOADED}many>\t{MANY}\t\"many.nt\"")]);
}
