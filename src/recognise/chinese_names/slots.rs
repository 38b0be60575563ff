//! Names in Han characters that only their place in the sentence tells: behind 'according to', between 'appoint' and the
//! office, or at the beginning of a clause in front of a verb.

use super::personal::{joins_people, personal};
use super::titled::rare;
use super::{han, named, person, stops};
use crate::fact::Kind as EntityKind;
use crate::recognise::ground::{Candidate, Ground, Stretch};
use crate::segment::atoms::{Case, Kind};

/// Longest name at the beginning of a clause, in atoms.
const LONGEST_OPENER: usize = 8;

/// Most characters in front of the letters that close the name of a service.
const LONGEST_LETTERED: usize = 5;

/// Longest name of whoever figures come from, in characters.
const LONGEST_SOURCE: usize = 14;

/// How far behind the verb of those who publish it a survey is spoken of.
const REACH_OF_SURVEY: usize = 30;

/// How far behind a word for what belongs to somebody the last of several names may stand.
const REACH_OF_OWNER: usize = 20;

/// Most characters that a noun may have beside the names of what belongs to somebody.
const SHORT: usize = 3;

/// Longest explanation of a name in parentheses, in atoms.
const LONGEST_GLOSS: usize = 8;

/// How far in front of a name the verb may stand that gives its bearer an office.
const REACH: usize = 14;

/// How many may be named behind one who does something with them.
const TOGETHER: usize = 3;

/// Kelvin 楊: a given name in Latin letters in front of a Chinese family name that nothing goes on behind.
pub(super) fn mixed(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let classes = ground.classes;
    // Priya Nair向: a name of two words in Latin letters is whole.
    let inner = from > 0 && ground.kind(from - 1) == Some(Kind::Word) && ground.sentence.atoms[from].spaced;
    let given = ground.kind(from) == Some(Kind::Word) && ground.sentence.atoms[from].case == Case::Title && !inner;
    let family = from + 1;
    if !given || ground.listed_over(from).is_some() || !ground.is_member(classes.surnames_zh, family) {
        return None;
    }
    let known = ground.is_member(classes.given_names, from) || ground.title_ending(from).is_some();
    let behind = family + 1;
    let ends = !han(ground, behind)
        || ground.acts_at(behind)
        || stops(ground, behind)
        || ground.is_member(classes.name_stop, behind)
        || ground.word_at(behind, ground.classes.speech_any).is_some();
    let word = ground.known_word_at(family).is_some() || ground.listed_over(family).is_some();
    (known && ends && !word && !ground.valued[family]).then(|| person((from, behind)))
}

/// 營運長李Sharon: a Chinese family name in front of a given name in Latin letters that touches it, behind a title or in front of a verb.
pub(super) fn mixed_back(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let classes = ground.classes;
    let given = from + 1;
    let atom = ground.sentence.atoms.get(given)?;
    let word =
        atom.kind == Kind::Word && atom.case == Case::Title && !atom.spaced && ground.listed_over(given).is_none();
    if !word || !ground.is_member(classes.surnames_zh, from) || ground.kind(given + 1) == Some(Kind::Word) {
        return None;
    }
    let titled = ground.title_ending(from).is_some();
    let told = titled || ground.opens_clause(from) && ground.is_member(classes.given_names, given);
    let ends = ground.acts_at(given + 1) || stops(ground, given + 1) || !han(ground, given + 1) || titled;
    (told && ends && !ground.valued[from] && ground.listed_over(from).is_none()).then(|| person((from, given + 1)))
}

/// 浪花TV宣布, 外送平台小熊Go: a few characters that no list knows, which open a clause or stand behind a noun for a body, and letters
/// with which names of services close.
pub(super) fn lettered(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let classes = ground.classes;
    let opens = ground.opens_clause(from) || ground.behind_sort(from);
    if !opens || !han(ground, from) || stops(ground, from) {
        return None;
    }
    let run = (from..ground.len().min(from + LONGEST_LETTERED))
        .take_while(|at| han(ground, *at) && !stops(ground, *at) && !ground.is_member(classes.name_stop, *at));
    let end = from + run.count();
    let letters = ground.is_member(classes.letter_ending, end) && !ground.sentence.atoms[end].spaced;
    let noun = [classes.common_zh, classes.group_modifier, classes.product_noun, classes.company_noun]
        .iter()
        .any(|class| ground.word_ending(end, *class));
    let whole = ground.kind(end + 1) != Some(Kind::Word) && ground.listed_over(from).is_none();
    (letters && whole && !noun && end - from > 1)
        .then(|| named((from, end + 1), (from, end + 1), Some(EntityKind::Organization)))
}

