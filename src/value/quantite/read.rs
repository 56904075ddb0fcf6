//! Reading of quantities: an operator, a number or a word that stands for one, then the noun or unit.

use super::super::cursor::Cursor;
use super::super::nombre::{self, Nombre};
use super::{Declaree, Forme, Quantite, QuantiteError};
use crate::fr::fold::fold;

/// What may stand before a number, folded; the longer ones first where one begins another.
const OPERATORS: &[(&str, Forme)] = &[
    ("pas moins de", Forme::AuMoins),
    ("pas moins d'", Forme::AuMoins),
    ("au moins", Forme::AuMoins),
    ("minimum", Forme::AuMoins),
    ("au minimum", Forme::AuMoins),
    ("mini", Forme::AuMoins),
    (">=", Forme::AuMoins),
    ("≥", Forme::AuMoins),
    ("un peu plus de", Forme::PlusDe),
    ("un peu plus d'", Forme::PlusDe),
    ("plus de", Forme::PlusDe),
    ("plus d'", Forme::PlusDe),
    ("+ de", Forme::PlusDe),
    ("+ d'", Forme::PlusDe),
    ("au dela de", Forme::PlusDe),
    ("au dela d'", Forme::PlusDe),
    (">", Forme::PlusDe),
    ("au plus", Forme::AuPlus),
    ("maximum", Forme::AuPlus),
    ("au maximum", Forme::AuPlus),
    ("jusqu'a", Forme::AuPlus),
    ("max.", Forme::AuPlus),
    ("max", Forme::AuPlus),
    ("maxi", Forme::AuPlus),
    ("<=", Forme::AuPlus),
    ("≤", Forme::AuPlus),
    ("un peu moins de", Forme::MoinsDe),
    ("un peu moins d'", Forme::MoinsDe),
    ("moins de", Forme::MoinsDe),
    ("moins d'", Forme::MoinsDe),
    ("- de", Forme::MoinsDe),
    ("- d'", Forme::MoinsDe),
    ("<", Forme::MoinsDe),
    ("pres de", Forme::PresDe),
    ("pres d'", Forme::PresDe),
    ("presque", Forme::PresDe),
    ("pas loin de", Forme::PresDe),
    ("pas loin d'", Forme::PresDe),
    ("a peine", Forme::APeine),
    ("environ", Forme::Environ),
    ("env.", Forme::Environ),
    ("env", Forme::Environ),
    ("plus ou moins", Forme::Environ),
    ("a peu pres", Forme::Environ),
    ("autour de", Forme::Environ),
    ("autour d'", Forme::Environ),
    ("de l'ordre de", Forme::Environ),
    ("de l'ordre d'", Forme::Environ),
    ("~", Forme::Environ),
    ("≈", Forme::Environ),
    ("±", Forme::Environ),
    ("+/-", Forme::Environ),
];

/// What may stand after a number, or end the text, folded; the longer ones first.
const AFTER: &[(&str, Forme)] = &[
    ("au grand minimum", Forme::AuMoins),
    ("au minimum", Forme::AuMoins),
    ("au maximum", Forme::AuPlus),
    ("au moins", Forme::AuMoins),
    ("au plus", Forme::AuPlus),
    ("a peu pres", Forme::Environ),
    ("et plus", Forme::AuMoins),
    ("ou plus", Forme::AuMoins),
    ("ou moins", Forme::AuPlus),
    ("minimum", Forme::AuMoins),
    ("maximum", Forme::AuPlus),
    ("mini", Forme::AuMoins),
    ("maxi", Forme::AuPlus),
    ("max", Forme::AuPlus),
    ("environ", Forme::Environ),
];

