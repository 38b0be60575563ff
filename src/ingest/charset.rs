//! Bytes to text: by byte order mark, as UTF-8, by what the file declares, and by a guess from the bytes, in this order.
//!
//! ```
//! use newsgraph::ingest::charset::decode;
//! let decoded = decode(b"\xEF\xBB\xBFcaf\xC3\xA9".to_vec(), None).unwrap();
//! assert_eq!((decoded.text.as_str(), decoded.charset), ("café", "UTF-8"));
//! assert!(decode(b"\0\x01\x02".to_vec(), None).is_err());
//! ```

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::text::counted;

/// Bytes that the guess looks at; more of them do not change it.
const GUESS_SAMPLE: usize = 256 * 1024;

/// One character in this many may be damaged. Archives hold truncated characters here and there, and an otherwise
/// good article is worth reading; a wrong character set damages far more.
const DAMAGE_SHARE: usize = 500;

/// A text, and the name of the character set that it was in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// Without the byte order mark: the first character of the text has offset 0. Nothing else is changed.
    pub text: String,
    pub charset: &'static str,
}

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CharsetError {
    #[error("it holds NUL bytes or control characters, as a binary file does")]
    NotText,
    #[error("as {charset}, the likeliest character set, {} cannot be decoded", counted(damaged, "character"))]
    Undecodable { charset: &'static str, damaged: usize },
}

/// Decodes a text. `declared` is the name of the character set that the file itself or its transport gives; it is
/// believed only where it decodes without damage.
///
/// # Errors
/// Where the bytes are no text, or more than one character in 500 is damaged in the likeliest character set.
pub fn decode(bytes: Vec<u8>, declared: Option<&str>) -> Result<Decoded, CharsetError> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes)
        && encoding != UTF_8
    {
        return checked(encoding, &bytes[mark..]);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{FEFF}') {
                text.drain(..'\u{FEFF}'.len_utf8());
            }
            if text.contains('\0') {
                return unmarked_utf16(text.as_bytes()).ok_or(CharsetError::NotText);
            }
            return readable(Decoded { text, charset: UTF_8.name() });
        }
        Err(error) => error.into_bytes(),
    };
    if bytes.contains(&0) {
        return unmarked_utf16(&bytes).ok_or(CharsetError::NotText);
    }
    if let Some(encoding) = declared.and_then(|label| Encoding::for_label_no_replacement(label.as_bytes())) {
        let (text, damaged) = encoding.decode_without_bom_handling(&bytes);
        if !damaged {
            return readable(Decoded { text: text.into_owned(), charset: encoding.name() });
        }
    }
    if let Some(text) = damaged_utf8(&bytes) {
        return readable(Decoded { text, charset: UTF_8.name() });
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let sample = &bytes[..bytes.len().min(GUESS_SAMPLE)];
    detector.feed(sample, sample.len() == bytes.len());
    checked(detector.guess(None, Utf8Detection::Deny), &bytes)
}

fn checked(encoding: &'static Encoding, bytes: &[u8]) -> Result<Decoded, CharsetError> {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if had_errors {
        let damaged = text.chars().filter(|c| *c == '\u{FFFD}').count();
        if damaged * DAMAGE_SHARE > text.chars().count() {
            return Err(CharsetError::Undecodable { charset: encoding.name(), damaged });
        }
    }
    readable(Decoded { text: text.into_owned(), charset: encoding.name() })
}

/// Single-byte character sets give a character for almost any byte, so that what is binary shows by its control
/// characters alone.
fn readable(decoded: Decoded) -> Result<Decoded, CharsetError> {
    let odd = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{1B}' | '\u{85}');
    let odd = decoded.text.chars().filter(odd).count();
    if decoded.text.contains('\0') || odd > 0 && odd * 200 > decoded.text.chars().count() {
        return Err(CharsetError::NotText);
    }
    Ok(decoded)
}

/// UTF-8 with a few damaged characters, told from other character sets by the sound characters around them.
fn damaged_utf8(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let (mut damaged, mut sound, mut all) = (0, 0, 0);
    for c in text.chars() {
        all += 1;
        damaged += usize::from(c == '\u{FFFD}');
        sound += usize::from(!c.is_ascii() && c != '\u{FFFD}');
    }
    (damaged * DAMAGE_SHARE <= all && damaged * 20 <= sound).then(|| text.into_owned())
}

