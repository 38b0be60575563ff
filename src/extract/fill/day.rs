//! The date nearest to a match; the days of a rule, from when it holds and when it was announced, and who announced it, in
//! English as in `telling.rs`.

use chrono::Datelike;

use crate::extract::context::Context;
use crate::extract::draft::{Draft, Filler};
use crate::fact::{Date, Kind};
use crate::recognise::{Form, Hit, Mention, What};
use crate::segment::atoms::{Atom, Kind as AtomKind};

/// How many atoms behind a day, or behind somebody, a verb of announcing may stand.
const TO_ANNOUNCE: usize = 8;

/// How many atoms behind a day the next clause may begin, which opens with a verb of announcing.
const TO_NEXT_CLAUSE: usize = 14;

/// How many atoms may stand between whoever tells a rule and the day or the verb of telling.
const TO_TELLING: usize = 4;

/// How many atoms in front of somebody his office may begin.
const TO_OFFICE: usize = 10;

/// How far in front of a date its figure begins, and in front of that the word of comparison.
const DATED_FIGURE: usize = 4;

/// How many atoms at least tell of an event between its day and the end of the clause.
const SHORTEST_EVENT: usize = 4;

impl Context<'_, '_> {
    /// The day from which a rule holds: one with a word of taking effect right behind it, the last that stands in front of what
    /// the rule says, else the first behind it.
    pub(super) fn day_of_effect(&self, draft: &Draft<'_>) -> Option<Filler> {
        if self.grammatical() {
            return self.day_to_come(draft).or_else(|| self.day_of_telling(draft));
        }
        let dated = self.day(draft, |end| self.takes_effect(draft.sentence, end));
        dated.or_else(|| self.day_of_telling(draft))
    }

    /// 即日起, 'effective immediately': the day on which the rule is told, where a word says that it holds from then.
    fn day_of_telling(&self, draft: &Draft<'_>) -> Option<Filler> {
        let sentence = &self.reading.article.sentences[draft.sentence];
        (0..sentence.atoms.len())
            .any(|at| !sentence.quoted(at) && self.is(draft.sentence, at, self.words.at_once))
            .then(|| self.day_of_announcement(draft).or_else(|| self.published()))
            .flatten()
    }

    /// The day on which a rule was told: one behind which a verb of announcing follows in its clause.
    pub(super) fn day_of_announcement(&self, draft: &Draft<'_>) -> Option<Filler> {
        if self.grammatical() {
            let told = self.tellings(draft).find_map(|told| told.day);
            return told.or_else(|| self.day_of_rule(draft)).or_else(|| self.day_of_law(draft));
        }
        self.day(draft, |end| self.announces(draft, end) && !self.takes_effect(draft.sentence, end))
    }

    /// A word of taking effect stands right behind a day.
    fn takes_effect(&self, sentence: usize, end: usize) -> bool {
        self.is(sentence, end, self.words.take_effect)
    }

    /// Who told a rule: somebody behind whom a verb of announcing follows in his clause, in front of what the rule says.
    pub(super) fn announcer(&self, draft: &Draft<'_>) -> Option<u32> {
        if self.grammatical() {
            let issuing = || self.reading.sense(self.issuing_person(draft)?, |kind| kind == Kind::Person);
            return self.tellings(draft).find_map(|told| told.person).or_else(issuing);
        }
        let (from, _) = draft.place("topic").unwrap_or((draft.from, draft.to));
        let front = self.mentions(draft.sentence).filter(|mention| mention.to <= from);
        front
            .filter(|mention| self.announces(draft, mention.to))
            .filter_map(|mention| self.reading.sense(mention, |kind| kind == Kind::Person))
            .next_back()
    }

    /// A verb of announcing stands behind an atom, near and in its clause, but not in what the rule says.
    fn announces(&self, draft: &Draft<'_>, from: usize) -> bool {
        let atoms = &self.reading.article.sentences[draft.sentence].atoms;
        let topic = draft.place("topic").unwrap_or((draft.to, draft.to));
        // 5日向師生發電郵，宣布: the verb opens the next clause.
        let marked = (from..atoms.len().min(from + TO_NEXT_CLAUSE)).find(|at| atoms[*at].kind == AtomKind::Mark);
        let next = marked.filter(|mark| atoms[*mark].key == "," && mark + 1 < topic.0.max(draft.from));
        let named =
            |mark: usize| self.mentions(draft.sentence).any(|m| m.from >= from && m.to <= mark && m.form == Form::Name);
        if next.is_some_and(|mark| self.is(draft.sentence, mark + 1, self.words.announce) && !named(mark)) {
            return true;
        }
        (from..atoms.len().min(from + TO_ANNOUNCE))
            .take_while(|at| atoms[*at].kind != AtomKind::Mark)
            .filter(|at| !(topic.0..topic.1).contains(at))
            .any(|at| {
                self.is(draft.sentence, at, self.words.announce)
                    || self.is(draft.sentence, at, self.words.tell_rule) && self.its_own_word(draft, from)
            })
    }

