//! French numbers, in digits or in words: read at the start of a text, written with French separators.
//!
//! Quantities, durations and the reading of prose share [`parse`]; anything shown to a reader goes through
//! [`entier`] and [`decimal`].

use super::cursor::{Cursor, Digits};

/// A number read at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nombre {
    /// The value, always finite.
    pub value: f64,
    /// The exact value when it is whole and fits.
    pub whole: Option<u64>,
    /// The exact value in thousandths, when three decimals hold it and it fits.
    pub thousandths: Option<u64>,
    /// How many decimals were written, at most 255.
    pub decimals: u8,
    /// The power of ten said in words after a factor: 100 in « trois cents », 1 000 000 in « 3,5 millions », else 1.
    pub scale: u64,
    /// Bytes read, white space before the number included.
    pub len: usize,
}

/// Returns the number at the start of `text`, and how far it goes.
///
/// Reads `1 200`, `48.000`, `3,5`, `3.5`, « 3,5 millions », « vingt et un », « quatre-vingt-dix-sept », « deux cents »,
/// « mille deux cents », septante, huitante, octante and nonante. A point before exactly three digits separates
/// thousands (`1.200` is 1 200), unless the number starts with 0. What follows the number is not looked at:
/// « 2e » reads as 2 and « 60h » as 60. A sign is not part of a number.
pub fn parse(text: &str) -> Option<Nombre> {
    read_at(&mut Cursor::new(text))
}

/// Reads as [`parse`] and moves `cursor` past the number.
pub(super) fn read_at(cursor: &mut Cursor) -> Option<Nombre> {
    if cursor.at_digit() { in_digits(cursor) } else { in_words(cursor) }
}

/// Returns the number that a collective noun stands for, from its folded form: 40 for « quarantaine ».
pub(super) fn collective(word: &str) -> Option<u64> {
    Some(match word {
        "dizaine" => 10,
        "douzaine" => 12,
        "quinzaine" => 15,
        "vingtaine" => 20,
        "trentaine" => 30,
        "quarantaine" => 40,
        "cinquantaine" => 50,
        "soixantaine" => 60,
        "centaine" => 100,
        "millier" => 1_000,
        _ => return None,
    })
}

fn in_digits(cursor: &mut Cursor) -> Option<Nombre> {
    let first = cursor.digits()?;
    let mut int = first.value;
    let mut separator = None;
    if first.len <= 3 && first.value != Some(0) {
        while let Some((kind, group)) = thousands(cursor, separator) {
            separator = Some(kind);
            int = int.and_then(|int| int.checked_mul(1_000)?.checked_add(group));
        }
    }
    let fraction = fraction(cursor, separator);
    let scale = scale_word(cursor);

    let (places, fraction) = fraction.map_or((0, Some(0)), |digits| (digits.len, digits.value));
    let power = u32::try_from(places).ok().and_then(|places| 10_u64.checked_pow(places));
    // The number without its decimal comma, exact as long as it fits.
    let mantissa = match (int, fraction, power) {
        (Some(int), Some(fraction), Some(power)) => {
            int.checked_mul(power).and_then(|int| int.checked_add(fraction)).and_then(|n| n.checked_mul(scale))
        }
        _ => None,
    };
    let exact = |unit: u64| {
        let scaled = mantissa?.checked_mul(unit)?;
        let power = power?;
        (scaled % power == 0).then_some(scaled / power)
    };
    let value = match (mantissa, power) {
        (Some(mantissa), Some(power)) => mantissa as f64 / power as f64,
        // Beyond what is exact: the whole part alone, or the largest number.
        _ => int.map_or(f64::MAX, |int| int as f64 * scale as f64),
    };
    Some(Nombre {
        value,
        whole: exact(1),
        thousandths: exact(1_000),
        decimals: u8::try_from(places).unwrap_or(u8::MAX),
        scale,
        len: cursor.at(),
    })
}

/// Moves past one group of thousands, and returns its separator and value.
fn thousands(cursor: &mut Cursor, separator: Option<char>) -> Option<(char, u64)> {
    let mut probe = *cursor;
    let kind = probe.thousands_separator()?;
    if separator.is_some_and(|expected| expected != kind) {
        return None;
    }
    let Digits { value: Some(value), len: 3 } = probe.digits()? else { return None };
    *cursor = probe;
    Some((kind, value))
}

