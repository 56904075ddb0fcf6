//! The changes as JSON, for other programs: the contract of `cb diff --format json`, version 1.

use std::io;

use serde::Serialize;

use super::{Page, Shown};
use crate::diff::Change;
use crate::model;
use crate::render::diagnostics;

#[derive(Serialize)]
struct Document<'d> {
    version: u8,
    from: &'d str,
    to: &'d str,
    summary: String,
    dossiers: Vec<Dossier<'d>>,
    changes: Vec<Item<'d>>,
    diagnostics: serde_json::Value,
}

#[derive(Serialize)]
struct Dossier<'d> {
    path: &'d str,
    titre: &'d str,
    moved_from: Option<&'d str>,
    summary: String,
    unsaid: u64,
}

#[derive(Serialize)]
struct Item<'d> {
    kind: &'static str,
    #[serde(rename = "type")]
    of: &'static str,
    id: &'d str,
    path: &'d str,
    field: Option<&'d str>,
    old: Option<&'d str>,
    new: Option<&'d str>,
    title: Option<&'d str>,
    people: bool,
    citable: bool,
    dossier: &'d str,
}

/// Writes what changed as one JSON object on one line.
///
/// # Errors
/// Those of `out`.
pub fn json(shown: &Shown<'_>, out: &mut impl io::Write) -> io::Result<()> {
    let mut doubts = Vec::new();
    diagnostics::json(shown.doubts, shown.texts, &mut doubts)?;
    let doubts: serde_json::Value = serde_json::from_slice(&doubts)?;
    let lines: Vec<String> = shown.pages.iter().map(Page::summary).collect();
    let all = shown.pages.iter().flat_map(|page| page.changes.all.iter().map(move |change| (page.root, change)));
    let document = Document {
        version: 1,
        from: shown.from,
        to: shown.to,
        summary: if lines.is_empty() { "rien n’a changé".to_owned() } else { lines.join("\u{202f}; ") },
        dossiers: shown.pages.iter().map(Dossier::of).collect(),
        changes: all.map(|(root, change)| Item::of(root, change)).collect(),
        diagnostics: doubts.get("diagnostics").cloned().unwrap_or_default(),
    };
    serde_json::to_writer(&mut *out, &document)?;
    out.write_all(b"\n")
}

impl<'d> Dossier<'d> {
    fn of(page: &'d Page<'d>) -> Self {
        let Page { title, root, moved, unsaid, .. } = page;
        Self {
            path: root,
            titre: title,
            moved_from: moved.map(|(from, _)| from),
            summary: page.summary(),
            unsaid: *unsaid,
        }
    }
}

impl<'d> Item<'d> {
    fn of(dossier: &'d str, change: &'d Change) -> Self {
        Self {
            kind: change.kind.key(),
            of: model::def(change.of).name,
            id: &change.id,
            path: &change.path,
            field: change.field.as_deref(),
            old: change.old.as_deref(),
            new: change.new.as_deref(),
            title: (!change.title.is_empty()).then_some(&*change.title),
            people: change.people,
            citable: !change.unspoken,
            dossier,
        }
    }
}
