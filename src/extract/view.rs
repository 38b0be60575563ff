//! A sentence as patterns see it: what begins at each atom, and which of it fits the types of captures.

use std::cell::OnceCell;
use std::ops::Range;

use smallvec::{SmallVec, smallvec};

use super::context::Context;
use super::grammar::Coordination;
use super::pattern::{Only, Type, flag};
use super::stretches::Stretch;
use crate::fact::Kind;
use crate::recognise::classes::word_classes;
use crate::recognise::lexicon::ClassId;
use crate::recognise::number::Measure;
use crate::recognise::{Form, Hit, Mention, Reading, Tagged, Title, What};
use crate::segment::atoms::{Atom, Case, Kind as AtomKind};
use crate::segment::{Part, Sentence};

/// Most characters of the noun that says what a member of a Chinese list is.
const LONGEST_DESCRIPTION: usize = 10;

/// Longest term that a parenthesis may bring in, in atoms with its marks.
const LONGEST_TERM: usize = 6;

/// What a capture holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    Mention(u32),
    /// One of the entities that a mention of several means.
    Entity(u32),
    Title(u32),
    Time(u32),
    Quantity(u32),
    Topic(u32),
    Words,
}

word_classes! {
    /// Word classes that matching itself asks for.
    pub struct Syntax {
        /// Marks and words between the members of a list.
        separator = "list-separator",
        /// Words at which a run of nouns ends.
        not_noun = "not-noun",
        /// Verbs by which somebody speaks.
        cue = "cue",
        condition = "condition",
        say_participle = "say-participle",
        according_to = "according-to",
        would = "would",
        /// Past tenses with which somebody who has spoken goes on.
        next_said = "next-said",
        clause_and = "clause-and",
        be_passive = "be-passive",
        clause_to = "clause-to",
        /// Past tenses with which somebody who has spoken goes on.
        /// Words that open what stands between a Chinese speaker and the verb: 向, 在.
        speech_aside = "speech-aside",
        speech_say = "speech-say",
        /// Words in front of those to whom something is done in Chinese: 對, 把.
        coverb = "coverb",
        /// Adverbs that may stand in front of such a verb.
        cue_adverb = "cue-adverb",
        one_such = "one-such",
        /// The indefinite article; nouns for what a body publishes and speaks by.
        one = "article-indefinite",
        survey = "survey-word",
        call_as = "call-as",
        /// What somebody does who is asked and says nothing: 拒絕評論.
        no_comment = "no-comment",
        /// What somebody does in a clause of his own who was asked for something: 拒絕.
        answers_so = "answers-so",
        /// Marks of possession.
        possessive = "possessive",
        /// Words that join clauses; finite verbs of English and the helpers of verbs.
        and = "and",
        clause_verb = "clause-verb",
        clause_auxiliary = "clause-auxiliary",
        /// Words that may stand between a name and its verb, and those that bring in a date there.
        name_aside = "name-aside",
        dated_by = "dated-by",
        /// Helpers of a past participle, which a date may part from it.
        perfect = "perfect",
        /// Words that bring in a place there.
        located_by = "located-by",
        /// Words for whoever made or owns what is named in front.
        operator_noun = "operator-noun",
    }
}

/// One sentence, ready to be matched.
pub struct View<'m, 'a> {
    pub reading: &'m Reading<'a>,
    context: Context<'m, 'a>,
    pub syntax: &'m Syntax,
    pub number: usize,
    pub sentence: &'a Sentence,
    pub tagged: &'m Tagged,
    /// What begins at each atom, and anywhere.
    flags: Vec<u16>,
    pub all_flags: u16,
    /// Atoms at which anything does.
    begun: SmallVec<[u32; 32]>,
    /// Atoms that may be part of a run of nouns.
    pub(super) nominal: OnceCell<Vec<bool>>,
    pub(super) clause_ends: OnceCell<Vec<usize>>,
    subjects: OnceCell<Vec<(usize, u32)>>,
    coordination: OnceCell<Coordination>,
    described: OnceCell<Vec<(usize, u32)>>,
    /// For each place where what may be stepped over there ends, once that is asked for.
    asides: Vec<OnceCell<Resumes>>,
}

/// Places at which a pattern goes on.
type Resumes = SmallVec<[u32; 4]>;

/// Most dates, adverbs and parentheses that are stepped over behind a name, and most atoms inside a parenthesis.
const MOST_ASIDES: usize = 4;
const LONGEST_PARENTHESIS: usize = 20;

