//! Two graphs told apart, as stores and as files.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use common::{EXAMPLES, files, program, read_graph, succeed, text};
use oxigraph::io::RdfFormat;
use tempfile::TempDir;

/// Two folders of articles: one was corrected, one is gone and one is new.
fn two_states() -> (TempDir, [PathBuf; 2]) {
    let folder = tempfile::tempdir().unwrap();
    let states = ["before", "after"].map(|name| folder.path().join(name).join("news"));
    for state in &states {
        fs::create_dir_all(state).unwrap();
        for source in files(EXAMPLES, "txt") {
            fs::copy(&source, state.join(source.file_name().unwrap())).unwrap();
        }
    }
    let corrected = states[1].join("musk-twitter-acquisition.en.txt");
    let article = fs::read_to_string(&corrected).unwrap();
    assert!(article.contains("$44 billion"));
    fs::write(&corrected, article.replace("$44 billion", "$45 billion")).unwrap();
    fs::remove_file(states[1].join("meta-lawsuits.en.txt")).unwrap();
    fs::write(states[1].join("new.txt"), "Satya Nadella is the chief executive of Microsoft.\n").unwrap();
    (folder, states)
}

/// Extracts each state within its own folder, so that paths are the same.
fn graphs(states: &[PathBuf; 2], name: &str) -> [PathBuf; 2] {
    states.each_ref().map(|state| {
        let folder = state.parent().unwrap();
        let output = program(["extract", "news", "--quiet", "-o", name]).current_dir(folder).output().unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
        folder.join(name)
    })
}

fn diff(a: &Path, b: &Path, options: &[&str]) -> Output {
    program(["diff"]).arg(a).arg(b).args(options).output().unwrap()
}

