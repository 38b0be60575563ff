//! Whom descriptions mean that end in a noun for a body: 'the lender', 'the Danish regulator', 'the association'.

use super::company::{authority, company, public};
use super::nation::{self, foreign, of_nation, ruler};
use crate::fact::Kind;
use crate::recognise::lexicon::ClassId;
use crate::recognise::{Form, Mention, Reading};
use crate::segment::Part;

/// How many sentences back a body may have been named by the noun that a description ends in.
const REACH: usize = 30;

/// How many atoms in front of the name of a body may stand what country it is from.
const BESIDE: usize = 5;

/// How many sentences back a body may have found out something.
const FOUND_WITHIN: usize = 4;

/// In how many sentences an article opens, which may tell what an authority is in front of its name.
const OPENING: usize = 3;

/// How many sentences later its name stands.
const NAMED_WITHIN: usize = 3;

/// The same where the noun of the description stands beside the name.
const CALLED_WITHIN: usize = 9;

/// How many atoms behind a name may stand that its bearer buys something.
const BUYS_WITHIN: usize = 14;

/// How many atoms beside the name of a body may stand what it is, or whose title it is in front of.
const CALLED_BESIDE: usize = 3;

/// The body that a description means. One that has the noun in its name or was introduced by it comes first; a public
/// body is no company, and an association no regulator.
pub fn body(reading: &Reading<'_>, at: usize, main: Option<u32>, state: Option<u32>) -> Option<Vec<u32>> {
    let found = meant(reading, at, main, state)?;
    // 'The regulator' is no company that is known.
    let company = reading.mentions[at].form == Form::Government
        && found.first().is_some_and(|sense| {
            let entity = &reading.entities[*sense as usize];
            entity.listed.is_some() && matches!(entity.kind, Kind::Corporation | Kind::Platform)
        });
    let found = if company { regulator(reading, at)?.senses.clone() } else { found };
    // 'Acme removed the channel': a noun that not every company is called by is not whoever acts on it.
    let here = &reading.mentions[at];
    let general = reading.is_member(here.sentence, here.to - 1, reading.recogniser.classes.company_word);
    let acts = |mention: &Mention| mention.form == Form::Name && mention.senses == found && mention.to + 2 >= here.from;
    let itself = !general
        && super::body::is_object(reading, at)
        && super::before(reading, at).take_while(|mention| mention.sentence == here.sentence).any(acts);
    (!itself).then_some(found)
}

