//! The body that a match tells of where it names none: who acts in its sentence or in front of it, and whose officer, staff or rule it is.

use crate::extract::context::Context;
use crate::extract::draft::{Draft, Filler};
use crate::fact::Kind;
use crate::recognise::lexicon::ClassId;
use crate::recognise::{Form, Mention, Title};
use crate::segment::Part;
use crate::segment::atoms::Kind as AtomKind;

/// How many characters in front of a name may say who its bearer is.
const DESCRIBED: usize = 10;

/// How many auxiliary verbs may stand between those who act and their verb.
const AUXILIARIES: usize = 2;

/// How far from the beginning of a sentence the body may stand with whose officer it opens.
const OPENS_WITHIN: usize = 3;

/// More jobs than any one body has cut at once: such losses are those of an industry or a country.
const MOST_DISMISSED: u64 = 300_000;

/// The office of those who sit on a commission.
pub(super) const COMMISSIONER: &str = "role/commissioner";

/// Offices by which an authority is headed as well as a company.
const HEADS_OF_AUTHORITIES: &[&str] = &["role/chairman", COMMISSIONER];

/// Offices that no authority has.
const FOUNDERS: &[&str] = &["role/founder", "role/owner"];

/// The office of those who sit on the boards of companies that their own firm has put money into.
const PARTNER: &str = "role/partner";

/// How far from the beginning of a clause the word may stand by which others are its subject, in atoms.
const REACH_OF_OTHERS: usize = 5;

/// How many atoms the noun may end behind that word which says what sort of bodies they are.
const LONGEST_SORT: usize = 6;

/// What somebody is who belongs to a group and leads none.
const MEMBER: &str = "role/member";

impl Context<'_, '_> {
    /// The body named nearby; but 'was barred from Acme for life' is told of the platform, unless that body operates it.
    pub(super) fn acting_body(&self, draft: &Draft<'_>) -> Option<u32> {
        let nearby = self.nearby_body(draft);
        let Some(platform) = draft.place("platform").and_then(|(from, _)| {
            let named = self.mentions(draft.sentence).find(|mention| mention.from == from)?;
            self.reading.sense(named, Kind::is_body)
        }) else {
            return nearby;
        };
        nearby.filter(|body| *body == platform || self.reading.runs(*body, platform)).or(Some(platform))
    }

    /// 其他公司也裁員數千人, 各家平台都已禁止: the clause of the match opens with a noun for bodies that are none of those named.
    pub(super) fn others_act(&self, draft: &Draft<'_>) -> bool {
        if !self.reading.is_chinese() {
            return false;
        }
        let atoms = &self.reading.article.sentences[draft.sentence].atoms;
        let parts = |at: &usize| atoms[*at].kind == AtomKind::Mark && atoms[*at].key != "、";
        let start = (0..draft.from).rev().find(parts).map_or(0, |mark| mark + 1);
        let classes = &self.reading.recogniser.classes;
        let nouns = [classes.company_noun, classes.platform_noun, classes.company_head, classes.group_noun];
        let noun = |at: usize| nouns.iter().filter_map(|class| self.word(draft.sentence, at, *class)).max();
        let end = draft.to.min(start + REACH_OF_OTHERS);
        let others = (start..end).find_map(|at| self.word(draft.sentence, at, classes.others_front));
        let named = |from: usize, to: usize| {
            let body = |mention: &Mention| self.reading.sense(mention, Kind::is_body).is_some();
            self.mentions(draft.sentence).any(|m| from <= m.from && m.to <= to && m.form == Form::Name && body(m))
        };
        // 9月有40多家公司裁員: those that are counted in it.
        let counted = |at: usize| {
            let number = self.quantities_at(draft.sentence, at).next();
            number.is_some_and(|number| self.is(draft.sentence, number.to, self.words.counted_bodies))
        };
        let dismissed = draft.rule.fact.name == "layoff" && (start..draft.from).any(counted);
        dismissed
            || others.is_some_and(|others| {
                let sort = (others..draft.to.min(others + LONGEST_SORT)).find_map(noun);
                sort.is_some_and(|noun| !named(noun, draft.from))
            })
    }

