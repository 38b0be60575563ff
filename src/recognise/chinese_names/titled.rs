//! People whose title, honour or verb of speaking stands beside their name: 執行長陸學森, 王維基稱.

use super::personal::personal;
use super::{LONGEST_BODY, han, named, person, speaks_soon, stops};
use crate::fact::Kind as EntityKind;
use crate::recognise::ground::{Candidate, Ground, Stretch};
use crate::segment::Part;
use crate::segment::atoms::Kind;

/// How far in front of a name the verb may stand by which its bearer has an office.
const REACH: usize = 16;

/// Longest words between a verb of following somebody and his name.
const LEAVING: usize = 10;

/// 執行長陸學森: behind a title a surname and one or two characters, or a transliterated name.
pub(super) fn after_title(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    // 兼任副教授的江俞萱則認為: a whole clause may say who somebody is.
    // 創辦人之一的葉啟昌: one of several who have the title.
    let classes = ground.classes;
    let one = (from.saturating_sub(4)..from).find(|at| ground.word_at(*at, classes.one_of) == Some(from - 1));
    let owned = from > 1
        && ground.is_member(classes.possessive, from - 1)
        && ground.title_ending(one.unwrap_or(from - 1)).is_some();
    let closed = |name: &Stretch| matches!(ground.key(name.1), "," | "。" | ";" | "(" | "");
    if owned && let Some(name) = personal(ground, from, true).filter(|name| name.1 - name.0 == 3 || closed(name)) {
        let adverb = usize::from(ground.is_member(classes.name_stop, name.1));
        // 零跑汽車顧問的魏健: so short a name needs an office that is told of its bearer.
        let short = name.1 - name.0 < 3;
        let speaks = !short && (speaks_soon(ground, name.1 + adverb) || ground.key(name.1) == ",");
        // 現任品牌副總裁的沈曼青也將離職: who has the office is told by name.
        let told = [classes.be_in_office, classes.once_held, classes.take_office, classes.give_up_office];
        let held = [classes.former_holder, classes.present_holder];
        let holds = || {
            (from.saturating_sub(REACH)..from)
                .any(|at| told.iter().chain(&held).any(|class| ground.word_at(at, *class).is_some()))
        };
        // 曾任財務總監的梁綺雯同年離職: or he leaves it.
        let leaves = || (name.1..name.1 + 4).any(|at| ground.word_at(at, classes.quit_office).is_some());
        let goes_on = adverb == 1 || ground.valued.get(name.1) == Some(&true) || stops(ground, name.1) || leaves();
        return (speaks || goes_on && (one.is_some() || holds())).then(|| person(name));
    }
    // 執行長是王小明，財務長為李大文: between an office and a mark the name of who holds it.
    let told = from > 1 && ground.is_member(ground.classes.copula, from - 1) && ground.title_ending(from - 1).is_some();
    if told && let Some(name) = personal(ground, from, true).filter(|name| name.1 - name.0 >= 3) {
        let closed = matches!(ground.key(name.1), "," | "。" | ";" | "(" | "");
        return closed.then(|| person(name));
    }
    let title = ground.title_ending(from).or_else(|| enclosed_office(ground, from)).filter(|_| from > 0)?;
    // 大股東藍海資本: who holds shares may be a body.
    let firm = |at: usize| ground.word_at(at, classes.trade_ending).is_some_and(|to| to > at + 1);
    if ground.word_ending(from, classes.before_body) && (from + 1..from + 4).any(firm) {
        return None;
    }
    let group = ground.word_at(title.0, ground.classes.group_noun).is_some();
    if let Some(name) = rare(ground, from).filter(|name| !group || speaks_soon(ground, name.1)) {
        return Some(person(name));
    }
    if let Some(name) = namesake(ground, from).or_else(|| placed(ground, from)).filter(|_| !group) {
        return Some(person(name));
    }
    let mut name = japanese(ground, from)
        .or_else(|| personal(ground, from, false))
        .or_else(|| if group { None } else { foreign(ground, from) })?;
    // A listed family name right behind belongs to the name.
    let listed = |senses: &[u32]| ground.may_be(senses, EntityKind::Person);
    if let Some(((_, to), _)) = ground.listed.iter().find(|((start, _), senses)| *start == name.1 && listed(senses)) {
        name.1 = *to;
    }
    Some(person(name))
}

