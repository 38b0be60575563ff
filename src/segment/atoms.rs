//! Cuts text into atoms: a Han character, a Latin word, a number, a mark of punctuation.
//!
//! ```
//! use newsgraph::segment::atoms::{Kind, atoms};
//! let text = "臉書's CEO, 5.9億";
//! let kinds: Vec<_> = atoms(text, 0, 0).iter().map(|atom| (atom.key.clone(), atom.kind)).collect();
//! assert_eq!(kinds[0], ("脸".into(), Kind::Han));
//! assert_eq!(kinds[2], ("'s".into(), Kind::Word));
//! assert_eq!(kinds[5], ("5.9".into(), Kind::Number));
//! ```

use std::ops::Range;

use compact_str::CompactString;
use smallvec::SmallVec;
use unicode_normalization::UnicodeNormalization;

use super::script::fold_han;
use crate::text::Span;

/// What an atom is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Han,
    /// Letters, with the hyphens, dots and ampersands inside them; a hashtag or handle with its mark.
    Word,
    /// Digits, with the commas and dots inside them.
    Number,
    Mark,
}

/// The letter case of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    Lower,
    /// First letter upper case.
    Title,
    /// All letters upper case, and more than one.
    Upper,
    None,
}

/// What an atom is compared by. Nearly all are short enough to need no memory of their own.
pub type Key = CompactString;

/// The smallest unit that rules match.
#[derive(Debug, Clone)]
pub struct Atom {
    pub span: Span,
    /// Byte offsets in the document's text.
    pub bytes: (usize, usize),
    pub kind: Kind,
    pub case: Case,
    /// What the atom is compared by: compatibility forms folded, lower case, Han as Simplified.
    pub key: Key,
    /// White space stands before it.
    pub spaced: bool,
}

/// Words that a hyphen sets apart from the title behind them. What an atom is does not depend on a pack, since imported
/// lexicons are made of atoms too; so these few words stand here and not in the lexicon.
const SET_APART: [&str; 2] = ["ex", "then"];

/// Pronouns from which a shortened verb is set apart, and such verbs: 'she'll', 'they've'.
const PRONOUNS: [&str; 7] = ["he", "she", "it", "we", "they", "you", "who"];
const CONTRACTED: [&str; 4] = ["ll", "d", "ve", "re"];

/// Words that make one word with what stands behind their hyphen, even with a capital.
const JOINED: [&str; 2] = ["co", "vice"];

/// The initials of parties, which stand in front of a state: 'Jane Roe (D-Ohio)'.
const PARTIES: [char; 3] = ['D', 'I', 'R'];

/// What a month is written with in Chinese.
const MONTH: char = '月';

/// The atom that marks an English possessor: 'Acme's'.
const GENITIVE: &str = "'s";

/// The pronoun that begins with a capital wherever it stands, as its shortened verbs leave it: 'I'm', 'I'd'.
const CAPITAL_PRONOUN: &str = "i'";

impl Atom {
    pub fn is_genitive(&self) -> bool {
        self.key == GENITIVE
    }

    /// 'I'm', 'I've': no name, for all its capital.
    pub fn is_capital_pronoun(&self) -> bool {
        self.key.starts_with(CAPITAL_PRONOUN)
    }

    /// An English word with the ending of a plural, which is that of a verb in the present tense as well.
    pub fn ends_as_plural(&self) -> bool {
        self.key.ends_with('s')
    }

    /// An English word with the ending of a noun's plural, unlike 'boss' and 'status'.
    pub fn ends_as_plural_noun(&self) -> bool {
        self.ends_as_plural() && !self.key.ends_with("ss") && !self.key.ends_with("us")
    }

    /// An English word with the ending of an adverb.
    pub fn ends_as_adverb(&self) -> bool {
        self.key.ends_with("ly")
    }

    /// An English word with the ending of a verb's present participle.
    pub fn ends_as_participle(&self) -> bool {
        self.key.ends_with("ing")
    }

