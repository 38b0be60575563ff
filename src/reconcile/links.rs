use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use super::{Subject, Weighed};
use crate::model::Base;
use crate::model::iri::digest;
use crate::model::literal::decimal;
use crate::model::vocabulary::{NG, ng, other, prov, schema, skos};

/// What was decided about a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// By the policy: the same.
    Certain,
    /// By the policy: close, and for a reviewer to look at.
    Close,
    Proposed,
    /// By a reviewer: the same.
    Accepted,
    /// By a reviewer: another one.
    Rejected,
    /// By a reviewer: the other collection does not have it.
    None,
}

impl Status {
    const ALL: [Self; 6] = [Self::Certain, Self::Close, Self::Proposed, Self::Accepted, Self::Rejected, Self::None];

    /// Local name of its term in the ontology.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Certain => "LinkCertain",
            Self::Close => "LinkClose",
            Self::Proposed => "LinkProposed",
            Self::Accepted => "LinkAccepted",
            Self::Rejected => "LinkRejected",
            Self::None => "LinkNone",
        }
    }

    /// Whether a reviewer said so.
    pub const fn is_reviewed(self) -> bool {
        matches!(self, Self::Accepted | Self::Rejected | Self::None)
    }
}

/// A candidate as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    pub subject: String,
    /// Absent where a reviewer says that there is none.
    pub target: Option<String>,
    pub status: Status,
    /// Name of the candidate, and what it is.
    pub label: String,
    pub description: String,
    pub score: f64,
    pub name: f64,
    pub context: f64,
    pub popularity: u32,
    pub reasons: Vec<String>,
    /// IRI of the authority.
    pub source: String,
}

impl Link {
    pub(super) fn of(subject: &Subject, mut weighed: Weighed, source: &str) -> Self {
        // In a graph they have no order.
        weighed.reasons.sort();
        Self {
            subject: subject.iri.clone(),
            label: weighed.candidate.names.first().cloned().unwrap_or_default(),
            target: Some(weighed.candidate.iri),
            status: weighed.status,
            description: weighed.candidate.description,
            score: weighed.score,
            name: weighed.name,
            context: weighed.context,
            popularity: weighed.candidate.popularity,
            reasons: weighed.reasons,
            source: source.to_owned(),
        }
    }
}

/// All candidates with what was decided, by subject and target.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Links {
    links: BTreeMap<(String, Option<String>), Link>,
}

impl Links {
    /// Reads what [`Links::quads`] wrote, in whatever graph it stands. Nodes that lack a subject or status are passed
    /// over.
    ///
    /// # Errors
    /// The first error among the quads.
    pub fn read<E>(quads: impl IntoIterator<Item = Result<Quad, E>>) -> Result<Self, E> {
        let mut nodes: BTreeMap<String, Vec<(String, Term)>> = BTreeMap::new();
        for quad in quads {
            let quad = quad?;
            let NamedOrBlankNode::NamedNode(subject) = quad.subject else { continue };
            let property = quad.predicate.into_string();
            let ours = property.starts_with(NG);
            if ours
                || [schema::NAME, schema::DESCRIPTION, prov::WAS_DERIVED_FROM].iter().any(|p| p.as_str() == property)
            {
                nodes.entry(subject.into_string()).or_default().push((property, quad.object));
            }
        }
        let mut links = Self::default();
        for facts in nodes.into_values() {
            if let Some(link) = link(&facts) {
                links.put(link);
            }
        }
        Ok(links)
    }

    /// In order of subject, then target.
    pub fn iter(&self) -> impl Iterator<Item = &Link> {
        self.links.values()
    }

    fn put(&mut self, link: Link) {
        self.links.insert((link.subject.clone(), link.target.clone()), link);
    }

    /// Whether a reviewer has found the subject's counterpart, or that there is none.
    pub fn is_decided(&self, subject: &str) -> bool {
        self.of(subject).any(|link| matches!(link.status, Status::Accepted | Status::None))
    }

    pub fn is_rejected(&self, subject: &str, target: &str) -> bool {
        self.get(subject, target).is_some_and(|link| link.status == Status::Rejected)
    }

    pub fn get(&self, subject: &str, target: &str) -> Option<&Link> {
        self.links.get(&(subject.to_owned(), Some(target.to_owned())))
    }

    /// The candidates of a subject.
    pub fn of(&self, subject: &str) -> impl Iterator<Item = &Link> {
        let subject = subject.to_owned();
        self.links
            .range((subject.clone(), None)..)
            .take_while(move |((other, _), _)| *other == subject)
            .map(|(_, link)| link)
    }

    fn of_mut(&mut self, subject: &str) -> impl Iterator<Item = &mut Link> {
        let subject = subject.to_owned();
        self.links
            .range_mut((subject.clone(), None)..)
            .take_while(move |((other, _), _)| *other == subject)
            .map(|(_, link)| link)
    }

