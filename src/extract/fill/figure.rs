//! What a figure is about, what it measures, in which unit, and whether it is a bound.

use crate::extract::context::Context;
use crate::extract::draft::{Draft, Filler, bound_term};
use crate::fact::Kind;
use crate::recognise::lexicon::ClassId;
use crate::recognise::number::{Bound, Measure, Quantity};
use crate::recognise::{Form, Mention, What};
use crate::segment::Part;
use crate::segment::atoms::{Atom, Kind as AtomKind};

/// Units that stay what they are called; everything else that is counted is a count of it.
const KEPT_UNITS: &[&str] = &[
    "people",
    "users",
    "subscribers",
    "followers",
    "monthly active users",
    "daily active users",
    "weekly active users",
    "hours",
    "minutes",
    "percent",
];

/// How far in front of a figure the bracket opens that holds nothing else.
const BRACKET_FRONT: usize = 3;

/// How far behind a number the noun begins that it counts.
const OWN_NOUN: usize = 2;

/// How many atoms a word for people has at most.
const LONGEST_PEOPLE: usize = 8;

/// How far in front of the number of those who were asked the word for it stands.
const ASKED_FRONT: usize = 5;

/// How far behind a sum a number may stand that is compared with it.
const COMPARED: usize = 30;

/// Atoms between a body and the one who holds an office in it.
const LONGEST_OFFICE: usize = 12;

/// How many words of a unit stand in front of its last one: 'daily active users'.
const UNIT_WORDS: usize = 3;

/// Units that count those who use or follow something.
const AUDIENCES: &[&str] =
    &["users", "subscribers", "followers", "monthly active users", "daily active users", "weekly active users"];

impl Context<'_, '_> {
    /// 約7000名員工, 員工不到8千人: a count, and a noun for those who work somewhere in its clause or right behind it.
    fn counts_staff(&self, sentence: usize, start: usize, (from, to): (usize, usize)) -> bool {
        self.quantities_at(sentence, from).any(|q| matches!(q.measure, Measure::Plain))
            && (start..to + 2).any(|at| self.word(sentence, at, self.words.job_word).is_some_and(|end| end > at + 1))
    }

