//! Who gives a figure: the one after 'according to', a body that shows it, the survey or report of the passage.

use super::last;
use crate::extract::context::Context;
use crate::extract::draft::Draft;
use crate::fact::Kind;
use crate::recognise::lexicon::ClassId;
use crate::recognise::number::Measure;
use crate::recognise::{Form, Mention, What};
use crate::segment::Part;
use crate::segment::atoms::Kind as AtomKind;

/// The unit of marks that are given.
const POINTS: &str = "points";

/// How many sentences behind a survey or report still give its figures.
const SOURCE_REACH: usize = 60;

/// How many atoms of a date stand between who publishes something and the verb, or between the verb and what it is.
const DATE_BETWEEN: usize = 10;

/// How far behind a verb of counting its figure begins.
const EXAMINED: usize = 5;

/// The last paragraph with which an article opens.
const LEAD: usize = 4;

/// How many sentences behind the news of a survey it may be told how it was done.
const PASSAGE: usize = 8;

/// How many sentences away it may be told whose survey one speaks of.
const NEXT: usize = 4;

impl Context<'_, '_> {
    /// Who says a figure: whoever its sentence names, else the survey or report that the passage is about.
    pub(super) fn source(&self, draft: &Draft<'_>) -> Vec<u32> {
        let from = draft.place("value").map_or(draft.from, |place| place.0);
        if let Some(source) = self.pointed_out(draft.sentence, from).or_else(|| self.named_source(draft.sentence, from))
        {
            return vec![source];
        }
        let told_here = self.sources.iter().any(|(at, _)| *at == draft.sentence);
        if let Some(asker) =
            (draft.rule.fact.name == "observation" && !told_here).then(|| self.polled_by(draft.sentence)).flatten()
        {
            return vec![asker];
        }
        let last = last(self.sources, draft.sentence)
            .map(|(sentence, _)| *sentence)
            .filter(|at| at + SOURCE_REACH > draft.sentence && self.goes_on(draft, *at));
        // 警司陳大文透露，首季接獲8千宗: what somebody from elsewhere tells is in no survey of others.
        let publishes = |id: &u32| self.sources.iter().any(|(at, source)| Some(*at) == last && source == id);
        if last.is_some() && !told_here && self.told_from_elsewhere(draft.sentence, from, publishes) {
            return Vec::new();
        }
        // '"We lose a third of them," she said': what somebody is quoted with is in no survey told before.
        let quoted = self.grammatical() && self.reading.article.sentences[draft.sentence].quoted(from);
        if quoted && !told_here || self.opened_by_teller(draft.sentence) {
            return Vec::new();
        }
        // Another source that the paragraph has named since then goes on as well.
        if let Some(other) = last.and_then(|last| self.source_since(last, draft.sentence)) {
            return vec![other];
        }
        if last.is_none() && self.tells_of_survey(draft.sentence) {
            // 'Half of them do, a survey found': whose it is, the next sentences tell.
            let next = self.sources.iter().find(|(at, _)| *at > draft.sentence && at - draft.sentence <= NEXT);
            return next.map(|(_, source)| *source).into_iter().collect();
        }
        self.sources.iter().filter(|(sentence, _)| Some(*sentence) == last).map(|(_, source)| *source).collect()
    }

    /// DMA 統計，: a Chinese sentence opens with Latin letters that name nobody known, and a verb of showing right behind.
    fn opened_by_teller(&self, sentence: usize) -> bool {
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let latin = atoms.first().is_some_and(|atom| atom.kind == AtomKind::Word);
        let named = self.mentions(sentence).any(|mention| mention.from == 0);
        self.reading.is_chinese() && latin && !named && self.is(sentence, 1, self.words.show)
    }

