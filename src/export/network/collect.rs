//! From quads to nodes and edges: one pass over subjects in the order of [`super::super::order`], in which articles come
//! before entities, entities before facts, and facts before the words that they were read from.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use oxigraph::model::QuadRef;
use oxigraph::model::vocab::{rdf, rdfs, xsd};

use super::focus::{self, Search};
use super::label::{Candidate, Terms, local};
use super::{Edge, Network, NetworkError, Node, Options};
use crate::export::order::{Block, Blocks, Order, Term};
use crate::export::sorter::{Sorted, Sorter};
use crate::model::classes::{FactClass, class_among, kind_of};
use crate::model::iri::span_start;
use crate::model::vocabulary::{DBPEDIA, NG, WIKIDATA, ng, oa, other, prov, schema, skos};

/// Bytes of quads, and of edges, that are sorted in memory.
const BUDGET: usize = 48 << 20;
/// Properties of this namespace tell names and the order of concepts.
const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
/// The word for topics among the kinds of nodes.
const TOPIC: &str = "topic";

/// Takes the quads of a graph in any order.
pub struct Collector {
    options: Options,
    order: Order,
}

impl Collector {
    pub fn new(options: Options) -> Self {
        Self { options, order: Order::new(false, BUDGET) }
    }

    /// # Errors
    /// Where a temporary file cannot be written.
    pub fn add(&mut self, quad: QuadRef<'_>) -> io::Result<()> {
        self.order.push(quad)
    }

    /// # Errors
    /// Where a temporary file cannot be written or read, or the graph has not the one entity that is asked for.
    pub fn finish(self) -> Result<Network, NetworkError> {
        let mut gathering = Gathering::new(&self.options);
        gathering.read(&mut self.order.finish()?)?;
        gathering.finish()
    }
}

/// What one pass over the graph finds.
struct Gathering<'a> {
    options: &'a Options,
    search: Option<Search>,
    mentions: BTreeMap<String, u64>,
    nodes: Vec<Node>,
    positions: BTreeMap<String, usize>,
    /// Whether articles or facts speak of a node; the lexicon has many more.
    spoken_of: Vec<bool>,
    /// Subject, property and object of triples that may turn out to lead from node to node.
    direct: Vec<(usize, String, String)>,
    /// Both ends of every edge.
    links: Vec<(usize, usize)>,
    edges: Sorter,
    /// Edges of facts whose first evidence is this place, until its words come.
    waiting: (String, Vec<(usize, usize, Edge)>),
    terms: Terms,
}

impl<'a> Gathering<'a> {
    fn new(options: &'a Options) -> Self {
        Self {
            search: options.focus.as_ref().map(|focus| Search::new(&focus.entity, options.base.as_deref())),
            options,
            mentions: BTreeMap::new(),
            nodes: Vec::new(),
            positions: BTreeMap::new(),
            spoken_of: Vec::new(),
            direct: Vec::new(),
            links: Vec::new(),
            edges: Sorter::new(BUDGET),
            waiting: (String::new(), Vec::new()),
            terms: Terms::default(),
        }
    }

    fn read(&mut self, blocks: &mut Blocks) -> io::Result<()> {
        while let Some(block) = blocks.next()? {
            let types: Vec<&str> = iris(&block, rdf::TYPE.as_str()).collect();
            if types.contains(&schema::NEWS_ARTICLE.as_str()) {
                for entity in iris(&block, schema::MENTIONS.as_str()) {
                    *self.mentions.entry(entity.to_owned()).or_default() += 1;
                }
            } else if types.contains(&ng::FACT.as_str()) {
                if let Some(class) = class_among(&types) {
                    self.fact(&block, class)?;
                }
            } else if let Some(kind) = kind(&types) {
                self.node(&block, kind);
            } else if let Some(Term::Tagged(quote, _) | Term::Literal(quote, _)) =
                objects(&block, oa::EXACT.as_str()).first()
            {
                if block.subject.replace("#quote=", "#char=") == self.waiting.0 {
                    for (.., edge) in &mut self.waiting.1 {
                        (*quote).clone_into(&mut edge.quote);
                    }
                }
            } else {
                self.term(&block);
            }
        }
        self.flush()
    }

