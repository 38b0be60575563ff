//! The embedded pack is sound, and speaks the same vocabulary as the program.

mod common;

use std::collections::BTreeSet;

use common::{documents, quads, read_graph, sources};
use newsgraph::model::vocabulary::NG;
use newsgraph::model::{Base, Run, lexicon_quads, run_quads};
use newsgraph::pack::Pack;
use newsgraph::pipeline::Extractor;
use oxigraph::io::RdfFormat;

fn ontology() -> BTreeSet<String> {
    let pack = Pack::embedded().unwrap();
    let lines = read_graph(RdfFormat::Turtle, pack.file("ontology/newsgraph.ttl").unwrap());
    let subjects = lines.iter().filter_map(|line| line.split_once('>'));
    subjects.filter_map(|(subject, _)| subject.strip_prefix(&format!("<{NG}"))).map(str::to_owned).collect()
}

/// The terms of the ontology's namespace in lines of N-Quads.
fn terms<'a>(lines: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    let start = format!("<{NG}");
    let pieces = lines.into_iter().flat_map(|line| line.split(start.as_str()).skip(1).collect::<Vec<_>>());
    pieces.filter_map(|piece| piece.split_once('>')).map(|(name, _)| name.to_owned()).collect()
}

#[track_caller]
fn assert_defined(used: &BTreeSet<String>) {
    let unknown: Vec<_> = used.difference(&ontology()).cloned().collect();
    assert!(unknown.is_empty(), "ontology/newsgraph.ttl does not define {unknown:?}");
}

#[test]
fn the_check_of_rules_finds_no_fault() {
    let pack = Pack::embedded().unwrap();
    let mut faults = newsgraph::extract::check::check(&pack);
    faults.extend(newsgraph::query::check_queries(&pack));
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), lines.join("\n"));
}

#[test]
fn a_key_that_nobody_reads_is_a_fault() {
    let pack = Pack::embedded().unwrap();
    let with = |file: &str, line: &str| format!("{line}\n{}", pack.file(file).unwrap());
    for (file, text) in [
        ("lexicon/words/mine.toml", "[thing]\ndoc = \"Things.\"\nzh-Hant = [\"東西\"]\n".to_owned()),
        ("lexicon/entities/mine.toml", "[[entities]]\nid = \"a\"\nkind = \"person\"\nen = [\"Ann Lee\"]\n".to_owned()),
        ("lexicon/dates.toml", with("lexicon/dates.toml", "[moths]\njune = 6")),
        ("lexicon/numbers.toml", with("lexicon/numbers.toml", "[currency.XYZ]\nbefore = []\nafter = [\"xyz\"]")),
        ("lexicon/layout.toml", with("lexicon/layout.toml", "[lines]\nkind = \"byline\"")),
        ("rules/mine.toml", "[[rules]]\nid = \"mine-en\"\n".to_owned()),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        let mut pack = pack.clone();
        pack.add_folder(folder.path()).unwrap();
        let faults = Extractor::new(&pack).err().unwrap_or_else(|| panic!("{file} has no fault"));
        let told = |fault: &newsgraph::pack::PackError| fault.file == file && fault.message.contains("unknown field");
        assert!(faults.len() == 1 && told(&faults[0]), "{faults:?}");
    }
}

#[test]
fn a_users_rules_add_macros_to_those_there_are() {
    let rule = "[[rule]]\nid = \"mine-en\"\nfact = \"founding\"\nlang = [\"en\"]\n\
                pattern = '{organization:Org} $brainchild {founder:Person}'\n";
    let brainchild = "[macro]\nbrainchild = '\"is\" $art \"brainchild\" \"of\"'\n";
    let checked = |files: &[(&str, &str)]| {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("rules")).unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join("rules").join(name), text).unwrap();
        }
        let mut pack = Pack::embedded().unwrap();
        pack.add_folder(folder.path()).unwrap();
        let faults = Extractor::new(&pack).err().unwrap_or_default().into_iter();
        faults.map(|fault| (fault.code, fault.file.clone(), fault.line)).collect::<Vec<_>>()
    };
    assert_eq!(checked(&[("rule.toml", rule), ("words.toml", brainchild)]), []);
    let twice = checked(&[("rule.toml", &format!("{brainchild}{rule}")), ("words.toml", brainchild)]);
    assert_eq!(twice, [("macro-twice", "rules/words.toml".to_owned(), Some(2))]);
    assert_eq!(checked(&[("rule.toml", rule)]), [("pattern", "rules/rule.toml".to_owned(), Some(5))]);
}

#[test]
fn terms_that_the_program_has_names_for_are_defined() {
    let source = include_str!("../src/model/vocabulary.rs");
    let module = source.split_once("pub mod ng {").unwrap().1.split_once("\n}").unwrap().0;
    let constants = module.lines().filter_map(|line| line.trim().strip_suffix("\";")?.split_once(" = \""));
    let used: BTreeSet<String> = constants.map(|(_, local)| local.to_owned()).collect();
    assert!(used.len() > 60, "{used:?}");
    assert_defined(&used);
}

#[test]
fn terms_in_graphs_are_defined() {
    let (base, pack) = (Base::default(), Pack::embedded().unwrap());
    let run = Run { version: "0", rules_digest: "", lexicon_digest: "", started: "", ended: "" };
    let mut written: Vec<String> = sources()
        .iter()
        .flat_map(|path| documents(path))
        .flat_map(|document| quads(&document))
        .map(|quad| quad.to_string())
        .collect();
    let lexicon = lexicon_quads(&base, &pack).unwrap();
    written.extend(lexicon.iter().chain(&run_quads(&base, &run)).map(ToString::to_string));
    let used = terms(written.iter().map(String::as_str));
    assert!(used.len() > 60, "{used:?}");
    assert_defined(&used);
}

#[test]
fn terms_in_queries_and_shapes_are_defined() {
    let pack = Pack::embedded().unwrap();
    let name = regex::Regex::new(r"\bng:([A-Za-z][A-Za-z0-9]*)").unwrap();
    let mut used = BTreeSet::new();
    for (path, text) in pack.folder("queries").chain(pack.folder("ontology")) {
        for line in text.lines().filter(|line| path.ends_with(".rq") || !line.trim_start().starts_with('#')) {
            used.extend(name.captures_iter(line).map(|found| found[1].to_owned()));
        }
    }
    assert!(used.len() > 60, "{used:?}");
    assert_defined(&used);
}
