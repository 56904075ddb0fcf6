//! The text of the file, block by block.

use super::style::{Dress, LEVELS, Label, STEP, SheetName, Start, Styles, tenths};
use crate::report::document::{Block, Document, Inline, Item, Sheet};
use crate::report::write::note::Notes;
use crate::report::write::outline::{Outline, heads_contents};
use crate::report::write::paper::wide;
use crate::report::write::xml::Xml;

/// How far quoted words stand from the text around them, on either side, in points.
const QUOTE: f32 = 18.0;
/// How many quotes in one another look deeper and deeper.
const QUOTES: usize = 6;

/// Tells whether a line has room to write by hand.
fn has_blank(line: &[Inline]) -> bool {
    line.iter().any(|part| matches!(part, Inline::Blank(_)))
}

/// A picture of the file.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) path: String,
    pub(super) svg: String,
}

/// Where blocks stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Text,
    Notice,
    Note,
}

/// A list that is open.
#[derive(Debug)]
struct List {
    label: Label,
    first: Option<u64>,
    /// Its first item was written.
    begun: bool,
    /// The item under way: the label it has instead of the list's, and whether its label was written.
    task: Option<Label>,
    labelled: bool,
    /// The depth of the file where the list was opened, while it is.
    at: Option<usize>,
    /// The item is open too.
    in_item: bool,
}

/// The text under way.
pub(super) struct Body<'d> {
    pub(super) document: &'d Document,
    pub(super) outline: Outline<'d>,
    pub(super) notes: Notes,
    pub(super) xml: Xml,
    pub(super) styles: Styles,
    pub(super) pictures: Vec<Picture>,
    pub(super) tables: usize,
    pub(super) place: Place,
    /// The width of the text around, in points.
    pub(super) room: f32,
    /// The last character was a space, or there is none yet.
    pub(super) after_space: bool,
    /// What the next paragraph or table starts with.
    start: Option<Start>,
    sheet: Sheet,
    quotes: usize,
    lists: Vec<List>,
    /// What is being written ends the outermost list.
    ends_list: bool,
    /// A paragraph of the note under way was written.
    in_note: bool,
    titled: bool,
}

/// The text once made.
pub(super) struct Made {
    pub(super) content: String,
    pub(super) pictures: Vec<Picture>,
}

impl<'d> Body<'d> {
    /// Makes the text of a document.
    pub(super) fn of(document: &'d Document) -> Made {
        let mut body = Self {
            document,
            outline: Outline::of(document),
            notes: Notes::new(document.notes.len()),
            xml: Xml::default(),
            styles: Styles::default(),
            pictures: Vec::new(),
            tables: 0,
            place: Place::Text,
            room: wide(Sheet::A4),
            after_space: true,
            start: None,
            sheet: Sheet::A4,
            quotes: 0,
            lists: Vec::new(),
            ends_list: false,
            in_note: false,
            titled: false,
        };
        body.blocks(&document.blocks);
        let mut file = super::part("office:document-content");
        file.open("office:automatic-styles");
        body.styles.write(&mut file);
        file.close().open("office:body").open("office:text").raw(&body.xml.finish());
        Made { content: file.finish(), pictures: body.pictures }
    }

    pub(super) fn blocks(&mut self, blocks: &'d [Block]) {
        let ends_list = self.ends_list;
        for (index, block) in blocks.iter().enumerate() {
            self.ends_list = ends_list && index + 1 == blocks.len();
            match block {
                Block::Heading { level, text, anchor } => {
                    self.heading(*level, text, anchor, heads_contents(blocks, index))
                }
                Block::Paragraph(line) => {
                    let style = self.usual();
                    self.paragraph(style, line);
                }
                Block::List { first, items } => self.list(*first, items),
                Block::Table(table) => self.table(table),
                Block::Quote(inner) => {
                    self.quotes += 1;
                    self.blocks(inner);
                    self.quotes -= 1;
                }
                Block::Notice(inner) => {
                    let place = std::mem::replace(&mut self.place, Place::Notice);
                    self.blocks(inner);
                    self.place = place;
                }
                Block::Code(code) => self.code(code),
                Block::Figure(figure) => self.figure(figure),
                Block::Rule => {
                    self.leave_lists();
                    self.paragraph_apart(Dress::plain("Horizontal_20_Line"), self.indent(), &[]);
                }
                Block::Page(sheet) => self.page(*sheet),
                Block::Contents => self.contents(index == 0 || !heads_contents(blocks, index - 1)),
            }
        }
        self.ends_list = ends_list;
    }

    /// Writes the blocks of a note, apart from the lists and quotes where it is called.
    pub(super) fn note_blocks(&mut self, blocks: &'d [Block]) {
        let place = std::mem::replace(&mut self.place, Place::Note);
        self.in_note = false;
        let lists = std::mem::take(&mut self.lists);
        let quotes = std::mem::take(&mut self.quotes);
        let room = std::mem::replace(&mut self.room, wide(self.sheet));
        if blocks.is_empty() {
            self.paragraph("Footnote", &[]);
        }
        self.blocks(blocks);
        (self.place, self.lists, self.quotes, self.room) = (place, lists, quotes, room);
    }

