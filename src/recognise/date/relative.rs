//! Dates that are read against the day of publication or the date before them.

use chrono::{Datelike, Days, Months, NaiveDate, TimeDelta};

use super::parts::Parts;
use super::{Clock, Dates};
use crate::segment::atoms::{Atom, Case, Kind};

/// How many atoms in front of a weekday the verb may stand that speaks of what is to come, in words and in Han characters.
const REACH: usize = 24;
const REACH_HAN: usize = 8;

/// How many letters the abbreviations of weekdays have that are words as well: 'Sun', 'Sat', 'Wed'.
const SHORT_WEEKDAY: usize = 3;

/// How many months a season has.
const SEASON: u32 = 3;

/// How many days behind the one told last a day of the same past year may lie that has no year.
const CHRONICLED: i64 = 60;

/// Words of no more letters do not tell by their ending that they speak of the past: 'need', 'speed'.
const SHORTEST_PAST: usize = 4;

impl Dates {
    pub(super) fn dated(&self, atoms: &[Atom], at: usize, clock: &Clock) -> Option<(usize, Parts)> {
        if self.no_date.at(atoms, at).is_some() {
            return None;
        }
        if let Some((to, parts)) = self.absolute(atoms, at) {
            if let Some((end, year)) = self.year_told(atoms, to, parts, clock) {
                return Some((end, Parts { year: Some(year), ..parts }));
            }
            let parts = (self.onward(atoms, at, parts, clock))
                .or_else(|| chronicled(atoms, at, parts, clock))
                .unwrap_or_else(|| self.completed(parts, clock));
            return Some((to, parts));
        }
        if let Some((to, (unit, by))) = self.anaphoric.at(atoms, at).or_else(|| self.years_later(atoms, at)) {
            // 兩年後 in a plan is two years from the day of publication.
            let plan = clock.ahead && atoms[at].kind == Kind::Han;
            if by > 1 && unit != "day" && (plan || !clock.reached(clock.last.shifted(&unit, by))) {
                return None;
            }
            // 同日 behind a mere year is still the day that the text has told of.
            let base = if unit == "day" { clock.same_day() } else { clock.last };
            let parts = base.shifted(&unit, by);
            // 同年9月20日, 同月20日.
            if let Some((end, day)) = self.day_behind(atoms, to).filter(|_| unit == "month") {
                return Some((end, Parts { day: Some(day), ..parts }));
            }
            return Some(match self.month_day(atoms, to).filter(|_| unit == "year") {
                Some((end, inner)) => (end, Parts { year: inner.year.or(parts.year), ..inner }),
                None => (to, parts),
            });
        }
        if let Some((to, day)) = self.marks.bracket_day.end(atoms, at).and_then(|to| self.bracketed(atoms, to, clock)) {
            return Some((to, day));
        }
        if let Some(found) = self.years_before(atoms, at, clock).or_else(|| self.modified(atoms, at, clock)) {
            return Some(found);
        }
        // 'Twenty-five years ago' is not five years ago.
        let counted = at.checked_sub(1).is_some_and(|front| atoms[front].key == "-" && !atoms[at].spaced);
        let told = || self.relative.at(atoms, at).or_else(|| self.years_ago(atoms, at));
        if let Some((mut to, (unit, by))) = (!counted).then(told).flatten() {
            let base = clock.published.map_or(Parts::default(), Parts::of);
            let mut parts = base.shifted(&unit, by);
            if unit == "year" {
                if let Some((end, inner)) = self.month_day(atoms, to) {
                    (to, parts) = (end, Parts { year: parts.year, ..inner });
                } else if let Some(end) = self.part_of_year(atoms, to) {
                    to = end;
                }
            } else if unit == "month" {
                if let Some((end, day)) = self.day_behind(atoms, to) {
                    (to, parts) = (end, Parts { day: Some(day), ..parts });
                }
            } else if let Some(found) = self.bracketed(atoms, to, clock) {
                (to, parts) = found;
            }
            return Some((to, parts));
        }
        self.weekday(atoms, at, clock)
    }

