//! Graphs as they are sent: lines of N-Triples in order, which readers of Turtle and SPARQL understand too.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read as _, Seek as _, Write as _};

use bytes::Bytes;
use memmap2::Mmap;
use oxigraph::model::{GraphName, NamedNode, Quad};
use sha2::{Digest, Sha256};

use super::PushError;
use crate::export::lines;
use crate::export::sorter::{Sorted, Sorter};
use crate::text::hex;

/// Bytes of lines that a sort keeps in memory.
const BUDGET: usize = 48 << 20;
/// Parcels larger than this are mapped into memory rather than read into it.
const MAPPED: u64 = 1 << 20;

/// One graph, laid down in a temporary file.
#[derive(Debug)]
pub struct Parcel {
    /// The default graph where there is no name.
    pub graph: Option<NamedNode>,
    pub bytes: u64,
    pub triples: u64,
    /// The same for the same triples.
    pub digest: String,
    /// Blank nodes keep together only within one request.
    pub(super) has_blank_nodes: bool,
    lines: File,
}

impl Parcel {
    /// A graph out of quads, whatever graphs they name.
    ///
    /// # Errors
    /// The first error among the quads, or of a temporary file.
    pub fn new<E>(graph: Option<NamedNode>, quads: impl Iterator<Item = Result<Quad, E>>) -> Result<Self, PushError>
    where
        PushError: From<E>,
    {
        let mut sorter = Sorter::new(BUDGET);
        let mut line = Vec::new();
        for quad in quads {
            lines::push(&mut sorter, &mut line, quad?.as_ref(), false)?;
        }
        let mut sorted = sorter.finish()?;
        let mut packing = Packing::new(graph)?;
        while let Some(line) = sorted.next()? {
            packing.push(line)?;
        }
        packing.finish()
    }

    /// The lines from the beginning. Only one reader may be in use at a time.
    fn reader(&self) -> io::Result<File> {
        let mut lines = self.lines.try_clone()?;
        lines.rewind()?;
        Ok(lines)
    }

    /// The lines as the body of a request. Given as bytes and not as a reader, since with a reader the client tells of
    /// the end of the connection alone, and not of what the server said before.
    pub(super) fn body(&self) -> io::Result<Bytes> {
        if self.bytes > MAPPED {
            // SAFETY: the file has no name, and nobody writes to it any more.
            let map = unsafe { Mmap::map(&self.lines)? };
            return Ok(Bytes::from_owner(map));
        }
        let mut bytes = Vec::new();
        self.reader()?.read_to_end(&mut bytes)?;
        Ok(bytes.into())
    }

    /// The lines in pieces of so many bytes or few more; blank nodes make them one piece.
    pub(super) fn pieces(&self, bytes: usize) -> io::Result<impl Iterator<Item = io::Result<String>> + use<>> {
        let most = if self.has_blank_nodes { usize::MAX } else { bytes };
        let mut reader = BufReader::new(self.reader()?);
        let mut first = true;
        Ok(std::iter::from_fn(move || {
            let mut piece = String::new();
            while piece.len() < most {
                match reader.read_line(&mut piece) {
                    Ok(0) => break,
                    Ok(_) => {}
                    Err(error) => return Some(Err(error)),
                }
            }
            // A graph without triples is one empty piece.
            (std::mem::take(&mut first) || !piece.is_empty()).then_some(Ok(piece))
        }))
    }
}

/// The graphs of a file of RDF, ordered by name. Its default graph gets a name where one is given, and comes first
/// otherwise.
pub struct FileParcels {
    sorted: Sorted,
    /// Graph and line that the last parcel did not take any more.
    next: Option<(String, Vec<u8>)>,
}

impl FileParcels {
    /// # Errors
    /// The first error among the quads, or of a temporary file; where a graph's name is a blank node.
    pub fn new<E>(quads: impl Iterator<Item = Result<Quad, E>>, into: Option<NamedNode>) -> Result<Self, PushError>
    where
        PushError: From<E>,
    {
        let mut sorter = Sorter::new(BUDGET);
        let mut record = Vec::new();
        for quad in quads {
            let quad = quad?;
            record.clear();
            match &quad.graph_name {
                GraphName::DefaultGraph => record.extend(into.iter().flat_map(|name| name.as_str().bytes())),
                GraphName::NamedNode(name) => record.extend_from_slice(name.as_str().as_bytes()),
                GraphName::BlankNode(name) => return Err(PushError::BlankGraph(name.to_string())),
            }
            write!(record, "\0{} {} {} .", quad.subject, quad.predicate, quad.object)?;
            sorter.push(&record)?;
        }
        Ok(Self { sorted: sorter.finish()?, next: None })
    }

    fn parcel(&mut self) -> Result<Option<Parcel>, PushError> {
        let mut packing: Option<(String, Packing)> = None;
        loop {
            let (graph, line) = match self.next.take() {
                Some(next) => next,
                None => match self.sorted.next()? {
                    Some(record) => {
                        let split = record.iter().position(|byte| *byte == 0).unwrap_or(record.len());
                        let graph = String::from_utf8_lossy(&record[..split]).into_owned();
                        (graph, record.get(split + 1..).unwrap_or_default().to_vec())
                    }
                    None => break,
                },
            };
            match &mut packing {
                Some((current, _)) if *current != graph => {
                    self.next = Some((graph, line));
                    break;
                }
                Some((_, packing)) => packing.push(&line)?,
                None => {
                    let name = (!graph.is_empty()).then(|| NamedNode::new_unchecked(graph.as_str()));
                    let mut begun = Packing::new(name)?;
                    begun.push(&line)?;
                    packing = Some((graph, begun));
                }
            }
        }
        packing.map(|(_, packing)| packing.finish()).transpose()
    }
}

