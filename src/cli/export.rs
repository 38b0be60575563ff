//! `newsgraph export`: a graph to a file, in the formats of RDF and in those of networks.

use std::path::{Path, PathBuf};

use newsgraph::export::{Format, Prefixes, Writer};
use oxigraph::model::NamedNode;

use super::describe::Dataset;
use super::graph::Graph;
use super::infer::Conclusions;
use super::network::{self, Selection};
use super::output::Output;
use super::settings::Settings;
use super::{Outcome, Usage};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph export --store graph -o graph.ttl
  newsgraph export --store graph --format nq | gzip > graph.nq.gz
  newsgraph export --store graph --format nq --canonical | sha256sum
  newsgraph export --store graph --graph graph/lexicon
  newsgraph export others.rdf.gz -o others.ttl
  newsgraph export --store graph -o graph.graphml
  newsgraph export --store graph -o tables.csv         tables-nodes.csv and tables-edges.csv
  newsgraph export --store graph --describe --license https://creativecommons.org/licenses/by/4.0/
  newsgraph export --store graph --entity Twitter --language zh-Hant -o twitter.svg

ttl, nt and rdfxml hold the union of all graphs; trig, nq and jsonld keep them apart. The same articles give the same \
bytes: what differs from run to run, the graph of runs, is written with --runs only.

graphml, csv (for Gephi), neo4j (tables for neo4j-admin), dot and svg hold the network of entities: direct triples, \
and facts as edges between those who take part.")]
pub struct Arguments {
    /// Store or file of RDF to read, packed or not; by default the store of --store
    #[arg(value_name = "GRAPH")]
    input: Option<PathBuf>,
    /// File to write; - is standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// ttl, trig, nt, nq, rdfxml, jsonld, graphml, csv, neo4j, dot or svg; by default what the name of the output file
    /// says, or ttl
    #[arg(long, short, value_name = "FORMAT", value_parser = parse_shape)]
    format: Option<Shape>,
    /// Only this graph: the IRI of a document, or its path below the base
    #[arg(long, value_name = "IRI")]
    graph: Option<String>,
    /// Also when and with which rules each run was made
    #[arg(long)]
    runs: bool,
    /// Also what follows by the ontology and its alignments: wider classes and properties, inverses; in formats that
    /// keep graphs apart in a graph of its own, graph/inferred
    #[arg(long)]
    infer: bool,
    /// In nt and nq: the lines of the canonical form, RDFC-1.0
    #[arg(long)]
    canonical: bool,
    /// A description of the graph as a data set instead of the graph: VoID, DCAT and PROV, in ttl by default
    #[arg(long)]
    describe: bool,
    #[command(flatten)]
    dataset: Dataset,
    #[command(flatten)]
    selection: Selection,
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Graph(Format),
    Network(network::Shape),
}

impl Shape {
    fn from_name(name: &str) -> Option<Self> {
        let network = || network::Shape::from_name(&name.to_ascii_lowercase()).map(Self::Network);
        Format::from_name(name).map(Self::Graph).or_else(network)
    }

    /// What the name of an output file calls for.
    fn from_path(path: Option<&Path>) -> Option<Self> {
        Self::from_name(&path?.extension()?.to_string_lossy())
    }
}

/// A format of RDF by name.
pub fn parse_format(name: &str) -> Result<Format, String> {
    Format::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        format!("there are {}", names.join(", "))
    })
}

fn parse_shape(name: &str) -> Result<Shape, String> {
    let networks = |names| format!("{names}, {}", network::Shape::NAMES);
    Shape::from_name(name).map_or_else(|| parse_format(name).map(Shape::Graph).map_err(networks), Ok)
}

pub fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<Outcome> {
    let input = Graph::open(arguments.input.as_deref(), settings)?;
    let graph = arguments.graph.as_deref().map(|name| one_graph(&input, name)).transpose()?;
    let quads = input.quads(graph.as_ref(), arguments.runs)?;
    let output = arguments.output.as_deref();
    let shape = arguments.format.or_else(|| Shape::from_path(output)).unwrap_or(Shape::Graph(Format::Turtle));
    let format = match shape {
        Shape::Network(_) if arguments.canonical || arguments.describe => {
            return Err(Usage("--canonical and --describe are written in formats of RDF".to_owned()).into());
        }
        Shape::Network(shape) => return network::run(shape, &arguments.selection, &input, quads, output, settings),
        Shape::Graph(_) if arguments.selection.is_any() => {
            let names = network::Shape::NAMES;
            return Err(Usage(format!("--entity and --language are for networks: {names}")).into());
        }
        Shape::Graph(format) => format,
    };
    let quads = if arguments.infer { Conclusions::new(input.base(), &settings.pack()?)?.beside(quads) } else { quads };
    let quads = if arguments.describe { arguments.dataset.described(&input, quads)? } else { quads };
    let prefixes = Prefixes::new(input.base());
    let mut writer = if arguments.canonical {
        let other = || Usage(format!("--canonical is a form of nt and nq, and {} has none", format.name()));
        Writer::canonical(format, &prefixes).ok_or_else(other)?
    } else {
        Writer::new(format, &prefixes)
    };
    for quad in quads {
        writer.add(quad?.as_ref())?;
    }
    let mut out = Output::open(output)?;
    writer.finish(&mut out)?;
    out.finish()?;
    Ok(Outcome::Fine)
}

/// The graph that the user names, which must be there.
fn one_graph(input: &Graph, name: &str) -> anyhow::Result<NamedNode> {
    let wanted = NamedNode::new(name).unwrap_or_else(|_| input.base().iri(name));
    match input.quads(Some(&wanted), true)?.next().transpose()? {
        Some(_) => Ok(wanted),
        None => Err(Usage(format!("there is no graph {wanted}")).into()),
    }
}