/// Most atoms between two dashes.
const LONGEST_SET_OFF: usize = 24;

/// The ends that a capture may have from one place, with what it holds.
pub type Ends = SmallVec<[(usize, Item); 4]>;

impl<'m, 'a> View<'m, 'a> {
    pub fn new(context: Context<'m, 'a>, syntax: &'m Syntax, number: usize) -> Self {
        let reading = context.reading;
        let tagged = &reading.sentences[number];
        let sentence = &reading.article.sentences[number];
        let flags = flags(reading, tagged, sentence);
        let all_flags = flags.iter().fold(0, |all, flags| all | flags);
        let begun = (0..flags.len() as u32).filter(|at| flags[*at as usize] != 0).collect();
        let (nominal, clause_ends, subjects) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        let (coordination, described) = (OnceCell::new(), OnceCell::new());
        Self {
            reading,
            context,
            syntax,
            number,
            sentence,
            tagged,
            flags,
            all_flags,
            begun,
            nominal,
            clause_ends,
            subjects,
            coordination,
            described,
            asides: vec![OnceCell::new(); sentence.atoms.len() + 1],
        }
    }

    /// Number of atoms.
    pub fn len(&self) -> usize {
        self.sentence.atoms.len()
    }

    /// Atoms at which something begins that one of some flags stands for, the last first.
    pub fn begun(&self, flags: u16) -> impl Iterator<Item = usize> {
        let begun = if self.all_flags & flags == 0 { &[][..] } else { &self.begun };
        begun.iter().rev().map(|at| *at as usize).filter(move |at| self.flags[*at] & flags != 0)
    }

    /// 'Kim "Sunny" Roe': marks that stand inside a name quote nobody.
    fn within_name(&self, outer: &std::ops::Range<usize>) -> bool {
        let named =
            |mention: &Mention| mention.form == Form::Name && mention.from < outer.start && outer.end < mention.to;
        self.reading.mentions_in(self.number).iter().any(named)
    }

    /// 'Display tools (the “ad stack”)', '(“Acme”)': marks in a parenthesis of their own tell how something is called.
    fn glosses(&self, outer: &std::ops::Range<usize>) -> bool {
        let atoms = &self.sentence.atoms;
        let closes = atoms.get(outer.end).is_some_and(|atom| atom.key == ")");
        let opens = |at: usize| atoms[at].key == "(" || at > 0 && atoms[at - 1].key == "(";
        closes && outer.len() <= LONGEST_TERM && outer.start.checked_sub(1).is_some_and(opens)
    }

    /// Where a capture of a type that begins at an atom may end, in order of preference.
    pub fn ends(&self, kind: Type, at: usize) -> Ends {
        if at >= self.len() || kind.flags() != 0 && self.flags[at] & kind.flags() == 0 {
            return Ends::new();
        }
        match kind {
            Type::Quote => self
                .sentence
                .quotes
                .iter()
                .filter(|quote| {
                    quote.outer.start == at
                        && !self.is_name(&quote.inner)
                        && !self.within_name(&quote.outer)
                        && !self.glosses(&quote.outer)
                })
                .map(|quote| (quote.outer.end, Item::Words))
                .collect(),
            Type::Clause => {
                let end = self.clause_end(at);
                if end > at { smallvec![(end, Item::Words)] } else { Ends::new() }
            }
            Type::Until => {
                let stop = self.len().min(at + super::program::LONGEST_UNTIL);
                (at + 1..=stop).map(|end| (end, Item::Words)).collect()
            }
            Type::Noun => self.noun_end(at).map(|end| (end, Item::Words)).into_iter().collect(),
            _ => {
                let mut found = Ends::new();
                for hit in self.tagged.at(at) {
                    let end = hit.to as usize;
                    if let Some(item) = self.fits(kind, hit.what, end) {
                        found.push((end, item));
                    }
                }
                if found.len() > 1 {
                    found.sort_by_key(|(end, _)| std::cmp::Reverse(*end));
                }
                found
            }
        }
    }

    /// Where a clause goes on behind what may stand between a name and its verb, whatever the pattern: a parenthesis, dates
    /// and adverbs, as in 'Acme (ACM.N) on Friday also sued Bolt'; the nearest place first.
    pub fn behind_asides(&self, item: Item, end: usize) -> Resumes {
        let Item::Mention(id) = item else { return self.behind_gloss(item, end) };
        let mention = &self.reading.mentions[id as usize];
        if mention.form.is_possessive() {
            return Resumes::new();
        }
        match self.own_title(mention, end) {
            Some(behind) => {
                let mut places: Resumes = smallvec![behind as u32];
                places.extend_from_slice(self.asides(behind));
                places
            }
            None => self.asides(end).into(),
        }
    }

