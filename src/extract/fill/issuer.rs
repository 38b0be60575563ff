//! Whose policy a sentence goes on with, and what that policy is about.

use std::ops::Range;

use super::last;
use crate::extract::context::{Context, Office, Policy};
use crate::extract::draft::{Draft, Filler};
use crate::fact::Kind;
use crate::recognise::lexicon::ClassId;
use crate::recognise::{Form, Mention, Title};
use crate::segment::Part;
use crate::segment::atoms::Kind as AtomKind;

/// How many sentences after a word for a rule what it spares may still be told.
const REACH_OF_RULE: usize = 2;

/// How many sentences after a policy that was told what it spares may still be told in Chinese, where the clause names no rule.
const REACH_OF_TOLD: usize = 4;

/// How many sentences after a body issued a paper that is still the one spoken of.
const REACH_OF_PAPER: usize = 3;

/// How many sentences after a boycott it is still the one that 'they followed' means, where nobody else is boycotted.
const REACH_OF_ONLY: usize = 15;

/// How many sentences after a policy it is still the one that 'the change' means.
const REACH_OF_POLICY: usize = 6;

/// How many atoms a sentence may open with up to the noun for a paper: 這份通知.
const OPENS_PAPER: usize = 3;

/// How many atoms behind 旗下 the services may stand.
const TO_SERVICE: usize = 24;

/// How many atoms behind its owner a word for a rule may begin.
const OWN_RULE: usize = 4;

/// How many atoms behind 'under' a word for a rule may stand, and behind that who made it.
const TO_RULE: usize = 7;

/// How many atoms behind what a rule says the noun for the rule may stand.
const BEHIND_TOPIC: usize = 8;

/// How many atoms behind the beginning of a clause a word for authorities without a name may begin.
const TO_AUTHORITIES: usize = 5;

/// How many atoms behind the beginning of a sentence the verb of announcing may stand whose subject is no known word.
const LONGEST_UNKNOWN: usize = 8;

/// How many atoms behind an officer the verb may stand by which he tells of a rule.
const TO_VERB: usize = 8;

/// The office of a member of a government.
pub(super) const MINISTER: &str = "role/minister";

/// A policy leaves something out of another.
fn exempts(deontic: &Filler) -> bool {
    matches!(deontic, Filler::Term(term) if term == "Exempts")
}

impl Context<'_, '_> {
    /// The policy that was told last in front of a match; one of a listed topic before others.
    pub(super) fn last_policy(&self, draft: &Draft<'_>) -> Option<&Policy> {
        let listed = |policy: &Policy| matches!(policy.topic, Filler::Concept(_));
        let rules = |policy: &Policy| policy.deontic.as_ref().is_some_and(|deontic| !exempts(deontic));
        let change = draft.rule.fact.name == "policy-change";
        // 'Acme announced the change in May' tells of no rule of Bolt's, and what is spared does not change.
        let spares =
            draft.roles.get("deontic").is_some_and(|deontic| deontic.iter().any(exempts)) && !self.grammatical();
        let issuer = draft.roles.get("issuer").and_then(|issuers| issuers.first()).filter(|_| change || spares);
        let before = self.policies.iter().filter(|(at, policy)| {
            let near = *at < draft.sentence && at + REACH_OF_POLICY >= draft.sentence
                || *at == draft.sentence && policy.from < draft.from;
            let its = issuer.is_none_or(|issuer| *issuer == policy.issuer);
            let whole = match &policy.deontic {
                Some(deontic) => !change || !exempts(deontic),
                None => change,
            };
            near && its && whole
        });
        let last = before.max_by_key(|(at, policy)| (listed(policy), rules(policy), *at, policy.from));
        last.map(|(_, policy)| policy)
    }

    /// Who is boycotted by what was told in front of a match, not too many sentences ago; further off where nobody else is
    /// boycotted so far. Of two in one sentence the one named first.
    pub(super) fn boycotted(&self, draft: &Draft<'_>, reach: usize) -> Option<u32> {
        // What the headline tells the whole article is about.
        let headline =
            |sentence: usize| self.grammatical() && self.reading.article.sentences[sentence].part == Part::Headline;
        let told = || self.boycotted.iter().filter(|(sentence, _)| *sentence <= draft.sentence);
        let near = |sentence: usize| draft.sentence - sentence <= reach || headline(sentence);
        let last = told().map(|(sentence, _)| *sentence).rfind(|sentence| near(*sentence));
        if let Some(last) = last {
            return told().find(|(sentence, _)| *sentence == last).map(|(_, target)| *target);
        }
        let (_, only) = told().next_back().filter(|(sentence, _)| draft.sentence - sentence <= REACH_OF_ONLY)?;
        told().all(|(_, target)| target == only).then_some(*only)
    }

