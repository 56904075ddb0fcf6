//! Durations as people write them: minutes and hours exact, days, weeks, months and years as said.
//!
//! A working day counts 420 minutes and half of one 210 when durations are added up; weeks and longer are
//! calendar lengths and have no minutes.

use std::fmt;

use super::cursor::{Cursor, Digits};
use super::nombre;

/// Minutes of half a working day.
pub const DEMI_JOURNEE: u32 = 210;

/// The largest count a [`Duree`] holds.
const MAX: u64 = (1 << 28) - 1;

/// A duration, or an interval of durations in one unit (« 3 à 4 mois »).
///
/// Packs into 64 bits; see [`Duree::to_bits`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Duree {
    /// In minutes, or in halves of `unite` for the others.
    min: u32,
    max: u32,
    unite: Unite,
    approximate: bool,
}

/// The family a duration was said in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unite {
    /// Minutes and hours: exact.
    Minute,
    /// Working days; `demi-journée` is half of one.
    Jour,
    /// Weeks.
    Semaine,
    /// Months.
    Mois,
    /// Years.
    An,
}

/// Why a text is not a duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DureeError {
    /// Nothing is written.
    Empty,
    /// The text is no form of a duration.
    Form,
    /// A number without a unit.
    NoUnit,
    /// More than 59 minutes after hours.
    Minutes(u64),
    /// An interval whose first end is the larger.
    Order,
    /// Longer than 500 years of minutes.
    TooLong,
}

/// Reads a duration as people write it.
///
/// `1h15`, `1 h 15 min`, `1:15`, `60h`, `1,5 h` (rounded to the minute), `45 min`, « une heure et demie », « trois quarts
/// d’heure », « demi-journée », « 2 jours », « 1,5 mois », « un an », « 3 à 4 mois », « entre 1 h et 1 h 30 », « une
/// quinzaine de jours » ; « environ » and `~` make it approximate, before or after.
pub fn parse(text: &str) -> Result<Duree, DureeError> {
    if let Some(duree) = plain_hours(text) {
        return Ok(duree);
    }
    let mut cursor = Cursor::new(text);
    if cursor.is_done() {
        return Err(DureeError::Empty);
    }
    let mut approximate = about(&mut cursor);
    let between = cursor.any_phrase(&["entre"]);
    if !between {
        cursor.any_phrase(&["de"]);
    }
    let mut first = Term::read(&mut cursor)?;
    cursor.spaces();
    let mut second = first;
    let to: &[&str] = if between { &["et"] } else { &["a", "ou", "-"] };
    if cursor.any_phrase(to) {
        second = Term::read(&mut cursor)?;
        cursor.spaces();
        if first.unit.is_none() {
            first = first.in_unit_of(second)?;
        }
    } else if between {
        return Err(DureeError::Form);
    }
    approximate |= about(&mut cursor) | first.approximate | second.approximate;
    if !cursor.is_done() {
        return Err(DureeError::Form);
    }
    let (Some(unite), Some(_)) = (first.unite(), second.unite()) else {
        return Err(DureeError::NoUnit);
    };
    if second.unite() != Some(unite) {
        return Err(DureeError::Form);
    }
    if first.count > second.count {
        return Err(DureeError::Order);
    }
    let packed = |count: u64| u32::try_from(count).ok().filter(|_| count <= MAX);
    match (packed(first.count), packed(second.count)) {
        (Some(min), Some(max)) => Ok(Duree { min, max, unite, approximate }),
        _ => Err(DureeError::TooLong),
    }
}

impl Duree {
    /// Returns an exact duration; five centuries, 2²⁸ − 1 minutes, at most.
    pub fn from_minutes(minutes: u32) -> Self {
        let minutes = minutes.min(MAX as u32);
        Duree { min: minutes, max: minutes, unite: Unite::Minute, approximate: false }
    }

    /// Returns the family of the unit.
    pub fn unite(self) -> Unite {
        self.unite
    }

    /// Says whether the duration was given as near.
    pub fn is_approximate(self) -> bool {
        self.approximate
    }

