//! What a figure of a Chinese text is about: what its clause opens with, else what the clause in front does. The body that the
//! article is about has a figure only where the measure is a company's own and nobody else is named with it.

use crate::extract::context::Context;
use crate::extract::draft::Filler;
use crate::fact::Kind;
use crate::recognise::number::Measure;
use crate::recognise::{Form, Mention};
use crate::segment::atoms::Kind as AtomKind;

/// How many clauses a figure may go on from.
const CLAUSES: usize = 5;

/// How many atoms may say what a body is, between the words that tell which and its name.
const LONGEST_KIND: usize = 9;

/// Longest phrase, in atoms, that is kept as what a figure is about.
const LONGEST: usize = 16;

/// What the beginning of a clause says of what it is about.
enum Topic {
    Named(u32),
    Words(String),
    /// Whose a measure is that a company may have, where no list has the name.
    Owner(String),
    /// A measure of a company's own: whoever was spoken of.
    Own,
    /// A share of those who do what follows.
    Share,
    /// Somebody said it.
    Said(Option<u32>),
    /// Somebody else than in the clause in front, in words that are not understood.
    Unread,
    Nothing,
}

impl Context<'_, '_> {
    /// Whom or what a figure is about.
    pub(super) fn topic_of(&self, sentence: usize, from: usize, to: usize) -> Option<Filler> {
        let mut end = from;
        let mut own = false;
        for _ in 0..CLAUSES {
            let start = self.clause_start(sentence, end);
            let first = end == from;
            match self.topic_at(sentence, start, end, first.then_some((from, to))) {
                // 去年營收 is that of no country.
                Topic::Named(id) if own && self.reading.entities[id as usize].kind == Kind::Place => {}
                Topic::Named(id) => return Some(Filler::Entity(id)),
                Topic::Owner(words) => return Some(Filler::Text(words)),
                Topic::Words(words) if !own => return Some(Filler::Text(words)),
                Topic::Share => return self.shared(sentence, to),
                Topic::Own => own = true,
                Topic::Unread => return None,
                Topic::Said(body) => {
                    if let Some(body) = body.filter(|body| own && Some(*body) == self.main) {
                        return Some(Filler::Entity(body));
                    }
                    break;
                }
                Topic::Words(_) | Topic::Nothing => {}
            }
            // 某公司第三季財報：營收達…: what somebody reports of himself stands in front of a colon.
            let reported = |mark: usize| {
                let front = self.clause_start(sentence, mark);
                self.key(sentence, mark) == ":" && self.holds(sentence, front, mark, self.words.own_report)
            };
            let marked = start > 0 && (matches!(self.key(sentence, start - 1), "," | "、") || reported(start - 1));
            if !marked {
                break;
            }
            end = start - 1;
        }
        let body = |id: &u32| {
            matches!(
                self.reading.entities[*id as usize].kind,
                Kind::Corporation | Kind::Platform | Kind::Organization | Kind::Media
            )
        };
        let goes_on = || self.opened_before(sentence).filter(body);
        goes_on().or(self.main).filter(|id| own && body(id) && !self.reports_on_others(*id)).map(Filler::Entity)
    }

    /// Whoever has published a survey or report that is not on his own figures: 研究公司甲公布市場報告.
    fn reports_on_others(&self, body: u32) -> bool {
        let end = |at: usize| self.reading.article.sentences[at].atoms.len();
        let own = |at: usize| self.holds(at, 0, end(at), self.words.own_report);
        self.sources.iter().any(|(at, source)| *source == body && !own(*at))
    }

    /// 緯創股價今天收在91元。前3季營收6432億元: the body that alone is named in the sentence in front, which it opens.
    fn opened_before(&self, sentence: usize) -> Option<u32> {
        let sentences = &self.reading.article.sentences;
        let named = |sentence: usize| {
            self.mentions(sentence).filter_map(|m| Some((m.from, self.reading.sense(m, Kind::is_body)?)))
        };
        if named(sentence).next().is_some() {
            return None;
        }
        let same = |front: &usize| sentences[*front].paragraph == sentences[sentence].paragraph;
        let front = (0..sentence).rev().take_while(same).find(|front| named(*front).next().is_some())?;
        let (from, first) = named(front).next()?;
        let whole = self.reading.article.sentences[front].atoms.len();
        let reports = !self.holds(front, 0, whole, self.words.own_report) && self.shows_first(front) == Some(first);
        (from < 2 && !reports && named(front).all(|(_, body)| body == first)).then_some(first)
    }

