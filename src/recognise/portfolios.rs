//! What ministers and ministries are for and professors teach, where it is written with capitals: 'Culture, Media and Sport'.

use super::ground::{Ground, Stretch};
use super::lexicon::ClassId;
use crate::segment::atoms::{Case, Kind};

/// Most atoms that such words have.
const LONGEST: usize = 10;

/// 'Digital Governance Minister Jane Roe': where the words begin that stand in front of a title and belong to it.
pub fn start(ground: &Ground<'_>, (from, to): Stretch) -> Option<usize> {
    let classes = ground.classes;
    if !ground.is_member(classes.portfolio_head, to - 1)
        || !(capital(ground, to) || ground.key(to) == ",")
        || !capital(ground, from)
    {
        return None;
    }
    let whole = to - from == 1;
    let fits = |at: usize| {
        let known = ground.is_member(classes.portfolio, at);
        // 'Acme Corp Secretary' has no such words in front; a country is whose minister it is.
        let plain = whole
            && ground.is_member(classes.portfolio_any, to - 1)
            && [
                classes.not_name,
                classes.given_names,
                classes.nationality,
                classes.status_former,
                classes.status_incoming,
            ]
            .iter()
            .all(|class| !ground.is_member(*class, at));
        capital(ground, at) && (known || plain && ground.listed_over(at).is_none()) && ground.title_over(at).is_none()
    };
    let joins = |at: usize| ground.is_member(classes.and, at) || ground.key(at) == ",";
    let mut start = from;
    while start > 0 && from - start < LONGEST {
        let joined = start > 1 && joins(start - 1) && fits(start - 2);
        // What stands right in front of a title of two words may be the name of a country.
        if (whole || start < from) && fits(start - 1) {
            start -= 1;
        } else if joined {
            start -= 2;
        } else {
            break;
        }
    }
    (start < from).then_some(start)
}

/// 'Minister for Trade and Industry', 'professor of Political Science': where the words end that stand behind a title and belong
/// to it.
pub fn end(ground: &Ground<'_>, (from, to): Stretch) -> Option<usize> {
    let classes = ground.classes;
    let headed = |class| (from..to).any(|at| ground.is_member(class, at));
    let class = match headed(classes.portfolio_head) {
        true => classes.portfolio,
        false if headed(classes.field_teacher) && capital(ground, to + 1) => classes.academic_field,
        false => return None,
    };
    // A listed title may hold the first of them: 'Minister of Communications and Digital Affairs'.
    let of = (from..=to).rfind(|at| ground.is_member(classes.of, *at))?;
    let end = listed_matters(ground, of + 1 + usize::from(ground.is_member(classes.article, of + 1)), class)
        .filter(|end| *end > to)?;
    // 'secretary of the National Union of Dockers': what goes on with a noun for an association is the name of one.
    let association = capital(ground, end) && ground.is_member(classes.civil_only, end);
    (!association).then_some(end)
}

/// Where a list of such words ends that begins at an atom.
pub fn matters(ground: &Ground<'_>, from: usize) -> Option<usize> {
    listed_matters(ground, from, ground.classes.portfolio)
}

/// The same for words of any class.
fn listed_matters(ground: &Ground<'_>, from: usize, class: Option<ClassId>) -> Option<usize> {
    let classes = ground.classes;
    let lower = ground.sentence.atoms.get(from).is_some_and(|atom| atom.case == Case::Lower);
    let one = |at: usize| (lower || capital(ground, at)) && ground.is_member(class, at);
    let owns = |at: usize| ground.is_member(classes.possessive, at);
    let mut at = from;
    while at - from < LONGEST {
        let owned = || at > from && owns(at) && one(at + 1);
        let listed = || at > from && ground.key(at) == "," && one(at + 1) && listed_on(ground, at + 1, &one);
        let next = if one(at) || owned() || listed() {
            at + 1
        } else if at > from
            && (ground.is_member(classes.and, at) || ground.key(at) == "," && ground.is_member(classes.and, at + 1))
        {
            let behind = at + 1 + usize::from(ground.key(at) == ",");
            if !one(behind) {
                break;
            }
            behind
        } else {
            break;
        };
        at = next;
    }
    (at > from).then_some(at)
}

/// A comma inside a list is followed by more of it, up to its 'and'.
fn listed_on(ground: &Ground<'_>, from: usize, one: &impl Fn(usize) -> bool) -> bool {
    let rest = (from..from + LONGEST).take_while(|at| one(*at) || ground.key(*at) == ",");
    let end = rest.last().map_or(from, |last| last + 1);
    ground.is_member(ground.classes.and, end) && one(end + 1)
}

/// The words of a minister's title around an atom, so that they are no name of their own.
pub fn over(ground: &Ground<'_>, at: usize) -> bool {
    near(ground, at).any(|title| {
        start(ground, title).is_some_and(|start| start <= at && at < title.1)
            || end(ground, title).is_some_and(|end| title.1 <= at && at < end)
    })
}

/// Such words end a minister's title in front of an atom.
pub fn ending(ground: &Ground<'_>, at: usize) -> bool {
    near(ground, at).any(|title| end(ground, title) == Some(at))
}

fn near(ground: &Ground<'_>, at: usize) -> impl Iterator<Item = Stretch> {
    let titles = ground.titles.iter().map(|(title, _)| *title);
    titles.filter(move |title| title.0 <= at + LONGEST && at <= title.1 + LONGEST)
}

fn capital(ground: &Ground<'_>, at: usize) -> bool {
    let word = |atom: &crate::segment::atoms::Atom| atom.kind == Kind::Word && atom.case != Case::Lower;
    ground.sentence.atoms.get(at).is_some_and(word)
}
