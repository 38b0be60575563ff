use std::fs;

use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Triple};

use super::{DocumentQuads, Store, StoreError, Writer};
use crate::model::Base;

fn document(store: &Store, id: &str, path: &str, digest: &str, values: &[&str]) -> DocumentQuads {
    let graph = store.base().document(id);
    let property = NamedNode::new_unchecked("https://example.org/says");
    let quads = values
        .iter()
        .map(|value| Quad::new(graph.clone(), property.clone(), Literal::from(*value), GraphName::from(graph.clone())))
        .collect();
    DocumentQuads { graph, path: path.to_owned(), digest: digest.to_owned(), quads }
}

fn values(store: &Store, id: &str) -> Vec<String> {
    let graph = store.base().document(id);
    let mut found: Vec<String> = store.quads(Some(&graph)).map(|quad| quad.unwrap().object.to_string()).collect();
    found.sort();
    found
}

#[test]
fn a_document_replaces_what_its_graph_held() {
    let store = Store::in_memory(Base::default()).unwrap();
    store.replace_documents(vec![document(&store, "a", "a.txt", "1", &["x", "y"])]).unwrap();
    store.replace_documents(vec![document(&store, "a", "a.txt", "2", &["z"])]).unwrap();
    assert_eq!(values(&store, "a"), ["\"z\""]);
    let known = store.known_documents().unwrap();
    let iri = store.base().document("a").into_string();
    assert!(known.is_current(&iri, "2"));
    assert!(!known.is_current(&iri, "1"));
    assert_eq!(known.records().collect::<Vec<_>>(), [("a.txt", iri.as_str())]);
}

#[test]
fn the_last_of_a_batch_wins() {
    let store = Store::in_memory(Base::default()).unwrap();
    let mut writer = Writer::new(&store);
    writer.add(document(&store, "a", "a.txt", "1", &["x"])).unwrap();
    writer.add(document(&store, "b", "b.txt", "1", &["x"])).unwrap();
    writer.add(document(&store, "a", "c.txt", "2", &["y"])).unwrap();
    writer.finish().unwrap();
    assert_eq!(values(&store, "a"), ["\"y\""]);
    let known = store.known_documents().unwrap();
    for (id, digest) in [("a", "2"), ("b", "1")] {
        assert!(known.is_current(store.base().document(id).as_str(), digest));
    }
}

#[test]
fn a_document_goes_with_its_last_path() {
    let store = Store::in_memory(Base::default()).unwrap();
    let iri = store.base().document("a");
    store.replace_documents(vec![document(&store, "a", "a.txt", "1", &["x"])]).unwrap();
    store.add_path(&iri, "copy.txt").unwrap();
    assert!(!store.forget_path(&iri, "a.txt").unwrap());
    assert_eq!(values(&store, "a").len(), 1);
    assert!(store.forget_path(&iri, "copy.txt").unwrap());
    assert!(store.is_empty().unwrap());
    assert!(!store.graphs().unwrap().contains(&iri));
}

#[test]
fn what_an_interrupted_run_left_is_removed() {
    let store = Store::in_memory(Base::default()).unwrap();
    store.replace_documents(vec![document(&store, "a", "a.txt", "1", &["x"])]).unwrap();
    store.insert(&document(&store, "half", "half.txt", "1", &["x", "y"]).quads).unwrap();
    assert_eq!(store.recover().unwrap(), 1);
    assert!(values(&store, "half").is_empty());
    assert_eq!(values(&store, "a").len(), 1);
}

#[test]
fn a_graph_of_its_own_keeps_its_digest() {
    let store = Store::in_memory(Base::default()).unwrap();
    let graph = store.base().lexicon_graph();
    let quads = document(&store, "a", "", "", &["x"]).quads;
    store.replace_graph(&graph, "1", &quads).unwrap();
    store.replace_graph(&graph, "2", &quads).unwrap();
    assert_eq!(store.digest(&graph).unwrap().as_deref(), Some("2"));
    assert!(!store.known_documents().unwrap().is_current(graph.as_str(), "2"));
}

#[test]
fn a_store_is_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("new/store");
    {
        let store = Store::open(&place, None).unwrap();
        store.replace_documents(vec![document(&store, "a", "a.txt", "1", &["x"])]).unwrap();
        store.flush().unwrap();
    }
    let store = Store::open_read_only(&place, None).unwrap();
    assert_eq!(values(&store, "a"), ["\"x\""]);
    assert_eq!(store.len().unwrap(), 3);
}

