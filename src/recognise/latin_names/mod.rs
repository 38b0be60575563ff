//! Names in Latin letters that no lexicon has, told by capitals and by what stands around them.

mod bodies;
mod edges;
mod extent;
mod kind;
mod spelled;
mod whole;

use super::date::begins_given_name;
use super::ground::{Candidate, Ground, Stretch};
use super::portfolios;
use crate::fact::Kind as EntityKind;
use crate::segment::Part;
use crate::segment::atoms::{Case, Kind};
use bodies::{
    acronym, body_of_people, cause, common_body, joined_body, listing_body, members_body, named_body, titled_body,
    told_cause,
};
use edges::settled;
use extent::{address, extent};
use kind::{alike, described, kind_of, speaks};
pub(super) use kind::{alike_told, founded, somebody_alone};
pub(super) use spelled::articled;
use spelled::{forum, known_as, nicknamed, spelled_out};
pub(super) use whole::recurring;
use whole::{committee, twofold, whole};

/// How many atoms may stand in front of who sends a story, at its beginning.
const DATELINE: usize = 12;

/// Names longer than this are headings or lists.
const LONGEST: usize = 7;

/// All capitalised sequences of a sentence that may be names. `lower` tells whether a word stands in lower case
/// elsewhere in the article, so that its capital here comes from its place.
pub fn candidates(ground: &Ground<'_>, chinese: bool, lower: impl Fn(&str) -> bool) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut at = 0;
    while at < ground.len() {
        if let Some(candidate) = forum(ground, at)
            .or_else(|| handle(ground, at))
            .or_else(|| (!chinese).then(|| nicknamed(ground, at).or_else(|| committee(ground, at))).flatten())
        {
            at = candidate.stretch.1;
            found.push(candidate);
            continue;
        }
        match sequence(ground, at, chinese, &lower) {
            Some((from, to)) => {
                let stretch = (numbered_front(ground, from).unwrap_or(from), to);
                at = stretch.1;
                if let Some(candidate) = (!chinese).then(|| formed(ground, stretch)).flatten() {
                    at = candidate.stretch.1;
                    found.push(candidate);
                    continue;
                }
                // 'Kim Roe Jr. said', 'Kim Roe III'.
                let suffixed = !chinese
                    && stretch.1 - stretch.0 > 1
                    && ground.is_member(ground.classes.name_suffix, stretch.1)
                    && ground.sentence.atoms[stretch.1].case != Case::Lower;
                if suffixed {
                    let dot = usize::from(ground.key(stretch.1 + 1) == "." && stretch.1 + 2 < ground.len());
                    let kind = Some(EntityKind::Person);
                    at = stretch.1 + 1 + dot;
                    let (name, stretch) = ((stretch.0, stretch.1 + 1), (stretch.0, at));
                    found.push(Candidate { stretch, name, other: None, kind });
                    continue;
                }
                let letters = || (!chinese && stretch.1 - stretch.0 > 2).then(|| known_as(ground, stretch.1)).flatten();
                let aside = letters();
                let other = acronym(ground, stretch).or(aside);
                let kind =
                    if other.is_some() { Some(EntityKind::Organization) } else { kind_of(ground, stretch, chinese) };
                let closed = |to: usize| usize::from(aside.is_none() || ground.key(to) == ",");
                let end = other.map_or(stretch.1, |(_, to)| to + closed(to));
                found.push(Candidate { stretch: (stretch.0, end.max(stretch.1)), name: stretch, other, kind });
                at = at.max(end);
            }
            None => at += 1,
        }
    }
    found.retain(|candidate| chinese || !inside_title(ground, candidate.name));
    found.retain(|candidate| !chinese || !metric(ground, candidate.name));
    alike(ground, &mut found, chinese);
    if !chinese && ground.sentence.part == Part::Body {
        found.retain(|candidate| {
            let told = [sends, listing, common, of_two_nations].iter().any(|is| is(ground, candidate.name));
            !told
        });
        called(ground, &mut found);
    }
    found
}

/// '@harbourwatch': the handle of an account in running text; between parentheses it only tells what somebody is called there.
fn handle(ground: &Ground<'_>, at: usize) -> Option<Candidate> {
    let atom = &ground.sentence.atoms[at];
    let told = atom.kind == Kind::Word && atom.key.starts_with('@') && atom.key.len() > 3;
    let aside = at > 0 && (ground.key(at - 1) == "(" || !atom.spaced && ground.kind(at - 1) == Some(Kind::Word));
    let stretch = (at, at + 1);
    let fits = told && !aside && ground.sentence.part == Part::Body;
    fits.then_some(Candidate { stretch, name: stretch, other: None, kind: Some(EntityKind::Person) })
}