    /// Whom or what a figure is about: what the grammar of its clause says.
    pub(super) fn subject(&self, draft: &Draft<'_>) -> Option<Filler> {
        // Who dismisses so and so many people does so as one who buys or founds does.
        let layoff = draft.rule.fact.name == "layoff";
        let Some((from, to)) = draft.place("value").filter(|_| !layoff) else {
            // 根據諮詢公司甲的數據，科技業裁員近十萬人: whoever counts them dismisses none of them.
            let counts = |body: &u32| layoff && self.according_to(draft.sentence) == Some(*body);
            let nearby = || layoff.then(|| self.nearby_body(draft)).flatten().filter(|body| !counts(body));
            // 創辦人陳大文砸錢辦報，去年裁員百人: those who are dismissed worked for no person.
            let employs = |doer: &u32| {
                !layoff
                    || self.reading.entities[*doer as usize].kind != Kind::Person
                        && !self.reports(draft.sentence, *doer)
            };
            return self.doer(draft).filter(|doer| employs(doer) && !counts(doer)).or_else(nearby).map(Filler::Entity);
        };
        if self.tells_again(draft.sentence, from) {
            return None;
        }
        let (start, end) = self.clause(draft.sentence, from, to);
        let over = self.mentions(draft.sentence).find(|m| m.from <= from && m.to >= to && m.form != Form::Name);
        if let Some(over) = over {
            return over.senses.first().copied().map(Filler::Entity);
        }
        if let Some(people) = self.bracketed(draft.sentence, from) {
            return Some(people);
        }
        let share = || self.quantities_at(draft.sentence, from).any(|q| q.measure == Measure::Percent);
        if self.grammatical() {
            // 'The charity polled 900 adults; 62% trusted their paper, against 39%': a share of those whom it asked is not its own.
            let asked = |told: &Filler| {
                let near = |(at, who): &(usize, u32)| {
                    *at <= draft.sentence && at + 1 >= draft.sentence && Filler::Entity(*who) == *told
                };
                self.quantities_at(draft.sentence, from).any(|q| q.measure == Measure::Percent)
                    && self.sources.iter().any(near)
            };
            let told = self.about(draft.sentence, from, to).filter(|told| !asked(told));
            return told.or_else(|| self.respondents(draft.sentence, from).filter(|_| share()));
        }
        if self.reading.is_chinese() {
            // 研究所訪問1,004名市民，支持的只有23%.
            let asks = self.quantities_at(draft.sentence, from).any(|q| q.measure == Measure::Percent)
                && self.holds(draft.sentence, 0, from, self.words.asked_front);
            let asker = |told: &Filler| {
                asks && self.sources.iter().any(|(at, who)| *at == draft.sentence && Filler::Entity(*who) == *told)
            };
            let told = self.topic_of(draft.sentence, from, to).filter(|told| !asker(told));
            // 他買下該公司時員工不到8千人: a person has no staff, but the body that is spoken of.
            let he = |told: &Filler| {
                let said = |m: &Mention| {
                    matches!(m.form, Form::He | Form::She)
                        && m.senses.first().map(|id| Filler::Entity(*id)).as_ref() == Some(told)
                };
                self.mentions(draft.sentence).any(said)
            };
            if told.as_ref().is_some_and(he) && self.counts_staff(draft.sentence, start, (from, to)) {
                return self.nearby_body(draft).map(Filler::Entity);
            }
            return told.or_else(|| self.respondents(draft.sentence, from).filter(|_| share()));
        }
        // Of other languages no grammar is known: whoever is named nearest, and does not say it.
        let own = |mention: &Mention| mention.senses.iter().any(|sense| Some(*sense) == self.main);
        let named = |mention: &&Mention| {
            let kind = self.reading.entities[mention.senses[0] as usize].kind;
            let teller = mention.to <= from && !own(mention) && self.says(mention);
            !matches!(kind, Kind::Place | Kind::Media | Kind::Group | Kind::Work) && !teller
        };
        let front = || self.mentions(draft.sentence).filter(|m| m.to <= from).filter(named);
        let inner = front().rfind(|m| m.from >= start);
        let outer = || front().find(|m| !m.form.is_possessive());
        let mut behind = self.mentions(draft.sentence).filter(|m| m.from >= to && m.to <= end).filter(named);
        let mention = inner.or_else(|| behind.find(|m| m.form == Form::Name)).or_else(outer);
        let told = mention.and_then(|mention| self.reading.sense(mention, |_| true));
        let body = self.reading.article.sentences[draft.sentence].part != Part::Related;
        told.or(self.main.filter(|_| body)).map(Filler::Entity)
    }

