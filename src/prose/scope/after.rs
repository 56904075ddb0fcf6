//! What follows the noun of a figure: what narrows it, what is said of it.

use std::ops::Range;

use super::words::{BY, ENDING, HERE, NARROWING, OF_IT, PART, SMALL, WHOLE};
use super::{is_neutral, is_participle};
use crate::prose::date;
use crate::prose::mention::{Mention, Scope, Unit};
use crate::prose::noun;
use crate::prose::token::{Kind, Words};

/// What the word after a noun does to the count.
enum Follow {
    /// It leaves it whole, and another may follow: « recueillies ».
    Whole,
    /// It makes it a rate: « par jour ».
    Rate,
    /// It tells by whom.
    Agent,
    /// It counts a part.
    Narrows,
    /// It tells which ones: « retenus ».
    Tells,
    /// It opens something else.
    Ends,
}

/// Reads what follows the noun, from the token `head`.
pub(super) fn read(words: &Words, head: usize, sentence: &Range<usize>, mention: &Mention, scope: &mut Scope) {
    let mut at = head;
    for _ in 0..3 {
        if at >= sentence.end {
            return;
        }
        match follow(words, at, mention) {
            Follow::Whole => at += 1,
            Follow::Rate => {
                scope.rate = true;
                return;
            }
            Follow::Agent => return,
            Follow::Narrows => {
                scope.narrowed = true;
                break;
            }
            Follow::Tells => {
                scope.said_of = Some(at);
                return;
            }
            Follow::Ends => break,
        }
    }
    let from = if mention.of.is_some() { mention.tokens.end } else { at };
    scope.said_of = predicate(words, from, sentence, mention.of.is_some());
    scope.predicate = scope.said_of.is_some();
    if let Some(said) = scope.said_of {
        scope.telling = !is_neutral(words.word(said));
        scope.denied |= (from..said).any(|at| matches!(words.word(at), "pas" | "jamais"));
    }
    let verb = (from..sentence.end.min(from + 4)).find(|at| matches!(words.word(*at), "ont" | "avaient"));
    scope.acting = scope.said_of.is_none()
        && verb.is_some_and(|at| words.word(at + 1) != "ete" && !is_neutral(words.word(at + 1)));
}

fn follow(words: &Words, at: usize, mention: &Mention) -> Follow {
    match words.kind(at) {
        Some(Kind::Word) => {}
        // « 4 à 5 personnes/jour ».
        Some(Kind::Mark('/')) => return Follow::Rate,
        _ => return Follow::Ends,
    }
    let word = words.word(at);
    let next = words.word(at + 1);
    let complement = complement(words, at + 1);
    let here = HERE.contains(&words.word(complement));
    // Hours « d’immersion dans les services » are all of them wherever they were spent.
    let length = mention.unit != Unit::Things;
    let leaves = match word {
        _ if WHOLE.contains(&word) => return Follow::Whole,
        "par" if BY.contains(&next) => return Follow::Agent,
        "par" => return Follow::Rate,
        "de" | "d" | "du" | "des" => here || length,
        "en" if OF_IT.contains(&next) => true,
        "a" | "au" | "aux" | "en" => {
            let whole =
                matches!(next, "total" | "tout" | "ce" | "jour" | "effet" | "deux" | "trois" | "quatre" | "six");
            // « 50 entretiens a permis » is no place.
            let verb = word == "a" && next.ends_with(['e', 'i', 'u', 's', 't']);
            // « en octobre », « en 2018 » tell when all of them were counted.
            let dated = words.is_digits(at + 1) || date::month(next).is_some();
            whole || verb || length || here || dated || words.is_capital(at + 1)
        }
        "sur" if mention.of.is_some() => true,
        "dont" if words.is_digits(at + 1) || PART.contains(&next) => true,
        "dans" | "sur" => here || length || words.is_capital(complement),
        _ if NARROWING.contains(&word) => length && word != "qui",
        _ if ENDING.contains(&word) => true,
        // An adjective or a participle tells which; a verb would follow a noun of another number.
        _ if noun::is_plural(word) || word.ends_with("es") => return Follow::Tells,
        _ => true,
    };
    if leaves { Follow::Ends } else { Follow::Narrows }
}

/// Returns the token of a noun after its article.
fn complement(words: &Words, at: usize) -> usize {
    let at = at + usize::from(words.is_mark(at, '\''));
    let at = at + usize::from(matches!(words.word(at), "la" | "l" | "le" | "les" | "nos" | "ses" | "toute"));
    at + usize::from(words.is_mark(at, '\''))
}

/// Finds the participle of « ont été retenus », « est désormais écartée », after the noun in the same clause.
fn predicate(words: &Words, from: usize, sentence: &Range<usize>, ratio: bool) -> Option<usize> {
    let end = sentence.end.min(from + if ratio { 14 } else { 8 });
    let stops = |at: &usize| match words.kind(*at) {
        Some(Kind::Mark(',')) => !ratio,
        Some(Kind::Mark(mark)) => matches!(mark, ':' | '(' | ';'),
        _ => false,
    };
    let is_auxiliary =
        |word: &str| matches!(word, "sont" | "ete" | "etaient" | "seront" | "furent" | "restent" | "demeurent" | "est");
    let auxiliary = (from..end).take_while(|at| !stops(at)).find(|at| is_auxiliary(words.word(*at)))?;
    let said = (auxiliary + 1..end).find(|at| !SMALL.contains(&words.word(*at)))?;
    (words.is_word(said) && is_participle(words.word(said))).then_some(said)
}
