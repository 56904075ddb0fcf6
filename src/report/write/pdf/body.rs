//! From the tree of a document to the one that the template reads.

use std::collections::BTreeSet;

use super::letters::{legible, shown};
use super::tree::{Dress, Entry, Heading, Leaf, Node, Part, Picture, Run, Tree};
use crate::chart;
use crate::report::document::{Block, Document, Figure, Inline, Item, Sheet, plain};
use crate::report::write::note::{Call, Notes};
use crate::report::write::outline::{Outline, heads_contents};
use crate::report::write::paper::TALL;
use crate::report::write::picture;

/// What stays free around the text of a page, in points.
const MARGIN: f32 = 62.0;
/// How far lists, quotes and notices stand in, in points.
const STEP: f32 = 16.0;
/// How deep blocks may lie in one another: Typst refuses to go much deeper. What is deeper is laid flat.
const DEEP: usize = 12;
/// The longest address that is a link: Typst refuses more than 8,000 bytes.
const ADDRESS: usize = 4000;

/// A document as the template reads it, and the pictures it asks for, by the name of their file.
pub(super) struct Made {
    pub(super) tree: Tree,
    pub(super) pictures: Vec<(String, String)>,
}

/// A document under way.
pub(super) struct Body<'d> {
    document: &'d Document,
    outline: Outline<'d>,
    notes: Notes,
    pictures: Vec<(String, String)>,
    /// The anchors that links may point at, and those that stand somewhere so far.
    anchors: BTreeSet<&'d str>,
    placed: BTreeSet<&'d str>,
    /// The levels of the headings that hold what comes next.
    levels: Vec<u8>,
    /// The width of the text around, in points.
    pub(super) room: f32,
    /// The size of the type and the height of a line to write by hand, in points: several read a sheet for a table, standing.
    pub(super) size: f32,
    pub(super) hand: f32,
    depth: usize,
    in_note: bool,
}

impl<'d> Body<'d> {
    pub(super) fn of(document: &'d Document) -> Made {
        let anchors = document.blocks.iter().filter_map(|block| match block {
            Block::Heading { text, anchor, .. } if has_words(text) && !anchor.is_empty() => Some(anchor.as_str()),
            _ => None,
        });
        let mut body = Self {
            document,
            outline: Outline::of(document),
            notes: Notes::new(document.notes.len()),
            pictures: Vec::new(),
            anchors: anchors.collect(),
            placed: BTreeSet::new(),
            levels: Vec::new(),
            room: 0.0,
            size: 0.0,
            hand: 0.0,
            depth: 0,
            in_note: false,
        };
        let title = if document.title.is_empty() { "Document" } else { &document.title };
        let tree = Tree {
            title: legible(title).into_owned(),
            author: legible(&document.author).into_owned(),
            foot: shown(&document.foot),
            margin: MARGIN,
            step: STEP,
            leaves: body.leaves(),
        };
        Made { tree, pictures: body.pictures }
    }

    /// Cuts the document where it asks for a new page.
    fn leaves(&mut self) -> Vec<Leaf> {
        let blocks: &'d [Block] = &self.document.blocks;
        let mut leaves = vec![self.leaf(Sheet::A4)];
        for (index, block) in blocks.iter().enumerate() {
            if let Block::Page(sheet) = block {
                leaves.push(self.leaf(*sheet));
            } else if let Some(leaf) = leaves.last_mut() {
                self.block(blocks, index, &mut leaf.blocks);
            }
        }
        leaves.retain(|leaf| !leaf.blocks.is_empty());
        leaves
    }

    fn leaf(&mut self, sheet: Sheet) -> Leaf {
        let (paper, lying, wide, sizes) = match sheet {
            Sheet::A4 => ("a4", false, 595.2, (11.0, 22.0)),
            Sheet::A3Landscape => ("a3", true, 1190.5, (14.0, 42.0)),
        };
        (self.size, self.hand) = sizes;
        self.room = wide - 2.0 * MARGIN;
        Leaf { paper, lying, size: self.size, blocks: Vec::new() }
    }

