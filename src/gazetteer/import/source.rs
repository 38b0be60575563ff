//! Reads the lines of a file that may be compressed, and tells from which place reading can go on after a break.
//!
//! Dumps are often written as many compressed members, one behind the other. The place of a line is that of its
//! member and the number of bytes behind its beginning, so that nothing in front of the member is read again.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use bzip2::bufread::BzDecoder;
use flate2::bufread::GzDecoder;
use serde::{Deserialize, Serialize};

/// A line that is longer is no entity.
const LONGEST_LINE: u64 = 256 << 20;

/// Where a line begins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Offset in the file at which decompression begins.
    member: u64,
    /// Bytes to pass over then.
    skip: u64,
    /// Lines in front of it.
    pub line: u64,
}

/// What a batch of lines ended with.
pub enum End {
    /// There may be more lines.
    Full,
    /// It holds the last line.
    Source,
    /// The rest cannot be read; the whole lines in front of it are there.
    Broken(io::Error),
}

/// The lines of a file.
pub struct Lines {
    reader: BufReader<Members>,
    /// Bytes of the lines given so far.
    consumed: u64,
    line: u64,
}

impl Lines {
    pub fn open(path: &Path, place: Place) -> io::Result<Self> {
        let mut members = Members::open(path, place.member)?;
        let passed = io::copy(&mut members.by_ref().take(place.skip), &mut io::sink())?;
        if passed < place.skip {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(Self { reader: BufReader::with_capacity(1 << 18, members), consumed: place.skip, line: place.line })
    }

    /// Appends whole lines until there are about so many bytes.
    pub fn batch(&mut self, bytes: usize, out: &mut Vec<u8>) -> End {
        while out.len() < bytes {
            let from = out.len();
            match self.reader.by_ref().take(LONGEST_LINE).read_until(b'\n', out) {
                Ok(0) => return End::Source,
                Ok(read) if read as u64 == LONGEST_LINE => {
                    out.truncate(from);
                    return End::Broken(io::Error::other("the line is longer than any entity"));
                }
                Ok(read) => {
                    self.consumed += read as u64;
                    self.line += 1;
                }
                Err(error) => {
                    out.truncate(from);
                    return End::Broken(error);
                }
            }
        }
        End::Full
    }

    /// Lines given so far.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Where the next line begins.
    pub fn place(&mut self) -> Place {
        let consumed = self.consumed;
        let members = self.reader.get_mut();
        while members.starts.get(1).is_some_and(|next| next.1 <= consumed) {
            members.starts.pop_front();
        }
        let (member, before) = members.starts.front().copied().unwrap_or_default();
        let skip = consumed - before;
        if members.is_plain() {
            return Place { member: member + skip, skip: 0, line: self.line };
        }
        Place { member, skip, line: self.line }
    }

    /// Bytes of the file that were read.
    pub fn position(&self) -> u64 {
        self.reader.get_ref().position()
    }
}

/// A file as it is without its compression.
pub struct Members {
    decoder: Decoder,
    /// Members that are not behind us yet: their offsets in the file and in what is read from it.
    starts: VecDeque<(u64, u64)>,
    read: u64,
}

enum Decoder {
    Plain(Counted),
    Gzip(Box<GzDecoder<Counted>>),
    Bzip2(Box<BzDecoder<Counted>>),
    End(u64),
}

impl Members {
    /// Opens a file at the beginning of a member.
    pub fn open(path: &Path, member: u64) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let mut magic = Vec::new();
        file.by_ref().take(3).read_to_end(&mut magic)?;
        file.seek(SeekFrom::Start(member))?;
        let counted = Counted { file: BufReader::with_capacity(1 << 17, file), at: member };
        let decoder = match magic.as_slice() {
            [0x1f, 0x8b, ..] => Decoder::Gzip(Box::new(GzDecoder::new(counted))),
            b"BZh" => Decoder::Bzip2(Box::new(BzDecoder::new(counted))),
            _ => Decoder::Plain(counted),
        };
        Ok(Self { decoder, starts: VecDeque::from([(member, 0)]), read: 0 })
    }

