//! Words that stand for an entity spoken of before: pronouns, descriptions, groups of people.

use std::collections::BTreeMap;

use super::{Builder, covered};
use crate::fact::Kind;
use crate::recognise::descriptions;
use crate::recognise::ground::Ground;
use crate::recognise::reading::{Form, LocalEntity, Mention};
use crate::segment::atoms::{Case, Kind as AtomKind};

impl<'a> Builder<'_, 'a> {
    /// Pronouns, definite descriptions and groups of people.
    pub(super) fn add_pointers(&mut self, grounds: &[Ground<'_>], chinese: bool) {
        let classes = &self.reading.recogniser.classes;
        let forms = [
            (classes.he, Form::He),
            (classes.she, Form::She),
            (classes.they, Form::They),
            (classes.it, Form::It),
            (classes.his, Form::His),
            (classes.her, Form::Her),
            (classes.its, Form::Its),
            (classes.their, Form::Their),
            (classes.government_noun, Form::Government),
            (classes.company_noun, Form::Company),
            (classes.bare_body_noun, Form::Company),
            (classes.person_noun, Form::Person),
        ];
        let tag = self.reading.article.language.tag();
        let mut groups: BTreeMap<String, u32> = BTreeMap::new();
        let mut named = covered(&self.reading.mentions, grounds);
        for (i, ground) in grounds.iter().enumerate() {
            let named = std::mem::take(&mut named[i]);
            let mut found = Vec::new();
            for &((from, to), class) in &ground.words {
                if named[from..to].contains(&true) {
                    continue;
                }
                // Right in front of a name a description is part of what is said of it.
                if named.get(to) == Some(&true)
                    && (Some(class) == classes.person_noun
                        || Some(class) == classes.company_noun
                        || chinese && Some(class) == classes.group_noun)
                {
                    continue;
                }
                // 'The CEO job' is an office and nobody.
                if !chinese && Some(class) == classes.person_noun && ground.is_member(classes.office_thing, to) {
                    continue;
                }
                // 部分平台, 各大公司: not the one that was named before.
                if chinese
                    && Some(class) == classes.company_noun
                    && ground.word_ending(from, classes.group_modifier)
                    && !ground.is_member(classes.this, from)
                {
                    continue;
                }
                // 藝評人協會: with a noun in front it is the end of a name of its own.
                if chinese
                    && ground.word_at(from, classes.bare_body_noun) == Some(to)
                    && from > 0
                    && ground.kind(from - 1) == Some(AtomKind::Han)
                    && !ground.is_member(classes.han_stop, from - 1)
                    && !ground.word_ending(from, classes.han_stop)
                    && !(from.saturating_sub(4)..from).any(|at| ground.known_word_at(at) == Some(from))
                {
                    continue;
                }
                // 'The campaign group Acme' describes Acme.
                let described = !chinese
                    && Some(class) == classes.company_noun
                    && ground.is_member(classes.body_noun, to)
                    && named.get(to + 1) == Some(&true);
                if described {
                    continue;
                }
                // 'some 300 posts' are about 300.
                if !chinese
                    && Some(class) == classes.group_noun
                    && ground.kind(to) == Some(AtomKind::Number)
                    && ground.is_member(classes.group_modifier, from)
                {
                    continue;
                }
                // 'IT' in a name or for itself is no pronoun.
                let short = to == from + 1 && ground.sentence.atoms[from].case == Case::Upper && !ground.shouting;
                if short && ground.key(from).len() > 1 {
                    continue;
                }
                // 工會斥責: whoever goes by such a noun where no name ends so is a group.
                let unnamed = Some(class) == classes.bare_body_noun
                    && ground.word_at(from, classes.group_noun) == Some(to)
                    && !self.reading.entities.iter().any(|entity| {
                        let words = ground.text(self.reading.source, (from, to));
                        entity.names.iter().any(|(name, _)| name.ends_with(words) && name != words)
                    });
                if unnamed {
                    continue;
                }
                if let Some((_, form)) = forms.iter().find(|(id, _)| *id == Some(class)) {
                    // 'suspended her for a week': in front of a mark, a number or a preposition she is meant, not hers.
                    let object = *form == Form::Her
                        && !chinese
                        && (ground.kind(to) != Some(AtomKind::Word)
                            || ground.is_member(classes.preposition, to)
                            || ground.is_member(classes.negation, to));
                    let form = if object { &Form::She } else { form };
                    found.push(Mention { sentence: i, from, to, form: *form, senses: Vec::new() });
                } else if Some(class) == classes.group_noun {
                    let from = group_start(ground, from, chinese, &named);
                    let words = ground.text(self.reading.source, (from, to)).to_owned();
                    let entities = &mut self.reading.entities;
                    let id = *groups.entry(words.to_lowercase()).or_insert_with(|| {
                        entities.push(LocalEntity {
                            listed: None,
                            kind: Kind::Group,
                            names: vec![(words.clone(), tag)],
                            gender: None,
                            count: 0,
                        });
                        entities.len() as u32 - 1
                    });
                    entities[id as usize].count += 1;
                    found.push(Mention { sentence: i, from, to, form: Form::Group, senses: vec![id] });
                }
            }
            if !chinese {
                let mut at = 0;
                while at < ground.len() {
                    let nation = descriptions::nation_at(ground, at).filter(|(_, to)| !named[at..*to].contains(&true));
                    let Some((place, to)) = nation else {
                        at += 1;
                        continue;
                    };
                    let senses = vec![self.listed_entity(place)];
                    found.push(Mention { sentence: i, from: at, to, form: Form::Nation, senses });
                    at = to;
                }
                for description in descriptions::find(ground, &named) {
                    found.push(self.described(i, ground, &description, tag));
                }
            }
            found
                .sort_by_key(|mention| (mention.from, std::cmp::Reverse(mention.to), mention.form != Form::Government));
            let mut end = 0;
            for mention in found {
                // The adjective of a country goes on meaning it inside a description.
                if mention.form == Form::Nation {
                    self.reading.mentions.push(mention);
                } else if mention.from >= end {
                    end = mention.to;
                    self.reading.mentions.push(mention);
                }
            }
        }
        self.reading.mentions.sort_by_key(|mention| (mention.sentence, mention.from, std::cmp::Reverse(mention.to)));
    }

    /// A description as a mention: one that says whose body it is needs nothing said before. The government of a place
    /// is the place as far as it acts; another public body of it is a body that has no other name.
    pub(super) fn described(
        &mut self,
        sentence: usize,
        ground: &Ground<'_>,
        description: &descriptions::Description,
        tag: &'static str,
    ) -> Mention {
        let (from, to) = description.stretch;
        let mut mention = Mention { sentence, from, to, form: description.form, senses: Vec::new() };
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
            return self.public_body(mention, (from + 1, to), ground, tag);
        }
        let Some(place) = description.place else {
            let told = (from + 1..to).any(|at| ground.word_at(at, ground.classes.authority_told) == Some(to));
            let told = told && from + 2 < to;
            return match told && !self.names_authority(ground, (from + 1, to)) {
                true => self.public_body(mention, (from + 1, to), ground, tag),
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
        self.public_body(mention, (from, to), ground, tag)
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
        let sense = *self.reading.mentions[place].senses.first()?;
        let country = lexicon.entities[self.reading.entities[sense as usize].listed? as usize].id.as_str();
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

    /// 'The labour ministry' is no body of its own where the article names a Ministry of Labour.
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
        let entities = &self.reading.recogniser.lexicon.entities;
        let listed = |sense: u32| Some(&entities[self.reading.entities[sense as usize].listed? as usize]);
        let country = self.reading.mentions[place].senses.first().and_then(|sense| listed(*sense));
        let (Some(body), Some(country)) = (listed(body), country) else { return true };
        body.country.as_deref() == Some(country.id.as_str())
    }

    /// A body that has no name but its description.
    fn public_body(
        &mut self,
        mut mention: Mention,
        words: (usize, usize),
        ground: &Ground<'_>,
        tag: &'static str,
    ) -> Mention {
        let words = ground.text(self.reading.source, words).to_owned();
        let known = self.reading.entities.iter().position(|entity| entity.names.iter().any(|(name, _)| *name == words));
        let id = known.unwrap_or_else(|| {
            self.reading.entities.push(LocalEntity {
                listed: None,
                kind: Kind::Government,
                names: vec![(words, tag)],
                gender: None,
                count: 0,
            });
            self.reading.entities.len() - 1
        });
        self.reading.entities[id].count += 1;
        mention.form = Form::Name;
        mention.senses = vec![id as u32];
        mention
    }
}

/// Where a group of people begins: the words in front of the noun that tell which people. Only listed words do in
/// Chinese, where a verb may stand in front as well: in 照顧員工 it is no part of the group.
fn group_start(ground: &Ground<'_>, noun: usize, chinese: bool, named: &[bool]) -> usize {
    let classes = ground.classes;
    let mut from = noun;
    while from > 0 && noun - from < if chinese { 6 } else { 3 } {
        let at = from - 1;
        let fits = if chinese {
            let front = (at.saturating_sub(3)..at).find(|start| {
                [classes.group_modifier, classes.group_noun, classes.nationality]
                    .iter()
                    .any(|class| ground.word_at(*start, *class) == Some(from))
            });
            front.filter(|start| !named[*start..from].contains(&true) && !ground.valued[*start])
        } else {
            (ground.is_member(classes.group_modifier, at) || ground.is_member(classes.nationality, at)).then_some(at)
        };
        let Some(front) = fits else {
            // A name right in front tells whose people they are: 'Acme employees', 俄羅斯官員.
            if named[at]
                && let Some((start, _)) = ground.listed_ending(from)
            {
                return start;
            }
            break;
        };
        from = front;
    }
    from
}
