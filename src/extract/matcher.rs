//! Matches compiled rules against the tagged sentences of an article.

use rustc_hash::FxHashSet;
use smallvec::{SmallVec, smallvec};

use super::pattern::{Needed, Node, Only, Type, flag};
use super::rules::{Index, Rule};
use crate::fact::Kind;
use crate::recognise::lexicon::{ClassId, Symbol};
use crate::recognise::number::Measure;
use crate::recognise::{Form, Reading, Tagged, What};
use crate::segment::Sentence;
use crate::segment::atoms::Kind as AtomKind;

/// Steps from which on a part of a pattern that failed at a place is remembered, so that it is not tried there again.
/// Whether a part fits depends on nothing but the part and the place, and what would be cheap to try is not worth a note.
const WORTH_A_NOTE: u32 = 6;

/// What a capture holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    Mention(u32),
    Title(u32),
    Time(u32),
    Quantity(u32),
    Topic(u32),
    Words,
}

/// One filled role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture<'r> {
    pub role: &'r str,
    pub kind: Option<Type>,
    pub from: usize,
    pub to: usize,
    pub item: Item,
}

/// A pattern that fits a stretch of a sentence.
#[derive(Debug, Clone)]
pub struct Match<'r> {
    pub rule: &'r Rule,
    pub sentence: usize,
    pub from: usize,
    pub to: usize,
    pub captures: Vec<Capture<'r>>,
}

/// Word classes that the matcher itself asks for.
#[derive(Debug, Default)]
pub struct Syntax {
    /// Marks and words between the members of a list.
    pub separator: Option<ClassId>,
    /// Words at which a run of nouns ends.
    pub not_noun: Option<ClassId>,
    /// Verbs by which somebody speaks.
    pub cue: Option<ClassId>,
    pub say_participle: Option<ClassId>,
    pub according_to: Option<ClassId>,
    /// Adverbs that may stand in front of such a verb.
    pub cue_adverb: Option<ClassId>,
    /// Marks of possession.
    pub possessive: Option<ClassId>,
}

/// One sentence, ready to be matched.
pub struct Matcher<'m, 'a> {
    pub reading: &'m Reading<'a>,
    pub syntax: &'m Syntax,
    number: usize,
    sentence: &'a Sentence,
    tagged: &'m Tagged,
    /// Classes of which the sentence has a word, as a set of bits.
    classes: Vec<u64>,
    /// The same for each atom: classes of which a word begins there.
    begins: Vec<u64>,
    /// Symbols of the sentence, sorted.
    symbols: Vec<Symbol>,
    /// What begins at each atom, and anywhere.
    flags: Vec<u16>,
    all_flags: u16,
    /// Class and atom of every word of a class, sorted.
    places: Vec<(ClassId, u32)>,
}

/// The ends that a part of a pattern may have from one place.
type Ends = SmallVec<[(usize, Item); 4]>;

/// Where a fitting pattern ends, and what it captures.
type Fit<'r> = (usize, Vec<Capture<'r>>);

struct Continuation<'r, 'c> {
    nodes: &'r [Node],
    next: Option<&'c Continuation<'r, 'c>>,
}

#[derive(Default)]
struct State<'r> {
    captures: Vec<Capture<'r>>,
    steps: u32,
    /// Parts of the pattern, by their address, and places where they failed.
    failed: FxHashSet<(usize, usize)>,
    /// How far any attempt came: position, and number of top-level nodes matched.
    reached: (usize, usize),
}

impl<'m, 'a> Matcher<'m, 'a> {
    pub fn new(reading: &'m Reading<'a>, syntax: &'m Syntax, number: usize) -> Self {
        let tagged = &reading.sentences[number];
        let sentence = &reading.article.sentences[number];
        let width = reading.recogniser.lexicon.class_count() / 64 + 1;
        let mut classes = vec![0; width];
        let mut begins = vec![0; width * sentence.atoms.len()];
        let mut places = Vec::new();
        for hit in &tagged.hits {
            if let What::Class(class) = hit.what {
                let (word, bit) = (usize::from(class) / 64, 1 << (class % 64));
                classes[word] |= bit;
                begins[width * hit.from as usize + word] |= bit;
                places.push((class, hit.from));
            }
        }
        places.sort_unstable();
        places.dedup();
        let mut symbols = tagged.symbols.clone();
        symbols.sort_unstable();
        let flags = flags(reading, tagged, sentence);
        let all_flags = flags.iter().fold(0, |all, flags| all | flags);
        Self { reading, syntax, number, sentence, tagged, classes, begins, symbols, flags, all_flags, places }
    }

