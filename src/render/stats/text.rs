//! The figures for a person: the headline, one table for all the dossiers, what matters before a meeting, then the views.
//!
//! In a cell, a number alone is counted in the records; one followed by `[source]` is what that source declares.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use crate::render::stats::sections::{self, paragraph};
use crate::render::stats::{Page, Wanted, declared};
use crate::render::style::{Ink, Style};
use crate::render::table::{Table, wrap};
use crate::stats::{Declared, Figure, Measure, Source, Stats, phrase};

/// How wide two figures may be to stand on one line.
const TOGETHER: usize = 28;

/// Writes the figures of several dossiers.
pub fn text(all: &[Page], wanted: Wanted, style: Style) -> String {
    let mut page = String::new();
    if all.iter().any(|one| one.table.is_some()) {
        for one in all {
            head(&mut page, &one.stats, style);
            views(&mut page, one, wanted, style);
        }
        return trimmed(page);
    }
    let stats: Vec<&Stats> = all.iter().map(|one| &one.stats).collect();
    for one in &stats {
        head(&mut page, one, style);
    }
    if wanted.headline {
        return trimmed(page);
    }
    page.push_str(&table(&stats, style));
    legend(&mut page, &stats, wanted.dated, style);
    if wanted.explain {
        rules(&mut page, &stats, style);
    }
    for one in all {
        if all.len() > 1 && one.views.is_some() {
            let _ = writeln!(page, "\n{}", style.paint(Ink::Strong, column(&one.stats)));
        }
        essential(&mut page, one, wanted, style);
        if wanted.detail {
            page.push('\n');
            views(&mut page, one, wanted, style);
        }
    }
    trimmed(page)
}

/// A page ends with its last line.
fn trimmed(mut page: String) -> String {
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

fn views(page: &mut String, one: &Page, wanted: Wanted, style: Style) {
    for sheet in one.sheets(wanted) {
        sections::write(page, &sheet, wanted.explain, style);
    }
}

/// What matters before a meeting, a heading a line.
fn essential(page: &mut String, one: &Page, wanted: Wanted, style: Style) {
    let lines = one.essential();
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(page, "\n{}", style.paint(Ink::Strong, "À savoir"));
    let row = |(heading, said): (&str, String)| vec![vec![heading.to_owned()], vec![said]];
    let table = Table { rows: lines.into_iter().map(row).collect(), ..Table::default() };
    page.push_str(&table.render(style));
    if !wanted.detail {
        page.push('\n');
        let more =
            "Tout voir\u{a0}: `cb stats --detail`. Compter par thème, sphère, semaine…\u{a0}: `cb stats --by theme`.";
        paragraph(page, more, style);
    }
}

/// How each figure is counted.
fn rules(page: &mut String, all: &[&Stats], style: Style) {
    let counted = |measure: &Measure| {
        all.iter().any(|stats| stats.figure(*measure).is_some_and(|figure| figure.counted.is_some()))
    };
    let row = |measure: Measure| vec![vec![measure.title().to_owned()], vec![measure.rule().to_owned()]];
    let rows: Vec<_> = Measure::ALL.into_iter().filter(counted).map(row).collect();
    if !rows.is_empty() {
        let _ = writeln!(page, "\n{}", style.paint(Ink::Strong, "Comment c’est compté"));
        page.push_str(&Table { rows, ..Table::default() }.render(style));
    }
}

/// The headline of a dossier.
fn head(page: &mut String, stats: &Stats, style: Style) {
    for line in wrap(&phrase::title(stats), style.width) {
        let _ = writeln!(page, "{}", style.paint(Ink::Strong, line));
    }
    paragraph(page, &phrase::opening(stats), style);
    if let Some(warning) = phrase::warning(stats.faults) {
        for line in wrap(&warning, style.width) {
            let _ = writeln!(page, "{}", style.paint(Ink::Warning, line));
        }
    }
    page.push('\n');
}

/// The name of a dossier at the head of its column.
fn column(stats: &Stats) -> String {
    let place = stats.territoire.split(['(', ',', ':']).next().unwrap_or("").trim();
    if place.is_empty() { stats.path.clone() } else { place.to_owned() }
}

fn table(all: &[&Stats], style: Style) -> String {
    let mut table = Table { head: vec![String::new()], ..Table::default() };
    if all.len() > 1 {
        table.head.extend(all.iter().map(|stats| column(stats)));
    }
    for measure in Measure::ALL {
        let figures: Vec<Option<&Figure>> = all.iter().map(|stats| stats.figure(measure)).collect();
        if figures.iter().any(Option::is_some) {
            let mut row = vec![vec![measure.title().to_owned()]];
            row.extend(figures.into_iter().map(|figure| figure.map_or_else(|| vec!["–".to_owned()], cell)));
            table.rows.push(row);
        }
    }
    // A single dossier has room for what its sources say beside.
    if let [stats] = all {
        for group in declared::groups(&stats.others) {
            let mesure = group.first().map_or("", |one| one.mesure.as_str());
            table.rows.push(vec![vec![mesure.to_owned()], declared::lines(&group)]);
        }
    }
    table.render(style)
}

fn cell(figure: &Figure) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(amount) = figure.counted {
        lines.push(phrase::with_details(figure, amount));
    }
    let announced: Vec<&Declared> = figure.declared.iter().collect();
    let mut announced = declared::lines(&announced).into_iter();
    // What is counted and what is declared read best side by side, where both are short.
    if let Some(first) = announced.next() {
        match lines.last_mut().filter(|line| line.width() + first.width() <= TOGETHER) {
            Some(line) => {
                line.push_str(" · ");
                line.push_str(&first);
            }
            None => lines.push(first),
        }
    }
    lines.extend(announced);
    lines
}

