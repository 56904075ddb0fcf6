//! The words of readings: lists, names in a sentence.

use super::label;

/// The most letters of a name in a sentence.
const LONG: usize = 70;

/// Returns « a, b et c ».
pub(super) fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} et {last}", first.join(", ")),
    }
}

/// Returns a name to stand in a sentence: on one line, cut where it is long.
pub(super) fn name(label: &str) -> String {
    let clean = label::clean(label);
    match clean.char_indices().nth(LONG) {
        None => clean,
        Some((end, _)) => format!("{}…", clean.get(..end).unwrap_or_default().trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_ends_in_et() {
        let list = |words: &[&str]| list(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
        assert_eq!(list(&[]), "");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b", "c"]), "a, b et c");
    }

    #[test]
    fn a_name_stays_short() {
        assert_eq!(name("Se déplacer"), "Se déplacer");
        assert_eq!(name(&"é".repeat(90)).chars().count(), LONG + 1);
    }
}
