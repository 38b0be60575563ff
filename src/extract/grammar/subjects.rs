//! Which verb has which subject, where the two stand apart.

use super::{Clauses, Verb};
use crate::extract::context::Context;
use crate::fact::Kind;
use crate::recognise::{Form, Mention};

impl Context<'_, '_> {
    /// Verbs, by the atom at which they or their helpers begin, whose subject does not stand right in front of them, with
    /// the mention that is their subject: its position in [`Reading::mentions`](crate::recognise::Reading).
    pub fn distant_subjects(&self, sentence: usize) -> Vec<(usize, u32)> {
        if self.reading.is_chinese() {
            return self.topic_chain(sentence);
        }
        if !self.grammatical() {
            return Vec::new();
        }
        let clauses = Clauses { context: self, sentence };
        let mut found: Vec<(usize, u32)> = Vec::new();
        for at in 1..clauses.atoms().len() {
            let Some(verb) = self.deed(&clauses, at) else { continue };
            if found.last().is_some_and(|(last, _)| *last >= verb.from) {
                continue;
            }
            if self.joined(&clauses, verb) && !self.inverted(&clauses, verb) {
                found.extend(self.subject_named(&clauses, verb).map(|subject| (verb.from, subject)));
            }
        }
        found
    }

    /// The verb that begins at an atom, with its helpers.
    fn deed(&self, clauses: &Clauses<'_, '_, '_>, at: usize) -> Option<Verb> {
        let to = clauses.verb(at).or_else(|| self.relative_deed(clauses, at))?;
        Some(Verb { from: clauses.helped(at), to })
    }

    /// Where a present tense ends that only a relative in front tells from a noun: 'who backs', 'which also leads'.
    fn relative_deed(&self, clauses: &Clauses<'_, '_, '_>, at: usize) -> Option<usize> {
        let words = self.words;
        let adverb = at > 1 && clauses.class(at - 1, words.clause_adverb) == Some(at);
        clauses.class(at - 1 - usize::from(adverb), words.clause_relative)?;
        clauses.class(at, words.relative_deed)
    }

    /// 'And sued', 'who owns', ', meanwhile, left': a verb behind 'and', a relative or a mark has a subject further in front;
    /// in 'restricted purchases' the second word is none.
    fn joined(&self, clauses: &Clauses<'_, '_, '_>, verb: Verb) -> bool {
        let front = clauses.undated(verb.from).checked_sub(1);
        front.is_some_and(|front| {
            let joins = [self.words.clause_and, self.words.clause_relative];
            clauses.soft(front) || joins.into_iter().any(|class| clauses.class(front, class).is_some())
        })
    }

    /// '…, said Jane Roe, a florist': the subject stands behind its verb.
    fn inverted(&self, clauses: &Clauses<'_, '_, '_>, verb: Verb) -> bool {
        let name = self.mentions(clauses.sentence).find(|mention| mention.from == verb.to);
        let ends = |at: usize| clauses.atoms().get(at).is_none_or(|atom| matches!(atom.key.as_str(), "," | "."));
        clauses.tells(verb.to - 1) && name.is_some_and(|name| ends(name.to))
    }

    /// 'She said the sum was small and urged them to leave': who speaks twice, not what was told of in between.
    fn teller(&self, clauses: &Clauses<'_, '_, '_>, verb: Verb) -> Option<(usize, usize)> {
        let and = self.and_speaks(clauses, verb)?;
        let told = clauses.verb_before(and)?;
        let (start, _) = clauses.subject_of(told)?;
        let first = clauses.verb_before(start).filter(|first| clauses.tells(first.to - 1) && start - first.to <= 1)?;
        clauses.subject_of(first)
    }

    /// 'And urged', 'and accused': where the 'and' stands in front of the verb of somebody who speaks.
    fn and_speaks(&self, clauses: &Clauses<'_, '_, '_>, verb: Verb) -> Option<usize> {
        let words = self.words;
        let speaks = [words.urge_to, words.accuse, words.criticise];
        let at = verb.to - 1;
        let and = clauses.undated(verb.from).checked_sub(1)?;
        let tells = clauses.tells(at) || speaks.iter().any(|class| clauses.class(at, *class).is_some());
        // 'The staff were misled and told to leave': it is done to them, and said by nobody here.
        let told_to = clauses.class(at, words.tell).is_some() && clauses.class(verb.to, words.clause_to).is_some();
        let done_to = told_to || clauses.class(verb.to, self.reading.recogniser.classes.agent_marker).is_some();
        clauses.class(and, words.clause_and).filter(|_| tells && !done_to).map(|_| and)
    }

