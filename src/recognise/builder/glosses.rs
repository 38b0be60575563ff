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

/// What stands for a name of two characters, the family name in front of it, how often, and whether it is surely somebody.
type Use<'k> = ((&'k Key, &'k Key), Option<&'k Key>, u32, bool);

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

    /// Takes away a place that is somebody's given name: 謝元朗 opens a clause in front of a verb, and the article has 元朗 only
    /// behind that family name, more than once.
    pub(super) fn drop_given_names(&self, raws: &mut [LookedUp]) {
        let recogniser = self.reading.recogniser;
        let (lexicon, classes) = (&recogniser.lexicon, &recogniser.classes);
        let sentences = &self.reading.article.sentences;
        let place = |entry: &Entry| matches!(*entry, Entry::Entity { index, .. } if lexicon.kinds[index as usize] == Kind::Place);
        let is = |class, atom: &Atom| lexicon.is_member(class, &atom.key);
        let words = [classes.han_stop, classes.name_stop, classes.be_in_office, classes.speech_any];
        let family = |i: usize, hit: &Hit| {
            let atom = &sentences[i].atoms[(hit.from as usize).checked_sub(1)?];
            let own = is(classes.surnames_zh, atom) && !words.iter().any(|class| is(*class, atom));
            own.then_some(&atom.key)
        };
        let key = |i: usize, hit: &Hit| {
            let atoms = &sentences[i].atoms[hit.from as usize..hit.to as usize];
            (atoms.len() == 2 && atoms[0].kind == AtomKind::Han).then(|| (&atoms[0].key, &atoms[1].key))
        };
        // What a place is called, behind which family name if always the same, how often, and whether it is surely somebody.
        let mut uses: Vec<Use<'_>> = Vec::new();
        for (i, raw) in raws.iter().enumerate() {
            for (hit, _) in raw.entries.iter().filter(|(_, entry)| place(entry)) {
                let Some(name) = key(i, hit) else { continue };
                let behind = family(i, hit);
                let opens =
                    hit.from == 1 || hit.from > 1 && sentences[i].atoms[hit.from as usize - 2].kind == AtomKind::Mark;
                let verb = raw.words.all().iter().any(|word| word.from == hit.to && word.to - word.from > 1);
                match uses.iter_mut().find(|(other, ..)| *other == name) {
                    Some((_, family, count, sure)) => {
                        *family = family.filter(|family| Some(*family) == behind);
                        *count += 1;
                        *sure |= opens && verb;
                    }
                    None => uses.push((name, behind, 1, opens && verb)),
                }
            }
        }
        uses.retain(|(_, family, count, sure)| family.is_some() && *count > 1 && *sure);
        for (i, raw) in raws.iter_mut().enumerate().filter(|_| !uses.is_empty()) {
            raw.entries.retain(|(hit, entry)| {
                !place(entry) || key(i, hit).is_none_or(|name| !uses.iter().any(|(given, ..)| *given == name))
            });
        }
    }

    /// Takes away a listed name of two characters in 議員黃捷文質詢: between a title and one more character, behind which a word
    /// begins, it is the beginning of another name.
    pub(super) fn drop_cut_people(&self, raws: &mut [LookedUp]) {
        let lexicon = &self.reading.recogniser.lexicon;
        let classes = &self.reading.recogniser.classes;
        for (i, raw) in raws.iter_mut().enumerate() {
            let atoms = &self.reading.article.sentences[i].atoms;
            let (entries, words) = (&raw.entries, &raw.words);
            let longer = |hit: &Hit| {
                let (from, to) = (hit.from as usize, hit.to as usize);
                let titled =
                    entries.iter().any(|(other, entry)| other.to == hit.from && matches!(entry, Entry::Title(_)));
                let begins =
                    |at: usize| words.all().iter().any(|word| word.from as usize == at && word.to - word.from > 1);
                let plain = |atom: &Atom| {
                    let marks = [classes.since_mark, classes.speech_aside];
                    let stops = [classes.han_stop, classes.name_stop, classes.honorific, classes.speech_any];
                    atom.kind == AtomKind::Han
                        && !stops.iter().chain(&marks).any(|class| lexicon.is_member(*class, &atom.key))
                };
                to - from == 2
                    && titled
                    && lexicon.is_member(classes.surnames_zh, &atoms[from].key)
                    && atoms.get(to).is_some_and(plain)
                    && !begins(to)
                    && begins(to + 1)
                    && !entries.iter().any(|(other, _)| other.from <= hit.to && hit.to < other.to)
            };
            let person = |entry: &Entry| matches!(*entry, Entry::Entity { index, .. } if lexicon.kinds[index as usize] == Kind::Person);
            let cut: Vec<Hit> =
                entries.iter().filter(|(hit, entry)| person(entry) && longer(hit)).map(|(hit, _)| *hit).collect();
            raw.entries
                .retain(|(hit, entry)| !person(entry) || !cut.iter().any(|c| (c.from, c.to) == (hit.from, hit.to)));
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