    /// 'A survey of 900 nurses found that 38% had', 對620名會員的調查顯示，81%: a share is one of those who were asked.
    pub(super) fn respondents(&self, sentence: usize, from: usize) -> Option<Filler> {
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let chinese = self.reading.is_chinese();
        let many = |at: &usize| self.quantities_at(sentence, *at).any(|q| q.measure == Measure::Plain);
        let asked = |at: &usize| {
            let front = at.saturating_sub(ASKED_FRONT)..*at;
            let asks = front.clone().any(|at| self.is(sentence, at, self.words.asked_front));
            // 'A survey of more than 900 nurses'.
            let survey = |of: usize| of > 0 && self.is(sentence, of - 1, self.words.survey);
            let of = front.clone().any(|of| self.is(sentence, of, self.words.clause_preposition) && survey(of));
            let shown = (*at..from).any(|at| self.is(sentence, at, self.words.show) || self.surveys(sentence, at));
            asks || !chinese && of || chinese && shown && front.clone().any(|at| self.is(sentence, at, self.words.led))
        };
        // 營收增長12%: a company's own measure is none of theirs.
        let (open, _) = self.clause(sentence, from, from);
        let own = [self.words.topic_own, self.words.own_measure];
        if own.into_iter().any(|class| self.holds(sentence, open, from, class)) {
            return None;
        }
        let number = (0..from).filter(many).find(asked)?;
        let start = self.quantities_at(sentence, number).map(|quantity| quantity.to).max()?;
        if chinese {
            let parts = [self.words.possessive, self.words.topic_span];
            let ends = |at: &usize| {
                atoms[*at].kind == AtomKind::Mark || parts.into_iter().any(|class| self.is(sentence, *at, class))
            };
            let end = (start..from).find(ends)?;
            let group = self.mentions(sentence).find(|m| m.from >= start && m.to <= end && m.form == Form::Group);
            let measured = self.reading.is_member(sentence, start, self.reading.recogniser.classes.classifier);
            let noun = group.map_or((start + usize::from(measured), end), |group| (group.from, group.to));
            let short = noun.0 < noun.1 && noun.1 - noun.0 <= LONGEST_PEOPLE;
            return short.then(|| Filler::Text(self.reading.words(sentence, noun.0, noun.1).to_owned()));
        }
        let ends = |at: &usize| {
            let classes = [self.words.clause_preposition, self.words.clause_verb, self.words.clause_determiner];
            atoms[*at].kind != AtomKind::Word || classes.into_iter().any(|class| self.is(sentence, *at, class))
        };
        let end = (start..from.min(start + LONGEST_PEOPLE)).find(ends)?;
        (end > start).then(|| Filler::Text(self.reading.words(sentence, start, end).to_owned()))
    }

    /// What is said, demanded, bought or founded is so by the subject of the sentence.
    fn doer(&self, draft: &Draft<'_>) -> Option<u32> {
        let owns = |m: &Mention| self.word(draft.sentence, m.to, self.words.possessive).is_some();
        let front = || {
            self.mentions(draft.sentence)
                .filter(|m| m.to <= draft.from && !m.form.is_possessive() && !self.in_byline(m))
        };
        let plain = front().find_map(|m| {
            let owner = owns(m) || self.titled(draft.sentence, m.to) || self.says_whose_office(draft.sentence, m);
            Some((m.from, self.reading.sense(m, Kind::is_agent).filter(|_| !owner)?))
        });
        // Oura的版圖愈來愈大，2023年買下Proxy: whose first clause tells of something of his does what the others tell.
        let whose = front().next().filter(|m| {
            self.reading.is_chinese()
                && matches!(draft.rule.fact.name, "acquisition" | "launch" | "founding")
                && m.form == Form::Name
                && owns(m)
                && plain.is_none_or(|(from, _)| self.clause_start(draft.sentence, from) > m.from)
        });
        whose.and_then(|m| self.reading.sense(m, Kind::is_body)).or(plain.map(|(_, id)| id))
    }

    /// Acme香港區行政總裁林大文: in front of a title and its holder a body only says whose office it is.
    fn says_whose_office(&self, sentence: usize, body: &Mention) -> bool {
        let holder = self.mentions(sentence).find(|mention| {
            mention.from > body.to
                && mention.from - body.to <= LONGEST_OFFICE
                && self.reading.sense(mention, |kind| kind == Kind::Person).is_some()
        });
        self.reading.is_chinese()
            && holder.is_some_and(|holder| {
                let office = (body.to..holder.from).find(|at| self.title_ends(sentence, *at) == Some(holder.from));
                office.is_some_and(|office| {
                    let links = [self.words.not_noun, self.words.led];
                    (body.to..office).all(|at| links.iter().all(|class| self.word(sentence, at, *class).is_none()))
                })
            })
    }

