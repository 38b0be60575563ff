//! Whom and what is named around a match: the body, platform, government, country and topic spoken of.

use crate::extract::context::{Context, Office};
use crate::extract::draft::{Draft, Filler};
use crate::fact::Kind;
use crate::recognise::{Form, Mention, Title, What};
use crate::segment::atoms::{Key, keys};

/// What somebody is who writes articles.
const JOURNALIST: &str = "role/journalist";

/// How many atoms may stand between a journalist in a byline and its marks.
const BYLINE: usize = 8;

/// How many atoms may stand between somebody and the body where he has a title.
const APART: usize = 9;

impl Context<'_, '_> {
    /// Who makes the product that the match names: whoever operates it, if it is a product or has his name in front of its own, as
    /// 'Acme Pay'; a service may have been bought since. Of what is not listed that body of the article whose name opens its own.
    pub(super) fn maker(&self, draft: &Draft<'_>) -> Option<Filler> {
        let product = draft.entity("product")?;
        let entity = &self.reading.entities[product as usize];
        let opens = |name: &str| {
            let front = keys(name);
            let longer = |whole: Vec<Key>| whole.len() > front.len() && whole.starts_with(&front);
            entity.names.iter().any(|(name, _)| longer(keys(name)))
        };
        let Some(listed) = self.reading.listed(product) else {
            let bodies = self.reading.entities.iter().enumerate();
            let mut named = bodies.filter(|(_, body)| {
                matches!(body.kind, Kind::Corporation | Kind::Platform)
                    && body.names.iter().any(|(name, _)| opens(name))
            });
            return named.next().map(|(body, _)| Filler::Entity(body as u32));
        };
        let lexicon = &self.reading.recogniser.lexicon;
        let operator = lexicon.entity(listed.operated_by.as_deref()?)?;
        let maker = &lexicon.entities[operator as usize];
        let own = maker.en.iter().chain(&maker.zh_hant).chain(&maker.zh_hans).any(|name| opens(name));
        (entity.kind == Kind::Product || own).then(|| self.listed(operator))
    }

    /// The body that the article is about, unless it acts itself; then the government or authority named last.
    pub(super) fn other(&self, draft: &Draft<'_>) -> Option<u32> {
        let agent = draft.entity("agent");
        // 'Acme's finance chief called the decision wrong': he speaks for Acme.
        let own = |main: u32| agent.is_some_and(|agent| self.titled_at(draft.sentence, agent, main));
        // In English a body that is named only later has done nothing yet.
        let named = |main: &u32| {
            let told = |m: &Mention| m.senses.contains(main) && m.sentence <= draft.sentence;
            self.reading.is_chinese() || self.reading.mentions.iter().any(told)
        };
        self.main
            .filter(named)
            .filter(|main| Some(*main) != agent && !own(*main))
            .or_else(|| self.government(draft))
            .or_else(|| self.reading.main_state())
            .filter(|id| Some(*id) != agent)
    }

    /// 晨光坊漲價，引來抗議: the body that a sentence opens with, else the one that the article is about; none for whom the agent acts.
    pub(super) fn subject_body(&self, draft: &Draft<'_>) -> Option<u32> {
        let agent = draft.entity("agent");
        let own = |body: u32| {
            let held = |(_, office): &&(usize, Office)| Some(office.person) == agent && office.org == body;
            Some(body) == agent || self.offices.iter().any(|office| held(&office))
        };
        let opens = |mention: &&Mention| {
            mention.to <= draft.from
                && !mention.form.is_possessive()
                && !self.titled(draft.sentence, mention.to)
                && !crate::link::governed(self.reading, mention)
                && !crate::link::venue(self.reading, mention)
                && !self.led_by(mention)
        };
        let acts = |kind: Kind| kind.is_body() && !matches!(kind, Kind::Media | Kind::Product);
        let here = self.mentions(draft.sentence).filter(opens).find_map(|mention| self.reading.sense(mention, acts));
        // What the company runs that the article is about is criticised as its own.
        let here = here.filter(|here| !self.main.is_some_and(|main| self.reading.runs(main, *here)));
        // 部長發文力挺，遭議員痛斥: in the passive the one is criticised who opens the sentence, whoever that is.
        let atoms = &self.reading.article.sentences[draft.sentence].atoms;
        let marker = self.reading.recogniser.classes.agent_marker;
        let passive = draft.place("agent").is_some_and(|(agent, _)| {
            let mut front = (0..agent).rev().take_while(|at| atoms[*at].key != ",");
            self.reading.is_chinese() && front.any(|at| self.is(draft.sentence, at, marker))
        });
        here.or(self.main.filter(|_| !passive)).filter(|body| !own(*body))
    }

