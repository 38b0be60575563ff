//! Drafts of all articles of a document, brought together as facts with evidence.

use std::collections::BTreeMap;

use super::context::{APPOINTED, FORMER};
use super::draft::Filler;
use super::{Accepted, RuleSet};
use crate::fact::{Entity, Evidence, Extraction, Fact, Kind, Modality, Value};
use crate::model::iri::slug;
use crate::recognise::{Form, Reading, imported};
use crate::text::Span;

/// Collects the facts of a document, article by article.
#[derive(Debug, Default)]
pub struct Assembly {
    extraction: Extraction,
    by_path: BTreeMap<String, usize>,
}

impl Assembly {
    /// Adds an article: what it mentions, and the facts that the rules find in it.
    pub fn add(&mut self, rules: &RuleSet, reading: &Reading<'_>, mut record: crate::fact::ArticleRecord) {
        let mut ids: BTreeMap<u32, usize> = BTreeMap::new();
        let mut mentioned = Vec::new();
        for mention in reading.mentions.iter().filter(|mention| mention.form == Form::Name) {
            if let Some(sense) = mention.senses.first() {
                mentioned.push(*sense);
            }
        }
        mentioned.sort_unstable();
        mentioned.dedup();
        for local in mentioned {
            let id = self.entity(reading, local, &mut ids);
            record.mentions.push(id);
        }
        record.mentions.sort_unstable();
        record.mentions.dedup();
        let article = self.extraction.articles.len();
        let tag = record.language.tag();
        self.extraction.articles.push(record);
        let first = self.extraction.facts.len();
        for accepted in rules.drafts(reading) {
            let fact = self.fact(reading, accepted, article, tag, &mut ids);
            self.merge(fact, first);
        }
        self.extraction.facts[first..]
            .sort_by(|a, b| (a.evidence[0].span, &a.class, &a.roles).cmp(&(b.evidence[0].span, &b.class, &b.roles)));
    }

    pub fn note(&mut self, note: String) {
        self.extraction.notes.push(note);
    }

    pub fn finish(self) -> Extraction {
        self.extraction
    }

    fn fact(
        &mut self,
        reading: &Reading<'_>,
        Accepted { draft, according_to }: Accepted<'_>,
        article: usize,
        tag: &'static str,
        ids: &mut BTreeMap<u32, usize>,
    ) -> Fact {
        let mut roles = Vec::new();
        for (role, fillers) in draft.roles {
            for filler in fillers {
                let value = match filler {
                    Filler::Entity(local) => Value::Entity(self.entity(reading, local, ids)),
                    Filler::Listed(index) => Value::Entity(self.listed(reading, index)),
                    Filler::Group(name) => Value::Entity(self.group(name, tag)),
                    Filler::Text(text) => Value::Text(text, tag),
                    Filler::Number(number) => Value::Number(number),
                    Filler::Money(value, currency) => Value::Money(value, currency),
                    Filler::Date(date) => Value::Date(date),
                    Filler::Duration(lexical) => Value::Duration(lexical),
                    Filler::Concept(path) => Value::Concept(path),
                    Filler::NewConcept(path, label) => Value::NewConcept(path, label, tag),
                    Filler::Term(term) => Value::Term(term),
                };
                roles.push((role.to_owned(), value));
            }
        }
        roles.sort();
        roles.dedup();
        let sentence = &reading.article.sentences[draft.sentence];
        let atoms = &sentence.atoms;
        let (from, to) = (draft.from, draft.to.max(draft.from + 1).min(atoms.len()));
        let span = Span::new(atoms[from].span.start, atoms[to - 1].span.end);
        let quote = reading.source[atoms[from].bytes.0..atoms[to - 1].bytes.1].to_owned();
        let according_to = according_to.map(|local| self.entity(reading, local, ids));
        Fact {
            class: draft.rule.fact.name.to_owned(),
            article,
            roles,
            evidence: vec![Evidence { span, quote, rule: draft.rule.id.clone() }],
            modality: draft.modality,
            confidence: draft.rule.confidence,
            according_to,
        }
    }