    /// The same where this sentence or the one in front speaks of those who boycott somebody: 'They include Acme and Bolt'.
    pub(super) fn boycotted_by_these(&self, draft: &Draft<'_>, reach: usize) -> Option<u32> {
        let joins = |sentence: usize| {
            self.holds(sentence, 0, self.reading.sentences[sentence].symbols.len(), self.words.boycott_deed)
        };
        let near = draft.sentence.saturating_sub(1)..=draft.sentence;
        near.into_iter().any(joins).then(|| self.boycotted(draft, reach)).flatten()
    }

    /// 'Behind the campaign is Kim Roe': a match tells of a campaign whose target is left open, in an article that has told of no
    /// boycott or strike up to there.
    pub fn campaigns_only(&self, draft: &Draft<'_>) -> bool {
        let campaign = self.reading.recogniser.classes.campaign_word;
        let told = |sentence: usize| {
            self.holds(sentence, 0, self.reading.sentences[sentence].symbols.len(), self.words.boycott_word)
        };
        self.grammatical()
            && draft.place("target").is_none()
            && draft.roles.get("name").is_none()
            && self.holds(draft.sentence, draft.from, draft.to, campaign)
            && !(0..=draft.sentence).any(told)
    }

    /// Whose policy was told last.
    pub(super) fn issuer(&self, draft: &Draft<'_>) -> Option<u32> {
        last(self.issuers, draft.sentence).map(|(_, issuer)| *issuer)
    }

    /// Whose policy was told last, not long ago, or whoever is named nearby where the sentence or those in front of it speak of a rule.
    pub(super) fn previous_issuer(&self, draft: &Draft<'_>) -> Option<u32> {
        let class = self.words.policy_noun?;
        // What the sentence in front told was the rule of somebody who is not known.
        let before = draft.sentence.checked_sub(1).filter(|_| self.reading.is_chinese());
        if before.is_some_and(|before| self.opens_unknown(before, usize::MAX)) {
            return None;
        }
        let near = || draft.sentence.saturating_sub(REACH_OF_RULE)..=draft.sentence;
        let speaks = |sentence: usize, class: ClassId| {
            let tagged = &self.reading.sentences[sentence];
            tagged.has_class(0, tagged.symbols.len(), class)
        };
        let company = |body: &u32| self.reading.entities[*body as usize].kind.is_company();
        let nearby = || {
            let body = near().any(|at| speaks(at, class)).then(|| self.nearby_body(draft)).flatten()?;
            // What a law spares is no rule of the company that is named nearby.
            let law = self.words.law_noun.filter(|law| self.grammatical() && near().any(|at| speaks(at, *law)));
            let state = law.filter(|_| company(&body)).and_then(|_| self.lawmaker(draft));
            state.or(Some(body)).filter(|body| self.named_so_far(draft, *body))
        };
        let told = last(self.issuers, draft.sentence)
            .filter(|(sentence, issuer)| {
                let reached = sentence + REACH_OF_TOLD >= draft.sentence;
                // 某局7月起要求銀行照會，小額則免: with another body in front it is not the rule told in the sentence before.
                let its = || *sentence == draft.sentence || self.nobody_else_in_front(draft, *issuer);
                !self.reading.is_chinese() || reached && its()
            })
            .map(|(_, issuer)| *issuer);
        told.or_else(nearby)
    }

    /// In Chinese nobody makes a rule that is told before he is named.
    fn named_so_far(&self, draft: &Draft<'_>, body: u32) -> bool {
        let named = |sentence: usize| self.mentions(sentence).any(|mention| mention.senses.contains(&body));
        self.grammatical() || (0..=draft.sentence).any(named)
    }

