//! Which country, government, parliament or court is spoken of around a match, and who made a law.

use super::nearby::COMMISSIONER;
use crate::extract::context::Context;
use crate::extract::draft::{Draft, Filler};
use crate::fact::Kind;
use crate::recognise::{Form, Mention};

/// How many atoms behind its owner a law may have its name.
const TO_LAW: usize = 6;

/// How many sentences an article needs at most to say which country it is about.
const EARLY: usize = 4;

/// Longest title that stands between a country and a name, in atoms.
const LONGEST_TITLE: usize = 4;

impl Context<'_, '_> {
    /// The government or authority named last in front of the match.
    pub(super) fn government(&self, draft: &Draft<'_>) -> Option<u32> {
        let governs = |kind| kind == Kind::Government;
        let here = self.mentions(draft.sentence).rev().filter(|mention| mention.to <= draft.from);
        let before = (0..draft.sentence).rev().flat_map(|sentence| self.mentions(sentence).rev());
        let mut named = here.chain(before).filter_map(|mention| self.reading.sense(mention, governs));
        // 'Kim Roe, a commissioner' behind 'the Justice Department': she is at the commission that was named before it.
        let noun = self.reading.recogniser.classes.commission_noun;
        let commission = |id: &u32| {
            let listed = self.reading.listed(*id).into_iter().flat_map(|listed| &listed.en);
            let names = self.reading.entities[*id as usize].names.iter().map(|(name, _)| name);
            names.chain(listed).any(|name| self.reading.has_word(name, noun))
        };
        let last = named.next()?;
        let own =
            self.has_office(draft, COMMISSIONER).then(|| std::iter::once(last).chain(named).find(commission)).flatten();
        own.or(Some(last))
    }

    /// 'Called the ruling a disgrace': the court named of late has made it, and no country has.
    pub(super) fn lawmaker_or_court(&self, draft: &Draft<'_>) -> Option<u32> {
        let classes = &self.reading.recogniser.classes;
        let deed = classes.court_deed.filter(|_| self.grammatical());
        if !deed.is_some_and(|deed| self.reading.sentences[draft.sentence].has_class(draft.from, draft.to, deed)) {
            return self.lawmaker(draft);
        }
        let court = |id: &u32| {
            let names = &self.reading.entities[*id as usize].names;
            names.iter().any(|(name, _)| self.reading.has_word(name, classes.court_word))
        };
        let named = (draft.sentence.saturating_sub(3)..=draft.sentence).rev().find_map(|sentence| {
            let mut front = self.mentions(sentence).rev().filter(|m| sentence < draft.sentence || m.to <= draft.from);
            front.find_map(|mention| mention.senses.first().copied().filter(court))
        });
        let country = |id: &u32| self.reading.entities[*id as usize].kind == Kind::Place;
        named.or_else(|| self.lawmaker(draft).filter(|id| !country(id)))
    }

