//! The styles that the text alone can say, named as they are used, and those of lists.

use std::collections::BTreeMap;

use crate::report::document::{Align, Sheet};
use crate::report::write::xml::Xml;

/// How far each level of a list stands from the one around it, in points.
pub(super) const STEP: f32 = 18.0;
/// How many levels a list has; deeper ones look like the last.
pub(super) const LEVELS: usize = 10;

/// Where a paragraph starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Start {
    /// On a new page of the size under way.
    Page,
    /// On a new page of another size.
    Sheet(SheetName),
}

/// The name of a master page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SheetName(pub(super) &'static str);

impl From<Sheet> for SheetName {
    fn from(sheet: Sheet) -> Self {
        Self(match sheet {
            Sheet::A4 => "Standard",
            Sheet::A3Landscape => "A3_20_paysage",
        })
    }
}

/// What a paragraph wears beyond a named style.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Dress {
    /// The named style.
    pub(super) parent: &'static str,
    pub(super) start: Option<Start>,
    /// A left margin that is not its style's, in tenths of a point.
    pub(super) margin: Option<u32>,
    /// How far the lines to write on go, in tenths of a point.
    pub(super) blank: Option<u32>,
    /// Centred or to the right.
    pub(super) align: Option<&'static str>,
}

impl Dress {
    pub(super) fn plain(parent: &'static str) -> Self {
        Self { parent, start: None, margin: None, blank: None, align: None }
    }
}

/// Returns a length in tenths of a point, which is how lengths are compared.
pub(super) fn tenths(points: f32) -> u32 {
    (points.max(0.0) * 10.0).round() as u32
}

/// Returns how cells of a column stand, where it is not to the left.
pub(super) fn align(column: Option<&Align>) -> Option<&'static str> {
    match column {
        None | Some(Align::Left) => None,
        Some(Align::Center) => Some("center"),
        Some(Align::Right) => Some("end"),
    }
}

/// The styles made so far.
#[derive(Debug, Default)]
pub(super) struct Styles {
    paragraphs: BTreeMap<Dress, usize>,
    lists: BTreeMap<(Label, u32), String>,
    /// The styles of tables, whole.
    pub(super) tables: Xml,
}

impl Styles {
    /// Returns the name of the style of a paragraph.
    pub(super) fn paragraph(&mut self, dress: Dress) -> String {
        if dress == Dress::plain(dress.parent) {
            return dress.parent.to_owned();
        }
        let next = self.paragraphs.len() + 1;
        format!("P{}", self.paragraphs.entry(dress).or_insert(next))
    }

    /// Returns the name of the style of a list that stands `margin` points from the text around it.
    pub(super) fn list(&mut self, label: Label, margin: f32) -> String {
        if margin <= 0.0 {
            return label.name().to_owned();
        }
        let next = self.lists.len() + 1;
        self.lists.entry((label, tenths(margin))).or_insert_with(|| format!("L{next}")).clone()
    }

    /// Writes the styles.
    pub(super) fn write(self, xml: &mut Xml) {
        let mut paragraphs: Vec<(usize, Dress)> =
            self.paragraphs.into_iter().map(|(dress, number)| (number, dress)).collect();
        paragraphs.sort();
        for (number, dress) in paragraphs {
            paragraph_style(xml, number, &dress);
        }
        for ((label, margin), name) in self.lists {
            list_style(xml, &name, &name, label, f32::from(u16::try_from(margin).unwrap_or(u16::MAX)) / 10.0);
        }
        xml.open("style:style").attr("style:name", "Image").attr("style:family", "graphic");
        xml.attr("style:parent-style-name", "Graphics").close();
        xml.raw(&self.tables.finish());
    }
}

/// Returns the room below paragraphs of a named style, in points, as [`styles.xml`](super) says it.
fn below(style: &str) -> u32 {
    match style {
        "Title" => 14,
        "Horizontal_20_Line" => 12,
        "List_20_fin" => 9,
        "Heading_20_1" | "Notice" | "Preformatted_20_Text" => 8,
        "Heading_20_2" => 7,
        "Contents_20_Heading" => 6,
        "Text_20_body" | "Quotations" => 5,
        "Heading_20_3" | "Heading_20_4" | "Caption" | "Lecture" | "Figure" => 4,
        "Heading_20_5" | "Heading_20_6" | "List" | "Contents_20_2" | "Contents_20_3" => 3,
        _ => 0,
    }
}

fn points(tenths: u32) -> String {
    format!("{}.{}pt", tenths / 10, tenths % 10)
}

