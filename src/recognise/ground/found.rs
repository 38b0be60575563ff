//! Which of all that was looked up in a sentence holds there: names, titles and words of classes.

use super::Stretch;
use crate::fact::Kind as EntityKind;
use crate::recognise::classes::Classes;
use crate::recognise::lexicon::{ClassId, Entry, Lexicon, NameCase, Symbol};
use crate::recognise::tags::{Hit, LookedUp};
use crate::recognise::words::Word;
use crate::segment::Sentence;
use crate::segment::atoms::{Case, Kind};

/// A sentence with all that the lexicon has for its words.
pub(super) struct Found<'a> {
    pub sentence: &'a Sentence,
    pub symbols: &'a [Symbol],
    pub lexicon: &'a Lexicon,
    pub classes: &'a Classes,
    pub raw: &'a LookedUp,
}

impl Found<'_> {
    /// Names with the entities that they may mean: of those that overlap the leftmost, then the longest.
    pub fn listed(&self, accept_weak: impl Fn(u32, Stretch) -> bool) -> Vec<(Stretch, Vec<u32>)> {
        let mut names: Vec<(Stretch, u32)> = self
            .raw
            .entries
            .iter()
            .filter_map(|(hit, entry)| match *entry {
                Entry::Entity { index, weak, case } => {
                    let stretch = (hit.from as usize, hit.to as usize);
                    let plain = self.written(stretch, case) && !self.exchange(stretch) && !self.title_in_front(stretch);
                    (plain && (!weak || accept_weak(index, stretch))).then_some((stretch, index))
                }
                _ => None,
            })
            .collect();
        let led: Vec<Stretch> =
            names.iter().filter(|(name, _)| self.begins_in_title(&names, *name)).map(|(name, _)| *name).collect();
        names.retain(|(name, index)| !led.contains(name) && !self.cut_place(*name, *index));
        names.sort_by_key(|((from, to), index)| (*from, std::cmp::Reverse(*to), *index));
        let mut listed: Vec<(Stretch, Vec<u32>)> = Vec::new();
        for (stretch, index) in names {
            match listed.last_mut() {
                Some((last, senses)) if *last == stretch => senses.push(index),
                Some((last, _)) if stretch.0 < last.1 => {}
                _ => listed.push((stretch, vec![index])),
            }
        }
        let abroad: Vec<Stretch> = listed
            .iter()
            .filter(|(stretch, senses)| self.is_foreign(&listed, *stretch, senses))
            .map(|(stretch, _)| *stretch)
            .collect();
        listed.retain(|(stretch, _)| !abroad.contains(stretch));
        listed
    }

    /// 高雄市長沙德, 通訊部長沙德: a place whose first character closes a title is none, where a name stands in front of the
    /// title or the title is a long one.
    fn begins_in_title(&self, names: &[(Stretch, u32)], (from, to): Stretch) -> bool {
        self.sentence.atoms[from].kind == Kind::Han
            && to - from == 2
            && self.raw.entries.iter().any(|(hit, entry)| {
                let (start, end) = (hit.from as usize, hit.to as usize);
                let fits = matches!(entry, Entry::Title(_)) && start < from && end == from + 1;
                fits && (end - start > 2 || names.iter().any(|((_, to), _)| *to == start))
            })
    }

    /// 平台中國用戶, 珠江西岸: a place whose first character closes the noun for a service, or whose last one goes with a side behind
    /// it, is none.
    fn cut_place(&self, (from, to): Stretch, index: u32) -> bool {
        let short = to - from == 2 && self.sentence.atoms[from].kind == Kind::Han;
        if !short || self.lexicon.kinds[index as usize] != EntityKind::Place {
            return false;
        }
        let nouns = [self.classes.platform_noun, self.classes.product_noun, self.classes.company_noun];
        let words = &self.raw.words;
        let noun = |word: &Word| nouns.iter().flatten().any(|class| words.is(word, *class));
        let crosses = |word: &&Word| (word.from as usize) < from && word.to as usize == from + 1;
        let side = to < self.symbols.len()
            && self.is_member(self.classes.direction, to - 1)
            && self.is_member(self.classes.side_word, to);
        side || words.all().iter().filter(crosses).any(noun)
    }

    /// Whether a name has the capitals that it needs.
    fn written(&self, (from, to): Stretch, case: NameCase) -> bool {
        // 'The commission' opens a sentence: that capital is not the name's.
        let article = to - from > 1 && self.is_member(self.classes.article, from);
        let mut words = self.sentence.atoms[from + usize::from(article)..to]
            .iter()
            .filter(|atom| atom.kind == Kind::Word)
            .peekable();
        words.peek().is_none()
            || match case {
                NameCase::Any => true,
                NameCase::Capital => words.any(|atom| atom.case != Case::Lower),
                NameCase::Upper => words.all(|atom| atom.case == Case::Upper || atom.key.len() == 1),
            }
    }

    /// The exchange in front of a ticker is not spoken of.
    fn exchange(&self, (from, to): Stretch) -> bool {
        let atoms = &self.sentence.atoms;
        from > 0 && atoms[from - 1].key == "(" && atoms.get(to).is_some_and(|atom| atom.key == ":")
    }

    /// 'Texas Attorney General Ken Paxton': in front of a name the office is his title, and no body.
    fn title_in_front(&self, (from, to): Stretch) -> bool {
        let next = self.sentence.atoms.get(to);
        let named = next.is_some_and(|atom| atom.kind == Kind::Word && atom.case == Case::Title && atom.spaced);
        let ends = |hit: &Hit| from < hit.from as usize && hit.to as usize == to;
        named && self.raw.entries.iter().any(|(hit, entry)| matches!(entry, Entry::Title(_)) && ends(hit))
    }

    /// 南韓總統府, 'Peru's Congress': behind the name of another country it is not the listed office of one's own.
    fn is_foreign(&self, listed: &[(Stretch, Vec<u32>)], (from, _): Stretch, senses: &[u32]) -> bool {
        let Some(office) = senses.first() else { return false };
        let own = self.lexicon.entities[*office as usize].country.as_deref();
        let state = self.lexicon.kinds[*office as usize] == EntityKind::Government;
        let owned = |to: usize| to + 1 == from && self.is_member(self.classes.possessive, to);
        let front = listed.iter().find(|((_, to), _)| *to == from || owned(*to));
        let country = front
            .and_then(|(_, senses)| senses.first())
            .filter(|place| state && self.lexicon.is_country(**place))
            .map(|place| self.lexicon.entities[*place as usize].id.as_str());
        own.is_some() && country.is_some() && own != country
    }

    /// Titles with their concepts, the longest at each place, next to the names that hold there.
    pub fn titles(&self, listed: &[(Stretch, Vec<u32>)]) -> Vec<(Stretch, u32)> {
        let mut titles: Vec<(Stretch, u32)> = self
            .raw
            .entries
            .iter()
            .filter_map(|(hit, entry)| match entry {
                Entry::Title(title) => Some(((hit.from as usize, hit.to as usize), *title)),
                _ => None,
            })
            .filter(|(title, _)| {
                !self.cut_by_name(listed, *title)
                    && !self.between_words(*title)
                    && !self.begins_compound(*title)
                    && !self.opens_in_name(*title)
                    && !self.before_title(*title)
            })
            .collect();
        titles.sort_by_key(|((from, to), title)| (*from, std::cmp::Reverse(*to), *title));
        let mut end = 0;
        titles.retain(|((from, to), _)| {
            let behind = *from >= end;
            end = if behind { *to } else { end };
            behind
        });
        titles
    }

    /// A title that shares a part of a listed name is cut wrongly; a shorter one behind the name may be right. One character
    /// may belong to both, as in 台北市長.
    fn cut_by_name(&self, listed: &[(Stretch, Vec<u32>)], (from, to): Stretch) -> bool {
        let shared = |end: usize| end - from == 1 && self.sentence.atoms[from].kind == Kind::Han;
        listed.iter().any(|((start, end), _)| {
            *start < from && from < *end && *end < to && !shared(*end) || from < *start && *start < to && to < *end
        })
    }

    /// 劇組長期, 國家教育: two characters between two words are a title of neither.
    fn between_words(&self, (from, to): Stretch) -> bool {
        let short = to - from == 2 && self.sentence.atoms[from].kind == Kind::Han;
        let front = |(start, end): (u32, u32)| end as usize == from + 1 && (start as usize) < from;
        let behind = |(start, end): (u32, u32)| start as usize + 1 == to && end as usize > to;
        short && self.raw.stretches().any(front) && self.raw.stretches().any(behind)
    }

    /// 律師費: a noun that begins with a title means something else.
    fn begins_compound(&self, (from, to): Stretch) -> bool {
        let noun = self.classes.title_compound.and_then(|class| self.raw.words.class_at(from, class));
        noun.is_some_and(|end| end > to)
    }

    /// 曾任King總裁: a capitalised word right in front of a Chinese title is the name of a body.
    fn before_title(&self, (from, to): Stretch) -> bool {
        let atoms = &self.sentence.atoms;
        let name = to == from + 1 && atoms[from].kind == Kind::Word && atoms[from].case == Case::Title;
        let han = atoms.get(to).is_some_and(|atom| atom.kind == Kind::Han);
        let titled = |(hit, entry): &(Hit, Entry)| hit.from as usize == to && matches!(entry, Entry::Title(_));
        name && han && self.raw.entries.iter().any(titled)
    }

    /// 'Acme Research analyst Kim Roe': the capital is that of a name that ends there.
    fn opens_in_name(&self, (from, to): Stretch) -> bool {
        let atoms = &self.sentence.atoms;
        let named = |at: usize| matches!(atoms[at].case, Case::Title | Case::Upper) && atoms[at].kind == Kind::Word;
        from > 0
            && to - from > 1
            && named(from - 1)
            && !self.is_member(self.classes.not_name, from - 1)
            && atoms[from].case == Case::Title
            && atoms[to - 1].case == Case::Lower
            && self.is_member(self.classes.org_suffix, from)
    }

    fn is_member(&self, class: Option<ClassId>, at: usize) -> bool {
        class.is_some_and(|class| self.lexicon.has_member(class, self.symbols[at]))
    }
}
