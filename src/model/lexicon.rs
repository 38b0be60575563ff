//! What the lexicon and the ontology files of a pack say, as quads of the graphs that all documents share.
//!
//! ```
//! use newsgraph::model::{Base, LexiconIndex, lexicon_quads};
//! use newsgraph::pack::Pack;
//!
//! let quads = lexicon_quads(&Base::default(), &Pack::default()).unwrap();
//! let index = LexiconIndex::new(quads);
//! assert!(index.quads(&Default::default()).is_empty());
//! ```

use std::collections::BTreeSet;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use rustc_hash::FxHashMap;

use super::classes::kind_class;
use super::iri::{Base, DEFAULT_BASE, ONTOLOGY_GRAPH, push_path};
use super::literal::{plain, tagged};
use super::vocabulary::{DBPEDIA, NG, WIKIDATA, ng, other, prov, schema, skos};
use crate::pack::{ListedEntity, Pack, PackError};
use crate::rdf::is_rdf12;

/// Files of a pack that hold concepts, and go into the lexicon's graph.
const CONCEPTS: [&str; 2] = ["ontology/topics.ttl", "ontology/roles.ttl"];
/// Files that hold the ontology, what ties it to other vocabularies, and a question for each class.
const ONTOLOGY: [&str; 3] = ["ontology/newsgraph.ttl", "ontology/alignments.ttl", "ontology/examples.ttl"];

/// Listed entities and concepts in the lexicon's graph, and the ontology in its own.
///
/// Concepts whose IRIs stand below the default base are moved below the base given.
///
/// # Errors
/// All faults of the lexicon's and ontology's files that were found.
pub fn lexicon_quads(base: &Base, pack: &Pack) -> Result<Vec<Quad>, Vec<PackError>> {
    let mut quads = Vec::new();
    let mut errors = Vec::new();
    let graph = GraphName::from(base.lexicon_graph());
    match pack.entities() {
        Ok(entities) => entities.iter().for_each(|entity| entity_quads(base, entity, &graph, &mut quads)),
        Err(faults) => errors.extend(faults),
    }
    let all = [(&CONCEPTS[..], base.lexicon_graph()), (&ONTOLOGY[..], base.ontology_graph())];
    errors.extend(all.into_iter().flat_map(|(paths, graph)| add_files(base, pack, paths, graph, &mut quads)));
    if errors.is_empty() { Ok(quads) } else { Err(errors) }
}

/// The terms of the ontology, and what ties them to other vocabularies, in its graph.
///
/// # Errors
/// What is wrong with the ontology's files.
pub fn ontology_quads(base: &Base, pack: &Pack) -> Result<Vec<Quad>, Vec<PackError>> {
    let mut quads = Vec::new();
    let errors = add_files(base, pack, &ONTOLOGY, base.ontology_graph(), &mut quads);
    if errors.is_empty() { Ok(quads) } else { Err(errors) }
}

/// Titles and topics, in the lexicon's graph.
///
/// # Errors
/// What is wrong with their files.
pub fn concept_quads(base: &Base, pack: &Pack) -> Result<Vec<Quad>, Vec<PackError>> {
    let mut quads = Vec::new();
    let errors = add_files(base, pack, &CONCEPTS, base.lexicon_graph(), &mut quads);
    if errors.is_empty() { Ok(quads) } else { Err(errors) }
}

/// Adds the quads of some files to those of a graph; returns what is wrong with the files.
fn add_files(base: &Base, pack: &Pack, paths: &[&str], graph: NamedNode, quads: &mut Vec<Quad>) -> Vec<PackError> {
    let (graph, mut errors) = (graph.into(), Vec::new());
    for path in paths {
        turtle_quads(base, pack, path, &graph, quads, &mut errors);
    }
    errors
}

/// Rules as the plans that facts refer to, in the lexicon's graph.
pub fn rule_quads<'a>(base: &Base, ids: impl IntoIterator<Item = &'a str>) -> Vec<Quad> {
    let graph = GraphName::from(base.lexicon_graph());
    let mut quads = Vec::new();
    for id in ids {
        let rule = base.rule(id);
        quads.push(Quad::new(rule.clone(), rdf::TYPE, prov::PLAN, graph.clone()));
        quads.push(Quad::new(rule, other::IDENTIFIER, plain(id), graph.clone()));
    }
    quads
}

