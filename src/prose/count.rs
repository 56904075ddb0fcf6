//! The figures of a block: a quantity, what it counts, and what is said with it.

use super::block::Block;
use super::counted::Counted;
use super::date;
use super::mention::{Mention, Scope};
use super::noun;
use super::said::{Said, is_number_word};
use super::scope::{self, Marks};
use crate::value::nombre;
use crate::value::quantite::{self, Forme, Quantite};

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
        let mut mention = Mention::bare(self.index, at..noun.end, end, quantity, Some(noun));
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
        let end = noun.map_or(end, |noun| noun.end);
        let mut mention = Mention::bare(self.index, at..end, at, quantity, noun);
        mention.scope = Scope { rate: true, ..scope::of(self.block, &self.marks, &mention) };
        Some(Read::Figure(Box::new(mention)))
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
