//! Turtle and TriG for people: prefixes, grouped subjects, lists of objects, short numbers.
//!
//! ```
//! use newsgraph::export::{Format, Prefixes, write};
//! use newsgraph::model::{Run, Base, run_quads};
//!
//! let run = Run { version: "0.1.0", rules_digest: "aa", lexicon_digest: "bb", started: "", ended: "" };
//! let mut turtle = Vec::new();
//! write(Format::Turtle, run_quads(&Base::default(), &run), &Prefixes::default(), &mut turtle)?;
//! let turtle = String::from_utf8(turtle).unwrap();
//! assert!(turtle.starts_with("@base <https://w3id.org/newsgraph/> .\n@prefix ng: "));
//! assert!(turtle.contains("<software/newsgraph-0.1.0> a prov:SoftwareAgent ;\n    schema:name \"newsgraph\" ;\n"));
//! # Ok::<(), std::io::Error>(())
//! ```

use std::fmt::Write as _;
use std::io::{self, Write};

use oxigraph::model::vocab::{rdf, xsd};

use super::order::{Block, Blocks, Term};
use super::prefixes::{Prefixes, Short, Used};

/// Lists of objects up to this width stand on one line.
const WIDTH: usize = 100;

/// Writes blocks as Turtle, or as TriG where they have graphs.
///
/// # Errors
/// Where the output cannot be written, or the blocks cannot be read.
pub fn write(blocks: &mut Blocks, prefixes: &Prefixes, used: &Used, mut out: impl Write) -> io::Result<()> {
    let mut text = String::new();
    if let (true, Some(base)) = (used.base, prefixes.base()) {
        let _ = writeln!(text, "@base <{base}> .");
    }
    for (name, space) in used.table(prefixes) {
        let _ = writeln!(text, "@prefix {name}: <{space}> .");
    }
    let mut graph = String::new();
    let mut blank_line = !text.is_empty();
    while let Some(block) = blocks.next()? {
        let other_graph = block.graph != graph;
        if other_graph && !graph.is_empty() {
            text.push_str("}\n");
        }
        if blank_line {
            text.push('\n');
        }
        if other_graph {
            block.graph.clone_into(&mut graph);
            push_node(&mut text, prefixes, &graph);
            text.push_str(" {\n");
        }
        push_block(&mut text, prefixes, &block, if graph.is_empty() { "" } else { "    " });
        out.write_all(text.as_bytes())?;
        text.clear();
        blank_line = true;
    }
    if !graph.is_empty() {
        text.push_str("}\n");
    }
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Notes the short forms that a term is going to be written in.
pub fn note_term(used: &mut Used, prefixes: &Prefixes, term: Term<'_>) {
    match term {
        Term::Iri(iri) => used.note(prefixes, iri),
        Term::Literal(value, Some(datatype)) if !is_bare(value, datatype) => used.note(prefixes, datatype),
        Term::Literal(..) | Term::Tagged(..) | Term::Blank(_) => {}
    }
}

fn push_block(text: &mut String, prefixes: &Prefixes, block: &Block<'_>, indent: &str) {
    text.push_str(indent);
    push_node(text, prefixes, block.subject);
    let mut list = String::new();
    for (position, (predicate, objects)) in block.properties.iter().enumerate() {
        if position == 0 {
            text.push(' ');
        } else {
            let _ = write!(text, " ;\n{indent}    ");
        }
        if *predicate == rdf::TYPE.as_str() {
            text.push('a');
        } else {
            push_iri(text, prefixes, predicate);
        }
        if let [object] = objects[..] {
            text.push(' ');
            push_term(text, prefixes, object);
            continue;
        }
        list.clear();
        for (position, object) in objects.iter().enumerate() {
            // The separator is a line break first, and a blank once the list turns out to fit one line.
            list.push_str(if position == 0 { "" } else { ",\u{0}" });
            push_term(&mut list, prefixes, *object);
        }
        let one_line = list.chars().count() <= WIDTH && !list.contains('\n');
        if one_line {
            text.push(' ');
            text.push_str(&list.replace('\u{0}', " "));
        } else {
            let _ = write!(text, "\n{indent}        ");
            text.push_str(&list.replace('\u{0}', &format!("\n{indent}        ")));
        }
    }
    text.push_str(" .\n");
}

fn push_term(text: &mut String, prefixes: &Prefixes, term: Term<'_>) {
    match term {
        Term::Iri(iri) => push_iri(text, prefixes, iri),
        Term::Blank(name) => text.push_str(name),
        Term::Literal(value, Some(datatype)) if is_bare(value, datatype) => text.push_str(value),
        Term::Literal(value, datatype) => {
            push_string(text, value);
            if let Some(datatype) = datatype {
                text.push_str("^^");
                push_iri(text, prefixes, datatype);
            }
        }
        Term::Tagged(value, tag) => {
            push_string(text, value);
            text.push('@');
            text.push_str(&language_tag(tag));
        }
    }
}

/// An IRI, or a blank node with its `_:`.
fn push_node(text: &mut String, prefixes: &Prefixes, node: &str) {
    if node.starts_with("_:") { text.push_str(node) } else { push_iri(text, prefixes, node) }
}

fn push_iri(text: &mut String, prefixes: &Prefixes, iri: &str) {
    match prefixes.shorten(iri) {
        Short::Prefixed(position, local) => {
            text.push_str(&prefixes.table()[position].0);
            text.push(':');
            text.push_str(local);
        }
        Short::Relative(rest) => push_reference(text, rest),
        Short::Full => push_reference(text, iri),
    }
}

/// Writes an IRI reference. What the grammar does not allow there is escaped, so that no IRI can end it early.
fn push_reference(text: &mut String, iri: &str) {
    let barred = |c| matches!(c, '\0'..=' ' | '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\\');
    text.push('<');
    let mut rest = iri;
    while let Some(at) = rest.find(barred) {
        let _ = write!(text, "{}\\u{:04X}", &rest[..at], rest.as_bytes()[at]);
        rest = &rest[at + 1..];
    }
    text.push_str(rest);
    text.push('>');
}

/// Writes a string: between three quotes where it has line breaks, so that they stay line breaks.
fn push_string(text: &mut String, value: &str) {
    let long = value.contains('\n');
    text.push_str(if long { "\"\"\"" } else { "\"" });
    // Invisible or not to be exchanged, and NUL parts the objects of a list until it is laid out.
    let special =
        |c| matches!(c, '"' | '\\' | '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}');
    let mut rest = value;
    while let Some((at, c)) = rest.char_indices().find(|(_, c)| special(*c)) {
        text.push_str(&rest[..at]);
        rest = &rest[at + c.len_utf8()..];
        match c {
            '\n' if long => text.push(c),
            // Within three quotes a single one is no end, unless another or the closing ones follow.
            '"' if long && !rest.is_empty() && !rest.starts_with('"') => text.push(c),
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\t' => text.push_str("\\t"),
            '\r' => text.push_str("\\r"),
            c => {
                let _ = write!(text, "\\u{:04X}", c as u32);
            }
        }
    }
    text.push_str(rest);
    text.push_str(if long { "\"\"\"" } else { "\"" });
}

/// Whether a literal may stand without quotes: its form alone then tells its datatype. Some readers rewrite a number
/// with a plus sign or needless zeros before it, so those keep their quotes.
fn is_bare(value: &str, datatype: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let whole = |text: &str| digits(text) && (text == "0" || !text.starts_with('0'));
    let unsigned = value.strip_prefix('-').unwrap_or(value);
    if datatype == xsd::BOOLEAN.as_str() {
        value == "true" || value == "false"
    } else if datatype == xsd::INTEGER.as_str() {
        whole(unsigned)
    } else if datatype == xsd::DECIMAL.as_str() {
        unsigned.split_once('.').is_some_and(|(before, after)| whole(before) && digits(after))
    } else {
        false
    }
}

/// A language tag in the letter case that BCP 47 recommends, such as `zh-Hant`. RDF takes all cases for the same.
pub fn language_tag(tag: &str) -> String {
    let mut out = String::with_capacity(tag.len());
    let mut after_single = false;
    for (position, part) in tag.split('-').enumerate() {
        if position > 0 {
            out.push('-');
        }
        match part.len() {
            2 if position > 0 && !after_single => out.push_str(&part.to_ascii_uppercase()),
            4 if position > 0 && !after_single => {
                let (first, rest) = part.split_at_checked(1).unwrap_or((part, ""));
                out.push_str(&first.to_ascii_uppercase());
                out.push_str(&rest.to_ascii_lowercase());
            }
            _ => out.push_str(&part.to_ascii_lowercase()),
        }
        after_single |= part.len() == 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_tags() {
        for (tag, expected) in [
            ("zh-hant", "zh-Hant"),
            ("EN", "en"),
            ("en-gb", "en-GB"),
            ("zh-hant-tw", "zh-Hant-TW"),
            ("en-x-ab", "en-x-ab"),
        ] {
            assert_eq!(language_tag(tag), expected);
        }
    }

    #[test]
    fn strings() {
        for (value, expected) in [
            ("", r#""""#),
            (r#"a "b" \ c"#, r#""a \"b\" \\ c""#),
            ("tab\tcr\r", r#""tab\tcr\r""#),
            ("「甲」🙂", "\"「甲」🙂\""),
            ("a\nb", "\"\"\"a\nb\"\"\""),
            ("a \"b\" c\n", "\"\"\"a \"b\" c\n\"\"\""),
            ("\n\"\"", "\"\"\"\n\\\"\\\"\"\"\""),
            ("\n\\", "\"\"\"\n\\\\\"\"\""),
            ("\u{0}\u{7f}\u{feff}", r#""\u0000\u007F\uFEFF""#),
        ] {
            let mut text = String::new();
            push_string(&mut text, value);
            assert_eq!(text, expected, "{value:?}");
        }
    }

    #[test]
    fn only_plain_forms_are_bare() {
        for (value, datatype, bare) in [
            ("12", xsd::INTEGER, true),
            ("-7", xsd::INTEGER, true),
            ("0", xsd::INTEGER, true),
            ("007", xsd::INTEGER, false),
            ("+7", xsd::INTEGER, false),
            ("", xsd::INTEGER, false),
            ("+", xsd::INTEGER, false),
            ("12", xsd::DECIMAL, false),
            ("0.5", xsd::DECIMAL, true),
            ("5.", xsd::DECIMAL, false),
            ("-10.50", xsd::DECIMAL, true),
            (".5", xsd::DECIMAL, false),
            ("true", xsd::BOOLEAN, true),
            ("1", xsd::BOOLEAN, false),
            ("1e5", xsd::DOUBLE, false),
        ] {
            assert_eq!(is_bare(value, datatype.as_str()), bare, "{value} {datatype}");
        }
    }
}
