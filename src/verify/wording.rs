//! The words that would be right: a number rounded down as French says it, and how a figure of the dossier is told.

use crate::stats::Declared;
use crate::value::nombre::{decimal, entier};

use super::facts::{State, Subject};

/// The grain to which a number is rounded: 10 below 100, 50 below 1 000 for its multiples, else the largest power of ten that divides it (domain § 5).
pub(super) fn grain(number: f64) -> f64 {
    if number < 100.0 {
        return 10.0;
    }
    if number < 1_000.0 && number % 50.0 == 0.0 {
        return 50.0;
    }
    let mut grain = 1.0;
    while number % (grain * 10.0) == 0.0 && grain < number {
        grain *= 10.0;
    }
    grain
}

/// Returns the round number just under a value, where there is one that says enough.
fn under(value: f64) -> Option<f64> {
    let step = match value {
        value if value < 20.0 => return None,
        value if value < 100.0 => 10.0,
        value if value < 1_000.0 => 50.0,
        _ => 10_f64.powf(value.log10().floor() - 1.0),
    };
    let round = (value / step).floor() * step;
    (round > 0.0).then_some(round)
}

/// Returns a number of things, or of hours, with its noun: « 457 idées », « 60 heures d’immersion ».
pub(super) fn amount(subject: &Subject, value: f64) -> String {
    if subject.minutes {
        let minutes = value.round() as u64;
        let (hours, left) = (minutes / 60, minutes % 60);
        let left = if left == 0 { String::new() } else { format!("\u{a0}{left:02}") };
        return format!("{}\u{a0}h{left} d’immersion", entier(hours));
    }
    let noun = if value < 2.0 { &subject.noun.0 } else { &subject.noun.1 };
    format!("{}\u{a0}{noun}", number(value))
}

/// Returns how many are in a state: « 3 retenus ».
pub(super) fn in_state(state: &State) -> String {
    let label = &state.label;
    let invariable = state.count < 2 || label.starts_with("en ") || label.ends_with(['s', 'x']);
    format!("{}\u{a0}{label}{}", entier(state.count), if invariable { "" } else { "s" })
}

/// Returns how many of what are in a state: « 3 personas retenus ».
pub(super) fn of_state(subject: &Subject, state: &State) -> String {
    let counted = in_state(state);
    let noun = if state.count < 2 { &subject.noun.0 } else { &subject.noun.1 };
    match counted.split_once('\u{a0}') {
        Some((count, label)) => format!("{count}\u{a0}{noun} {label}"),
        None => counted,
    }
}

/// Returns a number alone.
pub(super) fn number(value: f64) -> String {
    if value.fract() == 0.0 && value < 1e15 { entier(value as u64) } else { decimal(value, 1) }
}

/// Returns what may rightly be written of a value: the number itself, and a round one.
pub(super) fn advice(subject: &Subject, value: f64) -> String {
    let exact = amount(subject, value);
    let unit = if subject.minutes { 60.0 } else { 1.0 };
    match under(value / unit).map(|round| round * unit).filter(|round| *round < value) {
        Some(round) => format!("écrivez «\u{a0}{exact}\u{a0}» ou «\u{a0}plus de {}\u{a0}»", amount(subject, round)),
        None => format!("écrivez «\u{a0}{exact}\u{a0}»"),
    }
}

/// Returns a declared figure in the words of its source: « plus de 450 », and the source.
pub(super) fn declared(one: &Declared) -> String {
    match &one.source {
        Some(source) => format!("«\u{a0}{}\u{a0}» ({source})", one.text),
        None => format!("«\u{a0}{}\u{a0}»", one.text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grain_is_that_of_the_last_figures() {
        for (number, expected) in [
            (40.0, 10.0),
            (450.0, 50.0),
            (130.0, 10.0),
            (400.0, 50.0),
            (1_200.0, 100.0),
            (48_000.0, 1_000.0),
            (457.0, 1.0),
        ] {
            assert_eq!(grain(number), expected, "{number}");
        }
    }

    #[test]
    fn a_round_number_stands_just_under() {
        for (value, round) in [
            (9.0, None),
            (45.0, Some(40.0)),
            (457.0, Some(450.0)),
            (1_237.0, Some(1_200.0)),
            (48_912.0, Some(48_000.0)),
        ] {
            assert_eq!(under(value), round);
        }
    }
}