/// Quads of the lexicon by what they describe, for output that names only what it refers to.
#[derive(Debug, Clone, Default)]
pub struct LexiconIndex {
    subjects: FxHashMap<String, Vec<Quad>>,
}

impl LexiconIndex {
    /// Takes what [`lexicon_quads`] and [`rule_quads`] yield; the ontology's graph, the ontology's own terms and wordings
    /// that are not to be shown are left out.
    pub fn new(quads: impl IntoIterator<Item = Quad>) -> Self {
        let mut subjects: FxHashMap<String, Vec<Quad>> = FxHashMap::default();
        let is_ontology = |graph: &GraphName| match graph {
            GraphName::NamedNode(name) => name.as_str().ends_with(ONTOLOGY_GRAPH),
            _ => false,
        };
        for quad in quads {
            let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { continue };
            let hidden = quad.predicate == skos::HIDDEN_LABEL || is_ontology(&quad.graph_name);
            if hidden || subject.as_str().starts_with(NG) {
                continue;
            }
            subjects.entry(subject.as_str().to_owned()).or_default().push(quad);
        }
        Self { subjects }
    }

    /// Adds to a set those things of the lexicon that some quads refer to.
    pub fn collect(&self, quads: &[Quad], into: &mut BTreeSet<String>) {
        let mut last = None;
        for quad in quads {
            // Most quads have their subject from the one before them.
            if let NamedOrBlankNode::NamedNode(subject) = &quad.subject
                && last.replace(subject) != Some(subject)
            {
                self.note(subject, into);
            }
            if let Term::NamedNode(object) = &quad.object {
                self.note(object, into);
            }
        }
    }

    fn note(&self, node: &NamedNode, into: &mut BTreeSet<String>) {
        if self.subjects.contains_key(node.as_str()) && !into.contains(node.as_str()) {
            into.insert(node.as_str().to_owned());
        }
    }

    /// What the lexicon says of the things named, and of the companies and wider concepts that they lead to.
    pub fn quads(&self, iris: &BTreeSet<String>) -> Vec<Quad> {
        let mut wanted = BTreeSet::new();
        let mut queue: Vec<&str> = iris.iter().map(String::as_str).collect();
        while let Some(iri) = queue.pop() {
            let Some((iri, quads)) = self.subjects.get_key_value(iri) else { continue };
            if !wanted.insert(iri.as_str()) {
                continue;
            }
            for quad in quads.iter().filter(|q| q.predicate == ng::OPERATED_BY || q.predicate == skos::BROADER) {
                if let Term::NamedNode(next) = &quad.object {
                    queue.push(next.as_str());
                }
            }
        }
        // A concept names all narrower ones, most of which have no part in what is written.
        let leads_out = |quad: &&Quad| match &quad.object {
            Term::NamedNode(narrower) => quad.predicate == skos::NARROWER && !wanted.contains(narrower.as_str()),
            _ => false,
        };
        let found = wanted.iter().filter_map(|iri| self.subjects.get(*iri)).flatten();
        found.filter(|quad| !leads_out(quad)).cloned().collect()
    }
}

/// What the lexicon says of everything that the quads of a document refer to.
pub fn referenced_lexicon_quads(index: &LexiconIndex, quads: &[Quad]) -> Vec<Quad> {
    let mut iris = BTreeSet::new();
    index.collect(quads, &mut iris);
    index.quads(&iris)
}

