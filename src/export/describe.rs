//! A graph described as a data set, after VoID, DCAT and PROV: how much of what it holds, in which vocabularies, and
//! where it links to. Everything is counted in the graph itself; no clock is asked.
//!
//! ```
//! use newsgraph::export::describe::{About, Describer};
//! use newsgraph::model::{Base, rule_quads};
//! let mut describer = Describer::new(About { base: Base::default(), ..About::default() });
//! for quad in rule_quads(&Base::default(), ["a", "b"]) {
//!     describer.add(quad.as_ref())?;
//! }
//! let described = describer.finish()?;
//! let triples = described.iter().find(|quad| quad.predicate.as_str() == "http://rdfs.org/ns/void#triples").unwrap();
//! assert_eq!(triples.object.to_string(), "\"4\"^^<http://www.w3.org/2001/XMLSchema#integer>");
//! # Ok::<(), std::io::Error>(())
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, QuadRef, Term as RdfTerm};

use super::order::{Block, Order, Term};
use super::prefixes::{Prefixes, Short};
use super::sorter::Sorter;
use crate::model::Base;
use crate::model::iri::digest;
use crate::model::vocabulary::dataset::*;
use crate::model::vocabulary::other::SAME_AS;
use crate::model::vocabulary::{DBPEDIA, WIKIDATA, ng, prov, schema, skos};

/// Bytes of quads that are sorted in memory, and of objects.
const BUDGET: usize = 48 << 20;
/// Data sets that have a name of their own in the description; others are called by their namespaces' digests.
const TARGETS: [(&str, &str); 2] = [(WIKIDATA, "wikidata"), (DBPEDIA, "dbpedia")];

/// What the graph does not say of itself.
#[derive(Debug, Clone, Default)]
pub struct About {
    pub base: Base,
    /// Title in English.
    pub title: String,
    /// One sentence in English.
    pub description: String,
    /// By default the licence that the graph's ontology has.
    pub license: Option<NamedNode>,
    /// Version of newsgraph.
    pub version: String,
}

/// Takes the quads of a graph in any order.
pub struct Describer {
    about: About,
    order: Order,
    objects: Sorter,
    object: Vec<u8>,
}

impl Describer {
    pub fn new(about: About) -> Self {
        Self { about, order: Order::new(false, BUDGET), objects: Sorter::new(BUDGET), object: Vec::new() }
    }

    /// # Errors
    /// Where a temporary file cannot be written.
    pub fn add(&mut self, quad: QuadRef<'_>) -> io::Result<()> {
        use std::io::Write as _;
        self.object.clear();
        write!(self.object, "{}", quad.object)?;
        self.objects.push(&self.object)?;
        self.order.push(quad)
    }

    /// The description, in the default graph and without blank nodes.
    ///
    /// # Errors
    /// Where a temporary file cannot be written or read.
    pub fn finish(self) -> io::Result<Vec<Quad>> {
        let mut counts = Counts::default();
        let mut blocks = self.order.finish()?;
        while let Some(block) = blocks.next()? {
            counts.add(&block);
        }
        let mut objects = self.objects.finish()?;
        while objects.next()?.is_some() {
            counts.objects += 1;
        }
        Ok(Writer::new(&self.about).write(&counts))
    }
}

/// What there is to count in one pass over subjects.
#[derive(Default)]
struct Counts {
    triples: u64,
    subjects: u64,
    objects: u64,
    /// Subjects that have a type.
    entities: u64,
    classes: BTreeMap<String, u64>,
    properties: BTreeMap<String, u64>,
    /// By property and namespace of what is linked to.
    links: BTreeMap<(&'static str, String), u64>,
    languages: BTreeSet<String>,
    /// First and last day of publication.
    published: Option<(String, String)>,
    /// When the last run ended.
    ended: Option<String>,
    runs: Vec<String>,
    license: Option<String>,
    mentions: BTreeMap<String, u64>,
    article: Option<String>,
    fact: Option<String>,
}

impl Counts {
    fn add(&mut self, block: &Block<'_>) {
        self.subjects += 1;
        for (predicate, objects) in &block.properties {
            self.triples += objects.len() as u64;
            *self.properties.entry((*predicate).to_owned()).or_default() += objects.len() as u64;
            for object in objects {
                self.object(block.subject, predicate, *object);
            }
        }
        self.entities += u64::from(block.properties.iter().any(|(predicate, _)| *predicate == rdf::TYPE.as_str()));
    }