/// 創辦人老周, 騎手阿明: behind a title or a noun for people, or at the beginning of a clause in front of a verb of speaking,
/// a syllable of address and one character more are what somebody is called.
pub(super) fn familiar(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let classes = ground.classes;
    let second = from + 1;
    // 阿玉姐: a word of address may close what begins with one.
    let end = from + 2 + usize::from(ground.is_member(classes.nickname_tail, from + 2));
    // 創作者圓圓: so is a syllable said twice.
    let twice = ground.key(from) == ground.key(second) && ground.title_ending(from).is_some();
    // 歌手阿Ben: so does a given name in Latin letters that touches it.
    let letters = ground
        .sentence
        .atoms
        .get(second)
        .is_some_and(|atom| atom.kind == Kind::Word && atom.case == Case::Title && !atom.spaced);
    let plain = (ground.is_member(classes.nickname_front, from) || twice)
        && (han(ground, second) || letters)
        && (from..end)
            .all(|at| !ground.valued[at] && ground.title_over(at).is_none() && ground.listed_over(at).is_none())
        && ground.known_word_at(from).is_none()
        && ground.word_at(from, classes.no_nickname).is_none()
        && !ground.is_member(classes.name_stop, second)
        && !ground.is_member(classes.han_stop, second) | ground.is_member(classes.surnames_zh, second);
    if !plain {
        return None;
    }
    let follows = ground.title_ending(from).filter(|_| from > 0).is_some()
        || ground.word_ending(from, classes.group_noun)
        || ground.word_ending(from, classes.relation_noun);
    let speaks = |at: usize| ground.word_at(at, classes.speech_any).is_some() || ground.speaks_at(at);
    let adverb = ground.word_at(end, classes.cue_adverb).is_some_and(speaks)
        || ground.is_member(classes.name_stop, end) && speaks(end + 1);
    let joined = ground.is_member(classes.and, end) || ground.valued.get(end) == Some(&true);
    let ends = !han(ground, end)
        || joined
        || ground.is_member(classes.name_stop, end)
        || ground.known_word_at(end).is_some()
        || speaks(end);
    // 大 is too common a beginning of other words to stand without a title in front.
    let bare = ground.opens_clause(from) && !ground.is_member(classes.title_nickname, from);
    (follows && ends || bare && (speaks(end) || adverb)).then_some(())?;
    Some(person((from, end)))
}

/// Whether a sentence has anything by which somebody is given an office.
pub(super) fn grants_office(ground: &Ground<'_>) -> bool {
    (0..ground.len()).any(|at| grants(ground, at))
}

fn grants(ground: &Ground<'_>, at: usize) -> bool {
    let verbs = [ground.classes.grant_office, ground.classes.taken_from];
    verbs.iter().any(|class| ground.word_at(at, *class).is_some()) || ground.is_member(ground.classes.by_whom, at)
}

/// 任命王小明為: somebody who is given an office, or takes one from another.
pub(super) fn appointed(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let classes = ground.classes;
    let rare = || rare(ground, from).filter(|_| ground.word_ending(from, classes.grant_office));
    let name = personal(ground, from, true).or_else(rare)?;
    // 由王小明、林三和李大同創立: of those who are named together the verb stands behind the last.
    let joined = |at: usize| joins_people(ground, at) || ground.key(at) == "、";
    let mut last = name;
    for _ in 0..TOGETHER {
        match joined(last.1).then(|| personal(ground, last.1 + 1, true)).flatten() {
            Some(further) if !takes(ground, last.1) => last = further,
            _ => break,
        }
    }
    if !takes(ground, last.1) {
        return None;
    }
    // 由金石資本變更為: whoever an office goes over from begins behind a title or the mark of the one who has it.
    let begins = from > 0 && ground.is_member(classes.by_whom, from - 1) || ground.title_ending(from).is_some();
    if ground.word_at(last.1, classes.changed_to).is_some() && !begins {
        return None;
    }
    // 由遠方量化的創辦人: whoever owns the office begins where a name may.
    let inside = from > 0
        && han(ground, from - 1)
        && !stops(ground, from - 1)
        && !ground.is_member(classes.name_stop, from - 1)
        && ground.title_ending(from).is_none();
    if inside && ground.is_member(classes.possessive, last.1) {
        return None;
    }
    let given = (from.saturating_sub(REACH)..from)
        .rev()
        .take_while(|at| ground.kind(*at) != Some(Kind::Mark) || ground.key(*at) == "、")
        .any(|at| grants(ground, at));
    if !given {
        return None;
    }
    Some(person(name))
}

