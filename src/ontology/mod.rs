//! The ontology as something to read: its terms, concepts and alignments, and a question for each class.
//!
//! ```
//! use newsgraph::ontology::Ontology;
//! use newsgraph::pack::Pack;
//!
//! let ontology = Ontology::of_pack(&Pack::embedded().unwrap()).unwrap();
//! let policy = ontology.classes().find(|class| class.name() == "Policy").unwrap();
//! assert_eq!(policy.label("en"), "policy");
//! assert!(ontology.example(policy).unwrap().query.contains("ng:Policy"));
//! ```

mod check;
mod page;

use std::collections::BTreeMap;

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

pub use check::check_ontology;

use crate::model::vocabulary::{NG, PREFIXES, other, schema, sh, skos};
use crate::model::{Base, concept_quads, ontology_quads};
use crate::pack::{Pack, PackError};

/// What an ontology's files say, in the order in which they say it.
#[derive(Debug)]
pub struct Ontology {
    nodes: Vec<Node>,
    by_iri: BTreeMap<String, usize>,
    quads: Vec<Quad>,
}

/// One thing and what is said of it.
#[derive(Debug)]
pub struct Node {
    pub iri: NamedNode,
    triples: Vec<(NamedNode, Term)>,
}

/// A question and the query that answers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// By language.
    pub question: BTreeMap<String, String>,
    /// With the prefixes that it uses declared.
    pub query: String,
}

impl Ontology {
    /// The terms and concepts of a pack.
    ///
    /// # Errors
    /// What is wrong with its files.
    pub fn of_pack(pack: &Pack) -> Result<Self, Vec<PackError>> {
        let base = Base::default();
        let mut quads = ontology_quads(&base, pack)?;
        quads.extend(concept_quads(&base, pack)?);
        let (mut nodes, mut by_iri) = (Vec::<Node>::new(), BTreeMap::new());
        for quad in &quads {
            let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { continue };
            let at = *by_iri.entry(subject.as_str().to_owned()).or_insert_with(|| {
                nodes.push(Node { iri: subject.clone(), triples: Vec::new() });
                nodes.len() - 1
            });
            nodes[at].triples.push((quad.predicate.clone(), quad.object.clone()));
        }
        Ok(Self { nodes, by_iri, quads })
    }

    /// All that the files say.
    pub fn quads(&self) -> &[Quad] {
        &self.quads
    }

    /// What is said of an IRI.
    pub fn node(&self, iri: &str) -> Option<&Node> {
        self.by_iri.get(iri).map(|at| &self.nodes[*at])
    }

    /// The ontology's own classes.
    pub fn classes(&self) -> impl Iterator<Item = &Node> {
        self.terms().filter(|node| node.has_type(other::OWL_CLASS))
    }

    /// The ontology's own properties.
    pub fn properties(&self) -> impl Iterator<Item = &Node> {
        let kinds = [other::OBJECT_PROPERTY, other::DATATYPE_PROPERTY, rdf::PROPERTY];
        self.terms().filter(move |node| kinds.iter().any(|kind| node.has_type(*kind)))
    }

    /// The ontology's own individuals, which are values of some of its properties.
    pub fn individuals(&self) -> impl Iterator<Item = &Node> {
        self.terms().filter(|node| node.has_type(other::NAMED_INDIVIDUAL))
    }

    /// Schemes of concepts.
    pub fn schemes(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter().filter(|node| node.has_type(skos::CONCEPT_SCHEME))
    }

    /// Everything in the ontology's namespace.
    pub fn terms(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter().filter(|node| node.iri.as_str().starts_with(NG))
    }

    /// What stands in other namespaces and is tied to a term here or there.
    pub fn neighbours(&self) -> impl Iterator<Item = &Node> {
        let links = [
            rdfs::SUB_CLASS_OF,
            rdfs::SUB_PROPERTY_OF,
            other::EQUIVALENT_CLASS,
            other::EQUIVALENT_PROPERTY,
            other::INVERSE_OF,
        ];
        let foreign = self.nodes.iter().filter(|node| !node.iri.as_str().starts_with(NG));
        foreign.filter(move |node| links.iter().any(|link| node.objects(*link).next().is_some()))
    }

