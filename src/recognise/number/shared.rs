//! Words and signs for money that several countries share: each means the money of the country that its text speaks of most.

use std::collections::BTreeMap;

use regex::Regex;
use serde::Deserialize;

/// What it counts for a country that it is named before the others: the story happens in it.
const NAMED_FIRST: usize = 2;

/// A sign of several countries' money, as the file has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedSign {
    /// Signs of texts that tell their money apart, in which a bare one means what it means anywhere.
    apart: Vec<String>,
    /// How often a text names a country and its places at least, where the sign means its money.
    least: usize,
    /// By each money, words that speak of its country.
    codes: BTreeMap<String, Vec<String>>,
}

/// A word or sign with the countries whose money it may be.
#[derive(Debug)]
pub struct Shared {
    pub word: String,
    apart: Vec<String>,
    least: usize,
    /// Finds what speaks of the countries.
    places: Regex,
    /// By what speaks of them, the money of the countries.
    codes: BTreeMap<String, Vec<String>>,
}

impl Shared {
    /// A word, which needs its country named but once.
    ///
    /// # Errors
    /// Where the words are too many for one pattern.
    pub fn word(word: String, codes: BTreeMap<String, Vec<String>>) -> Result<Self, regex::Error> {
        Self::sign(word, SharedSign { apart: Vec::new(), least: 1, codes })
    }

    /// # Errors
    /// Where the words are too many for one pattern.
    pub fn sign(word: String, sign: SharedSign) -> Result<Self, regex::Error> {
        let mut codes: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (code, places) in sign.codes {
            for place in places {
                codes.entry(place).or_default().push(code.clone());
            }
        }
        // A pattern takes the first alternative that fits: from the end, what goes on comes before what it begins with.
        let places: Vec<String> = codes.keys().rev().map(|place| regex::escape(place)).collect();
        Ok(Self { word, apart: sign.apart, least: sign.least, places: Regex::new(&places.join("|"))?, codes })
    }

    /// The money that it means in a text.
    pub fn meant(&self, text: &str) -> Option<&str> {
        if !text.contains(self.word.as_str()) || self.apart.iter().any(|other| text.contains(other.as_str())) {
            return None;
        }
        let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
        let mut opener = None;
        for place in self.places.find_iter(text) {
            for code in &self.codes[place.as_str()] {
                opener = opener.or(Some(code.as_str()));
                *uses.entry(code).or_default() += 1;
            }
        }
        let weight = |code: &str, count: usize| count + if opener == Some(code) { NAMED_FIRST } else { 0 };
        let (code, count) = uses.into_iter().max_by_key(|(code, count)| weight(code, *count))?;
        (count >= self.least).then_some(code)
    }
}
