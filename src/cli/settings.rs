//! Settings: a flag wins over the environment, and that over the file `newsgraph.toml`.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use newsgraph::gazetteer::Gazetteer;
use newsgraph::model::Base;
use newsgraph::pack::{Pack, PackError};
use newsgraph::pipeline::Extractor;
use newsgraph::remote::Endpoint;
use newsgraph::store::Store;
use serde::Deserialize;

use super::Usage;
use super::faults::PackFaults;

/// The file that is read from the current folder where no other is named.
const FILE: &str = "newsgraph.toml";

/// Options that all subcommands take.
#[derive(Debug, Args)]
pub struct Common {
    /// Folder of the store
    #[arg(long, value_name = "DIR", env = "NEWSGRAPH_STORE", global = true, hide_env_values = true)]
    store: Option<PathBuf>,
    /// Folder whose ontology/, lexicon/, rules/ and queries/ are laid over the built-in ones
    #[arg(long, value_name = "DIR", env = "NEWSGRAPH_PACK", global = true, hide_env_values = true)]
    pack: Option<PathBuf>,
    /// Use the folder given with --pack instead of the built-in files
    #[arg(long, global = true)]
    pack_only: bool,
    /// Imported lexicon whose names are recognised too; may be given several times
    #[arg(long = "lexicon", value_name = "FILE", global = true)]
    lexicons: Vec<PathBuf>,
    /// What the IRIs of new documents and entities begin with; ends with a slash
    #[arg(long, value_name = "IRI", env = "NEWSGRAPH_BASE", global = true, hide_env_values = true)]
    base: Option<String>,
    /// Number of threads; all cores by default
    #[arg(long, short = 'j', value_name = "N", global = true)]
    jobs: Option<usize>,
    /// File of settings in place of newsgraph.toml in the current folder
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
    /// Say nothing but errors
    #[arg(long, short, global = true)]
    quiet: bool,
}

/// The settings file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    store: Option<PathBuf>,
    pack: Option<PathBuf>,
    #[serde(default)]
    pack_only: bool,
    #[serde(default, rename = "lexicon")]
    lexicons: Vec<PathBuf>,
    base: Option<String>,
    jobs: Option<usize>,
    #[serde(default)]
    allow_service: Vec<String>,
}

/// What holds for this run.
#[derive(Debug)]
pub struct Settings {
    store: Option<PathBuf>,
    pack: Option<PathBuf>,
    pack_only: bool,
    lexicons: Vec<PathBuf>,
    base: Option<Base>,
    pub jobs: usize,
    pub quiet: bool,
    /// Endpoints that queries may ask.
    pub allow_service: Vec<Endpoint>,
}

impl Settings {
    pub fn resolve(common: &Common) -> anyhow::Result<Self> {
        let file = read(common.config.as_deref())?;
        let base = common.base.as_ref().or(file.base.as_ref());
        let base = base.map(|base| Base::new(base)).transpose().map_err(|error| Usage(format!("base: {error}")))?;
        let pack = common.pack.clone().or(file.pack);
        let pack_only = common.pack_only || file.pack_only;
        if pack_only && pack.is_none() {
            return Err(Usage("--pack-only needs --pack".to_owned()).into());
        }
        let allow_service = file.allow_service.iter().map(|url| url.parse::<Endpoint>());
        let allow_service = allow_service.collect::<Result<_, _>>();
        let jobs = common.jobs.or(file.jobs).filter(|jobs| *jobs > 0);
        let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Ok(Self {
            store: common.store.clone().or(file.store),
            pack,
            pack_only,
            lexicons: lexicons(common).unwrap_or(file.lexicons),
            base,
            jobs: jobs.unwrap_or_else(cores),
            quiet: common.quiet,
            allow_service: allow_service.map_err(|error| Usage(format!("allow-service: {error}")))?,
        })
    }

    /// The base for output that comes from no store.
    pub fn base(&self) -> Base {
        self.base.clone().unwrap_or_default()
    }

    pub fn pack(&self) -> anyhow::Result<Pack> {
        let fault = |error: PackError| PackFaults::new(vec![error], &Pack::default());
        let Some(folder) = &self.pack else {
            return Ok(Pack::embedded().map_err(fault)?);
        };
        if self.pack_only {
            return Ok(Pack::from_folder(folder).map_err(fault)?);
        }
        let mut pack = Pack::embedded().map_err(fault)?;
        pack.add_folder(folder).map_err(fault)?;
        Ok(pack)
    }

    pub fn extractor(&self, pack: &Pack) -> anyhow::Result<Extractor> {
        let lexicons = self.lexicons.iter().map(|path| Gazetteer::open(path)).collect::<Result<Vec<_>, _>>()?;
        for lexicon in lexicons.iter().filter(|lexicon| lexicon.is_incomplete() && !self.quiet) {
            let path = lexicon.path().display();
            writeln!(anstream::stderr(), "note: {path} is incomplete: its source could not be read to its end")?;
        }
        let extractor = Extractor::new(pack).map_err(|faults| PackFaults::new(faults, pack))?;
        Ok(extractor.with_lexicons(lexicons))
    }

    pub fn open_store(&self) -> anyhow::Result<Store> {
        Ok(Store::open(self.store_directory()?, self.base.as_ref())?)
    }

    /// A store to write, which is not made where there is none.
    pub fn open_existing_store(&self) -> anyhow::Result<Store> {
        Ok(Store::open_existing(self.store_directory()?, self.base.as_ref())?)
    }

    pub fn read_store(&self) -> anyhow::Result<Store> {
        Ok(Store::open_read_only(self.store_directory()?, self.base.as_ref())?)
    }

    fn store_directory(&self) -> anyhow::Result<&Path> {
        let missing =
            || Usage("which store? Give --store DIR, or set NEWSGRAPH_STORE or store in newsgraph.toml".into());
        Ok(self.store.as_deref().ok_or_else(missing)?)
    }
}

/// The lexicons that flags name, else those of the environment.
fn lexicons(common: &Common) -> Option<Vec<PathBuf>> {
    if !common.lexicons.is_empty() {
        return Some(common.lexicons.clone());
    }
    let named = std::env::var_os("NEWSGRAPH_LEXICON").filter(|value| !value.is_empty())?;
    Some(std::env::split_paths(&named).collect())
}

/// The settings file; paths in it are relative to the folder that it stands in.
fn read(named: Option<&Path>) -> anyhow::Result<File> {
    let path = named.unwrap_or(Path::new(FILE));
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => return Ok(File::default()),
        Err(error) => return Err(error).with_context(|| path.display().to_string()),
    };
    let mut file: File = toml::from_str(&text).map_err(|error| Usage(format!("{}: {error}", path.display())))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    for inner in [&mut file.store, &mut file.pack].into_iter().flatten().chain(&mut file.lexicons) {
        *inner = folder.join(&*inner);
    }
    Ok(file)
}
