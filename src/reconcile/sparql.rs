//! A SPARQL endpoint whose entities have names.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use oxigraph::model::{Literal, NamedNode, Term};
use reqwest::blocking::Client;
use reqwest::header::ACCEPT;

use super::{Authority, Bounds, Candidate, Proposal, ReconcileError, Subject};
use crate::gazetteer::fold;
use crate::gazetteer::import::Scheme;
use crate::model::Base;
use crate::remote::{Endpoint, FORMATS, RemoteError, answer, http};

/// Rows that are asked for; that many may mean that there are more.
const MOST_NAMED: usize = 2000;
const MOST_DETAILS: usize = 20_000;
/// Subjects in one request.
const BATCH: usize = 20;
/// Entities whose details are asked for in one request.
const DETAILS: usize = 100;
/// Languages that a name may have there, besides its own.
const LANGUAGES: [&str; 7] = ["", "en", "mul", "zh", "zh-hant", "zh-hans", "zh-tw"];

const NAMES: &str = "<http://www.w3.org/2000/01/rdf-schema#label> \
     <http://www.w3.org/2004/02/skos/core#prefLabel> <http://www.w3.org/2004/02/skos/core#altLabel> \
     <https://schema.org/name> <http://schema.org/name> <http://xmlns.com/foaf/0.1/name>";
