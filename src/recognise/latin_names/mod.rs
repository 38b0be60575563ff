//! Names in Latin letters that no lexicon has, told by capitals and by what stands around them.

mod bodies;
mod kind;

use super::ground::{Candidate, Ground, Stretch};
use crate::fact::Kind as EntityKind;
use crate::segment::Part;
use crate::segment::atoms::{Case, Kind};
use bodies::{acronym, body_around, cause, common_body, ends_as_body, firm_of_two, members_of, named_body};
use kind::{alike, body_described, described, kind_of, sorted, sorted_in_han, speaks};

/// Names longer than this are headings or lists.
const LONGEST: usize = 7;

/// All capitalised sequences of a sentence that may be names. `lower` tells whether a word stands in lower case
/// elsewhere in the article, so that its capital here comes from its place.
pub fn candidates(ground: &Ground<'_>, chinese: bool, lower: impl Fn(&str) -> bool) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut at = 0;
    while at < ground.len() {
        match sequence(ground, at, chinese, &lower) {
            Some(stretch) => {
                at = stretch.1;
                let other = acronym(ground, stretch);
                let kind =
                    if other.is_some() { Some(EntityKind::Organization) } else { kind_of(ground, stretch, chinese) };
                let end = other.map_or(stretch.1, |(_, to)| to + 1);
                found.push(Candidate { stretch: (stretch.0, end.max(stretch.1)), name: stretch, other, kind });
                at = at.max(end);
            }
            None => at += 1,
        }
    }
    found.retain(|candidate| chinese || !inside_title(ground, candidate.name));
    alike(ground, &mut found, chinese);
    found
}

/// A part of a title in quotation marks, most of whose words have capitals, is no name: "Teens, Media and Trust".
fn inside_title(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    ground.sentence.quotes.iter().any(|quote| {
        let inner = quote.inner.clone();
        let part = inner.contains(&from) && (inner.start < from || to < inner.end);
        let words = ground.sentence.atoms[inner].iter().filter(|atom| atom.kind == Kind::Word);
        let (all, capital) =
            words.fold((0, 0), |(all, capital), atom| (all + 1, capital + usize::from(atom.case != Case::Lower)));
        part && (3..=12).contains(&all) && capital * 3 >= all * 2
    })
}

