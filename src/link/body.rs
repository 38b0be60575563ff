//! Whom 'it' and 'its' mean: as a rule the body spoken of last, unless it is the one that acts.

use super::company::{authority, branch, opens_sentence, public};
use super::{before, governed, venue};
use crate::fact::Kind;
use crate::recognise::lexicon::ClassId;
use crate::recognise::{Form, Mention, Reading, What};
use crate::segment::atoms::{Case, Kind as AtomKind};

/// How many atoms in front of its object a pronoun may stand that acts on it.
const ACTS_WITHIN: usize = 2;

/// Within how many atoms in front of its object 'who' stands that acts on it.
const RELATIVE: usize = 3;

/// How many atoms a noun may have in front of the pronoun of whoever has done something with what it means.
const NOUN: usize = 5;

/// How many atoms a date between a verb of saying and what was said may have.
const DATED: usize = 4;

/// How many atoms may stand between a body and the title of whoever speaks of others: 資深分析師.
const OUTSIDER_WITHIN: usize = 4;

/// How many atoms may stand between the verb of a paper that reports and whom it tells of: 'on Friday that'.
const REPORTED: usize = 3;

/// How many atoms a verb of moderating may have, and what stands between it and its object.
const DEED: usize = 3;

/// How many atoms may stand in front of a pronoun in the words with which a sentence opens.
const OPENS_WITHIN: usize = 3;

/// 'The founder of Acme and its chairwoman', 'Acme and its rivals', 在Acme工作，擔任其顧問: whose something is that is named together with
/// it; in Chinese the body of the clause in front is whose office somebody has.
pub(super) fn joined(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let classes = &reading.recogniser.classes;
    let front = here.from.checked_sub(1)?;
    let named = |other: &&Mention| {
        other.to <= front
            && other.form == Form::Name
            && other.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind.is_body())
    };
    let mut bodies = reading.mentions_in(here.sentence).iter().filter(named);
    if reading.is_chinese() {
        let tagged = &reading.sentences[here.sentence];
        let verbs = [classes.be_in_office, classes.take_office];
        let verb = (here.from.saturating_sub(4)..here.from)
            .find(|at| verbs.iter().flatten().any(|class| tagged.class_at(*at, *class) == Some(here.from)))?;
        return bodies.rfind(|other| other.to < verb).map(|other| other.senses.clone());
    }
    let and = reading.is_member(here.sentence, front, classes.and);
    bodies.rfind(|other| other.to == front).filter(|_| and).map(|other| other.senses.clone())
}

