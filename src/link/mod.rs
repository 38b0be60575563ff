//! Decides whom pronouns and definite descriptions mean, within an article and never across a doubt.
//!
//! Source of the method: salience by recency and grammatical position, after Lappin and Leass, "An Algorithm for
//! Pronominal Anaphora Resolution", Computational Linguistics 20(4), 1994, reduced to what atoms and mentions show.

mod described;
mod pair;
mod plural;

use crate::fact::Kind;
use crate::recognise::lexicon::ClassId;
use crate::recognise::{Form, Mention, Reading, Title, What};
use crate::segment::Part;
use crate::segment::atoms::{Case, Kind as AtomKind};

/// How many sentences back an antecedent may stand.
const REACH: usize = 4;

/// How many atoms behind a name its bearer's title may begin.
const APPOSITION: usize = 4;

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
            Form::He | Form::His => person(reading, i, Some('m')),
            Form::She | Form::Her => person(reading, i, Some('f')),
            Form::Person if pair::points(reading, i) => pair::one(reading, i),
            Form::Person => person(reading, i, None),
            Form::Its if ordered(reading, i) => before(reading, i)
                .take_while(|other| other.sentence == mention.sentence)
                .filter(|other| reading.entities[other.senses[0] as usize].kind.is_body())
                .last()
                .map(|other| other.senses.clone()),
            Form::It if points_ahead(reading, i) => None,
            Form::Its if introduced(reading, i).is_some() => introduced(reading, i),
            Form::It | Form::Its => body(reading, i, false).or_else(|| main.map(|main| vec![main])),
            Form::Company | Form::Government if !reading.is_chinese() => described::body(reading, i, main, state),
            Form::Company if office(reading, mention) => named_so(reading, mention),
            Form::Company => {
                let main = main.filter(|main| !public(reading, *main));
                company(reading, i, main).or_else(|| main.map(|main| vec![main]))
            }
            Form::Government => government(reading, i),
            Form::They | Form::Their => several(reading, i),
            Form::Name | Form::Group | Form::Nation | Form::Several => None,
        };
        if let Some(senses) = senses {
            // 'They' behind 'both companies' are both of them.
            let several = |other: &Mention| other.form == Form::Several && other.senses == senses;
            if reading.mentions[i].form == Form::They && reading.mentions[..i].iter().any(several) {
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

/// 'It is Acme's third purchase': the pronoun stands for what follows, and not for a body.
fn points_ahead(reading: &Reading<'_>, at: usize) -> bool {
    let mention = &reading.mentions[at];
    let tagged = &reading.sentences[mention.sentence];
    let classes = &reading.recogniser.classes;
    let named = reading.mentions[at + 1..].iter().take_while(|other| other.sentence == mention.sentence);
    let mut owners = named.filter(|other| other.form == Form::Name && other.from == mention.to + 1);
    mention.from == 0
        && classes.copula.is_some_and(|class| tagged.class_at(mention.to, class) == Some(mention.to + 1))
        && owners.any(|other| classes.possessive.is_some_and(|class| tagged.class_at(other.to, class).is_some()))
}

/// Named mentions in front of a mention: those of its own sentence first, then the sentences before, each read from
/// its beginning, because its subject stands first.
fn before<'r>(reading: &'r Reading<'_>, at: usize) -> impl Iterator<Item = &'r Mention> {
    let here = &reading.mentions[at];
    let (sentence, from) = (here.sentence, here.from);
    (0..=REACH.min(sentence)).flat_map(move |back| {
        let there = sentence - back;
        reading.mentions.iter().filter(move |mention| {
            mention.sentence == there
                && !mention.senses.is_empty()
                && (back > 0 || mention.from < from)
                && reading.article.sentences[there].part != Part::Related
                && (back == 0 || !quoted(reading, mention))
        })
    })
}

/// Who is named inside a quotation is not whom the sentence is about.
fn quoted(reading: &Reading<'_>, mention: &Mention) -> bool {
    reading.article.sentences[mention.sentence].quotes.iter().any(|quote| quote.inner.contains(&mention.from))
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

fn person(reading: &Reading<'_>, at: usize, gender: Option<char>) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let lexicon = &reading.recogniser.lexicon;
    let class_at = |mention: &Mention, at: usize, class: &str| {
        lexicon.class(class).is_some_and(|class| reading.sentences[mention.sentence].class_at(at, class).is_some())
    };
    // 'The Republican' is somebody who is known to act for a country.
    let politician = here.form == Form::Person && class_at(here, here.from, "party-description");
    // 'The judge' is nobody of whom the article has not said that he is one.
    let told = here.form == Form::Person && class_at(here, here.from, "office-as-told");
    let fits = |mention: &&Mention| {
        let entity = &reading.entities[mention.senses[0] as usize];
        let political = || entity.listed.is_some_and(|listed| lexicon.entities[listed as usize].country.is_some());
        entity.kind == Kind::Person
            && (gender.is_none() || entity.gender.is_none() || entity.gender == gender)
            && (!politician || political())
            && (!told || holds(reading, here, mention.senses[0]))
    };
    let first = before(reading, at).find(fits)?;
    // 'Roe's lawyer Jane Poe said': whoever comes behind the owner is spoken of.
    // In 'His lawyer John Poe said he was ill' it is the lawyer's client who is ill.
    let says = reading.recogniser.classes.say;
    let reported = here.from > 0
        && says.is_some_and(|say| lexicon.has_member(say, reading.sentences[here.sentence].symbols[here.from - 1]));
    let owner = |mention: &Mention| {
        class_at(mention, mention.to, "possessive")
            || mention.form.is_possessive() && !reported && !reading.is_chinese() && !here.form.is_possessive()
    };
    let mention = before(reading, at)
        .filter(|mention| mention.sentence == first.sentence && owner(first))
        .find(|mention| fits(mention) && !owner(mention) && mention.form == Form::Name)
        .unwrap_or(first);
    Some(mention.senses.clone())
}

/// 'Most use it, according to the Providers' Association. Its president said': a sentence that opens with the head of
/// something goes on about the body that the one before ended with.
fn introduced(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let before = here.sentence.checked_sub(1).filter(|_| here.from == 0 && !reading.is_chinese())?;
    let titled =
        |at: usize| reading.sentences[here.sentence].at(at).iter().any(|hit| matches!(hit.what, What::Title(_)));
    let last = reading.mentions[..at].iter().rfind(|mention| mention.sentence == before)?;
    let ends = reading.article.sentences[before].atoms[last.to..].iter().all(|atom| atom.key == ".");
    let body = reading.entities[*last.senses.first()? as usize].kind;
    let fits = matches!(body, Kind::Organization | Kind::Ngo | Kind::Government | Kind::Corporation);
    let (last_paragraph, paragraph) =
        (reading.article.sentences[before].paragraph, reading.article.sentences[here.sentence].paragraph);
    let goes_on = fits && ends && last_paragraph == paragraph && last.form == Form::Name;
    (goes_on && titled(here.to) && governed(reading, last)).then(|| last.senses.clone())
}

fn body(reading: &Reading<'_>, at: usize, company: bool) -> Option<Vec<u32>> {
    let fits = |mention: &&Mention| {
        let kind = reading.entities[mention.senses[0] as usize].kind;
        match kind {
            Kind::Corporation | Kind::Platform => true,
            Kind::Organization => !company || !public(reading, mention.senses[0]),
            Kind::Ngo | Kind::Government | Kind::Media | Kind::Campaign | Kind::Product => !company,
            Kind::Person | Kind::Place | Kind::Work | Kind::Group => false,
        }
    };
    // The owner of a thing is not the thing: in 'Acme's app Bolt' and Acme 旗下的 Bolt it is Bolt that is spoken of.
    let own = reading.recogniser.lexicon.class("own");
    let possessive = reading.recogniser.lexicon.class("possessive");
    let belongs = reading.recogniser.lexicon.class("belongs-to");
    let owner = |mention: &&Mention| {
        let class_behind = |class: Option<ClassId>| {
            class.is_some_and(|class| reading.sentences[mention.sentence].class_at(mention.to, class).is_some())
        };
        let titled = reading.is_chinese()
            && reading.sentences[mention.sentence].at(mention.to).iter().any(|hit| matches!(hit.what, What::Title(_)));
        class_behind(possessive) || class_behind(own) || class_behind(belongs) || titled
    };
    let here = &reading.mentions[at];
    let acting = match here.form {
        Form::It => is_object(reading, at),
        // 'The authority opened an inquiry into the studio': the studio is not the authority.
        Form::Company => is_object(reading, at) || governed(reading, here),
        _ => false,
    };
    let acts = acting.then(|| actor(reading, at, &fits)).flatten().map(|mention| mention.senses.clone());
    let fits = |mention: &&Mention| fits(mention) && Some(&mention.senses) != acts.as_ref();
    let first = subject(reading, at, fits).or_else(|| before(reading, at).find(|mention| fits(mention)))?;
    let mention = Some(first).filter(|first| !owner(first)).or_else(|| {
        before(reading, at)
            .filter(|mention| mention.sentence == first.sentence)
            .find(|mention| fits(mention) && !owner(mention))
    });
    Some(mention.unwrap_or(first).senses.clone())
}

/// The nearest that fits of this sentence and the one before, and stands behind no preposition: 'an analyst at Acme said'
/// tells of the analyst, not of Acme.
fn subject<'r>(reading: &'r Reading<'_>, at: usize, fits: impl Fn(&&Mention) -> bool) -> Option<&'r Mention> {
    let here = reading.mentions[at].sentence;
    before(reading, at)
        .take_while(|mention| mention.sentence + 1 >= here)
        .find(|mention| fits(mention) && !governed(reading, mention))
}

/// The subject of the verb that a pronoun or description is the object of: the name in front of it, or where that is joined
/// to the verb by 'and', the first of the sentence.
fn actor<'r>(reading: &'r Reading<'_>, at: usize, fits: &impl Fn(&&Mention) -> bool) -> Option<&'r Mention> {
    let here = &reading.mentions[at];
    let mut named = before(reading, at).take_while(|mention| mention.sentence == here.sentence).filter(|m| fits(m));
    let first = named.next()?;
    // ', which owns' makes the name in front of it the subject, whatever governs the name.
    let classes = &reading.recogniser.classes;
    let relative = |mention: &Mention| {
        let symbols = &reading.sentences[here.sentence].symbols;
        let atoms = &reading.article.sentences[here.sentence].atoms;
        atoms.get(mention.to).is_some_and(|atom| atom.key == ",")
            && mention.to + 1 < here.from
            && classes
                .clause_opener
                .is_some_and(|class| reading.recogniser.lexicon.has_member(class, symbols[mention.to + 1]))
    };
    let last = named.filter(|mention| relative(mention) || !governed(reading, mention)).last().unwrap_or(first);
    let tagged = &reading.sentences[here.sentence];
    let joins = reading.recogniser.classes.and;
    let joined = joins.is_some_and(|and| tagged.has_class(last.to, here.from, and));
    Some(if joined { first } else { last })
}

/// A pronoun right behind a verb is not the one who acts: in 'the watchdog fined it' it is not the watchdog.
fn is_object(reading: &Reading<'_>, at: usize) -> bool {
    let mention = &reading.mentions[at];
    let Some(front) = mention.from.checked_sub(1) else { return false };
    let atom = &reading.article.sentences[mention.sentence].atoms[front];
    let opens = reading.recogniser.classes.clause_opener;
    let symbol = reading.sentences[mention.sentence].symbols[front];
    let says = reading.recogniser.classes.say.is_some_and(|say| reading.recogniser.lexicon.has_member(say, symbol));
    let finite = reading.recogniser.classes.finite;
    let acts = finite.is_some_and(|class| reading.sentences[mention.sentence].class_at(mention.to, class).is_some());
    !reading.is_chinese()
        && atom.kind == AtomKind::Word
        && atom.case == Case::Lower
        && !acts
        && !says
        && !opens.is_some_and(|class| reading.recogniser.lexicon.has_member(class, symbol))
}

/// A preposition stands in front of a mention, perhaps with an article.
pub fn governed(reading: &Reading<'_>, mention: &Mention) -> bool {
    let tagged = &reading.sentences[mention.sentence];
    let classes = &reading.recogniser.classes;
    let is = |at: usize, class: Option<ClassId>| {
        class.is_some_and(|class| reading.recogniser.lexicon.has_member(class, tagged.symbols[at]))
    };
    let mut from = mention.from;
    if reading.is_chinese() || from == 0 {
        return false;
    }
    // 'Seen by Nordic Acme': words in front that look like parts of the name.
    let atoms = &reading.article.sentences[mention.sentence].atoms;
    while from > 1
        && mention.form == Form::Name
        && atoms[from - 1].kind == AtomKind::Word
        && atoms[from - 1].case == Case::Title
        && !is(from - 1, classes.preposition)
        && !is(from - 1, classes.definite)
    {
        from -= 1;
    }
    // 'After Acme sold the company' begins a clause: Acme acts there.
    let governs = |at: usize| is(at, classes.preposition) && !is(at, classes.clause_opener);
    governs(from - 1) || from > 1 && is(from - 1, classes.definite) && governs(from - 2)
}

/// 責令其: behind a verb of ordering in Chinese stands whom the one who orders has dealt with, not himself.
fn ordered(reading: &Reading<'_>, at: usize) -> bool {
    let mention = &reading.mentions[at];
    let tagged = &reading.sentences[mention.sentence];
    let urge = reading.recogniser.classes.urge;
    reading.is_chinese()
        && (mention.from.saturating_sub(4)..mention.from)
            .any(|from| urge.is_some_and(|urge| tagged.class_at(from, urge) == Some(mention.from)))
}

/// Whether the last two atoms of a mention are a word of a class.
fn symbols_are(reading: &Reading<'_>, mention: &Mention, class: &str) -> bool {
    let atoms = &reading.article.sentences[mention.sentence].atoms;
    let keys: Vec<_> = atoms[mention.to.saturating_sub(2)..mention.to].iter().map(|atom| atom.key.clone()).collect();
    reading.recogniser.lexicon.has_phrase(class, &keys)
}

/// 委員會, 基金會: a noun with which names of offices and associations end.
fn office(reading: &Reading<'_>, mention: &Mention) -> bool {
    let atoms = &reading.article.sentences[mention.sentence].atoms;
    let keys: Vec<_> = atoms[mention.from..mention.to].iter().map(|atom| atom.key.clone()).collect();
    reading.is_chinese() && reading.recogniser.lexicon.has_phrase("office-ending", &keys)
}

/// The body named last whose name ends as the mention does.
fn named_so(reading: &Reading<'_>, mention: &Mention) -> Option<Vec<u32>> {
    let words = reading.words(mention.sentence, mention.from, mention.to);
    let ends = |other: &&Mention| {
        let entity = &reading.entities[*other.senses.first().unwrap_or(&0) as usize];
        !other.senses.is_empty()
            && other.form == Form::Name
            && (other.sentence, other.from) < (mention.sentence, mention.from)
            && entity.names.iter().any(|(name, _)| name.ends_with(words) && name != words)
    };
    reading.mentions.iter().rev().find(ends).map(|other| other.senses.clone())
}

/// 公平交易委員會 is no company or platform, whatever a lexicon or its ending make of it otherwise.
fn public(reading: &Reading<'_>, entity: u32) -> bool {
    let lexicon = &reading.recogniser.lexicon;
    reading.entities[entity as usize].names.iter().any(|(name, _)| {
        let keys = crate::segment::atoms::keys(name);
        (1..=keys.len().min(4)).any(|len| lexicon.has_phrase("public-ending", &keys[keys.len() - len..]))
    })
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

/// 'The company' is the subject of its own sentence, else the one that the article is about, where it was named of late.
fn company(reading: &Reading<'_>, at: usize, main: Option<u32>) -> Option<Vec<u32>> {
    let mention = &reading.mentions[at];
    let here = mention.sentence;
    let this = reading.recogniser.classes.this;
    let symbols = &reading.sentences[here].symbols;
    let points = this.is_some_and(|class| reading.recogniser.lexicon.has_member(class, symbols[mention.from]));
    if points {
        // 該會 is a body whose name ends so, 該公司 the one spoken of last.
        let ending = reading.article.sentences[here].atoms[mention.to - 1].key.as_str();
        let named = |mention: &&Mention| {
            let entity = &reading.entities[mention.senses[0] as usize];
            mention.form == Form::Name
                && !matches!(entity.kind, Kind::Person | Kind::Place | Kind::Work)
                && entity.names.iter().any(|(name, _)| name.ends_with(ending))
        };
        let short = mention.to - mention.from == 2;
        let same = short.then(|| before(reading, at).find(named).map(|found| found.senses.clone())).flatten();
        // 該平台 is whatever was called 平台 in front of its name.
        let noun = |of: usize, to: usize| {
            let atoms = &reading.article.sentences[of].atoms;
            (to >= 2).then(|| (atoms[to - 2].key.as_str(), atoms[to - 1].key.as_str()))
        };
        let called = noun(here, mention.to);
        let firm = symbols_are(reading, mention, "company-head");
        let same = same.or_else(|| {
            let alike =
                |mention: &&Mention| mention.form == Form::Name && noun(mention.sentence, mention.from) == called;
            before(reading, at).find(alike).filter(|_| !short && !firm).map(|found| found.senses.clone())
        });
        return same.or_else(|| body(reading, at, !short));
    }
    // 'The company bought the Ledger': what is named behind it in the sentence is another.
    let behind = |main: &u32| {
        reading.mentions[at + 1..]
            .iter()
            .take_while(|other| other.sentence == here)
            .any(|other| other.form == Form::Name && other.senses.contains(main))
    };
    let symbols = &reading.sentences[here].symbols;
    let general = reading.recogniser.classes.company_word;
    let any = general.is_some_and(|class| reading.recogniser.lexicon.has_member(class, symbols[mention.to - 1]));
    let main = main.filter(|main| reading.is_chinese() || !any || !behind(main));
    if let Some(called) = called(reading, at) {
        return Some(called);
    }
    let found = body(reading, at, true)?;
    // 'Kim, an analyst at Bolt, spoke. The company': whom somebody works for is not spoken of.
    let person = |there: usize, to: usize| {
        before(reading, at)
            .any(|m| m.sentence == there && m.to <= to && reading.entities[m.senses[0] as usize].kind == Kind::Person)
    };
    let beside = |m: &Mention| {
        (governed(reading, m) || enclosed(reading, m)) && person(m.sentence, m.from) || m.sentence + 1 < here
    };
    let aside = !reading.is_chinese() && before(reading, at).filter(|m| m.senses == found).all(beside);
    if let Some(main) = main.filter(|_| aside) {
        return Some(vec![main]);
    }
    let same = before(reading, at).any(|mention| mention.sentence == here && mention.senses == found);
    // A sentence that opens with 'The company' goes on about whom the one before was about.
    let goes_on = mention.from == 0
        && !reading.is_chinese()
        && before(reading, at).any(|m| m.sentence + 1 == here && m.from < 3 && m.senses == found);
    let main = main.filter(|main| {
        !same
            && !goes_on
            && before(reading, at).any(|mention| {
                let body = reading.article.sentences[mention.sentence].part == Part::Body;
                mention.senses.contains(main) && (body || reading.is_chinese())
            })
    });
    Some(main.map_or(found, |main| vec![main]))
}

/// 平台 is in Chinese whatever the article has called so in front of its name: 電商平台「買透透」.
fn called(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let tagged = &reading.sentences[here.sentence];
    // 公司 and 集團 are said of whatever company the article is about.
    let general = reading.recogniser.classes.general_company_noun;
    let general = general.is_some_and(|class| tagged.class_at(here.from, class) == Some(here.to));
    if !reading.is_chinese() || general {
        return None;
    }
    let atoms = &reading.article.sentences[here.sentence].atoms[here.from..here.to];
    let alike = |mention: &&Mention| {
        let front = &reading.article.sentences[mention.sentence].atoms[..mention.from];
        let kind = mention.senses.first().map(|sense| reading.entities[*sense as usize].kind);
        mention.form == Form::Name
            && kind.is_some_and(|kind| !matches!(kind, Kind::Person | Kind::Place | Kind::Group | Kind::Work))
            && front.len() >= atoms.len()
            && front[front.len() - atoms.len()..].iter().zip(atoms).all(|(a, b)| a.key == b.key)
    };
    let mut named: Vec<&Vec<u32>> =
        reading.mentions[..at].iter().filter(alike).map(|mention| &mention.senses).collect();
    named.dedup();
    (named.len() == 1).then(|| named[0].clone())
}

/// 'The government' is the one named last.
fn government(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let governs = |mention: &&Mention| {
        let entity = &reading.entities[mention.senses[0] as usize];
        let named = |(name, _): &(String, &str)| {
            reading
                .recogniser
                .lexicon
                .is_member("government-word", name.rsplit(' ').next().unwrap_or_default().to_lowercase().as_str())
        };
        entity.kind == Kind::Government || entity.names.iter().any(named)
    };
    let front = reading.mentions[..at]
        .iter()
        .rev()
        .filter(|mention| mention.sentence <= here.sentence && !mention.senses.is_empty());
    let found = front.filter(|mention| mention.form == Form::Name).find(governs).map(|mention| mention.senses.clone());
    found.or_else(|| country(reading, at))
}

/// 政府 where no government is named: the country spoken of last.
fn country(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let state = reading.recogniser.classes.state_noun?;
    reading.sentences[here.sentence]
        .class_at(here.from, state)
        .filter(|end| *end == here.to && reading.is_chinese())?;
    let lexicon = &reading.recogniser.lexicon;
    let governed = |mention: &&Mention| {
        reading.entities[mention.senses[0] as usize].listed.is_some_and(|listed| lexicon.is_country(listed))
    };
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
