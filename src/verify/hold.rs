//! How far a figure speaks for all there are, and what it counts, with the dossier in hand.

use super::Text;
use super::facts::Facts;
use super::lists::Lists;
use crate::fr::fold::fold_word;
use crate::prose::{Block, Hold, Mention, Unit};
use crate::value::quantite::Forme;

impl Facts {
    /// Finds what a figure of a text counts.
    pub(super) fn subject_of(&self, block: &Block, mention: &Mention) -> Option<(usize, bool)> {
        let noun = mention.noun?;
        let words = &block.words;
        if mention.unit != Unit::Things {
            let immersion = words.word(noun.at).starts_with("immersion") && mention.unit.minutes().is_some();
            return immersion
                .then(|| self.subjects.iter().position(|subject| subject.minutes))
                .flatten()
                .map(|at| (at, true));
        }
        let following: Vec<String> = (noun.at..(noun.at + 6).min(words.tokens.len()))
            .take_while(|at| words.is_word(*at) || words.word(*at) == "'" || words.word(*at) == "-")
            .filter(|at| words.is_word(*at) && !matches!(words.word(*at), "d" | "de" | "l"))
            .map(|at| fold_word(words.word(at)))
            .collect();
        self.subject(&following)
    }
}

/// Returns how far a figure speaks for the whole, with what the rest of the text and the dossier add.
pub(super) fn hold(text: &Text<'_>, facts: &Facts, index: usize, lists: &Lists) -> Hold {
    let mentions = &text.prose.mentions;
    let (Some(mention), false) = (mentions.get(index), lists.announces(index)) else { return Hold::Whole };
    let Some(block) = text.prose.blocks.get(mention.block) else { return Hold::Open };
    let hold = mention.scope.hold();
    let elsewhere = mention.scope.names.iter().any(|at| !facts.knows(block.words.word(*at)));
    if elsewhere {
        return Hold::Apart;
    }
    if mention.dont {
        return hold.min(Hold::Part);
    }
    if hold < Hold::Open {
        return hold;
    }
    let sentence = block.words.sentence(mention.tokens.start);
    let own = facts.subject_of(block, mention);
    let beside = text.prose.mentions_in(mention.block, sentence.clone()).any(|other| {
        let Some(other) = mentions.get(other).filter(|_| other != index) else { return false };
        let strong = |(subject, strong)| strong && Some(subject) != own.map(|(subject, _)| subject);
        other.scope.hold() >= Hold::Open && facts.subject_of(block, other).is_some_and(strong)
    });
    // « 50 entretiens, 450 idées »: a line of figures is a balance.
    if beside || sentence.len() <= mention.tokens.len() + 3 {
        return Hold::Whole;
    }
    // « 68 personnes » are not those of the interviews, nor « une quinzaine d’idées » all of them, unless the sentence speaks of that.
    let strong = own.is_some_and(|(_, strong)| strong);
    if !mention.scope.ours {
        return if strong { hold } else { Hold::Open };
    }
    let operator =
        !matches!(mention.quantity.forme(), Forme::Exact | Forme::Quelques | Forme::Plusieurs | Forme::Couple);
    if operator { Hold::Whole } else { hold }
}
