//! Whom 'the company', 該公司 and other nouns for a body mean.

use super::body::body;
use super::{before, enclosed, governed, venue};
use crate::fact::Kind;
use crate::recognise::lexicon::ClassId;
use crate::recognise::{Form, Mention, Reading, What};
use crate::segment::Part;
use crate::segment::atoms::{Atom, Kind as AtomKind, ends_with, is_han};

/// How many atoms may stand in front of the name that a sentence opens with.
const OPENS_WITHIN: usize = 9;

/// Longest noun in front of a name that says what sort of body bears it.
const NOUN: usize = 4;

/// 'The company' is the subject of its own sentence, else the one that the article is about, where it was named of late.
pub(super) fn company(reading: &Reading<'_>, at: usize, main: Option<u32>) -> Option<Vec<u32>> {
    let mention = &reading.mentions[at];
    let here = mention.sentence;
    let this = reading.recogniser.classes.this;
    let points = reading.is_member(here, mention.from, this);
    if points {
        // 該會 is a body whose name ends so, 該公司 the one spoken of last.
        // 該App is a service, whatever its noun is written with.
        let letters = atoms_of(reading, mention).iter().any(|atom| atom.kind == AtomKind::Word);
        let short = mention.to - mention.from == 2 && !letters;
        let same = short.then(|| ending_so(reading, at)).flatten();
        // 該協會 is the association that was named, 該公司 no company before others.
        let general = symbols_are(reading, mention, reading.recogniser.classes.company_head);
        let same = same.or_else(|| named_so(reading, mention).filter(|_| !short && !letters && !general));
        // 該平台 is whatever was called 平台 in front of its name.
        let noun = |of: usize, to: usize| {
            let atoms = &reading.article.sentences[of].atoms;
            (to >= 2).then(|| (atoms[to - 2].key.as_str(), atoms[to - 1].key.as_str()))
        };
        let called = noun(here, mention.to);
        let firm = symbols_are(reading, mention, reading.recogniser.classes.company_head);
        let same = same.or_else(|| {
            let alike =
                |mention: &&Mention| mention.form == Form::Name && noun(mention.sentence, mention.from) == called;
            before(reading, at).find(alike).filter(|_| !short && !firm).map(|found| found.senses.clone())
        });
        // 該服務 is no company where a service was named of late.
        let service = || {
            let thing = symbols_are(reading, mention, reading.recogniser.classes.pointed_service);
            let runs = |m: &&Mention| {
                let kind = m.senses.first().map(|sense| reading.entities[*sense as usize].kind);
                let near = m.sentence == here && m.to <= mention.from || m.sentence + 1 == here;
                near && m.form == Form::Name && matches!(kind, Some(Kind::Platform | Kind::Product))
            };
            let mut last = reading.mentions[..at].iter().rev();
            thing.then(|| last.find(|m| runs(m) && !venue(reading, m))).flatten().map(|m| m.senses.clone())
        };
        // 該組織 is no company, where something else was named that is none.
        let civil = || {
            let society = |mention: &&Mention| {
                let kind = reading.entities[mention.senses[0] as usize].kind;
                mention.form == Form::Name && matches!(kind, Kind::Organization | Kind::Ngo) && !venue(reading, mention)
            };
            let fits = symbols_are(reading, mention, reading.recogniser.classes.society_head);
            before(reading, at).filter(|_| fits).find(society).map(|found| found.senses.clone())
        };
        // 該中心, 該協會: a noun with which names of bodies of a sort end means none whose Chinese name does not.
        if same.is_none() && !letters && has_sort(reading, mention) {
            let foreign = |found: &Vec<u32>| {
                let names = &reading.entities[found[0] as usize].names;
                !names.iter().any(|(name, _)| name.chars().any(is_han))
            };
            return civil().filter(foreign);
        }
        return same.or_else(service).or_else(civil).or_else(|| body(reading, at, !short));
    }
    // 'The company bought the Ledger': what is named behind it in the sentence is another.
    let behind = |main: &u32| {
        reading.mentions[at + 1..]
            .iter()
            .take_while(|other| other.sentence == here)
            .any(|other| other.form == Form::Name && other.senses.contains(main))
    };
    let general = reading.recogniser.classes.company_word;
    let any = reading.is_member(here, mention.to - 1, general);
    let main = main.filter(|main| reading.is_chinese() || !any || !behind(main));
    // 俱樂部: a body whose name ends so, before any other.
    let any_company = reading.recogniser.classes.general_company_noun;
    let plain =
        any_company.is_some_and(|class| reading.sentences[here].class_at(mention.from, class) == Some(mention.to));
    if reading.is_chinese()
        && !plain
        && let Some(named) = named_so(reading, mention)
    {
        return Some(named);
    }
    let served = || officer_of(reading, at).filter(|_| !plain);
    if let Some(called) = served().or_else(|| called(reading, at)) {
        return Some(called);
    }
    // 向新公司注資: no body that was named before.
    if let Some(fresh) = fresh(reading, mention) {
        return newly_called(reading, at, fresh);
    }
    let found = body(reading, at, true)?;
    // 'Kim, an analyst at Bolt, spoke. The company': whom somebody works for is not spoken of.
    let person = |there: usize, to: usize| {
        before(reading, at)
            .any(|m| m.sentence == there && m.to <= to && reading.entities[m.senses[0] as usize].kind == Kind::Person)
    };
    let outsider = reading.recogniser.classes.outsider;
    let told = |m: &Mention| {
        let article = m.from > 1 && reading.is_member(m.sentence, m.from - 1, reading.recogniser.classes.article);
        let front = m.from.checked_sub(1 + usize::from(article)).filter(|_| m.sentence == here);
        front.is_some_and(|front| reading.is_member(m.sentence, front, reading.recogniser.classes.tell))
    };
    let beside = |m: &Mention| {
        // 'Roe told the Ledger that the company'.
        if told(m) {
            return true;
        }
        // 'A Bolt analyst said the company'.
        reading.is_member(m.sentence, m.to, outsider)
            || (governed(reading, m) || enclosed(reading, m)) && person(m.sentence, m.from)
            || m.sentence + 1 < here
    };
    // 'Acme was set up in 2010. Roe left it in May. The start-up raised': the one with which the paragraph opens.
    let topic = |m: &Mention| {
        let opens = |sentence: usize| {
            sentence == 0
                || reading.article.sentences[sentence - 1].paragraph != reading.article.sentences[sentence].paragraph
        };
        let paragraph = reading.article.sentences[m.sentence].paragraph;
        m.from < 2
            && m.form == Form::Name
            && opens(m.sentence)
            && paragraph == reading.article.sentences[here].paragraph
            && !reading.is_member(m.sentence, m.to, reading.recogniser.classes.possessive)
    };
    let aside =
        !reading.is_chinese() && before(reading, at).filter(|m| m.senses == found).all(|m| beside(m) && !topic(m));
    if let Some(main) = main.filter(|_| aside) {
        return Some(vec![main]);
    }
    // 2016年Bolt上線，2017年公司收購: a company is not one of the services that it runs.
    if plain
        && reading.is_chinese()
        && let Some(main) = main.filter(|main| reading.runs(*main, found[0]))
    {
        return Some(vec![main]);
    }
    // 'Banks, which run the wallet Bolt, sued Acme, and the company': nor is one of two that are named in passing, where the
    // other is what the article is about and stands nearer.
    let passing = |m: &Mention| m.sentence < here || governed(reading, m) || enclosed(reading, m);
    let first = before(reading, at).find(|m| m.sentence == here && m.senses == found).map_or(usize::MAX, |m| m.to);
    let named_here =
        |main: &u32| before(reading, at).any(|m| m.sentence == here && m.from >= first && m.senses.contains(main));
    if let Some(main) = main.filter(|main| any && !reading.is_chinese() && named_here(main))
        && before(reading, at).filter(|m| m.senses == found).all(passing)
    {
        return Some(vec![main]);
    }
    let same = before(reading, at).any(|mention| mention.sentence == here && mention.senses == found);
    // A sentence that opens with 'The company' goes on about whom the one before was about, in its paragraph.
    let paragraph = |sentence: usize| reading.article.sentences[sentence].paragraph;
    let same_paragraph = here > 0 && paragraph(here - 1) == paragraph(here);
    let continues = mention.from == 0 && same_paragraph;
    let opens = continues && !reading.is_chinese();
    // 'The plan failed to please Acme Capital. The activist investor': so does a noun that not every company is called by
    // where that sentence named nobody else.
    let sole = || {
        let mut bodies = before(reading, at)
            .skip_while(|other| other.sentence == here)
            .take_while(|other| other.sentence + 1 == here)
            .filter(|other| reading.entities[other.senses[0] as usize].kind.is_body())
            .filter(|other| reading.is_chinese() || !authority(reading, other.senses[0]));
        let first = bodies.next().filter(|first| first.senses == found && !holds(reading, first));
        first.is_some() && bodies.all(|other| other.senses == found)
    };
    // 公司創辦人王大文: in Chinese too where the sentence in front, of the same paragraph, is about another body alone.
    let alone = || {
        let told = |m: &&Mention| m.sentence + 1 == here && main.is_some_and(|main| m.senses.contains(&main));
        continues && reading.is_chinese() && !before(reading, at).any(|m| told(&m)) && sole()
    };
    let service = reading.is_member(here, mention.to - 1, reading.recogniser.classes.service_word);
    // 'Others joined Bolt. "Welcome," said the app's chief executive': a service is the one that alone was named right in front.
    let served = || service && !reading.is_chinese() && same_paragraph && sole();
    let goes_on = alone()
        || served()
        || opens
            && (!any && sole()
                || before(reading, at).any(|m| {
                    let first = m.from < 3 || opens_sentence(reading, m);
                    m.sentence + 1 == here && first && m.senses == found && !holds(reading, m)
                }));
    // 'Others have moved to Bolt, which is growing.', and in a new paragraph 'A charity urged the company': whoever was named in
    // passing is not what the article is about.
    let anew = any
        && !reading.is_chinese()
        && mention.to - mention.from == 2
        && !before(reading, at).any(|m| m.senses == found && paragraph(m.sentence) == paragraph(here));
    let main = main.filter(|main| {
        !same
            && !goes_on
            && (anew
                || before(reading, at).any(|mention| {
                    let body = reading.article.sentences[mention.sentence].part == Part::Body;
                    mention.senses.contains(main) && (body || reading.is_chinese())
                }))
    });
    // 'Acme Capital owns Bolt. It bought the label in 2011': a noun that not every company is called by means none that was not
    // named of late, where others were.
    let near = |sentence: usize| before(reading, at).filter(move |m| m.sentence == sentence && m.form == Form::Name);
    let told = |senses: &[u32]| {
        let main = main.filter(|main| !senses.contains(main));
        main.is_some_and(|main| !before(reading, at).any(|m| m.sentence + 2 >= here && m.senses.contains(&main)))
    };
    let others = || {
        let mut bodies: Vec<u32> = (here.saturating_sub(1)..=here)
            .flat_map(near)
            .filter_map(|m| {
                reading.sense(m, |kind| matches!(kind, Kind::Corporation | Kind::Organization | Kind::Platform))
            })
            .collect();
        bodies.sort_unstable();
        bodies.dedup();
        bodies.len() > 1
    };
    if !reading.is_chinese()
        && !any
        && !service
        && paragraph(here.saturating_sub(1)) == paragraph(here)
        && told(&found)
        && others()
    {
        return None;
    }
    Some(main.map_or(found, |main| vec![main]))
}

