//! The figures of a text with what a dossier says of each, then what is wrong with them: text for a terminal, JSON for programs.

use std::io::{self, Write};

use serde::Serialize;

use crate::fr::counted;
use crate::render::diagnostics::{self, Finding, Place, Report};
use crate::render::style::{Ink, Style};
use crate::render::table::{Table, wrap};
use crate::render::visible::visible;
use crate::text::{Lines, Span, Texts};
use crate::value::date::Day;
use crate::value::nombre::entier;
use crate::verify::{Figure, Source, Verdict};

/// A text, checked, with the dossier it was checked against.
pub struct Page<'p> {
    /// The text.
    pub source: &'p str,
    /// Its figures, in order.
    pub figures: &'p [Figure],
    /// What is wrong with it.
    pub report: &'p Report<'p>,
    /// The dossier; none where there is none.
    pub against: Option<Against<'p>>,
    /// The day at which the figures stand.
    pub at: Day,
}

/// The dossier that a text speaks of.
pub struct Against<'p> {
    /// Its title.
    pub title: &'p str,
    /// Whether it is invented.
    pub fictional: bool,
    /// What keeps its own figures from being sure, in French.
    pub warning: Option<String>,
}

/// Writes the table of the figures, the findings, and how many figures are true.
///
/// # Errors
/// Those of `out`.
pub fn text(page: &Page<'_>, texts: &dyn Texts, style: Style, out: &mut impl Write) -> io::Result<()> {
    if let Some(against) = &page.against {
        let fictional = if against.fictional { " — dossier fictif" } else { "" };
        let title = format!("{}, au {}{fictional}", visible(against.title), page.at.en_lettres());
        for line in wrap(&title, style.width) {
            writeln!(out, "{}", style.paint(Ink::Strong, line))?;
        }
        for line in against.warning.iter().flat_map(|warning| wrap(warning, style.width)) {
            writeln!(out, "{}", style.paint(Ink::Warning, line))?;
        }
        writeln!(out)?;
    }
    if !page.figures.is_empty() {
        writeln!(out, "{}", table(page).render(style))?;
    }
    diagnostics::each(page.report, texts, style, out)?;
    for line in wrap(&summary(page), style.width) {
        writeln!(out, "{}", style.paint(Ink::Strong, line))?;
    }
    Ok(())
}

fn table(page: &Page<'_>) -> Table {
    let lines = Lines::new(page.source);
    let touching = Touching::of_report(page.report);
    let against = page.against.is_some();
    let row = |figure: &Figure| {
        let said = page.source.get(figure.span.range()).unwrap_or("");
        let mut row = vec![entier(u64::from(lines.line(figure.span.start))), one_line(said)];
        if against {
            row.push(known(figure));
        }
        row.push(verdict(&touching, figure, against));
        row.into_iter().map(|cell| vec![cell]).collect()
    };
    let heads: &[&str] = if against {
        &["ligne", "le texte dit", "le dossier dit", "verdict"]
    } else {
        &["ligne", "le texte dit", "constat"]
    };
    Table {
        head: heads.iter().map(|head| (*head).to_owned()).collect(),
        rows: page.figures.iter().map(row).collect(),
        numbers: vec![true],
    }
}

/// Returns the words of a text on one line.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    visible(&words.join(" ")).into_owned()
}

/// Returns what the dossier says of a figure, and where that comes from.
fn known(figure: &Figure) -> String {
    let source = if figure.source == Source::Counted { " (compté)" } else { "" };
    visible(&format!("{}{source}", figure.known)).into_owned()
}

