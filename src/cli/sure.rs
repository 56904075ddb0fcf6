//! Whether the figures of a dossier are sure: what its check finds.

use crate::cli::config;
use crate::cli::load::{self, Loaded};
use crate::cli::ui;
use crate::rule::Severity;
use crate::rule::catalogue::{CB109, CB302};
use crate::rules::{self, Context};
use crate::stats::Faults;
use crate::text::NoTexts;
use crate::value::date::Day;

/// Checks a dossier, to say whether its figures are sure.
pub fn faults(loaded: &Loaded, at: Day) -> anyhow::Result<Faults> {
    let set = config::read(loaded)?;
    let today = ui::day(None)?;
    let mut faults = Faults::default();
    let context = Context { at, settings: &set.settings, texts: &NoTexts, threads: load::threads(), past: None };
    for (_, found) in rules::validate(&loaded.dossier, &context) {
        // Seen from a day gone by, what came later is no fault.
        let later = found.rule == &CB302 && at < today;
        if found.waived.is_none() && !later {
            faults.errors += u64::from(found.severity == Severity::Error);
            faults.unread += u64::from(found.rule == &CB109);
        }
    }
    Ok(faults)
}
