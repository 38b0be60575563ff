//! Which body a title is held at, and which title somebody else holds.

use super::issuer::MINISTER;
use crate::extract::context::{Context, FORMER, Office};
use crate::extract::draft::{Draft, Filler};
use crate::fact::Kind;
use crate::recognise::lexicon::ClassId;
use crate::recognise::{Form, Mention, What};
use crate::segment::atoms::{Case, Kind as AtomKind, ends_with};

/// Titles that cannot be handed on.
const FOUNDERS: &[&str] = &["role/founder", "role/co-founder", "role/owner"];

/// How many sentences back an office may have been left that somebody takes over.
const LEFT_WITHIN: usize = 2;

/// An office of a government that other bodies have too.
const TREASURER: &str = "role/treasurer";

impl Context<'_, '_> {
    /// Whether the title that opens a match begins with a noun for a society or party, and which one is meant.
    pub(super) fn named_by_title(&self, draft: &Draft<'_>) -> Option<Option<u32>> {
        let tagged = &self.reading.sentences[draft.sentence];
        let civil = self.reading.recogniser.classes.civil_noun.filter(|_| !self.reading.is_chinese())?;
        let noun = *tagged.symbols.get(draft.from)?;
        let opens = self.reading.recogniser.lexicon.has_member(civil, noun) && self.titled(draft.sentence, draft.from);
        opens.then_some(())?;
        let noun = &self.reading.article.sentences[draft.sentence].atoms[draft.from].key;
        let called = |mention: &&Mention| {
            let atoms = &self.reading.article.sentences[mention.sentence].atoms;
            atoms[mention.from..mention.to].iter().any(|atom| atom.key == *noun)
        };
        let body = self.mentions_before(draft.sentence, draft.from).find(called);
        // 'Group chief executive': any company may be a group.
        let any = self.reading.recogniser.classes.company_word;
        if body.is_none() && self.reading.is_member(draft.sentence, draft.from, any) {
            return None;
        }
        Some(body.and_then(|mention| self.reading.sense(mention, Kind::is_body)))
    }

    /// 委員會執行長: a bare noun for a body right in front of a title means the body named before whose name ends with it.
    pub(super) fn short_body(&self, draft: &Draft<'_>) -> Option<u32> {
        let suffix = self.reading.recogniser.classes.org_suffix.filter(|_| self.reading.is_chinese())?;
        let tagged = &self.reading.sentences[draft.sentence];
        let words = &tagged.words;
        let noun = words.all().iter().find(|word| word.to as usize == draft.from && words.is(word, suffix))?;
        let (from, to) = (noun.from as usize, noun.to as usize);
        let atoms = |sentence: usize| &self.reading.article.sentences[sentence].atoms;
        let word = &atoms(draft.sentence)[from..to];
        if to - from < 2 || self.mentions(draft.sentence).any(|mention| mention.from < to && from < mention.to) {
            return None;
        }
        let ends = |mention: &&Mention| {
            let name = &atoms(mention.sentence)[mention.from..mention.to];
            name.len() > word.len() && ends_with(name, word)
        };
        let body = self.mentions_before(draft.sentence, from).find(ends)?;
        self.reading.sense(body, Kind::is_body)
    }

    /// 所長王大明 is held at the 研究所 that was named last: its name ends with the character that such a title begins with.
    pub(super) fn headed_body(&self, draft: &Draft<'_>) -> Option<u32> {
        let class = self.words.body_head_title.filter(|_| self.reading.is_chinese())?;
        let (from, to) = draft.place("title").filter(|(from, _)| *from == draft.from)?;
        (self.reading.sentences[draft.sentence].class_at(from, class) == Some(to)).then_some(())?;
        let atoms = |sentence: usize| &self.reading.article.sentences[sentence].atoms;
        // 副所長: behind the word for a deputy.
        let head = &atoms(draft.sentence)[from + usize::from(to - from > 2)].key;
        let first = &atoms(draft.sentence)[from].key;
        let ends = |mention: &&Mention| {
            let last = &atoms(mention.sentence)[mention.to - 1].key;
            last == head || last == first
        };
        let body = self.mentions_before(draft.sentence, from).find(ends)?;
        self.reading.sense(body, Kind::is_body)
    }

