//! The findings as SARIF 2.1.0, the format in which analysers report to GitHub's code scanning, to editors and to other tools.
//!
//! The structures below are the part of the format that is used, in the order in which it is written. Two things are left out on purpose:
//! - `automationDetails`, which would stop GitHub from telling apart the reports of two jobs, a thing it does well without;
//! - the place on disk of the folder that `%SRCROOT%` stands for: only whoever reads the report knows where the files lie there.

use std::io;
use std::path::Path;

use serde::Serialize;

use super::files::{File, Files, path_of};
use super::fingerprint::fingerprint;
use super::stream::Stream;
use super::{Finding, Report, SourceInfo, Texts};
use crate::diagnostic::Edit;
use crate::render::visible::visible;
use crate::rule::{Rule, Severity, catalogue};
use crate::text::Span;

/// The current folder, from which paths are told.
const ROOT: &str = "%SRCROOT%";

/// Writes the report as one JSON object on one line. Writes often and little: `out` should have a buffer.
///
/// # Errors
///
/// Those of `out`.
pub fn sarif(report: &Report<'_>, texts: &dyn Texts, out: &mut impl io::Write) -> io::Result<()> {
    let run = Run {
        tool: Tool {
            driver: Driver {
                name: "cb",
                version: env!("CARGO_PKG_VERSION"),
                semantic_version: env!("CARGO_PKG_VERSION"),
                language: "fr",
                rules: catalogue::ALL.iter().map(|rule| RuleItem::of(rule)).collect(),
            },
        },
        invocations: [Invocation { execution_successful: true }],
        language: "fr",
        default_encoding: "utf-8",
        column_kind: "unicodeCodePoints",
        original_uri_base_ids: Bases { root: Base { description: text("le répertoire où cb a été lancé") } },
        properties: Properties {
            at: &report.at,
            source: &report.source,
            dossiers: report.dossiers.len(),
            records: report.records,
            files: report.files,
        },
        results: Stream { report, texts, make: ResultItem::of },
    };
    let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    serde_json::to_writer(&mut *out, &Log { schema, version: "2.1.0", runs: [run] })?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Log<'r> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'r>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'r> {
    tool: Tool,
    invocations: [Invocation; 1],
    language: &'static str,
    default_encoding: &'static str,
    column_kind: &'static str,
    original_uri_base_ids: Bases,
    properties: Properties<'r>,
    results: Stream<'r, ResultItem<'r>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    language: &'static str,
    rules: Vec<RuleItem>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
}

#[derive(Serialize)]
struct Bases {
    #[serde(rename = "%SRCROOT%")]
    root: Base,
}

#[derive(Serialize)]
struct Base {
    description: Text,
}

#[derive(Serialize)]
struct Properties<'r> {
    at: &'r str,
    source: &'r SourceInfo,
    dossiers: usize,
    records: usize,
    files: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleItem {
    id: &'static str,
    name: &'static str,
    short_description: Text,
    full_description: Text,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultItem<'r> {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixes: Option<[FixItem<'r>; 1]>,
    suppressions: Vec<Suppression>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
    byte_offset: u32,
    byte_length: usize,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "cb/v1")]
    v1: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FixItem<'r> {
    description: Text,
    artifact_changes: [Change<'r>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'r> {
    artifact_location: Artifact,
    replacements: Vec<Replacement<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'r> {
    deleted_region: Region,
    inserted_content: Inserted<'r>,
}

#[derive(Serialize)]
struct Inserted<'r> {
    text: &'r str,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    justification: String,
}

impl RuleItem {
    /// Describes a rule by its page: what it checks, why, what to do.
    fn of(rule: &'static Rule) -> Self {
        let (lead, why) = (unwrapped(lead(rule.page)), unwrapped(section(rule.page, "Pourquoi")));
        Self {
            id: rule.code,
            name: rule.name,
            full_description: Text { text: format!("{lead}\n\n{why}") },
            short_description: Text { text: lead },
            help: Help { text: section(rule.page, "Que faire"), markdown: rule.page },
            default_configuration: Configuration { level: level(rule.severity) },
        }
    }
}

