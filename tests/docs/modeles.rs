//! Holds `docs/modeles.md`: the lists of models, charts and functions, and every value that a view gives to a template.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use anyhow::{Result, ensure};
use carte_blanche::chart;
use carte_blanche::model;
use carte_blanche::model::common::COMMON;
use carte_blanche::report::{models, template};
use carte_blanche::schema::{Field, FieldKind, TypeDef};
use serde_json::{Map, Value};

use crate::{code, hold, prose, root};

const PAGE: &str = "docs/modeles.md";

/// The dossiers whose views must be documented.
const DOSSIERS: [&str; 3] = ["dossiers/exemple", "dossiers/cahors", "dossiers/argenteuil"];

/// The row of what every record has.
const ANY: &str = "toute fiche";

/// What every record has beside its fields; no row of its own type says it again.
const COMMON_KEYS: [&str; 4] = ["id", "titre", "etat", "corps"];

fn listed_models() -> Result<String> {
    let mut table = "| Modèle | Ce qu’il donne | `--about` |\n|---|---|---|\n".to_owned();
    for models::Model { name, doc } in models::listed(&models::embedded()) {
        let about = models::about(&name).map_or("", |kind| model::def(kind).noun.0);
        writeln!(table, "| `{name}` | {doc} | {about} |")?;
    }
    Ok(table)
}

fn described(pairs: &[(&str, &str)]) -> Result<String> {
    let mut list = String::new();
    for (name, doc) in pairs {
        writeln!(list, "- {}\u{a0}: {doc}", code(name))?;
    }
    Ok(list)
}

#[test]
fn the_models_page_lists_models_charts_and_functions() -> Result<()> {
    hold(PAGE, |marker| match marker {
        "modeles" => listed_models().ok(),
        "graphiques" => described(chart::NAMES).ok(),
        "fonctions" => described(template::VOCABULARY).ok(),
        _ => None,
    })
}

/// What the rows of tables explain: the names in the last cell of each, by what its first cell speaks of.
type Rows = BTreeMap<String, BTreeSet<String>>;

/// Returns what the tables of a section explain.
///
/// A row speaks of a key of the view (`methode`), of a type of record, by its link ([gisement](format.md#gisement)), or of a form that
/// values take (date); several stand in one cell, with commas.
fn explained(page: &str, section: &str) -> Rows {
    let mut rows = Rows::new();
    let lines = prose(page).skip_while(|line| *line != section).skip(1);
    for line in lines.take_while(|line| !line.starts_with('#')) {
        let Some((names, text)) = line.strip_prefix("| ").and_then(|row| row.split_once(" | ")) else { continue };
        let keys = text.split('`').skip(1).step_by(2).filter(|key| is_key(key)).map(str::to_owned);
        let keys: BTreeSet<String> = keys.collect();
        for name in names.split(", ") {
            let linked = name.split_once("](format.md#").map(|(_, rest)| rest.trim_end_matches(')'));
            let name = linked.unwrap_or(name).trim_matches('`');
            rows.entry(name.to_owned()).or_default().extend(keys.iter().cloned());
        }
    }
    rows
}

fn is_key(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') && !word.is_empty()
}

/// The keys that views hold.
struct Found<'p> {
    /// The forms that the page explains.
    forms: &'p Rows,
    /// The keys met in each of them.
    in_forms: Rows,
    /// What the rows of the page must explain.
    keys: Rows,
    /// What they may explain as well: the fields of records.
    fields: Rows,
}

