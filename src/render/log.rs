//! The life of a record, the latest first: text for a terminal, JSON for programs.

use std::io::{self, Write};

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::diff::{Change, ChangeKind, summary};
use crate::model;
use crate::render::diagnostics::{self, Finding, Report, SourceInfo};
use crate::render::diff::told;
use crate::render::style::{Ink, Style};
use crate::render::table::wrap;
use crate::render::visible::visible;
use crate::text::Texts;
use crate::value::date::Day;

/// What one commit did to a record.
pub struct Entry {
    /// The whole name of the commit; none for what is not in one yet.
    pub commit: Option<String>,
    /// Its day.
    pub day: Day,
    /// Who wrote it.
    pub author: String,
    /// The first line of its message.
    pub subject: String,
    /// What it changed; nothing where it only moved the dossier.
    pub changes: Vec<Change>,
}

/// The life of a record in one dossier.
pub struct Life {
    /// The record, as the user names it.
    pub id: String,
    /// The folder of the dossier, from the top of the repository.
    pub root: String,
    /// What happened to it, the latest first.
    pub entries: Vec<Entry>,
    /// Whether the clone is shallow: what came before is not known.
    pub cut: bool,
    /// The words that name the record as it is now, and its type; none where it is no longer there.
    pub title: Option<(String, &'static str)>,
    /// What it puts in doubt, each finding with its file as shown.
    pub doubts: Vec<(String, Diagnostic)>,
}

/// Writes lives for a terminal.
///
/// # Errors
/// Those of `out`.
pub fn text(lives: &[Life], texts: &dyn Texts, style: Style, out: &mut impl Write) -> io::Result<()> {
    for (rank, life) in lives.iter().enumerate() {
        if rank > 0 {
            writeln!(out)?;
        }
        let changes = || life.entries.iter().flat_map(|entry| &entry.changes);
        let own = changes().find(|change| change.id == life.id && !change.title.is_empty());
        let told = own.map(|change| (change.title.clone(), model::def(change.of).noun.0));
        let (words, noun) = told.or_else(|| life.title.clone()).unwrap_or_default();
        let title = if words.is_empty() { words } else { format!(" «\u{a0}{words}\u{a0}»") };
        let noun = if noun.is_empty() { String::new() } else { format!(", {noun}") };
        for line in wrap(&format!("{}{}{noun}", visible(&life.id), visible(&title)), style.width) {
            writeln!(out, "{}", style.paint(Ink::Strong, line))?;
        }
        for entry in &life.entries {
            writeln!(out)?;
            one(entry, life, style, out)?;
        }
        if life.cut {
            writeln!(out, "\nL’histoire s’arrête ici\u{a0}: ce clone est superficiel (`git fetch --unshallow`).")?;
        }
        if !life.doubts.is_empty() {
            writeln!(out, "\n{}\n", style.paint(Ink::Strong, "À regarder"))?;
            let findings: Vec<Finding<'_>> = life
                .doubts
                .iter()
                .map(|(path, diagnostic)| Finding { dossier: &life.root, path, diagnostic })
                .collect();
            diagnostics::each(&of_findings(&findings), texts, style, out)?;
        }
    }
    Ok(())
}

/// Makes a report of findings alone.
fn of_findings<'f>(findings: &'f [Finding<'f>]) -> Report<'f> {
    let source = SourceInfo { kind: "worktree", revision: None };
    Report { at: String::new(), source, dossiers: &[], records: 0, files: 0, findings, since: None }
}

fn one(entry: &Entry, life: &Life, style: Style, out: &mut impl Write) -> io::Result<()> {
    let head = match &entry.commit {
        Some(commit) => {
            let short = commit.get(..7).unwrap_or(commit);
            format!("{}  {short}  {}\u{a0}: {}", entry.day.en_lettres(), entry.author, entry.subject)
        }
        None => "Pas encore dans un commit".to_owned(),
    };
    for line in wrap(&visible(&head), style.width) {
        writeln!(out, "{line}")?;
    }
    if entry.changes.is_empty() {
        writeln!(out, "  le dossier change de place")?;
    }
    for change in &entry.changes {
        // Of the record itself, its name need not be said again.
        let own = change.id == life.id || summary::is_numbering(change);
        let lasts = own && change.kind != ChangeKind::Added && change.kind != ChangeKind::Removed;
        let name = if lasts { String::new() } else { format!("{} ", change.id) };
        let verb = match change.kind {
            ChangeKind::Added => "+ ",
            ChangeKind::Removed => "− ",
            _ => "",
        };
        let told = if lasts { told(&Change { title: String::new(), ..change.clone() }) } else { told(change) };
        for said in told {
            for line in wrap(&visible(&format!("{verb}{name}{said}")), style.width.saturating_sub(2)) {
                writeln!(out, "  {line}")?;
            }
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct Document<'d> {
    version: u8,
    records: Vec<Record<'d>>,
}

#[derive(Serialize)]
struct Record<'d> {
    id: &'d str,
    dossier: &'d str,
    cut: bool,
    entries: Vec<Item<'d>>,
    diagnostics: Vec<serde_json::Value>,
}

#[derive(Serialize)]
struct Item<'d> {
    commit: Option<&'d str>,
    date: String,
    author: &'d str,
    subject: &'d str,
    changes: Vec<serde_json::Value>,
}

/// Writes lives as one JSON object on one line.
///
/// # Errors
/// Those of `out`.
pub fn json(lives: &[Life], out: &mut impl Write) -> io::Result<()> {
    let records = lives.iter().map(|life| Record {
        id: &life.id,
        dossier: &life.root,
        cut: life.cut,
        entries: life.entries.iter().map(Item::of).collect(),
        diagnostics: life.doubts.iter().map(doubt).collect(),
    });
    serde_json::to_writer(&mut *out, &Document { version: 1, records: records.collect() })?;
    out.write_all(b"\n")
}

fn doubt((path, found): &(String, Diagnostic)) -> serde_json::Value {
    serde_json::json!({
        "code": found.rule.code, "rule": found.rule.name, "severity": found.severity, "message": found.message,
        "help": found.help, "path": path,
    })
}

impl<'d> Item<'d> {
    fn of(entry: &'d Entry) -> Self {
        let change = |change: &Change| {
            serde_json::json!({
                "kind": change.kind.key(), "type": model::def(change.of).name, "id": change.id, "path": change.path,
                "field": change.field, "old": change.old, "new": change.new,
            })
        };
        Self {
            commit: entry.commit.as_deref(),
            date: entry.day.to_string(),
            author: &entry.author,
            subject: &entry.subject,
            changes: entry.changes.iter().map(change).collect(),
        }
    }
}
