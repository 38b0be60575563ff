//! Lengths of time in two units, which are one: 'three hours and 41 minutes', 3小時41分.

use super::Numbers;
use crate::recognise::decimal::Decimal;
use crate::segment::atoms::{Atom, Kind};

/// A unit, the smaller one that may follow, how many of these it has, and a short word for them that is used nowhere else.
const PARTS: [(&str, &str, i128, &str); 5] =
    [("Y", "M", 12, ""), ("W", "D", 7, ""), ("D", "TH", 24, ""), ("TH", "TM", 60, "分"), ("TM", "TS", 60, "秒")];

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
}
