//! The findings as GitHub's workflow commands: printed by a step of a workflow, each becomes an annotation of the line it is about.

use std::io;

use super::files::Loaded;
use super::told::told;
use super::{Report, Texts, summary};
use crate::render::style::Style;
use crate::render::visible::visible;
use crate::rule::Severity;

/// Writes each unwaived finding as a command on its line, then the summary, which is only logged.
///
/// # Errors
///
/// Those of `out`.
pub fn github(report: &Report<'_>, texts: &dyn Texts, out: &mut impl io::Write) -> io::Result<()> {
    for findings in report.by_file() {
        let shown = || findings.iter().filter(|finding| finding.diagnostic.waived.is_none());
        let loaded = Loaded::of(shown(), texts);
        let files = loaded.files();
        for finding in shown() {
            let diagnostic = finding.diagnostic;
            let command = match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "notice",
            };
            write!(out, "::{command} file={}", property(finding.path))?;
            if let Some((file, span)) = files.get(finding.path).zip(diagnostic.span) {
                let extent = file.extent(span);
                let (start, end) = (extent.start, extent.end);
                write!(out, ",line={},endLine={}", start.line, extent.last_line())?;
                // GitHub takes no columns over several lines.
                if start.line == end.line {
                    write!(out, ",col={},endColumn={}", start.column, end.column)?;
                }
            }
            let title = property(&diagnostic.rule.to_string());
            writeln!(out, ",title={title}::{}", data(&told(finding, &files)))?;
        }
    }
    summary(report, Style { width: usize::MAX, ..Style::PLAIN }, out)
}

/// Escapes what follows the last `::` of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property. The path of a file must come through as it is, but no control character can be escaped other than
/// those that end a line: with one of these in its name, a file has its findings shown beside the workflow.
fn property(text: &str) -> String {
    let obeyed = |c: char| c.is_control() && !matches!(c, '\r' | '\n');
    let text = if text.contains(obeyed) { visible(text) } else { text.into() };
    data(&text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_would_end_a_part_of_a_command_is_escaped() {
        for (text, as_data, as_property) in [
            ("100 % : oui, « là »", "100 %25 : oui, « là »", "100 %25 %3A oui%2C « là »"),
            ("a\r\nb%0Ac", "a%0D%0Ab%250Ac", "a%0D%0Ab%250Ac"),
            ("::error::x", "::error::x", "%3A%3Aerror%3A%3Ax"),
        ] {
            assert_eq!((&*data(text), &*property(text)), (as_data, as_property));
        }
        assert_eq!(property("a\u{1b}[2J\nb"), "a<U+001B>[2J b");
    }
}
