//! A graph that a command reads: a store, or a file of RDF.

use std::path::Path;

use newsgraph::export::Format;
use newsgraph::model::Base;
use newsgraph::rdf::{RdfError, RdfFile};
use newsgraph::store::Store;
use oxigraph::model::{GraphName, NamedNode, Quad};

use super::Usage;
use super::settings::Settings;

pub type Quads = Box<dyn Iterator<Item = anyhow::Result<Quad>>>;

/// Where quads come from. They can be read as often as wanted.
pub enum Graph {
    Store(Box<Store>),
    File { file: RdfFile, base: Base },
}

/// A file of RDF in the format that the user says with `--format`, or that its name tells.
pub fn rdf_file(path: &Path, format: Option<Format>) -> anyhow::Result<RdfFile> {
    RdfFile::new(path, format).map_err(|error| match error {
        RdfError::Format { .. } => Usage(format!("{error}; --format says which it is")).into(),
        error => error.into(),
    })
}

impl Graph {
    /// What is at a path, a store if it is a folder; the store of the settings where there is none.
    pub fn open(path: Option<&Path>, settings: &Settings) -> anyhow::Result<Self> {
        Ok(match path {
            None => Self::Store(Box::new(settings.read_store()?)),
            Some(path) if path.is_dir() => Self::Store(Box::new(Store::open_read_only(path, None)?)),
            Some(path) => Self::File { file: RdfFile::new(path, None)?, base: settings.base() },
        })
    }

    /// What the IRIs of instances begin with.
    pub fn base(&self) -> &Base {
        match self {
            Self::Store(store) => store.base(),
            Self::File { base, .. } => base,
        }
    }

    /// Whether it keeps named graphs apart.
    pub fn has_graphs(&self) -> bool {
        match self {
            Self::Store(_) => true,
            Self::File { file, .. } => file.format().has_graphs(),
        }
    }

    /// The quads of one graph, or of all. Those of the graph of runs are left out unless wanted: it tells when each run
    /// began and ended, and so is never the same twice.
    pub fn quads(&self, graph: Option<&NamedNode>, runs: bool) -> anyhow::Result<Quads> {
        let all: Quads = match self {
            Self::Store(store) => Box::new(store.quads(graph).map(|quad| Ok(quad?))),
            Self::File { file, .. } => Box::new(file.quads()?.map(|quad| Ok(quad?))),
        };
        let left_out = (!runs).then(|| GraphName::from(self.base().runs_graph()));
        let wanted = graph.cloned().map(GraphName::from);
        Ok(Box::new(all.filter(move |quad| match (quad, &wanted) {
            (Ok(quad), Some(wanted)) => quad.graph_name == *wanted,
            (Ok(quad), None) => Some(&quad.graph_name) != left_out.as_ref(),
            (Err(_), _) => true,
        })))
    }
}