    /// An English word with the ending of a regular verb's past tense and participle.
    pub fn ends_as_past(&self) -> bool {
        self.key.ends_with("ed")
    }
}

/// Cuts a stretch of text that begins at code point `point` and byte `byte` of its document.
pub fn atoms(text: &str, point: u32, byte: usize) -> Vec<Atom> {
    let mut found = Vec::with_capacity(text.len() / 3 + 1);
    cut(text, |piece| {
        found.push(Atom {
            span: Span::new(point + piece.points.start as u32, point + piece.points.end as u32),
            bytes: (byte + piece.bytes.start, byte + piece.bytes.end),
            kind: piece.kind,
            case: case_of(&text[piece.bytes.clone()], piece.kind),
            key: key_of(&text[piece.bytes], piece.kind),
            spaced: piece.spaced,
        });
    });
    found
}

/// The keys of a phrase, as lexicon and rules are compared with text.
pub fn keys(phrase: &str) -> Vec<Key> {
    let mut keys = Vec::with_capacity(phrase.len() / 8 + 1);
    cut(phrase, |piece| keys.push(key_of(&phrase[piece.bytes], piece.kind)));
    keys
}

/// Where in a text an atom stands.
struct Piece {
    points: Range<usize>,
    bytes: Range<usize>,
    kind: Kind,
    spaced: bool,
}

fn cut(text: &str, mut found: impl FnMut(Piece)) {
    let mut chars: Option<SmallVec<[char; 64]>> = None;
    let (mut at, mut byte) = (0, 0);
    let mut spaced = false;
    while let Some(first) = text[byte..].chars().next() {
        if first.is_whitespace() || is_invisible(first) {
            spaced = true;
            at += 1;
            byte += first.len_utf8();
            continue;
        }
        let (end, till, kind) = match plain_extent(first, &text.as_bytes()[byte..]) {
            Some((1, kind)) => (at + 1, byte + first.len_utf8(), kind),
            Some((length, kind)) => (at + length, byte + length, kind),
            None => {
                let chars = chars.get_or_insert_with(|| text.chars().collect());
                let (end, kind) = extent(chars, at);
                (end, byte + chars[at..end].iter().map(|c| c.len_utf8()).sum::<usize>(), kind)
            }
        };
        found(Piece { points: at..end, bytes: byte..till, kind, spaced });
        spaced = false;
        (at, byte) = (end, till);
    }
}

/// How many characters the atom has that begins with `first` at the beginning of `bytes`, and its kind, where no more than its
/// own characters and the one behind them tells: so it is with nearly all atoms. More than one character are all ASCII.
fn plain_extent(first: char, bytes: &[u8]) -> Option<(usize, Kind)> {
    if is_han(first) {
        return Some((1, Kind::Han));
    }
    if first.is_ascii_alphabetic() {
        let length = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let ends = match bytes.get(length) {
            None => true,
            // Behind a single letter it may be the dot of an initial.
            Some(b'.') => length > 1,
            Some(b'\'' | b'-' | b'&' | b'_') => false,
            Some(byte) => byte.is_ascii() && !byte.is_ascii_digit(),
        };
        return ends.then_some((length, Kind::Word));
    }
    if first.is_ascii_digit() {
        let length = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let ends = match bytes.get(length) {
            Some(b',' | b'.') => bytes.get(length + 1).is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_digit()),
            behind => behind.is_none_or(u8::is_ascii),
        };
        return ends.then_some((length, Kind::Number));
    }
    let mark = !matches!(first, '\'' | '’' | '#' | '＃' | '@') && !is_digit(first) && !is_letter(first);
    mark.then_some((1, Kind::Mark))
}

/// A space that parts two clauses in Chinese, in headlines above all.
const IDEOGRAPHIC_SPACE: char = '\u{3000}';

/// Shortest clause of a Chinese headline, in characters: a plain space may stand inside names.
const SHORTEST_CLAUSE: usize = 4;