fn entity_quads(base: &Base, entity: &ListedEntity, graph: &GraphName, quads: &mut Vec<Quad>) {
    let node = base.iri(&format!("entity/{}", entity.id));
    let mut add = |predicate: NamedNodeRef<'_>, object: Term| {
        quads.push(Quad::new(node.clone(), predicate, object, graph.clone()));
    };
    add(rdf::TYPE, kind_class(entity.kind).into());
    // What tells a link that somebody looked up from one that was made out of a text.
    add(rdfs::IS_DEFINED_BY, base.lexicon_graph().into());
    let languages =
        [("en", &entity.en), ("zh-Hant", &entity.zh_hant), ("zh-Hans", &entity.zh_hans), ("sv", &entity.sv)];
    if let Some(name) = languages.iter().find_map(|(_, names)| names.first()) {
        add(schema::NAME, plain(name).into());
    }
    for (tag, names) in languages {
        let mut seen = BTreeSet::new();
        for (position, name) in names.iter().enumerate() {
            if seen.insert(name) {
                let property = if position == 0 { skos::PREF_LABEL } else { skos::ALT_LABEL };
                add(property, tagged(name, tag).into());
            }
        }
    }
    if let Some(item) = &entity.wikidata {
        add(other::SAME_AS, NamedNode::new_unchecked(format!("{WIKIDATA}{item}")).into());
    }
    if let Some(title) = &entity.dbpedia {
        let mut iri = DBPEDIA.to_owned();
        push_path(&mut iri, &title.replace(' ', "_"));
        add(other::SAME_AS, NamedNode::new_unchecked(iri).into());
    }
    if let Some(website) = &entity.website {
        add(schema::URL, NamedNode::new_unchecked(website).into());
    }
    if let Some(company) = &entity.operated_by {
        add(ng::OPERATED_BY, base.iri(&format!("entity/{company}")).into());
    }
}

/// Adds the triples of one Turtle file of the pack; a pack without the file has nothing to add.
fn turtle_quads(
    base: &Base,
    pack: &Pack,
    path: &str,
    graph: &GraphName,
    quads: &mut Vec<Quad>,
    errors: &mut Vec<PackError>,
) {
    let Some(text) = pack.file(path) else { return };
    let shown = pack.shown_path(path);
    let mut blank = false;
    let mut newer = None;
    let parser = RdfParser::from_format(RdfFormat::Turtle).without_named_graphs().with_default_graph(graph.clone());
    for quad in parser.for_slice(text) {
        match quad {
            Ok(quad) => {
                blank |= quad.subject.is_blank_node() || quad.object.is_blank_node();
                if newer.is_none() && is_rdf12(quad.object.as_ref()) {
                    newer = Some(format!("the file has {}, which is of RDF 1.2", quad.object));
                }
                quads.push(moved(base, quad));
            }
            Err(error) => {
                errors.push(PackError::rdf(&shown, "turtle", text, &error));
                break;
            }
        }
    }
    if let Some(message) = newer {
        errors.push(PackError::new(&shown, "rdf-1.2", message).with_help("say it in terms of RDF 1.1"));
    }
    if blank {
        // The parser makes up a new name for each blank node on each run, which would reach the output.
        errors.push(
            PackError::new(&shown, "blank-node", "the file has a blank node")
                .with_help("give the node an IRI, so that every run writes the same graph"),
        );
    }
}

