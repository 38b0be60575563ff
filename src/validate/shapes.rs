//! Shapes compiled, and graphs checked against them.

use std::collections::BTreeMap;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{BlankNode, NamedNode, NamedOrBlankNode, Quad, Term};
use rudof_rdf::rdf_core::SHACLPath;
use rudof_rdf::rdf_impl::OxigraphInMemory;
use shacl::ir::IRSchema;
use shacl::rdf::ShaclParser;
use shacl::types::Severity as Level;
use shacl::validator::processor::{GraphValidation, ShaclProcessor};
use shacl::validator::report::ValidationResult;
use shacl::validator::store::Graph;
use shacl::validator::{ShaclConfig, ShaclValidationMode};

use super::{Background, Finding, Severity};
use crate::export::Prefixes;
use crate::model::Base;
use crate::pack::{Pack, PackError};
use crate::query::{calls_service, short_iri};

/// The file of a pack that holds the shapes.
const SHAPES: &str = "ontology/shapes.ttl";
/// What shapes are called where nothing around them has a name.
const NAMELESS: &str = "urn:shape";
/// Properties whose values are SPARQL.
const QUERIES: [&str; 3] = ["select", "ask", "construct"];
const SH: &str = "http://www.w3.org/ns/shacl#";

/// Shapes, ready to check graphs with.
pub struct Shapes {
    schema: IRSchema,
    /// The named shape that each blank node belongs to.
    owners: BTreeMap<String, String>,
    prefixes: Prefixes,
}

/// A graph could not be checked, for a reason that lies in the shapes.
#[derive(Debug, thiserror::Error)]
#[error("the shapes cannot be evaluated: {0}")]
pub struct ValidateError(String);

impl Shapes {
    /// The shapes of a pack.
    ///
    /// # Errors
    /// Where the pack has no shapes, or they are no SHACL.
    pub fn of_pack(pack: &Pack) -> Result<Self, PackError> {
        let text = pack.file(SHAPES).ok_or_else(|| PackError::new(SHAPES, "no-shapes", "the pack has no shapes"))?;
        Self::parse(&pack.shown_path(SHAPES), text, RdfFormat::Turtle)
    }

    /// Shapes of one's own.
    ///
    /// # Errors
    /// Where the text is not of the format or no SHACL, or has a query that calls another server.
    pub fn parse(file: &str, text: &str, format: RdfFormat) -> Result<Self, PackError> {
        let mut triples = Vec::new();
        for quad in RdfParser::from_format(format).for_slice(text) {
            triples.push(quad.map_err(|error| PackError::rdf(file, "rdf", text, &error))?);
        }
        if let Some(query) = triples.iter().find_map(foreign_query) {
            return Err(PackError::new(file, "shape-service", format!("SERVICE is refused in {query}"))
                .with_help("a constraint speaks to no other server"));
        }
        number_blank_nodes(&mut triples);
        let graph = graph(&triples);
        let fault = |reason: String| PackError::new(file, "shapes", reason);
        let ast = ShaclParser::new(graph).parse().map_err(|error| fault(error.to_string()))?;
        if ast.is_empty() {
            return Err(fault("there is no shape in it".to_owned()));
        }
        let schema = IRSchema::compile(&ast).map_err(|error| fault(error.to_string()))?;
        Ok(Self { schema, owners: owners(&triples), prefixes: Self::prefixes(&Base::default()) })
    }

    /// The prefixes of the vocabulary and that of the shapes themselves.
    pub fn prefixes(base: &Base) -> Prefixes {
        let ours = ("ngsh".to_owned(), "https://w3id.org/newsgraph/shapes#".to_owned());
        let table = Prefixes::new(base).table().iter().cloned().chain([ours]).collect::<Vec<_>>();
        Prefixes::with_table(Some(base.as_str().to_owned()), table)
    }

    /// What the shapes do not allow in a graph, in no particular order. Which graph each quad names plays no part.
    ///
    /// # Errors
    /// Where a constraint cannot be evaluated.
    pub fn check(&self, quads: &[Quad], background: &Background<'_>) -> Result<Vec<Finding>, ValidateError> {
        let error = |error: &dyn std::fmt::Display| ValidateError(error.to_string());
        let mut graph = graph(quads);
        background.add(quads, &mut |quad| insert(&mut graph, quad)).map_err(|e| error(&e))?;
        let graph = Graph::try_from(graph).map_err(|e| error(&e))?;
        let config = ShaclConfig::new().with_store_errors(true).with_store_evidences(false);
        let report = GraphValidation::new(graph)
            .validate(&self.schema, &ShaclValidationMode::Native, &config)
            .map_err(|e| error(&e))?;
        Ok(report.results().iter().map(|result| self.finding(result)).collect())
    }

