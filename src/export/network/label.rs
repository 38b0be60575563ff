//! What things are called in a language.

use std::collections::BTreeMap;

/// The language of labels where none is asked for, and where there is none in the one asked for.
const DEFAULT: &str = "en";

/// A name that a graph gives, and how good it is: the less, the better.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate(u8, String, String);

impl Candidate {
    /// `tag` is empty for a name without a language, `preferred` says whether it is the one to show.
    pub fn new(wanted: Option<&str>, text: &str, tag: &str, preferred: bool) -> Self {
        let language = fit(wanted.unwrap_or(DEFAULT), tag);
        let rank = match (language, preferred) {
            (Some(distance), true) => distance,
            (None, true) if fit(DEFAULT, tag).is_some() => 2,
            // A name without a language is the plain one.
            _ if tag.is_empty() => 3,
            (None, true) => 4,
            (Some(_), false) => 5,
            (None, false) => 6,
        };
        Self(rank, tag.to_ascii_lowercase(), text.to_owned())
    }

    pub fn text(&self) -> &str {
        &self.2
    }
}

/// How far a tag is from the one wanted: 0 the same or narrower, 1 another of the same language.
fn fit(wanted: &str, tag: &str) -> Option<u8> {
    let (wanted, tag) = (wanted.to_ascii_lowercase(), tag.to_ascii_lowercase());
    let narrower = tag.strip_prefix(&wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    if narrower {
        return Some(0);
    }
    (wanted.split('-').next() == tag.split('-').next()).then_some(1)
}

/// Labels of classes, properties and terms.
#[derive(Debug, Clone, Default)]
pub struct Terms(BTreeMap<String, Candidate>);

impl Terms {
    /// Takes a label; of several the best is kept.
    pub fn add(&mut self, iri: &str, candidate: Candidate) {
        match self.0.get_mut(iri) {
            Some(found) if *found <= candidate => {}
            Some(found) => *found = candidate,
            None => _ = self.0.insert(iri.to_owned(), candidate),
        }
    }

    /// The label, or the words of the IRI's last part.
    pub fn label(&self, iri: &str) -> String {
        self.0.get(iri).map_or_else(|| words(local(iri)), |found| found.text().to_owned())
    }
}

/// The last part of an IRI.
pub fn local(iri: &str) -> &str {
    iri.rsplit(['#', '/']).find(|part| !part.is_empty()).unwrap_or(iri)
}

/// `worksFor` as `works for`.
fn words(name: &str) -> String {
    let mut words = String::new();
    for (at, c) in name.char_indices() {
        if c.is_uppercase() && at > 0 {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_asked_for_comes_first_then_its_relatives_then_english() {
        let names = [
            ("Meta", "en", true),
            ("Meta平台", "zh-Hans", true),
            ("元宇宙公司", "zh-Hant", true),
            ("FB", "zh-hant", false),
            ("Meta Platforms", "", false),
            ("Meta AB", "sv", true),
        ];
        let best = |wanted: Option<&str>, names: &[(&str, &str, bool)]| {
            let candidates = names.iter().map(|(text, tag, preferred)| Candidate::new(wanted, text, tag, *preferred));
            candidates.min().unwrap().text().to_owned()
        };
        for (wanted, expected) in [
            (None, "Meta"),
            (Some("zh-Hant"), "元宇宙公司"),
            (Some("zh-hans"), "Meta平台"),
            (Some("zh-HK"), "Meta平台"),
            (Some("sv"), "Meta AB"),
            (Some("fr"), "Meta"),
        ] {
            assert_eq!(best(wanted, &names), expected, "{wanted:?}");
        }
        assert_eq!(best(Some("zh-Hant"), &names[..2]), "Meta平台");
        assert_eq!(best(Some("fr"), &names[2..]), "Meta Platforms");
        assert_eq!(best(Some("fr"), &[("華", "zh-Hant", true)]), "華");
    }

    #[test]
    fn terms_without_labels_are_called_by_their_names() {
        let terms = Terms::default();
        assert_eq!(terms.label("https://schema.org/worksFor"), "works for");
        assert_eq!(terms.label("https://w3id.org/newsgraph/ontology#FactCheck"), "fact check");
        assert_eq!(terms.label("https://example.org/things/"), "things");
    }
}
