//! Chinese names that a parenthesis behind them tells: 杜洛夫（Pavel Durov）, 香港科技探索（1137）.

use super::beginnings::joined;
use super::bodies::body;
use super::personal::{LONGEST_PERSON, joins, translit};
use super::{LONGEST_BODY, han, named, stops};
use crate::fact::Kind as EntityKind;
use crate::recognise::ground::{Candidate, Ground, Stretch};
use crate::recognise::lexicon::ClassId;
use crate::segment::atoms::{Case, Kind, keys};

/// 杜洛夫(Pavel Durov): the Han name reaches back from the parenthesis to the next boundary.
pub(super) fn with_latin(ground: &Ground<'_>, open: usize) -> Option<Candidate> {
    if ground.key(open) != "(" || open == 0 {
        return None;
    }
    let close = (open + 1..(open + 9).min(ground.len())).find(|at| ground.key(at.to_owned()) == ")")?;
    let inside = (open + 1, close);
    let latin = (inside.0..inside.1).all(|at| {
        matches!(ground.kind(at), Some(Kind::Word)) && !ground.sentence.atoms[at].key.starts_with('@')
            || matches!(ground.key(at), "." | "-" | "&" | "·" | "'" | "’")
            || ground.is_genitive(at)
    });
    if !latin || inside.0 == inside.1 || ground.sentence.atoms[inside.0].case == Case::Lower && inside.1 - inside.0 > 1
    {
        return None;
    }
    let words = (inside.0..inside.1).filter(|at| ground.kind(*at) == Some(Kind::Word)).count();
    let acronym = words == 1 && ground.sentence.atoms[inside.0].case == Case::Upper;
    // 人工智慧(AI), 總交易額（GTV）: an acronym that is a common term or is said of a figure stands for no body.
    let term =
        || ground.is_member(ground.classes.not_name, inside.0) || ground.word_ending(open, ground.classes.topic_own);
    if acronym && term() {
        return None;
    }
    let from = beginning(ground, open, words, acronym);
    if from == open {
        return None;
    }
    let suffix = ground.word_ending(open, ground.classes.org_suffix)
        || words >= 2
            && ground.listed_ending(open).is_some_and(|(start, _)| from < start && at_home(ground, (start, open)));
    // 曾任紅帽（Red Hat）執行長的甲: whose office somebody has who is named elsewhere.
    let office = ground.word_at(close + 1, ground.classes.top_office);
    let held = [ground.classes.once_held, ground.classes.be_in_office, ground.classes.take_office];
    let body = office.is_some()
        && ground.title_ending(from).is_none()
        && (held.iter().any(|class| ground.word_ending(from, *class))
            || office.is_some_and(|end| ground.is_member(ground.classes.possessive, end)));
    let suffix = suffix || body;
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

/// Where the Han name begins behind which a parenthesis opens, with so many words or an acronym in it.
fn beginning(ground: &Ground<'_>, open: usize, words: usize, acronym: bool) -> usize {
    // 阿里爾·沙爾夫斯泰因（Ariel Szarfsztejn）: a name of two parts may be long.
    let parts = (open.saturating_sub(LONGEST_PERSON)..open).any(|at| joins(ground, at));
    let limit = if acronym || parts { LONGEST_BODY } else { LONGEST_PERSON };
    // A listed name in front of the parenthesis is the name, whatever its length.
    if let Some((start, _)) = ground.listed_ending(open) {
        // A family name that is listed may stand behind a given name that is not: 雪柔 in front of 桑德伯格.
        // 部長法米蘭（Fahmilan Razak）: what is a place elsewhere may end a name too, the name of a company does not.
        let place = words >= 2 && ground.listed_from(start, EntityKind::Place);
        if words >= 2 && at_home(ground, (start, open)) {
            let plain = |at: &usize| {
                han(ground, *at)
                    && !blocked(ground, *at, true)
                    && ground.listed_over(*at).is_none()
                    && ground.title_over(*at).is_none()
            };
            return start - (open.saturating_sub(LONGEST_PERSON)..start).rev().take_while(plain).count();
        }
        let person = place || ground.listed_from(start, EntityKind::Person);
        let given = (open.saturating_sub(LONGEST_PERSON)..start)
            .rev()
            .take_while(|at| person && (translit(ground, *at) || joins(ground, *at)))
            .count();
        let front = start - given;
        // 發言人谷拉斯．尤達卡（Kolas Yotaka）: behind a title the name has all that stands there.
        let titled = (front.saturating_sub(2)..front)
            .find(|at| ground.title_ending(*at).is_some())
            .filter(|at| words >= 2 && given > 0 && (*at..front).all(|at| foreign_part(ground, at)));
        let front = titled.unwrap_or(front);
        return if open - front < LONGEST_PERSON { front } else { start };
    }
    let mut from = open;
    // 委員會（CRTC）: the ending of a body may hold what else would end a name.
    let ending = (open.saturating_sub(4)..open).find(|at| ground.word_at(*at, ground.classes.org_suffix) == Some(open));
    // 電信管理局（Anatel）: an office may go by letters that are no acronym.
    let office =
        ending.is_some_and(|at| open - at > 1 && ground.word_at(at, ground.classes.office_ending) == Some(open));
    if acronym || office {
        from = ending.unwrap_or(open);
        // 肯亞記者協會（KUJ）: those whom it serves belong to its name.
        if let Some(found) = ending.and_then(|at| body(ground, at)).filter(|found| found.name.1 == open) {
            from = found.name.0;
        }
    }
    // 投資基金北岸投資（Northshore Investments）: the ending of a company is no word of its own.
    let trade = (open.saturating_sub(4)..open)
        .find(|at| ground.word_at(*at, ground.classes.trade_ending) == Some(open))
        .filter(|at| !acronym && *at > 0 && !blocked(ground, at - 1, false));
    from = trade.unwrap_or(from);
    // 新公主集團（NewPrinces）: what is a title elsewhere may stand in front of the ending.
    if trade.is_none() && from == open && !acronym {
        from = company(ground, open).unwrap_or(open);
    }
    // 直播平台泡泡鹿（BubbleDeer）, 哥哥塞德科夫（Yerlan Sedykov）: the noun in front says what or who is called so.
    let classes = ground.classes;
    let described = |from: usize| {
        let sorts = [classes.platform_noun, classes.company_noun, classes.company_head, classes.kin, classes.fund_noun];
        // 連鎖超市丸福（Marufuku）: a trade does so where the name does not end with it.
        let trades = [classes.named_body, classes.before_body, classes.trade_ending];
        let inner = ground.word_at(from, classes.org_suffix) != Some(open);
        let ends = |class: &Option<ClassId>| ground.word_ending(from, *class);
        open - from >= 2 && (sorts.iter().any(ends) || inner && trades.iter().any(ends))
            // 太陽能廠晶曜能源（Luxeon Power）: so does the last character of a noun for a maker or a shop.
            || trade.is_some_and(|at| from < at) && from > 0 && ground.is_member(classes.maker_tail, from - 1)
    };
    // 光木公司（Kogi Company）: what a body's name ends with is part of it, whatever it is written with.
    let ending = (open.saturating_sub(4)..open - 1)
        .find(|at| ground.word_at(*at, ground.classes.org_suffix) == Some(open))
        .filter(|_| !acronym && trade.is_none());
    if let Some(ending) = ending {
        let plain = |at: usize| !blocked(ground, at, true) && ground.listed_over(at).is_none();
        let mut start = ending;
        while start > 0 && open - start < LONGEST_BODY && plain(start - 1) && !described(start) {
            start -= 1;
        }
        return if start < ending { start } else { open };
    }
    while from > 0 && open - from < limit && !blocked(ground, from - 1, acronym) && !described(from) {
        from -= 1;
    }
    // 製作人都賢宇（Do Hyun-woo）: a function word may be a family name behind a title.
    let linked = from > 0 && ground.is_member(ground.classes.possessive, from - 1);
    if words >= 2 && from + 2 == open && from > 1 && !linked && ground.title_ending(from - 1).is_some() {
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
    // 部長納巴庫巴（Judith Nabakooba）: so may what is a place elsewhere stand inside it.
    let inside = |at: usize| ground.listed_over(at).is_none_or(|name| ground.listed_as(name, EntityKind::Place));
    if words >= 2
        && from < open
        && ground.listed_ending(from).is_some()
        && let Some(start) =
            (open.saturating_sub(LONGEST_PERSON)..from).rev().find(|at| ground.title_ending(*at).is_some())
        && (start..from).all(|at| han(ground, at) && !ground.valued[at] && inside(at) && !ground.acts_at(at))
        && ground.listed_over(start).is_none()
        && open - start <= 6
    {
        from = start;
    }
    // 芬蘭人拉赫泰拉（Petteri Lahtela）: of which country somebody is.
    let native = ground.listed_ending(from).is_some_and(|(start, _)| ground.listed_from(start, EntityKind::Place));
    if words >= 2 && native && open - from > 2 && ground.is_member(ground.classes.role_tail, from) {
        from += 1;
    }
    if acronym
        && from > 0
        && let Some(edge) = joined(ground, from - 1)
    {
        from = edge;
    }
    from
}

/// Where a name begins that ends as companies do in front of a parenthesis, whatever else its characters are.
fn company(ground: &Ground<'_>, open: usize) -> Option<usize> {
    let classes = ground.classes;
    let end = (open.saturating_sub(4)..open).find(|at| ground.word_at(*at, classes.trade_ending) == Some(open))?;
    let sorts = [classes.platform_noun, classes.company_noun, classes.named_body, classes.before_body];
    let inner = |at: &usize| {
        han(ground, *at)
            && !ground.valued[*at]
            && ground.listed_over(*at).is_none()
            && !ground.acts_at(*at)
            && !ground.is_member(classes.han_stop, *at)
            && !ground.word_ending(at + 1, classes.han_stop)
            && !sorts.iter().any(|class| ground.word_ending(at + 1, *class))
            && !(at + 2 < end && ground.is_member(classes.maker_tail, *at))
    };
    let run = (end.saturating_sub(6)..end).rev().take_while(inner).count();
    (2..6).contains(&run).then(|| end - run)
}

/// 星空印度（Star India）: a name ends with that of a country in both languages, and says more than the country.
fn at_home(ground: &Ground<'_>, place: (usize, usize)) -> bool {
    let Some((_, senses)) = ground.listed.iter().find(|(stretch, _)| *stretch == place) else { return false };
    let close = (place.1 + 1..ground.len()).find(|at| ground.key(*at) == ")").unwrap_or(ground.len());
    let country = |index: &u32| {
        let names = &ground.lexicon.entities[*index as usize].en;
        let inside = place.1 + 1..close;
        ground.lexicon.is_country(*index)
            && names.iter().map(|name| keys(name)).any(|name| {
                inside.len() > name.len()
                    && inside.clone().rev().zip(name.iter().rev()).all(|(at, key)| ground.key(at) == key)
            })
    };
    senses.iter().any(country)
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

/// 香港科技探索（1137）: the number under which a company is listed stands behind its name.
pub(super) fn with_ticker(ground: &Ground<'_>, open: usize) -> Option<Candidate> {
    let digits = ground.kind(open + 1) == Some(Kind::Number) && (4..=6).contains(&ground.key(open + 1).len());
    // （1137.HK）: the exchange may stand behind the number.
    let exchange = ground.key(open + 2) == "." && ground.kind(open + 3) == Some(Kind::Word);
    let close = open + if exchange { 4 } else { 2 };
    if ground.key(open) != "(" || ground.key(close) != ")" || !digits || open == 0 {
        return None;
    }
    // 《旅遊趨勢報告（2023）》: a year in the title of a work is none.
    if ground.key(close + 1) == "》" || ground.word_ending(open, ground.classes.survey_word) {
        return None;
    }
    // 檢測設備廠大同科技（6991）: the noun in front says what the name is of.
    let sorts = [ground.classes.company_noun, ground.classes.before_body, ground.classes.named_body];
    // 有線寬頻（1097）: a noun may begin with what is a function word elsewhere.
    let noun = |at: usize| ground.word_at(at, ground.classes.office_word).is_some_and(|to| to <= open);
    let mut from = open;
    while from > 0
        && open - from < 10
        && han(ground, from - 1)
        // 長和（0001）: no conjunction stands in front of a parenthesis.
        && (from == open || !ground.is_member(ground.classes.han_stop, from - 1) || noun(from - 1))
        && ground.title_over(from - 1).is_none()
        // 有傳遠東（0035）: a word of doubt in front of the name.
        && !(from < open && ground.word_ending(from, ground.classes.hedge))
        && !(from < open && sorts.iter().any(|class| ground.word_ending(from, *class)))
    {
        from -= 1;
    }
    // 晶圓代工二哥聯電（2303）: what stands in front of a listed name says who bears it.
    let listed = ground.listed_ending(open).filter(|name| name.0 > from);
    if let Some((start, _)) = listed.filter(|name| ground.listed_as(*name, EntityKind::Corporation)) {
        return Some(named((start, close + 1), (start, open), None));
    }
    (open - from >= 2).then(|| named((from, close + 1), (from, open), Some(EntityKind::Organization)))
}

/// Longest short form of a name, in atoms.
const LONGEST_SHORT: usize = 5;

/// 海洋保育促進會（海促會）, 哔哩哔哩(下称“B站”): the short form that a parenthesis behind a name gives it, with where that closes. Without a word
/// that says so it is one where its characters stand in the name in the same order.
pub fn shortened(ground: &Ground<'_>, (from, to): Stretch) -> Option<(Stretch, usize)> {
    if ground.key(to) != "(" {
        return None;
    }
    let told = ground.word_at(to + 1, ground.classes.called_shortly);
    let quote = |at: usize| matches!(ground.key(at), "「" | "」" | "“" | "”");
    let start = told.unwrap_or(to + 1);
    let start = start + usize::from(quote(start));
    let close = (start + 1..start + LONGEST_SHORT + 3).find(|at| ground.key(*at) == ")")?;
    let end = close - usize::from(quote(close - 1));
    let plain = (start..end)
        .all(|at| (han(ground, at) || told.is_some() && ground.kind(at) == Some(Kind::Word)) && !ground.valued[at]);
    if !plain || !(2..=LONGEST_SHORT).contains(&(end - start)) || end - start >= to - from {
        return None;
    }
    let mut rest = (from..to).map(|at| ground.key(at));
    let inside = (start..end).all(|at| rest.any(|key| key == ground.key(at)));
    let begins = ground.key(start) == ground.key(from);
    (told.is_some() || inside && begins).then_some(((start, end), close + 1))
}