    /// Returns the shortest and longest length, in the duration's own unit: minutes for [`Unite::Minute`].
    pub fn bounds(self) -> (f64, f64) {
        let whole = if self.unite == Unite::Minute { 1.0 } else { 2.0 };
        (f64::from(self.min) / whole, f64::from(self.max) / whole)
    }

    /// Returns the shortest and longest length in minutes, a working day being 420; `None` from weeks on.
    pub fn minutes(self) -> Option<(u32, u32)> {
        match self.unite {
            Unite::Minute => Some((self.min, self.max)),
            Unite::Jour => Some((self.min.saturating_mul(DEMI_JOURNEE), self.max.saturating_mul(DEMI_JOURNEE))),
            Unite::Semaine | Unite::Mois | Unite::An => None,
        }
    }

    /// Returns the duration as one number, for compact storage: minimum 28 bits, maximum 28, unit 3, approximate 1.
    pub fn to_bits(self) -> u64 {
        u64::from(self.min) | u64::from(self.max) << 28 | (self.unite as u64) << 56 | u64::from(self.approximate) << 59
    }

    /// Returns the duration that [`Duree::to_bits`] packed. Any other number gives some duration or other.
    pub fn from_bits(bits: u64) -> Self {
        let min = (bits & MAX) as u32;
        Duree {
            min,
            max: min.max((bits >> 28 & MAX) as u32),
            unite: match bits >> 56 & 7 {
                0 => Unite::Minute,
                1 => Unite::Jour,
                2 => Unite::Semaine,
                3 => Unite::Mois,
                _ => Unite::An,
            },
            approximate: bits >> 59 & 1 == 1,
        }
    }
}

/// Reads `60h` and `1h15` and nothing else: the forms that nearly every file holds.
fn plain_hours(text: &str) -> Option<Duree> {
    let (hours, minutes) = text.split_once('h')?;
    let number = |digits: &str| {
        let digits_only = digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit());
        digits_only.then(|| digits.parse::<u32>().ok()).flatten()
    };
    let minutes = match minutes.len() {
        0 => 0,
        2 => number(minutes).filter(|&minutes| minutes < 60)?,
        _ => return None,
    };
    Some(Duree::from_minutes(number(hours)? * 60 + minutes))
}

fn about(cursor: &mut Cursor) -> bool {
    cursor.any_phrase(&[
        "environ", "a peu pres", "autour de", "autour d'", "de l'ordre de", "de l'ordre d'", "~", "≈", "±",
    ])
}

/// A unit of duration: its family, and how many of the family's counts it is worth.
#[derive(Debug, Clone, Copy)]
struct Unit {
    unite: Unite,
    worth: u64,
}

impl Unit {
    /// Reads « h », « semaines », « demi-journée », « quarts d’heure »; says whether it may stand without a number.
    fn read(cursor: &mut Cursor) -> Option<(Unit, bool)> {
        let mut probe = *cursor;
        let read = if probe.any_phrase(&["demi", "demie", "demies", "demis", "1/2", "½"]) {
            probe.joints();
            let (Unit { unite, worth }, _) = Unit::word(&mut probe)?;
            (worth.is_multiple_of(2)).then_some((Unit { unite, worth: worth / 2 }, true))
        } else if probe.any_phrase(&["quart d'", "quarts d'"]) {
            let (Unit { unite, worth }, _) = Unit::word(&mut probe)?;
            (worth == 60).then_some((Unit { unite, worth: 15 }, false))
        } else if probe.phrase("apres midi") {
            Some((Unit { unite: Unite::Jour, worth: 1 }, true))
        } else {
            Unit::word(&mut probe)
        }?;
        *cursor = probe;
        Some(read)
    }

