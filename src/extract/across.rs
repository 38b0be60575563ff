//! Drafts that another place of the article completes: reports whose pages a later sentence tells, and Chinese offices whose body or
//! holder is told elsewhere: who follows somebody does so where that one leaves, and a headline's 某公司創辦人 is the one whom the
//! text names so.

use super::context::{FORMER, INCOMING};
use super::draft::{Draft, Filler};
use crate::fact::Kind;
use crate::recognise::{Mention, Reading};
use crate::segment::Part;

/// How many sentences in front of a newcomer the one may be told to leave whose office he takes.
const REACH: usize = 4;

/// Completes drafts from what other sentences of the article tell.
pub fn complete(drafts: &mut [Draft<'_>], reading: &Reading<'_>) {
    go_on(drafts, reading);
    if reading.is_chinese() {
        succeed(drafts, reading);
        name_speakers(drafts, reading);
    }
}

/// 'Acme published its Harbour Report on Monday. The 160-page study': what a sentence or two later tells of a report that its
/// publisher has just published, without a title or a day, is told of that one.
fn go_on<'d>(drafts: &mut [Draft<'d>], reading: &Reading<'_>) {
    let has = |draft: &Draft<'_>, role: &str| draft.roles.get(role).is_some();
    let paragraph = |draft: &Draft<'_>| reading.article.sentences[draft.sentence].paragraph;
    let reports: Vec<usize> = (0..drafts.len()).filter(|at| drafts[*at].rule.fact.name == "report").collect();
    for later in reports.iter().copied() {
        let draft = &drafts[later];
        let told = |other: &Draft<'_>| {
            has(other, "name")
                && !has(other, "pages")
                && other.sentence < draft.sentence
                && other.sentence + 2 >= draft.sentence
                && paragraph(other) == paragraph(draft)
                && other.entity("publisher") == draft.entity("publisher")
        };
        let open = has(draft, "pages") && !has(draft, "name") && draft.entity("publisher").is_some();
        let Some(first) = reports.iter().copied().find(|at| open && told(&drafts[*at])) else { continue };
        for (role, from, to) in [("pages", later, first), ("name", first, later), ("date", first, later)] {
            let fillers = drafts[from].roles.get(role).unwrap_or_default().to_vec();
            fillers.into_iter().for_each(|filler| drafts[to].roles.add(role, filler));
        }
    }
}

/// 「甲公司執行長張三卸任。乙公司董事長李四出任執行長」: of an office that somebody has just left at one body alone it is that body's.
fn succeed(drafts: &mut [Draft<'_>], reading: &Reading<'_>) {
    let headline = |sentence: usize| reading.article.sentences[sentence].part == Part::Headline;
    let left: Vec<(usize, u32, u32, Filler)> = drafts
        .iter()
        .filter(|draft| draft.rule.fact.name == "role" && draft.term("status") == Some(FORMER))
        .flat_map(|draft| {
            let titles = draft.roles.get("title").unwrap_or_default().iter().cloned();
            let who = draft.entity("person").zip(draft.entity("org"));
            titles.filter_map(move |title| who.map(|(person, org)| (draft.sentence, person, org, title)))
        })
        .collect();
    for draft in drafts.iter_mut() {
        let open = draft.rule.fact.name == "role"
            && draft.term("status") == Some(INCOMING)
            && draft.place("org").is_none()
            && draft.rule.fill.get("org").is_some_and(|filler| filler == "nearby-org");
        let Some((person, org)) = draft.entity("person").zip(draft.entity("org")).filter(|_| open) else { continue };
        let Some([title]) = draft.roles.get("title") else { continue };
        let mut bodies = left.iter().filter(|(sentence, leaver, _, told)| {
            let near = *sentence <= draft.sentence && *sentence + REACH >= draft.sentence || headline(*sentence);
            near && *leaver != person && told == title
        });
        let Some(body) = bodies.next().map(|(_, _, body, _)| *body) else { continue };
        if body != org && bodies.all(|(_, _, other, _)| *other == body) {
            draft.roles.drop("org");
            draft.roles.add("org", Filler::Entity(body));
        }
    }
}

/// 「甲公司創辦人：我們不賣」: the words of an office at a body, or at one that the headline names, which the text says that one person
/// alone holds.
fn name_speakers(drafts: &mut [Draft<'_>], reading: &Reading<'_>) {
    let holders: Vec<(u32, u32, String)> = drafts
        .iter()
        .filter(|draft| draft.rule.fact.name == "role" && draft.term("status") != Some(FORMER))
        .filter_map(|draft| {
            let Some([Filler::Text(title), ..]) = draft.roles.get("title-text") else { return None };
            Some((draft.entity("org")?, draft.entity("person")?, title.clone()))
        })
        .collect();
    for draft in drafts.iter_mut() {
        let Some([Filler::Group(words)]) = draft.roles.get("speaker") else { continue };
        let Some((from, to)) = draft.place("speaker").filter(|_| draft.rule.fact.name == "statement") else { continue };
        let here = reading.mentions_in(draft.sentence);
        let body = here.iter().find(|m| m.from == from && m.to < to && !m.senses.is_empty());
        // 「甲調漲月費，執行長：…」: whose office it is stands further in front.
        let front = |m: &&Mention| m.to <= from && reading.sense(m, Kind::is_body).is_some();
        let own: Vec<u32> = match body {
            Some(body) => body.senses.to_vec(),
            None => here.iter().filter(front).flat_map(|m| m.senses.iter().copied()).collect(),
        };
        let mut people = holders
            .iter()
            .filter(|(org, _, title)| own.contains(org) && words.ends_with(title.as_str()))
            .map(|(_, person, _)| *person);
        let person = people.next().filter(|person| people.all(|other| other == *person));
        // Of an officer whom the text does not name the one body that the headline names speaks.
        let headline = reading.article.sentences[draft.sentence].part != Part::Body;
        let mut bodies = here.iter().filter(front);
        let alone = || {
            let first = bodies.next().filter(|_| headline && body.is_none())?;
            let same = |other: &Mention| other.senses == first.senses;
            bodies.all(same).then(|| reading.sense(first, Kind::is_body)).flatten()
        };
        let Some(speaker) = person.or_else(alone) else { continue };
        draft.roles.drop("speaker");
        draft.roles.add("speaker", Filler::Entity(speaker));
    }
}
