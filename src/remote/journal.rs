//! What a server holds already, as far as this side knows: a file that grows by a line for every graph sent.
//!
//! A line that an interruption cut off is passed over; the graph is then sent once more, which does no harm.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Endpoint, PushError};

/// What one server was sent.
#[derive(Debug)]
pub struct Journal {
    url: String,
    /// Digests by graph; the default graph has the empty name, and a digest of no graph is one that is not known.
    sent: BTreeMap<String, String>,
    /// Absent where nothing is to be kept.
    file: Option<(PathBuf, File)>,
}

#[derive(Serialize, Deserialize)]
struct Line {
    url: String,
    graph: String,
    /// Absent for a graph that was deleted.
    digest: Option<String>,
}

impl Journal {
    /// A journal that ends with the process.
    pub fn in_memory(endpoint: &Endpoint) -> Self {
        Self { url: endpoint.to_string(), sent: BTreeMap::new(), file: None }
    }

    /// Reads what the file says of a server, and goes on writing to it; the file may hold other servers' lines too.
    ///
    /// # Errors
    /// Where the file cannot be read or written, or another process writes to it.
    pub fn open(path: &Path, endpoint: &Endpoint) -> Result<Self, PushError> {
        let fault = |source| PushError::Journal { path: path.to_owned(), source };
        // Before the file is ours another process may write to it.
        let mut file = claim(path)?;
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(fault)?;
        let mut state: BTreeMap<(String, String), String> = BTreeMap::new();
        let (mut lines, mut torn) = (0, !text.is_empty() && !text.ends_with('\n'));
        for line in text.lines() {
            lines += 1;
            match serde_json::from_str::<Line>(line) {
                Ok(Line { url, graph, digest: Some(digest) }) => drop(state.insert((url, graph), digest)),
                Ok(Line { url, graph, digest: None }) => drop(state.remove(&(url, graph))),
                Err(_) => torn = true,
            }
        }
        if torn || lines > 2 * state.len() + 100 {
            let whole: Result<Vec<String>, _> = state
                .iter()
                .map(|((url, graph), digest)| {
                    let line = Line { url: url.clone(), graph: graph.clone(), digest: Some(digest.clone()) };
                    serde_json::to_string(&line).map(|line| line + "\n")
                })
                .collect();
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let mut beside = tempfile::NamedTempFile::new_in(folder).map_err(fault)?;
            beside.write_all(whole.map_err(|error| fault(error.into()))?.concat().as_bytes()).map_err(fault)?;
            beside.persist(path).map_err(|error| fault(error.error))?;
            file = claim(path)?;
        }
        let url = endpoint.to_string();
        let sent = state.into_iter().filter(|((of, _), _)| *of == url).map(|((_, graph), digest)| (graph, digest));
        Ok(Self { sent: sent.collect(), url, file: Some((path.to_owned(), file)) })
    }

    /// Whether the server holds a graph in this state.
    pub fn holds(&self, graph: &str, digest: &str) -> bool {
        self.sent.get(graph).is_some_and(|known| known == digest)
    }

    /// Names of all graphs that the server was sent, sorted.
    pub fn graphs(&self) -> Vec<String> {
        self.sent.keys().cloned().collect()
    }

