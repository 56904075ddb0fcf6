//! Lines, blanks, and what makes a key: pure functions on bytes.

/// How many columns a tab is taken for where spaces should stand: what most people's lists are indented by.
const TAB_WIDTH: usize = 2;

/// One line of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Where it starts.
    pub(super) start: usize,
    /// Its indentation, in columns.
    pub(super) indent: usize,
    /// Where its text starts, after the indentation.
    pub(super) text: usize,
    /// Where its text ends, before the end of line.
    pub(super) end: usize,
    /// Where the next line starts.
    pub(super) next: usize,
}

impl Line {
    /// Reads the line that starts at `start`.
    pub(super) fn at(bytes: &[u8], start: usize) -> Self {
        let (end, next) = line_end(bytes, start);
        let (mut text, mut indent) = (start, 0);
        while text < end {
            match bytes.get(text) {
                Some(b' ') => indent += 1,
                Some(b'\t') => indent += TAB_WIDTH,
                _ => break,
            }
            text += 1;
        }
        Self { start, indent, text, end, next }
    }

    /// Tells whether the line holds nothing but blanks.
    pub(super) fn is_blank(&self) -> bool {
        self.text == self.end
    }
}

/// Returns where the line of `from` ends (before `\n` or `\r\n`) and where the next one starts.
pub(super) fn line_end(bytes: &[u8], from: usize) -> (usize, usize) {
    let rest = bytes.get(from..).unwrap_or_default();
    let (stop, next) = match memchr::memchr(b'\n', rest) {
        Some(at) => (from + at, from + at + 1),
        None => (bytes.len().max(from), bytes.len().max(from)),
    };
    let end = if stop > from && bytes.get(stop - 1) == Some(&b'\r') { stop - 1 } else { stop };
    (end, next)
}

/// Tells whether `byte` is a space or a tab.
pub(super) fn is_blank(byte: u8) -> bool {
    byte == b' ' || byte == b'\t'
}

/// Tells whether a word ends at `at`: a blank stands there, or the line ends at `end`.
pub(super) fn is_gap(bytes: &[u8], at: usize, end: usize) -> bool {
    at >= end || bytes.get(at).is_none_or(|&byte| is_blank(byte))
}

/// Returns the first place from `at` on, up to `end`, that is not blank.
pub(super) fn skip_blanks(bytes: &[u8], mut at: usize, end: usize) -> usize {
    while at < end && bytes.get(at).is_some_and(|&byte| is_blank(byte)) {
        at += 1;
    }
    at
}

/// Returns the end of `from..end` without its last blanks.
pub(super) fn trim_end(bytes: &[u8], from: usize, mut end: usize) -> usize {
    while end > from && bytes.get(end - 1).is_some_and(|&byte| is_blank(byte)) {
        end -= 1;
    }
    end
}

/// Tells whether a list item starts at `at`.
pub(super) fn is_dash(bytes: &[u8], at: usize, end: usize) -> bool {
    bytes.get(at) == Some(&b'-') && is_gap(bytes, at + 1, end)
}

/// Tells whether the line whose text starts at `at` is a list item, be it that the space after its dash is missing: `-suite`, but
/// neither `-5` nor `--`.
pub(super) fn starts_item(text: &str, at: usize, end: usize) -> bool {
    let glued = |rest: &str| rest.starts_with(|c: char| c.is_alphabetic() || matches!(c, '"' | '\'' | '[' | '#'));
    is_dash(text.as_bytes(), at, end) || text.get(at..end).and_then(|line| line.strip_prefix('-')).is_some_and(glued)
}

/// Tells whether the `#` at `at` opens what a person meant as text: `#1`, `#logement`; a comment has a space after its `#`.
pub(super) fn is_tag(bytes: &[u8], at: usize, end: usize) -> bool {
    let mut after = at;
    while after < end && bytes.get(after) == Some(&b'#') {
        after += 1;
    }
    !is_gap(bytes, after, end)
}

/// Returns the place of the colon of the key that starts at `at`, if the line is one: a colon before a blank or the end,
/// outside quotes, before any comment.
pub(super) fn key_colon(bytes: &[u8], at: usize, end: usize) -> Option<usize> {
    let first = *bytes.get(at).filter(|_| at < end)?;
    match first {
        b'"' | b'\'' => {
            let close = closing_quote(bytes, at, end)?;
            let colon = skip_blanks(bytes, close + 1, end);
            (bytes.get(colon) == Some(&b':') && is_gap(bytes, colon + 1, end)).then_some(colon)
        }
        b'[' | b'{' | b'#' => None,
        _ => {
            let line = bytes.get(..end)?;
            let mut from = at;
            while let Some(offset) = memchr::memchr2(b':', b'#', line.get(from..)?) {
                let place = from + offset;
                if line.get(place) == Some(&b':') {
                    if is_gap(bytes, place + 1, end) {
                        return Some(place);
                    }
                } else if line.get(place.wrapping_sub(1)).is_some_and(|&byte| is_blank(byte)) {
                    return None;
                }
                from = place + 1;
            }
            None
        }
    }
}

/// Returns the place of the quote that closes, on the same line, the one at `at`.
pub(super) fn closing_quote(bytes: &[u8], at: usize, end: usize) -> Option<usize> {
    let quote = *bytes.get(at)?;
    let mut place = at + 1;
    while place < end {
        let byte = *bytes.get(place)?;
        if byte == b'\\' && quote == b'"' {
            place += 1;
        } else if byte == quote {
            if quote != b'\'' || bytes.get(place + 1) != Some(&b'\'') || place + 1 >= end {
                return Some(place);
            }
            place += 1;
        }
        place += 1;
    }
    None
}

/// Returns the place of the colon when one single word, as a key is, touches it: `titre:`. In French, a space stands
/// before the colon of a sentence.
pub(super) fn word_colon(text: &str, at: usize, end: usize) -> Option<usize> {
    let line = text.get(at..end)?;
    let word = line.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')))?;
    let starts = line.starts_with(|c: char| c.is_alphabetic() || c == '_');
    (starts && line.as_bytes().get(word) == Some(&b':')).then_some(at + word)
}

/// Returns the place of the colon of a key that lacks the space after it: `titre:Mon titre`, but not `http://…`.
pub(super) fn glued_colon(text: &str, at: usize, end: usize) -> Option<usize> {
    let colon = word_colon(text, at, end)?;
    let rest = text.get(colon + 1..end)?;
    (!rest.is_empty() && !rest.starts_with([' ', '\t', '/', '\\', ':'])).then_some(colon)
}
