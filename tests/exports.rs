//! What is exported is read back by programs of others, and is the same graph for them.
//!
//! Where a program is absent, the test says so and compares without it; `scripts/test` installs the Python ones.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use common::{EXAMPLES, python, read_graph, run, succeed, text};
use oxigraph::io::RdfFormat;
use tempfile::TempDir;

const READERS: [&str; 4] = ["pyoxigraph", "rdflib", "pyld", "networkx"];
const EXTENSIONS: [&str; 6] = ["ttl", "trig", "nt", "nq", "rdf", "jsonld"];

/// A folder with the graph of the examples in N-Quads.
fn extracted() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let graph = folder.path().join("graph.nq");
    succeed(["extract".as_ref(), "--quiet".as_ref(), EXAMPLES.as_ref(), "-o".as_ref(), graph.as_os_str()]);
    (folder, graph)
}

#[track_caller]
fn export(input: &Path, options: &[&str], output: &Path) {
    let arguments = [&["export"], options, &["-o"]].concat();
    succeed(arguments.iter().map(PathBuf::from).chain([output.to_owned(), input.to_owned()]));
}

/// Runs one of the scripts beside this file, or says why it does not.
fn script(name: &str, folder: &Path) -> Option<Output> {
    let Some(python) = python(&READERS) else {
        println!("skipped: there is no python3 with {}; scripts/test installs them", READERS.join(", "));
        return None;
    };
    let output = Command::new(python).arg(format!("tests/exports/{name}")).arg(folder).output().unwrap();
    assert!(output.status.success(), "{name}: {}", text(&output.stderr));
    Some(output)
}

/// The numbers that a script prints.
fn numbers(output: &Output) -> Vec<usize> {
    text(&output.stdout).split_whitespace().map(|number| number.parse().unwrap()).collect()
}

#[test]
fn every_format_is_the_same_graph_for_other_readers() {
    let (folder, graph) = extracted();
    for extension in EXTENSIONS.iter().filter(|extension| **extension != "nq") {
        export(&graph, &[], &folder.path().join(format!("graph.{extension}")));
    }
    export(&graph, &["--canonical"], &folder.path().join("canonical.nq"));
    let lines = read_graph(RdfFormat::NQuads, fs::read(&graph).unwrap()).len();
    let triples = read_graph(RdfFormat::NTriples, fs::read(folder.path().join("graph.nt")).unwrap()).len();
    assert!(lines > triples && triples > 5000);
    if let Some(output) = script("formats.py", folder.path()) {
        assert_eq!(numbers(&output), [lines, triples]);
    }
    for (program, counted) in others(folder.path()) {
        let expected: Vec<usize> =
            counted.iter().map(|(name, _)| if name == "trig" { lines } else { triples }).collect();
        assert_eq!(counted.iter().map(|(_, count)| *count).collect::<Vec<_>>(), expected, "{program}");
    }
}

/// How many statements programs outside of Python count in the formats that they read, as far as they are there.
fn others(folder: &Path) -> Vec<(&'static str, Vec<(String, usize)>)> {
    let mut found = Vec::new();
    let count = |output: Output| {
        assert!(output.status.success(), "{}", text(&output.stderr));
        numbers(&output)
    };
    if Command::new("rapper").arg("--version").output().is_ok() {
        let formats = [("ttl", "turtle"), ("nt", "ntriples"), ("rdf", "rdfxml")];
        let counted = formats.map(|(extension, name)| {
            let file = folder.join(format!("graph.{extension}"));
            let output = Command::new("rapper").args(["-q", "-o", "ntriples", "-i", name]).arg(&file).output().unwrap();
            assert!(output.status.success(), "{}", text(&output.stderr));
            (extension.to_owned(), read_graph(RdfFormat::NTriples, output.stdout).len())
        });
        found.push(("rapper", counted.to_vec()));
    } else {
        println!("skipped: there is no rapper");
    }
    let has_n3 =
        Command::new("node").args(["-e", "require('n3')"]).output().is_ok_and(|output| output.status.success());
    if has_n3 {
        let names = ["ttl", "trig", "nt"].map(str::to_owned);
        let files = names.clone().map(|name| folder.join(format!("graph.{name}")));
        let counts = count(Command::new("node").arg("tests/exports/count.js").args(files).output().unwrap());
        found.push(("N3.js", names.into_iter().zip(counts).collect()));
    } else {
        println!("skipped: there is no node with n3");
    }
    found
}

