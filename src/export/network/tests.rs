use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Quad;

use super::picture::{Style, picture};
use super::*;

const BASE: &str = "https://w3id.org/newsgraph/";

/// Two articles; a body that the lexicon alone knows, and one that it ties to another.
const NEWS: &str = r#"
@base <https://w3id.org/newsgraph/> .
@prefix schema: <https://schema.org/> . @prefix ng: <https://w3id.org/newsgraph/ontology#> .
@prefix org: <http://www.w3.org/ns/org#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix oa: <http://www.w3.org/ns/oa#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

<document/a/article/1> a schema:NewsArticle ; schema:mentions <entity/acme>, <entity/bolt>, <entity/ada> .
<document/b/article/1> a schema:NewsArticle ; schema:mentions <entity/acme> .
<entity/acme> a schema:Corporation ; skos:prefLabel "Acme"@en, "艾可美"@zh-Hant ; skos:altLabel "Acme & \"Sons\""@en ;
    owl:sameAs <http://www.wikidata.org/entity/Q380>, <http://dbpedia.org/resource/Acme> ; ng:acquired <entity/bolt> .
<entity/bolt> a ng:Platform ; skos:prefLabel "Bolt"@en ; ng:operatedBy <entity/owner> ; schema:url <https://bolt.example> .
<entity/bolt-inc> a schema:Corporation ; skos:altLabel "Bolt"@en ; ng:operatedBy <entity/acme> .
<entity/owner> a schema:Corporation ; schema:name "Owner" .
<entity/ada> a schema:Person ; skos:prefLabel "Ada"@en .
<topic/ads> a ng:Topic, skos:Concept ; skos:prefLabel "advertising"@en ; skos:inScheme ng:topics .
<fact/1> a ng:Acquisition, ng:Fact ; ng:buyer <entity/acme> ; ng:target <entity/bolt> ; ng:modality ng:Denied ;
    ng:confidence 0.85, 0.9 ; ng:evidence <document/a#char=40,50>, <document/a#char=7,9> ; ng:date "2020-01-02"^^<http://www.w3.org/2001/XMLSchema#date> ;
    prov:wasDerivedFrom <document/a/article/1> .
<fact/2> a org:Membership, ng:Fact ; org:member <entity/ada> ; org:organization <entity/acme> ; schema:roleName "chief"@en ;
    ng:status ng:Former ; ng:modality ng:Asserted ; ng:evidence <document/a#char=7,9> .
<fact/3> a ng:Fact, ng:Policy ; ng:issuer <entity/acme> ; ng:topic <topic/ads> ; ng:deontic ng:Prohibits ; ng:evidence <document/a#char=60,70> .
<fact/4> a ng:Fact, ng:Founding ; ng:organization <entity/acme> ; ng:evidence <document/b#char=1,2> .
<document/a#quote=7,9> a oa:TextQuoteSelector ; oa:exact "first words"@en .
<document/a#quote=40,50> a oa:TextQuoteSelector ; oa:exact "later words"@en .
ng:Acquisition rdfs:label "acquisition"@en, "收購"@zh-Hant .
ng:Former rdfs:label "former"@en, "前任"@zh-Hant .
"#;

fn quads() -> Vec<Quad> {
    RdfParser::from_format(RdfFormat::Turtle).for_slice(NEWS).map(|quad| quad.unwrap()).collect()
}

fn network(options: Options) -> Result<Network, NetworkError> {
    let mut collector = Collector::new(options);
    for quad in quads() {
        collector.add(quad.as_ref()).unwrap();
    }
    collector.finish()
}

fn around(entity: &str, depth: usize, limit: usize) -> Result<Vec<String>, NetworkError> {
    let focus = Some(Focus { entity: entity.into(), depth, limit });
    let found = network(Options { focus, base: Some(BASE.into()), language: None })?;
    let focus = &found.nodes[found.focus.unwrap()].label;
    let others = found.nodes.iter().map(|node| node.label.clone()).filter(|label| label != focus);
    Ok(std::iter::once(focus.clone()).chain(others).collect())
}

