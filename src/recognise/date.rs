//! Dates, absolute, partial and relative, read against the day on which the article appeared.
//!
//! What a text leaves open stays open: without a known year `11月22日` is `--11-22`, and a weekday is no date at all.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate};
use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::phrases::Phrases;
use crate::fact::Date;
use crate::pack::{Pack, PackError};
use crate::segment::atoms::{self, Atom, Case, Key, Kind};

const FILE: &str = "lexicon/dates.toml";

/// A point in time in a sentence.
#[derive(Debug, Clone)]
pub struct TimePoint {
    /// Positions of atoms.
    pub from: usize,
    pub to: usize,
    /// `None` where the words mean a day that cannot be told.
    pub date: Option<Date>,
}

/// What is known while an article is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Clock {
    /// The day on which it appeared.
    pub published: Option<NaiveDate>,
    last: Parts,
    /// The sentence speaks of what is to come.
    ahead: bool,
}

impl Clock {
    pub fn new(published: Option<NaiveDate>) -> Self {
        Self { published, last: Parts::default(), ahead: false }
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Parts {
    year: Option<i32>,
    month: Option<u32>,
    day: Option<u32>,
}

impl Parts {
    fn lexical(self) -> Option<String> {
        match (self.year, self.month, self.day) {
            (Some(y), Some(m), Some(d)) => {
                NaiveDate::from_ymd_opt(y, m, d).map(|day| day.format("%Y-%m-%d").to_string())
            }
            (Some(y), Some(m), None) => (1..=12).contains(&m).then(|| format!("{y:04}-{m:02}")),
            (Some(y), None, _) => Some(format!("{y:04}")),
            // A leap year shows which days a month can have.
            (None, Some(m), Some(d)) => NaiveDate::from_ymd_opt(2024, m, d).map(|_| format!("--{m:02}-{d:02}")),
            (None, Some(m), None) => (1..=12).contains(&m).then(|| format!("--{m:02}")),
            (None, None, _) => None,
        }
    }

    fn of(day: NaiveDate) -> Self {
        Self { year: Some(day.year()), month: Some(day.month()), day: Some(day.day()) }
    }

    fn day(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year?, self.month?, self.day?)
    }

    fn shifted(self, unit: &str, by: i64) -> Self {
        match unit {
            "day" => match self.day() {
                Some(day) if by >= 0 => day.checked_add_days(Days::new(by.unsigned_abs())).map_or(self, Self::of),
                Some(day) => day.checked_sub_days(Days::new(by.unsigned_abs())).map_or(self, Self::of),
                None if by == 0 => self,
                None => Self::default(),
            },
            // A week is known only by its month, where it lies in one.
            "week" => {
                let monday = self.day().and_then(|day| {
                    let monday = day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))?;
                    if by < 0 { monday.checked_sub_days(Days::new(7)) } else { Some(monday) }
                });
                match monday.and_then(|monday| Some((monday, monday.checked_add_days(Days::new(6))?))) {
                    Some((monday, sunday)) if monday.month() == sunday.month() => {
                        Self { day: None, ..Self::of(monday) }
                    }
                    _ => Self::default(),
                }
            }
            "month" => {
                let first = self.year.zip(self.month).and_then(|(y, m)| NaiveDate::from_ymd_opt(y, m, 1));
                let months = Months::new(u32::try_from(by.unsigned_abs()).unwrap_or(0));
                let moved = first.and_then(|day| {
                    if by >= 0 { day.checked_add_months(months) } else { day.checked_sub_months(months) }
                });
                moved.map_or(Self { day: None, ..self }, |day| Self { day: None, ..Self::of(day) })
            }
            _ => Self { year: self.year.map(|y| y + by as i32), month: None, day: None },
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct File {
    months: BTreeMap<String, u32>,
    weekdays: BTreeMap<String, u32>,
    weekday_zh: BTreeMap<String, u32>,
    marks: BTreeMap<String, Vec<String>>,
    relative: Vec<Relative>,
    anaphoric: Vec<Relative>,
    shift: Vec<Relative>,
    vague: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
struct Relative {
    words: Vec<String>,
    #[serde(default)]
    unit: String,
    by: i64,
}

/// The grammar of dates, compiled from `lexicon/dates.toml`.
#[derive(Debug)]
pub struct Dates {
    months: BTreeMap<String, u32>,
    weekdays: BTreeMap<String, u32>,
    weekday_zh: BTreeMap<String, u32>,
    marks: BTreeMap<String, Phrases<()>>,
    relative: Phrases<(String, i64)>,
    anaphoric: Phrases<(String, i64)>,
    shift: Phrases<i64>,
    vague: Phrases<()>,
    /// Keys with which a point in time that is no figure may begin.
    openings: FxHashSet<Key>,
}

impl Dates {
    /// # Errors
    /// Where `lexicon/dates.toml` is missing or broken.
    pub fn compile(pack: &Pack) -> Result<Self, PackError> {
        let text = pack.file(FILE).ok_or_else(|| PackError::new(FILE, "missing-file", "the pack lacks this file"))?;
        let file: File = toml::from_str(text).map_err(|error| PackError::toml(FILE, "dates-file", text, &error))?;
        let fold = |(word, value): (&String, &u32)| (atoms::keys(word).concat(), *value);
        let table = |list: &[Relative]| -> Vec<(String, (String, i64))> {
            list.iter().flat_map(|r| r.words.iter().map(|word| (word.clone(), (r.unit.clone(), r.by)))).collect()
        };
        let phrases = |list: &[(String, (String, i64))]| {
            Phrases::new(list.iter().map(|(word, value)| (word.as_str(), value.clone())))
        };
        let mut dates = Self {
            months: file.months.iter().map(fold).collect(),
            weekdays: file.weekdays.iter().map(fold).collect(),
            weekday_zh: file.weekday_zh.iter().map(fold).collect(),
            marks: file
                .marks
                .iter()
                .map(|(name, words)| (name.clone(), Phrases::new(words.iter().map(|w| (w.as_str(), ())))))
                .collect(),
            relative: phrases(&table(&file.relative)),
            anaphoric: phrases(&table(&file.anaphoric)),
            shift: Phrases::new(file.shift.iter().flat_map(|r| r.words.iter().map(|w| (w.as_str(), r.by)))),
            vague: Phrases::new(file.vague.values().flatten().map(|w| (w.as_str(), ()))),
            openings: FxHashSet::default(),
        };
        let marks = ["republic", "bracket-day", "that", "last", "this", "next", "week"]
            .into_iter()
            .filter_map(|name| dates.marks.get(name))
            .flat_map(Phrases::openings);
        dates.openings = dates
            .months
            .keys()
            .chain(dates.weekdays.keys())
            .map(Key::from)
            .chain("〇一二三四五六七八九十".chars().map(|c| std::iter::once(c).collect::<Key>()))
            .chain(marks)
            .chain(dates.relative.openings())
            .chain(dates.anaphoric.openings())
            .chain(dates.shift.openings())
            .collect();
        Ok(dates)
    }

    /// The day that a line such as a byline names, if it names one in full.
    pub fn full_date(&self, line: &str) -> Option<NaiveDate> {
        let atoms = atoms::atoms(line, 0, 0);
        let mut at = 0;
        while at < atoms.len() {
            match self.absolute(&atoms, at) {
                Some((_, parts)) if parts.day().is_some() => return parts.day(),
                Some((to, _)) => at = to.max(at + 1),
                None => at += 1,
            }
        }
        atoms.iter().find_map(republic_digits)
    }

    /// All points in time of a sentence, in order. `source` is the document's text.
    pub fn time_points(&self, source: &str, atoms: &[Atom], clock: &mut Clock) -> Vec<TimePoint> {
        let mut found: Vec<TimePoint> = Vec::new();
        let mut looked = false;
        let mut at = 0;
        while at < atoms.len() {
            if atoms[at].kind != Kind::Number && !self.openings.contains(atoms[at].key.as_str()) {
                at += 1;
                continue;
            }
            if !looked {
                clock.ahead = (0..atoms.len()).any(|at| self.mark("ahead", atoms, at).is_some());
                looked = true;
            }
            let Some((to, parts)) = self.time_point(atoms, at, clock) else {
                at += 1;
                continue;
            };
            let words = &source[atoms[at].bytes.0..atoms[to - 1].bytes.1];
            let date = parts.lexical().map(|lexical| Date { lexical, words: words.to_owned() });
            if date.is_some() {
                clock.last = parts;
            }
            found.push(TimePoint { from: at, to, date });
            at = to;
        }
        found
    }

    fn mark(&self, name: &str, atoms: &[Atom], at: usize) -> Option<usize> {
        self.marks.get(name)?.at(atoms, at).map(|(to, ())| to)
    }

    fn time_point(&self, atoms: &[Atom], at: usize, clock: &Clock) -> Option<(usize, Parts)> {
        if let Some((next, by)) = self.shift.at(atoms, at) {
            let next = self.mark("article", atoms, next).unwrap_or(next);
            if let Some((to, parts)) = self.dated(atoms, next, clock) {
                return Some((to, parts.shifted("day", by)));
            }
        }
        self.dated(atoms, at, clock)
    }

    fn dated(&self, atoms: &[Atom], at: usize, clock: &Clock) -> Option<(usize, Parts)> {
        if let Some((to, parts)) = self.absolute(atoms, at) {
            return Some((to, self.completed(parts, clock)));
        }
        if let Some((to, (unit, by))) = self.anaphoric.at(atoms, at) {
            return Some((to, clock.last.shifted(&unit, by)));
        }
        if let Some((to, day)) = self.mark("bracket-day", atoms, at).and_then(|to| self.bracketed_day(atoms, to)) {
            return Some((to, self.near_day(day, clock)));
        }
        if let Some(found) = self.modified(atoms, at, clock) {
            return Some(found);
        }
        if let Some((mut to, (unit, by))) = self.relative.at(atoms, at) {
            let base = clock.published.map_or(Parts::default(), Parts::of);
            let mut parts = base.shifted(&unit, by);
            if unit == "year" {
                if let Some((end, inner)) = self.month_day(atoms, to) {
                    (to, parts) = (end, Parts { year: parts.year, ..inner });
                } else if let Some((end, ())) = self.vague.at(atoms, to) {
                    to = end;
                }
            } else if unit == "month" {
                if let Some((end, day)) = self.day_behind(atoms, to) {
                    (to, parts) = (end, Parts { day: Some(day), ..parts });
                }
            } else if let Some((end, day)) = self.bracketed_day(atoms, to) {
                (to, parts) = (end, self.near_day(day, clock));
            }
            return Some((to, parts));
        }
        self.weekday(atoms, at, clock)
    }

    /// 'last November', 上周六, 'this Friday', 'next March'.
    fn modified(&self, atoms: &[Atom], at: usize, clock: &Clock) -> Option<(usize, Parts)> {
        // 'That February' lies in the year that was named last.
        if let Some((to, month)) = self.mark("that", atoms, at).and_then(|next| self.month(atoms, next)) {
            return Some((to, Parts { year: clock.last.year, month: Some(month), day: None }));
        }
        for (name, by) in [("last", -1_i32), ("this", 0), ("next", 1)] {
            let Some(next) = self.mark(name, atoms, at) else { continue };
            if let Some((to, month)) = self.month(atoms, next) {
                let parts = clock.published.map_or(Parts { month: Some(month), ..Parts::default() }, |day| {
                    let year = match by {
                        -1 if month >= day.month() => day.year() - 1,
                        1 if month <= day.month() => day.year() + 1,
                        _ => day.year(),
                    };
                    Parts { year: Some(year), month: Some(month), day: None }
                });
                return Some((to, parts));
            }
            if let Some((to, weekday)) = self.weekday_name(atoms, next) {
                let han = atoms[next].kind == Kind::Han;
                let day = clock.published.map(|day| weekday_near(day, weekday, by, han));
                return Some((to, day.map_or(Parts::default(), Parts::of)));
            }
            if let Some((to, ())) = self.vague.at(atoms, next) {
                let year = clock.published.map(|day| day.year());
                return Some((to, Parts { year, ..Parts::default() }));
            }
        }
        None
    }

    fn weekday(&self, atoms: &[Atom], at: usize, clock: &Clock) -> Option<(usize, Parts)> {
        let (mut to, weekday) = self.weekday_name(atoms, at)?;
        if let Some((end, day)) = self.bracketed_day(atoms, to) {
            return Some((end, self.near_day(day, clock)));
        }
        if atoms.get(to).is_some_and(|atom| atom.key == "'s") {
            to += 1;
        }
        let day = clock.published.map(|day| weekday_near(day, weekday, 0, false));
        Some((to, day.map_or(Parts::default(), Parts::of)))
    }

    fn weekday_name(&self, atoms: &[Atom], at: usize) -> Option<(usize, u32)> {
        let atom = atoms.get(at)?;
        if atom.kind == Kind::Word && atom.case != Case::Lower {
            return self.weekdays.get(atom.key.as_str()).map(|day| (at + 1, *day));
        }
        let next = self.mark("week", atoms, at)?;
        let day = self.weekday_zh.get(atoms.get(next)?.key.as_str())?;
        Some((next + 1, *day))
    }

    /// （10日）, (17), behind a weekday or 今.
    fn bracketed_day(&self, atoms: &[Atom], at: usize) -> Option<(usize, u32)> {
        if atoms.get(at)?.key != "(" {
            return None;
        }
        let day = number(atoms, at + 1).filter(|day| (1..=31).contains(day))?;
        let mut to = at + 2;
        to = self.mark("day", atoms, to).unwrap_or(to);
        if atoms.get(to)?.key != ")" {
            return None;
        }
        to += 1;
        to = self.mark("day", atoms, to).unwrap_or(to);
        Some((to, day as u32))
    }

    /// A day of the month alone means the one nearest to the day of publication.
    fn near_day(&self, day: u32, clock: &Clock) -> Parts {
        let Some(published) = clock.published else { return Parts::default() };
        let months = [0_i32, -1, 1].into_iter().filter_map(|by| {
            let first = NaiveDate::from_ymd_opt(published.year(), published.month(), 1)?;
            let month = if by < 0 {
                first.checked_sub_months(Months::new(1))?
            } else {
                first.checked_add_months(Months::new(by.unsigned_abs()))?
            };
            NaiveDate::from_ymd_opt(month.year(), month.month(), day)
        });
        // What is reported has mostly happened: a day in the past is nearer than one as far ahead.
        let distance = |day: &NaiveDate| {
            let ahead = (*day - published).num_days();
            if ahead > 0 { ahead * 2 } else { -ahead }
        };
        months.min_by_key(distance).map_or(Parts::default(), Parts::of)
    }

    /// Fills in the year, and the month of a bare day, from the day of publication.
    fn completed(&self, parts: Parts, clock: &Clock) -> Parts {
        let Some(published) = clock.published else { return parts };
        match (parts.year, parts.month, parts.day) {
            (Some(_), _, _) => parts,
            (None, None, Some(day)) => self.near_day(day, clock),
            (None, Some(month), day) => {
                let best =
                    [published.year(), published.year() - 1, published.year() + 1].into_iter().min_by_key(|year| {
                        let there =
                            NaiveDate::from_ymd_opt(*year, month, day.unwrap_or(15).min(28)).unwrap_or(published);
                        let ahead = (there - published).num_days();
                        let from_here = if day.is_none() && month == published.month() && *year == published.year() {
                            0
                        } else {
                            ahead
                        };
                        // A month alone is more often behind than ahead, and nearly always where nothing tells of plans.
                        let weight = if clock.ahead { 2 } else { 10 };
                        if from_here > 0 && day.is_none() { from_here * weight } else { from_here.abs() }
                    });
                Parts { year: best, ..parts }
            }
            (None, None, None) => parts,
        }
    }

    /// A date that needs no other: figures, month and day, year.
    fn absolute(&self, atoms: &[Atom], at: usize) -> Option<(usize, Parts)> {
        let atom = atoms.get(at)?;
        if let Some(next) = self.mark("republic", atoms, at) {
            let year = number(atoms, next)?;
            let to = self.mark("year", atoms, next + 1)?;
            return Some(self.year_rest(atoms, to, year as i32 + 1911));
        }
        if let Some(found) = self.figures(atoms, at) {
            return Some(found);
        }
        if let Some(value) = number(atoms, at) {
            if let Some(to) = self.mark("year", atoms, at + 1)
                && (1900..2100).contains(&value)
                && atom.key.len() == 4
            {
                return Some(self.year_rest(atoms, to, value as i32));
            }
            if let Some((to, month)) = self
                .month(atoms, at + 1)
                .filter(|_| (1..=31).contains(&value) && atom.kind == Kind::Number && atoms[at + 1].kind == Kind::Word)
            {
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
            if bare && self.is_year(atoms, at) {
                return Some((at + 1, Parts { year: Some(value as i32), ..Parts::default() }));
            }
        }
        if let Some(found) = self.month_day(atoms, at) {
            return Some(found);
        }
        // 15日, with nothing of the month.
        let day = number(atoms, at).filter(|day| (1..=31).contains(day) && atom.kind == Kind::Number)?;
        let to = self.mark("day", atoms, at + 1)?;
        let open = at == 0 || !(atoms[at - 1].kind == Kind::Number);
        (open && self.mark("span", atoms, to).is_none())
            .then_some((to, Parts { day: Some(day as u32), ..Parts::default() }))
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
        let led = at > 0 && self.marks["before-year"].before(atoms, at).is_some();
        !signed && !measured && (led || at > 0 && atoms[at - 1].kind == Kind::Word)
    }

    fn year_rest(&self, atoms: &[Atom], to: usize, year: i32) -> (usize, Parts) {
        match self.month_day(atoms, to).filter(|_| !atoms.get(to).is_some_and(|atom| atom.kind == Kind::Word)) {
            Some((to, inner)) => (to, Parts { year: Some(year), ..inner }),
            None => {
                let to = self.vague.at(atoms, to).map_or(to, |(to, ())| to);
                (to, Parts { year: Some(year), ..Parts::default() })
            }
        }
    }

    /// 'Nov. 22, 2019', 'November 2019', 'November', 11月22日, 11月 22, 九月.
    fn month_day(&self, atoms: &[Atom], at: usize) -> Option<(usize, Parts)> {
        if let Some((mut to, month)) = self.month(atoms, at) {
            if atoms.get(to).is_some_and(|atom| atom.key == ".") {
                to += 1;
            }
            let day = number(atoms, to)
                .filter(|day| (1..=31).contains(day) && atoms[to].key.len() <= 2 && atoms[to].kind == Kind::Number);
            if day.is_some() {
                to += 1;
                to = self.mark("ordinal", atoms, to).unwrap_or(to);
            }
            let behind = self.year_behind(atoms, to);
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
        let month = number(atoms, at).filter(|month| (1..=12).contains(month))?;
        let digits = digits_len(atoms, at);
        let to = self.mark("month", atoms, at + digits)?;
        let (to, day) = self.day_behind(atoms, to).map_or((to, None), |(to, day)| (to, Some(day)));
        Some((to, Parts { year: None, month: Some(month as u32), day }))
    }

    fn day_behind(&self, atoms: &[Atom], at: usize) -> Option<(usize, u32)> {
        let day = number(atoms, at).filter(|day| (1..=31).contains(day))?;
        let to = at + digits_len(atoms, at);
        match self.mark("day", atoms, to) {
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

    fn month(&self, atoms: &[Atom], at: usize) -> Option<(usize, u32)> {
        let atom = atoms.get(at)?;
        let month = self.months.get(atom.key.as_str())?;
        (atom.kind == Kind::Word && atom.case != Case::Lower).then_some((at + 1, *month))
    }

    fn year_behind(&self, atoms: &[Atom], at: usize) -> Option<(usize, i32)> {
        let at = self.mark("of", atoms, at).unwrap_or(at);
        let year = number(atoms, at).filter(|year| (1900..2100).contains(year) && atoms[at].key.len() == 4)?;
        Some((at + 1, year as i32))
    }

    /// 2021-01-07, 2021/1/7, 04/24/20, 9/29.
    fn figures(&self, atoms: &[Atom], at: usize) -> Option<(usize, Parts)> {
        let first = number(atoms, at).filter(|_| atoms[at].kind == Kind::Number)?;
        let sign = &atoms.get(at + 1)?.key;
        if !matches!(sign.as_str(), "-" | "/" | ".") || atoms[at + 1].spaced {
            return None;
        }
        let second = number(atoms, at + 2).filter(|_| atoms[at + 2].kind == Kind::Number && !atoms[at + 2].spaced)?;
        let third =
            atoms.get(at + 3).filter(|atom| atom.key == *sign && !atom.spaced).and_then(|_| number(atoms, at + 4));
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
            if let Some(end) = self.mark("day", atoms, to) {
                to = end;
            }
            return Some((to, Parts { year: None, month: Some(first as u32), day: Some(second as u32) }));
        }
        None
    }
}

/// 1140108: year of the Republic of China, month and day in one number.
fn republic_digits(atom: &Atom) -> Option<NaiveDate> {
    let digits: u32 = atom.key.parse().ok().filter(|_| atom.kind == Kind::Number && atom.key.len() == 7)?;
    NaiveDate::from_ymd_opt((digits / 10_000 + 1911) as i32, digits / 100 % 100, digits % 100)
}

/// A small whole number in figures or in Han digits up to thirty-one.
fn number(atoms: &[Atom], at: usize) -> Option<i64> {
    let atom = atoms.get(at)?;
    match atom.kind {
        Kind::Number => atom.key.parse().ok(),
        Kind::Han => {
            let digit = |i: usize| atoms.get(i).and_then(|atom| han_digit(&atom.key));
            match (digit(at)?, digit(at + 1), digit(at + 2)) {
                (10, Some(unit), _) if unit < 10 => Some(10 + unit),
                (tens, Some(10), Some(unit)) if tens < 10 && unit < 10 => Some(tens * 10 + unit),
                (tens, Some(10), _) if tens < 10 => Some(tens * 10),
                (digit, _, _) => Some(digit),
            }
        }
        _ => None,
    }
}

/// How many atoms the number that [`number`] reads takes.
fn digits_len(atoms: &[Atom], at: usize) -> usize {
    let digit = |i: usize| atoms.get(i).and_then(|atom| han_digit(&atom.key));
    match (atoms[at].kind, digit(at), digit(at + 1), digit(at + 2)) {
        (Kind::Han, Some(10), Some(unit), _) if unit < 10 => 2,
        (Kind::Han, Some(_), Some(10), Some(unit)) if unit < 10 => 3,
        (Kind::Han, Some(_), Some(10), _) => 2,
        _ => 1,
    }
}

fn han_digit(key: &str) -> Option<i64> {
    "〇一二三四五六七八九十".chars().position(|c| key.starts_with(c)).map(|i| i as i64)
}

/// The weekday last passed, or with `by` the one of the week before or behind.
fn weekday_near(published: NaiveDate, weekday: u32, by: i32, weeks: bool) -> NaiveDate {
    let today = published.weekday().number_from_monday();
    let back = (today + 7 - weekday) % 7;
    let last = published - Days::new(u64::from(back));
    match by {
        // In Chinese the week decides: 上周六 is the Saturday of the week before this one.
        -1 if weeks => published - Days::new(u64::from(today - 1) + 7) + Days::new(u64::from(weekday - 1)),
        -1 if back == 0 => last - Days::new(7),
        1 => last + Days::new(7),
        _ => last,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates() {
        let dates = Dates::compile(&Pack::embedded().unwrap()).unwrap();
        let thursday = NaiveDate::from_ymd_opt(2019, 10, 31);
        let cases: &[(&str, Option<NaiveDate>, &[&str])] = &[
            ("It starts on Nov. 22 worldwide.", thursday, &["2019-11-22"]),
            ("It starts on Nov. 22 worldwide.", None, &["--11-22"]),
            ("He spoke on Wednesday.", thursday, &["2019-10-30"]),
            ("He spoke on Thursday.", thursday, &["2019-10-31"]),
            ("He spoke last Thursday.", thursday, &["2019-10-24"]),
            ("He spoke on Wednesday.", None, &[]),
            ("It fell in March 2018 and in 2014.", None, &["2018-03", "2014"]),
            ("launched last November", thursday, &["2018-11"]),
            ("Two users had sued the firm in January.", thursday, &["2019-01"]),
            ("It will open an office in January.", thursday, &["2020-01"]),
            ("on 24 April 2020", None, &["2020-04-24"]),
            ("新規定11月 22 上路", None, &["--11-22"]),
            ("今年九月公布,去年11月更新", thursday, &["2019-09", "2018-11"]),
            ("今年九月公布", None, &["--09"]),
            ("2021年1月6日有人闖入,隔天封鎖", None, &["2021-01-06", "2021-01-07"]),
            ("本月6日更新,15日宣布", NaiveDate::from_ymd_opt(2021, 1, 18), &["2021-01-06", "2021-01-15"]),
            ("周二(11日)開會,今(17)日公布", NaiveDate::from_ymd_opt(2018, 1, 17), &["2018-01-11", "2018-01-17"]),
            ("活動在 9/29 舉行", None, &["--09-29"]),
            ("民國112年5月", None, &["2023-05"]),
            ("a day after the January 6, 2021 attack", None, &["2021-01-07"]),
            ("十二月三日", None, &["--12-03"]),
            ("上周六起火", NaiveDate::from_ymd_opt(2022, 10, 19), &["2022-10-15"]),
        ];
        for (text, published, expected) in cases {
            let atoms = atoms::atoms(text, 0, 0);
            let found = dates.time_points(text, &atoms, &mut Clock::new(*published));
            let found: Vec<_> = found.into_iter().filter_map(|point| point.date).map(|date| date.lexical).collect();
            assert_eq!(&found, expected, "{text} on {published:?}");
        }
    }

    #[test]
    fn reads_the_day_of_publication() {
        let dates = Dates::compile(&Pack::embedded().unwrap()).unwrap();
        for (line, expected) in [
            ("Published Oct. 3, 2019 | Updated 9:14 a.m.", Some("2019-10-03")),
            ("BY THE DESK - 04/24/20 09:40 AM EDT", Some("2020-04-24")),
            ("Posted Tue 23 Feb 2021 at 4:46pm", Some("2021-02-23")),
            ("2023-01-26 09:30　國際組／整理", Some("2023-01-26")),
            ("2023年8月14日", Some("2023-08-14")),
            ("Feb 4, 2021 2:03 AM • 12 comments", Some("2021-02-04")),
            ("more in 2019", None),
        ] {
            assert_eq!(dates.full_date(line).map(|day| day.to_string()).as_deref(), expected, "{line}");
        }
    }
}
