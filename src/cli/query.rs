//! `newsgraph query`: questions to a store.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::Context as _;
use newsgraph::export::{Format, Prefixes, Writer};
use newsgraph::pack::Pack;
use newsgraph::query::{
    Answer, NamedQuery, Options, RowFormat, Triples, named_queries, named_query, run as ask, write_truth,
};
use newsgraph::remote::{Endpoint, Services};
use newsgraph::store::Store;
use oxigraph::model::GraphName;

use super::output::{Output, terminal_width};
use super::settings::Settings;
use super::{Outcome, Usage};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph query --list
  newsgraph query person-timeline --store graph --param person=Zuckerberg
  newsgraph query --store graph --sparql 'SELECT ?fact { ?fact a ng:Policy } LIMIT 5'
  newsgraph query --store graph --file mine.rq --format csv -o answer.csv
  newsgraph query --store graph --file with-wikidata.rq --allow-service https://query.wikidata.org/sparql

A query sees the union of all graphs. The prefixes that exports use are declared already. \
SERVICE asks other endpoints if they are allowed, here or by allow-service in newsgraph.toml.")]
pub struct Arguments {
    /// Name of a query
    #[arg(value_name = "NAME", conflicts_with_all = ["file", "sparql", "list"])]
    name: Option<String>,
    /// File of SPARQL; - is standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["sparql", "list"])]
    file: Option<PathBuf>,
    /// SPARQL text
    #[arg(long, value_name = "TEXT", conflicts_with = "list")]
    sparql: Option<String>,
    /// Show the names, questions and parameters of the queries there are
    #[arg(long)]
    list: bool,
    /// Value of a parameter; may be repeated
    #[arg(long = "param", short, value_name = "NAME=VALUE", value_parser = parse_parameter)]
    parameters: Vec<(String, String)>,
    /// table, csv, tsv, json or xml; for CONSTRUCT and DESCRIBE ttl, nt, rdfxml or jsonld. By default a table on a
    /// terminal and tsv elsewhere, or ttl
    #[arg(long, short, value_name = "FORMAT", value_parser = parse_format)]
    format: Option<Shape>,
    /// Give up after so many seconds
    #[arg(long, value_name = "SECONDS", value_parser = parse_seconds)]
    timeout: Option<Duration>,
    /// Let SERVICE ask this endpoint, or what is below its path; may be repeated
    #[arg(long = "allow-service", value_name = "URL")]
    services: Vec<Endpoint>,
    /// How long an endpoint may take to answer [default: 60]
    #[arg(long, value_name = "SECONDS", value_parser = parse_seconds)]
    service_timeout: Option<Duration>,
    /// How many megabytes an endpoint may answer [default: 100]
    #[arg(long, value_name = "MB")]
    service_limit: Option<u64>,
    /// File to write; - is standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Rows(RowFormat),
    Graph(Format),
    /// A format of both rows and graphs.
    Xml,
}

fn parse_format(name: &str) -> Result<Shape, String> {
    Ok(match name {
        "table" => Shape::Rows(RowFormat::Table),
        "csv" => Shape::Rows(RowFormat::Csv),
        "tsv" => Shape::Rows(RowFormat::Tsv),
        "json" => Shape::Rows(RowFormat::Json),
        "xml" => Shape::Xml,
        other => Shape::Graph(
            super::export::parse_format(other).map_err(|names| format!("{names}, table, csv, tsv, json, xml"))?,
        ),
    })
}

fn parse_parameter(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("a parameter is given as NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

pub fn parse_seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.trim_end_matches('s').parse().map_err(|_| "a number of seconds is needed")?;
    Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())
}

pub fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<Outcome> {
    if arguments.list {
        return list(arguments, &settings.pack()?);
    }
    let query = query(arguments, settings)?;
    let text = query.with_parameters(&arguments.parameters.iter().cloned().collect::<BTreeMap<_, _>>())?;
    let store = settings.read_store()?;
    let prefixes = Prefixes::new(store.base());
    let mut out = Output::open(arguments.output.as_deref())?;
    let unfinished = out.beside().map(Path::to_owned);
    let watch = arguments.timeout.map(|limit| give_up_after(limit.saturating_add(GRACE), unfinished));
    let answer = ask(&store, &text, &Options { timeout: arguments.timeout, services: services(arguments, settings) })?;
    match answer {
        Answer::Rows(rows) => {
            rows.write(row_format(arguments)?, &prefixes, width(arguments), &mut out)?;
        }
        Answer::Truth(truth) => write_truth(truth, row_format(arguments)?, &mut out)?,
        Answer::Graph(triples) => write_graph(triples, graph_format(arguments)?, &prefixes, watch, &mut out)?,
    }
    out.finish()?;
    Ok(Outcome::Fine)
}

/// Writes the answer to a query of the program's own to standard output: a table on a terminal, tsv elsewhere, unless a format
/// is given.
pub fn show(store: &Store, text: &str, format: Option<RowFormat>) -> anyhow::Result<()> {
    let width = terminal_width();
    let format = format.unwrap_or(if width.is_some() { RowFormat::Table } else { RowFormat::Tsv });
    let mut out = Output::open(None)?;
    if let Answer::Rows(rows) = ask(store, text, &Options::default())? {
        rows.write(format, &Prefixes::new(store.base()), width, &mut out)?;
    }
    out.finish()
}

