//! The file of an imported lexicon, opened for look-up.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use fst::Automaton;
use fst::raw::Fst;
use memmap2::Mmap;
use sha2::{Digest, Sha256};

use super::entry::{self, Entry};
use crate::text::hex;

/// What a file begins with; the line end and the zero show when a transfer has altered bytes.
pub(super) const MAGIC: &[u8; 8] = b"ngl\r\n\x1a\n\0";
pub(super) const VERSION: u32 = 2;
pub(super) const HEADER: usize = 160;
/// Flag of a file whose source was not read to its end.
pub(super) const INCOMPLETE: u32 = 1;

/// Why a file cannot be used as an imported lexicon.
#[derive(Debug, thiserror::Error)]
pub enum GazetteerError {
    #[error("{}", path.display())]
    Io { path: PathBuf, source: std::io::Error },
    #[error("{} is no imported lexicon; `newsgraph lexicon import` makes one", path.display())]
    Foreign { path: PathBuf },
    #[error("{} has version {found} of the format, and this program reads version {VERSION}: import it anew", path.display())]
    Version { path: PathBuf, found: u32 },
    #[error("{} is damaged: {reason}", path.display())]
    Damaged { path: PathBuf, reason: &'static str },
}

/// Parts of a file, in the order in which they stand in it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Section {
    Entries,
    /// Offset of each entry, eight bytes each.
    Offsets,
    /// Which entities an ambiguous name may mean.
    Senses,
    Names,
    /// JSON on where it comes from.
    Origin,
}

pub(super) const SECTIONS: usize = 5;

/// A stretch of the mapped file.
#[derive(Clone)]
struct Bytes {
    map: Arc<Mmap>,
    from: usize,
    to: usize,
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.map[self.from..self.to]
    }
}

/// An imported lexicon. It is shared between threads.
pub struct Gazetteer {
    path: PathBuf,
    entries: Bytes,
    offsets: Bytes,
    senses: Bytes,
    origin: Bytes,
    names: Fst<Bytes>,
    digest: String,
    incomplete: bool,
    count: u64,
}

impl std::fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gazetteer").field("path", &self.path).field("entities", &self.count).finish_non_exhaustive()
    }
}