impl Iterator for FileParcels {
    type Item = Result<Parcel, PushError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.parcel().transpose()
    }
}

/// A parcel while its lines are written, which come in order.
struct Packing {
    graph: Option<NamedNode>,
    out: BufWriter<File>,
    hash: Sha256,
    bytes: u64,
    triples: u64,
    has_blank_nodes: bool,
}

impl Packing {
    fn new(graph: Option<NamedNode>) -> io::Result<Self> {
        let out = BufWriter::new(tempfile::tempfile()?);
        Ok(Self { graph, out, hash: Sha256::new(), bytes: 0, triples: 0, has_blank_nodes: false })
    }

    fn push(&mut self, line: &[u8]) -> io::Result<()> {
        for part in [line, b"\n"] {
            self.out.write_all(part)?;
            self.hash.update(part);
            self.bytes += part.len() as u64;
        }
        self.triples += 1;
        self.has_blank_nodes |= has_blank_node(line);
        Ok(())
    }

    fn finish(self) -> Result<Parcel, PushError> {
        let lines = self.out.into_inner().map_err(io::IntoInnerError::into_error)?;
        let digest = hex(&self.hash.finalize());
        let Self { graph, bytes, triples, has_blank_nodes, .. } = self;
        Ok(Parcel { graph, bytes, triples, digest, has_blank_nodes, lines })
    }
}

/// Whether a line of N-Triples has a blank node. Neither subject nor predicate holds a blank.
fn has_blank_node(line: &[u8]) -> bool {
    let object = line.splitn(3, |byte| *byte == b' ').nth(2).unwrap_or_default();
    line.starts_with(b"_:") || object.starts_with(b"_:")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quads(lines: &str) -> impl Iterator<Item = Result<Quad, io::Error>> {
        let parser = oxigraph::io::RdfParser::from_format(oxigraph::io::RdfFormat::NQuads);
        parser.for_reader(io::Cursor::new(lines.to_owned())).map(|quad| quad.map_err(io::Error::from))
    }

    fn text(parcel: &Parcel) -> String {
        let mut text = String::new();
        parcel.reader().unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn a_parcel_is_the_same_whatever_the_order() {
        let parcel = Parcel::new(None, quads("<x:b> <x:p> \"_: 1\" .\n<x:a> <x:p> <x:b> <x:g> .\n")).unwrap();
        assert_eq!(text(&parcel), "<x:a> <x:p> <x:b> .\n<x:b> <x:p> \"_: 1\" .\n");
        assert_eq!(text(&parcel).len() as u64, parcel.bytes);
        let other = Parcel::new(None, quads("<x:a> <x:p> <x:b> .\n<x:b> <x:p> \"_: 1\" .\n")).unwrap();
        assert_eq!((parcel.digest, parcel.triples, parcel.has_blank_nodes), (other.digest, 2, false));
    }

    #[test]
    fn pieces_make_up_the_whole_and_blank_nodes_stay_together() {
        let lines: String = (0..100).map(|n| format!("<x:a> <x:p> \"{n:03}\" .\n")).collect();
        let parcel = Parcel::new(None, quads(&lines)).unwrap();
        let pieces: Vec<String> = parcel.pieces(200).unwrap().map(Result::unwrap).collect();
        assert!(pieces.len() == 10 && pieces.concat() == lines, "{}", pieces.len());
        for blank in ["_:a <x:p> <x:b> .\n", "<x:a> <x:p> _:b .\n"] {
            let parcel = Parcel::new(None, quads(&(lines.clone() + blank))).unwrap();
            assert_eq!(parcel.pieces(200).unwrap().count(), 1);
        }
        assert_eq!(Parcel::new(None, quads("")).unwrap().pieces(200).unwrap().count(), 1);
        let lines: String = (0..50_000).map(|n| format!("<x:a> <x:p> \"{n:06}\" .\n")).collect();
        assert!(lines.len() as u64 > MAPPED && Parcel::new(None, quads(&lines)).unwrap().body().unwrap() == lines);
    }

    #[test]
    fn a_file_is_parted_by_graph() {
        let lines =
            "<x:a> <x:p> <x:1> <x:h> .\n<x:a> <x:p> <x:2> .\n<x:b> <x:p> <x:3> <x:h> .\n<x:a> <x:p> _:x <x:g> .\n";
        let found = |into: Option<&str>| -> Vec<(String, u64, bool)> {
            let parcels = FileParcels::new(quads(lines), into.map(NamedNode::new_unchecked)).unwrap();
            let name = |parcel: &Parcel| parcel.graph.as_ref().map(ToString::to_string).unwrap_or_default();
            parcels.map(Result::unwrap).map(|parcel| (name(&parcel), parcel.triples, parcel.has_blank_nodes)).collect()
        };
        let (g, h) = ("<x:g>".to_owned(), "<x:h>".to_owned());
        assert_eq!(found(None), [(String::new(), 1, false), (g.clone(), 1, true), (h.clone(), 2, false)]);
        assert_eq!(found(Some("x:g")), [(g, 2, true), (h, 2, false)]);
        let blank = FileParcels::new(quads("<x:a> <x:p> <x:1> _:g .\n"), None);
        assert!(matches!(blank, Err(PushError::BlankGraph(_))));
    }
}
