//! The ontology as a product: every term is explained and used, every question is answered, and the page holds
//! together.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use common::{EXAMPLES, documents, files, quads, succeed, text};
use newsgraph::model::vocabulary::{NG, PREFIXES};
use newsgraph::model::{Base, lexicon_quads};
use newsgraph::ontology::{Ontology, check_ontology};
use newsgraph::pack::Pack;
use newsgraph::query::{Answer, Options, run};
use newsgraph::store::Store;
use oxigraph::model::Quad;

fn ontology() -> Ontology {
    Ontology::of_pack(&Pack::embedded().unwrap()).unwrap()
}

#[test]
fn nothing_is_missing() {
    let faults: Vec<String> = check_ontology(&Pack::embedded().unwrap()).iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn what_is_missing_is_told_with_its_line() {
    let terms = "@prefix ng: <https://w3id.org/newsgraph/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ng:Thing a owl:Class ; rdfs:label \"thing\"@en .
ng:has a owl:ObjectProperty ; rdfs:domain ng:Nothing .
";
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("ontology")).unwrap();
    fs::write(folder.path().join("ontology/newsgraph.ttl"), terms).unwrap();
    let faults: Vec<String> =
        check_ontology(&Pack::from_folder(folder.path()).unwrap()).iter().map(ToString::to_string).collect();
    for expected in [
        "ontology/newsgraph.ttl:4: ng:Thing has no label in zh-hant",
        "ontology/newsgraph.ttl:4: ng:Thing has no definition in en",
        "ontology/newsgraph.ttl:4: ng:Thing is below no other class",
        "ontology/newsgraph.ttl:4: ng:Thing has no example",
        "ontology/newsgraph.ttl:5: ng:has has no range",
        "ontology/newsgraph.ttl:5: ng:has refers to ng:Nothing, which is not defined",
        "ontology/newsgraph.ttl: the ontology has no version IRI",
    ] {
        assert!(faults.iter().any(|fault| fault == expected), "{expected} is not in {faults:#?}");
    }
}

/// A term that nothing writes, asks for or demands is of no use. That no other terms are used is told in `pack.rs`.
#[test]
fn every_term_is_used() {
    let pack = Pack::embedded().unwrap();
    let source = include_str!("../src/model/vocabulary.rs");
    let module = source.split_once("pub mod ng {").unwrap().1.split_once("\n}").unwrap().0;
    let constants = module.lines().filter_map(|line| line.trim().strip_suffix("\";")?.split_once(" = \""));
    let mut used: BTreeSet<String> = constants.map(|(_, local)| local.to_owned()).collect();
    let name = regex::Regex::new(r"\bng:([A-Za-z][A-Za-z0-9]*)").unwrap();
    let shapes = pack.file("ontology/shapes.ttl").unwrap();
    for text in pack.folder("queries").map(|(_, text)| text).chain([shapes]) {
        used.extend(name.captures_iter(text).map(|found| found[1].to_owned()));
    }
    let ontology = ontology();
    // Kinds of values are used where one of their values is.
    for value in ontology.individuals().filter(|value| used.contains(value.name())).collect::<Vec<_>>() {
        let kinds = ontology.classes().filter(|class| value.has_type(class.iri.as_ref()));
        used.extend(kinds.map(|class| class.name().to_owned()));
    }
    let unused: Vec<&str> = ontology.terms().map(|term| term.name()).filter(|name| !used.contains(*name)).collect();
    assert!(unused.is_empty(), "nothing uses {unused:?}");
}

