//! The value of a quantity, in figures and in words: 5.89 million, 1億2,000萬, 'forty-four', 'one in four', 三分之一.

use super::{Bound, Numbers};
use crate::recognise::decimal::Decimal;
use crate::segment::atoms::{Atom, Case, Kind};

/// How many atoms behind 'half of' the word for people stands.
const PEOPLE_REACH: usize = 5;

impl Numbers {
    pub(super) fn suffix(&self, atoms: &[Atom], at: usize) -> (usize, Option<Bound>) {
        self.suffixes.at(atoms, at).map_or((at, None), |(end, bound)| (end, Some(bound)))
    }

    /// One of the written ways of a number: its value, where it ends, and a bound inside it.
    pub(super) fn number(&self, atoms: &[Atom], from: usize) -> Option<(Option<Decimal>, usize, Option<Bound>)> {
        let first = atoms.get(from)?;
        match first.kind {
            Kind::Number => {
                let value = Decimal::parse(&first.key)?;
                Some(self.multiplied(atoms, value, from + 1))
            }
            // 'One' with a capital inside a sentence is part of a name.
            Kind::Word
                if from > 0
                    && first.case != Case::Lower
                    && first.key.len() > 1
                    && !matches!(atoms[from - 1].key.as_str(), "—" | "–" | "/" | "|") =>
            {
                None
            }
            Kind::Word => self.worded(atoms, from),
            Kind::Han => self.han_number(atoms, from),
            Kind::Mark => None,
        }
    }

    /// A number with the magnitudes behind it, and further parts of it: 1億2,000萬, 10多萬, 5.89 million.
    pub(super) fn multiplied(
        &self,
        atoms: &[Atom],
        value: Decimal,
        mut at: usize,
    ) -> (Option<Decimal>, usize, Option<Bound>) {
        let mut total = Decimal::integer(0);
        let mut part = value;
        let mut bound = None;
        loop {
            let mut power = 0;
            let mut end = at;
            // 8.1-million, as some papers write it.
            if hyphen(atoms, at) && self.multiplies(atoms, at + 1) {
                end = at + 1;
            }
            if let (next, Some(suffix)) = self.suffix(atoms, at)
                && atoms.get(next).is_some_and(|atom| atom.kind == Kind::Han && self.magnitude(atom).is_some())
            {
                (end, bound) = (next, Some(suffix));
            }
            while let Some(by) = atoms.get(end).and_then(|atom| self.magnitude(atom)) {
                // One letter is a magnitude only where it touches the digits, two also behind a space: '$276 mn'.
                let atom = &atoms[end];
                if atom.kind == Kind::Word && (atom.key.len() == 1 && atom.spaced || atom.key.len() <= 2 && power > 0) {
                    break;
                }
                power += by;
                end += 1;
            }
            total = total.plus(part.shifted(power));
            at = end;
            // 102 萬 8,362 人: where the magnitude stands off its figure, so does what is left; 3 萬 2023 年 is two things.
            let next = atoms.get(at).filter(|atom| {
                let apart = || atoms[at - 1].spaced && self.durations.at(atoms, at + 1).is_none();
                power > 0 && atom.kind == Kind::Number && atoms[at - 1].kind == Kind::Han && (!atom.spaced || apart())
            });
            // 2萬4,700 ends in plain thousands; 1億2,000萬 goes on.
            let more = next.and_then(|atom| Decimal::parse(&atom.key)).filter(|_| {
                atoms.get(at + 1).is_some_and(|atom| self.magnitude(atom).is_some())
                    || power == 4 && (atoms[at].key.len() == 4 || atoms[at].key.len() == 3)
            });
            match more {
                Some(more) => {
                    part = more;
                    at += 1;
                }
                None => break,
            }
        }
        let (end, suffix) = self.suffix(atoms, at);
        if suffix.is_some() && atoms[at].kind == Kind::Han {
            return (Some(total), end, suffix);
        }
        (Some(total), at, bound)
    }

    pub(super) fn magnitude(&self, atom: &Atom) -> Option<u32> {
        self.magnitudes.get(atom.key.as_str()).copied()
    }