fn paragraph_style(xml: &mut Xml, number: usize, dress: &Dress) {
    xml.open("style:style").attr("style:name", format!("P{number}")).attr("style:family", "paragraph");
    xml.attr("style:parent-style-name", dress.parent);
    if let Some(Start::Sheet(SheetName(name))) = dress.start {
        xml.attr("style:master-page-name", name);
    }
    xml.open("style:paragraph-properties");
    match dress.start {
        Some(Start::Page) => _ = xml.attr("fo:break-before", "page"),
        Some(Start::Sheet(_)) => _ = xml.attr("style:page-number", "auto"),
        None => {}
    }
    // A margin comes with the one across, and with that of the first line: LibreOffice takes them from no parent then.
    if dress.start.is_some() {
        xml.attr("fo:margin-top", "0pt").attr("fo:margin-bottom", format!("{}pt", below(dress.parent)));
    }
    if let Some(margin) = dress.margin {
        let right = if dress.parent == "Quotations" { "18pt" } else { "0pt" };
        xml.attr("fo:margin-left", points(margin)).attr("fo:margin-right", right).attr("fo:text-indent", "0pt");
    }
    if let Some(align) = dress.align {
        xml.attr("fo:text-align", align);
    }
    if let Some(position) = dress.blank {
        xml.attr("fo:line-height", "22pt").open("style:tab-stops").open("style:tab-stop");
        xml.attr("style:position", points(position)).attr("style:type", "right");
        xml.attr("style:leader-style", "dotted").attr("style:leader-text", ".").close().close();
    }
    xml.close().close();
}

/// What stands before the items of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Label {
    Bullet,
    Number,
    /// A task to do.
    Open,
    /// A task done.
    Done,
}

impl Label {
    pub(super) const ALL: [Self; 4] = [Self::Bullet, Self::Number, Self::Open, Self::Done];

    /// Returns the name of its style where nothing stands around the list.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Bullet => "List_20_1",
            Self::Number => "Numbering_20_1",
            Self::Open => "Case_20_vide",
            Self::Done => "Case_20_cochee",
        }
    }

    /// Returns that name as its reader sees it.
    pub(super) fn display(self) -> &'static str {
        match self {
            Self::Bullet => "List 1",
            Self::Number => "Numbering 1",
            Self::Open => "Case vide",
            Self::Done => "Case cochée",
        }
    }

    fn sign(self, level: usize) -> Option<&'static str> {
        match self {
            Self::Bullet => Some(if level % 2 == 1 { "•" } else { "–" }),
            Self::Number => None,
            Self::Open => Some("☐"),
            Self::Done => Some("☑"),
        }
    }
}

/// Writes the style of a list, `margin` points from the text around it.
pub(super) fn list_style(xml: &mut Xml, name: &str, display: &str, label: Label, margin: f32) {
    xml.open("text:list-style").attr("style:name", name);
    if display != name {
        xml.attr("style:display-name", display);
    }
    for level in 1..=LEVELS {
        match label.sign(level) {
            Some(sign) => {
                xml.open("text:list-level-style-bullet").attr("text:level", level).attr("text:bullet-char", sign);
            }
            None => {
                xml.open("text:list-level-style-number").attr("text:level", level);
                xml.attr("style:num-format", "1").attr("style:num-suffix", ".");
            }
        }
        let left = format!("{:.1}pt", margin + STEP * level as f32);
        xml.open("style:list-level-properties").attr("text:list-level-position-and-space-mode", "label-alignment");
        xml.open("style:list-level-label-alignment").attr("text:label-followed-by", "listtab");
        xml.attr("text:list-tab-stop-position", &left).attr("fo:text-indent", format!("-{STEP:.1}pt"));
        xml.attr("fo:margin-left", &left).close().close().close();
    }
    xml.close();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_room_below_a_style_is_what_the_styles_say() {
        let styles = roxmltree::Document::parse(super::super::STYLES).unwrap();
        let attribute = |node: roxmltree::Node<'_, '_>, name: &str| {
            node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value().to_owned())
        };
        let style = |wanted: &str| {
            styles.descendants().find(|node| {
                attribute(*node, "family").as_deref() == Some("paragraph")
                    && attribute(*node, "name").as_deref() == Some(wanted)
            })
        };
        let names = styles.descendants().filter(|node| attribute(*node, "family").as_deref() == Some("paragraph"));
        for name in names.filter_map(|node| attribute(node, "name")) {
            // These never start a page: notes, the foot, and what others are made from.
            if name.starts_with("Foot") || name == "Heading" {
                continue;
            }
            let mut said = None;
            let mut next = style(&name);
            while let (None, Some(node)) = (&said, next) {
                said = node.children().find_map(|child| attribute(child, "margin-bottom"));
                next = attribute(node, "parent-style-name").as_deref().and_then(style);
            }
            assert_eq!(said.unwrap_or_else(|| "0pt".into()), format!("{}pt", below(&name)), "{name}");
        }
    }
}