pub(super) fn body(reading: &Reading<'_>, at: usize, company: bool) -> Option<Vec<u32>> {
    // 'The bank' is no service.
    let described = &reading.mentions[at];
    let service = reading.is_chinese()
        || described.form != Form::Company
        || reading.is_member(described.sentence, described.to - 1, reading.recogniser.classes.service_word);
    // Starlink聲稱，該公司: a product that speaks is as good as the company that makes it.
    let speaks = |mention: &Mention| {
        let say = reading.recogniser.classes.say.filter(|_| reading.is_chinese());
        let said = |at: usize| say.is_some_and(|say| reading.sentences[mention.sentence].class_at(at, say).is_some());
        mention.form == Form::Name && (mention.to..mention.to + 3).any(said)
    };
    let fits = |mention: &&Mention| {
        let kind = reading.entities[mention.senses[0] as usize].kind;
        match kind {
            Kind::Product if company && speaks(mention) => true,
            Kind::Platform if !service || venue(reading, mention) => false,
            Kind::Corporation | Kind::Platform => true,
            Kind::Organization => {
                !company || !public(reading, mention.senses[0]) && !branch(reading, mention.senses[0])
            }
            Kind::Ngo | Kind::Government | Kind::Media | Kind::Campaign | Kind::Product => !company,
            // 'The government had ignored it and was urged': a country, spoken of as its government.
            Kind::Place => !company && mention.form == Form::Government && !reading.is_chinese(),
            Kind::Person | Kind::Work | Kind::Group => false,
        }
    };
    // The owner of a thing is not the thing: in 'Acme's app Bolt' and Acme 旗下的 Bolt it is Bolt that is spoken of.
    let classes = &reading.recogniser.classes;
    let headed = described.form == Form::Its
        && described.from == 0
        && reading.sentences[described.sentence].at(described.to).iter().any(|hit| matches!(hit.what, What::Title(_)));
    let owner = |mention: &&Mention| {
        let class_behind = |class: Option<ClassId>| {
            class.is_some_and(|class| reading.sentences[mention.sentence].class_at(mention.to, class).is_some())
        };
        let titled = reading.is_chinese()
            && reading.sentences[mention.sentence].at(mention.to).iter().any(|hit| matches!(hit.what, What::Title(_)));
        // 谷歌DeepMind: the owner stands right in front of what it owns.
        let owns = reading.is_chinese()
            && reading
                .mentions_in(mention.sentence)
                .iter()
                .any(|m| m.from == mention.to && !m.senses.is_empty() && fits(&m));
        // 'Acme belongs to Bolt. It sells' goes on about Acme, 'Its chairwoman' about the one that owns.
        let holds = class_behind(classes.own) && class_behind(classes.owned_by) == headed;
        holds
            || [classes.possessive, classes.belongs_to].into_iter().any(class_behind)
            || titled
            || owns
            || mention.sentence < described.sentence && names_people(reading, mention)
    };
    let here = &reading.mentions[at];
    let acting = match here.form {
        Form::It => is_object(reading, at),
        // 'The authority opened an inquiry into the studio': the studio is not the authority.
        Form::Company => is_object(reading, at) || governed(reading, here),
        _ => false,
    };
    if here.form == Form::It
        && acting
        && let Some(object) = shut_out(reading, at)
    {
        return Some(object);
    }
    // 'Roe says Acme sells the data, and he blames it': he acts there.
    let acting = acting && !somebody_acts(reading, here) && !others_act(reading, here);
    let acts = acting.then(|| actor(reading, at, &fits)).flatten().map(|mention| mention.senses.clone());
    // 'The privacy watchdog fined it, too': no authority deals so with another.
    let ruled = here.form == Form::It && acts.as_ref().is_some_and(|acts| authority(reading, acts[0]));
    // 'Who sold it for $9 million': nor does anybody trade in one.
    let traded = here.form == Form::It && is_object(reading, at) && traded(reading, here);
    let apposed = apposed(reading, at);
    let teller = reporter(reading, at);
    let charging = charger(reading, at);
    // 甲和乙均為其股東: nobody is what is his own.
    let is_own = |mention: &&Mention| {
        let front = here.from.checked_sub(1).filter(|_| reading.is_chinese() && here.form == Form::Its);
        let atoms = &reading.article.sentences[here.sentence].atoms;
        front.is_some_and(|front| reading.is_member(here.sentence, front, classes.copula))
            && mention.sentence == here.sentence
            && mention.to <= here.from
            && atoms[mention.to..here.from].iter().all(|atom| !matches!(atom.key.as_str(), "," | ";"))
    };
    let fits = |mention: &&Mention| {
        fits(mention)
            && Some(&mention.senses) != acts.as_ref()
            && Some(&mention.senses) != apposed
            && Some(&mention.senses) != teller
            && Some(&mention.senses) != charging
            && (!(acts.is_some() && here.form == Form::It) || mention.sentence + 1 >= here.sentence)
            && !((ruled || traded) && authority(reading, mention.senses[0]))
            && !is_own(mention)
            && !employs_outsider(reading, mention)
    };
    // 甲控告它，它付了和解金: the same is meant twice.
    let twice = || said_there(reading, at).find(|other| other.form == Form::It && !other.senses.is_empty());
    if reading.is_chinese()
        && here.form == Form::It
        && let Some(same) = twice().filter(fits)
    {
        return Some(same.senses.clone());
    }
    if let Some(spoken) = spoken_of(reading, at) {
        return Some(spoken);
    }
    if let Some(sayer) = sayer(reading, at).filter(|sayer| fits(sayer) || speaking_state(reading, sayer)) {
        return Some(sayer.senses.clone());
    }
    if let Some(kept) = kept(reading, at, acts.as_ref()) {
        return Some(kept);
    }
    // 'Acme owns a tenth of Bolt. It also holds': the same goes on.
    if let Some(same) = goes_on(reading, at, &fits) {
        return Some(same);
    }
    // 'The judge ruled in Acme's favour, but told it to pay': the only one named, where somebody acts on it.
    if let Some(only) = only_named(reading, at, &fits) {
        return Some(only);
    }
    // 'Its Swedish rival, Acme, has grown. It': the one in whom the opening words of a sentence end.
    let last = described.sentence.checked_sub(1).filter(|_| described.from == 0 && !reading.is_chinese());
    let paragraph = |sentence: usize| reading.article.sentences[sentence].paragraph;
    let last = last.filter(|last| paragraph(*last) == paragraph(described.sentence));
    let mut named = last.map_or(&[][..], |last| reading.mentions_in(last)).iter();
    if let Some(opens) = named.find(|other| !other.senses.is_empty() && opens_sentence(reading, other) && fits(other)) {
        return Some(opens.senses.clone());
    }
    // 民眾從Acme改用Bolt，該公司說: whom a preposition governs is not spoken of where another one is named.
    let led = |mention: &&Mention| {
        let class = classes.source_mark;
        reading.is_chinese()
            && described.form == Form::Company
            && mention.sentence == described.sentence
            && mention.from > 0
            && reading.is_member(mention.sentence, mention.from - 1, class)
    };
    let first = subject(reading, at, fits)
        .filter(|first| !led(first))
        .or_else(|| before(reading, at).find(|mention| fits(mention) && !led(mention)))
        .or_else(|| before(reading, at).find(|mention| fits(mention)))?;
    let mention = Some(first).filter(|first| !owner(first)).or_else(|| {
        before(reading, at)
            .filter(|mention| mention.sentence == first.sentence)
            .find(|mention| fits(mention) && !owner(mention))
    });
    Some(mention.unwrap_or(first).senses.clone())
}

/// 'Acme removed Zeta in May, and Bolt pulled it in June': what the first has shut out is shut out by the second as well.
fn shut_out(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let class = reading.recogniser.classes.moderate.filter(|_| !reading.is_chinese())?;
    let tagged = &reading.sentences[here.sentence];
    let deed = |at: usize| tagged.class_at(at, class);
    let verb = (here.from.saturating_sub(DEED)..here.from).find(|at| deed(*at) == Some(here.from))?;
    let object = |end: usize| {
        let behind = |mention: &&Mention| mention.from >= end && mention.from <= end + DEED;
        reading.mentions_in(here.sentence).iter().find(behind)
    };
    let named = |mention: &&Mention| {
        let possessive = reading.recogniser.classes.possessive;
        mention.to < verb
            && mention.form == Form::Name
            && mention.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind.is_body())
            && !reading.is_member(mention.sentence, mention.to, possessive)
            && !governed(reading, mention)
    };
    (0..verb).filter_map(deed).filter_map(object).find(named).map(|object| object.senses.clone())
}

