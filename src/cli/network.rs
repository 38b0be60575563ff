//! `newsgraph export` in the formats of networks: GraphML, tables, and pictures of what is around an entity.

use std::path::{Path, PathBuf};

use newsgraph::export::network::{
    Collector, Focus, Headers, Network, NetworkError, NetworkFormat, Options, write_tables,
};
use newsgraph::model::ontology_quads;

use super::faults::PackFaults;
use super::graph::{Graph, Quads};
use super::output::Output;
use super::settings::Settings;
use super::{Outcome, Usage};

/// How many nodes are kept where nobody says so: in a picture, and in what a program reads.
const IN_PICTURE: usize = 40;
const IN_FILE: usize = usize::MAX;

/// Which network is wanted.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Networks (graphml, csv, neo4j, dot, svg)")]
pub struct Selection {
    /// Only what is around one entity: its IRI, path below the base, or name; dot and svg need it
    #[arg(long, value_name = "NAME")]
    entity: Option<String>,
    /// Over how many edges; 1 by default
    #[arg(long, value_name = "N", requires = "entity")]
    depth: Option<usize>,
    /// The most entities; 40 in dot and svg by default
    #[arg(long, value_name = "N", requires = "entity")]
    limit: Option<usize>,
    /// Language of labels as a tag, such as zh-Hant; en by default
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
}

/// A format of networks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    File(NetworkFormat),
    Tables(Headers),
}

impl Shape {
    pub const NAMES: &str = "graphml, csv, neo4j, dot, svg";

    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "graphml" => Self::File(NetworkFormat::GraphMl),
            "dot" | "gv" => Self::File(NetworkFormat::Dot),
            "svg" => Self::File(NetworkFormat::Svg),
            "csv" => Self::Tables(Headers::Gephi),
            "neo4j" => Self::Tables(Headers::Neo4j),
            _ => return None,
        })
    }
}

impl Selection {
    /// Whether anything is asked for that only networks have.
    pub fn is_any(&self) -> bool {
        self.entity.is_some() || self.language.is_some()
    }
}

pub fn run(
    shape: Shape,
    selection: &Selection,
    input: &Graph,
    quads: Quads,
    output: Option<&Path>,
    settings: &Settings,
) -> anyhow::Result<Outcome> {
    let picture = matches!(shape, Shape::File(NetworkFormat::Dot | NetworkFormat::Svg));
    if picture && selection.entity.is_none() {
        return Err(Usage("a picture shows what is around one entity: give --entity IRI or name".to_owned()).into());
    }
    let network = || network(selection, picture, input, quads, settings);
    match shape {
        Shape::Tables(headers) => {
            let [nodes, edges] = table_paths(output)?;
            let mut network = network()?;
            let (mut nodes, mut edges) = (Output::open(Some(&nodes))?, Output::open(Some(&edges))?);
            write_tables(&mut network, headers, &mut nodes, &mut edges)?;
            nodes.finish()?;
            edges.finish()?;
        }
        Shape::File(format) => {
            let mut network = network()?;
            let mut out = Output::open(output)?;
            network.write(format, &mut out)?;
            out.finish()?;
        }
    }
    Ok(Outcome::Fine)
}

fn network(
    selection: &Selection,
    picture: bool,
    input: &Graph,
    quads: Quads,
    settings: &Settings,
) -> anyhow::Result<Network> {
    let focus = selection.entity.as_ref().map(|entity| Focus {
        entity: entity.clone(),
        depth: selection.depth.unwrap_or(1),
        limit: selection.limit.unwrap_or(if picture { IN_PICTURE } else { IN_FILE }),
    });
    let base = Some(input.base().as_str().to_owned());
    let mut collector = Collector::new(Options { language: selection.language.clone(), focus, base });
    for quad in quads {
        collector.add(quad?.as_ref())?;
    }
    // The graph of a few articles does not say what the ontology's terms are called.
    let pack = settings.pack()?;
    let ontology = ontology_quads(input.base(), &pack).map_err(|faults| PackFaults::new(faults, &pack))?;
    for quad in &ontology {
        collector.add(quad.as_ref())?;
    }
    collector.finish().map_err(|error| match error {
        NetworkError::Unknown { .. } | NetworkError::Ambiguous { .. } => Usage(error.to_string()).into(),
        error => error.into(),
    })
}

/// Where nodes and edges go: into a folder, or beside each other under one name.
fn table_paths(output: Option<&Path>) -> anyhow::Result<[PathBuf; 2]> {
    let Some(path) = output.filter(|path| path.as_os_str() != "-") else {
        return Err(Usage("two tables do not fit one stream: give -o FOLDER or -o NAME.csv".to_owned()).into());
    };
    if path.is_dir() {
        return Ok(["nodes.csv", "edges.csv"].map(|name| path.join(name)));
    }
    let stem = if path.extension().is_some_and(|extension| extension == "csv") {
        path.with_extension("")
    } else {
        path.to_owned()
    };
    let name = stem.file_name().unwrap_or_default().to_owned();
    Ok(["-nodes.csv", "-edges.csv"].map(|ending| {
        let mut name = name.clone();
        name.push(ending);
        stem.with_file_name(name)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_go_into_a_folder_or_beside_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let paths = table_paths(Some(folder.path())).unwrap();
        assert_eq!(paths, [folder.path().join("nodes.csv"), folder.path().join("edges.csv")]);
        for name in ["out/a.csv", "out/a"] {
            assert_eq!(table_paths(Some(Path::new(name))).unwrap()[1], Path::new("out/a-edges.csv"));
        }
        assert!(table_paths(None).is_err() && table_paths(Some(Path::new("-"))).is_err());
    }
}
