//! Facts on both sides, and which of those that went is one of those that came in another form.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::{rdf, xsd};

use super::report::Thing;
use crate::model::classes::{FactClass, class_among};
use crate::model::iri::span_start;
use crate::model::vocabulary::{NG, ng, org, prov, schema};

/// Groups in which more pairs than this would have to be weighed are left unpaired.
const MOST_PAIRS: usize = 1 << 14;
/// What is told of a fact besides its roles.
const STANDING: [(&str, &str); 3] = [
    (ng::MODALITY.as_str(), "modality"),
    (ng::CONFIDENCE.as_str(), "confidence"),
    (ng::ACCORDING_TO.as_str(), "according-to"),
];

/// A fact as one graph tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fact {
    pub iri: String,
    /// As rules call it, or the class's IRI.
    pub class: String,
    /// Role as rules call it, modality, confidence and speaker; values as N-Triples write them, sums of money as amount
    /// and currency.
    pub values: BTreeMap<String, BTreeSet<String>>,
    /// IRIs of places in the text, in their order.
    pub places: Vec<String>,
    /// Words by place, as far as they were looked up.
    pub quotes: BTreeMap<String, String>,
    pub articles: BTreeSet<String>,
    /// Values that do not change without it being another fact.
    key: BTreeSet<(String, String)>,
}

/// A fact before and after; one of them is absent where it came or went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactChange {
    pub before: Option<Fact>,
    pub after: Option<Fact>,
}

impl Fact {
    /// Reads a fact; `sums` holds the sums of money that its roles may lead to.
    pub(super) fn new(thing: &Thing, sums: &BTreeMap<String, Thing>) -> Self {
        let types: Vec<&str> = thing.iris(rdf::TYPE.as_str()).collect();
        let class = class_among(&types);
        let mut fact = Self { iri: thing.iri.clone(), ..Self::default() };
        let other = types.iter().find(|class| **class != ng::FACT.as_str()).copied().unwrap_or_default();
        class.map_or(other, |class| class.name).clone_into(&mut fact.class);
        for (property, objects) in &thing.properties {
            if property == prov::WAS_DERIVED_FROM.as_str() {
                fact.articles = thing.iris(property).map(str::to_owned).collect();
            } else if property == ng::EVIDENCE.as_str() {
                fact.places = thing.iris(property).map(str::to_owned).collect();
                fact.places.sort_by(|a, b| span_start(a).cmp(&span_start(b)));
            } else if property != rdf::TYPE.as_str() && property != ng::RULE.as_str() {
                let name = name(class, property);
                for object in objects {
                    let sum = object.strip_prefix('<').and_then(|iri| sums.get(iri.trim_end_matches('>')));
                    if sum.is_none() && tells_apart(property, object) {
                        fact.key.insert((name.clone(), object.clone()));
                    }
                    let value = sum.map_or_else(|| object.clone(), amount);
                    fact.values.entry(name.clone()).or_default().insert(value);
                }
            }
        }
        fact
    }

    fn shared(&self, other: &Self) -> usize {
        let values = |(name, values): (&String, &BTreeSet<String>)| {
            other.values.get(name).map_or(0, |others| values.intersection(others).count())
        };
        self.values.iter().map(values).sum()
    }
}

impl FactChange {
    /// Whether it is the same fact in another place, such as a new state of the same article.
    pub fn is_moved(&self) -> bool {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => before.class == after.class && before.values == after.values,
            _ => false,
        }
    }
}

