//! `newsgraph extract`: articles to a graph or to a list of facts, without a store.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use newsgraph::export::{Format, Prefixes, Writer};
use newsgraph::model::{Base, LexiconIndex, document_quads, lexicon_quads, rule_quads};
use newsgraph::pipeline::Extractor;
use newsgraph::text::{Document, counted};
use oxigraph::model::Quad;

use super::faults::PackFaults;
use super::infer::Conclusions;
use super::json::FactLine;
use super::output::{Messages, Output};
use super::settings::Settings;
use super::work::{self, Event};
use super::{Outcome, Usage};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph extract article.txt                          Turtle on standard output
  newsgraph extract articles/ -o graph.trig              a graph for each document
  newsgraph extract article.html --format facts | jq .   one fact a line as JSON
  cat article.txt | newsgraph extract -")]
pub struct Arguments {
    /// Files and folders to read; - is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// File to write; - is standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// ttl, trig, nt, nq, rdfxml, jsonld or facts; by default what the name of the output file says, or ttl
    #[arg(long, short, value_name = "FORMAT", value_parser = parse_format)]
    format: Option<Shape>,
    /// Also what follows by the ontology and its alignments: wider classes and properties, inverses; in formats that
    /// keep graphs apart in a graph of its own, graph/inferred
    #[arg(long)]
    infer: bool,
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Graph(Format),
    Facts,
}

fn parse_format(name: &str) -> Result<Shape, String> {
    if name == "facts" {
        return Ok(Shape::Facts);
    }
    let format = Format::from_name(name).map(Shape::Graph);
    format.ok_or_else(|| "there are ttl, trig, nt, nq, rdfxml, jsonld and facts".to_owned())
}

/// The format that the name of an output file calls for.
pub fn format_of(path: Option<&Path>) -> Option<Format> {
    Format::from_name(&path?.extension()?.to_string_lossy())
}

/// What comes of one document.
struct Found {
    path: String,
    quads: Vec<Quad>,
    /// Lines of JSON.
    lines: Vec<u8>,
    articles: usize,
    facts: usize,
    notes: Vec<String>,
    rules: BTreeSet<String>,
}

/// Whether a file that is written is one of those that are read, whatever they are called.
fn overwrites(output: Option<&Path>, paths: &[PathBuf]) -> bool {
    let same = |output: PathBuf| paths.iter().any(|path| path.canonicalize().is_ok_and(|path| path == output));
    output.filter(|output| output.is_file()).and_then(|output| output.canonicalize().ok()).is_some_and(same)
}

pub fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<Outcome> {
    if overwrites(arguments.output.as_deref(), &arguments.paths) {
        return Err(Usage("--output is one of the files to read, which it would replace".to_owned()).into());
    }
    let clock = Instant::now();
    let pack = settings.pack()?;
    let extractor = settings.extractor(&pack)?.without_explanations();
    let base = settings.base();
    let prefixes = Prefixes::new(&base);
    let named = || format_of(arguments.output.as_deref()).unwrap_or(Format::Turtle);
    let shape = arguments.format.unwrap_or_else(|| Shape::Graph(named()));
    let mut graph = match shape {
        Shape::Graph(format) => {
            let quads = lexicon_quads(&base, &pack).map_err(|faults| PackFaults::new(faults, &pack))?;
            let conclusions = arguments.infer.then(|| Conclusions::new(&base, &pack)).transpose()?;
            Some(Graph::new(&base, LexiconIndex::new(quads), Writer::new(format, &prefixes), conclusions))
        }
        Shape::Facts if arguments.infer => {
            return Err(Usage("--infer adds to a graph, and facts are none".to_owned()).into());
        }
        Shape::Facts => None,
    };
    let inputs = newsgraph::ingest::inputs(&arguments.paths);
    let mut out = Output::open(arguments.output.as_deref())?;
    let messages = Messages::new(inputs.len(), settings.quiet);
    let (mut documents, mut articles, mut facts, mut failed) = (0, 0, 0, 0);
    work::run(
        inputs,
        settings.jobs,
        |document| read(&document, &extractor, &base, shape),
        |event| {
            match event {
                Event::InputEnd => messages.step(),
                Event::Failed(error) => {
                    failed += 1;
                    messages.error(&error);
                }
                Event::Done(found) => {
                    documents += 1;
                    articles += found.articles;
                    facts += found.facts;
                    for note in &found.notes {
                        messages.note(&format_args!("{}: {note}", found.path));
                    }
                    match &mut graph {
                        Some(graph) => graph.add(found)?,
                        None => out.write_all(&found.lines)?,
                    }
                }
            }
            Ok(())
        },
    )?;
    if let Some(graph) = graph {
        graph.finish(&mut out)?;
    }
    out.finish()?;
    let failures = if failed > 0 { format!(" ({failed} failed)") } else { String::new() };
    let seconds = clock.elapsed().as_secs_f64();
    let [documents, articles, facts] =
        [(documents, "document"), (articles, "article"), (facts, "fact")].map(|(number, what)| counted(number, what));
    messages.end(&format!("{documents}{failures}, {articles}, {facts}; {seconds:.1} s"));
    Ok(if failed == 0 { Outcome::Fine } else { Outcome::Failures })
}

