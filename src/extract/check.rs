//! Checks a pack: every rule against its own examples, and rules, lexicon and ontology against each other.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use toml::Spanned;

use super::context::{self, UNIT};
use super::guard;
use super::rules::{Example, Rule};
use super::view::Syntax;
use crate::fact::{Extraction, Fact, Value};
use crate::pack::{Pack, PackError};
use crate::pipeline::Extractor;
use crate::recognise::classes::Classes;
use crate::segment::atoms;
use crate::segment::language::{CommonWords, identify};
use crate::text::{Document, Language, Metadata};

/// Every fault of a pack; none for one that can be trusted.
pub fn check(pack: &Pack) -> Vec<PackError> {
    let extractor = match Extractor::new(pack) {
        Ok(extractor) => extractor,
        Err(errors) => return errors,
    };
    let mut errors = unused_classes(pack, &extractor);
    errors.extend(unused_macros(pack));
    errors.extend(repeated(pack));
    for rule in extractor.rules().rules() {
        errors.extend(check_rule(pack, &extractor, rule));
    }
    errors
}

/// The faults of one rule: examples that it misses, counterexamples that it matches, or none of either.
fn check_rule(pack: &Pack, extractor: &Extractor, rule: &Rule) -> Vec<PackError> {
    let mut errors = Vec::new();
    let text = pack.file(&rule.file).unwrap_or_default();
    let mut fault = |code, message: String, help: String, quoted: &str| {
        // The example's own place in the file says more than the rule's.
        let place = text[rule.place.clone()]
            .find(quoted)
            .map_or(rule.place.clone(), |at| rule.place.start + at..rule.place.start + at + quoted.len());
        errors.push(
            PackError::new(&rule.file, code, format!("rule {}: {message}", rule.id)).at(text, place).with_help(help),
        );
    };
    if rule.examples.is_empty() || rule.counterexamples.is_empty() {
        fault(
            "rule-without-examples",
            "it needs an example and a counterexample at least".to_owned(),
            "write the sentences that it was made for, and one that it must leave alone".to_owned(),
            &rule.id,
        );
    }
    for example in &rule.examples {
        let extraction = extract(extractor, rule, example);
        let facts: Vec<&Fact> = of_rule(&extraction, rule).collect();
        for wanted in &example.yields {
            if !facts.iter().any(|fact| agrees(fact, wanted, &extraction)) {
                let found: Vec<String> = facts.iter().map(|fact| show(fact, &extraction)).collect();
                let found = if found.is_empty() {
                    "it yields nothing".to_owned()
                } else {
                    format!("it yields {}", found.join("; "))
                };
                fault(
                    "example-failed",
                    format!("the example does not yield {wanted:?}; {found}"),
                    "newsgraph explain - shows what matched and where a rule stopped".to_owned(),
                    &example.text,
                );
            }
        }
        if facts.is_empty() && example.yields.is_empty() {
            fault(
                "example-failed",
                "the example yields nothing".to_owned(),
                "newsgraph explain - shows where the rule stopped".to_owned(),
                &example.text,
            );
        }
    }
    for example in &rule.counterexamples {
        let extraction = extract(extractor, rule, example);
        if let Some(fact) = of_rule(&extraction, rule).find(|fact| fact.modality == crate::fact::Modality::Asserted) {
            fault(
                "counterexample-matched",
                format!("the counterexample yields {}", show(fact, &extraction)),
                "narrow the pattern, or give it a guard".to_owned(),
                &example.text,
            );
        }
    }
    errors
}

fn of_rule<'e>(extraction: &'e Extraction, rule: &'e Rule) -> impl Iterator<Item = &'e Fact> {
    extraction.facts.iter().filter(|fact| fact.evidence.iter().any(|evidence| evidence.rule == rule.id))
}

