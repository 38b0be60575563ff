//! Quantities: money, shares, counts, lengths of time, in figures and in words, with the bounds that stand around them.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::carried::Carried;
use super::decimal::Decimal;
use super::phrases::Phrases;
use crate::pack::{Pack, PackError};
use crate::segment::atoms::{Atom, Key, Kind};

const FILE: &str = "lexicon/numbers.toml";

/// What a number measures, as far as the number itself tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// ISO 4217 code.
    Money(String),
    Percent,
    /// ISO 8601 designator, with `T` in front of the units of a day.
    Duration(String),
    Plain,
}

/// Which side of the figure the truth lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    AtLeast,
    AtMost,
    About,
}

/// A quantity in a sentence.
#[derive(Debug, Clone)]
pub struct Quantity {
    /// Positions of atoms, with sign and unit but without words of bound in front.
    pub from: usize,
    pub to: usize,
    pub measure: Measure,
    /// `None` where the text gives none, as in 'hundreds of'.
    pub value: Option<Decimal>,
    pub bound: Option<Bound>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct File {
    words: BTreeMap<String, BTreeMap<String, i128>>,
    magnitudes: BTreeMap<String, u32>,
    digits: BTreeMap<String, i128>,
    indefinite: BTreeMap<String, Vec<String>>,
    shares: BTreeMap<String, Vec<String>>,
    fractions: BTreeMap<String, i128>,
    part_of: PartOf,
    carried: CarriedFile,
    halves: BTreeMap<String, Vec<String>>,
    currencies: BTreeMap<String, Currency>,
    local_currency: LocalCurrency,
    #[serde(default)]
    shared_currency: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    durations: BTreeMap<String, Vec<String>>,
    classifiers: BTreeMap<String, Vec<String>>,
    bounds: BTreeMap<String, Vec<String>>,
}

/// A fraction in words without a number, 'a third of': words that tell that it is a share.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct PartOf {
    of: Vec<String>,
    not_behind: Vec<String>,
    not_before: Vec<String>,
}

#[derive(Deserialize)]
struct CarriedFile {
    front: Vec<String>,
    behind: Vec<String>,
}

#[derive(Deserialize)]
struct Currency {
    before: Vec<String>,
    after: Vec<String>,
}

#[derive(Deserialize)]
struct LocalCurrency {
    words: Vec<String>,
    #[serde(rename = "hong-kong")]
    hong_kong: Vec<String>,
    fronts: Vec<String>,
    #[serde(flatten)]
    codes: BTreeMap<String, String>,
}

/// The grammar of quantities, compiled from `lexicon/numbers.toml`.
#[derive(Debug)]
pub struct Numbers {
    words: BTreeMap<String, i128>,
    magnitudes: BTreeMap<String, u32>,
    digits: BTreeMap<String, i128>,
    indefinite: Vec<String>,
    percent: Phrases<()>,
    tenths: Phrases<()>,
    hundredths: Phrases<()>,
    parts: Phrases<()>,
    one_in: Phrases<()>,
    fractions: BTreeMap<String, i128>,
    part_of: PartOf,
    carried: Carried,
    halves: Phrases<()>,
    before: Phrases<String>,
    after: Phrases<String>,
    local: Phrases<()>,
    local_codes: BTreeMap<String, String>,
    hong_kong: Vec<String>,
    /// Words in front of a sum whose money goes without saying, as in headlines: 重罰600萬.
    sum_fronts: Phrases<()>,
    shared: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    durations: Phrases<String>,
    classifiers: Phrases<()>,
    suffixes: Phrases<Bound>,
    vague: Vec<String>,
    front: Phrases<()>,
    /// Keys with which a quantity that is no plain figure may begin.
    openings: FxHashSet<Key>,
}