/// 雲谷智算已任命王小明為: only bodies, and people, give somebody an office.
pub(super) fn appoints(ground: &Ground<'_>, (from, end): Stretch) -> bool {
    let leads = |at: &usize| ground.valued.get(*at) == Some(&true) || ground.is_member(ground.classes.name_stop, *at);
    let verb = end + (end..end + LONGEST_OPENER).take_while(leads).count();
    let granted = ground.word_at(verb, ground.classes.grant_office).filter(|to| to - verb > 1);
    let given = granted.and_then(|to| personal(ground, to, true)).map(|name| name.1);
    given.is_some_and(|to| ground.is_member(ground.classes.given_as, to) || takes(ground, to))
        && personal(ground, from, true).is_none_or(|name| name.1 != end)
}

/// Whether a verb of taking office or founding begins here, or a date does in front of one, or an office that is his.
fn takes(ground: &Ground<'_>, at: usize) -> bool {
    let classes = ground.classes;
    let verbs = [classes.take_office, classes.appoint, classes.found, classes.be_in_office, classes.changed_to];
    verbs.iter().any(|class| ground.word_at(at, *class).is_some())
        || ground.is_member(classes.given_as, at)
        || ground.word_at(at, classes.kin_pair).is_some()
        || ground.word_at(at, classes.and_others).is_some()
        || ground.is_member(classes.possessive, at) && ground.title_starting(at + 1).is_some()
        || ground.valued.get(at) == Some(&true)
        || ground.is_member(classes.name_stop, at) && ground.valued.get(at + 1) == Some(&true)
}

/// 投手王彥程說: behind the last character of a trade that no list knows, in front of a verb of speaking.
pub(super) fn described(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    // 與胞弟陳大年在市場: who somebody is to another stands in front of names alone.
    if ground.word_ending(from, ground.classes.relation_noun) {
        let translit = |name: &Stretch| (name.0..name.1).all(|at| ground.is_member(ground.classes.translit, at));
        let name = personal(ground, from, true)
            .filter(|name| name.1 - name.0 == 3)
            .or_else(|| personal(ground, from, false).filter(translit));
        if let Some(name) = name {
            return Some(person(name));
        }
    }
    let group = ground.word_ending(from, ground.classes.group_noun);
    if from == 0 || !group && !ground.is_member(ground.classes.role_tail, from - 1) {
        return None;
    }
    let name = personal(ground, from, !group).filter(|name| group || name.1 - name.0 == 3)?;
    let speaks = (name.1..ground.len().min(name.1 + 8))
        .take_while(|at| ground.kind(*at) != Some(Kind::Mark) || ground.valued[*at])
        .any(|at| ground.speaks_at(at) || ground.word_at(at, ground.classes.speech_any).is_some());
    speaks.then_some(())?;
    Some(person(name))
}