    /// The classes or properties right below one, in the order of the files.
    pub fn below<'a>(&'a self, node: &'a Node, property: NamedNodeRef<'static>) -> impl Iterator<Item = &'a Node> {
        self.terms().filter(move |found| found.objects(property).any(|object| *object == node.iri))
    }

    /// Properties that speak of things of a class, or whose values they are.
    pub fn properties_of<'a>(&'a self, class: &'a Node, end: End) -> impl Iterator<Item = &'a Node> {
        self.properties().filter(move |property| property.ends(end).contains(&&class.iri))
    }

    /// The question that goes with a class.
    pub fn example(&self, class: &Node) -> Option<Example> {
        let example = self.node(class.objects(other::EXAMPLE).next()?.as_str())?;
        let query = example.literal(sh::SELECT)?;
        let lines: Vec<&str> = query.trim().lines().map(|line| line.strip_prefix("    ").unwrap_or(line)).collect();
        let text = lines.join("\n");
        let used = PREFIXES.iter().filter(|(name, _)| text.contains(&format!("{name}:")));
        let prefixes: String = used.map(|(name, space)| format!("PREFIX {name}: <{space}>\n")).collect();
        Some(Example { question: example.texts(rdfs::LABEL), query: format!("{prefixes}\n{text}\n") })
    }
}

/// One end of a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Subject,
    Object,
}

impl Node {
    /// The last part of its IRI.
    pub fn name(&self) -> &str {
        self.iri.as_str().rsplit(['#', '/']).next().unwrap_or_default()
    }

    pub fn has_type(&self, class: NamedNodeRef<'_>) -> bool {
        self.objects(rdf::TYPE).any(|found| *found == class)
    }

    /// The IRIs that a property leads to.
    pub fn objects<'a>(&'a self, property: NamedNodeRef<'a>) -> impl Iterator<Item = &'a NamedNode> {
        self.values(property).filter_map(|term| match term {
            Term::NamedNode(node) => Some(node),
            _ => None,
        })
    }

    /// The classes of the things that a property speaks of, or of those that it leads to.
    pub fn ends(&self, end: End) -> Vec<&NamedNode> {
        let (exact, among) = match end {
            End::Subject => (rdfs::DOMAIN, schema::DOMAIN_INCLUDES),
            End::Object => (rdfs::RANGE, schema::RANGE_INCLUDES),
        };
        // Where several classes are listed, the one domain is only what they have in common.
        let listed: Vec<&NamedNode> = self.objects(among).collect();
        if listed.is_empty() { self.objects(exact).collect() } else { listed }
    }

    /// Texts by language; the empty language has those without one.
    pub fn texts(&self, property: NamedNodeRef<'_>) -> BTreeMap<String, String> {
        let texts = self.values(property).filter_map(|term| match term {
            Term::Literal(literal) => {
                Some((literal.language().unwrap_or_default().to_owned(), literal.value().to_owned()))
            }
            _ => None,
        });
        texts.collect()
    }

    /// The first text of any language.
    pub fn literal(&self, property: NamedNodeRef<'_>) -> Option<String> {
        self.texts(property).into_values().next()
    }

    /// Its label or name in a language, else the last part of its IRI.
    pub fn label(&self, tag: &str) -> String {
        let named = [rdfs::LABEL, skos::PREF_LABEL].into_iter().find_map(|property| self.texts(property).remove(tag));
        named.unwrap_or_else(|| self.name().to_owned())
    }

    fn values<'a>(&'a self, property: NamedNodeRef<'a>) -> impl Iterator<Item = &'a Term> {
        self.triples.iter().filter(move |(found, _)| *found == property).map(|(_, object)| object)
    }
}
