//! The widths of the columns of a table, for formats where somebody must say them: office files and pages.
//!
//! No column is narrower than its longest word where the page allows it; what is left goes to the columns that would wrap, more to those
//! with more to say, so that no row is much higher than it needs to be.

use crate::report::document::{Inline, Table, plain};

/// The room on both sides of the words of a cell, in points.
const PADDING: f32 = 8.0;
/// How wide a line to write by hand should be, in points, and how wide it must be.
const BY_HAND: (f32, f32) = (180.0, 60.0);

/// What the cells of a column ask for, in points.
#[derive(Clone, Copy, Default)]
struct Wish {
    /// Its longest word.
    least: f32,
    /// Its longest cell on one line.
    most: f32,
    /// Its cells, one with another.
    mean: f32,
    /// People write in it.
    by_hand: bool,
}

/// Returns how many columns a table has, whatever its parts say.
pub(super) fn count(table: &Table) -> usize {
    table.rows.iter().map(Vec::len).chain([table.columns.len(), table.head.len()]).max().unwrap_or(0)
}

/// Tells whether a table has a row of heads: one with a word in it.
pub(super) fn has_head(table: &Table) -> bool {
    table.head.iter().any(|cell| !cell.is_empty())
}

/// Returns the width of each column in points, for a table in `room` points of page set in type of `size` points; their sum is `room` at
/// most, less for a table that needs much less.
pub(super) fn widths(table: &Table, room: f32, size: f32) -> Vec<f32> {
    let mut wishes = vec![Wish::default(); count(table)];
    let rows = table.rows.len().max(1) as f32;
    for (row, bold) in table.rows.iter().map(|row| (row, false)).chain([(&table.head, true)]) {
        for (wish, cell) in wishes.iter_mut().zip(row) {
            let by_hand = cell.iter().any(|part| matches!(part, Inline::Blank(_)));
            let (mut least, mut most) = measure(cell, if bold { size * 1.08 } else { size });
            if by_hand {
                (least, most) = (least.max(BY_HAND.1), most + BY_HAND.0);
            }
            wish.by_hand |= by_hand;
            wish.least = wish.least.max(least + PADDING);
            wish.most = wish.most.max(most + PADDING);
            if !bold {
                wish.mean += most / rows;
            }
        }
    }
    for wish in &mut wishes {
        wish.least = wish.least.max(PADDING + size);
        wish.most = wish.most.max(wish.least);
    }
    share(&wishes, room)
}

fn share(wishes: &[Wish], room: f32) -> Vec<f32> {
    let least: f32 = wishes.iter().map(|wish| wish.least).sum();
    let most: f32 = wishes.iter().map(|wish| wish.most).sum();
    if most <= room {
        // Some air; the whole line for a table that takes most of it, or that people write in.
        let wide = most > 0.7 * room || wishes.iter().any(|wish| wish.by_hand);
        let airy = if wide { room / most } else { 1.12 };
        return wishes.iter().map(|wish| wish.most * airy).collect();
    }
    if least >= room {
        return wishes.iter().map(|wish| wish.least / least * room).collect();
    }
    let mut widths: Vec<f32> = wishes.iter().map(|wish| wish.least).collect();
    let mut rest = room - least;
    // Each turn fills one column at least, or shares all that is left.
    for _ in 0..wishes.len() {
        let open = |(wish, width): (&Wish, &f32)| if wish.most - width > 0.1 { wish.mean.max(1.0).sqrt() } else { 0.0 };
        let weights: Vec<f32> = wishes.iter().zip(&widths).map(open).collect();
        let total: f32 = weights.iter().sum();
        if total <= 0.0 || rest < 0.1 {
            break;
        }
        let unit = rest / total;
        for ((width, wish), weight) in widths.iter_mut().zip(wishes).zip(weights) {
            let more = (unit * weight).min((wish.most - *width).max(0.0));
            *width += more;
            rest -= more;
        }
    }
    widths
}

