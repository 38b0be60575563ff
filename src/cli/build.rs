//! `newsgraph build`: articles into a store.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Instant;

use chrono::{SecondsFormat, Utc};
use newsgraph::model::iri::digest;
use newsgraph::model::{Base, Run, document_quads, run_quads};
use newsgraph::pipeline::Extractor;
use newsgraph::store::{DocumentQuads, Known, Store, Writer};
use newsgraph::text::{Document, counted};
use oxigraph::model::NamedNode;

use super::lexicon::{new_lexicon, write_lexicon};
use super::output::Messages;
use super::settings::Settings;
use super::work::{self, Event};
use super::{Outcome, VERSION};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph build articles/ --store graph
  newsgraph build articles/ --store graph --prune
  curl -s https://example.org/news.jsonl | newsgraph build - --store graph

A file that was read before is read again only if it, the rules or the lexicon changed. Text, HTML, Markdown and \
JSON Lines are told apart by themselves.")]
pub struct Arguments {
    /// Files and folders to read; - is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Remove documents below the given paths that are there no more
    #[arg(long)]
    prune: bool,
}

/// What became of one document.
enum Read {
    Unchanged { path: String, graph: NamedNode },
    Extracted { document: DocumentQuads, articles: usize, facts: usize, notes: Vec<String>, rules: BTreeSet<String> },
}

#[derive(Default)]
struct Count {
    new: usize,
    changed: usize,
    unchanged: usize,
    removed: usize,
    failed: usize,
    articles: usize,
    facts: usize,
    triples: usize,
}

pub fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<Outcome> {
    let (clock, started) = (Instant::now(), now());
    let pack = settings.pack()?;
    let extractor = settings.extractor(&pack)?.without_explanations();
    let store = settings.open_store()?;
    let lexicon = new_lexicon(&store, &pack)?;
    store.recover()?;
    let inputs = newsgraph::ingest::inputs(&arguments.paths);
    let messages = Messages::new(inputs.len(), settings.quiet);
    let known = store.known_documents()?;
    let mut session = Session::new(&store, &known, &messages);
    let imported = extractor.recogniser().imported.digest();
    let state = format!("{VERSION}\n{}{imported}", pack.digest(&["ontology", "lexicon", "rules"]));
    let base = store.base().clone();
    work::run(
        inputs,
        settings.jobs,
        |document| read(&document, &extractor, &base, &known, &state),
        |event| session.take(event),
    )?;
    // What only reading needs gives way to what the store needs to take in all that was read.
    drop(extractor);
    let (mut count, rules) = session.finish(if arguments.prune { &arguments.paths } else { &[] })?;
    write_lexicon(&store, &pack, lexicon, &rules)?;
    if count.new + count.changed + count.removed > 0 {
        let mut lexicon_digest = pack.digest(&["ontology", "lexicon"]);
        if !imported.is_empty() {
            lexicon_digest = digest(&format!("{lexicon_digest}\n{imported}"));
        }
        let run = Run {
            version: VERSION,
            rules_digest: &pack.digest(&["rules"]),
            lexicon_digest: &lexicon_digest,
            started: &started,
            ended: &now(),
        };
        let quads = run_quads(&base, &run);
        count.triples += quads.len();
        store.insert(&quads)?;
    }
    store.flush()?;
    messages.end(&count.summary(clock.elapsed().as_secs_f64()));
    Ok(if count.failed == 0 { Outcome::Fine } else { Outcome::Failures })
}

fn now() -> String {
    Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn read(document: &Document, extractor: &Extractor, base: &Base, known: &Known, state: &str) -> Read {
    let graph = base.document(&document.id);
    // The path is part of the document's description, so a file that was moved is described anew.
    let digest = digest(&format!("{state}\n{}", document.path));
    if known.is_current(graph.as_str(), &digest) {
        return Read::Unchanged { path: document.path.clone(), graph };
    }
    let extraction = extractor.extract(document);
    let rules = extraction.facts.iter().flat_map(|fact| &fact.evidence).map(|evidence| evidence.rule.clone()).collect();
    let quads = document_quads(base, document, &extraction);
    Read::Extracted {
        document: DocumentQuads { graph, path: document.path.clone(), digest, quads },
        articles: extraction.articles.len(),
        facts: extraction.facts.len(),
        notes: extraction.notes,
        rules,
    }
}

/// The state of one build.
struct Session<'a> {
    store: &'a Store,
    messages: &'a Messages,
    writer: Writer<'a>,
    known: &'a Known,
    /// Documents of this run.
    seen: BTreeSet<NamedNode>,
    /// What each path holds now.
    paths: BTreeMap<String, NamedNode>,
    /// Further paths of documents that were read under another.
    aliases: Vec<(String, NamedNode)>,
    /// Paths that could not be read, and of which nothing is concluded.
    failed: BTreeSet<String>,
    rules: BTreeSet<String>,
    count: Count,
}

