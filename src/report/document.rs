//! A document as a tree, the same whatever it is written to: Markdown, HTML, ODT, DOCX, PDF.
//!
//! It is made by [`parse`](super::parse) from the Markdown of a template, typeset once by [`typeset`](super::typeset), and then only read:
//! a writer walks it and adds no word of its own. Texts are plain Unicode without control characters; each writer escapes them its own way.

use std::ops::RangeInclusive;

/// A whole document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Its title, plain: that of its first heading of level 1.
    pub title: String,
    /// Who made it, for the properties of the file; empty where nobody is said.
    pub author: String,
    /// The day it speaks of, as `2025-12-12`, for the properties of the file; the same for the same input.
    pub date: String,
    /// What stands at the foot of each page beside its number; empty for none.
    pub foot: String,
    /// Whether its contents list headings of level 2 only, and not of level 3.
    pub short_contents: bool,
    /// What it holds, in order.
    pub blocks: Vec<Block>,
    /// Its footnotes: [`Inline::Note`] numbers them from 0, in order of first call.
    pub notes: Vec<Vec<Block>>,
}

impl Document {
    /// Returns the levels of the headings that the contents list.
    pub fn listed(&self) -> RangeInclusive<u8> {
        2..=if self.short_contents { 2 } else { 3 }
    }
}

/// A part of a document that starts on a line of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading; `level` goes from 1, the document's title, to 6.
    Heading {
        /// How deep it stands.
        level: u8,
        /// Its words.
        text: Vec<Inline>,
        /// A name that links may point at: lower-case ASCII letters, digits and hyphens, unique in the document.
        anchor: String,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list, numbered from `first` where it has one.
    List {
        /// The first number.
        first: Option<u64>,
        /// The items.
        items: Vec<Item>,
    },
    /// A table.
    Table(Table),
    /// Quoted words.
    Quote(Vec<Block>),
    /// A notice set apart: « dossier fictif », « diffusion interne ».
    Notice(Vec<Block>),
    /// Text to be shown letter by letter.
    Code(String),
    /// A chart with its reading.
    Figure(Figure),
    /// A line across the page.
    Rule,
    /// What follows starts on a new page, of this size.
    Page(Sheet),
    /// The table of contents: the headings as deep as [`Document::listed`].
    Contents,
}

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// For a task, whether it is done.
    pub task: Option<bool>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// The size of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sheet {
    /// A4, upright.
    #[default]
    A4,
    /// A3, lying: a sheet for the table of a group.
    A3Landscape,
}

/// A table; every row has as many cells as the head.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What it shows, above it; empty for none.
    pub caption: Vec<Inline>,
    /// How each column stands.
    pub columns: Vec<Align>,
    /// The heads of the columns.
    pub head: Vec<Vec<Inline>>,
    /// The rows of cells.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// How a column stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// To the left: words.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// To the right: numbers.
    Right,
}

/// A chart: a picture, what it says, and the same data as a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// Its name among the charts, unique in the document once suffixed: `idees-par-theme`.
    pub name: String,
    /// Its title, plain.
    pub title: String,
    /// What one reads in it, plain: the alternative to the picture.
    pub description: String,
    /// The picture, an SVG document on one root element, with its own title and description.
    pub svg: String,
    /// The width and height of the picture, in points.
    pub size: (f32, f32),
    /// Its data.
    pub table: Table,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck through.
    Strike(Vec<Inline>),
    /// Raised: the « er » of « 1er ».
    Raised(String),
    /// Letter by letter.
    Code(String),
    /// A link to an address (`https:`, `http:`, `mailto:`) or, with `#`, to an anchor of the document.
    Link {
        /// The address.
        target: String,
        /// Its words.
        text: Vec<Inline>,
    },
    /// The call of a footnote, by its index in [`Document::notes`].
    Note(usize),
    /// A line break.
    Break,
    /// Room to write by hand, this many lines high.
    Blank(u8),
}

/// Returns the words of a line without their dress; the room to write by hand and calls of notes are left out.
pub fn plain(line: &[Inline]) -> String {
    fn walk(line: &[Inline], words: &mut String) {
        for part in line {
            match part {
                Inline::Text(text) | Inline::Code(text) | Inline::Raised(text) => words.push_str(text),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => walk(inner, words),
                Inline::Link { text, .. } => walk(text, words),
                Inline::Break => words.push(' '),
                Inline::Note(_) | Inline::Blank(_) => {}
            }
        }
    }
    let mut words = String::new();
    walk(line, &mut words);
    words
}
