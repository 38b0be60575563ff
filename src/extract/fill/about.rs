//! What a figure of an English text is about: who or what the grammar of its clause says, and the body that the article is
//! about only where the measure is a company's own and nobody else is named with it.

use crate::extract::context::Context;
use crate::extract::draft::Filler;
use crate::extract::grammar::{Clauses, Verb};
use crate::fact::Kind;
use crate::recognise::number::Measure;
use crate::recognise::{Form, Mention};
use crate::segment::atoms::{Atom, Case, Kind as AtomKind};

/// Longest phrase that is kept as what a figure is about.
const LONGEST: usize = 14;

/// How far behind its verb a figure stands that measures the subject itself: 'it stood at about 8.7%'.
const NEAR: usize = 4;

impl Context<'_, '_> {
    /// 'He would not get rid of 75% of them': whether the verb in front of a figure is denied.
    pub fn denied(&self, sentence: usize, from: usize) -> bool {
        let clauses = Clauses { context: self, sentence };
        let negation = self.reading.recogniser.classes.negation;
        let verb = clauses.verb_before(from);
        verb.is_some_and(|verb| {
            let parted = clauses.atoms()[verb.to..from].iter().any(|atom| atom.kind == AtomKind::Mark);
            // 'Had refused to pay': what denies may reach beyond the verb.
            !parted && (verb.from..verb.to).any(|at| clauses.class(at, negation).is_some())
        })
    }

