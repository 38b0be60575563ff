//! What keeps the draft of a match from being a fact.

use super::context::{APPOINTED, Context, INCOMING, Office};
use super::draft::{Draft, Filler};
use super::matcher::Match;
use super::view::Item;
use crate::fact::{Kind, Modality};
use crate::recognise::decimal::Decimal;
use crate::recognise::lexicon::ClassId;
use crate::recognise::number::Measure;
use crate::recognise::{Form, Mention, Reading, What};
use crate::segment::atoms::{Atom, Kind as AtomKind};

/// How many atoms may stand between 'of' and the number of a whole.
const WHOLE: usize = 6;

/// How many atoms words have that are set apart from a longer quotation.
const PULLED: usize = 6;

/// From how many on people are counted and not heard.
const MANY: i128 = 100;

/// How many nouns for what somebody is stand at most between him and the word in front of whom is spoken to.
const NOUNS_OF_LISTENER: usize = 3;

/// How long such a noun is at most.
const NOUN_OF_LISTENER: usize = 6;

/// Roles of two sides: nobody buys, sues, boycotts or criticises himself.
const PAIRS: &[(&str, &str)] = &[
    ("agent", "target"),
    ("owner", "owned"),
    ("buyer", "target"),
    ("from", "to"),
    ("plaintiff", "defendant"),
    ("agent", "product"),
    ("participant", "target"),
    ("organizer", "target"),
    ("founder", "organization"),
    ("person", "org"),
];

/// Roles of whoever acts.
const ACTING: &[&str] = &[
    "agent",
    "buyer",
    "founder",
    "issuer",
    "organization",
    "organizer",
    "owner",
    "participant",
    "plaintiff",
    "speaker",
];

/// 公務機關禁止使用某公司的服務: whoever is named in what a rule is about has not made it, unless its words say so.
fn forbids_itself(draft: &Draft<'_>, context: &Context<'_, '_>) -> bool {
    let (Some(issuer), Some((from, to)), None) = (draft.entity("issuer"), draft.place("topic"), draft.place("issuer"))
    else {
        return false;
    };
    let named = |mention: &Mention| mention.from >= from && mention.from < to && mention.form == Form::Name;
    context.reading.mentions_in(draft.sentence).iter().any(|mention| named(mention) && mention.senses.contains(&issuer))
}

/// '84 of the company's 130 staff had been let go': the second number is that of the whole staff.
fn is_whole(draft: &Draft<'_>, context: &Context<'_, '_>) -> bool {
    let Some((from, _)) = draft.place("value").filter(|(from, _)| *from > 0 && context.grammatical()) else {
        return false;
    };
    let classes = &context.reading.recogniser.classes;
    let owned = [classes.possessive, classes.its]
        .into_iter()
        .any(|class| context.reading.is_member(draft.sentence, from - 1, class));
    let of = |at: &usize| {
        context.reading.is_member(draft.sentence, *at, classes.of)
            && context.reading.sentences[draft.sentence]
                .hits
                .iter()
                .any(|hit| hit.to as usize == *at && matches!(hit.what, What::Quantity(_)))
    };
    owned && (from.saturating_sub(WHOLE)..from).any(|at| of(&at))
}

/// Somebody who was told to have an office at a body does not attack it: it is what others have done that he attacks.
fn holds_office_there(draft: &Draft<'_>, context: &Context<'_, '_>) -> bool {
    let (Some(agent), Some(target)) = (draft.entity("agent"), draft.entity("target")) else { return false };
    let own = |office: &Office| office.person == agent && office.org == target && !office.past;
    context.grammatical() && context.offices.iter().any(|(_, office)| own(office))
}

