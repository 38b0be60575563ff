//! The lexicon compiled for look-up: names of entities, classes of words, titles and topics in one trie over atoms.
//!
//! ```
//! use newsgraph::{pack::Pack, recognise::lexicon::Lexicon};
//! let lexicon = Lexicon::compile(&Pack::embedded().unwrap()).unwrap();
//! assert!(lexicon.class("say").is_some());
//! ```

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Term};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::fact::Kind;
use crate::pack::{ListedEntity, Pack, PackError};
use crate::segment::atoms::{self, Key};

/// A key of an atom as a number; equal keys have equal numbers.
pub type Symbol = u32;

/// The symbol of a key that the lexicon does not have.
pub const UNKNOWN: Symbol = 0;

/// Number of a word class.
pub type ClassId = u16;

/// What a phrase of the lexicon stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// Position in [`Lexicon::entities`]. A weak name needs support.
    Entity {
        index: u32,
        weak: bool,
        case: NameCase,
    },
    Class(ClassId),
    /// Position in [`Lexicon::titles`].
    Title(u32),
    /// Position in [`Lexicon::topics`].
    Topic(u32),
}

/// The letters in which a name must stand to be that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameCase {
    Any,
    /// Not all lower case.
    Capital,
    /// All upper case: WHO, but not who or Who.
    Upper,
}

/// Classes whose words describe people by what they are.
const DESCRIBING: &[&str] =
    &["person-noun", "group-noun", "spokesperson-noun", "status-former", "status-incoming", "status-acting"];

/// A concept of `roles.ttl` or `topics.ttl`.
#[derive(Debug, Clone)]
pub struct Concept {
    /// Path of its IRI below the base: `role/senator`.
    pub path: String,
    /// The English preferred label.
    pub label: String,
    /// Paths of the concepts above it.
    pub broader: Vec<String>,
}

/// Phrases by their symbols.
#[derive(Debug, Default)]
pub struct Trie {
    edges: FxHashMap<(u32, Symbol), u32>,
    entries: Vec<Vec<Entry>>,
}

impl Trie {
    pub fn insert(&mut self, phrase: &[Symbol], entry: Entry) {
        if self.entries.is_empty() {
            self.entries.push(Vec::new());
        }
        let mut node = 0;
        for symbol in phrase {
            let next = self.entries.len() as u32;
            node = *self.edges.entry((node, *symbol)).or_insert(next);
            if node == next {
                self.entries.push(Vec::new());
            }
        }
        let entries = &mut self.entries[node as usize];
        if !entries.contains(&entry) {
            entries.push(entry);
            entries.sort_unstable();
        }
    }

    /// Calls back with the length and entries of every phrase that stands at the beginning of `symbols`.
    pub fn walk(&self, symbols: &[Symbol], mut found: impl FnMut(usize, &[Entry])) {
        let mut node = 0;
        for (i, symbol) in symbols.iter().enumerate() {
            match self.edges.get(&(node, *symbol)) {
                Some(next) => node = *next,
                None => return,
            }
            let entries = &self.entries[node as usize];
            if !entries.is_empty() {
                found(i + 1, entries);
            }
        }
    }
}

