//! Makes an imported lexicon of dumps, RDF files and tables.
//!
//! Reading writes sorted runs into a folder `FILE.part` beside the lexicon, and with each of them how far it has come;
//! an import that was broken off goes on from there when it is started again with the same sources and options.
//! Merging the runs brings together what was said of an entity in different places. Memory stays bounded throughout,
//! but for the classes of a dump (16 bytes for each statement that one class lies below another).
//!
//! ```
//! use newsgraph::gazetteer::{Gazetteer, import::{Options, import}};
//! use newsgraph::pack::Pack;
//! let folder = tempfile::tempdir()?;
//! let (table, lexicon) = (folder.path().join("works.csv"), folder.path().join("works.ngl"));
//! std::fs::write(&table, "id,label,language,kind\nQ1,Example Works,en,corporation\n")?;
//! let options = Options { sources: vec![table], ..Options::default() };
//! let pack = Pack::embedded()?;
//! let summary = import(&lexicon, &options, &pack, |_| std::ops::ControlFlow::Continue(()))?;
//! assert_eq!(summary.entities, 1);
//! assert_eq!(Gazetteer::open(&lexicon)?.lookup("EXAMPLE WORKS").len(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod classes;
mod draft;
mod rdf;
mod read;
mod source;
mod table;
#[cfg(test)]
mod tests;
mod wikidata;
mod work;

use std::fmt::Write as _;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use oxigraph::io::RdfFormat;
use rustc_hash::FxHashMap;

use super::{Compiler, Entry};
use crate::fact::Kind;
use crate::pack::{Pack, PackError};
pub use classes::Scheme;
use classes::{Class, Tree, class};
use draft::{Draft, Record};
use work::Work;

/// Languages whose names are taken where none are asked for: those that articles are read in.
pub const LANGUAGES: [&str; 14] = [
    "en", "en-ca", "en-gb", "en-us", "mul", "sv", "zh", "zh-cn", "zh-hans", "zh-hant", "zh-hk", "zh-mo", "zh-sg",
    "zh-tw",
];

/// What to import, and what of it.
#[derive(Debug, Clone, Default)]
pub struct Options {
    pub sources: Vec<PathBuf>,
    /// What the sources are; by default their names tell.
    pub format: Option<Format>,
    /// Language tags in any case; none are [`LANGUAGES`]. Names without a language are always taken.
    pub languages: Vec<String>,
    /// Only entities of these classes or classes below them: items, prefixed names or IRIs.
    pub classes: Vec<String>,
    /// A file that tells which classes lie below which, so that entities of other classes are not even sorted.
    pub subclasses: Option<PathBuf>,
    /// The kind of entities of which neither source nor class tells it.
    pub kind: Option<Kind>,
    /// Go on behind what cannot be read.
    pub keep_going: bool,
    /// Bytes in memory before a run is written; 64 MB by default.
    pub run_bytes: Option<usize>,
}

/// A format of sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A dump in JSON with one entity a line.
    Wikidata,
    /// RDF in a format that can be read line by line.
    NTriples,
    Rdf(RdfFormat),
    Csv,
    Tsv,
}

impl Format {
    /// The format that a command line or a file extension calls by this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name.to_lowercase().as_str() {
            "wikidata" | "json" => Self::Wikidata,
            "nt" => Self::NTriples,
            "csv" => Self::Csv,
            "tsv" => Self::Tsv,
            "skos" | "owl" | "rdfs" => Self::Rdf(RdfFormat::RdfXml),
            other => Self::Rdf(RdfFormat::from_extension(other)?),
        })
    }

    /// The format that a file's name tells.
    fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_lowercase();
        let name = name.strip_suffix(".gz").or(name.strip_suffix(".bz2")).unwrap_or(&name);
        Self::from_name(name.rsplit_once('.')?.1)
    }
}

impl Options {
    /// The format of a source.
    fn format_of(&self, path: &Path) -> Result<Format, ImportError> {
        self.format.or_else(|| Format::of(path)).ok_or_else(|| ImportError::Format { path: path.to_owned() })
    }
}

