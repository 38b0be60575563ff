//! Findings gathered over many graphs, and written as text, as a SHACL report or as JSON.

use std::collections::{BTreeMap, HashSet};
use std::hash::{BuildHasher as _, RandomState};
use std::io::{self, Write};

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};
use rudof_rdf::rdf_core::SHACLPath;
use serde_json::{Value, json};

use super::{Finding, Severity};
use crate::export::{self, Format, Prefixes};
use crate::model::Base;
use crate::model::iri::digest;
use crate::model::vocabulary::sh;
use crate::query::short_iri;
use crate::text::counted;

/// A finding with the graph that it was made in.
#[derive(Debug, Clone)]
pub struct Kept {
    pub finding: Finding,
    /// The graph's IRI; nothing for a graph without a name.
    pub graph: Option<String>,
}

/// Findings of the same kind stand together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    severity: Severity,
    shape: String,
    path: String,
    component: String,
}

#[derive(Debug, Default)]
struct Group {
    count: usize,
    /// By focus node and value, as N-Triples.
    kept: BTreeMap<(String, String), Kept>,
}

/// All findings of a run.
#[derive(Debug, Default)]
pub struct Report {
    /// How many findings of a kind are kept beside their number; all where there is no limit.
    limit: Option<usize>,
    groups: BTreeMap<Kind, Group>,
    /// Hashes of the findings made so far: what several graphs repeat is told once.
    seen: HashSet<u64>,
    state: RandomState,
    graphs: usize,
    triples: usize,
}

impl Report {
    /// A report that keeps so many findings of each kind.
    pub fn new(limit: Option<usize>) -> Self {
        Self { limit, ..Self::default() }
    }

    /// Takes what was found in a graph of so many triples.
    pub fn add(&mut self, graph: Option<&NamedNode>, triples: usize, findings: Vec<Finding>) {
        self.graphs += 1;
        self.triples += triples;
        for finding in findings {
            let kind = Kind {
                severity: finding.severity,
                shape: finding.shape.as_str().to_owned(),
                path: finding.path.clone(),
                component: finding.component.as_str().to_owned(),
            };
            let value = finding.value.as_ref().map(Term::to_string).unwrap_or_default();
            let place = (finding.focus.to_string(), value);
            if !self.seen.insert(self.state.hash_one((&kind.shape, &kind.path, &kind.component, &place))) {
                continue;
            }
            let group = self.groups.entry(kind).or_default();
            group.count += 1;
            group.kept.insert(place, Kept { finding, graph: graph.map(|name| name.as_str().to_owned()) });
            if self.limit.is_some_and(|limit| group.kept.len() > limit) {
                group.kept.pop_last();
            }
        }
    }

    /// How many findings there are of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.groups.iter().filter(|(kind, _)| kind.severity == severity).map(|(_, group)| group.count).sum()
    }

    /// Whether nothing was found at all, which is what SHACL calls conformance.
    pub fn conforms(&self) -> bool {
        self.groups.is_empty()
    }

    /// The findings kept, the worst first, then by shape, path, kind of constraint, focus node and value.
    pub fn findings(&self) -> impl Iterator<Item = &Kept> {
        self.groups.values().flat_map(|group| group.kept.values())
    }

    /// Numbers in one line.
    pub fn summary(&self) -> String {
        let found: Vec<String> = Severity::ALL
            .into_iter()
            .map(|severity| (self.count(severity), severity.name()))
            .filter(|(count, _)| *count > 0)
            .map(|(count, name)| counted(count, name))
            .collect();
        let found = if found.is_empty() { "conforms".to_owned() } else { found.join(", ") };
        format!("{}, {}: {found}", counted(self.graphs, "graph"), counted(self.triples, "triple"))
    }

    /// For people: a paragraph for each kind of finding.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn write_text(&self, prefixes: &Prefixes, out: &mut dyn Write) -> io::Result<()> {
        for (kind, group) in &self.groups {
            let mut head = vec![kind.severity.name().to_owned(), short_iri(&kind.shape, prefixes)];
            if !kind.path.is_empty() {
                head.push(kind.path.clone());
            }
            let component = short_iri(&kind.component, prefixes);
            let component = component.strip_prefix("sh:").unwrap_or(&component);
            head.push(component.strip_suffix("ConstraintComponent").unwrap_or(component).to_owned());
            writeln!(out, "{}  {}", head.join("  "), group.count)?;
            let mut said = "";
            for kept in group.kept.values() {
                let message = kept.finding.message();
                if message != said {
                    writeln!(out, "  {message}")?;
                    said = message;
                }
                write!(out, "    {}", shown(&kept.finding.focus, prefixes))?;
                if let Some(value) = &kept.finding.value
                    && *value != kept.finding.focus
                {
                    write!(out, "  has  {}", shown(value, prefixes))?;
                }
                match &kept.graph {
                    Some(graph) => writeln!(out, "  in  {}", short_iri(graph, prefixes))?,
                    None => writeln!(out)?,
                }
            }
            if group.count > group.kept.len() {
                writeln!(out, "    and {} more", group.count - group.kept.len())?;
            }
            writeln!(out)?;
        }
        writeln!(out, "{}", self.summary())
    }

    /// A `sh:ValidationReport` in Turtle. Its nodes have IRIs made from what they say, so that the same findings give
    /// the same bytes.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn write_turtle(&self, base: &Base, out: &mut dyn Write) -> io::Result<()> {
        let mut quads = Quads { quads: Vec::new() };
        let mut results = Vec::new();
        let mut key = String::new();
        for kept in self.findings() {
            let finding = &kept.finding;
            let value = finding.value.as_ref().map(Term::to_string).unwrap_or_default();
            let words =
                [finding.shape.as_str(), &finding.path, finding.component.as_str(), &finding.focus.to_string(), &value];
            let node = digest(&words.join("\n"));
            key.push_str(&node);
            results.push((node, finding));
        }
        let report = base.iri(&format!("report/{}", digest(&key)));
        let inside = |name: &str| NamedNode::new_unchecked(format!("{}#{name}", report.as_str()));
        quads.add(&report, rdf::TYPE, sh::VALIDATION_REPORT);
        quads.add(&report, sh::CONFORMS, Literal::from(self.conforms()));
        for (name, finding) in results {
            let node = inside(&name);
            quads.add(&report, sh::RESULT, node.clone());
            quads.add(&node, rdf::TYPE, sh::VALIDATION_RESULT);
            let severity = match finding.severity {
                Severity::Violation => sh::VIOLATION,
                Severity::Warning => sh::WARNING,
                Severity::Info => sh::INFO,
            };
            quads.add(&node, sh::RESULT_SEVERITY, severity);
            quads.add(&node, sh::FOCUS_NODE, finding.focus.clone());
            quads.add(&node, sh::SOURCE_SHAPE, finding.shape.clone());
            quads.add(&node, sh::SOURCE_CONSTRAINT_COMPONENT, finding.component.clone());
            if let Some(steps) = &finding.steps {
                let path = quads.path(&inside(&format!("{name}-path")), steps);
                quads.add(&node, sh::RESULT_PATH, path);
            }
            if let Some(value) = &finding.value {
                quads.add(&node, sh::VALUE, value.clone());
            }
            for (tag, message) in &finding.messages {
                let message = if tag.is_empty() {
                    Literal::from(message.as_str())
                } else {
                    Literal::new_language_tagged_literal_unchecked(message, tag.to_ascii_lowercase())
                };
                quads.add(&node, sh::RESULT_MESSAGE, message);
            }
        }
        export::write(Format::Turtle, quads.quads, &Prefixes::new(base), out)
    }

    /// One JSON object.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        let results: Vec<Value> = self
            .findings()
            .map(|kept| {
                let finding = &kept.finding;
                json!({
                    "severity": finding.severity.name(),
                    "shape": finding.shape.as_str(),
                    "component": finding.component.as_str(),
                    "path": finding.path,
                    "focusNode": term(&finding.focus),
                    "value": finding.value.as_ref().map(term),
                    "message": finding.message(),
                    "graph": kept.graph,
                })
            })
            .collect();
        let mut counts = serde_json::Map::new();
        for severity in Severity::ALL {
            counts.insert(severity.name().to_owned(), self.count(severity).into());
        }
        let report = json!({
            "conforms": self.conforms(),
            "graphs": self.graphs,
            "triples": self.triples,
            "counts": counts,
            "results": results,
        });
        serde_json::to_writer_pretty(&mut *out, &report)?;
        writeln!(out)
    }
}

