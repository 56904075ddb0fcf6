//! French: folding for comparison, agreement of nouns with numbers, the nearest word, typography.
//!
//! Text and numbers only; what is said to the user stands with whoever says it.

pub mod fold;
pub mod ressemblance;
pub mod typographie;
pub mod words;

use fold::fold;

/// Returns `one` or `many` as French counts: zero and one are singular.
pub fn agree<'w>(count: u64, one: &'w str, many: &'w str) -> &'w str {
    if count < 2 { one } else { many }
}

/// Returns `3 idées`: the number with its thousands apart, a no-break space, the noun in agreement.
pub fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{}\u{a0}{}", crate::value::nombre::entier(count), agree(count, one, many))
}

/// Returns « de séance », « d’idée »: the noun after its preposition, which loses its vowel before another.
///
/// None of the nouns it is asked for opens with an aspirated h.
pub fn de(noun: &str) -> String {
    let silent = fold(noun).starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h']);
    if silent { format!("d’{noun}") } else { format!("de {noun}") }
}

/// Returns the word of `words` nearest to `written`, if it is near enough for a slip of the finger.
///
/// Case and accents do not count; up to a third of the letters may differ. On a tie the first word in order wins.
pub fn nearest<'w>(written: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let wanted: String = fold(written).chars().take(64).collect();
    words
        .into_iter()
        .map(|word| (strsim::damerau_levenshtein(&wanted, &fold(word)), word))
        .filter(|(distance, word)| *distance <= word.chars().count() / 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_and_one_are_singular() {
        assert_eq!(counted(0, "idée", "idées"), "0\u{a0}idée");
        assert_eq!(counted(1, "idée", "idées"), "1\u{a0}idée");
        assert_eq!(counted(1200, "idée", "idées"), "1\u{202f}200\u{a0}idées");
    }

    #[test]
    fn a_vowel_shortens_the_preposition() {
        for (noun, expected) in [("séance", "de séance"), ("idée", "d’idée"), ("évaluation", "d’évaluation")]
        {
            assert_eq!(de(noun), expected);
        }
    }

    #[test]
    fn the_nearest_word_is_near() {
        let words = ["structures", "statut", "date", "duree"];
        assert_eq!(nearest("strucures", words), Some("structures"));
        assert_eq!(nearest("Durée", words), Some("duree"));
        assert_eq!(nearest("dtae", words), Some("date"));
        assert_eq!(nearest("commentaire", words), None);
        assert_eq!(nearest("", words), None);
    }
}