    /// 'She said it was late ‸and urged them to leave': where what somebody said ends, since the same goes on speaking.
    pub fn goes_on_speaking(&self, sentence: usize, subjects: &[(usize, u32)]) -> Vec<usize> {
        if !self.grammatical() {
            return Vec::new();
        }
        let clauses = Clauses { context: self, sentence };
        let verb = |from: usize| self.deed(&clauses, from).filter(|verb| verb.from == from);
        subjects.iter().filter_map(|(from, _)| self.and_speaks(&clauses, verb(*from)?)).collect()
    }

    /// The mention that names the subject of a verb alone: not one of several, nor in 'shareholders of Acme'.
    fn subject_named(&self, clauses: &Clauses<'_, '_, '_>, verb: Verb) -> Option<u32> {
        let (start, end) = self.teller(clauses, verb).or_else(|| clauses.subject_of(verb))?;
        let words = self.words;
        let first = self.reading.mentions.partition_point(|mention| mention.sentence < clauses.sentence);
        let mut here = self.reading.mentions_in(clauses.sentence).iter().enumerate();
        let other = |at: usize| {
            [words.clause_preposition, words.clause_and, words.possessive]
                .into_iter()
                .any(|class| clauses.class(at, class).is_some())
        };
        // 'Its head of sales, Jane Roe, said', 'a rival of Acme, Bolt, bought': who is named behind what he is.
        let named = |mention: &Mention| {
            mention.form == Form::Name
                && mention.from == end + 1
                && clauses.key(end) == ","
                && clauses.key(mention.to) == ","
        };
        let fits = |mention: &Mention| mention.to == end && mention.from >= start || named(mention);
        let of_other = |mention: &Mention| (start..mention.from.min(end)).any(other);
        let (number, subject) = here.find(|(_, mention)| !mention.senses.is_empty() && fits(mention))?;
        let (number, subject) = if of_other(subject) { here.find(|(_, next)| named(next))? } else { (number, subject) };
        let apart = subject.to < verb.from && !matches!(subject.form, Form::Nation | Form::Group);
        // 'A petition on Acme that tells Bolt': without a comma it may be the petition.
        let relative = clauses.undated(verb.from).checked_sub(1).filter(|at| *at > 0 && !clauses.soft(at - 1));
        let open = self.reading.sense(subject, |kind| kind == Kind::Person).is_none()
            && relative.is_some_and(|at| clauses.class(at, words.clause_relative).is_some())
            && start > 0
            && clauses.class(start - 1, words.clause_preposition).is_some();
        // 'A judge dismissed the suit that Acme filed and ordered': the second deed is not that of the clause in between.
        let within = start > 1
            && clauses.class(start - 1, words.clause_relative).is_some()
            && !clauses.soft(start - 2)
            && !clauses.tells(start - 2);
        let listed = within || start > 0 && clauses.class(start - 1, words.clause_and).is_some();
        (apart && !open && !subject.form.is_possessive() && !listed).then_some((first + number) as u32)
    }

    /// Whether somebody else acts in what stands behind a mention: 'she left Acme and sued', 'its prices and cut', 'unlike Acme, Bolt'.
    pub fn acts_not(&self, mention: &Mention, end: usize) -> bool {
        if !self.grammatical() {
            return self.circumstance_acts(mention, end);
        }
        let clauses = Clauses { context: self, sentence: mention.sentence };
        self.set_apart(&clauses, mention) || self.used(&clauses, mention) || self.other_acts(mention, end)
    }