    /// All matches of a rule, leftmost first; from one place only the first way in which a pattern fits.
    pub fn matches<'r>(&self, rule: &'r Rule) -> Vec<Match<'r>> {
        (0..rule.patterns.len()).flat_map(|pattern| self.pattern_matches(rule, pattern)).collect()
    }

    /// Rules and their patterns that the sentence may match, by the words that it has.
    pub fn candidates(&self, index: &Index) -> impl Iterator<Item = (u32, u32)> {
        let classes = self.classes.iter().enumerate().flat_map(|(word, bits)| {
            (0..64).filter(move |bit| bits & (1 << bit) != 0).map(move |bit| (word * 64 + bit) as ClassId)
        });
        index.candidates(classes, &self.symbols, self.all_flags)
    }

    /// All matches of one pattern of a rule.
    pub fn pattern_matches<'r>(&self, rule: &'r Rule, pattern: usize) -> Vec<Match<'r>> {
        let mut found = Vec::new();
        let nodes = &rule.patterns[pattern];
        if !rule.needs[pattern].iter().all(|need| need.iter().any(|needed| self.holds(*needed))) {
            return found;
        }
        let near = rule.anchors[pattern].as_ref().map(|(needed, most)| self.near(needed, *most));
        // Behind the last of the words that it needs a pattern cannot begin.
        let last = rule.needs[pattern].iter().filter_map(|need| self.last_place(need)).min();
        let last =
            if matches!(nodes.first(), Some(Node::Start)) { 1 } else { last.unwrap_or(self.sentence.atoms.len()) };
        let mut from = 0;
        let mut state = State::default();
        while from < last {
            // Between the windows around the words that the pattern hangs on nothing can begin.
            match near.as_ref().map(|windows| windows.iter().find(|window| window.1 >= from)) {
                Some(Some(window)) if window.0 > from => {
                    from = window.0;
                    continue;
                }
                Some(None) => break,
                _ => {}
            }
            if self.may_begin(nodes, from)
                && let Some((to, captures)) = self.fit(nodes, from, &mut state)
            {
                found.push(Match { rule, sentence: self.number, from, to, captures });
            }
            from += 1;
        }
        found
    }

    /// Behind the last word of some; `None` where not all of them are words of classes.
    fn last_place(&self, needed: &[Needed]) -> Option<usize> {
        let mut last = 0;
        for needed in needed {
            let Needed::Class(class) = *needed else { return None };
            let end = self.places.partition_point(|place| place.0 <= class);
            if let Some(place) = self.places[..end].last().filter(|place| place.0 == class) {
                last = last.max(place.1 as usize + 1);
            }
        }
        Some(last)
    }

    /// First and last places from which one of some words is no further than `most` atoms away, in order.
    fn near(&self, needed: &[Needed], most: usize) -> SmallVec<[(usize, usize); 8]> {
        let mut words: SmallVec<[usize; 16]> = SmallVec::new();
        for needed in needed {
            match *needed {
                Needed::Class(class) => {
                    let start = self.places.partition_point(|place| *place < (class, 0));
                    words.extend(
                        self.places[start..].iter().take_while(|place| place.0 == class).map(|place| place.1 as usize),
                    );
                }
                Needed::Symbol(symbol) => {
                    words.extend((0..self.tagged.symbols.len()).filter(|at| self.tagged.symbols[*at] == symbol))
                }
                Needed::Flags(flags) => words.extend((0..self.flags.len()).filter(|at| self.flags[*at] & flags != 0)),
            }
        }
        words.sort_unstable();
        let mut windows: SmallVec<[(usize, usize); 8]> = SmallVec::new();
        for at in words {
            let start = at.saturating_sub(most);
            match windows.last_mut() {
                Some(last) if start <= last.1 + 1 => last.1 = at,
                _ => windows.push((start, at)),
            }
        }
        windows
    }

    /// Whether the first node can fit here at all; saves the walk at most places.
    fn may_begin(&self, nodes: &[Node], at: usize) -> bool {
        if at >= self.sentence.atoms.len() {
            return !matches!(nodes.first(), Some(Node::Literal(_) | Node::Class { .. } | Node::Capture { .. }));
        }
        match nodes.first() {
            Some(Node::Literal(symbols)) => self.tagged.symbols[at] == symbols[0],
            Some(Node::Class { class, .. }) => self.begins_word(at, *class),
            Some(Node::Capture { kind, .. }) => kind.flags() == 0 || self.flags[at] & kind.flags() != 0,
            Some(Node::Start) => at == 0,
            Some(Node::Choice(_, first)) => {
                let begins = &self.begins[self.classes.len() * at..];
                first.any
                    || self.flags[at] & first.flags != 0
                    || first.classes.iter().any(|(word, bits)| begins[*word] & bits != 0)
                    || first.symbols.contains(&self.tagged.symbols[at])
            }
            _ => true,
        }
    }

    /// Whether a word of a class begins at an atom.
    fn begins_word(&self, at: usize, class: ClassId) -> bool {
        let word = self.classes.len() * at + usize::from(class) / 64;
        self.begins.get(word).is_some_and(|bits| bits & (1 << (class % 64)) != 0)
    }

    /// The best near miss of a rule: where it began, how far it came, and how many of its nodes fitted.
    pub fn near_miss(&self, rule: &Rule) -> Option<(usize, usize, usize)> {
        let mut best: Option<(usize, usize, usize)> = None;
        for nodes in &rule.patterns {
            for from in 0..self.sentence.atoms.len() {
                let mut state = State::default();
                self.fit(nodes, from, &mut state);
                let (reached, done) = state.reached;
                if done > best.map_or(0, |best| best.2) {
                    best = Some((from, reached, done));
                }
            }
        }
        best
    }

    fn fit<'r>(&self, nodes: &'r [Node], from: usize, state: &mut State<'r>) -> Option<Fit<'r>> {
        state.captures.clear();
        let to = self.step(nodes, None, from, state, nodes.len())?;
        Some((to, std::mem::take(&mut state.captures)))
    }

    fn holds(&self, needed: Needed) -> bool {
        match needed {
            Needed::Class(class) => self.classes[usize::from(class) / 64] & (1 << (class % 64)) != 0,
            Needed::Symbol(symbol) => self.symbols.binary_search(&symbol).is_ok(),
            Needed::Flags(flags) => self.all_flags & flags != 0,
        }
    }

    /// Matches the nodes, then the continuation; returns where the whole ends.
    fn step<'r>(
        &self,
        nodes: &'r [Node],
        next: Option<&Continuation<'r, '_>>,
        at: usize,
        state: &mut State<'r>,
        total: usize,
    ) -> Option<usize> {
        state.steps += 1;
        let Some((node, rest)) = nodes.split_first() else {
            return match next {
                Some(next) => self.step(next.nodes, next.next, at, state, total),
                None => Some(at),
            };
        };
        // What follows a part is always the same, so that its address stands for all that has to fit from here on.
        let part = (std::ptr::from_ref(node).addr(), at);
        if !state.failed.is_empty() && state.failed.contains(&part) {
            return None;
        }
        let before = state.steps;
        let found = self.walk(node, rest, next, at, state, total);
        if found.is_none() && state.steps - before >= WORTH_A_NOTE {
            state.failed.insert(part);
        }
        found
    }

    fn walk<'r>(
        &self,
        node: &'r Node,
        rest: &'r [Node],
        next: Option<&Continuation<'r, '_>>,
        at: usize,
        state: &mut State<'r>,
        total: usize,
    ) -> Option<usize> {
        if next.is_none() {
            let done = total - rest.len() - 1;
            if done > state.reached.1 {
                state.reached = (at, done);
            }
        }
        let atoms = &self.sentence.atoms;
        match node {
            Node::Literal(symbols) => {
                let end = at + symbols.len();
                let fits = end <= atoms.len() && self.tagged.symbols[at..end] == symbols[..];
                if fits { self.step(rest, next, end, state, total) } else { None }
            }
            Node::Class { class, role } => {
                if !self.begins_word(at, *class) {
                    return None;
                }
                for end in self.class_ends(at, *class) {
                    let mark = state.captures.len();
                    if let Some(role) = role {
                        state.captures.push(Capture { role, kind: None, from: at, to: end, item: Item::Words });
                    }
                    if let Some(found) = self.step(rest, next, end, state, total) {
                        return Some(found);
                    }
                    state.captures.truncate(mark);
                }
                None
            }
            Node::Behind { class, not } => {
                let ends = (at.saturating_sub(6)..at).any(|from| {
                    self.tagged.at(from).iter().any(|hit| {
                        hit.what == What::Class(*class)
                            && (hit.to as usize == at || hit.to as usize + 1 == at)
                            && !self.closes_quote(hit.from as usize)
                    })
                });
                if ends == *not { None } else { self.step(rest, next, at, state, total) }
            }
            Node::Look { nodes, not } => {
                let mark = state.captures.len();
                // The sequence is tried on its own: nothing has to follow it.
                let alone = Continuation { nodes: &[], next: None };
                let fits = self.step(nodes, Some(&alone), at, state, total).is_some();
                if *not {
                    state.captures.truncate(mark);
                }
                let found = if fits == *not { None } else { self.step(rest, next, at, state, total) };
                if found.is_none() {
                    state.captures.truncate(mark);
                }
                found
            }
            Node::Gap { most, wide } => {
                let mut end = at;
                loop {
                    if self.may_begin(rest, end)
                        && let Some(found) = self.step(rest, next, end, state, total)
                    {
                        return Some(found);
                    }
                    end = self.gap_step(end, *wide)?;
                    if end - at > *most {
                        return None;
                    }
                }
            }
            Node::Choice(alternatives, _) => {
                let continuation = Continuation { nodes: rest, next };
                for nodes in alternatives {
                    if !self.may_begin(nodes, at) {
                        continue;
                    }
                    let mark = state.captures.len();
                    if let Some(found) = self.step(nodes, Some(&continuation), at, state, total) {
                        return Some(found);
                    }
                    state.captures.truncate(mark);
                }
                None
            }
            Node::Optional(nodes) => {
                let continuation = Continuation { nodes: rest, next };
                if self.may_begin(nodes, at) {
                    let mark = state.captures.len();
                    if let Some(found) = self.step(nodes, Some(&continuation), at, state, total) {
                        return Some(found);
                    }
                    state.captures.truncate(mark);
                }
                self.step(rest, next, at, state, total)
            }
            Node::Start => (at == 0).then(|| self.step(rest, next, at, state, total))?,
            Node::End => {
                let trailing = atoms[at..].iter().all(|atom| atom.kind == AtomKind::Mark);
                if trailing { self.step(rest, next, at, state, total) } else { None }
            }
            Node::Capture { role, kind, list, only } => {
                self.capture(role.as_deref(), *kind, *list, only, rest, next, at, state, total)
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "they are the parts of one node and of the walk")]
    fn capture<'r>(
        &self,
        role: Option<&'r str>,
        kind: Type,
        list: bool,
        only: &'r Only,
        rest: &'r [Node],
        next: Option<&Continuation<'r, '_>>,
        at: usize,
        state: &mut State<'r>,
        total: usize,
    ) -> Option<usize> {
        for (end, item) in self.ends(kind, at) {
            if !list && !self.may_begin(rest, end) || !self.limited(only, item, end) {
                continue;
            }
            let mark = state.captures.len();
            if let Some(role) = role {
                state.captures.push(Capture { role, kind: Some(kind), from: at, to: end, item });
            }
            if list {
                // Longer lists first: a pattern that goes on behind a list means the whole of it.
                if let Some(again) = self.separated(end).map(|again| self.described(kind, again))
                    && let Some(found) = self.capture(role, kind, true, only, rest, next, again, state, total)
                {
                    return Some(found);
                }
            }
            if let Some(found) = self.step(rest, next, end, state, total) {
                return Some(found);
            }
            state.captures.truncate(mark);
        }
        None
    }

    /// Whether a capture keeps to the limits that stand behind its type.
    fn limited(&self, only: &Only, item: Item, end: usize) -> bool {
        if let Some(class) = only.through {
            let ends = (end.saturating_sub(6)..end).any(|at| {
                self.tagged.at(at).iter().any(|hit| hit.what == What::Class(class) && hit.to as usize == end)
            });
            if !ends {
                return false;
            }
        }
        let Item::Title(id) = item else { return true };
        let concept = self.reading.titles[id as usize].base;
        let lexicon = &self.reading.recogniser.lexicon;
        (only.within.is_empty() || only.within.iter().any(|above| lexicon.is_below(concept, *above)))
            && !only.without.iter().any(|above| lexicon.is_below(concept, *above))
    }

    /// Behind the marks and words that separate the members of a list.
    fn separated(&self, at: usize) -> Option<usize> {
        let class = self.syntax.separator?;
        let mut end = self.tagged.class_at(at, class)?;
        while let Some(further) = self.tagged.class_at(end, class) {
            end = further;
        }
        Some(end)
    }

    /// A mark that opens a quotation elsewhere closes one here.
    fn closes_quote(&self, at: usize) -> bool {
        self.sentence.quotes.iter().any(|quote| quote.outer.end == at + 1 && quote.outer.start < at)
    }

    /// Where the next member of a list begins: perhaps behind a few words that say what it is, as in 'cider maker Acme'.
    fn described(&self, kind: Type, at: usize) -> usize {
        let names = matches!(kind, Type::Person | Type::Org | Type::Body | Type::Agent | Type::Name | Type::Platform);
        if !names || self.reading.is_chinese() {
            return at;
        }
        let wanted = kind.flags();
        for here in at..(at + 5).min(self.flags.len()) {
            if self.flags[here] & wanted != 0 {
                return here;
            }
            let atom = &self.sentence.atoms[here];
            // 'Acme, the owner of Bolt' is one member and what is said of it.
            let ties = self.reading.recogniser.classes.of.is_some_and(|of| self.tagged.class_at(here, of).is_some());
            if ties || atom.kind != AtomKind::Word || !self.is_nominal(here) || self.flags[here] & !flag::TITLE != 0 {
                break;
            }
        }
        at
    }

    fn class_ends(&self, at: usize, class: ClassId) -> SmallVec<[usize; 4]> {
        let mut ends: SmallVec<[usize; 4]> =
            self.tagged.at(at).iter().filter(|hit| hit.what == What::Class(class)).map(|hit| hit.to as usize).collect();
        ends.sort_unstable_by(|a, b| b.cmp(a));
        ends
    }

    /// One atom further, or over a whole name or parenthesis where the gap may hold them.
    fn gap_step(&self, at: usize, wide: bool) -> Option<usize> {
        let atom = self.sentence.atoms.get(at)?;
        if self
            .sentence
            .quotes
            .iter()
            .any(|quote| quote.outer.start == at || quote.outer.end == at + 1 && atom.kind == AtomKind::Mark)
        {
            return None;
        }
        if wide {
            return (!matches!(atom.key.as_str(), ";" | "。" | "!" | "?")).then_some(at + 1);
        }
        let named = self.tagged.at(at).iter().any(|hit| match hit.what {
            What::Mention(id) => {
                let mention = &self.reading.mentions[id as usize];
                !mention.form.is_possessive()
                    && mention.senses.iter().any(|sense| self.reading.entities[*sense as usize].kind != Kind::Place)
            }
            _ => false,
        });
        let mark = atom.kind == AtomKind::Mark && !matches!(atom.key.as_str(), "-" | "/" | "%" | "$" | "·" | "." | "'");
        (!named && !mark).then_some(at + 1)
    }

    /// Where a capture of a type that begins at an atom may end, in order of preference.
    fn ends(&self, kind: Type, at: usize) -> Ends {
        if at >= self.sentence.atoms.len() {
            return Ends::new();
        }
        if kind.flags() != 0 && self.flags[at] & kind.flags() == 0 {
            return Ends::new();
        }
        match kind {
            Type::Quote => self
                .sentence
                .quotes
                .iter()
                .filter(|quote| quote.outer.start == at && !self.is_name(&quote.inner))
                .map(|quote| (quote.outer.end, Item::Words))
                .collect(),
            Type::Clause => {
                let end = self.clause_end(at);
                if end > at { smallvec![(end, Item::Words)] } else { Ends::new() }
            }
            Type::Until => {
                let stop = self.sentence.atoms.len().min(at + 80);
                (at + 1..=stop).map(|end| (end, Item::Words)).collect()
            }
            Type::Noun => self.noun_end(at).map(|end| (end, Item::Words)).into_iter().collect(),
            _ => {
                let mut found: Ends = self
                    .tagged
                    .at(at)
                    .iter()
                    .filter_map(|hit| self.fits(kind, hit.what, hit.to as usize).map(|item| (hit.to as usize, item)))
                    .collect();
                found.sort_by_key(|(end, _)| std::cmp::Reverse(*end));
                found
            }
        }
    }

    /// Whether a stretch, such as what stands between quotation marks, is nothing but a name.
    fn is_name(&self, stretch: &std::ops::Range<usize>) -> bool {
        (stretch.start.saturating_sub(1)..=stretch.start).any(|from| {
            self.tagged.at(from).iter().any(|hit| match hit.what {
                What::Mention(id) => {
                    let named = self.reading.mentions[id as usize].form == Form::Name;
                    named && (stretch.end..=stretch.end + 1).contains(&(hit.to as usize))
                }
                _ => false,
            })
        })
    }

    fn fits(&self, kind: Type, what: What, end: usize) -> Option<Item> {
        match (kind, what) {
            (Type::Title, What::Title(id)) => Some(Item::Title(id)),
            (Type::Topic, What::Topic(id)) => Some(Item::Topic(id)),
            (Type::Time, What::Time(id)) => Some(Item::Time(id)),
            (
                Type::Quantity | Type::Money | Type::Percent | Type::Count | Type::Many | Type::Duration,
                What::Quantity(id),
            ) => {
                let quantity = &self.reading.quantities[id as usize];
                let measure = &quantity.measure;
                let fits = match kind {
                    Type::Money => matches!(measure, Measure::Money(_)),
                    Type::Percent => *measure == Measure::Percent,
                    Type::Count => *measure == Measure::Plain,
                    Type::Many => {
                        *measure == Measure::Plain
                            && quantity.value.is_some_and(|value| value.whole().is_none_or(|value| value >= 10))
                    }
                    Type::Duration => matches!(measure, Measure::Duration(_)),
                    _ => true,
                };
                fits.then_some(Item::Quantity(id))
            }
            (_, What::Mention(id)) => self.mention_fits(kind, id, end).then_some(Item::Mention(id)),
            _ => None,
        }
    }

    fn mention_fits(&self, kind: Type, id: u32, end: usize) -> bool {
        let mention = &self.reading.mentions[id as usize];
        if mention.senses.is_empty() {
            return false;
        }
        let is = |test: fn(Kind) -> bool| {
            mention.senses.iter().any(|sense| test(self.reading.entities[*sense as usize].kind))
        };
        let possessed = || {
            let owns = self.syntax.possessive.is_some_and(|class| self.tagged.class_at(end, class).is_some());
            mention.form.is_possessive() || owns && !self.sentence.quotes.iter().any(|quote| quote.outer.end == end + 1)
        };
        // The government of a place acts as a body, and is the place.
        let body = || mention.form == Form::Government || is(Kind::is_body);
        match kind {
            Type::Person => is(|k| k == Kind::Person) && !mention.form.is_possessive(),
            Type::Org => body(),
            Type::Body => body() && !possessed() && !self.title_at(end),
            Type::Platform => is(|k| matches!(k, Kind::Platform | Kind::Product)) && !mention.form.is_possessive(),
            Type::Place => mention.form != Form::Nation && is(|k| k == Kind::Place),
            Type::Nation => mention.form == Form::Nation,
            Type::Group => mention.form == Form::Group,
            Type::Owner => body() || is(|k| matches!(k, Kind::Person | Kind::Group)),
            Type::Agent => {
                (body() || is(|k| matches!(k, Kind::Person | Kind::Group))) && !possessed() && !self.title_at(end)
            }
            Type::Name => mention.form == Form::Name,
            _ => false,
        }
    }

    /// A title right behind a name belongs to somebody else: in 'Acme chief executive Jane Roe' it is not Acme who acts.
    fn title_at(&self, at: usize) -> bool {
        self.tagged.at(at).iter().any(|hit| matches!(hit.what, What::Title(_)))
    }

    /// Where the clause that begins at an atom ends: before the sentence's last marks, a semicolon, or another speaker.
    fn clause_end(&self, at: usize) -> usize {
        let atoms = &self.sentence.atoms;
        let mut end = at;
        while end < atoms.len() {
            if let Some(quote) = self.sentence.quotes.iter().find(|quote| quote.outer.start == end) {
                end = quote.outer.end.max(end + 1);
                // A comma inside the closing mark parts the clause as one behind it does.
                let comma = quote.inner.end > 0 && atoms.get(quote.inner.end - 1).is_some_and(|atom| atom.key == ",");
                if comma && self.turns(end) {
                    break;
                }
                continue;
            }
            let key = atoms[end].key.as_str();
            if key == ";" || key == "。" || end > at && key == "," && self.turns(end + 1) {
                break;
            }
            end += 1;
        }
        while end > at
            && atoms[end - 1].kind == AtomKind::Mark
            && !self.sentence.quotes.iter().any(|quote| quote.outer.end == end)
            && !matches!(atoms[end - 1].key.as_str(), "%" | ")" | "》")
        {
            end -= 1;
        }
        end
    }

    /// Behind a comma somebody else takes the word, or the speaker goes on with a verb of saying.
    fn turns(&self, at: usize) -> bool {
        let tagged = self.tagged;
        let class = |at: usize, class: Option<ClassId>| class.is_some_and(|class| tagged.class_at(at, class).is_some());
        let mut at = at;
        while let Some(end) = self.syntax.cue_adverb.and_then(|class| tagged.class_at(at, class)) {
            at = end;
        }
        if class(at, self.syntax.say_participle) || class(at, self.syntax.according_to) {
            return true;
        }
        // A title, or a body with one, may stand in front of the speaker.
        let mut named = at;
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
        let starts = [at, at + 1, named];
        starts.iter().any(|start| {
            self.ends(Type::Agent, *start).iter().any(|(end, _)| {
                (*end..(*end + 3).min(self.sentence.atoms.len())).any(|place| class(place, self.syntax.cue))
            })
        })
    }

    /// Where a run of nouns ends: at a mark, a verb, a function word, a date or a quantity. It begins only behind one.
    fn noun_end(&self, at: usize) -> Option<usize> {
        if at > 0 && self.is_nominal(at - 1) || !self.is_nominal(at) {
            return None;
        }
        let mut end = at;
        while end < self.sentence.atoms.len() && end - at < 16 && self.is_nominal(end) {
            end += 1;
        }
        Some(end)
    }

    /// Whether an atom may be part of a run of nouns.
    pub fn is_nominal(&self, at: usize) -> bool {
        let Some(atom) = self.sentence.atoms.get(at) else { return false };
        if atom.kind == AtomKind::Mark {
            return matches!(atom.key.as_str(), "/" | "&" | "-") && at > 0 && !atom.spaced;
        }
        let covers = |what: &dyn Fn(What) -> bool| {
            (at.saturating_sub(6)..=at)
                .any(|from| self.tagged.at(from).iter().any(|hit| hit.to as usize > at && what(hit.what)))
        };
        if covers(&|what| matches!(what, What::Time(_) | What::Quantity(_))) {
            return false;
        }
        if covers(&|what| matches!(what, What::Mention(id) if self.reading.mentions[id as usize].form == Form::Name)) {
            return true;
        }
        let class = self.syntax.not_noun;
        !covers(&|what| matches!(what, What::Class(id) if Some(id) == class))
    }
}

