//! The findings as GitLab's Code Quality report: a merge request shows which ones it brings and which ones it mends.
//!
//! The structures below are the report: GitLab reads no other field. It has no word for a waived finding, which is therefore left out.

use std::io;

use serde::Serialize;

use super::files::Files;
use super::fingerprint::fingerprint;
use super::stream::Stream;
use super::{Finding, Report, Texts};
use crate::render::visible::visible;
use crate::rule::Severity;
use crate::text::Position;

/// Writes the unwaived findings as one JSON array on one line. Writes often and little: `out` should have a buffer.
///
/// # Errors
///
/// Those of `out`.
pub fn gitlab(report: &Report<'_>, texts: &dyn Texts, out: &mut impl io::Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Stream { report, texts, make: Item::of })?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Item<'r> {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location<'r>,
}

#[derive(Serialize)]
struct Location<'r> {
    path: &'r str,
    lines: Bounds<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    positions: Option<Bounds<Place>>,
}

#[derive(Serialize)]
struct Bounds<T> {
    begin: T,
    end: T,
}

#[derive(Serialize)]
struct Place {
    line: u32,
    column: u32,
}

impl<'r> Item<'r> {
    fn of(finding: &'r Finding<'r>, files: &Files<'_>, rank: usize) -> Option<Self> {
        let Finding { path, diagnostic, .. } = *finding;
        if diagnostic.waived.is_some() {
            return None;
        }
        let mut description = visible(&diagnostic.message).into_owned();
        if let Some(help) = &diagnostic.help {
            description = format!("{description} ({})", visible(help));
        }
        let severity = match diagnostic.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        };
        let extent = files.get(path).zip(diagnostic.span).map(|(file, span)| file.extent(span));
        // GitLab wants a line: what is about the whole file stands on the first.
        let (begin, end) = extent.map_or((1, 1), |at| (at.start.line, at.last_line()));
        let place = |Position { line, column }| Place { line, column };
        let positions = extent.map(|at| Bounds { begin: place(at.start), end: place(at.end) });
        let location = Location { path, lines: Bounds { begin, end }, positions };
        let fingerprint = fingerprint(finding, rank);
        Some(Self { description, check_name: diagnostic.rule.to_string(), fingerprint, severity, location })
    }
}
