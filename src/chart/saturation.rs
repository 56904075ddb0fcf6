//! Whether the field still brings new ideas: those gathered so far and those each interview brought, in the order of dates.

use super::label::{self, Labels};
use super::svg::{Anchor, Colour, Drawing, Look, MARGIN, Motif, SMALL, WIDTH};
use super::{Sketch, numbers_column, words_column};
use crate::fr::{agree, counted};
use crate::stats::weeks::{Weeks, Yield};
use crate::value::nombre::{decimal, entier};

pub(super) const NAME: &str = "saturation";

/// The most points: past as many interviews, neighbours share one.
const POINTS: usize = 120;
/// The heights of the two panels, and what parts them.
const CURVE: f64 = 170.0;
const BARS: f64 = 90.0;
const GAP: f64 = 40.0;

/// Interviews that share a point.
struct Point {
    label: String,
    interviews: u64,
    ideas: u64,
    /// The ideas gathered so far.
    so_far: u64,
}

impl Point {
    /// The new ideas an interview.
    fn rate(&self) -> f64 {
        self.ideas as f64 / self.interviews.max(1) as f64
    }
}

pub(super) fn draw(found: &Weeks) -> Option<Sketch> {
    if found.curve.len() < 2 || found.all.ideas == 0 {
        return None;
    }
    let shared = found.curve.len().div_ceil(POINTS);
    let points = points(&found.curve, shared);
    let rate = found.all.rate()?;

    let mut drawing = Drawing::new(NAME);
    let most = points.iter().map(Point::rate).fold(rate, f64::max);
    let left =
        MARGIN + label::width(&entier(found.all.ideas), SMALL).max(label::width(&decimal(most, 0), SMALL)) + 10.0;
    let interviews = found.curve.len() as f64;
    // An interview takes the width of a bar; the curve goes from the left edge of the first to the right edge of the last.
    let aside = [label::bold_width(&at_the_end(found), Labels::SIZE), label::width(&mean(rate), SMALL)];
    let aside = aside.into_iter().chain(found.last.map(|last| label::width(&of_last(last), SMALL))).fold(0.0, f64::max);
    let wide = (WIDTH - MARGIN - aside - 8.0 - left) / interviews;
    let frame = Frame { left, wide, interviews };

    drawing.bold(left, drawing.bottom + 12.0, Anchor::Start, Labels::SIZE, "idées cumulées");
    let top = drawing.bottom + 26.0;
    frame.curve(&mut drawing, top, &points, found.all.ideas);
    drawing.bold(frame.right() + 8.0, top + 4.0, Anchor::Start, Labels::SIZE, &at_the_end(found));
    let under = top + CURVE + GAP;
    let title = match shared {
        1 => "idées nouvelles dans chaque entretien".to_owned(),
        _ => format!("idées nouvelles par entretien, en moyenne de {shared} entretiens"),
    };
    drawing.bold(left, under - 10.0, Anchor::Start, Labels::SIZE, &title);
    let last = found.last.filter(|_| shared == 1).map_or(0, |last| last.interviews);
    frame.bars(&mut drawing, under, &points, most, last);
    frame.means(&mut drawing, under, most, rate, found.last);
    frame.foot(&mut drawing, under + BARS);

    // One interview a row: there is nothing to count.
    let several = shared > 1;
    let row = |point: &Point| {
        let counted = several.then_some(point.interviews);
        let numbers = counted.into_iter().chain([point.ideas, point.so_far]).map(entier);
        [point.label.clone()].into_iter().chain(numbers).collect()
    };
    let first = if several { "entretiens, du premier au dernier" } else { "entretien" };
    let counted = several.then(|| numbers_column("nombre"));
    let numbers = ["idées nouvelles", "idées cumulées"].map(numbers_column);
    Some(Sketch {
        title: "Idées nouvelles, entretien après entretien",
        reading: reading(found, shared),
        drawing,
        head: [words_column(first)].into_iter().chain(counted).chain(numbers).collect(),
        rows: points.iter().map(row).collect(),
    })
}

/// Gathers neighbours by `shared`.
fn points(curve: &[(String, u64)], shared: usize) -> Vec<Point> {
    let mut so_far = 0;
    let point = |part: &[(String, u64)]| {
        let ideas = part.iter().map(|(_, ideas)| ideas).sum();
        so_far += ideas;
        let label = match part {
            [(first, _), .., (last, _)] => format!("{first}\u{a0}– {last}"),
            _ => part.first().map_or_else(String::new, |(name, _)| name.clone()),
        };
        Point { label, interviews: part.len() as u64, ideas, so_far }
    };
    curve.chunks(shared.max(1)).map(point).collect()
}

/// Where interviews stand from left to right.
struct Frame {
    left: f64,
    wide: f64,
    interviews: f64,
}

impl Frame {
    fn right(&self) -> f64 {
        self.left + self.wide * self.interviews
    }

    /// Draws levels to read values along.
    fn levels(&self, drawing: &mut Drawing, top: f64, height: f64, most: f64) {
        let step = step(most, 4.0);
        let levels = (0..=8).map(|at| f64::from(at) * step).take_while(|level| *level <= most);
        for level in levels {
            let y = top + height * (1.0 - level / most);
            drawing.guide((self.left, y), (self.right(), y));
            drawing.text(self.left - 6.0, y + 4.0, Anchor::End, SMALL, &decimal(level, 0));
        }
        drawing.line((self.left, top), (self.left, top + height), Colour::Line, 1.0, "");
        drawing.line((self.left, top + height), (self.right(), top + height), Colour::Line, 1.0, "");
    }

