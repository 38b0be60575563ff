//! Tells which language a text is in: by script first, then, among languages in Latin letters, by letter statistics.
//!
//! ```
//! use newsgraph::segment::language::{CommonWords, identify};
//! use newsgraph::text::Language;
//!
//! let english = CommonWords::default();
//! assert_eq!(identify("平台宣布新的廣告規定", None, &english), Language::ChineseTraditional);
//! assert_eq!(identify("平台宣布新的广告规定", None, &english), Language::ChineseSimplified);
//! ```

use std::sync::OnceLock;

use lingua::{LanguageDetector, LanguageDetectorBuilder};
use rustc_hash::FxHashSet;

use super::script::{Script, script};
use crate::text::Language;

/// Characters that the script step reads of a text, and those that the statistics for Latin letters read. A longer
/// sample costs time and changes no decision.
const SCRIPT_SAMPLE: usize = 20_000;
const LATIN_SAMPLE: usize = 600;

/// Characters that are enough to tell English.
const QUICK_SAMPLE: usize = 240;

/// With fewer words than these, statistics guess: below the first they are not asked unless there is nothing else to
/// go by, below the second what the page says of itself counts for more.
const TOO_SHORT: usize = 4;
const SHORT: usize = 6;

/// The language of a text. `hint` is the tag that a page or a record gives, which decides only where the text itself
/// does not, for pages often carry the tag of their template. `english` spares most English texts the statistics.
pub fn identify(text: &str, hint: Option<&str>, english: &CommonWords) -> Language {
    let hint = hint.and_then(from_tag);
    let counts = Counts::of(text);
    if counts.han + counts.kana + counts.hangul + counts.latin_words + counts.other == 0 {
        return hint.unwrap_or(if text.is_ascii() { Language::English } else { Language::Other });
    }
    let syllables = counts.kana + counts.hangul;
    // A Chinese text may quote a kana or two; a Japanese one has at least one for every few Han characters.
    if syllables * 8 > counts.han && syllables + counts.han > counts.latin_words {
        return Language::Other;
    }
    if counts.han > 0 && counts.han >= counts.latin_words && counts.han * 4 > counts.other {
        return match counts.traditional.cmp(&counts.simplified) {
            std::cmp::Ordering::Greater => Language::ChineseTraditional,
            std::cmp::Ordering::Less => Language::ChineseSimplified,
            std::cmp::Ordering::Equal => hint.filter(|h| h.is_chinese()).unwrap_or(Language::ChineseTraditional),
        };
    }
    if counts.other > counts.latin_letters {
        return Language::Other;
    }
    let hint = hint.filter(|h| !h.is_chinese());
    match hint {
        Some(hint) if counts.latin_words < SHORT => hint,
        _ if counts.latin_words < TOO_SHORT && counts.ascii_letters_only => Language::English,
        _ if english.make_up(text) => Language::English,
        _ => by_statistics(text),
    }
}

/// Words that are common in one language in Latin letters and rare in its neighbours.
#[derive(Debug, Default)]
pub struct CommonWords(FxHashSet<String>);

impl CommonWords {
    /// Words read of a text, and one in how many of them has to be common in the language.
    const SAMPLE: usize = 80;
    const ONE_IN: usize = 8;

    /// `words` are in lower case.
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        Self(words.into_iter().collect())
    }

    /// Whether a text is of the language beyond doubt. Where it is too short to tell, it is not.
    fn make_up(&self, text: &str) -> bool {
        let (mut words, mut common) = (0, 0);
        let mut folded = String::new();
        let parts = text.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’');
        for word in parts.filter(|word| !word.is_empty()).take(Self::SAMPLE) {
            words += 1;
            if word.is_ascii() {
                folded.clear();
                folded.push_str(word);
                folded.make_ascii_lowercase();
                common += usize::from(self.0.contains(&folded));
            }
        }
        words >= Self::SAMPLE / 4 && common * Self::ONE_IN >= words
    }
}