/// The facts of an example, read as an article of one paragraph.
fn extract(extractor: &Extractor, rule: &Rule, example: &Example) -> Extraction {
    let language = match identify(&example.text, None, &CommonWords::default()) {
        language if rule.languages().contains(&language) => language,
        _ => rule.languages().first().copied().unwrap_or(Language::English),
    };
    let metadata =
        Metadata { published: example.date.clone(), language: Some(language.tag().to_owned()), ..Metadata::default() };
    let document = Document {
        id: String::new(),
        name: "example".to_owned(),
        path: "example".to_owned(),
        text: example.text.clone(),
        metadata,
    };
    extractor.extract_as(&document, Some(language))
}

/// Whether a fact has every role that an example names.
fn agrees(fact: &Fact, wanted: &BTreeMap<String, String>, extraction: &Extraction) -> bool {
    wanted.iter().all(|(role, text)| {
        if role == "modality" {
            return fact.modality.name() == text;
        }
        fact.roles
            .iter()
            .any(|(name, value)| name == role && readings(value, extraction).iter().any(|reading| reading == text))
    })
}

/// All ways in which an example may write a value.
fn readings(value: &Value, extraction: &Extraction) -> Vec<String> {
    match value {
        Value::Entity(id) => {
            let entity = &extraction.entities[*id];
            let slug = entity.path.rsplit('/').next().unwrap_or_default().to_owned();
            entity.labels.iter().map(|(label, _)| label.clone()).chain([slug]).collect()
        }
        Value::Text(text, _) => vec![text.clone()],
        Value::Number(number) => vec![number.clone()],
        Value::Money(value, currency) => vec![format!("{value} {currency}")],
        Value::Date(date) => vec![date.lexical.clone()],
        Value::Duration(lexical) => vec![lexical.clone()],
        Value::Concept(path) => vec![path.rsplit('/').next().unwrap_or_default().to_owned(), path.clone()],
        Value::NewConcept(path, label, _) => {
            vec![label.clone(), path.rsplit('/').next().unwrap_or_default().to_owned()]
        }
        Value::Term(term) => vec![term.clone()],
    }
}

fn show(fact: &Fact, extraction: &Extraction) -> String {
    let roles: Vec<String> = fact
        .roles
        .iter()
        .map(|(role, value)| format!("{role}={}", readings(value, extraction).swap_remove(0)))
        .collect();
    format!("{} ({}) {}", fact.class, fact.modality.name(), roles.join(", "))
}

/// Verbs that rules of one's own may ask for, and inside whose Chinese words shorter ones are none.
const SPARE: &str = "spare-verb";

/// What the names of classes begin with that keep shorter Chinese words inside their own from being found.
const NOT: &str = "not-";

/// Word classes that no rule, no union and no stage asks for: nobody would find out that they are wrong.
fn unused_classes(pack: &Pack, extractor: &Extractor) -> Vec<PackError> {
    let asked = asked(pack, '@');
    let engine = [Classes::NAMES, Syntax::NAMES, guard::Words::NAMES, context::Words::NAMES];
    let lexicon = &extractor.recogniser().lexicon;
    let mut errors = Vec::new();
    for id in 0..lexicon.class_count() {
        let name = lexicon.class_name(id as u16);
        let engine =
            engine.iter().any(|names| names.contains(&name)) || name.starts_with(UNIT) || name.starts_with(NOT);
        if !engine && name != SPARE && !asked.contains(name) && !lexicon.is_included(name) {
            errors.push(
                PackError::new("lexicon/words", "unused-class", format!("the word class {name} is used by no rule"))
                    .with_help("use it in a rule, or take it out"),
            );
        }
    }
    errors
}

/// Macros that no pattern asks for: nobody would find out that they are wrong.
fn unused_macros(pack: &Pack) -> Vec<PackError> {
    #[derive(Deserialize)]
    struct Written {
        #[serde(default)]
        r#macro: BTreeMap<String, Spanned<String>>,
    }
    let asked = asked(pack, '$');
    let mut errors = Vec::new();
    for (path, text) in pack.folder("rules") {
        // Rules that do not compile are not looked at any further.
        let Ok(written) = toml::from_str::<Written>(text) else { continue };
        for (name, body) in written.r#macro.iter().filter(|(name, _)| !asked.contains(name.as_str())) {
            let message = format!("the macro {name} is used by no rule");
            let fault = PackError::new(path, "unused-macro", message).at(text, body.span());
            errors.push(fault.with_help("use it in a rule, or take it out"));
        }
    }
    errors
}

