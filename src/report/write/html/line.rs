//! The HTML of one line of words.

use super::{Page, escaped};
use crate::report::document::Inline;

impl<'d> Page<'d> {
    /// Writes a line.
    pub(super) fn line(&mut self, line: &'d [Inline]) {
        for part in line {
            match part {
                Inline::Text(text) => self.put(&escaped(text)),
                Inline::Emphasis(inner) => self.dressed("em", inner),
                Inline::Strong(inner) => self.dressed("strong", inner),
                Inline::Strike(inner) => self.dressed("s", inner),
                Inline::Raised(text) => self.put(&format!("<sup>{}</sup>", escaped(text))),
                Inline::Code(code) => self.put(&format!("<code>{}</code>", escaped(code))),
                Inline::Link { target, text } => self.link(target, text),
                Inline::Note(note) => self.call(*note),
                Inline::Break => self.put("<br/>\n"),
                Inline::Blank(lines) => self.blank(*lines),
            }
        }
    }

    fn dressed(&mut self, element: &str, inner: &'d [Inline]) {
        self.put(&format!("<{element}>"));
        self.line(inner);
        self.put(&format!("</{element}>"));
    }

    fn link(&mut self, target: &str, text: &'d [Inline]) {
        if self.in_link {
            return self.line(text);
        }
        self.put(&format!("<a href=\"{}\">", escaped(target)));
        self.in_link = true;
        self.line(text);
        self.in_link = false;
        self.put("</a>");
    }

    /// Writes the call of a note; the first one has the name that the note leads back to.
    fn call(&mut self, note: usize) {
        let number = note + 1;
        if self.in_link || note >= self.document.notes.len() {
            return self.put(&format!("<sup>{number}</sup>"));
        }
        let name = if self.called.insert(note) { format!(" id=\"_appel-{number}\"") } else { String::new() };
        self.put(&format!(
            "<sup><a{name} href=\"#_note-{number}\" role=\"doc-noteref\" aria-label=\"Note {number}\">{number}</a></sup>"
        ));
    }

    /// Writes room to write by hand, line by line.
    pub(super) fn blank(&mut self, lines: u8) {
        self.put("<span class=\"ligne\"><span class=\"cache\">à compléter</span></span>");
        for _ in 1..lines {
            self.put("<span class=\"ligne\"></span>");
        }
    }
}