/// 社長大槻宗一郎: a Japanese name that no list has, told by the characters with which such names begin and end.
fn japanese(ground: &Ground<'_>, from: usize) -> Option<Stretch> {
    let classes = ground.classes;
    if ground.word_at(from, classes.surnames_ja).is_some() {
        return None;
    }
    let whole = |at: usize| {
        han(ground, at) && ground.title_over(at).is_none() && ground.listed_over(at).is_none() && !ground.acts_at(at)
    };
    let family = ground.is_member(classes.ja_head, from) && ground.is_member(classes.ja_tail, from + 1);
    let end = (4..=5).rev().map(|len| from + len).find(|end| {
        (from..*end).all(whole)
            && ground.is_member(classes.ja_given_tail, end - 1)
            && (!han(ground, *end)
                || stops(ground, *end)
                || ground.is_member(classes.name_stop, *end)
                || speaks_soon(ground, *end))
    });
    end.filter(|_| family && ground.known_word_at(from).is_none()).map(|end| (from, end))
}

/// 現年52歲的中森大輔: behind somebody's age and a mark of possession nothing but a name goes on so, in front of a verb, a date or a mark.
pub(super) fn aged(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let classes = ground.classes;
    let age = from > 2
        && ground.is_member(classes.possessive, from - 1)
        && ground.is_member(classes.years_of_age, from - 2)
        && ground.kind(from - 3) == Some(Kind::Number);
    let name = age.then(|| personal(ground, from, true)).flatten().filter(|name| name.1 - name.0 >= 3)?;
    let ends = !han(ground, name.1)
        || ground.valued.get(name.1) == Some(&true)
        || ground.is_member(classes.name_stop, name.1)
        || speaks_soon(ground, name.1)
        || stops(ground, name.1);
    ends.then(|| person(name))
}

/// 莫梓朗博士: what opens a clause in front of a title of courtesy or learning.
pub(super) fn courteous(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let opens = ground.opens_clause(from) && ground.listed_over(from).is_none();
    let name = opens.then(|| personal(ground, from, true)).flatten().filter(|name| name.1 - name.0 == 3)?;
    ground.word_at(name.1, ground.classes.honorific).is_some_and(|to| to - name.1 > 1).then(|| person(name))
}

/// 莫梓朗，今年27歲: whose age is told right behind is a person.
pub(super) fn of_age(ground: &Ground<'_>, age: usize) -> Option<Candidate> {
    let classes = ground.classes;
    if !ground.is_member(classes.years_of_age, age) || age < 4 || ground.kind(age - 1) != Some(Kind::Number) {
        return None;
    }
    let number = age - 1;
    // 今年, 現年, or nothing, and in front of that a comma or a parenthesis, or nothing.
    let word = (number.saturating_sub(3)..=number).rev().take_while(|at| *at == number || han(ground, *at));
    word.flat_map(|at| [Some(at), at.checked_sub(1).filter(|mark| matches!(ground.key(*mark), "," | "("))])
        .flatten()
        .find_map(|end| {
            let from = end.checked_sub(3)?;
            let name = personal(ground, from, true).filter(|name| *name == (from, end))?;
            let work = ground.is_member(classes.role_tail, end - 1) || ground.word_ending(end, classes.group_noun);
            let plain = !ground.valued[end - 1] && (from..end).all(|at| ground.known_word_at(at).is_none());
            // 名為莫梓朗, 排首位的莫梓朗: what stands in front is no part of a longer word.
            let opens = ground.opens_clause(from)
                || ground.is_member(classes.name_stop, from - 1)
                || ground.is_member(classes.possessive, from - 1);
            (plain && opens && !work).then(|| person(name))
        })
}

