//! What stands in front of a name and says who its bearer is: 'its rival Bolt', 'the Leeds-based retailer Bolt', 競爭對手乙.

use super::Clauses;
use crate::extract::context::Context;
use crate::fact::Kind;
use crate::recognise::lexicon::ClassId;
use crate::recognise::{Form, Mention, What};
use crate::segment::atoms::{Case, Kind as AtomKind};

/// Most atoms of what describes a name.
const LONGEST: usize = 8;
const LONGEST_CHINESE: usize = 16;

impl Context<'_, '_> {
    /// Where the description of a name begins, and the name: its position in
    /// [`Reading::mentions`](crate::recognise::Reading). In their order; a name with an article has two.
    pub fn described(&self, sentence: usize) -> Vec<(usize, u32)> {
        let first = self.reading.mentions.partition_point(|mention| mention.sentence < sentence);
        let mut found = Vec::new();
        for (number, name) in self.reading.mentions_in(sentence).iter().enumerate() {
            if name.form != Form::Name || !self.is_described(name) {
                continue;
            }
            let starts = match () {
                () if self.reading.is_chinese() => self.chinese_description(name),
                () if self.grammatical() => self.description(name),
                () => Vec::new(),
            };
            found.extend(starts.into_iter().map(|start| (start, (first + number) as u32)));
        }
        found.sort_unstable();
        found
    }

    /// Somebody, or something that acts or is made.
    fn is_described(&self, name: &Mention) -> bool {
        self.reading.sense(name, |kind| kind == Kind::Person || kind.is_body()).is_some()
    }

    /// The name is the last noun of its phrase.
    pub(super) fn closes_phrase(&self, clauses: &Clauses<'_, '_, '_>, name: &Mention) -> bool {
        let words = self.words;
        let Some(atom) = clauses.atoms().get(name.to) else { return true };
        let closing = [
            words.clause_preposition,
            words.clause_and,
            words.clause_cut,
            words.clause_relative,
            words.clause_adverb,
            words.possessive,
        ];
        atom.kind == AtomKind::Mark && atom.key != "-"
            || clauses.time(name.to).is_some()
            || closing.into_iter().any(|class| clauses.class(name.to, class).is_some())
    }

    /// 'A mining firm, Bolt,', 'its former chief, Jane Roe,': a name between commas behind the noun for what its bearer is.
    pub fn set_off(&self, name: &Mention) -> bool {
        let atoms = &self.reading.article.sentences[name.sentence].atoms;
        let comma = |at: usize| atoms.get(at).is_some_and(|atom| atom.key == ",");
        let body = self.words.body_noun;
        name.from > 1
            && comma(name.from - 1)
            && (comma(name.to) || name.to + 1 >= atoms.len())
            && (atoms[name.from - 2].case == Case::Lower && self.reading.is_member(name.sentence, name.from - 2, body)
                || self.reading.sense(name, |kind| kind == Kind::Person).is_some()
                    && (name.from.saturating_sub(LONGEST)..name.from - 1)
                        .any(|at| self.title_ends(name.sentence, at) == Some(name.from - 1)))
    }

    fn description(&self, name: &Mention) -> Vec<usize> {
        let clauses = Clauses { context: self, sentence: name.sentence };
        if !self.closes_phrase(&clauses, name) {
            return Vec::new();
        }
        let words = self.words;
        let lowest = name.from.saturating_sub(LONGEST);
        let set_off = self.grammatical() && self.set_off(name);
        let noun = name.from - usize::from(set_off);
        let mut at = noun;
        while at > lowest {
            let front = at - 1;
            if clauses.class(front, words.clause_article).is_some() {
                let bare = at == noun || set_off;
                return if bare { vec![front] } else { vec![front, at] };
            }
            // 'Sweden's Bolt', 'Acme's rival Bolt'.
            if clauses.class(front, words.possessive) == Some(at) {
                let owner = self.mentions(name.sentence).find(|owner| owner.to == front && owner.form == Form::Name);
                let Some(owner) = owner else { break };
                let article = owner.from.checked_sub(1).filter(|at| clauses.class(*at, words.clause_article).is_some());
                let starts = article.into_iter().chain([owner.from, at]);
                return starts.filter(|start| *start < noun).collect();
            }
            if !self.describes(&clauses, front, noun, name) {
                break;
            }
            at = front;
        }
        if set_off {
            return Vec::new();
        }
        // Without an article it may be a verb that no class knows, or the noun of a clause that the name opens: 'to acquire
        // Bolt', 'users Bolt has'.
        let last = name.from.checked_sub(1).map(|last| &clauses.atoms()[last]);
        let noun = last.is_some_and(|last| !last.ends_as_participle() && !last.ends_as_plural_noun());
        let opened = at.checked_sub(1).is_some_and(|front| {
            let opening = [words.clause_to, words.clause_auxiliary, words.clause_relative];
            opening.into_iter().any(|class| clauses.class(front, class).is_some())
        });
        if at < name.from && at > lowest && noun && !opened { vec![at] } else { Vec::new() }
    }