/// Moves past the decimals. `1.2.3` and `1,2,3` are lists, dates or versions: only their first number is read.
fn fraction(cursor: &mut Cursor, separator: Option<char>) -> Option<Digits> {
    let mut probe = *cursor;
    let comma = if probe.eat(',') {
        ','
    } else if separator != Some('.') && probe.eat('.') {
        '.'
    } else {
        return None;
    };
    let digits = probe.digits()?;
    let mut next = probe;
    if next.eat(comma) && next.at_digit() {
        return None;
    }
    *cursor = probe;
    Some(digits)
}

/// Moves past « mille », « millions » or « milliards » after a number in digits.
fn scale_word(cursor: &mut Cursor) -> u64 {
    let mut probe = *cursor;
    probe.spaces();
    let Some(word) = probe.word() else { return 1 };
    let scale = match word.as_str() {
        "mille" => 1_000,
        other => match large_scale(other) {
            Some(scale) => scale,
            None => return 1,
        },
    };
    probe.take(word);
    *cursor = probe;
    scale
}

fn large_scale(word: &str) -> Option<u64> {
    match word {
        "million" | "millions" => Some(1_000_000),
        "milliard" | "milliards" => Some(1_000_000_000),
        _ => None,
    }
}

fn in_words(cursor: &mut Cursor) -> Option<Nombre> {
    let mut probe = *cursor;
    if word_in(&mut probe, |word| (word == "zero").then_some(0)).is_some() {
        *cursor = probe;
        return Some(from_words(0, 1, cursor.at()));
    }
    let mut total = 0_u64;
    let mut scale = 1;
    // Scales go down: « deux millions trois mille », never « trois mille deux millions ».
    let mut ceiling = u64::MAX;
    loop {
        let mut step = *cursor;
        if total > 0 {
            step.joints();
        }
        let (value, value_scale) = match below_million(&mut step, ceiling > 1_000) {
            Some(found) if ceiling > 1 => found,
            _ => break,
        };
        let mut after = step;
        after.joints();
        if let Some(large) = word_in(&mut after, large_scale).filter(|&large| large < ceiling) {
            scale = if total == 0 { large } else { 1 };
            total += value * large;
            ceiling = large;
            *cursor = after;
        } else {
            scale = if total == 0 { value_scale } else { 1 };
            total += value;
            ceiling = 1;
            *cursor = step;
        }
    }
    (total > 0).then(|| from_words(total, scale, cursor.at()))
}

fn from_words(value: u64, scale: u64, len: usize) -> Nombre {
    Nombre { value: value as f64, whole: Some(value), thousandths: value.checked_mul(1_000), decimals: 0, scale, len }
}

/// Reads a word that `meaning` knows, where a word ends.
fn word_in<T>(cursor: &mut Cursor, meaning: impl Fn(&str) -> Option<T>) -> Option<T> {
    let word = cursor.word()?;
    let value = meaning(word.as_str())?;
    let mut probe = *cursor;
    probe.take(word);
    if probe.at_digit() {
        return None;
    }
    *cursor = probe;
    Some(value)
}

/// Reads 1 to 999 999, with the scale said after a factor.
fn below_million(cursor: &mut Cursor, thousands_allowed: bool) -> Option<(u64, u64)> {
    let mille = |word: &str| matches!(word, "mille" | "mil").then_some(());
    let head = below_thousand(cursor);
    let mut probe = *cursor;
    if head.is_some() {
        probe.joints();
    }
    // « un mille » is not a number, nor « cent » said twice.
    let factor = head.map_or(1, |(value, _)| value);
    let starts = thousands_allowed && head.is_none_or(|(value, _)| value > 1);
    if !starts || word_in(&mut probe, mille).is_none() {
        return head;
    }
    *cursor = probe;
    probe.joints();
    match below_thousand(&mut probe) {
        Some((rest, _)) => {
            *cursor = probe;
            Some((factor * 1_000 + rest, 1))
        }
        None => Some((factor * 1_000, if head.is_some() { 1_000 } else { 1 })),
    }
}

