//! What is already known of a sentence while names are looked for in it.

mod found;

use std::cell::OnceCell;

use super::classes::Classes;
use super::lexicon::{ClassId, Lexicon, Symbol};
use super::tags::{LookedUp, mark, marks, offsets};
use super::words::Words;
use crate::fact::Kind as EntityKind;
use crate::segment::Sentence;
use crate::segment::atoms::{Atom, Key, Kind};
use found::Found;

/// A stretch of atoms.
pub type Stretch = (usize, usize);

/// A sentence with what the lexicon knows of it.
pub struct Ground<'a> {
    pub sentence: &'a Sentence,
    pub symbols: &'a [Symbol],
    pub lexicon: &'a Lexicon,
    pub classes: &'a Classes,
    /// Chosen names of listed entities, in order, with the entities that they may mean.
    pub listed: Vec<(Stretch, Vec<u32>)>,
    /// Titles, the longest at each place, with the concept.
    pub titles: Vec<(Stretch, u32)>,
    /// Words of classes.
    pub words: &'a Words,
    /// Positions of the words, in the order in which they end.
    ending: Vec<u32>,
    /// For each atom how many of the words end in front of it.
    ends: Vec<u32>,
    /// For each atom marks of the classes whose words end in front of it.
    ending_marks: Vec<u64>,
    /// For each atom where a longer word that no name holds ends, once that is asked for.
    known_words: OnceCell<Vec<Option<usize>>>,
    /// The classes of all words, as bits, once that is asked for.
    all_classes: OnceCell<Vec<u64>>,
    /// Atoms that are part of a date or quantity.
    pub valued: &'a [bool],
    pub shouting: bool,
}

impl<'a> Ground<'a> {
    /// Chooses among the names that were looked up: leftmost, then longest.
    #[expect(clippy::too_many_arguments, reason = "they are what is known of a sentence, and only one place makes it")]
    pub fn new(
        sentence: &'a Sentence,
        symbols: &'a [Symbol],
        lexicon: &'a Lexicon,
        classes: &'a Classes,
        raw: &'a LookedUp,
        valued: &'a [bool],
        shouting: bool,
        accept_weak: impl Fn(u32, Stretch) -> bool,
    ) -> Self {
        let found = Found { sentence, symbols, lexicon, classes, raw };
        let listed = found.listed(accept_weak);
        let titles = found.titles(&listed);
        let words = &raw.words;
        let count = sentence.atoms.len();
        let ends = offsets(words.all().iter().map(|word| word.to as usize), count + 1);
        let mut places = ends.clone();
        let mut ending = vec![0; words.all().len()];
        let mut ending_marks = vec![0; count + 1];
        for (number, word) in words.all().iter().enumerate() {
            let place = &mut places[word.to as usize];
            ending[*place as usize] = number as u32;
            *place += 1;
            ending_marks[word.to as usize] |= word.marks;
        }
        Self {
            sentence,
            symbols,
            lexicon,
            classes,
            listed,
            titles,
            words,
            ending,
            ends,
            ending_marks,
            known_words: OnceCell::new(),
            all_classes: OnceCell::new(),
            valued,
            shouting,
        }
    }

    #[inline]
    pub fn key(&self, at: usize) -> &str {
        self.sentence.atoms.get(at).map_or("", |atom| atom.key.as_str())
    }

    pub fn is_genitive(&self, at: usize) -> bool {
        self.sentence.atoms.get(at).is_some_and(Atom::is_genitive)
    }

    #[inline]
    pub fn kind(&self, at: usize) -> Option<Kind> {
        self.sentence.atoms.get(at).map(|atom| atom.kind)
    }

    #[inline]
    pub fn len(&self) -> usize {
        self.sentence.atoms.len()
    }

    /// Whether one of a listed name's senses is of a kind.
    pub fn may_be(&self, senses: &[u32], kind: EntityKind) -> bool {
        senses.iter().any(|index| self.lexicon.kinds[*index as usize] == kind)
    }

    /// Whether a listed name that may be of a kind begins at an atom.
    pub fn listed_from(&self, at: usize, kind: EntityKind) -> bool {
        self.listed.iter().any(|((from, _), senses)| *from == at && self.may_be(senses, kind))
    }

    /// Whether a stretch is a listed name that may be of a kind.
    pub fn listed_as(&self, stretch: Stretch, kind: EntityKind) -> bool {
        self.listed.iter().any(|(listed, senses)| *listed == stretch && self.may_be(senses, kind))
    }

    #[inline]
    pub fn listed_over(&self, at: usize) -> Option<Stretch> {
        over(&self.listed, at)
    }

    pub fn listed_starting(&self, from: usize) -> Option<Stretch> {
        over(&self.listed, from).filter(|(start, _)| *start == from)
    }

