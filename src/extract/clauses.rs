//! Where clauses and runs of nouns end in a sentence.

use super::pattern::Type;
use super::view::View;
use crate::recognise::lexicon::ClassId;
use crate::recognise::{Form, What};
use crate::segment::Part;
use crate::segment::atoms::Kind as AtomKind;

/// Longest run of nouns.
const LONGEST_NOUN: usize = 16;

/// How far behind a Chinese speaker the verb may stand.
const LONGEST_ASIDE: usize = 18;

/// How many atoms behind the beginning of a word it is still looked for around an atom.
const REACH: usize = 6;

/// How many atoms in front of the 'and' that joins it to another the helper of a passive verb may stand.
const PASSIVE: usize = 4;

impl View<'_, '_> {
    /// Where the clause that begins at an atom ends: before the sentence's last marks, a semicolon, another speaker, or where the
    /// same goes on speaking.
    pub fn clause_end(&self, at: usize) -> usize {
        let stops = self.clause_ends.get_or_init(|| self.stops());
        let atoms = &self.sentence.atoms;
        // A comma that opens the clause does not end it.
        let comma = atoms[at].kind == AtomKind::Mark && atoms[at].key == ",";
        let opens = comma && !self.sentence.quotes.iter().any(|quote| quote.outer.start == at);
        let mut end = if opens { stops[at + 1] } else { stops[at] };
        // 若屬實，依法最高可罰: what is said does not end behind its condition.
        let condition = self.syntax.condition.filter(|_| self.reading.is_chinese());
        if atoms.get(end).is_some_and(|atom| atom.key == ",")
            && !atoms[at..end].iter().any(|atom| atom.key == ",")
            && condition.is_some_and(|class| (at..end).any(|at| self.tagged.class_at(at, class).is_some()))
        {
            end = stops[end + 1];
        }
        // Words that begin inside a quotation end with it.
        let quoted = self.sentence.quotes.iter().filter(|quote| quote.inner.contains(&at)).map(|quote| quote.inner.end);
        end = quoted.min().map_or(end, |close| end.min(close));
        while end > at
            && atoms[end - 1].kind == AtomKind::Mark
            && !self.sentence.quotes.iter().any(|quote| quote.outer.end == end)
            && !matches!(atoms[end - 1].key.as_str(), "%" | ")" | "》")
        {
            end -= 1;
        }
        end
    }

    /// For each place the first one from it on at which a clause stops, with the marks in front of that.
    fn stops(&self) -> Vec<usize> {
        let atoms = &self.sentence.atoms;
        let mut stops = vec![atoms.len(); atoms.len() + 1];
        // 某公司否認裁員　工會：不相信: a space parts the clauses of a Chinese headline.
        let parts = |at: usize| {
            let han = |at: usize| atoms[at].kind == AtomKind::Han || atoms[at].key == "」";
            self.sentence.part == Part::Headline && atoms[at].spaced && han(at) && at > 0 && han(at - 1)
        };
        let speaks_on = self.goes_on_speaking();
        for at in (0..atoms.len()).rev() {
            stops[at] = if let Some(quote) = self.sentence.quotes.iter().find(|quote| quote.outer.start == at) {
                let end = quote.outer.end.max(at + 1);
                // A comma inside the closing mark parts the clause as one behind it does.
                let comma = quote.inner.end > 0 && atoms.get(quote.inner.end - 1).is_some_and(|atom| atom.key == ",");
                // 他說，我們不退，「沒有理由。」這番話: with a full stop inside the marks his words are over.
                let inside = quote.inner.end.checked_sub(1).and_then(|last| atoms.get(last));
                let over = self.reading.is_chinese() && inside.is_some_and(|last| last.key == "。");
                if over || comma && self.turns(end) { end } else { stops[end] }
            } else {
                let stop = atoms[at].kind == AtomKind::Mark
                    && match atoms[at].key.as_str() {
                        ";" | "。" => true,
                        "," => self.turns(at + 1) || self.tells_anew(at),
                        _ => false,
                    }
                    || self.speaks_again(at)
                    || speaks_on.contains(&at);
                match stop {
                    true => at,
                    false if at + 1 < atoms.len() && parts(at + 1) => at + 1,
                    false => stops[at + 1],
                }
            };
        }
        stops
    }