/// What begins at each atom of a sentence.
fn flags(reading: &Reading<'_>, tagged: &Tagged, sentence: &Sentence) -> Vec<u16> {
    let mut flags = vec![0; sentence.atoms.len()];
    for hit in &tagged.hits {
        flags[hit.from as usize] |= match hit.what {
            What::Mention(id) => reading.mentions[id as usize].senses.iter().fold(0, |all, sense| {
                all | match reading.entities[*sense as usize].kind {
                    Kind::Person => flag::PERSON,
                    Kind::Place if reading.mentions[id as usize].form == Form::Government => flag::PLACE | flag::BODY,
                    Kind::Place => flag::PLACE,
                    Kind::Group => flag::GROUP,
                    kind if kind.is_body() => flag::BODY,
                    _ => flag::OTHER_NAME,
                }
            }),
            What::Title(_) => flag::TITLE,
            What::Time(_) => flag::TIME,
            What::Topic(_) => flag::TOPIC,
            What::Quantity(id) => match reading.quantities[id as usize].measure {
                Measure::Money(_) => flag::MONEY,
                Measure::Percent => flag::PERCENT,
                Measure::Plain => flag::COUNT,
                Measure::Duration(_) => flag::DURATION,
            },
            What::Class(_) => 0,
        };
    }
    for quote in &sentence.quotes {
        if let Some(flags) = flags.get_mut(quote.outer.start) {
            *flags |= flag::QUOTE;
        }
    }
    flags
}
