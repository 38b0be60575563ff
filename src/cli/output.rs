//! Where results and messages go.

use std::cell::Cell;
use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal as _, StdoutLock, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How many notes are worth reading one after the other.
const NOTES_SHOWN: usize = 20;

/// A file that takes its place only when it is whole, or standard output.
pub enum Output {
    Stdout(BufWriter<StdoutLock<'static>>),
    File {
        out: BufWriter<File>,
        path: PathBuf,
        /// What is written to until the end; absent for devices and pipes, which cannot be replaced.
        beside: Option<PathBuf>,
    },
}

impl Output {
    /// `-` and nothing are standard output.
    pub fn open(path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
            return Ok(Self::Stdout(BufWriter::new(io::stdout().lock())));
        };
        let replaceable = fs::metadata(path).map_or(true, |found| found.is_file());
        let beside = replaceable.then(|| {
            let mut name = path.file_name().unwrap_or_default().to_owned();
            name.push(".new");
            path.with_file_name(name)
        });
        let target = beside.as_deref().unwrap_or(path);
        let file = File::create(target).with_context(|| path.display().to_string())?;
        Ok(Self::File { out: BufWriter::new(file), path: path.to_owned(), beside })
    }

    /// The file that is written to until the end, where there is one.
    pub fn beside(&self) -> Option<&Path> {
        match self {
            Self::File { beside, .. } => beside.as_deref(),
            Self::Stdout(_) => None,
        }
    }

    pub fn finish(mut self) -> anyhow::Result<()> {
        self.flush()?;
        if let Self::File { path, beside: Some(beside), .. } = &mut self {
            fs::rename(&*beside, &*path).with_context(|| path.display().to_string())?;
        }
        if let Self::File { beside, .. } = &mut self {
            *beside = None;
        }
        Ok(())
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Self::File { beside: Some(beside), .. } = self {
            // Output that was not finished is of no use to anybody.
            let _ = fs::remove_file(beside);
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::File { out, .. } => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::File { out, .. } => out.flush(),
        }
    }
}

/// Width of the terminal that standard output is, if it is one.
pub fn terminal_width() -> Option<u16> {
    if io::stdout().is_terminal() { comfy_table::Table::new().width() } else { None }
}

/// A bar on standard error, where that is a terminal; one that shows nothing elsewhere.
pub fn progress_bar(length: Option<u64>, template: &str, quiet: bool) -> ProgressBar {
    let shown = !quiet && io::stderr().is_terminal();
    let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(length, target);
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    if shown {
        bar.enable_steady_tick(Duration::from_millis(200));
    }
    bar
}

/// Messages for the person at the terminal, beside a bar where standard error is one.
pub struct Messages {
    bar: ProgressBar,
    quiet: bool,
    notes: Cell<usize>,
}

impl Messages {
    /// `steps` is what the bar counts up to.
    pub fn new(steps: usize, quiet: bool) -> Self {
        Self::counting("files", Some(steps), quiet)
    }

    /// Counts things of a kind, up to a number if that is known.
    pub fn counting(what: &str, steps: Option<usize>, quiet: bool) -> Self {
        let template = match steps {
            Some(_) => format!("{{bar:30}} {{pos}}/{{len}} {what}, {{elapsed}}, {{eta}} left"),
            None => format!("{{spinner}} {{pos}} {what}, {{elapsed}}"),
        };
        let bar = progress_bar(steps.map(|steps| steps as u64), &template, quiet);
        Self { bar, quiet, notes: Cell::new(0) }
    }

    pub fn step(&self) {
        self.bar.inc(1);
    }

    pub fn error(&self, message: &dyn std::fmt::Display) {
        self.print(&format!("error: {message}"));
    }

    pub fn note(&self, message: &dyn std::fmt::Display) {
        self.notes.set(self.notes.get() + 1);
        if !self.quiet && self.notes.get() <= NOTES_SHOWN {
            self.print(&format!("note: {message}"));
        }
    }

    /// Takes the bar away.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }

    /// Takes the bar away and prints the last line.
    pub fn end(&self, summary: &str) {
        self.clear();
        if self.quiet {
            return;
        }
        if let Some(more) = self.notes.get().checked_sub(NOTES_SHOWN).filter(|more| *more > 0) {
            self.print(&format!("note: and {more} more notes"));
        }
        self.print(summary);
    }

    fn print(&self, line: &str) {
        // A message that nobody can be shown is no reason to stop.
        self.bar.suspend(|| _ = writeln!(anstream::stderr(), "{line}"));
    }
}
