//! The language of Graphviz.

use std::io::{self, Write};

use super::picture::{Picture, Style};
use super::svg::color;

/// Writes a picture for `dot`, `neato` and their like to lay out.
pub fn write(picture: &Picture, mut out: impl Write) -> io::Result<()> {
    writeln!(out, "digraph newsgraph {{")?;
    writeln!(out, "  rankdir=LR;")?;
    writeln!(out, "  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\", fontsize=12];")?;
    writeln!(out, "  edge [fontname=\"Helvetica\", fontsize=10, color=\"#555555\"];")?;
    for (position, node) in picture.nodes.iter().enumerate() {
        let width = if picture.focus == Some(position) { ", penwidth=2.5" } else { "" };
        writeln!(
            out,
            "  n{position} [label={}, fillcolor=\"{}\", URL={}, tooltip={}{width}];",
            quoted(&node.label),
            color(node.kind),
            quoted(&node.iri),
            quoted(node.kind),
        )?;
    }
    for arrow in &picture.arrows {
        write!(out, "  n{} -> n{} [label={}", arrow.source, arrow.target, quoted(&arrow.lines.join("\n")))?;
        match arrow.style {
            Style::Solid => {}
            Style::Dashed => write!(out, ", style=dashed")?,
            Style::Dotted => write!(out, ", style=dotted")?,
        }
        if let Some(quote) = &arrow.quote {
            write!(out, ", tooltip={}", quoted(quote))?;
        }
        writeln!(out, "];")?;
    }
    writeln!(out, "}}")?;
    out.flush()
}

/// A string in which Graphviz sees no escapes but line breaks.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