    /// 王小明董事長宣布: in Chinese the title behind a person is his own, where nobody else is named behind it.
    fn own_title(&self, mention: &Mention, end: usize) -> Option<usize> {
        if !self.reading.is_chinese() || self.reading.sense(mention, |kind| kind == Kind::Person).is_none() {
            return None;
        }
        let behind = self.context.title_ends(self.number, end)?;
        let named = self.tagged.at(behind).iter().any(|hit| matches!(hit.what, What::Mention(_)));
        (!named).then_some(behind)
    }

    /// Behind the parenthesis that follows a sum: '€5m (£4m)', 50億美元（約390億港元）.
    fn behind_gloss(&self, item: Item, end: usize) -> Resumes {
        let money = matches!(item, Item::Quantity(id) if matches!(self.reading.quantities[id as usize].measure, Measure::Money(_)));
        let opens = self.sentence.atoms.get(end).is_some_and(|atom| atom.key == "(");
        if money && opens { self.aside(end).map(|at| at as u32).into_iter().collect() } else { Resumes::new() }
    }

    /// Verbs whose subject stands further in front, and the subject: 'Acme opened a shop and ‸sued Bolt', 'Acme, which ‸owns
    /// Bolt'. The verbs stand in their order.
    pub fn subjects(&self, kind: Type) -> &[(usize, u32)] {
        match kind {
            Type::Person | Type::Org | Type::Body | Type::Firm | Type::Platform | Type::Agent | Type::Name => {
                self.distant_subjects()
            }
            _ => &[],
        }
    }

    fn distant_subjects(&self) -> &[(usize, u32)] {
        self.subjects.get_or_init(|| self.context.distant_subjects(self.number))
    }

    /// Where somebody who has spoken in the sentence speaks on: 'said it was late ‸and urged'.
    pub fn goes_on_speaking(&self) -> Vec<usize> {
        self.context.goes_on_speaking(self.number, self.distant_subjects())
    }

    /// Where what describes a name begins, and the name: 'sued ‸its rival Bolt'.
    pub fn described(&self) -> &[(usize, u32)] {
        self.described.get_or_init(|| self.context.described(self.number))
    }

    /// Where a pattern may go on that has taken a name with what describes it; nothing where the name does not fit the type.
    pub fn behind_described(&self, kind: Type, id: u32) -> Resumes {
        let end = self.reading.mentions[id as usize].to;
        if !kind.is_name() || !self.mention_fits(kind, id, end) {
            return Resumes::new();
        }
        let mut places: Resumes = smallvec![end as u32];
        if !self.reading.is_chinese() && self.context.set_off(&self.reading.mentions[id as usize]) {
            places.push(end as u32 + 1);
        }
        places.extend(self.behind_asides(Item::Mention(id), end));
        places
    }

    /// Whether names stand side by side as one subject or object.
    pub fn has_joined(&self) -> bool {
        !self.coordination().joined.is_empty()
    }

    /// Where the next name begins of those that stand side by side, behind one that ends at a place.
    pub fn next_joined(&self, end: usize) -> Option<usize> {
        self.coordination().joined.iter().find(|(to, _)| *to == end).map(|(_, next)| *next)
    }

    fn coordination(&self) -> &Coordination {
        self.coordination.get_or_init(|| self.context.coordinated(self.number, self.described()))
    }

    /// Places from which a pattern may go on that has taken the distant subject of a verb; nothing where it does not fit the type.
    pub fn behind_subject(&self, kind: Type, verb: usize, id: u32) -> Resumes {
        let mention = &self.reading.mentions[id as usize];
        if !self.mention_fits(kind, id, mention.to) {
            return Resumes::new();
        }
        let mut places: Resumes = smallvec![verb as u32];
        places.extend_from_slice(self.asides(verb));
        places
    }

    /// Where the words of a stretch stand: those of a distant subject not where the pattern has taken it, those of a name without what
    /// describes it.
    pub fn words_of(&self, stretch: &Stretch) -> (usize, usize) {
        match stretch.item {
            Item::Mention(id) if stretch.is_distant() || stretch.described => {
                let mention = &self.reading.mentions[id as usize];
                (mention.from, mention.to)
            }
            _ => (stretch.from as usize, stretch.to as usize),
        }
    }