    /// 'Women (58%) use it more than men (35%)': people in front of the bracket that a figure opens.
    fn bracketed(&self, sentence: usize, from: usize) -> Option<Filler> {
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let end = from.checked_sub(1).filter(|at| atoms[*at].key == "(")?;
        let people = [self.words.people, self.words.counted];
        let ends = |at: &usize| people.into_iter().any(|class| self.word(sentence, *at, class) == Some(end));
        let start = (end.saturating_sub(LONGEST_PEOPLE)..end).find(ends)?;
        Some(Filler::Text(self.reading.words(sentence, start, end).to_owned()))
    }

    /// The service that the clause of a figure says is used, or on which something is: '45% of those who use Acme', '12% had
    /// seen it on Acme', '5 million sellers on the platform'.
    pub(super) fn platform_used(&self, draft: &Draft<'_>) -> Option<u32> {
        let (from, to) = draft.place("value")?;
        let sentence = draft.sentence;
        let (mut start, end) = self.clause(sentence, from, to);
        // 'Use Acme, down from 71 percent': what it is compared with goes on from the clause in front.
        if start > 1 && self.holds(sentence, start, from, self.words.than) {
            start = self.clause(sentence, start - 1, start - 1).0;
        }
        let classes = &self.reading.recogniser.classes;
        let used = |mention: &&Mention| {
            let front = (mention.from.saturating_sub(4)..mention.from).any(|at| {
                [self.words.use_verb, self.words.platform_front].into_iter().any(|class| {
                    let end = self.word(sentence, at, class);
                    end.is_some_and(|end| {
                        end == mention.from || end + 1 == mention.from && self.is(sentence, end, classes.article)
                    })
                })
            });
            front && mention.from >= start && mention.to <= end && (mention.from >= to || mention.to <= from)
        };
        let service = |kind: Kind| kind == Kind::Platform;
        let told = |mention: &Mention| {
            let pointed = mention.form == Form::Company;
            self.reading.sense(mention, service).or_else(|| {
                let own = [classes.platform_noun, self.words.service_noun]
                    .into_iter()
                    .any(|class| self.holds(sentence, mention.from, mention.to, class));
                self.reading.sense(mention, Kind::is_body).filter(|_| pointed && own)
            })
        };
        self.mentions(sentence).filter(used).find_map(told)
    }

    /// The words that say what a figure measures: those of its clause.
    pub(super) fn measure(&self, draft: &Draft<'_>) -> Option<Filler> {
        let (from, to) = draft.place("value")?;
        let (start, end) = self.clause_over_brackets(draft.sentence, from, to);
        let atoms = &self.reading.article.sentences[draft.sentence].atoms;
        let begins = |end: usize| {
            let stop = |atom: &Atom| matches!(atom.key.as_str(), ";" | "。" | "!" | "?" | ":" | "—");
            atoms[..end].iter().rposition(stop).map_or(0, |at| at + 1)
        };
        let mut cut = begins(from);
        // 每天滑手機超過三小時:27.6%: what a line of a table measures stands in front of its colon.
        if cut == from && end == to && cut > 0 && atoms[cut - 1].key == ":" {
            cut = begins(cut - 1);
        }
        let longest = if self.reading.is_chinese() { 80 } else { 45 };
        let mut start = if end - cut <= longest { cut } else { start };
        while start < from
            && (atoms[start].kind == AtomKind::Mark && !matches!(atoms[start].key.as_str(), "$" | "#" | "《"))
        {
            start += 1;
        }
        let mut end = end;
        // A bracket that is opened is closed, and one that holds nothing but the figure has its clause go on behind it.
        if atoms.get(end).is_some_and(|atom| atom.key == ")") && atoms[start..end].iter().any(|atom| atom.key == "(") {
            end += 1;
            let opened = atoms[from.saturating_sub(BRACKET_FRONT)..from].iter().any(|atom| atom.key == "(");
            if end == to + 1 && opened {
                end = self.clause(draft.sentence, end, end).1;
            }
        }
        let words = self.reading.words(draft.sentence, start, end).trim();
        (!words.is_empty()).then(|| Filler::Text(words.to_owned()))
    }

