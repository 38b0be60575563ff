//! An article as it is understood so far: its sentences tagged, its mentions and the entities they may mean.

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::Recogniser;
use super::builder;
use super::date::TimePoint;
use super::imported::Meaning;
use super::lexicon::ClassId;
use super::number::Quantity;
use super::tags::Tagged;
use crate::fact::Kind;
use crate::segment::{Article, Part};

/// How an entity is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Name,
    He,
    She,
    They,
    It,
    His,
    Her,
    Its,
    Their,
    /// 'the company', 該公司.
    Company,
    /// 'the government', 該國政府.
    Government,
    /// 'the billionaire', 這位執行長.
    Person,
    /// 'Australian', in front of what acts for Australia.
    Nation,
    /// 'critics', 公民團體: people who have no name of their own.
    Group,
    /// 'both companies': each of those that the senses name.
    Several,
}

impl Form {
    /// The words stand for something said before, which linking has to find.
    pub const fn points_back(self) -> bool {
        !matches!(self, Self::Name | Self::Group | Self::Nation | Self::Several)
    }

    /// The words only say whose something is.
    pub const fn is_possessive(self) -> bool {
        matches!(self, Self::His | Self::Her | Self::Its | Self::Their)
    }
}

/// A place where an entity is spoken of.
#[derive(Debug, Clone)]
pub struct Mention {
    pub sentence: usize,
    pub from: usize,
    pub to: usize,
    pub form: Form,
    /// Positions in [`Reading::entities`]: several where a name means a company or its platform, and of the form
    /// [`Form::Several`] all that are meant.
    pub senses: Vec<u32>,
}

/// An entity of the article.
#[derive(Debug, Clone)]
pub struct LocalEntity {
    /// Position in the lexicon.
    pub listed: Option<u32>,
    pub kind: Kind,
    /// Names that the article uses, with their language tags; the fullest first.
    pub names: Vec<(String, &'static str)>,
    /// `m` or `f`, where it is known.
    pub gender: Option<char>,
    pub count: u32,
}

/// A title in a sentence.
#[derive(Debug, Clone)]
pub struct Title {
    pub sentence: usize,
    pub from: usize,
    pub to: usize,
    /// Position in the lexicon's titles; `None` for a title that is longer than a listed one.
    pub concept: Option<u32>,
    /// The listed title that it is or ends in.
    pub base: u32,
}

/// Everything that was recognised in an article.
pub struct Reading<'a> {
    pub recogniser: &'a Recogniser,
    pub source: &'a str,
    pub article: &'a Article,
    pub published: Option<NaiveDate>,
    pub sentences: Vec<Tagged>,
    pub mentions: Vec<Mention>,
    pub entities: Vec<LocalEntity>,
    /// Positions of entities that an imported lexicon knows, with their meaning there.
    pub imported: BTreeMap<u32, Meaning>,
    pub titles: Vec<Title>,
    pub times: Vec<TimePoint>,
    pub quantities: Vec<Quantity>,
    /// Of entities and classes whether a name ends with a word of the class, once that was asked for; the names do not change
    /// any more then.
    endings: RefCell<FxHashMap<(u32, ClassId), bool>>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(
        recogniser: &'a Recogniser,
        source: &'a str,
        article: &'a Article,
        published: Option<NaiveDate>,
    ) -> Self {
        let mut reading = Self {
            recogniser,
            source,
            article,
            published,
            sentences: Vec::new(),
            mentions: Vec::new(),
            entities: Vec::new(),
            imported: BTreeMap::new(),
            titles: Vec::new(),
            times: Vec::new(),
            quantities: Vec::new(),
            endings: RefCell::default(),
        };
        builder::build(&mut reading);
        reading
    }

