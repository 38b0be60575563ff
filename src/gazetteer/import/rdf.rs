//! Names, classes and the like out of triples: SKOS, RDFS, schema.org, FOAF, and what Wikidata exports.

use oxigraph::io::{RdfFormat, RdfParseError, RdfParser};
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term};

use super::Wanted;
use super::classes::{Class, class};
use super::draft::{self, Draft};
use crate::gazetteer::{Name, id_of, is_item};
use crate::model::vocabulary::WIKIDATA;

/// What a property says of its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    Name,
    Alias,
    Description,
    Class,
    Subclass,
    /// How many sites write of it.
    Sitelinks,
    /// The subject is a page on the object.
    About,
    /// What it belongs to.
    Related,
}

const DIRECT: &str = "http://www.wikidata.org/prop/direct/";
/// Where Wikidata describes its own records of items.
const RECORDS: [&str; 2] =
    ["https://www.wikidata.org/wiki/Special:EntityData/", "http://www.wikidata.org/wiki/Special:EntityData/"];

fn says(property: &str, wanted: &Wanted) -> Option<Says> {
    if let Some(direct) = property.strip_prefix(DIRECT) {
        return match direct {
            "P31" => Some(Says::Class),
            "P279" => Some(Says::Subclass),
            _ => wanted.related.iter().any(|related| related == direct).then_some(Says::Related),
        };
    }
    if let Some(name) = property.strip_prefix("http://schema.org/").or(property.strip_prefix("https://schema.org/")) {
        return match name {
            "name" | "legalName" => Some(Says::Name),
            "alternateName" => Some(Says::Alias),
            "description" => Some(Says::Description),
            "about" => Some(Says::About),
            "worksFor" | "parentOrganization" | "nationality" | "memberOf" => Some(Says::Related),
            _ => None,
        };
    }
    Some(match property {
        "http://www.w3.org/2000/01/rdf-schema#label"
        | "http://www.w3.org/2004/02/skos/core#prefLabel"
        | "http://xmlns.com/foaf/0.1/name" => Says::Name,
        "http://www.w3.org/2004/02/skos/core#altLabel" | "http://www.w3.org/2004/02/skos/core#hiddenLabel" => {
            Says::Alias
        }
        "http://www.w3.org/2000/01/rdf-schema#comment" | "http://www.w3.org/2004/02/skos/core#definition" => {
            Says::Description
        }
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type" => Says::Class,
        "http://www.w3.org/2000/01/rdf-schema#subClassOf" => Says::Subclass,
        "http://wikiba.se/ontology#sitelinks" => Says::Sitelinks,
        _ => return None,
    })
}

/// Gathers triples about one entity after the other.
pub struct Gatherer<'w> {
    wanted: &'w Wanted,
    draft: Draft,
    /// Line of the first triple gathered.
    line: u64,
    pub out: Vec<Vec<u8>>,
}

impl<'w> Gatherer<'w> {
    pub fn new(wanted: &'w Wanted) -> Self {
        Self { wanted, draft: Draft::default(), line: 0, out: Vec::new() }
    }

