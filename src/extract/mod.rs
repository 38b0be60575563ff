//! Matches rules over what was recognised in an article and weighs their drafts into facts.
//!
//! Overlaps have one total order: priority, then the longer match, then the one further left, then the rule's
//! identifier. The same article and pack give the same facts, always.

mod assemble;
pub mod check;
mod clauses;
mod draft;
pub mod explain;
mod fill;
mod fits;
mod guard;
mod index;
mod matcher;
mod near;
pub mod pattern;
mod places;
mod program;
pub mod rules;
mod stretches;
#[cfg(test)]
mod tests;
mod view;

pub use assemble::Assembly;

use std::sync::{Mutex, PoisonError};

use crate::fact::Modality;
use crate::pack::{Pack, PackError};
use crate::recognise::Reading;
use crate::recognise::lexicon::{ClassId, Lexicon};
use draft::{Draft, Filler};
use fill::Context;
use index::Index;
use matcher::{Match, Matcher, Scratch};
use program::Program;
use rules::Rule;
use view::{Syntax, View};

/// Roles that tell two facts of a class in one sentence apart: where these overlap, one of the two goes.
const KEYS: &[(&str, &[&str])] = &[
    ("role", &["person", "title"]),
    ("policy", &["topic"]),
    ("policy-change", &["topic"]),
    ("acquisition", &["target"]),
    ("ownership", &["owned"]),
    ("boycott", &["participant", "organizer"]),
    ("statement", &["text"]),
    ("criticism", &["target"]),
    ("demand", &["text"]),
    ("observation", &["value"]),
    ("survey", &["publisher"]),
    ("report", &["name"]),
    ("migration", &["to"]),
    ("candidacy", &["agent"]),
    ("layoff", &["value"]),
    ("penalty", &["defendant", "amount"]),
    ("founding", &["founder"]),
    ("launch", &["product"]),
    ("gathering", &["name"]),
];

/// The roles by which facts of every other class are told apart.
const OTHER_KEYS: &[&str] = &["target", "defendant"];

/// Extraction with its rules compiled.
#[derive(Debug)]
pub struct RuleSet {
    rules: Vec<Rule>,
    program: Program,
    index: Index,
    syntax: Syntax,
    guards: guard::Words,
    fillers: fill::Words,
    deny: Option<ClassId>,
    /// What matching has allocated for articles that are done, for those to come.
    spare: Mutex<Vec<Scratch>>,
    announce: Option<ClassId>,
}

impl RuleSet {
    /// Loads all rules; literals of their patterns get symbols of the lexicon.
    ///
    /// # Errors
    /// One error for each fault in the rule files.
    pub fn compile(pack: &Pack, lexicon: &mut Lexicon) -> Result<Self, Vec<PackError>> {
        let (rules, errors) = rules::load(pack, lexicon);
        if !errors.is_empty() {
            return Err(errors);
        }
        let syntax = Syntax::of(lexicon);
        let guards = guard::Words::of(lexicon);
        let fillers = fill::Words::of(lexicon);
        let mut program = Program::new(lexicon);
        let index = Index::new(&rules, &mut program);
        let (deny, announce) = (lexicon.class("deny"), lexicon.class("announce-deed"));
        Ok(Self { rules, program, index, syntax, guards, fillers, deny, announce, spare: Mutex::default() })
    }

    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// What the guards make of a match; `None` where its rule wants no fact then.
    fn modality(&self, found: &Match<'_>, reading: &Reading<'_>) -> Option<Modality> {
        self.guards.modality(found, reading)
    }