    fn blocks(&mut self, blocks: &'d [Block], nodes: &mut Vec<Node>) {
        for index in 0..blocks.len() {
            self.block(blocks, index, nodes);
        }
    }

    /// Returns the blocks in something that stands `inset` points in.
    fn inner(&mut self, blocks: &'d [Block], inset: f32) -> Vec<Node> {
        let room = self.room;
        self.room = (room - inset).max(STEP);
        self.depth += 1;
        let mut nodes = Vec::new();
        self.blocks(blocks, &mut nodes);
        self.depth -= 1;
        self.room = room;
        nodes
    }

    /// Adds one of `blocks`.
    fn block(&mut self, blocks: &'d [Block], index: usize, nodes: &mut Vec<Node>) {
        let deep = self.depth >= DEEP;
        let node = match blocks.get(index) {
            None => return,
            Some(Block::Heading { level, text, anchor }) => {
                self.heading(*level, text, anchor, heads_contents(blocks, index))
            }
            Some(Block::Paragraph(line)) => Node::Paragraph { line: self.line(line) },
            Some(Block::List { items, .. }) if deep => {
                return items.iter().for_each(|item| self.blocks(&item.blocks, nodes));
            }
            Some(Block::List { first, items }) => self.list(*first, items),
            Some(Block::Table(table)) => match self.table(table) {
                Some(grid) => Node::Table(grid),
                None => return,
            },
            Some(Block::Quote(inner) | Block::Notice(inner)) if deep => return self.blocks(inner, nodes),
            Some(Block::Quote(inner)) => Node::Quote { blocks: self.inner(inner, STEP) },
            Some(Block::Notice(inner)) => Node::Notice { blocks: self.inner(inner, 2.0 * STEP) },
            Some(Block::Code(code)) => Node::Code { text: shown(code) },
            Some(Block::Figure(figure)) => Node::Figure(self.figure(figure)),
            Some(Block::Rule) => Node::Rule,
            Some(Block::Contents) if self.depth > 0 || self.outline.contents.is_empty() => return,
            Some(Block::Contents) => {
                if index.checked_sub(1).is_none_or(|above| !heads_contents(blocks, above)) {
                    let line = vec![words("Sommaire", Dress::default())];
                    nodes.push(Node::Heading(Heading { rank: self.rank(2), line, marked: true, ..Heading::default() }));
                }
                Node::Contents
            }
            // No page ends inside a list or a quote.
            Some(Block::Page(_)) => return,
        };
        nodes.push(node);
    }

    fn heading(&mut self, level: u8, text: &'d [Inline], anchor: &'d str, heads_contents: bool) -> Node {
        if self.in_note || !has_words(text) {
            let dress = Dress { strong: true, ..Dress::default() };
            return Node::Paragraph { line: self.dressed(text, dress) };
        }
        let rank = self.rank(level);
        let anchored = self.anchors.contains(anchor) && self.placed.insert(anchor);
        Node::Heading(Heading {
            rank,
            line: self.line(text),
            words: shown(&plain(text)),
            anchor: anchored.then(|| anchor.to_owned()),
            listed: anchored && self.depth == 0 && self.document.listed().contains(&level) && !heads_contents,
            marked: self.depth == 0,
        })
    }

    /// Returns how deep a heading stands that comes next, from 1: no level is skipped.
    fn rank(&mut self, level: u8) -> usize {
        self.levels.retain(|above| *above < level);
        self.levels.push(level);
        self.levels.len()
    }

    fn list(&mut self, first: Option<u64>, items: &'d [Item]) -> Node {
        let entry = |item: &'d Item| Entry { task: item.task, blocks: self.inner(&item.blocks, STEP) };
        let entries = items.iter().map(entry).collect();
        let tight = items
            .iter()
            .all(|item| matches!(item.blocks.as_slice(), [] | [_] | [Block::Paragraph(_), Block::List { .. }]));
        // CommonMark stops at nine digits.
        Node::List { first: first.map(|first| first.min(999_999_999)), tight, entries }
    }

