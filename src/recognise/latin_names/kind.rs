//! What bears a name: a person, a body, a place, by its words and by what stands around them.

use rustc_hash::FxHashSet;

use super::{LONGEST, capital};
use crate::fact::Kind as EntityKind;
use crate::recognise::ground::{Candidate, Ground, Stretch};
use crate::recognise::portfolios;
use crate::segment::Part;
use crate::segment::atoms::{Case, Kind};

pub(super) fn kind_of(ground: &Ground<'_>, stretch: Stretch, chinese: bool) -> Option<EntityKind> {
    let (from, to) = stretch;
    let atoms = &ground.sentence.atoms;
    let len = to - from;
    if ground.key(from).starts_with('#') {
        return Some(EntityKind::Campaign);
    }
    // 'Harbour.com' is what a site and its company are called.
    if len > 2 && ground.key(to - 2) == "." && ground.is_member(ground.classes.address_ending, to - 1) {
        return Some(EntityKind::Organization);
    }
    if !chinese && super::articled(ground, from) {
        return Some(EntityKind::Organization);
    }
    if !chinese && town(ground, stretch) {
        return Some(EntityKind::Place);
    }
    // 'A British streamer known as Harbour': whoever has a title is somebody.
    let known = (2..5)
        .filter_map(|back| from.checked_sub(back))
        .find(|at| ground.word_at(*at, ground.classes.known_as) == Some(from));
    if !chinese && known.is_some_and(|at| ground.title_ending(at).is_some()) {
        return Some(EntityKind::Person);
    }
    // 'Le Courrier du Port'.
    let linked =
        |at: usize| at > from && atoms[at].case == Case::Lower && ground.is_member(ground.classes.name_particle, at);
    if !chinese && len > 2 && ground.is_member(ground.classes.foreign_article, from) && (from..to).any(linked) {
        return Some(EntityKind::Organization);
    }
    // 'Hwang Bo-ra', 'Bo-ra Hwang': a given name of two syllables.
    let syllables = |at: usize| {
        let nouns = [ground.classes.org_suffix, ground.classes.body_noun, ground.classes.not_name];
        let short = |at: usize| {
            (2..=5).contains(&ground.key(at).chars().count())
                && !atoms[at].ends_as_plural()
                && !nouns.iter().any(|class| ground.is_member(*class, at))
        };
        ground.key(at) == "-" && at > from && short(at - 1) && short(at + 1) && atoms[at + 1].case == Case::Lower
    };
    if !chinese && len == 4 && worded(ground, stretch) && (from + 1..to - 1).any(syllables) {
        return Some(EntityKind::Person);
    }
    // 'Parents Aid'.
    if !chinese && len == 2 && ground.word_at(from, ground.classes.group_noun) == Some(from + 1) {
        return Some(EntityKind::Organization);
    }
    // 'Youth Online Survey 2024': with a common word and its year behind it stands what is published.
    let common = || (from..to).any(|at| ground.is_member(ground.classes.not_name, at));
    if !chinese && len > 2 && super::edges::is_year(ground, to) && common() {
        return Some(EntityKind::Work);
    }
    if !chinese && own_title(ground, stretch) {
        return Some(EntityKind::Work);
    }
    // 'Ama Boateng II'.
    if !chinese
        && len > 2
        && ground.is_member(ground.classes.name_suffix, to - 1)
        && ground.is_member(ground.classes.given_names, from)
    {
        return Some(EntityKind::Person);
    }
    // 'Lord Harbour'.
    if !chinese && len == 2 && ground.is_member(ground.classes.peerage, from) {
        return Some(EntityKind::Person);
    }
    // 'Sidi Harbour's owner': who is owned or has a board is a body.
    if !chinese && ground.is_genitive(to) && ground.word_at(to + 1, ground.classes.owned_as_body).is_some() {
        return Some(EntityKind::Organization);
    }
    // 'Iris del Solar' is called so by a family.
    let family = |at: usize| at > from && ground.is_member(ground.classes.name_particle, at - 1);
    let ending = (from..to).any(|at| ground.is_member(ground.classes.org_suffix, at) && !family(at));
    // 'Jane Bank, who became': whoever that is said of is no bank; 'Harbour Bank, whose chairman' is one.
    let who = !chinese
        && len == 2
        && ground.key(to) == ","
        && ground.is_member(ground.classes.who, to + 1)
        && !ground.is_member(ground.classes.whose, to + 1);
    if ending && (len > 1 || !chinese) && !(who && worded(ground, stretch)) {
        return Some(EntityKind::Organization);
    }
    // 'R-Bowling Green': a party and the place that somebody represents.
    if from > 2 && ground.key(from - 1) == "-" && ground.word_ending(from - 1, ground.classes.party_mark) {
        return Some(EntityKind::Place);
    }
    // 'CEBU CITY, Philippines —': where a report comes from.
    let letters: usize = (from..to).map(|at| ground.key(at).len()).sum();
    let upper = from == 0 && (from..to).all(|at| atoms[at].case == Case::Upper) && letters > 3;
    let located =
        ground.listed_over(to + 1).is_some_and(|(at, _)| at == to + 1) || ground.valued.get(to + 1) == Some(&true);
    let dateline = matches!(ground.key(to), "—" | "(") || ground.key(to) == "," && located;
    if !chinese && upper && dateline && ground.sentence.part == Part::Body {
        return Some(EntityKind::Place);
    }
    if !chinese && county(ground, stretch) {
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
    // 'Anna Lund winner Ama Boateng': a prize that is called after somebody.
    if !chinese && ground.word_at(to, ground.classes.prize_word).is_some() && capital(ground, to + 1, chinese) {
        return Some(EntityKind::Organization);
    }
    if !chinese && len > 1 && ground.is_member(ground.classes.country_front, from) && closed_by_place(ground, stretch) {
        return Some(EntityKind::Organization);
    }
    // 'Acme IQ, a meeting assistant,': with a company's name in front and no noun for a body behind, a thing that it makes.
    let inner = (!chinese).then(|| super::edges::company(ground, from)).flatten();
    if inner.is_some_and(|inner| inner < to && !ground.listed_as((inner, to), EntityKind::Place))
        && ground.key(to) == ","
        && ground.is_member(ground.classes.article_indefinite, to + 1)
        && !body_described(ground, to)
        && !(from..to).any(|at| ground.is_member(ground.classes.given_names, at))
    {
        return Some(EntityKind::Product);
    }
    if !chinese && super::edges::team(ground, stretch) {
        return Some(EntityKind::Organization);
    }
    // 'Ama Boateng KC'.
    let honoured = to + usize::from(ground.key(to) == ",");
    if !chinese && personal(ground, stretch) && worded && ground.is_member(ground.classes.post_nominal, honoured) {
        return Some(EntityKind::Person);
    }
    // 'the consumer group Fair Till'; 'the gambling regulator Coljuegos', with a noun for a body that is a title too.
    let trade = ground.word_ending(from, ground.classes.trade_noun) && len == 2;
    let sort = sorted(ground, from) && (len == 1 || trade || ground.title_ending(from).is_none());
    if !chinese && !given && sort {
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
    let firm = [classes.company_noun, classes.product_noun, classes.org_suffix];
    let firm = chinese && len > 1 && firm.iter().any(|class| ground.word_ending(from, *class));
    // 監管機構Acme: an authority.
    if chinese && !given && ground.word_ending(from, classes.authority_front) {
        return Some(EntityKind::Government);
    }
    if chinese && (!given || firm) && ground.behind_sort(from) {
        return Some(EntityKind::Organization);
    }
    if !chinese && !given && (body_described(ground, to) || founded(ground, to)) {
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
    if !chinese && !given && asks(ground, stretch) {
        return Some(EntityKind::Organization);
    }
    let minister = |at: usize| !chinese && portfolios::ending(ground, at);
    // 'who chairs Acme', 'who also chairs Acme', 'Roe, also chairs Acme'.
    let adverb = |at: usize| ground.word_at(at, ground.classes.cue_adverb) == Some(at + 1);
    let opens = |at: usize| ground.is_member(ground.classes.who, at) || ground.key(at) == ",";
    let verb = !chinese
        && from > 1
        && (ground.is_member(ground.classes.who, from - 2) || from > 2 && adverb(from - 2) && opens(from - 3));
    let before_title = from > 0 && !verb && (ground.title_ending(from).is_some() || minister(from));
    let sort_of_body = from > 0 && ground.word_ending(from, ground.classes.body_noun);
    if !chinese && len > 1 && !given && (!before_title || sort_of_body) && closed_by_place(ground, stretch) {
        let front =
            from.saturating_sub(1 + usize::from(from > 1 && ground.is_member(ground.classes.article, from - 1)));
        let located = from > 0 && ground.is_member(ground.classes.locative, front);
        return Some(if located { EntityKind::Place } else { EntityKind::Organization });
    }
    let honorific = from > 0
        && !verb
        && (ground.word_ending(from, ground.classes.honorific)
            || ground.word_ending(from, ground.classes.person_title)
            || ground.key(from - 1) == "."
                && from > 1
                && (ground.word_ending(from - 1, ground.classes.honorific)
                    || ground.word_ending(from - 1, ground.classes.person_title)));
    if honorific && len <= 4 {
        return Some(EntityKind::Person);
    }
    // 'market analysts Chart-Track say': several who go by one name are a firm.
    let several = !chinese && !given && before_title && atoms[from - 1].ends_as_plural();
    if several && ground.key(to) != "," && !ground.is_member(classes.and, to) {
        return Some(EntityKind::Organization);
    }
    // 'Royal Harbour said', 'Harbour Mail said'.
    let common = ground.is_member(classes.body_front, from) || ground.is_member(classes.body_end, to - 1);
    // 'Hope Not Harbours'.
    let inner = (from + 1..to - 1).any(|at| ground.is_member(classes.title_inner, at) && atoms[at].case == Case::Title);
    if !chinese && len > 1 && (common || inner) && !ground.is_member(classes.given_names, from) {
        return Some(EntityKind::Organization);
    }
    if !chinese && given && !before_title && branded(ground, stretch) {
        return Some(EntityKind::Organization);
    }
    if personal(ground, stretch) && worded && (given || before_title) {
        return Some(EntityKind::Person);
    }
    // 'a spokeswoman, Ama Boateng, said'.
    let set_off = !chinese
        && from > 1
        && ground.key(from - 1) == ","
        && (ground.title_ending(from - 1).is_some() || office_closed(ground, from - 1) || minister(from - 1))
        // 'the dam's developer, Kivu Hydro' may be a company.
        && (given || !ground.word_ending(from - 1, ground.classes.trade_noun))
        && (matches!(ground.key(to), "," | "." | ")") || ground.is_member(ground.classes.clause_of, to));
    if set_off && personal(ground, stretch) && worded {
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
    if related && personal(ground, stretch) && worded {
        return Some(EntityKind::Person);
    }
    // 'the brothers Halil and Emre Kaya'.
    let sibling = !chinese
        && from > 0
        && ground.word_ending(from, ground.classes.person_object)
        && ground.is_member(ground.classes.and, to)
        && capital(ground, to + 1, chinese);
    if len == 1 && worded && sibling {
        return Some(EntityKind::Person);
    }
    // 'Dario and Daniela Harbour': a given name in front of somebody who is known.
    let paired = !chinese
        && len == 1
        && given
        && ground.is_member(ground.classes.and, to)
        && ground
            .listed_starting(to + 1)
            .is_some_and(|(from, end)| end > from + 1 && ground.listed_as((from, end), EntityKind::Person));
    if paired && worded {
        return Some(EntityKind::Person);
    }
    // 'her grandfather Halil'.
    if len == 1 && worded && !chinese && from > 0 && ground.word_ending(from, ground.classes.kin) {
        return Some(EntityKind::Person);
    }
    // 'her husband, Halil,'.
    let kin = !chinese && closed && from > 2 && ground.key(from - 1) == "," && whose(ground, from - 3);
    if len == 1 && worded && kin && ground.word_ending(from - 1, ground.classes.kin) {
        return Some(EntityKind::Person);
    }
    // 'Kojo, 24, told': one who has an age.
    let aged = !chinese
        && ground.key(to) == ","
        && ground.valued.get(to + 1) == Some(&true)
        && ground.key(to + 1).len() == 2
        && ground.key(to + 2) == ","
        && (ground.word_at(to + 3, classes.say).is_some()
            || ground.word_at(to + 3, classes.person_verb).is_some()
            || ground.is_member(classes.who, to + 3)
            || ground.word_at(to + 3, classes.finite).is_some());
    if len == 1 && aged && worded && ground.sentence.part == Part::Body {
        return Some(EntityKind::Person);
    }
    if len == 1 && !chinese && atoms[from].case == Case::Title && somebody_alone(ground, stretch) {
        return Some(EntityKind::Person);
    }
    if len == 1 && before_title && worded && !chinese && atoms[from].case == Case::Title {
        return Some(EntityKind::Person);
    }
    if len == 1 && atoms[from].case == Case::Upper {
        return Some(EntityKind::Organization);
    }
    if !chinese && len < 4 && says_of_itself(ground, to) {
        return Some(EntityKind::Organization);
    }
    if personal(ground, stretch)
        && worded
        && ground.sentence.part == Part::Body
        && (speaks(ground, stretch) || described(ground, stretch) || acts_as_person(ground, stretch))
    {
        return Some(EntityKind::Person);
    }
    None
}

/// 'Anna products', 'the Anna Summer Tea advert': a brand that begins with a given name.
fn branded(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    let articled = from > 0 && ground.is_member(ground.classes.article, from - 1);
    (to - from == 1 || articled) && ground.word_at(to, ground.classes.brand_goods).is_some()
}

/// 'Sunny, a British streamer,', 'Sunny, a 22-year-old Texan', 'Sunny, who says': somebody who goes by one word, by the noun that
/// closes an aside behind it.
pub(in crate::recognise) fn somebody_alone(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    let classes = ground.classes;
    let opener = |at: usize| ground.is_member(classes.title_opener, at);
    if ground.key(to) != "," || ground.sentence.part != Part::Body || ground.is_member(classes.nationality, from) {
        return false;
    }
    // 'Democrats, who': many.
    if ground.is_member(classes.who, to + 1) {
        return !ground.sentence.atoms[from].ends_as_plural() && !ground.is_member(classes.whose, to + 1);
    }
    // ', head of the harbour watch,'.
    let office = ground.title_starting(to + 1).is_some_and(|(_, end)| ground.word_ending(end, classes.sole_person));
    if office && !body_described(ground, to) {
        return true;
    }
    // ', a streamer', ', Acme's most-followed woman'.
    if !(to + 1..to + 4).any(opener) || body_described(ground, to) {
        return false;
    }
    let inner = (to + 1..(to + 9).min(ground.len())).take_while(|at| {
        let ties = [classes.preposition, classes.of, classes.who, classes.finite, classes.and];
        let mark = ground.kind(*at) == Some(Kind::Mark) && ground.key(*at) != "-";
        let owner = ground.is_member(classes.possessive, *at);
        owner || !mark && !ties.iter().any(|class| ground.is_member(*class, *at))
    });
    let aged = |at: usize| ground.is_member(classes.years_of_age, at) && ground.key(at - 1) == "-";
    let inner: Vec<usize> = inner.collect();
    let Some(last) = inner.last() else { return false };
    ground.word_ending(last + 1, classes.sole_person) || inner.iter().any(|at| aged(*at))
}

/// 'Canal Nord said last week it would close': who says so of what it does is a body; 'said it would be wrong' tells nothing.
fn says_of_itself(ground: &Ground<'_>, to: usize) -> bool {
    let classes = ground.classes;
    let Some(end) = ground.word_at(to, classes.say) else { return false };
    let Some(it) = (end..(end + 4).min(ground.len())).find(|at| ground.is_member(classes.it, *at)) else {
        return false;
    };
    let open = (end..it).all(|at| ground.kind(at) == Some(Kind::Word));
    open && (ground.is_member(classes.own_plan, it + 1) && !ground.is_member(classes.passive, it + 2)
        || ground.is_member(classes.copula, it + 1) && ground.word_at(it + 2, classes.trade_participle).is_some())
}

/// 'a Harbour Keys questionnaire', 'a poll of 900 voters by Harbour Keys': whose survey it is is a body.
fn asks(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    let classes = ground.classes;
    let survey = |at: usize| ground.word_at(at, classes.poll_noun).is_some();
    let by = from > 0 && ground.is_member(classes.agent_marker, from - 1);
    let plain = |at: &usize| matches!(ground.kind(*at), Some(Kind::Word | Kind::Number));
    survey(to) || by && (from.saturating_sub(LONGEST)..from - 1).rev().take_while(plain).any(survey)
}

/// 'Its Screens at Supper report', 'Acme's annual Screens at Supper study': what somebody publishes, and not the body of that name.
fn own_title(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    let classes = ground.classes;
    let report = ground.word_at(to, classes.survey_word).is_some() && ground.word_at(to, classes.poll_noun).is_none();
    if !report || ground.is_member(classes.org_suffix, to - 1) {
        return false;
    }
    let lower = |at: &usize| {
        ground.kind(*at) == Some(Kind::Word)
            && ground.sentence.atoms[*at].case == Case::Lower
            && !whose(ground, *at)
            && !ground.is_genitive(*at)
    };
    let front = from - (from.saturating_sub(2)..from).rev().take_while(lower).count();
    front > 0 && (whose(ground, front - 1) || ground.is_genitive(front - 1))
}

/// A noun for a body stands right in front: 'the consumer group Fair Till'.
pub(super) fn sorted(ground: &Ground<'_>, from: usize) -> bool {
    from > 0
        && (ground.word_ending(from, ground.classes.body_noun) || ground.word_ending(from, ground.classes.sort_noun))
}

/// 'Harbour Town', 'Vela Osaka': what ends like a place, or in one, is nobody.
fn closed_by_place(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    ground.is_member(ground.classes.place_only, to - 1)
        || ground.listed_as((to - 1, to), EntityKind::Place)
            && !ground.is_member(ground.classes.given_names, to - 1)
            && !(from..to).any(|at| matches!(ground.key(at), "." | "-"))
}

/// 'Harbour-based', 'Harbour, Calif.,': a place by what stands behind its name, a word for what has its seat there or the short
/// form of a state.
fn town(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    let seat = || ground.key(to) == "-" && ground.is_member(ground.classes.seated, to + 1);
    let state = || {
        let state = ground.listed_starting(to + 1).filter(|state| ground.listed_as(*state, EntityKind::Place));
        ground.key(to) == "," && state.is_some_and(|(_, end)| end > to + 2 && ground.key(end - 1) == ".")
    };
    let words = (from..to).all(|at| ground.sentence.atoms[at].case == Case::Title);
    words && to - from < 3 && ground.sentence.part == Part::Body && (seat() || state())
}

/// 'Los Angeles County': a place and a word for a part of a state.
pub(super) fn county(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    to - from > 1
        && ground.is_member(ground.classes.county_word, to - 1)
        && ground.listed_over(from) == Some((from, to - 1))
        && ground.listed_as((from, to - 1), EntityKind::Place)
}

/// The comma in front of a name closes what somebody is and for whom: 'a spokeswoman for Harper Vance, Ama Boateng,'.
fn office_closed(ground: &Ground<'_>, comma: usize) -> bool {
    let classes = ground.classes;
    let mut small = false;
    for at in (comma.saturating_sub(LONGEST)..comma).rev() {
        if ground.is_member(classes.preposition, at) && ground.title_ending(at).is_some() && !small {
            return at + 1 < comma;
        }
        // 'its head of river traffic, Ama Boateng,'.
        let owned = at > 0 && ground.title_over(at).is_some() && (whose(ground, at - 1) || ground.is_genitive(at - 1));
        if owned && ground.is_member(classes.of, at + 1) {
            return !ground.word_ending(comma, classes.body_noun);
        }
        let plain = ground.kind(at) == Some(Kind::Word) && ground.word_at(at, classes.finite).is_none();
        if !plain {
            return false;
        }
        let named = [classes.of, classes.article].iter().any(|class| ground.is_member(*class, at));
        small |= !named && !capital(ground, at, false);
    }
    false
}

/// 'His', 'her', 'its' or 'their'.
fn whose(ground: &Ground<'_>, at: usize) -> bool {
    let classes = ground.classes;
    [classes.his, classes.her, classes.its, classes.their].into_iter().any(|class| ground.is_member(class, at))
}

/// Two to four words, as people have them, initials and what links the words apart.
fn personal(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    let linked = |at: &usize| {
        let key = ground.key(*at);
        let hyphened = *at > from && ground.key(at - 1) == "-";
        let particle = *at > from && ground.is_member(ground.classes.name_particle, *at);
        matches!(key, "." | "-") || hyphened || particle || is_initial(ground, *at)
    };
    let words = (from..to).filter(|at| !linked(at)).count();
    to - from > 1 && (1..=4).contains(&words)
}

/// 'J.', 'J.K.': letters that stand for given names.
pub(super) fn is_initial(ground: &Ground<'_>, at: usize) -> bool {
    let key = ground.key(at);
    let mut letters = key.split('.').filter(|part| !part.is_empty());
    let dotted = key.contains('.') || ground.key(at + 1) == "." && key.chars().count() == 1;
    let capital = ground.sentence.atoms.get(at).is_some_and(|atom| atom.case != Case::Lower && atom.kind == Kind::Word);
    // 'U.S.' is none.
    let known = ground.is_member(ground.classes.nationality, at) || ground.listed_over(at).is_some();
    dotted && capital && !known && letters.all(|part| part.chars().count() == 1)
}

/// Every word has a capital and no more, but for the second part of a given name and for particles.
fn worded(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    let atoms = &ground.sentence.atoms;
    (from..to).all(|at| {
        // 'RJ Harbour'.
        let initials = at == from && to - from == 2 && atoms[at].case == Case::Upper;
        atoms[at].case == Case::Title
            || initials && ground.is_member(ground.classes.given_initials, at)
            || at + 1 < to && is_initial(ground, at)
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
    // 'Ama Boateng of the think tank Acme said'.
    let member = (2..=3).contains(&(to - from))
        && from == 0
        && (ground.is_member(classes.of, to) || ground.is_member(classes.workplace, to))
        && (to + 2..(to + 9).min(ground.len()))
            .take_while(|at| ground.key(*at) != ",")
            .any(|at| ground.word_at(at, classes.say).is_some());
    // 'Ama Boateng, of the harbour watch,', 'Ama Boateng, a courier in Cork,'.
    let of = ground.key(to) == "," && ground.is_member(classes.clause_of, to + 1);
    let aside = ground.key(to) == "," && ground.is_member(classes.title_opener, to + 1);
    let told = aside
        && (to + 2..(to + 7).min(ground.len()))
            .take_while(|at| ground.kind(*at) == Some(Kind::Word) || ground.key(*at) == "-")
            .any(|at| ground.is_member(classes.person_aside, at));
    aged || founder
        || of
        || told
        || member
        || ground.word_at(to, classes.person_verb).is_some()
        || from > 0 && ground.word_ending(from, classes.person_object)
        || ground.word_ending(from, classes.give_office)
            && (to..(to + 8).min(ground.len()))
                .take_while(|at| !matches!(ground.key(*at), "." | ";"))
                .any(|at| ground.title_starting(at).is_some() || ground.title_over(at).is_some())
}

/// 'Lund, Poe and Lin Bao': whoever is named behind people of whom the article has told in another sentence is one too.
pub(in crate::recognise) fn alike_told(grounds: &[Ground<'_>], discovered: &mut [(usize, Candidate)]) {
    let people = discovered.iter().filter(|(_, c)| c.kind == Some(EntityKind::Person));
    let told: FxHashSet<String> =
        people.flat_map(|(i, c)| [c.name, (c.name.1 - 1, c.name.1)].map(|name| grounds[*i].folded(name))).collect();
    for i in 1..discovered.len() {
        let (front, back) = discovered.split_at_mut(i);
        let ((sentence, a), (other, b)) = (&front[i - 1], &mut back[0]);
        let ground = &grounds[*sentence];
        let and = b.stretch.0.checked_sub(1).filter(|at| sentence == other && *at >= a.stretch.1);
        let joined = and.is_some_and(|at| {
            ground.is_member(ground.classes.and, at)
                && (at == a.stretch.1 || at == a.stretch.1 + 1 && ground.key(a.stretch.1) == ",")
        });
        let plain = joined && b.kind.is_none() && personal(ground, b.name) && worded(ground, b.name);
        let owns = ground.is_member(ground.classes.possessive, b.name.1) || ground.title_starting(b.name.1).is_some();
        if plain && !owns && ground.sentence.part == Part::Body && told.contains(&ground.folded(a.name)) {
            b.kind = Some(EntityKind::Person);
        }
    }
}

/// People are named together with people: in 'Anna Lund and Lin Bao' one who is known for a person tells of the other.
pub(super) fn alike(ground: &Ground<'_>, found: &mut [Candidate], chinese: bool) {
    if chinese || ground.sentence.part != Part::Body {
        return;
    }
    let joined = |a: &Candidate, b: &Candidate| {
        let between = a.stretch.1..b.stretch.0;
        !between.is_empty()
            && between.len() <= 2
            && between.clone().all(|at| ground.key(at) == "," || ground.is_member(ground.classes.and, at))
    };
    // 'Jane Roe, Acme Bright's founder': who owns something or has a title behind it is named as a body.
    let owns = |c: &Candidate| {
        ground.is_member(ground.classes.possessive, c.name.1) || ground.title_starting(c.name.1).is_some()
    };
    let personal = |c: &Candidate| personal(ground, c.name) && worded(ground, c.name) && !owns(c);
    // 'Steve Jobs and Lin Bao': so does somebody who is listed.
    for b in found.iter_mut().filter(|b| b.kind.is_none() && personal(b)) {
        let and = b.stretch.0.checked_sub(1).filter(|at| ground.is_member(ground.classes.and, *at));
        let front = and.and_then(|at| ground.listed_ending(at - usize::from(at > 0 && ground.key(at - 1) == ",")));
        if front.is_some_and(|name| name.1 - name.0 > 1 && ground.listed_as(name, EntityKind::Person)) {
            b.kind = Some(EntityKind::Person);
        }
    }
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
        // 'Jane Roe, Boateng and Lin Bao': one who was named in full before may stand between.
        if let [b, c, ..] = back
            && a.kind == Some(EntityKind::Person)
            && b.kind.is_none()
            && b.name.1 - b.name.0 == 1
            && c.kind.is_none()
            && joined(b, c)
            && personal(c)
        {
            c.kind = a.kind;
        }
    }
}

/// A verb of saying or thinking stands right behind or in front of the name; 'said Harbour Live owed' has a clause behind its verb.
pub(super) fn speaks(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    let classes = ground.classes;
    let cue = |at| ground.word_at(at, classes.say).or(ground.word_at(at, classes.think)).is_some();
    let ends = || {
        ground.kind(to) != Some(Kind::Word)
            || [classes.preposition, classes.clause_opener, classes.and, classes.who]
                .iter()
                .any(|class| ground.is_member(*class, to))
            || ground.is_genitive(to)
    };
    cue(to) || from > 0 && ground.word_ending(from, classes.say) && ends()
}

/// ', a lawyer', ', Acme's chief executive,', ', who': what stands behind the name describes a person.
pub(super) fn described(ground: &Ground<'_>, (_, to): Stretch) -> bool {
    // 'Jane Roe (CFO)'.
    if ground.key(to) == "(" && ground.title_starting(to + 1).is_some_and(|(_, end)| ground.key(end) == ")") {
        return true;
    }
    if ground.key(to) != "," {
        return false;
    }
    if ground.is_member(ground.classes.who, to + 1) {
        return true;
    }
    if body_described(ground, to) {
        return false;
    }
    // ', has 9,000 drivers': what goes on with a verb describes nobody.
    (to + 1..(to + 9).min(ground.len()))
        .take_while(|at| {
            let ends = matches!(ground.key(*at), "," | "." | ";" | "(")
                || *at == to + 1 && ground.is_member(ground.classes.finite, *at);
            !ends
        })
        .any(|at| ground.title_starting(at).is_some())
}

/// ', founded in 2014 by', ', a rival set up in March by': what is founded by somebody or in a year is a body.
pub(in crate::recognise) fn founded(ground: &Ground<'_>, to: usize) -> bool {
    let classes = ground.classes;
    if ground.key(to) != "," {
        return false;
    }
    let told = ground.is_member(classes.article, to + 1);
    let start = to + 1 + usize::from(told);
    let plain = |at: &usize| {
        ground.kind(*at) == Some(Kind::Word) && ground.title_over(*at).is_none() && !ground.is_member(classes.who, *at)
    };
    let verb = (start..(start + 4).min(ground.len()))
        .take_while(plain)
        .find_map(|at| ground.word_at(at, classes.found).filter(|_| told || at == start));
    verb.is_some_and(|end| {
        let dated = (end + 1..(end + 4).min(ground.len())).any(|at| ground.valued[at]);
        ground.is_member(classes.agent_marker, end) || ground.is_member(classes.preposition, end) && dated
    })
}

/// ', a party founded by': the words behind a name say what sort of body it is.
pub(super) fn body_described(ground: &Ground<'_>, to: usize) -> bool {
    let classes = ground.classes;
    if ground.key(to) != "," || !ground.is_member(classes.title_opener, to + 1) {
        return false;
    }
    // ', the activist fund that': a noun for a body may begin with a title.
    let body = |at: usize| ground.word_at(at, classes.body_noun).is_some_and(|end| end > at + 1);
    let plain = |at: usize| ground.kind(at) == Some(Kind::Word) && (ground.title_over(at).is_none() || body(at));
    let noun = (to + 2..(to + 7).min(ground.len()))
        // ', a parents' group,'.
        .take_while(|at| {
            // ', a star on the app': what stands behind 'on' is not what bears the name.
            let behind = [classes.of, classes.on_matter].iter().any(|class| ground.is_member(*class, *at));
            (plain(*at) || ground.key(*at) == "'") && !behind
        })
        .find_map(|at| ground.word_at(at, classes.body_noun));
    noun.is_some_and(|end| {
        // 'a campaign group': the last of several nouns is the one that describes.
        let end = (end..end + 3).find(|at| !ground.is_member(classes.body_noun, *at)).unwrap_or(end);
        !ground.is_genitive(end) && ground.title_over(end).is_none()
    })
}