    /// The body nearby that may have made a rule: where a Chinese paragraph tells of a law, no company that its sentence does not
    /// name, but whoever made the law.
    pub(super) fn nearby_ruler(&self, draft: &Draft<'_>) -> Option<u32> {
        let body = self.nearby_body(draft)?;
        let company = self.reading.entities[body as usize].kind.is_company();
        let named = || self.mentions(draft.sentence).any(|mention| mention.senses.contains(&body));
        if self.grammatical() || !company || named() {
            return Some(body);
        }
        if !self.named_so_far(draft, body) {
            return None;
        }
        let sentences = &self.reading.article.sentences;
        let paragraph = |at: &usize| sentences[*at].paragraph == sentences[draft.sentence].paragraph;
        let near = draft.sentence.saturating_sub(REACH_OF_TOLD)..=draft.sentence;
        let law = |at: usize| self.holds(at, 0, sentences[at].atoms.len(), self.words.law_noun);
        if near.rev().take_while(paragraph).any(law) { self.lawmaker(draft) } else { Some(body) }
    }

    /// 'A review will look at Acme's guidelines. Those rules oblige staff': whose rules the sentence before spoke of.
    pub(super) fn maker_of_these(&self, draft: &Draft<'_>) -> Option<u32> {
        let classes = &self.reading.recogniser.classes;
        let rule = |sentence, at: Range<usize>| self.holds(sentence, at.start, at.end, self.words.policy_noun);
        let points = self.grammatical()
            && self.reading.is_member(draft.sentence, 0, self.words.these)
            && rule(draft.sentence, 1..3);
        let before = draft.sentence.checked_sub(1).filter(|_| points)?;
        let owner = |mention: &&Mention| {
            let end = if mention.form == Form::Its {
                Some(mention.to)
            } else {
                self.word(before, mention.to, classes.possessive)
            };
            self.reading.sense(mention, Kind::is_body).is_some()
                && end.is_some_and(|end| rule(before, end..end + OWN_RULE))
        };
        let mut owners = self.mentions(before).filter(owner);
        let first = owners.next()?;
        if owners.any(|other| other.senses != first.senses) {
            return None;
        }
        self.reading.sense(first, Kind::is_body)
    }

    /// 持牌平台須: a noun for all of those who have to keep to a rule, though it may point at one that was named.
    fn noun_for_ruled(&self, mention: &Mention) -> bool {
        mention.form == Form::Company && self.is(mention.sentence, mention.from, self.words.ruled)
    }

    /// The body named last in front of a match, if there is one, is this.
    fn nobody_else_in_front(&self, draft: &Draft<'_>, body: u32) -> bool {
        let ruled = |mention: &Mention| self.reading.is_chinese() && self.noun_for_ruled(mention);
        let mut bodies =
            self.mentions(draft.sentence).rev().filter(|mention| mention.to <= draft.from && !ruled(mention));
        let last = bodies.find(|mention| self.reading.sense(mention, Kind::is_body).is_some());
        last.is_none_or(|last| last.senses.contains(&body))
    }

    /// 七部門聯合發文，要求平台不得: a Chinese clause in front of a rule opens with authorities that have no name.
    pub(super) fn unnamed_ruler(&self, draft: &Draft<'_>) -> bool {
        if self.grammatical() || draft.rule.fact.name != "policy" {
            return false;
        }
        let atoms = &self.reading.article.sentences[draft.sentence].atoms;
        let marks = (0..draft.from).filter(|at| atoms[*at].kind == AtomKind::Mark && atoms[*at].key == ",");
        let starts: Vec<usize> = std::iter::once(0).chain(marks.map(|mark| mark + 1)).collect();
        let named = |from: usize| {
            self.mentions(draft.sentence).any(|m| m.form == Form::Name && m.from >= from && m.to <= draft.from)
        };
        starts.into_iter().any(|start| {
            let opens =
                (start..draft.from.min(start + TO_AUTHORITIES)).take_while(|at| atoms[*at].kind != AtomKind::Mark);
            let authorities = opens.into_iter().any(|at| self.is(draft.sentence, at, self.words.unnamed_authority));
            authorities && !named(start)
        }) || !named(0) && self.opens_unknown(draft.sentence, draft.from)
    }