    /// The drafts that stand after all have been weighed, in text order.
    fn drafts<'r>(&'r self, reading: &Reading<'_>) -> Vec<Accepted<'r>> {
        let matches = self.matches(reading);
        let mut context = Context {
            reading,
            words: &self.fillers,
            main: reading.main_body(),
            sources: &[],
            speakers: &[],
            issuers: &[],
        };
        // Surveys and speakers first: figures and unattributed quotations ask for them.
        let is_source = |class: &str| matches!(class, "survey" | "report");
        let mut sources: Vec<(usize, u32)> = matches
            .iter()
            .filter(|(found, _)| is_source(found.rule.fact.name))
            .flat_map(|(found, modality)| draft::drafts(found, *modality, &context))
            .filter_map(|draft| Some((draft.sentence, draft.entity("publisher")?)))
            .collect();
        sources.sort_unstable();
        context.sources = &sources;
        let mut issuers: Vec<(usize, u32)> = matches
            .iter()
            .filter(|(found, _)| found.rule.fact.name == "policy" && !found.rule.fill.contains_key("issuer"))
            .flat_map(|(found, modality)| draft::drafts(found, *modality, &context))
            .filter_map(|draft| Some((draft.sentence, draft.entity("issuer")?)))
            .collect();
        issuers.sort_unstable();
        context.issuers = &issuers;
        let tells_speaker = |found: &Match<'_>| {
            found.rule.fact.name == "statement" && !found.rule.fill.values().any(|filler| filler == "speaker")
        };
        let mut drafts: Vec<Vec<Draft<'r>>> = matches
            .iter()
            .map(|(found, modality)| match tells_speaker(found) {
                true => draft::drafts(found, *modality, &context).collect(),
                false => Vec::new(),
            })
            .collect();
        let mut speakers: Vec<(usize, usize, u32)> = weigh(drafts.iter().flatten().cloned().collect(), reading, None)
            .iter()
            .filter_map(|draft| Some((draft.sentence, draft.from, draft.entity("speaker")?)))
            .collect();
        speakers.sort_unstable();
        let speakers: Vec<(usize, u32)> =
            speakers.into_iter().map(|(sentence, _, speaker)| (sentence, speaker)).collect();
        context.speakers = &speakers;
        for ((found, modality), drafts) in matches.iter().zip(&mut drafts) {
            if !tells_speaker(found) {
                drafts.extend(draft::drafts(found, *modality, &context));
            }
        }
        self.attributed(weigh(drafts.into_iter().flatten().collect(), reading, self.announce), reading)
    }

    fn matches<'r>(&'r self, reading: &Reading<'_>) -> Vec<(Match<'r>, Modality)> {
        let spare = || self.spare.lock().unwrap_or_else(PoisonError::into_inner);
        let mut scratch = spare().pop().unwrap_or_default();
        let mut found = Vec::new();
        for number in 0..reading.article.sentences.len() {
            self.match_sentence(&View::new(reading, &self.syntax, number), &mut scratch, &mut found);
        }
        spare().push(scratch);
        let standing = |found: Match<'r>| self.modality(&found, reading).map(|modality| (found, modality));
        found.into_iter().filter_map(standing).collect()
    }

    /// The matches in one sentence, in the order of the rules.
    fn match_sentence<'r>(&'r self, view: &View<'_, '_>, scratch: &mut Scratch, found: &mut Vec<Match<'r>>) {
        let mut matcher = Matcher::new(view, &self.program, scratch);
        let language = view.reading.article.language;
        for place in self.index.candidates(&matcher, language, view.sentence.part, view.all_flags) {
            let entry = &self.index.entries()[place as usize];
            if entry.may_match(&mut matcher) {
                matcher.matches(&self.rules[entry.rule], entry.start, found);
            }
        }
    }

    /// Tells inside whose words each draft stands; what is denied or demanded there is not so.
    fn attributed<'r>(&self, drafts: Vec<Draft<'r>>, reading: &Reading<'_>) -> Vec<Accepted<'r>> {
        struct Speech {
            sentence: usize,
            place: (usize, usize),
            speaker: Option<u32>,
            then: Modality,
        }
        let mut speeches: Vec<Speech> = Vec::new();
        for draft in &drafts {
            let class = draft.rule.fact.name;
            let Some(place) = draft.place("text").filter(|_| matches!(class, "statement" | "demand")) else { continue };
            let denied = class == "statement"
                && draft.place("cue").is_some_and(|(at, _)| {
                    self.deny.is_some_and(|deny| reading.sentences[draft.sentence].class_at(at, deny).is_some())
                });
            let then = match class {
                "demand" => Modality::Possible,
                _ if denied => Modality::Denied,
                _ => Modality::Asserted,
            };
            let speaker = draft.entity(if class == "demand" { "agent" } else { "speaker" });
            speeches.push(Speech { sentence: draft.sentence, place, speaker, then });
        }
        drafts
            .into_iter()
            .map(|mut draft| {
                let own = draft.place("text");
                let around = speeches
                    .iter()
                    .filter(|speech| {
                        speech.sentence == draft.sentence
                            && speech.place.0 <= draft.from
                            && draft.to <= speech.place.1
                            && own != Some(speech.place)
                    })
                    .min_by_key(|speech| speech.place.1 - speech.place.0);
                let according_to = around.and_then(|speech| speech.speaker);
                // A title in front of a name stays a title in whatever clause.
                let apart = draft.rule.guard.negation == rules::Guard::Ignore;
                if let Some(speech) = around.filter(|_| !apart) {
                    draft.modality = draft.modality.max(speech.then);
                }
                Accepted { draft, according_to }
            })
            .collect()
    }
}

/// A draft that stands.
struct Accepted<'r> {
    draft: Draft<'r>,
    /// Position in [`Reading::entities`].
    according_to: Option<u32>,
}

fn keys(class: &str) -> &'static [&'static str] {
    KEYS.iter().find(|(name, _)| *name == class).map_or(OTHER_KEYS, |(_, roles)| *roles)
}

