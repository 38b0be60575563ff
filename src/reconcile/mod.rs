//! Links between the entities of a graph and those of other collections: proposed with a score and its reasons, made
//! by an explicit policy or by a reviewer, and remembered.
//!
//! [`subjects`] gathers the entities of a graph; an [`Authority`] (an imported lexicon, a SPARQL endpoint, a service of
//! the reconciliation API) proposes candidates for them; [`score`] weighs those; [`Policy`] decides which of them
//! become links; [`Links`] keeps all of it, with what reviewers said, as a graph of its own.
//!
//! ```
//! use newsgraph::fact::Kind;
//! use newsgraph::reconcile::{Candidate, Policy, Status, Subject, weigh};
//! let subject = Subject {
//!     kind: Kind::Person,
//!     names: vec![("Ada Example".into(), "en".into())],
//!     ..Subject::new("https://example.org/ada")
//! };
//! let candidate = Candidate {
//!     kind: Some(Kind::Person),
//!     names: vec!["Ada Example".into()],
//!     ..Candidate::new("http://www.wikidata.org/entity/Q1")
//! };
//! let policy = Policy { same_as: Some(0.95), ..Policy::default() };
//! let weighed = weigh(&subject, vec![candidate.clone()], true, &policy);
//! assert_eq!(weighed[0].status, Status::Certain);
//! // Somebody else has the name too: nothing is certain any more.
//! let other = Candidate { iri: "http://www.wikidata.org/entity/Q2".into(), ..candidate.clone() };
//! let weighed = weigh(&subject, vec![candidate, other], true, &policy);
//! assert!(weighed.iter().all(|one| one.status == Status::Proposed));
//! ```

mod lexicon;
mod links;
mod openrefine;
mod review;
pub mod score;
mod sparql;
mod subjects;

use std::time::Duration;

use oxigraph::model::NamedNode;

use crate::fact::Kind;
use crate::model::Base;
use crate::remote::RemoteError;

pub use lexicon::LexiconAuthority;
pub use links::{Link, Links, Status};
pub use openrefine::OpenRefine;
pub use review::{ReviewError, read_review, write_review};
pub use score::{Policy, Weighed, weigh};
pub use sparql::SparqlAuthority;
pub use subjects::subjects;

/// Why no links came of it.
#[derive(Debug, thiserror::Error)]
pub enum ReconcileError {
    #[error(transparent)]
    Remote(#[from] RemoteError),
}

/// Bounds of calls to other servers.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// How long one answer may take.
    pub timeout: Duration,
    /// How many bytes one answer may have.
    pub most_bytes: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { timeout: Duration::from_secs(60), most_bytes: 32_000_000 }
    }
}

/// An entity that may be linked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    pub iri: String,
    pub kind: Kind,
    /// Names and their language tags; the preferred ones first.
    pub names: Vec<(String, String)>,
    /// Names of what the articles that mention it also mention, folded.
    pub context: Vec<String>,
    /// Hosts of what it is the same as, by other links than those decided here.
    pub linked: Vec<String>,
}

impl Subject {
    pub fn new(iri: &str) -> Self {
        Self {
            iri: iri.to_owned(),
            kind: Kind::Organization,
            names: Vec::new(),
            context: Vec::new(),
            linked: Vec::new(),
        }
    }

    /// Whether it has a link into the collection that an IRI belongs to, as its host tells.
    fn is_linked_into(&self, iri: &str) -> bool {
        self.linked.iter().any(|linked| linked == host(iri))
    }
}

/// The host of an IRI; the whole of one that has none.
fn host(iri: &str) -> &str {
    let rest = iri.split_once("://").map_or(iri, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest)
}

/// An entity of another collection that may be the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub iri: String,
    pub kind: Option<Kind>,
    /// The name to show first.
    pub names: Vec<String>,
    pub description: String,
    /// How many sites write of it; 0 where nothing is known.
    pub popularity: u32,
    /// Names of what it belongs to: its country, owner, employer.
    pub related: Vec<String>,
}

impl Candidate {
    pub fn new(iri: &str) -> Self {
        Self {
            iri: iri.to_owned(),
            kind: None,
            names: Vec::new(),
            description: String::new(),
            popularity: 0,
            related: Vec::new(),
        }
    }
}

/// What an authority says of one subject.
#[derive(Debug, Clone, Default)]
pub struct Proposal {
    pub candidates: Vec<Candidate>,
    /// There are no others of these names.
    pub complete: bool,
}

/// A collection of entities that can be asked for names.
pub trait Authority {
    /// What links are said to come from.
    fn iri(&self, base: &Base) -> NamedNode;

    /// How many subjects are asked for at a time.
    fn batch(&self) -> usize;

    /// Candidates for each of some subjects, in their order.
    ///
    /// # Errors
    /// Where the collection cannot be asked, or answers nonsense.
    fn propose(&self, subjects: &[Subject]) -> Result<Vec<Proposal>, ReconcileError>;
}

/// Asks for all subjects that nobody has decided on, and takes what was proposed into the links. `step` is called with
/// the number of subjects that are done.
///
/// # Errors
/// The first error of the authority; the links are as they were then.
pub fn reconcile(
    links: &mut Links,
    subjects: &[Subject],
    authority: &dyn Authority,
    policy: &Policy,
    base: &Base,
    mut step: impl FnMut(usize),
) -> Result<(), ReconcileError> {
    let source = authority.iri(base);
    let open: Vec<Subject> = subjects.iter().filter(|subject| !links.is_decided(&subject.iri)).cloned().collect();
    let mut found = Vec::new();
    for batch in open.chunks(authority.batch().max(1)) {
        let proposals = authority.propose(batch)?;
        for (subject, mut proposal) in batch.iter().zip(proposals) {
            proposal.candidates.retain(|candidate| {
                !subject.is_linked_into(&candidate.iri) && !links.is_rejected(&subject.iri, &candidate.iri)
            });
            let weighed = weigh(subject, proposal.candidates, proposal.complete, policy);
            found.extend(weighed.into_iter().map(|one| Link::of(subject, one, source.as_str())));
        }
        step(batch.len());
    }
    links.replace(source.as_str(), found);
    Ok(())
}
