//! Where a capitalised sequence ends: over particles, initials, and the 'of' and 'and' of bodies.

use super::bodies::{body_around, firm_of_two, members_of};
use super::edges::{company, product_word};
use super::kind::{described, sorted, speaks};
use super::{LONGEST, capital};
use crate::recognise::ground::Ground;
use crate::recognise::portfolios;
use crate::segment::Part;
use crate::segment::atoms::{Atom, Case, Kind};

/// Where the sequence that begins at an atom ends, whose first words end at another; `opens` says that it opens its sentence.
pub(super) fn extent(ground: &Ground<'_>, from: usize, first: usize, chinese: bool, opens: bool) -> usize {
    let mut to = first;
    // 'App-based' is one word of a name.
    let words = |to: usize| {
        (from..to).filter(|at| ground.key(*at) != "-" && (*at == from || ground.key(at - 1) != "-")).count()
    };
    while to - from < LONGEST || !chinese && words(to) < LONGEST {
        let Some(next) = next(ground, from, to, chinese, opens) else { break };
        to = next;
    }
    // 'Court for the Western District of Harbour', however long it is.
    if !chinese && to - from >= LONGEST { district(ground, from, to).unwrap_or(to) } else { to }
}

/// 'Court for the Western District of Harbour': where the name of a court with a district ends.
fn district(ground: &Ground<'_>, from: usize, to: usize) -> Option<usize> {
    let within = |class| (from..to).any(|at| ground.is_member(class, at));
    let of = ground.is_member(ground.classes.of, to) && capital(ground, to + 1, false);
    let court = of && within(ground.classes.court_word) && within(ground.classes.article);
    court.then(|| ground.listed_over(to + 1).map_or(to + 2, |(_, end)| end))
}

/// 手機Mate 40: behind a noun for a product, which one of a series it is stands behind its name in figures.
fn model(ground: &Ground<'_>, name: usize) -> bool {
    let number = name + 1;
    let classes = ground.classes;
    let short = ground.sentence.atoms.get(number).is_some_and(|atom| {
        atom.kind == Kind::Number && atom.spaced && atom.key.len() < 4 && atom.key.chars().all(|c| c.is_ascii_digit())
    });
    let counts =
        ground.valued.get(number + 1) == Some(&true) || ground.word_at(number + 1, classes.classifier).is_some();
    short && !counts && ground.word_ending(name, classes.product_noun)
}