/// 某公司禁止併購　稱市占過高: the wide space between two clauses of a headline is a comma, and so is a plain one between two
/// stretches of Han characters; behind a mark it is none.
pub fn part_clauses(text: &str, atoms: &mut Vec<Atom>) {
    for at in (1..atoms.len()).rev() {
        let (front, behind) = (&atoms[at - 1], &atoms[at]);
        let gap = &text[front.bytes.1..behind.bytes.0];
        let clauses = || {
            let han = |atom: &&Atom| atom.kind == Kind::Han;
            let joined = |atom: &&Atom| han(atom) && !atom.spaced;
            let front = atoms[..at].iter().rev().take(SHORTEST_CLAUSE).take_while(han);
            let behind = atoms[at + 1..].iter().take(SHORTEST_CLAUSE - 1).take_while(joined);
            front.count() == SHORTEST_CLAUSE && behind.count() == SHORTEST_CLAUSE - 1
        };
        let plain = !gap.is_empty() && gap.bytes().all(|byte| byte == b' ') && behind.kind == Kind::Han && clauses();
        if front.kind == Kind::Mark || behind.kind == Kind::Mark || gap.chars().ne([IDEOGRAPHIC_SPACE]) && !plain {
            continue;
        }
        let comma = Atom {
            span: Span::new(front.span.end, behind.span.start),
            bytes: (front.bytes.1, behind.bytes.0),
            kind: Kind::Mark,
            case: Case::None,
            key: Key::from(","),
            spaced: false,
        };
        atoms.insert(at, comma);
    }
}

/// Whether atoms end with others, as far as keys tell.
pub fn ends_with(atoms: &[Atom], tail: &[Atom]) -> bool {
    let Some(front) = atoms.len().checked_sub(tail.len()) else { return false };
    atoms[front..].iter().zip(tail).all(|(one, other)| one.key == other.key)
}

pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}' | '々' | '〇')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}')
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !is_han(c)
}

/// Where the atom that begins at `at` ends, and its kind.
fn extent(chars: &[char], at: usize) -> (usize, Kind) {
    let c = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let first = c(at);
    if is_han(first) {
        return (at + 1, Kind::Han);
    }
    if is_digit(first) {
        let mut end = at + 1;
        while is_digit(c(end))
            || (matches!(c(end), ',' | '.' | '，' | '．') && is_digit(c(end + 1)) && grouped(chars, end))
        {
            end += 1;
        }
        return (end, Kind::Number);
    }
    if matches!(first, '\'' | '’')
        && matches!(c(at + 1), 's' | 'S')
        && !is_letter(c(at + 2))
        && (at == 0 || !c(at - 1).is_whitespace())
    {
        return (at + 2, Kind::Word);
    }
    if matches!(first, '\'' | '’') {
        let word = (0..at).rev().take_while(|i| is_letter(c(*i))).last().unwrap_or(at);
        if at == 0 && shortened(chars, at) || contracted(chars, word, at) {
            return (at + 1 + chars[at + 1..].iter().take_while(|c| is_letter(**c)).count(), Kind::Word);
        }
    }
    // Behind a dollar sign letters name the country, and the figure follows: $US72.
    let priced = at > 0 && c(at - 1) == '$';
    let marked = matches!(first, '#' | '＃' | '@') && is_letter(c(at + 1));
    if !is_letter(first) && !marked {
        return (at + 1, Kind::Mark);
    }
    let mut end = at + 1;
    loop {
        let next = c(end);
        // Most words go on in this way.
        if next.is_ascii_alphabetic() {
            end += 1;
            continue;
        }
        let after = c(end + 1);
        let inside = match next {
            '\'' | '’' if contracted(chars, at, end) => false,
            '\'' | '’' => is_letter(after) && (!matches!(after, 's' | 'S') || is_letter(c(end + 2))),
            // 'ex-' and 'then-' are words in front of a title; the party in 'D-N.Y.' is one of its own.
            '-' | '‑' if prefixed(chars, at, end) => false,
            '-' | '‑' => (is_letter(after) || is_digit(after) && end - at > 2) && is_letter(c(end - 1)),
            '&' => is_letter(after) && is_letter(c(end - 1)),
            // Initials and abbreviations such as U.S. and N.Y. are one word, with their last dot.
            '.' => {
                let single = end - at == 1 || matches!(c(end - 2), '.' | '-');
                single
                    && c(end - 1).is_uppercase()
                    && (after.is_uppercase() && !is_letter(c(end + 2)) || end - at > 1 && c(end - 2) == '.')
            }
            _ if is_digit(next) && (priced || dated(chars, end)) => false,
            _ => is_letter(next) || is_digit(next) || marked && next == '_' || is_mark_on_letter(next),
        };
        if !inside {
            return (end, Kind::Word);
        }
        end += 1;
    }
}

