//! The headings of a document: what its table of contents lists and what its links may point at.

use std::collections::BTreeMap;

use crate::report::document::{Block, Document, plain};

/// A heading that links may point at.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry<'d> {
    pub(super) level: u8,
    pub(super) anchor: &'d str,
    pub(super) words: String,
}

/// The headings of a document.
#[derive(Debug)]
pub(super) struct Outline<'d> {
    /// Those that the contents list, in order; that of the table of contents itself is left out.
    pub(super) contents: Vec<Entry<'d>>,
    /// The rank of each heading with an anchor, from 1, by its anchor.
    ranks: BTreeMap<&'d str, usize>,
}

impl<'d> Outline<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        let mut outline = Self { contents: Vec::new(), ranks: BTreeMap::new() };
        let mut blocks = document.blocks.iter().peekable();
        while let Some(block) = blocks.next() {
            let Block::Heading { level, text, anchor } = block else { continue };
            if anchor.is_empty() {
                continue;
            }
            let rank = outline.ranks.len() + 1;
            outline.ranks.entry(anchor).or_insert(rank);
            if document.listed().contains(level) && !matches!(blocks.peek(), Some(Block::Contents)) {
                outline.contents.push(Entry { level: *level, anchor, words: plain(text) });
            }
        }
        outline
    }

    /// Returns the rank of the heading with this anchor, from 1; none for an anchor that leads nowhere.
    pub(super) fn rank(&self, anchor: &str) -> Option<usize> {
        self.ranks.get(anchor).copied()
    }
}

/// Tells which blocks are the heading of the table of contents that follows: it is no part of it.
pub(super) fn heads_contents(blocks: &[Block], index: usize) -> bool {
    matches!(blocks.get(index), Some(Block::Heading { .. })) && matches!(blocks.get(index + 1), Some(Block::Contents))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::document::Inline;

    #[test]
    fn contents_list_headings_as_deep_as_asked_but_not_their_own() {
        let heading = |level, words: &str| Block::Heading {
            level,
            text: vec![Inline::Text(words.into()), Inline::Note(0)],
            anchor: words.to_lowercase(),
        };
        let blocks = vec![
            heading(1, "Titre"),
            heading(2, "Sommaire"),
            Block::Contents,
            heading(2, "Un"),
            heading(3, "Deux"),
            heading(4, "Trois"),
        ];
        assert!(heads_contents(&blocks, 1) && !heads_contents(&blocks, 3));
        let mut document = Document { blocks, ..Document::default() };
        let outline = Outline::of(&document);
        let words: Vec<(u8, &str)> = outline.contents.iter().map(|entry| (entry.level, &*entry.words)).collect();
        assert_eq!(words, [(2, "Un"), (3, "Deux")]);
        assert_eq!((outline.rank("titre"), outline.rank("trois"), outline.rank("quatre")), (Some(1), Some(5), None));
        document.short_contents = true;
        assert_eq!(Outline::of(&document).contents.len(), 1);
    }
}
