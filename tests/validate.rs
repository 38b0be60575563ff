//! Shapes and validator: what extraction writes conforms, and every constraint is broken once and found broken, by
//! this validator and, where it is installed, by pySHACL.

#[path = "validate/broken.rs"]
mod broken;
mod common;

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;
use std::sync::OnceLock;

use broken::{BROKEN, Broken, triples};
use common::{documents, python, quads, run, sources, succeed, text};
use newsgraph::model::vocabulary::{ng, org, schema};
use newsgraph::model::{Base, Run, lexicon_quads, rule_quads, run_quads};
use newsgraph::pack::Pack;
use newsgraph::pipeline::Extractor;
use newsgraph::validate::{Background, Finding, Shapes};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

const SHAPES: &str = "ontology/shapes.ttl";
const SH: &str = "http://www.w3.org/ns/shacl#";

fn shapes() -> Shapes {
    Shapes::of_pack(&Pack::embedded().unwrap()).unwrap()
}

/// Lexicon, ontology and rules, as a store has them.
fn shared() -> &'static [Quad] {
    static SHARED: OnceLock<Vec<Quad>> = OnceLock::new();
    SHARED.get_or_init(|| {
        let (base, pack) = (Base::default(), Pack::embedded().unwrap());
        let extractor = Extractor::new(&pack).unwrap();
        let mut quads = lexicon_quads(&base, &pack).unwrap();
        quads.extend(rule_quads(&base, extractor.rules().rules().iter().map(|rule| rule.id.as_str())));
        quads
    })
}

fn shown(findings: &[Finding]) -> Vec<String> {
    let line = |finding: &Finding| {
        let value = finding.value.as_ref().map(Term::to_string).unwrap_or_default();
        let component = finding.component.as_str().trim_start_matches(SH);
        common::shortened(&format!("{} {} {} {component} {value}", finding.shape, finding.focus, finding.path))
    };
    let mut lines: Vec<_> = findings.iter().map(line).collect();
    lines.sort();
    lines
}

#[test]
fn what_extraction_writes_conforms() {
    let (shapes, background) = (shapes(), Background::new(shared().iter().cloned()));
    for path in sources() {
        for document in documents(&path) {
            let findings = shapes.check(&quads(&document), &background).unwrap();
            assert!(findings.is_empty(), "{}: {:#?}", document.path, shown(&findings));
        }
    }
}

#[test]
fn the_shared_graphs_conform() {
    let run = Run {
        version: "0.1.0",
        rules_digest: "aa",
        lexicon_digest: "bb",
        started: "2026-11-22T10:00:00Z",
        ended: "2026-11-22T10:00:05Z",
    };
    for quads in [shared().to_vec(), run_quads(&Base::default(), &run)] {
        let findings = shapes().check(&quads, &Background::default()).unwrap();
        assert!(findings.is_empty(), "{:#?}", shown(&findings));
    }
}

/// Every property that is written is spoken of by a shape.
#[test]
fn shapes_cover_every_property() {
    let shapes = triples(SHAPES);
    let path = NamedNode::new_unchecked(format!("{SH}path"));
    let mut known: BTreeSet<String> =
        shapes.iter().filter(|quad| quad.predicate == path).map(|quad| quad.object.to_string()).collect();
    known.insert(rdf::TYPE.to_string());
    known.insert(rdfs::IS_DEFINED_BY.to_string());
    let ontology = GraphName::from(Base::default().ontology_graph());
    let mut written: Vec<Quad> =
        sources().iter().flat_map(|path| documents(path)).flat_map(|found| quads(&found)).collect();
    written.extend(shared().iter().filter(|quad| quad.graph_name != ontology).cloned());
    let unknown: BTreeSet<String> =
        written.iter().map(|quad| quad.predicate.to_string()).filter(|name| !known.contains(name)).collect();
    assert!(unknown.is_empty(), "no shape speaks of {unknown:?}");
}

#[test]
fn every_constraint_is_found_broken() {
    let broken = Broken::new();
    assert!(broken.lacking.is_empty(), "the good graphs have no node for {:#?}", broken.lacking);
    let findings = shapes().check(&broken.quads, &Background::default()).unwrap();
    let found: BTreeSet<(String, String)> = findings
        .iter()
        .map(|finding| (finding.focus.to_string(), finding.component.as_str().trim_start_matches(SH).to_owned()))
        .collect();
    let missed: Vec<_> = broken.expected.iter().filter(|(key, _)| !found.contains(*key)).collect();
    assert!(missed.is_empty(), "not found: {missed:#?}");
    assert!(broken.expected.len() > 230, "{} constraints were broken", broken.expected.len());
    // What was not broken is not found at fault.
    let is_good = |node: &Term| node.is_named_node() && !node.to_string().contains(BROKEN);
    let good: Vec<&Finding> = findings.iter().filter(|finding| is_good(&finding.focus)).collect();
    assert!(good.is_empty(), "{good:#?}");
}