/// The quad with its instances below the base in use; terms of the ontology stay where they are.
fn moved(base: &Base, quad: Quad) -> Quad {
    if base.as_str() == DEFAULT_BASE {
        return quad;
    }
    let place = |node: NamedNode| match node.as_str().strip_prefix(DEFAULT_BASE) {
        Some(path) if !node.as_str().starts_with(NG) && !path.starts_with("ontology") => base.iri(path),
        _ => node,
    };
    Quad {
        subject: match quad.subject {
            NamedOrBlankNode::NamedNode(node) => place(node).into(),
            other => other,
        },
        predicate: quad.predicate,
        object: match quad.object {
            Term::NamedNode(node) => place(node).into(),
            other => other,
        },
        graph_name: quad.graph_name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack(files: &[(&str, &str)]) -> Pack {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        Pack::from_folder(folder.path()).unwrap()
    }

    const ENTITIES: &str = r#"
[[entity]]
id = "acme"
kind = "corporation"
en = ["Acme", "Acme Inc.", "Acme"]
zh-Hant = ["艾可美"]
wikidata = "Q380"
dbpedia = "Acme & Sons"
website = "https://acme.example/"

[[entity]]
id = "acme-chat"
kind = "platform"
en = ["Acme Chat"]
operated-by = "acme"

[[entity]]
id = "other"
kind = "person"
zh-Hans = ["别人"]
"#;

    const TOPICS: &str = r#"
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@base <https://w3id.org/newsgraph/> .
<topic/ads> a skos:Concept ; skos:broader <topic/speech> ; skos:prefLabel "ads"@en ; skos:hiddenLabel "adverts"@en .
<topic/speech> a skos:Concept ; skos:inScheme <https://w3id.org/newsgraph/ontology#topics> ;
  skos:narrower <topic/ads> , <topic/slander> .
<topic/slander> a skos:Concept ; skos:broader <topic/speech> .
"#;

    #[test]
    fn entities_and_concepts_become_quads_below_the_base() {
        let pack = pack(&[("lexicon/entities/a.toml", ENTITIES), ("ontology/topics.ttl", TOPICS)]);
        let base = Base::new("https://example.org/n/").unwrap();
        let quads = lexicon_quads(&base, &pack).unwrap();
        let lines: BTreeSet<String> = quads.iter().map(ToString::to_string).collect();
        for expected in [
            "<entity/acme> <http://www.w3.org/2004/02/skos/core#prefLabel> \"艾可美\"@zh-hant",
            "<entity/acme> <http://www.w3.org/2004/02/skos/core#altLabel> \"Acme Inc.\"@en",
            "<entity/acme> <http://www.w3.org/2002/07/owl#sameAs> <http://www.wikidata.org/entity/Q380>",
            "<entity/acme> <http://www.w3.org/2002/07/owl#sameAs> <http://dbpedia.org/resource/Acme_&_Sons>",
            "<entity/acme> <https://schema.org/url> <https://acme.example/>",
            "<entity/acme-chat> <https://w3id.org/newsgraph/ontology#operatedBy> <https://example.org/n/entity/acme>",
            "<topic/ads> <http://www.w3.org/2004/02/skos/core#broader> <https://example.org/n/topic/speech>",
            "<topic/speech> <http://www.w3.org/2004/02/skos/core#inScheme> <https://w3id.org/newsgraph/ontology#topics>",
        ] {
            let line = format!("<https://example.org/n/{} <https://example.org/n/graph/lexicon>", &expected[1..]);
            assert!(lines.contains(&line), "{line} is not in {lines:#?}");
        }
        assert!(!lines.iter().any(|line| line.contains("altLabel> \"Acme\"@en")));
    }

    #[test]
    fn an_index_yields_what_is_referred_to_and_what_that_leads_to() {
        let pack = pack(&[("lexicon/entities/a.toml", ENTITIES), ("ontology/topics.ttl", TOPICS)]);
        let base = Base::default();
        let index = LexiconIndex::new(lexicon_quads(&base, &pack).unwrap());
        let document = [Quad::new(
            base.iri("entity/acme-chat"),
            ng::PROHIBITS,
            base.iri("topic/ads"),
            base.document("0123456789abcdef"),
        )];
        let found = referenced_lexicon_quads(&index, &document);
        let subjects: BTreeSet<String> = found.iter().map(|quad| quad.subject.to_string()).collect();
        let expected = ["entity/acme", "entity/acme-chat", "topic/ads", "topic/speech"];
        assert_eq!(subjects, expected.iter().map(|path| base.iri(path).to_string()).collect());
        assert!(!found.iter().any(|quad| quad.predicate == skos::HIDDEN_LABEL));
        let narrower: Vec<_> = found.iter().filter(|quad| quad.predicate == skos::NARROWER).collect();
        assert_eq!(narrower.len(), 1, "{narrower:?}");
        assert_eq!(narrower[0].object, base.iri("topic/ads").into());
    }

    #[test]
    fn faults_have_file_and_line() {
        for (path, text, code, line) in [
            ("ontology/topics.ttl", "\n\n<a> <b> \"c .", "turtle", Some(3)),
            ("ontology/roles.ttl", "<urn:a> <urn:b> [] .", "blank-node", None),
            ("ontology/roles.ttl", "<urn:a> <urn:b> <<( <urn:c> <urn:d> <urn:e> )>> .", "rdf-1.2", None),
        ] {
            let faults = lexicon_quads(&Base::default(), &pack(&[(path, text)])).unwrap_err();
            assert_eq!((faults[0].code, faults[0].line), (code, line), "{faults:?}");
            assert!(faults[0].file.ends_with(path), "{faults:?}");
        }
    }

    #[test]
    fn rules_are_plans() {
        let quads = rule_quads(&Base::default(), ["role-apposition"]);
        assert_eq!(quads.len(), 2);
        assert_eq!(quads[0].subject.to_string(), "<https://w3id.org/newsgraph/rule/role-apposition>");
    }
}
