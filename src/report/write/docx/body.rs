//! The text of the file, block by block, with its footnotes in a part of their own.

use super::line::Look;
use super::numbering::{Label, Numbering};
use super::paragraph::Dress;
use crate::report::document::{Block, Document, Figure, Inline, Item, Sheet};
use crate::report::write::note::Notes;
use crate::report::write::outline::{Outline, heads_contents};
use crate::report::write::paper::wide;
use crate::report::write::xml::Xml;

/// Returns the name that links to a heading use.
pub(super) fn bookmark(rank: usize) -> String {
    format!("_Toc{rank:06}")
}

/// Returns the identifier of what a part refers to, by its index.
pub(super) fn relation_id(index: usize) -> String {
    format!("rIdT{}", index + 1)
}

/// Returns the names of the pictures of a chart in the file, by its index: the one of Word, and its stand-in.
pub(super) fn picture_names(index: usize) -> (String, String) {
    (format!("media/graphique{}.svg", index + 1), format!("media/graphique{}.png", index + 1))
}

/// What a part of the text refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Rel {
    /// An address.
    Link(String),
    /// A picture of the file.
    Picture(String),
}

/// A list that is open: its identifier for Word, the one of the item under way, and whether that item's sign was written.
#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    pub(super) id: usize,
    pub(super) item: usize,
    pub(super) labelled: bool,
}

/// The text under way.
pub(super) struct Body<'d> {
    pub(super) document: &'d Document,
    pub(super) outline: Outline<'d>,
    pub(super) notes: Notes,
    /// The part under way, the text or its notes, and what it refers to.
    pub(super) xml: Xml,
    relations: Vec<Rel>,
    /// The other part.
    other: (Xml, Vec<Rel>),
    pub(super) in_note: bool,
    numbering: Numbering,
    pub(super) figures: Vec<&'d Figure>,
    /// The width of the text around, in points.
    pub(super) room: f32,
    pub(super) drawings: usize,
    bookmarks: usize,
    sheet: Sheet,
    /// Something stands on the sheet under way.
    pub(super) begun: bool,
    /// The next paragraph starts on a new page.
    pub(super) new_page: bool,
    /// A table was just written, which has no room below.
    pub(super) after_table: bool,
    pub(super) in_notice: bool,
    pub(super) quotes: usize,
    pub(super) lists: Vec<List>,
    /// What is being written ends the outermost list.
    pub(super) ends_list: bool,
    titled: bool,
}

/// The text once made.
pub(super) struct Made<'d> {
    pub(super) text: String,
    pub(super) relations: Vec<Rel>,
    pub(super) notes: String,
    pub(super) note_relations: Vec<Rel>,
    pub(super) numbering: String,
    /// The charts, each the source of two pictures.
    pub(super) figures: Vec<&'d Figure>,
}

