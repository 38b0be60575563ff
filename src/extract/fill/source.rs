//! Who gives a figure: the one after 'according to', a body that shows it, the survey or report of the passage.

use super::Context;
use crate::extract::draft::Draft;
use crate::fact::Kind;
use crate::recognise::lexicon::ClassId;
use crate::recognise::number::Measure;
use crate::recognise::{Form, Mention};
use crate::segment::atoms::Kind as AtomKind;

/// How many sentences behind a survey or report still give its figures.
const SOURCE_REACH: usize = 60;

impl Context<'_, '_> {
    /// Who says a figure: 'according to', else the survey or report that the passage is about.
    pub(super) fn source(&self, draft: &Draft<'_>) -> Vec<u32> {
        let tagged = &self.reading.sentences[draft.sentence];
        if let Some(class) = self.words.according_to {
            for at in 0..tagged.symbols.len() {
                // 'per' in '40 per cent' names nobody.
                let Some(end) = tagged.class_at(at, class).filter(|_| !tagged.in_quantity(at)) else { continue };
                // 根據市場研究公司Acme的數據: what sort of body it is may stand in front of its name.
                let reach = if self.reading.is_chinese() { 10 } else { 3 };
                let atoms = &self.reading.article.sentences[draft.sentence].atoms;
                let named = self
                    .mentions(draft.sentence)
                    .take_while(|mention| mention.from < end || !marked(&atoms[end..mention.from]))
                    .find(|mention| {
                        let told =
                            mention.form == Form::Name || mention.form == Form::Company && !self.reading.is_chinese();
                        mention.from >= end && mention.from <= end + reach && told
                    });
                // 'according to a report published on Tuesday by Acme'.
                let report = (end..end + 6)
                    .any(|at| self.words.survey.is_some_and(|class| tagged.class_at(at, class).is_some()));
                let by = (end..end + 14).find(|at| {
                    report
                        && self
                            .reading
                            .recogniser
                            .classes
                            .agent_marker
                            .is_some_and(|by| tagged.class_at(*at, by).is_some())
                });
                let named = named.or_else(|| {
                    let by = by?;
                    self.mentions(draft.sentence)
                        .find(|mention| mention.from > by && mention.from <= by + 5 && mention.form == Form::Name)
                });
                if let Some(source) =
                    named.and_then(|mention| self.reading.sense(mention, |kind| kind.is_body() || kind == Kind::Person))
                {
                    return vec![source];
                }
            }
        }
        let from = draft.place("value").map_or(draft.from, |place| place.0);
        let shows = |at: usize, class: Option<ClassId>| class.is_some_and(|class| tagged.class_at(at, class).is_some());
        // 'Harbour found that', 麥肯錫調查指出: a body right in front of a verb of showing.
        let shown =
            (0..from).rev().filter(|at| shows(*at, self.words.show) || shows(*at, self.words.predict)).find_map(|at| {
                let body = self
                    .mentions(draft.sentence)
                    .rfind(|mention| mention.form == Form::Name && mention.to <= at && at - mention.to <= 2)?;
                // 'A poll by Harbour, published in the newspaper Ledger, showed' is not the newspaper's.
                let classes = &self.reading.recogniser.classes;
                let inside = classes.locative.is_some_and(|class| {
                    (body.from.saturating_sub(3)..body.from).any(|at| tagged.class_at(at, class).is_some())
                });
                let plain = !inside
                    && (body.to..at)
                        .all(|at| self.reading.article.sentences[draft.sentence].atoms[at].kind != AtomKind::Mark);
                if plain { self.reading.sense(body, Kind::is_body) } else { None }
            });
        if let Some(body) = shown {
            return vec![body];
        }
        if let Some(body) = self.shown_behind(draft, from) {
            return vec![body];
        }
        // 'NetBlocks, which watches the internet, said that': a body that tells of others.
        let teller = self.mentions(draft.sentence).rfind(|mention| {
            mention.form == Form::Name
                && mention.to <= from
                && !mention.senses.iter().any(|sense| Some(*sense) == self.main)
                && self.reading.sense(mention, Kind::is_body).is_some_and(|body| {
                    !matches!(self.reading.entities[body as usize].kind, Kind::Corporation | Kind::Platform)
                })
                && self.says(mention)
        });
        if let Some(body) = teller.and_then(|mention| self.reading.sense(mention, Kind::is_body)) {
            return vec![body];
        }
        // 'A Harbour poll put him ahead with': the name stands right in front of the word for a survey.
        let poll = self.mentions(draft.sentence).find(|mention| {
            mention.form == Form::Name
                && mention.to < from
                && !self.reading.is_chinese()
                && shows(mention.to, self.words.survey)
        });
        if let Some(body) = poll.and_then(|mention| self.reading.sense(mention, Kind::is_body)) {
            return vec![body];
        }
        // 'In a survey by the pollster Harbour', 'nine in ten do, a poll by Harbour for the Ledger showed'.
        let end = tagged.symbols.len();
        let survey = (0..end).find(|at| !self.reading.is_chinese() && shows(*at, self.words.survey));
        let by = survey.and_then(|noun| {
            let by = self.reading.recogniser.classes.agent_marker?;
            let reach = if noun < from { from.min(noun + 14) } else { end.min(noun + 4) };
            let marker = (noun..reach).find(|at| tagged.class_at(*at, by).is_some())?;
            let body = self
                .mentions(draft.sentence)
                .find(|mention| mention.from > marker && mention.from <= marker + 4 && mention.form == Form::Name)?;
            self.reading.sense(body, Kind::is_body).filter(|_| body.to <= from || noun > from)
        });
        if let Some(body) = by {
            return vec![body];
        }
        // 'A Harbour survey found that', 市調公司統計: a body, a word for a survey, a verb of showing in front of the figure.
        let surveyed = ((0..from).any(|at| self.surveys(draft.sentence, at) || shows(at, self.words.researchers))
            || self.mentions(draft.sentence).any(|mention| mention.to <= from && self.is_report(mention)))
            && (0..from).any(|at| shows(at, self.words.show) || shows(at, self.words.say));
        if surveyed {
            let verb = (0..from).rev().find(|at| shows(*at, self.words.show) || shows(*at, self.words.say));
            let body = self
                .mentions(draft.sentence)
                .filter(|mention| Some(mention.to) <= verb && mention.form == Form::Name)
                .find_map(|mention| self.reading.sense(mention, Kind::is_body));
            if let Some(body) = body {
                return vec![body];
            }
        }
        let last = self
            .sources
            .iter()
            .rev()
            .map(|(sentence, _)| *sentence)
            .find(|at| *at <= draft.sentence && at + SOURCE_REACH > draft.sentence)
            .filter(|at| self.goes_on(draft, *at));
        self.sources.iter().filter(|(sentence, _)| Some(*sentence) == last).map(|(_, source)| *source).collect()
    }