    /// Every capture that ends at a place asks for them.
    fn asides(&self, from: usize) -> &[u32] {
        self.asides[from].get_or_init(|| self.find_asides(from))
    }

    fn find_asides(&self, from: usize) -> Resumes {
        let mut places = Resumes::new();
        let mut at = from;
        while let Some(next) = self.aside(at).filter(|_| places.len() < MOST_ASIDES) {
            at = next;
            // 'The fair on May 5, a day after Acme': behind a comma somebody else may be told of.
            let last = self.sentence.atoms[at - 1].key.as_str();
            let closed = matches!(last, ")" | "—" | "-");
            let mark = self.sentence.atoms.get(at).is_none_or(|atom| atom.kind == AtomKind::Mark);
            let owns = self.syntax.possessive.is_some_and(|class| self.tagged.class_at(at, class).is_some());
            if !owns && (closed || !mark) {
                places.push(at as u32);
            }
        }
        places
    }

    /// Where a parenthesis, a date or an adverb ends that begins at a place.
    fn aside(&self, at: usize) -> Option<usize> {
        let atoms = &self.sentence.atoms;
        if atoms.get(at)?.key == "(" {
            let inside = atoms[at + 1..].iter().take(LONGEST_PARENTHESIS);
            return inside.into_iter().position(|atom| atom.key == ")").map(|length| at + length + 2);
        }
        let time = |at: usize| self.tagged.date_at(at);
        let class = |class: Option<ClassId>| class.and_then(|class| self.tagged.class_at(at, class));
        // 'Euro 2020': a bare number is part of what was named, if it is a date at all.
        let bare = atoms[at].kind == AtomKind::Number && !self.reading.is_chinese();
        let dated = class(self.syntax.dated_by).and_then(time);
        // 'Acme had on Friday sued Bolt'.
        let helped = class(self.syntax.perfect).and_then(|from| {
            let dated = self.syntax.dated_by.and_then(|class| self.tagged.class_at(from, class)).and_then(time);
            let end = dated.or_else(|| time(from))?;
            self.syntax.clause_verb.and_then(|class| self.tagged.class_at(end, class)).map(|_| end)
        });
        let near = class(self.syntax.name_aside).max(time(at).filter(|_| !bare)).max(dated).max(helped);
        near.or_else(|| match self.reading.is_chinese() {
            true => self.context.circumstance(self.number, at),
            false => self.whereabouts(at).or_else(|| self.set_off(at)),
        })
    }

    /// 'In Boston', 'of Leeds': where the place ends that is told of somebody, if no noun follows that it belongs to.
    fn whereabouts(&self, at: usize) -> Option<usize> {
        let from = self.syntax.located_by.and_then(|class| self.tagged.class_at(at, class))?;
        let place = |hit: &&Hit| match hit.what {
            What::Mention(id) => self.mention_fits(Type::Place, id, hit.to as usize),
            _ => false,
        };
        let end = self.tagged.at(from).iter().filter(place).map(|hit| hit.to as usize).max()?;
        (!self.is_nominal(end)).then_some(end)
    }

    /// '— a maker of bicycles —': where what stands between two dashes ends.
    fn set_off(&self, at: usize) -> Option<usize> {
        let atoms = &self.sentence.atoms;
        let dash = |atom: &Atom| atom.key == "—" || atom.key == "-" && atom.spaced;
        if !dash(&atoms[at]) {
            return None;
        }
        let inside = atoms[at + 1..].iter().take(LONGEST_SET_OFF);
        inside.into_iter().position(dash).filter(|length| *length > 0).map(|length| at + length + 2)
    }

    /// Whether a capture keeps to the limits that stand behind its type.
    pub fn limited(&self, only: &Only, item: Item, end: usize) -> bool {
        if only.through.is_some_and(|class| !self.ends_word(class, end)) {
            return false;
        }
        let Item::Title(id) = item else { return true };
        let concept = self.reading.titles[id as usize].base;
        let lexicon = &self.reading.recogniser.lexicon;
        (only.within.is_empty() || only.within.iter().any(|above| lexicon.is_below(concept, *above)))
            && !only.without.iter().any(|above| lexicon.is_below(concept, *above))
    }

