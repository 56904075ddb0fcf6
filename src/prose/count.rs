//! The figures of a block: a quantity, what it counts, and what is said with it.

use std::ops::Range;

use super::block::Block;
use super::date;
use super::elsewhere;
use super::noun::{self, Noun};
use super::scope::{self, Scope};
use super::token::Words;
use crate::value::nombre;
use crate::value::quantite::{self, Forme, Quantite};

/// What a quantity is a number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Things, or nothing that is said.
    Things,
    /// Hours or minutes: how many minutes one is.
    Minutes(u32),
    /// Days, weeks, months or years: how many days one is, in hundredths.
    Days(u32),
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

/// Words that open a quantity, numbers aside.
const OPENERS: &[&str] = &[
    "pas", "au", "minimum", "mini", "un", "une", "plus", "maximum", "jusqu", "max", "maxi", "moins", "pres", "presque",
    "a", "environ", "env", "autour", "de", "quelque", "quelques", "plusieurs", "aucun", "aucune", "le", "la", "l",
    "les", "trois", "deux", "des", "entre",
];

/// Finds the figures of a block, in order.
pub(super) fn find(block: &Block, index: usize, dates: &[date::Mention], found: &mut Vec<Mention>) {
    let words = &block.words;
    let first = dates.partition_point(|date| date.block < index);
    let dates = dates.get(first..).unwrap_or_default();
    let mut at = 0;
    while at < words.tokens.len() {
        if let Some(date) = dates.iter().take_while(|date| date.block == index).find(|date| date.tokens.contains(&at)) {
            at = date.tokens.end;
            continue;
        }
        let read =
            all(block, index, at).or_else(|| times(block, index, at)).or_else(|| read(block, index, at, found.last()));
        at = match read {
            Some(Read::Figure(mention)) => {
                let end = mention.tokens.end;
                found.push(*mention);
                end
            }
            Some(Read::Nothing(end)) => end.max(at + 1),
            None => at + 1,
        };
    }
}

enum Read {
    Figure(Box<Mention>),
    /// A number that counts nothing, up to this token.
    Nothing(usize),
}

/// Tells whether a quantity may open with a token.
fn opens(words: &Words, at: usize) -> bool {
    words.is_digits(at)
        || OPENERS.contains(&words.word(at))
        || matches!(words.word(at), "+" | "-" | "<" | ">" | "~" | "≈" | "±" | "≥" | "≤")
        || words.is_word(at) && is_number_word(words.word(at))
}

fn is_number_word(word: &str) -> bool {
    nombre::parse(word).is_some_and(|read| read.len == word.len())
}