    /// 'May last year', 'July of that year': the year of a month, told behind it by the day of publication or the date before.
    fn year_told(&self, atoms: &[Atom], to: usize, parts: Parts, clock: &Clock) -> Option<(usize, i32)> {
        let word = |at: usize| atoms.get(at).is_some_and(|atom| atom.kind == Kind::Word);
        if parts.year.is_some() || parts.month.is_none() || !word(to) {
            return None;
        }
        let next = self.marks.of.end(atoms, to).unwrap_or(to);
        let published = clock.published.map_or(Parts::default(), Parts::of);
        let (end, (unit, by), base) = (self.relative.at(atoms, next).map(|(end, told)| (end, told, published)))
            .or_else(|| self.anaphoric.at(atoms, next).map(|(end, told)| (end, told, clock.last)))?;
        let year = base.shifted(&unit, by).year.filter(|_| unit == "year")?;
        Some((end, year))
    }

    /// 十年前的今天: a day of this year, so many years before.
    fn years_before(&self, atoms: &[Atom], at: usize, clock: &Clock) -> Option<(usize, Parts)> {
        let (years, to) = self.number_to(atoms, at)?;
        let years = i32::try_from(years).ok()?;
        let inner = self.marks.years_before.end(atoms, to)?;
        let again = self.number_to(atoms, inner).and_then(|(_, to)| self.marks.years_before.end(atoms, to));
        if again.is_some() {
            return None;
        }
        let (to, parts) = self.dated(atoms, inner, clock)?;
        Some((to, Parts { year: parts.year.and_then(|year| year.checked_sub(years)), ..parts }))
    }

    /// '12 years later', 12年後: so many years after the date that was named last.
    fn years_later(&self, atoms: &[Atom], at: usize) -> Option<(usize, (String, i64))> {
        self.years(&self.marks.years_later, atoms, at)
    }

    /// '12 years ago', 12年前: so many years before the day of publication.
    fn years_ago(&self, atoms: &[Atom], at: usize) -> Option<(usize, (String, i64))> {
        let (to, (unit, years)) = self.years(&self.marks.years_ago, atoms, at)?;
        Some((to, (unit, -years)))
    }

    /// A number of years in front of a mark.
    fn years(
        &self,
        mark: &crate::recognise::phrases::Phrases<()>,
        atoms: &[Atom],
        at: usize,
    ) -> Option<(usize, (String, i64))> {
        let (years, to) = self.number_to(atoms, at).filter(|(years, _)| (1..100).contains(years))?;
        Some((mark.end(atoms, to)?, ("year".to_owned(), years)))
    }

