//! Listed names that an article explains otherwise: behind 卡爾森（Peter Carlsson） nobody listed is called 卡爾森 there.

use rustc_hash::FxHashSet;

use super::Builder;
use crate::fact::Kind;
use crate::recognise::lexicon::Entry;
use crate::recognise::tags::{Hit, LookedUp};
use crate::segment::Sentence;
use crate::segment::atoms::{Atom, Case, Key, Kind as AtomKind, keys};

/// How many characters of a foreign name may stand between a part of it that is listed and the parenthesis.
const REST: usize = 4;

/// Longest name in a parenthesis, in atoms.
const LONGEST: usize = 8;

impl Builder<'_, '_> {
    /// Takes away the names in Han characters of people whom a parenthesis behind such a name calls otherwise, unless one of
    /// their other names stands somewhere.
    pub(super) fn drop_glossed_otherwise(&self, raws: &mut [LookedUp]) {
        let sentences = &self.reading.article.sentences;
        let han = |i: usize, hit: &Hit| sentences[i].atoms[hit.from as usize].kind == AtomKind::Han;
        let mut others: FxHashSet<u32> = FxHashSet::default();
        for (i, raw) in raws.iter().enumerate() {
            for (hit, entry) in &raw.entries {
                if let Entry::Entity { index, .. } = *entry
                    && han(i, hit)
                    && self.glossed_otherwise(&sentences[i], hit, index)
                {
                    others.insert(index);
                }
            }
        }
        if others.is_empty() {
            return;
        }
        for (i, raw) in raws.iter().enumerate() {
            for (hit, entry) in &raw.entries {
                if let Entry::Entity { index, .. } = *entry
                    && !han(i, hit)
                    && hit.to - hit.from > 1
                {
                    others.remove(&index);
                }
            }
        }
        for (i, raw) in raws.iter_mut().enumerate() {
            raw.entries.retain(|(hit, entry)| {
                !matches!(*entry, Entry::Entity { index, .. } if others.contains(&index)) || !han(i, hit)
            });
        }
    }

    /// Takes away bodies and places whose name in Han characters a parenthesis explains as that of somebody: behind
    /// 彭博（Michael Bloomberg） whatever is called 彭博 is that person.
    pub(super) fn drop_glossed_as_person(&self, raws: &mut [LookedUp]) {
        let sentences = &self.reading.article.sentences;
        let lexicon = &self.reading.recogniser.lexicon;
        let key = |i: usize, hit: &Hit| {
            sentences[i].atoms[hit.from as usize..hit.to as usize].iter().map(|atom| &atom.key).collect::<Vec<_>>()
        };
        let of_kind = |entry: &Entry, person: bool| match *entry {
            Entry::Entity { index, .. } if (lexicon.kinds[index as usize] == Kind::Person) == person => Some(index),
            _ => None,
        };
        // What is so called, and the entry of the person where the lexicon has one.
        let mut people: Vec<(Vec<&Key>, Option<Entry>)> = Vec::new();
        for (i, raw) in raws.iter().enumerate() {
            for (hit, entry) in &raw.entries {
                if let Some(index) = of_kind(entry, false)
                    && sentences[i].atoms[hit.from as usize].kind == AtomKind::Han
                    && self.glossed_as_person(&sentences[i], hit, index)
                {
                    let named = |(at, entry): &&(Hit, Entry)| at.from == hit.to + 1 && of_kind(entry, true).is_some();
                    people.push((key(i, hit), raw.entries.iter().find(named).map(|(_, entry)| *entry)));
                }
            }
        }
        for (i, raw) in raws.iter_mut().enumerate().filter(|_| !people.is_empty()) {
            let glossed = |hit: &Hit| sentences[i].atoms.get(hit.to as usize).is_some_and(|atom| atom.key == "(");
            raw.entries.retain_mut(|(hit, entry)| {
                let called = people.iter().find(|(name, _)| of_kind(entry, false).is_some() && *name == key(i, hit));
                match called {
                    Some((_, Some(person))) if !glossed(hit) => *entry = *person,
                    Some((_, None)) => return false,
                    _ => (),
                }
                true
            });
        }
    }

    /// Whether the parenthesis behind a name has a person's in Latin letters, and not one of its own.
    fn glossed_as_person(&self, sentence: &Sentence, hit: &Hit, index: u32) -> bool {
        let recogniser = self.reading.recogniser;
        let (lexicon, classes) = (&recogniser.lexicon, &recogniser.classes);
        let (atoms, open) = (&sentence.atoms, hit.to as usize);
        if atoms.get(open).is_none_or(|atom| atom.key != "(") {
            return false;
        }
        let inside = || atoms[open + 1..].iter().take(LONGEST).take_while(|atom| atom.key != ")");
        let words = || inside().filter(|atom| atom.kind == AtomKind::Word);
        let given = [classes.given_male, classes.given_female, classes.given_names];
        let is = |class, atom: &Atom| lexicon.is_member(class, &atom.key);
        let own = |name: &String| keys(name).iter().eq(inside().map(|atom| &atom.key));
        (2..5).contains(&words().count())
            && words().all(|atom| atom.case == Case::Title && !is(classes.org_suffix, atom))
            && words().next().is_some_and(|first| given.iter().any(|class| is(*class, first)))
            && !lexicon.entities[index as usize].en.iter().any(own)
    }

    fn glossed_otherwise(&self, sentence: &Sentence, hit: &Hit, index: u32) -> bool {
        let recogniser = self.reading.recogniser;
        let lexicon = &recogniser.lexicon;
        let (atoms, to) = (&sentence.atoms, hit.to as usize);
        if lexicon.kinds[index as usize] != Kind::Person {
            return false;
        }
        let translit = |at: &usize| lexicon.is_member(recogniser.classes.translit, &atoms[*at].key);
        let open = to + (to..atoms.len().min(to + REST)).take_while(translit).count();
        if atoms.get(open).is_none_or(|atom| atom.key != "(") {
            return false;
        }
        let inside = || atoms[open + 1..].iter().take(LONGEST).take_while(|atom| atom.key != ")");
        let words = || inside().filter(|atom| atom.kind == AtomKind::Word);
        let name = inside().all(|atom| matches!(atom.kind, AtomKind::Word | AtomKind::Mark))
            && words().count() > 1
            && words().next().is_some_and(|atom| atom.case == Case::Title);
        let names = || lexicon.entities[index as usize].en.iter().map(|name| keys(name));
        let known = names().flatten().collect::<Vec<_>>();
        // 卡爾森（Tom Carlsson）: the family name is that of somebody listed, and neither the given name is nor how it begins.
        let initial = |key: &str| key.chars().next();
        let given = words().next().map(|atom| atom.key.as_str());
        let other = || {
            let full = names().filter(|keys| keys.len() > 1).collect::<Vec<_>>();
            let alike = |keys: &Vec<Key>| given.is_some_and(|given| initial(given) == initial(&keys[0]));
            open == to
                && atoms[hit.from as usize..to].iter().all(|atom| atom.key != "·")
                && !full.is_empty()
                && !full.iter().any(alike)
                && !given.is_some_and(|given| known.iter().any(|key| key == given))
        };
        name && !known.is_empty() && (other() || !words().any(|atom| known.contains(&atom.key)))
    }
}