#[cfg(feature = "disk")]
#[test]
fn what_an_interrupted_load_left_goes_at_the_next_opening() {
    let folder = tempfile::tempdir().unwrap();
    drop(Store::open(folder.path(), None).unwrap());
    let left = folder.path().join("graph/bulk-1.sst");
    std::fs::write(&left, "a part of a table").unwrap();
    assert!(Store::open(folder.path(), None).unwrap().is_empty().unwrap());
    assert!(!left.exists());
}

#[test]
fn one_process_writes_and_many_read() {
    let folder = tempfile::tempdir().unwrap();
    let writer = Store::open(folder.path(), None).unwrap();
    assert!(matches!(Store::open(folder.path(), None), Err(StoreError::Locked { .. })));
    assert!(matches!(Store::open_read_only(folder.path(), None), Err(StoreError::Locked { .. })));
    writer.flush().unwrap();
    drop(writer);
    let reader = Store::open_read_only(folder.path(), None).unwrap();
    assert!(Store::open_read_only(folder.path(), None).is_ok());
    assert!(matches!(Store::open(folder.path(), None), Err(StoreError::Locked { .. })));
    drop(reader);
    assert!(Store::open(folder.path(), None).is_ok());
}

#[test]
fn other_folders_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let absent = folder.path().join("absent");
    assert!(matches!(Store::open_read_only(&absent, None), Err(StoreError::Missing { .. })));
    assert!(!absent.exists());

    fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    assert!(matches!(Store::open(folder.path(), None), Err(StoreError::NotAStore { .. })));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    assert!(matches!(Store::open(&folder.path().join("notes.txt"), None), Err(StoreError::NotAFolder { .. })));
}

