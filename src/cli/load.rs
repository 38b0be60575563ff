//! `newsgraph load`: RDF that others made, into graphs of its own beside those of the articles.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context as _;
use newsgraph::export::Format;
use newsgraph::model::Base;
use newsgraph::model::iri::slug;
use newsgraph::rdf::{BlankNames, Quads, RdfError, RdfFile};
use newsgraph::store::{Store, StoreError};
use newsgraph::text::counted;
use oxigraph::model::{GraphName, NamedNode, Triple};
use tempfile::NamedTempFile;

use super::graph::rdf_file;
use super::output::Messages;
use super::query::show;
use super::settings::Settings;
use super::{Outcome, Usage};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph load parties.ttl offices.nq.gz --store graph
  newsgraph load 2023.nt 2024.nt --graph https://example.org/votes --store graph
  newsgraph load --list --store graph
  newsgraph load --remove parties --store graph

Each file goes into a graph of its own, graph/loaded/ and its name, or all into the one given with --graph; what that \
graph held before is replaced, whole or not at all. Queries see it together with the articles, and build leaves it \
alone. Relative IRIs are resolved against the graph's. What is packed with gzip or bzip2 is unpacked.")]
pub struct Arguments {
    /// Files of RDF; - is standard input
    #[arg(required_unless_present_any = ["list", "remove"], value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Graph to load into: an IRI, or a name that is put after graph/loaded/
    #[arg(long, value_name = "IRI")]
    graph: Option<String>,
    /// ttl, trig, nt, nq, rdfxml or jsonld; by default what the file's name says
    #[arg(long, short, value_name = "FORMAT", value_parser = super::export::parse_format)]
    format: Option<Format>,
    /// Pass over statements that are broken or of RDF 1.2 (in ttl, trig, nt and nq)
    #[arg(long)]
    lenient: bool,
    /// Show the graphs that were loaded
    #[arg(long, conflicts_with_all = ["files", "graph", "format", "lenient", "remove"])]
    list: bool,
    /// Remove a loaded graph; may be repeated
    #[arg(long, value_name = "GRAPH", conflicts_with_all = ["files", "graph", "format", "lenient"])]
    remove: Vec<String>,
}

/// One graph and the files that it is made of.
struct Load {
    graph: NamedNode,
    files: Vec<RdfFile>,
    /// The names of the files, as the store records them.
    source: String,
}

/// What the statements of several files come to.
#[derive(Default)]
struct Found {
    skipped: u64,
    first_skipped: Option<String>,
    named_graphs: bool,
    /// Some of them are documents of newsgraph's own.
    documents: bool,
}

#[derive(Debug, thiserror::Error)]
enum LoadError {
    #[error(transparent)]
    Rdf(#[from] RdfError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

pub fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<Outcome> {
    if arguments.list {
        return list(settings);
    }
    let clock = Instant::now();
    if !arguments.remove.is_empty() {
        return remove(arguments, &settings.open_existing_store()?, settings);
    }
    // What comes through standard input is kept in a file, since it is read more than once.
    let stdin = arguments.files.iter().any(|path| is_stdin(path)).then(stdin).transpose()?;
    let files = files(arguments, stdin.as_ref().map(NamedTempFile::path))?;
    let store = settings.open_store()?;
    let loads = loads(arguments, files, &store)?;
    let messages = Messages::new(loads.len(), settings.quiet);
    let (mut loaded, mut unchanged, mut failed, mut triples) = (0, 0, 0, 0);
    for load in loads {
        match load_one(&load, arguments, &store, &messages) {
            Ok(None) => unchanged += 1,
            Ok(Some(count)) => {
                loaded += 1;
                triples += count;
            }
            Err(error) => {
                failed += 1;
                messages.error(&super::message(&error));
            }
        }
        messages.step();
    }
    store.flush()?;
    let mut parts = vec![format!("{} loaded", counted(loaded, "graph"))];
    parts.extend((unchanged > 0).then(|| format!("{unchanged} unchanged")));
    parts.extend((failed > 0).then(|| format!("{failed} failed")));
    let seconds = clock.elapsed().as_secs_f64();
    messages.end(&format!("{}; {}; {seconds:.1} s", parts.join(", "), counted(triples, "triple")));
    Ok(if failed == 0 { Outcome::Fine } else { Outcome::Failures })
}

/// Loads one graph, and says how many triples it has; nothing where it holds the same already.
fn load_one(load: &Load, arguments: &Arguments, store: &Store, messages: &Messages) -> anyhow::Result<Option<u64>> {
    let digest = load.digest(arguments.lenient)?;
    if store.digest(&load.graph)? == Some(digest.clone()) {
        return Ok(None);
    }
    let mut found = Found::default();
    let count = store.load_graph(&load.graph, &load.source, &digest, load.triples(store.base(), &mut found)?)?;
    if let Some(first) = found.first_skipped {
        messages.note(&format_args!(
            "{}: {} passed over; the first: {first}",
            load.source,
            counted(found.skipped, "statement")
        ));
    }
    if found.named_graphs {
        messages.note(&format_args!("{}: its named graphs are one graph now, {}", load.source, load.graph));
    }
    if found.documents {
        let told = "statements that the store holds too count twice where a query does not say DISTINCT";
        messages.note(&format_args!("{}: it has documents of newsgraph's own; {told}", load.source));
    }
    messages.note(&format_args!("{}: {} in {}", load.source, counted(count, "triple"), load.graph));
    Ok(Some(count))
}

impl Load {
    /// Changes with the bytes of the files, and with how they are read.
    fn digest(&self, lenient: bool) -> Result<String, RdfError> {
        let mut state = format!("{}\n{lenient}", super::VERSION);
        for file in &self.files {
            state.push_str(&format!("\n{}\n{}", file.format().name(), file.digest()?));
        }
        Ok(newsgraph::model::iri::digest(&state))
    }

    /// The statements of all files, as one graph.
    fn triples<'a>(
        &'a self,
        base: &Base,
        found: &'a mut Found,
    ) -> Result<impl Iterator<Item = Result<Triple, LoadError>> + 'a, LoadError> {
        let mut opened = Vec::new();
        for (number, file) in self.files.iter().enumerate() {
            let names = BlankNames::new(&format!("{}\n{number}", self.graph.as_str()), file.format());
            opened.push((file.clone().with_base(self.graph.clone()).quads()?, names));
        }
        let mut opened = opened.into_iter();
        let documents = base.document("");
        let mut current = opened.next();
        Ok(std::iter::from_fn(move || {
            loop {
                let (quads, names) = current.as_mut()?;
                match quads.next() {
                    Some(Ok(quad)) => {
                        if let GraphName::NamedNode(name) = &quad.graph_name {
                            found.named_graphs = true;
                            found.documents |= name.as_str().starts_with(documents.as_str());
                        }
                        return Some(Ok(names.renamed(Triple::new(quad.subject, quad.predicate, quad.object))));
                    }
                    Some(Err(error)) => return Some(Err(error.into())),
                    None => {
                        found.end_file(quads);
                        current = opened.next();
                    }
                }
            }
        }))
    }
}

