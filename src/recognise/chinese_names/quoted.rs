//! Chinese names between marks: of bodies and people in quotation marks, of works and papers in book-title marks.

use super::personal::personal;
use super::slots::familiar;
use super::{han, named, stops};
use crate::fact::Kind as EntityKind;
use crate::recognise::ground::{Candidate, Ground, Stretch};
use crate::segment::atoms::{Case, Kind};

/// Longest name in quotation marks, in atoms.
const LONGEST_QUOTED: usize = 8;

/// How many names back one in quotation marks may be told to be one by the first of their list.
const LONGEST_LIST: usize = 16;

/// How far in front of a name a verb of speaking may stand that makes it words that somebody uses.
const REACH: usize = 14;

/// 直播平台「喵播」: words in quotation marks behind a noun that says what is called so.
pub(super) fn quoted(ground: &Ground<'_>, open: usize) -> Option<Candidate> {
    called(ground, open, |closing| follows_brand(ground, open, closing))
}

/// The same; `brand` tells whether a name stands right in front, in quotation marks that close with a sign.
fn called(ground: &Ground<'_>, open: usize, brand: impl Fn(&str) -> bool) -> Option<Candidate> {
    let closing = match ground.key(open) {
        "「" => "」",
        "『" => "』",
        "“" => "”",
        _ => return None,
    };
    let close = (open + 1..(open + 2 + LONGEST_QUOTED).min(ground.len())).find(|at| ground.key(*at) == closing)?;
    let inside = (open + 1, close);
    let plain = (inside.0..inside.1).all(|at| {
        // 「沐光+」: a name may end in a plus.
        (matches!(ground.kind(at), Some(Kind::Han | Kind::Word | Kind::Number))
            || ground.key(at) == "+" && at + 1 == inside.1)
            && ground.listed_over(at) != Some(inside)
            && !(at == inside.0 && ground.known_word_at(at) == Some(close))
    });
    // 平台「球員兼裁判」: what somebody is as well.
    let says = (inside.0..inside.1).any(|at| ground.word_at(at, ground.classes.be_in_office).is_some());
    // 號稱百度「太子」的副總裁: what somebody at a body is called is none himself.
    let nickname = ground.listed_ending(open).is_some_and(|name| ground.listed_from(name.0, EntityKind::Corporation))
        && ground.is_member(ground.classes.possessive, close + 1);
    if !plain || says || nickname || inside.1 - inside.0 < 2 {
        return None;
    }
    let classes = ground.classes;
    let thing = ground.word_ending(open, classes.product_noun);
    let company = ground.word_ending(open, classes.company_noun) || ground.word_ending(open, classes.org_suffix);
    let body = [classes.named_body, classes.named_shop, classes.research_firm]
        .iter()
        .any(|class| ground.word_ending(open, *class));
    let office = ground.word_at(close + 1, classes.top_office).is_some()
        || inside.1 - inside.0 > 3 && ground.word_ending(close, classes.office_ending);
    // 「暖食集」公關經理王小明: the office of somebody who is named, behind words that are no utterance.
    let words = (inside.0..inside.1).any(|at| ground.known_word_at(at).is_some());
    let held = (close + 1..close + 4)
        .take_while(|at| han(ground, *at))
        .find_map(|at| ground.title_starting(at))
        .is_some_and(|(_, to)| {
            // 「老樹村」版主阿明: a name in quotation marks that opens a clause, and whatever its head is called.
            let called = ground.opens_clause(open) && familiar(ground, to).is_some();
            called || personal(ground, to, false).is_some_and(|name| name.1 - name.0 == 3)
        });
    let office = office || held && !words;
    // What a company is called in anger stands behind 公司 too: a name is one of a sort of company, or used more than once.
    let noun = (open.saturating_sub(4)..open).find(|at| {
        [classes.product_noun, classes.company_noun].iter().any(|class| ground.word_at(*at, *class) == Some(open))
    });
    // 創辦電商「買透透」: what somebody founds or buys has a name.
    let dealt = [classes.found, classes.before_body];
    let sort = noun.is_some_and(|at| {
        open - at > 2
            || dealt.iter().any(|class| ground.word_ending(at, *class))
            // 表明公司「零容忍」: behind a verb of speaking the noun speaks of a company that was named.
            || at > 0
                && han(ground, at - 1)
                && !stops(ground, at - 1)
                && !ground.word_ending(at, classes.han_stop)
                && !ground.word_ending(at, classes.speech_any)
    });
    let spoken = (inside.0..inside.1).any(|at| ground.is_member(classes.name_stop, at));
    // 建商「禾昌」: the noun names one sort of company, and nobody speaks of it, as in 痛批對手「作秀」.
    let said = (open.saturating_sub(REACH)..open).any(|at| ground.word_at(at, classes.speech_any).is_some());
    let trade = ground.word_ending(open, classes.before_body)
        && !ground.word_ending(open, classes.general_company_noun)
        && !said;
    let trade = trade || !spoken && brand(closing);
    // 由創投投資的「晨話通」: what is founded, bought or paid for by somebody has a name as well.
    let made = open > 1
        && ground.is_member(classes.possessive, open - 1)
        && dealt.iter().chain(&[classes.run_by, classes.run_for]).any(|class| ground.word_ending(open - 1, *class))
        && !said;
    // 合資成立「橋福車電」: so has what is founded where no noun says what it is.
    // 創辦果欄「瓜王國」: so has what is founded behind a noun that no list knows.
    let founded = |at: usize| {
        ground.word_ending(at, classes.found)
            && (at..open).all(|at| han(ground, at) && !ground.is_member(classes.name_stop, at))
    };
    let made =
        made || !said && (3..=6).contains(&(inside.1 - inside.0)) && (open.saturating_sub(4)..=open).any(founded);
    let trade = trade || !spoken && made;
    // 維修平台「碼上修」: behind a noun for one sort of company a short name may hold a function word inside.
    let short = sort
        && !said
        && (3..=4).contains(&(inside.1 - inside.0))
        && ![inside.0, inside.1 - 1].iter().any(|at| ground.is_member(classes.name_stop, *at));
    let spoken = spoken && !short;
    let counted = !spoken && counted_behind(ground, close);
    let sure = office || body || counted || !spoken && (thing && !company || sort || trade);
    if spoken && !sure {
        return None;
    }
    (thing || company || body || office || trade || counted).then_some(())?;
    let kind = sure.then_some(EntityKind::Organization);
    // 航空公司「北風」（Nordvind）: the same name in Latin letters.
    let other = latin_gloss(ground, close + 1);
    let end = other.map_or(close + 1, |(_, to)| to + 1);
    Some(Candidate { stretch: (open, end), name: inside, other, kind })
}

