//! Says for each sentence what was recognised in it, which rules matched, and where others stopped.

use std::fmt::Write as _;

use super::matcher::{Capture, Scratch};
use super::near::NearMisses;
use super::view::View;
use crate::pipeline::Extractor;
use crate::recognise::{Reading, What};
use crate::text::Document;

/// Near misses shown for a sentence.
const MOST_MISSES: usize = 5;

/// The explanation of the sentence at a code point of a document, or of all its sentences.
pub fn explain(extractor: &Extractor, document: &Document, offset: Option<u32>) -> String {
    let mut out = String::new();
    let misses = NearMisses::new(extractor.rules().rules(), &extractor.recogniser().lexicon);
    extractor.for_each_reading(document, |reading| {
        for (number, sentence) in reading.article.sentences.iter().enumerate() {
            if offset.is_none_or(|at| sentence.span.start <= at && at < sentence.span.end) {
                explain_sentence(extractor, reading, number, &misses, &mut out);
            }
        }
    });
    if out.is_empty() {
        out.push_str("no sentence stands there\n");
    }
    out
}

fn explain_sentence(extractor: &Extractor, reading: &Reading<'_>, number: usize, near: &NearMisses, out: &mut String) {
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
    let view = View::new(reading, &rules.syntax, number);
    let mut found = Vec::new();
    rules.match_sentence(&view, &mut Scratch::default(), &mut found);
    for found in &found {
        let captures: Vec<String> = found
            .captures
            .iter()
            .map(|Capture { role, from, to, .. }| format!("{role}={}", words(*from, *to)))
            .collect();
        let standing = rules.modality(found, reading).map_or("guarded off", |modality| modality.name());
        let _ = writeln!(out, "  rule {} [{standing}] {}", found.rule.id, captures.join(" · "));
    }
    let all = rules.rules();
    let unmatched = (0..all.len()).filter(|place| {
        all[*place].applies(reading.article.language, sentence.part)
            && !found.iter().any(|found| found.rule.id == all[*place].id)
    });
    let mut misses = near.of(unmatched, &view);
    misses.sort_by_key(|(rule, miss)| (std::cmp::Reverse(miss.parts), *rule));
    for (rule, miss) in misses.into_iter().take(MOST_MISSES) {
        let stop = (miss.to + 3).min(sentence.atoms.len());
        let _ = writeln!(
            out,
            "  near miss {}: {} parts fit from «{}», stopped in front of «{}»",
            all[rule].id,
            miss.parts,
            words(miss.from, miss.to.max(miss.from + 1).min(sentence.atoms.len())),
            words(miss.to.min(stop), stop)
        );
    }
}
