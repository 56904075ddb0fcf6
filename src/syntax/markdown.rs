//! Markdown events of a body, in file offsets.
//!
//! The only place that calls `pulldown-cmark`, so that one set of extensions holds for every body, and that an offset in the body
//! becomes an offset in the file once. [`note`](super::note) reads small records from these events.

use pulldown_cmark::{OffsetIter, Options, Parser};

pub use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};

use crate::text::Span;

/// The extensions of CommonMark that a dossier knows.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_WIKILINKS);

/// The events of a body, each with the stretch of the file it comes from.
pub struct Events<'s> {
    inner: OffsetIter<'s>,
    base: u32,
}

/// Returns the Markdown events of the stretch `body` of `source`, in order; a span outside `source` holds none.
pub fn events(source: &str, body: Span) -> Events<'_> {
    let inner = Parser::new_ext(body.of(source), OPTIONS).into_offset_iter();
    Events { inner, base: body.start }
}

impl<'s> Iterator for Events<'s> {
    type Item = (Event<'s>, Span);

    fn next(&mut self) -> Option<Self::Item> {
        let (event, range) = self.inner.next()?;
        Some((event, Span::new(range.start, range.end).shifted(self.base)))
    }
}