    /// In 'Central Vice-President Jane Roe' and 雲帆數據執行長 what stands right in front of the match looks like a name that is
    /// not known.
    pub(super) fn unknown_in_front(&self, draft: &Draft<'_>) -> bool {
        if draft.rule.fact.name != "role" {
            return false;
        }
        if self.unknown_inside(draft) {
            return true;
        }
        // What opens a sentence has a capital in any case: a word that is none of the common ones is a name.
        let classes = &self.reading.recogniser.classes;
        let common = [
            classes.not_name,
            classes.name_front,
            classes.title_modifier,
            classes.status_former,
            classes.status_incoming,
            classes.nationality,
            classes.before_given_name,
        ];
        let plain = |front: usize| {
            self.reading.is_chinese()
                || common.iter().any(|class| self.reading.is_member(draft.sentence, front, *class))
                || self.is(draft.sentence, front, self.words.office_adjective)
        };
        let Some(front) = draft.from.checked_sub(1).filter(|front| *front > 0 || !plain(0)) else { return false };
        let former = self.word(draft.sentence, draft.from, classes.former_holder);
        let opens = [Some(draft.from), former].into_iter().flatten().any(|at| self.titled(draft.sentence, at));
        if self.reading.is_chinese() && !opens {
            return false;
        }
        // 職工盟前主席: so does what stands in front of the word that puts the title in the past.
        let past = self.reading.is_chinese() && front > 0 && self.is(draft.sentence, front, classes.former_holder);
        let (front, start) = if past { (front - 1, front) } else { (front, draft.from) };
        if self.reading.is_chinese() && self.is(draft.sentence, front, self.words.possessive) {
            return self.unknown_opener(draft.sentence, front);
        }
        let atom = &self.reading.article.sentences[draft.sentence].atoms[front];
        let tagged = &self.reading.sentences[draft.sentence];
        if let Some(over) = self.mentions(draft.sentence).find(|mention| mention.from <= front && front < mention.to) {
            // 委員會主席: of an authority of which nobody knows which one it is.
            return self.reading.is_chinese() && over.form == Form::Government && over.senses.is_empty();
        }
        // 'Finance Chief Jane Roe became': a title in front of somebody is no name.
        let titles = || self.reading.titles.iter().filter(|title| title.sentence == draft.sentence);
        if self.grammatical() && titles().any(|title| title.from <= front && title.to == draft.from) {
            return false;
        }
        if !self.reading.is_chinese() {
            // 'In June chief executive Jane Roe pledged': a date is nobody.
            let dated = tagged.date_ending(draft.from, 4).is_some();
            return atom.kind == AtomKind::Word && matches!(atom.case, Case::Title | Case::Upper) && !dated;
        }
        // 小暖房老闆: a single character that closes some nouns does not make the words in front of a title a noun.
        let marks = [classes.name_stop, classes.han_stop, classes.title_lead, classes.former_holder];
        let plain = atom.kind == AtomKind::Han && !marks.iter().any(|class| self.is(draft.sentence, front, *class));
        let known = tagged.stretches().any(|(from, to)| to == start && (to - from > 1 || !plain));
        matches!(atom.kind, AtomKind::Han | AtomKind::Word) && !known
    }

    /// 海江高科的總經理: nothing but characters of which no list knows more than each by itself, from the beginning of the clause.
    fn unknown_opener(&self, sentence: usize, end: usize) -> bool {
        let start = self.clause_start(sentence, end);
        let atoms = &self.reading.article.sentences[sentence].atoms[start..end];
        let known = |(from, to): (usize, usize)| to - from > 1 && from < end && start < to;
        atoms.len() > 2
            && atoms.iter().all(|atom| atom.kind == AtomKind::Han)
            && !self.reading.sentences[sentence].stretches().any(known)
            && !self.mentions(sentence).any(|mention| mention.from < end && start < mention.to)
    }

