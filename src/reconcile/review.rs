//! The table that a reviewer fills in.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Write};

use super::{Links, Subject};

const COLUMNS: [&str; 9] =
    ["entity", "name", "kind", "candidate", "label", "description", "score", "reasons", "decision"];

/// Why a table was not taken. Nothing of it was then.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    #[error(transparent)]
    Csv(#[from] csv::Error),
    #[error("the first row names no column {0}; there must be entity, candidate and decision")]
    Column(&'static str),
    #[error("line {line}: {message}")]
    Row { line: u64, message: String },
}

/// Writes the candidates that nobody has decided on, best first for each entity, with an empty column for the decision:
/// `accepted`, `rejected`, or `none` where no candidate is right.
///
/// # Errors
/// Where the output cannot be written.
pub fn write_review(links: &Links, subjects: &[Subject], out: impl Write) -> io::Result<usize> {
    let known: BTreeMap<&str, &Subject> = subjects.iter().map(|subject| (subject.iri.as_str(), subject)).collect();
    let mut open: Vec<_> =
        links.iter().filter(|link| !link.status.is_reviewed() && !links.is_decided(&link.subject)).collect();
    open.sort_by(|a, b| {
        a.subject.cmp(&b.subject).then(b.score.total_cmp(&a.score)).then_with(|| a.target.cmp(&b.target))
    });
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(COLUMNS)?;
    for link in &open {
        let subject = known.get(link.subject.as_str());
        let name = subject.and_then(|subject| subject.names.first()).map_or("", |(name, _)| name);
        csv.write_record([
            link.subject.as_str(),
            name,
            subject.map_or("", |subject| subject.kind.name()),
            link.target.as_deref().unwrap_or_default(),
            &link.label,
            &link.description,
            &format!("{:.3}", link.score),
            &link.reasons.join("; "),
            "",
        ])?;
    }
    csv.flush()?;
    Ok(open.len())
}

/// Takes the decisions of a table into the links, and says how many there were. Rows without a decision say nothing.
///
/// # Errors
/// Where the table is not of the form that [`write_review`] gives it, speaks of candidates that are not in the links,
/// or contradicts itself; the links are as they were then.
pub fn read_review(links: &mut Links, table: impl Read) -> Result<usize, ReviewError> {
    let mut csv = csv::Reader::from_reader(table);
    let headers = csv.headers()?.clone();
    let place = |name: &'static str| {
        let found = headers.iter().position(|header| header.trim_start_matches('\u{feff}').trim() == name);
        found.ok_or(ReviewError::Column(name))
    };
    let (entity, candidate, decision) = (place("entity")?, place("candidate")?, place("decision")?);
    let mut reviewed = links.clone();
    let mut accepted: BTreeMap<String, String> = BTreeMap::new();
    let mut without: BTreeSet<String> = BTreeSet::new();
    let mut count = 0;
    for row in csv.records() {
        let row = row?;
        let line = row.position().map_or(0, csv::Position::line);
        let cell = |place: usize| row.get(place).unwrap_or_default().trim();
        let (subject, target, decision) = (cell(entity), cell(candidate), cell(decision));
        if decision.is_empty() {
            continue;
        }
        let fault = |message: String| ReviewError::Row { line, message };
        if links.get(subject, target).is_none() {
            return Err(fault(format!("{target} is no candidate for {subject}")));
        }
        match decision {
            "accepted" => {
                let before = accepted.insert(subject.to_owned(), target.to_owned());
                if before.is_some_and(|before| before != target) {
                    return Err(fault(format!("a second candidate is accepted for {subject}")));
                }
                reviewed.accept(subject, target);
            }
            "rejected" if accepted.get(subject).is_some_and(|other| other == target) => {
                return Err(fault(format!("{target} is accepted and rejected")));
            }
            "rejected" => reviewed.reject(subject, target),
            "none" => {
                without.insert(subject.to_owned());
                reviewed.none(subject);
            }
            other => return Err(fault(format!("{other:?} is no decision; there are accepted, rejected and none"))),
        }
        if without.contains(subject) && accepted.contains_key(subject) {
            return Err(fault(format!("{subject} has an accepted candidate and none")));
        }
        count += 1;
    }
    *links = reviewed;
    Ok(count)
}
