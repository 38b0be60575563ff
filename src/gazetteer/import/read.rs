//! Reads sources into runs.

use std::io::Read as _;
use std::ops::ControlFlow;
use std::path::Path;

use oxigraph::io::{RdfFormat, RdfParseError};
use rayon::prelude::*;

use super::classes::{Class, class};
use super::source::{End, Lines, Members, Place};
use super::work::Work;
use super::{Format, ImportError, Options, Progress, Summary, Wanted, rdf, table, wikidata};
use crate::gazetteer::is_item;
use crate::model::vocabulary::WIKIDATA;

/// Bytes of lines that are read by all threads before the next are fetched.
const BATCH: usize = 8 << 20;
/// Pieces that a batch is divided into.
const PIECES: usize = 32;
/// Faults that a summary quotes.
const FAULTS_SHOWN: usize = 20;

/// Reads what earlier imports have not read yet.
pub fn sources(
    options: &Options,
    wanted: &Wanted,
    work: &mut Work,
    summary: &mut Summary,
    progress: &mut impl FnMut(Progress) -> ControlFlow<()>,
) -> Result<(), ImportError> {
    let size = |path: &Path| std::fs::metadata(path).map_or(0, |found| found.len());
    let total = options.sources.iter().map(|path| size(path)).sum();
    let mut before = 0;
    for (number, path) in options.sources.iter().enumerate() {
        if number < work.state.sources {
            before += size(path);
            continue;
        }
        let format = options.format_of(path)?;
        let mut reader = Reader { path, number, keep_going: options.keep_going, work, summary };
        let mut step = |read| match progress(Progress { read: before + read, total, entities: 0 }) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(ImportError::Interrupted),
        };
        match format {
            Format::Wikidata | Format::NTriples => reader.lines(format, wanted, &mut step)?,
            Format::Rdf(format) => reader.document(format, wanted)?,
            Format::Csv => reader.table(b',', wanted)?,
            Format::Tsv => reader.table(b'\t', wanted)?,
        }
        work.save(number + 1, Place::default())?;
        before += size(path);
        if progress(Progress { read: before, total, entities: 0 }).is_break() {
            return Err(ImportError::Interrupted);
        }
    }
    Ok(())
}

/// One source.
struct Reader<'a> {
    path: &'a Path,
    number: usize,
    keep_going: bool,
    work: &'a mut Work,
    summary: &'a mut Summary,
}

impl Reader<'_> {
    fn io(&self) -> impl Fn(std::io::Error) -> ImportError + use<> {
        let path = self.path.to_owned();
        move |source| ImportError::Io { path: path.clone(), source }
    }

    fn lines(
        &mut self,
        format: Format,
        wanted: &Wanted,
        step: &mut impl FnMut(u64) -> Result<(), ImportError>,
    ) -> Result<(), ImportError> {
        let array = format == Format::Wikidata && self.is_array()?;
        let mut lines = Lines::open(self.path, self.work.state.place).map_err(self.io())?;
        let mut batch = Vec::new();
        let mut last = Vec::new();
        loop {
            batch.clear();
            let first = lines.line() + 1;
            let end = lines.batch(BATCH.min(self.work.limit()), &mut batch);
            if let Some(line) = batch.trim_ascii_end().rsplit(|byte| *byte == b'\n').next().filter(|l| !l.is_empty()) {
                last = line[..line.len().min(8)].to_vec();
            }
            let pieces = pieces(&batch, first);
            let read: Vec<_> = pieces
                .into_par_iter()
                .map(|(piece, first)| match format {
                    Format::Wikidata => entities(piece, first, wanted),
                    _ => rdf::records(piece, first, wanted),
                })
                .collect();
            let whole = batch.ends_with(b"\n");
            for (records, faults) in read {
                for record in records {
                    self.work.push(&record)?;
                }
                for (line, message) in faults {
                    if line == lines.line() && !whole && matches!(end, End::Source) {
                        self.cut(line - 1, lines.position(), message)?;
                    } else {
                        self.fault(line, message)?;
                    }
                }
            }
            match end {
                End::Full => {}
                End::Source => {
                    if array && last.trim_ascii() != b"]" && !self.work.state.cut {
                        let message = "the bracket that closes the array is missing".to_owned();
                        self.cut(lines.line(), lines.position(), message)?;
                    }
                    return Ok(());
                }
                End::Broken(error) => return self.cut(lines.line(), lines.position(), error.to_string()),
            }
            if self.work.is_full() {
                self.work.save(self.number, lines.place())?;
            }
            step(lines.position())?;
        }
    }

    /// Whether the file is one array; a file of lines without brackets has no visible end.
    fn is_array(&self) -> Result<bool, ImportError> {
        let mut beginning = Vec::new();
        let file = Members::open(self.path, 0).map_err(self.io())?;
        match file.take(1 << 10).read_to_end(&mut beginning) {
            Ok(_) => Ok(beginning.trim_ascii_start().starts_with(b"[")),
            // Where it breaks so early, reading its lines tells why.
            Err(_) => Ok(false),
        }
    }

    fn document(&mut self, format: RdfFormat, wanted: &Wanted) -> Result<(), ImportError> {
        let file = Members::open(self.path, 0).map_err(self.io())?;
        let base = std::path::absolute(self.path).unwrap_or_else(|_| self.path.to_owned());
        let base = format!("file://{}", base.display());
        let number = self.number;
        let work = &mut *self.work;
        let read = rdf::document(file, format, &base, wanted, |records| {
            for record in records {
                work.push(&record)?;
            }
            // There is no way into the middle of the file, so that what is read of it is read again after a break,
            // which does no harm: equal records are one.
            if work.is_full() { work.save(number, Place::default()) } else { Ok(()) }
        });
        match read {
            Ok(()) => Ok(()),
            Err(rdf::Stopped::Taker(error)) => Err(error),
            Err(rdf::Stopped::Parse(RdfParseError::Io(error))) => self.cut(0, 0, error.to_string()),
            Err(rdf::Stopped::Parse(RdfParseError::Syntax(error))) => {
                let line = error.location().map_or(0, |place| place.start.line + 1);
                self.work.state.cut = true;
                self.fault(line, error.to_string())
            }
        }
    }

    fn table(&mut self, delimiter: u8, wanted: &Wanted) -> Result<(), ImportError> {
        let file = Members::open(self.path, 0).map_err(self.io())?;
        let number = self.number;
        // Both callbacks need what is borrowed here, one after the other.
        let reader = std::cell::RefCell::new(self);
        table::rows(
            file,
            delimiter,
            wanted,
            |record| {
                let work = &mut reader.borrow_mut().work;
                work.push(&record)?;
                if work.is_full() { work.save(number, Place::default()) } else { Ok(()) }
            },
            |fault| {
                let mut reader = reader.borrow_mut();
                if fault.fatal {
                    reader.cut(fault.line, 0, fault.message)
                } else {
                    reader.fault(fault.line, fault.message)
                }
            },
        )
    }

    /// A line that cannot be read.
    fn fault(&mut self, line: u64, message: String) -> Result<(), ImportError> {
        let error = ImportError::Line { path: self.path.to_owned(), line, message };
        if !self.keep_going {
            return Err(error);
        }
        self.work.state.skipped += 1;
        self.note(&error);
        Ok(())
    }

    /// The end of the file is missing.
    fn cut(&mut self, line: u64, byte: u64, message: String) -> Result<(), ImportError> {
        let error = ImportError::Cut { path: self.path.to_owned(), line, byte, message };
        if !self.keep_going {
            return Err(error);
        }
        self.work.state.cut = true;
        self.note(&error);
        Ok(())
    }

    fn note(&mut self, error: &ImportError) {
        if self.summary.faults.len() < FAULTS_SHOWN {
            self.summary.faults.push(error.to_string());
        }
    }
}