    /// GoTo行政總裁甲辭職。甲2023年接替乙出任行政總裁: where somebody whom the sentence names was told to have the same title, and the
    /// sentence names no body in front.
    pub(super) fn same_office(&self, draft: &Draft<'_>) -> Option<u32> {
        let role = draft.rule.fact.name == "role" && self.reading.is_chinese();
        let Some([Filler::Concept(title), ..]) = draft.roles.get("title").filter(|_| role) else {
            return None;
        };
        let front = || self.mentions(draft.sentence).filter(|mention| mention.from < draft.to);
        let body = |mention: &Mention| self.reading.sense(mention, Kind::is_body).is_some();
        if front().any(|mention| mention.to <= draft.from && body(mention)) {
            return None;
        }
        front().find_map(|holder| {
            let person = self.reading.sense(holder, |kind| kind == Kind::Person)?;
            let same = |office: &Office| office.person == person && office.title.as_ref() == Some(title);
            let mut told = self.offices.iter().rev().filter(|(at, office)| *at < draft.sentence && same(office));
            told.next().map(|(_, office)| office.org)
        })
    }

    /// 'Roe stood aside as chief executive': where the sentence names no body in front, the only one where the English article has told
    /// of an office of his.
    pub(super) fn only_office(&self, draft: &Draft<'_>) -> Option<u32> {
        let role = draft.rule.fact.name == "role" && !self.reading.is_chinese();
        let person = draft.entity("person").filter(|_| role)?;
        let body = |mention: &Mention| self.reading.sense(mention, Kind::is_body).is_some();
        if self.mentions(draft.sentence).any(|mention| mention.to <= draft.to && body(mention)) {
            return None;
        }
        let own = |(at, office): &&(usize, Office)| *at < draft.sentence && office.person == person;
        let mut told = self.offices.iter().filter(own);
        let first = told.clone().next()?.1.org;
        told.all(|(_, office)| office.org == first && !office.past).then_some(first)
    }

    /// 委員長, 市長: the title is one of an authority, a city or a court.
    pub fn holds_public_office(&self, draft: &Draft<'_>) -> bool {
        let class = self.words.public_title.filter(|_| self.reading.is_chinese());
        let tagged = &self.reading.sentences[draft.sentence];
        class
            .zip(draft.place("title"))
            .is_some_and(|(class, (from, to))| (from..to).any(|at| tagged.class_at(at, class) == Some(to)))
    }

    /// 前教協副會長: between the first word of the match and the title stands what no list knows.
    fn unknown_inside(&self, draft: &Draft<'_>) -> bool {
        let Some((title, end)) = draft.place("title").filter(|_| self.reading.is_chinese()) else { return false };
        let tagged = &self.reading.sentences[draft.sentence];
        let atoms = &self.reading.article.sentences[draft.sentence].atoms;
        let known = |at: usize| {
            tagged.stretches().any(|(from, to)| from <= at && at < to && to <= title)
                || self
                    .mentions(draft.sentence)
                    .any(|mention| mention.from <= at && at < mention.to && mention.to <= title)
        };
        // 老圓盤老闆: what stands in front of such a title is the name of the business.
        let private = self.words.private_title;
        let noun = (title..end).find(|at| private.is_some_and(|class| tagged.class_at(*at, class) == Some(end)));
        let covered = |at: usize, noun: usize| {
            let over = |from: usize, to: usize| from <= at && at < to && to <= noun && to - from > 1;
            let word = tagged.words.all().iter().any(|word| over(word.from as usize, word.to as usize));
            word || tagged.hits.iter().any(|hit| {
                let (from, to) = (hit.from as usize, hit.to as usize);
                let title = matches!(hit.what, What::Title(_)) && to == noun;
                !title && over(from, to)
            })
        };
        let business = noun.is_some_and(|noun| {
            (title..noun).filter(|at| atoms[*at].kind == AtomKind::Han && !covered(*at, noun)).count() > 1
        });
        let unknown = || (draft.from..title).filter(|at| atoms[*at].kind == AtomKind::Han && !known(*at)).count();
        // 日本網購商樂享社長: within one clause it may be long.
        let clause = atoms[draft.from..title.max(draft.from)].iter().all(|atom| atom.kind != AtomKind::Mark);
        business || (2..=if clause { 6 } else { 3 }).contains(&unknown())
    }

