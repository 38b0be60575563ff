//! Names that stand side by side as one subject or one object: 'Acme and Bolt sued Cora, Dow and Eve'.

use super::{Clauses, Verb};
use crate::extract::context::Context;
use crate::fact::Kind;
use crate::recognise::{Form, Mention};
use crate::segment::atoms::Kind as AtomKind;

/// How far a word may stand that shares out between the members of a list: 'respectively', 分別.
const SHARED_OUT: usize = 8;

/// How many atoms the title of one member of a list has that stands beside it.
const LONGEST_TITLE: usize = 6;

/// How many atoms stand between the commas of an apposition.
const LONGEST_APPOSITION: usize = 14;

/// What the members of a list have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Person,
    Body,
    Place,
    /// People spoken of together who have a name: 'r/gardening'.
    Group,
}

/// Which names of a sentence stand side by side.
#[derive(Debug, Default)]
pub struct Coordination {
    /// Where a name ends that another one follows in one list, and where that begins.
    pub joined: Vec<(usize, usize)>,
    /// Where a name ends behind which another clause begins, whatever separates the two.
    pub parted: Vec<usize>,
}

impl Context<'_, '_> {
    /// Where a name ends that another one follows in one list, and where that begins. Of each such list it is known that
    /// it ends with its last name and is one subject or one object: not 'Acme sued Bolt and Cora left', 'Acme and Bolt shares'.
    pub fn coordinated(&self, sentence: usize, described: &[(usize, u32)]) -> Coordination {
        let names: Vec<&Mention> = self.mentions(sentence).filter(|mention| mention.form == Form::Name).collect();
        let mut found = Coordination::default();
        // 'Acme, a maker of tyres in Leeds, and Bolt', 'Acme, which makes tyres, and Bolt'.
        let appositions: Vec<Option<usize>> =
            names.iter().map(|name| self.aside_behind(name.sentence, name.to)).collect();
        // For each name the last one of the list that it begins; its own number where it begins none.
        let mut lasts: Vec<usize> = (0..names.len()).collect();
        // From the last name to the first: the list that begins with one goes on with the list of the next.
        for (number, name) in names.iter().enumerate().rev() {
            let after = |end: usize| (number + 1..names.len()).find(|next| names[*next].from >= end);
            let apposed = appositions[number].and_then(|close| {
                let next = after(close).filter(|next| self.sort(name) == self.sort(names[*next]))?;
                let within = names[..next].iter().any(|inner| inner.to == close && self.sort(inner) == self.sort(name));
                let (place, closes) = self.link(close, names[next], described)?;
                // 'The owner of Bolt, Cora and Dow': without an 'and' behind the first it may be a list of what is owned.
                (closes || !within && lasts[next] > next).then_some((close, next, place))
            });
            if let Some((close, next, place)) = apposed {
                let inside = |to: usize| to > name.to && to <= close;
                if self.one_phrase(name, names[lasts[next]]) {
                    found.joined.retain(|(to, _)| !inside(*to));
                    found.parted.extend(names.iter().map(|inner| inner.to).filter(|to| *to == close));
                    found.joined.push((name.to, place));
                    lasts[number] = lasts[next];
                }
                continue;
            }
            let end = self.body_ends(name);
            let Some(next) = after(end).filter(|next| self.sort(name) == self.sort(names[*next])) else { continue };
            let link = self.sort(name).and_then(|_| self.link(end, names[next], described));
            let Some((place, closes)) = link else { continue };
            if !closes && lasts[next] == next {
                continue;
            }
            // 'Jane Roe, the head of Acme, and Bolt': Bolt belongs to what stands in front of the first comma.
            if lasts[next] == next && appositions[..number].contains(&Some(name.to)) {
                found.parted.push(name.to);
                continue;
            }
            lasts[number] = lasts[next];
            if self.one_phrase(name, names[lasts[next]]) {
                found.joined.push((name.to, place));
            } else if self.parted(name, names[lasts[next]]) {
                found.parted.push(name.to);
            }
        }
        found
    }

    fn sort(&self, mention: &Mention) -> Option<Sort> {
        let has = |test: fn(Kind) -> bool| self.reading.sense(mention, test).is_some();
        if has(|kind| kind == Kind::Person) {
            Some(Sort::Person)
        } else if has(Kind::is_body) {
            Some(Sort::Body)
        } else if has(|kind| kind == Kind::Place) {
            Some(Sort::Place)
        } else {
            has(|kind| kind == Kind::Group).then_some(Sort::Group)
        }
    }

