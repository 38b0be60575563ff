//! Where the names of Chinese bodies begin that end like one.

use std::ops::ControlFlow::{self, Break, Continue};

use super::bodies::{Ending, says_what};
use super::branches::branch_owner;
use super::{LONGEST_BODY, han, stops};
use crate::fact::Kind as EntityKind;
use crate::recognise::ground::Ground;
use crate::recognise::lexicon::ClassId;
use crate::segment::atoms::{Case, Kind};

/// How long a noun may be that stands in brackets inside a name, with the bracket.
const LONGEST_INSIDE: usize = 6;

impl Ending<'_, '_> {
    /// Where the name begins.
    pub fn beginning(&self) -> usize {
        let Self { ground, from, end, office, .. } = *self;
        let classes = ground.classes;
        // 阿爾巴尼亞統計局: whatever stands between a place and the ending belongs to the name.
        let mut start = place_in_front(ground, from, office).unwrap_or(from);
        while start == from || start > 0 && end - start < LONGEST_BODY && ground.listed_over(start).is_none() {
            match self.before(start) {
                Continue(at) => start = at,
                Break(at) => {
                    start = at;
                    break;
                }
            }
        }
        // 聯發科企業工會: whose people a society unites belongs to its name.
        if office
            && end - from > 1
            && ground.word_at(from, classes.state_ending) != Some(end)
            && start < from
            && let Some((owner, to)) = ground.listed_ending(start)
            && (ground.listed_from(owner, EntityKind::Corporation)
                // 共和黨猶太人聯盟: so does a party's.
                || ground.listed_as((owner, to), EntityKind::Organization)
                    && ground.is_member(classes.party_ending, to - 1))
        {
            start = owner;
        }
        // 三星證券, SK海力士工會: an arm or a union of a listed company bears its name.
        if start == from
            && ground.word_at(from, classes.arm_ending) == Some(end)
            && let Some((owner, _)) = ground.listed_ending(from)
            && ground.listed_from(owner, EntityKind::Corporation)
            && (owner == 0 || !han(ground, owner - 1) || stops(ground, owner - 1))
        {
            start = owner;
        }
        // 印度駐法國大使館: whose office it is stands in front of where it is.
        if start < from
            && let Some(post) = start.checked_sub(1).filter(|at| ground.is_member(classes.posted_to, *at))
            && let Some((state, _)) = ground.listed_ending(post)
        {
            start = state;
        }
        // 國會科學委員會: whose committee it is.
        let chamber = (start.saturating_sub(4)..start).find(|at| ground.word_at(*at, classes.chamber) == Some(start));
        if let Some(chamber) = chamber.filter(|_| office && start < from) {
            return chamber;
        }
        branch_owner(ground, (start, from), end).unwrap_or(start)
    }

    /// Nothing but two characters stands between the beginning of the clause and the ending, and behind it an office.
    fn opened_by_word(&self) -> bool {
        let Self { ground, from, end, .. } = *self;
        let classes = ground.classes;
        let plain = |at: usize| {
            han(ground, at)
                && !ground.valued[at]
                && ground.listed_over(at).is_none()
                && ground.title_over(at).is_none()
                && !ground.is_member(classes.name_stop, at)
        };
        from > 1
            && ground.opens_clause(from - 2)
            && ground.word_at(end, classes.top_office).is_some()
            && (from - 2..from).all(plain)
            && ground.word_at(from - 2, classes.group_modifier).is_none()
            && ground.word_at(from - 2, classes.office_word).is_none()
            && !comes_to_office(ground, from)
            && !says_what(ground, from)
    }

