//! Decides whom pronouns and definite descriptions mean, within an article and never across a doubt.
//!
//! Source of the method: salience by recency and grammatical position, after Lappin and Leass, "An Algorithm for
//! Pronominal Anaphora Resolution", Computational Linguistics 20(4), 1994, reduced to what atoms and mentions show.

mod ahead;
mod body;
mod company;
mod described;
mod employer;
mod nation;
mod pair;
mod plural;

use crate::fact::Kind;
use crate::recognise::lexicon::{ClassId, UNKNOWN};
use crate::recognise::{Form, Mention, Reading, Title, What};
use crate::segment::Part;
use crate::segment::atoms::{Case, Kind as AtomKind};
use ahead::{in_opening, named_ahead};
use body::{body, introduced, ordered, points_ahead};
use company::{bare, company, named_so, office, public, school, speaks_for_school};
pub use described::named_later;

/// Longest date, in atoms.
const DATE: usize = 6;

/// How many sentences back an antecedent may stand.
const REACH: usize = 4;

/// How many atoms behind a name its bearer's title may begin.
const APPOSITION: usize = 4;

/// How many atoms an aside may have between a name and the pronoun of whoever acts on its bearer.
const ASIDE: usize = 6;

/// How far behind a medium the verb may stand by which it has learned something.
const LEARNS_WITHIN: usize = 16;

/// How many atoms may stand in front of the agency that a sentence opens with.
const DATELINE: usize = 12;

/// Fills in what the mentions that point back mean; those that stay in doubt keep no sense.
pub fn resolve(reading: &mut Reading<'_>) {
    let main = reading.main_body();
    let state = reading.main_state();
    for i in 0..reading.mentions.len() {
        let mention = &reading.mentions[i];
        if mention.form == Form::Group
            && let Some(members) = plural::members(reading, i)
        {
            reading.mentions[i].senses = members;
            reading.mentions[i].form = Form::Several;
            continue;
        }
        let mention = &reading.mentions[i];
        if !mention.form.points_back()
            || !mention.senses.is_empty()
            || reading.article.sentences[mention.sentence].part != Part::Body
        {
            continue;
        }
        let senses = match mention.form {
            Form::He | Form::His | Form::She | Form::Her if untold(reading, i) || of_unknown(reading, i) => None,
            Form::He | Form::His => person(reading, i, Some('m')),
            Form::She | Form::Her => person(reading, i, Some('f')),
            Form::Person if let Some(told) = voice_told(reading, i) => told,
            Form::Person if pair::points(reading, i) => pair::one(reading, i),
            Form::Person if once(reading, i) => sole(reading, i),
            Form::Person => person(reading, i, None),
            Form::Its if ordered(reading, i) => before(reading, i)
                .take_while(|other| other.sentence == mention.sentence)
                .filter(|other| reading.entities[other.senses[0] as usize].kind.is_body())
                .last()
                .map(|other| other.senses.clone()),
            Form::Its if let Some(ahead) = body::whose_ahead(reading, i) => match reading.mentions[ahead].form {
                Form::Name => Some(reading.mentions[ahead].senses.clone()),
                _ => described::body(reading, ahead, main, state),
            },
            Form::Its if let Some(owner) = body::joined(reading, i) => Some(owner),
            Form::It | Form::Its if unknown_before(reading, i) || body::unknown_sayer(reading, i) => None,
            Form::It
                if points_ahead(reading, i)
                    || law_told(reading, i)
                    || paper_told(reading, i)
                    || remarked(reading, i) =>
            {
                None
            }
            Form::It => {
                let main = main.filter(|main| !body::acts_itself(reading, i, *main));
                let topic = main.filter(|main| last_topic(reading, i, *main)).map(|main| vec![main]);
                topic.or_else(|| body(reading, i, false)).or_else(|| main.map(|main| vec![main]))
            }
            Form::Its => {
                introduced(reading, i).or_else(|| body(reading, i, false)).or_else(|| main.map(|main| vec![main]))
            }
            Form::Company if employer::whose(reading, i).is_some() => employer::employer(reading, i),
            Form::Company | Form::Government if !reading.is_chinese() => {
                // 'The Acme-owned site' is not Acme.
                let other = told_by(reading, i);
                let main = main
                    .filter(|main| !owner_inside(reading, i, *main) && other.is_none_or(|other| !other.contains(main)));
                described::body(reading, i, main, state)
                    .filter(|found| !owner_inside(reading, i, found[0]) && other != Some(found))
            }
            Form::Company if speaks_for_school(reading, mention) => school(reading, i),
            Form::Company if office(reading, mention) || bare(reading, mention) => named_so(reading, mention),
            Form::Company => {
                let main = main.filter(|main| !public(reading, *main));
                company(reading, i, main).or_else(|| main.map(|main| vec![main]))
            }
            Form::Government => government(reading, i),
            Form::They if plural::both(reading, i) => plural::two(reading, i),
            Form::They | Form::Their => plural::subjects(reading, i).or_else(|| several(reading, i)),
            Form::Name | Form::Group | Form::Nation | Form::Several => None,
        };
        if let Some(senses) = senses {
            // 'They' behind 'both companies' are both of them.
            let several = |other: &Mention| other.form == Form::Several && other.senses == senses;
            if plural::subjects(reading, i).is_some()
                || plural::both(reading, i)
                || reading.mentions[i].form == Form::They && reading.mentions[..i].iter().any(several)
            {
                reading.mentions[i].form = Form::Several;
            }
            // Whoever is called 'she' where nobody else was named is a woman.
            let gender = match reading.mentions[i].form {
                _ if !alone(reading, i, senses[0]) => None,
                Form::He | Form::His => Some('m'),
                Form::She | Form::Her => Some('f'),
                _ => None,
            };
            let entity = &mut reading.entities[senses[0] as usize];
            entity.gender = entity.gender.or(gender.filter(|_| entity.kind == Kind::Person));
            reading.mentions[i].senses = senses;
        }
    }
}

