//! The findings as JSON, for other programs: the contract of `cb validate --format json`, version 1.
//!
//! The structures below are the contract: their names and their order are what is written.

use std::io;

use serde::Serialize;

use super::files::{File, Files, path_of};
use super::stream::Stream;
use super::{Counts, Finding, Report, SourceInfo, Texts};
use crate::rule::Severity;
use crate::text::{Position, Span};

/// Writes the report as one JSON object on one line. Writes often and little: `out` should have a buffer.
///
/// # Errors
///
/// Those of `out`.
pub fn json(report: &Report<'_>, texts: &dyn Texts, out: &mut impl io::Write) -> io::Result<()> {
    write(report, None::<()>, texts, out)
}

/// Writes the report of a text as [`json`] does, with its figures before the findings.
///
/// # Errors
///
/// Those of `out`.
pub fn json_with_figures(
    report: &Report<'_>,
    figures: impl Serialize,
    texts: &dyn Texts,
    out: &mut impl io::Write,
) -> io::Result<()> {
    write(report, Some(figures), texts, out)
}

fn write(
    report: &Report<'_>,
    figures: Option<impl Serialize>,
    texts: &dyn Texts,
    out: &mut impl io::Write,
) -> io::Result<()> {
    let document = Document {
        version: 1,
        at: &report.at,
        source: &report.source,
        dossiers: report.dossiers.len(),
        records: report.records,
        files: report.files,
        figures,
        diagnostics: Stream { report, texts, make: Item::of },
        counts: report.counts(),
    };
    serde_json::to_writer(&mut *out, &document)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Document<'r, F: Serialize> {
    version: u8,
    at: &'r str,
    source: &'r SourceInfo,
    dossiers: usize,
    records: usize,
    files: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    figures: Option<F>,
    diagnostics: Stream<'r, Item<'r>>,
    counts: Counts,
}

#[derive(Serialize)]
struct Item<'r> {
    code: &'static str,
    rule: &'static str,
    severity: Severity,
    message: &'r str,
    help: Option<&'r str>,
    dossier: &'r str,
    path: &'r str,
    start: Option<Place>,
    end: Option<Place>,
    related: Vec<RelatedItem<'r>>,
    waived: Option<WaivedItem<'r>>,
    fix: Option<FixItem<'r>>,
}

#[derive(Serialize)]
struct RelatedItem<'r> {
    path: &'r str,
    start: Option<Place>,
    end: Option<Place>,
    message: &'r str,
}

#[derive(Serialize)]
struct WaivedItem<'r> {
    reason: &'r str,
}

#[derive(Serialize)]
struct FixItem<'r> {
    safe: bool,
    edits: Vec<EditItem<'r>>,
}

#[derive(Serialize)]
struct EditItem<'r> {
    start: Place,
    end: Place,
    text: &'r str,
}

/// A place: line and column from 1, the column in Unicode scalars; the offset in bytes of the file.
#[derive(Serialize)]
pub(in crate::render) struct Place {
    line: u32,
    column: u32,
    offset: u32,
}

impl Place {
    /// Makes the place of an offset from its line and column.
    pub(in crate::render) fn of(at: Position, offset: u32) -> Self {
        Self { line: at.line, column: at.column, offset }
    }
}

impl<'r> Item<'r> {
    fn of(finding: &'r Finding<'r>, files: &Files<'_>, _: usize) -> Option<Self> {
        let Finding { dossier, path, diagnostic } = *finding;
        let own = files.get(path);
        let (start, end) = ends(own, diagnostic.span);
        let related = diagnostic.related.iter().map(|place| {
            let path = path_of(place, path);
            let (start, end) = ends(files.get(path), Some(place.span));
            RelatedItem { path, start, end, message: &place.message }
        });
        // Without its text, an edit has no place to be made at.
        let fix = diagnostic.fix.as_ref().zip(own).map(|(fix, file)| {
            let edit = |edit: &'r crate::diagnostic::Edit| {
                let [start, end] = places(file, edit.span);
                EditItem { start, end, text: &edit.text }
            };
            FixItem { safe: fix.safe, edits: fix.edits.iter().map(edit).collect() }
        });
        Some(Self {
            code: diagnostic.rule.code,
            rule: diagnostic.rule.name,
            severity: diagnostic.severity,
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
            dossier,
            path,
            start,
            end,
            related: related.collect(),
            waived: diagnostic.waived.as_deref().map(|reason| WaivedItem { reason }),
            fix,
        })
    }
}

fn ends(file: Option<&File<'_>>, span: Option<Span>) -> (Option<Place>, Option<Place>) {
    file.zip(span).map(|(file, span)| places(file, span)).map(|[start, end]| (start, end)).unzip()
}

fn places(file: &File<'_>, span: Span) -> [Place; 2] {
    let extent = file.extent(span);
    [(extent.start, extent.span.start), (extent.end, extent.span.end)].map(|(at, offset)| Place::of(at, offset))
}
