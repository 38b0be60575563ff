//! Bodies in Han characters that no lexicon has, told by how their names end: 公平交易委員會, 海江大學, 桃江銀行.

use super::{LONGEST_BODY, han, stops, title_behind};
use crate::fact::Kind as EntityKind;
use crate::recognise::ground::{Candidate, Ground};
use crate::segment::atoms::{Case, Key, Kind};

/// 公平交易委員會: a body by its ending, reaching back to the next boundary.
pub(super) fn body(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let end = ground.word_at(from, ground.classes.org_suffix).filter(|_| han(ground, from))?;
    let school = ground.word_at(from, ground.classes.school_ending) == Some(end) && professor_behind(ground, end);
    if ground.word_at(end, ground.classes.org_suffix).is_some() && !school
        || ground.listed_over(from).is_some_and(|(_, to)| to >= end)
        || ground.title_over(from).is_some_and(|(start, to)| start <= from && to >= end)
    {
        return None;
    }
    // 補教協會: the ending of another word goes on here.
    if (from + 1..end).any(|at| ground.word_at(at, ground.classes.org_suffix).is_some_and(|to| to > end)) {
        return None;
    }
    // 社科院: one character that ends like a body where another ending follows at once.
    let goes_on = |to: usize| {
        (end..to).all(|at| !stops(ground, at))
            && (end..to).any(|at| ground.word_at(at, ground.classes.org_suffix) == Some(to))
    };
    if end - from == 1 && (goes_on(end + 1) || goes_on(end + 2)) {
        return None;
    }
    // 台灣區公關回覆: those who speak for a body are none themselves.
    if ground.word_at(from, ground.classes.spokesperson_noun) == Some(end) && ground.acts_at(end) {
        return None;
    }
    let trade = ground.word_at(from, ground.classes.trade_ending) == Some(end);
    // 韓國大學資訊安全系: the ending is the beginning of another noun.
    let ends_here = !han(ground, end)
        || stops(ground, end)
        || ground.is_member(ground.classes.name_stop, end)
        || ground.word_at(end, ground.classes.top_office).is_some();
    if trade && !ends_here {
        return None;
    }
    // 瑞典音樂串流服務Acme: the ending says what sort of service is named behind.
    if trade
        && ground.word_at(end, ground.classes.operator_noun).is_none()
        && [ground.classes.platform_noun, ground.classes.company_noun].iter().any(|c| ground.word_at(end, *c).is_some())
    {
        return None;
    }
    let office = ground.word_at(from, ground.classes.office_ending).is_some();
    let legal = ground.word_at(from, ground.classes.legal_form) == Some(end);
    let mut start = from;
    if let Some(place) = place_in_front(ground, from, office) {
        // 阿爾巴尼亞統計局: whatever stands between a place and the ending belongs to the name.
        start = place;
    }
    while start == from || start > 0 && end - start < LONGEST_BODY && ground.listed_over(start).is_none() {
        let Some(at) = start.checked_sub(1) else { break };
        // 本港上市公司新盛傳媒: the noun in front says what the name is of.
        let described = start < from && says_what(ground, start);
        if ground.word_ending(start, ground.classes.that_country) || described {
            break;
        }
        // 勞工處: those whom an office serves are part of its name.
        if office
            && start == from
            && let Some(group) = (at.saturating_sub(3)..=at)
                .find(|group| ground.word_at(*group, ground.classes.group_noun) == Some(start))
            && ground.listed_over(group).is_none()
        {
            start = group;
            continue;
        }
        // 藥師公會全國聯合會: a society of societies.
        if office
            && let Some(society) = (start.saturating_sub(3)..start.saturating_sub(1))
                .find(|society| ground.word_at(*society, ground.classes.office_ending) == Some(start))
            && ground.listed_over(society).is_none()
        {
            start = society;
            continue;
        }
        // 空服員職業工會: the work of those whom it serves.
        if office
            && let Some((title, to)) = ground.title_over(at)
            && to == start
            && ground.word_at(title, ground.classes.top_office).is_none()
        {
            start = title;
            continue;
        }
        if office && let Some(edge) = joined(ground, at) {
            start = edge;
            break;
        }
        // 社會科學研究中心: a noun may hold what is a function word elsewhere.
        let inner = office || ground.is_member(ground.classes.name_stop, at);
        if inner && office_word_over(ground, at) && !ground.valued[at] && ground.listed_over(at).is_none() {
            start = at;
            continue;
        }
        // 豐和置地: what joins two things elsewhere stands inside a name that begins a character earlier.
        if trade
            && start == from
            && at > 0
            && ground.is_member(ground.classes.and, at)
            && han(ground, at - 1)
            && !stops(ground, at - 1)
            && (ground.opens_clause(at - 1) || says_what(ground, at - 1))
        {
            start = at - 1;
            break;
        }
        // 買下母公司有聲有色股份有限公司: the legal form leaves no doubt that what stands in front is a name.
        if legal
            && han(ground, at)
            && !ground.valued[at]
            && ground.listed_over(at).is_none()
            && ground.title_over(at).is_none()
            && !ground.word_ending(start, ground.classes.operator_noun)
            && from - at <= 6
        {
            start = at;
            continue;
        }
        let latin = start == from
            && ground.kind(at) == Some(Kind::Word)
            && ground.sentence.atoms[at].case != Case::Lower
            && ground.listed_over(at).is_none();
        if !(han(ground, at) || latin)
            || ground.valued[at]
            || ground.listed_over(at).is_some()
            || ground.is_member(ground.classes.name_stop, at)
            || ground.is_member(ground.classes.han_stop, at)
            || ground.word_ending(start, ground.classes.han_stop)
            || ground.title_over(at).is_some()
            || verb_over(ground, at)
        {
            break;
        }
        start = at;
    }
    // 聯發科企業工會: whose people a society unites belongs to its name.
    if office
        && end - from > 1
        && ground.word_at(from, ground.classes.state_ending) != Some(end)
        && start < from
        && let Some((owner, _)) = ground.listed_ending(start)
        && ground.listed_from(owner, EntityKind::Corporation)
    {
        start = owner;
    }
    // 印度駐法國大使館: whose office it is stands in front of where it is.
    if start < from
        && let Some(post) = start.checked_sub(1).filter(|at| ground.is_member(ground.classes.posted_to, *at))
        && let Some((state, _)) = ground.listed_ending(post)
    {
        start = state;
    }
    // 廣告公司Acme, 平價航空「北風」: the noun only says what the name right behind it is.
    let quoted = (trade || ground.word_at(from, ground.classes.product_noun) == Some(end))
        && matches!(ground.key(end), "「" | "“");
    if ground.kind(end) == Some(Kind::Word) || quoted {
        return None;
    }
    // 英國全部: what ends like a body and is none does not become one behind a place.
    let bare = ground.listed_over(start).map_or(start, |(_, to)| to);
    if [start, bare].iter().any(|at| ground.word_at(*at, ground.classes.no_body) == Some(end)) {
        return None;
    }
    let len = from - start;
    // 研究院院長: a noun by which a body goes that was named in full before.
    if ground.word_at(start, ground.classes.bare_body_noun) == Some(end) {
        return None;
    }
    // 海江醫院神經部: a department belongs to the title behind it, and the body ends in front of it.
    let inner = |at: usize, class| ground.word_at(at, class).is_some_and(|to| to - at > 1 && to <= from);
    let bodies = [ground.classes.school_ending, ground.classes.bare_body_noun];
    if end - from == 1 && title_behind(ground, end) && (start..from).any(|at| bodies.iter().any(|c| inner(at, *c))) {
        return None;
    }
    // 本地烘焙連鎖店: which of a trade are meant, and no name.
    if trade && ground.word_at(start, ground.classes.group_modifier) == Some(from) {
        return None;
    }
    let placed = ground.listed_over(start).is_some();
    // 瑞典音樂串流平台: a country and a trade are what somebody is, and not his name.
    let country = trade && placed && ground.listed_over(start) == Some((start, from)) && !title_behind(ground, end);
    if country && ground.key(end) != "(" {
        return None;
    }
    let latin = ground.kind(start) == Some(Kind::Word);
    // VPN服務: a thing that texts are about is nobody's name.
    if latin && !title_behind(ground, end) {
        let keys: Vec<Key> = ground.sentence.atoms[start..end].iter().map(|atom| atom.key.clone()).collect();
        if ground.lexicon.is_topic(&keys) {
            return None;
        }
    }
    // Without any of these the ending closes a common noun as often as a name.
    let whole = ground.word_at(from, ground.classes.ministry) == Some(end) && start == from;
    let sure = placed
        || whole
        || ground.word_ending(start, ground.classes.that_country)
        || ground.word_ending(start, ground.classes.operator_noun)
        // 反對黨國民團結陣線: a sort of body stands in front of the name.
        || len >= 2 && ground.word_ending(start, ground.classes.named_body)
        || office && ground.word_ending(start, ground.classes.urge)
        // 根據海洋保育獎基金會公布的: whoever something is known from has a name.
        || office && end - from > 1 && len >= 3 && ground.key(end) != "「" && ground.word_ending(start, ground.classes.according_to)
        || ground.word_ending(start, ground.classes.before_body) && (2..=3).contains(&len) && trade
        || start < from
            && trade
            && [ground.classes.company_noun, ground.classes.platform_noun]
                .iter()
                .any(|class| ground.word_ending(start, *class))
        || legal && len >= 2
        || school
        || latin
        || title_behind(ground, end)
        || ground.key(end) == "(" && ground.sentence.atoms.get(end + 1).is_some_and(|atom| atom.case == Case::Upper);
    let state = ground.word_at(from, ground.classes.state_ending) == Some(end);
    // 勞動部職安署, 某市中級法院: what ends so is an authority, and so is an office of one.
    let authority = ground.word_at(from, ground.classes.authority_ending) == Some(end)
        || state && from > 0 && governs(ground, start);
    let kind = if sure && (authority || state && (placed || start == from)) {
        Some(EntityKind::Government)
    } else {
        sure.then_some(EntityKind::Organization)
    };
    // 海委會副主委: a single character says what the office is for where its head follows.
    let clipped = office && len == 1 && end - from >= 2 && title_behind(ground, end);
    (len >= 2 || whole || latin || clipped).then_some(Candidate {
        stretch: (start, end),
        name: (start, end),
        other: None,
        kind,
    })
}

