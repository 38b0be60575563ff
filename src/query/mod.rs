//! Questions to a store: named queries with parameters, and SPARQL of the user's own. Reading only.
//!
//! ```
//! use newsgraph::model::Base;
//! use newsgraph::query::{Answer, Options, run};
//! use newsgraph::store::Store;
//!
//! let store = Store::in_memory(Base::default()).unwrap();
//! let answer = run(&store, "ASK { ?fact ng:evidence ?evidence }", &Options::default()).unwrap();
//! assert!(matches!(answer, Answer::Truth(false)));
//! ```

mod check;
mod error;
mod named;
mod results;
mod scan;
#[cfg(test)]
mod tests;

use std::sync::{PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use oxigraph::model::Triple;
use oxigraph::sparql::{
    CancellationToken, QueryEvaluationError, QueryResults, QuerySolutionIter, QueryTripleIter, SparqlEvaluator,
};

pub use check::check_queries;
pub use error::QueryError;
pub use named::{NamedQuery, Parameter, named_queries, named_query};
pub use results::{RowFormat, short_iri, write_truth};

use crate::model::vocabulary::PREFIXES;
use crate::remote::{Handler, Refused, RemoteError, Services};
use crate::store::Store;

/// How a query is run.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// After how long it is given up.
    pub timeout: Option<Duration>,
    /// Which other endpoints it may ask by SERVICE.
    pub services: Services,
}

/// What a query yields.
pub enum Answer {
    /// Of SELECT.
    Rows(Rows),
    /// Of ASK.
    Truth(bool),
    /// Of CONSTRUCT and DESCRIBE.
    Graph(Triples),
}

/// Rows of a table, read as they are found.
pub struct Rows {
    solutions: QuerySolutionIter<'static>,
    control: Control,
}

/// Triples, read as they are found.
pub struct Triples {
    triples: QueryTripleIter<'static>,
    control: Control,
}

/// Runs a query on the union of all graphs, with the prefixes of the vocabulary and the store's base declared.
///
/// # Errors
/// Where the text is no query, would change the store, asks an endpoint that is not allowed, or takes too long.
pub fn run(store: &Store, text: &str, options: &Options) -> Result<Answer, QueryError> {
    let token = CancellationToken::new();
    let mut control = Control::default();
    let mut evaluator = evaluator(store.base().as_str()).with_cancellation_token(token.clone());
    if !options.services.allowed.is_empty() {
        let deadline = options.timeout.and_then(|limit| Instant::now().checked_add(limit));
        let handler = Handler::new(options.services.clone(), deadline, Refused::clone(&control.refused));
        evaluator = evaluator.with_default_service_handler(handler);
    }
    let parsed = evaluator.parse_query(text);
    let mut query = parsed.map_err(|error| refusal(text, store.base().as_str(), &error))?;
    if options.services.allowed.is_empty() && scan::has_keyword(text, "SERVICE") {
        return Err(QueryError::Service);
    }
    if query.dataset().is_default_dataset() {
        query.dataset_mut().set_default_graph_as_union();
    }
    control.watch = options.timeout.map(|limit| Watch::start(limit, token));
    let answer = store.evaluate(query).map_err(|error| control.error(error))?;
    control.check()?;
    Ok(match answer {
        QueryResults::Solutions(solutions) => Answer::Rows(Rows { solutions, control }),
        QueryResults::Boolean(truth) => Answer::Truth(truth),
        QueryResults::Graph(triples) => Answer::Graph(Triples { triples, control }),
    })
}

/// Says whether a text is a query that [`run`] would accept, if it may ask the endpoints that the text names.
///
/// # Errors
/// What [`run`] would answer, as far as that can be told without a store.
pub fn check(text: &str, base: &str) -> Result<(), QueryError> {
    evaluator(base).parse_query(text).map(drop).map_err(|error| refusal(text, base, &error))
}

/// Whether a query would call another server.
pub(crate) fn calls_service(text: &str) -> bool {
    scan::has_keyword(text, "SERVICE")
}

impl Iterator for Triples {
    type Item = Result<Triple, QueryError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.triples.next() {
            Some(triple) => Some(self.control.step(triple)),
            // A refusal may show only when nothing is left.
            None => self.control.check().err().map(Err),
        }
    }
}

/// The one place where evaluators are made. A query may declare any of the prefixes anew; its own declaration holds.
///
/// The evaluator's own handler of SERVICE calls any server that a query names, so it is taken away here, whatever
/// else looks at the query.
fn evaluator(base: &str) -> SparqlEvaluator {
    let mut evaluator = SparqlEvaluator::new().without_default_http_service_handler();
    for (name, namespace) in PREFIXES {
        // A namespace that were no IRI would show as an undeclared prefix.
        evaluator = evaluator.clone().with_prefix(*name, *namespace).unwrap_or(evaluator);
    }
    evaluator.clone().with_base_iri(base).unwrap_or(evaluator)
}

/// What to say of a text that is no query: it may well be an update.
fn refusal(text: &str, base: &str, error: &oxigraph::sparql::SparqlSyntaxError) -> QueryError {
    if evaluator(base).parse_update(text).is_ok() && !scan::tokens(text).is_empty() {
        QueryError::Update
    } else {
        QueryError::Syntax(undeclared_prefix(&error.to_string()))
    }
}

/// Of a name with a prefix that is not declared the parser tells at length what else could stand there.
fn undeclared_prefix(error: &str) -> String {
    match error.split_once(": expected one of ") {
        Some((place, expected)) if expected.contains("Prefix not found") => {
            format!("{place}: the name in front has a prefix that is not declared")
        }
        _ => error.to_owned(),
    }
}

/// What may end a query before its last row.
#[derive(Default)]
struct Control {
    watch: Option<Watch>,
    refused: Refused,
}

impl Control {
    /// A row or triple, if nothing stands against it.
    fn step<T>(&self, found: Result<T, QueryEvaluationError>) -> Result<T, QueryError> {
        let found = found.map_err(|error| self.error(error))?;
        self.check()?;
        Ok(found)
    }

    /// Whether an endpoint was asked for that is not allowed, be it silently.
    fn check(&self) -> Result<(), QueryError> {
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        refused.take().map_or(Ok(()), |error| Err(QueryError::Remote(error)))
    }

    fn error(&self, error: QueryEvaluationError) -> QueryError {
        match (error, &self.watch) {
            (QueryEvaluationError::Cancelled, Some(watch)) => QueryError::Timeout(watch.limit),
            (QueryEvaluationError::Service(error), _) => match error.downcast::<RemoteError>() {
                Ok(error) => QueryError::Remote(*error),
                Err(error) => QueryError::Evaluation(QueryEvaluationError::Service(error)),
            },
            (error, _) => QueryError::Evaluation(error),
        }
    }
}

/// A thread that cancels a query when its time is over, and ends as soon as it is dropped.
struct Watch {
    limit: Duration,
    _alive: mpsc::Sender<()>,
}

impl Watch {
    fn start(limit: Duration, token: CancellationToken) -> Self {
        let (alive, ended) = mpsc::channel();
        thread::spawn(move || {
            if ended.recv_timeout(limit) == Err(mpsc::RecvTimeoutError::Timeout) {
                token.cancel();
            }
        });
        Self { limit, _alive: alive }
    }
}
