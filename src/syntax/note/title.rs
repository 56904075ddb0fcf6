//! Titles that say what the items below them are: « Idées recueillies », « Les irritants », « Idées de terrain : ».
//!
//! Whether those items have markers of their own is for [`lost`](super::lost) to look up.

use super::marker::{self, Marker, exact, fold, is_saying, is_space, joined, skip, word_end};

/// Words that only lead to the marker's.
const LEADING: [&str; 22] = [
    "le", "la", "les", "l", "un", "une", "des", "nos", "vos", "mes", "ses", "leurs", "ces", "autre", "autres",
    "quelques", "premieres", "premiers", "principaux", "principales", "toutes", "tous",
];

/// How many words of a heading may stand before a marker's.
const WORDS: usize = 3;

/// Tells whether a line of prose stands as a title: it ends with a colon, or all of it is emphasised.
pub(super) fn stands_alone(text: &str, emphasised: bool) -> bool {
    let text = text.trim_end();
    text.trim_end_matches(['*', '_']).trim_end().ends_with(':') || emphasised && text.ends_with(['*', '_'])
}

/// Finds the marker that a title announces, and where its word stands. `heading`: it is one of Markdown's, and may have words before.
pub(super) fn announced(title: &str, heading: bool) -> Option<(Marker, usize, usize)> {
    let mut at = 0;
    let mut led = true;
    for _ in 0..=WORDS {
        at = skip(title, at, |c| !c.is_alphabetic());
        let end = word_end(title, at);
        let word = title.get(at..end).filter(|word| !word.is_empty())?;
        if let Some((marker, plural, length)) = title.get(at..).and_then(exact) {
            return speaks(title.get(at + length..)?, marker, plural, led).then_some((marker, at, at + length));
        }
        let mut buffer = [0; marker::LONGEST];
        let folded = fold(word, &mut buffer).unwrap_or("");
        let numeral = word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
        led &= numeral || LEADING.contains(&folded);
        if !led && (!heading || folded == "a") {
            return None;
        }
        at = end;
    }
    None
}

/// Tells whether a marker's word before `rest` names what is below. `led`: no word but an article or a number stands before it.
fn speaks(rest: &str, marker: Marker, plural: bool, led: bool) -> bool {
    let words = rest.trim_start_matches(is_space);
    if led && !words.contains(char::is_alphanumeric) {
        return true;
    }
    // « Ressources humaines », « Actions menées en 2018 » are titles like others.
    let common = matches!(marker, Marker::Ressource | Marker::Action) && joined(words).is_none();
    plural && !is_saying(words) && (marker.is_telling() || led && !common)
}
