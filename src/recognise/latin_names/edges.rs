//! What of a capitalised sequence is one name: listed names at its ends, and words that only modify.

use super::bodies::ends_as_body;
use super::kind::{body_described, county, described, sorted, speaks};
use super::{LONGEST, capital};
use crate::fact::Kind as EntityKind;
use crate::recognise::ground::{Ground, Stretch};
use crate::segment::Part;
use crate::segment::atoms::{Case, Kind};

/// The name in a sequence, without what stands in front of it or behind and belongs to another.
pub(super) fn settled(ground: &Ground<'_>, (from, to): Stretch, chinese: bool, opens: bool) -> Option<Stretch> {
    let (start, mut end) = bounded(ground, (from, to), chinese)?;
    // A listed name at either end stays itself, unless the whole is the name of a body.
    let introduced = introduced(ground, (start, end), chinese);
    if !introduced && !ends_as_body(ground, (start, end)) {
        if ground.listed_over(start).is_some() {
            let told = [namesake, team, county, branch, offshoot, partners, of_place];
            let whole = !chinese && told.iter().any(|told| told(ground, (start, end)))
                || (chinese || ground.sentence.part == Part::Body && !ground.shouting)
                    && of_company(ground, (start, end));
            return whole.then_some((start, end));
        }
        let inner = (start..end).find(|at| ground.listed_over(*at).is_some());
        end = inner.filter(|inner| !is_whole(ground, (start, end), *inner, chinese, opens)).unwrap_or(end);
    } else if ground.listed_over(start).is_some_and(|(from, till)| from <= start && till >= end) {
        return None;
    }
    // 'the U.S. National Harbour Board': the country in front of a listed name of a body is no part of it.
    let known = ground.listed_ending(end).filter(|known| known.0 > start && known.1 - known.0 > 1 && !chinese);
    let country = |known: Stretch| {
        ground.listed_over(start) == Some((start, known.0))
            && ground.listed_as((start, known.0), EntityKind::Place)
            && !ground.listed_as(known, EntityKind::Place)
    };
    if known.is_some_and(country) {
        return None;
    }
    // The article of a listed name goes along with it.
    let over = ground.listed_over(start).filter(|(from, _)| *from < start);
    if over.is_some_and(|(_, till)| till >= end || !ends_as_body(ground, (start, end))) {
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
    if !chinese && is_law(ground, (start, end)) {
        return None;
    }
    if let Some(end) = edition(ground, end).filter(|_| !chinese) {
        return Some((start, end));
    }
    let single = end == start + 1;
    // In Chinese text a bare acronym is more often a term than a body.
    if single && chinese && ground.sentence.atoms[start].case == Case::Upper {
        let named = ground.title_starting(end).is_some()
            || ground.word_at(end, ground.classes.say).is_some()
            || ground.word_ending(start, ground.classes.org_announcer)
            || ground.behind_sort(start) && acts_alone(ground, (start, end));
        if !named {
            return None;
        }
    }
    let adjective = [ground.classes.nationality, ground.classes.party_adjective]
        .into_iter()
        .any(|class| ground.is_member(class, start));
    // 'Inc' alone names no company.
    let form = !chinese && ground.is_member(ground.classes.company_form, start);
    if single && (ground.key(start).chars().count() < 2 || adjective || form) {
        return None;
    }
    (end > start).then_some((start, end))
}

/// 基金會SOMI早在, 投資公司DST再花: letters that no list knows as a term, which what goes on is said of.
fn acts_alone(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    let classes = ground.classes;
    let key = ground.key(from);
    let term = ground.is_member(classes.not_name, from) || ground.lexicon.is_topic(&[key.into()]);
    let goes_on = ground.valued.get(to) == Some(&true)
        || ground.acts_at(to)
        || ground.is_member(classes.name_stop, to)
        || ground.is_member(classes.han_stop, to)
        || ground.word_at(to, classes.cue_adverb).is_some()
        || ground.word_at(to, classes.deal_buy).is_some()
        || matches!(ground.key(to), "," | "。" | "、");
    !term && goes_on && (3..=6).contains(&key.len()) && ground.title_over(from).is_none()
}

/// A sequence without modifiers in front and marks behind that are no part of its name.
fn bounded(ground: &Ground<'_>, (from, to): Stretch, chinese: bool) -> Option<Stretch> {
    let mut end = to;
    let mut start = from;
    // Words that only modify do not open a name.
    let party = |at: usize| ground.is_member(ground.classes.party_adjective, at);
    while start + 1 < end
        && (ground.is_member(ground.classes.nationality, start)
            || ground.is_member(ground.classes.name_front, start)
            || party(start) && end - start > 2)
        // 'Pollster Harbour Links' is no body of that name, 'Climate Action Network' is.
        && (ground.is_member(ground.classes.sort_front, start) || !ends_as_body(ground, (start, end)))
        // 'Chess.com' is no chess.
        && ground.key(start + 1) != "."
        // 'Privacy First' is more than what comes first.
        && !(end - start == 2 && ground.is_member(ground.classes.name_closer, start + 1))
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
    // 'Roe's tweets were deleted' are hers: what looks like a verb of saying has one of its own.
    let says = |at: usize| {
        let noun = |behind: usize| {
            ground.sentence.atoms[at].ends_as_plural() && ground.word_at(behind, ground.classes.finite).is_some()
        };
        ground.word_at(at, ground.classes.say).is_some_and(|behind| !noun(behind))
    };
    let marked = !chinese
        && ground.is_genitive(end)
        && (start..end).all(|at| ground.listed_over(at).is_none())
        && (aside(end + 1) || says(end + 1));
    if marked {
        end += 1;
    }
    Some((start, end))
}

/// Whether a sequence that goes on with a listed name is one name all the same.
fn is_whole(ground: &Ground<'_>, (start, end): Stretch, inner: usize, chinese: bool, opens: bool) -> bool {
    // A listed family name behind another given name is another person: the whole is one name.
    let (_, till) = ground.listed_over(inner).unwrap_or((inner, inner + 1));
    let given = ground.is_member(ground.classes.given_names, start);
    // Behind a title, and in front of a verb of saying, all that is capitalised is one person's name, whatever
    // one word of it means alone: Drew Houston, Paris Hilton.
    let single = till == inner + 1;
    let worded = (start..end).all(|at| ground.sentence.atoms[at].case == Case::Title);
    let titled = end - start <= 4
        && (ground.title_ending(start).is_some() && (given || single && worded && !chinese)
            || given
                && single
                && !chinese
                && end - start == 2
                && (speaks(ground, (start, end)) || described(ground, (start, end))));
    // 'Rasmus Kleis Nielsen': two names in front of a word that a company goes by leave no doubt.
    let full = given && single && worded && !chinese && till == end && inner == start + 2;
    let family = ground.listed_from(inner, EntityKind::Person) && till == end;
    let whole = family && (!chinese || given);
    // 'Brus Norge' is the branch of a country.
    let place = ground.listed_as((inner, end), EntityKind::Place);
    // 'Lund Group UK, the agency of': a whole name of a body may open its sentence too.
    let bodied = inner > start + 1 && ground.is_member(ground.classes.org_suffix, inner - 1);
    let branch = !chinese
        && (!opens || (bodied || inner > start + 1) && end == till)
        && place
        && ground.sentence.part == Part::Body
        && (bodied || worded_name(ground, start, inner))
        && !given;
    // Harbour Asia宣布: between Chinese words two names do not stand side by side.
    let branch = branch || chinese && place && till == end && !given;
    // 'Athletics Kenya', 'Radio New Zealand': what a body does, and for which country.
    let national = place && till == end && inner == start + 1 && ground.is_member(ground.classes.country_front, start);
    // 'Jane Roe, who leads Open Web Fiji, said'.
    let led = place
        && till == end
        && start > 1
        && ground.is_member(ground.classes.who, start - 2)
        && ground.is_member(ground.classes.leads_part, start - 1);
    // 'Seaside Kenya Against Waste'.
    let against = !chinese
        && ground.listed_as((inner, till), EntityKind::Place)
        && ground.is_member(ground.classes.cause_mark, till)
        && ground.sentence.atoms[till].case == Case::Title;
    titled || full || whole || branch || national || led || against
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
        // 'Whose president is Milan Drexler', 'Milan Drexler Jr.'.
        let is =
            from > 0 && ground.is_member(ground.classes.copula, from - 1) && ground.title_ending(from - 1).is_some();
        let told = ground.title_ending(from).is_some()
            || is
            || ground.is_member(ground.classes.name_suffix, to)
            || ground.is_member(ground.classes.name_suffix, to - 1)
            || speaks(ground, (from, to))
            || described(ground, (from, to));
        if told && !all(EntityKind::Person) {
            return true;
        }
    }
    // 'Attorney General Austin Harbour': behind a title a place and one word more are somebody.
    let titled = ground.title_ending(from).is_some()
        && to == from + 2
        && ground.sentence.atoms[from + 1].case == Case::Title
        && !ground.is_member(ground.classes.org_suffix, from + 1)
        && !ground.is_member(ground.classes.not_name, from + 1)
        && (speaks(ground, (from, to))
            || described(ground, (from, to))
            || ground.sentence.atoms[from - 1].case == Case::Title);
    all(EntityKind::Place) && (titled || body_described(ground, to) || sorted(ground, from))
}

