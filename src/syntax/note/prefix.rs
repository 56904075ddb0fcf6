//! What stands before the first word of a line or of a list item: bullets, task box, emphasis, and what should not be there.
//!
//! [`prefix`] reads it on the source, whatever Markdown makes of it, so that a line that Markdown read as something else than a list
//! item is seen all the same.

use super::marker::{self, char_at, html_tag, is_dash, is_space, skip};
use crate::text::Span;

/// The sign before a line's text that says that it is an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bullet {
    /// `-`, `*` or `+`.
    Plain,
    /// `1.` or `1)`.
    Number,
    /// Any other sign: `•`, `–`, `→`, `a)`, the `o` of a word processor.
    Foreign,
}

/// What stands before the first word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Prefix {
    /// The first bullet, and where it stands.
    pub(super) bullet: Option<(Bullet, Span)>,
    /// No space follows that bullet.
    pub(super) glued: bool,
    /// The task box, and whether it is ticked.
    pub(super) done: Option<bool>,
    /// The width of the white space that the line starts with, in columns.
    pub(super) indent: usize,
    /// Where that white space ends.
    pub(super) margin: usize,
    /// The first `>`.
    pub(super) quote: Option<usize>,
    /// A `|`.
    pub(super) cell: bool,
    /// The first `#`, and whether white space follows the last.
    pub(super) hash: Option<(usize, bool)>,
    /// The first bracket, parenthesis or quote around the word.
    pub(super) bracket: Option<usize>,
    /// A backtick.
    pub(super) code: bool,
    /// `~~`.
    pub(super) struck: bool,
    /// The signs of emphasis still open at the word.
    pub(super) emphasis: (usize, usize),
    /// Where the first word or number starts.
    pub(super) word: usize,
}

impl Prefix {
    /// Tells whether nothing but white space, emphasis or `#` stands before the word.
    pub(super) fn is_bare(&self) -> bool {
        self.bullet.is_none() && self.quote.is_none() && !self.cell && self.bracket.is_none()
    }

    /// Tells whether a list item whose text starts so may be a record.
    pub(super) fn is_readable(&self) -> bool {
        let heading = self.hash.is_none_or(|(_, spaced)| spaced);
        heading && !self.code && !self.struck && !self.cell && self.quote.is_none() && self.bracket.is_none()
    }
}

/// Returns the length of the label that opens a footnote's text: `[^1]:`.
fn footnote_label(tail: &str) -> Option<usize> {
    let label = tail.strip_prefix("[^")?;
    let end = label.find([']', '\n', '\r']).filter(|end| (1..=32).contains(end))?;
    label.get(end..)?.starts_with("]:").then_some("[^".len() + end + "]:".len())
}