    fn curve(&self, drawing: &mut Drawing, top: f64, points: &[Point], most: u64) {
        self.levels(drawing, top, CURVE, most as f64);
        let mut line = vec![(self.left, top + CURVE)];
        let mut x = self.left;
        for point in points {
            x += self.wide * point.interviews as f64;
            line.push((x, top + CURVE * (1.0 - point.so_far as f64 / most.max(1) as f64)));
        }
        drawing.curve(&line, Colour::Serie(1));
    }

    fn bars(&self, drawing: &mut Drawing, top: f64, points: &[Point], most: f64, last: u64) {
        self.levels(drawing, top, BARS, most);
        let mut x = self.left;
        for (at, point) in points.iter().enumerate() {
            let width = self.wide * point.interviews as f64;
            let height = BARS * point.rate() / most;
            // The last ones are those the reading speaks of.
            let motif = if points.len() - at <= last as usize { Motif::Plain } else { Motif::Hollow };
            let inner = if width > 4.0 { width - 2.0 } else { width * 0.8 };
            if point.ideas > 0 {
                let place = [x + (width - inner) / 2.0, top + BARS - height, inner, height];
                drawing.bar(place, Look(Colour::Serie(2), motif));
            }
            x += width;
        }
    }

    /// Draws the mean, and says it beside that of the last interviews.
    fn means(&self, drawing: &mut Drawing, top: f64, most: f64, rate: f64, last: Option<Yield>) {
        let height = |rate: f64| top + BARS * (1.0 - rate / most);
        let x = self.right() + 8.0;
        drawing.line((self.left, height(rate)), (self.right() + 4.0, height(rate)), Colour::Ink, 1.2, "5 3");
        let mut all = height(rate) + 4.0;
        if let Some((last, of_it)) = last.and_then(|last| Some((last, last.rate()?))) {
            let mut end = height(of_it) + 4.0;
            let apart = 15.0 - (end - all).abs();
            if apart > 0.0 {
                // What is higher stays higher.
                let (up, down) = if of_it > rate { (&mut end, &mut all) } else { (&mut all, &mut end) };
                *up -= apart / 2.0;
                *down += apart / 2.0;
            }
            drawing.text(x, end, Anchor::Start, SMALL, &of_last(last));
        }
        drawing.text(x, all, Anchor::Start, SMALL, &mean(rate));
    }

    /// Numbers the interviews.
    fn foot(&self, drawing: &mut Drawing, y: f64) {
        let step = step(self.interviews, 8.0).max(1.0);
        let marks = (1..=20).map(|at| f64::from(at) * step).take_while(|mark| *mark <= self.interviews);
        for mark in marks {
            let x = self.left + self.wide * (mark - 0.5);
            drawing.line((x, y), (x, y + 4.0), Colour::Line, 1.0, "");
            drawing.text(x, y + 16.0, Anchor::Middle, SMALL, &decimal(mark, 0));
        }
        drawing.text(self.left, y + 33.0, Anchor::Start, SMALL, "entretiens, dans l’ordre des dates");
        drawing.bottom = y + 42.0;
    }
}

/// Returns « 372 idées ».
fn at_the_end(found: &Weeks) -> String {
    counted(found.all.ideas, "idée", "idées")
}

/// Returns « moyenne : 7,4 ».
fn mean(rate: f64) -> String {
    format!("moyenne\u{a0}: {}", decimal(rate, 1))
}

/// Returns « 5 derniers : 6,8 ».
fn of_last(last: Yield) -> String {
    format!("{} derniers\u{a0}: {}", last.interviews, decimal(last.rate().unwrap_or_default(), 1))
}

/// Returns a round step that parts `most` into about `parts`: 1, 2 or 5 times a power of ten, never below 1.
fn step(most: f64, parts: f64) -> f64 {
    let rough = (most / parts).max(1.0);
    let power = 10_f64.powf(rough.log10().floor());
    [1.0, 2.0, 5.0, 10.0].map(|times| times * power).into_iter().find(|step| *step >= rough).unwrap_or(rough)
}

fn reading(found: &Weeks, shared: usize) -> Vec<String> {
    let rate = |part: Yield| decimal(part.rate().unwrap_or_default(), 1);
    let ideas = counted(found.all.ideas, "idée nouvelle", "idées nouvelles");
    let interviews = entier(found.all.interviews);
    let mut all = format!("Les {interviews} entretiens ont apporté {ideas}, soit {} par entretien", rate(found.all));
    match found.last {
        Some(last) => {
            let (interviews, ideas) = (last.interviews, entier(last.ideas));
            all.push_str(&format!("\u{202f}; les {interviews} derniers en ont apporté {ideas}, soit {}.", rate(last)));
        }
        None => all.push_str(". À moins de dix entretiens, les derniers ne se comparent pas encore."),
    }
    let mut said = vec![all];
    let counted_ideas = found.weeks.iter().map(|week| week.ideas).sum::<u64>() + found.undated.1;
    let elsewhere = counted_ideas.saturating_sub(found.all.ideas);
    if elsewhere > 0 {
        let come = agree(elsewhere, "vient", "viennent");
        said.push(format!(
            "{} {come} d’ailleurs que des entretiens tenus.",
            counted(elsewhere, "autre idée", "autres idées")
        ));
    }
    if shared > 1 {
        said.push(format!("Chaque point réunit {shared} entretiens, le dernier ceux qui restent."));
    }
    said
}
