//! The space between two signs: which one must stand there, whatever was typed.
//!
//! Each place between two cells that are not spaces is looked at once, with the line on both sides as it was typed. No rule asks which
//! space stands there, only whether one does: what they set, they set again.

use super::{Cell, Kind, opens, words};
use crate::fr::fold::fold;
use crate::value::date::month_name;

/// No-break space, as wide as others.
const WIDE: char = '\u{a0}';
/// Narrow no-break space.
const NARROW: char = '\u{202f}';

/// What is tied to a number before it, in the singular.
const UNITS: &[&str] = &[
    "ETP", "GWh", "Go", "H", "Hz", "Ko", "L", "MW", "MWh", "Md€", "Mo", "M€", "To", "W", "Wh", "an", "cl", "cm", "cm²",
    "cm³", "dB", "dl", "euro", "g", "h", "ha", "hab", "heure", "j", "jour", "kW", "kWh", "kg", "km", "km²", "ko", "k€",
    "l", "m", "mL", "mg", "milliard", "million", "min", "minute", "ml", "mm", "mois", "ms", "m²", "m³", "pt", "s",
    "seconde", "semaine", "t",
];

/// Sets the space before each cell of a line.
pub(super) fn set(line: &mut Vec<Cell>) {
    let mut out = Vec::with_capacity(line.len() + line.len() / 8);
    let mut rest = line.as_slice();
    let mut at = 0;
    while !rest.is_empty() {
        let (gap, right) = rest.split_at(rest.iter().take_while(|cell| cell.is_blank()).count());
        let left = line.get(..at).unwrap_or_default();
        match between(left, gap.len(), right) {
            Some(c) => {
                let quote = left.last().filter(|cell| cell.c == '«' && cell.kind == Kind::Free);
                out.extend(gap.last().or(quote).or(right.first()).map(|owner| Cell { c, kind: Kind::Free, ..*owner }));
            }
            None => out.extend_from_slice(gap),
        }
        out.extend(right.first());
        at += gap.len() + 1;
        rest = right.get(1..).unwrap_or_default();
    }
    *line = out;
}

/// Returns the space that must stand between what ends `left` and what starts `right`, where `gap` spaces stand; nothing to leave them.
fn between(left: &[Cell], gap: usize, right: &[Cell]) -> Option<char> {
    let (before, sign) = (left.last()?, right.first()?);
    if before.c.is_whitespace() || sign.c.is_whitespace() {
        return None;
    }
    // Room is made beside a sign only where that is free; a space that is typed is always ours.
    let may = |cell: &Cell| gap > 0 || cell.kind == Kind::Free;
    let after = right.get(1).map(|cell| cell.c);
    let space = |rule: bool, c: char| rule.then_some(c);
    if (before.c == '«' && may(before)) || (sign.c == '»' && may(sign)) {
        return Some(WIDE);
    }
    match sign.c {
        _ if gap == 0 && !may(sign) => None,
        ';' | '!' | '?' => space(
            follows(before, gap) && right.iter().map(|cell| cell.c).find(|c| !is_high(*c)).is_none_or(ends),
            NARROW,
        ),
        ':' => {
            let last = after.is_none_or(|c| c.is_whitespace() || c == '»' || (gap > 0 && ends(c)));
            space(follows(before, gap) && before.c != ':' && after != Some(':') && last, WIDE)
        }
        '%' | '‰' | '€' | '$' => space(before.is_digit() && !after.is_some_and(char::is_alphanumeric), WIDE),
        '°' => {
            let celsius = after == Some('C') && !right.get(2).is_some_and(Cell::is_alphanumeric);
            space(celsius && before.is_digit(), WIDE)
        }
        _ if gap == 1 && is_thousands(left, right) => Some(NARROW),
        _ => space(gap > 0 && is_tied(left, right), WIDE),
    }
}

fn is_high(c: char) -> bool {
    matches!(c, ';' | '!' | '?')
}

/// Tells whether a sign of the sentence may stand after a cell: after a typed space, unless something just opened; else after a word.
fn follows(before: &Cell, gap: usize) -> bool {
    let c = before.c;
    if gap > 0 {
        return !matches!(c, '«' | '“' | '"' | '(' | '[' | '{');
    }
    c.is_alphanumeric() || matches!(c, ')' | ']' | '}' | '»' | '”' | '’' | '%' | '‰' | '€' | '$' | '°' | '.' | '…')
}

/// Tells whether a sign of the sentence is at its end before `c`.
fn ends(c: char) -> bool {
    c.is_whitespace() || matches!(c, ')' | ']' | '}' | '»' | '”' | '’' | '"' | '\'' | '.' | '…' | ',' | '–' | '—')
}

/// The most groups of a number: one with more digits is no quantity.
const MOST_GROUPS: usize = 6;

/// Tells whether the space is one between thousands: one to three digits, then groups of three, all of them.
///
/// A telephone number or an identifier has other groups, a year before a number has four digits.
fn is_thousands(left: &[Cell], right: &[Cell]) -> bool {
    let (Some((first, before)), Some(after)) = (groups_before(left), groups_after(right)) else { return false };
    // « +33 612 345 678 » is called, not counted.
    let called = first + after > 3 && before.last().is_some_and(|cell| cell.c == '+');
    first + after <= MOST_GROUPS && !called && is_clear(before)
}