    fn node(&mut self, block: &Block<'_>, kind: &'static str) {
        let wanted = self.options.language.as_deref();
        let mut best: Option<Candidate> = None;
        for (predicate, preferred) in [(skos::PREF_LABEL, true), (skos::ALT_LABEL, false), (schema::NAME, true)] {
            for object in objects(block, predicate.as_str()) {
                let (text, tag) = match object {
                    Term::Tagged(text, tag) => (*text, *tag),
                    Term::Literal(text, None) => (*text, ""),
                    _ => continue,
                };
                if let Some(search) = &mut self.search {
                    search.name(block.subject, text, preferred);
                }
                let candidate = Candidate::new(wanted, text, tag, preferred);
                if best.as_ref().is_none_or(|best| candidate < *best) {
                    best = Some(candidate);
                }
            }
        }
        let link = |space: &str| iris(block, other::SAME_AS.as_str()).find_map(|iri| iri.strip_prefix(space));
        let position = self.nodes.len();
        let mentions = self.mentions.get(block.subject).copied().unwrap_or_default();
        self.nodes.push(Node {
            iri: block.subject.to_owned(),
            label: best.map_or_else(|| local(block.subject).to_owned(), |best| best.text().to_owned()),
            kind,
            wikidata: link(WIKIDATA).map(str::to_owned),
            dbpedia: link(DBPEDIA).map(|title| format!("{DBPEDIA}{title}")),
            mentions,
        });
        self.positions.insert(block.subject.to_owned(), position);
        self.spoken_of.push(mentions > 0);
        for (predicate, objects) in &block.properties {
            if *predicate == rdf::TYPE.as_str() || *predicate == other::SAME_AS.as_str() || predicate.starts_with(SKOS)
            {
                continue;
            }
            for object in objects {
                if let Term::Iri(object) = object {
                    self.direct.push((position, (*predicate).to_owned(), (*object).to_owned()));
                }
            }
        }
    }

    /// The edges of a fact lead from the entities of its first role that has any to those of the others.
    fn fact(&mut self, block: &Block<'_>, class: &FactClass) -> io::Result<()> {
        let place = iris(block, ng::EVIDENCE.as_str()).min_by_key(|iri| span_start(iri)).unwrap_or_default();
        if place != self.waiting.0 {
            self.flush()?;
            place.clone_into(&mut self.waiting.0);
        }
        let about = self.about(block, class);
        let mut from: Option<(&str, Vec<usize>)> = None;
        for role in class.roles {
            let ends: Vec<usize> =
                iris(block, role.property.as_str()).filter_map(|iri| self.positions.get(iri).copied()).collect();
            for end in &ends {
                self.spoken_of[*end] = true;
            }
            let Some((source_role, sources)) = &from else {
                if !ends.is_empty() {
                    from = Some((role.name, ends));
                }
                continue;
            };
            for source in sources {
                for target in ends.iter().filter(|target| *target != source) {
                    let roles = Edge {
                        source_role: (*source_role).to_owned(),
                        target_role: role.name.to_owned(),
                        ..about.clone()
                    };
                    self.links.push((*source, *target));
                    self.waiting.1.push((*source, *target, roles));
                }
            }
        }
        Ok(())
    }

    /// What is told of a fact whoever takes part.
    fn about(&self, block: &Block<'_>, class: &FactClass) -> Edge {
        let literals = |predicate: &str| {
            objects(block, predicate).iter().filter_map(|term| match term {
                Term::Literal(value, _) | Term::Tagged(value, _) => Some((*value).to_owned()),
                Term::Iri(_) | Term::Blank(_) => None,
            })
        };
        let mut edge = Edge {
            class: class.iri.as_str().to_owned(),
            iri: block.subject.to_owned(),
            modality: iris(block, ng::MODALITY.as_str()).map(local).next().unwrap_or_default().to_owned(),
            // Every document that tells the fact is sure of it to a degree; shares below 1 sort as their decimals do.
            confidence: literals(ng::CONFIDENCE.as_str()).max().unwrap_or_default(),
            unit: literals(ng::UNIT.as_str()).next().unwrap_or_default(),
            article: iris(block, prov::WAS_DERIVED_FROM.as_str()).next().unwrap_or_default().to_owned(),
            weight: iris(block, ng::EVIDENCE.as_str()).count().max(1) as u64,
            ..Edge::default()
        };
        for role in class.roles {
            let properties = [Some(role.property), role.text_property];
            for term in properties.into_iter().flatten().flat_map(|property| objects(block, property.as_str())) {
                match term {
                    Term::Iri(iri) if iri.starts_with(NG) && role.property != ng::FORM => {
                        edge.terms.push((*iri).to_owned());
                    }
                    Term::Literal(value, Some(datatype)) if is_number(datatype) => first(&mut edge.value, value),
                    Term::Literal(value, Some(_)) => first(&mut edge.date, value),
                    Term::Literal(value, None) | Term::Tagged(value, _) if role.property != ng::UNIT => {
                        first(&mut edge.text, value);
                    }
                    _ => {}
                }
            }
        }
        edge
    }

