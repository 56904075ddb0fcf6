//! Texts written under a `|` or a `>`.

use std::borrow::Cow;

use super::{
    line::{self, Line, is_gap, skip_blanks},
    read::Reader,
    tree::{NodeId, Scalar, Style, Value},
};
use crate::text::Span;

/// What to do with the line ends after the last line of text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chomp {
    Strip,
    Clip,
    Keep,
}

/// What stands beside the `|` or the `>`.
struct Header {
    chomp: Chomp,
    /// The indentation, when it is given, beyond that of what holds the text.
    indent: Option<usize>,
    /// Where the header's last blank ends: at the end of the line or at a comment.
    end: usize,
}

impl<'s> Reader<'s, '_> {
    /// Reads the text under the `|` or `>` at `at`; a value that only starts with one is a bare text.
    pub(super) fn block_text(&mut self, line: Line, at: usize, floor: usize) -> NodeId {
        let Some(header) = self.block_header(at, line.end) else { return self.plain(line, at, floor) };
        let literal = self.bytes.get(at) == Some(&b'|');
        self.last = line::trim_end(self.bytes, at, header.end);
        self.end_line(line, header.end);
        let indent = match header.indent {
            Some(indent) => floor.saturating_sub(1) + indent,
            None => self.block_indent(floor),
        };
        let body = Body::read(self, indent, floor, literal, header.indent.is_none());
        let text = body.finish(header.chomp);
        let (from, to) = body.place.unwrap_or((self.last, self.last));
        self.last = to;
        let content = Span::new(from, to);
        let text = if self.text(from, to) == text { Cow::Borrowed(self.text(from, to)) } else { Cow::Owned(text) };
        let style = if literal { Style::Literal } else { Style::Folded };
        self.tree.add(Span::new(at, to), Value::Scalar(Scalar { text, content, style, cut: None }))
    }

    fn block_header(&self, at: usize, end: usize) -> Option<Header> {
        let mut header = Header { chomp: Chomp::Clip, indent: None, end: at + 1 };
        while header.end < end {
            match self.bytes.get(header.end)? {
                b'-' if header.chomp == Chomp::Clip => header.chomp = Chomp::Strip,
                b'+' if header.chomp == Chomp::Clip => header.chomp = Chomp::Keep,
                digit @ b'1'..=b'9' if header.indent.is_none() => header.indent = Some(usize::from(digit - b'0')),
                _ => break,
            }
            header.end += 1;
        }
        if !is_gap(self.bytes, header.end, end) {
            return None;
        }
        header.end = skip_blanks(self.bytes, header.end, end);
        (header.end >= end || self.bytes.get(header.end) == Some(&b'#')).then_some(header)
    }

    /// Returns the indentation of the first line that holds text; blank lines alone have none too many.
    fn block_indent(&self, floor: usize) -> usize {
        let mut at = self.pos;
        while at < self.bytes.len() {
            let line = Line::at(self.bytes, at);
            if !line.is_blank() {
                let rest = self.bytes.get(line.start..line.end).unwrap_or_default();
                let spaces = rest.iter().take_while(|&&byte| byte == b' ').count();
                let indent = if spaces >= floor { spaces } else { line.indent };
                return indent.max(floor);
            }
            at = line.next;
        }
        usize::MAX
    }
}

/// The lines of a block text, joined as they are read.
struct Body {
    text: String,
    /// How many line ends are waiting after the last line of text: its own, then those of blank lines.
    pending: usize,
    /// Where the text starts and where its last line ends.
    place: Option<(usize, usize)>,
}

impl Body {
    fn read(reader: &mut Reader<'_, '_>, indent: usize, floor: usize, literal: bool, auto: bool) -> Self {
        let mut body = Self { text: String::new(), pending: 0, place: None };
        // Lines that are indented further than the rest, or start with a blank, are not folded.
        let mut was_further = false;
        let mut ended = true;
        while reader.pos < reader.bytes.len() {
            let line = Line::at(reader.bytes, reader.pos);
            let (at, width) = indentation(reader.bytes, line, indent);
            // Where the first line of text sets the indentation, the blank lines before it may be longer.
            if at >= line.end || auto && body.place.is_none() && line.is_blank() {
                body.pending += usize::from(line.next > line.end);
                reader.pos = line.next;
                continue;
            }
            if width < indent || line.indent < floor {
                break;
            }
            reader.tabs(line.start, at);
            let further = reader.bytes.get(at).is_some_and(|&byte| line::is_blank(byte));
            let (from, _) = *body.place.get_or_insert((at, at));
            if body.text.is_empty() && from == at || literal || further || was_further {
                body.text.extend(std::iter::repeat_n('\n', body.pending));
            } else if body.pending == 1 {
                body.text.push(' ');
            } else {
                body.text.extend(std::iter::repeat_n('\n', body.pending.saturating_sub(1)));
            }
            body.text.push_str(reader.text(at, line.end));
            body.place = Some((from, line.end));
            was_further = further;
            ended = line.next > line.end;
            body.pending = usize::from(ended);
            reader.pos = line.next;
        }
        if body.place.is_some() && !ended {
            body.pending = 0;
        }
        body
    }

    fn finish(&self, chomp: Chomp) -> String {
        let line_ends = match chomp {
            Chomp::Strip => 0,
            Chomp::Clip => self.pending.min(usize::from(self.place.is_some())),
            Chomp::Keep => self.pending,
        };
        let mut text = self.text.clone();
        text.extend(std::iter::repeat_n('\n', line_ends));
        text
    }
}

/// Returns where the text of a line starts when `indent` columns of blanks are taken away, and how many there were.
fn indentation(bytes: &[u8], line: Line, indent: usize) -> (usize, usize) {
    let (mut at, mut width) = (line.start, 0);
    while width < indent && at < line.end {
        match bytes.get(at) {
            Some(b' ') => width += 1,
            Some(b'\t') => width += 2,
            _ => break,
        }
        at += 1;
    }
    (at, width)
}
