//! Matches turned into drafts of facts: captures and fillers become values.

use smallvec::{SmallVec, smallvec};

use super::context::Context;
use super::matcher::{Capture, Match};
use super::pattern::Type;
use super::rules::Rule;
use super::veto::is_fact;
use super::view::Item;
use crate::fact::{Date, Kind, Modality};
use crate::model::iri::slug;
use crate::recognise::decimal::Decimal;
use crate::recognise::number::{Bound, Measure, Quantity};
use crate::recognise::{Form, Hit, Reading, What};
use crate::segment::Part;
use crate::segment::atoms::Kind as AtomKind;
use crate::text::Language;

const DAYS_OF_WEEK: usize = 7;

const MONTHS_OF_YEAR: usize = 12;

/// How many atoms behind the beginning of what a rule says a listed topic that it is about may end.
const TO_TOPIC: usize = 10;

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
pub struct Roles<'r>(Vec<(&'r str, Fillers)>);

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

    /// How many roles are filled.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    fn place(&self, role: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(name, _)| (*name).cmp(role))
    }
}

impl<'r> IntoIterator for Roles<'r> {
    type Item = (&'r str, Fillers);
    type IntoIter = std::vec::IntoIter<(&'r str, Fillers)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// A fact before it is weighed against the others. It is small, since drafts are moved again and again.
#[derive(Debug, Clone)]
pub struct Draft<'r> {
    pub rule: &'r Rule,
    pub sentence: usize,
    /// Atoms of the match.
    pub from: usize,
    pub to: usize,
    /// Its subject stands further in front.
    pub distant: bool,
    pub roles: Roles<'r>,
    /// Atoms that each role was read from.
    pub places: Vec<(&'r str, usize, usize)>,
    pub modality: Modality,
}

impl Draft<'_> {
    pub fn place(&self, role: &str) -> Option<(usize, usize)> {
        self.places.iter().find(|(name, _, _)| *name == role).map(|(_, from, to)| (*from, *to))
    }

    pub fn term(&self, role: &str) -> Option<&str> {
        match self.roles.get(role)?.first()? {
            Filler::Term(term) => Some(term),
            _ => None,
        }
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
    for (_, captures) in &mut groups {
        keep_subject(captures, found, context.reading);
    }
    keep_told(&mut groups, found, context);
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

/// 'Acme, a rival, and Bolt, which owns Cora': what is told right behind the last of those who have asides of their own is told of
/// that one alone.
fn keep_told(groups: &mut SmallVec<[(&str, Members<'_>); 6]>, found: &Match<'_>, context: &Context<'_, '_>) {
    for number in 0..groups.len() {
        let [.., front, last] = groups[number].1.as_slice() else { continue };
        let (front, last) = (*front, *last);
        let apposed = |to: usize| context.aside_behind(found.sentence, to);
        if apposed(front.to).is_none_or(|close| close > last.from) {
            continue;
        }
        let atoms = context.reading.article.sentences[found.sentence].atoms.len();
        // Without a comma behind it the aside ends the sentence.
        let open = context.opens_aside(found.sentence, last.to);
        let close = apposed(last.to).unwrap_or(if open { atoms } else { last.to });
        let inside = |capture: &Capture<'_>| {
            capture.from > last.to && capture.from < close && !matches!(capture.item, Item::Time(_) | Item::Quantity(_))
        };
        if groups.iter().any(|(_, captures)| captures.iter().any(inside)) {
            groups[number].1 = smallvec![last];
        }
    }
}

/// 'After pressure from Roe, Acme blocked it', 'it sued Acme, and prosecutors asked': names whose last two have a comma between
/// are a list in English prose only with an 'and' there, and a third name or a comma in front; else only the last acts.
fn keep_subject(captures: &mut Members<'_>, found: &Match<'_>, reading: &Reading<'_>) {
    let sentence = &reading.article.sentences[found.sentence];
    let [.., front, last] = captures.as_slice() else { return };
    let is_comma = |at: usize| sentence.atoms.get(at).is_some_and(|atom| atom.key == ",");
    if reading.article.language != Language::English
        || sentence.part != Part::Body
        || captures[0].from != found.from
        || captures[0].role == "platform"
        || last.from <= front.to
        || !is_comma(front.to)
    {
        return;
    }
    let and = reading.recogniser.classes.and;
    let joined = (front.to..last.from).any(|at| reading.is_member(found.sentence, at, and));
    // 'Acme, a maker of tyres, and Bolt'.
    let apposed = (front.to + 1..last.from).any(is_comma);
    let longer = captures.len() > 2 || apposed || (0..captures[0].from).any(is_comma);
    if !joined || !longer {
        *captures = smallvec![*last];
    }
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
        distant: found.distant,
        roles: Roles::default(),
        places: Vec::new(),
        modality,
    };
    for capture in captures {
        draft.places.push((capture.role, capture.from, capture.to));
        if !capture.role.starts_with('_') {
            add_capture(&mut draft.roles, capture, found.sentence, context.reading, rule);
        }
    }
    if rule.fact.name == "observation"
        && context.grammatical()
        && let Some((from, to)) = draft.place("measure")
    {
        let (from, to) = context.measured(draft.sentence, from, to)?;
        draft.roles.drop("measure");
        draft.roles.add("measure", Filler::Text(context.reading.words(draft.sentence, from, to).to_owned()));
    }
    // A captured unit is called as all others are.
    if rule.fact.name == "observation"
        && let Some((from, _)) = draft.place("unit")
        && let Some(unit) = context.unit_called(draft.sentence, from)
    {
        draft.roles.drop("unit");
        draft.roles.add("unit", Filler::Text(unit));
    }
    for (role, value) in &rule.set {
        let filler = match role.as_str() {
            "title" | "topic" if value.contains('/') => Filler::Concept(value.clone()),
            "unit" | "measure" | "name" | "election" => Filler::Text(value.clone()),
            _ => Filler::Term(value.clone()),
        };
        draft.roles.add(role, filler);
    }
    // Whose rule it is decides who may have told it.
    if let Some((role, filler)) = rule.fill.get_key_value("issuer")
        && draft.roles.get(role).is_none()
    {
        context.fill(&mut draft, role, filler);
    }
    if matches!(rule.fact.name, "policy" | "policy-change") {
        context.give_product_its_operator(&mut draft);
        context.give_services_their_owner(&mut draft);
    }
    for (role, filler) in rule.fill.iter().filter(|(role, _)| role.as_str() != "issuer") {
        if draft.roles.get(role).is_none() {
            context.fill(&mut draft, role, filler);
        }
    }
    let pointed = |capture: &Capture<'_>| {
        let Item::Mention(id) = capture.item else { return false };
        capture.role == "org" && context.reading.mentions[id as usize].form.points_back()
    };
    let filled = context.reading.is_chinese() && captures.iter().all(|capture| capture.role != "org");
    if rule.fact.name == "role" && (filled || captures.iter().any(pointed)) {
        context.give_minister_a_state(&mut draft);
    }
    is_fact(&mut draft, found, context).then_some(draft)
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
        Item::Words => {
            let policy = rule.fact.name == "policy" && role == "topic";
            match policy.then(|| listed_topic(capture, sentence, reading)).flatten() {
                Some(topic) => roles.add(role, Filler::Concept(topic)),
                None => add_words(roles, role, capture, sentence, reading, rule),
            }
        }
    }
}

/// 'Must pay 24 cents per 1,000 API calls': the listed topic in the words of a rule, or in English close behind them in the clause. It
/// is the first one in English and the last one, which is the head, in Chinese.
fn listed_topic(capture: &Capture<'_>, sentence: usize, reading: &Reading<'_>) -> Option<String> {
    let atoms = &reading.article.sentences[sentence].atoms;
    let classes = &reading.recogniser.classes;
    let bound = |at: &usize| {
        classes.topic_bound.is_some_and(|class| reading.sentences[sentence].class_at(*at, class).is_some())
    };
    let ends = |at: &usize| atoms[*at].kind == AtomKind::Mark || reading.is_member(sentence, *at, classes.and);
    let reach = atoms.len().min(capture.from + TO_TOPIC);
    // 'Keep Telegram off work phones': what has a name is what the rule is about.
    let mut mentions = reading.mentions_in(sentence).iter();
    let named = mentions.any(|mention| mention.from == capture.from && mention.form == Form::Name);
    let end = if reading.is_chinese() || named {
        capture.to
    } else {
        (capture.to..reach).find(ends).unwrap_or(reach).max(capture.to)
    };
    let end = (capture.from..end).find(bound).unwrap_or(end);
    let inside = |hit: &&Hit| hit.from as usize >= capture.from && hit.to as usize <= end;
    // 在直播間承諾提分: where something is done is not what the rule is about, unless nothing is told behind it.
    let venue = |hit: &&Hit| {
        let at = hit.from as usize;
        let placed = at > capture.from && reading.is_member(sentence, at - 1, classes.venue_mark);
        !(reading.is_chinese() && placed && hit.to as usize + 1 < end)
    };
    let topics =
        reading.sentences[sentence].hits.iter().filter(inside).filter(venue).filter_map(|hit| match hit.what {
            What::Topic(id) => Some((hit.from, hit.to, id)),
            _ => None,
        });
    let (_, _, id) = if reading.is_chinese() {
        topics.max_by_key(|(_, to, _)| *to)
    } else {
        topics.min_by_key(|(from, to, _)| (*from, std::cmp::Reverse(*to)))
    }?;
    Some(reading.recogniser.lexicon.topics[id as usize].path.clone())
}

fn add_words<'r>(
    roles: &mut Roles<'r>,
    role: &'r str,
    capture: &Capture<'_>,
    sentence: usize,
    reading: &Reading<'_>,
    rule: &Rule,
) {
    let (mut from, mut to) = (capture.from, capture.to);
    if let Some(quote) = reading.article.sentences[sentence]
        .quotes
        .iter()
        .find(|quote| quote.outer.start == from && quote.outer.end == to)
    {
        (from, to) = (quote.inner.start, quote.inner.end);
    }
    // 118個粉絲專頁: the measure word belongs to the number.
    let measure = reading.recogniser.numbers.classifier(&reading.article.sentences[sentence].atoms, from);
    from = measure.filter(|end| role == "target" && *end + 1 < to).unwrap_or(from);
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
        "publisher" | "person" | "org" | "place" | "buyer" | "owned" | "owner" => return,
        "plaintiff" | "speaker" | "agent" => Filler::Group(text.to_owned()),
        // Whoever is asked for something is somebody, as 'state agencies' are.
        "target" if rule.fact.name == "demand" => Filler::Group(text.to_owned()),
        _ => Filler::Text(text.to_owned()),
    };
    roles.add(role, filler);
}

fn add_quantity<'r>(roles: &mut Roles<'r>, role: &'r str, quantity: &Quantity, rule: &Rule) {
    let Some(value) = quantity.value else { return };
    let number = value.to_string();
    let filler = match (&quantity.measure, role) {
        (Measure::Money(code), _) => Filler::Money(number, code.clone()),
        (Measure::Duration(unit), "duration") => Filler::Duration(duration(value, unit)),
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

/// A length of time as XML Schema writes it, which knows no weeks and no half years.
fn duration(value: Decimal, unit: &str) -> String {
    let times = |count: usize| std::iter::repeat_n(value, count).fold(Decimal::integer(0), Decimal::plus);
    match unit {
        "W" => format!("P{}D", times(DAYS_OF_WEEK)),
        "Y" if value.whole().is_none() => format!("P{}M", times(MONTHS_OF_YEAR)),
        _ => match unit.strip_prefix('T') {
            Some(unit) => format!("PT{value}{unit}"),
            None => format!("P{value}{unit}"),
        },
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
