//! Facts as JSON, one a line, for people and scripts that have no use for RDF.

use newsgraph::fact::{Extraction, Fact, Value};
use newsgraph::model::Base;
use newsgraph::text::Document;
use serde_json::{Map, Value as Json, json};

/// A fact with its class, roles, evidence, confidence, modality, speaker and article.
pub fn fact(base: &Base, document: &Document, extraction: &Extraction, fact: &Fact) -> Json {
    let mut roles = Map::new();
    for (name, role) in &fact.roles {
        let values = roles.entry(name.as_str()).or_insert_with(|| json!([]));
        if let Json::Array(values) = values {
            values.push(value(base, extraction, role));
        }
    }
    let evidence: Vec<Json> = fact
        .evidence
        .iter()
        .map(|evidence| {
            json!({
                "file": document.path,
                "start": evidence.span.start,
                "end": evidence.span.end,
                "quote": evidence.quote,
                "rule": evidence.rule,
            })
        })
        .collect();
    let article = extraction.articles.get(fact.article).map(|article| {
        json!({
            "iri": base.article(&document.id, article.number).as_str(),
            "headline": article.headline,
            "language": article.language.tag(),
        })
    });
    json!({
        "class": fact.class,
        "roles": roles,
        "evidence": evidence,
        "confidence": f64::from(fact.confidence) / 100.0,
        "modality": fact.modality.name(),
        "according_to": fact.according_to.map(|speaker| entity(base, extraction, speaker)),
        "article": article,
    })
}

fn value(base: &Base, extraction: &Extraction, value: &Value) -> Json {
    match value {
        Value::Entity(position) => entity(base, extraction, *position),
        Value::Text(text, language) => json!({ "text": text, "language": language }),
        Value::Number(lexical) => json!({ "number": number(lexical) }),
        Value::Money(lexical, currency) => json!({ "number": number(lexical), "currency": currency }),
        Value::Date(date) => json!({ "date": date.lexical, "text": date.words }),
        Value::Duration(lexical) => json!({ "duration": lexical }),
        Value::Concept(path) => json!({ "iri": base.iri(path).as_str() }),
        Value::NewConcept(path, label, language) => {
            json!({ "iri": base.iri(path).as_str(), "text": label, "language": language })
        }
        Value::Term(name) => json!({ "term": name }),
    }
}

fn entity(base: &Base, extraction: &Extraction, position: usize) -> Json {
    extraction.entities.get(position).map_or(Json::Null, |entity| {
        json!({
            "iri": base.iri(&entity.path).as_str(),
            "name": entity.labels.first().map(|(name, _)| name),
            "kind": entity.kind.name(),
        })
    })
}

/// A number where JSON can hold it exactly enough, and its digits otherwise.
fn number(lexical: &str) -> Json {
    match (lexical.parse::<i64>(), lexical.parse::<f64>()) {
        (Ok(whole), _) => json!(whole),
        (_, Ok(fraction)) if lexical.len() <= 15 => json!(fraction),
        _ => json!(lexical),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsgraph::fact::{ArticleRecord, Entity, Evidence, Kind, Modality};
    use newsgraph::text::{Language, Metadata, Span};

    #[test]
    fn a_fact_says_all_it_knows() {
        let document = Document {
            id: "00112233aabbccdd".into(),
            name: "a.txt".into(),
            path: "in/a.txt".into(),
            text: "Acme buys Bolt.".into(),
            metadata: Metadata::default(),
        };
        let company = |path: &str, name: &str| Entity {
            path: path.to_owned(),
            kind: Kind::Corporation,
            labels: vec![(name.to_owned(), "en")],
            same_as: None,
            listed: true,
        };
        let extraction = Extraction {
            articles: vec![ArticleRecord {
                number: 1,
                span: Span::new(0, 15),
                headline: None,
                language: Language::English,
                published: None,
                editor: None,
                mentions: vec![0, 1],
            }],
            entities: vec![company("entity/acme", "Acme"), company("entity/bolt", "Bolt")],
            facts: vec![Fact {
                class: "acquisition".into(),
                article: 0,
                roles: vec![
                    ("buyer".into(), Value::Entity(0)),
                    ("price".into(), Value::Money("2.5".into(), "USD".into())),
                    ("target".into(), Value::Entity(1)),
                ],
                evidence: vec![Evidence {
                    span: Span::new(0, 14),
                    quote: "Acme buys Bolt".into(),
                    rule: "buys".into(),
                }],
                modality: Modality::Asserted,
                confidence: 90,
                according_to: None,
            }],
            notes: Vec::new(),
        };
        let found = fact(&Base::default(), &document, &extraction, &extraction.facts[0]);
        assert_eq!(
            found.to_string(),
            concat!(
                r#"{"class":"acquisition","roles":{"#,
                r#""buyer":[{"iri":"https://w3id.org/newsgraph/entity/acme","name":"Acme","kind":"corporation"}],"#,
                r#""price":[{"number":2.5,"currency":"USD"}],"#,
                r#""target":[{"iri":"https://w3id.org/newsgraph/entity/bolt","name":"Bolt","kind":"corporation"}]},"#,
                r#""evidence":[{"file":"in/a.txt","start":0,"end":14,"quote":"Acme buys Bolt","rule":"buys"}],"#,
                r#""confidence":0.9,"modality":"Asserted","according_to":null,"#,
                r#""article":{"iri":"https://w3id.org/newsgraph/document/00112233aabbccdd/article/1","#,
                r#""headline":null,"language":"en"}}"#,
            )
        );
    }

    #[test]
    fn numbers_stay_exact() {
        for (lexical, expected) in [
            ("44", "44"),
            ("0.5", "0.5"),
            ("44000000000", "44000000000"),
            ("1234567890.123456789", "\"1234567890.123456789\""),
        ] {
            assert_eq!(number(lexical).to_string(), expected);
        }
    }
}
