//! The words that would be right: a number rounded down as French says it, and how a figure of the dossier is told.

use crate::fr::{agree, de};
use crate::prose::{Hold, Mention};
use crate::stats::Declared;
use crate::stats::phrase::agreed;
use crate::value::nombre::{decimal, entier};
use crate::value::quantite::{self, Forme};

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
    // « 48 000 population » is no French: what is not a plural is not counted one by one.
    let counted = value < 2.0 || is_plural(noun);
    if counted { format!("{}\u{a0}{noun}", number(value)) } else { number(value) }
}

/// Tells whether a noun, or the first word of one, is a plural.
fn is_plural(noun: &str) -> bool {
    noun.split(' ').next().is_some_and(|first| first.ends_with(['s', 'x']) || first == "personae")
}

/// Returns a declared figure with its noun: « plus de 450 idées », « une quarantaine de participants ».
pub(super) fn said_of(subject: &Subject, text: &str) -> String {
    let noun = &subject.noun.1;
    let links = quantite::parse(text)
        .is_ok_and(|read| matches!(read.quantite.forme(), Forme::Collectif | Forme::PlusieursFois | Forme::Fraction));
    match (is_plural(noun), links) {
        (false, _) => text.to_owned(),
        (true, true) => format!("{text} {}", de(noun)),
        (true, false) => format!("{text} {noun}"),
    }
}

/// Returns how many are in a state: « 3 retenus ».
pub(super) fn in_state(state: &State) -> String {
    format!("{}\u{a0}{}", entier(state.count), agreed(state.count, &state.label))
}

/// Returns how many of what are in a state: « 3 personas retenus ».
pub(super) fn of_state(subject: &Subject, state: &State) -> String {
    let noun = agree(state.count, &subject.noun.0, &subject.noun.1);
    format!("{}\u{a0}{noun} {}", entier(state.count), agreed(state.count, &state.label))
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
        Some(round) => format!("{} ou «\u{a0}plus de {}\u{a0}»", write(&exact), amount(subject, round)),
        None => write(&exact),
    }
}

/// Returns a declared figure in the words of its source: « plus de 450 », and the source.
pub(super) fn declared(one: &Declared) -> String {
    match &one.source {
        Some(source) => format!("«\u{a0}{}\u{a0}» ({source})", one.text),
        None => format!("«\u{a0}{}\u{a0}»", one.text),
    }
}

/// Returns « écrivez «… » ».
pub(super) fn write(words: &str) -> String {
    format!("écrivez «\u{a0}{words}\u{a0}»")
}

/// Says what the dossier counts.
pub(super) fn counts(told: &str) -> String {
    format!("le dossier en compte {told}")
}

/// Says what the dossier counts in a state.
pub(super) fn counts_in_state(told: &str) -> String {
    format!("le dossier compte {told}")
}

/// Says what sources declare.
pub(super) fn declares(told: &str) -> String {
    format!("le dossier en déclare {told}")
}

/// Says that a source and the records differ.
pub(super) fn against_source(source: &str, counted: &str) -> String {
    format!("une source le dit, {source}, mais le dossier compte {counted}")
}

/// Says which ones a number counts: « ce sont les 3 retenus ».
pub(super) fn those(which: &str) -> String {
    format!("ce sont les {which}")
}

/// Says that a percentage is of few; `told`: what the dossier counts.
pub(super) fn of_few(total: u64, told: &str) -> String {
    format!("un pourcentage de {total} ne dit rien\u{a0}: {}", counts_in_state(told))
}

/// Says of how many answers a percentage is.
pub(super) fn of_answers(cases: u64) -> String {
    format!("il ne porte que sur {cases} réponses")
}

/// Says in what way a true figure misleads; `told`: what the dossier counts.
pub(super) fn misleads(how: &str, told: &str) -> String {
    format!("{how}\u{a0}: {}", counts(told))
}

/// A number too low to be honest.
pub(super) const MODEST: &str = "trop modeste";
/// « près de 450 » of 450.
pub(super) const JUST: &str = "tout juste";
/// « à peine ».
pub(super) const BARELY: &str = "«\u{a0}à peine\u{a0}» rabaisse le chiffre";
/// « environ 453 ».
pub(super) const ODD: &str = "un nombre précis ne se dit pas «\u{a0}environ\u{a0}»";
/// « une trentaine » of 33.
pub(super) const FAR: &str = "à plus d’un dixième près";
/// « jusqu’à 12 » of 10.
pub(super) const UNREACHED: &str = "jamais atteint";
/// « moins de 500 » of 420.
pub(super) const WIDE: &str = "trop large";
/// « plusieurs » of two.
pub(super) const FEW: &str = "c’est beaucoup dire";
/// « 60 h » of 61 h.
pub(super) const ROUNDED: &str = "arrondi";
/// « 500 » of 508.
pub(super) const SILENTLY: &str = "arrondi sans le dire";
/// « quelques » of fifty.
pub(super) const UNDERSAID: &str = "bien moins que la réalité";
/// A number that may be of a part.
pub(super) const PERHAPS: &str = "rien ne dit que ce soit le tout";
/// A figure of a text that does not speak of the dossier.
pub(super) const STRANGER: &str = "le texte ne nomme ni le territoire, ni l’expérimentation";
/// A number of what the dossier may list in part.
pub(super) const LISTED: &str = "le dossier ne les liste peut-être pas toutes";
/// A number that may be of another scope.
pub(super) const SCOPE: &str = "le dossier le dit d’un autre périmètre, peut-être";
/// A number in a state that others follow.
pub(super) const WHICH: &str = "rien ne dit lesquels";
/// A part of nobody knows what.
pub(super) const OF_WHAT: &str = "rien ne dit de quoi c’est la part";
/// A part of what nothing counts.
pub(super) const NO_WHOLE: &str = "rien ne compte le tout";
/// A measure that is only known between two bounds.
pub(super) const RANGE: &str = "le dossier n’en sait qu’une fourchette";
/// A percentage without its denominator.
pub(super) const UNGROUNDED: &str = "le dossier ne dit pas de combien de réponses";
/// What to write in place of a percentage.
pub(super) const OUT_OF: &str = "écrivez combien sur combien";
/// What to write in place of « la majorité ».
pub(super) const TWO_THIRDS: &str = "écrivez «\u{a0}plus des deux tiers\u{a0}»";

/// Says why a figure is not compared.
pub(super) fn apart(mention: &Mention) -> &'static str {
    let scope = &mention.scope;
    match () {
        () if scope.quoted => "ce sont les mots d’un autre",
        () if scope.denied => "il est nié",
        () if scope.rate => "c’est une moyenne",
        () if scope.hold() == Hold::Apart => "il est à venir, ou souhaité",
        () => "il ne compte qu’une partie",
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

    #[test]
    fn what_is_to_be_written_is_french() {
        let subject = |noun: &str| Subject {
            key: noun.to_owned(),
            noun: (noun.to_owned(), noun.to_owned()),
            counted: None,
            raw: None,
            states: Vec::new(),
            declared: Vec::new(),
            minutes: false,
            partial: false,
            published: false,
        };
        for (text, noun, said) in [
            ("plus de 450", "idées", "plus de 450 idées"),
            ("une quarantaine", "participants", "une quarantaine de participants"),
            ("une centaine", "acteurs", "une centaine d’acteurs"),
            ("plus de 100 000", "population", "plus de 100 000"),
        ] {
            assert_eq!(said_of(&subject(noun), text), said);
        }
        assert_eq!(amount(&subject("population"), 48_000.0), "48\u{202f}000");
    }
}
