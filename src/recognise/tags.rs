//! What is found in one sentence, by the atom at which it begins.

use super::classes::Classes;
use super::lexicon::{ClassId, Entry, Lexicon, ListId, Symbol};
use super::words::{Word, Words};
use crate::segment::atoms::{Atom, Kind};
use crate::segment::{Part, Sentence};

/// What a stretch of atoms is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Position in [`super::Reading::mentions`].
    Mention(u32),
    /// Position in [`super::Reading::titles`].
    Title(u32),
    /// Position in [`super::Reading::times`].
    Time(u32),
    /// Position in [`super::Reading::quantities`].
    Quantity(u32),
    /// Position in the lexicon's topics.
    Topic(u32),
}

/// A stretch of atoms and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    pub from: u32,
    pub to: u32,
    pub what: What,
}

/// How many atoms a name or a quantity has at most.
const LONGEST: usize = 24;

/// What the lexicon has for the words of a sentence.
#[derive(Debug)]
pub struct LookedUp {
    /// Names, titles and topics, in the order in which they begin.
    pub entries: Vec<(Hit, Entry)>,
    pub words: Words,
}

impl LookedUp {
    /// Drops whatever stands where a test does not pass.
    fn retain(&mut self, keep: impl Fn((u32, u32)) -> bool) {
        self.entries.retain(|(hit, _)| keep((hit.from, hit.to)));
        self.words.retain(|word| keep((word.from, word.to)));
    }

    /// The stretches of all that was found.
    pub fn stretches(&self) -> impl Iterator<Item = (u32, u32)> {
        let words = self.words.all().iter().map(|word| (word.from, word.to));
        words.chain(self.entries.iter().map(|(hit, _)| (hit.from, hit.to)))
    }
}

/// A sentence with everything that was found in it.
#[derive(Debug)]
pub struct Tagged {
    pub symbols: Vec<Symbol>,
    /// All but words of classes, ordered by beginning, then end.
    pub hits: Vec<Hit>,
    /// For each atom the position of the first hit that begins there; one more than there are atoms.
    firsts: Vec<u32>,
    pub words: Words,
    /// Title-case headline: capitals tell nothing about names.
    pub shouting: bool,
}

impl Tagged {
    /// Looks up every phrase of the lexicon; `dated` tells which atoms are part of a date. What was found is returned for the
    /// reading to decide on.
    pub(super) fn look_up(
        lexicon: &Lexicon,
        classes: &Classes,
        sentence: &Sentence,
        symbols: Vec<Symbol>,
        dated: &[bool],
    ) -> (Self, LookedUp) {
        let mut entries: Vec<(Hit, Entry)> = Vec::new();
        let mut words = Words::with_capacity(symbols.len(), lexicon.trie.lists());
        for from in 0..symbols.len() {
            if symbols[from] == super::lexicon::UNKNOWN {
                continue;
            }
            lexicon.trie.walk(&symbols[from..], |len, meanings| {
                for entry in meanings.entries() {
                    let what = match entry {
                        Entry::Title(title) => What::Title(title),
                        Entry::Topic(topic) => What::Topic(topic),
                        Entry::Entity { index, .. } => What::Mention(index),
                    };
                    entries.push((Hit { from: from as u32, to: (from + len) as u32, what }, entry));
                }
                if meanings.classes != ListId::NONE {
                    words.push(from, len, meanings.classes);
                }
            });
        }
        let mut raw = LookedUp { entries, words };
        // 周一致函: what begins inside a date and ends behind it is no word.
        if dated.contains(&true) {
            raw.retain(|(from, to)| !dated[from as usize] || dated[to as usize - 1]);
        }
        // Inside a longer Chinese word a shorter one is no word: 說 in 小說, 將 in 將來.
        let han = |i: u32| sentence.atoms[i as usize].kind == Kind::Han;
        drop_linked(&mut raw.words, classes.speech_linked);
        drop_into_names(&mut raw, &han);
        drop_crossing(&mut raw, &han);
        drop_cut_titles(&mut raw.entries, &han);
        drop_covered(&mut raw, lexicon.describing_people(), symbols.len(), &han);
        raw.words.index(symbols.len());
        let words = sentence.atoms.iter().filter(|atom| atom.kind == Kind::Word).count();
        let capital = sentence
            .atoms
            .iter()
            .filter(|atom| atom.kind == Kind::Word && atom.case != crate::segment::atoms::Case::Lower)
            .count();
        let shouting =
            words > 4 && capital * 10 > words * 6 && (sentence.part != Part::Body || heads_section(sentence));
        let none = Words::with_capacity(0, lexicon.trie.lists());
        (Self { symbols, hits: Vec::new(), firsts: Vec::new(), words: none, shouting }, raw)
    }