/// 短影音平台麥浪影音: a noun for what bears the name that begins at an atom ends in front of it.
fn says_what(ground: &Ground<'_>, at: usize) -> bool {
    let classes = ground.classes;
    [classes.company_noun, classes.platform_noun, classes.before_body, classes.named_body]
        .iter()
        .any(|class| ground.word_ending(at, *class))
}

/// Where a listed place begins that stands close in front of an ending, with nothing but nouns between.
fn place_in_front(ground: &Ground<'_>, ending: usize, office: bool) -> Option<usize> {
    let place = |senses: &[u32]| ground.may_be(senses, EntityKind::Place);
    let (stretch, _) = ground.listed.iter().rev().find(|((_, to), senses)| *to <= ending && place(senses))?;
    let between = stretch.1..ending;
    // 日本音樂集團櫻音控股: the place belongs to what the name is called.
    let described = (stretch.1 + 1..ending).any(|at| says_what(ground, at));
    if described {
        return None;
    }
    let plain = between.len() <= if office { 14 } else { 8 }
        && between.clone().all(|at| {
            han(ground, at)
                && !ground.valued[at]
                && ground.listed_over(at).is_none()
                // 印度政府尊重網路: whoever governs a place is no part of a name that begins with it.
                && (office || ground.word_at(at, ground.classes.state_noun).is_none_or(|to| to == ending))
                && (!ground.is_member(ground.classes.name_stop, at)
                    || modifier_over(ground, at)
                    || office && ground.is_member(ground.classes.and, at))
                && (ground.title_over(at).is_none() || office && (group_over(ground, at) || !leads(ground, at)))
        });
    plain.then_some(stretch.0)
}

