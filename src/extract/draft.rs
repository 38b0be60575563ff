//! Matches turned into drafts of facts: captures and fillers become values.

use smallvec::{SmallVec, smallvec};

use super::fill::Context;
use super::matcher::{Capture, Match};
use super::pattern::Type;
use super::rules::Rule;
use super::view::Item;
use crate::fact::{Date, Kind, Modality};
use crate::model::iri::slug;
use crate::recognise::lexicon::ClassId;
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
    /// A group that is told by these words alone.
    Group(String),
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

/// What fills each role, ordered by role; the fillers of one are ordered, and none stands twice.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Roles<'r>(SmallVec<[(&'r str, Fillers); 6]>);

/// Most roles have one filler.
pub type Fillers = SmallVec<[Filler; 1]>;

impl<'r> Roles<'r> {
    pub fn add(&mut self, role: &'r str, filler: Filler) {
        match self.place(role) {
            Ok(place) => {
                let fillers = &mut self.0[place].1;
                if let Err(place) = fillers.binary_search(&filler) {
                    fillers.insert(place, filler);
                }
            }
            Err(place) => self.0.insert(place, (role, smallvec![filler])),
        }
    }

    /// Leaves a role open again.
    pub fn drop(&mut self, role: &str) {
        self.0.retain(|(name, _)| *name != role);
    }

    pub fn get(&self, role: &str) -> Option<&[Filler]> {
        self.0.iter().find(|(name, _)| *name == role).map(|(_, fillers)| fillers.as_slice())
    }

    /// The fillers of all roles.
    pub fn fillers(&self) -> impl Iterator<Item = &Filler> {
        self.0.iter().flat_map(|(_, fillers)| fillers)
    }

    fn place(&self, role: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(name, _)| (*name).cmp(role))
    }
}

