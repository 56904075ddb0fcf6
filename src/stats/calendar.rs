//! What was planned beside what took place: phases of the manifest, periods of solutions, and how late each is.

use crate::dossier::Dossier;
use crate::model::dossier::{self as manifest, intervalle, phase};
use crate::model::solution::{self, periode};
use crate::stats::axis::titled;
use crate::stats::terrain::Terrain;
use crate::unit::{Fields, Spanned};
use crate::value::date::{Date, Day};
use crate::value::duree::{Duree, Unite};
use crate::value::identifiant::Kind;

/// A beginning and an end, each where it is said.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Dates {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
    /// How long it lasts, where that is said.
    pub duree: Option<Duree>,
}

/// Days late, between two bounds where dates are not days; negative where early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delay {
    /// At the least.
    pub min: i64,
    /// At the most.
    pub max: i64,
}

/// Where a stretch of the calendar stands on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It has not begun.
    Ahead,
    /// It has begun and not ended.
    Running,
    /// It has ended.
    Ended,
}

/// A phase or the period of a solution.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// `phase` or `solution`.
    pub what: &'static str,
    /// The name of the phase, or the identifier of the solution.
    pub name: String,
    /// The same with its title.
    pub label: String,
    /// What was planned.
    pub planned: Dates,
    /// What took place.
    pub real: Dates,
    /// Between which days it was to end: what is written, else what the planned duration makes of its beginning.
    pub planned_end: Option<(Day, Day)>,
    /// How late it began.
    pub start: Option<Delay>,
    /// How late it ended or, while it runs past its end, how late it is so far.
    pub end: Option<Delay>,
    /// Where it stands.
    pub progress: Progress,
}

/// The calendar of a dossier.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    /// The day it is looked at.
    pub at: Day,
    /// Phases in order, then solutions.
    pub entries: Vec<Entry>,
}

impl Calendar {
    /// How delays are counted.
    pub const RULE: &str = "jours entre la date prévue et la date réalisée ; sans date de fin prévue, elle se déduit de la durée prévue ; un \
                            intervalle quand une date n’est pas un jour ; pour ce qui dure encore au-delà de sa fin prévue, retard à ce jour";

    pub(super) fn of(terrain: &Terrain<'_>) -> Self {
        let at = terrain.window.at;
        let mut entries = Vec::new();
        for (name, planned, real) in phases(terrain.dossier) {
            entries.extend(entry("phase", name.clone(), name, planned, real, at));
        }
        for (_, view) in terrain.dossier.of_kind(Kind::Solution) {
            let Some(fields) = view.typed::<solution::Solution>() else { continue };
            let Some(period) = fields.get(solution::PERIODE).map(|period| period.value) else { continue };
            let name = terrain.dossier.name_of(view);
            let label = titled(&name, fields.get(solution::TITRE).map_or("", |title| title.value));
            let (planned, real) = (dates(period.get(periode::PREVU)), dates(period.get(periode::REALISE)));
            entries.extend(entry("solution", name, label, planned, real, at));
        }
        Self { at, entries }
    }
}

impl Entry {
    /// Returns the days that a time line shows: those planned, then those that passed up to `at`.
    pub fn drawn(&self, at: Day) -> [Option<(Day, Day)>; 2] {
        let start = self.planned.from.or(self.planned.to).or(self.real.from.filter(|_| self.planned_end.is_some()));
        let planned = start.map(|start| {
            let from = start.earliest();
            (from, self.planned_end.map_or(start.latest(), |(_, last)| last).max(from))
        });
        let real = self.real.from.or(self.real.to).filter(|_| self.progress != Progress::Ahead).map(|start| {
            let last = if self.progress == Progress::Running { Some(at) } else { self.real.to.map(Date::latest) };
            (start.earliest(), last.unwrap_or(start.latest()).max(start.earliest()))
        });
        [planned, real]
    }
}

/// Returns the phases of a dossier: the name of each, what was planned, what took place.
pub fn phases(dossier: &Dossier) -> Vec<(String, Dates, Dates)> {
    let phases = dossier.manifest().into_iter().flat_map(|manifest| manifest.list(manifest::PHASES));
    let read = |phase: Spanned<Fields<'_, phase::Phase>>| {
        let phase = phase.value;
        let name = phase.get(phase::NOM).map_or_else(String::new, |nom| nom.value.to_owned());
        (name, dates(phase.get(phase::PREVU)), dates(phase.get(phase::REALISE)))
    };
    phases.map(read).collect()
}

fn dates(found: Option<Spanned<Fields<'_, intervalle::Intervalle>>>) -> Dates {
    found.map_or_else(Dates::default, |found| Dates {
        from: found.value.get(intervalle::DEBUT).map(|from| from.value),
        to: found.value.get(intervalle::FIN).map(|to| to.value),
        duree: found.value.get(intervalle::DUREE).map(|duree| duree.value),
    })
}

/// Makes an entry; none where nothing is said of when.
fn entry(what: &'static str, name: String, label: String, planned: Dates, real: Dates, at: Day) -> Option<Entry> {
    if planned == Dates::default() && real == Dates::default() {
        return None;
    }
    // What is written of days to come has not taken place yet.
    let begun = real.from.or(real.to).filter(|date| date.earliest() <= at);
    let ended = real.to.filter(|date| date.earliest() <= at);
    let progress = match (begun, ended) {
        (_, Some(_)) => Progress::Ended,
        (Some(_), None) => Progress::Running,
        (None, None) => Progress::Ahead,
    };
    let bounds = |date: Date| (date.earliest(), date.latest());
    let planned_end = planned.to.map(bounds).or_else(|| {
        let (first, last) = bounds(planned.from.or(real.from)?);
        let (shortest, longest) = planned.duree.and_then(days)?;
        Some((first.plus_days(shortest - 1), last.plus_days(longest - 1)))
    });
    let planned_start = planned.from.map(bounds);
    let today = (at, at);
    let overdue = |planned: (Day, Day)| Some(delay(planned, today)).filter(|late| late.min > 0);
    let against = |planned: Option<(Day, Day)>, real: Option<Date>| match (planned, real) {
        (Some(planned), Some(real)) => Some(delay(planned, bounds(real))),
        (Some(planned), None) => overdue(planned),
        (None, _) => None,
    };
    let start = against(planned_start, real.from.filter(|date| date.earliest() <= at));
    let end = against(planned_end, ended);
    Some(Entry { what, name, label, planned, real, planned_end, start, end, progress })
}

fn delay(planned: (Day, Day), real: (Day, Day)) -> Delay {
    Delay { min: real.0.days_since(planned.1), max: real.1.days_since(planned.0) }
}

/// Returns the fewest and most calendar days of a duration; none for hours.
pub fn days(duree: Duree) -> Option<(i32, i32)> {
    let (min, max) = duree.bounds();
    let (short, long) = match duree.unite() {
        Unite::Minute => return None,
        Unite::Jour => (1.0, 1.0),
        Unite::Semaine => (7.0, 7.0),
        Unite::Mois => (28.0, 31.0),
        Unite::An => (365.0, 366.0),
    };
    // A float too large for days stops at the largest number of them.
    Some(((min * short) as i32, (max * long) as i32))
}
