//! Quantities of two numbers: lengths of time in two units, 'three hours and 41 minutes', and shares, 每五人有一人.

use super::Numbers;
use crate::recognise::decimal::Decimal;
use crate::segment::atoms::{Atom, Kind};

/// A unit, the smaller one that may follow, how many of these it has, and a short word for them that is used nowhere else.
const PARTS: [(&str, &str, i128, &str); 5] =
    [("Y", "M", 12, ""), ("W", "D", 7, ""), ("D", "TH", 24, ""), ("TH", "TM", 60, "分"), ("TM", "TS", 60, "秒")];

/// How far behind those of whom some are told 有 may stand.
const EACH_REACH: usize = 12;

/// Words between the two.
const BETWEEN: [&str; 4] = ["and", ",", "又", "零"];

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
            let (_, smaller, times, short) = PARTS.iter().find(|(own, ..)| *own == unit)?;
            let between = atoms.get(to).is_some_and(|atom| BETWEEN.contains(&atom.key.as_str()));
            let at = to + usize::from(between);
            let figure = atoms.get(at).filter(|atom| matches!(atom.kind, Kind::Number | Kind::Word | Kind::Han))?;
            let (rest, end, _) = self.number(atoms, at)?;
            let rest = rest?.whole().filter(|rest| rest < times)?;
            let (end, found) = self.durations.at(atoms, end).or_else(|| {
                // 3小時41分 has no 鐘.
                let short = figure.kind != Kind::Word && atoms.get(end).is_some_and(|atom| *atom.key == **short);
                short.then(|| (end + 1, (*smaller).to_owned()))
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
        let atom = |at: usize| atoms.get(at).filter(|atom| atom.kind != Kind::Mark).map(|atom| atom.key.as_str());
        let counted = |at: usize| self.classifiers.end(atoms, at).or_else(|| (atom(at) == Some("人")).then(|| at + 1));
        // One digit alone is a number in front of a measure word: 五名.
        let figure = |at: usize| {
            let digit = || Some((*self.digits.get(atom(at)?)?, at + 1));
            let number = || self.number(atoms, at).and_then(|(value, to, _)| Some((value?.whole()?, to)));
            let (value, to) = number().or_else(digit)?;
            Some((value, counted(to)?))
        };
        if atom(from) != Some("每") {
            return None;
        }
        let (whole, to) = figure(from + 1)?;
        let plain = |at: &usize| atom(*at).is_some() && atoms[*at].kind != Kind::Number;
        let has = (to..to + EACH_REACH).take_while(plain).find(|at| atom(*at) == Some("有"))?;
        let has = has + 1 + usize::from(matches!(atom(has + 1), Some("近" | "約" | "逾" | "超過" | "至少")));
        let (part, end) = figure(has)?;
        (part < whole && whole <= 100).then(|| Decimal::integer(part).percent_of(whole))?.map(|share| (share, end))
    }
}