fn meant(reading: &Reading<'_>, at: usize, main: Option<u32>, state: Option<u32>) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let classes = &reading.recogniser.classes;
    let noun = here.to - 1;
    // 'The Swedish firm' is not the American one that the article is about.
    let main = main.filter(|main| nation::told(reading, at).is_none_or(|nation| !foreign(reading, *main, nation)));
    let is = |class: Option<ClassId>| {
        class.is_some_and(|class| {
            (here.from..=noun)
                .any(|from| reading.sentences[here.sentence].class_at(from, class).is_some_and(|to| to == here.to))
                || reading.recogniser.lexicon.has_member(class, reading.sentences[here.sentence].symbols[noun])
        })
    };
    if is(classes.state_noun) {
        return ruling(reading, at).or_else(|| state.map(|state| vec![state]));
    }
    if let Some(named) = named_behind(reading, at) {
        return Some(named);
    }
    if let Some(found) = finder(reading, at) {
        return Some(found);
    }
    if is(classes.thing_made) {
        return made(reading, at);
    }
    if let Some(apposed) = apposed(reading, at) {
        return Some(apposed);
    }
    if let Some(maker) = maker(reading, at) {
        return Some(maker);
    }
    if is(classes.person_too) && somebody(reading, at) {
        return None;
    }
    if is(classes.buyer_noun) {
        return buyer(reading, at);
    }
    if is(classes.noun_as_told) {
        let called = told(reading, at).or_else(|| left_with(reading, at));
        if called.is_some() || here.to - here.from == 2 {
            return called;
        }
    }
    // 'The station' is a broadcaster that has been named, or called a channel, and no company that advertises there.
    let media_noun = classes.media_noun;
    if is(media_noun) {
        let called = |mention: &Mention| {
            mention.form == Form::Company && reading.is_member(mention.sentence, mention.to - 1, media_noun)
        };
        // 'The station' after 'the Oslo broadcaster Acme'; 'the newspaper' is no broadcaster.
        let sorts = [classes.print_noun, classes.broadcast_noun];
        let other_sort = |mention: &Mention| {
            let front = |class: Option<ClassId>| reading.is_member(mention.sentence, mention.from - 1, class);
            is(sorts[0]) && front(sorts[1]) || is(sorts[1]) && front(sorts[0])
        };
        let fronted = |mention: &Mention| {
            mention.form == Form::Name
                && mention.from > 0
                && reading.is_member(mention.sentence, mention.from - 1, media_noun)
                && !other_sort(mention)
                && mention.senses.iter().any(|sense| reading.entities[*sense as usize].kind.is_body())
        };
        let media = |mention: &&Mention| {
            called(mention)
                || fronted(mention)
                || mention.senses.iter().any(|sense| reading.entities[*sense as usize].kind == Kind::Media)
        };
        // 'The channel' after 'Bolt News', if none was called so.
        let titled = |mention: &Mention| {
            mention.form == Form::Name
                && mention.senses.first().is_some_and(|sense| {
                    let entity = &reading.entities[*sense as usize];
                    let named = |(name, _): &(String, _)| reading.has_word(name, classes.media_name);
                    entity.kind == Kind::Media || entity.kind == Kind::Organization && entity.names.iter().any(named)
                })
        };
        let far = || {
            let mut named = reading.mentions[..at].iter().rev();
            named.clone().find(|mention| fronted(mention)).or_else(|| named.find(|mention| titled(mention)))
        };
        if let Some(found) = super::before(reading, at).find(media).or_else(far) {
            return Some(found.senses.clone());
        }
        // 'The title' may be any that somebody wins.
        if is(classes.paper_word) {
            return None;
        }
    }
    if [classes.company_word, classes.service_word, classes.platform_noun].into_iter().any(is)
        && let Some(teller) = teller(reading, at)
    {
        return Some(teller);
    }
    let nation = nation::told(reading, at).filter(|_| is(classes.authority_noun));
    if let Some(found) = nation.and_then(|nation| of_nation(reading, at, nation)) {
        return Some(found);
    }
    let same = classes.same_word.is_some_and(|class| reading.is_member(here.sentence, here.from + 1, Some(class)));
    if same && let Some(found) = called_last(reading, at) {
        return Some(found);
    }
    let public = is(classes.authority_noun) || is(classes.civil_noun);
    let lobbies = || (here.from + 1..noun).any(|at| reading.is_member(here.sentence, at, classes.civil_front));
    if let Some(found) = introduced(reading, at, is(classes.company_word), main.filter(|_| !public), public)
        .filter(|found| nation.is_none_or(|n| !foreign(reading, found[0], n)))
        // 'The trade group' is no Acme Group.
        .filter(|_| !(lobbies() && is(classes.company_word)))
    {
        return Some(found);
    }
    // 'The Danish regulator' is no Danish company that was named before.
    if let Some(found) = of_country(reading, at).filter(|_| !is(classes.authority_noun)) {
        return Some(found);
    }
    if is(classes.authority_named) {
        return None;
    }
    if is(classes.authority_noun) {
        if in_passing(reading, at) {
            return None;
        }
        let ruled = regulator(reading, at)
            .map(|ruled| ruled.senses.clone())
            .filter(|found| nation.is_none_or(|n| !foreign(reading, found[0], n)));
        let later = || {
            named_later(reading, here.sentence, &reading.article.sentences[here.sentence].atoms[noun].key)
                .map(|body| vec![body])
        };
        // 'The watchdog' is a charity that watches over something, where no authority was named.
        let watches = || civil(reading, at, false).filter(|_| is(classes.civil_watchdog));
        return ruled.or_else(|| ruler(reading, at)).or_else(later).or_else(watches);
    }
    if is(classes.campaign_word)
        && let Some(found) = campaign(reading, at)
    {
        return Some(found);
    }
    if is(classes.civil_only) {
        return civil(reading, at, true);
    }
    // 'Parents Aid says so. The charity': whoever opens the sentence before, where nothing else tells which one is meant.
    let opener = || {
        let last = here.sentence.checked_sub(1).filter(|_| is(classes.civil_self))?;
        let first = reading.mentions_in(last).first().filter(|first| first.from < 2 && first.form == Form::Name)?;
        let same = reading.article.sentences[last].paragraph == reading.article.sentences[here.sentence].paragraph;
        let entity = &reading.entities[*first.senses.first()? as usize];
        (same && entity.kind == Kind::Organization && entity.listed.is_none()).then(|| first.senses.clone())
    };
    if is(classes.civil_self)
        && civil(reading, at, true).is_none()
        && let Some(opener) = opener()
    {
        return Some(opener);
    }
    if is(classes.civil_noun) {
        // 'The union' and 'the trade group' are no company, whichever was named last.
        let told = (here.from + 1..noun).any(|at| reading.is_member(here.sentence, at, classes.civil_front));
        // 'The group's workforce' is that of a company, which has such figures.
        let owner = reading.is_member(here.sentence, here.to, classes.possessive);
        let measure = classes.own_measure.filter(|_| owner && is(classes.company_word));
        if measure.is_some_and(|class| reading.sentences[here.sentence].class_at(here.to + 1, class).is_some()) {
            return company(reading, at, main).or_else(|| main.map(|main| vec![main]));
        }
        let wide = !told && (is(classes.company_word) || is(classes.trade_noun));
        let noun = |word: &str| reading.recogniser.lexicon.is_member(classes.civil_noun, word);
        let society = || main.filter(|main| society(reading, *main, noun)).map(|main| vec![main]);
        let any = || company(reading, at, main).or_else(|| main.map(|main| vec![main]));
        // 'The Dutch group' may well be a company.
        let plain = !wide || here.to - here.from == 2;
        let found = civil(reading, at, plain).or_else(|| if wide { any() } else { society() });
        return served(reading, at, main, found);
    }
    let found = company(reading, at, main).or_else(|| main.map(|main| vec![main]));
    // 'Acme buys Bolt, an American chain. The British firm': nor is one of which another country was told.
    let other = |found: &[u32], nation: u32| {
        let firm = |mention: &&Mention| {
            mention.form == Form::Name
                && mention.sentence + 1 >= here.sentence
                && !super::governed(reading, mention)
                && mention.senses != found
                && matches!(
                    reading.entities[mention.senses[0] as usize].kind,
                    Kind::Corporation | Kind::Organization | Kind::Platform
                )
                && !foreign(reading, mention.senses[0], nation)
        };
        super::agreed(super::before(reading, at).filter(firm))
    };
    let wrong = |found: &Vec<u32>| nation::told(reading, at).filter(|nation| foreign(reading, found[0], *nation));
    let found = match found.as_ref().and_then(wrong) {
        Some(nation) => return other(&found?, nation),
        None => found,
    };
    // 'The bank' is no online platform, but the body that was named last and is none.
    let platform = |senses: &[u32]| senses.iter().any(|sense| reading.entities[*sense as usize].kind == Kind::Platform);
    if is(classes.offline_noun) && found.as_ref().is_some_and(|found| platform(found)) {
        let object = super::body::is_object(reading, at);
        let body = |mention: &&Mention| {
            mention.form == Form::Name
                && !(object && mention.sentence == here.sentence)
                && !platform(&mention.senses)
                && mention.senses.first().is_some_and(|sense| {
                    matches!(reading.entities[*sense as usize].kind, Kind::Corporation | Kind::Organization)
                })
        };
        return super::before(reading, at).find(body).map(|mention| mention.senses.clone());
    }
    // 'The channel' is nobody who is known to sell other things.
    let listed = |sense: u32| {
        let entity = &reading.entities[sense as usize];
        entity.listed.is_some() && matches!(entity.kind, Kind::Corporation | Kind::Platform | Kind::Government)
    };
    let found = found.filter(|found| !(is(media_noun) && listed(found[0])));
    served(reading, at, main, found)
}