impl<'r> IntoIterator for Roles<'r> {
    type Item = (&'r str, Fillers);
    type IntoIter = smallvec::IntoIter<[(&'r str, Fillers); 6]>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// A fact before it is weighed against the others.
#[derive(Debug, Clone)]
pub struct Draft<'r> {
    pub rule: &'r Rule,
    pub sentence: usize,
    /// Atoms of the match.
    pub from: usize,
    pub to: usize,
    pub roles: Roles<'r>,
    /// Atoms that each role was read from.
    pub places: SmallVec<[(&'r str, usize, usize); 6]>,
    pub modality: Modality,
}

impl Draft<'_> {
    pub fn place(&self, role: &str) -> Option<(usize, usize)> {
        self.places.iter().find(|(name, _, _)| *name == role).map(|(_, from, to)| (*from, *to))
    }

    pub fn entity(&self, role: &str) -> Option<u32> {
        self.roles.get(role)?.iter().find_map(|filler| match filler {
            Filler::Entity(id) => Some(*id),
            _ => None,
        })
    }
}

/// What is captured for one role.
type Members<'r> = SmallVec<[Capture<'r>; 1]>;

/// The drafts of a match: one, or one for each combination of list members that do not belong together.
pub fn drafts<'r>(found: &Match<'r>, modality: Modality, context: &Context<'_, '_>) -> impl Iterator<Item = Draft<'r>> {
    let mut groups: SmallVec<[(&str, Members<'r>); 6]> = SmallVec::new();
    for capture in found.captures.iter().flat_map(|capture| members(*capture, context.reading)) {
        match groups.iter_mut().find(|(role, _)| *role == capture.role) {
            Some((_, captures)) => captures.push(capture),
            None => groups.push((capture.role, smallvec![capture])),
        }
    }
    let apart = |role: &str| !found.rule.together.iter().any(|name| name == role);
    let count: usize = groups.iter().filter(|(role, _)| apart(role)).map(|(_, captures)| captures.len()).product();
    (0..count).filter_map(move |number| {
        // The members of the first list change most slowly.
        let mut behind = count;
        let mut chosen: SmallVec<[Capture<'r>; 8]> = SmallVec::new();
        for (role, captures) in &groups {
            if captures.len() == 1 || !apart(role) {
                chosen.extend(captures.iter().copied());
            } else {
                behind /= captures.len();
                chosen.push(captures[number / behind % captures.len()]);
            }
        }
        draft(found, &chosen, modality, context)
    })
}

/// 'Both companies' is a list of two.
fn members<'r>(capture: Capture<'r>, reading: &Reading<'_>) -> Members<'r> {
    match capture.item {
        Item::Mention(id) if reading.mentions[id as usize].form == Form::Several => {
            let each = reading.mentions[id as usize].senses.iter();
            each.map(|entity| Capture { item: Item::Entity(*entity), ..capture }).collect()
        }
        _ => smallvec![capture],
    }
}

fn draft<'r>(
    found: &Match<'r>,
    captures: &[Capture<'r>],
    modality: Modality,
    context: &Context<'_, '_>,
) -> Option<Draft<'r>> {
    let rule = found.rule;
    let mut draft = Draft {
        rule,
        sentence: found.sentence,
        from: found.from,
        to: found.to,
        roles: Roles::default(),
        places: SmallVec::new(),
        modality,
    };
    for capture in captures {
        draft.places.push((capture.role, capture.from, capture.to));
        if !capture.role.starts_with('_') {
            add_capture(&mut draft.roles, capture, found.sentence, context.reading, rule);
        }
    }
    for (role, value) in &rule.set {
        let filler = match role.as_str() {
            "title" | "topic" if value.contains('/') => Filler::Concept(value.clone()),
            "unit" | "measure" | "name" | "election" => Filler::Text(value.clone()),
            _ => Filler::Term(value.clone()),
        };
        draft.roles.add(role, filler);
    }
    for (role, filler) in &rule.fill {
        if draft.roles.get(role).is_none() {
            context.fill(&mut draft, role, filler);
        }
    }
    let pointed = |capture: &Capture<'_>| {
        let Item::Mention(id) = capture.item else { return false };
        capture.role == "org" && context.reading.mentions[id as usize].form.points_back()
    };
    if rule.fact.name == "role" && captures.iter().any(pointed) {
        context.give_minister_a_state(&mut draft);
    }
    if rule.fact.name == "observation" && context.is_price(&draft) {
        return None;
    }
    // An office whose body the text leaves open is told by the rules that ask for none.
    // A minister or a mayor is one all the same.
    let open = rule.fill.get("org").is_some_and(|filler| filler == "nearby-org") && draft.roles.get("org").is_none();
    if open && !context.holds_public_office(&draft) {
        return None;
    }
    let classes = &context.reading.recogniser.classes;
    // A shop that is closed has not been shut out.
    let sanction = matches!(rule.fact.name, "suspension" | "ban" | "blocking" | "removal" | "reinstatement");
    if sanction && ends_with(&draft, "target", classes.premises, context) {
        return None;
    }
    // What a court says of a law is no policy of its own.
    if rule.fact.name == "policy" && ends_with(&draft, "issuer", classes.court_word, context) {
        return None;
    }
    if matches!(rule.fact.name, "lawsuit" | "prosecution") {
        if ends_with(&draft, "defendant", classes.court_word, context) {
            return None;
        }
        if ends_with(&draft, "plaintiff", classes.court_word, context) {
            draft.roles.drop("plaintiff");
        }
    }
    if rule.fact.name == "statement" && told_in_quote(&draft, context.reading) {
        return None;
    }
    if matches!(rule.fact.name, "statement" | "criticism" | "demand") && share_speaks(&draft, context.reading) {
        return None;
    }
    // An office that had to be looked for and was not found is none.
    if rule.fill.contains_key("title") && draft.roles.get("title").is_none() {
        return None;
    }
    let complete = rule.fact.roles.iter().all(|spec| !spec.required || draft.roles.get(spec.name).is_some());
    // Nobody buys, sues or criticises himself.
    let pairs = [
        ("agent", "target"),
        ("owner", "owned"),
        ("buyer", "target"),
        ("from", "to"),
        ("plaintiff", "defendant"),
        ("agent", "product"),
        ("founder", "organization"),
        ("person", "org"),
    ];
    // Who is named and demands something of a pronoun that cannot be told from him demands it of nobody in particular.
    let named = found.captures.iter().any(|capture| {
        let Item::Mention(id) = capture.item else { return false };
        capture.role == "agent" && context.reading.mentions[id as usize].form == Form::Name
    });
    if named
        && !context.reading.is_chinese()
        && rule.fact.name == "demand"
        && draft.entity("agent").is_some()
        && draft.entity("agent") == draft.entity("target")
    {
        draft.roles.drop("target");
    }
    let turned = pairs.iter().any(|(one, other)| draft.entity(one).is_some_and(|one| draft.entity(other) == Some(one)));
    (complete && !turned && draft.roles.0.len() > rule.set.len()).then_some(draft)
}

/// Whether the name of whoever fills a role ends with a word of a class, such as that of a court, which hears a case and is no
/// party to it: 向高等法院起訴某公司.
fn ends_with(draft: &Draft<'_>, role: &str, class: Option<ClassId>, context: &Context<'_, '_>) -> bool {
    draft.entity(role).is_some_and(|id| context.reading.name_ends_with(id, class))
}

/// Whether somebody speaks inside words quoted from another and is only pointed to there: whom 'they' means in a quotation
/// is not told by the text around it.
fn told_in_quote(draft: &Draft<'_>, reading: &Reading<'_>) -> bool {
    let (Some((from, to)), Some((cue, _))) = (draft.place("speaker"), draft.place("cue")) else { return false };
    let quotes = &reading.article.sentences[draft.sentence].quotes;
    let inside = quotes.iter().any(|quote| quote.inner.contains(&cue) && quote.inner.contains(&from));
    let named = reading
        .mentions_in(draft.sentence)
        .iter()
        .any(|mention| (mention.from, mention.to) == (from, to) && matches!(mention.form, Form::Name | Form::Group));
    inside && !named
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

/// Adds what a capture says of its role, and of the roles that go with it.
fn add_capture<'r>(roles: &mut Roles<'r>, capture: &Capture<'r>, sentence: usize, reading: &Reading<'_>, rule: &Rule) {
    let role = capture.role;
    match capture.item {
        Item::Mention(id) => {
            if let Some(entity) = sense(reading, id, capture) {
                roles.add(role, Filler::Entity(entity));
            }
        }
        Item::Entity(entity) => roles.add(role, Filler::Entity(entity)),
        Item::Title(id) => {
            let title = &reading.titles[id as usize];
            // A longer title is a kind of the listed one that it ends in; its words stand beside.
            let concept = title.concept.unwrap_or(title.base);
            roles.add(role, Filler::Concept(reading.recogniser.lexicon.titles[concept as usize].path.clone()));
            if role == "title" {
                let words = reading.words(sentence, title.from, title.to).to_owned();
                roles.add("title-text", Filler::Text(words));
            }
        }
        Item::Time(id) => {
            if let Some(date) = &reading.times[id as usize].date {
                roles.add(role, Filler::Date(date.clone()));
            }
        }
        Item::Topic(id) => {
            roles.add(role, Filler::Concept(reading.recogniser.lexicon.topics[id as usize].path.clone()));
        }
        Item::Quantity(id) => add_quantity(roles, role, &reading.quantities[id as usize], rule),
        Item::Words => add_words(roles, role, capture, sentence, reading),
    }
}

fn add_words<'r>(roles: &mut Roles<'r>, role: &'r str, capture: &Capture<'_>, sentence: usize, reading: &Reading<'_>) {
    let (mut from, mut to) = (capture.from, capture.to);
    if let Some(quote) = reading.article.sentences[sentence]
        .quotes
        .iter()
        .find(|quote| quote.outer.start == from && quote.outer.end == to)
    {
        (from, to) = (quote.inner.start, quote.inner.end);
    }
    let text = reading.words(sentence, from, to).trim_matches([',', '，']).trim();
    if text.is_empty() {
        return;
    }
    let filler = match role {
        "topic" => Filler::NewConcept(format!("topic/{}", slug(text)), text.to_owned()),
        "title" => {
            roles.add("title-text", Filler::Text(text.to_owned()));
            Filler::NewConcept(format!("role/{}", slug(text)), text.to_owned())
        }
        "product" | "publisher" | "person" | "org" | "place" | "buyer" | "owned" | "owner" => return,
        "plaintiff" => Filler::Group(text.to_owned()),
        _ => Filler::Text(text.to_owned()),
    };
    roles.add(role, filler);
}

fn add_quantity<'r>(roles: &mut Roles<'r>, role: &'r str, quantity: &Quantity, rule: &Rule) {
    let Some(value) = quantity.value else { return };
    let number = value.to_string();
    let filler = match (&quantity.measure, role) {
        (Measure::Money(code), _) => Filler::Money(number, code.clone()),
        (Measure::Duration(unit), "duration") => Filler::Duration(match unit.strip_prefix('T') {
            Some(unit) => format!("PT{number}{unit}"),
            None => format!("P{number}{unit}"),
        }),
        _ => Filler::Number(number),
    };
    roles.add(role, filler);
    let has = |role: &str| rule.fact.role(role).is_some();
    if role == "value" && quantity.measure == Measure::Percent && has("unit") {
        roles.add("unit", Filler::Text("percent".to_owned()));
    }
    if role == "value"
        && let Some(bound) = quantity.bound
        && has("bound")
    {
        roles.add("bound", Filler::Term(bound_term(bound).to_owned()));
    }
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
        let platform = capture.kind == Some(Type::Platform) || matches!(capture.role, "platform" | "owned");
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