/// Words that are a quantity by themselves, folded, with their number in thousandths.
const WORDS: &[(&str, Forme, u64)] = &[
    ("aucun", Forme::Aucun, 0),
    ("aucune", Forme::Aucun, 0),
    ("un quart", Forme::Fraction, 25_000),
    ("le quart", Forme::Fraction, 25_000),
    ("un tiers", Forme::Fraction, 33_333),
    ("le tiers", Forme::Fraction, 33_333),
    ("la moitie", Forme::Fraction, 50_000),
    ("deux tiers", Forme::Fraction, 66_667),
    ("les deux tiers", Forme::Fraction, 66_667),
    ("trois quarts", Forme::Fraction, 75_000),
    ("les trois quarts", Forme::Fraction, 75_000),
    ("plus de la moitie", Forme::Majorite, 0),
    ("la majorite", Forme::Majorite, 0),
    ("une majorite", Forme::Majorite, 0),
    ("la plupart", Forme::Plupart, 0),
    ("l'essentiel", Forme::Plupart, 0),
    ("la grande majorite", Forme::Plupart, 0),
    ("une grande majorite", Forme::Plupart, 0),
    ("la minorite", Forme::Minorite, 0),
    ("une minorite", Forme::Minorite, 0),
    ("un couple", Forme::Couple, 0),
    ("une poignee", Forme::Poignee, 0),
];

/// What may stand between the ends of an interval.
const TO: &[&str] = &["a", "ou", "-"];

/// Reads a declared quantity and the noun or unit after it.
///
/// « 508 usagers », `3`, « plus de 450 », `450+`, « ~40 », « quelque 200 », « une quarantaine de personnes », « 4 à 5 par
/// jour », « 12 maximum », « plusieurs centaines », « aucun », « 96 % », « deux tiers ». Ordinals (`2e`), times (`1h15`), dates,
/// telephone numbers and codes are no quantities.
pub fn parse(text: &str) -> Result<Declaree<'_>, QuantiteError> {
    if let Some(quantite) = bare_whole(text) {
        return Ok(Declaree { quantite, unit: "" });
    }
    let mut cursor = Cursor::new(text);
    if cursor.is_done() {
        return Err(QuantiteError::Empty);
    }
    let in_one = ["un", "une"].iter().any(|one| cursor.clone().phrase(one));
    let read = said(&mut cursor)?;
    let mut quantite = Quantite { percent: read.percent, decimals: read.decimals, ..read.quantite()? };
    cursor.spaces();
    if read.takes_de {
        cursor.any_phrase(&["de la", "de l'", "des", "du", "de", "d'"]);
    }
    let mut unit = cursor.rest().trim_end();
    if quantite.forme == Forme::Exact
        && let Some((forme, shorter)) = ending(unit)
    {
        quantite.forme = forme;
        unit = shorter;
    }
    let vague = in_one && quantite.forme == Forme::Exact && begins_vaguely(unit);
    if vague || !is_unit(unit) { Err(QuantiteError::Form) } else { Ok(Declaree { quantite, unit }) }
}

/// A quantity at the start of a text, whatever follows it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leading {
    /// What was said.
    pub quantite: Quantite,
    /// Where the number itself begins, after what comes before it: 8 in « plus de 450 ».
    pub number: usize,
    /// Where the quantity ends.
    pub len: usize,
    /// Whether « de » links it to its noun.
    pub takes_de: bool,
}

/// Reads the quantity at the start of `text`, for prose: what follows is not looked at, so that « 450e » begins with 450.
pub fn leading(text: &str) -> Option<Leading> {
    let mut cursor = Cursor::new(text);
    let mut number = cursor;
    let before = operator(&mut number).is_some() || number.any_phrase(&["entre", "quelques", "quelque"]);
    let said = said(&mut cursor).ok()?;
    let len = text.get(..cursor.at())?.trim_end().len();
    let number = if before && number.at() < len { number.at() } else { 0 };
    let quantite = Quantite { percent: said.percent, decimals: said.decimals, ..said.quantite().ok()? };
    Some(Leading { quantite, number, len, takes_de: said.takes_de })
}