    fn object(&mut self, subject: &str, predicate: &str, object: Term<'_>) {
        match object {
            Term::Iri(iri) if predicate == rdf::TYPE.as_str() => {
                *self.classes.entry(iri.to_owned()).or_default() += 1;
                let first = |found: &mut Option<String>| _ = found.get_or_insert_with(|| subject.to_owned());
                if iri == schema::NEWS_ARTICLE.as_str() {
                    first(&mut self.article);
                } else if iri == ng::FACT.as_str() {
                    first(&mut self.fact);
                } else if iri == prov::ACTIVITY.as_str() {
                    self.runs.push(subject.to_owned());
                }
            }
            Term::Iri(iri) if predicate == schema::MENTIONS.as_str() => {
                *self.mentions.entry(iri.to_owned()).or_default() += 1;
            }
            Term::Iri(iri) if predicate == LICENSE.as_str() => _ = self.license.get_or_insert_with(|| iri.to_owned()),
            Term::Iri(iri) => {
                let links = [SAME_AS, skos::CLOSE_MATCH];
                if let Some(link) = links.iter().find(|link| link.as_str() == predicate) {
                    *self.links.entry((link.as_str(), namespace(iri).to_owned())).or_default() += 1;
                }
            }
            Term::Literal(value, _) if predicate == schema::IN_LANGUAGE.as_str() => {
                self.languages.insert(value.to_owned());
            }
            Term::Literal(value, Some(datatype))
                if predicate == schema::DATE_PUBLISHED.as_str() && datatype == xsd::DATE.as_str() =>
            {
                let (first, last) = self.published.get_or_insert_with(|| (value.to_owned(), value.to_owned()));
                if value < first.as_str() {
                    value.clone_into(first);
                }
                if value > last.as_str() {
                    value.clone_into(last);
                }
            }
            Term::Literal(value, _) if predicate == prov::ENDED_AT_TIME.as_str() => {
                if self.ended.as_deref().is_none_or(|ended| ended < value) {
                    self.ended = Some(value.to_owned());
                }
            }
            Term::Literal(..) | Term::Tagged(..) | Term::Blank(_) => {}
        }
    }
}

struct Writer<'a> {
    about: &'a About,
    prefixes: Prefixes,
    quads: Vec<Quad>,
}

impl<'a> Writer<'a> {
    fn new(about: &'a About) -> Self {
        Self { about, prefixes: Prefixes::new(&about.base), quads: Vec::new() }
    }

    fn add(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Into<RdfTerm>) {
        self.quads.push(Quad::new(subject.clone(), predicate, object, GraphName::DefaultGraph));
    }

    fn count(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, number: u64) {
        self.add(subject, predicate, Literal::from(number));
    }