/// Brings facts together that are one in two forms, and says of the rest that they went or came.
pub(super) fn pair(went: Vec<Fact>, came: Vec<Fact>, articles: &[BTreeSet<String>; 2]) -> Vec<FactChange> {
    let mut sides = [went, came].map(|side| side.into_iter().map(Some).collect::<Vec<_>>());
    let mut found = Vec::new();
    let moved = |fact: &Fact, side: usize| fact.articles.iter().any(|article| articles[side].contains(article));
    let key = |fact: &Fact| format!("{}\n{:?}", fact.class, fact.key);
    // From the surest sign that two are one to the least sure.
    match_up(&mut sides, &mut found, |fact, _| vec![fact.iri.clone()]);
    match_up(&mut sides, &mut found, |fact, _| {
        fact.places.iter().map(|place| format!("{}\n{place}", fact.class)).collect()
    });
    match_up(&mut sides, &mut found, |fact, _| {
        let with_key = fact.articles.iter().filter(|_| !fact.key.is_empty());
        with_key.map(|article| format!("{article}\n{}", key(fact))).collect()
    });
    match_up(&mut sides, &mut found, |fact, _| {
        let values = fact.key.iter().map(|(_, value)| value);
        values.flat_map(|value| fact.places.iter().map(move |place| format!("{place}\n{value}"))).collect()
    });
    match_up(&mut sides, &mut found, |fact, side| {
        if fact.key.is_empty() || !moved(fact, side) { Vec::new() } else { vec![key(fact)] }
    });
    let [went, came] = sides;
    found.extend(went.into_iter().flatten().map(|fact| FactChange { before: Some(fact), after: None }));
    found.extend(came.into_iter().flatten().map(|fact| FactChange { before: None, after: Some(fact) }));
    let order = |change: &FactChange| change.after.as_ref().or(change.before.as_ref()).map(|fact| fact.iri.clone());
    found.sort_by_cached_key(order);
    found
}

/// Pairs facts of both sides that have a sign in common, those that share most first.
fn match_up(
    sides: &mut [Vec<Option<Fact>>; 2],
    found: &mut Vec<FactChange>,
    signs: impl Fn(&Fact, usize) -> Vec<String>,
) {
    let mut groups: BTreeMap<String, [Vec<usize>; 2]> = BTreeMap::new();
    for (side, facts) in sides.iter().enumerate() {
        for (position, fact) in facts.iter().enumerate() {
            for sign in fact.iter().flat_map(|fact| signs(fact, side)) {
                groups.entry(sign).or_default()[side].push(position);
            }
        }
    }
    let mut pairs = Vec::new();
    for [before, after] in groups.values() {
        if before.len() * after.len() > MOST_PAIRS {
            continue;
        }
        for (a, b) in before.iter().flat_map(|a| after.iter().map(move |b| (*a, *b))) {
            if let (Some(before), Some(after)) = (&sides[0][a], &sides[1][b]) {
                pairs.push((std::cmp::Reverse(before.shared(after)), a, b));
            }
        }
    }
    // Positions are in the order of IRIs, so that ties have one outcome.
    pairs.sort_unstable();
    for (_, a, b) in pairs {
        if sides[0][a].is_some() && sides[1][b].is_some() {
            found.push(FactChange { before: sides[0][a].take(), after: sides[1][b].take() });
        }
    }
}

/// A role as rules call it, or the property's IRI.
fn name(class: Option<&FactClass>, property: &str) -> String {
    let standing = STANDING.iter().find(|(known, _)| *known == property).map(|(_, name)| *name);
    let role = || class?.roles.iter().find(|role| role.property.as_str() == property).map(|role| role.name);
    standing.or_else(role).unwrap_or(property).to_owned()
}

/// Whether a value is of those that make a fact this one and no other: who takes part and what is said, but not figures,
/// dates, titles and the ontology's own terms.
fn tells_apart(property: &str, object: &str) -> bool {
    let changing = [org::ROLE, schema::ROLE_NAME, ng::UNIT, ng::CUE, ng::DATE_TEXT];
    let standing = STANDING.iter().any(|(known, _)| *known == property);
    if standing || changing.iter().any(|changing| changing.as_str() == property) {
        return false;
    }
    let term = object.strip_prefix('<').is_some_and(|iri| iri.starts_with(NG));
    let typed =
        object.rsplit_once("\"^^<").is_some_and(|(_, datatype)| datatype.trim_end_matches('>') != xsd::STRING.as_str());
    !term && !typed
}

fn amount(sum: &Thing) -> String {
    let part = |property: &str| {
        let object = sum.objects(property).next().unwrap_or_default();
        object.trim_start_matches('"').split('"').next().unwrap_or_default().to_owned()
    };
    format!("\"{} {}\"", part(schema::VALUE.as_str()), part(schema::CURRENCY.as_str()))
}