#[test]
fn facts_that_came_went_and_changed_are_told() {
    let (_folder, states) = two_states();
    let [before, after] = graphs(&states, "graph.ttl");
    let output = diff(&before, &after, &[]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    let told = text(&output.stdout);
    let first = told.lines().next().unwrap();
    assert!(first.starts_with("Facts: ") && first.contains(" in another place"), "{told}");
    for line in ["    price: 44000000000 USD -> 45000000000 USD", "+ entity/satya-nadella schema:Person: Satya Nadella"]
    {
        assert!(told.lines().any(|found| found == line), "{line} is not in\n{told}");
    }
    assert!(told.contains("\n+ role ") && told.contains("\n- lawsuit "), "{told}");
    assert!(told.contains(": Satya Nadella is the chief executive of Microsoft\n"), "{told}");
    let json: serde_json::Value = serde_json::from_slice(&diff(&before, &after, &["--format", "json"]).stdout).unwrap();
    let kinds: BTreeSet<&str> =
        json["facts"].as_array().unwrap().iter().map(|fact| fact["change"].as_str().unwrap()).collect();
    assert_eq!(kinds, BTreeSet::from(["came", "went", "changed", "moved"]));
}

#[test]
fn a_patch_makes_the_second_of_the_first() {
    let (folder, states) = two_states();
    for (name, format) in [("graph.nq", RdfFormat::NQuads), ("graph.nt", RdfFormat::NTriples)] {
        let [before, after] = graphs(&states, name);
        let patch = folder.path().join("changes.rdfp");
        let output = diff(&before, &after, &["--format", "patch", "-o", patch.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
        let patch = fs::read_to_string(&patch).unwrap();
        let mut lines: Vec<&str> = patch.lines().collect();
        assert_eq!((lines.remove(0), lines.pop()), ("TX .", Some("TC .")));
        let graph = |path: &Path| fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect::<BTreeSet<_>>();
        let mut patched = graph(&before);
        for line in lines {
            let (mark, statement) = line.split_once(' ').unwrap();
            let done = match mark {
                "D" => patched.remove(statement),
                "A" => patched.insert(statement.to_owned()),
                _ => false,
            };
            assert!(done, "{line}");
        }
        assert!(patched == graph(&after), "{name}");
        read_graph(format, patched.into_iter().collect::<Vec<_>>().join("\n"));
    }
}

#[test]
fn stores_and_files_of_every_format_can_be_the_same() {
    let (folder, states) = two_states();
    let path = |name: &str| folder.path().join(name);
    for name in ["one.store", "two.store"] {
        succeed([
            "build".as_ref(),
            "--quiet".as_ref(),
            states[0].as_os_str(),
            "--store".as_ref(),
            path(name).as_os_str(),
        ]);
    }
    let same = |a: &str, b: &str| {
        let output = diff(&path(a), &path(b), &[]);
        assert_eq!(output.status.code(), Some(0), "{a} {b}: {}{}", text(&output.stdout), text(&output.stderr));
        assert!(output.stdout.is_empty());
    };
    same("one.store", "two.store");
    for name in ["graph.ttl", "graph.nq", "graph.rdf", "graph.jsonld"] {
        succeed(["export".as_ref(), path("one.store").as_os_str(), "-o".as_ref(), path(name).as_os_str()]);
        same(name, "two.store");
    }
    let mut packed =
        flate2::write::GzEncoder::new(fs::File::create(path("graph.nq.gz")).unwrap(), flate2::Compression::fast());
    packed.write_all(&fs::read(path("graph.nq")).unwrap()).unwrap();
    packed.finish().unwrap();
    same("graph.nq.gz", "graph.ttl");
    let output = diff(&path("one.store"), &path("graph.nq"), &["--format", "patch"]);
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(0), "TX .\nTC .\n"));
    // Names of blank nodes are no difference.
    fs::write(path("a.ttl"), "[] <urn:p> [ <urn:q> 1 ] .").unwrap();
    fs::write(path("b.nt"), "_:x <urn:q> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n_:y <urn:p> _:x .\n")
        .unwrap();
    same("a.ttl", "b.nt");
}

#[test]
fn a_store_is_compared_with_what_extract_wrote() {
    let (folder, states) = two_states();
    let store = folder.path().join("before/store");
    let [before, after] = graphs(&states, "graph.nq");
    let [turtle, _] = graphs(&states, "graph.ttl");
    let output =
        program(["build", "--quiet", "news", "--store", "store"]).current_dir(store.parent().unwrap()).output();
    assert!(output.unwrap().status.success());
    // The rest of the lexicon, of which no article speaks, is no difference; it is one of a patch.
    for file in [&before, &turtle] {
        for (a, b) in [(&store, file), (file, &store)] {
            let output = diff(a, b, &[]);
            assert_eq!(
                (output.status.code(), text(&output.stdout).as_str()),
                (Some(0), ""),
                "{}",
                text(&output.stderr)
            );
        }
    }
    assert!(text(&diff(&store, &before, &["--format", "patch"]).stdout).lines().count() > 10_000);
    let files = diff(&before, &after, &[]);
    let stored = diff(&store, &after, &[]);
    assert_eq!(text(&stored.stdout), text(&files.stdout));
}

#[test]
fn trouble_is_told_from_a_difference() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("good.ttl"), "<urn:a> <urn:b> <urn:c> .\n").unwrap();
    fs::write(path("bad.ttl"), "<urn:a> <urn:b> <urn:c> .\n\n  <urn:a> <urn:b> oops .\n").unwrap();
    fs::write(path("bad.nq"), "<urn:a> <urn:b> .\n").unwrap();
    fs::write(path("bad.rdf"), "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\n<rdf:Oops")
        .unwrap();
    fs::write(path("text.txt"), "no graph").unwrap();
    fs::create_dir(path("folder")).unwrap();
    for (name, place) in [
        ("bad.ttl", "bad.ttl:3:19: "),
        ("bad.nq", "bad.nq:1:"),
        ("bad.rdf", "bad.rdf:3"),
        ("absent.ttl", "absent.ttl: "),
        ("absent", "absent: cannot be read: "),
        ("text.txt", "text.txt: "),
        ("folder", "folder: "),
    ] {
        for (a, b) in [(name, "good.ttl"), ("good.ttl", name)] {
            let output = diff(&path(a), &path(b), &[]);
            let said = text(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{name}: {said}");
            assert!(said.contains(place) && output.stdout.is_empty(), "{name}: {said}");
        }
    }
    let output = program(["diff", "one.ttl"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    // Whoever has read enough of the differences still learns that there are some.
    let many: String = (0..20_000).map(|n| format!("<urn:{n}> <urn:b> <urn:c> .\n")).collect();
    fs::write(path("many.nt"), many).unwrap();
    let mut command = program(["diff", "--format", "patch"]);
    command.arg(path("good.ttl")).arg(path("many.nt")).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(1), ""));
}