    /// 航運隨後宣布，旅客不得: a sentence opens with characters that make no known word, in front of a verb of announcing.
    fn opens_unknown(&self, at: usize, to: usize) -> bool {
        let atoms = &self.reading.article.sentences[at].atoms;
        let told = (1..to.min(LONGEST_UNKNOWN).min(atoms.len())).find(|word| self.is(at, *word, self.words.announce));
        let Some(told) = told else { return false };
        let adverb = |word: usize| self.is(at, word, self.words.cue_adverb) || self.date_at(at, word).is_some();
        let end = (1..told).find(|word| adverb(*word)).unwrap_or(told);
        let plain = |word: usize| atoms[word].kind == AtomKind::Han;
        let known = |from: usize, to: usize| {
            let word = self.reading.sentences[at].stretches().any(|(a, b)| b - a > 1 && a < to && from < b);
            word || self.mentions(at).any(|m| m.from < to && from < m.to)
        };
        (2..=4).contains(&end) && (0..end).all(plain) && !known(0, end)
    }

    /// Whose rule a clause goes on with: whose policy its own sentence told in front, or the one before where nobody is
    /// named in this one.
    pub(super) fn rule_issuer(&self, draft: &Draft<'_>) -> Option<u32> {
        let told =
            |sentence: usize| last(self.issuers, sentence).filter(|(at, _)| *at == sentence).map(|(_, issuer)| *issuer);
        let named = |issuer: &u32| self.nobody_else_in_front(draft, *issuer);
        // 創辦人王小明宣布三項變更: with nobody but a person named in front it is the body that the text is about.
        let front = || self.mentions(draft.sentence).filter(|mention| mention.to <= draft.from);
        let person = front().any(|mention| self.reading.sense(mention, |kind| kind == Kind::Person).is_some())
            && !front().any(|mention| self.reading.sense(mention, Kind::is_body).is_some());
        told(draft.sentence)
            .filter(named)
            .or_else(|| told(draft.sentence.checked_sub(1)?).filter(named))
            .or_else(|| self.main.filter(|main| person && self.named_so_far(draft, *main)))
            .or_else(|| self.ruling_body(draft))
    }

    /// 甲公司總經理某某說，業務員不得: the company of the officer who speaks, where no rule of others and no other body is named behind
    /// him. An authority's officer makes its rules only where he announces them: 某局局長某某宣布，超市不得.
    fn body_of_teller(&self, draft: &Draft<'_>) -> Option<u32> {
        let sentence = draft.sentence;
        let ruled = |mention: &Mention| self.noun_for_ruled(mention);
        let mut front = self.mentions(sentence).rev().filter(|mention| mention.to <= draft.from && !ruled(mention));
        let bears = |mention: &Mention, fits: fn(Kind) -> bool| self.reading.sense(mention, fits).is_some();
        let teller =
            front.find(|mention| bears(mention, |kind| kind == Kind::Person) || bears(mention, Kind::is_body))?;
        let verbs = teller.to..draft.from.min(teller.to + TO_VERB);
        let announces = verbs.clone().any(|at| self.is(sentence, at, self.words.announce));
        let tells = announces || verbs.into_iter().any(|at| self.is(sentence, at, self.words.tell_rule));
        let passed = self.mentions(sentence).any(|m| m.from >= teller.to && m.to <= draft.from && ruled(m));
        if !tells || passed && !announces || self.holds(sentence, teller.to, draft.from, self.words.policy_noun) {
            return None;
        }
        let told =
            |(at, office): &&(usize, Office)| *at <= sentence && !office.past && teller.senses.contains(&office.person);
        let body = self.offices.iter().rev().find(told).map(|(_, office)| office.org)?;
        let kind = self.reading.entities[body as usize].kind;
        (kind.is_company() || announces && matches!(kind, Kind::Government | Kind::Organization)).then_some(body)
    }

    /// Whose rule it is by the words of the match: 'Acme users must', 'anyone selling tickets on Acme must', 'users must pay,
    /// Acme said'.
    pub(super) fn ruler_named(&self, draft: &Draft<'_>) -> Option<u32> {
        if !self.grammatical() {
            return self.body_of_teller(draft).or_else(|| self.paper_issuer(draft));
        }
        if let Some(maker) = self.maker_of_rule(draft).or_else(|| self.owner_of_rule(draft)) {
            return Some(maker);
        }
        let (topic, _) = draft.place("topic")?;
        let atoms = &self.reading.article.sentences[draft.sentence].atoms;
        let ruled =
            |at: usize| self.is(draft.sentence, at, self.words.ruled) || self.is(draft.sentence, at, self.words.users);
        let company = |mention: &Mention| {
            let kind = |kind| matches!(kind, Kind::Platform | Kind::Corporation | Kind::Product | Kind::Organization);
            (mention.form == Form::Name).then(|| self.reading.sense(mention, kind)).flatten()
        };
        let people = self.mentions(draft.sentence).find(|mention| {
            let served = ruled(mention.to) && mention.to <= topic && mention.to >= draft.from;
            let within =
                mention.from > draft.from && mention.to < topic && self.fronted(mention, self.words.where_front);
            served || within
        });
        let teller = || {
            let behind = |mention: &&Mention| mention.from > draft.to.max(1) && atoms[mention.from - 1].key == ",";
            self.mentions(draft.sentence)
                .filter(behind)
                .find(|mention| self.is(draft.sentence, mention.to, self.words.tell_rule))
        };
        people.and_then(company).or_else(|| teller().and_then(company)).or_else(|| self.government_told(draft))
    }

