//! What the template reads: the document once more, flatter, with all that needs arithmetic already done.
//!
//! It reaches the template as JSON and only ever becomes values there: no text of a document is read as Typst's markup or code. Names of
//! fields are those `document.typ` uses.

use serde::Serialize;

/// A whole document.
#[derive(Debug, Serialize)]
pub(super) struct Tree {
    pub(super) title: String,
    pub(super) author: String,
    pub(super) foot: String,
    /// What stays free around the text of a page, and how far lists and quotes stand in, in points.
    pub(super) margin: f32,
    pub(super) step: f32,
    pub(super) leaves: Vec<Leaf>,
}

/// What starts on a new page, and the size of its pages.
#[derive(Debug, Serialize)]
pub(super) struct Leaf {
    pub(super) paper: &'static str,
    pub(super) lying: bool,
    /// The size of its type, in points.
    pub(super) size: f32,
    pub(super) blocks: Vec<Node>,
}

/// A block.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Node {
    Heading(Heading),
    Paragraph { line: Vec<Part> },
    List { first: Option<u64>, tight: bool, entries: Vec<Entry> },
    Table(Grid),
    Quote { blocks: Vec<Node> },
    Notice { blocks: Vec<Node> },
    Code { text: String },
    Figure(Picture),
    Rule,
    Contents,
}

/// A heading.
#[derive(Debug, Default, Serialize)]
pub(super) struct Heading {
    /// How deep it stands among the headings above it, from 1, none skipped.
    pub(super) rank: usize,
    pub(super) line: Vec<Part>,
    /// Its words without their dress, for the contents.
    pub(super) words: String,
    /// What links point at; none where nothing does.
    pub(super) anchor: Option<String>,
    /// The contents list it.
    pub(super) listed: bool,
    /// The bookmarks of the file list it.
    pub(super) marked: bool,
}

/// An item of a list.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    pub(super) task: Option<bool>,
    pub(super) blocks: Vec<Node>,
}

/// A table.
#[derive(Debug, Serialize)]
pub(super) struct Grid {
    pub(super) caption: Vec<Part>,
    /// The width of each column, in points.
    pub(super) widths: Vec<f32>,
    /// `left`, `center` or `right`, for each column.
    pub(super) aligns: Vec<&'static str>,
    pub(super) head: Option<Vec<Vec<Part>>>,
    /// The head stands again on each page.
    pub(super) repeat: bool,
    pub(super) rows: Vec<Row>,
    /// People write in it.
    pub(super) by_hand: bool,
}

/// A row of a table.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub(super) cells: Vec<Vec<Part>>,
    /// Too high to be kept on one page.
    pub(super) breaks: bool,
}

/// A chart.
#[derive(Debug, Serialize)]
pub(super) struct Picture {
    pub(super) title: String,
    pub(super) description: String,
    /// What stands for it where it is not seen; never empty.
    pub(super) alt: String,
    /// The name of its file.
    pub(super) file: String,
    /// Its width, in points.
    pub(super) width: f32,
    pub(super) table: Option<Grid>,
}

/// A part of a line.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Part {
    Words(Run),
    /// A link to an address.
    Link {
        to: String,
        runs: Vec<Run>,
    },
    /// A link to a heading.
    Jump {
        anchor: String,
        runs: Vec<Run>,
    },
    /// The first call of a note, with what it holds.
    Note {
        number: usize,
        blocks: Vec<Node>,
    },
    /// Another call of a note.
    Again {
        number: usize,
    },
    Break,
    /// Room to write by hand: lines, each so many points high.
    Blank {
        lines: u8,
        height: f32,
    },
}

/// Words of one dress.
#[derive(Debug, Serialize)]
pub(super) struct Run {
    pub(super) text: String,
    #[serde(flatten)]
    pub(super) dress: Dress,
}

/// What words wear.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct Dress {
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) strike: bool,
    pub(super) raised: bool,
    pub(super) code: bool,
}
