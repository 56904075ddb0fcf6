//! The key figures before and after.

use crate::diff::{Change, ChangeKind};
use crate::stats::{Figure, Measure, Stats, phrase};
use crate::value::identifiant::Kind;

/// Returns the figures that are no longer the same; one that is not counted on one side says so.
pub fn compare(old: Option<&Stats>, new: Option<&Stats>) -> Vec<Change> {
    let mut changes = Vec::new();
    for measure in Measure::ALL {
        let figure = |stats: Option<&'_ Stats>| -> (Option<String>, Option<String>) {
            let figure = stats.and_then(|stats| stats.figure(measure)).filter(|figure| figure.counted.is_some());
            (figure.map(counted), figure.and_then(raw))
        };
        let ((before, raw_before), (after, raw_after)) = (figure(old), figure(new));
        if before != after {
            changes.push(change(measure.title(), measure.key(), before, after));
        }
        if raw_before != raw_after && measure == Measure::Records(Kind::Idee) {
            changes.push(change("idées recueillies", "idees.recueillies", raw_before, raw_after));
        }
    }
    changes
}

fn counted(figure: &Figure) -> String {
    let counted = figure.counted.map(|amount| phrase::counted(figure, amount)).unwrap_or_default();
    match figure.raw.filter(|_| figure.measure == Measure::Records(Kind::Irritant)) {
        // Fewer consolidated ones than were heard are no loss.
        Some(raw) => format!("{counted} ({})", crate::fr::counted(raw, "relevé", "relevés")),
        None => counted,
    }
}

fn raw(figure: &Figure) -> Option<String> {
    figure.raw.map(crate::value::nombre::entier)
}

fn change(title: &str, key: &str, old: Option<String>, new: Option<String>) -> Change {
    let told = Change::new(ChangeKind::Figure, Kind::Dossier, "", None);
    Change { title: title.to_owned(), field: Some(key.to_owned()), old, new, ..told }
}
