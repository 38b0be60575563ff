//! `newsgraph validate`: a store or a file of RDF against SHACL shapes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use newsgraph::extract::rules::rule_ids;
use newsgraph::model::{Base, lexicon_quads, rule_quads};
use newsgraph::pack::Pack;
use newsgraph::rdf::{RdfFile, parser_format};
use newsgraph::validate::{Background, Report, Severity, Shapes};
use oxigraph::model::{GraphName, NamedNode, Quad};
use rayon::prelude::*;

use super::Outcome;
use super::faults::PackFaults;
use super::graph::Graph;
use super::output::{Messages, Output};
use super::settings::Settings;

/// Graphs that are checked before the next are begun.
const AT_ONCE: usize = 64;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph validate --store graph
  newsgraph validate graph.ttl
  newsgraph validate --store graph --format ttl -o report.ttl
  newsgraph validate graph.nq --shapes my-shapes.ttl --fail-on warning

Each named graph is checked for itself, together with the types and names that the lexicon gives to what it refers to. \
A file without the lexicon's graph is taken to speak of the lexicon in use. Ends with 1 where something was found that \
is as bad as --fail-on says.")]
pub struct Arguments {
    /// Store or file of RDF to check, packed or not; by default the store of --store
    #[arg(value_name = "GRAPH")]
    input: Option<PathBuf>,
    /// Shapes of one's own in place of those of the pack
    #[arg(long, value_name = "FILE")]
    shapes: Option<PathBuf>,
    /// text, ttl (a sh:ValidationReport) or json
    #[arg(long, short, value_name = "FORMAT", default_value = "text", value_enum)]
    format: Shape,
    /// File to write; - is standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How bad it must be to end with 1: violation, warning, info, or never
    #[arg(long, value_name = "SEVERITY", default_value = "violation", value_enum)]
    fail_on: FailOn,
    /// How many findings of a kind the text shows
    #[arg(long, value_name = "N", default_value_t = 5)]
    show: usize,
    /// Check all named graphs of the file together, as one
    #[arg(long, requires = "input")]
    union: bool,
    /// Check loaded graphs of data that others made, too
    #[arg(long)]
    loaded: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Shape {
    Text,
    #[value(alias = "turtle")]
    Ttl,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    Violation,
    Warning,
    Info,
    Never,
}

impl FailOn {
    fn severities(self) -> &'static [Severity] {
        match self {
            Self::Violation => &Severity::ALL[..1],
            Self::Warning => &Severity::ALL[..2],
            Self::Info => &Severity::ALL,
            Self::Never => &[],
        }
    }
}

pub fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<Outcome> {
    let pack = settings.pack()?;
    let shapes = shapes(arguments.shapes.as_deref(), &pack)?;
    let mut run = Run {
        shapes: &shapes,
        threads: rayon::ThreadPoolBuilder::new().num_threads(settings.jobs).build()?,
        report: Report::new((arguments.format == Shape::Text).then_some(arguments.show)),
        quiet: settings.quiet,
    };
    let base = match Graph::open(arguments.input.as_deref(), settings)? {
        Graph::Store(store) => {
            let mut graphs = store.graphs()?;
            if !arguments.loaded {
                let loaded: BTreeSet<NamedNode> = store.loaded_graphs()?.into_iter().map(|found| found.graph).collect();
                graphs.retain(|graph| !loaded.contains(graph));
            }
            // The lexicon comes first, so that what is wrong there is not laid to a document that refers to it.
            let lexicon = store.base().lexicon_graph();
            graphs.sort_by_key(|graph| *graph != lexicon);
            let graphs: Vec<Option<NamedNode>> = graphs.into_iter().map(Some).collect();
            let background = Background::of_store(&store)?;
            run.check(&graphs, &background, |name| Ok(store.quads(name.as_ref()).collect::<Result<Vec<_>, _>>()?))?;
            store.base().clone()
        }
        Graph::File { file, base } => {
            let data = Data::read(&file, arguments.union)?;
            let base = data.base().unwrap_or(base);
            let background = data.background(&base, &pack)?;
            let loaded = base.loaded_graph("");
            let is_loaded = |name: &NamedNode| name.as_str().starts_with(loaded.as_str());
            let graphs: Vec<Option<NamedNode>> = data
                .graphs
                .keys()
                .filter(|name| arguments.loaded || !name.as_ref().is_some_and(is_loaded))
                .cloned()
                .collect();
            run.check(&graphs, &background, |name| Ok(&data.graphs[name]))?;
            base
        }
    };
    write(arguments, &run.report, &base)?;
    let failed = arguments.fail_on.severities().iter().any(|severity| run.report.count(*severity) > 0);
    Ok(if failed { Outcome::Failures } else { Outcome::Fine })
}

