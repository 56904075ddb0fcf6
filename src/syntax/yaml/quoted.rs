//! Texts between quotes.

use std::borrow::Cow;

use super::{
    line::{self, Line, is_blank, skip_blanks},
    read::Reader,
    text::fold,
    tree::{NodeId, Scalar, Style, Value},
};
use crate::{faults::syntaxe, text::Span};

/// A text read between quotes.
pub(super) struct Quoted<'s> {
    /// Where it ends, closing quote included.
    pub(super) end: usize,
    text: Cow<'s, str>,
}

impl<'s> Reader<'s, '_> {
    /// Reads the value between quotes at `at`.
    pub(super) fn quoted_value(&mut self, line: Line, at: usize, floor: usize) -> NodeId {
        let made = self.findings.made();
        let Some(quoted) = self.quoted(at, floor) else {
            self.findings.retract(made);
            self.findings.add(Span::new(at, at + 1), |quote| syntaxe::guillemet_ouvert(quote, quote.of(self.source)));
            self.pos = line.next;
            self.skip(floor.max(1));
            return self.invalid(at, line::trim_end(self.bytes, at, line.end));
        };
        let (end, next) = line::line_end(self.bytes, quoted.end);
        let last = Line { end, next, ..line };
        let rest = skip_blanks(self.bytes, quoted.end, end);
        if rest >= end || rest > quoted.end && self.bytes.get(rest) == Some(&b'#') {
            self.end_line(last, rest);
            self.last = quoted.end;
            return self.quoted_node(at, quoted);
        }
        let end = self.text_end(last, rest).max(rest + 1);
        self.pos = next;
        let goes_on = self.peek().is_some_and(|next| next.indent >= floor.max(1));
        self.skip(floor.max(1));
        self.last = end;
        self.closed_early(at, quoted.end, rest, end, next != line.next || goes_on)
    }

    /// Makes the node of a text from `at` to `end` whose quote is closed before `closed`, with something more from `rest` on: most
    /// often an apostrophe or a quote of the text itself has closed it.
    pub(super) fn closed_early(
        &mut self,
        at: usize,
        closed: usize,
        rest: usize,
        end: usize,
        several_lines: bool,
    ) -> NodeId {
        let (source, span) = (self.source, Span::new(at, end));
        let quote = self.text(at, at + 1);
        let inner = Span::new(at + 1, end.saturating_sub(1).max(at + 1));
        let whole = (!several_lines).then_some(span);
        // `'l'école'`: the last quote is the one that was to close.
        if !several_lines && self.text(rest, end).ends_with(quote) && !inner.of(source).contains('\\') {
            let single = quote == "'";
            let text = if single { inner.of(source).replace("''", "'") } else { inner.of(source).to_owned() };
            self.findings.add(Span::new(closed - 1, closed), |early| {
                syntaxe::guillemet_interieur(source, early, whole, Some(&text))
            });
            let style = if single { Style::Single } else { Style::Double };
            let scalar = Scalar { text: Cow::Owned(text), content: inner, style, cut: None };
            return self.tree.add(span, Value::Scalar(scalar));
        }
        if rest == closed {
            self.findings
                .add(Span::new(closed - 1, closed), |early| syntaxe::guillemet_interieur(source, early, whole, None));
        } else {
            self.findings.add(Span::new(rest, end), |rest| syntaxe::suite_apres_guillemet(source, rest, whole));
        }
        self.tree.add(span, Value::Invalid)
    }

    /// Makes the node of the quoted text that starts at `at`.
    pub(super) fn quoted_node(&mut self, at: usize, quoted: Quoted<'s>) -> NodeId {
        let style = if self.bytes.get(at) == Some(&b'"') { Style::Double } else { Style::Single };
        let content = Span::new(at + 1, quoted.end - 1);
        self.tree.add(Span::new(at, quoted.end), Value::Scalar(Scalar { text: quoted.text, content, style, cut: None }))
    }

    /// Reads the text between the quotes that open at `at`; none when they are not closed before a line that is indented by
    /// less than `floor`.
    pub(super) fn quoted(&mut self, at: usize, floor: usize) -> Option<Quoted<'s>> {
        let quote = *self.bytes.get(at)?;
        let escape = if quote == b'"' { b'\\' } else { quote };
        let mut text: Option<String> = None;
        // What is read but not yet in `text` starts at `run`.
        let (mut run, mut from) = (at + 1, at + 1);
        loop {
            let place = from + memchr::memchr3(quote, escape, b'\n', self.bytes.get(from..)?)?;
            match *self.bytes.get(place)? {
                b'\n' => {
                    let mut end = place;
                    if end > run && self.bytes.get(end - 1) == Some(&b'\r') {
                        end -= 1;
                    }
                    let end = line::trim_end(self.bytes, run, end);
                    let (blank_lines, next) = self.next_quoted_line(place + 1, floor)?;
                    let text = text.get_or_insert_default();
                    text.push_str(self.text(run, end));
                    fold(text, blank_lines);
                    (run, from) = (next, next);
                }
                b'\\' if quote == b'"' => {
                    let text = text.get_or_insert_default();
                    text.push_str(self.source.get(run..place).unwrap_or(""));
                    let (end, next) = line::line_end(self.bytes, place + 1);
                    run = if end == place + 1 && next > end {
                        let (blank_lines, next) = self.next_quoted_line(next, floor)?;
                        text.extend(std::iter::repeat_n('\n', blank_lines));
                        next
                    } else {
                        self.escape(place, text)
                    };
                    from = run;
                }
                _ if quote == b'\'' && self.bytes.get(place + 1) == Some(&quote) => {
                    text.get_or_insert_default().push_str(self.text(run, place + 1));
                    (run, from) = (place + 2, place + 2);
                }
                _ => {
                    let rest = self.text(run, place);
                    let text = match text {
                        Some(mut text) => {
                            text.push_str(rest);
                            Cow::Owned(text)
                        }
                        None => Cow::Borrowed(rest),
                    };
                    return Some(Quoted { end: place + 1, text });
                }
            }
        }
    }

    /// Returns how many blank lines stand at `from`, and where the text of the line after them starts.
    fn next_quoted_line(&self, from: usize, floor: usize) -> Option<(usize, usize)> {
        let (mut at, mut blank_lines) = (from, 0);
        while at < self.bytes.len() {
            let line = Line::at(self.bytes, at);
            if !line.is_blank() {
                return (!self.is_beyond(line, floor)).then_some((blank_lines, line.text));
            }
            blank_lines += 1;
            at = line.next;
        }
        None
    }

    /// Adds to `text` what the escape at `at` stands for; returns where the escape ends. One that means nothing is reported
    /// and kept as it is written.
    fn escape(&mut self, at: usize, text: &mut String) -> usize {
        let letter = self.bytes.get(at + 1).copied().unwrap_or_default();
        let plain = match letter {
            b'0' => '\0',
            b'a' => '\x07',
            b'b' => '\x08',
            b't' | b'\t' => '\t',
            b'n' => '\n',
            b'v' => '\x0b',
            b'f' => '\x0c',
            b'r' => '\r',
            b'e' => '\x1b',
            b' ' => ' ',
            b'"' => '"',
            b'/' => '/',
            b'\\' => '\\',
            b'N' => '\u{85}',
            b'_' => '\u{a0}',
            b'L' => '\u{2028}',
            b'P' => '\u{2029}',
            b'x' | b'u' | b'U' => {
                if let Some((decoded, end)) = self.code_point(at) {
                    text.push(decoded);
                    return end;
                }
                return self.unknown_escape(at, text);
            }
            _ => return self.unknown_escape(at, text),
        };
        text.push(plain);
        at + 2
    }

    fn unknown_escape(&mut self, at: usize, text: &mut String) -> usize {
        self.findings.add(Span::new(at, at + 1), syntaxe::barre_inverse);
        text.push('\\');
        at + 1
    }

    /// Returns the character of `\xE9`, `\u00E9` or `\U000000E9` at `at` (or of two halves, as JSON writes them), and where
    /// the escape ends.
    fn code_point(&self, at: usize) -> Option<(char, usize)> {
        let number = |at: usize| -> Option<(u32, usize)> {
            let digits = match self.bytes.get(at + 1)? {
                b'x' => 2,
                b'u' => 4,
                b'U' => 8,
                _ => return None,
            };
            let text = self.source.get(at + 2..at + 2 + digits)?;
            let hexadecimal = text.bytes().all(|byte| byte.is_ascii_hexdigit());
            hexadecimal.then(|| u32::from_str_radix(text, 16).ok())?.map(|number| (number, at + 2 + digits))
        };
        let (high, end) = number(at)?;
        if (0xd800..0xdc00).contains(&high) && self.bytes.get(end) == Some(&b'\\') {
            let (low, end) = number(end)?;
            let low = low.checked_sub(0xdc00).filter(|&low| low < 0x400)?;
            return Some((char::from_u32(0x10000 + ((high - 0xd800) << 10) + low)?, end));
        }
        Some((char::from_u32(high)?, end))
    }
}

/// Tells whether what follows a closing quote inside brackets is still glued to it.
pub(super) fn is_glued(bytes: &[u8], at: usize, end: usize) -> bool {
    at < end && bytes.get(at).is_some_and(|&byte| !is_blank(byte) && !b",[]{}:".contains(&byte))
}