/// 海江證券分析師陳大文估計，該公司…: whom somebody works for who speaks of others is not spoken of, in Chinese.
fn employs_outsider(reading: &Reading<'_>, mention: &Mention) -> bool {
    let Some(class) = reading.recogniser.classes.outsider.filter(|_| reading.is_chinese()) else { return false };
    let tagged = &reading.sentences[mention.sentence];
    let titled = (mention.to..mention.to + OUTSIDER_WITHIN).any(|at| tagged.class_at(at, class).is_some());
    mention.form == Form::Name
        && titled
        && !reading.article.sentences[mention.sentence].atoms[mention.to..]
            .iter()
            .take(OUTSIDER_WITHIN)
            .any(|atom| matches!(atom.key.as_str(), "," | "、"))
}

/// '“This is a good day for Acme,” said Jane Roe, its chairwoman': the body that the article is about, where somebody speaks of it.
fn spoken_of(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let classes = &reading.recogniser.classes;
    let sentence = &reading.article.sentences[here.sentence];
    let titled = reading.sentences[here.sentence].at(here.to).iter().any(|hit| matches!(hit.what, What::Title(_)));
    if reading.is_chinese() || here.form != Form::Its || !titled || sentence.quoted(here.from) {
        return None;
    }
    let comma = here.from.checked_sub(1).filter(|front| sentence.atoms[*front].key == ",")?;
    let somebody = |other: &&Mention| {
        other.to == comma && other.from > 0 && reading.is_member(here.sentence, other.from - 1, classes.say)
    };
    said_there(reading, at).find(somebody)?;
    let main = reading.main_body()?;
    let told = |other: &Mention| other.senses.contains(&main) && sentence.quoted(other.from);
    said_there(reading, at).any(told).then(|| vec![main])
}

/// A verb of buying, selling or founding stands right in front.
fn traded(reading: &Reading<'_>, here: &Mention) -> bool {
    let classes = &reading.recogniser.classes;
    let tagged = &reading.sentences[here.sentence];
    let verbs = [classes.deal_buy, classes.sell_verb, classes.found];
    verbs.into_iter().flatten().any(|class| tagged.class_ending(here.from, 3, class))
}

/// The subject of the sentence before, of whom a sentence that opens with 'it also' tells more.
fn goes_on(reading: &Reading<'_>, at: usize, fits: &impl Fn(&&Mention) -> bool) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let last = here.sentence.checked_sub(1).filter(|_| here.from == 0 && here.form == Form::It)?;
    let also = reading.recogniser.classes.same_subject?;
    reading.sentences[here.sentence].class_at(here.to, also).filter(|_| !reading.is_chinese())?;
    let paragraph = |sentence: usize| reading.article.sentences[sentence].paragraph;
    let first = reading.mentions_in(last).iter().find(|mention| !mention.senses.is_empty())?;
    let opens = first.from < 2 && fits(&first) && paragraph(last) == paragraph(here.sentence);
    let owner = reading.recogniser.classes.possessive;
    let owns = owner.is_some_and(|class| reading.sentences[last].class_at(first.to, class).is_some());
    (opens && !owns).then(|| first.senses.clone())
}

/// The only body in front of 'it' in its sentence, where a person acts on it whom the sentence names first.
fn only_named(reading: &Reading<'_>, at: usize, fits: &impl Fn(&&Mention) -> bool) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    if reading.is_chinese() || here.form != Form::It || !is_object(reading, at) {
        return None;
    }
    let front = || {
        let told = |other: &&Mention| other.from < here.from && !other.senses.is_empty();
        reading.mentions_in(here.sentence).iter().filter(told)
    };
    let kind = |mention: &Mention| reading.entities[mention.senses[0] as usize].kind;
    let first = front().find(|other| kind(other) != Kind::Place)?;
    let mut bodies = front().filter(|other| other.form == Form::Name && fits(other));
    let only = bodies.next().filter(|_| kind(first) == Kind::Person && !first.form.is_possessive())?;
    bodies.all(|other| other.senses == only.senses).then(|| only.senses.clone())
}

/// 'Many left it for Bolt, while Acme, which sells maps, said it had grown': who has said what a pronoun stands in, right in
/// front of the verb or of an aside.
fn sayer<'r>(reading: &'r Reading<'_>, at: usize) -> Option<&'r Mention> {
    let subject = says_it(reading, at)?;
    let told = |other: &&Mention| {
        other.to == subject && matches!(other.form, Form::Name | Form::Company) && !other.senses.is_empty()
    };
    // 'A spokeswoman for Acme said it' speaks of Acme.
    let voice = |other: &Mention| {
        let class = reading.recogniser.classes.spokesperson_noun;
        let front = |back: usize| other.from.checked_sub(back);
        let article =
            front(1).is_some_and(|at| reading.is_member(other.sentence, at, reading.recogniser.classes.article));
        let noun = front(2 + usize::from(article));
        noun.zip(class).is_some_and(|(at, class)| reading.sentences[other.sentence].class_at(at, class) == Some(at + 1))
    };
    said_there(reading, at).find(told).filter(|other| !governed(reading, other) || voice(other))
}

