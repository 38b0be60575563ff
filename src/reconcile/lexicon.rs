use fst::Automaton as _;
use fst::automaton::Str;
use oxigraph::model::NamedNode;

use super::score::similarity;
use super::{Authority, Candidate, Proposal, ReconcileError, Subject};
use crate::gazetteer::{Entry, Gazetteer, fold};
use crate::model::Base;
use crate::model::iri::slug;

/// More entities than this share a name that tells nothing.
const MOST_SENSES: usize = 50;
/// Names that begin alike and are looked at where no name is the same.
const MOST_ALIKE: usize = 300;
/// Less alike names are other names.
const ALIKE: f64 = 0.85;
/// Shorter names are alike too easily.
const SHORTEST_ALIKE: usize = 6;

/// An imported lexicon to link to.
pub struct LexiconAuthority<'a> {
    lexicon: &'a Gazetteer,
}

impl<'a> LexiconAuthority<'a> {
    pub fn new(lexicon: &'a Gazetteer) -> Self {
        Self { lexicon }
    }

    fn candidates(&self, subject: &Subject) -> Proposal {
        let mut positions = Vec::new();
        let mut complete = !self.lexicon.is_incomplete();
        let folded: Vec<String> = subject.names.iter().map(|(name, _)| fold(name)).collect();
        for name in &folded {
            let found = self.lexicon.lookup_folded(name);
            complete &= found.len() <= MOST_SENSES;
            positions.extend(found.into_iter().take(MOST_SENSES));
        }
        if positions.is_empty() {
            positions.extend(folded.iter().flat_map(|name| self.alike(name)));
        }
        positions.sort_unstable();
        positions.dedup();
        let entries = positions.into_iter().filter_map(|position| self.lexicon.entry(position));
        Proposal { candidates: entries.filter_map(|entry| self.candidate(&entry)).collect(), complete }
    }

    /// Entities with a name that begins in the same way and is much like it.
    fn alike(&self, name: &str) -> Vec<u32> {
        let length = name.chars().count();
        if length < SHORTEST_ALIKE {
            return Vec::new();
        }
        let beginning: String = name.chars().take(length * 2 / 3).collect();
        let found = self.lexicon.search(Str::new(&beginning).starts_with(), MOST_ALIKE);
        let alike = found.into_iter().filter(|(other, _)| similarity(name, other) >= ALIKE);
        alike.flat_map(|(_, positions)| positions.into_iter().take(MOST_SENSES)).collect()
    }

    fn candidate(&self, entry: &Entry) -> Option<Candidate> {
        let label = entry.label(&["en", "mul", "zh-hant", "zh-hans", "zh"])?.text.clone();
        let others = entry.names.iter().map(|name| &name.text).filter(|name| **name != label).cloned();
        let names = std::iter::once(label.clone()).chain(others).collect();
        let related = entry.related.iter().filter_map(|id| self.lexicon.entry(self.lexicon.position(id)?));
        let description = |language: &str| entry.descriptions.iter().find(|(tag, _)| tag == language);
        let description = ["en", "zh-hant", "zh"].into_iter().find_map(description).or(entry.descriptions.first());
        Some(Candidate {
            kind: entry.kind,
            names,
            description: description.map(|(_, words)| words.clone()).unwrap_or_default(),
            popularity: entry.popularity,
            related: related.flat_map(|entry| entry.names.into_iter().map(|name| name.text)).collect(),
            ..Candidate::new(&entry.iri()?)
        })
    }
}

impl Authority for LexiconAuthority<'_> {
    fn iri(&self, base: &Base) -> NamedNode {
        let name = self.lexicon.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
        base.iri(&format!("lexicon/{}", slug(&name)))
    }

    fn batch(&self) -> usize {
        256
    }

    fn propose(&self, subjects: &[Subject]) -> Result<Vec<Proposal>, ReconcileError> {
        Ok(subjects.iter().map(|subject| self.candidates(subject)).collect())
    }
}