/// The language that a tag such as `zh-TW`, `zh_CN`, `sv-SE` or `en` names. Nothing for an empty tag.
fn from_tag(tag: &str) -> Option<Language> {
    let tag = tag.trim().to_ascii_lowercase().replace('_', "-");
    let mut parts = tag.split(['-', ',', ';']);
    match parts.next().unwrap_or_default() {
        "" | "und" | "mul" => None,
        "en" | "eng" => Some(Language::English),
        "sv" | "swe" => Some(Language::Swedish),
        "zh" | "zho" | "chi" | "cmn" | "yue" => {
            let parts: Vec<&str> = parts.collect();
            let any = |tags: &[&str]| parts.iter().any(|part| tags.contains(part));
            // The script subtag outranks the region, and a bare tag means what most pages with it are written in.
            let traditional = !any(&["hans"]) && any(&["hant", "tw", "hk", "mo", "cht"]);
            Some(if traditional { Language::ChineseTraditional } else { Language::ChineseSimplified })
        }
        _ => Some(Language::Other),
    }
}

#[derive(Default)]
struct Counts {
    han: usize,
    traditional: usize,
    simplified: usize,
    kana: usize,
    hangul: usize,
    latin_letters: usize,
    latin_words: usize,
    ascii_letters_only: bool,
    other: usize,
}

impl Counts {
    fn of(text: &str) -> Self {
        let mut counts = Self { ascii_letters_only: true, ..Self::default() };
        let mut in_word = false;
        // Of a text in nothing but ASCII letters it only matters whether it has more than a few words.
        let enough = if text.is_ascii() { SHORT } else { usize::MAX };
        for c in text.chars().take(SCRIPT_SAMPLE) {
            if counts.latin_words > enough {
                break;
            }
            let latin = c.is_ascii_alphabetic()
                || matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
                    && c.is_alphabetic();
            if latin {
                counts.latin_letters += 1;
                counts.latin_words += usize::from(!in_word);
                counts.ascii_letters_only &= c.is_ascii();
            }
            in_word = latin || in_word && matches!(c, '\'' | '’' | '-');
            if latin || c.is_ascii() {
                continue;
            }
            match c {
                '\u{4E00}'..='\u{9FFF}'
                | '\u{3400}'..='\u{4DBF}'
                | '\u{F900}'..='\u{FAFF}'
                | '\u{20000}'..='\u{3FFFF}' => {
                    counts.han += 1;
                    match script(c) {
                        Script::Traditional => counts.traditional += 1,
                        Script::Simplified => counts.simplified += 1,
                        Script::Both => {}
                    }
                }
                // The middle dot and the long-vowel mark stand in Chinese text too.
                '\u{30FB}' | '\u{30FC}' => {}
                '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9D}' => counts.kana += 1,
                '\u{AC00}'..='\u{D7AF}' | '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' => counts.hangul += 1,
                _ => counts.other += usize::from(c.is_alphabetic()),
            }
        }
        counts
    }
}