fn legend(page: &mut String, all: &[&Stats], dated: bool, style: Style) {
    if all
        .iter()
        .any(|stats| stats.figures.iter().any(|figure| !figure.declared.is_empty()) || !stats.others.is_empty())
    {
        page.push('\n');
        paragraph(
            page,
            "Un nombre seul est compté dans les fiches ; suivi de [source], il est déclaré par elle.",
            style,
        );
    }
    for stats in all {
        let cited: Vec<&Source> = match all {
            [_] => stats.sources.iter().collect(),
            _ => stats.sources.iter().filter(|source| in_table(stats, source)).collect(),
        };
        if cited.is_empty() {
            continue;
        }
        let of = if all.len() > 1 { format!(" ({})", column(stats)) } else { String::new() };
        let listed: Vec<String> = cited.into_iter().map(declared::reference).collect();
        paragraph(page, &format!("Sources{of}\u{a0}: {}.", listed.join("\u{202f}; ")), style);
    }
    let in_phase = all.iter().any(|stats| stats.phase.is_some());
    if dated || in_phase {
        let undated: BTreeMap<_, _> =
            all.iter().flat_map(|stats| &stats.undated).map(|def| (def.kind, def.noun.1)).collect();
        if !undated.is_empty() {
            let listed: Vec<&str> = undated.into_values().collect();
            let said =
                if in_phase { "Sans date, hors de toute phase" } else { "Sans date, comptés quel que soit le jour" };
            paragraph(page, &format!("{said}\u{a0}: {}.", listed.join(", ")), style);
        }
    }
    if all.len() > 1 && all.iter().any(|stats| !stats.others.is_empty()) {
        paragraph(page, "D’autres chiffres déclarés se lisent dossier par dossier.", style);
    }
}

/// Tells whether a source is cited by a figure of the table.
fn in_table(stats: &Stats, source: &Source) -> bool {
    let declared = stats.figures.iter().flat_map(|figure| &figure.declared);
    declared.filter_map(|one| one.source.as_ref()).any(|id| *id == source.id)
}
