//! Names of bodies, whose words may mean something else each: 'the Karnataka State IT Employees Union'.

use super::kind::{body_described, sorted};
use super::{LONGEST, capital};
use crate::fact::Kind;
use crate::recognise::ground::{Ground, Stretch};
use crate::segment::atoms::Case;

/// 'the Karnataka State IT Employees Union': behind an article, capitals up to a noun for an association or authority are
/// one name, whatever some of the words mean alone.
pub(super) fn named_body(ground: &Ground<'_>, from: usize) -> Option<usize> {
    let classes = ground.classes;
    let end = behind_article(ground, from)?.min(from + LONGEST + 1);
    let noun = [classes.civil_noun, classes.authority_noun].iter().any(|class| ground.is_member(*class, end - 1));
    let listed = ground.listed_over(from).is_some_and(|(start, end)| start == from && end > from + 1);
    let known = ground.listed_ending(end).is_some_and(|(start, _)| start > from);
    // 'the Digital Lenders Association of Kenya' goes on.
    let goes_on = [classes.of, classes.on_matter].iter().any(|class| ground.is_member(*class, end))
        && (capital(ground, end + 1, false)
            || ground.is_member(classes.article, end + 1) && capital(ground, end + 2, false));
    // 'the Energy Regulator' has one word in front of what would be a title alone.
    let office = end - from == 2 && ground.title_over(end - 1) == Some((end - 1, end));
    ((end - from > 2 || office) && noun && !listed && !known && !goes_on).then_some(end)
}

/// 'the United Harbour Drivers union': behind an article, capitals that end with people, in front of a noun for an association.
pub(super) fn members_body(ground: &Ground<'_>, from: usize) -> Option<usize> {
    let classes = ground.classes;
    let end = behind_article(ground, from).filter(|end| (2..=LONGEST).contains(&(end - from)))?;
    let people = ground.is_member(classes.group_noun, end - 1) || ground.title_over(end - 1) == Some((end - 1, end));
    let noun = ground.is_member(classes.civil_noun, end) && ground.sentence.atoms[end].case == Case::Lower;
    let front = |at: usize| ground.listed_over(at).is_none() && ground.title_over(at).is_none();
    (people && noun && ground.sentence.atoms[end - 1].ends_as_plural() && (from..end - 1).all(front)).then_some(end)
}

/// 'Children's Harbour Defense', 'the Women's Sports Foundation': people in capitals who own what has capitals too are part of a name.
pub(super) fn body_of_people(ground: &Ground<'_>, from: usize) -> Option<usize> {
    let classes = ground.classes;
    let people = ground.is_member(classes.group_noun, from) && ground.sentence.atoms[from].case == Case::Title;
    let owns = ground.is_member(classes.possessive, from + 1);
    let named = |at: &usize| {
        capital(ground, *at, false) && ground.listed_over(*at).is_none() && ground.title_over(*at).is_none()
    };
    let end = (from + 2..from + LONGEST).take_while(named).last()? + 1;
    let body = ground.is_member(classes.org_suffix, end - 1);
    // 'Authors' Alliance for Fair Harbours' goes on.
    let goes_on = [classes.of, classes.on_matter, classes.and].iter().any(|class| ground.is_member(*class, end));
    let fits = people && owns && (body || end > from + 3) && !goes_on && !ground.shouting;
    (fits && ground.sentence.part == crate::segment::Part::Body).then_some(end)
}

/// 'The United Musicians and Allied Workers, a US union': behind an article two runs of capitals with 'and' between are one
/// name where an aside says what sort of body bears it.
pub(super) fn joined_body(ground: &Ground<'_>, from: usize) -> Option<usize> {
    let link = behind_article(ground, from).filter(|link| ground.is_member(ground.classes.and, *link))?;
    let run = (link + 1..from + LONGEST + 2).take_while(|at| capital(ground, *at, false));
    let end = run.last()? + 1;
    let listed = ground.listed_ending(link).is_some() || ground.listed_starting(link + 1).is_some();
    (!listed && body_described(ground, end)).then_some(end)
}

/// 'the Game Workers Guild', 'the Writers' Guild': behind an article, words that are no name by themselves, up to the ending
/// of a body.
pub(super) fn common_body(ground: &Ground<'_>, from: usize) -> Option<usize> {
    let end = behind_article(ground, from)?.min(from + LONGEST - 1);
    let ends = |at: usize| ground.is_member(ground.classes.org_suffix, at) && !capital(ground, at + 1, false);
    let last = (from + 1..end).find(|at| ends(*at))?;
    let plain = |at: usize| {
        matches!(ground.key(at), "'" | "-")
            || ground.listed_over(at).is_none() && !ground.is_member(ground.classes.nationality, at)
    };
    (from..=last).all(plain).then_some(last + 1)
}