/// Named mentions in front of a mention: those of its own sentence first, then the sentences before, each read from
/// its beginning, because its subject stands first.
fn before<'r>(reading: &'r Reading<'_>, at: usize) -> impl Iterator<Item = &'r Mention> {
    let here = &reading.mentions[at];
    let (sentence, from) = (here.sentence, here.from);
    let other = told_by(reading, at);
    (0..=REACH.min(sentence)).flat_map(move |back| {
        let there = sentence - back;
        reading.mentions_in(there).iter().filter(move |mention| {
            !mention.senses.is_empty()
                && (back > 0 || mention.from < from)
                && other != Some(&mention.senses)
                && reading.article.sentences[there].part != Part::Related
                && !dateline(reading, mention)
                && !once_there(reading, mention)
                && !compared(reading, mention)
                && !formerly(reading, mention)
                && !passing(reading, mention, if back == 0 { from } else { usize::MAX })
                && (if back == 0 { !quoted_apart(reading, mention, from) } else { !quoted(reading, mention) })
        })
    })
}

/// 曾任職於Acme，擔任副總: where somebody has been before is not spoken of, nor who only tells the story.
fn once_there(reading: &Reading<'_>, mention: &Mention) -> bool {
    let classes = &reading.recogniser.classes;
    let tagged = &reading.sentences[mention.sentence];
    let kind = reading.entities[mention.senses[0] as usize].kind;
    // 某報從員工處獲悉: a medium that has learned something.
    let learns = || {
        let clause = |at: &usize| reading.article.sentences[mention.sentence].atoms[*at].key != ",";
        let end = reading.article.sentences[mention.sentence].atoms.len();
        (mention.to..end.min(mention.to + LEARNS_WITHIN))
            .take_while(clause)
            .any(|at| classes.learn.is_some_and(|class| tagged.class_at(at, class).is_some()))
    };
    mention.form == Form::Name
        && reading.is_chinese()
        && kind.is_body()
        && (classes.once_at.is_some_and(|class| tagged.class_ending(mention.from, 5, class))
            || kind == Kind::Media && learns())
}

/// 'Acme, the company's yearly fair,', 'Bolt, which the company owns', 'Bolt, the app it bought': whoever is told of by what is
/// another's, or by what another does, is not that other.
fn told_by<'r>(reading: &'r Reading<'_>, at: usize) -> Option<&'r Vec<u32>> {
    let here = &reading.mentions[at];
    let classes = &reading.recogniser.classes;
    let acts = matches!(here.form, Form::It | Form::They | Form::He | Form::She);
    if reading.is_chinese() || here.form != Form::Company && !acts {
        return None;
    }
    let owns = reading.is_member(here.sentence, here.to, classes.possessive);
    let relative = here.from > 0 && reading.is_member(here.sentence, here.from - 1, classes.clause_relative);
    let mut comma = here.from.checked_sub(1 + usize::from(relative))?;
    let atoms = &reading.article.sentences[here.sentence].atoms;
    if acts && atoms[comma].key != "," {
        // ', the small Oslo app' between the name and the pronoun.
        let noun =
            |at: &usize| atoms[*at].kind == AtomKind::Word && !reading.is_member(here.sentence, *at, classes.finite);
        let front = (comma.saturating_sub(ASIDE)..=comma).rev().take_while(noun);
        let opens = front.filter(|at| reading.is_member(here.sentence, *at, classes.one_such)).last()?;
        comma = opens.checked_sub(1)?;
    } else if !(owns || relative) {
        return None;
    }
    let named = |other: &&Mention| other.to == comma && other.form == Form::Name && !other.senses.is_empty();
    reading.mentions_in(here.sentence).iter().find(named).filter(|_| atoms[comma].key == ",").map(|other| &other.senses)
}

/// '"Roe will stay," he said': who is named inside a quotation is not meant by a word outside of it.
fn quoted_apart(reading: &Reading<'_>, mention: &Mention, at: usize) -> bool {
    let mut quotes = reading.article.sentences[mention.sentence].quotes.iter();
    quotes.any(|quote| quote.inner.contains(&mention.from) && !quote.inner.contains(&at))
}

/// 'OSLO (Acme) - It fined Bolt': who only sends the story is not spoken of.
fn dateline(reading: &Reading<'_>, mention: &Mention) -> bool {
    let atoms = &reading.article.sentences[mention.sentence].atoms;
    let key = |at: usize| atoms.get(at).map(|atom| atom.key.as_str());
    mention.from > 0
        && mention.from < DATELINE
        && key(mention.from - 1) == Some("(")
        && key(mention.to) == Some(")")
        && matches!(key(mention.to + 1), Some("-" | "–" | "—"))
}