fn read(block: &Block, index: usize, at: usize, before: Option<&Mention>) -> Option<Read> {
    let words = &block.words;
    if !opens(words, at) {
        return None;
    }
    let start = words.tokens.get(at)?.span.start;
    let text = block.text.get(start as usize..)?;
    let leading = quantite::leading(text)?;
    let number = words.at_offset(start + u32::try_from(leading.number).ok()?);
    let mut end = words.at_offset(start + u32::try_from(leading.len).ok()?);
    if let Some(next) = elsewhere::passed_over(words, number, end) {
        return Some(Read::Nothing(next));
    }
    if is_a_name(words, number, end) {
        return Some(Read::Nothing(end));
    }
    // « le 3 au plus tôt » is a day.
    if matches!(words.word(end), "tot" | "tard") {
        return Some(Read::Nothing(end + 1));
    }
    let mut quantity = leading.quantite;
    // A sign before a number, as in « -3 % », is a change.
    if matches!(words.word(at), "+" | "-") && number == at + 1 {
        return Some(Read::Nothing(end));
    }
    let linked = usize::from(leading.takes_de)
        * (usize::from(words.word(end) == "d" || words.word(end) == "de") + usize::from(words.is_mark(end + 1, '\'')));
    let (unit, minutes, after) = unit(words, end + linked);
    if unit != Unit::Things {
        end = after;
    }
    let mut noun = None;
    if unit == Unit::Things {
        noun = noun::read(words, end, leading.takes_de);
    } else if words.word(end) == "d" || words.word(end) == "de" {
        noun = noun::read(words, end, true);
    } else if words.word(end) == "passees" || words.word(end) == "passes" {
        let next = end + 1 + usize::from(words.word(end + 1) == "en");
        noun = noun::read(words, next, false).filter(|noun| words.word(noun.at).starts_with("immersion"));
    }
    let in_words = !words.is_digits(number);
    let dont = dont(words, at);
    // « huit personas, dont trois ont été retenus » : the noun is that of the whole.
    let inherited = dont && noun.is_none();
    if inherited {
        noun = before
            .filter(|other| other.block == index && words.sentence(at).contains(&other.tokens.start))
            .and_then(|other| other.noun);
    }
    let alone = matches!(words.word(number + 1), "seul" | "seule");
    if alone && unit == Unit::Things {
        noun = noun::read(words, number + 2, false);
    }
    let one = in_words && matches!(words.word(number), "un" | "une") && quantity.forme() != Forme::Collectif && !alone;
    let mut tail = noun.filter(|_| !inherited).map_or(end, |noun| noun.at + 1);
    // « 3 personas sur 8 », « 2 (sur 5) », « un sur cinq ».
    let of = ratio(block, tail).or_else(|| ratio(block, end));
    if let Some((_, after)) = of {
        tail = tail.max(after);
    }
    let mut of = of.map(|(of, _)| of);
    // « Sur 508 usagers, 488 se disent satisfaits » : a part of what opens the sentence.
    let whole = before.filter(|whole| {
        noun.is_none() && of.is_none() && unit == Unit::Things && opens_a_share(block, index, whole, at)
    });
    if let Some(whole) = whole {
        of = whole.quantity.whole().and_then(Quantite::from_whole);
    }
    // « 177 des 227 demandes ».
    let partitive = words.word(end) == "des" && (words.is_digits(end + 1) || is_number_word(words.word(end + 1)));
    let share = quantity.is_percent();
    let vague = quantity.number().is_none()
        || matches!(quantity.forme(), Forme::PlusieursFois | Forme::Aucun | Forme::Fraction);
    let plural = noun.is_some_and(|noun| noun::is_plural(words.word(noun.at)));
    let counts = match () {
        () if vague => noun.is_some(),
        () if of.is_some() => quantity.forme() == Forme::Exact && !share,
        () if one => false,
        () if alone || inherited => true,
        () if in_words && quantity.forme() != Forme::Collectif && unit == Unit::Things && !share => plural,
        // A number alone is a name, a rank, a reference.
        () => {
            noun.is_some()
                || partitive
                || share
                || unit != Unit::Things
                || quantity.forme() != Forme::Exact && !matches!(words.before(at), "le" | "la")
        }
    };
    if !counts {
        return Some(Read::Nothing(end));
    }
    if quantity.forme() == Forme::Exact
        && of.is_none()
        && let Some(from) = words.tokens.get(tail).map(|token| token.span.start)
        && let Some((forme, len)) = block.text.get(from as usize..).and_then(quantite::trailing)
        && !matches!(
            words.word(words.at_offset(from + u32::try_from(len).ok()?)),
            "tot" | "tard" | "pres" | "vite" | "de" | "haut" | "bas"
        )
    {
        quantity = quantity.said_as(forme);
        tail = words.at_offset(from + u32::try_from(len).ok()?);
    }
    let mut mention = Mention {
        block: index,
        tokens: at..tail.min(words.tokens.len()),
        number,
        quantity,
        minutes,
        unit,
        of,
        noun,
        dont,
        inherited,
        scope: Scope::default(),
    };
    mention.scope = scope::of(block, &mention);
    Some(Read::Figure(Box::new(mention)))
}

