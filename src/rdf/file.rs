use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use bzip2::read::MultiBzDecoder;
use flate2::read::MultiGzDecoder;
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParseError, RdfParser, RdfSyntaxError, ReaderQuadParser};
use oxigraph::model::{NamedNode, Quad};
use sha2::{Digest, Sha256};

use super::is_rdf12;
use crate::export::Format;
use crate::text::hex;

/// What is wrong with a file of RDF.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RdfError {
    #[error("{path}: cannot be read: {source}")]
    Read { path: String, source: io::Error },
    #[error("{path}: the name does not tell the format; there are {}", names())]
    Format { path: String },
    #[error("{path}:{place}{reason}")]
    Syntax { path: String, place: Place, reason: String },
    #[error("{path}:{place}{term} is of RDF 1.2, which this project does not keep")]
    Newer { path: String, place: Place, term: String },
}

/// Line and column from 1, as far as they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    pub line: Option<u64>,
    pub column: Option<u64>,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for number in [self.line, self.column].into_iter().flatten() {
            write!(f, "{number}:")?;
        }
        f.write_str(" ")
    }
}

/// A file of RDF in a format that its name or its reader tells; what is packed with gzip or bzip2 is unpacked.
#[derive(Debug, Clone)]
pub struct RdfFile {
    path: PathBuf,
    shown: String,
    format: Format,
    base: Option<NamedNode>,
    lenient: bool,
}

impl RdfFile {
    /// # Errors
    /// Where no format is given and the name does not tell it, as none does that nothing bears.
    pub fn new(path: &Path, format: Option<Format>) -> Result<Self, RdfError> {
        let shown = path.display().to_string();
        let Some(format) = format.or_else(|| split_name(path).1) else {
            return Err(match path.metadata() {
                Ok(_) => RdfError::Format { path: shown },
                Err(source) => RdfError::Read { path: shown, source },
            });
        };
        Ok(Self { path: path.to_owned(), shown, format, base: None, lenient: false })
    }

    /// The same under another name in messages.
    #[must_use]
    pub fn shown_as(mut self, name: &str) -> Self {
        name.clone_into(&mut self.shown);
        self
    }

    /// What relative IRIs are resolved against, where the file has no base of its own.
    #[must_use]
    pub fn with_base(mut self, base: NamedNode) -> Self {
        self.base = Some(base);
        self
    }

    /// Passes over statements that are broken, where the format lets a reader find the next one: `ttl`, `trig`,
    /// `nt` and `nq`; and over those of RDF 1.2.
    #[must_use]
    pub fn lenient(mut self) -> Self {
        self.lenient = true;
        self
    }

    pub fn format(&self) -> Format {
        self.format
    }

    /// What messages call the file.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// Changes with the bytes of the file.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn digest(&self) -> Result<String, RdfError> {
        let mut hash = Sha256::new();
        let mut file = File::open(&self.path).map_err(|source| self.unreadable(source))?;
        let mut piece = vec![0; 1 << 16];
        loop {
            match file.read(&mut piece) {
                Ok(0) => return Ok(hex(&hash.finalize())),
                Ok(read) => hash.update(&piece[..read]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(source) => return Err(self.unreadable(source)),
            }
        }
    }

    /// Its file name without the endings that tell how it is written.
    pub fn stem(&self) -> String {
        split_name(&self.path).0
    }

    /// The statements in the order of the file. Memory does not grow with the file, but for JSON-LD.
    ///
    /// # Errors
    /// Where the file cannot be opened.
    pub fn quads(&self) -> Result<Quads, RdfError> {
        let reader = open(&self.path).map_err(|source| self.unreadable(source))?;
        Ok(Quads { parser: self.parser(reader), file: self.clone(), taken: 0, skipped: 0, first_skipped: None })
    }

    fn parser<R: Read>(&self, reader: R) -> ReaderQuadParser<R> {
        let mut parser = RdfParser::from_format(parser_format(self.format));
        if let Some(base) = &self.base {
            parser = parser.clone().with_base_iri(base.as_str()).unwrap_or(parser);
        }
        parser.for_reader(reader)
    }