/// 'Acme5月15日': a day as Chinese writes it begins behind the letters of a name.
fn dated(chars: &[char], at: usize) -> bool {
    let digits = chars[at..].iter().take_while(|c| is_digit(**c)).count();
    let behind = at + digits;
    chars.get(behind) == Some(&MONTH) && chars.get(behind + 1).is_some_and(|c| is_digit(*c))
}

/// 'She'll', 'they've': the pronoun is a word of its own, and the verb another.
fn contracted(chars: &[char], at: usize, mark: usize) -> bool {
    let pronoun = || chars[at..mark].iter().flat_map(|c| c.to_lowercase()).collect::<String>();
    (2..=4).contains(&(mark - at)) && shortened(chars, mark) && PRONOUNS.contains(&pronoun().as_str())
}

/// A shortened verb stands behind an apostrophe.
fn shortened(chars: &[char], mark: usize) -> bool {
    let verb: String =
        chars[mark + 1..].iter().take(3).take_while(|c| is_letter(**c)).flat_map(|c| c.to_lowercase()).collect();
    CONTRACTED.contains(&verb.as_str())
}

/// The word up to a hyphen is an atom of its own: one of [`SET_APART`], the initial of a party in front of a state, or
/// a name of which the word behind says something.
fn prefixed(chars: &[char], at: usize, hyphen: usize) -> bool {
    let word: String = chars[at..hyphen].iter().flat_map(|c| c.to_lowercase()).collect();
    let set_off = at > 0 && chars[at - 1] == '(' || at > 1 && chars[at - 2..at] == [',', ' '];
    let capital = hyphen == at + 1
        && PARTIES.contains(&chars[at])
        && set_off
        && chars.get(hyphen + 1).is_some_and(|c| c.is_uppercase())
        && chars.get(hyphen + 2).is_some_and(|c| *c == '.' || c.is_lowercase());
    // 'Beijing-based', 'Acme-owned': the name is one word, what is said of it another; 'Co-founder' opens a sentence.
    let described = !JOINED.contains(&word.as_str())
        && hyphen > at + 1
        && chars[at].is_uppercase()
        && chars.get(hyphen + 1).is_some_and(|c| c.is_lowercase());
    SET_APART.contains(&word.as_str()) || capital || described
}

/// A comma inside digits joins them only where it groups thousands; a dot always does.
fn grouped(chars: &[char], at: usize) -> bool {
    if matches!(chars[at], '.' | '．') {
        return true;
    }
    let digits = chars[at + 1..].iter().take_while(|c| is_digit(**c)).count();
    digits == 3 || digits == 2
}

