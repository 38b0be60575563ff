//! `newsgraph export`: a store's graph to a file.

use std::path::PathBuf;

use newsgraph::export::{Format, Prefixes, Writer};
use oxigraph::model::NamedNode;

use super::extract::format_of;
use super::output::Output;
use super::settings::Settings;
use super::{Outcome, Usage};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph export --store graph -o graph.ttl
  newsgraph export --store graph --format nq | gzip > graph.nq.gz
  newsgraph export --store graph --graph graph/lexicon

ttl, nt and rdfxml hold the union of all graphs; trig, nq and jsonld keep them apart.")]
pub struct Arguments {
    /// File to write; - is standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// ttl, trig, nt, nq, rdfxml or jsonld; by default what the name of the output file says, or ttl
    #[arg(long, short, value_name = "FORMAT", value_parser = parse_format)]
    format: Option<Format>,
    /// Only this graph: the IRI of a document, or its path below the base
    #[arg(long, value_name = "IRI")]
    graph: Option<String>,
}

/// A format of graphs by name.
pub fn parse_format(name: &str) -> Result<Format, String> {
    Format::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        format!("there are {}", names.join(", "))
    })
}

pub fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<Outcome> {
    let store = settings.read_store()?;
    let graph = match &arguments.graph {
        None => None,
        Some(name) => {
            let graphs = store.graphs()?;
            let wanted = NamedNode::new(name).unwrap_or_else(|_| store.base().iri(name));
            if graphs.binary_search(&wanted).is_err() {
                return Err(Usage(format!("the store has no graph {wanted}; it has {} graphs", graphs.len())).into());
            }
            Some(wanted)
        }
    };
    let format = arguments.format.or_else(|| format_of(arguments.output.as_deref())).unwrap_or(Format::Turtle);
    let prefixes = Prefixes::new(store.base());
    let mut writer = Writer::new(format, &prefixes);
    for quad in store.quads(graph.as_ref()) {
        writer.add(quad?.as_ref())?;
    }
    let mut out = Output::open(arguments.output.as_deref())?;
    writer.finish(&mut out)?;
    out.finish()?;
    Ok(Outcome::Fine)
}