/// 和雲總經理莊文賢: what opens a clause in front of the title of one who leads a body.
pub(super) fn employer(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let placed = placed_opener(ground, from).or_else(|| introduced_owner(ground, from));
    let end = clause_opener(ground, from, true).or(placed)?;
    let classes = ground.classes;
    let private = || ground.word_at(end, classes.private_title).filter(|_| placed.is_some());
    let office = ground.word_at(end, classes.top_office).or_else(private)?;
    // 創始人兼CEO鄒立群: one title after another in front of the name.
    let mut holder = office;
    while let Some((_, to)) = ground.title_starting(holder + 1).or_else(|| ground.title_starting(holder)) {
        holder = to;
    }
    let held = personal(ground, holder, false).is_some()
        || ground.listed_over(holder).is_some()
        || ground.key(holder + 2) == "("
        || ground.key(holder + 3) == "(";
    if end - from < 2 || !held {
        return None;
    }
    // 美術館館長: whose office it is was named in full before.
    if ground.word_at(from, classes.bare_body_noun) == Some(end) {
        return None;
    }
    // 環境事務副總裁: the part of a company that somebody leads. 創辦人、全球執行長: which of several he is.
    if ground.word_ending(end, classes.department) || ground.word_at(from, classes.group_modifier) == Some(end) {
        return None;
    }
    // 集團戰略部負責人: what is headed by somebody who is no minister is a part as well.
    let part = ground.word_at(end - 1, classes.department_ending) == Some(end)
        && !ground.is_member(classes.office_ending, end);
    if part && ground.word_ending(from, classes.company_head) {
        return None;
    }
    // 張宏泰發言人: people have spokespeople too.
    if ground.word_at(end, classes.spokesperson_noun).is_some()
        && let Some(name) = personal(ground, from, true).filter(|name| name.1 == end)
    {
        return Some(person(name));
    }
    // 王大文已先與保險局長會面: nobody's deed is part of what an office is called.
    let done = |at: usize| ground.is_member(classes.han_stop, at) && !ground.is_member(classes.and, at);
    if (from..end).any(done)
        && ground.word_ending(end, classes.office_ending) | ground.is_member(classes.office_ending, end)
    {
        return None;
    }
    // 勞動局長: the office ends with the character that its head's title begins with.
    let doubled = ground.is_member(classes.office_ending, end - 1);
    if !doubled && ground.is_member(classes.office_ending, end) && ground.title_starting(end) == Some((end, end + 2)) {
        return Some(named((from, end + 1), (from, end + 1), Some(EntityKind::Government)));
    }
    // 財經事務及庫務局局長: an office may serve two things.
    if doubled {
        return Some(named((from, end), (from, end), Some(EntityKind::Government)));
    }
    // 旅遊學院原院長: the office is a former one.
    let former = ground.is_member(classes.former_glued, end - 1) && ground.word_ending(end - 1, classes.org_suffix);
    let end = end - usize::from(former);
    // 街坊總會: what is a function word elsewhere may close the name of an association.
    let plain = (from..end).all(|at| !ground.is_member(ground.classes.name_stop, at));
    let sure = plain || placed.is_some() || ground.word_ending(end, classes.office_ending);
    Some(named((from, end), (from, end), sure.then_some(EntityKind::Organization)))
}

/// 台灣河川守望會理事長莊文賢: where what opens a clause ends that begins with a place and closes like a body, in front of the
/// title of one who leads it.
fn placed_opener(ground: &Ground<'_>, from: usize) -> Option<usize> {
    let (_, place) = ground.listed_starting(from)?;
    if !ground.listed_from(from, EntityKind::Place) || !ground.opens_clause(from) {
        return None;
    }
    let plain = |at: usize| {
        han(ground, at)
            && !ground.valued[at]
            && ground.listed_over(at).is_none()
            && ground.title_over(at).is_none()
            && !ground.is_member(ground.classes.possessive, at)
    };
    let end = place + (place..ground.len().min(place + LONGEST_OPENER)).take_while(|at| plain(*at)).count();
    let closes = ground.is_member(ground.classes.body_tail, end - 1);
    (closes && end >= place + 3 && ground.word_at(end, ground.classes.top_office).is_some()).then_some(end)
}

/// 獨立書店小暖房老闆莊文賢: where a name ends behind a noun that says what is called so, in front of the title of one who leads it.
fn introduced_owner(ground: &Ground<'_>, from: usize) -> Option<usize> {
    let classes = ground.classes;
    let nouns = [classes.named_shop, classes.named_body, classes.before_body, classes.product_noun];
    let noun = nouns.iter().any(|class| {
        (from.saturating_sub(6)..from.saturating_sub(1)).any(|at| ground.word_at(at, *class) == Some(from))
    });
    // 網購商樂享社長: so does the last character of a noun for a maker or a shop.
    let maker =
        from > 2 && ground.is_member(classes.maker_tail, from - 1) && (from - 3..from - 1).all(|at| han(ground, at));
    if !han(ground, from) || stops(ground, from) || !noun && !maker {
        return None;
    }
    let plain = |at: usize| !stops(ground, at) && !ground.is_member(classes.name_stop, at);
    let end = from + (from..ground.len().min(from + LONGEST_OPENER)).take_while(|at| plain(*at)).count();
    let common =
        [classes.common_zh, classes.group_noun, classes.company_noun, classes.product_noun, classes.named_body];
    let noun =
        common.iter().any(|class| ground.word_ending(end, *class)) || ground.word_ending(end, classes.department);
    let office = [classes.top_office, classes.private_title].iter().any(|class| ground.word_at(end, *class).is_some());
    (end >= from + 2 && !noun && office).then_some(end)
}

