//! Faults in lexicon, rules and ontology, shown with the place in the file.

use std::fmt;
use std::io::Write as _;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use newsgraph::pack::{Pack, PackError};
use newsgraph::text::char_boundary;

/// Faults of a pack together with the texts that they are in.
#[derive(Debug)]
pub struct PackFaults {
    /// Path to show, text of the file where it is known, fault.
    faults: Vec<(String, Option<String>, PackError)>,
}

impl PackFaults {
    pub fn new(faults: Vec<PackError>, pack: &Pack) -> Self {
        let faults = faults
            .into_iter()
            .map(|fault| {
                let text = pack.file(&fault.file).map(str::to_owned);
                let text = text.or_else(|| std::fs::read_to_string(&fault.file).ok());
                (pack.shown_path(&fault.file), text, fault)
            })
            .collect();
        Self { faults }
    }

    /// Writes all of them to standard error.
    pub fn print(&self) {
        let mut out = anstream::stderr().lock();
        for (path, text, fault) in &self.faults {
            // A message that nobody can be shown is no reason to stop.
            let _ = match place(text.as_deref(), fault) {
                Some((text, range)) => writeln!(out, "{}\n", excerpt(path, text, range, fault)),
                None => {
                    let line = fault.line.map(|line| format!(":{line}")).unwrap_or_default();
                    let help = fault.help.as_ref().map(|help| format!("\n  help: {help}")).unwrap_or_default();
                    writeln!(out, "error[{}]: {path}{line}: {}{help}", fault.code, fault.message)
                }
            };
        }
    }
}

impl fmt::Display for PackFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.faults.iter().map(|(_, _, fault)| fault.to_string()).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for PackFaults {}

/// The range that a fault points at, or else its whole line.
fn place<'a>(text: Option<&'a str>, fault: &PackError) -> Option<(&'a str, Range<usize>)> {
    let text = text.filter(|text| !text.is_empty())?;
    let range = match (&fault.range, fault.line) {
        (Some(range), _) => range.clone(),
        (None, Some(line)) => {
            let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
            start..start + text[start..].lines().next()?.len()
        }
        (None, None) => return None,
    };
    let start = char_boundary(text, range.start.min(text.len() - 1));
    let end = char_boundary(text, range.end.min(text.len())).max(start);
    Some((text, start..end))
}

/// The fault with its line of the file; of a long line only what is around the fault.
fn excerpt(path: &str, text: &str, range: Range<usize>, fault: &PackError) -> String {
    let marked = AnnotationKind::Primary.span(range).label(fault.code);
    let title = Level::ERROR.primary_title(&fault.message).id(fault.code);
    let group = title.element(Snippet::source(text).path(path).annotation(marked));
    let group = match &fault.help {
        Some(help) => group.element(Level::HELP.message(&**help)),
        None => group,
    };
    Renderer::styled().render(&[group])
}