struct Run<'a> {
    shapes: &'a Shapes,
    threads: rayon::ThreadPool,
    report: Report,
    quiet: bool,
}

impl Run<'_> {
    /// Checks graphs on all threads, a number of them at a time; their findings come in the order of the names.
    fn check<Q: AsRef<[Quad]>>(
        &mut self,
        names: &[Option<NamedNode>],
        background: &Background<'_>,
        quads: impl Fn(&Option<NamedNode>) -> anyhow::Result<Q> + Send + Sync,
    ) -> anyhow::Result<()> {
        let messages = Messages::counting("graphs", Some(names.len()), self.quiet);
        let check = |name: &Option<NamedNode>| {
            let quads = quads(name)?;
            anyhow::Ok((quads.as_ref().len(), self.shapes.check(quads.as_ref(), background)?))
        };
        for some in names.chunks(AT_ONCE) {
            let checked: Vec<_> = self.threads.install(|| some.par_iter().map(check).collect());
            for (name, checked) in some.iter().zip(checked) {
                let (triples, findings) = checked?;
                self.report.add(name.as_ref(), triples, findings);
                messages.step();
            }
        }
        messages.clear();
        Ok(())
    }
}

fn write(arguments: &Arguments, report: &Report, base: &Base) -> anyhow::Result<()> {
    let mut out = Output::open(arguments.output.as_deref())?;
    match arguments.format {
        Shape::Text => report.write_text(&Shapes::prefixes(base), &mut out)?,
        Shape::Ttl => report.write_turtle(base, &mut out)?,
        Shape::Json => report.write_json(&mut out)?,
    }
    out.finish()
}

fn shapes(own: Option<&Path>, pack: &Pack) -> anyhow::Result<Shapes> {
    let shapes = match own {
        None => Shapes::of_pack(pack),
        Some(path) => {
            let format = parser_format(RdfFile::new(path, None)?.format());
            let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
            Shapes::parse(&path.display().to_string(), &text, format)
        }
    };
    Ok(shapes.map_err(|fault| PackFaults::new(vec![fault], pack))?)
}

/// A file of RDF in memory, by graph.
struct Data {
    graphs: BTreeMap<Option<NamedNode>, Vec<Quad>>,
}

impl Data {
    fn read(file: &RdfFile, union: bool) -> anyhow::Result<Self> {
        let mut graphs: BTreeMap<Option<NamedNode>, Vec<Quad>> = BTreeMap::new();
        for quad in file.quads()? {
            let quad = quad?;
            let name = match &quad.graph_name {
                GraphName::NamedNode(name) if !union => Some(name.clone()),
                _ => None,
            };
            graphs.entry(name).or_default().push(quad);
        }
        if graphs.is_empty() {
            anyhow::bail!("{}: there is no triple in it", file.shown());
        }
        Ok(Self { graphs })
    }

    fn lexicon(&self) -> Option<&NamedNode> {
        self.graphs.keys().flatten().find(|name| name.as_str().ends_with("/graph/lexicon"))
    }

    /// What the instances of an exported store begin with.
    fn base(&self) -> Option<Base> {
        Base::new(self.lexicon()?.as_str().strip_suffix("graph/lexicon")?).ok()
    }

    /// The lexicon and ontology that come with the data, else those of the pack.
    fn background(&self, base: &Base, pack: &Pack) -> anyhow::Result<Background<'static>> {
        if self.lexicon().is_some() {
            let shared = [base.lexicon_graph(), base.ontology_graph()].map(Some);
            return Ok(Background::new(shared.iter().filter_map(|name| self.graphs.get(name)).flatten().cloned()));
        }
        let mut quads = lexicon_quads(base, pack).map_err(|faults| PackFaults::new(faults, pack))?;
        quads.extend(rule_quads(base, rule_ids(pack).iter().map(String::as_str)));
        Ok(Background::new(quads))
    }
}
