//! Bytes to documents: finds the files, tells their formats and character sets, and hands on their text.
//!
//! A format is a [`Reader`] in a file of its own. To add one, write the file and list it in [`READERS`].
//!
//! ```
//! use newsgraph::ingest::{Input, Limits, documents_from};
//! let input = Input::file("news/notes.txt");
//! let bytes = std::io::Cursor::new("Acme hires a new editor\n");
//! let found: Vec<_> = documents_from(&input, bytes, &Limits::default()).collect();
//! assert_eq!(found[0].as_ref().unwrap().text, "Acme hires a new editor\n");
//! ```

pub mod charset;
mod error;
pub mod html;
pub mod jsonl;
pub mod markdown;
pub mod plain;
mod walk;

pub use error::IngestError;
pub use walk::{Input, inputs};

use std::fs::File;
use std::io::{self, Cursor, Read};

use sha2::{Digest, Sha256};

use crate::text::{Document, Metadata, hex};
use charset::Decoded;

/// Formats, in the order in which they are asked whether an unnamed text is theirs; the last takes what is left.
static READERS: [&dyn Reader; 4] = [&html::Html, &jsonl::JsonLines, &markdown::Markdown, &plain::PlainText];

/// Bytes of the beginning that a format is told by.
const HEAD: usize = 8 * 1024;

/// Documents, or what is wrong with each. A file that holds many is read as they are asked for.
pub type Documents = Box<dyn Iterator<Item = Result<Document, IngestError>> + Send>;

/// How much is read at once, in bytes. What is larger is an error and is not read into memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// For a file of plain text or Markdown.
    pub text: u64,
    /// For a page of HTML, whose tree takes many times its size.
    pub page: u64,
    /// For a record of JSON Lines; the file may have any size.
    pub record: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { text: 64 << 20, page: 16 << 20, record: 16 << 20 }
    }
}

/// A format.
pub trait Reader: Sync {
    /// File name extensions, in lower case.
    fn extensions(&self) -> &'static [&'static str];

    /// Whether a text that begins like this is of the format, where no extension tells.
    fn recognises(&self, head: &str) -> bool;

    fn documents(&self, input: &Input, bytes: Box<dyn Read + Send>, limits: &Limits) -> Documents;
}

/// The documents of an input.
pub fn documents(input: &Input, limits: &Limits) -> Documents {
    if input.is_stdin() {
        return documents_from(input, io::stdin(), limits);
    }
    match File::open(input.path()) {
        Ok(file) => documents_from(input, file, limits),
        Err(source) => failed(IngestError::Unreadable { path: input.shown(), source }),
    }
}

/// All documents of an input at once.
pub fn read(input: &Input, limits: &Limits) -> Vec<Result<Document, IngestError>> {
    documents(input, limits).collect()
}

/// The documents in bytes that come from elsewhere; `input` names them and tells by its extension what they are.
pub fn documents_from(input: &Input, mut bytes: impl Read + Send + 'static, limits: &Limits) -> Documents {
    let mut head = Vec::new();
    if let Err(source) = bytes.by_ref().take(HEAD as u64).read_to_end(&mut head) {
        return failed(IngestError::Unreadable { path: input.shown(), source });
    }
    if let Some(format) = unread_format(&head) {
        return failed(IngestError::UnknownFormat { path: input.shown(), format });
    }
    let extension = input.path().extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let named = READERS.iter().find(|reader| reader.extensions().contains(&extension.as_str()));
    let start = beginning(&head);
    let reader = named.or_else(|| READERS.iter().find(|reader| reader.recognises(&start)));
    match reader {
        Some(reader) => reader.documents(input, Box::new(Cursor::new(head).chain(bytes)), limits),
        None => failed(IngestError::UnknownFormat { path: input.shown(), format: "XML" }),
    }
}

/// First 16 hexadecimal digits of the SHA-256 of the bytes.
pub fn document_id(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)[..8])
}

fn failed(error: IngestError) -> Documents {
    Box::new(std::iter::once(Err(error)))
}

/// Formats that people have beside articles and that are told by their first bytes.
fn unread_format(head: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 10] = [
        (b"%PDF-", "PDF"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\x1F\x8B", "gzip"),
        (b"\x28\xB5\x2F\xFD", "Zstandard"),
        (b"\xFD7zXZ\0", "xz"),
        (b"\xD0\xCF\x11\xE0", "an office document"),
        (b"{\\rtf", "Rich Text"),
        (b"\x89PNG", "an image"),
        (b"\xFF\xD8\xFF", "an image"),
        (b"GIF8", "an image"),
    ];
    KNOWN.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, format)| *format)
}

/// What the first bytes say, as far as telling formats needs it: marks of markup, which are ASCII.
fn beginning(head: &[u8]) -> String {
    let text = match encoding_rs::Encoding::for_bom(head) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&head[mark..]).0,
        None => String::from_utf8_lossy(head),
    };
    text.trim_start().to_owned()
}