/// The capitalised sequence that begins at an atom.
fn sequence(ground: &Ground<'_>, from: usize, chinese: bool, lower: &impl Fn(&str) -> bool) -> Option<Stretch> {
    let inside_adjective = from > 0 && ground.word_at(from - 1, ground.classes.nationality) == Some(from + 1);
    let body = (!chinese).then(|| common_body(ground, from)).flatten();
    let titled = ground.title_over(from).is_some() && body.is_none() && (chinese || cause(ground, from).is_none());
    if !capital(ground, from, chinese) || titled || inside_adjective && !chinese {
        return None;
    }
    if let Some((start, _)) = ground.listed_over(from) {
        // A listed name begins a longer one only if a word for a kind of body follows: Signal Foundation.
        // 'The Netherlands Harbour Agency': the article of the country is that of the body.
        let article = start + 1 == from && ground.is_member(ground.classes.article, start);
        if start != from && !(article && capital(ground, from + 1, chinese) && !chinese) {
            return None;
        }
    }
    let atoms = &ground.sentence.atoms;
    if ground.shouting {
        return None;
    }
    if let Some(end) = (!chinese).then(|| named_body(ground, from).or_else(|| cause(ground, from))).flatten() {
        return Some((from, end));
    }
    let first = atoms[from].key.as_str();
    let opens = from == 0 || matches!(ground.key(from - 1), "\"" | "“" | "‘" | "'" | "「" | ":" | "·" | "•");
    // 'Will Moy, a lawyer' and 'Will Moy said' open with a given name, 'Will Apple pay' with a verb.
    let weak = !chinese
        && ground.is_member(ground.classes.weak_given, from)
        && capital(ground, from + 1, chinese)
        && ground.listed_over(from + 1).is_none()
        && !ground.is_member(ground.classes.not_name, from + 1)
        && (speaks(ground, (from, from + 2)) || described(ground, (from, from + 2)));
    if weak {
        return Some((from, from + 2));
    }
    // A month that was found to be no date, in front of a capital.
    let month = !chinese
        && (ground.is_member(ground.classes.given_names, from) || ground.is_member(ground.classes.weak_given, from))
        && ground.is_member(ground.classes.not_name, from)
        && capital(ground, from + 1, chinese)
        && !ground.is_member(ground.classes.not_name, from + 1);
    if opens && !chinese && (lower(first) || ground.is_member(ground.classes.not_name, from)) && !month {
        return None;
    }
    // Inside a sentence a common word with a capital may open a longer name: Great Harbour.
    let common = ground.is_member(ground.classes.not_name, from);
    let opens_name = !opens
        && (first.len() > 3 || ground.is_member(ground.classes.name_opener, from))
        && capital(ground, from + 1, chinese)
        && !ground.is_member(ground.classes.not_name, from + 1)
        && ground.listed_over(from + 1).is_none();
    if common && !opens_name && !month && body.is_none()
        || ground.is_member(ground.classes.honorific, from)
        || ground.is_member(ground.classes.person_title, from)
    {
        return None;
    }
    let mut to = body.unwrap_or(from + 1);
    loop {
        if to - from >= LONGEST {
            break;
        }
        let joined = to < atoms.len() && (atoms[to].spaced || atoms[to - 1].key == "." || chinese);
        // 'Measurable AI': a short acronym may close a name, whatever it means alone.
        let ending = ground.is_member(ground.classes.org_suffix, to);
        let people = !chinese && ground.is_member(ground.classes.group_noun, to) && to > from;
        // 'Mothers First', 'Larkin Pay': common words that close names in running text.
        let closer = !chinese
            && to > from
            && ground.sentence.part == Part::Body
            && ground.is_member(ground.classes.name_closer, to)
            && !capital(ground, to + 1, chinese);
        let closes = ending
            || people
            || !chinese && members_of(ground, from, to)
            || closer
            || atoms.get(to).is_some_and(|atom| atom.case == Case::Upper && atom.key.len() <= 3)
                && !ground.is_member(ground.classes.nationality, to)
                && !ground.is_member(ground.classes.post_nominal, to);
        // 'Corrigan Partners': the ending of a body is no title where no name follows.
        let untitled = ground.title_over(to).is_none()
            || !chinese && members_of(ground, from, to)
            || ending
                && !chinese
                && to > from
                && ground.title_over(to) == Some((to, to + 1))
                && !capital(ground, to + 1, chinese);
        // 'Harbour Sports Partners': inside a name that goes on to an ending of bodies a common word is part of it.
        let bridges = !chinese
            && !opens
            && ground.sentence.part == Part::Body
            && !ground.is_member(ground.classes.nationality, to)
            && ground.is_member(ground.classes.org_suffix, to + 1)
            && capital(ground, to + 1, chinese)
            && !capital(ground, to + 2, chinese)
            && ground.listed_over(to + 1).is_none();
        // 'Dan Near said': behind a given name a common word is the name of a family.
        let family = !chinese
            && to == from + 1
            && ground.is_member(ground.classes.given_names, from)
            && atoms.get(to).is_some_and(|atom| atom.case == Case::Title)
            && ground.word_at(to, ground.classes.say).is_none()
            && (speaks(ground, (from, to + 1)) || described(ground, (from, to + 1)));
        if joined
            && capital(ground, to, chinese)
            && untitled
            && (closes || family || bridges || !ground.is_member(ground.classes.not_name, to))
            && !(to > from + 1 && ground.is_member(ground.classes.post_nominal, to))
        {
            to += 1;
            continue;
        }
        // An initial keeps its dot: Ketanji B. Jackson.
        if ground.key(to) == "."
            && atoms[to - 1].key.chars().count() == 1
            && atoms[to - 1].case == Case::Title
            && capital(ground, to + 1, chinese)
        {
            to += 1;
            continue;
        }
        // 'Bae Sung-min', 'Hyun-ju Park': a given name of two parts, unlike 'New York-based'.
        let short = |at: usize| (2..=5).contains(&ground.key(at).chars().count());
        let given = to == from + 1
            && short(from)
            && short(to + 1)
            && capital(ground, to + 2, chinese)
            && ground.listed_over(from).is_none();
        let parts = ground.key(to) == "-"
            && !chinese
            && (to >= from + 2 || given)
            && !atoms[to].spaced
            && atoms
                .get(to + 1)
                .is_some_and(|atom| atom.kind == Kind::Word && atom.case == Case::Lower && !atom.spaced)
            && !ground.is_member(ground.classes.said_of, to + 1);
        if parts {
            to += 2;
            continue;
        }
        let linked = matches!(ground.key(to), "&") || ground.is_member(ground.classes.name_particle, to);
        if linked
            && capital(ground, to + 1, chinese)
            && ground.title_over(to + 1).is_none()
            && to > from
            && !(ground.key(to) == "&" && chinese && !atoms[to].spaced)
        {
            to += 2;
            continue;
        }
        // 'Center for Media Justice', 'Bureau of Meteorology', 'Consumer and Competition Commission'.
        let of = (ground.is_member(ground.classes.of, to)
            || ground.is_member(ground.classes.on_matter, to)
                && to == from + 1
                && ground.is_member(ground.classes.org_suffix, from)
                && ground.listed_over(to + 1).is_none()
            || ground.is_member(ground.classes.and, to))
            && capital(ground, to + 1, chinese)
            && !chinese;
        if of && (body_around(ground, from, to) || firm_of_two(ground, from, to)) {
            to += 2;
            continue;
        }
        // 'Court for the District of Columbia', 'Bank of the Rhine'.
        let of_the = ground.is_member(ground.classes.of, to)
            && ground.is_member(ground.classes.article, to + 1)
            && capital(ground, to + 2, chinese)
            && !chinese;
        if of_the && (from..to).any(|at| ground.is_member(ground.classes.org_suffix, at)) {
            match ground.title_over(to + 2) {
                None => {
                    to += 3;
                    continue;
                }
                // 'Office of the Data Protection Commissioner' is a body, and no commissioner.
                Some((start, end)) if start == to + 2 && end - start > 1 && to == from + 1 => {
                    to = end;
                    continue;
                }
                Some(_) => {}
            }
        }
        // 'Internet Providers' Association of Nepal': members own their association.
        let members = ground.key(to) == "'"
            && !chinese
            && capital(ground, to + 1, chinese)
            && ground.is_member(ground.classes.org_suffix, to + 1);
        if members {
            to += 2;
            continue;
        }
        break;
    }
    let mut end = to;
    let mut start = from;
    // Words that only modify do not open a name.
    let party = |at: usize| ground.is_member(ground.classes.party_adjective, at);
    while start + 1 < end
        && (ground.is_member(ground.classes.nationality, start)
            || ground.is_member(ground.classes.name_front, start)
            || party(start) && end - start > 2)
        && !ends_as_body(ground, (start, end))
    {
        start += 1;
    }
    // 'South Korean group Acme': the adjective has two words.
    let adjective = ground.word_at(start, ground.classes.nationality).filter(|end| *end == start + 2);
    if let Some(adjective) = adjective.filter(|_| !chinese && !ends_as_body(ground, (start, end))) {
        start = adjective;
        if start >= end {
            return None;
        }
    }
    while end > start && matches!(ground.key(end - 1), "." | "&") {
        end -= 1;
    }
    // 'Perry's, the bakery chain,' and 'Perry's said': where nothing follows that could be owned, the mark is the name's own.
    let aside = |at: usize| {
        ground.key(at) == ","
            && (ground.is_member(ground.classes.article, at + 1) || ground.is_member(ground.classes.which, at + 1))
    };
    let marked = !chinese
        && ground.key(end) == "'s"
        && (start..end).all(|at| ground.listed_over(at).is_none())
        && (aside(end + 1) || ground.word_at(end + 1, ground.classes.say).is_some());
    if marked {
        end += 1;
    }
    // A listed name at either end stays itself, unless the whole is the name of a body.
    let introduced = introduced(ground, (start, end), chinese);
    if !introduced && !ends_as_body(ground, (start, end)) {
        if ground.listed_over(start).is_some() {
            let whole = !chinese && (namesake(ground, (start, end)) || team(ground, (start, end)));
            return whole.then_some((start, end));
        }
        if let Some(inner) = (start..end).find(|at| ground.listed_over(*at).is_some()) {
            // A listed family name behind another given name is another person: the whole is one name.
            let (_, till) = ground.listed_over(inner).unwrap_or((inner, inner + 1));
            let given = ground.is_member(ground.classes.given_names, start);
            // Behind a title, and in front of a verb of saying, all that is capitalised is one person's name, whatever
            // one word of it means alone: Drew Houston, Paris Hilton.
            let single = till == inner + 1;
            let worded = (start..end).all(|at| atoms[at].case == Case::Title);
            let titled = end - start <= 4
                && (ground.title_ending(start).is_some() && (given || single && worded && !chinese)
                    || given
                        && single
                        && !chinese
                        && end - start == 2
                        && (speaks(ground, (start, end)) || described(ground, (start, end))));
            let family = ground.listed_from(inner, EntityKind::Person) && till == end;
            let whole = family && (!chinese || given);
            // 'Brus Norge' is the branch of a country.
            let place = ground.listed_as((inner, end), EntityKind::Place);
            let branch = !chinese
                && !opens
                && place
                && ground.sentence.part == Part::Body
                && worded_name(ground, start, inner)
                && !ground.is_member(ground.classes.given_names, start);
            // 'Athletics Kenya', 'Radio New Zealand': what a body does, and for which country.
            let national =
                place && till == end && inner == start + 1 && ground.is_member(ground.classes.country_front, start);
            if !titled && !whole && !branch && !national {
                end = inner;
            }
        }
    } else if ground.listed_over(start).is_some_and(|(from, till)| from <= start && till >= end) {
        return None;
    }
    // The article of a listed name goes along with it.
    if ground.listed_over(start).is_some_and(|(from, _)| from < start) && !ends_as_body(ground, (start, end)) {
        return None;
    }
    // 'the Harbour-winning director': a prize, which employs nobody.
    if !chinese && ground.key(end) == "-" && ground.is_member(ground.classes.prize_word, end + 1) {
        return None;
    }
    // 'the Boateng family' is not the one of that name who is named elsewhere.
    let family = !chinese
        && start > 0
        && ground.is_member(ground.classes.article, start - 1)
        && ground.is_member(ground.classes.family_noun, end)
        && ground.listed_over(start).is_none();
    if family {
        return Some((start, end + 1));
    }
    let single = end == start + 1;
    // In Chinese text a bare acronym is more often a term than a body.
    if single && chinese && atoms[start].case == Case::Upper {
        let named = ground.title_starting(end).is_some()
            || ground.word_at(end, ground.classes.say).is_some()
            || ground.word_ending(start, ground.classes.org_announcer);
        if !named {
            return None;
        }
    }
    let adjective = ground.is_member(ground.classes.nationality, start) || party(start);
    if single && (ground.key(start).chars().count() < 2 || adjective) {
        return None;
    }
    (end > start).then_some((start, end))
}

