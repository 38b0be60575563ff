//! Differences sorted by what they are about.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use oxigraph::model::vocab::rdf;

use super::facts::{Fact, FactChange, pair};
use super::{Comparison, statement};
use crate::model::classes::kind_of;
use crate::model::vocabulary::{ng, oa, other, schema, skos};

/// Objects by property, each as N-Triples write it, properties without their brackets.
pub type Properties = BTreeMap<String, BTreeSet<String>>;

/// What differs between two graphs. Lists are sorted by IRI.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    pub facts: Vec<FactChange>,
    pub entities: Vec<ThingChange>,
    /// Links of entities to other data sets.
    pub links: Vec<Link>,
    /// Documents and articles.
    pub sources: Vec<ThingChange>,
    /// Concepts, rules, terms and all else but evidence, which comes and goes with the facts.
    pub others: Vec<ThingChange>,
    /// Subjects of which both say the same, in other graphs.
    pub regrouped: u64,
    /// Whether anything differs at all.
    pub differs: bool,
}

/// A subject as one graph describes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Thing {
    /// IRI, or blank node with its `_:`.
    pub iri: String,
    pub properties: Properties,
}

/// A subject before and after; one of them is absent where it came or went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThingChange {
    pub before: Option<Thing>,
    pub after: Option<Thing>,
}

/// A link that came or went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub entity: String,
    pub property: String,
    pub to: String,
    pub came: bool,
}

/// A property, and those of its objects that one side alone has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<'a> {
    pub property: &'a str,
    pub went: Vec<&'a str>,
    pub came: Vec<&'a str>,
}

impl Report {
    /// Reads a comparison to its end.
    ///
    /// # Errors
    /// Where a temporary file cannot be read.
    pub fn new(comparison: &mut Comparison) -> io::Result<Self> {
        let mut report = Self::default();
        let (mut went, mut came) = (Vec::new(), Vec::new());
        // Sums of money by their IRIs, which say nothing without their facts.
        let mut sums: [BTreeMap<String, Thing>; 2] = Default::default();
        let mut moved: [BTreeSet<String>; 2] = Default::default();
        while let Some(difference) = comparison.next_difference()? {
            report.differs = true;
            let change = ThingChange {
                before: Thing::new(&difference.subject, &difference.before),
                after: Thing::new(&difference.subject, &difference.after),
            };
            if change.before == change.after {
                report.regrouped += 1;
                continue;
            }
            let is_a =
                |class: &str| [&change.before, &change.after].into_iter().flatten().any(|thing| thing.is_a(class));
            if is_a(ng::FACT.as_str()) {
                went.extend(change.before);
                came.extend(change.after);
            } else if is_a(schema::MONETARY_AMOUNT.as_str()) {
                for (sums, thing) in sums.iter_mut().zip([change.before, change.after]) {
                    sums.extend(thing.map(|thing| (thing.iri.clone(), thing)));
                }
            } else if is_a(schema::NEWS_ARTICLE.as_str()) || is_a(schema::DIGITAL_DOCUMENT.as_str()) {
                match (&change.before, &change.after) {
                    (Some(gone), None) => _ = moved[0].insert(gone.iri.clone()),
                    (None, Some(new)) => _ = moved[1].insert(new.iri.clone()),
                    _ => {}
                }
                report.sources.push(change);
            } else if is_evidence(&change) {
            } else if change.is_entity() {
                report.links.extend(change.links());
                report.entities.push(change);
            } else {
                report.others.push(change);
            }
        }
        let [sums_before, sums_after] = sums;
        let went = went.iter().map(|thing| Fact::new(thing, &sums_before)).collect();
        let came = came.iter().map(|thing| Fact::new(thing, &sums_after)).collect();
        report.facts = pair(went, came, &moved);
        Ok(report)
    }

    /// IRIs of the nodes that hold the words of the facts.
    pub fn wanted_quotes(&self) -> BTreeSet<String> {
        let facts = self.facts.iter().flat_map(|change| [&change.before, &change.after]).flatten();
        facts.flat_map(|fact| &fact.places).map(|place| quote_of(place)).collect()
    }