    /// A medium that a verb of publishing follows, behind a date: it tells of what others do.
    pub(super) fn reports(&self, sentence: usize, body: u32) -> bool {
        self.reading.is_chinese()
            && self.reading.entities[body as usize].kind == Kind::Media
            && self.mentions(sentence).filter(|mention| mention.senses.contains(&body)).any(|mention| {
                let at = self.date_at(sentence, mention.to).unwrap_or(mention.to);
                self.is(sentence, at, self.reading.recogniser.classes.paper_deed)
            })
    }

    /// 'Acme bought Bolt and cut 90 jobs', 'raised its prices and cut 90 jobs': whoever is named right in front cuts none.
    fn acts_elsewhere(&self, mention: &Mention, draft: &Draft<'_>) -> bool {
        let and = |at: usize| self.word(draft.sentence, at, self.words.clause_and).is_some();
        let owner = mention.form.is_possessive() && self.grammatical() && (mention.to..draft.from).any(and);
        owner || self.acts_not(mention, draft.to)
    }

    /// 'Four tech companies have cut a fifth of their staff': bodies that are not named act right in front of the match.
    fn unnamed_bodies_act(&self, draft: &Draft<'_>) -> bool {
        let class = self.reading.recogniser.classes.pair_of_bodies.filter(|_| self.grammatical());
        let acts = |mention: &Mention| {
            mention.form == Form::Group
                && (mention.to..=mention.to + AUXILIARIES).contains(&draft.from)
                && self.is(mention.sentence, mention.to - 1, class)
        };
        self.mentions(draft.sentence).any(acts)
    }

