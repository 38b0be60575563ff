//! What the tests share: where things stand, how a text is extracted and how the program is run.
//!
//! Paths are relative to the root of the package, in which cargo runs tests, so that what is written into graphs is
//! the same on every machine.

// Each test program is compiled with this module and uses a part of it.
#![allow(dead_code)]

pub mod server;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use newsgraph::fact::Extraction;
use newsgraph::ingest::{self, Input, Limits};
use newsgraph::model::vocabulary::PREFIXES;
use newsgraph::model::{Base, document_quads};
use newsgraph::pack::Pack;
use newsgraph::pipeline::Extractor;
use newsgraph::text::Document;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Quad;
use walkdir::WalkDir;

pub const CASES: &str = "tests/cases";
pub const EXAMPLES: &str = "examples";

/// The files with an extension below a folder, ordered by path.
pub fn files(folder: impl AsRef<Path>, extension: &str) -> Vec<PathBuf> {
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter();
    let paths = walk.map(|entry| entry.expect("the folder can be read").into_path());
    paths.filter(|path| path.is_file() && path.extension().is_some_and(|found| found == extension)).collect()
}

/// All files that the project has to try extraction on.
pub fn sources() -> Vec<PathBuf> {
    let mut found = files(CASES, "txt");
    for extension in ["txt", "md", "html", "jsonl"] {
        found.extend(files(EXAMPLES, extension));
    }
    found
}

/// The documents of a file.
pub fn documents(path: &Path) -> Vec<Document> {
    let read = ingest::read(&Input::file(path), &Limits::default()).into_iter();
    read.map(|document| document.unwrap_or_else(|error| panic!("{error}"))).collect()
}

/// Extraction with the embedded pack, which is compiled once for all tests of a program.
pub fn extract(document: &Document) -> Extraction {
    static EXTRACTOR: OnceLock<Extractor> = OnceLock::new();
    EXTRACTOR.get_or_init(|| Extractor::new(&Pack::embedded().unwrap()).unwrap()).extract(document)
}

/// What extraction says of a document, as quads of its graph.
pub fn quads(document: &Document) -> Vec<Quad> {
    document_quads(&Base::default(), document, &extract(document))
}

/// A file of RDF as the set of its quads, a line of N-Quads each.
///
/// # Panics
/// Where the text is not of the format.
pub fn read_graph(format: RdfFormat, text: impl AsRef<[u8]>) -> BTreeSet<String> {
    let parser = RdfParser::from_format(format).for_slice(text.as_ref());
    parser.map(|quad| quad.unwrap_or_else(|error| panic!("{format}: {error}")).to_string()).collect()
}

/// A line of N-Quads with prefixed names, for people to read.
pub fn shortened(line: &str) -> String {
    let mut line = line.replace("<https://w3id.org/newsgraph/ontology#", "<ng:");
    line = line.replace("<https://w3id.org/newsgraph/", "<");
    for (name, namespace) in PREFIXES {
        line = line.replace(&format!("<{namespace}"), &format!("<{name}:"));
    }
    line
}

/// The program with the given arguments, untouched by settings of whoever runs the tests.
pub fn program<A: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = A>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsgraph"));
    command.args(arguments);
    for name in ["STORE", "PACK", "LEXICON", "BASE", "PASSWORD", "TOKEN"] {
        command.env_remove(format!("NEWSGRAPH_{name}"));
    }
    // Servers of tests run on this machine, which no proxy reaches.
    command.env("NO_PROXY", "127.0.0.1");
    command
}

/// Runs the program and returns what came of it.
pub fn run<A: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = A>) -> Output {
    program(arguments).output().expect("the program starts")
}

/// Runs the program, which must end well, and returns its standard output.
#[track_caller]
pub fn succeed<A: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = A>) -> Vec<u8> {
    let output = run(arguments);
    assert!(output.status.success(), "{}: {}", output.status, text(&output.stderr));
    output.stdout
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Where `scripts/python.sh` puts a program.
pub fn own_program(name: &str) -> Option<PathBuf> {
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let cache = cache.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache")))?;
    Some(cache.join("newsgraph/python/bin").join(name))
}

/// A python that has these modules: the system's, or the one that `scripts/python.sh` sets up.
pub fn python(modules: &[&str]) -> Option<PathBuf> {
    let own = own_program("python3");
    let has_all = |python: &PathBuf| {
        let tried = Command::new(python).args(["-c", &format!("import {}", modules.join(", "))]).output();
        tried.is_ok_and(|output| output.status.success())
    };
    [Some(PathBuf::from("python3")), own].into_iter().flatten().find(has_all)
}
