//! Reads an article step by step: what is listed, what is found by form, what else those are called, what points to them.

mod aliases;
mod authorities;
mod believable;
mod campaigns;
mod discovered;
mod full_names;
mod glosses;
mod joined;
mod last_parts;
mod look_up;
mod marks;
mod parts_of_names;
mod pointers;
mod recurring;
mod registered;
mod surnames;

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::fact::Kind;
use crate::recognise::ground::{Candidate, Ground};
use crate::recognise::imported::Meaning;
use crate::recognise::lexicon::{ClassId, Entry, Symbol};
use crate::recognise::reading::{Form, LocalEntity, Mention, Reading, Title};
use crate::recognise::tags::{Hit, LookedUp, What};
use crate::recognise::words::Word;
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
        let look_up::Found { mut raws, valued, lower } = self.look_up();
        let chinese = article.language.is_chinese();
        if chinese {
            self.drop_glossed_otherwise(&mut raws);
            self.drop_glossed_as_person(&mut raws);
            self.drop_cut_people(&mut raws);
            self.drop_given_names(&mut raws);
            self.extend_registered(&mut raws);
        }
        let supported = self.supported(&raws);
        let symbols: Vec<Vec<Symbol>> = self.reading.sentences.iter().map(|tagged| tagged.symbols.clone()).collect();
        // 網易創辦人丁磊說: a weak Han name that stands alone anywhere is one wherever it opens a word.
        let mut alone: BTreeSet<u32> = BTreeSet::new();
        for (i, sentence) in article.sentences.iter().enumerate().filter(|_| chinese) {
            for (hit, entry) in &raws[i].entries {
                if let Entry::Entity { index, weak: true, .. } = *entry
                    && sentence.atoms[hit.from as usize].kind == AtomKind::Han
                    && stands_alone(
                        lexicon,
                        &recogniser.classes,
                        &raws[i],
                        sentence,
                        &valued[i],
                        (hit.from as usize, hit.to as usize),
                    )
                {
                    alone.insert(index);
                }
            }
        }
        let mut grounds = Vec::new();
        for (i, sentence) in article.sentences.iter().enumerate() {
            let shouting = self.reading.sentences[i].shouting;
            let accept = |index: u32, (from, to): (usize, usize)| {
                let han = sentence.atoms[from].kind == AtomKind::Han;
                let letter = to - from == 1 && sentence.atoms[from].key.len() == 1;
                // X事業部: a letter in front of a department says which one it is.
                let part = || recogniser.classes.department.and_then(|class| raws[i].words.class_at(to, class));
                if chinese && letter && part().is_some() {
                    return false;
                }
                supported.contains(&index)
                    || han && alone.contains(&index) && (from == 0 || sentence.atoms[from - 1].kind == AtomKind::Mark)
                    || chinese
                        && (!han
                            || stands_alone(lexicon, &recogniser.classes, &raws[i], sentence, &valued[i], (from, to)))
            };
            grounds.push(Ground::new(
                sentence,
                &symbols[i],
                lexicon,
                &recogniser.classes,
                &raws[i],
                &valued[i],
                shouting,
                accept,
            ));
        }
        self.imported = imported::Search { recogniser, grounds: &grounds, raws: &raws, lower: &lower }.names();
        let mut discovered: Vec<(usize, Candidate)> = Vec::new();
        for (i, ground) in grounds.iter().enumerate() {
            for (stretch, senses) in &ground.listed {
                match model(ground, *stretch, senses) {
                    Some(to) => self.add_model(i, (stretch.0, to)),
                    None => self.add_listed(i, with_form(ground, *stretch, senses), senses, &ground.sentence.atoms),
                }
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
            recurring::extend_married(&grounds, &mut discovered);
            recurring::trim_listed(&grounds, &mut discovered);
            recurring::trim_fronts(&grounds, &mut discovered);
            recurring::add_short_people(&grounds, &mut discovered);
            recurring::extend_brands(&grounds, &mut discovered);
            recurring::spread_mixed(&grounds, &mut discovered);
        } else {
            latin_names::alike_told(&grounds, &mut discovered);
            latin_names::recurring(&grounds, &mut discovered);
        }
        self.join_listed(&grounds, &mut discovered);
        joined::drop_titles(&grounds, &mut discovered);
        let mut discovered = self.believable(&grounds, discovered);
        self.define_acronyms(&grounds, &mut discovered);
        self.keep_marks(&grounds, &mut discovered);
        self.add_discovered(&grounds, &discovered);
        self.add_family_names();
        if chinese {
            self.add_shortened(&grounds);
            self.add_last_parts(&grounds, &discovered);
        }
        self.find_aliases(&grounds);
        if chinese {
            self.add_surnames(&grounds);
        } else {
            self.add_campaigns(&grounds);
            self.add_articles(&grounds, &discovered);
        }
        self.add_titles(&grounds, chinese);
        self.add_pointers(&grounds, chinese);
        if chinese {
            self.take_quotes();
        }
        self.settle(&raws);
    }

    /// Weak names that the article supports: the entity or a relative of it is named otherwise too, or the name
    /// stands with a capital where no sentence begins, or opens one as the subject of a verb.
    fn supported(&self, raws: &[LookedUp]) -> BTreeSet<u32> {
        let lexicon = &self.reading.recogniser.lexicon;
        let mut strong = BTreeSet::new();
        let mut capital = BTreeSet::new();
        let mut weak_names = BTreeSet::new();
        let mut pairs = Vec::new();
        for (i, raw) in raws.iter().enumerate() {
            let sentence = &self.reading.article.sentences[i];
            for (hit, entry) in &raw.entries {
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
                        let owns = sentence.atoms.get(behind).is_some_and(Atom::is_genitive)
                            || raw
                                .entries
                                .iter()
                                .any(|(other, entry)| other.from == hit.to && matches!(entry, Entry::Title(_)));
                        let upper = matches!(atom.case, Case::Title | Case::Upper);
                        // 'Snap and Acme': of two weak names that are joined, the second stands by itself elsewhere.
                        let classes = &self.reading.recogniser.classes;
                        let second = sentence.atoms.get(behind);
                        if hit.from == 0
                            && upper
                            && second.is_some_and(|atom| lexicon.is_member(classes.and, &atom.key))
                        {
                            pairs.extend(raw.entries.iter().filter_map(|(other, entry)| match entry {
                                Entry::Entity { index: second, weak: true, .. }
                                    if other.from as usize == behind + 1
                                        && lexicon.kinds[*second as usize].is_body() =>
                                {
                                    Some((index, *second))
                                }
                                _ => None,
                            }));
                        }
                        // 'Amazon and Acme have': so does a strong name that is joined with it.
                        let and = self.reading.recogniser.classes.and;
                        let joined = || {
                            sentence.atoms.get(behind).is_some_and(|atom| lexicon.is_member(and, &atom.key))
                            && raw.entries.iter().any(|(other, entry)| {
                                other.from as usize == behind + 1
                                    && matches!(entry, Entry::Entity { weak: false, index, .. } if lexicon.kinds[*index as usize].is_body())
                            })
                        };
                        // 'Acme has': a noun for a thing would have an article there, but for one in the plural, and for
                        // 'Steam rose', after which services are named.
                        let classes = &self.reading.recogniser.classes;
                        let acting = [classes.moderate, classes.sue, classes.say];
                        let plain = [classes.clause_verb, classes.clause_auxiliary];
                        let service = matches!(lexicon.kinds[index as usize], Kind::Platform | Kind::Product)
                            && sentence.atoms[behind - 1].key.chars().count() > 1;
                        let begins = |classes: &[Option<ClassId>]| {
                            classes.iter().flatten().any(|class| raw.words.class_at(behind, *class).is_some())
                        };
                        let acts = || {
                            hit.from == 0
                                && sentence.part == Part::Body
                                && !sentence.atoms[behind - 1].ends_as_plural()
                                && (begins(&acting) || !service && begins(&plain))
                        };
                        if upper && (inner || owns || joined() || acts()) {
                            capital.insert(index);
                        }
                    }
                    _ => {}
                }
            }
        }
        let joined: Vec<u32> =
            pairs.iter().filter(|(_, second)| capital.contains(second)).map(|(first, _)| *first).collect();
        capital.extend(joined);
        let related = |index: u32| {
            let entity = &lexicon.entities[index as usize];
            let owner = entity.operated_by.as_deref().and_then(|id| lexicon.entity(id));
            owner.is_some_and(|owner| strong.contains(&owner))
                || strong
                    .iter()
                    .any(|other| lexicon.entities[*other as usize].operated_by.as_deref() == Some(entity.id.as_str()))
        };
        // 'The Senate' in an article that names other countries and not its own is one of theirs.
        let abroad = |index: u32| {
            let entity = &lexicon.entities[index as usize];
            let home = entity.country.as_deref().and_then(|id| lexicon.entity(id));
            let of_home = |other: &u32| {
                Some(*other) == home
                    || lexicon.entities[*other as usize].country.as_deref() == entity.country.as_deref()
            };
            lexicon.kinds[index as usize] == Kind::Government
                && home.is_some()
                && strong.iter().any(|other| lexicon.is_country(*other))
                && !strong.iter().any(of_home)
        };
        // 'David Roe left. Roe had founded Acme': where only one of two of that family name is named in full, he is meant.
        let namesake = |index: u32| {
            let entity = &lexicon.entities[index as usize];
            let family =
                |name: &String, short: &String| name.strip_suffix(short.as_str()).is_some_and(|n| n.ends_with(' '));
            lexicon.kinds[index as usize] == Kind::Person
                && strong.iter().filter(|other| lexicon.kinds[**other as usize] == Kind::Person).any(|other| {
                    let names = &lexicon.entities[*other as usize].en;
                    names.iter().any(|name| entity.weak.iter().any(|short| family(name, short)))
                })
        };
        let meant = |index: &u32| capital.contains(index) && !abroad(*index) || related(*index);
        weak_names.into_iter().filter(|index| strong.contains(index) || meant(index) && !namesake(*index)).collect()
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

    /// iPhone 12 is a product of its own.
    fn add_model(&mut self, sentence: usize, stretch: (usize, usize)) {
        let words = self.reading.words(sentence, stretch.0, stretch.1).to_owned();
        let id = self.called(&words, |kind| kind == Kind::Product).unwrap_or_else(|| {
            let id = self.unlisted(Kind::Product, words);
            self.reading.entities[id as usize].names[0].1 = "en";
            id
        });
        self.reading.entities[id as usize].count += 1;
        let (from, to) = stretch;
        self.reading.mentions.push(Mention { sentence, from, to, form: Form::Name, senses: vec![id] });
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
        let mut names = vec![Vec::new(); grounds.len()];
        for mention in &self.reading.mentions {
            ends[mention.sentence].push(mention.to);
            if mention.form == Form::Name {
                names[mention.sentence].push((mention.from, mention.to));
            }
        }
        for (i, (ground, ends)) in grounds.iter().zip(ends).enumerate() {
            // 海江科技顧問: a title that begins inside a name is cut wrongly; a shorter one behind the name may be right.
            let cut = |from: usize, to: usize| {
                let name = names[i].iter().find(|name| chinese && name.0 < from && from < name.1 && name.1 < to)?;
                let mut rest = None;
                ground.lexicon.trie.walk(&ground.symbols[name.1..to], |len, meanings| {
                    let title = meanings.entries().find_map(|entry| match entry {
                        Entry::Title(title) => Some((name.1, title)),
                        _ => None,
                    });
                    rest = title.filter(|_| len == to - name.1).or(rest);
                });
                rest
            };
            for ((from, to), concept, base) in titles::extended(ground, chinese, &ends) {
                let (from, concept, base) = match cut(from, to) {
                    Some((start, title)) => (start, Some(title), title),
                    None => (from, concept, base),
                };
                let id = self.reading.titles.len() as u32;
                self.reading.titles.push(Title { sentence: i, from, to, concept, base });
                self.hits[i].push(Hit { from: from as u32, to: to as u32, what: What::Title(id) });
            }
        }
    }

    pub(super) fn settle(mut self, raws: &[LookedUp]) {
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
        for (((raw, names), mut hits), tagged) in raws.iter().zip(names).zip(self.hits).zip(&mut self.reading.sentences)
        {
            let times: Vec<(u32, u32)> =
                hits.iter().filter(|hit| matches!(hit.what, What::Time(_))).map(|hit| (hit.from, hit.to)).collect();
            // A word inside a date is part of it: May is no verb there.
            let dated = |start: u32, end: u32| times.iter().any(|(from, to)| *from <= start && end <= *to);
            // A word inside a name is no word of its own.
            let inside = |start: u32, end: u32| {
                names.iter().any(|(from, to)| start < *to && *from < end && !(start <= *from && *to < end))
            };
            let topics =
                raw.entries.iter().filter(|(hit, entry)| matches!(entry, Entry::Topic(_)) && !dated(hit.from, hit.to));
            hits.extend(topics.map(|(hit, _)| *hit));
            tagged.settle(hits, raw.words.that(|word| !dated(word.from, word.to) && !inside(word.from, word.to)));
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

/// The positions of phrases in their list, by their first symbols.
fn by_first<'p>(phrases: impl Iterator<Item = impl AsRef<[Symbol]> + 'p>) -> FxHashMap<Symbol, Vec<usize>> {
    let mut by_first: FxHashMap<Symbol, Vec<usize>> = FxHashMap::default();
    for (place, phrase) in phrases.enumerate() {
        if let Some(first) = phrase.as_ref().first() {
            by_first.entry(*first).or_default().push(place);
        }
    }
    by_first
}

/// Where the number of a model ends right behind the listed name of a product: iPhone 12, but not iPhone 12萬支.
fn model(ground: &Ground<'_>, (from, to): (usize, usize), senses: &[u32]) -> Option<usize> {
    let atom = ground.sentence.atoms.get(to)?;
    let latin = (from..to).all(|at| ground.kind(at) == Some(AtomKind::Word));
    let short = atom.kind == AtomKind::Number && atom.key.len() < 4 && atom.key.chars().all(|c| c.is_ascii_digit());
    let counts =
        ground.valued.get(to + 1) == Some(&true) || ground.word_at(to + 1, ground.classes.classifier).is_some();
    let product = senses.iter().all(|index| ground.lexicon.kinds[*index as usize] == Kind::Product);
    let ends = ground.kind(to + 1) != Some(AtomKind::Word);
    (latin && short && atom.spaced && !counts && product && ends).then_some(to + 1)
}

/// 京東集團, 某某公司: a noun for any company right behind a listed one is part of how it is called.
fn with_form(ground: &Ground<'_>, (from, to): (usize, usize), senses: &[u32]) -> (usize, usize) {
    let company = senses.iter().any(|index| ground.lexicon.kinds[*index as usize] == Kind::Corporation);
    let form = |at: usize| {
        let noun = [ground.classes.company_form, ground.classes.legal_form];
        let end = noun.iter().filter_map(|class| ground.word_at(at, *class)).max()?;
        let word = ground.known_word_at(at).is_none_or(|to| to <= end) && ground.title_over(end - 1).is_none();
        (word && ground.listed_over(at).is_none() && !ground.sentence.atoms[at].spaced).then_some(end)
    };
    let Some(mut end) = form(to).filter(|_| company) else { return (from, to) };
    while let Some(next) = form(end) {
        end = next;
    }
    (from, end)
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

/// A weak Han name counts only where it is a word of its own: on both sides a mark, a known word, a function word, or a date as in
/// 內政部今（4）日.
pub(super) fn stands_alone(
    lexicon: &super::lexicon::Lexicon,
    classes: &super::classes::Classes,
    raw: &LookedUp,
    sentence: &crate::segment::Sentence,
    valued: &[bool],
    (from, to): (usize, usize),
) -> bool {
    let stop = |at: usize| {
        let atom = &sentence.atoms[at];
        atom.kind != AtomKind::Han
            || classes.han_stop.is_some_and(|class| lexicon.has_member(class, lexicon.symbol(&atom.key)))
    };
    let word = |edge: &dyn Fn(u32, u32) -> bool| {
        let long = |start: u32, end: u32| end - start > 1 && edge(start, end);
        let told = |entry: &Entry| matches!(entry, Entry::Title(_) | Entry::Topic(_));
        raw.words.all().iter().any(|word| long(word.from, word.to))
            || raw.entries.iter().any(|(hit, entry)| told(entry) && long(hit.from, hit.to))
    };
    let date = |at: usize| valued.get(at..at + 2) == Some(&[true, true]);
    // 歐盟罰蘋果: verbs of one character.
    let deed = |at: usize| lexicon.is_member(classes.short_deed, &sentence.atoms[at].key);
    let left = from == 0
        || stop(from - 1)
        || deed(from - 1)
        || from > 1 && date(from - 2)
        || word(&|_, end| end as usize == from);
    let right = || to >= sentence.atoms.len() || stop(to) || date(to) || word(&|start, _| start as usize == to);
    // 記者協會執委會: a noun for an office right behind a body is one of that body.
    let office = |word: &Word| classes.office_ending.is_some_and(|class| raw.words.is(word, class));
    let of_other = || raw.words.all().iter().any(|word| word.to as usize == from && word.len() > 1 && office(word));
    left && right() && !of_other()
}