/// 旗下另有影音平台浪花TV、叫車平台走走: what a noun says to be called so, in a list of what belongs to somebody.
pub(super) fn owned(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let classes = ground.classes;
    let nouns = [classes.product_noun, classes.named_body, classes.platform_noun];
    let introduced = nouns.iter().any(|class| ground.word_ending(from, *class));
    if !introduced || !han(ground, from) || stops(ground, from) {
        return None;
    }
    let run = (from..ground.len().min(from + LONGEST_OPENER))
        .take_while(|at| han(ground, *at) && !stops(ground, *at) && !ground.is_member(classes.name_stop, *at));
    let end = from + run.count();
    // 浪花TV: letters behind it are part of it.
    let letters = ground.kind(end) == Some(Kind::Word) && ground.sentence.atoms[end].case != Case::Lower;
    let end = end + usize::from(letters && !ground.sentence.atoms[end].spaced && ground.listed_over(end).is_none());
    let closed = matches!(ground.key(end), "、" | "," | "。" | ";" | "")
        || han(ground, end) && ground.is_member(classes.list_separator, end);
    let common =
        [classes.common_zh, classes.company_noun, classes.product_noun, classes.named_body, classes.group_noun];
    let noun = common.iter().any(|class| ground.word_ending(end, *class));
    let clause = |at: &usize| ground.kind(*at) != Some(Kind::Mark) || ground.key(*at) == "、" || ground.valued[*at];
    let belongs = (0..from)
        .rev()
        .take_while(clause)
        .any(|at| ground.word_at(at, classes.owns_several).is_some_and(|to| to < from));
    (closed && belongs && !noun && (2..=LONGEST_OPENER).contains(&(end - from)))
        .then(|| named((from, end), (from, end), Some(EntityKind::Organization)))
}

/// 旗下瓜瓜龍、清北網校等, 子公司浪花2018年: what stands behind a word for what belongs to somebody, one or several side by side,
/// up to where no name goes on.
pub(super) fn belonging(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let classes = ground.classes;
    if !han(ground, from) || stops(ground, from) {
        return None;
    }
    let marks = |at: &usize| ground.word_ending(*at, classes.owns_several);
    let begin = (from.saturating_sub(REACH_OF_OWNER)..=from).rev().find(marks)?;
    let separates = |at: usize| {
        ground.key(at) == "、" || ground.is_member(classes.list_separator, at) && ground.listed_over(at).is_none()
    };
    let mut members: Vec<Stretch> = Vec::new();
    let mut at = begin;
    let end = loop {
        let plain = |at: &usize| {
            han(ground, *at) && !stops(ground, *at) && !ground.is_member(classes.name_stop, *at) && !separates(*at)
        };
        let listed = ground.listed_over(at).map(|(_, end)| end);
        let end = listed.unwrap_or_else(|| at + (at..ground.len()).take_while(plain).count());
        if end == at {
            return None;
        }
        members.push((at, end));
        // 士多（Ztore）及鄰住買: a name may be explained in front of the next one.
        let glossed = ground.key(end) == "(";
        let close = glossed.then(|| (end..ground.len().min(end + LONGEST_GLOSS)).find(|at| ground.key(*at) == ")"));
        let behind = close.map_or(Some(end), |close| close.map(|close| close + 1))?;
        if !separates(behind) {
            break behind;
        }
        at = behind + 1;
    };
    let name = *members.iter().find(|member| member.0 == from)?;
    let listing = members.len() > 1 && ground.is_member(classes.and_so_on, end);
    // 旗下浪花將裁員: no word that nothing tells of is a name because a verb follows.
    let dated = ground.valued.get(end) == Some(&true);
    let nouns = [
        classes.common_zh,
        classes.company_noun,
        classes.product_noun,
        classes.named_body,
        classes.named_shop,
        classes.group_noun,
        classes.office_word,
        classes.trade_whole,
        classes.trade_ending,
    ];
    // 旗下酒廠、礦場: so are nouns that no list knows.
    let short = name.1 - name.0 <= SHORT && ground.is_member(classes.common_tail, name.1 - 1);
    let noun = short || nouns.iter().any(|class| ground.word_ending(name.1, *class));
    let whole = ground.listed_over(from).is_none() && (2..=LONGEST_OPENER).contains(&(name.1 - name.0));
    ((listing || dated || ground.acts_at(end)) && whole && !noun)
        .then(|| named(name, name, Some(EntityKind::Organization)))
}