    fn unreadable(&self, source: io::Error) -> RdfError {
        RdfError::Read { path: self.shown.clone(), source }
    }

    /// The line that the parser had come to when it gave its n-th answer. The file is read again line by line, since
    /// readers of XML and JSON do not always say where they are.
    fn line_of(&self, n: u64) -> Option<u64> {
        let mut lines = Lines { inner: BufReader::new(open(&self.path).ok()?), line: 0, begun: false };
        let mut parser = self.parser(&mut lines);
        for _ in 0..n {
            parser.next()?.ok();
        }
        drop(parser);
        Some(lines.line)
    }
}

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
        RdfError::Syntax { path: self.file.shown.clone(), place, reason: reason.unwrap_or(&told).to_owned() }
    }

    fn newer(&self, quad: &Quad) -> RdfError {
        RdfError::Newer { path: self.file.shown.clone(), place: self.line(), term: quad.object.to_string() }
    }

    fn line(&self) -> Place {
        Place { line: self.file.line_of(self.taken), column: None }
    }

    /// Whether reading can go on after a fault.
    fn pass_over(&mut self, fault: impl FnOnce(&Self) -> RdfError) -> Option<RdfError> {
        if !self.file.lenient {
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
                    if matches!(self.file.format, Format::RdfXml | Format::JsonLd) {
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

/// A format as the parsers call it.
pub fn parser_format(format: Format) -> RdfFormat {
    match format {
        Format::Turtle => RdfFormat::Turtle,
        Format::TriG => RdfFormat::TriG,
        Format::NTriples => RdfFormat::NTriples,
        Format::NQuads => RdfFormat::NQuads,
        Format::RdfXml => RdfFormat::RdfXml,
        Format::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
    }
}

/// A file name without its endings, and the format that they tell.
fn split_name(path: &Path) -> (String, Option<Format>) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let plain = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".bz2")).unwrap_or(&name);
    match plain.rsplit_once('.') {
        Some((stem, ending)) if Format::from_name(ending).is_some() => (stem.to_owned(), Format::from_name(ending)),
        _ => (plain.to_owned(), None),
    }
}

/// Opens a file, and unpacks it where its first bytes say that it is packed.
fn open(path: &Path) -> io::Result<Box<dyn Read + Send>> {
    let mut reader = BufReader::with_capacity(1 << 16, File::open(path)?);
    let first = reader.fill_buf()?;
    Ok(if first.starts_with(&[0x1F, 0x8B]) {
        Box::new(MultiGzDecoder::new(reader))
    } else if first.starts_with(b"BZh") {
        Box::new(MultiBzDecoder::new(reader))
    } else {
        Box::new(reader)
    })
}

