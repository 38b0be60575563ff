//! Names of imported lexicons in an article, where they can safely be taken for what they name.
//!
//! An imported lexicon has millions of names, and most words are somebody's name. So a name counts by itself only where
//! it is a full one: several words written as names are, or four and more Han characters, that mean one entity alone.
//! Other names need more: the same entity named in full somewhere in the article, or a place where no other word can
//! stand. A name of several entities means none of them unless one of them is named in full.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::Recogniser;
use super::builder::stands_alone;
use super::ground::{Ground, Stretch};
use super::lexicon::Lexicon;
use super::tags::LookedUp;
use crate::gazetteer::{Entry, Gazetteer, fold};
use crate::segment::atoms::{self, Case, Kind};

/// Names of more entities than this are never told apart.
const MOST_SENSES: usize = 16;
/// A Latin word that is shorter may be an abbreviation of anything.
const SHORTEST_WORD: usize = 4;
/// A Han name that is shorter may be a part of other words.
const FULL_HAN: usize = 4;

/// What a name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// Position in the pack's lexicon, which knows the entity too.
    Listed(u32),
    /// Number of an imported lexicon, and position in it.
    Imported(u32, u32),
}

/// The imported lexicons that recognition uses.
#[derive(Debug, Default)]
pub struct Imported {
    files: Vec<Gazetteer>,
    /// Entities of the pack's lexicon by the identifiers that imported ones have.
    listed: FxHashMap<String, u32>,
}

impl Imported {
    pub fn new(files: Vec<Gazetteer>, lexicon: &Lexicon) -> Self {
        let mut listed = FxHashMap::default();
        for (index, entity) in lexicon.entities.iter().enumerate() {
            if let Some(item) = &entity.wikidata {
                listed.entry(item.clone()).or_insert(index as u32);
            }
        }
        Self { files, listed }
    }

    /// Digests of all of them; empty where there are none.
    pub fn digest(&self) -> String {
        self.files.iter().map(Gazetteer::digest).collect::<Vec<_>>().join("\n")
    }

    /// The entity that a meaning names, if it is an imported one.
    pub fn entry(&self, meaning: Meaning) -> Option<Entry> {
        match meaning {
            Meaning::Listed(_) => None,
            Meaning::Imported(file, position) => self.files.get(file as usize)?.entry(position),
        }
    }
}

/// A name at a place, with everything that it may mean.
struct Found {
    sentence: usize,
    stretch: Stretch,
    /// By identifier; equal ones of several lexicons are one.
    senses: BTreeMap<String, Sense>,
    full: bool,
    /// It may stand by itself here, though it is no full name.
    apart: bool,
}

struct Sense {
    meaning: Meaning,
    entry: Entry,
}

/// Names by sentence and place, with what they mean.
pub type Names = BTreeMap<(usize, Stretch), Meaning>;

/// What is looked at to find the names of an article.
pub struct Search<'a, 'g> {
    pub recogniser: &'a Recogniser,
    pub grounds: &'a [Ground<'g>],
    /// For each sentence the phrases of the pack's lexicon.
    pub raws: &'a [LookedUp],
    /// Words that the article also writes in lower case.
    pub lower: &'a FxHashSet<&'g str>,
}

impl Search<'_, '_> {
    pub fn names(&self) -> Names {
        if self.recogniser.imported.files.is_empty() {
            return Names::new();
        }
        let found: Vec<Found> = (0..self.grounds.len()).flat_map(|sentence| self.sentence(sentence)).collect();
        // Identifiers of entities that the article names in a way that needs no support.
        let mut certain: BTreeSet<&str> = BTreeSet::new();
        for name in found.iter().filter(|name| name.full || name.apart) {
            if let (1, Some((id, _))) = (name.senses.len(), name.senses.first_key_value()) {
                certain.insert(id);
            }
        }
        let mut names = Names::new();
        for name in &found {
            let mut meant = name.senses.iter().filter(|(id, _)| certain.contains(id.as_str()));
            if let (Some((_, sense)), None) = (meant.next(), meant.next()) {
                names.insert((name.sentence, name.stretch), sense.meaning);
            }
        }
        names
    }

