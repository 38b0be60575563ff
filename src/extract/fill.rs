//! Fills roles that a pattern does not capture from what stands around it: the body spoken of, the date, the source.

use super::draft::{Draft, Filler, bound_term};
use crate::fact::Kind;
use crate::recognise::lexicon::{ClassId, Lexicon};
use crate::recognise::number::{Bound, Measure};
use crate::recognise::{Form, Mention, Reading, What};
use crate::segment::Part;
use crate::segment::atoms::Kind as AtomKind;

/// What rules may ask to be filled.
pub const FILLERS: &[&str] = &[
    "nearby-org",
    "main-org",
    "other-org",
    "time",
    "published",
    "subject",
    "measure",
    "unit",
    "bound",
    "source",
    "period",
    "speaker",
    "country",
    "nearby-platform",
    "previous-org",
    "previous-person",
    "introducer",
    "main-topic",
    "title-of-other",
    "nearby-government",
    "body-of-title",
    "policy-issuer",
];

/// How many sentences behind a survey or report still give its figures.
const SOURCE_REACH: usize = 60;

/// Units that count those who use or follow something.
const AUDIENCES: &[&str] =
    &["users", "subscribers", "followers", "monthly active users", "daily active users", "weekly active users"];

/// Titles that cannot be handed on.
const FOUNDERS: &[&str] = &["role/founder", "role/co-founder", "role/owner"];

/// Units that stay what they are called; everything else that is counted is a count of it.
const KEPT_UNITS: &[&str] = &[
    "people",
    "users",
    "subscribers",
    "followers",
    "monthly active users",
    "daily active users",
    "weekly active users",
    "hours",
    "minutes",
    "percent",
];

/// Word classes that fillers look for.
#[derive(Debug, Default)]
pub struct Words {
    according_to: Option<ClassId>,
    at_least: Option<ClassId>,
    at_most: Option<ClassId>,
    about: Option<ClassId>,
    use_verb: Option<ClassId>,
    monthly: Option<ClassId>,
    daily: Option<ClassId>,
    survey: Option<ClassId>,
    show: Option<ClassId>,
    predict: Option<ClassId>,
    say: Option<ClassId>,
    possessive: Option<ClassId>,
    operator: Option<ClassId>,
    led: Option<ClassId>,
    price_mark: Option<ClassId>,
    deal: Option<ClassId>,
    own: Option<ClassId>,
    venue: Option<ClassId>,
    /// Units by the class that names them, most particular first.
    units: Vec<(ClassId, String)>,
}

impl Words {
    pub fn of(lexicon: &Lexicon) -> Self {
        let mut units: Vec<(ClassId, String)> = (0..lexicon.class_count())
            .filter_map(|id| {
                let id = id as ClassId;
                let unit = lexicon.class_name(id).strip_prefix("unit-")?;
                Some((id, unit.replace('-', " ")))
            })
            .collect();
        units.sort_by_key(|(_, name)| std::cmp::Reverse(name.len()));
        Self {
            according_to: lexicon.class("according-to"),
            at_least: lexicon.class("at-least"),
            at_most: lexicon.class("at-most"),
            about: lexicon.class("about"),
            use_verb: lexicon.class("use-verb"),
            monthly: lexicon.class("monthly"),
            daily: lexicon.class("daily"),
            survey: lexicon.class("survey-word"),
            show: lexicon.class("show"),
            predict: lexicon.class("predict"),
            say: lexicon.class("say"),
            possessive: lexicon.class("possessive"),
            operator: lexicon.class("operator-noun"),
            led: lexicon.class("led-by"),
            price_mark: lexicon.class("price-mark"),
            deal: lexicon.class("deal-verb"),
            own: lexicon.class("own"),
            venue: lexicon.class("venue-mark"),
            units,
        }
    }
}

/// What fillers know: the reading, and the sources of figures found so far.
pub struct Context<'c, 'a> {
    pub reading: &'c Reading<'a>,
    pub words: &'c Words,
    pub main: Option<u32>,
    /// Publisher of the survey or report that a sentence stands behind, by sentence.
    pub sources: &'c [(usize, u32)],
    /// Whose policy a sentence states, by sentence.
    pub issuers: &'c [(usize, u32)],
    /// Speaker of the statement that a sentence or its neighbour holds, by sentence.
    pub speakers: &'c [(usize, u32)],
}

