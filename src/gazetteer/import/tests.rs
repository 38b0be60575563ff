//! Imports of small sources in every form, whole, broken off, cut off and nonsense.

use std::fs;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::{Format, ImportError, Options, Summary, import};
use crate::fact::Kind;
use crate::gazetteer::{Gazetteer, GazetteerError};
use crate::pack::Pack;

fn run(output: &Path, options: &Options) -> Result<Summary, ImportError> {
    import(output, options, &Pack::embedded().unwrap(), |_| ControlFlow::Continue(()))
}

fn options(source: &Path) -> Options {
    Options { sources: vec![source.to_owned()], ..Options::default() }
}

fn item(id: u32, class: u32, names: &[(&str, &str)], sitelinks: usize) -> String {
    let labels: Vec<String> =
        names.iter().map(|(tag, name)| format!(r#""{tag}":{{"language":"{tag}","value":"{name}"}}"#)).collect();
    let links: Vec<String> = (0..sitelinks).map(|n| format!(r#""w{n}wiki":{{}}"#)).collect();
    format!(
        r#"{{"type":"item","id":"Q{id}","labels":{{{}}},"descriptions":{{}},"aliases":[],"claims":{{"P31":[{{"mainsnak":{{"datavalue":{{"value":{{"id":"Q{class}"}}}}}},"rank":"normal"}}]}},"sitelinks":{{{}}}}}"#,
        labels.join(","),
        links.join(",")
    )
}

/// A dump with two people, a company of a class below that of companies, and the classes.
fn dump() -> String {
    let above = r#"{"type":"item","id":"Q900","labels":{"en":{"language":"en","value":"maker of things"}},"claims":{"P279":[{"mainsnak":{"datavalue":{"value":{"id":"Q783794"}}},"rank":"normal"}]},"sitelinks":[]}"#;
    let company = r#"{"type":"item","id":"Q783794","labels":{"en":{"language":"en","value":"company"}},"claims":{"P279":[{"mainsnak":{"datavalue":{"value":{"id":"Q43229"}}},"rank":"normal"}]},"sitelinks":[]}"#;
    let lines = [
        item(101, 5, &[("en", "Ada Example"), ("zh-hant", "艾達·範例"), ("fr", "Ada Exemple")], 12),
        item(102, 5, &[("en", "Ben Sample")], 0),
        item(103, 900, &[("en", "Anvil Works"), ("zh", "铁砧厂")], 3),
        above.to_owned(),
        company.to_owned(),
    ];
    format!("[\n{}\n]\n", lines.join(",\n"))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn a_dump_is_one_lexicon_in_every_compression() {
    let folder = tempfile::tempdir().unwrap();
    let dump = dump();
    let (front, back) = dump.as_bytes().split_at(dump.len() / 2);
    let mut bzip2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::default());
    bzip2.write_all(dump.as_bytes()).unwrap();
    let mut digests = Vec::new();
    for (name, bytes) in [
        ("dump.json", dump.clone().into_bytes()),
        ("dump.json.gz", [gzip(front), gzip(back)].concat()),
        ("dump.json.bz2", bzip2.finish().unwrap()),
    ] {
        let output = folder.path().join("all.ngl");
        let source = write(folder.path(), name, &bytes);
        let summary = run(&output, &options(&source)).unwrap();
        assert_eq!((summary.entities, summary.incomplete, summary.resumed), (5, false, false), "{name}");
        assert!(!folder.path().join("all.ngl.part").exists());
        let lexicon = Gazetteer::open(&output).unwrap();
        lexicon.verify().unwrap();
        for (name, id, kind, popularity) in [
            ("ADA EXAMPLE", "Q101", Kind::Person, 12),
            ("艾达·范例", "Q101", Kind::Person, 12),
            ("鐵砧廠", "Q103", Kind::Corporation, 3),
        ] {
            let found = lexicon.lookup(name);
            let entry = lexicon.entry(found[0]).unwrap();
            assert_eq!((found.len(), entry.id.as_str(), entry.kind), (1, id, Some(kind)), "{name}");
            assert_eq!(entry.popularity, popularity);
            assert_eq!(lexicon.position(id), Some(found[0]));
        }
        assert!(lexicon.lookup("Ada Exemple").is_empty(), "French was not asked for");
        // The names of the sources are told inside; what they hold is the same.
        digests.push(lexicon.lookup("Ben Sample"));
    }
    assert!(digests.iter().all(|found| *found == digests[0]));
}

#[test]
fn classes_below_the_one_asked_for_count() {
    let folder = tempfile::tempdir().unwrap();
    let source = write(folder.path(), "dump.json", dump().as_bytes());
    let tree = write(folder.path(), "tree.csv", b"Q900,Q783794\nQ783794,Q43229\n");
    for subclasses in [None, Some(tree)] {
        let output = folder.path().join("companies.ngl");
        let classes = vec!["Q43229".to_owned()];
        let languages = vec!["FR".to_owned(), "zh".to_owned()];
        run(&output, &Options { classes, languages, subclasses, ..options(&source) }).unwrap();
        let lexicon = Gazetteer::open(&output).unwrap();
        assert_eq!(lexicon.len(), 1);
        assert_eq!(lexicon.lookup("铁砧厂").len(), 1);
        assert!(lexicon.lookup("Anvil Works").is_empty(), "English was not asked for");
    }
}

#[test]
fn triples_say_the_same_as_json() {
    let folder = tempfile::tempdir().unwrap();
    let wd = "http://www.wikidata.org/entity/";
    let mut lines = String::new();
    for (name, tag) in [("Anvil Works", "en"), ("铁砧厂", "zh"), ("Enclume", "fr")] {
        for property in ["http://www.w3.org/2000/01/rdf-schema#label", "http://schema.org/name"] {
            lines += &format!("<{wd}Q103> <{property}> \"{name}\"@{tag} .\n");
        }
    }
    lines += &format!("<{wd}Q103> <http://www.wikidata.org/prop/direct/P31> <{wd}Q900> .\n");
    lines += &format!("<{wd}Q103> <http://www.wikidata.org/prop/direct/P17> <{wd}Q30> .\n");
    lines += &format!("<{wd}P31> <http://www.w3.org/2000/01/rdf-schema#label> \"instance of\"@en .\n");
    lines += &format!("<{wd}Q900> <http://www.wikidata.org/prop/direct/P279> <{wd}Q783794> .\n");
    for wiki in ["en", "de"] {
        lines += &format!("<https://{wiki}.wikipedia.org/wiki/A> <http://schema.org/about> <{wd}Q103> .\n");
    }
    let source = write(folder.path(), "truthy.nt.gz", &gzip(lines.as_bytes()));
    let output = folder.path().join("all.ngl");
    run(&output, &options(&source)).unwrap();
    let lexicon = Gazetteer::open(&output).unwrap();
    let entry = lexicon.entry(lexicon.lookup("anvil works")[0]).unwrap();
    let names: Vec<_> = entry.names.iter().map(|name| (name.language.as_str(), name.text.as_str())).collect();
    assert_eq!(names, [("en", "Anvil Works"), ("zh", "铁砧厂")]);
    assert_eq!((entry.kind, entry.popularity), (Some(Kind::Corporation), 2));
    assert_eq!(entry.related, ["Q30"]);
    assert!(lexicon.lookup("instance of").is_empty());
}

#[test]
fn thesauri_and_tables_are_lexicons_too() {
    let folder = tempfile::tempdir().unwrap();
    let turtle = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix schema: <http://schema.org/> .
        <https://example.org/t#1> a schema:Corporation ; skos:prefLabel \"Anvil Works\"@en, \"鐵砧廠\"@zh-Hant ;
          skos:altLabel \"AW Group\"@en ; skos:definition \"It makes anvils.\"@en .
        <http://dbpedia.org/resource/Ada> schema:name \"Ada Example\" .";
    let ttl = write(folder.path(), "terms.ttl", turtle.as_bytes());
    let csv = write(
        folder.path(),
        "table.csv",
        "\u{feff}ID,Name,lang,kind,aliases,popularity\nQ7,Seven Sons,en,ngo,Sons of Seven|7 Sons,9\nQ7,七子,zh-hant,,,\nown,\"Own, Inc.\",en,,,\n"
            .as_bytes(),
    );
    let output = folder.path().join("all.ngl");
    let both = Options { sources: vec![ttl, csv], kind: Some(Kind::Organization), ..Options::default() };
    assert_eq!(run(&output, &both).unwrap().entities, 4);
    let lexicon = Gazetteer::open(&output).unwrap();
    for (name, id, kind) in [
        ("AW GROUP", "https://example.org/t#1", Kind::Corporation),
        ("铁砧厂", "https://example.org/t#1", Kind::Corporation),
        ("Ada Example", "http://dbpedia.org/resource/Ada", Kind::Organization),
        ("sons of seven", "Q7", Kind::Ngo),
        ("七子", "Q7", Kind::Ngo),
        ("Own, Inc.", "own", Kind::Organization),
    ] {
        let entry = lexicon.entry(lexicon.lookup(name)[0]).unwrap();
        assert_eq!((entry.id.as_str(), entry.kind), (id, Some(kind)), "{name}");
    }
}

#[test]
fn an_import_that_was_broken_off_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    // Members that end in the middle of lines, of more bytes together than one batch.
    let lines: Vec<String> = (1..20_000)
        .map(|n| {
            item(
                n,
                5,
                &[("en", &format!("Person {} Number{}", n % 700, n)), ("zh", &format!("人{n}号"))],
                n as usize % 90,
            )
        })
        .collect();
    let dump = format!("[\n{}\n]\n", lines.join(",\n"));
    let members: Vec<u8> = dump.as_bytes().chunks(700_000).flat_map(gzip).collect();
    let pack = Pack::embedded().unwrap();
    let mut results = Vec::new();
    for (name, bytes) in [("dump.json", dump.clone().into_bytes()), ("dump.json.gz", members)] {
        let source = write(folder.path(), name, &bytes);
        let options = Options { run_bytes: Some(100_000), ..options(&source) };
        let whole = folder.path().join("whole.ngl");
        assert!(!run(&whole, &options).unwrap().resumed);
        let broken = folder.path().join(format!("broken-{name}.ngl"));
        let state = folder.path().join(format!("broken-{name}.ngl.part/state.json"));
        let mut steps = 0;
        let stop = |_| {
            steps += 1;
            if steps == 20 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        assert!(matches!(import(&broken, &options, &pack, stop), Err(ImportError::Interrupted)));
        assert!(!broken.exists() && state.exists());
        let summary = run(&broken, &options).unwrap();
        assert!(summary.resumed, "{name}");
        assert_eq!(summary.entities, 19_999);
        assert_eq!(fs::read(&broken).unwrap(), fs::read(&whole).unwrap(), "{name}");
        // With other options what is there is of no use.
        let other = Options { languages: vec!["en".into()], ..options.clone() };
        let stop = |_| ControlFlow::Break(());
        assert!(import(&broken, &options, &pack, stop).is_err());
        assert!(!run(&broken, &other).unwrap().resumed);
        results.push(Gazetteer::open(&whole).unwrap().name_count());
    }
    assert_eq!(results[0], results[1]);
}

#[test]
fn what_is_cut_off_or_nonsense_leaves_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let dump = dump();
    let zipped = gzip(dump.as_bytes());
    for (name, bytes, message, kept) in [
        ("cut.json", &dump.as_bytes()[..dump.len() - 3], "the bracket that closes the array is missing", 5),
        ("half.json", &dump.as_bytes()[..dump.find("Q900\"}}").unwrap()], "cut off behind line 3", 2),
        ("cut.json.gz", &zipped[..zipped.len() - 40], "cut off behind line", 0),
        ("bad.json", &dump.replace("{\"type\":\"item\",\"id\":\"Q102\"", "{nonsense").into_bytes(), "bad.json:3:", 4),
        (
            "bad.nt",
            b"<http://a/1> <http://www.w3.org/2000/01/rdf-schema#label> \"One Thing\" .\n<http://a/2> nonsense\n",
            "bad.nt:2:",
            1,
        ),
        (
            "cut.ttl",
            b"<http://a/1> <http://www.w3.org/2000/01/rdf-schema#label> \"One Thing\" . <http://a/2> <http:",
            "cut.ttl:1:",
            1,
        ),
        ("bad.csv", b"id,label,kind\nq,One Thing,person\nr,Two Things,nonsense\n", "bad.csv:3: there is no kind", 1),
        ("ragged.csv", b"id,label\nq,One Thing\nr\ns,Three Things\n", "ragged.csv:3:", 2),
        ("other.csv", b"a,b\n1,2\n", "other.csv: it is cut off", 0),
    ] {
        let source = write(folder.path(), name, bytes);
        let output = write(folder.path(), "old.ngl", b"what was there");
        let error = run(&output, &options(&source)).unwrap_err().to_string();
        assert!(error.contains(message) && error.contains(name), "{error}");
        assert_eq!(fs::read(&output).unwrap(), b"what was there", "{name}");
        let summary = run(&output, &Options { keep_going: true, ..options(&source) }).unwrap();
        assert!(summary.incomplete && !summary.faults.is_empty(), "{name}");
        let lexicon = Gazetteer::open(&output).unwrap();
        assert!(lexicon.is_incomplete());
        assert!(lexicon.len() >= kept, "{name}: {}", lexicon.len());
    }
    let source = write(folder.path(), "what", b"");
    assert!(matches!(run(&folder.path().join("x.ngl"), &options(&source)), Err(ImportError::Format { .. })));
    assert_eq!(Format::of(Path::new("a/latest-truthy.nt.bz2")), Some(Format::NTriples));
}

#[test]
fn only_a_whole_lexicon_opens() {
    let folder = tempfile::tempdir().unwrap();
    let source = write(folder.path(), "dump.json", dump().as_bytes());
    let output = folder.path().join("all.ngl");
    run(&output, &options(&source)).unwrap();
    let bytes = fs::read(&output).unwrap();
    let open = |bytes: &[u8]| {
        fs::write(&output, bytes).unwrap();
        Gazetteer::open(&output)
    };
    assert!(matches!(open(b"short"), Err(GazetteerError::Foreign { .. })));
    assert!(matches!(open(&[7; 400]), Err(GazetteerError::Foreign { .. })));
    assert!(matches!(open(&bytes[..bytes.len() - 1]), Err(GazetteerError::Damaged { .. })));
    let mut other = bytes.clone();
    other[8] = 9;
    assert!(matches!(open(&other), Err(GazetteerError::Version { found: 9, .. })));
    other = bytes.clone();
    other[20] ^= 1;
    assert!(matches!(open(&other), Err(GazetteerError::Damaged { .. })));
    // A changed byte behind the header shows when all of it is read.
    other = bytes.clone();
    other[200] ^= 1;
    assert!(open(&other).unwrap().verify().is_err());
    open(&bytes).unwrap().verify().unwrap();
}
