//! One document's extraction as quads, in the graph that the document's IRI names.
//!
//! ```
//! use newsgraph::fact::{ArticleRecord, Extraction};
//! use newsgraph::model::{Base, document_quads};
//! use newsgraph::text::{Document, Language, Metadata};
//!
//! let document = Document {
//!     id: "00112233aabbccdd".into(),
//!     name: "note.txt".into(),
//!     path: "note.txt".into(),
//!     text: "Acme buys Bolt.".into(),
//!     metadata: Metadata::default(),
//! };
//! let article = ArticleRecord {
//!     number: 1,
//!     headline: Some("Acme buys Bolt.".into()),
//!     language: Language::English,
//!     published: None,
//!     editor: None,
//!     mentions: Vec::new(),
//! };
//! let extraction = Extraction { articles: vec![article], ..Extraction::default() };
//! let quads = document_quads(&Base::default(), &document, &extraction);
//! assert!(quads.iter().any(|quad| quad.predicate.as_str() == "https://schema.org/headline"));
//! ```

mod direct;

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, Quad, Term};
use rustc_hash::{FxBuildHasher, FxHashSet};

use super::classes::{self, RoleSpec};
use super::iri::{self, Base};
use super::literal::{date, decimal, percent, plain, tagged, typed};
use super::vocabulary::{NG, ng, oa, org, other, prov, schema, skos};
use crate::fact::{ArticleRecord, Entity, Extraction, Fact, Modality, Value};
use crate::text::{Document, Span};

/// Everything that the graph says of one document.
///
/// What an article says twice becomes one node: it keeps all roles and evidence, the highest confidence and the
/// firmest modality, and `ng:accordingTo` only where nothing but reported speech says it. Where its roles tell a fact
/// from all others of its class, its IRI does not depend on the article, so that the graphs of all documents that say
/// it describe one node; one that is denied here and asserted there, or reported of two speakers, is two. The order
/// of the quads depends on nothing but the arguments. Facts of classes that [`classes`] does not list are left out.
pub fn document_quads(base: &Base, document: &Document, extraction: &Extraction) -> Vec<Quad> {
    let node = base.document(&document.id);
    let mut writer = Writer {
        base,
        document,
        extraction,
        graph: node.clone().into(),
        node,
        articles: extraction.articles.iter().map(|a| base.article(&document.id, a.number)).collect(),
        entities: extraction.entities.iter().map(|e| base.iri(&e.path)).collect(),
        quads: Vec::with_capacity(16 + extraction.entities.len() * 4 + extraction.facts.len() * 28),
        evidence: BTreeSet::new(),
    };
    writer.source();
    for (article, record) in extraction.articles.iter().enumerate() {
        writer.article(article, record);
    }
    for (entity, record) in extraction.entities.iter().enumerate() {
        writer.entity(entity, record);
    }
    let mut told: BTreeMap<(usize, String), Vec<&Fact>> = BTreeMap::new();
    for fact in &extraction.facts {
        if let Some(content) = writer.content(fact) {
            told.entry((fact.article, content)).or_default().push(fact);
        }
    }
    let mut facts: BTreeMap<String, Vec<&Fact>> = BTreeMap::new();
    for ((_, content), group) in told {
        facts.entry(writer.fact_path(&content, &group)).or_default().extend(group);
    }
    for (path, facts) in &facts {
        writer.fact(path, facts);
    }
    distinct(writer.quads)
}

/// Drops repeated quads of one graph; the first of each stays where it is.
fn distinct(quads: Vec<Quad>) -> Vec<Quad> {
    let mut seen = FxHashSet::with_capacity_and_hasher(quads.len(), FxBuildHasher);
    let first: Vec<bool> =
        quads.iter().map(|quad| seen.insert((&quad.subject, &quad.predicate, &quad.object))).collect();
    quads.into_iter().zip(first).filter_map(|(quad, first)| first.then_some(quad)).collect()
}

struct Writer<'a> {
    base: &'a Base,
    document: &'a Document,
    extraction: &'a Extraction,
    node: NamedNode,
    graph: GraphName,
    /// IRIs of [`Extraction::articles`].
    articles: Vec<NamedNode>,
    /// IRIs of [`Extraction::entities`].
    entities: Vec<NamedNode>,
    quads: Vec<Quad>,
    /// Stretches that have their evidence nodes already.
    evidence: BTreeSet<Span>,
}

