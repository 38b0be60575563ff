//! The knowledge that extraction works with: ontology, lexicon, rules and queries, compiled into the binary, or read
//! from a user's folder beside or instead of it.
//!
//! ```
//! let pack = newsgraph::pack::Pack::embedded().unwrap();
//! assert!(pack.file("ontology/newsgraph.ttl").is_some());
//! ```

mod entities;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use oxigraph::io::RdfSyntaxError;
use sha2::{Digest, Sha256};

pub use entities::ListedEntity;

use crate::text::hex;

static ONTOLOGY: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/ontology");
static LEXICON: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/lexicon");
static RULES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rules");
static QUERIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/queries");

/// Folders of a pack, in the order in which they are read.
const FOLDERS: [&str; 4] = ["ontology", "lexicon", "rules", "queries"];

/// A fault in a file of a pack.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{file}{}: {message}", line.map(|l| format!(":{l}")).unwrap_or_default())]
pub struct PackError {
    /// Path of the file inside the pack, or of the user's file.
    pub file: String,
    /// Byte range of the fault in the file, where it is known.
    pub range: Option<std::ops::Range<usize>>,
    /// Line, from 1.
    pub line: Option<usize>,
    /// Short stable name, such as `rule-example-failed`.
    pub code: &'static str,
    pub message: String,
    /// What to do about it.
    pub help: Option<Box<str>>,
}

impl PackError {
    pub fn new(file: &str, code: &'static str, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), range: None, line: None, code, message: message.into(), help: None }
    }

    /// A file that is not of the form it must have, with the place where it shows.
    pub fn toml(file: &str, code: &'static str, text: &str, error: &toml::de::Error) -> Self {
        let fault = Self::new(file, code, error.message());
        match error.span() {
            Some(range) => fault.at(text, range),
            None => fault,
        }
    }

    /// RDF that does not parse, with the place where it shows.
    pub fn rdf(file: &str, code: &'static str, text: &str, error: &RdfSyntaxError) -> Self {
        let fault = Self::new(file, code, error.to_string());
        let Some(place) = error.location() else { return fault };
        let offset = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(text.len());
        fault.at(text, offset(place.start.offset)..offset(place.end.offset))
    }

    /// Adds the place of the fault.
    pub fn at(mut self, text: &str, range: std::ops::Range<usize>) -> Self {
        self.line = Some(1 + text.as_bytes()[..range.start.min(text.len())].iter().filter(|b| **b == b'\n').count());
        self.range = Some(range);
        self
    }

    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into().into_boxed_str());
        self
    }
}

/// All files of a pack, by path: `rules/roles.toml`.
#[derive(Debug, Clone, Default)]
pub struct Pack {
    files: BTreeMap<String, String>,
    /// Where each file of a user's folder stands on disk.
    origins: BTreeMap<String, PathBuf>,
}

impl Pack {
    /// The pack that the binary carries.
    ///
    /// # Errors
    /// If an embedded file is not UTF-8.
    pub fn embedded() -> Result<Self, PackError> {
        let mut pack = Self::default();
        for (name, dir) in FOLDERS.iter().zip([&ONTOLOGY, &LEXICON, &RULES, &QUERIES]) {
            pack.add_embedded(name, dir)?;
        }
        Ok(pack)
    }

    fn add_embedded(&mut self, name: &str, dir: &Dir<'_>) -> Result<(), PackError> {
        for file in dir.files() {
            let path = format!("{name}/{}", file.path().to_string_lossy().replace('\\', "/"));
            let text =
                file.contents_utf8().ok_or_else(|| PackError::new(&path, "not-utf-8", "the file is not UTF-8 text"))?;
            self.files.insert(path, text.to_owned());
        }
        for sub in dir.dirs() {
            self.add_embedded(name, sub)?;
        }
        Ok(())
    }

    /// A pack read from a folder alone.
    ///
    /// # Errors
    /// Where the folder or a file in it cannot be read, or is not UTF-8.
    pub fn from_folder(folder: &Path) -> Result<Self, PackError> {
        let mut pack = Self::default();
        pack.add_folder(folder)?;
        Ok(pack)
    }