/// 'Acme has 400 shops, more than Bolt or Corp. It': with whom somebody is only compared is not spoken of.
fn compared(reading: &Reading<'_>, mention: &Mention) -> bool {
    let classes = &reading.recogniser.classes;
    let tagged = &reading.sentences[mention.sentence];
    let Some(class) = classes.set_beside.filter(|_| !reading.is_chinese()) else { return false };
    let mark = (0..mention.from).rev().find_map(|at| tagged.class_at(at, class).filter(|end| *end <= mention.from));
    let Some(end) = mark else { return false };
    let atoms = &reading.article.sentences[mention.sentence].atoms;
    let apart = |at: usize| {
        matches!(atoms[at].key.as_str(), "," | ";" | ":" | "\"" | "“" | "”")
            || classes.finite.is_some_and(|finite| tagged.class_at(at, finite).is_some())
    };
    !(end..mention.from).any(apart)
}

/// A paragraph opens with 'it', and the one in front with the body that the article is about: that goes on.
fn last_topic(reading: &Reading<'_>, at: usize, main: u32) -> bool {
    let here = &reading.mentions[at];
    let sentences = &reading.article.sentences;
    let Some(last) = here.sentence.checked_sub(1).filter(|_| here.from == 0 && !reading.is_chinese()) else {
        return false;
    };
    let paragraph = sentences[last].paragraph;
    let first = (0..=last).rev().take_while(|sentence| sentences[*sentence].paragraph == paragraph).last();
    let opens = |mention: &Mention| mention.from < 2 && mention.form == Form::Name && mention.senses.contains(&main);
    // 'Acme opened a shop. The watchdog then opened an inquiry': the paragraph has gone on to another.
    let other = |m: &Mention| {
        m.from < 2
            && m.form == Form::Name
            && !m.senses.contains(&main)
            && m.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind.is_body())
    };
    paragraph != sentences[here.sentence].paragraph
        && !reading.mentions_in(last).iter().any(other)
        && first.is_some_and(|first| {
            first < last && reading.mentions_in(first).iter().any(opens) && sentences[first].part == Part::Body
        })
}

/// '"We want more," says the letter. It demands': a letter or a suit goes on saying what it says.
fn paper_told(reading: &Reading<'_>, at: usize) -> bool {
    let here = &reading.mentions[at];
    let classes = &reading.recogniser.classes;
    let sentences = &reading.article.sentences;
    let Some(last) = here.sentence.checked_sub(1).filter(|_| here.from == 0 && !reading.is_chinese()) else {
        return false;
    };
    let paper = |at: usize| {
        let noun = (at + 1..at + 4).find(|at| reading.is_member(last, *at, classes.paper_told));
        let plain = |noun: usize| (at + 1..noun).all(|at| !reading.is_member(last, at, classes.possessive));
        reading.is_member(last, at, classes.definite) && noun.is_some_and(plain)
    };
    let told = |at: &usize| reading.is_member(last, at - 1, classes.say) && paper(*at);
    sentences[last].paragraph == sentences[here.sentence].paragraph
        && (paper(0) || (1..sentences[last].atoms.len()).any(|at| told(&at)))
}

/// 'Kim Roe, a former Acme engineer, founded Bolt. It': where somebody has been before is not spoken of.
fn formerly(reading: &Reading<'_>, mention: &Mention) -> bool {
    let former = reading.recogniser.classes.status_former;
    let front = mention.from.checked_sub(1).filter(|_| !reading.is_chinese() && mention.form == Form::Name);
    let titled = || {
        let hits = reading.sentences[mention.sentence].at(mention.to).iter();
        hits.into_iter().any(|hit| matches!(hit.what, What::Title(_)))
    };
    front.is_some_and(|front| reading.is_member(mention.sentence, front, former)) && titled()
}

/// '"It is a slap on the wrist," she said': with these words somebody speaks of what was done, and of no body.
fn remarked(reading: &Reading<'_>, at: usize) -> bool {
    let here = &reading.mentions[at];
    let opens = reading.article.sentences[here.sentence].quotes.iter().any(|quote| quote.inner.start == here.from);
    let copula = reading.recogniser.classes.copula;
    let is = copula.is_some_and(|class| reading.sentences[here.sentence].class_at(here.to, class).is_some());
    opens && is && !reading.is_chinese()
}

/// 'A spokesperson for Acme declined to comment. The spokesperson added': who was called so last, by name or as the voice of a body.
fn voice_told(reading: &Reading<'_>, at: usize) -> Option<Option<Vec<u32>>> {
    let here = &reading.mentions[at];
    let class = reading.recogniser.classes.spokesperson_noun.filter(|_| !reading.is_chinese())?;
    let voice = |sentence: usize, at: usize| reading.sentences[sentence].class_at(at, class);
    (here.from..here.to).find_map(|at| voice(here.sentence, at).filter(|end| *end == here.to))?;
    for sentence in (here.sentence.saturating_sub(REACH)..here.sentence).rev() {
        let atoms = reading.article.sentences[sentence].atoms.len();
        let Some((noun, end)) = (0..atoms).rev().find_map(|at| Some((at, voice(sentence, at)?))) else { continue };
        let near = |mention: &&Mention| {
            !mention.senses.is_empty()
                && (mention.from >= end && mention.from <= end + 3 || mention.to <= noun && noun - mention.to <= 2)
        };
        let mut named = reading.mentions_in(sentence).iter().filter(near);
        let person = |mention: &&Mention| reading.entities[mention.senses[0] as usize].kind == Kind::Person;
        let found = named.clone().find(person).or_else(|| named.find(|mention| mention.form != Form::Person));
        return Some(found.map(|mention| mention.senses.clone()));
    }
    None
}

