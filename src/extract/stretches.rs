//! The stretches of a sentence that pass each test of the patterns.

use std::ops::Range;

use super::pattern::{Only, Type};
use super::program::{Program, Test, TestId};
use super::view::{Item, View};

/// Atoms that pass a test together.
#[derive(Debug, Clone, Copy)]
pub struct Stretch {
    pub from: u32,
    pub to: u32,
    /// Where the pattern goes on: at the end, or behind an aside that follows a name.
    pub resume: u32,
    pub item: Item,
    /// It begins with what describes a name.
    pub described: bool,
    /// Position of the next stretch of the same test.
    next: Option<u32>,
}

impl Stretch {
    /// It stands for the subject of the verb that follows, which is further in front.
    pub fn is_distant(&self) -> bool {
        self.from == self.to
    }
}

#[derive(Debug, Clone, Copy)]
enum List {
    /// Nobody has asked for the captures.
    Unknown,
    None,
    From(u32),
}

/// Lists of stretches by test, each ordered by where a stretch begins; of those from one atom the preferred comes first.
/// Words are listed at once, captures where a pattern asks for them.
#[derive(Debug, Default)]
pub struct Stretches {
    all: Vec<Stretch>,
    lists: Vec<List>,
    /// Tests that words pass, and tests for captures whose lists are known.
    words: Vec<TestId>,
    captures: Vec<TestId>,
}

impl Stretches {
    /// Lists the words of a sentence, in place of those of another.
    pub fn reset(&mut self, view: &View<'_, '_>, program: &Program) {
        for test in self.words.drain(..) {
            self.lists[test as usize] = List::None;
        }
        for test in self.captures.drain(..) {
            self.lists[test as usize] = List::Unknown;
        }
        let new = self.lists.len() as TestId..program.test_count() as TestId;
        self.lists.extend(new.map(|test| match program.test(test) {
            Test::Capture(..) => List::Unknown,
            Test::Class(_) | Test::Literal(_) => List::None,
        }));
        self.all.clear();
        let (symbols, words) = (&view.tagged.symbols, &view.tagged.words);
        for at in (0..view.len()).rev() {
            // The words of an atom stand in the order of their ends: put in front one by one, the longest comes first.
            for word in words.at(at) {
                for class in words.classes(word).iter().filter(|class| program.asks_for(**class)) {
                    self.put_word(TestId::from(*class), at, word.to as usize);
                }
            }
            for (test, len) in program.literals(&symbols[at..]) {
                self.put_word(test, at, at + len);
            }
        }
    }

    /// Tests for words that some stretch passes.
    pub fn words(&self) -> &[TestId] {
        &self.words
    }

    /// Whether a stretch may pass a test, as far as that is known.
    pub fn may_pass(&self, test: TestId) -> bool {
        !matches!(self.lists[test as usize], List::None)
    }

    /// The first stretch that passes a test.
    #[inline]
    pub fn first(&mut self, test: TestId, view: &View<'_, '_>, program: &Program) -> Option<u32> {
        match self.lists[test as usize] {
            List::From(first) => Some(first),
            List::None => None,
            List::Unknown => match program.test(test) {
                Test::Capture(kind, only) => self.capture(test, *kind, only, view),
                Test::Class(_) | Test::Literal(_) => None,
            },
        }
    }

    /// Lists the stretches that a capture may take.
    fn capture(&mut self, test: TestId, kind: Type, only: &Only, view: &View<'_, '_>) -> Option<u32> {
        self.captures.push(test);
        self.lists[test as usize] = List::None;
        let mut distant = view.subjects(kind).iter().rev().peekable();
        let described = if kind.is_name() { view.described() } else { &[] };
        let mut described = described.iter().rev().peekable();
        let mut put = |at: usize| {
            while let Some((start, name)) = described.next_if(|(start, _)| *start >= at) {
                for resume in view.behind_described(kind, *name).iter().rev() {
                    let to = view.reading.mentions[*name as usize].to;
                    self.put_described(test, *start..to, *resume as usize, *name);
                }
            }
            while let Some((verb, subject)) = distant.next_if(|(verb, _)| *verb >= at) {
                for resume in view.behind_subject(kind, *verb, *subject).iter().rev() {
                    self.put(test, *verb..*verb, *resume as usize, Item::Mention(*subject));
                }
            }
            for (end, item) in view.ends(kind, at).iter().rev() {
                if view.limited(only, *item, *end) {
                    // Whatever a pattern itself asks for right behind a name comes before stepping over it; no pattern asks for
                    // the other currency behind a sum.
                    let glossed = matches!(item, Item::Quantity(_));
                    if glossed {
                        self.put(test, at..*end, *end, *item);
                    }
                    for resume in view.behind_asides(*item, *end).iter().rev() {
                        self.put(test, at..*end, *resume as usize, *item);
                    }
                    if !glossed {
                        self.put(test, at..*end, *end, *item);
                    }
                }
            }
        };
        match kind.flags() {
            0 => (0..view.len()).rev().for_each(&mut put),
            flags => {
                let mut lowest = view.len();
                for at in view.begun(flags) {
                    put(at);
                    lowest = at;
                }
                // What describes a name, or the verb of a distant subject, may stand in front of all that begins such a capture.
                if lowest > 0 {
                    put(0);
                }
            }
        }
        match self.lists[test as usize] {
            List::From(first) => Some(first),
            List::Unknown | List::None => None,
        }
    }

    /// The stretches of a list from one of them on.
    pub fn from(&self, first: Option<u32>) -> impl Iterator<Item = Stretch> {
        let next = |id: Option<u32>| id.map(|id| self.all[id as usize]);
        std::iter::successors(next(first), move |stretch| next(stretch.next))
    }

    fn put_word(&mut self, test: TestId, from: usize, to: usize) {
        if matches!(self.lists[test as usize], List::None) {
            self.words.push(test);
        }
        self.put(test, from..to, to, Item::Words);
    }

    /// Puts a stretch in front of the list of a test.
    fn put(&mut self, test: TestId, atoms: Range<usize>, resume: usize, item: Item) {
        let list = &mut self.lists[test as usize];
        let next = match *list {
            List::From(first) => Some(first),
            List::Unknown | List::None => None,
        };
        *list = List::From(self.all.len() as u32);
        let (from, to, resume) = (atoms.start as u32, atoms.end as u32, resume as u32);
        self.all.push(Stretch { from, to, resume, item, described: false, next });
    }

    fn put_described(&mut self, test: TestId, atoms: Range<usize>, resume: usize, name: u32) {
        self.put(test, atoms, resume, Item::Mention(name));
        self.all.last_mut().expect("one was put").described = true;
    }
}