    /// The body named last in front of the match in its sentence, else the one that the article is about.
    pub(super) fn nearby_body(&self, draft: &Draft<'_>) -> Option<u32> {
        if let Some(body) = self.short_body(draft).or_else(|| self.headed_body(draft)) {
            return Some(body);
        }
        let policy = draft.rule.fact.name == "policy" && self.reading.is_chinese();
        let ruler = || self.ruling_subject(draft).or_else(|| self.paper_issuer(draft));
        if let Some(body) = policy.then(ruler).flatten() {
            return Some(body);
        }
        // 'Union president Jane Roe' is the president of the union that was named, and of none else.
        if let Some(named) = self.named_by_title(draft) {
            return named;
        }
        let taken_for =
            |mention: &Mention| (mention.to..=mention.to + 2).contains(&draft.from) && self.passes_for(mention);
        if self.unknown_in_front(draft) || self.mentions(draft.sentence).any(taken_for) {
            return None;
        }
        let known = self.same_office(draft).or_else(|| self.only_office(draft)).or_else(|| self.fellow_officer(draft));
        if known.is_some() {
            return known;
        }
        let layoff = draft.rule.fact.name == "layoff";
        if layoff && (more_than_any_employs(draft) || self.unnamed_bodies_act(draft)) {
            return None;
        }
        // 檢方約談負責人王大文: no authority has an owner.
        let tagged = &self.reading.sentences[draft.sentence];
        let founds = !self.reading.is_chinese() && FOUNDERS.iter().any(|title| self.has_office(draft, title));
        let private =
            founds || self.words.private_title.is_some_and(|class| tagged.class_at(draft.from, class).is_some());
        // 委員長王大文: no company has one.
        let public = self.holds_public_office(draft);
        let acts = |kind: Kind| {
            let barred = matches!(kind, Kind::Media | Kind::Product)
                || private && kind == Kind::Government
                || layoff && (kind == Kind::Ngo || kind == Kind::Government && self.reading.is_chinese());
            kind.is_body() && !barred
        };
        // Who speaks for employees dismisses none.
        let classes = &self.reading.recogniser.classes;
        let employs = |body: &u32| {
            let governs = self.reading.entities[*body as usize].kind == Kind::Government
                || self.reading.name_ends_with(*body, classes.public_ending);
            let ends = |class: Option<ClassId>| self.reading.name_ends_with(*body, class);
            let barred = layoff && [classes.labour_body, classes.state_ending].into_iter().any(ends);
            let owned = private && self.reading.is_chinese() && ends(classes.state_ending);
            !(barred || owned || public && !governs)
        };
        let describes = |mention: &Mention| match layoff {
            true => self.share_of(mention, draft.from),
            // 「福祿壽」成員王大文.
            false => {
                let atoms = &self.reading.article.sentences[draft.sentence].atoms;
                let closed = atoms.get(mention.to).is_some_and(|atom| matches!(atom.key.as_str(), "」" | "》" | "』"));
                self.titled(draft.sentence, mention.to + usize::from(closed)) || self.begins_title(mention)
            }
        };
        let role = self.reading.is_chinese() && draft.rule.fact.name == "role";
        // 軟銀願景基金持有: where the last of the names ends by which somebody goes.
        let whole = |mention: &Mention| {
            let next = self.mentions(mention.sentence).find(|m| m.from == mention.to && m.senses == mention.senses);
            next.map_or(mention.to, |next| next.to)
        };
        let fits = |mention: &&Mention| {
            mention.to <= draft.from
                && !(policy && self.is_ruled(mention))
                // 優步持股一成，董事長王大文持股兩成: who holds shares has not the officers of what is held.
                && !(role && self.is(mention.sentence, whole(mention), self.words.holds_share))
                && !(layoff && self.acts_elsewhere(mention, draft))
                && (mention.to == draft.from
                    || self.opens_title(mention, draft.from)
                    || !describes(mention)
                        && !crate::link::governed(self.reading, mention)
                        && !self.led_by(mention)
                        && !self.enclosed(mention, draft.from))
        };
        // 某報關閉新聞部，180人遭裁: a medium that opens the sentence and tells nothing.
        let medium = |mention: &Mention| {
            let cuts = layoff && mention.from < 2 && !self.says(mention) && !self.speaks_on(mention);
            cuts.then(|| self.reading.sense(mention, |kind| kind == Kind::Media)).flatten()
        };
        let sense = |mention: &Mention| self.reading.sense(mention, acts).or_else(|| medium(mention)).filter(employs);
        let last = self.mentions(draft.sentence).rev().filter(fits).find(|mention| sense(mention).is_some());
        // 協會批評Acme濫權，發言人王大文說: in Chinese whoever is the subject of its clause before what it does something to.
        let acting = self.reading.is_chinese() && (layoff || draft.rule.fact.name == "role");
        let subject = last.filter(|last| acting && last.to < draft.from).and_then(|last| {
            let atoms = &self.reading.article.sentences[draft.sentence].atoms;
            let opens = atoms[..last.from].iter().rposition(|atom| matches!(atom.key.as_str(), "," | ";"));
            // 微軟收購的公司Acme宣布: what stands in front of a mark of possession only says who that is.
            let told = |at: usize| self.word(draft.sentence, at, self.words.possessive).is_some();
            let in_clause = |mention: &&Mention| {
                Some(mention.from) > opens && mention.to < last.from && !(mention.to..last.from).any(told)
            };
            let mut before = self.mentions(draft.sentence).filter(in_clause).filter(fits);
            before.find(|mention| sense(mention).is_some() && !self.owned_behind(draft.sentence, mention.to))
        });
        let here = subject.or(last).and_then(sense);
        // 'Jane Roe, the founder, stays': a sentence that opens with somebody and an aside goes on about the same.
        let aside = draft.from == 0
            && draft.rule.fact.name == "role"
            && draft.place("title").zip(draft.place("person")).is_some_and(|(title, person)| {
                let atoms = &self.reading.article.sentences[draft.sentence].atoms;
                person.1 < title.0
                    && title.0 - person.1 <= 8
                    && atoms[person.1].key == ","
                    && atoms[person.1 + 1..title.0].iter().all(|atom| atom.key != ",")
            });
        let bare = self.reading.is_chinese()
            || aside
            || (draft.from..draft.from + 2).any(|at| self.titled(draft.sentence, at));
        let public = public || self.chairs(draft);
        // 微軟副總裁陳大文升任總裁: no other body is named, and whoever the match begins with has an office at this one.
        let own = || {
            let titles = || self.reading.titles.iter().filter(|title| title.sentence == draft.sentence);
            // 「福祿壽」成員王大文任創意官: a member of a group has no office there.
            let lexicon = &self.reading.recogniser.lexicon;
            let member = |t: &Title| lexicon.title(MEMBER).is_some_and(|member| lexicon.is_below(t.base, member));
            let opens = |mention: &&Mention| titles().any(|t| t.to == draft.from && t.from == mention.to && !member(t));
            let body = self.mentions(draft.sentence).filter(|_| self.reading.is_chinese()).find(opens)?;
            self.reading.sense(body, acts).filter(employs)
        };
        // The only body that a Chinese sentence names in front.
        let before = || self.mentions(draft.sentence).filter(|mention| role && mention.to <= draft.from);
        let only = |fits: fn(Kind) -> bool, titled: bool| {
            let body = |mention: &Mention| self.reading.sense(mention, fits);
            let held = |mention: &&Mention| !titled || self.titled(draft.sentence, mention.to);
            let one = before().filter(held).find_map(body)?;
            before().all(|mention| body(mention).is_none_or(|other| other == one)).then_some(one)
        };
        // 某電視台主席甲退任，副主席乙接棒: the only body of a sentence, in front of somebody's title there.
        let lone = || {
            let barred = |kind: Kind| kind == Kind::Product || private && kind == Kind::Government;
            only(Kind::is_body, true).filter(|one| !barred(self.reading.entities[*one as usize].kind))
        };
        // 某局對Acme開罰，對負責人甲開罰: no authority has such an office, but whom its deed is done to.
        let company = |kind| matches!(kind, Kind::Corporation | Kind::Organization | Kind::Platform);
        let done_to = || private.then(|| only(company, false)).flatten();
        // '“It is the largest in the history of the commission,” said Chairman Joe Poe': the authority that his own words name.
        let authority = |m: &Mention| self.reading.sense(m, |kind| kind == Kind::Government);
        let chaired = || {
            let mut named = self.mentions(draft.sentence).rev().filter(|m| m.to <= draft.from && m.form == Form::Name);
            self.chairs(draft).then(|| named.find_map(authority)).flatten()
        };
        let here =
            here.or_else(chaired).or_else(own).or_else(|| lone().filter(employs)).or_else(|| done_to().filter(employs));
        // What a company runs is not whom its people serve: 電商Bolt由甲創辦。乙轉任副董事長.
        let runs =
            |body: &u32| self.reading.is_chinese() && self.main.is_some_and(|main| self.reading.runs(main, *body));
        // A paragraph that opens with somebody tells no more of the company that the one before was about.
        let turned = layoff && self.opens_with_somebody(draft.sentence);
        here.or_else(|| self.subject_before(draft.sentence, public).filter(|body| bare && !turned && !runs(body)))
            .or(self.main)
            .filter(employs)
    }

