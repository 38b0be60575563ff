//! JSON Lines: a record a line, each an article with `text` and, where they are known, `title`, `url`, `published`,
//! `language`, `publisher` and `author`. A file `.json` may also hold one record, or a list of them.
//!
//! ```
//! use newsgraph::ingest::{Input, Limits, documents_from};
//! let bytes = std::io::Cursor::new("{\"text\":\"Acme hires an editor.\",\"language\":\"en\"}\n{\"text\":7}\n");
//! let found: Vec<_> = documents_from(&Input::file("a.jsonl"), bytes, &Limits::default()).collect();
//! assert_eq!(found[0].as_ref().unwrap().name, "a.jsonl:1");
//! assert_eq!(found[1].as_ref().unwrap_err().to_string(), "a.jsonl:2: is no record: `text` is not a string");
//! ```

use std::io::{BufRead, BufReader, Cursor, ErrorKind, Read};

use serde_json::{Map, Value};

use super::{Documents, IngestError, Input, Limits, Reader, charset, document_id, failed, read_whole};
use crate::text::{Document, Metadata};

/// A file whose first so many lines are no records is no JSON Lines file, whatever its name; a million messages
/// would not say it better.
const GIVE_UP_AFTER: usize = 20;

/// One record a line.
pub struct JsonLines;

impl Reader for JsonLines {
    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson", "json"]
    }

    fn recognises(&self, head: &str) -> bool {
        let (line, complete) = head.split_once('\n').map_or((head, false), |(line, _)| (line, true));
        let object = line.starts_with('{') && line.contains("\"text\"");
        object && (!complete || serde_json::from_str::<Map<String, Value>>(line).is_ok())
    }

    fn documents(&self, input: &Input, bytes: Box<dyn Read + Send>, limits: &Limits) -> Documents {
        let (path, name) = (input.shown(), input.name());
        let mut bytes = BufReader::new(bytes);
        let head = match bytes.fill_buf() {
            Ok(head) => head,
            Err(source) => return failed(IngestError::Unreadable { path, source }),
        };
        let utf16 = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
        let json = input.path().extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
        let lines: Box<dyn BufRead + Send> = if utf16 || json {
            // Lines cannot be told apart before the file is decoded, or the file may be one value of many lines.
            let decoded = read_whole(&path, Box::new(bytes), limits.text)
                .and_then(|bytes| charset::decode(bytes, None).map_err(|error| IngestError::charset(&path, error)));
            let text = match decoded {
                Ok(decoded) => decoded.text,
                Err(error) => return failed(error),
            };
            if let Some(records) = one_value(&text) {
                let records = records.into_iter().zip(1..).map(move |(value, number)| {
                    let bytes = value.to_string().into_bytes();
                    document(&value, &bytes, &path, &name, number)
                });
                return Box::new(records.collect::<Vec<_>>().into_iter());
            }
            Box::new(Cursor::new(text))
        } else {
            Box::new(bytes)
        };
        Box::new(Records { lines, path, name, limit: limits.record, line: 0, good: 0, bad: 0, ended: false })
    }
}

/// The records of a file that is one JSON value. A file of one line is left to the reader of lines, whose
/// identifiers come from the bytes.
fn one_value(text: &str) -> Option<Vec<Value>> {
    match serde_json::from_str(text).ok()? {
        Value::Array(records) => Some(records),
        value if text.trim().contains('\n') => Some(vec![value]),
        _ => None,
    }
}

struct Records {
    lines: Box<dyn BufRead + Send>,
    path: String,
    name: String,
    limit: u64,
    line: usize,
    good: usize,
    bad: usize,
    ended: bool,
}

