//! Money whose sign is letters that touch the figure, so that both are one word: 'P410 million', 'Dh14,500', 'R2.3bn'.

use std::collections::BTreeMap;

use crate::recognise::decimal::Decimal;
use crate::segment::atoms::{Atom, Case, Kind};

/// The code of the currency, the figure without its magnitude, and where it ends.
pub type Glued<'a> = (&'a str, Decimal, usize);

/// Reads the figure at `from`, whose word begins with one of `signs`. Names such as A320 are figures only to those who
/// know of a currency A; so the figure has to be grouped in thousands, or `magnitude` tells that one follows.
pub fn glued<'a>(
    signs: &'a BTreeMap<String, String>,
    atoms: &[Atom],
    from: usize,
    magnitude: impl Fn(&str) -> Option<u32>,
) -> Option<Glued<'a>> {
    let atom = atoms.get(from).filter(|atom| atom.kind == Kind::Word && atom.case != Case::Lower)?;
    let key = atom.key.as_str();
    let figure = key.find(|c: char| c.is_ascii_digit())?;
    let code = signs.get(&key[..figure])?;
    let rest = key[figure..].trim_start_matches(|c: char| c.is_ascii_digit());
    let mut written = key[figure..key.len() - rest.len()].to_owned();
    let (mut to, mut known) = (from + 1, false);
    let next = |at: usize, mark: &str| {
        let number = atoms.get(at + 1).filter(|atom| atom.kind == Kind::Number && !atom.spaced)?;
        (atoms[at].key == mark && !atoms[at].spaced).then_some(number.key.as_str())
    };
    while let Some(group) = next(to, ",").filter(|group| rest.is_empty() && group.len() == 3) {
        written.push_str(group);
        (to, known) = (to + 2, true);
    }
    if let Some(part) = next(to, ".").filter(|_| rest.is_empty() && !known) {
        written = format!("{written}.{part}");
        // 'R18.35': so are hundredths.
        known = part.len() == 2;
        to += 2;
    }
    let mut value = Decimal::parse(&written)?;
    if let Some(by) = magnitude(rest).filter(|_| !rest.is_empty()) {
        (value, known) = (value.shifted(by), true);
    } else if !rest.is_empty() {
        return None;
    } else if atoms.get(to).is_some_and(|atom| magnitude(&atom.key).is_some()) {
        known = true;
    }
    known.then_some((code, value, to))
}
