//! The lexicon compiled for look-up: names of entities, classes of words, titles and topics in one trie over atoms.
//!
//! ```
//! use newsgraph::{pack::Pack, recognise::lexicon::Lexicon};
//! let lexicon = Lexicon::compile(&Pack::embedded().unwrap()).unwrap();
//! assert!(lexicon.class("say").is_some());
//! ```

mod class_lists;
mod members;
mod read;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

pub use self::class_lists::{ClassLists, ListId};
use self::members::Members;
use self::read::{Labelled, Sources, WordClasses};
use crate::fact::Kind;
use crate::pack::{ListedEntity, Pack, PackError};
use crate::segment::atoms::{self, Key};

/// A key of an atom as a number; equal keys have equal numbers.
pub type Symbol = u32;

/// The symbol of a key that the lexicon does not have.
pub const UNKNOWN: Symbol = 0;

/// Number of a word class.
pub type ClassId = u16;

/// What a phrase of the lexicon stands for, but for the classes that it is a word of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// Position in [`Lexicon::entities`]. A weak name needs support.
    Entity { index: u32, weak: bool, case: NameCase },
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
    /// Paths of the concepts above it.
    pub broader: Vec<String>,
}

/// Phrases by their symbols.
#[derive(Debug, Default)]
pub struct Trie {
    /// For each symbol the node of the phrase that it is alone; 0 where no phrase begins with it.
    firsts: Vec<u32>,
    edges: FxHashMap<(u32, Symbol), u32>,
    /// The first of them is nobody's.
    nodes: Vec<Node>,
    /// What phrases stand for, by node: ordered and each once, when [`Trie::finish`] has been called.
    entries: Vec<(u32, Entry)>,
    /// Classes that phrases are words of, by node, until [`Trie::finish`] lists them.
    words: Vec<(u32, ClassId)>,
    lists: Arc<ClassLists>,
}

/// Where a phrase ends.
#[derive(Debug, Default, Clone)]
struct Node {
    /// Where in [`Trie::entries`] those of the phrase begin and end.
    entries: (u32, u32),
    /// The classes that it is a word of.
    classes: ListId,
    /// Marks of the symbols with which longer phrases go on: most often they tell that none does.
    longer: u64,
}

/// What a phrase stands for.
#[derive(Debug, Clone, Copy)]
pub struct Meanings<'t> {
    entries: &'t [(u32, Entry)],
    /// The classes that it is a word of.
    pub classes: ListId,
}

impl<'t> Meanings<'t> {
    pub fn entries(self) -> impl Iterator<Item = Entry> + 't {
        self.entries.iter().map(|(_, entry)| *entry)
    }
}

impl Trie {
    pub fn insert(&mut self, phrase: &[Symbol], entry: Entry) {
        if let Some(node) = self.node(phrase) {
            self.entries.push((node, entry));
        }
    }

    /// Makes a phrase a word of a class.
    pub fn insert_word(&mut self, phrase: &[Symbol], class: ClassId) {
        if let Some(node) = self.node(phrase) {
            self.words.push((node, class));
        }
    }

    /// Orders what was inserted; before that no phrase is found.
    pub fn finish(&mut self) {
        self.entries.sort_unstable();
        self.entries.dedup();
        self.entries.shrink_to_fit();
        let mut from = 0;
        for entries in self.entries.chunk_by(|one, other| one.0 == other.0) {
            let to = from + entries.len() as u32;
            self.nodes[entries[0].0 as usize].entries = (from, to);
            from = to;
        }
        let mut words = std::mem::take(&mut self.words);
        words.sort_unstable();
        words.dedup();
        let mut lists = class_lists::Builder::default();
        for classes in words.chunk_by(|one, other| one.0 == other.0) {
            self.nodes[classes[0].0 as usize].classes = lists.add(classes.iter().map(|(_, class)| *class));
        }
        self.lists = Arc::new(lists.finish());
        self.nodes.shrink_to_fit();
    }

    /// The lists of classes that words are told by.
    pub fn lists(&self) -> &Arc<ClassLists> {
        &self.lists
    }

    /// The node of a phrase, made where there is none yet; a phrase of nothing has none.
    fn node(&mut self, phrase: &[Symbol]) -> Option<u32> {
        let (first, rest) = phrase.split_first()?;
        if self.firsts.len() <= *first as usize {
            self.firsts.resize(*first as usize + 1, 0);
        }
        let mut edge = &mut self.firsts[*first as usize];
        for symbol in rest {
            let node = follow(edge, &mut self.nodes);
            self.nodes[node as usize].longer |= mark(*symbol);
            edge = self.edges.entry((node, *symbol)).or_default();
        }
        Some(follow(edge, &mut self.nodes))
    }

