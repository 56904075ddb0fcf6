//! The figures as one long table in CSV: a line a number, with the axes it stands on.
//!
//! `dossier, mesure, axe1, valeur1, axe2, valeur2, nombre, min, max, unite, nature, source`. `nombre` is empty where a number is not known
//! exactly, `max` where nothing bounds it; `nature` is `counted` or `declared`.

use crate::render::stats::sheet::{Data, Name, Sheet, bounds};
use crate::render::stats::{Page, Wanted};
use crate::stats::{Amount, Measure};

/// The head of the table.
const HEAD: [&str; 12] =
    ["dossier", "mesure", "axe1", "valeur1", "axe2", "valeur2", "nombre", "min", "max", "unite", "nature", "source"];

/// Writes the figures of several dossiers; a last column `regle` is added where counts are to be explained.
pub fn csv(all: &[Page], wanted: Wanted) -> Result<Vec<u8>, ::csv::Error> {
    let mut lines = Lines { writer: ::csv::Writer::from_writer(Vec::new()), explain: wanted.explain };
    lines.head()?;
    for page in all {
        let fictif = if page.stats.fictif { " (fictif)" } else { "" };
        let dossier = format!("{}{fictif}", page.stats.path);
        if page.table.is_none() {
            figures(&mut lines, page, &dossier)?;
        }
        for sheet in page.sheets(wanted) {
            of_sheet(&mut lines, &sheet, &dossier)?;
        }
    }
    lines.writer.into_inner().map_err(|error| error.into_error().into())
}

/// One number with its place.
#[derive(Default)]
struct Line<'l> {
    dossier: &'l str,
    mesure: &'l str,
    axes: [(&'l str, &'l str); 2],
    min: Option<f64>,
    max: Option<f64>,
    unite: &'l str,
    declared: bool,
    source: &'l str,
    rule: &'l str,
}

struct Lines {
    writer: ::csv::Writer<Vec<u8>>,
    explain: bool,
}

impl Lines {
    fn head(&mut self) -> Result<(), ::csv::Error> {
        let rule = self.explain.then_some("regle");
        self.writer.write_record(HEAD.into_iter().chain(rule))
    }

    fn add(&mut self, line: &Line<'_>) -> Result<(), ::csv::Error> {
        let number = |number: Option<f64>| number.map_or_else(String::new, |number| number.to_string());
        let exact = line.min.filter(|min| line.max == Some(*min));
        let [(axe1, valeur1), (axe2, valeur2)] = line.axes;
        let fields = [
            inert(line.dossier),
            inert(line.mesure),
            axe1.to_owned(),
            inert(valeur1),
            axe2.to_owned(),
            inert(valeur2),
            number(exact),
            number(line.min),
            number(line.max),
            line.unite.to_owned(),
            if line.declared { "declared" } else { "counted" }.to_owned(),
            inert(line.source),
        ];
        let rule = self.explain.then(|| line.rule.to_owned());
        self.writer.write_record(fields.into_iter().chain(rule))
    }
}

/// Keeps a spreadsheet from taking a text for a formula.
fn inert(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

fn figures(lines: &mut Lines, page: &Page, dossier: &str) -> Result<(), ::csv::Error> {
    let ends = |amount: Option<Amount>| amount.map(bounds).map_or((None, None), |(min, max)| (Some(min), max));
    for figure in &page.stats.figures {
        let (mesure, rule) = (figure.measure.key(), figure.measure.rule());
        let unite = if figure.measure == Measure::Immersion { "minutes" } else { mesure };
        let base = || Line { dossier, mesure, unite, rule, ..Line::default() };
        if let Some(amount) = figure.counted {
            let (min, max) = ends(Some(amount));
            lines.add(&Line { min, max, ..base() })?;
        }
        if let Some(raw) = figure.raw {
            // Counts of records are far below 2⁵³.
            let raw = Some(raw as f64);
            let mesure = if mesure == "idees" { "idees_recueillies" } else { "irritants_releves" };
            lines.add(&Line { mesure, min: raw, max: raw, ..base() })?;
        }
        for state in &figure.states {
            let count = Some(state.count as f64);
            let axes = [("statut", state.word.as_str()), ("", "")];
            lines.add(&Line { axes, min: count, max: count, ..base() })?;
        }
    }
    let announced = page.stats.figures.iter().flat_map(|figure| &figure.declared).chain(&page.stats.others);
    for one in announced {
        let (min, max) = ends(one.amount);
        let measure = one.measure.map(Measure::key);
        let axes = match (one.perimetre.as_deref(), one.periode.as_deref()) {
            (Some(perimetre), Some(periode)) => [("perimetre", perimetre), ("periode", periode)],
            (Some(perimetre), None) => [("perimetre", perimetre), ("", "")],
            (None, Some(periode)) => [("periode", periode), ("", "")],
            (None, None) => [("", ""); 2],
        };
        lines.add(&Line {
            dossier,
            mesure: measure.unwrap_or(&one.mesure),
            axes,
            min,
            max,
            unite: if one.measure == Some(Measure::Immersion) { "minutes" } else { measure.unwrap_or("") },
            declared: true,
            source: one.source.as_deref().unwrap_or(""),
            rule: "",
        })?;
    }
    Ok(())
}

fn of_sheet(lines: &mut Lines, sheet: &Sheet, dossier: &str) -> Result<(), ::csv::Error> {
    let axis = |at: usize| sheet.axes.get(at).map_or("", |(key, _)| *key);
    for row in &sheet.rows {
        let name = |at: usize| row.names.get(at).map_or("", |name: &Name| name.key.as_str());
        for (column, cell) in sheet.columns.iter().zip(&row.cells) {
            let Data::Number(min, max) = cell.data else { continue };
            let second = column.across.map_or((axis(1), name(1)), |across| (across, column.key.as_str()));
            let mesure = if column.across.is_some() { sheet.measure } else { column.key.as_str() };
            lines.add(&Line {
                dossier,
                mesure,
                axes: [(axis(0), name(0)), second],
                min: Some(min),
                max: Some(max),
                unite: column.unit,
                rule: &sheet.rule,
                ..Line::default()
            })?;
        }
    }
    Ok(())
}
