//! Reads an article step by step: what is listed, what is found by form, what else those are called, what points to them.

mod aliases;
mod authorities;
mod believable;
mod discovered;
mod full_names;
mod marks;
mod pointers;
mod recurring;
mod surnames;

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::recognise::date::{Clock, TimePoint};
use crate::recognise::ground::{Candidate, Ground};
use crate::recognise::imported::Meaning;
use crate::recognise::lexicon::{Entry, Symbol, UNKNOWN};
use crate::recognise::number::Measure;
use crate::recognise::reading::{Form, LocalEntity, Mention, Reading, Title};
use crate::recognise::tags::{Hit, Tagged, What};
use crate::recognise::{chinese_names, imported, latin_names, titles};
use crate::segment::Part;
use crate::segment::atoms::{Atom, Case, Kind as AtomKind};

/// Recognises everything in the reading's article.
pub(super) fn build(reading: &mut Reading<'_>) {
    let builder = Builder {
        reading,
        hits: Vec::new(),
        own: FxHashMap::default(),
        aliases: BTreeMap::new(),
        listed: BTreeMap::new(),
        imported: imported::Names::new(),
        meanings: BTreeMap::new(),
    };
    builder.build();
}

struct Builder<'r, 'a> {
    reading: &'r mut Reading<'a>,
    hits: Vec<Vec<Hit>>,
    /// Symbols of the article's words that the lexicon does not have.
    own: FxHashMap<&'a str, Symbol>,
    /// Symbols of a name, and the entities that are called so in this article.
    aliases: BTreeMap<Vec<Symbol>, BTreeSet<u32>>,
    listed: BTreeMap<u32, u32>,
    /// Names that imported lexicons have, and the entities of the article that they mean.
    imported: imported::Names,
    meanings: BTreeMap<Meaning, u32>,
}