/// Of drafts that speak of the same words the first in the total order stands.
fn weigh<'r>(mut drafts: Vec<Draft<'r>>, reading: &Reading<'_>, announce: Option<ClassId>) -> Vec<Draft<'r>> {
    drafts.sort_by(|a, b| {
        let order = |draft: &Draft<'_>| {
            (-draft.rule.priority, std::cmp::Reverse(draft.to - draft.from), draft.sentence, draft.from)
        };
        order(a)
            .cmp(&order(b))
            .then_with(|| a.rule.id.cmp(&b.rule.id))
            .then_with(|| a.places.cmp(&b.places))
            .then_with(|| a.roles.cmp(&b.roles))
    });
    let mut standing: Vec<Draft<'r>> = Vec::new();
    for draft in drafts {
        if !standing.iter().any(|other| other.sentence == draft.sentence && clash(other, &draft)) {
            standing.push(draft);
        }
    }
    // 'Roe's channel was suspended' is told of Roe, and not once more of a channel.
    let told: Vec<(usize, (usize, usize), &str)> = standing
        .iter()
        .filter(|draft| draft.entity("target").is_some())
        .map(|draft| (draft.sentence, (draft.from, draft.to), draft.rule.fact.name))
        .collect();
    standing.retain(|draft| {
        let words = draft.roles.get("target").is_some_and(|fillers| matches!(fillers, [Filler::Text(_)]));
        let counted = draft.roles.get("count").is_some();
        !words
            || counted
            || !told.iter().any(|(sentence, place, class)| {
                *sentence == draft.sentence
                    && *class == draft.rule.fact.name
                    && fill::overlaps(*place, (draft.from, draft.to))
            })
    });
    // What is announced is a fact where a rule finds one in it, and words where none does.
    let announced: Vec<bool> = standing
        .iter()
        .map(|draft| {
            let place = draft.place("cue").zip(draft.place("text")).filter(|_| draft.rule.fact.name == "statement");
            place.is_some_and(|((cue, _), text)| {
                let announces =
                    announce.is_some_and(|class| reading.sentences[draft.sentence].class_at(cue, class).is_some());
                announces
                    && standing.iter().any(|other| {
                        other.sentence == draft.sentence
                            && fill::overlaps(text, (other.from, other.to))
                            && !matches!(
                                other.rule.fact.name,
                                "statement" | "observation" | "role" | "ownership" | "criticism" | "demand"
                            )
                    })
            })
        })
        .collect();
    let mut announced = announced.into_iter();
    standing.retain(|_| !announced.next().unwrap_or(false));
    // A figure that another fact has taken is no observation of its own, nor is the same sum told again.
    let sums: Vec<Filler> = standing
        .iter()
        .filter(|draft| draft.rule.fact.name != "observation")
        .flat_map(|draft| draft.roles.fillers())
        .filter(|filler| matches!(filler, Filler::Money(..)))
        .cloned()
        .collect();
    let taken: Vec<(usize, (usize, usize), bool)> = standing
        .iter()
        .filter(|draft| draft.rule.fact.name != "observation")
        .flat_map(|draft| {
            let roles =
                ["count", "price", "amount", "duration", "sample", "pages", "participant-count", "value", "plaintiff"];
            let sum = |role| matches!(role, "price" | "amount");
            roles
                .into_iter()
                .filter_map(move |role| Some((draft.place(role)?, sum(role))))
                .map(|(place, sum)| (draft.sentence, place, sum))
        })
        .collect();
    standing.retain(|draft| {
        let told = || draft.roles.get("value").is_some_and(|values| values.iter().any(|value| sums.contains(value)));
        let atoms = &reading.article.sentences[draft.sentence].atoms;
        // 'fined €30 million ($33 million)': the sum in brackets is the same one.
        let again = |end: usize, from: usize| {
            atoms.get(end).is_some_and(|atom| atom.key == "(") && (end + 1..end + 4).contains(&from)
        };
        draft.rule.fact.name != "observation"
            || !told()
                && !draft.place("value").is_some_and(|place| {
                    taken.iter().any(|(sentence, other, sum)| {
                        *sentence == draft.sentence
                            && (fill::overlaps(place, *other) || *sum && again(other.1, place.0))
                    })
                })
    });
    standing.sort_by(|a, b| {
        (a.sentence, a.from, a.to, &a.rule.id, &a.roles).cmp(&(b.sentence, b.from, b.to, &b.rule.id, &b.roles))
    });
    standing
}

/// Two drafts of a class speak of the same words, and are not members of one list.
fn clash<'r>(first: &Draft<'r>, second: &Draft<'r>) -> bool {
    if !std::ptr::eq(first.rule.fact, second.rule.fact) {
        return false;
    }
    let same_match = first.rule.id == second.rule.id && first.from == second.from && first.to == second.to;
    let mut shared = 0;
    for role in keys(first.rule.fact.name) {
        match (first.place(role), second.place(role)) {
            (Some(a), Some(b)) => {
                if !fill::overlaps(a, b) {
                    return false;
                }
                shared += 1;
            }
            (None, None) => {}
            // A rule that sets the title has read it from the name of the body: 商務部長 is of the 商務部.
            (Some(place), None) if second.place("org").is_some_and(|org| fill::overlaps(org, place)) => {}
            (None, Some(place)) if first.place("org").is_some_and(|org| fill::overlaps(org, place)) => {}
            _ => return false,
        }
    }
    if same_match {
        return first.roles == second.roles;
    }
    shared > 0
}