    /// 某公司執行長某某30日表示: in front of an atom stands whoever makes the rule, or somebody with an office there.
    fn its_own_word(&self, draft: &Draft<'_>, to: usize) -> bool {
        let sentence = &self.reading.article.sentences[draft.sentence];
        let marked = |from: usize, to: usize| (from..to).any(|at| sentence.atoms[at].kind == AtomKind::Mark);
        let is_person = |mention: &Mention| self.reading.sense(mention, |kind| kind == Kind::Person).is_some();
        let is_body = |mention: &Mention| self.reading.sense(mention, Kind::is_body).is_some();
        let mut front = self.mentions(draft.sentence).rev().filter(|mention| mention.to <= to);
        let teller = front.find(|mention| is_person(mention) || is_body(mention));
        let (Some(issuer), Some(teller)) = (draft.entity("issuer"), teller) else { return false };
        if teller.to + TO_TELLING < to || sentence.quoted(teller.from) {
            return false;
        }
        if !is_person(teller) {
            return teller.senses.contains(&issuer);
        }
        let office = (teller.from.saturating_sub(TO_OFFICE)..teller.from).any(|at| self.titled(draft.sentence, at));
        let at = front.find(|mention| is_body(mention));
        office && at.is_some_and(|body| body.senses.contains(&issuer) && !marked(body.to, teller.from))
    }

    /// 'In 2004 she became', 'was appointed in 2004', 2004年出任: the year beside a match, in its clause, had ended a year before the
    /// article appeared.
    pub fn long_ago(&self, draft: &Draft<'_>) -> bool {
        let Some(published) = self.reading.published else { return false };
        let atoms = &self.reading.article.sentences[draft.sentence].atoms;
        let person = draft.place("person").map_or(draft.from, |(_, end)| end);
        let beside = |at: usize, end: usize| {
            let inside = || at >= person && (end == draft.to || self.reading.is_chinese() && end < draft.to);
            let parts = [self.words.clause_verb, self.words.clause_relative];
            let parted =
                |at: usize| atoms[at].key == "," || parts.iter().any(|class| self.is(draft.sentence, at, *class));
            let behind = || at >= draft.to && at - draft.to <= TO_ANNOUNCE && !(draft.to..at).any(parted);
            // 2009年6月，甲公司委任乙接替丙: the date that opens a Chinese sentence is of what its first clause tells.
            let opens = || {
                let first = atoms.get(end).is_some_and(|atom| atom.key == ",") && end < draft.from;
                self.reading.is_chinese() && at == 0 && first && !(end + 1..draft.from).any(parted)
            };
            end <= draft.from && draft.from - end <= 1 || opens() || inside() || !self.reading.is_chinese() && behind()
        };
        let year = |date: &Date| date.lexical.get(..4).and_then(|year| year.parse::<i32>().ok());
        let old = |date: &Date| year(date).is_some_and(|year| year + 1 < published.year());
        self.days(draft.sentence).any(|(at, end, date)| beside(at, end) && old(date))
    }

