//! The words of a line, as runs that each say all they wear.

use super::body::{Body, Rel, bookmark};
use crate::report::document::Inline;
use crate::report::write::note::Call;

/// Returns a length in twentieths of a point.
pub(super) fn twips(points: f32) -> u32 {
    (points.max(0.0) * 20.0).round() as u32
}

/// What words wear.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    strong: bool,
    emphasis: bool,
    strike: bool,
    raised: bool,
    code: bool,
    link: bool,
}

impl Body<'_> {
    /// Writes the parts of a line in the paragraph that is open.
    pub(super) fn line(&mut self, line: &[Inline]) {
        self.parts(line, Look::default());
    }

    fn parts(&mut self, line: &[Inline], look: Look) {
        for part in line {
            match part {
                Inline::Text(text) => self.words(text, look),
                Inline::Emphasis(inner) => self.parts(inner, Look { emphasis: true, ..look }),
                Inline::Strong(inner) => self.parts(inner, Look { strong: true, ..look }),
                Inline::Strike(inner) => self.parts(inner, Look { strike: true, ..look }),
                Inline::Raised(text) => self.words(text, Look { raised: true, ..look }),
                Inline::Code(text) => self.words(text, Look { code: true, ..look }),
                Inline::Link { target, text } => self.link(target, text, look),
                Inline::Note(index) => self.note(*index),
                Inline::Break => self.sign("w:br"),
                Inline::Blank(lines) => self.blank(*lines),
            }
        }
    }

    /// Writes a run of words.
    pub(super) fn words(&mut self, text: &str, look: Look) {
        self.xml.open("w:r");
        let style = if look.code {
            Some("HTMLCode")
        } else if look.link {
            Some("Hyperlink")
        } else {
            None
        };
        if style.is_some() || look.strong || look.emphasis || look.strike || look.raised {
            self.xml.open("w:rPr");
            if let Some(style) = style {
                self.xml.open("w:rStyle").attr("w:val", style).close();
            }
            for (worn, name) in [(look.strong, "w:b"), (look.emphasis, "w:i"), (look.strike, "w:strike")] {
                if worn {
                    self.xml.open(name).close();
                }
            }
            if look.raised {
                self.xml.open("w:vertAlign").attr("w:val", "superscript").close();
            }
            self.xml.close();
        }
        self.xml.open("w:t").attr("xml:space", "preserve").text(text).close().close();
    }

    /// Writes a run of one sign: a tab, a line break.
    pub(super) fn sign(&mut self, name: &'static str) {
        self.xml.open("w:r").open(name).close().close();
    }

    fn link(&mut self, target: &str, text: &[Inline], look: Look) {
        let place = match target.strip_prefix('#') {
            Some(anchor) => self.outline.rank(anchor).map(|rank| ("w:anchor", bookmark(rank))),
            None => Some(("r:id", self.relation(Rel::Link(target.to_owned())))),
        };
        // An anchor that leads nowhere is no link.
        let Some((kind, place)) = place else { return self.parts(text, look) };
        self.xml.open("w:hyperlink").attr(kind, place);
        self.xml.attr("w:history", 1);
        self.parts(text, Look { link: true, ..look });
        self.xml.close();
    }

    /// Writes dotted lines: each goes as far as the paragraph's last tab.
    fn blank(&mut self, lines: u8) {
        for line in 0..lines {
            if line > 0 {
                self.sign("w:br");
            }
            self.sign("w:tab");
        }
    }

    /// Writes a field: what Word is to make, and what it made.
    pub(super) fn field(&mut self, instruction: &str, inner: impl FnOnce(&mut Self)) {
        self.field_start(instruction);
        inner(self);
        self.field_end();
    }

    /// Writes the start of a field: what Word is to make.
    pub(super) fn field_start(&mut self, instruction: &str) {
        self.field_mark("begin");
        self.xml.open("w:r").open("w:instrText").attr("xml:space", "preserve").text(instruction).close().close();
        self.field_mark("separate");
    }

    /// Writes the end of a field.
    pub(super) fn field_end(&mut self) {
        self.field_mark("end");
    }

    fn field_mark(&mut self, kind: &str) {
        self.xml.open("w:r").open("w:fldChar").attr("w:fldCharType", kind);
        // Word works out what a field says, pages of the contents above all, when the file is opened.
        if kind == "begin" {
            self.xml.attr("w:dirty", "true");
        }
        self.xml.close().close();
    }

    /// Writes the call of a note, and the note where it is the first one.
    fn note(&mut self, index: usize) {
        if self.in_note {
            if let Some(number) = self.notes.mention(index) {
                self.words(&number.to_string(), Look { raised: true, ..Look::default() });
            }
            return;
        }
        match self.notes.call(index) {
            Some(Call::First(number)) => self.note_here(index, number),
            Some(Call::Again(number)) => self.field(&format!(" NOTEREF _Note{index} \\f \\h "), |body| {
                body.words(&number.to_string(), Look { raised: true, ..Look::default() });
            }),
            None => {}
        }
        while let Some((index, number)) = self.notes.next_waiting() {
            self.words(" ", Look { raised: true, ..Look::default() });
            self.note_here(index, number);
        }
    }

    fn note_here(&mut self, index: usize, number: usize) {
        let document = self.document;
        self.bookmarked(&format!("_Note{index}"), |body| {
            body.xml.open("w:r").open("w:rPr").open("w:rStyle").attr("w:val", "FootnoteReference").close().close();
            body.xml.open("w:footnoteReference").attr("w:id", number).close().close();
        });
        self.note_blocks(number, document.notes.get(index).map(Vec::as_slice).unwrap_or_default());
    }
}