    /// 'Jane Roe, who chairs Acme, buys a farm. She leaves as chairwoman': where the text says of which body somebody has an office,
    /// and of no other.
    pub(super) fn office_told(&self, draft: &Draft<'_>) -> Option<u32> {
        if draft.rule.fact.name != "role" || self.reading.is_chinese() {
            return None;
        }
        let person = draft.entity("person")?;
        let Some([Filler::Concept(title), ..]) = draft.roles.get("title") else { return None };
        let same = |office: &&Office| office.person == person && office.title.as_ref() == Some(title);
        let before = self.offices.iter().filter(|(at, office)| *at <= draft.sentence && !office.past);
        let mut told = before.map(|(_, office)| office).filter(same);
        let first = told.next()?.org;
        told.all(|office| office.org == first).then_some(first)
    }

    /// The body of which the person captured as `_other` has or had an office, where the text names one.
    pub(super) fn body_of_other(&self, draft: &Draft<'_>) -> Option<u32> {
        let other = self.other_person(draft)?;
        // 'A former manager of Bolt' is followed in another office.
        let left = |at: usize, office: &Office| {
            !office.past || Some(office.org) == self.main || at + LEFT_WITHIN >= draft.sentence
        };
        let told = || {
            let before = self.offices.iter().filter(|(at, office)| *at <= draft.sentence && office.person == other);
            before.filter(|(at, office)| left(*at, office))
        };
        let title = self.title_of_other(draft);
        let same = told().rev().find(|(_, office)| title.is_some() && office.title == title);
        let main = || told().find(|(_, office)| Some(office.org) == self.main);
        same.or_else(main).or_else(|| told().next_back()).map(|(_, office)| office.org)
    }

    fn other_person(&self, draft: &Draft<'_>) -> Option<u32> {
        let (from, to) = draft.place("_other")?;
        self.mentions(draft.sentence).find(|m| m.from == from && m.to == to)?.senses.first().copied()
    }

    /// The body named last that has the first word of the title in its name: of 'union president' the Drivers Union.
    pub(super) fn body_of_title(&self, draft: &Draft<'_>) -> Option<u32> {
        let (from, _) = draft.place("title")?;
        let noun = self.reading.article.sentences[draft.sentence].atoms[from].key.as_str();
        let named = |entity: u32| {
            let entity = &self.reading.entities[entity as usize];
            let has = |name: &String| crate::segment::atoms::keys(name).iter().any(|key| key == noun);
            entity.kind.is_body() && entity.names.iter().any(|(name, _)| has(name))
        };
        let mut before = self.mentions_before(draft.sentence, draft.from);
        before.find_map(|mention| mention.senses.iter().copied().find(|sense| named(*sense)))
    }

    /// 'Rumours about Kenya were dismissed by its information minister': no company has ministers, whichever was named last.
    pub fn give_minister_a_state(&self, draft: &mut Draft<'_>) {
        let governs = |body: u32| matches!(self.reading.entities[body as usize].kind, Kind::Government | Kind::Place);
        if draft.entity("org").is_none_or(governs) {
            return;
        }
        let lexicon = &self.reading.recogniser.lexicon;
        let Some([Filler::Concept(office), ..]) = draft.roles.get("title") else { return };
        // A union or a party has a treasurer as well.
        if office == TREASURER {
            return;
        }
        let minister = lexicon.title(office).zip(lexicon.title(MINISTER));
        if !minister.is_some_and(|(office, above)| lexicon.is_below(office, above)) {
            return;
        }
        draft.roles.drop("org");
        let country = |mention: &Mention| mention.senses.iter().copied().find(|sense| self.reading.is_country(*sense));
        let state = if self.reading.is_chinese() {
            // 公司請辭風波中，內政部長王大文: which state he serves is told as it is for other members of governments.
            let (from, to) = draft.place("title").unwrap_or((draft.from, draft.from));
            let mut own = self.mentions(draft.sentence).filter(|mention| mention.to >= from && mention.to <= to);
            own.find_map(country).map(Filler::Entity).or_else(|| self.country(draft).map(Filler::Listed))
        } else {
            self.mentions_before(draft.sentence, draft.from).find_map(country).map(Filler::Entity)
        };
        if let Some(state) = state {
            draft.roles.add("org", state);
        }
    }