    /// In Chinese somebody says it in front of a figure who has an office, and none at a body that a test holds of.
    fn told_from_elsewhere(&self, sentence: usize, from: usize, inside: impl Fn(&u32) -> bool) -> bool {
        let say = |at: &usize| self.is(sentence, *at, self.words.say);
        let Some(verb) = (0..from).rev().find(say).filter(|_| self.reading.is_chinese()) else { return false };
        let person = |m: &Mention| self.reading.sense(m, |kind| kind == Kind::Person);
        let speaker = self.mentions(sentence).filter(|m| m.to <= verb && m.form == Form::Name).find_map(person);
        let Some(speaker) = speaker else { return false };
        let mut offices = self.offices.iter().filter(|(_, office)| office.person == speaker).peekable();
        offices.peek().is_some() && !offices.any(|(_, office)| inside(&office.org))
    }

    /// 'Half of us read online, the regulator Harbour has found': who has found out, in the lead and without a figure, what an article is
    /// about gives the shares that follow.
    pub fn findings(&self) -> Vec<(usize, u32)> {
        if self.reading.is_chinese() {
            return Vec::new();
        }
        let sentences = &self.reading.article.sentences;
        let lead = |at: &usize| sentences[*at].part == Part::Body && sentences[*at].paragraph <= LEAD;
        let finder = |at: usize| {
            let atoms = &sentences[at].atoms;
            let finds = |m: &&Mention| {
                let verb = (m.to..=m.to + 1).find_map(|from| self.tells(at, from, [self.words.show]));
                m.form == Form::Name
                    && verb.is_some_and(|end| {
                        let closes = atoms.get(end).is_none_or(|atom| atom.kind == AtomKind::Mark);
                        closes || self.is(at, end, self.words.clause_cut)
                    })
            };
            let looks_into = |kind| matches!(kind, Kind::Government | Kind::Organization | Kind::Ngo);
            let body = self.mentions(at).find(finds)?;
            self.reading.sense(body, looks_into).filter(|_| !sentences[at].quoted(body.from))
        };
        let leads = (0..sentences.len()).filter(lead).filter(|at| self.first_figure(*at).is_none());
        leads.filter_map(|at| Some((at, finder(at)?))).collect()
    }

    /// 'Sales fell 4%, the firm reckons': one who is only pointed to behind a figure and finds it out is who gave the last ones.
    fn pointed_out(&self, sentence: usize, from: usize) -> Option<u32> {
        if self.reading.is_chinese() {
            return None;
        }
        let finds = |at: usize| self.tells(sentence, at, [self.words.show, self.words.predict]).is_some();
        // 'Sales fell 4%, the research firm says': so does one whose work it is.
        let front = self.reading.recogniser.classes.research_front;
        let says = |m: &Mention| {
            let works = (m.from..m.to).any(|at| self.reading.is_member(sentence, at, front));
            works && m.form == Form::Company && self.is(sentence, m.to, self.words.say)
        };
        if let Some(firm) = self.mentions(sentence).find(|m| m.from > from && says(m)) {
            return self.reading.sense(firm, Kind::is_body);
        }
        self.mentions(sentence)
            .find(|m| m.from > from && m.form != Form::Name && !m.form.is_possessive() && finds(m.to))?;
        (sentence.saturating_sub(NEXT)..sentence).rev().find_map(|at| self.shows_first(at))
    }

    /// A word for a survey and a verb of showing or saying: 'a survey has found'.
    fn tells_of_survey(&self, sentence: usize) -> bool {
        let atoms = self.reading.article.sentences[sentence].atoms.len();
        let tells = |at: usize| self.tells(sentence, at, [self.words.show, self.words.say]).is_some();
        let noun = |at: &usize| self.surveys(sentence, *at);
        !self.reading.is_chinese()
            && (0..atoms).find(noun).is_some_and(|noun| (noun + 1..atoms.min(noun + 4)).any(tells))
    }

    fn first_figure(&self, sentence: usize) -> Option<usize> {
        let hits = &self.reading.sentences[sentence].hits;
        hits.iter().find(|hit| matches!(hit.what, What::Quantity(_))).map(|hit| hit.from as usize)
    }

    /// Whom the sentences of a paragraph behind a survey and in front of a sentence name last as the source of a figure.
    fn source_since(&self, survey: usize, sentence: usize) -> Option<u32> {
        let paragraph = |sentence: usize| self.reading.article.sentences[sentence].paragraph;
        let mut before = (survey + 1..sentence).rev().take_while(|at| paragraph(*at) == paragraph(sentence));
        before.find_map(|at| self.shows_first(at))
    }

