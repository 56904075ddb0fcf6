//! The figures of a French text: what is counted, how surely, and in what scope it is said.
//!
//! [`read`] takes a text apart into blocks, sentences and words, and finds in them the [`Mention`]s: an operator, an interval of values, the
//! noun that is counted, and what around it makes it a claim about the whole or not. Years, addresses, amounts, articles of law and their
//! like are no figures and are passed over. Nothing here knows of a dossier: whoever compares decides what a noun means.

mod block;
mod count;
mod counted;
pub mod date;
mod elsewhere;
mod mention;
mod noun;
mod plain;
mod said;
mod scope;
mod token;

pub use block::{Block, Form, Place};
pub use mention::{Determiner, Hold, Mention, Scope, Unit};
pub use noun::Noun;
pub use token::{Kind, Token, Words};

use std::ops::Range;

use crate::text::Span;

/// A text, read.
#[derive(Debug)]
pub struct Prose {
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// Its figures, in order.
    pub mentions: Vec<Mention>,
    /// Its dates, in order.
    pub dates: Vec<date::Mention>,
}

impl Prose {
    /// Returns the indices of the figures that begin in some tokens of a block.
    pub fn mentions_in(&self, block: usize, tokens: Range<usize>) -> Range<usize> {
        let before = |at: usize| self.mentions.partition_point(|one| (one.block, one.tokens.start) < (block, at));
        before(tokens.start)..before(tokens.end)
    }

    /// Returns the dates that begin in some tokens of a block.
    pub fn dates_in(&self, block: usize, tokens: Range<usize>) -> &[date::Mention] {
        let before = |at: usize| self.dates.partition_point(|one| (one.block, one.tokens.start) < (block, at));
        self.dates.get(before(tokens.start)..before(tokens.end)).unwrap_or_default()
    }
}

/// Reads a stretch of a text; all places are those of `source`.
pub fn read(source: &str, body: Span, form: Form) -> Prose {
    let blocks = match form {
        Form::Markdown => block::markdown(source, body),
        Form::Plain => plain::blocks(source, body),
    };
    let mut prose = Prose { blocks, mentions: Vec::new(), dates: Vec::new() };
    for (index, block) in prose.blocks.iter().enumerate() {
        let before = prose.dates.len();
        date::find(block, index, &mut prose.dates);
        count::find(block, index, prose.dates.get(before..).unwrap_or_default(), &mut prose.mentions);
    }
    prose
}

#[cfg(test)]
mod tests;
