//! Holds what the reader says of one file: the findings of each fault, and that nothing is lost beside it.

mod hostile;
mod random;
mod records;
mod slips;
mod tired;
mod values;

use super::*;
use crate::model;
use crate::rule::Severity;
use crate::schema::{Field, FieldKind};
use crate::unit::{Name, Origin, Value};

/// Returns the place of the interview E001.
fn note() -> Place<'static> {
    Place { kind: Kind::Entretien, form: Form::Markdown, stem: Some("E001") }
}

/// Returns the place of a file of one record.
fn own(kind: Kind, form: Form, stem: &str) -> Place<'_> {
    Place { kind, form, stem: Some(stem) }
}

/// Returns the place of a list file at the root of a dossier.
fn list(kind: Kind) -> Place<'static> {
    Place { kind, form: Form::Yaml, stem: None }
}

/// Reads a text and keeps all of its texts.
fn read(source: &str, place: Place<'_>) -> FileUnit {
    Reader::new(Keep::Texts).read(source.as_bytes(), place)
}

/// Returns the findings in order, each as its code (in lower case for an information) and what is written under it.
fn findings(unit: &FileUnit, source: &str) -> Vec<String> {
    let mut found: Vec<_> = unit.findings().iter().collect();
    found.sort_by_key(|diagnostic| diagnostic.order());
    let shown = |diagnostic: &&Diagnostic| {
        let code = match diagnostic.severity {
            Severity::Info => diagnostic.rule.code.to_lowercase(),
            _ => diagnostic.rule.code.to_owned(),
        };
        match diagnostic.span {
            Some(span) => format!("{code} {}", span.of(source)),
            None => code,
        }
    };
    found.iter().map(shown).collect()
}

/// Returns the records in order, each with its name and fields as one line.
fn records(unit: &FileUnit, source: &str) -> Vec<String> {
    unit.views()
        .map(|view| {
            let name = match view.record.name {
                Name::None => "?".to_owned(),
                Name::Ident(ident, width) => ident.padded(width).to_string(),
                Name::Provisional(ident, width) => format!("({})", ident.padded(width)),
                Name::Slug(text) => unit.str(text).to_owned(),
            };
            let origin = match view.record.origin {
                Origin::File | Origin::Item | Origin::Small => "",
                Origin::Inner => " inner",
                Origin::Amendment => " amends",
            };
            let def = view.def();
            let fields = view.cells().iter().map(|cell| {
                let field = def.field(cell.field);
                format!(" {}={}", field.map_or("?", |field| field.name), shown(unit, source, field, cell))
            });
            let kind = format!("{:?}", view.record.kind).to_lowercase();
            format!("{kind} {name}{origin}{}", fields.collect::<String>())
        })
        .collect()
}

/// Returns a value as one line: texts as they are kept, the rest as it is written, `!` where it could not be read.
fn shown(unit: &FileUnit, source: &str, field: Option<&Field>, cell: &Cell) -> String {
    if field.is_some_and(|field| field.many) {
        let one = |cell: &Cell| shown_one(unit, source, field, cell);
        return format!("[{}]", unit.elements(cell).iter().map(one).collect::<Vec<_>>().join(", "));
    }
    shown_one(unit, source, field, cell)
}

/// Returns one value, or one element of a list.
fn shown_one(unit: &FileUnit, source: &str, field: Option<&Field>, cell: &Cell) -> String {
    match cell.value() {
        Value::Invalid => "!".to_owned(),
        Value::Text(text) => format!("«{}»", text.map_or("", |text| unit.str(text))),
        Value::OwnWord(text) => format!("~{}", unit.str(text)),
        Value::Slug(text) => format!("@{}", unit.str(text)),
        Value::Ident(ident, width) => format!("→{}", ident.padded(width)),
        Value::List(cells) => {
            let all: Vec<_> = unit.cells(cells).iter().map(|cell| shown(unit, source, field, cell)).collect();
            format!("[{}]", all.join(", "))
        }
        Value::Object(cells) => {
            let fields = match field.map(|field| field.kind) {
                Some(FieldKind::Object(fields) | FieldKind::ReferenceOrObject(_, fields)) => fields,
                _ => &[],
            };
            let one = |cell: &Cell| {
                let field = fields.get(cell.field as usize);
                format!("{}={}", field.map_or("?", |field| field.name), shown(unit, source, field, cell))
            };
            format!("{{{}}}", unit.cells(cells).iter().map(one).collect::<Vec<_>>().join(" "))
        }
        Value::Map(cells) => {
            let all: Vec<_> = unit.cells(cells).iter().map(|cell| shown(unit, source, None, cell)).collect();
            format!("<{}>", all.join(" "))
        }
        _ => cell.span().of(source).to_owned(),
    }
}

/// Reads a text and holds its findings and its records against those expected.
#[track_caller]
fn holds(source: &str, place: Place<'_>, expected_findings: &[&str], expected_records: &[&str]) {
    let unit = read(source, place);
    assert_eq!(findings(&unit, source), expected_findings, "findings of:\n{source}");
    assert_eq!(records(&unit, source), expected_records, "records of:\n{source}");
}
