use std::fs;

use oxigraph::model::{GraphName, Literal, NamedNode, Quad};

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
    writer.write().unwrap();
    assert_eq!(values(&store, "a"), ["\"y\""]);
    assert_eq!(store.known_documents().unwrap().len(), 2);
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
    assert!(store.known_documents().unwrap().is_empty());
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
    assert!(matches!(Store::open(&folder.path().join("notes.txt"), None), Err(StoreError::NotAStore { .. })));
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
