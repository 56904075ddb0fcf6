//! Figures in words: « 437 idées uniques, 462 recueillies », « entre 120 et 130 personnes », « 60 h d’immersion (déclarés) ».

use crate::fr::{agree, counted as counted_noun};
use crate::stats::{Amount, Faults, Figure, Measure, StateCount, Stats};
use crate::value::duree::Duree;
use crate::value::identifiant::Kind;
use crate::value::nombre::entier;

/// The figures of the headline, in order.
const HEADLINE: [Measure; 4] =
    [Measure::Records(Kind::Entretien), Measure::Records(Kind::Idee), Measure::Personnes, Measure::Immersion];

/// What a headline says of what was made of them.
const FRUITS: [Measure; 4] = [
    Measure::Records(Kind::Gisement),
    Measure::Records(Kind::Defi),
    Measure::Records(Kind::Promesse),
    Measure::Records(Kind::Solution),
];

/// Returns what is looked at: the title of the dossier, the day, the phase, and that it is invented.
pub fn title(stats: &Stats) -> String {
    let phase = stats.phase.as_ref().map_or_else(String::new, |phase| format!(", phase «\u{a0}{}\u{a0}»", phase.nom));
    let fictif = if stats.fictif { " — dossier fictif" } else { "" };
    format!("{}, au {}{phase}{fictif}", stats.titre, stats.at.en_lettres())
}

/// Returns the headline as a sentence.
pub fn opening(stats: &Stats) -> String {
    format!("{}.", capitalized(&headline(stats)))
}

/// Returns a text with a capital.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Returns the sentence a team says of its dossier: what was counted, or what sources declare where nothing was.
pub fn headline(stats: &Stats) -> String {
    let field: Vec<&Figure> = HEADLINE.iter().filter_map(|measure| stats.figure(*measure)).collect();
    let fruits: Vec<&Figure> = FRUITS.iter().filter_map(|measure| stats.figure(*measure)).collect();
    // What a source announces of the fruits may be an aim; only what stands in records is said of them.
    let fruits = fruits.into_iter().filter(|figure| figure.counted.is_some());
    let (counted, declared): (Vec<&Figure>, Vec<&Figure>) =
        field.into_iter().chain(fruits).partition(|figure| figure.counted.is_some());
    let say = |figure: &&Figure| match figure.counted {
        Some(amount) => with_noun(figure, amount),
        None => figure
            .declared
            .first()
            .map_or_else(String::new, |one| declared_with_noun(figure.measure, &one.text, one.amount)),
    };
    let counted: Vec<String> = counted.iter().map(say).collect();
    let declared: Vec<String> = declared.iter().map(say).collect();
    match (counted.is_empty(), declared.is_empty()) {
        (true, true) => "rien n’est encore compté".to_owned(),
        (false, true) => counted.join(", "),
        (true, false) => format!("déclarés\u{a0}: {}", declared.join(", ")),
        (false, false) => {
            format!("déclarés\u{a0}: {}\u{202f}; comptés\u{a0}: {}", declared.join(", "), counted.join(", "))
        }
    }
}

/// Returns an amount with its noun: « 50 entretiens », « 437 idées uniques », « 60 h d’immersion ».
fn with_noun(figure: &Figure, amount: Amount) -> String {
    let (one, many) = figure.measure.noun();
    match (figure.measure, amount.exact()) {
        (Measure::Immersion, _) => format!("{} {one}", counted(figure, amount)),
        (Measure::Records(Kind::Idee), Some(value)) if figure.raw.is_some() => {
            format!("{} {}", counted_noun(value, one, many), agree(value, "unique", "uniques"))
        }
        (_, Some(value)) => counted_noun(value, one, many),
        (_, None) => format!("{} {many}", bare(amount)),
    }
}