    /// Puts the hits in order and indexes them.
    pub(super) fn settle(&mut self, mut hits: Vec<Hit>, words: Words) {
        hits.sort_unstable();
        hits.dedup();
        self.firsts = offsets(hits.iter().map(|hit| hit.from as usize), self.symbols.len());
        self.hits = hits;
        self.words = words;
    }

    /// Everything that begins at an atom, but for words of classes.
    #[inline]
    pub fn at(&self, atom: usize) -> &[Hit] {
        match (self.firsts.get(atom), self.firsts.get(atom + 1)) {
            (Some(from), Some(to)) => &self.hits[*from as usize..*to as usize],
            _ => &[],
        }
    }

    /// The stretches of all that was found, words of classes among them.
    pub fn stretches(&self) -> impl Iterator<Item = (usize, usize)> {
        let words = self.words.all().iter().map(|word| (word.from as usize, word.to as usize));
        words.chain(self.hits.iter().map(|hit| (hit.from as usize, hit.to as usize)))
    }

    /// Where a word of a class that begins at an atom ends; the longest one.
    #[inline]
    pub fn class_at(&self, atom: usize, class: ClassId) -> Option<usize> {
        self.words.class_at(atom, class)
    }

    /// Whether a word of a class ends right in front of an atom, and begins within some atoms of it.
    pub fn class_ending(&self, end: usize, within: usize, class: ClassId) -> bool {
        (end.saturating_sub(within)..end).any(|at| self.class_at(at, class) == Some(end))
    }

    /// Where a date that begins at an atom ends.
    pub fn date_at(&self, atom: usize) -> Option<usize> {
        self.at(atom).iter().filter(|hit| matches!(hit.what, What::Time(_))).map(|hit| hit.to as usize).max()
    }

    /// Where a date begins that ends right in front of an atom, at most some atoms of it: the shortest one.
    pub fn date_ending(&self, end: usize, within: usize) -> Option<usize> {
        (end.saturating_sub(within)..end).rfind(|at| self.date_at(*at) == Some(end))
    }

    /// Whether a word of a class stands between two atoms.
    pub fn has_class(&self, from: usize, to: usize, class: ClassId) -> bool {
        (from..to).any(|atom| self.class_at(atom, class).is_some_and(|end| end <= to))
    }

    /// Whether an atom is part of a quantity.
    pub fn in_quantity(&self, atom: usize) -> bool {
        let quantity = |hit: &Hit| matches!(hit.what, What::Quantity(_)) && hit.to as usize > atom;
        (atom.saturating_sub(LONGEST)..=atom).any(|at| self.at(at).iter().any(quantity))
    }

    /// The mention that covers an atom.
    pub fn mention_over(&self, atom: usize) -> Option<Hit> {
        (atom.saturating_sub(LONGEST)..=atom).find_map(|at| {
            self.at(at).iter().copied().find(|hit| matches!(hit.what, What::Mention(_)) && hit.to as usize > atom)
        })
    }
}

/// A bit that several classes share: where it is not set, none of them is.
#[inline]
pub(super) fn mark(class: ClassId) -> u64 {
    1 << (u32::from(class) % u64::BITS)
}

/// The bits of some classes.
pub(crate) fn marks(classes: impl IntoIterator<Item = Option<ClassId>>) -> u64 {
    classes.into_iter().flatten().fold(0, |marks, class| marks | mark(class))
}

/// For each of `count` places, and for the one behind them, how many of some positions lie in front of it.
pub(super) fn offsets(positions: impl Iterator<Item = usize>, count: usize) -> Vec<u32> {
    let mut offsets = vec![0; count + 1];
    positions.for_each(|position| offsets[position + 1] += 1);
    for place in 1..=count {
        offsets[place] += offsets[place - 1];
    }
    offsets
}

/// 批評家樂福: drops a word that ends inside the listed name of three characters or more that begins in it.
fn drop_into_names(raw: &mut LookedUp, han: &impl Fn(u32) -> bool) {
    let long = |hit: &Hit| hit.to - hit.from > 2 && han(hit.from) && han(hit.to - 1);
    let names: Vec<(u32, u32)> = raw
        .entries
        .iter()
        .filter(|(hit, entry)| matches!(entry, Entry::Entity { weak: false, .. }) && long(hit))
        .map(|(hit, _)| (hit.from, hit.to))
        .collect();
    if !names.is_empty() {
        let cut =
            |from: u32, to: u32| han(from) && names.iter().any(|name| from < name.0 && name.0 < to && to < name.1);
        raw.entries.retain(|(hit, entry)| matches!(entry, Entry::Entity { .. }) || !cut(hit.from, hit.to));
        raw.words.retain(|word| !cut(word.from, word.to));
    }
}