    fn write(mut self, counts: &Counts) -> Vec<Quad> {
        let set = self.about.base.iri("dataset");
        for class in [DCAT_DATASET, VOID_DATASET, ENTITY] {
            self.add(&set, rdf::TYPE, class);
        }
        for (property, text) in [(TITLE, &self.about.title), (DESCRIPTION, &self.about.description)] {
            if !text.is_empty() {
                self.add(&set, property, Literal::new_language_tagged_literal_unchecked(text, "en"));
            }
        }
        let license = self.about.license.clone().or_else(|| counts.license.clone().map(NamedNode::new_unchecked));
        if let Some(license) = license {
            self.add(&set, LICENSE, license);
        }
        for (property, number) in [
            (VOID_TRIPLES, counts.triples),
            (ENTITIES, counts.entities),
            (DISTINCT_SUBJECTS, counts.subjects),
            (DISTINCT_OBJECTS, counts.objects),
            (CLASSES, counts.classes.len() as u64),
            (PROPERTIES, counts.properties.len() as u64),
        ] {
            self.count(&set, property, number);
        }
        self.add(&set, URI_SPACE, Literal::from(self.about.base.as_str()));
        for language in &counts.languages {
            self.add(&set, schema::IN_LANGUAGE, Literal::from(language.as_str()));
        }
        let terms = counts.classes.keys().chain(counts.properties.keys());
        for space in terms.map(|term| namespace(term)).collect::<BTreeSet<_>>() {
            self.add(&set, VOCABULARY, NamedNode::new_unchecked(space));
        }
        // Of those mentioned most, the first by IRI.
        let known = counts.mentions.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
        for example in [&counts.article, &known.map(|(iri, _)| iri.clone()), &counts.fact].into_iter().flatten() {
            self.add(&set, EXAMPLE_RESOURCE, NamedNode::new_unchecked(example));
        }
        self.partitions(&set, counts);
        self.links(&set, counts);
        self.origin(&set, counts);
        self.quads
    }

    fn partitions(&mut self, set: &NamedNode, counts: &Counts) {
        for (class, number) in &counts.classes {
            let part = self.about.base.iri(&format!("dataset/class/{}", self.slug(class)));
            self.add(set, CLASS_PARTITION, part.clone());
            self.add(&part, rdf::TYPE, VOID_DATASET);
            self.add(&part, CLASS, NamedNode::new_unchecked(class));
            self.count(&part, ENTITIES, *number);
        }
        for (property, number) in &counts.properties {
            let part = self.about.base.iri(&format!("dataset/property/{}", self.slug(property)));
            self.add(set, PROPERTY_PARTITION, part.clone());
            self.add(&part, rdf::TYPE, VOID_DATASET);
            self.add(&part, PROPERTY, NamedNode::new_unchecked(property));
            self.count(&part, VOID_TRIPLES, *number);
        }
    }

    fn links(&mut self, set: &NamedNode, counts: &Counts) {
        for ((property, space), number) in &counts.links {
            // Links within the graph lead to no other data set.
            if space.starts_with(self.about.base.as_str()) {
                continue;
            }
            let known = TARGETS.iter().find(|(known, _)| known == space);
            let name = known.map_or_else(|| digest(space), |(_, name)| (*name).to_owned());
            let target = self.about.base.iri(&format!("dataset/target/{name}"));
            self.add(&target, rdf::TYPE, VOID_DATASET);
            self.add(&target, URI_SPACE, Literal::from(space.as_str()));
            let links = self.about.base.iri(&format!("dataset/links/{}/{name}", self.slug(property)));
            self.add(set, SUBSET, links.clone());
            self.add(&links, rdf::TYPE, LINKSET);
            self.add(&links, LINK_PREDICATE, NamedNode::new_unchecked(*property));
            self.add(&links, SUBJECTS_TARGET, set.clone());
            self.add(&links, OBJECTS_TARGET, target);
            self.count(&links, VOID_TRIPLES, *number);
        }
    }

    /// From what, by what and, if the graph says so, when it was made.
    fn origin(&mut self, set: &NamedNode, counts: &Counts) {
        if !self.about.version.is_empty() {
            let tool = self.about.base.iri(&format!("software/newsgraph-{}", self.about.version));
            self.add(set, WAS_ATTRIBUTED_TO, tool.clone());
            self.add(&tool, rdf::TYPE, prov::SOFTWARE_AGENT);
            self.add(&tool, schema::NAME, Literal::from("newsgraph"));
            self.add(&tool, schema::SOFTWARE_VERSION, Literal::from(self.about.version.as_str()));
        }
        for run in &counts.runs {
            self.add(set, WAS_GENERATED_BY, NamedNode::new_unchecked(run));
        }
        if let Some(ended) = &counts.ended {
            self.add(set, ISSUED, Literal::new_typed_literal(ended, xsd::DATE_TIME));
        }
        if counts.classes.contains_key(schema::DIGITAL_DOCUMENT.as_str()) {
            let sources = format!("dataset/class/{}", self.slug(schema::DIGITAL_DOCUMENT.as_str()));
            self.add(set, prov::WAS_DERIVED_FROM, self.about.base.iri(&sources));
        }
        if let Some((first, last)) = &counts.published {
            let period = self.about.base.iri("dataset/published");
            self.add(set, TEMPORAL, period.clone());
            self.add(&period, rdf::TYPE, PERIOD_OF_TIME);
            self.add(&period, START_DATE, Literal::new_typed_literal(first, xsd::DATE));
            self.add(&period, END_DATE, Literal::new_typed_literal(last, xsd::DATE));
        }
    }

