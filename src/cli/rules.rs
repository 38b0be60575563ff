//! `newsgraph rules`: the care of rules.

use std::io::Write as _;

use newsgraph::pack::PackError;

use super::Outcome;
use super::faults::PackFaults;
use super::settings::Settings;
use newsgraph::text::counted;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Run every rule's own examples, and check rules, lexicon, ontology and queries against each other
    #[command(after_help = "Example:
  newsgraph rules check --pack mine/")]
    Check,
}

pub fn run(command: &Command, settings: &Settings) -> anyhow::Result<Outcome> {
    match command {
        Command::Check => check(settings),
    }
}

fn check(settings: &Settings) -> anyhow::Result<Outcome> {
    let pack = settings.pack()?;
    let mut faults: Vec<PackError> = newsgraph::extract::check::check(&pack);
    faults.extend(newsgraph::query::check_queries(&pack));
    faults.extend(newsgraph::ontology::check_ontology(&pack));
    if faults.is_empty() {
        if !settings.quiet {
            writeln!(anstream::stderr(), "no faults")?;
        }
        return Ok(Outcome::Fine);
    }
    let number = counted(faults.len(), "fault");
    PackFaults::new(faults, &pack).print();
    writeln!(anstream::stderr(), "{number}")?;
    Ok(Outcome::Failures)
}