/// 'The Norwegian body said it would appeal': nobody knows which.
pub(super) fn unknown_sayer(reading: &Reading<'_>, at: usize) -> bool {
    let unknown = |other: &Mention| matches!(other.form, Form::Company | Form::Government) && other.senses.is_empty();
    says_it(reading, at).is_some_and(|subject| {
        said_there(reading, at).any(|other| other.to == subject && unknown(other) && !governed(reading, other))
    })
}

/// 'Oslo announced in June that it would ban it': a city or country that has said what a pronoun stands in speaks of itself.
pub(super) fn place_sayer(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let subject = says_it(reading, at)?;
    let place = |other: &&Mention| {
        let listed = other.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind == Kind::Place);
        other.to == subject && other.form == Form::Name && listed && !governed(reading, other)
    };
    said_there(reading, at).find(place).map(|place| place.senses.clone())
}

/// 'Among them is the teachers' fund. "We lost all," said its head, Jane Roe': the sentence in front ends with a body that has no name,
/// or is about one.
pub(super) fn nameless_before(reading: &Reading<'_>, at: usize) -> bool {
    let here = &reading.mentions[at];
    let classes = &reading.recogniser.classes;
    let sentences = &reading.article.sentences;
    let titled = reading.sentences[here.sentence].at(here.to).iter().any(|hit| matches!(hit.what, What::Title(_)));
    let body = |mention: &Mention| {
        mention.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind.is_body())
    };
    let Some(last) = here.sentence.checked_sub(1).filter(|_| titled && !reading.is_chinese()) else { return false };
    let outside = |m: &&Mention| !sentences[m.sentence].quoted(m.from);
    let named_here = said_there(reading, at).filter(outside).any(body);
    let nameless = |at: usize| {
        let noun =
            reading.is_member(last, at, classes.civil_noun) || reading.is_member(last, at, classes.authority_noun);
        // 'The union' and 'a spokeswoman for the union' point to one that was named.
        let told = reading.mentions_in(last).iter().any(|m| m.from <= at && at < m.to && !m.senses.is_empty());
        noun && !told
    };
    sentences[last].paragraph == sentences[here.sentence].paragraph
        && !named_here
        && !reading.mentions_in(last).iter().any(body)
        && (1..sentences[last].atoms.len()).any(nameless)
}

/// What is told of in front of a mention in its sentence, the nearest first.
pub(super) fn said_there<'r>(reading: &'r Reading<'_>, at: usize) -> impl Iterator<Item = &'r Mention> {
    let here = reading.mentions[at].sentence;
    reading.mentions[..at].iter().rev().take_while(move |other| other.sentence == here)
}

/// 'Malaysia announced in October that it will': a state that opens its clause has said it.
fn speaking_state(reading: &Reading<'_>, sayer: &Mention) -> bool {
    let classes = &reading.recogniser.classes;
    let atoms = &reading.article.sentences[sayer.sentence].atoms;
    let opens = sayer.from.checked_sub(1).is_none_or(|front| {
        atoms[front].kind == AtomKind::Mark || reading.is_member(sayer.sentence, front, classes.and)
    });
    let place = sayer.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind == Kind::Place);
    opens && place && sayer.form == Form::Name
}

/// Where the subject of the verb ends that says what a pronoun opens.
fn says_it(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let here = &reading.mentions[at];
    let classes = &reading.recogniser.classes;
    let atoms = &reading.article.sentences[here.sentence].atoms;
    if reading.is_chinese()
        || !matches!(here.form, Form::It | Form::Its)
        || reading.article.sentences[here.sentence].quoted(here.from)
    {
        return None;
    }
    let front = here.from.checked_sub(1)?;
    let verb = front.checked_sub(usize::from(reading.is_member(here.sentence, front, classes.clause_relative)))?;
    // 'Acme said on Friday that it'.
    let dated = || {
        let date = reading.sentences[here.sentence].date_ending(verb + 1, DATED)?;
        let front = date.checked_sub(1)?;
        front.checked_sub(usize::from(reading.is_member(here.sentence, front, classes.preposition)))
    };
    let says = |verb: &usize| {
        [classes.say, classes.announce_deed].into_iter().any(|class| reading.is_member(here.sentence, *verb, class))
    };
    let verb = Some(verb).filter(says).or_else(|| dated().filter(says))?;
    let commas: Vec<usize> = (0..verb).filter(|at| atoms[*at].key == ",").collect();
    Some(match commas[..] {
        [.., open, close]
            if close + 1 == verb && reading.is_member(here.sentence, open + 1, classes.clause_relative) =>
        {
            open
        }
        // 'Its privacy watchdog, Acme, said'.
        [.., _, close] if close + 1 == verb => close,
        _ => verb,
    })
}