/// 'sold Harbour Dynamics to', 'Harbour Dynamics said': a place and one word more that is no other name are what a body is called,
/// where no preposition governs the place.
fn of_place(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    let classes = ground.classes;
    let place = ground.listed_over(from).filter(|(start, end)| *start == from && *end + 1 == to);
    let word = to - 1;
    let free =
        from == 0 || !ground.is_member(classes.locative, from - 1) && !ground.is_member(classes.article, from - 1);
    place.is_some_and(|place| ground.listed_as(place, EntityKind::Place))
        && free
        && ground.sentence.part == Part::Body
        && !ground.shouting
        && ground.sentence.atoms[word].case == Case::Title
        && ground.listed_over(word).is_none()
        && ground.title_over(word).is_none()
        && ![classes.given_names, classes.weak_given, classes.not_name, classes.nationality]
            .iter()
            .any(|class| ground.is_member(*class, word))
}

/// 'the Harbour Flames': behind an article a place and one word more are a team, or what else bears such a name.
pub(super) fn team(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    let one = |at: usize| ground.sentence.atoms[at].case == Case::Title && ground.title_over(at).is_none();
    // 'bought Berlin Harbours': so are they inside a sentence, but for 'in Berlin Harbours say' and 'Texas Republicans'.
    let classes = ground.classes;
    let inside = || {
        let locative = [classes.locative, classes.nationality, classes.party_adjective, classes.of, classes.possessive];
        let people = [classes.group_noun, classes.party_adjective, classes.law_word, classes.county_word];
        ground.sentence.atoms[from - 1].case == Case::Lower
            && ground.title_ending(from).is_none()
            && ground.word_at(from + 2, classes.say).is_none()
            && !locative.iter().any(|class| ground.is_member(*class, from - 1))
            && !people.iter().any(|class| ground.is_member(*class, from + 1))
            && !capital(ground, from + 2, false)
    };
    to == from + 2
        && from > 0
        && ground.sentence.part == Part::Body
        && (ground.is_member(classes.article, from - 1) || inside())
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
        return ground.behind_sort(from) && (ground.listed_over(from).is_none() || place());
    }
    let noun =
        ground.sentence.atoms[from - 1].case == Case::Lower && ground.word_ending(from, ground.classes.trade_noun);
    noun && place() && ground.listed_over(from) == Some((from, from + 1))
}

