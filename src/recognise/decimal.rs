//! Exact decimal numbers, as far as figures in the news need them.
//!
//! ```
//! use newsgraph::recognise::decimal::Decimal;
//! let value = Decimal::parse("12.50").unwrap().shifted(6);
//! assert_eq!(value.to_string(), "12500000");
//! ```

use std::fmt;

/// A number with a decimal exponent: `mantissa` · 10^-`scale`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    mantissa: i128,
    scale: u32,
}

impl Decimal {
    pub const fn integer(value: i128) -> Self {
        Self { mantissa: value, scale: 0 }
    }

    /// Digits with at most one dot; `None` for anything else, or more than 24 digits.
    pub fn parse(digits: &str) -> Option<Self> {
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let all = format!("{whole}{part}");
        if all.is_empty() || all.len() > 24 || !all.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        Some(Self { mantissa: all.parse().ok()?, scale: part.len() as u32 }.normal())
    }

    /// Times 10 to the power `by`; saturates far beyond any figure.
    pub fn shifted(self, by: u32) -> Self {
        let lifted = by.saturating_sub(self.scale).min(24);
        let mantissa = self.mantissa.saturating_mul(10_i128.pow(lifted));
        Self { mantissa, scale: self.scale.saturating_sub(by) }.normal()
    }

    /// Divided by 10 to the power `by`.
    pub fn lowered(self, by: u32) -> Self {
        Self { mantissa: self.mantissa, scale: self.scale + by }.normal()
    }

    pub fn plus(self, other: Self) -> Self {
        let scale = self.scale.max(other.scale);
        let lift = |d: Self| d.mantissa.saturating_mul(10_i128.pow((scale - d.scale).min(24)));
        Self { mantissa: lift(self).saturating_add(lift(other)), scale }.normal()
    }

    /// Divided by a small number, to one decimal, as shares are rounded; exact where it can be.
    pub fn percent_of(self, whole: i128) -> Option<Self> {
        if whole == 0 || self.scale > 0 {
            return None;
        }
        let tenths = self.mantissa.checked_mul(1000)?.checked_add(whole / 2)?.checked_div(whole)?;
        Some(Self { mantissa: tenths, scale: 1 }.normal())
    }

    /// The value where it is a whole number.
    pub fn whole(self) -> Option<i128> {
        (self.scale == 0).then_some(self.mantissa)
    }

    fn normal(mut self) -> Self {
        while self.scale > 0 && self.mantissa % 10 == 0 {
            self.mantissa /= 10;
            self.scale -= 1;
        }
        self
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.scale == 0 {
            return write!(f, "{}", self.mantissa);
        }
        let digits = format!("{:0width$}", self.mantissa, width = self.scale as usize + 1);
        let (whole, part) = digits.split_at(digits.len() - self.scale as usize);
        write!(f, "{whole}.{part}")
    }
}