    /// Whom a sentence names as the source of its first figure.
    pub(super) fn shows_first(&self, sentence: usize) -> Option<u32> {
        self.named_source(sentence, self.first_figure(sentence)?)
    }

    /// Whom a sentence names as the source of the figure that begins at an atom.
    fn named_source(&self, sentence: usize, from: usize) -> Option<u32> {
        self.according_to(sentence)
            .or_else(|| self.shown(sentence, from))
            .or_else(|| self.shown_behind(sentence, from))
            .or_else(|| self.told(sentence, from))
            .or_else(|| self.polled(sentence, from))
            .or_else(|| self.surveyed(sentence, from))
            .or_else(|| self.published_poll(sentence, from))
            .or_else(|| self.examined(sentence, from))
    }

    /// 消基會調查市售20款耳機，有7款不合格, 'Acme logged 40,000 reports': who looks into something and counts it in front of the
    /// figures.
    fn examined(&self, sentence: usize, from: usize) -> Option<u32> {
        let class = if self.reading.is_chinese() { self.words.examine } else { self.words.count_verb };
        let verb = (0..from).rev().find(|at| self.is(sentence, *at, class))?;
        // 'Acme counted 40 shops' tells of these shops alone.
        let counts = self.reading.is_chinese() || from - verb <= EXAMINED;
        let gap = if self.reading.is_chinese() { DATE_BETWEEN } else { 1 };
        let body = self.mentions(sentence).rfind(|m| m.to <= verb && verb - m.to <= gap && m.form == Form::Name)?;
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let apart = marked(&atoms[body.to..verb]);
        self.reading.sense(body, Kind::is_body).filter(|_| counts && !apart)
    }

    /// 'Four in ten Germans polled by the trade group Harbour': who asked those whose figure it is.
    fn polled_by(&self, sentence: usize) -> Option<u32> {
        if self.reading.is_chinese() {
            return None;
        }
        let by = self.reading.recogniser.classes.agent_marker;
        let end = self.reading.sentences[sentence].symbols.len();
        let marker = (1..end).find(|at| {
            self.is(sentence, *at, by) && self.word(sentence, at - 1, self.words.asked_front) == Some(*at)
        })?;
        let body = self.mentions(sentence).find(|m| m.from > marker && m.from <= marker + 5 && m.form == Form::Name)?;
        self.reading.sense(body, Kind::is_body)
    }

    /// 網站今天公布最新民調，甲34%: who publishes a survey in front of its figures.
    fn published_poll(&self, sentence: usize, from: usize) -> Option<u32> {
        if !self.reading.is_chinese() {
            return None;
        }
        let publishes = |at: &usize| self.is(sentence, *at, self.words.publish);
        let verb = (0..from).rev().find(publishes)?;
        let survey = |from: usize, to: usize| (from..to).any(|at| self.surveys(sentence, at));
        let body =
            self.mentions(sentence).rfind(|m| m.to <= verb && verb - m.to <= DATE_BETWEEN && m.form == Form::Name)?;
        (survey(verb, from.min(verb + DATE_BETWEEN)) || survey(0, body.from))
            .then(|| self.reading.sense(body, Kind::is_body))
            .flatten()
    }

    /// Where a verb of one of some classes ends that begins at an atom; behind a number it is a noun: '45 points'.
    fn tells<const N: usize>(&self, sentence: usize, at: usize, classes: [Option<ClassId>; N]) -> Option<usize> {
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let counted = at.checked_sub(1).and_then(|at| atoms.get(at)).is_some_and(|atom| atom.kind == AtomKind::Number);
        classes.into_iter().filter_map(|class| self.word(sentence, at, class)).max().filter(|_| !counted)
    }

