//! Times of day, as `horaire_debut` and `horaire_fin` hold them.

use std::fmt;

use super::cursor::Cursor;

/// A time of day, to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Heure(u16);

/// Why a text is not a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeureError {
    /// Nothing is written.
    Empty,
    /// The text is no form of a time of day.
    Form,
    /// A bare number: hours need `h`.
    NoUnit,
    /// An hour after 23.
    Hour(u64),
    /// A minute after 59.
    Minute(u64),
}

/// Reads `14h30`, `14 h 30`, `14:30`, `9h`, « 9 heures 30 », « midi », « midi et demi », « minuit » (0 h).
pub fn parse(text: &str) -> Result<Heure, HeureError> {
    let mut cursor = Cursor::new(text);
    if cursor.is_done() {
        return Err(HeureError::Empty);
    }
    let (hour, minute) = if cursor.phrase("midi") {
        (12, named_minutes(&mut cursor))
    } else if cursor.phrase("minuit") {
        (0, named_minutes(&mut cursor))
    } else {
        clock(&mut cursor)?
    };
    cursor.spaces();
    if !cursor.is_done() {
        return Err(HeureError::Form);
    }
    Heure::from_hm(hour, minute)
}

impl Heure {
    fn from_hm(hour: u64, minute: u64) -> Result<Self, HeureError> {
        if hour > 23 {
            return Err(HeureError::Hour(hour));
        }
        if minute > 59 {
            return Err(HeureError::Minute(minute));
        }
        u16::try_from(hour * 60 + minute).map(Heure).map_err(|_| HeureError::Form)
    }

    /// Returns the time `minutes` after midnight, at most 23 h 59.
    pub fn from_minutes(minutes: u16) -> Self {
        Heure(minutes.min(24 * 60 - 1))
    }

    /// Returns the minutes since midnight, 0 to 1 439.
    pub fn minutes(self) -> u16 {
        self.0
    }
}

/// Reads « et demi » or « et quart » after « midi » and « minuit ».
fn named_minutes(cursor: &mut Cursor) -> u64 {
    cursor.spaces();
    if cursor.any_phrase(&["et demi", "et demie"]) {
        30
    } else if cursor.phrase("et quart") {
        15
    } else {
        0
    }
}

fn clock(cursor: &mut Cursor) -> Result<(u64, u64), HeureError> {
    let hour = cursor.digits().ok_or(HeureError::Form)?;
    if hour.len > 2 {
        return Err(HeureError::Form);
    }
    let colon = cursor.eat(':');
    if !colon {
        cursor.spaces();
        if cursor.is_done() {
            return Err(HeureError::NoUnit);
        }
        let word = cursor.word().ok_or(HeureError::Form)?;
        if !matches!(word.as_str(), "h" | "heure" | "heures") {
            return Err(HeureError::Form);
        }
        cursor.take(word);
        cursor.spaces();
    }
    let minute = match cursor.digits() {
        Some(minute) => {
            cursor.spaces();
            let named = !colon && cursor.any_phrase(&["min", "minutes", "minute", "mn"]);
            // `9h5` may be meant as 9 h 05 or be a cut 9 h 50.
            if minute.len != 2 && !named {
                return Err(HeureError::Form);
            }
            minute.value
        }
        None if !colon => Some(0),
        None => return Err(HeureError::Form),
    };
    hour.value.zip(minute).ok_or(HeureError::Form)
}

impl fmt::Display for Heure {
    /// Writes « 14 h 30 », « 9 h », with no-break spaces.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\u{A0}h", self.0 / 60)?;
        match self.0 % 60 {
            0 => Ok(()),
            minute => write!(f, "\u{A0}{minute:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, minutes) in [
            ("14h30", 870),
            ("14 h 30", 870),
            ("14\u{a0}h\u{202f}30", 870),
            ("14H30", 870),
            ("14:30", 870),
            ("9:05", 545),
            ("09h05", 545),
            ("9h", 540),
            (" 9 heures ", 540),
            ("9 heures 30 minutes", 570),
            ("9 h 5 min", 545),
            ("0h", 0),
            ("23h59", 1_439),
            ("Midi", 720),
            ("midi et demi", 750),
            ("minuit", 0),
        ] {
            assert_eq!(parse(text).map(Heure::minutes), Ok(minutes), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_time_says_why() {
        use HeureError::*;
        for (text, error) in [
            ("", Empty),
            ("\u{a0}", Empty),
            ("14", NoUnit),
            ("24h", Hour(24)),
            ("14h75", Minute(75)),
            ("14:3", Form),
            ("14:", Form),
            ("9h5", Form),
            ("-3h", Form),
            ("114h", Form),
            ("14h30 à 16h", Form),
            ("14h300", Form),
            ("1,5h", Form),
            ("soir", Form),
            ("NaN", Form),
            ("14hh", Form),
        ] {
            assert_eq!(parse(text), Err(error), "{text:?}");
        }
        assert_eq!(parse(&"1".repeat(1 << 20)), Err(Form));
    }

    proptest! {
        #[test]
        fn a_time_reads_back_as_written(minutes in 0_u16..1_440) {
            let heure = Heure::from_minutes(minutes);
            prop_assert_eq!(parse(&heure.to_string()), Ok(heure));
        }

        #[test]
        fn reading_never_panics(text in "[0-9hH: \u{a0}a-zé-]{0,12}|\\PC*") {
            let _ = parse(&text);
        }
    }
}