impl Numbers {
    /// # Errors
    /// Where `lexicon/numbers.toml` is missing or broken.
    pub fn compile(pack: &Pack) -> Result<Self, PackError> {
        let text = pack.file(FILE).ok_or_else(|| PackError::new(FILE, "missing-file", "the pack lacks this file"))?;
        let file: File = toml::from_str(text).map_err(|error| PackError::toml(FILE, "numbers-file", text, &error))?;
        let fold = |word: &String| crate::segment::atoms::keys(word).concat();
        let list = |map: &BTreeMap<String, Vec<String>>, name: &str| -> Vec<String> {
            map.get(name).cloned().unwrap_or_default()
        };
        let plain = |words: Vec<String>| Phrases::new(words.iter().map(|word| (word.as_str(), ())).collect::<Vec<_>>());
        let bounds = [("at-least", Bound::AtLeast), ("at-most", Bound::AtMost), ("about", Bound::About)];
        let suffixes: Vec<(String, Bound)> = bounds
            .iter()
            .flat_map(|(name, bound)| list(&file.bounds, name).into_iter().map(|word| (word, *bound)))
            .collect();
        let mut numbers = Self {
            words: file.words.values().flatten().map(|(word, value)| (fold(word), *value)).collect(),
            magnitudes: file.magnitudes.iter().map(|(word, value)| (fold(word), *value)).collect(),
            digits: file.digits.iter().map(|(word, value)| (fold(word), *value)).collect(),
            indefinite: file.indefinite.into_values().flatten().collect(),
            percent: plain(list(&file.shares, "percent")),
            tenths: plain(list(&file.shares, "tenths")),
            hundredths: plain(list(&file.shares, "hundredths")),
            parts: plain(list(&file.shares, "parts")),
            one_in: plain(list(&file.shares, "one-in")),
            fractions: file.fractions,
            part_of: file.part_of,
            carried: Carried::new(&file.carried.front, file.carried.behind),
            halves: plain(file.halves.into_values().flatten().collect()),
            before: Phrases::new(
                file.currencies.iter().flat_map(|(code, c)| c.before.iter().map(move |w| (w.as_str(), code.clone()))),
            ),
            after: Phrases::new(
                file.currencies.iter().flat_map(|(code, c)| c.after.iter().map(move |w| (w.as_str(), code.clone()))),
            ),
            local: plain(file.local_currency.words),
            local_codes: file.local_currency.codes,
            hong_kong: file.local_currency.hong_kong,
            sum_fronts: plain(file.local_currency.fronts),
            shared: file.shared_currency,
            durations: Phrases::new(
                file.durations.iter().flat_map(|(unit, words)| words.iter().map(move |w| (w.as_str(), unit.clone()))),
            ),
            classifiers: plain(file.classifiers.into_values().flatten().collect()),
            suffixes: Phrases::new(suffixes.iter().map(|(word, bound)| (word.as_str(), *bound))),
            vague: list(&file.bounds, "vague").iter().map(fold).collect(),
            front: plain(list(&file.bounds, "front")),
            openings: FxHashSet::default(),
        };
        let single = numbers
            .words
            .keys()
            .chain(numbers.digits.keys())
            .chain(numbers.magnitudes.keys())
            .chain(&numbers.indefinite)
            .chain(&numbers.vague);
        numbers.openings = single
            .map(Key::from)
            .chain(numbers.halves.openings())
            .chain(numbers.hundredths.openings())
            .chain(numbers.before.openings())
            .collect();
        Ok(numbers)
    }

    /// The money that a bare 'dollar' or 元 means in a text.
    pub fn local_currency(&self, language_tag: &str, text: &str) -> Option<&str> {
        let hong_kong =
            language_tag == "zh-Hant" && self.hong_kong.iter().filter(|word| text.contains(word.as_str())).count() >= 2;
        let key = if hong_kong { "zh-Hant-HK" } else { language_tag };
        self.local_codes.get(key).map(String::as_str)
    }

    /// What words for money that several countries share mean in a text: the money of the country spoken of most.
    pub fn shared_currencies(&self, text: &str) -> BTreeMap<&str, &str> {
        let uses = |signs: &Vec<String>| signs.iter().map(|sign| text.matches(sign.as_str()).count()).sum::<usize>();
        self.shared
            .iter()
            .filter(|(word, _)| text.contains(word.as_str()))
            .filter_map(|(word, codes)| {
                // The country that is named first has the story happen in it.
                let first = |signs: &Vec<String>| signs.iter().filter_map(|sign| text.find(sign.as_str())).min();
                let opener = codes.values().filter_map(first).min();
                let weight =
                    |signs: &Vec<String>| uses(signs) + if opener.is_some() && first(signs) == opener { 2 } else { 0 };
                let (code, count) =
                    codes.iter().map(|(code, signs)| (code, weight(signs))).max_by_key(|(_, count)| *count)?;
                (count > 0).then_some((word.as_str(), code.as_str()))
            })
            .collect()
    }

