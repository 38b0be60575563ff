//! Dates that need no other: month and day, year, figures.

use chrono::NaiveDate;

use super::Dates;
use super::parts::Parts;
use crate::segment::atoms::{Atom, Case, Kind};

/// How many letters a month has that is cut short.
const SHORT: usize = 3;

impl Dates {
    /// A date that needs no other: figures, month and day, year.
    pub(super) fn absolute(&self, atoms: &[Atom], at: usize) -> Option<(usize, Parts)> {
        let atom = atoms.get(at)?;
        if let Some(next) = self.marks.republic.end(atoms, at) {
            let (year, to) = self.number_to(atoms, next)?;
            let to = self.marks.year.end(atoms, to)?;
            return Some(self.year_rest(atoms, to, year as i32 + 1911));
        }
        if let Some(found) = self.figures(atoms, at) {
            return Some(found);
        }
        if let Some(value) = self.number(atoms, at) {
            if let Some(to) = self.marks.year.end(atoms, at + 1)
                && (1900..2100).contains(&value)
                && atom.key.len() == 4
            {
                return Some(self.year_rest(atoms, to, value as i32));
            }
            // 22 January, 22nd January, the 22nd of January.
            let behind = self.marks.ordinal.end(atoms, at + 1);
            let behind = behind.map_or(at + 1, |to| self.marks.of.end(atoms, to).unwrap_or(to));
            let month = self.month(atoms, behind).filter(|_| (1..=31).contains(&value) && atom.kind == Kind::Number);
            if let Some((to, month)) = month {
                let (to, year) = self.year_behind(atoms, to).map_or((to, None), |(to, year)| (to, Some(year)));
                return Some((to, Parts { year, month: Some(month), day: Some(value as u32) }));
            }
            let bare = (1950..2060).contains(&value) && atom.span.len() == 4 && atom.kind == Kind::Number;
            // 2014-15 is a span of two years; it begins in the first.
            let spans = bare
                && atoms.get(at + 1).is_some_and(|atom| atom.key == "-" && !atom.spaced)
                && atoms
                    .get(at + 2)
                    .is_some_and(|atom| atom.span.len() == 2 && atom.kind == Kind::Number && !atom.spaced);
            if spans {
                return Some((at + 3, Parts { year: Some(value as i32), ..Parts::default() }));
            }
            // Older years need a word in front that says so, and a figure that is not grouped in thousands is one.
            let old = (1800..1950).contains(&value)
                && atom.span.len() == 4
                && atom.kind == Kind::Number
                && at > 0
                && atoms[at - 1].kind == Kind::Word
                && self.marks.before_year.before(atoms, at).is_some();
            // 2023全年.
            let part = self.part_of_year(atoms, at + 1).filter(|to| bare && to - at > 2);
            if let Some(to) = part.filter(|_| atoms[at + 1].kind == Kind::Han) {
                return Some((to, Parts { year: Some(value as i32), ..Parts::default() }));
            }
            if (bare || old) && self.is_year(atoms, at) {
                return Some((at + 1, Parts { year: Some(value as i32), ..Parts::default() }));
            }
        }
        if let Some(found) = self.month_day(atoms, at) {
            return Some(found);
        }
        // 15日, with nothing of the month.
        let day = self.number(atoms, at).filter(|day| (1..=31).contains(day) && atom.kind == Kind::Number)?;
        let to = self.marks.day.end(atoms, at + 1)?;
        let open = at == 0 || !(atoms[at - 1].kind == Kind::Number);
        (open && self.marks.span.end(atoms, to).is_none())
            .then_some((to, Parts { day: Some(day as u32), ..Parts::default() }))
    }

    /// Where the last day of several ends, behind the first: 'May 3-9' begins on the third.
    fn last_day(&self, atoms: &[Atom], at: usize) -> Option<usize> {
        let joins = atoms.get(at).is_some_and(|atom| matches!(atom.key.as_str(), "-" | "–") && !atom.spaced);
        let short = |last: &&Atom| !last.spaced && last.kind == Kind::Number && last.key.len() <= 2;
        let day = atoms.get(at + 1).filter(short).and_then(|_| self.number(atoms, at + 1))?;
        let whole = atoms.get(at + 2).is_none_or(|next| next.spaced || next.kind == Kind::Mark);
        (joins && whole && (1..=31).contains(&day)).then_some(at + 2)
    }

    /// A four-digit number is a year where a word in front of it says so, or the sentence begins with it.
    fn is_year(&self, atoms: &[Atom], at: usize) -> bool {
        // Figures with a sign are no years; neither are those in front of a Chinese measure word.
        let signed =
            at > 0 && matches!(atoms[at - 1].key.as_str(), "$" | "€" | "£" | "¥" | "₹" | "-" | "(" | "." | "/" | "#");
        let next = atoms.get(at + 1);
        let measured = next.is_some_and(|atom| {
            matches!(atom.key.as_str(), "%" | "-" | "/" | "." | "$") && !atom.spaced && atom.key != "."
                || atom.kind == Kind::Han
        });
        let led = at > 0 && self.marks.before_year.before(atoms, at).is_some();
        !signed && !measured && (led || at > 0 && atoms[at - 1].kind == Kind::Word)
    }