    /// Whether a word of a class, and not too long a one, ends at a place.
    fn ends_word(&self, class: ClassId, end: usize) -> bool {
        let words = &self.tagged.words;
        (end.saturating_sub(6)..end)
            .any(|at| words.at(at).iter().any(|word| word.to as usize == end && words.is(word, class)))
    }

    /// Where the next member of a list may begin behind one that ends at a place: behind the marks and words that separate
    /// members, and perhaps a few that say what it is, as in 'cider maker Acme'.
    pub fn next_member(&self, kind: Type, at: usize) -> Option<usize> {
        // “甲”“乙”: names between marks of quotation need nothing else between them in Chinese.
        let key = |at: usize| self.sentence.atoms.get(at).map_or("", |atom| atom.key.as_str());
        if matches!((key(at.checked_sub(1)?), key(at)), ("”", "“") | ("」", "「") | ("》", "《")) {
            return Some(at);
        }
        // 'Acme, a maker of tyres, and Bolt'.
        if let Some(place) = self.next_joined(at).filter(|place| *place > at + 2) {
            return Some(place);
        }
        let class = self.syntax.separator?;
        let at = self.behind_home(kind, at).unwrap_or(at);
        if self.coordination().parted.contains(&at) {
            return None;
        }
        let mut end = self.tagged.class_at(at, class)?;
        while let Some(further) = self.tagged.class_at(end, class) {
            end = further;
        }
        // Between the members of a Chinese list stands 、 or a word; a comma ends the clause.
        if self.reading.is_chinese() && self.sentence.atoms[at..end].iter().all(|atom| atom.key == ",") {
            return None;
        }
        // 'Bolt, it said': a pronoun is no further member.
        let pointing = |mention: &Mention| matches!(mention.form, Form::He | Form::She | Form::They | Form::It);
        let pronoun = |mention: &Mention| mention.from == end && pointing(mention);
        // 'Groups run by its fans, and Bolt shut them': whom a preposition governs opens no list of those who act.
        let clause = || {
            let owner = |mention: &Mention| {
                let class = self.syntax.possessive;
                let behind = |end: usize| class.and_then(|class| self.tagged.class_at(end, class));
                self.reading.mentions_in(self.number).iter().find(|owner| behind(owner.to) == Some(mention.from))
            };
            let governed = |mention: &Mention| {
                mention.to == at && crate::link::governed(self.reading, owner(mention).unwrap_or(mention))
            };
            let acts = |mention: &Mention| {
                let verb = self.syntax.clause_verb;
                mention.from == end && verb.is_some_and(|class| self.tagged.class_at(mention.to, class).is_some())
            };
            let there = || self.reading.mentions_in(self.number).iter();
            key(at) == "," && end > at + 1 && there().any(governed) && there().any(acts)
        };
        if !self.reading.is_chinese() && clause() {
            return None;
        }
        // 'Acme, and sued Bolt': the subject of another verb is no member.
        let verb = self.subjects(kind).iter().any(|(verb, _)| *verb == end);
        let begins = self.member_begins(kind, end);
        // Nor is one with words in front of it: 'attacked Bolt, saying it'.
        let pronoun = |mention: &Mention| pronoun(mention) || mention.from == begins && pointing(mention);
        (!verb && !self.reading.mentions_in(self.number).iter().any(pronoun)).then_some(begins)
    }

    /// 'Kim Roe of the Times, Jo Poe of the Post', 'Acme Records in Cork and Bolt in Leeds': where the words end that say where a
    /// member of an English list belongs, if another member of the same sort follows.
    fn behind_home(&self, kind: Type, at: usize) -> Option<usize> {
        let names = matches!(kind, Type::Person | Type::Org | Type::Body | Type::Agent | Type::Name);
        let class = self.syntax.located_by.filter(|_| names && !self.reading.is_chinese())?;
        let from = self.tagged.class_at(at, class)?;
        let starts = |mention: &&Mention, from: usize| mention.form == Form::Name && mention.from == from;
        let named = |from: usize| self.reading.mentions_in(self.number).iter().find(|mention| starts(mention, from));
        let classes = &self.reading.recogniser.classes;
        let article = self.reading.is_member(self.number, from, classes.article);
        let home = named(from).or_else(|| named(from + 1).filter(|_| article))?;
        let separator = self.syntax.separator?;
        let mut next = self.tagged.class_at(home.to, separator)?;
        while let Some(further) = self.tagged.class_at(next, separator) {
            next = further;
        }
        let sort =
            |at: usize| self.flags.get(at).map_or(0, |flags| flags & (flag::PERSON | flag::PLACE | kind.flags()));
        let is_place = self.reading.sense(home, |kind| kind == Kind::Place).is_some();
        let next = self.member_begins(kind, next);
        let person = sort(next) & flag::PERSON != 0;
        // 'Kim Roe of Acme and Bolt': whoever follows a person's home is a person.
        // 'The City of Cork and Bolt'.
        let is_place = is_place && !self.reading.is_member(self.number, at, classes.of);
        let fits = sort(next) & kind.flags() != 0 && (person || is_place && sort(next) & flag::PLACE == 0);
        fits.then_some(home.to)
    }