/// 'Kim Roe, who founded Bolt in 1996, has left Acme. The company': what is named once, in a clause about somebody that has ended
/// in front of an atom, is not spoken of.
fn passing(reading: &Reading<'_>, mention: &Mention, at: usize) -> bool {
    let entity = &reading.entities[mention.senses[0] as usize];
    let atoms = &reading.article.sentences[mention.sentence].atoms;
    let opens = atoms[..mention.from].iter().rposition(|atom| atom.key == ",");
    // 'Kim Roe, who chairs Bolt, accused Acme of greed and called on it': nor is it where another is named behind that clause.
    let other = |other: &Mention| {
        (mention.to..at).contains(&other.from)
            && other.form == Form::Name
            && other.senses != mention.senses
            && other.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind.is_body())
            && atoms[mention.to..other.from].iter().any(|atom| atom.key == ",")
    };
    let others = || at < atoms.len() && reading.mentions_in(mention.sentence).iter().any(other);
    let opens = opens.filter(|_| entity.kind.is_body() && mention.form == Form::Name && (entity.count < 2 || others()));
    let Some(comma) = opens.filter(|_| !reading.is_chinese()) else { return false };
    let ended = atoms[mention.to..atoms.len().min(at)].iter().any(|atom| atom.key == ",");
    let person = |other: &Mention| {
        other.to == comma
            && other.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind == Kind::Person)
    };
    ended
        && reading.is_member(mention.sentence, comma + 1, reading.recogniser.classes.who)
        && reading.mentions_in(mention.sentence).iter().any(person)
}

/// 'The act, passed in May, requires sites to check. It also forbids': a sentence goes on about the law with which one of the two in
/// front of it, of its paragraph, opens.
fn law_told(reading: &Reading<'_>, at: usize) -> bool {
    let here = &reading.mentions[at];
    let classes = &reading.recogniser.classes;
    let sentences = &reading.article.sentences;
    let body = |mention: &Mention| {
        mention.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind.is_body())
    };
    let named = |sentence: usize, to: usize| {
        reading.mentions_in(sentence).iter().any(|mention| mention.from < to && body(mention))
    };
    if reading.is_chinese() || body::is_object(reading, at) || named(here.sentence, here.from) {
        return false;
    }
    let near = (here.sentence.saturating_sub(2)..here.sentence).rev();
    let near = near.filter(|before| sentences[*before].paragraph == sentences[here.sentence].paragraph);
    for before in near {
        let law = (1..4).find(|at| reading.is_member(before, *at, classes.law_noun));
        let opens = reading.is_member(before, 0, classes.definite);
        if let Some(noun) = law.filter(|_| opens) {
            return !named(before, noun);
        }
        if named(before, 3) {
            return false;
        }
    }
    false
}

/// A description names a body inside it.
fn owner_inside(reading: &Reading<'_>, at: usize, body: u32) -> bool {
    let mention = &reading.mentions[at];
    let inside = |other: &Mention| mention.from < other.from && other.to < mention.to;
    reading.mentions_in(mention.sentence).iter().any(|other| inside(other) && other.senses.contains(&body))
}

/// Who is named inside a quotation is not whom the sentence is about.
fn quoted(reading: &Reading<'_>, mention: &Mention) -> bool {
    reading.article.sentences[mention.sentence].quoted(mention.from)
}

/// Nobody but this person is named in the sentence and the one before.
fn alone(reading: &Reading<'_>, at: usize, person: u32) -> bool {
    let here = reading.mentions[at].sentence;
    before(reading, at)
        .take_while(|other| other.sentence + 1 >= here)
        .filter(|other| reading.entities[other.senses[0] as usize].kind == Kind::Person)
        .all(|other| other.senses[0] == person)
}

/// Whether the article tells of a person that he has the office by which somebody is spoken of.
fn holds(reading: &Reading<'_>, description: &Mention, person: u32) -> bool {
    let lexicon = &reading.recogniser.lexicon;
    let within = |title: &&Title| {
        title.sentence == description.sentence && description.from <= title.from && title.to <= description.to
    };
    let Some(office) = reading.titles.iter().find(within).map(|title| title.base) else { return false };
    let mut named = reading.mentions.iter().filter(|other| other.form == Form::Name && other.senses.contains(&person));
    named.any(|name| {
        let beside = |title: &&Title| {
            title.sentence == name.sentence
                && (title.to == name.from || (name.to..name.to + APPOSITION).contains(&title.from))
        };
        let mut held = reading.titles.iter().filter(beside).map(|title| title.base);
        held.any(|held| lexicon.is_below(held, office) || lexicon.is_below(office, held))
    })
}

/// 'The former striker': somebody is spoken of by what he was.
fn once(reading: &Reading<'_>, at: usize) -> bool {
    let here = &reading.mentions[at];
    let classes = &reading.recogniser.classes;
    let listed = classes
        .person_noun
        .is_some_and(|class| reading.sentences[here.sentence].class_at(here.from, class) == Some(here.to));
    !reading.is_chinese() && !listed && reading.is_member(here.sentence, here.from + 1, classes.status_former)
}

/// The only person of whom the sentence before is, unless it was told of somebody else that he had the office.
fn sole(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let last = here.sentence.checked_sub(1)?;
    let person = |mention: &&Mention| {
        mention.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind == Kind::Person)
    };
    let mut told = reading.mentions[..at].iter().filter(|other| other.sentence < here.sentence).filter(person);
    if let Some(holder) = told.clone().find(|other| holds(reading, here, other.senses[0])) {
        let others = told.any(|other| other.senses != holder.senses && holds(reading, here, other.senses[0]));
        return (!others).then(|| holder.senses.clone());
    }
    agreed(reading.mentions_in(last).iter().filter(person))
}