impl Iterator for Records {
    type Item = Result<Document, IngestError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.line += 1;
            let mut bytes = Vec::new();
            let (path, line, limit) = (self.path.clone(), Some(self.line), self.limit);
            let record = match read_line(&mut *self.lines, &mut bytes, limit) {
                Err(source) => {
                    self.ended = true;
                    return Some(Err(IngestError::Unreadable { path: self.path.clone(), source }));
                }
                Ok(Line::End) => break,
                Ok(Line::TooLong) => Err(IngestError::TooLarge { path, line, limit }),
                Ok(Line::Whole) => {
                    let start = if self.line == 1 && bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
                    let bytes = bytes[start..].trim_ascii();
                    if bytes.is_empty() {
                        continue;
                    }
                    self.record(bytes)
                }
            };
            self.good += usize::from(record.is_ok());
            self.bad += usize::from(record.is_err());
            if self.good == 0 && self.bad == GIVE_UP_AFTER {
                self.ended = true;
                let reason = "nor is any line before it, and the rest of the file is not read".to_owned();
                let (path, line) = (self.path.clone(), self.line);
                return Some(Err(IngestError::BrokenRecord { path, line, reason }));
            }
            return Some(record);
        }
        self.ended = true;
        (self.good + self.bad == 0).then(|| {
            self.bad = 1;
            Err(IngestError::Empty { path: self.path.clone() })
        })
    }
}

impl Records {
    fn record(&self, bytes: &[u8]) -> Result<Document, IngestError> {
        let broken = |reason: String| IngestError::BrokenRecord { path: self.path.clone(), line: self.line, reason };
        let decoded = charset::decode(bytes.to_vec(), None).map_err(|error| broken(error.to_string()))?;
        let value: Value = serde_json::from_str(&decoded.text).map_err(|error| broken(error.to_string()))?;
        document(&value, bytes, &self.path, &self.name, self.line)
    }
}

fn document(value: &Value, bytes: &[u8], path: &str, name: &str, line: usize) -> Result<Document, IngestError> {
    let broken = |reason: &str| IngestError::BrokenRecord { path: path.to_owned(), line, reason: reason.to_owned() };
    let record = value.as_object().ok_or_else(|| broken("it is not a JSON object"))?;
    let text = match record.get("text") {
        Some(Value::String(text)) => text,
        Some(_) => return Err(broken("`text` is not a string")),
        None => return Err(broken("it has no field `text`")),
    };
    if text.trim().is_empty() {
        return Err(broken("`text` is empty"));
    }
    if text.contains('\0') {
        return Err(broken("`text` holds NUL characters"));
    }
    let field = |name: &str| record.get(name).and_then(words);
    let metadata = Metadata {
        title: field("title"),
        url: field("url"),
        published: field("published"),
        language: field("language"),
        author: field("author"),
        publisher: field("publisher"),
    };
    let (name, path) = (format!("{name}:{line}"), format!("{path}:{line}"));
    Ok(Document { id: document_id(bytes), name, path, text: text.clone(), metadata })
}

/// What a JSON value says in words: a string or number, the names in a list, or the name of a thing.
pub(super) fn words(value: &Value) -> Option<String> {
    let words = match value {
        Value::String(words) => words.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(values) => values.iter().filter_map(words).collect::<Vec<_>>().join(", "),
        Value::Object(thing) => thing.get("name").and_then(words).unwrap_or_default(),
        Value::Null | Value::Bool(_) => String::new(),
    };
    (!words.is_empty()).then_some(words)
}

enum Line {
    Whole,
    TooLong,
    End,
}

