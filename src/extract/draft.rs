//! Matches turned into drafts of facts: captures and fillers become values.

use std::collections::BTreeMap;

use super::fill::Context;
use super::matcher::{Capture, Match};
use super::pattern::Type;
use super::rules::Rule;
use super::view::Item;
use crate::fact::{Date, Kind, Modality};
use crate::model::iri::slug;
use crate::recognise::number::{Bound, Measure, Quantity};
use crate::recognise::{Form, Reading, What};

/// From how many on people are counted and not heard.
const MANY: i128 = 100;

/// What fills a role while entities are still those of the article.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Filler {
    /// Position in [`Reading::entities`].
    Entity(u32),
    /// Position in the lexicon, for an entity that the article does not name.
    Listed(u32),
    Text(String),
    Number(String),
    Money(String, String),
    Date(Date),
    Duration(String),
    Concept(String),
    /// IRI path and label.
    NewConcept(String, String),
    Term(String),
}

/// A fact before it is weighed against the others.
#[derive(Debug, Clone)]
pub struct Draft<'r> {
    pub rule: &'r Rule,
    pub sentence: usize,
    /// Atoms of the match.
    pub from: usize,
    pub to: usize,
    pub roles: BTreeMap<String, Vec<Filler>>,
    /// Atoms that each role was read from.
    pub places: Vec<(String, usize, usize)>,
    pub modality: Modality,
}

impl Draft<'_> {
    pub fn place(&self, role: &str) -> Option<(usize, usize)> {
        self.places.iter().find(|(name, _, _)| name == role).map(|(_, from, to)| (*from, *to))
    }

    pub fn entity(&self, role: &str) -> Option<u32> {
        self.roles.get(role)?.iter().find_map(|filler| match filler {
            Filler::Entity(id) => Some(*id),
            _ => None,
        })
    }
}

/// The drafts of a match: one, or one for each combination of list members that do not belong together.
pub fn drafts<'r>(found: &Match<'r>, modality: Modality, context: &Context<'_, '_>) -> Vec<Draft<'r>> {
    let rule = found.rule;
    let each: Vec<Capture<'r>> = found.captures.iter().flat_map(|capture| members(capture, context.reading)).collect();
    let mut groups: Vec<(&str, Vec<&Capture<'r>>)> = Vec::new();
    for capture in &each {
        match groups.iter_mut().find(|(role, _)| *role == capture.role) {
            Some((_, captures)) => captures.push(capture),
            None => groups.push((capture.role, vec![capture])),
        }
    }
    let mut combinations: Vec<Vec<&Capture<'r>>> = vec![Vec::new()];
    for (role, captures) in &groups {
        let together = rule.together.iter().any(|name| name == role);
        combinations = combinations
            .into_iter()
            .flat_map(|chosen| {
                let options: Vec<Vec<&Capture<'r>>> = if together {
                    vec![captures.clone()]
                } else {
                    captures.iter().map(|capture| vec![*capture]).collect()
                };
                options.into_iter().map(move |mut option| {
                    let mut all = chosen.clone();
                    all.append(&mut option);
                    all
                })
            })
            .collect();
    }
    combinations.into_iter().filter_map(|captures| draft(found, &captures, modality, context)).collect()
}

/// 'Both companies' is a list of two.
fn members<'r>(capture: &Capture<'r>, reading: &Reading<'_>) -> Vec<Capture<'r>> {
    let Item::Mention(id) = capture.item else { return vec![capture.clone()] };
    let mention = &reading.mentions[id as usize];
    if mention.form != Form::Several {
        return vec![capture.clone()];
    }
    mention.senses.iter().map(|entity| Capture { item: Item::Entity(*entity), ..capture.clone() }).collect()
}