    /// Calls back with the length and meanings of every phrase that stands at the beginning of `symbols`, and of its beginnings.
    pub fn walk(&self, symbols: &[Symbol], mut found: impl FnMut(usize, Meanings<'_>)) {
        let meanings = |node: &Node| Meanings {
            entries: &self.entries[node.entries.0 as usize..node.entries.1 as usize],
            classes: node.classes,
        };
        let Some((first, rest)) = symbols.split_first() else { return };
        let Some(mut number) = self.firsts.get(*first as usize).copied().filter(|node| *node > 0) else { return };
        let mut node = &self.nodes[number as usize];
        found(1, meanings(node));
        for (i, symbol) in rest.iter().enumerate() {
            if node.longer & mark(*symbol) == 0 {
                return;
            }
            let Some(next) = self.edges.get(&(number, *symbol)) else { return };
            (number, node) = (*next, &self.nodes[*next as usize]);
            found(i + 2, meanings(node));
        }
    }
}

/// The node that an edge leads to, made where it leads nowhere yet.
fn follow(edge: &mut u32, nodes: &mut Vec<Node>) -> u32 {
    if *edge == 0 {
        *edge = nodes.len().max(1) as u32;
        nodes.resize_with(*edge as usize + 1, Node::default);
    }
    *edge
}

/// One of the bits of a set of symbols; several symbols share one.
fn mark(symbol: Symbol) -> u64 {
    1 << (symbol % u64::BITS)
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
    members: Members,
    pub titles: Vec<Concept>,
    /// For each title the concepts above it, itself among them, sorted.
    above: Vec<Vec<u32>>,
    pub topics: Vec<Concept>,
}

impl Lexicon {
    /// # Errors
    /// One error for each fault in the files of `lexicon/` and in `ontology/roles.ttl` and `topics.ttl`.
    pub fn compile(pack: &Pack) -> Result<Self, Vec<PackError>> {
        let sources = Sources::read(pack)?;
        let mut lexicon = Self::default();
        lexicon.symbols.insert(Key::default(), UNKNOWN);
        lexicon.add_classes(&sources.classes);
        lexicon.describing = DESCRIBING.iter().filter_map(|name| lexicon.class(name)).collect();
        lexicon.add_entities(sources.entities);
        lexicon.add_demonyms(sources.demonyms)?;
        lexicon.titles = lexicon.add_concepts(sources.titles, &sources.spellings, Entry::Title);
        lexicon.index_titles();
        lexicon.topics = lexicon.add_concepts(sources.topics, &sources.spellings, Entry::Topic);
        lexicon.trie.finish();
        Ok(lexicon)
    }

    // Tables of hundreds of classes ask for one after the other: inlined, that is more loops in a row than the compiler has
    // stack for.
    #[inline(never)]
    pub fn class(&self, name: &str) -> Option<ClassId> {
        self.classes.get(name).copied()
    }