#[test]
fn every_question_is_answered_where_its_class_occurs() {
    let pack = Pack::embedded().unwrap();
    let store = Store::in_memory(Base::default()).unwrap();
    store.insert(&lexicon_quads(&Base::default(), &pack).unwrap()).unwrap();
    let paths = ["txt", "md", "html", "jsonl"].map(|extension| files(EXAMPLES, extension)).concat();
    let written: Vec<Quad> =
        paths.iter().flat_map(|path| documents(path)).flat_map(|document| quads(&document)).collect();
    assert!(written.len() > 1000);
    store.insert(&written).unwrap();
    let rows = |query: &str| -> String {
        let Answer::Rows(rows) =
            run(&store, query, &Options::default()).unwrap_or_else(|error| panic!("{error}\n{query}"))
        else {
            panic!("no table: {query}");
        };
        let mut out = Vec::new();
        rows.write(newsgraph::query::RowFormat::Csv, &Default::default(), None, &mut out).unwrap();
        text(&out)
    };
    let ontology = ontology();
    let mut answered = 0;
    for class in ontology.classes() {
        let example = ontology.example(class).unwrap_or_else(|| panic!("{} has no question", class.iri));
        assert!(example.query.contains(&format!("ng:{}", class.name())), "{}", example.query);
        assert_eq!(example.question.len(), 2, "{:?}", example.question);
        let occurs = rows(&format!("SELECT ?thing WHERE {{ ?thing a {} }} LIMIT 1", class.iri)).lines().count() > 1;
        let found = rows(&example.query).lines().count() - 1;
        assert!(!occurs || found > 0, "{} occurs, and nothing answers\n{}", class.iri, example.query);
        answered += usize::from(found > 0);
        // It runs elsewhere too, where nobody declares prefixes.
        let elsewhere = oxigraph::sparql::SparqlEvaluator::new().parse_query(&example.query);
        assert!(elsewhere.is_ok(), "{}", example.query);
    }
    assert!(answered > 25, "{answered} classes occur in the examples");
}

fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    page.split(start.as_str()).skip(1).map(|piece| piece.split_once('"').unwrap().0).collect()
}

#[test]
fn the_page_holds_together_and_needs_nothing_else() {
    let page = text(&succeed(["ontology"]));
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    for id in attributes(&page, "id") {
        *ids.entry(id).or_default() += 1;
    }
    let twice: Vec<_> = ids.iter().filter(|(_, count)| **count > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
    for link in attributes(&page, "href") {
        match link.strip_prefix('#') {
            Some(anchor) => assert!(ids.contains_key(anchor), "no place is called {anchor}"),
            None => assert!(link.starts_with("http"), "{link}"),
        }
    }
    for outside in [" src=", "<script", "<link", "url(", "@import"] {
        assert!(!page.contains(outside), "{outside}");
    }
    let ontology = ontology();
    for term in ontology.terms() {
        assert!(ids.contains_key(term.name()), "{} is not on the page", term.iri);
        for tag in ["en", "zh-hant"] {
            let label = term.label(tag).replace('&', "&amp;");
            assert!(page.contains(&label), "{label} is not on the page");
        }
    }
    for concept in ["topic-political-advertising", "role-chief-executive-officer"] {
        assert!(ids.contains_key(concept), "{concept}");
    }
    assert!(page.contains("https://w3id.org/newsgraph/ontology/0.1.0"));
    assert!(PREFIXES.iter().any(|(_, space)| *space == NG));
}

#[test]
fn text_is_escaped() {
    let terms = "@prefix ng: <https://w3id.org/newsgraph/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ng:Thing a owl:Class ; rdfs:label \"<b>A & B</b>\"@en .
";
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("ontology")).unwrap();
    fs::write(folder.path().join("ontology/newsgraph.ttl"), terms).unwrap();
    let page = Ontology::of_pack(&Pack::from_folder(folder.path()).unwrap()).unwrap().page();
    assert!(page.contains("&lt;b&gt;A &amp; B&lt;/b&gt;"), "{page}");
    assert!(!page.contains("<b>"), "{page}");
}

#[test]
fn turtle_holds_what_the_files_say() {
    let turtle = succeed(["ontology", "--format", "ttl"]);
    let found = common::read_graph(oxigraph::io::RdfFormat::Turtle, &turtle);
    let ontology = ontology();
    let said: BTreeSet<String> = ontology
        .quads()
        .iter()
        .map(|quad| Quad { graph_name: oxigraph::model::GraphName::DefaultGraph, ..quad.clone() }.to_string())
        .collect();
    assert!(said.len() > 1000);
    assert_eq!(found.len(), said.len());
    let lost: Vec<_> = said.difference(&found).take(5).collect();
    assert!(lost.is_empty(), "{lost:#?}");
}
