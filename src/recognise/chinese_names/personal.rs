//! What people are called in Han characters: Chinese, Japanese and transliterated names by their form.

use super::{han, person, speaks_soon, stops};
use crate::fact::Kind as EntityKind;
use crate::recognise::Recogniser;
use crate::recognise::ground::{Candidate, Ground, Stretch};
use crate::segment::atoms::Key;

/// Longest transliterated name, in characters.
pub(super) const LONGEST_PERSON: usize = 9;

/// The personal name that begins at an atom. With `strict`, a surname must open it.
pub(super) fn personal(ground: &Ground<'_>, from: usize, strict: bool) -> Option<Stretch> {
    let classes = ground.classes;
    let double = ground.word_at(from, ground.classes.surnames_zh).filter(|to| *to == from + 2);
    let surname = double.map(|_| 2).or(ground.is_member(ground.classes.surnames_zh, from).then_some(1));
    // 三田村涼, 五十嵐: a family name may begin with a figure.
    let numeral = ground.word_at(from, classes.surnames_ja).unwrap_or(from);
    let taken = |at: usize| {
        !han(ground, at)
            || ground.valued[at] && at >= numeral
            || at > from && ground.is_member(ground.classes.name_stop, at)
            || ground.title_over(at).is_some()
            || ground.listed_over(at).is_some()
    };
    // 衛生部: what opens like a family name is an authority.
    let ministry = ground.word_at(from, classes.ministry).or_else(|| ground.word_at(from, classes.authority_ending));
    // 官方發文, 官方微博: so does the end of a common word.
    let inside = from.checked_sub(1).is_some_and(|at| {
        ground.word_at(at, classes.han_stop) == Some(from + 1)
            || ground.word_at(at, classes.speech_voice).is_some_and(|to| to > from)
    }) && ground.title_ending(from).is_none()
        && ground.listed_ending(from).is_none();
    if taken(from) || ministry.is_some() || inside {
        return None;
    }
    let run = (from..ground.len().min(from + LONGEST_PERSON))
        .take_while(|at| {
            (translit(ground, *at) || ground.key(*at) == "·") && !ground.is_member(ground.classes.name_stop, *at)
        })
        .count();
    let end = from + run;
    // 主持人恩克蒂亞播出: a run so long is no Chinese name, whatever stands behind it.
    let long = if surname.is_some() { 5 } else { 4 };
    let ends = |at: usize| {
        at >= ground.len()
            || ground.is_member(ground.classes.name_stop, at)
            || stops(ground, at)
            || ground.listed_over(at).is_some()
    };
    if !strict && run >= 3 && (ends(end) || run >= long) && ground.known_word_at(from).is_none() {
        return Some((from, end));
    }
    // Japanese names: two characters of surname, and two of given name as a rule.
    if let Some(given) = ground.word_at(from, ground.classes.surnames_ja) {
        let full = (given..ground.len().min(given + 3))
            .take_while(|at| !taken(*at) && (*at == given || ground.known_word_at(*at).is_none()))
            .count();
        let full = if full == 3 && !ends(given + 3) { 2 } else { full };
        // 真鍋徹也: what is a function word elsewhere ends many given names of men.
        let ya = |at: usize| ground.is_member(classes.given_ja, at) && ground.is_member(classes.given_ja_end, at + 1);
        let full = if full == 1 && ya(given) { 2 } else { full };
        // 武見敬三表示: a figure closes many a given name, where the name plainly ends behind it.
        let figure = given + full;
        let third = full == 1
            && han(ground, figure)
            && ground.valued[figure]
            && !ground.valued.get(figure + 1).copied().unwrap_or(false);
        let full = if third && (speaks_soon(ground, figure + 1) || !han(ground, figure + 1)) { 2 } else { full };
        if full > 0 && (!strict || ends(given + full)) {
            return Some((from, given + full));
        }
    }
    let Some(surname) = surname else {
        return (!strict && run == 2 && ends(end) && ground.known_word_at(from).is_none()).then_some((from, end));
    };
    // 亞太區內容: behind a place a family name may be the word for such a place.
    let place = ground.listed_ending(from).is_some_and(|(at, _)| ground.listed_from(at, EntityKind::Place));
    if surname == 1 && place && ground.is_member(classes.area_suffix, from) {
        return None;
    }
    // 安全副總裁: a noun of offices may look like a family name and a given name.
    let noun = ground.word_at(from, classes.office_word) == Some(from + 2);
    let word = ground.known_word_at(from);
    // 局長羅致光表示: a name behind a title may begin like a verb, where one of speaking follows behind its third character.
    let third = from + 2;
    let verb = !strict
        && word == Some(third)
        && ground.title_ending(from).is_some()
        && !taken(third)
        && !ground.is_member(classes.han_stop, third)
        && ground.known_word_at(third).is_none()
        && (ground.word_at(third + 1, classes.speech_any).is_some_and(|to| to > third + 2)
            // So does an adverb, a date or a mark.
            || ground.word_at(third + 1, classes.cue_adverb).is_some_and(|to| to > third + 2)
            || matches!(ground.key(third + 1), "," | ":" | "(")
            || ground.valued.get(third + 1) == Some(&true));
    if surname == 1 && verb && !noun {
        return Some((from, third + 1));
    }
    if surname == 1 && (noun || word.is_some()) {
        return None;
    }
    // 董事曾公開支持: a surname that is an adverb as well is one in front of a verb.
    if surname == 1 && ground.is_member(classes.name_stop, from) && ground.known_word_at(from + 1).is_some() {
        return None;
    }
    // Two characters are the usual length of a given name; one where the next thing begins right behind it.
    let first = from + surname;
    // 徐則鈺說: a function word may be the middle of a name that plainly ends behind the next character.
    if ground.is_member(ground.classes.name_stop, first)
        && ground.known_word_at(first).is_none()
        && !taken(first + 1)
        && ground.known_word_at(first + 1).is_none()
        && (speaks_soon(ground, first + 2)
            || matches!(ground.key(first + 2), "(" | ",")
            || !strict
                && (ground.is_member(ground.classes.name_stop, first + 2) || ground.known_word_at(first + 2).is_some()))
    {
        return Some((from, first + 2));
    }
    // 區公關: the word behind a family name says what somebody does.
    let works = [classes.spokesperson_noun, classes.group_noun, classes.top_office];
    if works.iter().any(|class| ground.word_at(first, *class).is_some()) {
        return None;
    }
    if taken(first) || ground.known_word_at(first).is_some_and(|to| to > first + 1 && to != first + 2) {
        return None;
    }
    let second = first + 1;
    // 文物局發言人: what ends like a body in front of a title is one.
    if ground.is_member(classes.body_tail, second) && ground.title_starting(second + 1).is_some() {
        return None;
    }
    // 毛文超和, 毛文超現任: a function word that is used in given names too ends one where the next thing begins behind it.
    let office = [classes.be_in_office, classes.take_office];
    if ground.is_member(ground.classes.name_end, second)
        && (joins_people(ground, second + 1)
            || ground.key(second + 1) == "、"
            || office.iter().any(|class| ground.word_at(second + 1, *class).is_some_and(|to| to > second + 2))
            || speaks_soon(ground, second + 1)
            || ground.is_member(ground.classes.name_stop, second + 1) && speaks_soon(ground, second + 2)
            || ground.valued.get(second + 1) == Some(&true) && han(ground, second + 1))
    {
        return Some((from, second + 1));
    }
    // 王軒和歌手李心: of two who are named together the second has a title.
    if ground.is_member(classes.list_separator, second) && ground.title_starting(second + 1).is_some() {
        return Some((from, second));
    }
    // 毛文超尚未: right behind a title an adverb of some length ends it as well.
    let adverb = || {
        let classes = [classes.cue_adverb, classes.negation];
        classes.iter().any(|class| ground.word_at(second + 1, *class).is_some_and(|to| to > second + 2))
    };
    if !strict && ground.is_member(classes.name_end, second) && adverb() {
        return Some((from, second + 1));
    }
    if taken(second) || ground.known_word_at(second).is_some() || ends(second) && !ends(second + 1) {
        return (!ground.is_member(ground.classes.han_stop, first)).then_some((from, second));
    }
    Some((from, second + 1))
}

