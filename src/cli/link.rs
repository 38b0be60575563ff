//! `newsgraph link`: links of a graph's entities to those of other collections.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use newsgraph::export::{Format, Prefixes, Writer};
use newsgraph::gazetteer::Gazetteer;
use newsgraph::gazetteer::import::Scheme;
use newsgraph::model::Base;
use newsgraph::model::iri::digest;
use newsgraph::reconcile::{
    Authority, Bounds, LexiconAuthority, Links, OpenRefine, Policy, SparqlAuthority, Status, Subject, read_review,
    reconcile, subjects, write_review,
};
use newsgraph::remote::Endpoint;
use newsgraph::store::Store;
use newsgraph::text::counted;

use super::extract::format_of;
use super::faults::PackFaults;
use super::graph::Graph;
use super::output::{Messages, Output};
use super::settings::Settings;
use super::{Outcome, Usage};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph link --store graph --to wikidata.ngl --same-as 0.95
  newsgraph link --store graph --to wikidata.ngl --review candidates.csv
  newsgraph link --store graph --accept candidates.csv
  newsgraph link --store graph --reconcile https://wikidata.reconci.link/en/api
  newsgraph link --store graph --sparql https://query.wikidata.org/sparql
  newsgraph link graph.ttl --to wikidata.ngl -o links.ttl

Candidates stand in a graph of their own, graph/links, with their scores and the reasons for them. Those that the \
policy of --same-as finds certain become owl:sameAs: the full name of several words is the same, the kind is the same, \
and nothing else has the name. The best of the others become skos:closeMatch, for a reviewer; a common word alone \
makes neither. In the table of --review the column decision is for accepted, rejected, or none where no candidate is \
right; what a reviewer said is kept, whatever is linked later.")]
pub struct Arguments {
    /// Store or file of RDF to link, by default the store of --store; the links of a file are written, and not stored
    #[arg(value_name = "GRAPH")]
    input: Option<PathBuf>,
    /// Imported lexicon to link to
    #[arg(long, value_name = "FILE", group = "authority")]
    to: Option<PathBuf>,
    /// SPARQL endpoint to link to
    #[arg(long, value_name = "URL", group = "authority")]
    sparql: Option<Endpoint>,
    /// Service of the reconciliation API to link to
    #[arg(long, value_name = "URL", group = "authority")]
    reconcile: Option<Endpoint>,
    /// Links whose score is at least this are owl:sameAs if nothing speaks against them
    #[arg(long, value_name = "SCORE", value_parser = parse_score)]
    same_as: Option<f64>,
    /// The best candidate from this score on is skos:closeMatch
    #[arg(long, value_name = "SCORE", default_value = "0.8", value_parser = parse_score)]
    close_match: f64,
    /// Candidates below this score are forgotten
    #[arg(long, value_name = "SCORE", default_value = "0.5", value_parser = parse_score)]
    least: f64,
    /// Seconds that an answer of a server may take
    #[arg(long, value_name = "SECONDS", default_value = "60")]
    timeout: u32,
    /// Write the candidates that nobody has decided on to a table
    #[arg(long, value_name = "FILE")]
    review: Option<PathBuf>,
    /// Take the decisions of a table that --review wrote
    #[arg(long, value_name = "FILE")]
    accept: Option<PathBuf>,
    /// File to write the links of a file to; - is standard output
    #[arg(long, short, value_name = "FILE", requires = "input")]
    output: Option<PathBuf>,
    /// ttl, trig, nt, nq, rdfxml or jsonld; by default what the name of the output file says, or ttl
    #[arg(long, short, value_name = "FORMAT", value_parser = super::export::parse_format, requires = "input")]
    format: Option<Format>,
}

fn parse_score(text: &str) -> Result<f64, String> {
    let score: f64 = text.parse().map_err(|_| "it is no number".to_owned())?;
    if (0.0..=1.0).contains(&score) { Ok(score) } else { Err("a score is from 0 to 1".to_owned()) }
}