/// Whether a draft whose roles are filled is a fact; a court and a pronoun that cannot take part lose their roles.
pub fn is_fact(draft: &mut Draft<'_>, found: &Match<'_>, context: &Context<'_, '_>) -> bool {
    let rule = draft.rule;
    if rule.fact.name == "observation" {
        let denied = |(from, _)| context.grammatical() && context.denied(draft.sentence, from);
        // What is denied is no figure.
        if draft.modality == Modality::Denied
            || context.is_taken(draft)
            || context.is_called_false(draft)
            || draft.place("value").is_some_and(denied)
        {
            return false;
        }
    }
    if rule.fact.name == "layoff" && context.is_called_false(draft) {
        return false;
    }
    if acts_not(found, context) {
        return false;
    }
    // 'It announced the change' tells nothing where no rule was told.
    let goes_on = rule.fill.get("topic").is_some_and(|filler| filler == "told-policy");
    if goes_on && draft.roles.get("topic").is_none() {
        return false;
    }
    // 王大文是創辦人，1981年創業: nobody is founded.
    let person = |id: u32| context.reading.entities[id as usize].kind == Kind::Person;
    if rule.fact.name == "founding" && draft.entity("organization").is_some_and(person) {
        return false;
    }
    if rule.fact.name == "policy" && forbids_itself(draft, context) {
        return false;
    }
    if rule.fact.name == "boycott" && context.campaigns_only(draft) {
        return false;
    }
    // 'Asked Acme, Bolt and others to': nobody is told by that.
    let others = |(from, to): (usize, usize)| {
        let named = context.reading.recogniser.classes.and_others;
        from > 0
            && named.and_then(|class| context.reading.sentences[draft.sentence].class_at(from - 1, class)) == Some(to)
    };
    if context.grammatical() && draft.place("target").is_some_and(others) {
        return false;
    }
    // An office whose body the text leaves open is told by the rules that ask for none.
    // A minister or a mayor is one all the same.
    let open = rule.fill.get("org").is_some_and(|filler| filler == "nearby-org") && draft.roles.get("org").is_none();
    if open && !context.holds_public_office(draft) {
        return false;
    }
    // What had to be looked for and was not found: an office, whom others boycott, an election to stand in.
    let needed = |filler: &str| matches!(filler, "boycott-target" | "boycotted-by-these" | "told-election");
    let mut sought = rule.fill.iter().filter(|(role, filler)| *role == "title" || needed(filler));
    if sought.any(|(role, _)| draft.roles.get(role).is_none()) {
        return false;
    }
    let classes = &context.reading.recogniser.classes;
    // A shop that is closed has not been shut out.
    let sanction = matches!(rule.fact.name, "suspension" | "ban" | "blocking" | "removal" | "reinstatement");
    if sanction && ends_with(draft, "target", classes.premises, context) {
        return false;
    }
    // What a court says of a law is no policy of its own.
    if rule.fact.name == "policy" && ends_with(draft, "issuer", classes.court_word, context) {
        return false;
    }
    // 餐飲公會要求抽成訂上限: whoever speaks for a trade or for workers asks for rules, but for those on its own members.
    if rule.fact.name == "policy"
        && ends_with(draft, "issuer", classes.petitioner, context)
        && asked_for(draft, context)
    {
        return false;
    }
    // The role `_asks` of a rule: the verb holds only for whoever speaks for a trade or for workers.
    if draft.place("_asks").is_some() && !ends_with(draft, "agent", classes.petitioner, context) {
        return false;
    }
    // 取消乘客必須戴口罩的規定: what is taken back holds no longer.
    if rule.fact.name == "policy" && context.taken_back(draft) {
        return false;
    }
    if matches!(rule.fact.name, "lawsuit" | "prosecution") {
        if ends_with(draft, "defendant", classes.court_word, context) {
            return false;
        }
        if ends_with(draft, "plaintiff", classes.court_word, context) {
            draft.roles.drop("plaintiff");
        }
    }
    if rule.fact.name == "layoff" && is_whole(draft, context)
        || rule.fact.name == "criticism" && holds_office_there(draft, context)
    {
        return false;
    }
    if rule.fact.name == "statement"
        && (told_in_quote(draft, context.reading)
            || spoken_to(draft, context.reading)
            || is_pulled_quote(draft, context.reading))
    {
        return false;
    }
    if matches!(rule.fact.name, "statement" | "criticism" | "demand") && share_speaks(draft, context.reading) {
        return false;
    }
    // 'In 2004 he became chairman': nobody who took office long ago is still to come, and whether he holds it now is not said.
    if draft.term("status") == Some(INCOMING) && context.long_ago(draft) {
        draft.roles.drop("status");
        draft.roles.add("status", Filler::Term(APPOINTED.to_owned()));
    }
    // 'Roe called the decision wrong': the deed itself is criticised where nobody is known for its doer.
    if rule.fact.name == "criticism"
        && draft.roles.get("target").is_none()
        && let Some(deed) = draft.roles.get("act").map(<[Filler]>::to_vec)
    {
        draft.roles.drop("act");
        deed.into_iter().for_each(|words| draft.roles.add("target", words));
    }
    let complete = rule.fact.roles.iter().all(|spec| !spec.required || draft.roles.get(spec.name).is_some());
    // Who is named and demands something of a pronoun that cannot be told from him demands it of nobody in particular.
    let named = found.captures.iter().any(|capture| {
        let Item::Mention(id) = capture.item else { return false };
        capture.role == "agent" && context.reading.mentions[id as usize].form == Form::Name
    });
    let several = found.captures.iter().any(|capture| {
        let Item::Mention(id) = capture.item else { return false };
        capture.role == "target" && context.reading.mentions[id as usize].form == Form::They
    });
    if named
        && (several || !context.reading.is_chinese())
        && rule.fact.name == "demand"
        && draft.entity("agent").is_some()
        && draft.entity("agent") == draft.entity("target")
    {
        draft.roles.drop("target");
    }
    let turned = PAIRS.iter().any(|(one, other)| draft.entity(one).is_some_and(|one| draft.entity(other) == Some(one)));
    complete && !turned && draft.roles.count() > rule.set.len()
}