    /// 'Under rules announced by the tech minister Kim Roe': the country whose minister made the rule that a match holds under.
    pub(super) fn minister_rule(&self, draft: &Draft<'_>) -> Option<Filler> {
        let person = self.issuing_person(draft).filter(|_| self.grammatical())?;
        let lexicon = &self.reading.recogniser.lexicon;
        let minister = lexicon.title(MINISTER)?;
        let office = |title: &&Title| title.sentence == person.sentence && title.to == person.from;
        let office = self.reading.titles.iter().find(office)?.base;
        lexicon.is_below(office, minister).then_some(())?;
        self.country_of(person.senses.first().copied()?).map(|country| self.listed(country))
    }

    /// 'Children will be barred from the app after the federal government scrapped an exemption': the government that the sentence of a
    /// rule speaks of by that word, in front of which no company is named that could have made it.
    fn government_told(&self, draft: &Draft<'_>) -> Option<u32> {
        let company = |mention: &Mention| {
            let kind = |kind| matches!(kind, Kind::Platform | Kind::Corporation | Kind::Product | Kind::Organization);
            mention.to <= draft.from && self.reading.sense(mention, kind).is_some()
        };
        let acts = |mention: &&Mention| {
            let body = mention.form == Form::Government && !mention.senses.is_empty();
            let verbs = [self.words.clause_verb, self.words.clause_auxiliary];
            body && mention.from > 0 && verbs.iter().any(|class| self.is(mention.sentence, mention.to, *class))
        };
        let found = self.mentions(draft.sentence).find(acts)?;
        let clear = !self.mentions(draft.sentence).any(company);
        found.senses.first().copied().filter(|_| clear)
    }

    /// The rules of a store or another product are of whoever operates it, and hold on the product.
    pub fn give_product_its_operator(&self, draft: &mut Draft<'_>) {
        let product = |id: &u32| self.reading.entities[*id as usize].kind == Kind::Product;
        let Some(product) = draft.entity("issuer").filter(product) else { return };
        let lexicon = &self.reading.recogniser.lexicon;
        let listed = self.reading.listed(product).and_then(|listed| listed.operated_by.as_deref());
        let Some(operator) = listed.and_then(|id| lexicon.entity(id)) else { return };
        draft.roles.drop("issuer");
        draft.roles.add("issuer", self.listed(operator));
        if draft.rule.fact.name == "policy" && draft.roles.get("platform").is_none() {
            draft.roles.add("platform", Filler::Entity(product));
        }
    }

    /// 某公司宣布，旗下搜尋引擎、某某等平台禁止競選廣告: the rules of services that are told as somebody's are his, and hold on them.
    pub fn give_services_their_owner(&self, draft: &mut Draft<'_>) {
        let class = self.reading.recogniser.classes.owned_services.filter(|_| self.reading.is_chinese());
        let (Some(class), Some((from, to)), Some(service)) = (class, draft.place("issuer"), draft.entity("issuer"))
        else {
            return;
        };
        let atoms = &self.reading.article.sentences[draft.sentence].atoms;
        let marked =
            |at: usize| atoms[at].kind == AtomKind::Mark && !matches!(atoms[at].key.as_str(), "、" | "(" | ")");
        let near = (from.saturating_sub(TO_SERVICE)..from).rev().take_while(|at| !marked(*at));
        let Some(owned) = near.into_iter().find(|at| self.is(draft.sentence, *at, Some(class))) else { return };
        let mut front = self.mentions(draft.sentence).rev().filter(|mention| mention.to <= owned);
        // 某公司旗下的某平台更新條款: with its owner beside it a service rules by itself.
        if self.mentions(draft.sentence).any(|mention| mention.to == owned) {
            return;
        }
        let owner = front.find_map(|mention| self.reading.sense(mention, Kind::is_body)).or(self.main);
        let Some(owner) = owner.filter(|owner| *owner != service) else { return };
        draft.roles.drop("issuer");
        draft.roles.add("issuer", Filler::Entity(owner));
        if draft.rule.fact.name == "policy" && draft.roles.get("platform").is_none() {
            let runs = |mention: &&Mention| mention.from > owned && mention.to <= to;
            for service in self.mentions(draft.sentence).filter(runs) {
                let platform = |kind| matches!(kind, Kind::Platform | Kind::Product);
                if let Some(service) = self.reading.sense(service, platform) {
                    draft.roles.add("platform", Filler::Entity(service));
                }
            }
        }
    }

