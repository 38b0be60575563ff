//! SERVICE of SPARQL: asks other endpoints, those that are allowed, and no others.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use oxigraph::model::{NamedNode, Term, Variable};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsParser, SliceQueryResultsParserOutput};
use oxigraph::sparql::{DefaultServiceHandler, QuerySolution, QuerySolutionIter};
use oxiri::Iri;
use reqwest::blocking::{Client, RequestBuilder};
use reqwest::header::ACCEPT;
use spargebra::Query;
use spargebra::algebra::GraphPattern;

use super::{Endpoint, RemoteError, http};

pub(crate) const FORMATS: &str = "application/sparql-results+json, application/sparql-results+xml;q=0.9";

/// Headers by which Virtuoso, which serves DBpedia among others, tells that it stopped at its limit of rows or time.
const PARTIAL: [&str; 2] = ["x-sparql-maxrows", "x-sql-state"];

/// The endpoints that a query may ask, and how much of them.
#[derive(Debug, Clone)]
pub struct Services {
    /// None by default.
    pub allowed: Vec<Endpoint>,
    /// How long one answer may take.
    pub timeout: Duration,
    /// How many bytes one answer may have.
    pub most_bytes: u64,
}

impl Default for Services {
    fn default() -> Self {
        Self { allowed: Vec::new(), timeout: Duration::from_secs(60), most_bytes: 100_000_000 }
    }
}

/// An endpoint that a query asked for and that is not allowed. It is kept apart from the evaluator's errors, since
/// SERVICE SILENT would hide it among those, and what SILENT hides are failures of endpoints.
pub(crate) type Refused = Arc<Mutex<Option<RemoteError>>>;

/// Answers the SERVICE patterns of one query.
pub(crate) struct Handler {
    services: Services,
    /// When the query as a whole is given up.
    deadline: Option<Instant>,
    refused: Refused,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    client: Option<Client>,
    /// By endpoint and query, failures too: the evaluator may ask the same thing for every row.
    answers: BTreeMap<(String, String), Result<Answer, RemoteError>>,
}

#[derive(Clone)]
pub(crate) struct Answer {
    pub variables: Arc<[Variable]>,
    pub rows: Arc<Vec<Vec<Option<Term>>>>,
}

impl Handler {
    pub fn new(services: Services, deadline: Option<Instant>, refused: Refused) -> Self {
        Self { services, deadline, refused, state: Mutex::default() }
    }

    fn ask(&self, state: &mut State, url: &str, query: &str) -> Result<Answer, RemoteError> {
        let left = self.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        let limit = left.map_or(self.services.timeout, |left| left.min(self.services.timeout));
        let client = match &state.client {
            Some(client) => client,
            None => state.client.insert(http::client(self.services.timeout)?),
        };
        // The form is what every endpoint takes; not all of them take a query as the body itself.
        let request = client.post(url).timeout(limit).header(ACCEPT, FORMATS).form(&[("query", query)]);
        answer(request, url, self.services.most_bytes, limit)
    }
}

/// Sends a query and reads its rows, all of them or none.
pub(crate) fn answer(
    request: RequestBuilder,
    url: &str,
    most_bytes: u64,
    limit: Duration,
) -> Result<Answer, RemoteError> {
    let response = http::send(request, url, limit)?;
    for name in PARTIAL {
        if let Some(value) = response.headers().get(name) {
            let said = format!("{name}: {}", String::from_utf8_lossy(value.as_bytes()));
            return Err(RemoteError::Partial { url: url.to_owned(), said });
        }
    }
    let media_type = http::media_type(&response);
    let format = match QueryResultsFormat::from_media_type(&media_type) {
        Some(format @ (QueryResultsFormat::Json | QueryResultsFormat::Xml | QueryResultsFormat::Tsv)) => format,
        _ => {
            let found = if media_type.is_empty() { "of no known type".to_owned() } else { media_type };
            return Err(RemoteError::MediaType { url: url.to_owned(), found, wanted: "rows" });
        }
    };
    let body = http::read(response, url, most_bytes, limit)?;
    parse(format, &body, url)
}

impl DefaultServiceHandler for Handler {
    type Error = RemoteError;

    fn handle(
        &self,
        service: &NamedNode,
        pattern: &GraphPattern,
        _base: Option<&Iri<String>>,
    ) -> Result<QuerySolutionIter<'static>, RemoteError> {
        let url = service.as_str();
        if !self.services.allowed.iter().any(|endpoint| endpoint.covers(url)) {
            let allowed: Vec<String> = self.services.allowed.iter().map(ToString::to_string).collect();
            let error = RemoteError::NotAllowed { url: url.to_owned(), allowed: allowed.join(", ") };
            self.refused.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_with(|| error.clone());
            return Err(error);
        }
        // All IRIs of the pattern are resolved already, so the query needs no base.
        let query = Query::Select { dataset: None, pattern: pattern.clone(), base_iri: None }.to_string();
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (url.to_owned(), query);
        let answer = match state.answers.get(&key) {
            Some(answer) => answer.clone(),
            None => {
                let answer = self.ask(&mut state, url, &key.1);
                state.answers.insert(key, answer.clone());
                answer
            }
        };
        let Answer { variables, rows } = answer?;
        let header = Arc::clone(&variables);
        let solutions =
            (0..rows.len()).map(move |row| Ok(QuerySolution::from((Arc::clone(&header), rows[row].clone()))));
        Ok(QuerySolutionIter::new(variables, Box::new(solutions)))
    }
}

/// Reads an answer to its end, so that all that is wrong with it shows before the first row is used.
fn parse(format: QueryResultsFormat, body: &[u8], url: &str) -> Result<Answer, RemoteError> {
    let nonsense = |reason: String| RemoteError::Nonsense { url: url.to_owned(), reason };
    let parsed = QueryResultsParser::from_format(format).for_slice(body);
    let SliceQueryResultsParserOutput::Solutions(rows) = parsed.map_err(|error| nonsense(error.to_string()))? else {
        return Err(nonsense("it says yes or no where rows were asked for".to_owned()));
    };
    let variables: Arc<[Variable]> = rows.variables().into();
    let rows = rows.map(|row| row.map(|row| row.values().to_vec()).map_err(|error| nonsense(error.to_string())));
    Ok(Answer { variables, rows: Arc::new(rows.collect::<Result<_, _>>()?) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonsense_is_no_answer() {
        for (format, body) in [
            (QueryResultsFormat::Json, &b"<html>"[..]),
            (QueryResultsFormat::Json, b""),
            (QueryResultsFormat::Json, b"{\"head\":{},\"boolean\":true}"),
            (QueryResultsFormat::Json, b"{\"head\":{\"vars\":[\"x\"]},\"results\":{\"bindings\":[{\"x\":"),
            (QueryResultsFormat::Xml, b"<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\"><results>"),
            (QueryResultsFormat::Tsv, b"?x\n<"),
        ] {
            let error = parse(format, body, "http://a.example/").err().unwrap();
            assert!(error.to_string().starts_with("http://a.example/: the answer cannot be read: "), "{error}");
        }
    }
}
