use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::file::split_name;
use super::*;
use crate::export::Format;

fn written(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn read(name: &str, bytes: &[u8]) -> Result<Vec<String>, RdfError> {
    let (_folder, path) = written(name, bytes);
    let quads = RdfFile::new(&path, None)?.shown_as(name).quads()?;
    quads.map(|quad| quad.map(|quad| quad.to_string())).collect()
}

#[test]
fn all_formats_are_read_plain_and_packed() {
    let line = b"<urn:a> <urn:b> \"c\" .\n";
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(line).unwrap();
    let gzip = gzip.finish().unwrap();
    let mut bzip = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    bzip.write_all(line).unwrap();
    let bzip = bzip.finish().unwrap();
    let xml = br#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:">
        <rdf:Description rdf:about="urn:a"><u:b>c</u:b></rdf:Description></rdf:RDF>"#;
    for (name, bytes) in [
        ("x.ttl", &line[..]),
        ("x.nt", line),
        ("x.y.TRIG", line),
        ("x.nq.gz", &gzip),
        ("packed-without-saying-so.nt", &gzip),
        ("x.nt.bz2", &bzip),
        ("x.rdf", xml),
        ("x.jsonld", br#"{"@id": "urn:a", "urn:b": "c"}"#),
    ] {
        assert_eq!(read(name, bytes).unwrap(), ["<urn:a> <urn:b> \"c\""], "{name}");
    }
    assert_eq!(read("two.nt", &[&gzip[..], &gzip].concat()).unwrap().len(), 2);
}

#[test]
fn faults_have_file_and_line() {
    let xml = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\n<rdf:Description\n rdf:about=\"no iri\"/>\n</rdf:RDF>";
    let cut = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\n</rdf:Rdf>\n";
    for (name, text, place) in [
        ("a.ttl", "<urn:a> <urn:b> <urn:c> .\n\n<urn:a> <urn:b> \"open .\n", "a.ttl:3:17: "),
        ("a.nt", "<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> <c> .\n", "a.nt:2:17: "),
        ("a.nq", "<urn:a> <urn:b> <urn:c> <urn:d> <urn:e> .\n", "a.nq:1:"),
        ("a.trig", "<urn:g> {\n<urn:a> <urn:b> <urn:c> .\n", "a.trig:3:1: "),
        ("a.rdf", xml, "a.rdf:4: "),
        ("a.xml", cut, "a.xml:3: "),
        ("a.jsonld", "{\"@id\": \"urn:a\",\n \"urn:b\": }", "a.jsonld:2:"),
        ("b.jsonld", "{\"@id\": \"urn:a\",\n \"urn:b\": {\"@value\": []}\n}\n", "b.jsonld:"),
        ("c.jsonld", "{\"@context\": \"https://schema.org/\", \"@id\": \"urn:a\", \"name\": \"a\"}", "c.jsonld:1: "),
        ("b.ttl", "<urn:a> <urn:b>\n <<( <urn:c> <urn:d> <urn:e> )>> .\n", "b.ttl:2: <<( <urn:c>"),
        ("b.nt", "<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> \"c\"@he--rtl .\n", "b.nt:2: \"c\"@he--rtl is of RDF 1.2"),
    ] {
        let error = read(name, text.as_bytes()).unwrap_err().to_string();
        assert!(error.starts_with(place) && !error.contains("Parser error"), "{name}: {error}");
    }
    assert!(matches!(read("a.docx", b""), Err(RdfError::Format { .. })));
    assert!(matches!(read("a.nt", &[0x1F, 0x8B, 8, 0]), Err(RdfError::Read { .. })));
    assert!(read("a.ttl", b"<urn:a> <urn:b> \"\xFF\" .").unwrap_err().to_string().starts_with("a.ttl:1:"));
}

#[test]
fn a_lenient_reading_passes_over_what_is_broken() {
    let text = "<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> <no iri> .\n<urn:a> <urn:b> \"x\"@en--ltr .\n\
                <urn:a> <urn:b> <urn:d> .\n";
    for name in ["a.ttl", "a.nt"] {
        let (_folder, path) = written(name, text.as_bytes());
        let mut quads = RdfFile::new(&path, None).unwrap().lenient().quads().unwrap();
        assert_eq!(quads.by_ref().filter(Result::is_ok).count(), 2, "{name}");
        assert_eq!(quads.skipped(), 2, "{name}");
        assert!(quads.first_skipped().unwrap().to_string().contains(&format!("{name}:2:")));
    }
    let (_folder, path) = written("a.jsonld", b"{");
    let found: Vec<_> = RdfFile::new(&path, None).unwrap().lenient().quads().unwrap().take(3).collect();
    assert!(found.len() == 1 && found[0].is_err());
}

#[test]
fn names_tell_format_and_stem() {
    for (path, stem, format) in [
        ("d/people.ttl", "people", Some(Format::Turtle)),
        ("people.2024.nq.gz", "people.2024", Some(Format::NQuads)),
        ("people.rdf.bz2", "people", Some(Format::RdfXml)),
        ("people.csv", "people.csv", None),
        ("people", "people", None),
    ] {
        assert_eq!(split_name(Path::new(path)), (stem.to_owned(), format), "{path}");
    }
}
