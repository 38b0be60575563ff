mod graphs;

use std::collections::BTreeSet;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, Literal, NamedNode, Term as RdfTerm};

use super::*;
use crate::model::vocabulary::{ng, oa, schema};
use crate::rdf::parser_format;
use graphs::{news, node, odd, quad};

fn written(format: Format, quads: &[Quad], budget: usize) -> String {
    finished(Writer::with_budget(format, &Prefixes::default(), budget), quads)
}

fn finished(mut writer: Writer<'_>, quads: &[Quad]) -> String {
    for quad in quads {
        writer.add(quad.as_ref()).unwrap();
    }
    let mut out = Vec::new();
    writer.finish(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn parsed(format: Format, text: &str) -> BTreeSet<String> {
    let quads = RdfParser::from_format(parser_format(format)).for_slice(text);
    quads.map(|quad| quad.unwrap_or_else(|error| panic!("{error}\n{text}")).to_string()).collect()
}

fn expected(format: Format, quads: &[Quad]) -> BTreeSet<String> {
    let drop_graph = |quad: &Quad| Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() };
    quads.iter().map(|quad| if format.has_graphs() { quad.to_string() } else { drop_graph(quad).to_string() }).collect()
}

/// A different order each time, the same on every run.
fn shuffled(quads: &[Quad], seed: u64) -> Vec<Quad> {
    let mut state = seed;
    let mut keyed: Vec<(u64, Quad)> = quads
        .iter()
        .map(|quad| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 20, quad.clone())
        })
        .collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, quad)| quad).collect()
}

#[test]
fn every_format_reads_back_as_it_was() {
    for format in Format::ALL {
        for (name, quads) in [("news", news()), ("odd", odd()), ("nothing", Vec::new())] {
            // What XML can and cannot hold has a test of its own.
            if format == Format::RdfXml && name == "odd" {
                continue;
            }
            let text = written(format, &quads, BUDGET);
            assert_eq!(parsed(format, &text), expected(format, &quads), "{format:?} {name}\n{text}");
        }
    }
}

#[test]
fn neither_order_nor_repeats_nor_memory_change_a_byte() {
    for format in Format::ALL {
        for quads in [news(), odd()] {
            if format == Format::RdfXml && quads.iter().any(|quad| quad.subject.is_blank_node()) {
                continue;
            }
            let first = written(format, &quads, BUDGET);
            for seed in 1..6 {
                let mut other = shuffled(&quads, seed);
                other.extend_from_within(..7);
                for budget in [700, BUDGET] {
                    assert_eq!(written(format, &other, budget), first, "{format:?} seed {seed} budget {budget}");
                }
            }
        }
    }
}

#[test]
fn turtle_tells_documents_articles_entities_concepts_and_facts_in_text_order() {
    let text = written(Format::Turtle, &news(), BUDGET);
    let subjects: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with('<'))
        .map(|line| line.split_once('>').unwrap().0.trim_start_matches('<'))
        .collect();
    assert_eq!(
        subjects,
        [
            "document/aa",
            "document/bb",
            "document/aa/article/1",
            "document/bb/article/1",
            "entity/acme",
            "topic/ads",
            "fact/03",
            "fact/03/price",
            "document/aa#char=7,12",
            "document/aa#position=7,12",
            "document/aa#quote=7,12",
            "fact/04",
            "fact/04/price",
            "document/aa#char=207,212",
            "document/aa#position=207,212",
            "document/aa#quote=207,212",
            "fact/02",
            "fact/02/price",
            "document/bb#char=40,45",
            "document/bb#position=40,45",
            "document/bb#quote=40,45",
            "fact/01",
            "fact/01/price",
            "document/bb#char=240,245",
            "document/bb#position=240,245",
            "document/bb#quote=240,245",
            "rule/buys",
        ]
    );
}