    /// Takes new candidates of an authority in place of its old ones; what reviewers said stays. Two subjects cannot
    /// both certainly be the same thing: such links are for a reviewer.
    pub fn replace(&mut self, source: &str, found: Vec<Link>) {
        self.links.retain(|_, link| link.status.is_reviewed() || link.source != source);
        for link in found {
            self.put(link);
        }
        let mut claims: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for link in self.links.values().filter(|link| matches!(link.status, Status::Certain | Status::Accepted)) {
            claims.entry(link.target.clone().unwrap_or_default()).or_default().insert(link.subject.clone());
        }
        for link in self.links.values_mut().filter(|link| link.status == Status::Certain) {
            let rivals = link.target.as_ref().and_then(|target| claims.get(target)).map_or(0, BTreeSet::len);
            if rivals > 1 {
                link.status = Status::Close;
                link.reasons.push("another entity of this graph has the same counterpart".to_owned());
            }
        }
    }

    /// Notes what a reviewer says of a candidate.
    pub(super) fn accept(&mut self, subject: &str, target: &str) {
        for link in self.of_mut(subject) {
            match &link.target {
                Some(found) if found == target => link.status = Status::Accepted,
                // What else was proposed for it is another thing then.
                Some(_) if link.status != Status::Accepted => link.status = Status::Rejected,
                _ => {}
            }
        }
        self.links.remove(&(subject.to_owned(), None));
    }

    pub(super) fn reject(&mut self, subject: &str, target: &str) {
        if let Some(link) = self.links.get_mut(&(subject.to_owned(), Some(target.to_owned()))) {
            link.status = Status::Rejected;
        }
    }

    pub(super) fn none(&mut self, subject: &str) {
        let Some(source) = self.of(subject).map(|link| link.source.clone()).next() else { return };
        for link in self.of_mut(subject) {
            link.status = Status::Rejected;
        }
        self.put(Link {
            subject: subject.to_owned(),
            target: None,
            status: Status::None,
            label: String::new(),
            description: String::new(),
            score: 0.0,
            name: 0.0,
            context: 0.0,
            popularity: 0,
            reasons: Vec::new(),
            source,
        });
    }

    /// The graph of links.
    pub fn quads(&self, base: &Base) -> Vec<Quad> {
        let graph = GraphName::from(base.links_graph());
        let mut quads = Vec::new();
        for link in self.links.values() {
            let target = link.target.as_deref().unwrap_or_default();
            let node = base.iri(&format!("link/{}", digest(&format!("{}\n{target}", link.subject))));
            let subject = NamedNode::new_unchecked(&link.subject);
            let mut add = |subject: &NamedNode, property: NamedNodeRef<'_>, object: Term| {
                quads.push(Quad::new(subject.clone(), property, object, graph.clone()));
            };
            add(&node, rdf::TYPE, ng::LINK_CANDIDATE.into());
            add(&node, ng::LINK_SUBJECT, subject.clone().into());
            add(&node, ng::LINK_STATUS, NamedNode::new_unchecked(format!("{NG}{}", link.status.name())).into());
            add(&node, prov::WAS_DERIVED_FROM, NamedNode::new_unchecked(&link.source).into());
            if target.is_empty() {
                continue;
            }
            let target = NamedNode::new_unchecked(target);
            add(&node, ng::LINK_TARGET, target.clone().into());
            add(&node, schema::NAME, Literal::from(link.label.as_str()).into());
            if !link.description.is_empty() {
                add(&node, schema::DESCRIPTION, Literal::from(link.description.as_str()).into());
            }
            for (property, value) in
                [(ng::LINK_SCORE, link.score), (ng::NAME_SCORE, link.name), (ng::CONTEXT_SCORE, link.context)]
            {
                add(&node, property, decimal(&format!("{value:.3}")).into());
            }
            add(&node, ng::POPULARITY, Literal::new_typed_literal(link.popularity.to_string(), xsd::INTEGER).into());
            for reason in &link.reasons {
                add(&node, ng::LINK_REASON, Literal::new_language_tagged_literal_unchecked(reason, "en").into());
            }
            match link.status {
                Status::Certain | Status::Accepted => add(&subject, other::SAME_AS, target.into()),
                Status::Close => add(&subject, skos::CLOSE_MATCH, target.into()),
                Status::Proposed | Status::Rejected | Status::None => {}
            }
        }
        quads
    }
}

fn link(facts: &[(String, Term)]) -> Option<Link> {
    let values = |property: NamedNodeRef<'_>| {
        let property = property.as_str().to_owned();
        facts.iter().filter(move |(name, _)| *name == property).map(|(_, value)| match value {
            Term::NamedNode(node) => node.as_str(),
            Term::Literal(literal) => literal.value(),
            _ => "",
        })
    };
    let one = |property| values(property).next().map(str::to_owned);
    let number = |property| values(property).next().and_then(|value| value.parse::<f64>().ok()).unwrap_or_default();
    let status = one(ng::LINK_STATUS)?;
    let status = Status::ALL.into_iter().find(|known| status.strip_prefix(NG) == Some(known.name()))?;
    let mut reasons: Vec<String> = values(ng::LINK_REASON).map(str::to_owned).collect();
    reasons.sort();
    Some(Link {
        subject: one(ng::LINK_SUBJECT)?,
        target: one(ng::LINK_TARGET),
        status,
        label: one(schema::NAME).unwrap_or_default(),
        description: one(schema::DESCRIPTION).unwrap_or_default(),
        score: number(ng::LINK_SCORE),
        name: number(ng::NAME_SCORE),
        context: number(ng::CONTEXT_SCORE),
        popularity: number(ng::POPULARITY) as u32,
        reasons,
        source: one(prov::WAS_DERIVED_FROM).unwrap_or_default(),
    })
}