    /// 'Acme said it would shed 900 jobs, and Bolt began cutting 40': behind what somebody said would be, a comma and 'and', somebody
    /// else has done something.
    fn tells_anew(&self, comma: usize) -> bool {
        let atoms = &self.sentence.atoms;
        let class =
            |at: usize, class: Option<ClassId>| class.is_some_and(|class| self.tagged.class_at(at, class).is_some());
        if self.reading.is_chinese() || !class(comma + 1, self.syntax.and) {
            return false;
        }
        let named = |hit: &&crate::recognise::Hit| match hit.what {
            What::Mention(id) => self.reading.mentions[id as usize].form == Form::Name,
            _ => false,
        };
        let Some(verb) = self.tagged.at(comma + 2).iter().filter(named).map(|hit| hit.to as usize).max() else {
            return false;
        };
        let done = class(verb, self.syntax.clause_verb)
            && !class(verb, self.syntax.clause_auxiliary)
            && !class(verb, self.syntax.cue)
            && !atoms[verb].ends_as_plural();
        let cue = (0..comma).find(|at| class(*at, self.syntax.cue));
        let foretold = |cue: usize| (cue + 1..comma).any(|at| class(at, self.syntax.would));
        done && cue.is_some_and(foretold)
    }

    /// 'Said the mayor had misled them and called for an inquiry': the one who speaks goes on with what he says or asks next. In 'said the
    /// staff were misled and told to leave', 'was fined and criticised by the court' it is done to those who are told of.
    fn speaks_again(&self, at: usize) -> bool {
        let class = |at: usize, class: Option<ClassId>| class.and_then(|class| self.tagged.class_at(at, class));
        let Some(end) = class(at, self.syntax.clause_and).filter(|_| !self.reading.is_chinese()) else { return false };
        // 'And in January demanded'.
        let dated = self.tagged.date_at(class(end, self.syntax.dated_by).unwrap_or(end)).unwrap_or(end);
        let verb = class(dated, self.syntax.cue_adverb).unwrap_or(dated);
        let Some(behind) = class(verb, self.syntax.next_said) else { return false };
        let done_to = [self.syntax.clause_to, self.reading.recogniser.classes.agent_marker]
            .iter()
            .any(|marker| class(behind, *marker).is_some());
        let apart = at > 0 && self.sentence.atoms[at - 1].kind == AtomKind::Mark;
        let passive = || (at.saturating_sub(PASSIVE)..at).any(|at| class(at, self.syntax.be_passive).is_some());
        !((done_to || !apart) && passive())
    }

    /// Behind a comma somebody else takes the word, or the speaker goes on with a verb of saying.
    fn turns(&self, at: usize) -> bool {
        let tagged = self.tagged;
        let class = |at: usize, class: Option<ClassId>| class.is_some_and(|class| tagged.class_at(at, class).is_some());
        let mut at = at;
        while let Some(end) = self.syntax.cue_adverb.and_then(|class| tagged.class_at(at, class)) {
            at = end;
        }
        // 依據《電信法》: by which law something is done is nobody's word.
        let by_law = || self.sentence.atoms[at..].iter().take(4).any(|atom| atom.key == "《");
        if class(at, self.syntax.say_participle) || class(at, self.syntax.according_to) && !by_law() {
            return true;
        }
        // A title, or a body with one, may stand in front of the speaker: ', and Acme founder Jane Roe urged'.
        let joins = self.syntax.clause_and.filter(|_| !self.reading.is_chinese());
        let mut named = joins.and_then(|class| tagged.class_at(at, class)).unwrap_or(at);
        let joined = named > at;
        for _ in 0..3 {
            let title = tagged
                .at(named)
                .iter()
                .filter(|hit| matches!(hit.what, What::Title(_)))
                .map(|hit| hit.to as usize)
                .max();
            let body = tagged
                .at(named)
                .iter()
                .filter(|hit| matches!(hit.what, What::Mention(_)) && self.title_at(hit.to as usize))
                .map(|hit| hit.to as usize)
                .max();
            named = title.or(body).unwrap_or(named);
        }
        // 'a move she called reckless'.
        let told = if class(at, self.syntax.one_such) { at + 2 } else { at };
        // 要求業者下架，業者拒絕: that clause is no longer what was asked for.
        let answers = |place: usize| {
            let end = self.syntax.answers_so.and_then(|class| tagged.class_at(place, class));
            let mark = |end: usize| self.sentence.atoms.get(end).is_none_or(|atom| atom.kind == AtomKind::Mark);
            self.reading.is_chinese() && end.is_some_and(mark)
        };
        let says = |place: usize, start: usize| {
            class(place, self.syntax.cue)
                || class(place, self.syntax.no_comment)
                || joined && start == named && class(place, self.syntax.next_said)
                || start == told && told > at && class(place, self.syntax.call_as)
                || answers(place)
        };
        // 說，對海雲發布命令: whom something is done to does not take the word.
        let acted_on = |start: usize| start > at && class(start - 1, self.syntax.coverb) && self.reading.is_chinese();
        let starts = [at, at + 1, named, told];
        starts.iter().filter(|start| !acted_on(**start)).any(|start| {
            self.ends(Type::Agent, *start).iter().any(|(end, _)| {
                (*end..(*end + 3).min(self.len())).any(|place| says(place, *start)) || self.speaks_aside(*end)
            })
        })
    }