    /// Whose law is spoken of: the state or known authority that was named last, in this sentence or the three before, unless only
    /// to say where something is; else the known government named last, or the state that the article is about, or any government.
    pub(super) fn lawmaker(&self, draft: &Draft<'_>) -> Option<u32> {
        if let Some(body) = self.maker_of_these(draft) {
            return Some(body);
        }
        // 'The EU's Harbour Act obliges': whose a law is that the match begins with.
        let classes = &self.reading.recogniser.classes;
        let owner = self.mentions(draft.sentence).rev().find_map(|mention| {
            let end = self.word(draft.sentence, mention.to, classes.possessive)?;
            let law = mention.to <= draft.from && (end..end + TO_LAW).contains(&draft.from);
            let makes = |kind| matches!(kind, Kind::Government | Kind::Place | Kind::Organization);
            law.then(|| self.reading.sense(mention, makes)).flatten()
        });
        if self.grammatical() && owner.is_some() {
            return owner;
        }
        let known = |id: u32| {
            let entity = &self.reading.entities[id as usize];
            entity.kind == Kind::Place || entity.listed.is_some()
        };
        let rules = |kind| matches!(kind, Kind::Government | Kind::Place);
        // 'Oslo, 3 June': a place that opens a sentence in front of a comma is where it was written.
        let dateline = |mention: &Mention| {
            let behind = self.reading.article.sentences[mention.sentence].atoms.get(mention.to);
            mention.from == 0 && behind.is_some_and(|atom| atom.key == ",")
        };
        // 'A Lagos charity': where somebody is from.
        let from_there = |mention: &Mention| {
            mention.from > 0
                && self.grammatical()
                && self.is(mention.sentence, mention.from - 1, classes.article_indefinite)
        };
        let where_only = |mention: &&Mention| {
            self.fronted(mention, self.words.where_front) || dateline(mention) || from_there(mention)
        };
        (draft.sentence.saturating_sub(3)..=draft.sentence)
            .rev()
            .find_map(|sentence| {
                self.mentions(sentence)
                    .rev()
                    .filter(|mention| sentence < draft.sentence || mention.to <= draft.from)
                    .filter(|mention| !where_only(mention))
                    .filter_map(|mention| self.reading.sense(mention, rules))
                    .find(|id| known(*id))
            })
            .or_else(|| self.government(draft).filter(|id| known(*id)))
            .or_else(|| self.reading.main_state())
            .or_else(|| self.government(draft))
    }

    /// 'Ohio sued Acme on Monday. Attorney General Jane Roe said': the only place in front that opens a sentence as its subject,
    /// perhaps behind 'the state of'.
    pub(super) fn acting_state(&self, draft: &Draft<'_>) -> Option<u32> {
        let classes = &self.reading.recogniser.classes;
        let acts = |mention: &&Mention| {
            let verbs = [classes.finite, classes.sue, classes.clause_verb];
            let verb = verbs.iter().any(|class| self.word(mention.sentence, mention.to, *class).is_some());
            let front =
                mention.from == 0 || mention.from < 4 && self.is(mention.sentence, mention.from - 1, classes.of);
            mention.form == Form::Name && front && verb
        };
        let front = self.reading.mentions.iter().take_while(|mention| mention.sentence <= draft.sentence);
        let mut states = front
            .filter(|mention| mention.sentence < draft.sentence || mention.to <= draft.from)
            .filter(acts)
            .filter_map(|mention| self.reading.sense(mention, |kind| kind == Kind::Place));
        let first = states.next()?;
        states.all(|other| other == first).then_some(first)
    }

    /// The state or union that the lexicon has for the law that an English match begins with, but for an authority of it that is
    /// spoken of.
    pub(super) fn maker_of_law(&self, draft: &Draft<'_>) -> Option<Filler> {
        if !self.grammatical() {
            return None;
        }
        let lexicon = &self.reading.recogniser.lexicon;
        let law =
            self.mentions(draft.sentence).find(|mention| mention.from <= draft.from + 1 && draft.from < mention.to)?;
        let law = self.reading.sense(law, |kind| kind == Kind::Work)?;
        let maker = lexicon.entity(self.reading.listed(law)?.country.as_deref()?)?;
        let authority = self.lawmaker(draft).filter(|body| {
            let country = self.reading.listed(*body).and_then(|listed| listed.country.as_deref());
            self.reading.entities[*body as usize].kind == Kind::Government
                && country.is_none_or(|id| lexicon.entity(id) == Some(maker))
        });
        if let Some(authority) = authority {
            return Some(Filler::Entity(authority));
        }
        Some(self.listed(maker))
    }

    /// The country that the lexicon knows a person to act for.
    pub(super) fn country(&self, draft: &Draft<'_>) -> Option<u32> {
        self.country_of(draft.entity("person")?)
    }