    /// 'She left Acme and sued', 'founded with Roe and runs': the verb behind a mention has another subject.
    pub fn other_acts(&self, mention: &Mention, end: usize) -> bool {
        if !self.grammatical() {
            return false;
        }
        let clauses = Clauses { context: self, sentence: mention.sentence };
        let same = |other: u32| {
            let other = &self.reading.mentions[other as usize];
            other.from == mention.from || mention.senses.iter().any(|sense| other.senses.contains(sense))
        };
        let first = (mention.to..end).find_map(|at| self.deed(&clauses, at));
        let Some(verb) = first.filter(|verb| verb.from >= mention.to) else { return false };
        let relative = |at: usize| clauses.class(at, self.words.clause_relative).is_some();
        let front = clauses.undated(verb.from) - 1;
        // 'A letter, first seen by Acme, that calls'.
        if relative(front) && clauses.key(mention.to) == "," && mention.to + 1 == front {
            return clauses.subject_of(verb).is_some_and(|(_, end)| end < mention.from);
        }
        // 'Acme, which owns Bolt, and Cora, which runs Dow': who runs it is named behind.
        let last = (verb.to..end).rev().find_map(|at| self.deed(&clauses, at));
        if let Some(last) = last.filter(|last| last.to == end && last.from > verb.from) {
            let front = clauses.undated(last.from) - 1;
            let another = relative(front) && clauses.key(front - 1) == ",";
            let listed = |start: usize| start > mention.to && clauses.class(start - 1, self.words.clause_and).is_some();
            if another && clauses.subject_of(last).is_some_and(|(start, _)| listed(start)) {
                return true;
            }
        }
        if relative(front) || !self.joined(&clauses, verb) || self.inverted(&clauses, verb) {
            return false;
        }
        // 'The two owners, Roe and Poe, sued': who is named behind the subject acts as well.
        let nested = |end: usize| mention.from >= end && (clauses.key(front) != "," || relative(end + 1));
        // 'Acme, which owns Bolt, was founded': a clause about Acme ends in front of the verb.
        let ended = || {
            let open = (0..mention.from).rev().take_while(|at| !clauses.hard(*at)).find(|at| clauses.soft(*at));
            clauses.key(mention.to) == "," && front == mention.to && open.is_some_and(|open| relative(open + 1))
        };
        match self.subject_named(&clauses, verb) {
            Some(other) => !same(other) && (clauses.key(front) != "," || ended()),
            None => clauses.subject_of(verb).is_some_and(|(_, end)| nested(end)),
        }
    }

    /// 'Readers who quoted Jane Roe were banned': whoever stands in front of a verb is what a clause about its subject tells of.
    pub fn is_object(&self, mention: &Mention) -> bool {
        self.grammatical() && self.used(&Clauses { context: self, sentence: mention.sentence }, mention)
    }

    /// 'Teachers who use Acme asked': what a clause about the subject names does not act, unless that is what somebody says.
    fn used(&self, clauses: &Clauses<'_, '_, '_>, mention: &Mention) -> bool {
        let relative = |at: usize| clauses.class(at, self.words.clause_relative).is_some();
        let uses =
            |verb: Verb| verb.to == mention.from && relative(verb.from.saturating_sub(1)) && !clauses.tells(verb.from);
        clauses.verb(mention.to).is_some()
            && (1..mention.from).rev().take(3).any(|at| self.deed(clauses, at).is_some_and(uses))
    }

    /// 'Unlike Acme, Bolt bans', 'a rival of Acme, Bolt, sued': behind a preposition, and the one who acts is named next.
    fn set_apart(&self, clauses: &Clauses<'_, '_, '_>, mention: &Mention) -> bool {
        let words = self.words;
        let behind =
            mention.from.checked_sub(1).is_some_and(|at| clauses.class(at, words.clause_preposition).is_some());
        let mut next = self.mentions(mention.sentence);
        let next = next.find(|next| next.from == mention.to + 1 && next.form == Form::Name);
        let and = |at: usize| clauses.class(at, words.clause_and).is_some();
        behind
            && clauses.key(mention.to) == ","
            && next.is_some_and(|next| !(and(next.to) || clauses.key(next.to) == "," && and(next.to + 1)))
    }