/// 'The site' is a service, where the body spoken of last is none and not what the article is about.
fn served(reading: &Reading<'_>, at: usize, main: Option<u32>, found: Option<Vec<u32>>) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let service = |sense: u32| matches!(reading.entities[sense as usize].kind, Kind::Platform | Kind::Product);
    let other =
        found.as_ref().is_some_and(|found| Some(found[0]) != main && !found.iter().any(|sense| service(*sense)));
    let online = reading.is_member(here.sentence, here.to - 1, reading.recogniser.classes.online_word);
    if other && main.is_some() && online {
        let named = |mention: &&Mention| mention.senses.iter().any(|sense| service(*sense));
        return super::before(reading, at).find(named).map(|mention| mention.senses.clone()).or(found);
    }
    found
}

/// 'Harbour Tower estimates that sales fell. The research firm says': a body by what it does for others is the one that was last told
/// to have found something out.
fn finder(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let classes = &reading.recogniser.classes;
    let researches = |at: usize| reading.is_member(here.sentence, at, classes.research_front);
    if reading.is_chinese() || !(here.from + 1..here.to).any(researches) {
        return None;
    }
    let shows = |m: &Mention| {
        let tagged = &reading.sentences[m.sentence];
        (m.to..m.to + 2).any(|at| classes.show.is_some_and(|show| tagged.class_at(at, show).is_some()))
    };
    let body = |m: &&Mention| {
        let kind = m.senses.first().map(|sense| reading.entities[*sense as usize].kind);
        m.form == Form::Name
            && m.sentence + FOUND_WITHIN >= here.sentence
            && kind.is_some_and(|kind| matches!(kind, Kind::Corporation | Kind::Organization | Kind::Platform))
    };
    super::before(reading, at).filter(body).find(|m| shows(m)).map(|m| m.senses.clone())
}