#[test]
fn evidence_stands_with_the_fact_it_serves() {
    let mut quads = Vec::new();
    for (fact, places) in
        [("fact/a", &["90,95", "10,20", "70,80"][..]), ("fact/b", &["70,80"]), ("fact/c", &["50,60", "30,40"])]
    {
        for place in places {
            for scheme in ["char", "quote"] {
                let part = node(&format!("document/aa#{scheme}={place}"));
                quads.push(quad(part, rdf::TYPE, oa::SPECIFIC_RESOURCE, GraphName::DefaultGraph));
            }
            let place = node(&format!("document/aa#char={place}"));
            quads.push(quad(node(fact), ng::EVIDENCE, place, GraphName::DefaultGraph));
        }
    }
    for budget in [700, BUDGET] {
        let text = written(Format::Turtle, &quads, budget);
        let subjects: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix('<')?.split_once('>'))
            .map(|(subject, _)| subject.trim_start_matches("document/aa#"))
            .collect();
        let expected = "fact/a char=10,20 quote=10,20 char=90,95 quote=90,95 \
                        fact/c char=30,40 quote=30,40 char=50,60 quote=50,60 fact/b char=70,80 quote=70,80";
        assert_eq!(subjects.join(" "), expected);
    }
}

#[test]
fn turtle_is_laid_out_for_people() {
    let text = written(Format::Turtle, &news()[..12], BUDGET);
    // Bare numbers need no datatype, so that the prefix of datatypes is not declared.
    let expected = r#"@base <https://w3id.org/newsgraph/> .
@prefix ng: <https://w3id.org/newsgraph/ontology#> .
@prefix schema: <https://schema.org/> .

<document/bb> a schema:DigitalDocument .

<document/bb/article/1> a schema:NewsArticle ;
    schema:headline "標題「一」"@zh-Hant .

<entity/acme> a schema:Corporation ;
    ng:prohibits <topic/ads> .

<fact/02> a ng:Acquisition, ng:Fact ;
    ng:confidence 0.9 ;
    ng:count 12 ;
    ng:evidence <document/bb#char=40,45> ;
    ng:price <fact/02/price> .

<fact/02/price> a schema:MonetaryAmount .
"#;
    assert_eq!(text, expected);
}

#[test]
fn trig_groups_by_graph() {
    let text = written(Format::TriG, &news(), BUDGET);
    let graphs: Vec<&str> = text.lines().filter(|line| line.ends_with(" {")).collect();
    assert_eq!(graphs, ["<document/aa> {", "<document/bb> {", "<graph/lexicon> {"]);
    assert!(text.contains("    <fact/03> a ng:Acquisition, ng:Fact ;\n        ng:confidence 0.9 ;\n"), "{text}");
    assert!(text.ends_with("    <rule/buys> a prov:Plan .\n}\n"), "{text}");
}

#[test]
fn long_lists_stand_one_a_line() {
    let quads: Vec<Quad> = (0..6)
        .map(|n| quad(node("entity/acme"), schema::MENTIONS, node(&format!("entity/person/somebody-{n}")), node("g")))
        .collect();
    let text = written(Format::Turtle, &quads, BUDGET);
    assert!(
        text.contains("schema:mentions\n        <entity/person/somebody-0>,\n        <entity/person/somebody-1>,\n")
    );
}

#[test]
fn prefixes_that_are_not_used_are_not_declared() {
    let quads = [quad(
        NamedNode::new_unchecked("http://example.org/a"),
        rdf::TYPE,
        NamedNode::new_unchecked("http://example.org/B"),
        GraphName::DefaultGraph,
    )];
    assert_eq!(written(Format::Turtle, &quads, BUDGET), "<http://example.org/a> a <http://example.org/B> .\n");
    assert_eq!(written(Format::Turtle, &[], BUDGET), "");
    let xml = written(Format::RdfXml, &news()[..2], BUDGET);
    assert!(xml.contains("xmlns:schema=") && !xml.contains("xmlns:skos="), "{xml}");
}

#[test]
fn rdf_xml_holds_text_and_refuses_what_xml_cannot_hold() {
    let subject = NamedNode::new_unchecked("http://example.org/a");
    let text = |value: &str| {
        [quad(subject.clone(), schema::TEXT, Literal::new_simple_literal(value), GraphName::DefaultGraph)]
    };
    for value in ["<a> & \"b\" ]]>", "🙂「甲」", "two\nlines", "kept\r\nreturn"] {
        let quads = text(value);
        assert_eq!(parsed(Format::RdfXml, &written(Format::RdfXml, &quads, BUDGET)), expected(Format::RdfXml, &quads));
    }
    let error = write(Format::RdfXml, text("\u{1}"), &Prefixes::default(), Vec::new()).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::InvalidData);
}

