//! What README promises of settings, and of knowledge that users add.

mod common;

use std::fs;
use std::path::Path;

use common::{program, text};

/// The graphs that were loaded into the store which the settings name, one of which each store has.
fn store_in_use(folder: &Path, arguments: &[&str], environment: Option<&str>) -> String {
    let mut command = program(["stats", "--format", "csv"]);
    command.args(arguments).current_dir(folder);
    if let Some(store) = environment {
        command.env("NEWSGRAPH_STORE", store);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    let counts = text(&output.stdout);
    let loaded = counts.lines().filter_map(|line| line.strip_prefix("loaded triples,")?.rsplit_once("/loaded/"));
    loaded.map(|(_, name)| name.trim_end_matches(",1")).collect()
}

#[test]
fn a_flag_wins_over_the_environment_and_that_over_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    for name in ["flag", "environment", "file"] {
        let data = path.join(format!("{name}.ttl"));
        fs::write(&data, "<urn:a> <urn:b> <urn:c> .").unwrap();
        assert!(program(["load"]).arg(data).arg("--store").arg(path.join(name)).output().unwrap().status.success());
    }
    fs::write(path.join("newsgraph.toml"), "store = \"file\"\n").unwrap();
    assert_eq!(store_in_use(path, &[], None), "file");
    assert_eq!(store_in_use(path, &[], Some("environment")), "environment");
    assert_eq!(store_in_use(path, &["--store", "flag"], Some("environment")), "flag");
    // The paths of a file are relative to its folder.
    fs::create_dir(path.join("below")).unwrap();
    assert_eq!(store_in_use(&path.join("below"), &["--config", "../newsgraph.toml"], None), "file");
    fs::write(path.join("newsgraph.toml"), "stor = \"file\"\n").unwrap();
    let output = program(["stats"]).current_dir(path).output().unwrap();
    let said = text(&output.stderr);
    assert!(output.status.code() == Some(2) && said.contains("newsgraph.toml") && said.contains("`stor`"), "{said}");
}

/// The block of the README behind the words that name a file.
fn block(readme: &str, file: &str) -> String {
    let behind = readme.split_once(&format!("`{file}`")).unwrap_or_else(|| panic!("README names no {file}")).1;
    let block = behind.split_once("```").unwrap().1.split_once("```").unwrap().0;
    block.split_once('\n').unwrap().1.to_owned()
}

#[test]
fn the_knowledge_that_the_readme_adds_finds_what_it_says() {
    let readme = fs::read_to_string("README.md").unwrap();
    let folder = tempfile::tempdir().unwrap();
    for file in [
        "mine/lexicon/words/mine.toml",
        "mine/lexicon/entities/mine.toml",
        "mine/rules/founding.toml",
        "mine/queries/founders.rq",
    ] {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, block(&readme, file)).unwrap();
    }
    let checked = program(["rules", "check", "--pack", "mine"]).current_dir(&folder).output().unwrap();
    assert_eq!(text(&checked.stderr), "no faults\n");
    let mut shown = readme.split("```console\n").skip(1).map(|block| block.split_once("```").unwrap().0);
    let shown = shown.find(|block| block.contains("--pack mine")).unwrap();
    let mut said = String::new();
    for line in shown.lines() {
        let Some(line) = line.strip_prefix("$ ") else { continue };
        said.push_str(&format!("$ {line}\n"));
        let (sentence, command) = match line.strip_prefix("echo '").and_then(|line| line.split_once("' | ")) {
            Some((sentence, command)) => (sentence, command),
            None => ("", line),
        };
        let arguments = command.split_whitespace().skip(1);
        let mut command = assert_cmd::Command::from_std(program(arguments));
        let output = command.current_dir(&folder).write_stdin(format!("{sentence}\n")).output().unwrap();
        said.push_str(&text(&output.stdout));
        said.push_str(&text(&output.stderr));
    }
    // How long it took is never the same.
    let timeless = regex::Regex::new(r"[0-9.]+ s\n").unwrap();
    let timeless = |text: &str| timeless.replace_all(text, "\n").replace("\r\n", "\n");
    assert_eq!(timeless(&said), timeless(shown));
}