    /// 'last November', 上周六, 'this Friday', 'next March'.
    fn modified(&self, atoms: &[Atom], at: usize, clock: &Clock) -> Option<(usize, Parts)> {
        // 'That February' lies in the year that was named last.
        if let Some((to, month)) = self.marks.that.end(atoms, at).and_then(|next| self.month(atoms, next)) {
            return Some((to, Parts { year: clock.last.year, month: Some(month), day: None }));
        }
        for (mark, by) in [(&self.marks.last, -1_i32), (&self.marks.this, 0), (&self.marks.next, 1)] {
            let Some(next) = mark.end(atoms, at) else { continue };
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
                if let Some(found) = self.bracketed(atoms, to, clock) {
                    return Some(found);
                }
                let han = atoms[next].kind == Kind::Han;
                let day = clock.published.map(|day| weekday_near(day, weekday, by, han));
                return Some((to, day.map_or(Parts::default(), Parts::of)));
            }
            // 買下中時集團: a single character is no time of a year that is only pointed at.
            let vague = self.part_of_year(atoms, next);
            if let Some(to) = vague.filter(|to| atoms[next].kind != Kind::Han || to - next > 1) {
                // 'Last fall', told in May, is that of the year before.
                let begins = self.season.get(atoms[next].key.as_str()).copied().filter(|_| by < 0);
                let ahead = |day: NaiveDate| begins.is_some_and(|month| day.month() < month + SEASON);
                let year = clock.published.map(|day| day.year() - i32::from(ahead(day)));
                return Some((to, Parts { year, ..Parts::default() }));
            }
        }
        None
    }

    fn weekday(&self, atoms: &[Atom], at: usize, clock: &Clock) -> Option<(usize, Parts)> {
        let (mut to, weekday) = self.weekday_name(atoms, at)?;
        if let Some(found) = self.bracketed(atoms, to, clock) {
            return Some(found);
        }
        if atoms.get(to).is_some_and(Atom::is_genitive) {
            to += 1;
        }
        let day = clock.published.map(|day| match weekday_passed(day, weekday) {
            last if last != day && self.coming(atoms, at) => last + Days::new(7),
            last => last,
        });
        Some((to, day.map_or(Parts::default(), Parts::of)))
    }

    /// 'Will meet on Friday', 將於周五: the verb in front speaks of what is to come, and no other stands between.
    fn coming(&self, atoms: &[Atom], at: usize) -> bool {
        let han = atoms[at].kind == Kind::Han;
        let reach = if han { REACH_HAN } else { REACH };
        for front in (at.saturating_sub(reach)..at).rev() {
            let atom = &atoms[front];
            // 'Will Smith' is no verb.
            let word = han || atom.case == Case::Lower;
            if word && self.marks.coming.end(atoms, front).is_some_and(|end| end <= at) {
                return true;
            }
            // 'Will be led by' goes on: of what is done by somebody the verb is in front.
            let participle = || {
                atom.case == Case::Lower
                    && atom.key.len() > SHORTEST_PAST
                    && self.marks.past_endings.iter().any(|ending| atom.key.ends_with(ending.as_str()))
                    && self.marks.done_by.end(atoms, front + 1).is_none()
            };
            let stop = if han {
                atom.kind == Kind::Mark
            } else {
                matches!(atom.key.as_str(), ";" | ":" | "\"" | "“" | "”")
            };
            if stop || self.marks.told.end(atoms, front).is_some() || participle() {
                return false;
            }
        }
        false
    }

    fn weekday_name(&self, atoms: &[Atom], at: usize) -> Option<(usize, u32)> {
        let atom = atoms.get(at)?;
        if atom.kind == Kind::Word && atom.case != Case::Lower {
            if self.opens_name(atoms, at) {
                return None;
            }
            return self.weekdays.get(atom.key.as_str()).map(|day| (at + 1, *day));
        }
        let next = self.marks.week.end(atoms, at)?;
        let day = self.weekday_zh.get(atoms.get(next)?.key.as_str())?;
        Some((next + 1, *day))
    }

    /// 'Sun Energy': a word as short as the abbreviation of a weekday, with a capital behind it that is no month's.
    fn opens_name(&self, atoms: &[Atom], at: usize) -> bool {
        atoms[at].key.len() == SHORT_WEEKDAY && self.goes_on_name(atoms, at + 1)
    }

    /// （10日）, (17), （12月10日）, behind a weekday or 今.
    fn bracketed(&self, atoms: &[Atom], at: usize, clock: &Clock) -> Option<(usize, Parts)> {
        if let Some((to, day)) = self.bracketed_day(atoms, at) {
            return Some((to, self.near_day(day, clock)));
        }
        let inner = (atoms.get(at)?.key == "(").then_some(at + 1).filter(|inner| *inner < atoms.len())?;
        let (to, parts) =
            self.absolute(atoms, inner).filter(|(_, parts)| parts.month.is_some() && parts.day.is_some())?;
        if atoms.get(to)?.key != ")" {
            return None;
        }
        let day = |year| NaiveDate::from_ymd_opt(year, parts.month?, parts.day?);
        let near = clock.published.filter(|_| parts.year.is_none()).and_then(|published| {
            let years = [published.year(), published.year() - 1, published.year() + 1];
            years.into_iter().filter_map(day).min_by_key(|day| (*day - published).num_days().abs())
        });
        Some((to + 1, near.map_or(parts, Parts::of)))
    }

    /// （10日）, (17).
    fn bracketed_day(&self, atoms: &[Atom], at: usize) -> Option<(usize, u32)> {
        if atoms.get(at)?.key != "(" {
            return None;
        }
        let (day, mut to) = self.number_to(atoms, at + 1).filter(|(day, _)| (1..=31).contains(day))?;
        to = self.marks.day.end(atoms, to).unwrap_or(to);
        if atoms.get(to)?.key != ")" {
            return None;
        }
        to += 1;
        to = self.marks.day.end(atoms, to).unwrap_or(to);
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

    /// 'Will be deleted from December', 'takes over on January 1': a month without a year from which something will hold, or in
    /// which something is to come, has not long passed.
    fn onward(&self, atoms: &[Atom], at: usize, parts: Parts, clock: &Clock) -> Option<Parts> {
        let (None, Some(month)) = (parts.year, parts.month) else { return None };
        let published = clock.published.filter(|_| clock.year.is_none())?;
        let from = (at.saturating_sub(3)..at).any(|front| self.marks.onward.end(atoms, front) == Some(at));
        // 'Will Smith' is no verb.
        let verb = |at: &usize| atoms[*at].kind == Kind::Han || atoms[*at].case == Case::Lower;
        let will = || (0..atoms.len()).filter(verb).any(|at| self.marks.coming.end(atoms, at).is_some());
        if !(from && will() || self.coming(atoms, at)) {
            return None;
        }
        let limit = published.checked_sub_months(Months::new(1))?;
        let day = parts.day.unwrap_or(28).min(28);
        let years = [published.year() - 1, published.year(), published.year() + 1];
        let year =
            years.into_iter().find(|year| NaiveDate::from_ymd_opt(*year, month, day).is_some_and(|date| date >= limit));
        Some(Parts { year, ..parts })
    }

    /// Fills in the year, and the month of a bare day, from the day of publication.
    fn completed(&self, parts: Parts, clock: &Clock) -> Parts {
        let Some(published) = clock.published else { return parts };
        match (parts.year, parts.month, parts.day) {
            (Some(_), _, _) => parts,
            (None, None, Some(day)) => self.near_day(day, clock),
            // 今年移師東京，8月登場.
            (None, Some(_), _) if clock.year.is_some() => Parts { year: clock.year, ..parts },
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
                        // What is told of is more often behind than ahead, and nearly always where nothing tells of plans.
                        let weight = match (clock.ahead, day) {
                            (true, _) => 1,
                            (false, Some(_)) => 4,
                            (false, None) => 10,
                        };
                        if from_here > 0 { from_here * weight } else { -from_here }
                    });
                Parts { year: best, ..parts }
            }
            (None, None, None) => parts,
        }
    }
}