#[test]
fn nodes_are_what_the_articles_speak_of_and_what_that_leads_to() {
    let network = network(Options { language: Some("zh-Hant".into()), ..Options::default() }).unwrap();
    let told: Vec<(&str, &str, u64)> =
        network.nodes.iter().map(|node| (node.label.as_str(), node.kind, node.mentions)).collect();
    let expected = [
        ("艾可美", "corporation", 2),
        ("Ada", "person", 1),
        ("Bolt", "platform", 1),
        ("Owner", "corporation", 0),
        ("advertising", "topic", 0),
    ];
    assert_eq!(told, expected);
    assert_eq!(network.nodes[0].wikidata.as_deref(), Some("Q380"));
    assert_eq!(network.nodes[0].dbpedia.as_deref(), Some("http://dbpedia.org/resource/Acme"));
}

#[test]
fn facts_lead_from_who_acts_to_the_others_and_keep_their_first_words() {
    let mut network = network(Options::default()).unwrap();
    let mut edges = Vec::new();
    while let Some(edge) = network.next_edge().unwrap() {
        let ends = [edge.source, edge.target].map(|end| network.nodes[end].label.clone());
        edges.push((format!("{} {} {}", ends[0], edge.label, ends[1]), edge));
    }
    let told: Vec<&str> = edges.iter().map(|(told, _)| told.as_str()).collect();
    let expected = [
        "Acme acquisition Bolt",
        "Acme acquired Bolt",
        "Acme policy advertising",
        "Ada membership Acme",
        "Bolt operated by Owner",
    ];
    assert_eq!(told, expected);
    let fact = &edges[0].1;
    assert_eq!((fact.quote.as_str(), fact.date.as_str(), fact.weight), ("first words", "2020-01-02", 2));
    assert_eq!((fact.source_role.as_str(), fact.target_role.as_str()), ("buyer", "target"));
    assert_eq!((fact.modality.as_str(), fact.confidence.as_str()), ("Denied", "0.9"));
    assert!(edges[1].1.direct && !fact.direct);
    assert_eq!(edges[2].1.qualifier, "prohibits");
    let role = &edges[3].1;
    assert_eq!((role.text.as_str(), role.qualifier.as_str(), role.quote.as_str()), ("chief", "former", "first words"));
}

#[test]
fn an_entity_is_found_by_iri_path_and_name() {
    for name in ["https://w3id.org/newsgraph/entity/acme", "entity/acme", "ACME", "艾可美", "acme & \"sons\""] {
        assert_eq!(around(name, 0, 9).unwrap(), ["Acme"], "{name}");
    }
    // The name to show wins, and who is not spoken of is not found.
    assert_eq!(around("Bolt", 0, 9).unwrap(), ["Bolt"]);
    for name in ["nobody", "entity/bolt-inc"] {
        assert!(matches!(around(name, 1, 9), Err(NetworkError::Unknown { .. })), "{name}");
    }
    let mut twice = Collector::new(Options {
        focus: Some(Focus { entity: "bolt".into(), depth: 1, limit: 9 }),
        ..Options::default()
    });
    let more = "<urn:x> a <https://schema.org/Person> ; <https://schema.org/name> \"Bolt\" .
        <urn:a> a <https://schema.org/NewsArticle> ; <https://schema.org/mentions> <urn:x> .";
    for quad in quads().into_iter().chain(RdfParser::from_format(RdfFormat::Turtle).for_slice(more).map(Result::unwrap))
    {
        twice.add(quad.as_ref()).unwrap();
    }
    let Err(NetworkError::Ambiguous { iris, .. }) = twice.finish() else { panic!("one of two was chosen") };
    assert_eq!(iris, ["https://w3id.org/newsgraph/entity/bolt", "urn:x"]);
}

