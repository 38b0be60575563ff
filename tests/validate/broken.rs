//! Good graphs, and copies of their nodes that break each constraint of the shapes once.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use newsgraph::model::vocabulary::ng;
use newsgraph::model::{Base, LexiconIndex, Run, run_quads};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};

use super::common::{documents, quads, sources};
use super::{SHAPES, shared};

const RARE: &str = "tests/validate/rare.ttl";

/// Where copies stand that were broken on purpose.
pub const BROKEN: &str = "https://broken.example/";

/// Good graphs with copies of some of their nodes, each of which breaks one constraint.
pub struct Broken {
    pub quads: Vec<Quad>,
    /// Focus node and component of each constraint, with what was done to break it.
    pub expected: BTreeMap<(String, String), String>,
    copies: usize,
    /// Shapes for which the good graphs have no node.
    pub lacking: Vec<String>,
}

impl Broken {
    pub fn new() -> Self {
        let mut quads: Vec<Quad> =
            sources().iter().flat_map(|path| documents(path)).flat_map(|found| quads(&found)).collect();
        quads.extend(triples(RARE));
        // What the lexicon says of the things in these graphs, and no more, for speed.
        let named: BTreeSet<String> =
            quads.iter().flat_map(|quad| [quad.subject.to_string(), quad.object.to_string()]).collect();
        let index = LexiconIndex::new(shared().iter().cloned());
        let iris = named.iter().map(|iri| iri.trim_matches(['<', '>']).to_owned()).collect();
        quads.extend(index.quads(&iris));
        quads.extend(shared().iter().filter(|quad| quad.predicate == rdfs::SUB_CLASS_OF).cloned());
        let times = Run {
            version: "1",
            rules_digest: "a",
            lexicon_digest: "b",
            started: "2026-11-22T10:00:00Z",
            ended: "2026-11-22T10:00:05Z",
        };
        quads.extend(run_quads(&Base::default(), &times));
        let graph = Base::default().document("0011223344556677");
        quads.push(Quad::new(graph, ng::DIGEST, Literal::from("0011223344556677"), GraphName::DefaultGraph));
        for quad in &mut quads {
            quad.graph_name = GraphName::DefaultGraph;
        }
        let mut broken = Self { quads, expected: BTreeMap::new(), copies: 0, lacking: Vec::new() };
        broken.break_all(&Constraints::read());
        broken
    }

    fn break_all(&mut self, constraints: &Constraints) {
        let good = Good::new(&self.quads);
        for shape in &constraints.shapes() {
            let nodes = constraints.targets(shape, &good);
            if nodes.is_empty() {
                self.lacking.push(shape.to_string());
                continue;
            }
            for property in constraints.objects(shape, "property") {
                self.break_property(constraints, &good, &nodes, &property);
            }
            for node in constraints.objects(shape, "node") {
                for property in constraints.objects(&node, "property") {
                    self.break_standing(constraints, &good, &nodes, &property);
                }
            }
            for list in constraints.objects(shape, "or") {
                let paths: BTreeSet<String> = constraints
                    .list(&list)
                    .iter()
                    .flat_map(|part| constraints.objects(part, "property"))
                    .filter_map(|property| constraints.path(&property))
                    .collect();
                if !paths.is_empty() {
                    let what = format!("without any of {paths:?}");
                    self.copy(&good, &nodes[0], "Or", &what, |quad| !paths.contains(&quad.predicate.to_string()), &[]);
                }
            }
            for _ in constraints.objects(shape, "sparql") {
                self.break_query(constraints, &good, shape, &nodes);
            }
        }
    }

