//! Definite descriptions of bodies: 'the Danish payments firm', 'Kenya's data protection watchdog'.

use super::ground::{Ground, Stretch};
use super::lexicon::UNKNOWN;
use super::reading::Form;
use crate::segment::atoms::{Case, Kind};

/// Most words that may stand between the opening word of a description and its noun.
const LONGEST: usize = 6;

/// Most atoms between 'the former' and the office that somebody had: 'the former Bolton Wanderers striker'.
const LONGEST_OFFICE: usize = 4;

/// A description found in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Description {
    pub stretch: Stretch,
    pub form: Form,
    /// The place whose body it is, where the text says so.
    pub place: Option<Stretch>,
    /// The same by its adjective, as a position in the lexicon.
    pub nation: Option<u32>,
    /// The product or service whose maker or owner it is.
    pub made: Option<Stretch>,
}

/// The country whose adjective begins at an atom, with a capital, and where the adjective ends.
pub fn nation_at(ground: &Ground<'_>, at: usize) -> Option<(u32, usize)> {
    let atom = ground.sentence.atoms.get(at)?;
    if atom.kind != Kind::Word || atom.case == Case::Lower {
        return None;
    }
    let second = ground.symbols.get(at + 1).copied().unwrap_or(UNKNOWN);
    ground.lexicon.demonym(ground.symbols[at], second).map(|(place, words)| (place, at + words))
}

/// The descriptions of a sentence; `named` tells which atoms belong to names.
pub fn find(ground: &Ground<'_>, named: &[bool]) -> Vec<Description> {
    let classes = ground.classes;
    let not_noun = classes.not_noun;
    let mut found = Vec::new();
    for ((from, to), _) in ground.words.of(&[classes.body_noun]) {
        if named[from..to].contains(&true) || named.get(to) == Some(&true) {
            continue;
        }
        // 'the supermarket chain': the last of several nouns is the one that describes.
        if ground.is_member(classes.body_noun, to) && ground.sentence.atoms[to].case == Case::Lower {
            continue;
        }
        // 'That app store operators remove it': an app is none of them.
        if ground.word_at(from, classes.group_noun).is_some_and(|end| end > to) {
            continue;
        }
        // 'The hedge fund manager Roe' is no fund.
        if thing(ground, to) || ground.title_over(to - 1).is_some_and(|(_, end)| end > to) {
            continue;
        }
        // 'the rival channel Ružičasta': what stands behind it is a name, if none that could be told.
        let name = ground.sentence.atoms.get(to).is_some_and(|atom| {
            atom.kind == Kind::Word && atom.case != Case::Lower && !ground.valued[to] && ground.title_over(to).is_none()
        });
        if name && ground.sentence.part == crate::segment::Part::Body && !ground.is_member(classes.not_name, to) {
            continue;
        }
        let governs = ground.word_at(from, classes.state_noun) == Some(to);
        let form = if governs { Form::Government } else { Form::Company };
        let mut start = from;
        let mut nation = None;
        while start > 0 && from - start <= LONGEST {
            let at = start - 1;
            // 'This newspaper' is the one that tells the story.
            if ground.is_member(classes.near_mark, at) && ground.word_at(from, classes.media_noun) == Some(to) {
                break;
            }
            if ground.is_member(classes.definite, at) {
                let nation = nation.filter(|_| governs || ground.word_at(from, classes.authority_noun) == Some(to));
                found.push(Description { stretch: (at, to), form, place: None, nation, made: None });
                break;
            }
            if ground.is_member(classes.possessive, at) {
                let public = governs || ground.word_at(from, classes.authority_noun) == Some(to);
                // What is named behind a comma has a better name.
                let behind = to + 1 + usize::from(ground.is_member(classes.definite, to + 1));
                let told = ground.key(to) == "," && named.get(behind) == Some(&true);
                let place = ground.listed_ending(at).filter(|_| public && !told);
                // 'The country's media regulator'.
                let home = at > 1
                    && ground.is_member(classes.definite, at - 2)
                    && ground.word_at(at - 1, classes.state_place) == Some(at);
                if home && public && !governs && !told {
                    found.push(Description {
                        stretch: (at - 2, to),
                        form: Form::Government,
                        place: None,
                        nation: None,
                        made: None,
                    });
                }
                if let Some(place) = place {
                    found.push(Description {
                        stretch: (place.0, to),
                        form: Form::Government,
                        place: Some(place),
                        nation: None,
                        made: None,
                    });
                }
                break;
            }
            let atom = &ground.sentence.atoms[at];
            // 'The pressure group'.
            let front = at + 1 == from
                && atom.case == Case::Lower
                && ground.is_member(classes.civil_front, at)
                && ground.word_at(from, classes.civil_noun) == Some(to);
            // 'The IT ministry'.
            let short = atom.case == Case::Upper && ground.word_at(from, classes.authority_named) == Some(to);
            // 'The rocket company': right behind the article no verb stands.
            let noun = !ground.is_member(not_noun, at)
                || ground.is_member(classes.noun_too, at) && at > 0 && ground.is_member(classes.definite, at - 1);
            let plain = atom.kind == Kind::Word && (atom.case == Case::Lower && noun || short || front);
            // 'the London-based startup', 'the Chicago company'.
            let hyphen = ground.key(at) == "-";
            let based = ground.listed_ending(start).filter(|place| ground.listed_as(*place, crate::fact::Kind::Place));
            if let Some(place) = based {
                start = place.0;
                continue;
            }
            // 'the Acme-owned site': whose it is stands in front of the noun.
            let owner = (0..at).rev().take_while(|at| named[*at]).last();
            if let Some(owner) = owner.filter(|_| hyphen && ground.is_member(classes.said_of, start)) {
                // 'the San Jose, California-based firm'.
                let city = owner.checked_sub(1).filter(|comma| ground.key(*comma) == ",");
                let city = city.and_then(|comma| ground.listed_ending(comma));
                let city = city.filter(|city| ground.listed_as(*city, crate::fact::Kind::Place));
                start = city.map_or(owner, |city| city.0);
                continue;
            }
            // 'Accused the company of ignoring a collective agreement'.
            let parts = ground.is_member(classes.of, at) || ground.is_member(classes.article, at);
            if named[at] || parts || !(hyphen || plain || ground.is_member(classes.nationality, at)) {
                break;
            }
            nation = nation_at(ground, at).map(|(place, _)| place).or(nation);
            start = at;
        }
    }
    found.extend(makers(ground, named));
    found
}