    fn finding(&self, result: &ValidationResult) -> Finding {
        let source = result.source().map(|source| Term::from(source.clone()));
        let shape = match source {
            Some(Term::NamedNode(node)) => Some(node.into_string()),
            Some(Term::BlankNode(node)) => self.owners.get(node.as_str()).cloned(),
            _ => None,
        };
        let component = match Term::from(result.constraint_component().clone()) {
            Term::NamedNode(node) => node,
            other => NamedNode::new_unchecked(other.to_string()),
        };
        let messages = result.message().iter_literals().map(|literal| {
            let tag = literal.lang().map(|tag| tag.to_string()).unwrap_or_default();
            (tag, literal.lexical_form())
        });
        Finding {
            severity: severity(result.severity()),
            shape: NamedNode::new_unchecked(shape.unwrap_or_else(|| NAMELESS.to_owned())),
            component,
            path: result.path().map(|path| self.shown(path)).unwrap_or_default(),
            steps: result.path().cloned(),
            focus: result.focus_node().clone().into(),
            value: result.value().map(|value| value.clone().into()),
            messages: messages.collect(),
        }
    }

    /// A path as SPARQL writes it.
    fn shown(&self, path: &SHACLPath) -> String {
        let list = |paths: &[SHACLPath], mark: &str| {
            let parts: Vec<String> = paths.iter().map(|path| self.shown(path)).collect();
            format!("({})", parts.join(mark))
        };
        match path {
            SHACLPath::Predicate { pred } => short_iri(pred.as_str(), &self.prefixes),
            SHACLPath::Inverse { path } => format!("^{}", self.shown(path)),
            SHACLPath::Sequence { paths } => list(paths, "/"),
            SHACLPath::Alternative { paths } => list(paths, "|"),
            SHACLPath::ZeroOrMore { path } => format!("{}*", self.shown(path)),
            SHACLPath::OneOrMore { path } => format!("{}+", self.shown(path)),
            SHACLPath::ZeroOrOne { path } => format!("{}?", self.shown(path)),
        }
    }
}

fn severity(level: &Level) -> Severity {
    match level {
        Level::Warning => Severity::Warning,
        Level::Info | Level::Debug | Level::Trace => Severity::Info,
        // A severity of somebody's own is taken seriously.
        Level::Violation | Level::Generic(_) => Severity::Violation,
    }
}

fn graph(quads: &[Quad]) -> OxigraphInMemory {
    let mut graph = OxigraphInMemory::new();
    for quad in quads {
        insert(&mut graph, quad);
    }
    graph
}

fn insert(graph: &mut OxigraphInMemory, quad: &Quad) {
    // Adding to a graph in memory cannot fail, though the signature allows for it.
    let _ = graph.add_triple_ref(&quad.subject, &quad.predicate, &quad.object);
}

/// The shape's or constraint's name, where the quad is a query that calls another server.
fn foreign_query(quad: &Quad) -> Option<String> {
    let local = quad.predicate.as_str().strip_prefix(SH)?;
    match &quad.object {
        Term::Literal(text) if QUERIES.contains(&local) && calls_service(text.value()) => Some(format!("sh:{local}")),
        _ => None,
    }
}

/// Names blank nodes by the order in which the file has them, since the parser makes up new names on every run.
fn number_blank_nodes(quads: &mut [Quad]) {
    let mut names: BTreeMap<String, BlankNode> = BTreeMap::new();
    let mut name = |node: &BlankNode| {
        let next = format!("b{}", names.len());
        let named = names.entry(node.as_str().to_owned()).or_insert_with(|| BlankNode::new_unchecked(next));
        named.clone()
    };
    for quad in quads {
        if let NamedOrBlankNode::BlankNode(node) = &quad.subject {
            quad.subject = name(node).into();
        }
        if let Term::BlankNode(node) = &quad.object {
            quad.object = name(node).into();
        }
    }
}

/// For each blank node, the first named node from which it is reached.
fn owners(quads: &[Quad]) -> BTreeMap<String, String> {
    let mut parents: BTreeMap<&str, &NamedOrBlankNode> = BTreeMap::new();
    for quad in quads {
        if let Term::BlankNode(node) = &quad.object {
            parents.entry(node.as_str()).or_insert(&quad.subject);
        }
    }
    let owner = |node: &str| {
        let mut at = parents.get(node)?;
        // A cycle of blank nodes leads to no name.
        for _ in 0..parents.len() {
            match at {
                NamedOrBlankNode::NamedNode(found) => return Some(found.as_str().to_owned()),
                NamedOrBlankNode::BlankNode(next) => at = parents.get(next.as_str())?,
            }
        }
        None
    };
    parents.keys().filter_map(|node| Some(((*node).to_owned(), owner(node)?))).collect()
}