    /// Whoever is named behind 'according to' or its like.
    pub(super) fn according_to(&self, sentence: usize) -> Option<u32> {
        let tagged = &self.reading.sentences[sentence];
        let atoms = &self.reading.article.sentences[sentence].atoms;
        (0..atoms.len()).find_map(|at| {
            // 'per' in '40 per cent' names nobody.
            let end = self.word(sentence, at, self.words.according_to).filter(|_| !tagged.in_quantity(at))?;
            // 根據市場研究公司Acme的數據: what sort of body it is may stand in front of its name.
            let reach = if self.reading.is_chinese() { 10 } else { 3 };
            // 'According to its own figures'.
            let told = |mention: &Mention| {
                mention.form == Form::Name
                    || !self.reading.is_chinese() && (mention.form == Form::Company || mention.form.is_possessive())
            };
            let named = self
                .mentions(sentence)
                .take_while(|mention| mention.from < end || !marked(&atoms[end..mention.from]))
                .find(|mention| mention.from >= end && mention.from <= end + reach && told(mention));
            // 'According to a report published on Tuesday by Acme', 'citing figures from the research firm Acme'.
            let report = self.holds(sentence, end, end + 6, self.words.survey);
            let by = || (end..end + 14).find(|at| report && self.is(sentence, *at, self.words.report_by));
            let named = named.or_else(|| {
                let by = by()?;
                self.mentions(sentence).find(|m| m.from > by && m.from <= by + 5 && m.form == Form::Name)
            })?;
            self.reading.sense(named, |kind| kind.is_body() || kind == Kind::Person)
        })
    }

    /// 甲的資料顯示…；乙的調查則發現: where in Chinese the part begins that is not told by whoever stands in front of a semicolon.
    fn behind_semicolon(&self, sentence: usize, before: usize) -> usize {
        let atoms = &self.reading.article.sentences[sentence].atoms;
        (0..before).rev().find(|at| atoms[*at].key == ";" && self.reading.is_chinese()).unwrap_or(0)
    }

    /// 'Harbour found that', 麥肯錫調查指出: a body right in front of a verb of showing.
    fn shown(&self, sentence: usize, from: usize) -> Option<u32> {
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let classes = &self.reading.recogniser.classes;
        let (locative, noun_or_passive) = (classes.locative, [self.words.clause_determiner, classes.be_passive]);
        let shows = |at: &usize| self.tells(sentence, *at, [self.words.show, self.words.predict]).is_some();
        let open = self.behind_semicolon(sentence, from);
        (open..from).rev().filter(shows).find_map(|at| {
            // 公司估計: one who is pointed to stands right in front.
            let pointed = |m: &Mention| self.reading.is_chinese() && m.form == Form::Company && m.to == at;
            let near = |mention: &&Mention| {
                mention.form == Form::Name && mention.to <= at && at - mention.to <= 2 || pointed(mention)
            };
            let body = self.mentions(sentence).rfind(near).filter(|_| !self.others_tell(sentence, at, from))?;
            // 'A poll by Harbour, published in the newspaper Ledger, showed' is not the newspaper's.
            let inside = (body.from.saturating_sub(3)..body.from)
                .any(|at| self.is(sentence, at, locative) || self.is(sentence, at, self.words.on_behalf));
            // 'Acme has an estimated 2 million', 'games for the Acme are expected', 'the Acme index lost 45 points to'.
            let passive = |at: usize| noun_or_passive.into_iter().any(|class| self.is(sentence, at, class));
            // 《富比士》估計.
            let closed = body.to + usize::from(atoms.get(body.to).is_some_and(|atom| atom.key == "》"));
            let apart =
                (closed..at).any(|at| matches!(atoms[at].kind, AtomKind::Mark | AtomKind::Number) || passive(at));
            self.finds(body, at).filter(|_| !inside && !apart)
        })
    }

    /// 警方指有7萬人參加，工會則宣稱有20萬: in a Chinese clause between two atoms somebody else speaks.
    fn others_tell(&self, sentence: usize, from: usize, to: usize) -> bool {
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let speech = self.reading.recogniser.classes.speech_any;
        self.reading.is_chinese()
            && self.mentions(sentence).any(|mention| {
                let opens = mention.from > from && mention.to < to && atoms[mention.from - 1].key == ",";
                opens && (mention.to..mention.to + 3).any(|at| self.is(sentence, at, speech))
            })
    }

