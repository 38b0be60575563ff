//! Who told a rule in English, on which day, and from which day it holds.

use chrono::Months;

use crate::extract::context::{Context, Office};
use crate::extract::draft::{Draft, Filler};
use crate::fact::{Date, Kind};
use crate::recognise::lexicon::ClassId;
use crate::recognise::{Form, Mention, What};
use crate::segment::atoms::Kind as AtomKind;

/// How many atoms in front of a verb of telling whoever speaks may stand, with what he is between commas.
const TO_TELLER: usize = 20;

/// How many atoms behind a verb of telling its day may stand: 'told Reuters on Monday'.
const TO_DAY: usize = 7;

/// How many atoms in front of somebody it may be said what he is, and of which body.
const TO_OFFICE: usize = 12;

/// How many atoms the title of whoever heads a body has at most.
const LONGEST_TITLE: usize = 4;

/// How many atoms behind the word for a rule the day may stand on which it was made.
const TO_DAY_OF_RULE: usize = 12;

/// How many atoms behind a verb of making laws its law and its day may stand.
const TO_LAW: usize = 6;

/// A rule is told.
pub(super) struct Telling {
    /// Who told it, if not the body itself.
    pub(super) person: Option<u32>,
    pub(super) day: Option<Filler>,
}

impl Context<'_, '_> {
    /// Who told the rule of a draft and when: verbs of telling behind whoever makes it, or behind somebody who holds an office
    /// there; first those in front of what the rule says, the last one before others, then those behind it.
    pub(super) fn tellings(&self, draft: &Draft<'_>) -> impl Iterator<Item = Telling> {
        let sentence = draft.sentence;
        let atoms = self.reading.article.sentences[sentence].atoms.len();
        let (from, to) = draft.place("topic").unwrap_or((draft.from, draft.to));
        let places = (0..from).rev().chain(to..atoms);
        places.filter_map(move |at| {
            let end = self.word(sentence, at, self.words.tell_rule)?;
            self.telling_at(draft, at, end)
        })
    }

    fn telling_at(&self, draft: &Draft<'_>, verb: usize, end: usize) -> Option<Telling> {
        let sentence = &self.reading.article.sentences[draft.sentence];
        let issuer = draft.entity("issuer")?;
        if sentence.quoted(verb) {
            return None;
        }
        let mark = |at: usize| sentence.atoms.get(at).is_some_and(|atom| atom.kind == AtomKind::Mark);
        let near = |mention: &&Mention| {
            let aside = mention.to < verb && mark(mention.to) && mark(verb - 1);
            aside || !(mention.to..verb).any(mark)
        };
        let front = || self.mentions(draft.sentence).rev().filter(|mention| mention.to <= verb);
        let person = |mention: &Mention| self.reading.sense(mention, |kind| kind == Kind::Person);
        let mut tellers = front().take_while(|mention| mention.to + TO_TELLER >= verb).filter(|mention| {
            let acts = person(mention).is_some() || self.reading.sense(mention, Kind::is_body).is_some();
            acts && !self.owns(mention) && near(mention)
        });
        // 'Acme, a site owned by Bolt, said': a body that the aside names is passed over.
        let aside =
            |mention: &&Mention| person(mention).is_none() && !mention.senses.contains(&issuer) && mark(verb - 1);
        let teller = tellers.find(|mention| !aside(mention))?;
        // 'Kim Roe, director of ads at Acme, said': a body that ends an aside on somebody is none that speaks.
        let described = || {
            let ends = teller.to + 1 == verb && mark(teller.to) && person(teller).is_none();
            let near = |mention: &&Mention| mention.to + TO_OFFICE >= teller.from && mark(mention.to);
            front().filter(|_| ends).find(|mention| mention.to <= teller.from && person(mention).is_some()).filter(near)
        };
        let teller = described().unwrap_or(teller);
        // 'Reversing a policy it adopted last year': the day of another rule.
        let other = |at: usize| self.word(draft.sentence, at, self.words.policy_noun) == Some(teller.from);
        if teller.form == Form::It && teller.from.checked_sub(1).is_some_and(other) {
            return None;
        }
        let person = person(teller);
        let speaks = match person {
            Some(person) => person != issuer && self.holds_office_at(draft.sentence, teller, verb, issuer),
            None => teller.senses.contains(&issuer) || self.names_within(draft.sentence, teller, issuer),
        };
        speaks.then(|| Telling { person, day: self.told_on(draft.sentence, teller, verb, end) })
    }