/// 'an analyst at Anchor Street Capital': a word that is a title alone opens the name of a body, where the capitals behind it go up
/// to the ending of one and none of them is a given name.
pub(super) fn titled_body(ground: &Ground<'_>, from: usize) -> Option<usize> {
    let classes = ground.classes;
    let alone = ground.title_over(from) == Some((from, from + 1)) && ground.sentence.atoms[from].case == Case::Title;
    if !alone || ground.is_member(classes.portfolio_head, from) || ground.is_member(classes.honorific, from) {
        return None;
    }
    let named = |at: usize| {
        capital(ground, at, false) && ground.listed_over(at).is_none() && !ground.is_member(classes.given_names, at)
    };
    let end = (from + 1..from + LONGEST).take_while(|at| named(*at)).last()? + 1;
    let ends = ground.is_member(classes.org_suffix, end - 1) && ground.title_over(end - 1).is_none();
    let worded = (from + 1..end - 1).all(|at| ground.title_over(at).is_none());
    // Two words are a body only where somebody works there.
    let works = || from > 0 && ground.is_member(classes.workplace, from - 1);
    // 'Investors Bank and Trust'.
    let twin = ground.is_member(classes.and, end) && ends_twin(ground, end);
    let whole = ends && worded && (end - from > 2 || works()) && !capital(ground, end, false);
    whole.then_some(if twin { end + 2 } else { end })
}

/// 'the Catering, Retail and Allied Workers Union': behind an article, items up to a noun for an association or authority.
pub(super) fn listing_body(ground: &Ground<'_>, from: usize) -> Option<usize> {
    let classes = ground.classes;
    if from == 0 || !ground.is_member(classes.article, from - 1) || !capital(ground, from, false) {
        return None;
    }
    let part = |at: usize| {
        let place = at < from + 2 && ground.listed_over(at).is_some_and(|listed| ground.listed_as(listed, Kind::Place));
        capital(ground, at, false) && (place || ground.listed_over(at).is_none())
    };
    let mut at = from;
    let mut commas = 0;
    while at < ground.len() && at - from < 2 * LONGEST {
        let comma = ground.key(at) == ",";
        let and = ground.is_member(classes.and, at + usize::from(comma));
        if part(at) {
            at += 1;
        } else if and && commas > 0 {
            let start = at + usize::from(comma) + 1;
            let end = (start..ground.len()).take_while(|at| part(*at)).last()? + 1;
            let noun = [classes.civil_only, classes.authority_noun].iter().any(|c| ground.is_member(*c, end - 1));
            return (noun && end - start > 1).then_some(end);
        } else if comma && part(at + 1) && at > from {
            commas += 1;
            at += 1;
        } else {
            return None;
        }
    }
    None
}

/// 'Parents for Harbours', 'Doctors Against Dust': people in capitals inside a sentence, and what they are for or against.
pub(super) fn cause(ground: &Ground<'_>, from: usize) -> Option<usize> {
    let people = ground.is_member(ground.classes.group_noun, from) && ground.sentence.atoms[from].case == Case::Title;
    let named = |at: usize| capital(ground, at, false) && ground.listed_over(at).is_none();
    if !people || !ground.is_member(ground.classes.cause_mark, from + 1) || !named(from + 2) {
        return None;
    }
    let opens = from == 0 || matches!(ground.key(from - 1), "\"" | "“" | "‘" | ":" | "·" | "•");
    let end = (from + 3..from + LONGEST).find(|at| !named(*at)).unwrap_or(from + 3);
    // What opens a sentence is a name where its letters follow: 'Parents for Harbours (PfH)'.
    let fits = (!opens || ground.key(end) == "(" && ground.key(end + 2) == ")")
        && !ground.shouting
        && ground.sentence.part == crate::segment::Part::Body;
    fits.then_some(end)
}

/// 'Save Old Harbours, a pressure group, wants': a call that opens a sentence is a name where what bears it is told.
pub(super) fn told_cause(ground: &Ground<'_>, from: usize) -> bool {
    let end = (from + 1..from + LONGEST).find(|at| !capital(ground, *at, false)).unwrap_or(from);
    let classes = ground.classes;
    let plain = [classes.not_name, classes.preposition, classes.name_front];
    // 'Privacy First, a campaign group,'.
    let closed = ground.is_member(classes.name_closer, from + 1);
    let word = || {
        closed && !ground.is_member(classes.preposition, from)
            || !plain.iter().any(|class| ground.is_member(*class, from))
    };
    (ground.is_member(classes.call_verb, from) || word()) && end > from + 1 && body_described(ground, end)
}

/// Where the capitals behind an article, or behind a noun for a body, end; a possessive mark may stand between them. In a
/// headline of capitals they tell nothing.
fn behind_article(ground: &Ground<'_>, from: usize) -> Option<usize> {
    if from == 0 || ground.shouting || !(ground.is_member(ground.classes.article, from - 1) || sorted(ground, from)) {
        return None;
    }
    let owns = |at: usize| ground.key(at) == "'" && capital(ground, at + 1, false);
    // 'the Oslo E-Commerce Guild'.
    let joins = |at: usize| {
        ground.key(at) == "-" && at > from && !ground.sentence.atoms[at].spaced && capital(ground, at + 1, false)
    };
    let run = (from..ground.len()).take_while(|at| capital(ground, *at, false) || owns(*at) || joins(*at));
    run.last().map(|last| last + 1)
}

