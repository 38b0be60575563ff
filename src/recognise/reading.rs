//! An article as it is understood so far: its sentences tagged, its mentions and the entities they may mean.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Recogniser;
use super::date::{Clock, TimePoint};
use super::ground::{Candidate, Ground};
use super::imported::{self, Meaning};
use super::lexicon::{Entry, Symbol, Trie, UNKNOWN};
use super::number::Quantity;
use super::tags::{Hit, Tagged, What};
use super::{chinese_bodies, chinese_names, descriptions, latin_names, titles};
use crate::fact::Kind;
use crate::segment::atoms::{Atom, Case, Key, Kind as AtomKind};
use crate::segment::{Article, Part};

/// How an entity is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Name,
    He,
    She,
    They,
    It,
    His,
    Her,
    Its,
    Their,
    /// 'the company', 該公司.
    Company,
    /// 'the government', 該國政府.
    Government,
    /// 'the billionaire', 這位執行長.
    Person,
    /// 'Australian', in front of what acts for Australia.
    Nation,
    /// 'critics', 公民團體: people who have no name of their own.
    Group,
}

impl Form {
    /// The words stand for something said before, which linking has to find.
    pub const fn points_back(self) -> bool {
        !matches!(self, Self::Name | Self::Group | Self::Nation)
    }

    /// The words only say whose something is.
    pub const fn is_possessive(self) -> bool {
        matches!(self, Self::His | Self::Her | Self::Its | Self::Their)
    }
}

/// A place where an entity is spoken of.
#[derive(Debug, Clone)]
pub struct Mention {
    pub sentence: usize,
    pub from: usize,
    pub to: usize,
    pub form: Form,
    /// Positions in [`Reading::entities`]: several where a name means a company or its platform.
    pub senses: Vec<u32>,
}

/// An entity of the article.
#[derive(Debug, Clone)]
pub struct LocalEntity {
    /// Position in the lexicon.
    pub listed: Option<u32>,
    pub kind: Kind,
    /// Names that the article uses, with their language tags; the fullest first.
    pub names: Vec<(String, &'static str)>,
    /// `m` or `f`, where it is known.
    pub gender: Option<char>,
    pub count: u32,
}

/// A title in a sentence.
#[derive(Debug, Clone)]
pub struct Title {
    pub sentence: usize,
    pub from: usize,
    pub to: usize,
    /// Position in the lexicon's titles; `None` for a title that is longer than a listed one.
    pub concept: Option<u32>,
    /// The listed title that it is or ends in.
    pub base: u32,
}

/// Everything that was recognised in an article.
pub struct Reading<'a> {
    pub recogniser: &'a Recogniser,
    pub source: &'a str,
    pub article: &'a Article,
    pub published: Option<NaiveDate>,
    pub sentences: Vec<Tagged>,
    pub mentions: Vec<Mention>,
    pub entities: Vec<LocalEntity>,
    /// Positions of entities that an imported lexicon knows, with their meaning there.
    pub imported: BTreeMap<u32, Meaning>,
    pub titles: Vec<Title>,
    pub times: Vec<TimePoint>,
    pub quantities: Vec<Quantity>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(
        recogniser: &'a Recogniser,
        source: &'a str,
        article: &'a Article,
        published: Option<NaiveDate>,
    ) -> Self {
        let mut reading = Self {
            recogniser,
            source,
            article,
            published,
            sentences: Vec::new(),
            mentions: Vec::new(),
            entities: Vec::new(),
            imported: BTreeMap::new(),
            titles: Vec::new(),
            times: Vec::new(),
            quantities: Vec::new(),
        };
        Builder {
            reading: &mut reading,
            hits: Vec::new(),
            aliases: BTreeMap::new(),
            listed: BTreeMap::new(),
            imported: imported::Names::new(),
            meanings: BTreeMap::new(),
        }
        .build();
        reading
    }

    /// The words of a stretch of atoms, as written.
    pub fn words(&self, sentence: usize, from: usize, to: usize) -> &'a str {
        let atoms = &self.article.sentences[sentence].atoms;
        if from >= to {
            return "";
        }
        &self.source[atoms[from].bytes.0..atoms[to - 1].bytes.1]
    }

    pub fn is_chinese(&self) -> bool {
        self.article.language.is_chinese()
    }

    /// The body that the article is mostly about.
    pub fn main_body(&self) -> Option<u32> {
        let mut weights: BTreeMap<u32, u32> = BTreeMap::new();
        for mention in self.mentions.iter().filter(|mention| mention.form == Form::Name) {
            let weight = match self.article.sentences[mention.sentence].part {
                Part::Headline => 3,
                Part::Body => 1,
                Part::Related => continue,
            };
            let kind = |sense: &u32| self.entities[*sense as usize].kind;
            let bodies = mention
                .senses
                .iter()
                .copied()
                .filter(|sense| matches!(kind(sense), Kind::Corporation | Kind::Platform | Kind::Organization));
            let body = bodies.min_by_key(|sense| (kind(sense) == Kind::Platform, *sense));
            if let Some(body) = body {
                *weights.entry(body).or_default() += weight;
            }
        }
        weights
            .into_iter()
            .max_by_key(|(entity, weight)| (*weight, std::cmp::Reverse(*entity)))
            .map(|(entity, _)| entity)
    }
}

impl Reading<'_> {
    /// The country that the article is about: the one named most often, by its name or its adjective, a headline and the
    /// first sentences counting more.
    pub fn main_state(&self) -> Option<u32> {
        let lexicon = &self.recogniser.lexicon;
        let country = |id: &u32| self.entities[*id as usize].listed.is_some_and(|listed| lexicon.is_country(listed));
        let mut weights: BTreeMap<u32, u32> = BTreeMap::new();
        for mention in self.mentions.iter().filter(|mention| matches!(mention.form, Form::Name | Form::Nation)) {
            let weight = match self.article.sentences[mention.sentence].part {
                Part::Headline => 3,
                Part::Body if mention.sentence < 4 => 2,
                Part::Body => 1,
                Part::Related => continue,
            };
            if let Some(id) = mention.senses.iter().copied().find(|id| country(id)) {
                *weights.entry(id).or_default() += weight;
            }
        }
        let most = weights.iter().max_by_key(|(id, weight)| (**weight, std::cmp::Reverse(**id)))?;
        let rivals = weights.values().filter(|weight| *weight == most.1).count();
        (rivals == 1).then_some(*most.0)
    }
}