    pub fn position(&self) -> u64 {
        match &self.decoder {
            Decoder::Plain(counted) => counted.at,
            Decoder::Gzip(decoder) => decoder.get_ref().at,
            Decoder::Bzip2(decoder) => decoder.get_ref().at,
            Decoder::End(at) => *at,
        }
    }

    fn is_plain(&self) -> bool {
        matches!(self.decoder, Decoder::Plain(_))
    }

    /// Goes on to the next member, if there is one.
    fn next_member(&mut self) -> io::Result<bool> {
        let at = self.position();
        let gzip = matches!(self.decoder, Decoder::Gzip(_));
        let mut counted = match std::mem::replace(&mut self.decoder, Decoder::End(at)) {
            Decoder::Gzip(decoder) => decoder.into_inner(),
            Decoder::Bzip2(decoder) => decoder.into_inner(),
            plain => {
                self.decoder = plain;
                return Ok(false);
            }
        };
        if counted.fill_buf()?.is_empty() {
            return Ok(false);
        }
        self.starts.push_back((at, self.read));
        self.decoder = if gzip {
            Decoder::Gzip(Box::new(GzDecoder::new(counted)))
        } else {
            Decoder::Bzip2(Box::new(BzDecoder::new(counted)))
        };
        Ok(true)
    }
}

impl Read for Members {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = match &mut self.decoder {
                Decoder::Plain(counted) => counted.read(buffer)?,
                Decoder::Gzip(decoder) => decoder.read(buffer)?,
                Decoder::Bzip2(decoder) => decoder.read(buffer)?,
                Decoder::End(_) => 0,
            };
            self.read += read as u64;
            if read > 0 || buffer.is_empty() || !self.next_member()? {
                return Ok(read);
            }
        }
    }
}

/// A file that knows how much of it was taken.
struct Counted {
    file: BufReader<File>,
    at: u64,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl BufRead for Counted {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.file.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount as u64;
        self.file.consume(amount);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    /// The same lines plain, and in several members of both compressions.
    fn files(folder: &Path) -> Vec<std::path::PathBuf> {
        let parts = ["one\ntwo\nthr", "ee\nfour\n", "five"];
        let (mut gzip, mut bzip2) = (Vec::new(), Vec::new());
        for part in parts {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            encoder.write_all(part.as_bytes()).unwrap();
            gzip.extend(encoder.finish().unwrap());
            let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::default());
            encoder.write_all(part.as_bytes()).unwrap();
            bzip2.extend(encoder.finish().unwrap());
        }
        let plain = parts.concat().into_bytes();
        [("plain", plain), ("gz", gzip), ("bz2", bzip2)]
            .map(|(name, bytes)| {
                let path = folder.join(name);
                std::fs::write(&path, bytes).unwrap();
                path
            })
            .to_vec()
    }

    #[test]
    fn reading_goes_on_from_any_line() {
        let folder = tempfile::tempdir().unwrap();
        for path in files(folder.path()) {
            let all = ["one\n", "two\n", "three\n", "four\n", "five"];
            let mut lines = Lines::open(&path, Place::default()).unwrap();
            for (number, expected) in all.iter().enumerate() {
                let place = lines.place();
                assert_eq!(place.line, number as u64);
                let mut rest = Vec::new();
                assert!(matches!(Lines::open(&path, place).unwrap().batch(1000, &mut rest), End::Source));
                assert_eq!(String::from_utf8(rest).unwrap(), all[number..].concat(), "{path:?} from {place:?}");
                let mut line = Vec::new();
                lines.batch(1, &mut line);
                assert_eq!(line, expected.as_bytes());
            }
        }
    }

    #[test]
    fn what_is_cut_off_is_broken_behind_its_whole_lines() {
        let folder = tempfile::tempdir().unwrap();
        for path in &files(folder.path())[1..] {
            let bytes = std::fs::read(path).unwrap();
            std::fs::write(path, &bytes[..bytes.len() - 12]).unwrap();
            let mut lines = Vec::new();
            let mut reader = Lines::open(path, Place::default()).unwrap();
            assert!(matches!(reader.batch(1000, &mut lines), End::Broken(_)), "{path:?}");
            assert_eq!(String::from_utf8(lines).unwrap(), "one\ntwo\nthree\nfour\n");
            assert_eq!(reader.line(), 4);
        }
    }
}