/// Returns a declared value with its noun, unless its words already say it.
fn declared_with_noun(measure: Measure, text: &str, amount: Option<Amount>) -> String {
    let (one, many) = measure.noun();
    let noun = if amount.and_then(Amount::exact).is_some_and(|value| value < 2) { one } else { many };
    if text.contains(one) {
        return text.to_owned();
    }
    let last_is_digit = text.ends_with(|c: char| c.is_ascii_digit());
    let collective = text.ends_with("aine") || text.ends_with("ier");
    let joint = if last_is_digit { "\u{a0}" } else { " " };
    let of = match (collective, noun.starts_with(['a', 'e', 'é', 'h', 'i', 'o', 'u'])) {
        (true, true) => "d’",
        (true, false) => "de ",
        (false, _) => "",
    };
    format!("{text}{joint}{of}{noun}")
}

/// Returns an amount without its noun.
pub fn counted(figure: &Figure, amount: Amount) -> String {
    if figure.measure != Measure::Immersion {
        return bare(amount);
    }
    let hours = |minutes: u64| Duree::from_minutes(u32::try_from(minutes).unwrap_or(u32::MAX)).to_string();
    match amount.max {
        Some(max) if max == amount.min => hours(max),
        Some(max) => format!("entre {} et {}", hours(amount.min), hours(max)),
        None => format!("au moins {}", hours(amount.min)),
    }
}

fn bare(amount: Amount) -> String {
    match amount.max {
        Some(max) if max == amount.min => entier(max),
        Some(max) => format!("entre {} et {}", entier(amount.min), entier(max)),
        None => format!("au moins {}", entier(amount.min)),
    }
}

/// Returns an amount with what is to be known of it: « 6 (5 validés, 1 priorisé) ».
pub fn with_details(figure: &Figure, amount: Amount) -> String {
    let (details, number) = (details(figure), counted(figure, amount));
    if details.is_empty() { number } else { format!("{number} ({details})") }
}

/// Returns what keeps the figures from being sure, where the check of the dossier finds something.
pub fn warning(faults: Faults) -> Option<String> {
    let Faults { errors, unread } = faults;
    let mut parts = Vec::new();
    if errors > 0 {
        parts.push(counted_noun(errors, "erreur", "erreurs"));
    }
    if unread > 0 {
        parts.push(counted_noun(unread, "ligne de note non lue", "lignes de notes non lues"));
    }
    (!parts.is_empty()).then(|| format!("Chiffres à confirmer\u{a0}: {} (`cb validate`).", parts.join(", ")))
}

/// Returns what stands in a cell under what is counted: the states, the raw number.
pub fn details(figure: &Figure) -> String {
    let (mut parts, mut aside) = (Vec::new(), Vec::new());
    let of_ideas = figure.measure == Measure::Records(Kind::Idee);
    match figure.raw {
        Some(raw) if of_ideas => parts.push(format!("{} recueillies", entier(raw))),
        Some(raw) => aside.push(format!("{} {}", entier(raw), agree(raw, "relevé", "relevés"))),
        None => {}
    }
    // An idea of which nothing is said was gathered, as all were.
    let said = |state: &&StateCount| !(state.left_out || of_ideas && state.default && figure.raw.is_some());
    let states: Vec<&StateCount> = figure.states.iter().filter(said).collect();
    if states.iter().any(|state| !state.default) {
        let all = states.len() == 1 && !of_ideas;
        parts.extend(states.iter().map(|state| in_state(state, all)));
    }
    if figure.measure != Measure::Records(Kind::Idee) {
        let left_out = figure.states.iter().filter(|state| state.left_out);
        aside.extend(left_out.map(|state| format!("{} à part", in_state(state, false))));
    }
    if figure.missing > 0 {
        aside.push(format!("{} sans durée en heures", entier(figure.missing)));
    }
    parts.extend(aside);
    parts.join(", ")
}

/// Returns « 5 présentés »; the number is left out where all are in one state.
fn in_state(state: &StateCount, alone: bool) -> String {
    let label = agreed(state.count, &state.label);
    if alone { label } else { format!("{}\u{a0}{label}", entier(state.count)) }
}

/// Returns a state as it is said of so many: « présenté », « présentés », « en test ».
pub fn agreed(count: u64, label: &str) -> String {
    let invariable = count < 2 || label.starts_with("en ") || label.ends_with(['s', 'x']);
    if invariable { label.to_owned() } else { format!("{label}s") }
}