/// 'Acme was set up in 2010. Bolt bought it in 2014. Kim Roe has been its head since': behind a sentence that speaks of a body by
/// a pronoun, a further pronoun that does not open its sentence goes on about that body; so does an object behind another, as in
/// 'The watchdog fined the company. Two users sued it'.
fn kept(reading: &Reading<'_>, at: usize, acts: Option<&Vec<u32>>) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let last = here.sentence.checked_sub(1)?;
    let paragraph = |sentence: usize| reading.article.sentences[sentence].paragraph;
    let body = |mention: &&Mention| {
        mention.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind.is_body())
    };
    let object = here.form == Form::It && is_object(reading, at);
    let mut front = reading.mentions_in(here.sentence).iter().take_while(|other| other.from < here.from);
    if reading.is_chinese()
        || !matches!(here.form, Form::It | Form::Its)
        || here.from == 0
        || paragraph(last) != paragraph(here.sentence)
        || front.any(|other| body(&other) && !(object && Some(&other.senses) == acts))
    {
        return None;
    }
    let opens = |senses: &[u32]| {
        let first = last.checked_sub(1).filter(|sentence| paragraph(*sentence) == paragraph(last));
        let first = first.and_then(|sentence| reading.mentions_in(sentence).iter().find(body));
        first.is_some_and(|first| first.from < 2 && first.senses == senses)
    };
    let start = reading.mentions.partition_point(|mention| mention.sentence < last);
    let mut told = reading.mentions_in(last).iter().enumerate().filter(|(_, mention)| body(mention));
    let kept = |(at, mention): (usize, &Mention)| match mention.form {
        _ if Some(&mention.senses) == acts || !is_object(reading, start + at) => None,
        Form::It if object || opens(&mention.senses) => Some(mention.senses.clone()),
        Form::Company if object => Some(mention.senses.clone()),
        _ => None,
    };
    told.find_map(kept)
}

/// 'Besides its own site, Acme runs', 'In its ruling, the court said': the words in front of a subject speak of whoever that is.
pub(super) fn whose_ahead(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let here = &reading.mentions[at];
    let classes = &reading.recogniser.classes;
    let atoms = &reading.article.sentences[here.sentence].atoms;
    let governed = here.from > 0 && reading.is_member(here.sentence, 0, classes.clause_preposition);
    if reading.is_chinese() || !governed || here.from > OPENS_WITHIN {
        return None;
    }
    let comma = (here.to..atoms.len()).find(|at| atoms[*at].key == ",")?;
    let there = reading.mentions[at + 1..].iter().take_while(|other| other.sentence == here.sentence);
    let (ahead, subject) = there.enumerate().find(|(_, other)| other.from > comma)?;
    let article = usize::from(reading.is_member(here.sentence, comma + 1, classes.article));
    let opens = (comma + 1..=comma + 1 + article).contains(&subject.from);
    let acts = classes.possessive.is_none_or(|class| !reading.is_member(here.sentence, subject.to, Some(class)));
    let body = match subject.form {
        Form::Name => subject.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind.is_body()),
        form => matches!(form, Form::Company | Form::Government),
    };
    (opens && acts && body).then_some(at + 1 + ahead)
}

/// 'Acme sued it': Acme is not the one whom it sued.
pub(super) fn acts_itself(reading: &Reading<'_>, at: usize, body: u32) -> bool {
    let here = &reading.mentions[at];
    let person = |other: &Mention| {
        other.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind == Kind::Person)
    };
    let front = || reading.mentions_in(here.sentence).iter().take_while(|other| other.from < here.from);
    // 'Kim Roe founded Acme and sold it'.
    let somebody = front().any(|other| person(other) && !other.form.is_possessive());
    let acts = |other: &Mention| other.form == Form::Name && other.senses.contains(&body) && !governed(reading, other);
    is_object(reading, at) && !governed(reading, here) && !somebody && front().any(acts)
}

/// 'The Daily Star reported last week that it was in talks': a paper tells of another, and so does the next sentence.
fn reporter<'r>(reading: &'r Reading<'_>, at: usize) -> Option<&'r Vec<u32>> {
    let here = &reading.mentions[at];
    let class = reading.recogniser.classes.reported.filter(|_| !reading.is_chinese())?;
    let verb = |other: &Mention| {
        let media = other.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind == Kind::Media);
        let tagged = &reading.sentences[other.sentence];
        if media && other.form == Form::Name { tagged.class_at(other.to, class) } else { None }
    };
    let tells = |other: &&Mention| other.to < here.from && verb(other).is_some();
    let told = |sentence: usize| {
        let about =
            |verb: usize, other: &Mention| (verb..=verb + REPORTED).contains(&other.from) && other.form != Form::Its;
        let names = |verb: usize| reading.mentions_in(sentence).iter().any(|other| about(verb, other));
        reading.mentions_in(sentence).iter().find(|other| verb(other).is_some_and(names))
    };
    let own = reading.mentions_in(here.sentence).iter().find(tells).filter(|_| here.form == Form::It);
    let before = || here.sentence.checked_sub(1).filter(|_| here.from == 0).and_then(told);
    own.or_else(before).map(|other| &other.senses)
}

/// 'The watchdog sued Acme, alleging that it had lied': nobody brings a charge against himself.
fn charger<'r>(reading: &'r Reading<'_>, at: usize) -> Option<&'r Vec<u32>> {
    let here = &reading.mentions[at];
    let classes = &reading.recogniser.classes;
    let tagged = &reading.sentences[here.sentence];
    let front = here.from.checked_sub(1).filter(|_| here.form == Form::It && !reading.is_chinese())?;
    let verb = front.checked_sub(usize::from(reading.is_member(here.sentence, front, classes.clause_relative)))?;
    let comma = verb.checked_sub(1)?;
    let charges = reading.is_member(here.sentence, verb, classes.charging)
        && reading.article.sentences[here.sentence].atoms[comma].key == ",";
    let body = |other: &&Mention| {
        other.to <= comma
            && !other.senses.is_empty()
            && reading.entities[other.senses[0] as usize].kind.is_body()
            && !governed(reading, other)
    };
    let mut named = reading.mentions_in(here.sentence).iter().filter(body);
    let (first, second) = (named.next()?, named.next()?);
    let against = [classes.sue, classes.criticise].into_iter().flatten();
    let acts = against.into_iter().any(|class| tagged.has_class(first.to, second.from, class));
    (charges && acts && first.senses != second.senses).then_some(&first.senses)
}