    /// The office that somebody else than the person of a draft has left last: 'Finance chief Jane Roe resigned', 'Roe quit as CEO'.
    pub(super) fn title_left(&self, draft: &Draft<'_>) -> Option<String> {
        let person = draft.entity("person")?;
        let lexicon = &self.reading.recogniser.lexicon;
        let left = |title: &&crate::recognise::Title| {
            let tagged = &self.reading.sentences[title.sentence];
            let by = |class: Option<ClassId>, at: usize| class.and_then(|class| tagged.class_at(at, class));
            let front = (title.from.saturating_sub(6)..title.from)
                .any(|at| by(self.words.leave_office, at) == Some(title.from));
            let mut beside = self.mentions(title.sentence).filter(|m| !m.senses.contains(&person));
            // 'has resigned' begins in front of the verb.
            let quits = |end: usize| (end..end + 3).any(|at| by(self.words.quits, at).is_some());
            front || beside.any(|m| (m.from == title.to || m.from == title.to + 1) && quits(m.to))
        };
        let before = |title: &&crate::recognise::Title| {
            (draft.sentence.saturating_sub(LEFT_WITHIN)..=draft.sentence).contains(&title.sentence)
                && (title.sentence, title.from) < (draft.sentence, draft.from)
        };
        let found = self.reading.titles.iter().rev().filter(before).find(left)?;
        let path = &lexicon.titles[found.concept.unwrap_or(found.base) as usize].path;
        (!FOUNDERS.contains(&path.as_str())).then(|| path.clone())
    }

