//! From the Markdown that a template made to the tree of a document.
//!
//! The bodies of records are parsed alone and grafted where their token stands, their headings below the one that precedes it, their footnotes
//! kept apart from all others: whatever they leave open ends with them.

mod line;

use std::collections::{BTreeSet, HashMap};

use pulldown_cmark::{Alignment, BlockQuoteKind, Event, Options, Parser, Tag, TagEnd};

use super::document::{Align, Block, Document, Inline, Item, Table, plain};
use super::graft::{Grafts, Piece, Token, clean, pieces};
use super::screen::{self, Screen};
use crate::chart::with_identifiers;
use crate::fr::fold::fold;
use line::Line;

/// The extensions of CommonMark that templates and bodies know; [`BlockQuoteKind::Note`] makes a notice.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_WIKILINKS)
    .union(Options::ENABLE_GFM);

/// How deep blocks may lie in one another; what is deeper is laid flat.
const DEEP: usize = 24;

/// Parses the Markdown of a report; `grafts` holds what its tokens lead to.
pub fn parse(markdown: &str, grafts: &Grafts) -> Document {
    screened(markdown, grafts, &|_| None)
}

/// Does the same, and takes out of it what `screen` finds that may not be printed.
pub(super) fn screened(markdown: &str, grafts: &Grafts, screen: Screen<'_>) -> Document {
    let mut made = Made { grafts, notes: Vec::new(), level: 1, short_contents: false, charts: HashMap::new() };
    let mut blocks = made.blocks(markdown, Source::Template);
    screen::blocks(&mut blocks, screen);
    made.notes.iter_mut().for_each(|note| screen::blocks(note, screen));
    tidy(&mut blocks);
    anchors(&mut blocks);
    let title = blocks.iter().find_map(|block| match block {
        Block::Heading { level: 1, text, .. } => Some(plain(text)),
        _ => None,
    });
    Document {
        title: title.unwrap_or_default(),
        short_contents: made.short_contents,
        blocks,
        notes: made.notes,
        ..Document::default()
    }
}

/// Where Markdown comes from: only a template's tokens are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    Template,
    Body,
}

/// A document under way.
struct Made<'g> {
    grafts: &'g Grafts,
    notes: Vec<Vec<Block>>,
    /// The level of the last heading of the template.
    level: u8,
    short_contents: bool,
    /// How often each chart was used, so that each has a name of its own.
    charts: HashMap<String, usize>,
}

/// A block that is open.
enum Open {
    Root,
    List(Option<u64>, Vec<Item>),
    Item(Item),
    Quote { notice: bool },
    Note(usize),
    Table(Table),
}

/// The events of one text, one after another.
struct Walk<'m, 'g> {
    made: &'m mut Made<'g>,
    source: Source,
    /// The open blocks, with what each holds so far.
    open: Vec<(Open, Vec<Block>)>,
    line: Line,
    row: Vec<Vec<Inline>>,
    caption: Vec<Inline>,
    heading: Option<u8>,
    code: Option<String>,
    /// The footnotes of this text, by their label.
    labels: HashMap<String, usize>,
    /// How much deeper the headings of a body stand.
    shift: u8,
    /// Inside HTML, which prints as text; comments print nothing.
    html: Option<String>,
}

impl Made<'_> {
    fn blocks(&mut self, markdown: &str, source: Source) -> Vec<Block> {
        // The highest heading of a body stands right below the one that precedes it.
        let shift = (self.level + 1).saturating_sub(highest(markdown));
        let mut walk = Walk {
            made: self,
            source,
            open: vec![(Open::Root, Vec::new())],
            line: Line::default(),
            row: Vec::new(),
            caption: Vec::new(),
            heading: None,
            code: None,
            labels: HashMap::new(),
            shift,
            html: None,
        };
        for event in Parser::new_ext(markdown, OPTIONS) {
            walk.event(event);
        }
        walk.end_line();
        while walk.open.len() > 1 {
            walk.close();
        }
        walk.open.pop().map(|(_, blocks)| blocks).unwrap_or_default()
    }
}