    pub fn listed_ending(&self, end: usize) -> Option<Stretch> {
        over(&self.listed, end.checked_sub(1)?).filter(|(_, to)| *to == end)
    }

    #[inline]
    pub fn title_over(&self, at: usize) -> Option<Stretch> {
        over(&self.titles, at)
    }

    pub fn title_ending(&self, end: usize) -> Option<Stretch> {
        over(&self.titles, end.checked_sub(1)?).filter(|(_, to)| *to == end)
    }

    pub fn title_starting(&self, from: usize) -> Option<Stretch> {
        over(&self.titles, from).filter(|(start, _)| *start == from)
    }

    /// Where a word of a class that begins at an atom ends.
    #[inline]
    pub fn word_at(&self, at: usize, class: Option<ClassId>) -> Option<usize> {
        self.words.class_at(at, class?)
    }

    /// Whether a word of a class ends in front of an atom.
    #[inline]
    pub fn word_ending(&self, end: usize, class: Option<ClassId>) -> bool {
        let marked = |class: &ClassId| self.ending_marks.get(end).is_some_and(|marks| marks & mark(*class) != 0);
        class.is_some_and(|class| marked(&class) && self.ends_here(end, class))
    }

    #[inline(never)]
    fn ends_here(&self, end: usize, class: ClassId) -> bool {
        let ending = &self.ending[self.ends[end] as usize..self.ends[end + 1] as usize];
        ending.iter().any(|number| self.words.is(&self.words.all()[*number as usize], class))
    }

    /// Where a word of two or more Han characters ends that some class has here: such a word is no part of a name.
    pub fn known_word_at(&self, at: usize) -> Option<usize> {
        *self.known_words.get_or_init(|| self.known_words()).get(at)?
    }

    fn known_words(&self) -> Vec<Option<usize>> {
        let loose = [
            self.classes.given_names,
            self.classes.surnames_zh,
            self.classes.surnames_ja,
            self.classes.translit,
            self.classes.org_suffix,
            self.classes.place_suffix,
            self.classes.office_ending,
            self.classes.no_body,
            self.classes.school_ending,
            self.classes.state_ending,
            self.classes.office_word,
            self.classes.named_body,
            self.classes.trade_ending,
            self.classes.ministry,
            self.classes.public_ending,
            self.classes.moderated,
            self.classes.no_nickname,
            self.classes.labour_body,
            self.classes.research_ending,
            self.classes.institute_ending,
            self.classes.bare_body_noun,
            self.classes.arm_ending,
            self.classes.camp_noun,
            self.classes.speech_start,
            // What tells a figure's subject from the words around it.
            self.classes.topic_verb,
            self.classes.topic_lead,
            self.classes.topic_tail,
            self.classes.topic_own,
            self.classes.topic_own_modifier,
            self.classes.topic_idle,
        ];
        let marks = marks(loose);
        let is_loose = |class: ClassId| marks & mark(class) != 0 && loose.contains(&Some(class));
        let mut known = vec![None; self.len()];
        for word in self.words.all().iter().filter(|word| word.len() > 1) {
            if !self.words.classes(word).iter().all(|class| is_loose(*class)) {
                known[word.from as usize] = Some(word.to as usize);
            }
        }
        known
    }

    /// The same without the nouns that names of bodies are made of.
    pub fn known_verb_at(&self, at: usize) -> Option<usize> {
        let classes = self.classes;
        let nouns = [classes.group_modifier, classes.group_noun, classes.product_noun, classes.nationality];
        let noun = nouns.iter().filter_map(|class| self.word_at(at, *class)).max();
        self.known_word_at(at).filter(|end| noun.is_none_or(|noun| *end > noun))
    }

    #[inline]
    pub fn is_member(&self, class: Option<ClassId>, at: usize) -> bool {
        class.is_some_and(|class| self.symbols.get(at).is_some_and(|symbol| self.lexicon.has_member(class, *symbol)))
    }

    /// Whether some atoms make a word of a class, be it within a longer one.
    pub fn is_phrase(&self, class: Option<ClassId>, (from, to): Stretch) -> bool {
        let atoms = self.sentence.atoms.get(from..to).unwrap_or_default();
        let keys: Vec<Key> = atoms.iter().map(|atom| atom.key.clone()).collect();
        self.lexicon.has_phrase(class, &keys)
    }

    /// Whether a word of one of some classes stands anywhere in the sentence.
    pub fn has_word(&self, classes: impl IntoIterator<Item = Option<ClassId>>) -> bool {
        let all = self.all_classes.get_or_init(|| self.words.all_classes());
        let bits = u64::BITS as usize;
        let held = |class: usize| all.get(class / bits).is_some_and(|set| set >> (class % bits) & 1 == 1);
        classes.into_iter().flatten().any(|class| held(usize::from(class)))
    }

