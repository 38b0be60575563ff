//! Matches rules over what was recognised in an article and weighs their drafts into facts.
//!
//! The same article and pack give the same facts, always.

mod across;
mod assemble;
pub mod check;
mod clauses;
mod context;
mod draft;
pub mod explain;
mod fill;
mod fits;
mod grammar;
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
mod veto;
mod view;
mod weigh;

pub use assemble::Assembly;

use std::sync::{Mutex, PoisonError};

use crate::fact::Modality;
use crate::pack::{Pack, PackError};
use crate::recognise::lexicon::{ClassId, Lexicon};
use crate::recognise::{Form, Reading};
use context::{Context, Office, Policy, Stated};
use draft::{Draft, Filler};
use index::Index;
use matcher::{Match, Matcher, Scratch};
use program::Program;
use rules::Rule;
use view::{Syntax, View};
use weigh::weigh;

/// Extraction with its rules compiled.
#[derive(Debug)]
pub struct RuleSet {
    rules: Vec<Rule>,
    program: Program,
    index: Index,
    syntax: Syntax,
    guards: guard::Words,
    words: context::Words,
    units: context::Units,
    /// What matching has allocated for articles that are done, for those to come.
    spare: Mutex<Vec<Scratch>>,
}

impl RuleSet {
    /// Loads all rules; literals of their patterns get symbols of the lexicon.
    ///
    /// # Errors
    /// One error for each fault in the rule files.
    pub fn compile(pack: &Pack, lexicon: &mut Lexicon) -> Result<Self, Vec<PackError>> {
        Self::of(pack, rules::read(pack), lexicon)
    }

    /// The same of files that have been read.
    ///
    /// # Errors
    /// One error for each fault in the rule files.
    pub fn of(pack: &Pack, files: rules::Files<'_>, lexicon: &mut Lexicon) -> Result<Self, Vec<PackError>> {
        let (rules, errors) = rules::load(pack, files, lexicon);
        if !errors.is_empty() {
            return Err(errors);
        }
        let syntax = Syntax::of(lexicon);
        let guards = guard::Words::of(lexicon);
        let words = context::Words::of(lexicon);
        let units = context::Units::of(lexicon);
        let mut program = Program::new(lexicon);
        let index = Index::new(&rules, &mut program);
        program.finish();
        Ok(Self { rules, program, index, syntax, guards, words, units, spare: Mutex::default() })
    }

    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Forgets the patterns as they are written, of which only explanations ask: they take more memory than all the rest.
    pub fn forget_patterns(&mut self) {
        self.rules.iter_mut().for_each(|rule| rule.patterns = Vec::new());
    }

    /// What the guards make of a match; `None` where its rule wants no fact then.
    fn modality(&self, found: &Match<'_>, reading: &Reading<'_>) -> Option<Modality> {
        self.guards.modality(found, reading)
    }

    /// What is known before anything has been matched.
    fn context<'c, 'a>(&'c self, reading: &'c Reading<'a>) -> Context<'c, 'a> {
        Context::new(reading, &self.words, &self.units)
    }