    /// 'Under a Utah law', 'under a rule that the commission approved on Tuesday': the last atom of the words by which something
    /// holds, and where the word for the rule behind them ends.
    pub(super) fn rule_behind_under(&self, draft: &Draft<'_>) -> Option<(usize, usize)> {
        let atoms = &self.reading.article.sentences[draft.sentence].atoms;
        let rule = |at: usize| {
            let classes = [self.words.rule_told, self.words.law_noun, self.words.policy_noun];
            classes.into_iter().filter_map(|class| self.word(draft.sentence, at, class)).max()
        };
        // 'Users under 16' are under no rule.
        let counted = |at: usize| self.quantities_at(draft.sentence, at).next().is_some();
        let unders = (0..atoms.len()).filter_map(|at| self.word(draft.sentence, at, self.words.by_rule));
        unders.map(|under| under - 1).filter(|under| !counted(under + 1)).find_map(|under| {
            let inner =
                (under + 1..atoms.len().min(under + TO_RULE)).take_while(|at| atoms[*at].kind != AtomKind::Mark);
            inner.filter_map(rule).last().map(|end| (under, end))
        })
    }

    /// Who made that rule: the body or state named in front of the word for it, else right behind it.
    fn maker_of_rule(&self, draft: &Draft<'_>) -> Option<u32> {
        let (under, end) = self.rule_behind_under(draft)?;
        let atoms = &self.reading.article.sentences[draft.sentence].atoms;
        let makes = |kind: Kind| kind.is_body() || kind == Kind::Place;
        let marked = |from: usize, to: usize| atoms[from..to].iter().any(|atom| atom.kind == AtomKind::Mark);
        let mut named =
            self.mentions(draft.sentence).filter(|mention| matches!(mention.form, Form::Name | Form::Nation));
        let maker = named.find(|mention| {
            let front = mention.from > under && mention.to <= end;
            let behind = mention.from >= end && mention.from < end + TO_RULE && !marked(end, mention.from);
            let made = || {
                self.holds(draft.sentence, end, mention.to + 4, self.words.rule_made)
                    || self.fronted(mention, self.words.of_word)
            };
            front || behind && made()
        });
        if let Some(maker) = maker.and_then(|maker| self.reading.sense(maker, makes)) {
            return Some(maker);
        }
        // 'Under guidance issued by Kim Roe, director of the Harbour Office'.
        if let Some(person) = self.issuing_person(draft) {
            let office = self
                .mentions(draft.sentence)
                .find(|mention| mention.from >= person.to && mention.from < person.to + TO_RULE);
            return office.and_then(|body| self.reading.sense(body, Kind::is_body));
        }
        let law = self.holds(draft.sentence, under, end, self.words.law_noun);
        law.then(|| self.lawmaker(draft)).flatten()
    }

    /// 'Its rules require clubs to': the body whose rule a match begins with.
    fn owner_of_rule(&self, draft: &Draft<'_>) -> Option<u32> {
        let rule = self.words.policy_noun;
        let owner = self.mentions(draft.sentence).rev().find(|mention| {
            let possessive = self.word(draft.sentence, mention.to, self.reading.recogniser.classes.possessive);
            let owns = possessive.or_else(|| (mention.form == Form::Its).then_some(mention.to));
            owns.is_some_and(|end| {
                let begins = draft.from <= end + OWN_RULE && draft.from + 1 >= mention.from;
                begins
                    && self.holds(draft.sentence, draft.from.max(end), end + OWN_RULE, rule)
                    && self.holds(draft.sentence, draft.from, draft.from + OWN_RULE, rule)
            })
        })?;
        self.reading.sense(owner, Kind::is_body)
    }

