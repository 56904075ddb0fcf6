//! Reports: from the values of a [`view`](crate::view) to a document in any format.
//!
//! One road: a template turns the view into Markdown, that becomes one tree, typeset in French once, and each format is a writer of that
//! tree. A team that edits one template has every format.

pub mod document;
pub mod graft;
pub mod models;
pub mod parse;
mod screen;
pub mod template;
pub mod typeset;
pub mod write;

use memchr::memmem;

use crate::chart::{self, Chart};
use crate::view::View;
use document::{Align, Document, Figure, Inline, Table};
use graft::{Grafts, clean};
use template::{Template, TemplateError};

/// What every file that `cb` makes bears, in a form its format admits: it may be made again over itself.
pub const MARK: &str = "fait par cb";

/// Tells whether a file is one that `cb` made: a package or a PDF that bears [`MARK`], a text that ends with it, the values of a view.
///
/// A text that only speaks of it, as the documentation does, is someone's.
pub fn is_ours(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"PK") || bytes.starts_with(b"%PDF") {
        return memmem::find(bytes, MARK.as_bytes()).is_some();
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let text = text.trim_end();
    if text.starts_with('{') {
        let values: Option<serde_json::Value> = serde_json::from_str(text).ok();
        return values.is_some_and(|values| values.get("version").is_some() && values.get("arrete_au").is_some());
    }
    let last = text.strip_suffix("</html>").unwrap_or(text).trim_end().lines().next_back();
    last.is_some_and(|last| last == format!("[//]: # ({MARK})") || last == format!("<!-- {MARK} -->"))
}

/// Makes the document that the model called `name` makes of a view.
///
/// # Errors
/// The template's fault, with its place and what was available there.
pub fn document(view: &View, templates: &[Template], name: &str) -> Result<Document, Box<TemplateError>> {
    let filled = template::fill(templates, name, view.raw())?;
    let charts = chart::NAMES.iter().filter_map(|(name, _)| Some(((*name).to_owned(), figure(drawn(view, name)?))));
    let grafts = Grafts { bodies: filled.bodies, charts: charts.collect() };
    let screen = |text: &str| view.screened(text);
    let mut document = parse::screened(&filled.markdown, &grafts, &screen);
    let said = |path: &[&str]| {
        let value = path.iter().try_fold(&view.values, |value, key| value.get(key));
        clean(value.and_then(serde_json::Value::as_str).unwrap_or_default()).into_owned()
    };
    document.author = said(&["dossier", "pilote"]);
    document.date = said(&["arrete_au", "iso"]);
    document.foot = foot(&document.title, &said(&["arrete_au", "texte"]), &view.values);
    typeset::typeset(&mut document);
    Ok(document)
}

/// Draws a chart of a view; `None` where there is nothing to draw, or where it would say what nobody agreed to.
pub fn drawn(view: &View, name: &str) -> Option<Chart> {
    let chart = chart::draw(name, &view.views, &view.stats)?;
    let texts = || chart.rows.iter().flatten().chain([&chart.title, &chart.description]);
    let printable = texts().all(|text| view.screened(text).is_none());
    printable.then_some(chart)
}

/// Says at the foot of each page what the document is, its day, and that its dossier is invented.
fn foot(title: &str, day: &str, values: &serde_json::Value) -> String {
    let fictional = values.pointer("/dossier/fictif").and_then(serde_json::Value::as_bool).unwrap_or(false);
    let fictional = if fictional { " · dossier fictif" } else { "" };
    let joint = if title.is_empty() { "" } else { " · " };
    format!("{title}{joint}au {day}{fictional}")
}

/// Makes a chart a part of a document.
fn figure(chart: Chart) -> Figure {
    let clean = |text: String| clean(&text).into_owned();
    let text = |text: String| vec![Inline::Text(clean(text))];
    let columns = (0..chart.head.len()).map(|at| match chart.numbers.get(at) {
        Some(true) => Align::Right,
        _ => Align::Left,
    });
    Figure {
        name: chart.name.to_owned(),
        title: clean(chart.title),
        description: clean(chart.description),
        svg: clean(chart.svg),
        size: chart.size,
        table: Table {
            caption: Vec::new(),
            columns: columns.collect(),
            head: chart.head.into_iter().map(text).collect(),
            rows: chart.rows.into_iter().map(|row| row.into_iter().map(text).collect()).collect(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_speaks_of_the_mark_is_someone_s() {
        let document = Document {
            blocks: vec![document::Block::Paragraph(vec![Inline::Text("a".into())])],
            ..Document::default()
        };
        assert!(is_ours(write::md::write(&document).as_bytes()));
        assert!(is_ours(write::html::write(&document).as_bytes()));
        assert!(is_ours(&write::odt::write(&document).unwrap()));
        assert!(is_ours(&write::docx::write(&document).unwrap()));
        assert!(is_ours(br#"{"arrete_au":{},"version":1}"#));
        for other in
            ["", "# Notes\n\nUn fichier fait par cb.\n", "[//]: # (fait par cb)\n\nsuite", "{}", "PK", "\u{feff}"]
        {
            assert!(!is_ours(other.as_bytes()), "{other}");
        }
        assert!(!is_ours(&[0xff, 0xfe]));
    }
}
