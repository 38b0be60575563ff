//! The classes that words are of. Thousands of words are of the same ones, so each list stands once, and a word has its number.

use rustc_hash::FxHashMap;

use super::ClassId;
use crate::recognise::tags::mark;

const BITS: usize = u64::BITS as usize;

/// Number of a list of classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ListId(u32);

impl ListId {
    /// The list without any class.
    pub const NONE: Self = Self(0);
}

/// Lists of classes, each in order and as a set of bits.
#[derive(Debug, Default)]
pub struct ClassLists {
    classes: Vec<ClassId>,
    /// Where in `classes` each list begins; one more than there are lists.
    starts: Vec<u32>,
    /// For each list marks of its classes.
    marks: Vec<u64>,
    /// Words of 64 bits that a set takes.
    width: usize,
    sets: Vec<u64>,
}

impl ClassLists {
    /// The classes of a list, in order.
    pub fn of(&self, list: ListId) -> &[ClassId] {
        match self.starts.get(list.0 as usize..list.0 as usize + 2) {
            Some([from, to]) => &self.classes[*from as usize..*to as usize],
            _ => &[],
        }
    }

    /// Whether a class is in a list.
    #[inline]
    pub fn has(&self, list: ListId, class: ClassId) -> bool {
        let (word, bit) = (usize::from(class) / BITS, usize::from(class) % BITS);
        self.set(list).get(word).is_some_and(|bits| bits >> bit & 1 == 1)
    }

    /// A list as bits, one for each class.
    #[inline]
    pub fn set(&self, list: ListId) -> &[u64] {
        let start = list.0 as usize * self.width;
        self.sets.get(start..start + self.width).unwrap_or_default()
    }

    /// Marks of the classes of a list.
    pub fn marks(&self, list: ListId) -> u64 {
        self.marks.get(list.0 as usize).copied().unwrap_or_default()
    }
}

/// Gathers lists.
#[derive(Debug, Default)]
pub(super) struct Builder {
    known: FxHashMap<Box<[ClassId]>, ListId>,
    classes: Vec<ClassId>,
    ends: Vec<u32>,
}

impl Builder {
    /// The number of a list whose classes are in order, added where it is new.
    pub fn add(&mut self, classes: impl Iterator<Item = ClassId>) -> ListId {
        let list: Box<[ClassId]> = classes.collect();
        if list.is_empty() {
            return ListId::NONE;
        }
        if let Some(known) = self.known.get(&list) {
            return *known;
        }
        self.classes.extend_from_slice(&list);
        self.ends.push(self.classes.len() as u32);
        let id = ListId(self.ends.len() as u32);
        self.known.insert(list, id);
        id
    }

    pub fn finish(self) -> ClassLists {
        let width = self.classes.iter().max().map_or(0, |class| usize::from(*class) / BITS + 1);
        let starts: Vec<u32> = [0, 0].into_iter().chain(self.ends).collect();
        let mut sets = vec![0; (starts.len() - 1) * width];
        let mut marks = vec![0; starts.len() - 1];
        for (list, ends) in starts.windows(2).enumerate() {
            for class in &self.classes[ends[0] as usize..ends[1] as usize] {
                sets[list * width + usize::from(*class) / BITS] |= 1 << (usize::from(*class) % BITS);
                marks[list] |= mark(*class);
            }
        }
        ClassLists { classes: self.classes, starts, marks, width, sets }
    }
}
