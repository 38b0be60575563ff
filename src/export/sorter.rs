//! Sorts byte strings of any total size in bounded memory, and drops repeats.
//!
//! Records are gathered up to a budget, sorted, and written to an unnamed temporary file; at the end the files are
//! merged. What fits the budget never leaves memory.
//!
//! ```
//! use newsgraph::export::sorter::Sorter;
//! let mut sorter = Sorter::new(1 << 20);
//! for word in ["b", "a", "b"] {
//!     sorter.push(word.as_bytes())?;
//! }
//! let mut sorted = sorter.finish()?;
//! assert_eq!(sorted.next()?, Some(&b"a"[..]));
//! assert_eq!(sorted.next()?, Some(&b"b"[..]));
//! assert_eq!(sorted.next()?, None);
//! # Ok::<(), std::io::Error>(())
//! ```

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::sync::mpsc::{Receiver, sync_channel};
use std::{mem, thread};

use rayon::iter::ParallelIterator as _;
use rayon::slice::ParallelSliceMut;

/// Files open at a time; so many are merged into one before another is begun.
const MOST_RUNS: usize = 48;

/// Bytes of merged records that are handed on at a time, and how many times ahead of who asks for them.
const BATCH: usize = 1 << 18;
const AHEAD: usize = 2;

/// Where a record begins and ends in the arena.
#[derive(Debug, Clone, Copy)]
pub struct Record {
    /// Bytes that it is being sorted by, as a number.
    key: u128,
    start: usize,
    end: usize,
}

impl Record {
    fn bytes(self, arena: &[u8]) -> &[u8] {
        &arena[self.start..self.end]
    }
}

/// Takes records in any order.
#[derive(Debug)]
pub struct Sorter {
    budget: usize,
    arena: Vec<u8>,
    index: Vec<Record>,
    runs: Vec<File>,
}

impl Sorter {
    /// A sorter that holds about so many bytes in memory.
    pub fn new(budget: usize) -> Self {
        Self { budget, arena: Vec::new(), index: Vec::new(), runs: Vec::new() }
    }

    /// # Errors
    /// Where a temporary file cannot be written.
    pub fn push(&mut self, record: &[u8]) -> io::Result<()> {
        let start = self.arena.len();
        self.arena.extend_from_slice(record);
        self.index.push(Record { key: 0, start, end: self.arena.len() });
        if self.arena.len() + self.index.len() * size_of::<Record>() > self.budget {
            self.spill()?;
        }
        Ok(())
    }

    /// The records in order, each once.
    ///
    /// # Errors
    /// Where a temporary file cannot be written or read.
    pub fn finish(mut self) -> io::Result<Sorted> {
        if self.runs.is_empty() {
            self.sort();
            return Ok(Sorted::Memory { arena: self.arena, index: self.index, next: 0 });
        }
        if !self.index.is_empty() {
            self.spill()?;
        }
        Sorted::merge(self.runs)
    }

    fn sort(&mut self) {
        let arena = &self.arena;
        sort(&mut self.index, arena, 0);
        self.index.dedup_by(|a, b| a.bytes(arena) == b.bytes(arena));
    }

    fn spill(&mut self) -> io::Result<()> {
        self.sort();
        let mut run = RunWriter::new(tempfile::tempfile()?);
        for record in &self.index {
            run.write(record.bytes(&self.arena))?;
        }
        self.runs.push(rewound(run.finish()?)?);
        self.arena.clear();
        self.index.clear();
        if self.runs.len() == MOST_RUNS {
            let merged = Sorted::merge(mem::take(&mut self.runs))?.save(tempfile::tempfile()?)?;
            self.runs.push(rewound(merged)?);
        }
        Ok(())
    }
}

/// So few records are compared with one another as they are.
const FEW: usize = 12;

