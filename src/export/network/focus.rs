//! Finds one entity by name, and what is around it.

use std::collections::BTreeMap;

use super::{Focus, NetworkError, Node};

/// Looks out for an entity while the graph is read.
#[derive(Debug)]
pub struct Search {
    name: String,
    iris: Vec<String>,
    folded: String,
    /// IRIs of what has the name, and whether it is the name to show.
    found: BTreeMap<String, bool>,
}

impl Search {
    pub fn new(name: &str, base: Option<&str>) -> Self {
        let below = base.map(|base| format!("{base}{name}"));
        Self {
            name: name.to_owned(),
            iris: [Some(name.to_owned()), below].into_iter().flatten().collect(),
            folded: folded(name),
            found: BTreeMap::new(),
        }
    }

    /// Takes a name of an entity.
    pub fn name(&mut self, iri: &str, name: &str, preferred: bool) {
        if folded(name) == self.folded {
            *self.found.entry(iri.to_owned()).or_default() |= preferred;
        }
    }

    /// The one entity that is meant: by its IRI, else by a name to show, else by another name.
    pub fn found(&self, is_there: impl Fn(&str) -> bool) -> Result<&str, NetworkError> {
        if let Some(iri) = self.iris.iter().find(|iri| is_there(iri)) {
            return Ok(iri);
        }
        let there = || self.found.iter().filter(|(iri, _)| is_there(iri));
        let preferred: Vec<&str> = there().filter(|(_, preferred)| **preferred).map(|(iri, _)| iri.as_str()).collect();
        let all: Vec<&str> = there().map(|(iri, _)| iri.as_str()).collect();
        let candidates = if preferred.is_empty() { all } else { preferred };
        match candidates[..] {
            [one] => Ok(one),
            [] => Err(NetworkError::Unknown { name: self.name.clone() }),
            _ => {
                let iris = candidates.into_iter().map(str::to_owned).collect();
                Err(NetworkError::Ambiguous { name: self.name.clone(), iris })
            }
        }
    }
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Which nodes are kept: step by step those next to what is there, with most links to it first.
pub fn around(nodes: &[Node], links: &[(usize, usize)], center: usize, focus: &Focus) -> Vec<bool> {
    let mut kept = vec![false; nodes.len()];
    let Some(first) = kept.get_mut(center) else { return kept };
    *first = true;
    let mut count = 1;
    for _ in 0..focus.depth {
        let mut next: BTreeMap<usize, u64> = BTreeMap::new();
        for (a, b) in links {
            for (near, far) in [(*a, *b), (*b, *a)] {
                if kept[near] && !kept[far] {
                    *next.entry(far).or_default() += 1;
                }
            }
        }
        let mut next: Vec<(usize, u64)> = next.into_iter().collect();
        next.sort_by_key(|(node, links)| (std::cmp::Reverse((*links, nodes[*node].mentions)), &nodes[*node].iri));
        for (node, _) in next.into_iter().take(focus.limit.saturating_sub(count)) {
            kept[node] = true;
            count += 1;
        }
    }
    kept
}
