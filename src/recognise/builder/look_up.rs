//! The first look at an article: what the lexicon has for its words, its dates and its quantities.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::Builder;
use crate::recognise::date::{Clock, TimePoint};
use crate::recognise::lexicon::{Entry, Lexicon, Symbol, UNKNOWN};
use crate::recognise::number::{Measure, Quantity};
use crate::recognise::tags::{Hit, LookedUp, Tagged, What};
use crate::segment::Part;
use crate::segment::atoms::{Atom, Case, Kind as AtomKind};

/// What a first look finds, by sentence.
pub(super) struct Found<'a> {
    /// All that the lexicon has for the words.
    pub raws: Vec<LookedUp>,
    /// Atoms that are part of a date or quantity.
    pub valued: Vec<Vec<bool>>,
    /// Words that the article has in small letters.
    pub lower: FxHashSet<&'a str>,
}

impl<'a> Builder<'_, 'a> {
    /// Looks up every sentence, and keeps its dates and quantities.
    pub(super) fn look_up(&mut self) -> Found<'a> {
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
        let mut paragraph = 0;
        for sentence in &article.sentences {
            if sentence.paragraph != paragraph {
                paragraph = sentence.paragraph;
                clock.begin_paragraph();
            }
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
            let times: Vec<_> = times
                .into_iter()
                .filter(|time| {
                    !self.styled(&sentence.atoms, time)
                        && !self.given_name(&sentence.atoms, time)
                        && !opens_name(lexicon, &symbols[time.from..], &sentence.atoms[time.from..time.to])
                })
                .collect();
            let mut taken = vec![false; sentence.atoms.len()];
            for time in &times {
                taken[time.from..time.to].fill(true);
            }
            let (tagged, raw) = Tagged::look_up(lexicon, &self.reading.recogniser.classes, sentence, symbols, &taken);
            for (hit, entry) in &raw.entries {
                // Figures inside a name are part of it: 科技1137, 3M.
                if matches!(entry, Entry::Entity { .. }) && hit.to - hit.from > 1 {
                    taken[hit.from as usize..hit.to as usize].fill(true);
                }
            }
            let mut quantities = recogniser.numbers.quantities(&sentence.atoms, local, |at| taken[at]);
            share_currencies(&mut quantities, &sentence.atoms, &shared);
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
        Found { raws, valued, lower }
    }

    /// 'friDay': a capital inside a word makes it a brand.
    fn styled(&self, atoms: &[Atom], time: &TimePoint) -> bool {
        let word = &atoms[time.from];
        let text = &self.reading.source[word.bytes.0..word.bytes.1];
        let small = |c: char| c.is_ascii_lowercase();
        time.to == time.from + 1 && text.starts_with(small) && text.contains(|c: char| c.is_ascii_uppercase())
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
}

/// 今日頭條: what begins like a date in Han characters is a listed name that goes on.
fn opens_name(lexicon: &Lexicon, symbols: &[Symbol], date: &[Atom]) -> bool {
    let mut named = false;
    if date.iter().all(|atom| atom.kind == AtomKind::Han) {
        lexicon.trie.walk(symbols, |len, meanings| {
            named |= len > date.len() && meanings.entries().any(|entry| matches!(entry, Entry::Entity { .. }));
        });
    }
    named
}

/// 'Danish kroner' says itself whose money it is, and so does '$A5'.
fn share_currencies(quantities: &mut [Quantity], atoms: &[Atom], shared: &BTreeMap<&str, &str>) {
    // Most texts name no such money.
    if shared.is_empty() {
        return;
    }
    for quantity in quantities.iter_mut().filter(|quantity| quantity.to > quantity.from + 1) {
        let at = [quantity.from, quantity.from + 1, quantity.to - 2, quantity.to - 1];
        let [sign, figure, front, word] = at.map(|at| &atoms[at]);
        // 克朗 is two atoms, 里亞爾 three.
        let joined = |len: usize| {
            atoms[quantity.to.saturating_sub(len)..quantity.to].iter().map(|atom| atom.key.as_str()).collect::<String>()
        };
        let word = shared.get(word.key.as_str()).or_else(|| (2..4).find_map(|len| shared.get(joined(len).as_str())));
        let word = word.filter(|_| front.case != Case::Title);
        let sign = || shared.get(sign.key.as_str()).filter(|_| figure.kind == AtomKind::Number);
        let here = word.or_else(sign);
        if let (Measure::Money(code), Some(here)) = (&mut quantity.measure, here) {
            (*here).clone_into(code);
        }
    }
}
