//! The commands as a user runs them, on the examples.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use common::{EXAMPLES, files, program, read_graph, run, succeed, text};
use newsgraph::export::Prefixes;
use newsgraph::pack::Pack;
use newsgraph::query::{self, Answer, NamedQuery, Options, RowFormat, named_queries};
use newsgraph::store::Store;
use oxigraph::io::{RdfFormat, RdfParser};

const FORMATS: [(&str, RdfFormat); 5] = [
    ("ttl", RdfFormat::Turtle),
    ("trig", RdfFormat::TriG),
    ("nt", RdfFormat::NTriples),
    ("nq", RdfFormat::NQuads),
    ("rdfxml", RdfFormat::RdfXml),
];

/// A store of the examples to read, made once for all tests.
fn examples() -> &'static Path {
    static STORE: OnceLock<PathBuf> = OnceLock::new();
    STORE.get_or_init(|| {
        let store = Path::new(env!("CARGO_TARGET_TMPDIR")).join("examples.store");
        // That of an earlier run may be of other examples.
        fs::remove_dir_all(&store).ok();
        build(&store, Path::new(EXAMPLES));
        store
    })
}

/// Builds, and returns what was said.
#[track_caller]
fn build(store: &Path, from: &Path) -> String {
    let output = program(["build"]).arg(from).arg("--store").arg(store).output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(output.stdout.is_empty());
    text(&output.stderr)
}

