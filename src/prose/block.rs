//! The blocks of a text: paragraphs, headings, list items, cells; each a line of prose that knows where it stands in the source.

use std::ops::Range;

use super::token::{Kind, Words};
use crate::syntax::markdown::{self, Event, Tag, TagEnd};
use crate::text::Span;

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Markdown.
    Markdown,
    /// Plain text: blank lines part paragraphs, dashes and numbers open items.
    Plain,
}

/// Where a block stands among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A paragraph.
    Paragraph,
    /// A heading.
    Heading,
    /// An item of a list: which list, from 0 in the order they open, and how deep, from 1. A list inside another is one of its own.
    Item {
        /// The list.
        list: u32,
        /// How deep.
        depth: u32,
    },
    /// What follows the first paragraph of an item.
    Within,
    /// A cell of a table.
    Cell,
    /// Words of somebody else, set apart.
    Quote,
}

/// A line of prose.
#[derive(Debug)]
pub struct Block {
    /// Where it stands.
    pub place: Place,
    /// Its words, marks of emphasis aside, line ends as spaces.
    pub text: String,
    /// The words, numbers and marks of `text`.
    pub words: Words,
    /// The tokens that stand between « and », in order.
    pub quoted: Vec<Range<usize>>,
    /// Where each piece of `text` comes from: its start here, its stretch of the source.
    pieces: Vec<(u32, Span)>,
}

impl Block {
    /// Returns where some tokens stand in the source.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        let span = self.words.span(tokens);
        let start = self.source(span.start).start;
        // The end of a piece is not the start of the next: what lies between them is not part of the words.
        let last = self.source(span.end.saturating_sub(1));
        Span { start, end: last.end.max(start) }
    }

    /// Returns the byte of the source that stands at an offset of the text; the whole piece where the two differ in length.
    fn source(&self, offset: u32) -> Span {
        let after = self.pieces.partition_point(|(start, _)| *start <= offset);
        let Some((start, span)) = after.checked_sub(1).and_then(|at| self.pieces.get(at)) else {
            return Span::default();
        };
        let end = self.pieces.get(after).map_or(self.text.len(), |(end, _)| *end as usize);
        if end - *start as usize == span.len() {
            let at = span.start + (offset - start);
            Span { start: at, end: at + 1 }
        } else {
            *span
        }
    }

    /// Tells whether a token stands between quotation marks.
    pub fn is_quoted(&self, at: usize) -> bool {
        let opened = self.quoted.partition_point(|range| range.start <= at);
        // Straight marks and guillemets may lie in one another.
        let near = self.quoted.get(opened.saturating_sub(2)..opened).unwrap_or_default();
        self.place == Place::Quote || near.iter().any(|range| range.contains(&at))
    }
}

/// A block in the making.
#[derive(Debug)]
pub(super) struct Draft {
    place: Place,
    text: String,
    pieces: Vec<(u32, Span)>,
}

impl Draft {
    pub(super) fn new(place: Place) -> Self {
        Self { place, text: String::new(), pieces: Vec::new() }
    }

    /// Adds words that stand at `span` of the source.
    pub(super) fn push(&mut self, text: &str, span: Span) {
        self.pieces.push((Span::at(self.text.len()).start, span));
        self.text.push_str(text);
    }

    /// Ends the block; nothing where it holds no word.
    pub(super) fn end(self) -> Option<Block> {
        if self.text.trim().is_empty() {
            return None;
        }
        let words = Words::of(&self.text);
        let quoted = quoted(&words);
        Some(Block { place: self.place, words, quoted, text: self.text, pieces: self.pieces })
    }
}

