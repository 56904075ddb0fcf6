//! How a dossier grew: its figures commit after commit, as a table, curves, CSV, JSON.

use serde_json::json;

use super::draw;
use crate::render::style::{Ink, Style};
use crate::render::table::{GAP, Table, fit, wrap};
use crate::render::visible::visible;
use crate::stats::axis::iso_week;
use crate::stats::growth::Grown;
use crate::stats::{Amount, Measure};
use crate::value::date::Day;
use crate::value::duree::Duree;
use crate::value::identifiant::Kind;
use crate::value::nombre::entier;

/// The figures of a table, in order; those that no version counts are left out.
const SHOWN: [Measure; 9] = [
    Measure::Records(Kind::Entretien),
    Measure::Records(Kind::Idee),
    Measure::Personnes,
    Measure::Immersion,
    Measure::Records(Kind::Gisement),
    Measure::Records(Kind::Defi),
    Measure::Records(Kind::Promesse),
    Measure::Records(Kind::Solution),
    Measure::Records(Kind::Test),
];

/// The figures that have a curve.
const DRAWN: [Measure; 2] = [Measure::Records(Kind::Entretien), Measure::Records(Kind::Idee)];

/// How often the figures are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// At each commit.
    Commit,
    /// At the last commit of each week.
    Week,
    /// At the last commit of each month.
    Month,
}

impl Every {
    /// Returns what a day, or a commit, shares with those told together.
    pub fn key(self, day: Day, commit: &str) -> String {
        match self {
            Self::Commit => commit.to_owned(),
            Self::Week => iso_week(day.plus_days(-(day.weekday() as i32))),
            Self::Month => {
                let (year, month, _) = day.ymd();
                format!("{year:04}-{month:02}")
            }
        }
    }
}

/// A version and its figures.
pub struct Step {
    /// The day of the commit.
    pub day: Day,
    /// The whole name of the commit.
    pub commit: String,
    /// The first line of its message.
    pub subject: String,
    /// Its figures.
    pub figures: Vec<Grown>,
}

/// A dossier and its versions, the oldest first.
pub struct Page {
    /// Its folder, from the top of the repository.
    pub root: String,
    /// Its title.
    pub titre: String,
    /// Whether it says that it is invented.
    pub fictif: bool,
    /// Its versions.
    pub steps: Vec<Step>,
    /// Whether the clone is shallow: what came before is not known.
    pub cut: bool,
}

impl Page {
    fn title(&self) -> String {
        format!("{}{}", self.titre, if self.fictif { " — dossier fictif" } else { "" })
    }

    fn measures(&self) -> Vec<Measure> {
        let counted = |measure: &Measure| self.steps.iter().any(|step| step.figure(*measure).is_some());
        SHOWN.into_iter().filter(counted).collect()
    }
}

impl Step {
    fn figure(&self, measure: Measure) -> Option<&Grown> {
        self.figures.iter().find(|figure| figure.measure == measure)
    }
}

/// Writes the figures for a terminal; curves are drawn there only.
pub fn text(pages: &[Page], every: Every, style: Style) -> String {
    let mut text = String::new();
    for page in pages {
        if !text.is_empty() {
            text.push('\n');
        }
        for line in wrap(&visible(&page.title()), style.width) {
            text.push_str(&format!("{}\n", style.paint(Ink::Strong, line)));
        }
        if style.terminal && page.steps.len() > 1 {
            text.push('\n');
            for measure in DRAWN {
                let values: Vec<u64> =
                    page.steps.iter().map(|step| step.figure(measure).map_or(0, |figure| figure.counted.min)).collect();
                let curve = draw::curve(&values, style.width.saturating_sub(24), style.unicode);
                let last = values.last().copied().unwrap_or(0);
                text.push_str(&format!("{} {curve} {}\n", fit(measure.title(), 12, style), entier(last)));
            }
        }
        text.push('\n');
        let mut table = table(page, every);
        // What the page has no room for is in the other forms.
        let left_out = narrow(&mut table, style.width);
        text.push_str(&table.render(style));
        if !left_out.is_empty() {
            let left_out = match left_out.as_slice() {
                [first @ .., last] if !first.is_empty() => format!("{} ni {last}", first.join(", ")),
                all => all.concat(),
            };
            let said = format!("Faute de place, sans {left_out} (`--format csv` les donne).");
            wrap(&said, style.width).iter().for_each(|line| text.push_str(&format!("{line}\n")));
        }
        if page.cut {
            text.push_str("\nL’histoire commence ici\u{a0}: ce clone est superficiel (`git fetch --unshallow`).\n");
        }
    }
    text
}