impl<'r> ResultItem<'r> {
    fn of(finding: &'r Finding<'r>, files: &Files<'_>, rank: usize) -> Option<Self> {
        let Finding { path, diagnostic, .. } = *finding;
        let own = files.get(path);
        let said = match &diagnostic.help {
            Some(help) => format!("{}\naide\u{a0}: {}", visible(&diagnostic.message), visible(help)),
            None => visible(&diagnostic.message).into_owned(),
        };
        let related = diagnostic.related.iter().enumerate().map(|(index, place)| {
            let path = path_of(place, path);
            let physical_location = Physical::of(path, files.get(path), Some(place.span));
            Location { id: Some(index + 1), physical_location, message: Some(text(&visible(&place.message))) }
        });
        // Without its text, an edit has no place to be made at.
        let fix = diagnostic.fix.as_ref().zip(own).map(|(fix, file)| {
            let replacement = |edit: &'r Edit| Replacement {
                deleted_region: Region::of(file, edit.span),
                inserted_content: Inserted { text: &edit.text },
            };
            let description = text(if fix.safe { "correction sûre" } else { "correction à relire" });
            let replacements = fix.edits.iter().map(replacement).collect();
            FixItem { description, artifact_changes: [Change { artifact_location: Artifact::of(path), replacements }] }
        });
        let waiver = diagnostic.waived.as_deref().map(visible);
        Some(Self {
            rule_id: diagnostic.rule.code,
            rule_index: catalogue::ALL.iter().position(|rule| *rule == diagnostic.rule),
            level: level(diagnostic.severity),
            message: text(&said),
            locations: [Location {
                id: None,
                physical_location: Physical::of(path, own, diagnostic.span),
                message: None,
            }],
            related_locations: related.collect(),
            partial_fingerprints: Fingerprints { v1: fingerprint(finding, rank) },
            fixes: fix.map(|fix| [fix]),
            // An empty list says that nothing waives the finding; none at all, that nobody knows.
            suppressions: waiver
                .map(|reason| Suppression { kind: "inSource", justification: reason.into_owned() })
                .into_iter()
                .collect(),
        })
    }
}

impl Physical {
    fn of(path: &str, file: Option<&File<'_>>, span: Option<Span>) -> Self {
        let region = file.zip(span).map(|(file, span)| Region::of(file, span));
        Self { artifact_location: Artifact::of(path), region }
    }
}

impl Artifact {
    fn of(path: &str) -> Self {
        if Path::new(path).is_absolute() {
            Self { uri: format!("file:///{}", encoded(path.trim_start_matches('/'))), uri_base_id: None }
        } else {
            Self { uri: encoded(path), uri_base_id: Some(ROOT) }
        }
    }
}

impl Region {
    fn of(file: &File<'_>, span: Span) -> Self {
        let extent = file.extent(span);
        Self {
            start_line: extent.start.line,
            start_column: extent.start.column,
            end_line: extent.end.line,
            end_column: extent.end.column,
            byte_offset: extent.span.start,
            byte_length: extent.span.len(),
        }
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// Makes a message. `[…](…)` would be read as a link, which a file could aim anywhere: the two halves are set apart.
fn text(text: &str) -> Text {
    Text { text: text.replace("](", "] (") }
}

/// Returns a path as a URI reference: all but letters, digits, `-._~` and `/` becomes `%XX`.
fn encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// Returns what a page says before its first section, its title apart.
fn lead(page: &str) -> &str {
    let body = page.split_once('\n').map_or("", |(_, body)| body);
    body.split("\n## ").next().unwrap_or_default().trim()
}

/// Returns what stands in a page under a heading of the second level.
fn section<'p>(page: &'p str, title: &str) -> &'p str {
    let sections = page.split("\n## ").skip(1).filter_map(|section| section.split_once('\n'));
    sections.into_iter().find(|(found, _)| *found == title).map_or("", |(_, text)| text.trim())
}

/// Returns a text with each of its paragraphs on one line.
fn unwrapped(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(|paragraph| paragraph.lines().collect::<Vec<_>>().join(" "));
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_uri_that_means_the_same_file() {
        for (path, uri, base) in [
            ("d/idees.yaml", "d/idees.yaml", Some(ROOT)),
            ("d/été 1%.md", "d/%C3%A9t%C3%A9%201%25.md", Some(ROOT)),
            ("a:b#c?d\n", "a%3Ab%23c%3Fd%0A", Some(ROOT)),
            ("../x.md", "../x.md", Some(ROOT)),
        ] {
            let artifact = Artifact::of(path);
            assert_eq!((&*artifact.uri, artifact.uri_base_id), (uri, base), "{path}");
        }
        #[cfg(unix)]
        assert_eq!(Artifact::of("/d/x y.md").uri, "file:///d/x%20y.md");
    }

    #[test]
    fn every_rule_is_described_within_what_github_shows() {
        for rule in catalogue::ALL.iter().map(|rule| RuleItem::of(rule)) {
            for text in [&*rule.short_description.text, &*rule.full_description.text, rule.help.text] {
                let length = text.chars().count();
                assert!((1..=1024).contains(&length), "{}: {length}\n{text}", rule.id);
            }
            assert!(rule.full_description.text.len() > rule.short_description.text.len() + 20, "{}", rule.id);
        }
    }
}
