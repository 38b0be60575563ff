//! Names that no lexicon has: what they are names of, and the entities that they make.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::{Builder, add_name, tag_of};
use crate::fact::Kind;
use crate::recognise::ground::{Candidate, Ground};
use crate::recognise::imported::Meaning;
use crate::recognise::lexicon::{ClassId, Symbol};
use crate::recognise::reading::{Form, LocalEntity, Mention};
use crate::recognise::{chinese_names, latin_names};
use crate::segment::Part;
use crate::segment::atoms::{Case, Kind as AtomKind};

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

    /// 'Superior Electoral Court (TSE)': the letters behind a listed name are what its bearer goes by in the article.
    pub(super) fn define_acronyms(&mut self, grounds: &[Ground<'_>], discovered: &mut Vec<(usize, Candidate)>) {
        if self.reading.is_chinese() {
            return;
        }
        let mut defined: BTreeMap<&str, (u32, Symbol)> = BTreeMap::new();
        for ground in grounds {
            for (stretch, senses) in &ground.listed {
                let at = stretch.1 + 1;
                let short = stretch.1 - stretch.0 > 1 && is_acronym(ground, self.reading.source, at);
                let free = ground.listed_over(at).is_none();
                let body = senses
                    .iter()
                    .copied()
                    .find(|index| self.reading.recogniser.lexicon.kinds[*index as usize].is_body());
                if let Some(index) = body.filter(|_| short && free) {
                    let id = self.listed_entity(index);
                    defined.entry(ground.key(at)).or_insert((id, ground.symbols[at]));
                }
            }
        }
        discovered.retain(|(i, candidate)| {
            let (from, to) = candidate.name;
            to != from + 1 || !defined.contains_key(grounds[*i].key(from))
        });
        for (id, symbol) in defined.into_values() {
            self.aliases.entry(vec![symbol]).or_default().insert(id);
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

    /// Brings the candidates of the whole article together: one entity a name, its kind by the clearest of its places.
    pub(super) fn add_discovered(&mut self, grounds: &[Ground<'_>], discovered: &[(usize, Candidate)]) {
        let tag = self.reading.article.language.tag();
        let mut kinds: BTreeMap<String, Vec<Option<Kind>>> = BTreeMap::new();
        for (i, candidate) in discovered {
            kinds.entry(grounds[*i].folded(candidate.name)).or_default().push(candidate.kind);
        }
        let alone = self.single_capitals();
        let places = self.places(grounds, discovered);
        let classes = &self.reading.recogniser.classes;
        let called = |noun| match self.reading.is_chinese() {
            true => called(grounds, discovered, noun),
            false => BTreeSet::new(),
        };
        let (platforms, products) = (called(classes.platform_noun), called(classes.model_noun));
        let full = self.fuller_names(grounds, discovered, &kinds);
        let short = self.short_of_listed(grounds);
        let chinese = self.reading.is_chinese();
        let with_latin =
            discovered.iter().filter(|(_, c)| chinese && c.other.is_some() && c.kind == Some(Kind::Person));
        let glossed: BTreeMap<String, Vec<u32>> = with_latin
            .filter_map(|(i, c)| Some((grounds[*i].folded(c.name), self.listed_senses(&grounds[*i], c)?)))
            .collect();
        let voted: BTreeMap<&String, Option<Kind>> = kinds.iter().map(|(name, votes)| (name, voted(votes))).collect();
        let mut by_name: BTreeMap<String, u32> = BTreeMap::new();
        for (i, candidate) in discovered {
            let ground = &grounds[*i];
            let name = ground.text(self.reading.source, candidate.name).to_owned();
            let folded = ground.folded(candidate.name);
            let folded = full.get(&folded).cloned().unwrap_or(folded);
            let other =
                candidate.other.map(|other| (ground.text(self.reading.source, other).to_owned(), ground.folded(other)));
            // 西特倫退任CEO: a headline has the name alone of whom the text tells as 西特倫（Jason Citron）.
            let told = || glossed.get(&folded).filter(|_| other.is_none()).cloned();
            let listed = self.listed_senses(ground, candidate).or_else(told);
            let kind = voted
                .get(&folded)
                .copied()
                .flatten()
                .or_else(|| places.contains(&folded).then_some(Kind::Place))
                .unwrap_or_else(|| self.called_later(ground, candidate, &alone));
            let kind = match kind {
                Kind::Organization if platforms.contains(&folded) => Kind::Platform,
                Kind::Organization if products.contains(&folded) => Kind::Product,
                _ => kind,
            };
            // 古隆（Prithvi Gurung） is not the 古隆（Sudan Gurung） that was named before: the name in Latin letters tells.
            let same = other.as_ref().and_then(|(_, folded)| by_name.get(folded).copied());
            let namesake = |id: &u32| {
                let han = |name: &str| name.chars().any(crate::segment::atoms::is_han);
                let full = |name: &str| self.reading.is_chinese() && name.contains(' ') && !han(name);
                let told = |(name, _): &(String, &str)| full(name);
                let new = other.as_ref().is_some_and(|(name, _)| full(name));
                same.is_none() && new && self.reading.entities[*id as usize].names.iter().any(told)
            };
            let company = || short.get(&folded).copied().filter(|_| other.is_none() && kind != Kind::Person);
            let known = same.or_else(|| by_name.get(&folded).copied().filter(|id| !namesake(id))).or_else(company);
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
                let latin = !other.chars().any(crate::segment::atoms::is_han);
                let entity = &mut self.reading.entities[id as usize];
                if !latin {
                    add_name(&mut entity.names, &other, tag);
                } else if !short && entity.listed.is_none() {
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
            // 'The Independent Harbour Union' is not The Independent.
            let articled = |mention: &Mention| {
                mention.from + 1 == candidate.stretch.0
                    && mention.to > candidate.stretch.0
                    && mention.to < candidate.stretch.1
                    && ground.is_member(ground.classes.article, mention.from)
            };
            self.reading.mentions.retain(|mention| {
                !(mention.sentence == *i
                    && mention.form == Form::Name
                    && (candidate.stretch.0 <= mention.from || articled(mention))
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

    /// The listed entities that a name, or the one in parentheses behind it, may mean.
    fn listed_senses(&self, ground: &Ground<'_>, candidate: &Candidate) -> Option<Vec<u32>> {
        // An acronym that is defined here means what it is defined as, whoever else is called so.
        let defined = |part: &(usize, usize)| {
            !self.reading.is_chinese()
                && Some(*part) == candidate.other
                && part.1 - part.0 == 1
                && ground.sentence.atoms[part.0].case == Case::Upper
        };
        let parts = [candidate.other, Some(candidate.name)].into_iter().flatten().filter(|part| !defined(part));
        parts.into_iter().find_map(|part| {
            let exact = ground.listed.iter().find(|(stretch, _)| *stretch == part).map(|(_, senses)| senses.clone());
            exact.or_else(|| self.same_person(ground, part, candidate.other))
        })
    }

    /// 'In May The Harbour reported': bodies whose names have an article.
    pub(super) fn add_articles(&mut self, grounds: &[Ground<'_>], discovered: &[(usize, Candidate)]) {
        for (i, candidate) in discovered.iter().filter(|(i, c)| latin_names::articled(&grounds[*i], c.name.0)) {
            let at = |m: &&Mention| m.sentence == *i && (m.from, m.to) == candidate.stretch && m.senses.len() == 1;
            let Some(id) = self.reading.mentions.iter().find(at).map(|m| m.senses[0]) else { continue };
            let name = format!("The {}", grounds[*i].text(self.reading.source, candidate.name));
            let entity = &mut self.reading.entities[id as usize];
            if entity.listed.is_none() && entity.kind.is_body() && !entity.names.iter().any(|(known, _)| *known == name)
            {
                entity.names.push((name, "en"));
            }
        }
    }

    /// What listed companies that a Chinese article names in full are called besides: 信實 where it names 信實工業 too.
    fn short_of_listed(&self, grounds: &[Ground<'_>]) -> BTreeMap<String, u32> {
        let mut short = BTreeMap::new();
        for ground in grounds.iter().filter(|_| self.reading.is_chinese()) {
            for ((from, to), senses) in &ground.listed {
                let keys: Vec<_> = ground.sentence.atoms[*from..*to].iter().map(|atom| atom.key.clone()).collect();
                let company = senses.iter().find(|index| {
                    let kind = self.reading.recogniser.lexicon.kinds[**index as usize];
                    matches!(kind, Kind::Corporation | Kind::Organization)
                });
                if let (Some(index), Some(plain)) =
                    (company, chinese_names::without_trade(self.reading.recogniser, &keys))
                    && let Some(id) = self.listed.get(index)
                {
                    short.entry(plain.join(" ")).or_insert(*id);
                }
            }
        }
        short
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
    fn called_later(&self, ground: &Ground<'_>, candidate: &Candidate, alone: &FxHashSet<&str>) -> Kind {
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
}

/// What a name is about, by what its places tell.
fn voted(votes: &[Option<Kind>]) -> Option<Kind> {
    let most = [Kind::Person, Kind::Organization]
        .into_iter()
        .max_by_key(|kind| votes.iter().filter(|vote| **vote == Some(*kind)).count())
        .filter(|kind| votes.contains(&Some(*kind)));
    match most {
        // 衛生局 is an authority wherever one place tells it.
        Some(Kind::Organization) if votes.contains(&Some(Kind::Government)) => Some(Kind::Government),
        Some(kind) => Some(kind),
        None => votes.iter().copied().flatten().next(),
    }
}

/// Names in front of which a noun for a service or a thing stands somewhere: 短影音平台Acme is the service, and no company.
fn called(grounds: &[Ground<'_>], discovered: &[(usize, Candidate)], noun: Option<ClassId>) -> BTreeSet<String> {
    let mut called = BTreeSet::new();
    for (i, candidate) in discovered.iter().filter(|(_, candidate)| candidate.kind != Some(Kind::Person)) {
        let ground = &grounds[*i];
        if ground.word_ending(candidate.stretch.0, noun) {
            called
                .extend([Some(candidate.name), candidate.other].into_iter().flatten().map(|part| ground.folded(part)));
        }
    }
    called
}

/// A word between parentheses with two capitals or more: (TSE), (BfJ). It is not the first atom.
fn is_acronym(ground: &Ground<'_>, source: &str, at: usize) -> bool {
    let word = || ground.text(source, (at, at + 1));
    let capitals = || word().chars().filter(|c| c.is_uppercase()).count();
    at < ground.len()
        && ground.key(at - 1) == "("
        && ground.key(at + 1) == ")"
        && ground.kind(at) == Some(AtomKind::Word)
        && (2..=8).contains(&word().chars().count())
        && capitals() > 1
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
