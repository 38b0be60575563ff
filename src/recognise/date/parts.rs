//! Year, month and day as far as they are known, and reckoning with them.

use chrono::{Datelike, Days, Months, NaiveDate};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub year: Option<i32>,
    pub month: Option<u32>,
    pub day: Option<u32>,
}

impl Parts {
    pub fn lexical(self) -> Option<String> {
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

    pub fn of(day: NaiveDate) -> Self {
        Self { year: Some(day.year()), month: Some(day.month()), day: Some(day.day()) }
    }

    pub fn day(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year?, self.month?, self.day?)
    }

    pub fn shifted(self, unit: &str, by: i64) -> Self {
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
