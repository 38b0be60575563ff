//! Cuts a paragraph into sentences, in both scripts; a quotation is not cut unless it is longer than any sentence.

use std::ops::Range;

use super::atoms::is_han;
use super::layout::Layout;
use super::quotes::Quote;

/// Longest quotation, in bytes, that keeps a sentence whole; in a longer one sentences are told apart.
const LONGEST_QUOTE: usize = 3000;

/// Longest sentence, in bytes: what goes on longer without a mark that ends one is no prose, and is cut at white space.
const LONGEST_SENTENCE: usize = 6000;

/// Longest rest of a sentence, in characters, that may only name the speaker of the quotation in front of it.
const ATTRIBUTION: usize = 60;

/// Longest clause behind a Chinese quotation that says whose it is, in characters.
const LONGEST_SPEAKER: usize = 5;

/// Shortest sentence, in characters, behind a Chinese quotation in front of which it has been told whose it is.
const SHORTEST_SENTENCE: usize = 6;

/// Marks in front of the points of a list; they are no part of what is said.
const BULLETS: &[char] = &['•', '●', '▪', '■', '◦', '‣', '►', '▶'];

/// Byte ranges of the sentences of a paragraph, without the white space around them.
///
/// ```
/// use newsgraph::{pack::Pack, segment::{layout::Layout, quotes::quotes, sentences::sentences}};
/// let layout = Layout::compile(&Pack::embedded().unwrap()).unwrap();
/// let text = "Mr. Roe left. He said: \"No. Never.\" 他走了。沒有回來!";
/// let found: Vec<_> = sentences(text, &quotes(text), &layout).into_iter().map(|range| &text[range]).collect();
/// assert_eq!(found, ["Mr. Roe left.", "He said: \"No. Never.\"", "他走了。", "沒有回來!"]);
/// assert_eq!(sentences("• Acme grew", &[], &layout), [4..13]);
/// ```
pub fn sentences(text: &str, quotes: &[Quote], layout: &Layout) -> Vec<Range<usize>> {
    let mut chars: Vec<(usize, char)> = Vec::with_capacity(text.len());
    chars.extend(text.char_indices());
    let mut found = Vec::new();
    let mut start = 0;
    let mut i = 0;
    // Quotations stand in order and apart from each other.
    let mut begun = 0;
    while i < chars.len() {
        let (at, c) = chars[i];
        while quotes.get(begun).is_some_and(|quote| quote.outer.start <= at) {
            begun += 1;
        }
        let inside = quotes[..begun].last().filter(|quote| at < quote.outer.end && quote.outer.len() < LONGEST_QUOTE);
        if let Some(quote) = inside {
            let end = quote.outer.end;
            while i < chars.len() && chars[i].0 < end {
                i += 1;
            }
            let opens = text[start..quote.outer.start].trim().is_empty();
            if !(opens && attributed(&chars[i..], layout)) && ends_after_quote(text, quote, &chars[i..], layout) {
                push(text, start..end, &mut found);
                start = end;
            }
            continue;
        }
        let cut = match c {
            '。' | '！' | '？' | '｡' => true,
            '!' | '?' => ends_half_width(&chars, i),
            '.' => ends_dot(text, &chars, i, layout),
            _ => false,
        };
        i += 1;
        if !cut {
            continue;
        }
        while i < chars.len()
            && matches!(
                chars[i].1,
                '。' | '！' | '？' | '!' | '?' | '.' | '…' | '」' | '』' | '”' | '’' | '）' | ')' | '"'
            )
        {
            if chars[i].1 == '"' && !chars.get(i + 1).is_none_or(|c| c.1.is_whitespace()) {
                break;
            }
            i += 1;
        }
        let end = chars.get(i).map_or(text.len(), |c| c.0);
        push(text, start..end, &mut found);
        start = end;
    }
    push(text, start..text.len(), &mut found);
    found
}

/// The parts of a sentence, which is one part unless it is too long.
pub fn parts(text: &str, sentence: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut start = sentence.start;
    std::iter::from_fn(move || {
        let rest = text.get(start..sentence.end).filter(|rest| !rest.is_empty())?;
        let from = start;
        let end = if rest.len() <= LONGEST_SENTENCE {
            rest.len()
        } else {
            let longest = &rest[..crate::text::char_boundary(rest, LONGEST_SENTENCE)];
            longest.rfind(char::is_whitespace).filter(|at| *at > 0).unwrap_or(longest.len())
        };
        start += end + rest[end..].len() - rest[end..].trim_start().len();
        Some(from..from + end)
    })
}

fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let part = text[range.clone()].trim_end();
    let words = part.trim_start_matches(|c: char| c.is_whitespace() || BULLETS.contains(&c));
    if !words.is_empty() {
        let end = range.start + part.len();
        found.push(end - words.len()..end);
    }
}