fn table(page: &Page, every: Every) -> Table {
    let measures = page.measures();
    let when = match every {
        Every::Commit => "date",
        Every::Week => "semaine",
        Every::Month => "mois",
    };
    let mut head = vec![when.to_owned(), "commit".to_owned()];
    head.extend(measures.iter().map(|measure| measure.title().to_owned()));
    let row = |step: &Step| {
        let when = match every {
            Every::Commit => step.day.to_string(),
            _ => every.key(step.day, ""),
        };
        let mut row = vec![vec![when], vec![short(&step.commit).to_owned()]];
        row.extend(measures.iter().map(|measure| vec![step.figure(*measure).map_or_else(|| "–".to_owned(), amount)]));
        row
    };
    let numbers = [false, false].into_iter().chain(measures.iter().map(|_| true)).collect();
    Table { head, rows: page.steps.iter().map(row).collect(), numbers }
}

/// Takes away the last columns of a table until it fits; returns their heads, in order.
fn narrow(table: &mut Table, width: usize) -> Vec<String> {
    let mut gone = Vec::new();
    let needed = |table: &Table| (0..table.head.len()).map(|column| table.needed(column) + GAP).sum::<usize>();
    while table.head.len() > 3 && needed(table) > width + GAP {
        gone.extend(table.head.pop());
        table.rows.iter_mut().for_each(|row| drop(row.pop()));
        table.numbers.pop();
    }
    gone.reverse();
    gone
}

fn short(commit: &str) -> &str {
    commit.get(..7).unwrap_or(commit)
}

fn amount(figure: &Grown) -> String {
    let shown = |value: u64| match figure.measure {
        Measure::Immersion => Duree::from_minutes(u32::try_from(value).unwrap_or(u32::MAX)).to_string(),
        _ => entier(value),
    };
    let Amount { min, max } = figure.counted;
    match max {
        Some(max) if max == min => shown(min),
        Some(max) => format!("{}–{}", shown(min), shown(max)),
        None => format!("≥\u{a0}{}", shown(min)),
    }
}

/// Writes the figures as Markdown.
pub fn markdown(pages: &[Page], every: Every) -> String {
    let mut text = String::new();
    for page in pages {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&format!("# {}\n\n", super::markdown::escaped(&page.title())));
        let Table { head, rows, numbers } = table(page, every);
        let aligned = numbers.iter().map(|number| if *number { "--:" } else { "---" }.to_owned());
        super::markdown::row(&mut text, head);
        super::markdown::row(&mut text, aligned);
        for row in rows {
            super::markdown::row(&mut text, row.into_iter().map(|cell| cell.join(" ")));
        }
    }
    text
}

/// Writes the figures as CSV, one a line.
///
/// # Errors
/// Those of the writer.
pub fn csv(pages: &[Page]) -> Result<String, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(["dossier", "date", "commit", "mesure", "min", "max", "recueillies"])?;
    for page in pages {
        for step in &page.steps {
            for Grown { measure, counted, raw } in &step.figures {
                let number = |value: Option<u64>| value.map_or_else(String::new, |value| value.to_string());
                let [min, max, raw] = [Some(counted.min), counted.max, *raw].map(number);
                writer.write_record([
                    &page.root,
                    &step.day.to_string(),
                    &step.commit,
                    measure.key(),
                    &min,
                    &max,
                    &raw,
                ])?;
            }
        }
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Writes the figures as one JSON object on one line.
///
/// # Errors
/// Those of the writer.
pub fn json(pages: &[Page]) -> serde_json::Result<String> {
    let counts = |step: &Step| -> serde_json::Map<String, serde_json::Value> {
        let figure = |figure: &Grown| {
            let Amount { min, max } = figure.counted;
            let value = json!({ "value": figure.counted.exact(), "min": min, "max": max, "raw": figure.raw });
            (figure.measure.key().to_owned(), value)
        };
        step.figures.iter().map(figure).collect()
    };
    let step = |step: &Step| json!({ "date": step.day.to_string(), "commit": step.commit, "subject": step.subject, "counts": counts(step) });
    let page = |page: &Page| {
        let steps: Vec<serde_json::Value> = page.steps.iter().map(step).collect();
        json!({ "path": page.root, "titre": page.titre, "fictif": page.fictif, "cut": page.cut, "steps": steps })
    };
    let dossiers: Vec<serde_json::Value> = pages.iter().map(page).collect();
    Ok(serde_json::to_string(&json!({ "version": 1, "dossiers": dossiers }))? + "\n")
}
