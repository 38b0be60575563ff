//! How likely a candidate is the same as a subject, and what is done about it.
//!
//! The name comes first: full and exact, it is worth 1; a single word, which many things are called, 0.8; one that
//! differs, the share of characters that agree. The kind lowers it where it is not the same. Other candidates of the
//! same name lower it further, those that more sites write of most; what the articles name beside the subject raises
//! it where the candidate's description or surroundings name it too.

use std::collections::BTreeSet;

use strsim::normalized_levenshtein;

use super::{Candidate, Status, Subject};
use crate::gazetteer::fold;
use crate::segment::atoms::is_han;

const SINGLE_WORD: f64 = 0.8;
const AKIN_KIND: f64 = 0.9;
const UNKNOWN_KIND: f64 = 0.85;
const OTHER_KIND: f64 = 0.4;
/// How much of what is missing the surroundings can make up for.
const CONTEXT: f64 = 0.3;
/// How far the best candidate must be in front.
const LEAD: f64 = 0.1;
/// A shorter word in a description may be any.
const SHORTEST_CONTEXT: usize = 4;

/// Which candidates are kept, and which become links.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Policy {
    /// From this score on a link is certain, if besides the name is a full one and the same, the kind is the same,
    /// and nothing else has the name. Without it nothing is.
    pub same_as: Option<f64>,
    /// From this score on the best candidate is a close match, if more speaks for it than a name that is a single word
    /// or that others have too.
    pub close_match: f64,
    /// Candidates below are forgotten.
    pub least: f64,
    /// How many candidates of a subject are kept.
    pub most: usize,
}

impl Default for Policy {
    fn default() -> Self {
        Self { same_as: None, close_match: 0.8, least: 0.5, most: 5 }
    }
}

/// A candidate with its score.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    pub candidate: Candidate,
    /// 0 to 1.
    pub score: f64,
    pub name: f64,
    pub context: f64,
    /// Why, in words.
    pub reasons: Vec<String>,
    pub status: Status,
    exact: bool,
    full: bool,
    same_kind: bool,
    /// Others of exactly this name.
    namesakes: usize,
}

/// Weighs the candidates of a subject against each other; the best comes first. `complete` tells that nothing else has
/// these names.
pub fn weigh(subject: &Subject, candidates: Vec<Candidate>, complete: bool, policy: &Policy) -> Vec<Weighed> {
    let mut seen = BTreeSet::new();
    let distinct = candidates.into_iter().filter(|candidate| seen.insert(candidate.iri.clone()));
    let mut weighed: Vec<Weighed> = distinct.map(|candidate| alone(subject, candidate)).collect();
    let weights: Vec<f64> = weighed.iter().map(weight).collect();
    let scores: Vec<f64> = weighed.iter().map(|one| one.score).collect();
    let exact = weighed.iter().filter(|one| one.exact).count();
    for (at, one) in weighed.iter_mut().enumerate() {
        one.namesakes = exact - usize::from(one.exact);
        // A candidate whose name fits worse, or that is another sort of thing, is no rival.
        let rivals = (0..scores.len()).filter(|other| *other != at && scores[*other] + 0.02 >= scores[at]);
        let (count, sum) = rivals.fold((0, weights[at]), |(count, sum), other| (count + 1, sum + weights[other]));
        if count > 0 {
            one.reasons.push(format!("as good a fit: {count} more"));
            one.score *= f64::midpoint(1.0, weights[at] / sum);
        }
    }
    for one in &mut weighed {
        one.score += (1.0 - one.score) * CONTEXT * one.context;
        one.score = (one.score * 1000.0).round() / 1000.0;
    }
    weighed.retain(|one| one.score >= policy.least);
    weighed.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.candidate.iri.cmp(&b.candidate.iri)));
    weighed.truncate(policy.most);
    decide(&mut weighed, complete, policy);
    weighed
}

fn decide(weighed: &mut [Weighed], complete: bool, policy: &Policy) {
    let second = weighed.get(1).map_or(0.0, |second| second.score);
    let Some(best) = weighed.first_mut() else { return };
    let leads = best.score - second >= LEAD;
    let alone = complete && best.namesakes == 0 && leads;
    let certain = best.exact && best.full && best.same_kind && alone;
    if certain && policy.same_as.is_some_and(|least| best.score >= least) {
        best.status = Status::Certain;
    } else if best.score >= policy.close_match && leads && (best.full && best.namesakes == 0 || best.context > 0.0) {
        best.status = Status::Close;
    }
}