impl Found<'_> {
    /// Gathers the keys of a value for the row `owner`; inside `declared` fields, only forms and records are looked for.
    fn gather(&mut self, value: &Value, owner: &str, declared: bool) {
        let Value::Object(fields) = value else {
            value.as_array().into_iter().flatten().for_each(|item| self.gather(item, owner, declared));
            return;
        };
        if let Some(def) = record(fields) {
            return self.gather_record(fields, def);
        }
        let form = self.form(fields);
        if let Some(form) = &form {
            self.in_forms.entry(form.clone()).or_default().extend(fields.keys().cloned());
        } else if !declared && !is_object_of(owner, fields) {
            self.keys.entry(owner.to_owned()).or_default().extend(fields.keys().cloned());
        }
        fields.values().for_each(|value| self.gather(value, owner, declared || form.is_some()));
    }

    fn gather_record(&mut self, fields: &Map<String, Value>, def: &TypeDef) {
        for (key, value) in fields {
            let is_field = def.fields.iter().chain(COMMON).any(|field| field.name == key);
            let owner = if COMMON_KEYS.contains(&key.as_str()) { ANY } else { def.name };
            let kept = if is_field { &mut self.fields } else { &mut self.keys };
            kept.entry(owner.to_owned()).or_default().insert(key.clone());
            self.gather(value, def.name, is_field);
        }
    }

    /// Returns the form that has exactly these keys.
    fn form(&self, fields: &Map<String, Value>) -> Option<String> {
        let same = |keys: &BTreeSet<String>| fields.keys().eq(keys);
        self.forms.iter().find(|(_, keys)| same(keys)).map(|(name, _)| name.clone())
    }
}

/// Tells whether a value is an object that a field of this type of record holds, kept as it is.
fn is_object_of(owner: &str, fields: &Map<String, Value>) -> bool {
    let inner = |field: &Field| match field.kind {
        FieldKind::Object(inner) | FieldKind::ReferenceOrObject(_, inner) => inner,
        _ => &[],
    };
    let same =
        |inner: &[Field]| inner.len() == fields.len() && inner.iter().all(|field| fields.contains_key(field.name));
    let def = model::TYPES.iter().find(|def| def.name == owner);
    def.is_some_and(|def| def.fields.iter().any(|field| same(inner(field))))
}

/// Returns the type of a record: the one with the most fields, all of which are there.
fn record(fields: &Map<String, Value>) -> Option<&'static TypeDef> {
    let whole = |def: &&&TypeDef| def.fields.iter().all(|field| fields.contains_key(field.name));
    let records = model::TYPES.iter().filter(|_| fields.contains_key("diffusion"));
    records.filter(whole).max_by_key(|def| def.fields.len()).copied()
}

/// Returns the view of a dossier, as `cb report --format json` prints it.
fn view(dossier: &str) -> Result<Value> {
    let run = Command::new(env!("CARGO_BIN_EXE_cb"))
        .args(["report", "synthese", "--format", "json", "--quiet", "--at", "2025-12-12", dossier])
        .current_dir(root())
        .output()?;
    ensure!(run.status.success(), "no view of {dossier}: {}", String::from_utf8_lossy(&run.stderr));
    Ok(serde_json::from_slice(&run.stdout)?)
}

#[test]
fn the_models_page_explains_every_value_of_a_view() -> Result<()> {
    let page = fs::read_to_string(root().join(PAGE))?;
    let forms = explained(&page, "### Les formes");
    let mut rows = explained(&page, "### Les clés");
    for (row, keys) in explained(&page, "### Ce que `cb` ajoute aux fiches") {
        rows.entry(row).or_default().extend(keys);
    }
    let mut found = Found { forms: &forms, in_forms: Rows::new(), keys: Rows::new(), fields: Rows::new() };
    let mut wrong = BTreeSet::new();
    for dossier in DOSSIERS {
        for (key, value) in view(dossier)?.as_object().into_iter().flatten() {
            if !rows.contains_key(key) {
                wrong.insert(format!("`{key}` has no row"));
            }
            found.gather(value, key, false);
        }
    }
    let of = |rows: &Rows, row: &str| rows.get(row).cloned().unwrap_or_default();
    for (row, keys) in &found.keys {
        wrong.extend(keys.difference(&of(&rows, row)).map(|key| format!("`{key}` of « {row} » is not explained")));
    }
    for (row, keys) in &rows {
        let there = &of(&found.keys, row) | &of(&found.fields, row);
        wrong.extend(keys.difference(&there).map(|key| format!("`{key}` of « {row} » is in no view")));
    }
    let unmet = forms.iter().filter(|(name, keys)| !keys.is_empty() && !found.in_forms.contains_key(*name));
    wrong.extend(unmet.map(|(name, _)| format!("no value has the form « {name} »")));
    ensure!(wrong.is_empty(), "{PAGE}:\n{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
    Ok(())
}
