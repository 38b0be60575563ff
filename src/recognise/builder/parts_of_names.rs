//! Listed names that are parts of longer ones that nobody has listed: 元朗 in 謝元朗, 黃捷 in 黃捷文.

use super::Builder;
use crate::fact::Kind;
use crate::recognise::lexicon::Entry;
use crate::recognise::tags::{Hit, LookedUp};
use crate::segment::atoms::{Atom, Key, Kind as AtomKind};

/// What stands for a name of two characters, the family name in front of it, how often, and whether it is surely somebody.
type Use<'k> = ((&'k Key, &'k Key), Option<&'k Key>, u32, bool);

impl Builder<'_, '_> {
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
}