    /// 甲工會及連鎖咖啡店「乙」: behind the word that joins them a noun may say what sort of body the next member is.
    fn described_in_chinese(&self, wanted: u16, at: usize) -> usize {
        let classes = &self.reading.recogniser.classes;
        let sorts = [classes.product_noun, classes.named_body, classes.platform_noun];
        let is = |class: Option<ClassId>, here: usize| {
            class.is_some_and(|class| self.tagged.class_at(here, class).is_some())
        };
        for here in at..(at + LONGEST_DESCRIPTION).min(self.len()) {
            let group = self.flags[here] & flag::GROUP != 0;
            if self.flags[here] & wanted & !flag::GROUP != 0 {
                // 甲及前執行長乙.
                let titled = |title: &Title| title.sentence == self.number && title.to == here && title.from >= at;
                let sort = sorts.iter().flatten().any(|class| self.ends_word(*class, here))
                    || self.flags[here] & flag::PERSON != 0 && self.reading.titles.iter().any(titled);
                return if sort { here } else { at };
            }
            // 媒體集團: a noun for people may be part of one for a body.
            let people = group && !sorts.iter().any(|class| is(*class, here));
            if people || is(classes.name_stop, here) || self.sentence.atoms[here].kind != AtomKind::Han {
                break;
            }
        }
        at
    }

    fn member_begins(&self, kind: Type, at: usize) -> usize {
        let names = matches!(kind, Type::Person | Type::Org | Type::Body | Type::Agent | Type::Name | Type::Platform);
        if !names {
            return at;
        }
        let wanted = kind.flags();
        if self.reading.is_chinese() {
            return self.described_in_chinese(wanted, at);
        }
        // 'Acme and its contractor Bolt', 'Apple and Alphabet's Google': whose the next member is.
        let possessive = self.reading.recogniser.classes.possessive;
        let owner = self.reading.mentions_in(self.number).iter().find_map(|mention| {
            let marked = || possessive.and_then(|class| self.tagged.class_at(mention.to, class));
            let named = || marked().filter(|_| mention.form == Form::Name);
            let end = if mention.form.is_possessive() { Some(mention.to) } else { named() };
            end.filter(|_| mention.from == at)
        });
        let at = owner.unwrap_or(at);
        for here in at..(at + 5).min(self.len()) {
            if self.flags[here] & wanted != 0 {
                return here;
            }
            let atom = &self.sentence.atoms[here];
            // 'Sued Acme, angered Bolt': another deed.
            if here == at && atom.case == Case::Lower && atom.key.len() > 4 && atom.ends_as_past() {
                break;
            }
            // 'Acme, the owner of Bolt' is one member and what is said of it; 'Acme, although Bolt' goes on with another clause.
            let classes = &self.reading.recogniser.classes;
            let is = |class: Option<ClassId>| class.is_some_and(|class| self.tagged.class_at(here, class).is_some());
            let ties = is(classes.of) || is(classes.clause_opener);
            // 'Jane Roe and Dr. Kim Poe': the dot belongs to the title.
            let dotted = |at: usize| {
                let titles = [classes.person_title, classes.honorific];
                let ends =
                    |class: &Option<ClassId>| class.is_some_and(|class| self.tagged.class_at(at, class).is_some());
                titles.iter().any(ends)
            };
            if atom.key == "." && here > at && dotted(here - 1) {
                continue;
            }
            if ties || atom.kind != AtomKind::Word || !self.is_nominal(here) || self.flags[here] & !flag::TITLE != 0 {
                break;
            }
        }
        at
    }

    /// A mark that opens a quotation elsewhere closes one here.
    pub fn closes_quote(&self, at: usize) -> bool {
        self.sentence.quotes.iter().any(|quote| quote.outer.end == at + 1 && quote.outer.start < at)
    }