    /// The body that a verb of showing or estimating tells of; behind a comma also somebody whose name does not say what he is:
    /// ', World Data Desk estimates,'.
    fn finds(&self, mention: &Mention, verb: usize) -> Option<u32> {
        let atoms = &self.reading.article.sentences[mention.sentence].atoms;
        let aside = mention.from > 0 && atoms[mention.from - 1].key == "," && mention.to == verb;
        let estimates = || self.is(mention.sentence, verb, self.words.predict);
        self.reading.sense(mention, |kind| kind.is_body() || kind == Kind::Person && aside && estimates())
    }

    /// 'NetBlocks, which watches the internet, said that': a body that tells of others.
    fn told(&self, sentence: usize, from: usize) -> Option<u32> {
        let teller = self.mentions(sentence).rfind(|mention| {
            mention.form == Form::Name
                && mention.to <= from
                && !mention.senses.iter().any(|sense| Some(*sense) == self.main)
                && self.reading.sense(mention, Kind::is_body).is_some_and(|body| {
                    !matches!(self.reading.entities[body as usize].kind, Kind::Corporation | Kind::Platform)
                })
                && self.says(mention)
        })?;
        self.reading.sense(teller, Kind::is_body)
    }

    /// 'A Harbour poll put him ahead with', 'in a survey by the pollster Harbour', 'a poll by Harbour for the Ledger showed'.
    fn polled(&self, sentence: usize, from: usize) -> Option<u32> {
        if self.reading.is_chinese() {
            return None;
        }
        let survey = |at: usize| self.is(sentence, at, self.words.survey);
        // 'He has 54%, a Harbour poll for the Ledger suggests'.
        let tells = |at: usize| self.tells(sentence, at, [self.words.show, self.words.say]).is_some();
        let shown = |noun: usize| (noun + 1..noun + 8).any(tells);
        // 'A Gallup poll' may be one name; 'the Harbour's Digital News Report' is the Harbour's.
        let noun = |m: &Mention| if survey(m.to) { m.to } else { m.to - 1 };
        let whose = |m: &Mention| {
            let owner = self.mentions(sentence).find(|owner| owner.to + 1 == m.from && owner.form == Form::Name);
            owner.filter(|owner| self.word(sentence, owner.to, self.words.possessive) == Some(m.from))
        };
        let front = self.mentions(sentence).find(|m| {
            let noun = noun(m);
            m.form == Form::Name
                && survey(noun)
                && (noun < from || shown(noun))
                && self.reading.sense(m, Kind::is_body).is_some()
        });
        let front = front.map(|m| whose(m).unwrap_or(m));
        if let Some(body) = front.and_then(|mention| self.reading.sense(mention, Kind::is_body)) {
            return Some(body);
        }
        let end = self.reading.sentences[sentence].symbols.len();
        let noun = (0..end).find(|at| survey(*at))?;
        let by = self.reading.recogniser.classes.agent_marker;
        let reach = if noun < from { from.min(noun + 14) } else { end.min(noun + 8) };
        let marker = (noun..reach).find(|at| self.is(sentence, *at, by))?;
        let behind = |m: &&Mention| m.from > marker && m.from <= marker + 4 && m.form == Form::Name;
        let body = self.mentions(sentence).find(behind)?;
        self.reading.sense(body, Kind::is_body).filter(|_| body.to <= from || noun > from)
    }

    /// 'A Harbour survey found that', 市調公司統計: a body, a word for a survey, a verb of showing in front of the figure.
    fn surveyed(&self, sentence: usize, from: usize) -> Option<u32> {
        let tells = |at: &usize| self.tells(sentence, *at, [self.words.show, self.words.say]).is_some();
        let survey = |at| self.surveys(sentence, at) || self.is(sentence, at, self.words.researchers);
        let verb = (0..from).rev().find(tells)?;
        let open = self.behind_semicolon(sentence, verb);
        let told = (open..from).any(survey)
            || self.mentions(sentence).any(|m| m.from >= open && m.to <= from && self.is_report(m));
        self.mentions(sentence)
            .filter(|mention| told && mention.from >= open && mention.to <= verb && mention.form == Form::Name)
            .find_map(|mention| self.reading.sense(mention, Kind::is_body))
    }

