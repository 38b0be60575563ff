//! `newsgraph lexicon`: lexicons of other collections' entities, made and looked into.

use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context as _;
use indicatif::ProgressBar;
use newsgraph::fact::Kind;
use newsgraph::gazetteer::Gazetteer;
use newsgraph::gazetteer::import::{self, Format, Options, Progress, Summary};
use newsgraph::text::counted;

use super::output::{Output, progress_bar};
use super::settings::Settings;
use super::{Outcome, Usage};

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Make a lexicon of the entities of Wikidata, of an RDF file or of a table
    Import(Import),
    /// Tell what an imported lexicon holds, or what a name means in it
    Show(Show),
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph lexicon import latest-all.json.bz2 -o wikidata.ngl --class Q5,Q43229 --language en,zh,zh-hant,zh-hans
  newsgraph lexicon import latest-truthy.nt.gz -o wikidata.ngl --class Q5 --subclasses p279.nt.gz
  newsgraph lexicon import thesaurus.ttl -o terms.ngl --kind organization
  newsgraph lexicon import companies.csv -o companies.ngl
  newsgraph extract article.txt --lexicon companies.ngl

A table has the columns id (an item such as Q36215, an IRI, or a name of your own) and label, and may have language, \
kind, class, aliases (with | between them), description and popularity. Files may be compressed with gzip or bzip2. \
Without --language the languages of articles are taken: en, sv, zh and their variants.

What was read is kept in FILE.part until the lexicon is whole: an import that was broken off goes on from there when \
it is started again with the same sources and options.")]
pub struct Import {
    /// Dumps, RDF files and tables
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<PathBuf>,
    /// File to write
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// wikidata (JSON), nt, ttl, rdf, jsonld, trig, nq, csv or tsv; by default what the file names say
    #[arg(long, short, value_name = "FORMAT", value_parser = parse_format)]
    format: Option<Format>,
    /// Only entities of these classes and the classes below them
    #[arg(long = "class", value_name = "CLASS", value_delimiter = ',')]
    classes: Vec<String>,
    /// Lines that name a class and one above it (triples of P279, or a table), so that others need not be kept
    #[arg(long, value_name = "FILE", requires = "classes")]
    subclasses: Option<PathBuf>,
    /// Only names in these languages
    #[arg(long = "language", value_name = "TAG", value_delimiter = ',')]
    languages: Vec<String>,
    /// What entities are of which the source does not tell: person, corporation, organization, place ...
    #[arg(long, value_name = "KIND", value_parser = parse_kind)]
    kind: Option<Kind>,
    /// Pass over what cannot be read, and mark the lexicon as incomplete
    #[arg(long)]
    keep_going: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph lexicon show wikidata.ngl                    how much is in it, and what it was made of
  newsgraph lexicon show wikidata.ngl 'Orla Quenby'      identifier, kind, popularity, label and description")]
pub struct Show {
    /// Lexicon to look into
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Names to look up
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// Read all of the file and compare it with its digest
    #[arg(long)]
    verify: bool,
}

fn parse_format(name: &str) -> Result<Format, String> {
    Format::from_name(name).ok_or_else(|| "there are wikidata, nt, ttl, rdf, jsonld, trig, nq, csv and tsv".to_owned())
}

fn parse_kind(name: &str) -> Result<Kind, String> {
    Kind::from_name(name).ok_or_else(|| format!("there are {}", Kind::ALL.map(Kind::name).join(", ")))
}

pub fn run(command: &Command, settings: &Settings) -> anyhow::Result<Outcome> {
    match command {
        Command::Import(arguments) => run_import(arguments, settings),
        Command::Show(arguments) => show(arguments),
    }
}

fn run_import(arguments: &Import, settings: &Settings) -> anyhow::Result<Outcome> {
    let clock = Instant::now();
    if arguments.sources.contains(&arguments.output) {
        return Err(Usage(format!("{} is both a source and the output", arguments.output.display())).into());
    }
    let options = Options {
        sources: arguments.sources.clone(),
        format: arguments.format,
        languages: arguments.languages.clone(),
        classes: arguments.classes.clone(),
        subclasses: arguments.subclasses.clone(),
        kind: arguments.kind,
        keep_going: arguments.keep_going,
        run_bytes: None,
    };
    let pack = settings.pack()?;
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(settings.jobs).build().context("threads could not be started")?;
    let bar = progress_bar(None, "{bar:30} {bytes}/{total_bytes}, {elapsed}, {eta} left {msg}", settings.quiet);
    let summary = pool.install(|| {
        import::import(&arguments.output, &options, &pack, |progress| {
            show_progress(&bar, progress);
            ControlFlow::Continue(())
        })
    });
    bar.finish_and_clear();
    let summary = summary?;
    let mut messages = anstream::stderr();
    for fault in &summary.faults {
        writeln!(messages, "note: {fault}")?;
    }
    if !settings.quiet {
        writeln!(messages, "{}", told(&summary, &arguments.output, clock.elapsed().as_secs_f64())?)?;
    }
    Ok(Outcome::Fine)
}

fn told(summary: &Summary, output: &Path, seconds: f64) -> anyhow::Result<String> {
    let lexicon = Gazetteer::open(output)?;
    let resumed = if summary.resumed { ", resumed" } else { "" };
    let skipped = if summary.skipped > 0 { format!(", {} passed over", summary.skipped) } else { String::new() };
    let incomplete = if summary.incomplete { "; marked as incomplete" } else { "" };
    Ok(format!(
        "{}: {}, {}{skipped}{resumed}; {seconds:.1} s{incomplete}",
        output.display(),
        counted(summary.entities, "entity"),
        counted(lexicon.name_count(), "name")
    ))
}

fn show(arguments: &Show) -> anyhow::Result<Outcome> {
    let lexicon = Gazetteer::open(&arguments.file)?;
    if arguments.verify {
        lexicon.verify()?;
    }
    let mut out = Output::open(None)?;
    if arguments.names.is_empty() {
        writeln!(out, "entities\t{}", lexicon.len())?;
        writeln!(out, "names\t{}", lexicon.name_count())?;
        writeln!(out, "complete\t{}", if lexicon.is_incomplete() { "no" } else { "yes" })?;
        writeln!(out, "digest\t{}", lexicon.digest())?;
        writeln!(out, "origin\t{}", lexicon.origin())?;
    }
    let mut missing = false;
    for name in &arguments.names {
        let found = lexicon.lookup(name);
        missing |= found.is_empty();
        for entry in found.into_iter().filter_map(|position| lexicon.entry(position)) {
            let kind = entry.kind.map_or("", Kind::name);
            let label = entry.label(&["en", "mul"]).map(|name| name.text.as_str()).unwrap_or_default();
            let words = entry.descriptions.first().map(|(_, words)| words.as_str()).unwrap_or_default();
            writeln!(out, "{name}\t{}\t{kind}\t{}\t{label}\t{words}", entry.id, entry.popularity)?;
        }
    }
    out.finish()?;
    Ok(if missing { Outcome::Failures } else { Outcome::Fine })
}

/// Shows how far an import has come.
fn show_progress(bar: &ProgressBar, progress: Progress) {
    if progress.entities > 0 {
        bar.set_message(counted(progress.entities, "entity"));
    } else {
        bar.set_length(progress.total);
        bar.set_position(progress.read);
    }
}