/// UTF-16 without a byte order mark: its NUL bytes all stand at even, or all at odd places, and it decodes to a text
/// without any control characters. Every other byte of a Latin text is NUL and a Chinese one is full of high bytes;
/// what has neither is ASCII with stray NULs.
fn unmarked_utf16(bytes: &[u8]) -> Option<Decoded> {
    let nuls = bytes.iter().filter(|byte| **byte == 0).count();
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    if nuls * 4 < bytes.len() && high * 5 < bytes.len() {
        return None;
    }
    let at = |parity: usize| bytes.iter().skip(parity).step_by(2).any(|byte| *byte == 0);
    let encoding = match (at(0), at(1)) {
        (false, true) => UTF_16LE,
        (true, false) => UTF_16BE,
        _ => return None,
    };
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let plain = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    (!damaged && text.chars().all(plain)).then(|| Decoded { text: text.into_owned(), charset: encoding.name() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, GB18030, GBK, WINDOWS_1252};

    const TRADITIONAL: &str = "社群平台昨天宣布，年底以前不再接受任何候選人購買的廣告。公司負責人在記者會上說明，\
        新的規定適用於所有國家，違反者的帳號會被停用三十天。多個民間團體表示歡迎，但也有學者認為做得太晚。\n";
    const SIMPLIFIED: &str = "社交平台昨天宣布，年底以前不再接受任何候选人购买的广告。公司负责人在记者会上说明，\
        新的规定适用于所有国家，违反者的账号会被停用三十天。多个民间团体表示欢迎，但也有学者认为做得太晚。\n";
    const SWEDISH: &str = "Plattformen tar inte längre emot annonser från partier, säger företagets vd på en \
        presskonferens i Malmö. Reglerna gäller överallt från årsskiftet.\n";

    fn encode(encoding: &'static Encoding, text: &str) -> Vec<u8> {
        let (bytes, used, unmappable) = encoding.encode(text);
        assert!(!unmappable && used == encoding);
        bytes.into_owned()
    }

    fn utf16(text: &str, mark: bool, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let mark = mark.then_some(0xFEFF);
        mark.into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
    }

    #[test]
    fn charsets() {
        // A character of Hong Kong's extension of Big5, which the encoder does not write.
        let hong_kong = [encode(BIG5, TRADITIONAL), vec![0xFA, 0x41], encode(BIG5, TRADITIONAL)].concat();
        let (hong_kong_text, _) = BIG5.decode_without_bom_handling(&hong_kong);
        assert!(!hong_kong_text.contains('\u{FFFD}'));
        let rare = format!("{SIMPLIFIED}又见㐂字，𠮷字。{SIMPLIFIED}");
        let latin = format!("{TRADITIONAL}: news in English");
        let cases: &[(&str, Vec<u8>, &str)] = &[
            ("UTF-8", TRADITIONAL.into(), TRADITIONAL),
            ("UTF-8", [b"\xEF\xBB\xBF", SWEDISH.as_bytes()].concat(), SWEDISH),
            ("Big5", encode(BIG5, TRADITIONAL), TRADITIONAL),
            ("Big5", hong_kong.clone(), &hong_kong_text),
            ("GBK", encode(GBK, SIMPLIFIED), SIMPLIFIED),
            ("GBK", encode(GB18030, &rare), &rare),
            ("windows-1252", encode(WINDOWS_1252, SWEDISH), SWEDISH),
            ("UTF-16LE", utf16(TRADITIONAL, true, u16::to_le_bytes), TRADITIONAL),
            ("UTF-16BE", utf16(SWEDISH, true, u16::to_be_bytes), SWEDISH),
            ("UTF-16LE", utf16(&latin, false, u16::to_le_bytes), &latin),
            ("UTF-16BE", utf16(SWEDISH, false, u16::to_be_bytes), SWEDISH),
        ];
        for (charset, bytes, text) in cases {
            let decoded = decode(bytes.clone(), None).unwrap_or_else(|error| panic!("{charset}: {error}"));
            assert_eq!((decoded.charset, decoded.text.as_str()), (*charset, *text));
        }
    }

    #[test]
    fn declared_charset_is_believed_where_it_fits() {
        let short = encode(BIG5, "新聞");
        assert_eq!(decode(short, Some("big5")).unwrap().text, "新聞");
        assert_eq!(decode(SWEDISH.into(), Some("big5")).unwrap().text, SWEDISH);
    }

    #[test]
    fn little_damage_is_borne_and_much_is_not() {
        let mut bytes = TRADITIONAL.repeat(12).into_bytes();
        bytes.pop();
        bytes.push(0xE5);
        let decoded = decode(bytes, None).unwrap();
        assert_eq!((decoded.charset, decoded.text.matches('\u{FFFD}').count()), ("UTF-8", 1));

        let broken: Vec<u8> = TRADITIONAL.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let odd = [b"\xFF\xFE".to_vec(), broken[1..].to_vec(), vec![0xD8; 64]].concat();
        assert!(matches!(decode(odd, None), Err(CharsetError::Undecodable { charset: "UTF-16LE", .. })));
    }

    #[test]
    fn binary_is_not_text() {
        let noise: Vec<u8> = (0..4096_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8 | 1).collect();
        for bytes in [b"MZ\0\0\x03\0\0\0".to_vec(), b"text\0more text".to_vec(), vec![1, 2, 3, 4, 5], noise] {
            assert!(decode(bytes.clone(), None).is_err(), "{:?}", &bytes[..5]);
        }
    }
}