    /// 'Acme (ACM)', 'Acme in Leeds': where what says of a body which one it is ends behind it; behind people it says what each
    /// of them is.
    fn body_ends(&self, name: &Mention) -> usize {
        if self.sort(name) != Some(Sort::Body) {
            return name.to;
        }
        let atoms = &self.reading.article.sentences[name.sentence].atoms;
        let opens = atoms.get(name.to).is_some_and(|atom| atom.key == "(");
        let glossed = opens.then(|| (name.to..atoms.len()).find(|at| atoms[*at].key == ")")).flatten();
        let end = glossed.map_or(name.to, |at| at + 1);
        let located = self.word(name.sentence, end, self.words.located_by).filter(|_| self.grammatical());
        let place = |mention: &&Mention| Some(mention.from) == located && self.sort(mention) == Some(Sort::Place);
        self.mentions(name.sentence).find(place).map_or(end, |place| place.to)
    }

    /// Where the next member of a list begins, if nothing but what separates members stands between it and where what belongs to
    /// the one in front ends, and whether that is what stands in front of the last one.
    fn link(&self, at: usize, next: &Mention, described: &[(usize, u32)]) -> Option<(usize, bool)> {
        let sentence = next.sentence;
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let comma = !self.reading.is_chinese() && atoms[at].key == ",";
        let join = at + usize::from(comma);
        let begins = |at: usize| {
            let named = |id: u32| self.reading.mentions[id as usize].from == next.from;
            at == next.from || described.iter().any(|(start, id)| *start == at && named(*id))
        };
        match self.word(sentence, join, self.words.joined_by) {
            Some(end) => begins(end).then_some((end, true)),
            None => (comma && begins(join)).then_some((join, false)),
        }
    }

    /// Behind a name that ends at an atom stands a comma, and what may open such a phrase.
    pub fn opens_aside(&self, sentence: usize, to: usize) -> bool {
        let atoms = &self.reading.article.sentences[sentence].atoms;
        if !self.grammatical() || atoms.get(to).is_none_or(|atom| atom.key != ",") {
            return false;
        }
        let clauses = Clauses { context: self, sentence };
        let words = self.words;
        let from = to + 1;
        let owned = |mention: &Mention| {
            mention.from == from
                && (mention.form.is_possessive()
                    || mention.form == Form::Name && clauses.class(mention.to, words.possessive).is_some())
        };
        clauses.class(from, words.clause_article).is_some()
            || clauses.class(from, words.clause_relative).is_some()
            // 'r/cats, with 40 million members, and r/dogs'.
            || clauses.class(from, words.having).is_some()
            || self.titled(sentence, from)
            || self.mentions(sentence).any(owned)
    }

    /// Where it ends behind a name that ends at an atom.
    pub fn aside_behind(&self, sentence: usize, to: usize) -> Option<usize> {
        if !self.opens_aside(sentence, to) {
            return None;
        }
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let clauses = Clauses { context: self, sentence };
        let words = self.words;
        let from = to + 1;
        let end = from + LONGEST_APPOSITION;
        let close = (from..atoms.len().min(end)).find(|at| clauses.soft(*at) || clauses.hard(*at))?;
        if atoms[close].key != "," || close < from + 2 {
            return None;
        }
        // 'Acme, the BBC, and Bolt' are three.
        let named = |mention: &Mention| mention.to == close && mention.from <= from + 1 && mention.form == Form::Name;
        if self.mentions(sentence).any(named) {
            return None;
        }
        // 'A firm that makes', 'a firm based in': no verb but in what is told of the noun.
        let told = |at: usize| (from..at).any(|at| clauses.class(at, words.clause_relative).is_some());
        let tied = |at: usize| {
            atoms[at].ends_as_past() && clauses.class(at + 1, words.clause_preposition).is_some() && at > from + 1
        };
        (from..close).all(|at| clauses.verb(at).is_none() || told(at) || tied(at)).then_some(close)
    }

