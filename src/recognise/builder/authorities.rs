//! Authorities that are spoken of by what they are: 'Italy's data protection authority', 'the Dutch privacy regulator'.

use super::Builder;
use crate::fact::Kind;
use crate::recognise::descriptions::Description;
use crate::recognise::ground::Ground;
use crate::recognise::reading::{Form, Mention};

impl Builder<'_, '_> {
    /// A description as a mention: one that says whose body it is needs nothing said before. The government of a place
    /// is the place as far as it acts; another public body of it is a body that has no other name.
    pub(super) fn described(&mut self, sentence: usize, ground: &Ground<'_>, description: &Description) -> Mention {
        let (from, to) = description.stretch;
        let mut mention = Mention { sentence, from, to, form: description.form, senses: Vec::new() };
        if let Some(made) = description.made {
            mention.senses.extend(self.owner_of(sentence, made));
            return mention;
        }
        if let Some(nation) = description.nation {
            if ground.word_at(to - 1, ground.classes.state_noun).is_some() {
                mention.senses = vec![self.listed_entity(nation)];
                return mention;
            }
            // 'The Dutch privacy regulator' is a body of its own where the article names no authority.
            let known = self.reading.mentions.iter().any(|other| {
                other.form == Form::Name
                    && other.sentence <= sentence
                    && other.senses.iter().any(|sense| self.reading.entities[*sense as usize].kind == Kind::Government)
            });
            if known {
                return mention;
            }
            return self.public_body(mention, (from + 1, to), ground);
        }
        let Some(place) = description.place else {
            let told = (from + 1..to).any(|at| ground.word_at(at, ground.classes.authority_told) == Some(to));
            // 'Reported that his ministry had' names none.
            let told = told && from + 2 < to && !ground.is_member(ground.classes.title_opener, from + 1);
            return match told && !self.names_authority(ground, (from + 1, to)) {
                true => self.public_body(mention, (from + 1, to), ground),
                false => mention,
            };
        };
        // The name of the place is part of the description.
        let within =
            |mention: &Mention| mention.sentence == sentence && place.0 <= mention.from && mention.to <= place.1;
        let Some(position) = self.reading.mentions.iter().position(within) else { return mention };
        if ground.word_at(to - 1, ground.classes.state_noun).is_some() {
            mention.senses.clone_from(&self.reading.mentions[position].senses);
            return mention;
        }
        if let Some(body) = self.authority_of(mention.sentence, position, ground, (place.1 + 1, to)) {
            mention.form = Form::Name;
            mention.senses = vec![body];
            return mention;
        }
        if ground.word_at(to - 1, ground.classes.authority_named).is_none()
            && let Some(body) = crate::link::named_later(self.reading, sentence, ground.key(to - 1))
            && self.at_home(body, position)
        {
            self.reading.entities[body as usize].kind = Kind::Government;
            mention.form = Form::Name;
            mention.senses = vec![body];
            return mention;
        }
        self.public_body(mention, (from, to), ground)
    }

    /// 'Italy's data protection authority' is the authority of that country whose listed name ends so, and 'Ireland's
    /// regulator' the authority of that country that was named last; `words` is what stands behind the mark.
    fn authority_of(
        &mut self,
        sentence: usize,
        place: usize,
        ground: &Ground<'_>,
        words: (usize, usize),
    ) -> Option<u32> {
        let lexicon = &self.reading.recogniser.lexicon;
        let country = self.reading.listed(*self.reading.mentions[place].senses.first()?)?.id.as_str();
        let acts = |listed: u32| {
            lexicon.kinds[listed as usize] == Kind::Government
                && lexicon.entities[listed as usize].country.as_deref() == Some(country)
        };
        if words.1 - words.0 > 1 {
            let described = ground.text(self.reading.source, words);
            let ends = |name: &String| {
                name.strip_suffix(described)
                    .is_some_and(|front| front.ends_with(' ') && front.split_whitespace().count() < 3)
            };
            let found = (0..lexicon.entities.len() as u32)
                .find(|listed| acts(*listed) && lexicon.entities[*listed as usize].en.iter().any(ends));
            return found.map(|listed| self.listed_entity(listed));
        }
        if ground.word_at(words.0, ground.classes.authority_named).is_some() {
            return None;
        }
        let named = |mention: &&Mention| mention.form == Form::Name && mention.sentence <= sentence;
        let listed = |sense: u32| self.reading.entities[sense as usize].listed.is_some_and(acts);
        let mut named = self.reading.mentions.iter().filter(named).flat_map(|mention| mention.senses.iter().copied());
        named.rfind(|sense| listed(*sense))
    }

    /// Whoever runs or makes what is named at a place, where the lexicon knows him; the name is then no mention of its own.
    fn owner_of(&mut self, sentence: usize, made: (usize, usize)) -> Option<u32> {
        let named = |mention: &Mention| mention.sentence == sentence && (mention.from, mention.to) == made;
        let at = self.reading.mentions.iter().position(named)?;
        let mut senses = self.reading.mentions[at].senses.iter();
        let owner = senses.find_map(|sense| self.reading.listed(*sense)?.operated_by.as_deref())?;
        let owner = self.reading.recogniser.lexicon.entity(owner)?;
        self.reading.mentions.remove(at);
        Some(self.listed_entity(owner))
    }

    /// 'The labour ministry' is no body of its own where one that the article names shares a word with it: Ministry of Labour.
    fn names_authority(&self, ground: &Ground<'_>, words: (usize, usize)) -> bool {
        let bodies = || self.reading.entities.iter().filter(|entity| entity.kind.is_body());
        bodies().flat_map(|entity| &entity.names).any(|(name, _)| {
            let keys = crate::segment::atoms::keys(name);
            let has = |at: usize| keys.iter().any(|key| key == ground.key(at));
            keys.len() > words.1 - words.0 && (words.0..words.1).any(has)
        })
    }

    /// Whether a body may be one of the country that a mention names: 'Belgium's competition authority' is not the Commission.
    fn at_home(&self, body: u32, place: usize) -> bool {
        let country = self.reading.mentions[place].senses.first().and_then(|sense| self.reading.listed(*sense));
        let (Some(body), Some(country)) = (self.reading.listed(body), country) else { return true };
        body.country.as_deref() == Some(country.id.as_str())
    }

    /// A body that has no name but its description.
    fn public_body(&mut self, mut mention: Mention, words: (usize, usize), ground: &Ground<'_>) -> Mention {
        let words = ground.text(self.reading.source, words).to_owned();
        let id = self.called(&words, Kind::is_body).unwrap_or_else(|| self.unlisted(Kind::Government, words));
        self.reading.entities[id as usize].count += 1;
        mention.form = Form::Name;
        mention.senses = vec![id];
        mention
    }
}
