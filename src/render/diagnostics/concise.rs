//! The findings one a line, for `grep`, editors and logs: `path:line:column: erreur CB202 message (aide)`.

use std::io;

use super::files::Loaded;
use super::{Report, Texts, summary};
use crate::render::style::Style;
use crate::render::visible::visible;

/// Writes each unwaived finding on its line, then the summary. Line and column are left out where there is no place.
///
/// # Errors
///
/// Those of `out`.
pub fn concise(report: &Report<'_>, texts: &dyn Texts, style: Style, out: &mut impl io::Write) -> io::Result<()> {
    for findings in report.by_file() {
        let shown = || findings.iter().filter(|finding| finding.diagnostic.waived.is_none());
        let loaded = Loaded::of(shown(), texts);
        let files = loaded.files();
        for finding in shown() {
            let diagnostic = finding.diagnostic;
            write!(out, "{}:", visible(finding.path))?;
            if let Some((file, span)) = files.get(finding.path).zip(diagnostic.span) {
                let at = file.lines.position(span.start);
                write!(out, "{}:{}:", at.line, at.column)?;
            }
            let severity = diagnostic.severity;
            let word = style.paint(severity.into(), severity.word());
            write!(out, " {word} {} {}", diagnostic.rule.code, visible(&diagnostic.message))?;
            match &diagnostic.help {
                Some(help) => writeln!(out, " ({})", visible(help))?,
                None => writeln!(out)?,
            }
        }
    }
    // One line, as each finding is.
    summary(report, Style { width: usize::MAX, ..style }, out)
}
