//! Paragraphs: what each wears, by its style and by where it stands.

use super::body::Body;
use super::line::twips;
use super::numbering::{LEVELS, Label, Numbering, STEP};
use crate::report::document::Inline;

/// How far quoted words stand from the text around them, on either side, in twentieths of a point.
const QUOTE: u32 = 360;
/// How many quotes in one another look deeper and deeper.
const QUOTES: usize = 6;
/// The line and the room beside it that stand on the left of quoted words.
const QUOTE_LINE: u32 = 220;
/// The margin of a notice, inside its frame.
const NOTICE: u32 = 160;

/// What a paragraph wears beyond its style.
#[derive(Clone, Debug, Default)]
pub(super) struct Dress {
    style: &'static str,
    /// The list it is an item of, and its level.
    number: Option<(usize, usize)>,
    /// Its margin on the left and what its first line lacks of it.
    indent: Option<(u32, u32)>,
    /// Where the lines to write on end.
    blank: Option<u32>,
    after: Option<u32>,
    pub(super) align: Option<&'static str>,
    /// Its level among headings, from 0, where its style does not say it.
    pub(super) outline: Option<u8>,
}

impl Dress {
    pub(super) fn of(style: &'static str) -> Self {
        Self { style, ..Self::default() }
    }

    /// Moves it this far from the margin, in twentieths of a point.
    pub(super) fn indented(self, left: u32) -> Self {
        if left > 0 { Self { indent: Some((left, 0)), ..self } } else { self }
    }
}

impl Body<'_> {
    /// Returns how far what stands here is from the margin, in twentieths of a point.
    pub(super) fn indent(&self) -> u32 {
        let notice = if self.in_notice { NOTICE } else { 0 };
        notice + self.quote_indent() + STEP * self.lists.len().min(LEVELS) as u32
    }

    fn quote_indent(&self) -> u32 {
        QUOTE * self.quotes.min(QUOTES) as u32
    }

    /// Returns what a paragraph wears that has no other reason to differ.
    pub(super) fn usual(&mut self) -> Dress {
        let mut dress = Dress::of(match (self.lists.last(), self.quotes) {
            _ if self.in_note => "FootnoteText",
            _ if self.in_notice => "Notice",
            (Some(list), _) if list.labelled => "ListContinue",
            (Some(list), _) if list.id == Numbering::signed(Label::Bullet) => "ListBullet",
            (Some(_), _) => "ListNumber",
            (None, 0) => "BodyText",
            (None, _) => "Quote",
        });
        if !self.lists.is_empty() {
            dress.after = (self.ends_list && !self.in_note && !self.in_notice).then_some(180);
            return self.listed(dress);
        }
        let quoted = self.quote_indent();
        match dress.style {
            "FootnoteText" => dress.indented(280 + quoted),
            "Quote" if self.quotes > 1 => dress.indented(quoted + QUOTE_LINE),
            _ => dress,
        }
    }

    /// Returns what a paragraph wears where it stands: the sign of the item it starts, and its margin.
    pub(super) fn listed(&mut self, mut dress: Dress) -> Dress {
        let (level, indent) = (self.lists.len(), self.indent());
        let Some(list) = self.lists.last_mut() else { return dress.indented(indent) };
        let labelled = std::mem::replace(&mut list.labelled, true);
        dress.number = (!labelled).then_some((list.item, level.min(LEVELS) - 1));
        dress.indent = Some((indent, if labelled { 0 } else { STEP }));
        dress
    }

    pub(super) fn paragraph(&mut self, mut dress: Dress, line: &[Inline]) {
        if line.iter().any(|part| matches!(part, Inline::Blank(_))) {
            let right = if self.quotes > 0 { QUOTE } else { 0 };
            dress.blank = Some(twips(self.room).saturating_sub(right));
        }
        self.paragraph_of(dress, |body| body.line(line));
    }

    /// Writes a paragraph of what `inner` writes.
    pub(super) fn paragraph_of(&mut self, dress: Dress, inner: impl FnOnce(&mut Self)) {
        let new_page = std::mem::take(&mut self.new_page);
        let spaced = dress.style.starts_with("Heading") || matches!(dress.style, "TOCHeading" | "Caption" | "Interval");
        let after_table = std::mem::take(&mut self.after_table) && !spaced;
        let top = new_page || !(self.begun || self.in_note);
        let before = if top { Some(0) } else { after_table.then_some(200) };
        self.begun |= !self.in_note;
        let xml = &mut self.xml;
        xml.open("w:p").open("w:pPr").open("w:pStyle").attr("w:val", dress.style).close();
        if new_page {
            xml.open("w:pageBreakBefore").close();
        }
        if let Some((id, level)) = dress.number {
            xml.open("w:numPr").open("w:ilvl").attr("w:val", level).close();
            xml.open("w:numId").attr("w:val", id).close().close();
        }
        if let Some(position) = dress.blank {
            xml.open("w:tabs")
                .open("w:tab")
                .attr("w:val", "right")
                .attr("w:leader", "dot")
                .attr("w:pos", position)
                .close()
                .close();
        }
        if before.is_some() || dress.after.is_some() || dress.blank.is_some() {
            xml.open("w:spacing");
            if let Some(before) = before {
                xml.attr("w:before", before);
            }
            if let Some(after) = dress.after {
                xml.attr("w:after", after);
            }
            if dress.blank.is_some() {
                xml.attr("w:line", 440).attr("w:lineRule", "exact");
            }
            xml.close();
        }
        if let Some((left, hanging)) = dress.indent {
            xml.open("w:ind").attr("w:left", left);
            if hanging > 0 { xml.attr("w:hanging", hanging) } else { xml.attr("w:firstLine", 0) }.close();
        }
        if let Some(align) = dress.align {
            xml.open("w:jc").attr("w:val", align).close();
        }
        if let Some(level) = dress.outline {
            xml.open("w:outlineLvl").attr("w:val", level).close();
        }
        xml.close();
        inner(self);
        self.xml.close();
    }

    /// Writes an empty line, almost none: what stands between two tables and after the last one.
    pub(super) fn interval(&mut self) {
        self.paragraph_of(Dress::of("Interval"), |_| ());
    }

    /// Makes room for a table: two in a row would be one.
    pub(super) fn before_table(&mut self) {
        if self.after_table || self.new_page {
            self.interval();
        }
        self.begun = true;
    }

    /// Says that a table was just written.
    pub(super) fn table_done(&mut self) {
        self.after_table = true;
    }
}
