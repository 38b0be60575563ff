//! RDF/XML, for tools that read nothing newer.
//!
//! ```
//! use newsgraph::export::{Format, Prefixes, write};
//! use newsgraph::model::{Base, rule_quads};
//! let mut xml = Vec::new();
//! write(Format::RdfXml, rule_quads(&Base::default(), ["a"]), &Prefixes::default(), &mut xml)?;
//! assert!(String::from_utf8(xml).unwrap().contains("<prov:Plan rdf:about=\"https://w3id.org/newsgraph/rule/a\">"));
//! # Ok::<(), std::io::Error>(())
//! ```

use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{BlankNodeRef, LiteralRef, NamedNodeRef, NamedOrBlankNodeRef, TermRef, TripleRef};

use super::order::{Blocks, Term};
use super::prefixes::{Prefixes, Used};

/// Writes blocks as RDF/XML.
///
/// # Errors
/// Where the output cannot be written, the blocks cannot be read, or a string has a character that XML cannot hold.
pub fn write(blocks: &mut Blocks, prefixes: &Prefixes, used: &Used, out: impl Write) -> io::Result<()> {
    let mut serializer = RdfSerializer::from_format(RdfFormat::RdfXml);
    for (name, space) in used.table(prefixes) {
        // It declares its own prefix for RDF, whatever it is told.
        if name != "rdf" {
            serializer = serializer.with_prefix(name, space).map_err(io::Error::other)?;
        }
    }
    let mut writer = serializer.for_writer(KeepReturns(out));
    while let Some(block) = blocks.next()? {
        let subject: NamedOrBlankNodeRef<'_> = match block.subject.strip_prefix("_:") {
            Some(name) => BlankNodeRef::new_unchecked(name).into(),
            None => NamedNodeRef::new_unchecked(block.subject).into(),
        };
        for (predicate, objects) in &block.properties {
            let predicate = NamedNodeRef::new_unchecked(predicate);
            for object in objects {
                writer.serialize_triple(TripleRef::new(subject, predicate, term(*object)?))?;
            }
        }
    }
    writer.finish()?.flush()
}

fn term(term: Term<'_>) -> io::Result<TermRef<'_>> {
    Ok(match term {
        Term::Iri(iri) => NamedNodeRef::new_unchecked(iri).into(),
        Term::Blank(name) => BlankNodeRef::new_unchecked(name.strip_prefix("_:").unwrap_or(name)).into(),
        Term::Literal(value, datatype) => {
            let datatype = datatype.map_or(xsd::STRING, NamedNodeRef::new_unchecked);
            LiteralRef::new_typed_literal(checked(value)?, datatype).into()
        }
        Term::Tagged(value, tag) => LiteralRef::new_language_tagged_literal_unchecked(checked(value)?, tag).into(),
    })
}

/// Escapes carriage returns, which readers of XML otherwise take for line feeds. None stands outside of strings.
struct KeepReturns<W>(W);

impl<W: Write> Write for KeepReturns<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for (position, piece) in bytes.split(|byte| *byte == b'\r').enumerate() {
            if position > 0 {
                self.0.write_all(b"&#13;")?;
            }
            self.0.write_all(piece)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// XML 1.0 has no way to write most control characters, not even escaped.
pub(super) fn is_unwritable(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

fn checked(value: &str) -> io::Result<&str> {
    match value.chars().find(|c| is_unwritable(*c)) {
        None => Ok(value),
        Some(c) => Err(io::Error::new(
            io::ErrorKind::InvalidData,
            format!("RDF/XML cannot hold the character U+{:04X}; choose another format", c as u32),
        )),
    }
}
