use std::collections::BTreeMap;

use oxigraph::io::{RdfFormat, RdfParser};

use super::*;
use crate::export::Prefixes;
use crate::export::canonical::Canonical;

const HEAD: &str = r#"@base <https://w3id.org/newsgraph/> .
@prefix schema: <https://schema.org/> . @prefix ng: <https://w3id.org/newsgraph/ontology#> .
@prefix org: <http://www.w3.org/ns/org#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
"#;

const BEFORE: &str = r#"
<d/a> a schema:NewsArticle ; schema:headline "Old"@en .
<entity/acme> a schema:Corporation ; schema:name "Acme" ; skos:altLabel "A"@en .
<entity/gone> a schema:Person ; schema:name "Gone" .
<entity/ada> a schema:Person .
<fact/01> a ng:Fact, ng:Acquisition ; ng:buyer <entity/acme> ; ng:target <entity/bolt> ; ng:price <fact/01/price> ;
    ng:modality ng:Asserted ; prov:wasDerivedFrom <d/x> ; ng:evidence <d#char=10,20> .
<fact/01/price> a schema:MonetaryAmount ; schema:value 44 ; schema:currency "USD" .
<fact/02> a ng:Fact, org:Membership ; org:member <entity/ada> ; org:organization <entity/acme> ; schema:roleName "chief"@en ;
    prov:wasDerivedFrom <d/x> ; ng:evidence <d#char=30,40> .
<fact/03> a ng:Fact, ng:Statement ; schema:creator <entity/ada> ; schema:text "One."@en ; prov:wasDerivedFrom <d/x> ;
    ng:evidence <d#char=50,60> .
<fact/04> a ng:Fact, ng:Suspension ; ng:agent <entity/acme> ; ng:target <entity/ada> ; prov:wasDerivedFrom <d/x> ;
    ng:evidence <d#char=70,80> .
<fact/05> a ng:Fact, ng:Criticism ; ng:agent <entity/ada> ; ng:target <entity/acme> ; prov:wasDerivedFrom <d/a> ;
    ng:evidence <d/a#char=1,2> .
<fact/06> a ng:Fact, ng:Policy ; ng:issuer <entity/acme> ; ng:modality ng:Planned ; ng:evidence <d#char=90,95> .
<fact/same> a ng:Fact, ng:Launch ; ng:agent <entity/acme> ; ng:evidence <d#char=1,5> .
_:a schema:about _:b . _:b schema:name "b" .
"#;

const AFTER: &str = r#"
<d/b> a schema:NewsArticle ; schema:headline "New"@en .
<entity/acme> a schema:Corporation ; schema:name "Acme" ; skos:altLabel "B"@en ; owl:sameAs <http://www.wikidata.org/entity/Q380> .
<entity/ada> a schema:Person .
<fact/11> a ng:Fact, ng:Acquisition ; ng:buyer <entity/acme> ; ng:target <entity/bolt> ; ng:price <fact/11/price> ;
    ng:modality ng:Asserted ; prov:wasDerivedFrom <d/x> ; ng:evidence <d#char=10,20> .
<fact/11/price> a schema:MonetaryAmount ; schema:value 45 ; schema:currency "USD" .
<fact/12> a ng:Fact, org:Membership ; org:member <entity/ada> ; org:organization <entity/acme> ; schema:roleName "head"@en ;
    prov:wasDerivedFrom <d/x> ; ng:evidence <d#char=33,44> .
<fact/13> a ng:Fact, ng:Statement ; schema:creator <entity/ada> ; schema:text "Two."@en ; prov:wasDerivedFrom <d/x> ;
    ng:evidence <d#char=55,60> .
<fact/14> a ng:Fact, ng:Ban ; ng:agent <entity/acme> ; ng:target <entity/ada> ; prov:wasDerivedFrom <d/x> ;
    ng:evidence <d#char=70,80> .
<fact/15> a ng:Fact, ng:Criticism ; ng:agent <entity/ada> ; ng:target <entity/acme> ; prov:wasDerivedFrom <d/b> ;
    ng:evidence <d/b#char=3,4> .
<fact/06> a ng:Fact, ng:Policy ; ng:issuer <entity/acme> ; ng:modality ng:Asserted ; ng:evidence <d#char=90,95> .
<fact/same> a ng:Fact, ng:Launch ; ng:agent <entity/acme> ; ng:evidence <d#char=1,5> .
_:y schema:about _:x . _:x schema:name "b" .
"#;