    /// 'Under guidance issued on Monday by Kim Roe': the person behind the word for a rule who made it.
    pub(super) fn issuing_person(&self, draft: &Draft<'_>) -> Option<&Mention> {
        let (_, end) = self.rule_behind_under(draft)?;
        let made = self.holds(draft.sentence, end, end + 2, self.words.rule_made);
        self.mentions(draft.sentence).find(|mention| {
            let behind = made && mention.from > end && mention.from < end + TO_RULE;
            let by = self.holds(draft.sentence, end, mention.from, self.reading.recogniser.classes.agent_marker);
            behind && by && self.reading.sense(mention, |kind| kind == Kind::Person).is_some()
        })
    }

    /// 某網站昨日公布新版規範，房東不得: who stands in front of a word for a rule in the sentence itself.
    fn ruling_body(&self, draft: &Draft<'_>) -> Option<u32> {
        let tagged = &self.reading.sentences[draft.sentence];
        let class = self.words.policy_noun.filter(|_| self.reading.is_chinese())?;
        let rule = (0..draft.from).find(|at| tagged.class_at(*at, class).is_some())?;
        let body = self.mentions(draft.sentence).find(|mention| mention.to <= rule && mention.form == Form::Name)?;
        self.reading.sense(body, Kind::is_body)
    }

    /// 某署下發通知。通知還要求: a sentence that opens with a noun for such a paper tells what the body rules that issued it.
    pub(super) fn paper_issuer(&self, draft: &Draft<'_>) -> Option<u32> {
        let class = self.words.notice_noun.filter(|_| self.reading.is_chinese())?;
        let opens = |at: &usize| self.is(draft.sentence, *at, Some(class));
        let noun = (0..OPENS_PAPER).find(opens)?;
        let named = |mention: &Mention| mention.form == Form::Name && mention.to <= draft.from;
        if noun >= draft.from || self.mentions(draft.sentence).any(|m| m.from <= noun || named(m)) {
            return None;
        }
        let issued = |sentence: usize| {
            let last = self.reading.article.sentences[sentence].atoms.len();
            let first = self.mentions(sentence).find_map(|mention| {
                let body = self.reading.sense(mention, |kind| kind.is_body() && kind != Kind::Media)?;
                let verb = [self.words.publish, self.words.announce, self.words.tell_rule];
                let told = (mention.to..last).find(|at| verb.iter().any(|class| self.is(sentence, *at, *class)))?;
                self.holds(sentence, told, last, Some(class)).then_some(body)
            });
            first.filter(|_| self.reading.article.sentences[sentence].part == Part::Body)
        };
        (draft.sentence.saturating_sub(REACH_OF_PAPER)..draft.sentence).rev().find_map(issued)
    }

    /// 微軟不再出售Skype點數，用戶仍可使用: whose rule a Chinese sentence tells is the body that last opens a clause in front.
    pub(super) fn ruling_subject(&self, draft: &Draft<'_>) -> Option<u32> {
        let rules = |kind: Kind| kind.is_body() && !matches!(kind, Kind::Media | Kind::Product);
        let atoms = &self.reading.article.sentences[draft.sentence].atoms;
        let opens = |mention: &Mention| {
            let front = (0..mention.from).rev().find(|at| atoms[*at].kind == AtomKind::Mark).map_or(0, |mark| mark + 1);
            let dated = (front..mention.from).filter_map(|at| self.date_at(draft.sentence, at)).max().unwrap_or(front);
            front.checked_sub(1).is_none_or(|mark| atoms[mark].key != "、") && mention.from <= dated
        };
        // 該辦法由某局於3月發布，並禁止: whoever made the rule public.
        let publishes = |mention: &Mention| {
            let by = mention
                .from
                .checked_sub(1)
                .is_some_and(|at| self.is(draft.sentence, at, self.reading.recogniser.classes.by_whom));
            let end = (mention.to..draft.from).find(|at| atoms[*at].kind == AtomKind::Mark).unwrap_or(draft.from);
            let rule = || self.holds(draft.sentence, 0, mention.from, self.words.policy_noun);
            by && rule() && self.holds(draft.sentence, mention.to, end, self.words.publish)
        };
        let body = |mention: &Mention| match mention.form {
            Form::Government => mention.senses.first().copied(),
            _ => self.reading.sense(mention, rules),
        };
        let mut front = self.mentions(draft.sentence).rev().filter(|mention| mention.to <= draft.from);
        front.find_map(|mention| {
            let body = body(mention)?;
            // 某集團旗下某平台宣布: the one behind rules.
            let owns = self.is(draft.sentence, mention.to, self.words.own);
            ((opens(mention) || publishes(mention))
                && !owns
                && !self.is_ruled(mention)
                && !self.titled(draft.sentence, mention.to))
            .then_some(body)
        })
    }