/// Hands out a line at a time and counts.
struct Lines<R> {
    inner: BufReader<R>,
    line: u64,
    /// Within a line.
    begun: bool,
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

fn names() -> String {
    let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn written(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        (folder, path)
    }

    fn read(name: &str, bytes: &[u8]) -> Result<Vec<String>, RdfError> {
        let (_folder, path) = written(name, bytes);
        let quads = RdfFile::new(&path, None)?.shown_as(name).quads()?;
        quads.map(|quad| quad.map(|quad| quad.to_string())).collect()
    }

    #[test]
    fn all_formats_are_read_plain_and_packed() {
        let line = b"<urn:a> <urn:b> \"c\" .\n";
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(line).unwrap();
        let gzip = gzip.finish().unwrap();
        let mut bzip = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
        bzip.write_all(line).unwrap();
        let bzip = bzip.finish().unwrap();
        let xml = br#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:">
            <rdf:Description rdf:about="urn:a"><u:b>c</u:b></rdf:Description></rdf:RDF>"#;
        for (name, bytes) in [
            ("x.ttl", &line[..]),
            ("x.nt", line),
            ("x.y.TRIG", line),
            ("x.nq.gz", &gzip),
            ("packed-without-saying-so.nt", &gzip),
            ("x.nt.bz2", &bzip),
            ("x.rdf", xml),
            ("x.jsonld", br#"{"@id": "urn:a", "urn:b": "c"}"#),
        ] {
            assert_eq!(read(name, bytes).unwrap(), ["<urn:a> <urn:b> \"c\""], "{name}");
        }
        assert_eq!(read("two.nt", &[&gzip[..], &gzip].concat()).unwrap().len(), 2);
    }

    #[test]
    fn faults_have_file_and_line() {
        let xml = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\n<rdf:Description\n rdf:about=\"no iri\"/>\n</rdf:RDF>";
        let cut = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\n</rdf:Rdf>\n";
        for (name, text, place) in [
            ("a.ttl", "<urn:a> <urn:b> <urn:c> .\n\n<urn:a> <urn:b> \"open .\n", "a.ttl:3:17: "),
            ("a.nt", "<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> <c> .\n", "a.nt:2:17: "),
            ("a.nq", "<urn:a> <urn:b> <urn:c> <urn:d> <urn:e> .\n", "a.nq:1:"),
            ("a.trig", "<urn:g> {\n<urn:a> <urn:b> <urn:c> .\n", "a.trig:3:1: "),
            ("a.rdf", xml, "a.rdf:4: "),
            ("a.xml", cut, "a.xml:3: "),
            ("a.jsonld", "{\"@id\": \"urn:a\",\n \"urn:b\": }", "a.jsonld:2:"),
            ("b.jsonld", "{\"@id\": \"urn:a\",\n \"urn:b\": {\"@value\": []}\n}\n", "b.jsonld:"),
            (
                "c.jsonld",
                "{\"@context\": \"https://schema.org/\", \"@id\": \"urn:a\", \"name\": \"a\"}",
                "c.jsonld:1: ",
            ),
            ("b.ttl", "<urn:a> <urn:b>\n <<( <urn:c> <urn:d> <urn:e> )>> .\n", "b.ttl:2: <<( <urn:c>"),
            (
                "b.nt",
                "<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> \"c\"@he--rtl .\n",
                "b.nt:2: \"c\"@he--rtl is of RDF 1.2",
            ),
        ] {
            let error = read(name, text.as_bytes()).unwrap_err().to_string();
            assert!(error.starts_with(place) && !error.contains("Parser error"), "{name}: {error}");
        }
        assert!(matches!(read("a.docx", b""), Err(RdfError::Format { .. })));
        assert!(matches!(read("a.nt", &[0x1F, 0x8B, 8, 0]), Err(RdfError::Read { .. })));
        assert!(read("a.ttl", b"<urn:a> <urn:b> \"\xFF\" .").unwrap_err().to_string().starts_with("a.ttl:1:"));
    }

    #[test]
    fn a_lenient_reading_passes_over_what_is_broken() {
        let text = "<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> <no iri> .\n<urn:a> <urn:b> \"x\"@en--ltr .\n\
                    <urn:a> <urn:b> <urn:d> .\n";
        for name in ["a.ttl", "a.nt"] {
            let (_folder, path) = written(name, text.as_bytes());
            let mut quads = RdfFile::new(&path, None).unwrap().lenient().quads().unwrap();
            assert_eq!(quads.by_ref().filter(Result::is_ok).count(), 2, "{name}");
            assert_eq!(quads.skipped(), 2, "{name}");
            assert!(quads.first_skipped().unwrap().to_string().contains(&format!("{name}:2:")));
        }
        let (_folder, path) = written("a.jsonld", b"{");
        let found: Vec<_> = RdfFile::new(&path, None).unwrap().lenient().quads().unwrap().take(3).collect();
        assert!(found.len() == 1 && found[0].is_err());
    }

    #[test]
    fn names_tell_format_and_stem() {
        for (path, stem, format) in [
            ("d/people.ttl", "people", Some(Format::Turtle)),
            ("people.2024.nq.gz", "people.2024", Some(Format::NQuads)),
            ("people.rdf.bz2", "people", Some(Format::RdfXml)),
            ("people.csv", "people.csv", None),
            ("people", "people", None),
        ] {
            assert_eq!(split_name(Path::new(path)), (stem.to_owned(), format), "{path}");
        }
    }
}
