//! `newsgraph diff`: what tells two graphs apart.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use newsgraph::diff::{Comparison, Report, patch};
use newsgraph::export::Prefixes;
use newsgraph::export::canonical::Canonical;
use newsgraph::export::sorter::Sorted;
use newsgraph::model::LexiconIndex;
use newsgraph::model::vocabulary::{NG, oa};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};

use super::Outcome;
use super::graph::{Graph, Quads};
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
difference. A file that `extract` wrote describes of the lexicon only what it speaks of; a store, or a file of one with \
named graphs, is compared as far as `extract` would write it, but for a patch.

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
    let [before, after] = [Read::new(&sides[0], graphs)?, Read::new(&sides[1], graphs)?];
    // A patch makes all of B.
    let narrow = arguments.format != Shape::Patch && (before.is_partial() || after.is_partial());
    let before = before.lines(&sides[0], graphs, narrow)?;
    let mut comparison = Comparison::new(before, after.lines(&sides[1], graphs, narrow)?)?;
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

/// A graph as far as it was read to learn whether it is whole: whether it describes the terms that it is written in, as a
/// store does. What `extract` writes does not, nor does it describe what it does not speak of.
enum Read {
    /// A store is whole, and was not read for that.
    Store,
    Whole(Sorted),
    Partial(Sorted),
}

impl Read {
    fn new(graph: &Graph, graphs: bool) -> anyhow::Result<Self> {
        if matches!(graph, Graph::Store(_)) {
            return Ok(Self::Store);
        }
        let mut whole = false;
        let quads = graph.quads(None, false)?.inspect(|quad| whole |= quad.as_ref().is_ok_and(describes_a_term));
        let lines = lines(quads, graphs)?;
        Ok(if whole { Self::Whole(lines) } else { Self::Partial(lines) })
    }

    fn is_partial(&self) -> bool {
        matches!(self, Self::Partial(_))
    }

    /// The lines of the graph, those of a whole one narrowed to what `extract` would write if `narrow`.
    fn lines(self, graph: &Graph, graphs: bool, narrow: bool) -> anyhow::Result<Sorted> {
        match self {
            Self::Partial(read) => Ok(read),
            _ if narrow && graph.has_graphs() => lines(extracted(graph)?, graphs),
            Self::Whole(read) => Ok(read),
            Self::Store => lines(graph.quads(None, false)?, graphs),
        }
    }
}

/// Whether something is said of a term of the vocabulary. That it is of some class is also what `--infer` concludes.
fn describes_a_term(quad: &Quad) -> bool {
    quad.predicate != rdf::TYPE
        && matches!(&quad.subject, NamedOrBlankNode::NamedNode(subject) if subject.as_str().starts_with(NG))
}

/// The quads of a graph that `extract` would write: of the lexicon those that the others lead to.
fn extracted(graph: &Graph) -> anyhow::Result<Quads> {
    let (lexicon, ontology) = (graph.base().lexicon_graph(), GraphName::from(graph.base().ontology_graph()));
    let index = LexiconIndex::new(graph.quads(Some(&lexicon), false)?.collect::<anyhow::Result<Vec<_>>>()?);
    let lexicon = GraphName::from(lexicon);
    let own = move |quad: &anyhow::Result<Quad>| {
        !quad.as_ref().is_ok_and(|quad| quad.graph_name == lexicon || quad.graph_name == ontology)
    };
    let mut referenced = BTreeSet::new();
    for quad in graph.quads(None, false)?.filter(&own) {
        index.collect(&[quad?], &mut referenced);
    }
    let described = index.quads(&referenced);
    Ok(Box::new(graph.quads(None, false)?.filter(own).chain(described.into_iter().map(Ok))))
}

fn lines(quads: impl Iterator<Item = anyhow::Result<Quad>>, graphs: bool) -> anyhow::Result<Sorted> {
    let mut lines = Canonical::new(graphs, BUDGET);
    for quad in quads {
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