#[track_caller]
fn ask(store: &Path, arguments: &[&str]) -> String {
    let output = program(arguments).arg("--store").arg(store).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

/// Exit code and standard error.
fn failure(command: &mut std::process::Command) -> (Option<i32>, String) {
    let output = command.output().unwrap();
    (output.status.code(), text(&output.stderr))
}

fn without_graphs(lines: impl IntoIterator<Item = String>) -> BTreeSet<String> {
    let parse =
        |line: String| RdfParser::from_format(RdfFormat::NQuads).for_slice(line.as_bytes()).next().map(Result::unwrap);
    let quads = lines.into_iter().filter_map(|line| parse(line + " ."));
    quads.map(|quad| format!("{} {} {}", quad.subject, quad.predicate, quad.object)).collect()
}

#[test]
fn all_formats_of_extract_hold_the_same_graph() {
    let extracted = |name: &str| succeed(["extract", EXAMPLES, "--quiet", "--format", name]);
    let expected = without_graphs(read_graph(RdfFormat::NQuads, extracted("nq")));
    assert!(expected.len() > 1000);
    for (name, format) in FORMATS {
        assert!(without_graphs(read_graph(format, extracted(name))) == expected, "{name}");
    }
    let json = RdfFormat::JsonLd { profile: oxigraph::io::JsonLdProfileSet::empty() };
    assert!(without_graphs(read_graph(json, extracted("jsonld"))) == expected);
}

#[test]
fn facts_are_json_lines_with_their_evidence() {
    let lines = text(&succeed(["extract", EXAMPLES, "--quiet", "--format", "facts"]));
    assert!(lines.lines().count() > 50);
    for line in lines.lines() {
        let fact: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(fact["class"].is_string() && fact["modality"].is_string(), "{line}");
        assert!(fact["roles"].as_object().is_some_and(|roles| roles.values().all(serde_json::Value::is_array)));
        assert!(fact["confidence"].as_f64().is_some_and(|confidence| confidence > 0.0 && confidence <= 1.0));
        let evidence = fact["evidence"].as_array().unwrap();
        assert!(!evidence.is_empty());
        for place in evidence {
            let length = place["end"].as_u64().unwrap() - place["start"].as_u64().unwrap();
            assert_eq!(place["quote"].as_str().unwrap().chars().count() as u64, length, "{line}");
            assert!(place["file"].as_str().unwrap().starts_with(EXAMPLES) && place["rule"].is_string());
        }
    }
}

#[test]
fn the_name_of_the_output_file_tells_the_format() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("graph.trig");
    succeed(["extract".as_ref(), EXAMPLES.as_ref(), "-q".as_ref(), "-o".as_ref(), file.as_os_str()]);
    read_graph(RdfFormat::TriG, fs::read(&file).unwrap());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn standard_input_is_read_like_a_file() {
    let source = &files(EXAMPLES, "txt")[0];
    let mut command = assert_cmd::Command::from_std(program(["extract", "-", "--quiet", "--format", "facts"]));
    let piped = command.write_stdin(fs::read(source).unwrap()).assert().success().get_output().stdout.clone();
    let named = succeed(["extract".as_ref(), source.as_os_str(), "-q".as_ref(), "-f".as_ref(), "facts".as_ref()]);
    let path = format!("\"file\":\"{}\"", source.display());
    assert_eq!(text(&piped).replace("\"file\":\"-\"", &path), text(&named));
}

#[test]
fn a_store_answers_all_named_queries() {
    let store = examples();
    let list = text(&succeed(["query", "--list"]));
    let listed: Vec<&str> = list.lines().filter(|line| !line.starts_with(' ')).collect();
    let queries = named_queries(&Pack::embedded().unwrap());
    assert_eq!(listed, queries.iter().map(|query| query.name.as_str()).collect::<Vec<_>>());
    // Opened once: most of what a query takes is the opening.
    let opened = Store::open_read_only(store, None).unwrap();
    let answers = |query: &NamedQuery| {
        let text = query.with_parameters(&BTreeMap::new()).unwrap();
        match query::run(&opened, &text, &Options::default()) {
            Ok(Answer::Rows(rows)) => rows.write(RowFormat::Tsv, &Prefixes::default(), None, &mut io::sink()).unwrap(),
            Ok(Answer::Graph(triples)) => triples.map(Result::unwrap).count(),
            _ => panic!("{}", query.name),
        }
    };
    let answered = queries.iter().filter(|query| answers(query) > 0).count();
    assert!(answered >= 10, "{answered} queries have answers");
    let holders = ask(store, &["query", "role-holders", "--format", "csv", "--param", "person=Clegg"]);
    assert!(holders.lines().count() > 1 && holders.lines().skip(1).all(|line| line.contains("Clegg")), "{holders}");
    assert!(ask(store, &["query", "articles", "--format", "table"]).contains("zh-Hans"));
}

#[test]
fn a_store_answers_sparql_of_every_kind() {
    let (folder, store) = (tempfile::tempdir().unwrap(), examples());
    assert_eq!(ask(store, &["query", "--sparql", "ASK { ?fact ng:evidence ?evidence }", "-f", "csv"]).trim(), "true");
    let construct = "CONSTRUCT { ?fact a ?kind } WHERE { ?fact ng:evidence ?evidence ; a ?kind }";
    assert!(read_graph(RdfFormat::Turtle, ask(store, &["query", "--sparql", construct])).len() > 50);
    let file = folder.path().join("count.rq");
    fs::write(&file, "SELECT (COUNT(DISTINCT ?article) AS ?n) { ?article a schema:NewsArticle }").unwrap();
    let answer = ask(store, &["query", "--format", "json", "--file", file.to_str().unwrap()]);
    let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
    let count: u32 = answer["results"]["bindings"][0]["n"]["value"].as_str().unwrap().parse().unwrap();
    assert!(count >= 12);
}

#[test]
fn export_holds_what_extract_yields() {
    let (folder, store) = (tempfile::tempdir().unwrap(), examples());
    let documents = |lines: BTreeSet<String>| {
        lines.into_iter().filter(|line| line.contains("> <https://w3id.org/newsgraph/document/")).collect::<Vec<_>>()
    };
    for (name, format) in FORMATS {
        let file = folder.path().join(format!("graph.{name}"));
        ask(store, &["export", "--format", name, "-o", file.to_str().unwrap()]);
        assert!(read_graph(format, fs::read(&file).unwrap()).len() > 1000, "{name}");
    }
    let exported = documents(read_graph(RdfFormat::NQuads, fs::read(folder.path().join("graph.nq")).unwrap()));
    let extracted = documents(read_graph(RdfFormat::NQuads, succeed(["extract", EXAMPLES, "-q", "-f", "nq"])));
    assert_eq!(exported, extracted);
}

#[test]
fn stats_count_what_is_there() {
    let counts = ask(examples(), &["stats", "--format", "csv"]);
    for kind in ["facts,", "entities,", "articles,zh-Hant,", "articles,en,", "articles,sv,", "documents,all,"] {
        assert!(counts.lines().any(|line| line.starts_with(kind)), "{kind} in {counts}");
    }
}

#[test]
fn an_unchanged_folder_is_not_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    build(&store, Path::new(EXAMPLES));
    let before = ask(&store, &["export", "--format", "nq"]);
    let said = build(&store, Path::new(EXAMPLES));
    assert!(said.contains("unchanged") && said.contains("written: 0 articles, 0 facts, 0 triples"), "{said}");
    assert!(ask(&store, &["export", "--format", "nq"]) == before);
}

