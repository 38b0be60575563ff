//! Literals as they stand in graphs.

use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, NamedNodeRef};

use super::vocabulary::XSD;
use crate::fact::Date;

/// A string without a language.
pub(super) fn plain(value: &str) -> Literal {
    Literal::new_simple_literal(value)
}

/// A string with a language; RDF compares tags in lower case, and so does the store.
pub(super) fn tagged(value: &str, tag: &str) -> Literal {
    Literal::new_language_tagged_literal_unchecked(value, tag.to_ascii_lowercase())
}

/// A literal of a datatype.
pub(super) fn typed(value: &str, datatype: NamedNodeRef<'_>) -> Literal {
    Literal::new_typed_literal(value, datatype)
}

pub(super) fn date(date: &Date) -> Literal {
    typed(&date.lexical, NamedNodeRef::new_unchecked(&format!("{XSD}{}", date.datatype())))
}

/// A decimal in the form that the store makes of it, so that a graph is the same before and after it was stored.
pub(crate) fn decimal(value: &str) -> Literal {
    let (sign, digits) = match value.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", value.strip_prefix('+').unwrap_or(value)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    let whole = if whole.is_empty() { "0" } else { whole };
    let sign = if whole == "0" && fraction.is_empty() { "" } else { sign };
    let dot = if fraction.is_empty() { "" } else { "." };
    typed(&format!("{sign}{whole}{dot}{fraction}"), xsd::DECIMAL)
}

/// A percentage as a decimal from 0 to 1.
pub(super) fn percent(value: u8) -> Literal {
    decimal(&format!("{}.{:02}", value / 100, value % 100))
}