fn draft<'r>(
    found: &Match<'r>,
    captures: &[&Capture<'r>],
    modality: Modality,
    context: &Context<'_, '_>,
) -> Option<Draft<'r>> {
    let rule = found.rule;
    let mut draft = Draft {
        rule,
        sentence: found.sentence,
        from: found.from,
        to: found.to,
        roles: BTreeMap::new(),
        places: Vec::new(),
        modality,
    };
    for capture in captures {
        draft.places.push((capture.role.to_owned(), capture.from, capture.to));
        if capture.role.starts_with('_') {
            continue;
        }
        for (role, filler) in fillers(capture, found.sentence, context.reading, rule) {
            add(&mut draft.roles, &role, filler);
        }
    }
    for (role, value) in &rule.set {
        let filler = match role.as_str() {
            "title" | "topic" if value.contains('/') => Filler::Concept(value.clone()),
            "unit" | "measure" | "name" | "election" => Filler::Text(value.clone()),
            _ => Filler::Term(value.clone()),
        };
        add(&mut draft.roles, role, filler);
    }
    for (role, filler) in &rule.fill {
        if !draft.roles.contains_key(role) {
            context.fill(&mut draft, role, filler);
        }
    }
    if rule.class == "observation" && context.is_price(&draft) {
        return None;
    }
    // An office whose body the text leaves open is told by the rules that ask for none.
    if rule.fill.get("org").is_some_and(|filler| filler == "nearby-org") && !draft.roles.contains_key("org") {
        return None;
    }
    if matches!(rule.class.as_str(), "statement" | "criticism" | "demand") && share_speaks(&draft, context.reading) {
        return None;
    }
    let class = crate::model::classes::class(&rule.class)?;
    // An office that had to be looked for and was not found is none.
    if rule.fill.iter().any(|(role, _)| role == "title") && !draft.roles.contains_key("title") {
        return None;
    }
    let complete = class.roles.iter().all(|spec| !spec.required || draft.roles.contains_key(spec.name));
    // Nobody buys, sues or criticises himself.
    let pairs = [
        ("agent", "target"),
        ("owner", "owned"),
        ("buyer", "target"),
        ("from", "to"),
        ("plaintiff", "defendant"),
        ("agent", "product"),
        ("founder", "organization"),
    ];
    let turned =
        pairs.iter().any(|(one, other)| draft.entity(one).is_some() && draft.entity(one) == draft.entity(other));
    (complete && !turned && draft.roles.len() > rule.set.len()).then_some(draft)
}

/// Whether the one who speaks is a share or a large number of some: 'a third of users say', 41%的業者表示. What they say is
/// a figure of a survey.
fn share_speaks(draft: &Draft<'_>, reading: &Reading<'_>) -> bool {
    let Some((from, _)) = draft.place("speaker").or_else(|| draft.place("agent")) else { return false };
    let tagged = &reading.sentences[draft.sentence];
    let of = [reading.recogniser.classes.of, reading.recogniser.classes.possessive];
    let linked =
        from > 0 && of.into_iter().flatten().any(|class| tagged.class_at(from - 1, class).is_some_and(|to| to == from));
    let end = from - usize::from(linked);
    tagged.hits.iter().filter(|hit| hit.to as usize == end).any(|hit| match hit.what {
        What::Quantity(id) => {
            let quantity = &reading.quantities[id as usize];
            let many = || quantity.value.and_then(crate::recognise::decimal::Decimal::whole).is_some_and(|n| n >= MANY);
            quantity.measure == Measure::Percent || quantity.measure == Measure::Plain && many()
        }
        _ => false,
    })
}

pub fn add(roles: &mut BTreeMap<String, Vec<Filler>>, role: &str, filler: Filler) {
    let values = roles.entry(role.to_owned()).or_default();
    if !values.contains(&filler) {
        values.push(filler);
        values.sort();
    }
}

/// What a capture says of its role, and of the roles that go with it.
fn fillers(capture: &Capture<'_>, sentence: usize, reading: &Reading<'_>, rule: &Rule) -> Vec<(String, Filler)> {
    let role = capture.role.to_owned();
    match capture.item {
        Item::Mention(id) => {
            sense(reading, id, capture).map(|entity| (role, Filler::Entity(entity))).into_iter().collect()
        }
        Item::Entity(entity) => vec![(role, Filler::Entity(entity))],
        Item::Title(id) => {
            let title = &reading.titles[id as usize];
            let words = reading.words(sentence, title.from, title.to).to_owned();
            let filler = match title.concept {
                Some(concept) => Filler::Concept(reading.recogniser.lexicon.titles[concept as usize].path.clone()),
                // A longer title is a kind of the listed one that it ends in; its words stand beside.
                None => Filler::Concept(reading.recogniser.lexicon.titles[title.base as usize].path.clone()),
            };
            let mut found = vec![(role.clone(), filler)];
            if role == "title" {
                found.push(("title-text".to_owned(), Filler::Text(words)));
            }
            found
        }
        Item::Time(id) => {
            reading.times[id as usize].date.clone().map(|date| (role, Filler::Date(date))).into_iter().collect()
        }
        Item::Topic(id) => vec![(role, Filler::Concept(reading.recogniser.lexicon.topics[id as usize].path.clone()))],
        Item::Quantity(id) => quantity(&role, &reading.quantities[id as usize], rule),
        Item::Words => words(&role, capture, sentence, reading),
    }
}