    /// 'Sales fell 4%, figures from Harbour show', 'sales fell 4%, says Harbour': who shows it stands behind, in front of a mark.
    fn shown_behind(&self, draft: &Draft<'_>, from: usize) -> Option<u32> {
        let tagged = &self.reading.sentences[draft.sentence];
        let atoms = &self.reading.article.sentences[draft.sentence].atoms;
        let closes = |end: usize| atoms.get(end).is_none_or(|atom| atom.kind == AtomKind::Mark && atom.key != "-");
        let verb_at = |at: usize| {
            let classes = [self.words.show, self.words.predict, self.words.say];
            classes.into_iter().flatten().filter_map(|class| tagged.class_at(at, class)).max()
        };
        if self.reading.is_chinese() {
            return None;
        }
        let told = (from..atoms.len()).find(|at| verb_at(*at).is_some_and(closes)).and_then(|verb| {
            let body = self.mentions(draft.sentence).rfind(|mention| mention.to <= verb && verb - mention.to <= 1)?;
            let apart = body.from > from && atoms[from..body.from].iter().any(|atom| atom.key == ",");
            Some(body).filter(|_| apart)
        });
        let inverted = || {
            let comma = (from..atoms.len()).find(|at| atoms[*at].key == "," && verb_at(at + 1).is_some())?;
            let verb = verb_at(comma + 1)?;
            self.mentions(draft.sentence).find(|body| body.from >= verb && body.from <= verb + 1 && closes(body.to))
        };
        let body = told.or_else(inverted)?;
        self.reading.sense(body, Kind::is_body)
    }