/// 王小明和李大文, 王小明與李大文: what joins two who are named together.
pub(super) fn joins_people(ground: &Ground<'_>, at: usize) -> bool {
    let classes = [ground.classes.and, ground.classes.list_separator];
    han(ground, at) && classes.iter().any(|class| ground.is_member(*class, at))
}

/// 凱瑟琳·弗雷吉: a dot between two runs of Han characters, the first of them such as foreign names are written with.
pub(super) fn dotted(ground: &Ground<'_>, dot: usize) -> Option<Candidate> {
    if dot == 0 || !joins(ground, dot) {
        return None;
    }
    let part = |at: usize| translit(ground, at) || joins(ground, at);
    let stop = |at: usize| ground.is_member(ground.classes.name_stop, at);
    let run = (0..dot).rev().take(6).take_while(|at| part(*at) && !stop(*at)).count();
    // 分析師比約克·斯文, 詩人阿巒·巴奈: behind a title a name may hold characters that are rare in names.
    let loose = |at: usize| {
        let foreign = ground.is_member(ground.classes.translit, at) && ground.title_over(at).is_none();
        part(at) || foreign || !stops(ground, at) && !stop(at)
    };
    // 創辦人包括伍杜·拉藍: a known word in front is no part of it.
    let word = |at: usize| at > 0 && ground.known_word_at(at - 1).is_some_and(|to| to == at + 1);
    let wide = (0..dot).rev().take(6).take_while(|at| loose(*at) && !word(*at)).count();
    let bounded = (dot - wide..dot).find(|at| ground.title_ending(*at).is_some());
    let given = bounded.map_or(run, |from| dot - from).max(run);
    // 「清朗·網路直播」專項行動: in quotation marks a word in front shows that it is no name.
    let start = dot - given;
    let inside_word = start > 1
        && han(ground, start - 1)
        && matches!(ground.key(start - 2), "「" | "“")
        && ground.title_ending(start).is_none();
    if inside_word {
        return None;
    }
    // 莎拉·奧布萊恩-李: the second of two family names may be written with any character.
    let second = |at: usize| ground.key(at) == "-" && !ground.sentence.atoms[at].spaced && han(ground, at + 1);
    let goes_on = |at: usize| {
        joins(ground, at)
            || second(at)
            || han(ground, at)
                && !ground.valued[at]
                && ground.title_over(at).is_none()
                && ground.known_word_at(at).is_none()
                && !ground.is_member(ground.classes.name_stop, at)
    };
    let behind = |fits: &dyn Fn(usize) -> bool| (dot + 1..ground.len().min(dot + 8)).take_while(|at| fits(*at)).count();
    // 席爾瓦雖同屬: characters that are rare in names end one of some length.
    let written = |at: usize| {
        let marked = joins(ground, at) || second(at) || second(at - 1);
        goes_on(at) && (marked || ground.is_member(ground.classes.translit, at))
    };
    let plain = behind(&written);
    // 科菲·博阿滕: but for a single one in which it plainly ends.
    let all = behind(&goes_on);
    let last = all == plain + 1
        && !ground.is_member(ground.classes.han_stop, dot + all)
        && ground.word_at(dot + all, ground.classes.cue_adverb).is_none();
    let family = if plain >= 2 && !last { plain } else { all.min(4.max(plain + 1)) };
    let end = dot + 1 + family;
    // 尼塔·安巴尼任董事長: in front of a title the last character is the verb.
    let takes = family > 1
        && ground.title_starting(end).is_some()
        && [ground.classes.take_office, ground.classes.be_in_office]
            .iter()
            .any(|class| ground.word_at(end - 1, *class) == Some(end));
    let name = (dot - given, end - usize::from(takes));
    (given > 0 && family > 0).then(|| person(name))
}