    /// The names of a sentence: the leftmost, of those the longest.
    fn sentence(&self, sentence: usize) -> Vec<Found> {
        let ground = &self.grounds[sentence];
        let mut found = Vec::new();
        let mut at = 0;
        while at < ground.len() {
            let atom = &ground.sentence.atoms[at];
            let begins = match atom.kind {
                Kind::Han => true,
                Kind::Word => atom.case != Case::Lower,
                Kind::Number | Kind::Mark => false,
            };
            let name = begins.then(|| self.longest(sentence, at)).flatten();
            at = name.as_ref().map_or(at + 1, |name| name.stretch.1);
            found.extend(name);
        }
        found
    }

    fn longest(&self, sentence: usize, from: usize) -> Option<Found> {
        let ground = &self.grounds[sentence];
        // What the pack's lexicon knows it knows better; dates and figures are no names.
        let free = |at: usize| !ground.valued[at] && ground.listed_over(at).is_none();
        let mut values: BTreeMap<usize, Vec<(u32, u64)>> = BTreeMap::new();
        for (file, gazetteer) in self.recogniser.imported.files.iter().enumerate() {
            let key = |atom: usize| {
                let at = from + atom;
                (at < ground.len() && free(at)).then(|| ground.key(at))
            };
            gazetteer.walk(key, |atoms, value| values.entry(from + atoms).or_default().push((file as u32, value)));
        }
        values.into_iter().rev().find_map(|(to, values)| self.name(sentence, (from, to), &values))
    }

    fn name(&self, sentence: usize, stretch: Stretch, values: &[(u32, u64)]) -> Option<Found> {
        let imported = &self.recogniser.imported;
        let ground = &self.grounds[sentence];
        let key = (stretch.0..stretch.1).map(|at| ground.key(at)).collect::<Vec<_>>().join(" ");
        let mut senses = BTreeMap::new();
        for (file, value) in values {
            let gazetteer = &imported.files[*file as usize];
            let positions = gazetteer.senses(*value);
            if positions.len() > MOST_SENSES {
                return None;
            }
            for position in positions {
                let Some(entry) = gazetteer.entry(position) else { continue };
                if entry.kind.is_none() || !written(&entry, &key, ground, stretch) {
                    continue;
                }
                let listed = imported.listed.get(&entry.id);
                let meaning = listed.map_or(Meaning::Imported(*file, position), |index| Meaning::Listed(*index));
                senses.entry(entry.id.clone()).or_insert(Sense { meaning, entry });
            }
        }
        let sense = senses.first_key_value().map(|(_, sense)| sense)?;
        let full = !ground.shouting && is_full(ground, stretch);
        let apart = senses.len() == 1 && self.stands_apart(sentence, stretch, &key, &sense.entry);
        Some(Found { sentence, stretch, senses, full, apart })
    }

    /// Whether a name that is no full one stands where only a name of its own can stand.
    fn stands_apart(&self, sentence: usize, stretch: Stretch, key: &str, entry: &Entry) -> bool {
        let ground = &self.grounds[sentence];
        let (from, to) = stretch;
        let atoms = &ground.sentence.atoms;
        // One of its short names is not yet the name of a thing.
        let preferred = entry.names.iter().any(|name| !name.alias && fold(&name.text) == key);
        if !preferred || ground.shouting {
            return false;
        }
        if atoms[from].kind == Kind::Han {
            let alone = || {
                let recogniser = self.recogniser;
                let (lexicon, classes) = (&recogniser.lexicon, &recogniser.classes);
                stands_alone(lexicon, classes, &self.raws[sentence], ground.sentence, ground.valued, (from, to))
            };
            return to - from == FULL_HAN - 1 && alone();
        }
        let capital = |at: usize| atoms.get(at).is_some_and(|atom| atom.kind == Kind::Word && atom.case != Case::Lower);
        let inside = from > 0 && atoms[from - 1].kind != Kind::Mark && !capital(from - 1) && !capital(to);
        let over = |(start, end): (u32, u32)| start as usize <= from && from < end as usize;
        let word = self.raws[sentence].stretches().any(over);
        to == from + 1
            && inside
            && !word
            && key.chars().count() >= SHORTEST_WORD
            && !self.lower.contains(ground.key(from))
    }
}