/// The names that stand behind a mark in the files of rules.
fn asked(pack: &Pack, mark: char) -> BTreeSet<&str> {
    let end = |rest: &str| rest.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
    let pieces = pack.folder("rules").flat_map(|(_, text)| text.split(mark).skip(1));
    pieces.map(|rest| &rest[..end(rest).unwrap_or(rest.len())]).collect()
}

/// The words of a class in a file, with their places.
#[derive(Deserialize)]
struct Listed {
    doc: Spanned<String>,
    #[serde(default)]
    en: Vec<Spanned<String>>,
    #[serde(default)]
    zh: Vec<Spanned<String>>,
    #[serde(default)]
    sv: Vec<Spanned<String>>,
}

/// Classes that stand in two files, and words that a class lists twice in one, be it in other letters or the other script.
/// A user's own file may go on with a class of the built-in ones, and need not follow which words they have.
fn repeated(pack: &Pack) -> Vec<PackError> {
    let mut errors = Vec::new();
    let mut homes: BTreeMap<(bool, String), &str> = BTreeMap::new();
    for (path, text) in pack.folder("lexicon/words") {
        // A file that cannot be read has been told of where the lexicon was compiled.
        let Ok(classes) = toml::from_str::<BTreeMap<String, Listed>>(text) else { continue };
        for (name, class) in classes {
            if let Some(home) = homes.insert((pack.is_users(path), name.clone()), path) {
                let message = format!("the word class {name} stands in {} too", pack.shown_path(home));
                let fault = PackError::new(path, "class-twice", message).at(text, class.doc.span());
                errors.push(fault.with_help("put its words into one of the two, or give one another name"));
            }
            for words in [class.en, class.zh, class.sv] {
                let mut seen = BTreeSet::new();
                for word in words.iter().filter(|word| !seen.insert(atoms::keys(word.get_ref()))) {
                    let message = format!("the word class {name} has {:?} already", word.get_ref());
                    let fault = PackError::new(path, "word-twice", message).at(text, word.span());
                    errors.push(fault.with_help("take one of the two out; letter case and script do not matter"));
                }
            }
        }
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A user's folder with some files.
    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        folder
    }

    #[test]
    fn a_macro_is_asked_for() {
        let mine = "[macro]\nasked = 'a'\nspare = 'b'\n[[rule]]\npattern = '{person:Person} $asked'\n";
        let folder = folder(&[("rules/mine.toml", mine)]);
        let found = unused_macros(&Pack::from_folder(folder.path()).unwrap());
        assert!(matches!(&found[..], [fault] if fault.line == Some(3) && fault.message.contains("spare")), "{found:?}");
    }

    #[test]
    fn a_word_is_listed_once() {
        let mine = "[thing]\ndoc = \"Things.\"\nen = [\"app\", \"App\"]\nzh = [\"應用\", \"app\", \"应用\"]\n";
        let folder = folder(&[("lexicon/words/mine.toml", mine)]);
        let found = repeated(&Pack::from_folder(folder.path()).unwrap());
        let found: Vec<_> = found.iter().map(|fault| (fault.line, fault.message.as_str())).collect();
        assert_eq!(
            found,
            [
                (Some(3), "the word class thing has \"App\" already"),
                (Some(4), "the word class thing has \"应用\" already")
            ]
        );
    }

    #[test]
    fn a_class_stands_in_one_file_of_a_pack() {
        let say = "[say]\ndoc = \"More verbs of saying.\"\nen = [\"opine\"]\n";
        let mut pack = Pack::embedded().unwrap();
        pack.add_folder(folder(&[("lexicon/words/mine.toml", say)]).path()).unwrap();
        assert!(repeated(&pack).is_empty());
        pack.add_folder(folder(&[("lexicon/words/more.toml", say)]).path()).unwrap();
        let found = repeated(&pack);
        assert!(matches!(&found[..], [fault] if fault.code == "class-twice" && fault.line == Some(2)), "{found:?}");
    }
}
