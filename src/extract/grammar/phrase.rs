//! The noun phrases of an English clause: where they begin and end, without what says only when, where or how.

use super::Clauses;
use crate::fact::Kind;
use crate::segment::atoms::Kind as AtomKind;

/// How many words may say who is told something, where and when.
const TOLD: usize = 12;

impl Clauses<'_, '_, '_> {
    /// The phrase that ends at an atom; the one that a clause is about has no verb of its own in front.
    pub fn phrase(&self, end: usize, relative: bool) -> Option<(usize, usize)> {
        let words = self.context.words;
        let mut end = end;
        let mut start = end;
        while start > 0 {
            let at = start - 1;
            if self.hard(at) || self.soft(at) {
                break;
            }
            if self.class(at, words.clause_cut).is_some() && !self.bounds(at) && self.time(start).is_none() {
                // 'People who died last year numbered 300': what stands behind the word is told of the phrase in front.
                // 'Data show that visits fell'.
                // 'Told employees that visits fell'.
                let told = at > 0 && (self.tells(at - 1) || self.tells_somebody(at));
                if self.class(at, words.clause_relative).is_none() || self.verb(start).is_none() || told {
                    break;
                }
                end = at;
            }
            let told = self.verb(at).is_some_and(|to| to == start) && (relative || self.tells(at));
            let apart = relative && start < end && self.class(at, words.clause_preposition).is_some() && !self.of(at);
            if told || apart && !self.placed(start) {
                break;
            }
            if self.class(at, words.clause_and).is_some() && self.verb_before(at).is_some() {
                break;
            }
            start = at;
        }
        self.trim(start, end)
    }

    /// A phrase without what stands in front of its noun or behind it and says only when, where or how.
    pub fn trim(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let words = self.context.words;
        let (mut start, mut end) = (start, end);
        loop {
            if start >= end {
                return None;
            }
            let adverb = self.class(start, words.clause_adverb).or_else(|| self.class(start, words.clause_and));
            let preposition = self.class(start, words.clause_preposition);
            let placed = preposition.and_then(|from| self.setting(from));
            let skipped = self.time(start).or(placed).or(adverb);
            match skipped {
                // 'But now, …': nothing but when.
                Some(to) if to >= end => return None,
                Some(to) => start = to,
                None if preposition.is_some() && !self.bounds(start) => start = self.behind_setting(start, end)?,
                None => break,
            }
        }
        // 'Tickets sold by agents': a participle ends the noun.
        if let Some(participle) = (start + 1..end).find(|at| self.verb(*at).is_some()) {
            end = participle;
        }
        while end > start + 1 {
            let at = end - 1;
            let last = (start + 1..end).find(|from| self.time(*from) == Some(end));
            let idle = self.class(at, words.clause_preposition).is_some()
                || self.class(at, words.clause_adverb).is_some()
                || self.atoms()[at].kind == AtomKind::Mark && self.class(at, words.possessive).is_none();
            match last {
                Some(from) => end = from,
                None if idle => end = at,
                None => break,
            }
        }
        (start < end).then_some((start, end))
    }

    /// 'In a round in 2021 it', 'in Italy the drought': where the noun begins behind what opens with a preposition.
    fn behind_setting(&self, start: usize, end: usize) -> Option<usize> {
        let words = self.context.words;
        let free = |at: &usize| self.class(at - 1, words.clause_preposition).is_none();
        let time = (start + 1..end).rev().filter_map(|at| self.time(at)).find(|to| *to < end);
        let noun = |at: &usize| {
            let opens = self.class(*at, words.clause_determiner).is_some()
                && self.class(*at, words.clause_preposition).is_none();
            (opens || self.class(*at, words.clause_pointer).is_some())
                && self.class(at - 1, words.clause_determiner).is_none()
        };
        // 'In an email she', 'in a post Jane Roe'.
        let named = || {
            let mut names = self.context.mentions(self.sentence).filter(|mention| mention.from > start + 1);
            names.find(|mention| mention.to == end && free(&mention.from)).map(|mention| mention.from)
        };
        time.or_else(|| (start + 2..end).rev().filter(free).find(noun)).or_else(named)
    }

    /// Where the date or place ends that follows a preposition at the beginning of a clause.
    fn setting(&self, from: usize) -> Option<usize> {
        let words = self.context.words;
        let from = self.class(from, self.context.reading.recogniser.classes.article).unwrap_or(from);
        let place = self.context.mentions(self.sentence).find(|mention| mention.from == from);
        let place = place.filter(|mention| {
            self.context.reading.sense(mention, |kind| kind == Kind::Place).is_some()
                && self.class(mention.to, words.possessive).is_none()
        });
        self.time(from).or(place.map(|mention| mention.to))
    }

    /// Where the noun phrase ends that begins at an atom: at a mark, a verb, or a word that opens something else. In front of
    /// another determiner stands a verb that no list has: 'schools restrict the use'.
    pub fn noun_from(&self, from: usize) -> Option<(usize, usize)> {
        let words = self.context.words;
        let classes = &self.context.reading.recogniser.classes;
        let opens = [classes.article, classes.article_indefinite, classes.its];
        let plain = |at: usize| {
            self.plain(at) && self.class(at, words.clause_determiner).is_none() && self.quantity(at).is_none()
        };
        let object = |at: usize| {
            at > from + 1
                && plain(at - 1)
                && plain(at - 2)
                && opens.into_iter().any(|class| self.class(at, class).is_some())
        };
        let later = |at: usize| at > from && plain(at - 1) && self.class(at, words.clause_adverb).is_some();
        let stop = (from..self.atoms().len()).find(|at| {
            let atom = &self.atoms()[*at];
            let mark = atom.kind == AtomKind::Mark && atom.key != "-" && self.class(*at, words.possessive).is_none();
            let preposition = self.class(*at, words.clause_preposition).is_some() && !self.of(*at);
            mark || preposition
                || self.verb(*at).is_some()
                || self.class(*at, words.clause_cut).is_some()
                || self.class(*at, words.clause_and).is_some()
                || self.time(*at).is_some()
                || self.quantity(*at).is_some()
                || later(*at)
                || object(*at)
        });
        let stop = stop.unwrap_or(self.atoms().len());
        self.trim(from, if stop < self.atoms().len() && object(stop) { stop - 1 } else { stop })
    }

    /// 'Told employees', 'assured the board at a meeting': a verb of telling and no more than whom, up to an atom.
    fn tells_somebody(&self, end: usize) -> bool {
        let words = self.context.words;
        let open =
            |at: usize| self.class(at, words.clause_preposition).is_some() && self.atoms()[at].kind != AtomKind::Mark;
        let plain = |at: &usize| (self.plain(*at) || open(*at)) && self.class(*at, words.clause_cut).is_none();
        let start = (0..end).rev().take(TOLD).take_while(plain).last();
        start.and_then(|start| start.checked_sub(1)).is_some_and(|verb| self.class(verb, words.tell).is_some())
    }

    /// The name of a place begins here.
    fn placed(&self, at: usize) -> bool {
        self.context.mentions(self.sentence).any(|mention| {
            mention.from == at && self.context.reading.sense(mention, |kind| kind == Kind::Place).is_some()
        })
    }

    /// A verb behind which a clause may follow at once: 'said', 'found', 'expects'.
    pub fn tells(&self, at: usize) -> bool {
        let words = self.context.words;
        [words.say_bare, words.show, words.predict].into_iter().any(|class| self.class(at, class).is_some())
    }
}