/// Whether the article writes a name as the lexicon does: with capitals where that has them. A name without any is a
/// word like others.
fn written(entry: &Entry, key: &str, ground: &Ground<'_>, (from, to): Stretch) -> bool {
    let atoms = &ground.sentence.atoms[from..to];
    entry.names.iter().filter(|name| fold(&name.text) == key).any(|name| {
        let own = atoms::atoms(&name.text, 0, 0);
        let mut words = own.iter().zip(atoms).filter(|(own, _)| own.kind == Kind::Word).peekable();
        let capital = |(own, _): &(&atoms::Atom, &atoms::Atom)| own.case != Case::Lower;
        words.peek().is_none()
            || words.clone().any(|pair| capital(&pair))
                && words.all(|pair| !capital(&pair) || pair.1.case != Case::Lower)
    })
}

/// Whether a name is so long that it is hardly anything else.
fn is_full(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    let atoms = &ground.sentence.atoms[from..to];
    let count = |kind: Kind| atoms.iter().filter(|atom| atom.kind == kind).count();
    let (words, han) = (count(Kind::Word), count(Kind::Han));
    words > 1 || han >= FULL_HAN || words == 1 && han > 0 || han > 1 && atoms.iter().any(|atom| atom.key == "·")
}

/// Language tags of names that entities in the graph are given.
const TAGS: [(&str, &str); 10] = [
    ("en", "en"),
    ("mul", "mul"),
    ("zh-hant", "zh-Hant"),
    ("zh-tw", "zh-TW"),
    ("zh-hk", "zh-HK"),
    ("zh-hans", "zh-Hans"),
    ("zh-cn", "zh-CN"),
    ("zh", "zh"),
    ("sv", "sv"),
    ("", "und"),
];