/// What mentions mean that all mean the same.
fn agreed<'r>(mut mentions: impl Iterator<Item = &'r Mention>) -> Option<Vec<u32>> {
    let first = mentions.next()?;
    mentions.all(|other| other.senses == first.senses).then(|| first.senses.clone())
}

/// 'It attacked the judge, calling her reckless': somebody in front of whom nothing is known, and nobody behind him.
fn untold(reading: &Reading<'_>, at: usize) -> bool {
    let here = &reading.mentions[at];
    let person = |mention: &&Mention| {
        mention.form == Form::Person
            || mention.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind == Kind::Person)
    };
    let mut front = reading.mentions_in(here.sentence).iter().filter(|mention| mention.to <= here.from);
    !reading.is_chinese() && front.rfind(person).is_some_and(|last| last.form == Form::Person && last.senses.is_empty())
}

fn person<'r>(reading: &'r Reading<'_>, at: usize, gender: Option<char>) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let classes = &reading.recogniser.classes;
    let class_at = |mention: &Mention, at: usize, class: Option<ClassId>| {
        class.is_some_and(|class| reading.sentences[mention.sentence].class_at(at, class).is_some())
    };
    // 'The Republican' is somebody who is known to act for a country.
    let politician = here.form == Form::Person && class_at(here, here.from, classes.party_description);
    // 'The judge' is nobody of whom the article has not said that he is one.
    let told = here.form == Form::Person && class_at(here, here.from, classes.office_as_told);
    // '"He was banned," she said' are two.
    let other_gender = |senses: &Vec<u32>| {
        let other = |form| match here.form {
            Form::He | Form::His => matches!(form, Form::She | Form::Her),
            Form::She | Form::Her => matches!(form, Form::He | Form::His),
            _ => false,
        };
        let mut front = reading.mentions_in(here.sentence).iter().filter(|mention| mention.from < here.from);
        !reading.is_chinese() && front.any(|mention| other(mention.form) && mention.senses == *senses)
    };
    let gender_fits = |entity: u32| {
        let known = reading.entities[entity as usize].gender;
        gender.is_none() || known.is_none() || known == gender
    };
    let fits = |mention: &&Mention| {
        let entity = &reading.entities[mention.senses[0] as usize];
        let political = || reading.listed(mention.senses[0]).is_some_and(|listed| listed.country.is_some());
        entity.kind == Kind::Person
            && gender_fits(mention.senses[0])
            && !other_gender(&mention.senses)
            && (!politician || political())
            && (!told || holds(reading, here, mention.senses[0]))
    };
    // 'His rival, Jane Roe, accused him': the only one who acts there is not the one whom it is done to.
    let mut acting = before(reading, at).take_while(|mention| mention.sentence == here.sentence).filter(|mention| {
        let person = reading.entities[mention.senses[0] as usize].kind == Kind::Person;
        (if reading.is_chinese() { fits(mention) } else { person })
            && !mention.form.is_possessive()
            // 'It shut Roe's account, blocking him'.
            && (reading.is_chinese() || !class_at(mention, mention.to, classes.possessive))
            && !governed(reading, mention)
    });
    // 'Her 9,000 followers' are not done to her.
    let counted = reading.sentences[here.sentence].at(here.to).iter().any(|hit| matches!(hit.what, What::Quantity(_)));
    // 'The mayor praised his work': nobody does so with his own.
    let judges = |class: Option<ClassId>| {
        class.is_some_and(|class| reading.sentences[here.sentence].class_ending(here.from, 3, class))
    };
    let judged = || !reading.is_chinese() && (judges(classes.criticise) || judges(classes.praise));
    let object = match here.form {
        Form::He | Form::She => !counted && body::is_object(reading, at),
        Form::His | Form::Her if reading.is_chinese() => !counted && body::is_object(reading, at),
        Form::His | Form::Her => judged(),
        _ => false,
    };
    // 'Roe is an engineer. Before he bought Acme, Poe led it': the sentence in front is about another.
    let told_of = |ahead: &Vec<u32>| {
        let sentences = &reading.article.sentences;
        let last = here.sentence.checked_sub(1);
        let last = last.filter(|last| sentences[*last].paragraph == sentences[here.sentence].paragraph);
        let opens = |m: &Mention| m.from < 2 && m.form == Form::Name && !m.senses.is_empty() && m.senses != *ahead;
        last.is_some_and(|last| reading.mentions_in(last).iter().any(|m| opens(m) && fits(&m)))
    };
    if let Some(ahead) = named_ahead(reading, at).filter(|ahead| gender_fits(ahead[0]) && !told_of(ahead)) {
        return Some(ahead);
    }
    let mut object = object;
    if object && reading.is_chinese() {
        let in_front = || body::said_there(reading, at).filter(|other| !other.senses.is_empty());
        // 甲恢復他的帳號，距推特將他停權: whom the first pronoun means is meant by the second.
        let meant =
            in_front().find(|other| matches!(other.form, Form::He | Form::His | Form::She | Form::Her) && fits(other));
        if let Some(meant) = meant {
            return Some(meant.senses.clone());
        }
        // 甲說，推特將他停權: a body in between is the one that acts.
        object = !in_front().next().is_some_and(|last| reading.entities[last.senses[0] as usize].kind.is_body());
    }
    let actor = object.then(|| acting.next()).flatten().map(|mention| mention.senses.clone());
    let actor = actor.filter(|actor| acting.all(|other| other.senses == *actor));
    let fits = |mention: &&Mention| fits(mention) && Some(&mention.senses) != actor.as_ref();
    // 至於甲已出境，她說: whom a clause is about that brings up a matter is not yet the one who speaks.
    let topic = |mention: &&Mention| {
        reading.is_chinese() && mention.sentence == here.sentence && brought_up(reading, mention, here.from)
    };
    // 發言人甲證實，公司已恢復他的帳號: who speaks for a body speaks of somebody else.
    let voice = |mention: &Mention| {
        reading.is_chinese()
            && matches!(here.form, Form::His | Form::Her)
            && mention.sentence == here.sentence
            && speaks_for(reading, mention, here.from)
    };
    // 甲等人創立了公司，他是: one of many who are named together is not meant by a word for one.
    let among = |mention: &Mention| {
        reading.is_chinese() && here.form != Form::Person && class_at(mention, mention.to, classes.and_others)
    };
    let fitting =
        || before(reading, at).filter(fits).filter(|mention| !topic(mention) && !voice(mention) && !among(mention));
    let subject = |first: &'r Mention| {
        let beside = || fitting().take_while(|other| other.sentence == first.sentence);
        match first {
            _ if reading.is_chinese() || !governed(reading, first) => first,
            _ => beside()
                .find(|other| !governed(reading, other))
                .or_else(|| fitting().find(|other| !in_opening(reading, other, at)))
                .unwrap_or(first),
        }
    };
    let first = fitting().next().map(subject).or_else(|| before(reading, at).find(fits));
    // 'The minister' is the only one of whom the article said that he is one, however far in front.
    if first.is_none() && told && !reading.is_chinese() {
        let named = |mention: &&Mention| mention.form == Form::Name && !mention.senses.is_empty();
        return agreed(reading.mentions[..at].iter().filter(named).filter(fits));
    }
    let first = first?;
    // 'Roe's lawyer Jane Poe said': whoever comes behind the owner is spoken of.
    // In 'His lawyer John Poe said he was ill' it is the lawyer's client who is ill.
    let reported = here.from > 0 && reading.is_member(here.sentence, here.from - 1, classes.say);
    let owner = |mention: &Mention| {
        class_at(mention, mention.to, classes.possessive)
            // 甲陣營發言人乙批評: who speaks for somebody is not he.
            || class_at(mention, mention.to, classes.camp_noun)
            || mention.form.is_possessive() && !reported && !reading.is_chinese() && !here.form.is_possessive()
    };
    let mention = before(reading, at)
        .filter(|mention| mention.sentence == first.sentence && owner(first))
        .find(|mention| {
            // 'Asked about his threats against Roe, he said': whom a preposition governs does not speak.
            let led = first.form.is_possessive() && first.sentence == here.sentence && governed(reading, mention);
            fits(mention) && !owner(mention) && mention.form == Form::Name && !led
        })
        // 'Roe's party accused him of forgetting that he had': whom a word that means no owner has meant already.
        .or_else(|| {
            before(reading, at)
                .filter(|mention| mention.sentence == here.sentence && owner(first))
                .find(|mention| fits(mention) && matches!(mention.form, Form::He | Form::She) && !reading.is_chinese())
        })
        .unwrap_or(first);
    // 'Kim Roe called for him to go. His lawyer': who was a man there is one here, whatever Kim is.
    let unknown = mention.sentence < here.sentence && reading.entities[mention.senses[0] as usize].gender.is_none();
    let alike = |other: &&Mention| match gender {
        Some('m') => matches!(other.form, Form::He | Form::His),
        Some(_) => matches!(other.form, Form::She | Form::Her),
        None => false,
    };
    let mut pronouns =
        reading.mentions_in(mention.sentence).iter().filter(alike).filter(|other| !other.senses.is_empty());
    let told = pronouns.next_back().filter(|_| unknown && !reading.is_chinese());
    Some(told.unwrap_or(mention).senses.clone())
}