    /// The clause around a stretch, between marks; marks inside brackets and short lists belong to it.
    pub(super) fn clause(&self, sentence: usize, from: usize, to: usize) -> (usize, usize) {
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let cuts = |key: &str| matches!(key, "," | ";" | "。" | "、" | "!" | "?" | ":" | "(" | ")" | "—");
        let mut start = from;
        while start > 0 && !cuts(&atoms[start - 1].key) {
            start -= 1;
        }
        // A clause that holds nothing but the figure belongs to the one in front of it.
        if from - start < 2 && start > 1 {
            start -= 1;
            while start > 0 && !cuts(&atoms[start - 1].key) {
                start -= 1;
            }
        }
        let mut end = to;
        while end < atoms.len() && !(atoms[end].kind == AtomKind::Mark && cuts(&atoms[end].key)) {
            end += 1;
        }
        if end > to && atoms[end - 1].key == "." {
            end -= 1;
        }
        (start, end)
    }

    /// 'Cut 900 jobs' and 'dismissed 900 people' say the same: whatever is counted, the number alone tells.
    pub(super) fn share_or_count(&self, draft: &Draft<'_>) -> Option<Filler> {
        let (from, _) = draft.place("value")?;
        let quantity = self.quantities_at(draft.sentence, from).next()?;
        let unit = if quantity.measure == Measure::Percent { "percent" } else { "count" };
        Some(Filler::Text(unit.to_owned()))
    }

