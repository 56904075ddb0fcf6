//! How the field work was done, and what it leaves out.

use serde_json::{Value, json};

use super::{Gather, value};
use crate::fr;
use crate::stats::calendar::{Dates, Delay, Entry};
use crate::stats::coverage::Met;
use crate::stats::{Stats, Views};
use crate::value::identifiant::Kind;
use crate::value::nombre;

impl Gather<'_> {
    /// Returns how the field work was done: its first and last days, `spheres` and `types` met, those nobody met, structures without a
    /// meeting, `saturation`, `calendrier`.
    pub(super) fn methode(&self, stats: &Stats, views: &Views) -> Value {
        let held = |note: &&crate::stats::terrain::Note<'_>| note.held && note.kind != Kind::Seance;
        let dates = || self.terrain.notes.iter().filter(held).filter_map(|note| note.date);
        let (first, last) = (dates().min_by_key(|date| date.earliest()), dates().max_by_key(|date| date.latest()));
        let met = |met: &Met| json!({ "mot": met.word, "texte": met.label, "entretiens": met.interviews, "idees": met.ideas, "acteurs": met.actors });
        let listed = |met: &&Met| met.interviews > 0 || met.ideas > 0 || met.actors > 0;
        let missing = |met: &&Met| met.interviews == 0 && met.actors > 0;
        let rate = |rate: Option<f64>| rate.map(|rate| nombre::decimal(rate, 1));
        json!({
            "debut": first.map(value::date),
            "fin": last.map(value::date),
            "spheres": views.coverage.spheres.iter().map(met).collect::<Vec<_>>(),
            "spheres_absentes": views.coverage.missing_spheres().map(|met| &met.label).collect::<Vec<_>>(),
            "types": views.coverage.types.iter().filter(listed).map(met).collect::<Vec<_>>(),
            "types_absents": views.coverage.types.iter().filter(missing).map(|met| &met.label).collect::<Vec<_>>(),
            "structures_non_rencontrees": self.structures(&views.coverage.unmet),
            "saturation": {
                "moyenne": rate(views.weeks.all.rate()),
                "derniers": views.weeks.last.map(|last| last.interviews),
                "moyenne_derniers": rate(views.weeks.last.and_then(crate::stats::weeks::Yield::rate)),
            },
            "non_classees": views.gisements.unsorted.len(),
            "calendrier": views.calendar.entries.iter().map(entry).collect::<Vec<_>>(),
            "fautes": { "erreurs": stats.faults.errors, "puces_non_lues": stats.faults.unread },
        })
    }

    /// Returns the stretches of the calendar that surely ended, or run, late.
    pub(super) fn late(&self, views: &Views) -> Vec<Value> {
        // What has not begun may have been said by no one.
        let begun = |entry: &&Entry| entry.real.from.is_some();
        let late = |entry: &&Entry| begun(entry) && entry.end.or(entry.start).is_some_and(|delay| delay.min > 0);
        views.calendar.entries.iter().filter(late).map(entry).collect()
    }

    /// Returns actors by their names.
    fn structures(&self, slugs: &[String]) -> Vec<String> {
        let name = |slug: &String| {
            let at = self.dossier.find_slug(Kind::Acteur, slug);
            at.and_then(|at| self.dossier.get(at)).map_or_else(|| slug.clone(), |view| self.title(view))
        };
        slugs.iter().map(name).collect()
    }
}

/// Writes a number of days, its thousands apart.
fn signed(days: i64) -> String {
    let sign = if days < 0 { "−" } else { "" };
    format!("{sign}{}", nombre::entier(days.unsigned_abs()))
}

/// A stretch of the calendar: `quoi` (phase, solution), `titre`, `prevu` and `realise` in words, `retard` in days (`min`, `max`, `texte`) where
/// one is known.
fn entry(entry: &Entry) -> Value {
    let late = entry.end.or(entry.start).map(|Delay { min, max }| {
        let days = |days: i64| fr::counted(days.unsigned_abs(), "jour", "jours");
        let texte = if min == max { days(min) } else { format!("{} à {}", signed(min), days(max)) };
        json!({ "min": min, "max": max, "texte": texte })
    });
    json!({
        "quoi": entry.what,
        "titre": entry.label,
        "prevu": dates(entry.planned),
        "realise": dates(entry.real),
        "retard": late,
    })
}

/// Says a stretch of time: « du 3 octobre au 29 novembre 2024 », « depuis le 3 novembre 2025 », « 6 semaines »; null where nothing is said.
fn dates(dates: Dates) -> Option<String> {
    let written = |date: crate::value::date::Date| date.en_lettres();
    let days = |date: crate::value::date::Date| date.exact_day().is_some();
    match (dates.from, dates.to, dates.duree) {
        (Some(from), Some(to), _) if from == to => {
            Some(if days(from) { format!("le {}", written(from)) } else { written(from) })
        }
        (Some(from), Some(to), _) if days(from) && days(to) => Some(format!("du {} au {}", written(from), written(to))),
        (Some(from), Some(to), _) => Some(format!("{} – {}", written(from), written(to))),
        (Some(from), None, Some(duree)) if days(from) => Some(format!("{duree} à partir du {}", written(from))),
        (Some(from), None, Some(duree)) => Some(format!("{duree}, {}", written(from))),
        (Some(from), None, None) if days(from) => Some(format!("depuis le {}", written(from))),
        (Some(from), None, None) => Some(format!("depuis {}", written(from))),
        (None, Some(to), _) if days(to) => Some(format!("jusqu’au {}", written(to))),
        (None, Some(to), _) => Some(format!("fin : {}", written(to))),
        (None, None, Some(duree)) => Some(duree.to_string()),
        (None, None, None) => None,
    }
}
