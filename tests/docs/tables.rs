//! Holds `docs/format.md` and `docs/regles.md`: the tables of the schema and of the catalogue, and the examples of a dossier.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use anyhow::{Result, ensure};
use carte_blanche::model::common::COMMON;
use carte_blanche::model::{self, vocabulary};
use carte_blanche::rule::{Phase, Rule, Severity, catalogue};
use carte_blanche::schema::{Field, FieldKind, Need, TypeDef, Vocabulary};
use carte_blanche::value::identifiant::Kind;

use crate::{anchor, code, hold, listed, root};

/// Returns the name of a type of record in the singular.
fn noun(kind: Kind) -> &'static str {
    if kind == Kind::Source { "source publiée" } else { model::def(kind).noun.0 }
}

/// Returns what a field holds, in French.
fn held(field: &Field) -> String {
    let one = match field.kind {
        FieldKind::Text => "texte".to_owned(),
        FieldKind::Date => "date".to_owned(),
        FieldKind::Time => "heure".to_owned(),
        FieldKind::Duration => "durée".to_owned(),
        FieldKind::Quantity => "quantité".to_owned(),
        FieldKind::Number => "nombre".to_owned(),
        FieldKind::YesNo => "`oui` ou `non`".to_owned(),
        FieldKind::Word(words) => format!("mot de [`{}`](#{})", words.name, anchor(words.name)),
        FieldKind::Reference(kinds) => reference(kinds),
        FieldKind::Object(_) => "champs ci-dessous".to_owned(),
        FieldKind::ReferenceOrObject(kinds, _) => format!("{}, ou champs ci-dessous", reference(kinds)),
        FieldKind::Map => "clés libres".to_owned(),
        FieldKind::Declared => "quantité ou durée".to_owned(),
        FieldKind::Commune => "code de commune".to_owned(),
    };
    if field.many { format!("{one} (liste)") } else { one }
}

fn reference(kinds: &[Kind]) -> String {
    let nouns: Vec<String> = kinds.iter().map(|&kind| noun(kind).to_owned()).collect();
    if nouns.is_empty() { "→ toute fiche".to_owned() } else { format!("→ {}", listed(&nouns, "ou")) }
}

/// Returns when a field must stand, in French.
fn needed(field: &Field, fields: &[Field]) -> String {
    let need = match field.need {
        Need::Optional => String::new(),
        Need::Required => "oui".to_owned(),
        Need::OneOf(group) => {
            let others = fields
                .iter()
                .filter(|other| other.name != field.name && matches!(other.need, Need::OneOf(same) if same == group));
            let common = (group == 0).then_some("sources_publiees");
            let others: Vec<String> = others.map(|other| other.name).chain(common).map(code).collect();
            format!("à défaut de {}", listed(&others, "ou"))
        }
        Need::In(states, rule) => {
            let states: Vec<String> = states.iter().map(|state| code(state)).collect();
            format!("au statut {} ({})", listed(&states, "ou"), rule.code)
        }
        Need::With(other, rule) => format!("avec `{other}` ({})", rule.code),
    };
    match (field.names, need.is_empty()) {
        (false, _) => need,
        (true, true) => "premier titre du corps admis".to_owned(),
        (true, false) => format!("{need}, ou premier titre du corps"),
    }
}

fn rows(fields: &[Field], before: &str, table: &mut String) -> Result<()> {
    for field in fields {
        let name = format!("{before}{}", field.name);
        writeln!(table, "| `{name}` | {} | {} | {} |", held(field), needed(field, fields), field.doc)?;
        if let FieldKind::Object(inner) | FieldKind::ReferenceOrObject(_, inner) = field.kind {
            rows(inner, &format!("{name}."), table)?;
        }
    }
    Ok(())
}

fn fields(fields: &[Field]) -> Result<String> {
    let mut table = "| Champ | Valeur | Requis | Sens |\n|---|---|---|---|\n".to_owned();
    rows(fields, "", &mut table)?;
    Ok(table)
}

fn types() -> Result<String> {
    let mut table = "| Type | Identifiant | Place | Ce que c’est |\n|---|---|---|---|\n".to_owned();
    for def in model::TYPES.iter().skip(1) {
        let TypeDef { kind, folder, name, doc, .. } = def;
        let ident = match kind.prefix() {
            "" => "nom lisible".to_owned(),
            prefix => format!("`{prefix}`…"),
        };
        writeln!(table, "| [{}](#{name}) | {ident} | `{folder}/` ou `{folder}.yaml` | {doc} |", def.noun.0)?;
    }
    Ok(table)
}

fn vocabularies() -> Result<String> {
    let mut text = String::new();
    for Vocabulary { name, words, default, passages } in vocabulary::ALL {
        let words: Vec<String> = words
            .iter()
            .map(
                |word| if word.key == word.label { code(word.key) } else { format!("`{}` ({})", word.key, word.label) },
            )
            .collect();
        writeln!(text, "### `{name}`\n\n{}.\n", words.join(", "))?;
        if let Some(default) = default {
            writeln!(text, "Si rien n’est dit\u{a0}: `{default}`.\n")?;
        }
        let from: Vec<&str> = passages.iter().map(|(from, _)| *from).collect();
        let mut seen = BTreeSet::new();
        let passages: Vec<String> = from
            .into_iter()
            .filter(|from| seen.insert(*from))
            .map(|from| {
                let to: Vec<String> =
                    passages.iter().filter(|(start, _)| *start == from).map(|(_, to)| code(to)).collect();
                format!("`{from}` → {}", listed(&to, "ou"))
            })
            .collect();
        if !passages.is_empty() {
            writeln!(text, "Passages\u{a0}: {}.\n", passages.join("\u{202f}; "))?;
        }
    }
    Ok(text)
}