impl Found {
    fn end_file(&mut self, quads: &Quads) {
        self.skipped += quads.skipped();
        if self.first_skipped.is_none() {
            self.first_skipped = quads.first_skipped().map(ToString::to_string);
        }
    }
}

fn files(arguments: &Arguments, stdin: Option<&Path>) -> anyhow::Result<Vec<RdfFile>> {
    let mut files = Vec::new();
    for path in &arguments.files {
        let file = match stdin.filter(|_| is_stdin(path)) {
            Some(kept) => {
                if arguments.format.is_none() {
                    return Err(Usage("standard input needs --format".to_owned()).into());
                }
                RdfFile::new(kept, arguments.format)?.shown_as("-")
            }
            None => rdf_file(path, arguments.format)?,
        };
        files.push(if arguments.lenient { file.lenient() } else { file });
    }
    Ok(files)
}

/// Which file goes where. No two files go into one graph unless they are told to.
fn loads(arguments: &Arguments, files: Vec<RdfFile>, store: &Store) -> anyhow::Result<Vec<Load>> {
    if let Some(name) = &arguments.graph {
        let graph = graph_name(store.base(), name);
        store.check_loadable(&graph).map_err(|error| Usage(error.to_string()))?;
        let source = files.iter().map(RdfFile::shown).collect::<Vec<_>>().join(", ");
        return Ok(vec![Load { graph, files, source }]);
    }
    let mut loads: BTreeMap<NamedNode, Load> = BTreeMap::new();
    let known = store.loaded_graphs()?;
    for file in files {
        let stem = if file.shown() == "-" { "stdin".to_owned() } else { file.stem() };
        let graph = store.base().loaded_graph(&slug(&stem));
        let source = file.shown().to_owned();
        let other = known.iter().find(|known| known.graph == graph).map(|known| &known.source);
        if let Some(other) =
            other.or_else(|| loads.get(&graph).map(|load| &load.source)).filter(|name| **name != source)
        {
            let told = format!("{source} would take the place of {other} in {graph}; --graph says where it is to go");
            return Err(Usage(told).into());
        }
        loads.insert(graph.clone(), Load { graph, files: vec![file], source });
    }
    Ok(loads.into_values().collect())
}

fn remove(arguments: &Arguments, store: &Store, settings: &Settings) -> anyhow::Result<Outcome> {
    let graphs: Vec<NamedNode> = arguments.remove.iter().map(|name| graph_name(store.base(), name)).collect();
    let known = store.loaded_graphs()?;
    for graph in &graphs {
        if !known.iter().any(|known| known.graph == *graph) {
            return Err(Usage(format!("no graph {graph} was loaded; load --list shows those that were")).into());
        }
    }
    let messages = Messages::counting("graphs", Some(graphs.len()), settings.quiet);
    for graph in &graphs {
        store.remove_loaded_graph(graph)?;
        messages.step();
    }
    store.flush()?;
    messages.end(&format!("{} removed", counted(graphs.len(), "graph")));
    Ok(Outcome::Fine)
}

fn list(settings: &Settings) -> anyhow::Result<Outcome> {
    const LOADED: &str = "SELECT ?graph ?triples ?source {
        GRAPH <graph/runs> { ?graph a void:Dataset ; void:triples ?triples ; dcterms:source ?source }
    } ORDER BY ?graph";
    show(&settings.read_store()?, LOADED, None)?;
    Ok(Outcome::Fine)
}

/// A graph by its IRI, or by what stands after `graph/loaded/`.
fn graph_name(base: &Base, name: &str) -> NamedNode {
    let below = name.strip_prefix("graph/loaded/").unwrap_or(name);
    NamedNode::new(name).unwrap_or_else(|_| base.loaded_graph(below))
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn stdin() -> anyhow::Result<NamedTempFile> {
    let mut file = NamedTempFile::new().context("temporary file")?;
    io::copy(&mut io::stdin().lock(), &mut file).context("standard input")?;
    file.flush().context("temporary file")?;
    Ok(file)
}