    /// Whether an atom of the sentence is a word of a class.
    pub fn has_member(&self, class: Option<ClassId>) -> bool {
        (0..self.len()).any(|at| self.is_member(class, at))
    }

    /// Nouns for a sort of body.
    fn sorts(&self) -> [Option<ClassId>; 6] {
        let classes = self.classes;
        [
            classes.company_noun,
            classes.product_noun,
            classes.named_body,
            classes.before_body,
            classes.org_suffix,
            classes.research_firm,
        ]
    }

    /// Whether the sentence has a noun for a sort of body at all.
    pub fn has_sort(&self) -> bool {
        self.has_word(self.sorts())
    }

    /// 顧問公司 Harbor Peak: a noun in Han characters for a sort of body stands right in front.
    pub fn behind_sort(&self, from: usize) -> bool {
        let han = from > 0 && self.kind(from - 1) == Some(Kind::Han);
        han && self.sorts().iter().any(|class| self.word_ending(from, *class))
    }

    /// Whether a verb begins here of which people and bodies are subjects: saying, thinking, taking office, founding.
    pub fn acts_at(&self, at: usize) -> bool {
        let classes = self.classes;
        let verbs = [
            classes.say,
            classes.think,
            classes.appoint,
            classes.resign,
            classes.found,
            classes.run_for,
            classes.announce,
            classes.respond,
            classes.criticise,
            classes.demand,
        ];
        verbs.iter().any(|class| self.word_at(at, *class).is_some())
    }

    /// 東林大學日前宣布: whether a body ends here and such a verb follows behind adverbs and dates.
    pub fn acts_behind(&self, end: usize) -> bool {
        self.word_ending(end, self.classes.org_suffix) && self.acts_after(end)
    }

    /// Whether such a verb begins here, or behind adverbs and dates.
    pub fn acts_after(&self, at: usize) -> bool {
        let mut at = at;
        for _ in 0..4 {
            if self.acts_at(at) {
                return true;
            }
            let adverb = self.word_at(at, self.classes.cue_adverb).or_else(|| {
                let skipped = self.valued.get(at) == Some(&true) || self.is_member(self.classes.name_stop, at);
                (skipped && !self.is_member(self.classes.possessive, at)).then_some(at + 1)
            });
            let Some(next) = adverb else { return false };
            at = next;
        }
        false
    }

    /// Whether an atom stands first in its clause.
    pub fn opens_clause(&self, at: usize) -> bool {
        at == 0 || self.kind(at - 1) == Some(Kind::Mark) && self.key(at - 1) != ")"
    }

    /// Whether a verb of saying or thinking begins here.
    pub fn speaks_at(&self, at: usize) -> bool {
        let classes = self.classes;
        [classes.say, classes.think, classes.respond].iter().any(|class| self.word_at(at, *class).is_some())
    }

    /// The text of a stretch, as written.
    pub fn text<'t>(&self, source: &'t str, stretch: Stretch) -> &'t str {
        &source[self.sentence.atoms[stretch.0].bytes.0..self.sentence.atoms[stretch.1 - 1].bytes.1]
    }

    /// The keys of a stretch, by which names are compared.
    pub fn folded(&self, (from, to): Stretch) -> String {
        let keys: Vec<&str> = self.sentence.atoms[from..to].iter().map(|atom| atom.key.as_str()).collect();
        keys.join(" ")
    }
}

/// The stretch that covers an atom, of some that stand in order and apart from each other.
fn over<T>(stretches: &[(Stretch, T)], at: usize) -> Option<Stretch> {
    let behind = stretches.partition_point(|(stretch, _)| stretch.0 <= at);
    stretches[..behind].last().map(|(stretch, _)| *stretch).filter(|(_, to)| at < *to)
}

/// A name that the lexicon does not list.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub stretch: Stretch,
    /// The name as it is used, without what stands in parentheses behind it.
    pub name: Stretch,
    /// The same name in the other script, from the parentheses.
    pub other: Option<Stretch>,
    /// What it is, where its form or surroundings tell.
    pub kind: Option<crate::fact::Kind>,
}

impl Candidate {
    /// It is a single word that opens its sentence, where every word has a capital.
    pub fn opens(&self, ground: &Ground<'_>) -> bool {
        let (from, to) = self.name;
        let front = from.checked_sub(1).map_or("", |at| ground.key(at));
        to == from + 1 && (from == 0 || matches!(front, "\"" | "“" | "‘" | "'" | ":" | "·" | "•" | "—" | "-"))
    }
}
