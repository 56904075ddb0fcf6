//! The figures as Markdown, to be pasted where they leave the house: how each is counted is always said.

use crate::render::stats::sheet::Sheet;
use crate::render::stats::{Page, Wanted, declared};
use crate::stats::{Stats, phrase};

/// Writes the figures of several dossiers.
pub fn markdown(all: &[Page], wanted: Wanted) -> String {
    let mut text = String::new();
    for page in all {
        if !text.is_empty() {
            text.push('\n');
        }
        let stats = &page.stats;
        text.push_str(&format!("# {}\n\n", escaped(&phrase::title(stats))));
        text.push_str(&format!("{}\n", escaped(&phrase::opening(stats))));
        if page.table.is_none() {
            figures(&mut text, stats);
        }
        let essential = page.essential();
        if !essential.is_empty() {
            text.push_str("\n## À savoir\n\n");
            for (heading, said) in essential {
                text.push_str(&format!("- **{heading}**\u{a0}: {}\n", escaped(&said)));
            }
        }
        for sheet in page.sheets(wanted) {
            of_sheet(&mut text, &sheet);
        }
    }
    text
}

/// Keeps a text from being read as Markdown or HTML, on one line.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '~' | '#') {
            safe.push('\\');
        }
        safe.push(if letter.is_control() { ' ' } else { letter });
    }
    safe
}

pub(super) fn row(text: &mut String, cells: impl IntoIterator<Item = String>) {
    text.push('|');
    for cell in cells {
        text.push_str(&format!(" {cell} |"));
    }
    text.push('\n');
}

fn figures(text: &mut String, stats: &Stats) {
    if stats.figures.is_empty() && stats.others.is_empty() {
        return;
    }
    text.push('\n');
    row(text, ["mesure", "compté", "déclaré", "règle"].map(str::to_owned));
    row(text, ["---", "---", "---", "---"].map(str::to_owned));
    for figure in &stats.figures {
        let counted = figure.counted.map_or_else(String::new, |amount| phrase::with_details(figure, amount));
        let announced = declared::lines(&figure.declared.iter().collect::<Vec<_>>());
        let announced: Vec<String> = announced.iter().map(|line| escaped(line)).collect();
        let rule = if figure.counted.is_some() { figure.measure.rule() } else { "" };
        row(text, [figure.measure.title().to_owned(), escaped(&counted), announced.join("<br>"), escaped(rule)]);
    }
    for one in &stats.others {
        let announced = declared::lines(&[one]);
        row(text, [escaped(&one.mesure), String::new(), escaped(&announced.join(", ")), String::new()]);
    }
    if !stats.sources.is_empty() {
        let listed: Vec<String> = stats.sources.iter().map(|source| escaped(&declared::reference(source))).collect();
        text.push_str(&format!("\nSources\u{a0}: {}.\n", listed.join("\u{202f}; ")));
    }
}

fn of_sheet(text: &mut String, sheet: &Sheet) {
    text.push_str(&format!("\n## {}\n\n", escaped(&sheet.title)));
    let axes = sheet.axes.iter().map(|(_, head)| escaped(head));
    row(text, axes.chain(sheet.columns.iter().map(|column| escaped(&column.title))));
    let rules = sheet.axes.iter().map(|_| "---").chain(sheet.columns.iter().map(|column| match column.is_number() {
        true => "---:",
        false => "---",
    }));
    row(text, rules.map(str::to_owned));
    for one in &sheet.rows {
        let names = (0..sheet.axes.len()).map(|at| one.names.get(at).map_or("", |name| &name.label));
        let cells = (0..sheet.columns.len()).map(|at| one.cells.get(at).map_or("", |cell| &cell.text));
        row(text, names.chain(cells).map(escaped));
    }
    if let Some(total) = &sheet.total {
        let names = (0..sheet.axes.len()).map(|at| if at == 0 { "**total**" } else { "" }.to_owned());
        row(text, names.chain(total.iter().map(|cell| format!("**{}**", escaped(&cell.text)))));
    }
    for note in &sheet.notes {
        text.push_str(&format!("\n{}.\n", escaped(note)));
    }
    text.push_str(&format!("\nRègle\u{a0}: {}.\n", escaped(&sheet.rule)));
}