/// A character of transliterated names that nothing longer claims.
pub(super) fn translit(ground: &Ground<'_>, at: usize) -> bool {
    ground.is_member(ground.classes.translit, at)
        && ground.title_over(at).is_none()
        && ground.listed_over(at).is_none()
        && !ground.valued[at]
}

/// The mark between the parts of a foreign name: 凱瑟琳·弗雷吉, 歐福蘇－阿杜, 諾拉．桑托斯.
pub(super) fn joins(ground: &Ground<'_>, at: usize) -> bool {
    let foreign = |at: usize| ground.is_member(ground.classes.translit, at);
    let between = || at > 0 && han(ground, at - 1) && han(ground, at + 1);
    // 李-安妮·馬爾霍蘭: the dot behind shows that it is a name.
    let dotted = || (at + 2..ground.len().min(at + 6)).any(|dot| ground.key(dot) == "·");
    let inside = || between() && foreign(at + 1) && (foreign(at - 1) || !ground.sentence.atoms[at].spaced && dotted());
    // 胡笙．穆罕默德: a full stop between characters joins them where one is such as foreign names are written with.
    let dot = || between() && (foreign(at - 1) || foreign(at + 1));
    ground.key(at) == "·" || ground.key(at) == "-" && inside() || ground.key(at) == "." && dot()
}

/// 三木谷 of 三木谷浩史.
pub fn japanese_family(recogniser: &Recogniser, keys: &[Key]) -> Option<Vec<Key>> {
    if keys.len() < 4 {
        return None;
    }
    let family = |len: &usize| recogniser.lexicon.has_phrase(recogniser.classes.surnames_ja, &keys[..*len]);
    (2..=3).rev().find(family).map(|len| keys[..len].to_vec())
}
