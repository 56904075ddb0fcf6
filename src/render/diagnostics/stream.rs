//! The findings as a JSON array that is made while it is written, so that only one file's text is held at a time.

use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

use super::files::{Files, Loaded};
use super::fingerprint::Ranks;
use super::{Finding, Report, Texts};

/// Makes the item of a finding: out of the texts it speaks of and of its rank among the findings like it; `None` to leave it out.
pub(super) type Make<'r, I> = fn(&'r Finding<'r>, &Files<'_>, usize) -> Option<I>;

/// The findings of a report, as the items that `make` makes of them.
pub(super) struct Stream<'r, I> {
    pub(super) report: &'r Report<'r>,
    pub(super) texts: &'r dyn Texts,
    pub(super) make: Make<'r, I>,
}

impl<I: Serialize> Serialize for Stream<'_, I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut items = serializer.serialize_seq(None)?;
        for findings in self.report.by_file() {
            let loaded = Loaded::of(findings, self.texts);
            let files = loaded.files();
            let mut ranks = Ranks::default();
            for finding in findings {
                let rank = ranks.next(finding);
                if let Some(item) = (self.make)(finding, &files, rank) {
                    items.serialize_element(&item)?;
                }
            }
        }
        items.end()
    }
}
