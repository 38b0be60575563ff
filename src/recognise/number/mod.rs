//! Quantities: money, shares, counts, lengths of time, in figures and in words, with the bounds that stand around them.

mod carried;
mod glued;
mod lengths;
mod shared;
mod value;

use std::collections::BTreeMap;

use regex::RegexSet;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use self::carried::Carried;
use self::glued::glued;
use self::shared::{Shared, SharedCurrency};
use super::decimal::Decimal;
use super::phrases::{Phrases, Sieve};
use crate::pack::{Pack, PackError};
use crate::segment::atoms::{Atom, Case, Key, Kind};

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
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct File {
    words: BTreeMap<String, BTreeMap<String, i128>>,
    magnitudes: BTreeMap<String, u32>,
    digits: BTreeMap<String, i128>,
    indefinite: BTreeMap<String, Vec<String>>,
    shares: BTreeMap<String, Vec<String>>,
    fractions: BTreeMap<String, i128>,
    part_of: PartOf,
    glued: BTreeMap<String, String>,
    carried: Carried,
    halves: BTreeMap<String, Vec<String>>,
    currencies: BTreeMap<String, Currency>,
    coins: Coins,
    #[serde(rename = "no-figure")]
    no_figure: NoFigure,
    pairs: Pairs,
    local_currency: LocalCurrency,
    #[serde(default)]
    shared_currency: BTreeMap<String, SharedCurrency>,
    durations: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    fixed_lengths: Vec<FixedLength>,
    length_openers: BTreeMap<String, Vec<String>>,
    classifiers: BTreeMap<String, Vec<String>>,
    bounds: BTreeMap<String, Vec<String>>,
}

/// A fraction in words without a number, 'a third of': words that tell that it is a share.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct PartOf {
    of: Vec<String>,
    behind: Vec<String>,
    by: Vec<String>,
    before: Vec<String>,
    not_behind: Vec<String>,
    not_before: Vec<String>,
    /// Verbs of what a share of some do.
    doing: Vec<String>,
    /// People and what is theirs, half of whom are a share.
    people: Vec<String>,
    /// Words for whose they are.
    own: Vec<String>,
}

/// A length of time in words without a number.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct FixedLength {
    words: Vec<String>,
    value: i128,
    unit: String,
    not_behind: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Currency {
    before: Vec<String>,
    after: Vec<String>,
}

/// Hundredths of money: by its code the words for them, and the money of a sum in front that has them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Coins {
    words: BTreeMap<String, Vec<String>>,
    of: Vec<String>,
    /// Letters that touch the figure: 175p.
    touching: BTreeMap<String, Vec<String>>,
    /// Figures with such a letter that are no money: 1080p.
    lines: Vec<String>,
}

/// Letters that make a name of the figure which they touch: 5G.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct NoFigure {
    touched: Vec<String>,
    /// What makes a noun of a measure word: 家長.
    behind_measure: Phrases<()>,
}

/// Words of quantities that are told in two numbers: 3小時又41分, 每五人有一人.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Pairs {
    /// Between two units of time.
    between: Phrases<()>,
    /// By a unit, the short word for the smaller one behind it.
    short: BTreeMap<String, Phrases<()>>,
    each: Phrases<()>,
    has: Phrases<()>,
    person: Phrases<()>,
}

#[derive(Deserialize)]
struct LocalCurrency {
    words: Vec<String>,
    #[serde(rename = "hong-kong")]
    hong_kong: Vec<String>,
    fronts: Vec<String>,
    /// Words behind the name of a currency which say that the text means it from there on.
    same: Vec<String>,
    #[serde(flatten)]
    codes: BTreeMap<String, String>,
}