/// Reads a line without its end into `line`. Of a line over the limit nothing is kept, however long it is.
fn read_line(input: &mut dyn BufRead, line: &mut Vec<u8>, limit: u64) -> std::io::Result<Line> {
    let mut length = 0_u64;
    let mut any = false;
    loop {
        let chunk = match input.fill_buf() {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            chunk => chunk?,
        };
        let end = chunk.iter().position(|byte| *byte == b'\n');
        let part = &chunk[..end.unwrap_or(chunk.len())];
        any |= !chunk.is_empty();
        length += part.len() as u64;
        if length > limit {
            *line = Vec::new();
        } else {
            line.extend_from_slice(part);
        }
        let last = end.is_some() || chunk.is_empty();
        let used = part.len() + usize::from(end.is_some());
        input.consume(used);
        if last {
            return Ok(match (any, length > limit) {
                (false, _) => Line::End,
                (true, true) => Line::TooLong,
                (true, false) => Line::Whole,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, bytes: impl Into<Vec<u8>>, limits: &Limits) -> Vec<Result<Document, String>> {
        let found = super::super::documents_from(&Input::file(name), Cursor::new(bytes.into()), limits);
        found.map(|item| item.map_err(|error| error.to_string())).collect()
    }

    #[test]
    fn fields_and_identity() {
        let line = r#"{"text":" 全文\n不動 ","title":"標題","published":20240105,"author":["Ann","Bo"],"publisher":{"name":"P"},"language":"zh-TW","url":"https://example.org/1"}"#;
        let bytes = [b"\xEF\xBB\xBF", line.as_bytes(), b"\r\n\n", line.as_bytes()].concat();
        let found = read("in/a.jsonl", bytes, &Limits::default());
        assert_eq!(found.len(), 2);
        let [first, second] = [0, 1].map(|i| found[i].as_ref().unwrap());
        assert_eq!((first.name.as_str(), first.path.as_str()), ("a.jsonl:1", "in/a.jsonl:1"));
        assert_eq!((second.name.as_str(), &second.id), ("a.jsonl:3", &first.id));
        assert_eq!(first.id, document_id(line.as_bytes()));
        assert_eq!(first.text, " 全文\n不動 ");
        let metadata = Metadata {
            title: Some("標題".into()),
            url: Some("https://example.org/1".into()),
            published: Some("20240105".into()),
            language: Some("zh-TW".into()),
            author: Some("Ann, Bo".into()),
            publisher: Some("P".into()),
        };
        assert_eq!(first.metadata, metadata);
    }

    #[test]
    fn broken_records_are_named_and_the_rest_goes_on() {
        let good = r#"{"text":"A sentence."}"#;
        let cases: [(&[u8], &str); 7] = [
            (b"{\"text\":", "EOF"),
            (b"[1]", "not a JSON object"),
            (b"{}", "no field `text`"),
            (b"{\"text\":\" \"}", "`text` is empty"),
            (b"{\"text\":\"a\\u0000b\"}", "NUL"),
            (b"{\"text\":\"a\0b\"}", "NUL"),
            (b"{\"text\":\"this record is much too long for the limit\"}", "limit of 30 bytes"),
        ];
        let limits = Limits { record: 30, ..Limits::default() };
        for (line, reason) in cases {
            let found = read("a.jsonl", [line, b"\n", good.as_bytes(), b"\n"].concat(), &limits);
            let error = found[0].as_ref().unwrap_err();
            assert!(error.starts_with("a.jsonl:1: ") && error.contains(reason), "{error}");
            assert_eq!(found[1].as_ref().unwrap().text, "A sentence.");
        }
    }

    #[test]
    fn a_file_of_no_records_is_given_up() {
        assert_eq!(read("a.jsonl", "a line of prose\n".repeat(500), &Limits::default()).len(), GIVE_UP_AFTER);
        let nothing = read("a.jsonl", "\n\n", &Limits::default());
        assert_eq!((nothing.len(), nothing[0].as_ref().unwrap_err().as_str()), (1, "a.jsonl: holds no text"));
    }

    #[test]
    fn json_files_may_hold_a_value_of_many_lines() {
        let list = read("a.json", "[\n {\"text\": \"One.\"},\n {\"text\": \"Two.\"}\n]", &Limits::default());
        assert_eq!(
            list.iter().map(|item| item.as_ref().unwrap().name.as_str()).collect::<Vec<_>>(),
            ["a.json:1", "a.json:2"]
        );
        assert_eq!(read("a.json", "{\n \"text\": \"One.\"\n}", &Limits::default())[0].as_ref().unwrap().text, "One.");
        assert_eq!(read("a.json", "{\"text\": \"One.\"}\n{\"text\": \"Two.\"}", &Limits::default()).len(), 2);
    }
}
