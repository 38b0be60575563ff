//! Checks the query files of a pack against what [`super::run`] accepts.

use std::collections::BTreeMap;

use super::named::variables;
use super::{NamedQuery, check};
use crate::model::iri::DEFAULT_BASE;
use crate::pack::{Pack, PackError};

/// Every fault of the named queries of a pack: no question, a parameter that is declared and not used or the other way
/// round, a text that is no query.
pub fn check_queries(pack: &Pack) -> Vec<PackError> {
    let mut faults = Vec::new();
    for (path, text) in pack.folder("queries") {
        let query = NamedQuery::parse("", text);
        if query.question.is_empty() {
            faults.push(
                PackError::new(path, "query-question", "the query does not say which question it answers")
                    .with_help("begin the file with a line of comment: # Who ...?"),
            );
        }
        let used = variables(text);
        for parameter in &query.parameters {
            let name = &parameter.name;
            if !used.contains(name.as_str()) {
                let message = format!("the parameter {name} is declared, and ?param_{name} stands nowhere");
                faults.push(place(PackError::new(path, "query-parameter", message), text, &format!("param {name}")));
            } else if parameter.description.is_empty() {
                let message = format!("the parameter {name} is not declared");
                faults.push(
                    place(PackError::new(path, "query-parameter", message), text, &format!("?param_{name}"))
                        .with_help(format!("add a line of comment: # param {name}: what it is (default: ...)")),
                );
            }
        }
        let given: BTreeMap<String, String> =
            query.parameters.iter().map(|parameter| (parameter.name.clone(), String::new())).collect();
        let checked = query.with_parameters(&given).and_then(|text| check(&text, DEFAULT_BASE));
        if let Err(error) = checked {
            faults.push(PackError::new(path, "query-syntax", error.to_string()));
        }
    }
    faults
}

fn place(fault: PackError, text: &str, words: &str) -> PackError {
    match text.find(words) {
        Some(start) => fault.at(text, start..start + words.len()),
        None => fault,
    }
}