impl Writer<'_> {
    fn add(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Into<Term>) {
        self.quads.push(Quad::new(subject.clone(), predicate, object, self.graph.clone()));
    }

    fn source(&mut self) {
        let (node, document) = (self.node.clone(), self.document);
        self.add(&node, rdf::TYPE, schema::DIGITAL_DOCUMENT);
        self.add(&node, schema::NAME, plain(&document.name));
        self.add(&node, ng::SOURCE_PATH, plain(&document.path));
        self.add(&node, other::IDENTIFIER, plain(&document.id));
        if let Some(url) = &document.metadata.url {
            match NamedNode::new(url) {
                Ok(url) => self.add(&node, schema::URL, url),
                // A page may name itself by a relative address; it is still worth keeping, though no IRI.
                Err(_) => self.add(&node, schema::URL, plain(url)),
            }
        }
    }

    fn article(&mut self, article: usize, record: &ArticleRecord) {
        let node = self.articles[article].clone();
        self.add(&node, rdf::TYPE, schema::NEWS_ARTICLE);
        self.add(&node, schema::IS_PART_OF, self.node.clone());
        self.add(&node, schema::IN_LANGUAGE, plain(record.language.tag()));
        if let Some(headline) = &record.headline {
            self.add(&node, schema::HEADLINE, tagged(headline, record.language.tag()));
        }
        if let Some(published) = &record.published {
            self.add(&node, schema::DATE_PUBLISHED, date(published));
        }
        if let Some(editor) = &record.editor {
            self.add(&node, schema::EDITOR, plain(editor));
        }
        for entity in &record.mentions {
            if let Some(entity) = self.entities.get(*entity).cloned() {
                self.add(&node, schema::MENTIONS, entity);
            }
        }
    }

    /// Names and type of an entity. A listed one gets its preferred name only: its other names stand in the lexicon's
    /// graph, where one of them may be the preferred one of its language.
    fn entity(&mut self, entity: usize, record: &Entity) {
        let node = self.entities[entity].clone();
        self.add(&node, rdf::TYPE, classes::kind_class(record.kind));
        let Some(((first, tag), rest)) = record.labels.split_first() else { return };
        self.add(&node, skos::PREF_LABEL, tagged(first, tag));
        if record.listed {
            return;
        }
        self.add(&node, schema::NAME, plain(first));
        if let Some(same) = record.same_as.as_ref().and_then(|iri| NamedNode::new(iri).ok()) {
            self.add(&node, other::SAME_AS, same);
        }
        let mut preferred = BTreeSet::from([*tag]);
        for (label, tag) in rest {
            let property = if preferred.insert(tag) { skos::PREF_LABEL } else { skos::ALT_LABEL };
            self.add(&node, property, tagged(label, tag));
        }
    }

    /// Class and roles of a fact as one string, or nothing where the class is unknown or the article missing. Facts of
    /// one article that agree in it are one.
    fn content(&self, fact: &Fact) -> Option<String> {
        let class = classes::class(&fact.class)?;
        self.extraction.articles.get(fact.article)?;
        let mut roles: Vec<String> = fact
            .roles
            .iter()
            .filter(|(name, _)| class.role(name).is_none_or(|role| !role.aside))
            .map(|(name, value)| format!("{name}={}", self.value_key(value)))
            .collect();
        roles.sort();
        roles.dedup();
        Some(format!("{}\n{}", fact.class, roles.join("\n")))
    }

    /// Path below the base of the IRI of what an article says in these facts, which have one [`Self::content`].
    fn fact_path(&self, content: &str, facts: &[&Fact]) -> String {
        let fact = facts[0];
        if fact.class == "policy" {
            return self.policy_path(fact);
        }
        let article = &self.extraction.articles[fact.article];
        let place = if is_told_apart(fact) {
            let standing = Standing::of(facts);
            let mut speakers: Vec<&str> = standing.according_to.iter().map(|speaker| self.path(*speaker)).collect();
            speakers.sort_unstable();
            format!("{}\n{}", standing.modality.name(), speakers.join("\n"))
        } else {
            iri::article_path(&self.document.id, article.number)
        };
        format!("fact/{}", iri::digest(&format!("{content}\n{place}")))
    }

    fn policy_path(&self, fact: &Fact) -> String {
        let part = |name: &str| {
            let mut slugs: Vec<String> =
                fact.roles.iter().filter(|(role, _)| role == name).map(|(_, value)| self.value_slug(value)).collect();
            slugs.sort();
            slugs.dedup();
            slugs.join("+")
        };
        iri::policy_path(&part("issuer"), &part("deontic"), &part("topic"))
    }

    /// A value's part of the string that a fact's IRI is hashed from.
    fn value_key(&self, value: &Value) -> String {
        match value {
            Value::Entity(entity) => self.path(*entity).to_owned(),
            // Line breaks part the values, so none may stand within one.
            Value::Text(text, _) => format!("\"{}\"", text.replace('\n', "\\n")),
            Value::Number(number) => number.clone(),
            Value::Money(amount, currency) => format!("{amount} {currency}"),
            Value::Date(date) => date.lexical.clone(),
            Value::Duration(duration) => duration.clone(),
            Value::Concept(path) | Value::NewConcept(path, ..) => path.clone(),
            Value::Term(term) => term.clone(),
        }
    }

    /// A value's part of a policy's IRI.
    fn value_slug(&self, value: &Value) -> String {
        match value {
            Value::Entity(entity) => {
                let path = self.path(*entity);
                path.strip_prefix("entity/").unwrap_or(path).to_owned()
            }
            Value::Concept(path) | Value::NewConcept(path, ..) => {
                path.split_once('/').map_or(path.as_str(), |(_, slug)| slug).to_owned()
            }
            Value::Term(term) => term.to_lowercase(),
            _ => iri::slug(&self.value_key(value)),
        }
    }

    fn path(&self, entity: usize) -> &str {
        self.extraction.entities.get(entity).map_or("", |entity| entity.path.as_str())
    }

    /// Writes the facts that share an IRI as one node.
    fn fact(&mut self, path: &str, facts: &[&Fact]) {
        let Some(class) = facts.first().and_then(|fact| classes::class(&fact.class)) else { return };
        let node = self.base.iri(path);
        self.add(&node, rdf::TYPE, class.iri);
        for kind in class.types {
            self.add(&node, rdf::TYPE, *kind);
        }
        let standing = Standing::of(facts);
        let confidence = facts.iter().map(|fact| fact.confidence).max().unwrap_or(0);
        self.add(&node, ng::MODALITY, term(standing.modality.name()));
        self.add(&node, ng::CONFIDENCE, percent(confidence));
        for speaker in standing.according_to {
            if let Some(speaker) = self.entities.get(speaker).cloned() {
                self.add(&node, ng::ACCORDING_TO, speaker);
            }
        }
        for fact in facts {
            self.origin(&node, fact);
            let tag = self.extraction.articles[fact.article].language.tag();
            let mut sums: BTreeMap<&str, usize> = BTreeMap::new();
            for (name, value) in &fact.roles {
                let Some(role) = class.role(name) else { continue };
                let sum = sums.entry(role.name).or_default();
                *sum += usize::from(matches!(value, Value::Money(..)));
                self.role(&node, path, role, value, *sum);
                if let Value::Date(date) = value
                    && !date.words.is_empty()
                {
                    self.add(&node, ng::DATE_TEXT, tagged(&date.words, tag));
                }
            }
            if fact.modality == Modality::Asserted && fact.according_to.is_none() {
                self.direct(class, fact);
            }
        }
    }

    /// Where a fact comes from: article, rules and evidence.
    fn origin(&mut self, node: &NamedNode, fact: &Fact) {
        let article = self.articles[fact.article].clone();
        let tag = self.extraction.articles[fact.article].language.tag();
        self.add(node, prov::WAS_DERIVED_FROM, article.clone());
        for evidence in &fact.evidence {
            let place = iri::span_iri(&self.node, "char", evidence.span);
            self.add(node, ng::RULE, self.base.rule(&evidence.rule));
            self.add(node, ng::EVIDENCE, place.clone());
            if !self.evidence.insert(evidence.span) {
                continue;
            }
            let position = iri::span_iri(&self.node, "position", evidence.span);
            let quote = iri::span_iri(&self.node, "quote", evidence.span);
            self.add(&place, rdf::TYPE, oa::SPECIFIC_RESOURCE);
            self.add(&place, oa::HAS_SOURCE, article.clone());
            self.add(&place, oa::HAS_SELECTOR, position.clone());
            self.add(&place, oa::HAS_SELECTOR, quote.clone());
            self.add(&position, rdf::TYPE, oa::TEXT_POSITION_SELECTOR);
            for (property, offset) in [(oa::START, evidence.span.start), (oa::END, evidence.span.end)] {
                self.add(&position, property, typed(&offset.to_string(), xsd::INTEGER));
            }
            self.add(&quote, rdf::TYPE, oa::TEXT_QUOTE_SELECTOR);
            self.add(&quote, oa::EXACT, tagged(&evidence.quote, tag));
        }
    }

    /// One role of a fact; `sum` counts the sums of money that the role has had, this one included.
    fn role(&mut self, node: &NamedNode, path: &str, role: &RoleSpec, value: &Value, sum: usize) {
        match value {
            Value::Text(text, tag) => {
                self.add(node, role.text_property.unwrap_or(role.property), tagged(text, tag));
            }
            // A figure in money is a number with the currency as its unit, like every other figure.
            Value::Money(amount, currency) if role.property == ng::VALUE => {
                self.add(node, role.property, decimal(amount));
                self.add(node, ng::UNIT, plain(currency));
            }
            Value::Money(amount, currency) => {
                let name =
                    if sum > 1 { format!("{path}/{}-{sum}", role.name) } else { format!("{path}/{}", role.name) };
                let money = self.base.iri(&name);
                self.add(node, role.property, money.clone());
                self.add(&money, rdf::TYPE, schema::MONETARY_AMOUNT);
                self.add(&money, schema::VALUE, decimal(amount));
                self.add(&money, schema::CURRENCY, plain(currency));
            }
            Value::Number(number) => {
                let whole = role.whole && number.bytes().all(|b| b.is_ascii_digit());
                let object = if whole { typed(number, xsd::INTEGER) } else { decimal(number) };
                self.add(node, role.property, object);
            }
            Value::Date(day) => self.add(node, role.property, date(day)),
            Value::Duration(duration) => self.add(node, role.property, typed(duration, xsd::DURATION)),
            // A name is words; the campaign or event that bears it is what the fact is about.
            Value::Entity(entity) if role.property == schema::NAME => {
                let Some(bearer) = self.entities.get(*entity).cloned() else { return };
                if let Some((label, tag)) = self.extraction.entities[*entity].labels.first() {
                    self.add(node, schema::NAME, tagged(label, tag));
                }
                self.add(node, schema::ABOUT, bearer);
            }
            Value::Entity(_) | Value::Concept(_) | Value::Term(_) => {
                if let Some(object) = self.thing(value) {
                    self.add(node, role.property, object);
                }
            }
            Value::NewConcept(path, label, tag) => {
                let concept = self.base.iri(path);
                self.add(node, role.property, concept.clone());
                self.new_concept(&concept, path, label, tag);
            }
        }
    }

    fn new_concept(&mut self, concept: &NamedNode, path: &str, label: &str, tag: &str) {
        let (class, scheme) =
            if path.starts_with("role/") { (org::ROLE_CLASS, ng::ROLES) } else { (ng::TOPIC_CLASS, ng::TOPICS) };
        self.add(concept, rdf::TYPE, class);
        self.add(concept, rdf::TYPE, skos::CONCEPT);
        self.add(concept, skos::IN_SCHEME, scheme);
        self.add(concept, skos::PREF_LABEL, tagged(label, tag));
    }

    /// The IRI that a value is, if it is one.
    fn thing(&self, value: &Value) -> Option<NamedNode> {
        match value {
            Value::Entity(entity) => self.entities.get(*entity).cloned(),
            Value::Concept(path) | Value::NewConcept(path, ..) => Some(self.base.iri(path)),
            Value::Term(name) => Some(term(name)),
            _ => None,
        }
    }
}