/// Reads « environ », « au moins » after a noun: « 40 personnes environ »; returns what a bare number then is, and how far it goes.
pub fn trailing(text: &str) -> Option<(Forme, usize)> {
    let mut cursor = Cursor::new(text);
    cursor.eat('(');
    let &(_, forme) = AFTER.iter().find(|(phrase, _)| cursor.phrase(phrase))?;
    Some((forme, cursor.at()))
}

/// Reads a bare whole number and nothing else: what nearly every field holds.
fn bare_whole(text: &str) -> Option<Quantite> {
    let plain = (1..=12).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if plain { Quantite::from_whole(text.parse().ok()?) } else { None }
}

/// The parts of a quantity, as read.
struct Said {
    forme: Forme,
    number: u64,
    other: u64,
    percent: bool,
    decimals: u8,
    /// Whether « de » links it to its noun.
    takes_de: bool,
}

impl Said {
    fn new(forme: Forme, number: u64) -> Self {
        Said { forme, number, other: 0, percent: false, decimals: 0, takes_de: false }
    }

    fn quantite(&self) -> Result<Quantite, QuantiteError> {
        if self.forme == Forme::Entre && self.number > self.other {
            let [first, second] = [self.number, self.other].map(super::thousandths);
            return Err(QuantiteError::Order { first, second });
        }
        Quantite::new(self.forme, self.number, self.other).ok_or(QuantiteError::Precision)
    }
}

fn said(cursor: &mut Cursor) -> Result<Said, QuantiteError> {
    if let Some(said) = in_a_word(cursor) {
        return after_fraction(cursor, said);
    }
    if let Some(said) = vague(cursor) {
        return Ok(said);
    }
    if cursor.any_phrase(&["entre"]) {
        return interval(cursor, &["et"])
            .and_then(|said| if said.forme == Forme::Entre { Ok(said) } else { Err(QuantiteError::Form) });
    }
    if cursor.any_phrase(&["quelque", "quelques"]) {
        let said = if cursor.at_digit() || nombre::parse(cursor.rest()).is_some() {
            Said { forme: Forme::Quelque, ..number(cursor)? }
        } else {
            Said::new(Forme::Quelques, 0)
        };
        return Ok(said);
    }
    let operator = operator(cursor);
    if let Some(forme) = operator {
        if let Some(said) = in_a_word(cursor) {
            // « près de la moitié » moves the fraction; « environ un tiers » is what the fraction says.
            let said = after_fraction(cursor, said)?;
            return match (said.forme, forme) {
                (Forme::Fraction, Forme::Environ) => Ok(said),
                (Forme::Fraction, _) => Ok(Said { forme, ..said }),
                _ => Err(QuantiteError::Form),
            };
        }
        if forme == Forme::Environ {
            // « environ 10 à 15 » and « environ une dizaine » say no more than the interval or the noun.
            let said = interval(cursor, TO)?;
            return Ok(if said.forme == Forme::Exact { Said { forme, ..said } } else { said });
        }
        return Ok(Said { forme, ..number(cursor)? });
    }
    if cursor.eat('-') {
        cursor.spaces();
        return Err(if cursor.at_digit() { QuantiteError::Negative } else { QuantiteError::Form });
    }
    let from = cursor.any_phrase(&["de"]);
    let said = interval(cursor, TO)?;
    if said.forme != Forme::Exact {
        return Ok(said);
    }
    if from {
        return Err(QuantiteError::Form);
    }
    let mut probe = *cursor;
    probe.spaces();
    if probe.eat('+') {
        *cursor = probe;
        return Ok(Said { forme: Forme::PlusDe, ..said });
    }
    for &(phrase, forme) in AFTER {
        if probe.phrase(phrase) {
            probe.eat('.');
            *cursor = probe;
            return Ok(Said { forme, takes_de: true, ..said });
        }
    }
    Ok(said)
}