/// A listed government stands right in front.
fn governs(ground: &Ground<'_>, start: usize) -> bool {
    ground
        .listed
        .iter()
        .filter(|((_, to), _)| *to == start)
        .any(|(_, senses)| ground.may_be(senses, EntityKind::Government))
}

/// 東海大學政治系助理教授: a title follows soon, with nothing but nouns between.
fn professor_behind(ground: &Ground<'_>, end: usize) -> bool {
    (end..ground.len().min(end + 14))
        .take_while(|at| {
            (han(ground, *at) || ground.title_over(*at).is_some()) && !ground.valued[*at] && !ground.acts_at(*at)
        })
        .any(|at| title_behind(ground, at))
}

/// The title of one who leads a body covers the atom.
fn leads(ground: &Ground<'_>, at: usize) -> bool {
    ground.title_over(at).is_some_and(|(title, _)| ground.word_at(title, ground.classes.top_office).is_some())
}

/// 香港記者聯會: those whom a body serves cover the atom.
fn group_over(ground: &Ground<'_>, at: usize) -> bool {
    (at.saturating_sub(3)..=at).any(|from| ground.word_at(from, ground.classes.group_noun).is_some_and(|to| to > at))
}

/// A listed noun covers the atom, as 社會 does 會.
fn modifier_over(ground: &Ground<'_>, at: usize) -> bool {
    office_word_over(ground, at)
        || (at.saturating_sub(1)..=at)
            .any(|from| ground.word_at(from, ground.classes.group_modifier).is_some_and(|to| to > at))
}

