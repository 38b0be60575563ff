//! Which of the names that no lexicon has to believe.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::{Builder, by_first};
use crate::fact::Kind;
use crate::recognise::ground::{Candidate, Ground};
use crate::recognise::latin_names;
use crate::recognise::lexicon::{Symbol, UNKNOWN};
use crate::segment::Part;
use crate::segment::atoms::{Case, Key, Kind as AtomKind};
use crate::text::Language;

impl Builder<'_, '_> {
    /// Drops candidates that only their place makes look like names: single words that open a sentence and stand nowhere
    /// else, words that are part of a longer name, Han nouns that end like bodies but are used once.
    pub(super) fn believable(
        &self,
        grounds: &[Ground<'_>],
        candidates: Vec<(usize, Candidate)>,
    ) -> Vec<(usize, Candidate)> {
        let chinese = self.reading.is_chinese();
        let mut inside: BTreeSet<String> = BTreeSet::new();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut parts: FxHashSet<Key> = FxHashSet::default();
        let mut opening: BTreeSet<String> = BTreeSet::new();
        let mut acting: BTreeSet<String> = BTreeSet::new();
        let lexicon = &self.reading.recogniser.lexicon;
        for (i, candidate) in &candidates {
            let ground = &grounds[*i];
            let name = ground.folded(candidate.name);
            *counts.entry(name.clone()).or_default() += 1;
            if !candidate.opens(ground) {
                inside.insert(name.clone());
            }
            let (from, to) = candidate.name;
            if ground.kind(from) == Some(AtomKind::Han) && (from == 0 || ground.kind(from - 1) == Some(AtomKind::Mark))
            {
                if ground.acts_at(to) || ground.valued.get(to) == Some(&true) || ground.acts_behind(to) {
                    acting.insert(name.clone());
                }
                opening.insert(name);
            }
            // A forum r/acme may be called after the paper Acme.
            let address = (from..to).any(|at| ground.key(at) == "/");
            if to - from > 1 && ground.kind(from) == Some(AtomKind::Word) && !address {
                parts.extend((from..to).map(|at| ground.sentence.atoms[at].key.clone()));
            }
        }
        let opening_words = |(i, candidate): &&(usize, Candidate)| {
            !chinese && candidate.opens(&grounds[*i]) && grounds[*i].sentence.part == Part::Body
        };
        let mut openers = candidates.iter().filter(opening_words).peekable();
        let letters = openers.peek().map(|_| initials_of(grounds, &candidates)).unwrap_or_default();
        for (i, candidate) in openers {
            let ground = &grounds[*i];
            let name = ground.folded(candidate.name);
            let strange =
                lexicon.symbol(&name) == UNKNOWN && !letters.contains(&name) && !parts.contains(name.as_str());
            if acts_beside(ground, candidate.name.1)
                || strange && acts_alone(ground, candidate.name.1)
                || lists_names(ground, &candidates, (*i, candidate.name.1), strange)
            {
                inside.insert(name);
            }
        }
        let own = self.own_words(grounds, &candidates);
        for listed in (0..self.reading.entities.len() as u32).filter_map(|id| self.reading.listed(id)) {
            for name in &listed.en {
                let keys = crate::segment::atoms::keys(name);
                if keys.len() > 1 {
                    parts.extend(keys);
                }
            }
        }
        let repeated = self.repeated(grounds, &candidates);
        // 海爾拍片 where 海爾（Tom Hale） was told: no name, but a person and what he does.
        let people: FxHashSet<&[Symbol]> = candidates
            .iter()
            .filter(|(_, candidate)| candidate.other.is_some() && candidate.kind == Some(Kind::Person))
            .map(|(i, candidate)| &grounds[*i].symbols[candidate.name.0..candidate.name.1])
            .collect();
        // 蘇利斯蒂 where 安德烈·蘇利斯蒂約（Andre Soelistyo） was told: the name goes on, though its end is a word elsewhere.
        let dot = lexicon.symbol("·");
        let last = |name: &'_ &[Symbol]| name.iter().rposition(|symbol| *symbol == dot);
        let families: Vec<&[Symbol]> =
            people.iter().filter_map(|name| last(name).map(|dot| &name[dot + 1..])).collect();
        let cut = |ground: &Ground<'_>, candidate: &Candidate| {
            let (from, to) = candidate.name;
            let longer = |family: &&&[Symbol]| family.len() > to - from && ground.symbols[from..].starts_with(family);
            candidate.other.is_none() && families.iter().any(|family| longer(&family))
        };
        let acts = |ground: &Ground<'_>, candidate: &Candidate| {
            let (from, to) = candidate.name;
            candidate.kind.is_none()
                && candidate.other.is_none()
                && (from + 2..to).any(|end| people.contains(&ground.symbols[from..end]))
        };
        candidates
            .into_iter()
            .filter(|(i, candidate)| {
                let ground = &grounds[*i];
                let (from, to) = candidate.name;
                if self.imported.contains_key(&(*i, candidate.name)) {
                    return true;
                }
                // 'Acme Inc.' is what is listed as Acme.
                if candidate.stretch != candidate.name
                    && ground.listed_starting(from) == Some(candidate.name)
                    && !chinese
                {
                    return true;
                }
                if acts(ground, candidate) || cut(ground, candidate) {
                    return false;
                }
                let name = ground.folded(candidate.name);
                if ground.kind(from) == Some(AtomKind::Word) && to == from + 1 {
                    if own.contains(&name) {
                        return true;
                    }
                    // 'Klarnas vd': in Swedish the owner's name has no mark but its last letter.
                    let stem = name.strip_suffix('s').filter(|_| self.reading.article.language == Language::Swedish);
                    if stem.is_some_and(|stem| lexicon.symbol(stem) != UNKNOWN || self.own.contains_key(stem)) {
                        return false;
                    }
                    // Only names have capitals inside: SunFlo.
                    let text = ground.text(self.reading.source, candidate.name);
                    let inner = text.contains(char::is_lowercase)
                        && text.chars().skip(1).any(char::is_uppercase)
                        && !text.contains('-');
                    if inner && !chinese && !parts.contains(name.as_str()) {
                        return true;
                    }
                    let said = ground.word_at(to, ground.classes.say).is_some() || says_behind_aside(ground, to);
                    // Chinese has no capitals at the beginning of a sentence.
                    return !parts.contains(name.as_str())
                        && (chinese
                            || inside.contains(&name)
                            || said
                            || introduces(ground, to)
                            || latin_names::founded(ground, to)
                            || acts_as_acronym(ground, from)
                            || heads(ground, from)
                            || ground.key(to) == "," && ground.is_member(ground.classes.which, to + 1)
                            || trades(ground, from)
                            // 'Kojo, 24, told'.
                            || candidate.kind == Some(Kind::Person)
                                && ground.key(to) == ","
                                && ground.valued.get(to + 1) == Some(&true)
                            // 'Sunny, a streamer, said'.
                            || candidate.kind == Some(Kind::Person) && latin_names::somebody_alone(ground, (from, to))
                            || candidate.kind == Some(Kind::Campaign));
                }
                candidate.kind.is_some()
                    || candidate.other.is_some()
                    || repeated.contains(&ground.symbols[from..to])
                    || ground.kind(from) == Some(AtomKind::Word)
                    || counts[&name] >= 3
                    || counts[&name] == 2 && opening.contains(&name)
                    || acting.contains(&name)
            })
            .collect()
    }

    /// Those candidates in Han characters without a kind whose words the article uses more than once.
    fn repeated<'g>(&self, grounds: &'g [Ground<'_>], candidates: &[(usize, Candidate)]) -> FxHashSet<&'g [Symbol]> {
        let mut names: Vec<&'g [Symbol]> = candidates
            .iter()
            .filter(|(i, candidate)| {
                let (from, to) = candidate.name;
                candidate.kind.is_none()
                    && grounds[*i].kind(from) == Some(AtomKind::Han)
                    && !grounds[*i].word_ending(to, grounds[*i].classes.org_suffix)
            })
            .map(|(i, candidate)| &grounds[*i].symbols[candidate.name.0..candidate.name.1])
            .collect();
        names.sort_unstable();
        names.dedup();
        let by_first = by_first(names.iter().copied());
        let mut uses = vec![0_u32; names.len()];
        for tagged in self.reading.sentences.iter().filter(|_| !names.is_empty()) {
            for (at, symbol) in tagged.symbols.iter().enumerate() {
                for name in by_first.get(symbol).into_iter().flatten() {
                    uses[*name] += u32::from(tagged.symbols[at..].starts_with(names[*name]));
                }
            }
        }
        names.into_iter().zip(uses).filter(|(_, uses)| *uses > 1).map(|(name, _)| name).collect()
    }

    /// Single words that are used inside a sentence of the body before a longer name begins with them, which adds more than
    /// an ending of bodies: a union called Acme United is not the company Acme. So are those told to be bodies before somebody is
    /// named whose family name they are: the brothers Amos and Josiah Brindle are not the packaging maker Brindle.
    fn own_words(&self, grounds: &[Ground<'_>], candidates: &[(usize, Candidate)]) -> BTreeSet<String> {
        let mut single: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        let mut longer: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        let mut families: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        let mut bodies: BTreeSet<&str> = BTreeSet::new();
        for (i, candidate) in candidates {
            let ground = &grounds[*i];
            let (from, to) = candidate.name;
            if ground.sentence.part != Part::Body || ground.kind(from) != Some(AtomKind::Word) {
                continue;
            }
            let ending = (from + 1..to).all(|at| ground.is_member(ground.classes.org_suffix, at));
            let kind = candidate.kind != Some(Kind::Person);
            if to == from + 1 {
                single.entry(ground.key(from)).or_insert((*i, from));
                if candidate.kind.is_some_and(Kind::is_body) {
                    bodies.insert(ground.key(from));
                }
            } else if !ending && kind {
                longer.entry(ground.key(from)).or_insert((*i, from));
            } else if !kind {
                families.entry(ground.key(to - 1)).or_insert((*i, from));
            }
        }
        let behind = |other: Option<&(usize, usize)>, place: &(usize, usize)| other.is_some_and(|other| place < other);
        let own = |word: &str, place: &(usize, usize)| {
            behind(longer.get(word), place) || bodies.contains(word) && behind(families.get(word), place)
        };
        single.into_iter().filter(|(word, place)| own(word, place)).map(|(word, _)| word.to_owned()).collect()
    }
}

/// 'HVRA issued': an acronym of its own in front of a verb in small letters.
fn acts_as_acronym(ground: &Ground<'_>, at: usize) -> bool {
    let upper = ground.sentence.atoms[at].case == Case::Upper && ground.key(at).len() > 2;
    let behind = ground.sentence.atoms.get(at + 1);
    let word = behind.is_some_and(|atom| atom.kind == AtomKind::Word && atom.case == Case::Lower && atom.spaced);
    at == 0
        && upper
        && word
        && !ground.shouting
        && ground.sentence.part == Part::Body
        && [ground.classes.finite, ground.classes.relative_verb].iter().any(|class| ground.word_at(1, *class).is_some())
}

/// 'Corvane axed 90 jobs', 'Sumo has laid off': a verb of what companies do right behind a word that is no plural.
fn trades(ground: &Ground<'_>, at: usize) -> bool {
    at == 0
        && !ground.shouting
        && ground.sentence.part == Part::Body
        && ground.key(at).len() > 3
        && !ground.sentence.atoms[at].ends_as_plural()
        && (ground.word_at(at + 1, ground.classes.trade_verb).is_some()
            || ground.is_member(ground.classes.finite, at + 1)
                && ground.word_at(at + 2, ground.classes.trade_verb).is_some())
}

/// 'NDP lawmaker Jane Roe', 'Acme boss Jane Roe': letters, or a name in front of an office that only a body has, and a name
/// behind; in 'Romance writer Jane Roe' it is what somebody writes.
fn heads(ground: &Ground<'_>, from: usize) -> bool {
    let name = |at: usize| ground.sentence.atoms.get(at).is_some_and(|atom| atom.case == Case::Title && atom.spaced);
    let letters = ground.sentence.atoms[from].case == Case::Upper;
    ground.title_starting(from + 1).is_some_and(|(start, end)| {
        let office = letters
            || ground.is_member(ground.classes.body_office, start)
            || ground.is_member(ground.classes.body_office, end - 1);
        office && name(end) && (name(end + 1) || ground.key(end + 1) == ":")
    })
}

/// ', long tipped as a bidder, said': an aside between a word and a verb of saying.
fn says_behind_aside(ground: &Ground<'_>, to: usize) -> bool {
    let closed = |at: &usize| !matches!(ground.key(*at), "," | "." | ";" | ":");
    let finite = |at: usize| ground.word_at(at, ground.classes.finite).is_some();
    let end = (to + 1..(to + 14).min(ground.len())).take_while(closed).last().map_or(to, |at| at + 1);
    ground.key(to) == ","
        && end > to + 2
        && ground.key(end) == ","
        && !finite(to + 1)
        && ground.word_at(end + 1, ground.classes.say).is_some()
}

/// ', the consumers' association,': an aside behind a word says what body it is.
fn introduces(ground: &Ground<'_>, to: usize) -> bool {
    let classes = ground.classes;
    if ground.key(to) != "," {
        return false;
    }
    // ', the owner of two dailies and the Harbour Gazette,': who owns something is a body, however long the list.
    let owns = (to + 1..to + 4)
        .any(|at| ground.word_at(at, classes.deal_owner).is_some_and(|end| ground.is_member(classes.of, end)));
    if owns && ground.is_member(classes.article, to + 1) {
        return true;
    }
    // ', a start-up set up by two clerks,': so is what was founded.
    let founded = (to + 2..to + 6).any(|at| {
        let noun = ground.word_at(at, classes.body_noun);
        // ', a rival set up in May by two clerks,'.
        let end = noun.unwrap_or(at + 1);
        let by = (end..end + 6).any(|at| ground.key(at) == "by");
        (noun.is_some() || by) && ground.word_at(end, classes.found).is_some()
    });
    if founded && ground.is_member(classes.article, to + 1) {
        return true;
    }
    let aside = (to + 1..(to + 18).min(ground.len())).take_while(|at| !matches!(ground.key(*at), "," | "." | ";"));
    let end = aside.clone().last().map_or(to, |at| at + 1);
    // ', the fund that holds 6% of Acme,': what a clause of the noun tells may have a verb.
    let aside = aside.take_while(|at| !ground.is_member(classes.clause_relative, *at));
    let noun = aside.clone().any(|at| ground.word_at(at, classes.body_noun).is_some());
    // ', Denmark's largest chain,': a mark of possession is no verb.
    let finite = |at: usize| ground.word_at(at, classes.finite).is_some() && !ground.is_member(classes.possessive, at);
    let verb = aside.clone().any(|at| finite(at) || ground.word_at(at, classes.say).is_some());
    ground.key(end) == "," && noun && !verb
}

/// What the names of several words are for short: a name told in full is not another one.
fn initials_of(grounds: &[Ground<'_>], candidates: &[(usize, Candidate)]) -> BTreeSet<String> {
    let initials = |(i, candidate): &(usize, Candidate)| {
        let atoms = &grounds[*i].sentence.atoms[candidate.name.0..candidate.name.1];
        let words = atoms.iter().filter(|atom| matches!(atom.case, Case::Title | Case::Upper));
        words.filter_map(|atom| atom.key.chars().next()).collect::<String>()
    };
    candidates.iter().map(initials).filter(|letters| letters.len() > 1).collect()
}

/// 'Draughts, its main rival, is': whoever is so to a body is one.
fn acts_beside(ground: &Ground<'_>, to: usize) -> bool {
    ground.key(to) == "," && ground.is_member(ground.classes.its, to + 1) && acts_alone(ground, to)
}

/// 'Quorly declined to comment', 'Quorly, its main rival, is': what the clause of an unknown word that opens it says of a body alone.
fn acts_alone(ground: &Ground<'_>, to: usize) -> bool {
    let classes = ground.classes;
    if ground.key(to) == "," && ground.is_member(classes.title_opener, to + 1) {
        let closed = (to + 2..(to + 10).min(ground.len())).find(|at| matches!(ground.key(*at), "," | "." | ";"));
        return closed.is_some_and(|end| {
            ground.key(end) == "," && end > to + 2 && ground.word_at(end + 1, classes.finite).is_some()
        });
    }
    // 'Quorly's founder', 'Quorly's Ama Boateng'.
    if ground.is_genitive(to) {
        let named = ground.is_member(classes.given_names, to + 1)
            && ground.sentence.atoms.get(to + 1).is_some_and(|atom| atom.case == Case::Title);
        return named
            || ground.title_starting(to + 1).is_some()
            || ground.word_at(to + 1, classes.owned_as_body).is_some();
    }
    // 'has not replied'.
    let verb =
        (to..to + 3).find(|at| !ground.is_member(classes.finite, *at) && !ground.is_member(classes.negation, *at));
    verb.is_some_and(|at| {
        [classes.respond, classes.declines, classes.trade_verb].iter().any(|class| ground.word_at(at, *class).is_some())
    })
}

/// 'Stake, Rollbit and Roobet were': a word that opens its sentence is one of several names; of two, where it is unknown.
fn lists_names(
    ground: &Ground<'_>,
    candidates: &[(usize, Candidate)],
    (sentence, to): (usize, usize),
    strange: bool,
) -> bool {
    let name = |at: usize| {
        let own = candidates.iter().find(|(i, c)| *i == sentence && c.name.0 == at).map(|(_, c)| c.stretch.1);
        own.or_else(|| ground.listed_starting(at).map(|(_, end)| end))
    };
    let joined = |at: usize| {
        let comma = usize::from(ground.key(at) == ",");
        let and = usize::from(ground.is_member(ground.classes.and, at + comma));
        (comma + and > 0).then_some((at + comma + and, and > 0))
    };
    let (mut at, mut count) = (to, 1);
    while let Some((next, last)) = joined(at) {
        let Some(end) = name(next) else { return false };
        count += 1;
        at = end;
        if last {
            return count > 2 || strange;
        }
    }
    false
}
