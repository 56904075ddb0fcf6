//! A quantity as it is said: where it opens, and the numbers that count nothing.

use super::block::Block;
use super::elsewhere;
use super::token::Words;
use crate::value::quantite::{self, Quantite};

/// Words that may open a quantity, numbers and articles aside.
const OPENERS: &[&str] = &[
    "pas", "au", "minimum", "mini", "plus", "maximum", "jusqu", "max", "maxi", "moins", "pres", "presque", "environ",
    "env", "autour", "quelque", "quelques", "plusieurs", "aucun", "aucune", "entre",
];

/// Words that are a number.
const NUMBERS: &[&str] = &[
    "un", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "vingt", "trente", "quarante", "cinquante", "soixante", "septante", "huitante",
    "octante", "nonante", "cent", "cents", "mille", "mil", "zero",
];

/// A quantity as it is said.
pub(super) struct Said {
    /// Its first token.
    pub at: usize,
    /// The token of the number, or of the word that stands for one.
    pub number: usize,
    /// The token after it.
    pub end: usize,
    /// What is said.
    pub quantity: Quantite,
    /// Whether « de » links it to its noun.
    pub takes_de: bool,
}

impl Said {
    pub(super) fn read(block: &Block, at: usize) -> Option<Self> {
        let words = &block.words;
        if !opens(words, at) {
            return None;
        }
        let start = words.tokens.get(at)?.span.start;
        let leading = quantite::leading(block.text.get(start as usize..)?)?;
        let token = |offset: usize| Some(words.at_offset(start + u32::try_from(offset).ok()?));
        Some(Self {
            at,
            number: token(leading.number)?,
            end: token(leading.len)?,
            quantity: leading.quantite,
            takes_de: leading.takes_de,
        })
    }

    /// Tells where reading goes on after a number that counts nothing.
    pub(super) fn passed_over(&self, words: &Words) -> Option<usize> {
        let Self { at, number, end, .. } = *self;
        // A sign before a number, as in « -3 % », is a change.
        let change = matches!(words.word(at), "+" | "-") && number == at + 1;
        // « le 3 au plus tôt » is a day.
        let day = matches!(words.word(end), "tot" | "tard");
        let elsewhere = elsewhere::passed_over(words, number, end);
        elsewhere.or_else(|| (change || day || is_a_name(words, number, end)).then_some(end))
    }

    /// Tells whether the number is written in words.
    pub(super) fn in_words(&self, words: &Words) -> bool {
        !words.is_digits(self.number)
    }
}

/// Tells whether a quantity may open with a token.
fn opens(words: &Words, at: usize) -> bool {
    let next = words.word(at + 1);
    match words.word(at) {
        "le" => matches!(next, "quart" | "tiers"),
        "la" => matches!(next, "moitie" | "majorite" | "minorite" | "plupart" | "grande"),
        "l" => words.word(at + 2) == "essentiel",
        "les" => matches!(next, "deux" | "trois"),
        "de" => next == "l",
        "a" => matches!(next, "peine" | "peu"),
        "des" => matches!(next, "dizaines" | "centaines" | "milliers"),
        "+" | "-" | "<" | ">" | "~" | "≈" | "±" | "≥" | "≤" => true,
        word => words.is_digits(at) || OPENERS.contains(&word) || words.is_word(at) && is_number_word(word),
    }
}

/// Tells whether a folded word is a number, or begins one: « six », « vingt ».
pub(super) fn is_number_word(word: &str) -> bool {
    NUMBERS.contains(&word)
}

/// Tells whether a number is part of a name: « Deux-Sèvres », « deux-roues », « les Trente Glorieuses ».
fn is_a_name(words: &Words, number: usize, end: usize) -> bool {
    if words.is_digits(number) {
        return false;
    }
    let compound = words.is_mark(end, '-') && words.is_glued(end) && words.is_glued(end + 1) && words.is_word(end + 1);
    let inside = words.is_mark(number.wrapping_sub(1), '-') && words.is_glued(number);
    let proper = words.is_capital(number) && words.is_capital(end) && words.is_word(end);
    compound || inside || proper
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::nombre;

    #[test]
    fn the_words_that_begin_a_number_are_those_that_are_read_as_one() {
        let text = include_str!("../value/nombre.rs");
        let words = Words::of(text);
        for at in 0..words.tokens.len() {
            let word = words.word(at);
            let read = words.is_word(at) && nombre::parse(word).is_some_and(|read| read.len == word.len());
            assert_eq!(is_number_word(word), read, "{word}");
        }
    }
}
