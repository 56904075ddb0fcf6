//! Signs that are replaced by others: quotes, apostrophes, dots, dashes.

use super::{Cell, Kind, closes, opens};

/// Returns the line with its typed signs replaced.
pub(super) fn set(mut line: Vec<Cell>) -> Vec<Cell> {
    quotes(&mut line);
    apostrophes(&mut line);
    let mut out = Vec::with_capacity(line.len());
    let mut at = 0;
    while let Some(&cell) = line.get(at) {
        let (c, length) = match cell.c {
            '.' if is_ellipsis(&line, at) => ('…', 3),
            '-' if is_double_dash(&line, at) => ('–', 2),
            '-' if is_lone_dash(&line, at) => ('–', 1),
            c => (c, 1),
        };
        out.push(Cell { c, ..cell });
        at += length;
    }
    out
}

/// Returns the cell before the one at `at`.
fn before(line: &[Cell], at: usize) -> Option<&Cell> {
    line.get(at.checked_sub(1)?)
}

/// Pairs straight quotes; one that finds no other stays, and so does the inch of `15"`.
fn quotes(line: &mut [Cell]) {
    let mut open = Vec::new();
    for at in 0..line.len() {
        if !line.get(at).is_some_and(|cell| cell.c == '"' && cell.kind == Kind::Free) {
            continue;
        }
        let (before, after) = (before(line, at).map(|cell| cell.c), line.get(at + 1).map(|cell| cell.c));
        let glued = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        // A quote beside another tells nothing: nobody knows yet which way that one turns.
        let starts = before.is_none_or(|c| c.is_whitespace() || (c != '"' && opens(c)));
        let ends = after.is_none_or(|c| c.is_whitespace() || (c != '"' && closes(c)));
        if !open.is_empty() && !glued(after) && (ends || !starts) {
            for (quote, c) in [(open.pop(), '«'), (Some(at), '»')] {
                if let Some(cell) = quote.and_then(|quote: usize| line.get_mut(quote)) {
                    cell.c = c;
                }
            }
        } else if !glued(before) && after.is_some() {
            open.push(at);
        }
    }
}

/// Replaces the apostrophe of an elision: after a letter, before a letter, a number, an opening quote or something fixed.
fn apostrophes(line: &mut [Cell]) {
    for at in 0..line.len() {
        let elided = before(line, at).is_some_and(|cell| cell.c.is_alphabetic());
        let follows = line.get(at + 1).is_some_and(|cell| {
            cell.is_alphanumeric() || matches!(cell.c, '«' | '“') || (cell.kind == Kind::Opaque && cell.c != '\n')
        });
        if let Some(cell) = line.get_mut(at).filter(|cell| cell.c == '\'' && cell.kind == Kind::Free)
            && elided
            && follows
        {
            cell.c = '’';
        }
    }
}

/// Tells whether the cells at `at` are as many `c` as asked, free, with no other beside them.
fn is_just(line: &[Cell], at: usize, c: char, count: usize) -> bool {
    let same = |cell: &Cell| cell.c == c;
    let run = line.iter().skip(at).take(count);
    run.filter(|cell| same(cell) && cell.kind == Kind::Free).count() == count
        && !before(line, at).is_some_and(same)
        && !line.get(at + count).is_some_and(same)
}

/// Tells whether three dots, no more, stand at `at`.
fn is_ellipsis(line: &[Cell], at: usize) -> bool {
    is_just(line, at, '.', 3)
}

/// Tells whether `--` stands at `at` for a dash: between spaces, or between digits. `--option` keeps its hyphens.
fn is_double_dash(line: &[Cell], at: usize) -> bool {
    is_just(line, at, '-', 2)
        && (between(line, at, 2).is_some()
            || (before(line, at).is_some_and(Cell::is_digit) && line.get(at + 2).is_some_and(Cell::is_digit)))
}

/// Tells whether a hyphen stands at `at` for a dash: between spaces, and not between numbers, where it may be a minus.
fn is_lone_dash(line: &[Cell], at: usize) -> bool {
    is_just(line, at, '-', 1) && between(line, at, 1).is_some_and(|(left, right)| !left.is_digit() || !right.is_digit())
}

/// Returns what stands on either side of some cells with spaces around them, inside a line.
fn between(line: &[Cell], at: usize, count: usize) -> Option<(&Cell, &Cell)> {
    let (mut left, mut right) = (line.get(..at)?.iter().rev(), line.get(at + count..)?.iter());
    if !left.next()?.is_blank() || !right.next()?.is_blank() {
        return None;
    }
    let sides = (left.find(|cell| !cell.is_blank())?, right.find(|cell| !cell.is_blank())?);
    // All that is quoted is no aside, and its spaces are those of the quotes.
    (sides.0.c != '«' && sides.1.c != '»').then_some(sides)
}
