//! Markdown: CommonMark with the tables, footnotes, tasks, struck words and notes of GitHub, and no HTML.
//!
//! [`parse`](crate::report::parse) reads the same tree back, but for what Markdown has no form of:
//!
//! - a figure is its title in bold, its description and its table, without the picture;
//! - the caption of a table is a paragraph in bold above it;
//! - a new page is a line across the page, and room to write by hand a run of `…`;
//! - the contents are a list of links, and a link to a heading points at the name that forges give it: its words, accents kept;
//! - raised letters stand on the line, and a line break within a cell or a heading is a space.
//!
//! A paragraph is one line. Signs are escaped only where they would be misread.

mod escape;
mod line;

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthStr;

use crate::report::MARK;
use crate::report::document::{Align, Block, Document, Figure, Inline, Item, Table, plain};
use escape::Place;
use line::longest_run;

/// How wide a column is at most, its cells one below another; longer cells jut out.
const COLUMN: usize = 40;

/// Returns a document as Markdown, ended by a line feed.
///
/// Its last line, which shows nowhere, is a link that nothing calls and that bears [`MARK`].
pub fn write(document: &Document) -> String {
    let writer = Writer { document, slugs: slugs(document) };
    let mut parts = vec![writer.blocks(&document.blocks, false)];
    for (index, note) in document.notes.iter().enumerate() {
        parts.push(hung(&format!("[^{}]: ", index + 1), 4, &writer.blocks(note, true)));
    }
    parts.push(format!("[//]: # ({MARK})\n"));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// A document under way.
struct Writer<'d> {
    document: &'d Document,
    /// What links to a heading point at, by its anchor.
    slugs: BTreeMap<&'d str, String>,
}

impl Writer<'_> {
    /// Writes blocks one below another; `nested` in a list, a quote or a note.
    fn blocks(&self, blocks: &[Block], nested: bool) -> String {
        let mut parts: Vec<String> = Vec::with_capacity(blocks.len());
        // Two lists side by side read as one, unless their signs differ.
        let mut other_sign = false;
        for (rank, block) in blocks.iter().enumerate() {
            let after_list = rank.checked_sub(1).and_then(|rank| blocks.get(rank)).is_some_and(is_list);
            other_sign = is_list(block) && after_list && !other_sign;
            let part = match block {
                Block::Page(_) if parts.is_empty() => String::new(),
                block => self.block(block, nested, other_sign),
            };
            if !part.is_empty() {
                parts.push(part);
            }
        }
        parts.join("\n\n")
    }

    fn block(&self, block: &Block, nested: bool, other_sign: bool) -> String {
        match block {
            Block::Heading { level, text, .. } => {
                format!("{} {}", "#".repeat(usize::from((*level).clamp(1, 6))), self.line(text, Place::Heading))
            }
            Block::Paragraph(line) => self.line(line, Place::Paragraph),
            Block::List { first, items } => self.list(*first, items, other_sign),
            Block::Table(table) => self.table(table, ""),
            Block::Quote(inner) => quoted(&self.blocks(inner, true)),
            Block::Notice(inner) => quoted(&format!("[!NOTE]\n{}", self.blocks(inner, true))),
            Block::Code(code) => {
                let fence = "`".repeat(3.max(longest_run(code, '`') + 1));
                format!("{fence}\n{code}{}{fence}", if code.is_empty() { "" } else { "\n" })
            }
            Block::Figure(figure) => self.figure(figure),
            // In the item of a list, `---` after its `-` would be one line across the page.
            Block::Rule | Block::Page(_) => if nested { "___" } else { "---" }.to_owned(),
            Block::Contents => self.list(None, &self.contents(), other_sign),
        }
    }

    fn line(&self, line: &[Inline], place: Place) -> String {
        line::write(line, place, &self.slugs)
    }

    fn list(&self, first: Option<u64>, items: &[Item], other_sign: bool) -> String {
        let tight = items.iter().all(is_tight);
        let items = items.iter().zip(first.unwrap_or(0)..).map(|(item, number)| {
            let sign = match (first, other_sign) {
                (None, false) => "- ".to_owned(),
                (None, true) => "* ".to_owned(),
                (Some(_), other) => format!("{}{} ", number.min(999_999_999), if other { ')' } else { '.' }),
            };
            let task = match item.task {
                None => "",
                Some(false) => "[ ] ",
                Some(true) => "[x] ",
            };
            let text = if tight {
                let parts: Vec<String> = item.blocks.iter().map(|block| self.block(block, true, false)).collect();
                parts.join("\n")
            } else {
                self.blocks(&item.blocks, true)
            };
            hung(&sign, sign.len(), &format!("{task}{text}"))
        });
        items.collect::<Vec<_>>().join(if tight { "\n" } else { "\n\n" })
    }

    /// Writes a table below its caption, unless that is the `title` already shown.
    fn table(&self, table: &Table, title: &str) -> String {
        let cells = |row: &[Vec<Inline>]| -> Vec<String> {
            let cells = row.iter().map(|cell| self.line(cell, Place::Cell));
            cells.chain(std::iter::repeat(String::new())).take(table.head.len()).collect()
        };
        let rows: Vec<Vec<String>> = std::iter::once(&table.head).chain(&table.rows).map(|row| cells(row)).collect();
        let aligned = |column: usize| table.columns.get(column).copied().unwrap_or_default();
        let widths: Vec<usize> = (0..table.head.len())
            .map(|column| rows.iter().filter_map(move |row| row.get(column)).map(|cell| cell.width()))
            .map(|widths| widths.filter(|width| *width <= COLUMN).fold(3, usize::max))
            .collect();
        if widths.is_empty() {
            return String::new();
        }
        let mut lines: Vec<String> = Vec::with_capacity(rows.len() + 1);
        for row in rows {
            let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
                let room = " ".repeat(width.saturating_sub(cell.width()));
                if aligned(column) == Align::Right { format!("{room}{cell}") } else { format!("{cell}{room}") }
            });
            lines.push(format!("| {} |", cells.collect::<Vec<_>>().join(" | ")));
        }
        let marks = widths.iter().enumerate().map(|(column, width)| match aligned(column) {
            Align::Left => "-".repeat(*width),
            Align::Center => format!(":{}:", "-".repeat(width - 2)),
            Align::Right => format!("{}:", "-".repeat(width - 1)),
        });
        lines.insert(1, format!("| {} |", marks.collect::<Vec<_>>().join(" | ")));
        let shown = table.caption.is_empty() || plain(&table.caption) == title;
        let caption = if shown { String::new() } else { self.bold(&table.caption) + "\n\n" };
        caption + &lines.join("\n")
    }

    fn figure(&self, figure: &Figure) -> String {
        let text = |text: &str| vec![Inline::Text(text.to_owned())];
        let mut parts = vec![
            self.bold(&text(&figure.title)),
            self.line(&text(&figure.description), Place::Paragraph),
            self.table(&figure.table, &figure.title),
        ];
        parts.retain(|part| !part.is_empty());
        parts.join("\n\n")
    }

    fn bold(&self, line: &[Inline]) -> String {
        self.line(&[Inline::Strong(line.to_vec())], Place::Paragraph)
    }

    /// Returns the headings that the contents list as a list of links.
    fn contents(&self) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        for block in &self.document.blocks {
            let Block::Heading { level, text, anchor } = block else { continue };
            if !self.document.listed().contains(level) {
                continue;
            }
            let link = Inline::Link { target: format!("#{anchor}"), text: vec![Inline::Text(plain(text))] };
            let item = Item { task: None, blocks: vec![Block::Paragraph(vec![link])] };
            match items.last_mut() {
                Some(above) if *level == 3 => match above.blocks.last_mut() {
                    Some(Block::List { items, .. }) => items.push(item),
                    _ => above.blocks.push(Block::List { first: None, items: vec![item] }),
                },
                _ => items.push(item),
            }
        }
        items
    }
}

