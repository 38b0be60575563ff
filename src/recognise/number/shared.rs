//! Words and signs for money that several countries share: each means the money of the country that its text speaks of most.

use std::collections::BTreeMap;

use regex::Regex;
use serde::Deserialize;

/// What it counts for a country that it is named before the others: the story happens in it.
const NAMED_FIRST: usize = 2;

/// Words or a sign for several countries' money, as the file has them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedCurrency {
    words: Vec<String>,
    /// Signs of texts that tell their money apart, in which a bare one means what it means anywhere.
    #[serde(default)]
    apart: Vec<String>,
    /// How often a text names a country and its places at least, where the words mean its money.
    #[serde(default = "once")]
    least: usize,
    /// By each money, words that speak of its country.
    codes: BTreeMap<String, Vec<String>>,
}

fn once() -> usize {
    1
}

/// Words or a sign with the countries whose money they may be.
#[derive(Debug)]
pub struct Shared {
    pub words: Vec<String>,
    /// Finds the words, and the signs of texts that tell their money apart.
    used: Option<Regex>,
    apart: Option<Regex>,
    least: usize,
    /// Finds what speaks of the countries.
    places: Option<Regex>,
    /// By what speaks of them, the money of the countries.
    codes: BTreeMap<String, Vec<String>>,
}

impl Shared {
    /// # Errors
    /// Where the words that speak of countries are too many for one pattern.
    pub fn new(currency: SharedCurrency) -> Result<Self, regex::Error> {
        let mut codes: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (code, places) in currency.codes {
            for place in places {
                codes.entry(place).or_default().push(code.clone());
            }
        }
        // A pattern takes the first alternative that fits: from the end, what goes on comes before what it begins with.
        let places = one_of(codes.keys().rev())?;
        let (used, apart) = (one_of(&currency.words)?, one_of(&currency.apart)?);
        Ok(Self { words: currency.words, used, apart, least: currency.least, places, codes })
    }

    /// The money that they mean in a text.
    pub fn meant(&self, text: &str) -> Option<&str> {
        let holds = |words: &Option<Regex>| words.as_ref().is_some_and(|words| words.is_match(text));
        if !holds(&self.used) || holds(&self.apart) {
            return None;
        }
        let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
        let mut named: Vec<&str> = Vec::new();
        for place in self.places.iter().flat_map(|places| places.find_iter(text)) {
            let Some(codes) = self.codes.get(place.as_str()) else { continue };
            // 'US$' only says that a bare sign is not America's, and not whose it is.
            if let [code] = codes.as_slice() {
                named.push(code);
            }
            for code in codes {
                *uses.entry(code).or_default() += 1;
            }
        }
        let weight = |code: &str, count: usize| count + if named.first() == Some(&code) { NAMED_FIRST } else { 0 };
        let told = uses.into_iter().filter(|(code, _)| named.contains(code));
        let (code, count) = told.max_by_key(|(code, count)| weight(code, *count))?;
        (count >= self.least).then_some(code)
    }
}

/// A pattern of some words, of which the first that fits is found; no words have none.
fn one_of<'a>(words: impl IntoIterator<Item = &'a String>) -> Result<Option<Regex>, regex::Error> {
    let words: Vec<String> = words.into_iter().map(|word| regex::escape(word)).collect();
    if words.is_empty() { Ok(None) } else { Regex::new(&words.join("|")).map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_money_of_the_country_that_the_text_names() {
        let places = |places: &[&str]| places.iter().map(|place| (*place).to_owned()).collect::<Vec<_>>();
        let currency = SharedCurrency {
            words: vec!["$".to_owned()],
            apart: vec!["€".to_owned()],
            least: 2,
            codes: BTreeMap::from([
                ("AUD".to_owned(), places(&["Perth", "Sydney", "US$"])),
                ("CAD".to_owned(), places(&["Ottawa", "US$"])),
            ]),
        };
        let shared = Shared::new(currency).unwrap();
        for (text, expected) in [
            ("Perth and Sydney pay $4", Some("AUD")),
            ("Perth pays 4", None),
            ("Perth pays $4", None),
            ("Perth and Sydney pay $4 or €4", None),
            ("US$5, US$3 and US$7 against $40", None),
            ("US$5 against $40 in Ottawa", Some("CAD")),
        ] {
            assert_eq!(shared.meant(text), expected, "{text}");
        }
    }

    #[test]
    fn a_currency_of_no_country_means_nothing() {
        let currency =
            SharedCurrency { words: vec!["$".to_owned()], apart: Vec::new(), least: 1, codes: BTreeMap::new() };
        assert_eq!(Shared::new(currency).unwrap().meant("$4"), None);
    }
}