/// 接手的是何俊賢: who follows somebody is told behind 'is', up to a mark; 前任何俊賢: who went before him.
pub(super) fn succeeding(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let classes = ground.classes;
    if ground.word_ending(from, classes.predecessor)
        && let Some(name) = personal(ground, from, true).filter(|name| name.1 - name.0 == 3)
    {
        return Some(person(name));
    }
    // 法定代表人由甲變更為乙, 接替乙: an office goes over to whoever is named last, or from him.
    let passed = [classes.changed_to, classes.takes_over_from];
    // 接替提早卸任的乙: why he goes may stand in front of him.
    let leaving = || {
        from > 0
            && ground.is_member(classes.possessive, from - 1)
            && (from.saturating_sub(LEAVING)..from - 1)
                .rev()
                .take_while(|at| ground.kind(*at) != Some(Kind::Mark))
                .any(|at| ground.word_at(at, classes.takes_over_from).is_some())
    };
    if (passed.iter().any(|class| ground.word_ending(from, *class)) || leaving())
        && !ground.titles.is_empty()
        && let Some(name) = personal(ground, from, true)
        && matches!(ground.key(name.1), "," | "。" | ";" | "(" | "")
    {
        return Some(person(name));
    }
    let copula = from.checked_sub(1).filter(|at| ground.is_member(classes.copula, *at))?;
    if !ground.word_ending(copula, classes.successor) {
        return None;
    }
    let name = personal(ground, from, true).filter(|name| name.1 - name.0 >= 2)?;
    matches!(ground.key(name.1), "," | "。" | ";" | "(" | "").then(|| person(name))
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

/// 教授時遠橋指出: behind a title a family name that is a word as well, with two characters that nothing knows up to a verb or a mark.
pub(super) fn rare(ground: &Ground<'_>, from: usize) -> Option<Stretch> {
    let classes = ground.classes;
    let end = from + 3;
    let family = ground.is_member(classes.surnames_rare, from) && ground.known_word_at(from).is_none();
    let given = |at: usize| {
        han(ground, at)
            && !ground.valued[at]
            && ground.title_over(at).is_none()
            && ground.listed_over(at).is_none()
            && ground.known_word_at(at).is_none()
            && !ground.is_member(classes.name_stop, at)
    };
    let ends = speaks_soon(ground, end) || stops(ground, end) || ground.is_member(classes.name_stop, end);
    (family && (from + 1..end).all(given) && ends).then_some((from, end))
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

/// 董事經理拿督王小明, 拿督王小明: an honour stands in front of names alone, which begin behind it.
pub(super) fn honoured(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let to = ground.word_at(from, ground.classes.honour)?;
    let name = personal(ground, to, false).or_else(|| foreign(ground, to))?;
    Some(named((from, name.1), name, Some(EntityKind::Person)))
}

/// 王維基稱: a surname and a given name right in front of a verb of saying, at the beginning of a clause.
pub(super) fn speaking(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let opens = from == 0
        || matches!(ground.kind(from - 1), Some(Kind::Mark))
        || ground.listed_ending(from).is_some()
        || ground.word_ending(from, ground.classes.among_them);
    // 在園外擺攤的王大文說: a whole clause says who somebody is.
    let told = from > 1 && ground.is_member(ground.classes.possessive, from - 1);
    let classes = ground.classes;
    // 宣布李大文將出任執行長: behind a verb of announcing only an office tells.
    let announced =
        !opens && from > 0 && [classes.announce, classes.say].iter().any(|class| ground.word_ending(from, *class));
    if !opens && !told && !announced {
        return None;
    }
    let name = personal(ground, from, true).filter(|name| opens || name.1 - name.0 == 3)?;
    if told && !opens && !speaks_soon(ground, name.1) {
        // 由微軟跳槽而來的王大文。: where he was, or what he is now, is told of a person alone.
        let front = [classes.worked_there, classes.leads_body, classes.be_in_office, classes.once_held];
        let works = (from.saturating_sub(REACH)..from - 1)
            .rev()
            .take_while(|at| ground.kind(*at) != Some(Kind::Mark))
            .any(|at| front.iter().any(|class| ground.word_at(at, *class).is_some()))
            || ground.word_ending(from - 1, classes.present_holder);
        let closed = matches!(ground.key(name.1), "," | "。" | ";" | "(" | "");
        // 律師出身的王大文月初獲聘為總監: or he comes to an office.
        let comes = || {
            let at = behind_date(ground, name.1).unwrap_or(name.1);
            [classes.take_office, classes.quit_office].iter().any(|class| ground.word_at(at, *class).is_some())
        };
        return (works && (closed || comes())).then(|| person(name));
    }
    // 黎現年71歲: a word in front of a number is no given name.
    let word = ground.known_word_at(name.0 + 1) == Some(name.1);
    let number = |at: usize| ground.valued.get(at) == Some(&true) && ground.kind(at) == Some(Kind::Number);
    let cue = |at: usize| ground.acts_at(at) || number(at) && !word;
    // 美團王興：: in a headline the body that somebody is of may stand in front of his name.
    let of_body = || {
        let body = ground.listed_ending(name.0).filter(|(at, _)| *at == 0 && ground.sentence.part != Part::Body);
        body.is_some_and(|body| ground.listed_as(body, EntityKind::Corporation))
    };
    let colon = ground.key(name.1) == ":" && (name.0 == 0 || of_body());
    // 李大文擔任執行長: an office follows a verb of having one.
    let verbs = [classes.be_in_office, classes.take_office, classes.once_held, classes.give_up_office];
    // 李大文則留任執行長: an adverb may stand in front of the verb.
    let verb = ground.word_at(name.1, classes.cue_adverb).unwrap_or(name.1);
    // 李大文於2022年出任執行長: so may a date.
    let dated = behind_date(ground, name.1).filter(|_| name.1 - name.0 == 3);
    let office = [Some(verb), Some(name.1), dated]
        .into_iter()
        .flatten()
        .flat_map(|at| verbs.iter().filter_map(move |class| ground.word_at(at, *class)))
        .max();
    // 李大文是公司的執行長, 李大文以董事身分: an office follows 'is' and 'as' too.
    let trade = ground.is_member(classes.body_tail, name.1 - 1) || ground.word_ending(name.1, classes.org_suffix);
    let long = name.1 - name.0 == 3 && !trade;
    let is = (long && ground.is_member(classes.copula, name.1)).then_some(name.1 + 1);
    let capacity = ground.is_member(classes.speech_aside, name.1) && ground.title_starting(name.1 + 1).is_some();
    // 李大文（某公司執行長）, 李大文，某公司執行長，: an office alone between marks says who somebody is.
    let closing = match ground.key(name.1) {
        "(" => Some(")"),
        "," => Some(","),
        _ => None,
    };
    let aside = closing.is_some_and(|closing| {
        let end = (name.1 + 1..name.1 + 14).find(|at| ground.kind(*at) == Some(Kind::Mark));
        end.is_some_and(|end| ground.key(end) == closing && ground.title_ending(end).is_some())
    });
    let holds = (opens || announced)
        && (office.or(is).is_some_and(|at| (at..at + 10).any(|at| ground.title_starting(at).is_some()))
            || long && (capacity || aside));
    // 李大文昨天過世, 李大文已獲委任: so is what only people do.
    let done = (name.1..ground.len().min(name.1 + 8))
        .take_while(|at| *at == verb || ground.valued[*at] || ground.is_member(classes.name_stop, *at))
        .last()
        .map_or(verb, |at| if at == verb && !ground.is_member(classes.name_stop, at) { verb } else { at + 1 });
    // 李大文因病請辭: why it is done may stand in front.
    let reason = ground.word_at(name.1, classes.because).is_some()
        && (name.1 + 1..ground.len().min(name.1 + 12)).take_while(|at| ground.kind(*at) != Some(Kind::Mark)).any(
            |at| [classes.quit_office, classes.give_up_office].iter().any(|class| ground.word_at(at, *class).is_some()),
        );
    if announced {
        return holds.then(|| person(name));
    }
    let acts = opens
        && long
        && [verb, done].iter().any(|at| {
            [classes.person_verb, classes.quit_office].iter().any(|class| ground.word_at(*at, *class).is_some())
        });
    // 王大文坦言: of three characters in front of any verb of saying.
    let tells = || ground.word_at(name.1, classes.speech_any).is_some_and(|end| end > name.1 + 1);
    (cue(name.1)
        || long && opens && tells()
        || colon
        || holds
        || acts
        || long && opens && (reason || interviewed(ground, name.1))
        || long && told && speaks_soon(ground, name.1)
        || ground.title_starting(name.1).is_some())
    .then(|| person(name))
}

/// 於2022年出任, 自5月起擔任, 月初獲聘為: where a verb begins in front of which a date or an adverb stands, behind a name.
fn behind_date(ground: &Ground<'_>, end: usize) -> Option<usize> {
    let classes = ground.classes;
    let mark = |at: usize| ground.is_member(classes.name_stop, at) || ground.is_member(classes.since_mark, at);
    let from = end + usize::from(mark(end));
    let date = |at: &usize| ground.valued.get(*at) == Some(&true);
    let dated = (from..ground.len().min(from + 12)).take_while(date).count();
    let behind = from + dated;
    let behind = behind + usize::from(dated > 0 && ground.is_member(classes.since_mark, behind));
    let verb = ground.word_at(behind, classes.cue_adverb).unwrap_or(behind);
    (dated > 0 || verb > end + 1).then_some(verb)
}

/// 陳美玲在接受記者訪問時說, 陳美玲昨天受訪表示: whoever is interviewed speaks behind that.
fn interviewed(ground: &Ground<'_>, end: usize) -> bool {
    let classes = ground.classes;
    let leads = ground.valued.get(end) == Some(&true)
        || ground.is_member(classes.name_stop, end)
        || [classes.speech_aside, classes.interview].iter().any(|class| ground.word_at(end, *class).is_some());
    let work = [classes.role_tail, classes.sort_tail, classes.body_tail];
    if !leads || work.iter().any(|class| ground.is_member(*class, end - 1)) {
        return false;
    }
    let clause = |at: &usize| ground.kind(*at) != Some(Kind::Mark) || ground.valued[*at];
    let asked =
        (end..ground.len().min(end + REACH)).take_while(clause).find_map(|at| ground.word_at(at, classes.interview));
    asked.is_some_and(|to| {
        (to..ground.len().min(to + REACH))
            .take_while(clause)
            .any(|at| ground.acts_at(at) || ground.word_at(at, classes.speech_any).is_some())
    })
}
