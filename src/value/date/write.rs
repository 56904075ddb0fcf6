//! Writing of dates: EDTF for files, French for readers.

use std::fmt::{self, Write as _};

use super::{Date, Day, Part, Reach, Saison, Unspecified};

const MONTHS: [&str; 12] = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
];

/// Returns the French name of a month, 1 to 12, in lower case; nothing for other numbers.
pub fn month_name(month: u8) -> &'static str {
    usize::from(month).checked_sub(1).and_then(|at| MONTHS.get(at)).copied().unwrap_or_default()
}

impl fmt::Display for Date {
    /// Writes EDTF, the canonical form: `2018-11-06`, `2019-05~`, `../2019-12-31`. A part of a period becomes `~`;
    /// « avant … » becomes the last day it lets in.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.reach {
            Reach::Within => {}
            Reach::Until => f.write_str("../")?,
            Reach::Before => return write!(f, "../{}{}", self.latest(), self.qualifier()),
        }
        match self.unspecified {
            Unspecified::Decade => write!(f, "{:03}X", self.year / 10)?,
            Unspecified::Century => write!(f, "{:02}XX", self.year / 100)?,
            _ => write!(f, "{:04}", self.year)?,
        }
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        match self.unspecified {
            Unspecified::Month | Unspecified::Day => f.write_str("-XX")?,
            Unspecified::MonthAndDay => f.write_str("-XX-XX")?,
            _ => {}
        }
        f.write_str(self.qualifier())
    }
}

impl Date {
    /// Returns the EDTF text, as `Display` writes it.
    pub fn edtf(self) -> String {
        self.to_string()
    }

    fn qualifier(self) -> &'static str {
        match (self.approximate, self.uncertain) {
            (false, false) => "",
            (true, false) => "~",
            (false, true) => "?",
            (true, true) => "%",
        }
    }

    /// Returns the date in French, without the day of the week: « 6 novembre 2018 », « 1er janvier 2018 »,
    /// « mi-mai 2019 », « été 2019 », « vers mai 2019 ». The day and its month are held by a no-break space.
    pub fn en_lettres(self) -> String {
        self.written(false)
    }

    /// Returns the date in French with the day of the week where there is a day: « vendredi 14 décembre 2018 ».
    pub fn en_lettres_avec_jour(self) -> String {
        self.written(true)
    }

    fn written(self, with_weekday: bool) -> String {
        let day = Day::from_ymd(self.year(), self.month, self.day);
        let near = self.approximate && self.part.is_none();
        let mut out = String::with_capacity(32);
        out.push_str(match self.reach {
            Reach::Within => "",
            Reach::Before => "avant ",
            // « jusqu’au 6 mai », « jusqu’en mai », « jusqu’à fin mai ».
            Reach::Until if near || self.part.is_some() => "jusqu’à ",
            Reach::Until if day.is_some() || self.saison() == Some(Saison::Printemps) => "jusqu’au ",
            Reach::Until if self.saison().is_some() => "jusqu’à l’",
            Reach::Until => "jusqu’en ",
        });
        if near {
            out.push_str("vers ");
        }
        match day {
            Some(day) => {
                if near || self.reach == Reach::Before {
                    out.push_str("le ");
                }
                out.push_str(&day.written(with_weekday));
            }
            None => self.write_period(&mut out),
        }
        if self.uncertain {
            out.push_str("\u{202F}?");
        }
        out
    }

    fn write_period(self, out: &mut String) {
        out.push_str(match self.part {
            None => "",
            Some(Part::Debut) => "début ",
            Some(Part::Milieu) => "mi-",
            Some(Part::Courant) => "courant ",
            Some(Part::Fin) => "fin ",
        });
        match self.saison() {
            None => {}
            Some(Saison::Printemps) => out.push_str("printemps "),
            Some(Saison::Ete) => out.push_str("été "),
            Some(Saison::Automne) => out.push_str("automne "),
            Some(Saison::Hiver) => out.push_str("hiver "),
        }
        if let Some(month) = self.month() {
            out.push_str(month_name(month));
            out.push(' ');
        }
        // Writing to a string never fails.
        let year = self.year;
        let _ = match self.unspecified {
            Unspecified::Nothing => write!(out, "{year}"),
            Unspecified::Decade => write!(out, "années {year} à {}", year + 9),
            Unspecified::Century => write!(out, "années {year} à {}", year + 99),
            Unspecified::Month => write!(out, "{year} (mois non précisé)"),
            Unspecified::Day => write!(out, "{year} (jour non précisé)"),
            Unspecified::MonthAndDay => write!(out, "{year} (jour et mois non précisés)"),
        };
    }
}

impl Day {
    /// Returns the day in French: « 14 décembre 2018 », « 1er janvier 2018 », with a no-break space before the month.
    pub fn en_lettres(self) -> String {
        self.written(false)
    }

    /// Returns the day in French with its name: « vendredi 14 décembre 2018 ».
    pub fn en_lettres_avec_jour(self) -> String {
        self.written(true)
    }

    fn written(self, with_weekday: bool) -> String {
        let (year, month, day) = self.ymd();
        let (weekday, space) = if with_weekday { (self.weekday().name(), " ") } else { ("", "") };
        let ordinal = if day == 1 { "er" } else { "" };
        format!("{weekday}{space}{day}{ordinal}\u{A0}{} {year}", month_name(month))
    }
}