    /// The label of a class, property or individual.
    fn term(&mut self, block: &Block<'_>) {
        for object in objects(block, rdfs::LABEL.as_str()) {
            if let Term::Tagged(text, tag) = object {
                self.terms.add(block.subject, Candidate::new(self.options.language.as_deref(), text, tag, true));
            }
        }
    }

    /// Hands on the edges that wait for words.
    fn flush(&mut self) -> io::Result<()> {
        for (source, target, edge) in std::mem::take(&mut self.waiting.1) {
            self.push(source, target, &edge)?;
        }
        Ok(())
    }

    fn push(&mut self, source: usize, target: usize, edge: &Edge) -> io::Result<()> {
        let record = encode(&self.nodes[source].iri, &self.nodes[target].iri, edge)?;
        self.edges.push(&record)
    }

    fn finish(mut self) -> Result<Network, NetworkError> {
        let mut drawn_in = BTreeSet::new();
        for (source, property, object) in std::mem::take(&mut self.direct) {
            let target = self.positions.get(&object).copied();
            let Some(target) = target.filter(|target| self.spoken_of[source] && *target != source) else { continue };
            drawn_in.insert(target);
            self.links.push((source, target));
            self.push(source, target, &Edge { direct: true, class: property, weight: 1, ..Edge::default() })?;
        }
        for position in drawn_in {
            self.spoken_of[position] = true;
        }
        let mut center = None;
        if let (Some(search), Some(focus)) = (&self.search, &self.options.focus) {
            let found = search.found(|iri| self.positions.get(iri).is_some_and(|at| self.spoken_of[*at]))?;
            center = self.positions.get(found).copied();
            self.spoken_of = focus::around(&self.nodes, &self.links, center.unwrap_or_default(), focus);
        }
        let center = center.map(|center| self.nodes[center].iri.clone());
        let kept = self.nodes.into_iter().zip(self.spoken_of).filter_map(|(node, kept)| kept.then_some(node));
        let mut nodes: Vec<Node> = kept.collect();
        nodes.sort_by(|a, b| a.iri.cmp(&b.iri));
        let positions: BTreeMap<String, usize> =
            nodes.iter().enumerate().map(|(at, node)| (node.iri.clone(), at)).collect();
        let focus = center.and_then(|center| positions.get(&center).copied());
        let edges: Sorted = self.edges.finish()?;
        Ok(Network { nodes, focus, positions, edges, terms: self.terms })
    }
}

/// The kind of a thing that is a node: an entity of the first kind that fits, or a topic.
fn kind(types: &[&str]) -> Option<&'static str> {
    let kinds = types.iter().filter_map(|class| kind_of(class));
    let topic = types.contains(&ng::TOPIC_CLASS.as_str()).then_some(TOPIC);
    kinds.min().map(crate::fact::Kind::name).or(topic)
}

fn is_number(datatype: &str) -> bool {
    [xsd::DECIMAL, xsd::INTEGER, xsd::DOUBLE, xsd::NON_NEGATIVE_INTEGER].iter().any(|known| known.as_str() == datatype)
}

fn first(field: &mut String, value: &str) {
    if field.is_empty() {
        value.clone_into(field);
    }
}

fn objects<'b, 'a>(block: &'b Block<'a>, predicate: &str) -> &'b [Term<'a>] {
    let found = block.properties.iter().find(|(name, _)| *name == predicate);
    found.map_or(&[], |(_, objects)| objects.as_slice())
}

fn iris<'b, 'a>(block: &'b Block<'a>, predicate: &str) -> impl Iterator<Item = &'a str> + use<'b, 'a> {
    objects(block, predicate).iter().filter_map(|term| match term {
        Term::Iri(iri) => Some(*iri),
        _ => None,
    })
}

/// Ends first, so that edges sort by them, then the edge as JSON, in which no NUL stands.
fn encode(source: &str, target: &str, edge: &Edge) -> io::Result<Vec<u8>> {
    let mut record = Vec::new();
    for text in [source, target, &edge.class, &edge.iri] {
        record.extend_from_slice(text.as_bytes());
        record.push(0);
    }
    serde_json::to_writer(&mut record, edge)?;
    Ok(record)
}

/// The edge of a record, and the IRIs of its ends.
pub fn decode(record: &[u8]) -> io::Result<Option<(Edge, &str, &str)>> {
    let parts: Vec<&[u8]> = record.splitn(5, |byte| *byte == 0).collect();
    let [source, target, _, _, edge] = parts[..] else { return Ok(None) };
    let (Ok(source), Ok(target)) = (str::from_utf8(source), str::from_utf8(target)) else { return Ok(None) };
    Ok(Some((serde_json::from_slice(edge)?, source, target)))
}
