//! A service of the reconciliation API, version 0.2: <https://reconciliation-api.github.io/specs/0.2/>.

use std::collections::BTreeMap;

use oxigraph::model::NamedNode;
use reqwest::blocking::Client;
use reqwest::header::ACCEPT;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Authority, Bounds, Candidate, Proposal, ReconcileError, Subject};
use crate::gazetteer::import::Scheme;
use crate::model::Base;
use crate::remote::{Endpoint, RemoteError, http};

/// Candidates that are asked for; that many may mean that there are more.
const LIMIT: usize = 10;
/// Names of a subject that are asked for.
const NAMES: usize = 2;
/// Subjects in one request.
const BATCH: usize = 20;

/// A reconciliation service.
pub struct OpenRefine {
    url: String,
    client: Client,
    bounds: Bounds,
    /// What the IRIs of its entities and types begin with.
    entities: String,
    types: String,
    scheme: Scheme,
}

#[derive(Deserialize)]
struct Manifest {
    #[serde(rename = "identifierSpace")]
    identifier_space: String,
    #[serde(rename = "schemaSpace", default)]
    schema_space: String,
}

#[derive(Deserialize)]
struct Answer {
    result: Vec<Found>,
}

#[derive(Deserialize)]
struct Found {
    id: String,
    name: String,
    #[serde(default)]
    description: Option<String>,
    #[serde(default, rename = "type")]
    types: Vec<Type>,
}

/// A type is an object, or in older services its identifier alone.
#[derive(Deserialize)]
#[serde(untagged)]
enum Type {
    Object { id: String },
    Id(String),
}

impl OpenRefine {
    /// Asks a service for its description.
    ///
    /// # Errors
    /// Where it cannot be reached, or describes itself as something else.
    pub fn connect(url: &Endpoint, bounds: Bounds, scheme: Scheme) -> Result<Self, ReconcileError> {
        let url = url.to_string();
        let client = http::client(bounds.timeout)?;
        let response = http::send(client.get(&url).header(ACCEPT, "application/json"), &url, bounds.timeout)?;
        let body = http::read(response, &url, bounds.most_bytes, bounds.timeout)?;
        let manifest: Manifest = serde_json::from_slice(&body).map_err(|error| RemoteError::Nonsense {
            url: url.clone(),
            reason: format!("it is no description of a reconciliation service: {error}"),
        })?;
        let (entities, types) = (manifest.identifier_space, manifest.schema_space);
        Ok(Self { url, client, bounds, entities, types, scheme })
    }

    fn nonsense(&self, reason: String) -> ReconcileError {
        RemoteError::Nonsense { url: self.url.clone(), reason }.into()
    }

    fn candidate(&self, found: Found) -> Result<Candidate, ReconcileError> {
        let iri = if found.id.contains("://") { found.id } else { format!("{}{}", self.entities, found.id) };
        NamedNode::new(&iri).map_err(|_| self.nonsense(format!("{iri:?} is no identifier")))?;
        let types = found.types.into_iter().map(|found| match found {
            Type::Object { id } | Type::Id(id) if id.contains("://") => id,
            Type::Object { id } | Type::Id(id) => format!("{}{id}", self.types),
        });
        let types: Vec<String> = types.collect();
        Ok(Candidate {
            kind: self.scheme.kind(types.iter().map(String::as_str)),
            names: vec![found.name],
            description: found.description.unwrap_or_default(),
            ..Candidate::new(&iri)
        })
    }
}

impl Authority for OpenRefine {
    fn iri(&self, _: &Base) -> NamedNode {
        NamedNode::new_unchecked(&self.url)
    }

    fn batch(&self) -> usize {
        BATCH
    }

    fn propose(&self, subjects: &[Subject]) -> Result<Vec<Proposal>, ReconcileError> {
        let mut queries = serde_json::Map::new();
        for (number, subject) in subjects.iter().enumerate() {
            for (which, (name, _)) in subject.names.iter().take(NAMES).enumerate() {
                queries.insert(format!("q{number}-{which}"), json!({ "query": name, "limit": LIMIT }));
            }
        }
        let form = [("queries", Value::Object(queries.clone()).to_string())];
        let request = self.client.post(&self.url).header(ACCEPT, "application/json").form(&form);
        let response = http::send(request, &self.url, self.bounds.timeout)?;
        let body = http::read(response, &self.url, self.bounds.most_bytes, self.bounds.timeout)?;
        let mut answers: BTreeMap<String, Answer> =
            serde_json::from_slice(&body).map_err(|error| self.nonsense(error.to_string()))?;
        let mut proposals: Vec<Proposal> = Vec::new();
        for (number, subject) in subjects.iter().enumerate() {
            let mut proposal = Proposal { candidates: Vec::new(), complete: true };
            for which in 0..subject.names.len().min(NAMES) {
                let key = format!("q{number}-{which}");
                let answer = answers.remove(&key);
                let answer = answer.ok_or_else(|| self.nonsense(format!("it does not answer the query {key}")))?;
                proposal.complete &= answer.result.len() < LIMIT;
                for found in answer.result {
                    let candidate = self.candidate(found)?;
                    match proposal.candidates.iter_mut().find(|known| known.iri == candidate.iri) {
                        Some(known) => known.names.extend(candidate.names),
                        None => proposal.candidates.push(candidate),
                    }
                }
            }
            proposals.push(proposal);
        }
        Ok(proposals)
    }
}