    /// What the words in front of a figure, or a clause in front, open with.
    fn topic_at(&self, sentence: usize, start: usize, end: usize, figure: Option<(usize, usize)>) -> Topic {
        let words = self.words;
        let classes = &self.reading.recogniser.classes;
        let cue = (start..end).rev().find_map(|at| {
            let cues = [classes.speech_any, words.cue, words.announce, words.predict, words.show, words.demand];
            let to = cues.into_iter().filter_map(|class| self.word(sentence, at, class)).max()?;
            (to <= end && self.name_over(sentence, at).is_none() && !self.measures_at(sentence, at)).then_some((at, to))
        });
        if let Some((at, _)) = cue.filter(|(_, to)| figure.is_none() && *to == end) {
            let speaker = self.mentions(sentence).find(|m| m.from >= start && m.to <= at);
            return Topic::Said(speaker.and_then(|mention| self.reading.sense(mention, Kind::is_body)));
        }
        // 甲周二公布財報，第一季營收…: whose report it is.
        let reports = figure.is_none() && self.holds(sentence, start, end, words.own_report);
        let whose = self.mentions(sentence).find(|m| reports && m.from >= start && m.to <= end && m.form == Form::Name);
        if let Some(whose) =
            whose.and_then(|m| self.reading.sense(m, Kind::is_body)).filter(|id| self.owns_figures(*id))
        {
            return Topic::Named(whose);
        }
        let head = || self.relative_head(sentence, start, end);
        let shared = figure.is_some() && self.share(sentence, start, end, figure);
        if let Some(head) = (cue.is_none() && !shared).then(head).flatten() {
            return Topic::Named(head);
        }
        let inner = cue.map_or(start, |(_, to)| to);
        let (from, led) = self.unled(sentence, inner, end);
        let each = (inner..end).find(|at| self.word(sentence, *at, words.topic_each).is_some());
        if let Some(own) = each.zip(figure).and_then(|(each, figure)| self.respective(sentence, inner, each, figure)) {
            return Topic::Named(own);
        }
        // 分別占當期營業收入的44%、利潤總額的35%: nor does a clause in front tell which of several is meant.
        if figure.is_none() && each.is_some() {
            return Topic::Nothing;
        }
        if figure.is_some() && (each.is_some() || self.share(sentence, inner, end, figure)) {
            return Topic::Share;
        }
        if let Some(object) = figure.and_then(|_| self.object_of(sentence, from, end)) {
            return object;
        }
        let (stop, told) = self.predicate(sentence, from, end);
        let Some((from, to)) = self.trimmed(sentence, from, stop) else {
            // 宣布上半年營收…: who announced stands in front. 全球有300萬名用戶: the measure stands behind.
            let speaker = cue.filter(|_| !led).and_then(|(at, _)| self.topic_name(sentence, start, at));
            let own =
                figure.is_some_and(|(_, to)| (to..to + 4).any(|at| self.word(sentence, at, words.topic_own).is_some()));
            let open = if own && cue.is_none() { Topic::Own } else { Topic::Nothing };
            return speaker.map_or(open, Topic::Named);
        };
        if let Some(name) = self.topic_name(sentence, from, to) {
            return Topic::Named(name);
        }
        if self.is_own(sentence, from, to) {
            let speaker = cue.and_then(|(at, _)| self.topic_name(sentence, start, at));
            return speaker.filter(|id| self.owns_figures(*id)).map_or(Topic::Own, Topic::Named);
        }
        if to - from > LONGEST || !self.is_noun(sentence, from, to, told || figure.is_none()) {
            // 在線影片則下跌到7億: somebody else than in the clause in front, whoever it is.
            let contrast = figure.is_some() && self.is(sentence, stop, words.then_mark);
            return if contrast { Topic::Unread } else { Topic::Nothing };
        }
        let text = |to: usize| self.reading.words(sentence, from, to).trim().to_owned();
        let measure = (from + 1..to).find(|at| self.word(sentence, *at, words.topic_own).is_some_and(|end| end >= to));
        // 全球有300萬名用戶，每周活躍用戶100萬: a number of them is nobody.
        if measure.is_some() && self.quantities_at(sentence, from).next().is_some() {
            return Topic::Own;
        }
        let owner = measure.and_then(|at| self.trimmed(sentence, from, at)).filter(|(from, to)| to - from > 1);
        owner.map_or_else(|| Topic::Words(text(to)), |(_, to)| Topic::Owner(text(to)))
    }

