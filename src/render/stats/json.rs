//! The figures as JSON: the contract of `cb stats --format json`, version 1.
//!
//! Under `counts`, each figure is `counted` where records stand and `declared` where only sources speak; `declared` lists all that sources
//! announce. Durations are in minutes. Where views or a count by axes are asked for, `views` holds each by its name: `regle`, and `rows`
//! whose keys are the axes and the measures; under two axes, `cells` holds a number a value of the second.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value as Json, json as value};

use crate::render::stats::sheet::{Cell, Data, Row, Sheet};
use crate::render::stats::{Page as Shown, Wanted};
use crate::stats::{Amount, Declared, Figure, Measure, Stats, phrase};

#[derive(Serialize)]
struct Page<'s> {
    version: u32,
    dossiers: Vec<Dossier<'s>>,
}

#[derive(Serialize)]
struct Dossier<'s> {
    path: &'s str,
    titre: &'s str,
    territoire: &'s str,
    fictif: bool,
    at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    phase: Option<&'s str>,
    headline: String,
    counts: BTreeMap<&'static str, Count>,
    declared: Vec<Announced<'s>>,
    undated: Vec<&'static str>,
    faults: Faults,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    views: BTreeMap<&'static str, View>,
}

#[derive(Serialize)]
struct Faults {
    errors: u64,
    unread: u64,
}

#[derive(Serialize)]
struct View {
    titre: String,
    regle: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    mesure: Option<&'static str>,
    axes: Vec<&'static str>,
    rows: Vec<Map<String, Json>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<Map<String, Json>>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Count {
    value: Option<u64>,
    min: Option<u64>,
    max: Option<u64>,
    raw: Option<u64>,
    kind: &'static str,
    unit: &'static str,
    text: String,
    source: Option<String>,
    states: BTreeMap<String, u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'static str>,
}

#[derive(Serialize)]
struct Announced<'s> {
    mesure: &'s str,
    count: Option<&'static str>,
    value: Option<u64>,
    min: Option<u64>,
    max: Option<u64>,
    text: &'s str,
    periode: Option<&'s str>,
    perimetre: Option<&'s str>,
    source: Option<&'s str>,
    conteste: bool,
}

/// Writes the figures of several dossiers, in order.
pub fn json(all: &[Shown], wanted: Wanted) -> serde_json::Result<String> {
    let page = Page { version: 1, dossiers: all.iter().map(|shown| dossier(shown, wanted)).collect() };
    let mut text = serde_json::to_string_pretty(&page)?;
    text.push('\n');
    Ok(text)
}

fn dossier(shown: &Shown, wanted: Wanted) -> Dossier<'_> {
    let stats: &Stats = &shown.stats;
    let announced = stats.figures.iter().flat_map(|figure| &figure.declared).chain(&stats.others);
    Dossier {
        path: &stats.path,
        titre: &stats.titre,
        territoire: &stats.territoire,
        fictif: stats.fictif,
        at: stats.at.to_string(),
        phase: stats.phase.as_ref().map(|phase| phase.nom.as_str()),
        headline: phrase::headline(stats),
        counts: stats.figures.iter().map(|figure| (figure.measure.key(), count(figure, wanted))).collect(),
        declared: announced.map(declared).collect(),
        undated: stats.undated.iter().map(|def| def.folder).collect(),
        faults: Faults { errors: stats.faults.errors, unread: stats.faults.unread },
        views: shown.sheets(wanted).into_iter().map(|sheet| (sheet.key, view(sheet))).collect(),
    }
}

fn view(sheet: Sheet) -> View {
    let rows = sheet.rows.iter().map(|row| line(&sheet, row)).collect();
    let across = sheet.columns.iter().find_map(|column| column.across);
    let total = sheet.total.clone().map(|cells| line(&sheet, &Row { names: Vec::new(), cells }));
    View {
        mesure: across.map(|_| sheet.measure),
        axes: sheet.axes.iter().map(|(key, _)| *key).chain(across).collect(),
        rows,
        total,
        titre: sheet.title,
        regle: sheet.rule,
        notes: sheet.notes,
    }
}

fn line(sheet: &Sheet, row: &Row) -> Map<String, Json> {
    let mut map = Map::new();
    for ((key, _), name) in sheet.axes.iter().zip(&row.names) {
        let said = if name.key.is_empty() { Json::Null } else { value!(name.key) };
        map.insert((*key).to_owned(), said);
        map.insert(format!("{key}_texte"), value!(name.label));
    }
    let mut cells = Map::new();
    for (column, cell) in sheet.columns.iter().zip(&row.cells) {
        let into = if column.across.is_some() { &mut cells } else { &mut map };
        into.insert(column.key.clone(), number(cell));
    }
    if !cells.is_empty() {
        map.insert("cells".to_owned(), Json::Object(cells));
    }
    map
}

fn number(cell: &Cell) -> Json {
    // Whole numbers are written as such.
    let one = |number: f64| if number.fract() == 0.0 { value!(number as i64) } else { value!(number) };
    match &cell.data {
        Data::Nothing => Json::Null,
        Data::Text(text) => value!(text),
        Data::Number(min, max) if min == max => one(*min),
        Data::Number(min, max) => value!({ "min": one(*min), "max": one(*max) }),
    }
}

fn count(figure: &Figure, wanted: Wanted) -> Count {
    let unit = if figure.measure == Measure::Immersion { "minutes" } else { "count" };
    let (amount, kind, text, source) = match (figure.counted, figure.declared.first()) {
        (Some(amount), _) => (Some(amount), "counted", phrase::counted(figure, amount), None),
        (None, Some(declared)) => (declared.amount, "declared", declared.text.clone(), declared.source.clone()),
        (None, None) => (None, "counted", String::new(), None),
    };
    Count {
        value: amount.and_then(Amount::exact),
        min: amount.map(|amount| amount.min),
        max: amount.and_then(|amount| amount.max),
        raw: figure.raw,
        kind,
        unit,
        text,
        source,
        states: figure.states.iter().map(|state| (state.word.clone(), state.count)).collect(),
        rule: wanted.explain.then(|| figure.measure.rule()),
    }
}

fn declared(one: &Declared) -> Announced<'_> {
    Announced {
        mesure: &one.mesure,
        count: one.measure.map(Measure::key),
        value: one.amount.and_then(Amount::exact),
        min: one.amount.map(|amount| amount.min),
        max: one.amount.and_then(|amount| amount.max),
        text: &one.text,
        periode: one.periode.as_deref(),
        perimetre: one.perimetre.as_deref(),
        source: one.source.as_deref(),
        conteste: one.conteste,
    }
}