    /// Lays a user's folder over this pack: a file of the same path replaces the one that was there.
    ///
    /// # Errors
    /// Where the folder or a file in it cannot be read, or is not UTF-8.
    pub fn add_folder(&mut self, folder: &Path) -> Result<(), PackError> {
        let place = folder.display().to_string();
        let missing = |message| {
            Err(PackError::new(&place, "no-pack", message)
                .with_help("give the folder that holds ontology/, lexicon/, rules/ or queries/"))
        };
        if !folder.is_dir() {
            return missing("there is no such folder");
        }
        let present: Vec<PathBuf> = FOLDERS.iter().map(|name| folder.join(name)).filter(|path| path.is_dir()).collect();
        if present.is_empty() {
            return missing("the folder holds no files of a pack");
        }
        for path in present {
            for entry in walkdir::WalkDir::new(path).follow_links(true).sort_by_file_name() {
                // Editors leave hidden links to nowhere while a file is being changed.
                let hidden =
                    |path: &Path| path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
                if entry.as_ref().is_err_and(|error| error.path().is_some_and(hidden)) {
                    continue;
                }
                let entry = entry.map_err(|error| {
                    let shown = error.path().map_or_else(|| place.clone(), |path| path.display().to_string());
                    PackError::new(&shown, "unreadable", error.to_string())
                })?;
                let known = entry.path().extension().is_some_and(|e| e == "toml" || e == "ttl" || e == "rq");
                if !entry.file_type().is_file() || !known {
                    continue;
                }
                let shown = entry.path().display().to_string();
                let bytes = std::fs::read(entry.path())
                    .map_err(|error| PackError::new(&shown, "unreadable", error.to_string()))?;
                let text = String::from_utf8(bytes)
                    .map_err(|_| PackError::new(&shown, "not-utf-8", "the file is not UTF-8 text"))?;
                let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
                let path = inside.to_string_lossy().replace('\\', "/");
                self.origins.insert(path.clone(), entry.path().to_owned());
                self.files.insert(path, text);
            }
        }
        Ok(())
    }

    /// Text of one file.
    pub fn file(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Path and text of all files of a folder, ordered by path.
    pub fn folder<'a>(&'a self, name: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> + 'a {
        self.files
            .range(format!("{name}/")..)
            .take_while(move |(path, _)| path.starts_with(name) && path.as_bytes().get(name.len()) == Some(&b'/'))
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Whether a file is one of a user's folder.
    pub fn is_users(&self, path: &str) -> bool {
        self.origins.contains_key(path)
    }

    /// The path to show a user for a file of the pack.
    pub fn shown_path(&self, path: &str) -> String {
        self.origins.get(path).map_or_else(|| path.to_owned(), |origin| origin.display().to_string())
    }

    /// SHA-256 over the files of some folders, as 64 hexadecimal digits; it changes whenever extraction might.
    pub fn digest(&self, folders: &[&str]) -> String {
        let mut hash = Sha256::new();
        for folder in folders {
            for (path, text) in self.folder(folder) {
                hash.update(path.as_bytes());
                hash.update([0]);
                hash.update(text.as_bytes());
                hash.update([0]);
            }
        }
        hex(&hash.finalize())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_folder_that_is_no_pack_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let code = |path: &Path| Pack::from_folder(path).map(drop).map_err(|fault| fault.code);
        assert_eq!(code(&folder.path().join("absent")), Err("no-pack"));
        // Such as the folder rules/ itself.
        fs::write(folder.path().join("mine.toml"), "").unwrap();
        assert_eq!(code(folder.path()), Err("no-pack"));
        fs::create_dir(folder.path().join("rules")).unwrap();
        assert_eq!(code(folder.path()), Ok(()));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_files_of_a_pack() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("rules")).unwrap();
        fs::write(path("shared.toml"), "# rules").unwrap();
        symlink(path("shared.toml"), path("rules/mine.toml")).unwrap();
        assert_eq!(Pack::from_folder(folder.path()).unwrap().file("rules/mine.toml"), Some("# rules"));
        fs::remove_file(path("shared.toml")).unwrap();
        let fault = Pack::from_folder(folder.path()).unwrap_err();
        assert!(fault.code == "unreadable" && fault.file.ends_with("mine.toml"), "{fault}");
    }
}
