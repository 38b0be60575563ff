use std::collections::BTreeMap;
use std::time::Duration;

use oxigraph::model::{GraphName, Literal, NamedNode, Quad};
use oxigraph::sparql::{QueryEvaluationError, QueryResults};

use super::{Answer, NamedQuery, Options, QueryError, RowFormat, run, short_iri, write_truth};
use crate::export::Prefixes;
use crate::model::Base;
use crate::store::Store;

fn store() -> Store {
    let store = Store::in_memory(Base::default()).unwrap();
    let base = store.base().clone();
    let graph = GraphName::from(base.document("d"));
    let says = NamedNode::new_unchecked("https://schema.org/text");
    let quads: Vec<Quad> = [("ada", "one"), ("bo", "two \"2\"\nlines")]
        .iter()
        .map(|(who, what)| {
            Quad::new(base.iri(&format!("entity/{who}")), says.clone(), Literal::from(*what), graph.clone())
        })
        .collect();
    store.insert(&quads).unwrap();
    store
}

fn rows(text: &str, format: RowFormat) -> String {
    let Answer::Rows(rows) = run(&store(), text, &Options::default()).unwrap() else { panic!("no rows: {text}") };
    let mut out = Vec::new();
    rows.write(format, &Prefixes::default(), None, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn refused(text: &str) -> QueryError {
    run(&store(), text, &Options::default()).err().unwrap()
}

const ALL: &str = "SELECT ?who ?text { ?who schema:text ?text } ORDER BY ?who";

#[test]
fn rows_in_every_format() {
    assert_eq!(
        rows(ALL, RowFormat::Tsv),
        "?who\t?text\n<https://w3id.org/newsgraph/entity/ada>\t\"one\"\n\
         <https://w3id.org/newsgraph/entity/bo>\t\"two \\\"2\\\"\\nlines\"\n"
    );
    assert!(rows(ALL, RowFormat::Csv).starts_with("who,text\r\n"));
    assert!(rows(ALL, RowFormat::Json).ends_with("}\n"));
    assert!(rows(ALL, RowFormat::Xml).contains("<literal>one</literal>"));
    let table = rows(ALL, RowFormat::Table);
    assert!(table.contains("│ entity/ada"), "{table}");
    assert!(table.contains("two \"2\" lines"), "{table}");
}

#[test]
fn answers_that_are_no_rows() {
    let Answer::Truth(true) = run(&store(), "ASK { <entity/ada> ?p ?o }", &Options::default()).unwrap() else {
        panic!("the base is not declared");
    };
    for (format, expected) in [
        (RowFormat::Table, "true\n"),
        (RowFormat::Tsv, "true\n"),
        (RowFormat::Json, "{\"head\":{},\"boolean\":true}\n"),
    ] {
        let mut out = Vec::new();
        write_truth(true, format, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
    let text = "CONSTRUCT { ?s rdfs:label ?o } WHERE { ?s schema:text ?o }";
    let Answer::Graph(triples) = run(&store(), text, &Options::default()).unwrap() else { panic!("no graph") };
    assert_eq!(triples.map(Result::unwrap).count(), 2);
}

#[test]
fn a_query_may_declare_a_prefix_that_is_declared_already() {
    let text = "PREFIX schema: <https://example.org/> SELECT ?x { ?x schema:text ?text }";
    assert_eq!(rows(text, RowFormat::Tsv), "?x\n");
}

#[test]
fn what_would_change_something_or_call_out_is_refused() {
    assert!(matches!(refused("DELETE WHERE { ?s ?p ?o }"), QueryError::Update));
    assert!(matches!(refused("INSERT DATA { <a> <b> <c> }"), QueryError::Update));
    assert!(matches!(refused("CLEAR ALL"), QueryError::Update));
    assert!(matches!(refused("SELECT * { SERVICE SILENT <https://example.org/> { ?s ?p ?o } }"), QueryError::Service));
    assert!(matches!(refused("SELECT"), QueryError::Syntax(_)));
    assert!(matches!(refused(""), QueryError::Syntax(_)));
    let message = "the query cannot be read: error at 1:20: the name in front has a prefix that is not declared";
    assert_eq!(refused("SELECT * { ?s a x:Y }").to_string(), message);
}

#[test]
fn the_evaluator_by_itself_calls_no_server() {
    let server = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    server.set_nonblocking(true).unwrap();
    let text = format!("SELECT * {{ SERVICE <http://{}/> {{ ?s ?p ?o }} }}", server.local_addr().unwrap());
    let query = super::evaluator("https://example.org/").parse_query(&text).unwrap();
    let Ok(QueryResults::Solutions(mut rows)) = store().evaluate(query) else { panic!("{text}") };
    let error = rows.next().unwrap().unwrap_err();
    assert!(matches!(error, QueryEvaluationError::UnsupportedService(_)), "{error}");
    assert_eq!(server.accept().unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
}

#[test]
fn a_query_without_end_is_given_up() {
    let store = store();
    let property = NamedNode::new_unchecked("https://example.org/n");
    let quads: Vec<Quad> = (0..300)
        .map(|n| Quad::new(property.clone(), property.clone(), Literal::from(n), GraphName::from(property.clone())))
        .collect();
    store.insert(&quads).unwrap();
    let text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?a ?e ?f . ?a ?h ?i . ?a ?k ?l . ?a ?o ?p }";
    let options = Options { timeout: Some(Duration::from_millis(50)), ..Options::default() };
    let error = match run(&store, text, &options) {
        Ok(Answer::Rows(rows)) => rows.write(RowFormat::Tsv, &Prefixes::default(), None, &mut Vec::new()).unwrap_err(),
        Ok(_) => panic!("no rows"),
        Err(error) => error,
    };
    assert!(matches!(error, QueryError::Timeout(_)), "{error}");
    assert!(!error.is_usage());
}

#[test]
fn parameters_are_read_from_the_comments() {
    let query = NamedQuery::parse(
        "who-says",
        "# Who says this?\n# More about it.\n# param text: the words (default: one)\n\
         # param lang: a tag (default: \"\")\n# param who: a name\n\
         SELECT ?who { ?who schema:text ?param_text }",
    );
    assert_eq!(query.question, "Who says this?");
    let shown: Vec<String> = query.parameters.iter().map(ToString::to_string).collect();
    assert_eq!(shown, ["text: the words (default: one)", "lang: a tag (optional)", "who: a name (must be given)"]);
    let error = query.with_parameters(&BTreeMap::new()).unwrap_err();
    assert!(matches!(&error, QueryError::MissingParameter { name, .. } if name == "who"));
    let given = BTreeMap::from([("words".to_owned(), "x".to_owned())]);
    let error = query.with_parameters(&given).unwrap_err();
    assert!(error.to_string().contains("\n  text: the words (default: one)"), "{error}");
}

#[test]
fn a_parameter_is_a_string_whatever_it_holds() {
    let query = NamedQuery::parse(
        "",
        "SELECT ?who { { SELECT ?who { ?who schema:text ?text FILTER(?text = ?param_text) } } } # ?param_text",
    );
    for (value, expected) in [
        ("one", 1),
        ("two \"2\"\nlines", 1),
        ("one\" || true || \"", 0),
        ("\\u0022 || true || \\u0022", 0),
        ("\\", 0),
        ("?text", 0),
        ("祖克柏 'x' # }", 0),
    ] {
        let given = BTreeMap::from([("text".to_owned(), value.to_owned())]);
        let text = query.with_parameters(&given).unwrap();
        assert_eq!(rows(&text, RowFormat::Tsv).lines().count() - 1, expected, "{value}: {text}");
        assert!(text.ends_with("# ?param_text"));
    }
}

#[test]
fn iris_are_short() {
    let prefixes = Prefixes::default();
    for (iri, expected) in [
        ("https://schema.org/name", "schema:name"),
        ("https://schema.org/", "https://schema.org/"),
        ("https://w3id.org/newsgraph/ontology#Policy", "ng:Policy"),
        ("https://w3id.org/newsgraph/entity/臉書", "entity/臉書"),
        ("https://w3id.org/newsgraph/document/d#char=1,2", "document/d#char=1,2"),
        ("https://example.org/x", "https://example.org/x"),
    ] {
        assert_eq!(short_iri(iri, &prefixes), expected);
    }
}

#[test]
fn broken_query_files_are_found() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("queries")).unwrap();
    for (name, text) in [
        ("fine", "# Fine?\n# param x: words (default: )\nSELECT ?s { ?s schema:text ?t FILTER(?t = ?param_x) }"),
        ("syntax", "# Broken?\nSELECT ?s { ?s }"),
        ("silent", "SELECT ?s { ?s ?p ?o }"),
        ("undeclared", "# Who?\nSELECT ?s { ?s ?p ?o FILTER(?o = ?param_x) }"),
        ("unused", "# Who?\n# param x: words\nSELECT ?s { ?s ?p ?o }"),
        ("update", "# Who?\nCLEAR ALL"),
    ] {
        std::fs::write(folder.path().join(format!("queries/{name}.rq")), text).unwrap();
    }
    let pack = crate::pack::Pack::from_folder(folder.path()).unwrap();
    let found: Vec<String> =
        super::check_queries(&pack).into_iter().map(|fault| format!("{} {}", fault.file, fault.code)).collect();
    assert_eq!(
        found,
        [
            "queries/silent.rq query-question",
            "queries/syntax.rq query-syntax",
            "queries/undeclared.rq query-parameter",
            "queries/unused.rq query-parameter",
            "queries/update.rq query-syntax",
        ]
    );
}
