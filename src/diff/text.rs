//! A report for people: `+` came, `-` went, `~` changed.

use std::collections::BTreeSet;
use std::io::{self, Write};

use oxigraph::model::vocab::rdf;
use oxrdf::Term;

use super::facts::{Fact, FactChange};
use super::report::{Report, Thing, ThingChange, only};
use crate::export::prefixes::Prefixes;
use crate::model::vocabulary::{schema, skos};
use crate::query::short_iri;
use crate::text::one_line;

impl Report {
    /// Writes the report, IRIs shortened by prefixes; nothing where nothing differs.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn write_text(&self, prefixes: &Prefixes, mut out: impl Write) -> io::Result<()> {
        let (moved, facts): (Vec<_>, Vec<_>) = self.facts.iter().partition(|change| change.is_moved());
        if !self.facts.is_empty() {
            let count = counts(facts.iter().map(|change| (change.before.is_some(), change.after.is_some())));
            let moved = if moved.is_empty() { String::new() } else { format!(", {} in another place", moved.len()) };
            writeln!(out, "Facts: {}{moved}", count.trim_start_matches(", "))?;
            for change in facts {
                write_fact(change, prefixes, &mut out)?;
            }
        }
        write_things("Entities", &self.entities, prefixes, &mut out)?;
        if !self.links.is_empty() {
            let came = self.links.iter().filter(|link| link.came).count();
            writeln!(out, "Links: {came} came, {} went", self.links.len() - came)?;
            for link in &self.links {
                let [entity, property, to] =
                    [&link.entity, &link.property, &link.to].map(|iri| short_iri(iri, prefixes));
                writeln!(out, "{} {entity} {property} {to}", if link.came { '+' } else { '-' })?;
            }
        }
        write_things("Sources", &self.sources, prefixes, &mut out)?;
        write_things("Others", &self.others, prefixes, &mut out)?;
        if self.regrouped > 0 {
            writeln!(out, "Described alike in other graphs: {}", self.regrouped)?;
        }
        out.flush()
    }
}

fn counts(changes: impl Iterator<Item = (bool, bool)>) -> String {
    let (mut came, mut went, mut changed) = (0, 0, 0);
    for (before, after) in changes {
        match (before, after) {
            (false, _) => came += 1,
            (true, false) => went += 1,
            (true, true) => changed += 1,
        }
    }
    format!("{came} came, {went} went, {changed} changed")
}

fn mark(before: bool, after: bool) -> char {
    match (before, after) {
        (false, _) => '+',
        (true, false) => '-',
        (true, true) => '~',
    }
}

fn write_fact(change: &FactChange, prefixes: &Prefixes, out: &mut impl Write) -> io::Result<()> {
    let Some(fact) = change.after.as_ref().or(change.before.as_ref()) else { return Ok(()) };
    write!(out, "{} {}", mark(change.before.is_some(), change.after.is_some()), short_iri(&fact.class, prefixes))?;
    let values = fact.values.iter().map(|(name, values)| {
        format!("{} {}", short_iri(name, prefixes), shown_all(values.iter().map(String::as_str), prefixes))
    });
    writeln!(out, " {}", values.collect::<Vec<_>>().join(", "))?;
    if let (Some(before), Some(after)) = (&change.before, &change.after) {
        if before.class != after.class {
            let [before, after] = [before, after].map(|fact| short_iri(&fact.class, prefixes));
            writeln!(out, "    class: {before} -> {after}")?;
        }
        let names: BTreeSet<&String> = before.values.keys().chain(after.values.keys()).collect();
        for name in names {
            let (before, after) = (before.values.get(name), after.values.get(name));
            write_change(&short_iri(name, prefixes), &only(before, after), &only(after, before), prefixes, out)?;
        }
    }
    write_places(fact, prefixes, out)
}

fn write_places(fact: &Fact, prefixes: &Prefixes, out: &mut impl Write) -> io::Result<()> {
    for place in &fact.places {
        write!(out, "    {}", short_iri(place, prefixes))?;
        match fact.quotes.get(place) {
            Some(words) => writeln!(out, ": {}", one_line(words))?,
            None => writeln!(out)?,
        }
    }
    Ok(())
}

fn write_things(title: &str, changes: &[ThingChange], prefixes: &Prefixes, out: &mut impl Write) -> io::Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let sides = || changes.iter().map(|change| (change.before.is_some(), change.after.is_some()));
    writeln!(out, "{title}: {}", counts(sides()))?;
    for (change, (before, after)) in changes.iter().zip(sides()) {
        write!(out, "{} {}", mark(before, after), short_iri(change.iri(), prefixes))?;
        match (&change.before, &change.after) {
            (Some(_), Some(_)) => {
                writeln!(out)?;
                for part in change.changes() {
                    write_change(&short_iri(part.property, prefixes), &part.went, &part.came, prefixes, out)?;
                }
            }
            (one, other) => writeln!(
                out,
                "{}",
                one.as_ref().or(other.as_ref()).map_or_else(String::new, |thing| name(thing, prefixes))
            )?,
        }
    }
    Ok(())
}

/// What a thing is, and what it is called.
fn name(thing: &Thing, prefixes: &Prefixes) -> String {
    let types: Vec<String> = thing.iris(rdf::TYPE.as_str()).map(|class| short_iri(class, prefixes)).collect();
    let label = [schema::NAME, schema::HEADLINE, skos::PREF_LABEL]
        .iter()
        .find_map(|property| thing.objects(property.as_str()).next())
        .map_or_else(String::new, |label| format!(": {}", shown(label, prefixes)));
    format!(" {}{label}", types.join(", "))
}

fn write_change(name: &str, went: &[&str], came: &[&str], prefixes: &Prefixes, out: &mut impl Write) -> io::Result<()> {
    let [went, came] = [went, came].map(|side| shown_all(side.iter().copied(), prefixes));
    match (went.is_empty(), came.is_empty()) {
        (true, true) => Ok(()),
        (false, true) => writeln!(out, "    {name}: - {went}"),
        (true, false) => writeln!(out, "    {name}: + {came}"),
        (false, false) => writeln!(out, "    {name}: {went} -> {came}"),
    }
}

fn shown_all<'a>(terms: impl Iterator<Item = &'a str>, prefixes: &Prefixes) -> String {
    terms.map(|term| shown(term, prefixes)).collect::<Vec<_>>().join(" | ")
}

/// A term on one line.
fn shown(term: &str, prefixes: &Prefixes) -> String {
    match term.parse::<Term>() {
        Ok(Term::NamedNode(node)) => short_iri(node.as_str(), prefixes),
        Ok(Term::Literal(literal)) => {
            let words = one_line(literal.value());
            match literal.language() {
                Some(tag) => format!("{words:?}@{}", crate::export::turtle::language_tag(tag)),
                None => words,
            }
        }
        _ => term.to_owned(),
    }
}
