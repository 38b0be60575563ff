//! Whom personal pronouns and nouns for people mean.

use super::ahead::{in_opening, named_ahead};
use super::{REACH, agreed, before, body, governed, opens_unknown};
use crate::fact::Kind;
use crate::recognise::lexicon::ClassId;
use crate::recognise::{Form, Mention, Reading, Title, What};
use crate::segment::atoms::Kind as AtomKind;

/// Within how many atoms behind the word that brings in who acts a Chinese name begins: 由內地富商甲.
const LED_WITHIN: usize = 6;

/// How many atoms behind a name its bearer's title may begin.
pub(super) const APPOSITION: usize = 4;

/// 'A spokesperson for Acme declined to comment. The spokesperson added': who was called so last, by name or as the voice of a body.
pub(super) fn voice_told(reading: &Reading<'_>, at: usize) -> Option<Option<Vec<u32>>> {
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

/// Whether the article tells of a person that he has the office by which somebody is spoken of.
fn holds(reading: &Reading<'_>, description: &Mention, person: u32) -> bool {
    let lexicon = &reading.recogniser.lexicon;
    let within = |title: &&Title| {
        title.sentence == description.sentence && description.from <= title.from && title.to <= description.to
    };
    let Some(office) = reading.titles.iter().find(within).map(|title| title.base) else { return false };
    titles_of(reading, person).any(|title| lexicon.is_below(title.base, office) || lexicon.is_below(office, title.base))
}

/// The titles that stand beside the names of a person.
fn titles_of<'r>(reading: &'r Reading<'_>, person: u32) -> impl Iterator<Item = &'r Title> {
    let named = reading.mentions.iter().filter(move |name| name.form == Form::Name && name.senses.contains(&person));
    named.flat_map(|name| reading.titles.iter().filter(|title| is_beside(title, name, APPOSITION)))
}

/// Whether a title stands right in front of a name, or begins within some atoms behind it.
pub(super) fn is_beside(title: &Title, name: &Mention, within: usize) -> bool {
    title.sentence == name.sentence && (title.to == name.from || (name.to..name.to + within).contains(&title.from))
}

/// 'Prime Minister Jane Roe met Ann Poe, who was foreign minister. The prime minister said': those of whom the article tells that they
/// have the very office by which somebody is spoken of.
fn holders(reading: &Reading<'_>, at: usize) -> Vec<u32> {
    let here = &reading.mentions[at];
    let classes = &reading.recogniser.classes;
    let whole = |title: &&Title| title.sentence == here.sentence && title.from == here.from + 1 && title.to == here.to;
    let definite = reading.is_member(here.sentence, here.from, classes.definite);
    let office = reading.titles.iter().find(whole).filter(|_| definite && !reading.is_chinese());
    let Some(office) = office.map(|title| title.base) else { return Vec::new() };
    let has = |person: &u32| {
        titles_of(reading, *person).any(|title| {
            let past = |at: usize| reading.is_member(title.sentence, at, classes.status_former);
            reading.recogniser.lexicon.is_below(title.base, office) && !title.from.checked_sub(1).is_some_and(past)
        })
    };
    let mut people: Vec<u32> = reading.mentions[..at]
        .iter()
        .filter(|name| name.form == Form::Name)
        .filter_map(|name| reading.sense(name, |kind| kind == Kind::Person))
        .collect();
    people.sort_unstable();
    people.dedup();
    people.retain(has);
    people
}

/// 'The former striker': somebody is spoken of by what he was.
pub(super) fn once(reading: &Reading<'_>, at: usize) -> bool {
    let here = &reading.mentions[at];
    let classes = &reading.recogniser.classes;
    let listed = classes
        .person_noun
        .is_some_and(|class| reading.sentences[here.sentence].class_at(here.from, class) == Some(here.to));
    !reading.is_chinese() && !listed && reading.is_member(here.sentence, here.from + 1, classes.status_former)
}

/// The only person of whom the sentence before is, unless it was told of somebody else that he had the office.
pub(super) fn sole(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
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

/// 'It attacked the judge, calling her reckless': somebody in front of whom nothing is known, and nobody behind him.
pub(super) fn untold(reading: &Reading<'_>, at: usize) -> bool {
    let here = &reading.mentions[at];
    let person = |mention: &&Mention| {
        mention.form == Form::Person
            || mention.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind == Kind::Person)
    };
    let mut front = reading.mentions_in(here.sentence).iter().filter(|mention| mention.to <= here.from);
    !reading.is_chinese() && front.rfind(person).is_some_and(|last| last.form == Form::Person && last.senses.is_empty())
}

pub(super) fn person<'r>(reading: &'r Reading<'_>, at: usize, gender: Option<char>) -> Option<Vec<u32>> {
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
    let holders = if here.form == Form::Person { holders(reading, at) } else { Vec::new() };
    let fits = |mention: &&Mention| {
        let entity = &reading.entities[mention.senses[0] as usize];
        let political = || reading.listed(mention.senses[0]).is_some_and(|listed| listed.country.is_some());
        entity.kind == Kind::Person
            && gender_fits(mention.senses[0])
            && !other_gender(&mention.senses)
            && (!politician || political())
            && (!told || holds(reading, here, mention.senses[0]))
            && (holders.is_empty() || holders.contains(&mention.senses[0]))
    };
    let led = |sentence: usize, at: usize, class: ClassId| {
        let tagged = &reading.sentences[sentence];
        (at.saturating_sub(LED_WITHIN)..at).any(|at| tagged.class_at(at, class).is_some())
    };
    let below_body = |mention: &Mention| {
        let body = |other: &Mention| reading.sense(other, Kind::is_body).is_some();
        reading
            .mentions_in(mention.sentence)
            .iter()
            .any(|other| other.from < 2 && other.to <= mention.from && body(other))
    };
    // 'His rival, Jane Roe, accused him': the only one who acts there is not the one whom it is done to.
    let mut acting = before(reading, at).take_while(|mention| mention.sentence == here.sentence).filter(|mention| {
        let person = reading.entities[mention.senses[0] as usize].kind == Kind::Person;
        (if reading.is_chinese() { fits(mention) } else { person })
            && !mention.form.is_possessive()
            // 'It shut Roe's account, blocking him'; 政府尊重甲的決定，並對他表示感謝.
            && (reading.is_chinese() && !below_body(mention) || !class_at(mention, mention.to, classes.possessive))
            && !governed(reading, mention)
            // 公司由甲持有七成，2015年由他創立: whom the same word brings in acts no more than the pronoun.
            && !(reading.is_chinese()
                && classes.by_whom.is_some_and(|class| led(mention.sentence, mention.from, class))
                && classes.by_whom.is_some_and(|class| led(here.sentence, here.from, class)))
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
    if newcomer(reading, at) {
        return None;
    }
    if let Some(ahead) = named_ahead(reading, at).filter(|ahead| gender_fits(ahead[0]) && !told_of(ahead)) {
        return Some(ahead);
    }
    let mut object = object && !body_acts(reading, at);
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

/// 一名顧客到場，他說: a Chinese pronoun means somebody new whom the sentence brought in without a name.
fn newcomer(reading: &Reading<'_>, at: usize) -> bool {
    let here = &reading.mentions[at];
    let (tagged, class) = (&reading.sentences[here.sentence], reading.recogniser.classes.somebody_new);
    let Some(class) = class.filter(|_| reading.is_chinese() && here.form != Form::Person) else { return false };
    let Some(new) = (0..here.from).rev().find(|at| tagged.class_at(*at, class).is_some()) else { return false };
    let atoms = &reading.article.sentences[here.sentence].atoms[new..here.from];
    let mut people =
        reading.mentions_in(here.sentence).iter().filter(|mention| (new..here.from).contains(&mention.from));
    atoms.iter().any(|atom| atom.key == ",")
        && !people.any(|mention| reading.sense(mention, |kind| kind == Kind::Person).is_some())
}

/// How many atoms a verb may take between the one who acts and the pronoun of whom it is done to: 'had also suspended'.
const VERB: usize = 5;

/// 'Roe said Acme had suspended him': a body right in front of the verb is the one that acts, and not whoever told of it.
fn body_acts(reading: &Reading<'_>, at: usize) -> bool {
    let here = &reading.mentions[at];
    let classes = &reading.recogniser.classes;
    let is = |at: usize, class: Option<ClassId>| reading.is_member(here.sentence, at, class);
    let mut front = reading.mentions_in(here.sentence).iter().filter(|mention| mention.to <= here.from);
    let Some(last) = front.next_back().filter(|_| !reading.is_chinese()) else { return false };
    let body = last.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind.is_body());
    let verb = || is(last.to, classes.clause_verb) || is(last.to, classes.finite);
    let opens = || last.from.checked_sub(1).is_some_and(|front| is(front, classes.clause_opener));
    body && here.from - last.to <= VERB && verb() && (opens() || !governed(reading, last))
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

/// 'Boxbox, a streamer, is on leave. He denies it': a sentence of the paragraph opens with a name that could not be told, and
/// nobody is named from there on.
pub(super) fn of_unknown(reading: &Reading<'_>, at: usize) -> bool {
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