/// Where the findings speak of the text: about a figure, or beside it as what denies it.
struct Touching(Vec<(Span, &'static str)>);

impl Touching {
    fn of_report(report: &Report<'_>) -> Self {
        let found = report.findings.iter().filter(|found| found.diagnostic.waived.is_none());
        let places = found.flat_map(|Finding { diagnostic, .. }| {
            let related = diagnostic.related.iter().filter(|other| other.path.is_none()).map(|other| other.span);
            diagnostic.span.into_iter().chain(related).map(|span| (span, diagnostic.rule.code))
        });
        let mut places: Vec<(Span, &'static str)> = places.collect();
        places.sort_by_key(|(span, code)| (span.start, *code));
        Self(places)
    }

    /// Returns the rules that speak of a stretch of the text, near which they begin.
    fn of(&self, span: Span) -> impl Iterator<Item = &'static str> {
        let end = self.0.partition_point(|(place, _)| place.start < span.end);
        let near = self.0.get(end.saturating_sub(NEAR)..end).unwrap_or_default();
        near.iter().filter(move |(place, _)| span.start < place.end).map(|(_, code)| *code)
    }
}

/// How many findings may lie in one another.
const NEAR: usize = 16;

/// Returns what comes of a figure: the verdict where there is a dossier, and the rules that name it.
fn verdict(touching: &Touching, figure: &Figure, against: bool) -> String {
    let mut parts = Vec::new();
    if against {
        let why = Some(&figure.reason).filter(|reason| figure.verdict == Verdict::Unknown && !reason.is_empty());
        parts.push(
            why.map_or_else(
                || figure.verdict.word().to_owned(),
                |why| format!("{}\u{a0}: {why}", figure.verdict.word()),
            ),
        );
    }
    for code in touching.of(figure.span) {
        if !parts.iter().any(|part| part == code) {
            parts.push(code.to_owned());
        }
    }
    parts.join(" · ")
}

/// Returns the last line: how many figures, how many of them true, how many findings.
fn summary(page: &Page<'_>) -> String {
    let many = |verdict: Verdict| page.figures.iter().filter(|figure| figure.verdict == verdict).count() as u64;
    let figures = match page.figures.len() {
        0 => "aucun chiffre".to_owned(),
        many => counted(many as u64, "chiffre", "chiffres"),
    };
    let mut parts = vec![figures];
    if page.against.is_some() {
        let words = [
            (Verdict::True, "vrai", "vrais"),
            (Verdict::Misleading, "trompeur", "trompeurs"),
            (Verdict::False, "faux", "faux"),
            (Verdict::Unknown, "non vérifiable", "non vérifiables"),
        ];
        parts.extend(
            words
                .iter()
                .filter(|(verdict, ..)| many(*verdict) > 0)
                .map(|(verdict, one, all)| counted(many(*verdict), one, all)),
        );
    } else if !page.figures.is_empty() {
        parts.push("aucun dossier pour les vérifier (`--dossier`)".to_owned());
    }
    let counts = page.report.counts();
    let found = [
        (counts.error, "erreur", "erreurs"),
        (counts.warning, "avertissement", "avertissements"),
        (counts.waived, "dispense", "dispenses"),
    ];
    let found: Vec<String> = found
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, all)| counted(*count as u64, one, all))
        .collect();
    let found = if found.is_empty() { "aucune faute".to_owned() } else { found.join(", ") };
    format!("{}\u{a0}: {found}", parts.join(", "))
}

/// A figure of a text, in the contract of `cb verify --format json`.
#[derive(Serialize)]
struct Item<'p> {
    text: String,
    start: Place,
    end: Place,
    measure: Option<&'p str>,
    min: f64,
    max: Option<f64>,
    unit: &'static str,
    known: Option<&'p str>,
    source: Option<&'static str>,
    sources: &'p [String],
    verdict: &'static str,
    reason: Option<&'p str>,
}

/// Writes the findings as `cb validate --format json` does, with the figures.
///
/// # Errors
/// Those of `out`.
pub fn json(page: &Page<'_>, texts: &dyn Texts, out: &mut impl Write) -> io::Result<()> {
    let lines = Lines::new(page.source);
    let items: Vec<Item<'_>> = page.figures.iter().map(|figure| Item::of(figure, page.source, &lines)).collect();
    diagnostics::json_with_figures(page.report, items, texts, out)
}

impl<'p> Item<'p> {
    fn of(figure: &'p Figure, source: &str, lines: &Lines<'_>) -> Self {
        let place = |offset: u32| Place::of(lines.position(offset), offset);
        let told = |text: &'p str| Some(text).filter(|text| !text.is_empty());
        Self {
            text: one_line(source.get(figure.span.range()).unwrap_or("")),
            start: place(figure.span.start),
            end: place(figure.span.end),
            measure: figure.measure.as_deref(),
            min: figure.range.0,
            max: figure.range.1,
            unit: figure.scale.key(),
            known: told(&figure.known),
            source: figure.source.key(),
            sources: figure.source.ids(),
            verdict: figure.verdict.key(),
            reason: told(&figure.reason),
        }
    }
}
