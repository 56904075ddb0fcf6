//! CB507: a percentage that the numbers beside it deny, « 177 des 227 demandes, soit 60 % ».

use super::Text;
use crate::diagnostic::Diagnostic;
use crate::faults::chiffres as faults;
use crate::prose::{Mention, Words};
use crate::value::nombre::decimal;
use crate::value::quantite::{Forme, Quantite};

/// How far a percentage stands from its numbers, at most.
const NEAR: usize = 8;

/// Looks for percentages that are not those of their numbers.
pub(super) fn check(text: &Text<'_>, findings: &mut Vec<Diagnostic>) {
    let mentions = &text.prose.mentions;
    for (index, mention) in mentions.iter().enumerate() {
        let Some(block) = text.prose.blocks.get(mention.block) else { continue };
        if !is_of_what_precedes(&block.words, mention) {
            continue;
        }
        let before = mentions.get(index.saturating_sub(2)..index).unwrap_or_default();
        let Some((part, whole, from, to)) = ratio(&block.words, before, mention) else { continue };
        let real = part as f64 * 100.0 / whole as f64;
        let said = mention.quantity.number().unwrap_or(0.0);
        let decimals = usize::from(said.fract() != 0.0);
        // One unit of the last decimal: some cut rather than round.
        if (said - real).abs() > if decimals == 0 { 1.0 } else { 0.1 } {
            findings.push(faults::rapport_faux(
                &text.words(mention.block, mention.tokens.clone()),
                &text.words(mention.block, from..to),
                &decimal(real, decimals),
                text.span(mention.block, mention.tokens.clone()),
                text.span(mention.block, from..to),
            ));
        }
    }
}

/// Tells whether a percentage is said of the numbers before it: « soit 60 % », « (60 %) »; « soit 78 % d’échecs » is of something else.
fn is_of_what_precedes(words: &Words, mention: &Mention) -> bool {
    let plain = mention.quantity.is_percent() && mention.quantity.forme() == Forme::Exact && !mention.scope.all;
    let beside = matches!(words.before(mention.tokens.start), "soit" | "(");
    let of_other = mention.noun.is_some() || matches!(words.word(mention.tokens.end), "de" | "d" | "des" | "du");
    plain && beside && !of_other
}

/// Finds the part and the whole right before a percentage, and the tokens that tell them.
fn ratio(words: &Words, before: &[Mention], mention: &Mention) -> Option<(u64, u64, usize, usize)> {
    let last = before.last().filter(|last| last.block == mention.block)?;
    let gap = last.tokens.end..mention.tokens.start;
    // Another number between has a share of its own.
    let far = gap.len() > NEAR
        || gap.clone().any(|at| words.is_digits(at) || words.is_mark(at, ';') || words.is_mark(at, '.'));
    if far || words.sentence(last.tokens.start) != words.sentence(mention.tokens.start) {
        return None;
    }
    let (part, whole, from) = match (last.of.and_then(Quantite::whole), before) {
        // « 3 personas sur 8 », « Sur 508 usagers, 488 ».
        (Some(whole), _) => {
            let opened =
                before.first().filter(|first| first.block == last.block && last.noun.is_none() && before.len() > 1);
            (last.quantity.whole()?, whole, opened.map_or(last.tokens.start, |first| first.tokens.start))
        }
        // « 177 des 227 demandes ».
        (None, [one, other])
            if other.tokens.start == one.tokens.end + 1 && words.before(other.tokens.start) == "des" =>
        {
            (one.quantity.whole()?, other.quantity.whole()?, one.tokens.start)
        }
        _ => return None,
    };
    (whole > 0 && part <= whole).then_some((part, whole, from, last.tokens.end))
}
