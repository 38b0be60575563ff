//! The triples that lead straight from one thing to another, for readers who do not ask by whom something is stated.

use oxigraph::model::{NamedNode, NamedNodeRef, Term};

use super::Writer;
use crate::fact::{Fact, Kind, Value};
use crate::model::classes::FactClass;
use crate::model::literal::{date, tagged};
use crate::model::vocabulary::{ng, schema};

impl Writer<'_> {
    /// The triples that say an asserted fact straight from one thing to another.
    pub(super) fn direct(&mut self, class: &FactClass, fact: &Fact) {
        let values =
            |name: &'static str| fact.roles.iter().filter(move |(role, _)| role == name).map(|(_, value)| value);
        let things = |name: &'static str| values(name).filter_map(|value| self.thing(value)).collect::<Vec<_>>();
        let mut triples: Vec<(NamedNode, NamedNodeRef<'static>, Term)> = Vec::new();
        let mut between = |subjects: &[NamedNode], property: NamedNodeRef<'static>, objects: &[NamedNode]| {
            for subject in subjects {
                triples.extend(objects.iter().map(|object| (subject.clone(), property, object.clone().into())));
            }
        };
        match class.name {
            "role" if values("status").all(|status| *status == Value::Term("Current".to_owned())) => {
                let people = things("person");
                between(&people, schema::WORKS_FOR, &things("org"));
                let mut titles: Vec<Term> = values("title-text").filter_map(text).collect();
                if titles.is_empty() {
                    titles.extend(things("title").into_iter().map(Term::from));
                }
                for person in people {
                    triples.extend(titles.iter().map(|title| (person.clone(), schema::JOB_TITLE, title.clone())));
                }
            }
            "policy" => {
                for deontic in values("deontic") {
                    let Value::Term(name) = deontic else { continue };
                    let property = match name.as_str() {
                        "Prohibits" => ng::PROHIBITS,
                        "Permits" => ng::PERMITS,
                        "Requires" => ng::REQUIRES,
                        "Exempts" => ng::EXEMPTS,
                        _ => continue,
                    };
                    between(&things("issuer"), property, &things("topic"));
                }
            }
            "acquisition" => between(&things("buyer"), ng::ACQUIRED, &things("target")),
            "ownership" => {
                let owners = things("owner");
                for owned in values("owned") {
                    let Value::Entity(entity) = owned else { continue };
                    let Some(record) = self.extraction.entities.get(*entity) else { continue };
                    let run = matches!(record.kind, Kind::Platform | Kind::Product);
                    let property = if run { ng::OPERATED_BY } else { schema::PARENT_ORGANIZATION };
                    between(&[self.entities[*entity].clone()], property, &owners);
                }
            }
            "founding" => {
                let organizations = things("organization");
                between(&organizations, schema::FOUNDER, &things("founder"));
                for organization in organizations {
                    triples.extend(values("date").filter_map(|value| match value {
                        Value::Date(day) => Some((organization.clone(), schema::FOUNDING_DATE, date(day).into())),
                        _ => None,
                    }));
                }
            }
            _ => {}
        }
        for (subject, property, object) in triples {
            self.add(&subject, property, object);
        }
    }
}

fn text(value: &Value) -> Option<Term> {
    match value {
        Value::Text(text, tag) => Some(tagged(text, tag).into()),
        _ => None,
    }
}
