//! The axis of a calendar: days from left to right, marks at months or, over a long time, at years.

use crate::chart::label;
use crate::chart::svg::{Anchor, Colour, Drawing, SMALL};
use crate::value::date::Day;

/// Months, short enough for an axis.
const NAMES: [&str; 12] =
    ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];

/// From one mark to the next, in months.
const STEPS: [i32; 13] = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000];
/// The step where none of them leaves room: the calendar has ten thousand years.
const LONGEST: i32 = 12_000;
/// The least room between two marks.
const ROOM: f64 = 42.0;
/// How far the words of a mark may go beyond the axis.
const BEYOND: f64 = 6.0;

/// The axis.
pub(super) struct Months {
    /// The first day, and that after the last.
    first: Day,
    after: Day,
    left: f64,
    right: f64,
}

impl Months {
    /// Makes an axis of whole months that holds the days from `first` to `last`.
    pub(super) fn new((first, last): (Day, Day), (left, right): (f64, f64)) -> Self {
        let month = |day: Day, later: i32| of_number(number(day) + later);
        Self {
            first: month(first, 0).unwrap_or(first),
            after: month(last, 1).unwrap_or(last.plus_days(1)),
            left,
            right,
        }
    }

    /// Returns where the middle of a day stands.
    pub(super) fn place(&self, day: Day) -> f64 {
        self.start(day) + self.day() / 2.0
    }

    /// Returns where some days begin and end.
    pub(super) fn stretch(&self, (from, to): (Day, Day)) -> (f64, f64) {
        (self.start(from), self.start(to) + self.day())
    }

    /// Draws the marks above `top` and down to `bottom`.
    pub(super) fn draw(&self, drawing: &mut Drawing, top: f64, bottom: f64) {
        drawing.line((self.left, top), (self.right, top), Colour::Line, 1.0, "");
        let (first, after) = (number(self.first), number(self.after));
        let most = (self.right - self.left) / ROOM;
        let step =
            STEPS.into_iter().find(|step| f64::from(after - first) / f64::from(*step) <= most).unwrap_or(LONGEST);
        let mut year_said = None;
        for mark in (first..after).filter(|mark| mark.rem_euclid(step) == 0) {
            let (Some(day), year) = (of_number(mark), mark.div_euclid(12)) else { continue };
            let x = self.start(day);
            drawing.guide((x, top), (x, bottom));
            let month = NAMES.get(mark.rem_euclid(12) as usize).copied().unwrap_or_default();
            let words = if step >= 12 { year.to_string() } else { month.to_owned() };
            if x + label::width(&words, SMALL) > self.right + BEYOND {
                continue;
            }
            drawing.text(x + 2.0, top - 8.0, Anchor::Start, SMALL, &words);
            if step < 12 && year_said != Some(year) {
                drawing.bold(x + 2.0, top - 22.0, Anchor::Start, SMALL, &year.to_string());
                year_said = Some(year);
            }
        }
    }

    /// The width of a day.
    fn day(&self) -> f64 {
        (self.right - self.left) / (self.after.days_since(self.first).max(1) as f64)
    }

    fn start(&self, day: Day) -> f64 {
        self.left + day.days_since(self.first) as f64 * self.day()
    }
}

/// Returns the months from year 0 to that of a day.
fn number(day: Day) -> i32 {
    let (year, month, _) = day.ymd();
    year * 12 + i32::from(month) - 1
}

/// Returns the first day of a month.
fn of_number(month: i32) -> Option<Day> {
    Day::from_ymd(month.div_euclid(12), u8::try_from(month.rem_euclid(12) + 1).ok()?, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u8, day: u8) -> Day {
        Day::from_ymd(year, month, day).unwrap()
    }

    #[test]
    fn an_axis_holds_whole_months() {
        let axis = Months::new((day(2018, 10, 15), day(2018, 12, 3)), (0.0, 92.0));
        assert_eq!(axis.first, day(2018, 10, 1));
        assert_eq!(axis.after, day(2019, 1, 1));
        assert_eq!(axis.stretch((day(2018, 10, 1), day(2018, 10, 31))), (0.0, 31.0));
        assert_eq!(axis.stretch((day(2018, 12, 31), day(2018, 12, 31))), (91.0, 92.0));
    }

    #[test]
    fn the_ends_of_the_calendar_are_days_as_others() {
        let axis = Months::new((Day::FIRST, day(10_000, 12, 31)), (0.0, 400.0));
        let mut drawing = Drawing::new("calendrier");
        axis.draw(&mut drawing, 40.0, 80.0);
        assert!(axis.place(day(10_000, 12, 31)) <= 400.1);
    }
}
