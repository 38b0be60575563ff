//! newsgraph turns news articles into a knowledge graph in RDF. In order:
//!
//! 1. [`ingest`] reads bytes in any format and character set into a [`text::Document`].
//! 2. [`segment`] tells articles apart and cuts them into sentences and atoms; boilerplate is set aside.
//! 3. [`recognise`] finds mentions of entities, and values: dates, quantities, quotations.
//! 4. [`link`] decides which entity each mention means.
//! 5. [`extract`] matches rules over them and yields [`fact::Fact`]s with evidence.
//! 6. [`model`] writes facts as quads of the ontology.
//! 7. [`store`] keeps them, [`query`] answers questions, [`infer`] draws conclusions, [`export`] writes them out,
//!    [`validate`] checks them.
//!
//! [`remote`] asks and feeds other servers, those that the user names.
//!
//! [`pack`] holds the knowledge that the stages work with, and [`pipeline`] is the only module that knows their order.

pub mod diff;
pub mod export;
pub mod extract;
pub mod fact;
pub mod gazetteer;
pub mod infer;
pub mod ingest;
pub mod link;
pub mod model;
pub mod ontology;
pub mod pack;
pub mod pipeline;
pub mod query;
pub mod rdf;
pub mod recognise;
pub mod reconcile;
pub mod remote;
pub mod segment;
pub mod store;
pub mod text;
pub mod validate;