    /// The unit that the words behind a count name.
    pub(super) fn unit(&self, draft: &Draft<'_>) -> Option<Filler> {
        let (from, to) = draft.place("value")?;
        let tagged = &self.reading.sentences[draft.sentence];
        let quantity = self.quantities_at(draft.sentence, from).next()?;
        match &quantity.measure {
            Measure::Money(_) => return None,
            Measure::Percent => return Some(Filler::Text("percent".to_owned())),
            Measure::Duration(unit) => return Some(Filler::Text(duration_unit(unit).to_owned())),
            Measure::Plain => {}
        }
        let atoms = &self.reading.article.sentences[draft.sentence].atoms;
        // 是前一年的3倍.
        if self.is(draft.sentence, to, self.words.times) {
            return Some(Filler::Text("times".to_owned()));
        }
        let verb = |at: usize| {
            [self.words.topic_verb, self.words.rise, self.words.fall, self.words.reach]
                .into_iter()
                .any(|class| self.is(draft.sentence, at, class))
        };
        let stop = (to..(to + 7).min(atoms.len()))
            .find(|at| {
                matches!(atoms[*at].key.as_str(), "," | "。" | ";" | "(" | ")" | ".")
                    // '4,000 applications an hour'.
                    || *at > to && self.is(draft.sentence, *at, self.words.each_front)
                    // 2.378億則成長16.6%.
                    || *at == to && self.is(draft.sentence, to, self.words.then_mark) && verb(to + 1)
                    || tagged.at(*at).iter().any(|hit| matches!(hit.what, What::Quantity(_)))
            })
            .unwrap_or((to + 7).min(atoms.len()));
        let named = |sentence: usize, at: usize| self.unit_at(sentence, at).map(|(_, name)| name);
        // 則 is a word of measure behind a number, and none in front of it.
        let noun = |at: usize| {
            let (end, name) = self.unit_at(draft.sentence, at)?;
            (end > at + 1 || !self.reading.is_chinese()).then_some(name)
        };
        // '5 million users and 38,000 riders': what counts something of its own counts nothing told before.
        let words = self.words;
        let leads_on =
            [words.clause_determiner, words.clause_and, words.clause_adverb, words.clause_auxiliary, words.topic_verb];
        let bare = || {
            let led = || leads_on.into_iter().any(|class| self.word(draft.sentence, to, class).is_some());
            atoms.get(to).is_none_or(|atom| atom.kind == AtomKind::Mark)
                || led()
                || self.date_at(draft.sentence, to).is_some()
        };
        let behind = (to..stop).find_map(|at| named(draft.sentence, at));
        let (start, _) = self.clause(draft.sentence, from, to);
        let other =
            (start..from).find(|at| self.quantities_at(draft.sentence, *at).next().is_some()).filter(|_| !bare());
        let front = (start..other.unwrap_or(from)).rev().find_map(|at| {
            let short = noun(at)?;
            Some(self.whole_unit(draft.sentence, start, at).unwrap_or(short))
        });
        let front = front.filter(|unit| unit != "percent");
        // 'Users pay for 1,000 calls': what has a noun of its own counts nothing told before.
        let own_noun = behind.is_none()
            && !self.reading.is_chinese()
            && self.holds(draft.sentence, to, stop.min(to + OWN_NOUN), words.counted);
        let front = front.filter(|_| !own_noun);
        // 社群用戶約 2,020 萬人 counts users, not people.
        let audience = |unit: &String| AUDIENCES.contains(&unit.as_str());
        // 月活躍帳戶有9.63億個: a word of measure says less than what is counted.
        // 收集用戶截圖1,196萬條: one of things counts no people.
        let things = self.is(draft.sentence, to, words.thing_measure);
        let plain = !things
            && behind.as_ref().is_none_or(|unit| unit == "people" || self.reading.is_chinese() && unit == "goods");
        let front = front.filter(|unit| !things || !audience(unit));
        let unit = front.clone().filter(|unit| plain && audience(unit)).or(behind).or(front);
        let many =
            quantity.value.and_then(crate::recognise::decimal::Decimal::whole).is_some_and(|value| value >= 1000);
        let unit = unit.filter(|_| !own_noun).or_else(|| {
            (draft.sentence.saturating_sub(1)..=draft.sentence).rev().filter(|_| many && !own_noun && bare()).find_map(
                |sentence| {
                    let stop =
                        if sentence == draft.sentence { from } else { self.reading.sentences[sentence].symbols.len() };
                    (0..stop).rev().find_map(|at| {
                        let short = named(sentence, at).filter(audience)?;
                        Some(self.whole_unit(sentence, 0, at).unwrap_or(short))
                    })
                },
            )
        });
        // '411 million euros, up from 362 million': the currency is told once.
        if unit.is_none()
            && many
            && !things
            && (self.reading.is_chinese() || bare())
            && let Some(currency) = self.currency_before(draft.sentence, from)
        {
            return Some(Filler::Text(currency));
        }
        // Nobody is a monthly user of a site for each of his visits.
        let times = unit.as_deref() == Some("times");
        // Members of a service are its users, those of a union are none.
        let service = |id| self.reading.entities[id as usize].kind.is_company();
        // 'Members of Congress' are those of whoever is named behind.
        let of_other = |at: &usize| {
            let of = self.word(draft.sentence, *at, words.clause_of).is_some();
            let whose = self.mentions(draft.sentence).find(|m| m.from > *at && m.from <= at + 2);
            of && whose.is_some_and(|m| !m.senses.iter().copied().any(service))
        };
        let unit = unit.map(|unit| match unit.as_str() {
            "members" if (to..stop).any(|at| of_other(&at)) => "people".to_owned(),
            "members" if draft.entity("subject").or(self.main).is_some_and(service) => "users".to_owned(),
            _ => unit,
        });
        let unit = unit.map_or_else(|| "count".to_owned(), called);
        // People who use something within a month are its monthly users.
        let quantity_at = |at: &usize| tagged.at(*at).iter().any(|hit| matches!(hit.what, What::Quantity(_)));
        let (start, end) = self.clause(draft.sentence, from, to);
        // 'Has 5 million monthly users and works with 900 riders'.
        let joins = |at: &usize| quantity_at(at) || self.is(draft.sentence, *at, words.clause_and);
        let start = (start..from).rev().find(joins).map_or(start, |at| at + 1);
        let end = (to..end).find(quantity_at).unwrap_or(end);
        let within =
            |class: Option<ClassId>| class.is_some_and(|class| tagged.has_class(start.min(from), end.max(to), class));
        if !times && matches!(unit.as_str(), "users" | "people" | "count") && within(self.words.use_verb) {
            for (class, unit) in
                [(self.words.monthly, "monthly active users"), (self.words.daily, "daily active users")]
            {
                if within(class) {
                    return Some(Filler::Text(unit.to_owned()));
                }
            }
        }
        Some(Filler::Text(unit))
    }

