//! Names in Han characters that no lexicon has, told by surnames, transliteration, endings, titles and parentheses.

use super::Recogniser;
use super::chinese_bodies::{body, joined};
use super::chinese_slots;
use super::ground::{Candidate, Ground, Stretch};
use crate::fact::Kind as EntityKind;
use crate::segment::atoms::{Case, Key, Kind};

/// Longest transliterated name, in characters.
const LONGEST_PERSON: usize = 9;

/// Longest name of a body, in characters.
pub(super) const LONGEST_BODY: usize = 16;

/// Finds the name that an atom begins.
type Finder = fn(&Ground<'_>, usize) -> Option<Candidate>;

/// All candidates of a sentence, in order and without overlap. What stands in front of a parenthesis with the same name
/// in Latin letters is surest, then what follows a title, then the rest.
pub fn candidates(ground: &Ground<'_>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut add = |candidate: Option<Candidate>| {
        let Some(candidate) = candidate else { return };
        let clash =
            found.iter().any(|other| other.stretch.0 < candidate.stretch.1 && candidate.stretch.0 < other.stretch.1);
        if !clash {
            found.push(candidate);
        }
    };
    // The dearest look for what few sentences have.
    let grants = chinese_slots::grants_office(ground);
    let finders: [(Finder, bool); 15] = [
        (with_latin, true),
        (with_ticker, true),
        (chinese_slots::quoted, true),
        (chinese_slots::employer, true),
        (dotted, true),
        (honoured, true),
        (after_title, !ground.titles.is_empty()),
        (chinese_slots::mixed, true),
        (chinese_slots::nicknamed, !ground.titles.is_empty()),
        (chinese_slots::familiar, true),
        (chinese_slots::appointed, grants),
        (chinese_slots::described, true),
        (speaking, true),
        (bracketed, true),
        (chinese_slots::source, true),
    ];
    for (finder, _) in finders.into_iter().filter(|(_, likely)| *likely) {
        (0..ground.len()).for_each(|at| add(finder(ground, at)));
    }
    // Of several endings in a name the last one closes it: 娛樂 in 全國娛樂勞動者工會 does not. Those that are surely
    // names come first.
    let bodies: Vec<Candidate> = (0..ground.len()).rev().filter_map(|at| body(ground, at)).collect();
    let (sure, rest): (Vec<Candidate>, Vec<Candidate>) = bodies.into_iter().partition(|body| body.kind.is_some());
    sure.into_iter().chain(rest).for_each(|body| add(Some(body)));
    (0..ground.len()).for_each(|at| add(chinese_slots::opener(ground, at)));
    found.sort_by_key(|candidate| candidate.stretch);
    found
}

pub(super) fn han(ground: &Ground<'_>, at: usize) -> bool {
    ground.kind(at) == Some(Kind::Han)
}

/// A character at which no name goes on: a function word, a known word, a date, a title, a listed name.
pub(super) fn stops(ground: &Ground<'_>, at: usize) -> bool {
    !(han(ground, at) || matches!(ground.key(at), "·" | "."))
        || ground.valued[at]
        || ground.title_over(at).is_some()
        || ground.listed_over(at).is_some()
        || ground.is_member(ground.classes.han_stop, at)
        || ground.word_at(at, ground.classes.han_stop).is_some()
        || ground.known_word_at(at).is_some()
}