    /// Whom or what a figure is about.
    pub(super) fn about(&self, sentence: usize, from: usize, to: usize) -> Option<Filler> {
        let clauses = Clauses { context: self, sentence };
        if let Some((from, to)) = self.compared_with(&clauses, from) {
            return self.about(sentence, from, to);
        }
        // 'Used some of the $9 million he raised': whoever acts in a clause about the figure right behind it.
        if let Some(doer) = self.does_with(&clauses, to) {
            return Some(Filler::Entity(doer));
        }
        // 'About a third (32%) of shops'.
        if clauses.key(to) == ")" && clauses.of(to + 1) {
            return self.counted_noun(&clauses, to);
        }
        // 'Her 61,000 followers', 'Acme's 40 new shops'.
        let near = (from.saturating_sub(2)..from).rev().take_while(|at| clauses.plain(*at)).last();
        if let Some(owner) = near.and_then(|near| self.owner(sentence, near.saturating_sub(3), from)) {
            return Some(owner);
        }
        // 'With 60% of voters backing it', 'with 36% saying so': of whom it is a share, and not whoever is the subject in front.
        let share = self.quantities_at(sentence, from).any(|q| q.measure == Measure::Percent);
        let having =
            (0..from).rev().find(|at| !clauses.bounds(*at)).and_then(|at| clauses.class(at, self.words.having));
        if share && having == Some(from) {
            // 'Acme leads, with 93% of teens using it' tells of Acme.
            let pointers = [self.words.clause_pointer, self.words.clause_there];
            let rest = (to..clauses.atoms().len()).take_while(|at| clauses.atoms()[*at].kind != AtomKind::Mark);
            let points = || rest.into_iter().any(|at| pointers.iter().any(|class| clauses.class(at, *class).is_some()));
            if clauses.of(to) && !points() {
                return self.counted_noun(&clauses, to);
            }
            if !clauses.of(to) && clauses.atoms().get(to).is_some_and(Atom::ends_as_participle) {
                return None;
            }
        }
        // 'Fined Acme for letting up to 40 children use it': those who are let do.
        let front = (0..from).rev().find(|at| !clauses.bounds(*at));
        if front.is_some_and(|front| clauses.class(front, self.words.allow) == Some(front + 1))
            && let Some(counted) = self.counted_noun(&clauses, to)
        {
            return Some(counted);
        }
        if let Some(start) = clauses.counted(from, to) {
            let counted = || self.counted_noun(&clauses, to).or_else(|| self.shared_before(&clauses, from, to));
            return self.owner(sentence, start, from).or_else(counted);
        }
        if let Some((start, end)) = clauses.aside_of(from, to).and_then(|end| clauses.phrase(end, true)) {
            return self.named_by(&clauses, start, end);
        }
        // 'A measure capping fees at 15%': what is set so high.
        if let Some(thing) = self.set_at(&clauses, from) {
            return Some(thing);
        }
        let Some(verb) = clauses.verb_before(from) else {
            // 'With 2 million subscribers, Acme is the largest': whoever the sentence is about.
            if clauses.class(0, self.words.having) == Some(1)
                && let Some(first) = clauses.first_verb().filter(|first| first.from > to)
                && (to..first.from).any(|at| clauses.key(at) == ",")
                && let Some((start, end)) = clauses.subject_of(first)
                && start > to
            {
                return self.named_by(&clauses, start, end);
            }
            // 'Shares, up 30% this year': what stands in front of the comma, but for 'After the loss, shares'.
            let comma = (0..from).find(|at| clauses.atoms()[*at].key == ",").filter(|comma| *comma > 0)?;
            if clauses.class(0, self.words.clause_preposition).is_some() && self.bound_word(sentence, 0).is_none() {
                return None;
            }
            let (start, end) = clauses.phrase(comma, false)?;
            return self.named_by(&clauses, start, end);
        };
        // 'It found that 80% of reporters went to university': behind 'that' a clause of its own begins with the figure.
        let cut = clauses.class(verb.to, self.words.clause_cut).is_some();
        let share = clauses.of(to) && self.quantities_at(sentence, from).any(|q| q.measure == Measure::Percent);
        let opens = clauses.tells(verb.to - 1)
            && (cut || share)
            && (verb.to + usize::from(cut)..from)
                .all(|at| clauses.bounds(at) || clauses.class(at, self.words.clause_adverb).is_some());
        if opens {
            return self
                .counted_noun(&clauses, to)
                .filter(|_| clauses.of(to) || self.quantities_at(sentence, from).any(|q| q.measure == Measure::Plain));
        }
        // 'Acme expects spending to rise 2%': what is expected to.
        if clauses.class(verb.to - 1, self.words.predict).is_some()
            && let Some(to) = (verb.to + 1..from).find(|at| clauses.class(*at, self.words.clause_to).is_some())
            && let Some((start, end)) = clauses.trim(verb.to, to)
        {
            return self.named_by(&clauses, start, end);
        }
        // 'The Ledger found 16 newsletters': what is counted is not whoever counts it.
        let counts = clauses.class(verb.to - 1, self.words.count_verb).is_some() && from - verb.to <= NEAR;
        if counts
            && self.quantities_at(sentence, from).any(|quantity| quantity.measure == Measure::Plain)
            && let Some(counted) = self.counted_noun(&clauses, to)
        {
            return Some(counted);
        }
        if let Some(object) = self.object(&clauses, verb, from) {
            return Some(object);
        }
        let (start, end) = clauses.subject_of(verb)?;
        if clauses.class(start, self.words.clause_there).is_some() {
            return self.counted_noun(&clauses, to);
        }
        // 'Those that fail' are told of here.
        let relative = clauses.class(end, self.words.clause_relative).is_some();
        let pronoun = end - start == 1 && !relative && clauses.class(start, self.words.clause_pointer).is_some();
        let open = self.mention_at(sentence, start).is_none();
        // '"We lose a third of them," she said': whom words mean in a quotation is not told in front of it.
        let quoted = self.reading.article.sentences[sentence].quoted(from);
        if pronoun
            && !quoted
            && (open || self.measures(&clauses, verb, from))
            && let Some(before) = self.told_before(sentence, open)
        {
            return Some(before);
        }
        self.named_by(&clauses, start, end)
    }

    /// What stands between a participle and 'at' in front of a figure.
    fn set_at(&self, clauses: &Clauses<'_, '_, '_>, from: usize) -> Option<Filler> {
        let at = (from.saturating_sub(NEAR)..from).rev().find(|at| !clauses.bounds(*at))?;
        clauses.class(at, self.words.clause_at)?;
        let start = (at.saturating_sub(NEAR)..at)
            .rev()
            .find(|start| !clauses.plain(*start) || clauses.atoms()[*start].ends_as_participle())?;
        let participle = &clauses.atoms()[start];
        let sets =
            participle.ends_as_participle() && participle.case == Case::Lower && clauses.plain(start) && start + 1 < at;
        let (start, end) = clauses.trim(start + 1, at).filter(|_| sets)?;
        self.named_by(clauses, start, end).filter(|told| matches!(told, Filler::Text(_)))
    }