impl<'d> Body<'d> {
    /// Makes the text of a document.
    pub(super) fn of(document: &'d Document) -> Made<'d> {
        let mut text = super::part("w:document");
        text.open("w:body");
        let mut notes = super::part("w:footnotes");
        for (id, kind) in [(-1, "separator"), (0, "continuationSeparator")] {
            notes.open("w:footnote").attr("w:type", kind).attr("w:id", id).open("w:p").open("w:r");
            notes.open(if id == 0 { "w:continuationSeparator" } else { "w:separator" }).close().close().close().close();
        }
        let mut body = Self {
            document,
            outline: Outline::of(document),
            notes: Notes::new(document.notes.len()),
            xml: text,
            relations: Vec::new(),
            other: (notes, Vec::new()),
            in_note: false,
            numbering: Numbering::default(),
            figures: Vec::new(),
            room: wide(Sheet::A4),
            drawings: 0,
            bookmarks: 0,
            sheet: Sheet::A4,
            begun: false,
            new_page: false,
            after_table: false,
            in_notice: false,
            quotes: 0,
            lists: Vec::new(),
            ends_list: false,
            titled: false,
        };
        body.blocks(&document.blocks);
        if body.after_table || !body.begun {
            body.interval();
        }
        body.section();
        let (notes, note_relations) = body.other;
        Made {
            text: body.xml.finish(),
            relations: body.relations,
            notes: notes.finish(),
            note_relations,
            numbering: body.numbering.finish(),
            figures: body.figures,
        }
    }

    fn blocks(&mut self, blocks: &'d [Block]) {
        let ends_list = self.ends_list;
        for (index, block) in blocks.iter().enumerate() {
            self.ends_list = ends_list && index + 1 == blocks.len();
            match block {
                Block::Heading { level, text, anchor } => {
                    self.heading(*level, text, anchor, heads_contents(blocks, index))
                }
                Block::Paragraph(line) => {
                    let dress = self.usual();
                    self.paragraph(dress, line);
                }
                Block::List { first, items } => self.list(*first, items),
                Block::Table(table) => self.table(table),
                Block::Quote(inner) => {
                    self.quotes += 1;
                    self.blocks(inner);
                    self.quotes -= 1;
                }
                Block::Notice(inner) => {
                    let around = std::mem::replace(&mut self.in_notice, true);
                    self.blocks(inner);
                    self.in_notice = around;
                }
                Block::Code(code) => self.code(code),
                Block::Figure(figure) => self.figure(figure),
                Block::Rule => self.paragraph(Dress::of("HorizontalLine"), &[]),
                Block::Page(sheet) => self.page(*sheet),
                Block::Contents => self.contents(index == 0 || !heads_contents(blocks, index - 1)),
            }
        }
        self.ends_list = ends_list;
    }

    /// Writes a note in the part of notes; the text goes on after it.
    pub(super) fn note_blocks(&mut self, number: usize, blocks: &'d [Block]) {
        std::mem::swap(&mut self.xml, &mut self.other.0);
        std::mem::swap(&mut self.relations, &mut self.other.1);
        let lists = std::mem::take(&mut self.lists);
        let quotes = std::mem::take(&mut self.quotes);
        let state = (self.room, self.in_notice, self.after_table, self.new_page, self.ends_list);
        (self.room, self.in_notice, self.after_table, self.new_page, self.ends_list) =
            (wide(self.sheet), false, false, false, false);
        self.in_note = true;
        self.xml.open("w:footnote").attr("w:id", number);
        // The number stands in the first paragraph, the note's own where it starts with one.
        let (first, rest) = match blocks.split_first() {
            Some((Block::Paragraph(line), rest)) => (line.as_slice(), rest),
            _ => (&[][..], blocks),
        };
        self.paragraph_of(Dress::of("FootnoteText"), |body| {
            body.xml.open("w:r").open("w:rPr").open("w:rStyle").attr("w:val", "FootnoteReference").close().close();
            body.xml.open("w:footnoteRef").close().close();
            body.sign("w:tab");
            body.line(first);
        });
        self.blocks(rest);
        if self.after_table {
            self.interval();
        }
        self.xml.close();
        self.in_note = false;
        (self.room, self.in_notice, self.after_table, self.new_page, self.ends_list) = state;
        (self.lists, self.quotes) = (lists, quotes);
        std::mem::swap(&mut self.xml, &mut self.other.0);
        std::mem::swap(&mut self.relations, &mut self.other.1);
    }

    /// Writes what links point at around what `inner` writes.
    pub(super) fn bookmarked(&mut self, name: &str, inner: impl FnOnce(&mut Self)) {
        self.bookmarks += 1;
        let id = self.bookmarks;
        self.xml.open("w:bookmarkStart").attr("w:id", id).attr("w:name", name).close();
        inner(self);
        self.xml.open("w:bookmarkEnd").attr("w:id", id).close();
    }

    /// Returns the identifier of what the part under way refers to.
    pub(super) fn relation(&mut self, rel: Rel) -> String {
        let index = self.relations.iter().position(|other| *other == rel).unwrap_or_else(|| {
            self.relations.push(rel);
            self.relations.len() - 1
        });
        relation_id(index)
    }

    fn heading(&mut self, level: u8, text: &[Inline], anchor: &str, of_contents: bool) {
        let (style, outline) = match level {
            _ if of_contents => ("TOCHeading", Some(level.clamp(1, 6) - 1)),
            0 | 1 if !self.titled => ("Title", Some(0)),
            0 | 1 => ("Heading1", None),
            2 => ("Heading2", None),
            3 => ("Heading3", None),
            4 => ("Heading4", None),
            5 => ("Heading5", None),
            _ => ("Heading6", None),
        };
        self.titled |= level <= 1;
        let mut dress = self.listed(Dress::of(style));
        dress.outline = outline;
        self.paragraph_of(dress, |body| match body.outline.rank(anchor) {
            Some(rank) => body.bookmarked(&bookmark(rank), |body| body.line(text)),
            None => body.line(text),
        });
    }

    fn code(&mut self, code: &str) {
        let dress = self.listed(Dress::of("HTMLPreformatted"));
        self.paragraph_of(dress, |body| {
            for (index, line) in code.lines().enumerate() {
                if index > 0 {
                    body.sign("w:br");
                }
                body.words(line, Look::default());
            }
        });
    }

    fn page(&mut self, sheet: Sheet) {
        if self.in_note {
            return;
        }
        if sheet == self.sheet {
            self.new_page = self.begun;
            return;
        }
        if self.begun {
            self.xml.open("w:p").open("w:pPr").open("w:pStyle").attr("w:val", "Interval").close();
            self.section();
            self.xml.close().close();
        }
        (self.sheet, self.room, self.begun) = (sheet, wide(sheet), false);
        (self.new_page, self.after_table) = (false, false);
    }

    /// Writes the size of the pages that end here, and their foot.
    fn section(&mut self) {
        let footer = match self.sheet {
            Sheet::A4 => "rId5",
            Sheet::A3Landscape => "rId6",
        };
        let xml = &mut self.xml;
        xml.open("w:sectPr").open("w:footerReference").attr("w:type", "default").attr("r:id", footer).close();
        xml.open("w:pgSz");
        match self.sheet {
            Sheet::A4 => xml.attr("w:w", 11_906).attr("w:h", 16_838),
            Sheet::A3Landscape => xml.attr("w:w", 23_811).attr("w:h", 16_838).attr("w:orient", "landscape"),
        };
        xml.close()
            .open("w:pgMar")
            .attr("w:top", 1134)
            .attr("w:right", 1134)
            .attr("w:bottom", 1417)
            .attr("w:left", 1134);
        xml.attr("w:header", 709).attr("w:footer", 850).attr("w:gutter", 0).close().close();
    }

    /// Writes the table of contents, below a title of its own where no heading is right above it.
    fn contents(&mut self, titled: bool) {
        let entries: Vec<(u8, usize, String)> = self
            .outline
            .contents
            .iter()
            .filter_map(|entry| Some((entry.level, self.outline.rank(entry.anchor)?, entry.words.clone())))
            .collect();
        let last = entries.len().saturating_sub(1);
        let deepest = *self.document.listed().end();
        if entries.is_empty() {
            return;
        }
        self.xml.open("w:sdt").open("w:sdtPr").open("w:docPartObj");
        self.xml.open("w:docPartGallery").attr("w:val", "Table of Contents").close().open("w:docPartUnique").close();
        self.xml.close().close().open("w:sdtContent");
        if titled {
            self.paragraph(Dress::of("TOCHeading"), &[Inline::Text("Sommaire".to_owned())]);
        }
        for (index, (level, rank, words)) in entries.into_iter().enumerate() {
            self.paragraph_of(Dress::of(if level == 3 { "TOC3" } else { "TOC2" }), |body| {
                if index == 0 {
                    body.field_start(&format!(" TOC \\o \"2-{deepest}\" \\h \\z "));
                }
                let name = bookmark(rank);
                body.xml.open("w:hyperlink").attr("w:anchor", &name).attr("w:history", 1);
                body.words(&words, Look::default());
                body.sign("w:tab");
                // Pages are Word's to count, when the contents are made anew.
                body.field(&format!(" PAGEREF {name} \\h "), |body| body.words("–", Look::default()));
                body.xml.close();
                if index == last {
                    body.field_end();
                }
            });
        }
        self.xml.close().close();
    }

    fn list(&mut self, first: Option<u64>, items: &'d [Item]) {
        let level = self.lists.len();
        let id = match first {
            Some(first) => self.numbering.numbered(level, first),
            None => Numbering::signed(Label::Bullet),
        };
        self.lists.push(List { id, item: id, labelled: false });
        let ends_list = level == 0 || self.ends_list;
        for (index, item) in items.iter().enumerate() {
            self.ends_list = ends_list && index + 1 == items.len();
            if let Some(list) = self.lists.last_mut() {
                list.labelled = false;
                list.item = match item.task {
                    None => id,
                    Some(false) => Numbering::signed(Label::Open),
                    Some(true) => Numbering::signed(Label::Done),
                };
            }
            self.blocks(&item.blocks);
        }
        self.lists.pop();
    }
}
