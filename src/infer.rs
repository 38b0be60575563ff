//! What follows from a graph by the ontology: wider classes and properties, inverses and equivalents, and the types
//! that the ontology's own domains and ranges call for.
//!
//! These are the rules rdfs2, 3, 5, 7, 9 and 11 of RDF Semantics, and those of OWL RL for `owl:equivalentClass`,
//! `owl:equivalentProperty` and `owl:inverseOf`. What a triple yields depends on the triple and the ontology alone, so
//! that a graph of any size is gone through triple by triple. Links such as `owl:sameAs` are left as they are.
//!
//! ```
//! use newsgraph::infer::Inference;
//! use newsgraph::model::{Base, ontology_quads};
//! use newsgraph::model::vocabulary::schema;
//! use newsgraph::pack::Pack;
//! use oxigraph::model::vocab::rdf;
//! use oxigraph::model::{NamedNode, Triple};
//!
//! let ontology = ontology_quads(&Base::default(), &Pack::embedded().unwrap()).unwrap();
//! let acme = NamedNode::new("https://w3id.org/newsgraph/entity/acme").unwrap();
//! let found = Inference::new(&ontology).of(Triple::new(acme.clone(), rdf::TYPE, schema::CORPORATION).as_ref());
//! assert!(found.contains(&Triple::new(acme, rdf::TYPE, schema::ORGANIZATION)));
//! ```

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{
    NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, Term, TermRef, Triple, TripleRef,
};

use crate::model::vocabulary::other;

/// An ontology's conclusions, worked out once, by the IRIs of classes and properties.
#[derive(Debug, Clone, Default)]
pub struct Inference {
    /// For each class those above it.
    classes: BTreeMap<String, BTreeSet<NamedNode>>,
    /// For each property what a triple with it says besides.
    properties: BTreeMap<String, BTreeSet<Step>>,
    domains: BTreeMap<String, BTreeSet<NamedNode>>,
    ranges: BTreeMap<String, BTreeSet<NamedNode>>,
}

/// A property that follows from another one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    property: NamedNode,
    /// Subject and object change places.
    reversed: bool,
}

impl Inference {
    /// Takes the triples of an ontology; what is no axiom among them plays no part.
    pub fn new(ontology: &[Quad]) -> Self {
        let mut inference = Self::default();
        let mut above: BTreeMap<NamedNode, BTreeSet<NamedNode>> = BTreeMap::new();
        let mut beside: BTreeMap<NamedNode, BTreeSet<Step>> = BTreeMap::new();
        for quad in ontology {
            let (NamedOrBlankNode::NamedNode(subject), Term::NamedNode(object)) = (&quad.subject, &quad.object) else {
                continue;
            };
            let mut step = |from: &NamedNode, to: &NamedNode, reversed| {
                beside.entry(from.clone()).or_default().insert(Step { property: to.clone(), reversed });
            };
            match quad.predicate.as_ref() {
                property if property == rdfs::SUB_PROPERTY_OF => step(subject, object, false),
                property if property == other::EQUIVALENT_PROPERTY => {
                    step(subject, object, false);
                    step(object, subject, false);
                }
                property if property == other::INVERSE_OF => {
                    step(subject, object, true);
                    step(object, subject, true);
                }
                property if property == rdfs::SUB_CLASS_OF => {
                    above.entry(subject.clone()).or_default().insert(object.clone());
                }
                property if property == other::EQUIVALENT_CLASS => {
                    above.entry(subject.clone()).or_default().insert(object.clone());
                    above.entry(object.clone()).or_default().insert(subject.clone());
                }
                property if property == rdfs::DOMAIN => {
                    inference.domains.entry(subject.as_str().to_owned()).or_default().insert(object.clone());
                }
                property if property == rdfs::RANGE => {
                    inference.ranges.entry(subject.as_str().to_owned()).or_default().insert(object.clone());
                }
                _ => {}
            }
        }
        for class in above.keys() {
            inference.classes.insert(class.as_str().to_owned(), reached(class, &above));
        }
        for property in beside.keys() {
            inference.properties.insert(property.as_str().to_owned(), walked(property, &beside));
        }
        inference
    }

    /// What follows from a triple, each triple once and without the triple itself, in the order of the conclusions. A
    /// literal becomes the subject of nothing.
    pub fn of(&self, triple: TripleRef<'_>) -> Vec<Triple> {
        let mut found = Found { given: triple, triples: Vec::new() };
        if triple.predicate == rdf::TYPE {
            if let TermRef::NamedNode(class) = triple.object {
                self.typed(triple.subject, class, &mut found);
            }
            return found.triples;
        }
        self.said(triple, &mut found);
        for step in self.properties.get(triple.predicate.as_str()).into_iter().flatten() {
            let property = step.property.as_ref();
            let other = match (step.reversed, subject_of(triple.object)) {
                (false, _) => TripleRef::new(triple.subject, property, triple.object),
                (true, Some(object)) => TripleRef::new(object, property, triple.subject),
                (true, None) => continue,
            };
            found.add(other);
            self.said(other, &mut found);
        }
        found.triples
    }

