//! Reading of dates: ISO and EDTF first, `06/11/2018`, then dates in French words.

use super::super::cursor::{Cursor, Digits};
use super::{Date, DateError, Day, Part, Reach, Unspecified, Weekday, last_day_of_month};

/// Reads a date as files hold it or as people write it.
///
/// EDTF levels 0 and 1 without intervals: `2018-11-06`, `2018-11`, `2018`, `2019-05~`, `2019?`, `2019%`, `201X`,
/// `2018-XX`, `2018-11-XX`, `2019-21`, and the open start `../2018-11`. In French order: `06/11/2018`, `11/2018`.
/// In words: « 6 novembre 2018 », « mardi 1er janvier 2018 », « mi-mai 2019 », « fin oct. 2018 », « été 2019 »,
/// « vers mai 2019 », « avant fin 2019 », « jusqu’au 6 mai 2019 ».
pub fn parse(text: &str) -> Result<Date, DateError> {
    if let Some(date) = iso_day(text) {
        return Ok(date);
    }
    let mut cursor = Cursor::new(text);
    if cursor.is_done() {
        return Err(DateError::Empty);
    }
    let reach = reach(&mut cursor);
    articles(&mut cursor);
    let near = cursor.any_phrase(&["vers", "environ", "autour de", "autour du", "~"]);
    articles(&mut cursor);
    let weekday = weekday(&mut cursor);
    let mut date = body(&mut cursor)?;
    date.reach = reach;
    qualify(&mut cursor, &mut date);
    date.approximate |= near;
    if !cursor.is_done() {
        return Err(DateError::Form);
    }
    match (weekday, Day::from_ymd(date.year(), date.month, date.day)) {
        (None, _) => Ok(date),
        (Some(_), None) => Err(DateError::Form),
        (Some(written), Some(day)) if written == day.weekday() => Ok(date),
        (Some(written), Some(day)) => Err(DateError::Weekday { written, actual: day.weekday() }),
    }
}

impl Date {
    /// Says whether `text` is the canonical way of writing the date it holds: strict EDTF, padded, upper-case `X`.
    pub fn is_canonical(text: &str) -> bool {
        iso_day(text).is_some() || parse(text).is_ok_and(|date| date.part.is_none() && date.edtf() == text)
    }
}

