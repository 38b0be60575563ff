//! A report for programs.

use std::io::{self, Write};

use oxrdf::Term;
use serde_json::{Map, Value, json};

use super::facts::{Fact, FactChange};
use super::report::{Report, Thing, ThingChange};

impl Report {
    /// Writes the report as one JSON object, with whole IRIs.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn write_json(&self, mut out: impl Write) -> io::Result<()> {
        let links = self.links.iter().map(|link| {
            json!({
                "change": if link.came { "came" } else { "went" },
                "entity": link.entity, "property": link.property, "to": link.to,
            })
        });
        let report = json!({
            "same": !self.differs,
            "facts": self.facts.iter().map(fact_change).collect::<Vec<_>>(),
            "entities": self.entities.iter().map(thing_change).collect::<Vec<_>>(),
            "links": links.collect::<Vec<_>>(),
            "sources": self.sources.iter().map(thing_change).collect::<Vec<_>>(),
            "others": self.others.iter().map(thing_change).collect::<Vec<_>>(),
            "regrouped": self.regrouped,
        });
        serde_json::to_writer_pretty(&mut out, &report)?;
        writeln!(out)?;
        out.flush()
    }
}

fn fact_change(change: &FactChange) -> Value {
    let word = match (&change.before, &change.after) {
        (None, _) => "came",
        (_, None) => "went",
        _ if change.is_moved() => "moved",
        _ => "changed",
    };
    json!({ "change": word, "before": change.before.as_ref().map(fact), "after": change.after.as_ref().map(fact) })
}

fn fact(fact: &Fact) -> Value {
    let roles =
        fact.values.iter().map(|(name, values)| (name.clone(), values.iter().map(|term| value(term)).collect()));
    let evidence = fact.places.iter().map(|place| json!({ "place": place, "quote": fact.quotes.get(place) }));
    json!({
        "iri": fact.iri, "class": fact.class, "roles": roles.collect::<Map<String, Value>>(),
        "evidence": evidence.collect::<Vec<_>>(), "articles": fact.articles,
    })
}

fn thing_change(change: &ThingChange) -> Value {
    let word = match (&change.before, &change.after) {
        (None, _) => "came",
        (_, None) => "went",
        _ => "changed",
    };
    let properties = change.changes().into_iter().map(|part| {
        let side = |terms: Vec<&str>| terms.into_iter().map(value).collect::<Vec<_>>();
        (part.property.to_owned(), json!({ "went": side(part.went), "came": side(part.came) }))
    });
    let types =
        |thing: &Thing| thing.iris(oxigraph::model::vocab::rdf::TYPE.as_str()).map(str::to_owned).collect::<Vec<_>>();
    let thing = change.after.as_ref().or(change.before.as_ref());
    json!({
        "change": word, "iri": change.iri(), "types": thing.map(types),
        "properties": properties.collect::<Map<String, Value>>(),
    })
}

/// A string for IRIs and plain literals, an object for those with a language.
fn value(term: &str) -> Value {
    match term.parse::<Term>() {
        Ok(Term::NamedNode(node)) => node.into_string().into(),
        Ok(Term::Literal(literal)) => match literal.language() {
            Some(tag) => json!({ "text": literal.value(), "language": tag }),
            None => literal.value().into(),
        },
        _ => term.into(),
    }
}