    /// The office of the one whom the role `_other` captures: the title that stood beside him last, else the last title of
    /// the sentence before.
    pub(super) fn title_of_other(&self, draft: &Draft<'_>) -> Option<String> {
        let other = &self.other_person(draft)?;
        // Nobody takes over from somebody as the founder.
        let path = |title: &crate::recognise::Title| {
            self.reading.recogniser.lexicon.titles[title.concept.unwrap_or(title.base) as usize].path.as_str()
        };
        let titles = |sentence: usize| {
            // 'wrote to employees': people spoken of together hold no office.
            let people = |title: &crate::recognise::Title| {
                let inside = |m: &Mention| m.from <= title.from && title.to <= m.to;
                self.mentions(title.sentence).any(|m| m.form == Form::Group && inside(m))
            };
            let office = move |title: &&crate::recognise::Title| !FOUNDERS.contains(&path(title)) && !people(title);
            self.reading.titles.iter().rev().filter(move |title| title.sentence == sentence).filter(office)
        };
        // 'Roe, a former sales director of Bolt, as its chief executive': of two offices the one that is not past, behind 'as'.
        let classes = &self.reading.recogniser.classes;
        let at_as = |title: &crate::recognise::Title| {
            (1..3).any(|back| {
                let at = title.from.checked_sub(back);
                at.is_some_and(|at| self.reading.is_member(title.sentence, at, self.words.as_word))
            })
        };
        let past = |title: &crate::recognise::Title| {
            let atoms = &self.reading.article.sentences[title.sentence].atoms;
            (title.from.saturating_sub(6)..title.from)
                .rev()
                .take_while(|at| atoms[*at].key != ",")
                .any(|at| self.reading.is_member(title.sentence, at, classes.status_former))
        };
        // 'Its chief, Jane Roe, and its finance chief, John Poe, leave': the office right in front of another's name is not his.
        let of_next = |title: &crate::recognise::Title| {
            self.mentions(title.sentence).any(|m| {
                let person = m.senses.first().is_some_and(|s| self.reading.entities[*s as usize].kind == Kind::Person);
                person
                    && m.form == Form::Name
                    && !m.senses.contains(other)
                    && (title.to..title.to + 2).contains(&m.from)
            })
        };
        let beside = |sentence: usize| {
            titles(sentence).filter(|title| !past(title) && !of_next(title)).find(|title| {
                self.mentions(sentence).any(|m| {
                    m.senses.contains(other)
                        && !m.form.is_possessive()
                        && (m.from == title.to
                            || m.from == title.to + 1
                            || m.to <= title.from && title.from - m.to <= if at_as(title) { 16 } else { 6 })
                        && (sentence < draft.sentence || title.to <= draft.from || m.to <= draft.from)
                })
            })
        };
        // 'She resigned as chief executive and stays on as chairman. Her successor': of the office that she left.
        let leaves = self.words.leave_office;
        let gives_up = self.words.give_up;
        let left = |sentence: usize| {
            let tagged = &self.reading.sentences[sentence];
            let behind = |title: &crate::recognise::Title| {
                let ends = |at: usize| leaves.is_some_and(|class| tagged.class_at(at, class) == Some(title.from));
                // 'She gives up the chief executive's job'.
                let owned =
                    title.to + usize::from(self.reading.is_member(title.sentence, title.to, classes.possessive));
                let thing = self.reading.is_member(title.sentence, owned, classes.office_thing);
                let given = |at: usize| {
                    let end = gives_up.and_then(|class| tagged.class_at(at, class));
                    thing && end.is_some_and(|end| end <= title.from && title.from - end <= 1)
                };
                (title.from.saturating_sub(6)..title.from).any(|at| ends(at) || given(at))
            };
            let named = self.mentions(sentence).any(|m| m.senses.contains(other));
            titles(sentence).find(|title| named && behind(title))
        };
        // 'Roe, its data chief, was promoted to finance chief. She succeeds Poe': whoever was there before had the office entered.
        let entered = |sentence: usize| {
            let enters = [self.words.enter_office, self.words.take_office];
            let ends = |at: usize| enters.iter().find_map(|class| self.word(sentence, at, *class));
            let behind = |title: &crate::recognise::Title| {
                (title.from.saturating_sub(6)..title.from)
                    .filter_map(ends)
                    .any(|end| end <= title.from && title.from - end <= 1)
            };
            let named = self.mentions(sentence).any(|m| m.senses.contains(other));
            titles(sentence).find(|title| named && behind(title))
        };
        let follows = draft.rule.set.get("status").is_some_and(|status| status == FORMER);
        // 'Its lawyer, Jane Roe': an office beside somebody else's name is his.
        let of_another = |title: &crate::recognise::Title| {
            self.mentions(title.sentence).any(|m| {
                let person = m.senses.first().is_some_and(|s| self.reading.entities[*s as usize].kind == Kind::Person);
                person
                    && !m.senses.contains(other)
                    && (m.from == title.to || m.from == title.to + 1 || m.to + 1 == title.from)
            })
        };
        let near = draft.sentence.saturating_sub(4)..draft.sentence;
        let found = (follows.then(|| near.clone().rev().find_map(entered)).flatten())
            .or_else(|| near.rev().find_map(left))
            .or_else(|| (draft.sentence.saturating_sub(12)..=draft.sentence).rev().find_map(beside))
            .map(|title| path(title).to_owned());
        // 'She gave up the presidency of the league. Her successor': no title stands there.
        let told = || {
            let his = |(at, office): &&(usize, Office)| *at <= draft.sentence && office.person == *other;
            let office = self.offices.iter().rev().find(his)?.1.title.clone();
            office.filter(|office| !FOUNDERS.contains(&office.as_str()))
        };
        let before = || titles(draft.sentence.checked_sub(1)?).find(|title| !of_another(title));
        found.or_else(told).or_else(|| before().map(|title| path(title).to_owned()))
    }
}
