//! The YAML of a dossier, as a tree that borrows the file.
//!
//! A dossier is written in a strict subset of YAML 1.2: block collections, flow collections of one line, scalars, comments.
//! [`parse`] reads that subset itself, line by line, for three things that no YAML library gives:
//!
//! - **the traps of French** are read as they were meant (`enonce: Trois clés : écouter`, `objet: Séminaire #1`);
//! - **all faults of a file** are found, each in words a field worker understands, and reading goes on at the next key
//!   or list item, so that one slip hides nothing else;
//! - **raw text**: `01004`, `1e3` and `non` stay what was typed.
//!
//! Where YAML allows something outside the subset, the text is still read if it can be. Where a value cannot be told, it is
//! [`Value::Invalid`]: a finding has been made and no reader may make a second one of it. On texts that raise no finding
//! the tree is the one a full YAML 1.2 reader makes; the tests hold it against two of them.
//!
//! The reading is linear in the size of the text; nesting is bounded by [`MAX_DEPTH`], findings by [`MAX_FINDINGS`].

mod block_text;
mod document;
mod findings;
mod flow;
mod keys;
mod line;
mod quoted;
mod read;
mod text;
mod tree;

#[cfg(test)]
mod tests;

pub use tree::{Children, Node, NodeId, Scalar, Style, Tree, Value};

use crate::{diagnostic::Diagnostic, text::Span};

/// How many collections may lie inside one another.
pub const MAX_DEPTH: usize = 64;

/// How many findings one text may raise; one more then says that the rest is not shown.
pub const MAX_FINDINGS: usize = 1000;

/// Reads the YAML that stands at `part` of `source`, adding to `found` what is wrong in it.
///
/// All spans, in the tree and in the findings, are offsets in `source`; nothing outside `part` is read. A byte order mark
/// at the start of the part and CRLF line ends are accepted. The text is taken as it is otherwise: it must be UTF-8 and
/// its size already judged.
pub fn parse<'s>(source: &'s str, part: Span, found: &mut Vec<Diagnostic>) -> Tree<'s> {
    read::Reader::new(source, part, found).read()
}