/// 'The same authority' is the one spoken of last by that noun, be it in its name or not.
fn called_last(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let noun = reading.article.sentences[here.sentence].atoms[here.to - 1].key.as_str();
    let called = |mention: &&Mention| {
        let atoms = &reading.article.sentences[mention.sentence].atoms;
        let body = mention.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind.is_body());
        body && match mention.form {
            Form::Company | Form::Government => atoms[mention.to - 1].key == noun,
            Form::Name => names(reading, mention, noun, true),
            _ => false,
        }
    };
    reading.mentions[..at].iter().rev().find(called).map(|mention| mention.senses.clone())
}

/// 'The campaign' is the only one that the text in front gives a name.
fn campaign(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let named = |mention: &&Mention| {
        matches!(mention.form, Form::Name | Form::Company)
            && mention.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind == Kind::Campaign)
    };
    super::agreed(reading.mentions[..at].iter().filter(named))
}

/// 'Acme banned Kim Roe. The streamer said': a noun for people as well, behind a sentence that ends with somebody of no title.
fn somebody(reading: &Reading<'_>, at: usize) -> bool {
    left_with(reading, at).is_some()
}

/// The person of no title with whom the sentence before, of the same paragraph, ends.
fn left_with(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let sentences = &reading.article.sentences;
    let last = here.sentence.checked_sub(1)?;
    let mut named = reading.mentions_in(last).iter().rev().filter(|m| m.form == Form::Name && !m.senses.is_empty());
    let titled = |name: &Mention| {
        reading
            .titles
            .iter()
            .any(|t| t.sentence == last && (t.to == name.from || (name.to..name.to + 3).contains(&t.from)))
    };
    let person = |name: &&Mention| reading.entities[name.senses[0] as usize].kind == Kind::Person && !titled(name);
    let name = named.next().filter(person)?;
    (sentences[last].paragraph == sentences[here.sentence].paragraph).then(|| name.senses.clone())
}

/// 'The investor' is whoever was last called so, by more words or beside the name.
fn told(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let noun = &reading.article.sentences[here.sentence].atoms[here.to - 1].key;
    let called = |mention: &&Mention| {
        let atoms = &reading.article.sentences[mention.sentence].atoms;
        let kind = mention.senses.first().map(|sense| reading.entities[*sense as usize].kind);
        kind.is_some_and(|kind| kind.is_body() || kind == Kind::Person)
            && match mention.form {
                Form::Company => atoms[mention.to - 1].key == *noun,
                Form::Name => beside(reading, mention, noun),
                _ => false,
            }
    };
    reading.mentions[..at].iter().rev().find(called).map(|mention| mention.senses.clone())
}

/// 'The buyer' is the body of which it was told last that it buys something.
fn buyer(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let buys = reading.recogniser.classes.buys_mark?;
    let body = |mention: &Mention| {
        mention.form == Form::Name
            && mention.senses.first().is_some_and(|sense| {
                let kind = reading.entities[*sense as usize].kind;
                kind.is_body() && kind != Kind::Government
            })
    };
    reading.mentions[..at]
        .iter()
        .enumerate()
        .rev()
        .find(|(i, mention)| {
            let next = reading.mentions[i + 1..]
                .iter()
                .take_while(|other| other.sentence == mention.sentence)
                .find(|m| body(m));
            let end = next.map_or(usize::MAX, |next| next.from).min(mention.to + BUYS_WITHIN);
            body(mention) && reading.sentences[mention.sentence].has_class(mention.to, end, buys)
        })
        .map(|(_, mention)| mention.senses.clone())
}

