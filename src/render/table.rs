//! Tables of text: columns as wide as they need, cells wrapped to the page, widths counted as the terminal shows them.

use unicode_width::UnicodeWidthStr;

use crate::render::style::{Ink, Style};

/// The space between two columns.
pub const GAP: usize = 2;

/// How narrow a column may be.
pub const NARROWEST: usize = 4;

/// A table whose first column names the rows.
#[derive(Debug, Default)]
pub struct Table {
    /// The heads of the columns.
    pub head: Vec<String>,
    /// The rows, each cell being one or more lines; a row may be shorter than the head.
    pub rows: Vec<Vec<Vec<String>>>,
    /// Whether each column holds numbers, which stand to the right under a head as narrow as its words allow; none where not said.
    pub numbers: Vec<bool>,
}

impl Table {
    /// Writes the table at most `style.width` wide: the other columns share what the first one leaves.
    pub fn render(&self, style: Style) -> String {
        let columns = self.rows.iter().map(Vec::len).chain([self.head.len()]).max().unwrap_or(0);
        let widths = self.widths(columns, style.width);
        let mut text = String::new();
        if self.head.iter().any(|head| !head.is_empty()) {
            let head: Vec<Vec<String>> = self.head.iter().map(|head| vec![head.clone()]).collect();
            self.write_row(&mut text, &head, &widths, |line| style.paint(Ink::Strong, line).to_string());
        }
        for row in &self.rows {
            self.write_row(&mut text, row, &widths, str::to_owned);
        }
        text
    }

    fn is_number(&self, column: usize) -> bool {
        self.numbers.get(column).copied().unwrap_or(false)
    }

    /// Returns how wide a column wants to be.
    pub fn needed(&self, column: usize) -> usize {
        let head = self.head.get(column).map_or("", String::as_str);
        let head = if self.is_number(column) { longest_word(head) } else { head.width() };
        self.cells(column).map(UnicodeWidthStr::width).fold(head, usize::max)
    }

    /// Returns how wide a column must be for no word to stand out of it.
    fn least(&self, column: usize) -> usize {
        let head = longest_word(self.head.get(column).map_or("", String::as_str));
        self.cells(column).map(longest_word).fold(head, usize::max)
    }

    fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(move |row| row.get(column)).flatten().map(String::as_str)
    }

    /// Gives the first column what it needs, up to a third of the page or to what the others leave. The others get room for their words,
    /// then share the rest, those that want least first.
    fn widths(&self, columns: usize, page: usize) -> Vec<usize> {
        let needed: Vec<usize> = (0..columns).map(|column| self.needed(column)).collect();
        let Some((first, rest)) = needed.split_first() else { return needed };
        let others: usize = rest.iter().map(|width| width + GAP).sum();
        let first = (*first).min(page.saturating_sub(others).max(page / 3));
        let mut widths: Vec<usize> = (1..columns).map(|column| self.least(column).max(NARROWEST)).collect();
        let taken: usize = widths.iter().map(|width| width + GAP).sum();
        // Where the page is too narrow, even the first column has room for its words only.
        let first = first.min(page.saturating_sub(taken).max(self.least(0))).max(1);
        let mut room = page.saturating_sub(first + taken);
        let mut wanting: Vec<(usize, &mut usize)> =
            rest.iter().zip(&mut widths).map(|(needed, width)| (needed.saturating_sub(*width), width)).collect();
        wanting.sort_by_key(|(more, _)| *more);
        let mut left = wanting.len();
        for (more, width) in wanting {
            let more = more.min(room / left.max(1));
            *width += more;
            room = room.saturating_sub(more);
            left = left.saturating_sub(1);
        }
        widths.insert(0, first);
        widths
    }

    fn write_row(&self, text: &mut String, row: &[Vec<String>], widths: &[usize], paint: impl Fn(&str) -> String) {
        let wrapped: Vec<Vec<String>> = row
            .iter()
            .zip(widths)
            .map(|(cell, &width)| cell.iter().flat_map(|line| wrap(line, width)).collect())
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let mut written = String::new();
            let mut owed = 0;
            for (column, (cell, width)) in wrapped.iter().zip(widths).enumerate() {
                let words = cell.get(line).map_or("", String::as_str);
                if words.is_empty() {
                    owed += width + GAP;
                    continue;
                }
                let spare = width.saturating_sub(words.width());
                let before = if self.is_number(column) { spare } else { 0 };
                written.push_str(&" ".repeat(owed + before));
                written.push_str(&paint(words));
                owed = spare - before + GAP;
            }
            text.push_str(&written);
            text.push('\n');
        }
    }
}

fn longest_word(text: &str) -> usize {
    text.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// Returns how many columns a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Returns a text of exactly `width` columns: filled with spaces, or cut with the mark of a cut.
pub fn fit(text: &str, width: usize, style: Style) -> String {
    let mut fitted = text.to_owned();
    if text.width() > width {
        let mark = style.ellipsis();
        while fitted.width() + mark.width() > width && fitted.pop().is_some() {}
        fitted.push_str(mark);
    }
    let spare = width.saturating_sub(fitted.width());
    fitted + &" ".repeat(spare)
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
            numbers: Vec::new(),
        };
        let style = Style { width: 40, ..Style::PLAIN };
        assert_eq!(
            table.render(style),
            "       Cahors  Argenteuil\nidées  一二    plus de 450 idées\n               recueillies en tout\ndéfis  1       3\n"
        );
    }

    #[test]
    fn numbers_stand_to_the_right_under_narrow_heads() {
        let cell = |text: &str| vec![text.to_owned()];
        let table = Table {
            head: vec!["thème".to_owned(), "idées cumulées".to_owned(), "n".to_owned()],
            rows: vec![
                vec![cell("santé"), cell("7"), cell("12")],
                vec![cell("e\u{301}cole"), cell("1\u{202f}204"), cell("3")],
            ],
            numbers: vec![false, true, true],
        };
        assert_eq!(
            table.render(Style::PLAIN),
            "thème     idées     n\n       cumulées\nsanté         7    12\ne\u{301}cole     1\u{202f}204     3\n"
        );
    }
}