    /// What domain and range of a triple's property say of its ends.
    fn said(&self, triple: TripleRef<'_>, found: &mut Found<'_>) {
        let property = triple.predicate.as_str();
        let mut typed = |node: NamedOrBlankNodeRef<'_>, classes: Option<&BTreeSet<NamedNode>>| {
            for class in classes.into_iter().flatten() {
                found.add(TripleRef::new(node, rdf::TYPE, class));
                self.typed(node, class.as_ref(), found);
            }
        };
        typed(triple.subject, self.domains.get(property));
        if let Some(object) = subject_of(triple.object) {
            typed(object, self.ranges.get(property));
        }
    }

    fn typed(&self, node: NamedOrBlankNodeRef<'_>, class: NamedNodeRef<'_>, found: &mut Found<'_>) {
        for wider in self.classes.get(class.as_str()).into_iter().flatten() {
            found.add(TripleRef::new(node, rdf::TYPE, wider));
        }
    }
}

/// What follows from one triple: a handful, among which a look is quicker than an order.
struct Found<'a> {
    given: TripleRef<'a>,
    triples: Vec<Triple>,
}

impl Found<'_> {
    fn add(&mut self, triple: TripleRef<'_>) {
        if triple != self.given && !self.triples.iter().any(|known| known.as_ref() == triple) {
            self.triples.push(triple.into_owned());
        }
    }
}

/// A term as a subject, if it can be one.
fn subject_of(term: TermRef<'_>) -> Option<NamedOrBlankNodeRef<'_>> {
    match term {
        TermRef::NamedNode(node) => Some(node.into()),
        TermRef::BlankNode(node) => Some(node.into()),
        TermRef::Literal(_) | TermRef::Triple(_) => None,
    }
}

/// All classes above one, however far.
fn reached(class: &NamedNode, above: &BTreeMap<NamedNode, BTreeSet<NamedNode>>) -> BTreeSet<NamedNode> {
    let mut found = BTreeSet::new();
    let mut queue = vec![class];
    while let Some(class) = queue.pop() {
        queue.extend(above.get(class).into_iter().flatten().filter(|wider| found.insert((*wider).clone())));
    }
    found
}

/// All properties that follow from one, and whether they point the other way: twice reversed is not reversed.
fn walked(property: &NamedNode, beside: &BTreeMap<NamedNode, BTreeSet<Step>>) -> BTreeSet<Step> {
    let mut found: BTreeSet<Step> = BTreeSet::new();
    let mut queue = vec![Step { property: property.clone(), reversed: false }];
    while let Some(at) = queue.pop() {
        for step in beside.get(&at.property).into_iter().flatten() {
            let next = Step { property: step.property.clone(), reversed: step.reversed != at.reversed };
            if found.insert(next.clone()) {
                queue.push(next);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::io::{RdfFormat, RdfParser};

    fn quads(text: &str) -> Vec<Quad> {
        let prefixes = "@prefix : <urn:> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
            @prefix owl: <http://www.w3.org/2002/07/owl#> . ";
        RdfParser::from_format(RdfFormat::Turtle).for_slice(&format!("{prefixes}{text}")).map(Result::unwrap).collect()
    }

    #[track_caller]
    fn check(ontology: &str, triple: &str, expected: &str) {
        let given = quads(triple).remove(0);
        let found = Inference::new(&quads(ontology)).of(Triple::from(given).as_ref());
        let lines = |triples: Vec<Triple>| triples.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
        let expected = quads(expected).into_iter().map(Triple::from).collect();
        assert_eq!(lines(found), lines(expected), "{triple}");
    }

    #[test]
    fn conclusions_are_drawn_as_far_as_they_lead() {
        check(":A rdfs:subClassOf :B . :B rdfs:subClassOf :C .", ":x a :A .", ":x a :B , :C .");
        check(":A owl:equivalentClass :B . :B rdfs:subClassOf :C .", ":x a :A .", ":x a :B , :C .");
        check(":A rdfs:subClassOf :B . :B rdfs:subClassOf :A .", ":x a :A .", ":x a :B .");
        check(":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r .", ":x :p 1 .", ":x :q 1 ; :r 1 .");
        check(":p owl:inverseOf :q . :q rdfs:subPropertyOf :r .", ":x :p :y .", ":y :q :x ; :r :x .");
        check(
            ":p owl:inverseOf :q . :q rdfs:subPropertyOf :r . :r owl:inverseOf :s .",
            ":x :p :y .",
            ":y :q :x ; :r :x . :x :s :y .",
        );
        check(":p owl:equivalentProperty :q .", ":x :q :y .", ":x :p :y .");
        check(":p rdfs:domain :A ; rdfs:range :B . :B rdfs:subClassOf :C .", ":x :p :y .", ":x a :A . :y a :B , :C .");
        check(":p rdfs:subPropertyOf :q . :q rdfs:domain :A .", ":x :p :y .", ":x :q :y ; a :A .");
    }

    #[test]
    fn literals_are_subjects_of_nothing() {
        check(":p owl:inverseOf :q ; rdfs:range :A .", ":x :p \"y\" .", "");
    }
}
