//! `newsgraph validate`: a store or a file of RDF against SHACL shapes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use newsgraph::model::{Base, lexicon_quads, rule_quads};
use newsgraph::pack::Pack;
use newsgraph::validate::{Background, Finding, Report, Severity, Shapes};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, NamedNode, Quad};
use rayon::prelude::*;

use super::faults::PackFaults;
use super::output::{Messages, Output};
use super::settings::Settings;
use super::{Outcome, Usage};

/// Graphs that are checked before the next are begun.
const AT_ONCE: usize = 64;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph validate --store graph
  newsgraph validate graph.ttl
  newsgraph validate --store graph --format ttl -o report.ttl
  newsgraph validate graph.nq --shapes my-shapes.ttl --fail-on warning

Each named graph is checked for itself, together with the types and names that the lexicon gives to what it refers to.
A file without the lexicon's graph is taken to speak of the lexicon in use. Ends with 1 where something was found that
is as bad as --fail-on says.")]
pub struct Arguments {
    /// File of RDF to check in place of a store: Turtle, TriG, N-Triples, N-Quads, RDF/XML or JSON-LD, by its name
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
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
    #[arg(long, requires = "file")]
    union: bool,
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
    let threads = rayon::ThreadPoolBuilder::new().num_threads(settings.jobs).build()?;
    let mut report = Report::new((arguments.format == Shape::Text).then_some(arguments.show));
    let base = match &arguments.file {
        Some(file) => {
            let data = Data::read(file, arguments.union)?;
            let base = data.base().unwrap_or_else(|| settings.base());
            let background = data.background(&base, &pack)?;
            let messages = Messages::new(data.graphs.len(), settings.quiet);
            let names: Vec<&Option<NamedNode>> = data.graphs.keys().collect();
            let check = |name: &Option<NamedNode>| {
                let quads = &data.graphs[name];
                Ok((quads.len(), shapes.check(quads, &background)?))
            };
            check_all(&threads, &names, check, &mut report, &messages)?;
            base
        }
        None => {
            let store = settings.read_store()?;
            let background = Background::of_store(&store)?;
            // The lexicon comes first, so that what is wrong there is not laid to a document that refers to it.
            let mut graphs = store.graphs()?;
            let lexicon = store.base().lexicon_graph();
            graphs.sort_by_key(|graph| *graph != lexicon);
            let graphs: Vec<Option<NamedNode>> = graphs.into_iter().map(Some).collect();
            let messages = Messages::new(graphs.len(), settings.quiet);
            let check = |name: &Option<NamedNode>| {
                let quads: Vec<Quad> = store.quads(name.as_ref()).collect::<Result<_, _>>()?;
                Ok((quads.len(), shapes.check(&quads, &background)?))
            };
            check_all(&threads, &graphs.iter().collect::<Vec<_>>(), check, &mut report, &messages)?;
            store.base().clone()
        }
    };
    write(arguments, &report, &base)?;
    let failed = arguments.fail_on.severities().iter().any(|severity| report.count(*severity) > 0);
    Ok(if failed { Outcome::Failures } else { Outcome::Fine })
}

/// Checks graphs on all threads, a number of them at a time; their findings come in the order of the names.
fn check_all(
    threads: &rayon::ThreadPool,
    names: &[&Option<NamedNode>],
    check: impl Fn(&Option<NamedNode>) -> anyhow::Result<(usize, Vec<Finding>)> + Send + Sync,
    report: &mut Report,
    messages: &Messages,
) -> anyhow::Result<()> {
    for some in names.chunks(AT_ONCE) {
        let checked: Vec<anyhow::Result<_>> = threads.install(|| some.par_iter().map(|name| check(name)).collect());
        for (name, checked) in some.iter().zip(checked) {
            let (triples, findings) = checked?;
            report.add(name.as_ref(), triples, findings);
            messages.step();
        }
    }
    messages.clear();
    Ok(())
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
            let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
            Shapes::parse(&path.display().to_string(), &text, format_of(path)?)
        }
    };
    Ok(shapes.map_err(|fault| PackFaults::new(vec![fault], pack))?)
}

/// A file of RDF in memory, by graph.
struct Data {
    graphs: BTreeMap<Option<NamedNode>, Vec<Quad>>,
}

impl Data {
    fn read(path: &Path, union: bool) -> anyhow::Result<Self> {
        let shown = || path.display().to_string();
        let file = BufReader::new(File::open(path).with_context(shown)?);
        let mut graphs: BTreeMap<Option<NamedNode>, Vec<Quad>> = BTreeMap::new();
        for quad in RdfParser::from_format(format_of(path)?).for_reader(file) {
            let quad = quad.with_context(shown)?;
            let name = match &quad.graph_name {
                GraphName::NamedNode(name) if !union => Some(name.clone()),
                _ => None,
            };
            graphs.entry(name).or_default().push(quad);
        }
        if graphs.is_empty() {
            anyhow::bail!("{}: there is no triple in it", shown());
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
        quads.extend(rule_quads(base, rules(pack).iter().map(String::as_str)));
        Ok(Background::new(quads))
    }
}

/// Identifiers of all rules of a pack.
fn rules(pack: &Pack) -> BTreeSet<String> {
    let files = pack.folder("rules").filter_map(|(_, text)| toml::from_str::<toml::Table>(text).ok());
    let rules = files.filter_map(|mut file| match file.remove("rule") {
        Some(toml::Value::Array(rules)) => Some(rules),
        _ => None,
    });
    rules.flatten().filter_map(|rule| Some(rule.get("id")?.as_str()?.to_owned())).collect()
}

fn format_of(path: &Path) -> Result<RdfFormat, Usage> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    RdfFormat::from_extension(extension).ok_or_else(|| {
        Usage(format!("{}: which format? The name has to end with ttl, trig, nt, nq, rdf or jsonld", path.display()))
    })
}