/// Whoever a match takes for the one who acts is none: between him and what he does to whom stands a verb of somebody else. Nor
/// is anything done to whom a clause about its subject only names: 'readers who quoted Jane Roe were banned'.
fn acts_not(found: &Match<'_>, context: &Context<'_, '_>) -> bool {
    let dated = found.captures.iter().any(|capture| capture.role == "date" && capture.from == found.from);
    !found.distant
        && found.captures.iter().any(|capture| {
            let Item::Mention(id) = capture.item else { return false };
            let further = found.captures.iter().map(|other| other.from).filter(|from| *from > capture.from);
            let end = further.min().unwrap_or(found.to);
            let first = capture.from == found.from || dated;
            let mention = &context.reading.mentions[id as usize];
            match capture.role {
                "person" => first && context.other_acts(mention, end),
                "target" | "defendant" => first && context.is_object(mention),
                role => ACTING.contains(&role) && first && context.acts_not(mention, end),
            }
        })
}

/// Whether a verb of asking stands in a match, and no word for the members of the one who asks.
fn asked_for(draft: &Draft<'_>, context: &Context<'_, '_>) -> bool {
    let tagged = &context.reading.sentences[draft.sentence];
    let classes = &context.reading.recogniser.classes;
    let holds = |class: Option<ClassId>| class.is_some_and(|class| tagged.has_class(draft.from, draft.to, class));
    context.reading.is_chinese() && holds(classes.urge) && !holds(classes.own_members)
}

/// Whether the name of whoever fills a role ends with a word of a class, such as that of a court, which hears a case and is no
/// party to it: 向高等法院起訴某公司.
fn ends_with(draft: &Draft<'_>, role: &str, class: Option<ClassId>, context: &Context<'_, '_>) -> bool {
    draft.entity(role).is_some_and(|id| context.reading.name_ends_with(id, class))
}