    /// Where words for a part of a year end that say no more than the year; 2024年中國 tells of a country.
    pub(super) fn part_of_year(&self, atoms: &[Atom], at: usize) -> Option<usize> {
        self.vague.at(atoms, at).filter(|_| self.no_date.at(atoms, at).is_none()).map(|(to, ())| to)
    }

    fn year_rest(&self, atoms: &[Atom], to: usize, year: i32) -> (usize, Parts) {
        match self.month_day(atoms, to).filter(|_| !atoms.get(to).is_some_and(|atom| atom.kind == Kind::Word)) {
            Some((to, inner)) => (to, Parts { year: Some(year), ..inner }),
            None => {
                let to = self.part_of_year(atoms, to).unwrap_or(to);
                (to, Parts { year: Some(year), ..Parts::default() })
            }
        }
    }

    /// 'Nov. 22, 2019', 'November 2019', 'November', 11月22日, 11月 22, 九月.
    pub(super) fn month_day(&self, atoms: &[Atom], at: usize) -> Option<(usize, Parts)> {
        if let Some((mut to, month)) = self.month(atoms, at) {
            if atoms.get(to).is_some_and(|atom| atom.key == ".") {
                to += 1;
            }
            let day = self
                .number(atoms, to)
                .filter(|day| (1..=31).contains(day) && atoms[to].key.len() <= 2 && atoms[to].kind == Kind::Number);
            if day.is_some() {
                to += 1;
                to = self.marks.ordinal.end(atoms, to).unwrap_or(to);
                to = self.last_day(atoms, to).unwrap_or(to);
            }
            let behind = self.year_behind(atoms, to);
            if day.is_none() && behind.is_none() && to == at + 1 && self.is_given_name(atoms, at) {
                return None;
            }
            if day.is_none()
                && behind.is_none()
                && to > at + 1
                && atoms.get(to).is_none_or(|next| next.case == Case::Title)
            {
                to = at + 1;
            }
            let (to, year) = behind.map_or((to, None), |(to, year)| (to, Some(year)));
            return Some((to, Parts { year, month: Some(month), day: day.map(|day| day as u32) }));
        }
        let (month, to) = self.number_to(atoms, at).filter(|(month, _)| (1..=12).contains(month))?;
        let to = self.marks.month.end(atoms, to)?;
        let (to, day) = self.day_behind(atoms, to).map_or((to, None), |(to, day)| (to, Some(day)));
        Some((to, Parts { year: None, month: Some(month as u32), day }))
    }

    /// A word with a capital that is no month may be part of a name.
    pub(super) fn goes_on_name(&self, atoms: &[Atom], at: usize) -> bool {
        let capital = atoms.get(at).filter(|atom| atom.kind == Kind::Word && atom.case == Case::Title);
        capital.is_some_and(|atom| !self.months.contains_key(atom.key.as_str()))
    }

    /// 'Jan Christian Roe', 'Jan de Roe', 'Dame April Roe': what may be a month is the given name of somebody.
    fn is_given_name(&self, atoms: &[Atom], at: usize) -> bool {
        // 'In Jan Acme cut 90 jobs'.
        if self.marks.before_year.before(atoms, at).is_some() {
            return false;
        }
        let capital = |at: usize| self.goes_on_name(atoms, at);
        let small = |at: usize| atoms.get(at).is_some_and(|atom| atom.case == Case::Lower && atom.key.len() <= SHORT);
        let longer = |month: &String| month.len() > SHORT && month.starts_with(atoms[at].key.as_str());
        let cut = atoms[at].key.len() == SHORT && self.months.keys().any(longer);
        let titled = at > 1 && capital(at - 1) && atoms[at - 1].key.len() >= SHORT;
        cut && (capital(at + 1) || small(at + 1) && capital(at + 2)) || titled && capital(at + 1)
    }

    pub(super) fn day_behind(&self, atoms: &[Atom], at: usize) -> Option<(usize, u32)> {
        let (day, to) = self.number_to(atoms, at).filter(|(day, _)| (1..=31).contains(day))?;
        match self.marks.day.end(atoms, to) {
            Some(to) => Some((to, day as u32)),
            // 11月 22, without its last sign, where no other measure follows.
            None if atoms[at].kind == Kind::Number
                && atoms.get(to).is_none_or(|next| {
                    next.spaced || next.kind == Kind::Mark && next.key != "%" && next.key != "·"
                }) =>
            {
                Some((to, day as u32))
            }
            None => None,
        }
    }

    pub(super) fn month(&self, atoms: &[Atom], at: usize) -> Option<(usize, u32)> {
        let atom = atoms.get(at)?;
        let month = self.months.get(atom.key.as_str())?;
        (atom.kind == Kind::Word && atom.case != Case::Lower).then_some((at + 1, *month))
    }