/// The score of a candidate as if there were no other.
fn alone(subject: &Subject, candidate: Candidate) -> Weighed {
    let mut reasons = Vec::new();
    let mut name = 0.0;
    let mut best = ("", "");
    // Two names of different scripts that agree are hardly chance.
    let mut agreeing = BTreeSet::new();
    let mut best_is_full = false;
    let others: Vec<String> = candidate.names.iter().map(|name| fold(name)).collect();
    for (own, _) in &subject.names {
        let own_fold = fold(own);
        let own_is_full = is_full(&own_fold);
        for (other, other_fold) in candidate.names.iter().zip(&others) {
            let similar = similarity(&own_fold, other_fold);
            if similar > name || similar >= name && own_is_full && !best_is_full {
                (name, best, best_is_full) = (similar, (own.as_str(), other.as_str()), own_is_full);
            }
            if similar >= 1.0 {
                agreeing.insert(own.chars().any(is_han));
            }
        }
    }
    let exact = name >= 1.0;
    let full = best_is_full || agreeing.len() > 1;
    if exact && agreeing.len() > 1 {
        reasons.push(format!("names in two scripts agree, as “{}”", best.0));
    } else if exact {
        reasons.push(format!("the name is “{}”", best.0));
    } else {
        reasons.push(format!("the name “{}” is like “{}” ({name:.2})", best.0, best.1));
    }
    let mut score = name;
    if !full {
        score *= SINGLE_WORD;
        reasons.push("the name is no full one".to_owned());
    }
    score *= match candidate.kind {
        None => {
            reasons.push("its kind is not known".to_owned());
            UNKNOWN_KIND
        }
        Some(kind) if kind == subject.kind => {
            reasons.push(format!("both are of kind {}", kind.name()));
            1.0
        }
        Some(kind) if kind.is_body() && subject.kind.is_body() => {
            reasons.push(format!("kind {} is near {}", kind.name(), subject.kind.name()));
            AKIN_KIND
        }
        Some(kind) => {
            reasons.push(format!("kind {} is not {}", kind.name(), subject.kind.name()));
            OTHER_KIND
        }
    };
    let shared = shared(subject, &candidate);
    let context = (shared.len() as f64 / 2.0).min(1.0);
    if !shared.is_empty() {
        reasons.push(format!("named beside it: {}", shared.into_iter().take(3).collect::<Vec<_>>().join(", ")));
    }
    if candidate.popularity > 0 {
        reasons.push(format!("{} sites write of it", candidate.popularity));
    }
    let same_kind = candidate.kind == Some(subject.kind);
    Weighed { candidate, score, name, context, reasons, status: Status::Proposed, exact, full, same_kind, namesakes: 0 }
}

/// How much attention a candidate gets beside others of its name.
fn weight(one: &Weighed) -> f64 {
    (1.0 + 3.0 * one.context) * (1.0 + f64::from(one.candidate.popularity).ln_1p())
}

/// The share of two folded names that agrees, in whatever order their words stand; nothing across scripts.
pub fn similarity(a: &str, b: &str) -> f64 {
    if a == b && !a.is_empty() {
        return 1.0;
    }
    if a.chars().any(is_han) != b.chars().any(is_han) {
        return 0.0;
    }
    let sorted = |name: &str| {
        let mut words: Vec<&str> = name.split(' ').filter(|word| *word != ",").collect();
        words.sort_unstable();
        words.join(" ")
    };
    // The same words in another order are nearly the same name.
    let turned = normalized_levenshtein(&sorted(a), &sorted(b)) - 0.01;
    normalized_levenshtein(a, b).max(turned).min(0.99)
}

/// Whether a folded name has several words, or as many Han characters as a full name has.
fn is_full(name: &str) -> bool {
    let words = name.split(' ').filter(|word| word.chars().all(char::is_alphanumeric) && !word.chars().any(is_han));
    let han = name.chars().filter(|c| is_han(*c)).count();
    words.count() > 1 || han >= 4 || han > 1 && name.contains('·')
}

