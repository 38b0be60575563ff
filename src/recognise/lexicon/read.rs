//! Reads the files of the lexicon and the concept schemes side by side, before anything in them gets a symbol.

use std::collections::BTreeMap;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Term};
use rayon::join;
use serde::Deserialize;

use super::Concept;
use crate::pack::{ListedEntity, Pack, PackError};

pub(super) const DEMONYMS: &str = "lexicon/demonyms.toml";
const SPELLING: &str = "lexicon/spelling.toml";

/// What the files say.
pub(super) struct Sources {
    pub classes: WordClasses,
    pub entities: Vec<ListedEntity>,
    /// Adjectives by the identifiers of their countries.
    pub demonyms: BTreeMap<String, Vec<String>>,
    /// Words by those that are the same in another spelling.
    pub spellings: BTreeMap<String, String>,
    pub titles: Vec<Labelled>,
    pub topics: Vec<Labelled>,
}

/// Word classes by name.
#[derive(Default)]
pub(super) struct WordClasses {
    pub words: BTreeMap<String, Vec<String>>,
    /// For each class those whose words are its words too.
    pub parts: BTreeMap<String, Vec<String>>,
}

/// A concept with all of its labels.
pub(super) struct Labelled {
    pub concept: Concept,
    pub names: Vec<String>,
}

type Faults = Vec<PackError>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemonymFile {
    demonyms: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpellingFile {
    pairs: Vec<(String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordClass {
    #[serde(rename = "doc")]
    _doc: String,
    #[serde(default)]
    en: Vec<String>,
    #[serde(default)]
    zh: Vec<String>,
    #[serde(default)]
    sv: Vec<String>,
    /// Classes whose words are words of this class too.
    #[serde(default)]
    includes: Vec<String>,
}

impl Sources {
    /// # Errors
    /// One error for each fault in any of the files.
    pub fn read(pack: &Pack) -> Result<Self, Faults> {
        let ((classes, entities), (titles, topics)) = join(
            || join(|| word_classes(pack), || pack.entities()),
            || {
                join(
                    || concepts(pack, "ontology/roles.ttl", "role/"),
                    || concepts(pack, "ontology/topics.ttl", "topic/"),
                )
            },
        );
        let mut faults = Faults::new();
        let read = (
            kept(classes, &mut faults),
            kept(entities, &mut faults),
            kept(demonyms(pack).map_err(|fault| vec![fault]), &mut faults),
            kept(spellings(pack).map_err(|fault| vec![fault]), &mut faults),
            kept(titles.map_err(|fault| vec![fault]), &mut faults),
            kept(topics.map_err(|fault| vec![fault]), &mut faults),
        );
        match read {
            (Some(classes), Some(entities), Some(demonyms), Some(spellings), Some(titles), Some(topics)) => {
                Ok(Self { classes, entities, demonyms, spellings, titles, topics })
            }
            _ => Err(faults),
        }
    }
}

/// What was read; where it was not, the faults are put with the others.
fn kept<T>(read: Result<T, Faults>, faults: &mut Faults) -> Option<T> {
    read.map_err(|found| faults.extend(found)).ok()
}

fn word_classes(pack: &Pack) -> Result<WordClasses, Faults> {
    let mut classes = WordClasses::default();
    let mut unions: Vec<(&str, String, String)> = Vec::new();
    let mut faults = Faults::new();
    for (path, text) in pack.folder("lexicon/words") {
        match toml::from_str::<BTreeMap<String, WordClass>>(text) {
            Ok(file) => {
                for (name, class) in file {
                    unions.extend(class.includes.into_iter().map(|part| (path, name.clone(), part)));
                    let phrases = class.en.into_iter().chain(class.zh).chain(class.sv);
                    classes.words.entry(name).or_default().extend(phrases);
                }
            }
            Err(error) => faults.push(PackError::toml(path, "word-class-file", text, &error)),
        }
    }
    if !faults.is_empty() {
        // What a file that cannot be read would have defined is not missed a second time.
        return Err(faults);
    }
    for (path, name, part) in unions {
        if classes.words.contains_key(&part) {
            classes.parts.entry(name).or_default().push(part);
        } else {
            let message = format!("class {name} includes {part}, which is no class");
            faults.push(PackError::new(path, "unknown-class", message));
        }
    }
    if faults.is_empty() { Ok(classes) } else { Err(faults) }
}

fn demonyms(pack: &Pack) -> Result<BTreeMap<String, Vec<String>>, PackError> {
    let Some(text) = pack.file(DEMONYMS) else { return Ok(BTreeMap::new()) };
    let file = toml::from_str::<DemonymFile>(text);
    file.map(|file| file.demonyms).map_err(|error| PackError::toml(DEMONYMS, "demonym-file", text, &error))
}

fn spellings(pack: &Pack) -> Result<BTreeMap<String, String>, PackError> {
    let Some(text) = pack.file(SPELLING) else { return Ok(BTreeMap::new()) };
    let file = toml::from_str::<SpellingFile>(text);
    let file = file.map_err(|error| PackError::toml(SPELLING, "spelling-file", text, &error))?;
    Ok(file.pairs.into_iter().flat_map(|(one, other)| [(one.clone(), other.clone()), (other, one)]).collect())
}

/// The concepts of a scheme, ordered by path. The path of each opens with `prefix`, whatever the base of its IRI is.
fn concepts(pack: &Pack, file: &str, prefix: &str) -> Result<Vec<Labelled>, PackError> {
    let text = pack.file(file).ok_or_else(|| PackError::new(file, "missing-file", "the pack lacks this file"))?;
    let opening = format!("/{prefix}");
    let path_of = |iri: &str| iri.find(&opening).map(|place| iri[place + 1..].to_owned());
    let mut labels: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut broader: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(text.as_bytes()) {
        let quad = quad.map_err(|error| PackError::rdf(file, "not-turtle", text, &error))?;
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { continue };
        let Some(path) = path_of(subject.as_str()) else { continue };
        let predicate = quad.predicate.as_str().rsplit('#').next().unwrap_or_default();
        match (&quad.object, predicate) {
            (Term::Literal(label), "prefLabel" | "altLabel" | "hiddenLabel") => {
                labels.entry(path).or_default().push(label.value().to_owned());
            }
            (Term::NamedNode(above), "broader") => {
                broader.entry(path).or_default().extend(path_of(above.as_str()));
            }
            _ => {}
        }
    }
    let concepts = labels.into_iter().map(|(path, names)| {
        let broader = broader.remove(&path).unwrap_or_default();
        Labelled { concept: Concept { path, broader }, names }
    });
    Ok(concepts.collect())
}