    /// 該調查訪問了: whoever published the survey or report that was told last, in this sentence or shortly before.
    pub(super) fn survey_publisher(&self, draft: &Draft<'_>) -> Option<u32> {
        let told = self.sources.iter().rev().find(|(sentence, _)| *sentence <= draft.sentence)?;
        (told.0 + 6 > draft.sentence && self.reading.is_chinese()).then_some(told.1)
    }

    /// A word for a survey begins here; in Chinese also one that tells of a survey and what it does: 研究指出.
    fn surveys(&self, sentence: usize, at: usize) -> bool {
        let tagged = &self.reading.sentences[sentence];
        let tells = |class| tagged.class_at(at, class).is_some_and(|end| self.reading.is_chinese() && end - at > 3);
        self.words.survey.is_some_and(|class| tagged.class_at(at, class).is_some())
            || self.words.show.is_some_and(tells)
    }

    /// 《運動習慣大調查》: the title of a work that says itself that it is a survey or a report.
    fn is_report(&self, mention: &Mention) -> bool {
        let work = mention.senses.iter().find(|sense| self.reading.entities[**sense as usize].kind == Kind::Work);
        work.is_some_and(|work| self.reading.name_ends_with(*work, self.words.survey))
    }

    /// 協會今天公布《運動習慣大調查》，發現七成: what a survey found is not about whoever published it.
    pub(super) fn publishes(&self, mention: &Mention, from: usize) -> bool {
        let tagged = &self.reading.sentences[mention.sentence];
        let verb = |at: usize| self.words.publish.is_some_and(|class| tagged.class_at(at, class).is_some());
        let report = |work: &Mention| work.from >= mention.to && work.to <= from && self.is_report(work);
        // 協會上月公布的研究指出: the same without a title.
        let study = |at: usize| verb(at) && (at + 2..(at + 8).min(from)).any(|at| self.surveys(mention.sentence, at));
        self.reading.is_chinese()
            && (self.mentions(mention.sentence).any(|work| report(work) && (mention.to..work.from).any(verb))
                || (mention.to..(mention.to + 10).min(from)).any(study))
    }

    /// Whether a figure is one of a survey that a sentence in front of it tells of: a sum is in its paragraph or the next.
    fn goes_on(&self, draft: &Draft<'_>, survey: usize) -> bool {
        let sum = draft.place("value").is_some_and(|(from, _)| {
            self.quantities_at(draft.sentence, from).any(|quantity| matches!(quantity.measure, Measure::Money(_)))
        });
        let paragraph = |sentence: usize| self.reading.article.sentences[sentence].paragraph;
        !sum || paragraph(draft.sentence) <= paragraph(survey) + 1
    }

    /// A verb of saying follows a name, perhaps behind an aside.
    pub(super) fn says(&self, mention: &Mention) -> bool {
        if self.reading.is_chinese() {
            return false;
        }
        let tagged = &self.reading.sentences[mention.sentence];
        let atoms = &self.reading.article.sentences[mention.sentence].atoms;
        let mut at = mention.to;
        let says = |at: usize| self.words.say.is_some_and(|say| tagged.class_at(at, say).is_some());
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