    /// Classes whose words describe people by what they are.
    pub fn describing_people(&self) -> &[ClassId] {
        &self.describing
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
    #[inline]
    pub fn is_member(&self, class: Option<ClassId>, key: &str) -> bool {
        class.is_some_and(|class| self.has_member(class, self.symbol(key)))
    }

    /// The same by symbol.
    #[inline]
    pub fn has_member(&self, class: ClassId, symbol: Symbol) -> bool {
        self.members.contains(class, symbol)
    }

    /// Whether a phrase is a word of a class.
    pub fn has_phrase(&self, class: Option<ClassId>, keys: &[Key]) -> bool {
        class.is_some_and(|class| self.stands_for(keys, |found| self.trie.lists.has(found.classes, class)))
    }

    /// Whether a phrase is the name of a place.
    pub fn is_place(&self, keys: &[Key]) -> bool {
        self.names(
            keys,
            |entry| matches!(entry, Entry::Entity { index, .. } if self.kinds[index as usize] == Kind::Place),
        )
    }

    /// Whether a phrase is what a policy may be about.
    pub fn is_topic(&self, keys: &[Key]) -> bool {
        self.names(keys, |entry| matches!(entry, Entry::Topic(_)))
    }

    /// Whether the lexicon has a phrase, whatever it stands for.
    pub fn is_known(&self, keys: &[Key]) -> bool {
        self.stands_for(keys, |found| !found.entries.is_empty() || found.classes != ListId::NONE)
    }

    fn names(&self, keys: &[Key], fits: impl Fn(Entry) -> bool) -> bool {
        self.stands_for(keys, |found| found.entries().any(&fits))
    }

    fn stands_for(&self, keys: &[Key], fits: impl Fn(Meanings<'_>) -> bool) -> bool {
        let mut phrase: SmallVec<[Symbol; 16]> = SmallVec::new();
        for key in keys {
            match self.symbol(key) {
                UNKNOWN => return false,
                symbol => phrase.push(symbol),
            }
        }
        let mut found = false;
        self.trie.walk(&phrase, |len, meanings| found |= len == phrase.len() && fits(meanings));
        found
    }

    /// The title with a path such as `role/minister`.
    pub fn title(&self, path: &str) -> Option<u32> {
        self.titles.iter().position(|title| title.path == path).map(|place| place as u32)
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

    #[inline]
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

    fn add_classes(&mut self, classes: &WordClasses) {
        let WordClasses { words, parts } = classes;
        self.included = parts.values().flatten().cloned().collect();
        let own: BTreeMap<&str, Vec<Vec<Symbol>>> =
            words.iter().map(|(name, phrases)| (name.as_str(), self.symbols_of(phrases))).collect();
        let mut members = BTreeSet::new();
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
                        members.insert((symbol, class));
                    }
                    self.trie.insert_word(phrase, class);
                }
                open.extend(parts.get(part).into_iter().flatten().map(String::as_str));
            }
            self.classes.insert(name.clone(), class);
            self.class_names.push(name.clone());
        }
        self.members = Members::new(&members);
    }

    /// The symbols of phrases, those of no atom left out.
    fn symbols_of(&mut self, phrases: &[String]) -> Vec<Vec<Symbol>> {
        let symbols = phrases.iter().map(|phrase| atoms::keys(phrase).iter().map(|key| self.intern(key)).collect());
        symbols.filter(|symbols: &Vec<Symbol>| !symbols.is_empty()).collect()
    }

    fn add_entities(&mut self, entities: Vec<ListedEntity>) {
        for (index, entity) in entities.iter().enumerate() {
            self.entity_by_id.insert(entity.id.clone(), index as u32);
            self.kinds.push(entity.kind);
            for name in entity.names() {
                let weak = entity.weak.contains(name);
                let case = case_of(name, weak);
                self.insert(name, Entry::Entity { index: index as u32, weak, case });
            }
        }
        let states = entities.iter().filter_map(|entity| self.entity_by_id.get(entity.country.as_deref()?).copied());
        self.countries = states.filter(|id| self.kinds[*id as usize] == Kind::Place).collect();
        self.entities = entities;
    }

    /// # Errors
    /// One error for each country that the lexicon does not have.
    fn add_demonyms(&mut self, demonyms: BTreeMap<String, Vec<String>>) -> Result<(), Vec<PackError>> {
        let mut faults = Vec::new();
        for (id, adjectives) in demonyms {
            let Some(place) = self.entity(&id) else {
                faults.push(PackError::new(read::DEMONYMS, "unknown-place", format!("there is no entity {id}")));
                continue;
            };
            self.countries.insert(place);
            for adjective in adjectives {
                let symbols: Vec<Symbol> = atoms::keys(&adjective).iter().map(|key| self.intern(key)).collect();
                let second = symbols.get(1).copied().unwrap_or(UNKNOWN);
                self.demonyms.insert((symbols[0], second), place);
            }
        }
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    fn add_concepts(
        &mut self,
        concepts: Vec<Labelled>,
        spellings: &BTreeMap<String, String>,
        entry: fn(u32) -> Entry,
    ) -> Vec<Concept> {
        let respelt = |name: &str| {
            let words = || name.split(' ').map(|word| (word, spellings.get(word)));
            let other =
                || words().map(|(word, other)| other.map_or(word, String::as_str)).collect::<Vec<_>>().join(" ");
            words().any(|(_, other)| other.is_some()).then(other)
        };
        for (place, labelled) in concepts.iter().enumerate() {
            for name in &labelled.names {
                self.insert(name, entry(place as u32));
                if let Some(other) = respelt(name) {
                    self.insert(&other, entry(place as u32));
                }
            }
        }
        concepts.into_iter().map(|labelled| labelled.concept).collect()
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