    /// Somebody has an office, and it is of the body, as the text has said or as stands beside him; one of a state may go without
    /// its name.
    fn holds_office_at(&self, sentence: usize, person: &Mention, verb: usize, body: u32) -> bool {
        let told = |(at, office): &(usize, Office)| {
            *at <= sentence && !office.past && office.org == body && person.senses.contains(&office.person)
        };
        if self.offices.iter().any(told) {
            return true;
        }
        let from = person.from.saturating_sub(TO_OFFICE);
        let office = (from..verb).any(|at| self.titled(sentence, at));
        let mut around = self.mentions(sentence).filter(|mention| mention.from >= from && mention.to <= verb);
        let state = matches!(self.reading.entities[body as usize].kind, Kind::Place | Kind::Government)
            && self.holds(sentence, from, verb, self.words.state_officer);
        office && (state || around.any(|mention| mention.senses.contains(&body)))
            || self.heads_the_only_body(sentence, person, body)
    }

    /// 'Acme will charge for data, though schools get a pass, CEO Kim Roe wrote': whoever heads a body, where no other is named.
    fn heads_the_only_body(&self, sentence: usize, person: &Mention, body: u32) -> bool {
        let heads = |at: usize| {
            self.title_ends(sentence, at) == Some(person.from)
                && self.holds(sentence, at, person.from, self.words.heads_body)
        };
        if !(person.from.saturating_sub(LONGEST_TITLE)..person.from).any(heads) {
            return false;
        }
        let named = |m: &&Mention| m.to <= person.from && self.reading.sense(m, Kind::is_body).is_some();
        let mut bodies = self.mentions(sentence).filter(named).peekable();
        bodies.peek().is_some() && bodies.all(|mention| mention.senses.contains(&body))
    }

    /// The day beside a verb of telling, or in front of whoever tells; no day to come, and none from which a rule holds.
    fn told_on(&self, sentence: usize, teller: &Mention, verb: usize, end: usize) -> Option<Filler> {
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let bound = |day: usize| self.in_front(sentence, day, self.words.day_bound);
        let days = || {
            let told = |day: &(usize, usize, &Date)| !self.lies_ahead(day.2) && !self.holds_from(sentence, day.0);
            self.days(sentence).filter(told).filter(|day| !bound(day.0))
        };
        let behind = days().find(|(from, _, _)| {
            (end..end + TO_DAY).contains(from) && !atoms[end..*from].iter().any(|atom| atom.kind == AtomKind::Mark)
        });
        let beside = || days().find(|(from, to, _)| *from >= teller.to && *to <= verb);
        let front = || days().rfind(|(_, to, _)| *to <= teller.from && to + TO_OFFICE >= teller.from);
        let (_, _, day) = behind.or_else(beside).or_else(front)?;
        Some(Filler::Date(day.clone()))
    }

    /// 'Norway's parliament': a body whose name begins with that of a state speaks for it.
    fn names_within(&self, sentence: usize, body: &Mention, state: u32) -> bool {
        self.mentions(sentence)
            .any(|mention| mention.from == body.from && mention.to < body.to && mention.senses.contains(&state))
    }

    /// 'Lawmakers on Thursday passed a law that bans betting': the day beside the verb by which a state has made the law.
    pub(super) fn day_of_law(&self, draft: &Draft<'_>) -> Option<Filler> {
        let issuer = draft.entity("issuer")?;
        if !matches!(self.reading.entities[issuer as usize].kind, Kind::Place | Kind::Government) {
            return None;
        }
        let sentence = draft.sentence;
        let (from, _) = draft.place("topic").unwrap_or((draft.from, draft.to));
        let text = &self.reading.article.sentences[sentence];
        let mark = |from: usize, to: usize| text.atoms[from..to].iter().any(|atom| atom.kind == AtomKind::Mark);
        (0..from).rev().filter(|at| !text.quoted(*at)).find_map(|at| {
            let end = self.word(sentence, at, self.words.rule_made)?;
            let law = self.holds(sentence, end, from.min(end + TO_LAW), self.words.law_noun);
            let beside = |day: &(usize, usize, &Date)| {
                day.1 <= at && at <= day.1 + 1 || day.0 >= end && day.0 <= end + TO_LAW && !mark(end, day.0)
            };
            let told = |day: &(usize, usize, &Date)| !self.lies_ahead(day.2) && !self.holds_from(sentence, day.0);
            let (_, _, day) = self.days(sentence).filter(|_| law).find(|day| beside(day) && told(day))?;
            Some(Filler::Date(day.clone()))
        })
    }

