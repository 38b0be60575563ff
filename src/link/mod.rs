//! Decides whom pronouns and definite descriptions mean, within an article and never across a doubt.
//!
//! Source of the method: salience by recency and grammatical position, after Lappin and Leass, "An Algorithm for
//! Pronominal Anaphora Resolution", Computational Linguistics 20(4), 1994, reduced to what atoms and mentions show.

mod ahead;
mod body;
mod company;
mod dealt;
mod described;
mod employer;
mod government;
mod nation;
mod officer;
mod pair;
mod person;
mod plural;

use crate::fact::Kind;
use crate::recognise::lexicon::{ClassId, UNKNOWN};
use crate::recognise::{Form, Mention, Reading, What};
use crate::segment::Part;
use crate::segment::atoms::{Case, Kind as AtomKind};
use body::{body, introduced, ordered, points_ahead};
use company::{bare, company, named_so, office, public, school, speaks_for_school};
pub use described::named_later;
use government::government;
use person::{of_unknown, once, person, sole, untold, voice_told};

/// Longest date, in atoms.
const DATE: usize = 6;

/// How many sentences back an antecedent may stand.
const REACH: usize = 4;

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
            Form::Person if let Some(whose) = officer::whose(reading, i) => officer::holder(reading, i, &whose),
            Form::Person => person(reading, i, None),
            Form::Its if ordered(reading, i) => before(reading, i)
                .take_while(|other| other.sentence == mention.sentence)
                .filter(|other| reading.entities[other.senses[0] as usize].kind.is_body())
                .last()
                .map(|other| other.senses.clone()),
            Form::Its if dealt::is_dealt_with(reading, i) => dealt::dealt_with(reading, i),
            Form::Its if let Some(ahead) = body::whose_ahead(reading, i) => match reading.mentions[ahead].form {
                Form::Name => Some(reading.mentions[ahead].senses.clone()),
                _ => described::body(reading, ahead, main, state),
            },
            Form::Its if let Some(owner) = body::joined(reading, i) => Some(owner),
            Form::It | Form::Its if unknown_before(reading, i) || body::unknown_sayer(reading, i) => None,
            Form::Its if body::nameless_before(reading, i) => None,
            Form::It | Form::Its if let Some(place) = body::place_sayer(reading, i) => Some(place),
            Form::It if let Some(accused) = body::accused(reading, i) => Some(accused),
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
            Form::Company if let Some(name) = glued(reading, i) => Some(name),
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

/// 甲、乙平台: a noun for a service right behind the name of one belongs to it.
fn glued(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let service = reading
        .recogniser
        .classes
        .platform_noun
        .is_some_and(|class| reading.sentences[here.sentence].class_at(here.from, class) == Some(here.to));
    let named = |other: &&Mention| {
        let kind = other.senses.first().map(|sense| reading.entities[*sense as usize].kind);
        other.to == here.from && other.form == Form::Name && matches!(kind, Some(Kind::Platform | Kind::Corporation))
    };
    let name = reading.mentions_in(here.sentence).iter().find(named).filter(|_| service && reading.is_chinese());
    name.map(|name| name.senses.clone())
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
    // A word inside the mention itself, as 'his' in 'the bank of his brother', stands behind nothing of it.
    let behind = atoms.get(mention.to..atoms.len().min(at)).unwrap_or_default();
    let ended = behind.iter().any(|atom| atom.key == ",");
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

/// What mentions mean that all mean the same.
fn agreed<'r>(mut mentions: impl Iterator<Item = &'r Mention>) -> Option<Vec<u32>> {
    let first = mentions.next()?;
    mentions.all(|other| other.senses == first.senses).then(|| first.senses.clone())
}

/// 他在Threads上說: a service where somebody speaks is not spoken of.
pub fn venue(reading: &Reading<'_>, mention: &Mention) -> bool {
    let class = reading.recogniser.classes.venue_mark;
    let front = mention.from.checked_sub(1).filter(|_| reading.is_chinese());
    front.is_some_and(|front| reading.is_member(mention.sentence, front, class))
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

/// 'Komoot, a rival, was quick to react': a sentence opens with a capitalised word that no list knows.
fn opens_unknown(reading: &Reading<'_>, sentence: usize) -> bool {
    let atoms = &reading.article.sentences[sentence].atoms;
    let classes = &reading.recogniser.classes;
    let tagged = &reading.sentences[sentence];
    let is = |at: usize, class: Option<ClassId>| class.is_some_and(|class| tagged.class_at(at, class).is_some());
    let named = reading.mentions_in(sentence).first().is_some_and(|first| first.from == 0);
    let goes_on = || {
        let aside = atoms.get(1).is_some_and(|atom| atom.key == ",");
        // 'Komoot, meanwhile, has'.
        let adverb = aside && atoms.get(3).is_some_and(|atom| atom.key == ",") && is(4, classes.finite);
        aside && (is(2, classes.article) || is(2, classes.clause_relative)) || adverb || is(1, classes.finite)
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

/// 'They' means a group or body of the sentence before, or those who were named together there.
fn several(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let several = |mention: &&Mention| {
        matches!(mention.form, Form::Group | Form::Several)
            || !matches!(reading.entities[mention.senses[0] as usize].kind, Kind::Person | Kind::Place)
    };
    // 內政部指有7萬人參加，工會則說有20萬，他們: of the Chinese clauses in front each has its subject.
    let atoms = &reading.article.sentences[here.sentence].atoms;
    let opens = |mention: &&Mention| {
        mention.sentence == here.sentence && (mention.from == 0 || atoms[mention.from - 1].key == ",")
    };
    let mut clauses = before(reading, at).take_while(|mention| mention.sentence == here.sentence);
    let subject = reading.is_chinese().then(|| clauses.by_ref().filter(opens).filter(several).last()).flatten();
    let mut told = before(reading, at).take_while(|mention| mention.sentence + 1 >= here.sentence);
    let group = subject.or_else(|| told.find(several))?;
    Some(group.senses.clone())
}
