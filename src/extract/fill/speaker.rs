//! Who speaks, where a quotation does not say so itself.

use super::last;
use crate::extract::context::Context;
use crate::extract::draft::Draft;
use crate::fact::Kind;
use crate::recognise::Mention;
use crate::segment::atoms::Kind as AtomKind;

/// Fewest atoms that may name somebody who opens a Chinese sentence.
const SHORTEST_STRANGER: usize = 3;

/// How many atoms may stand up to the end of the name that opens a sentence.
const OPENING: usize = 10;

impl Context<'_, '_> {
    /// Who spoke last: in this sentence in front of the match, else in the sentences before.
    pub(super) fn speaker(&self, draft: &Draft<'_>) -> Option<u32> {
        if let Some(behind) = self.speaker_behind(draft) {
            return Some(behind);
        }
        // 公平會認定違法，要求改善，谷歌承諾配合: whoever speaks only behind it has not said it, nor who speaks in the words said.
        let words = draft.place("text").filter(|(from, _)| *from > draft.from + 1).map_or(draft.to, |(from, _)| from);
        let front = self
            .speakers
            .iter()
            .rfind(|(sentence, (from, _))| *sentence == draft.sentence && *from < words)
            .filter(|_| self.reading.is_chinese());
        front
            .or_else(|| last(self.speakers, draft.sentence).filter(|_| !self.opened_by_stranger(draft)))
            .filter(|(sentence, _)| sentence + 3 > draft.sentence)
            .map(|(_, (_, speaker))| *speaker)
    }

    /// 不具名的主管說，…，並要求: a Chinese sentence that opens with somebody whom nothing names, who speaks in it, is no longer of whom the
    /// one before let speak.
    fn opened_by_stranger(&self, draft: &Draft<'_>) -> bool {
        let sentence = &self.reading.article.sentences[draft.sentence];
        let speech = self.reading.recogniser.classes.speech_any;
        let Some(verb) = (0..=draft.from).find(|at| !sentence.quoted(*at) && self.is(draft.sentence, *at, speech))
        else {
            return false;
        };
        let comma = (0..verb).rev().find(|at| sentence.atoms[*at].kind == AtomKind::Mark);
        let end = comma.unwrap_or(verb);
        let alone = comma
            .is_none_or(|comma| comma + 1 == verb && !(0..comma).any(|at| sentence.atoms[at].kind == AtomKind::Mark));
        let led = [self.words.circumstance, self.words.coverb, self.words.cue_adverb, self.words.supposing];
        let known = |mention: &Mention| {
            mention.from < SHORTEST_STRANGER && self.reading.sense(mention, Kind::is_agent).is_some()
        };
        self.reading.is_chinese()
            && alone
            && end >= SHORTEST_STRANGER
            && !led.iter().any(|class| self.is(draft.sentence, 0, *class))
            && self.date_at(draft.sentence, 0).is_none()
            && !self.mentions(draft.sentence).any(known)
            && !(0..end).any(|at| self.word(draft.sentence, at, self.words.circumstance_end) == Some(end))
    }

    /// “一分錢都沒收到。”負責人王大文說: a Chinese quotation that opens a paragraph is of whom the next sentence lets speak.
    fn speaker_behind(&self, draft: &Draft<'_>) -> Option<u32> {
        let sentences = &self.reading.article.sentences;
        let (here, next) = (&sentences[draft.sentence], sentences.get(draft.sentence + 1)?);
        let opens = self.opens_paragraph(draft.sentence);
        let whole =
            here.quotes.first().is_some_and(|quote| quote.outer.start == 0 && quote.outer.end >= here.atoms.len());
        if !self.reading.is_chinese() || !opens || !whole || next.paragraph != here.paragraph {
            return None;
        }
        self.speakers.iter().find(|(sentence, _)| *sentence == draft.sentence + 1).map(|(_, (_, speaker))| *speaker)
    }

    /// For whom 'a spokesman' speaks: the body that opens what he says, else one named in front of him, else the one that
    /// spoke or acted last in the paragraph, else the one that the article is about.
    pub(super) fn spoken_for(&self, draft: &Draft<'_>) -> Option<u32> {
        let before = || {
            let same = |sentence: usize| {
                let sentences = &self.reading.article.sentences;
                sentences[sentence].paragraph == sentences[draft.sentence].paragraph
            };
            let named =
                |mention: &Mention| mention.to <= draft.from && self.reading.sense(mention, Kind::is_body).is_some();
            let front = self.mentions(draft.sentence).any(named);
            let told = || draft.sentence.checked_sub(1).and_then(|before| last(self.speakers, before));
            let spoke = || told().filter(|(sentence, _)| same(*sentence)).map(|(_, (_, speaker))| *speaker);
            let body = |id: &u32| self.reading.entities[*id as usize].kind.is_body();
            let acted = || self.subject_before(draft.sentence, true);
            (!front).then(|| spoke().filter(body).or_else(acted)).flatten()
        };
        self.opens_own_words(draft).or_else(before).or_else(|| self.acting_body(draft))
    }

    /// 'Acme is looking into it, a spokesman said': the body with which a sentence opens that is told without marks.
    fn opens_own_words(&self, draft: &Draft<'_>) -> Option<u32> {
        let sentence = &self.reading.article.sentences[draft.sentence];
        let marked = sentence.quotes.first().is_some_and(|quote| quote.outer.start == 0);
        let (from, to) = draft.place("text").filter(|(from, _)| *from < 2 && !marked)?;
        let opens = |mention: &&Mention| {
            from <= mention.from
                && mention.to < to.min(OPENING)
                && !mention.form.is_possessive()
                && !crate::link::governed(self.reading, mention)
                && self.word(draft.sentence, mention.to, self.words.possessive).is_none()
        };
        self.mentions(draft.sentence).find(opens).and_then(|mention| self.reading.sense(mention, Kind::is_body))
    }

    /// Who was named last in the sentence before, where it ends in a colon.
    pub(super) fn introducer(&self, draft: &Draft<'_>) -> Option<u32> {
        let before = draft.sentence.checked_sub(1)?;
        self.reading.article.sentences[before].atoms.last().filter(|atom| atom.key == ":")?;
        self.mentions(before)
            .filter(|mention| !mention.form.is_possessive())
            .find_map(|mention| self.reading.sense(mention, Kind::is_agent))
    }
}