#[test]
fn json_ld_is_compact() {
    let text = written(Format::JsonLd, &news(), BUDGET);
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let graph = &json["@graph"][0];
    assert_eq!(graph["@id"], "document/aa");
    let fact = graph["@graph"].as_array().unwrap().iter().find(|node| node["@id"] == "fact/03").unwrap();
    assert_eq!(fact["@type"], serde_json::json!(["ng:Acquisition", "ng:Fact"]));
    assert_eq!(fact["ng:count"], 12);
    assert_eq!(fact["ng:confidence"], serde_json::json!({ "@type": "xsd:decimal", "@value": "0.9" }));
    assert_eq!(fact["ng:evidence"], serde_json::json!({ "@id": "document/aa#char=7,12" }));
    let article =
        graph["@graph"].as_array().unwrap().iter().find(|node| node["@type"] == "schema:NewsArticle").unwrap();
    assert_eq!(article["schema:headline"]["@language"], "zh-Hant");
}

#[test]
fn what_only_newer_rdf_has_is_refused_or_written_whole() {
    let triple = oxigraph::model::Triple::new(node("a"), schema::NAME, node("b"));
    let directed =
        Literal::new_directional_language_tagged_literal_unchecked("א", "he", oxigraph::model::BaseDirection::Rtl);
    for object in [RdfTerm::from(triple), directed.into()] {
        let quads = [quad(node("c"), rdf::REIFIES, object.clone(), GraphName::DefaultGraph)];
        for format in Format::ALL {
            let mut out = Vec::new();
            match write(format, quads.clone(), &Prefixes::default(), &mut out) {
                Ok(()) => assert!(String::from_utf8(out).unwrap().contains(&object.to_string()), "{format:?}"),
                Err(error) => {
                    assert!(!matches!(format, Format::NTriples | Format::NQuads), "{format:?}: {error}");
                    assert!(error.to_string().contains(&object.to_string()), "{format:?}: {error}");
                }
            }
        }
    }
}

#[test]
fn formats_have_names() {
    for format in Format::ALL {
        assert_eq!(Format::from_name(format.name()), Some(format));
        assert_eq!(Format::from_name(&format.name().to_uppercase()), Some(format));
    }
    assert_eq!(Format::from_name("rdf"), Some(Format::RdfXml));
    assert_eq!(Format::from_name("pdf"), None);
}

#[test]
fn canonical_lines_do_not_depend_on_the_names_of_blank_nodes() {
    let parsed = |trig: &str| -> Vec<Quad> {
        RdfParser::from_format(RdfFormat::TriG).for_slice(trig).map(Result::unwrap).collect()
    };
    let canonical =
        |quads: &[Quad], format: Format| finished(Writer::canonical(format, &Prefixes::default()).unwrap(), quads);
    let first = "_:a <urn:p> _:b . _:b <urn:p> [] . <urn:s> <urn:p> \"\\u0007\\t\" . <urn:g> { _:a a <urn:C> }";
    let other = "<urn:g> { _:z a <urn:C> } _:x <urn:p> _:y . _:z <urn:p> _:x . <urn:s> <urn:p> \"\\u0007\t\" .";
    let first = parsed(first);
    let lines = canonical(&first, Format::NQuads);
    assert_eq!(lines, canonical(&parsed(other), Format::NQuads));
    assert!(lines.starts_with("<urn:s> <urn:p> \"\\u0007\\t\" .\n_:c14n"), "{lines}");
    assert!(lines.contains("#type> <urn:C> <urn:g> .\n"), "{lines}");
    assert!(!canonical(&first, Format::NTriples).contains("<urn:g>"));
    assert!(Writer::canonical(Format::Turtle, &Prefixes::default()).is_none());
    // Without blank nodes the plain lines are the canonical ones.
    let quads = news();
    assert_eq!(canonical(&quads, Format::NQuads), written(Format::NQuads, &quads, BUDGET));
}