    /// 抖音、快手用戶分別超過7億和4億: of as many bodies as there are figures, the one in the same place.
    fn respective(&self, sentence: usize, from: usize, each: usize, figure: (usize, usize)) -> Option<u32> {
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let listed = self.mentions(sentence).filter(|m| m.from >= from && m.to <= each && m.form == Form::Name);
        let bodies: Vec<u32> = listed.filter_map(|mention| mention.senses.first().copied()).collect();
        let mut figures = Vec::new();
        let mut at = each;
        while atoms.get(at).is_some_and(|atom| !matches!(atom.key.as_str(), "," | ";" | "。")) {
            let quantity = self.quantities_at(sentence, at).map(|quantity| quantity.to).max();
            figures.extend(quantity.map(|_| at));
            at = quantity.unwrap_or(at + 1);
        }
        let place = figures.iter().position(|at| figure.0 <= *at && *at < figure.1)?;
        (bodies.len() > 1 && bodies.len() == figures.len()).then(|| bodies[place])
    }

    /// 不見經傳的社群Acme突然爆紅: the first body of a clause, behind words that say which it is and in front of its verb.
    fn relative_head(&self, sentence: usize, start: usize, end: usize) -> Option<u32> {
        let mention = self.mentions(sentence).find(|m| m.from >= start && m.to <= end)?;
        let reach = mention.from.saturating_sub(LONGEST_KIND).max(start + 1);
        let of = (reach..mention.from).any(|at| self.word(sentence, at, self.words.possessive).is_some());
        let acts = [self.words.topic_verb, self.words.cue_adverb]
            .into_iter()
            .any(|class| self.word(sentence, mention.to, class).is_some_and(|to| to <= end))
            || self.date_at(sentence, mention.to).is_some_and(|to| to <= end);
        let body = self.reading.sense(mention, Kind::is_body).filter(|_| mention.form == Form::Name);
        body.filter(|_| of && acts && !self.publishes(mention, mention.to))
    }

    /// 把代課鐘點費由420元調高, 使新生減少到: what somebody makes more or less, where it is no measure of his own.
    fn object_of(&self, sentence: usize, from: usize, end: usize) -> Option<Topic> {
        let marked =
            |at: usize| self.word(sentence, at, self.words.topic_object).filter(|_| !self.measures_at(sentence, at));
        let start = (from..end).rev().find_map(marked)?;
        let (from, _) = self.unled(sentence, start, end);
        let (stop, told) = self.predicate(sentence, from, end);
        let (from, to) = self.trimmed(sentence, from, stop)?;
        let noun = told && to - from <= LONGEST && self.is_noun(sentence, from, to, true);
        if !noun || self.is_own(sentence, from, to) {
            return None;
        }
        let words = || Topic::Words(self.reading.words(sentence, from, to).trim().to_owned());
        Some(self.topic_name(sentence, from, to).map_or_else(words, Topic::Named))
    }

    /// A company or service, whose revenue and users are worth telling.
    fn owns_figures(&self, id: u32) -> bool {
        matches!(self.reading.entities[id as usize].kind, Kind::Corporation | Kind::Platform | Kind::Organization)
    }

