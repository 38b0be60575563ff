use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use bzip2::read::MultiBzDecoder;
use flate2::read::MultiGzDecoder;
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser, ReaderQuadParser};
use oxigraph::model::NamedNode;
use sha2::{Digest, Sha256};

use super::error::RdfError;
use super::quads::{Lines, Quads};
use crate::export::Format;
use crate::text::hex;

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

    pub(super) fn is_lenient(&self) -> bool {
        self.lenient
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
        Ok(Quads::new(self.parser(reader), self.clone()))
    }

    fn parser<R: Read>(&self, reader: R) -> ReaderQuadParser<R> {
        let mut parser = RdfParser::from_format(parser_format(self.format));
        if let Some(base) = &self.base {
            parser = parser.clone().with_base_iri(base.as_str()).unwrap_or(parser);
        }
        parser.for_reader(reader)
    }

    pub(super) fn unreadable(&self, source: io::Error) -> RdfError {
        RdfError::Read { path: self.shown.clone(), source }
    }

    /// The line that the parser had come to when it gave its n-th answer. The file is read again line by line, since
    /// readers of XML and JSON do not always say where they are.
    pub(super) fn line_of(&self, n: u64) -> Option<u64> {
        let mut lines = Lines::new(open(&self.path).ok()?);
        let mut parser = self.parser(&mut lines);
        for _ in 0..n {
            parser.next()?.ok();
        }
        drop(parser);
        Some(lines.line())
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
pub(super) fn split_name(path: &Path) -> (String, Option<Format>) {
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