impl Gazetteer {
    /// Opens a file in a time that does not depend on its size: only its header is checked.
    ///
    /// # Errors
    /// Where the file cannot be read, is something else, or was cut off.
    pub fn open(path: &Path) -> Result<Self, GazetteerError> {
        let io = |source| GazetteerError::Io { path: path.to_owned(), source };
        let damaged = |reason| GazetteerError::Damaged { path: path.to_owned(), reason };
        let file = std::fs::File::open(path).map_err(io)?;
        if file.metadata().map_err(io)?.len() < HEADER as u64 {
            return Err(GazetteerError::Foreign { path: path.to_owned() });
        }
        // SAFETY: import writes a file beside its place and moves it there whole, so a file that is mapped is never
        // written to by this program.
        let map = Arc::new(unsafe { Mmap::map(&file) }.map_err(io)?);
        let header = &map[..HEADER];
        if &header[..8] != MAGIC {
            return Err(GazetteerError::Foreign { path: path.to_owned() });
        }
        let version = u32::from_le_bytes(header[8..12].try_into().unwrap_or_default());
        if version != VERSION {
            return Err(GazetteerError::Version { path: path.to_owned(), found: version });
        }
        if Sha256::digest(&header[..HEADER - 8])[..8] != header[HEADER - 8..] {
            return Err(damaged("its header is not what was written"));
        }
        let number = |at: usize| u64::from_le_bytes(header[at..at + 8].try_into().unwrap_or_default());
        let section = |section: Section| {
            let at = 32 + section as usize * 16;
            let from = usize::try_from(number(at)).ok()?;
            let to = from.checked_add(usize::try_from(number(at + 8)).ok()?)?;
            (to <= map.len()).then(|| Bytes { map: Arc::clone(&map), from, to })
        };
        let section = |part| section(part).ok_or_else(|| damaged("it ends before what its header announces"));
        let names = Fst::new(section(Section::Names)?).map_err(|_| damaged("its index of names cannot be read"))?;
        let digest = hex(&header[112..144]);
        let found = Self {
            path: path.to_owned(),
            entries: section(Section::Entries)?,
            offsets: section(Section::Offsets)?,
            senses: section(Section::Senses)?,
            origin: section(Section::Origin)?,
            names,
            digest,
            incomplete: header[12] & INCOMPLETE as u8 != 0,
            count: number(16),
        };
        if found.offsets.as_ref().len() as u64 != found.count * 8 {
            return Err(damaged("its index of entities has another length than its header says"));
        }
        Ok(found)
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// SHA-256 of everything in the file, as hexadecimal digits.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Whether it was made of a source that could not be read to its end.
    pub fn is_incomplete(&self) -> bool {
        self.incomplete
    }

    /// Number of entities.
    pub fn len(&self) -> usize {
        self.count as usize
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Number of different folded names.
    pub fn name_count(&self) -> usize {
        self.names.len()
    }

    /// JSON on where it comes from.
    pub fn origin(&self) -> &str {
        std::str::from_utf8(self.origin.as_ref()).unwrap_or_default()
    }

    /// Reads the whole file and compares it with the digest that it carries.
    ///
    /// # Errors
    /// Where a byte has changed.
    pub fn verify(&self) -> Result<(), GazetteerError> {
        let found: String = hex(&Sha256::digest(&self.entries.map[HEADER..]));
        if found == self.digest {
            return Ok(());
        }
        Err(GazetteerError::Damaged { path: self.path.clone(), reason: "it is not what was written" })
    }

    /// An entity by position; nothing where there is none.
    pub fn entry(&self, position: u32) -> Option<Entry> {
        let mut bytes = self.bytes(position)?;
        let id = entry::take_text(&mut bytes)?;
        entry::decode(id, &mut bytes)
    }

    /// The position of an entity by its identifier: entities are ordered by it.
    pub fn position(&self, id: &str) -> Option<u32> {
        let (mut low, mut high) = (0, u32::try_from(self.count).ok()?);
        while low < high {
            let middle = low + (high - low) / 2;
            let mut bytes = self.bytes(middle)?;
            match entry::take_text(&mut bytes)?.cmp(id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    fn bytes(&self, position: u32) -> Option<&[u8]> {
        let at = position as usize * 8;
        let offset = self.offsets.as_ref().get(at..at + 8)?;
        self.entries.as_ref().get(usize::try_from(u64::from_le_bytes(offset.try_into().ok()?)).ok()?..)
    }

    /// Positions of the entities that have a name, in order.
    pub fn lookup(&self, name: &str) -> Vec<u32> {
        self.lookup_folded(&super::fold(name))
    }

    /// The same for a name that is folded already.
    pub fn lookup_folded(&self, folded: &str) -> Vec<u32> {
        self.names.get(folded).map(|output| self.senses(output.value())).unwrap_or_default()
    }

    /// Folded names that an automaton accepts, at most so many, with the entities that they may mean.
    pub fn search(&self, automaton: impl Automaton, most: usize) -> Vec<(String, Vec<u32>)> {
        use fst::{IntoStreamer as _, Streamer as _};
        let mut found = Vec::new();
        let mut stream = self.names.search(automaton).into_stream();
        while let Some((name, output)) = stream.next() {
            found.push((String::from_utf8_lossy(name).into_owned(), self.senses(output.value())));
            if found.len() == most {
                break;
            }
        }
        found
    }

    /// Follows the keys of atoms that `key` gives by position, for as long as some name goes on so, and calls back with
    /// the number of atoms of each name found and its value for [`Self::senses`].
    pub fn walk<'k>(&self, key: impl Fn(usize) -> Option<&'k str>, mut found: impl FnMut(usize, u64)) {
        let names = &self.names;
        let mut node = names.root();
        let mut output = fst::raw::Output::zero();
        for at in 0.. {
            let Some(key) = key(at) else { return };
            let gap: &[u8] = if at == 0 { b"" } else { b" " };
            for byte in gap.iter().chain(key.as_bytes()) {
                let Some(edge) = node.find_input(*byte) else { return };
                let edge = node.transition(edge);
                output = output.cat(edge.out);
                node = names.node(edge.addr);
            }
            if node.is_final() {
                found(at + 1, output.cat(node.final_output()).value());
            }
        }
    }

    /// The entities that a name's value stands for, in order.
    pub fn senses(&self, value: u64) -> Vec<u32> {
        if value & 1 == 0 {
            return u32::try_from(value >> 1).map(|one| vec![one]).unwrap_or_default();
        }
        let Some(mut bytes) = usize::try_from(value >> 1).ok().and_then(|at| self.senses.as_ref().get(at..)) else {
            return Vec::new();
        };
        let mut last = 0;
        let mut found = Vec::new();
        for _ in 0..entry::take(&mut bytes).unwrap_or(0) {
            let Some(step) = entry::take(&mut bytes).and_then(|step| u32::try_from(step).ok()) else { break };
            last += step;
            found.push(last);
        }
        found
    }
}