fn read(document: &Document, extractor: &Extractor, base: &Base, shape: Shape) -> Found {
    let extraction = extractor.extract(document);
    let (mut quads, mut lines) = (Vec::new(), Vec::new());
    match shape {
        Shape::Graph(_) => quads = document_quads(base, document, &extraction),
        Shape::Facts => {
            for fact in &extraction.facts {
                let line = FactLine::new(base, document, &extraction, fact);
                serde_json::to_writer(&mut lines, &line).expect("memory takes what is written");
                lines.push(b'\n');
            }
        }
    }
    Found {
        path: document.path.clone(),
        quads,
        lines,
        articles: extraction.articles.len(),
        facts: extraction.facts.len(),
        rules: extraction.facts.iter().flat_map(|fact| &fact.evidence).map(|found| found.rule.clone()).collect(),
        notes: extraction.notes,
    }
}

/// A graph on its way to the output, with what the lexicon says of the things in it, so that it can be read alone.
struct Graph<'a> {
    base: &'a Base,
    lexicon: LexiconIndex,
    referenced: BTreeSet<String>,
    rules: BTreeSet<String>,
    writer: Writer<'a>,
    conclusions: Option<Conclusions>,
}

impl<'a> Graph<'a> {
    fn new(base: &'a Base, lexicon: LexiconIndex, writer: Writer<'a>, conclusions: Option<Conclusions>) -> Self {
        Self { base, lexicon, referenced: BTreeSet::new(), rules: BTreeSet::new(), writer, conclusions }
    }

    fn write(&mut self, quad: &Quad) -> std::io::Result<()> {
        self.writer.add(quad.as_ref())?;
        let found = self.conclusions.iter().flat_map(|conclusions| conclusions.of(quad));
        found.into_iter().try_for_each(|quad| self.writer.add(quad.as_ref()))
    }

    fn add(&mut self, found: Found) -> std::io::Result<()> {
        self.lexicon.collect(&found.quads, &mut self.referenced);
        self.rules.extend(found.rules);
        found.quads.iter().try_for_each(|quad| self.write(quad))
    }

    fn finish(mut self, out: &mut Output) -> std::io::Result<()> {
        let rules = rule_quads(self.base, self.rules.iter().map(String::as_str));
        for quad in self.lexicon.quads(&self.referenced).iter().chain(&rules) {
            self.write(quad)?;
        }
        self.writer.finish(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_have_names() {
        assert_eq!(parse_format("facts"), Ok(Shape::Facts));
        assert_eq!(parse_format("trig"), Ok(Shape::Graph(Format::TriG)));
        assert!(parse_format("docx").is_err());
        assert_eq!(format_of(Some(Path::new("out/graph.nq"))), Some(Format::NQuads));
        assert_eq!(format_of(Some(Path::new("-"))), None);
    }
}