/// A listed word opens another's name: 'chief executive Milan Drexler', whose given name is that of a place, and 'Savannah
/// Row, a venture fund', which is no place.
fn namesake(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    let one = (from, from + 1);
    let unlisted = (from + 1..to).all(|at| ground.listed_over(at).is_none());
    if !(2..=4).contains(&(to - from)) || ground.listed_over(from) != Some(one) || !unlisted {
        return false;
    }
    let all = |kind: EntityKind| {
        ground.listed.iter().any(|(stretch, senses)| {
            *stretch == one && senses.iter().all(|index| ground.lexicon.kinds[*index as usize] == kind)
        })
    };
    if ground.is_member(ground.classes.given_names, from) {
        let told = ground.title_ending(from).is_some() || speaks(ground, (from, to)) || described(ground, (from, to));
        if told && !all(EntityKind::Person) {
            return true;
        }
    }
    all(EntityKind::Place) && (body_described(ground, to) || sorted(ground, from))
}

/// 'the Harbour Flames': behind an article a place and one word more are a team, or what else bears such a name.
pub(super) fn team(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    let one = |at: usize| ground.sentence.atoms[at].case == Case::Title && ground.title_over(at).is_none();
    to == from + 2
        && from > 0
        && ground.sentence.part == Part::Body
        && ground.is_member(ground.classes.article, from - 1)
        && ground.listed_over(from) == Some((from, from + 1))
        && ground.listed_as((from, from + 1), EntityKind::Place)
        && ground.listed_over(from + 1).is_none()
        && one(from + 1)
        && !ground.is_member(ground.classes.given_names, from + 1)
        && !ground.is_member(ground.classes.not_name, from + 1)
}

