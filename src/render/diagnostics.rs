//! The findings of a run, and the forms in which they are shown.
//!
//! The shell gathers a [`Report`] and hands it to [`full()`] or [`concise()`], for people, or to [`json()`], [`sarif()`], [`github()`],
//! [`gitlab()`] or [`junit()`], for programs; they stream it to a writer. A finding knows bytes only; to turn them into lines, columns and
//! snippets, the texts are read again, one file at a time, through [`Texts`].

mod concise;
mod files;
mod fingerprint;
mod full;
mod github;
mod gitlab;
mod json;
mod junit;
mod sarif;
mod stream;
mod summary;
mod told;
mod window;

#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::rule::Severity;
pub use crate::text::Texts;

pub use concise::concise;
pub use full::{each, full};
pub use github::github;
pub use gitlab::gitlab;
pub(super) use json::Place;
pub use json::{json, json_with_figures};
pub use junit::junit;
pub use sarif::sarif;
pub use summary::summary;

/// What a run found.
#[derive(Clone, Debug)]
pub struct Report<'r> {
    /// The date at which the dossiers were judged, as `2026-07-14`.
    pub at: String,
    /// Where the files come from.
    pub source: SourceInfo,
    /// The folders of the dossiers that were read, as those of the findings.
    pub dossiers: &'r [&'r str],
    /// How many records were read, small ones included.
    pub records: usize,
    /// How many files were read.
    pub files: usize,
    /// What was found, sorted by path, offset and code; waived findings included.
    pub findings: &'r [Finding<'r>],
    /// The revision since which findings are told, as the user named it; `None` where all are.
    pub since: Option<&'r str>,
}

/// Where the files come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceInfo {
    /// `worktree`, `index`, `revision` or `memory`.
    pub kind: &'static str,
    /// The revision, as the user named it.
    pub revision: Option<String>,
}

/// A diagnostic and the file it is about.
#[derive(Clone, Copy, Debug)]
pub struct Finding<'r> {
    /// The dossier's folder, relative to the current one, with `/`.
    pub dossier: &'r str,
    /// The file, relative to the current folder, with `/`.
    pub path: &'r str,
    /// What is wrong.
    pub diagnostic: &'r Diagnostic,
}

impl Finding<'_> {
    /// Tells whether a run that fails from `level` on fails for it: a waived one never does.
    pub fn fails(&self, level: Severity) -> bool {
        self.diagnostic.waived.is_none() && self.diagnostic.severity <= level
    }
}

/// How many findings there are of each level; a waived one counts as waived only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Informations.
    pub info: usize,
    /// Waived findings of any level.
    pub waived: usize,
}

impl<'r> Report<'r> {
    /// Returns how many findings there are of each level.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for Finding { diagnostic, .. } in self.findings {
            *match diagnostic.severity {
                _ if diagnostic.waived.is_some() => &mut counts.waived,
                Severity::Error => &mut counts.error,
                Severity::Warning => &mut counts.warning,
                Severity::Info => &mut counts.info,
            } += 1;
        }
        counts
    }

    /// Returns the findings, those of a same file together.
    fn by_file(&self) -> impl Iterator<Item = &'r [Finding<'r>]> + use<'r> {
        self.findings.chunk_by(|one, other| one.path == other.path)
    }
}
