//! The clauses of a Chinese sentence as far as figures need them: where a clause begins, and its words without those that
//! lead to it, tell what is done, or only say when.

use crate::extract::context::Context;
use crate::recognise::Mention;
use crate::recognise::lexicon::ClassId;
use crate::recognise::number::{Measure, Quantity};
use crate::segment::atoms::Kind as AtomKind;

/// How many atoms a figure has at most.
const LONGEST_FIGURE: usize = 6;

impl Context<'_, '_> {
    /// Where the clause begins that ends at an atom; what stands in brackets belongs to it.
    pub(super) fn clause_start(&self, sentence: usize, end: usize) -> usize {
        let mut start = end;
        let mut inside = false;
        while start > 0 {
            // 城市用戶達1億人、農村用戶達3億人: behind a figure the mark of a list parts clauses, where the next one has its own measure.
            let parted = !inside
                && self.key(sentence, start - 1) == "、"
                && start >= 2
                && (start - 2..start).any(|at| self.figure_ends(sentence, at))
                && (start..end).any(|at| self.measures_at(sentence, at) || self.is(sentence, at, self.words.metric));
            if parted {
                break;
            }
            match self.key(sentence, start - 1) {
                ")" | "」" | "』" | "”" => inside = true,
                "(" | "「" | "『" | "“" if inside => inside = false,
                "," | "。" | ";" | ":" | "!" | "?" | "—" | "「" | "『" | "“" | "(" if !inside => break,
                _ => {}
            }
            start -= 1;
        }
        start
    }

    /// A figure ends in front of an atom.
    fn figure_ends(&self, sentence: usize, end: usize) -> bool {
        (end.saturating_sub(LONGEST_FIGURE)..end)
            .any(|at| self.quantities_at(sentence, at).any(|quantity| quantity.to == end))
    }

    /// What stands at the beginning of a clause without dates and words that lead to what follows, and whether there were any.
    pub(super) fn unled(&self, sentence: usize, start: usize, end: usize) -> (usize, bool) {
        let mut from = start;
        while from < end {
            let date = self.date_at(sentence, from);
            let lead =
                self.word(sentence, from, self.words.topic_lead).filter(|_| self.name_over(sentence, from).is_none());
            let atom = &self.reading.article.sentences[sentence].atoms[from];
            let mark =
                (atom.kind == AtomKind::Mark && !matches!(atom.key.as_str(), "「" | "『" | "“")).then_some(from + 1);
            // 由11月1日起將抽佣比率由22%.
            let since = self.word(sentence, from, self.words.led).and_then(|to| self.date_at(sentence, to));
            // 過去半年內.
            let span =
                self.quantities_at(sentence, from).any(|quantity| matches!(quantity.measure, Measure::Duration(_)));
            let span = (from + 1..end.min(from + 4))
                .find_map(|at| self.word(sentence, at, self.words.topic_span))
                .filter(|_| span);
            // （記者陳大文）某公司: what stands in brackets at the beginning says who writes.
            let aside = (self.key(sentence, from) == "(")
                .then(|| (from..end).find(|at| self.key(sentence, *at) == ")").map(|close| close + 1))
                .flatten();
            let Some(to) = date.or(lead).or(aside).or(mark).or(since).or(span).filter(|to| *to <= end) else { break };
            if self.measures_at(sentence, from) {
                break;
            }
            from = to;
        }
        (from, from > start)
    }

    /// Where the words that tell what is done begin, and whether they are more than those of a bound.
    pub(super) fn predicate(&self, sentence: usize, from: usize, end: usize) -> (usize, bool) {
        let words = self.words;
        let mut at = from;
        while at < end {
            if let Some(name) = self.name_over(sentence, at) {
                at = name.to;
                continue;
            }
            // 20至24歲的失業率 begins with a number, 會員48萬人 ends in front of one.
            let quantity = self.quantities_at(sentence, at).next();
            // 前3季營收: which of them are meant.
            if let Some(to) = quantity.and_then(|quantity| self.which(sentence, quantity)) {
                at = to;
                continue;
            }
            if quantity.is_some() && at > from {
                return (at, false);
            }
            let measure = [words.topic_measure, words.topic_own]
                .into_iter()
                .filter_map(|class| self.word(sentence, at, class))
                .max();
            if let Some(to) = measure {
                at = to;
                continue;
            }
            let verb = self.word(sentence, at, words.topic_verb);
            let bound = [words.at_least, words.at_most, words.about]
                .into_iter()
                .find_map(|class| self.word(sentence, at, class));
            let more = bound.is_none();
            let verb = verb.max(bound);
            let number = |at: usize| self.reading.article.sentences[sentence].atoms[at].kind == AtomKind::Number;
            let between = at > from && number(at - 1);
            // 教師平均月薪: words of a bound in front of a measure.
            let measured = |to: usize| !more && self.measures_at(sentence, to);
            let noun = |to: usize| self.word(sentence, to, words.topic_tail).is_some() || measured(to);
            if verb.is_some_and(|to| !noun(to) && !between) {
                return (at, more);
            }
            at += 1;
        }
        (end, false)
    }