/// The atoms that a mention covers.
fn atoms_of<'r>(reading: &'r Reading<'_>, mention: &Mention) -> &'r [Atom] {
    &reading.article.sentences[mention.sentence].atoms[mention.from..mention.to]
}

/// 'Its Swedish rival, Acme, has grown': what a sentence opens with says who the bearer of a name is.
pub(super) fn opens_sentence(reading: &Reading<'_>, mention: &Mention) -> bool {
    let classes = &reading.recogniser.classes;
    let atoms = &reading.article.sentences[mention.sentence].atoms;
    let fits = !reading.is_chinese()
        && (2..OPENS_WITHIN).contains(&mention.from)
        && mention.form == Form::Name
        && atoms[mention.from - 1].key == ",";
    if !fits {
        return false;
    }
    let tagged = &reading.sentences[mention.sentence];
    let acts = (0..mention.from).any(|at| classes.finite.is_some_and(|class| tagged.class_at(at, class).is_some()));
    let opens = [classes.its, classes.article].iter().any(|class| reading.is_member(mention.sentence, 0, *class));
    let named = |other: &&Mention| other.from < mention.from && other.form == Form::Name && !other.senses.is_empty();
    opens && !acts && !reading.mentions_in(mention.sentence).iter().any(|other| named(&other))
}

