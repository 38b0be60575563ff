//! A picture as SVG: the layered layout of dagre, from left to right, and no script or font that had to be fetched.

use std::io::{self, Write};

use dagre::graph::{Graph, GraphOptions};
use dagre::{EdgeLabel, LayoutOptions, NodeLabel, Point, RankDir};
use quick_xml::events::BytesText;
use quick_xml::writer::{ElementWriter, Writer};

use super::graphml::clean;
use super::picture::{Arrow, Picture, Style};

const FONT: f64 = 13.0;
const SMALL_FONT: f64 = 11.0;
const LINE_HEIGHT: f64 = 1.25;
const MARGIN: f64 = 20.0;
/// Space around the words of a node.
const PADDING: f64 = 10.0;

/// The colour of a kind of node, light enough for dark words on it.
pub fn color(kind: &str) -> &'static str {
    match kind {
        "person" => "#fde0c5",
        "corporation" | "organization" | "ngo" | "media" | "campaign" => "#cfe2f3",
        "government" => "#d9d2e9",
        "platform" | "product" | "work" => "#d0ead0",
        "place" => "#fff2b3",
        "topic" => "#f4cccc",
        _ => "#eeeeee",
    }
}

/// Lays a picture out and writes it.
pub fn write(picture: &Picture, out: impl Write) -> io::Result<()> {
    let graph = laid_out(picture);
    let (width, height) = size(&graph);
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    let view = format!("0 0 {} {}", number(width), number(height));
    let root = xml.create_element("svg").with_attributes([
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("viewBox", view.as_str()),
        ("width", number(width).as_str()),
        ("height", number(height).as_str()),
        ("font-family", "Helvetica, Arial, 'Noto Sans', 'Noto Sans CJK TC', sans-serif"),
    ]);
    root.write_inner_content(|xml| {
        xml.create_element("defs").write_inner_content(|xml| {
            let marker = xml.create_element("marker").with_attributes([
                ("id", "arrow"),
                ("viewBox", "0 0 10 10"),
                ("refX", "10"),
                ("refY", "5"),
                ("markerWidth", "7"),
                ("markerHeight", "7"),
                ("orient", "auto"),
            ]);
            marker.write_inner_content(|xml| {
                xml.create_element("path")
                    .with_attributes([("d", "M0 0L10 5L0 10z"), ("fill", "#555555")])
                    .write_empty()?;
                Ok(())
            })?;
            Ok(())
        })?;
        let background = [("width", "100%"), ("height", "100%"), ("fill", "#ffffff")];
        xml.create_element("rect").with_attributes(background).write_empty()?;
        for (position, arrow) in picture.arrows.iter().enumerate() {
            write_arrow(xml, &graph, position, arrow)?;
        }
        for position in 0..picture.nodes.len() {
            write_node(xml, &graph, picture, position)?;
        }
        Ok(())
    })?;
    let mut out = xml.into_inner();
    out.write_all(b"\n")?;
    out.flush()
}

fn laid_out(picture: &Picture) -> Graph<NodeLabel, EdgeLabel> {
    let mut graph = Graph::with_options(GraphOptions { directed: true, multigraph: true, compound: false });
    for (position, node) in picture.nodes.iter().enumerate() {
        let width = text_width(&node.label, FONT) + 2.0 * PADDING;
        let height = FONT + 2.0 * PADDING;
        graph.set_node(name(position), Some(NodeLabel { width, height, ..NodeLabel::default() }));
    }
    for (position, arrow) in picture.arrows.iter().enumerate() {
        let width = arrow.lines.iter().map(|line| text_width(line, SMALL_FONT)).fold(0.0, f64::max) + PADDING;
        let height = arrow.lines.len() as f64 * SMALL_FONT * LINE_HEIGHT + 2.0;
        let label =
            EdgeLabel { width, height, labelpos: dagre::layout::types::LabelPos::Center, ..EdgeLabel::default() };
        graph.set_edge(name(arrow.source), name(arrow.target), Some(label), Some(&position.to_string()));
    }
    let options = LayoutOptions {
        rankdir: RankDir::LR,
        nodesep: 18.0,
        edgesep: 10.0,
        ranksep: 30.0,
        marginx: MARGIN,
        marginy: MARGIN,
        ..LayoutOptions::default()
    };
    if !picture.nodes.is_empty() {
        dagre::layout(&mut graph, Some(options));
    }
    graph
}

fn name(position: usize) -> String {
    format!("n{position}")
}

fn size(graph: &Graph<NodeLabel, EdgeLabel>) -> (f64, f64) {
    let mut size = (MARGIN, MARGIN);
    let mut grow = |x: f64, y: f64| size = (size.0.max(x), size.1.max(y));
    for name in graph.nodes() {
        if let Some(node) = graph.node(&name) {
            grow(node.x.unwrap_or_default() + node.width / 2.0, node.y.unwrap_or_default() + node.height / 2.0);
        }
    }
    for edge in graph.edges() {
        let Some(label) = graph.edge_by_obj(&edge) else { continue };
        grow(label.x.unwrap_or_default() + label.width / 2.0, label.y.unwrap_or_default() + label.height / 2.0);
        for point in &label.points {
            grow(point.x, point.y);
        }
    }
    (size.0 + MARGIN, size.1 + MARGIN)
}