    fn year_behind(&self, atoms: &[Atom], at: usize) -> Option<(usize, i32)> {
        let at = self.marks.of.end(atoms, at).unwrap_or(at);
        let year = self.number(atoms, at).filter(|year| (1900..2100).contains(year) && atoms[at].key.len() == 4)?;
        Some((at + 1, year as i32))
    }

    /// A small whole number in figures, or in Han digits up to ninety-nine.
    pub(super) fn number(&self, atoms: &[Atom], at: usize) -> Option<i64> {
        self.number_to(atoms, at).map(|(number, _)| number)
    }

    /// The same, and where it ends.
    pub(super) fn number_to(&self, atoms: &[Atom], at: usize) -> Option<(i64, usize)> {
        let atom = atoms.get(at)?;
        match atom.kind {
            Kind::Number => Some((atom.key.parse().ok()?, at + 1)),
            Kind::Han => {
                let digit = |i: usize| atoms.get(i).and_then(|atom| self.digits.get(atom.key.as_str())).copied();
                Some(match (digit(at)?, digit(at + 1), digit(at + 2)) {
                    (10, Some(unit), _) if unit < 10 => (10 + unit, at + 2),
                    (tens, Some(10), Some(unit)) if tens < 10 && unit < 10 => (tens * 10 + unit, at + 3),
                    (tens, Some(10), _) if tens < 10 => (tens * 10, at + 2),
                    (digit, _, _) => (digit, at + 1),
                })
            }
            _ => None,
        }
    }

    /// 2021-01-07, 2021/1/7, 04/24/20, 9/29.
    fn figures(&self, atoms: &[Atom], at: usize) -> Option<(usize, Parts)> {
        if let Some(found) = dotted(atoms, at) {
            return Some(found);
        }
        let first = self.number(atoms, at).filter(|_| atoms[at].kind == Kind::Number)?;
        let sign = &atoms.get(at + 1)?.key;
        if !matches!(sign.as_str(), "-" | "/" | ".") || atoms[at + 1].spaced {
            return None;
        }
        let second =
            self.number(atoms, at + 2).filter(|_| atoms[at + 2].kind == Kind::Number && !atoms[at + 2].spaced)?;
        let third =
            atoms.get(at + 3).filter(|atom| atom.key == *sign && !atom.spaced).and_then(|_| self.number(atoms, at + 4));
        let place = |y: i64, m: i64, d: i64| {
            let year = i32::try_from(if y < 100 { y + 2000 } else { y }).ok()?;
            NaiveDate::from_ymd_opt(year, u32::try_from(m).ok()?, u32::try_from(d).ok()?)
        };
        if let Some(third) = third {
            let day = if atoms[at].key.len() == 4 {
                place(first, second, third)
            } else {
                place(third, first, second).or_else(|| place(third, second, first))
            };
            return day.map(|day| (at + 5, Parts::of(day)));
        }
        let short = sign == "/" && atoms[at].key.len() <= 2 && atoms[at + 2].key.len() <= 2;
        let fits = NaiveDate::from_ymd_opt(2024, u32::try_from(first).ok()?, u32::try_from(second).ok()?).is_some();
        let mut to = at + 3;
        if short && fits {
            if let Some(end) = self.marks.day.end(atoms, to) {
                to = end;
            }
            return Some((to, Parts { year: None, month: Some(first as u32), day: Some(second as u32) }));
        }
        None
    }
}

/// 2025.02.06: cut like a decimal, all of it or up to the month.
fn dotted(atoms: &[Atom], at: usize) -> Option<(usize, Parts)> {
    let atom = atoms.get(at).filter(|atom| atom.kind == Kind::Number)?;
    let parts: Vec<&str> = atom.key.split('.').collect();
    let (to, day) = match parts.len() {
        3 => (at + 1, parts[2]),
        2 => {
            let day = atoms.get(at + 2).filter(|day| day.kind == Kind::Number && !day.spaced)?;
            atoms.get(at + 1).filter(|mark| mark.key == "." && !mark.spaced)?;
            (at + 3, day.key.as_str())
        }
        _ => return None,
    };
    // The year stands first or, as in most of Europe, last.
    let (year, day) = if parts[0].len() == 4 { (parts[0], day) } else { (day, parts[0]) };
    let year = year.parse().ok().filter(|number| year.len() == 4 && (1900..2100).contains(number))?;
    let date = NaiveDate::from_ymd_opt(year, parts[1].parse().ok()?, day.parse().ok()?)?;
    Some((to, Parts::of(date)))
}

/// 1140108: year of the Republic of China, month and day in one number.
pub(super) fn republic_digits(atom: &Atom) -> Option<NaiveDate> {
    let digits: u32 = atom.key.parse().ok().filter(|_| atom.kind == Kind::Number && atom.key.len() == 7)?;
    NaiveDate::from_ymd_opt((digits / 10_000 + 1911) as i32, digits / 100 % 100, digits % 100)
}
