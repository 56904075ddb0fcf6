//! The lines of a document, each with where it stands.

use carte_blanche::report::document::{Block, Document, Inline, Item, Table};

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Heading,
    Paragraph,
    Item,
    Head,
    Cell,
    Caption,
    /// What a chart says of itself.
    Figure,
    Code,
}

/// A line of a document.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) place: Place,
    /// Its words; code stands between `` ` ``, the call of a note as `⟦n⟧`, room to write by hand as `☐`.
    pub(crate) words: String,
    /// The heading it stands below.
    pub(crate) below: String,
    /// What follows it among its neighbours, if something does.
    pub(crate) next: Option<&'static str>,
}

/// Returns every line of a document, notes last.
pub(crate) fn lines(document: &Document) -> Vec<Line> {
    let mut walk = Walk { lines: Vec::new(), below: String::new() };
    walk.blocks(&document.blocks, Place::Paragraph);
    for note in &document.notes {
        walk.blocks(note, Place::Paragraph);
    }
    walk.lines
}

/// Returns the words of a line.
pub(crate) fn words(line: &[Inline]) -> String {
    line.iter()
        .map(|part| match part {
            Inline::Text(text) | Inline::Raised(text) => text.clone(),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => words(inner),
            Inline::Link { text, .. } => words(text),
            Inline::Code(code) => format!("`{code}`"),
            Inline::Note(note) => format!("⟦{note}⟧"),
            Inline::Break => "\n".to_owned(),
            Inline::Blank(_) => "☐".to_owned(),
        })
        .collect()
}

/// What kind of block it is, in a word.
pub(crate) fn kind(block: &Block) -> &'static str {
    match block {
        Block::Heading { .. } => "heading",
        Block::Paragraph(_) => "paragraph",
        Block::List { .. } => "list",
        Block::Table(_) => "table",
        Block::Quote(_) => "quote",
        Block::Notice(_) => "notice",
        Block::Code(_) => "code",
        Block::Figure(_) => "figure",
        Block::Rule => "rule",
        Block::Page(_) => "page",
        Block::Contents => "contents",
    }
}

struct Walk {
    lines: Vec<Line>,
    below: String,
}

impl Walk {
    fn line(&mut self, place: Place, words: String, next: Option<&'static str>) {
        self.lines.push(Line { place, words, below: self.below.clone(), next });
    }

    fn blocks(&mut self, blocks: &[Block], place: Place) {
        for (index, block) in blocks.iter().enumerate() {
            let next = blocks.get(index + 1).map(kind);
            match block {
                Block::Heading { text, .. } => {
                    self.below = words(text);
                    self.line(Place::Heading, words(text), next);
                }
                Block::Paragraph(line) => self.line(place, words(line), next),
                Block::List { items, .. } => self.items(items),
                Block::Table(table) => self.table(table),
                Block::Quote(inner) | Block::Notice(inner) => self.blocks(inner, place),
                Block::Figure(figure) => {
                    self.line(Place::Figure, figure.title.clone(), next);
                    self.line(Place::Figure, figure.description.clone(), next);
                    self.table(&figure.table);
                }
                Block::Code(code) => self.line(Place::Code, code.clone(), next),
                Block::Rule | Block::Page(_) | Block::Contents => {}
            }
        }
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            self.blocks(&item.blocks, Place::Item);
        }
    }

    fn table(&mut self, table: &Table) {
        self.line(Place::Caption, words(&table.caption), Some("table"));
        for cell in &table.head {
            self.line(Place::Head, words(cell), None);
        }
        for cell in table.rows.iter().flatten() {
            self.line(Place::Cell, words(cell), None);
        }
    }
}
