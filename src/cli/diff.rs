//! `newsgraph diff`: what tells two graphs apart.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use newsgraph::diff::{Comparison, Report, patch};
use newsgraph::export::Prefixes;
use newsgraph::export::canonical::Canonical;
use newsgraph::export::sorter::Sorted;
use newsgraph::model::vocabulary::oa;
use oxigraph::model::{NamedOrBlankNode, Term};

use super::Outcome;
use super::graph::Graph;
use super::output::Output;
use super::settings::Settings;

/// Bytes of lines that are sorted in memory, for each graph.
const BUDGET: usize = 48 << 20;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph diff monday.store tuesday.store
  newsgraph diff old.ttl new.nq.gz --format json
  newsgraph diff old.nq new.nq --format patch -o changes.rdfp

Each graph is the folder of a store or a file of RDF in any format, packed or not. + came, - went, ~ changed: a fact has \
changed if the other graph has one of its class at the same place, or one with the same participants. A patch has a line \
for each statement to delete (D) and to add (A); where both keep named graphs, with them. When runs were made is no \
difference.

Exit codes: 0 the same, 1 they differ, 2 there was trouble.")]
pub struct Arguments {
    /// The first graph
    #[arg(value_name = "A")]
    before: PathBuf,
    /// The second graph
    #[arg(value_name = "B")]
    after: PathBuf,
    /// text, json, or patch: RDF Patch, which makes B of A
    #[arg(long, short, value_name = "FORMAT", value_enum, default_value = "text")]
    format: Shape,
    /// File to write; - is standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Shape {
    Text,
    Json,
    Patch,
}

pub fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<Outcome> {
    let open = |path: &Path| Graph::open(Some(path), settings);
    let sides = [open(&arguments.before)?, open(&arguments.after)?];
    let graphs = sides.iter().all(Graph::has_graphs);
    let [before, after] = [lines(&sides[0], graphs)?, lines(&sides[1], graphs)?];
    let mut comparison = Comparison::new(before, after)?;
    let path = arguments.output.as_deref();
    let differs = if arguments.format == Shape::Patch {
        let mut out = Output::open(path)?;
        let counts = patch::write(&mut comparison, &mut out)?;
        out.finish()?;
        counts.deleted + counts.added > 0
    } else {
        let mut report = Report::new(&mut comparison)?;
        quote(&mut report, &sides)?;
        let mut out = Output::open(path)?;
        match arguments.format {
            Shape::Json => report.write_json(&mut out)?,
            _ => report.write_text(&Prefixes::new(sides[1].base()), &mut out)?,
        }
        out.finish()?;
        report.differs
    };
    Ok(if differs { Outcome::Failures } else { Outcome::Fine })
}

fn lines(graph: &Graph, graphs: bool) -> anyhow::Result<Sorted> {
    let mut lines = Canonical::new(graphs, BUDGET);
    for quad in graph.quads(None, false)? {
        lines.push(quad?.as_ref())?;
    }
    Ok(lines.finish()?)
}

/// Looks up the words of the facts, most of which both graphs hold alike, so that the comparison has passed over them.
fn quote(report: &mut Report, sides: &[Graph; 2]) -> anyhow::Result<()> {
    let wanted = report.wanted_quotes();
    let mut found = BTreeMap::new();
    for side in sides.iter().filter(|_| !wanted.is_empty()) {
        for quad in side.quads(None, false)? {
            let quad = quad?;
            if let (NamedOrBlankNode::NamedNode(node), Term::Literal(words)) = (&quad.subject, &quad.object)
                && quad.predicate == oa::EXACT
                && wanted.contains(node.as_str())
            {
                found.insert(node.as_str().to_owned(), words.value().to_owned());
            }
        }
    }
    report.add_quotes(&found);
    Ok(())
}
