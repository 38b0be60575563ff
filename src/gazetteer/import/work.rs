//! The folder beside a lexicon in the making, which lets an interrupted import go on.
//!
//! It holds sorted runs of what was read, and a state that names the runs and the place behind the last line in them.
//! A run is written whole before the state speaks of it, so that a break loses what came behind the last state only.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::ImportError;
use super::source::Place;
use crate::export::sorter::{Sorted, Sorter};

/// Bytes of records in a run.
const RUN: usize = 64 << 20;
/// Where little of a source is taken, a run is written after this time, so that not more of the reading can be lost.
const LONGEST: Duration = Duration::from_secs(60);
/// Runs that are merged at a time.
const MOST_RUNS: usize = 256;

/// How far reading has come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Digest of the sources and options: what was read for others is of no use.
    key: String,
    /// Sources that were read to their end.
    pub sources: usize,
    /// Where to go on in the next one.
    pub place: Place,
    /// Lines that could not be read, and were passed over.
    pub skipped: u64,
    /// A source ended too early.
    pub cut: bool,
    runs: usize,
}

/// Records that wait for being merged.
pub struct Work {
    folder: PathBuf,
    pub state: State,
    sorter: Sorter,
    bytes: usize,
    limit: usize,
    saved: Instant,
    _lock: File,
}

impl Work {
    /// Opens the folder of a lexicon, with what an import of the same sources left in it.
    pub fn open(output: &Path, key: &str, limit: Option<usize>) -> Result<Self, ImportError> {
        let mut name = output.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        let folder = output.with_file_name(name);
        let io = |source| ImportError::Io { path: folder.clone(), source };
        fs::create_dir_all(&folder).map_err(io)?;
        let lock = File::create(folder.join("lock")).map_err(io)?;
        lock.try_lock().map_err(|_| ImportError::Busy { output: output.to_owned() })?;
        let known = fs::read(folder.join("state.json")).ok();
        let known: Option<State> = known.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let state =
            known.filter(|state| state.key == key).unwrap_or_else(|| State { key: key.to_owned(), ..State::default() });
        let limit = limit.unwrap_or(RUN);
        Ok(Self { folder, state, sorter: Sorter::new(usize::MAX), bytes: 0, limit, saved: Instant::now(), _lock: lock })
    }

    /// Whether an earlier import left something to go on from.
    pub fn is_begun(&self) -> bool {
        self.state.runs > 0 || self.state.sources > 0
    }

    pub fn push(&mut self, record: &[u8]) -> Result<(), ImportError> {
        self.bytes += record.len() + 16;
        self.sorter.push(record).map_err(self.io())
    }

    /// Bytes of a run.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// Whether it is time for a run.
    pub fn is_full(&self) -> bool {
        self.bytes >= self.limit || self.saved.elapsed() > LONGEST
    }

    /// Writes what was pushed as a run, and how far reading has come with it.
    pub fn save(&mut self, sources: usize, place: Place) -> Result<(), ImportError> {
        let sorter = std::mem::replace(&mut self.sorter, Sorter::new(usize::MAX));
        if self.bytes > 0 {
            let sorted = sorter.finish().map_err(self.io())?;
            self.write_run(sorted).map_err(self.io())?;
            self.bytes = 0;
        }
        self.saved = Instant::now();
        (self.state.sources, self.state.place) = (sources, place);
        let text = serde_json::to_vec(&self.state).map_err(|error| self.io()(error.into()))?;
        let state = self.folder.join("state.json");
        write_whole(&state, |mut file| io::Write::write_all(&mut file, &text).map(|()| file)).map_err(self.io())
    }

    fn write_run(&mut self, mut sorted: Sorted) -> io::Result<()> {
        write_whole(&self.run(self.state.runs), |file| sorted.save(file))?;
        self.state.runs += 1;
        Ok(())
    }

    /// All records in order; few files are open at a time.
    pub fn sorted(&mut self) -> Result<Sorted, ImportError> {
        let open = |path: PathBuf| File::open(&path).map_err(|source| ImportError::Io { path, source });
        let mut files = Vec::new();
        for first in (0..self.state.runs).step_by(MOST_RUNS) {
            let last = self.state.runs.min(first + MOST_RUNS);
            let runs = (first..last).map(|run| open(self.run(run))).collect::<Result<Vec<_>, _>>()?;
            if self.state.runs <= MOST_RUNS {
                files = runs;
                break;
            }
            let merged = Sorted::merge(runs).and_then(|mut merged| merged.save(tempfile::tempfile()?));
            let mut merged = merged.map_err(self.io())?;
            io::Seek::rewind(&mut merged).map_err(self.io())?;
            files.push(merged);
        }
        Sorted::merge(files).map_err(self.io())
    }

    /// Takes the folder away.
    pub fn remove(self) -> Result<(), ImportError> {
        fs::remove_dir_all(&self.folder).map_err(self.io())
    }

    fn run(&self, number: usize) -> PathBuf {
        self.folder.join(format!("run-{number:05}"))
    }

    fn io(&self) -> impl Fn(io::Error) -> ImportError + use<> {
        let path = self.folder.clone();
        move |source| ImportError::Io { path: path.clone(), source }
    }
}

/// Writes a file beside its place and moves it there when it is on disk.
fn write_whole(path: &Path, write: impl FnOnce(File) -> io::Result<File>) -> io::Result<()> {
    let beside = path.with_extension("new");
    write(File::create(&beside)?)?.sync_all()?;
    fs::rename(beside, path)
}
