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
mod noun;
mod plain;
mod scope;
mod token;

pub use block::{Block, Form, Place};
pub use count::{Mention, Unit};
pub use noun::Noun;
pub use scope::{Determiner, Hold, Scope};
pub use token::{Kind, Token, Words};

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

/// Reads a stretch of a text; all places are those of `source`.
pub fn read(source: &str, body: Span, form: Form) -> Prose {
    let blocks = match form {
        Form::Markdown => block::markdown(source, body),
        Form::Plain => plain::blocks(source, body),
    };
    let mut prose = Prose { blocks, mentions: Vec::new(), dates: Vec::new() };
    for (index, block) in prose.blocks.iter().enumerate() {
        date::find(block, index, &mut prose.dates);
        count::find(block, index, &prose.dates, &mut prose.mentions);
    }
    prose
}
