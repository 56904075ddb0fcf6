//! What stands around the text of a document: directives, markers; and what may stand nowhere in it.

use super::{
    line::{self, skip_blanks},
    read::Reader,
};
use crate::{faults::syntaxe, text::Span};

impl Reader<'_, '_> {
    /// Reports the control characters of the text; they stay in it.
    pub(super) fn control_characters(&mut self) {
        let text = self.bytes.get(self.pos..).unwrap_or_default();
        let mut strange = false;
        for &byte in text {
            strange |= (byte < b' ') & (byte != b'\t') & (byte != b'\n') & (byte != b'\r') | (byte == 0x7f);
        }
        let lone = |at: usize| text.get(at + 1) != Some(&b'\n') && at + 1 < text.len();
        if !strange && !memchr::memchr_iter(b'\r', text).any(lone) {
            return;
        }
        for (at, &byte) in text.iter().enumerate() {
            let refused = match byte {
                b'\t' | b'\n' => false,
                b'\r' => lone(at),
                _ => byte < b' ' || byte == 0x7f,
            };
            if refused {
                let at = self.pos + at;
                self.findings.add(Span::new(at, at + 1), |span| syntaxe::caractere_de_commande(span, byte));
            }
        }
    }

    /// Passes over what may come before the text: directives, which are refused, and one `---`.
    pub(super) fn prologue(&mut self) {
        while let Some(line) = self.peek() {
            if line.indent == 0 && self.bytes.get(line.text) == Some(&b'%') && !self.is_entry(line.text + 1, line.end) {
                self.findings.add(Span::new(line.text, line.end), syntaxe::directive);
                self.pos = line.next;
                continue;
            }
            if self.marker(line.start) == Some(b'-') {
                let rest = skip_blanks(self.bytes, line.start + 3, line.end);
                if self.is_over(line, rest) {
                    self.end_line(line, rest);
                } else {
                    self.stray(line);
                }
            }
            break;
        }
    }

    /// Returns the character of the document marker, `---` or `...`, at the start of a line.
    fn marker(&self, at: usize) -> Option<u8> {
        let line = self.bytes.get(at..)?;
        let marker = *line.first()?;
        let long = line.starts_with(b"---") || line.starts_with(b"...");
        (long && line.get(3).is_none_or(u8::is_ascii_whitespace)).then_some(marker)
    }

    /// Ends the text at the first document marker, reporting what stands after it.
    pub(super) fn cut_documents(&mut self) {
        let rest = self.bytes.get(self.pos..).unwrap_or_default();
        let starts = std::iter::once(self.pos).chain(memchr::memchr_iter(b'\n', rest).map(|at| self.pos + at + 1));
        let Some((at, marker)) = starts.filter_map(|at| Some((at, self.marker(at)?))).next() else { return };
        let (end, next) = line::line_end(self.bytes, at);
        let rest = self.bytes.get(skip_blanks(self.bytes, at + 3, end)).filter(|_| at + 3 < end);
        let more = rest.is_some_and(|byte| !b"#\r\n".contains(byte)) || self.following(next).is_some();
        if more || marker == b'-' {
            self.findings.add(Span::new(at, at + 3), |span| syntaxe::second_document(span, Span::new(at, next), more));
        }
        self.bytes = self.bytes.get(..at).unwrap_or_default();
    }
}