/// 杜洛夫(Pavel Durov): the Han name reaches back from the parenthesis to the next boundary.
fn with_latin(ground: &Ground<'_>, open: usize) -> Option<Candidate> {
    if ground.key(open) != "(" || open == 0 {
        return None;
    }
    let close = (open + 1..(open + 9).min(ground.len())).find(|at| ground.key(at.to_owned()) == ")")?;
    let inside = (open + 1, close);
    let latin = (inside.0..inside.1).all(|at| {
        matches!(ground.kind(at), Some(Kind::Word)) && !ground.sentence.atoms[at].key.starts_with('@')
            || matches!(ground.key(at), "." | "-" | "&" | "·" | "'" | "’" | "'s" | "’s")
    });
    if !latin || inside.0 == inside.1 || ground.sentence.atoms[inside.0].case == Case::Lower && inside.1 - inside.0 > 1
    {
        return None;
    }
    let words = (inside.0..inside.1).filter(|at| ground.kind(*at) == Some(Kind::Word)).count();
    let acronym = words == 1 && ground.sentence.atoms[inside.0].case == Case::Upper;
    // 人工智慧(AI): an acronym that is a common term stands for no body.
    if acronym && ground.is_member(ground.classes.not_name, inside.0) {
        return None;
    }
    // A listed name in front of the parenthesis is the name, whatever its length.
    let listed = ground.listed_ending(open);
    let limit = if acronym { LONGEST_BODY } else { LONGEST_PERSON };
    let mut from = open;
    if let Some((start, _)) = listed {
        from = start;
        // A family name that is listed may stand behind a given name that is not: 雪柔 in front of 桑德伯格.
        while from > 0 && open - from < LONGEST_PERSON && (translit(ground, from - 1) || joins(ground, from - 1)) {
            from -= 1;
        }
        if open - from >= LONGEST_PERSON {
            from = start;
        }
    } else {
        // 委員會（CRTC）: the ending of a body may hold what else would end a name.
        if acronym {
            let ending =
                (open.saturating_sub(4)..open).find(|at| ground.word_at(*at, ground.classes.org_suffix) == Some(open));
            from = ending.unwrap_or(open);
            // 肯亞記者協會（KUJ）: those whom it serves belong to its name.
            if let Some(found) = ending.and_then(|at| body(ground, at)).filter(|found| found.name.1 == open) {
                from = found.name.0;
            }
        }
        // 直播平台泡泡鹿（BubbleDeer）, 哥哥塞德科夫（Yerlan Sedykov）: the noun in front says what or who is called so.
        let described = |from: usize| {
            open - from >= 2
                && [ground.classes.platform_noun, ground.classes.company_noun, ground.classes.kin]
                    .iter()
                    .any(|class| ground.word_ending(from, *class))
        };
        while from > 0 && open - from < limit && !blocked(ground, from - 1, acronym) && !described(from) {
            from -= 1;
        }
        // 製作人都賢宇（Do Hyun-woo）: a function word may be a family name behind a title.
        if words >= 2 && from + 2 == open && from > 1 && ground.title_ending(from - 1).is_some() {
            from -= 1;
        }
        // 總監阿都哈林（Abdul Halim）: behind a title a foreign name may hold characters that are words elsewhere.
        let front = (open.saturating_sub(LONGEST_PERSON)..from).rev().take_while(|at| foreign_part(ground, *at));
        let family = |at: usize| translit(ground, at) || ground.is_member(ground.classes.surnames_zh, at);
        if words >= 2
            && let Some(start) = front.into_iter().find(|at| *at > 0 && ground.title_ending(*at).is_some())
            && family(start)
            && from - start <= 4
        {
            from = start;
        }
        // 三浦健太（Kenta Miura）: a given name in Japanese may hold characters that are words elsewhere.
        if words == 2
            && let Some(start) = (open.saturating_sub(5)..from.min(open.saturating_sub(2))).find(|at| {
                ground.word_at(*at, ground.classes.surnames_ja).is_some_and(|end| end < open)
                    && (*at..open).all(|at| foreign_part(ground, at))
            })
        {
            from = start;
        }
        // 產品長荷蘭德（Mark Holland）: what is a place elsewhere may begin a name behind a title.
        if words >= 2
            && let Some((start, _)) = ground.listed_ending(from)
            && ground.title_ending(start).is_some()
        {
            from = start;
        }
        if acronym
            && from > 0
            && let Some(edge) = joined(ground, from - 1)
        {
            from = edge;
        }
    }
    if from == open {
        return None;
    }
    let suffix = ground.word_ending(open, ground.classes.org_suffix);
    let person = words >= 2
        && !suffix
        && open - from >= 2
        && !(inside.0..inside.1).any(|at| ground.is_member(ground.classes.org_suffix, at));
    let kind = if person {
        Some(EntityKind::Person)
    } else if acronym || suffix {
        Some(EntityKind::Organization)
    } else if from > 0 && ground.title_ending(from).is_some() {
        Some(EntityKind::Person)
    } else {
        None
    };
    // 拿督王大文（Wong Tai Man）: the title of courtesy is no part of the name.
    let courtesy = (from.saturating_sub(4)..from)
        .find(|at| ground.word_at(*at, ground.classes.honour) == Some(from))
        .filter(|_| kind == Some(EntityKind::Person));
    Some(Candidate { stretch: (courtesy.unwrap_or(from), close + 1), name: (from, open), other: Some(inside), kind })
}

/// A character that may stand inside a foreign name in front of a parenthesis with the same name in Latin letters.
fn foreign_part(ground: &Ground<'_>, at: usize) -> bool {
    han(ground, at)
        && !ground.valued[at]
        && ground.title_over(at).is_none()
        && ground.listed_over(at).is_none()
        && !ground.acts_at(at)
        && ground.word_at(at, ground.classes.speech_any).is_none()
        && !ground.is_member(ground.classes.possessive, at)
}

