//! Dates, absolute, partial and relative, read against the day on which the article appeared.
//!
//! What a text leaves open stays open: without a known year `11月22日` is `--11-22`, and a weekday is no date at all.

mod absolute;
mod parts;
mod relative;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use self::absolute::republic_digits;
use self::parts::Parts;
use super::phrases::{Phrases, Sieve};
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
    /// The day that was named last.
    day: Option<Parts>,
    /// The day that was named last of those that had come when the article appeared.
    past: Option<Parts>,
    /// The sentence has named no day that is still to come.
    settled: bool,
    /// The sentence speaks of what is to come.
    ahead: bool,
    /// This year or the next, where the sentence has named it by itself.
    year: Option<i32>,
    /// The date that the paragraph has told last.
    told: Option<Parts>,
}

impl Clock {
    pub fn new(published: Option<NaiveDate>) -> Self {
        Self {
            published,
            last: Parts::default(),
            day: None,
            past: None,
            settled: false,
            ahead: false,
            year: None,
            told: None,
        }
    }

    /// A new paragraph tells no further of what the one before has told.
    pub fn begin_paragraph(&mut self) {
        self.told = None;
    }

    /// 當日: the day that was named last, but in a later sentence that tells what has happened none that is still to come.
    fn same_day(&self) -> Parts {
        let day = self.day.unwrap_or(self.last);
        let to_come = day.day().zip(self.published).is_some_and(|(day, published)| day > published);
        self.past.filter(|_| to_come && self.settled && !self.ahead).unwrap_or(day)
    }

