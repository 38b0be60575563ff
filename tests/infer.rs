//! What `--infer` concludes: as an independent reasoner does, and so that whoever knows schema.org finds what is there.

mod common;

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::process::Command;

use common::{documents, python, quads, read_graph, run, shortened, succeed, text};
use newsgraph::infer::Inference;
use newsgraph::model::{Base, LexiconIndex, lexicon_quads, ontology_quads, referenced_lexicon_quads};
use newsgraph::pack::Pack;
use newsgraph::validate::{Background, Shapes};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, Quad, Triple};

const RARE: &str = "tests/validate/rare.ttl";
const CASE: &str = "tests/cases/en/acquisition";

/// A small graph with people, bodies, platforms and facts of several classes, and what the lexicon says of them.
fn data() -> Vec<Quad> {
    let pack = Pack::embedded().unwrap();
    let rare = fs::read(RARE).unwrap();
    let mut found: Vec<Quad> = RdfParser::from_format(RdfFormat::Turtle).for_slice(&rare).map(Result::unwrap).collect();
    let paths = common::files(CASE, "txt");
    found.extend(documents(&paths[0]).iter().flat_map(quads));
    let index = LexiconIndex::new(lexicon_quads(&Base::default(), &pack).unwrap());
    found.extend(referenced_lexicon_quads(&index, &found));
    // A reasoner carries everything over to what is the same; newsgraph does not.
    found.retain(|quad| !quad.predicate.as_str().ends_with("#sameAs"));
    for quad in &mut found {
        quad.graph_name = GraphName::DefaultGraph;
    }
    found
}

fn concluded(data: &[Quad]) -> HashSet<Triple> {
    let ontology = ontology_quads(&Base::default(), &Pack::embedded().unwrap()).unwrap();
    let inference = Inference::new(&ontology);
    let given: HashSet<Triple> = data.iter().cloned().map(Triple::from).collect();
    let found: HashSet<Triple> = given.iter().flat_map(|triple| inference.of(triple.as_ref())).collect();
    found.difference(&given).cloned().collect()
}

#[test]
fn an_independent_reasoner_concludes_the_same() {
    let Some(python) = python(&["rdflib", "owlrl"]) else {
        println!("skipped: there is no python3 with rdflib and owlrl; scripts/test installs them");
        return;
    };
    let data = data();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("data.nt");
    let lines: BTreeSet<String> = data.iter().map(|quad| format!("{} .\n", Triple::from(quad.clone()))).collect();
    fs::write(&file, lines.into_iter().collect::<String>()).unwrap();
    let ontology = ["ontology/newsgraph.ttl", "ontology/alignments.ttl"];
    let output = Command::new(python).arg("tests/infer/oracle.py").arg(&file).args(ontology).output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    // Numbers are compared by value, as the reasoner writes them anew.
    let read = |lines: String| -> BTreeSet<String> {
        read_graph(RdfFormat::NTriples, lines).iter().map(|line| shortened(line)).collect()
    };
    let theirs = read(text(&output.stdout));
    let ours = read(concluded(&data).iter().map(|triple| format!("{triple} .\n")).collect());
    assert!(ours.len() > 150, "{}", ours.len());
    let missing: Vec<_> = theirs.difference(&ours).collect();
    let extra: Vec<_> = ours.difference(&theirs).collect();
    assert!(missing.is_empty() && extra.is_empty(), "only owlrl: {missing:#?}\nonly newsgraph: {extra:#?}");
}

#[test]
fn conclusions_conform_too() {
    let pack = Pack::embedded().unwrap();
    let mut quads = data();
    quads.extend(concluded(&quads).into_iter().map(|triple| triple.in_graph(GraphName::DefaultGraph)));
    let background = Background::new(lexicon_quads(&Base::default(), &pack).unwrap());
    let rules: Vec<_> = quads
        .iter()
        .filter(|quad| quad.predicate.as_str().ends_with("ontology#rule"))
        .map(|quad| quad.object.to_string())
        .collect();
    quads.extend(newsgraph::model::rule_quads(
        &Base::default(),
        rules.iter().filter_map(|rule| rule.trim_end_matches('>').rsplit('/').next()),
    ));
    let findings = Shapes::of_pack(&pack).unwrap().check(&quads, &background).unwrap();
    assert!(findings.is_empty(), "{findings:#?}");
}

const ARTICLE: &str = "Acme names a chief\n\nMary Lund is the chief executive of Netflix. Netflix bought Hulu.\n";

#[test]
fn whoever_knows_schema_org_finds_people_and_organisations() {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("a.txt");
    fs::write(&article, ARTICLE).unwrap();
    let article = article.to_str().unwrap();
    let plain = text(&succeed(["extract", article, "-q", "--format", "nt"]));
    let inferred = text(&succeed(["extract", article, "-q", "--format", "nt", "--infer"]));
    let type_of = |thing: &str, class: &str| {
        format!(
            "<https://w3id.org/newsgraph/entity/{thing}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{class}> ."
        )
    };
    let netflix = type_of("netflix", "https://schema.org/Organization");
    assert!(!plain.contains(&netflix) && inferred.contains(&netflix), "{inferred}");
    assert!(inferred.contains(&type_of("person/mary-lund", "http://xmlns.com/foaf/0.1/Person")), "{inferred}");
    let employee = "<https://w3id.org/newsgraph/entity/netflix> <https://schema.org/employee> <https://w3id.org/newsgraph/entity/person/mary-lund> .";
    assert!(inferred.contains(employee), "{inferred}");
    // Everything said without it is said with it, and the same input gives the same bytes.
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
    assert!(lines(&plain).is_subset(&lines(&inferred)));

    // A file with graphs keeps what was concluded apart, and `export` concludes the same.
    let graphs = folder.path().join("a.nq");
    succeed(["extract", article, "-q", "--infer", "-o", graphs.to_str().unwrap()]);
    let apart = fs::read_to_string(&graphs).unwrap();
    let marked = apart.lines().filter(|line| line.ends_with("<https://w3id.org/newsgraph/graph/inferred> .")).count();
    assert!(marked > 50 && marked < apart.lines().count(), "{marked}");
    let file = folder.path().join("a.nt");
    fs::write(&file, &plain).unwrap();
    assert_eq!(text(&succeed(["export", file.to_str().unwrap(), "--format", "nt", "--infer"])), inferred);

    let output = run(["extract", article, "--infer", "--format", "facts"]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
}