/// 旗下有「晨光」「小麥」: a name in quotation marks right behind another that is surely one.
fn follows_brand(ground: &Ground<'_>, open: usize, closing: &str) -> bool {
    let mut at = open;
    for _ in 0..LONGEST_LIST {
        let Some(front) = quoted_in_front(ground, at, closing) else { return false };
        let sure = |brand: bool| called(ground, front, |_| brand).is_some_and(|name| name.kind.is_some());
        if sure(false) {
            return true;
        }
        // It would be one behind another.
        if !sure(true) {
            return false;
        }
        at = front;
    }
    false
}

/// Where the short quotation opens behind which another one opens, with 、 or 'and' between them or nothing.
fn quoted_in_front(ground: &Ground<'_>, open: usize, closing: &str) -> Option<usize> {
    let joins = |at: usize| ground.key(at) == "、" || ground.is_member(ground.classes.and, at);
    let joined = usize::from(open > 1 && joins(open - 1));
    let close = open.checked_sub(1 + joined).filter(|at| ground.key(*at) == closing)?;
    (close.saturating_sub(LONGEST_QUOTED + 1)..close).rev().find(|at| ground.key(*at) == ground.key(open))
}

/// 「甲」「乙」三款App: how many they are, and of what sort, is told behind the last of some names in quotation marks.
fn counted_behind(ground: &Ground<'_>, close: usize) -> bool {
    let classes = ground.classes;
    let mut end = close + 1;
    for _ in 0..LONGEST_LIST {
        let open = end + usize::from(ground.key(end) == "、" || ground.is_member(classes.and, end));
        let further = (open + 1..open + 2 + LONGEST_QUOTED)
            .find(|at| ground.key(*at) == ground.key(close))
            .filter(|_| matches!(ground.key(open), "「" | "『" | "“"));
        match further {
            Some(further) => end = further + 1,
            None => break,
        }
    }
    end += usize::from(ground.is_member(classes.and_so_on, end));
    // 三款, 多款.
    let number = (end..ground.len()).take_while(|at| ground.valued[*at]).count().max(1);
    let counts = han(ground, end) || ground.valued.get(end) == Some(&true);
    let noun = end + number + 1;
    counts
        && ground.is_member(classes.classifier, noun - 1)
        && [classes.product_noun, classes.platform_noun].iter().any(|class| ground.word_at(noun, *class).is_some())
}