/// The grammar of quantities, compiled from `lexicon/numbers.toml`.
#[derive(Debug)]
pub struct Numbers {
    words: FxHashMap<String, i128>,
    magnitudes: FxHashMap<String, u32>,
    digits: FxHashMap<String, i128>,
    indefinite: Vec<String>,
    percent: Phrases<()>,
    tenths: Phrases<()>,
    /// Words that begin as tenths do and count something.
    no_tenths: Phrases<()>,
    half_tenths: Phrases<()>,
    and_half: Phrases<()>,
    hundredths: Phrases<()>,
    parts: Phrases<()>,
    one_in: Phrases<()>,
    fractions: FxHashMap<String, i128>,
    part_of: PartOf,
    /// Signs of money in letters that touch the figure, and their codes.
    glued: BTreeMap<String, String>,
    carried: Carried,
    halves: Phrases<()>,
    before: Phrases<String>,
    after: Phrases<String>,
    coins: Phrases<String>,
    coins_of: Vec<String>,
    touching_coins: Phrases<String>,
    lines: Vec<String>,
    no_figure: Vec<String>,
    no_measure: Phrases<()>,
    pairs: Pairs,
    /// Names of currencies and their codes.
    stated: Vec<(String, String)>,
    same: Vec<String>,
    local: Phrases<()>,
    local_codes: BTreeMap<String, String>,
    /// Words of which two tell that a text is from Hong Kong.
    hong_kong: RegexSet,
    /// Words in front of a sum whose money goes without saying, as in headlines: 重罰600萬.
    sum_fronts: Phrases<()>,
    shared: Vec<Shared>,
    durations: Phrases<String>,
    /// Phrases that end in the article of a length of time: 'for a'.
    /// Value, unit, and what does not stand in front.
    fixed_lengths: Phrases<(i128, String, Vec<String>)>,
    length_openers: Phrases<()>,
    classifiers: Phrases<()>,
    suffixes: Phrases<Bound>,
    vague: Vec<String>,
    front: Phrases<()>,
    /// Keys with which a quantity that is no plain figure may begin.
    openings: FxHashSet<Key>,
    sieve: Sieve,
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
        let shared: Result<Vec<_>, _> = file.shared_currency.into_values().map(Shared::new).collect();
        let hong_kong = RegexSet::new(file.local_currency.hong_kong.iter().map(|word| regex::escape(word)));
        let mut numbers = Self {
            words: file.words.values().flatten().map(|(word, value)| (fold(word), *value)).collect(),
            magnitudes: file.magnitudes.iter().map(|(word, value)| (fold(word), *value)).collect(),
            digits: file.digits.iter().map(|(word, value)| (fold(word), *value)).collect(),
            indefinite: file.indefinite.into_values().flatten().collect(),
            percent: plain(list(&file.shares, "percent")),
            tenths: plain(list(&file.shares, "tenths")),
            no_tenths: plain(list(&file.shares, "no-tenths")),
            half_tenths: plain(list(&file.shares, "half-tenths")),
            and_half: plain(list(&file.shares, "and-half")),
            hundredths: plain(list(&file.shares, "hundredths")),
            parts: plain(list(&file.shares, "parts")),
            one_in: plain(list(&file.shares, "one-in")),
            fractions: file.fractions.into_iter().collect(),
            part_of: file.part_of,
            glued: file.glued,
            carried: file.carried,
            halves: plain(file.halves.into_values().flatten().collect()),
            before: Phrases::new(
                file.currencies.iter().flat_map(|(code, c)| c.before.iter().map(move |w| (w.as_str(), code.clone()))),
            ),
            after: Phrases::new(
                file.currencies.iter().flat_map(|(code, c)| c.after.iter().map(move |w| (w.as_str(), code.clone()))),
            ),
            coins: Phrases::new(
                file.coins.words.iter().flat_map(|(code, words)| words.iter().map(move |w| (w.as_str(), code.clone()))),
            ),
            coins_of: file.coins.of,
            touching_coins: Phrases::new(
                file.coins
                    .touching
                    .iter()
                    .flat_map(|(code, words)| words.iter().map(move |w| (w.as_str(), code.clone()))),
            ),
            lines: file.coins.lines,
            no_figure: file.no_figure.touched,
            no_measure: file.no_figure.behind_measure,
            pairs: file.pairs,
            stated: (file.currencies.iter())
                .flat_map(|(code, c)| c.before.iter().chain(&c.after).map(move |word| (word.clone(), code.clone())))
                .collect(),
            same: file.local_currency.same,
            local: plain(file.local_currency.words),
            local_codes: file.local_currency.codes,
            hong_kong: hong_kong.map_err(|error| PackError::new(FILE, "numbers-file", error.to_string()))?,
            sum_fronts: plain(file.local_currency.fronts),
            shared: shared.map_err(|error| PackError::new(FILE, "numbers-file", error.to_string()))?,
            durations: Phrases::new(
                file.durations.iter().flat_map(|(unit, words)| words.iter().map(move |w| (w.as_str(), unit.clone()))),
            ),
            fixed_lengths: Phrases::new(file.fixed_lengths.iter().flat_map(|length| {
                let told = (length.value, length.unit.clone(), length.not_behind.clone());
                length.words.iter().map(move |word| (word.as_str(), told.clone()))
            })),
            length_openers: plain(file.length_openers.into_values().flatten().collect()),
            classifiers: plain(file.classifiers.into_values().flatten().collect()),
            suffixes: Phrases::new(suffixes.iter().map(|(word, bound)| (word.as_str(), *bound))),
            vague: list(&file.bounds, "vague").iter().map(fold).collect(),
            front: plain(list(&file.bounds, "front")),
            openings: FxHashSet::default(),
            sieve: Sieve::default(),
        };
        let single = numbers
            .words
            .keys()
            .chain(numbers.digits.keys())
            .chain(numbers.magnitudes.keys())
            .chain(numbers.fractions.keys())
            .chain(&numbers.indefinite)
            .chain(&numbers.vague);
        numbers.openings = single
            .map(Key::from)
            .chain(numbers.halves.openings())
            .chain(numbers.hundredths.openings())
            .chain(numbers.before.openings())
            .chain(numbers.pairs.each.openings())
            .collect();
        numbers.sieve = Sieve::new(&numbers.openings);
        Ok(numbers)
    }

    /// The money that a bare 'dollar' or 元 means in a text: what it says itself (人民幣，下同), else that of its place.
    pub fn local_currency(&self, language_tag: &str, text: &str) -> Option<&str> {
        let stated = self.same.iter().filter_map(|same| text.split_once(same.as_str())).find_map(|(front, _)| {
            let name = front.trim_end_matches(|c: char| !c.is_alphanumeric());
            let named = self.stated.iter().filter(|(word, _)| name.ends_with(word.as_str()));
            named.max_by_key(|(word, _)| word.len()).map(|(_, code)| code.as_str())
        });
        if let Some(code) = stated {
            return Some(code);
        }
        let hong_kong = language_tag == "zh-Hant" && self.hong_kong.matches(text).iter().nth(1).is_some();
        let key = if hong_kong { "zh-Hant-HK" } else { language_tag };
        self.local_codes.get(key).map(String::as_str)
    }

    /// What words and signs for money that several countries share mean in a text: the money of the country spoken of most.
    pub fn shared_currencies(&self, text: &str) -> BTreeMap<&str, &str> {
        let meant = self.shared.iter().filter_map(|shared| Some((shared, shared.meant(text)?)));
        meant.flat_map(|(shared, code)| shared.words.iter().map(move |word| (word.as_str(), code))).collect()
    }

    /// All quantities of a sentence, in order, outside the atoms that `taken` says are something else.
    pub fn quantities(&self, atoms: &[Atom], local: Option<&str>, taken: impl Fn(usize) -> bool) -> Vec<Quantity> {
        let mut found = Vec::new();
        let mut local = local;
        // 歐盟罰甲5億歐元，乙被罰2億: a sum without a currency is in that of the one in front.
        let mut sums: Option<String> = None;
        let mut at = 0;
        while at < atoms.len() {
            let atom = &atoms[at];
            let glued = atom.case != Case::Lower && atom.key.contains(|c: char| c.is_ascii_digit());
            let opens = || self.sieve.may_have(&atom.key) && self.openings.contains(atom.key.as_str());
            let begins = atom.kind == Kind::Number || glued || opens() || atom.key.contains('-');
            if !begins {
                at += 1;
                continue;
            }
            match self.quantity(atoms, at, local, sums.as_deref()) {
                // 5兆印尼盾: the name of a currency may hold that of a country.
                Some(quantity)
                    if !(quantity.from..quantity.to).any(&taken)
                        || matches!(quantity.measure, Measure::Money(_) | Measure::Percent)
                            && !taken(quantity.from)
                            && !taken(quantity.to - 1) =>
                {
                    at = quantity.to;
                    // 182億元人民幣，遠勝預期的135億元: what 元 is called once it is again.
                    if let Measure::Money(code) = &quantity.measure {
                        if !bracketed(atoms, quantity.from) {
                            sums = Some(code.clone());
                        }
                        local = self.local_codes.values().find(|own| *own == code).map(String::as_str).or(local);
                    }
                    found.push(quantity);
                }
                _ => at += 1,
            }
        }
        found
    }

    /// Where the measure word ends that stands behind a number: 26個.
    pub fn classifier(&self, atoms: &[Atom], at: usize) -> Option<usize> {
        atoms.get(at.checked_sub(1)?).filter(|front| front.kind == Kind::Number)?;
        let end = self.classifiers.at(atoms, at)?.0;
        self.no_measure.at(atoms, end).is_none().then_some(end)
    }

    /// Gives bare figures the measure of those that they are compared with, once it is known whose money that is.
    pub fn carry(&self, atoms: &[Atom], quantities: &mut [Quantity]) {
        self.carried.apply(atoms, quantities);
    }

    fn quantity(&self, atoms: &[Atom], from: usize, local: Option<&str>, sums: Option<&str>) -> Option<Quantity> {
        if let Some((to, ())) = self.halves.at(atoms, from) {
            return Some(Quantity {
                from,
                to,
                measure: Measure::Percent,
                value: Some(Decimal::integer(50)),
                bound: None,
            });
        }
        if let Some((code, value, at)) = glued(&self.glued, atoms, from, |word| self.magnitudes.get(word).copied()) {
            let (value, to, bound) = self.multiplied(atoms, value, at);
            return Some(Quantity { from, to, measure: Measure::Money(code.to_owned()), value, bound });
        }
        if let Some((share, to)) = self.one_of_each(atoms, from) {
            return Some(Quantity { from, to, measure: Measure::Percent, value: Some(share), bound: None });
        }
        if let Some((share, to)) = self.part(atoms, from) {
            return Some(Quantity { from, to, measure: Measure::Percent, value: Some(share), bound: None });
        }
        if let Some((at, ())) = self.hundredths.at(atoms, from) {
            let (value, to, bound) = self.number(atoms, at)?;
            return Some(Quantity { from, to, measure: Measure::Percent, value, bound });
        }
        if let Some(length) = self.length(atoms, from) {
            return Some(length);
        }
        // 'a $5 fee' is no Australian money: letters of a sign are capitals, and touch it.
        let touching = |at: usize| {
            atoms[from].kind != Kind::Word
                || at == from + 1
                || atoms[from].case != Case::Lower && !atoms[from + 1].spaced
        };
        let (sign, at) = match self.before.at(atoms, from).filter(|(at, _)| touching(*at)) {
            Some((at, code)) => (Some(code), at),
            None => (None, from),
        };
        // 'Bill C-18', 'an F-35': a number that a hyphen ties to capitals is a name's.
        let capitals = |front: usize| atoms[front].case == Case::Upper || atoms[front].key.len() == 1;
        if from > 1
            && at == from
            && atoms[from].kind == Kind::Number
            && [from - 1, from].iter().all(|at| !atoms[*at].spaced)
            && atoms[from - 1].key == "-"
            && atoms[from - 2].kind == Kind::Word
            && capitals(from - 2)
        {
            return None;
        }
        let (value, mut to, mut bound) = self.number(atoms, at)?;
        // 5G用戶 are not five.
        let touches = |atom: &&Atom| !atom.spaced && self.no_figure.iter().any(|word| *word == *atom.key);
        if atoms[at].kind == Kind::Number && atoms.get(to).filter(touches).is_some() {
            return None;
        }
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
        } else if let Some((end, ())) = self
            .tenths
            .at(atoms, to)
            .filter(|_| atoms[to].kind == Kind::Han && self.magnitude(&atoms[to - 1]).is_none())
            .filter(|_| {
                value.and_then(Decimal::whole).is_none_or(|whole| whole <= 10) && self.no_tenths.at(atoms, to).is_none()
            })
        {
            // 300萬成長 and 27成員國 have no tenths.
            // 八成七 is 87: a digit behind the tenths counts units, unless it begins a number of its own.
            let unit = atoms
                .get(end)
                .filter(|atom| atom.kind == Kind::Han)
                .and_then(|atom| self.digits.get(atom.key.as_str()));
            let alone = !atoms.get(end + 1).is_some_and(|atom| self.magnitudes.contains_key(atom.key.as_str()))
                && (self.classifiers.at(atoms, end + 1).is_none() || self.no_measure.at(atoms, end + 2).is_some());
            // 六成三五 is 63.5.
            let tenth = |at: usize| {
                let digit = self.digits.get(atoms.get(at)?.key.as_str())?;
                Decimal::parse(&format!("0.{digit}"))
            };
            let (end, units) = match (unit.filter(|_| alone), self.half_tenths.at(atoms, end)) {
                (Some(unit), _) => match tenth(end + 1) {
                    Some(tenth) => (end + 2, Decimal::integer(*unit).plus(tenth)),
                    None => (end + 1, Decimal::integer(*unit)),
                },
                // 兩成半 is 25, but not in front of 年.
                (None, Some((half, ()))) if self.durations.at(atoms, half).is_none() => (half, Decimal::integer(5)),
                (None, _) => (end, Decimal::integer(0)),
            };
            let value = value.map(|value| value.shifted(1).plus(units));
            return Some(self.with_suffix(atoms, Quantity { from, to: end, measure: Measure::Percent, value, bound }));
        } else if let Some((end, code)) = self.after.at(atoms, to) {
            (measure, to) = (Measure::Money(code), end);
        } else if let Some((end, code)) =
            self.coins.at(atoms, to).filter(|_| atoms[to].case != Case::Title && atoms[at].key != "two")
        {
            // 'Put in his two cents' is no sum.
            let own = sums.filter(|sums| self.coins_of.iter().any(|of| of == sums)).map(str::to_owned);
            let value = value.map(|value| value.lowered(2));
            return Some(Quantity { from, to: end, measure: Measure::Money(own.unwrap_or(code)), value, bound });
        } else if let Some((end, code)) = self.touching_coins.at(atoms, to).filter(|_| {
            let lines = self.lines.iter().any(|line| *line == *atoms[at].key);
            atoms[at].kind == Kind::Number && !atoms[to].spaced && atoms[to].case == Case::Lower && !lines
        }) {
            let value = value.map(|value| value.lowered(2));
            return Some(Quantity { from, to: end, measure: Measure::Money(code), value, bound });
        } else if let (Some((end, ())), Some(code)) = (self.local.at(atoms, to), local) {
            (measure, to) = (Measure::Money(code.to_owned()), end);
        } else {
            let (end, suffix) = self.suffix(atoms, to);
            if let Some((end, unit)) = self.durations.at(atoms, end) {
                let (value, end, unit) = self.lengthened(atoms, value, end, unit);
                let bound = suffix.or(bound);
                return Some(Quantity { from, to: end, measure: Measure::Duration(unit), value, bound });
            }
            if atoms.get(to).is_some_and(|atom| atom.key == "-")
                && let Some((end, unit)) = self.durations.at(atoms, to + 1)
            {
                return Some(Quantity { from, to: end, measure: Measure::Duration(unit), value, bound });
            }
            if let Some(code) = local.and(sums.or(local)).filter(|_| self.is_sum(atoms, from, to)) {
                measure = Measure::Money(code.to_owned());
            }
        }
        if measure == Measure::Percent && atoms.get(to).is_some_and(|atom| atom.key == "+") {
            bound = Some(Bound::AtLeast);
            to += 1;
        }
        Some(self.with_suffix(atoms, Quantity { from, to, measure, value, bound }))
    }

    /// A length of time that is one word, 'two-week', or that has no number behind a word which only a length follows, as
    /// in 'for a year'.
    fn length(&self, atoms: &[Atom], from: usize) -> Option<Quantity> {
        let atom = &atoms[from];
        let fixed = self.fixed_lengths.at(atoms, from);
        let front = from.checked_sub(1).map(|front| atoms[front].key.as_str());
        let (value, unit, to) = if let Some((to, (value, unit, not_behind))) = fixed {
            if not_behind.iter().any(|word| front == Some(word.as_str())) {
                return None;
            }
            (value, unit, to)
        } else if let Some((number, unit)) = atom.key.rsplit_once('-') {
            let value = number.split('-').try_fold(0, |sum, part| Some(sum + self.words.get(part)?))?;
            (value, self.durations.word(unit)?, from + 1)
        } else {
            self.length_openers.before(atoms, from + 1)?;
            let (to, unit) = self.durations.at(atoms, from + 1)?;
            (1, unit, to)
        };
        Some(Quantity { from, to, measure: Measure::Duration(unit), value: Some(Decimal::integer(value)), bound: None })
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
}

/// 5億歐元（約46億港元）: what stands in brackets is the same in other money.
fn bracketed(atoms: &[Atom], from: usize) -> bool {
    atoms[..from].iter().rev().find(|atom| matches!(atom.key.as_str(), "(" | ")")).is_some_and(|atom| atom.key == "(")
}