/// Returns the widths of the longest word of a cell and of all of it, in points.
fn measure(cell: &[Inline], size: f32) -> (f32, f32) {
    let words = plain(cell);
    let wide = |text: &str| text.chars().map(width).sum::<f32>() * size;
    let longest = words.split([' ', '-', '–']).map(wide).fold(0.0, f32::max);
    (longest, wide(&words))
}

/// Returns about how wide a character is in a sans-serif type, in ems.
fn width(c: char) -> f32 {
    match c {
        'i' | 'j' | 'l' | 'I' | 'î' | 'ï' | '\'' | '’' | '.' | ',' | ':' | ';' | '!' | '|' => 0.28,
        ' ' | '\u{a0}' | 'f' | 't' | 'r' | '(' | ')' | '/' | '[' | ']' => 0.33,
        '\u{202f}' => 0.2,
        'm' | 'w' | 'M' | 'W' | '%' | '—' | '…' | 'œ' | 'Œ' => 0.9,
        '\u{300}'..='\u{36f}' => 0.0,
        c if c.is_uppercase() => 0.72,
        c if u32::from(c) >= 0x1100 => 1.0,
        _ => 0.56,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> Table {
        let row = |cells: &&[&str]| cells.iter().map(|cell| vec![Inline::Text((*cell).to_owned())]).collect();
        Table { rows: rows.iter().map(row).collect(), ..Table::default() }
    }

    #[test]
    fn a_table_fills_the_line_only_where_it_needs_it() {
        let short = widths(&table(&[&["Mobilité", "12"], &["Santé", "7"]]), 480.0, 9.5);
        assert!(short.iter().sum::<f32>() < 120.0, "{short:?}");
        let words =
            "une phrase bien plus longue que ce que la ligne peut porter, avec des mots encore et encore".repeat(3);
        let long = widths(&table(&[&["E001", &words]]), 480.0, 9.5);
        assert!((long.iter().sum::<f32>() - 480.0).abs() < 1.0, "{long:?}");
        assert!(long[0] < 50.0 && long[0] > 20.0, "{long:?}");
    }

    #[test]
    fn no_column_is_narrower_than_its_longest_word_while_the_page_allows_it() {
        let long = "mot ".repeat(200);
        let shares = widths(&table(&[&["anticonstitutionnellement", &long, &long]]), 480.0, 9.5);
        assert!(shares[0] > 100.0, "{shares:?}");
        assert!((shares[1] - shares[2]).abs() < 0.1, "{shares:?}");
        let tight = widths(&table(&[&["anticonstitutionnellement", "anticonstitutionnellement"]]), 100.0, 9.5);
        assert_eq!(tight, [50.0, 50.0]);
    }

    #[test]
    fn columns_with_more_to_say_are_wider() {
        let (brief, long) = ("quelques mots ".repeat(6), "beaucoup de mots ".repeat(40));
        let shares = widths(&table(&[&[&brief, &long]]), 480.0, 9.5);
        assert!(shares[1] > 1.5 * shares[0], "{shares:?}");
    }

    #[test]
    fn a_cell_to_write_in_has_room() {
        let mut cells = table(&[&["Nom", ""], &["Date", ""]]);
        cells.rows[0][1] = vec![Inline::Blank(1)];
        let shares = widths(&cells, 480.0, 9.5);
        assert!(shares[1] > 5.0 * shares[0], "{shares:?}");
        assert!((shares.iter().sum::<f32>() - 480.0).abs() < 1.0, "{shares:?}");
    }

    #[test]
    fn an_odd_table_has_as_many_columns_as_its_longest_row() {
        let mut odd = table(&[&["a"], &["b", "c", "d"]]);
        odd.head = vec![Vec::new(), Vec::new()];
        assert_eq!((count(&odd), widths(&odd, 480.0, 9.5).len(), has_head(&odd)), (3, 3, false));
        assert!(widths(&Table::default(), 480.0, 9.5).is_empty());
    }
}
