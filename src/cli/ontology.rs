//! `newsgraph ontology`: the terms, to read or to load.

use std::io::Write as _;
use std::path::PathBuf;

use newsgraph::export::{self, Format, Prefixes};
use newsgraph::model::Base;
use newsgraph::ontology::Ontology;

use super::Outcome;
use super::faults::PackFaults;
use super::output::Output;
use super::settings::Settings;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph ontology -o ontology.html
  newsgraph ontology --format ttl

Classes, properties, values, topics and titles, in English and Chinese, with a query for each class. The page needs no \
other file. Turtle also holds all wordings that topics and titles are found by.")]
pub struct Arguments {
    /// html or ttl; by default what the name of the output file says, or html
    #[arg(long, short, value_name = "FORMAT", value_enum)]
    format: Option<Shape>,
    /// File to write; - is standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Shape {
    Html,
    #[value(alias = "turtle")]
    Ttl,
}

pub fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<Outcome> {
    let pack = settings.pack()?;
    let ontology = Ontology::of_pack(&pack).map_err(|faults| PackFaults::new(faults, &pack))?;
    let named = || match arguments.output.as_deref().and_then(|path| path.extension()) {
        Some(extension) if extension.eq_ignore_ascii_case("ttl") => Shape::Ttl,
        _ => Shape::Html,
    };
    let mut out = Output::open(arguments.output.as_deref())?;
    match arguments.format.unwrap_or_else(named) {
        Shape::Html => out.write_all(ontology.page().as_bytes())?,
        Shape::Ttl => {
            let quads = ontology.quads().iter().cloned();
            export::write(Format::Turtle, quads, &Prefixes::new(&Base::default()), &mut out)?;
        }
    }
    out.finish()?;
    Ok(Outcome::Fine)
}