    /// The drafts that stand after all have been weighed, in text order.
    fn drafts<'r>(&'r self, reading: &Reading<'_>) -> Vec<Accepted<'r>> {
        let mut context = self.context(reading);
        let matches = self.matches(context);
        // Surveys and speakers first: figures and unattributed quotations ask for them.
        let publishers = |context: &Context<'_, '_>, named: bool| {
            let survey = |rule: &Rule| {
                matches!(rule.fact.name, "survey" | "report") && rule.fill.contains_key("publisher") != named
            };
            let drafts = matches.iter().filter(move |(found, _)| survey(found.rule));
            drafts.flat_map(|(found, modality)| draft::drafts(found, *modality, context)).collect::<Vec<_>>()
        };
        let publisher = |draft: &Draft<'_>| Some((draft.sentence, draft.entity("publisher")?));
        let mut surveys = publishers(&context, true);
        let mut named: Vec<(usize, u32)> = surveys.iter().filter_map(publisher).collect();
        named.sort_unstable();
        // A survey that does not say whose it is may be of one named before.
        surveys.extend(publishers(&Context { sources: &named, ..context }, false));
        // One that goes on about a report of several is of all of them.
        let together = |draft: &Draft<'_>| -> Vec<(usize, u32)> {
            let Some((at, id)) = publisher(draft) else { return Vec::new() };
            let told = named.iter().rev().find(|(told, _)| *told <= at && draft.place("publisher").is_none());
            let of_all = told.filter(|(told, _)| named.contains(&(*told, id)));
            let all = of_all.map(|(told, _)| named.iter().filter(move |(other, _)| other == told));
            all.map_or(vec![(at, id)], |all| all.map(|(_, id)| (at, *id)).collect())
        };
        let mut sources: Vec<(usize, u32)> = weigh(surveys, reading, None).iter().flat_map(together).collect();
        sources.extend(context.findings());
        sources.sort_unstable();
        sources.dedup();
        context.sources = &sources;
        let policy = |rule: &Rule, role: &str, known: &[&str]| {
            let filler = rule.fill.get(role);
            rule.fact.name == "policy" && filler.is_none_or(|filler| known.contains(&filler.as_str()))
        };
        // Whoever a rule only fills in where nobody is named counts where its match has named him.
        let names = |found: &Match<'_>, class: &str, role: &str| {
            found.rule.fact.name == class && found.captures.iter().any(|capture| capture.role == role)
        };
        let issued = |found: &Match<'_>| {
            policy(found.rule, "issuer", &["law-maker"])
                || names(found, "policy", "issuer")
                || names(found, "policy-change", "issuer")
        };
        let mut issuers = told(&matches, &context, issued, |draft| draft.entity("issuer"));
        // Whose rule a clause goes on with is whose the next one goes on with, too.
        let gone_on = |found: &Match<'_>| {
            let filler = found.rule.fill.get("issuer");
            found.rule.fact.name == "policy" && filler.is_some_and(|filler| filler == "rule-issuer")
        };
        let known = Context { issuers: &issuers, ..context };
        issuers.extend(told(&matches, &known, gone_on, |draft| draft.entity("issuer")));
        issuers.sort_unstable();
        context.issuers = &issuers;
        let asked =
            |filler: &str| matches.iter().any(|(found, _)| found.rule.fill.values().any(|wanted| wanted == filler));
        let (topic, last) = (asked("policy-topic"), asked("last-policy") || asked("told-policy"));
        let stated = |draft: &Draft<'_>| {
            let last = |role| draft.roles.get(role)?.last().cloned();
            Some(Stated { from: draft.from, topic: last("topic")?, deontic: last("deontic")? })
        };
        let about = |found: &Match<'_>| (topic || last) && policy(found.rule, "topic", &[]);
        let topics = told(&matches, &context, about, stated);
        context.topics = &topics;
        let changed = |rule: &Rule| {
            rule.fact.name == "policy-change" && !["issuer", "topic"].iter().any(|role| rule.fill.contains_key(*role))
        };
        let policies = told(
            &matches,
            &context,
            |found| last && (policy(found.rule, "deontic", &[]) || changed(found.rule)),
            |draft| {
                let role = |role: &str| draft.roles.get(role)?.first().cloned();
                Some(Policy {
                    from: draft.from,
                    issuer: role("issuer")?,
                    deontic: role("deontic"),
                    topic: role("topic")?,
                })
            },
        );
        context.policies = &policies;
        // Only a target that the text names in the words of a boycott is one to go on with.
        let boycotted = told(
            &matches,
            &context,
            |found| names(found, "boycott", "target"),
            |draft| {
                let place = draft.place("target")?;
                let mut near = reading.mentions_in(draft.sentence).iter();
                let named = near.any(|mention| (mention.from, mention.to) == place && mention.form == Form::Name);
                draft.entity("target").filter(|target| named || context.main == Some(*target))
            },
        );
        context.boycotted = &boycotted;
        let held = ["org-of-other", "title-of-other", "nearby-org", "subject-org"].into_iter().any(asked);
        let offices = told(
            &matches,
            &context,
            |found| held && names(found, "role", "org"),
            |draft| {
                let title = draft.roles.get("title").and_then(|titles| match titles.first()? {
                    Filler::Concept(path) => Some(path.clone()),
                    _ => None,
                });
                let past = draft.term("status") == Some(context::FORMER);
                Some(Office {
                    from: draft.from,
                    person: draft.entity("person")?,
                    title,
                    org: draft.entity("org")?,
                    past,
                })
            },
        );
        context.offices = &offices;
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
        let speakers: Vec<(usize, (usize, u32))> =
            speakers.into_iter().map(|(sentence, from, speaker)| (sentence, (from, speaker))).collect();
        context.speakers = &speakers;
        for ((found, modality), drafts) in matches.iter().zip(&mut drafts) {
            if !tells_speaker(found) {
                drafts.extend(draft::drafts(found, *modality, &context));
            }
        }
        let announce = reading.recogniser.classes.announce_deed;
        let mut drafts: Vec<Draft<'r>> = drafts.into_iter().flatten().collect();
        across::complete(&mut drafts, reading);
        attributed(weigh(drafts, reading, announce), reading, self.guards.deny)
    }

    fn matches<'r>(&'r self, context: Context<'_, '_>) -> Vec<(Match<'r>, Modality)> {
        let reading = context.reading;
        let spare = || self.spare.lock().unwrap_or_else(PoisonError::into_inner);
        let mut scratch = spare().pop().unwrap_or_default();
        let mut found = Vec::new();
        for number in 0..reading.article.sentences.len() {
            self.match_sentence(&View::new(context, &self.syntax, number), &mut scratch, &mut found);
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
}

/// What the drafts of some rules tell, by sentence and in order.
fn told<T: Ord>(
    matches: &[(Match<'_>, Modality)],
    context: &Context<'_, '_>,
    wanted: impl Fn(&Match<'_>) -> bool,
    tells: impl Fn(&Draft<'_>) -> Option<T>,
) -> Vec<(usize, T)> {
    let drafts = matches
        .iter()
        .filter(|(found, _)| wanted(found))
        .flat_map(|(found, modality)| draft::drafts(found, *modality, context));
    let mut told: Vec<(usize, T)> = drafts.filter_map(|draft| Some((draft.sentence, tells(&draft)?))).collect();
    told.sort();
    told
}

/// Tells inside whose words each draft stands; what is denied or demanded there is not so.
fn attributed<'r>(drafts: Vec<Draft<'r>>, reading: &Reading<'_>, deny: Option<ClassId>) -> Vec<Accepted<'r>> {
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
            && draft
                .place("cue")
                .zip(deny)
                .is_some_and(|((at, _), deny)| reading.sentences[draft.sentence].class_at(at, deny).is_some());
        let then = match class {
            "demand" => Modality::Possible,
            _ if denied => Modality::Denied,
            _ => Modality::Asserted,
        };
        let speaker = draft.entity(if class == "demand" { "agent" } else { "speaker" });
        speeches.push(Speech { sentence: draft.sentence, place, speaker, then });
    }
    // The bodies in which somebody has an office, by the sentence that says so.
    let office = |draft: &Draft<'r>| {
        let past = draft.roles.get("status").is_some();
        let role = draft.rule.fact.name == "role" && !past && draft.modality == Modality::Asserted;
        role.then_some((draft.sentence, draft.entity("person")?, draft.entity("org")?))
    };
    let bodies: Vec<(usize, u32, u32)> = drafts.iter().filter_map(office).collect();
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
            // Whoever speaks of a figure gives it where nobody else does.
            let figure = draft.roles.get("measure").is_some() && draft.roles.get("source").is_none();
            if let Some(speaker) = according_to.filter(|_| figure) {
                draft.roles.add("source", Filler::Entity(speaker));
                // So does the body that he speaks for.
                for (_, _, body) in bodies.iter().filter(|told| (told.0, told.1) == (draft.sentence, speaker)) {
                    draft.roles.add("source", Filler::Entity(*body));
                }
            }
            // A title in front of a name stays a title in whatever clause.
            let apart = draft.rule.guard.negation == rules::Guard::Ignore;
            if let Some(speech) = around.filter(|_| !apart) {
                draft.modality = draft.modality.max(speech.then);
            }
            Accepted { draft, according_to }
        })
        // A figure inside a denial is none.
        .filter(|told| told.draft.rule.fact.name != "observation" || told.draft.modality != Modality::Denied)
        .collect()
}

/// A draft that stands.
struct Accepted<'r> {
    draft: Draft<'r>,
    /// Position in [`Reading::entities`].
    according_to: Option<u32>,
}