    /// All quantities of a sentence, in order, outside the atoms that `taken` says are something else.
    pub fn quantities(&self, atoms: &[Atom], local: Option<&str>, taken: impl Fn(usize) -> bool) -> Vec<Quantity> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < atoms.len() {
            let atom = &atoms[at];
            if atom.kind != Kind::Number && !self.openings.contains(atom.key.as_str()) && !atom.key.contains('-') {
                at += 1;
                continue;
            }
            match self.quantity(atoms, at, local) {
                // 5兆印尼盾: the name of a currency may hold that of a country.
                Some(quantity)
                    if !(quantity.from..quantity.to).any(&taken)
                        || matches!(quantity.measure, Measure::Money(_))
                            && !taken(quantity.from)
                            && !taken(quantity.to - 1) =>
                {
                    at = quantity.to;
                    found.push(quantity);
                }
                _ => at += 1,
            }
        }
        self.carried.apply(atoms, &mut found);
        found
    }

    fn quantity(&self, atoms: &[Atom], from: usize, local: Option<&str>) -> Option<Quantity> {
        if let Some((to, ())) = self.halves.at(atoms, from) {
            return Some(Quantity {
                from,
                to,
                measure: Measure::Percent,
                value: Some(Decimal::integer(50)),
                bound: None,
            });
        }
        if let Some((share, to)) = self.part(atoms, from) {
            return Some(Quantity { from, to, measure: Measure::Percent, value: Some(share), bound: None });
        }
        if let Some((at, ())) = self.hundredths.at(atoms, from) {
            let (value, to, bound) = self.number(atoms, at)?;
            return Some(Quantity { from, to, measure: Measure::Percent, value, bound });
        }
        // 'a $5 fee' is no Australian money: letters of a sign are capitals, and touch it.
        let touching = |at: usize| {
            atoms[from].kind != Kind::Word
                || at == from + 1
                || atoms[from].case != crate::segment::atoms::Case::Lower && !atoms[from + 1].spaced
        };
        let (sign, at) = match self.before.at(atoms, from).filter(|(at, _)| touching(*at)) {
            Some((at, code)) => (Some(code), at),
            None => (None, from),
        };
        let (value, mut to, mut bound) = self.number(atoms, at)?;
        if let Some((share, end)) = self.fraction(atoms, at, value, to) {
            return Some(Quantity { from, to: end, measure: Measure::Percent, value: Some(share), bound });
        }
        let mut measure = Measure::Plain;
        if let Some(code) = sign {
            measure = Measure::Money(code);
            // '$5 million Australian dollars' is not written; a word behind repeats the sign.
            if let Some((end, _)) = self.after.at(atoms, to) {
                to = end;
            }
        } else if let Some((end, ())) = self.percent.at(atoms, to) {
            (measure, to) = (Measure::Percent, end);
        } else if let Some((end, ())) = self.tenths.at(atoms, to).filter(|_| atoms[to].kind == Kind::Han) {
            // 八成七 is 87: a digit behind the tenths counts units, unless it begins a number of its own.
            let unit = atoms
                .get(end)
                .filter(|atom| atom.kind == Kind::Han)
                .and_then(|atom| self.digits.get(atom.key.as_str()));
            let alone = !atoms.get(end + 1).is_some_and(|atom| self.magnitudes.contains_key(atom.key.as_str()))
                && self.classifiers.at(atoms, end + 1).is_none();
            let (end, units) = unit.filter(|_| alone).map_or((end, 0), |unit| (end + 1, *unit));
            let value = value.map(|value| value.shifted(1).plus(Decimal::integer(units)));
            return Some(self.with_suffix(atoms, Quantity { from, to: end, measure: Measure::Percent, value, bound }));
        } else if let Some((end, code)) = self.after.at(atoms, to) {
            (measure, to) = (Measure::Money(code), end);
        } else if let (Some((end, ())), Some(code)) = (self.local.at(atoms, to), local) {
            (measure, to) = (Measure::Money(code.to_owned()), end);
        } else {
            let (end, suffix) = self.suffix(atoms, to);
            if let Some((end, unit)) = self.durations.at(atoms, end) {
                return Some(Quantity {
                    from,
                    to: end,
                    measure: Measure::Duration(unit),
                    value,
                    bound: suffix.or(bound),
                });
            }
            if atoms.get(to).is_some_and(|atom| atom.key == "-")
                && let Some((end, unit)) = self.durations.at(atoms, to + 1)
            {
                return Some(Quantity { from, to: end, measure: Measure::Duration(unit), value, bound });
            }
            if let Some(code) = local.filter(|_| self.is_sum(atoms, from, to)) {
                measure = Measure::Money(code.to_owned());
            }
        }
        if measure == Measure::Percent && atoms.get(to).is_some_and(|atom| atom.key == "+") {
            bound = Some(Bound::AtLeast);
            to += 1;
        }
        Some(self.with_suffix(atoms, Quantity { from, to, measure, value, bound }))
    }

    /// 重罰600萬: a round number that nothing follows, behind a word after which only money comes.
    fn is_sum(&self, atoms: &[Atom], from: usize, to: usize) -> bool {
        let large = |atom: &Atom| atom.kind == Kind::Han && self.magnitude(atom).is_some_and(|by| by >= 4);
        let open = atoms.get(to).is_none_or(|atom| atom.kind == Kind::Mark && atom.key != "-" || atom.spaced);
        let bounded = self.front.before(atoms, from).map_or(from, |(start, ())| start);
        open && large(&atoms[to - 1]) && self.sum_fronts.before(atoms, bounded).is_some()
    }

    fn with_suffix(&self, atoms: &[Atom], mut quantity: Quantity) -> Quantity {
        let mut at = quantity.to;
        if let Some((end, ())) = self.classifiers.at(atoms, at) {
            at = end;
        }
        if let Some((_, bound)) = self.suffixes.at(atoms, at) {
            quantity.bound = Some(bound);
        }
        quantity
    }

    fn suffix(&self, atoms: &[Atom], at: usize) -> (usize, Option<Bound>) {
        self.suffixes.at(atoms, at).map_or((at, None), |(end, bound)| (end, Some(bound)))
    }

    /// One of the written ways of a number: its value, where it ends, and a bound inside it.
    fn number(&self, atoms: &[Atom], from: usize) -> Option<(Option<Decimal>, usize, Option<Bound>)> {
        let first = atoms.get(from)?;
        match first.kind {
            Kind::Number => {
                let value = Decimal::parse(&first.key)?;
                Some(self.multiplied(atoms, value, from + 1))
            }
            // 'One' with a capital inside a sentence is part of a name.
            Kind::Word if from > 0 && first.case != crate::segment::atoms::Case::Lower && first.key.len() > 1 => None,
            Kind::Word => self.worded(atoms, from),
            Kind::Han => self.han_number(atoms, from),
            Kind::Mark => None,
        }
    }

    /// A number with the magnitudes behind it, and further parts of it: 1億2,000萬, 10多萬, 5.89 million.
    fn multiplied(&self, atoms: &[Atom], value: Decimal, mut at: usize) -> (Option<Decimal>, usize, Option<Bound>) {
        let mut total = Decimal::integer(0);
        let mut part = value;
        let mut bound = None;
        loop {
            let mut power = 0;
            let mut end = at;
            // 8.1-million, as some papers write it.
            let hyphen = atoms.get(at).is_some_and(|atom| atom.key == "-" && !atom.spaced);
            if hyphen && atoms.get(at + 1).is_some_and(|atom| atom.key.len() > 2 && self.magnitude(atom).is_some()) {
                end = at + 1;
            }
            if let (next, Some(suffix)) = self.suffix(atoms, at)
                && atoms.get(next).is_some_and(|atom| atom.kind == Kind::Han && self.magnitude(atom).is_some())
            {
                (end, bound) = (next, Some(suffix));
            }
            while let Some(by) = atoms.get(end).and_then(|atom| self.magnitude(atom)) {
                // One letter is a magnitude only where it touches the digits.
                let atom = &atoms[end];
                if atom.kind == Kind::Word && atom.key.len() <= 2 && (atom.spaced || power > 0) {
                    break;
                }
                power += by;
                end += 1;
            }
            total = total.plus(part.shifted(power));
            at = end;
            let next = atoms.get(at).filter(|atom| {
                power > 0 && atom.kind == Kind::Number && !atom.spaced && atoms[at - 1].kind == Kind::Han
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

    fn magnitude(&self, atom: &Atom) -> Option<u32> {
        self.magnitudes.get(atom.key.as_str()).copied()
    }

    fn worded(&self, atoms: &[Atom], from: usize) -> Option<(Option<Decimal>, usize, Option<Bound>)> {
        let key = atoms[from].key.as_str();
        // 'Fifty-one' has three atoms.
        let tens = self.words.get(key).filter(|value| matches!(**value, 20..=90));
        let joined = atoms.get(from + 1).is_some_and(|atom| atom.key == "-" && !atom.spaced);
        let ones =
            atoms.get(from + 2).filter(|atom| joined && !atom.spaced).and_then(|atom| self.words.get(&*atom.key));
        if let (Some(tens), Some(ones @ 1..=9)) = (tens, ones) {
            return Some(self.multiplied(atoms, Decimal::integer(tens + ones), from + 3));
        }
        let mut sum = 0;
        for part in key.split('-') {
            match self.words.get(part) {
                Some(value) => sum += value,
                None => {
                    let million = self.indefinite.iter().any(|word| word == key)
                        && atoms.get(from + 1).is_some_and(|atom| atom.key.len() > 2 && self.magnitude(atom).is_some());
                    return million.then(|| self.multiplied(atoms, Decimal::integer(1), from + 1));
                }
            }
        }
        Some(self.multiplied(atoms, Decimal::integer(sum), from + 1))
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

    fn counts(&self, atoms: &[Atom], at: usize) -> bool {
        self.tenths.at(atoms, at).is_some()
            || self.parts.at(atoms, at).is_some()
            || self.after.at(atoms, at).is_some()
            || self.durations.at(atoms, at).is_some()
    }

    /// 'one in four', 三分之一, 'two thirds': the share in percent and where it ends.
    fn fraction(&self, atoms: &[Atom], from: usize, value: Option<Decimal>, to: usize) -> Option<(Decimal, usize)> {
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
        let hyphen = atoms.get(to).is_some_and(|atom| atom.key == "-" && !atom.spaced);
        let name = to + usize::from(hyphen);
        if let Some(parts) = atoms.get(name).and_then(|atom| self.fractions.get(atom.key.as_str())) {
            return Some((value.percent_of(*parts)?, name + 1));
        }
        let (at, ()) = self.one_in.at(atoms, to)?;
        let (whole, end, _) = self.number(atoms, at)?;
        let whole = whole?.whole()?;
        (value.whole()? < whole && whole <= 10).then(|| value.percent_of(whole))?.map(|share| (share, end))
    }

    /// 'A third of', 'three-quarters of': a share without a number of its own, and where it ends. 'Half of' is too loose a word for a figure.
    fn part(&self, atoms: &[Atom], from: usize) -> Option<(Decimal, usize)> {
        let key = |at: usize| atoms.get(at).map_or("", |atom| atom.key.as_str());
        let listed = |words: &[String], at: usize| words.iter().any(|word| word == key(at));
        // 'three-quarters of' is one atom.
        if let Some((count, name)) = key(from).split_once('-')
            && let (Some(count), Some(parts)) = (self.words.get(count), self.fractions.get(name))
        {
            let share = Decimal::integer(*count).percent_of(*parts)?;
            return listed(&self.part_of.of, from + 1).then_some((share, from + 1));
        }
        let name = from + usize::from(listed(&self.indefinite, from));
        let parts = *self.fractions.get(key(name)).filter(|_| name > from)?;
        // 'the first half of the year', 'a quarter of an hour'.
        let share = listed(&self.part_of.of, name + 1)
            && !listed(&self.part_of.not_before, name + 2)
            && (from == 0 || !listed(&self.part_of.not_behind, from - 1));
        let share = share.then(|| Decimal::integer(1).percent_of(parts)).flatten()?;
        Some((share, name + 1))
    }

    /// Where the measure word behind a number ends.
    pub fn skip_classifier(&self, atoms: &[Atom], at: usize) -> usize {
        self.classifiers.at(atoms, at).map_or(at, |(end, ())| end)
    }
}