/// Names of the subject's surroundings that the candidate's description or relations have too.
fn shared(subject: &Subject, candidate: &Candidate) -> BTreeSet<String> {
    if subject.context.is_empty() {
        return BTreeSet::new();
    }
    let words = format!(" {} ", fold(&candidate.description));
    let related: BTreeSet<String> = candidate.related.iter().map(|name| fold(name)).collect();
    let own: BTreeSet<String> = subject.names.iter().map(|(name, _)| fold(name)).collect();
    let long = |name: &str| name.chars().any(is_han) || name.chars().count() >= SHORTEST_CONTEXT;
    let named = |name: &&String| {
        !own.contains(*name) && (related.contains(*name) || long(name) && words.contains(&format!(" {name} ")))
    };
    subject.context.iter().filter(named).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::Kind;

    fn subject(kind: Kind, names: &[&str], context: &[&str]) -> Subject {
        Subject {
            kind,
            names: names.iter().map(|name| ((*name).to_owned(), "en".to_owned())).collect(),
            context: context.iter().map(|name| fold(name)).collect(),
            ..Subject::new("https://example.org/it")
        }
    }

    fn candidate(id: u32, kind: Option<Kind>, names: &[&str], description: &str, popularity: u32) -> Candidate {
        Candidate {
            kind,
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            description: description.to_owned(),
            popularity,
            ..Candidate::new(&format!("http://www.wikidata.org/entity/Q{id}"))
        }
    }

    const STRICT: Policy = Policy { same_as: Some(0.95), close_match: 0.8, least: 0.3, most: 5 };

    #[test]
    fn names_are_compared_in_their_folded_form() {
        for (a, b, least, most) in [
            ("MARK ZUCKERBERG", "Mark Zuckerberg", 1.0, 1.0),
            ("馬克·祖克柏", "马克・祖克柏", 1.0, 1.0),
            ("Zuckerberg, Mark", "Mark Zuckerberg", 0.95, 0.99),
            ("Mark Zuckerburg", "Mark Zuckerberg", 0.9, 0.99),
            ("Facebook", "Facebook India", 0.0, 0.6),
            ("祖克柏", "Zuckerberg", 0.0, 0.0),
        ] {
            let found = similarity(&fold(a), &fold(b));
            assert!((least..=most).contains(&found), "{a} and {b}: {found}");
        }
    }

    #[test]
    fn only_a_full_exact_unique_name_of_the_same_kind_is_certain() {
        let person = || subject(Kind::Person, &["Ada Example"], &[]);
        let same = || candidate(1, Some(Kind::Person), &["Ada Example"], "", 40);
        for (what, subject, candidates, complete, expected) in [
            ("all of it", person(), vec![same()], true, Status::Certain),
            (
                "another of the name",
                person(),
                vec![same(), candidate(2, Some(Kind::Person), &["Ada Example"], "", 0)],
                true,
                Status::Proposed,
            ),
            ("there may be others", person(), vec![same()], false, Status::Close),
            (
                "another kind",
                person(),
                vec![candidate(1, Some(Kind::Place), &["Ada Example"], "", 40)],
                true,
                Status::Proposed,
            ),
            ("no kind", person(), vec![candidate(1, None, &["Ada Example"], "", 40)], true, Status::Close),
            (
                "a like name",
                person(),
                vec![candidate(1, Some(Kind::Person), &["Ada Exampel"], "", 40)],
                true,
                Status::Close,
            ),
            (
                "one word",
                subject(Kind::Person, &["Example"], &[]),
                vec![candidate(1, Some(Kind::Person), &["Example"], "", 40)],
                true,
                Status::Proposed,
            ),
        ] {
            let weighed = weigh(&subject, candidates, complete, &STRICT);
            assert_eq!(weighed[0].status, expected, "{what}: {weighed:?}");
        }
        let nothing_asked = weigh(&person(), vec![same()], true, &Policy::default());
        assert_eq!(nothing_asked[0].status, Status::Close);
    }

    #[test]
    fn common_words_are_not_linked_on_the_name_alone() {
        for (name, kind) in [
            ("Signal", Kind::Platform),
            ("Meta", Kind::Corporation),
            ("Apple", Kind::Corporation),
            ("Threads", Kind::Platform),
            ("蘋果", Kind::Corporation),
        ] {
            let alone = candidate(1, Some(kind), &[name], "a famous thing", 200);
            for context in [&[][..], &["Somebody Else", "Elsewhere"]] {
                let weighed = weigh(&subject(kind, &[name], context), vec![alone.clone()], true, &STRICT);
                assert_eq!(weighed[0].status, Status::Proposed, "{name}: {weighed:?}");
            }
            // What stands beside it tells which one it is, but never makes it certain.
            let told = candidate(1, Some(kind), &[name], "made by Moxie Marlinspike in Mountain View", 200);
            let beside = subject(kind, &[name], &["Moxie Marlinspike", "Mountain View"]);
            let weighed = weigh(&beside, vec![told, candidate(2, Some(kind), &[name], "a river", 3)], true, &STRICT);
            assert_eq!(weighed[0].candidate.iri, "http://www.wikidata.org/entity/Q1");
            assert_eq!(weighed[0].status, Status::Close, "{name}: {weighed:?}");
            assert!(weighed[0].reasons.iter().any(|reason| reason.contains("mountain view")), "{weighed:?}");
        }
    }

    #[test]
    fn names_in_two_scripts_are_more_than_one_word() {
        let both = subject(Kind::Corporation, &["Zephlin", "澤弗"], &[]);
        let weighed =
            weigh(&both, vec![candidate(1, Some(Kind::Corporation), &["Zephlin", "泽弗"], "", 1)], true, &STRICT);
        assert_eq!(weighed[0].status, Status::Certain, "{weighed:?}");
    }

    #[test]
    fn what_it_belongs_to_tells_candidates_apart() {
        let person = subject(Kind::Person, &["Ada Example"], &["Acme Works", "Norway"]);
        let mut first = candidate(1, Some(Kind::Person), &["Ada Example"], "painter", 9);
        let second = Candidate { iri: "urn:other".into(), ..first.clone() };
        first.related = vec!["Norway".into(), "ACME Works".into()];
        let weighed = weigh(&person, vec![second, first], true, &STRICT);
        assert_eq!(weighed[0].candidate.iri, "http://www.wikidata.org/entity/Q1");
        assert_eq!(weighed[0].status, Status::Close, "{weighed:?}");
    }
}
