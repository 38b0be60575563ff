//! Findings as a report in the vocabulary of SHACL.

use std::io::{self, Write};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};
use rudof_rdf::rdf_core::SHACLPath;

use super::{Report, Severity};
use crate::export::{self, Format, Prefixes};
use crate::model::Base;
use crate::model::iri::digest;
use crate::model::vocabulary::sh;

impl Report {
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
