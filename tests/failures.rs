//! What goes wrong is named with its file and reason; the rest goes on, and nothing stored is lost.

mod common;

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use common::{EXAMPLES, files, program, run, text};
use tempfile::TempDir;

/// A folder with one good article, and files that no articles are in.
fn mixed() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let news = folder.path().join("news");
    fs::create_dir(&news).unwrap();
    fs::copy(&files(EXAMPLES, "txt")[0], news.join("good.txt")).unwrap();
    fs::write(news.join("binary.txt"), [0x7F, b'E', b'L', b'F', 0, 1, 2, 0]).unwrap();
    fs::write(news.join("empty.txt"), "").unwrap();
    let records =
        "{\"text\": \"Satya Nadella is the chief executive of Microsoft.\"}\n{\"text\": \n{\"title\": \"No text\"}\n";
    fs::write(news.join("records.jsonl"), records).unwrap();
    (folder, news)
}

fn stats(store: &Path) -> (Option<i32>, String, String) {
    let output = program(["stats", "--format", "csv"]).arg("--store").arg(store).output().unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn bad_files_are_named_and_the_rest_is_read() {
    let (folder, news) = mixed();
    let output =
        program(["extract", "--format", "facts"]).arg(&news).arg(folder.path().join("nowhere")).output().unwrap();
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    for (file, reason) in [
        ("binary.txt", "not text"),
        ("empty.txt", "no text"),
        ("records.jsonl:2", "no record"),
        ("records.jsonl:3", "no record"),
        ("nowhere", "cannot be read"),
    ] {
        assert!(said.lines().any(|line| line.contains(file) && line.contains(reason)), "{file}: {reason}: {said}");
    }
    assert!(said.contains("2 documents (5 failed)"), "{said}");
    let facts = text(&output.stdout);
    assert!(facts.contains("good.txt") && facts.contains("records.jsonl:1"), "{facts}");
}

#[test]
fn what_repeats_without_end_is_read() {
    let folder = tempfile::tempdir().unwrap();
    for (name, piece) in [("quotations.txt", "「哈哈」"), ("years.txt", "1年前的"), ("names.txt", "微軟、")] {
        let text =
            format!("標題一則\n\n微軟執行長納德拉說，他會留任。\n\n王小明說，{}很好笑。\n", piece.repeat(20_000));
        fs::write(folder.path().join(name), text).unwrap();
    }
    let output = program(["extract", "--format", "facts"]).arg(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let facts = text(&output.stdout);
    assert!(["quotations.txt", "years.txt", "names.txt"].iter().all(|name| facts.contains(name)), "{facts}");
}

#[test]
fn a_build_keeps_what_was_stored_of_a_file_that_cannot_be_read_any_more() {
    let (folder, news) = mixed();
    let store = folder.path().join("store");
    let build = || program(["build", "--prune"]).arg(&news).arg("--store").arg(&store).output().unwrap();
    assert_eq!(build().status.code(), Some(1));
    let (_, before, _) = stats(&store);
    fs::write(news.join("good.txt"), [0, 1, 2, 3]).unwrap();
    let output = build();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("good.txt"));
    assert_eq!(stats(&store).1, before);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_folder, news) = mixed();
    let closed = news.join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read_dir(&closed).is_ok() {
        println!("skipped: whoever runs the tests may read everything");
    } else {
        let output = program(["extract", "--format", "facts"]).arg(&news).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).lines().any(|line| line.contains("closed") && line.contains("cannot be read")));
        assert!(text(&output.stdout).contains("good.txt"));
    }
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_broken_rule_is_shown_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("rules")).unwrap();
    let rule =
        "[[rule]]\nid = \"broken-en\"\nfact = \"role\"\nlang = [\"en\"]\npattern = '{person:Person} @no-such-class'\n";
    fs::write(folder.path().join("rules/mine.toml"), rule).unwrap();
    for command in [&["rules", "check"][..], &["extract", EXAMPLES]] {
        let output = program(command).arg("--pack").arg(folder.path()).output().unwrap();
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{command:?}: {said}");
        assert!(said.contains("mine.toml") && said.contains("no-such-class"), "{said}");
        assert!(output.stdout.is_empty());
    }
    fs::write(folder.path().join("rules/mine.toml"), "[[rule]\n").unwrap();
    let output = program(["rules", "check", "--pack"]).arg(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("mine.toml"));
    let output = program(["rules", "check", "--pack"]).arg(folder.path().join("nowhere")).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn of_a_long_line_only_what_is_around_the_fault_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("lexicon/words")).unwrap();
    let words: Vec<String> = (0..300).chain([250]).map(|number| format!("\"beacon {number}\"")).collect();
    let class = format!("[beacon]\ndoc = \"Lights.\"\nen = [{}]\n", words.join(", "));
    fs::write(folder.path().join("lexicon/words/mine.toml"), class).unwrap();
    let output = program(["rules", "check", "--pack"]).arg(folder.path()).output().unwrap();
    let said = text(&output.stderr);
    let shown = said.lines().find(|line| line.contains("beacon 299"));
    assert!(shown.is_some_and(|line| line.len() < 200 && line.contains("beacon 250")), "{said}");
}