    /// 'Sales fell 4%, figures from Harbour show', 'sales fell 4%, says Harbour': who shows it stands behind, in front of a mark.
    fn shown_behind(&self, sentence: usize, from: usize) -> Option<u32> {
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let marks = |end: usize| atoms.get(end).is_none_or(|atom| atom.kind == AtomKind::Mark && atom.key != "-");
        // 'Said on Friday.'
        let closes = |end: usize| marks(end) || (end..end + 2).any(|at| self.date_at(sentence, at).is_some_and(marks));
        let verb_at = |at: usize| self.tells(sentence, at, [self.words.show, self.words.predict, self.words.say]);
        if self.reading.is_chinese() {
            // 佔52.8%，市調公司甲的數據顯示。
            let ends = |at: &usize| verb_at(*at).is_some_and(|end| marks(end) && end + 2 >= atoms.len());
            let verb = (from..atoms.len()).find(ends)?;
            let start = self.clause_start(sentence, verb);
            let body = self.mentions(sentence).find(|m| m.from >= start && m.to <= verb && m.form == Form::Name)?;
            return self.reading.sense(body, Kind::is_body).filter(|_| start > from);
        }
        let told = (from..atoms.len()).find(|at| verb_at(*at).is_some_and(closes)).and_then(|verb| {
            let body = self.mentions(sentence).rfind(|mention| mention.to <= verb && verb - mention.to <= 1)?;
            let apart = body.from > from && atoms[from..body.from].iter().any(|atom| atom.key == ",");
            // 'A poll for the broadcaster Ledger suggests'.
            let behalf = self.holds(sentence, body.from.saturating_sub(3), body.from, self.words.on_behalf);
            self.finds(body, verb).filter(|_| apart && !behalf)
        });
        let inverted = || {
            let comma = (from..atoms.len()).find(|at| atoms[*at].key == "," && verb_at(at + 1).is_some())?;
            let verb = verb_at(comma + 1)?;
            let body = self.mentions(sentence).find(|m| m.from >= verb && m.from <= verb + 1 && closes(m.to))?;
            self.reading.sense(body, Kind::is_body)
        };
        told.or_else(inverted).or_else(|| self.own_data(sentence, from))
    }

    /// 'It has 5 million users, company data show': what a company's own data show is said by whoever they are told of.
    fn own_data(&self, sentence: usize, from: usize) -> Option<u32> {
        let classes = &self.reading.recogniser.classes;
        let end = self.reading.sentences[sentence].symbols.len();
        let noun = (0..end).find(|at| {
            let data =
                self.word(sentence, *at, classes.company_word).filter(|to| self.is(sentence, *to, self.words.survey));
            data.is_some_and(|data| self.holds(sentence, data + 1, data + 3, self.words.show))
        })?;
        let mut told = self.mentions(sentence).filter(|m| m.to <= noun && m.to <= from);
        told.find_map(|m| self.reading.sense(m, Kind::is_body)).or(self.main)
    }

    /// 該調查訪問了: whoever published the survey or report that was told last, in this sentence or shortly before; in English
    /// where the sentence goes on about it: 'It is based on a poll of 900 people, carried out by Acme'.
    pub(super) fn survey_publisher(&self, draft: &Draft<'_>) -> Option<u32> {
        let before = if self.reading.is_chinese() { Some(draft.sentence) } else { draft.sentence.checked_sub(1) };
        let Some(told) = last(self.sources, before?) else {
            // 協會12日公布調查，43%…。調查於9月進行，回收1,068份問卷.
            let atoms = |at: usize| self.reading.article.sentences[at].atoms.len();
            return (0..draft.sentence).rev().take(PASSAGE).find_map(|at| self.published_poll(at, atoms(at)));
        };
        let points = || {
            told.0 + 2 >= draft.sentence
                && [self.words.these, self.words.clause_pointer]
                    .into_iter()
                    .any(|class| self.is(draft.sentence, 0, class))
        };
        let goes_on = if self.reading.is_chinese() { told.0 + 6 > draft.sentence } else { points() };
        // Of several who published it together the first named asked.
        let published = |id: &u32| self.sources.contains(&(told.0, *id));
        let named = |sentence| self.mentions(sentence).find_map(|m| m.senses.iter().copied().find(published));
        let first = || (0..=told.0).rev().find_map(named);
        goes_on.then(|| first().unwrap_or(told.1))
    }