    /// The clauses of a Chinese sentence that begin with a deed, and whose it is: 微軟今年獲利大增，並收購甲公司. Where a clause opens
    /// with something else, a group or a part of somebody, nobody is known for those behind it.
    fn topic_chain(&self, sentence: usize) -> Vec<(usize, u32)> {
        let own = &self.reading.article.sentences[sentence];
        let inside = |at: usize| own.quotes.iter().any(|quote| quote.outer.contains(&at));
        let mut found = Vec::new();
        let mut subject: Option<u32> = None;
        let first = self.reading.mentions.partition_point(|mention| mention.sentence < sentence);
        let mut before = 0;
        let ends = (0..own.atoms.len()).filter(|at| matches!(own.atoms[*at].key.as_str(), "," | ";") && !inside(*at));
        let ends: Vec<usize> = ends.chain([own.atoms.len()]).collect();
        for (number, end) in ends.iter().enumerate() {
            let start = number.checked_sub(1).map_or(0, |front| ends[front] + 1);
            let linked = self.word(sentence, start, self.words.chain_link);
            let start = linked.unwrap_or(start);
            let at = self.behind_lead(sentence, start);
            let here = self.reading.mentions_in(sentence).iter().position(|mention| mention.from == at);
            // 微軟沒有道歉，要求…: what is denied of the first deed may be denied of the next, and what is rumoured rumoured;
            // behind 讓用戶不滿 it may be the users who act.
            let breaks = [self.reading.recogniser.classes.negation, self.words.chain_break];
            if breaks.into_iter().any(|class| self.holds(sentence, before, start, class)) {
                subject = None;
            }
            // 經濟部核准甲公司入股，取得…: it may be the one named behind that goes on.
            if self.lets_another(sentence, before, start) {
                subject = None;
            }
            // 要求甲開放平台，移除廣告: without 並 the deed may still be what is asked for.
            let speaks = [self.words.urge, self.words.attack].into_iter().any(|class| self.is(sentence, at, class));
            if linked.is_none() && !speaks && self.holds(sentence, before, start, self.words.urge) {
                subject = None;
            }
            let deed = self.deed_of_clause(sentence, at, *end);
            let turned = self.chain_turned(sentence, before, start, deed.unwrap_or(at));
            before = start;
            if let Some(number) = here {
                subject =
                    self.opens_chain(&self.reading.mentions_in(sentence)[number]).then_some((first + number) as u32);
            } else if deed.is_some() {
                found.extend(subject.filter(|_| !turned).map(|subject| (start, subject)));
            } else {
                subject = None;
            }
        }
        found
    }

    /// 甲遭乙控告，要求賠償: behind a passive whoever has done it demands and charges, or nobody knows who.
    fn chain_turned(&self, sentence: usize, from: usize, start: usize, deed: usize) -> bool {
        // The sign may be part of a longer word: 遭下架.
        let Some(passive) = (from..start).find(|at| self.is(sentence, *at, self.words.passive_sign)) else {
            return false;
        };
        let by = || self.reading.mentions_in(sentence).iter().any(|one| (passive..start).contains(&one.from));
        self.is(sentence, deed, self.words.urge) || self.is(sentence, deed, self.words.attack) && by()
    }

    /// A clause that lets somebody who is named in it do something.
    fn lets_another(&self, sentence: usize, from: usize, to: usize) -> bool {
        let verb = (from..to).find(|at| self.is(sentence, *at, self.words.lets_another));
        let acts =
            |mention: &Mention| self.reading.sense(mention, |kind| kind.is_agent() || kind == Kind::Place).is_some();
        verb.is_some_and(|verb| self.mentions(sentence).any(|one| (verb..to).contains(&one.from) && acts(one)))
    }

    /// Where a Chinese clause begins behind dates and adverbs.
    pub(super) fn behind_lead(&self, sentence: usize, start: usize) -> usize {
        let mut at = start;
        let lead = |at: usize| {
            let dated = || self.date_at(sentence, self.word(sentence, at, self.words.dated_by)?);
            let date = self.date_at(sentence, at).or_else(dated);
            date.or_else(|| self.word(sentence, at, self.words.name_aside)).or_else(|| self.circumstance(sentence, at))
        };
        while let Some(next) = lead(at) {
            at = next;
        }
        at
    }

    /// Whoever opens a clause and goes on acting: no group, no owner of what follows, nobody's office.
    fn opens_chain(&self, mention: &Mention) -> bool {
        let sentence = mention.sentence;
        let acts = self.reading.sense(mention, Kind::is_agent).is_some();
        acts && !matches!(mention.form, Form::Group | Form::Nation)
            && !self.owns(mention)
            && !self.titled(sentence, mention.to)
    }
}