/// 2021年6月30日上市。7月4日，當局通報: a day without a year that opens a clause is of the year that the paragraph has told of last,
/// where it lies behind what was told and not long behind it, or the year of publication has not come to it.
fn chronicled(atoms: &[Atom], at: usize, parts: Parts, clock: &Clock) -> Option<Parts> {
    let opens = at == 0 || atoms[at - 1].kind == Kind::Mark;
    let chinese = atoms.get(at + 1).is_some_and(|next| next.kind == Kind::Han);
    let (None, Some(month)) = (parts.year, parts.month.filter(|_| opens && chinese)) else {
        return None;
    };
    let (published, told) = (clock.published?, clock.told?);
    let year =
        told.year.filter(|year| *year < published.year() - 1 || *year < published.year() && published.month() > 2)?;
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
    let here = day(year, month, parts.day.unwrap_or(28).min(28))?;
    let behind = (here - day(year, told.month?, told.day.unwrap_or(1).min(28))?).num_days();
    let this_year = day(published.year(), month, parts.day.unwrap_or(1).min(28))?;
    let near = behind <= CHRONICLED || this_year > published;
    (behind >= 0 && near).then_some(Parts { year: Some(year), ..parts })
}

/// The weekday last passed.
fn weekday_passed(published: NaiveDate, weekday: u32) -> NaiveDate {
    let today = published.weekday().number_from_monday();
    published - Days::new(u64::from((today + 7 - weekday) % 7))
}

/// 'Last Friday', 'this Friday', 'next Friday' with `by` of -1, 0 and 1; in Chinese the week decides: 上周六 is the Saturday of
/// the week before this one, 本周六 that of this week.
fn weekday_near(published: NaiveDate, weekday: u32, by: i32, weeks: bool) -> NaiveDate {
    if weeks {
        let monday = published - Days::new(u64::from(published.weekday().number_from_monday() - 1));
        return monday + TimeDelta::days(7 * i64::from(by) + i64::from(weekday) - 1);
    }
    match (by, weekday_passed(published, weekday)) {
        (-1, last) if last == published => last - Days::new(7),
        (0, last) if last == published => last,
        (0 | 1, last) => last + Days::new(7),
        (_, last) => last,
    }
}
