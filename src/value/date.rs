//! Dates as a dossier holds them: ISO days, EDTF values of levels 0 and 1, and the French a person writes.
//!
//! A [`Date`] keeps the grain it was given (« mi-mai 2019 » stays one, with its bounds 10–20 May); [`Day`] is the
//! calendar under it. Its submodules read and write dates.

mod day;
mod read;
mod write;

pub use day::{Day, Weekday, last_day_of_month};
pub use read::parse;
pub use write::month_name;

/// One date, from a day to a decade, with what was said of its certainty.
///
/// Ten bytes, or 34 bits packed by [`Date::to_bits`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date {
    year: u16,
    /// 0 when absent, 1–12 a month, 21–24 a season as in EDTF.
    month: u8,
    /// 0 when absent.
    day: u8,
    approximate: bool,
    uncertain: bool,
    part: Option<Part>,
    unspecified: Unspecified,
    reach: Reach,
}

/// The part of a month or year that is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// « début »: days 1–10 of a month, January–March of a year.
    Debut,
    /// « mi- »: days 10–20 of a month, 15 May–15 August of a year.
    Milieu,
    /// « courant »: the whole month or year.
    Courant,
    /// « fin »: from day 21 of a month, October–December of a year.
    Fin,
}

/// A season, as EDTF level 1 numbers them from 21.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Saison {
    /// 21.
    Printemps,
    /// 22.
    Ete,
    /// 23.
    Automne,
    /// 24.
    Hiver,
}

/// The digits written `X`, as EDTF level 1 allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Unspecified {
    /// None.
    #[default]
    Nothing,
    /// `201X`; the date's year is the first of the ten.
    Decade,
    /// `20XX`; the date's year is the first of the hundred.
    Century,
    /// `2018-XX`.
    Month,
    /// `2018-11-XX`.
    Day,
    /// `2018-XX-XX`.
    MonthAndDay,
}

/// Whether a date is the period named, or everything up to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Reach {
    /// The period itself.
    #[default]
    Within,
    /// « avant … »: before the period begins; « avant fin 2019 » lets the end of the period in.
    Before,
    /// « jusqu’à … », EDTF `../…`: up to the last day of the period.
    Until,
}

/// Why a text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateError {
    /// Nothing is written.
    Empty,
    /// The text is no form of a date; a date with a time of day neither.
    Form,
    /// The year is missing, is not written with four digits, or is 0.
    Year,
    /// No such month.
    Month {
        /// The number written.
        month: u64,
    },
    /// No such day in this month.
    Day {
        /// The number written.
        day: u64,
        /// The month, 1–12.
        month: u8,
        /// The year, when one is written.
        year: Option<i32>,
        /// The last day of that month.
        last: u8,
    },
    /// The day of the week named is not that of the date.
    Weekday {
        /// The one written.
        written: Weekday,
        /// The one of the calendar.
        actual: Weekday,
    },
}

impl Date {
    /// Returns a whole day; `None` outside the calendar or the years 1 to 9999.
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Option<Self> {
        let known = (1..=last_day_of_month(year, month)?).contains(&day);
        let year = u16::try_from(year).ok().filter(|year| (1..=9_999).contains(year))?;
        known.then_some(Date { month, day, ..Date::from_year(year) })
    }

    fn from_year(year: u16) -> Self {
        Date {
            year,
            month: 0,
            day: 0,
            approximate: false,
            uncertain: false,
            part: None,
            unspecified: Unspecified::Nothing,
            reach: Reach::Within,
        }
    }

    /// Returns the year, 1 to 9999; the first one of a decade or century.
    pub fn year(self) -> i32 {
        i32::from(self.year)
    }

    /// Returns the month, 1 to 12.
    pub fn month(self) -> Option<u8> {
        (1..=12).contains(&self.month).then_some(self.month)
    }

    /// Returns the day of the month.
    pub fn day(self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }

    /// Returns the season, if the date is one.
    pub fn saison(self) -> Option<Saison> {
        Some(match self.month {
            21 => Saison::Printemps,
            22 => Saison::Ete,
            23 => Saison::Automne,
            24 => Saison::Hiver,
            _ => return None,
        })
    }

    /// Says whether the date was given as near (`~`, `%`, « vers », « mi-mai »).
    pub fn is_approximate(self) -> bool {
        self.approximate
    }

    /// Says whether the date was given as doubtful (`?`, `%`).
    pub fn is_uncertain(self) -> bool {
        self.uncertain
    }

    /// Returns the part of the month or year that was named; `edtf` cannot say it.
    pub fn part(self) -> Option<Part> {
        self.part
    }

    /// Returns which digits were left open.
    pub fn unspecified(self) -> Unspecified {
        self.unspecified
    }

    /// Returns whether the date is a period or a limit.
    pub fn reach(self) -> Reach {
        self.reach
    }

    /// Returns the calendar day when the date is exactly one, neither near nor a limit.
    pub fn exact_day(self) -> Option<Day> {
        if self.approximate || self.reach != Reach::Within {
            return None;
        }
        Day::from_ymd(self.year(), self.month, self.day)
    }

