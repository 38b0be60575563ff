use std::io::{self, BufRead, BufReader, Read};

use oxigraph::io::{RdfParseError, RdfSyntaxError, ReaderQuadParser};
use oxigraph::model::Quad;

use super::error::{Place, RdfError};
use super::file::RdfFile;
use super::is_rdf12;
use crate::export::Format;

/// The statements of a file.
pub struct Quads {
    parser: ReaderQuadParser<Box<dyn Read + Send>>,
    file: RdfFile,
    /// Answers of the parser so far.
    taken: u64,
    skipped: u64,
    first_skipped: Option<RdfError>,
}

impl Quads {
    pub(super) fn new(parser: ReaderQuadParser<Box<dyn Read + Send>>, file: RdfFile) -> Self {
        Self { parser, file, taken: 0, skipped: 0, first_skipped: None }
    }

    /// How many statements a lenient reading passed over so far.
    pub fn skipped(&self) -> u64 {
        self.skipped
    }

    /// What was wrong with the first of them.
    pub fn first_skipped(&self) -> Option<&RdfError> {
        self.first_skipped.as_ref()
    }

    fn fault(&self, error: &RdfSyntaxError) -> RdfError {
        let place = match error.location() {
            Some(place) => Place { line: Some(place.start.line + 1), column: Some(place.start.column + 1) },
            None => self.line(),
        };
        let told = error.to_string();
        // The parser's own words begin with the place.
        let reason = told.strip_prefix("Parser error ").and_then(|told| told.split_once(": ")).map(|(_, told)| told);
        RdfError::Syntax { path: self.file.shown().to_owned(), place, reason: reason.unwrap_or(&told).to_owned() }
    }

    fn newer(&self, quad: &Quad) -> RdfError {
        RdfError::Newer { path: self.file.shown().to_owned(), place: self.line(), term: quad.object.to_string() }
    }

    fn line(&self) -> Place {
        Place { line: self.file.line_of(self.taken), column: None }
    }

    /// Whether reading can go on after a fault.
    fn pass_over(&mut self, fault: impl FnOnce(&Self) -> RdfError) -> Option<RdfError> {
        if !self.file.is_lenient() {
            return Some(fault(self));
        }
        self.skipped += 1;
        if self.first_skipped.is_none() {
            self.first_skipped = Some(fault(self));
        }
        None
    }
}

impl Iterator for Quads {
    type Item = Result<Quad, RdfError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let answer = self.parser.next()?;
            self.taken += 1;
            match answer {
                Ok(quad) if !is_rdf12(quad.object.as_ref()) => return Some(Ok(quad)),
                Ok(quad) => {
                    if let Some(fault) = self.pass_over(|quads| quads.newer(&quad)) {
                        return Some(Err(fault));
                    }
                }
                Err(RdfParseError::Io(source)) => return Some(Err(self.file.unreadable(source))),
                Err(RdfParseError::Syntax(error)) => {
                    if matches!(self.file.format(), Format::RdfXml | Format::JsonLd) {
                        return Some(Err(self.fault(&error)));
                    }
                    if let Some(fault) = self.pass_over(|quads| quads.fault(&error)) {
                        return Some(Err(fault));
                    }
                }
            }
        }
    }
}

/// Hands out a line at a time and counts.
pub(super) struct Lines<R> {
    inner: BufReader<R>,
    line: u64,
    /// Within a line.
    begun: bool,
}

impl<R: Read> Lines<R> {
    pub fn new(inner: R) -> Self {
        Self { inner: BufReader::new(inner), line: 0, begun: false }
    }

    /// How many lines were begun so far.
    pub fn line(&self) -> u64 {
        self.line
    }
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let held = self.inner.fill_buf()?;
        let most = held.len().min(out.len());
        let end = held[..most].iter().position(|byte| *byte == b'\n').map_or(most, |at| at + 1);
        out[..end].copy_from_slice(&held[..end]);
        if end > 0 {
            self.line += u64::from(!self.begun);
            self.begun = out[end - 1] != b'\n';
        }
        self.inner.consume(end);
        Ok(end)
    }
}