    /// Breaks each constraint of a property shape.
    fn break_property(&mut self, constraints: &Constraints, good: &Good, nodes: &[String], property: &Term) {
        let path = constraints.path(property).expect("the properties of shapes with targets have simple paths");
        let filled = nodes.iter().find(|node| good.values(node, &path).next().is_some());
        let node = filled.unwrap_or(&nodes[0]);
        let predicate = NamedNode::new_unchecked(path.trim_matches(['<', '>']));
        let strange: Term = Literal::new_typed_literal("wrong", xsd::ANY_URI).into();
        let others = |quad: &Quad| quad.predicate != predicate;
        for (name, value) in constraints.parameters(property) {
            let number = |text: &str| Term::from(Literal::new_typed_literal(text, xsd::DECIMAL));
            let (component, keep, add): (&str, bool, Vec<Term>) = match name.as_str() {
                "minCount" => ("MinCount", false, vec![]),
                "maxCount" => {
                    ("MaxCount", false, ["one", "two", "three"].map(|word| Literal::from(word).into()).to_vec())
                }
                "class" => ("Class", false, vec![strange.clone()]),
                "datatype" => ("Datatype", false, vec![strange.clone()]),
                "nodeKind" => ("NodeKind", false, vec![strange.clone()]),
                "node" => ("Node", false, vec![strange.clone()]),
                "in" => ("In", false, vec![strange.clone()]),
                "or" => ("Or", false, vec![strange.clone()]),
                "pattern" => ("Pattern", false, vec![Literal::from("?").into()]),
                "minInclusive" => ("MinInclusive", false, vec![number("-1")]),
                "maxInclusive" => ("MaxInclusive", false, vec![number("2")]),
                "lessThan" => ("LessThan", false, good.values(node, &value.to_string()).cloned().collect()),
                "uniqueLang" => {
                    let tagged = |text| Term::from(Literal::new_language_tagged_literal_unchecked(text, "en"));
                    ("UniqueLang", false, vec![tagged("one"), tagged("two")])
                }
                "qualifiedMinCount" => ("QualifiedMinCount", false, vec![strange.clone()]),
                "qualifiedMaxCount" => {
                    let both = constraints.selectors(property, good);
                    ("QualifiedMaxCount", true, both)
                }
                "path" | "severity" | "message" | "qualifiedValueShape" => continue,
                other => panic!("how is sh:{other} broken?"),
            };
            let what = format!("{path} {name} {value}");
            self.copy(
                good,
                node,
                component,
                &what,
                |quad| keep || others(quad),
                &add.into_iter().map(|term| (predicate.clone(), term)).collect::<Vec<_>>(),
            );
        }
    }

    /// Breaks what another shape asks of the node itself.
    fn break_standing(&mut self, constraints: &Constraints, good: &Good, nodes: &[String], property: &Term) {
        let path = constraints.path(property).unwrap();
        let predicate = NamedNode::new_unchecked(path.trim_matches(['<', '>']));
        let add = ["one", "two"].map(|word| (predicate.clone(), Literal::from(word).into()));
        self.copy(good, &nodes[0], "Node", &format!("{path} twice"), |_| true, &add);
    }

    /// Breaks a constraint in SPARQL: a copy that has the direct triple, and no fact behind it.
    fn break_query(&mut self, constraints: &Constraints, good: &Good, shape: &Term, nodes: &[String]) {
        let path = constraints.objects(shape, "targetSubjectsOf")[0].to_string();
        let kept = [rdf::TYPE.to_string(), path.clone()];
        self.copy(
            good,
            &nodes[0],
            "SPARQL",
            &format!("{path} without a fact"),
            |quad| kept.contains(&quad.predicate.to_string()),
            &[],
        );
    }

    /// Copies a node without some of its triples and with others.
    fn copy(
        &mut self,
        good: &Good,
        node: &str,
        component: &str,
        what: &str,
        keep: impl Fn(&Quad) -> bool,
        add: &[(NamedNode, Term)],
    ) {
        self.copies += 1;
        let rest = node.trim_matches(['<', '>']).split_once("://").unwrap().1;
        let copy = NamedNode::new_unchecked(format!("{BROKEN}{}/{rest}", self.copies));
        let triples = good.by_subject[node].iter().filter(|quad| keep(quad));
        self.quads.extend(triples.map(|quad| Quad { subject: copy.clone().into(), ..quad.clone() }));
        self.quads.extend(add.iter().map(|(property, value)| {
            Quad::new(copy.clone(), property.clone(), value.clone(), GraphName::DefaultGraph)
        }));
        self.expected.insert((copy.to_string(), format!("{component}ConstraintComponent")), format!("{node}: {what}"));
    }
}

/// Good graphs by subject and by type.
struct Good {
    by_subject: BTreeMap<String, Vec<Quad>>,
    quads: Vec<Quad>,
}

