//! Writes the file of an imported lexicon from entities that come in the order of their identifiers.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use fst::raw::Builder;
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use super::entry::{Entry, encode, put, put_text};
use super::file::{HEADER, INCOMPLETE, MAGIC, SECTIONS, VERSION};
use super::fold;
use crate::export::sorter::Sorter;

/// Bytes of names that are sorted in memory at a time.
const BUDGET: usize = 64 << 20;

/// Takes entities and writes them beside the place of the file, which changes only at the end.
pub struct Compiler {
    path: PathBuf,
    out: BufWriter<NamedTempFile>,
    digest: Sha256,
    /// Bytes of entries so far.
    written: u64,
    offsets: BufWriter<File>,
    names: Sorter,
    count: u32,
    last: String,
    buffer: Vec<u8>,
}

impl Compiler {
    /// # Errors
    /// Where no file can be written beside the place of the new one.
    pub fn new(path: &Path) -> io::Result<Self> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut out = BufWriter::new(NamedTempFile::new_in(folder)?);
        out.write_all(&[0; HEADER])?;
        Ok(Self {
            path: path.to_owned(),
            out,
            digest: Sha256::new(),
            written: 0,
            offsets: BufWriter::new(tempfile::tempfile()?),
            names: Sorter::new(BUDGET),
            count: 0,
            last: String::new(),
            buffer: Vec::new(),
        })
    }

    /// Number of entities so far.
    pub fn len(&self) -> u32 {
        self.count
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Adds an entity.
    ///
    /// # Errors
    /// Where it does not come behind the one before in the order of identifiers, or the disk is full.
    pub fn add(&mut self, entry: &Entry) -> io::Result<()> {
        if self.count > 0 && entry.id <= self.last {
            return Err(io::Error::other(format!("{} does not come behind {}", entry.id, self.last)));
        }
        self.last.clone_from(&entry.id);
        self.buffer.clear();
        put_text(&mut self.buffer, &entry.id);
        encode(entry, &mut self.buffer);
        self.offsets.write_all(&self.written.to_le_bytes())?;
        self.out.write_all(&self.buffer)?;
        self.digest.update(&self.buffer);
        self.written += self.buffer.len() as u64;
        for name in &entry.names {
            let folded = fold(&name.text);
            // A name without a letter would be found in every list of figures.
            if folded.chars().any(char::is_alphabetic) {
                let mut record = folded.into_bytes();
                record.push(0);
                record.extend_from_slice(&self.count.to_be_bytes());
                self.names.push(&record)?;
            }
        }
        self.count = self.count.checked_add(1).ok_or_else(|| io::Error::other("there are more than 2^32 entities"))?;
        Ok(())
    }

    /// Indexes the names and puts the file in its place; `origin` is JSON on where it comes from.
    ///
    /// # Errors
    /// Where the disk is full, or the file cannot be moved to its place.
    pub fn finish(mut self, incomplete: bool, origin: &str) -> io::Result<()> {
        let (names, senses, name_count) = self.index()?;
        let mut sections = [(0_u64, 0_u64); SECTIONS];
        sections[0] = (HEADER as u64, self.written);
        let offsets = self.offsets.into_inner().map_err(io::IntoInnerError::into_error)?;
        for (section, part) in [offsets, senses, names].into_iter().enumerate() {
            let begin = self.out.stream_position()?;
            let length = copy(part, &mut self.out, &mut self.digest)?;
            sections[section + 1] = (begin, length);
        }
        sections[SECTIONS - 1] = (self.out.stream_position()?, origin.len() as u64);
        self.out.write_all(origin.as_bytes())?;
        self.digest.update(origin.as_bytes());

        let mut header = Vec::with_capacity(HEADER);
        header.extend_from_slice(MAGIC);
        header.extend_from_slice(&VERSION.to_le_bytes());
        header.extend_from_slice(&(if incomplete { INCOMPLETE } else { 0 }).to_le_bytes());
        header.extend_from_slice(&u64::from(self.count).to_le_bytes());
        header.extend_from_slice(&name_count.to_le_bytes());
        for (begin, length) in sections {
            header.extend_from_slice(&begin.to_le_bytes());
            header.extend_from_slice(&length.to_le_bytes());
        }
        header.extend_from_slice(&self.digest.finalize());
        header.resize(HEADER - 8, 0);
        let check = Sha256::digest(&header);
        header.extend_from_slice(&check[..8]);
        self.out.seek(SeekFrom::Start(0))?;
        self.out.write_all(&header)?;
        let file = self.out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        readable(file.as_file())?;
        file.persist(&self.path).map_err(|error| error.error)?;
        Ok(())
    }

    /// The transducer of names and the lists of senses, each in a file of its own, and the number of names.
    fn index(&mut self) -> io::Result<(File, File, u64)> {
        let mut sorted = std::mem::replace(&mut self.names, Sorter::new(0)).finish()?;
        let mut builder = Builder::new(BufWriter::new(tempfile::tempfile()?)).map_err(io::Error::other)?;
        let mut senses = BufWriter::new(tempfile::tempfile()?);
        let (mut position, mut count) = (0_u64, 0_u64);
        let (mut name, mut meant): (Vec<u8>, Vec<u32>) = (Vec::new(), Vec::new());
        let mut close = |name: &[u8], meant: &mut Vec<u32>| -> io::Result<()> {
            let value = match meant.as_slice() {
                [] => return Ok(()),
                [one] => u64::from(*one) << 1,
                several => {
                    let mut list = Vec::new();
                    put(&mut list, several.len() as u64);
                    let mut last = 0;
                    for one in several {
                        put(&mut list, u64::from(one - last));
                        last = *one;
                    }
                    senses.write_all(&list)?;
                    position += list.len() as u64;
                    (position - list.len() as u64) << 1 | 1
                }
            };
            count += 1;
            meant.clear();
            builder.insert(name, value).map_err(io::Error::other)
        };
        while let Some(record) = sorted.next()? {
            let (folded, number) = record.split_at(record.len() - 4);
            let folded = &folded[..folded.len() - 1];
            if folded != name {
                close(&name, &mut meant)?;
                name.clear();
                name.extend_from_slice(folded);
            }
            meant.push(u32::from_be_bytes(number.try_into().unwrap_or_default()));
        }
        close(&name, &mut meant)?;
        let names = builder.into_inner().map_err(io::Error::other)?;
        let names = names.into_inner().map_err(io::IntoInnerError::into_error)?;
        let senses = senses.into_inner().map_err(io::IntoInnerError::into_error)?;
        Ok((names, senses, count))
    }
}

/// Appends a file to the output and returns its length.
fn copy(mut file: File, out: &mut impl Write, digest: &mut Sha256) -> io::Result<u64> {
    file.seek(SeekFrom::Start(0))?;
    let mut from = BufReader::with_capacity(1 << 16, file);
    let mut buffer = vec![0; 1 << 16];
    let mut length = 0;
    loop {
        let read = from.read(&mut buffer)?;
        if read == 0 {
            return Ok(length);
        }
        out.write_all(&buffer[..read])?;
        digest.update(&buffer[..read]);
        length += read as u64;
    }
}

/// Temporary files are for their owner alone; a finished lexicon is read by whoever may read other files.
#[cfg(unix)]
fn readable(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &File) -> io::Result<()> {
    Ok(())
}