/// How facts that are one stand with those who say them.
struct Standing {
    modality: Modality,
    /// Positions of the speakers, where nothing but reported speech says it.
    according_to: BTreeSet<usize>,
}

impl Standing {
    /// What an article says itself outweighs what it reports others to say.
    fn of(facts: &[&Fact]) -> Self {
        let reported = facts.iter().all(|fact| fact.according_to.is_some());
        let weighed = facts.iter().filter(|fact| reported || fact.according_to.is_none());
        let modality = weighed.map(|fact| fact.modality).min().unwrap_or(Modality::Asserted);
        let speakers = facts.iter().filter(|_| reported).filter_map(|fact| fact.according_to);
        Self { modality, according_to: speakers.collect() }
    }
}

/// Whether the roles of a fact tell it from all others of its class. A day tells deeds apart, and so does a month; a
/// year does not, though it tells the figures of a year, nor does a day of no year. Who took part is not told by words
/// such as "the accounts".
fn is_told_apart(fact: &Fact) -> bool {
    let key = classes::class(&fact.class).map_or(&[][..], |class| class.key);
    let tells = |name: &str, value: &Value| match value {
        Value::Date(date) => match date.datatype() {
            "gMonthDay" | "gMonth" => false,
            "gYear" => name != "date",
            _ => true,
        },
        Value::Text(..) => matches!(name, "election" | "measure" | "name" | "text"),
        _ => true,
    };
    !key.is_empty() && key.iter().all(|name| fact.roles.iter().any(|(role, value)| role == name && tells(role, value)))
}

/// An individual of the newsgraph ontology.
fn term(name: &str) -> NamedNode {
    let mut iri = NG.to_owned();
    iri::push_path(&mut iri, name);
    NamedNode::new_unchecked(iri)
}

#[cfg(test)]
mod tests;