/// 他在Threads上說: a service where somebody speaks is not spoken of.
pub fn venue(reading: &Reading<'_>, mention: &Mention) -> bool {
    let class = reading.recogniser.classes.venue_mark;
    let front = mention.from.checked_sub(1).filter(|_| reading.is_chinese());
    front.is_some_and(|front| reading.is_member(mention.sentence, front, class))
}

/// A mention stands in a clause that opens with 'as for' or its like and ends in front of an atom.
fn brought_up(reading: &Reading<'_>, mention: &Mention, end: usize) -> bool {
    let atoms = &reading.article.sentences[mention.sentence].atoms;
    let opens = atoms[..mention.from].iter().rposition(|atom| atom.key == ",").map_or(0, |comma| comma + 1);
    let class = reading.recogniser.classes.brings_up;
    class.is_some_and(|class| reading.sentences[mention.sentence].class_at(opens, class).is_some())
        && atoms[mention.to..end].iter().any(|atom| atom.key == ",")
}

/// The title of a spokesperson stands in front of a mention, and an atom inside a later clause, where it is no subject.
fn speaks_for(reading: &Reading<'_>, mention: &Mention, at: usize) -> bool {
    let atoms = &reading.article.sentences[mention.sentence].atoms;
    let Some(class) = reading.recogniser.classes.spokesperson_noun else { return false };
    let title = reading.sentences[mention.sentence].class_ending(mention.from, 4, class);
    title && atoms[at - 1].kind != AtomKind::Mark && atoms[mention.to..at].iter().any(|atom| atom.key == ",")
}

