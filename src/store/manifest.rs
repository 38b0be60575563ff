//! What makes a folder a store: a small file that says so, and a lock.

use std::fs::{self, File, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::StoreError;
use crate::model::Base;

/// Raised whenever an older version of newsgraph could no longer read what this one writes.
const FORMAT: u64 = 1;
const MANIFEST: &str = "newsgraph.json";
const LOCK: &str = "newsgraph.lock";

/// The contents of `newsgraph.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    format: u64,
    engine: String,
    pub base: String,
}

/// How much of the store a process claims for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    /// Nobody else may have the store open.
    Write,
    /// Others may read, nobody may write.
    Read,
}

/// Whether a folder is a store, of whatever version.
pub fn is_store(folder: &Path) -> bool {
    path(folder).is_file()
}

/// Where a store's manifest stands.
pub(super) fn path(directory: &Path) -> PathBuf {
    directory.join(MANIFEST)
}

/// The manifest of an existing store, or `None` where a store may be made: no such folder, or an empty one.
pub(super) fn read(directory: &Path, engine: &'static str) -> Result<Option<Manifest>, StoreError> {
    let file = path(directory);
    let text = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return if is_vacant(directory)? {
                Ok(None)
            } else {
                Err(StoreError::NotAStore { directory: directory.to_owned() })
            };
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => {
            return Err(StoreError::NotAFolder { directory: directory.to_owned() });
        }
        Err(error) => return Err(StoreError::io(file)(error)),
    };
    // The format is read by itself first, so that a newer manifest with other fields is told from a broken one.
    let value: serde_json::Value = serde_json::from_str(&text)
        .map_err(|error| StoreError::Manifest { file: file.clone(), reason: error.to_string() })?;
    match value.get("format").and_then(serde_json::Value::as_u64) {
        Some(found) if found > FORMAT => {
            return Err(StoreError::Newer { directory: directory.to_owned(), found, known: FORMAT });
        }
        Some(_) => {}
        None => return Err(StoreError::Manifest { file, reason: "the file gives no format".to_owned() }),
    }
    let manifest: Manifest =
        serde_json::from_value(value).map_err(|error| StoreError::Manifest { file, reason: error.to_string() })?;
    if manifest.engine != engine {
        let directory = directory.to_owned();
        return Err(StoreError::OtherEngine { directory, found: manifest.engine, known: engine });
    }
    Ok(Some(manifest))
}

/// Makes a folder a store.
pub(super) fn create(directory: &Path, engine: &'static str, base: &Base) -> Result<Manifest, StoreError> {
    let manifest = Manifest { format: FORMAT, engine: engine.to_owned(), base: base.as_str().to_owned() };
    let mut text = serde_json::to_string_pretty(&manifest).unwrap_or_default();
    text.push('\n');
    write_atomically(&path(directory), |out| out.write_all(text.as_bytes()))?;
    Ok(manifest)
}

/// Takes the lock of a store. It is given up when the file is dropped, or when the process ends in whatever way.
pub(super) fn lock(directory: &Path, claim: Claim) -> Result<Option<File>, StoreError> {
    let path = directory.join(LOCK);
    let opened = match claim {
        Claim::Write => fs::OpenOptions::new().create(true).truncate(false).write(true).open(&path),
        Claim::Read => File::open(&path),
    };
    let file = match (opened, claim) {
        (Ok(file), _) => file,
        // A store copied to where nobody can write has no need of a lock.
        (Err(_), Claim::Read) if !path.exists() => match File::create(&path) {
            Ok(file) => file,
            Err(_) => return Ok(None),
        },
        (Err(error), _) => return Err(StoreError::io(path)(error)),
    };
    let taken = match claim {
        Claim::Write => file.try_lock(),
        Claim::Read => file.try_lock_shared(),
    };
    match taken {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(StoreError::Locked { directory: directory.to_owned() }),
        Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => Ok(None),
        Err(TryLockError::Error(error)) => Err(StoreError::io(path)(error)),
    }
}

/// Writes a file beside its place and then moves it there, so that a reader sees the old file or the new one whole.
pub(super) fn write_atomically(
    path: &Path,
    write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>,
) -> Result<(), StoreError> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let beside = path.with_file_name(name);
    let written = File::create(&beside).and_then(|file| {
        let mut out = std::io::BufWriter::new(file);
        write(&mut out)?;
        out.flush()?;
        out.get_ref().sync_all()
    });
    written.and_then(|()| fs::rename(&beside, path)).map_err(|error| {
        // What is half written is of no use, and the first error is the one to report.
        let _ = fs::remove_file(&beside);
        StoreError::io(path)(error)
    })
}

/// Nothing but what a store leaves behind when making it was interrupted.
fn is_vacant(directory: &Path) -> Result<bool, StoreError> {
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(StoreError::io(directory)(error)),
    };
    for entry in entries {
        let name = entry.map_err(StoreError::io(directory))?.file_name();
        if name != LOCK && name.to_string_lossy() != format!("{MANIFEST}.new") {
            return Ok(false);
        }
    }
    Ok(true)
}