#[test]
fn a_broken_pack_leaves_the_store_as_it_was() {
    let (folder, news) = mixed();
    let (store, pack) = (folder.path().join("store"), folder.path().join("pack"));
    program(["build"]).arg(&news).arg("--store").arg(&store).output().unwrap();
    let (_, before, _) = stats(&store);
    fs::create_dir_all(pack.join("lexicon/entities")).unwrap();
    fs::write(pack.join("lexicon/entities/mine.toml"), "[[entity]]\nid = \"x\"\nkind = \"ghost\"\nen = [\"X\"]\n")
        .unwrap();
    let output = program(["build"]).arg(&news).arg("--store").arg(&store).arg("--pack").arg(&pack).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("ghost"), "{}", text(&output.stderr));
    assert_eq!(stats(&store).1, before);
}

#[test]
fn no_store_is_made_where_other_files_are_or_by_reading() {
    let (folder, news) = mixed();
    let output = program(["build", EXAMPLES, "--store"]).arg(&news).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("no newsgraph store"), "{}", text(&output.stderr));
    assert_eq!(fs::read_dir(&news).unwrap().count(), 4);
    let output = program(["build", EXAMPLES, "--store"]).arg(news.join("good.txt")).output().unwrap();
    assert!(text(&output.stderr).contains("good.txt: this is a file"), "{}", text(&output.stderr));
    let absent = folder.path().join("absent");
    let (code, _, said) = stats(&absent);
    assert_eq!(code, Some(1));
    assert!(said.contains("there is no store here") && !absent.exists(), "{said}");
}

#[test]
fn a_store_that_is_being_written_is_left_alone() {
    let (folder, news) = mixed();
    let store = folder.path().join("store");
    program(["build"]).arg(&news).arg("--store").arg(&store).output().unwrap();
    let (_, before, _) = stats(&store);
    let mut writer = program(["build", "-", "--quiet", "--store"]).arg(&store).stdin(Stdio::piped()).spawn().unwrap();
    // It reads only after it has opened the store, and a pipe does not hold this much: when all of it is gone, the
    // store is open, and stays so for as long as the pipe.
    writer.stdin.as_mut().unwrap().write_all(&[b'\n'; 512 << 10]).unwrap();
    let held = "another process has this store open";
    let (code, _, said) = stats(&store);
    assert!(code == Some(1) && said.contains(held), "{said}");
    let output = program(["build", EXAMPLES, "--store"]).arg(&store).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains(held), "{}", text(&output.stderr));
    writer.kill().unwrap();
    writer.wait().unwrap();
    assert_eq!(stats(&store), (Some(0), before, String::new()), "a writer that was killed takes nothing with it");
}

#[test]
fn a_reader_that_has_read_enough_is_no_failure() {
    let mut command = program(["extract", EXAMPLES, "--quiet", "--format", "nt"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    let mut out = BufReader::with_capacity(64, child.stdout.take().unwrap());
    out.read_line(&mut line).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{}: {}", output.status, text(&output.stderr));
    assert!(!line.is_empty());
}

#[test]
fn an_article_is_not_replaced_by_its_own_facts() {
    let (_folder, news) = mixed();
    let article = news.join("good.txt");
    let before = fs::read(&article).unwrap();
    let other_name = news.join("..").join("news").join("good.txt");
    let output = program(["extract"]).arg(&article).arg("-o").arg(&other_name).output().unwrap();
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("one of the files to read"), "{said}");
    assert_eq!(fs::read(&article).unwrap(), before);
}

#[test]
fn an_output_that_cannot_be_written_is_named() {
    let output = run(["extract", EXAMPLES, "--quiet", "-o", "/no/such/folder/graph.ttl"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("/no/such/folder/graph.ttl"));
}