/// Sorts records whose first `alike` bytes are the same.
///
/// Most records begin as many others do: they are sorted by the bytes behind those that all of them share, and those
/// that are the same there by what follows. So a record is looked at a few times only, however many others there are.
fn sort(records: &mut [Record], arena: &[u8], alike: usize) {
    let [first, rest @ ..] = &*records else { return };
    let first = &first.bytes(arena)[alike..];
    let same = |record: &Record, most: usize| {
        first[..most].iter().zip(&record.bytes(arena)[alike..]).take_while(|(one, other)| one == other).count()
    };
    let start = alike + rest.iter().fold(first.len(), |most, record| same(record, most));
    let end = start + size_of::<u128>();
    for record in &mut *records {
        let mut key = [0; size_of::<u128>()];
        let bytes = record.bytes(arena);
        let bytes = &bytes[start..bytes.len().min(end)];
        key[..bytes.len()].copy_from_slice(bytes);
        record.key = u128::from_be_bytes(key);
    }
    records.par_sort_unstable_by_key(|record| record.key);
    records.par_chunk_by_mut(|one, other| one.key == other.key).for_each(|records| {
        if records.len() > FEW && records.iter().all(|record| record.bytes(arena).len() >= end) {
            sort(records, arena, end);
        } else if records.len() > 1 {
            records.sort_unstable_by(|one, other| one.bytes(arena)[start..].cmp(&other.bytes(arena)[start..]));
        }
    });
}

/// Records in order, each once.
#[derive(Debug)]
pub enum Sorted {
    /// They fitted the budget.
    Memory { arena: Vec<u8>, index: Vec<Record>, next: usize },
    /// They come from files.
    Merge {
        /// Nothing any more at the end.
        batches: Option<Receiver<io::Result<Batch>>>,
        batch: Batch,
        next: usize,
    },
}

impl Sorted {
    /// The next record, or nothing at the end.
    ///
    /// # Errors
    /// Where a temporary file cannot be read.
    #[expect(clippy::should_implement_trait, reason = "the record is borrowed, which an iterator cannot do")]
    pub fn next(&mut self) -> io::Result<Option<&[u8]>> {
        match self {
            Self::Memory { arena, index, next } => {
                let record = index.get(*next).map(|record| record.bytes(arena));
                *next += 1;
                Ok(record)
            }
            Self::Merge { batches, batch, next } => {
                if let (true, Some(source)) = (*next == batch.ends.len(), &batches) {
                    let cut = |_| Err(io::Error::other("the merging of temporary files broke off"));
                    *batch = source.recv().unwrap_or_else(cut)?;
                    *next = 0;
                    if batch.ends.is_empty() {
                        *batches = None;
                    }
                }
                let record = batch.record(*next);
                *next += usize::from(record.is_some());
                Ok(record)
            }
        }
    }

    /// Writes the records to a file, for [`Sorted::merge`] to read; the file is at its end then.
    ///
    /// # Errors
    /// Where a file cannot be written or read.
    pub fn save(&mut self, file: File) -> io::Result<File> {
        let mut run = RunWriter::new(file);
        while let Some(record) = self.next()? {
            run.write(record)?;
        }
        run.finish()
    }

    /// The records of files that [`Sorted::save`] wrote, in one order, each once. They are merged on a thread of their own,
    /// a little ahead of who asks for them.
    ///
    /// # Errors
    /// Where a file cannot be read.
    pub fn merge(files: Vec<File>) -> io::Result<Self> {
        let mut merge = Merge::new(files)?;
        let (sender, batches) = sync_channel(AHEAD);
        thread::Builder::new().spawn(move || {
            loop {
                let batch = merge.batch();
                let last = batch.as_ref().map_or(true, |batch| batch.ends.is_empty());
                // Nobody takes any more where writing failed.
                if sender.send(batch).is_err() || last {
                    return;
                }
            }
        })?;
        Ok(Self::Merge { batches: Some(batches), batch: Batch::default(), next: 0 })
    }
}

/// Records that are handed from thread to thread together.
#[derive(Debug, Default)]
pub struct Batch {
    arena: Vec<u8>,
    /// Where each record ends, and the next one begins.
    ends: Vec<usize>,
}

impl Batch {
    fn push(&mut self, record: &[u8]) {
        self.arena.extend_from_slice(record);
        self.ends.push(self.arena.len());
    }

    fn record(&self, position: usize) -> Option<&[u8]> {
        let start = position.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some(&self.arena[start..*self.ends.get(position)?])
    }
}