pub fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<Outcome> {
    let asks = arguments.to.is_some() || arguments.sparql.is_some() || arguments.reconcile.is_some();
    if !asks && arguments.review.is_none() && arguments.accept.is_none() {
        return Err(Usage("link to what? Give --to, --sparql or --reconcile, or --review or --accept".into()).into());
    }
    if let Some(path) = &arguments.input
        && !path.is_dir()
    {
        let graph = Graph::open(Some(path), settings)?;
        let base = graph.base().clone();
        let subjects = subjects(graph.quads(None, false)?, &base)?;
        let mut links = Links::read(graph.quads(None, false)?)?;
        work(arguments, settings, &base, &subjects, &mut links)?;
        write(arguments, &base, &links)?;
        return Ok(Outcome::Fine);
    }
    if arguments.output.is_some() || arguments.format.is_some() {
        return Err(Usage("the links of a store are kept in it: -o and --format are for those of a file".into()).into());
    }
    // A store that is not there has nothing to link, and is not made.
    let store = match &arguments.input {
        Some(folder) => Store::open_existing(folder, None)?,
        None => settings.open_existing_store()?,
    };
    let base = store.base().clone();
    let subjects = subjects(store.quads(None), &base)?;
    let before = Links::read(store.quads(Some(&base.links_graph())))?;
    let mut links = before.clone();
    work(arguments, settings, &base, &subjects, &mut links)?;
    if links != before {
        let quads = links.quads(&base);
        let state: Vec<String> = quads.iter().map(ToString::to_string).collect();
        store.replace_graph(&base.links_graph(), &digest(&state.join("\n")), &quads)?;
        store.flush()?;
    }
    Ok(Outcome::Fine)
}

/// Takes decisions, asks for candidates and writes the table for review, whichever was asked for, in this order.
fn work(
    arguments: &Arguments,
    settings: &Settings,
    base: &Base,
    subjects: &[Subject],
    links: &mut Links,
) -> anyhow::Result<()> {
    let messages = Messages::counting("entities", Some(subjects.len()), settings.quiet);
    let mut said = Vec::new();
    if let Some(path) = &arguments.accept {
        let shown = || path.display().to_string();
        let count = read_review(links, File::open(path).with_context(shown)?).with_context(shown)?;
        said.push(counted(count, "decision"));
    }
    let policy = Policy {
        same_as: arguments.same_as,
        close_match: arguments.close_match,
        least: arguments.least,
        ..Policy::default()
    };
    let mut ask = |authority: &dyn Authority| {
        let step = |count: usize| (0..count).for_each(|_| messages.step());
        reconcile(links, subjects, authority, &policy, base, step)
    };
    let bounds = Bounds { timeout: Duration::from_secs(u64::from(arguments.timeout)), ..Bounds::default() };
    if let Some(path) = &arguments.to {
        let lexicon = Gazetteer::open(path)?;
        if lexicon.is_incomplete() {
            messages.note(&format_args!("{} is incomplete, so that nothing is certain", path.display()));
        }
        ask(&LexiconAuthority::new(&lexicon))?;
    } else if let Some(url) = &arguments.sparql {
        ask(&SparqlAuthority::new(url, bounds, scheme(settings)?)?)?;
    } else if let Some(url) = &arguments.reconcile {
        ask(&OpenRefine::connect(url, bounds, scheme(settings)?)?)?;
    }
    if let Some(path) = &arguments.review {
        let mut out = Output::open(Some(path))?;
        let count = write_review(links, subjects, &mut out)?;
        out.finish()?;
        said.push(format!("{} to review", counted(count, "candidate")));
    }
    let count = |status: Status| links.iter().filter(|link| link.status == status).count();
    for (status, what) in [
        (Status::Certain, "certain"),
        (Status::Close, "close"),
        (Status::Proposed, "proposed"),
        (Status::Accepted, "accepted"),
        (Status::Rejected, "rejected"),
    ] {
        if count(status) > 0 {
            said.push(format!("{} {what}", count(status)));
        }
    }
    if said.is_empty() {
        said.push("no candidates".to_owned());
    }
    messages.end(&format!("{}: {}", counted(subjects.len(), "entity"), said.join(", ")));
    Ok(())
}

fn scheme(settings: &Settings) -> anyhow::Result<Scheme> {
    let pack = settings.pack()?;
    Ok(Scheme::of(&pack).map_err(|fault| PackFaults::new(vec![fault], &pack))?)
}

fn write(arguments: &Arguments, base: &Base, links: &Links) -> anyhow::Result<()> {
    let path: Option<&Path> = arguments.output.as_deref();
    let format = arguments.format.or_else(|| format_of(path)).unwrap_or(Format::Turtle);
    let prefixes = Prefixes::new(base);
    let mut writer = Writer::new(format, &prefixes);
    for quad in links.quads(base) {
        writer.add(quad.as_ref())?;
    }
    let mut out = Output::open(path)?;
    writer.finish(&mut out)?;
    out.finish()
}