/// Reads what stands before the first word of `text`, from `at` on. Returns `None` when no word follows on the same line, or when it is
/// quoted speech.
pub(super) fn prefix(text: &str, at: usize) -> Option<Prefix> {
    let mut prefix = Prefix::default();
    let line = skip(text, at, |c| c == ' ' || c == '\t' || c == '\u{a0}');
    prefix.indent =
        text.get(at..line)?.chars().fold(0, |width, c| if c == '\t' { width / 4 * 4 + 4 } else { width + 1 });
    prefix.margin = line;
    let mut at = line;
    // Whether white space, or nothing, stands just before.
    let mut spaced = true;
    loop {
        let c = char_at(text, at)?;
        let next = at + c.len_utf8();
        let tail = text.get(at..)?;
        if is_space(c) {
            if matches!(c, '\n' | '\r') {
                return None;
            }
            (at, spaced) = (next, true);
            continue;
        }
        if c.is_alphanumeric() {
            let Some(end) = enumerator(tail) else {
                prefix.word = at;
                return Some(prefix);
            };
            let number = tail.get(..end - 1).is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
                && matches!(tail.as_bytes().get(end - 1), Some(b'.' | b')'));
            bullet(&mut prefix, if number { Bullet::Number } else { Bullet::Foreign }, text, at, at + end);
            (at, spaced) = (at + end, false);
            continue;
        }
        let after = char_at(text, next);
        match c {
            '«' if prefix.quote.is_none() && quotes_marker(tail) => prefix.bracket = prefix.bracket.or(Some(at)),
            '«' => return None,
            '>' => prefix.quote = prefix.quote.or(Some(at)),
            '|' => prefix.cell = true,
            '`' => prefix.code = true,
            '#' => prefix.hash = Some((prefix.hash.map_or(at, |(first, _)| first), after.is_some_and(is_space))),
            '[' => {
                if let Some((length, done)) = task_box(tail) {
                    prefix.done = prefix.done.or(Some(done));
                    (at, spaced) = (at + length, false);
                    continue;
                }
                if let Some(length) = footnote_label(tail) {
                    bullet(&mut prefix, Bullet::Foreign, text, at, at + length);
                    (at, spaced) = (at + length, false);
                    continue;
                }
                prefix.bracket = prefix.bracket.or(Some(at));
            }
            '(' | '"' | '“' | '\'' | '‘' => prefix.bracket = prefix.bracket.or(Some(at)),
            '~' if tail.starts_with("~~") => {
                prefix.struck = true;
                (at, spaced) = (at + 2, false);
                continue;
            }
            '<' => {
                let length = if tail.starts_with("<!--") { comment(tail) } else { html_tag(tail) }?;
                (at, spaced) = (at + length, false);
                continue;
            }
            '*' | '_' if !(c == '*' && after.is_some_and(is_space)) => {
                let end = skip(text, at, |c| c == '*' || c == '_');
                if c == '*' && end == next && spaced && prefix.bullet.is_none() && !closes(text, end) {
                    bullet(&mut prefix, Bullet::Plain, text, at, end);
                } else {
                    prefix.emphasis = (at, end);
                }
                (at, spaced) = (end, false);
                continue;
            }
            '-' | '=' if after == Some('>') => {
                bullet(&mut prefix, Bullet::Foreign, text, at, next + 1);
                (at, spaced) = (next + 1, false);
                continue;
            }
            '=' | '\\' => {}
            '-' | '+' | '*' => bullet(&mut prefix, Bullet::Plain, text, at, next),
            '/' | '.' | ',' | ';' | ':' | '!' | '?' | '&' | '@' | '^' | ']' | ')' | '}' | '{' | '$' | '%' | '”'
            | '’' | '»' => return None,
            _ if c == '\u{fe0f}' || c == '\u{200d}' => {}
            _ => {
                bullet(&mut prefix, Bullet::Foreign, text, at, if is_dash(c) { skip(text, at, is_dash) } else { next })
            }
        }
        (at, spaced) = (next, false);
    }
}

/// Notes the first bullet of the line.
fn bullet(prefix: &mut Prefix, kind: Bullet, text: &str, start: usize, end: usize) {
    if prefix.bullet.is_none() {
        prefix.bullet = Some((kind, Span::new(start, end)));
        prefix.glued = !char_at(text, end).is_some_and(is_space);
    }
}

/// Returns the length of the comment that starts `text`, when its line closes it.
fn comment(text: &str) -> Option<usize> {
    let line = text.split(['\n', '\r']).next()?;
    line.get(2..)?.find("-->").map(|at| at + 5)
}

