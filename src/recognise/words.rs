//! Words of classes in a sentence. Most words are of several classes, so they stand once for a stretch, with all of its classes.

use std::sync::Arc;

use super::lexicon::{ClassId, ClassLists, ListId};
use super::tags::{mark, marks, offsets};

/// A stretch of atoms that is a word of some classes.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    pub from: u32,
    pub to: u32,
    classes: ListId,
    /// Marks of its classes.
    pub marks: u64,
}

impl Word {
    /// Number of atoms.
    pub fn len(&self) -> u32 {
        self.to - self.from
    }
}

/// The words of a sentence, ordered by beginning, then end.
#[derive(Debug, Default)]
pub struct Words {
    words: Vec<Word>,
    lists: Arc<ClassLists>,
    /// For each atom the position of the first word that begins there; one more than there are atoms.
    firsts: Vec<u32>,
    /// For each atom marks of the classes whose words begin there.
    marks: Vec<u64>,
}

impl Words {
    /// No words, with room for those of a sentence of some atoms.
    pub(super) fn with_capacity(atoms: usize, lists: &Arc<ClassLists>) -> Self {
        let words = Vec::with_capacity(2 * atoms);
        Self { words, lists: Arc::clone(lists), firsts: Vec::new(), marks: Vec::new() }
    }

    /// Adds the word that stands behind all others; [`Words::index`] ends this.
    pub(super) fn push(&mut self, from: usize, len: usize, classes: ListId) {
        let marks = self.lists.marks(classes);
        self.words.push(Word { from: from as u32, to: (from + len) as u32, classes, marks });
    }

    /// Drops the words that a test does not pass, before they are indexed.
    pub(super) fn retain(&mut self, keep: impl Fn(&Word) -> bool) {
        self.words.retain(keep);
    }

    /// Indexes the words by the atoms of their sentence.
    pub(super) fn index(&mut self, atoms: usize) {
        self.firsts = offsets(self.words.iter().map(|word| word.from as usize), atoms);
        self.marks = vec![0; atoms];
        for word in &self.words {
            self.marks[word.from as usize] |= word.marks;
        }
    }

    /// Those of the words that pass a test.
    pub(super) fn that(&self, keep: impl Fn(&Word) -> bool) -> Self {
        let mut found = Self::with_capacity(0, &self.lists);
        found.words = self.words.iter().copied().filter(|word| keep(word)).collect();
        found.index(self.marks.len());
        found
    }

    /// All words, each once.
    pub fn all(&self) -> &[Word] {
        &self.words
    }

    /// The words that begin at an atom, the shortest first.
    #[inline]
    pub fn at(&self, atom: usize) -> &[Word] {
        match (self.firsts.get(atom), self.firsts.get(atom + 1)) {
            (Some(from), Some(to)) => &self.words[*from as usize..*to as usize],
            _ => &[],
        }
    }

    /// The classes of a word.
    pub fn classes(&self, word: &Word) -> &[ClassId] {
        self.lists.of(word.classes)
    }

    /// Whether a word is one of a class.
    #[inline]
    pub fn is(&self, word: &Word, class: ClassId) -> bool {
        word.marks & mark(class) != 0 && self.lists.has(word.classes, class)
    }

    /// The classes of all words, as bits.
    pub fn all_classes(&self) -> Vec<u64> {
        let mut all = self.lists.set(ListId::NONE).to_vec();
        for word in &self.words {
            all.iter_mut().zip(self.lists.set(word.classes)).for_each(|(all, own)| *all |= own);
        }
        all
    }

    /// Every word with each of its classes that is one of some.
    pub fn of<'w>(&'w self, wanted: &'w [Option<ClassId>]) -> impl Iterator<Item = ((usize, usize), ClassId)> + 'w {
        let marks = marks(wanted.iter().copied());
        let words = self.words.iter().filter(move |word| word.marks & marks != 0);
        words.flat_map(move |word| {
            let is_wanted = move |class: &&ClassId| mark(**class) & marks != 0 && wanted.contains(&Some(**class));
            let classes = self.classes(word).iter().filter(is_wanted);
            classes.map(|class| ((word.from as usize, word.to as usize), *class))
        })
    }

    /// Where a word of a class that begins at an atom ends; the longest one. Most often the marks tell that there is none, and so that
    /// much is done on the spot wherever it is asked.
    #[inline]
    pub fn class_at(&self, atom: usize, class: ClassId) -> Option<usize> {
        if self.may_begin(atom, mark(class)) { self.longest(atom, class) } else { None }
    }

    #[inline(never)]
    fn longest(&self, atom: usize, class: ClassId) -> Option<usize> {
        self.at(atom).iter().rev().find(|word| self.is(word, class)).map(|word| word.to as usize)
    }

    /// Whether a word that begins at an atom may be of a class that has one of some marks.
    #[inline]
    pub fn may_begin(&self, atom: usize, marks: u64) -> bool {
        self.marks.get(atom).is_some_and(|own| own & marks != 0)
    }
}
