//! The campaigns of those who stand for office: 'the Roe campaign', 'Jane Roe's reelection campaign'.

use super::Builder;
use crate::fact::Kind;
use crate::recognise::ground::{Ground, Stretch};
use crate::recognise::reading::{Form, Mention};
use crate::segment::atoms::Kind as AtomKind;

impl Builder<'_, '_> {
    /// Makes a body of the name of a politician with the word for a campaign behind it.
    pub(super) fn add_campaigns(&mut self, grounds: &[Ground<'_>]) {
        for (i, ground) in grounds.iter().enumerate() {
            if !(0..ground.len()).any(|at| ground.is_member(ground.classes.campaign_own, at)) {
                continue;
            }
            for name in 0..self.reading.mentions.len() {
                let mention = &self.reading.mentions[name];
                let person =
                    mention.senses.first().copied().filter(|_| mention.sentence == i && mention.form == Form::Name);
                let stretch = (mention.from, mention.to);
                let Some((owned, end)) = person.and_then(|person| self.campaign(ground, stretch, person)) else {
                    continue;
                };
                let words =
                    format!("{} {}", ground.text(self.reading.source, (stretch.1 - 1, stretch.1)), ground.key(end - 1));
                let known = self.called(&words, |kind| kind == Kind::Campaign);
                let id = known.unwrap_or_else(|| self.unlisted(Kind::Campaign, words));
                self.reading.entities[id as usize].count += 1;
                let campaign = |form| Mention { sentence: i, from: stretch.0, to: end, form, senses: vec![id] };
                if owned {
                    // Whose it is goes on being spoken of.
                    self.reading.mentions.push(campaign(Form::Company));
                } else {
                    self.reading.mentions[name] = campaign(Form::Name);
                }
            }
        }
        self.reading.mentions.sort_by_key(|mention| (mention.sentence, mention.from, std::cmp::Reverse(mention.to)));
    }

    /// Where the words for the campaign of a person end, and whether he stands in front of them as its owner.
    fn campaign(&self, ground: &Ground<'_>, (from, to): Stretch, person: u32) -> Option<(bool, usize)> {
        let classes = ground.classes;
        let entity = &self.reading.entities[person as usize];
        let politician = self.reading.listed(person).is_some_and(|listed| listed.country.is_some());
        let owned = ground.is_member(classes.possessive, to);
        let year = to + usize::from(owned);
        let dated = ground.kind(year) == Some(AtomKind::Number) && ground.key(year).len() == 4;
        let start = year + usize::from(dated);
        let mut at = start;
        while let Some(end) = ground.word_at(at, classes.campaign_sort) {
            at = end;
        }
        let told = at > start || dated;
        let article = from > 0 && ground.is_member(classes.one_such, from - 1);
        // 'Roe's campaign against Acme' is no body.
        let aims = ground.is_member(classes.campaign_aim, at + 1);
        let longer = ground.title_starting(at).is_some_and(|(_, end)| end > at + 1);
        let body = entity.kind == Kind::Person
            && ground.is_member(classes.campaign_own, at)
            && ground.word_at(at + 1, classes.campaign_thing).is_none()
            && !longer
            && (told || if owned { politician && !aims } else { politician || article });
        body.then_some((owned, at + 1))
    }
}
