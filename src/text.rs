//! Places in a file: byte spans, and the lines and columns a person reads.
//!
//! Everything below the renderers speaks in [`Span`]s, byte offsets in the file as it is on disk (byte order mark included).
//! Lines and columns are worked out by [`Lines`] at the moment something is shown, never before.

use std::sync::Arc;

/// A stretch of a file, in bytes: `start` included, `end` excluded.
///
/// Offsets are 32 bits wide; a file over 4 MiB is refused before any span is made in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The offset of the first byte.
    pub start: u32,
    /// The offset after the last byte.
    pub end: u32,
}

impl Span {
    /// Makes a span of two offsets; an end before the start is raised to it, an offset over 4 GiB is cut down to it.
    pub fn new(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        Self { start, end: end.max(start) }
    }

    /// Makes the empty span that stands before the byte at `offset`.
    pub fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// Returns the span's length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Tells whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Returns the span as a range of indices.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Tells whether `other` lies wholly inside this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Returns the smallest span that covers both.
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Returns the span moved `base` bytes further: from a part of a file to the file.
    pub fn shifted(self, base: u32) -> Self {
        Self { start: self.start.saturating_add(base), end: self.end.saturating_add(base) }
    }

    /// Returns the span with both ends moved outward to the nearest character boundaries of `text`, and cut at its end.
    pub fn clamped(self, text: &str) -> Self {
        let mut start = (self.start as usize).min(text.len());
        let mut end = (self.end as usize).min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        Self::new(start, end)
    }

    /// Returns the text under the span; what falls outside `text` or splits a character is empty.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }
}

/// A place as a person counts: both from 1, the column in Unicode scalars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in Unicode scalars; a byte order mark counts for none.
    pub column: u32,
}

/// The starts of a text's lines, to turn offsets into [`Position`]s. Lines end at `\n`; a `\r` before it belongs to the line.
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<u32>,
}

impl<'t> Lines<'t> {
    /// Finds where each line of `text` starts.
    pub fn new(text: &'t str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| Span::at(at + 1).start));
        Self { text, starts }
    }

    /// Returns the line, from 1, on which `offset` stands.
    pub fn line(&self, offset: u32) -> u32 {
        Span::at(self.starts.partition_point(|&start| start <= offset)).start
    }

    /// Returns the span of line `line` (from 1) without its end of line; an empty span past the last line.
    pub fn span(&self, line: u32) -> Span {
        let start = |n: usize| self.starts.get(n).map_or(self.text.len(), |&at| at as usize);
        let (from, to) = (start(line.saturating_sub(1) as usize), start(line as usize));
        let line = self.text.get(from..to).unwrap_or("");
        Span::new(from, from + line.trim_end_matches(['\n', '\r']).len())
    }

    /// Returns how many lines the text has; an empty last line counts.
    pub fn count(&self) -> u32 {
        Span::at(self.starts.len()).start
    }

    /// Returns the line and column of `offset`, which is first moved back to a character boundary.
    pub fn position(&self, offset: u32) -> Position {
        let offset = Span::at(offset as usize).clamped(self.text).start;
        let line = self.line(offset);
        let from = self.starts.get(line as usize - 1).copied().unwrap_or(0);
        let before = Span { start: from, end: offset }.of(self.text);
        let before = before.strip_prefix('\u{feff}').filter(|_| from == 0).unwrap_or(before);
        Position { line, column: Span::at(before.chars().count()).start + 1 }
    }
}

/// Gives the texts of files again, to those who look at a few of them after all were read.
pub trait Texts {
    /// Returns the text of a file, by its path as shown to the user, as it was when it was read; `None` if it cannot be read, has
    /// changed since or is too big.
    fn text(&self, path: &str) -> Option<Arc<str>>;
}

/// No text at all: what needs one goes without.
pub struct NoTexts;

impl Texts for NoTexts {
    fn text(&self, _: &str) -> Option<Arc<str>> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_counts_characters_and_skips_the_byte_order_mark() {
        let text = "\u{feff}été : là\nœuf";
        let lines = Lines::new(text);
        assert_eq!(lines.position(3), Position { line: 1, column: 1 });
        assert_eq!(lines.position(8), Position { line: 1, column: 4 });
        assert_eq!(lines.position(text.len() as u32), Position { line: 2, column: 4 });
        assert_eq!(lines.count(), 2);
    }

    #[test]
    fn a_line_s_span_leaves_out_its_end() {
        let lines = Lines::new("un\r\ndeux\n");
        assert_eq!(lines.span(1), Span::new(0, 2));
        assert_eq!(lines.span(2), Span::new(4, 8));
        assert_eq!(lines.span(3), Span::new(9, 9));
        assert_eq!(lines.span(99), Span::new(9, 9));
    }

    #[test]
    fn a_span_is_clamped_to_characters_and_to_the_text() {
        let text = "aé";
        assert_eq!(Span::new(2, 2).clamped(text), Span::new(1, 3));
        assert_eq!(Span::new(9, 12).clamped(text), Span::new(3, 3));
        assert_eq!(Span::new(2, 3).of(text), "");
    }
}