#[test]
fn a_changed_file_is_replaced_and_a_deleted_one_pruned() {
    let folder = tempfile::tempdir().unwrap();
    let (news, store) = (folder.path().join("news"), folder.path().join("store"));
    fs::create_dir(&news).unwrap();
    for (name, source) in ["a.txt", "b.txt", "c.txt"].iter().zip(files(EXAMPLES, "txt")) {
        fs::copy(source, news.join(name)).unwrap();
    }
    let documents = || {
        let counts = ask(&store, &["stats", "--format", "csv"]);
        counts.lines().find_map(|line| line.strip_prefix("documents,all,").map(str::to_owned)).unwrap()
    };
    assert!(build(&store, &news).contains("3 new"));
    let mut changed = fs::read(news.join("a.txt")).unwrap();
    changed.extend(b"\nSatya Nadella is the chief executive of Microsoft.\n");
    fs::write(news.join("a.txt"), changed).unwrap();
    fs::remove_file(news.join("b.txt")).unwrap();
    let said = build(&store, &news);
    assert!(said.contains("1 changed") && said.contains("1 unchanged"), "{said}");
    assert_eq!(documents(), "3", "without --prune nothing is removed");
    let output = program(["build", "--prune"]).arg(&news).arg("--store").arg(&store).output().unwrap();
    assert!(text(&output.stderr).contains("1 removed"), "{}", text(&output.stderr));
    assert_eq!(documents(), "2");
}

#[test]
fn a_fact_told_in_two_documents_is_one_and_goes_with_the_last_of_them() {
    const HOLDER: &str =
        "SELECT DISTINCT ?fact ?source { ?fact a org:Membership ; org:organization <entity/microsoft> ;
        ng:evidence/oa:hasSource/schema:isPartOf/schema:name ?source } ORDER BY ?source";
    let folder = tempfile::tempdir().unwrap();
    let (news, store) = (folder.path().join("news"), folder.path().join("store"));
    fs::create_dir(&news).unwrap();
    fs::write(news.join("en.txt"), "Satya Nadella is the chief executive of Microsoft.\n").unwrap();
    fs::write(news.join("zh.txt"), "微軟執行長納德拉今天在台北說，他很期待明年的發表會。\n").unwrap();
    build(&store, &news);
    let told = |sources: &[&str]| {
        let found = ask(&store, &["query", "--sparql", HOLDER, "--format", "csv"]);
        let rows: Vec<(&str, &str)> = found.lines().skip(1).filter_map(|line| line.split_once(',')).collect();
        assert_eq!(rows.iter().map(|row| row.1).collect::<Vec<_>>(), sources, "{found}");
        assert!(rows.iter().all(|row| row.0 == rows[0].0), "{found}");
        rows[0].0.to_owned()
    };
    let node = told(&["en.txt", "zh.txt"]);
    fs::remove_file(news.join("en.txt")).unwrap();
    let mut command = program(["build", "--prune"]);
    assert!(command.arg(&news).arg("--store").arg(&store).status().unwrap().success());
    assert_eq!(told(&["zh.txt"]), node);
}

#[test]
fn explain_shows_the_rules_that_matched() {
    let mut command = assert_cmd::Command::from_std(program(["explain", "-"]));
    let sentence = "Microsoft chief executive Satya Nadella said on Monday that prices will not rise.\n";
    let shown = text(&command.write_stdin(sentence).assert().success().get_output().stdout);
    assert!(shown.contains("Satya Nadella") && shown.contains("role-"), "{shown}");
    // What opens with a hyphen may be a place in standard input.
    let mut command = assert_cmd::Command::from_std(program(["explain", "-:18"]));
    let shown = text(&command.write_stdin("Meta grew. Acme sued Meta.").assert().success().get_output().stdout);
    assert!(shown.starts_with("11-26 Body: Acme sued Meta."), "{shown}");
    let (code, said) = failure(&mut program(["explain", "--all"]));
    assert!(code == Some(2) && said.contains("no such option"), "{said}");
}

