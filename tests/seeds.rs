//! Recall and precision on collections of articles with known facts, which stand outside of the project.
//!
//! Where `../shared` is absent, or no Python with pyoxigraph is at hand to score with, the tests say so and do
//! nothing. `scripts/score` prints the same figures as a table, and installs what it needs.

mod common;

use std::path::Path;
use std::process::Command;

use common::{python, succeed, text};

/// Articles, what is known of them, and how well they have to be read.
struct Collection {
    articles: &'static str,
    facts: &'static str,
    /// Falsehoods that a careless reader would find.
    negatives: Option<&'static str>,
    recall: f64,
    precision: f64,
    most_negatives: u64,
}

const SEEDS: Collection = Collection {
    articles: "seeds",
    facts: "gold/seeds.jsonl",
    negatives: None,
    recall: 0.90,
    precision: 0.82,
    most_negatives: 0,
};

const ARTICLES: Collection = Collection {
    articles: "gold/articles",
    facts: "gold/articles.jsonl",
    negatives: Some("gold/negatives.jsonl"),
    recall: 0.88,
    precision: 0.92,
    most_negatives: 2,
};

#[test]
fn seeds_are_read_well() {
    check(&SEEDS);
}

#[test]
fn articles_are_read_well() {
    check(&ARTICLES);
}

#[track_caller]
fn check(collection: &Collection) {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let score = shared.join("gold/score.py");
    let articles = shared.join(collection.articles);
    let facts = shared.join(collection.facts);
    if let Some(absent) = [&score, &articles, &facts].into_iter().find(|path| !path.exists()) {
        println!("skipped: {} is absent", absent.display());
        return;
    }
    let Some(python) = python(&["pyoxigraph"]) else {
        println!("skipped: there is no python3 with pyoxigraph; scripts/score installs it");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let (graph, figures) = (folder.path().join("graph.ttl"), folder.path().join("figures.json"));
    succeed(["extract".as_ref(), "--quiet".as_ref(), articles.as_os_str(), "--output".as_ref(), graph.as_os_str()]);
    let mut command = Command::new(python);
    command.arg(&score).arg(&graph).arg("--gold").arg(&facts).arg("--text").arg(&articles).arg("--json").arg(&figures);
    if let Some(negatives) = collection.negatives {
        command.arg("--negatives").arg(shared.join(negatives));
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    let table = text(&output.stdout);
    let figures: serde_json::Value = serde_json::from_slice(&std::fs::read(figures).unwrap()).unwrap();
    let (recall, precision) = (figures["recall"].as_f64().unwrap(), figures["precision"].as_f64().unwrap());
    let negatives = figures["negatives_hit"].as_u64().unwrap();
    println!("{}: recall {recall:.3}, precision {precision:.3}, {negatives} falsehoods", collection.articles);
    assert!(recall >= collection.recall, "recall {recall:.3} is below {}\n{table}", collection.recall);
    assert!(precision >= collection.precision, "precision {precision:.3} is below {}\n{table}", collection.precision);
    assert!(negatives <= collection.most_negatives, "{negatives} falsehoods were found\n{table}");
}
