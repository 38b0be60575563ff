//! The ontology as one page of HTML that needs nothing else: no script, no font and no picture from anywhere.

use std::collections::BTreeMap;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use oxigraph::model::NamedNode;
use oxigraph::model::vocab::rdfs;

use super::{End, Node, Ontology};
use crate::export::Prefixes;
use crate::model::Base;
use crate::model::vocabulary::{NG, PREFIXES, dataset, other, skos};
use crate::query::short_iri;

const STYLE: &str = include_str!("page.css");
/// Languages with the form in which HTML names them.
const LANGUAGES: [(&str, &str); 2] = [("en", "en"), ("zh-hant", "zh-Hant")];

impl Ontology {
    /// One page with all classes, properties, values and concepts, an anchor each: the last part of a term's IRI, and
    /// the path of a concept's.
    pub fn page(&self) -> String {
        let page = Page { ontology: self, prefixes: Prefixes::new(&Base::default()) };
        page.html().into_string()
    }
}

struct Page<'a> {
    ontology: &'a Ontology,
    prefixes: Prefixes,
}

impl Page<'_> {
    fn html(&self) -> Markup {
        let ontology = self.ontology.node(NG.trim_end_matches('#'));
        let titles = ontology.map(|node| node.texts(dataset::TITLE)).unwrap_or_default();
        let title = titles.get("en").map_or("Ontology", String::as_str);
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (title) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    header {
                        h1 { (title) }
                        @if let Some(ontology) = ontology { (self.about(ontology)) }
                    }
                    nav { (self.contents()) }
                    main {
                        section { h2 #classes { "Classes " span lang="zh-Hant" { "類別" } } @for node in self.ontology.classes() { (self.class(node)) } }
                        section { h2 #properties { "Properties " span lang="zh-Hant" { "屬性" } } @for node in self.ontology.properties() { (self.property(node)) } }
                        section { h2 #values { "Values " span lang="zh-Hant" { "值" } } @for node in self.ontology.individuals() { (self.value(node)) } }
                        section { h2 #concepts { "Concepts " span lang="zh-Hant" { "概念" } } @for node in self.ontology.schemes() { (self.scheme(node)) } }
                        section { h2 #alignments { "Alignments " span lang="zh-Hant" { "對應" } } (self.alignments()) }
                    }
                }
            }
        }
    }

    fn about(&self, ontology: &Node) -> Markup {
        let version = ontology.objects(other::VERSION_IRI).next();
        let license = ontology.objects(dataset::LICENSE).next();
        html! {
            (self.texts(&ontology.texts(dataset::DESCRIPTION)))
            dl {
                dt { "IRI" } dd { code { (NG) } }
                @if let Some(version) = version { dt { "Version" } dd { code { (version.as_str()) } } }
                @if let Some(license) = license { dt { "Licence" } dd { a href=(license.as_str()) { (license.as_str()) } } }
            }
            details {
                summary { "Prefixes" }
                table { @for (name, space) in PREFIXES { tr { td { code { (name) ":" } } td { code { (space) } } } } }
            }
        }
    }

    fn contents(&self) -> Markup {
        let top = |node: &&Node| !node.objects(rdfs::SUB_CLASS_OF).any(|wider| wider.as_str().starts_with(NG));
        html! {
            p {
                @for (anchor, name) in [("classes", "Classes"), ("properties", "Properties"), ("values", "Values"), ("concepts", "Concepts"), ("alignments", "Alignments")] {
                    a href={ "#" (anchor) } { (name) } " "
                }
            }
            details open {
                summary { "Hierarchy of classes" }
                ul.tree { @for node in self.ontology.classes().filter(top) { (self.branch(node)) } }
            }
            details {
                summary { "Properties by name" }
                p {
                    @for (name, node) in self.ontology.properties().map(|node| (node.name(), node)).collect::<BTreeMap<_, _>>() {
                        (self.link(&node.iri)) " " span.soft { (name) } " "
                    }
                }
            }
        }
    }

    /// A class with those below it.
    fn branch(&self, node: &Node) -> Markup {
        let mut below = self.ontology.below(node, rdfs::SUB_CLASS_OF).peekable();
        html! {
            li {
                (self.link(&node.iri)) " " span.soft lang="zh-Hant" { (node.label("zh-hant")) }
                @if below.peek().is_some() { ul.tree { @for node in below { (self.branch(node)) } } }
            }
        }
    }

    fn class(&self, node: &Node) -> Markup {
        let values: Vec<&NamedNode> = self
            .ontology
            .individuals()
            .filter(|value| value.has_type(node.iri.as_ref()))
            .map(|value| &value.iri)
            .collect();
        let iris = |nodes: &mut dyn Iterator<Item = &Node>| nodes.map(|node| node.iri.clone()).collect::<Vec<_>>();
        self.term(node, html! {
            dl {
                (self.row("Below", node.objects(rdfs::SUB_CLASS_OF)))
                (self.row("Above", &iris(&mut self.ontology.below(node, rdfs::SUB_CLASS_OF))))
                (self.row("Properties", &iris(&mut self.ontology.properties_of(node, End::Subject))))
                (self.row("Value of", &iris(&mut self.ontology.properties_of(node, End::Object))))
                (self.row("Values", values))
                (self.row("See also", node.objects(rdfs::SEE_ALSO)))
            }
            @if let Some(example) = self.ontology.example(node) {
                details {
                    summary { @for (tag, language) in LANGUAGES { span lang=(language) { (example.question.get(tag).map_or("", String::as_str)) } " " } }
                    pre { code { (example.query) } }
                }
            }
        })
    }

    fn property(&self, node: &Node) -> Markup {
        self.term(
            node,
            html! {
                dl {
                    (self.row("Of", node.ends(End::Subject)))
                    (self.row("Value", node.ends(End::Object)))
                    (self.row("Below", node.objects(rdfs::SUB_PROPERTY_OF)))
                    (self.row("Inverse", node.objects(other::INVERSE_OF)))
                    (self.row("See also", node.objects(rdfs::SEE_ALSO)))
                }
            },
        )
    }

    fn value(&self, node: &Node) -> Markup {
        let classes = node.objects(oxigraph::model::vocab::rdf::TYPE).filter(|class| class.as_str().starts_with(NG));
        self.term(
            node,
            html! {
                dl {
                    (self.row("A", classes))
                    (self.row("Close to", node.objects(skos::CLOSE_MATCH)))
                }
            },
        )
    }

    fn term(&self, node: &Node, body: Markup) -> Markup {
        html! {
            article id=(node.name()) {
                h3 {
                    a href={ "#" (node.name()) } { code { "ng:" (node.name()) } }
                    @for (tag, language) in LANGUAGES { span lang=(language) { (node.label(tag)) } }
                }
                (self.texts(&node.texts(skos::DEFINITION)))
                (body)
            }
        }
    }

    fn scheme(&self, node: &Node) -> Markup {
        let concepts: Vec<&Node> = self
            .ontology
            .nodes
            .iter()
            .filter(|concept| concept.objects(skos::IN_SCHEME).any(|scheme| *scheme == node.iri))
            .collect();
        let mut narrower: BTreeMap<&str, Vec<&Node>> = BTreeMap::new();
        for concept in &concepts {
            for wider in concept.objects(skos::BROADER) {
                narrower.entry(wider.as_str()).or_default().push(concept);
            }
        }
        let top = concepts.iter().filter(|concept| concept.objects(skos::BROADER).next().is_none());
        self.term(
            node,
            html! {
                details {
                    summary { (concepts.len()) " concepts" }
                    ul.tree { @for concept in top { (self.concept(concept, &narrower, true)) } }
                }
            },
        )
    }

    /// A concept with the narrower ones. One that has several wider ones is told in full below the first of them.
    fn concept(&self, node: &Node, narrower: &BTreeMap<&str, Vec<&Node>>, in_full: bool) -> Markup {
        let below = narrower.get(node.iri.as_str()).filter(|_| in_full);
        html! {
            li id=[in_full.then(|| anchor(&node.iri))] {
                a href=(node.iri.as_str()) { (node.label("en")) } " " span lang="zh-Hant" { (node.label("zh-hant")) }
                @if let Some(below) = below {
                    ul.tree {
                        @for concept in below {
                            (self.concept(concept, narrower, concept.objects(skos::BROADER).next() == Some(&node.iri)))
                        }
                    }
                }
            }
        }
    }

    fn alignments(&self) -> Markup {
        html! {
            p { "What terms of other vocabularies say of each other, which " code { "--infer" } " takes into account." }
            table {
                @for node in self.ontology.neighbours() {
                    @for (property, says) in [
                        (rdfs::SUB_CLASS_OF, "below"),
                        (rdfs::SUB_PROPERTY_OF, "below"),
                        (other::EQUIVALENT_CLASS, "same as"),
                        (other::EQUIVALENT_PROPERTY, "same as"),
                        (other::INVERSE_OF, "inverse of"),
                    ] {
                        @for object in node.objects(property) {
                            tr { td { (self.link(&node.iri)) } td.soft { (says) } td { (self.link(object)) } }
                        }
                    }
                }
            }
        }
    }

    fn row<'n>(&self, name: &str, iris: impl IntoIterator<Item = &'n NamedNode>) -> Markup {
        let mut iris = iris.into_iter().peekable();
        html! {
            @if iris.peek().is_some() {
                dt { (name) }
                dd { @for iri in iris { span { (self.link(iri)) } } }
            }
        }
    }

    fn link(&self, iri: &NamedNode) -> Markup {
        let short = short_iri(iri.as_str(), &self.prefixes);
        let href = if self.ontology.node(iri.as_str()).is_some() && iri.as_str().starts_with(NG) {
            format!("#{}", anchor(iri))
        } else {
            iri.as_str().to_owned()
        };
        html! { a href=(href) { code { (short) } } }
    }

    fn texts(&self, texts: &BTreeMap<String, String>) -> Markup {
        html! {
            @for (tag, language) in LANGUAGES {
                @if let Some(text) = texts.get(tag) { p lang=(language) { (text) } }
            }
        }
    }
}

/// What a page calls a thing: the last part of a term's IRI, and the path of a concept's.
fn anchor(iri: &NamedNode) -> String {
    let iri = iri.as_str();
    let name = iri.strip_prefix(NG).or_else(|| iri.strip_prefix(Base::default().as_str()));
    name.unwrap_or(iri).replace('/', "-")
}