fn services(arguments: &Arguments, settings: &Settings) -> Services {
    let mut services = Services::default();
    services.allowed.extend(arguments.services.iter().chain(&settings.allow_service).cloned());
    if let Some(timeout) = arguments.service_timeout {
        services.timeout = timeout;
    }
    if let Some(megabytes) = arguments.service_limit {
        services.most_bytes = megabytes.saturating_mul(1_000_000);
    }
    services
}

fn query(arguments: &Arguments, settings: &Settings) -> anyhow::Result<NamedQuery> {
    match (&arguments.name, &arguments.file, &arguments.sparql) {
        (Some(name), ..) => Ok(named_query(&settings.pack()?, name)?),
        (_, Some(file), _) => Ok(NamedQuery::parse("", &read(file)?)),
        (.., Some(text)) => Ok(NamedQuery::parse("", text)),
        _ => Err(Usage("which query? Give a NAME, --file or --sparql; --list shows the names".to_owned()).into()),
    }
}

fn read(file: &Path) -> anyhow::Result<String> {
    if file.as_os_str() != "-" {
        return std::fs::read_to_string(file).with_context(|| file.display().to_string());
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).context("standard input")?;
    Ok(text)
}

fn list(arguments: &Arguments, pack: &Pack) -> anyhow::Result<Outcome> {
    let mut out = Output::open(arguments.output.as_deref())?;
    for query in named_queries(pack) {
        writeln!(out, "{}\n    {}", query.name, query.question)?;
        for parameter in &query.parameters {
            writeln!(out, "      --param {}=...   {}", parameter.name, parameter.hint())?;
        }
    }
    out.finish()?;
    Ok(Outcome::Fine)
}

/// Width to fit a table into; a file has none.
fn width(arguments: &Arguments) -> Option<u16> {
    if to_stdout(arguments) { terminal_width() } else { None }
}

fn to_stdout(arguments: &Arguments) -> bool {
    arguments.output.as_ref().is_none_or(|path| path.as_os_str() == "-")
}

fn row_format(arguments: &Arguments) -> anyhow::Result<RowFormat> {
    let named = || match arguments.output.as_deref()?.extension()?.to_str()? {
        "csv" => Some(RowFormat::Csv),
        "json" | "srj" => Some(RowFormat::Json),
        "xml" | "srx" => Some(RowFormat::Xml),
        _ => None,
    };
    match arguments.format {
        Some(Shape::Rows(format)) => Ok(format),
        Some(Shape::Xml) => Ok(RowFormat::Xml),
        Some(Shape::Graph(format)) => {
            let name = format.name();
            Err(Usage(format!("the answer is no graph, so {name} cannot hold it: table, csv, tsv, json or xml can"))
                .into())
        }
        None => Ok(named().unwrap_or(if width(arguments).is_some() { RowFormat::Table } else { RowFormat::Tsv })),
    }
}

fn graph_format(arguments: &Arguments) -> anyhow::Result<Format> {
    match arguments.format {
        Some(Shape::Graph(format)) => Ok(format),
        Some(Shape::Xml) => Ok(Format::RdfXml),
        Some(Shape::Rows(_)) => {
            Err(Usage("the answer is a graph, which ttl, nt, rdfxml or jsonld can hold".to_owned()).into())
        }
        None => Ok(super::extract::format_of(arguments.output.as_deref()).unwrap_or(Format::Turtle)),
    }
}

fn write_graph(
    triples: Triples,
    format: Format,
    prefixes: &Prefixes,
    watch: Option<mpsc::Sender<()>>,
    out: &mut Output,
) -> anyhow::Result<()> {
    let mut writer = Writer::new(format, prefixes);
    for triple in triples {
        writer.add(triple?.in_graph(GraphName::DefaultGraph).as_ref())?;
    }
    // The answer is there; to put it in order is no part of the query.
    drop(watch);
    Ok(writer.finish(out)?)
}

/// Joins of patterns that share no variable never ask whether they should stop; the process ends them.
const GRACE: Duration = Duration::from_secs(1);

/// Ends the process after some time, unless what is returned is dropped before. A file that was begun goes with it.
fn give_up_after(limit: Duration, unfinished: Option<PathBuf>) -> mpsc::Sender<()> {
    let (alive, ended) = mpsc::channel();
    std::thread::spawn(move || {
        if ended.recv_timeout(limit) == Err(mpsc::RecvTimeoutError::Timeout) {
            // There is nobody left to tell that it could not be taken away.
            unfinished.map(std::fs::remove_file);
            anstream::eprintln!("newsgraph: the query took longer than its time limit and was given up");
            std::process::exit(1);
        }
    });
    alive
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_options() {
        assert_eq!(parse_parameter("person=A=B"), Ok(("person".to_owned(), "A=B".to_owned())));
        assert!(parse_parameter("person").is_err());
        assert_eq!(parse_seconds("1.5s"), Ok(Duration::from_millis(1500)));
        assert!(parse_seconds("-1").is_err());
        assert_eq!(parse_format("xml"), Ok(Shape::Xml));
        assert_eq!(parse_format("nt"), Ok(Shape::Graph(Format::NTriples)));
        assert!(parse_format("docx").is_err());
    }
}