/// Returns the length of an item's number or letter at the start of `text`: `1.`, `12)`, `a)`, `1°`, `1°)`, `2/`, `1-`, `1 -`, `1.2`,
/// `n° 1`, `o `.
fn enumerator(text: &str) -> Option<usize> {
    if let Some(start) = ["n°", "N°"].into_iter().find(|sign| text.starts_with(sign)).map(str::len) {
        let number = skip(text, start, |c| c == ' ' || c == '\u{a0}');
        let end = skip(text, number, |c| c.is_ascii_digit());
        return (end > number).then(|| dashed(text, end).unwrap_or(end));
    }
    let digits = text.bytes().take(10).take_while(u8::is_ascii_digit).count();
    let length = if digits > 0 { digits } else { usize::from(text.as_bytes().first()?.is_ascii_alphabetic()) };
    match char_at(text, length)? {
        '.' if digits == 1 => match text.as_bytes() {
            [_, _, b'0'..=b'9', b'.' | b')', ..] => Some(length + 3),
            [_, _, b'0'..=b'9', b' ', ..] => Some(length + 2),
            _ => Some(length + 1),
        },
        '.' | ')' | '/' if length <= 9 => Some(length + 1),
        '°' if length <= 9 => Some(skip(text, length + '°'.len_utf8(), |c| c == ')')),
        _ if matches!(digits, 1 | 2) => dashed(text, digits),
        c if length == 1 && text.starts_with('o') && is_space(c) => Some(1),
        _ => None,
    }
}

/// Returns where the dash after an item's number ends, unless another number follows: a date, an age.
fn dashed(text: &str, at: usize) -> Option<usize> {
    let blank = |c: char| c == ' ' || c == '\u{a0}';
    let dash = skip(text, at, blank);
    let end = skip(text, dash, is_dash);
    let next = char_at(text, skip(text, end, blank))?;
    let parted = dash == at || char_at(text, end).is_some_and(blank);
    (end > dash && parted && !next.is_ascii_digit()).then_some(end)
}

/// Tells whether the « that starts `text` is there for a marker alone: « « idée » : un bus ».
fn quotes_marker(text: &str) -> bool {
    let Some((inside, after)) = text.strip_prefix('«').and_then(|rest| rest.split_once('»')) else { return false };
    let inside = inside.trim_matches(is_space);
    let after = after.trim_start_matches(|c| is_space(c) || matches!(c, '*' | '_'));
    after.starts_with([':', '：'])
        && inside.len() <= 2 * marker::LONGEST
        && marker::exact(inside).is_some_and(|(_, _, end)| end == inside.len())
}

/// Returns the length of a task box at the start of `text`, and whether it is ticked: `[ ]`, `[x]`, `[]`, `[✓]`.
fn task_box(text: &str) -> Option<(usize, bool)> {
    let inside = char_at(text, 1)?;
    let (close, done) = if inside == ']' {
        (1, false)
    } else {
        (1 + inside.len_utf8(), matches!(inside, 'x' | 'X' | '✓' | '✔' | 'v'))
    };
    let end = close + 1;
    (text.as_bytes().get(close) == Some(&b']') && char_at(text, end).is_some_and(is_space)).then_some((end, done))
}

/// Tells whether a single `*` before `at` is closed on the line: an emphasis, then, and no bullet.
fn closes(text: &str, at: usize) -> bool {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    memchr::memchr3(b'*', b'\n', b'\r', rest).is_some_and(|found| rest.get(found) == Some(&b'*'))
}

/// Returns where the « that starts the text of a list item stands, after a task box and emphasis.
pub(super) fn speech(text: &str) -> Option<usize> {
    let sign = |c: char| is_space(c) || matches!(c, '*' | '_');
    let start = skip(text, 0, sign);
    let start = text.get(start..).and_then(task_box).map_or(start, |(box_end, _)| skip(text, start + box_end, sign));
    // « (off) » may come first.
    let aside =
        text.get(start..)?.strip_prefix('(').and_then(|rest| rest.find([')', '«', '\n'])).map(|at| start + 1 + at);
    let opens = aside.filter(|&at| text.as_bytes().get(at) == Some(&b')')).map_or(start, |at| skip(text, at + 1, sign));
    text.get(opens..).filter(|rest| rest.starts_with('«') && !quotes_marker(rest)).map(|_| start)
}