/// Sorted files, read side by side.
#[derive(Debug)]
struct Merge {
    runs: Vec<BufReader<File>>,
    /// The first unread record of each file.
    heads: BinaryHeap<Reverse<(Vec<u8>, usize)>>,
    current: Vec<u8>,
    started: bool,
    spare: Vec<u8>,
}

impl Merge {
    fn new(files: Vec<File>) -> io::Result<Self> {
        let mut runs: Vec<_> = files.into_iter().map(|file| BufReader::with_capacity(1 << 16, file)).collect();
        let mut heads = BinaryHeap::with_capacity(runs.len());
        for (position, run) in runs.iter_mut().enumerate() {
            let mut record = Vec::new();
            if read_record(run, &mut record)? {
                heads.push(Reverse((record, position)));
            }
        }
        Ok(Self { runs, heads, current: Vec::new(), started: false, spare: Vec::new() })
    }

    /// The next records; none at the end.
    fn batch(&mut self) -> io::Result<Batch> {
        let mut batch = Batch::default();
        batch.arena.reserve(BATCH + (BATCH >> 3));
        while batch.arena.len() < BATCH && self.advance()? {
            batch.push(&self.current);
        }
        Ok(batch)
    }

    /// Puts the next record into `current`; false at the end.
    fn advance(&mut self) -> io::Result<bool> {
        loop {
            let Some(mut head) = self.heads.peek_mut() else { return Ok(false) };
            let run = head.0.1;
            let mut buffer = mem::take(&mut self.spare);
            let record = if read_record(&mut self.runs[run], &mut buffer)? {
                mem::replace(&mut head.0.0, buffer)
            } else {
                self.spare = buffer;
                PeekMut::pop(head).0.0
            };
            if self.started && record == self.current {
                self.spare = record;
                continue;
            }
            self.spare = mem::replace(&mut self.current, record);
            self.started = true;
            return Ok(true);
        }
    }
}

struct RunWriter(BufWriter<File>);

impl RunWriter {
    fn new(file: File) -> Self {
        Self(BufWriter::with_capacity(1 << 18, file))
    }

    fn write(&mut self, record: &[u8]) -> io::Result<()> {
        let length = u32::try_from(record.len()).map_err(|_| io::Error::other("a record is longer than 4 GB"))?;
        self.0.write_all(&length.to_le_bytes())?;
        self.0.write_all(record)
    }

    /// The file, at its end.
    fn finish(self) -> io::Result<File> {
        self.0.into_inner().map_err(io::IntoInnerError::into_error)
    }
}

fn rewound(mut file: File) -> io::Result<File> {
    file.rewind()?;
    Ok(file)
}

/// Reads one record; false at the end of the file.
fn read_record(run: &mut BufReader<File>, record: &mut Vec<u8>) -> io::Result<bool> {
    let mut length = [0; 4];
    match run.read_exact(&mut length) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
        Err(error) => return Err(error),
    }
    record.resize(u32::from_le_bytes(length) as usize, 0);
    run.read_exact(record)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn any_budget_gives_the_same_order() {
        let mut seed = 7_u64;
        let mut records = Vec::new();
        for _ in 0..3000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let number = (seed >> 40) % 2000;
            records.push(format!("{number:x}").into_bytes());
            // Many that are alike far beyond the bytes that are compared at a time, and differ in zeros at the end.
            let group = number % 7;
            records.push(format!("https://example.org/a/long/beginning/{group}/and/so/on/{number}").into_bytes());
            records.push([vec![0; 30], vec![1; number as usize % 40], vec![0; group as usize]].concat());
        }
        records.push(Vec::new());
        let expected: Vec<Vec<u8>> = records.iter().cloned().collect::<BTreeSet<_>>().into_iter().collect();
        // The smallest budget makes a file of every few records, and so merges files into one many times over.
        for budget in [64, 4096, 1 << 20] {
            let mut sorter = Sorter::new(budget);
            for record in &records {
                sorter.push(record).unwrap();
            }
            let mut sorted = sorter.finish().unwrap();
            let mut found = Vec::new();
            while let Some(record) = sorted.next().unwrap() {
                found.push(record.to_vec());
            }
            assert_eq!(found, expected, "budget {budget}");
        }
    }
}