    fn worded(&self, atoms: &[Atom], from: usize) -> Option<(Option<Decimal>, usize, Option<Bound>)> {
        if let Some(found) = self.part_of_one(atoms, from) {
            return Some(found);
        }
        let key = atoms[from].key.as_str();
        // 'Fifty-one' has three atoms.
        let tens = self.words.get(key).filter(|value| matches!(**value, 20..=90));
        let ones = atoms
            .get(from + 2)
            .filter(|atom| hyphen(atoms, from + 1) && !atom.spaced)
            .and_then(|atom| self.words.get(&*atom.key));
        if let (Some(tens), Some(ones @ 1..=9)) = (tens, ones) {
            return Some(self.multiplied(atoms, Decimal::integer(tens + ones), from + 3));
        }
        // 'Fifty nine' has two.
        let ones = atoms.get(from + 1).filter(|atom| atom.spaced).and_then(|atom| self.words.get(&*atom.key));
        if let (Some(tens), Some(ones @ 1..=9)) = (tens, ones) {
            return Some(self.multiplied(atoms, Decimal::integer(tens + ones), from + 2));
        }
        let mut sum = 0;
        for part in key.split('-') {
            match self.words.get(part) {
                Some(value) => sum += value,
                None => {
                    let million = self.indefinite.iter().any(|word| word == key) && self.multiplies(atoms, from + 1);
                    return million.then(|| self.multiplied(atoms, Decimal::integer(1), from + 1));
                }
            }
        }
        // 'one and a half million'.
        if let Some((at, ())) = self.and_half.at(atoms, from + 1)
            && self.multiplies(atoms, at)
        {
            return Some(self.multiplied(atoms, Decimal::integer(sum).plus(Decimal::parse("0.5")?), at));
        }
        Some(self.multiplied(atoms, Decimal::integer(sum), from + 1))
    }

    /// 'half a million', 'a quarter of a million', 'three quarters of a million', 'half a dozen'.
    fn part_of_one(&self, atoms: &[Atom], from: usize) -> Option<(Option<Decimal>, usize, Option<Bound>)> {
        let several = self.words.get(key(atoms, from)) == Some(&3);
        let start = from + usize::from(several || listed(&self.indefinite, atoms, from));
        let parts = *self.fractions.get(key(atoms, start))?;
        let share = Decimal::parse(match parts {
            2 => "0.5",
            4 if several => "0.75",
            4 => "0.25",
            _ => return None,
        })?;
        let one = start + 1 + usize::from(listed(&self.part_of.of, atoms, start + 1));
        let whole = Some(one + 1).filter(|_| listed(&self.indefinite, atoms, one))?;
        if self.multiplies(atoms, whole) {
            return Some(self.multiplied(atoms, share, whole));
        }
        let dozen =
            self.words.get(key(atoms, whole)).filter(|value| !several && **value > 10 && **value % parts == 0)?;
        Some(self.multiplied(atoms, Decimal::integer(dozen / parts), whole + 1))
    }

    /// Whether a magnitude of more than a letter or two stands here.
    fn multiplies(&self, atoms: &[Atom], at: usize) -> bool {
        atoms.get(at).is_some_and(|atom| atom.key.len() > 2 && self.magnitude(atom).is_some())
    }