struct Quads {
    quads: Vec<Quad>,
}

impl Quads {
    fn add(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Into<Term>) {
        self.quads.push(Quad::new(subject.clone(), predicate, object, GraphName::DefaultGraph));
    }

    /// A SHACL path as triples. Parts that need nodes get them below `place`.
    fn path(&mut self, place: &NamedNode, path: &SHACLPath) -> NamedNode {
        let below = |name: &str| NamedNode::new_unchecked(format!("{}-{name}", place.as_str()));
        let (property, inner) = match path {
            SHACLPath::Predicate { pred } => return NamedNode::new_unchecked(pred.as_str()),
            SHACLPath::Sequence { paths } => return self.list(place, paths),
            SHACLPath::Alternative { paths } => {
                let list = self.list(&below("list"), paths);
                self.add(place, sh::ALTERNATIVE_PATH, list);
                return place.clone();
            }
            SHACLPath::Inverse { path } => (sh::INVERSE_PATH, path),
            SHACLPath::ZeroOrMore { path } => (sh::ZERO_OR_MORE_PATH, path),
            SHACLPath::OneOrMore { path } => (sh::ONE_OR_MORE_PATH, path),
            SHACLPath::ZeroOrOne { path } => (sh::ZERO_OR_ONE_PATH, path),
        };
        let inner = self.path(&below("of"), inner);
        self.add(place, property, inner);
        place.clone()
    }

    fn list(&mut self, place: &NamedNode, paths: &[SHACLPath]) -> NamedNode {
        let Some((first, rest)) = paths.split_first() else { return rdf::NIL.into_owned() };
        let below = |name: &str| NamedNode::new_unchecked(format!("{}-{name}", place.as_str()));
        let head = self.path(&below("of"), first);
        self.add(place, rdf::FIRST, head);
        let tail = self.list(&below("rest"), rest);
        self.add(place, rdf::REST, tail);
        place.clone()
    }
}

fn shown(term: &Term, prefixes: &Prefixes) -> String {
    match term {
        Term::NamedNode(node) => short_iri(node.as_str(), prefixes),
        Term::Literal(literal) if literal.language().is_none() && literal.datatype() != xsd::STRING => {
            format!("{:?}^^{}", literal.value(), short_iri(literal.datatype().as_str(), prefixes))
        }
        other => other.to_string(),
    }
}

/// A term as in the JSON results of SPARQL.
fn term(term: &Term) -> Value {
    match term {
        Term::NamedNode(node) => json!({ "type": "uri", "value": node.as_str() }),
        Term::BlankNode(node) => json!({ "type": "bnode", "value": node.as_str() }),
        Term::Literal(literal) => match literal.language() {
            Some(tag) => json!({ "type": "literal", "value": literal.value(), "xml:lang": tag }),
            None => json!({ "type": "literal", "value": literal.value(), "datatype": literal.datatype().as_str() }),
        },
        Term::Triple(triple) => json!({ "type": "triple", "value": triple.to_string() }),
    }
}