/// 'Creditors have brought claims against Acme, accusing it of greed': the body named last is accused, and not whoever acts.
pub(super) fn accused(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let verb = here.from.checked_sub(1).filter(|_| !reading.is_chinese())?;
    let comma = verb.checked_sub(1)?;
    let classes = &reading.recogniser.classes;
    let atoms = &reading.article.sentences[here.sentence].atoms;
    let charges = reading.is_member(here.sentence, verb, classes.charging) && atoms[comma].key == ",";
    let told = |other: &&Mention| other.to <= comma && !other.senses.is_empty();
    let first = reading.mentions_in(here.sentence).iter().find(told).filter(|_| charges)?;
    let body = |other: &&Mention| {
        told(other) && other.form == Form::Name && reading.entities[other.senses[0] as usize].kind.is_body()
    };
    let tagged = &reading.sentences[here.sentence];
    let attacked = |other: &&Mention| {
        let verbs = [classes.sue, classes.criticise];
        verbs.into_iter().flatten().any(|class| tagged.has_class(first.to, other.from, class))
    };
    let mut bodies =
        reading.mentions_in(here.sentence).iter().filter(body).filter(|other| other.senses != first.senses);
    let object = bodies.clone().find(attacked).or_else(|| bodies.rfind(|other| other.to == comma))?;
    Some(object.senses.clone())
}

/// 'Acme Capital, its biggest owner, wants': what stands right behind a name says whose it is, and that is not its own.
fn apposed<'r>(reading: &'r Reading<'_>, at: usize) -> Option<&'r Vec<u32>> {
    let here = &reading.mentions[at];
    let comma = here.from.checked_sub(1).filter(|_| here.form == Form::Its && !reading.is_chinese())?;
    let mark = &reading.article.sentences[here.sentence].atoms[comma].key;
    let named = |other: &&Mention| other.to == comma && other.form == Form::Name && !other.senses.is_empty();
    let mut there = reading.mentions_in(here.sentence).iter();
    there.find(named).filter(|_| mark == ",").map(|other| &other.senses)
}

/// 'Acme employees' is about people and not about Acme.
fn names_people(reading: &Reading<'_>, mention: &Mention) -> bool {
    let people = |other: &Mention| other.form == Form::Group && other.from == mention.from && other.to > mention.to;
    mention.form == Form::Name && !reading.is_chinese() && reading.mentions_in(mention.sentence).iter().any(people)
}

/// 'Acme Capital reckons that the row may cost Bolt a million': whoever only reckons, and is named for the first time, is not whom
/// the next sentence goes on about where somebody else is named behind.
fn reckons(reading: &Reading<'_>, mention: &Mention, fits: impl Fn(&&Mention) -> bool) -> bool {
    let verbs = reading.recogniser.classes.reckons;
    let told = [verbs, reading.recogniser.classes.reported];
    let tagged = &reading.sentences[mention.sentence];
    let reckons = told.into_iter().flatten().any(|class| tagged.class_at(mention.to, class).is_some());
    let named = |other: &&Mention| other.form == Form::Name;
    let behind = |other: &Mention| other.from > mention.to && other.senses != mention.senses;
    reckons
        && named(&mention)
        && !reading
            .mentions
            .iter()
            .take_while(|other| other.sentence < mention.sentence)
            .any(|o| o.senses == mention.senses)
        && reading
            .mentions_in(mention.sentence)
            .iter()
            .filter(named)
            .any(|other| !other.senses.is_empty() && behind(other) && fits(&other) && !governed(reading, other))
}

/// The nearest that fits of this sentence and the one before, and stands behind no preposition: 'an analyst at Acme said'
/// tells of the analyst, not of Acme.
fn subject<'r>(reading: &'r Reading<'_>, at: usize, fits: impl Fn(&&Mention) -> bool) -> Option<&'r Mention> {
    let here = reading.mentions[at].sentence;
    let near =
        || before(reading, at).take_while(|mention| mention.sentence + 1 >= here).filter(|mention| fits(mention));
    let told = near().take_while(|mention| mention.sentence == here).last();
    told.filter(|last| opens_relative(reading, last, reading.mentions[at].from)).or_else(|| {
        let aside = |mention: &Mention| {
            governed(reading, mention) || mention.sentence < here && reckons(reading, mention, &fits)
        };
        near().find(|mention| !aside(mention))
    })
}