/// Counts the groups of three digits that start a text; nothing if they are not all so, or end in a letter.
fn groups_after(mut text: &[Cell]) -> Option<usize> {
    for groups in 1..MOST_GROUPS {
        let (group, rest) = text.split_at(text.iter().take_while(|cell| cell.is_digit()).count());
        match rest {
            _ if group.len() != 3 => return None,
            [space, digits @ ..] if space.is_blank() && digits.first().is_some_and(Cell::is_digit) => text = digits,
            [letter, ..] if letter.is_alphanumeric() => return None,
            _ => return Some(groups),
        }
    }
    None
}

/// Counts the groups that end a text, the first of one to three digits and the others of three; returns what stands before them too.
fn groups_before(mut text: &[Cell]) -> Option<(usize, &[Cell])> {
    for groups in 1..MOST_GROUPS {
        let (rest, group) = text.split_at(text.len() - text.iter().rev().take_while(|cell| cell.is_digit()).count());
        match rest {
            [digits @ .., space] if space.is_blank() && digits.last().is_some_and(Cell::is_digit) => text = digits,
            _ => {
                let leads = group.len() <= 3 && group.first().is_some_and(|digit| digit.c != '0');
                return leads.then_some((groups, rest));
            }
        }
        if group.len() != 3 {
            return None;
        }
    }
    None
}

/// Tells whether a number may start after `before`: with a sign of its own, or at the end of a range.
fn is_clear(before: &[Cell]) -> bool {
    let Some(last) = before.last() else { return true };
    match last.c {
        '-' | '–' => match before.iter().rev().skip(1).find(|cell| !cell.is_digit()) {
            None => true,
            Some(cell) => cell.c.is_whitespace() || opens(cell.c),
        },
        c => {
            c.is_whitespace()
                || opens(c)
                || matches!(c, '+' | '−' | '±' | '~' | '≈' | '<' | '>' | '=' | '≤' | '≥' | '×')
        }
    }
}

/// Tells whether the words on both sides go together: a number and its unit, a day and its month, `n°` and a number…
fn is_tied(left: &[Cell], right: &[Cell]) -> bool {
    let last = last_word(left);
    if last.is_empty() || last.len() > 24 {
        return false;
    }
    let text = words(last);
    let starts = |test: fn(&Cell) -> bool| right.first().is_some_and(test);
    let capital = |cell: &Cell| cell.c.is_uppercase();
    match text.as_str() {
        "n°" | "N°" | "n°s" | "nᵒ" => starts(Cell::is_alphanumeric),
        "p." | "pp." | "§" | "fig." | "chap." | "L." | "R." | "D." => starts(Cell::is_digit),
        "art." | "al." => starts(|cell| cell.is_digit() || cell.c.is_uppercase()),
        "M." | "MM." | "Mme" | "Mmes" | "Mlle" | "Mlles" | "Dr" | "Pr" => starts(capital),
        "1er" => is_month(right),
        _ if is_number(&text) => is_unit(right) || (is_day(&text) && is_month(right)),
        _ => is_minutes(left, &text, right),
    }
}

/// Returns the word that ends a text, without what opens it.
fn last_word(left: &[Cell]) -> &[Cell] {
    let start = left.iter().rposition(|cell| cell.c.is_whitespace() || opens(cell.c)).map_or(0, |at| at + 1);
    left.get(start..).unwrap_or_default()
}

/// Returns the letters that start a text, with the signs of units; nothing if they are more than nine, none of those looked for.
fn first_word(right: &[Cell]) -> Option<(String, Option<&Cell>)> {
    let is_part = |cell: &&Cell| cell.c.is_alphabetic() || matches!(cell.c, '€' | '²' | '³');
    let length = right.iter().take(10).take_while(is_part).count();
    (1..10).contains(&length).then(|| (right.iter().take(length).map(|cell| cell.c).collect(), right.get(length)))
}

fn is_unit(right: &[Cell]) -> bool {
    let Some((word, after)) = first_word(right) else { return false };
    let singular = word.strip_suffix('s').filter(|stem| stem.len() > 1).unwrap_or(&word);
    // « en 2024 l’équipe » has no litres.
    let elided = after.is_some_and(|cell| matches!(cell.c, '\'' | '’' | '_' | '@'));
    !elided && [word.as_str(), singular].iter().any(|unit| UNITS.contains(unit))
}

fn is_month(right: &[Cell]) -> bool {
    first_word(right).is_some_and(|(word, _)| {
        let word = fold(&word);
        (1..=12).any(|month| fold(month_name(month)) == word)
    })
}

/// Tells whether a word is a number in digits, or an interval of two.
fn is_number(word: &str) -> bool {
    word.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '½' | '¼' | '¾'))
        && word.chars().all(|c| c.is_ascii_digit() || ",.-–−+/~≈<>≤≥±×½¼¾:".contains(c))
}

/// Tells whether the digits that end a word are the number of a day.
fn is_day(word: &str) -> bool {
    let digits = word.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    digits.len() <= 2 && digits.parse().is_ok_and(|day: u8| (1..=31).contains(&day))
}

/// Tells whether minutes follow hours, or seconds minutes: the `30` of `14 h 30`; `word` ends `left`.
fn is_minutes(left: &[Cell], word: &str, right: &[Cell]) -> bool {
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let before = left.iter().rev().skip(unit.chars().count()).find(|cell| !cell.is_blank());
    let digits = right.iter().take_while(|cell| cell.is_digit()).take(3).count();
    matches!(unit, "h" | "H" | "min")
        && before.is_some_and(Cell::is_digit)
        && (1..=2).contains(&digits)
        && !right.get(digits).is_some_and(Cell::is_alphanumeric)
}
