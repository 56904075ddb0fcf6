//! The figures of dossiers: text for a person, Markdown, CSV and JSON.
//!
//! A [`Page`] says what is to be shown of a dossier. Views are laid out once, as sheets, and every form writes the same sheets.

mod csv;
mod declared;
mod draw;
mod essential;
pub mod growth;
mod json;
mod markdown;
mod sections;
mod sheet;
mod sheets;
mod text;

pub use csv::csv;
pub use json::json;
pub use markdown::markdown;
pub use text::text;

use crate::stats::{Stats, Table, Views};
use sheet::Sheet;

/// What is shown of one dossier.
#[derive(Debug)]
pub struct Page {
    /// Its figures.
    pub stats: Stats,
    /// Its views, where they were asked for or say something.
    pub views: Option<Views>,
    /// A count by one axis or two, which then stands in place of the rest.
    pub table: Option<Table>,
}

/// How much is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The day was asked for, so that what bears no date is said.
    pub dated: bool,
    /// Every view is shown; the essential in a few lines where not.
    pub detail: bool,
    /// How each figure is counted is said.
    pub explain: bool,
    /// Only the headline is wanted.
    pub headline: bool,
}

impl Page {
    /// The sheets to show.
    fn sheets(&self, wanted: Wanted) -> Vec<Sheet> {
        match (&self.table, &self.views) {
            (Some(table), _) => vec![sheets::of_table(table, self.stats.at)],
            (None, Some(views)) if wanted.detail => sheets::of_views(views),
            _ => Vec::new(),
        }
    }

    /// The few lines that matter before a meeting.
    fn essential(&self) -> Vec<(&'static str, String)> {
        self.views.as_ref().filter(|_| self.table.is_none()).map_or_else(Vec::new, essential::lines)
    }
}

#[cfg(test)]
mod tests;