#[test]
fn what_is_around_an_entity_is_bounded_by_depth_and_number() {
    assert_eq!(around("Owner", 1, 9).unwrap(), ["Owner", "Bolt"]);
    assert_eq!(around("Owner", 2, 9).unwrap(), ["Owner", "Acme", "Bolt"]);
    assert_eq!(around("Owner", 9, 9).unwrap().len(), 5);
    // Two edges lead to Bolt, one each to the others, of which Ada is mentioned.
    assert_eq!(around("Acme", 1, 2).unwrap(), ["Acme", "Bolt"]);
    assert_eq!(around("Acme", 1, 3).unwrap(), ["Acme", "Ada", "Bolt"]);
}

#[test]
fn parallel_edges_are_one_arrow_that_shows_how_sure_it_is() {
    let mut network = network(Options { language: Some("zh-Hant".into()), ..Options::default() }).unwrap();
    let picture = picture(&mut network).unwrap();
    let arrows: Vec<(Vec<String>, Style)> =
        picture.arrows.iter().map(|arrow| (arrow.lines.clone(), arrow.style)).collect();
    assert_eq!(arrows[0], (vec!["收購 (denied)".to_owned()], Style::Solid));
    assert_eq!(arrows[2].0, ["chief (前任)"]);
    assert_eq!(picture.arrows[0].quote.as_deref(), Some("first words"));
}

#[test]
fn every_format_is_the_same_whatever_the_order_and_escapes_what_it_must() {
    let written = |quads: &[Quad]| {
        let mut all = Vec::new();
        for format in [NetworkFormat::GraphMl, NetworkFormat::Dot, NetworkFormat::Svg] {
            let mut out = Vec::new();
            let mut collector = Collector::new(Options::default());
            quads.iter().try_for_each(|quad| collector.add(quad.as_ref())).unwrap();
            collector.finish().unwrap().write(format, &mut out).unwrap();
            all.push(String::from_utf8(out).unwrap());
        }
        all
    };
    let odd = "<https://w3id.org/newsgraph/entity/ada> <http://www.w3.org/2004/02/skos/core#prefLabel> \"<A> \\\"d\\\\a\\\" & \\u0001\"@en .";
    let mut quads = quads();
    quads.retain(|quad| !quad.to_string().contains("\"Ada\""));
    quads.extend(RdfParser::from_format(RdfFormat::Turtle).for_slice(odd).map(Result::unwrap));
    let first = written(&quads);
    quads.reverse();
    assert_eq!(written(&quads), first);
    assert!(
        first[0].contains(">&lt;A&gt; \"d\\a\" &amp; \u{FFFD}</data>")
            || first[0].contains("&lt;A&gt; &quot;d\\a&quot; &amp; \u{FFFD}</data>")
    );
    assert!(first[1].contains("label=\"<A> \\\"d\\\\a\\\" &  \""), "{}", first[1]);
    assert!(first[2].contains("stroke-dasharray=\"none\""));
}

#[test]
fn tables_have_the_headers_of_the_program_that_reads_them() {
    let tables = |headers| {
        let (mut nodes, mut edges) = (Vec::new(), Vec::new());
        write_tables(&mut network(Options::default()).unwrap(), headers, &mut nodes, &mut edges).unwrap();
        [nodes, edges].map(|table| String::from_utf8(table).unwrap())
    };
    let [nodes, edges] = tables(Headers::Gephi);
    assert!(nodes.starts_with(
        "Id,Label,Kind,Wikidata,Dbpedia,Mentions\nhttps://w3id.org/newsgraph/entity/acme,Acme,corporation,Q380,"
    ));
    assert!(edges.starts_with("Source,Target,Type,Label,Weight,Kind,Class,Qualifier,"));
    assert_eq!(edges.lines().nth(1).unwrap().split(',').nth(2), Some("Directed"));
    let [nodes, edges] = tables(Headers::Neo4j);
    assert!(
        nodes.starts_with("id:ID,label,:LABEL,wikidata,dbpedia,mentions:long\n")
            && nodes.contains(",Acme,Corporation,")
    );
    assert!(edges.starts_with(":START_ID,:END_ID,:TYPE,label,weight:double,"));
    assert_eq!(edges.lines().nth(1).unwrap().split(',').nth(2), Some("Acquisition"));
}
