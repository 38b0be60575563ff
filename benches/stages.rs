//! How long each stage takes for the same made-up articles, per byte of their text:
//!
//! ```sh
//! cargo bench --profile dev --bench stages
//! ```
//!
//! The profile is the one of all builds here, so that RocksDB need not be compiled again. Criterion compares with the
//! run before.

mod corpus;

use std::hint::black_box;

use corpus::Generator;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use newsgraph::export::{Format, Prefixes, write};
use newsgraph::extract::{Assembly, RuleSet};
use newsgraph::fact::{ArticleRecord, Extraction, Kind};
use newsgraph::gazetteer::{Compiler, Entry, Gazetteer, Name};
use newsgraph::link;
use newsgraph::model::{Base, document_quads};
use newsgraph::pack::Pack;
use newsgraph::pipeline::Extractor;
use newsgraph::recognise::{Reading, Recogniser};
use newsgraph::segment::{Article, Segmenter};
use newsgraph::text::Document;

const SEED: u64 = 7;
const ARTICLES: usize = 40;
/// Names of the imported lexicon.
const NAMES: u32 = 1_000_000;

fn stages(criterion: &mut Criterion) {
    let pack = Pack::embedded().unwrap();
    let segmenter = Segmenter::compile(&pack).unwrap();
    let mut recogniser = Recogniser::compile(&pack).unwrap();
    let rules = RuleSet::compile(&pack, &mut recogniser.lexicon).unwrap();
    let extractor = Extractor::new(&pack).unwrap();
    let (base, prefixes) = (Base::default(), Prefixes::default());

    let documents: Vec<Document> =
        Generator::new(SEED).take(ARTICLES).enumerate().map(|(number, article)| article.document(number)).collect();
    let segmented: Vec<Vec<Article>> = documents.iter().map(|document| segmenter.articles(document)).collect();
    let readings: Vec<Vec<Reading<'_>>> =
        documents.iter().zip(&segmented).map(|(document, articles)| read(&recogniser, document, articles)).collect();
    let extracted: Vec<Extraction> = documents.iter().map(|document| extractor.extract(document)).collect();
    let quads: Vec<_> =
        documents.iter().zip(&extracted).flat_map(|(document, found)| document_quads(&base, document, found)).collect();

    let imported = Extractor::new(&pack).unwrap().with_lexicons(vec![million()]);

    let mut group = criterion.benchmark_group("stages");
    group.throughput(Throughput::Bytes(documents.iter().map(|document| document.text.len() as u64).sum()));
    group.sample_size(20);
    group.bench_function("segment", |bencher| {
        bencher.iter(|| documents.iter().for_each(|document| drop(black_box(segmenter.articles(document)))));
    });
    group.bench_function("recognise", |bencher| {
        bencher.iter(|| {
            for (document, articles) in documents.iter().zip(&segmented) {
                black_box(read(&recogniser, document, articles));
            }
        });
    });
    group.bench_function("rules", |bencher| {
        bencher.iter(|| readings.iter().for_each(|readings| drop(black_box(assemble(&rules, readings)))));
    });
    group.bench_function("extract", |bencher| {
        bencher.iter(|| documents.iter().for_each(|document| drop(black_box(extractor.extract(document)))));
    });
    group.bench_function("extract with a million imported names", |bencher| {
        bencher.iter(|| documents.iter().for_each(|document| drop(black_box(imported.extract(document)))));
    });
    group.bench_function("model", |bencher| {
        bencher.iter(|| {
            for (document, found) in documents.iter().zip(&extracted) {
                black_box(document_quads(&base, document, found));
            }
        });
    });
    group.bench_function("write", |bencher| {
        bencher.iter(|| {
            let mut turtle = Vec::new();
            write(Format::Turtle, quads.iter().cloned(), &prefixes, &mut turtle).unwrap();
            black_box(turtle)
        });
    });
    group.finish();

    let mut group = criterion.benchmark_group("start");
    group.sample_size(10);
    group.bench_function("compile the pack", |bencher| {
        bencher.iter(|| Extractor::new(&Pack::embedded().unwrap()).unwrap());
    });
    group.finish();
}

/// An imported lexicon of made-up people and companies, whose words are those of names: half of them in Latin letters,
/// half in Han characters.
fn million() -> Gazetteer {
    const SYLLABLES: [&str; 16] =
        ["ka", "ri", "mo", "ten", "lu", "sha", "vo", "bel", "dar", "in", "qui", "sol", "ter", "wen", "za", "no"];
    const HAN: [char; 20] = [
        '王', '李', '张', '刘', '陈', '明', '国', '建', '志', '伟', '公', '司', '科', '技', '文', '华', '新', '中',
        '大', '人',
    ];
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("million.ngl");
    let mut compiler = Compiler::new(&path).unwrap();
    let mut seed = SEED;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) as usize % below
    };
    for number in 0..NAMES {
        let text: String = if number % 2 == 0 {
            let mut word = || {
                let word: String = (0..2 + random(2)).map(|_| SYLLABLES[random(SYLLABLES.len())]).collect();
                word[..1].to_uppercase() + &word[1..]
            };
            format!("{} {}", word(), word())
        } else {
            (0..3 + random(4)).map(|_| HAN[random(HAN.len())]).collect()
        };
        let language = if number % 2 == 0 { "en" } else { "zh" }.to_owned();
        let kind = Some(if number % 3 == 0 { Kind::Corporation } else { Kind::Person });
        let names = vec![Name { language, alias: false, text }];
        compiler.add(&Entry { id: format!("Q{:08}", number + 10_000_000), kind, names, ..Entry::default() }).unwrap();
    }
    compiler.finish(false, "{}").unwrap();
    // The file stays mapped when its name is gone.
    Gazetteer::open(&path).unwrap()
}

/// Recognition and linking, as the pipeline does them.
fn read<'a>(recogniser: &'a Recogniser, document: &'a Document, articles: &'a [Article]) -> Vec<Reading<'a>> {
    let read = articles.iter().map(|article| {
        let date = article.dates.iter().find_map(|range| recogniser.dates.full_date(&document.text[range.clone()]));
        let mut reading = recogniser.read(&document.text, article, date);
        link::resolve(&mut reading);
        reading
    });
    read.collect()
}

fn assemble(rules: &RuleSet, readings: &[Reading<'_>]) -> Extraction {
    let mut assembly = Assembly::default();
    for (number, reading) in readings.iter().enumerate() {
        let record = ArticleRecord {
            number: number + 1,
            headline: None,
            language: reading.article.language,
            published: None,
            editor: None,
            mentions: Vec::new(),
        };
        assembly.add(rules, reading, record);
    }
    assembly.finish()
}

criterion_group!(benches, stages);
criterion_main!(benches);