    /// Whether a date reckoned from an earlier one had come when the article appeared.
    fn reached(&self, parts: Parts) -> bool {
        self.published.zip(parts.year).is_none_or(|(day, year)| year <= day.year())
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct File {
    months: BTreeMap<String, u32>,
    weekdays: BTreeMap<String, u32>,
    weekday_zh: BTreeMap<String, u32>,
    #[serde(default)]
    season: BTreeMap<String, u32>,
    digits: BTreeMap<String, i64>,
    marks: Marks,
    relative: Vec<Relative>,
    anaphoric: Vec<Relative>,
    shift: Vec<Relative>,
    vague: BTreeMap<String, Vec<String>>,
    no_date: BTreeMap<String, Vec<String>>,
}

/// The small words of dates.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
struct Marks {
    year: Phrases<()>,
    month: Phrases<()>,
    day: Phrases<()>,
    week: Phrases<()>,
    ordinal: Phrases<()>,
    of: Phrases<()>,
    last: Phrases<()>,
    this: Phrases<()>,
    next: Phrases<()>,
    that: Phrases<()>,
    article: Phrases<()>,
    ahead: Phrases<()>,
    coming: Phrases<()>,
    onward: Phrases<()>,
    told: Phrases<()>,
    done_by: Phrases<()>,
    /// Endings of verbs that speak of the past.
    past_endings: Vec<String>,
    span: Phrases<()>,
    republic: Phrases<()>,
    years_before: Phrases<()>,
    years_later: Phrases<()>,
    years_ago: Phrases<()>,
    before_year: Phrases<()>,
    bracket_day: Phrases<()>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Relative {
    words: Vec<String>,
    #[serde(default)]
    unit: String,
    by: i64,
}

/// The grammar of dates, compiled from `lexicon/dates.toml`.
#[derive(Debug)]
pub struct Dates {
    months: FxHashMap<String, u32>,
    weekdays: FxHashMap<String, u32>,
    weekday_zh: FxHashMap<String, u32>,
    season: FxHashMap<String, u32>,
    digits: FxHashMap<String, i64>,
    marks: Marks,
    relative: Phrases<(String, i64)>,
    anaphoric: Phrases<(String, i64)>,
    shift: Phrases<i64>,
    vague: Phrases<()>,
    /// Words that begin as a date does and are none.
    no_date: Phrases<()>,
    /// Keys with which a point in time that is no figure may begin.
    openings: FxHashSet<Key>,
    sieve: Sieve,
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
            season: file.season.iter().map(fold).collect(),
            digits: file.digits.iter().map(|(word, value)| (atoms::keys(word).concat(), *value)).collect(),
            marks: file.marks,
            relative: phrases(&table(&file.relative)),
            anaphoric: phrases(&table(&file.anaphoric)),
            shift: Phrases::new(file.shift.iter().flat_map(|r| r.words.iter().map(|w| (w.as_str(), r.by)))),
            vague: Phrases::new(file.vague.values().flatten().map(|w| (w.as_str(), ()))),
            no_date: Phrases::new(file.no_date.values().flatten().map(|w| (w.as_str(), ()))),
            openings: FxHashSet::default(),
            sieve: Sieve::default(),
        };
        let marks = &dates.marks;
        let marks =
            [&marks.republic, &marks.bracket_day, &marks.that, &marks.last, &marks.this, &marks.next, &marks.week];
        dates.openings = dates
            .months
            .keys()
            .chain(dates.weekdays.keys())
            .chain(dates.digits.keys())
            .map(Key::from)
            .chain(marks.into_iter().flat_map(Phrases::openings))
            .chain(dates.relative.openings())
            .chain(dates.anaphoric.openings())
            .chain(dates.shift.openings())
            .collect();
        dates.sieve = Sieve::new(&dates.openings);
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
        clock.year = None;
        clock.settled = true;
        let mut at = 0;
        while at < atoms.len() {
            if atoms[at].kind != Kind::Number && !self.may_begin(atoms[at].key.as_str()) || begins_given_name(atoms, at)
            {
                at += 1;
                continue;
            }
            if !looked {
                clock.ahead = (0..atoms.len()).any(|at| self.marks.ahead.end(atoms, at).is_some());
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
                clock.told = Some(parts);
                clock.day = parts.day.map(|_| parts).or(clock.day);
                let to_come = parts.day().zip(clock.published).is_some_and(|(day, published)| day > published);
                if to_come {
                    clock.settled = false;
                } else if parts.day.is_some() {
                    clock.past = Some(parts);
                }
                let coming = |year: &i32| clock.published.is_some_and(|day| *year >= day.year());
                clock.year = parts.year.filter(|year| parts.month.is_none() && coming(year)).or(clock.year);
            }
            found.push(TimePoint { from: at, to, date });
            at = to;
        }
        found
    }

    /// Whether a point in time that is no figure may begin with a key.
    fn may_begin(&self, key: &str) -> bool {
        self.sieve.may_have(key) && self.openings.contains(key)
    }

    fn time_point(&self, atoms: &[Atom], at: usize, clock: &Clock) -> Option<(usize, Parts)> {
        if let Some((next, by)) = self.shift.at(atoms, at) {
            let next = self.marks.article.end(atoms, next).unwrap_or(next);
            if let Some((to, parts)) = self.dated(atoms, next, clock) {
                return Some((to, parts.shifted("day", by)));
            }
        }
        self.dated(atoms, at, clock)
    }
}

/// 'Sun-hee', 'Jan-willem': the first syllable of a given name is no weekday and no month.
pub fn begins_given_name(atoms: &[Atom], at: usize) -> bool {
    let word = |at: usize, case: Case| {
        atoms
            .get(at)
            .is_some_and(|atom| atom.kind == Kind::Word && atom.case == case && (case != Case::Lower || !atom.spaced))
    };
    atoms[at].key.len() == 3
        && word(at, Case::Title)
        && atoms.get(at + 1).is_some_and(|atom| atom.key == "-" && !atom.spaced)
        && word(at + 2, Case::Lower)
        && word(at + 3, Case::Title)
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
            ("It will be deleted from April.", thursday, &["2020-04"]),
            ("It was deleted from April.", thursday, &["2019-04"]),
            ("launched last November", thursday, &["2018-11"]),
            ("fined in May last year", thursday, &["2018-05"]),
            ("founded in May 2013; sold in July of that year", thursday, &["2013-05", "2013-07"]),
            ("Two users had sued the firm in January.", thursday, &["2019-01"]),
            ("It will open an office in January.", thursday, &["2020-01"]),
            ("on 24 April 2020", None, &["2020-04-24"]),
            ("on 24th April 2020, the 3rd of May 2021", None, &["2020-04-24", "2021-05-03"]),
            ("on 24.04.2020 and 2.5 million on 3.5.20", None, &["2020-04-24"]),
            ("新規定11月 22 上路", None, &["--11-22"]),
            ("今年九月公布,去年11月更新", thursday, &["2019-09", "2018-11"]),
            ("今年九月公布", None, &["--09"]),
            ("民國九十九年公布", None, &["2010"]),
            ("2021年1月6日有人闖入,隔天封鎖", None, &["2021-01-06", "2021-01-07"]),
            ("本月6日更新,15日宣布", NaiveDate::from_ymd_opt(2021, 1, 18), &["2021-01-06", "2021-01-15"]),
            ("周二(11日)開會,今(17)日公布", NaiveDate::from_ymd_opt(2018, 1, 17), &["2018-01-11", "2018-01-17"]),
            ("上周五(10月25日)生效", thursday, &["2019-10-25"]),
            ("周二(十一日)開會,今(十七)日公布", NaiveDate::from_ymd_opt(2018, 1, 17), &["2018-01-11", "2018-01-17"]),
            ("活動在 9/29 舉行", None, &["--09-29"]),
            ("民國112年5月", None, &["2023-05"]),
            ("a day after the January 6, 2021 attack", None, &["2021-01-07"]),
            ("十二月三日", None, &["--12-03"]),
            ("1996年創立,兩年後賣出", thursday, &["1996", "1998"]),
            ("founded in 1996 and sold 12 years later", thursday, &["1996", "2008"]),
            ("1996年5月推出,三個月後停售", thursday, &["1996-05", "1996-08"]),
            ("2018年簽約,五年後到期", thursday, &["2018"]),
            ("2010年動工,預計兩年後完工", thursday, &["2010"]),
            ("三年前入股,12年前成立", thursday, &["2016", "2007"]),
            ("bought three years ago, set up 12 years ago", thursday, &["2016", "2007"]),
            ("將於本周六(2日)舉行集會", thursday, &["2019-11-02"]),
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
            ("The Ledger / 22.01.2025 / 18:20", Some("2025-01-22")),
            ("more in 2019", None),
        ] {
            assert_eq!(dates.full_date(line).map(|day| day.to_string()).as_deref(), expected, "{line}");
        }
    }
}