/// '4Harbour': figures that touch a name in front of it are part of it.
fn numbered_front(ground: &Ground<'_>, from: usize) -> Option<usize> {
    let front = from.checked_sub(1)?;
    let free = front == 0
        || ground.sentence.atoms[front].spaced && !matches!(ground.key(front - 1), "$" | "€" | "£" | "¥" | "₹");
    let figure = ground.kind(front) == Some(Kind::Number) && ground.key(front).len() < 4;
    (figure && free && !ground.sentence.atoms[from].spaced).then_some(front)
}

/// 'Oslo, March 5 (Harbour) - ': who only sends the story.
fn sends(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    (1..DATELINE).contains(&from)
        && ground.key(from - 1) == "("
        && ground.key(to) == ")"
        && matches!(ground.key(to + 1), "-" | "–" | "—")
        && ground.sentence.atoms[to + 1].spaced
}

/// 'Acme (NYSE: ACM)': the exchange, or the letters under which shares are traded there.
fn listing(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    let letters = |at: usize| ground.sentence.atoms.get(at).is_some_and(|atom| atom.case == Case::Upper);
    let exchange = || from > 0 && ground.key(from - 1) == "(" && ground.key(to) == ":" && letters(to + 1);
    let code =
        || from > 2 && to - from == 1 && letters(from) && ground.key(from - 1) == ":" && ground.key(from - 3) == "(";
    exchange() && ground.key(to + 2) == ")" || code() && ground.key(to) == ")"
}

/// 總交易額（GTV）: the letters by which a figure goes in its trade.
fn metric(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    to - from == 1
        && from > 1
        && ground.sentence.atoms[from].case == Case::Upper
        && ground.key(from - 1) == "("
        && ground.key(to) == ")"
        && ground.word_ending(from - 1, ground.classes.topic_own)
}

/// 'Replied to a Tweet about her', 'the Board has agreed': what there are many of, with the capital that some give it.
fn common(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    let classes = ground.classes;
    if to - from != 1 || from == 0 || ground.sentence.atoms[from].case != Case::Title {
        return false;
    }
    let ends = [classes.clause_preposition, classes.clause_opener, classes.and, classes.finite];
    let one_of_many = ground.is_member(classes.article_indefinite, from - 1)
        && (ground.kind(to) != Some(Kind::Word) && !matches!(ground.key(to), "-" | "'" | "’" | "&" | "/")
            || ends.iter().any(|class| ground.is_member(*class, to)));
    let sort_of_body = || {
        let front = [classes.definite, classes.possessive].iter().any(|class| ground.is_member(*class, from - 1));
        let noun = [classes.org_suffix, classes.body_noun].iter().any(|class| ground.is_member(*class, from));
        // 'Attorney-General of the Federation'.
        let held = || {
            let of = (from >= 2).then(|| from - 2).filter(|of| ground.is_member(classes.of, *of));
            of.is_some_and(|of| ground.title_ending(of).is_some())
        };
        front && noun && !ground.is_member(classes.media_name, from) && !held()
    };
    one_of_many || sort_of_body()
}

/// 'A French-American investor'.
fn of_two_nations(ground: &Ground<'_>, (at, to): Stretch) -> bool {
    let nation = |word: &str| ground.lexicon.is_member(ground.classes.nationality, word);
    to - at == 1 && ground.key(at).contains('-') && ground.key(at).split('-').all(nation)
}