#[test]
fn explain_tells_what_became_of_matches_and_how_close_others_came() {
    let mut command = assert_cmd::Command::from_std(program(["explain", "-"]));
    let sentence = "Meta bought Instagram for $1 billion in 2012.\n";
    let shown = text(&command.write_stdin(sentence).assert().success().get_output().stdout);
    let lines = |start: &str| shown.lines().filter(|line| line.trim_start().starts_with(start)).count();
    // Two of its patterns take the same words.
    assert_eq!(
        lines("rule acquisition-active-en [Asserted] buyer=Meta · target=Instagram · price=$1 billion"),
        1,
        "{shown}"
    );
    // The price of a deal is no figure of its own.
    assert_eq!(lines("rule observation-money-en [no fact] value=$1 billion"), 1, "{shown}");
    let missed =
        "near miss acquisition-passive-en: 2 of 4 parts fit «Meta bought», stopped in front of «Instagram for $»";
    assert_eq!(lines(missed), 1, "{shown}");
    assert!(shown.lines().any(|line| line.contains(" @acquire @")), "a word's classes stand in one line: {shown}");
}

#[test]
fn explain_names_the_records_of_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let records = folder.path().join("news.jsonl");
    std::fs::write(&records, "{\"text\": \"Acme sued Meta.\"}\n{\"text\": \"Meta bought Instagram.\"}\n").unwrap();
    let explain = |offset: &str| run(["explain".to_owned(), format!("{}{offset}", records.display())]);
    let heads = |shown: &str| -> Vec<String> {
        shown.lines().filter(|line| !line.starts_with(' ')).map(str::to_owned).collect()
    };
    let path = records.display();
    let first = [format!("{path}:1"), "0-15 Body: Acme sued Meta.".to_owned()];
    let second = [format!("{path}:2"), "0-22 Body: Meta bought Instagram.".to_owned()];
    assert_eq!(heads(&text(&explain("").stdout)), [&first[..], &second[..]].concat());
    // The first record has no such offset.
    assert_eq!(heads(&text(&explain(":18").stdout)), second);
    let output = explain(":22");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("the text ends at offset 22"), "{}", text(&output.stderr));
}

#[test]
fn a_query_that_is_ended_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let answer = folder.path().join("answer.csv");
    // Nothing of a sort is told before its end, nor does it ask whether it should stop.
    let endless = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a";
    let mut command = program(["query", "--sparql", endless, "--timeout", "0.5"]);
    let (code, said) = failure(command.arg("--store").arg(examples()).arg("-o").arg(&answer));
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("given up"), "{said}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn the_command_line_is_told_from_the_work() {
    for arguments in [
        &["unknown"][..],
        &["extract"],
        &["extract", EXAMPLES, "--format", "docx"],
        &["query", "role-holders"],
        &["query", "--sparql", "ASK {"],
        &["extract", EXAMPLES, "--pack-only"],
        &["extract", EXAMPLES, "--base", "no base"],
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", text(&output.stderr));
        assert!(output.stdout.is_empty() && !output.stderr.is_empty());
    }
    for arguments in [&["--help"][..], &["--version"], &["build", "--help"]] {
        assert_eq!(run(arguments).status.code(), Some(0));
    }
    for query in [&["no-such-query"][..], &["--sparql", "DELETE WHERE { ?s ?p ?o }"], &["articles", "--param", "no=1"]]
    {
        let (code, said) = failure(program(["query"]).args(query).arg("--store").arg(examples()));
        assert_eq!(code, Some(2), "{query:?}: {said}");
    }
}

#[test]
fn a_file_whose_name_tells_no_format_is_the_command_lines_fault_in_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let made = folder.path().join("made").display().to_string();
    for arguments in [
        &["export", "Cargo.toml"][..],
        &["validate", "Cargo.toml"],
        &["validate", "ontology/shapes.ttl", "--shapes", "Cargo.toml"],
        &["diff", "Cargo.toml", "ontology/shapes.ttl"],
        &["load", "Cargo.toml", "--store", &made],
        &["push", "http://localhost:9", "Cargo.toml"],
        &["lexicon", "import", "Cargo.toml", "-o", &made],
    ] {
        let (code, said) = failure(&mut program(arguments));
        assert_eq!(code, Some(2), "{arguments:?}: {said}");
        assert!(said.contains("Cargo.toml") && said.contains("name does not tell"), "{said}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left beside what was to be made");
}
