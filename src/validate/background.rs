//! What a graph may take for granted of the lexicon and the ontology while it is checked.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use crate::model::vocabulary::skos;
use crate::store::{Store, StoreError};

/// Types and names of things in the lexicon, and the order of classes.
///
/// Links, addresses and owners are left out on purpose: a document's graph that claims one has to give reasons itself.
#[derive(Default)]
pub struct Background<'a> {
    classes: Vec<Quad>,
    things: Things<'a>,
}

enum Things<'a> {
    /// By IRI.
    Listed(BTreeMap<String, Vec<Quad>>),
    Stored(&'a Store, NamedNode),
}

impl Default for Things<'_> {
    fn default() -> Self {
        Self::Listed(BTreeMap::new())
    }
}

impl Background<'static> {
    /// What these quads, such as [`crate::model::lexicon_quads`] yields, say of lexicon and ontology.
    pub fn new(quads: impl IntoIterator<Item = Quad>) -> Self {
        let (mut classes, mut things) = (Vec::new(), BTreeMap::<String, Vec<Quad>>::new());
        for quad in quads {
            if quad.predicate == rdfs::SUB_CLASS_OF {
                classes.push(quad);
            } else if let (true, NamedOrBlankNode::NamedNode(subject)) = (is_given(&quad), &quad.subject) {
                things.entry(subject.as_str().to_owned()).or_default().push(quad);
            }
        }
        Self { classes, things: Things::Listed(things) }
    }
}

impl<'a> Background<'a> {
    /// Lexicon and ontology of a store; the lexicon is looked up thing by thing, since it may be large.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn of_store(store: &'a Store) -> Result<Self, StoreError> {
        let ontology = store.base().ontology_graph();
        let classes = store
            .quads(Some(&ontology))
            .filter(|quad| !matches!(quad, Ok(quad) if quad.predicate != rdfs::SUB_CLASS_OF));
        Ok(Self {
            classes: classes.collect::<Result<_, _>>()?,
            things: Things::Stored(store, store.base().lexicon_graph()),
        })
    }

    /// Hands over what belongs to the things that some quads name.
    pub(super) fn add(&self, quads: &[Quad], take: &mut dyn FnMut(&Quad)) -> Result<(), StoreError> {
        self.classes.iter().for_each(&mut *take);
        let mut iris: BTreeSet<NamedNodeRef<'_>> = BTreeSet::new();
        for quad in quads {
            if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
                iris.insert(subject.as_ref());
            }
            if let Term::NamedNode(object) = &quad.object {
                iris.insert(object.as_ref());
            }
        }
        for iri in iris {
            match &self.things {
                Things::Listed(things) => things.get(iri.as_str()).into_iter().flatten().for_each(&mut *take),
                Things::Stored(store, graph) => {
                    for quad in store.quads_about(iri, graph) {
                        let quad = quad?;
                        if is_given(&quad) {
                            take(&quad);
                        }
                    }
                }
            }
        }
        Ok(())
    }
}

fn is_given(quad: &Quad) -> bool {
    [rdf::TYPE, skos::PREF_LABEL, skos::IN_SCHEME].contains(&quad.predicate.as_ref())
}