fn operator(cursor: &mut Cursor) -> Option<Forme> {
    let &(_, forme) = OPERATORS.iter().find(|(phrase, _)| cursor.any_phrase(&[phrase]))?;
    Some(forme)
}

/// Reads « aucun », « un tiers », « une poignée ».
fn in_a_word(cursor: &mut Cursor) -> Option<Said> {
    let &(_, forme, number) = WORDS.iter().find(|(phrase, ..)| cursor.any_phrase(&[phrase]))?;
    let percent = matches!(forme, Forme::Fraction | Forme::Majorite | Forme::Plupart | Forme::Minorite);
    Some(Said { percent, takes_de: forme != Forme::Aucun, ..Said::new(forme, number) })
}

/// Refuses « un quart d’heure » and « un tiers-lieu »: no shares.
fn after_fraction(cursor: &Cursor, said: Said) -> Result<Said, QuantiteError> {
    let mut probe = *cursor;
    let compound = probe.eat('-') || probe.any_phrase(&["d'heure", "lieu", "lieux", "temps"]);
    if said.forme == Forme::Fraction && compound { Err(QuantiteError::Form) } else { Ok(said) }
}

/// Reads « plusieurs », « des dizaines », « plusieurs centaines », « quelques milliers ».
fn vague(cursor: &mut Cursor) -> Option<Said> {
    let mut probe = *cursor;
    let several = probe.any_phrase(&["plusieurs"]);
    if !several {
        probe.any_phrase(&["des", "quelques", "de"]);
    }
    let word = probe.word();
    let times = match word.as_ref().map_or("", |word| word.as_str()) {
        "dizaines" => 10,
        "centaines" => 100,
        "milliers" => 1_000,
        _ if several => {
            *cursor = probe;
            return Some(Said::new(Forme::Plusieurs, 0));
        }
        _ => return None,
    };
    if let Some(word) = word {
        probe.take(word);
    }
    *cursor = probe;
    Some(Said { takes_de: true, ..Said::new(Forme::PlusieursFois, times * 1_000) })
}

/// Reads a number or « une quarantaine ».
fn number(cursor: &mut Cursor) -> Result<Said, QuantiteError> {
    let read = nombre::read_at(cursor).ok_or(QuantiteError::Form)?;
    let mut probe = *cursor;
    probe.spaces();
    if read.whole == Some(1) {
        probe.any_phrase(&["bonne", "bon", "petite", "petit", "grosse", "gros"]);
    }
    if read.whole == Some(1)
        && let Some(word) = probe.word()
        && let Some(count) = nombre::collective(word.as_str())
    {
        probe.take(word);
        *cursor = probe;
        return Ok(Said { takes_de: true, ..Said::new(Forme::Collectif, count * 1_000) });
    }
    let percent = percent(cursor);
    Ok(Said {
        percent,
        decimals: if percent { read.decimals.min(3) } else { 0 },
        takes_de: percent || read.scale >= 1_000_000,
        ..Said::new(Forme::Exact, read.thousandths.ok_or(QuantiteError::Precision)?)
    })
}

fn percent(cursor: &mut Cursor) -> bool {
    let mut probe = *cursor;
    probe.spaces();
    let found = probe.eat('%') || probe.any_phrase(&["pour cent", "pourcent", "pour 100"]);
    if found {
        *cursor = probe;
    }
    found
}

/// Reads « 4 à 5 », or a single number when no second one follows.
fn interval(cursor: &mut Cursor, to: &[&str]) -> Result<Said, QuantiteError> {
    let start = *cursor;
    let first = number(cursor)?;
    let mut probe = *cursor;
    probe.spaces();
    if first.forme != Forme::Exact || !probe.any_phrase(to) {
        return Ok(first);
    }
    let factor = nombre::parse(start.rest()).map_or(1, |read| read.scale);
    let Some(read) = nombre::parse(probe.rest()) else { return Ok(first) };
    let second = number(&mut probe)?;
    if second.forme != Forme::Exact || (first.percent && !second.percent) {
        return Err(QuantiteError::Form);
    }
    *cursor = probe;
    Ok(Said {
        forme: Forme::Entre,
        number: if factor == 1 { scaled(first.number, read) } else { first.number },
        other: second.number,
        decimals: 0,
        ..second
    })
}