/// A character of transliterated names that nothing longer claims.
fn translit(ground: &Ground<'_>, at: usize) -> bool {
    ground.is_member(ground.classes.translit, at)
        && ground.title_over(at).is_none()
        && ground.listed_over(at).is_none()
        && !ground.valued[at]
}

/// 香港科技探索（1137）: the number under which a company is listed stands behind its name.
fn with_ticker(ground: &Ground<'_>, open: usize) -> Option<Candidate> {
    let digits = ground.kind(open + 1) == Some(Kind::Number) && (4..=6).contains(&ground.key(open + 1).len());
    if ground.key(open) != "(" || ground.key(open + 2) != ")" || !digits || open == 0 {
        return None;
    }
    // 《旅遊趨勢報告（2023）》: a year in the title of a work is none.
    if ground.key(open + 3) == "》" || ground.word_ending(open, ground.classes.survey_word) {
        return None;
    }
    // 檢測設備廠大同科技（6991）: the noun in front says what the name is of.
    let sorts = [ground.classes.company_noun, ground.classes.before_body, ground.classes.named_body];
    let mut from = open;
    while from > 0
        && open - from < 10
        && han(ground, from - 1)
        && !ground.is_member(ground.classes.han_stop, from - 1)
        && ground.title_over(from - 1).is_none()
        && !(from < open && sorts.iter().any(|class| ground.word_ending(from, *class)))
    {
        from -= 1;
    }
    (open - from >= 2).then_some(Candidate {
        stretch: (from, open + 3),
        name: (from, open),
        other: None,
        kind: Some(EntityKind::Organization),
    })
}

/// The mark between the parts of a foreign name: 凱瑟琳·弗雷吉, 歐福蘇－阿杜, 諾拉．桑托斯.
fn joins(ground: &Ground<'_>, at: usize) -> bool {
    let foreign = |at: usize| ground.is_member(ground.classes.translit, at);
    let between = || at > 0 && han(ground, at - 1) && han(ground, at + 1);
    let inside = || at > 0 && foreign(at - 1) && foreign(at + 1);
    // 胡笙．穆罕默德: a full stop between characters joins them where one is such as foreign names are written with.
    let dot = || between() && (foreign(at - 1) || foreign(at + 1));
    ground.key(at) == "·" || ground.key(at) == "-" && inside() || ground.key(at) == "." && dot()
}

/// Names of bodies may hold words that personal names may not.
fn blocked(ground: &Ground<'_>, at: usize, body: bool) -> bool {
    if body {
        return !han(ground, at)
            || ground.valued[at]
            || ground.is_member(ground.classes.han_stop, at)
            || ground.word_ending(at + 1, ground.classes.han_stop);
    }
    !(translit(ground, at) || joins(ground, at))
        && (stops(ground, at) || (at > 0 && ground.known_word_at(at - 1).is_some_and(|to| to > at)))
}

/// 凱瑟琳·弗雷吉: a dot between two runs of Han characters, the first of them such as foreign names are written with.
fn dotted(ground: &Ground<'_>, dot: usize) -> Option<Candidate> {
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
    let goes_on = |at: usize| {
        joins(ground, at)
            || han(ground, at)
                && !ground.valued[at]
                && ground.title_over(at).is_none()
                && ground.known_word_at(at).is_none()
                && !ground.is_member(ground.classes.name_stop, at)
    };
    let behind = |fits: &dyn Fn(usize) -> bool| (dot + 1..ground.len().min(dot + 8)).take_while(|at| fits(*at)).count();
    // 席爾瓦雖同屬: characters that are rare in names end one of some length.
    let written = |at: usize| goes_on(at) && (joins(ground, at) || ground.is_member(ground.classes.translit, at));
    let plain = behind(&written);
    // 科菲·博阿滕: but for a single one in which it plainly ends.
    let all = behind(&goes_on);
    let last = all == plain + 1
        && !ground.is_member(ground.classes.han_stop, dot + all)
        && ground.word_at(dot + all, ground.classes.cue_adverb).is_none();
    let family = if plain >= 2 && !last { plain } else { all.min(4.max(plain + 1)) };
    let name = (dot - given, dot + 1 + family);
    (given > 0 && family > 0).then_some(Candidate { stretch: name, name, other: None, kind: Some(EntityKind::Person) })
}