/// The one document of a file that is read whole, for [`Reader`]s of such formats: reads, decodes, and lets `text`
/// make the document's text and metadata of the decoded text.
fn whole(
    input: &Input,
    bytes: Box<dyn Read + Send>,
    limit: u64,
    declared: impl FnOnce(&[u8]) -> Option<String>,
    text: impl FnOnce(String) -> Result<(String, Metadata), String>,
) -> Result<Document, IngestError> {
    let path = input.shown();
    let bytes = read_whole(&path, bytes, limit)?;
    let id = document_id(&bytes);
    let declared = declared(&bytes);
    let decoded = charset::decode(bytes, declared.as_deref());
    let Decoded { text: source, .. } = decoded.map_err(|error| IngestError::charset(&path, error))?;
    let (text, metadata) = text(source).map_err(|reason| IngestError::Unparsable { path: path.clone(), reason })?;
    if text.trim().is_empty() {
        return Err(IngestError::Empty { path });
    }
    Ok(Document { id, name: input.name(), path, text, metadata })
}

fn read_whole(path: &str, bytes: Box<dyn Read + Send>, limit: u64) -> Result<Vec<u8>, IngestError> {
    let mut read = Vec::new();
    match bytes.take(limit.saturating_add(1)).read_to_end(&mut read) {
        Err(source) => Err(IngestError::Unreadable { path: path.to_owned(), source }),
        Ok(_) if read.len() as u64 > limit => Err(IngestError::TooLarge { path: path.to_owned(), line: None, limit }),
        Ok(_) => Ok(read),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(name: &str, bytes: Vec<u8>, limits: &Limits) -> Vec<String> {
        let found = documents_from(&Input::file(name), Cursor::new(bytes), limits);
        found.filter_map(Result::err).map(|error| error.to_string()).collect()
    }

    #[test]
    fn bad_input_is_named_with_its_reason() {
        let small = Limits { text: 100, page: 100, record: 100 };
        let cases: [(&str, &[u8], &str); 10] = [
            ("a.txt", b"", "a.txt: holds no text"),
            ("a.txt", b"\xEF\xBB\xBF \n", "a.txt: holds no text"),
            ("a.md", b"---\ndate: 2024\n---\n", "a.md: holds no text"),
            ("a.html", b"<html><body></body></html>", "a.html: holds no text"),
            ("a.txt", b"MZ\0\x01", "a.txt: is not text: it holds NUL bytes"),
            ("a.pdf", b"%PDF-1.7\n", "a.pdf: is PDF, a format"),
            ("a", b"<?xml version='1.0'?><rss></rss>", "a: is XML, a format"),
            ("a.txt", &[b'x'; 101], "a.txt: is larger than the limit of 100 bytes"),
            ("a.txt", b"\xFF\xFE\x00\xD8\x41\x00", "a.txt: cannot be decoded: as UTF-16LE"),
            ("a.jsonl", &[b'x'; 101], "a.jsonl:1: is larger than the limit of 100 bytes"),
        ];
        for (name, bytes, message) in cases {
            let found = errors(name, bytes.to_vec(), &small);
            assert!(found.len() == 1 && found[0].starts_with(message), "{found:?} is not {message}");
        }
        let missing = read(&Input::file("/nowhere/a.txt"), &small);
        assert!(matches!(&missing[..], [Err(IngestError::Unreadable { path, .. })] if path == "/nowhere/a.txt"));
    }

    #[test]
    fn one_huge_line_costs_no_memory() {
        for name in ["huge.txt", "huge.jsonl"] {
            let bytes = io::repeat(b'x').take(200 << 20);
            let found: Vec<_> = documents_from(&Input::file(name), bytes, &Limits::default()).collect();
            assert!(matches!(found[..], [Err(IngestError::TooLarge { .. })]), "{name}");
        }
    }

    #[test]
    fn formats_are_told_without_extensions() {
        let cases = [
            ("<!DOCTYPE html>\n<p>Acme moves to another town.</p>", "Acme moves to another town.\n"),
            ("\n<HTML><body><p>Acme moves.</p></body></HTML>", "Acme moves.\n"),
            ("<?xml version='1.0'?>\n<html><body><p>Acme moves.</p></body></html>", "Acme moves.\n"),
            ("{\"title\":\"A\",\"text\":\"Acme moves.\"}\n", "Acme moves."),
            ("{ braces } begin this text", "{ braces } begin this text"),
            ("# Not Markdown\r\n", "# Not Markdown\r\n"),
        ];
        for (source, text) in cases {
            let mut found = documents_from(&Input::stdin(), Cursor::new(source), &Limits::default());
            let document = found.next().unwrap().unwrap();
            assert_eq!(document.text, text);
            assert!(document.name.starts_with("stdin") && document.path.starts_with('-'));
            assert_eq!(document.id.len(), 16);
        }
    }
}
