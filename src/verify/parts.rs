//! CB507: parts that make more than their whole, « 130 personnes, dont 80 habitants et 60 agents ».

use super::Text;
use crate::diagnostic::Diagnostic;
use crate::faults::chiffres as faults;
use crate::fr::fold::fold_word;
use crate::prose::{Block, Mention};

/// Nouns of which nobody is two: their numbers may be added.
const APART: &[&[&str]] = &[
    &[
        "habitant", "agent", "elu", "usager", "commercant", "association", "entreprise", "salarie", "titulaire",
        "contractuel", "volontaire", "benevole", "visiteur", "acteur", "service", "participant", "responsable",
    ],
    &["femme", "homme"],
    &["fille", "garcon"],
    &["enfant", "adulte"],
    &["majeur", "mineur"],
    &["collectif", "individuel"],
    &["retenu", "ecarte", "abandonne", "presente", "oui", "non"],
];

/// Looks for parts larger than their whole.
pub(super) fn check(text: &Text<'_>, findings: &mut Vec<Diagnostic>) {
    let mentions = &text.prose.mentions;
    for (index, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.dont) {
        let Some(block) = text.prose.blocks.get(mention.block) else { continue };
        let Some(whole) = whole(block, mentions, index) else { continue };
        let Some(most) = whole.quantity.bounds().max else { continue };
        let row = row(block, mentions, index);
        let sum: f64 = row.iter().map(|part| part.quantity.bounds().min).sum();
        let single = mention.quantity.bounds().min > most;
        let Some(last) = row.last().filter(|_| single || sum > most && are_apart(block, &row)) else { continue };
        let from = mention.tokens.start.saturating_sub(1);
        let words = |tokens| text.words(mention.block, tokens);
        findings.push(faults::parts_trop_grandes(
            &words(from..last.tokens.end),
            &words(whole.tokens.clone()),
            sum as u64,
            text.span(mention.block, from..last.tokens.end),
            text.span(whole.block, whole.tokens.clone()),
        ));
    }
}

/// Finds the figure of which « dont » opens a part: the one before it, of things, in the same sentence.
fn whole<'t>(block: &Block, mentions: &'t [Mention], index: usize) -> Option<&'t Mention> {
    let part = mentions.get(index).filter(|part| !part.quantity.is_percent())?;
    let sentence = block.words.sentence(part.tokens.start);
    let before = mentions.get(..index)?.iter().rev().take(20);
    let mut same = before.take_while(|other| other.block == part.block && sentence.contains(&other.tokens.start));
    let found = same.find(|other| {
        other.unit == part.unit && other.noun.is_some() && !other.quantity.is_percent() && other.of.is_none()
    })?;
    // « … dont 1 511 » goes on from elsewhere.
    let gap = found.tokens.end..part.tokens.start;
    (gap.len() <= FAR && !gap.clone().any(|at| block.words.is_mark(at, '…'))).then_some(found)
}

/// How many words may stand between a whole and « dont ».
const FAR: usize = 12;

/// Returns the parts that follow one another: « dont 80 agents, 40 élus et 20 habitants »; what a bracket or « , et » closes is no part.
fn row<'t>(block: &Block, mentions: &'t [Mention], index: usize) -> Vec<&'t Mention> {
    let words = &block.words;
    let mut row: Vec<&Mention> = mentions.get(index).into_iter().collect();
    for next in mentions.get(index + 1..).unwrap_or_default() {
        let Some(last) = row.last() else { break };
        let gap = last.tokens.end..next.tokens.start;
        let joined = match words.before(next.tokens.start) {
            "," => true,
            "et" | "ou" => words.word(next.tokens.start.saturating_sub(2)) != ",",
            _ => false,
        };
        let plain = next.block == last.block
            && words.sentence(last.tokens.start).contains(&next.tokens.start)
            && next.unit == last.unit
            && !next.dont
            && !next.quantity.is_percent();
        let other = |at: usize| {
            matches!(
                words.word(at),
                "ont" | "sont" | "qui" | "pour" | "sur" | "lors" | "(" | ")" | "en" | "ainsi" | "que" | ";" | ":"
            )
        };
        if !plain || !joined || gap.len() > 6 || gap.clone().any(other) {
            break;
        }
        row.push(next);
    }
    // « dont 20 femmes, 30 hommes étant attendus »: only « et » closes a row.
    let closed = row.last().is_some_and(|last| matches!(words.before(last.tokens.start), "et" | "ou"));
    row.truncate(if closed { row.len() } else { 1 });
    row
}

/// Tells whether nobody is counted in two of the parts.
fn are_apart(block: &Block, row: &[&Mention]) -> bool {
    let nouns: Option<Vec<String>> = row
        .iter()
        .map(|part| part.noun.filter(|_| !part.inherited).map(|noun| fold_word(block.words.word(noun.at))))
        .collect();
    let Some(nouns) = nouns else { return false };
    let all_of = |group: &&&[&str]| nouns.iter().all(|noun| group.contains(&noun.as_str()));
    let mut distinct = nouns.clone();
    distinct.sort();
    distinct.dedup();
    distinct.len() == nouns.len() && APART.iter().any(|group| all_of(&group))
}
