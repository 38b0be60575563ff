//! Classes of other vocabularies: which lie below which, and what kinds of ours they are.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::fact::Kind;
use crate::gazetteer::is_item;
use crate::model::vocabulary::{PREFIXES, WIKIDATA};
use crate::pack::{Pack, PackError};

/// The file of a pack that tells which classes are which kinds.
const FILE: &str = "lexicon/import.toml";

/// A class as a number: that of a Wikidata item, or a hash of its IRI with the highest bit set.
pub type Class = u64;

/// The number of a class by its IRI, its prefixed name or its item.
pub fn class(name: &str) -> Class {
    let iri = expanded(name);
    let item = iri.strip_prefix(WIKIDATA).unwrap_or(&iri);
    if is_item(item)
        && let Ok(number) = item[1..].parse::<u64>()
    {
        return number & !(1 << 63);
    }
    let hash = Sha256::digest(iri.as_bytes());
    u64::from_be_bytes(hash[..8].try_into().unwrap_or_default()) | 1 << 63
}

fn expanded(name: &str) -> String {
    if let Some(rest) = name.strip_prefix("http://schema.org/") {
        return format!("https://schema.org/{rest}");
    }
    let known = PREFIXES.iter().copied().chain([("dbo", "http://dbpedia.org/ontology/")]);
    let parts = name.split_once(':').filter(|(_, local)| !local.starts_with("//"));
    let space = parts.and_then(|(prefix, _)| known.into_iter().find(|(known, _)| *known == prefix));
    match (parts, space) {
        (Some((_, local)), Some((_, space))) => format!("{space}{local}"),
        _ => name.to_owned(),
    }
}

/// What the pack knows of other vocabularies.
#[derive(Debug, Default)]
pub struct Scheme {
    kinds: Vec<(Kind, Vec<Class>)>,
    /// Properties of Wikidata that tell what an entity belongs to.
    pub related: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SchemeFile {
    #[serde(default)]
    related: Vec<String>,
    kind: Vec<KindClasses>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindClasses {
    name: String,
    classes: Vec<String>,
}

impl Scheme {
    /// # Errors
    /// Where `lexicon/import.toml` is not of its form; a pack without it knows no classes.
    pub fn of(pack: &Pack) -> Result<Self, PackError> {
        let Some(text) = pack.file(FILE) else { return Ok(Self::default()) };
        let file: SchemeFile =
            toml::from_str(text).map_err(|error| PackError::toml(FILE, "import-file", text, &error))?;
        let mut kinds = Vec::new();
        for entry in file.kind {
            let kind = Kind::from_name(&entry.name).ok_or_else(|| {
                PackError::new(FILE, "import-kind", format!("there is no kind of the name {:?}", entry.name))
            })?;
            kinds.push((kind, entry.classes.iter().map(|name| class(name)).collect()));
        }
        Ok(Self { kinds, related: file.related })
    }
}

impl Scheme {
    /// The kind that one of some classes names, by IRI; classes below those that the pack names are not known here.
    pub fn kind<'a>(&self, classes: impl IntoIterator<Item = &'a str>) -> Option<Kind> {
        let numbers: Vec<Class> = classes.into_iter().map(class).collect();
        let found = self.kinds.iter().find(|(_, known)| numbers.iter().any(|number| known.contains(number)));
        found.map(|(kind, _)| *kind)
    }
}

/// Which classes lie below which.
#[derive(Debug, Default)]
pub struct Tree {
    /// Class above and class below, sorted.
    edges: Vec<(Class, Class)>,
}

impl Tree {
    pub fn new(mut edges: Vec<(Class, Class)>) -> Self {
        edges.sort_unstable();
        edges.dedup();
        Self { edges }
    }

    fn below(&self, above: Class) -> impl Iterator<Item = Class> + '_ {
        let from = self.edges.partition_point(|edge| edge.0 < above);
        self.edges[from..].iter().take_while(move |edge| edge.0 == above).map(|edge| edge.1)
    }

    /// Every class at or below some roots, with the position of the nearest root, of equally near ones the first,
    /// and its distance.
    pub fn nearest(&self, roots: impl IntoIterator<Item = Class>) -> FxHashMap<Class, (usize, u32)> {
        let mut found = FxHashMap::default();
        let mut queue = VecDeque::new();
        for (position, root) in roots.into_iter().enumerate() {
            if insert(&mut found, root, (position, 0)) {
                queue.push_back(root);
            }
        }
        while let Some(class) = queue.pop_front() {
            let (root, distance) = found[&class];
            for next in self.below(class) {
                if insert(&mut found, next, (root, distance + 1)) {
                    queue.push_back(next);
                }
            }
        }
        found
    }

    /// The kind of each class, and how far from the class that the pack names.
    pub fn kinds(&self, scheme: &Scheme) -> FxHashMap<Class, (u32, Kind)> {
        let roots: Vec<(Class, Kind)> =
            scheme.kinds.iter().flat_map(|(kind, classes)| classes.iter().map(|class| (*class, *kind))).collect();
        let nearest = self.nearest(roots.iter().map(|root| root.0));
        // The map is only looked up, so its order reaches nothing.
        nearest.into_iter().map(|(class, (root, distance))| (class, (distance, roots[root].1))).collect()
    }
}

/// Says whether the class is new.
fn insert(found: &mut FxHashMap<Class, (usize, u32)>, class: Class, value: (usize, u32)) -> bool {
    let before = found.len();
    found.entry(class).or_insert(value);
    found.len() > before
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_class_has_one_number() {
        assert_eq!(class("Q5"), 5);
        assert_eq!(class("wd:Q5"), 5);
        assert_eq!(class("http://www.wikidata.org/entity/Q5"), 5);
        assert_eq!(class("schema:Person"), class("http://schema.org/Person"));
        assert_eq!(class("schema:Person"), class("https://schema.org/Person"));
        assert_ne!(class("schema:Person"), class("foaf:Person"));
    }

    #[test]
    fn the_nearest_class_tells_the_kind() {
        // A company (783794) is an organisation (43229); a bank is a company; a state bank is also a body of a state.
        let tree = Tree::new(vec![(43229, 783_794), (783_794, 1), (1, 2), (327_333, 2), (2, 43229)]);
        let scheme = Scheme::of(&Pack::embedded().unwrap()).unwrap();
        let kinds = tree.kinds(&scheme);
        assert_eq!(kinds[&783_794], (0, Kind::Corporation));
        assert_eq!(kinds[&1], (1, Kind::Corporation));
        assert_eq!(kinds[&2], (1, Kind::Government));
        assert!(!kinds.contains_key(&3));
    }
}