impl Walk<'_, '_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(code) => self.line.push(Inline::Code(clean(&code).into_owned())),
            Event::Html(html) | Event::InlineHtml(html) => match &mut self.html {
                Some(block) => block.push_str(&html),
                None => self.markup(&html),
            },
            Event::FootnoteReference(label) => {
                let note = self.note(&label);
                self.line.push(Inline::Note(note));
            }
            Event::SoftBreak => self.line.words(" "),
            Event::HardBreak => self.line.push(Inline::Break),
            Event::Rule => self.block(Block::Rule),
            Event::TaskListMarker(done) => {
                if let Some((Open::Item(item), _)) = self.open.last_mut() {
                    item.task = Some(done);
                }
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::TableCell => {}
            Tag::Heading { level, .. } => {
                self.end_line();
                self.heading = Some(*level as u8);
            }
            Tag::BlockQuote(kind) => {
                let notice = self.source == Source::Template && matches!(kind, Some(BlockQuoteKind::Note));
                self.opened(Open::Quote { notice });
            }
            Tag::CodeBlock(_) => {
                self.end_line();
                self.code = Some(String::new());
            }
            Tag::HtmlBlock => {
                self.end_line();
                self.html = Some(String::new());
            }
            Tag::List(first) => self.opened(Open::List(*first, Vec::new())),
            Tag::Item => self.opened(Open::Item(Item::default())),
            Tag::FootnoteDefinition(label) => {
                let note = self.note(label);
                self.opened(Open::Note(note));
            }
            Tag::Table(columns) => {
                let caption = std::mem::take(&mut self.caption);
                let columns = columns.iter().map(|column| align(*column)).collect();
                self.opened(Open::Table(Table { caption, columns, ..Table::default() }));
            }
            Tag::TableHead | Tag::TableRow => self.row.clear(),
            Tag::Emphasis => self.line.open(line::Dress::Emphasis),
            Tag::Strong => self.line.open(line::Dress::Strong),
            Tag::Strikethrough => self.line.open(line::Dress::Strike),
            Tag::Link { link_type, dest_url, .. } => self.line.open(line::dress(*link_type, dest_url)),
            Tag::Image { .. } => self.line.open(line::Dress::Bare),
            _ => self.line.open(line::Dress::Bare),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_line(),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::CodeBlock => {
                if let Some(code) = self.code.take() {
                    self.block(Block::Code(code.trim_end_matches('\n').to_owned()));
                }
            }
            TagEnd::HtmlBlock => {
                if let Some(html) = self.html.take() {
                    self.markup(&html);
                    self.end_line();
                }
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition | TagEnd::Table => {
                self.end_line();
                self.close();
            }
            TagEnd::TableCell => {
                let cell = self.line.take();
                self.row.push(cell);
            }
            TagEnd::TableHead => self.with_table(|table, row| table.head = row),
            TagEnd::TableRow => self.with_table(|table, row| table.rows.push(row)),
            _ => self.line.close(),
        }
    }

    /// Reads words, and the tokens among them where a template wrote them.
    fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.push_str(&clean(text));
            return;
        }
        if self.source == Source::Body {
            self.line.words(&clean(text));
            return;
        }
        for piece in pieces(text) {
            match piece {
                Piece::Words(words) => self.line.words(words),
                Piece::Token(token) => self.token(token),
            }
        }
    }

    fn token(&mut self, token: Token) {
        match token {
            Token::Blank(lines) => self.line.push(Inline::Blank(lines)),
            Token::Caption => self.line.caption(),
            Token::Page(sheet) => self.block(Block::Page(sheet)),
            Token::Contents { short } => {
                self.made.short_contents |= short;
                self.block(Block::Contents);
            }
            Token::Chart(name) => {
                if let Some(figure) = self.made.grafts.charts.get(&name) {
                    let mut figure = figure.clone();
                    let used = self.made.charts.entry(name).or_insert(0);
                    *used += 1;
                    if *used > 1 {
                        let name = format!("{}-{used}", figure.name);
                        figure.svg = with_identifiers(&figure.svg, &figure.name, &name);
                        figure.name = name;
                    }
                    self.block(Block::Figure(figure));
                }
            }
            Token::Body(index) => {
                let Some(body) = self.made.grafts.bodies.get(index) else { return };
                self.end_line();
                let grafted = self.made.blocks(body, Source::Body);
                if let Some((_, blocks)) = self.open.last_mut() {
                    blocks.extend(grafted);
                }
            }
        }
    }

    /// Prints HTML as text, comments left out.
    fn markup(&mut self, html: &str) {
        let mut rest = html;
        while let Some((before, after)) = rest.split_once("<!--") {
            self.line.words(&clean(&before.replace('\n', " ")));
            rest = after.split_once("-->").map_or("", |(_, after)| after);
        }
        self.line.words(&clean(&rest.replace('\n', " ")));
    }

    /// Returns the index of a footnote of this text; the first mention gives it one.
    fn note(&mut self, label: &str) -> usize {
        let notes = &mut self.made.notes;
        *self.labels.entry(label.to_owned()).or_insert_with(|| {
            notes.push(Vec::new());
            notes.len() - 1
        })
    }

    /// Ends the words under way: a paragraph, or the caption of the next table.
    fn end_line(&mut self) {
        let caption = self.line.is_caption();
        let line = self.line.take();
        if caption {
            self.caption = line;
        } else if !line.is_empty() {
            self.push(Block::Paragraph(line));
        }
    }

    fn end_heading(&mut self) {
        let level = self.heading.take().unwrap_or(1);
        let text = self.line.take();
        let level = match self.source {
            Source::Template => level,
            Source::Body => level.saturating_add(self.shift).clamp(2, 6),
        };
        if self.source == Source::Template {
            self.made.level = level;
        }
        if !text.is_empty() {
            self.push(Block::Heading { level, text, anchor: String::new() });
        }
    }

    fn with_table(&mut self, put: impl FnOnce(&mut Table, Vec<Vec<Inline>>)) {
        let row = std::mem::take(&mut self.row);
        if let Some((Open::Table(table), _)) = self.open.last_mut() {
            put(table, row);
        }
    }

    /// Adds a block that is whole, after the words under way.
    fn block(&mut self, block: Block) {
        self.end_line();
        self.push(block);
    }

    fn push(&mut self, block: Block) {
        if let Some((_, blocks)) = self.open.last_mut() {
            blocks.push(block);
        }
    }

    fn opened(&mut self, open: Open) {
        self.end_line();
        self.open.push((open, Vec::new()));
    }

    fn close(&mut self) {
        let Some((open, blocks)) = self.open.pop() else { return };
        let block = match open {
            Open::Root => return self.open.push((Open::Root, blocks)),
            Open::Item(item) => {
                if let Some((Open::List(_, items), _)) = self.open.last_mut() {
                    items.push(Item { blocks, ..item });
                }
                return;
            }
            Open::Note(index) => {
                if let Some(note) = self.made.notes.get_mut(index).filter(|note| note.is_empty()) {
                    *note = blocks;
                }
                return;
            }
            Open::List(first, items) => Block::List { first, items },
            Open::Quote { notice: true } => Block::Notice(blocks),
            Open::Quote { notice: false } => Block::Quote(blocks),
            Open::Table(table) => Block::Table(table),
        };
        match block {
            Block::Quote(inner) | Block::Notice(inner) if self.open.len() > DEEP => {
                inner.into_iter().for_each(|block| self.push(block));
            }
            Block::List { items, .. } if self.open.len() > DEEP => {
                items.into_iter().flat_map(|item| item.blocks).for_each(|block| self.push(block));
            }
            block => self.push(block),
        }
    }
}