/// The preferred names of an entity in the languages of articles; the first is the one to show.
pub fn labels(entry: &Entry) -> Vec<(String, &'static str)> {
    let mut labels = Vec::new();
    for (language, tag) in TAGS {
        let name = entry.names.iter().find(|name| !name.alias && name.language == language);
        labels.extend(name.map(|name| (name.text.clone(), tag)));
    }
    if labels.is_empty() {
        labels.extend(entry.names.first().map(|name| (name.text.clone(), "und")));
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact;
    use crate::gazetteer::{Compiler, Name};
    use crate::pack::Pack;
    use crate::pipeline::Extractor;
    use crate::text::{Document, Metadata};

    /// Identifier, kind, and names by language, an alias with `=` in front.
    type Row = (&'static str, Option<fact::Kind>, &'static [(&'static str, &'static str)]);

    const ENTITIES: &[Row] = &[
        // The pack's lexicon knows this one, under other names too.
        ("Q380", Some(fact::Kind::Corporation), &[("en", "Zuckerbridge Holdings")]),
        ("Q9001", Some(fact::Kind::Person), &[("en", "Orla Quenby"), ("zh-hant", "奧拉·昆比"), ("en", "=Quenby")]),
        ("Q9002", Some(fact::Kind::Corporation), &[("en", "Zephlin"), ("zh", "泽弗林数据公司"), ("zh", "=泽弗")]),
        ("Q9003", Some(fact::Kind::Organization), &[("en", "Signal Works")]),
        ("Q9004", Some(fact::Kind::Work), &[("en", "Signal Works")]),
        ("Q9005", None, &[("en", "Plain Concept")]),
        ("Q9006", Some(fact::Kind::Work), &[("en", "the long walk")]),
        ("Q9007", Some(fact::Kind::Person), &[("en", "Tam Ordell"), ("en", "=Will")]),
        ("Q9008", Some(fact::Kind::Corporation), &[("en", "Ordell Foundation"), ("en", "=OF")]),
        ("Q9009", Some(fact::Kind::Corporation), &[("en", "Nimbic Systems"), ("en", "=Nimbic")]),
        ("Q9010", Some(fact::Kind::Corporation), &[("en", "Nimbic Records"), ("en", "=Nimbic")]),
    ];

    fn extractor() -> Extractor {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("all.ngl");
        let mut compiler = Compiler::new(&path).unwrap();
        for (id, kind, names) in ENTITIES {
            let name = |(language, text): &(&str, &str)| Name {
                language: (*language).to_owned(),
                alias: text.starts_with('='),
                text: text.trim_start_matches('=').to_owned(),
            };
            let names = names.iter().map(name).collect();
            compiler.add(&Entry { id: (*id).to_owned(), kind: *kind, names, ..Entry::default() }).unwrap();
        }
        compiler.finish(false, "{}").unwrap();
        let lexicon = Gazetteer::open(&path).unwrap();
        Extractor::new(&Pack::embedded().unwrap()).unwrap().with_lexicons(vec![lexicon])
    }

    fn extract(extractor: &Extractor, text: &str) -> fact::Extraction {
        extractor.extract(&Document {
            id: "0000000000000000".into(),
            name: "a.txt".into(),
            path: "a.txt".into(),
            text: text.to_owned(),
            metadata: Metadata::default(),
        })
    }

    #[test]
    fn names_count_where_they_are_safe() {
        let extractor = extractor();
        for (text, expected) in [
            // A full name, in any script and form, and its short form beside it.
            ("Reporters asked Orla Quenby on Monday. Quenby said nothing about it.", vec!["entity/wikidata/Q9001"]),
            ("記者週一在臺北訪問了奧拉·昆比，談到新的計畫。", vec!["entity/wikidata/Q9001"]),
            ("投资者周一对泽弗林数据公司的计划表示担心，股价下跌。", vec!["entity/wikidata/Q9002"]),
            ("投資者週一對澤弗林數據公司的計畫表示擔心，股價下跌。", vec!["entity/wikidata/Q9002"]),
            // A short one alone is anybody's.
            ("Nobody had asked the neighbour called Quenby about the garden.", vec![]),
            // One word that is the name of one thing, inside a sentence.
            ("Investors in Zephlin were worried on Monday about the new plans.", vec!["entity/wikidata/Q9002"]),
            // The same where every sentence begins with a capital, and where it is a word too.
            ("Zephlin is what they call it, and a zephlin is what it is to them.", vec![]),
            // Two things of one name are neither, even in full; nor is a short form of two.
            ("Critics of Signal Works met on Monday in the old town hall.", vec![]),
            ("Critics of Nimbic met on Monday in the old town hall.", vec![]),
            ("Critics of Nimbic Records met on Monday. They said Nimbic was late.", vec!["entity/wikidata/Q9010"]),
            // Words, and things of no kind.
            ("They took the long walk home and spoke of a Plain Concept there.", vec![]),
            ("Will the council act? Nobody knows what Will said about it.", vec![]),
            // A longer name holds another one's.
            (
                "Members of the Ordell Foundation met Tam Ordell on Monday.",
                vec!["entity/wikidata/Q9007", "entity/wikidata/Q9008"],
            ),
            // The pack's own entity keeps its IRI.
            ("Lawyers for Zuckerbridge Holdings spoke on Monday in the old town hall.", vec!["entity/meta"]),
        ] {
            let extraction = extract(&extractor, text);
            let known = |entity: &&fact::Entity| entity.listed || entity.same_as.is_some();
            let mut paths: Vec<&str> =
                extraction.entities.iter().filter(known).map(|entity| entity.path.as_str()).collect();
            paths.retain(|path| path.starts_with("entity/wikidata/") || *path == "entity/meta");
            paths.sort_unstable();
            assert_eq!(paths, expected, "{text}");
        }
    }

    #[test]
    fn an_imported_entity_has_its_names_and_its_link() {
        let extraction = extract(&extractor(), "Orla Quenby said on Monday that the plan would not change.");
        let entity = extraction.entities.iter().find(|entity| entity.path == "entity/wikidata/Q9001").unwrap();
        assert_eq!(entity.same_as.as_deref(), Some("http://www.wikidata.org/entity/Q9001"));
        assert_eq!(entity.labels, [("Orla Quenby".to_owned(), "en"), ("奧拉·昆比".to_owned(), "zh-Hant")]);
        assert_eq!(entity.kind, fact::Kind::Person);
        let statement = extraction.facts.iter().find(|fact| fact.class == "statement").unwrap();
        assert!(statement.roles.iter().any(|(role, value)| {
            role == "speaker"
                && *value == fact::Value::Entity(extraction.entities.iter().position(|e| e == entity).unwrap())
        }));
    }
}
