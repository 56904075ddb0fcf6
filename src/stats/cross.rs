//! Ideas and interviews by one axis, or by two in a cross table.

use std::collections::{BTreeMap, BTreeSet};

use crate::stats::axis::{Axis, Value};
use crate::stats::terrain::{Idea, Terrain};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Ideas that repeat no other.
    Ideas,
    /// Interviews that were held.
    Interviews,
}

impl Unit {
    /// Returns its name in a table for programs.
    pub fn key(self) -> &'static str {
        match self {
            Self::Ideas => "idees",
            Self::Interviews => "entretiens",
        }
    }

    /// Returns its noun, singular and plural.
    pub fn noun(self) -> (&'static str, &'static str) {
        match self {
            Self::Ideas => ("idée", "idées"),
            Self::Interviews => ("entretien", "entretiens"),
        }
    }
}

/// Ideas and interviews by one axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breakdown {
    /// The axis.
    pub axis: Axis,
    /// Each value with how many interviews and how many ideas it has.
    pub rows: Vec<(Value, u64, u64)>,
    /// All the interviews.
    pub interviews: u64,
    /// All the ideas.
    pub ideas: u64,
    /// What counts in several rows.
    pub several: Vec<Unit>,
}

impl Breakdown {
    pub(super) fn of(terrain: &Terrain<'_>, axis: Axis) -> Self {
        let ideas = ideas(terrain, &[axis]);
        let of_ideas = axis.of_ideas(terrain, &ideas);
        let of_interviews = axis.of_interviews(terrain, &ideas);
        let mut rows: BTreeMap<&Value, (u64, u64)> = BTreeMap::new();
        for value in of_interviews.iter().flatten() {
            rows.entry(value).or_default().0 += 1;
        }
        for value in of_ideas.iter().flatten() {
            rows.entry(value).or_default().1 += 1;
        }
        let mut several = Vec::new();
        let many = |values: &[Vec<Value>]| values.iter().any(|values| values.len() > 1);
        several.extend(many(&of_ideas).then_some(Unit::Ideas));
        several.extend(many(&of_interviews).then_some(Unit::Interviews));
        Self {
            axis,
            rows: rows.into_iter().map(|(value, (interviews, ideas))| (value.clone(), interviews, ideas)).collect(),
            interviews: of_interviews.len() as u64,
            ideas: of_ideas.len() as u64,
            several,
        }
    }

    /// Returns how the figures are counted.
    pub fn rule(&self) -> String {
        let interviews =
            if self.axis.is_of_ideas() { "entretiens tenus où elles ont été entendues" } else { "entretiens tenus" };
        format!("{} et {interviews}, par {}", counted_ideas(&[self.axis]), self.axis.rule())
    }
}

/// Ideas or interviews by two axes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cross {
    /// What is counted.
    pub unit: Unit,
    /// The axis of the rows, then that of the columns.
    pub axes: [Axis; 2],
    /// The values of the rows.
    pub rows: Vec<Value>,
    /// The values of the columns.
    pub columns: Vec<Value>,
    /// One list a row, one number a column.
    pub cells: Vec<Vec<u64>>,
    /// What each row holds, each thing once.
    pub row_totals: Vec<u64>,
    /// What each column holds, each thing once.
    pub column_totals: Vec<u64>,
    /// All that is counted.
    pub total: u64,
    /// The axes on which something has several values, so that it counts in each and totals are no sums.
    pub several: Vec<Axis>,
}

impl Cross {
    pub(super) fn of(terrain: &Terrain<'_>, axes: [Axis; 2], unit: Unit) -> Self {
        let ideas = ideas(terrain, &axes);
        let values = axes.map(|axis| match unit {
            Unit::Ideas => axis.of_ideas(terrain, &ideas),
            Unit::Interviews => axis.of_interviews(terrain, &ideas),
        });
        let [rows, columns] = values.each_ref().map(|values| {
            let all: BTreeSet<&Value> = values.iter().flatten().collect();
            all.into_iter().cloned().collect::<Vec<Value>>()
        });
        let mut cross = Self {
            unit,
            axes,
            cells: vec![vec![0; columns.len()]; rows.len()],
            row_totals: vec![0; rows.len()],
            column_totals: vec![0; columns.len()],
            rows,
            columns,
            total: 0,
            several: Vec::new(),
        };
        let [of_rows, of_columns] = values;
        for (in_rows, in_columns) in of_rows.iter().zip(&of_columns) {
            cross.add(in_rows, in_columns);
        }
        let many = |values: &[Vec<Value>]| values.iter().any(|values| values.len() > 1);
        let [row, column] = axes;
        cross.several.extend(many(&of_rows).then_some(row));
        cross.several.extend(many(&of_columns).then_some(column));
        cross
    }

    fn add(&mut self, in_rows: &[Value], in_columns: &[Value]) {
        let place = |all: &[Value], value: &Value| all.binary_search(value).ok();
        self.total += 1;
        for column in in_columns {
            bump(&mut self.column_totals, place(&self.columns, column));
        }
        for row in in_rows {
            let row = place(&self.rows, row);
            bump(&mut self.row_totals, row);
            let Some(cells) = row.and_then(|row| self.cells.get_mut(row)) else { continue };
            for column in in_columns {
                bump(cells, place(&self.columns, column));
            }
        }
    }

    /// Returns how the figures are counted.
    pub fn rule(&self) -> String {
        let [row, column] = self.axes;
        let what = match self.unit {
            Unit::Ideas => counted_ideas(&self.axes),
            Unit::Interviews if row.is_of_ideas() || column.is_of_ideas() => {
                "entretiens tenus, rangés par les idées qu’on y a entendues"
            }
            Unit::Interviews => "entretiens tenus",
        };
        format!("{what}, par {} et par {}", row.rule(), column.rule())
    }
}

fn bump(counts: &mut [u64], at: Option<usize>) {
    if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
        *count += 1;
    }
}

/// The ideas to count: those of any nature where natures are told apart.
fn ideas<'t, 'd>(terrain: &'t Terrain<'d>, axes: &[Axis]) -> Vec<&'t Idea<'d>> {
    if axes.contains(&Axis::Nature) { terrain.ideas.iter().collect() } else { terrain.counted().collect() }
}

fn counted_ideas(axes: &[Axis]) -> &'static str {
    if axes.contains(&Axis::Nature) {
        "idées uniques de toutes natures, y compris celles que le compte des idées laisse de côté"
    } else {
        "idées uniques (doublons déduits)"
    }
}
