//! The command line: arguments here and in one file for each subcommand.

mod build;
mod describe;
mod diff;
mod explain;
mod export;
mod extract;
mod faults;
mod graph;
mod import;
mod infer;
mod json;
mod lexicon;
mod link;
mod load;
mod network;
mod ontology;
mod output;
mod push;
mod query;
mod rules;
mod settings;
mod stats;
mod validate;
mod work;

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use newsgraph::gazetteer::import::ImportError;
use newsgraph::query::QueryError;
use newsgraph::rdf::RdfError;

use faults::PackFaults;
use settings::{Common, Settings};

/// Part of what a document's digest is made of: another version may find other facts.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Turns news articles into a knowledge graph with evidence for every fact.
#[derive(Debug, Parser)]
#[command(
    version,
    max_term_width = 110,
    after_help = "Examples:
  newsgraph build articles/ --store graph       read a folder into a store
  newsgraph query --list                        the questions that have names
  newsgraph query role-holders --store graph    ask one of them
  newsgraph extract article.txt                 the graph of one article as Turtle

Settings come from flags, then from NEWSGRAPH_STORE, NEWSGRAPH_PACK, NEWSGRAPH_LEXICON (files with \
colons between them) and NEWSGRAPH_BASE, then from newsgraph.toml in the current folder, which may hold: store, pack, \
pack-only, lexicon, base, jobs, allow-service.

Exit codes: 0 all went well; 1 something failed or a check found a fault; 2 the command line is wrong."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read articles into a store
    Build(build::Arguments),
    /// Read articles and write their graph or their facts, without a store
    Extract(extract::Arguments),
    /// Ask a store a question
    Query(query::Arguments),
    /// Write a graph to a file
    Export(export::Arguments),
    /// Put RDF that others made beside the articles
    Load(load::Arguments),
    /// Write the graph to another triple store
    Push(push::Arguments),
    /// Tell two graphs apart: stores, or files of RDF
    Diff(diff::Arguments),
    /// Show what the rules see in a text, and where they fail
    Explain(explain::Arguments),
    /// Look after the rules
    #[command(subcommand)]
    Rules(rules::Command),
    /// Import lexicons of other collections
    #[command(subcommand)]
    Lexicon(import::Command),
    /// Link entities to those of other collections, and review such links
    Link(link::Arguments),
    /// Count what a store holds
    Stats(stats::Arguments),
    /// Show the terms that graphs are written in
    Ontology(ontology::Arguments),
    /// Check a store or a file of RDF against SHACL shapes
    Validate(validate::Arguments),
}

/// How a command that did its work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Fine,
    /// Some input failed, or a check found something.
    Failures,
}

/// The command line asks for something that cannot be done as it stands.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Usage(String);

/// Runs the program.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // Of a comparison, 1 says that the two differ.
    let failure = if matches!(arguments.command, Command::Diff(_)) { 2 } else { 1 };
    let ended = Settings::resolve(&arguments.common).and_then(|settings| match arguments.command {
        Command::Build(arguments) => build::run(&arguments, &settings),
        Command::Extract(arguments) => extract::run(&arguments, &settings),
        Command::Query(arguments) => query::run(&arguments, &settings),
        Command::Export(arguments) => export::run(&arguments, &settings),
        Command::Load(arguments) => load::run(&arguments, &settings),
        Command::Push(arguments) => push::run(&arguments, &settings),
        Command::Diff(arguments) => diff::run(&arguments, &settings),
        Command::Explain(arguments) => explain::run(&arguments, &settings),
        Command::Rules(command) => rules::run(&command, &settings),
        Command::Lexicon(command) => import::run(&command, &settings),
        Command::Link(arguments) => link::run(&arguments, &settings),
        Command::Stats(arguments) => stats::run(&arguments, &settings),
        Command::Ontology(arguments) => ontology::run(&arguments, &settings),
        Command::Validate(arguments) => validate::run(&arguments, &settings),
    });
    match ended {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Failures) => ExitCode::from(1),
        Err(error) => report(&error, failure),
    }
}

fn report(error: &anyhow::Error, failure: u8) -> ExitCode {
    // Whoever reads has read enough, as `head` does.
    let broken_pipe = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    };
    if error.chain().any(broken_pipe) {
        // A comparison that has more to tell than was read has found a difference.
        return ExitCode::from(failure - 1);
    }
    if let Some(faults) = error.downcast_ref::<PackFaults>() {
        faults.print();
        return ExitCode::from(failure);
    }
    // Nothing can be done where even the message cannot be written.
    let _ = writeln!(anstream::stderr(), "newsgraph: {}", message(error));
    ExitCode::from(if is_usage(error) { 2 } else { failure })
}

/// Whether another command line would help: a file whose name tells no format is named there.
fn is_usage(error: &anyhow::Error) -> bool {
    error.is::<Usage>()
        || error.downcast_ref::<QueryError>().is_some_and(QueryError::is_usage)
        || matches!(error.downcast_ref(), Some(RdfError::Format { .. }))
        || matches!(error.downcast_ref(), Some(ImportError::Format { .. }))
}

/// The error with its causes, without those that its own words tell already.
fn message(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).fold(String::new(), |mut message, cause| {
        if !message.contains(&cause) {
            if !message.is_empty() {
                message.push_str(": ");
            }
            message.push_str(&cause);
        }
        message
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn causes_are_told_once() {
        let inner = std::io::Error::other("disk on fire");
        let error = anyhow::Error::from(newsgraph::query::QueryError::Write(inner)).context("out.csv");
        assert_eq!(super::message(&error), "out.csv: the answer could not be written: disk on fire");
    }

    #[test]
    fn the_arguments_are_well_formed() {
        super::Arguments::command().debug_assert();
    }
}