    /// A number in Han digits, or a vague one that has a magnitude but no value.
    fn han_number(&self, atoms: &[Atom], from: usize) -> Option<(Option<Decimal>, usize, Option<Bound>)> {
        let key = |i: usize| atoms.get(i).filter(|atom| atom.kind == Kind::Han).map(|atom| atom.key.as_str());
        let power = |i: usize| key(i).and_then(|key| self.magnitudes.get(key)).copied();
        if self.vague.iter().any(|word| key(from) == Some(word)) && power(from + 1).is_some() {
            let mut to = from + 1;
            while power(to).is_some() {
                to += 1;
            }
            return Some((None, to, None));
        }
        if power(from).is_some_and(|by| by > 1) && self.front.before(atoms, from).is_some() {
            let mut to = from;
            let mut by = 0;
            while let Some(power) = power(to) {
                by += power;
                to += 1;
            }
            return Some((Some(Decimal::integer(1).shifted(by)), to, None));
        }
        let (mut total, mut section, mut digit) = (0_i128, 0_i128, None);
        let mut at = from;
        let mut seen_power = false;
        while let Some(word) = key(at) {
            if let Some(value) = self.digits.get(word) {
                digit = Some(if seen_power || digit.is_none() { *value } else { digit.unwrap_or(0) * 10 + value });
            } else if let Some(by) = self.magnitudes.get(word) {
                let unit = 10_i128.checked_pow(*by)?;
                if *by >= 4 {
                    if at == from {
                        return None;
                    }
                    total += (section + digit.unwrap_or(0)) * unit;
                    section = 0;
                } else {
                    // Only ten may stand without a digit: 十二, but not 百貨 or 千禧.
                    if digit.is_none() && *by > 1 {
                        break;
                    }
                    section += digit.unwrap_or(1) * unit;
                }
                digit = None;
                seen_power = true;
            } else {
                break;
            }
            at += 1;
        }
        if at == from {
            return None;
        }
        // 一二線城市, 三五好友: two digits beside each other are no number, but behind 分之.
        let beside = !seen_power
            && (2..=3).contains(&(at - from))
            && !(from..at).any(|at| key(at) == Some("零") || key(at) == Some("〇"));
        if beside && key(from.wrapping_sub(1)) != Some("之") && self.counts_not(atoms, at) {
            return None;
        }
        let value = total + section + digit.unwrap_or(0);
        // A single digit is a number only in front of a measure word: 一 begins too many words.
        if at == from + 1 && !self.counts(atoms, at) {
            return None;
        }
        let (end, bound) = self.suffix(atoms, at);
        if bound == Some(Bound::AtLeast) && atoms[at].kind == Kind::Han {
            return Some((Some(Decimal::integer(value)), end, bound));
        }
        Some((Some(Decimal::integer(value)), at, None))
    }

    /// Nothing stands here that a number of digits alone is written in front of.
    fn counts_not(&self, atoms: &[Atom], at: usize) -> bool {
        self.percent.at(atoms, at).is_none() && self.after.at(atoms, at).is_none()
    }

    fn counts(&self, atoms: &[Atom], at: usize) -> bool {
        self.tenths.at(atoms, at).is_some()
            || self.parts.at(atoms, at).is_some()
            || self.after.at(atoms, at).is_some()
            || self.durations.at(atoms, at).is_some()
    }

    /// 'one in four', 三分之一, 'two thirds': the share in percent and where it ends.
    pub(super) fn fraction(
        &self,
        atoms: &[Atom],
        from: usize,
        value: Option<Decimal>,
        to: usize,
    ) -> Option<(Decimal, usize)> {
        let value = value?;
        if let Some((at, ())) = self.parts.at(atoms, to) {
            let (share, end, _) = self.number(atoms, at).or_else(|| {
                let digit = self.digits.get(atoms.get(at)?.key.as_str())?;
                Some((Some(Decimal::integer(*digit)), at + 1, None))
            })?;
            return Some((share?.percent_of(value.whole()?)?, end));
        }
        if !matches!(atoms[from].kind, Kind::Word | Kind::Number) {
            return None;
        }
        let name = to + usize::from(hyphen(atoms, to));
        if let Some(parts) = atoms.get(name).and_then(|atom| self.fractions.get(atom.key.as_str())) {
            return Some((value.percent_of(*parts)?, name + 1));
        }
        let (at, ()) = self.one_in.at(atoms, to)?;
        let (whole, end, _) = self.number(atoms, at)?;
        let whole = whole?.whole()?;
        // 'One in 20', but no larger number that is none of a share.
        let rare = value.whole()? == 1 && matches!(whole, 12 | 15 | 20 | 25 | 30 | 40 | 50 | 100 | 200 | 500 | 1000);
        (value.whole()? < whole && (whole <= 10 || rare)).then(|| value.percent_of(whole))?.map(|share| (share, end))
    }