    /// Whoever is the subject of a clause that tells of a figure, right behind it or its noun: '40 shops it owns'.
    fn does_with(&self, clauses: &Clauses<'_, '_, '_>, to: usize) -> Option<u32> {
        let doer = self.mentions(clauses.sentence).find(|m| m.from >= to && m.from <= to + 2)?;
        let pronoun = matches!(doer.form, Form::It | Form::He | Form::She | Form::They);
        let noun = (to..doer.from).all(|at| clauses.plain(at) && clauses.class(at, self.words.clause_cut).is_none());
        let acts = clauses.verb(doer.to).is_some();
        // 'Told 40 people it would close'.
        let told = clauses
            .verb_before(doer.from)
            .is_some_and(|verb| clauses.tells(verb.to - 1) || clauses.class(verb.to - 1, self.words.tell).is_some());
        (pronoun && noun && acts && !told).then(|| self.reading.sense(doer, Kind::is_agent)).flatten()
    }

    /// 'Have sunk to 22%, compared with 47% in 2018': the figure behind a comma that another one in front is compared with tells of the
    /// same.
    fn compared_with(&self, clauses: &Clauses<'_, '_, '_>, from: usize) -> Option<(usize, usize)> {
        let bounded = |end: usize| (end..from).all(|at| clauses.bounds(at));
        let mark = (from.saturating_sub(NEAR + 2)..from)
            .find(|at| clauses.class(*at, self.words.than).is_some_and(|end| end <= from && bounded(end)))?;
        // 'Fell to 22%, dropping from 47%'.
        let moves = |at: usize| {
            let changes =
                [self.words.rise, self.words.fall].into_iter().any(|class| clauses.class(at, class).is_some());
            changes || clauses.atoms()[at].ends_as_participle()
        };
        let comma = mark.checked_sub(1).map(|at| at - usize::from(at > 0 && moves(at)))?;
        let comma = Some(comma).filter(|comma| clauses.key(*comma) == ",")?;
        let first = (comma.saturating_sub(LONGEST)..comma).rev().find(|at| clauses.quantity(*at).is_some())?;
        let end = clauses.quantity(first).filter(|end| *end <= comma)?;
        let measure = |at: usize| self.quantities_at(clauses.sentence, at).map(|q| q.measure.clone()).next();
        let named = self.mentions(clauses.sentence).any(|m| m.from >= end && m.to <= comma && m.form == Form::Name);
        (measure(first) == measure(from) && !named).then_some((first, end))
    }