/// Behind a noun for a body stands one that makes it a sort of thing: 'the bank accounts'. 'The app account' is that of the app.
pub fn thing(ground: &Ground<'_>, to: usize) -> bool {
    let classes = ground.classes;
    let service = ground.is_member(classes.service_word, to - 1) || ground.is_member(classes.platform_noun, to - 1);
    // 'The developer account' is one for developers.
    let people = ground.is_member(classes.account_for, to - 1);
    (!service || people) && ground.is_member(classes.body_thing, to)
}

/// Where 'The former England striker' ends: somebody who opens a sentence by an office that he has no more, with no name behind.
pub fn former(ground: &Ground<'_>, named: &[bool]) -> Option<usize> {
    let classes = ground.classes;
    let atoms = &ground.sentence.atoms;
    let opens = ground.is_member(classes.article, 0) && ground.is_member(classes.definite, 0);
    if !opens || !ground.is_member(classes.status_former, 1) || ground.sentence.part != crate::segment::Part::Body {
        return None;
    }
    let (_, to) = (2..2 + LONGEST_OFFICE).find_map(|at| ground.title_starting(at))?;
    let word = |at: usize| atoms[at].kind == Kind::Word || ground.key(at) == "-";
    let plain = |at: usize| atoms.get(at).is_some_and(|atom| atom.kind == Kind::Word && atom.case == Case::Lower);
    // 'The former striker, Kim Roe, said', 'the former striker Roe said'.
    let aside = || {
        let figure = atoms.get(to + 1).is_some_and(|atom| atom.kind == Kind::Number);
        ground.key(to) == "," && (figure || ground.is_member(classes.clause_relative, to + 1))
    };
    let of = ground.is_member(classes.of, to);
    let told = (2..to).all(word) && named.get(to) != Some(&true) && (plain(to) && !of || aside());
    told.then_some(to)
}

