//! The interviews and the ideas of each sphere, side by side: those that nobody met stand at nought.

use super::label::{self, Labels};
use super::svg::{Anchor, Colour, Drawing, LOOKS, Look, MARGIN, WIDTH};
use super::words::{list, name};
use super::{Sketch, numbers_column, words_column};
use crate::fr::counted;
use crate::stats::coverage::{Coverage, Met};
use crate::value::nombre::entier;

pub(super) const NAME: &str = "spheres";

/// The most rows; what is beyond stands in the table.
const ROWS: usize = 20;
/// The widest label.
const LABEL: f64 = 180.0;
/// The height of a bar.
const BAR: f64 = 18.0;
/// What parts the two sides.
const GAP: f64 = 24.0;

/// What one side counts, how, and how it looks.
type Side = (&'static str, fn(&Met) -> u64, Look);

pub(super) fn draw(found: &Coverage, interviews: u64) -> Option<Sketch> {
    let most = |of: fn(&Met) -> u64| found.spheres.iter().map(of).max().unwrap_or(0);
    let sides: [Side; 2] = [("entretiens", |met| met.interviews, LOOKS[0]), ("idées", |met| met.ideas, LOOKS[1])];
    if sides.iter().all(|(_, of, _)| most(*of) == 0) {
        return None;
    }
    let mut drawing = Drawing::new(NAME);
    let shown = found.spheres.get(..ROWS).unwrap_or(&found.spheres);
    let labels = Labels::fit(shown.iter().map(|met| met.label.as_str()), LABEL);
    let left = MARGIN + labels.width + 8.0;
    let side = (WIDTH - MARGIN - left - GAP) / 2.0;
    let top = drawing.bottom;
    for (from, (title, of, look)) in [left, left + side + GAP].into_iter().zip(sides) {
        drawing.bottom = top;
        drawing.bold(from, top + 12.0, Anchor::Start, Labels::SIZE, title);
        drawing.bottom += 20.0;
        let most = most(of);
        let scale = (side - label::width(&entier(most), Labels::SIZE) - 8.0) / most.max(1) as f64;
        for (met, lines) in shown.iter().zip(&labels.lines) {
            let height = Labels::height(lines, BAR + 10.0);
            let middle = drawing.bottom + height / 2.0;
            if from == left {
                drawing.label(left - 8.0, middle, lines);
            }
            let length = of(met) as f64 * scale;
            if of(met) > 0 {
                drawing.bar([from, middle - BAR / 2.0, length, BAR], look);
            }
            drawing.text(from + length + 6.0, middle + 4.0, Anchor::Start, Labels::SIZE, &entier(of(met)));
            drawing.bottom += height;
        }
        let colour = Colour::Line;
        drawing.line((from, top + 20.0), (from, drawing.bottom), colour, 1.0, "");
    }
    let row = |met: &Met| {
        [met.label.clone()].into_iter().chain([met.interviews, met.ideas, met.actors].map(entier)).collect()
    };
    Some(Sketch {
        title: "Sphères rencontrées",
        reading: reading(found, interviews),
        drawing,
        head: vec![
            words_column("sphère"),
            numbers_column("entretiens"),
            numbers_column("idées"),
            numbers_column("acteurs listés"),
        ],
        rows: found.spheres.iter().map(row).collect(),
    })
}

fn reading(found: &Coverage, interviews: u64) -> Vec<String> {
    let names = |mets: &[&Met]| mets.iter().map(|met| name(&met.label)).collect::<Vec<_>>();
    let said = |mets: &[&Met]| list(&names(mets));
    let most = found.spheres.iter().map(|met| met.interviews).max().unwrap_or(0);
    let mut reading = Vec::new();
    if most > 0 {
        let first: Vec<&Met> = found.spheres.iter().filter(|met| met.interviews == most).collect();
        let of = counted(interviews, "entretien", "entretiens");
        reading.push(match first.as_slice() {
            [only] => format!(
                "La sphère la plus rencontrée, {}, compte {} sur {of} et {}.",
                said(&first),
                entier(most),
                counted(only.ideas, "idée", "idées")
            ),
            _ => format!(
                "Les sphères les plus rencontrées, {}, comptent chacune {} sur {of}.",
                said(&first),
                entier(most)
            ),
        });
    }
    let missing: Vec<&Met> = found.missing_spheres().collect();
    if !missing.is_empty() {
        reading.push(format!("Aucun entretien\u{a0}: {}.", names(&missing).join(", ")));
    }
    // A meeting of two spheres counts in both.
    if found.spheres.iter().map(|met| met.interviews).sum::<u64>() > interviews {
        reading.push("Un entretien à deux sphères compte dans les deux.".to_owned());
    }
    if found.spheres.len() > ROWS {
        reading
            .push(format!("Le dessin montre {ROWS} sphères sur {}, le tableau les donne toutes.", found.spheres.len()));
    }
    reading
}