/// 'A change at Acme, which said that it': the clause that a place stands in is about the name in front of it.
fn opens_relative(reading: &Reading<'_>, mention: &Mention, at: usize) -> bool {
    let atoms = &reading.article.sentences[mention.sentence].atoms;
    let is_comma = |place: usize| atoms.get(place).is_some_and(|atom| atom.key == ",");
    mention.to + 1 < at
        && is_comma(mention.to)
        && reading.is_member(mention.sentence, mention.to + 1, reading.recogniser.classes.clause_relative)
        && !(mention.to + 1..at).any(is_comma)
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
        let atoms = &reading.article.sentences[here.sentence].atoms;
        atoms.get(mention.to).is_some_and(|atom| atom.key == ",")
            && mention.to + 1 < here.from
            && reading.is_member(here.sentence, mention.to + 1, classes.clause_opener)
    };
    let last = named.filter(|mention| relative(mention) || !governed(reading, mention)).last().unwrap_or(first);
    let tagged = &reading.sentences[here.sentence];
    let joins = reading.recogniser.classes.and;
    // 'Kim Roe of Acme accused Bolt and called on it': it is she who acts on both.
    let opens = reading.mentions_in(here.sentence).iter().find(|other| !other.senses.is_empty());
    let person = opens.filter(|other| {
        !reading.is_chinese()
            && here.form == Form::It
            && other.form == Form::Name
            && reading.entities[other.senses[0] as usize].kind == Kind::Person
            && other.from < first.from
            && classes.possessive.is_none_or(|class| !reading.is_member(here.sentence, other.to, Some(class)))
    });
    let joined = joins.is_some_and(|and| tagged.has_class(last.to, here.from, and));
    if joined && person.is_some() {
        return None;
    }
    Some(if joined { first } else { last })
}

/// 'He', 'she' or somebody by name stands right in front of the verb of which a mention is the object.
fn somebody_acts(reading: &Reading<'_>, here: &Mention) -> bool {
    let acts = |other: &Mention| {
        let person = || {
            let kind = other.senses.first().map(|sense| reading.entities[*sense as usize].kind);
            other.form == Form::Name && kind == Some(Kind::Person)
        };
        (matches!(other.form, Form::He | Form::She | Form::Group) || person())
            && other.to < here.from
            && here.from <= other.to + ACTS_WITHIN
    };
    // 'Jane Roe, who had sold it'.
    let who = || {
        (here.from.saturating_sub(RELATIVE)..here.from)
            .any(|at| reading.is_member(here.sentence, at, reading.recogniser.classes.who))
    };
    !reading.is_chinese() && here.form == Form::It && (reading.mentions_in(here.sentence).iter().any(acts) || who())
}

/// 'Acme has a million visitors, and 400,000 people post on it': a clause of its own is about people, behind one about a single body.
fn others_act(reading: &Reading<'_>, here: &Mention) -> bool {
    let and = reading.recogniser.classes.and;
    let atoms = &reading.article.sentences[here.sentence].atoms;
    let tagged = &reading.sentences[here.sentence];
    let Some(comma) = atoms[..here.from].iter().rposition(|atom| atom.key == ",") else { return false };
    let people = |other: &Mention| other.form == Form::Group && (comma..here.from).contains(&other.from);
    let counted = |at: usize| tagged.at(at).iter().any(|hit| matches!(hit.what, What::Quantity(_)));
    let told = || reading.mentions_in(here.sentence).iter().filter(|other| other.from < here.from);
    let mut bodies = told()
        .filter(|other| other.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind.is_body()));
    !reading.is_chinese()
        && here.form == Form::It
        && governed(reading, here)
        && reading.is_member(here.sentence, comma + 1, and)
        && (told().any(people) || (comma + 2..here.from).any(counted))
        && bodies.next().is_some_and(|first| first.from < comma && bodies.all(|other| other.senses == first.senses))
}

/// A pronoun right behind a verb is not the one who acts: in 'the watchdog fined it' it is not the watchdog.
pub(super) fn is_object(reading: &Reading<'_>, at: usize) -> bool {
    let mention = &reading.mentions[at];
    if reading.is_chinese() {
        return acted_upon(reading, mention);
    }
    let Some(front) = mention.from.checked_sub(1) else { return false };
    // 'The app she founded'.
    if reading.is_member(mention.sentence, mention.from, reading.recogniser.classes.nominative) {
        return false;
    }
    // 'Last week it shut'.
    let tagged = &reading.sentences[mention.sentence];
    if tagged.date_ending(mention.from, 4).is_some() {
        return false;
    }
    let atom = &reading.article.sentences[mention.sentence].atoms[front];
    let classes = &reading.recogniser.classes;
    let acts =
        classes.finite.is_some_and(|class| reading.sentences[mention.sentence].class_at(mention.to, class).is_some());
    !reading.is_chinese()
        && !acts_on_noun(reading, mention)
        && atom.kind == AtomKind::Word
        && atom.case == Case::Lower
        && !acts
        && ![classes.say, classes.clause_opener].iter().any(|class| reading.is_member(mention.sentence, front, *class))
}

/// 'A similar lawsuit it filed', 'the shoes it sold': a noun with its article stands in front, a verb behind.
fn acts_on_noun(reading: &Reading<'_>, mention: &Mention) -> bool {
    let classes = &reading.recogniser.classes;
    let atoms = &reading.article.sentences[mention.sentence].atoms;
    let is = |at: usize, class: Option<ClassId>| reading.is_member(mention.sentence, at, class);
    let verb = |at: usize| is(at, classes.clause_verb) || is(at, classes.finite);
    let done = atoms.get(mention.to).is_some_and(|atom| {
        atom.kind == AtomKind::Word && atom.case == Case::Lower && (atom.ends_as_past() || verb(mention.to))
    });
    let word = |at: &usize| {
        atoms[*at].kind == AtomKind::Word
            && atoms[*at].case == Case::Lower
            && !verb(*at)
            && !is(*at, classes.preposition)
            && !(atoms[*at].ends_as_past() && at + 1 == mention.from)
    };
    let front = (mention.from.saturating_sub(NOUN)..mention.from).rev().take_while(word);
    let opens = front.filter(|at| is(*at, classes.one_such)).last();
    done && opens.is_some_and(|opens| opens + 1 < mention.from)
}

