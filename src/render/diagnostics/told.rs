//! What a finding says, as lines of plain text: for the formats that are read by people in the end, on a page that is not ours.

use super::Finding;
use super::files::{File, Files, path_of};
use crate::fr::counted;
use crate::render::visible::visible;
use crate::text::Span;

/// How many related places are told.
const RELATED: usize = 8;

/// Returns the message, then the help and the related places, one a line; nothing in it that a terminal would obey.
pub(super) fn told(finding: &Finding<'_>, files: &Files<'_>) -> String {
    let Finding { path, diagnostic, .. } = *finding;
    let mut lines = vec![visible(&diagnostic.message).into_owned()];
    lines.extend(diagnostic.help.as_deref().map(|help| format!("aide\u{a0}: {}", visible(help))));
    for related in diagnostic.related.iter().take(RELATED) {
        let path = path_of(related, path);
        lines.push(format!("{} {}", place(path, files.get(path), Some(related.span)), visible(&related.message)));
    }
    if let Some(more @ 1..) = diagnostic.related.len().checked_sub(RELATED) {
        lines.push(format!("et {}", counted(more as u64, "autre endroit", "autres endroits")));
    }
    lines.join("\n")
}

/// Returns `path:line:column:`, without what is not known.
pub(super) fn place(path: &str, file: Option<&File<'_>>, span: Option<Span>) -> String {
    let path = visible(path);
    match file.zip(span) {
        Some((file, span)) => {
            let at = file.extent(span).start;
            format!("{path}:{}:{}:", at.line, at.column)
        }
        None => format!("{path}:"),
    }
}
