//! Imported lexicons as a user has them: made, named in settings, used, and read anew when they change.

mod common;

use std::fs;
use std::path::Path;
use std::process::Output;

use common::{program, text};
use newsgraph::gazetteer::Gazetteer;

const ARTICLE: &str = "Zephlin Data sued a rival on Monday. Orla Quenby said on Tuesday that Zephlin would win.\n";
const TABLE: &str = "id,label,language,kind,aliases\nQ9002,Zephlin Data,en,corporation,Zephlin\n";

fn output(folder: &Path, arguments: &[&str]) -> Output {
    program(arguments).current_dir(folder).output().unwrap()
}

/// Standard output and messages of a command that ends well.
#[track_caller]
fn run(folder: &Path, arguments: &[&str]) -> (String, String) {
    let output = output(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    (text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_lexicon_is_named_by_flag_environment_or_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("a.txt"), ARTICLE).unwrap();
    fs::write(path.join("table.csv"), TABLE).unwrap();
    fs::write(path.join("people.csv"), "id,label,kind\nhttps://example.org/p/1,Orla Quenby,person\n").unwrap();
    let (_, said) = run(path, &["lexicon", "import", "table.csv", "-o", "table.ngl"]);
    assert!(said.starts_with("table.ngl: 1 entity, 2 names; "), "{said}");
    run(path, &["lexicon", "import", "people.csv", "-o", "people.ngl"]);
    let company = "<entity/wikidata/Q9002> a schema:Corporation ;\n    owl:sameAs wd:Q9002 ;";
    let person = "owl:sameAs <https://example.org/p/1>";
    let (without, _) = run(path, &["extract", "a.txt"]);
    assert!(!without.contains("Q9002"), "{without}");
    let (one, _) = run(path, &["extract", "a.txt", "--lexicon", "table.ngl"]);
    assert!(one.contains(company) && !one.contains(person), "{one}");
    let (both, _) = run(path, &["extract", "a.txt", "--lexicon", "table.ngl", "--lexicon", "people.ngl"]);
    assert!(both.contains(company) && both.contains(person), "{both}");
    let files = std::env::join_paths(["table.ngl", "people.ngl"]).unwrap();
    let named = program(["extract", "a.txt"]).env("NEWSGRAPH_LEXICON", files).current_dir(path).output().unwrap();
    assert_eq!(text(&named.stdout), both);
    // Paths in a file of settings are relative to it.
    fs::create_dir(path.join("below")).unwrap();
    fs::write(path.join("newsgraph.toml"), "lexicon = [\"table.ngl\", \"people.ngl\"]\n").unwrap();
    let (found, _) = run(&path.join("below"), &["extract", "../a.txt", "--config", "../newsgraph.toml"]);
    assert_eq!(found.replace("../a.txt", "a.txt"), both);
    let failed = output(path, &["extract", "a.txt", "--lexicon", "table.csv"]);
    assert_eq!(failed.status.code(), Some(1));
    assert!(text(&failed.stderr).contains("table.csv is no imported lexicon"), "{}", text(&failed.stderr));
}

#[test]
fn documents_are_read_again_when_the_lexicon_changes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("a.txt"), ARTICLE).unwrap();
    fs::write(path.join("table.csv"), TABLE).unwrap();
    run(path, &["lexicon", "import", "table.csv", "-o", "table.ngl"]);
    let build = |more: &[&str]| run(path, &[&["build", "a.txt", "--store", "store"], more].concat()).1;
    assert!(build(&[]).contains("1 new"));
    assert!(build(&["--lexicon", "table.ngl"]).contains("1 changed"));
    assert!(build(&["--lexicon", "table.ngl"]).contains("1 unchanged"));
    // The same table gives the same lexicon, and nothing to read again.
    run(path, &["lexicon", "import", "table.csv", "-o", "table.ngl"]);
    assert!(build(&["--lexicon", "table.ngl"]).contains("1 unchanged"));
    fs::write(path.join("table.csv"), TABLE.replace("Q9002", "Q9003")).unwrap();
    run(path, &["lexicon", "import", "table.csv", "-o", "table.ngl"]);
    assert!(build(&["--lexicon", "table.ngl"]).contains("1 changed"));
    let (graph, _) = run(path, &["export", "--store", "store"]);
    assert!(graph.contains("wd:Q9003") && !graph.contains("wd:Q9002"), "{graph}");
    assert!(build(&[]).contains("1 changed"));
}

#[test]
fn what_is_incomplete_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("a.txt"), ARTICLE).unwrap();
    fs::write(path.join("table.csv"), format!("{TABLE}Q1,Odd One,en,nonsense,\n")).unwrap();
    let failed = output(path, &["lexicon", "import", "table.csv", "-o", "table.ngl"]);
    assert_eq!(failed.status.code(), Some(1));
    assert_eq!(text(&failed.stderr), "newsgraph: table.csv:3: there is no kind \"nonsense\"\n");
    assert!(!path.join("table.ngl").exists());
    let (_, said) = run(path, &["lexicon", "import", "table.csv", "-o", "table.ngl", "--keep-going"]);
    assert!(said.contains("note: table.csv:3: ") && said.contains("1 passed over"), "{said}");
    let (_, said) = run(path, &["extract", "a.txt", "--lexicon", "table.ngl"]);
    assert!(said.contains("note: table.ngl is incomplete"), "{said}");
    let (shown, _) = run(path, &["lexicon", "show", "table.ngl", "--verify"]);
    assert!(shown.contains("entities\t1\n") && shown.contains("complete\tno\n"), "{shown}");
    let (shown, _) = run(path, &["lexicon", "show", "table.ngl", "ZEPHLIN"]);
    assert_eq!(shown, "ZEPHLIN\tQ9002\tcorporation\t0\tZephlin Data\t\n");
    assert_eq!(output(path, &["lexicon", "show", "table.ngl", "Nobody"]).status.code(), Some(1));
    assert!(Gazetteer::open(&path.join("table.ngl")).unwrap().is_incomplete());
}
