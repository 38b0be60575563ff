//! Plain text: the document's text is the decoded file, to the letter. Line ends, spaces and empty lines stay as they
//! are, so that an offset is one in the source; only a byte order mark is dropped, and not counted.
//!
//! ```
//! use newsgraph::ingest::{Input, Limits, documents_from};
//! let bytes = std::io::Cursor::new("\u{FEFF} First line\r\n\r\nSecond ");
//! let document = documents_from(&Input::file("a.txt"), bytes, &Limits::default()).next().unwrap().unwrap();
//! assert_eq!(document.text, " First line\r\n\r\nSecond ");
//! ```

use std::io::Read;

use super::{Documents, Input, Limits, Reader, whole};
use crate::text::Metadata;

/// The format of everything that is text and no other format.
pub struct PlainText;

impl Reader for PlainText {
    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn recognises(&self, head: &str) -> bool {
        !["<?xml", "<rss", "<feed"].iter().any(|mark| head.starts_with(mark))
    }

    fn documents(&self, input: &Input, bytes: Box<dyn Read + Send>, limits: &Limits) -> Documents {
        let document = whole(input, bytes, limits.text, |_| None, |text| Ok((text, Metadata::default())));
        Box::new(std::iter::once(document))
    }
}