/// Where the next words end that go on with a sequence.
fn next(ground: &Ground<'_>, from: usize, to: usize, chinese: bool, opens: bool) -> Option<usize> {
    let atoms = &ground.sentence.atoms;
    if let Some(end) = address(ground, to) {
        return Some(end);
    }
    // 'Danish Digital Affairs Minister Jane Roe': the office is no name.
    if !chinese && portfolios::over(ground, to) {
        return None;
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
    // 'Lund Group UK,': the letters of a country close the name of its branch.
    let branch = !chinese
        && to > from + 1
        && atoms.get(to).is_some_and(|atom| atom.case == Case::Upper)
        && ground.is_member(ground.classes.org_suffix, to - 1)
        && ground.listed_over(to) == Some((to, to + 1))
        && (ground.kind(to + 1) == Some(Kind::Mark) && ground.key(to + 1) != "-"
            || ground.word_at(to + 1, ground.classes.say).is_some());
    // 'Hands Off Our Harbours': words that have a capital in titles alone.
    let inner = |at: usize| {
        ground.is_member(ground.classes.title_inner, at) && atoms.get(at).is_some_and(|atom| atom.case == Case::Title)
    };
    let titled = !chinese
        && to > from
        && ground.sentence.part == Part::Body
        && (inner(to) && capital(ground, to + 1, chinese) && ground.listed_over(to + 1).is_none()
            || inner(to - 1) && to > from + 1 && ground.title_over(to).is_none());
    let closes = ending
        || branch
        || titled
        || people
        || !chinese && members_of(ground, from, to)
        || closer
        || atoms.get(to).is_some_and(|atom| atom.case == Case::Upper && atom.key.len() <= 3)
            && !ground.is_member(ground.classes.nationality, to)
            && !ground.is_member(ground.classes.post_nominal, to);
    // 'Corrigan Partners', 'Corrigan Partners LLC': the ending of a body is no title where no name follows.
    let form = ground.is_member(ground.classes.company_form, to + 1);
    let untitled = ground.title_over(to).is_none()
        || !chinese && members_of(ground, from, to)
        || ending
            && !chinese
            && to > from
            && ground.title_over(to).is_some_and(|(_, end)| end == to + 1)
            && (form || !capital(ground, to + 1, chinese))
        || !chinese && family_of_office(ground, from, to)
        // 'One Harbour King'.
        || !chinese && to > from + 1 && ground.valued[from] && !capital(ground, to + 1, chinese);
    // 'Harbour Sports Partners': inside a name that goes on to an ending of bodies a common word is part of it.
    let bridges = !chinese
        && !opens
        && ground.sentence.part == Part::Body
        && !ground.is_member(ground.classes.nationality, to)
        && ground.is_member(ground.classes.org_suffix, to + 1)
        && capital(ground, to + 1, chinese)
        && !capital(ground, to + 2, chinese)
        && ground.listed_over(to + 1).is_none();
    // 'the campaign group Clean Feed': behind a noun for a body a common word with a capital closes its name.
    let sorted = !chinese
        && to == from + 1
        && ground.sentence.part == Part::Body
        && !ground.shouting
        && atoms.get(to).is_some_and(|atom| atom.case == Case::Title)
        && !capital(ground, to + 1, chinese)
        && !ground.is_member(ground.classes.nationality, to)
        && ground.listed_over(from).is_none()
        && sorted(ground, from);
    // 'Dan Near said': behind a given name a common word is the name of a family.
    let unsaid = || ground.word_at(to, ground.classes.say).is_none();
    let family = !chinese
        && to == from + 1
        && (ground.is_member(ground.classes.given_names, from) || ground.is_member(ground.classes.weak_given, from))
        && atoms.get(to).is_some_and(|atom| atom.case == Case::Title)
        && (unsaid()
            && ground.is_member(ground.classes.given_names, from)
            && (ground.title_ending(from).is_some()
            && ground.listed_over(from).is_none()
            && !capital(ground, to + 1, chinese)
            || speaks(ground, (from, to + 1))
            || described(ground, (from, to + 1)))
            // 'When Nick Near stepped down': inside a sentence a capital makes it one.
            || inside_text(ground, from, to));
    // Acme Podcasts: in Chinese text an English word behind a company's name belongs to what it runs.
    let product = chinese && to == from + 1 && product_word(ground, to) && company(ground, from) == Some(to);
    if chinese && to == from + 1 && model(ground, from) {
        return Some(to + 1);
    }
    if joined
        && capital(ground, to, chinese)
        && untitled
        && (closes
            || family
            || sorted
            || bridges
            || product
            || !chinese && family_of_office(ground, from, to)
            || !ground.is_member(ground.classes.not_name, to))
        && !(to > from + 1 && ground.is_member(ground.classes.post_nominal, to))
    {
        return Some(to + 1);
    }
    // An initial keeps its dot: Ketanji B. Jackson. So does what is written short inside a name: Monique St. Clair.
    let short = !chinese && ground.is_member(ground.classes.name_particle, to - 1);
    if ground.key(to) == "."
        && (atoms[to - 1].key.chars().count() == 1 || short)
        && atoms[to - 1].case == Case::Title
        && (capital(ground, to + 1, chinese) || !chinese && particles_lead(ground, to + 1))
    {
        return Some(to + 1);
    }
    // 'Harbour Society International/Europe'.
    let stroke = ground.key(to) == "/"
        && !chinese
        && capital(ground, to + 1, chinese)
        && !atoms[to].spaced
        && !atoms[to + 1].spaced
        && (from..to).any(|at| ground.is_member(ground.classes.org_suffix, at));
    if stroke {
        return Some(to + 2);
    }
    // 'Harbour.io': a name that is an address on the web goes on with its ending; 'Harbour Inc.'s' does not.
    let tail = |atom: &Atom| {
        let lower = atom.kind == Kind::Word && atom.case == Case::Lower && !atom.is_genitive();
        lower && !atom.spaced && (2..=4).contains(&atom.key.len())
    };
    if ground.key(to) == "." && !atoms[to].spaced && atoms.get(to + 1).is_some_and(tail) {
        return Some(to + 2);
    }
    // 'Bae Sung-min', 'Hyun-ju Park': a given name of two parts, unlike 'New York-based'.
    let short = |at: usize| (2..=5).contains(&ground.key(at).chars().count());
    let given = to == from + 1
        && short(from)
        && short(to + 1)
        && capital(ground, to + 2, chinese)
        && ground.listed_over(from).is_none();
    // 'Acme.com'.
    let site = ground.key(to) == "."
        && atoms.get(to + 1).is_some_and(|atom| atom.case == Case::Lower && !atom.spaced)
        && !atoms[to].spaced
        && ground.is_member(ground.classes.web_ending, to + 1);
    if site {
        return Some(to + 2);
    }
    let parts = ground.key(to) == "-"
        && !chinese
        && (to >= from + 2 || given)
        && !atoms[to].spaced
        && atoms.get(to + 1).is_some_and(|atom| atom.kind == Kind::Word && atom.case == Case::Lower && !atom.spaced)
        && !ground.is_member(ground.classes.said_of, to + 1);
    // 'the Federation of App-based Drivers'.
    let based = ground.key(to) == "-"
        && !chinese
        && !atoms[to].spaced
        && atoms.get(to + 1).is_some_and(|atom| atom.case == Case::Lower && !atom.spaced)
        && to > from + 2
        && ground.is_member(ground.classes.of, to - 2)
        && ground.is_member(ground.classes.civil_noun, to - 3)
        && capital(ground, to + 2, chinese);
    if parts || based {
        return Some(to + 2);
    }
    // 'Karim van der Berg'.
    let particles = (to..to + 2).all(|at| ground.is_member(ground.classes.name_particle, at));
    if particles && !chinese && to > from && capital(ground, to + 2, chinese) && ground.title_over(to + 2).is_none() {
        return Some(to + 3);
    }
    // 'Harbour Lewis & Partners'.
    let twin = ground.key(to) == "&"
        && ground.is_member(ground.classes.org_suffix, to + 1)
        && ground.title_over(to + 1) == Some((to + 1, to + 2))
        && !capital(ground, to + 2, chinese);
    if twin && !chinese && capital(ground, to + 1, chinese) {
        return Some(to + 2);
    }
    // 'Ohio AG Jane Roe': in capitals a particle may be an office.
    let particle = ground.is_member(ground.classes.name_particle, to) && ground.title_over(to).is_none();
    let linked = matches!(ground.key(to), "&") || particle;
    if linked
        && capital(ground, to + 1, chinese)
        && ground.title_over(to + 1).is_none()
        && to > from
        && !(ground.key(to) == "&" && chinese && !atoms[to].spaced)
    {
        return Some(to + 2);
    }
    // 'Acme of America'.
    let region = ground
        .word_at(to + 1, ground.classes.branch_of)
        .or_else(|| super::edges::state_of(ground, (from, to)))
        .filter(|_| !chinese && ground.is_member(ground.classes.clause_of, to));
    if let Some(end) = region
        && ground.listed_ending(to).is_some_and(|(start, _)| start == from)
        && capital(ground, to + 1, chinese)
    {
        return Some(end);
    }
    // 'Department for Culture, Media and Sport'.
    let office =
        !chinese && ground.is_member(ground.classes.of, to) && ground.is_member(ground.classes.authority_noun, to - 1);
    let matters =
        || portfolios::matters(ground, to + 1 + usize::from(ground.is_member(ground.classes.article, to + 1)));
    if let Some(end) = office.then(matters).flatten() {
        return Some(end);
    }
    // 'Center for Media Justice', 'Bureau of Meteorology', 'Consumer and Competition Commission'.
    let of = (ground.is_member(ground.classes.of, to)
        || ground.is_member(ground.classes.on_matter, to)
            && ground.is_member(ground.classes.org_suffix, to - 1)
            && ground.listed_over(to + 1).is_none()
        || ground.is_member(ground.classes.and, to))
        && capital(ground, to + 1, chinese)
        && !chinese;
    if of && (body_around(ground, from, to) || firm_of_two(ground, from, to)) {
        // 'Board of Deputies of British Bakers'.
        let adjective = ground.is_member(ground.classes.nationality, to + 1) && capital(ground, to + 2, chinese);
        return Some(to + 2 + usize::from(adjective && !ground.is_member(ground.classes.and, to)));
    }
    if let Some(end) = (!chinese).then(|| titled_of(ground, from, to, opens).or_else(|| against(ground, to))).flatten()
    {
        return Some(end);
    }
    // 'Court for the District of Columbia', 'Bank of the Rhine'.
    let of_the = ground.is_member(ground.classes.of, to)
        && ground.is_member(ground.classes.article, to + 1)
        && capital(ground, to + 2, chinese)
        && !chinese;
    if of_the && (from..to).any(|at| ground.is_member(ground.classes.org_suffix, at)) {
        match ground.title_over(to + 2) {
            None => return Some(to + 3),
            // 'Office of the Data Protection Commissioner' is a body, and no commissioner.
            Some((start, end)) if start == to + 2 && end - start > 1 && to == from + 1 => {
                return Some(end);
            }
            Some(_) => {}
        }
    }
    if let Some(end) = (!chinese).then(|| district(ground, from, to)).flatten() {
        return Some(end);
    }
    // 'Internet Providers' Association of Nepal', 'Irish Fishermen's Federation': members own their association.
    let owners = ground.is_genitive(to) && ground.is_member(ground.classes.group_noun, to - 1);
    let members = (ground.key(to) == "'" || owners)
        && !chinese
        && capital(ground, to + 1, chinese)
        && ground.is_member(ground.classes.org_suffix, to + 1);
    members.then_some(to + 2)
}

/// 'van den Berg': one or two particles in front of a capital.
fn particles_lead(ground: &Ground<'_>, at: usize) -> bool {
    let particle = |at: usize| ground.is_member(ground.classes.name_particle, at);
    particle(at) && (capital(ground, at + 1, false) || particle(at + 1) && capital(ground, at + 2, false))
}

/// 'Rachel Bishop, who', 'said Martin Judge': behind a given name one word for an office, in front of no further name, is what a
/// family is called.
fn family_of_office(ground: &Ground<'_>, from: usize, to: usize) -> bool {
    let title = |at: usize| ground.sentence.atoms.get(at).is_some_and(|atom| atom.case == Case::Title);
    to == from + 1
        && !ground.shouting
        && ground.sentence.part == Part::Body
        && title(from)
        && title(to)
        && ground.is_member(ground.classes.given_names, from)
        && ground.listed_over(from).is_none()
        && ground.title_over(from).is_none()
        && ground.title_over(to) == Some((to, to + 1))
        && !capital(ground, to + 1, false)
        && ground.key(to + 1) != "-"
        && !ground.is_member(ground.classes.of, to + 1)
        && (from == 0 || !capital(ground, from - 1, false) || ground.title_ending(from).is_some())
}

/// A word with a capital behind a given name, in running text and in front of plain words, which is no name of another sort.
fn inside_text(ground: &Ground<'_>, from: usize, to: usize) -> bool {
    let classes = ground.classes;
    let title = |at: usize| ground.sentence.atoms[at].case == Case::Title && ground.listed_over(at).is_none();
    !ground.shouting
        && ground.sentence.part == Part::Body
        && title(from)
        && title(to)
        && (from > 0 || !ground.is_member(classes.weak_given, from))
        && !ground.is_member(classes.nationality, to)
        && !ground.is_member(classes.org_suffix, to)
        && !capital(ground, to + 1, false)
        && from.checked_sub(1).is_none_or(|at| !capital(ground, at, false) || ground.is_member(classes.not_name, at))
}

/// 'Song of the Week', 'Pieces of Dawn': inside a sentence one word with a capital, and what it is of, are what something is
/// called where neither of them is known for a name of its own.
fn titled_of(ground: &Ground<'_>, from: usize, to: usize, opens: bool) -> Option<usize> {
    let classes = ground.classes;
    let word = |at: usize| {
        let atom = ground.sentence.atoms.get(at);
        atom.is_some_and(|atom| atom.kind == Kind::Word && atom.case == Case::Title && atom.key.len() > 2)
            && ground.listed_over(at).is_none()
            && ground.title_over(at).is_none()
            && ![classes.given_names, classes.nationality].iter().any(|class| ground.is_member(*class, at))
    };
    let matter = to + 1 + usize::from(ground.is_member(classes.article, to + 1));
    let fits = !opens
        && to == from + 1
        && ground.sentence.part == Part::Body
        && ground.is_member(classes.clause_of, to)
        && word(from)
        && word(matter)
        && !ground.valued[matter]
        && !capital(ground, from - 1, false);
    fits.then_some(matter + 1)
}

/// 'Doctors Against Dust': a preposition with a capital goes on with a name.
fn against(ground: &Ground<'_>, to: usize) -> Option<usize> {
    let sets = ground.is_member(ground.classes.cause_mark, to)
        && ground.sentence.part == Part::Body
        && ground.sentence.atoms[to].case == Case::Title;
    (sets && capital(ground, to + 1, false) && ground.listed_over(to + 1).is_none()).then_some(to + 2)
}

/// 'Harbour.com', 'Harbour.co.uk': where the ending of an address ends that goes on with a word; such a name is that of its site.
pub(super) fn address(ground: &Ground<'_>, to: usize) -> Option<usize> {
    let glued = |at: usize| ground.sentence.atoms.get(at).is_some_and(|atom| !atom.spaced);
    let ending = |at: usize| {
        let small = ground.sentence.atoms.get(at + 1).is_some_and(|atom| atom.case == Case::Lower);
        ground.key(at) == "."
            && glued(at)
            && glued(at + 1)
            && small
            && ground.is_member(ground.classes.address_ending, at + 1)
    };
    ending(to).then(|| if ending(to + 2) { to + 4 } else { to + 2 })
}
