//! Findings gathered over many graphs, and written as text or as JSON.

use std::collections::{BTreeMap, HashSet};
use std::hash::{BuildHasher as _, RandomState};
use std::io::{self, Write};

use oxigraph::model::vocab::xsd;
use oxigraph::model::{NamedNode, Term};
use serde_json::{Value, json};

use super::{Finding, Severity};
use crate::export::Prefixes;
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
