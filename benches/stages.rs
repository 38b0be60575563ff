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
use newsgraph::fact::{ArticleRecord, Extraction};
use newsgraph::link;
use newsgraph::model::{Base, document_quads};
use newsgraph::pack::Pack;
use newsgraph::pipeline::Extractor;
use newsgraph::recognise::{Reading, Recogniser};
use newsgraph::segment::{Article, Segmenter};
use newsgraph::text::Document;

const SEED: u64 = 7;
const ARTICLES: usize = 40;

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
            span: reading.article.span,
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