/// 執行長陸學森: behind a title a surname and one or two characters, or a transliterated name.
fn after_title(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    // 兼任副教授的江俞萱則認為: a whole clause may say who somebody is.
    let owned =
        from > 1 && ground.is_member(ground.classes.possessive, from - 1) && ground.title_ending(from - 1).is_some();
    if owned && let Some(name) = personal(ground, from, true).filter(|name| name.1 - name.0 == 3) {
        let adverb = usize::from(ground.is_member(ground.classes.name_stop, name.1));
        let speaks = speaks_soon(ground, name.1 + adverb) || ground.key(name.1) == ",";
        return speaks.then_some(Candidate { stretch: name, name, other: None, kind: Some(EntityKind::Person) });
    }
    let title = ground.title_ending(from).or_else(|| enclosed_office(ground, from)).filter(|_| from > 0)?;
    let group = ground.word_at(title.0, ground.classes.group_noun).is_some();
    if let Some(name) = namesake(ground, from).or_else(|| placed(ground, from)).filter(|_| !group) {
        return Some(Candidate { stretch: name, name, other: None, kind: Some(EntityKind::Person) });
    }
    let mut name = personal(ground, from, false).or_else(|| if group { None } else { foreign(ground, from) })?;
    // A listed family name right behind belongs to the name.
    let person = |senses: &[u32]| ground.may_be(senses, EntityKind::Person);
    if let Some(((_, to), _)) = ground.listed.iter().find(|((start, _), senses)| *start == name.1 && person(senses)) {
        name.1 = *to;
    }
    Some(Candidate { stretch: name, name, other: None, kind: Some(EntityKind::Person) })
}

/// 董事經理拿督王小明, 拿督王小明: an honour stands in front of names alone, which begin behind it.
fn honoured(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let to = ground.word_at(from, ground.classes.honour)?;
    let name = personal(ground, to, false).or_else(|| foreign(ground, to))?;
    Some(Candidate { stretch: (from, name.1), name, other: None, kind: Some(EntityKind::Person) })
}

/// 總教練本田直樹: a Japanese family name that a listed company bears too, with a given name behind it.
fn namesake(ground: &Ground<'_>, from: usize) -> Option<Stretch> {
    let given = ground.word_at(from, ground.classes.surnames_ja)?;
    let plain = |at: usize| {
        han(ground, at)
            && !stops(ground, at)
            && !ground.is_member(ground.classes.name_stop, at)
            && ground.word_at(at, ground.classes.org_suffix).is_none()
    };
    let listed = ground.listed_over(from) == Some((from, given));
    (listed && plain(given) && plain(given + 1)).then_some((from, given + 2))
}

/// 董事長游崑山: a family name with a given name that is a listed place elsewhere, which a verb or a mark follows.
fn placed(ground: &Ground<'_>, from: usize) -> Option<Stretch> {
    let end = from + 3;
    let family = ground.is_member(ground.classes.surnames_zh, from) && ground.known_word_at(from).is_none();
    let place =
        ground.listed_from(from + 1, EntityKind::Place) && ground.listed_over(from + 1) == Some((from + 1, end));
    let ends = !han(ground, end) || ground.is_member(ground.classes.name_stop, end) || speaks_soon(ground, end);
    (family && place && ends && ground.listed_over(from).is_none()).then_some((from, end))
}

/// 立法會議員（勞工界）王小明: the title in front of a parenthesis that says for whom it is held.
fn enclosed_office(ground: &Ground<'_>, from: usize) -> Option<Stretch> {
    let close = from.checked_sub(1).filter(|at| ground.key(*at) == ")")?;
    let open = (close.saturating_sub(LONGEST_BODY)..close).rev().find(|at| ground.key(*at) == "(")?;
    ground.title_ending(open)
}

/// 小早川健人: four or five characters that no list knows, right in front of a verb or of an adverb that leads to one.
fn foreign(ground: &Ground<'_>, from: usize) -> Option<Stretch> {
    let end = (from..ground.len()).find(|at| stops(ground, *at) || ground.is_member(ground.classes.name_stop, *at))?;
    let adverb = ground.is_member(ground.classes.name_stop, end)
        && !ground.is_member(ground.classes.possessive, end)
        && !ground.is_member(ground.classes.and, end);
    let closed = matches!(ground.key(end), "(" | ":") || adverb || ground.acts_at(end);
    // 發言人祖兒批評: so short a name stands right in front of a verb alone.
    let short = matches!(end - from, 2..=3) && ground.acts_at(end);
    let word = (from..end).any(|at| ground.known_word_at(at).is_some());
    // 選手定型化契約: what is no foreign name has few characters of such names.
    let written = (from..end).filter(|at| ground.is_member(ground.classes.translit, *at)).count() * 2 >= end - from;
    (matches!(end - from, 4..=5) && closed && written || short && !word).then_some((from, end))
}

