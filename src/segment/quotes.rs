//! Finds quotations in a paragraph by their marks, in every convention: “ ” ‘ ’ " ' 「 」 『 』 « ».
//!
//! ```
//! use newsgraph::segment::quotes::quotes;
//! let text = "他說:「很好。」";
//! let found = quotes(text);
//! assert_eq!(&text[found[0].inner.clone()], "很好。");
//! ```

use std::ops::Range;

/// A quotation, in bytes of the paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// With its marks.
    pub outer: Range<usize>,
    /// Without them.
    pub inner: Range<usize>,
    /// It has no closing mark: it goes on in the next paragraph.
    pub open: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    Corner,
    HollowCorner,
    Angle,
}

struct Open {
    family: Family,
    at: usize,
    len: usize,
    straight: bool,
}

/// All outermost quotations of a paragraph, in order. Nested ones are part of the one around them.
pub fn quotes(text: &str) -> Vec<Quote> {
    let mut stack: Vec<Open> = Vec::new();
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        let before = || text[..at].chars().next_back().unwrap_or(' ');
        let after = || text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        let opening = match c {
            '“' | '„' => Some(Family::Double),
            '‘' => Some(Family::Single),
            '「' => Some(Family::Corner),
            '『' => Some(Family::HollowCorner),
            '«' => Some(Family::Angle),
            '"' if !stack.iter().any(|open| open.family == Family::Double) && !after().is_whitespace() => {
                Some(Family::Double)
            }
            '\'' if opens_single(before(), after()) && !stack.iter().any(|open| open.family == Family::Single) => {
                Some(Family::Single)
            }
            _ => None,
        };
        if let Some(family) = opening {
            stack.push(Open { family, at, len: c.len_utf8(), straight: c == '"' || c == '\'' });
            continue;
        }
        let closing = match c {
            '”' | '"' => Some(Family::Double),
            '’' | '\'' if !(before().is_alphanumeric() && after().is_alphanumeric()) => Some(Family::Single),
            '」' => Some(Family::Corner),
            '』' => Some(Family::HollowCorner),
            '»' => Some(Family::Angle),
            _ => None,
        };
        let Some(family) = closing else { continue };
        let place = stack.iter().rposition(|open| open.family == family).or_else(|| {
            // A quotation that opens with a single mark and closes with a double one is a slip of the typist.
            (c == '”').then(|| stack.iter().position(|open| open.family == Family::Single && !open.straight)).flatten()
        });
        let Some(place) = place else { continue };
        stack.truncate(place + 1);
        let open = stack.pop().expect("the place is inside the stack");
        let end = at + c.len_utf8();
        // Those inside it were closed last.
        while found.pop_if(|quote: &mut Quote| quote.outer.start >= open.at).is_some() {}
        if at > open.at + open.len {
            found.push(Quote { outer: open.at..end, inner: open.at + open.len..at, open: false });
        }
    }
    // By convention a quotation of several paragraphs is closed only in the last of them.
    if let Some(open) = stack.iter().find(|open| open.family == Family::Double || open.family == Family::Corner) {
        let rest = text[open.at + open.len..].trim_end();
        if rest.chars().count() > 20 && !found.iter().any(|quote| quote.outer.start > open.at) {
            let end = open.at + open.len + rest.len();
            found.retain(|quote| quote.outer.start < open.at);
            found.push(Quote { outer: open.at..end, inner: open.at + open.len..end, open: true });
        }
    }
    found.sort_by_key(|quote| quote.outer.start);
    let mut outermost: Vec<Quote> = Vec::new();
    for quote in found {
        if outermost.last().is_none_or(|last| quote.outer.start >= last.outer.end) {
            outermost.push(quote);
        }
    }
    outermost
}

/// A straight single mark opens a quotation only at the beginning of a word.
fn opens_single(before: char, after: char) -> bool {
    !before.is_alphanumeric() && before != ')' && after.is_alphanumeric() && !after.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::quotes;

    #[test]
    fn finds_what_is_quoted() {
        let cases: &[(&str, &[&str])] = &[
            ("\"One,\" she said. \"Two.\"", &["One,", "Two."]),
            ("“It’s fine,” he wrote.", &["It’s fine,"]),
            ("He called it ‘a gift’ to users’ rivals.", &["a gift"]),
            ("the 'worst week' of the states' year", &["worst week"]),
            ("他說:「他叫我『別來』。」後來", &["他叫我『別來』。"]),
            ("“品牌\"(64%), “轉換”(45%)", &["品牌", "轉換"]),
            ("‘We must be warm to all, as they say.”", &["We must be warm to all, as they say."]),
            ("“This is a long beginning of what she said", &["This is a long beginning of what she said"]),
            ("It's Musk's app, isn't it", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<_> = quotes(text).into_iter().map(|quote| &text[quote.inner]).collect();
            assert_eq!(&found, expected, "{text}");
        }
    }
}