    /// 'A third of', 'three-quarters of': a share told with an article or in one word, and where it ends. 'Half of' is too
    /// loose a word for a figure, but where it tells of people.
    pub(super) fn part(&self, atoms: &[Atom], from: usize) -> Option<(Decimal, usize)> {
        // 'three-quarters of' is one atom.
        if let Some((count, name)) = key(atoms, from).split_once('-')
            && let (Some(count), Some(parts)) = (self.words.get(count), self.fractions.get(name))
        {
            let share = Decimal::integer(*count).percent_of(*parts)?;
            let measured = from > 0 && listed(&self.part_of.behind, atoms, from - 1);
            return (measured || listed(&self.part_of.of, atoms, from + 1)).then_some((share, from + 1));
        }
        let name = from + usize::from(listed(&self.indefinite, atoms, from));
        if name == from {
            return self.half_of(atoms, from);
        }
        let parts = *self.fractions.get(key(atoms, name))?;
        // 'Nearly a quarter had thought about it'; 'a third said so' may be a third witness.
        let bounded = from > 0 && listed(&self.part_of.behind, atoms, from - 1);
        if listed(&self.part_of.doing, atoms, name + 1) && (bounded || parts == 4 && self.opens_share(atoms, from)) {
            return Some((Decimal::integer(1).percent_of(parts)?, name + 1));
        }
        // 'fell by a third last year'.
        let behind = atoms.get(name + 1).is_none_or(|atom| atom.kind == Kind::Mark && !hyphen(atoms, name + 1));
        let by = (1..=from.min(3)).find(|back| {
            !listed(&self.part_of.behind, atoms, from - back) || listed(&self.part_of.by, atoms, from - back)
        });
        if by.is_some_and(|back| listed(&self.part_of.by, atoms, from - back))
            && (behind || listed(&self.part_of.before, atoms, name + 1))
        {
            return Some((Decimal::integer(1).percent_of(parts)?, name + 1));
        }
        // 'the first half of the year', 'a quarter of an hour'.
        let share = listed(&self.part_of.of, atoms, name + 1)
            && !listed(&self.part_of.not_before, atoms, name + 2)
            && (from == 0 || !listed(&self.part_of.not_behind, atoms, from - 1));
        let share = share.then(|| Decimal::integer(1).percent_of(parts)).flatten()?;
        Some((share, name + 1))
    }

    /// 'Half of teenagers', 'half of Britain's pupils', 'half said so'.
    fn half_of(&self, atoms: &[Atom], from: usize) -> Option<(Decimal, usize)> {
        let half = self.fractions.get(key(atoms, from)).is_some_and(|parts| *parts == 2) && key(atoms, from) == "half";
        let known = from > 0 && listed(&self.part_of.not_behind, atoms, from - 1);
        let doing = || listed(&self.part_of.doing, atoms, from + 1) && self.opens_share(atoms, from);
        let people = || {
            let near = from + 2..(from + 2 + PEOPLE_REACH).min(atoms.len());
            let mark = |at: &usize| atoms[*at].kind == Kind::Mark && !matches!(atoms[*at].key.as_str(), "-" | "'");
            let end = near.clone().find(mark).unwrap_or(near.end);
            // 'half its staff'.
            (listed(&self.part_of.of, atoms, from + 1) || listed(&self.part_of.own, atoms, from + 1))
                && (from + 2..end).any(|at| listed(&self.part_of.people, atoms, at))
        };
        (half && !known && (people() || doing())).then(|| (Decimal::integer(50), from + 1))
    }

    /// Where a clause begins, or behind a word of bound.
    fn opens_share(&self, atoms: &[Atom], from: usize) -> bool {
        let opens = |atom: &Atom| {
            matches!(atom.key.as_str(), "and" | "but" | "that" | "while" | "yet")
                || atom.kind == Kind::Mark && atom.key != "-"
                || self.part_of.behind.iter().any(|word| *word == *atom.key)
        };
        from == 0 || opens(&atoms[from - 1])
    }
}

/// What an atom is compared by; nothing where there is none.
fn key(atoms: &[Atom], at: usize) -> &str {
    atoms.get(at).map_or("", |atom| atom.key.as_str())
}

/// Whether an atom is one of some words.
fn listed(words: &[String], atoms: &[Atom], at: usize) -> bool {
    words.iter().any(|word| word == key(atoms, at))
}

/// A hyphen stands here that touches what is in front of it.
fn hyphen(atoms: &[Atom], at: usize) -> bool {
    atoms.get(at).is_some_and(|atom| atom.key == "-" && !atom.spaced)
}
