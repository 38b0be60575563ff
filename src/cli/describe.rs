//! `newsgraph export --describe`: a graph as a data set.

use newsgraph::export::describe::{About, Describer};
use oxigraph::model::NamedNode;

use super::VERSION;
use super::graph::{Graph, Quads};

/// What the graph does not say of itself.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Description (--describe)")]
pub struct Dataset {
    /// Title of the data set
    #[arg(long, value_name = "TEXT", default_value = "News as a knowledge graph", requires = "describe")]
    title: String,
    /// Licence of the data set; by default that of the ontology, if the graph holds it
    #[arg(long, value_name = "IRI", value_parser = parse_iri, requires = "describe")]
    license: Option<NamedNode>,
}

pub(super) fn parse_iri(text: &str) -> Result<NamedNode, String> {
    NamedNode::new(text).map_err(|error| error.to_string())
}

impl Dataset {
    /// The quads that describe a graph.
    pub fn described(&self, input: &Graph, quads: Quads) -> anyhow::Result<Quads> {
        let mut describer = Describer::new(About {
            base: input.base().clone(),
            title: self.title.clone(),
            description: "What news articles state, as facts with the words and places that they were read from."
                .to_owned(),
            license: self.license.clone(),
            version: VERSION.to_owned(),
        });
        for quad in quads {
            describer.add(quad?.as_ref())?;
        }
        Ok(Box::new(describer.finish()?.into_iter().map(Ok)))
    }
}