/// Where the words that open a clause end: at a function word, a verb, a title, a date. With `title`, titles alone end them.
fn clause_opener(ground: &Ground<'_>, from: usize, title: bool) -> Option<usize> {
    let closed = from > 0 && (ground.kind(from - 1) != Some(Kind::Mark) || ground.key(from - 1) == ")");
    if closed || !han(ground, from) || ground.listed_over(from).is_some() {
        return None;
    }
    let longest = ground.len().min(from + LONGEST_OPENER + 1);
    let office = |at: usize| ground.word_at(at, ground.classes.top_office).is_some();
    // Few clauses have such a title at all.
    if title && !(from..longest).any(office) {
        return None;
    }
    // 以二手買賣起家: a preposition opens no name.
    if ground.is_member(ground.classes.speech_aside, from) {
        return None;
    }
    // 和雲總經理: what joins two names elsewhere may begin one.
    let joining = [ground.classes.and, ground.classes.list_separator];
    let joins = joining.iter().any(|class| ground.is_member(*class, from)) && ground.known_word_at(from).is_none();
    let first = usize::from(joins);
    // 縣府文化局長: a noun of which names of offices are made.
    let noun = |at: usize| {
        title
            && (at.saturating_sub(1)..=at)
                .any(|of| ground.word_at(of, ground.classes.office_word).is_some_and(|to| to > at))
            && ground.title_over(at).is_none()
            && ground.listed_over(at).is_none()
    };
    let ends = |at: usize| !noun(at) && (stops(ground, at) || ground.is_member(ground.classes.name_stop, at));
    // 快捷到家創始人: in front of a title a function word may stand inside a name that is used again and again.
    let inner = |at: usize| {
        title
            && at > from + 1
            && ground.is_member(ground.classes.name_stop, at)
            && ground.known_word_at(at).is_none()
            && !ground.is_member(ground.classes.possessive, at)
            && ground.title_over(at).is_none()
            && !ground.valued[at]
    };
    let end = (from + first..longest).find(|at| ends(*at) && !inner(*at))?;
    (!title || office(end)).then_some(end)
}

/// 據乘聯會數據, 研究機構海鯨對3200人的調查: whose figures they are.
pub(super) fn source(ground: &Ground<'_>, at: usize) -> Option<Candidate> {
    let classes = ground.classes;
    let firm = ground.word_at(at, classes.research_firm);
    let from = ground.word_at(at, classes.according_to).or(firm)?;
    let noun = |at: usize| {
        han(ground, at)
            && !ground.valued[at]
            && ground.listed_over(at).is_none()
            && (!ground.is_member(classes.name_stop, at) || ground.is_member(classes.body_tail, at))
    };
    let shows =
        |at: usize| ground.word_at(at, classes.survey_word).is_some() || ground.word_at(at, classes.show).is_some();
    let longest = ground.len().min(from + LONGEST_SOURCE);
    let asks = |at: usize| ground.word_at(at, classes.asked_front).is_some() && at > from + 1;
    let run = from + (from..longest).take_while(|at| noun(*at) && !asks(*at)).count();
    let end = (from + 2..run).find(|end| shows(*end)).unwrap_or(run);
    // 對1862人的調查: who has asked so many is named in front.
    let asked = ground.is_member(classes.led_by, end) && (end..ground.len().min(end + LONGEST_SOURCE)).any(shows);
    let told = || {
        shows(end)
            || asks(end)
            || ground.valued.get(end) == Some(&true)
            || ground.acts_at(end)
            || ground.word_at(end, classes.speech_any).is_some()
    };
    let sure = ground.is_member(classes.body_tail, end - 1) || ground.word_ending(end, classes.org_suffix);
    let named_so = if firm.is_some() { asked || told() } else { asked || sure && shows(end) && end - from > 2 };
    let noun = classes.research_firm;
    if end < from + 2
        || !named_so
        || ground.word_at(from, noun).is_some()
        || ground.word_at(from, classes.company_noun).is_some()
    {
        return None;
    }
    Some(named((from, end), (from, end), Some(EntityKind::Organization)))
}