    /// 被視為「甲」的董事長: what somebody is only taken for.
    fn passes_for(&self, mention: &Mention) -> bool {
        let quoted = mention.from.checked_sub(1).is_some_and(|at| self.key(mention.sentence, at) == "「");
        let end = mention.from - usize::from(quoted);
        let words = |start: usize| self.word(mention.sentence, start, self.words.passes_for) == Some(end);
        (end.saturating_sub(3)..end).any(words)
    }

    /// 'The regulator imposed a fine. Chairwoman Jane Roe said': an authority has a head of that sort.
    fn chairs(&self, draft: &Draft<'_>) -> bool {
        !self.reading.is_chinese() && HEADS_OF_AUTHORITIES.iter().any(|head| self.has_office(draft, head))
    }

    /// Whether the title that a match tells of is an office or a sort of it.
    pub(super) fn has_office(&self, draft: &Draft<'_>, office: &str) -> bool {
        let lexicon = &self.reading.recogniser.lexicon;
        let Some(titles) = draft.roles.get("title") else { return false };
        titles.iter().any(|title| {
            let Filler::Concept(title) = title else { return false };
            lexicon
                .title(title)
                .zip(lexicon.title(office))
                .is_some_and(|(title, office)| lexicon.is_below(title, office))
        })
    }

