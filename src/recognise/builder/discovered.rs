//! Names that no lexicon has: which of them to believe, and what they are names of.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::{Builder, add_name, tag_of};
use crate::fact::Kind;
use crate::recognise::chinese_bodies;
use crate::recognise::ground::{Candidate, Ground};
use crate::recognise::imported::Meaning;
use crate::recognise::lexicon::{Entry, Symbol, Trie, UNKNOWN};
use crate::recognise::reading::{Form, LocalEntity, Mention};
use crate::segment::Part;
use crate::segment::atoms::{Case, Key, Kind as AtomKind};
use crate::text::Language;

impl<'a> Builder<'_, 'a> {
    /// Brings the names of imported lexicons together with those that have the form of names: the longer one counts,
    /// and of two that cross each other the one that a lexicon knows.
    pub(super) fn join_imported(&mut self, sentence: usize, candidates: &mut Vec<Candidate>) {
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
    pub(super) fn imported_entity(&mut self, sentence: usize, candidate: &Candidate) -> Option<u32> {
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
    pub(super) fn believable(
        &self,
        grounds: &[Ground<'_>],
        candidates: Vec<(usize, Candidate)>,
    ) -> Vec<(usize, Candidate)> {
        let chinese = self.reading.is_chinese();
        let mut inside: BTreeSet<String> = BTreeSet::new();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut parts: FxHashSet<Key> = FxHashSet::default();
        let mut opening: BTreeSet<String> = BTreeSet::new();
        let mut acting: BTreeSet<String> = BTreeSet::new();
        let lexicon = &self.reading.recogniser.lexicon;
        for (i, candidate) in &candidates {
            let ground = &grounds[*i];
            let name = ground.folded(candidate.name);
            *counts.entry(name.clone()).or_default() += 1;
            if !candidate.opens(ground) {
                inside.insert(name.clone());
            }
            let (from, to) = candidate.name;
            if ground.kind(from) == Some(AtomKind::Han) && (from == 0 || ground.kind(from - 1) == Some(AtomKind::Mark))
            {
                if ground.acts_at(to) || ground.valued.get(to) == Some(&true) || ground.acts_behind(to) {
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
                let name = ground.folded(candidate.name);
                if ground.kind(from) == Some(AtomKind::Word) && to == from + 1 {
                    if own.contains(&name) {
                        return true;
                    }
                    // 'Klarnas vd': in Swedish the owner's name has no mark but its last letter.
                    let stem = name.strip_suffix('s').filter(|_| self.reading.article.language == Language::Swedish);
                    if stem.is_some_and(|stem| lexicon.symbol(stem) != UNKNOWN || self.own.contains_key(stem)) {
                        return false;
                    }
                    // Only names have capitals inside: SunFlo.
                    let text = ground.text(self.reading.source, candidate.name);
                    let inner = text.contains(char::is_lowercase)
                        && text.chars().skip(1).any(char::is_uppercase)
                        && !text.contains('-');
                    if inner && !chinese && !parts.contains(name.as_str()) {
                        return true;
                    }
                    let said = ground.word_at(to, ground.classes.say).is_some();
                    // Chinese has no capitals at the beginning of a sentence.
                    return !parts.contains(name.as_str())
                        && (chinese
                            || inside.contains(&name)
                            || said
                            || introduces(ground, to)
                            || acts_as_acronym(ground, from)
                            || heads(ground, to)
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
    pub(super) fn repeated<'g>(
        &self,
        grounds: &'g [Ground<'_>],
        candidates: &[(usize, Candidate)],
    ) -> FxHashSet<&'g [Symbol]> {
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
    pub(super) fn own_words(&self, grounds: &[Ground<'_>], candidates: &[(usize, Candidate)]) -> BTreeSet<String> {
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
    pub(super) fn add_discovered(&mut self, grounds: &[Ground<'_>], discovered: &[(usize, Candidate)]) {
        let tag = self.reading.article.language.tag();
        let mut kinds: BTreeMap<String, Vec<Option<Kind>>> = BTreeMap::new();
        for (i, candidate) in discovered {
            kinds.entry(grounds[*i].folded(candidate.name)).or_default().push(candidate.kind);
        }
        let alone = self.single_capitals();
        let places = self.places(grounds, discovered);
        let platforms = if self.reading.is_chinese() { platforms(grounds, discovered) } else { BTreeSet::new() };
        let mut full = full_names(grounds, discovered);
        full.extend(self.short_names(&kinds));
        full.extend(parts_of_names(grounds, discovered, &kinds));
        full.extend(short_of_quoted(grounds, discovered, &kinds));
        let mut by_name: BTreeMap<String, u32> = BTreeMap::new();
        for (i, candidate) in discovered {
            let ground = &grounds[*i];
            let name = ground.text(self.reading.source, candidate.name).to_owned();
            let folded = ground.folded(candidate.name);
            let folded = full.get(&folded).cloned().unwrap_or(folded);
            let other =
                candidate.other.map(|other| (ground.text(self.reading.source, other).to_owned(), ground.folded(other)));
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
                    .or_else(|| self.same_person(ground, part, candidate.other))
            });
            let votes = kinds.get(&folded).map_or(&[][..], Vec::as_slice);
            let kind = [Kind::Person, Kind::Organization]
                .into_iter()
                .max_by_key(|kind| votes.iter().filter(|vote| **vote == Some(*kind)).count())
                .filter(|kind| votes.contains(&Some(*kind)))
                .map(|kind| match kind {
                    // 衛生局 is an authority wherever one place tells it.
                    Kind::Organization if votes.contains(&Some(Kind::Government)) => Kind::Government,
                    _ => kind,
                })
                .or_else(|| votes.iter().copied().flatten().next())
                .or_else(|| places.contains(&folded).then_some(Kind::Place))
                .unwrap_or_else(|| self.called_later(ground, candidate, &alone));
            let kind = if kind == Kind::Organization && platforms.contains(&folded) { Kind::Platform } else { kind };
            let known = by_name
                .get(&folded)
                .copied()
                .or_else(|| other.as_ref().and_then(|(_, folded)| by_name.get(folded).copied()));
            let imported = self.imported_entity(*i, candidate);
            let id = match (listed, imported.or(known)) {
                (Some(senses), _) => self.listed_entity(senses[0]),
                (None, Some(id)) => id,
                (None, None) => {
                    let person = kind == Kind::Person && !self.reading.is_chinese();
                    let gender = gender_before(ground, candidate.stretch.0)
                        .or_else(|| gender_of(ground, candidate.name.0).filter(|_| person));
                    self.reading.entities.push(LocalEntity { listed: None, kind, names: Vec::new(), gender, count: 0 });
                    self.reading.entities.len() as u32 - 1
                }
            };
            by_name.insert(folded, id);
            let symbols = |stretch: (usize, usize)| self.reading.sentences[*i].symbols[stretch.0..stretch.1].to_vec();
            let name_symbols = symbols(candidate.name);
            self.aliases.entry(name_symbols).or_default().insert(id);
            let name_tag = tag_of(&ground.sentence.atoms, candidate.name, tag);
            if let (Some((other, folded)), Some(stretch)) = (other, candidate.other) {
                by_name.insert(folded, id);
                let other_symbols = symbols(stretch);
                let short = other.chars().count() <= 6 && other.chars().all(char::is_uppercase);
                let entity = &mut self.reading.entities[id as usize];
                if !short && entity.listed.is_none() {
                    // The fullest name, and the one that other languages share, is the one in Latin letters.
                    entity.names.insert(0, (other, "en"));
                    entity.names.dedup();
                } else {
                    add_name(&mut entity.names, &other, "en");
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
    pub(super) fn single_capitals(&self) -> FxHashSet<&'a str> {
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
    pub(super) fn called_later(&self, ground: &Ground<'_>, candidate: &Candidate, alone: &FxHashSet<&str>) -> Kind {
        let (from, to) = candidate.name;
        let personal = (2..=4).contains(&(to - from))
            && (from..to)
                .all(|at| ground.kind(at) == Some(AtomKind::Word) && ground.sentence.atoms[at].case == Case::Title);
        if personal && !self.reading.is_chinese() && self.honoured(ground.key(to - 1)) {
            return Kind::Person;
        }
        if personal && alone.contains(ground.key(to - 1)) && !alone.contains(ground.key(from)) {
            Kind::Person
        } else {
            Kind::Organization
        }
    }

    /// Of discovered Chinese bodies those whose names are the short forms of others: 桃江銀 of 桃江銀行.
    pub(super) fn short_names(&self, kinds: &BTreeMap<String, Vec<Option<Kind>>>) -> BTreeMap<String, String> {
        let mut full = BTreeMap::new();
        if !self.reading.is_chinese() {
            return full;
        }
        let body = |votes: &[Option<Kind>]| !votes.contains(&Some(Kind::Person));
        for (name, _) in kinds.iter().filter(|(_, votes)| body(votes)) {
            let keys = crate::segment::atoms::keys(name);
            for form in chinese_bodies::short_forms(self.reading.recogniser, &keys) {
                let form = form.join(" ");
                if kinds.get(&form).is_some_and(|votes| body(votes)) {
                    full.entry(form).or_insert_with(|| name.clone());
                }
            }
        }
        full
    }
}

/// 'HVRA issued': an acronym of its own in front of a verb in small letters.
fn acts_as_acronym(ground: &Ground<'_>, at: usize) -> bool {
    let upper = ground.sentence.atoms[at].case == Case::Upper && ground.key(at).len() > 2;
    let behind = ground.sentence.atoms.get(at + 1);
    let word = behind.is_some_and(|atom| atom.kind == AtomKind::Word && atom.case == Case::Lower && atom.spaced);
    at == 0
        && upper
        && word
        && !ground.shouting
        && ground.sentence.part == Part::Body
        && [ground.classes.finite, ground.classes.relative_verb].iter().any(|class| ground.word_at(1, *class).is_some())
}

/// 'NDP lawmaker Jane Roe': a title and a name behind a word.
fn heads(ground: &Ground<'_>, to: usize) -> bool {
    let name = |at: usize| ground.sentence.atoms.get(at).is_some_and(|atom| atom.case == Case::Title && atom.spaced);
    ground.title_starting(to).is_some_and(|(_, end)| name(end) && name(end + 1))
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
    // ', Denmark's largest chain,': a mark of possession is no verb.
    let finite = |at: usize| ground.word_at(at, classes.finite).is_some() && !ground.is_member(classes.possessive, at);
    let verb = aside.clone().any(|at| finite(at) || ground.word_at(at, classes.say).is_some());
    ground.key(end) == "," && noun && !verb
}

/// Names that are parts of others: of two words and more that go on elsewhere with endings of bodies, as Hollow Ridge and Hollow
/// Ridge Games; behind a word for a kind of body, as Alba and Editora Alba; and family names of two words.
fn full_names(grounds: &[Ground<'_>], discovered: &[(usize, Candidate)]) -> BTreeMap<String, String> {
    let mut full = BTreeMap::new();
    for (i, candidate) in discovered {
        let ground = &grounds[*i];
        let (from, to) = candidate.name;
        if ground.kind(from) != Some(AtomKind::Word) {
            continue;
        }
        if candidate.kind == Some(Kind::Person) {
            if to - from == 3 && ground.sentence.part == Part::Body {
                full.entry(ground.folded((from + 1, to))).or_insert_with(|| ground.folded(candidate.name));
            }
            continue;
        }
        let genre =
            ground.is_member(ground.classes.org_suffix, from) && !ground.is_member(ground.classes.org_suffix, to - 1);
        if genre && to - from == 2 && ground.key(to - 1).chars().count() > 3 {
            full.entry(ground.folded((from + 1, to))).or_insert_with(|| ground.folded(candidate.name));
        }
        let endings = (from + 2..to).rev().take_while(|at| ground.is_member(ground.classes.org_suffix, *at));
        for end in endings {
            full.entry(ground.folded((from, end))).or_insert_with(|| ground.folded(candidate.name));
        }
    }
    full
}

/// Names in front of which a noun for a service stands somewhere: 短影音平台Acme is the service, and no company.
fn platforms(grounds: &[Ground<'_>], discovered: &[(usize, Candidate)]) -> BTreeSet<String> {
    let mut platforms = BTreeSet::new();
    for (i, candidate) in discovered.iter().filter(|(_, candidate)| candidate.kind != Some(Kind::Person)) {
        let ground = &grounds[*i];
        if ground.word_ending(candidate.stretch.0, ground.classes.platform_noun) {
            platforms
                .extend([Some(candidate.name), candidate.other].into_iter().flatten().map(|part| ground.folded(part)));
        }
    }
    platforms
}

/// Beginnings of names that stand in quotation marks somewhere and go on without their ends: 登峰 of 「登峰文理」.
fn short_of_quoted(
    grounds: &[Ground<'_>],
    discovered: &[(usize, Candidate)],
    kinds: &BTreeMap<String, Vec<Option<Kind>>>,
) -> BTreeMap<String, String> {
    let mut full = BTreeMap::new();
    for (i, candidate) in discovered {
        let ground = &grounds[*i];
        let (from, to) = candidate.name;
        let quoted = candidate.stretch.0 < from && matches!(ground.key(candidate.stretch.0), "「" | "“");
        let han = (from..to).all(|at| ground.kind(at) == Some(AtomKind::Han));
        if !quoted || !han || to - from < 4 || candidate.kind == Some(Kind::Person) {
            continue;
        }
        for end in from + 2..to {
            let short = ground.folded((from, end));
            if kinds.get(&short).is_some_and(|votes| !votes.contains(&Some(Kind::Person))) {
                full.entry(short).or_insert_with(|| ground.folded(candidate.name));
            }
        }
    }
    full
}

/// The parts of foreign names under which people go on, where one person alone bears them: 馬列克 of 阿格涅什卡·馬列克.
fn parts_of_names(
    grounds: &[Ground<'_>],
    discovered: &[(usize, Candidate)],
    kinds: &BTreeMap<String, Vec<Option<Kind>>>,
) -> BTreeMap<String, String> {
    let mut parts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (i, candidate) in discovered.iter().filter(|(_, candidate)| candidate.kind == Some(Kind::Person)) {
        let ground = &grounds[*i];
        let (from, to) = candidate.name;
        let joins = |at: &usize| ground.kind(*at) == Some(AtomKind::Mark);
        let (first, last) = ((from..to).find(joins), (from..to).rev().find(joins));
        let (Some(first), Some(last)) = (first, last) else { continue };
        for part in [(from, first), (last + 1, to)] {
            let name = ground.folded(part);
            let foreign = || (part.0..part.1).all(|at| ground.is_member(ground.classes.translit, at));
            let person = kinds.get(&name).is_some_and(|votes| votes.contains(&Some(Kind::Person)) || foreign());
            if part.1 - part.0 > 1 && person {
                parts.entry(name).or_default().insert(ground.folded(candidate.name));
            }
        }
    }
    let one = |names: BTreeSet<String>| if names.len() == 1 { names.into_iter().next() } else { None };
    parts.into_iter().filter_map(|(part, names)| one(names).map(|name| (part, name))).collect()
}

/// A given name that only women bear, or only men.
fn gender_of(ground: &Ground<'_>, from: usize) -> Option<char> {
    let first = ground.key(from).split('-').next().unwrap_or_default();
    let is = |class| ground.lexicon.is_member(class, ground.key(from)) || ground.lexicon.is_member(class, first);
    match (is(ground.classes.given_female), is(ground.classes.given_male)) {
        (true, false) => Some('f'),
        (false, true) => Some('m'),
        _ => None,
    }
}

/// 'Ms' and 'Mr' tell the gender.
fn gender_before(ground: &Ground<'_>, from: usize) -> Option<char> {
    let key = ground.key(from.checked_sub(1)?);
    let key = if key == "." { ground.key(from.checked_sub(2)?) } else { key };
    if ground.lexicon.is_member(ground.classes.male_title, key) {
        Some('m')
    } else if ground.lexicon.is_member(ground.classes.female_title, key) {
        Some('f')
    } else {
        None
    }
}
