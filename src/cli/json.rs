//! Facts as JSON, one a line, for people and scripts that have no use for RDF.

use newsgraph::fact::{Extraction, Fact, Value};
use newsgraph::model::Base;
use newsgraph::text::Document;
use serde::{Serialize, Serializer};
use serde_json::{Value as Json, json};

/// A fact with its class, roles, evidence, confidence, modality, speaker and article.
#[derive(Serialize)]
pub struct FactLine<'a> {
    class: &'a str,
    roles: Roles<'a>,
    evidence: Vec<EvidenceLine<'a>>,
    confidence: f64,
    modality: &'static str,
    according_to: Option<EntityLine<'a>>,
    article: Option<ArticleLine<'a>>,
}

/// The values of each role, in the order of the fact.
struct Roles<'a>(Vec<(&'a str, Vec<RoleValue<'a>>)>);

#[derive(Serialize)]
#[serde(untagged)]
enum RoleValue<'a> {
    Entity(Option<EntityLine<'a>>),
    Text { text: &'a str, language: &'static str },
    Number { number: Json },
    Money { number: Json, currency: &'a str },
    Date { date: &'a str, text: &'a str },
    Duration { duration: &'a str },
    Concept { iri: String },
    NewConcept { iri: String, text: &'a str, language: &'static str },
    Term { term: &'a str },
}

#[derive(Serialize)]
struct EntityLine<'a> {
    iri: String,
    name: Option<&'a str>,
    kind: &'static str,
}

#[derive(Serialize)]
struct EvidenceLine<'a> {
    file: &'a str,
    start: u32,
    end: u32,
    quote: &'a str,
    rule: &'a str,
}

#[derive(Serialize)]
struct ArticleLine<'a> {
    iri: String,
    headline: Option<&'a str>,
    language: &'static str,
}

impl<'a> FactLine<'a> {
    pub fn new(base: &Base, document: &'a Document, extraction: &'a Extraction, fact: &'a Fact) -> Self {
        let mut roles: Vec<(&str, Vec<RoleValue<'_>>)> = Vec::new();
        for (name, role) in &fact.roles {
            let value = RoleValue::new(base, extraction, role);
            match roles.iter_mut().find(|(known, _)| known == name) {
                Some((_, values)) => values.push(value),
                None => roles.push((name, vec![value])),
            }
        }
        let evidence = fact.evidence.iter().map(|evidence| EvidenceLine {
            file: &document.path,
            start: evidence.span.start,
            end: evidence.span.end,
            quote: &evidence.quote,
            rule: &evidence.rule,
        });
        let article = extraction.articles.get(fact.article).map(|article| ArticleLine {
            iri: base.article(&document.id, article.number).into_string(),
            headline: article.headline.as_deref(),
            language: article.language.tag(),
        });
        Self {
            class: &fact.class,
            roles: Roles(roles),
            evidence: evidence.collect(),
            confidence: f64::from(fact.confidence) / 100.0,
            modality: fact.modality.name(),
            according_to: fact.according_to.and_then(|speaker| EntityLine::new(base, extraction, speaker)),
            article,
        }
    }
}

impl Serialize for Roles<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, values)| (name, values)))
    }
}

impl<'a> RoleValue<'a> {
    fn new(base: &Base, extraction: &'a Extraction, value: &'a Value) -> Self {
        match value {
            Value::Entity(position) => Self::Entity(EntityLine::new(base, extraction, *position)),
            Value::Text(text, language) => Self::Text { text, language },
            Value::Number(lexical) => Self::Number { number: number(lexical) },
            Value::Money(lexical, currency) => Self::Money { number: number(lexical), currency },
            Value::Date(date) => Self::Date { date: &date.lexical, text: &date.words },
            Value::Duration(lexical) => Self::Duration { duration: lexical },
            Value::Concept(path) => Self::Concept { iri: base.iri(path).into_string() },
            Value::NewConcept(path, label, language) => {
                Self::NewConcept { iri: base.iri(path).into_string(), text: label, language }
            }
            Value::Term(name) => Self::Term { term: name },
        }
    }
}

impl<'a> EntityLine<'a> {
    fn new(base: &Base, extraction: &'a Extraction, position: usize) -> Option<Self> {
        let entity = extraction.entities.get(position)?;
        Some(Self {
            iri: base.iri(&entity.path).into_string(),
            name: entity.labels.first().map(|(name, _)| name.as_str()),
            kind: entity.kind.name(),
        })
    }
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
        let base = Base::default();
        let found = FactLine::new(&base, &document, &extraction, &extraction.facts[0]);
        assert_eq!(
            serde_json::to_string(&found).unwrap(),
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