/// Whether a line of the body reads as a headline: no mark closes it, and no comma or parenthesis tells that it is a list of names.
fn heads_section(sentence: &Sentence) -> bool {
    let listing = |atom: &Atom| matches!(atom.key.as_str(), "," | "(" | "|" | "/");
    sentence.atoms.last().is_some_and(|last| last.kind == Kind::Word) && !sentence.atoms.iter().any(listing)
}

/// 則指責 is 則 and 指責: drops a verb grown together with the word in front where the verb alone goes on as another word.
fn drop_linked(words: &mut Words, linked: Option<ClassId>) {
    let Some(linked) = linked else { return };
    let goes_on = |word: &Word| {
        words.all().iter().any(|other| word.from < other.from && other.from < word.to && word.to < other.to)
    };
    let is_cut = |word: &&Word| words.is(word, linked) && goes_on(word);
    let cut: Vec<(u32, u32)> = words.all().iter().filter(is_cut).map(|word| (word.from, word.to)).collect();
    if !cut.is_empty() {
        words.retain(|word| !cut.contains(&(word.from, word.to)));
    }
}

/// Drops words that begin inside a longer word and reach over its end: they are cut wrongly.
fn drop_crossing(raw: &mut LookedUp, han: &impl Fn(u32) -> bool) {
    let mut words: Vec<(u32, u32)> =
        raw.stretches().filter(|(from, to)| to - from > 1 && han(*from) && han(to - 1)).collect();
    words.sort_unstable_by_key(|(from, to)| (*from, std::cmp::Reverse(*to)));
    words.dedup();
    let mut standing: Vec<(u32, u32)> = Vec::new();
    let mut dropped = Vec::new();
    for word in words {
        let crosses =
            standing.iter().rev().take(4).any(|last| {
                last.0 < word.0 && word.0 < last.1 && last.1 < word.1 && last.1 - last.0 >= word.1 - word.0
            });
        if crosses { dropped.push(word) } else { standing.push(word) }
    }
    if !dropped.is_empty() {
        raw.words.retain(|word| !dropped.contains(&(word.from, word.to)));
    }
}

/// Drops what stands inside a longer Chinese word. A description of a person, such as 前總統, holds the title that it is made of.
fn drop_covered(raw: &mut LookedUp, describing: &[ClassId], count: usize, han: &impl Fn(u32) -> bool) {
    let words = &raw.words;
    let describing_marks = describing.iter().fold(0, |marks, class| marks | mark(*class));
    let describes = |word: &Word| {
        word.marks & !describing_marks == 0 && words.classes(word).iter().all(|class| describing.contains(class))
    };
    let own = words.all().iter().filter(|word| word.len() > 1 && !describes(word)).map(|word| (word.from, word.to));
    let entries = raw.entries.iter().map(|(hit, _)| (hit.from, hit.to));
    let long = own.chain(entries).filter(|(from, to)| to - from > 1 && han(*from) && han(to - 1));
    // For each atom the longest word over it, of several the first.
    let mut cover = Vec::new();
    for (from, to) in long {
        cover.resize(count, (0_u32, 0_u32));
        for place in &mut cover[from as usize..to as usize] {
            let len = place.1 - place.0;
            if len < to - from || len == to - from && from < place.0 {
                *place = (from, to);
            }
        }
    }
    if !cover.is_empty() {
        raw.retain(|(start, end)| {
            let (from, to) = cover[start as usize];
            let inside = from <= start && end <= to && end - start < to - from;
            !(inside && han(start))
        });
    }
}

/// 國民黨主席: drops a title that begins with the end of a name, where what is left of it is a title too.
fn drop_cut_titles(raw: &mut Vec<(Hit, Entry)>, han: &impl Fn(u32) -> bool) {
    let titles: Vec<(u32, u32)> = raw
        .iter()
        .filter(|(hit, _)| matches!(hit.what, What::Title(_)) && han(hit.from))
        .map(|(hit, _)| (hit.from, hit.to))
        .collect();
    if titles.len() < 2 {
        return;
    }
    let names: Vec<(u32, u32)> =
        raw.iter().filter(|(hit, _)| matches!(hit.what, What::Mention(_))).map(|(hit, _)| (hit.from, hit.to)).collect();
    let cut = |from: u32, to: u32| {
        let rest = |end: u32| from < end && end < to && titles.contains(&(end, to));
        names.iter().any(|name| name.0 < from && rest(name.1))
    };
    raw.retain(|(hit, _)| !matches!(hit.what, What::Title(_)) || !cut(hit.from, hit.to));
}