/// Reads « tous les défis », « l’ensemble des idées »: a hundred per cent of them.
fn all(block: &Block, index: usize, at: usize) -> Option<Read> {
    let words = &block.words;
    let end =
        words.any_phrase(at, &["tous les", "toutes les", "l ensemble des", "la totalite des", "l integralite des"])?;
    // « tous les deux jours », « toutes les 10 minutes », « tous les six »: something else, or a number that is read on its own.
    let noun = noun::read(words, end, false)
        .filter(|noun| !is_number_word(words.word(end)) && noun::is_plural(words.word(noun.at)))?;
    let quantity = quantite::parse("100 %").ok()?.quantite;
    let mut mention = Mention::bare(index, at..noun.at + 1, end, quantity, Some(noun));
    mention.scope = Scope { all: true, ..scope::of(block, &mention) };
    Some(Read::Figure(Box::new(mention)))
}

/// Reads « a doublé », « deux fois plus »: a ratio to what was before, which no dossier knows.
fn times(block: &Block, index: usize, at: usize) -> Option<Read> {
    let words = &block.words;
    let doubled = matches!(words.word(at), "double" | "triple" | "quadruple")
        && matches!(words.before(at), "a" | "ont" | "avait" | "ete" | "presque");
    let text = block.text.get(words.tokens.get(at)?.span.start as usize..)?;
    let number = (words.is_digits(at) || is_number_word(words.word(at))).then(|| nombre::parse(text)).flatten();
    let fold = number.is_some() && words.word(at + 1) == "fois" && matches!(words.word(at + 2), "plus" | "moins");
    if !doubled && !fold {
        return None;
    }
    let end = if fold { at + 3 } else { at + 1 };
    let noun = noun::read(words, end, true).filter(|_| fold && matches!(words.word(end), "de" | "d"));
    let quantity = Quantite::from_whole(number.and_then(|read| read.whole).unwrap_or(2))?;
    let end = noun.map_or(end, |noun| noun.at + 1);
    let mut mention = Mention::bare(index, at..end, at, quantity, noun);
    mention.scope = Scope { rate: true, ..scope::of(block, &mention) };
    Some(Read::Figure(Box::new(mention)))
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

/// Reads a unit of time; returns the minutes said after hours, and the token after.
fn unit(words: &Words, at: usize) -> (Unit, u32, usize) {
    match words.word(at) {
        "h" | "heure" | "heures" => {
            let minutes = words.number(at + 1).filter(|minutes| *minutes < 60 && words.word(at + 1).len() == 2);
            match minutes.and_then(|minutes| u32::try_from(minutes).ok()) {
                Some(minutes) => (Unit::Minutes(60), minutes, at + 2),
                None => (Unit::Minutes(60), 0, at + 1),
            }
        }
        "min" | "mn" | "minute" | "minutes" => (Unit::Minutes(1), 0, at + 1),
        "jour" | "jours" | "j" => (Unit::Days(100), 0, at + 1),
        "semaine" | "semaines" => (Unit::Days(700), 0, at + 1),
        "mois" => (Unit::Days(3_044), 0, at + 1),
        "an" | "annee" | "annees" | "ans" => (Unit::Days(36_525), 0, at + 1),
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
fn opens_a_share(block: &Block, index: usize, whole: &Mention, at: usize) -> bool {
    let words = &block.words;
    let sentence = words.sentence(at);
    let start = whole
        .tokens
        .start
        .saturating_sub(usize::from(matches!(words.before(whole.tokens.start), "les" | "nos" | "ces")));
    whole.block == index
        && start == sentence.start + 1
        && words.word(sentence.start) == "sur"
        && whole.quantity.whole().is_some()
        && words.is_mark(at.wrapping_sub(1), ',')
        && at - whole.tokens.end <= 6
}

/// Tells whether « dont » stands before a figure.
fn dont(words: &Words, at: usize) -> bool {
    let before = words.before(at);
    before == "dont" || before == "parmi" && words.word(at.saturating_sub(2)) == "dont"
}
