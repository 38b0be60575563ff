//! Says for each sentence what was recognised in it, which rules matched, and where others stopped.

use std::fmt::Write as _;

use super::matcher::{Capture, Matcher};
use crate::pipeline::Extractor;
use crate::recognise::{Reading, What};
use crate::text::Document;

/// Near misses shown for a sentence.
const MOST_MISSES: usize = 5;

/// The explanation of the sentence at a code point of a document, or of all its sentences.
pub fn explain(extractor: &Extractor, document: &Document, offset: Option<u32>) -> String {
    let mut out = String::new();
    extractor.for_each_reading(document, |reading| {
        for (number, sentence) in reading.article.sentences.iter().enumerate() {
            if offset.is_none_or(|at| sentence.span.start <= at && at < sentence.span.end) {
                explain_sentence(extractor, reading, number, &mut out);
            }
        }
    });
    if out.is_empty() {
        out.push_str("no sentence stands there\n");
    }
    out
}

fn explain_sentence(extractor: &Extractor, reading: &Reading<'_>, number: usize, out: &mut String) {
    let sentence = &reading.article.sentences[number];
    let tagged = &reading.sentences[number];
    let rules = extractor.rules();
    let words = |from: usize, to: usize| reading.words(number, from, to);
    let _ = writeln!(
        out,
        "{}-{} {:?}: {}",
        sentence.span.start,
        sentence.span.end,
        sentence.part,
        &reading.source[sentence.bytes.clone()]
    );
    let lexicon = &reading.recogniser.lexicon;
    for hit in &tagged.hits {
        let (from, to) = (hit.from as usize, hit.to as usize);
        let meaning = match hit.what {
            What::Mention(id) => {
                let mention = &reading.mentions[id as usize];
                let senses: Vec<String> = mention
                    .senses
                    .iter()
                    .map(|sense| {
                        let entity = &reading.entities[*sense as usize];
                        let name = entity.listed.map_or_else(
                            || entity.names.first().map_or("?", |(name, _)| name).to_owned(),
                            |index| format!("#{}", lexicon.entities[index as usize].id),
                        );
                        format!("{} {name}", entity.kind.name())
                    })
                    .collect();
                format!(
                    "mention {:?} {}",
                    mention.form,
                    if senses.is_empty() { "unresolved".to_owned() } else { senses.join(" / ") }
                )
            }
            What::Title(id) => match reading.titles[id as usize].concept {
                Some(concept) => format!("title {}", lexicon.titles[concept as usize].path),
                None => "title as written".to_owned(),
            },
            What::Time(id) => format!(
                "time {}",
                reading.times[id as usize].date.as_ref().map_or("not known", |date| date.lexical.as_str())
            ),
            What::Quantity(id) => {
                let quantity = &reading.quantities[id as usize];
                format!(
                    "quantity {:?} {}",
                    quantity.measure,
                    quantity.value.map_or("no value".to_owned(), |value| value.to_string())
                )
            }
            What::Topic(id) => format!("topic {}", lexicon.topics[id as usize].path),
            What::Class(class) => format!("@{}", lexicon.class_name(class)),
        };
        let _ = writeln!(out, "  {:<24} {meaning}", words(from, to));
    }
    let matcher = Matcher::new(reading, rules.syntax(), number);
    let mut misses = Vec::new();
    for rule in rules.rules().iter().filter(|rule| rule.applies(reading.article.language, sentence.part)) {
        let found = matcher.matches(rule);
        for found in &found {
            let captures: Vec<String> = found
                .captures
                .iter()
                .map(|Capture { role, from, to, .. }| format!("{role}={}", words(*from, *to)))
                .collect();
            let standing = rules.modality(found, &matcher).map_or("guarded off", |modality| modality.name());
            let _ = writeln!(out, "  rule {} [{standing}] {}", rule.id, captures.join(" · "));
        }
        if found.is_empty()
            && let Some((from, reached, done)) = matcher.near_miss(rule).filter(|miss| miss.2 >= 2)
        {
            misses.push((done, rule.id.as_str(), from, reached));
        }
    }
    misses.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    for (done, id, from, reached) in misses.into_iter().take(MOST_MISSES) {
        let stop = (reached + 3).min(sentence.atoms.len());
        let _ = writeln!(
            out,
            "  near miss {id}: {done} parts fit from «{}», stopped in front of «{}»",
            words(from, reached.max(from + 1).min(sentence.atoms.len())),
            words(reached.min(stop), stop)
        );
    }
}
