//! Tells which language a text is in: by script first, then, among languages in Latin letters, by letter statistics.
//!
//! ```
//! use newsgraph::segment::language::{CommonWords, fold_han, identify};
//! use newsgraph::text::Language;
//!
//! let english = CommonWords::default();
//! assert_eq!(identify("平台宣布新的廣告規定", None, &english), Language::ChineseTraditional);
//! assert_eq!(identify("平台宣布新的广告规定", None, &english), Language::ChineseSimplified);
//! assert_eq!(fold_han('廣'), '广');
//! ```

use std::ops::RangeInclusive;
use std::sync::OnceLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use lingua::{LanguageDetector, LanguageDetectorBuilder};
use rustc_hash::FxHashSet;

use crate::text::Language;

/// First and last character of the block that the table covers.
const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;

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

/// For each Han character its Simplified form, and whether only one of the two scripts uses it.
struct ScriptTable {
    folded: Box<[char]>,
    script: Box<[Script]>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Both,
    Traditional,
    Simplified,
}

impl ScriptTable {
    /// The one table, built when it is first asked for.
    fn shared() -> &'static Self {
        static TABLE: OnceLock<ScriptTable> = OnceLock::new();
        TABLE.get_or_init(Self::build)
    }

    fn build() -> Self {
        let simplified = convert_all(BuiltinConfig::T2s);
        let traditional = convert_all(BuiltinConfig::S2t);
        let (simplified_set, traditional_set) = (simplified_set(), traditional_set());
        let simplify = |c: char| position(c).map_or(c, |i| simplified[i]);
        let mut folded = Vec::with_capacity(simplified.len());
        let mut script = Vec::with_capacity(simplified.len());
        for (i, c) in block().enumerate() {
            // A few rare forms take two steps to their Simplified form.
            folded.push(simplify(simplified[i]));
            // That a character converts is not enough: both scripts use many of those (one script for more words
            // than the other). The character sets that each script was typed in for decades decide.
            script.push(if simplified[i] != c && !simplified_set.contains(&c) {
                Script::Traditional
            } else if traditional[i] != c && !traditional_set.contains(&c) {
                Script::Simplified
            } else {
                Script::Both
            });
        }
        Self { folded: folded.into(), script: script.into() }
    }

    /// The Simplified form of a Traditional character; any other character as it is.
    #[inline]
    fn simplify(&self, c: char) -> char {
        position(c).map_or(c, |i| self.folded[i])
    }

    /// Whether the character occurs in Traditional text and not in Simplified text.
    fn only_traditional(&self, c: char) -> bool {
        position(c).is_some_and(|i| self.script[i] == Script::Traditional)
    }

    /// Whether the character occurs in Simplified text and not in Traditional text.
    fn only_simplified(&self, c: char) -> bool {
        position(c).is_some_and(|i| self.script[i] == Script::Simplified)
    }
}

/// Folds Traditional to Simplified, one character to one character, so that offsets stay as they are.
#[inline]
pub fn fold_han(c: char) -> char {
    if (c as u32) < FIRST { c } else { ScriptTable::shared().simplify(c) }
}

/// The language of a text. `hint` is the tag that a page or a record gives, which decides only where the text itself
/// does not, for pages often carry the tag of their template. `english` spares most English texts the statistics.
pub fn identify(text: &str, hint: Option<&str>, english: &CommonWords) -> Language {
    let hint = hint.and_then(from_tag);
    let counts = Counts::of(text, ScriptTable::shared());
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
    fn of(text: &str, zh: &ScriptTable) -> Self {
        let mut counts = Self { ascii_letters_only: true, ..Self::default() };
        let mut in_word = false;
        for c in text.chars().take(SCRIPT_SAMPLE) {
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
                    counts.traditional += usize::from(zh.only_traditional(c));
                    counts.simplified += usize::from(zh.only_simplified(c));
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

#[inline]
fn position(c: char) -> Option<usize> {
    let code = c as u32;
    (FIRST..=LAST).contains(&code).then(|| (code - FIRST) as usize)
}

fn block() -> impl Iterator<Item = char> {
    (FIRST..=LAST).filter_map(char::from_u32)
}

/// Every character of the block, converted by itself: a line each, so that no phrase of the converter can match.
fn convert_all(config: BuiltinConfig) -> Vec<char> {
    let converter = OpenCC::from_config(config).expect("the conversion tables are compiled into the binary");
    let lines: String = block().flat_map(|c| [c, '\n']).collect();
    let converted = converter.convert(&lines);
    block()
        .zip(converted.split('\n'))
        .map(|(c, line)| {
            let mut chars = line.chars();
            // What does not map to one character would move offsets.
            chars.next().filter(|_| chars.next().is_none()).unwrap_or(c)
        })
        .collect()
}

/// GB 2312, the set of Simplified Chinese: GBK holds it in rows B0 to F7, with a high second byte.
fn simplified_set() -> FxHashSet<char> {
    characters(encoding_rs::GBK, 0xB0A1..=0xF7FE, 0xA1..=0xFE)
}

/// The first plane of Big5, A440 to C67E, which holds the Traditional characters in common use. What follows are
/// radicals and rare characters, many of which look like Simplified ones by chance.
fn traditional_set() -> FxHashSet<char> {
    characters(encoding_rs::BIG5, 0xA440..=0xC67E, 0x40..=0xFE)
}

/// What the codes of two bytes in a range stand for, those whose second byte is one of `seconds`.
fn characters(
    encoding: &'static encoding_rs::Encoding,
    codes: RangeInclusive<u16>,
    seconds: RangeInclusive<u8>,
) -> FxHashSet<char> {
    let codes = codes.map(u16::to_be_bytes).filter(|[_, second]| seconds.contains(second));
    // A code that stands for nothing must not draw the next one in.
    let bytes: Vec<u8> = codes.flat_map(|[first, second]| [first, second, b'\n']).collect();
    encoding.decode_without_bom_handling(&bytes).0.chars().collect()
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

    #[test]
    fn folding() {
        let table = ScriptTable::shared();
        for (c, folded) in
            [('廣', '广'), ('臺', '台'), ('後', '后'), ('广', '广'), ('人', '人'), ('a', 'a'), ('é', 'é')]
        {
            assert_eq!(fold_han(c), folded, "{c}");
        }
        // Both scripts write the second group.
        for c in ['廣', '發', '這', '個', '國', '會'] {
            assert!(table.only_traditional(c) && !table.only_simplified(c), "{c}");
        }
        for c in ['台', '后', '里', '只', '干', '人', '面', '云'] {
            assert!(!table.only_traditional(c) && !table.only_simplified(c), "{c}");
        }
        for c in ['广', '发', '这', '个', '国', '会'] {
            assert!(table.only_simplified(c) && !table.only_traditional(c), "{c}");
        }
        for c in block() {
            assert_eq!(fold_han(fold_han(c)), fold_han(c), "folding {c} twice");
        }
    }
}
