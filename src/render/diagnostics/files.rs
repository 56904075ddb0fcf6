//! The texts that the findings of one file speak of, read once for all of them: that file, and those of the related places.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Finding, Texts};
use crate::diagnostic::Related;
use crate::text::{Lines, Position, Span};

/// The texts, by path; `None` for one that could not be read again.
pub(super) struct Loaded<'r>(BTreeMap<&'r str, Option<Arc<str>>>);

impl<'r> Loaded<'r> {
    /// Reads the files in which `findings` have a place.
    pub(super) fn of(findings: impl IntoIterator<Item = &'r Finding<'r>>, texts: &dyn Texts) -> Self {
        let mut loaded = BTreeMap::new();
        for Finding { path, diagnostic, .. } in findings {
            let own = diagnostic.span.or(diagnostic.fix.as_ref().map(|_| Span::default())).map(|_| *path);
            for path in own.into_iter().chain(diagnostic.related.iter().map(|place| path_of(place, path))) {
                loaded.entry(path).or_insert_with(|| texts.text(path));
            }
        }
        Self(loaded)
    }

    /// Finds the lines of the texts.
    pub(super) fn files(&self) -> Files<'_> {
        let file = |text| File { text, lines: Lines::new(text) };
        Files(self.0.iter().filter_map(|(path, text)| Some((*path, file(text.as_deref()?)))).collect())
    }
}

/// The texts that could be read, with their lines.
pub(super) struct Files<'t>(BTreeMap<&'t str, File<'t>>);

impl<'t> Files<'t> {
    /// Returns the file at `path`, if it could be read.
    pub(super) fn get(&self, path: &str) -> Option<&File<'t>> {
        self.0.get(path)
    }
}

/// A text and its lines.
pub(super) struct File<'t> {
    pub(super) text: &'t str,
    pub(super) lines: Lines<'t>,
}

impl File<'_> {
    /// Finds the lines and columns of a span, which is first fitted to the text.
    pub(super) fn extent(&self, span: Span) -> Extent {
        let span = span.clamped(self.text);
        let [start, end] = [span.start, span.end].map(|offset| self.lines.position(offset));
        Extent { span, start, end }
    }
}

/// Where a span stands: its two ends as a person counts, the second excluded.
#[derive(Clone, Copy)]
pub(super) struct Extent {
    pub(super) span: Span,
    pub(super) start: Position,
    pub(super) end: Position,
}

impl Extent {
    /// Returns the last line of which the span holds something; that of its start if it holds nothing.
    pub(super) fn last_line(self) -> u32 {
        if self.end.column == 1 { self.start.line.max(self.end.line.saturating_sub(1)) } else { self.end.line }
    }
}

/// Returns the path of a related place: its own, or that of the finding.
pub(super) fn path_of<'r>(place: &'r Related, own: &'r str) -> &'r str {
    place.path.as_deref().unwrap_or(own)
}
