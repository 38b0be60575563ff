//! Who speaks, where a quotation does not say so itself.

use super::last;
use crate::extract::context::Context;
use crate::extract::draft::Draft;
use crate::fact::Kind;

impl Context<'_, '_> {
    /// Who spoke last: in this sentence in front of the match, else in the sentences before.
    pub(super) fn speaker(&self, draft: &Draft<'_>) -> Option<u32> {
        if let Some(behind) = self.speaker_behind(draft) {
            return Some(behind);
        }
        // 公平會認定違法，要求改善，谷歌承諾配合: whoever speaks only behind it has not said it.
        let front = self
            .speakers
            .iter()
            .rfind(|(sentence, (from, _))| *sentence == draft.sentence && *from < draft.to)
            .filter(|_| self.reading.is_chinese());
        front
            .or_else(|| last(self.speakers, draft.sentence))
            .filter(|(sentence, _)| sentence + 3 > draft.sentence)
            .map(|(_, (_, speaker))| *speaker)
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

    /// Who was named last in the sentence before, where it ends in a colon.
    pub(super) fn introducer(&self, draft: &Draft<'_>) -> Option<u32> {
        let before = draft.sentence.checked_sub(1)?;
        self.reading.article.sentences[before].atoms.last().filter(|atom| atom.key == ":")?;
        self.mentions(before)
            .filter(|mention| !mention.form.is_possessive())
            .find_map(|mention| self.reading.sense(mention, Kind::is_agent))
    }
}
