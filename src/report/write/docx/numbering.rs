//! The numbers and signs before the items of lists.

use crate::report::write::xml::Xml;

/// How many levels a list has; deeper ones look like the last.
pub(super) const LEVELS: usize = 9;
/// How far each level of a list stands from the one around it, in twentieths of a point.
pub(super) const STEP: u32 = 360;

/// What stands before the items of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Bullet,
    Number,
    /// A task to do.
    Open,
    /// A task done.
    Done,
}

impl Label {
    const ALL: [Self; 4] = [Self::Bullet, Self::Number, Self::Open, Self::Done];

    fn sign(self, level: usize) -> Option<&'static str> {
        match self {
            Self::Bullet => Some(if level.is_multiple_of(2) { "•" } else { "–" }),
            Self::Number => None,
            Self::Open => Some("☐"),
            Self::Done => Some("☑"),
        }
    }
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// The level and the first number of each numbered list.
    numbered: Vec<(usize, u64)>,
}

impl Numbering {
    /// Returns the identifier of a list with a sign of its own; all those of a kind are one list, as far as Word knows.
    pub(super) fn signed(label: Label) -> usize {
        Label::ALL.iter().position(|other| *other == label).unwrap_or_default() + 1
    }

    /// Returns the identifier of a new numbered list.
    pub(super) fn numbered(&mut self, level: usize, first: u64) -> usize {
        self.numbered.push((level.min(LEVELS - 1), first.min(32_767)));
        Label::ALL.len() + self.numbered.len()
    }

    /// Writes the part of the file that says them.
    pub(super) fn finish(self) -> String {
        let mut xml = super::part("w:numbering");
        for (id, label) in Label::ALL.into_iter().enumerate() {
            kind(&mut xml, id, label);
        }
        for id in 0..Label::ALL.len() {
            xml.open("w:num").attr("w:numId", id + 1).open("w:abstractNumId").attr("w:val", id).close().close();
        }
        let number = Self::signed(Label::Number) - 1;
        for (index, (level, first)) in self.numbered.into_iter().enumerate() {
            xml.open("w:num").attr("w:numId", Label::ALL.len() + index + 1);
            xml.open("w:abstractNumId").attr("w:val", number).close();
            xml.open("w:lvlOverride")
                .attr("w:ilvl", level)
                .open("w:startOverride")
                .attr("w:val", first)
                .close()
                .close()
                .close();
        }
        xml.finish()
    }
}

fn kind(xml: &mut Xml, id: usize, label: Label) {
    xml.open("w:abstractNum")
        .attr("w:abstractNumId", id)
        .open("w:multiLevelType")
        .attr("w:val", "hybridMultilevel")
        .close();
    for level in 0..LEVELS {
        xml.open("w:lvl").attr("w:ilvl", level).open("w:start").attr("w:val", 1).close();
        let (format, text) = match label.sign(level) {
            Some(sign) => ("bullet", sign.to_owned()),
            None => ("decimal", format!("%{}.", level + 1)),
        };
        xml.open("w:numFmt").attr("w:val", format).close().open("w:lvlText").attr("w:val", text).close();
        xml.open("w:lvlJc").attr("w:val", "left").close().open("w:pPr").open("w:ind");
        xml.attr("w:left", STEP as usize * (level + 1)).attr("w:hanging", STEP).close().close();
        if matches!(label, Label::Open | Label::Done) {
            xml.open("w:rPr").open("w:rFonts");
            for script in ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"] {
                xml.attr(script, "Segoe UI Symbol");
            }
            xml.close().close();
        }
        xml.close();
    }
    xml.close();
}