    /// Whether the list from one name to another is the whole of a subject or an object.
    fn one_phrase(&self, first: &Mention, last: &Mention) -> bool {
        let sentence = first.sentence;
        if self.holds(sentence, last.to, last.to + SHARED_OUT, self.words.shared_out) || self.owns(last) {
            return false;
        }
        if self.sort(first) == Some(Sort::Person) && (self.titled_in_front(first) || self.titled_behind(last)) {
            return false;
        }
        let ends = |at: usize| {
            let atom = self.reading.article.sentences[sentence].atoms.get(at);
            atom.is_none_or(|atom| atom.kind == AtomKind::Mark && atom.key != "-")
        };
        if self.reading.is_chinese() {
            // 甲與乙執行長: whose office it is.
            if self.titled(sentence, last.to) {
                return false;
            }
            let opens = self.opens_clause(sentence, first.from);
            let handled = self.fronted(first, self.words.coverb);
            return opens || handled || ends(last.to) || self.is(sentence, last.to, self.words.list_rest);
        }
        if !self.grammatical() {
            return false;
        }
        let clauses = Clauses { context: self, sentence };
        if self.verb_behind(&clauses, last).is_some() {
            return self.leads_in(&clauses, first).is_some_and(|start| {
                let tied = [self.words.clause_preposition, self.words.clause_and];
                (start..first.from).all(|at| tied.iter().all(|class| clauses.class(at, *class).is_none()))
            });
        }
        self.closes_phrase(&clauses, last)
    }

    /// 'Acme sued Bolt and Cora left': the last name is the subject of a verb that is not that of the first one. A participle may be
    /// told of them all: 'Bolt and Cora, based in Leeds'.
    fn parted(&self, first: &Mention, last: &Mention) -> bool {
        if !self.grammatical() {
            return false;
        }
        let clauses = Clauses { context: self, sentence: first.sentence };
        let open = |verb: &Verb| {
            !clauses.tells(verb.to - 1) && clauses.class(verb.to, self.words.clause_preposition).is_some()
        };
        self.verb_behind(&clauses, last).is_some_and(|verb| !open(&verb)) && self.leads_in(&clauses, first).is_none()
    }

    /// The verb right behind a name.
    fn verb_behind(&self, clauses: &Clauses<'_, '_, '_>, last: &Mention) -> Option<Verb> {
        let from = clauses.class(last.to, self.words.clause_adverb).unwrap_or(last.to);
        let to = clauses.verb(from).or_else(|| clauses.class(from, self.words.clause_auxiliary))?;
        Some(Verb { from, to })
    }

    /// Where the clause begins that opens with a name; none where the name is the object of a verb in front of it.
    fn leads_in(&self, clauses: &Clauses<'_, '_, '_>, name: &Mention) -> Option<usize> {
        let opens = |at: &usize| {
            clauses.hard(*at)
                || clauses.soft(*at)
                || clauses.class(*at, self.words.clause_cut).is_some()
                || clauses.tells(*at)
        };
        let start = (0..name.from).rev().find(opens).map_or(0, |at| at + 1);
        (start..name.from).all(|at| clauses.verb(at).is_none()).then_some(start)
    }

    /// 'Chief executive Jane Roe and Kim Poe': what stands in front of the first is told of nobody else.
    fn titled_in_front(&self, first: &Mention) -> bool {
        let atoms = &self.reading.article.sentences[first.sentence].atoms;
        let comma = usize::from(first.from > 0 && atoms[first.from - 1].key == ",");
        let end = first.from - comma;
        (end.saturating_sub(LONGEST_TITLE)..end).any(|at| self.title_ends(first.sentence, at) == Some(end))
    }

    /// 'Jane Roe and Kim Poe, the chief executive': what stands behind the last is told of nobody else.
    fn titled_behind(&self, last: &Mention) -> bool {
        let atoms = &self.reading.article.sentences[last.sentence].atoms;
        atoms.get(last.to).is_some_and(|atom| atom.key == ",")
            && (last.to + 1..atoms.len().min(last.to + 1 + LONGEST_TITLE))
                .take_while(|at| atoms[*at].kind != AtomKind::Mark)
                .any(|at| self.titled(last.sentence, at))
    }

    /// A Chinese name opens its clause, perhaps behind dates and adverbs.
    fn opens_clause(&self, sentence: usize, at: usize) -> bool {
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let mark = (0..at).rev().find(|at| atoms[*at].kind == AtomKind::Mark && atoms[*at].key != ")");
        self.behind_lead(sentence, mark.map_or(0, |mark| mark + 1)) == at
    }
}
