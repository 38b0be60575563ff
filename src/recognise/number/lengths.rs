//! Quantities of two numbers: lengths of time in two units, 'three hours and 41 minutes', and shares, 每五人有一人.

use super::Numbers;
use crate::recognise::decimal::Decimal;
use crate::segment::atoms::{Atom, Kind};

/// A unit, the smaller one that may follow, and how many of these it has.
const PARTS: [(&str, &str, i128); 5] =
    [("Y", "M", 12), ("W", "D", 7), ("D", "TH", 24), ("TH", "TM", 60), ("TM", "TS", 60)];

/// How far behind those of whom some are told 有 may stand.
const EACH_REACH: usize = 12;

impl Numbers {
    /// A length of time with the smaller units behind it, if there are any: its value, where it ends, its unit.
    pub(super) fn lengthened(
        &self,
        atoms: &[Atom],
        value: Option<Decimal>,
        to: usize,
        unit: String,
    ) -> (Option<Decimal>, usize, String) {
        let more = || {
            let whole = value?.whole()?;
            let (_, smaller, times) = PARTS.iter().find(|(own, ..)| *own == unit)?;
            let at = self.pairs.between.end(atoms, to).unwrap_or(to);
            let figure = atoms.get(at).filter(|atom| matches!(atom.kind, Kind::Number | Kind::Word | Kind::Han))?;
            let (rest, end, _) = self.number(atoms, at)?;
            let rest = rest?.whole().filter(|rest| rest < times)?;
            let (end, found) = self.durations.at(atoms, end).or_else(|| {
                // 3小時41分 has no 鐘.
                let short = self.pairs.short.get(&unit).filter(|_| figure.kind != Kind::Word)?.end(atoms, end)?;
                Some((short, (*smaller).to_owned()))
            })?;
            (found == *smaller).then(|| (Decimal::integer(whole * times + rest), end))
        };
        match more() {
            Some((value, to)) => {
                let unit = PARTS.iter().find(|(own, ..)| *own == unit).map_or(unit, |part| part.1.to_owned());
                (Some(value), to, unit)
            }
            None => (value, to, unit),
        }
    }

    /// 每五名學生便有一人, 每10人中有3人: the share in percent, and where it ends.
    pub(super) fn one_of_each(&self, atoms: &[Atom], from: usize) -> Option<(Decimal, usize)> {
        let pairs = &self.pairs;
        let counted = |at: usize| self.classifiers.end(atoms, at).or_else(|| pairs.person.end(atoms, at));
        // One digit alone is a number in front of a measure word: 五名.
        let figure = |at: usize| {
            let digit = || Some((*self.digits.get(atoms.get(at)?.key.as_str())?, at + 1));
            let number = || self.number(atoms, at).and_then(|(value, to, _)| Some((value?.whole()?, to)));
            let (value, to) = number().or_else(digit)?;
            Some((value, counted(to)?))
        };
        let (whole, to) = figure(pairs.each.end(atoms, from)?)?;
        let plain = |at: &usize| atoms.get(*at).is_some_and(|atom| !matches!(atom.kind, Kind::Mark | Kind::Number));
        let has = (to..to + EACH_REACH).take_while(plain).find_map(|at| pairs.has.end(atoms, at))?;
        let has = self.front.end(atoms, has).unwrap_or(has);
        let (part, end) = figure(has)?;
        (part < whole && whole <= 100).then(|| Decimal::integer(part).percent_of(whole))?.map(|share| (share, end))
    }
}