    /// Where a number ends that only says which of several spans of time a measure is of: 第3季營收, 前9個月營收.
    pub(super) fn which(&self, sentence: usize, quantity: &Quantity) -> Option<usize> {
        let words = self.words;
        let few = self.key(sentence, quantity.from).parse::<u8>().is_ok_and(|number| number <= 12);
        let leads = [words.topic_own_modifier, words.topic_own]
            .into_iter()
            .any(|class| self.word(sentence, quantity.to, class).is_some());
        (few && leads && quantity.measure == Measure::Plain).then_some(quantity.to)
    }

    /// A phrase without dates and marks of possession behind it.
    pub(super) fn trimmed(&self, sentence: usize, from: usize, end: usize) -> Option<(usize, usize)> {
        let mut end = end;
        while end > from {
            let date = (from..end).find(|at| self.date_at(sentence, *at) == Some(end));
            let lead = (from..end).find(|at| self.word(sentence, *at, self.words.topic_lead) == Some(end));
            let lead = lead.filter(|at| self.name_over(sentence, *at).is_none() && !self.measures_at(sentence, *at));
            let mark = self.reading.article.sentences[sentence].atoms[end - 1].kind == AtomKind::Mark
                && !matches!(self.key(sentence, end - 1), "」" | "』" | "”" | "》" | ")" | "%");
            // 最熱門的網域中有11.4%: within what it is so.
            let span = (from + 2..end)
                .find(|at| self.word(sentence, *at, self.words.topic_span) == Some(end) && *at + 1 == end);
            let span = span.filter(|at| self.name_over(sentence, *at).is_none() && *at > from + 1);
            match date.or(lead).or(span) {
                Some(at) => end = at,
                None if mark => end -= 1,
                None => break,
            }
        }
        (from < end).then_some((from, end))
    }

    /// 調閱超過1.2萬份: what stands in front of a figure is a noun where its end says so, or where a verb of measuring follows.
    pub(super) fn is_noun(&self, sentence: usize, from: usize, to: usize, told: bool) -> bool {
        let words = self.words;
        let ends = |classes: &[Option<ClassId>]| {
            (from..to)
                .any(|at| classes.iter().any(|class| self.word(sentence, at, *class).is_some_and(|end| end >= to)))
        };
        if ends(&[words.topic_measure, words.topic_own, words.metric]) {
            return true;
        }
        if self.word(sentence, from, words.topic_idle) == Some(to) {
            return false;
        }
        let other = [words.not_noun, words.cue_adverb, words.topic_verb, words.topic_lead, words.say];
        let plain = (from..to).all(|at| {
            let measure = self.measures_at(sentence, at) || self.name_over(sentence, at).is_some();
            let linked = self.word(sentence, at, words.possessive).is_some() && at > from;
            (measure || linked || other.into_iter().all(|class| self.word(sentence, at, class).is_none()))
                && self.date_at(sentence, at).is_none()
                && self.quantities_at(sentence, at).next().is_none()
        });
        let noun = || ends(&[words.topic_tail, words.counted, words.people]);
        let measured = || {
            [words.rise, words.fall, words.reach].into_iter().any(|class| self.word(sentence, to, class).is_some())
                || (to..to + 3).any(|at| {
                    [words.rise, words.fall].into_iter().any(|class| self.word(sentence, at, class).is_some())
                })
        };
        plain && to > from + 1 && (noun() || told && measured())
    }

    /// A noun for a measure begins here, longer than the verb in it.
    pub(super) fn measures_at(&self, sentence: usize, at: usize) -> bool {
        [self.words.topic_measure, self.words.topic_own]
            .into_iter()
            .any(|class| self.word(sentence, at, class).is_some())
    }

    pub(super) fn name_over(&self, sentence: usize, at: usize) -> Option<&Mention> {
        self.mentions(sentence).find(|mention| mention.from <= at && mention.to > at)
    }

    pub(super) fn key(&self, sentence: usize, at: usize) -> &str {
        self.reading.article.sentences[sentence].atoms[at].key.as_str()
    }
}