    /// 發言人王大文昨天向路透社表示: between a Chinese speaker and the verb stands when, where or to whom it was said.
    fn speaks_aside(&self, at: usize) -> bool {
        let atoms = &self.sentence.atoms;
        let at = self.tagged.date_at(at).unwrap_or(at);
        let is =
            |at: usize, class: Option<ClassId>| class.is_some_and(|class| self.tagged.class_at(at, class).is_some());
        is(at, self.syntax.speech_aside)
            && (at..self.len().min(at + LONGEST_ASIDE))
                .take_while(|at| !matches!(atoms[*at].key.as_str(), "," | "。" | ";" | ":"))
                .any(|at| is(at, self.syntax.speech_say))
    }

    /// Where a run of nouns ends: at a mark, a verb, a function word, a date or a quantity. It begins only behind one.
    pub fn noun_end(&self, at: usize) -> Option<usize> {
        if at > 0 && self.is_nominal(at - 1) || !self.is_nominal(at) {
            return None;
        }
        (at..self.len().min(at + LONGEST_NOUN)).take_while(|at| self.is_nominal(*at)).last().map(|last| last + 1)
    }

    /// Whether an atom may be part of a run of nouns.
    pub fn is_nominal(&self, at: usize) -> bool {
        self.nominal.get_or_init(|| self.nominals()).get(at).copied().unwrap_or(false)
    }

    fn nominals(&self) -> Vec<bool> {
        #[derive(Clone, Copy, Default)]
        struct Cover {
            figure: bool,
            name: bool,
            stop: bool,
        }
        let mut covers = vec![Cover::default(); self.len()];
        for hit in &self.tagged.hits {
            let (from, to) = (hit.from as usize, (hit.to as usize).min(hit.from as usize + REACH + 1));
            for cover in &mut covers[from..to] {
                match hit.what {
                    What::Time(_) | What::Quantity(_) => cover.figure = true,
                    What::Mention(id) => cover.name |= self.reading.mentions[id as usize].form == Form::Name,
                    What::Title(_) | What::Topic(_) => {}
                }
            }
        }
        if let Some(class) = self.syntax.not_noun {
            let words = &self.tagged.words;
            for word in words.all().iter().filter(|word| words.is(word, class)) {
                let (from, to) = (word.from as usize, (word.to as usize).min(word.from as usize + REACH + 1));
                covers[from..to].iter_mut().for_each(|cover| cover.stop = true);
            }
        }
        let nominal = |(at, cover): (usize, &Cover)| {
            let atom = &self.sentence.atoms[at];
            if atom.kind == AtomKind::Mark {
                return matches!(atom.key.as_str(), "/" | "&" | "-") && at > 0 && !atom.spaced;
            }
            !cover.figure && (cover.name || !cover.stop)
        };
        covers.iter().enumerate().map(nominal).collect()
    }
}