/// 'Acme now holds a fifth of the shares': a holder is told of for the sake of what is held.
fn holds(reading: &Reading<'_>, mention: &Mention) -> bool {
    let tagged = &reading.sentences[mention.sentence];
    let own = |at: usize| reading.recogniser.classes.own.is_some_and(|own| tagged.class_at(at, own).is_some());
    !reading.is_chinese() && (mention.to..=mention.to + 1).any(own)
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
            && ends_with(front, atoms)
    };
    let mut named: Vec<&Vec<u32>> =
        reading.mentions[..at].iter().filter(alike).map(|mention| &mention.senses).collect();
    named.dedup();
    (named.len() == 1).then(|| named[0].clone())
}

/// Where the word stands that calls a body new.
fn fresh(reading: &Reading<'_>, mention: &Mention) -> Option<usize> {
    let new = |front: &usize| reading.is_member(mention.sentence, *front, reading.recogniser.classes.status_incoming);
    mention.from.checked_sub(1).filter(|front| reading.is_chinese() && new(front))
}

/// Bolt台灣執行長甲說，平台: in front of the word speaks somebody who has an office at a service.
fn officer_of(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let tagged = &reading.sentences[here.sentence];
    let inside = reading.mentions_in(here.sentence).iter().take_while(|other| other.to <= here.from);
    let titled =
        |at: usize| tagged.at(at).iter().find(|hit| matches!(hit.what, What::Title(_))).map(|hit| hit.to as usize);
    let kind = |mention: &&Mention, kind: Kind| {
        mention.form == Form::Name
            && mention.senses.first().is_some_and(|sense| reading.entities[*sense as usize].kind == kind)
    };
    let place = |to: usize| {
        inside.clone().find(|other| other.from == to && kind(other, Kind::Place)).map_or(to, |place| place.to)
    };
    let held = |mention: &&Mention| {
        let person = |to: usize| inside.clone().any(|other| other.from == to && kind(&other, Kind::Person));
        kind(mention, Kind::Platform) && titled(place(mention.to)).is_some_and(person)
    };
    let found = inside.clone().find(held).filter(|_| reading.is_chinese())?;
    Some(found.senses.clone())
}