/// 星海研究院19日發布《報告》, 由議題研究室發表, 「生活觀測站」公布調查: who stands in front of a verb of publishing, asking or having
/// others ask, behind which a survey is spoken of.
pub(super) fn surveyor(ground: &Ground<'_>, at: usize) -> Option<Candidate> {
    let classes = ground.classes;
    let led = at > 0 && (ground.is_member(classes.by_whom, at - 1) || ground.word_ending(at, classes.commission));
    if !led && !ground.opens_clause(at) {
        return None;
    }
    // 根據某基金會公布的調查: whose figures they are is told by what follows.
    if ground.word_at(at, classes.according_to).is_some() {
        return None;
    }
    let closing = match ground.key(at) {
        "「" => Some("」"),
        "“" => Some("”"),
        _ => None,
    };
    let from = at + usize::from(closing.is_some());
    // 台灣議題研究室: the name of a place may begin it.
    let place = ground.listed_starting(from).filter(|_| ground.listed_from(from, EntityKind::Place)).map(|(_, to)| to);
    let noun = |at: usize| {
        han(ground, at)
            && !ground.valued[at]
            && ground.listed_over(at).is_none()
            && ground.word_at(at, classes.commission).is_none()
            && (!ground.is_member(classes.name_stop, at) || ground.is_member(classes.body_tail, at))
    };
    let start = place.unwrap_or(from);
    let run = start + (start..ground.len().min(start + LONGEST_SOURCE)).take_while(|at| noun(*at)).count();
    let ends = |end: usize| {
        let body = ground.word_ending(end, classes.org_suffix) || ground.is_member(classes.body_tail, end - 1);
        let verb = end + usize::from(closing.is_some());
        (closing.is_none_or(|mark| ground.key(end) == mark)) && body && asks(ground, verb)
    };
    let end = (from + 3..=run).rev().find(|end| ends(*end))?;
    let stretch = (at, end + usize::from(closing.is_some()));
    Some(named(stretch, (from, end), Some(EntityKind::Organization)))
}

/// Whether a verb of publishing, asking or having others ask follows, and a survey is spoken of behind it.
fn asks(ground: &Ground<'_>, at: usize) -> bool {
    let classes = ground.classes;
    let between =
        |at: usize| ground.valued[at] || matches!(ground.key(at), "(" | ")") || ground.is_member(classes.name_stop, at);
    let verb = (at..ground.len()).find(|at| !between(*at)).filter(|verb| verb - at <= LONGEST_SOURCE);
    let Some(verb) = verb else { return false };
    // 於9月訪問1,026人: who asks so many has a survey.
    if ground.word_at(verb, classes.asked_front).is_some_and(|to| ground.valued.get(to) == Some(&true)) {
        return true;
    }
    let survey = |at: usize| ground.word_at(at, classes.survey_word).is_some();
    let told = |at: usize| survey(at) || ground.word_at(at, classes.asked_front).is_some();
    let published = [classes.publish, classes.commission].iter().find_map(|class| ground.word_at(verb, *class));
    published.is_some_and(|to| {
        (to - 1..ground.len().min(to + REACH_OF_SURVEY)).any(told) || (at.saturating_sub(REACH)..at).any(survey)
    })
}

/// 百川智聯今日回應: what opens a clause in front of a date and a verb of speaking, or of the verb itself. Nothing but
/// the use of the same words elsewhere tells that they are a name.
pub(super) fn opener(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let end = clause_opener(ground, from, false)?;
    if end - from < 3 {
        return None;
    }
    let mut verb = end;
    while verb < ground.len()
        && verb < end + 8
        && (ground.valued[verb] || ground.is_member(ground.classes.name_stop, verb))
        && !ground.is_member(ground.classes.possessive, verb)
    {
        verb += 1;
    }
    let sure = appoints(ground, (from, end));
    // 塔維爾去年以9億元買下: what is written like a foreign name and buys something.
    let foreign = (from..end).all(|at| ground.is_member(ground.classes.translit, at));
    (sure
        || foreign && super::bodies::buys(ground, end)
        || ground.acts_at(verb)
        || ground.is_member(ground.classes.copula, end))
    .then_some(())?;
    Some(named((from, end), (from, end), sure.then_some(EntityKind::Organization)))
}
