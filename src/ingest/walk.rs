//! Which files to read.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::IngestError;
use crate::store::is_store;

/// A file to read, or standard input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input(PathBuf);

impl Input {
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    pub fn stdin() -> Self {
        Self(PathBuf::from("-"))
    }

    pub fn is_stdin(&self) -> bool {
        self.0.as_os_str() == "-"
    }

    /// `-` for standard input.
    pub fn path(&self) -> &Path {
        &self.0
    }

    pub(super) fn shown(&self) -> String {
        self.0.display().to_string()
    }

    pub(super) fn name(&self) -> String {
        let name = self.0.file_name().filter(|_| !self.is_stdin());
        name.map_or_else(|| "stdin".to_owned(), |name| name.to_string_lossy().into_owned())
    }
}

/// The files among and below some paths, each once: the paths in the order given, a folder's entries by name. Hidden
/// entries of folders and stores in them are passed over; a path that cannot be read is an error in its place. `-` is
/// standard input.
pub fn inputs(paths: &[PathBuf]) -> Vec<Result<Input, IngestError>> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            found.extend(seen.insert(path.clone()).then(|| Ok(Input::stdin())));
            continue;
        }
        if is_store(path) {
            let source = io::Error::other("it is a store, which holds no articles to read");
            found.push(Err(IngestError::Unreadable { path: path.display().to_string(), source }));
            continue;
        }
        let walk = WalkDir::new(path).follow_links(true).sort_by_file_name();
        let store = |entry: &DirEntry| entry.file_type().is_dir() && is_store(entry.path());
        let wanted = |entry: &DirEntry| entry.depth() == 0 || !is_hidden(entry) && !store(entry);
        for entry in walk.into_iter().filter_entry(wanted) {
            match entry {
                // A named pipe, which a shell makes for `<(…)`, is read where it is named, and not in folders.
                Ok(entry) if entry.file_type().is_file() || entry.depth() == 0 && !entry.file_type().is_dir() => {
                    let path = entry.into_path();
                    found.extend(seen.insert(path.clone()).then_some(Ok(Input(path))));
                }
                Ok(_) => {}
                Err(error) => found.push(Err(unreadable(path, error))),
            }
        }
    }
    found
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn unreadable(given: &Path, error: walkdir::Error) -> IngestError {
    let path = error.path().unwrap_or(given).display().to_string();
    let source = match error.loop_ancestor() {
        Some(_) => io::Error::other("the link leads back to a folder that holds it"),
        None => error.into_io_error().unwrap_or_else(|| io::Error::other("the folder cannot be walked")),
    };
    IngestError::Unreadable { path, source }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn shown(found: &[Result<Input, IngestError>], root: &Path) -> Vec<String> {
        let path = |item: &Result<Input, IngestError>| match item {
            Ok(input) => input.shown(),
            Err(error) => format!("! {}", error.path()),
        };
        found.iter().map(|item| path(item).replace(&format!("{}/", root.display()), "")).collect()
    }

    #[test]
    fn files_come_once_in_order_and_without_hidden_ones() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("b/.cache")).unwrap();
        for file in ["c.txt", "b/2.md", "b/10.txt", "b/.cache/x.txt", ".hidden.txt", "a.html"] {
            fs::write(root.join(file), "text").unwrap();
        }
        let paths = ["-", "c.txt", "", "nowhere", ".hidden.txt"].map(|path| match path {
            "-" => PathBuf::from(path),
            "" => root.to_owned(),
            _ => root.join(path),
        });
        let expected = ["-", "c.txt", "a.html", "b/10.txt", "b/2.md", "! nowhere", ".hidden.txt"];
        assert_eq!(shown(&inputs(&paths), root), expected);
    }

    /// `build . --store news.store` would read the store's own files the next time.
    #[test]
    fn a_store_among_the_articles_is_none_of_them() {
        let folder = tempfile::tempdir().unwrap();
        let (root, store) = (folder.path(), folder.path().join("news.store"));
        drop(crate::store::Store::open(&store, None).unwrap());
        fs::write(root.join("a.txt"), "text").unwrap();
        assert_eq!(shown(&inputs(&[root.to_owned(), store]), root), ["a.txt", "! news.store"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_circles_are_named() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("a")).unwrap();
        fs::write(root.join("a/1.txt"), "text").unwrap();
        symlink(root, root.join("a/up")).unwrap();
        symlink(root.join("a/1.txt"), root.join("link.txt")).unwrap();
        assert_eq!(shown(&inputs(&[root.to_owned()]), root), ["a/1.txt", "! a/up", "link.txt"]);
    }
}