struct Builder<'r, 'a> {
    reading: &'r mut Reading<'a>,
    hits: Vec<Vec<Hit>>,
    /// Symbols of a name, and the entities that are called so in this article.
    aliases: BTreeMap<Vec<Symbol>, BTreeSet<u32>>,
    listed: BTreeMap<u32, u32>,
    /// Names that imported lexicons have, and the entities of the article that they mean.
    imported: imported::Names,
    meanings: BTreeMap<Meaning, u32>,
}

impl<'a> Builder<'_, 'a> {
    fn build(mut self) {
        let article = self.reading.article;
        let recogniser = self.reading.recogniser;
        let lexicon = &recogniser.lexicon;
        let mut own: FxHashMap<&'a str, Symbol> = FxHashMap::default();
        let mut next = lexicon.symbol_count();
        let mut raws = Vec::new();
        let mut clock = Clock::new(self.reading.published);
        let local = recogniser.numbers.local_currency(article.language.tag(), self.reading.source);
        let mut lower: FxHashSet<&str> = FxHashSet::default();
        let mut valued = Vec::new();
        for sentence in &article.sentences {
            let mut symbols = Vec::with_capacity(sentence.atoms.len());
            for atom in &sentence.atoms {
                let symbol = match lexicon.symbol(&atom.key) {
                    UNKNOWN => *own.entry(atom.key.as_str()).or_insert_with(|| {
                        next += 1;
                        next
                    }),
                    symbol => symbol,
                };
                symbols.push(symbol);
                if atom.kind == AtomKind::Word && atom.case == Case::Lower {
                    lower.insert(&atom.key);
                }
            }
            if sentence.part == Part::Related {
                clock = Clock::new(self.reading.published);
            }
            let times = recogniser.dates.time_points(self.reading.source, &sentence.atoms, &mut clock);
            let mut taken = vec![false; sentence.atoms.len()];
            for time in &times {
                taken[time.from..time.to].fill(true);
            }
            let (tagged, raw) = Tagged::look_up(lexicon, sentence, symbols, &taken);
            for (hit, entry) in &raw {
                // Figures inside a name are part of it: 科技1137, 3M.
                if matches!(entry, Entry::Entity { .. }) && hit.to - hit.from > 1 {
                    taken[hit.from as usize..hit.to as usize].fill(true);
                }
            }
            let quantities = recogniser.numbers.quantities(&sentence.atoms, local, |at| taken[at]);
            let mut hits = Vec::new();
            let mut values = vec![false; sentence.atoms.len()];
            for time in times {
                values[time.from..time.to].fill(true);
                hits.push(Hit {
                    from: time.from as u32,
                    to: time.to as u32,
                    what: What::Time(self.reading.times.len() as u32),
                });
                self.reading.times.push(time);
            }
            for quantity in quantities {
                values[quantity.from..quantity.to].fill(true);
                hits.push(Hit {
                    from: quantity.from as u32,
                    to: quantity.to as u32,
                    what: What::Quantity(self.reading.quantities.len() as u32),
                });
                self.reading.quantities.push(quantity);
            }
            self.reading.sentences.push(tagged);
            self.hits.push(hits);
            raws.push(raw);
            valued.push(values);
        }
        let supported = self.supported(&raws);
        let chinese = article.language.is_chinese();
        let symbols: Vec<Vec<Symbol>> = self.reading.sentences.iter().map(|tagged| tagged.symbols.clone()).collect();
        let mut grounds = Vec::new();
        for (i, sentence) in article.sentences.iter().enumerate() {
            let shouting = self.reading.sentences[i].shouting;
            let accept = |index: u32, (from, to): (usize, usize)| {
                let han = sentence.atoms[from].kind == AtomKind::Han;
                supported.contains(&index)
                    || chinese && (!han || stands_alone(lexicon, &recogniser.classes, &raws[i], sentence, from, to))
            };
            grounds.push(Ground::new(
                sentence,
                &symbols[i],
                lexicon,
                &recogniser.classes,
                &raws[i],
                std::mem::take(&mut valued[i]),
                shouting,
                accept,
            ));
        }
        self.imported = imported::Search { recogniser, grounds: &grounds, raws: &raws, lower: &lower }.names();
        let mut discovered: Vec<(usize, Candidate)> = Vec::new();
        for (i, ground) in grounds.iter().enumerate() {
            for (stretch, senses) in &ground.listed {
                self.add_listed(i, *stretch, senses, &ground.sentence.atoms);
            }
            let mut candidates = latin_names::candidates(ground, chinese, |word| lower.contains(word));
            if chinese {
                let han = chinese_names::candidates(ground);
                candidates.retain(|c| !han.iter().any(|h| h.stretch.0 < c.stretch.1 && c.stretch.0 < h.stretch.1));
                candidates.extend(han);
            }
            self.join_imported(i, &mut candidates);
            candidates.sort_by_key(|candidate| candidate.stretch);
            discovered.extend(candidates.into_iter().map(|candidate| (i, candidate)));
        }
        let discovered = self.believable(&grounds, discovered);
        self.add_discovered(&grounds, &discovered);
        self.add_family_names();
        self.find_aliases(&grounds);
        self.add_titles(&grounds, chinese);
        self.add_pointers(&grounds, chinese);
        self.settle(&raws);
    }

    /// Weak names that the article supports: the entity or a relative of it is named otherwise too, or the name
    /// stands with a capital where no sentence begins.
    fn supported(&self, raws: &[Vec<(Hit, Entry)>]) -> BTreeSet<u32> {
        let lexicon = &self.reading.recogniser.lexicon;
        let mut strong = BTreeSet::new();
        let mut capital = BTreeSet::new();
        let mut weak_names = BTreeSet::new();
        for (i, raw) in raws.iter().enumerate() {
            let sentence = &self.reading.article.sentences[i];
            for (hit, entry) in raw {
                match *entry {
                    Entry::Entity { index, weak: false, .. } => {
                        strong.insert(index);
                    }
                    Entry::Entity { index, weak: true, .. } => {
                        weak_names.insert(index);
                        let atom = &sentence.atoms[hit.from as usize];
                        let inner = hit.from > 0
                            && sentence.atoms[hit.from as usize - 1].kind == AtomKind::Word
                            && !self.reading.sentences[i].shouting;
                        // A title or a mark of possession right behind supports a name as well.
                        let behind = hit.to as usize;
                        let owns = sentence.atoms.get(behind).is_some_and(|atom| atom.key == "'s")
                            || raw
                                .iter()
                                .any(|(other, entry)| other.from == hit.to && matches!(entry, Entry::Title(_)));
                        let upper = matches!(atom.case, Case::Title | Case::Upper);
                        if upper && (inner || owns) {
                            capital.insert(index);
                        }
                    }
                    _ => {}
                }
            }
        }
        let related = |index: u32| {
            let entity = &lexicon.entities[index as usize];
            let owner = entity.operated_by.as_deref().and_then(|id| lexicon.entity(id));
            owner.is_some_and(|owner| strong.contains(&owner))
                || strong
                    .iter()
                    .any(|other| lexicon.entities[*other as usize].operated_by.as_deref() == Some(entity.id.as_str()))
        };
        weak_names
            .into_iter()
            .filter(|index| strong.contains(index) || capital.contains(index) || related(*index))
            .collect()
    }

    fn add_listed(&mut self, sentence: usize, stretch: (usize, usize), senses: &[u32], atoms: &[Atom]) {
        let words = self.reading.words(sentence, stretch.0, stretch.1).to_owned();
        let tag = tag_of(atoms, stretch, self.reading.article.language.tag());
        let ids: Vec<u32> = senses.iter().map(|index| self.listed_entity(*index)).collect();
        for id in &ids {
            let entity = &mut self.reading.entities[*id as usize];
            entity.count += 1;
            add_name(&mut entity.names, &words, tag);
        }
        self.reading.mentions.push(Mention { sentence, from: stretch.0, to: stretch.1, form: Form::Name, senses: ids });
    }

    fn listed_entity(&mut self, index: u32) -> u32 {
        let lexicon = &self.reading.recogniser.lexicon;
        let entities = &mut self.reading.entities;
        *self.listed.entry(index).or_insert_with(|| {
            let entity = &lexicon.entities[index as usize];
            entities.push(LocalEntity {
                listed: Some(index),
                kind: lexicon.kinds[index as usize],
                names: Vec::new(),
                gender: entity.gender.as_deref().and_then(|gender| gender.chars().next()),
                count: 0,
            });
            entities.len() as u32 - 1
        })
    }

    /// Brings the names of imported lexicons together with those that have the form of names: the longer one counts,
    /// and of two that cross each other the one that a lexicon knows.
    fn join_imported(&mut self, sentence: usize, candidates: &mut Vec<Candidate>) {
        let names: Vec<((usize, usize), Meaning)> = self
            .imported
            .range((sentence, (0, 0))..(sentence + 1, (0, 0)))
            .map(|((_, stretch), meaning)| (*stretch, *meaning))
            .collect();
        for (stretch, meaning) in names {
            let over = |c: &Candidate| c.stretch.0 <= stretch.0 && stretch.1 <= c.stretch.1;
            if candidates.iter().any(|c| over(c) && c.name != stretch && c.other != Some(stretch)) {
                self.imported.remove(&(sentence, stretch));
                continue;
            }
            if candidates.iter().any(over) {
                continue;
            }
            candidates.retain(|c| c.stretch.1 <= stretch.0 || stretch.1 <= c.stretch.0);
            let recogniser = self.reading.recogniser;
            let kind = match meaning {
                Meaning::Listed(index) => Some(recogniser.lexicon.kinds[index as usize]),
                Meaning::Imported(..) => recogniser.imported.entry(meaning).and_then(|entry| entry.kind),
            };
            candidates.push(Candidate { stretch, name: stretch, other: None, kind });
        }
    }

    /// The entity that a lexicon gives for a name, made where the article names it for the first time.
    fn imported_entity(&mut self, sentence: usize, candidate: &Candidate) -> Option<u32> {
        let stretches = [Some(candidate.name), candidate.other].into_iter().flatten();
        let meaning = stretches.filter_map(|stretch| self.imported.get(&(sentence, stretch))).next().copied()?;
        if let Meaning::Listed(index) = meaning {
            return Some(self.listed_entity(index));
        }
        if let Some(id) = self.meanings.get(&meaning) {
            return Some(*id);
        }
        let kind = self.reading.recogniser.imported.entry(meaning)?.kind?;
        let entities = &mut self.reading.entities;
        entities.push(LocalEntity { listed: None, kind, names: Vec::new(), gender: None, count: 0 });
        let id = entities.len() as u32 - 1;
        self.meanings.insert(meaning, id);
        self.reading.imported.insert(id, meaning);
        Some(id)
    }

    /// Drops candidates that only their place makes look like names: single words that open a sentence and stand nowhere
    /// else, words that are part of a longer name, Han nouns that end like bodies but are used once.
    fn believable(&self, grounds: &[Ground<'_>], candidates: Vec<(usize, Candidate)>) -> Vec<(usize, Candidate)> {
        let chinese = self.reading.is_chinese();
        let mut inside: BTreeSet<String> = BTreeSet::new();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut parts: FxHashSet<Key> = FxHashSet::default();
        let mut opening: BTreeSet<String> = BTreeSet::new();
        let mut acting: BTreeSet<String> = BTreeSet::new();
        let lexicon = &self.reading.recogniser.lexicon;
        for (i, candidate) in &candidates {
            let ground = &grounds[*i];
            let name = fold_name(ground.text(self.reading.source, candidate.name));
            *counts.entry(name.clone()).or_default() += 1;
            if !candidate.opens(ground) {
                inside.insert(name);
            }
            let (from, to) = candidate.name;
            if ground.kind(from) == Some(AtomKind::Han) && (from == 0 || ground.kind(from - 1) == Some(AtomKind::Mark))
            {
                let name = fold_name(ground.text(self.reading.source, candidate.name));
                if ground.acts_at(to) || ground.valued.get(to) == Some(&true) {
                    acting.insert(name.clone());
                }
                opening.insert(name);
            }
            if to - from > 1 && ground.kind(from) == Some(AtomKind::Word) {
                parts.extend((from..to).map(|at| ground.sentence.atoms[at].key.clone()));
            }
        }
        let own = self.own_words(grounds, &candidates);
        for entity in self.reading.entities.iter().filter_map(|entity| entity.listed) {
            for name in &lexicon.entities[entity as usize].en {
                let keys = crate::segment::atoms::keys(name);
                if keys.len() > 1 {
                    parts.extend(keys);
                }
            }
        }
        let repeated = self.repeated(grounds, &candidates);
        candidates
            .into_iter()
            .filter(|(i, candidate)| {
                let ground = &grounds[*i];
                let (from, to) = candidate.name;
                if self.imported.contains_key(&(*i, candidate.name)) {
                    return true;
                }
                let name = fold_name(ground.text(self.reading.source, candidate.name));
                if ground.kind(from) == Some(AtomKind::Word) && to == from + 1 {
                    if own.contains(&name) {
                        return true;
                    }
                    let said = ground.word_at(to, ground.classes.say).is_some();
                    // Chinese has no capitals at the beginning of a sentence.
                    return !parts.contains(name.as_str())
                        && (chinese
                            || inside.contains(&name)
                            || said
                            || introduces(ground, to)
                            || candidate.kind == Some(Kind::Campaign));
                }
                candidate.kind.is_some()
                    || candidate.other.is_some()
                    || repeated.contains(&ground.symbols[from..to])
                    || ground.kind(from) == Some(AtomKind::Word)
                    || counts[&name] >= 3
                    || counts[&name] == 2 && opening.contains(&name)
                    || acting.contains(&name)
            })
            .collect()
    }

    /// Those candidates in Han characters without a kind whose words the article uses more than once.
    fn repeated<'g>(&self, grounds: &'g [Ground<'_>], candidates: &[(usize, Candidate)]) -> FxHashSet<&'g [Symbol]> {
        let mut names: Vec<&'g [Symbol]> = candidates
            .iter()
            .filter(|(i, candidate)| {
                let (from, to) = candidate.name;
                candidate.kind.is_none()
                    && grounds[*i].kind(from) == Some(AtomKind::Han)
                    && !grounds[*i].word_ending(to, grounds[*i].classes.org_suffix)
            })
            .map(|(i, candidate)| &grounds[*i].symbols[candidate.name.0..candidate.name.1])
            .collect();
        names.sort_unstable();
        names.dedup();
        let mut trie = Trie::default();
        for (i, name) in names.iter().enumerate() {
            trie.insert(name, Entry::Title(i as u32));
        }
        let mut uses = vec![0_u32; names.len()];
        for tagged in self.reading.sentences.iter().filter(|_| !names.is_empty()) {
            for at in 0..tagged.symbols.len() {
                trie.walk(&tagged.symbols[at..], |_, entries| {
                    for entry in entries {
                        if let Entry::Title(name) = entry {
                            uses[*name as usize] += 1;
                        }
                    }
                });
            }
        }
        names.into_iter().zip(uses).filter(|(_, uses)| *uses > 1).map(|(name, _)| name).collect()
    }

    /// Single words that are used inside a sentence of the body before a longer name begins with them, which adds more than
    /// an ending of bodies: a union called Acme United is not the company Acme.
    fn own_words(&self, grounds: &[Ground<'_>], candidates: &[(usize, Candidate)]) -> BTreeSet<String> {
        let mut single: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        let mut longer: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (i, candidate) in candidates {
            let ground = &grounds[*i];
            let (from, to) = candidate.name;
            if ground.sentence.part != Part::Body || ground.kind(from) != Some(AtomKind::Word) {
                continue;
            }
            let ending = (from + 1..to).all(|at| ground.is_member(ground.classes.org_suffix, at));
            let kind = candidate.kind != Some(Kind::Person);
            if to == from + 1 {
                single.entry(ground.key(from)).or_insert((*i, from));
            } else if !ending && kind {
                longer.entry(ground.key(from)).or_insert((*i, from));
            }
        }
        let before = |word: &str, place: &(usize, usize)| longer.get(word).is_some_and(|other| place < other);
        single.into_iter().filter(|(word, place)| before(word, place)).map(|(word, _)| word.to_owned()).collect()
    }

    /// Brings the candidates of the whole article together: one entity a name, its kind by the clearest of its places.
    fn add_discovered(&mut self, grounds: &[Ground<'_>], discovered: &[(usize, Candidate)]) {
        let tag = self.reading.article.language.tag();
        let mut kinds: BTreeMap<String, Vec<Option<Kind>>> = BTreeMap::new();
        for (i, candidate) in discovered {
            let name = fold_name(grounds[*i].text(self.reading.source, candidate.name));
            kinds.entry(name).or_default().push(candidate.kind);
        }
        let alone = self.single_capitals();
        let mut full = full_names(grounds, discovered, self.reading.source);
        full.extend(self.short_names(&kinds));
        let mut by_name: BTreeMap<String, u32> = BTreeMap::new();
        for (i, candidate) in discovered {
            let ground = &grounds[*i];
            let name = ground.text(self.reading.source, candidate.name).to_owned();
            let folded = fold_name(&name);
            let folded = full.get(&folded).cloned().unwrap_or(folded);
            let other = candidate.other.map(|other| ground.text(self.reading.source, other).to_owned());
            // An acronym that is defined here means what it is defined as, whoever else is called so.
            let defined = |part: &(usize, usize)| {
                !self.reading.is_chinese()
                    && Some(*part) == candidate.other
                    && part.1 - part.0 == 1
                    && ground.sentence.atoms[part.0].case == Case::Upper
            };
            let parts = [candidate.other, Some(candidate.name)].into_iter().flatten().filter(|part| !defined(part));
            let listed = parts.into_iter().find_map(|part| {
                ground
                    .listed
                    .iter()
                    .find(|(stretch, _)| *stretch == part)
                    .map(|(_, senses)| senses.clone())
                    .or_else(|| self.same_person(ground, part))
            });
            let votes = kinds.get(&folded).map_or(&[][..], Vec::as_slice);
            let kind = [Kind::Person, Kind::Organization]
                .into_iter()
                .max_by_key(|kind| votes.iter().filter(|vote| **vote == Some(*kind)).count())
                .filter(|kind| votes.contains(&Some(*kind)))
                .or_else(|| votes.iter().copied().flatten().next())
                .unwrap_or_else(|| self.called_later(ground, candidate, &alone));
            let known = by_name
                .get(&folded)
                .copied()
                .or_else(|| other.as_ref().and_then(|other| by_name.get(&fold_name(other)).copied()));
            let imported = self.imported_entity(*i, candidate);
            let id = match (listed, imported.or(known)) {
                (Some(senses), _) => self.listed_entity(senses[0]),
                (None, Some(id)) => id,
                (None, None) => {
                    let gender = gender_before(ground, candidate.stretch.0);
                    self.reading.entities.push(LocalEntity { listed: None, kind, names: Vec::new(), gender, count: 0 });
                    self.reading.entities.len() as u32 - 1
                }
            };
            by_name.insert(folded, id);
            let symbols = |stretch: (usize, usize)| self.reading.sentences[*i].symbols[stretch.0..stretch.1].to_vec();
            let name_symbols = symbols(candidate.name);
            self.aliases.entry(name_symbols).or_default().insert(id);
            let name_tag = tag_of(&ground.sentence.atoms, candidate.name, tag);
            if let (Some(other), Some(stretch)) = (&other, candidate.other) {
                by_name.insert(fold_name(other), id);
                let other_symbols = symbols(stretch);
                let short = other.chars().count() <= 6 && other.chars().all(char::is_uppercase);
                let entity = &mut self.reading.entities[id as usize];
                if !short && entity.listed.is_none() {
                    // The fullest name, and the one that other languages share, is the one in Latin letters.
                    entity.names.insert(0, (other.clone(), "en"));
                    entity.names.dedup();
                } else {
                    add_name(&mut entity.names, other, "en");
                }
                self.aliases.entry(other_symbols).or_default().insert(id);
            }
            let entity = &mut self.reading.entities[id as usize];
            add_name(&mut entity.names, &name, name_tag);
            entity.count += 1;
            self.reading.mentions.retain(|mention| {
                !(mention.sentence == *i
                    && mention.form == Form::Name
                    && candidate.stretch.0 <= mention.from
                    && mention.to <= candidate.stretch.1)
            });
            self.reading.mentions.push(Mention {
                sentence: *i,
                from: candidate.stretch.0,
                to: candidate.stretch.1,
                form: Form::Name,
                senses: vec![id],
            });
        }
    }

    /// Capitalised words that stand alone, between words or marks without capitals, somewhere inside a sentence.
    fn single_capitals(&self) -> FxHashSet<&'a str> {
        let mut alone = FxHashSet::default();
        for sentence in self.reading.article.sentences.iter().filter(|sentence| sentence.part == Part::Body) {
            let upper = |at: usize| {
                sentence.atoms.get(at).is_some_and(|atom| atom.kind == AtomKind::Word && atom.case != Case::Lower)
            };
            for (at, atom) in sentence.atoms.iter().enumerate() {
                if upper(at) && !upper(at + 1) && (at == 0 || !upper(at - 1)) {
                    alone.insert(atom.key.as_str());
                }
            }
        }
        alone
    }

    /// What a name of several words is about which nothing else tells: people go on under their last word, bodies
    /// under their first.
    fn called_later(&self, ground: &Ground<'_>, candidate: &Candidate, alone: &FxHashSet<&str>) -> Kind {
        let (from, to) = candidate.name;
        let personal = (2..=4).contains(&(to - from))
            && (from..to)
                .all(|at| ground.kind(at) == Some(AtomKind::Word) && ground.sentence.atoms[at].case == Case::Title);
        if personal && alone.contains(ground.key(to - 1)) && !alone.contains(ground.key(from)) {
            Kind::Person
        } else {
            Kind::Organization
        }
    }

    /// Of discovered Chinese bodies those whose names are the short forms of others: 桃江銀 of 桃江銀行.
    fn short_names(&self, kinds: &BTreeMap<String, Vec<Option<Kind>>>) -> BTreeMap<String, String> {
        let mut full = BTreeMap::new();
        if !self.reading.is_chinese() {
            return full;
        }
        let body = |votes: &[Option<Kind>]| !votes.contains(&Some(Kind::Person));
        for (name, _) in kinds.iter().filter(|(_, votes)| body(votes)) {
            let keys = crate::segment::atoms::keys(name);
            for form in chinese_bodies::short_forms(&self.reading.recogniser.lexicon, &keys) {
                let form = form.join(" ");
                if kinds.get(&form).is_some_and(|votes| body(votes)) {
                    full.entry(form).or_insert_with(|| name.clone());
                }
            }
        }
        full
    }

    /// A listed family name with the given name of that person in front: Andrew "Boz" Bosworth.
    fn same_person(&self, ground: &Ground<'_>, part: (usize, usize)) -> Option<Vec<u32>> {
        let lexicon = &self.reading.recogniser.lexicon;
        let (_, senses) = ground.listed.iter().find(|((from, to), _)| *to == part.1 && *from > part.0)?;
        let given = ground.key(part.0);
        let han = ground.kind(part.0) == Some(AtomKind::Han);
        let same = |index: &u32| {
            let entity = &lexicon.entities[*index as usize];
            lexicon.kinds[*index as usize] == Kind::Person
                && (han
                    || entity
                        .en
                        .iter()
                        .any(|name| crate::segment::atoms::keys(name).first().is_some_and(|key| key == given)))
        };
        let found: Vec<u32> = senses.iter().copied().filter(same).collect();
        (!found.is_empty()).then_some(found)
    }

    /// People are called by their family names once their full names are known; bodies by their first words.
    fn add_family_names(&mut self) {
        let recogniser = self.reading.recogniser;
        let mut short: Vec<(Vec<Key>, u32)> = Vec::new();
        for (id, entity) in self.reading.entities.iter().enumerate() {
            let listed_names =
                entity.listed.map(|index| recogniser.lexicon.entities[index as usize].en.clone()).unwrap_or_default();
            for name in entity.names.iter().map(|(name, _)| name).chain(&listed_names) {
                let keys = crate::segment::atoms::keys(name);
                let latin = name.chars().all(|c| !crate::segment::atoms::is_han(c));
                match entity.kind {
                    Kind::Person if latin && keys.len() > 1 => {
                        if recogniser.lexicon.is_member("given-names", &keys[0]) {
                            short.push((keys[..1].to_vec(), id as u32));
                        }
                        short.push((keys[keys.len() - 1..].to_vec(), id as u32));
                        if keys.len() > 2 {
                            short.push((keys[keys.len() - 2..].to_vec(), id as u32));
                        }
                    }
                    Kind::Person if !latin => {
                        if let Some(dot) = keys.iter().rposition(|key| key == "·") {
                            short.push((keys[dot + 1..].to_vec(), id as u32));
                        }
                        if let Some(family) = chinese_names::japanese_family(&recogniser.lexicon, &keys) {
                            short.push((family, id as u32));
                        }
                    }
                    Kind::Organization | Kind::Corporation
                        if latin && keys.len() > 1 && (entity.listed.is_none() || keys[0].len() > 3) =>
                    {
                        let first = &keys[0];
                        let plain = recogniser.lexicon.is_member("not-name", first)
                            || recogniser.lexicon.is_member("nationality", first)
                            || recogniser.lexicon.is_member("given-names", first);
                        if !plain && first.len() > 2 {
                            short.push((vec![first.clone()], id as u32));
                        }
                    }
                    Kind::Organization if entity.listed.is_none() && !latin => {
                        let forms = chinese_bodies::short_forms(&recogniser.lexicon, &keys);
                        short.extend(forms.into_iter().map(|form| (form, id as u32)));
                    }
                    _ => {}
                }
            }
        }
        let article = self.reading.article;
        let mut symbols: FxHashMap<&str, Symbol> = FxHashMap::default();
        for (sentence, tagged) in article.sentences.iter().zip(&self.reading.sentences) {
            for (atom, symbol) in sentence.atoms.iter().zip(&tagged.symbols) {
                symbols.insert(&atom.key, *symbol);
            }
        }
        for (keys, id) in short {
            let phrase: Option<Vec<Symbol>> = keys.iter().map(|key| symbols.get(key.as_str()).copied()).collect();
            if let Some(phrase) = phrase {
                self.aliases.entry(phrase).or_default().insert(id);
            }
        }
    }

    fn find_aliases(&mut self, grounds: &[Ground<'_>]) {
        let mut trie = Trie::default();
        let aliases: Vec<(Vec<Symbol>, Vec<u32>)> = std::mem::take(&mut self.aliases)
            .into_iter()
            .map(|(phrase, ids)| (phrase, ids.into_iter().collect()))
            .collect();
        self.prefer_own(&aliases);
        for (i, (phrase, _)) in aliases.iter().enumerate() {
            trie.insert(phrase, Entry::Title(i as u32));
        }
        let tag = self.reading.article.language.tag();
        for (i, ground) in grounds.iter().enumerate() {
            let mut covered = vec![false; ground.len()];
            for mention in self.reading.mentions.iter().filter(|mention| mention.sentence == i) {
                covered[mention.from..mention.to].fill(true);
            }
            let mut at = 0;
            while at < ground.len() {
                let mut best: Option<(usize, u32)> = None;
                let symbols = &self.reading.sentences[i].symbols;
                trie.walk(&symbols[at..], |len, entries| {
                    if let Some(Entry::Title(alias)) = entries.first() {
                        best = Some((at + len, *alias));
                    }
                });
                let Some((to, alias)) = best else {
                    at += 1;
                    continue;
                };
                let atoms = &ground.sentence.atoms[at..to];
                let cased = atoms.iter().all(|atom| {
                    atom.kind != AtomKind::Word
                        || atom.case != Case::Lower
                        || !aliases_are_capital(&self.reading.entities, &aliases[alias as usize].1, &atom.key)
                });
                let free = !covered[at..to].contains(&true) && (at..to).all(|at| !ground.valued[at]) && cased;
                let word = (at..to).all(|a| ground.known_word_at(a).is_none() || to - at > 3);
                if !free || !word {
                    at += 1;
                    continue;
                }
                let ids = &aliases[alias as usize].1;
                let id = if ids.len() == 1 { Some(ids[0]) } else { self.only_one(ids, i, at) };
                if let Some(id) = id {
                    let words = ground.text(self.reading.source, (at, to)).to_owned();
                    let entity = &mut self.reading.entities[id as usize];
                    entity.count += 1;
                    if entity.kind != Kind::Person || entity.names.is_empty() {
                        add_name(&mut entity.names, &words, tag_of(&ground.sentence.atoms, (at, to), tag));
                    }
                    covered[at..to].fill(true);
                    self.reading.mentions.push(Mention {
                        sentence: i,
                        from: at,
                        to,
                        form: Form::Name,
                        senses: vec![id],
                    });
                }
                at = to;
            }
        }
        self.reading.mentions.sort_by_key(|mention| (mention.sentence, mention.from, mention.to));
    }

    /// A listed family name means the person of that name whom the article names in full, if it names another one so.
    fn prefer_own(&mut self, aliases: &[(Vec<Symbol>, Vec<u32>)]) {
        let full: BTreeSet<u32> = self
            .reading
            .mentions
            .iter()
            .filter(|m| m.to - m.from > 1 || self.reading.is_chinese())
            .flat_map(|m| m.senses.clone())
            .collect();
        let article = self.reading.article;
        let upper = |mention: &Mention| {
            mention.to - mention.from == 1
                && article.sentences[mention.sentence].atoms[mention.from].case == Case::Upper
        };
        for i in 0..self.reading.mentions.len() {
            let mention = &self.reading.mentions[i];
            let listed = mention.senses.first().is_some_and(|sense| {
                let entity = &self.reading.entities[*sense as usize];
                (entity.kind == Kind::Person || upper(mention)) && entity.listed.is_some() && !full.contains(sense)
            });
            if mention.to - mention.from != 1 || !listed {
                continue;
            }
            let symbols = &self.reading.sentences[mention.sentence].symbols[mention.from..mention.to];
            let own = aliases.iter().find(|(phrase, _)| phrase == symbols).and_then(|(_, ids)| {
                ids.iter().copied().find(|id| {
                    (self.reading.entities[*id as usize].kind == Kind::Person || upper(mention))
                        && self.reading.entities[*id as usize].listed.is_none()
                })
            });
            if let Some(own) = own {
                self.reading.mentions[i].senses = vec![own];
            }
        }
    }

    /// Of several people of one family name, the one who alone was named in full before.
    fn only_one(&self, ids: &[u32], sentence: usize, at: usize) -> Option<u32> {
        // Of several bodies the one that was named first goes on under the short name.
        if ids.iter().all(|id| self.reading.entities[*id as usize].kind != Kind::Person) {
            return self
                .reading
                .mentions
                .iter()
                .find_map(|mention| mention.senses.iter().copied().find(|sense| ids.contains(sense)));
        }
        // A family that gave its name to a body: the short name is that of the body where it is the more often named.
        let body = ids.iter().copied().filter(|id| self.reading.entities[*id as usize].kind != Kind::Person);
        if let Some(body) = body.max_by_key(|id| self.reading.entities[*id as usize].count) {
            let rival = ids
                .iter()
                .filter(|id| self.reading.entities[**id as usize].kind == Kind::Person)
                .map(|id| self.reading.entities[*id as usize].count)
                .max();
            if rival.is_some_and(|rival| self.reading.entities[body as usize].count >= rival) {
                return Some(body);
            }
        }
        let mut before = ids.iter().copied().filter(|id| {
            let before = |mention: &Mention| (mention.sentence, mention.from) < (sentence, at);
            self.reading.mentions.iter().any(|mention| before(mention) && mention.senses.contains(id))
        });
        let first = before.next()?;
        before.next().is_none().then_some(first)
    }

    fn add_titles(&mut self, grounds: &[Ground<'_>], chinese: bool) {
        for (i, ground) in grounds.iter().enumerate() {
            let ends: Vec<usize> = self
                .reading
                .mentions
                .iter()
                .filter(|mention| mention.sentence == i)
                .map(|mention| mention.to)
                .collect();
            for ((from, to), concept, base) in titles::extended(ground, chinese, &ends) {
                let id = self.reading.titles.len() as u32;
                self.reading.titles.push(Title { sentence: i, from, to, concept, base });
                self.hits[i].push(Hit { from: from as u32, to: to as u32, what: What::Title(id) });
            }
        }
    }

    /// Pronouns, definite descriptions and groups of people.
    fn add_pointers(&mut self, grounds: &[Ground<'_>], chinese: bool) {
        let classes = &self.reading.recogniser.classes;
        let forms = [
            (classes.he, Form::He),
            (classes.she, Form::She),
            (classes.they, Form::They),
            (classes.it, Form::It),
            (classes.his, Form::His),
            (classes.her, Form::Her),
            (classes.its, Form::Its),
            (classes.their, Form::Their),
            (classes.government_noun, Form::Government),
            (classes.company_noun, Form::Company),
            (classes.person_noun, Form::Person),
        ];
        let tag = self.reading.article.language.tag();
        let mut groups: BTreeMap<String, u32> = BTreeMap::new();
        for (i, ground) in grounds.iter().enumerate() {
            let mut named = vec![false; ground.len()];
            for mention in self.reading.mentions.iter().filter(|mention| mention.sentence == i) {
                named[mention.from..mention.to].fill(true);
            }
            let mut found = Vec::new();
            for &((from, to), class) in &ground.words {
                if named[from..to].contains(&true) {
                    continue;
                }
                // Right in front of a name a description is part of what is said of it.
                if named.get(to) == Some(&true)
                    && (Some(class) == classes.person_noun
                        || Some(class) == classes.company_noun
                        || chinese && Some(class) == classes.group_noun)
                {
                    continue;
                }
                if let Some((_, form)) = forms.iter().find(|(id, _)| *id == Some(class)) {
                    // 'suspended her for a week': in front of a mark, a number or a preposition she is meant, not hers.
                    let object = *form == Form::Her
                        && !chinese
                        && (ground.kind(to) != Some(AtomKind::Word) || ground.is_member(classes.preposition, to));
                    let form = if object { &Form::She } else { form };
                    found.push(Mention { sentence: i, from, to, form: *form, senses: Vec::new() });
                } else if Some(class) == classes.group_noun {
                    let from = group_start(ground, from, chinese, &named);
                    let words = ground.text(self.reading.source, (from, to)).to_owned();
                    let entities = &mut self.reading.entities;
                    let id = *groups.entry(words.to_lowercase()).or_insert_with(|| {
                        entities.push(LocalEntity {
                            listed: None,
                            kind: Kind::Group,
                            names: vec![(words.clone(), tag)],
                            gender: None,
                            count: 0,
                        });
                        entities.len() as u32 - 1
                    });
                    entities[id as usize].count += 1;
                    found.push(Mention { sentence: i, from, to, form: Form::Group, senses: vec![id] });
                }
            }
            if !chinese {
                let mut at = 0;
                while at < ground.len() {
                    let nation = descriptions::nation_at(ground, at).filter(|(_, to)| !named[at..*to].contains(&true));
                    let Some((place, to)) = nation else {
                        at += 1;
                        continue;
                    };
                    let senses = vec![self.listed_entity(place)];
                    found.push(Mention { sentence: i, from: at, to, form: Form::Nation, senses });
                    at = to;
                }
                for description in descriptions::find(ground, &named) {
                    found.push(self.described(i, ground, &description, tag));
                }
            }
            found
                .sort_by_key(|mention| (mention.from, std::cmp::Reverse(mention.to), mention.form != Form::Government));
            let mut end = 0;
            for mention in found {
                // The adjective of a country goes on meaning it inside a description.
                if mention.form == Form::Nation {
                    self.reading.mentions.push(mention);
                } else if mention.from >= end {
                    end = mention.to;
                    self.reading.mentions.push(mention);
                }
            }
        }
        self.reading.mentions.sort_by_key(|mention| (mention.sentence, mention.from, std::cmp::Reverse(mention.to)));
    }

    /// A description as a mention: one that says whose body it is needs nothing said before. The government of a place
    /// is the place as far as it acts; another public body of it is a body that has no other name.
    fn described(
        &mut self,
        sentence: usize,
        ground: &Ground<'_>,
        description: &descriptions::Description,
        tag: &'static str,
    ) -> Mention {
        let (from, to) = description.stretch;
        let mut mention = Mention { sentence, from, to, form: description.form, senses: Vec::new() };
        if let Some(nation) = description.nation {
            if ground.word_at(to - 1, ground.classes.state_noun).is_some() {
                mention.senses = vec![self.listed_entity(nation)];
                return mention;
            }
            // 'The Dutch privacy regulator' is a body of its own where the article names no authority.
            let known = self.reading.mentions.iter().any(|other| {
                other.form == Form::Name
                    && other.sentence <= sentence
                    && other.senses.iter().any(|sense| self.reading.entities[*sense as usize].kind == Kind::Government)
            });
            if known {
                return mention;
            }
            return self.public_body(mention, (from + 1, to), ground, tag);
        }
        let Some(place) = description.place else { return mention };
        // The name of the place is part of the description.
        let within =
            |mention: &Mention| mention.sentence == sentence && place.0 <= mention.from && mention.to <= place.1;
        let Some(position) = self.reading.mentions.iter().position(within) else { return mention };
        if ground.word_at(to - 1, ground.classes.state_noun).is_some() {
            mention.senses.clone_from(&self.reading.mentions[position].senses);
            return mention;
        }
        self.public_body(mention, (from, to), ground, tag)
    }

    /// A body that has no name but its description.
    fn public_body(
        &mut self,
        mut mention: Mention,
        words: (usize, usize),
        ground: &Ground<'_>,
        tag: &'static str,
    ) -> Mention {
        let words = ground.text(self.reading.source, words).to_owned();
        let known = self.reading.entities.iter().position(|entity| entity.names.iter().any(|(name, _)| *name == words));
        let id = known.unwrap_or_else(|| {
            self.reading.entities.push(LocalEntity {
                listed: None,
                kind: Kind::Government,
                names: vec![(words, tag)],
                gender: None,
                count: 0,
            });
            self.reading.entities.len() - 1
        });
        self.reading.entities[id].count += 1;
        mention.form = Form::Name;
        mention.senses = vec![id as u32];
        mention
    }

    fn settle(mut self, raws: &[Vec<(Hit, Entry)>]) {
        for (id, mention) in self.reading.mentions.iter().enumerate() {
            self.hits[mention.sentence].push(Hit {
                from: mention.from as u32,
                to: mention.to as u32,
                what: What::Mention(id as u32),
            });
        }
        for (i, raw) in raws.iter().enumerate() {
            let names: Vec<(u32, u32)> = self
                .reading
                .mentions
                .iter()
                .filter(|m| m.sentence == i && m.form == Form::Name)
                .map(|m| (m.from as u32, m.to as u32))
                .collect();
            for (hit, entry) in raw {
                let what = match *entry {
                    Entry::Class(_) | Entry::Topic(_) => hit.what,
                    Entry::Entity { .. } | Entry::Title(_) => continue,
                };
                // A word inside a date is part of it: May is no verb there.
                if self.hits[i]
                    .iter()
                    .any(|time| matches!(time.what, What::Time(_)) && time.from <= hit.from && hit.to <= time.to)
                {
                    continue;
                }
                // A word inside a name is no word of its own.
                let inside = names
                    .iter()
                    .any(|(from, to)| hit.from < *to && *from < hit.to && !(hit.from <= *from && *to < hit.to));
                if !inside || matches!(what, What::Topic(_)) {
                    self.hits[i].push(*hit);
                }
            }
        }
        for (tagged, hits) in self.reading.sentences.iter_mut().zip(self.hits) {
            tagged.settle(hits);
        }
    }
}

/// A weak Han name counts only where it is a word of its own: on both sides a mark, a known word, or a function word.
pub(super) fn stands_alone(
    lexicon: &super::lexicon::Lexicon,
    classes: &super::tags::Classes,
    raw: &[(Hit, Entry)],
    sentence: &crate::segment::Sentence,
    from: usize,
    to: usize,
) -> bool {
    let stop = |at: usize| {
        let atom = &sentence.atoms[at];
        atom.kind != AtomKind::Han
            || classes.han_stop.is_some_and(|class| lexicon.has_member(class, lexicon.symbol(&atom.key)))
    };
    let word = |edge: &dyn Fn(&Hit) -> bool| {
        raw.iter().any(|(hit, entry)| {
            edge(hit) && hit.to - hit.from > 1 && matches!(entry, Entry::Class(_) | Entry::Title(_) | Entry::Topic(_))
        })
    };
    let left = from == 0 || stop(from - 1) || word(&|hit| hit.to as usize == from);
    let right = to >= sentence.atoms.len() || stop(to) || word(&|hit| hit.from as usize == to);
    left && right
}

/// Whether the entities are written with capitals, so that the same word in lower case is another one.
fn aliases_are_capital(entities: &[LocalEntity], ids: &[u32], key: &str) -> bool {
    ids.iter().any(|id| {
        entities[*id as usize].names.iter().any(|(name, _)| name.to_lowercase().contains(key) && !name.contains(key))
    })
}

fn add_name(names: &mut Vec<(String, &'static str)>, name: &str, tag: &'static str) {
    if !names.iter().any(|(known, _)| known == name) {
        let longer = names
            .first()
            .is_some_and(|(first, first_tag)| *first_tag == tag && name.chars().count() > first.chars().count());
        let at = if longer { 0 } else { names.len() };
        names.insert(at, (name.to_owned(), tag));
    }
}

/// ', the consumers' association,': an aside behind a word says what body it is.
fn introduces(ground: &Ground<'_>, to: usize) -> bool {
    let classes = ground.classes;
    if ground.key(to) != "," {
        return false;
    }
    let aside = (to + 1..(to + 9).min(ground.len())).take_while(|at| !matches!(ground.key(*at), "," | "." | ";"));
    let end = aside.clone().last().map_or(to, |at| at + 1);
    let noun = aside.clone().any(|at| ground.word_at(at, classes.body_noun).is_some());
    let verb = aside
        .clone()
        .any(|at| ground.word_at(at, classes.finite).is_some() || ground.word_at(at, classes.say).is_some());
    ground.key(end) == "," && noun && !verb
}

/// Names of two words and more that go on elsewhere with endings of bodies: Hollow Ridge, and Hollow Ridge Games.
fn full_names(grounds: &[Ground<'_>], discovered: &[(usize, Candidate)], source: &str) -> BTreeMap<String, String> {
    let mut full = BTreeMap::new();
    for (i, candidate) in discovered {
        let ground = &grounds[*i];
        let (from, to) = candidate.name;
        if ground.kind(from) != Some(AtomKind::Word) || candidate.kind == Some(Kind::Person) {
            continue;
        }
        let endings = (from + 2..to).rev().take_while(|at| ground.is_member(ground.classes.org_suffix, *at));
        for end in endings {
            let short = fold_name(ground.text(source, (from, end)));
            full.entry(short).or_insert_with(|| fold_name(ground.text(source, candidate.name)));
        }
    }
    full
}

/// The language of a name: its script decides.
fn tag_of(atoms: &[Atom], stretch: (usize, usize), tag: &'static str) -> &'static str {
    if atoms[stretch.0..stretch.1].iter().any(|atom| atom.kind == AtomKind::Han) || !tag.starts_with("zh") {
        tag
    } else {
        "en"
    }
}

fn fold_name(name: &str) -> String {
    crate::segment::atoms::keys(name).join(" ")
}

/// 'Ms' and 'Mr' tell the gender; the class lists men's forms first.
fn gender_before(ground: &Ground<'_>, from: usize) -> Option<char> {
    let key = ground.key(from.checked_sub(1)?);
    let key = if key == "." { ground.key(from.checked_sub(2)?) } else { key };
    if ground.lexicon.is_member("male-title", key) {
        Some('m')
    } else if ground.lexicon.is_member("female-title", key) {
        Some('f')
    } else {
        None
    }
}

/// Where a group of people begins: the words in front of the noun that tell which people. Only listed words do in
/// Chinese, where a verb may stand in front as well: in 照顧員工 it is no part of the group.
fn group_start(ground: &Ground<'_>, noun: usize, chinese: bool, named: &[bool]) -> usize {
    let classes = ground.classes;
    let modifier = ground.lexicon.class("group-modifier");
    let mut from = noun;
    while from > 0 && noun - from < if chinese { 6 } else { 3 } {
        let at = from - 1;
        let fits = if chinese {
            let front = (at.saturating_sub(3)..at).find(|start| {
                [modifier, classes.group_noun, classes.nationality]
                    .iter()
                    .any(|class| ground.word_at(*start, *class) == Some(from))
            });
            front.filter(|start| !named[*start..from].contains(&true) && !ground.valued[*start])
        } else {
            (ground.is_member(modifier, at) || ground.is_member(classes.nationality, at)).then_some(at)
        };
        let Some(front) = fits else {
            // A name right in front tells whose people they are: 'Acme employees', 俄羅斯官員.
            if named[at]
                && let Some((start, _)) = ground.listed_ending(from)
            {
                return start;
            }
            break;
        };
        from = front;
    }
    from
}
