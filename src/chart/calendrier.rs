//! The calendar: phases and tested solutions, what was planned above what took place.

mod months;

use super::label::{self, Labels};
use super::svg::{Anchor, Colour, Drawing, Look, MARGIN, Motif, SMALL, WIDTH};
use super::words::name;
use super::{Sketch, words_column};
use crate::fr::{agree, counted};
use crate::stats::calendar::{Calendar, Dates, Delay, Entry, Progress};
use crate::value::date::{Date, Day};
use crate::value::nombre::{ecart, entier};
use months::Months;

pub(super) const NAME: &str = "calendrier";

/// The most rows; what is beyond stands in the table.
const ROWS: usize = 16;
/// The widest label.
const LABEL: f64 = 185.0;
/// The height of one of the two bars of a row.
const BAR: f64 = 9.0;

const PLANNED: Look = Look(Colour::Serie(2), Motif::Hatched);
const REAL: Look = Look(Colour::Serie(1), Motif::Plain);

/// The days that a row shows.
type Drawn = [Option<(Day, Day)>; 2];

pub(super) fn draw(found: &Calendar) -> Option<Sketch> {
    let rows = found.entries.iter().map(|entry| (entry, entry.drawn(found.at)));
    let rows: Vec<(&Entry, Drawn)> = rows.filter(|(_, drawn)| drawn.iter().any(Option::is_some)).collect();
    let shown = rows.get(..ROWS).unwrap_or(&rows);
    let days = || shown.iter().flat_map(|(_, drawn)| drawn).flatten();
    let (first, last) = (days().map(|days| days.0).min()?, days().map(|days| days.1).max()?);

    let mut drawing = Drawing::new(NAME);
    drawing.legend(&[(PLANNED, "prévu".to_owned()), (REAL, "réalisé".to_owned())]);
    let labels = Labels::fit(shown.iter().map(|(entry, _)| entry.label.as_str()), LABEL);
    let gaps: Vec<String> = shown.iter().map(|(entry, _)| entry.end.map(short_delay).unwrap_or_default()).collect();
    let aside = gaps.iter().map(|gap| label::width(gap, SMALL)).fold(label::width(GAP, SMALL), f64::max);
    let left = MARGIN + labels.width + 10.0;
    let months = Months::new((first, last), (left, WIDTH - MARGIN - aside - 12.0));

    let top = drawing.bottom + 32.0;
    let heights: Vec<f64> = labels.lines.iter().map(|lines| Labels::height(lines, 2.0 * BAR + 12.0)).collect();
    let bottom = top + heights.iter().sum::<f64>();
    months.draw(&mut drawing, top, bottom);
    drawing.text(WIDTH - MARGIN, top - 8.0, Anchor::End, SMALL, GAP);
    let mut y = top;
    for ((((entry, drawn), lines), height), gap) in shown.iter().zip(&labels.lines).zip(&heights).zip(&gaps) {
        let middle = y + height / 2.0;
        drawing.label(left - 10.0, middle, lines);
        let [planned, real] = drawn.map(|days| days.map(|days| months.stretch(days)));
        if let Some((from, to)) = planned {
            drawing.bar([from, middle - BAR - 0.5, to - from, BAR], PLANNED);
        }
        if let Some((from, to)) = real {
            drawing.bar([from, middle + 0.5, to - from, BAR], REAL);
            if entry.progress == Progress::Running {
                // What still runs is pointed.
                let tip = [(to, middle + 0.5), (to + 6.0, middle + 0.5 + BAR / 2.0), (to, middle + 0.5 + BAR)];
                drawing.area(&tip, Colour::Serie(1), 1.0);
            }
        }
        drawing.text(WIDTH - MARGIN, middle + 4.0, Anchor::End, SMALL, gap);
        y += height;
        drawing.guide((MARGIN, y), (WIDTH - MARGIN, y));
    }
    drawing.bottom = bottom + 4.0;
    if first <= found.at && found.at <= last {
        let x = months.place(found.at);
        drawing.line((x, top), (x, bottom + 6.0), Colour::Ink, 1.5, "5 3");
        let words = format!("au {}", found.at.en_lettres());
        let half = label::width(&words, SMALL) / 2.0;
        drawing.text(x.clamp(MARGIN + half, WIDTH - MARGIN - half), bottom + 18.0, Anchor::Middle, SMALL, &words);
        drawing.bottom += 20.0;
    }

    let row = |entry: &Entry| {
        let gap = |delay: Option<Delay>| delay.map(short_delay).unwrap_or_default();
        vec![entry.label.clone(), interval(entry.planned), interval(entry.real), gap(entry.start), gap(entry.end)]
    };
    Some(Sketch {
        title: "Calendrier prévu et réalisé",
        reading: reading(found, rows.len() - shown.len()),
        drawing,
        head: ["étape", "prévu", "réalisé", "écart au début", "écart à la fin"].map(words_column).into(),
        rows: found.entries.iter().map(row).collect(),
    })
}