fn write_node<W: Write>(
    xml: &mut Writer<W>,
    graph: &Graph<NodeLabel, EdgeLabel>,
    picture: &Picture,
    position: usize,
) -> io::Result<()> {
    let (node, Some(place)) = (&picture.nodes[position], graph.node(&name(position))) else { return Ok(()) };
    let (x, y) = (place.x.unwrap_or_default(), place.y.unwrap_or_default());
    let link = xml.create_element("a").with_attribute(("href", clean(&node.iri).as_ref()));
    link.write_inner_content(|xml| {
        xml.create_element("title")
            .write_text_content(BytesText::new(&clean(&format!("{}: {}", node.kind, node.iri))))?;
        rectangle(xml, (x, y), (place.width, place.height))
            .with_attributes([
                ("rx", "6"),
                ("fill", color(node.kind)),
                ("stroke", "#333333"),
                ("stroke-width", if picture.focus == Some(position) { "2.5" } else { "1" }),
            ])
            .write_empty()?;
        write_text(xml, x, y + FONT * 0.35, FONT, &node.label)
    })?;
    Ok(())
}

/// A rectangle around its middle, to be filled.
fn rectangle<W: Write>(xml: &mut Writer<W>, middle: (f64, f64), size: (f64, f64)) -> ElementWriter<'_, W> {
    xml.create_element("rect").with_attributes([
        ("x", number(middle.0 - size.0 / 2.0).as_str()),
        ("y", &number(middle.1 - size.1 / 2.0)),
        ("width", &number(size.0)),
        ("height", &number(size.1)),
    ])
}

fn write_arrow<W: Write>(
    xml: &mut Writer<W>,
    graph: &Graph<NodeLabel, EdgeLabel>,
    position: usize,
    arrow: &Arrow,
) -> io::Result<()> {
    let found = graph.edge(&name(arrow.source), &name(arrow.target), Some(&position.to_string()));
    let Some(place) = found else { return Ok(()) };
    let dashes = match arrow.style {
        Style::Solid => "none",
        Style::Dashed => "6 4",
        Style::Dotted => "2 3",
    };
    xml.create_element("g").write_inner_content(|xml| {
        if let Some(quote) = &arrow.quote {
            xml.create_element("title").write_text_content(BytesText::new(&clean(quote)))?;
        }
        xml.create_element("path")
            .with_attributes([
                ("d", path(&place.points).as_str()),
                ("fill", "none"),
                ("stroke", "#555555"),
                ("stroke-dasharray", dashes),
                ("marker-end", "url(#arrow)"),
            ])
            .write_empty()?;
        let (x, y) = (place.x.unwrap_or_default(), place.y.unwrap_or_default());
        let top = y - arrow.lines.len() as f64 * SMALL_FONT * LINE_HEIGHT / 2.0;
        rectangle(xml, (x, y), (place.width, place.height))
            .with_attributes([("fill", "#ffffff"), ("fill-opacity", "0.85")])
            .write_empty()?;
        for (line, text) in arrow.lines.iter().enumerate() {
            let baseline = top + (line as f64 + 0.8) * SMALL_FONT * LINE_HEIGHT;
            write_text(xml, x, baseline, SMALL_FONT, text)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_text<W: Write>(xml: &mut Writer<W>, x: f64, y: f64, size: f64, text: &str) -> io::Result<()> {
    let element = xml.create_element("text").with_attributes([
        ("x", number(x).as_str()),
        ("y", &number(y)),
        ("font-size", &number(size)),
        ("text-anchor", "middle"),
        ("fill", "#222222"),
    ]);
    element.write_text_content(BytesText::new(&clean(text)))?;
    Ok(())
}

/// A smooth line through points: a Catmull-Rom spline, which passes through the middle of the label.
fn path(points: &[Point]) -> String {
    let at = |x: f64, y: f64| format!("{} {}", number(x), number(y));
    let Some(first) = points.first() else { return String::new() };
    let mut path = format!("M{}", at(first.x, first.y));
    for (position, pair) in points.windows(2).enumerate() {
        let (from, to) = (&pair[0], &pair[1]);
        let before = points.get(position.wrapping_sub(1)).unwrap_or(from);
        let after = points.get(position + 2).unwrap_or(to);
        let out = at(from.x + (to.x - before.x) / 6.0, from.y + (to.y - before.y) / 6.0);
        let into = at(to.x - (after.x - from.x) / 6.0, to.y - (after.y - from.y) / 6.0);
        path.push_str(&format!("C{out} {into} {}", at(to.x, to.y)));
    }
    path
}

/// About how wide a text is. No font is at hand to measure it; wide characters are as wide as the font is high.
fn text_width(text: &str, size: f64) -> f64 {
    let em = |c: char| match c {
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{1F300}'..='\u{1FAFF}'
        | '\u{20000}'..='\u{3FFFD}' => 1.0,
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | ' ' | '.' | ',' | '(' | ')' | '\'' => 0.36,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.9,
        c if c.is_uppercase() => 0.72,
        _ => 0.57,
    };
    text.chars().map(em).sum::<f64>() * size
}

/// With one digit behind the point at most, so that the same picture is the same bytes on every machine.
fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    // Minus nought is nought.
    format!("{}", rounded + 0.0)
}
