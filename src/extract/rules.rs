//! Rules as they stand in `rules/*.toml`, and compiled.

mod compile;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;
use serde::Deserialize;

use self::compile::compile;
use super::pattern::{Macros, Node};
use crate::fact::Modality;
use crate::model::classes::FactClass;
use crate::pack::{Pack, PackError};
use crate::recognise::lexicon::Lexicon;
use crate::segment::Part;
use crate::text::Language;

/// What a guard makes of a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Guard {
    /// The modality says so.
    #[default]
    Mark,
    /// There is no fact.
    Skip,
    /// The words mean nothing here.
    Ignore,
}

/// How a rule takes negation, doubt, plans, conditions and questions.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Guards {
    pub negation: Guard,
    pub hedge: Guard,
    pub plan: Guard,
    /// Plans that nobody is bound to yet; taken as other plans unless given.
    pub intent: Option<Guard>,
    pub condition: Guard,
    pub question: Guard,
}

/// A sentence that a rule must or must not match.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    pub text: String,
    /// Day of publication of the article that the sentence stands for.
    pub date: Option<String>,
    /// Facts that the rule must yield, by role; none in a counterexample.
    #[serde(default)]
    pub yields: Vec<BTreeMap<String, String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Pieces of patterns, for the rules of all files.
    #[serde(default, rename = "macro")]
    macros: BTreeMap<String, toml::Spanned<String>>,
    #[serde(default)]
    rule: Vec<toml::Spanned<FileRule>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRule {
    id: String,
    fact: String,
    lang: Vec<String>,
    #[serde(default)]
    pattern: Option<toml::Spanned<String>>,
    #[serde(default)]
    patterns: Vec<toml::Spanned<String>>,
    #[serde(default = "default_priority")]
    priority: i32,
    #[serde(default = "default_confidence")]
    confidence: u8,
    #[serde(default)]
    set: BTreeMap<String, String>,
    #[serde(default)]
    modality: Modality,
    #[serde(default)]
    fill: BTreeMap<String, String>,
    #[serde(default)]
    guard: Guards,
    #[serde(default)]
    part: Vec<String>,
    #[serde(default)]
    together: Vec<String>,
    #[serde(default)]
    examples: Vec<Example>,
    #[serde(default)]
    counterexamples: Vec<Example>,
}

fn default_priority() -> i32 {
    50
}

fn default_confidence() -> u8 {
    80
}

/// A rule ready to match.
#[derive(Debug)]
pub struct Rule {
    pub id: String,
    pub fact: &'static FactClass,
    pub file: String,
    /// Where it stands in its file.
    pub place: Range<usize>,
    languages: Vec<Language>,
    parts: Vec<Part>,
    pub patterns: Vec<Vec<Node>>,
    pub priority: i32,
    pub confidence: u8,
    pub set: BTreeMap<String, String>,
    /// What its facts are at least, whatever the words around say: an offer is a plan.
    pub modality: Modality,
    pub fill: BTreeMap<String, String>,
    pub guard: Guards,
    /// Roles whose several fillers belong to one fact.
    pub together: Vec<String>,
    pub examples: Vec<Example>,
    pub counterexamples: Vec<Example>,
}

impl Rule {
    pub fn applies(&self, language: Language, part: Part) -> bool {
        self.languages.contains(&language) && (self.parts.is_empty() || self.parts.contains(&part))
    }

    /// Languages that it is written for; the first is the one its examples are in unless their script says otherwise.
    pub fn languages(&self) -> &[Language] {
        &self.languages
    }
}

/// The files of a pack's rules, read but not compiled, each with its path and text.
pub struct Files<'p>(Vec<Result<(&'p str, &'p str, File), PackError>>);

/// Reads the files side by side; compiling them needs the lexicon, and this does not.
pub fn read(pack: &Pack) -> Files<'_> {
    let files: Vec<(&str, &str)> = pack.folder("rules").collect();
    let read = |(path, text)| match toml::from_str::<File>(text) {
        Ok(file) => Ok((path, text, file)),
        Err(error) => Err(PackError::toml(path, "rule-file", text, &error)),
    };
    Files(files.into_par_iter().map(read).collect())
}

/// All rules of a pack, ordered by identifier, and every fault in their files.
pub fn load(pack: &Pack, files: Files<'_>, lexicon: &mut Lexicon) -> (Vec<Rule>, Vec<PackError>) {
    let mut rules: Vec<Rule> = Vec::new();
    let mut errors = Vec::new();
    let mut sound = Vec::new();
    for file in files.0 {
        match file {
            Ok(file) => sound.push(file),
            Err(error) => errors.push(error),
        }
    }
    let mut files = sound;
    let mut written: BTreeMap<String, (&str, String)> = BTreeMap::new();
    for (path, text, file) in &mut files {
        for (name, body) in std::mem::take(&mut file.macros) {
            if let Some((home, _)) = written.get(&name) {
                let message = format!("the macro {name} stands in {} too", pack.shown_path(home));
                errors.push(PackError::new(path, "macro-twice", message).at(text, body.span()));
            } else {
                written.insert(name, (path, body.into_inner()));
            }
        }
    }
    let mut macros = Macros::new(written.into_iter().map(|(name, (_, body))| (name, body)).collect());
    for (path, text, file) in files {
        let starts: Vec<usize> = file.rule.iter().map(|rule| rule.span().start).collect();
        for (i, rule) in file.rule.into_iter().enumerate() {
            // The span is that of the header: the rule goes on to the next one.
            let place = starts[i]..starts.get(i + 1).copied().unwrap_or(text.len());
            match compile(path, text, place, rule.into_inner(), lexicon, &mut macros) {
                Ok(rule) => rules.push(rule),
                Err(faults) => errors.extend(faults),
            }
        }
    }
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    for pair in rules.windows(2) {
        if pair[0].id == pair[1].id {
            let text = pack.file(&pair[1].file).unwrap_or_default();
            errors.push(
                PackError::new(&pair[1].file, "rule-twice", format!("the rule {} is given twice", pair[1].id))
                    .at(text, pair[1].place.clone()),
            );
        }
    }
    (rules, errors)
}

/// Identifiers of all rules of a pack, be they sound or not.
pub fn rule_ids(pack: &Pack) -> BTreeSet<String> {
    #[derive(Deserialize)]
    struct Listed {
        #[serde(default)]
        rule: Vec<toml::Table>,
    }
    let files = pack.folder("rules").filter_map(|(_, text)| toml::from_str::<Listed>(text).ok());
    files.flat_map(|file| file.rule).filter_map(|rule| Some(rule.get("id")?.as_str()?.to_owned())).collect()
}