/// 新公司 is the one whose name stood behind the same words last: 組建新公司Acme。新公司由.
fn newly_called(reading: &Reading<'_>, at: usize, fresh: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let atoms = |mention: &Mention| &reading.article.sentences[mention.sentence].atoms;
    let words = &atoms(here)[fresh..here.to];
    let alike = |mention: &&Mention| {
        mention.form == Form::Name && !mention.senses.is_empty() && ends_with(&atoms(mention)[..mention.from], words)
    };
    reading.mentions[..at].iter().rfind(alike).map(|mention| mention.senses.clone())
}

/// 校方 is no company.
pub(super) fn speaks_for_school(reading: &Reading<'_>, mention: &Mention) -> bool {
    let voice = reading.recogniser.classes.school_voice;
    voice.is_some_and(|class| reading.sentences[mention.sentence].class_at(mention.from, class) == Some(mention.to))
}

/// The school spoken of last.
pub(super) fn school(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let school = |sense: &u32| {
        let body = reading.entities[*sense as usize].kind.is_body();
        body && reading.name_ends_with(*sense, reading.recogniser.classes.school_name)
    };
    let named = |other: &&Mention| other.form == Form::Name && other.senses.first().is_some_and(school);
    reading.mentions[..at].iter().rev().find(named).map(|other| other.senses.clone())
}

/// Behind 'this' stands a noun with which the names of offices, societies and schools end.
fn has_sort(reading: &Reading<'_>, mention: &Mention) -> bool {
    let classes = &reading.recogniser.classes;
    let keys: Vec<_> = atoms_of(reading, mention).iter().map(|atom| atom.key.clone()).collect();
    let is = |at: usize, class: Option<ClassId>| reading.recogniser.lexicon.has_phrase(class, &keys[at..]);
    let sorts = [classes.bare_body_noun, classes.office_ending, classes.pointed_body];
    let noun = |at: usize| !is(at, classes.company_noun) && sorts.iter().any(|class| is(at, *class));
    (1..keys.len().saturating_sub(1)).any(noun)
}

/// The body named last whose name ends as the mention does, but for a word that points: 該協會.
pub(super) fn named_so(reading: &Reading<'_>, mention: &Mention) -> Option<Vec<u32>> {
    let points = reading.is_member(mention.sentence, mention.from, reading.recogniser.classes.this);
    let from = mention.from + usize::from(points && mention.to - mention.from > 2);
    let words = reading.words(mention.sentence, from, mention.to);
    let ends = |other: &&Mention| {
        let ends_so = |sense: &u32| {
            reading.entities[*sense as usize].names.iter().any(|(name, _)| name.ends_with(words) && name != words)
        };
        other.form == Form::Name
            && (other.sentence, other.from) < (mention.sentence, mention.from)
            && other.senses.first().is_some_and(ends_so)
    };
    reading.mentions.iter().rev().find(ends).map(|other| other.senses.clone())
}