/// The words in Latin letters that stand in parentheses here and nothing else with them.
fn latin_gloss(ground: &Ground<'_>, open: usize) -> Option<Stretch> {
    let close = (open + 2..(open + 8).min(ground.len())).find(|at| ground.key(*at) == ")")?;
    let words = |at: usize| ground.kind(at) == Some(Kind::Word) || matches!(ground.key(at), "." | "-" | "&");
    let named = ground.kind(open + 1) == Some(Kind::Word) && ground.sentence.atoms[open + 1].case != Case::Lower;
    (ground.key(open) == "(" && named && (open + 1..close).all(words)).then_some((open + 1, close))
}

/// 版主「阿柴」: behind the title of one who is no head of a body, words in quotation marks are what he is called.
pub(super) fn nicknamed(ground: &Ground<'_>, open: usize) -> Option<Candidate> {
    let closing = match ground.key(open) {
        "「" => "」",
        "“" => "”",
        _ => return None,
    };
    // 作家「墨小七」和「聽雨」: the second of two.
    let front = quoted_in_front(ground, open, closing);
    let second = front.is_some_and(|front| ground.title_ending(front).is_some());
    if open == 0 || ground.title_ending(open).is_none() && !second {
        return None;
    }
    let close = (open + 2..(open + 7).min(ground.len())).find(|at| ground.key(*at) == closing)?;
    let plain = (open + 1..close).all(|at| {
        matches!(ground.kind(at), Some(Kind::Han | Kind::Word))
            && !ground.valued[at]
            && ground.known_word_at(at).is_none()
            && !ground.is_member(ground.classes.name_stop, at)
            && !ground.is_member(ground.classes.han_stop, at)
    });
    let acts = ground.acts_at(close + 1)
        || ground.key(close + 1) == ","
        || ground.is_member(ground.classes.because, close + 1)
        || ground.is_member(ground.classes.name_stop, close + 1)
        || ground.word_at(close + 1, ground.classes.speech_any).is_some()
        || ground.known_word_at(close + 1).is_some()
        || ground.word_at(close + 1, ground.classes.han_stop).is_some();
    // 隊長「Kuma」王小明: the name in full stands behind.
    if let Some(name) = personal(ground, close + 1, true).filter(|name| plain && name.1 - name.0 == 3) {
        return Some(named((open, name.1), name, Some(EntityKind::Person)));
    }
    (plain && acts).then(|| named((open, close + 1), (open + 1, close), Some(EntityKind::Person)))
}

/// 《數位時代》: what stands in book-title marks is a work, or the paper that is named so.
pub(super) fn bracketed(ground: &Ground<'_>, open: usize) -> Option<Candidate> {
    if ground.key(open) != "《" {
        return None;
    }
    let close = (open + 1..(open + 30).min(ground.len())).find(|at| ground.key(*at) == "》")?;
    if close == open + 1 || ground.listed_over(open + 1).is_some_and(|(_, to)| to == close) {
        return None;
    }
    let classes = ground.classes;
    // 旗下的《人民論壇》發文: what owns it or what it does tells a paper too.
    let adverb = usize::from(ground.is_member(classes.name_stop, close + 1));
    let paper = ground.word_ending(close, classes.paper_ending)
        || ground.word_ending(open, classes.paper_front)
        || ground.word_at(close + 1 + adverb, classes.paper_deed).is_some();
    let kind = Some(if paper { EntityKind::Media } else { EntityKind::Work });
    Some(named((open, close + 1), (open + 1, close), kind))
}
