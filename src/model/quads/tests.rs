use std::collections::BTreeSet;

use super::*;
use crate::fact::{Date, Evidence, Kind};
use crate::text::{Language, Metadata};

const DOC: &str = "https://w3id.org/newsgraph/document/00112233aabbccdd";

/// A world of one article with a person, a company, a platform and somebody who speaks.
fn extraction(facts: Vec<Fact>) -> (Document, Extraction) {
    let document = Document {
        id: "00112233aabbccdd".into(),
        name: "a.txt".into(),
        path: "in/a.txt".into(),
        text: "…".into(),
        metadata: Metadata { url: Some("https://news.example/1".into()), ..Metadata::default() },
    };
    let entity = |path: &str, kind, label: &str, listed| Entity {
        path: path.into(),
        kind,
        labels: vec![(label.into(), "en"), ("別名".into(), "zh-Hant"), ("又名".into(), "zh-Hant")],
        same_as: None,
        listed,
    };
    let extraction = Extraction {
        articles: vec![ArticleRecord {
            number: 1,
            headline: Some("標題「一」".into()),
            language: Language::ChineseTraditional,
            published: Some(Date { lexical: "2026-11".into(), words: String::new() }),
            editor: Some("Lin".into()),
            mentions: vec![0, 1],
        }],
        entities: vec![
            entity("entity/person/ann-lee", Kind::Person, "Ann Lee", false),
            entity("entity/acme", Kind::Corporation, "Acme", true),
            entity("entity/acme-chat", Kind::Platform, "Acme Chat", true),
            entity("entity/person/bo-ek", Kind::Person, "Bo Ek", false),
        ],
        facts,
        notes: Vec::new(),
    };
    (document, extraction)
}

fn fact(class: &str, roles: Vec<(&str, Value)>) -> Fact {
    Fact {
        class: class.into(),
        article: 0,
        roles: roles.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        evidence: vec![Evidence { span: Span::new(3, 9), quote: "「甲」\n乙".into(), rule: "r-1".into() }],
        modality: Modality::Asserted,
        confidence: 90,
        according_to: None,
    }
}

