//! The figures of a dossier, in words.

use serde_json::{Value, json};

use super::value;
use crate::stats::{Declared, Stats, phrase};
use crate::value::date;

/// Returns each figure: `cle`, `titre`, `valeur` (null where nothing is counted), `detail`, `regle`, `declares`.
pub(super) fn figures(stats: &Stats) -> Vec<Value> {
    let figure = |figure: &crate::stats::Figure| {
        json!({
            "cle": figure.measure.key(),
            "titre": figure.measure.title(),
            "valeur": figure.counted.map(|amount| phrase::counted(figure, amount)),
            "detail": phrase::details(figure),
            "regle": figure.measure.rule(),
            "declares": declared(figure.declared.iter()),
        })
    };
    let mut others: Vec<&str> = Vec::new();
    for one in &stats.others {
        if !others.contains(&one.mesure.as_str()) {
            others.push(&one.mesure);
        }
    }
    let other = |mesure: &str| {
        let declared = declared(stats.others.iter().filter(|one| one.mesure == mesure));
        json!({ "cle": null, "titre": mesure, "valeur": null, "detail": "", "regle": null, "declares": declared })
    };
    stats.figures.iter().map(figure).chain(others.into_iter().map(other)).collect()
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

/// Returns what is declared of one figure: `texte`, `periode`, `perimetre`, `conteste`, and the `sources` that say the same.
fn declared<'s>(declared: impl Iterator<Item = &'s Declared>) -> Value {
    let mut said: Vec<(Value, Vec<&str>)> = Vec::new();
    for one in declared {
        let periode = one.periode.as_deref().map(|periode| match date::parse(periode) {
            Ok(date) => value::when(date),
            Err(_) => periode.to_owned(),
        });
        let words =
            json!({ "texte": one.text, "periode": periode, "perimetre": one.perimetre, "conteste": one.conteste });
        match said.iter_mut().find(|(same, _)| *same == words) {
            Some((_, sources)) => sources.extend(one.source.as_deref()),
            None => said.push((words, one.source.as_deref().into_iter().collect())),
        }
    }
    let with = |(mut words, sources): (Value, Vec<&str>)| {
        if let Some(fields) = words.as_object_mut() {
            fields.insert("sources".into(), json!(sources));
        }
        words
    };
    said.into_iter().map(with).collect()
}
