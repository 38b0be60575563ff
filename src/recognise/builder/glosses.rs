//! Listed names that an article explains otherwise: behind 卡爾森（Peter Carlsson） nobody listed is called 卡爾森 there.

use rustc_hash::FxHashSet;

use super::Builder;
use crate::fact::Kind;
use crate::recognise::lexicon::Entry;
use crate::recognise::tags::{Hit, LookedUp};
use crate::segment::Sentence;
use crate::segment::atoms::{Case, Key, Kind as AtomKind, keys};

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