    /// Whether a person was named with a title at a body, up to a sentence: 'Acme's chief, Jane Roe', 'Jane Roe of Acme'.
    fn titled_at(&self, sentence: usize, person: u32, body: u32) -> bool {
        let links = |title: &Title| {
            let between = |from: usize, to: usize| from <= title.from && title.to <= to && to - from <= APART;
            let of = |id: u32| self.mentions(title.sentence).filter(move |mention| mention.senses.contains(&id));
            of(person)
                .filter(|mention| mention.form == Form::Name)
                .any(|person| of(body).any(|body| between(body.to, person.from) || between(person.to, body.from)))
        };
        !self.reading.is_chinese() && self.reading.titles.iter().filter(|title| title.sentence <= sentence).any(links)
    }

    /// Where the Chinese clause in front of a match begins and ends, behind the first of its sentence.
    fn clause_in_front(&self, draft: &Draft<'_>) -> Option<(usize, usize)> {
        let atoms = &self.reading.article.sentences[draft.sentence].atoms;
        let parts = |at: &usize| matches!(atoms[*at].key.as_str(), "," | ";");
        let end = (draft.from.saturating_sub(1)..(draft.from + 1).min(atoms.len())).find(parts)?;
        let start = (0..end).rev().find(parts)? + 1;
        self.reading.is_chinese().then_some((start, end))
    }

    /// Whoever is named first of all in the clause in front, behind another clause.
    pub(super) fn opener(&self, draft: &Draft<'_>, fits: impl Fn(Kind) -> bool) -> Option<u32> {
        let (start, _) = self.clause_in_front(draft)?;
        let named = self.mentions(draft.sentence).find(|mention| mention.from == start)?;
        self.reading.sense(named, fits)
    }

    /// 陳大文卸任，由王小明接任，並兼任執行長: whoever follows in the clause in front, and not who has left.
    pub(super) fn follower(&self, draft: &Draft<'_>) -> Option<u32> {
        // 王小明接任，兼任總裁: the clause in front begins with him.
        let opener = self.opener(draft, |kind| kind == Kind::Person);
        if opener.is_some() {
            return opener;
        }
        let (start, end) = self.clause_in_front(draft)?;
        // 未來將交由陳大文接棒，出任執行長: who takes over at its end.
        let classes = &self.reading.recogniser.classes;
        let takes = |at: usize| {
            [classes.take_office, classes.appoint]
                .iter()
                .any(|class| self.word(draft.sentence, at, *class) == Some(end))
        };
        let mut named = self.mentions(draft.sentence).filter(|mention| start <= mention.from && mention.to < end);
        let heir = named.rfind(|mention| takes(mention.to));
        if let Some(heir) = heir.and_then(|heir| self.reading.sense(heir, |kind| kind == Kind::Person)) {
            return Some(heir);
        }
        let opens = self.word(draft.sentence, start, self.words.successor);
        let opens = opens.or_else(|| self.word(draft.sentence, start, self.words.handed_to))?;
        self.mentions(draft.sentence)
            .filter(|mention| opens <= mention.from && mention.to <= end)
            .find_map(|mention| self.reading.sense(mention, |kind| kind == Kind::Person))
    }

    /// The last of a kind that was named in an earlier sentence, or the first in front of the match, behind a semicolon rather
    /// than in front of it.
    pub(super) fn previous(&self, draft: &Draft<'_>, fits: impl Fn(Kind) -> bool + Copy) -> Option<u32> {
        let atoms = &self.reading.article.sentences[draft.sentence].atoms;
        let part = atoms[..draft.from].iter().rposition(|atom| atom.key == ";").unwrap_or(0);
        let first = |from: usize| {
            self.mentions(draft.sentence)
                .filter(|mention| from <= mention.from && mention.to <= draft.from && !self.in_byline(mention))
                .find_map(|mention| self.reading.sense(mention, fits).map(|entity| (mention, entity)))
        };
        // 庫克的弟弟辭去董事: not he himself.
        let relative = |mention: &Mention| {
            let possessive = self.reading.recogniser.classes.possessive;
            self.reading.is_chinese()
                && self
                    .word(draft.sentence, mention.to, possessive)
                    .is_some_and(|kin| self.is(draft.sentence, kin, self.words.kin))
        };
        if first(part).is_some_and(|(mention, _)| relative(mention)) {
            return None;
        }
        let first = |from: usize| first(from).map(|(_, entity)| entity);
        first(part).or_else(|| first(0)).or_else(|| {
            (0..draft.sentence).rev().take(3).find_map(|sentence| {
                let mut told = self.mentions(sentence).filter(|mention| !self.in_byline(mention));
                told.find_map(|mention| self.reading.sense(mention, fits))
            })
        })
    }