/// Divides lines among threads; each piece has the number of its first line.
fn pieces(batch: &[u8], mut line: u64) -> Vec<(&[u8], u64)> {
    let size = batch.len() / PIECES + 1;
    let mut pieces = Vec::new();
    let mut rest = batch;
    while !rest.is_empty() {
        let from = size.min(rest.len());
        let end = rest[from - 1..].iter().position(|byte| *byte == b'\n').map_or(rest.len(), |at| from + at);
        let (piece, behind) = rest.split_at(end);
        pieces.push((piece, line));
        line += piece.iter().filter(|byte| **byte == b'\n').count() as u64;
        rest = behind;
    }
    pieces
}

fn entities(lines: &[u8], first: u64, wanted: &Wanted) -> (Vec<Vec<u8>>, Vec<(u64, String)>) {
    let (mut records, mut faults) = (Vec::new(), Vec::new());
    for (number, line) in lines.split(|byte| *byte == b'\n').enumerate() {
        if let Err(message) = wikidata::records(line, wanted, &mut records) {
            faults.push((first + number as u64, message));
        }
    }
    (records, faults)
}

/// Which classes lie below which, out of lines that name two classes: the lower one first, the upper one last. Triples
/// of P279 or rdfs:subClassOf are such lines, and so are rows of a table.
pub fn subclasses(path: &Path) -> Result<Vec<(Class, Class)>, ImportError> {
    let io = |source| ImportError::Io { path: path.to_owned(), source };
    let mut lines = Lines::open(path, Place::default()).map_err(io)?;
    let mut edges = Vec::new();
    let mut batch = Vec::new();
    let mut number = 0;
    loop {
        batch.clear();
        let end = lines.batch(BATCH, &mut batch);
        for line in batch.split(|byte| *byte == b'\n') {
            number += 1;
            let line = String::from_utf8_lossy(line);
            let mut words = line.split([' ', '\t', ',', ';', '<', '>', '"', '\r']).filter(|word| is_class(word));
            match (words.next(), words.next_back()) {
                (Some(below), Some(above)) => edges.push((class(above), class(below))),
                (None, _) => {}
                (Some(_), None) => {
                    let message = "a line must name two classes, the lower one first".to_owned();
                    return Err(ImportError::Line { path: path.to_owned(), line: number, message });
                }
            }
        }
        number = lines.line();
        match end {
            End::Full => {}
            End::Source => return Ok(edges),
            End::Broken(error) => return Err(io(error)),
        }
    }
}

fn is_class(word: &str) -> bool {
    let item = word.strip_prefix(WIKIDATA).or(word.strip_prefix("wd:")).unwrap_or(word);
    is_item(item) || word.contains("://")
}
