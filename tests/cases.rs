//! Texts with the graphs that extraction has to yield for them.
//!
//! `tests/cases/<language>/<relation>/<case>.txt` is read with the embedded pack, and the graph of its document has to
//! be the one in `<case>.ttl` beside it: the two are compared as sets of triples, so that layout plays no part. After
//! a change that is meant to change graphs,
//!
//! ```sh
//! UPDATE_CASES=1 cargo test --test cases
//! ```
//!
//! writes the expected graphs anew where they differ, and `git diff` shows what the change did.

mod common;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use common::{CASES, documents, extract, files, quads, read_graph, shortened, sources};
use newsgraph::export::{Format, Prefixes, write};
use newsgraph::model::vocabulary::{ng, oa};
use oxigraph::io::RdfFormat;
use oxigraph::model::{Quad, Term};

/// Lines of a difference that are shown for one case.
const MOST_LINES: usize = 40;

#[test]
fn cases_yield_the_expected_graphs() {
    let update = std::env::var_os("UPDATE_CASES").is_some_and(|value| value != "0");
    let cases = files(CASES, "txt");
    assert!(cases.len() >= 24, "the cases stand in {CASES}");
    let mut report = String::new();
    let mut wrong = 0;
    for case in &cases {
        let found = documents(case).iter().flat_map(quads).collect();
        let found = turtle(found);
        let place = case.with_extension("ttl");
        let expected = fs::read_to_string(&place).ok();
        let difference = difference(expected.as_deref(), &found);
        if difference.is_empty() {
            continue;
        }
        if update {
            fs::write(&place, found).unwrap();
            println!("written: {}", place.display());
            continue;
        }
        wrong += 1;
        let _ = writeln!(report, "\n{}", case.display());
        for line in difference.iter().take(MOST_LINES) {
            let _ = writeln!(report, "  {line}");
        }
        if let Some(more) = difference.len().checked_sub(MOST_LINES).filter(|more| *more > 0) {
            let _ = writeln!(report, "  and {more} more lines");
        }
    }
    assert!(
        wrong == 0,
        "{wrong} of {} cases differ (- is expected and missing, + is found beside it); where the new graphs are right, \
         run UPDATE_CASES=1 cargo test --test cases\n{report}",
        cases.len()
    );
}

#[test]
fn every_expected_graph_has_its_text() {
    let lonely: Vec<_> = files(CASES, "ttl").into_iter().filter(|path| !path.with_extension("txt").exists()).collect();
    assert!(lonely.is_empty(), "no text stands beside {lonely:?}");
}

#[test]
fn evidence_is_the_text_at_its_offsets() {
    let mut seen = 0;
    for path in sources() {
        for document in documents(&path) {
            let text: Vec<char> = document.text.chars().collect();
            let slice = |start: usize, end: usize| text[start..end].iter().collect::<String>();
            let extraction = extract(&document);
            for fact in &extraction.facts {
                assert!(!fact.evidence.is_empty(), "{}: a {} without evidence", document.path, fact.class);
                for evidence in &fact.evidence {
                    let (start, end) = (evidence.span.start as usize, evidence.span.end as usize);
                    assert!(start < end && end <= text.len(), "{}: {evidence:?}", document.path);
                    assert_eq!(evidence.quote, slice(start, end), "{}: {}", document.path, evidence.rule);
                    seen += 1;
                }
            }
            for (start, end, quote) in selectors(&quads(&document)) {
                assert_eq!(quote, slice(start, end), "{}: selectors of {start},{end}", document.path);
            }
        }
    }
    assert!(seen > 100, "the sources yield facts");
}

#[test]
fn offsets_of_plain_text_count_in_the_file_itself() {
    for path in sources().iter().filter(|path| path.extension().is_some_and(|found| found == "txt")) {
        let Ok(source) = fs::read_to_string(path) else {
            // One of the examples is in Big5.
            continue;
        };
        assert_eq!(documents(path)[0].text, source, "{}", path.display());
    }
}

fn turtle(quads: Vec<Quad>) -> String {
    let mut bytes = Vec::new();
    write(Format::Turtle, quads, &Prefixes::default(), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// The triples that only one of two graphs has, sorted; all of them where no graph is expected yet.
fn difference(expected: Option<&str>, found: &str) -> Vec<String> {
    let read = |text: &str| read_graph(RdfFormat::Turtle, text);
    let (expected, found) = (read(expected.unwrap_or_default()), read(found));
    let missing = expected.difference(&found).map(|line| (shortened(line), '-'));
    let extra = found.difference(&expected).map(|line| (shortened(line), '+'));
    let mut lines: Vec<_> = missing.chain(extra).collect();
    lines.sort();
    lines.into_iter().map(|(line, sign)| format!("{sign} {line}")).collect()
}

/// Start, end and quotation of all evidence in a graph, as its selectors give them.
fn selectors(quads: &[Quad]) -> Vec<(usize, usize, String)> {
    let object = |subject: &str, predicate: &str| {
        let found = quads
            .iter()
            .find(|quad| quad.predicate.as_str() == predicate && quad.subject.to_string() == format!("<{subject}>"));
        match found.map(|quad| &quad.object) {
            Some(Term::Literal(literal)) => literal.value().to_owned(),
            other => panic!("{predicate} of {subject} is {other:?}"),
        }
    };
    let places = quads.iter().filter(|quad| quad.predicate == ng::EVIDENCE).map(|quad| match &quad.object {
        Term::NamedNode(place) => place.as_str().to_owned(),
        other => panic!("evidence is {other}"),
    });
    let mut found: Vec<_> = places
        .map(|place| {
            let (document, range) = place.split_once("#char=").expect("evidence is named by RFC 5147");
            let number = |predicate| object(&format!("{document}#position={range}"), predicate).parse().unwrap();
            let (start, end): (usize, usize) = (number(oa::START.as_str()), number(oa::END.as_str()));
            assert_eq!(range, format!("{start},{end}"));
            (start, end, object(&format!("{document}#quote={range}"), oa::EXACT.as_str()))
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

#[test]
fn differences_name_both_sides() {
    let prefix = "@prefix ng: <https://w3id.org/newsgraph/ontology#> . ";
    let graph = |object: &str| format!("{prefix} ng:a ng:b ng:{object} .");
    assert!(difference(Some(&graph("c")), &graph("c")).is_empty());
    assert_eq!(difference(Some(&graph("c")), &graph("d")), ["- <ng:a> <ng:b> <ng:c>", "+ <ng:a> <ng:b> <ng:d>"]);
    assert_eq!(difference(None, &graph("d")).len(), 1);
    assert!(Path::new(CASES).is_dir());
}