    /// Gives the facts their words, by the IRIs of the nodes that hold them.
    pub fn add_quotes(&mut self, words: &BTreeMap<String, String>) {
        for fact in self.facts.iter_mut().flat_map(|change| [&mut change.before, &mut change.after]).flatten() {
            let quotes =
                fact.places.iter().filter_map(|place| Some((place.clone(), words.get(&quote_of(place))?.clone())));
            fact.quotes.extend(quotes);
        }
    }
}

impl Thing {
    /// Nothing where there are no lines.
    fn new(subject: &str, lines: &[String]) -> Option<Self> {
        let mut properties = Properties::new();
        for (property, object) in lines.iter().filter_map(|line| statement(line)) {
            let property = property.trim_start_matches('<').trim_end_matches('>');
            properties.entry(property.to_owned()).or_default().insert(object.to_owned());
        }
        let iri = subject.trim_start_matches('<').trim_end_matches('>').to_owned();
        (!lines.is_empty()).then_some(Self { iri, properties })
    }

    pub fn objects(&self, property: &str) -> impl Iterator<Item = &str> {
        self.properties.get(property).into_iter().flatten().map(String::as_str)
    }

    /// IRIs among the objects of a property, without their brackets.
    pub fn iris(&self, property: &str) -> impl Iterator<Item = &str> {
        self.objects(property).filter_map(|object| object.strip_prefix('<')?.strip_suffix('>'))
    }

    pub fn is_a(&self, class: &str) -> bool {
        self.iris(rdf::TYPE.as_str()).any(|found| found == class)
    }
}

impl ThingChange {
    /// The IRI, which is the same on both sides.
    pub fn iri(&self) -> &str {
        self.before.as_ref().or(self.after.as_ref()).map_or("", |thing| &thing.iri)
    }

    /// What each side alone says, in the order of properties.
    pub fn changes(&self) -> Vec<Change<'_>> {
        let [before, after] = [&self.before, &self.after].map(|side| side.as_ref().map(|thing| &thing.properties));
        let names: BTreeSet<&String> = [before, after].into_iter().flatten().flat_map(BTreeMap::keys).collect();
        let changes = names.into_iter().map(|name| {
            let [before, after] = [before, after].map(|side| side.and_then(|side| side.get(name)));
            Change { property: name, went: only(before, after), came: only(after, before) }
        });
        changes.filter(|change| !change.went.is_empty() || !change.came.is_empty()).collect()
    }

    fn is_entity(&self) -> bool {
        let things = || [&self.before, &self.after].into_iter().flatten();
        things().flat_map(|thing| thing.iris(rdf::TYPE.as_str())).any(|class| kind_of(class).is_some())
    }

    fn links(&self) -> Vec<Link> {
        let mut links = Vec::new();
        for change in self.changes() {
            if ![other::SAME_AS, skos::CLOSE_MATCH].iter().any(|link| link.as_str() == change.property) {
                continue;
            }
            for (objects, came) in [(change.went, false), (change.came, true)] {
                links.extend(objects.into_iter().map(|object| Link {
                    entity: self.iri().to_owned(),
                    property: change.property.to_owned(),
                    to: object.trim_start_matches('<').trim_end_matches('>').to_owned(),
                    came,
                }));
            }
        }
        links
    }
}

/// The node that holds the words of a place.
fn quote_of(place: &str) -> String {
    place.replace("#char=", "#quote=")
}

/// What is in the first set only.
pub fn only<'a>(these: Option<&'a BTreeSet<String>>, those: Option<&BTreeSet<String>>) -> Vec<&'a str> {
    let absent = |object: &&String| those.is_none_or(|those| !those.contains(*object));
    these.into_iter().flatten().filter(absent).map(String::as_str).collect()
}

fn is_evidence(change: &ThingChange) -> bool {
    let classes = [oa::SPECIFIC_RESOURCE, oa::TEXT_POSITION_SELECTOR, oa::TEXT_QUOTE_SELECTOR];
    let things = || [&change.before, &change.after].into_iter().flatten();
    things().any(|thing| classes.iter().any(|class| thing.is_a(class.as_str())))
}