fn is_list(block: &Block) -> bool {
    matches!(block, Block::List { .. } | Block::Contents)
}

/// Tells whether an item needs no empty line: words, then at most lists that may follow words at once.
fn is_tight(item: &Item) -> bool {
    let follows = |block: &Block| match block {
        Block::List { first: None | Some(1), items } => items.iter().all(is_tight),
        _ => false,
    };
    match item.blocks.as_slice() {
        [Block::Paragraph(line)] => !line.is_empty(),
        [Block::Paragraph(line), list] => !line.is_empty() && follows(list),
        _ => false,
    }
}

/// Writes `text` after `sign`, its other lines `indent` spaces in.
fn hung(sign: &str, indent: usize, text: &str) -> String {
    let mut hung = sign.to_owned();
    for (rank, line) in text.split('\n').enumerate() {
        if rank > 0 {
            hung.push('\n');
            hung.push_str(&" ".repeat(if line.is_empty() { 0 } else { indent }));
        }
        hung.push_str(line);
    }
    hung.truncate(hung.trim_end_matches(' ').len());
    hung
}

fn quoted(text: &str) -> String {
    let lines = text.split('\n').map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") });
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns what links to each heading point at where Markdown is shown: its words in lower case, spaces as hyphens, the second of a name numbered.
fn slugs(document: &Document) -> BTreeMap<&str, String> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut slugs = BTreeMap::new();
    for block in &document.blocks {
        let Block::Heading { text, anchor, .. } = block else { continue };
        let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
        let words: String = plain(text).chars().filter(kept).map(|c| if c == ' ' { '-' } else { c }).collect();
        let words = words.to_lowercase();
        let uses = taken.entry(words.clone()).or_insert(0);
        slugs.insert(anchor.as_str(), if *uses == 0 { words } else { format!("{words}-{uses}") });
        *uses += 1;
    }
    slugs
}

#[cfg(test)]
mod tests;
