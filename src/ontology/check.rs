//! What is missing in the ontology's files.

use oxigraph::model::Term;
use oxigraph::model::vocab::rdfs;

use super::{End, Node, Ontology};
use crate::model::vocabulary::{NG, other, skos};
use crate::pack::{Pack, PackError};
use crate::validate::Shapes;

const FILE: &str = "ontology/newsgraph.ttl";
/// The languages that every term is explained in.
const LANGUAGES: [&str; 2] = ["en", "zh-hant"];

/// Faults of the ontology and the shapes: terms without a name or a definition in every language, properties without
/// domain or range, classes that nothing ties to other vocabularies or that no question is asked of.
pub fn check_ontology(pack: &Pack) -> Vec<PackError> {
    // A pack of rules and words alone has no ontology to look at.
    let Some(text) = pack.file(FILE) else { return Vec::new() };
    let ontology = match Ontology::of_pack(pack) {
        Ok(ontology) => ontology,
        Err(faults) => return faults,
    };
    let mut faults = Vec::new();
    let mut fault = |node: &Node, message: String| {
        let place = format!("\nng:{} a ", node.name());
        let fault = PackError::new(FILE, "ontology-term", format!("ng:{} {message}", node.name()));
        faults.push(match text.find(&place) {
            Some(at) => fault.at(text, at + 1..at + place.len()),
            None => fault,
        });
    };
    for node in ontology.terms() {
        for (property, what) in [(rdfs::LABEL, "label"), (skos::DEFINITION, "definition")] {
            let texts = node.texts(property);
            for tag in LANGUAGES.iter().filter(|tag| texts.get(**tag).is_none_or(|text| text.trim().is_empty())) {
                fault(node, format!("has no {what} in {tag}"));
            }
        }
        if node.objects(rdfs::IS_DEFINED_BY).next().is_none() {
            fault(node, "does not say that the ontology defines it".to_owned());
        }
    }
    for property in ontology.properties() {
        for (end, what) in [(End::Subject, "domain"), (End::Object, "range")] {
            if property.ends(end).is_empty() {
                fault(property, format!("has no {what}"));
            }
        }
    }
    for class in ontology.classes() {
        if class.objects(rdfs::SUB_CLASS_OF).next().is_none() {
            fault(class, "is below no other class".to_owned());
        }
        if ontology.example(class).is_none() {
            fault(class, "has no example".to_owned());
        }
    }
    for node in ontology.terms() {
        for (_, object) in &node.triples {
            if let Term::NamedNode(object) = object
                && let Some(name) = object.as_str().strip_prefix(NG)
                && ontology.node(object.as_str()).is_none()
            {
                fault(node, format!("refers to ng:{name}, which is not defined"));
            }
        }
    }
    let versions =
        ontology.node(NG.trim_end_matches('#')).is_some_and(|node| node.objects(other::VERSION_IRI).next().is_some());
    if !versions {
        faults.push(PackError::new(FILE, "ontology-version", "the ontology has no version IRI"));
    }
    if let Err(fault) = Shapes::of_pack(pack) {
        faults.push(fault);
    }
    faults
}
