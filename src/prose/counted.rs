//! What a quantity counts: a unit of time, a noun, a part of a whole.

use super::block::Block;
use super::elsewhere;
use super::mention::{Mention, Unit};
use super::noun::{self, Noun};
use super::said::{Said, is_number_word};
use super::token::Words;
use crate::value::nombre;
use crate::value::quantite::{Forme, Quantite};

/// What follows a quantity.
pub(super) struct Counted {
    /// What it is a number of.
    pub unit: Unit,
    /// Minutes said after hours.
    pub minutes: u32,
    /// The noun.
    pub noun: Option<Noun>,
    /// Whether « dont » stands before it.
    pub dont: bool,
    /// Whether the noun is that of the figure before it.
    pub inherited: bool,
    /// The whole that it is a part of.
    pub of: Option<Quantite>,
    /// Whether « seul » follows the number.
    alone: bool,
    /// The token after the quantity and its unit.
    pub unit_end: usize,
    /// The token after all of it.
    pub end: usize,
}

impl Counted {
    /// Reads what follows a quantity; `before`: the figure before it in the block.
    pub(super) fn read(block: &Block, said: &Said, before: Option<&Mention>) -> Self {
        let words = &block.words;
        let (unit, minutes, unit_end) = said.unit(words);
        let dont = dont(words, said.at);
        let alone = unit == Unit::Things && matches!(words.word(said.number + 1), "seul" | "seule");
        // « Sur 508 usagers, 488 » : a part of what opens the sentence, whatever verb follows.
        let opened = before.filter(|whole| unit == Unit::Things && opens_a_share(block, whole, said.at));
        let verb = |noun: &Noun| opened.is_some() && !noun::is_many(words, *noun);
        let own = if alone { noun::read(words, said.number + 2, false) } else { said.noun(words, unit, unit_end) };
        let own = own.filter(|noun| !verb(noun));
        // « huit personas, dont trois ont été retenus » : the noun is that of the whole.
        let inherited = dont && own.is_none() && !alone;
        let same = |other: &&Mention| words.sentence(said.at).contains(&other.tokens.start);
        let headed = headed(words, said).filter(|_| own.is_none() && unit == Unit::Things);
        let noun = match headed {
            Some(noun) => Some(noun),
            None if inherited => before.filter(same).and_then(|other| other.noun),
            None => own,
        };
        let inherited = inherited || headed.is_some();
        let after = own.map_or(unit_end, |noun| noun.end);
        // « 3 personas sur 8 », « 2 (sur 5) », « un sur cinq ».
        let part = ratio(block, after).or_else(|| ratio(block, unit_end));
        let opened = opened.filter(|_| noun.is_none());
        let of = match part {
            Some((of, _)) => Some(of),
            None => opened.and_then(|whole| whole.quantity.whole()).and_then(Quantite::from_whole),
        };
        let end = part.map_or(after, |(_, end)| end.max(after));
        Self { unit, minutes, noun, dont, inherited, of, alone, unit_end, end }
    }

    /// Tells whether what is said counts something: a number alone is a name, a rank, a reference.
    pub(super) fn is_figure(&self, words: &Words, said: &Said) -> bool {
        let (quantity, forme) = (said.quantity, said.quantity.forme());
        let vague =
            quantity.number().is_none() || matches!(forme, Forme::PlusieursFois | Forme::Aucun | Forme::Fraction);
        if vague {
            return self.noun.is_some();
        }
        let share = quantity.is_percent();
        if self.of.is_some() {
            return forme == Forme::Exact && !share;
        }
        let one = matches!(words.word(said.number), "un" | "une") && forme != Forme::Collectif;
        if one && !self.alone {
            return false;
        }
        if self.alone || self.inherited || share || self.unit != Unit::Things {
            return true;
        }
        // « 177 des 227 demandes ».
        let partitive = words.word(self.unit_end) == "des"
            && (words.is_digits(self.unit_end + 1) || is_number_word(words.word(self.unit_end + 1)));
        // « le car 47 accueille » has no plural, nor have « 12 km ».
        let plural = self.noun.is_some_and(|noun| noun::is_many(words, noun));
        match forme {
            Forme::Collectif => true,
            Forme::Exact => plural || partitive,
            _ if said.in_words(words) => plural,
            _ => plural || self.noun.is_none() && !matches!(words.before(said.at), "le" | "la"),
        }
    }
}

impl Said {
    /// Reads the unit of time after a quantity; returns the minutes said after hours, and the token after.
    fn unit(&self, words: &Words) -> (Unit, u32, usize) {
        let de =
            usize::from(matches!(words.word(self.end), "d" | "de")) + usize::from(words.is_mark(self.end + 1, '\''));
        let (unit, minutes, end) = unit(words, self.end + usize::from(self.takes_de) * de);
        (unit, minutes, if unit == Unit::Things { self.end } else { end })
    }

