//! Rules as they stand in `rules/*.toml`, and compiled.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Deserialize;

use super::pattern::{self, Macros, Node};
use crate::fact::Modality;
use crate::model::classes::{self, FactClass};
use crate::pack::{Pack, PackError};
use crate::recognise::lexicon::Lexicon;
use crate::segment::Part;
use crate::text::Language;

/// Pieces of patterns that rules share.
const MACROS: &str = "rules/macros.toml";

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

/// All rules of a pack, ordered by identifier, and every fault in their files.
pub fn load(pack: &Pack, lexicon: &mut Lexicon) -> (Vec<Rule>, Vec<PackError>) {
    let mut rules: Vec<Rule> = Vec::new();
    let mut errors = Vec::new();
    let written = pack.file(MACROS).unwrap_or_default();
    let mut macros = match toml::from_str(written) {
        Ok(macros) => Macros::new(macros),
        Err(error) => {
            errors.push(PackError::toml(MACROS, "macro-file", written, &error));
            Macros::default()
        }
    };
    for (path, text) in pack.folder("rules") {
        if path == MACROS {
            continue;
        }
        match toml::from_str::<File>(text) {
            Ok(file) => {
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
            Err(error) => {
                errors.push(PackError::toml(path, "rule-file", text, &error));
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

fn compile(
    path: &str,
    text: &str,
    place: Range<usize>,
    rule: FileRule,
    lexicon: &mut Lexicon,
    macros: &mut Macros,
) -> Result<Rule, Vec<PackError>> {
    let mut errors = Vec::new();
    let mut fault = |code, message: String, help: Option<String>, range: Range<usize>| {
        let error = PackError::new(path, code, format!("rule {}: {message}", rule.id)).at(text, range);
        errors.push(match help {
            Some(help) => error.with_help(help),
            None => error,
        });
    };
    let class = classes::class(&rule.fact);
    if class.is_none() {
        fault("unknown-class-of-fact", format!("there is no class of fact {:?}", rule.fact), None, place.clone());
    }
    let mut patterns = Vec::new();
    for pattern in rule.pattern.iter().chain(&rule.patterns) {
        match pattern::parse(pattern.get_ref(), lexicon, macros) {
            Ok(nodes) => {
                for role in pattern::roles(&nodes)
                    .into_iter()
                    .chain(rule.set.keys().map(String::as_str))
                    .chain(rule.fill.keys().map(String::as_str))
                {
                    let known = role.starts_with('_')
                        || class.is_none_or(|class| class.roles.iter().any(|spec| spec.name == role));
                    if !known {
                        let names: Vec<_> =
                            class.map(|class| class.roles.iter().map(|spec| spec.name).collect()).unwrap_or_default();
                        fault(
                            "unknown-role",
                            format!("{} has no role {role:?}", rule.fact),
                            Some(format!("its roles are {}", names.join(", "))),
                            pattern.span(),
                        );
                    }
                }
                patterns.push(nodes);
            }
            Err(error) => fault(
                "pattern",
                format!("{} (at byte {} of the pattern)", error.message, error.at),
                error.help,
                pattern.span(),
            ),
        }
    }
    if rule.pattern.is_none() && rule.patterns.is_empty() {
        fault("no-pattern", "it has no pattern".to_owned(), None, place.clone());
    }
    let mut languages = Vec::new();
    for language in &rule.lang {
        match language.as_str() {
            "en" => languages.push(Language::English),
            "zh" => languages.extend([Language::ChineseTraditional, Language::ChineseSimplified]),
            "sv" => languages.push(Language::Swedish),
            other => fault(
                "rule-language",
                format!("there is no language {other:?}"),
                Some("languages are en, zh, sv".to_owned()),
                place.clone(),
            ),
        }
    }
    let mut parts = Vec::new();
    for part in &rule.part {
        match part.as_str() {
            "headline" => parts.push(Part::Headline),
            "body" => parts.push(Part::Body),
            "related" => parts.push(Part::Related),
            other => fault(
                "rule-part",
                format!("there is no part {other:?}"),
                Some("parts are headline, body, related".to_owned()),
                place.clone(),
            ),
        }
    }
    for filler in rule.fill.values() {
        if !super::fill::FILLERS.contains(&filler.as_str()) {
            fault(
                "unknown-filler",
                format!("there is no filler {filler:?}"),
                Some(format!("fillers are {}", super::fill::FILLERS.join(", "))),
                place.clone(),
            );
        }
    }
    if rule.confidence > 100 {
        fault("confidence", "a confidence is a number from 0 to 100".to_owned(), None, place.clone());
    }
    let Some(fact) = class.filter(|_| errors.is_empty()) else { return Err(errors) };
    Ok(Rule {
        id: rule.id,
        fact,
        file: path.to_owned(),
        place,
        languages,
        parts,
        patterns,
        priority: rule.priority,
        confidence: rule.confidence,
        set: rule.set,
        modality: rule.modality,
        fill: rule.fill,
        guard: rule.guard,
        together: rule.together,
        examples: rule.examples,
        counterexamples: rule.counterexamples,
    })
}