/// English, Swedish or another, by the statistics of letter sequences. The neighbours of the two are among the
/// candidates so that they are recognised as others.
fn by_statistics(text: &str) -> Language {
    static FAST: OnceLock<LanguageDetector> = OnceLock::new();
    static CAREFUL: OnceLock<LanguageDetector> = OnceLock::new();
    let builder = || {
        use lingua::Language::{Bokmal, Danish, Dutch, English, French, German, Spanish, Swedish};
        LanguageDetectorBuilder::from_languages(&[English, Swedish, German, French, Spanish, Dutch, Danish, Bokmal])
    };
    // Three letters in a row tell English from the rest; the neighbours of Swedish need more of them, and more time.
    let sample = |length: usize| text.char_indices().nth(length).map(|(end, _)| &text[..end]);
    let quick = sample(QUICK_SAMPLE)
        .and_then(|text| FAST.get_or_init(|| builder().with_low_accuracy_mode().build()).detect_language_of(text));
    let found = match quick {
        Some(lingua::Language::English) => quick,
        _ => CAREFUL.get_or_init(|| builder().build()).detect_language_of(sample(LATIN_SAMPLE).unwrap_or(text)),
    };
    match found {
        Some(lingua::Language::English) => Language::English,
        Some(lingua::Language::Swedish) => Language::Swedish,
        None if text.is_ascii() => Language::English,
        _ => Language::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages() {
        use Language::{ChineseSimplified as Hans, ChineseTraditional as Hant, English, Other, Swedish};
        let cases: &[(&str, Option<&str>, Language)] = &[
            ("The company removed the account after three warnings, its spokesman told reporters.", None, English),
            ("Företaget tog bort kontot efter tre varningar, säger talespersonen till tidningen.", None, Swedish),
            ("Styrelsen vill att plattformen slutar med politisk reklam redan till hösten.", Some("en"), Swedish),
            ("Das Unternehmen hat das Konto nach drei Warnungen endgültig gesperrt.", None, Other),
            ("L'entreprise a supprimé le compte après trois avertissements.", None, Other),
            ("Selskapet fjernet kontoen etter tre advarsler, ifølge en talsperson for avisen.", None, Other),
            ("公司在三次警告後移除該帳號，發言人這麼說。", None, Hant),
            ("公司在三次警告后移除该账号，发言人这么说。", None, Hans),
            ("台北市長談臉書與 Instagram 的廣告", Some("zh-CN"), Hant),
            ("Meta 旗下 WhatsApp 推出新功能", None, Hant),
            ("Twitter 任命新的首席财务官 Ned Segal", None, Hans),
            ("中文", Some("zh-CN"), Hans),
            ("中文", Some("zh-Hant-HK"), Hant),
            ("中文", None, Hant),
            ("この会社は三回の警告のあとでアカウントを停止しました。", None, Other),
            ("회사는 세 번의 경고 후에 계정을 삭제했다.", None, Other),
            ("Компания удалила учётную запись после трёх предупреждений.", None, Other),
            ("Quarterly update", None, English),
            ("Quarterly update", Some("sv"), Swedish),
            ("The mayor (蔡小明) spoke at length about the new advertising rules in the city hall.", None, English),
            ("2022", None, English),
            ("", None, English),
            ("", Some("sv-SE"), Swedish),
        ];
        for (text, hint, expected) in cases {
            assert_eq!(identify(text, *hint, &CommonWords::default()), *expected, "{text:?} with {hint:?}");
        }
    }

    #[test]
    fn common_words_tell_only_what_is_beyond_doubt() {
        let words = ["the", "and", "that", "with", "to"].map(str::to_owned);
        let english = CommonWords::new(words);
        let long = "The minister told the committee that the office had talked to every firm, and that the rest \
                    of them would be asked to come with their accounts before the summer.";
        assert!(english.make_up(long));
        assert!(!english.make_up("The minister told the committee."), "too short to tell");
        let swedish = "Ministern sade till utskottet att myndigheten hade talat med varje bolag, och att resten av \
                       dem skulle kallas till ett möte med sina revisorer innan sommaren tar slut i år.";
        assert!(!english.make_up(swedish));
    }

    #[test]
    fn tags() {
        let cases = [
            ("zh-TW", Some(Language::ChineseTraditional)),
            ("zh_Hant_HK", Some(Language::ChineseTraditional)),
            ("zh-Hans-HK", Some(Language::ChineseSimplified)),
            ("zh", Some(Language::ChineseSimplified)),
            ("EN-us", Some(Language::English)),
            ("fr", Some(Language::Other)),
            ("", None),
        ];
        for (tag, expected) in cases {
            assert_eq!(from_tag(tag), expected, "{tag}");
        }
    }
}
