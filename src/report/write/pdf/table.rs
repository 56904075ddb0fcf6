//! Tables: the widths of their columns, and which of their rows may be cut.

use super::body::Body;
use super::tree::{Grid, Part, Row};
use crate::report::document::{Align, Inline, Table, plain};
use crate::report::write::column;

/// How large the type of a table is beside that of the text, and how high its lines are.
const TYPE: f32 = 0.864;
const LINE: f32 = 1.37;
/// The highest row that is never cut, in points: all pages are higher by far.
const WHOLE: f32 = 560.0;

impl<'d> Body<'d> {
    /// Returns a table; none where it has no column.
    pub(super) fn table(&mut self, table: &'d Table) -> Option<Grid> {
        if column::count(table) == 0 {
            return None;
        }
        let sizes = (self.size * TYPE, self.hand);
        let widths = column::widths(table, self.room, sizes.0);
        let caption = self.line(&table.caption);
        let head = column::has_head(table).then(|| self.cells(&table.head, widths.len()));
        let rows = table
            .rows
            .iter()
            .map(|row| Row { cells: self.cells(row, widths.len()), breaks: height(row, &widths, sizes) > WHOLE });
        let rows = rows.collect();
        let aligns = (0..widths.len()).map(|column| match table.columns.get(column) {
            Some(Align::Right) => "right",
            Some(Align::Center) => "center",
            _ => "left",
        });
        let mut cells = table.rows.iter().flatten().flatten();
        Some(Grid {
            caption,
            aligns: aligns.collect(),
            // What is repeated is read once only, and may lead nowhere.
            repeat: head.iter().flatten().flatten().all(|part| matches!(part, Part::Words(_) | Part::Break))
                && height(&table.head, &widths, sizes) < WHOLE / 3.0,
            head,
            rows,
            by_hand: cells.any(|part| matches!(part, Inline::Blank(_))),
            widths,
        })
    }

    /// Returns a row of `count` cells.
    fn cells(&mut self, row: &'d [Vec<Inline>], count: usize) -> Vec<Vec<Part>> {
        (0..count).map(|column| row.get(column).map(|cell| self.line(cell)).unwrap_or_default()).collect()
    }
}

/// Returns about how high a row is, in points, rather more than less, from the sizes of its type and of a line to write by hand.
fn height(row: &[Vec<Inline>], widths: &[f32], (size, hand): (f32, f32)) -> f32 {
    let cell = |(cell, width): (&Vec<Inline>, &f32)| {
        let letters = plain(cell).chars().count() as f32;
        let printed = (letters * size * 0.6 / (width - 8.0).max(size)).ceil();
        let breaks = cell.iter().filter(|part| **part == Inline::Break).count() as f32;
        let by_hand = cell.iter().map(|part| if let Inline::Blank(lines) = part { f32::from(*lines) } else { 0.0 });
        (printed + breaks) * size * LINE + by_hand.sum::<f32>() * hand
    };
    row.iter().zip(widths).map(cell).fold(0.0, f32::max)
}