    /// 'Acme founder Jane Roe quits as chairman': the body in front of whoever the match begins with; not where a partner of an
    /// investor does.
    fn opens_title(&self, mention: &Mention, person: usize) -> bool {
        let lexicon = &self.reading.recogniser.lexicon;
        let partner = lexicon.title(PARTNER);
        let own = |title: &&Title| partner.is_none_or(|partner| !lexicon.is_below(title.base, partner));
        let mut titles = self.reading.titles.iter().filter(|title| title.sentence == mention.sentence).filter(own);
        !self.reading.is_chinese()
            && titles.any(|title| title.to == person && (mention.to..mention.to + 2).contains(&title.from))
    }

    /// 輸給Acme的44%，約300名員工遭資遣: of whom a figure in front is told, nobody else's jobs are spoken of.
    fn share_of(&self, mention: &Mention, from: usize) -> bool {
        let figure = self
            .word(mention.sentence, mention.to, self.words.possessive)
            .is_some_and(|end| end < from && self.quantities_at(mention.sentence, end).next().is_some());
        let owner = self.word(mention.sentence, mention.to, self.words.own).is_some();
        self.reading.is_chinese() && (figure || owner)
    }

    /// The company that the sentence before is about; where titles have a body in most cases, as in English, only inside
    /// a paragraph.
    pub(super) fn subject_before(&self, sentence: usize, public: bool) -> Option<u32> {
        let mut before = sentence.checked_sub(1)?;
        // A sentence of a word or two is about what the one before it was.
        if before > 0 && self.reading.article.sentences[before].atoms.len() < 4 {
            before -= 1;
        }
        let (last, this) = (&self.reading.article.sentences[before], &self.reading.article.sentences[sentence]);
        // What stands right behind the first sentence is about whom that told of.
        let first = self.reading.article.sentences[..before].iter().all(|sentence| sentence.part != Part::Body);
        let goes_on = self.reading.is_chinese() || last.paragraph == this.paragraph || first;
        if last.part != Part::Body || this.part != Part::Body || !goes_on {
            return None;
        }
        let company = |kind| {
            matches!(kind, Kind::Corporation | Kind::Organization | Kind::Platform)
                || public && kind == Kind::Government
        };
        // 'Acme chief executive Jane Roe stays. Finance chief John Poe leaves'.
        let opens_with = || {
            let first = self.mentions(before).next().filter(|mention| mention.from == 0)?;
            let title = self.reading.titles.iter().find(|title| title.sentence == before && title.from == first.to)?;
            let held = self.mentions(before).any(|mention| mention.from == title.to);
            self.reading.sense(first, company).filter(|_| held && !self.reading.is_chinese())
        };
        if let Some(body) =
            opens_with().or_else(|| self.society_before(before)).or_else(|| self.officer_before(before, company))
        {
            return Some(body);
        }
        // 'Acme bought it in 2014. Jane Roe, a co-founder, stays': whom it has bought is spoken of.
        if let Some(body) = self.bought_before(before) {
            return Some(body);
        }
        let subject = self.mentions(before).find(|mention| {
            !mention.form.is_possessive()
                && self.reading.sense(mention, Kind::is_body).is_some()
                && !self.titled(before, mention.to)
                && !self.owned_behind(before, mention.to)
                && !crate::link::governed(self.reading, mention)
                && !crate::link::venue(self.reading, mention)
                && !(self.reading.is_chinese() && self.served_once(mention))
        })?;
        let opens = if self.reading.is_chinese() { 14 } else { 8 };
        self.reading.sense(subject, company).filter(|_| subject.from < opens)
    }

