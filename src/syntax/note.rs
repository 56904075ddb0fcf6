//! The small records of a note's body: marked list items, verbatims, tags, links.
//!
//! [`read`] makes one pass over the Markdown events of [`markdown`](super::markdown) and, in a note, one over the physical lines, which
//! finds what looks like a record and is none (`lost`). It knows spans and markers only: what a record becomes in the dossier, and
//! whether its identifier is the note's own, is its caller's matter.

mod lead;
mod lost;
mod marker;
mod plain;
mod prefix;
mod stray;
mod tag;
#[cfg(test)]
mod tests;
mod title;
mod verbatim;
mod walk;

use std::borrow::Cow;

pub use marker::Marker;
pub use plain::plain_text;
pub use tag::{BlockId, parse_block_id};

use crate::diagnostic::Diagnostic;
use crate::text::Span;

/// What a body holds beside its prose. All spans are in the file; each list is in the order of the file.
#[derive(Debug, Default)]
pub struct Body<'s> {
    /// The text of the first heading.
    pub title: Option<Span>,
    /// The marked list items; empty outside notes.
    pub items: Vec<Item>,
    /// The « … » of block quotes and, in notes, of list items that start with one.
    pub verbatims: Vec<Verbatim>,
    /// Links into the dossier: wikilinks, paths, embedded pictures; web and mail addresses are left out.
    pub links: Vec<Link<'s>>,
    /// HTML comments, `<!--` and `-->` included; one that nothing closes runs to where Markdown ends it.
    pub comments: Vec<Span>,
    /// Block quotes, those inside another left out.
    pub quotes: Vec<Span>,
    /// Every identifier of the product's form that is written in a note, without `^`, on a record or not; neither those in code nor
    /// those of links.
    pub ids: Vec<Span>,
}

/// What marked list items are to a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markers {
    /// Small records: the body is a note's.
    Read,
    /// A mistake: they belong in a note.
    Reported,
    /// Text like any other.
    Ignored,
}

/// A marked list item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub marker: Marker,
    /// Its own first paragraph, marker included.
    pub span: Span,
    /// What follows the marker, as written: tags, identifier and line ends are still inside.
    pub text: Span,
    /// What stands in the parenthesis before the colon.
    pub precision: Option<Span>,
    /// Its tags, without `#`.
    pub tags: Vec<Span>,
    /// Its identifier, without `^`: of the product's form, of whatever note.
    pub id: Option<Span>,
    /// Whether its task box is ticked, if it has one.
    pub done: Option<bool>,
    /// The index of the marked item it is nested in.
    pub parent: Option<u32>,
}

/// The words of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verbatim {
    /// From the « to the end of what belongs to it.
    pub span: Span,
    /// What stands between « and »; may run over lines that start with `>`.
    pub text: Span,
    /// Who speaks.
    pub attribution: Option<Span>,
    /// What was agreed for these words, where it differs from the note's agreement.
    pub agreement: Option<Agreement>,
    /// Its identifier, without `^`.
    pub id: Option<Span>,
    /// Its tags, without `#`.
    pub tags: Vec<Span>,
}

/// What may be done with a verbatim; the stricter first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// `(off)`: not to be quoted.
    Off,
    /// `(relecture)`: to be read over by the person first.
    Relecture,
}

/// A link into the dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link<'s> {
    /// Where it leads, without `#…`; empty for a place in the same file.
    pub target: Cow<'s, str>,
    /// The identifier after `#^`.
    pub block: Option<Span>,
    /// The whole link.
    pub span: Span,
    /// How it is written.
    pub kind: LinkKind,
}

/// How a link is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// `[[E012]]`.
    Wiki,
    /// `[texte](chemin.md)`.
    Path,
}

/// Reads the stretch `body` of `source`. Items, and findings other than that they do not belong there, are made in a note only.
pub fn read<'s>(source: &'s str, body: Span, markers: Markers, found: &mut Vec<Diagnostic>) -> Body<'s> {
    let before = found.len();
    let walked = walk::walk(source, body, markers == Markers::Read, found);
    match markers {
        Markers::Read => {
            lost::find(source, body, &walked, found);
            stray::find(source, &walked, before, found);
        }
        Markers::Reported => {
            found.truncate(before);
            lost::misplaced(source, body, &walked, found);
        }
        Markers::Ignored => found.truncate(before),
    }
    walked.body
}

/// Returns the lines of the stretch `within` of `source`, without their ends; `\r` alone ends a line too, as it does in Markdown.
fn lines(source: &str, within: Span) -> impl Iterator<Item = Span> + '_ {
    let text = within.of(source);
    let mut ends = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).chain(std::iter::once(text.len()));
    let mut start = 0;
    std::iter::from_fn(move || {
        let end = ends.next()?;
        let line = Span::new(start, end).shifted(within.start);
        start = end + 1;
        Some(line)
    })
}