#[test]
fn newer_broken_and_foreign_manifests_are_told_apart() {
    for (manifest, expected) in [
        (r#"{"format": 9, "shape": "unheard of"}"#, "Newer"),
        (r#"{"format": "#, "Manifest"),
        (r#"{"base": "https://w3id.org/newsgraph/"}"#, "Manifest"),
        (r#"{"format": 1, "engine": "other", "base": "https://w3id.org/newsgraph/"}"#, "OtherEngine"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("newsgraph.json"), manifest).unwrap();
        let error = Store::open(folder.path(), None).err().unwrap();
        assert!(format!("{error:?}").starts_with(expected), "{manifest}: {error:?}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{manifest}");
    }
}

#[test]
fn the_base_of_a_store_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mine = Base::new("https://example.org/news/").unwrap();
    drop(Store::open(folder.path(), Some(&mine)).unwrap());
    assert_eq!(Store::open(folder.path(), None).unwrap().base(), &mine);
    let other = Store::open(folder.path(), Some(&Base::default()));
    assert!(matches!(other, Err(StoreError::OtherBase { .. })));
}

fn triples(values: std::ops::Range<u32>) -> Vec<Triple> {
    let node = NamedNode::new_unchecked("https://example.org/says");
    values.map(|value| Triple::new(node.clone(), node.clone(), Literal::from(value.to_string()))).collect()
}

/// Loads with so few triples in memory that every way of loading can be tried.
fn load(store: &Store, graph: &NamedNode, digest: &str, values: std::ops::Range<u32>, small: usize) -> u64 {
    let triples = triples(values).into_iter().map(Ok::<_, StoreError>);
    store.load_in_pieces(graph, "a.nt", digest, triples, small).unwrap()
}

fn loaded(store: &Store, graph: &NamedNode) -> (Option<(String, u64)>, usize) {
    let known = store.loaded_graphs().unwrap().into_iter().find(|known| known.graph == *graph);
    (known.map(|known| (known.digest, known.triples)), store.quads(Some(graph)).count())
}

#[test]
fn a_loaded_graph_is_replaced_whole_whatever_its_size() {
    let folder = tempfile::tempdir().unwrap();
    for small in [1_000, 10, 0] {
        let store = Store::open(&folder.path().join(small.to_string()), None).unwrap();
        let foreign = NamedNode::new_unchecked("https://example.org/people");
        for graph in [store.base().loaded_graph("people"), foreign] {
            assert_eq!(load(&store, &graph, "1", 0..50, small), 50);
            assert_eq!(load(&store, &graph, "2", 40..100, small), 60);
            assert_eq!(loaded(&store, &graph), (Some(("2".to_owned(), 60)), 60), "{small}");
            assert_eq!(load(&store, &graph, "3", 98..103, small), 5);
            assert_eq!(load(&store, &graph, "4", 0..0, small), 0);
            assert_eq!(loaded(&store, &graph), (Some(("4".to_owned(), 0)), 0), "{small}");
            // Statements that come twice are one.
            let twice = triples(0..20).into_iter().chain(triples(0..20)).map(Ok::<_, StoreError>);
            assert_eq!(store.load_in_pieces(&graph, "a.nt", "5", twice, small).unwrap(), 20);
            assert!(store.remove_loaded_graph(&graph).unwrap() && !store.remove_loaded_graph(&graph).unwrap());
            assert!(store.is_empty().unwrap(), "{small}");
            assert!(store.graphs().unwrap().iter().all(|graph| *graph == store.runs_graph()));
        }
    }
}

#[test]
fn a_loading_that_fails_leaves_the_graph_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    for small in [1_000, 10] {
        let store = Store::open(&folder.path().join(small.to_string()), None).unwrap();
        let graph = store.base().loaded_graph("people");
        let failing = || {
            let broken = [Err(StoreError::NotAStore { directory: "broken".into() })];
            triples(0..500).into_iter().map(Ok).chain(broken)
        };
        store.load_in_pieces(&graph, "a.nt", "0", failing(), small).unwrap_err();
        assert!(store.is_empty().unwrap());
        load(&store, &graph, "1", 0..30, small);
        let before = store.len().unwrap();
        store.load_in_pieces(&graph, "b.nt", "2", failing(), small).unwrap_err();
        assert_eq!((loaded(&store, &graph), store.len().unwrap()), ((Some(("1".to_owned(), 30)), 30), before));
    }
}

#[test]
fn a_loading_that_was_interrupted_is_carried_through() {
    let store = Store::in_memory(Base::default()).unwrap();
    let graph = store.base().loaded_graph("people");
    load(&store, &graph, "1", 0..30, 10);
    // What the store holds once the new graph is whole, and some of it was moved.
    let waiting = store.base().iri(&format!("graph/loading/{}", crate::model::iri::digest(graph.as_str())));
    load_beside(&store, &graph, &waiting);
    store
        .insert(&triples(40..45).into_iter().map(|triple| triple.in_graph(graph.clone())).collect::<Vec<_>>())
        .unwrap();
    store.recover().unwrap();
    assert_eq!(loaded(&store, &graph), (Some(("2".to_owned(), 30)), 30));
    assert_eq!(store.graphs().unwrap(), [graph, store.runs_graph()]);
}

fn load_beside(store: &Store, graph: &NamedNode, waiting: &NamedNode) {
    use crate::model::vocabulary::other;
    let runs = GraphName::from(store.runs_graph());
    let digest = NamedNode::new_unchecked("https://w3id.org/newsgraph/ontology#digest");
    let mut quads: Vec<Quad> = triples(25..55).into_iter().map(|triple| triple.in_graph(waiting.clone())).collect();
    quads.push(Quad::new(waiting.clone(), digest, Literal::from("2"), runs.clone()));
    quads.push(Quad::new(waiting.clone(), other::DCTERMS_SOURCE, Literal::from("b.nt"), runs.clone()));
    quads.push(Quad::new(graph.clone(), other::DCTERMS_IS_REPLACED_BY, waiting.clone(), runs));
    store.insert(&quads).unwrap();
}

#[test]
fn newsgraph_s_own_graphs_are_not_for_loading() {
    let store = Store::in_memory(Base::default()).unwrap();
    let base = store.base().clone();
    store.replace_documents(vec![document(&store, "a", "a.txt", "1", &["x"])]).unwrap();
    let theirs = NamedNode::new_unchecked("https://example.org/theirs");
    store
        .insert(&[Quad::new(theirs.clone(), theirs.clone(), theirs.clone(), GraphName::from(theirs.clone()))])
        .unwrap();
    for graph in [
        base.document("a"),
        base.document("b"),
        base.lexicon_graph(),
        base.runs_graph(),
        base.iri("graph/loading/x"),
        base.loaded_graph(""),
        theirs,
    ] {
        let refused = store.load_graph(&graph, "a.nt", "1", triples(0..3).into_iter().map(Ok::<_, StoreError>));
        assert!(matches!(refused, Err(StoreError::NotForLoading { .. })), "{graph}");
        assert!(!store.remove_loaded_graph(&graph).unwrap());
    }
    assert!(store.loaded_graphs().unwrap().is_empty());
    let graph = base.loaded_graph("people");
    load(&store, &graph, "1", 0..3, 10);
    assert_eq!(store.recover().unwrap(), 0);
    assert_eq!(loaded(&store, &graph).1, 3);
    assert_eq!(store.known_documents().unwrap().records().count(), 1);
}
