//! Every view of one dossier, made from one look at its field.

use crate::dossier::Dossier;
use crate::stats::Window;
use crate::stats::axis::Axis;
use crate::stats::calendar::Calendar;
use crate::stats::coverage::Coverage;
use crate::stats::cross::{Breakdown, Cross, Unit};
use crate::stats::deadlines::Deadlines;
use crate::stats::funnel::Funnel;
use crate::stats::gisements::Gisements;
use crate::stats::terrain::Terrain;
use crate::stats::trials::Trials;
use crate::stats::weeks::Weeks;

/// The views of a dossier.
#[derive(Debug)]
pub struct Views {
    /// Who was met, and who was not.
    pub coverage: Coverage,
    /// Ideas by theme and by sphere.
    pub themes: Cross,
    /// Week by week.
    pub weeks: Weeks,
    /// What gisements rest on.
    pub gisements: Gisements,
    /// From ideas to what becomes of solutions.
    pub funnel: Funnel,
    /// What was planned and what took place.
    pub calendar: Calendar,
    /// What tests measured.
    pub trials: Trials,
    /// What falls due.
    pub deadlines: Deadlines,
}

/// A count by one axis or two.
#[derive(Debug)]
pub enum Table {
    /// By one.
    One(Breakdown),
    /// By two.
    Two(Cross),
}

impl Views {
    /// Looks at what a window of time holds of a dossier.
    pub fn of(dossier: &Dossier, window: &Window) -> Self {
        Self::in_terrain(&Terrain::new(dossier, window))
    }

    /// Counts what was gathered in the field already.
    pub(crate) fn in_terrain(terrain: &Terrain<'_>) -> Self {
        Self {
            coverage: Coverage::of(terrain),
            themes: Cross::of(terrain, [Axis::Theme, Axis::Sphere], Unit::Ideas),
            weeks: Weeks::of(terrain),
            gisements: Gisements::of(terrain),
            funnel: Funnel::of(terrain),
            calendar: Calendar::of(terrain),
            trials: Trials::of(terrain),
            deadlines: Deadlines::of(terrain),
        }
    }
}

impl Table {
    /// Counts by one axis or, where `columns` is said, by two; `unit` then says what is counted: where it does not, ideas if an axis is
    /// theirs alone, else interviews.
    pub fn of(dossier: &Dossier, window: &Window, rows: Axis, columns: Option<Axis>, unit: Option<Unit>) -> Self {
        let terrain = Terrain::new(dossier, window);
        let Some(columns) = columns else { return Self::One(Breakdown::of(&terrain, rows)) };
        let of_ideas = rows.is_of_ideas() || columns.is_of_ideas();
        let unit = unit.unwrap_or(if of_ideas { Unit::Ideas } else { Unit::Interviews });
        Self::Two(Cross::of(&terrain, [rows, columns], unit))
    }
}