    /// （記者 王大文）, 記者王大文／台北報導: whoever has written the article is not told of in it.
    pub(super) fn in_byline(&self, mention: &Mention) -> bool {
        if !self.reading.is_chinese() {
            return false;
        }
        let lexicon = &self.reading.recogniser.lexicon;
        let journalist = |title: &&Title| {
            let written = lexicon.title(JOURNALIST).is_some_and(|above| lexicon.is_below(title.base, above));
            title.sentence == mention.sentence && title.to == mention.from && written
        };
        let Some(title) = self.reading.titles.iter().find(journalist) else { return false };
        let atoms = &self.reading.article.sentences[mention.sentence].atoms;
        let mark = |at: usize, marks: [&str; 2]| marks.contains(&atoms[at].key.as_str());
        (title.from.saturating_sub(BYLINE)..title.from).any(|at| mark(at, ["(", "["]))
            || (mention.to..atoms.len().min(mention.to + BYLINE)).any(|at| mark(at, ["/", "／"]))
    }

    pub(super) fn nearby_platform(&self, draft: &Draft<'_>) -> Option<u32> {
        // A service that is shut out is on no platform but that of whoever shuts it out.
        let service = |entity: u32| self.reading.entities[entity as usize].kind == Kind::Platform;
        let shut_out = draft.entity("target").is_some_and(service);
        let at = |role: &str| draft.entity(role).and(draft.place(role)).map(|(from, _)| from);
        let (agent, target) = (at("agent"), at("target"));
        // 抖音、快手用戶分別超過7億和4億: neither figure is of the service that is nearest.
        let value = draft.place("value").map_or(0, |(from, _)| from);
        if self.holds(draft.sentence, 0, value, self.words.topic_each) {
            return None;
        }
        // 用戶達10億，僅次於抖音；商戶8000萬: a figure behind is not that of whom another clause compares with.
        let compared = |mention: &Mention| {
            let start = self.clause_start(draft.sentence, mention.from);
            self.reading.is_chinese()
                && mention.to <= value
                && self.clause_start(draft.sentence, value) > mention.from
                && self.holds(draft.sentence, start, mention.from, self.words.than)
        };
        let platform = |mention: &Mention| {
            if compared(mention) {
                return None;
            }
            let listed = |from: usize| self.in_one_list(draft.sentence, from.min(mention.from), from.max(mention.from));
            let apart = target != Some(mention.from)
                && (!shut_out || agent == Some(mention.from))
                && !agent.is_some_and(listed);
            mention.senses.iter().copied().find(|sense| apart && service(*sense))
        };
        let before = self.mentions(draft.sentence).rev().filter(|mention| mention.from < draft.to).find_map(platform);
        before.or_else(|| self.mentions(draft.sentence).find_map(platform))
    }

    /// Whether nothing but names and marks of a list stand between the beginnings of two names.
    fn in_one_list(&self, sentence: usize, from: usize, to: usize) -> bool {
        let separator = self.reading.recogniser.classes.list_separator;
        let (mut at, mut marks) = (from, 0_usize);
        while at < to {
            if let Some(end) = self.word(sentence, at, separator) {
                // 'On Acme, Bolt suspended him': a comma alone makes no list.
                marks += usize::from(self.reading.article.sentences[sentence].atoms[at].key != ",");
                at = end;
            } else if let Some(name) = self.mentions(sentence).find(|mention| mention.from == at) {
                at = name.to;
            } else {
                return false;
            }
        }
        at == to && marks > 0
    }

    /// The topic spoken of most up to the match, the latest where several are.
    pub(super) fn topic(&self, draft: &Draft<'_>) -> Option<String> {
        let mut counts: std::collections::BTreeMap<u32, (usize, usize)> = std::collections::BTreeMap::new();
        let mut place = 0;
        for sentence in 0..=draft.sentence {
            for hit in &self.reading.sentences[sentence].hits {
                if let What::Topic(id) = hit.what
                    && (sentence < draft.sentence || hit.to as usize <= draft.from)
                {
                    place += 1;
                    let count = counts.entry(id).or_default();
                    *count = (count.0 + 1, place);
                }
            }
        }
        let (id, _) = counts.into_iter().max_by_key(|(_, count)| *count)?;
        Some(self.reading.recogniser.lexicon.topics[id as usize].path.clone())
    }
}