#[test]
fn pyshacl_finds_the_same() {
    let Some(python) = python(&["rdflib", "pyshacl"]) else {
        println!("skipped: there is no python3 with rdflib and pyshacl; scripts/test installs them");
        return;
    };
    let broken = Broken::new();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("broken.nt");
    let lines: BTreeSet<String> =
        broken.quads.iter().map(|quad| format!("{} {} {} .\n", quad.subject, quad.predicate, quad.object)).collect();
    fs::write(&file, lines.into_iter().collect::<String>()).unwrap();
    let output = Command::new(python).args(["tests/validate/oracle.py", SHAPES]).arg(&file).output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    let oracle: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let rows = oracle["found"].as_array().unwrap();
    let place = |focus: &str, path: &str, component: &str| format!("{focus} {path} {component}");
    let theirs: BTreeSet<String> = rows
        .iter()
        .map(|row| place(row[0].as_str().unwrap(), row[1].as_str().unwrap_or_default(), row[2].as_str().unwrap()))
        .collect();
    let findings = shapes().check(&broken.quads, &Background::default()).unwrap();
    let ours: BTreeSet<String> = findings
        .iter()
        .map(|finding| {
            let path = match &finding.steps {
                Some(_) => full(&finding.path),
                None => String::new(),
            };
            place(&finding.focus.to_string(), &path, finding.component.as_str().trim_start_matches(SH))
        })
        .collect();
    let missing: Vec<_> = theirs.difference(&ours).collect();
    let extra: Vec<_> = ours.difference(&theirs).collect();
    assert!(missing.is_empty() && extra.is_empty(), "only pySHACL: {missing:#?}\nonly newsgraph: {extra:#?}");
}

/// A path of one property without its prefix.
fn full(path: &str) -> String {
    let (name, local) = path.trim_start_matches('^').split_once(':').unwrap();
    let space = newsgraph::model::vocabulary::PREFIXES.iter().find(|(known, _)| *known == name).unwrap().1;
    format!("{}{space}{local}", if path.starts_with('^') { "^" } else { "" })
}

/// A membership and the direct triple that follows from it, with one thing changed.
#[test]
fn a_direct_triple_needs_an_asserted_fact_of_the_same_two_things() {
    let node = |name: &str| NamedNode::new_unchecked(format!("https://w3id.org/newsgraph/{name}"));
    let quad = |subject: &str, property: NamedNodeRef<'_>, object: Term| {
        Quad::new(node(subject), property, object, GraphName::DefaultGraph)
    };
    let term = |name: &str| Term::from(NamedNode::new_unchecked(format!("https://w3id.org/newsgraph/ontology#{name}")));
    let world = |modality: &str, status: &str, employer: &str, speaker: Option<&str>| {
        let mut quads = vec![
            quad("fact/1", rdf::TYPE, org::MEMBERSHIP.into()),
            quad("fact/1", org::MEMBER, node("entity/ann").into()),
            quad("fact/1", org::ORGANIZATION, node("entity/acme").into()),
            quad("fact/1", ng::MODALITY, term(modality)),
            quad("fact/1", ng::STATUS, term(status)),
            quad("entity/ann", schema::WORKS_FOR, node(employer).into()),
        ];
        quads.extend(speaker.map(|speaker| quad("fact/1", ng::ACCORDING_TO, node(speaker).into())));
        quads
    };
    let shapes = shapes();
    for (quads, fine) in [
        (world("Asserted", "Current", "entity/acme", None), true),
        (world("Denied", "Current", "entity/acme", None), false),
        (world("Planned", "Current", "entity/acme", None), false),
        (world("Possible", "Current", "entity/acme", None), false),
        (world("Asserted", "Former", "entity/acme", None), false),
        (world("Asserted", "Incoming", "entity/acme", None), false),
        (world("Asserted", "Current", "entity/bolt", None), false),
        (world("Asserted", "Current", "entity/acme", Some("entity/bo")), false),
    ] {
        let findings = shapes.check(&quads, &Background::default()).unwrap();
        let found = findings.iter().any(|finding| {
            finding.path == "schema:worksFor" && finding.component.as_str().ends_with("SPARQLConstraintComponent")
        });
        assert_eq!(found, !fine, "{:#?}\n{:#?}", quads, shown(&findings));
    }
}

#[test]
fn links_need_the_lexicon() {
    let acme = NamedNode::new_unchecked("https://w3id.org/newsgraph/entity/acme");
    let item = NamedNode::new_unchecked("http://www.wikidata.org/entity/Q1");
    let same = NamedNodeRef::new_unchecked("http://www.w3.org/2002/07/owl#sameAs");
    let mut quads = vec![
        Quad::new(acme.clone(), rdf::TYPE, schema::CORPORATION, GraphName::DefaultGraph),
        Quad::new(acme.clone(), same, item, GraphName::DefaultGraph),
    ];
    let at_fault = |quads: &[Quad]| {
        let findings = shapes().check(quads, &Background::default()).unwrap();
        findings.iter().any(|finding| finding.path == "owl:sameAs")
    };
    assert!(at_fault(&quads));
    quads.push(Quad::new(acme, rdfs::IS_DEFINED_BY, Base::default().lexicon_graph(), GraphName::DefaultGraph));
    assert!(!at_fault(&quads));
}