/// An English word for several things, with a capital of its own: Podcasts, Maps, Shorts.
pub(super) fn product_word(ground: &Ground<'_>, at: usize) -> bool {
    let Some(atom) = ground.sentence.atoms.get(at) else { return false };
    atom.case == Case::Title
        && atom.spaced
        && atom.key.len() > 3
        && atom.ends_as_plural()
        && atom.key.is_ascii()
        && !ground.is_member(ground.classes.given_names, at)
}

/// Where the listed company ends that begins at an atom.
pub(super) fn company(ground: &Ground<'_>, from: usize) -> Option<usize> {
    let listed = ground.listed_starting(from)?;
    let kinds = [EntityKind::Corporation, EntityKind::Platform, EntityKind::Ngo];
    kinds.iter().any(|kind| ground.listed_as(listed, *kind)).then_some(listed.1)
}

/// 'the Guild of Montana': behind an article a listed association and where its branch is.
pub(super) fn state_of(ground: &Ground<'_>, (from, of): Stretch) -> Option<usize> {
    let behind = from > 0 && ground.is_member(ground.classes.article, from - 1);
    let place = ground.listed_starting(of + 1).filter(|place| ground.listed_as(*place, EntityKind::Place))?;
    let fits = behind
        && ground.is_member(ground.classes.clause_of, of)
        && ground.listed_as((from, of), EntityKind::Ngo)
        && ground.sentence.part == Part::Body;
    fits.then_some(place.1)
}

/// 'Acme US', 'Acme India': a listed company and the country of its branch, where nothing follows that the country may
/// be said of, as in 'the Acme US ban'.
fn branch(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    let classes = ground.classes;
    let of = |inner: usize| {
        let region = ground.word_at(inner + 1, classes.branch_of).or_else(|| state_of(ground, (from, inner)));
        ground.is_member(classes.of, inner) && region == Some(to)
    };
    let Some(inner) = company(ground, from) else { return false };
    if of(inner) {
        return ground.sentence.part == Part::Body;
    }
    let ends = ground.kind(to) != Some(Kind::Word)
        || ground.is_member(classes.possessive, to)
        || ground.is_member(classes.not_noun, to)
        || ground.title_starting(to).is_some()
        || ground.word_at(to, classes.say).is_some();
    inner < to
        && ends
        && ground.key(to) != "-"
        && ground.sentence.part == Part::Body
        && ground.listed_over(inner) == Some((inner, to))
        && ground.listed_as((inner, to), EntityKind::Place)
        && !ground.word_ending(from, classes.say)
}

