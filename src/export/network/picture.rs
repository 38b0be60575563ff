//! A network as it is looked at: at most one arrow from a node to another, with what it says in a few lines.
//!
//! ```
//! use newsgraph::export::network::{Collector, Options, picture::picture};
//! let mut network = Collector::new(Options::default()).finish()?;
//! assert!(picture(&mut network)?.nodes.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::collections::BTreeMap;
use std::io;

use super::{Edge, Network, Node};
use crate::text::one_line;

/// The most lines on an arrow, and characters in one of them or in a quotation.
const LINES: usize = 4;
const LINE: usize = 28;
const QUOTE: usize = 300;

/// Nodes and arrows.
#[derive(Debug)]
pub struct Picture {
    pub nodes: Vec<Node>,
    /// Position of the entity that the picture is of.
    pub focus: Option<usize>,
    pub arrows: Vec<Arrow>,
}

/// From one node to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrow {
    pub source: usize,
    pub target: usize,
    pub lines: Vec<String>,
    pub style: Style,
    /// The first sentence that says so, if a fact does.
    pub quote: Option<String>,
}

/// How sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// Something is asserted.
    Solid,
    /// It is planned or possible only.
    Dashed,
    /// It is denied only.
    Dotted,
}

/// What parallel edges say, gathered.
#[derive(Default)]
struct Bundle {
    facts: BTreeMap<String, u64>,
    direct: BTreeMap<String, u64>,
    style: Option<Style>,
    quote: Option<String>,
}

/// Brings the edges of a network together; they are gone from it then.
///
/// # Errors
/// Where a temporary file cannot be read.
pub fn picture(network: &mut Network) -> io::Result<Picture> {
    let mut bundles: BTreeMap<(usize, usize), Bundle> = BTreeMap::new();
    while let Some(edge) = network.next_edge()? {
        let line = line(network, &edge);
        let bundle = bundles.entry((edge.source, edge.target)).or_default();
        let lines = if edge.direct { &mut bundle.direct } else { &mut bundle.facts };
        *lines.entry(line).or_default() += 1;
        let style = match edge.modality.as_str() {
            "Denied" => Style::Dotted,
            "Planned" | "Possible" => Style::Dashed,
            _ => Style::Solid,
        };
        bundle.style = Some(bundle.style.map_or(style, |found| found.min(style)));
        if bundle.quote.is_none() && !edge.quote.is_empty() {
            bundle.quote = Some(shortened(&edge.quote, QUOTE));
        }
    }
    let arrows = bundles.into_iter().map(|((source, target), bundle)| {
        // A direct triple says again what a fact between the two says.
        let lines = if bundle.facts.is_empty() { bundle.direct } else { bundle.facts };
        let mut lines: Vec<(String, u64)> = lines.into_iter().collect();
        lines.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let more = lines.len().saturating_sub(LINES);
        let mut lines: Vec<String> = lines
            .into_iter()
            .take(LINES)
            .map(|(line, count)| if count > 1 { format!("{line} ×{count}") } else { line })
            .collect();
        if more > 0 {
            lines.push(format!("+{more}"));
        }
        Arrow { source, target, lines, style: bundle.style.unwrap_or(Style::Solid), quote: bundle.quote }
    });
    Ok(Picture { arrows: arrows.collect(), nodes: network.nodes.clone(), focus: network.focus })
}

/// A title held says more than that one is held; what is not asserted is marked so.
fn line(network: &Network, edge: &Edge) -> String {
    let title = edge.class == crate::model::vocabulary::org::MEMBERSHIP.as_str() && !edge.text.is_empty();
    let mut line = shortened(if title { &edge.text } else { &edge.label }, LINE);
    if !edge.value.is_empty() {
        line.push_str(&format!(" {} {}", edge.value, edge.unit));
        line.truncate(line.trim_end().len());
    }
    let mut marks = Vec::new();
    if !edge.qualifier.is_empty() {
        marks.push(edge.qualifier.clone());
    }
    if !edge.modality.is_empty() && edge.modality != "Asserted" {
        marks.push(network.modality_label(&edge.modality));
    }
    if !marks.is_empty() {
        line.push_str(&format!(" ({})", marks.join(", ")));
    }
    line
}

fn shortened(text: &str, most: usize) -> String {
    let words = one_line(text);
    match words.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words,
    }
}