/// 勞工及福利局: where a name begins that has an 'and' inside, with nothing but a noun between it and the beginning of
/// the clause or a place.
pub(super) fn joined(ground: &Ground<'_>, at: usize) -> Option<usize> {
    if !ground.is_member(ground.classes.and, at) || !han(ground, at) {
        return None;
    }
    let noun = |at: usize| {
        han(ground, at)
            && !ground.valued[at]
            && ground.listed_over(at).is_none()
            && !ground.is_member(ground.classes.name_stop, at)
            && !ground.is_member(ground.classes.han_stop, at)
    };
    let left = (0..at).rev().take(8).take_while(|left| noun(*left)).count();
    let edge = at - left;
    let place = edge.checked_sub(1).and_then(|front| ground.listed_over(front));
    let opens = edge == 0 || ground.kind(edge - 1) == Some(Kind::Mark);
    let fits = (2..8).contains(&left) && (opens || place.is_some()) && (edge..at).all(|at| !verb_over(ground, at));
    fits.then_some(place.map_or(edge, |(start, _)| start))
}

/// 個人資訊保護委員會: a word that is a verb elsewhere covers the atom.
fn office_word_over(ground: &Ground<'_>, at: usize) -> bool {
    (at.saturating_sub(3)..=at).any(|from| ground.word_at(from, ground.classes.office_word).is_some_and(|to| to > at))
}

/// A verb that the lexicon knows covers the atom.
fn verb_over(ground: &Ground<'_>, at: usize) -> bool {
    (at.saturating_sub(3)..=at).any(|from| {
        ground
            .known_verb_at(from)
            .is_some_and(|to| to > at && ground.word_at(from, ground.classes.org_suffix).is_none())
    })
}
