//! The graphs of lexicon and ontology in a store, which change with the pack and not with the articles.

use std::collections::BTreeSet;

use newsgraph::model::iri::digest;
use newsgraph::model::{lexicon_quads, rule_quads};
use newsgraph::pack::Pack;
use newsgraph::store::Store;
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad};

use super::VERSION;
use super::faults::PackFaults;

/// The digest of lexicon and ontology, where the store holds another state of them. They are read before anything is
/// written, so that a fault in them changes nothing, and once more to be written: what they say would take the memory that the
/// documents need.
pub fn new_lexicon(store: &Store, pack: &Pack) -> anyhow::Result<Option<String>> {
    let digest = digest(&format!("{VERSION}\n{}", pack.digest(&["ontology", "lexicon"])));
    if store.digest(&store.base().lexicon_graph())?.as_ref() == Some(&digest) {
        return Ok(None);
    }
    told(store, pack)?;
    Ok(Some(digest))
}

/// What the lexicon and the ontology say.
fn told(store: &Store, pack: &Pack) -> anyhow::Result<Vec<Quad>> {
    Ok(lexicon_quads(store.base(), pack).map_err(|faults| PackFaults::new(faults, pack))?)
}

/// Brings the graphs of lexicon and ontology up to date, and names the rules that found something as plans.
pub fn write_lexicon(
    store: &Store,
    pack: &Pack,
    lexicon: Option<String>,
    rules: &BTreeSet<String>,
) -> anyhow::Result<()> {
    let base = store.base();
    let mut plans = rule_quads(base, rules.iter().map(String::as_str));
    let Some(digest) = lexicon else {
        store.insert(&plans)?;
        return Ok(());
    };
    // Documents that this run did not meet still refer to the rules that found their facts.
    let rules = base.rule("");
    let is_rule = |subject: &NamedOrBlankNode| match subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str().starts_with(rules.as_str()),
        NamedOrBlankNode::BlankNode(_) => false,
    };
    for quad in store.quads(Some(&base.lexicon_graph())) {
        let quad = quad?;
        if is_rule(&quad.subject) {
            plans.push(quad);
        }
    }
    let ontology = GraphName::from(base.ontology_graph());
    let (terms, mut entries): (Vec<_>, Vec<_>) =
        told(store, pack)?.into_iter().partition(|quad| quad.graph_name == ontology);
    entries.append(&mut plans);
    store.replace_graph(&base.ontology_graph(), &digest, &terms)?;
    Ok(store.replace_graph(&base.lexicon_graph(), &digest, &entries)?)
}