    /// A term's part of an IRI: `schema-name`, or a digest where it has no prefix.
    fn slug(&self, iri: &str) -> String {
        match self.prefixes.shorten(iri) {
            Short::Prefixed(position, local) => format!("{}-{local}", self.prefixes.table()[position].0),
            Short::Relative(_) | Short::Full => digest(iri),
        }
    }
}

/// What is before the last part of an IRI.
fn namespace(iri: &str) -> &str {
    iri.rfind(['#', '/']).map_or(iri, |cut| &iri[..=cut])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{Format, write};
    use oxigraph::io::{RdfFormat, RdfParser};

    const NEWS: &str = r#"@base <https://w3id.org/newsgraph/> . @prefix schema: <https://schema.org/> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix prov: <http://www.w3.org/ns/prov#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix ng: <https://w3id.org/newsgraph/ontology#> .
        <graph/a> {
            <d/1> a schema:NewsArticle ; schema:inLanguage "sv" ; schema:datePublished "2022-03-04"^^xsd:date ; schema:mentions <b> .
            <d/2> a schema:NewsArticle ; schema:inLanguage "en" ; schema:datePublished "2021-03-04"^^xsd:date ; schema:mentions <a>, <b> .
            <a> a schema:Person ; owl:sameAs <http://www.wikidata.org/entity/Q1> .
        }
        <graph/b> {
            <a> a schema:Person ; owl:sameAs <https://viaf.org/viaf/12>, <b> .
            <run/1> a prov:Activity ; prov:endedAtTime "2024-01-01T00:00:00Z"^^xsd:dateTime .
            <run/2> a prov:Activity ; prov:endedAtTime "2025-01-01T00:00:00Z"^^xsd:dateTime .
        }"#;

    #[test]
    fn everything_is_counted_in_the_union_of_the_graphs() {
        let mut describer = Describer::new(About::default());
        for quad in RdfParser::from_format(RdfFormat::TriG).for_slice(NEWS) {
            describer.add(quad.unwrap().as_ref()).unwrap();
        }
        let mut turtle = Vec::new();
        write(Format::Turtle, describer.finish().unwrap(), &Prefixes::default(), &mut turtle).unwrap();
        let turtle = String::from_utf8(turtle).unwrap();
        for line in [
            "    void:triples 17 ;",
            "    void:entities 5 ;",
            "    void:distinctSubjects 5 ;",
            "    void:distinctObjects 13 ;",
            "    void:classes 3 ;",
            "    schema:inLanguage \"en\", \"sv\" .",
            "    void:exampleResource <b>, <d/1> ;",
            "    dcterms:issued \"2025-01-01T00:00:00Z\"^^xsd:dateTime ;",
            "    prov:wasGeneratedBy <run/1>, <run/2> ;",
            "    dcat:endDate \"2022-03-04\"^^xsd:date ;",
            "    dcat:startDate \"2021-03-04\"^^xsd:date .",
            "<dataset/class/schema-Person> a void:Dataset ;",
            "    void:uriSpace \"https://viaf.org/viaf/\" .",
            "<dataset/links/owl-sameAs/wikidata> a void:Linkset ;",
        ] {
            assert!(turtle.lines().any(|found| found == line), "{line} is not in\n{turtle}");
        }
        assert_eq!(turtle.matches("a void:Linkset").count(), 2, "a link to <b> leads to no other data set");
        assert!(!turtle.contains("dcterms:license"), "{turtle}");
    }
}