    /// Returns the style of a paragraph that has no other reason to differ.
    fn usual(&mut self) -> &'static str {
        match self.place {
            Place::Note if std::mem::replace(&mut self.in_note, true) => "Footnote_20_suite",
            Place::Note => "Footnote",
            Place::Notice => "Notice",
            Place::Text if !self.lists.is_empty() && self.ends_list => "List_20_fin",
            Place::Text if !self.lists.is_empty() => "List",
            Place::Text if self.quotes > 0 => "Quotations",
            Place::Text => "Text_20_body",
        }
    }

    /// Returns how far what stands here is from the margin, in points.
    pub(super) fn indent(&self) -> f32 {
        QUOTE * self.quotes.min(QUOTES) as f32 + STEP * self.lists.len().min(LEVELS) as f32
    }

    /// Takes what the next paragraph or table starts with.
    pub(super) fn take_start(&mut self) -> Option<Start> {
        self.start.take()
    }

    /// Returns the name of the style of a paragraph that starts here.
    fn dressed(&mut self, parent: &'static str, line: &[Inline]) -> String {
        let mut dress = Dress { start: self.take_start(), ..Dress::plain(parent) };
        // The margins of lists are those of their own style.
        let quoted = self.quotes > 0 && self.lists.is_empty();
        if quoted && !(parent == "Quotations" && self.quotes == 1) {
            dress.margin = Some(tenths(self.indent()));
        }
        if has_blank(line) {
            let right = if quoted { QUOTE } else { 0.0 };
            dress.blank = Some(tenths(self.room - self.indent() - right));
        }
        self.styles.paragraph(dress)
    }

    pub(super) fn paragraph(&mut self, style: &'static str, line: &[Inline]) {
        self.enter_lists();
        let name = self.dressed(style, line);
        self.xml.open("text:p").attr("text:style-name", name);
        self.line(line);
        self.xml.close();
    }

    /// Writes a paragraph that stands apart from the lists and quotes around it, `margin` points from the text around them.
    pub(super) fn paragraph_apart(&mut self, dress: Dress, margin: f32, line: &[Inline]) {
        self.paragraph_of(dress, margin, has_blank(line), |body| body.line(line));
    }

    /// Writes a paragraph apart, of what `inner` writes, with room to write by hand or without.
    pub(super) fn paragraph_of(&mut self, dress: Dress, margin: f32, has_blank: bool, inner: impl FnOnce(&mut Self)) {
        let start = self.take_start();
        let margin = (margin > 0.0).then(|| tenths(margin));
        let blank = has_blank.then(|| tenths(self.room));
        let name = self.styles.paragraph(Dress { start, margin, blank, ..dress });
        self.xml.open("text:p").attr("text:style-name", name);
        inner(self);
        self.xml.close();
    }

    fn heading(&mut self, level: u8, text: &[Inline], anchor: &str, of_contents: bool) {
        self.enter_lists();
        let style = match level {
            _ if of_contents => "Contents_20_Heading",
            0 | 1 if !self.titled => "Title",
            0 | 1 => "Heading_20_1",
            2 => "Heading_20_2",
            3 => "Heading_20_3",
            4 => "Heading_20_4",
            5 => "Heading_20_5",
            _ => "Heading_20_6",
        };
        self.titled |= level <= 1;
        let name = self.dressed(style, text);
        self.xml.open("text:h").attr("text:style-name", name).attr("text:outline-level", level.clamp(1, 6));
        if self.outline.rank(anchor).is_some() {
            self.xml.open("text:bookmark-start").attr("text:name", anchor).close();
            self.line(text);
            self.xml.open("text:bookmark-end").attr("text:name", anchor).close();
        } else {
            self.line(text);
        }
        self.xml.close();
    }

    fn code(&mut self, code: &str) {
        self.enter_lists();
        let name = self.dressed("Preformatted_20_Text", &[]);
        self.xml.open("text:p").attr("text:style-name", name);
        for (index, line) in code.lines().enumerate() {
            if index > 0 {
                self.xml.open("text:line-break").close();
            }
            self.after_space = true;
            self.text(line);
        }
        self.xml.close();
    }

    fn page(&mut self, sheet: Sheet) {
        // A page of another size that was asked for and not yet begun stays one of another size.
        let pending = matches!(self.start, Some(Start::Sheet(_)));
        let changes = sheet != self.sheet || pending;
        self.start = Some(if changes { Start::Sheet(SheetName::from(sheet)) } else { Start::Page });
        if self.place == Place::Text {
            self.room = wide(sheet);
        }
        self.sheet = sheet;
    }

    /// Writes the table of contents, below a title of its own where no heading is right above it.
    fn contents(&mut self, titled: bool) {
        self.leave_lists();
        let entries: Vec<(u8, &str, String)> =
            self.outline.contents.iter().map(|entry| (entry.level, entry.anchor, entry.words.clone())).collect();
        if entries.is_empty() {
            return;
        }
        self.xml.open("text:table-of-content").attr("text:name", "Sommaire").attr("text:protected", "true");
        let listed = self.document.listed();
        // Made of the styles of headings, not of their levels: the title and the heading of the contents are no part of it.
        self.xml.open("text:table-of-content-source").attr("text:outline-level", *listed.end());
        self.xml.attr("text:use-outline-level", "false").attr("text:use-index-marks", "false");
        self.xml.attr("text:use-index-source-styles", "true");
        // An empty title is said: LibreOffice has one of its own otherwise.
        let title = if titled { "Sommaire" } else { "" };
        self.xml.open("text:index-title-template").attr("text:style-name", "Contents_20_Heading").text(title).close();
        for level in 1..=10 {
            self.xml.open("text:table-of-content-entry-template").attr("text:outline-level", level);
            self.xml.attr("text:style-name", if level == 3 { "Contents_20_3" } else { "Contents_20_2" });
            self.xml.open("text:index-entry-link-start").attr("text:style-name", "Index_20_Link").close();
            self.xml.open("text:index-entry-text").close().open("text:index-entry-tab-stop");
            self.xml.attr("style:type", "right").attr("style:leader-char", ".").close();
            self.xml.open("text:index-entry-page-number").close().open("text:index-entry-link-end").close().close();
        }
        for level in listed {
            self.xml.open("text:index-source-styles").attr("text:outline-level", level);
            let style = format!("Heading_20_{level}");
            self.xml.open("text:index-source-style").attr("text:style-name", style).close().close();
        }
        self.xml.close().open("text:index-body");
        if titled {
            self.xml.open("text:index-title").attr("text:name", "Sommaire_titre");
            self.paragraph_apart(Dress::plain("Contents_20_Heading"), 0.0, &[Inline::Text(title.to_owned())]);
            self.xml.close();
        }
        for (level, anchor, words) in entries {
            let name = self.dressed(if level == 3 { "Contents_20_3" } else { "Contents_20_2" }, &[]);
            self.xml.open("text:p").attr("text:style-name", name);
            self.xml.open("text:a").attr("xlink:type", "simple").attr("xlink:href", format!("#{anchor}"));
            self.xml.attr("text:style-name", "Index_20_Link").attr("text:visited-style-name", "Index_20_Link");
            self.after_space = true;
            self.text(&words);
            // A reference, which is right as soon as pages are laid out, without the contents being made anew.
            self.xml.open("text:tab").close().open("text:bookmark-ref").attr("text:reference-format", "page");
            self.xml.attr("text:ref-name", anchor).text("–").close().close().close();
        }
        self.xml.close().close();
    }

    fn list(&mut self, first: Option<u64>, items: &'d [Item]) {
        let label = if first.is_some() { Label::Number } else { Label::Bullet };
        self.lists.push(List { label, first, begun: false, task: None, labelled: false, at: None, in_item: false });
        let ends_list = self.lists.len() == 1 || self.ends_list;
        for (index, item) in items.iter().enumerate() {
            self.ends_list = ends_list && index + 1 == items.len();
            if let Some(list) = self.lists.last_mut() {
                list.labelled = false;
                list.task = item.task.map(|done| if done { Label::Done } else { Label::Open });
            }
            self.blocks(&item.blocks);
            if let Some(list) = self.lists.last_mut() {
                list.in_item = false;
                if let Some(depth) = list.at {
                    self.xml.close_to(depth + 1);
                }
            }
        }
        if let Some(depth) = self.lists.pop().and_then(|list| list.at) {
            self.xml.close_to(depth);
        }
    }

    /// Opens the lists and items that a paragraph stands in, where they are not.
    fn enter_lists(&mut self) {
        let margin = QUOTE * self.quotes.min(QUOTES) as f32;
        for list in &mut self.lists {
            if list.at.is_none() {
                list.at = Some(self.xml.depth());
                self.xml.open("text:list").attr("text:style-name", self.styles.list(list.label, margin));
                if list.begun {
                    self.xml.attr("text:continue-numbering", "true");
                }
            }
            if list.in_item {
                continue;
            }
            list.in_item = true;
            if std::mem::replace(&mut list.labelled, true) {
                self.xml.open("text:list-header");
                continue;
            }
            self.xml.open("text:list-item");
            if !std::mem::replace(&mut list.begun, true) && list.first.is_some_and(|first| first != 1) {
                self.xml.attr("text:start-value", list.first.unwrap_or(1).min(32_767));
            }
            if let Some(task) = list.task {
                self.xml.attr("text:style-override", self.styles.list(task, margin));
            }
        }
    }

    /// Closes the lists for what cannot stand in one; what follows opens them again.
    pub(super) fn leave_lists(&mut self) {
        if let Some(depth) = self.lists.first().and_then(|list| list.at) {
            self.xml.close_to(depth);
        }
        for list in &mut self.lists {
            (list.at, list.in_item) = (None, false);
        }
    }
}
