//! Bare texts, where French sets its traps: `: ` and ` #`.

use std::borrow::Cow;

use super::{
    line::{self, Line, is_blank, is_dash, is_gap, is_tag},
    read::Reader,
    tree::NodeId,
};
use crate::{faults::syntaxe, text::Span};

/// What another reader of YAML would stumble on in a bare text.
#[derive(Default)]
struct Traps {
    /// Whether there is a colon before a blank or an end of line.
    colon: bool,
    /// The first `#` after a blank, to the end of its line.
    cut: Option<Span>,
    /// The first dash that starts a line.
    dash: Option<Span>,
}

impl Reader<'_, '_> {
    /// Reads the bare text at `at`, and the lines below that go on with it.
    pub(super) fn plain(&mut self, line: Line, at: usize, floor: usize) -> NodeId {
        let mut traps = Traps::default();
        let mut end = self.plain_line(line, at, &mut traps);
        let mut text = Cow::Borrowed(self.text(at, end));
        let mut commented = line::skip_blanks(self.bytes, end, line.end) < line.end;
        self.pos = line.next;
        while !commented && let Some((blank_lines, next)) = self.continuation(floor) {
            if is_dash(self.bytes, next.text, next.end) && !self.is_tabbed(next) {
                traps.dash.get_or_insert(Span::new(next.text, next.text + 1));
            }
            end = self.plain_line(next, next.text, &mut traps);
            commented = line::skip_blanks(self.bytes, end, next.end) < next.end;
            fold(text.to_mut(), blank_lines);
            text.to_mut().push_str(self.text(next.text, end));
            self.tabs(next.start, next.text);
            self.pos = next.next;
        }
        self.last = end;
        let reserved = self.reserved_start(at, end);
        let raw = Span::new(at, end);
        if traps.colon && !reserved {
            self.findings.add(raw, |raw| syntaxe::texte_sans_guillemets(raw.of(self.source), raw));
        }
        if let Some(dash) = traps.dash {
            self.findings.add(dash, syntaxe::tiret_dans_texte);
        }
        self.plain_node(at, end, text, traps.cut)
    }

    /// Returns where the text that starts at `at` ends on its line, before any comment, which is kept.
    pub(super) fn text_end(&mut self, line: Line, at: usize) -> usize {
        self.plain_line(line, at, &mut Traps::default())
    }

    /// Returns the line at which a bare text goes on, and how many blank lines come before it.
    fn continuation(&self, floor: usize) -> Option<(usize, Line)> {
        let (mut at, mut blank_lines) = (self.pos, 0);
        while at < self.bytes.len() {
            let line = Line::at(self.bytes, at);
            if line.is_blank() {
                blank_lines += 1;
                at = line.next;
                continue;
            }
            let colon = line::word_colon(self.source, line.text, line.end);
            let key = colon.is_some_and(|colon| is_gap(self.bytes, colon + 1, line.end));
            // At the outermost level every line may be a key or an item of its own.
            let outermost = floor == 0 && self.starts_collection(line);
            let other = line.indent < floor || self.bytes.get(line.text) == Some(&b'#') || key || outermost;
            return (!other).then_some((blank_lines, line));
        }
        None
    }

    /// Reads one line of a bare text from `at` on; returns where the text ends on it.
    fn plain_line(&mut self, line: Line, at: usize, traps: &mut Traps) -> usize {
        let text = self.bytes.get(..line.end).unwrap_or_default();
        let mut from = at;
        let mut end = line.end;
        let mut cut = None;
        while let Some(offset) = memchr::memchr2(b':', b'#', text.get(from..).unwrap_or_default()) {
            let place = from + offset;
            from = place + 1;
            if text.get(place) == Some(&b':') {
                traps.colon |= is_gap(text, place + 1, line.end) && cut.is_none();
            } else if place == at || text.get(place - 1).is_some_and(|&byte| is_blank(byte)) {
                if is_tag(text, place, line.end) {
                    cut.get_or_insert(place);
                } else {
                    self.tree.comment(Span::new(place, line.end));
                    end = place;
                    break;
                }
            }
        }
        let end = line::trim_end(self.bytes, at, end);
        if let Some(cut) = cut {
            traps.cut.get_or_insert(Span::new(cut, end));
        }
        end
    }

    /// Reports a bare text that starts with a character that may not start one; tells whether it does.
    pub(super) fn reserved_start(&mut self, at: usize, end: usize) -> bool {
        let reserved = match self.bytes.get(at).filter(|_| at < end) {
            Some(b'*' | b'&' | b'!' | b'|' | b'>' | b'%' | b'@' | b'`' | b',' | b'[' | b']' | b'{' | b'}') => true,
            Some(b'#') => !is_tag(self.bytes, at, end),
            Some(b'-' | b'?') => is_gap(self.bytes, at + 1, end),
            _ => false,
        };
        if reserved {
            let raw = Span::new(at, end);
            self.findings.add(raw, |raw| syntaxe::debut_reserve(raw, raw.of(self.source)));
        }
        reserved
    }
}

/// Joins the next line of a text: by a space, or by as many line ends as there were blank lines.
pub(super) fn fold(text: &mut String, blank_lines: usize) {
    if blank_lines == 0 {
        text.push(' ');
    }
    text.extend(std::iter::repeat_n('\n', blank_lines));
}
