//! Where each subject stands among all.
//!
//! A fact's place is that of its first evidence, and this evidence has the same place from its own IRI. Evidence that
//! stands somewhere else in the text is brought to the fact that it serves, unless it is the first of another: facts
//! and evidence are sorted by places for that and read side by side, so that memory stays bounded.

use std::io;

use super::{Term, part, row_parts};
use crate::export::sorter::{Sorted, Sorter};
use crate::model::classes::kind_of;
use crate::model::vocabulary::{ng, schema, skos};

/// Schemes of fragments that stand for a stretch of text, in the order in which their nodes are written.
const STRETCHES: [&str; 3] = ["char", "position", "quote"];

/// The triples of one subject while they are gathered.
#[derive(Default)]
pub struct Group {
    graph: String,
    subject: String,
    rows: usize,
    payload: Vec<u8>,
    rank: u8,
    /// Places of the evidence, for a fact.
    places: Vec<String>,
    /// Subject and place of the last fact, for the nodes whose IRIs stand below it.
    fact: Option<(String, String)>,
}

const DOCUMENT: u8 = b'0';
const ARTICLE: u8 = b'1';
const ENTITY: u8 = b'2';
const CONCEPT: u8 = b'3';
const FACT: u8 = b'4';
const REST: u8 = b'5';

impl Group {
    pub fn begin(&mut self, graph: &str, subject: &str) {
        if self.graph != graph {
            graph.clone_into(&mut self.graph);
            self.fact = None;
        }
        subject.clone_into(&mut self.subject);
        self.rows = 0;
        self.payload.clear();
        self.rank = REST;
        self.places.clear();
    }

    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    pub fn is_of(&self, graph: &str, subject: &str) -> bool {
        self.graph == graph && self.subject == subject
    }

    pub fn add(&mut self, row: &[u8]) -> io::Result<()> {
        self.rows += 1;
        let length = u32::try_from(row.len()).map_err(|_| io::Error::other("a triple is longer than 4 GB"))?;
        self.payload.extend_from_slice(&length.to_le_bytes());
        self.payload.extend_from_slice(row);
        // Few rows have a part in where the group stands. An empty predicate stands for rdf:type.
        let is_type = row.first() == Some(&0);
        let is_evidence =
            row.strip_prefix(ng::EVIDENCE.as_str().as_bytes()).is_some_and(|rest| rest.first() == Some(&0));
        if !is_type && !is_evidence {
            return Ok(());
        }
        let (_, Term::Iri(object)) = row_parts(row) else { return Ok(()) };
        if is_type {
            self.rank = self.rank.min(type_rank(object));
        } else {
            self.places.push(stretch(object).map_or_else(|| object.to_owned(), |(place, _)| place));
        }
        Ok(())
    }

    /// Hands the group on: graph, rank with place, subject, triples.
    pub fn flush(&mut self, places: &mut Places) -> io::Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        let key = if let Some(first) = self.places.iter().min() {
            for place in &self.places {
                let mark = if place == first { FIRST.to_owned() } else { format!("{LATER}{first}") };
                places.served.push(&record([&self.graph, place, &mark], &[]))?;
            }
            let key = format!("{}{first}\u{1}f{}", char::from(FACT), self.subject);
            self.fact = Some((self.subject.clone(), key.clone()));
            key
        } else if let Some((place, scheme)) = stretch(&self.subject) {
            let fields = [&self.graph, &place, &scheme.to_string(), &self.subject];
            return places.evidence.push(&record(fields.map(String::as_str), &self.payload));
        } else {
            match &self.fact {
                Some((fact, key)) if below(&self.subject, fact) => key.clone(),
                _ => char::from(self.rank).to_string(),
            }
        };
        places.placed.push(&record([&self.graph, &key, &self.subject], &self.payload))
    }
}

/// Subjects on their way to their places.
pub struct Places {
    /// Graph, rank with place, subject, triples.
    placed: Sorter,
    /// Graph, place, scheme, subject, triples.
    evidence: Sorter,
    /// Graph, place of an evidence, and whether it is a fact's first or which place its fact has.
    served: Sorter,
}

/// Marks of places: the first of a fact sorts before the later ones.
const FIRST: &str = "0";
const LATER: &str = "1";

impl Places {
    /// Takes about twice the budget in memory.
    pub fn new(budget: usize) -> Self {
        let [placed, evidence, served] = [budget, budget / 2, budget / 2].map(Sorter::new);
        Self { placed, evidence, served }
    }

    /// # Errors
    /// Where a temporary file cannot be written or read.
    pub fn finish(mut self) -> io::Result<Sorted> {
        let (mut evidence, mut served) = (self.evidence.finish()?, self.served.finish()?);
        let mut mark = served.next()?.map(<[u8]>::to_vec);
        while let Some(found) = evidence.next()? {
            let mut parts = found.splitn(5, |byte| *byte == 0);
            let (graph, place) = (part(parts.next()), part(parts.next()));
            let (scheme, subject, payload) = (part(parts.next()), part(parts.next()), parts.next().unwrap_or_default());
            let here = record([graph, place], &[]);
            while mark.as_ref().is_some_and(|mark| *mark < here) {
                mark = served.next()?.map(<[u8]>::to_vec);
            }
            // Marks of one place follow each other, the one that counts first.
            let fact = mark.as_deref().and_then(|mark| mark.strip_prefix(here.as_slice()));
            let fact = fact.map(|mark| part(mark.split(|byte| *byte == 0).next()));
            let key = match fact.and_then(|mark| mark.strip_prefix(LATER)) {
                Some(first) => format!("{}{first}\u{1}h{place}\u{1}{scheme}", char::from(FACT)),
                None => format!("{}{place}\u{1}g{scheme}", char::from(FACT)),
            };
            self.placed.push(&record([graph, &key, subject], payload))?;
        }
        self.placed.finish()
    }
}

/// Fields, each with a zero behind it, and what follows them.
fn record<const N: usize>(fields: [&str; N], rest: &[u8]) -> Vec<u8> {
    let mut record = Vec::with_capacity(fields.iter().map(|field| field.len() + 1).sum::<usize>() + rest.len());
    for field in fields {
        record.extend_from_slice(field.as_bytes());
        record.push(0);
    }
    record.extend_from_slice(rest);
    record
}

fn below(subject: &str, fact: &str) -> bool {
    subject.strip_prefix(fact).is_some_and(|rest| rest.starts_with('/'))
}

fn type_rank(class: &str) -> u8 {
    if class == schema::DIGITAL_DOCUMENT.as_str() {
        DOCUMENT
    } else if class == schema::NEWS_ARTICLE.as_str() {
        ARTICLE
    } else if kind_of(class).is_some() {
        ENTITY
    } else if class == skos::CONCEPT.as_str() || class == skos::CONCEPT_SCHEME.as_str() {
        CONCEPT
    } else {
        REST
    }
}

/// The place that an IRI of a stretch of text has among all, and the position of its scheme in [`STRETCHES`].
fn stretch(iri: &str) -> Option<(String, usize)> {
    let (document, fragment) = iri.split_once('#')?;
    let (scheme, offsets) = fragment.split_once('=')?;
    let scheme = STRETCHES.iter().position(|known| *known == scheme)?;
    let (start, end) = offsets.split_once(',')?;
    let (start, end) = (start.parse::<u32>().ok()?, end.parse::<u32>().ok()?);
    Some((format!("{document}#{start:010},{end:010}"), scheme))
}
