//! `newsgraph export`: a graph to a file, in the formats of RDF.

use std::path::PathBuf;

use newsgraph::export::{Format, Prefixes, Writer};
use oxigraph::model::NamedNode;

use super::extract::format_of;
use super::graph::Graph;
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

ttl, nt and rdfxml hold the union of all graphs; trig, nq and jsonld keep them apart. The same articles give the same
bytes: what differs from run to run, the graph of runs, is written with --runs only.")]
pub struct Arguments {
    /// Store or file of RDF to read, packed or not; by default the store of --store
    #[arg(value_name = "GRAPH")]
    input: Option<PathBuf>,
    /// File to write; - is standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// ttl, trig, nt, nq, rdfxml or jsonld; by default what the name of the output file says, or ttl
    #[arg(long, short, value_name = "FORMAT", value_parser = parse_format)]
    format: Option<Format>,
    /// Only this graph: the IRI of a document, or its path below the base
    #[arg(long, value_name = "IRI")]
    graph: Option<String>,
    /// Also when and with which rules each run was made
    #[arg(long)]
    runs: bool,
    /// In nt and nq: the lines of the canonical form, RDFC-1.0
    #[arg(long)]
    canonical: bool,
}

/// A format of graphs by name.
pub fn parse_format(name: &str) -> Result<Format, String> {
    Format::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        format!("there are {}", names.join(", "))
    })
}

pub fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<Outcome> {
    let input = Graph::open(arguments.input.as_deref(), settings)?;
    let graph = arguments.graph.as_deref().map(|name| one_graph(&input, name)).transpose()?;
    let format = arguments.format.or_else(|| format_of(arguments.output.as_deref())).unwrap_or(Format::Turtle);
    let prefixes = Prefixes::new(input.base());
    let mut writer = if arguments.canonical {
        let other = || Usage(format!("--canonical is a form of nt and nq, and {} has none", format.name()));
        Writer::canonical(format, &prefixes).ok_or_else(other)?
    } else {
        Writer::new(format, &prefixes)
    };
    for quad in input.quads(graph.as_ref(), arguments.runs)? {
        writer.add(quad?.as_ref())?;
    }
    let mut out = Output::open(arguments.output.as_deref())?;
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