    /// The unit that the words at an atom name.
    pub fn unit_called(&self, sentence: usize, at: usize) -> Option<String> {
        self.unit_at(sentence, at).map(|(_, name)| called(name))
    }

    /// The currency of the sum in front of a bare number that is compared with it.
    fn currency_before(&self, sentence: usize, from: usize) -> Option<String> {
        let code = |quantity: &Quantity| match &quantity.measure {
            Measure::Money(code) => Some(code.clone()),
            _ => None,
        };
        let atoms = &self.reading.article.sentences[sentence].atoms;
        // What stands behind a semicolon is compared with nothing in front of it.
        let same = |at: &usize| atoms[*at].key != ";";
        let mut front = (from.saturating_sub(COMPARED)..from).rev().take_while(same);
        front.find_map(|at| self.quantities_at(sentence, at).find_map(code))
    }

    /// 'Daily users', of which the last word is a unit as well: the unit that begins in front of a word for one and ends with it.
    fn whole_unit(&self, sentence: usize, first: usize, at: usize) -> Option<String> {
        let (end, _) = self.unit_at(sentence, at)?;
        let mut wider = (first.max(at.saturating_sub(UNIT_WORDS))..at).filter_map(|at| self.unit_at(sentence, at));
        wider.find(|(to, _)| *to == end).map(|(_, name)| name)
    }

    /// The longest word for a unit that begins at an atom: where it ends, and the unit.
    fn unit_at(&self, sentence: usize, at: usize) -> Option<(usize, String)> {
        let tagged = &self.reading.sentences[sentence];
        let mut best: Option<(usize, &str)> = None;
        for (class, name) in self.units.iter() {
            if let Some(end) = tagged.class_at(at, *class)
                && best.is_none_or(|(longest, _)| end > longest)
            {
                best = Some((end, name));
            }
        }
        best.map(|(end, name)| (end, name.to_owned()))
    }

    /// Words of bound in front of a figure; a mark on the figure itself is read with it.
    pub(super) fn bound(&self, draft: &Draft<'_>) -> Option<Filler> {
        let (from, _) = draft.place("value")?;
        let tagged = &self.reading.sentences[draft.sentence];
        let bounds = [
            (self.words.at_least, Bound::AtLeast),
            (self.words.at_most, Bound::AtMost),
            (self.words.about, Bound::About),
        ];
        // 占比最高（27.8%）: in front of a bracket the word is about something else.
        let atoms = &self.reading.article.sentences[draft.sentence].atoms;
        let beside = |end: usize| end == from || end + 1 == from && atoms[end].kind != AtomKind::Mark;
        for (class, bound) in bounds {
            let near = class.is_some_and(|class| {
                (from.saturating_sub(4)..from)
                    .any(|at| tagged.class_at(at, class).is_some_and(|end| end <= from && beside(end)))
            });
            if near {
                return Some(Filler::Term(bound_term(bound).to_owned()));
            }
        }
        None
    }
}

/// What a unit is called in a fact.
fn called(unit: String) -> String {
    if KEPT_UNITS.contains(&unit.as_str()) { unit } else { "count".to_owned() }
}

const fn duration_unit(designator: &str) -> &'static str {
    match designator.as_bytes() {
        b"Y" => "years",
        b"M" => "months",
        b"W" => "weeks",
        b"D" => "days",
        b"TH" => "hours",
        b"TM" => "minutes",
        _ => "seconds",
    }
}