    /// The country that somebody serves.
    pub(super) fn country_of(&self, person: u32) -> Option<u32> {
        let lexicon = &self.reading.recogniser.lexicon;
        let known = self.reading.listed(person).and_then(|listed| lexicon.entity(listed.country.as_deref()?));
        // Else the one that the article is about; of several only one that it names far more often than any other.
        let state = || {
            if self.countries() > 1 {
                return self.main_country();
            }
            let main = self.reading.main_state().filter(|id| self.spoken_of(*id));
            let main = main.and_then(|id| self.reading.entities[id as usize].listed);
            main.or_else(|| self.country_of_authorities().filter(|_| self.grammatical()))
        };
        known.or_else(|| self.introduced_for(person)).or_else(state)
    }

    /// 'Chilean President Jane Roe', and later 'President Roe': the country that stands in front of somebody's title.
    fn introduced_for(&self, person: u32) -> Option<u32> {
        let lexicon = &self.reading.recogniser.lexicon;
        self.reading.mentions.windows(2).find_map(|pair| {
            let (place, holder) = (&pair[0], &pair[1]);
            let titled = place.sentence == holder.sentence
                && holder.senses == [person]
                && (place.to..holder.from).len() <= LONGEST_TITLE
                && self.titled(place.sentence, place.to);
            let listed = self.reading.entities[*place.senses.first().filter(|_| titled)? as usize].listed;
            listed.filter(|listed| lexicon.is_country(*listed))
        })
    }

    /// Whether an article does more than name a country once in passing: 'the Swedish service', 日本索尼音樂.
    fn spoken_of(&self, country: u32) -> bool {
        // 美國加州的大學: no more is told of a country in front of a place or body of it.
        let leads = |mention: &Mention| {
            let inner = |kind| matches!(kind, Kind::Place | Kind::Organization | Kind::Corporation);
            let next = self.mentions(mention.sentence).find(|next| next.from == mention.to);
            self.reading.is_chinese() && next.is_some_and(|next| self.reading.sense(next, inner).is_some())
        };
        let mut named =
            self.reading.mentions.iter().filter(|mention| mention.senses.contains(&country) && !leads(mention));
        let early = |mention: &Mention| mention.form == Form::Name && mention.sentence < EARLY;
        named.next().is_some_and(|first| early(first) || named.next().is_some())
    }

    /// The one country whose authorities an article names that names no country.
    fn country_of_authorities(&self) -> Option<u32> {
        let lexicon = &self.reading.recogniser.lexicon;
        let named = self.reading.entities.iter().filter(|entity| entity.count > 0 && entity.kind == Kind::Government);
        let mut countries = named.filter_map(|entity| {
            let country = lexicon.entities[entity.listed? as usize].country.as_deref();
            country.and_then(|id| lexicon.entity(id)).filter(|id| lexicon.is_country(*id))
        });
        let first = countries.next().filter(|_| self.countries() == 0)?;
        countries.all(|other| other == first).then_some(first)
    }

    /// The country that an article speaks of far more than of any other.
    fn main_country(&self) -> Option<u32> {
        let mut weights: Vec<(u32, u32)> =
            self.reading.state_weights().into_iter().map(|(id, weight)| (weight, id)).collect();
        weights.sort_unstable_by_key(|(weight, id)| (std::cmp::Reverse(*weight), *id));
        let (first, second) = (weights.first()?, weights.get(1).map_or(0, |second| second.0));
        let entity = |id: u32| &self.reading.entities[id as usize];
        // Names alone may tell it where adjectives and the headline do not.
        let names = weights.iter().map(|(_, id)| entity(*id).count).collect::<Vec<_>>();
        let named = names.iter().skip(1).all(|other| names[0] >= 2 * other);
        entity(first.1).listed.filter(|_| first.0 >= 2 * second || named)
    }

    fn countries(&self) -> usize {
        let lexicon = &self.reading.recogniser.lexicon;
        let named = self.reading.entities.iter().filter(|entity| entity.count > 0);
        named.filter_map(|entity| entity.listed).filter(|listed| lexicon.is_country(*listed)).count()
    }
}