/// 'Ama Boateng, a gamer better known as Sunny': somebody, and what else he is called.
fn called(ground: &Ground<'_>, found: &mut [Candidate]) {
    for i in 1..found.len() {
        let (front, back) = found.split_at_mut(i);
        let other = &mut back[0];
        let person = |c: &&Candidate| {
            let (from, to) = c.name;
            c.kind == Some(EntityKind::Person)
                || c.kind.is_none()
                    && (2..=4).contains(&(to - from))
                    && (from..to).all(|at| ground.sentence.atoms[at].case == Case::Title)
        };
        let free = other.other.is_none() && other.name == other.stretch && other.name.1 - other.name.0 <= 3;
        if !free || !ground.word_ending(other.name.0, ground.classes.called_also) {
            continue;
        }
        // Between the two stands only who he is.
        let plain = |c: &&Candidate| {
            !(c.name.1..other.name.0).any(|at| {
                ground.word_at(at, ground.classes.say).is_some()
                    || ground.is_member(ground.classes.and, at)
                    || matches!(ground.key(at), ";" | ".")
            })
        };
        let Some(whole) = front.iter_mut().rev().find(|c| person(&&**c)).filter(|c| plain(&&**c)) else { continue };
        whole.kind = Some(EntityKind::Person);
        other.kind = Some(EntityKind::Person);
        other.other = Some(whole.name);
    }
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

/// 'Acme Inc.', 'Harbour Links Ltd.': a legal form is no part of a listed name, and its dot closes no sentence.
fn formed(ground: &Ground<'_>, (from, to): Stretch) -> Option<Candidate> {
    let form = |at: usize| ground.is_member(ground.classes.company_form, at);
    let listed = ground.listed_starting(from).filter(|(_, end)| *end < to && (*end..to).all(form));
    let body = |kind: &EntityKind| listed.is_some_and(|listed| ground.listed_as(listed, *kind));
    let name = listed.filter(|_| [EntityKind::Corporation, EntityKind::Platform].iter().any(body));
    let goes_on = ground.key(to) == "."
        && ground.sentence.atoms.get(to + 1).is_some_and(|atom| atom.case == Case::Lower && atom.kind == Kind::Word);
    if name.is_none() && !(goes_on && to > from + 1 && form(to - 1)) {
        return None;
    }
    let kind = Some(EntityKind::Organization);
    Some(Candidate { stretch: (from, to + usize::from(goes_on)), name: name.unwrap_or((from, to)), other: None, kind })
}

/// Starbucks Workers United, Disney+ Hotstar: in Chinese all words in Latin letters that stand together are one name, whose
/// beginning may be listed.
fn longer(ground: &Ground<'_>, from: usize) -> Option<usize> {
    let name = ground.listed_over(from).filter(|name| name.0 == from)?;
    let body = [EntityKind::Corporation, EntityKind::Platform].iter().any(|kind| ground.listed_as(name, *kind));
    let word = |at: usize| ground.kind(at) == Some(Kind::Word) && ground.sentence.atoms[at].case != Case::Lower;
    let part = |at: usize| {
        ground
            .sentence
            .atoms
            .get(at)
            .is_some_and(|atom| atom.kind == Kind::Word && atom.case == Case::Title && atom.spaced)
            && ground.listed_over(at).is_none()
    };
    // Acme Engineer: a title ends it.
    let goes_on = |at: &usize| part(*at) && (ground.title_over(*at).is_none() || part(at + 1));
    let alone = from == 0 || !word(from - 1);
    let run = (name.1..ground.len()).take_while(goes_on).count();
    (body && alone && run > 0 && ground.sentence.part == Part::Body).then_some(name.1 + run)
}

/// The capitalised sequence that begins at an atom.
fn sequence(ground: &Ground<'_>, from: usize, chinese: bool, lower: &impl Fn(&str) -> bool) -> Option<Stretch> {
    if let Some(end) = (!chinese && !ground.shouting)
        .then(|| titled_body(ground, from).or_else(|| listing_body(ground, from)))
        .flatten()
        .or_else(|| (!chinese).then(|| whole(ground, from).or_else(|| twofold(ground, from))).flatten())
    {
        return Some((from, end));
    }
    if let Some(end) = (!chinese).then(|| spelled_out(ground, from)).flatten() {
        return Some((from, end));
    }
    if !chinese && peer(ground, from) {
        return Some((from, from + 2));
    }
    if let Some(end) = chinese.then(|| longer(ground, from)).flatten() {
        return Some((from, end));
    }
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
    // 「Acme Connect 2025」: what goes on behind a body's name between marks is called after it.
    let called_after = || {
        let front = ground.listed_ending(from).filter(|_| ground.kind(from - 1) == Some(Kind::Word));
        front.is_some_and(|(start, _)| {
            ground.sentence.quotes.iter().any(|quote| quote.inner.start == start && from < quote.inner.end)
        })
    };
    if chinese && called_after() {
        return None;
    }
    let atoms = &ground.sentence.atoms;
    // 'general secretary of the European Harbour Union Confederation': what ends as an association is nobody's office.
    let association = (!chinese).then(|| named_body(ground, from)).flatten();
    let association = association.filter(|end| ground.is_member(ground.classes.civil_only, end - 1));
    if ground.shouting || !chinese && association.is_none() && portfolios::over(ground, from) {
        return None;
    }
    let body_named = || {
        let body = joined_body(ground, from).or_else(|| named_body(ground, from));
        let people = || members_body(ground, from).or_else(|| body_of_people(ground, from));
        body.or_else(people).or_else(|| cause(ground, from))
    };
    if let Some(end) = (!chinese).then(body_named).flatten() {
        return Some((from, end));
    }
    // 'Ama Boateng QC': letters behind a name are none.
    let letters = ground.is_member(ground.classes.post_nominal, from) && atoms[from].case == Case::Upper;
    if letters && !chinese && from > 0 && atoms[from].spaced && atoms[from - 1].case == Case::Title {
        return None;
    }
    if ground.valued[from] && !chinese {
        return settled(ground, (from, extent(ground, from, from + 1, chinese, false)), chinese, false);
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
    // 'Sun-hee Baek'.
    let syllables = !chinese && begins_given_name(atoms, from);
    let told = syllables || opens && !chinese && (told_cause(ground, from) || people_named(ground, from));
    // 'Harbour.com' is no common word, wherever it stands.
    let site = address(ground, from + 1).is_some();
    if opens
        && !site
        && !chinese
        && (lower(first) || ground.is_member(ground.classes.not_name, from))
        && !month
        && !told
        && !initialled(ground, from)
    {
        return None;
    }
    // Inside a sentence a common word with a capital may open a longer name: Great Harbour.
    let initialled = !chinese && initialled(ground, from);
    let common = ground.is_member(ground.classes.not_name, from) && !initialled;
    let opens_name = !opens
        && (first.len() > 3
            || ground.is_member(ground.classes.name_opener, from)
            // 行銷公司 KOL Harbour.
            || chinese && ground.behind_sort(from))
        && capital(ground, from + 1, chinese)
        && !ground.is_member(ground.classes.not_name, from + 1)
        && ground.listed_over(from + 1).is_none();
    if common && !site && !opens_name && !month && !told && body.is_none()
        || ground.is_member(ground.classes.honorific, from)
        || ground.is_member(ground.classes.person_title, from)
    {
        return None;
    }
    let to = extent(ground, from, body.unwrap_or(from + 1), chinese, opens);
    settled(ground, (from, to), chinese, opens)
}

/// 'Parents Aid estimates': a noun for people opens a sentence, with a further capital behind it and then a verb.
fn people_named(ground: &Ground<'_>, from: usize) -> bool {
    let classes = ground.classes;
    let second = from + 1;
    let verb = |at: usize| ground.word_at(at, classes.say).is_some() || ground.word_at(at, classes.finite).is_some();
    ground.word_at(from, classes.group_noun) == Some(second)
        && capital(ground, second, false)
        && ground.listed_over(second).is_none()
        && ground.title_over(second).is_none()
        && !ground.is_member(classes.given_names, second)
        && !ground.is_member(classes.nationality, second)
        && !ground.is_member(classes.not_name, second)
        && !capital(ground, second + 1, false)
        && verb(second + 1)
        && ground.sentence.part == crate::segment::Part::Body
        && !ground.shouting
}

/// 'A. P. Harbour': a letter with its dot in front of a further one or of a name is no article.
fn initialled(ground: &Ground<'_>, from: usize) -> bool {
    let dot = usize::from(ground.key(from + 1) == ".");
    let next = from + 1 + dot;
    kind::is_initial(ground, from)
        && !ground.valued[from]
        && capital(ground, next, false)
        && (!ground.is_member(ground.classes.not_name, next) || kind::is_initial(ground, next))
}

/// 'Lord Harbour, 70,': behind a title of peers one word alone is all of a name, so that the two belong together.
fn peer(ground: &Ground<'_>, at: usize) -> bool {
    ground.is_member(ground.classes.peerage, at)
        && ground.sentence.atoms[at].case == Case::Title
        && capital(ground, at + 1, false)
        && !capital(ground, at + 2, false)
        && ground.listed_over(at + 1).is_none()
        && ground.title_starting(at + 1).is_none()
        && !ground.is_member(ground.classes.not_name, at + 1)
        && !ground.shouting
}

fn capital(ground: &Ground<'_>, at: usize, chinese: bool) -> bool {
    ground.sentence.atoms.get(at).is_some_and(|atom| {
        atom.kind == Kind::Word
            && (!ground.valued[at] || !chinese && numbered(ground, at))
            && !atom.key.starts_with(['@', '\''])
            && (matches!(atom.case, Case::Title | Case::Upper) || chinese && brand(ground, at))
            && (chinese || !atom.is_capital_pronoun())
    })
}

/// 'joined Two Harbours', 'Two Harbours, a charity,': a number with a capital opens a name inside a sentence, or where an aside says
/// what bears it.
fn numbered(ground: &Ground<'_>, at: usize) -> bool {
    let atoms = &ground.sentence.atoms;
    let title = |at: usize| atoms.get(at).is_some_and(|atom| atom.kind == Kind::Word && atom.case == Case::Title);
    let word = |at: usize| title(at) && !ground.valued[at] && !ground.is_member(ground.classes.nationality, at);
    let number = title(at) && ground.is_member(ground.classes.number_opener, at);
    if !number || !word(at + 1) || ground.sentence.part != Part::Body || ground.listed_over(at + 1).is_some() {
        return false;
    }
    let inside = at > 0 && atoms[at - 1].kind == Kind::Word && atoms[at - 1].case == Case::Lower;
    let end = (at + 1..at + LONGEST).find(|at| !word(*at)).unwrap_or(at + LONGEST);
    let aside = ground.key(end) == ","
        && (ground.is_member(ground.classes.article, end + 1) || ground.is_member(ground.classes.which, end + 1));
    inside || end > at + 2 && aside
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
