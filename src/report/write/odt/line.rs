//! The words of a line, with their dress, links and notes.

use super::body::{Body, Place};
use crate::report::document::Inline;
use crate::report::write::note::Call;

impl Body<'_> {
    /// Writes the parts of a line in the element that is open.
    pub(super) fn line(&mut self, line: &[Inline]) {
        self.after_space = true;
        self.parts(line);
    }

    fn parts(&mut self, line: &[Inline]) {
        for part in line {
            match part {
                Inline::Text(text) => self.text(text),
                Inline::Emphasis(inner) => self.span("Emphasis", |body| body.parts(inner)),
                Inline::Strong(inner) => self.span("Strong_20_Emphasis", |body| body.parts(inner)),
                Inline::Strike(inner) => self.span("Barre", |body| body.parts(inner)),
                Inline::Raised(text) => self.span("Exposant", |body| body.text(text)),
                Inline::Code(text) => self.span("Source_20_Text", |body| body.text(text)),
                Inline::Link { target, text } => self.link(target, text),
                Inline::Note(index) => self.note(*index),
                Inline::Break => {
                    self.xml.open("text:line-break").close();
                    self.after_space = true;
                }
                Inline::Blank(lines) => self.blank(*lines),
            }
        }
    }

    /// Writes words; spaces that the format would join to their neighbours are said one by one.
    pub(super) fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(space) = rest.find([' ', '\t']) {
            let (words, after) = rest.split_at(space);
            self.xml.text(words);
            if after.starts_with('\t') {
                self.xml.open("text:tab").close();
                self.after_space = true;
            } else if self.after_space && words.is_empty() {
                self.xml.open("text:s").close();
            } else {
                self.xml.text(" ");
                self.after_space = true;
            }
            rest = after.get(1..).unwrap_or_default();
        }
        if !rest.is_empty() {
            self.xml.text(rest);
            self.after_space = false;
        }
    }

    fn span(&mut self, style: &str, inner: impl FnOnce(&mut Self)) {
        self.xml.open("text:span").attr("text:style-name", style);
        inner(self);
        self.xml.close();
    }

    fn link(&mut self, target: &str, text: &[Inline]) {
        // An anchor that leads nowhere is no link.
        let inside = target.strip_prefix('#').map(|anchor| self.outline.rank(anchor).is_some());
        if inside == Some(false) {
            return self.parts(text);
        }
        self.xml.open("text:a").attr("xlink:type", "simple").attr("xlink:href", target);
        self.xml.attr("text:style-name", "Internet_20_Link");
        self.xml.attr("text:visited-style-name", "Visited_20_Internet_20_Link");
        self.parts(text);
        self.xml.close();
    }

    /// Writes dotted lines: each goes as far as the paragraph's last tab.
    fn blank(&mut self, lines: u8) {
        for line in 0..lines {
            if line > 0 {
                self.xml.open("text:line-break").close();
            }
            self.xml.open("text:tab").close();
        }
        self.after_space = true;
    }

    /// Writes the call of a note, and the note where it is the first one.
    fn note(&mut self, index: usize) {
        if self.place == Place::Note {
            if let Some(number) = self.notes.mention(index) {
                self.span("Exposant", |body| body.text(&number.to_string()));
            }
            return;
        }
        match self.notes.call(index) {
            Some(Call::First(number)) => self.note_here(index, number),
            Some(Call::Again(number)) => {
                self.xml.open("text:span").attr("text:style-name", "Footnote_20_anchor");
                self.xml
                    .open("text:note-ref")
                    .attr("text:note-class", "footnote")
                    .attr("text:reference-format", "text");
                self.xml.attr("text:ref-name", format!("note{index}")).text(&number.to_string()).close().close();
            }
            None => {}
        }
        while let Some((index, number)) = self.notes.next_waiting() {
            self.text(" ");
            self.note_here(index, number);
        }
    }

    fn note_here(&mut self, index: usize, number: usize) {
        let document = self.document;
        let blocks = document.notes.get(index).map(Vec::as_slice).unwrap_or_default();
        self.xml.open("text:note").attr("text:id", format!("note{index}")).attr("text:note-class", "footnote");
        self.xml.words("text:note-citation", &number.to_string()).open("text:note-body");
        self.note_blocks(blocks);
        self.xml.close().close();
        self.after_space = false;
    }
}
