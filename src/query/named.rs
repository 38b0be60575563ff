//! Named queries: files of SPARQL that say in comments which question they answer and which parameters they take.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::Literal;

use super::QueryError;
use super::scan::{Token, tokens};
use crate::pack::Pack;

/// What the variable of a parameter begins with.
const MARK: &str = "param_";

/// A query with its question and parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedQuery {
    /// File name without its ending.
    pub name: String,
    /// First line of comment.
    pub question: String,
    /// In the order of the file.
    pub parameters: Vec<Parameter>,
    pub text: String,
}

/// What a query asks its user for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    pub name: String,
    pub description: String,
    /// Without one the parameter has to be given.
    pub default: Option<String>,
}

/// The named queries of a pack, ordered by name.
pub fn named_queries(pack: &Pack) -> Vec<NamedQuery> {
    pack.folder("queries")
        .filter_map(|(path, text)| {
            let name = path.strip_prefix("queries/")?.strip_suffix(".rq")?;
            Some(NamedQuery::parse(name, text))
        })
        .collect()
}

/// One named query.
///
/// # Errors
/// Where no query has the name; the error lists the names there are.
pub fn named_query(pack: &Pack, name: &str) -> Result<NamedQuery, QueryError> {
    let mut queries = named_queries(pack);
    match queries.iter().position(|query| query.name == name) {
        Some(at) => Ok(queries.swap_remove(at)),
        None => Err(QueryError::Unknown {
            name: name.to_owned(),
            known: queries.into_iter().map(|query| query.name).collect(),
        }),
    }
}

impl NamedQuery {
    /// Reads the comments of a query:
    ///
    /// ```text
    /// # Who says what about a person?
    /// # param person: part of the name (default: Musk)
    /// ```
    ///
    /// A variable `?param_person` that no comment declares is a parameter all the same, and has to be given.
    pub fn parse(name: &str, text: &str) -> Self {
        let mut question = None;
        let mut parameters: Vec<Parameter> = Vec::new();
        for line in text.lines() {
            let Some(comment) = line.trim_start().strip_prefix('#') else {
                continue;
            };
            let comment = comment.trim_start_matches('#').trim();
            if let Some(parameter) = comment.strip_prefix("param ").and_then(parse_parameter) {
                parameters.push(parameter);
            } else if question.is_none() && !comment.is_empty() {
                question = Some(comment.to_owned());
            }
        }
        for name in variables(text) {
            if !parameters.iter().any(|parameter| parameter.name == name) {
                parameters.push(Parameter { name: name.to_owned(), description: String::new(), default: None });
            }
        }
        Self { name: name.to_owned(), question: question.unwrap_or_default(), parameters, text: text.to_owned() }
    }

    /// The query with a plain string in place of every parameter.
    ///
    /// The evaluator's own substitution reaches projected variables only, so the literal takes the variable's place
    /// in the text. It is escaped, and so cannot end the string that it stands in.
    ///
    /// # Errors
    /// Where a parameter is given that the query does not take, or one is missing that has no default.
    pub fn with_parameters(&self, given: &BTreeMap<String, String>) -> Result<String, QueryError> {
        let known: BTreeSet<&str> = self.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
        if let Some(name) = given.keys().find(|name| !known.contains(name.as_str())) {
            return Err(QueryError::UnknownParameter { name: name.clone(), known: self.parameters.clone() });
        }
        let mut literals = BTreeMap::new();
        for parameter in &self.parameters {
            let Some(value) = given.get(&parameter.name).or(parameter.default.as_ref()) else {
                let name = parameter.name.clone();
                return Err(QueryError::MissingParameter { name, known: self.parameters.clone() });
            };
            literals.insert(parameter.name.as_str(), Literal::from(value.as_str()).to_string());
        }
        let mut text = String::with_capacity(self.text.len());
        let mut copied = 0;
        for (range, token) in tokens(&self.text) {
            if let Token::Variable(variable) = token
                && let Some(literal) = variable.strip_prefix(MARK).and_then(|name| literals.get(name))
            {
                text.push_str(&self.text[copied..range.start]);
                text.push_str(literal);
                copied = range.end;
            }
        }
        text.push_str(&self.text[copied..]);
        Ok(text)
    }
}

impl Parameter {
    /// What it is, and what holds where it is not given.
    pub fn hint(&self) -> String {
        let given = match &self.default {
            Some(default) if default.is_empty() => "(optional)".to_owned(),
            Some(default) => format!("(default: {default})"),
            None => "(must be given)".to_owned(),
        };
        if self.description.is_empty() { given } else { format!("{} {given}", self.description) }
    }
}

impl std::fmt::Display for Parameter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.name, self.hint())
    }
}

/// Names of the parameters that stand as variables in a query, sorted.
pub(super) fn variables(text: &str) -> BTreeSet<&str> {
    let name = |token| match token {
        Token::Variable(variable) => variable.strip_prefix(MARK),
        _ => None,
    };
    tokens(text).into_iter().filter_map(|(_, token)| name(token)).collect()
}

fn parse_parameter(text: &str) -> Option<Parameter> {
    let (name, rest) = text.split_once(':')?;
    let name = name.trim();
    if name.is_empty() || name.contains(char::is_whitespace) {
        return None;
    }
    let rest = rest.trim();
    let (description, default) = match rest.rsplit_once("(default:") {
        Some((description, default)) if default.ends_with(')') => {
            let default = default[..default.len() - 1].trim();
            let bare = default.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(default);
            (description.trim_end(), Some(bare.to_owned()))
        }
        _ => (rest, None),
    };
    Some(Parameter { name: name.to_owned(), description: description.to_owned(), default })
}