    /// The date nearest to the match in its sentence.
    pub(super) fn time(&self, draft: &Draft<'_>) -> Option<Filler> {
        let sentence = draft.sentence;
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let (from, to) = draft.place("value").unwrap_or((draft.from, draft.to));
        let distance = |(at, end): (usize, usize)| if end <= from { from - end } else { at.saturating_sub(to) };
        let front = |(_, end): (usize, usize)| end <= from;
        let deed = draft.rule.fact.name != "observation";
        let chinese = self.reading.is_chinese();
        // Chinese tells when something was done before it tells what: 2021年4月，餐飲企業Acme起訴Bolt，今年6月和解.
        let behind = |(at, _): (usize, usize)| chinese && deed && at >= to;
        // 'It spent $9 million in 2023, compared with $4 million a year earlier': a year before that of the figure in front.
        let earlier = |end: &usize| !chinese && !deed && self.reading.is_member(sentence, end - 1, self.words.earlier);
        if let Some(end) = self.date_at(sentence, to).filter(earlier) {
            let first = self.days(sentence).rfind(|(_, end, _)| *end <= from).map(|(_, _, date)| date);
            let year = |date: &Date| date.lexical.parse::<i32>().ok().filter(|_| date.lexical.len() == 4);
            if let Some(first) = first {
                let words = self.reading.words(sentence, to, end).to_owned();
                return year(first).map(|year| Filler::Date(Date { lexical: (year - 1).to_string(), words }));
            }
        }
        // 'Sales of $9 million, down from $12 million three years earlier': a day of its own that nothing tells.
        let length = self.reading.sentences[sentence].at(to).iter().find(|hit| matches!(hit.what, What::Quantity(_)));
        let length = length.map(|hit| hit.to as usize).filter(|_| !chinese && !deed);
        if length.is_some_and(|end| end > to && self.is(sentence, end, self.words.earlier)) {
            return None;
        }
        let parts = |atom: &Atom| atom.key == "," || !chinese && matches!(atom.key.as_str(), "—" | "–");
        // 'Acme, which plans to move next year, had 9 million users in June': a comma or dash parts a figure from the date in front.
        // In Chinese the date behind it opens the next clause: 營收9億元，去年同期為8億元.
        let apart = |(at, end): (usize, usize)| {
            let between = if front((at, end)) { end..from } else { to.min(at)..at };
            atoms[between].iter().any(parts)
        };
        let next_clause = |day| chinese && !deed && !front(day) && apart(day);
        // 'Acme, which was fined, moved on Monday'
        let aside =
            || (from..to).any(|at| atoms[at].key == "," && self.is(sentence, at + 1, self.words.clause_relative));
        // 'Roe, who resigned in May, was charged in June'
        let inside = |(at, end): (usize, usize)| {
            let comma = |mark: &usize| atoms[*mark].key == ",";
            let opens = (from..at.max(from)).rev().find(comma);
            end < to
                && (end..to).any(|mark| comma(&mark))
                && opens.is_some_and(|mark| self.is(sentence, mark + 1, self.words.clause_relative))
        };
        // 'Acme blocked it, and Bolt shut it in June'
        let another = |(at, _): (usize, usize)| {
            let named = |place: usize| {
                let there = &mut self.mentions(sentence);
                there.any(|mention| mention.from == place && mention.form == Form::Name)
            };
            (to..at.max(to)).any(|mark| {
                atoms[mark].key == "," && self.is(sentence, mark + 1, self.words.clause_and) && named(mark + 2)
            })
        };
        // 'for two years, until May'; 'on Friday, two days after Acme deleted it': the day is when something else was done.
        let other = |(at, end): (usize, usize)| {
            // 'banned her after she posted it in May'
            let clause = |mark: usize| self.holds(sentence, mark, at, self.words.clause_verb);
            let later =
                || (to..at.max(to)).any(|mark| self.is(sentence, mark, self.words.other_time) && clause(mark + 1));
            // 'Sued it even after a 2018 deal': the year of something else.
            let article = self.reading.recogniser.classes.article_indefinite;
            let year = || at > 0 && end == at + 1 && self.is(sentence, at - 1, article);
            // 'Has investigated Acme for years and fined Bolt in May', 'investigates how Acme lost data in May'.
            let next_deed = || {
                let next = (to..at.max(to)).rev().find(|mark| {
                    let and = self.is(sentence, *mark, self.words.clause_and);
                    and && self.is(sentence, mark + 1, self.words.clause_verb)
                        || self.is(sentence, *mark, self.words.how) && clause(mark + 1)
                });
                next.is_some_and(|next| atoms[next..at].iter().all(|atom| atom.key != ","))
            };
            !chinese
                && deed
                && (inside((at, end))
                    || another((at, end))
                    || year()
                    || next_deed()
                    || self.holds(sentence, at.saturating_sub(3), at, self.words.until_mark)
                    || front((at, end)) && self.holds(sentence, end, from, self.words.other_time)
                    || at >= to && (later() || apart((at, end)) && aside()))
        };
        // 成立於1924年，擁有3億用戶; 2017年投產，目前有8條生產線: a state that holds now is not of the day on which something began.
        let began = |(at, end): (usize, usize)| {
            let clause = || atoms[end..from].iter().position(|atom| atom.key == ",").map_or(from, |comma| end + comma);
            let deeds = [self.words.found, self.words.take_office];
            let start = || self.clause_start(sentence, at);
            chinese
                && !deed
                && front((at, end))
                && (self.holds(sentence, end, from, self.words.now_word)
                    || apart((at, end))
                        && deeds.into_iter().any(|class| self.holds(sentence, start(), clause(), class)))
        };
        // 在昨天舉行的發布會上，某某宣布銷量突破: the day is that of where it was said. 昨天發布的財報顯示: nor is that on which figures came out.
        let spoken = |(at, end): (usize, usize)| {
            let comma = (end..from).find(|mark| atoms[*mark].key == ",");
            let place = |comma: usize| {
                comma > end + SHORTEST_EVENT
                    && self.is(sentence, at - 1, self.words.circumstance)
                    && self.word(sentence, comma - 1, self.words.circumstance_end) == Some(comma)
            };
            let published = || (end..from).find(|verb| self.is(sentence, *verb, self.words.publish));
            let report = |verb: usize| self.holds(sentence, verb, from, self.words.own_report);
            chinese && !deed && (at > 0 && comma.is_some_and(place) || published().is_some_and(report))
        };
        // 'Acme said on Monday that it had 9 million users': the day is when it was said.
        let told = |(at, _): (usize, usize)| {
            let on = usize::from(at > 0 && self.is(sentence, at - 1, self.words.clause_preposition));
            let verb = (at - on).checked_sub(1).filter(|_| !chinese && !deed);
            verb.is_some_and(|verb| self.is(sentence, verb, self.words.say))
        };
        // 王大文6日撰文表示，乙遭罰: nor is it, in Chinese, where somebody says it who has no part in the deed.
        let told = |day: (usize, usize)| told(day) || deed && chinese && front(day) && self.told_by_other(draft, day);
        // 'Fined it on Tuesday for letting 40 children use it in May': nor is the day of a deed that of what it was done for.
        let punished = |(_, end): (usize, usize)| {
            let ing = |at: usize| atoms.get(at).is_some_and(Atom::ends_as_participle);
            !chinese && !deed && end < from && self.is(sentence, end, self.words.of_word) && ing(end + 1)
        };
        // 'Acme, which was set up in 2021, has 9 million users', 'wants to cap it at 15%, as Oslo did in 2020': another clause tells when.
        let elsewhere = |(at, end): (usize, usize)| {
            let opens = || (0..at).rev().find(|mark| parts(&atoms[*mark])).map_or(0, |mark| mark + 1);
            let told = || front((at, end)) && self.is(sentence, opens(), self.words.clause_relative);
            let later = || {
                let comma = (to..at.max(to)).rev().find(|mark| atoms[*mark].key == ",");
                comma.is_some_and(|mark| {
                    self.is(sentence, mark + 1, self.words.clause_cut)
                        && self.holds(sentence, mark + 2, at, self.words.clause_verb)
                })
            };
            !chinese && !deed && apart((at, end)) && (told() || later())
        };
        // 共18宗，按年升12%（去年16宗）: a day in brackets that hold a figure of their own is that figure's.
        let bracketed = |(at, end): (usize, usize)| {
            let open = (0..at).rev().find(|mark| matches!(atoms[*mark].key.as_str(), "(" | ")"));
            let open = open.filter(|mark| atoms[*mark].key == "(");
            let close = (end..atoms.len()).find(|mark| atoms[*mark].key == ")");
            let (Some(open), Some(close)) = (open.filter(|_| chinese && !deed), close) else { return false };
            let outside = to <= open || from > close;
            outside && (open..close).any(|place| self.quantities_at(sentence, place).next().is_some())
        };
        self.days(sentence)
            .map(|(at, end, date)| ((at, end), date))
            .filter(|(day, _)| !bracketed(*day))
            .filter(|(day, _)| !told(*day) && !punished(*day) && !elsewhere(*day))
            .filter(|(day, _)| !self.compared(draft, *day, (from, to)) && !next_clause(*day) && !other(*day))
            .filter(|(day, _)| !(began(*day) || front(*day) && spoken(*day)))
            .min_by_key(|(day, _)| (behind(*day), !chinese && apart(*day), distance(*day), day.0))
            .map(|(_, date)| Filler::Date(date.clone()))
    }

