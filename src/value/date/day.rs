//! The plain calendar under dates: a day is a number, so that days compare and subtract.

use std::fmt;

/// A day of the proleptic Gregorian calendar, ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weekday {
    /// lundi
    Monday,
    /// mardi
    Tuesday,
    /// mercredi
    Wednesday,
    /// jeudi
    Thursday,
    /// vendredi
    Friday,
    /// samedi
    Saturday,
    /// dimanche
    Sunday,
}

impl Weekday {
    /// The seven days, from Monday.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// Returns the French name, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Weekday::Monday => "lundi",
            Weekday::Tuesday => "mardi",
            Weekday::Wednesday => "mercredi",
            Weekday::Thursday => "jeudi",
            Weekday::Friday => "vendredi",
            Weekday::Saturday => "samedi",
            Weekday::Sunday => "dimanche",
        }
    }
}

/// Years a [`Day`] may be in: dates are of 1 to 9999, and their bounds may go one year beyond.
const YEARS: std::ops::RangeInclusive<i32> = 0..=10_000;

impl Day {
    /// The first day a date can be: 1 January of year 1.
    pub const FIRST: Day = Day(-719_162);

    /// Returns a calendar day of the years 0 to 10 000, or `None` when there is no such day.
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Option<Self> {
        let last = last_day_of_month(year, month)?;
        if !YEARS.contains(&year) || !(1..=last).contains(&day) {
            return None;
        }
        // Years begin in March, so that the leap day comes last (Hinnant, « chrono-compatible low-level date algorithms »).
        let shifted = i32::from(month <= 2);
        let year = year - shifted;
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let march_month = (i32::from(month) + 9) % 12;
        let of_year = (153 * march_month + 2) / 5 + i32::from(day) - 1;
        let in_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
        Some(Day(era * 146_097 + in_era - 719_468))
    }

    /// Returns the nearest day there is, for parts known to be close to the calendar.
    pub(super) fn clamped(year: i32, month: u8, day: u8) -> Self {
        let year = year.clamp(*YEARS.start(), *YEARS.end());
        let month = month.clamp(1, 12);
        let last = last_day_of_month(year, month).unwrap_or(28);
        Day::from_ymd(year, month, day.clamp(1, last)).unwrap_or(Day::FIRST)
    }

    /// Returns year, month (1–12) and day of the month.
    pub fn ymd(self) -> (i32, u8, u8) {
        let days = i64::from(self.0) + 719_468;
        let era = days.div_euclid(146_097);
        let in_era = days.rem_euclid(146_097);
        let of_era = (in_era - in_era / 1_460 + in_era / 36_524 - in_era / 146_096) / 365;
        let of_year = in_era - (365 * of_era + of_era / 4 - of_era / 100);
        let march_month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * march_month + 2) / 5 + 1;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        let year = of_era + era * 400 + i64::from(month <= 2);
        // Every part is small: an `i32` of days spans fewer than six million years.
        (year as i32, month as u8, day as u8)
    }

    /// Returns the day of the week.
    pub fn weekday(self) -> Weekday {
        // Day 0, 1 January 1970, was a Thursday.
        match (i64::from(self.0) + 3).rem_euclid(7) {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        }
    }

    /// Returns the day `days` later, or earlier when negative; stops at the ends of the numbers.
    pub fn plus_days(self, days: i32) -> Self {
        Day(self.0.saturating_add(days))
    }

    /// Returns how many days go from `earlier` to this one, negative when it is later.
    pub fn days_since(self, earlier: Day) -> i64 {
        i64::from(self.0) - i64::from(earlier.0)
    }

    /// Returns the days since 1 January 1970; see [`Day::from_number`].
    pub fn number(self) -> i32 {
        self.0
    }

    /// Returns the day that many days after 1 January 1970.
    pub fn from_number(days: i32) -> Self {
        Day(days)
    }
}

impl fmt::Display for Day {
    /// Writes `2018-11-06`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// Returns the last day of a month, 28 to 31; `None` when `month` is not 1 to 12.
pub fn last_day_of_month(year: i32, month: u8) -> Option<u8> {
    Some(match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_calendar_is_the_real_one() {
        for (text, number, weekday) in [
            ((1970, 1, 1), 0, Weekday::Thursday),
            ((1, 1, 1), Day::FIRST.number(), Weekday::Monday),
            ((2018, 12, 14), 17_879, Weekday::Friday),
            ((2019, 7, 21), 18_098, Weekday::Sunday),
            ((2000, 2, 29), 11_016, Weekday::Tuesday),
            ((1969, 12, 31), -1, Weekday::Wednesday),
        ] {
            let day = Day::from_ymd(text.0, text.1, text.2).expect("a day");
            assert_eq!((day.number(), day.weekday(), day.ymd()), (number, weekday, text));
        }
        for (year, month, day) in [
            (1900, 2, 29),
            (2019, 2, 29),
            (2018, 4, 31),
            (2018, 13, 1),
            (2018, 0, 1),
            (2018, 1, 0),
            (10_001, 1, 1),
            (-1, 1, 1),
        ] {
            assert_eq!(Day::from_ymd(year, month, day), None);
        }
    }

    #[test]
    fn days_follow_each_other_from_first_to_last() {
        let mut day = Day::from_ymd(0, 1, 1).expect("a day");
        let last = Day::from_ymd(10_000, 12, 31).expect("a day");
        while day < last {
            let next = day.plus_days(1);
            let (year, month, of_month) = next.ymd();
            assert_eq!(Day::from_ymd(year, month, of_month), Some(next));
            day = next;
        }
    }

    proptest! {
        #[test]
        fn any_number_of_days_has_a_date(number: i32, more: i32) {
            let day = Day::from_number(number).plus_days(more);
            let (_, month, of_month) = day.ymd();
            prop_assert!((1..=12).contains(&month) && (1..=31).contains(&of_month));
            prop_assert_eq!(day.weekday(), day.plus_days(if day.number() > 0 { -7 } else { 7 }).weekday());
        }
    }
}