impl Good {
    fn new(quads: &[Quad]) -> Self {
        let mut by_subject: BTreeMap<String, Vec<Quad>> = BTreeMap::new();
        for quad in quads {
            by_subject.entry(quad.subject.to_string()).or_default().push(quad.clone());
        }
        Self { by_subject, quads: quads.to_vec() }
    }

    fn values<'a>(&'a self, node: &str, path: &str) -> impl Iterator<Item = &'a Term> {
        let triples = self.by_subject.get(node).into_iter().flatten();
        triples.filter(move |quad| quad.predicate.as_str() == path.trim_matches(['<', '>'])).map(|quad| &quad.object)
    }
}

/// The shapes as triples.
struct Constraints {
    by_subject: BTreeMap<String, Vec<(String, Term)>>,
}

impl Constraints {
    fn read() -> Self {
        let mut by_subject: BTreeMap<String, Vec<(String, Term)>> = BTreeMap::new();
        for quad in triples(SHAPES) {
            let name = quad.predicate.as_str().rsplit(['#', '/']).next().unwrap().to_owned();
            by_subject.entry(quad.subject.to_string()).or_default().push((name, quad.object));
        }
        Self { by_subject }
    }

    fn parameters(&self, node: &Term) -> impl Iterator<Item = (String, Term)> {
        self.by_subject.get(&node.to_string()).cloned().unwrap_or_default().into_iter()
    }

    fn objects(&self, node: &Term, name: &str) -> Vec<Term> {
        self.parameters(node).filter(|(found, _)| found == name).map(|(_, object)| object).collect()
    }

    /// Named shapes with a target.
    fn shapes(&self) -> Vec<Term> {
        let targets = ["targetClass", "targetSubjectsOf", "targetObjectsOf"];
        let named = self.by_subject.iter().filter(move |(name, triples)| {
            name.starts_with('<') && triples.iter().any(|(property, _)| targets.contains(&property.as_str()))
        });
        named.map(|(name, _)| NamedNode::new_unchecked(name.trim_matches(['<', '>'])).into()).collect()
    }

    fn path(&self, property: &Term) -> Option<String> {
        self.objects(property, "path").first().filter(|path| path.is_named_node()).map(Term::to_string)
    }

    fn list(&self, head: &Term) -> Vec<Term> {
        match self.objects(head, "first").first() {
            Some(first) => [vec![first.clone()], self.list(&self.objects(head, "rest")[0])].concat(),
            None => Vec::new(),
        }
    }

    /// The nodes of good graphs that a shape is for.
    fn targets(&self, shape: &Term, good: &Good) -> Vec<String> {
        let classes: BTreeSet<String> = self.objects(shape, "targetClass").iter().map(Term::to_string).collect();
        let subjects: BTreeSet<String> = self.objects(shape, "targetSubjectsOf").iter().map(Term::to_string).collect();
        let objects: BTreeSet<String> = self.objects(shape, "targetObjectsOf").iter().map(Term::to_string).collect();
        let mut nodes = BTreeSet::new();
        for quad in &good.quads {
            let property = quad.predicate.to_string();
            if (quad.predicate == rdf::TYPE && classes.contains(&quad.object.to_string()))
                || subjects.contains(&property)
            {
                nodes.insert(quad.subject.to_string());
            }
            // A copy is not the object of anything, so only shapes without another target are for objects.
            if classes.is_empty()
                && objects.contains(&property)
                && good.by_subject.contains_key(&quad.object.to_string())
            {
                nodes.insert(quad.object.to_string());
            }
        }
        nodes.into_iter().collect()
    }

    /// Two nodes of the class that a qualified value shape asks for.
    fn selectors(&self, property: &Term, good: &Good) -> Vec<Term> {
        let shape = &self.objects(property, "qualifiedValueShape")[0];
        let class = &self.objects(shape, "class")[0];
        let typed = good.quads.iter().filter(|quad| quad.predicate == rdf::TYPE && quad.object == *class);
        typed.map(|quad| quad.subject.clone().into()).take(2).collect()
    }
}

pub fn triples(path: &str) -> Vec<Quad> {
    let text = fs::read(path).unwrap();
    RdfParser::from_format(RdfFormat::Turtle).for_slice(&text).collect::<Result<_, _>>().unwrap()
}
