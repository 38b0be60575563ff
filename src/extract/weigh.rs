//! Which drafts stand where several speak of the same words.
//!
//! Overlaps have one total order: matches that have their subject beside them before those that have it from further in front, then
//! priority, then the longer match, then the one further left, then the rule's identifier.

use super::draft::{Draft, Filler};
use crate::fact::Kind;
use crate::recognise::lexicon::ClassId;
use crate::recognise::{Form, Reading};

/// Roles that tell two facts of a class in one sentence apart: where these overlap, one of the two goes.
const KEYS: &[(&str, &[&str])] = &[
    ("role", &["person", "title"]),
    ("policy", &["topic"]),
    ("policy-change", &["topic"]),
    ("acquisition", &["target"]),
    ("ownership", &["owned"]),
    ("boycott", &["participant", "organizer"]),
    ("statement", &["text"]),
    ("criticism", &["target"]),
    ("demand", &["text"]),
    ("observation", &["value"]),
    ("survey", &["publisher"]),
    ("report", &["name"]),
    ("migration", &["to"]),
    ("candidacy", &["agent"]),
    ("layoff", &["value"]),
    ("penalty", &["defendant", "amount"]),
    ("founding", &["founder"]),
    ("launch", &["product"]),
    ("gathering", &["name"]),
];

/// Figures that one fact of a class tells, whoever else it is about: one fine of so much, one survey of so many.
const FIGURES: &[(&str, &str)] = &[("penalty", "amount"), ("survey", "sample")];

/// The roles by which facts of every other class are told apart.
const OTHER_KEYS: &[&str] = &["target", "defendant"];

/// Of drafts that speak of the same words the first in the total order stands.
pub(super) fn weigh<'r>(
    mut drafts: Vec<Draft<'r>>,
    reading: &Reading<'_>,
    announce: Option<ClassId>,
) -> Vec<Draft<'r>> {
    drafts.sort_by(|a, b| {
        let order = |draft: &Draft<'_>| {
            // A suit that nobody is told to bring is one that somebody was told to bring further in front; so is a fine.
            let fined = !reading.is_chinese() && matches!(draft.rule.fact.name, "penalty" | "investigation");
            let open = (fined || draft.rule.fact.name == "lawsuit") && draft.roles.get("plaintiff").is_none();
            (
                draft.distant || open,
                -draft.rule.priority,
                std::cmp::Reverse(draft.to - draft.from),
                draft.sentence,
                draft.from,
            )
        };
        order(a)
            .cmp(&order(b))
            .then_with(|| a.rule.id.cmp(&b.rule.id))
            .then_with(|| a.places.cmp(&b.places))
            .then_with(|| a.roles.cmp(&b.roles))
    });
    let mut standing: Vec<Draft<'r>> = Vec::new();
    for draft in drafts {
        if !standing.iter().any(|other| other.sentence == draft.sentence && clash(other, &draft, reading)) {
            standing.push(draft);
        }
    }
    // 'Roe's channel was suspended' is told of Roe, and not once more of a channel.
    drop_where(&mut standing, |draft, all| {
        let words = draft.roles.get("target").is_some_and(|fillers| matches!(fillers, [Filler::Text(_)]));
        let named = |other: &Draft<'_>| {
            other.entity("target").is_some() && other.rule.fact.name == draft.rule.fact.name && meet(other, draft)
        };
        words && draft.roles.get("count").is_none() && all.iter().any(named)
    });
    // Whoever takes his advertisements off a service stays away from it, and moderates nothing.
    drop_where(&mut standing, |draft, all| {
        let by = |who: &Filler| draft.roles.get("agent").is_some_and(|agents| agents.contains(who));
        let stays_away = |other: &Draft<'_>| {
            other.rule.fact.name == "boycott"
                && meet(other, draft)
                && other.roles.get("participant").into_iter().flatten().any(by)
        };
        matches!(draft.rule.fact.name, "suspension" | "removal" | "blocking" | "ban") && all.iter().any(stays_away)
    });
    // 'Banning any video claiming that jabs kill': where a rule knows the topic of such words, another does not tell them as they stand.
    drop_where(&mut standing, |draft, all| {
        let told = |other: &Draft<'_>| {
            let same = |role| other.roles.get(role) == draft.roles.get(role);
            std::ptr::eq(other.rule.fact, draft.rule.fact)
                && other.rule.set.contains_key("topic")
                && other.rule.priority > draft.rule.priority
                && meet(other, draft)
                && same("issuer")
                && same("deontic")
        };
        matches!(draft.rule.fact.name, "policy" | "policy-change")
            && draft.place("topic").is_some()
            && all.iter().any(told)
    });
    // What is announced is a fact where a rule finds one in it, and words where none does.
    drop_where(&mut standing, |draft, all| {
        let place = draft.place("cue").zip(draft.place("text")).filter(|_| draft.rule.fact.name == "statement");
        place.is_some_and(|((cue, _), text)| {
            let announces =
                announce.is_some_and(|class| reading.sentences[draft.sentence].class_at(cue, class).is_some());
            announces
                && all.iter().any(|other| {
                    other.sentence == draft.sentence
                        && overlaps(text, (other.from, other.to))
                        && !matches!(
                            other.rule.fact.name,
                            "statement" | "observation" | "role" | "ownership" | "criticism" | "demand" | "boycott"
                        )
                })
        })
    });
    // A figure that another fact has taken is no observation of its own, nor is the same sum told again.
    let sums: Vec<Filler> = standing
        .iter()
        .filter(|draft| draft.rule.fact.name != "observation")
        .flat_map(|draft| draft.roles.fillers())
        .filter(|filler| matches!(filler, Filler::Money(..)))
        .cloned()
        .collect();
    let taken: Vec<(usize, (usize, usize))> = standing
        .iter()
        .filter(|draft| draft.rule.fact.name != "observation")
        .flat_map(|draft| {
            let roles =
                ["count", "price", "amount", "duration", "sample", "pages", "participant-count", "value", "plaintiff"];
            roles.into_iter().filter_map(move |role| Some((draft.sentence, draft.place(role)?)))
        })
        .collect();
    standing.retain(|draft| {
        let told = || draft.roles.get("value").is_some_and(|values| values.iter().any(|value| sums.contains(value)));
        draft.rule.fact.name != "observation"
            || !told()
                && !draft.place("value").is_some_and(|place| {
                    taken.iter().any(|(sentence, other)| *sentence == draft.sentence && overlaps(place, *other))
                })
    });
    standing.sort_by(|a, b| {
        (a.sentence, a.from, a.to, &a.rule.id, &a.roles).cmp(&(b.sentence, b.from, b.to, &b.rule.id, &b.roles))
    });
    standing
}

