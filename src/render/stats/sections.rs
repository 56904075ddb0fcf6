//! Sheets as text: tables that fit the page, with bars where a terminal shows them.

use crate::render::stats::draw;
use crate::render::stats::sheet::{Cell, Name, Sheet};
use crate::render::style::{Ink, Style};
use crate::render::table::{GAP, NARROWEST, Table, fit, width, wrap};

/// The longest bar.
const BAR: usize = 24;
/// The shortest bar that says something.
const SHORT: usize = 6;
/// The widest name beside a time line.
const NAME: usize = 24;

/// Writes one sheet; `explain` adds how its figures are counted.
pub(super) fn write(page: &mut String, sheet: &Sheet, explain: bool, style: Style) {
    line(page, style.paint(Ink::Strong, &sheet.title));
    if explain {
        paragraph(page, &format!("Règle\u{a0}: {}.", sheet.rule), style);
    }
    for (at, columns) in blocks(sheet, style.width).into_iter().enumerate() {
        if at > 0 {
            page.push('\n');
        }
        page.push_str(&table(sheet, &columns, style).render(style));
    }
    if style.terminal {
        drawings(page, sheet, style);
    }
    for note in &sheet.notes {
        paragraph(page, &format!("{note}."), style);
    }
    page.push('\n');
}

fn line(page: &mut String, text: impl std::fmt::Display) {
    page.push_str(&format!("{text}\n"));
}

pub(super) fn paragraph(page: &mut String, text: &str, style: Style) {
    for text in wrap(text, style.width) {
        line(page, text);
    }
}

/// Shares the columns out among as many tables as the page needs, each of which names the rows again. Only the values of an axis may be
/// so many.
fn blocks(sheet: &Sheet, page: usize) -> Vec<Vec<usize>> {
    let all: Vec<usize> = (0..sheet.columns.len()).collect();
    if !sheet.columns.iter().any(|column| column.across.is_some()) {
        return vec![all];
    }
    let whole = table(sheet, &all, Style { terminal: false, ..Style::PLAIN });
    let names = whole.needed(0).min(page / 3);
    let mut blocks: Vec<Vec<usize>> = Vec::new();
    let mut room = 0;
    for column in all {
        let wanted = whole.needed(column + sheet.axes.len()).max(NARROWEST) + GAP;
        match blocks.last_mut().filter(|_| wanted <= room) {
            Some(block) => block.push(column),
            None => {
                blocks.push(vec![column]);
                room = page.saturating_sub(names);
            }
        }
        room = room.saturating_sub(wanted);
    }
    blocks
}

fn table(sheet: &Sheet, columns: &[usize], style: Style) -> Table {
    let mut table = Table::default();
    for (_, head) in &sheet.axes {
        table.head.push((*head).to_owned());
        table.numbers.push(false);
    }
    for column in columns.iter().filter_map(|&at| sheet.columns.get(at)) {
        table.head.push(column.title.clone());
        table.numbers.push(column.is_number());
    }
    let zero =
        |cell: &Cell| if cell.exact() == Some(0.0) && cell.text == "0" { "·".to_owned() } else { cell.text.clone() };
    let across = sheet.columns.iter().any(|column| column.across.is_some());
    let shown = |cell: &Cell| if across && style.unicode { zero(cell) } else { cell.text.clone() };
    let mut before: Option<&Name> = None;
    for row in &sheet.rows {
        let mut names: Vec<Vec<String>> = row.names.iter().map(|name| vec![name.label.clone()]).collect();
        // The first of two names is not said again line after line.
        if let (Some(first), [name, _]) = (names.first_mut(), row.names.as_slice()) {
            if before == Some(name) {
                first.clear();
            }
            before = Some(name);
        }
        let cells = columns.iter().map(|&at| vec![row.cells.get(at).map(shown).unwrap_or_default()]);
        table.rows.push(names.into_iter().chain(cells).collect());
    }
    if let Some(total) = &sheet.total {
        let names = sheet.axes.iter().enumerate().map(|(at, _)| vec![if at == 0 { "total" } else { "" }.to_owned()]);
        let cells = columns.iter().map(|&at| vec![total.get(at).map(|cell| cell.text.clone()).unwrap_or_default()]);
        table.rows.push(names.chain(cells).collect());
    }
    if style.terminal {
        bars(&mut table, sheet, columns, style);
    }
    table
}

/// Puts a bar after the column that has one, where the page has room.
fn bars(table: &mut Table, sheet: &Sheet, columns: &[usize], style: Style) {
    let barred = columns.iter().position(|&at| sheet.columns.get(at).is_some_and(|column| column.bar));
    let Some((place, &column)) = barred.and_then(|place| Some((place, columns.get(place)?))) else { return };
    let count = sheet.axes.len() + columns.len();
    let taken: usize =
        (0..count).map(|column| table.needed(column).max(if column == 0 { 0 } else { NARROWEST }) + GAP).sum();
    let room = style.width.saturating_sub(taken).min(BAR);
    if room < SHORT {
        return;
    }
    let value = |cells: &[Cell]| cells.get(column).and_then(Cell::exact).unwrap_or(0.0);
    let most = sheet.rows.iter().map(|row| value(&row.cells)).fold(0.0, f64::max);
    let at = sheet.axes.len() + place + 1;
    table.head.insert(at, String::new());
    table.numbers.insert(at, false);
    let mut values = sheet.rows.iter().map(|row| value(&row.cells));
    for row in &mut table.rows {
        // The total is no part of the picture.
        let bar = values.next().map_or_else(String::new, |value| draw::bar(value, most, room, style.unicode));
        row.insert(at.min(row.len()), vec![bar]);
    }
}

/// The curve and the time lines of a sheet.
fn drawings(page: &mut String, sheet: &Sheet, style: Style) {
    if let Some((title, values)) = &sheet.curve {
        line(page, title);
        line(page, draw::curve(values, style.width, style.unicode));
    }
    if sheet.spans.iter().flatten().any(Option::is_some) {
        let names = sheet.rows.iter().filter_map(|row| row.names.first());
        let names: Vec<&str> = names.map(|name| name.key.as_str()).collect();
        let widest = names.iter().map(|name| width(name)).max().unwrap_or(0).min(NAME);
        let room = style.width.saturating_sub(widest + GAP);
        page.push('\n');
        for (name, time) in names.iter().zip(draw::time_lines(&sheet.spans, room, style.unicode)) {
            let cut = fit(name, widest, style);
            line(page, format!("{cut}{}{time}", " ".repeat(GAP)).trim_end());
        }
        line(page, draw::legend(style.unicode));
    }
}