/// The head of the delays.
const GAP: &str = "écart à la fin";

/// Returns a date as short as it can be read: « 14/12/2018 », « mi-mai 2019 ».
fn short(date: Date) -> String {
    let Some(day) = date.exact_day() else { return date.en_lettres() };
    let (year, month, day) = day.ymd();
    format!("{day:02}/{month:02}/{year}")
}

fn interval(dates: Dates) -> String {
    match (dates.from, dates.to, dates.duree) {
        (Some(from), Some(to), _) if from == to => short(from),
        (Some(from), Some(to), _) => format!("{}\u{a0}– {}", short(from), short(to)),
        (Some(from), None, Some(duree)) => format!("dès {}, {duree}", short(from)),
        (Some(from), None, None) => format!("dès {}", short(from)),
        (None, Some(to), _) => format!("jusqu’à {}", short(to)),
        (None, None, Some(duree)) => duree.to_string(),
        (None, None, None) => String::new(),
    }
}

/// Returns « +12 j », « −3 à +27 j ».
fn short_delay(delay: Delay) -> String {
    match (delay.min, delay.max) {
        (min, max) if min == max => format!("{}\u{a0}j", ecart(min)),
        (min, max) => format!("{} à {}\u{a0}j", ecart(min), ecart(max)),
    }
}

fn reading(found: &Calendar, left_out: usize) -> Vec<String> {
    let all = found.entries.len() as u64;
    let ended = found.entries.iter().filter(|entry| entry.progress == Progress::Ended).count() as u64;
    let running = found.entries.iter().filter(|entry| entry.progress == Progress::Running).count() as u64;
    let are = agree(ended, "est finie", "sont finies");
    let mut state =
        format!("Au {}, {} sur {} {are}", found.at.en_lettres(), counted(ended, "étape", "étapes"), entier(all));
    if running > 0 {
        let run = agree(running, "est en cours", "sont en cours");
        state.push_str(&format!(" et {} {run}", entier(running)));
    }
    let late = found.entries.iter().filter_map(|entry| Some((entry, entry.end?))).filter(|(_, end)| end.min > 0);
    // Of equal ones the first.
    let latest = late.rev().max_by_key(|(_, end)| (end.min, end.max));
    if let Some((entry, end)) = latest {
        let days = counted(end.max.unsigned_abs(), "jour", "jours");
        let days = if end.min == end.max { days } else { format!("{} à {days}", entier(end.min.unsigned_abs())) };
        let so_far = if entry.progress == Progress::Ended { "" } else { " à ce jour" };
        state.push_str(&format!(
            "\u{202f}; le plus long retard certain à la fin est de {days}{so_far}, pour «\u{a0}{}\u{a0}»",
            name(&entry.label)
        ));
    }
    let mut said = vec![format!("{state}.")];
    if left_out > 0 {
        let are = agree(
            left_out as u64,
            "ne tient pas sur le dessin, le tableau la donne",
            "ne tiennent pas sur le dessin, le tableau les donne",
        );
        said.push(format!("{} {are}.", counted(left_out as u64, "étape", "étapes")));
    }
    said
}