/// 'The workers' union was furious. Its head said': the sentence before is about a body of which nothing is known; so it is where
/// that opens with a name that could not be told.
fn unknown_before(reading: &Reading<'_>, at: usize) -> bool {
    let here = &reading.mentions[at];
    let Some(before) = here.sentence.checked_sub(1).filter(|_| here.from == 0 && !reading.is_chinese()) else {
        return false;
    };
    let sentences = &reading.article.sentences;
    let unknown = |first: &Mention| {
        first.from == 0 && matches!(first.form, Form::Company | Form::Government) && first.senses.is_empty()
    };
    sentences[before].paragraph == sentences[here.sentence].paragraph
        && (reading.mentions_in(before).first().is_some_and(unknown) || opens_unknown(reading, before))
}

/// 'Boxbox, a streamer, is on leave. He denies it': a sentence of the paragraph opens with a name that could not be told, and
/// nobody is named from there on.
fn of_unknown(reading: &Reading<'_>, at: usize) -> bool {
    let here = &reading.mentions[at];
    let sentences = &reading.article.sentences;
    let person = |mention: &Mention| {
        mention.form == Form::Person
            || mention.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind == Kind::Person)
    };
    let near = (here.sentence.saturating_sub(REACH)..=here.sentence).rev();
    let near = near.take_while(|there| sentences[*there].paragraph == sentences[here.sentence].paragraph);
    let named = |there: usize| {
        let front = |mention: &&Mention| there < here.sentence || mention.from < here.from;
        reading.mentions_in(there).iter().filter(front).any(person)
    };
    let told = near.clone().find(|there| named(*there));
    let mut unnamed = near.take_while(|there| told.is_none_or(|told| *there > told));
    !reading.is_chinese()
        && unnamed.any(|there| (there < here.sentence || here.from > 0) && opens_unknown(reading, there))
}

/// 'Komoot, a rival, was quick to react': a sentence opens with a capitalised word that no list knows.
fn opens_unknown(reading: &Reading<'_>, sentence: usize) -> bool {
    let atoms = &reading.article.sentences[sentence].atoms;
    let classes = &reading.recogniser.classes;
    let tagged = &reading.sentences[sentence];
    let is = |at: usize, class: Option<ClassId>| class.is_some_and(|class| tagged.class_at(at, class).is_some());
    let named = reading.mentions_in(sentence).first().is_some_and(|first| first.from == 0);
    let goes_on = || {
        let aside = atoms.get(1).is_some_and(|atom| atom.key == ",");
        aside && (is(2, classes.article) || is(2, classes.clause_relative)) || is(1, classes.finite)
    };
    !named
        && atoms.first().is_some_and(|atom| atom.kind == AtomKind::Word && atom.case == Case::Title)
        && (tagged.symbols[0] == UNKNOWN || tagged.symbols[0] >= reading.recogniser.lexicon.symbol_count())
        && goes_on()
}

/// A preposition stands in front of a mention, perhaps with an article.
pub fn governed(reading: &Reading<'_>, mention: &Mention) -> bool {
    let classes = &reading.recogniser.classes;
    let is = |at: usize, class: Option<ClassId>| reading.is_member(mention.sentence, at, class);
    let mut from = mention.from;
    if reading.is_chinese() || from == 0 {
        return false;
    }
    let atoms = &reading.article.sentences[mention.sentence].atoms;
    // 'On Acme, Bolt or any other site': what closes a list of three is governed as the member in front of it is.
    let goes_on = atoms[from - 1].key == ","
        && atoms.get(mention.to).is_some_and(|atom| atom.kind == AtomKind::Word)
        && is(mention.to, classes.list_separator);
    let member = |other: &&Mention| other.to + 1 == mention.from && other.form == Form::Name;
    if goes_on && let Some(first) = reading.mentions_in(mention.sentence).iter().find(member) {
        return governed(reading, first);
    }
    // 'On Tuesday Acme said': a day in front of the name governs nobody.
    if reading.sentences[mention.sentence].date_ending(from, DATE).is_some() {
        return false;
    }
    // 'Seen by Nordic Acme': words in front that look like parts of the name.
    while from > 1
        && mention.form == Form::Name
        && atoms[from - 1].kind == AtomKind::Word
        && atoms[from - 1].case == Case::Title
        && !is(from - 1, classes.preposition)
        && !is(from - 1, classes.definite)
    {
        from -= 1;
    }
    // 'By the Chinese company Acme', 'by the banker Jane Roe': what the bearer of the name is stands between.
    let person = mention.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind == Kind::Person);
    if mention.form == Form::Name && (person || is(from - 1, classes.body_noun)) {
        let word = |at: usize| {
            atoms[at].kind == AtomKind::Word
                && (atoms[at].case == Case::Lower && !is(at, classes.finite) && !is(at, classes.preposition)
                    || person && atoms[at].case == Case::Title
                    || is(at, classes.nationality))
        };
        let front = (from.saturating_sub(5)..from).rev().take_while(|at| word(*at) && !is(*at, classes.article)).last();
        from = front.unwrap_or(from);
        if from == 0 {
            return false;
        }
        from -= usize::from(from > 1 && is(from - 1, classes.article));
    }
    // 'After Acme sold the company' begins a clause: Acme acts there.
    let governs = |at: usize| is(at, classes.preposition) && !is(at, classes.clause_opener);
    governs(from - 1) || from > 1 && is(from - 1, classes.definite) && governs(from - 2)
}

