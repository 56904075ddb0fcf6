//! The findings as a JUnit report, which most platforms of continuous integration show as failed and passed tests.
//!
//! A dossier is a suite; that it was read is its first test, so that a suite without fault is not an empty one; each finding is one more:
//! failed, skipped if waived, else passed with what it says as its output. No time is told, so that the same dossier gives the same report.

use std::collections::BTreeMap;
use std::io;

use super::files::{Files, Loaded};
use super::fingerprint::Ranks;
use super::told::{place, told};
use super::{Finding, Report, Texts};
use crate::render::visible::visible;
use crate::rule::Severity;

/// Writes the report as XML. A finding fails its test from the level `fails` on; a milder one is only told.
///
/// # Errors
///
/// Those of `out`.
pub fn junit(report: &Report<'_>, texts: &dyn Texts, fails: Severity, out: &mut impl io::Write) -> io::Result<()> {
    let failed = |finding: &Finding<'_>| finding.fails(fails);
    let failures = report.findings.iter().filter(|finding| failed(finding)).count();
    let mut suites: BTreeMap<&str, Vec<&Finding<'_>>> =
        report.dossiers.iter().map(|name| (*name, Vec::new())).collect();
    for finding in report.findings {
        suites.entry(finding.dossier).or_default().push(finding);
    }
    let tests = report.findings.len() + suites.len();
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<testsuites name="cb validate" tests="{tests}" failures="{failures}" errors="0">"#)?;
    for (dossier, findings) in suites {
        let failures = findings.iter().filter(|finding| failed(finding)).count();
        let skipped = findings.iter().filter(|finding| finding.diagnostic.waived.is_some()).count();
        let (name, tests) = (xml(&visible(dossier)), findings.len() + 1);
        writeln!(
            out,
            r#"  <testsuite name="{name}" tests="{tests}" failures="{failures}" errors="0" skipped="{skipped}">"#
        )?;
        writeln!(out, r#"    <properties><property name="at" value="{}"/></properties>"#, xml(&report.at))?;
        writeln!(out, r#"    <testcase classname="{name}" name="lecture du dossier"/>"#)?;
        for findings in findings.chunk_by(|one, other| one.path == other.path) {
            let loaded = Loaded::of(findings.iter().copied(), texts);
            let files = loaded.files();
            let mut ranks = Ranks::default();
            for finding in findings {
                case(finding, &files, ranks.next(finding), failed(finding), out)?;
            }
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn case(
    finding: &Finding<'_>,
    files: &Files<'_>,
    rank: usize,
    failed: bool,
    out: &mut impl io::Write,
) -> io::Result<()> {
    let Finding { path, diagnostic, .. } = *finding;
    let message = visible(&diagnostic.message);
    // The platforms know a test again by its name: it must be no other's, and not change with the lines above.
    let twin = if rank > 1 { format!(" ({rank})") } else { String::new() };
    let name = xml(&format!("{} {message}{twin}", diagnostic.rule.code));
    writeln!(out, r#"    <testcase classname="{}" name="{name}">"#, xml(&visible(path)))?;
    let (at, word) = (place(path, files.get(path), diagnostic.span), diagnostic.severity.word());
    let text = xml(&format!("{at} {word} {}\n{}", diagnostic.rule, told(finding, files)));
    if let Some(reason) = &diagnostic.waived {
        let reason = xml(&format!("dispense\u{a0}: {}", visible(reason)));
        writeln!(out, r#"      <skipped message="{reason}">{text}</skipped>"#)?;
    } else if failed {
        let (rule, message) = (xml(&diagnostic.rule.to_string()), xml(&message));
        writeln!(out, r#"      <failure type="{rule}" message="{message}">{text}</failure>"#)?;
    } else {
        writeln!(out, "      <system-out>{text}</system-out>")?;
    }
    writeln!(out, "    </testcase>")
}

/// Escapes a text without control characters for XML 1.0, which also has no place for the last two characters of Unicode's first plane.
fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ => escaped.push(c),
        }
    }
    escaped
}