/// Reads 1 to 999, with 100 as scale for « deux cents » and its like.
fn below_thousand(cursor: &mut Cursor) -> Option<(u64, u64)> {
    let cent = |word: &str| matches!(word, "cent" | "cents").then_some(());
    let head = below_hundred(cursor);
    let mut probe = *cursor;
    if head.is_some() {
        probe.joints();
    }
    if head.is_some_and(|value| !(2..=9).contains(&value)) || word_in(&mut probe, cent).is_none() {
        return head.map(|value| (value, 1));
    }
    *cursor = probe;
    let hundreds = head.unwrap_or(1) * 100;
    probe.joints();
    match below_hundred(&mut probe) {
        Some(rest) => {
            *cursor = probe;
            Some((hundreds + rest, 1))
        }
        None => Some((hundreds, if head.is_some() { 100 } else { 1 })),
    }
}

fn below_hundred(cursor: &mut Cursor) -> Option<u64> {
    let tens = |word: &str| {
        Some(match word {
            "vingt" => 20,
            "trente" => 30,
            "quarante" => 40,
            "cinquante" => 50,
            "soixante" => 60,
            "septante" => 70,
            "huitante" | "octante" => 80,
            "nonante" => 90,
            _ => return None,
        })
    };
    if let Some(value) = word_in(cursor, tens) {
        let most = if value == 60 { 19 } else { 9 };
        return Some(value + ones_after(cursor, most));
    }
    let value = below_twenty(cursor)?;
    if value == 4 {
        let mut probe = *cursor;
        probe.joints();
        let vingt = |word: &str| matches!(word, "vingt" | "vingts").then_some(());
        if word_in(&mut probe, vingt).is_some() {
            *cursor = probe;
            return Some(80 + ones_after(cursor, 19));
        }
    }
    Some(value)
}

/// Reads what follows a ten: « -deux », « et un », « et onze »; 0 when nothing does.
fn ones_after(cursor: &mut Cursor, most: u64) -> u64 {
    let mut probe = *cursor;
    probe.joints();
    let and = probe.phrase("et") && probe.joints();
    match below_twenty(&mut probe) {
        Some(value) if value <= most && (!and || value == 1 || value == 11) => {
            *cursor = probe;
            value
        }
        _ => 0,
    }
}

/// Reads 1 to 19.
fn below_twenty(cursor: &mut Cursor) -> Option<u64> {
    let value = word_in(cursor, |word| {
        Some(match word {
            "un" | "une" => 1,
            "deux" => 2,
            "trois" => 3,
            "quatre" => 4,
            "cinq" => 5,
            "six" => 6,
            "sept" => 7,
            "huit" => 8,
            "neuf" => 9,
            "dix" => 10,
            "onze" => 11,
            "douze" => 12,
            "treize" => 13,
            "quatorze" => 14,
            "quinze" => 15,
            "seize" => 16,
            _ => return None,
        })
    })?;
    if value == 10 {
        let mut probe = *cursor;
        probe.joints();
        if let Some(ones @ 7..=9) = below_twenty(&mut probe) {
            *cursor = probe;
            return Some(10 + ones);
        }
    }
    Some(value)
}

/// Returns a whole number with its thousands apart: « 48 000 », with U+202F.
pub fn entier(value: u64) -> String {
    grouped(&value.to_string())
}

/// Returns a difference, its sign said on either side: « +1 200 », « −3 », « 0 ».
pub fn ecart(value: i64) -> String {
    let sign = match value {
        0 => "",
        1.. => "+",
        _ => "−",
    };
    format!("{sign}{}", entier(value.unsigned_abs()))
}

/// Returns a number rounded to `digits` decimals (12 at most): « 1 234,50 », « −3,2 ». What is not a number gives « — ».
pub fn decimal(value: f64, digits: usize) -> String {
    if !value.is_finite() {
        return "—".to_owned();
    }
    let plain = format!("{:.*}", digits.min(12), value.abs());
    let (int, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut out = String::with_capacity(plain.len() + 8);
    // A negative number that rounds to zero is zero.
    if value < 0.0 && plain.bytes().any(|b| matches!(b, b'1'..=b'9')) {
        out.push('−');
    }
    out.push_str(&grouped(int));
    if !fraction.is_empty() {
        out.push(',');
        out.push_str(fraction);
    }
    out
}

fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('\u{202F}');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests;