    /// Whose survey or report was told shortly before, else the body named last in the sentences before that is no service which
    /// figures are told of.
    pub(super) fn asker(&self, draft: &Draft<'_>) -> Option<u32> {
        // 'So says the Index, published by Acme. Interviewers questioned 900 people': whose report was told.
        if let Some((sentence, publisher)) = last(self.sources, draft.sentence)
            && *sentence + NEXT >= draft.sentence
        {
            return Some(*publisher);
        }
        let service = |mention: &Mention| {
            mention.senses.iter().any(|sense| self.reading.entities[*sense as usize].kind == Kind::Platform)
        };
        let body = |mention: &Mention| self.reading.sense(mention, Kind::is_body).filter(|_| !service(mention));
        let here = self.mentions(draft.sentence).filter(|mention| mention.to <= draft.from).find_map(body);
        here.or_else(|| {
            let before = (0..draft.sentence).rev().take(NEXT);
            before.filter_map(|sentence| self.mentions(sentence).find_map(body)).next()
        })
    }

    /// A word for a survey begins here; in Chinese also one that tells of a survey and what it does: 研究指出.
    pub(super) fn surveys(&self, sentence: usize, at: usize) -> bool {
        let tagged = &self.reading.sentences[sentence];
        let tells = |class| tagged.class_at(at, class).is_some_and(|end| self.reading.is_chinese() && end - at > 3);
        self.is(sentence, at, self.words.survey) || self.words.show.is_some_and(tells)
    }

    /// 《運動習慣大調查》: the title of a work that says itself that it is a survey or a report.
    fn is_report(&self, mention: &Mention) -> bool {
        let work = mention.senses.iter().find(|sense| self.reading.entities[**sense as usize].kind == Kind::Work);
        work.is_some_and(|work| self.reading.name_ends_with(*work, self.words.survey))
    }

    /// 協會今天公布《運動習慣大調查》，發現七成: what a survey found is not about whoever published it.
    pub(super) fn publishes(&self, mention: &Mention, from: usize) -> bool {
        if self.reading.is_chinese() {
            // 消基會調查市售耳機，結果有7款: nor about whoever examined it.
            let verb = (mention.to..from.min(mention.to + DATE_BETWEEN))
                .find(|at| self.is(mention.sentence, *at, self.words.examine));
            let atoms = &self.reading.article.sentences[mention.sentence].atoms;
            if verb.is_some_and(|verb| mention.form == Form::Name && !marked(&atoms[mention.to..verb])) {
                return true;
            }
        }
        let verb = |at: usize| self.is(mention.sentence, at, self.words.publish);
        let report = |work: &Mention| work.from >= mention.to && work.to <= from && self.is_report(work);
        // 協會上月公布的研究指出: the same without a title. 公布財報 tells of one's own figures.
        let report_of_others =
            |at: usize| self.surveys(mention.sentence, at) && !self.is(mention.sentence, at, self.words.own_report);
        let study = |at: usize| verb(at) && (at + 2..(at + 8).min(from)).any(report_of_others);
        self.reading.is_chinese()
            && (self.mentions(mention.sentence).any(|work| report(work) && (mention.to..work.from).any(verb))
                || (mention.to..(mention.to + 10).min(from)).any(study))
    }