/// 'The game' is the product named last that is not where it is sold.
fn made(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let store = reading.recogniser.classes.premises;
    let product = |mention: &&Mention| {
        mention.form == Form::Name
            && reading.entities[mention.senses[0] as usize].kind == Kind::Product
            && !reading.is_member(mention.sentence, mention.to - 1, store)
    };
    super::before(reading, at).find(product).map(|mention| mention.senses.clone())
}

/// 'Acme, the maker of Bolt', 'Acme, the studio behind Bolt,': what stands behind a name says who bears it.
fn apposed(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let classes = &reading.recogniser.classes;
    let tells = reading.is_member(here.sentence, here.to, classes.clause_of)
        || classes.maker_of.is_some_and(|class| reading.sentences[here.sentence].class_at(here.to, class).is_some());
    let comma = here.from.checked_sub(1).filter(|_| tells && !reading.is_chinese())?;
    let mark = &reading.article.sentences[here.sentence].atoms[comma].key;
    let body = |other: &&Mention| {
        let kind = other.senses.first().map(|sense| reading.entities[*sense as usize].kind);
        other.to == comma && other.form == Form::Name && kind.is_some_and(Kind::is_body)
    };
    reading.mentions_in(here.sentence).iter().find(body).filter(|_| mark == ",").map(|other| other.senses.clone())
}

/// 'The company behind Acme', 'the firm that runs Acme'.
fn maker(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let tagged = &reading.sentences[here.sentence];
    let from = tagged.class_at(here.to, reading.recogniser.classes.maker_of?)?;
    let named = |other: &&Mention| {
        let kind = other.senses.first().map(|sense| reading.entities[*sense as usize].kind);
        other.form == Form::Name && kind.is_some_and(|kind| kind.is_body() || kind == Kind::Product)
    };
    let within = |other: &&Mention| other.sentence == here.sentence && (from..from + 2).contains(&other.from);
    reading.mentions[at + 1..].iter().find(within).filter(named).map(|other| other.senses.clone())
}

/// 'Kim Roe, the head of Acme, announced that the app': what somebody says of a company or an app is said of his own, where
/// his sentence names no other.
fn teller(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let classes = &reading.recogniser.classes;
    let body = |mention: &Mention| {
        let kind = mention.senses.first().map(|sense| reading.entities[*sense as usize].kind);
        mention.form == Form::Name && kind.is_some_and(|kind| kind.is_body() && kind != Kind::Government)
    };
    // 'The Acme-owned app said' is not Acme.
    let inside = |other: &Mention| {
        let around = |m: &Mention| m.form == Form::Company && m.from < other.from && other.to < m.to;
        reading.mentions_in(here.sentence).iter().any(around)
    };
    let front = reading.mentions_in(here.sentence).iter().filter(|other| other.to <= here.from);
    // '"Acme has changed," said Kim Roe, the group's head': nor who is named in the words.
    let mut named =
        front.filter(|other| body(other) && !inside(other) && !super::quoted_apart(reading, other, here.from));
    let first = named.next()?;
    if named.any(|other| other.senses != first.senses) {
        return None;
    }
    let tagged = &reading.sentences[here.sentence];
    let says = |class| tagged.has_class(first.to, here.from, class);
    // The company of which an analyst or a charity speaks is another.
    let beside = first.from.saturating_sub(CALLED_BESIDE)..first.to + CALLED_BESIDE;
    if classes.outsider.is_some_and(|class| tagged.has_class(beside.start, beside.end.min(here.from), class)) {
        return None;
    }
    // 'Kim Roe of the Drivers' Union said the app': nor does a union or an authority tell of itself.
    if public(reading, first.senses[0]) {
        return None;
    }
    let told = [classes.say, classes.announce].into_iter().flatten().any(says);
    told.then(|| first.senses.clone())
}