    /// Returns the first day the date can be. Being near or doubtful moves nothing; a limit begins at [`Day::FIRST`].
    pub fn earliest(self) -> Day {
        match self.reach {
            Reach::Within => self.period().0,
            Reach::Before | Reach::Until => Day::FIRST,
        }
    }

    /// Returns the last day the date can be.
    pub fn latest(self) -> Day {
        let (first, last) = self.period();
        match self.reach {
            Reach::Before if self.part.is_none() => first.plus_days(-1).max(Day::FIRST),
            _ => last,
        }
    }

    /// Returns the first and last day of the period named, its reach left aside.
    fn period(self) -> (Day, Day) {
        let year = self.year();
        let day = |month: u8, day: u8| Day::clamped(year, month, day);
        if let Some(saison) = self.saison() {
            // Both usual limits of a season count, months and equinoxes; « hiver 2019 » may begin in 2018 or in 2019.
            return match saison {
                Saison::Printemps => (day(3, 1), day(6, 21)),
                Saison::Ete => (day(6, 1), day(9, 23)),
                Saison::Automne => (day(9, 1), day(12, 22)),
                Saison::Hiver => (Day::clamped(year - 1, 12, 1).max(Day::FIRST), Day::clamped(year + 1, 3, 21)),
            };
        }
        if self.day > 0 {
            return (day(self.month, self.day), day(self.month, self.day));
        }
        if self.month > 0 {
            let month = self.month;
            return match self.part {
                Some(Part::Debut) => (day(month, 1), day(month, 10)),
                Some(Part::Milieu) => (day(month, 10), day(month, 20)),
                Some(Part::Fin) => (day(month, 21), day(month, 31)),
                Some(Part::Courant) | None => (day(month, 1), day(month, 31)),
            };
        }
        let years = match self.unspecified {
            Unspecified::Decade => 9,
            Unspecified::Century => 99,
            _ => 0,
        };
        match self.part {
            Some(Part::Debut) => (day(1, 1), day(3, 31)),
            Some(Part::Milieu) => (day(5, 15), day(8, 15)),
            Some(Part::Fin) => (day(10, 1), day(12, 31)),
            Some(Part::Courant) | None => (day(1, 1), Day::clamped(year + years, 12, 31)),
        }
    }

    /// Returns the date as one number, for compact storage; see [`Date::from_bits`].
    ///
    /// From the low bit: day 5, month 5, year 14, approximate 1, uncertain 1, part 3, unspecified 3, reach 2.
    pub fn to_bits(self) -> u64 {
        let part = self.part.map_or(0, |part| part as u64 + 1);
        u64::from(self.day)
            | u64::from(self.month) << 5
            | u64::from(self.year) << 10
            | u64::from(self.approximate) << 24
            | u64::from(self.uncertain) << 25
            | part << 26
            | (self.unspecified as u64) << 29
            | (self.reach as u64) << 32
    }

    /// Returns the date that [`Date::to_bits`] packed. Any other number gives some date or other.
    pub fn from_bits(bits: u64) -> Self {
        Date::unpack(bits).unwrap_or(Date::from_year(1))
    }

    fn unpack(bits: u64) -> Option<Self> {
        let field = |shift: u32, width: u32| (bits >> shift) as u16 & ((1 << width) - 1);
        let date = Date {
            year: field(10, 14),
            month: field(5, 5) as u8,
            day: field(0, 5) as u8,
            approximate: field(24, 1) == 1,
            uncertain: field(25, 1) == 1,
            part: match field(26, 3) {
                0 => None,
                1 => Some(Part::Debut),
                2 => Some(Part::Milieu),
                3 => Some(Part::Courant),
                4 => Some(Part::Fin),
                _ => return None,
            },
            unspecified: match field(29, 3) {
                0 => Unspecified::Nothing,
                1 => Unspecified::Decade,
                2 => Unspecified::Century,
                3 => Unspecified::Month,
                4 => Unspecified::Day,
                5 => Unspecified::MonthAndDay,
                _ => return None,
            },
            reach: match field(32, 2) {
                0 => Reach::Within,
                1 => Reach::Before,
                2 => Reach::Until,
                _ => return None,
            },
        };
        (date.to_bits() == bits && date.is_coherent()).then_some(date)
    }

    /// Says whether the fields make a date that could have been read.
    fn is_coherent(self) -> bool {
        let calendar = match (self.month, self.day) {
            (0 | 21..=24, 0) => true,
            (1..=12, 0) => true,
            (month, day) => last_day_of_month(self.year(), month).is_some_and(|last| day <= last),
        };
        let grain = match self.unspecified {
            Unspecified::Nothing => true,
            Unspecified::Day => self.day == 0 && (1..=12).contains(&self.month),
            Unspecified::Decade => self.month == 0 && self.year.is_multiple_of(10),
            Unspecified::Century => self.month == 0 && self.year.is_multiple_of(100),
            Unspecified::Month | Unspecified::MonthAndDay => self.month == 0,
        };
        let part =
            self.part.is_none() || (self.day == 0 && self.month <= 12 && self.unspecified == Unspecified::Nothing);
        (1..=9_999).contains(&self.year) && calendar && grain && part
    }
}

#[cfg(test)]
mod tests;
