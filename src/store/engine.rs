//! Where the quads are kept: RocksDB with the feature `disk`, and otherwise memory, loaded from a file of N-Quads
//! and written back to it.

#[cfg(not(feature = "disk"))]
pub(super) use file::{ENGINE, flush, open, open_read_only};
#[cfg(feature = "disk")]
pub(super) use rocks::{ENGINE, flush, open, open_read_only};

#[cfg(feature = "disk")]
mod rocks {
    use std::path::Path;

    use oxigraph::store::Store;

    use super::super::StoreError;

    pub const ENGINE: &str = "rocksdb";
    const FOLDER: &str = "graph";

    pub fn open(directory: &Path) -> Result<Store, StoreError> {
        let folder = directory.join(FOLDER);
        if folder.exists() {
            sweep(&folder).map_err(StoreError::io(&folder))?;
        }
        Store::open(folder).map_err(|error| {
            // Another program than this one may hold the database's own lock, of which only the text tells.
            if error.to_string().contains("lock file") {
                StoreError::Locked { directory: directory.to_owned() }
            } else {
                error.into()
            }
        })
    }

    /// Removes the files of a bulk load that was interrupted before the store took them in.
    fn sweep(folder: &Path) -> std::io::Result<()> {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name();
            if name.to_str().is_some_and(|name| name.starts_with("bulk-") && name.ends_with(".sst")) {
                std::fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    pub fn open_read_only(directory: &Path) -> Result<Store, StoreError> {
        let folder = directory.join(FOLDER);
        // The process that made the store may have ended before it wrote anything.
        if folder.join("CURRENT").exists() { Ok(Store::open_read_only(folder)?) } else { Ok(Store::new()?) }
    }

    pub fn flush(store: &Store, _directory: &Path) -> Result<(), StoreError> {
        Ok(store.flush()?)
    }
}

#[cfg(not(feature = "disk"))]
mod file {
    use std::fs::File;
    use std::io::BufReader;
    use std::path::Path;

    use oxigraph::io::{RdfFormat, RdfParser};
    use oxigraph::store::{LoaderError, Store};

    use super::super::{StoreError, manifest};

    pub const ENGINE: &str = "nquads";
    const FILE: &str = "graph.nq";

    pub fn open(directory: &Path) -> Result<Store, StoreError> {
        let store = Store::new()?;
        let path = directory.join(FILE);
        if path.exists() {
            let file = File::open(&path).map_err(StoreError::io(path))?;
            let mut loader = store.bulk_loader();
            // The loader's own reading of a file would give blank nodes other names on each opening.
            let quads = RdfParser::from_format(RdfFormat::NQuads).for_reader(BufReader::new(file));
            loader.load_ok_quads::<_, LoaderError>(quads)?;
            loader.commit()?;
        }
        Ok(store)
    }

    pub fn open_read_only(directory: &Path) -> Result<Store, StoreError> {
        open(directory)
    }

    pub fn flush(store: &Store, directory: &Path) -> Result<(), StoreError> {
        let mut lines = Vec::new();
        for quad in store.iter() {
            lines.push(quad?.to_string());
        }
        lines.sort_unstable();
        manifest::write_atomically(&directory.join(FILE), |out| {
            lines.iter().try_for_each(|line| writeln!(out, "{line} ."))
        })
    }
}