/// The offices by which somebody is spoken of whom the sentence does not name: 'Acme's chief executive said', 'the Acme boss
/// has left', '“No,” said its founder'.
pub fn officers(ground: &Ground<'_>, named: &[bool]) -> Vec<Stretch> {
    let classes = ground.classes;
    let atoms = &ground.sentence.atoms;
    let told = |((from, to), _): &(Stretch, u32)| {
        let (from, to) = (*from, *to);
        // 'Acme's co-founder and CEO said'.
        let joined = from.checked_sub(1).filter(|and| ground.is_member(classes.and, *and));
        let office = joined.and_then(|and| ground.title_ending(and)).map_or(from, |(first, _)| first);
        let start = body_of_officer(ground, named, office)?;
        let plain = |at: usize| {
            atoms[at].kind == Kind::Word && atoms[at].case != Case::Title && !named[at] || ground.key(at) == "-"
        };
        let one = !atoms[to - 1].ends_as_plural_noun();
        let verbs = [classes.clause_verb, classes.clause_auxiliary, classes.say, classes.finite];
        let acts = verbs.iter().any(|class| ground.word_at(to, *class).is_some());
        let opens = ground.opens_clause(start) || ground.is_member(classes.clause_opener, start - 1);
        let speaks =
            start > 1 && ground.is_member(classes.say, start - 1) && ground.kind(start - 2) == Some(Kind::Mark);
        let ends = matches!(ground.key(to), "" | ".")
            || ground.key(to) == "," && atoms.get(to + 1).is_some_and(|atom| atom.case == Case::Lower);
        ((office..to).all(plain) && one && named.get(to) != Some(&true) && (acts && opens || speaks && ends))
            .then_some((from, to))
    };
    ground.titles.iter().filter_map(told).collect()
}

/// The same in Chinese: 禾光執行長表示, 該公司創辦人日前透露, 執行長則強調.
pub fn officers_in_chinese(ground: &Ground<'_>, named: &[bool]) -> Vec<Stretch> {
    let classes = ground.classes;
    let told = |((from, to), _): &(Stretch, u32)| {
        let (from, to) = (*from, *to);
        let one = ground.word_at(from, classes.top_office) == Some(to)
            && ![classes.group_noun, classes.spokesperson_noun].iter().any(|class| ground.word_ending(to, *class));
        let body = (0..from).rev().take_while(|at| named[*at]).last();
        let company = || (0..from).rev().find(|at| ground.word_at(*at, classes.company_noun) == Some(from));
        let start = body.or_else(company).unwrap_or(from);
        // 副主席兼行政總裁王大文: who is named has both offices.
        let joined = (to + 1..to + 3).any(|at| ground.title_starting(at).is_some());
        one && !joined && ground.opens_clause(start) && !named[from..to].contains(&true) && ground.acts_after(to)
    };
    ground.titles.iter().filter(|title| told(title)).map(|(stretch, _)| *stretch).collect()
}

/// Where the body in front of an office begins that says whose it is: 'Acme's', 'the lender's', 'its', 'the Acme'.
fn body_of_officer(ground: &Ground<'_>, named: &[bool], office: usize) -> Option<usize> {
    let classes = ground.classes;
    let owner = office.checked_sub(1)?;
    if ground.is_member(classes.its, owner) {
        return Some(owner);
    }
    let definite = |at: usize| ground.is_member(classes.definite, at);
    let marked = ground.is_member(classes.possessive, owner);
    let last = if marked { owner.checked_sub(1)? } else { owner };
    if let Some(from) = (0..=last).rev().take_while(|at| named[*at]).last() {
        let article = from.checked_sub(1).filter(|at| definite(*at));
        return if marked { article.or(Some(from)) } else { article };
    }
    let words = (last.saturating_sub(LONGEST)..last).rev();
    words.take_while(|at| ground.kind(*at) == Some(Kind::Word)).find(|at| definite(*at)).filter(|_| marked)
}

/// 'The iPhone maker', 'the WhatsApp owner': bodies spoken of by what they make or own.
fn makers(ground: &Ground<'_>, named: &[bool]) -> Vec<Description> {
    let classes = ground.classes;
    let maker = |((from, to), _): (Stretch, _)| {
        let made = ground.listed_ending(from)?;
        let start = made.0.checked_sub(1).filter(|at| ground.is_member(classes.definite, *at))?;
        let somebody = ground.word_at(start, classes.person_noun) == Some(to);
        let before =
            ground.sentence.atoms.get(to).is_some_and(|atom| atom.kind == Kind::Word && atom.case != Case::Lower);
        (!somebody && !before && named.get(to) != Some(&true)).then_some(Description {
            stretch: (start, to),
            form: Form::Company,
            place: None,
            nation: None,
            made: Some(made),
        })
    };
    ground.words.of(&[classes.owner_noun]).filter_map(maker).collect()
}