/// The body named last that has the noun of a description in its name, or stands beside it where it is introduced:
/// 'the lender' after 'mortgage lender Acme', 'Acme, a lender'.
fn introduced(reading: &Reading<'_>, at: usize, general: bool, main: Option<u32>, public: bool) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let noun = reading.article.sentences[here.sentence].atoms[here.to - 1].key.as_str();
    let start = reading.mentions.partition_point(|mention| mention.sentence + REACH < here.sentence);
    let teller = super::told_by(reading, at);
    let fits = |mention: &&Mention| {
        let Some(sense) = mention.senses.first() else { return false };
        mention.form == Form::Name
            && !matches!(reading.entities[*sense as usize].kind, Kind::Person | Kind::Place | Kind::Group | Kind::Work)
            && teller != Some(&mention.senses)
            // 'The company' is no Company Tribunal.
            && !(general && !public && authority(reading, *sense))
            && (mention.sentence < here.sentence || mention.to <= here.from)
            && (names(reading, mention, noun, general) || !general && beside(reading, mention, noun))
    };
    let mut named =
        reading.mentions[start..at].iter().rev().filter(|mention| fits(mention) && !subordinate(reading, mention));
    let last = named.next()?;
    // 'The bank' of an article about Bolt Bank is not the central bank that rules it, nor one where somebody has worked.
    let once = |mention: &Mention| reading.mentions.iter().filter(|other| other.senses == mention.senses).count() == 1;
    let passing = authority(reading, last.senses[0]) || super::governed(reading, last) && once(last);
    let headline = |mention: &Mention| {
        let told = |other: &Mention| {
            reading.article.sentences[other.sentence].part == Part::Headline && other.senses == mention.senses
        };
        reading.mentions.iter().any(told)
    };
    let prominent = |mention: &&Mention| {
        !authority(reading, mention.senses[0])
            && (main.is_some_and(|main| mention.senses.contains(&main)) || headline(mention))
    };
    let other = (passing && !public).then(|| named.find(prominent)).flatten();
    Some(other.unwrap_or(last).senses.clone())
}

/// 'Acme was set up by Roe, whose earlier venture, the app Bolt, failed': what a clause about somebody else tells of, where the
/// sentence opens with a body.
fn subordinate(reading: &Reading<'_>, mention: &Mention) -> bool {
    let named = reading.mentions_in(mention.sentence);
    let opens = |other: &Mention| {
        other.from < 2
            && other.senses != mention.senses
            && other.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind.is_body())
    };
    let whose = reading.recogniser.classes.whose;
    named.iter().any(opens)
        && whose.is_some_and(|class| reading.sentences[mention.sentence].has_class(0, mention.from, class))
}

/// 'The electoral council, the CEC, has asked': the name stands right behind the description.
fn named_behind(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let atoms = &reading.article.sentences[here.sentence].atoms;
    let key = |at: usize| atoms.get(at).map(|atom| atom.key.as_str());
    if key(here.to) != Some(",") || super::governed(reading, here) {
        return None;
    }
    let classes = &reading.recogniser.classes;
    // 'The agency, known as the Garante, ordered'.
    let tagged = &reading.sentences[here.sentence];
    let known = classes.known_as.and_then(|class| tagged.class_at(here.to + 1, class)).unwrap_or(here.to + 1);
    let from = known + usize::from(reading.is_member(here.sentence, known, classes.article));
    let name = reading.mentions[at + 1..].iter().find(|other| other.sentence == here.sentence && other.from == from)?;
    let body = name.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind.is_body());
    (name.form == Form::Name && body && key(name.to) == Some(",")).then(|| name.senses.clone())
}

/// 'The country's media regulator has fined two channels', and a sentence later 'the Broadcasting Authority said': an article
/// that opens with what an authority is gives its name soon after.
pub fn named_later(reading: &Reading<'_>, sentence: usize, noun: &str) -> Option<u32> {
    let body = |at: usize| reading.article.sentences[at].part == Part::Body;
    if !body(sentence) || (0..sentence).filter(|at| body(*at)).count() >= OPENING {
        return None;
    }
    let public = |sense: u32| {
        let entity = &reading.entities[sense as usize];
        let authority = |word: &str| {
            reading.recogniser.lexicon.is_member(reading.recogniser.classes.authority_noun, &word.to_lowercase())
        };
        let opens = |name: &str| name.starts_with(|first: char| first.is_uppercase());
        let told = entity.names.iter().any(|(name, _)| opens(name) && name.split_whitespace().any(authority));
        told && matches!(entity.kind, Kind::Government | Kind::Organization)
    };
    let named = |mention: &&Mention| {
        mention.form == Form::Name
            && (sentence + 1..=sentence + CALLED_WITHIN).contains(&mention.sentence)
            && body(mention.sentence)
    };
    // 'The regulator, Finmark, said': what it is stands beside its name.
    let called = |mention: &Mention| {
        let atoms = &reading.article.sentences[mention.sentence].atoms;
        let key = |back: usize| mention.from.checked_sub(back).map(|at| atoms[at].key.as_str());
        let comma = usize::from(key(1) == Some(","));
        let told = key(1 + comma) == Some(noun);
        told && reading.entities[mention.senses[0] as usize].kind.is_body()
    };
    let found = reading
        .mentions
        .iter()
        .filter(|mention| named(mention) && !mention.senses.is_empty())
        .filter(|mention| mention.sentence <= sentence + NAMED_WITHIN && public(mention.senses[0]) || called(mention))
        .map(|mention| (mention.sentence, mention.from, mention.senses[0]));
    let (_, _, body) = found.min()?;
    let before = |mention: &Mention| mention.sentence <= sentence && mention.senses.contains(&body);
    (!reading.mentions.iter().any(before)).then_some(body)
}

