//! The clauses of an English sentence as far as figures need them: where a clause's verb is, and where its subject stands.

use crate::extract::context::Context;
use crate::fact::Kind;
use crate::recognise::lexicon::ClassId;
use crate::recognise::{Form, What};
use crate::segment::atoms::{Atom, Kind as AtomKind};

/// How many words may stand between a helper and its verb: 'has in fact doubled'.
const HELPER: usize = 3;

/// How far in front of a figure the words of its own phrase may begin: 'only about half of its 40 shops'.
const FRONT: usize = 7;

/// How far behind a figure the verb of its clause may stand.
const BEHIND: usize = 25;

/// An English sentence, as its clauses are looked for.
#[derive(Clone, Copy)]
pub struct Clauses<'x, 'c, 'a> {
    pub context: &'x Context<'c, 'a>,
    pub sentence: usize,
}

/// A verb with its helpers.
#[derive(Debug, Clone, Copy)]
pub struct Verb {
    pub from: usize,
    pub to: usize,
}

impl<'c> Clauses<'_, 'c, '_> {
    pub fn atoms(&self) -> &'c [Atom] {
        &self.context.reading.article.sentences[self.sentence].atoms
    }

    /// Where a word of a class that begins at an atom ends.
    #[inline]
    pub fn class(&self, at: usize, class: Option<ClassId>) -> Option<usize> {
        self.context.word(self.sentence, at, class)
    }

    pub fn key(&self, at: usize) -> &str {
        self.atoms().get(at).map_or("", |atom| atom.key.as_str())
    }

    /// A word that parts no phrase.
    pub fn plain(&self, at: usize) -> bool {
        let words = self.context.words;
        self.atoms()[at].kind != AtomKind::Mark
            && self.class(at, words.clause_preposition).is_none()
            && self.class(at, words.clause_and).is_none()
            && self.verb(at).is_none()
    }

    /// Where a date that begins at an atom ends.
    pub fn time(&self, at: usize) -> Option<usize> {
        self.context.date_at(self.sentence, at)
    }

    /// Where a quantity that begins at an atom ends.
    pub fn quantity(&self, at: usize) -> Option<usize> {
        let hits = self.context.reading.sentences[self.sentence].at(at).iter();
        hits.filter(|hit| matches!(hit.what, What::Quantity(_))).map(|hit| hit.to as usize).max()
    }

    /// A mark over which nothing is looked for.
    pub fn hard(&self, at: usize) -> bool {
        let atom = &self.atoms()[at];
        let quote = || self.class(at, self.context.words.open_quote).is_some();
        // 'Acme (NYSE: ACM)'.
        let inside = || {
            (at.saturating_sub(3)..at).any(|open| self.key(open) == "(")
                && (at..at + 4).any(|close| self.key(close) == ")")
        };
        atom.kind == AtomKind::Mark
            && (atom.key == ":" && !inside()
                || matches!(atom.key.as_str(), ";" | "!" | "?" | "—" | "–" | "”")
                || quote())
    }

    /// A mark behind which words go on that may belong to those in front of it.
    pub fn soft(&self, at: usize) -> bool {
        match self.key(at) {
            "," | "(" | ")" => true,
            "-" => self.atoms()[at].spaced && self.atoms().get(at + 1).is_some_and(|next| next.spaced),
            _ => false,
        }
    }

    /// Nothing but a figure stands here.
    fn figure(&self, from: usize, to: usize) -> bool {
        self.quantity(from) == Some(to)
    }

    /// Words of a bound, such as 'more than', cover an atom.
    pub fn bounds(&self, at: usize) -> bool {
        let words = self.context.words;
        (at.saturating_sub(2)..=at).any(|from| {
            let ends = [words.at_least, words.at_most, words.about].map(|class| self.class(from, class));
            ends.into_iter().flatten().any(|end| end > at)
        })
    }

    /// Where a finite verb that begins at an atom ends.
    pub fn verb(&self, at: usize) -> Option<usize> {
        let words = self.context.words;
        let end = self.class(at, words.clause_verb).or_else(|| self.weak_verb(at))?;
        let front = at.checked_sub(1);
        let noun = front.is_some_and(|front| {
            self.class(front, words.clause_determiner).is_some()
                || self.class(front, words.possessive).is_some()
                || self.class(front, words.clause_to).is_some()
                || self.key(front) == "-"
        });
        let joined = self.key(end) == "-" && !self.atoms()[end].spaced;
        let named = || {
            self.context
                .mentions(self.sentence)
                .any(|mention| mention.from <= at && mention.to >= end && mention.form == Form::Name)
        };
        (!noun && !joined && self.time(at).is_none() && !named()).then_some(end)
    }

    /// 'Acme plans', 'which costs', 'it now uses': verbs that are nouns as well.
    fn weak_verb(&self, at: usize) -> Option<usize> {
        let words = self.context.words;
        let end = self.class(at, words.clause_weak)?;
        let adverb = at > 1 && self.class(at - 1, words.clause_adverb).is_some();
        let front = at.checked_sub(1 + usize::from(adverb))?;
        // 'The site draws about 30 million visitors'.
        let figure = (end..end + HELPER).find(|at| !self.bounds(*at)).is_some_and(|at| self.quantity(at).is_some());
        let named = || self.context.mentions(self.sentence).any(|mention| mention.to == front + 1);
        let points =
            [words.clause_relative, words.clause_pointer].into_iter().any(|class| self.class(front, class).is_some());
        (figure && self.class(front, words.clause_preposition).is_none() || points || named()).then_some(end)
    }

    /// The verb nearest in front of an atom, with its helpers.
    pub fn verb_before(&self, at: usize) -> Option<Verb> {
        let mut from = at;
        let mut mark = None;
        while from > 0 {
            from -= 1;
            // 'Called it “a fine day” and left': a quotation is an object.
            if let Some(open) = self.quoted(from) {
                from = open;
                continue;
            }
            if self.hard(from) {
                return None;
            }
            if self.soft(from) {
                // What is told between two marks has verbs of its own: 'against the 40 that banks had expected, for a total of 90'.
                mark = Some(from);
                let open = (0..from).rev().take_while(|at| !self.hard(*at)).find(|at| self.soft(*at));
                if let Some(open) = open.filter(|open| self.opens_aside(open + 1) || self.names_teller(open + 1, from))
                {
                    from = open;
                }
            } else if let Some(to) = self.verb(from).filter(|to| *to <= mark.unwrap_or(at)) {
                return Some(Verb { from: self.helped(from), to });
            }
        }
        None
    }

    /// Where the quotation opens that ends with a mark.
    fn quoted(&self, mark: usize) -> Option<usize> {
        let quotes = &self.context.reading.article.sentences[self.sentence].quotes;
        quotes.iter().map(|quote| &quote.outer).find(|outer| outer.end == mark + 1).map(|outer| outer.start)
    }

    /// Words behind a mark that do no more than tell something of those in front of it.
    fn opens_aside(&self, at: usize) -> bool {
        let words = self.context.words;
        [words.clause_preposition, words.clause_relative].into_iter().any(|class| self.class(at, class).is_some())
    }

    /// ', Harbour estimates,', ', the consultancy Harbour reckons,': between two marks stands no more than who says so.
    fn names_teller(&self, from: usize, to: usize) -> bool {
        let named = |at: &usize| self.context.mentions(self.sentence).any(|m| m.from >= from && m.to == *at);
        let words = self.context.words;
        let tells = |at: usize| {
            [words.say_bare, words.show, words.predict].into_iter().any(|class| self.class(at, class) == Some(to))
        };
        let teller = (from + 1..to).find(named).filter(|at| tells(*at));
        teller.is_some_and(|verb| (from..verb).all(|at| self.verb(at).is_none()))
    }

    /// The first verb of the sentence that is none of a clause about something in it.
    pub fn first_verb(&self) -> Option<Verb> {
        let words = self.context.words;
        let relative = |at: usize| at > 0 && self.class(at - 1, words.clause_relative).is_some();
        let from = (1..self.atoms().len()).find(|at| self.verb(*at).is_some() && !relative(*at))?;
        Some(Verb { from: self.helped(from), to: self.verb(from)? })
    }

    /// Where the helpers of a verb begin.
    pub fn helped(&self, verb: usize) -> usize {
        let words = self.context.words;
        let mut from = verb;
        while let Some(helper) = (from.saturating_sub(HELPER)..from)
            .rev()
            .take_while(|at| {
                self.atoms()[*at].kind != AtomKind::Mark
                    && self.class(*at, words.clause_relative).is_none()
                    && self.class(*at, words.clause_and).is_none()
            })
            .find(|at| self.class(*at, words.clause_auxiliary).is_some())
        {
            from = helper;
        }
        from
    }

    /// Where the words end in front of adverbs and dates: 'it employs 40 people and ‸last year sold', 'and ‸in 2018 told'.
    pub fn undated(&self, from: usize) -> usize {
        let words = self.context.words;
        let mut end = from;
        loop {
            let adverb = end > 0
                && self.class(end - 1, words.clause_adverb) == Some(end)
                && self.class(end - 1, words.clause_and).is_none();
            match self.context.reading.sentences[self.sentence].date_ending(end, 4).filter(|from| *from > 0) {
                Some(from) => end = from - usize::from(self.class(from - 1, words.clause_preposition) == Some(from)),
                _ if adverb => end -= 1,
                _ => return end,
            }
        }
    }

    /// The phrase that is the subject of a verb.
    pub fn subject_of(&self, verb: Verb) -> Option<(usize, usize)> {
        let words = self.context.words;
        let end = self.undated(verb.from);
        let front = end.checked_sub(1)?;
        if self.class(front, words.clause_relative).is_some() {
            let mut end = front - usize::from(front > 0 && self.soft(front - 1));
            // 'Jane Roe, 52, who owns': an age stands between.
            while let Some(age) = (0..end).rev().take(2).find(|at| self.soft(*at)).filter(|at| self.figure(at + 1, end))
            {
                end = age;
            }
            // 'A letter, first seen by Acme, that calls': who has only seen it stands between two marks.
            if front > 0
                && self.key(front - 1) == ","
                && let Some(open) = (0..end).rev().take_while(|at| !self.hard(*at)).find(|at| self.soft(*at))
            {
                let from = self.class(open + 1, words.clause_adverb).unwrap_or(open + 1);
                let done = from > open
                    && self.verb(from).is_some()
                    && self.class(from + 1, words.clause_preposition).is_some();
                end = if done { open } else { end };
            }
            if let Some(named) = self.named_last(front, end) {
                return Some(named);
            }
            return self.phrase(end, true).map(|phrase| self.described(phrase).unwrap_or(phrase));
        }
        if self.class(front, words.clause_and).is_some() {
            let comma = front > 0 && self.soft(front - 1);
            // 'Acme sued Bolt, which makes tyres, and fired its chief': a comma ends what is told of Bolt.
            if let Some(main) =
                comma.then(|| self.relative_before(front - 1)).flatten().and_then(|at| self.verb_before(at))
            {
                return self.subject_of(main);
            }
            let Some(before) = self.verb_before(front - usize::from(comma)) else {
                // 'Acme then opened a shop': with no deed in front the word joins nothing.
                return self.phrase(front, false).filter(|_| !comma);
            };
            return self.subject_of(before);
        }
        if !self.soft(front) {
            return self.phrase(end, false);
        }
        // 'Acme, whose chief, Jane Roe, also runs Bolt, holds': the clause about the chief ends in front of the verb.
        let whose = self.context.reading.recogniser.classes.whose;
        let aside = (1..front).rev().take_while(|at| !self.hard(*at)).find(|at| self.class(*at, whose).is_some());
        if let Some(comma) = aside
            .map(|at| at - 1)
            .filter(|comma| self.key(*comma) == "," && (*comma..front).any(|at| self.verb(at).is_some()))
        {
            return self.phrase(comma, false);
        }
        // An aside, an apposition, or one of several deeds stands between the marks.
        let open = (0..front)
            .rev()
            .take_while(|at| !self.hard(*at))
            .find(|at| self.soft(*at) && (self.key(front) != ")" || self.key(*at) == "(") && self.key(*at) != ")");
        let Some(open) = open else {
            // 'Acme went public in 2020, bought Bolt and sued': the second of several deeds.
            // A date in front of the comma may be that of either.
            let dated = self.context.reading.sentences[self.sentence].date_ending(front, 4).is_some();
            let first = self.verb_before(front).filter(|_| !dated && self.another_deed(verb.to));
            return first.map_or_else(|| self.phrase(front, false), |first| self.subject_of(first));
        };
        let deed = self.verb(open + 1).is_some()
            || self.class(open + 1, words.clause_and).is_some() && self.verb(open + 2).is_some();
        let first = self.verb_before(open).filter(|_| deed);
        // 'And in 2018, at the height of the affair, told'.
        let dated = self.undated(open);
        if first.is_none() && dated > 0 && self.class(dated - 1, words.clause_and).is_some() {
            return self.subject_of(Verb { from: dated, to: verb.to });
        }
        first.map_or_else(|| self.phrase(self.unaged(open), false), |first| self.subject_of(first))
    }

    /// 'At the request of Acme, which is owed $9 million': a clause behind a comma tells of the body that stands last in front of it, but
    /// for 'shares in Acme, which fell'.
    fn named_last(&self, relative: usize, end: usize) -> Option<(usize, usize)> {
        let words = self.context.words;
        let which = self.class(relative, self.context.reading.recogniser.classes.which);
        which.filter(|_| end < relative && self.key(end) == ",")?;
        let name = self.context.mentions(self.sentence).find(|m| m.to == end && m.form == Form::Name)?;
        let body = self.context.reading.sense(name, Kind::is_body).is_some();
        let led = name.from > 1 && self.class(name.from - 1, words.clause_preposition).is_some();
        let measure = |at: usize| {
            [words.own_measure, words.metric]
                .into_iter()
                .any(|class| self.class(at, class).is_some_and(|end| end < name.from))
        };
        let told = (name.from.saturating_sub(FRONT)..name.from).any(measure);
        (body && led && !told).then_some((name.from, name.to))
    }

    /// The mark behind which the clause begins that a comma ends and that tells something of the noun in front: ', which makes tyres,'.
    fn relative_before(&self, comma: usize) -> Option<usize> {
        let mut end = comma;
        loop {
            let open = (0..end).rev().take_while(|at| !self.hard(*at)).find(|at| self.soft(*at))?;
            if self.class(open + 1, self.context.words.clause_relative).is_some() {
                return Some(open);
            }
            // ', which runs Acme, a maker of tyres, and': only what says more of a name may stand in between.
            let plain = (open + 1..end).all(|at| self.verb(at).is_none());
            self.class(open + 1, self.context.words.clause_article).filter(|_| plain)?;
            end = open;
        }
    }

    /// Behind a deed stands another that 'and' joins to it.
    fn another_deed(&self, from: usize) -> bool {
        let words = self.context.words;
        let deed = |at: usize| self.verb(at).is_some_and(|to| !self.tells(to - 1));
        (from..self.atoms().len())
            .take_while(|at| !self.hard(*at))
            .filter(|at| self.class(*at, words.clause_and).is_some())
            .any(|and| deed(and + 1) || deed(and + 2) && self.class(and + 1, words.clause_adverb).is_some())
    }

    /// 'Jane Roe, a florist in Leeds who has': the name that a phrase with an article describes.
    fn described(&self, phrase: (usize, usize)) -> Option<(usize, usize)> {
        let comma = phrase.0.checked_sub(1).filter(|at| self.key(*at) == ",")?;
        self.class(phrase.0, self.context.words.clause_determiner)?;
        let mut names = self.context.mentions(self.sentence).filter(|mention| mention.form == Form::Name);
        names.find(|name| name.to == self.unaged(comma)).map(|name| (name.from, name.to))
    }

    /// 'Jane Roe, 52, who owns': where a name ends that an age stands behind.
    fn unaged(&self, end: usize) -> usize {
        let age = (0..end).rev().take(2).find(|at| self.soft(*at)).filter(|at| self.figure(at + 1, end));
        age.unwrap_or(end)
    }

    /// 'Its rate, now at 54%, will not return': where the phrase ends that a figure between two marks is told of.
    pub fn aside_of(&self, from: usize, to: usize) -> Option<usize> {
        let open = (0..from)
            .rev()
            .take(FRONT)
            .find(|at| self.soft(*at) || self.hard(*at))
            .filter(|at| self.key(*at) == ",")?;
        let close = (to..self.atoms().len()).take(FRONT).find(|at| self.soft(*at)).filter(|at| self.key(*at) == ",")?;
        let plain = (open + 1..from).chain(to..close).all(|at| self.verb(at).is_none());
        let relative = self.class(open + 1, self.context.words.clause_relative).is_some();
        (plain && !relative && (close + 1..close + 3).any(|at| self.verb(at).is_some())).then_some(open)
    }

    pub fn of(&self, at: usize) -> bool {
        self.class(at, self.context.words.clause_of).is_some()
    }

    /// Where the phrase begins that holds a figure and is the subject of a verb behind it: 'about 40 of its shops closed'.
    pub fn counted(&self, from: usize, to: usize) -> Option<usize> {
        let words = self.context.words;
        let mut start = from;
        while start > 0 {
            let at = start - 1;
            if self.hard(at) || self.soft(at) {
                break;
            }
            let bound = self.bounds(at);
            let opens = self.class(at, words.clause_cut).is_some() || self.class(at, words.clause_and).is_some();
            let verb = self.verb(at).is_some();
            if verb && self.tells(at) || opens && !bound {
                break;
            }
            let apart = self.class(at, words.clause_preposition).is_some() && !bound && !self.of(at);
            if verb || apart || from - at > FRONT {
                return None;
            }
            start = at;
        }
        // 'Found that 40% of parents who use it trust it': what is told of the parents ends no clause.
        let told = |at: usize| self.of(to) && at < to + FRONT && self.class(at, words.clause_relative).is_some();
        let cut = |at: usize| self.class(at, words.clause_cut).is_some() && !told(at);
        let stop = |at: &usize| self.hard(*at) || self.soft(*at) || cut(*at) || *at > to + BEHIND;
        let end = (to..self.atoms().len()).find(stop).unwrap_or(self.atoms().len());
        (to..end).any(|at| self.verb(at).is_some()).then_some(start)
    }
}