    fn word(cursor: &mut Cursor) -> Option<(Unit, bool)> {
        let word = cursor.word()?;
        let (unite, worth, alone) = match word.as_str() {
            "min" | "mn" | "mins" | "minute" | "minutes" => (Unite::Minute, 1, false),
            "h" | "hr" | "hrs" | "heure" | "heures" => (Unite::Minute, 60, false),
            "matin" | "matinee" | "matinees" => (Unite::Jour, 1, true),
            "journee" => (Unite::Jour, 2, true),
            "j" | "jour" | "jours" | "journees" => (Unite::Jour, 2, false),
            "sem" | "semaine" | "semaines" => (Unite::Semaine, 2, false),
            "mois" => (Unite::Mois, 2, false),
            "an" | "ans" | "annee" | "annees" => (Unite::An, 2, false),
            _ => return None,
        };
        cursor.take(word);
        if word.as_str().len() <= 4 {
            cursor.eat('.');
        }
        Some((Unit { unite, worth }, alone))
    }

    /// Returns how many counts a number of this unit makes. Hours are rounded to the minute; minutes must be whole, and
    /// the others whole or halves.
    fn count(self, thousandths: u64) -> Result<u64, DureeError> {
        let scaled = thousandths.checked_mul(self.worth).ok_or(DureeError::TooLong)?;
        if self.worth == 60 {
            return Ok(scaled.saturating_add(500) / 1_000);
        }
        scaled.is_multiple_of(1_000).then_some(scaled / 1_000).ok_or(DureeError::Form)
    }
}

/// One end of a duration.
#[derive(Debug, Clone, Copy)]
struct Term {
    /// In counts of the unit's family; in thousandths of the number while no unit is known.
    count: u64,
    unit: Option<Unit>,
    approximate: bool,
}

impl Term {
    fn new(thousandths: u64, unit: Unit) -> Result<Self, DureeError> {
        Ok(Term { count: unit.count(thousandths)?, unit: Some(unit), approximate: false })
    }

    fn unite(self) -> Option<Unite> {
        self.unit.map(|unit| unit.unite)
    }

    /// Returns a bare number in the unit of the end after it: the 3 of « 3 à 4 mois ».
    fn in_unit_of(self, second: Term) -> Result<Self, DureeError> {
        Term::new(self.count, second.unit.ok_or(DureeError::NoUnit)?)
    }

    fn read(cursor: &mut Cursor) -> Result<Self, DureeError> {
        cursor.any_phrase(&["toute la", "tout l'", "la", "l'"]);
        if let Some((unit, alone)) = Unit::read(cursor) {
            return if alone { Term::new(1_000, unit) } else { Err(DureeError::Form) };
        }
        let number = nombre::read_at(cursor).ok_or(DureeError::Form)?;
        let thousandths = match number.thousandths {
            Some(thousandths) => thousandths,
            None if number.decimals > 3 => return Err(DureeError::Form),
            None => return Err(DureeError::TooLong),
        };
        if cursor.eat(':') {
            return match (number.whole, cursor.digits()) {
                (Some(hours), Some(Digits { value: Some(minutes), len: 2 })) => {
                    Term::new(hours.saturating_mul(1_000), HOUR)?.plus_minutes(minutes)
                }
                _ => Err(DureeError::Form),
            };
        }
        cursor.spaces();
        if number.whole == Some(1)
            && let Some(count) = collective(cursor)
        {
            let (unit, _) = Unit::read(cursor).ok_or(DureeError::Form)?;
            return Ok(Term { approximate: true, ..Term::new(count * 1_000, unit)? });
        }
        let Some((unit, _)) = Unit::read(cursor) else {
            return Ok(Term { count: thousandths, unit: None, approximate: false });
        };
        let term = Term::new(thousandths, unit)?;
        if number.whole.is_some() { term.with_rest(cursor, unit) } else { Ok(term) }
    }

