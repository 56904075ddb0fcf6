//! Values as a template reads them: words for people beside the form programs compare.

use serde_json::{Value, json};

use crate::value::date::{Date, Day, Reach};
use crate::value::quantite::Quantite;

/// Returns a date: `iso` (EDTF), `texte` (« 12 décembre 2024 »), `jour` (« jeudi 12 décembre 2024 »), `le` (« le 12 décembre 2024 », « mars
/// 2025 »: after « depuis »), `quand` (« le 12 décembre 2024 », « en mars 2025 », « vers mai 2019 »).
pub(super) fn date(date: Date) -> Value {
    let (texte, quand) = (date.en_lettres(), when(date));
    let le = if date.exact_day().is_some() { format!("le {texte}") } else { texte.clone() };
    json!({ "iso": date.edtf(), "texte": texte, "jour": date.en_lettres_avec_jour(), "le": le, "quand": quand })
}

/// Returns a date as it stands in a sentence: « le 12 décembre 2024 », « en mars 2025 », « vers mai 2019 ».
pub(super) fn when(date: Date) -> String {
    let texte = date.en_lettres();
    let plain = date.part().is_none() && !date.is_approximate() && date.reach() == Reach::Within;
    let year = texte.bytes().all(|byte| byte.is_ascii_digit());
    if date.exact_day().is_some() {
        format!("le {texte}")
    } else if plain && (year || date.month().is_some()) {
        format!("en {texte}")
    } else {
        texte
    }
}

/// Returns a day in the same form.
pub(super) fn day(day: Day) -> Value {
    let texte = day.en_lettres();
    let le = format!("le {texte}");
    json!({ "iso": day.to_string(), "texte": texte, "jour": day.en_lettres_avec_jour(), "le": le, "quand": le })
}

/// Returns a quantity: `texte` as its author wrote it, `min` and `max` (null where nothing bounds it).
pub(super) fn quantity(quantity: Quantite, written: &str) -> Value {
    let bounds = quantity.bounds();
    json!({ "texte": written, "min": bounds.min, "max": bounds.max })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::date::parse;

    #[test]
    fn a_date_says_when_in_a_sentence() {
        for (written, quand, le) in [
            ("2024-12-12", "le 12\u{a0}décembre 2024", "le 12\u{a0}décembre 2024"),
            ("2025-03", "en mars 2025", "mars 2025"),
            ("2019", "en 2019", "2019"),
            ("2019-05~", "vers mai 2019", "vers mai 2019"),
            ("mi-mai 2019", "mi-mai 2019", "mi-mai 2019"),
            ("avant mai 2019", "avant mai 2019", "avant mai 2019"),
        ] {
            let value = date(parse(written).unwrap());
            assert_eq!((value["quand"].as_str(), value["le"].as_str()), (Some(quand), Some(le)), "{written}");
        }
    }
}
