//! The figures of a dossier, in words.

use serde_json::{Value, json};

use super::value;
use crate::stats::{Declared, Stats, phrase};

/// Returns each figure: `cle`, `titre`, `valeur` (null where nothing is counted), `detail`, `regle`, `declares`.
pub(super) fn figures(stats: &Stats) -> Vec<Value> {
    let figure = |figure: &crate::stats::Figure| {
        json!({
            "cle": figure.measure.key(),
            "titre": figure.measure.title(),
            "valeur": figure.counted.map(|amount| phrase::counted(figure, amount)),
            "detail": phrase::details(figure),
            "regle": figure.measure.rule(),
            "declares": figure.declared.iter().map(declared).collect::<Vec<_>>(),
        })
    };
    let others = stats.others.iter().map(|one| {
        json!({
            "cle": null, "titre": one.mesure, "valeur": null, "detail": "", "regle": null, "declares": [declared(one)],
        })
    });
    stats.figures.iter().map(figure).chain(others).collect()
}

/// Returns the sentence that says them all.
pub(super) fn sentence(stats: &Stats) -> String {
    phrase::opening(stats)
}

/// Returns the sources that declared figures cite.
pub(super) fn sources(stats: &Stats) -> Vec<Value> {
    let source = |source: &crate::stats::Source| {
        json!({
            "id": source.id,
            "titre": source.titre,
            "editeur": source.editeur,
            "date": source.date.map(value::date),
        })
    };
    stats.sources.iter().map(source).collect()
}

fn declared(declared: &Declared) -> Value {
    json!({
        "texte": declared.text,
        "source": declared.source,
        "periode": declared.periode,
        "perimetre": declared.perimetre,
        "conteste": declared.conteste,
    })
}