    /// 'Under terms that Acme put online on Wednesday': the day on which a rule was made, near behind the word for it.
    pub(super) fn day_of_rule(&self, draft: &Draft<'_>) -> Option<Filler> {
        let sentence = draft.sentence;
        let (_, end) = self.rule_behind_under(draft)?;
        let made = |day: usize| self.holds(sentence, end, day, self.words.rule_made);
        let mut days = self.days(sentence).filter(|day| day.0 >= end && day.0 <= end + TO_DAY_OF_RULE);
        let (_, _, day) = days.find(|day| {
            let marked = self.reading.article.sentences[sentence].atoms[end..day.0].iter().any(|atom| atom.key == ",");
            !marked && made(day.0) && !self.lies_ahead(day.2) && !self.holds_from(sentence, day.0)
        })?;
        Some(Filler::Date(day.clone()))
    }

    /// The day from which a rule holds: one with a word of taking effect in front, the last in front of what the rule says,
    /// else the first behind; else the first behind it that is still to come, unless the rule ends on it.
    pub(super) fn day_to_come(&self, draft: &Draft<'_>) -> Option<Filler> {
        let sentence = draft.sentence;
        let (from, to) = draft.place("topic").unwrap_or((draft.from, draft.to));
        let marked = || self.days(sentence).filter(|day| self.holds_from(sentence, day.0));
        let before = marked().rfind(|day| day.1 <= from);
        let behind = || marked().find(|day| day.0 >= to);
        let later = || {
            let mut days = self.days(sentence).filter(|day| day.0 >= to && self.lies_ahead(day.2));
            days.find(|day| !self.in_front(sentence, day.0, self.words.day_bound))
        };
        // 'Norway outlawed betting adverts in 2021'.
        let past = || {
            let atoms = &self.reading.article.sentences[sentence].atoms;
            let near = |day: &(usize, usize, &Date)| {
                day.0 >= to && day.0 <= to + TO_DAY && !atoms[to..day.0].iter().any(|atom| atom.kind == AtomKind::Mark)
            };
            // A day of the last weeks is the one on which the rule was told.
            let settled = |day: &Date| matches!(day.lexical.len(), 4 | 7) || self.long_past(day);
            self.days(sentence)
                .find(near)
                .filter(|day| settled(day.2) && !self.in_front(sentence, day.0, self.words.day_bound))
        };
        let (_, _, day) = before.or_else(behind).or_else(later).or_else(past)?;
        Some(Filler::Date(day.clone()))
    }

    /// A word of a class ends right in front of a day.
    fn in_front(&self, sentence: usize, day: usize, class: Option<ClassId>) -> bool {
        (day.saturating_sub(4)..day).any(|at| self.word(sentence, at, class) == Some(day))
    }

    /// A word of taking effect stands right in front of a day.
    fn holds_from(&self, sentence: usize, day: usize) -> bool {
        [self.words.date_of_effect, self.words.takes_effect].iter().any(|class| self.in_front(sentence, day, *class))
    }

    /// The dates of a sentence that are known, outside of quotations, with where they begin and end.
    pub(super) fn days(&self, sentence: usize) -> impl DoubleEndedIterator<Item = (usize, usize, &Date)> {
        let text = &self.reading.article.sentences[sentence];
        self.reading.sentences[sentence].hits.iter().filter_map(move |hit| match hit.what {
            What::Time(id) if !text.quoted(hit.from as usize) => {
                let date = self.reading.times[id as usize].date.as_ref()?;
                Some((hit.from as usize, hit.to as usize, date))
            }
            _ => None,
        })
    }

    /// A day lies more than a month before the day of publication.
    fn long_past(&self, date: &Date) -> bool {
        let limit = self.reading.published.and_then(|day| day.checked_sub_months(Months::new(1)));
        limit.is_some_and(|limit| !date.lexical.starts_with("--") && date.lexical < limit.to_string())
    }

    /// A date lies behind the day of publication.
    fn lies_ahead(&self, date: &Date) -> bool {
        self.reading.published.is_some_and(|day| {
            let day = day.to_string();
            !date.lexical.starts_with("--") && date.lexical.as_str() > &day[..date.lexical.len().min(day.len())]
        })
    }
}