/// Everything that recognition looks up.
#[derive(Debug, Default)]
pub struct Lexicon {
    symbols: FxHashMap<Key, Symbol>,
    pub trie: Trie,
    pub entities: Vec<ListedEntity>,
    pub kinds: Vec<Kind>,
    countries: BTreeSet<u32>,
    /// Countries by the symbols of their adjectives, of one word or two.
    demonyms: FxHashMap<(Symbol, Symbol), u32>,
    entity_by_id: BTreeMap<String, u32>,
    classes: BTreeMap<String, ClassId>,
    class_names: Vec<String>,
    /// Classes that are part of others.
    included: BTreeSet<String>,
    /// Classes of [`DESCRIBING`].
    describing: Vec<ClassId>,
    /// Classes with the symbols of their words of one atom.
    members: FxHashSet<(ClassId, Symbol)>,
    pub titles: Vec<Concept>,
    /// For each title the concepts above it, itself among them, sorted.
    above: Vec<Vec<u32>>,
    pub topics: Vec<Concept>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemonymFile {
    demonyms: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct WordClass {
    #[serde(rename = "doc")]
    _doc: String,
    #[serde(default)]
    en: Vec<String>,
    #[serde(default)]
    zh: Vec<String>,
    #[serde(default)]
    sv: Vec<String>,
    /// Classes whose words are words of this class too.
    #[serde(default)]
    includes: Vec<String>,
}

impl Lexicon {
    /// # Errors
    /// One error for each fault in the files of `lexicon/` and in `ontology/roles.ttl` and `topics.ttl`.
    pub fn compile(pack: &Pack) -> Result<Self, Vec<PackError>> {
        let mut lexicon = Self::default();
        let mut errors = Vec::new();
        lexicon.symbols.insert(Key::default(), UNKNOWN);
        lexicon.add_classes(pack, &mut errors);
        lexicon.describing = DESCRIBING.iter().filter_map(|name| lexicon.class(name)).collect();
        match pack.entities() {
            Ok(entities) => {
                lexicon.add_entities(entities);
                lexicon.add_demonyms(pack, &mut errors);
            }
            Err(faults) => errors.extend(faults),
        }
        match lexicon.add_concepts(pack, "ontology/roles.ttl", "role/", Entry::Title) {
            Ok(titles) => {
                lexicon.titles = titles;
                lexicon.index_titles();
            }
            Err(error) => errors.push(error),
        }
        match lexicon.add_concepts(pack, "ontology/topics.ttl", "topic/", Entry::Topic) {
            Ok(topics) => lexicon.topics = topics,
            Err(error) => errors.push(error),
        }
        if errors.is_empty() { Ok(lexicon) } else { Err(errors) }
    }

    pub fn class(&self, name: &str) -> Option<ClassId> {
        self.classes.get(name).copied()
    }

    /// Whether the words of a class describe people by what they are.
    pub fn describes_people(&self, class: ClassId) -> bool {
        self.describing.contains(&class)
    }

    pub fn class_name(&self, class: ClassId) -> &str {
        &self.class_names[usize::from(class)]
    }

    /// Whether a class is part of another one.
    pub fn is_included(&self, class: &str) -> bool {
        self.included.contains(class)
    }

    pub fn class_count(&self) -> usize {
        self.class_names.len()
    }

    /// Whether a word of one atom is a member of a class.
    pub fn is_member(&self, class: Option<ClassId>, key: &str) -> bool {
        class.is_some_and(|class| self.has_member(class, self.symbol(key)))
    }

    /// The same by symbol.
    pub fn has_member(&self, class: ClassId, symbol: Symbol) -> bool {
        symbol != UNKNOWN && self.members.contains(&(class, symbol))
    }

    /// Whether a phrase is a word of a class.
    pub fn has_phrase(&self, class: Option<ClassId>, keys: &[Key]) -> bool {
        let class = class.map(Entry::Class);
        class.is_some_and(|class| self.names(keys, |entry| entry == class))
    }

    /// Whether a phrase is the name of a place.
    pub fn is_place(&self, keys: &[Key]) -> bool {
        self.names(
            keys,
            |entry| matches!(entry, Entry::Entity { index, .. } if self.kinds[index as usize] == Kind::Place),
        )
    }

    fn names(&self, keys: &[Key], fits: impl Fn(Entry) -> bool) -> bool {
        let phrase: Vec<Symbol> = keys.iter().map(|key| self.symbol(key)).collect();
        let mut found = false;
        if !phrase.contains(&UNKNOWN) {
            self.trie.walk(&phrase, |len, entries| {
                found |= len == phrase.len() && entries.iter().any(|entry| fits(*entry));
            });
        }
        found
    }

    /// Whether a title is a concept or stands below it.
    pub fn is_below(&self, title: u32, above: u32) -> bool {
        self.above[title as usize].binary_search(&above).is_ok()
    }

    /// Follows the tree of titles upwards from each.
    fn index_titles(&mut self) {
        let places: FxHashMap<&str, u32> =
            self.titles.iter().enumerate().map(|(i, title)| (title.path.as_str(), i as u32)).collect();
        let mut above = Vec::with_capacity(self.titles.len());
        for start in 0..self.titles.len() as u32 {
            let mut seen = BTreeSet::from([start]);
            let mut open = vec![start];
            while let Some(at) = open.pop() {
                let broader =
                    self.titles[at as usize].broader.iter().filter_map(|path| places.get(path.as_str()).copied());
                open.extend(broader.filter(|place| seen.insert(*place)));
            }
            above.push(seen.into_iter().collect());
        }
        self.above = above;
    }

    /// The country whose adjective two words are, or the first of them alone, and how many of them it takes.
    pub fn demonym(&self, first: Symbol, second: Symbol) -> Option<(u32, usize)> {
        let two = self.demonyms.get(&(first, second)).filter(|_| second != UNKNOWN).map(|place| (*place, 2));
        two.or_else(|| self.demonyms.get(&(first, UNKNOWN)).map(|place| (*place, 1)))
    }

    /// Whether people or bodies of the lexicon act for a place, or it has an adjective, so that it is a country.
    pub fn is_country(&self, entity: u32) -> bool {
        self.countries.contains(&entity)
    }

    pub fn entity(&self, id: &str) -> Option<u32> {
        self.entity_by_id.get(id).copied()
    }

    pub fn symbol(&self, key: &str) -> Symbol {
        self.symbols.get(key).copied().unwrap_or(UNKNOWN)
    }

    /// Number of symbols in use; an article's own words are numbered from here on.
    pub fn symbol_count(&self) -> u32 {
        self.symbols.len() as u32
    }

    /// Gives a key a symbol; rules do so for their literals.
    pub fn intern(&mut self, key: &str) -> Symbol {
        let next = self.symbols.len() as Symbol;
        match self.symbols.get(key) {
            Some(symbol) => *symbol,
            None => {
                self.symbols.insert(key.into(), next);
                next
            }
        }
    }

    fn insert(&mut self, phrase: &str, entry: Entry) {
        let symbols: Vec<Symbol> = atoms::keys(phrase).iter().map(|key| self.intern(key)).collect();
        if !symbols.is_empty() {
            self.trie.insert(&symbols, entry);
        }
    }

    fn add_classes(&mut self, pack: &Pack, errors: &mut Vec<PackError>) {
        let mut words: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut unions: Vec<(String, String, String)> = Vec::new();
        for (path, text) in pack.folder("lexicon/words") {
            match toml::from_str::<BTreeMap<String, WordClass>>(text) {
                Ok(file) => {
                    for (name, class) in file {
                        unions.extend(class.includes.into_iter().map(|part| (path.to_owned(), name.clone(), part)));
                        let phrases = class.en.into_iter().chain(class.zh).chain(class.sv);
                        words.entry(name).or_default().extend(phrases);
                    }
                }
                Err(error) => {
                    errors.push(PackError::toml(path, "word-class-file", text, &error));
                }
            }
        }
        self.included = unions.iter().map(|(_, _, part)| part.clone()).collect();
        let mut parts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (path, name, part) in &unions {
            if words.contains_key(part) {
                parts.entry(name).or_default().push(part);
            } else {
                let message = format!("class {name} includes {part}, which is no class");
                errors.push(PackError::new(path, "unknown-class", message));
            }
        }
        let own: BTreeMap<&str, Vec<Vec<Symbol>>> =
            words.iter().map(|(name, phrases)| (name.as_str(), self.symbols_of(phrases))).collect();
        for (id, name) in words.keys().enumerate() {
            let class = id as ClassId;
            // A union may include unions.
            let mut seen = BTreeSet::new();
            let mut open: Vec<&str> = vec![name];
            while let Some(part) = open.pop() {
                if !seen.insert(part) {
                    continue;
                }
                for phrase in own.get(part).into_iter().flatten() {
                    if let [symbol] = phrase[..] {
                        self.members.insert((class, symbol));
                    }
                    self.trie.insert(phrase, Entry::Class(class));
                }
                open.extend(parts.get(part).into_iter().flatten());
            }
            self.classes.insert(name.clone(), class);
            self.class_names.push(name.clone());
        }
    }

    /// The symbols of phrases, those of no atom left out.
    fn symbols_of(&mut self, phrases: &[String]) -> Vec<Vec<Symbol>> {
        let symbols = phrases.iter().map(|phrase| atoms::keys(phrase).iter().map(|key| self.intern(key)).collect());
        symbols.filter(|symbols: &Vec<Symbol>| !symbols.is_empty()).collect()
    }

    fn add_entities(&mut self, entities: Vec<ListedEntity>) {
        for (index, entity) in entities.iter().enumerate() {
            self.entity_by_id.insert(entity.id.clone(), index as u32);
            self.kinds.push(Kind::from_name(&entity.kind).unwrap_or(Kind::Organization));
            let chinese = entity.zh_hant.iter().chain(&entity.zh_hans);
            for name in entity.en.iter().chain(chinese).chain(&entity.sv) {
                let weak = entity.weak.contains(name);
                let case = case_of(name, weak);
                self.insert(name, Entry::Entity { index: index as u32, weak, case });
            }
        }
        self.countries =
            entities.iter().filter_map(|entity| self.entity_by_id.get(entity.country.as_deref()?).copied()).collect();
        self.entities = entities;
    }

    fn add_demonyms(&mut self, pack: &Pack, errors: &mut Vec<PackError>) {
        const FILE: &str = "lexicon/demonyms.toml";
        let Some(text) = pack.file(FILE) else { return };
        let file = match toml::from_str::<DemonymFile>(text) {
            Ok(file) => file,
            Err(error) => return errors.push(PackError::toml(FILE, "demonym-file", text, &error)),
        };
        for (id, adjectives) in file.demonyms {
            let Some(place) = self.entity(&id) else {
                errors.push(PackError::new(FILE, "unknown-place", format!("there is no entity {id}")));
                continue;
            };
            self.countries.insert(place);
            for adjective in adjectives {
                let symbols: Vec<Symbol> = atoms::keys(&adjective).iter().map(|key| self.intern(key)).collect();
                let second = symbols.get(1).copied().unwrap_or(UNKNOWN);
                self.demonyms.insert((symbols[0], second), place);
            }
        }
    }

    fn add_concepts(
        &mut self,
        pack: &Pack,
        file: &str,
        prefix: &str,
        entry: fn(u32) -> Entry,
    ) -> Result<Vec<Concept>, PackError> {
        let text = pack.file(file).ok_or_else(|| PackError::new(file, "missing-file", "the pack lacks this file"))?;
        let mut labels: BTreeMap<String, Vec<(bool, String, String)>> = BTreeMap::new();
        let mut broader: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(text.as_bytes()) {
            let quad = quad.map_err(|error| PackError::rdf(file, "not-turtle", text, &error))?;
            let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { continue };
            let Some(place) = subject.as_str().find(&format!("/{prefix}")) else { continue };
            let path = subject.as_str()[place + 1..].to_owned();
            let predicate = quad.predicate.as_str().rsplit('#').next().unwrap_or_default();
            match (&quad.object, predicate) {
                (Term::Literal(label), "prefLabel" | "altLabel" | "hiddenLabel") => {
                    let language = label.language().unwrap_or_default().to_owned();
                    labels.entry(path).or_default().push((
                        predicate == "prefLabel",
                        language,
                        label.value().to_owned(),
                    ));
                }
                (Term::NamedNode(above), "broader") => {
                    if let Some(place) = above.as_str().find(&format!("/{prefix}")) {
                        broader.entry(path).or_default().push(above.as_str()[place + 1..].to_owned());
                    }
                }
                _ => {}
            }
        }
        let mut concepts = Vec::new();
        for (path, mut names) in labels {
            names.sort();
            let label = names.iter().rev().find(|(preferred, language, _)| *preferred && language == "en");
            let label = label.or(names.last()).map(|name| name.2.clone()).unwrap_or_default();
            for (_, _, name) in &names {
                self.insert(name, entry(concepts.len() as u32));
            }
            let broader = broader.remove(&path).unwrap_or_default();
            concepts.push(Concept { path, label, broader });
        }
        Ok(concepts)
    }
}

/// Long names of one word are often written in lower case; short ones of capitals look like other words without them.
fn case_of(name: &str, weak: bool) -> NameCase {
    let letters = name.chars().filter(|c| c.is_alphabetic() && !atoms::is_han(*c));
    if name.chars().count() <= 5
        && name.chars().count() > 1
        && letters.clone().count() > 0
        && letters.clone().all(char::is_uppercase)
    {
        NameCase::Upper
    } else if letters.clone().any(char::is_uppercase) && (weak || name.contains(' ') || name.chars().count() < 6) {
        NameCase::Capital
    } else {
        NameCase::Any
    }
}