#[test]
fn blank_nodes_and_odd_terms_survive_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let source = Path::new("tests/exports/blank.trig");
    for extension in EXTENSIONS {
        export(source, &[], &folder.path().join(format!("graph.{extension}")));
    }
    export(source, &["--canonical"], &folder.path().join("canonical.nq"));
    let canonical = fs::read_to_string(folder.path().join("canonical.nq")).unwrap();
    assert_eq!(canonical.lines().count(), read_graph(RdfFormat::TriG, fs::read(source).unwrap()).len());
    script("formats.py", folder.path());
    // Whatever way a graph takes, its canonical form is one.
    for extension in ["trig", "nq", "jsonld"] {
        let again = folder.path().join("again.nq");
        export(&folder.path().join(format!("graph.{extension}")), &["--canonical"], &again);
        assert_eq!(fs::read_to_string(again).unwrap(), canonical, "{extension}");
    }
}

#[test]
fn networks_are_the_same_in_graphml_and_tables() {
    let (folder, graph) = extracted();
    export(&graph, &[], &folder.path().join("graph.graphml"));
    export(&graph, &["--format", "csv"], folder.path());
    let rows = |name: &str| csv::Reader::from_path(folder.path().join(name)).unwrap().into_records().count();
    let expected = [rows("nodes.csv"), rows("edges.csv")];
    assert!(expected[0] > 80 && expected[1] > 100, "{expected:?}");
    if let Some(output) = script("networks.py", folder.path()) {
        assert_eq!(numbers(&output), expected);
    }
    let neo4j = folder.path().join("neo.csv");
    export(&graph, &["--format", "neo4j"], &neo4j);
    assert_eq!([rows("neo-nodes.csv"), rows("neo-edges.csv")], expected);
}

#[test]
fn pictures_show_what_is_around_an_entity_in_the_language_asked_for() {
    let (folder, graph) = extracted();
    let picture = |options: &[&str], name: &str| {
        let path = folder.path().join(name);
        export(&graph, options, &path);
        fs::read_to_string(path).unwrap()
    };
    let english = picture(&["--entity", "Elon Musk"], "musk.svg");
    assert!(english.contains(">Elon Musk</text>") && english.contains(">Tesla, Inc.</text>"), "{english}");
    let chinese = picture(&["--entity", "elon musk", "--language", "zh-Hant"], "musk-zh.svg");
    assert!(chinese.contains(">馬斯克</text>") && chinese.contains("收購"), "{chinese}");
    assert_eq!(picture(&["--entity", "entity/elon-musk"], "again.svg"), english);
    let small = picture(&["--entity", "馬斯克", "--depth", "3", "--limit", "5"], "small.dot");
    assert_eq!(small.matches("fillcolor=").count(), 5, "{small}");
    for svg in [&english, &chinese] {
        let mut reader = quick_xml::Reader::from_str(svg);
        while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
    }
}

#[test]
fn a_description_counts_what_is_there() {
    let (folder, graph) = extracted();
    let path = folder.path().join("about.ttl");
    export(&graph, &["--describe", "--license", "https://example.org/license"], &path);
    let about = fs::read_to_string(&path).unwrap();
    let nt = folder.path().join("graph.nt");
    export(&graph, &[], &nt);
    let triples = read_graph(RdfFormat::NTriples, fs::read(&nt).unwrap());
    assert!(about.contains(&format!("    void:triples {} ;\n", triples.len())), "{about}");
    let linked = triples.iter().filter(|line| line.contains("#sameAs> <http://www.wikidata.org/entity/")).count();
    assert!(linked > 0 && about.contains("<dataset/links/owl-sameAs/wikidata> a void:Linkset ;"));
    assert!(about.contains(&format!("void:triples {linked} .")), "{about}");
    assert!(about.contains("dcterms:license <https://example.org/license> ;"));
    assert_eq!(
        about,
        text(&succeed(["export", graph.to_str().unwrap(), "--describe", "--license", "https://example.org/license"]))
    );
}

#[test]
fn options_that_do_not_fit_are_told() {
    let (folder, graph) = extracted();
    let graph = graph.to_str().unwrap();
    for (arguments, told) in [
        (&["--format", "ttl", "--canonical"][..], "--canonical"),
        (&["--format", "svg"], "--entity"),
        (&["--format", "csv"], "-o"),
        (&["--format", "ttl", "--language", "en"], "graphml"),
        (&["--format", "graphml", "--entity", "Nobody at all"], "Nobody at all"),
        (&["--format", "graphml", "--describe"], "--describe"),
        (&["--title", "x"], "--describe"),
        (&["--graph", "document/none"], "document/none"),
        (&["--format", "png"], "graphml"),
    ] {
        let output = run([&["export", graph], arguments].concat());
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(told) && output.stdout.is_empty(), "{arguments:?}: {said}");
    }
    let broken = folder.path().join("broken.rdf");
    fs::write(&broken, "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n<oops>\n").unwrap();
    let output = run(["export", broken.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("broken.rdf:"), "{}", text(&output.stderr));
}