fn words(role: &str, capture: &Capture<'_>, sentence: usize, reading: &Reading<'_>) -> Vec<(String, Filler)> {
    let (mut from, mut to) = (capture.from, capture.to);
    if let Some(quote) = reading.article.sentences[sentence]
        .quotes
        .iter()
        .find(|quote| quote.outer.start == from && quote.outer.end == to)
    {
        (from, to) = (quote.inner.start, quote.inner.end);
    }
    let text = reading.words(sentence, from, to).trim_matches([',', '，']).trim().to_owned();
    if text.is_empty() {
        return Vec::new();
    }
    let filler = match role {
        "topic" => Filler::NewConcept(format!("topic/{}", slug(&text)), text),
        "title" => {
            return vec![
                (role.to_owned(), Filler::NewConcept(format!("role/{}", slug(&text)), text.clone())),
                ("title-text".to_owned(), Filler::Text(text)),
            ];
        }
        "product" | "publisher" | "person" | "org" | "place" | "buyer" | "owned" | "owner" => return Vec::new(),
        _ => Filler::Text(text),
    };
    vec![(role.to_owned(), filler)]
}

fn quantity(role: &str, quantity: &Quantity, rule: &Rule) -> Vec<(String, Filler)> {
    let Some(value) = quantity.value else { return Vec::new() };
    let number = value.to_string();
    let filler = match (&quantity.measure, role) {
        (Measure::Money(code), _) => Filler::Money(number, code.clone()),
        (Measure::Duration(unit), "duration") => Filler::Duration(match unit.strip_prefix('T') {
            Some(unit) => format!("PT{number}{unit}"),
            None => format!("P{number}{unit}"),
        }),
        _ => Filler::Number(number),
    };
    let mut found = vec![(role.to_owned(), filler)];
    let class = crate::model::classes::class(&rule.class);
    let has = |role: &str| class.is_some_and(|class| class.role(role).is_some());
    if role == "value" && has("unit") && quantity.measure == Measure::Percent {
        found.push(("unit".to_owned(), Filler::Text("percent".to_owned())));
    }
    if role == "value"
        && has("bound")
        && let Some(bound) = quantity.bound
    {
        found.push(("bound".to_owned(), Filler::Term(bound_term(bound).to_owned())));
    }
    found
}

pub const fn bound_term(bound: Bound) -> &'static str {
    match bound {
        Bound::AtLeast => "AtLeast",
        Bound::AtMost => "AtMost",
        Bound::About => "About",
    }
}

/// Which of the entities that a name may mean fits the capture: the company acts, the platform is acted upon.
fn sense(reading: &Reading<'_>, mention: u32, capture: &Capture<'_>) -> Option<u32> {
    let senses = &reading.mentions[mention as usize].senses;
    let kind = |sense: &u32| reading.entities[*sense as usize].kind;
    let rank = |sense: &u32| -> u8 {
        let kind = kind(sense);
        let platform = capture.kind == Some(Type::Platform) || capture.role == "platform";
        match (capture.kind, kind) {
            (Some(Type::Person), Kind::Person) => 0,
            (_, Kind::Platform | Kind::Product) if platform => 0,
            (Some(Type::Place), Kind::Place) => 0,
            (Some(Type::Agent), Kind::Person | Kind::Group) => 1,
            (
                _,
                Kind::Corporation | Kind::Organization | Kind::Ngo | Kind::Government | Kind::Media | Kind::Campaign,
            ) => 2,
            (_, Kind::Platform | Kind::Product) => 3,
            _ => 4,
        }
    };
    senses.iter().copied().min_by_key(|sense| (rank(sense), *sense))
}