    /// The same fact said twice is one fact with two evidences; one that says less is evidence for the one that says more.
    fn merge(&mut self, fact: Fact, first: usize) {
        let repeatable = fact.class != "statement";
        // What a headline plans and the text tells as done is one thing, and so is what somebody says and the text says too.
        let sure = |fact: &Fact| matches!(fact.modality, Modality::Asserted | Modality::Planned);
        let same = |a: &Fact, b: &Fact| {
            a.class == b.class
                && (a.modality == b.modality || repeatable && sure(a) && sure(b))
                && (a.according_to == b.according_to
                    || repeatable && (a.according_to.is_none() || b.according_to.is_none()))
        };
        // Another wording of the same title is no other fact; who leaves or enters an office in one sentence and holds it
        // in another has one office.
        let told = |fact: &Fact, role: &str| role == "title-text" || fact.class == "role" && role == "status";
        // On which service a deed was done need not be said twice.
        let open = |fact: &Fact, role: &str| {
            role == "platform" && has(fact, "agent") && has(fact, "target") && !has(fact, "platform")
        };
        let within = |a: &Fact, b: &Fact| {
            a.roles.iter().all(|role| told(a, &role.0) || b.roles.contains(role) || open(b, &role.0))
        };
        for known in &mut self.extraction.facts[first..] {
            if !same(known, &fact) || !(within(&fact, known) || repeatable && within(known, &fact)) {
                continue;
            }
            let status = |fact: &Fact| fact.roles.iter().filter(|role| role.0 == "status").cloned().collect::<Vec<_>>();
            let (teller, other) = if changed(known) < changed(&fact) { (&fact, &*known) } else { (&*known, &fact) };
            let status = status(teller);
            // Who holds an office and is to leave it has not left it yet.
            let modality = match fact.class == "role" && changed(teller) > changed(other) {
                true => teller.modality,
                false => teller.modality.min(other.modality),
            };
            let platforms =
                |fact: &Fact| fact.roles.iter().filter(|role| role.0 == "platform").cloned().collect::<Vec<_>>();
            let platforms = if has(known, "platform") { platforms(known) } else { platforms(&fact) };
            if !within(&fact, known) {
                known.roles.clone_from(&fact.roles);
            }
            known.roles.extend(platforms);
            known.roles.sort();
            known.roles.dedup();
            if fact.class == "role" {
                known.roles.retain(|role| role.0 != "status");
                known.roles.extend(status);
                known.roles.sort();
            }
            known.modality = modality;
            known.according_to = known.according_to.and(fact.according_to);
            known.confidence = known.confidence.max(fact.confidence);
            known.evidence.extend(fact.evidence);
            known.evidence.sort();
            known.evidence.dedup();
            return;
        }
        self.extraction.facts.push(fact);
    }

    fn entity(&mut self, reading: &Reading<'_>, local: u32, ids: &mut BTreeMap<u32, usize>) -> usize {
        if let Some(id) = ids.get(&local) {
            return *id;
        }
        let entity = &reading.entities[local as usize];
        let id = match entity.listed {
            Some(index) => self.listed(reading, index),
            None if reading.imported.contains_key(&local) => self.imported(reading, local),
            None => {
                let name = entity.names.first().map(|(name, _)| name.as_str()).unwrap_or_default();
                let mut labels: Vec<(String, &'static str)> = entity.names.clone();
                if labels.len() > 1 {
                    labels[1..].sort();
                }
                self.add_entity(Entity {
                    path: format!("entity/{}/{}", entity.kind.name(), slug(name)),
                    kind: entity.kind,
                    labels,
                    same_as: None,
                    listed: false,
                })
            }
        };
        ids.insert(local, id);
        id
    }

    fn listed(&mut self, reading: &Reading<'_>, index: u32) -> usize {
        let lexicon = &reading.recogniser.lexicon;
        let entity = &lexicon.entities[index as usize];
        let names =
            [(&entity.en, "en"), (&entity.zh_hant, "zh-Hant"), (&entity.zh_hans, "zh-Hans"), (&entity.sv, "sv")];
        let labels = names.iter().filter_map(|(names, tag)| names.first().map(|name| (name.clone(), *tag))).collect();
        self.add_entity(Entity {
            path: format!("entity/{}", entity.id),
            kind: lexicon.kinds[index as usize],
            labels,
            same_as: None,
            listed: true,
        })
    }

    /// People or bodies that are told by no more than their number and sort.
    fn group(&mut self, name: String, tag: &'static str) -> usize {
        let path = format!("entity/{}/{}", Kind::Group.name(), slug(&name));
        self.add_entity(Entity { path, kind: Kind::Group, labels: vec![(name, tag)], same_as: None, listed: false })
    }

    /// An entity that an imported lexicon knows, with the names that it has there and here.
    fn imported(&mut self, reading: &Reading<'_>, local: u32) -> usize {
        let entity = &reading.entities[local as usize];
        let entry = reading.imported.get(&local).and_then(|meaning| reading.recogniser.imported.entry(*meaning));
        let entry = entry.unwrap_or_default();
        let mut labels = imported::labels(&entry);
        let mut others: Vec<_> =
            entity.names.iter().filter(|name| !labels.iter().any(|label| label.0 == name.0)).cloned().collect();
        others.sort();
        labels.extend(others);
        self.add_entity(Entity { path: entry.path(), kind: entity.kind, labels, same_as: entry.iri(), listed: false })
    }

    fn add_entity(&mut self, entity: Entity) -> usize {
        if let Some(id) = self.by_path.get(&entity.path) {
            let known = &mut self.extraction.entities[*id];
            for label in entity.labels {
                if !known.labels.contains(&label) {
                    known.labels.push(label);
                }
            }
            known.labels[1..].sort();
            return *id;
        }
        let id = self.extraction.entities.len();
        self.by_path.insert(entity.path.clone(), id);
        self.extraction.entities.push(entity);
        id
    }
}

fn has(fact: &Fact, role: &str) -> bool {
    fact.roles.iter().any(|(name, _)| name == role)
}

/// How much the status of an office says: that it ended tells more than that it began, both more than that it is held, and this
/// more than that it was taken long ago.
fn changed(fact: &Fact) -> u8 {
    fact.roles
        .iter()
        .filter(|role| role.0 == "status")
        .map(|role| match &role.1 {
            Value::Term(term) if term == FORMER => 3,
            Value::Term(term) if term == APPOINTED => 0,
            _ => 2,
        })
        .max()
        .unwrap_or(1)
}