    /// Behind a day and in front of a match somebody says what it tells who has no part in it.
    fn told_by_other(&self, draft: &Draft<'_>, (at, end): (usize, usize)) -> bool {
        let sentence = draft.sentence;
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let speech = self.reading.recogniser.classes.speech_any;
        let clause = (end..draft.from.min(end + TO_ANNOUNCE)).take_while(|at| atoms[*at].kind != AtomKind::Mark);
        let says = |at: usize| {
            self.word(sentence, at, speech).is_some_and(|to| to <= draft.from)
                && !self.is(sentence, at, self.words.announce)
        };
        let teller = self.mentions(sentence).rev().find(|mention| mention.to <= at);
        let agent = |mention: &Mention| self.reading.sense(mention, Kind::is_agent).is_some();
        let takes_part = |mention: &Mention| {
            draft.roles.fillers().any(|filler| matches!(filler, Filler::Entity(id) if mention.senses.contains(id)))
        };
        clause.into_iter().any(says)
            && teller.is_some_and(|teller| teller.to + TO_TELLING >= at && agent(teller) && !takes_part(teller))
    }

    /// 去年營收為9億元，較2022年下滑: a date behind a figure and a word of comparison is that of what it is compared with.
    fn compared(&self, draft: &Draft<'_>, (at, to): (usize, usize), (figure, figure_end): (usize, usize)) -> bool {
        let than = |front: usize| self.word(draft.sentence, front, self.words.than).filter(|end| *end <= at);
        if at < figure_end {
            let another = (to..figure).any(|at| self.quantities_at(draft.sentence, at).next().is_some());
            if self.reading.is_chinese() {
                // 從2019年的3萬成長到8萬, 較前年的8億元擴大，負債35億元: the date in front is that of the figure behind it.
                let since = at > 0 && self.is(draft.sentence, at - 1, self.words.source_mark);
                return another && (since || (at.saturating_sub(3)..at).any(|front| than(front).is_some()));
            }
            // 'From 29% in 2017 to 39%': the date is that of the first figure.
            let first = (at.saturating_sub(DATED_FIGURE)..at)
                .find(|front| self.quantities_at(draft.sentence, *front).next().is_some());
            let from = first
                .is_some_and(|first| (first.saturating_sub(DATED_FIGURE)..first).any(|front| than(front).is_some()));
            return from && self.holds(draft.sentence, to, figure, self.words.clause_to);
        }
        if self.reading.is_chinese() {
            return (at.saturating_sub(3)..at).any(|front| than(front).is_some());
        }
        // 'It has 2,300 shops, down from 2,900 a year earlier': the date is of the figure compared with; 'up 4% from last year',
        // 'less than in the same week of 2014'.
        let mut other = (figure_end..at).filter_map(than);
        other.any(|end| {
            let same = || self.holds(draft.sentence, end, at, self.words.same_period);
            // 'More than in 2023'.
            let within = || end + 1 == at && self.is(draft.sentence, end, self.words.clause_preposition);
            end == at
                || within()
                || same()
                || (end..at.min(end + 3)).any(|at| self.quantities_at(draft.sentence, at).next().is_some())
        })
    }

