//! The files of a version with their texts, and the records that two versions of a file write the same, to the byte: nothing need be
//! said of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diff::Side;
use crate::dossier::{Dossier, File};
use crate::text::Span;
use crate::unit::{Cell, Name, Origin, View};
use crate::value::identifiant::Kind;

/// A file of a version with its text.
pub(super) struct Page<'s> {
    pub dossier: &'s Dossier,
    pub file: &'s File,
    pub source: Arc<str>,
}

/// Returns the files of a version, sorted by path.
pub(super) fn pages(side: Side<'_>) -> Vec<Page<'_>> {
    let Side { dossier, texts } = side;
    let text = |file: &File| texts.text(&dossier.shown(&file.path)).unwrap_or_else(|| Arc::from(""));
    dossier.files.iter().map(|file| Page { dossier, file, source: text(file) }).collect()
}

impl Page<'_> {
    /// Tells whether nothing can be read of the file: it is there, and is at fault as a whole.
    pub(super) fn is_unread(&self) -> bool {
        self.file.unit.records.is_empty() && !self.file.unit.findings().is_empty()
    }
}

/// Returns the indices of the records that are written the same in two versions of a file, in each of the two, sorted.
///
/// A record of its own file is never among them: its body may differ. Nor is one whose name another bears too.
pub(super) fn same(old: &Page<'_>, new: &Page<'_>) -> (Vec<usize>, Vec<usize>) {
    let (before, after) = (named(old), named(new));
    let (mut same, mut as_before) = (Vec::new(), Vec::new());
    for (key, new_at) in &after {
        if let (Some(Some(one)), Some(other)) = (before.get(key), new_at)
            && written(old, *one) == written(new, *other)
            && state(old, *one) == state(new, *other)
        {
            same.push(one.index);
            as_before.push(other.index);
        }
    }
    same.sort_unstable();
    as_before.sort_unstable();
    (same, as_before)
}

/// The records of a file that are one among others there, by name; none for a name that two bear.
fn named<'p>(page: &'p Page<'_>) -> BTreeMap<(u64, &'p str, bool), Option<View<'p>>> {
    let mut named = BTreeMap::new();
    for view in page.file.unit.views() {
        let amends = view.record.origin == Origin::Amendment;
        let key = match view.record.name {
            _ if view.record.origin == Origin::File || view.record.kind == Kind::Source => continue,
            Name::Ident(ident, _) => (ident.key(), "", amends),
            Name::Provisional(ident, _) => (ident.key(), "^", amends),
            Name::Slug(slug) => (u64::MAX, page.file.unit.str(slug), amends),
            Name::None => continue,
        };
        named.entry(key).and_modify(|known| *known = None).or_insert(Some(view));
    }
    named
}

/// Returns what is written of a record, its identifier included.
fn written<'p>(page: &'p Page<'_>, view: View<'_>) -> &'p str {
    view.cells().iter().map(Cell::span).fold(view.record.place, Span::to).of(&page.source)
}

/// A decision elsewhere may have changed the state of a record that is written the same.
fn state<'p>(page: &'p Page<'_>, view: View<'p>) -> Option<&'p str> {
    page.dossier.state(view)
}