    /// Whether a gap may lead over an atom.
    pub fn passes(&self, at: usize, wide: bool) -> bool {
        let atom = &self.sentence.atoms[at];
        let mark = atom.kind == AtomKind::Mark;
        let quotation =
            |quote: &crate::segment::QuotedAtoms| quote.outer.start == at || quote.outer.end == at + 1 && mark;
        if self.sentence.quotes.iter().any(quotation) {
            return false;
        }
        if wide {
            return !mark || !matches!(atom.key.as_str(), ";" | "。" | "!" | "?");
        }
        // A space between Han characters parts the clauses of a headline.
        if atom.spaced
            && atom.kind == AtomKind::Han
            && self.sentence.part != Part::Body
            && at.checked_sub(1).is_some_and(|front| self.sentence.atoms[front].kind == AtomKind::Han)
        {
            return false;
        }
        if mark {
            let inner = matches!(atom.key.as_str(), "-" | "/" | "%" | "$" | "·" | "." | "'");
            return (inner || self.is_dated(at)) && !self.is_named(at);
        }
        !self.is_named(at)
    }

    /// 今（21）日: the mark stands inside a date.
    fn is_dated(&self, at: usize) -> bool {
        (at.saturating_sub(4)..at).any(|from| {
            self.tagged.at(from).iter().any(|hit| hit.to as usize > at && matches!(hit.what, What::Time(_)))
        })
    }

    /// A name begins at an atom that is not only that of a place.
    fn is_named(&self, at: usize) -> bool {
        self.tagged.at(at).iter().any(|hit| match hit.what {
            What::Mention(id) => {
                let mention = &self.reading.mentions[id as usize];
                !mention.form.is_possessive()
                    && mention.senses.iter().any(|sense| self.reading.entities[*sense as usize].kind != Kind::Place)
            }
            _ => false,
        })
    }

    /// A title right behind a name belongs to somebody else: in 'Acme chief executive Jane Roe' it is not Acme who acts.
    pub fn title_at(&self, at: usize) -> bool {
        self.tagged.at(at).iter().any(|hit| matches!(hit.what, What::Title(_)))
    }

    /// Whether a stretch, such as what stands between quotation marks, is nothing but a name.
    fn is_name(&self, stretch: &Range<usize>) -> bool {
        (stretch.start.saturating_sub(1)..=stretch.start).any(|from| {
            self.tagged.at(from).iter().any(|hit| match hit.what {
                What::Mention(id) => {
                    let named = self.reading.mentions[id as usize].form == Form::Name;
                    named && (stretch.end..=stretch.end + 1).contains(&(hit.to as usize))
                }
                _ => false,
            })
        })
    }

    fn fits(&self, kind: Type, what: What, end: usize) -> Option<Item> {
        match (kind, what) {
            (Type::Title, What::Title(id)) => Some(Item::Title(id)),
            (Type::Topic, What::Topic(id)) => Some(Item::Topic(id)),
            (Type::Time, What::Time(id)) => Some(Item::Time(id)),
            (
                Type::Quantity | Type::Money | Type::Percent | Type::Count | Type::Many | Type::Duration,
                What::Quantity(id),
            ) => {
                let quantity = &self.reading.quantities[id as usize];
                let measure = &quantity.measure;
                let fits = match kind {
                    Type::Money => matches!(measure, Measure::Money(_)),
                    Type::Percent => *measure == Measure::Percent,
                    Type::Count => *measure == Measure::Plain,
                    Type::Many => {
                        *measure == Measure::Plain
                            && quantity.value.is_some_and(|value| value.whole().is_none_or(|value| value >= 10))
                    }
                    Type::Duration => matches!(measure, Measure::Duration(_)),
                    _ => true,
                };
                fits.then_some(Item::Quantity(id))
            }
            (_, What::Mention(id)) => self.mention_fits(kind, id, end).then_some(Item::Mention(id)),
            _ => None,
        }
    }

