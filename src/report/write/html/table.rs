//! The HTML of a table.

use super::{Page, escaped};
use crate::report::document::{Align, Inline, Table, plain};

/// How many letters side by side the narrowest screen shows; a table that needs more is scrolled.
const NARROW: usize = 30;

/// From how many columns on a table may be wider than the text.
const MANY: usize = 5;

/// How long a cell that names its row is at most, in letters.
const NAME: usize = 80;

impl<'d> Page<'d> {
    /// Writes a table; `title` is its caption, heard and not seen, where it has none of its own.
    ///
    /// The cells of the first column head their rows where they name them (see [`names_rows`]). A table that a narrow screen would cut lies
    /// in a part of the page that can be scrolled, with the keyboard too, and is called after its caption or the heading above.
    pub(super) fn table(&mut self, table: &'d Table, title: &str) {
        if table.head.is_empty() {
            return;
        }
        self.tables += 1;
        let name = format!("_tableau-{}", self.tables);
        let captioned = !table.caption.is_empty() || !title.is_empty();
        let many = if table.head.len() >= MANY { " large" } else { "" };
        let blank = if is_blank(table) { " vierge" } else { "" };
        self.put(&format!("<div class=\"tableau{many}{blank}\""));
        if narrowest(table) > NARROW {
            self.put(" role=\"group\" tabindex=\"0\"");
            self.put(&match (captioned, self.section) {
                (true, _) => format!(" aria-labelledby=\"{name}\""),
                (false, "") => " aria-label=\"Tableau\"".to_owned(),
                (false, heading) => format!(" aria-labelledby=\"{}\"", escaped(heading)),
            });
        }
        self.put(">\n<table>\n");
        if !table.caption.is_empty() {
            self.put(&format!("<caption id=\"{name}\">"));
            self.line(&table.caption);
            self.put("</caption>\n");
        } else if captioned {
            self.put(&format!("<caption id=\"{name}\"><span class=\"cache\">{}</span></caption>\n", escaped(title)));
        }
        if table.head.iter().any(|cell| !cell.is_empty()) {
            self.put("<thead>\n");
            self.row(table, &table.head, |cell, _| (!cell.is_empty()).then_some("col"));
            self.put("</thead>\n");
        }
        let named = names_rows(table);
        self.put("<tbody>\n");
        for row in &table.rows {
            self.row(table, row, |_, column| (named && column == 0).then_some("row"));
        }
        self.put("</tbody>\n</table>\n</div>\n");
    }

    /// Writes a row; `scope` tells which cells head what.
    fn row(&mut self, table: &Table, row: &'d [Vec<Inline>], scope: impl Fn(&[Inline], usize) -> Option<&'static str>) {
        self.put("<tr>");
        for (column, cell) in row.iter().enumerate() {
            let class = match table.columns.get(column) {
                Some(Align::Right) => " class=\"nombre\"",
                Some(Align::Center) => " class=\"centre\"",
                _ => "",
            };
            match scope(cell, column) {
                Some(scope) => self.put(&format!("<th scope=\"{scope}\"{class}>")),
                None => self.put(&format!("<td{class}>")),
            }
            self.line(cell);
            self.put(if scope(cell, column).is_some() { "</th>" } else { "</td>" });
        }
        self.put("</tr>\n");
    }
}

/// Tells whether the first column names the rows: words, short, in every row, and no two alike.
fn names_rows(table: &Table) -> bool {
    let names: Option<Vec<String>> = table.rows.iter().map(|row| row.first().map(|cell| plain(cell))).collect();
    let mut names = names.unwrap_or_default();
    let count = names.len();
    let short = names.iter().all(|name| !name.trim().is_empty() && name.chars().count() <= NAME);
    names.sort_unstable();
    names.dedup();
    table.head.len() > 1 && table.columns.first() == Some(&Align::Left) && short && names.len() == count
}

/// Tells whether a table holds nothing but room to write: its columns are then equal.
fn is_blank(table: &Table) -> bool {
    let mut cells = table.rows.iter().flatten();
    !table.rows.is_empty() && cells.all(|cell| cell.iter().all(|part| matches!(part, Inline::Blank(_))))
}

/// Returns how many letters side by side a table takes at least: the longest word of each column, with the room between columns.
fn narrowest(table: &Table) -> usize {
    let longest_word = |column: usize| {
        let cells = std::iter::once(&table.head).chain(&table.rows).filter_map(|row| row.get(column));
        let number = table.columns.get(column) == Some(&Align::Right);
        let lengths = cells.map(|cell| {
            let words = plain(cell);
            let parts = words.split(|c: char| c == ' ' && !number);
            parts.map(|word| word.chars().count()).max().unwrap_or(0)
        });
        lengths.max().unwrap_or(0) + 2
    };
    (0..table.head.len()).map(longest_word).sum()
}