    /// Where a name begins that goes on in front of an atom, and whether it may begin still earlier.
    fn before(&self, start: usize) -> ControlFlow<usize, usize> {
        let Self { ground, from, trade, office, legal, .. } = *self;
        let classes = ground.classes;
        let Some(at) = start.checked_sub(1) else { return Break(start) };
        // 本港上市公司新盛傳媒: the noun in front says what the name is of.
        let described = start < from && says_what(ground, start);
        if ground.word_ending(start, classes.that_country) || described || comes_to_office(ground, start) {
            return Break(start);
        }
        // 勞工處: those whom an office serves are part of its name.
        if office
            && start == from
            && let Some(group) =
                (at.saturating_sub(3)..=at).find(|group| ground.word_at(*group, classes.group_noun) == Some(start))
            && ground.listed_over(group).is_none()
        {
            return Continue(group);
        }
        // 藥師公會全國聯合會: a society of societies.
        if office
            && let Some(society) = (start.saturating_sub(3)..start.saturating_sub(1))
                .find(|society| ground.word_at(*society, classes.office_ending) == Some(start))
            && ground.listed_over(society).is_none()
        {
            return Continue(society);
        }
        // 空服員職業工會: the work of those whom it serves.
        if office
            && let Some((title, to)) = ground.title_over(at)
            && to == start
            && ground.word_at(title, classes.top_office).is_none()
        {
            return Continue(title);
        }
        if office && let Some(edge) = joined(ground, at) {
            return Break(edge);
        }
        // 社會科學研究中心: a noun may hold what is a function word elsewhere.
        let party = ground.word_at(from, classes.party_ending) == Some(self.end);
        let inner = office || party || ground.is_member(classes.name_stop, at);
        if inner && office_word_over(ground, at) && !ground.valued[at] && ground.listed_over(at).is_none() {
            return Continue(at);
        }
        // 豐和置地: what joins two things elsewhere stands inside a name that begins a character earlier.
        if trade
            && start == from
            && at > 0
            && ground.is_member(classes.and, at)
            && han(ground, at - 1)
            && !stops(ground, at - 1)
            && (ground.opens_clause(at - 1) || says_what(ground, at - 1))
        {
            return Break(at - 1);
        }
        // 和雲科技: so it may begin one of two characters.
        if trade
            && start + 1 == from
            && (ground.is_member(classes.and, at) || ground.is_member(classes.list_separator, at))
            && han(ground, at)
            && (ground.opens_clause(at) || says_what(ground, at) || ground.word_ending(at, classes.operator_noun))
        {
            return Break(at);
        }
        // 成功食品聯合執行長: in front of the title of one who leads it a company may be called by a word of any sort.
        if trade && start == from && self.opened_by_word() {
            return Break(from - 2);
        }
        // 海江商業（集團）有限公司: what stands in brackets in front of the legal form is part of the name.
        if legal
            && start == from
            && let Some(open) = bracketed(ground, start)
        {
            return Continue(open);
        }
        let verb = verb_over(ground, at) || word_over(ground, at, classes.criticise);
        // 買下母公司有聲有色股份有限公司: the legal form leaves no doubt that what stands in front is a name.
        if legal
            && han(ground, at)
            && !ground.valued[at]
            && ground.listed_over(at).is_none()
            && ground.title_over(at).is_none()
            && !ground.word_ending(start, classes.operator_noun)
            // 不滿海雲股份有限公司: but not a verb.
            && !verb
            && from - at <= 6
        {
            return Continue(at);
        }
        // Harbour Lights集團: all words in Latin letters in front of it.
        let goes_on = ground.kind(start) == Some(Kind::Word) && ground.sentence.atoms[start].spaced;
        let latin = (start == from || goes_on)
            && ground.kind(at) == Some(Kind::Word)
            && ground.sentence.atoms[at].case != Case::Lower
            && ground.listed_over(at).is_none();
        if !(han(ground, at) || latin)
            || ground.valued[at]
            || ground.listed_over(at).is_some()
            || ground.is_member(classes.name_stop, at)
            || ground.is_member(classes.han_stop, at)
            || ground.word_ending(start, classes.han_stop)
            || ground.title_over(at).is_some()
            || verb
        {
            return Break(start);
        }
        Continue(at)
    }
}

/// Where a bracket opens that closes in front of an atom and holds nothing but a place or a noun for a sort of body.
fn bracketed(ground: &Ground<'_>, end: usize) -> Option<usize> {
    let close = end.checked_sub(1).filter(|at| ground.key(*at) == ")")?;
    let open = (close.saturating_sub(LONGEST_INSIDE)..close).rev().find(|at| ground.key(*at) == "(")?;
    let place = ground
        .listed_starting(open + 1)
        .is_some_and(|name| name.1 == close && ground.listed_as(name, EntityKind::Place));
    let sort = ground.word_at(open + 1, ground.classes.org_suffix) == Some(close);
    (open > 0 && han(ground, open - 1) && (place || sort)).then_some(open)
}