    /// Who is named last in a phrase and stands there for himself, or for what is his: not a place with more behind it, nor one
    /// whom something is done to.
    fn topic_name(&self, sentence: usize, from: usize, to: usize) -> Option<u32> {
        let usable = |mention: &&Mention| {
            mention.from >= from
                && mention.to <= to
                && !self.fronted(mention, self.words.led)
                && mention.form != Form::Group
        };
        let mention = self.mentions(sentence).rfind(usable)?;
        let place = |mention: &Mention| self.reading.sense(mention, |kind| kind != Kind::Place).is_none();
        if mention.to < to && place(mention) || mention.form == Form::Nation {
            return None;
        }
        self.reading.sense(mention, |kind| !matches!(kind, Kind::Work)).filter(|_| !self.publishes(mention, to))
    }

    /// Nothing but a measure of a company's own, and words that leave it open whose.
    fn is_own(&self, sentence: usize, from: usize, to: usize) -> bool {
        let words = self.words;
        let Some(measure) =
            (from..to).find(|at| self.word(sentence, *at, words.topic_own).is_some_and(|end| end >= to))
        else {
            return false;
        };
        let mut at = from;
        while at < measure {
            let plain = [words.topic_own_modifier, words.cue_adverb, words.topic_idle]
                .into_iter()
                .filter_map(|class| self.word(sentence, at, class))
                .max();
            let plain = plain.or_else(|| self.date_at(sentence, at));
            // 前3季營收.
            let which = || self.which(sentence, self.quantities_at(sentence, at).next()?);
            let plain = plain.or_else(which).filter(|end| *end <= measure);
            match plain {
                Some(end) => at = end,
                None => return false,
            }
        }
        true
    }

    /// 有四成表示, 其中七成是女性: a share at the beginning of a clause is one of those who do what follows.
    fn share(&self, sentence: usize, from: usize, end: usize, figure: Option<(usize, usize)>) -> bool {
        let percent = figure.is_some_and(|(at, _)| {
            self.quantities_at(sentence, at).any(|quantity| matches!(quantity.measure, Measure::Percent))
        });
        let mut at = from;
        while at < end {
            let Some(to) = self.word(sentence, at, self.words.topic_share).or_else(|| self.date_at(sentence, at))
            else {
                return false;
            };
            at = to;
        }
        percent
    }

    /// Those whom a share is one of: 四成的家長, 七成受訪者.
    fn shared(&self, sentence: usize, to: usize) -> Option<Filler> {
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let possessive = self.word(sentence, to, self.words.possessive).is_some();
        let from = to + usize::from(possessive);
        let mark = (from..atoms.len()).find(|at| atoms[*at].kind == AtomKind::Mark);
        // 八成的人每天使用LINE.
        let used = (from..mark.unwrap_or(atoms.len())).find_map(|at| self.word(sentence, at, self.words.use_verb));
        let service = |mention: &&Mention| Some(mention.from) >= used && mention.from < mark.unwrap_or(atoms.len());
        let service = self.mentions(sentence).find(|mention| used.is_some() && service(mention));
        let platform = |kind| matches!(kind, Kind::Platform | Kind::Product);
        if let Some(service) = service.and_then(|mention| self.reading.sense(mention, platform)) {
            return Some(Filler::Entity(service));
        }
        let classes = &self.reading.recogniser.classes;
        let cue = |at: usize| {
            [classes.speech_any, self.words.say].into_iter().any(|class| self.word(sentence, at, class).is_some())
        };
        let (stop, _) = self.predicate(sentence, from, mark.unwrap_or(atoms.len()));
        let stop = (from..stop).find(|at| cue(*at)).unwrap_or(stop);
        // 四成的人嫌吵: a word for people of one character is whoever does what follows.
        let stop = self.word(sentence, from, self.words.people).filter(|end| *end == from + 1).unwrap_or(stop);
        let (from, to) = self.trimmed(sentence, from, stop)?;
        let told = possessive || self.word(sentence, from, self.words.people).is_some();
        let named = self.mentions(sentence).find(|mention| mention.from == from && mention.to == to);
        if let Some(named) = named.filter(|named| named.form == Form::Name) {
            return self.reading.sense(named, |_| true).map(Filler::Entity);
        }
        (to - from <= LONGEST / 2 && to > from + 1 && told)
            .then(|| Filler::Text(self.reading.words(sentence, from, to).to_owned()))
    }
}