/// Returns the first paragraph of a rule's page, on one line.
fn summary(page: &str) -> String {
    let paragraph =
        page.lines().skip_while(|line| line.is_empty() || line.starts_with('#')).take_while(|line| !line.is_empty());
    paragraph.collect::<Vec<_>>().join(" ").replace('|', "\\|")
}

fn rules() -> Result<String> {
    let mut table = "| Code | Nom | Niveau | Ce qui est vérifié |\n|---|---|---|---|\n".to_owned();
    for rule in catalogue::ALL {
        let page = format!("../src/rule/pages/{}-{}.md", rule.code, rule.name);
        writeln!(
            table,
            "| [{}]({page}) | {} | {} | {} |",
            rule.code,
            rule.name,
            rule.severity.word(),
            summary(rule.page)
        )?;
    }
    Ok(table)
}

/// Returns the levels of the rules that are not of one level in all phases, a column a phase.
fn levels() -> Result<String> {
    let columns = || Phase::ALL.into_iter().map(Some).chain([None]);
    let mut table = "| Règle |".to_owned();
    for phase in columns() {
        let word = phase.and_then(|phase| vocabulary::PHASE_ROLE.words.iter().find(|word| word.key == phase.key()));
        write!(table, " {} |", word.map_or("sans phase", |word| word.label))?;
    }
    writeln!(table, "\n|---|{}", "---|".repeat(columns().count()))?;
    for rule in catalogue::ALL.iter().filter(|rule| !rule.until.is_empty()) {
        write!(table, "| {} |", link(rule))?;
        for phase in columns() {
            write!(table, " {} |", rule.level(phase).map_or("—", Severity::word))?;
        }
        table.push('\n');
    }
    Ok(table)
}

/// Returns the numbers that a team may set.
fn settings() -> Result<String> {
    let mut table = "| Règle | Réglage | Si rien n’est dit | Sens |\n|---|---|---|---|\n".to_owned();
    for rule in catalogue::ALL {
        for setting in rule.settings {
            writeln!(table, "| {} | `{}` | {} | {} |", link(rule), setting.name, setting.default, setting.doc)?;
        }
    }
    Ok(table)
}

fn link(rule: &Rule) -> String {
    format!("[{rule}](../src/rule/pages/{}-{}.md)", rule.code, rule.name)
}

#[test]
fn the_format_page_holds_the_tables_of_the_schema() -> Result<()> {
    hold("docs/format.md", |marker| match marker.split_once(": ") {
        Some(("champs", "communs")) => fields(COMMON).ok(),
        Some(("champs", name)) => fields(model::TYPES.iter().find(|def| def.name == name)?.fields).ok(),
        _ if marker == "types" => types().ok(),
        _ if marker == "vocabulaires" => vocabularies().ok(),
        _ => None,
    })?;
    let page = fs::read_to_string(root().join("docs/format.md"))?;
    for def in model::TYPES {
        let marker = format!("<!-- champs: {} -->", def.name);
        ensure!(page.contains(&marker), "docs/format.md has no table « {} »", def.name);
    }
    Ok(())
}

#[test]
fn the_rules_page_lists_the_catalogue() -> Result<()> {
    hold("docs/regles.md", |marker| match marker {
        "regles" => rules().ok(),
        "niveaux" => levels().ok(),
        "reglages" => settings().ok(),
        _ => None,
    })
}

/// Returns the examples of a page that have a place in a dossier: the path after the language of a fence, and what it holds.
fn examples(page: &str) -> Vec<(&str, String)> {
    let mut examples = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) else { continue };
        let content: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if let Some((_, path)) = info.split_once(' ') {
            examples.push((path, content.join("\n") + "\n"));
        }
    }
    examples
}

#[test]
fn the_examples_of_the_format_page_make_a_dossier_without_fault() -> Result<()> {
    let page = fs::read_to_string(root().join("docs/format.md"))?;
    let folder = tempfile::tempdir()?;
    let examples = examples(&page);
    ensure!(examples.len() > 5, "docs/format.md has lost its examples");
    for (path, text) in examples {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder.path()))?;
        ensure!(!path.exists(), "two examples at {}", path.display());
        fs::write(path, text)?;
    }
    let run = Command::new(env!("CARGO_BIN_EXE_cb"))
        .args(["validate", "--strict", "--format", "concise", "--at", "2019-06-01"])
        .current_dir(folder.path())
        .output()?;
    let said = String::from_utf8(run.stdout)? + &String::from_utf8(run.stderr)?;
    ensure!(run.status.success() && said.lines().count() == 1, "the examples of docs/format.md are faulty:\n{said}");
    Ok(())
}
