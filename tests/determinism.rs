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
    for format in ["ttl", "nq"] {
        let first = extract(format, "1", &paths);
        assert!(first.len() > 10_000, "{format}");
        for (jobs, paths) in [("1", &paths), ("4", &paths), ("2", &backwards), ("3", &shuffled(&paths))] {
            assert!(extract(format, jobs, paths) == first, "{format} with {jobs} threads");
        }
    }
}

#[test]
fn facts_come_in_the_order_of_the_input() {
    let paths = sources();
    assert!(extract("facts", "1", &paths) == extract("facts", "4", &paths));
}

#[test]
fn stores_hold_the_same_documents_whoever_built_them() {
    let folder = tempfile::tempdir().unwrap();
    let paths = sources();
    // The graph of runs tells when each ran, so only what documents say can be the same.
    let export = |name: &str, jobs: &str, paths: &[PathBuf]| {
        let store = folder.path().join(name);
        let options = ["build", "--quiet", "--jobs", jobs, "--store"].map(PathBuf::from);
        succeed(options.iter().chain([&store]).chain(paths));
        let exported = succeed(["export", "--format", "nq", "--store"].map(PathBuf::from).iter().chain([&store]));
        let text = String::from_utf8(exported).unwrap();
        text.lines().filter(|line| !line.ends_with("/graph/runs> .")).map(str::to_owned).collect::<Vec<_>>()
    };
    let first = export("first", "1", &paths);
    assert!(first.len() > 1000);
    assert!(export("second", "4", &shuffled(&paths)) == first);
}
