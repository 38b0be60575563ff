//! GraphML (<http://graphml.graphdrawing.org/>): typed attributes declared before nodes and edges.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::super::rdfxml::is_unwritable;
use super::Network;
use super::columns::{EDGES, NODES, Type};

const NAMESPACE: &str = "http://graphml.graphdrawing.org/xmlns";
const SCHEMA: &str = "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd";

/// Writes nodes, then edges as they come.
pub fn write(network: &mut Network, out: impl Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = BytesStart::new("graphml").with_attributes([
        ("xmlns", NAMESPACE),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsi:schemaLocation", SCHEMA),
    ]);
    xml.write_event(Event::Start(root))?;
    let nodes = NODES.iter().map(|column| (column.name, column.kind));
    let edges = EDGES.iter().map(|column| (column.name, column.kind));
    for (owner, name, kind) in [("node", "label", Type::String), ("node", "kind", Type::String)]
        .into_iter()
        .chain(nodes.map(|(name, kind)| ("node", name, kind)))
        .chain([("edge", "label", Type::String)])
        .chain(edges.map(|(name, kind)| ("edge", name, kind)))
    {
        xml.create_element("key")
            .with_attributes([
                ("id", format!("{owner}-{name}").as_str()),
                ("for", owner),
                ("attr.name", name),
                ("attr.type", type_name(kind)),
            ])
            .write_empty()?;
    }
    xml.write_event(Event::Start(
        BytesStart::new("graph").with_attributes([("id", "G"), ("edgedefault", "directed")]),
    ))?;
    for (position, node) in network.nodes.iter().enumerate() {
        let id = format!("n{position}");
        xml.write_event(Event::Start(BytesStart::new("node").with_attributes([("id", id.as_str())])))?;
        data(&mut xml, "node-label", &node.label)?;
        data(&mut xml, "node-kind", node.kind)?;
        for column in NODES {
            data(&mut xml, &format!("node-{}", column.name), &(column.value)(node))?;
        }
        xml.write_event(Event::End(BytesEnd::new("node")))?;
    }
    let mut count = 0_u64;
    while let Some(edge) = network.next_edge()? {
        let ends = [format!("e{count}"), format!("n{}", edge.source), format!("n{}", edge.target)];
        let attributes = ["id", "source", "target"].into_iter().zip(ends.iter().map(String::as_str));
        xml.write_event(Event::Start(BytesStart::new("edge").with_attributes(attributes)))?;
        data(&mut xml, "edge-label", &edge.label)?;
        for column in EDGES {
            data(&mut xml, &format!("edge-{}", column.name), &(column.value)(&edge))?;
        }
        xml.write_event(Event::End(BytesEnd::new("edge")))?;
        count += 1;
    }
    xml.write_event(Event::End(BytesEnd::new("graph")))?;
    xml.write_event(Event::End(BytesEnd::new("graphml")))?;
    let mut out = xml.into_inner();
    out.write_all(b"\n")?;
    out.flush()
}

const fn type_name(kind: Type) -> &'static str {
    match kind {
        Type::String => "string",
        Type::Long => "long",
        Type::Double => "double",
    }
}

fn data<W: Write>(xml: &mut Writer<W>, key: &str, value: &str) -> io::Result<()> {
    if !value.is_empty() {
        let element = xml.create_element("data").with_attribute(("key", key));
        element.write_text_content(BytesText::new(&clean(value)))?;
    }
    Ok(())
}

/// Text without the characters that XML cannot hold.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.contains(is_unwritable) { text.replace(is_unwritable, "\u{FFFD}").into() } else { text.into() }
}