    fn mention_fits(&self, kind: Type, id: u32, end: usize) -> bool {
        let mention = &self.reading.mentions[id as usize];
        if mention.senses.is_empty() {
            return false;
        }
        let is = |test: fn(Kind) -> bool| {
            mention.senses.iter().any(|sense| test(self.reading.entities[*sense as usize].kind))
        };
        let possessed = || {
            let owns = self.syntax.possessive.is_some_and(|class| self.tagged.class_at(end, class).is_some());
            mention.form.is_possessive() || owns && !self.sentence.quotes.iter().any(|quote| quote.outer.end == end + 1)
        };
        // In 'a Uber-style app' it is the app that acts.
        let compared = || {
            let (mark, word) = (self.sentence.atoms.get(end), self.sentence.atoms.get(end + 1));
            mark.is_some_and(|atom| atom.key == "-" && !atom.spaced)
                && word.is_some_and(|atom| atom.kind == AtomKind::Word && atom.case == Case::Lower && !atom.spaced)
        };
        // In 'a United Nations site' it is the site that is spoken of; 'a Gartner report' speaks for Gartner.
        let modifies = || {
            let is = |at: usize, class: Option<ClassId>| class.and_then(|class| self.tagged.class_at(at, class));
            let one = mention.from.checked_sub(1).is_some_and(|at| is(at, self.syntax.one) == Some(mention.from));
            let next = self.sentence.atoms.get(end);
            one && next.is_some_and(|atom| atom.kind == AtomKind::Word && atom.case == Case::Lower)
                && is(end, self.syntax.survey).is_none()
        };
        // In 'Labour minister Jane Roe' it is no party that acts.
        let titled = || {
            let begun = self.tagged.at(mention.from).iter();
            begun.filter(|hit| matches!(hit.what, What::Title(_))).any(|hit| hit.to as usize > end)
        };
        // 控告Acme開發商: who made or owns it is meant, and not it.
        let made = || {
            let of = self.syntax.operator_noun;
            self.reading.is_chinese() && of.is_some_and(|class| self.tagged.class_at(end, class).is_some())
        };
        // 控告某公司前董事長王小明: he is meant.
        let left = || self.context.former_officer(self.number, end).is_some();
        // The government of a place acts as a body, and is the place.
        let body = || mention.form == Form::Government || is(Kind::is_body);
        match kind {
            Type::Person => is(|k| k == Kind::Person) && !mention.form.is_possessive(),
            Type::Org => body(),
            Type::Body => {
                body()
                    && !possessed()
                    && !self.title_at(end)
                    && !compared()
                    && !titled()
                    && !made()
                    && !modifies()
                    && !left()
            }
            Type::Platform => is(|k| matches!(k, Kind::Platform | Kind::Product)) && !mention.form.is_possessive(),
            Type::Firm => is(|k| matches!(k, Kind::Corporation | Kind::Platform)) && !mention.form.is_possessive(),
            Type::Place => mention.form != Form::Nation && is(|k| k == Kind::Place),
            Type::Nation => mention.form == Form::Nation,
            Type::Group => mention.form == Form::Group,
            Type::Owner => body() || is(|k| matches!(k, Kind::Person | Kind::Group)),
            Type::Agent => {
                let acts = if body() { !titled() } else { is(|k| matches!(k, Kind::Person | Kind::Group)) };
                acts && !possessed()
                    && (!self.title_at(end) || self.own_title(mention, end).is_some())
                    && !compared()
                    && !made()
                    && !modifies()
                    && !left()
            }
            Type::Name => mention.form == Form::Name,
            _ => false,
        }
    }
}

/// What begins at each atom of a sentence.
fn flags(reading: &Reading<'_>, tagged: &Tagged, sentence: &Sentence) -> Vec<u16> {
    let mut flags = vec![0; sentence.atoms.len()];
    for hit in &tagged.hits {
        flags[hit.from as usize] |= match hit.what {
            What::Mention(id) => reading.mentions[id as usize].senses.iter().fold(0, |all, sense| {
                all | match reading.entities[*sense as usize].kind {
                    Kind::Person => flag::PERSON,
                    Kind::Place if reading.mentions[id as usize].form == Form::Government => flag::PLACE | flag::BODY,
                    Kind::Place => flag::PLACE,
                    Kind::Group => flag::GROUP,
                    kind if kind.is_body() => flag::BODY,
                    _ => flag::OTHER_NAME,
                }
            }),
            What::Title(_) => flag::TITLE,
            What::Time(_) => flag::TIME,
            What::Topic(_) => flag::TOPIC,
            What::Quantity(id) => match reading.quantities[id as usize].measure {
                Measure::Money(_) => flag::MONEY,
                Measure::Percent => flag::PERCENT,
                Measure::Plain => flag::COUNT,
                Measure::Duration(_) => flag::DURATION,
            },
        };
    }
    for quote in &sentence.quotes {
        if let Some(flags) = flags.get_mut(quote.outer.start) {
            *flags |= flag::QUOTE;
        }
    }
    flags
}
