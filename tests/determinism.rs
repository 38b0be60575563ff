//! The same articles give the same bytes, with any number of threads and in any order.

mod common;

use std::path::PathBuf;

use common::{sources, succeed};

/// The same paths in another order that is the same each time.
fn shuffled(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut paths = paths.to_vec();
    let mut state: u64 = 0x9E37_79B9_7F4A_7C15;
    for last in (1..paths.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        paths.swap(last, (state >> 33) as usize % (last + 1));
    }
    paths
}

fn extract(format: &str, jobs: &str, paths: &[PathBuf]) -> Vec<u8> {
    let options = ["extract", "--quiet", "--format", format, "--jobs", jobs].map(PathBuf::from);
    succeed(options.iter().chain(paths))
}

#[test]
fn threads_and_order_leave_no_trace_in_graphs() {
    let paths = sources();
    let backwards: Vec<PathBuf> = paths.iter().rev().cloned().collect();
    let first = extract("ttl", "1", &paths);
    assert!(first.len() > 10_000);
    for (jobs, paths) in [("1", &paths), ("4", &paths), ("2", &backwards), ("3", &shuffled(&paths))] {
        assert!(extract("ttl", jobs, paths) == first, "{jobs} threads");
    }
    assert!(extract("nq", "1", &paths) == extract("nq", "3", &shuffled(&paths)));
}

#[test]
fn facts_come_in_the_order_of_the_input() {
    let paths = sources();
    assert!(extract("facts", "1", &paths) == extract("facts", "4", &paths));
}

#[test]
fn stores_of_the_same_articles_give_the_same_bytes_whoever_built_them() {
    let folder = tempfile::tempdir().unwrap();
    let paths = sources();
    let build = |name: &str, jobs: &str, paths: &[PathBuf]| {
        let store = folder.path().join(name);
        let options = ["build", "--quiet", "--jobs", jobs, "--store"].map(PathBuf::from);
        succeed(options.iter().chain([&store]).chain(paths));
        store
    };
    let export = |store: &PathBuf, options: &[&str]| {
        let options = [&["export", "--store"], options].concat();
        let (command, rest) = options.split_at(2);
        succeed(command.iter().map(PathBuf::from).chain([store.clone()]).chain(rest.iter().map(PathBuf::from)))
    };
    let first = build("first", "1", &paths);
    let second = build("second", "4", &shuffled(&paths));
    // A store that grew in two steps is the same as one that was made at once.
    let third = build("third", "2", &paths[..7]);
    build("third", "2", &paths);
    for options in [["--format", "trig"], ["--format", "ttl"], ["--format", "nq"]] {
        let expected = export(&first, &options);
        assert!(expected.len() > 100_000);
        assert!(export(&second, &options) == expected, "{options:?}");
        assert!(export(&third, &options) == expected, "{options:?}");
    }
    // Only when they were made tells them apart.
    let runs = |store| String::from_utf8(export(store, &["--format", "nq", "--graph", "graph/runs"])).unwrap();
    let activities = |store| runs(store).matches("prov#Activity>").count();
    assert_eq!((activities(&first), activities(&third)), (1, 2));
    assert!(export(&first, &["--format", "nq", "--runs"]).len() > export(&first, &["--format", "nq"]).len());
}