    /// 某市交通局印發通知，規定某平台不得: the authority that opens a clause in front of what a Chinese rule says.
    pub(super) fn authority_in_front(&self, draft: &Draft<'_>) -> Option<u32> {
        let policy = draft.rule.fact.name == "policy" && self.reading.is_chinese();
        let body = policy.then(|| self.ruling_subject(draft)).flatten();
        body.filter(|body| matches!(self.reading.entities[*body as usize].kind, Kind::Government | Kind::Organization))
    }

    /// 臉書、推特等平台必須: those on whom a rule lies have not made it.
    pub(super) fn is_ruled(&self, mention: &Mention) -> bool {
        let atoms = &self.reading.article.sentences[mention.sentence].atoms;
        let end = (mention.to..atoms.len()).find(|at| atoms[*at].kind == AtomKind::Mark && atoms[*at].key != "、");
        let duty = (mention.to..end.unwrap_or(atoms.len())).find(|at| self.is(mention.sentence, *at, self.words.must));
        duty.is_some_and(|duty| {
            let bodies = self.holds(mention.sentence, mention.to, duty, self.words.ruled_body);
            duty <= mention.to + 1 || bodies
        })
    }

    /// 取消乘客必須戴口罩的規定: a verb that ends a rule stands in front of the draft in its clause, and what it ends behind it.
    pub fn taken_back(&self, draft: &Draft<'_>) -> bool {
        if !self.reading.is_chinese() {
            return false;
        }
        let sentence = &self.reading.article.sentences[draft.sentence];
        let mark = |at: &usize| sentence.atoms[*at].kind == AtomKind::Mark;
        let (_, end) = draft.place("topic").unwrap_or((draft.from, draft.to));
        let ended = (0..draft.from)
            .rev()
            .take_while(|at| !mark(at))
            .any(|at| self.is(draft.sentence, at, self.words.rule_ended));
        let mut behind = (end..sentence.atoms.len().min(end + BEHIND_TOPIC)).take_while(|at| !mark(at));
        ended
            && behind.any(|at| {
                let owned = at > end && self.is(draft.sentence, at - 1, self.words.possessive);
                owned && self.is(draft.sentence, at, self.words.rule_thing)
            })
    }

    /// What the policy told last is about, in front of the draft if there is one; what it spares is another matter.
    pub(super) fn policy_topic(&self, draft: &Draft<'_>) -> Option<Filler> {
        // 'It lifted its ban': what is forbidden, not what is asked for.
        let ban = self.holds(draft.sentence, draft.from, draft.to, self.words.ban_word);
        let forbids = |deontic: &Filler| matches!(deontic, Filler::Term(term) if term == "Prohibits");
        let fits = |deontic: &Filler| if ban { forbids(deontic) } else { !exempts(deontic) };
        let none = !self.topics.iter().any(|(_, policy)| fits(&policy.deontic));
        let rules =
            || self.topics.iter().filter(move |(_, policy)| fits(&policy.deontic) || none && !exempts(&policy.deontic));
        let front = rules().rev().find(|(sentence, policy)| (*sentence, policy.from) < (draft.sentence, draft.from));
        let (last, _) = front.or_else(|| rules().rev().find(|(sentence, _)| *sentence == draft.sentence))?;
        let mut same = rules().rev().filter(|(sentence, policy)| {
            sentence == last && (front.is_none() || *sentence < draft.sentence || policy.from < draft.from)
        });
        // Words that no list has may be a listed topic with more around it.
        let listed = same.clone().find(|(_, policy)| matches!(policy.topic, Filler::Concept(_)));
        listed.or_else(|| same.next()).map(|(_, policy)| policy.topic.clone())
    }
}
