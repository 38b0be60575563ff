//! The two scripts of Chinese: which characters belong to one of them alone, and one form for both.
//!
//! ```
//! use newsgraph::segment::script::{Script, fold_han, script};
//! assert_eq!(fold_han('廣'), '广');
//! assert_eq!((script('廣'), script('人')), (Script::Traditional, Script::Both));
//! ```

use std::ops::RangeInclusive;
use std::sync::OnceLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use rustc_hash::FxHashSet;

/// First and last character of the block that the table covers.
const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;

/// Which script a Han character is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    Both,
    Traditional,
    Simplified,
}

/// Folds Traditional to Simplified, one character to one character, so that offsets stay as they are.
#[inline]
pub fn fold_han(c: char) -> char {
    position(c).map_or(c, |place| ScriptTable::shared().folded[place])
}

/// Which script alone uses a character; `Both` for what is no Han character.
pub fn script(c: char) -> Script {
    position(c).map_or(Script::Both, |place| ScriptTable::shared().script[place])
}

/// For each Han character its Simplified form, and whether only one of the two scripts uses it.
struct ScriptTable {
    folded: Box<[char]>,
    script: Box<[Script]>,
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
    fn folding() {
        for (c, folded) in
            [('廣', '广'), ('臺', '台'), ('後', '后'), ('广', '广'), ('人', '人'), ('a', 'a'), ('é', 'é')]
        {
            assert_eq!(fold_han(c), folded, "{c}");
        }
        // Both scripts write the second group.
        for c in ['廣', '發', '這', '個', '國', '會'] {
            assert_eq!(script(c), Script::Traditional, "{c}");
        }
        for c in ['台', '后', '里', '只', '干', '人', '面', '云'] {
            assert_eq!(script(c), Script::Both, "{c}");
        }
        for c in ['广', '发', '这', '个', '国', '会'] {
            assert_eq!(script(c), Script::Simplified, "{c}");
        }
        for c in block() {
            assert_eq!(fold_han(fold_han(c)), fold_han(c), "folding {c} twice");
        }
    }
}
