//! Times whole commands over a made-up corpus, as a user waits for them:
//!
//! ```sh
//! cargo bench --profile dev --bench commands                     10,000 articles, best of 3
//! cargo bench --profile dev --bench commands -- --articles 2000 --runs 1
//! ```
//!
//! The profile is the one of all builds here, so that RocksDB need not be compiled again. Times differ between
//! machines; the ratios to the first row carry over. Peak memory is read from `/proc`, and missing elsewhere.

mod corpus;

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use corpus::{Article, Generator, write_files, write_json_lines};

const SEED: u64 = 2026;
/// Seconds after which a query is given up, as nobody would wait so long.
const PATIENCE: &str = "60";

fn main() {
    let (mut articles, mut runs) = (10_000, 3);
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let mut number = || arguments.next().and_then(|value| value.parse().ok()).expect("a number follows");
        match name.as_str() {
            "--articles" => articles = number(),
            "--runs" => runs = number(),
            // Cargo adds it.
            "--bench" => {}
            other => panic!("there is no option {other}"),
        }
    }
    measure(articles, runs);
}

fn measure(count: usize, runs: usize) {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let (lines, files, store, out) = (at("corpus.jsonl"), at("files"), at("store"), at("out"));
    let one = at("one.txt");
    let articles: Vec<Article> = Generator::new(SEED).take(count).collect();
    let distinct = articles.iter().map(Article::text).collect::<BTreeSet<_>>().len();
    let bytes = write_json_lines(&articles, Path::new(&lines)).unwrap();
    write_files(&articles, Path::new(&files)).unwrap();
    fs::write(&one, articles[0].text()).unwrap();
    drop(articles);
    println!("{count} articles, {distinct} distinct, {:.1} MB; best of {runs}\n", megabytes(bytes));

    let mut table = Table::default();
    let start = best(runs, &["extract", &one, "-q", "-f", "facts", "-o", &out], || ());
    table.row("start: extract one article", &start, String::new());

    let single = best(runs, &["extract", &lines, "-q", "-j1", "-f", "facts", "-o", &out], || ());
    let facts = fs::read(&out).unwrap().iter().filter(|byte| **byte == b'\n').count();
    table.row("extract -j1, facts", &single, format!("{}, {facts} facts", rate(bytes, &single)));
    let double = best(runs, &["extract", &lines, "-q", "-j2", "-f", "facts", "-o", &out], || ());
    let scaling = single.seconds() / double.seconds();
    table.row("extract -j2, facts", &double, format!("{}, {scaling:.2} times -j1", rate(bytes, &double)));
    let turtle = best(runs, &["extract", &lines, "-q", "-j2", "-f", "ttl", "-o", &out], || ());
    table.row("extract -j2, Turtle", &turtle, rate(bytes, &turtle));

    let anew = || drop(fs::remove_dir_all(&store));
    let built = best(runs, &["build", &files, "--store", &store], anew);
    table.row("build from files", &built, triples(&built));
    let built = best(runs, &["build", &lines, "--store", &store], anew);
    table.row("build from JSON Lines", &built, triples(&built));
    let again = best(runs, &["build", &lines, "--store", &store], || ());
    table.row("build again, nothing new", &again, rate(bytes, &again));

    let point = "SELECT ?name { <https://w3id.org/newsgraph/entity/meta> skos:prefLabel ?name }";
    let asked = best(runs.max(5), &["query", "--sparql", point, "--store", &store], || ());
    table.row("open and ask for one name", &asked, String::new());
    let named = ["query", "role-holders", "--param", "person=Zuckerberg", "--timeout", PATIENCE, "--store", &store];
    let asked = best(runs, &named, || ());
    table.row("query role-holders", &asked, asked.said.trim().to_owned());
    let counted = best(runs, &["stats", "--store", &store], || ());
    table.row("stats", &counted, String::new());

    let exported = best(runs, &["export", "--store", &store, "-f", "nq", "-o", &out], || ());
    let quads = fs::read(&out).unwrap().iter().filter(|byte| **byte == b'\n').count();
    table.row("export, N-Quads", &exported, per_second(quads, &exported));
    let exported = best(runs, &["export", "--store", &store, "-f", "ttl", "-o", &out], || ());
    table.row("export, Turtle", &exported, per_second(quads, &exported));
}

/// What one run of a command took.
struct Run {
    time: Duration,
    /// Peak of resident memory in kilobytes, where the system tells.
    memory: Option<u64>,
    said: String,
}

impl Run {
    fn seconds(&self) -> f64 {
        self.time.as_secs_f64()
    }
}

/// The fastest of some runs, each after some preparation; the memory is that of the greediest.
fn best(runs: usize, arguments: &[&str], mut prepare: impl FnMut()) -> Run {
    let mut all: Vec<Run> = Vec::new();
    for _ in 0..runs.max(1) {
        prepare();
        all.push(run(arguments));
    }
    let memory = all.iter().filter_map(|run| run.memory).max();
    let fastest = all.into_iter().min_by_key(|run| run.time).unwrap();
    Run { memory, ..fastest }
}

fn run(arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsgraph"));
    for name in ["STORE", "PACK", "BASE"] {
        command.env_remove(format!("NEWSGRAPH_{name}"));
    }
    let begun = Instant::now();
    let mut child =
        command.args(arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let mut errors = child.stderr.take().unwrap();
    let reader = thread::spawn(move || {
        let mut said = String::new();
        let read = errors.read_to_string(&mut said);
        read.map(|_| said)
    });
    let mut memory = None;
    // The system forgets the peak with the process, so it is read again and again until the end.
    let status = loop {
        memory = peak(child.id()).or(memory);
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        thread::sleep(Duration::from_millis(2));
    };
    let time = begun.elapsed();
    let said = reader.join().unwrap().unwrap_or_default();
    assert!(status.success() || arguments.contains(&PATIENCE), "newsgraph {}: {said}", arguments.join(" "));
    Run { time, memory, said }
}

fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// Rows as they come, each with its ratio to the first.
#[derive(Default)]
struct Table {
    first: Option<f64>,
}

impl Table {
    fn row(&mut self, what: &str, run: &Run, more: String) {
        if self.first.is_none() {
            println!("{:28} {:>9} {:>8} {:>9}", "command", "seconds", "ratio", "peak MB");
        }
        let first = *self.first.get_or_insert(run.seconds());
        let memory = run.memory.map_or("?".to_owned(), |kilobytes| format!("{:.0}", kilobytes as f64 / 1000.0));
        println!("{what:28} {:9.3} {:8.2} {memory:>9}   {more}", run.seconds(), run.seconds() / first);
    }
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn rate(bytes: u64, run: &Run) -> String {
    format!("{:.1} MB/s", megabytes(bytes) / run.seconds())
}

fn per_second(quads: usize, run: &Run) -> String {
    format!("{quads} quads, {:.0} a second", quads as f64 / run.seconds())
}

/// What a build says that it wrote, and how fast that is.
fn triples(run: &Run) -> String {
    let words: Vec<&str> = run.said.split_whitespace().collect();
    let count =
        words.windows(2).find(|pair| pair[1].trim_end_matches(';') == "triples").and_then(|pair| pair[0].parse().ok());
    count.map_or_else(|| run.said.trim().to_owned(), |count: usize| per_second(count, run))
}