/// Finds the tokens between quotation marks; straight ones go by pairs.
fn quoted(words: &Words) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut open, mut straight): (Option<usize>, Option<usize>) = (None, None);
    for at in 0..words.tokens.len() {
        match words.kind(at) {
            Some(Kind::Mark('«' | '“')) if open.is_none() => open = Some(at),
            Some(Kind::Mark('»' | '”')) => found.extend(open.take().map(|from| from..at + 1)),
            Some(Kind::Mark('"')) => match straight.take() {
                Some(from) => found.push(from..at + 1),
                None => straight = Some(at),
            },
            _ => {}
        }
    }
    // A quotation may go on in the next paragraph.
    found.extend(open.map(|from| from..words.tokens.len()));
    found.sort_by_key(|range| range.start);
    found
}

/// Reads the blocks of a stretch of Markdown.
pub(super) fn markdown(source: &str, body: Span) -> Vec<Block> {
    let mut made = Made { blocks: Vec::new(), draft: None, lists: Vec::new(), next: 0, quotes: 0, silent: 0 };
    for (event, span) in markdown::events(source, body) {
        made.event(event, span);
    }
    made.close();
    made.blocks
}

struct Made {
    blocks: Vec<Block>,
    draft: Option<Draft>,
    /// The lists that are open: which one, and whether the item's own line is still to come.
    lists: Vec<(u32, bool)>,
    next: u32,
    quotes: u32,
    /// How many open stretches hold no prose: code, struck words, HTML.
    silent: u32,
}

impl Made {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(Tag::Paragraph) => self.open(),
            Event::Start(Tag::Heading { .. }) => self.open_as(Place::Heading),
            Event::Start(Tag::TableCell) => self.open_as(Place::Cell),
            Event::Start(Tag::List(_)) => {
                self.close();
                self.lists.push((self.next, false));
                self.next += 1;
            }
            Event::Start(Tag::Item) => {
                self.close();
                if let Some((_, fresh)) = self.lists.last_mut() {
                    *fresh = true;
                }
            }
            Event::Start(Tag::BlockQuote(_)) => {
                self.close();
                self.quotes += 1;
            }
            Event::Start(
                Tag::CodeBlock(_) | Tag::Strikethrough | Tag::MetadataBlock(_) | Tag::HtmlBlock | Tag::Image { .. },
            ) => {
                self.silent += 1;
            }
            Event::End(
                TagEnd::CodeBlock
                | TagEnd::Strikethrough
                | TagEnd::MetadataBlock(_)
                | TagEnd::HtmlBlock
                | TagEnd::Image,
            ) => {
                self.silent = self.silent.saturating_sub(1);
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item) => self.close(),
            Event::End(TagEnd::List(_)) => {
                self.close();
                self.lists.pop();
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                self.close();
                self.quotes = self.quotes.saturating_sub(1);
            }
            Event::Text(text) if self.silent == 0 => self.push(&text, span),
            // What is code is no claim; something stands there all the same.
            Event::Code(_) if self.silent == 0 => self.push("\u{fffc}", span),
            Event::SoftBreak | Event::HardBreak if self.silent == 0 => self.push(" ", span),
            _ => {}
        }
    }

    fn open(&mut self) {
        let place = match self.lists.last_mut() {
            _ if self.quotes > 0 => Place::Quote,
            Some((list, fresh)) if *fresh => {
                *fresh = false;
                Place::Item { list: *list, depth: 0 }
            }
            Some(_) => Place::Within,
            None => Place::Paragraph,
        };
        let depth = Span::at(self.lists.len()).start;
        self.open_as(match place {
            Place::Item { list, .. } => Place::Item { list, depth },
            other => other,
        });
    }

    fn open_as(&mut self, place: Place) {
        self.close();
        self.draft = Some(Draft::new(place));
    }

    fn push(&mut self, text: &str, span: Span) {
        if self.draft.is_none() {
            // The line of a tight item has no paragraph of its own.
            self.open();
        }
        if let Some(draft) = &mut self.draft {
            draft.push(text, span);
        }
    }

    fn close(&mut self) {
        self.blocks.extend(self.draft.take().and_then(Draft::end));
    }
}