/// 'The Polish firm' after 'the Polish battery developer Acme': the body in front of whose name the country stood.
fn of_country(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let place = |sense: u32| reading.entities[sense as usize].kind == Kind::Place;
    let within = |mention: &&Mention| here.from <= mention.from && mention.to < here.to;
    let country = reading
        .mentions_in(here.sentence)
        .iter()
        .filter(within)
        .find_map(|mention| mention.senses.iter().copied().find(|s| place(*s)))?;
    let fits = |mention: &&Mention| {
        let body = mention.senses.first().is_some_and(|sense| {
            let kind = reading.entities[*sense as usize].kind;
            kind.is_body() && kind != Kind::Government
        });
        let beside = |other: &Mention| {
            other.to <= mention.from && mention.from - other.to <= BESIDE && other.senses.contains(&country)
        };
        let atoms = &reading.article.sentences[mention.sentence].atoms;
        mention.form == Form::Name
            && body
            && reading
                .mentions_in(mention.sentence)
                .iter()
                .any(|other| beside(other) && !atoms[other.to..mention.from].iter().any(|atom| atom.key == ","))
    };
    reading.mentions[..at].iter().rev().find(fits).map(|mention| mention.senses.clone())
}

/// A word of the name is the noun; one that fits any company has to stand in a name that the article uses.
fn names(reading: &Reading<'_>, mention: &Mention, noun: &str, general: bool) -> bool {
    let atoms = &reading.article.sentences[mention.sentence].atoms;
    atoms[mention.from..mention.to].iter().any(|atom| atom.key == noun)
        || mention.senses.iter().any(|sense| {
            let entity = &reading.entities[*sense as usize];
            let listed = reading.listed(*sense).filter(|_| !general).into_iter().flat_map(|listed| &listed.en);
            let names = entity.names.iter().map(|(name, _)| name).chain(listed);
            names
                .flat_map(|name| name.split_whitespace())
                .any(|word| word.eq_ignore_ascii_case(noun) && !word.starts_with(noun))
        })
}

/// The noun stands right in front of the name, or behind it as an apposition.
fn beside(reading: &Reading<'_>, mention: &Mention, noun: &str) -> bool {
    let atoms = &reading.article.sentences[mention.sentence].atoms;
    if mention.from > 0 && atoms[mention.from - 1].key == noun {
        return true;
    }
    // 'The electoral council, the CEC,'.
    let article =
        mention.from > 0 && reading.is_member(mention.sentence, mention.from - 1, reading.recogniser.classes.article);
    let front = mention.from - usize::from(article);
    if front > 1 && atoms[front - 1].key == "," && atoms[front - 2].key == noun {
        return true;
    }
    // 'Acme, which sells the app' is not the app.
    let opens = |at: usize| reading.is_member(mention.sentence, at, reading.recogniser.classes.clause_opener);
    let behind = atoms.get(mention.to).is_some_and(|atom| atom.key == ",");
    // 'Acme, a charity, accused the regulator': nor is whoever has done something to one.
    let told = reading.is_member(mention.sentence, mention.to + 1, reading.recogniser.classes.appos_opener);
    behind
        && told
        && (mention.to + 1..atoms.len())
            .take(7)
            .take_while(|at| !matches!(atoms[*at].key.as_str(), "," | ".") && !opens(*at))
            .any(|at| atoms[at].key == noun)
}