/// 王維基稱: a surname and a given name right in front of a verb of saying, at the beginning of a clause.
fn speaking(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let opens = from == 0 || matches!(ground.kind(from - 1), Some(Kind::Mark)) || ground.listed_ending(from).is_some();
    // 在園外擺攤的王大文說: a whole clause says who somebody is.
    let told = from > 1 && ground.is_member(ground.classes.possessive, from - 1);
    if !opens && !told {
        return None;
    }
    let name = personal(ground, from, true).filter(|name| opens || name.1 - name.0 == 3)?;
    if told && !opens && !speaks_soon(ground, name.1) {
        return None;
    }
    let cue =
        |at: usize| ground.acts_at(at) || ground.valued.get(at) == Some(&true) && ground.kind(at) == Some(Kind::Number);
    let colon = name.0 == 0 && ground.key(name.1) == ":";
    (cue(name.1) || colon || title_behind(ground, name.1)).then_some(Candidate {
        stretch: name,
        name,
        other: None,
        kind: Some(EntityKind::Person),
    })
}

pub(super) fn title_behind(ground: &Ground<'_>, at: usize) -> bool {
    ground.titles.iter().any(|((from, _), _)| *from == at)
}

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
    if taken(from) || ministry.is_some() {
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
        if full > 0 && (!strict || ends(given + full)) {
            return Some((from, given + full));
        }
    }
    let Some(surname) = surname else {
        return (!strict && run == 2 && ends(end) && ground.known_word_at(from).is_none()).then_some((from, end));
    };
    // 安全副總裁: a noun of offices may look like a family name and a given name.
    let noun = ground.word_at(from, classes.office_word) == Some(from + 2);
    if surname == 1 && (noun || ground.known_word_at(from).is_some()) {
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
            || !strict && ground.is_member(ground.classes.name_stop, first + 2))
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
    if ground.is_member(classes.body_tail, second) && title_behind(ground, second + 1) {
        return None;
    }
    // 毛文超和: a function word that is used in given names too ends one where the next thing begins behind it.
    if ground.is_member(ground.classes.name_end, second)
        && (ground.is_member(ground.classes.and, second + 1)
            || speaks_soon(ground, second + 1)
            || ground.is_member(ground.classes.name_stop, second + 1) && speaks_soon(ground, second + 2)
            || ground.valued.get(second + 1) == Some(&true) && han(ground, second + 1))
    {
        return Some((from, second + 1));
    }
    if taken(second) || ground.known_word_at(second).is_some() || ends(second) && !ends(second + 1) {
        return (!ground.is_member(ground.classes.han_stop, first)).then_some((from, second));
    }
    Some((from, second + 1))
}

/// A verb of which people are subjects begins here or behind an adverb.
fn speaks_soon(ground: &Ground<'_>, at: usize) -> bool {
    let acts = |at: usize| ground.acts_at(at) || ground.word_at(at, ground.classes.speech_any).is_some();
    acts(at) || ground.word_at(at, ground.classes.cue_adverb).is_some_and(acts)
}

/// 《數位時代》: what stands in book-title marks is a work, or the paper that is named so.
fn bracketed(ground: &Ground<'_>, open: usize) -> Option<Candidate> {
    if ground.key(open) != "《" {
        return None;
    }
    let close = (open + 1..(open + 30).min(ground.len())).find(|at| ground.key(*at) == "》")?;
    if close == open + 1 || ground.listed_over(open + 1).is_some_and(|(_, to)| to == close) {
        return None;
    }
    let paper = ground.word_ending(close, ground.classes.paper_ending);
    let kind = Some(if paper { EntityKind::Media } else { EntityKind::Work });
    Some(Candidate { stretch: (open, close + 1), name: (open + 1, close), other: None, kind })
}

/// 三木谷 of 三木谷浩史.
pub(super) fn japanese_family(recogniser: &Recogniser, keys: &[Key]) -> Option<Vec<Key>> {
    if keys.len() < 4 {
        return None;
    }
    let family = |len: &usize| recogniser.lexicon.has_phrase(recogniser.classes.surnames_ja, &keys[..*len]);
    (2..=3).rev().find(family).map(|len| keys[..len].to_vec())
}