/// Whether words that stand alone between quotation marks are set apart from where the article has them whole, with whoever
/// spoke: what stands in front of them does not tell whose they are.
fn is_pulled_quote(draft: &Draft<'_>, reading: &Reading<'_>) -> bool {
    let (Some((from, to)), None) = (draft.place("text"), draft.place("speaker")) else { return false };
    let sentences = &reading.article.sentences;
    let words = |atoms: &[Atom]| atoms.iter().filter(|atom| atom.kind != AtomKind::Mark).count();
    let mut pulled = &sentences[draft.sentence].atoms[from..to];
    while let Some((_, front)) = pulled.split_last().filter(|(last, _)| last.kind == AtomKind::Mark) {
        pulled = front;
    }
    if pulled.len() < PULLED {
        return false;
    }
    let same = |there: &[Atom]| there.iter().zip(pulled).all(|(a, b)| a.key == b.key);
    sentences.iter().enumerate().any(|(at, sentence)| {
        at != draft.sentence
            && words(&sentence.atoms) > words(pulled)
            && sentence.atoms.windows(pulled.len()).enumerate().any(|(at, there)| sentence.quoted(at) && same(there))
    })
}

/// Whether somebody speaks inside words quoted from another and is only pointed to there: whom 'they' means in a quotation
/// is not told by the text around it.
fn told_in_quote(draft: &Draft<'_>, reading: &Reading<'_>) -> bool {
    let (Some((from, to)), Some((cue, _))) = (draft.place("speaker"), draft.place("cue")) else { return false };
    let quotes = &reading.article.sentences[draft.sentence].quotes;
    let inside = quotes.iter().any(|quote| quote.inner.contains(&cue) && quote.inner.contains(&from));
    let named = reading
        .mentions_in(draft.sentence)
        .iter()
        .any(|mention| (mention.from, mention.to) == (from, to) && matches!(mention.form, Form::Name | Form::Group));
    inside && !named
}

/// 員工向科技媒體某報表示: behind what he is called by it is whoever listens.
fn spoken_to(draft: &Draft<'_>, reading: &Reading<'_>) -> bool {
    let Some((from, _)) = draft.place("speaker").filter(|_| reading.is_chinese()) else { return false };
    let classes = &reading.recogniser.classes;
    let tagged = &reading.sentences[draft.sentence];
    let ends = |class: Option<ClassId>, start: usize, end: usize| {
        class.is_some_and(|class| tagged.class_at(start, class) == Some(end))
    };
    let nouns =
        [classes.company_noun, classes.product_noun, classes.before_body, classes.media_noun, classes.group_modifier];
    let noun = |end: usize| {
        (end.saturating_sub(NOUN_OF_LISTENER)..end).find(|start| nouns.iter().any(|class| ends(*class, *start, end)))
    };
    let mut at = from;
    for _ in 0..NOUNS_OF_LISTENER {
        let Some(start) = noun(at) else { break };
        at = start;
        if at > 0 && ends(classes.asks_whom, at - 1, at) {
            return true;
        }
    }
    false
}

/// Whether the one who speaks is a share or a large number of some: 'a third of users say', 41%的業者表示. What they say is
/// a figure of a survey; but 240 who ask for something or accuse somebody together do so.
fn share_speaks(draft: &Draft<'_>, reading: &Reading<'_>) -> bool {
    let Some((from, _)) = draft.place("speaker").or_else(|| draft.place("agent")) else { return false };
    let tagged = &reading.sentences[draft.sentence];
    let of = [reading.recogniser.classes.of, reading.recogniser.classes.possessive];
    let linked =
        from > 0 && of.into_iter().flatten().any(|class| tagged.class_at(from - 1, class).is_some_and(|to| to == from));
    let end = from - usize::from(linked);
    tagged.hits.iter().filter(|hit| hit.to as usize == end).any(|hit| match hit.what {
        What::Quantity(id) => {
            let quantity = &reading.quantities[id as usize];
            let many = || quantity.value.and_then(Decimal::whole).is_some_and(|n| n >= MANY);
            let classes = &reading.recogniser.classes;
            let end = reading.article.sentences[draft.sentence].atoms.len();
            let polled = || classes.poll_noun.is_some_and(|class| tagged.has_class(0, end, class));
            let asks = match draft.rule.fact.name {
                "demand" => !linked,
                // 'In the survey 900 nurses criticised Acme'.
                "criticism" => !linked && !polled(),
                _ => false,
            };
            quantity.measure == Measure::Percent || quantity.measure == Measure::Plain && many() && !asks
        }
        _ => false,
    })
}