const CLASSES: [&str; 2] =
    ["http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "http://www.wikidata.org/prop/direct/P31"];
const DESCRIPTIONS: [&str; 4] = [
    "https://schema.org/description",
    "http://schema.org/description",
    "http://www.w3.org/2000/01/rdf-schema#comment",
    "http://www.w3.org/2004/02/skos/core#definition",
];
const SITELINKS: &str = "http://wikiba.se/ontology#sitelinks";

/// An endpoint to link to.
pub struct SparqlAuthority {
    url: String,
    client: Client,
    bounds: Bounds,
    scheme: Scheme,
}

type Rows = Vec<Vec<Option<Term>>>;

impl SparqlAuthority {
    /// # Errors
    /// Where no connection can be made from this machine at all.
    pub fn new(url: &Endpoint, bounds: Bounds, scheme: Scheme) -> Result<Self, ReconcileError> {
        Ok(Self { url: url.to_string(), client: http::client(bounds.timeout)?, bounds, scheme })
    }

    fn ask(&self, query: &str, columns: usize) -> Result<Rows, ReconcileError> {
        let (url, limit) = (&self.url, self.bounds.timeout);
        let request = self.client.post(url).header(ACCEPT, FORMATS).form(&[("query", query)]);
        let answer = answer(request, url, self.bounds.most_bytes, limit)?;
        if answer.variables.len() != columns {
            let reason = format!("it has {} columns where {columns} were asked for", answer.variables.len());
            return Err(RemoteError::Nonsense { url: url.clone(), reason }.into());
        }
        Ok(answer.rows.to_vec())
    }

    /// Which entities have which names.
    fn named(
        &self,
        names: &BTreeSet<(String, String)>,
    ) -> Result<(BTreeMap<String, BTreeSet<String>>, bool), ReconcileError> {
        let mut query = String::from("SELECT ?name ?item WHERE { VALUES ?name {");
        for (name, language) in names {
            let literal = if language.is_empty() {
                Literal::from(name.as_str())
            } else {
                Literal::new_language_tagged_literal_unchecked(name, language)
            };
            let _ = write!(query, " {literal}");
        }
        let _ = write!(query, " }} VALUES ?property {{ {NAMES} }} ?item ?property ?name }} LIMIT {MOST_NAMED}");
        let rows = self.ask(&query, 2)?;
        let complete = rows.len() < MOST_NAMED;
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in rows {
            if let [Some(Term::Literal(name)), Some(Term::NamedNode(item))] = row.as_slice() {
                found.entry(fold(name.value())).or_default().insert(item.as_str().to_owned());
            }
        }
        Ok((found, complete))
    }

    /// Names, classes and the like of some entities, and whether that is all of them.
    fn details(&self, items: &[&String]) -> Result<(BTreeMap<String, Candidate>, bool), ReconcileError> {
        let mut query = String::from("SELECT ?item ?property ?value WHERE { VALUES ?item {");
        for item in items {
            let _ = write!(query, " {}", NamedNode::new_unchecked(item.as_str()));
        }
        let _ = write!(query, " }} VALUES ?property {{ {NAMES} <{SITELINKS}>");
        for property in CLASSES.iter().chain(&DESCRIPTIONS) {
            let _ = write!(query, " <{property}>");
        }
        let tags: Vec<String> = LANGUAGES.iter().map(|tag| format!("\"{tag}\"")).collect();
        let _ = write!(
            query,
            " }} ?item ?property ?value FILTER(!isLiteral(?value) || LCASE(LANG(?value)) IN ({})) }} LIMIT {MOST_DETAILS}",
            tags.join(", ")
        );
        let mut classes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut found: BTreeMap<String, Candidate> = BTreeMap::new();
        let rows = self.ask(&query, 3)?;
        let complete = rows.len() < MOST_DETAILS;
        for row in rows {
            let [Some(Term::NamedNode(item)), Some(Term::NamedNode(property)), Some(value)] = row.as_slice() else {
                continue;
            };
            let item = item.as_str();
            let candidate = found.entry(item.to_owned()).or_insert_with(|| Candidate::new(item));
            match value {
                Term::NamedNode(class) if CLASSES.contains(&property.as_str()) => {
                    classes.entry(item.to_owned()).or_default().insert(class.as_str().to_owned());
                }
                Term::Literal(value) if property.as_str() == SITELINKS => {
                    candidate.popularity = value.value().parse().unwrap_or_default();
                }
                Term::Literal(value) if DESCRIPTIONS.contains(&property.as_str()) => {
                    let shown = candidate.description.is_empty() || value.language() == Some("en");
                    if shown {
                        value.value().clone_into(&mut candidate.description);
                    }
                }
                Term::Literal(value) if !candidate.names.iter().any(|name| name == value.value()) => {
                    candidate.names.push(value.value().to_owned());
                }
                _ => {}
            }
        }
        for (item, candidate) in &mut found {
            candidate.kind = classes.get(item).and_then(|found| self.scheme.kind(found.iter().map(String::as_str)));
            candidate.names.sort();
        }
        Ok((found, complete))
    }
}

impl Authority for SparqlAuthority {
    fn iri(&self, _: &Base) -> NamedNode {
        NamedNode::new_unchecked(&self.url)
    }

    fn batch(&self) -> usize {
        BATCH
    }

    fn propose(&self, subjects: &[Subject]) -> Result<Vec<Proposal>, ReconcileError> {
        let mut names: BTreeSet<(String, String)> = BTreeSet::new();
        for (name, own) in subjects.iter().flat_map(|subject| &subject.names) {
            names.extend(LANGUAGES.iter().map(|tag| (name.clone(), (*tag).to_owned())));
            names.insert((name.clone(), own.to_lowercase()));
        }
        let (named, mut complete) = self.named(&names)?;
        let items: BTreeSet<&String> = named.values().flatten().collect();
        let items: Vec<&String> = items.into_iter().collect();
        let mut details = BTreeMap::new();
        for some in items.chunks(DETAILS) {
            let (found, whole) = self.details(some)?;
            details.extend(found);
            complete &= whole;
        }
        let proposal = |subject: &Subject| {
            let folded: BTreeSet<String> = subject.names.iter().map(|(name, _)| fold(name)).collect();
            let items: BTreeSet<&String> = folded.iter().filter_map(|name| named.get(name)).flatten().collect();
            Proposal { candidates: items.into_iter().filter_map(|item| details.get(item)).cloned().collect(), complete }
        };
        Ok(subjects.iter().map(proposal).collect())
    }
}