/// 'the Federation of Danish Bakers': what stands behind 'of' in the name of an association says who its members are.
pub(super) fn members_of(ground: &Ground<'_>, from: usize, to: usize) -> bool {
    (from + 1..to).any(|of| {
        ground.is_member(ground.classes.of, of)
            && of + 1 < to
            && ground.is_member(ground.classes.civil_noun, of - 1)
            && !capital(ground, to + 1, false)
    })
}

/// 'law firm Slater and Gordon': one body of two names.
pub(super) fn firm_of_two(ground: &Ground<'_>, from: usize, link: usize) -> bool {
    from > 0
        && link == from + 1
        && ground.is_member(ground.classes.and, link)
        && ground.is_member(ground.classes.partner_firm, from - 1)
        && ground.listed_over(from).is_none()
        && ground.listed_over(link + 1).is_none()
}

/// Whether the words up to a linking one, or those behind it, name a kind of body.
pub(super) fn body_around(ground: &Ground<'_>, from: usize, link: usize) -> bool {
    if ground.is_member(ground.classes.and, link) && ground.listed_over(link - 1).is_some() {
        return false;
    }
    // 'Harbour Media and Lund Foundation' are two bodies: in front of 'and' the name is complete.
    // 'the University and College Union' opens with a noun that is no name.
    let bare = link == from + 1 && ground.is_member(ground.classes.article, from.wrapping_sub(1));
    // So does 'Office of Management and Budget' go on, where the noun is what the office is for.
    let matter = link > from + 2 && ground.is_member(ground.classes.of, link - 2);
    // 'Harbour Bank and Trust'.
    let twin = ends_twin(ground, link);
    // 'the Communications and Harbours Committee': of what a committee is for, the first may name companies too.
    let matter = matter || {
        let last = (link + 1..link + 4).take_while(|at| capital(ground, *at, false)).last().unwrap_or(link);
        ground.is_member(ground.classes.matter_word, link - 1)
            && [ground.classes.civil_only, ground.classes.authority_noun]
                .iter()
                .any(|class| ground.is_member(*class, last))
            && last > link + 1
    };
    let whole = ground.is_member(ground.classes.org_suffix, link - 1) && !matter && !twin;
    if ground.is_member(ground.classes.and, link) && whole && !bare {
        return false;
    }
    if (from..link).any(|at| ground.is_member(ground.classes.org_suffix, at)) {
        return true;
    }
    let behind = (link + 1..(link + 4).min(ground.len())).take_while(|at| capital(ground, *at, false));
    // 'the Freedom of Expression Association'.
    let about =
        bare && ground.is_member(ground.classes.of, link) && !ground.is_member(ground.classes.given_names, from);
    if about && behind.clone().any(|at| ground.is_member(ground.classes.org_suffix, at)) {
        return true;
    }
    // 'Doctors and Media Watch Africa' are two: the word for a body closes what stands behind 'and'.
    ground.is_member(ground.classes.and, link)
        && behind.into_iter().any(|at| {
            ground.is_member(ground.classes.org_suffix, at) && (at > link + 1 || !capital(ground, at + 1, false))
        })
        && (from..link).all(|at| ground.title_over(at).is_none() && !ground.is_member(ground.classes.given_names, at))
}

/// Behind 'and' stands nothing but one more word for a body.
fn ends_twin(ground: &Ground<'_>, and: usize) -> bool {
    ground.is_member(ground.classes.org_suffix, and + 1)
        && capital(ground, and + 1, false)
        && !capital(ground, and + 2, false)
        && ground.listed_over(and + 1).is_none()
}

pub(super) fn ends_as_body(ground: &Ground<'_>, stretch: Stretch) -> bool {
    // 'University of Harbour' begins with the word that others end in.
    (stretch.0..stretch.1).any(|at| {
        (at > stretch.0 || ground.is_member(ground.classes.of, at + 1))
            && ground.is_member(ground.classes.org_suffix, at)
    })
}

/// An acronym in parentheses right behind a name, or what a body is called for short.
pub(super) fn acronym(ground: &Ground<'_>, stretch: Stretch) -> Option<Stretch> {
    let at = stretch.1;
    let short = ground.key(at) == "(" && ground.key(at + 2) == ")" && stretch.1 - stretch.0 > 1;
    let upper = || ground.sentence.atoms[at + 1].case == Case::Upper;
    // 'Federal Office of Justice (BfJ)', 'Court of Accounts (Rekenhof)': so does a name of its own behind that of a body.
    let classes = ground.classes;
    let other =
        || [classes.not_name, classes.nationality, classes.given_names].iter().any(|c| ground.is_member(*c, at + 1));
    let called = || {
        ends_as_body(ground, stretch)
            && capital(ground, at + 1, false)
            && ground.listed_over(at + 1).is_none()
            && ground.title_over(at + 1).is_none()
            && !other()
    };
    // 'Jane Roe (CFO)': a title is what somebody is, and not what a body is called for short.
    let title = || ground.title_over(at + 1).is_some() && !ends_as_body(ground, stretch);
    (short && !title() && (upper() || called())).then_some((at + 1, at + 2))
}
