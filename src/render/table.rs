//! Tables of text: columns as wide as they need, cells wrapped to the page, widths counted as the terminal shows them.

use unicode_width::UnicodeWidthStr;

use crate::render::style::{Ink, Style};

/// The space between two columns.
const GAP: usize = 2;

/// A table whose first column names the rows.
#[derive(Debug, Default)]
pub struct Table {
    /// The heads of the columns.
    pub head: Vec<String>,
    /// The rows, each cell being one or more lines; a row may be shorter than the head.
    pub rows: Vec<Vec<Vec<String>>>,
}

impl Table {
    /// Writes the table at most `style.width` wide: the other columns share what the first one leaves.
    pub fn render(&self, style: Style) -> String {
        let columns = self.rows.iter().map(Vec::len).chain([self.head.len()]).max().unwrap_or(0);
        let widths = self.widths(columns, style.width);
        let mut text = String::new();
        if self.head.iter().any(|head| !head.is_empty()) {
            let head: Vec<Vec<String>> = self.head.iter().map(|head| vec![head.clone()]).collect();
            write_row(&mut text, &head, &widths, |line| style.paint(Ink::Strong, line).to_string());
        }
        for row in &self.rows {
            write_row(&mut text, row, &widths, str::to_owned);
        }
        text
    }

    /// Gives the first column what it needs, up to a third of the page, and shares the rest out, the narrowest columns first.
    fn widths(&self, columns: usize, page: usize) -> Vec<usize> {
        let needed = |column: usize| {
            let heads = self.head.get(column).map(|head| head.width());
            let cells = self.rows.iter().filter_map(|row| row.get(column)).flatten().map(|line| line.width());
            heads.into_iter().chain(cells).max().unwrap_or(0)
        };
        let mut widths: Vec<usize> = (0..columns).map(needed).collect();
        let Some((first, rest)) = widths.split_first_mut() else { return widths };
        *first = (*first).min(page / 3).max(1);
        let mut room = page.saturating_sub(*first + GAP * rest.len());
        let mut order: Vec<usize> = (0..rest.len()).collect();
        order.sort_by_key(|&at| rest.get(at).copied());
        let mut left = rest.len();
        for at in order {
            if let Some(width) = rest.get_mut(at) {
                *width = (*width).min(room / left.max(1)).max(4);
                room = room.saturating_sub(*width);
            }
            left = left.saturating_sub(1);
        }
        widths
    }
}

fn write_row(text: &mut String, row: &[Vec<String>], widths: &[usize], paint: impl Fn(&str) -> String) {
    let wrapped: Vec<Vec<String>> =
        row.iter().zip(widths).map(|(cell, &width)| cell.iter().flat_map(|line| wrap(line, width)).collect()).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for line in 0..height {
        let mut written = String::new();
        let mut owed = 0;
        for (cell, width) in wrapped.iter().zip(widths) {
            let words = cell.get(line).map_or("", String::as_str);
            if !words.is_empty() {
                written.push_str(&" ".repeat(owed));
                written.push_str(&paint(words));
                owed = 0;
            }
            owed += width.saturating_sub(words.width()) + GAP;
        }
        text.push_str(&written);
        text.push('\n');
    }
}

/// Cuts a text into lines of at most `width` columns, at spaces where it can; a no-break space is no such place.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        let joined = if line.is_empty() { word.width() } else { line.width() + 1 + word.width() };
        if joined <= width || line.is_empty() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        } else {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
        }
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_wrapped_and_aligned_by_what_is_seen() {
        let cell = |text: &str| vec![text.to_owned()];
        let table = Table {
            head: vec![String::new(), "Cahors".to_owned(), "Argenteuil".to_owned()],
            rows: vec![
                vec![cell("idées"), cell("一二"), cell("plus de 450 idées recueillies en tout")],
                vec![cell("défis"), cell("1"), cell("3")],
            ],
        };
        let style = Style { width: 40, ..Style::PLAIN };
        assert_eq!(
            table.render(style),
            "       Cahors  Argenteuil\nidées  一二    plus de 450 idées\n               recueillies en tout\ndéfis  1       3\n"
        );
    }
}