fn is_mark_on_letter(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn case_of(written: &str, kind: Kind) -> Case {
    if kind != Kind::Word {
        return Case::None;
    }
    // Most words are in small letters.
    if written.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Case::Lower;
    }
    let mut letters = written.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Case::None };
    if !first.is_uppercase() {
        // A name such as iPhone, eMarketer or velaJet counts as one that is written with a capital.
        let pairs = written.chars().skip(1).zip(written.chars().skip(2));
        let inner = pairs.clone().take(1).any(|(capital, _)| capital.is_uppercase())
            || pairs.clone().any(|(capital, small)| capital.is_uppercase() && small.is_lowercase());
        // So does xAI, but not kWh.
        let short = || written.chars().count() == 3 && written.chars().skip(1).all(char::is_uppercase);
        return if inner && (written.chars().count() > 3 || short()) { Case::Title } else { Case::Lower };
    }
    let mut rest = 0;
    for c in letters {
        if !c.is_uppercase() {
            return Case::Title;
        }
        rest += 1;
    }
    if rest == 0 { Case::Title } else { Case::Upper }
}

fn key_of(written: &str, kind: Kind) -> Key {
    // Most of any text needs no normalisation.
    if written.is_ascii() {
        let mut key = Key::new(written);
        match kind {
            Kind::Number if written.contains(',') => key.retain(|c| c != ','),
            _ => key.make_ascii_lowercase(),
        }
        return key;
    }
    match kind {
        Kind::Han => {
            let mut buffer = [0; 4];
            let folded = written.chars().next().map_or('\0', fold_han);
            Key::new(folded.encode_utf8(&mut buffer))
        }
        Kind::Number => written.nfkc().filter(|c| *c != ',').collect(),
        Kind::Word => written
            .nfkc()
            .flat_map(char::to_lowercase)
            .map(|c| match c {
                '’' => '\'',
                '‑' => '-',
                c => c,
            })
            .collect(),
        // The marks of most texts are what they seem.
        Kind::Mark if matches!(written, "。" | "、" | "「" | "」" | "《" | "》" | "“" | "”" | "‘" | "’") => {
            Key::new(written)
        }
        Kind::Mark if written == "，" => Key::new(","),
        Kind::Mark => written.nfkc().map(fold_mark).collect(),
    }
}

/// Marks that are typed in several ways but mean the same.
fn fold_mark(c: char) -> char {
    match c {
        '‧' | '・' | '•' => '·',
        '–' | '—' | '―' | '─' => '—',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_as_told() {
        let cases: &[(&str, &[&str])] = &[
            ("Levi's jeans", &["levi", "'s", "jeans"]),
            ("U.S. court", &["u.s.", "court"]),
            ("a 76-year-old man", &["a", "76", "-", "year-old", "man"]),
            ("co-CEO O’Brien", &["co-ceo", "o'brien"]),
            ("$4M/day", &["$", "4", "m", "/", "day"]),
            ("#StopIt now", &["#stopit", "now"]),
            ("約5,250萬名", &["约", "5250", "万", "名"]),
            ("３．５％", &["3.5", "%"]),
            ("AT&T, R & D", &["at&t", ",", "r", "&", "d"]),
            ("Facebook(78%),Instagram(70%)", &["facebook", "(", "78", "%", ")", ",", "instagram", "(", "70", "%", ")"]),
            ("in 2014. Then", &["in", "2014", ".", "then"]),
            ("don't", &["don't"]),
            ("She’ll go", &["she", "'ll", "go"]),
            ("They've", &["they", "'ve"]),
            ("'ll be", &["'ll", "be"]),
            ("O'Reilly", &["o'reilly"]),
            ("Co-founder of Acme-owned", &["co-founder", "of", "acme", "-", "owned"]),
            ("D-Wave (D-Ohio)", &["d-wave", "(", "d", "-", "ohio", ")"]),
            ("Acme5月15日", &["acme", "5", "月", "15", "日"]),
            ("$US72 and NT$5", &["$", "us", "72", "and", "nt", "$", "5"]),
        ];
        for (text, expected) in cases {
            assert_eq!(&keys(text), expected, "{text}");
        }
    }

    #[test]
    fn spans_count_code_points() {
        let text = "祖克柏 said";
        let found = atoms(text, 10, 100);
        assert_eq!(found[3].span, Span::new(14, 18));
        assert_eq!(found[3].bytes, (110, 114));
        assert!(found[3].spaced);
    }
}
