//! A view laid out as rows and columns, for every form: text, Markdown, CSV and JSON all read the same sheet.

use crate::stats::Amount;
use crate::stats::axis::Value;
use crate::value::nombre::entier;

/// What a column holds.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// For programs: what is measured, or the value on the second axis.
    pub(super) key: String,
    /// For a person.
    pub(super) title: String,
    /// The unit for programs; empty for words.
    pub(super) unit: &'static str,
    /// The second axis, where the column is a value on it.
    pub(super) across: Option<&'static str>,
    /// Whether a bar stands beside it on a terminal.
    pub(super) bar: bool,
}

impl Column {
    pub(super) fn new(key: &str, title: &str, unit: &'static str) -> Self {
        Self { key: key.to_owned(), title: title.to_owned(), unit, across: None, bar: false }
    }

    pub(super) fn with_bar(self) -> Self {
        Self { bar: true, ..self }
    }

    /// Tells whether it holds numbers, which stand to the right.
    pub(super) fn is_number(&self) -> bool {
        !self.unit.is_empty()
    }
}

/// One value, as shown and as programs read it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Cell {
    /// For a person; empty where there is nothing.
    pub(super) text: String,
    /// For programs.
    pub(super) data: Data,
}

/// What programs read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Data {
    #[default]
    Nothing,
    Text(String),
    /// The least and the most it can be.
    Number(f64, f64),
}

impl Cell {
    pub(super) fn count(count: u64) -> Self {
        // Counts of records are far below 2⁵³.
        Self { text: entier(count), data: Data::Number(count as f64, count as f64) }
    }

    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        let data = if text.is_empty() { Data::Nothing } else { Data::Text(text.clone()) };
        Self { text, data }
    }

    /// Returns the number, where it is exactly one.
    pub(super) fn exact(&self) -> Option<f64> {
        match self.data {
            Data::Number(min, max) if min == max => Some(min),
            _ => None,
        }
    }
}

/// A name on an axis.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// For programs; empty for what is not said.
    pub(super) key: String,
    /// For a person.
    pub(super) label: String,
}

impl Name {
    pub(super) fn new(key: &str, label: &str) -> Self {
        Self { key: key.to_owned(), label: label.to_owned() }
    }
}

impl From<&Value> for Name {
    fn from(value: &Value) -> Self {
        Self::new(&value.key, &value.label)
    }
}

/// One line: its place on the axes, then a cell for each column.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) names: Vec<Name>,
    pub(super) cells: Vec<Cell>,
}

/// A view laid out.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    /// Its name in JSON.
    pub(super) key: &'static str,
    /// What it shows.
    pub(super) title: String,
    /// How its figures are counted.
    pub(super) rule: String,
    /// Its one axis, or two: the key, and the head of the column that names the rows.
    pub(super) axes: Vec<(&'static str, &'static str)>,
    /// What is measured, where columns are values of a second axis.
    pub(super) measure: &'static str,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
    /// The last line, which is no sum where something counts in several rows.
    pub(super) total: Option<Vec<Cell>>,
    /// What is to be known of it.
    pub(super) notes: Vec<String>,
    /// What a terminal may draw: a title, and a value a stroke.
    pub(super) curve: Option<(String, Vec<u64>)>,
    /// Days planned and days passed a row, for a terminal to draw.
    pub(super) spans: Vec<[Option<(i32, i32)>; 2]>,
}

/// The bounds of an amount for programs; an amount that nothing bounds has no end.
pub(super) fn bounds(amount: Amount) -> (f64, Option<f64>) {
    (amount.min as f64, amount.max.map(|max| max as f64))
}
