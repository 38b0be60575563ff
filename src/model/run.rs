//! What is recorded of each run that writes to a store.
//!
//! ```
//! use newsgraph::model::{Base, Run, run_quads};
//! let run = Run {
//!     version: "0.1.0",
//!     rules_digest: "aa",
//!     lexicon_digest: "bb",
//!     started: "2026-11-22T10:00:00Z",
//!     ended: "2026-11-22T10:00:05Z",
//! };
//! assert_eq!(run_quads(&Base::default(), &run).len(), 9);
//! ```

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, Quad, Term};

use super::iri::{Base, digest};
use super::literal::{plain, typed};
use super::vocabulary::{ng, prov, schema};

/// One run of the program. The caller gives the times, so that nothing here needs a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run<'a> {
    /// Version of newsgraph.
    pub version: &'a str,
    /// SHA-256 of the rules.
    pub rules_digest: &'a str,
    /// SHA-256 of the lexicon and the ontology.
    pub lexicon_digest: &'a str,
    /// Lexical form of an `xsd:dateTime`.
    pub started: &'a str,
    /// Lexical form of an `xsd:dateTime`.
    pub ended: &'a str,
}

/// The quads of one run, in the graph of runs.
pub fn run_quads(base: &Base, run: &Run<'_>) -> Vec<Quad> {
    let key = [run.version, run.rules_digest, run.lexicon_digest, run.started, run.ended].join("\n");
    let node = base.iri(&format!("run/{}", digest(&key)));
    let tool = base.iri(&format!("software/newsgraph-{}", run.version));
    let graph = GraphName::from(base.runs_graph());
    let quad = |subject: &NamedNode, predicate: NamedNodeRef<'_>, object: Term| {
        Quad::new(subject.clone(), predicate, object, graph.clone())
    };
    vec![
        quad(&node, rdf::TYPE, prov::ACTIVITY.into()),
        quad(&node, prov::WAS_ASSOCIATED_WITH, tool.clone().into()),
        quad(&node, prov::STARTED_AT_TIME, typed(run.started, xsd::DATE_TIME).into()),
        quad(&node, prov::ENDED_AT_TIME, typed(run.ended, xsd::DATE_TIME).into()),
        quad(&node, ng::RULES_DIGEST, plain(run.rules_digest).into()),
        quad(&node, ng::LEXICON_DIGEST, plain(run.lexicon_digest).into()),
        quad(&tool, rdf::TYPE, prov::SOFTWARE_AGENT.into()),
        quad(&tool, schema::NAME, plain("newsgraph").into()),
        quad(&tool, schema::SOFTWARE_VERSION, plain(run.version).into()),
    ]
}