    /// Whether a figure is one of a survey that a sentence in front of it tells of: a sum or a count is in its paragraph or the
    /// next, or beside a share that is not a company's own.
    fn goes_on(&self, draft: &Draft<'_>, survey: usize) -> bool {
        let is =
            |at: usize, fits: fn(&Measure) -> bool| self.quantities_at(draft.sentence, at).any(|q| fits(&q.measure));
        let sums = |at| is(at, |measure| matches!(measure, Measure::Money(_) | Measure::Plain));
        let share = |at| is(at, |measure| *measure == Measure::Percent);
        let atoms = self.reading.article.sentences[draft.sentence].atoms.len();
        // 'Respondents pay 640 dollars a month for it'; how many use a service is what such reports tell.
        let asked = |at| {
            let classes = [self.words.respondents, self.words.unit_users, self.words.unit_monthly];
            classes.into_iter().any(|class| self.is(draft.sentence, at, class))
        };
        let asked_words =
            |at: usize| self.is(draft.sentence, at, self.words.respondents) || self.surveys(draft.sentence, at);
        let own = self.holds(draft.sentence, 0, atoms, self.words.own_figures);
        // Those who are asked give marks: 《甲台》得6.1分.
        let marks = draft.rule.set.get("unit").is_some_and(|unit| unit == POINTS);
        let sum = draft.place("value").is_some_and(|(from, _)| sums(from))
            && !marks
            && !(0..atoms).any(|at| share(at) || asked(at));
        let paragraph = |sentence: usize| self.reading.article.sentences[sentence].paragraph;
        // Those who were asked tell shares and no sums: 民調稱77%贊成。該黨花了130萬元.
        let asks = [self.words.respondents, self.reading.recogniser.classes.poll_noun];
        let end = self.reading.article.sentences[survey].atoms.len();
        let asked_people = self.reading.is_chinese() && self.holds(survey, 0, end, self.words.asked_front);
        let polled = asked_people || asks.into_iter().any(|class| self.holds(survey, 0, end, class));
        // 快手第一季日活躍用戶4.08億: nor does a paragraph behind them, of a company's own measures.
        let measures = [
            self.words.own_figures,
            self.words.metric_revenue,
            self.words.metric_profit,
            self.words.metric_loss,
            self.words.unit_monthly,
            self.words.unit_daily,
        ];
        if asked_people
            && paragraph(draft.sentence) > paragraph(survey)
            && !(0..atoms).any(asked)
            && measures.into_iter().any(|class| self.holds(draft.sentence, 0, atoms, class))
        {
            return false;
        }
        // What somebody has found out without a survey are shares.
        if self.grammatical() && !polled && !(0..end).any(|at| self.surveys(survey, at)) {
            return draft.place("value").is_none_or(|(from, _)| share(from)) && !own;
        }
        // Nor do they tell how many users a service has: 'Acme, owned by Bolt, has 48 million users'.
        let audience = self.grammatical() && polled && !(0..atoms).any(|at| share(at) || asked_words(at));
        if audience && paragraph(draft.sentence) > paragraph(survey) {
            return false;
        }
        let near = paragraph(draft.sentence) <= paragraph(survey) + 1 && !(sum && polled);
        // An article that opens with a survey is about it; one that is told further down has its figures beside it.
        let about = paragraph(survey) <= LEAD || (0..atoms).any(asked_words);
        near || about && !(sum || own)
    }

    /// A verb of saying follows a name, perhaps behind an aside.
    pub(super) fn says(&self, mention: &Mention) -> bool {
        if self.reading.is_chinese() {
            return false;
        }
        let atoms = &self.reading.article.sentences[mention.sentence].atoms;
        let mut at = mention.to;
        let says = |at: usize| self.is(mention.sentence, at, self.words.say);
        if atoms.get(at).is_some_and(|atom| atom.key == ",") && !says(at + 1) {
            let Some(close) = atoms[at + 1..].iter().take(20).position(|atom| atom.key == ",") else { return false };
            at += close + 2;
        }
        says(at) || atoms.get(at).is_some_and(|atom| atom.key == ",") && says(at + 1)
    }
}

fn marked(atoms: &[crate::segment::atoms::Atom]) -> bool {
    atoms.iter().any(|atom| atom.kind == AtomKind::Mark && !matches!(atom.key.as_str(), "《" | "("))
}