    /// The day of the sentence whose end passes a test, outside of quotations: the last in front of the draft's topic, else the
    /// first behind it.
    fn day(&self, draft: &Draft<'_>, fits: impl Fn(usize) -> bool) -> Option<Filler> {
        let sentence = &self.reading.article.sentences[draft.sentence];
        let (from, _) = draft.place("topic").unwrap_or((draft.from, draft.to));
        // 甲3月起要求標示;乙則禁止假冒: the day of what another body does.
        let another = |end: usize| {
            let own = draft.place("issuer").map_or(0, |(issuer, _)| issuer);
            end < own && sentence.atoms[end..own].iter().any(|atom| atom.key == ";")
        };
        // 甲禁止投注，乙今年2月宣布跟進: so is a day behind what the rule says, with another body in front of it.
        let (_, topic_end) = draft.place("topic").unwrap_or((draft.from, draft.to));
        let issuer = draft.entity("issuer");
        let of_other = |hit: &Hit| {
            let between = |m: &&Mention| m.from >= topic_end && m.to <= hit.from as usize && m.form == Form::Name;
            self.mentions(draft.sentence).filter(between).any(|mention| {
                let body = self.reading.sense(mention, |kind| kind.is_body() || kind == Kind::Place);
                body.is_some() && issuer.is_some_and(|issuer| !mention.senses.contains(&issuer))
            })
        };
        let days = self.reading.sentences[draft.sentence].hits.iter().filter(|hit| {
            matches!(hit.what, What::Time(_))
                && !sentence.quoted(hit.from as usize)
                && fits(hit.to as usize)
                && !another(hit.to as usize)
                && !of_other(hit)
        });
        let day = days.clone().rfind(|hit| hit.to as usize <= from).or_else(|| { days }.next())?;
        match day.what {
            What::Time(id) => self.reading.times[id as usize].date.clone().map(Filler::Date),
            _ => None,
        }
    }
}
