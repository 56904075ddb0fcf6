//! What changed between two versions of a dossier, as it is shown: text for a terminal, Markdown for a pull request, JSON for programs.

mod json;
mod markdown;
mod section;
mod text;

use crate::diff::{Change, Changes, summary};
use crate::render::diagnostics::Report;
use crate::text::Texts;

pub use json::json;
pub use markdown::markdown;
pub use text::text;

/// Returns what is told of one change, its record aside, one line each.
pub fn told(change: &Change) -> Vec<String> {
    section::said(change, false)
}

/// What changed in one dossier.
pub struct Page<'p> {
    /// The title of the dossier.
    pub title: String,
    /// Its folder as shown; `.` for the current one.
    pub root: &'p str,
    /// The folders it had and has, from the top of the repository, where it was moved.
    pub moved: Option<(&'p str, &'p str)>,
    /// What changed.
    pub changes: &'p Changes,
    /// How many files were written otherwise without saying anything else.
    pub unsaid: u64,
}

impl Page<'_> {
    /// Tells all of it in one line.
    fn summary(&self) -> String {
        match self.moved {
            Some(_) if self.changes.is_empty() => "dossier déplacé".to_owned(),
            _ => summary::line(self.changes),
        }
    }
}

/// All that is shown.
pub struct Shown<'s> {
    /// The earlier version, in words.
    pub from: &'s str,
    /// The later version, in words.
    pub to: &'s str,
    /// The dossiers in which something changed.
    pub pages: &'s [Page<'s>],
    /// What the change puts in doubt.
    pub doubts: &'s Report<'s>,
    /// The texts of the later version.
    pub texts: &'s dyn Texts,
}
