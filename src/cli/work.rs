//! Reading and extraction over all cores, in memory that does not grow with the corpus.
//!
//! One thread gathers chunks of bounded size, a pool works on a chunk, and the caller takes the results in the order
//! of the input, whatever the number of threads.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use anyhow::Context as _;
use newsgraph::ingest::{self, IngestError, Input, Limits};
use newsgraph::text::Document;
use rayon::prelude::*;

/// Bounds of a chunk. The quads of a text take some fifty times its size, and three chunks are on the way at once.
const CHUNK_DOCUMENTS: usize = 512;
const CHUNK_BYTES: usize = 1 << 16;
/// A file up to this size is read by the pool; a larger one may hold many documents and is read one by one.
const SMALL_FILE: u64 = 256 << 10;

/// What comes of the input, in its order.
pub enum Event<T> {
    Done(T),
    Failed(IngestError),
    /// An input has been read to its end.
    InputEnd,
}

enum Task {
    File(Input),
    Document(Box<Document>),
    Failed(IngestError),
    InputEnd,
}

/// Calls `each` for every document of some inputs on `jobs` threads, and `take` with what it yields on this one.
pub fn run<T: Send>(
    inputs: Vec<Result<Input, IngestError>>,
    jobs: usize,
    each: impl Fn(Document) -> T + Sync,
    mut take: impl FnMut(Event<T>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build().context("threads could not be started")?;
    let each = &each;
    thread::scope(|scope| {
        let (chunks, gathered) = sync_channel::<Vec<Task>>(1);
        let (results, finished) = sync_channel::<Vec<Event<T>>>(1);
        scope.spawn(move || gather(inputs, &chunks));
        scope.spawn(move || {
            for chunk in gathered {
                let events = pool.install(|| chunk.into_par_iter().flat_map_iter(|task| work(task, each)).collect());
                // Nobody takes any more where taking failed.
                if results.send(events).is_err() {
                    break;
                }
            }
        });
        for events in finished {
            for event in events {
                take(event)?;
            }
        }
        Ok(())
    })
}

fn gather(inputs: Vec<Result<Input, IngestError>>, chunks: &SyncSender<Vec<Task>>) {
    let mut chunk = Vec::new();
    let mut bytes = 0;
    // Takes nothing at the end, and says whether anybody wants more.
    let mut push = |task: Option<Task>, size: usize| {
        let last = task.is_none();
        chunk.extend(task);
        bytes += size;
        if chunk.len() < CHUNK_DOCUMENTS && bytes < CHUNK_BYTES && !last {
            return true;
        }
        bytes = 0;
        chunks.send(std::mem::take(&mut chunk)).is_ok()
    };
    for input in inputs {
        let input = match input {
            Ok(input) => input,
            Err(error) => {
                if !push(Some(Task::Failed(error)), 0) {
                    return;
                }
                continue;
            }
        };
        let small = std::fs::metadata(input.path()).ok().filter(|found| found.is_file() && found.len() <= SMALL_FILE);
        if let Some(found) = small.filter(|_| !input.is_stdin()) {
            let size = usize::try_from(found.len()).unwrap_or(CHUNK_BYTES);
            if !push(Some(Task::File(input)), size) {
                return;
            }
            continue;
        }
        for document in ingest::documents(&input, &Limits::default()) {
            let (task, size) = match document {
                Ok(document) => {
                    let size = document.text.len();
                    (Task::Document(Box::new(document)), size)
                }
                Err(error) => (Task::Failed(error), 0),
            };
            if !push(Some(task), size) {
                return;
            }
        }
        if !push(Some(Task::InputEnd), 0) {
            return;
        }
    }
    push(None, 0);
}

fn work<T>(task: Task, each: &(impl Fn(Document) -> T + Sync)) -> Vec<Event<T>> {
    match task {
        Task::File(input) => {
            let documents = ingest::documents(&input, &Limits::default());
            let events =
                documents.map(|document| document.map_or_else(Event::Failed, |found| Event::Done(each(found))));
            events.chain([Event::InputEnd]).collect()
        }
        Task::Document(document) => vec![Event::Done(each(*document))],
        Task::Failed(error) => vec![Event::Failed(error)],
        Task::InputEnd => vec![Event::InputEnd],
    }
}
