//! Names in Latin letters that no lexicon has, told by capitals and by what stands around them.

use super::ground::{Candidate, Ground, Stretch};
use crate::fact::Kind as EntityKind;
use crate::segment::Part;
use crate::segment::atoms::{Case, Kind};

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
    let body = (!chinese).then(|| behind_article(ground, from)).flatten();
    let titled = ground.title_over(from).is_some() && body.is_none();
    if !capital(ground, from, chinese) || titled || inside_adjective && !chinese {
        return None;
    }
    if let Some((start, _)) = ground.listed_over(from) {
        // A listed name begins a longer one only if a word for a kind of body follows: Signal Foundation.
        if start != from {
            return None;
        }
    }
    let atoms = &ground.sentence.atoms;
    if ground.shouting {
        return None;
    }
    if let Some(end) = named_body(ground, from, chinese) {
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
        && first.len() > 3
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
        let closes = ending
            || people
            || atoms.get(to).is_some_and(|atom| atom.case == Case::Upper && atom.key.len() <= 3)
                && !ground.is_member(ground.classes.nationality, to);
        // 'Corrigan Partners': the ending of a body is no title where no name follows.
        let untitled = ground.title_over(to).is_none()
            || ending
                && !chinese
                && to > from
                && ground.title_over(to) == Some((to, to + 1))
                && !capital(ground, to + 1, chinese);
        if joined
            && capital(ground, to, chinese)
            && untitled
            && (closes || !ground.is_member(ground.classes.not_name, to))
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
            && ground.title_over(to + 2).is_none()
            && !chinese;
        if of_the && (from..to).any(|at| ground.is_member(ground.classes.org_suffix, at)) {
            to += 3;
            continue;
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
    // A listed name at either end stays itself, unless the whole is the name of a body.
    if !ends_as_body(ground, (start, end)) {
        if ground.listed_over(start).is_some() {
            return (!chinese && namesake(ground, (start, end))).then_some((start, end));
        }
        if let Some(inner) = (start..end).find(|at| ground.listed_over(*at).is_some()) {
            // A listed family name behind another given name is another person: the whole is one name.
            let (_, till) = ground.listed_over(inner).unwrap_or((inner, inner + 1));
            let person = |at: usize| {
                ground.listed.iter().any(|((from, _), senses)| {
                    *from == at
                        && senses.iter().any(|index| ground.lexicon.kinds[*index as usize] == EntityKind::Person)
                })
            };
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
            let family = person(inner) && till == end;
            let whole = family && (!chinese || given);
            if !titled && !whole {
                end = inner;
            }
        }
    } else if ground.listed_over(start).is_some_and(|(from, till)| from <= start && till >= end) {
        return None;
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
        return told && !all(EntityKind::Person);
    }
    all(EntityKind::Place) && body_described(ground, to)
}

fn capital(ground: &Ground<'_>, at: usize, chinese: bool) -> bool {
    ground.sentence.atoms.get(at).is_some_and(|atom| {
        atom.kind == Kind::Word
            && !ground.valued[at]
            && !atom.key.starts_with(['@', '\''])
            && matches!(atom.case, Case::Title | Case::Upper)
            && (chinese || !atom.key.starts_with("i'"))
    })
}

/// 'the Karnataka State IT Employees Union': behind an article, capitals up to a noun for an association or authority are
/// one name, whatever some of the words mean alone.
fn named_body(ground: &Ground<'_>, from: usize, chinese: bool) -> Option<usize> {
    let classes = ground.classes;
    let article = from > 0 && ground.is_member(classes.article, from - 1);
    if chinese || !article || ground.listed_over(from).is_some_and(|(start, end)| start == from && end > from + 1) {
        return None;
    }
    // 'the European Composers' Alliance'.
    let member = |at: usize| ground.key(at) == "'" && capital(ground, at + 1, chinese);
    let run =
        (from..(from + LONGEST + 1).min(ground.len())).take_while(|at| capital(ground, *at, chinese) || member(*at));
    let end = run.last()? + 1;
    let noun = [classes.civil_noun, classes.authority_noun].iter().any(|class| ground.is_member(*class, end - 1));
    let known = ground.listed_ending(end).is_some_and(|(start, _)| start > from);
    // 'the Digital Lenders Association of Kenya' goes on.
    let goes_on = ground.is_member(classes.of, end)
        && (capital(ground, end + 1, chinese)
            || ground.is_member(classes.article, end + 1) && capital(ground, end + 2, chinese));
    (end - from > 2 && noun && !known && !goes_on && !ground.shouting).then_some(end)
}

/// 'law firm Slater and Gordon': one body of two names.
fn firm_of_two(ground: &Ground<'_>, from: usize, link: usize) -> bool {
    from > 0
        && link == from + 1
        && ground.is_member(ground.classes.and, link)
        && ground.is_member(ground.classes.partner_firm, from - 1)
        && ground.listed_over(from).is_none()
        && ground.listed_over(link + 1).is_none()
}

/// Whether the words up to a linking one, or those behind it, name a kind of body.
fn body_around(ground: &Ground<'_>, from: usize, link: usize) -> bool {
    if ground.is_member(ground.classes.and, link) && ground.listed_over(link - 1).is_some() {
        return false;
    }
    // 'Harbour Media and Lund Foundation' are two bodies: in front of 'and' the name is complete.
    if ground.is_member(ground.classes.and, link) && ground.is_member(ground.classes.org_suffix, link - 1) {
        return false;
    }
    if (from..link).any(|at| ground.is_member(ground.classes.org_suffix, at)) {
        return true;
    }
    let behind = (link + 1..(link + 4).min(ground.len())).take_while(|at| capital(ground, *at, false));
    ground.is_member(ground.classes.and, link)
        && behind.into_iter().any(|at| ground.is_member(ground.classes.org_suffix, at))
        && (from..link).all(|at| ground.title_over(at).is_none() && !ground.is_member(ground.classes.given_names, at))
}

/// The end of a body's name behind an article, all of whose words have capitals, whatever they mean alone: 'the Game
/// Workers Guild', 'the Writers' Guild'.
fn behind_article(ground: &Ground<'_>, from: usize) -> Option<usize> {
    if from == 0 || !ground.is_member(ground.classes.article, from - 1) || ground.shouting {
        return None;
    }
    let mut at = from;
    while at < from + LONGEST - 1 {
        if at > from && ground.key(at) == "'" {
            at += 1;
            continue;
        }
        let plain = capital(ground, at, false) && ground.listed_over(at).is_none();
        if !plain || ground.is_member(ground.classes.nationality, at) {
            return None;
        }
        at += 1;
        if at > from + 1 && ground.is_member(ground.classes.org_suffix, at - 1) && !capital(ground, at, false) {
            return Some(at);
        }
    }
    None
}

fn ends_as_body(ground: &Ground<'_>, stretch: Stretch) -> bool {
    // 'University of Harbour' begins with the word that others end in.
    (stretch.0..stretch.1).any(|at| {
        (at > stretch.0 || ground.is_member(ground.classes.of, at + 1))
            && ground.is_member(ground.classes.org_suffix, at)
    })
}

/// An acronym in parentheses right behind a name.
fn acronym(ground: &Ground<'_>, stretch: Stretch) -> Option<Stretch> {
    let at = stretch.1;
    let short = ground.key(at) == "(" && ground.key(at + 2) == ")" && stretch.1 - stretch.0 > 1;
    (short && ground.sentence.atoms[at + 1].case == Case::Upper).then_some((at + 1, at + 2))
}

fn kind_of(ground: &Ground<'_>, stretch: Stretch, chinese: bool) -> Option<EntityKind> {
    let (from, to) = stretch;
    let atoms = &ground.sentence.atoms;
    let len = to - from;
    if ground.key(from).starts_with('#') {
        return Some(EntityKind::Campaign);
    }
    if (from..to).any(|at| ground.is_member(ground.classes.org_suffix, at)) && (len > 1 || !chinese) {
        return Some(EntityKind::Organization);
    }
    // 'R-Bowling Green': a party and the place that somebody represents.
    if from > 2 && ground.key(from - 1) == "-" && ground.word_ending(from - 1, ground.classes.party_mark) {
        return Some(EntityKind::Place);
    }
    // 'CEBU CITY, Philippines —': where a report comes from.
    let upper = from == 0 && (from..to).all(|at| atoms[at].case == Case::Upper) && ground.key(from).len() > 3;
    let located =
        ground.listed_over(to + 1).is_some_and(|(at, _)| at == to + 1) || ground.valued.get(to + 1) == Some(&true);
    let dateline = matches!(ground.key(to), "—" | "(") || ground.key(to) == "," && located;
    if !chinese && upper && dateline && ground.sentence.part == Part::Body {
        return Some(EntityKind::Place);
    }
    let worded = worded(ground, stretch);
    // 'Jens-Peter' is given as Jens is.
    let first = ground.key(from).split('-').next().unwrap_or_default();
    let given = ground.is_member(ground.classes.given_names, from)
        || ground.is_member(ground.classes.weak_given, from)
        || first.len() < ground.key(from).len() && ground.lexicon.is_member(ground.classes.given_names, first);
    // People are followed by 'who': 'investor Bright Harbor, which owns'.
    if !chinese && ground.key(to) == "," && ground.is_member(ground.classes.which, to + 1) {
        return Some(EntityKind::Organization);
    }
    // 'the consumer group Fair Till'; 'the gambling regulator Coljuegos', with a noun for a body that is a title too.
    let sort = ground.word_ending(from, ground.classes.body_noun) && (len == 1 || ground.title_ending(from).is_none());
    if !chinese && !given && from > 0 && sort {
        return Some(EntityKind::Organization);
    }
    // 'Her organisation, Voces del Sur, wants'.
    let front = from.saturating_sub(2);
    let closed = matches!(ground.key(to), "," | "." | ")");
    let owned =
        closed && from > 2 && ground.key(from - 1) == "," && ground.word_ending(from - 1, ground.classes.body_noun);
    if !chinese && owned && (front.saturating_sub(3)..front).any(|at| whose(ground, at)) {
        return Some(EntityKind::Organization);
    }
    // 顧問公司 Harbor Peak: what sort of company it is stands in front.
    let classes = ground.classes;
    let sorted =
        [classes.company_noun, classes.product_noun, classes.named_body, classes.before_body, classes.org_suffix];
    let firm = [classes.company_noun, classes.product_noun, classes.org_suffix];
    let firm = chinese && len > 1 && firm.iter().any(|class| ground.word_ending(from, *class));
    if chinese
        && (!given || firm)
        && from > 0
        && ground.kind(from - 1) == Some(Kind::Han)
        && sorted.iter().any(|class| ground.word_ending(from, *class))
    {
        return Some(EntityKind::Organization);
    }
    if !chinese && !given && body_described(ground, to) {
        return Some(EntityKind::Organization);
    }
    // 'a lawyer at Harper Vance': where somebody works is a body.
    let works = !chinese
        && from > 1
        && ground.is_member(ground.classes.workplace, from - 1)
        && ground.title_ending(from - 1).is_some();
    if works {
        return Some(EntityKind::Organization);
    }
    let before_title = from > 0 && ground.title_ending(from).is_some();
    let honorific = from > 0
        && (ground.word_ending(from, ground.classes.honorific)
            || ground.word_ending(from, ground.classes.person_title)
            || ground.key(from - 1) == "."
                && from > 1
                && (ground.word_ending(from - 1, ground.classes.honorific)
                    || ground.word_ending(from - 1, ground.classes.person_title)));
    if honorific && len <= 4 {
        return Some(EntityKind::Person);
    }
    if (2..=4).contains(&len) && worded && (given || before_title) {
        return Some(EntityKind::Person);
    }
    // 'a spokeswoman, Ama Boateng, said'.
    let set_off = !chinese
        && from > 1
        && ground.key(from - 1) == ","
        && ground.title_ending(from - 1).is_some()
        && matches!(ground.key(to), "," | "." | ")");
    if set_off && (2..=4).contains(&len) && worded {
        return Some(EntityKind::Person);
    }
    // 'His colleague in Warsaw, Ama Boateng, disagrees'.
    let related = !chinese
        && from > 2
        && ground.key(from - 1) == ","
        && closed
        && (from.saturating_sub(8)..from - 1).any(|at| {
            whose(ground, at)
                && (at + 1..at + 4).any(|at| {
                    ground.is_member(ground.classes.kin, at) || ground.is_member(ground.classes.associate, at)
                })
        });
    if related && (2..=4).contains(&len) && worded {
        return Some(EntityKind::Person);
    }
    // 'her grandfather Halil'.
    if len == 1 && worded && !chinese && from > 0 && ground.word_ending(from, ground.classes.kin) {
        return Some(EntityKind::Person);
    }
    if len == 1 && before_title && worded && !chinese && atoms[from].case == Case::Title {
        return Some(EntityKind::Person);
    }
    if len == 1 && atoms[from].case == Case::Upper {
        return Some(EntityKind::Organization);
    }
    if (2..=4).contains(&len)
        && worded
        && ground.sentence.part == Part::Body
        && (speaks(ground, stretch) || described(ground, stretch) || acts_as_person(ground, stretch))
    {
        return Some(EntityKind::Person);
    }
    None
}

/// 'His', 'her', 'its' or 'their'.
fn whose(ground: &Ground<'_>, at: usize) -> bool {
    let classes = ground.classes;
    [classes.his, classes.her, classes.its, classes.their].into_iter().any(|class| ground.is_member(class, at))
}

/// Every word has a capital and no more, but for the second part of a given name and for particles.
fn worded(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    let atoms = &ground.sentence.atoms;
    (from..to).all(|at| {
        atoms[at].case == Case::Title
            || matches!(atoms[at].key.as_str(), "." | "-")
            || at > from && atoms[at - 1].key == "-"
            || ground.is_member(ground.classes.name_particle, at)
    })
}

/// Words beside the name speak of people only: 'appointed Lin Bao as', 'founded by', 'Lin Bao resigned', 'Lin Bao, 43,'.
fn acts_as_person(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    let classes = ground.classes;
    let aged =
        ground.key(to) == "," && ground.valued.get(to + 1) == Some(&true) && matches!(ground.key(to + 2), "," | ".");
    // 'founded in 2016 by Lin Bao'.
    let founder = from > 0
        && ground.is_member(classes.agent_marker, from - 1)
        && (from.saturating_sub(6)..from - 1).any(|at| ground.word_at(at, classes.found).is_some());
    aged || founder
        || ground.word_at(to, classes.person_verb).is_some()
        || from > 0 && ground.word_ending(from, classes.person_object)
        || ground.word_ending(from, classes.give_office)
            && (to..(to + 8).min(ground.len()))
                .take_while(|at| !matches!(ground.key(*at), "." | ";"))
                .any(|at| ground.title_starting(at).is_some() || ground.title_over(at).is_some())
}

/// People are named together with people: in 'Anna Lund and Lin Bao' one who is known for a person tells of the other.
fn alike(ground: &Ground<'_>, found: &mut [Candidate], chinese: bool) {
    if chinese || ground.sentence.part != Part::Body {
        return;
    }
    let joined = |a: &Candidate, b: &Candidate| {
        let between = a.stretch.1..b.stretch.0;
        !between.is_empty()
            && between.len() <= 2
            && between.clone().all(|at| ground.key(at) == "," || ground.is_member(ground.classes.and, at))
    };
    let personal = |c: &Candidate| (2..=4).contains(&(c.name.1 - c.name.0)) && worded(ground, c.name);
    for i in 1..found.len() {
        let (front, back) = found.split_at_mut(i);
        let (a, b) = (&mut front[i - 1], &mut back[0]);
        if !joined(a, b) {
            continue;
        }
        if a.kind == Some(EntityKind::Person) && b.kind.is_none() && personal(b) {
            b.kind = a.kind;
        } else if b.kind == Some(EntityKind::Person) && a.kind.is_none() && personal(a) {
            a.kind = b.kind;
        }
    }
}

/// A verb of saying or thinking stands right behind or in front of the name.
fn speaks(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    let cue = |at| ground.word_at(at, ground.classes.say).or(ground.word_at(at, ground.classes.think)).is_some();
    cue(to) || from > 0 && (ground.word_ending(from, ground.classes.say))
}

/// ', a lawyer', ', Acme's chief executive,', ', who': what stands behind the name describes a person.
fn described(ground: &Ground<'_>, (_, to): Stretch) -> bool {
    if ground.key(to) != "," {
        return false;
    }
    if ground.is_member(ground.classes.who, to + 1) {
        return true;
    }
    if body_described(ground, to) {
        return false;
    }
    (to + 1..(to + 9).min(ground.len()))
        .take_while(|at| !matches!(ground.key(*at), "," | "." | ";" | "("))
        .any(|at| ground.title_starting(at).is_some())
}

/// ', a party founded by': the words behind a name say what sort of body it is.
fn body_described(ground: &Ground<'_>, to: usize) -> bool {
    let classes = ground.classes;
    if ground.key(to) != "," || !ground.is_member(classes.title_opener, to + 1) {
        return false;
    }
    let plain = |at: usize| ground.kind(at) == Some(Kind::Word) && ground.title_over(at).is_none();
    let noun = (to + 2..(to + 7).min(ground.len()))
        .take_while(|at| plain(*at) && !ground.is_member(classes.of, *at))
        .find_map(|at| ground.word_at(at, classes.body_noun));
    noun.is_some_and(|end| {
        ground.key(end) != "'s" && ground.title_over(end).is_none() && !ground.is_member(classes.body_noun, end)
    })
}