/// Returns the first end of an interval in the scale said after the second: « 1 à 2 millions » begins at one million, but
/// « cinquante à deux cents » at fifty.
fn scaled(first: u64, second: Nombre) -> u64 {
    match (first.checked_mul(second.scale), second.thousandths) {
        (Some(scaled), Some(end)) if scaled <= end => scaled,
        _ => first,
    }
}

/// Finds « environ », « au maximum » at the end of a unit: « 40 personnes environ » is not exactly forty.
fn ending(unit: &str) -> Option<(Forme, &str)> {
    let closed = unit.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ')' | '.'));
    let opened = |left: &'_ str| left.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '(')).len();
    if let Some(left) = closed.strip_suffix('+') {
        return Some((Forme::PlusDe, unit.get(..opened(left))?));
    }
    // No phrase of the table takes more bytes than this, however typed; a few more letters do no harm.
    let mut from = closed.len().saturating_sub(48);
    while !closed.is_char_boundary(from) {
        from += 1;
    }
    let tail = fold(closed.get(from..)?);
    let &(phrase, forme) = AFTER
        .iter()
        .find(|(phrase, _)| tail.strip_suffix(phrase).is_some_and(|before| before.ends_with([' ', ',', '('])))?;
    let mut left = closed;
    for _ in phrase.split(' ') {
        left = left.trim_end().trim_end_matches(|c: char| !c.is_whitespace() && !matches!(c, ',' | '('));
    }
    Some((forme, unit.get(..opened(left))?))
}

/// Says whether `unit` can follow a number: nothing, or a noun or symbol. Refuses what shows that the number was only a part
/// of what was said: `2e`, `1h15`, `12/05`, `06 12`, `1e3`, `10k`, « 3 et demi », « dix milliers ».
fn is_unit(unit: &str) -> bool {
    let Some(first) = unit.chars().next() else { return true };
    if !first.is_alphabetic() {
        return matches!(first, '€' | '$' | '°' | '(' | '‰' | '«' | '\'' | '’');
    }
    let mut cursor = Cursor::new(unit);
    let Some(word) = cursor.word() else { return false };
    let refused = match word.as_str() {
        "e" | "er" | "re" | "nd" | "nde" | "eme" | "ieme" | "bis" | "ter" | "k" => true,
        "a" | "et" | "ou" | "voire" | "plus" | "moins" | "x" | "sur" | "demi" | "demie" | "virgule" => true,
        "dizaines" | "douzaines" | "centaines" | "milliers" | "mille" => true,
        "million" | "millions" | "milliard" | "milliards" | "pour" => true,
        other => nombre::collective(other).is_some(),
    };
    cursor.take(word);
    if cursor.at_digit() {
        return matches!(unit, "m2" | "m3" | "km2" | "CO2");
    }
    cursor.spaces();
    !refused && !cursor.at_digit()
}

/// Says whether « un » or « une » before `unit` is an article: « un certain nombre », « une partie », « un usager sur cinq ».
fn begins_vaguely(unit: &str) -> bool {
    let mut cursor = Cursor::new(unit);
    for _ in 0..3 {
        let Some(word) = cursor.word() else { break };
        let vague = match word.as_str() {
            "peu" | "nombre" | "partie" | "multitude" | "foule" | "serie" | "demi" | "demie" => true,
            "paire" | "quantite" | "ensemble" | "tas" | "sur" => true,
            other => nombre::collective(other).is_some(),
        };
        if vague {
            return true;
        }
        cursor.take(word);
        cursor.joints();
    }
    false
}