fn lines(facts: Vec<Fact>) -> BTreeSet<String> {
    let (document, extraction) = extraction(facts);
    let quads = document_quads(&Base::default(), &document, &extraction);
    let mut lines = BTreeSet::new();
    for quad in &quads {
        let line = quad
            .to_string()
            .replace("https://w3id.org/newsgraph/ontology#", "ng:")
            .replace(DOC, "doc:")
            .replace("https://w3id.org/newsgraph/", "")
            .replace("https://schema.org/", "schema:")
            .replace("http://www.w3.org/ns/", "")
            .replace("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "a")
            .replace("http://www.w3.org/2001/XMLSchema#", "xsd:")
            .replace("http://www.w3.org/2004/02/skos/core#", "skos:");
        let line = line.strip_suffix(" <doc:>").expect("every quad stands in the document's graph").to_owned();
        assert!(lines.insert(line), "{quad} is there twice");
    }
    lines
}

/// The lines about the one fact, without the words for its IRI.
fn about(lines: &BTreeSet<String>) -> BTreeSet<String> {
    let is_fact = |line: &&String| line.starts_with("<fact/") || line.starts_with("<policy/");
    lines.iter().filter(is_fact).map(|line| line.split_once('>').unwrap().1.trim().to_owned()).collect()
}

fn assert_all(lines: &BTreeSet<String>, expected: &[&str]) {
    for line in expected {
        assert!(lines.contains(*line), "{line} is not in {lines:#?}");
    }
}

fn name(value: &str) -> Value {
    Value::Term(value.into())
}

#[test]
fn sources_articles_and_entities_are_described() {
    let lines = lines(Vec::new());
    assert_all(
        &lines,
        &[
            "<doc:> <a> <schema:DigitalDocument>",
            "<doc:> <schema:name> \"a.txt\"",
            "<doc:> <ng:sourcePath> \"in/a.txt\"",
            "<doc:> <schema:url> <https://news.example/1>",
            "<doc:/article/1> <a> <schema:NewsArticle>",
            "<doc:/article/1> <schema:headline> \"標題「一」\"@zh-hant",
            "<doc:/article/1> <schema:inLanguage> \"zh-Hant\"",
            "<doc:/article/1> <schema:datePublished> \"2026-11\"^^<xsd:gYearMonth>",
            "<doc:/article/1> <schema:editor> \"Lin\"",
            "<doc:/article/1> <schema:isPartOf> <doc:>",
            "<doc:/article/1> <schema:mentions> <entity/acme>",
            "<entity/person/ann-lee> <a> <schema:Person>",
            "<entity/person/ann-lee> <skos:prefLabel> \"Ann Lee\"@en",
            "<entity/person/ann-lee> <skos:prefLabel> \"別名\"@zh-hant",
            "<entity/person/ann-lee> <skos:altLabel> \"又名\"@zh-hant",
            "<entity/person/ann-lee> <schema:name> \"Ann Lee\"",
            "<entity/acme> <skos:prefLabel> \"Acme\"@en",
        ],
    );
    assert!(!lines.contains("<entity/acme> <skos:altLabel> \"又名\"@zh-hant"));
}

#[test]
fn a_fact_carries_its_origin() {
    let mut said =
        fact("criticism", vec![("agent", Value::Entity(0)), ("target", Value::Text("甲".into(), "zh-Hant"))]);
    said.according_to = Some(3);
    said.modality = Modality::Denied;
    let lines = lines(vec![said]);
    assert_all(
        &about(&lines),
        &[
            "<a> <ng:Criticism>",
            "<a> <ng:Fact>",
            "<ng:agent> <entity/person/ann-lee>",
            "<ng:targetText> \"甲\"@zh-hant",
            "<ng:modality> <ng:Denied>",
            "<ng:confidence> \"0.9\"^^<xsd:decimal>",
            "<ng:accordingTo> <entity/person/bo-ek>",
            "<ng:rule> <rule/r-1>",
            "<ng:evidence> <doc:#char=3,9>",
            "<prov#wasDerivedFrom> <doc:/article/1>",
        ],
    );
    assert_all(
        &lines,
        &[
            "<doc:#char=3,9> <a> <oa#SpecificResource>",
            "<doc:#char=3,9> <oa#hasSource> <doc:/article/1>",
            "<doc:#char=3,9> <oa#hasSelector> <doc:#position=3,9>",
            "<doc:#position=3,9> <oa#start> \"3\"^^<xsd:integer>",
            "<doc:#position=3,9> <oa#end> \"9\"^^<xsd:integer>",
            "<doc:#quote=3,9> <oa#exact> \"「甲」\\n乙\"@zh-hant",
        ],
    );
}

#[test]
fn values_become_the_terms_that_their_roles_have() {
    let day = Value::Date(Date { lexical: "--11-22".into(), words: "11月22日".into() });
    for (class, role, value, expected) in [
        (
            "acquisition",
            "date",
            day,
            vec!["<ng:date> \"--11-22\"^^<xsd:gMonthDay>", "<ng:dateText> \"11月22日\"@zh-hant"],
        ),
        ("removal", "count", Value::Number("1000".into()), vec!["<ng:count> \"1000\"^^<xsd:integer>"]),
        ("removal", "duration", Value::Duration("P2Y".into()), vec!["<ng:duration> \"P2Y\"^^<xsd:duration>"]),
        ("observation", "value", Value::Number("080.50".into()), vec!["<ng:value> \"80.5\"^^<xsd:decimal>"]),
        ("observation", "value", Value::Number("-0.0".into()), vec!["<ng:value> \"0\"^^<xsd:decimal>"]),
        (
            "observation",
            "value",
            Value::Money("5".into(), "TWD".into()),
            vec!["<ng:value> \"5\"^^<xsd:decimal>", "<ng:unit> \"TWD\""],
        ),
        ("observation", "bound", name("AtLeast"), vec!["<ng:bound> <ng:AtLeast>"]),
        ("role", "title", Value::Concept("role/editor".into()), vec!["<http://www.w3.org/ns/org#role> <role/editor>"]),
        ("role", "title-text", Value::Text("主編".into(), "zh-Hant"), vec!["<schema:roleName> \"主編\"@zh-hant"]),
    ] {
        let found = about(&lines(vec![fact(class, vec![(role, value)])]));
        for line in expected {
            let line = line.replace("http://www.w3.org/ns/", "");
            assert!(found.contains(&line), "{line} is not in {found:#?}");
        }
    }
}

#[test]
fn money_and_new_concepts_have_nodes() {
    let lines = lines(vec![
        fact(
            "acquisition",
            vec![("price", Value::Money("44000000000".into(), "USD".into())), ("target", Value::Entity(1))],
        ),
        fact(
            "role",
            vec![
                ("person", Value::Entity(0)),
                ("title", Value::NewConcept("role/甲長".into(), "甲長".into(), "zh-Hant")),
            ],
        ),
    ]);
    let price = lines.iter().find(|line| line.contains("<ng:price>")).unwrap().rsplit_once(' ').unwrap().1;
    assert!(price.starts_with("<fact/") && price.ends_with("/price>"), "{price}");
    assert_all(
        &lines,
        &[
            &format!("{price} <a> <schema:MonetaryAmount>"),
            &format!("{price} <schema:value> \"44000000000\"^^<xsd:decimal>"),
            &format!("{price} <schema:currency> \"USD\""),
            "<role/甲長> <a> <skos:Concept>",
            "<role/甲長> <skos:inScheme> <ng:roles>",
            "<role/甲長> <skos:prefLabel> \"甲長\"@zh-hant",
        ],
    );
}

#[test]
fn direct_triples_need_an_assertion_in_the_articles_own_words() {
    let entity = Value::Entity;
    let topic = || Value::Concept("topic/ads".into());
    let day = || Value::Date(Date { lexical: "2004".into(), words: String::new() });
    let cases = [
        (
            fact("role", vec![("person", entity(0)), ("org", entity(1))]),
            "<entity/person/ann-lee> <schema:worksFor> <entity/acme>",
        ),
        (
            fact(
                "role",
                vec![("person", entity(0)), ("status", name("Current")), ("title", Value::Concept("role/ceo".into()))],
            ),
            "<entity/person/ann-lee> <schema:jobTitle> <role/ceo>",
        ),
        (
            fact("policy", vec![("deontic", name("Exempts")), ("issuer", entity(1)), ("topic", topic())]),
            "<entity/acme> <ng:exempts> <topic/ads>",
        ),
        (
            fact("acquisition", vec![("buyer", entity(0)), ("target", entity(2))]),
            "<entity/person/ann-lee> <ng:acquired> <entity/acme-chat>",
        ),
        (
            fact("ownership", vec![("owned", entity(2)), ("owner", entity(1))]),
            "<entity/acme-chat> <ng:operatedBy> <entity/acme>",
        ),
        (
            fact("ownership", vec![("owned", entity(1)), ("owner", entity(0))]),
            "<entity/acme> <schema:parentOrganization> <entity/person/ann-lee>",
        ),
        (
            fact("founding", vec![("founder", entity(0)), ("organization", entity(1))]),
            "<entity/acme> <schema:founder> <entity/person/ann-lee>",
        ),
        (
            fact("founding", vec![("date", day()), ("organization", entity(1))]),
            "<entity/acme> <schema:foundingDate> \"2004\"^^<xsd:gYear>",
        ),
    ];
    for (fact, triple) in cases {
        assert!(lines(vec![fact.clone()]).contains(triple), "{triple}");
        for modality in [Modality::Planned, Modality::Possible, Modality::Denied] {
            assert!(!lines(vec![Fact { modality, ..fact.clone() }]).contains(triple), "{modality:?} {triple}");
        }
        assert!(!lines(vec![Fact { according_to: Some(3), ..fact.clone() }]).contains(triple), "reported {triple}");
    }
    let former = fact("role", vec![("person", entity(0)), ("org", entity(1)), ("status", name("Former"))]);
    assert!(!lines(vec![former]).iter().any(|line| line.contains("worksFor")));
}

#[test]
fn policies_are_entities_and_say_the_firmest() {
    let policy = |extra: Vec<(&str, Value)>| {
        let mut roles = vec![
            ("deontic", name("Prohibits")),
            ("issuer", Value::Entity(1)),
            ("topic", Value::NewConcept("topic/cat-ads".into(), "cat ads".into(), "en")),
        ];
        roles.extend(extra);
        fact("policy", roles)
    };
    let reported = Fact { confidence: 60, modality: Modality::Planned, according_to: Some(3), ..policy(vec![]) };
    let stated = policy(vec![("announcer", Value::Entity(0))]);
    let found = lines(vec![reported.clone(), stated]);
    let node = "<policy/acme/prohibits/cat-ads>";
    assert_all(
        &found,
        &[
            &format!("{node} <a> <ng:Policy>"),
            &format!("{node} <ng:modality> <ng:Asserted>"),
            &format!("{node} <ng:confidence> \"0.9\"^^<xsd:decimal>"),
            &format!("{node} <ng:announcedBy> <entity/person/ann-lee>"),
            "<topic/cat-ads> <a> <ng:Topic>",
            "<topic/cat-ads> <skos:prefLabel> \"cat ads\"@en",
        ],
    );
    assert!(!found.iter().any(|line| line.contains("accordingTo") || line.contains("Planned")));
    assert!(lines(vec![reported]).contains(&format!("{node} <ng:accordingTo> <entity/person/bo-ek>")));
    let bare = lines(vec![fact("policy", vec![("deontic", name("Permits"))])]);
    assert!(bare.contains("<policy/-/permits/-> <a> <ng:Policy>"));
}

#[test]
fn fact_iris_depend_on_content_and_not_on_order() {
    let iri = |fact: Fact| {
        let lines = lines(vec![fact]);
        lines.iter().find(|line| line.starts_with("<fact/")).unwrap().split_once('>').unwrap().0.to_owned()
    };
    let roles = vec![("agent", Value::Entity(0)), ("target", Value::Entity(1))];
    let plain = iri(fact("criticism", roles.clone()));
    assert_eq!(plain.len(), "<fact/".len() + 16);
    assert_eq!(plain, iri(fact("criticism", roles.iter().rev().cloned().collect())));
    assert_eq!(plain, iri(Fact { confidence: 1, ..fact("criticism", roles.clone()) }));
    assert_ne!(plain, iri(fact("demand", roles.clone())));
    assert_ne!(plain, iri(fact("criticism", vec![("agent", Value::Entity(1)), ("target", Value::Entity(0))])));
}

/// IRIs of the facts that the first article of a document of this identifier tells.
fn fact_nodes(document_id: &str, facts: Vec<Fact>) -> BTreeSet<String> {
    let (mut document, extraction) = extraction(facts);
    document.id = document_id.into();
    let quads = document_quads(&Base::default(), &document, &extraction);
    let told = quads.iter().filter(|quad| quad.predicate == ng::EVIDENCE.into_owned());
    told.map(|quad| quad.subject.to_string()).collect()
}

#[test]
fn documents_share_a_fact_that_its_roles_tell_from_all_others() {
    const FIRST: &str = "0000000000000001";
    const SECOND: &str = "0000000000000002";
    let shared =
        |one: &Fact, other: &Fact| fact_nodes(FIRST, vec![one.clone()]) == fact_nodes(SECOND, vec![other.clone()]);
    let date = |lexical: &str, words: &str| Value::Date(Date { lexical: lexical.into(), words: words.into() });
    let text = |words: &str| Value::Text(words.into(), "en");
    let ban = |day: Value| fact("ban", vec![("agent", Value::Entity(1)), ("target", Value::Entity(0)), ("date", day)]);

    let told = ban(date("2031-03-04", "on March 4"));
    let again = Fact { confidence: 40, ..ban(date("2031-03-04", "3月4日")) };
    assert!(shared(&told, &again), "in other words, less sure");
    assert!(shared(&ban(date("2031-03", "")), &ban(date("2031-03", ""))), "a month");
    assert!(!shared(&told, &ban(date("2031-03-05", ""))), "another day");
    assert!(!shared(&ban(date("2031", "")), &ban(date("2031", ""))), "two bans of a year");
    assert!(!shared(&ban(date("--03-04", "")), &ban(date("--03-04", ""))), "a day of no year");
    let undated = fact("ban", vec![("agent", Value::Entity(1)), ("target", Value::Entity(0))]);
    assert!(!shared(&undated, &undated), "undated");
    let in_words = fact("ban", vec![("target", text("accounts")), ("date", date("2031-03-04", ""))]);
    assert!(!shared(&in_words, &in_words), "accounts that nobody names");
    assert!(!shared(&told, &Fact { modality: Modality::Denied, ..told.clone() }), "denied by the other");
    let reported = |speaker| Fact { according_to: Some(speaker), ..told.clone() };
    assert!(!shared(&told, &reported(3)), "reported by the other");
    assert!(shared(&reported(3), &reported(3)), "reported of one speaker");
    assert!(!shared(&reported(3), &reported(2)), "reported of two speakers");

    let deal =
        |price| fact("acquisition", vec![("buyer", Value::Entity(1)), ("target", Value::Entity(2)), ("price", price)]);
    assert!(!shared(&deal(text("a lot")), &deal(text("a little"))), "a price that differs");
    let criticism = fact("criticism", vec![("agent", Value::Entity(0)), ("target", Value::Entity(1))]);
    assert!(!shared(&criticism, &criticism), "a class whose roles tell no fact from another");

    let said = |cue: &str| {
        fact("statement", vec![("speaker", Value::Entity(0)), ("text", text("We will not sell")), ("cue", text(cue))])
    };
    assert!(shared(&said("said"), &said("added")), "a role that is aside");
    assert_eq!(fact_nodes(FIRST, vec![said("said"), said("added")]).len(), 1);
    // What one article says for itself is not reported there, though it also quotes somebody who says so.
    assert_eq!(fact_nodes(FIRST, vec![told.clone(), reported(3)]), fact_nodes(SECOND, vec![told]));
}

#[test]
fn unknown_classes_and_positions_are_left_out() {
    let mut nowhere = fact("demand", vec![("agent", Value::Entity(99))]);
    nowhere.article = 7;
    let found = lines(vec![fact("no-such-class", vec![]), nowhere, fact("demand", vec![("agent", Value::Entity(99))])]);
    assert_eq!(found.iter().filter(|line| line.contains("<a> <ng:Demand>")).count(), 1);
    assert!(!found.iter().any(|line| line.contains("<ng:agent>")));
}
