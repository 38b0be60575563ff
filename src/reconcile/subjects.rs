use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};

use super::{Subject, host};
use crate::fact::Kind;
use crate::gazetteer::fold;
use crate::model::Base;
use crate::model::classes::kind_of;
use crate::model::vocabulary::{other, schema, skos};

/// How many names of a subject's surroundings are kept.
const MOST_CONTEXT: usize = 60;
/// An article that names more entities is a list, and says little about any of them.
const MOST_TOGETHER: usize = 200;

#[derive(Default)]
struct Gathered {
    kind: Option<Kind>,
    preferred: BTreeSet<(String, String)>,
    other: BTreeSet<(String, String)>,
    linked: BTreeSet<String>,
    mentioned: bool,
}

/// The entities of a graph that have a name and a kind of ours, ordered by IRI, with the hosts that they have links into.
/// Links that are kept in the graph of links do not count: they are what is decided anew. Where the graph tells what
/// articles mention, only what is mentioned is a subject.
///
/// # Errors
/// The first error among the quads.
pub fn subjects<E>(quads: impl IntoIterator<Item = Result<Quad, E>>, base: &Base) -> Result<Vec<Subject>, E> {
    let links = GraphName::from(base.links_graph());
    let mut found: BTreeMap<String, Gathered> = BTreeMap::new();
    let mut articles: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for quad in quads {
        let quad = quad?;
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { continue };
        if quad.graph_name == links {
            continue;
        }
        let property = quad.predicate.as_ref();
        match &quad.object {
            Term::NamedNode(class) if property == rdf::TYPE => {
                if let Some(kind) = kind_of(class.as_str()).filter(|kind| *kind != Kind::Group) {
                    let known = &mut found.entry(subject.as_str().to_owned()).or_default().kind;
                    *known = Some(known.map_or(kind, |known| known.min(kind)));
                }
            }
            Term::Literal(name) => {
                let name = (name.value().to_owned(), name.language().unwrap_or_default().to_owned());
                if property == skos::PREF_LABEL {
                    found.entry(subject.as_str().to_owned()).or_default().preferred.insert(name);
                } else if property == skos::ALT_LABEL || property == schema::NAME {
                    found.entry(subject.as_str().to_owned()).or_default().other.insert(name);
                }
            }
            Term::NamedNode(entity) if property == schema::MENTIONS => {
                articles.entry(subject.as_str().to_owned()).or_default().insert(entity.as_str().to_owned());
                found.entry(entity.as_str().to_owned()).or_default().mentioned = true;
            }
            Term::NamedNode(same) if property == other::SAME_AS => {
                found.entry(subject.as_str().to_owned()).or_default().linked.insert(host(same.as_str()).to_owned());
            }
            _ => {}
        }
    }
    let mut beside: BTreeMap<&str, BTreeMap<&str, u32>> = BTreeMap::new();
    for together in articles.values().filter(|together| together.len() <= MOST_TOGETHER) {
        for one in together {
            let counts = beside.entry(one).or_default();
            for other in together.iter().filter(|other| *other != one) {
                *counts.entry(other).or_default() += 1;
            }
        }
    }
    let mut subjects = Vec::new();
    for (iri, gathered) in &found {
        let wanted = gathered.mentioned || articles.is_empty();
        let Some(kind) = gathered.kind.filter(|_| wanted) else { continue };
        let mut names: Vec<(String, String)> = gathered.preferred.iter().cloned().collect();
        for (name, tag) in &gathered.other {
            if !names.iter().any(|(known, _)| known == name) {
                names.push((name.clone(), tag.clone()));
            }
        }
        if names.is_empty() {
            continue;
        }
        let mut near: Vec<(&str, u32)> =
            beside.get(iri.as_str()).into_iter().flatten().map(|(iri, count)| (*iri, *count)).collect();
        near.sort_by_key(|(iri, count)| (std::cmp::Reverse(*count), *iri));
        let mut context = Vec::new();
        for (name, _) in near.iter().filter_map(|(iri, _)| found.get(*iri)).flat_map(|near| &near.preferred) {
            if context.len() == MOST_CONTEXT {
                break;
            }
            let folded = fold(name);
            if !context.contains(&folded) {
                context.push(folded);
            }
        }
        let linked = gathered.linked.iter().cloned().collect();
        subjects.push(Subject { iri: iri.clone(), kind, names, context, linked });
    }
    Ok(subjects)
}

#[cfg(test)]
mod tests {
    use oxigraph::model::{Literal, NamedNode};

    use super::*;
    use crate::model::classes::kind_class;

    #[test]
    fn a_link_into_one_collection_leaves_the_others_open() {
        let base = Base::default();
        let ada = NamedNode::new("https://w3id.org/newsgraph/entity/ada").unwrap();
        let add = |property: &str, object: Term| {
            Ok(Quad::new(ada.clone(), NamedNode::new(property).unwrap(), object, GraphName::DefaultGraph))
        };
        let same = NamedNode::new("http://dbpedia.org/resource/Ada").unwrap();
        let quads: [Result<Quad, ()>; 3] = [
            add(rdf::TYPE.as_str(), kind_class(Kind::Person).into_owned().into()),
            add(schema::NAME.as_str(), Literal::from("Ada Example").into()),
            add(other::SAME_AS.as_str(), same.into()),
        ];
        let found = subjects(quads, &base).unwrap();
        assert_eq!(found.len(), 1);
        assert!(found[0].is_linked_into("http://dbpedia.org/resource/Somebody_else"));
        assert!(!found[0].is_linked_into("http://www.wikidata.org/entity/Q1"));
    }
}
