//! Graphs that every format is tried with.

use oxigraph::model::vocab::xsd;
use oxigraph::model::{
    BlankNode, GraphName, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term as RdfTerm,
};

use crate::export::rdf;
use crate::model::vocabulary::{ng, oa, org, prov, schema, skos};

const BASE: &str = "https://w3id.org/newsgraph/";

pub fn node(path: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{BASE}{path}"))
}

pub fn quad(
    subject: impl Into<NamedOrBlankNode>,
    predicate: NamedNodeRef<'_>,
    object: impl Into<RdfTerm>,
    graph: impl Into<GraphName>,
) -> Quad {
    Quad::new(subject, predicate, object, graph)
}

/// Two documents whose facts interleave by their hashes, and a lexicon.
pub fn news() -> Vec<Quad> {
    let mut quads = Vec::new();
    for (document, fact, other, at) in
        [("document/bb", "fact/02", "fact/01", 40), ("document/aa", "fact/03", "fact/04", 7)]
    {
        let graph = node(document);
        let article = node(&format!("{document}/article/1"));
        let mut add = |subject: &NamedNode, predicate: NamedNodeRef<'_>, object: RdfTerm| {
            quads.push(quad(subject.clone(), predicate, object, graph.clone()));
        };
        add(&graph, rdf::TYPE, schema::DIGITAL_DOCUMENT.into());
        add(&article, rdf::TYPE, schema::NEWS_ARTICLE.into());
        add(&article, schema::HEADLINE, Literal::new_language_tagged_literal_unchecked("標題「一」", "zh-hant").into());
        add(&node("entity/acme"), rdf::TYPE, schema::CORPORATION.into());
        add(&node("entity/acme"), ng::PROHIBITS, node("topic/ads").into());
        for (fact, start) in [(fact, at), (other, at + 200)] {
            let fact = node(fact);
            let [place, position, quote] =
                ["char", "position", "quote"].map(|scheme| node(&format!("{document}#{scheme}={start},{}", start + 5)));
            let price = NamedNode::new_unchecked(format!("{}/price", fact.as_str()));
            add(&fact, rdf::TYPE, ng::ACQUISITION.into());
            add(&fact, rdf::TYPE, ng::FACT.into());
            add(&fact, ng::EVIDENCE, place.clone().into());
            add(&fact, ng::PRICE, price.clone().into());
            add(&fact, ng::CONFIDENCE, Literal::new_typed_literal("0.9", xsd::DECIMAL).into());
            add(&fact, ng::COUNT, Literal::new_typed_literal("12", xsd::INTEGER).into());
            add(&price, rdf::TYPE, schema::MONETARY_AMOUNT.into());
            add(&price, schema::VALUE, Literal::new_typed_literal("44000000000", xsd::DECIMAL).into());
            add(&place, rdf::TYPE, oa::SPECIFIC_RESOURCE.into());
            add(&place, oa::HAS_SELECTOR, position.clone().into());
            add(&place, oa::HAS_SELECTOR, quote.clone().into());
            add(&position, oa::START, Literal::new_typed_literal(start.to_string(), xsd::NON_NEGATIVE_INTEGER).into());
            add(&quote, oa::EXACT, Literal::new_language_tagged_literal_unchecked("one\n\"two\"", "en").into());
        }
    }
    let lexicon = node("graph/lexicon");
    quads.push(quad(node("topic/ads"), rdf::TYPE, skos::CONCEPT, lexicon.clone()));
    quads.push(quad(node("rule/buys"), rdf::TYPE, prov::PLAN, lexicon));
    quads
}

/// Terms that a careless writer breaks.
pub fn odd() -> Vec<Quad> {
    let mut quads = Vec::new();
    let subject = NamedNode::new_unchecked("http://example.org/a");
    for (position, text) in [
        "",
        "\"",
        "\"\"\"",
        "a\n\"",
        "\\",
        "\\n\n",
        "\r\n\t",
        "🙂 emoji 👩‍👩‍👧",
        "馬克·祖克柏「說」",
        "ends with quote\n\"\"\"",
        "\u{feff}x\u{7f}\u{85}\u{2028}",
        "</script>&amp;]]>",
        "@en ^^ . ; ,",
    ]
    .into_iter()
    .enumerate()
    {
        quads.push(quad(subject.clone(), schema::TEXT, Literal::new_simple_literal(text), GraphName::DefaultGraph));
        let tagged = Literal::new_language_tagged_literal_unchecked(text, ["en", "zh-hant-tw", "sv"][position % 3]);
        quads.push(quad(subject.clone(), schema::TEXT, tagged, node("document/aa")));
    }
    for (value, datatype) in [
        ("1", xsd::INTEGER),
        ("+1", xsd::INTEGER),
        ("-01", xsd::INTEGER),
        ("123456789012345678901", xsd::INTEGER),
        ("x", xsd::INTEGER),
        ("1", xsd::DECIMAL),
        ("1.50", xsd::DECIMAL),
        ("-.5", xsd::DECIMAL),
        ("1.", xsd::DECIMAL),
        ("true", xsd::BOOLEAN),
        ("1", xsd::BOOLEAN),
        ("1.0E6", xsd::DOUBLE),
        ("INF", xsd::DOUBLE),
        ("--11-22", xsd::G_MONTH_DAY),
        ("2019", xsd::G_YEAR),
        ("odd", NamedNodeRef::new_unchecked("http://example.org/types/o'dd")),
    ] {
        let literal = Literal::new_typed_literal(value, datatype);
        quads.push(quad(subject.clone(), ng::VALUE, literal, GraphName::DefaultGraph));
    }
    for iri in [
        "http://dbpedia.org/resource/Levi's_(jeans),_Inc.",
        "http://dbpedia.org/resource/100%25",
        "http://dbpedia.org/resource/-",
        "http://dbpedia.org/resource/臉書",
        "http://www.wikidata.org/entity/Q355",
        "https://w3id.org/newsgraph/",
        "https://w3id.org/newsgraph/a:b",
        "https://w3id.org/newsgraph//c",
        "https://w3id.org/newsgraph/entity/person/馬克-祖克柏",
        "https://w3id.org/newsgraph/document/aa?x=1#char=1,2",
        "https://schema.org/",
        "urn:isbn:123",
        "mailto:a@example.org",
    ] {
        quads.push(quad(subject.clone(), schema::MENTIONS, NamedNode::new_unchecked(iri), GraphName::DefaultGraph));
        quads.push(quad(NamedNode::new_unchecked(iri), rdf::TYPE, org::ROLE_CLASS, node("graph/lexicon")));
    }
    let blank = BlankNode::new_unchecked("b0");
    quads.push(quad(blank.clone(), schema::ABOUT, blank.clone(), GraphName::DefaultGraph));
    quads.push(quad(subject.clone(), rdf::TYPE, blank, GraphName::DefaultGraph));
    quads.push(quad(subject, rdf::TYPE, Literal::new_simple_literal("no class"), GraphName::DefaultGraph));
    quads
}