    /// '41% of adults pay, while only 9% regularly do', 'they deleted 3 million posts, of which 96% were old': a share without a noun is
    /// one of those of whom the share in front is one, here or in the sentence before, or of what was counted in front of 'of which'.
    fn shared_before(&self, clauses: &Clauses<'_, '_, '_>, from: usize, to: usize) -> Option<Filler> {
        let measure = |clauses: &Clauses<'_, '_, '_>, at: usize, measure: &Measure| {
            self.quantities_at(clauses.sentence, at).any(|quantity| quantity.measure == *measure)
        };
        if !measure(clauses, from, &Measure::Percent) || clauses.of(to) {
            return None;
        }
        let front = (0..from).rev().find(|at| !clauses.bounds(*at))?;
        let which = clauses.class(front, self.words.clause_pointer).is_some() && front > 0 && clauses.of(front - 1);
        let kind = if which { Measure::Plain } else { Measure::Percent };
        let told = |clauses: Clauses<'_, '_, '_>, end: usize| {
            let mut shares = (0..end).rev().filter(|at| measure(&clauses, *at, &kind));
            shares.find_map(|at| {
                let noun = clauses.quantity(at).filter(|end| which || clauses.of(*end))?;
                self.counted_noun(&clauses, noun).filter(|told| matches!(told, Filler::Text(_)))
            })
        };
        let before = || {
            let sentence = clauses.sentence.checked_sub(1).filter(|_| !which)?;
            let paragraph = |sentence: usize| self.reading.article.sentences[sentence].paragraph;
            let near = paragraph(sentence) + 1 >= paragraph(clauses.sentence);
            near.then(|| told(Clauses { sentence, ..*clauses }, self.reading.article.sentences[sentence].atoms.len()))?
        };
        told(*clauses, from).or_else(before)
    }

    /// What is counted right behind a figure: 'people' in '40 people', 'shops' in 'a third of all shops', 'a third (32%) of shops'.
    fn counted_noun(&self, clauses: &Clauses<'_, '_, '_>, to: usize) -> Option<Filler> {
        let to = to + usize::from(clauses.key(to) == ")" && clauses.of(to + 1));
        let (start, end) = clauses.noun_from(to + usize::from(clauses.of(to)))?;
        // 'Seventy percent of Acme users': of those who use it, and not of Acme.
        let counted = [self.words.people, self.words.users, self.words.counted];
        let people =
            clauses.of(to) && counted.into_iter().any(|class| self.reading.is_member(clauses.sentence, end - 1, class));
        let named = self.mentions(clauses.sentence).any(|m| m.form == Form::Name && m.from == start && m.to + 1 == end);
        if people && named {
            return Some(Filler::Text(self.reading.words(clauses.sentence, start, end).to_owned()));
        }
        // 'Looked at 3,517 posts and found that 46 of them': what was counted before.
        let points = clauses.of(to)
            && end == start + 1
            && (clauses.class(start, self.words.clause_pointer).is_some()
                || clauses.class(start, self.words.these).is_some())
            || clauses.class(start, self.words.counted_before).is_some();
        // 'It surveyed 900 riders in six cities; 64% of them said': of those who were asked.
        let asked = || self.respondents(clauses.sentence, start.checked_sub(1).filter(|of| clauses.of(*of))?);
        if points && let Some(asked) = asked() {
            return Some(asked);
        }
        if points && self.mention_at(clauses.sentence, start).is_none_or(|m| m.form != Form::Name) {
            let before = (0..to).rev().filter(|at| clauses.quantity(*at).is_some_and(|end| end < to)).find_map(|at| {
                let plain = self.quantities_at(clauses.sentence, at).any(|quantity| quantity.measure == Measure::Plain);
                let end = clauses.quantity(at).filter(|_| plain && !clauses.of(clauses.quantity(at).unwrap_or(at)))?;
                let (start, end) = clauses.noun_from(end)?;
                self.named_by(clauses, start, end)
            });
            if before.is_some() {
                return before;
            }
        }
        // 'Half of the top 100 advertisers': the noun stands behind the number.
        let behind = clauses.quantity(end).filter(|_| clauses.of(to)).and_then(|inner| clauses.noun_from(inner));
        let (start, end) = behind.unwrap_or((start, end));
        // 'Half of adults use it': a verb that may be a noun, in front of its object.
        let object = |at: usize| {
            self.mention_at(clauses.sentence, at).is_some()
                || [self.words.clause_pointer, self.reading.recogniser.classes.article]
                    .into_iter()
                    .any(|class| clauses.class(at, class).is_some())
        };
        let uses = |at: &usize| clauses.class(*at, self.words.use_verb).is_some_and(|to| to <= end && object(to));
        let end = (start + 1..end).find(uses).unwrap_or(end);
        self.named_by(clauses, start, end)
    }

    /// Whose it is that a verb does something to, or who has to do it: 'halving Acme's stake to 10%', 'valued Acme at $3m'.
    fn object(&self, clauses: &Clauses<'_, '_, '_>, verb: Verb, from: usize) -> Option<Filler> {
        // 'Raised the monthly price of Acme Music to $11'.
        let priced = || {
            let end = (verb.to..from).find_map(|at| clauses.class(at, self.words.metric_price))?;
            self.measured_of(clauses, end, from)
        };
        if let Some(thing) = priced() {
            return Some(Filler::Entity(thing));
        }
        let owner = self.owner(clauses.sentence, verb.to, from);
        let valued = || {
            clauses.class(verb.to - 1, self.words.clause_value)?;
            let object = self.mentions(clauses.sentence).find(|mention| mention.from == verb.to)?;
            let at = clauses.class(object.to, self.words.clause_at).is_some() && from - object.to <= NEAR;
            at.then(|| self.reading.sense(object, Kind::is_body)).flatten().map(Filler::Entity)
        };
        // 'Ordered the lender to pay $3m', 'lets Acme sell 40 shops'.
        let asked = || {
            let asks = [self.words.urge_to, self.words.require, self.words.allow];
            let asks = asks.into_iter().any(|class| clauses.class(verb.to - 1, class).is_some());
            let object = self.mentions(clauses.sentence).find(|mention| mention.from >= verb.to)?;
            let to = clauses.class(object.to, self.words.clause_to).is_some()
                && object.from - verb.to <= NEAR
                && object.to < from;
            (asks && to).then(|| self.reading.sense(object, Kind::is_agent)).flatten().map(Filler::Entity)
        };
        // 'Set bail at $5 million', 'put the cost at $9 million': what is set so high.
        let set = || {
            let at = (verb.to + 1..from).find(|at| clauses.class(*at, self.words.clause_at).is_some())?;
            let money = self.quantities_at(clauses.sentence, from).any(|q| matches!(q.measure, Measure::Money(_)));
            let near = money
                && (at + 1..from).all(|at| clauses.bounds(at))
                && (verb.to..at).all(|at| clauses.plain(at) || clauses.of(at));
            let (start, end) = clauses.trim(verb.to, at).filter(|_| near)?;
            self.named_by(clauses, start, end)
        };
        owner.or_else(valued).or_else(asked).or_else(set)
    }

    /// The body or thing that is named behind the word for a price: 'the fee for Acme Music'.
    fn measured_of(&self, clauses: &Clauses<'_, '_, '_>, at: usize, end: usize) -> Option<u32> {
        let of = [self.words.of_word, self.words.clause_at].into_iter().any(|class| clauses.class(at, class).is_some());
        let near = |m: &&Mention| (at + 1..at + 4).contains(&m.from) && m.to <= end && m.form == Form::Name;
        let thing = |kind: Kind| kind.is_body() || matches!(kind, Kind::Product | Kind::Work);
        self.mentions(clauses.sentence).find(near).filter(|_| of).and_then(|m| self.reading.sense(m, thing))
    }

    /// The last one who is named as owner in a stretch: a body or person, not a place.
    fn owner(&self, sentence: usize, start: usize, end: usize) -> Option<Filler> {
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let owner = self.mentions(sentence).filter(|m| m.from >= start && m.to <= end).rfind(|m| self.owns(m))?;
        let parted = atoms[owner.to..end].iter().any(|atom| atom.kind == AtomKind::Mark && atom.key == ",");
        let person = (owner.to..end).any(|at| self.titled(sentence, at));
        // 'His wife earned $3 million'.
        let kin = self.is(sentence, owner.to, self.words.kin);
        self.reading.sense(owner, |kind| kind != Kind::Place).filter(|_| !parted && !person && !kin).map(Filler::Entity)
    }

    /// Whom or what a phrase names.
    fn named_by(&self, clauses: &Clauses<'_, '_, '_>, start: usize, end: usize) -> Option<Filler> {
        let sentence = clauses.sentence;
        let words = self.words;
        // 'According to Acme': who gives the figure.
        if clauses.class(start, words.according_to).is_some() {
            return None;
        }
        // '4% of its revenue'.
        let part = clauses.quantity(start).filter(|of| clauses.of(*of) && *of + 1 < end);
        let start = part.map_or(start, |of| of + 1);
        // '130 newspapers'.
        let first = start + usize::from(clauses.class(start, words.clause_determiner).is_some());
        let number = self.quantities_at(sentence, first).find(|quantity| quantity.measure == Measure::Plain);
        let start = number.map(|number| number.to).filter(|to| *to < end && clauses.key(*to) != "-").unwrap_or(start);
        let inner = (start + 1..end).find(|at| clauses.class(*at, words.clause_preposition).is_some());
        let head = inner.unwrap_or(end);
        let head_name = self.mentions(sentence).rfind(|m| m.from >= start && m.to == head && !m.form.is_possessive());
        // 'Her Facebook page has 2 million followers': a page is told of for the sake of whoever has it.
        let page = head_name.and_then(|page| {
            let owner =
                self.mentions(sentence).find(|m| m.to == page.from && matches!(m.form, Form::His | Form::Her))?;
            self.reading.sense(owner, |kind| kind == Kind::Person)
        });
        if let Some(owner) = page {
            return Some(Filler::Entity(owner));
        }
        if let Some(mention) = head_name.filter(|mention| mention.form != Form::Group) {
            return self.reading.sense(mention, |_| true).map(Filler::Entity);
        }
        // 'Her rival, Jane Roe, gets 46%'.
        let aside = || {
            // 'Its parent, Oslo-based Acme, gained 5%'.
            let based = || {
                let mut names = self.mentions(sentence).filter(|m| m.from > end + 1 && m.form == Form::Name);
                names.find(|m| clauses.class(m.from - 1, words.seated).is_some() && m.from - end <= NEAR)
            };
            let comma = clauses.key(end) == ",";
            let name = comma.then(|| based().or_else(|| self.mention_at(sentence, end + 1))).flatten()?;
            let own = (start..end).any(|at| clauses.class(at, words.own_measure).is_some());
            let closed = name.form == Form::Name && clauses.key(name.to) == ",";
            (closed && !own).then(|| self.reading.sense(name, |kind| kind == Kind::Person || kind.is_body())).flatten()
        };
        // 'His group gave $9,000' tells of the group, 'his channel has 9,000 subscribers' of him.
        let own_body = |owner: &Filler| {
            let person =
                matches!(owner, Filler::Entity(id) if self.reading.entities[*id as usize].kind == Kind::Person);
            let classes = &self.reading.recogniser.classes;
            let is = |class| self.reading.is_member(sentence, head - 1, class);
            person && is(classes.body_noun) && !is(classes.broadcast_noun)
        };
        if let Some(owner) = self.owner(sentence, start, head).filter(|owner| !own_body(owner)) {
            return Some(aside().map_or(owner, Filler::Entity));
        }
        if let Some(named) = aside() {
            return Some(Filler::Entity(named));
        }
        // 'The price of Acme Music'.
        let price =
            inner.filter(|inner| (start..*inner).any(|at| clauses.class(at, words.metric_price) == Some(*inner)));
        if let Some(thing) = price.and_then(|inner| self.measured_of(clauses, inner, end)) {
            return Some(Filler::Entity(thing));
        }
        let measure = (start..head).find(|at| clauses.class(*at, words.own_measure).is_some_and(|to| to >= head));
        if let Some(measure) = measure {
            if let Some(inner) = inner {
                // 'Shares in Acme', 'sales at the group's shops'.
                let of = self.mentions(sentence).find(|m| m.from > inner && m.from <= inner + 4 && m.to <= end);
                if let Some(of) = of {
                    return self
                        .reading
                        .sense(of, |kind| kind != Kind::Place)
                        .map(Filler::Entity)
                        .or_else(|| self.words_of(clauses, start, end));
                }
            }
            // 'Acme shares'.
            let front =
                self.mentions(sentence).filter(|m| m.form == Form::Name).rfind(|m| m.from >= start && m.to <= measure);
            if let Some(body) = front.and_then(|mention| self.reading.sense(mention, Kind::is_body)) {
                return Some(Filler::Entity(body));
            }
            // 'Sales of electric cars' are nobody's own.
            let open =
                inner.is_some_and(|of| clauses.of(of) && clauses.class(of + 1, words.clause_determiner).is_none());
            let plain = (start..measure).all(|at| clauses.class(at, words.own_modifier).is_some());
            if plain
                && !open
                && let Some(body) = self.told_of(clauses, start)
            {
                return Some(Filler::Entity(body));
            }
        }
        // 'A company that made $3m' is no new one.
        let company =
            end - start < 4 && self.reading.is_member(sentence, end - 1, self.reading.recogniser.classes.company_word);
        let main = || self.main.filter(|id| self.reading.entities[*id as usize].kind == Kind::Corporation);
        if company && let Some(main) = main() {
            return Some(Filler::Entity(main));
        }
        // 'An Acme poll found that 77% of adults do': a survey is not what its figures are about.
        if self.is(sentence, end - 1, words.survey) {
            return None;
        }
        self.words_of(clauses, start, end)
    }

    /// Whose a measure is that nobody is named with: whoever the sentence began with, else the body of the article.
    fn told_of(&self, clauses: &Clauses<'_, '_, '_>, at: usize) -> Option<u32> {
        let company = |kind| matches!(kind, Kind::Corporation | Kind::Platform);
        let opens = |mention: &&Mention| {
            let inside = mention.from > 0
                && (clauses.class(mention.from - 1, self.words.clause_preposition).is_some()
                    || clauses.class(mention.from - 1, self.words.clause_determiner).is_some()
                        && mention.form == Form::Name);
            mention.to <= at && !inside && !self.owns(mention)
        };
        let says = |mention: &&Mention| mention.form == Form::Name && mention.from > at && self.says(mention);
        let first = self.mentions(clauses.sentence).find(opens).or_else(|| self.mentions(clauses.sentence).find(says));
        let kind = |id: &u32| {
            let kind = self.reading.entities[*id as usize].kind;
            company(kind) || matches!(kind, Kind::Organization | Kind::Media)
        };
        // 'Shares in Acme fell. Operating profit': of the only company that the sentence before names, where the other was not.
        let named = |sentence: usize, id: u32| self.mentions(sentence).any(|mention| mention.senses.contains(&id));
        let before = || {
            let last = clauses.sentence.checked_sub(1).filter(|_| !self.opens_paragraph(clauses.sentence))?;
            let near = |id: u32| named(last, id) || named(clauses.sentence, id);
            let main = self.main.filter(|main| !near(*main))?;
            let mut firms = self.mentions(last).filter_map(|mention| self.reading.sense(mention, company));
            let firm = firms.next().filter(|firm| *firm != main)?;
            firms.all(|other| other == firm).then_some(firm)
        };
        first.and_then(|mention| self.reading.sense(mention, company)).or_else(before).or(self.main.filter(kind))
    }

    /// The whole noun phrase around the word for a measure: 'house prices', 'budget deficit'. Nothing where the word says what
    /// sort of body follows or is a verb: 'investment bank Acme', 'is spending'.
    pub fn measured(&self, sentence: usize, from: usize, to: usize) -> Option<(usize, usize)> {
        let clauses = Clauses { context: self, sentence };
        let words = self.words;
        let helped = from > 0 && clauses.class(from - 1, words.clause_auxiliary).is_some();
        let named = |at: usize| self.mentions(sentence).any(|m| m.from <= at && m.to > at && m.form != Form::Nation);
        let noun = |at: usize| {
            clauses.plain(at)
                && !named(at)
                && clauses.quantity(at).is_none()
                && clauses.time(at).is_none()
                && [words.clause_determiner, words.clause_cut, words.clause_adverb, words.possessive]
                    .into_iter()
                    .all(|class| clauses.class(at, class).is_none())
        };
        let start = (0..from).rev().take(LONGEST).take_while(|at| noun(*at)).last().unwrap_or(from);
        let mut end = to;
        while end > from + 1 && clauses.class(end - 1, words.clause_preposition).is_some() {
            end -= 1;
        }
        if end == to {
            end = (to..clauses.atoms().len()).find(|at| !noun(*at)).unwrap_or(clauses.atoms().len());
        }
        let described = end > to && end < clauses.atoms().len() && named(end);
        if helped || described {
            return None;
        }
        // 'Acme shares', 'Acme's stock', 'shares in Acme' are called so with the name.
        if (from..to).any(|at| clauses.class(at, words.metric_share_price).is_some()) {
            let mark = |at: usize| clauses.class(at, words.possessive).is_some();
            let owner = self
                .mentions(sentence)
                .find(|m| m.form == Form::Name && (m.to == start || m.to + 1 == start && mark(m.to)));
            let start = owner.map_or(start, |owner| owner.from);
            let inside = clauses.class(end, words.clause_preposition).is_some() && owner.is_none();
            let behind = self.mentions(sentence).find(|m| m.form == Form::Name && m.from == end + 1 && inside);
            let behind = behind.filter(|m| self.reading.sense(m, Kind::is_body).is_some());
            return Some((start, behind.map_or(end, |behind| behind.to)));
        }
        Some((start, end))
    }

    /// What the sentence in front was about, for words that only point there: 'it stood at 8.7%', 'the figure was 40'.
    fn told_before(&self, sentence: usize, open: bool) -> Option<Filler> {
        let before = sentence.checked_sub(1)?;
        let paragraph = |sentence: usize| self.reading.article.sentences[sentence].paragraph;
        if paragraph(before) + 1 < paragraph(sentence) {
            return None;
        }
        let clauses = Clauses { context: self, sentence: before };
        let (start, end) = clauses.subject_of(clauses.first_verb()?)?;
        let pointer = clauses.class(start, self.words.clause_pointer).is_some();
        let body =
            |told: &Filler| matches!(told, Filler::Entity(id) if self.reading.entities[*id as usize].kind.is_body());
        self.named_by(&clauses, start, end)
            .filter(|told| !pointer && (matches!(told, Filler::Text(_)) || open && body(told)))
    }

    /// A figure right behind its verb that has no noun of its own measures the subject: 'it rose 3%', 'it stood at 8.7%'.
    fn measures(&self, clauses: &Clauses<'_, '_, '_>, verb: Verb, from: usize) -> bool {
        let own = self.quantities_at(clauses.sentence, from).next().is_some_and(|quantity| {
            let atoms = clauses.atoms();
            let noun = |quantity_to: usize| {
                atoms.get(quantity_to).is_some_and(|atom| atom.kind == AtomKind::Word)
                    && clauses.class(quantity_to, self.words.clause_preposition).is_none()
                    && clauses.time(quantity_to).is_none()
            };
            match quantity.measure {
                Measure::Percent => true,
                Measure::Plain => !noun(from + 1),
                _ => false,
            }
        });
        let changes = [self.words.rise, self.words.fall, self.words.reach]
            .into_iter()
            .any(|class| (verb.from..verb.to).any(|at| clauses.class(at, class).is_some()));
        let helper = (verb.from..verb.to).all(|at| clauses.class(at, self.words.clause_auxiliary).is_some());
        own && from <= verb.to + NEAR && (changes || helper)
    }

    fn mention_at(&self, sentence: usize, at: usize) -> Option<&Mention> {
        self.mentions(sentence).find(|mention| mention.from == at)
    }

    fn words_of(&self, clauses: &Clauses<'_, '_, '_>, start: usize, end: usize) -> Option<Filler> {
        // 'It clocks 900 orders and has 40 riders': whoever a pronoun means at the beginning of what is no phrase.
        let told = self
            .mention_at(clauses.sentence, start)
            .filter(|m| matches!(m.form, Form::It | Form::He | Form::She | Form::They) && m.to < end);
        if let Some(told) = told {
            return self.reading.sense(told, |_| true).map(Filler::Entity);
        }
        // 'Acme itself spent'.
        let named =
            self.mentions(clauses.sentence).find(|m| m.from == start && m.form == Form::Name && m.to + 1 == end);
        if let Some(named) = named.filter(|m| clauses.class(m.to, self.words.itself).is_some()) {
            return self.reading.sense(named, |_| true).map(Filler::Entity);
        }
        let article = self.reading.recogniser.classes.article;
        let start = clauses.class(start, article).filter(|to| *to < end).unwrap_or(start);
        let pointer = end - start == 1 && clauses.class(start, self.words.clause_pointer).is_some();
        // 'Is enjoying a second wind', 'taking the number of people': what begins with a verb is no phrase of a noun.
        let classes = &self.reading.recogniser.classes;
        let atoms = clauses.atoms();
        let opens = |at: usize| {
            [article, classes.article_indefinite].into_iter().any(|class| clauses.class(at, class).is_some())
        };
        let verb = [self.words.clause_auxiliary, self.words.possessive, self.words.clause_to];
        let verb = verb.into_iter().any(|class| clauses.class(start, class).is_some())
            || atoms[start].case == Case::Lower
                && opens(start + 1)
                && clauses.class(start, self.words.clause_determiner).is_none();
        if verb {
            return None;
        }
        let words = self.reading.words(clauses.sentence, start, end).trim();
        // 'More than 60%' of something that is not told.
        let figure = (start..end).any(|at| clauses.quantity(at).is_some_and(|to| to >= end));
        (!pointer && !figure && end - start <= LONGEST && !words.is_empty()).then(|| Filler::Text(words.to_owned()))
    }
}