/// How far an import has come.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    /// Bytes of all sources that were read.
    pub read: u64,
    /// Bytes that the sources have.
    pub total: u64,
    /// Entities written; 0 while sources are read.
    pub entities: u64,
}

/// What came of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    pub entities: u64,
    /// Lines and rows that could not be read.
    pub skipped: u64,
    /// A source ended too early, or something was passed over: the lexicon is marked as incomplete.
    pub incomplete: bool,
    /// It went on where an earlier one was broken off.
    pub resumed: bool,
    /// What was passed over first, for the user to read.
    pub faults: Vec<String>,
}

/// Why nothing came of an import.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("{}", path.display())]
    Io { path: PathBuf, source: io::Error },
    #[error("{}: its name does not tell what it is; give --format wikidata, nt, ttl, rdf, jsonld, trig, nq, csv or tsv", path.display())]
    Format { path: PathBuf },
    #[error("{}:{line}: {message}", path.display())]
    Line { path: PathBuf, line: u64, message: String },
    #[error("{}: it is cut off behind line {line}, at byte {byte} of the file: {message}", path.display())]
    Cut { path: PathBuf, line: u64, byte: u64, message: String },
    #[error("{}: another import is writing it", output.display())]
    Busy { output: PathBuf },
    #[error("the import was broken off; started again, it goes on where it stopped")]
    Interrupted,
    #[error(transparent)]
    Pack(#[from] PackError),
}

/// What of a source is taken.
#[derive(Debug, Default)]
struct Wanted {
    /// Sorted; empty for the languages that are taken by default.
    languages: Vec<String>,
    related: Vec<String>,
    /// Classes that are taken, where that is known before the sources are read.
    classes: Option<FxHashMap<Class, (usize, u32)>>,
}

impl Wanted {
    fn language(&self, tag: &str) -> bool {
        let tag = tag.to_lowercase();
        tag.is_empty()
            || if self.languages.is_empty() {
                LANGUAGES.binary_search(&tag.as_str()).is_ok()
            } else {
                self.languages.binary_search(&tag).is_ok()
            }
    }

    /// Parts of an entity that name no class are kept until all of it is known.
    fn takes(&self, classes: &[Class]) -> bool {
        classes.is_empty() || self.classes.as_ref().is_none_or(|taken| has(taken, classes))
    }
}

fn has(taken: &FxHashMap<Class, (usize, u32)>, classes: &[Class]) -> bool {
    classes.iter().any(|class| taken.contains_key(class))
}

/// Imports some sources into a file, which takes the place of an older one only when it is whole. `progress` may break
/// the import off.
///
/// # Errors
/// Where a source cannot be read, or holds what it should not and the options do not say to go on; the older file
/// stays as it is.
pub fn import(
    output: &Path,
    options: &Options,
    pack: &Pack,
    mut progress: impl FnMut(Progress) -> ControlFlow<()>,
) -> Result<Summary, ImportError> {
    let scheme = Scheme::of(pack)?;
    let mut languages: Vec<String> = options.languages.iter().map(|tag| tag.to_lowercase()).collect();
    languages.sort();
    let roots: Vec<Class> = options.classes.iter().map(|name| class(name)).collect();
    let known = options.subclasses.as_deref().map(read::subclasses).transpose()?;
    let taken = known.as_ref().filter(|_| !roots.is_empty());
    let taken = taken.map(|edges| Tree::new(edges.clone()).nearest(roots.iter().copied()));
    let wanted = Wanted { languages, related: scheme.related.clone(), classes: taken };
    let key = key(options, pack)?;
    options.sources.iter().try_for_each(|path| options.format_of(path).map(drop))?;
    let mut work = Work::open(output, &key, options.run_bytes)?;
    let mut summary = Summary { resumed: work.is_begun(), ..Summary::default() };
    read::sources(options, &wanted, &mut work, &mut summary, &mut progress)?;
    summary.skipped = work.state.skipped;
    summary.incomplete = work.state.cut || work.state.skipped > 0;
    compile(output, options, &scheme, &roots, known.unwrap_or_default(), &mut work, &mut summary, &mut progress)?;
    work.remove()?;
    Ok(summary)
}