    /// Reads what completes a whole count: « et demie », or minutes after hours.
    fn with_rest(self, cursor: &mut Cursor, unit: Unit) -> Result<Self, DureeError> {
        let mut probe = *cursor;
        probe.spaces();
        if probe.any_phrase(&["et demie", "et demi"]) && unit.worth.is_multiple_of(2) {
            *cursor = probe;
            return self.plus(unit.worth / 2);
        }
        if unit.worth != HOUR.worth {
            return Ok(self);
        }
        if probe.any_phrase(&["et quart", "et un quart"]) {
            *cursor = probe;
            return self.plus(15);
        }
        probe.any_phrase(&["et"]);
        let written = probe.at();
        let Some(number) = nombre::read_at(&mut probe) else { return Ok(self) };
        let one_digit = probe.at() - written == 1;
        probe.spaces();
        let minute = match Unit::read(&mut probe) {
            Some((unit, _)) => {
                if (unit.unite, unit.worth) != (Unite::Minute, 1) {
                    // « entre 1 h et 2 h »: the other end of an interval.
                    return Ok(self);
                }
                true
            }
            None => false,
        };
        match number.whole {
            // `1h5` may be meant as 1 h 05 or be a cut 1 h 50.
            Some(minutes) if minute || !one_digit => {
                *cursor = probe;
                self.plus_minutes(minutes)
            }
            _ => Err(DureeError::Form),
        }
    }

    fn plus_minutes(self, minutes: u64) -> Result<Self, DureeError> {
        if minutes > 59 { Err(DureeError::Minutes(minutes)) } else { self.plus(minutes) }
    }

    fn plus(self, more: u64) -> Result<Self, DureeError> {
        Ok(Term { count: self.count.checked_add(more).ok_or(DureeError::TooLong)?, ..self })
    }
}

const HOUR: Unit = Unit { unite: Unite::Minute, worth: 60 };

/// Reads « dizaine de », « quinzaine de » after « une ».
fn collective(cursor: &mut Cursor) -> Option<u64> {
    let mut probe = *cursor;
    let word = probe.word()?;
    let count = nombre::collective(word.as_str())?;
    probe.take(word);
    probe.spaces();
    if !probe.any_phrase(&["de", "d'"]) {
        return None;
    }
    *cursor = probe;
    Some(count)
}

impl fmt::Display for Duree {
    /// Writes « 1 h 15 », « 45 min », « 60 h », « 1,5 mois », « une demi-journée », « 3 à 4 mois », « environ 2 h »: in French,
    /// with no-break spaces before units.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.approximate {
            f.write_str("environ ")?;
        }
        let (min, max) = (self.min, self.max);
        if self.unite == Unite::Minute {
            if min == max {
                return write_minutes(f, min);
            }
            // The unit is said once when both ends share it alone.
            if max < 60 {
                return write!(f, "{min} à {max}\u{A0}min");
            }
            if min.is_multiple_of(60) && max.is_multiple_of(60) {
                return write!(f, "{} à {}\u{A0}h", min / 60, max / 60);
            }
            write_minutes(f, min)?;
            f.write_str(" à ")?;
            return write_minutes(f, max);
        }
        if self.unite == Unite::Jour && (min, max) == (1, 1) {
            return f.write_str("une demi-journée");
        }
        if min != max {
            write_halves(f, min)?;
            f.write_str(" à ")?;
        }
        write_halves(f, max)?;
        // French takes the plural from two on.
        let plural = max >= 4;
        f.write_str(match self.unite {
            Unite::Minute | Unite::Mois => "\u{A0}mois",
            Unite::Jour if plural => "\u{A0}jours",
            Unite::Jour => "\u{A0}jour",
            Unite::Semaine if plural => "\u{A0}semaines",
            Unite::Semaine => "\u{A0}semaine",
            Unite::An if plural => "\u{A0}ans",
            Unite::An => "\u{A0}an",
        })
    }
}

fn write_minutes(f: &mut fmt::Formatter<'_>, minutes: u32) -> fmt::Result {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => write!(f, "{minutes}\u{A0}min"),
        (hours, 0) => write!(f, "{}\u{A0}h", nombre::entier(hours.into())),
        (hours, minutes) => write!(f, "{}\u{A0}h\u{A0}{minutes:02}", nombre::entier(hours.into())),
    }
}

fn write_halves(f: &mut fmt::Formatter<'_>, halves: u32) -> fmt::Result {
    let half = if halves.is_multiple_of(2) { "" } else { ",5" };
    write!(f, "{}{half}", nombre::entier((halves / 2).into()))
}

#[cfg(test)]
mod tests;