    fn figure(&mut self, figure: &'d Figure) -> Picture {
        let file = format!("/graphique-{}.svg", self.pictures.len() + 1);
        let svg = legible(&chart::without_variables(&figure.svg)).into_owned();
        self.pictures.push((file.clone(), svg));
        let alt = [&figure.description, &figure.title].into_iter().find(|text| !text.is_empty());
        Picture {
            title: shown(&figure.title),
            description: shown(&figure.description),
            alt: shown(alt.map_or("Graphique", String::as_str)),
            file,
            width: picture::fitted(figure.size, (self.room, TALL)).0,
            table: self.table(&figure.table),
        }
    }

    pub(super) fn line(&mut self, line: &'d [Inline]) -> Vec<Part> {
        self.dressed(line, Dress::default())
    }

    fn dressed(&mut self, line: &'d [Inline], dress: Dress) -> Vec<Part> {
        let mut parts = Vec::new();
        self.parts(line, dress, &mut parts);
        parts
    }

    fn parts(&mut self, line: &'d [Inline], dress: Dress, parts: &mut Vec<Part>) {
        for inline in line {
            match inline {
                Inline::Text(text) => parts.push(words(text, dress)),
                Inline::Raised(text) => parts.push(words(text, Dress { raised: true, ..dress })),
                Inline::Code(text) => parts.push(words(text, Dress { code: true, ..dress })),
                Inline::Emphasis(inner) => self.parts(inner, Dress { emphasis: true, ..dress }, parts),
                Inline::Strong(inner) => self.parts(inner, Dress { strong: true, ..dress }, parts),
                Inline::Strike(inner) => self.parts(inner, Dress { strike: true, ..dress }, parts),
                Inline::Link { target, text } => self.link(target, text, dress, parts),
                Inline::Note(index) => self.call(*index, parts),
                Inline::Break => parts.push(Part::Break),
                Inline::Blank(lines) => parts.push(Part::Blank { lines: (*lines).max(1), height: self.hand }),
            }
        }
    }

    /// Adds a link; what no link may hold stands after it, and one that leads nowhere is its words.
    fn link(&mut self, target: &'d str, text: &'d [Inline], dress: Dress, parts: &mut Vec<Part>) {
        let mut runs = Vec::new();
        let mut after = Vec::new();
        for part in self.dressed(text, dress) {
            match part {
                Part::Words(run) => runs.push(run),
                Part::Link { runs: inner, .. } | Part::Jump { runs: inner, .. } => runs.extend(inner),
                part => after.push(part),
            }
        }
        if runs.is_empty() {
            parts.extend(after);
            return;
        }
        match target.strip_prefix('#') {
            Some(anchor) if self.anchors.contains(anchor) => {
                parts.push(Part::Jump { anchor: anchor.to_owned(), runs });
            }
            None if is_address(target) => parts.push(Part::Link { to: target.to_owned(), runs }),
            _ => parts.extend(runs.into_iter().map(Part::Words)),
        }
        parts.extend(after);
    }

    /// Adds the call of a note. A note that another calls stands right after that one.
    fn call(&mut self, index: usize, parts: &mut Vec<Part>) {
        if self.in_note {
            if self.notes.mention(index).is_some() {
                parts.push(Part::Again { number: index });
            }
            return;
        }
        match self.notes.call(index) {
            None => {}
            Some(Call::Again(_)) => parts.push(Part::Again { number: index }),
            Some(Call::First(_)) => {
                parts.push(self.note(index));
                while let Some((index, _)) = self.notes.next_waiting() {
                    parts.push(self.note(index));
                }
            }
        }
    }

    fn note(&mut self, index: usize) -> Part {
        let blocks = self.document.notes.get(index).map(Vec::as_slice).unwrap_or_default();
        self.in_note = true;
        let blocks = self.inner(blocks, 0.0);
        self.in_note = false;
        Part::Note { number: index, blocks }
    }
}

fn words(text: &str, dress: Dress) -> Part {
    Part::Words(Run { text: shown(text), dress })
}

fn has_words(line: &[Inline]) -> bool {
    !plain(line).trim().is_empty()
}

fn is_address(target: &str) -> bool {
    let scheme = target.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https" | "mailto")) && target.len() <= ADDRESS
}