/// Merges what was read, and writes the lexicon.
#[expect(clippy::too_many_arguments, reason = "they are the state of one import, which has no other steps")]
fn compile(
    output: &Path,
    options: &Options,
    scheme: &Scheme,
    roots: &[Class],
    mut edges: Vec<(Class, Class)>,
    work: &mut Work,
    summary: &mut Summary,
    progress: &mut impl FnMut(Progress) -> ControlFlow<()>,
) -> Result<(), ImportError> {
    let io = |source| ImportError::Io { path: output.to_owned(), source };
    let damaged = || io(io::Error::other("a run of this import is damaged: remove the folder .part beside it"));
    let mut sorted = work.sorted()?;
    let mut compiler = Compiler::new(output).map_err(io)?;
    // Records of classes come first.
    let mut record = None;
    while let Some(bytes) = sorted.next().map_err(io)? {
        match draft::read(bytes).ok_or_else(damaged)? {
            Record::Edge(above, below) => edges.push((above, below)),
            Record::Entity(_, draft) => {
                record = Some(draft);
                break;
            }
        }
    }
    let tree = Tree::new(edges);
    let kinds = tree.kinds(scheme);
    let taken = (!roots.is_empty()).then(|| tree.nearest(roots.iter().copied()));
    let mut add = |draft: Draft| -> Result<(), ImportError> {
        if taken.as_ref().is_some_and(|taken| !has(taken, &draft.classes)) {
            return Ok(());
        }
        let kind = draft.classes.iter().filter_map(|class| kinds.get(class)).min().map(|(_, kind)| *kind);
        let entry: Entry = draft.finish(kind.or(options.kind));
        if !entry.names.is_empty() {
            compiler.add(&entry).map_err(io)?;
        }
        let count = compiler.len();
        if count.is_multiple_of(1 << 14) {
            let done = Progress { read: 1, total: 1, entities: u64::from(count) };
            if progress(done).is_break() {
                return Err(ImportError::Interrupted);
            }
        }
        Ok(())
    };
    while let Some(mut draft) = record.take() {
        while let Some(bytes) = sorted.next().map_err(io)? {
            let Record::Entity(id, more) = draft::read(bytes).ok_or_else(damaged)? else { return Err(damaged()) };
            if id != draft.entry.id {
                record = Some(more);
                break;
            }
            draft.merge(more);
        }
        add(draft)?;
    }
    summary.entities = u64::from(compiler.len());
    compiler.finish(summary.incomplete, &origin(options)).map_err(io)
}

/// What the sources and options are: an import that was begun with others is of no use.
fn key(options: &Options, pack: &Pack) -> Result<String, ImportError> {
    let mut key = format!("{}\n{}\n{}", env!("CARGO_PKG_VERSION"), origin(options), pack.digest(&["lexicon"]));
    for path in options.sources.iter().chain(&options.subclasses) {
        let found = std::fs::metadata(path).map_err(|source| ImportError::Io { path: path.clone(), source })?;
        let changed = found.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
        let _ = write!(key, "\n{} {} {changed:?}", path.display(), found.len());
    }
    Ok(crate::model::iri::digest(&key))
}

/// Where a lexicon comes from, without anything that differs between two imports of the same.
fn origin(options: &Options) -> String {
    let name = |path: &PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned());
    serde_json::json!({
        "sources": options.sources.iter().filter_map(name).collect::<Vec<_>>(),
        "languages": options.languages,
        "classes": options.classes,
        "subclasses": options.subclasses.as_ref().and_then(name),
        "kind": options.kind.map(Kind::name),
        "keep-going": options.keep_going,
    })
    .to_string()
}
