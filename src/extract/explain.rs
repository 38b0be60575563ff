//! Says for each sentence what was recognised in it, which rules matched, and where others stopped.

use std::fmt::Write as _;

use super::Accepted;
use super::matcher::{Capture, Match, Scratch};
use super::near::{NearMiss, NearMisses};
use super::pattern::Type;
use super::view::View;
use crate::pipeline::Extractor;
use crate::recognise::{Mention, Reading, What};
use crate::text::Document;

/// Near misses shown for a sentence.
const MOST_MISSES: usize = 5;

/// The explanation of the sentence at a code point of a document, or of all its sentences.
pub fn explain(extractor: &Extractor, document: &Document, offset: Option<u32>) -> String {
    let mut out = String::new();
    let misses = NearMisses::new(extractor.rules().rules(), &extractor.recogniser().lexicon);
    extractor.for_each_reading(document, |reading| {
        let explanation = Explanation { extractor, reading, standing: extractor.rules().drafts(reading) };
        for (number, sentence) in reading.article.sentences.iter().enumerate() {
            if offset.is_none_or(|at| sentence.span.start <= at && at < sentence.span.end) {
                explanation.sentence(number, &misses, &mut out);
            }
        }
    });
    if out.is_empty() {
        out.push_str("no sentence stands there\n");
    }
    out
}

/// An article, and the facts that were found in it.
struct Explanation<'e, 'a> {
    extractor: &'e Extractor,
    reading: &'e Reading<'a>,
    standing: Vec<Accepted<'e>>,
}

impl Explanation<'_, '_> {
    fn sentence(&self, number: usize, misses: &NearMisses, out: &mut String) {
        let sentence = &self.reading.article.sentences[number];
        let _ = writeln!(
            out,
            "{}-{} {:?}: {}",
            sentence.span.start,
            sentence.span.end,
            sentence.part,
            &self.reading.source[sentence.bytes.clone()]
        );
        self.recognised(number, out);
        let rules = self.extractor.rules();
        let view = View::new(rules.context(self.reading), &rules.syntax, number);
        for (verb, subject) in view.subjects(Type::Agent) {
            let subject = &self.reading.mentions[*subject as usize];
            let name = self.reading.words(number, subject.from, subject.to);
            let _ = writeln!(out, "  {:<24} its subject is {name}", self.reading.words(number, *verb, *verb + 1));
        }
        let mut found = Vec::new();
        rules.match_sentence(&view, &mut Scratch::default(), &mut found);
        // Several patterns of a rule may take the same words in the same way.
        let mut lines: Vec<String> = Vec::new();
        for line in found.iter().map(|found| self.matched(found)) {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines.iter().for_each(|line| out.push_str(line));
        let all = rules.rules();
        let unmatched = (0..all.len()).filter(|place| {
            all[*place].applies(self.reading.article.language, sentence.part)
                && !found.iter().any(|found| found.rule.id == all[*place].id)
        });
        let mut misses = misses.of(unmatched, &view);
        misses.sort_by_key(|(rule, miss)| (miss.all - miss.parts, std::cmp::Reverse(miss.parts), *rule));
        for (rule, miss) in misses.into_iter().take(MOST_MISSES) {
            self.missed(number, &all[rule].id, &miss, out);
        }
    }

    /// Everything that begins somewhere in a sentence; the classes of a word stand in one line.
    fn recognised(&self, number: usize, out: &mut String) {
        let (reading, lexicon) = (self.reading, &self.reading.recogniser.lexicon);
        let tagged = &reading.sentences[number];
        let things = tagged.hits.iter().map(|hit| {
            let meaning = match hit.what {
                What::Mention(id) => self.mention(&reading.mentions[id as usize]),
                What::Title(id) => match reading.titles[id as usize].concept {
                    Some(concept) => format!("title {}", lexicon.titles[concept as usize].path),
                    None => "title as written".to_owned(),
                },
                What::Time(id) => {
                    let date = reading.times[id as usize].date.as_ref();
                    format!("time {}", date.map_or("not known", |date| date.lexical.as_str()))
                }
                What::Quantity(id) => {
                    let quantity = &reading.quantities[id as usize];
                    let value = quantity.value.map_or("no value".to_owned(), |value| value.to_string());
                    format!("quantity {:?} {value}", quantity.measure)
                }
                What::Topic(id) => format!("topic {}", lexicon.topics[id as usize].path),
            };
            ((hit.from, hit.to), meaning)
        });
        let words = tagged.words.all().iter().map(|word| {
            let names = tagged.words.classes(word).iter().map(|class| format!("@{}", lexicon.class_name(*class)));
            ((word.from, word.to), names.collect::<Vec<_>>().join(" "))
        });
        let mut all: Vec<((u32, u32), String)> = things.chain(words).collect();
        all.sort_by_key(|(place, _)| *place);
        for ((from, to), meaning) in all {
            let _ = writeln!(out, "  {:<24} {meaning}", reading.words(number, from as usize, to as usize));
        }
    }

    fn mention(&self, mention: &Mention) -> String {
        let sense = |sense: &u32| {
            let entity = &self.reading.entities[*sense as usize];
            let name = self.reading.listed(*sense).map_or_else(
                || entity.names.first().map_or("?", |(name, _)| name).to_owned(),
                |listed| format!("#{}", listed.id),
            );
            format!("{} {name}", entity.kind.name())
        };
        let senses: Vec<String> = mention.senses.iter().map(sense).collect();
        let senses = if senses.is_empty() { "unresolved".to_owned() } else { senses.join(" / ") };
        format!("mention {:?} {senses}", mention.form)
    }

    /// A match, with the modality of the facts that came of it; none comes where a guard forbids it, where a role that the
    /// class requires stays empty, and where another match of the same words stands before it.
    fn matched(&self, found: &Match<'_>) -> String {
        let mut standing: Vec<&str> = Vec::new();
        for Accepted { draft, .. } in &self.standing {
            let own = draft.rule.id == found.rule.id
                && (draft.sentence, draft.from, draft.to) == (found.sentence, found.from, found.to);
            if own && !standing.contains(&draft.modality.name()) {
                standing.push(draft.modality.name());
            }
        }
        if standing.is_empty() {
            let guarded = self.extractor.rules().modality(found, self.reading).is_none();
            standing.push(if guarded { "guarded off" } else { "no fact" });
        }
        let words = |capture: &Capture<'_>| {
            format!("{}={}", capture.role, self.reading.words(found.sentence, capture.from, capture.to))
        };
        let captures: Vec<String> = found.captures.iter().map(words).collect();
        format!("  rule {} [{}] {}\n", found.rule.id, standing.join(", "), captures.join(" · "))
    }

    fn missed(&self, number: usize, rule: &str, miss: &NearMiss, out: &mut String) {
        let end = self.reading.article.sentences[number].atoms.len();
        let _ = write!(
            out,
            "  near miss {rule}: {} of {} parts fit «{}», stopped ",
            miss.parts,
            miss.all,
            self.reading.words(number, miss.from, miss.to)
        );
        let _ = match miss.to {
            to if to < end => {
                writeln!(out, "in front of «{}»", self.reading.words(number, to, (to + 3).min(end)))
            }
            _ => writeln!(out, "at the end of the sentence"),
        };
    }
}
