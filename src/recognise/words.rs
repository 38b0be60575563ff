//! Words of classes in a sentence. Most words are of several classes, so they stand once for a stretch, with all of its classes.

use super::lexicon::ClassId;
use super::tags::{mark, offsets};

/// A stretch of atoms that is a word of some classes.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    pub from: u32,
    pub to: u32,
    /// Where its classes begin and end in [`Words::classes`].
    classes: (u32, u32),
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
    /// The classes of all words, those of each in their order.
    classes: Vec<ClassId>,
    /// For each atom the position of the first word that begins there; one more than there are atoms.
    firsts: Vec<u32>,
    /// For each atom marks of the classes whose words begin there.
    marks: Vec<u64>,
}

impl Words {
    /// Room for the words of a sentence of some atoms.
    pub(super) fn with_capacity(atoms: usize) -> Self {
        Self { words: Vec::with_capacity(2 * atoms), classes: Vec::with_capacity(6 * atoms), ..Self::default() }
    }

    /// Adds the word that stands behind all others, with the marks of its classes; [`Words::index`] ends this.
    pub(super) fn push(&mut self, from: usize, len: usize, classes: &[ClassId], marks: u64) {
        let start = self.classes.len() as u32;
        self.classes.extend_from_slice(classes);
        let classes = (start, self.classes.len() as u32);
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
        let words = self.words.iter().copied().filter(|word| keep(word)).collect();
        let mut found = Self { words, classes: self.classes.clone(), ..Self::default() };
        found.index(self.marks.len());
        found
    }

    /// All words, each once.
    pub fn all(&self) -> &[Word] {
        &self.words
    }

    /// The words that begin at an atom, the shortest first.
    pub fn at(&self, atom: usize) -> &[Word] {
        match (self.firsts.get(atom), self.firsts.get(atom + 1)) {
            (Some(from), Some(to)) => &self.words[*from as usize..*to as usize],
            _ => &[],
        }
    }

    /// The classes of a word.
    pub fn classes(&self, word: &Word) -> &[ClassId] {
        &self.classes[word.classes.0 as usize..word.classes.1 as usize]
    }

    /// Whether a word is one of a class.
    pub fn is(&self, word: &Word, class: ClassId) -> bool {
        word.marks & mark(class) != 0 && self.classes(word).contains(&class)
    }

    /// Every word with each of its classes that may be one of some marks.
    pub fn marked(&self, marks: u64) -> impl Iterator<Item = ((usize, usize), ClassId)> {
        let words = self.words.iter().filter(move |word| word.marks & marks != 0);
        words.flat_map(move |word| {
            let classes = self.classes(word).iter().filter(move |class| mark(**class) & marks != 0);
            classes.map(|class| ((word.from as usize, word.to as usize), *class))
        })
    }

    /// Where a word of a class that begins at an atom ends; the longest one.
    pub fn class_at(&self, atom: usize, class: ClassId) -> Option<usize> {
        self.marks.get(atom).filter(|marks| *marks & mark(class) != 0)?;
        self.at(atom).iter().rev().find(|word| self.is(word, class)).map(|word| word.to as usize)
    }

    /// Whether a word that begins at an atom may be of a class that has one of some marks.
    pub fn may_begin(&self, atom: usize, marks: u64) -> bool {
        self.marks.get(atom).is_some_and(|own| own & marks != 0)
    }
}
