//! Small tables of phrases, looked up at a position of a sentence; the longest phrase wins.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer};

use crate::segment::atoms::{self, Atom, Key};

/// Tells of most keys at a glance that they are not among some others, after Bloom: each key has one of many bits, and only keys
/// whose bit is set may be among them. Nearly all words of a text are asked for, and hardly any is there.
#[derive(Debug, Default, Clone)]
pub struct Sieve {
    bits: [u64; 16],
}

impl Sieve {
    pub fn new<'a>(keys: impl IntoIterator<Item = &'a Key>) -> Self {
        let mut sieve = Self::default();
        for key in keys {
            let bit = Self::bit(key);
            sieve.bits[bit / 64] |= 1 << (bit % 64);
        }
        sieve
    }

    /// Whether a key may be among them.
    #[inline]
    pub fn may_have(&self, key: &str) -> bool {
        let bit = Self::bit(key);
        self.bits[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// The bit of a key, by its length and three of its bytes.
    #[inline]
    fn bit(key: &str) -> usize {
        let bytes = key.as_bytes();
        let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return 0 };
        let sum = usize::from(*first) * 37 + usize::from(*last) * 101 + usize::from(bytes[bytes.len() / 2]) * 271;
        (sum + bytes.len() * 17) % 1024
    }
}

/// Phrases by their first key, longest first.
#[derive(Debug, Default)]
pub struct Phrases<T> {
    by_first: FxHashMap<Key, Vec<(Vec<Key>, T)>>,
    sieve: Sieve,
}

impl<T: Clone> Phrases<T> {
    pub fn new<'a>(phrases: impl IntoIterator<Item = (&'a str, T)>) -> Self {
        let mut by_first: FxHashMap<Key, Vec<(Vec<Key>, T)>> = FxHashMap::default();
        for (phrase, value) in phrases {
            let mut keys = atoms::keys(phrase);
            if keys.is_empty() {
                continue;
            }
            let rest = keys.split_off(1);
            let list = by_first.entry(keys.remove(0)).or_default();
            list.push((rest, value));
            list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        let sieve = Sieve::new(by_first.keys());
        Self { by_first, sieve }
    }

    /// First keys of all phrases.
    pub fn openings(&self) -> Vec<Key> {
        let mut keys: Vec<Key> = self.by_first.keys().cloned().collect();
        keys.sort_unstable();
        keys
    }

    /// The longest phrase that begins at `at`: where it ends, and its value.
    #[inline]
    pub fn at(&self, atoms: &[Atom], at: usize) -> Option<(usize, T)> {
        let key = &atoms.get(at)?.key;
        if self.sieve.may_have(key) { self.longest(atoms, at) } else { None }
    }

    #[inline(never)]
    fn longest(&self, atoms: &[Atom], at: usize) -> Option<(usize, T)> {
        let list = self.by_first.get(&atoms[at].key)?;
        list.iter().find_map(|(rest, value)| {
            let end = at + 1 + rest.len();
            let matches = end <= atoms.len() && rest.iter().zip(&atoms[at + 1..]).all(|(key, atom)| *key == atom.key);
            matches.then(|| (end, value.clone()))
        })
    }

    /// What a word means that is a phrase for itself.
    pub fn word(&self, key: &str) -> Option<T> {
        self.by_first.get(key)?.iter().find(|(rest, _)| rest.is_empty()).map(|(_, value)| value.clone())
    }

    /// The longest phrase that ends in front of `end`: where it begins, and its value.
    pub fn before(&self, atoms: &[Atom], end: usize) -> Option<(usize, T)> {
        (end.saturating_sub(5)..end).find_map(|start| {
            let (till, value) = self.at(atoms, start)?;
            (till == end).then_some((start, value))
        })
    }
}

impl Phrases<()> {
    /// Where the longest phrase that begins at `at` ends.
    pub fn end(&self, atoms: &[Atom], at: usize) -> Option<usize> {
        self.at(atoms, at).map(|(to, ())| to)
    }
}

impl<'de> Deserialize<'de> for Phrases<()> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let phrases = Vec::<String>::deserialize(deserializer)?;
        Ok(Self::new(phrases.iter().map(|phrase| (phrase.as_str(), ()))))
    }
}