/// A mention stands in an aside that says what the name in front of it is: 'Acme, the maker of Bolt, fell'.
pub fn enclosed(reading: &Reading<'_>, mention: &Mention) -> bool {
    let atoms = &reading.article.sentences[mention.sentence].atoms;
    let tagged = &reading.sentences[mention.sentence];
    let opens = reading.recogniser.classes.appos_opener;
    let Some(comma) = atoms[..mention.from].iter().rposition(|atom| atom.key == ",") else { return false };
    !reading.is_chinese()
        && comma > 0
        && atoms[mention.to..].iter().any(|atom| atom.key == ",")
        && opens.is_some_and(|class| tagged.class_at(comma + 1, class).is_some())
        && tagged.mention_over(comma - 1).is_some_and(|hit| hit.to as usize == comma)
}

/// 'The government' is the one named last.
fn government(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let class = reading.recogniser.classes.government_word;
    let governs = |entity: u32| {
        reading.entities[entity as usize].kind == Kind::Government || reading.name_ends_with(entity, class)
    };
    // 該局 is the one whose name ends so.
    if reading.is_chinese()
        && here.to - here.from == 2
        && reading.is_member(here.sentence, here.from, reading.recogniser.classes.this)
        && let Some(found) = company::ending_so(reading, at)
    {
        return Some(found);
    }
    // 公署 is the one whose name ends so, whichever authority was named behind it.
    let whole = reading.recogniser.classes.government_whole;
    let state = whole.is_some_and(|class| reading.sentences[here.sentence].class_at(here.from, class).is_some());
    if reading.is_chinese()
        && !state
        && let Some(found) = named_so(reading, here)
    {
        return Some(found);
    }
    let mut named =
        reading.mentions[..at].iter().rev().filter(|mention| mention.form == Form::Name && !mention.senses.is_empty());
    let found = named.find(|mention| governs(mention.senses[0])).map(|mention| mention.senses.clone());
    // 政府 is no court and no authority: it is the country where such a one was named last.
    let ruled = || country(reading, at).or_else(|| reading.main_state().map(|state| vec![state]));
    let class = reading.recogniser.classes.government_whole;
    let whole = class
        .filter(|class| reading.is_chinese() && reading.sentences[here.sentence].class_at(here.from, *class).is_some());
    // 智利總統府發言人證實，政府: the country with whose name that of the office begins.
    let named_for = |found: &Vec<u32>| {
        let names = &reading.entities[found[0] as usize].names;
        let country = |mention: &&Mention| {
            let words = reading.words(mention.sentence, mention.from, mention.to);
            reading.is_country(mention.senses[0]) && names.iter().any(|(name, _)| name.starts_with(words))
        };
        let mut named = reading.mentions.iter().filter(|m| m.form == Form::Name && !m.senses.is_empty());
        named.find(country).map(|mention| mention.senses.clone())
    };
    // 內政部指出，政府: the country of the authority, where none was named behind it.
    let home = |office: &Vec<u32>| {
        let last = reading.mentions[..at].iter().rfind(|m| m.form == Form::Name && m.senses == *office)?;
        let later = |m: &&Mention| (m.sentence, m.from) > (last.sentence, last.from) && !m.senses.is_empty();
        let abroad = reading.mentions[..at].iter().filter(later).any(|m| reading.is_country(m.senses[0]));
        let country = reading.listed(office[0])?.country.as_deref().filter(|_| !abroad)?;
        let named = |m: &&Mention| {
            m.senses.first().is_some_and(|sense| reading.listed(*sense).is_some_and(|of| of.id == country))
        };
        // 港府: or its government, where nothing names the country; otherwise nobody is meant who is named.
        let whole = |m: &&Mention| {
            let of = |sense: u32| reading.listed(sense).and_then(|listed| listed.country.as_deref()) == Some(country);
            m.form == Form::Name && m.senses.first().is_some_and(|s| of(*s) && reading.name_ends_with(*s, class))
        };
        let named = reading.mentions.iter().find(named).or_else(|| reading.mentions.iter().find(whole));
        Some(named.map(|mention| mention.senses.clone()))
    };
    let office = found.as_ref().filter(|found| whole.is_some() && !reading.name_ends_with(found[0], class));
    match office {
        Some(office) => match named_for(office).map(Some).or_else(|| home(office)) {
            Some(found) => found,
            None => ruled().or_else(|| found.clone()),
        },
        None => found.or_else(|| country(reading, at)),
    }
}

/// 政府 where no government is named: the country spoken of last.
fn country(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let state = reading.recogniser.classes.state_noun?;
    reading.sentences[here.sentence]
        .class_at(here.from, state)
        .filter(|end| *end == here.to && reading.is_chinese())?;
    let governed = |mention: &&Mention| reading.is_country(mention.senses[0]);
    before(reading, at).find(governed).map(|mention| mention.senses.clone())
}

/// 'They' means a group or body of the sentence before, or those who were named together there.
fn several(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let group = before(reading, at).take_while(|mention| mention.sentence + 1 >= here.sentence).find(|mention| {
        matches!(mention.form, Form::Group | Form::Several)
            || !matches!(reading.entities[mention.senses[0] as usize].kind, Kind::Person | Kind::Place)
    })?;
    Some(group.senses.clone())
}
