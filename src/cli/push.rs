//! `newsgraph push`: the graph to another triple store.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use clap::ValueEnum;
use newsgraph::export::Format;
use newsgraph::remote::{
    Endpoint, FileParcels, Journal, Login, Parcel, Progress, Protocol, PushError, RemoteError, Target, push,
};
use newsgraph::store::Store;
use newsgraph::text::counted;
use oxigraph::model::{GraphName, NamedNode, Quad};

use super::describe::parse_iri;
use super::graph::rdf_file;
use super::output::Messages;
use super::query::parse_seconds;
use super::settings::Settings;
use super::{Outcome, Usage};

/// The file in the store's folder that says what servers were sent.
const JOURNAL: &str = "newsgraph-push.jsonl";

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph push http://localhost:3030/news/data --store graph
  newsgraph push http://localhost:7878/update --protocol update --store graph
  NEWSGRAPH_PASSWORD=... newsgraph push https://data.example.org/news --basic ada --store graph --delete
  newsgraph push http://localhost:7878/store votes.ttl --into https://example.org/votes

Every graph goes into a graph of the same name and takes the place of what was in it. What was sent is noted in the \
store's folder (for a file, where --state says), so that the next push sends only what changed, and goes on where an \
interrupted one ended. What differs from run to run, the graph of runs, is sent with --runs only.")]
pub struct Arguments {
    /// Where the server takes graphs: by the Graph Store Protocol, or updates with --protocol update
    #[arg(value_name = "URL")]
    endpoint: Endpoint,
    /// Store or file of RDF to send, packed or not; by default the store of --store
    #[arg(value_name = "GRAPH")]
    input: Option<PathBuf>,
    /// ttl, trig, nt, nq, rdfxml or jsonld; by default what the file's name says
    #[arg(long, short, value_name = "FORMAT", value_parser = super::export::parse_format)]
    format: Option<Format>,
    /// How to speak with the server
    #[arg(long, value_enum, default_value_t)]
    protocol: Speech,
    /// Put the union of all graphs into the server's default graph, in place of what is there
    #[arg(long, conflicts_with = "into")]
    default_graph: bool,
    /// Name for the statements of the file that stand in no graph
    #[arg(long, value_name = "IRI", value_parser = parse_iri)]
    into: Option<NamedNode>,
    /// Also when and with which rules each run was made
    #[arg(long)]
    runs: bool,
    /// Delete graphs on the server that were sent before and are there no more
    #[arg(long)]
    delete: bool,
    /// Send everything, whatever was sent before
    #[arg(long)]
    force: bool,
    /// File that says what was sent
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Log in as this user; the password is in NEWSGRAPH_PASSWORD, or in a file
    #[arg(long, value_name = "USER", conflicts_with = "bearer")]
    basic: Option<String>,
    /// File that holds the password
    #[arg(long, value_name = "FILE", requires = "basic")]
    password_file: Option<PathBuf>,
    /// Log in with the token in NEWSGRAPH_TOKEN, or in a file
    #[arg(long)]
    bearer: bool,
    /// File that holds the token
    #[arg(long, value_name = "FILE", requires = "bearer")]
    token_file: Option<PathBuf>,
    /// How long one request may take [default: 300]
    #[arg(long, value_name = "SECONDS", value_parser = parse_seconds)]
    timeout: Option<Duration>,
    /// How often a request is repeated while the server is busy or away
    #[arg(long, value_name = "N", default_value_t = 5)]
    retries: u32,
    /// Pause before the first repetition, which doubles with each; a server may ask for longer [default: 0.5]
    #[arg(long, value_name = "SECONDS", value_parser = parse_seconds)]
    retry_wait: Option<Duration>,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Speech {
    /// Graph Store Protocol: a PUT for each graph
    #[default]
    Gsp,
    /// SPARQL Update: several graphs in a request, large graphs in several
    Update,
}

pub fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<Outcome> {
    let target = target(arguments)?;
    match arguments.input.as_deref().filter(|path| !path.is_dir()) {
        Some(path) => push_file(path, arguments, settings, &target),
        None => push_store(arguments, settings, &target),
    }
}

fn push_store(arguments: &Arguments, settings: &Settings, target: &Target) -> anyhow::Result<Outcome> {
    if arguments.into.is_some() || arguments.format.is_some() {
        return Err(Usage("--into and --format are for a file".to_owned()).into());
    }
    let store = match &arguments.input {
        Some(folder) => Store::open_read_only(folder, None)?,
        None => settings.read_store()?,
    };
    let state = store.file_beside(JOURNAL);
    let mut graphs = store.graphs()?;
    graphs.retain(|graph| arguments.runs || *graph != store.runs_graph());
    if arguments.default_graph {
        let quads = graphs.into_iter().flat_map(|graph| store.quads(Some(&graph)));
        let parcel = Parcel::new(None, quads);
        return send(arguments, settings, target, std::iter::once(parcel), Some(1), state.as_deref());
    }
    let number = graphs.len();
    let parcels = graphs.into_iter().map(|graph| {
        let quads = store.quads(Some(&graph));
        Parcel::new(Some(graph), quads)
    });
    // A graph without triples is none.
    let parcels = parcels.filter(|parcel| !matches!(parcel, Ok(Parcel { triples: 0, .. })));
    send(arguments, settings, target, parcels, Some(number), state.as_deref())
}

fn push_file(path: &Path, arguments: &Arguments, settings: &Settings, target: &Target) -> anyhow::Result<Outcome> {
    if arguments.delete && arguments.state.is_none() {
        return Err(Usage("--delete needs --state, which says what was sent before".to_owned()).into());
    }
    let file = rdf_file(path, arguments.format)?;
    // Relative IRIs are resolved as the server would resolve them.
    let file = match &arguments.into {
        Some(graph) => file.with_base(graph.clone()),
        None => file,
    };
    let quads = file.quads()?;
    if arguments.default_graph {
        let parcel = Parcel::new(None, quads);
        return send(arguments, settings, target, std::iter::once(parcel), Some(1), None);
    }
    let mut unnamed = false;
    let seen = quads.inspect(|quad| {
        unnamed |= matches!(quad, Ok(Quad { graph_name: GraphName::DefaultGraph, .. }));
    });
    let parcels = FileParcels::new(seen, arguments.into.clone())?;
    if unnamed && arguments.into.is_none() {
        let told = "statements of the file stand in no graph; --into names one for them, and --default-graph puts all \
                    into the server's default graph";
        return Err(Usage(told.to_owned()).into());
    }
    send(arguments, settings, target, parcels, None, None)
}

fn send(
    arguments: &Arguments,
    settings: &Settings,
    target: &Target,
    parcels: impl Iterator<Item = Result<Parcel, PushError>>,
    number: Option<usize>,
    state: Option<&Path>,
) -> anyhow::Result<Outcome> {
    let clock = Instant::now();
    let mut journal = match arguments.state.as_deref().or(state) {
        Some(path) => Journal::open(path, &target.endpoint)?,
        None => Journal::in_memory(&target.endpoint),
    };
    if arguments.force {
        journal.forget()?;
    }
    let messages = Messages::counting("graphs", number, settings.quiet);
    if target.endpoint.is_open() && !matches!(target.login, Login::Nobody) {
        messages.note(&format_args!("{} is no https: others on the way can read the password", target.endpoint));
    }
    let (summary, ended) = push(
        parcels,
        target,
        &mut journal,
        arguments.delete,
        &mut |progress| match progress {
            Progress::Sent(_) | Progress::Unchanged(_) => messages.step(),
            Progress::Deleted(graph) => messages.note(&format_args!("deleted {}", shown(graph))),
            Progress::Failed { graph, bytes, error } => {
                messages.step();
                let hint = if matches!(error, RemoteError::Status { status: 413, .. }) {
                    "; --protocol update sends a graph in pieces"
                } else {
                    ""
                };
                messages.error(&format_args!("{} ({} kB): {error}{hint}", shown(graph), bytes.div_ceil(1000)));
            }
            Progress::Lost => messages.note(&"the server has lost what it was sent before; all is sent again"),
        },
        &|error, pause| messages.note(&format_args!("{error}; trying again in {} s", pause.as_secs_f64())),
    );
    let mut parts = vec![format!("{} sent ({})", counted(summary.sent, "graph"), counted(summary.triples, "triple"))];
    for (number, what) in
        [(summary.unchanged, "there already"), (summary.deleted, "deleted"), (summary.failed, "failed")]
    {
        parts.extend((number > 0).then(|| format!("{number} {what}")));
    }
    if ended.is_err() {
        parts.push("not finished".to_owned());
    }
    messages.end(&format!("{}; {:.1} s", parts.join(", "), clock.elapsed().as_secs_f64()));
    ended?;
    Ok(if summary.failed == 0 { Outcome::Fine } else { Outcome::Failures })
}

fn shown(graph: Option<&NamedNode>) -> String {
    graph.map_or_else(|| "the default graph".to_owned(), ToString::to_string)
}

fn target(arguments: &Arguments) -> anyhow::Result<Target> {
    let mut target = Target::new(arguments.endpoint.clone());
    target.protocol = match arguments.protocol {
        Speech::Gsp => Protocol::GraphStore,
        Speech::Update => Protocol::Update,
    };
    target.retries = arguments.retries;
    target.timeout = arguments.timeout.unwrap_or(target.timeout);
    target.pause = arguments.retry_wait.unwrap_or(target.pause);
    if let Some(user) = &arguments.basic {
        let password = secret(arguments.password_file.as_deref(), "NEWSGRAPH_PASSWORD", "--password-file")?;
        target.login = Login::Basic { user: user.clone(), password };
    } else if arguments.bearer {
        target.login = Login::Bearer(secret(arguments.token_file.as_deref(), "NEWSGRAPH_TOKEN", "--token-file")?);
    }
    Ok(target)
}

/// A password or token; never from the command line, which others on the machine can read.
fn secret(file: Option<&Path>, variable: &str, flag: &str) -> anyhow::Result<String> {
    let text = match file {
        Some(file) => std::fs::read_to_string(file).with_context(|| file.display().to_string())?,
        None => std::env::var(variable).map_err(|_| Usage(format!("{variable} is not set, and {flag} not given")))?,
    };
    let text = text.trim_end_matches(['\r', '\n']);
    if text.is_empty() || text.contains(char::is_control) {
        let place = file.map_or_else(|| variable.to_owned(), |file| file.display().to_string());
        return Err(Usage(format!("{place} holds no password or token on a single line")).into());
    }
    Ok(text.to_owned())
}