/// Reads `2018-11-06` and nothing else: the one form that nearly every file holds.
fn iso_day(text: &str) -> Option<Date> {
    let &[y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = text.as_bytes() else { return None };
    let digits = [y0, y1, y2, y3, m0, m1, d0, d1];
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let pair = |tens: u8, ones: u8| (tens - b'0') * 10 + (ones - b'0');
    let year = i32::from(pair(y0, y1)) * 100 + i32::from(pair(y2, y3));
    Date::from_ymd(year, pair(m0, m1), pair(d0, d1))
}

fn reach(cursor: &mut Cursor) -> Reach {
    if cursor.any_phrase(&["../", "jusqu'au", "jusqu'en", "jusqu'a"]) {
        Reach::Until
    } else if cursor.any_phrase(&["avant"]) {
        Reach::Before
    } else {
        Reach::Within
    }
}

/// Moves past the small words before a date.
fn articles(cursor: &mut Cursor) {
    while cursor.any_phrase(&["le", "la", "l'", "en", "au", "a", "du mois de", "du mois d'", "du", "de", "d'"]) {}
}

fn weekday(cursor: &mut Cursor) -> Option<Weekday> {
    let word = cursor.word()?;
    let weekday = Weekday::ALL.into_iter().find(|day| day.name() == word.as_str())?;
    cursor.take(word);
    cursor.eat(',');
    cursor.spaces();
    articles(cursor);
    Some(weekday)
}

fn body(cursor: &mut Cursor) -> Result<Date, DateError> {
    if let Some(digits) = cursor.digits() {
        return after_digits(cursor, digits);
    }
    if cursor.any_phrase(&["premier"]) {
        return day_in_words(cursor, 1);
    }
    if let Some(season) = season(cursor) {
        let year = year_after(cursor)?;
        return Ok(Date { month: season, ..Date::from_year(year) });
    }
    let part = part(cursor);
    if part.is_some() {
        cursor.joints();
        cursor.any_phrase(&["de l'annee", "l'annee", "du mois de", "du mois d'", "de", "d'"]);
    }
    let month = month(cursor);
    if part.is_none() && month.is_none() {
        return Err(DateError::Form);
    }
    let year = year_after(cursor)?;
    Ok(Date {
        month: month.unwrap_or(0),
        part,
        // « courant mai » is all of May; the others have no sharp edge.
        approximate: part.is_some_and(|part| part != Part::Courant),
        ..Date::from_year(year)
    })
}

fn after_digits(cursor: &mut Cursor, digits: Digits) -> Result<Date, DateError> {
    let open = open_digits(cursor);
    let value = digits.value.unwrap_or(u64::MAX);
    match (digits.len, open) {
        (3, 1) => Ok(Date { unspecified: Unspecified::Decade, ..Date::from_year(year(value * 10)?) }),
        (2, 2) => Ok(Date { unspecified: Unspecified::Century, ..Date::from_year(year(value * 100)?) }),
        (4, 0) => year_first(cursor, year(value)?),
        (1 | 2, 0) => day_first(cursor, value),
        (_, 0) => Err(DateError::Year),
        _ => Err(DateError::Form),
    }
}

/// Moves past `X`, and says how many there were, up to three.
fn open_digits(cursor: &mut Cursor) -> usize {
    (0..3).take_while(|_| cursor.eat('x')).count()
}

fn year(value: u64) -> Result<u16, DateError> {
    u16::try_from(value).ok().filter(|year| (1..=9_999).contains(year)).ok_or(DateError::Year)
}

/// Reads what follows a year in ISO order.
fn year_first(cursor: &mut Cursor, year: u16) -> Result<Date, DateError> {
    let date = Date::from_year(year);
    if !cursor.eat('-') {
        return Ok(date);
    }
    let Some(month) = cursor.digits() else {
        if open_digits(cursor) != 2 {
            return Err(DateError::Form);
        }
        let unspecified = if !cursor.eat('-') {
            Unspecified::Month
        } else if open_digits(cursor) == 2 {
            Unspecified::MonthAndDay
        } else {
            return Err(DateError::Form);
        };
        return Ok(Date { unspecified, ..date });
    };
    if month.len > 2 {
        return Err(DateError::Form);
    }
    let month = month.value.unwrap_or(u64::MAX);
    if !cursor.eat('-') {
        return match month {
            21..=24 => Ok(Date { month: month as u8, ..date }),
            _ => Ok(Date { month: month_number(month)?, ..date }),
        };
    }
    let month = month_number(month)?;
    match cursor.digits() {
        Some(day) if day.len <= 2 => whole_day(year, month, day.value.unwrap_or(u64::MAX)),
        None if open_digits(cursor) == 2 => Ok(Date { month, unspecified: Unspecified::Day, ..date }),
        _ => Err(DateError::Form),
    }
}

/// Reads what follows a day in French order: `/11/2018`, « er janvier 2018 », « novembre 2018 »; or `/2018` after a month.
fn day_first(cursor: &mut Cursor, first: u64) -> Result<Date, DateError> {
    for separator in ['/', '.', '-'] {
        if !cursor.eat(separator) {
            continue;
        }
        let second = cursor.digits().ok_or(DateError::Form)?;
        let month = second.value.unwrap_or(u64::MAX);
        if second.len == 4 && separator == '/' && !cursor.eat('/') {
            return Ok(Date { month: month_number(first)?, ..Date::from_year(year(month)?) });
        }
        if second.len > 2 || !cursor.eat(separator) {
            return Err(DateError::Form);
        }
        let year = four_digit_year(cursor)?;
        return whole_day(year, month_number(month)?, first);
    }
    cursor.spaces();
    if first == 1 {
        cursor.any_phrase(&["er"]);
    }
    day_in_words(cursor, first)
}

fn day_in_words(cursor: &mut Cursor, day: u64) -> Result<Date, DateError> {
    let month = month(cursor).ok_or(DateError::Form)?;
    match year_after(cursor) {
        // « 31 avril » is impossible in any year, and that says more than the lack of one.
        Err(DateError::Year) => {
            let last = last_day_of_month(2_000, month).unwrap_or(31);
            let possible = (1..=u64::from(last)).contains(&day);
            Err(if possible { DateError::Year } else { DateError::Day { day, month, year: None, last } })
        }
        Err(error) => Err(error),
        Ok(year) => whole_day(year, month, day),
    }
}

fn whole_day(year: u16, month: u8, day: u64) -> Result<Date, DateError> {
    let year = i32::from(year);
    u8::try_from(day).ok().and_then(|day| Date::from_ymd(year, month, day)).ok_or(DateError::Day {
        day,
        month,
        year: Some(year),
        last: last_day_of_month(year, month).unwrap_or(31),
    })
}

fn month_number(month: u64) -> Result<u8, DateError> {
    u8::try_from(month).ok().filter(|month| (1..=12).contains(month)).ok_or(DateError::Month { month })
}

/// Reads the year that ends a date in words; anything but digits in its place is no form of a date, its lack an
/// incomplete one.
fn year_after(cursor: &mut Cursor) -> Result<u16, DateError> {
    cursor.joints();
    cursor.any_phrase(&["de l'annee", "de", "en"]);
    if !cursor.is_done() && !cursor.at_digit() {
        return Err(DateError::Form);
    }
    four_digit_year(cursor)
}

fn four_digit_year(cursor: &mut Cursor) -> Result<u16, DateError> {
    match cursor.digits() {
        Some(Digits { value: Some(value), len: 4 }) => year(value),
        _ => Err(DateError::Year),
    }
}

fn part(cursor: &mut Cursor) -> Option<Part> {
    let word = cursor.word()?;
    let part = match word.as_str() {
        "debut" => Part::Debut,
        "mi" | "milieu" => Part::Milieu,
        "courant" => Part::Courant,
        "fin" => Part::Fin,
        _ => return None,
    };
    cursor.take(word);
    Some(part)
}

fn season(cursor: &mut Cursor) -> Option<u8> {
    let word = cursor.word()?;
    let season = match word.as_str() {
        "printemps" => 21,
        "ete" => 22,
        "automne" => 23,
        "hiver" => 24,
        _ => return None,
    };
    cursor.take(word);
    Some(season)
}

fn month(cursor: &mut Cursor) -> Option<u8> {
    let word = cursor.word()?;
    let month = match word.as_str() {
        "janvier" | "janv" | "jan" => 1,
        "fevrier" | "fevr" | "fev" => 2,
        "mars" => 3,
        "avril" | "avr" => 4,
        "mai" => 5,
        "juin" => 6,
        "juillet" | "juil" | "juill" => 7,
        "aout" => 8,
        "septembre" | "sept" | "sep" => 9,
        "octobre" | "oct" => 10,
        "novembre" | "nov" => 11,
        "decembre" | "dec" => 12,
        _ => return None,
    };
    cursor.take(word);
    cursor.eat('.');
    Some(month)
}

/// Reads what ends a date: `~`, `?`, `%` for both, « environ ».
fn qualify(cursor: &mut Cursor, date: &mut Date) {
    cursor.spaces();
    if cursor.any_phrase(&["~", "environ"]) {
        date.approximate = true;
    } else if cursor.eat('?') {
        date.uncertain = true;
    } else if cursor.eat('%') {
        date.approximate = true;
        date.uncertain = true;
    }
    cursor.spaces();
}