impl<'a> Builder<'_, 'a> {
    pub(super) fn build(mut self) {
        let article = self.reading.article;
        let recogniser = self.reading.recogniser;
        let lexicon = &recogniser.lexicon;
        let mut next = lexicon.symbol_count();
        let mut raws = Vec::new();
        let mut clock = Clock::new(self.reading.published);
        let own = self.reading.article_text();
        let local = recogniser.numbers.local_currency(article.language.tag(), own);
        let shared = recogniser.numbers.shared_currencies(own);
        let mut lower: FxHashSet<&str> = FxHashSet::default();
        let mut valued = Vec::new();
        for sentence in &article.sentences {
            let mut symbols = Vec::with_capacity(sentence.atoms.len());
            for atom in &sentence.atoms {
                let symbol = match lexicon.symbol(&atom.key) {
                    UNKNOWN => *self.own.entry(atom.key.as_str()).or_insert_with(|| {
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
            let times: Vec<_> = times.into_iter().filter(|time| !self.given_name(&sentence.atoms, time)).collect();
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
            let mut quantities = recogniser.numbers.quantities(&sentence.atoms, local, |at| taken[at]);
            for quantity in quantities.iter_mut().filter(|quantity| quantity.to > quantity.from + 1) {
                let at = [quantity.from, quantity.from + 1, quantity.to - 2, quantity.to - 1];
                let [sign, figure, front, word] = at.map(|at| &sentence.atoms[at]);
                // 'Danish kroner' says itself whose money it is, and so does '$A5'.
                let word = shared.get(word.key.as_str()).filter(|_| front.case != Case::Title);
                let sign = || shared.get(sign.key.as_str()).filter(|_| figure.kind == AtomKind::Number);
                let here = word.or_else(sign);
                if let (Measure::Money(code), Some(here)) = (&mut quantity.measure, here) {
                    (*here).clone_into(code);
                }
            }
            recogniser.numbers.carry(&sentence.atoms, &mut quantities);
            let mut hits = Vec::new();
            let mut values = vec![false; sentence.atoms.len()];
            let mut take = |from: usize, to: usize, what: What| {
                values[from..to].fill(true);
                hits.push(Hit { from: from as u32, to: to as u32, what });
            };
            for time in times {
                take(time.from, time.to, What::Time(self.reading.times.len() as u32));
                self.reading.times.push(time);
            }
            for quantity in quantities {
                take(quantity.from, quantity.to, What::Quantity(self.reading.quantities.len() as u32));
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
        if chinese {
            self.add_recurring(&grounds, &mut discovered);
            recurring::extend_people(&grounds, &mut discovered);
            recurring::extend_brands(&grounds, &mut discovered);
        }
        let mut discovered = self.believable(&grounds, discovered);
        self.define_acronyms(&grounds, &mut discovered);
        self.keep_marks(&grounds, &mut discovered);
        self.add_discovered(&grounds, &discovered);
        self.add_family_names();
        self.find_aliases(&grounds);
        if chinese {
            self.add_surnames(&grounds);
        }
        self.add_titles(&grounds, chinese);
        self.add_pointers(&grounds, chinese);
        if chinese {
            self.take_quotes();
        }
        self.settle(&raws);
    }

    /// A month that stands alone in front of a capital is a given name: June Diaz, Jun Garcia; 'In June Acme' is none.
    fn given_name(&self, atoms: &[Atom], time: &TimePoint) -> bool {
        let lexicon = &self.reading.recogniser.lexicon;
        let word = |at: usize| atoms.get(at).filter(|atom| atom.kind == AtomKind::Word);
        let name = |at: usize| word(at).is_some_and(|atom| atom.case == Case::Title);
        let classes = &self.reading.recogniser.classes;
        let given = [classes.given_names, classes.weak_given];
        let month = name(time.from)
            && time.to == time.from + 1
            && given.iter().any(|class| lexicon.is_member(*class, &atoms[time.from].key));
        let spaced = |at: usize| atoms.get(at).is_some_and(|atom| atom.spaced);
        let front = time.from.checked_sub(1).and_then(|at| atoms.get(at));
        let opens = front.is_none_or(|atom| {
            atom.kind == AtomKind::Mark
                || atom.kind == AtomKind::Word && lexicon.is_member(classes.before_given_name, &atom.key)
        });
        let follows = name(time.to) && spaced(time.to) && !lexicon.is_member(classes.not_name, &atoms[time.to].key);
        !self.reading.is_chinese() && month && opens && follows
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

    pub(super) fn listed_entity(&mut self, index: u32) -> u32 {
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

    fn add_titles(&mut self, grounds: &[Ground<'_>], chinese: bool) {
        let mut ends = vec![Vec::new(); grounds.len()];
        for mention in &self.reading.mentions {
            ends[mention.sentence].push(mention.to);
        }
        for (i, (ground, ends)) in grounds.iter().zip(ends).enumerate() {
            for ((from, to), concept, base) in titles::extended(ground, chinese, &ends) {
                let id = self.reading.titles.len() as u32;
                self.reading.titles.push(Title { sentence: i, from, to, concept, base });
                self.hits[i].push(Hit { from: from as u32, to: to as u32, what: What::Title(id) });
            }
        }
    }

    pub(super) fn settle(mut self, raws: &[Vec<(Hit, Entry)>]) {
        for (id, mention) in self.reading.mentions.iter().enumerate() {
            self.hits[mention.sentence].push(Hit {
                from: mention.from as u32,
                to: mention.to as u32,
                what: What::Mention(id as u32),
            });
        }
        let mut names = vec![Vec::new(); raws.len()];
        for mention in self.reading.mentions.iter().filter(|mention| mention.form == Form::Name) {
            names[mention.sentence].push((mention.from as u32, mention.to as u32));
        }
        for ((raw, names), hits) in raws.iter().zip(names).zip(&mut self.hits) {
            let times: Vec<(u32, u32)> =
                hits.iter().filter(|hit| matches!(hit.what, What::Time(_))).map(|hit| (hit.from, hit.to)).collect();
            for (hit, entry) in raw {
                let what = match *entry {
                    Entry::Class(_) | Entry::Topic(_) => hit.what,
                    Entry::Entity { .. } | Entry::Title(_) => continue,
                };
                // A word inside a date is part of it: May is no verb there.
                if times.iter().any(|(from, to)| *from <= hit.from && hit.to <= *to) {
                    continue;
                }
                // A word inside a name is no word of its own.
                let inside = names
                    .iter()
                    .any(|(from, to)| hit.from < *to && *from < hit.to && !(hit.from <= *from && *to < hit.to));
                if !inside || matches!(what, What::Topic(_)) {
                    hits.push(*hit);
                }
            }
        }
        for (tagged, hits) in self.reading.sentences.iter_mut().zip(self.hits) {
            tagged.settle(hits);
        }
    }
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

/// The language of a name: its script decides.
fn tag_of(atoms: &[Atom], stretch: (usize, usize), tag: &'static str) -> &'static str {
    if atoms[stretch.0..stretch.1].iter().any(|atom| atom.kind == AtomKind::Han) || !tag.starts_with("zh") {
        tag
    } else {
        "en"
    }
}

/// For each sentence the atoms that mentions cover.
fn covered(mentions: &[Mention], grounds: &[Ground<'_>]) -> Vec<Vec<bool>> {
    let mut covered: Vec<Vec<bool>> = grounds.iter().map(|ground| vec![false; ground.len()]).collect();
    for mention in mentions {
        covered[mention.sentence][mention.from..mention.to].fill(true);
    }
    covered
}

/// A weak Han name counts only where it is a word of its own: on both sides a mark, a known word, or a function word.
pub(super) fn stands_alone(
    lexicon: &super::lexicon::Lexicon,
    classes: &super::classes::Classes,
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
    let right = || to >= sentence.atoms.len() || stop(to) || word(&|hit| hit.from as usize == to);
    // 記者協會執委會: a noun for an office right behind a body is one of that body.
    let office = |entry: &Entry| matches!(*entry, Entry::Class(class) if Some(class) == classes.office_ending);
    let of_other = || raw.iter().any(|(hit, entry)| hit.to as usize == from && hit.to - hit.from > 1 && office(entry));
    left && right() && !of_other()
}