    /// The words of a stretch of atoms, as written.
    pub fn words(&self, sentence: usize, from: usize, to: usize) -> &'a str {
        let atoms = &self.article.sentences[sentence].atoms;
        if from >= to {
            return "";
        }
        &self.source[atoms[from].bytes.0..atoms[to - 1].bytes.1]
    }

    /// The text from the first sentence of the article to its last; a document may hold many articles.
    pub fn article_text(&self) -> &'a str {
        let sentences = &self.article.sentences;
        let start = sentences.iter().map(|sentence| sentence.bytes.start).min().unwrap_or(0);
        let end = sentences.iter().map(|sentence| sentence.bytes.end).max().unwrap_or(0);
        &self.source[start..end]
    }

    #[inline]
    pub fn is_chinese(&self) -> bool {
        self.article.language.is_chinese()
    }

    /// Whether an atom of a sentence is a word of a class.
    #[inline]
    pub fn is_member(&self, sentence: usize, at: usize, class: Option<ClassId>) -> bool {
        let symbol = self.sentences[sentence].symbols.get(at);
        class.zip(symbol).is_some_and(|(class, symbol)| self.recogniser.lexicon.has_member(class, *symbol))
    }

    /// Whether a name of an entity ends with a phrase of a class: 向高等法院起訴 names a court.
    pub fn name_ends_with(&self, entity: u32, class: Option<ClassId>) -> bool {
        let Some(class) = class else { return false };
        *self.endings.borrow_mut().entry((entity, class)).or_insert_with(|| {
            self.entities[entity as usize].names.iter().any(|(name, _)| {
                let keys = crate::segment::atoms::keys(name);
                let ends = |len: usize| self.recogniser.lexicon.has_phrase(Some(class), &keys[keys.len() - len..]);
                (1..=keys.len().min(4)).any(ends)
            })
        })
    }

    /// Whether a name has a word of a class.
    pub fn has_word(&self, name: &str, class: Option<ClassId>) -> bool {
        crate::segment::atoms::keys(name).iter().any(|key| self.recogniser.lexicon.is_member(class, key))
    }

    /// Of the senses of a mention that fit the company rather than its platform.
    pub fn sense(&self, mention: &Mention, fits: impl Fn(Kind) -> bool) -> Option<u32> {
        let kind = |sense: &u32| self.entities[*sense as usize].kind;
        let senses = mention.senses.iter().copied().filter(|sense| fits(kind(sense)));
        senses.min_by_key(|sense| (kind(sense) == Kind::Platform, *sense))
    }

    /// The body that the article is mostly about.
    pub fn main_body(&self) -> Option<u32> {
        let mut weights: BTreeMap<u32, u32> = BTreeMap::new();
        // What is named once, and late, is not what an article is about.
        let mut early: Vec<u32> = Vec::new();
        // A paper or broadcaster is what an article is about only where the headline names it.
        let headlined: Vec<u32> = self
            .mentions
            .iter()
            .filter(|mention| self.article.sentences[mention.sentence].part == Part::Headline)
            .flat_map(|mention| mention.senses.iter().copied())
            .collect();
        // 'Bolt parent Acme': such words are about Acme.
        let operated = |mention: &Mention| {
            let noun = self.recogniser.classes.owner_noun;
            let end = noun.and_then(|class| self.sentences[mention.sentence].class_at(mention.to, class));
            end.is_some_and(|end| {
                self.mentions_in(mention.sentence).iter().any(|m| m.from == end && m.form == Form::Name)
            })
        };
        for mention in self.mentions.iter().filter(|mention| mention.form == Form::Name && !operated(mention)) {
            let weight = match self.article.sentences[mention.sentence].part {
                Part::Headline => 3,
                Part::Body => 1,
                Part::Related => continue,
            };
            let kind = |sense: &u32| self.entities[*sense as usize].kind;
            // 某大學: where somebody teaches is what an article is about only where the headline names it.
            let school =
                |sense: &u32| self.is_chinese() && self.name_ends_with(*sense, self.recogniser.classes.school_ending);
            let bodies = mention.senses.iter().copied().filter(|sense| match kind(sense) {
                Kind::Corporation | Kind::Platform => true,
                // A court decides about others.
                Kind::Organization if self.name_ends_with(*sense, self.recogniser.classes.court_word) => false,
                Kind::Organization => headlined.contains(sense) || !school(sense),
                Kind::Media => headlined.contains(sense),
                _ => false,
            });
            let body = bodies.min_by_key(|sense| (kind(sense) == Kind::Platform, *sense));
            if let Some(body) = body {
                let weight = if kind(&body) == Kind::Media { 1 } else { weight };
                *weights.entry(body).or_default() += weight;
                if mention.sentence <= EARLY {
                    early.push(body);
                }
            }
        }
        weights
            .into_iter()
            .filter(|(entity, weight)| *weight > 1 || early.contains(entity))
            .max_by_key(|(entity, weight)| (*weight, std::cmp::Reverse(*entity)))
            .map(|(entity, _)| entity)
    }
}

/// Last sentence in which a single mention may name the body that an article is about.
const EARLY: usize = 4;

impl<'a> Reading<'a> {
    /// The mentions of a sentence, in their order.
    pub fn mentions_in(&self, sentence: usize) -> &[Mention] {
        let start = self.mentions.partition_point(|mention| mention.sentence < sentence);
        let rest = &self.mentions[start..];
        &rest[..rest.iter().take_while(|mention| mention.sentence == sentence).count()]
    }

    /// Whether an entity of the article is a country that the lexicon has.
    pub fn is_country(&self, entity: u32) -> bool {
        let listed = self.entities[entity as usize].listed;
        listed.is_some_and(|listed| self.recogniser.lexicon.is_country(listed))
    }

    /// Whether the lexicon tells of one entity of the article that another one operates it.
    pub fn runs(&self, owner: u32, owned: u32) -> bool {
        let operator = self.listed(owned).and_then(|owned| owned.operated_by.as_ref());
        self.listed(owner).zip(operator).is_some_and(|(owner, operator)| owner.id == *operator)
    }

    /// What the lexicon lists of an entity of the article.
    pub fn listed(&self, entity: u32) -> Option<&'a crate::pack::ListedEntity> {
        let index = self.entities[entity as usize].listed?;
        Some(&self.recogniser.lexicon.entities[index as usize])
    }

    /// The country that the article is about: the one named most often, by its name or its adjective, a headline and the
    /// first sentences counting more.
    pub fn main_state(&self) -> Option<u32> {
        let weights = self.state_weights();
        let most = weights.iter().max_by_key(|(id, weight)| (**weight, std::cmp::Reverse(**id)))?;
        let rivals = weights.values().filter(|weight| *weight == most.1).count();
        (rivals == 1).then_some(*most.0)
    }

    /// How much the article speaks of each country.
    pub fn state_weights(&self) -> BTreeMap<u32, u32> {
        let country = |id: &u32| self.is_country(*id);
        let mut weights: BTreeMap<u32, u32> = BTreeMap::new();
        for mention in self.mentions.iter().filter(|mention| matches!(mention.form, Form::Name | Form::Nation)) {
            let weight = match self.article.sentences[mention.sentence].part {
                Part::Headline => 3,
                Part::Body if mention.sentence < 4 => 2,
                Part::Body => 1,
                Part::Related => continue,
            };
            if let Some(id) = mention.senses.iter().copied().find(|id| country(id)) {
                *weights.entry(id).or_default() += weight;
            }
        }
        weights
    }
}