/// 甲痛罵他, 甲將他停權, 甲恢復他的帳號: a verb of which nobody is subject and object at once stands right in front, or a word
/// that says to whom something is done.
fn acted_upon(reading: &Reading<'_>, mention: &Mention) -> bool {
    let classes = &reading.recogniser.classes;
    let tagged = &reading.sentences[mention.sentence];
    let ends = |class: &Option<ClassId>| class.is_some_and(|class| tagged.class_ending(mention.from, 4, class));
    // 甲則批評公司, 甲宣布收購該公司.
    if mention.form == Form::Company {
        let pointed = reading.is_member(mention.sentence, mention.from, classes.this);
        return ends(&classes.criticise) || pointed && [classes.deal_buy, classes.sue].iter().any(ends);
    }
    // 甲控告它.
    if mention.form == Form::It {
        return [classes.deal_buy, classes.sue].iter().any(ends);
    }
    let verbs = [classes.criticise, classes.moderate, classes.reinstate, classes.suspend_account];
    let person = matches!(mention.form, Form::He | Form::She);
    let to_people =
        [classes.urge, classes.appoint, classes.sue, classes.led_by, classes.praise, classes.done_to_another];
    verbs.iter().any(ends) || person && to_people.iter().any(ends)
}

/// 'Most use it, according to the Providers' Association. Its president said': a sentence that opens with the head of
/// something goes on about the body that the one before ended with.
pub(super) fn introduced(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let before = here.sentence.checked_sub(1).filter(|_| here.from == 0 && !reading.is_chinese())?;
    let titled =
        |at: usize| reading.sentences[here.sentence].at(at).iter().any(|hit| matches!(hit.what, What::Title(_)));
    let atoms = &reading.article.sentences[before].atoms;
    let last = reading.mentions[..at].iter().rfind(|mention| mention.sentence == before)?;
    // 'Many moved to Acme, a rival that gives its profits away': what is told of it ends the sentence.
    let apposed = |mention: &&Mention| {
        let body = mention.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind.is_body());
        let comma = atoms.get(mention.to).is_some_and(|atom| atom.key == ",");
        let told = reading.is_member(before, mention.to + 1, reading.recogniser.classes.article_indefinite);
        mention.form == Form::Name && body && comma && told
    };
    let named = reading.mentions[..at].iter().rev().take_while(|mention| mention.sentence == before);
    let mut bodies = named.filter(|mention| {
        mention.form == Form::Name
            && mention.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind.is_body())
    });
    let described =
        bodies.next().filter(apposed).filter(|last| !atoms[last.to + 1..].iter().any(|atom| atom.key == ","));
    let last = described.unwrap_or(last);
    let ends = described.is_some() || atoms[last.to..].iter().all(|atom| atom.key == ".");
    let body = reading.entities[*last.senses.first()? as usize].kind;
    let fits = matches!(body, Kind::Organization | Kind::Ngo | Kind::Government | Kind::Corporation);
    let (last_paragraph, paragraph) =
        (reading.article.sentences[before].paragraph, reading.article.sentences[here.sentence].paragraph);
    // 'The group Acme called for a boycott of Bolt. Its director said': the one who acted goes on.
    let acts = reading.mentions_in(before).iter().any(|mention| {
        let company = mention.senses.first().is_some_and(|sense| {
            matches!(reading.entities[*sense as usize].kind, Kind::Organization | Kind::Ngo | Kind::Corporation)
        });
        company
            && mention.form == Form::Name
            && mention.from < 8
            && mention.to < last.from
            && !governed(reading, mention)
    });
    let goes_on = fits && ends && last_paragraph == paragraph && last.form == Form::Name && !acts;
    (goes_on && titled(here.to) && governed(reading, last)).then(|| last.senses.clone())
}

/// 責令其: behind a verb of ordering in Chinese stands whom the one who orders has dealt with, not himself.
pub(super) fn ordered(reading: &Reading<'_>, at: usize) -> bool {
    let mention = &reading.mentions[at];
    let urge = reading.recogniser.classes.urge;
    reading.is_chinese()
        && urge.is_some_and(|urge| reading.sentences[mention.sentence].class_ending(mention.from, 4, urge))
}

/// 'It is Acme's third purchase': the pronoun stands for what follows, and not for a body.
pub(super) fn points_ahead(reading: &Reading<'_>, at: usize) -> bool {
    let mention = &reading.mentions[at];
    let tagged = &reading.sentences[mention.sentence];
    let classes = &reading.recogniser.classes;
    let named = reading.mentions[at + 1..].iter().take_while(|other| other.sentence == mention.sentence);
    let mut owners = named.filter(|other| other.form == Form::Name && other.from == mention.to + 1);
    mention.from == 0
        && classes.copula.is_some_and(|class| tagged.class_at(mention.to, class) == Some(mention.to + 1))
        && owners.any(|other| classes.possessive.is_some_and(|class| tagged.class_at(other.to, class).is_some()))
}
