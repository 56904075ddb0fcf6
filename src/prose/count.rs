//! The figures of a block: a quantity, what it counts, and what is said with it.

use std::ops::Range;

use super::block::Block;
use super::counted::Counted;
use super::date;
use super::elsewhere;
use super::noun::{self, Noun};
use super::scope::{self, Marks, Scope};
use super::token::Words;
use crate::value::nombre;
use crate::value::quantite::{self, Forme, Quantite};

/// What a quantity is a number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Things, or nothing that is said.
    Things,
    /// Hours.
    Hours,
    /// Minutes.
    Minutes,
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Years.
    Years,
}

impl Unit {
    /// Returns how many minutes one is, for hours and minutes.
    pub fn minutes(self) -> Option<f64> {
        match self {
            Self::Hours => Some(60.0),
            Self::Minutes => Some(1.0),
            _ => None,
        }
    }
}

/// A figure of a text.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The block.
    pub block: usize,
    /// Its words, from the operator to the noun.
    pub tokens: Range<usize>,
    /// The token of the number, or of the word that stands for one.
    pub number: usize,
    /// What is said.
    pub quantity: Quantite,
    /// Minutes said after hours: 15 in « 1 h 15 ».
    pub minutes: u32,
    /// What it is a number of.
    pub unit: Unit,
    /// The whole that it is a part of: 8 in « 3 sur 8 ».
    pub of: Option<Quantite>,
    /// What is counted.
    pub noun: Option<Noun>,
    /// Whether it is a part of the figure before it: « dont 12 ».
    pub dont: bool,
    /// Whether the noun is that of the figure before it.
    pub inherited: bool,
    /// What is said around it.
    pub scope: Scope,
}

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

/// Finds the figures of a block, in order; `dates`: those of the block, which are no figures.
pub(super) fn find(block: &Block, index: usize, dates: &[date::Mention], found: &mut Vec<Mention>) {
    let words = &block.words;
    let reader = Reader { block, index, marks: Marks::of(words) };
    let mut dates = dates.iter().peekable();
    let mut at = 0;
    while at < words.tokens.len() {
        while dates.next_if(|date| date.tokens.end <= at).is_some() {}
        if let Some(date) = dates.peek().filter(|date| date.tokens.contains(&at)) {
            at = date.tokens.end;
            continue;
        }
        let read = reader.all(at).or_else(|| reader.times(at)).or_else(|| reader.read(at, found.last()));
        at = match read {
            Some(Read::Figure(mention)) => {
                let end = mention.tokens.end;
                found.push(*mention);
                end.max(at + 1)
            }
            Some(Read::Nothing(end)) => end.max(at + 1),
            None => at + 1,
        };
    }
}

/// A block with what is told of its words once.
struct Reader<'b> {
    block: &'b Block,
    index: usize,
    marks: Marks,
}

enum Read {
    Figure(Box<Mention>),
    /// A number that counts nothing, up to this token.
    Nothing(usize),
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

impl Reader<'_> {
    /// Reads the figure that opens at a token, or the number there that counts nothing; `before`: the figure before it.
    fn read(&self, at: usize, before: Option<&Mention>) -> Option<Read> {
        let Self { block, index, marks } = self;
        let words = &block.words;
        let said = Said::read(block, at)?;
        if let Some(next) = said.passed_over(words) {
            return Some(Read::Nothing(next));
        }
        let before = before.filter(|other| other.block == *index);
        let counted = Counted::read(block, &said, before);
        if !counted.is_figure(words, &said) {
            return Some(Read::Nothing(counted.unit_end));
        }
        let (quantity, end) = said_after(block, &said, &counted).unwrap_or((said.quantity, counted.end));
        let Counted { unit, minutes, of, noun, dont, inherited, .. } = counted;
        let mut mention = Mention {
            minutes,
            unit,
            of,
            dont,
            inherited,
            ..Mention::bare(*index, at..end.min(words.tokens.len()), said.number, quantity, noun)
        };
        mention.scope = scope::of(block, marks, &mention);
        Some(Read::Figure(Box::new(mention)))
    }

    /// Reads « tous les défis », « l’ensemble des idées »: a hundred per cent of them.
    fn all(&self, at: usize) -> Option<Read> {
        let words = &self.block.words;
        if !matches!(words.word(at), "tous" | "toutes" | "l" | "la") {
            return None;
        }
        let end = words
            .any_phrase(at, &["tous les", "toutes les", "l ensemble des", "la totalite des", "l integralite des"])?;
        // « tous les deux jours », « toutes les 10 minutes », « tous les six »: something else, or a number that is read on its own.
        let noun = noun::read(words, end, false)
            .filter(|noun| !is_number_word(words.word(end)) && noun::is_plural(words.word(noun.at)))?;
        let quantity = quantite::parse("100 %").ok()?.quantite;
        let mut mention = Mention::bare(self.index, at..noun.at + 1, end, quantity, Some(noun));
        mention.scope = Scope { all: true, ..scope::of(self.block, &self.marks, &mention) };
        Some(Read::Figure(Box::new(mention)))
    }

    /// Reads « a doublé », « deux fois plus »: a ratio to what was before, which no dossier knows.
    fn times(&self, at: usize) -> Option<Read> {
        let words = &self.block.words;
        let doubled = matches!(words.word(at), "double" | "triple" | "quadruple")
            && matches!(words.before(at), "a" | "ont" | "avait" | "ete" | "presque");
        let text = self.block.text.get(words.tokens.get(at)?.span.start as usize..)?;
        let number = (words.is_digits(at) || is_number_word(words.word(at))).then(|| nombre::parse(text)).flatten();
        let fold = number.is_some() && words.word(at + 1) == "fois" && matches!(words.word(at + 2), "plus" | "moins");
        if !doubled && !fold {
            return None;
        }
        let end = if fold { at + 3 } else { at + 1 };
        let noun = noun::read(words, end, true).filter(|_| fold && matches!(words.word(end), "de" | "d"));
        let quantity = Quantite::from_whole(number.and_then(|read| read.whole).unwrap_or(2))?;
        let end = noun.map_or(end, |noun| noun.at + 1);
        let mut mention = Mention::bare(self.index, at..end, at, quantity, noun);
        mention.scope = Scope { rate: true, ..scope::of(self.block, &self.marks, &mention) };
        Some(Read::Figure(Box::new(mention)))
    }
}

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
    fn read(block: &Block, at: usize) -> Option<Self> {
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
    fn passed_over(&self, words: &Words) -> Option<usize> {
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

/// Reads « environ », « au moins » after a noun: « 40 personnes environ »; returns what the quantity then is, and the token after.
fn said_after(block: &Block, said: &Said, counted: &Counted) -> Option<(Quantite, usize)> {
    let words = &block.words;
    if said.quantity.forme() != Forme::Exact || counted.of.is_some() {
        return None;
    }
    let from = words.tokens.get(counted.end)?.span.start;
    let (forme, len) = quantite::trailing(block.text.get(from as usize..)?)?;
    let end = words.at_offset(from + u32::try_from(len).ok()?);
    let other = matches!(words.word(end), "tot" | "tard" | "pres" | "vite" | "de" | "haut" | "bas");
    (!other).then(|| (said.quantity.said_as(forme), end))
}

impl Mention {
    fn bare(block: usize, tokens: Range<usize>, number: usize, quantity: Quantite, noun: Option<Noun>) -> Self {
        Self {
            block,
            tokens,
            number,
            quantity,
            minutes: 0,
            unit: Unit::Things,
            of: None,
            noun,
            dont: false,
            inherited: false,
            scope: Scope::default(),
        }
    }
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