/// The last association, society or the like: the lexicon has it as one, or a word of its name or one right in front of it
/// says so.
fn civil(reading: &Reading<'_>, at: usize, plain: bool) -> Option<Vec<u32>> {
    let lexicon = &reading.recogniser.lexicon;
    let classes = &reading.recogniser.classes;
    let here = &reading.mentions[at];
    let noun = reading.article.sentences[here.sentence].atoms[here.to - 1].key.as_str();
    // 'The trade group' may well be an association.
    let trade = (here.from + 1..here.to - 1).any(|at| reading.is_member(here.sentence, at, classes.civil_front));
    // 'The group' is no party: that would be called so.
    let fits = |word: &str| {
        lexicon.is_member(classes.civil_noun, word)
            && (lexicon.is_member(classes.civil_only, noun)
                || !lexicon.is_member(classes.civil_only, word)
                || trade && lexicon.is_member(classes.trade_body, word))
    };
    let introduced = |mention: &Mention| {
        plain
            && mention.from > 0
            && reading.entities[mention.senses[0] as usize].kind == Kind::Organization
            && reading.is_member(mention.sentence, mention.from - 1, classes.civil_noun)
    };
    super::before(reading, at)
        .find(|mention| {
            mention.form == Form::Name && (society(reading, mention.senses[0], fits) || introduced(mention))
        })
        .map(|mention| mention.senses.clone())
}

/// Whether an entity is an association, society or the like: the lexicon has it as one, or a word of its name fits.
fn society(reading: &Reading<'_>, entity: u32, fits: impl Fn(&str) -> bool) -> bool {
    let entity = &reading.entities[entity as usize];
    let mut words = entity.names.iter().flat_map(|(name, _)| name.split_whitespace());
    entity.kind == Kind::Ngo || entity.kind == Kind::Organization && words.any(|word| fits(&word.to_lowercase()))
}

/// The authorities in front of a mention, the nearest first: no courts and no parliaments.
fn authorities<'r>(reading: &'r Reading<'_>, at: usize) -> impl Iterator<Item = &'r Mention> {
    let classes = &reading.recogniser.classes;
    let rules = move |mention: &&Mention| {
        mention.form == Form::Name
            && !super::dateline(reading, mention)
            && mention.senses.first().is_some_and(|sense| {
                let entity = &reading.entities[*sense as usize];
                let judges = entity.names.iter().any(|(name, _)| reading.has_word(name, classes.judging_word));
                (entity.kind == Kind::Government || reading.name_ends_with(*sense, classes.government_word)) && !judges
            })
    };
    reading.mentions[..at].iter().rev().filter(rules)
}

/// The authority named last, if not in an aside: 'Acme, which was fined by the other authority in May, said'.
fn regulator<'r>(reading: &'r Reading<'_>, at: usize) -> Option<&'r Mention> {
    let last = authorities(reading, at).next()?;
    let relative = reading.recogniser.classes.clause_relative;
    let aside = super::governed(reading, last)
        && relative.is_some_and(|class| reading.sentences[last.sentence].has_class(0, last.from, class));
    let other = acting_before(reading, at, last).filter(|_| aside);
    Some(other.unwrap_or(last))
}

/// Another authority that acted of late in front of one that is named for the first time and does not act.
fn acting_before<'r>(reading: &'r Reading<'_>, at: usize, last: &Mention) -> Option<&'r Mention> {
    let fresh = || reading.mentions[..at].iter().filter(|other| other.senses == last.senses).count() == 1;
    let acts = |other: &&Mention| {
        other.senses != last.senses && other.sentence + 2 >= last.sentence && !super::governed(reading, other)
    };
    authorities(reading, at).find(acts).filter(|_| super::governed(reading, last) && fresh())
}

/// 'Acme opened an inquiry into Bolt. Bolt was fined by Corp in May. The regulator said': either may be meant.
fn in_passing(reading: &Reading<'_>, at: usize) -> bool {
    let Some(last) = regulator(reading, at) else { return false };
    let paragraph = |mention: &Mention| reading.article.sentences[mention.sentence].paragraph;
    let here = &reading.mentions[at];
    last.sentence + 1 >= here.sentence
        && acting_before(reading, at, last).is_some_and(|other| paragraph(other) == paragraph(here))
}

/// The government named last, be it by the name of its country; an authority is none.
fn ruling(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let class = reading.recogniser.classes.government_word;
    // 'The commission' and 'Kenya's regulator' are spoken of as public bodies, and are no government.
    let whole =
        |mention: &Mention| reading.is_member(mention.sentence, mention.to - 1, reading.recogniser.classes.state_noun);
    let governs = |mention: &&Mention| {
        !mention.senses.is_empty()
            && (mention.form == Form::Government
                && whole(mention)
                && matches!(reading.entities[mention.senses[0] as usize].kind, Kind::Government | Kind::Place)
                || mention.form == Form::Name
                    && mention.senses.iter().any(|sense| {
                        reading.entities[*sense as usize].kind == Kind::Government
                            && reading.name_ends_with(*sense, class)
                    }))
    };
    reading.mentions[..at].iter().rev().find(governs).map(|mention| mention.senses.clone())
}