/// 研究院, 醫院: nobody but a body whose name ends so.
pub(super) fn bare(reading: &Reading<'_>, mention: &Mention) -> bool {
    let classes = &reading.recogniser.classes;
    let is = |class: Option<ClassId>| {
        class.is_some_and(|class| reading.sentences[mention.sentence].class_at(mention.from, class) == Some(mention.to))
    };
    reading.is_chinese() && is(classes.bare_body_noun) && !is(classes.company_noun)
}

/// 委員會, 基金會: a noun with which names of offices and associations end.
pub(super) fn office(reading: &Reading<'_>, mention: &Mention) -> bool {
    let atoms = &reading.article.sentences[mention.sentence].atoms;
    let keys: Vec<_> = atoms[mention.from..mention.to].iter().map(|atom| atom.key.clone()).collect();
    reading.is_chinese() && reading.recogniser.lexicon.has_phrase(reading.recogniser.classes.office_ending, &keys)
}

/// 公平交易委員會 is no company or platform, whatever a lexicon or its ending make of it otherwise.
pub(super) fn public(reading: &Reading<'_>, entity: u32) -> bool {
    // 'The company' is no union or party that was named.
    let civil = |name: &String| reading.has_word(name, reading.recogniser.classes.civil_only);
    let union = || !reading.is_chinese() && reading.entities[entity as usize].names.iter().any(|(name, _)| civil(name));
    // 工會PRO批評Acme，要求公司: nor is whoever is called one in front of the name.
    let ending = reading.recogniser.classes.public_ending;
    let nouns = [ending, reading.recogniser.classes.office_ending];
    let called = || {
        reading.is_chinese()
            && reading.mentions.iter().any(|mention| {
                mention.senses.first() == Some(&entity)
                    && nouns
                        .into_iter()
                        .flatten()
                        .any(|noun| reading.sentences[mention.sentence].class_ending(mention.from, NOUN, noun))
            })
    };
    let ministry = || reading.is_chinese() && reading.name_ends_with(entity, reading.recogniser.classes.state_ending);
    reading.name_ends_with(entity, ending) || ministry() || union() || ruling(reading, entity) || called()
}

/// 秘魯子公司: a body that another one owns is not 公司 as long as any other was named.
pub(super) fn branch(reading: &Reading<'_>, entity: u32) -> bool {
    reading.is_chinese() && reading.name_ends_with(entity, reading.recogniser.classes.branch_company)
}

/// Whether a body is a public one that rules others.
pub(super) fn authority(reading: &Reading<'_>, entity: u32) -> bool {
    reading.entities[entity as usize].kind == Kind::Government || ruling(reading, entity)
}

/// An English name has a noun for a public body: 'the Data Protection Commission'.
fn ruling(reading: &Reading<'_>, id: u32) -> bool {
    let entity = &reading.entities[id as usize];
    let rules = |name: &String| reading.has_word(name, reading.recogniser.classes.ruling_noun);
    // 'The Company Law Tribunal' is no company.
    let ends = || reading.name_ends_with(id, reading.recogniser.classes.court_word);
    !reading.is_chinese()
        && (entity.kind == Kind::Organization || entity.kind == Kind::Corporation && ends())
        && entity.names.iter().any(|(name, tag)| *tag == "en" && rules(name))
}

/// 該會, 該局: the body named last whose name ends with the character that a mention does.
pub(super) fn ending_so(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let ending = reading.words(here.sentence, here.to - 1, here.to);
    let named = |mention: &&Mention| {
        let entity = &reading.entities[mention.senses[0] as usize];
        mention.form == Form::Name
            && !matches!(entity.kind, Kind::Person | Kind::Place | Kind::Work)
            && !venue(reading, mention)
            && entity.names.iter().any(|(name, _)| name.ends_with(ending))
    };
    before(reading, at).find(named).map(|found| found.senses.clone())
}

/// Whether the last two atoms of a mention are a word of a class.
fn symbols_are(reading: &Reading<'_>, mention: &Mention, class: Option<ClassId>) -> bool {
    let atoms = &reading.article.sentences[mention.sentence].atoms;
    let keys: Vec<_> = atoms[mention.to.saturating_sub(2)..mention.to].iter().map(|atom| atom.key.clone()).collect();
    reading.recogniser.lexicon.has_phrase(class, &keys)
}
