//! The figures as JSON: the contract of `cb stats --format json`, version 1.
//!
//! Under `counts`, each figure is `counted` where records stand and `declared` where only sources speak; `declared` lists all that sources
//! announce. Durations are in minutes.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::render::stats::phrase;
use crate::stats::{Amount, Declared, Figure, Measure, Stats};

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
    headline: String,
    counts: BTreeMap<&'static str, Count>,
    declared: Vec<Announced<'s>>,
    undated: Vec<&'static str>,
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
pub fn json(all: &[Stats]) -> serde_json::Result<String> {
    let page = Page { version: 1, dossiers: all.iter().map(dossier).collect() };
    let mut text = serde_json::to_string_pretty(&page)?;
    text.push('\n');
    Ok(text)
}

fn dossier(stats: &Stats) -> Dossier<'_> {
    let announced = stats.figures.iter().flat_map(|figure| &figure.declared).chain(&stats.others);
    Dossier {
        path: &stats.path,
        titre: &stats.titre,
        territoire: &stats.territoire,
        fictif: stats.fictif,
        at: stats.at.to_string(),
        headline: phrase::headline(stats),
        counts: stats.figures.iter().map(|figure| (figure.measure.key(), count(figure))).collect(),
        declared: announced.map(declared).collect(),
        undated: stats.undated.iter().map(|def| def.folder).collect(),
    }
}

fn count(figure: &Figure) -> Count {
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
