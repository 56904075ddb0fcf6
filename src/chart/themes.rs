//! The ideas by theme, the most cited first.

use super::label::{self, Labels};
use super::svg::{Anchor, Colour, Drawing, Look, MARGIN, Motif, SMALL, WIDTH};
use super::words::{list, name};
use super::{Sketch, numbers_column, words_column};
use crate::fr::{agree, counted};
use crate::stats::axis::Axis;
use crate::stats::cross::Cross;
use crate::value::nombre::entier;

pub(super) const NAME: &str = "idees-par-theme";

/// The most bars; what is beyond stands in the table.
const BARS: usize = 20;
/// The widest label.
const LABEL: f64 = 220.0;
/// The height of a bar.
const BAR: f64 = 16.0;

/// A theme as shown, its ideas, and whether it is one.
type Theme<'c> = (&'c str, u64, bool);

pub(super) fn draw(found: &Cross) -> Option<Sketch> {
    let rows = found.rows.iter().zip(&found.row_totals);
    let mut rows: Vec<Theme<'_>> =
        rows.map(|(value, ideas)| (value.label.as_str(), *ideas, !value.key.is_empty())).collect();
    // The sort is stable: equal ones stay in the order of the vocabulary.
    rows.sort_by_key(|(_, ideas, is_theme)| (!is_theme, std::cmp::Reverse(*ideas)));
    let themes: Vec<Theme<'_>> = rows.iter().copied().filter(|theme| theme.2).collect();
    let none = rows.iter().find(|theme| !theme.2).copied();
    let most = rows.iter().map(|theme| theme.1).max().filter(|_| !themes.is_empty())?;
    // The line that stands for the rest takes the place of a bar.
    let shown = if themes.len() > BARS { BARS - 1 } else { themes.len() };
    let (shown, rest) = themes.split_at_checked(shown)?;

    let mut drawing = Drawing::new(NAME);
    let labels = shown.iter().chain(&none).map(|theme| theme.0);
    let labels = Labels::fit(labels, LABEL);
    let left = MARGIN + labels.width + 8.0;
    let room = WIDTH - MARGIN - left - label::width(&entier(most), Labels::SIZE) - 8.0;
    for (at, (theme, lines)) in shown.iter().chain(&none).zip(&labels.lines).enumerate() {
        if at == shown.len() && !rest.is_empty() {
            drawing.text(left, drawing.bottom + 15.0, Anchor::Start, SMALL, &left_over(rest));
            drawing.bottom += 22.0;
        }
        bar(&mut drawing, *theme, lines, left, room / most.max(1) as f64);
    }
    if none.is_none() && !rest.is_empty() {
        drawing.text(left, drawing.bottom + 15.0, Anchor::Start, SMALL, &left_over(rest));
        drawing.bottom += 22.0;
    }

    let mut table: Vec<Vec<String>> =
        rows.iter().map(|(label, ideas, _)| vec![(*label).to_owned(), entier(*ideas)]).collect();
    let several = found.several.contains(&Axis::Theme);
    let total = if several { "ensemble, chaque idée une fois" } else { "ensemble" };
    table.push(vec![total.to_owned(), entier(found.total)]);
    Some(Sketch {
        title: "Idées par thème",
        reading: reading(&themes, none, rest, found.total, several),
        drawing,
        head: vec![words_column("thème"), numbers_column("idées")],
        rows: table,
    })
}

fn bar(drawing: &mut Drawing, (_, ideas, is_theme): Theme<'_>, lines: &[String], left: f64, scale: f64) {
    let height = Labels::height(lines, BAR + 8.0);
    let middle = drawing.bottom + height / 2.0;
    drawing.label(left - 8.0, middle, lines);
    let look = if is_theme { Motif::Plain } else { Motif::Hollow };
    let length = ideas as f64 * scale;
    drawing.bar([left, middle - BAR / 2.0, length, BAR], Look(Colour::Serie(1), look));
    drawing.text(left + length + 6.0, middle + 4.0, Anchor::Start, Labels::SIZE, &entier(ideas));
    drawing.bottom += height;
}

/// Returns « 21 autres thèmes, de 1 à 3 idées chacun ».
fn left_over(rest: &[Theme<'_>]) -> String {
    let (most, least) = (rest.first().map_or(0, |theme| theme.1), rest.last().map_or(0, |theme| theme.1));
    let range = if least == most { String::new() } else { format!("de {} à ", entier(least)) };
    format!("{} autres thèmes, {range}{} chacun", rest.len(), counted(most, "idée", "idées"))
}

fn reading(
    themes: &[Theme<'_>],
    none: Option<Theme<'_>>,
    rest: &[Theme<'_>],
    total: u64,
    several: bool,
) -> Vec<String> {
    let most = themes.first().map_or(0, |theme| theme.1);
    let (first, others) = themes.split_at(themes.iter().take_while(|theme| theme.1 == most).count());
    let names = |themes: &[Theme<'_>]| list(&themes.iter().map(|theme| name(theme.0)).collect::<Vec<_>>());
    let (ideas, of) = (counted(most, "idée", "idées"), entier(total));
    let mut said = match first.len() {
        1 => format!("Le thème le plus cité, {}, réunit {ideas} sur {of}", names(first)),
        2 | 3 => format!("Les thèmes les plus cités, {}, réunissent chacun {ideas} sur {of}", names(first)),
        many => format!("{many} thèmes sont les plus cités, avec {ideas} chacun sur {of}"),
    };
    let next: Vec<String> =
        others.iter().take(2).map(|theme| format!("{} ({})", name(theme.0), entier(theme.1))).collect();
    if first.len() == 1 && !next.is_empty() {
        let come = agree(next.len() as u64, "vient", "viennent");
        said.push_str(&format!("\u{202f}; {come} ensuite {}", list(&next)));
    }
    let mut said = vec![format!("{said}.")];
    if let Some((_, ideas, _)) = none {
        let are = agree(ideas, "n’a", "n’ont");
        said.push(format!("{} {are} pas de thème.", counted(ideas, "idée", "idées")));
    }
    if several {
        said.push("Une idée à deux thèmes compte dans les deux.".to_owned());
    }
    if !rest.is_empty() {
        said.push(format!(
            "Le dessin montre les {} premiers thèmes sur {}, le tableau les donne tous.",
            themes.len() - rest.len(),
            themes.len()
        ));
    }
    said
}