/// 調查機構 Northgate Asia, 'the grocer Kerala Garden': behind a noun for a body all words are its name, places among them.
fn introduced(ground: &Ground<'_>, (from, to): Stretch, chinese: bool) -> bool {
    if to - from < 2 || from == 0 {
        return false;
    }
    let place = || ground.listed_from(from, EntityKind::Place);
    if chinese {
        return sorted_in_han(ground, from) && (ground.listed_over(from).is_none() || place());
    }
    let noun =
        ground.sentence.atoms[from - 1].case == Case::Lower && ground.word_ending(from, ground.classes.trade_noun);
    noun && place() && ground.listed_over(from) == Some((from, from + 1))
}

/// Unlisted words of a name, no word of which is common.
fn worded_name(ground: &Ground<'_>, from: usize, to: usize) -> bool {
    from < to && (from..to).all(|at| !ground.is_member(ground.classes.not_name, at) && ground.title_over(at).is_none())
}

fn capital(ground: &Ground<'_>, at: usize, chinese: bool) -> bool {
    ground.sentence.atoms.get(at).is_some_and(|atom| {
        atom.kind == Kind::Word
            && !ground.valued[at]
            && !atom.key.starts_with(['@', '\''])
            && (matches!(atom.case, Case::Title | Case::Upper) || chinese && brand(ground, at))
            && (chinese || !atom.key.starts_with("i'"))
    })
}

/// 外送平台yummi: in Chinese a word in small letters behind a noun for a sort of company is what one is called.
fn brand(ground: &Ground<'_>, at: usize) -> bool {
    let classes = ground.classes;
    let sorts = [classes.company_noun, classes.product_noun, classes.before_body, classes.named_body];
    ground.key(at).len() > 3
        && !ground.is_member(classes.not_name, at)
        && ground.known_word_at(at).is_none()
        && sorts.iter().any(|class| ground.word_ending(at, *class))
}