impl Context<'_, '_> {
    /// Fills one role of a draft; where nothing fits it stays empty.
    pub fn fill<'r>(&self, draft: &mut Draft<'r>, role: &'r str, filler: &str) {
        let value = match filler {
            "nearby-org" => self.nearby_body(draft).map(Filler::Entity),
            "main-org" => self.main.map(Filler::Entity),
            "other-org" => self.other(draft).map(Filler::Entity),
            "previous-org" => self.previous(draft, Kind::is_body).map(Filler::Entity),
            "previous-person" => self.previous(draft, |kind| kind == Kind::Person).map(Filler::Entity),
            "nearby-platform" => self.nearby_platform(draft).map(Filler::Entity),
            "time" | "period" => self.time(draft),
            "published" => self
                .reading
                .published
                .map(|day| Filler::Date(crate::fact::Date { lexical: day.to_string(), words: String::new() })),
            "subject" => self.subject(draft),
            "measure" => self.measure(draft),
            "unit" => self.unit(draft),
            "bound" => self.bound(draft),
            "title-of-other" => self.title_of_other(draft).map(Filler::Concept),
            "main-topic" => self.topic(draft).map(Filler::Concept),
            "introducer" => self.introducer(draft).map(Filler::Entity),
            "body-of-title" => self.body_of_title(draft).map(Filler::Entity),
            "nearby-government" => self.government(draft).map(Filler::Entity),
            "policy-issuer" => self.issuer(draft).or_else(|| self.nearby_body(draft)).map(Filler::Entity),
            "source" => {
                for source in self.source(draft) {
                    draft.roles.add(role, Filler::Entity(source));
                }
                None
            }
            "speaker" => self.speaker(draft).map(Filler::Entity),
            "country" => self.country(draft).map(Filler::Listed),
            _ => None,
        };
        if let Some(value) = value {
            draft.roles.add(role, value);
        }
    }

    fn mentions(&self, sentence: usize) -> impl DoubleEndedIterator<Item = &Mention> {
        let start = self.reading.mentions.partition_point(|mention| mention.sentence < sentence);
        let end = self.reading.mentions.partition_point(|mention| mention.sentence <= sentence);
        self.reading.mentions[start..end].iter().filter(|mention| !mention.senses.is_empty())
    }

    /// A title begins here: what stands in front of it names the body that somebody else holds it at.
    fn titled(&self, sentence: usize, at: usize) -> bool {
        self.reading.sentences[sentence].at(at).iter().any(|hit| matches!(hit.what, What::Title(_)))
    }

    /// The company among the senses of a mention, else the first that fits.
    fn sense(&self, mention: &Mention, fits: impl Fn(Kind) -> bool) -> Option<u32> {
        let kind = |sense: &u32| self.reading.entities[*sense as usize].kind;
        mention
            .senses
            .iter()
            .copied()
            .filter(|sense| fits(kind(sense)))
            .min_by_key(|sense| (kind(sense) == Kind::Platform, *sense))
    }

    /// The body named last in front of the match in its sentence, else the one that the article is about.
    fn nearby_body(&self, draft: &Draft<'_>) -> Option<u32> {
        if let Some(body) = self.short_body(draft) {
            return Some(body);
        }
        // 'Union president Jane Roe' is the president of the union that was named, and of none else.
        if let Some(named) = self.named_by_title(draft) {
            return named;
        }
        if self.unknown_in_front(draft) {
            return None;
        }
        let acts = |kind: Kind| kind.is_body() && !matches!(kind, Kind::Media | Kind::Product);
        let here = self
            .mentions(draft.sentence)
            .rev()
            .filter(|mention| {
                mention.to <= draft.from
                    && (mention.to == draft.from
                        || !self.titled(draft.sentence, mention.to)
                            && !crate::link::governed(self.reading, mention)
                            && !self.led_by(mention)
                            && !self.enclosed(mention, draft.from))
            })
            .find_map(|mention| self.sense(mention, acts));
        let bare = self.reading.is_chinese() || (draft.from..draft.from + 2).any(|at| self.titled(draft.sentence, at));
        here.or_else(|| self.subject_before(draft.sentence).filter(|_| bare)).or(self.main)
    }

    /// Whether the title that opens a match begins with a noun for a society or party, and which one is meant.
    fn named_by_title(&self, draft: &Draft<'_>) -> Option<Option<u32>> {
        let tagged = &self.reading.sentences[draft.sentence];
        let civil = self.reading.recogniser.classes.civil_noun.filter(|_| !self.reading.is_chinese())?;
        let noun = *tagged.symbols.get(draft.from)?;
        let opens = self.reading.recogniser.lexicon.has_member(civil, noun) && self.titled(draft.sentence, draft.from);
        opens.then_some(())?;
        let noun = &self.reading.article.sentences[draft.sentence].atoms[draft.from].key;
        let called = |mention: &&Mention| {
            let atoms = &self.reading.article.sentences[mention.sentence].atoms;
            mention.form == Form::Name && atoms[mention.from..mention.to].iter().any(|atom| atom.key == *noun)
        };
        let body = (0..=draft.sentence)
            .rev()
            .find_map(|sentence| {
                self.mentions(sentence).rev().filter(|m| sentence < draft.sentence || m.to <= draft.from).find(called)
            })
            .and_then(|mention| self.sense(mention, Kind::is_body));
        Some(body)
    }

    /// 委員會執行長: a bare noun for a body right in front of a title means the body named before whose name ends with it.
    fn short_body(&self, draft: &Draft<'_>) -> Option<u32> {
        let suffix = self.reading.recogniser.classes.org_suffix.filter(|_| self.reading.is_chinese())?;
        let tagged = &self.reading.sentences[draft.sentence];
        let noun = tagged.hits.iter().find(|hit| hit.to as usize == draft.from && hit.what == What::Class(suffix))?;
        let (from, to) = (noun.from as usize, noun.to as usize);
        let atoms = |sentence: usize| &self.reading.article.sentences[sentence].atoms;
        let word = &atoms(draft.sentence)[from..to];
        if to - from < 2 || self.mentions(draft.sentence).any(|mention| mention.from < to && from < mention.to) {
            return None;
        }
        let ends = |mention: &&Mention| {
            let name = &atoms(mention.sentence)[mention.from..mention.to];
            mention.form == Form::Name
                && name.len() > word.len()
                && name[name.len() - word.len()..].iter().zip(word).all(|(a, b)| a.key == b.key)
        };
        (0..=draft.sentence)
            .rev()
            .find_map(|sentence| {
                self.mentions(sentence).rev().filter(|m| sentence < draft.sentence || m.to <= from).find(ends)
            })
            .and_then(|mention| self.sense(mention, Kind::is_body))
    }

    /// In 'Central Vice-President Jane Roe' and 雲帆數據執行長 what stands right in front of the match looks like a name that is
    /// not known.
    fn unknown_in_front(&self, draft: &Draft<'_>) -> bool {
        let Some(front) = draft.from.checked_sub(1).filter(|front| *front > 0) else { return false };
        if draft.rule.fact.name != "role" || self.reading.is_chinese() && !self.titled(draft.sentence, draft.from) {
            return false;
        }
        let atom = &self.reading.article.sentences[draft.sentence].atoms[front];
        let tagged = &self.reading.sentences[draft.sentence];
        if self.mentions(draft.sentence).any(|mention| mention.from <= front && front < mention.to) {
            return false;
        }
        if !self.reading.is_chinese() {
            return atom.kind == AtomKind::Word && atom.case == crate::segment::atoms::Case::Title;
        }
        let known = tagged.hits.iter().any(|hit| hit.to as usize == draft.from);
        matches!(atom.kind, AtomKind::Han | AtomKind::Word) && !known
    }

    /// In Chinese a word in front of a name says that its bearer is acted upon, or where something is done.
    fn led_by(&self, mention: &Mention) -> bool {
        let tagged = &self.reading.sentences[mention.sentence];
        let word = |at: usize| {
            self.words.led.is_some_and(|class| tagged.class_at(at, class).is_some_and(|to| to == mention.from))
        };
        self.reading.is_chinese() && (1..=2).any(|back| mention.from.checked_sub(back).is_some_and(word))
    }

    /// In an aside that ends in front of the match: 'Acme, the maker of Bolt, has cut 9 jobs' tells of Acme.
    fn enclosed(&self, mention: &Mention, from: usize) -> bool {
        let atoms = &self.reading.article.sentences[mention.sentence].atoms;
        mention.to < from
            && atoms[mention.to..from].iter().any(|atom| atom.key == ",")
            && crate::link::enclosed(self.reading, mention)
    }

    /// The company that the sentence before is about; where titles have a body in most cases, as in English, only inside
    /// a paragraph.
    fn subject_before(&self, sentence: usize) -> Option<u32> {
        let mut before = sentence.checked_sub(1)?;
        // A sentence of a word or two is about what the one before it was.
        if before > 0 && self.reading.article.sentences[before].atoms.len() < 4 {
            before -= 1;
        }
        let (last, this) = (&self.reading.article.sentences[before], &self.reading.article.sentences[sentence]);
        let goes_on = self.reading.is_chinese() || last.paragraph == this.paragraph;
        if last.part != Part::Body || this.part != Part::Body || !goes_on {
            return None;
        }
        let tagged = &self.reading.sentences[before];
        let owns = |at: usize| {
            [self.words.possessive, self.words.operator, self.words.own]
                .into_iter()
                .flatten()
                .any(|class| tagged.class_at(at, class).is_some())
        };
        let company = |kind| matches!(kind, Kind::Corporation | Kind::Organization | Kind::Platform);
        let subject = self.mentions(before).find(|mention| {
            !mention.form.is_possessive()
                && self.sense(mention, Kind::is_body).is_some()
                && !self.titled(before, mention.to)
                && !owns(mention.to)
                && !crate::link::governed(self.reading, mention)
        })?;
        let opens = if self.reading.is_chinese() { 14 } else { 8 };
        self.sense(subject, company).filter(|_| subject.from < opens)
    }

    /// The body that the article is about, unless it acts itself; then the government or authority named last.
    fn other(&self, draft: &Draft<'_>) -> Option<u32> {
        let agent = draft.entity("agent");
        self.main
            .filter(|main| Some(*main) != agent)
            .or_else(|| self.government(draft))
            .or_else(|| self.reading.main_state())
            .filter(|id| Some(*id) != agent)
    }

    fn nearby_platform(&self, draft: &Draft<'_>) -> Option<u32> {
        let platform = |mention: &Mention| {
            mention.senses.iter().copied().find(|sense| self.reading.entities[*sense as usize].kind == Kind::Platform)
        };
        let before = self.mentions(draft.sentence).rev().filter(|mention| mention.from < draft.to).find_map(platform);
        before.or_else(|| self.mentions(draft.sentence).find_map(platform))
    }

    /// The last of a kind that was named in an earlier sentence, or in front of the match.
    fn previous(&self, draft: &Draft<'_>, fits: impl Fn(Kind) -> bool + Copy) -> Option<u32> {
        let here = self
            .mentions(draft.sentence)
            .filter(|mention| mention.to <= draft.from)
            .find_map(|mention| self.sense(mention, fits));
        here.or_else(|| {
            (0..draft.sentence)
                .rev()
                .take(3)
                .find_map(|sentence| self.mentions(sentence).find_map(|mention| self.sense(mention, fits)))
        })
    }

    /// The date nearest to the match in its sentence.
    fn time(&self, draft: &Draft<'_>) -> Option<Filler> {
        let tagged = &self.reading.sentences[draft.sentence];
        let (from, to) = draft.place("value").unwrap_or((draft.from, draft.to));
        let distance = |hit: &crate::recognise::Hit| {
            let (a, b) = (hit.from as usize, hit.to as usize);
            if b <= from { from - b } else { a.saturating_sub(to) }
        };
        // Chinese tells when something was done before it tells what: 2021年4月，餐飲企業Acme起訴Bolt，今年6月和解.
        let dated = self.reading.is_chinese() && draft.rule.fact.name != "observation";
        let behind = |hit: &crate::recognise::Hit| dated && hit.from as usize >= to;
        let inside_quote = |at: usize| {
            self.reading.article.sentences[draft.sentence].quotes.iter().any(|quote| quote.inner.contains(&at))
        };
        tagged
            .hits
            .iter()
            .filter(|hit| {
                matches!(hit.what, What::Time(id) if self.reading.times[id as usize].date.is_some())
                    && !inside_quote(hit.from as usize)
            })
            .min_by_key(|hit| (behind(hit), distance(hit), hit.from))
            .and_then(|hit| match hit.what {
                What::Time(id) => self.reading.times[id as usize].date.clone().map(Filler::Date),
                _ => None,
            })
    }

    /// Whom or what a figure is about: the name nearest in front of it, else the first behind it, else the subject.
    fn subject(&self, draft: &Draft<'_>) -> Option<Filler> {
        let Some((from, to)) = draft.place("value") else {
            // What is said, demanded or criticised is so by the subject of the sentence.
            let agent = |kind: Kind| kind.is_body() || matches!(kind, Kind::Person | Kind::Group);
            let owner = |m: &Mention| {
                self.words
                    .possessive
                    .is_some_and(|class| self.reading.sentences[draft.sentence].class_at(m.to, class).is_some())
                    || self.titled(draft.sentence, m.to)
            };
            let first = self
                .mentions(draft.sentence)
                .filter(|m| m.to <= draft.from && !m.form.is_possessive() && !owner(m))
                .find_map(|m| self.sense(m, agent));
            return first.map(Filler::Entity);
        };
        let (start, end) = self.clause(draft.sentence, from, to);
        let over = self.mentions(draft.sentence).find(|m| m.from <= from && m.to >= to && m.form != Form::Name);
        if let Some(over) = over {
            return over.senses.first().copied().map(Filler::Entity);
        }
        let usable = |mention: &&Mention| !mention.form.is_possessive() || mention.to <= from;
        let kind = |mention: &Mention| self.reading.entities[mention.senses[0] as usize].kind;
        // Who says a figure is no subject of it, unless he is the one that the article is about.
        let named = |mention: &&Mention| {
            let own = mention.senses.iter().any(|sense| Some(*sense) == self.main);
            let teller = mention.form == Form::Name && mention.to <= from && !own && self.says(mention);
            !matches!(kind(mention), Kind::Place | Kind::Media | Kind::Group | Kind::Work)
                && !teller
                && !self.aside(mention, from)
                && !self.venue(mention, from)
                && !self.enclosed(mention, from)
        };
        // 'Lund, who has 3 million followers on Twitch,': whom the clause is about stands in front of its comma.
        let classes = &self.reading.recogniser.classes;
        let relative = !self.reading.is_chinese()
            && classes.who.is_some_and(|who| self.reading.sentences[draft.sentence].class_at(start, who).is_some());
        let antecedent = || {
            let front = |m: &&Mention| m.to < start && m.to + 1 >= start && m.form == Form::Name;
            self.mentions(draft.sentence).filter(|_| relative).rfind(front).filter(named)
        };
        let inner =
            self.mentions(draft.sentence).filter(|m| m.from >= start && m.to <= from).filter(usable).rfind(named);
        let inner = inner.or_else(antecedent);
        let outer =
            || self.mentions(draft.sentence).filter(|m| m.to <= from).find(|m| named(m) && !m.form.is_possessive());
        let behind = || {
            self.mentions(draft.sentence)
                .filter(|m| m.from >= to && m.to <= end)
                .find(|m| named(m) && m.form == Form::Name)
        };
        // 'Roe, who has 9,000 followers on Acme': whoever stands in front of the comma.
        let classes = &self.reading.recogniser.classes;
        let relative = || {
            let tagged = &self.reading.sentences[draft.sentence];
            classes.who.is_some_and(|who| tagged.class_at(start, who).is_some()).then_some(())?;
            self.mentions(draft.sentence).find(|mention| mention.to + 1 == start && mention.form == Form::Name)
        };
        let mention = inner.or_else(relative).or_else(behind).or_else(outer);
        if let Some(mention) = mention {
            return Some(Filler::Entity(
                mention
                    .senses
                    .iter()
                    .copied()
                    .min_by_key(|sense| (self.reading.entities[*sense as usize].kind == Kind::Platform, *sense))?,
            ));
        }
        (self.reading.article.sentences[draft.sentence].part != Part::Related).then_some(self.main)?.map(Filler::Entity)
    }

    /// A sum behind 'for' in a clause that buys or sells is a price, whether or not the deal is understood.
    pub fn is_price(&self, draft: &Draft<'_>) -> bool {
        let Some((from, to)) = draft.place("value").filter(|_| !self.reading.is_chinese()) else { return false };
        let tagged = &self.reading.sentences[draft.sentence];
        let money = tagged.at(from).iter().any(|hit| match hit.what {
            What::Quantity(id) => matches!(self.reading.quantities[id as usize].measure, Measure::Money(_)),
            _ => false,
        });
        let within = |from: usize, class: Option<ClassId>, to: usize| {
            class.is_some_and(|class| (from..to).any(|at| tagged.class_at(at, class).is_some()))
        };
        let (start, _) = self.clause(draft.sentence, from, to);
        money && within(from.saturating_sub(3), self.words.price_mark, from) && within(start, self.words.deal, from)
    }

    /// A name inside ', which …,' in front of a figure behind it is not what the sentence is about.
    fn aside(&self, mention: &Mention, from: usize) -> bool {
        let atoms = &self.reading.article.sentences[mention.sentence].atoms;
        if self.reading.is_chinese() || mention.to > from {
            return false;
        }
        let classes = &self.reading.recogniser.classes;
        let tagged = &self.reading.sentences[mention.sentence];
        let opens = |at: usize| {
            [classes.clause_opener, classes.who].into_iter().flatten().any(|class| tagged.class_at(at, class).is_some())
        };
        let opened = (1..mention.from).rev().find(|at| atoms[*at].key == ",").filter(|at| *at > 1);
        opened.is_some_and(|at| opens(at + 1)) && atoms[mention.to..from].iter().any(|atom| atom.key == ",")
    }

    /// 在歐盟擁有約9300萬用戶: where something is so is not what the figure is about.
    fn venue(&self, mention: &Mention, from: usize) -> bool {
        let Some(front) = mention.from.checked_sub(1).filter(|_| mention.to <= from) else { return false };
        let tagged = &self.reading.sentences[mention.sentence];
        self.words.venue.is_some_and(|class| tagged.class_at(front, class) == Some(mention.from))
    }

    /// A verb of saying follows a name, perhaps behind an aside.
    fn says(&self, mention: &Mention) -> bool {
        if self.reading.is_chinese() {
            return false;
        }
        let tagged = &self.reading.sentences[mention.sentence];
        let atoms = &self.reading.article.sentences[mention.sentence].atoms;
        let mut at = mention.to;
        if atoms.get(at).is_some_and(|atom| atom.key == ",") {
            let Some(close) = atoms[at + 1..].iter().take(20).position(|atom| atom.key == ",") else { return false };
            at += close + 2;
        }
        self.words.say.is_some_and(|say| tagged.class_at(at, say).is_some())
    }

    /// The words that say what a figure measures: those of its clause.
    fn measure(&self, draft: &Draft<'_>) -> Option<Filler> {
        let (from, to) = draft.place("value")?;
        let (start, end) = self.clause(draft.sentence, from, to);
        let atoms = &self.reading.article.sentences[draft.sentence].atoms;
        let cut = atoms[..from]
            .iter()
            .rposition(|atom| matches!(atom.key.as_str(), ";" | "。" | "!" | "?" | ":" | "—"))
            .map_or(0, |at| at + 1);
        let longest = if self.reading.is_chinese() { 80 } else { 45 };
        let mut start = if end - cut <= longest { cut } else { start };
        while start < from
            && (atoms[start].kind == AtomKind::Mark && !matches!(atoms[start].key.as_str(), "$" | "#" | "《"))
        {
            start += 1;
        }
        let mut end = end;
        // A bracket that is opened is closed.
        if atoms.get(end).is_some_and(|atom| atom.key == ")") && atoms[start..end].iter().any(|atom| atom.key == "(") {
            end += 1;
        }
        let words = self.reading.words(draft.sentence, start, end).trim();
        (!words.is_empty()).then(|| Filler::Text(words.to_owned()))
    }

    /// The clause around a stretch, between marks; marks inside brackets and short lists belong to it.
    fn clause(&self, sentence: usize, from: usize, to: usize) -> (usize, usize) {
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let cuts = |key: &str| matches!(key, "," | ";" | "。" | "、" | "!" | "?" | ":" | "(" | ")" | "—");
        let mut start = from;
        while start > 0 && !cuts(&atoms[start - 1].key) {
            start -= 1;
        }
        // A clause that holds nothing but the figure belongs to the one in front of it.
        if from - start < 2 && start > 1 {
            start -= 1;
            while start > 0 && !cuts(&atoms[start - 1].key) {
                start -= 1;
            }
        }
        let mut end = to;
        while end < atoms.len() && !(atoms[end].kind == AtomKind::Mark && cuts(&atoms[end].key)) {
            end += 1;
        }
        if atoms.get(end - 1).is_some_and(|atom| atom.key == ".") && end > to {
            end -= 1;
        }
        (start, end)
    }

    /// The unit that the words behind a count name.
    fn unit(&self, draft: &Draft<'_>) -> Option<Filler> {
        let (from, to) = draft.place("value")?;
        let tagged = &self.reading.sentences[draft.sentence];
        let quantity = tagged.at(from).iter().find_map(|hit| match hit.what {
            What::Quantity(id) => Some(&self.reading.quantities[id as usize]),
            _ => None,
        })?;
        match &quantity.measure {
            Measure::Money(_) => return None,
            Measure::Percent => return Some(Filler::Text("percent".to_owned())),
            Measure::Duration(unit) => return Some(Filler::Text(duration_unit(unit).to_owned())),
            Measure::Plain => {}
        }
        let atoms = &self.reading.article.sentences[draft.sentence].atoms;
        let stop = (to..(to + 7).min(atoms.len()))
            .find(|at| {
                matches!(atoms[*at].key.as_str(), "," | "。" | ";" | "(" | ")" | ".")
                    || tagged.at(*at).iter().any(|hit| matches!(hit.what, What::Quantity(_)))
            })
            .unwrap_or((to + 7).min(atoms.len()));
        let behind = (to..stop).find_map(|at| self.unit_at(draft.sentence, at));
        let (start, _) = self.clause(draft.sentence, from, to);
        let counted = |name: String| if KEPT_UNITS.contains(&name.as_str()) { name } else { "count".to_owned() };
        let front =
            (start..from).rev().find_map(|at| self.unit_at(draft.sentence, at)).filter(|unit| unit != "percent");
        // 社群用戶約 2,020 萬人 counts users, not people.
        let audience = |unit: &String| AUDIENCES.contains(&unit.as_str());
        let plain = behind.as_ref().is_none_or(|unit| unit == "people");
        let unit = front.clone().filter(|unit| plain && audience(unit)).or(behind).or(front);
        let many =
            quantity.value.and_then(crate::recognise::decimal::Decimal::whole).is_some_and(|value| value >= 1000);
        let unit = unit.or_else(|| {
            (draft.sentence.saturating_sub(1)..=draft.sentence).rev().filter(|_| many).find_map(|sentence| {
                let stop =
                    if sentence == draft.sentence { from } else { self.reading.sentences[sentence].symbols.len() };
                (0..stop).rev().find_map(|at| self.unit_at(sentence, at).filter(audience))
            })
        });
        let unit = unit.map_or_else(|| "count".to_owned(), counted);
        // People who use something within a month are its monthly users.
        let quantity_at = |at: &usize| tagged.at(*at).iter().any(|hit| matches!(hit.what, What::Quantity(_)));
        let (start, end) = self.clause(draft.sentence, from, to);
        let start = (start..from).rev().find(|at| quantity_at(at)).map_or(start, |at| at + 1);
        let end = (to..end).find(quantity_at).unwrap_or(end);
        let within =
            |class: Option<ClassId>| class.is_some_and(|class| tagged.has_class(start.min(from), end.max(to), class));
        if matches!(unit.as_str(), "users" | "people" | "count") && within(self.words.use_verb) {
            for (class, unit) in
                [(self.words.monthly, "monthly active users"), (self.words.daily, "daily active users")]
            {
                if within(class) {
                    return Some(Filler::Text(unit.to_owned()));
                }
            }
        }
        Some(Filler::Text(unit))
    }

    fn unit_at(&self, sentence: usize, at: usize) -> Option<String> {
        let tagged = &self.reading.sentences[sentence];
        let mut best: Option<(usize, &str)> = None;
        for (class, name) in &self.words.units {
            if let Some(end) = tagged.class_at(at, *class)
                && best.is_none_or(|(longest, _)| end > longest)
            {
                best = Some((end, name));
            }
        }
        best.map(|(_, name)| name.to_owned())
    }

    /// Words of bound in front of a figure; a mark on the figure itself is read with it.
    fn bound(&self, draft: &Draft<'_>) -> Option<Filler> {
        let (from, _) = draft.place("value")?;
        let tagged = &self.reading.sentences[draft.sentence];
        let bounds = [
            (self.words.at_least, Bound::AtLeast),
            (self.words.at_most, Bound::AtMost),
            (self.words.about, Bound::About),
        ];
        for (class, bound) in bounds {
            let near = class.is_some_and(|class| {
                (from.saturating_sub(4)..from)
                    .any(|at| tagged.class_at(at, class).is_some_and(|end| end + 1 >= from && end <= from))
            });
            if near {
                return Some(Filler::Term(bound_term(bound).to_owned()));
            }
        }
        None
    }

    /// Who says a figure: 'according to', else the survey or report that the passage is about.
    fn source(&self, draft: &Draft<'_>) -> Vec<u32> {
        let tagged = &self.reading.sentences[draft.sentence];
        if let Some(class) = self.words.according_to {
            for at in 0..tagged.symbols.len() {
                let Some(end) = tagged.class_at(at, class) else { continue };
                // 根據市場研究公司Acme的數據: what sort of body it is may stand in front of its name.
                let reach = if self.reading.is_chinese() { 10 } else { 3 };
                let atoms = &self.reading.article.sentences[draft.sentence].atoms;
                let named = self
                    .mentions(draft.sentence)
                    .take_while(|mention| mention.from < end || !marked(&atoms[end..mention.from]))
                    .find(|mention| {
                        let told =
                            mention.form == Form::Name || mention.form == Form::Company && !self.reading.is_chinese();
                        mention.from >= end && mention.from <= end + reach && told
                    });
                // 'according to a report published on Tuesday by Acme'.
                let report = (end..end + 6)
                    .any(|at| self.words.survey.is_some_and(|class| tagged.class_at(at, class).is_some()));
                let by = (end..end + 14).find(|at| {
                    report
                        && self
                            .reading
                            .recogniser
                            .classes
                            .agent_marker
                            .is_some_and(|by| tagged.class_at(*at, by).is_some())
                });
                let named = named.or_else(|| {
                    let by = by?;
                    self.mentions(draft.sentence).find(|mention| mention.from > by && mention.from <= by + 2)
                });
                if let Some(source) =
                    named.and_then(|mention| self.sense(mention, |kind| kind.is_body() || kind == Kind::Person))
                {
                    return vec![source];
                }
            }
        }
        let from = draft.place("value").map_or(draft.from, |place| place.0);
        let shows = |at: usize, class: Option<ClassId>| class.is_some_and(|class| tagged.class_at(at, class).is_some());
        // 'Harbour found that', 麥肯錫調查指出: a body right in front of a verb of showing.
        let shown =
            (0..from).rev().filter(|at| shows(*at, self.words.show) || shows(*at, self.words.predict)).find_map(|at| {
                let body = self
                    .mentions(draft.sentence)
                    .rfind(|mention| mention.form == Form::Name && mention.to <= at && at - mention.to <= 2)?;
                let plain = (body.to..at)
                    .all(|at| self.reading.article.sentences[draft.sentence].atoms[at].kind != AtomKind::Mark);
                if plain { self.sense(body, Kind::is_body) } else { None }
            });
        if let Some(body) = shown {
            return vec![body];
        }
        // 'NetBlocks, which watches the internet, said that': a body that tells of others.
        let teller = self.mentions(draft.sentence).rfind(|mention| {
            mention.form == Form::Name
                && mention.to <= from
                && !mention.senses.iter().any(|sense| Some(*sense) == self.main)
                && self.sense(mention, Kind::is_body).is_some_and(|body| {
                    !matches!(self.reading.entities[body as usize].kind, Kind::Corporation | Kind::Platform)
                })
                && self.says(mention)
        });
        if let Some(body) = teller.and_then(|mention| self.sense(mention, Kind::is_body)) {
            return vec![body];
        }
        // 'A Harbour poll put him ahead with': the name stands right in front of the word for a survey.
        let poll = self.mentions(draft.sentence).find(|mention| {
            mention.form == Form::Name
                && mention.to < from
                && !self.reading.is_chinese()
                && shows(mention.to, self.words.survey)
        });
        if let Some(body) = poll.and_then(|mention| self.sense(mention, Kind::is_body)) {
            return vec![body];
        }
        // 'In a survey by the pollster Harbour'.
        let by = (0..from).find(|at| shows(*at, self.words.survey)).and_then(|noun| {
            let by = self.reading.recogniser.classes.agent_marker?;
            let marker = (noun..from.min(noun + 14)).find(|at| tagged.class_at(*at, by).is_some())?;
            let body = self
                .mentions(draft.sentence)
                .find(|mention| mention.from > marker && mention.from <= marker + 4 && mention.form == Form::Name)?;
            self.sense(body, Kind::is_body).filter(|_| body.to <= from)
        });
        if let Some(body) = by.filter(|_| !self.reading.is_chinese()) {
            return vec![body];
        }
        // 'A Harbour survey found that', 市調公司統計: a body, a word for a survey, a verb of showing in front of the figure.
        let surveyed = (0..from).any(|at| shows(at, self.words.survey))
            && (0..from).any(|at| shows(at, self.words.show) || shows(at, self.words.say));
        if surveyed {
            let body = self
                .mentions(draft.sentence)
                .filter(|mention| mention.to <= from && mention.form == Form::Name)
                .find_map(|mention| self.sense(mention, Kind::is_body));
            if let Some(body) = body {
                return vec![body];
            }
        }
        let last = self
            .sources
            .iter()
            .rev()
            .map(|(sentence, _)| *sentence)
            .find(|at| *at <= draft.sentence && at + SOURCE_REACH > draft.sentence);
        self.sources.iter().filter(|(sentence, _)| Some(*sentence) == last).map(|(_, source)| *source).collect()
    }

    /// Whose policy was told last.
    fn issuer(&self, draft: &Draft<'_>) -> Option<u32> {
        let before = self.issuers.iter().rev().find(|(sentence, _)| *sentence <= draft.sentence);
        before.map(|(_, issuer)| *issuer)
    }

    /// Who spoke last: in this sentence in front of the match, else in the sentences before.
    fn speaker(&self, draft: &Draft<'_>) -> Option<u32> {
        if let Some(behind) = self.speaker_behind(draft) {
            return Some(behind);
        }
        self.speakers
            .iter()
            .rev()
            .find(|(sentence, _)| *sentence <= draft.sentence && sentence + 3 > draft.sentence)
            .map(|(_, speaker)| *speaker)
    }

    /// “一分錢都沒收到。”負責人王大文說: a Chinese quotation that opens a paragraph is of whom the next sentence lets speak.
    fn speaker_behind(&self, draft: &Draft<'_>) -> Option<u32> {
        let sentences = &self.reading.article.sentences;
        let (here, next) = (&sentences[draft.sentence], sentences.get(draft.sentence + 1)?);
        let opens = draft.sentence == 0 || sentences[draft.sentence - 1].paragraph != here.paragraph;
        let whole =
            here.quotes.first().is_some_and(|quote| quote.outer.start == 0 && quote.outer.end >= here.atoms.len());
        if !self.reading.is_chinese() || !opens || !whole || next.paragraph != here.paragraph {
            return None;
        }
        self.speakers.iter().find(|(sentence, _)| *sentence == draft.sentence + 1).map(|(_, speaker)| *speaker)
    }

    /// The office of the one whom the role `_other` captures: the title that stood beside him last, else the last title of
    /// the sentence before.
    fn title_of_other(&self, draft: &Draft<'_>) -> Option<String> {
        let (from, to) = draft.place("_other")?;
        let other = self.mentions(draft.sentence).find(|m| m.from == from && m.to == to)?.senses.first()?;
        // Nobody takes over from somebody as the founder.
        let path = |title: &crate::recognise::Title| {
            self.reading.recogniser.lexicon.titles[title.concept.unwrap_or(title.base) as usize].path.as_str()
        };
        let titles = |sentence: usize| {
            let office = |title: &&crate::recognise::Title| !FOUNDERS.contains(&path(title));
            self.reading.titles.iter().rev().filter(move |title| title.sentence == sentence).filter(office)
        };
        let beside = |sentence: usize| {
            titles(sentence).find(|title| {
                self.mentions(sentence).any(|m| {
                    m.senses.contains(other)
                        && (m.from == title.to
                            || m.from == title.to + 1
                            || m.to <= title.from && title.from - m.to <= 6)
                        && (sentence < draft.sentence || title.to <= draft.from || m.to <= draft.from)
                })
            })
        };
        let found = (draft.sentence.saturating_sub(12)..=draft.sentence)
            .rev()
            .find_map(beside)
            .or_else(|| titles(draft.sentence.checked_sub(1)?).next())?;
        Some(path(found).to_owned())
    }

    /// The body named last that has the first word of the title in its name: of 'union president' the Drivers Union.
    fn body_of_title(&self, draft: &Draft<'_>) -> Option<u32> {
        let (from, _) = draft.place("title")?;
        let noun = self.reading.article.sentences[draft.sentence].atoms[from].key.as_str();
        let named = |entity: u32| {
            let entity = &self.reading.entities[entity as usize];
            let has = |name: &String| crate::segment::atoms::keys(name).iter().any(|key| key == noun);
            entity.kind.is_body() && entity.names.iter().any(|(name, _)| has(name))
        };
        (0..=draft.sentence).rev().find_map(|sentence| {
            let front = self.mentions(sentence).rev().filter(|m| sentence < draft.sentence || m.to <= draft.from);
            front.filter(|m| m.form == Form::Name).find_map(|m| m.senses.iter().copied().find(|sense| named(*sense)))
        })
    }

    /// The topic spoken of most up to the match, the latest where several are.
    fn topic(&self, draft: &Draft<'_>) -> Option<String> {
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

    /// Who was named last in the sentence before, where it ends in a colon.
    fn introducer(&self, draft: &Draft<'_>) -> Option<u32> {
        let before = draft.sentence.checked_sub(1)?;
        self.reading.article.sentences[before].atoms.last().filter(|atom| atom.key == ":")?;
        let agent = |kind: Kind| kind.is_body() || matches!(kind, Kind::Person | Kind::Group);
        self.mentions(before)
            .filter(|mention| !mention.form.is_possessive())
            .find_map(|mention| self.sense(mention, agent))
    }

    /// The government or authority named last in front of the match.
    fn government(&self, draft: &Draft<'_>) -> Option<u32> {
        let here = self.mentions(draft.sentence).rev().filter(|mention| mention.to <= draft.from);
        let governs = |kind| kind == Kind::Government;
        here.filter_map(|mention| self.sense(mention, governs)).next().or_else(|| {
            (0..draft.sentence)
                .rev()
                .find_map(|sentence| self.mentions(sentence).rev().find_map(|mention| self.sense(mention, governs)))
        })
    }

    /// The country that a Chinese article names far more often than any other.
    fn main_country(&self) -> Option<u32> {
        let lexicon = &self.reading.recogniser.lexicon;
        let mut counts: Vec<(u32, u32)> = self
            .reading
            .entities
            .iter()
            .filter_map(|entity| Some((entity.count, entity.listed?)))
            .filter(|(_, listed)| lexicon.is_country(*listed))
            .collect();
        counts.sort_unstable_by_key(|(count, listed)| (std::cmp::Reverse(*count), *listed));
        let (first, second) = (counts.first()?, counts.get(1)?);
        (self.reading.is_chinese() && first.0 >= 2 * second.0).then_some(first.1)
    }

    /// The country that the lexicon knows a person to act for.
    fn country(&self, draft: &Draft<'_>) -> Option<u32> {
        let person = draft.entity("person")?;
        let lexicon = &self.reading.recogniser.lexicon;
        let known = self.reading.entities[person as usize]
            .listed
            .and_then(|listed| lexicon.entity(lexicon.entities[listed as usize].country.as_deref()?));
        // Else the one that the article is about; in Chinese only one that it names far more often than any other.
        let state = || {
            if self.reading.is_chinese() && self.countries() > 1 {
                return self.main_country();
            }
            self.reading.main_state().and_then(|id| self.reading.entities[id as usize].listed)
        };
        known.or_else(state)
    }

    fn countries(&self) -> usize {
        let lexicon = &self.reading.recogniser.lexicon;
        let named = self.reading.entities.iter().filter(|entity| entity.count > 0);
        named.filter_map(|entity| entity.listed).filter(|listed| lexicon.is_country(*listed)).count()
    }
}

fn marked(atoms: &[crate::segment::atoms::Atom]) -> bool {
    atoms.iter().any(|atom| atom.kind == AtomKind::Mark && !matches!(atom.key.as_str(), "《" | "("))
}

const fn duration_unit(designator: &str) -> &'static str {
    match designator.as_bytes() {
        b"Y" => "years",
        b"M" => "months",
        b"W" => "weeks",
        b"D" => "days",
        b"TH" => "hours",
        b"TM" => "minutes",
        _ => "seconds",
    }
}

/// Whether a draft's quantity stands in a place that another draft has taken.
pub fn overlaps(a: (usize, usize), b: (usize, usize)) -> bool {
    a.0 < b.1 && b.0 < a.1
}