/// 'Acme Kitchens, a delivery brand': a listed company's name and a word or two more, with an aside that says what that is.
fn offshoot(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    let Some(inner) = company(ground, from) else { return false };
    // 'Acme IQ, a meeting assistant'.
    let word = |at: usize| {
        ground.sentence.atoms[at].case != Case::Lower
            && ground.listed_over(at).is_none()
            && ground.title_over(at).is_none()
    };
    (1..=2).contains(&(to.saturating_sub(inner)))
        && (inner..to).all(word)
        && ground.sentence.part == Part::Body
        && ground.key(to) == ","
        && ([ground.classes.title_opener, ground.classes.which].iter().any(|class| ground.is_member(*class, to + 1))
            || appended(ground, from))
}

/// 創作者計劃Acme Creator: in Chinese text a listed company's name and a word or two more are one name, of what it runs.
fn of_company(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    let Some(inner) = company(ground, from) else { return false };
    let word = |at: usize| {
        let atom = &ground.sentence.atoms[at];
        atom.case == Case::Title
            && atom.spaced
            && ground.listed_over(at).is_none()
            && ground.title_over(at).is_none()
            && !ground.is_member(ground.classes.given_names, at)
            && (!ground.is_member(ground.classes.not_name, at) || at == inner && product_word(ground, at))
    };
    ground.listed_over(from) == Some((from, inner))
        && (1..=2).contains(&(to.saturating_sub(inner)))
        && (inner..to).all(word)
}

/// 'Holland & Harbour', 'Paris & Lund': a firm of two, one of whom is called as a place is.
fn partners(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    let one = |at: usize| {
        ground.sentence.atoms.get(at).is_some_and(|atom| atom.case == Case::Title)
            && ground.listed_over(at).is_none_or(|listed| {
                listed == (at, at + 1)
                    && [EntityKind::Place, EntityKind::Person].iter().any(|kind| ground.listed_as(listed, *kind))
            })
    };
    to == from + 3 && ground.key(from + 1) == "&" && ground.sentence.part == Part::Body && one(from) && one(from + 2)
}

/// 'a shipping service, Acme Go': the noun in front of the comma says what bears the name.
fn appended(ground: &Ground<'_>, from: usize) -> bool {
    let classes = ground.classes;
    let nouns = [classes.body_noun, classes.service_word, classes.trade_noun, classes.product_noun];
    from > 1 && ground.key(from - 1) == "," && nouns.iter().any(|class| ground.word_ending(from - 1, *class))
}

/// Unlisted words of a name, no word of which is common.
fn worded_name(ground: &Ground<'_>, from: usize, to: usize) -> bool {
    from < to && (from..to).all(|at| !ground.is_member(ground.classes.not_name, at) && ground.title_over(at).is_none())
}

/// 'the Fair Markets Act', 'the Tenancies Bill': the name of a law is nobody's, with its last word or without.
fn is_law(ground: &Ground<'_>, (from, to): Stretch) -> bool {
    let law = |at: usize| {
        ground.is_member(ground.classes.law_word, at)
            && capital(ground, at, false)
            && !capital(ground, at + 1, false)
            && ground.sentence.part == Part::Body
    };
    // 'the Law on Harbour Dues'.
    let front = (0..from).rev().find(|at| !capital(ground, *at, false)).filter(|front| *front > 0);
    let matter = front.is_some_and(|front| {
        ground.is_member(ground.classes.on_matter, front)
            && ground.is_member(ground.classes.law_word, front - 1)
            && capital(ground, front - 1, false)
    });
    law(to) || law(to - 1) && to - from > 1 || matter
}

/// 'Youth Online Survey 2024': a title that ends in its year goes on over common words.
fn edition(ground: &Ground<'_>, to: usize) -> Option<usize> {
    let end = (to..to + LONGEST).find(|at| !capital(ground, *at, false))?;
    (end > to && is_year(ground, end) && ground.sentence.part == Part::Body).then_some(end)
}

/// A year of four figures stands here.
pub(super) fn is_year(ground: &Ground<'_>, at: usize) -> bool {
    let key = ground.key(at);
    key.len() == 4 && (key.starts_with("19") || key.starts_with("20")) && key.bytes().all(|byte| byte.is_ascii_digit())
}