/// Returns the level of the highest heading of a text; 1 where it has none.
fn highest(markdown: &str) -> u8 {
    let levels = Parser::new_ext(markdown, OPTIONS).filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(level as u8),
        _ => None,
    });
    levels.min().unwrap_or(1)
}

fn align(column: Alignment) -> Align {
    match column {
        Alignment::None | Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}

/// Leaves out what would print as nothing: empty quotes and lists, headings with nothing below, pages with nothing on them.
fn tidy(blocks: &mut Vec<Block>) {
    for block in blocks.iter_mut() {
        match block {
            Block::Quote(inner) | Block::Notice(inner) => tidy(inner),
            Block::List { items, .. } => {
                items.iter_mut().for_each(|item| tidy(&mut item.blocks));
                items.retain(|item| !item.blocks.is_empty());
            }
            _ => {}
        }
    }
    blocks.retain(|block| match block {
        Block::Quote(inner) | Block::Notice(inner) => !inner.is_empty(),
        Block::List { items, .. } => !items.is_empty(),
        _ => true,
    });
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks.drain(..).rev() {
        let next = kept.last();
        let empty = match &block {
            // A heading holds what comes before the next one as high; the title of the document stays.
            Block::Heading { level, .. } => {
                *level > 1
                    && match next {
                        None | Some(Block::Page(_)) => true,
                        Some(Block::Heading { level: next, .. }) => next <= level,
                        Some(_) => false,
                    }
            }
            Block::Page(_) => matches!(next, None | Some(Block::Page(_))),
            _ => false,
        };
        if !empty {
            kept.push(block);
        }
    }
    kept.reverse();
    *blocks = kept;
}

/// Gives each heading a name that links may point at.
fn anchors(blocks: &mut [Block]) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for block in blocks {
        let Block::Heading { text, anchor, .. } = block else { continue };
        let folded = fold(&plain(text));
        let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let name: String = words.take(8).collect::<Vec<_>>().join("-");
        let name = if name.is_empty() { "partie".to_owned() } else { name };
        let mut free = name.clone();
        let mut rank = 2;
        while !taken.insert(free.clone()) {
            free = format!("{name}-{rank}");
            rank += 1;
        }
        *anchor = free;
    }
}

#[cfg(test)]
mod tests;