/// Drops what goes because of the others that stand.
fn drop_where<'r>(standing: &mut Vec<Draft<'r>>, goes: impl Fn(&Draft<'r>, &[Draft<'r>]) -> bool) {
    let gone: Vec<bool> = standing.iter().map(|draft| goes(draft, standing)).collect();
    let mut gone = gone.into_iter();
    standing.retain(|_| !gone.next().unwrap_or(false));
}

/// Two drafts share words of a sentence.
fn meet(a: &Draft<'_>, b: &Draft<'_>) -> bool {
    a.sentence == b.sentence && overlaps((a.from, a.to), (b.from, b.to))
}

/// Two drafts of a class speak of the same words, and are not members of one list.
fn clash<'r>(first: &Draft<'r>, second: &Draft<'r>, reading: &Reading<'_>) -> bool {
    if !std::ptr::eq(first.rule.fact, second.rule.fact) {
        return false;
    }
    let same_match = first.rule.id == second.rule.id && first.from == second.from && first.to == second.to;
    let one_figure = || {
        let (_, role) = FIGURES.iter().find(|(class, _)| *class == first.rule.fact.name)?;
        Some(overlaps(first.place(role)?, second.place(role)?))
    };
    // 業者 and the like say less than the name that the other has.
    let vague = || first.entity("defendant").is_some_and(|id| reading.entities[id as usize].kind == Kind::Group);
    // Of two patterns of a rule the one that names who is fined says more than the one that has to guess.
    let guessed = || first.place("defendant").is_some() != second.place("defendant").is_some();
    if (first.rule.id != second.rule.id || guessed()) && one_figure() == Some(true) && !vague() {
        return true;
    }
    let one_buyer = || first.place("buyer").zip(second.place("buyer")).is_some_and(|(a, b)| overlaps(a, b));
    let mut shared = 0;
    for role in keys(first.rule.fact.name) {
        match (first.place(role), second.place(role)) {
            (Some(a), Some(b)) => {
                if !overlaps(a, b) {
                    return false;
                }
                shared += 1;
            }
            (None, None) => {}
            // A deal is told once of what it names, and not again of what is guessed to be meant.
            (Some(_), None) | (None, Some(_)) if *role == "target" && one_buyer() => shared += 1,
            // A rule that sets the title has read it from the name of the body: 商務部長 is of the 商務部.
            (Some(place), None) if second.place("org").is_some_and(|org| overlaps(org, place)) => {}
            (None, Some(place)) if first.place("org").is_some_and(|org| overlaps(org, place)) => {}
            _ => return false,
        }
    }
    if same_match {
        // Two patterns that read the same words see the service in a name, and the company behind it; 'both' is two bodies.
        let several = || {
            let mut named = reading.mentions_in(first.sentence).iter();
            named.any(|mention| mention.form == Form::Several && (first.from..first.to).contains(&mention.from))
        };
        // 'Its annual conference' is one meeting, whichever of its words are taken for a name.
        let renamed =
            first.rule.fact.name == "gathering" && first.place("name") != second.place("name") && !reading.is_chinese();
        return first.roles == second.roles || renamed || first.places == second.places && !several();
    }
    shared > 0
}

fn keys(class: &str) -> &'static [&'static str] {
    KEYS.iter().find(|(name, _)| *name == class).map_or(OTHER_KEYS, |(_, roles)| *roles)
}

/// Whether two stretches have an atom in common.
fn overlaps(a: (usize, usize), b: (usize, usize)) -> bool {
    a.0 < b.1 && b.0 < a.1
}