/// A sentence ends with a quotation that ends like one, where what follows begins like a new sentence.
fn ends_after_quote(text: &str, quote: &Quote, rest: &[(usize, char)], layout: &Layout) -> bool {
    let Some(last) = text[quote.inner.clone()].trim_end().chars().next_back() else { return false };
    if !matches!(last, '.' | '!' | '?' | '。' | '！' | '？' | '…') {
        return false;
    }
    let mut rest = rest.iter().map(|c| c.1);
    match rest.next() {
        None => true,
        Some(c) if c.is_whitespace() => {
            // '"Why?" Roe asked.': a short rest behind a question or call says who spoke.
            let tail = rest.clone().take_while(|c| !matches!(c, '.' | '!' | '?' | '“' | '"')).count();
            let chinese = matches!(last, '。' | '！' | '？');
            let rest_of_line = rest.clone().take_while(|c| !matches!(c, '。' | '！' | '？' | '「' | '“')).count();
            if matches!(last, '?' | '!') && tail < ATTRIBUTION || chinese && rest_of_line < ATTRIBUTION {
                return false;
            }
            let next = rest.find(|c| !c.is_whitespace());
            next.is_none_or(|c| c.is_uppercase() || is_han(c) || matches!(c, '“' | '"' | '「' | '‘'))
        }
        // 「…。」他說。: so does a short rest behind a Chinese quotation, unless a colon or verb in front of it has told whose it is.
        Some(c) if is_han(c) => {
            let clause: String =
                std::iter::once(c).chain(rest).take_while(|c| !matches!(c, '。' | '！' | '？' | '「' | '“')).collect();
            let front = text[..quote.outer.start].trim_end();
            let verb = || layout.attributions.iter().any(|verb| front.ends_with(verb.as_str()));
            let introduced = front.ends_with([':', '：']) || verb();
            let length = clause.chars().count();
            let goes_on = layout.continuations.iter().any(|word| clause.starts_with(word.as_str()));
            length > ATTRIBUTION / 2 || introduced && length >= SHORTEST_SENTENCE && !goes_on
        }
        Some(_) => false,
    }
}

/// 「…。」他說，公司…: whose the quotation is stands behind it, and the sentence goes on.
fn attributed(rest: &[(usize, char)], layout: &Layout) -> bool {
    let clause: String =
        rest.iter().map(|c| c.1).take(LONGEST_SPEAKER).take_while(|c| !matches!(c, '，' | ',')).collect();
    clause.chars().count() < LONGEST_SPEAKER
        && clause.starts_with(is_han)
        && layout.attributions.iter().any(|verb| clause.ends_with(verb.as_str()))
}

fn ends_half_width(chars: &[(usize, char)], i: usize) -> bool {
    let after = chars.get(i + 1).map_or(' ', |c| c.1);
    let before = if i == 0 { ' ' } else { chars[i - 1].1 };
    is_han(before) || is_han(after) || after.is_whitespace()
}

fn ends_dot(text: &str, chars: &[(usize, char)], i: usize, layout: &Layout) -> bool {
    let after = chars.get(i + 1).map_or(' ', |c| c.1);
    let before = if i == 0 { ' ' } else { chars[i - 1].1 };
    if is_han(before) {
        // A dot behind Han is a full stop only at the end, or as the mark inside a foreign name.
        return after.is_whitespace() && chars.get(i + 1).is_none();
    }
    if !after.is_whitespace() && !is_han(after) && !matches!(after, '”' | '"' | '’' | ')') {
        return false;
    }
    let word_start = chars[..i].iter().rposition(|c| !c.1.is_alphanumeric() && c.1 != '.').map_or(0, |p| p + 1);
    let word = &text[chars[word_start].0.min(chars[i].0)..chars[i].0];
    let next = chars[i + 1..].iter().map(|c| c.1).find(|c| !c.is_whitespace());
    let begins = next.is_none_or(|c| {
        c.is_uppercase() || is_han(c) || c.is_ascii_digit() || matches!(c, '“' | '"' | '‘' | '「' | '\'' | '(')
    });
    if !begins {
        return false;
    }
    let word_lower = word.to_lowercase();
    // 'in the U.S. The company', 'Acme Inc. It said': the dot is that of the sentence as well.
    if layout.closers.contains(&word_lower) {
        let rest = chars[i + 1..].iter().map(|c| c.1).skip_while(|c| c.is_whitespace());
        let opener: String = rest.take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
        if layout.openers.contains(&opener) {
            return true;
        }
    }
    // 'She said no. Acme agreed', 'from Sept. Acme pays'.
    if layout.before_figures.contains(&word_lower) {
        return next.is_none_or(|c| !c.is_ascii_digit());
    }
    if layout.abbreviations.contains(&word_lower) {
        return false;
    }
    // An initial, or an abbreviation of initials.
    let initials = word.chars().count() == 1 && word.chars().all(char::is_uppercase)
        || word.contains('.') && word.chars().all(|c| c == '.' || c.is_uppercase());
    !(initials && next.is_some_and(char::is_uppercase)) || word.contains('.') && next.is_none()
}