    /// Forgets in which state the server holds its graphs, so that all are sent again.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn forget(&mut self) -> Result<(), PushError> {
        // It is written down, since the process may end before all are sent.
        self.graphs().iter().try_for_each(|graph| self.write(graph, Some(String::new())))
    }

    /// Notes that a graph is about to be sent: should the answer get lost, nobody knows which state the server has.
    pub(super) fn begin(&mut self, graph: &str) -> Result<(), PushError> {
        match self.sent.get(graph) {
            Some(known) if !known.is_empty() => self.write(graph, Some(String::new())),
            _ => Ok(()),
        }
    }

    pub(super) fn done(&mut self, graph: &str, digest: &str) -> Result<(), PushError> {
        self.write(graph, Some(digest.to_owned()))
    }

    pub(super) fn gone(&mut self, graph: &str) -> Result<(), PushError> {
        self.write(graph, None)
    }

    fn write(&mut self, graph: &str, digest: Option<String>) -> Result<(), PushError> {
        if let Some((path, file)) = &mut self.file {
            let line = Line { url: self.url.clone(), graph: graph.to_owned(), digest: digest.clone() };
            let written = serde_json::to_string(&line)
                .map_err(io::Error::from)
                .and_then(|line| file.write_all((line + "\n").as_bytes()));
            written.map_err(|source| PushError::Journal { path: path.clone(), source })?;
        }
        match digest {
            Some(digest) => drop(self.sent.insert(graph.to_owned(), digest)),
            None => drop(self.sent.remove(graph)),
        }
        Ok(())
    }
}

/// Opens the file for this process alone.
fn claim(path: &Path) -> Result<File, PushError> {
    let opened = OpenOptions::new().create(true).read(true).append(true).open(path);
    let file = opened.map_err(|source| PushError::Journal { path: path.to_owned(), source })?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(PushError::Busy { path: path.to_owned() }),
        _ => Ok(file),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_was_sent_is_known_again_and_torn_lines_do_no_harm() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("push.jsonl");
        let (one, two): (Endpoint, Endpoint) =
            ("http://a.example/".parse().unwrap(), "http://b.example/".parse().unwrap());
        {
            let mut journal = Journal::open(&path, &one).unwrap();
            journal.done("urn:a", "1").unwrap();
            journal.done("urn:b", "1").unwrap();
            journal.gone("urn:b").unwrap();
            journal.done("", "9").unwrap();
            assert!(matches!(Journal::open(&path, &two), Err(PushError::Busy { .. })));
            drop(journal);
            Journal::open(&path, &two).unwrap().done("urn:a", "2").unwrap();
        }
        let cut = fs::read_to_string(&path).unwrap() + "{\"url\": \"http://a.exa";
        fs::write(&path, cut).unwrap();
        {
            let mut journal = Journal::open(&path, &one).unwrap();
            assert_eq!(journal.graphs(), ["", "urn:a"]);
            assert!(journal.holds("urn:a", "1") && !journal.holds("urn:a", "2") && !journal.holds("urn:b", "1"));
            // A graph whose sending was begun is in no known state.
            journal.begin("urn:a").unwrap();
            journal.begin("urn:c").unwrap();
        }
        let journal = Journal::open(&path, &one).unwrap();
        assert!(journal.graphs() == ["", "urn:a"] && !journal.holds("urn:a", "1") && journal.holds("", "9"));
        drop(journal);
        assert!(Journal::open(&path, &two).unwrap().holds("urn:a", "2"));
        assert!(fs::read_to_string(&path).unwrap().lines().all(|line| serde_json::from_str::<Line>(line).is_ok()));
    }

    #[test]
    fn a_journal_that_is_in_use_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("push.jsonl");
        let endpoint: Endpoint = "http://a.example/".parse().unwrap();
        let mut journal = Journal::open(&path, &endpoint).unwrap();
        // The line that is being written has not come to its end yet.
        fs::write(&path, "{\"url\": \"http://a.exa").unwrap();
        assert!(matches!(Journal::open(&path, &endpoint), Err(PushError::Busy { .. })));
        journal.done("urn:a", "1").unwrap();
        assert!(fs::read_to_string(&path).unwrap().contains("urn:a"));
    }

    #[test]
    fn a_long_journal_is_shortened() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("push.jsonl");
        let endpoint: Endpoint = "http://a.example/".parse().unwrap();
        let mut journal = Journal::open(&path, &endpoint).unwrap();
        (0..500).for_each(|n| journal.done("urn:a", &n.to_string()).unwrap());
        drop(journal);
        assert!(Journal::open(&path, &endpoint).unwrap().holds("urn:a", "499"));
        assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 1);
    }
}