fn report(before: &str, after: &str) -> Report {
    let [before, after] = [before, after].map(|turtle| {
        let mut lines = Canonical::new(true, 1 << 20);
        for quad in RdfParser::from_format(RdfFormat::TriG).for_slice(&format!("{HEAD}{turtle}")) {
            lines.push(quad.unwrap().as_ref()).unwrap();
        }
        lines.finish().unwrap()
    });
    Report::new(&mut Comparison::new(before, after).unwrap()).unwrap()
}

fn text(report: &Report) -> String {
    let mut out = Vec::new();
    report.write_text(&Prefixes::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn facts_are_followed_through_place_participants_and_articles() {
    let mut report = report(BEFORE, AFTER);
    assert_eq!(report.wanted_quotes().len(), 9);
    let words = ("https://w3id.org/newsgraph/d#quote=10,20".to_owned(), "Acme buys\nBolt".to_owned());
    report.add_quotes(&BTreeMap::from([words]));
    assert_eq!(
        text(&report),
        r#"Facts: 1 came, 1 went, 4 changed, 1 in another place
- statement speaker entity/ada, text "One."@en
    d#char=50,60
~ policy issuer entity/acme, modality ng:Asserted
    modality: ng:Planned -> ng:Asserted
    d#char=90,95
~ acquisition buyer entity/acme, modality ng:Asserted, price 45 USD, target entity/bolt
    price: 44 USD -> 45 USD
    d#char=10,20: Acme buys Bolt
~ role org entity/acme, person entity/ada, title-text "head"@en
    title-text: "chief"@en -> "head"@en
    d#char=33,44
+ statement speaker entity/ada, text "Two."@en
    d#char=55,60
~ ban agent entity/acme, target entity/ada
    class: suspension -> ban
    d#char=70,80
Entities: 0 came, 1 went, 1 changed
~ entity/acme
    owl:sameAs: + wd:Q380
    skos:altLabel: "A"@en -> "B"@en
- entity/gone schema:Person: Gone
Links: 1 came, 0 went
+ entity/acme owl:sameAs wd:Q380
Sources: 1 came, 1 went, 0 changed
- d/a schema:NewsArticle: "Old"@en
+ d/b schema:NewsArticle: "New"@en
"#
    );
    let mut json = Vec::new();
    report.write_json(&mut json).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json["same"], false);
    let moved = json["facts"].as_array().unwrap().iter().find(|change| change["change"] == "moved").unwrap();
    assert_eq!(moved["after"]["iri"], "https://w3id.org/newsgraph/fact/15");
    let bought =
        json["facts"].as_array().unwrap().iter().find(|change| change["after"]["class"] == "acquisition").unwrap();
    assert_eq!(bought["before"]["roles"]["price"], serde_json::json!(["44 USD"]));
    assert_eq!(bought["after"]["evidence"][0]["quote"], "Acme buys\nBolt");
    assert_eq!(json["links"][0]["to"], "http://www.wikidata.org/entity/Q380");
}

#[test]
fn the_same_graph_has_nothing_to_tell() {
    let report = report(BEFORE, BEFORE);
    assert!(!report.differs);
    assert_eq!(text(&report), "");
}

#[test]
fn what_moves_from_graph_to_graph_differs_but_says_nothing_new() {
    let report = report("<entity/a> a schema:Person .", "<g> { <entity/a> a schema:Person }");
    assert!(report.differs);
    assert_eq!(text(&report), "Described alike in other graphs: 1\n");
}

#[test]
fn lines_are_taken_apart() {
    for (line, expected) in [
        ("<s> <p> <o>", ("<p>", "<o>")),
        ("<s> <p> <o> <g>", ("<p>", "<o>")),
        ("_:a <p> _:c14n1 _:g", ("<p>", "_:c14n1")),
        (r#"<s> <p> "a b" <g>"#, ("<p>", r#""a b""#)),
        (r#"<s> <p> "a \" <x> b\\"@en <g>"#, ("<p>", r#""a \" <x> b\\"@en"#)),
        (r#"<s> <p> "1"^^<t>"#, ("<p>", r#""1"^^<t>"#)),
    ] {
        assert_eq!(statement(line), Some(expected), "{line}");
    }
}