    /// Takes one triple; `line` tells triples apart that count.
    pub fn take(&mut self, line: u64, subject: &NamedNode, property: &NamedNode, object: &Term) {
        let Some(says) = says(property.as_str(), self.wanted) else { return };
        let subject = RECORDS.iter().find_map(|space| subject.as_str().strip_prefix(space)).unwrap_or(subject.as_str());
        match (says, object) {
            (Says::About, Term::NamedNode(object)) => {
                // Elsewhere the word may mean anything; with Wikidata it means a page of a wiki.
                let id = id_of(object.as_str());
                if is_item(id) {
                    self.about(id, line).counted += 1;
                }
            }
            (Says::Name | Says::Alias, Term::Literal(literal)) => {
                let language = literal.language().unwrap_or_default().to_lowercase();
                if self.wanted.language(&language) && !literal.value().trim().is_empty() {
                    let name = Name { language, alias: says == Says::Alias, text: literal.value().to_owned() };
                    self.about(id_of(subject), line).entry.names.push(name);
                }
            }
            (Says::Description, Term::Literal(literal)) => {
                let language = literal.language().unwrap_or_default().to_lowercase();
                if self.wanted.language(&language) {
                    let words = (language, literal.value().to_owned());
                    self.about(id_of(subject), line).entry.descriptions.push(words);
                }
            }
            (Says::Class, Term::NamedNode(object)) => {
                let class = class(object.as_str());
                self.about(id_of(subject), line).classes.push(class);
            }
            (Says::Subclass, Term::NamedNode(object)) => {
                let above: Class = class(object.as_str());
                self.out.push(draft::edge(above, class(subject)));
            }
            (Says::Sitelinks, Term::Literal(literal)) => {
                if let Ok(count) = literal.value().parse() {
                    self.about(id_of(subject), line).entry.popularity = count;
                }
            }
            (Says::Related, Term::NamedNode(object)) => {
                let related = id_of(object.as_str()).to_owned();
                self.about(id_of(subject), line).entry.related.push(related);
            }
            _ => {}
        }
    }

    fn about(&mut self, id: &str, line: u64) -> &mut Draft {
        if self.draft.entry.id != id {
            self.close();
            self.draft = Draft::new(id);
            self.line = line;
        }
        &mut self.draft
    }

    /// Ends the entity at hand.
    pub fn close(&mut self) {
        let draft = std::mem::take(&mut self.draft);
        let id = &draft.entry.id;
        // Properties and words of Wikidata have labels too, but are no entities.
        let other = id.starts_with(WIKIDATA) || id.contains('\0');
        if !draft.is_empty() && !other {
            self.out.push(draft::record(&draft, self.line));
        }
    }
}

/// The records of whole lines of N-Triples, and what was wrong with which line.
pub fn records(lines: &[u8], first: u64, wanted: &Wanted) -> (Vec<Vec<u8>>, Vec<(u64, String)>) {
    let mut gatherer = Gatherer::new(wanted);
    let mut faults = Vec::new();
    for (number, line) in lines.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let number = first + number as u64;
        for quad in RdfParser::from_format(RdfFormat::NTriples).lenient().for_slice(line) {
            match quad {
                Ok(quad) => {
                    if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
                        gatherer.take(number, subject, &quad.predicate, &quad.object);
                    }
                }
                Err(error) => {
                    faults.push((number, error.to_string()));
                    break;
                }
            }
        }
    }
    gatherer.close();
    (gatherer.out, faults)
}

/// Why a document in RDF was not read to its end.
pub enum Stopped<E> {
    Parse(RdfParseError),
    Taker(E),
}

/// Reads a document in any format, and hands its records on.
pub fn document<E>(
    reader: impl std::io::Read,
    format: RdfFormat,
    base: &str,
    wanted: &Wanted,
    mut take: impl FnMut(Vec<Vec<u8>>) -> Result<(), E>,
) -> Result<(), Stopped<E>> {
    let parser = RdfParser::from_format(format).lenient();
    let parser = parser.clone().with_base_iri(base).unwrap_or(parser);
    let mut gatherer = Gatherer::new(wanted);
    let mut stopped = Ok(());
    for (number, quad) in parser.for_reader(reader).enumerate() {
        match quad {
            Ok(quad) => {
                if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
                    gatherer.take(number as u64, subject, &quad.predicate, &quad.object);
                }
            }
            Err(error) => {
                stopped = Err(Stopped::Parse(error));
                break;
            }
        }
        if gatherer.out.len() > 4096 {
            take(std::mem::take(&mut gatherer.out)).map_err(Stopped::Taker)?;
        }
    }
    gatherer.close();
    take(gatherer.out).map_err(Stopped::Taker)?;
    stopped
}
