//! One rule of a file, checked and compiled.

use std::ops::Range;

use super::{FileRule, Rule};
use crate::extract::fill::FILLERS;
use crate::extract::pattern::{self, Macros, Node};
use crate::model::classes::{self, FactClass};
use crate::pack::PackError;
use crate::recognise::lexicon::Lexicon;
use crate::segment::Part;
use crate::text::Language;

/// The rule that stands at a place of a file, or everything that is wrong with it.
pub(super) fn compile(
    path: &str,
    text: &str,
    place: Range<usize>,
    rule: FileRule,
    lexicon: &mut Lexicon,
    macros: &mut Macros,
) -> Result<Rule, Vec<PackError>> {
    let mut checked = Checked { path, text, place, id: &rule.id, faults: Vec::new() };
    let class = classes::class(&rule.fact);
    if class.is_none() {
        checked.fault("unknown-class-of-fact", format!("there is no class of fact {:?}", rule.fact), None);
    }
    let patterns = checked.patterns(&rule, class, lexicon, macros);
    let named = rule.set.keys().chain(rule.fill.keys()).chain(&rule.together);
    let unknown = named.filter_map(|role| unknown_role(class, role));
    unknown.for_each(|(message, help)| checked.fault("unknown-role", message, Some(help)));
    let languages = checked.languages(&rule.lang);
    let parts = checked.parts(&rule.part);
    for filler in rule.fill.values().filter(|filler| !FILLERS.contains(&filler.as_str())) {
        let help = format!("fillers are {}", FILLERS.join(", "));
        checked.fault("unknown-filler", format!("there is no filler {filler:?}"), Some(help));
    }
    if rule.confidence > 100 {
        checked.fault("confidence", "a confidence is a number from 0 to 100".to_owned(), None);
    }
    let Checked { place, faults, .. } = checked;
    let Some(fact) = class.filter(|_| faults.is_empty()) else { return Err(faults) };
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

/// What to say of a role that a class does not have. Roles that begin with `_` are a pattern's own.
fn unknown_role(class: Option<&FactClass>, role: &str) -> Option<(String, String)> {
    let class = class.filter(|class| !role.starts_with('_') && class.role(role).is_none())?;
    let names: Vec<&str> = class.roles.iter().map(|spec| spec.name).collect();
    Some((format!("{} has no role {role:?}", class.name), format!("its roles are {}", names.join(", "))))
}

/// A rule that is being checked, and what was found wrong with it so far.
struct Checked<'r> {
    path: &'r str,
    text: &'r str,
    /// Where the rule stands in its file.
    place: Range<usize>,
    id: &'r str,
    faults: Vec<PackError>,
}