/// Where a listed place begins that stands close in front of an ending, with nothing but nouns between.
fn place_in_front(ground: &Ground<'_>, ending: usize, office: bool) -> Option<usize> {
    let place = |senses: &[u32]| ground.may_be(senses, EntityKind::Place);
    let (stretch, _) = ground.listed.iter().rev().find(|((_, to), senses)| *to <= ending && place(senses))?;
    let between = stretch.1..ending;
    // 日本音樂集團櫻音控股: the place belongs to what the name is called. 印度電子暨資訊科技部: a trade is one of several that an
    // office is for.
    let joins = |at: usize| office && ground.is_member(ground.classes.and, at);
    // 台灣加盟促進協會: words of which the names of offices are made say nothing of the rest.
    let made_of = |at: usize| office && office_word_over(ground, at - 1) && office_word_over(ground, at);
    // 台北市網路平台外送員職業工會: so do those of a union's trade.
    let unites = office && ground.word_at(ending, ground.classes.labour_body).is_some();
    let described = !unites && (stretch.1 + 1..ending).any(|at| says_what(ground, at) && !joins(at) && !made_of(at));
    if described {
        return None;
    }
    let plain = between.len() <= if office { 14 } else { 8 }
        && between.clone().all(|at| {
            han(ground, at)
                && !ground.valued[at]
                && ground.listed_over(at).is_none()
                // 智利政府宣布管理委員會: what a place does is no part of a name.
                && (!ground.acts_at(at) || office && office_word_over(ground, at))
                // 在澳洲封鎖新聞: nor what is done there.
                && (office || !bars_or_buys(ground, at))
                // 印度政府尊重網路: whoever governs a place is no part of a name that begins with it.
                && (office || ground.word_at(at, ground.classes.state_noun).is_none_or(|to| to == ending))
                && (!ground.is_member(ground.classes.name_stop, at)
                    || modifier_over(ground, at)
                    || office && ground.is_member(ground.classes.and, at))
                && (ground.title_over(at).is_none() || office && (word_over(ground, at, ground.classes.group_noun) || !leads(ground, at)))
        });
    plain.then_some(stretch.0)
}

/// A verb of barring or buying begins here.
fn bars_or_buys(ground: &Ground<'_>, at: usize) -> bool {
    let verbs = [ground.classes.moderate, ground.classes.deal_buy];
    verbs.iter().any(|class| ground.word_at(at, *class).is_some_and(|to| to - at > 1))
}

/// The title of one who leads a body covers the atom.
fn leads(ground: &Ground<'_>, at: usize) -> bool {
    ground.title_over(at).is_some_and(|(title, _)| ground.word_at(title, ground.classes.top_office).is_some())
}

/// A word of a class covers the atom.
fn word_over(ground: &Ground<'_>, at: usize, class: Option<ClassId>) -> bool {
    (at.saturating_sub(3)..=at).any(|from| ground.word_at(from, class).is_some_and(|to| to > at))
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
pub(super) fn office_word_over(ground: &Ground<'_>, at: usize) -> bool {
    word_over(ground, at, ground.classes.office_word)
}

/// 現任海江科技顧問, 出任集團總裁: a verb or mark of having an office ends in front of the atom.
fn comes_to_office(ground: &Ground<'_>, at: usize) -> bool {
    let classes = ground.classes;
    let words = [classes.take_office, classes.be_in_office, classes.once_held, classes.former_holder];
    let ends = |from: usize| words.iter().any(|class| ground.word_at(from, *class) == Some(at));
    (at.saturating_sub(4)..at.saturating_sub(1)).any(ends)
}

/// A verb that the lexicon knows covers the atom.
fn verb_over(ground: &Ground<'_>, at: usize) -> bool {
    (at.saturating_sub(3)..=at).any(|from| {
        ground
            .known_verb_at(from)
            .is_some_and(|to| to > at && ground.word_at(from, ground.classes.org_suffix).is_none())
    })
}