    /// A word that may be part of what describes a name behind it, up to the end of the noun for it.
    fn describes(&self, clauses: &Clauses<'_, '_, '_>, at: usize, noun: usize, name: &Mention) -> bool {
        let words = self.words;
        let atom = &clauses.atoms()[at];
        if atom.kind == AtomKind::Mark {
            // 'Leeds-based'.
            return atom.key == "-" && !atom.spaced;
        }
        let parts = [
            words.clause_determiner,
            words.clause_preposition,
            words.clause_and,
            words.clause_cut,
            words.clause_relative,
            words.clause_adverb,
            words.clause_pointer,
            words.clause_auxiliary,
            words.clause_to,
            words.not_noun,
            words.possessive,
        ];
        let joined = |at: usize| clauses.key(at) == "-";
        // 'A rule banning Bolt': what somebody does is no part of it, but for 'the leading maker Bolt'.
        let doing = atom.ends_as_participle()
            && (at + 1 == noun || clauses.class(at.saturating_sub(1), words.clause_article).is_none());
        let tail = at > 0 && joined(at - 1);
        atom.kind == AtomKind::Word
            && (tail || !parts.into_iter().any(|class| clauses.class(at, class).is_some()))
            && (tail || clauses.verb(at).is_none())
            && !doing
            && clauses.time(at).is_none()
            && clauses.quantity(at).is_none()
            // A name in front is somebody else, unless it says where: 'Oslo retailer Bolt'.
            && (atom.case == Case::Lower || self.says_where(clauses, at) || self.title_at_name(name, at))
    }

    /// A place, or the adjective of one, begins at an atom.
    fn says_where(&self, clauses: &Clauses<'_, '_, '_>, at: usize) -> bool {
        self.reading.mentions_in(clauses.sentence).iter().any(|mention| {
            mention.from <= at
                && at < mention.to
                && (mention.form == Form::Nation || self.reading.sense(mention, |kind| kind == Kind::Place).is_some())
        })
    }

    /// 'CEO Jane Roe', 'Senator Jane Roe'.
    fn title_at_name(&self, name: &Mention, at: usize) -> bool {
        self.title_ends(name.sentence, at).is_some_and(|end| end <= name.from)
    }

    /// Chinese nouns for what a body is, perhaps with where it is and what sort it is of; for people their offices.
    fn chinese_description(&self, name: &Mention) -> Vec<usize> {
        let sentence = name.sentence;
        let words = self.words;
        let person = self.reading.sense(name, |kind| kind == Kind::Person).is_some();
        let lowest = name.from.saturating_sub(LONGEST_CHINESE);
        let heads = [words.kind_noun, words.product_noun, words.named_body];
        let tagged = &self.reading.sentences[sentence];
        let mut reached = vec![name.from];
        let mut starts = Vec::new();
        for at in (lowest..name.from).rev() {
            let leads = |end: usize| reached.contains(&end);
            let modifies = |end: usize| end < name.from && leads(end);
            let noun = tagged.words.at(at).iter().any(|word| {
                let end = word.to as usize;
                let is = |class: &Option<ClassId>| class.is_some_and(|class| tagged.words.is(word, class));
                !person && leads(end) && heads.iter().any(is) || modifies(end) && is(&words.kind_modifier)
            });
            let told = tagged.at(at).iter().map(|hit| (hit.what, hit.to as usize)).any(|(what, end)| match what {
                What::Title(_) => person && leads(end),
                What::Mention(id) => {
                    let mention = &self.reading.mentions[id as usize];
                    let place = mention.form == Form::Nation
                        || self.reading.sense(mention, |kind| kind == Kind::Place).is_some();
                    let body = person && mention.form == Form::Name;
                    modifies(end) && (place || body && self.titled(sentence, end))
                        || body && self.former_officer(sentence, end) == Some(name.from)
                }
                _ => false,
            });
            if noun || told {
                reached.push(at);
                starts.push(at);
            }
        }
        starts
    }
}