    /// 交通局長王大文: the last character of a body's name begins the title of whoever heads it.
    fn begins_title(&self, mention: &Mention) -> bool {
        let shared = |title: &&Title| title.sentence == mention.sentence && title.from + 1 == mention.to;
        self.reading.is_chinese() && self.reading.titles.iter().find(shared).is_some_and(|title| title.to > mention.to)
    }

    /// 海江工會主席甲說，Acme減薪。副主席乙說: the society with whose officer the Chinese sentence before opens.
    fn society_before(&self, before: usize) -> Option<u32> {
        let first = self.mentions(before).next().filter(|m| m.from < OPENS_WITHIN && m.form == Form::Name)?;
        let title = self.reading.titles.iter().find(|title| title.sentence == before && title.from == first.to)?;
        let person = |m: &Mention| self.reading.sense(m, |kind| kind == Kind::Person).is_some();
        let held = self.mentions(before).any(|m| m.from == title.to && person(m));
        let body = self.reading.sense(first, Kind::is_body)?;
        let society = self.reading.name_ends_with(body, self.reading.recogniser.classes.society_head);
        (held && society && self.reading.is_chinese()).then_some(body)
    }

    /// '“It grew,” said Acme COO Jane Roe. CEO John Poe added': the body of the last officer of a sentence who speaks there.
    fn officer_before(&self, before: usize, company: impl Fn(Kind) -> bool + Copy) -> Option<u32> {
        if self.reading.is_chinese() {
            return None;
        }
        let held = |mention: &&Mention| {
            let owner = self.word(before, mention.to, self.words.possessive).unwrap_or(mention.to);
            let title = self.reading.titles.iter().find(|title| title.sentence == before && title.from == owner);
            let said = mention.from > 0 && self.is(before, mention.from - 1, self.words.say_bare);
            let person = |at: usize| {
                self.mentions(before)
                    .any(|m| m.from == at && self.reading.sense(m, |kind| kind == Kind::Person).is_some())
            };
            title.is_some_and(|title| said && person(title.to))
        };
        self.mentions(before).rev().filter(held).find_map(|mention| self.reading.sense(mention, company))
    }

    /// 'Acme chairman Jane Roe and chief executive John Doe': the body of the officer that is named right in front.
    fn fellow_officer(&self, draft: &Draft<'_>) -> Option<u32> {
        if self.reading.is_chinese() || draft.rule.fact.name != "role" || self.holds_public_office(draft) {
            return None;
        }
        let sentence = draft.sentence;
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let and = self.reading.recogniser.classes.and;
        let mut at = draft.from;
        loop {
            let front = at;
            while at > 0 && (self.is(sentence, at - 1, and) || atoms[at - 1].key == ",") {
                at -= 1;
            }
            if at == front {
                return None;
            }
            let person = self.mentions(sentence).find(|mention| mention.to == at)?;
            self.reading.sense(person, |kind| kind == Kind::Person)?;
            let titles = &self.reading.titles;
            at = titles.iter().find(|title| title.sentence == sentence && title.to == person.from)?.from;
            let body = self.mentions(sentence).find(|mention| mention.to == at);
            if let Some(body) = body {
                return self.reading.sense(body, Kind::is_body);
            }
        }
    }

    /// The body that the article is about, where the sentence opens with another one that has bought it.
    fn bought_before(&self, before: usize) -> Option<u32> {
        let main = self.main.filter(|_| !self.reading.is_chinese())?;
        let buyer = self.mentions(before).next().filter(|m| m.from == 0 && !m.senses.contains(&main))?;
        self.reading.sense(buyer, Kind::is_body)?;
        let bought = |mention: &Mention| {
            mention.senses.contains(&main)
                && (buyer.to..mention.from)
                    .any(|at| self.word(before, at, self.reading.recogniser.classes.deal_buy) == Some(mention.from))
        };
        self.mentions(before).any(bought).then_some(main)
    }