    /// Reads the noun: that of the things, or what a length of time was spent in.
    fn noun(&self, words: &Words, unit: Unit, end: usize) -> Option<Noun> {
        match words.word(end) {
            _ if unit == Unit::Things => noun::read(words, end, self.takes_de),
            "d" | "de" => noun::read(words, end, true),
            "en" => noun::read(words, end + 1, false).filter(|noun| words.word(noun.at).starts_with("immersion")),
            "passees" | "passes" => {
                let next = end + 1 + usize::from(words.word(end + 1) == "en");
                noun::read(words, next, false).filter(|noun| words.word(noun.at).starts_with("immersion"))
            }
            _ => None,
        }
    }
}

/// Reads the noun before a colon that a number alone follows: « Entretiens : 40 », « Nombre d’idées : 450 ».
fn headed(words: &Words, said: &Said) -> Option<Noun> {
    let last = said.at.checked_sub(2).filter(|_| words.is_mark(said.at - 1, ':'))?;
    // « Entretiens réalisés : 50 ».
    let at = last - usize::from(last > 0 && words.is_word(last - 1) && super::scope::is_neutral(words.word(last)));
    let alone = !words.is_word(said.end) && !words.is_digits(said.end) && words.is_digits(said.number);
    let noun = Noun { at, end: at + 1, apart: false };
    (alone && words.is_word(at) && noun::is_many(words, noun)).then_some(noun)
}

/// Reads a unit of time; returns the minutes said after hours, and the token after.
fn unit(words: &Words, at: usize) -> (Unit, u32, usize) {
    match words.word(at) {
        "h" | "heure" | "heures" => {
            let minutes = words.number(at + 1).filter(|minutes| *minutes < 60 && words.word(at + 1).len() == 2);
            match minutes.and_then(|minutes| u32::try_from(minutes).ok()) {
                Some(minutes) => (Unit::Hours, minutes, at + 2),
                None => (Unit::Hours, 0, at + 1),
            }
        }
        "min" | "mn" | "minute" | "minutes" => (Unit::Minutes, 0, at + 1),
        "jour" | "jours" | "j" => (Unit::Days, 0, at + 1),
        "semaine" | "semaines" => (Unit::Weeks, 0, at + 1),
        "mois" => (Unit::Months, 0, at + 1),
        "an" | "annee" | "annees" | "ans" => (Unit::Years, 0, at + 1),
        _ => (Unit::Things, 0, at),
    }
}

/// Reads « sur 8 », « (sur 5) », « sur les 8 »; returns the token after it.
fn ratio(block: &Block, at: usize) -> Option<(Quantite, usize)> {
    let words = &block.words;
    let open = usize::from(words.is_mark(at, '('));
    let mut next = at + open;
    if words.word(next) != "sur" {
        return None;
    }
    next += 1;
    next += usize::from(words.word(next) == "les");
    let start = words.tokens.get(next)?.span.start;
    let read = nombre::parse(block.text.get(start as usize..)?)?;
    let end = words.at_offset(start + u32::try_from(read.len).ok()?);
    let value = Quantite::from_whole(read.whole.filter(|whole| *whole > 1)?)?;
    // A mark: « note de 4,2 sur 5 ».
    let mark = (1..=4).any(|back| {
        at.checked_sub(back + 1)
            .is_some_and(|place| matches!(words.word(place), "note" | "notes" | "score" | "moyenne"))
    });
    // « sur 20 ans », « sur trois jours », « sur 5 000 € » are no wholes.
    let other = unit(words, end).0 != Unit::Things || elsewhere::passed_over(words, next, end).is_some();
    (!other && !mark).then_some((value, end + usize::from(open == 1 && words.is_mark(end, ')'))))
}

/// Tells whether a figure is the whole that opens a sentence, « sur 508 usagers, », of which the number at a token tells a part.
fn opens_a_share(block: &Block, whole: &Mention, at: usize) -> bool {
    let words = &block.words;
    let sentence = words.sentence(at);
    let start = whole
        .tokens
        .start
        .saturating_sub(usize::from(matches!(words.before(whole.tokens.start), "les" | "nos" | "ces")));
    start == sentence.start + 1
        && words.word(sentence.start) == "sur"
        && whole.quantity.whole().is_some()
        && words.is_mark(at.wrapping_sub(1), ',')
        && at - whole.tokens.end <= 10
}

/// Tells whether « dont » stands before a figure.
fn dont(words: &Words, at: usize) -> bool {
    let before = words.before(at);
    before == "dont" || before == "parmi" && words.word(at.saturating_sub(2)) == "dont"
}