const ONE_FACT: &str = "@prefix ng: <https://w3id.org/newsgraph/ontology#> .\n<urn:f> a ng:Fact .\n";

#[test]
fn the_command_reports_and_fails() {
    let folder = tempfile::tempdir().unwrap();
    let bad = folder.path().join("bad.ttl");
    fs::write(&bad, ONE_FACT).unwrap();
    let bad = bad.to_str().unwrap();
    let output = run(["validate", bad]);
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stdout);
    assert!(told.contains("violation  ngsh:Fact  ng:evidence  MinCount  1\n"), "{told}");
    assert!(told.contains("A fact names the places in its source that say it."), "{told}");
    assert!(told.ends_with("1 graph, 1 triple: 5 violations\n"), "{told}");
    assert_eq!(succeed(["validate", bad, "--fail-on", "never"]), output.stdout);

    let report: serde_json::Value = serde_json::from_slice(&run(["validate", bad, "--format", "json"]).stdout).unwrap();
    assert_eq!(report["conforms"], false);
    assert_eq!(report["counts"]["violation"], 5);
    let first = &report["results"][0];
    assert_eq!(first["focusNode"]["value"], "urn:f");
    assert_eq!(first["shape"], "https://w3id.org/newsgraph/shapes#Fact");

    let turtle = run(["validate", bad, "--format", "ttl"]).stdout;
    let quads: Vec<Quad> = RdfParser::from_format(RdfFormat::Turtle).for_slice(&turtle).map(Result::unwrap).collect();
    let focus = NamedNode::new_unchecked(format!("{SH}focusNode"));
    assert_eq!(quads.iter().filter(|quad| quad.predicate == focus).count(), 5);
    assert!(quads.iter().all(|quad| matches!(quad.subject, NamedOrBlankNode::NamedNode(_))));

    let good = folder.path().join("good.nq");
    succeed(["extract", "examples", "--quiet", "-o", good.to_str().unwrap()]);
    let told = text(&succeed(["validate", good.to_str().unwrap()]));
    assert!(told.ends_with(": conforms\n"), "{told}");
}

#[test]
fn a_store_conforms() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    let store = store.to_str().unwrap();
    succeed(["build", "examples", "--quiet", "--store", store]);
    let told = text(&succeed(["validate", "--store", store]));
    assert!(told.ends_with(": conforms\n"), "{told}");
}

const OWN: &str = r#"
@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:shape> a sh:NodeShape ; sh:targetSubjectsOf <urn:p> ; sh:severity sh:Warning ;
  sh:property [ sh:path ( <urn:p> [ sh:inversePath <urn:q> ] ) ; sh:maxCount 0 ; sh:severity sh:Warning ] .
"#;

#[test]
fn own_shapes_and_severities() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str, content: &str| {
        let path = folder.path().join(name);
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let data = place("data.nt", "<urn:a> <urn:p> <urn:b> .\n<urn:c> <urn:q> <urn:b> .\n");
    let own = place("own.ttl", OWN);
    let told = text(&succeed(["validate", &data, "--shapes", &own]));
    assert!(told.contains("warning  urn:shape  (urn:p/^urn:q)  MaxCount  1\n"), "{told}");
    assert_eq!(run(["validate", &data, "--shapes", &own, "--fail-on", "warning"]).status.code(), Some(1));
    let turtle = succeed(["validate", &data, "--shapes", &own, "--format", "ttl"]);
    assert!(text(&turtle).contains("sh:inversePath <urn:q>"), "{}", text(&turtle));

    let none = place("none.ttl", "<urn:a> <urn:b> <urn:c> .");
    let calls = place(
        "calls.ttl",
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; sh:targetSubjectsOf <urn:p> ;
         sh:sparql [ sh:select \"SELECT $this WHERE { SERVICE <http://example.org/> { $this ?p ?o } }\" ] .",
    );
    let broken = place("broken.ttl", "@prefix sh: <http://www.w3.org/ns/shacl#> .\n<urn:s> a ; .");
    for (shapes, reason) in [(&none, "no shape"), (&calls, "SERVICE is refused"), (&broken, "broken.ttl:2")] {
        let output = run(["validate", &data, "--shapes", shapes]);
        assert_eq!(output.status.code(), Some(1), "{reason}");
        let told = text(&output.stderr);
        assert!(told.contains(reason), "{told} does not say {reason}");
    }
    let output = run(["validate", "no-such.ttl"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("no-such.ttl"));
}