impl<'a> Session<'a> {
    fn new(store: &'a Store, known: &'a Known, messages: &'a Messages) -> Self {
        Self {
            store,
            messages,
            writer: Writer::new(store),
            known,
            seen: BTreeSet::new(),
            paths: BTreeMap::new(),
            aliases: Vec::new(),
            failed: BTreeSet::new(),
            rules: BTreeSet::new(),
            count: Count::default(),
        }
    }

    fn take(&mut self, event: Event<Read>) -> anyhow::Result<()> {
        match event {
            Event::InputEnd => self.messages.step(),
            Event::Failed(error) => {
                self.count.failed += 1;
                self.failed.insert(error.path().to_owned());
                self.messages.error(&error);
            }
            Event::Done(Read::Unchanged { path, graph }) => {
                self.count.unchanged += 1;
                self.seen.insert(graph.clone());
                self.paths.insert(path, graph);
            }
            Event::Done(Read::Extracted { document, articles, facts, notes, rules }) => {
                for note in notes {
                    self.messages.note(&format_args!("{}: {note}", document.path));
                }
                self.paths.insert(document.path.clone(), document.graph.clone());
                if !self.seen.insert(document.graph.clone()) {
                    // The same bytes under another name are one document, which the first name describes.
                    self.count.unchanged += 1;
                    self.aliases.push((document.path, document.graph));
                    return Ok(());
                }
                if self.known.has_either(&document.path, document.graph.as_str()) {
                    self.count.changed += 1;
                } else {
                    self.count.new += 1;
                }
                self.count.articles += articles;
                self.count.facts += facts;
                self.count.triples += document.quads.len();
                self.rules.extend(rules);
                self.writer.add(document)?;
            }
        }
        Ok(())
    }

    /// Writes what is left, then settles which path holds what. Until here documents were only added or replaced, so
    /// that an interruption loses none.
    fn finish(mut self, pruned: &[PathBuf]) -> anyhow::Result<(Count, BTreeSet<String>)> {
        self.writer.finish()?;
        for (path, graph) in &self.aliases {
            if !self.known.has_path(path, graph.as_str()) {
                self.store.add_path(graph, path)?;
            }
        }
        for (path, document) in self.known.records() {
            let gone = match self.paths.get(path) {
                // What came through standard input has no place where something else could take its stead.
                Some(now) => now.as_str() != document && !is_stdin(path),
                None => pruned.iter().any(|folder| is_below(path, folder)) && !self.is_failed(path),
            };
            if gone && self.store.forget_path(&NamedNode::new_unchecked(document), path)? {
                self.count.removed += usize::from(!self.paths.contains_key(path));
            }
        }
        Ok((self.count, self.rules))
    }

    /// Whether a path, or a folder or file that it is in, could not be read.
    fn is_failed(&self, path: &str) -> bool {
        self.failed.iter().any(|failed| is_below(path, Path::new(failed)))
    }
}

impl Count {
    fn summary(&self, seconds: f64) -> String {
        let read = counted(self.new + self.changed + self.unchanged, "document");
        let mut parts = Vec::new();
        for (number, what) in [
            (self.new, "new"),
            (self.changed, "changed"),
            (self.unchanged, "unchanged"),
            (self.removed, "removed"),
            (self.failed, "failed"),
        ] {
            if number > 0 {
                parts.push(format!("{number} {what}"));
            }
        }
        let parts = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) };
        format!(
            "{read}{parts}; written: {}, {}, {}; {seconds:.1} s",
            counted(self.articles, "article"),
            counted(self.facts, "fact"),
            counted(self.triples, "triple")
        )
    }
}

fn is_stdin(path: &str) -> bool {
    path == "-" || path.starts_with("-:")
}

/// Whether a document's path is a given file or a record of it, or stands in a given folder.
fn is_below(path: &str, given: &Path) -> bool {
    if is_stdin(path) {
        return false;
    }
    let record = path.rsplit_once(':').filter(|(_, line)| line.bytes().all(|byte| byte.is_ascii_digit()));
    Path::new(path).starts_with(given) || record.is_some_and(|(file, _)| Path::new(file).starts_with(given))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_and_files_stand_below_what_was_given() {
        for (path, given, expected) in [
            ("news/a.txt", "news", true),
            ("news/a.txt", "news/", true),
            ("news/a.txt", "news/a.txt", true),
            ("news/a.jsonl:12", "news/a.jsonl", true),
            ("news/a.jsonl:12", "news", true),
            ("newsroom/a.txt", "news", false),
            ("news/a.txt", "news/a", false),
            ("-", "-", false),
            ("-:3", "-", false),
        ] {
            assert_eq!(is_below(path, Path::new(given)), expected, "{path} below {given}");
        }
    }

    #[test]
    fn the_summary_leaves_out_what_did_not_happen() {
        let count = Count { new: 2, failed: 1, articles: 3, facts: 4, triples: 5, ..Count::default() };
        let expected = "2 documents (2 new, 1 failed); written: 3 articles, 4 facts, 5 triples; 0.1 s";
        assert_eq!(count.summary(0.12), expected);
    }
}
