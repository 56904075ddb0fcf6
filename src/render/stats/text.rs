//! The figures for a person: the headline, then one table for all the dossiers.
//!
//! In a cell, a number alone is counted in the records; one followed by `[source]` is what that source declares.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use crate::render::stats::phrase;
use crate::render::style::{Ink, Style};
use crate::render::table::{Table, wrap};
use crate::stats::{Declared, Figure, Measure, Source, Stats};

/// How wide two figures may be to stand on one line.
const TOGETHER: usize = 28;

/// Writes the figures of several dossiers; `dated` says that the day was asked for, so that what bears no date is said.
pub fn text(all: &[Stats], dated: bool, style: Style) -> String {
    let mut page = String::new();
    for stats in all {
        head(&mut page, stats, style);
    }
    page.push_str(&table(all, style));
    legend(&mut page, all, dated, style);
    page
}

fn paragraph(page: &mut String, text: &str, style: Style) {
    for line in wrap(text, style.width) {
        // Writing to a string cannot fail.
        let _ = writeln!(page, "{line}");
    }
}

/// The headline of a dossier.
fn head(page: &mut String, stats: &Stats, style: Style) {
    let fictif = if stats.fictif { " — dossier fictif" } else { "" };
    let title = format!("{}, au {}{fictif}", stats.titre, stats.at.en_lettres());
    for line in wrap(&title, style.width) {
        let _ = writeln!(page, "{}", style.paint(Ink::Strong, line));
    }
    let headline = phrase::headline(stats);
    let mut letters = headline.chars();
    let capital = letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    paragraph(page, &format!("{capital}."), style);
    page.push('\n');
}

/// The name of a dossier at the head of its column.
fn column(stats: &Stats) -> String {
    let place = stats.territoire.split(['(', ',', ':']).next().unwrap_or("").trim();
    if place.is_empty() { stats.path.clone() } else { place.to_owned() }
}

fn table(all: &[Stats], style: Style) -> String {
    let mut table = Table { head: vec![String::new()], rows: Vec::new() };
    if all.len() > 1 {
        table.head.extend(all.iter().map(column));
    }
    for measure in Measure::ALL {
        let figures: Vec<Option<&Figure>> = all.iter().map(|stats| stats.figure(measure)).collect();
        if figures.iter().any(Option::is_some) {
            let mut row = vec![vec![title(measure).to_owned()]];
            row.extend(figures.into_iter().map(|figure| figure.map_or_else(|| vec!["–".to_owned()], cell)));
            table.rows.push(row);
        }
    }
    // A single dossier has room for what its sources say beside.
    if let [stats] = all {
        for group in groups(&stats.others) {
            let mesure = group.first().map_or("", |one| one.mesure.as_str());
            table.rows.push(vec![vec![mesure.to_owned()], declared(&group)]);
        }
    }
    table.render(style)
}

fn title(measure: Measure) -> &'static str {
    match measure {
        Measure::Immersion => "temps d’immersion",
        _ => measure.noun().1,
    }
}

fn cell(figure: &Figure) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(amount) = figure.counted {
        let details = phrase::details(figure);
        let number = phrase::counted(figure, amount);
        lines.push(if details.is_empty() { number } else { format!("{number} ({details})") });
    }
    let announced: Vec<&Declared> = figure.declared.iter().collect();
    let mut announced = declared(&announced).into_iter();
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

/// Gathers declared figures that speak of one thing, in order.
fn groups(all: &[Declared]) -> Vec<Vec<&Declared>> {
    let mut groups: Vec<Vec<&Declared>> = Vec::new();
    for one in all {
        match groups.iter_mut().find(|group| group.first().is_some_and(|first| first.mesure == one.mesure)) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
}

/// One line a value: `6 [s0], contesté`, the sources that give the same value together.
fn declared(all: &[&Declared]) -> Vec<String> {
    let mut lines: Vec<(String, Vec<&str>, bool)> = Vec::new();
    for one in all {
        let scope = one.perimetre.as_deref().map_or_else(String::new, |scope| format!(", {scope}"));
        let said = format!("{}{}", one.text, if all.len() > 1 && differs(all) { scope.as_str() } else { "" });
        let source = one.source.as_deref().unwrap_or("sans source");
        match lines.iter_mut().find(|(known, ..)| *known == said) {
            Some((_, sources, contested)) => {
                if !sources.contains(&source) {
                    sources.push(source);
                }
                *contested |= one.conteste;
            }
            None => lines.push((said, vec![source], one.conteste)),
        }
    }
    lines
        .into_iter()
        .map(|(said, sources, contested)| {
            let contested = if contested { ", contesté" } else { "" };
            format!("{said} [{}]{contested}", sources.join(", "))
        })
        .collect()
}

/// Tells whether figures of one measure speak of different scopes.
fn differs(all: &[&Declared]) -> bool {
    all.windows(2).any(|pair| pair.first().map(|one| &one.perimetre) != pair.last().map(|one| &one.perimetre))
}

fn legend(page: &mut String, all: &[Stats], dated: bool, style: Style) {
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
        let listed: Vec<String> = cited.into_iter().map(reference).collect();
        paragraph(page, &format!("Sources{of}\u{a0}: {}.", listed.join("\u{202f}; ")), style);
    }
    if dated {
        let undated: BTreeMap<_, _> =
            all.iter().flat_map(|stats| &stats.undated).map(|def| (def.kind, def.noun.1)).collect();
        if !undated.is_empty() {
            let listed: Vec<&str> = undated.into_values().collect();
            paragraph(page, &format!("Sans date, comptés quel que soit le jour\u{a0}: {}.", listed.join(", ")), style);
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

/// How a source is shown: « s0 modernisation.gouv.fr, 13 décembre 2018 ».
fn reference(source: &Source) -> String {
    let who = source.editeur.as_deref().unwrap_or(&source.titre);
    match source.date {
        Some(date) => format!("{}\u{a0}{who}, {}", source.id, date.en_lettres()),
        None => format!("{}\u{a0}{who}", source.id),
    }
}
