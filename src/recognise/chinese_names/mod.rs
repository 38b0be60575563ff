//! Names in Han characters that no lexicon has, told by surnames, transliteration, endings, titles and parentheses.

mod beginnings;
mod bodies;
mod branches;
mod deeds;
mod glossed;
mod members;
mod personal;
mod quoted;
mod short_forms;
mod sites;
mod slots;
mod sorted;
mod surveys;
mod titled;

use super::ground::{Candidate, Ground, Stretch};
use crate::fact::Kind as EntityKind;
use crate::segment::atoms::Kind;
pub use glossed::shortened;
pub use personal::japanese_family;
pub use short_forms::{short_forms, without_trade};

/// Longest name of a body, in characters.
const LONGEST_BODY: usize = 16;

/// Finds the name that an atom begins.
type Finder = fn(&Ground<'_>, usize) -> Option<Candidate>;

/// All candidates of a sentence, in order and without overlap. What stands in front of a parenthesis with the same name
/// in Latin letters is surest, then what follows a title, then the rest.
pub fn candidates(ground: &Ground<'_>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut add = |candidate: Option<Candidate>| {
        let Some(candidate) = candidate else { return };
        let clash =
            found.iter().any(|other| other.stretch.0 < candidate.stretch.1 && candidate.stretch.0 < other.stretch.1);
        if !clash {
            found.push(candidate);
        }
    };
    let places: Vec<usize> = (0..ground.len()).collect();
    // Most look for what few sentences have; without it they are not asked. A finder that learns to do without it asks everywhere.
    let grants = slots::grants_office(ground);
    let deeds = deeds::done(ground);
    let lists = places.iter().any(|at| ground.is_member(ground.classes.and_so_on, *at));
    let marks: Vec<usize> = places.iter().copied().filter(|at| ground.kind(*at) == Some(Kind::Mark)).collect();
    let likely = |likely: bool, places| if likely { places } else { &[][..] };
    let (all, marks, titled) = (&places[..], &marks[..], !ground.titles.is_empty());
    let classes = ground.classes;
    let aged = ground.has_member(classes.years_of_age);
    let called = titled || ground.has_member(classes.nickname_front);
    let told = ground.has_word([classes.relation_noun, classes.group_noun]) || ground.has_member(classes.role_tail);
    let passed = [classes.predecessor, classes.changed_to, classes.takes_over_from, classes.successor];
    let surveyed = ground.has_word([classes.asked_front, classes.publish, classes.commission]);
    let found_out = ground.has_word([classes.survey_word, classes.asked_front, classes.show]);
    let finders: [(Finder, &[usize]); 37] = [
        (glossed::with_latin, marks),
        (glossed::with_ticker, marks),
        (quoted::quoted, marks),
        (slots::employer, likely(ground.has_word([classes.top_office, classes.private_title]), all)),
        (personal::dotted, marks),
        (titled::honoured, likely(ground.has_word([classes.honour]), all)),
        (titled::after_title, likely(titled, all)),
        (deeds::fellow, likely(titled, all)),
        (titled::courteous, likely(ground.has_word([classes.honorific]), all)),
        (titled::aged, likely(aged, all)),
        (titled::of_age, likely(aged, all)),
        (titled::succeeding, likely(ground.has_word(passed), all)),
        (surveys::centre, likely(ground.has_word([classes.institute_ending]), all)),
        (branches::abroad, all),
        (slots::mixed, all),
        (slots::mixed_back, all),
        (slots::lettered, all),
        (quoted::nicknamed, likely(titled, marks)),
        (slots::familiar, likely(called, all)),
        (slots::appointed, likely(grants, all)),
        (slots::described, likely(told, all)),
        (titled::speaking, all),
        (quoted::bracketed, marks),
        (sorted::sorted, likely(ground.has_sort(), all)),
        (slots::source, likely(ground.has_word([classes.research_firm, classes.according_to]), all)),
        (slots::surveyor, likely(surveyed, all)),
        (surveys::inquirer, likely(found_out, all)),
        (slots::owned, likely(ground.has_word([classes.owns_several]), all)),
        (members::member, likely(lists, all)),
        (slots::belonging, likely(ground.has_word([classes.owns_several]), all)),
        (sites::site, likely(ground.has_word([classes.site_noun]), all)),
        (deeds::founder, likely(deeds, all)),
        (deeds::founded, likely(deeds, all)),
        (deeds::bought, likely(deeds, all)),
        (deeds::dealer, likely(deeds, all)),
        (deeds::taken_over, likely(deeds, all)),
        (branches::part, likely(deeds, all)),
    ];
    for (finder, places) in finders {
        places.iter().for_each(|at| add(finder(ground, *at)));
    }
    places.iter().for_each(|at| add(bodies::national(ground, *at)));
    // Of several endings in a name the last one closes it: 娛樂 in 全國娛樂勞動者工會 does not. Those that are surely
    // names come first.
    let bodies: Vec<Candidate> = (0..ground.len()).rev().filter_map(|at| bodies::body(ground, at)).collect();
    let (sure, rest): (Vec<Candidate>, Vec<Candidate>) = bodies.into_iter().partition(|body| body.kind.is_some());
    sure.into_iter().chain(rest).for_each(|body| add(Some(body)));
    (0..ground.len()).for_each(|at| add(slots::opener(ground, at)));
    found.sort_by_key(|candidate| candidate.stretch);
    real_names(ground, &mut found);
    found
}

/// 歌手阿鬼（本名王小明）: somebody, and what else he is called.
fn real_names(ground: &Ground<'_>, found: &mut [Candidate]) {
    for called in found.iter_mut().filter(|called| called.other.is_none()) {
        let end = called.stretch.1;
        let at = end + usize::from(matches!(ground.key(end), "(" | ","));
        let Some(from) = ground.word_at(at, ground.classes.real_name) else { continue };
        let form = personal::personal(ground, from, true).or_else(|| titled::rare(ground, from));
        let name = form.filter(|name| !han(ground, name.1) || at == end);
        if let Some(name) = name.filter(|_| ground.kind(called.name.0) == Some(Kind::Han)) {
            called.kind = Some(EntityKind::Person);
            called.other = Some(name);
        }
    }
}

/// A name with the stretch that it covers with what stands around it.
fn named(stretch: Stretch, name: Stretch, kind: Option<EntityKind>) -> Candidate {
    Candidate { stretch, name, other: None, kind }
}

/// The name of a person, who stands there with nothing else.
fn person(name: Stretch) -> Candidate {
    named(name, name, Some(EntityKind::Person))
}

fn han(ground: &Ground<'_>, at: usize) -> bool {
    ground.kind(at) == Some(Kind::Han)
}

/// A character at which no name goes on: a function word, a known word, a date, a title, a listed name.
fn stops(ground: &Ground<'_>, at: usize) -> bool {
    !(han(ground, at) || matches!(ground.key(at), "·" | "."))
        || ground.valued[at]
        || ground.title_over(at).is_some()
        || ground.listed_over(at).is_some()
        || ground.is_member(ground.classes.han_stop, at)
        || ground.word_at(at, ground.classes.han_stop).is_some()
        || ground.known_word_at(at).is_some()
}

/// A verb of which people are subjects begins here or behind an adverb.
fn speaks_soon(ground: &Ground<'_>, at: usize) -> bool {
    let acts = |at: usize| ground.acts_at(at) || ground.word_at(at, ground.classes.speech_any).is_some();
    acts(at) || ground.word_at(at, ground.classes.cue_adverb).is_some_and(acts)
}