impl Checked<'_> {
    fn fault(&mut self, code: &'static str, message: String, help: Option<String>) {
        self.fault_at(code, message, help, self.place.clone());
    }

    fn fault_at(&mut self, code: &'static str, message: String, help: Option<String>, range: Range<usize>) {
        let error = PackError::new(self.path, code, format!("rule {}: {message}", self.id)).at(self.text, range);
        self.faults.push(match help {
            Some(help) => error.with_help(help),
            None => error,
        });
    }

    fn patterns(
        &mut self,
        rule: &FileRule,
        class: Option<&FactClass>,
        lexicon: &mut Lexicon,
        macros: &mut Macros,
    ) -> Vec<Vec<Node>> {
        let mut patterns = Vec::new();
        for written in rule.pattern.iter().chain(&rule.patterns) {
            match pattern::parse(written.get_ref(), lexicon, macros) {
                Ok(nodes) => {
                    for role in pattern::roles(&nodes) {
                        if let Some((message, help)) = unknown_role(class, role) {
                            self.fault_at("unknown-role", message, Some(help), written.span());
                        }
                    }
                    patterns.push(nodes);
                }
                Err(error) => {
                    let message = format!("{} (at byte {} of the pattern)", error.message, error.at);
                    self.fault_at("pattern", message, error.help, written.span());
                }
            }
        }
        if rule.pattern.is_none() && rule.patterns.is_empty() {
            self.fault("no-pattern", "it has no pattern".to_owned(), None);
        }
        patterns
    }

    fn languages(&mut self, tags: &[String]) -> Vec<Language> {
        let help = || Some("languages are en, zh, sv".to_owned());
        let mut languages = Vec::new();
        for tag in tags {
            match tag.as_str() {
                "en" => languages.push(Language::English),
                "zh" => languages.extend([Language::ChineseTraditional, Language::ChineseSimplified]),
                "sv" => languages.push(Language::Swedish),
                other => self.fault("rule-language", format!("there is no language {other:?}"), help()),
            }
        }
        if tags.is_empty() {
            self.fault("rule-language", "it is for no language".to_owned(), help());
        }
        languages
    }

    fn parts(&mut self, names: &[String]) -> Vec<Part> {
        let mut parts = Vec::new();
        for name in names {
            match name.as_str() {
                "headline" => parts.push(Part::Headline),
                "body" => parts.push(Part::Body),
                "related" => parts.push(Part::Related),
                other => {
                    let help = "parts are headline, body, related".to_owned();
                    self.fault("rule-part", format!("there is no part {other:?}"), Some(help));
                }
            }
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Code, line and message of what is wrong with a rule of acquisitions that has these lines as well.
    fn faults(lines: &str) -> Vec<(&'static str, usize, String)> {
        let text = format!("id = \"deal-en\"\n{lines}\n");
        let rule: FileRule = toml::from_str(&text).unwrap();
        let compiled =
            compile("rules/mine.toml", &text, 0..text.len(), rule, &mut Lexicon::default(), &mut Macros::default());
        let faults = compiled.err().unwrap_or_default();
        faults.into_iter().map(|fault| (fault.code, fault.line.unwrap(), fault.message)).collect()
    }

    #[test]
    fn faults_of_a_rule_are_told_once_and_where_they_are() {
        const SOUND: &str =
            "fact = \"acquisition\"\nlang = [\"en\"]\npatterns = [\n  '{buyer:Org} \"buys\"',\n  '{target:Org}',\n]";
        assert_eq!(faults(SOUND), []);
        let told = |code, line, message: &str| vec![(code, line, format!("rule deal-en: {message}"))];
        for (lines, expected) in [
            ("set = { prize = \"1\" }", told("unknown-role", 1, "acquisition has no role \"prize\"")),
            ("fill = { day = \"time\" }", told("unknown-role", 1, "acquisition has no role \"day\"")),
            ("together = [\"buyers\"]", told("unknown-role", 1, "acquisition has no role \"buyers\"")),
            ("fill = { date = \"clock\" }", told("unknown-filler", 1, "there is no filler \"clock\"")),
            ("part = [\"foot\"]", told("rule-part", 1, "there is no part \"foot\"")),
            ("confidence = 101", told("confidence", 1, "a confidence is a number from 0 to 100")),
        ] {
            assert_eq!(faults(&format!("{SOUND}\n{lines}")), expected, "{lines}");
        }
        for (before, after, expected) in [
            ("{target:Org}", "{prize:Money}", told("unknown-role", 6, "acquisition has no role \"prize\"")),
            ("{target:Org}", "{target:Org", told("pattern", 6, "a brace is not closed (at byte 11 of the pattern)")),
            ("\"acquisition\"", "\"deal\"", told("unknown-class-of-fact", 1, "there is no class of fact \"deal\"")),
            ("[\"en\"]", "[\"no\"]", told("rule-language", 1, "there is no language \"no\"")),
            ("[\"en\"]", "[]", told("rule-language", 1, "it is for no language")),
        ] {
            assert_eq!(faults(&SOUND.replace(before, after)), expected, "{after}");
        }
        assert_eq!(faults("fact = \"acquisition\"\nlang = [\"en\"]"), told("no-pattern", 1, "it has no pattern"));
    }
}