    /// A mark of possession or a word for owning begins at an atom.
    fn owned_behind(&self, sentence: usize, at: usize) -> bool {
        let words = [self.words.possessive, self.words.operator, self.words.own];
        // 某平台隸屬某公司: who belongs to another is the subject all the same.
        self.word(sentence, at, self.words.belongs).is_none()
            && words.iter().any(|class| self.word(sentence, at, *class).is_some())
    }

    /// A Chinese paragraph begins with a sentence whose first word is the name of a person.
    fn opens_with_somebody(&self, sentence: usize) -> bool {
        let person = |mention: &Mention| self.reading.sense(mention, |kind| kind == Kind::Person).is_some();
        self.reading.is_chinese()
            && self.opens_paragraph(sentence)
            && self.mentions(sentence).next().is_some_and(|first| first.from == 0 && person(first))
    }

    /// In Chinese a verb of saying stands behind a name in its clause.
    fn speaks_on(&self, mention: &Mention) -> bool {
        let tagged = &self.reading.sentences[mention.sentence];
        let atoms = &self.reading.article.sentences[mention.sentence].atoms;
        let speech = self.reading.recogniser.classes.speech_any;
        self.reading.is_chinese()
            && (mention.to..atoms.len())
                .take_while(|at| atoms[*at].key != ",")
                .any(|at| speech.is_some_and(|class| tagged.class_at(at, class).is_some()))
    }

    /// In Chinese a word in front of a name says that its bearer is acted upon, or where something is done.
    pub(super) fn led_by(&self, mention: &Mention) -> bool {
        let tagged = &self.reading.sentences[mention.sentence];
        let word = |at: usize| {
            self.words.led.is_some_and(|class| tagged.class_at(at, class).is_some_and(|to| to == mention.from))
        };
        let near = (1..=2).any(|back| mention.from.checked_sub(back).is_some_and(word));
        self.reading.is_chinese() && (near || self.acts_for_another(mention) || self.served_once(mention))
    }

    /// 甲曾任Acme總經理: where somebody was before is not what the text goes on about.
    fn served_once(&self, mention: &Mention) -> bool {
        let tagged = &self.reading.sentences[mention.sentence];
        let held = |at: usize| {
            let class = self.reading.recogniser.classes.once_held;
            class.is_some_and(|class| tagged.class_at(at, class) == Some(mention.from))
        };
        (2..=6).any(|back| mention.from.checked_sub(back).is_some_and(held))
    }

    /// 公司由美國基金Acme收購: the mark of the one who acts stands in front of what says who he is.
    fn acts_for_another(&self, mention: &Mention) -> bool {
        let tagged = &self.reading.sentences[mention.sentence];
        let atoms = &self.reading.article.sentences[mention.sentence].atoms;
        let marks = |at: usize| {
            self.reading.recogniser.classes.agent_marker.is_some_and(|class| tagged.class_at(at, class) == Some(at + 1))
        };
        (mention.from.saturating_sub(DESCRIBED)..mention.from)
            .rev()
            .take_while(|at| atoms[*at].kind != crate::segment::atoms::Kind::Mark)
            .any(marks)
    }

    /// In an aside that ends in front of the match: 'Acme, the maker of Bolt, has cut 9 jobs' tells of Acme.
    pub(super) fn enclosed(&self, mention: &Mention, from: usize) -> bool {
        let atoms = &self.reading.article.sentences[mention.sentence].atoms;
        mention.to < from
            && atoms[mention.to..from].iter().any(|atom| atom.key == ",")
            && crate::link::enclosed(self.reading, mention)
    }
}

/// Whether so many jobs are lost that whoever is named nearby cannot have cut them.
fn more_than_any_employs(draft: &Draft<'_>) -> bool {
    let Some([Filler::Number(count)]) = draft.roles.get("value") else { return false };
    count.parse().is_ok_and(|count: u64| count > MOST_DISMISSED)
}
