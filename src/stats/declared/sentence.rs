//! The figures of a sentence that a source writes: « en trois mois, 50 entretiens et plus de 450 idées ».

use std::ops::Range;

use crate::prose::{self, Block, Form, Mention, Unit};
use crate::text::Span;

/// Returns what each figure of a sentence counts and its value, both in the sentence's words; figures that count nothing are left out.
pub fn figures(sentence: &str) -> Vec<(String, String)> {
    let prose = prose::read(sentence, Span::new(0, sentence.len()), Form::Plain);
    let said = |mention: &Mention| figure(prose.blocks.get(mention.block)?, mention);
    prose.mentions.iter().filter_map(said).collect()
}

fn figure(block: &Block, mention: &Mention) -> Option<(String, String)> {
    let words = &block.words;
    let text = |range: Range<usize>| words.span(range).of(&block.text);
    let noun = mention.noun.filter(|_| !mention.inherited && mention.of.is_none())?;
    if mention.unit != Unit::Things {
        // Of lengths of time, only that of the immersions is counted.
        let immersion = words.word(noun.at).starts_with("immersion") && mention.unit.minutes().is_some();
        return immersion
            .then(|| ("immersion".to_owned(), text(mention.tokens.start..before_link(block, noun.at)).to_owned()));
    }
    // « demandes non honorées » are no « demandes »; « idées recueillies » are ideas.
    let plain = text(noun.at..noun.at + 1).to_owned();
    let qualifies = |at: &usize| {
        words.is_word(*at)
            && (words.word(*at) == "non" || words.word(*at).len() > 3 && words.word(*at).ends_with(['s', 'x']))
    };
    let end = if super::tied(&plain).is_some() {
        noun.at + 1
    } else {
        (noun.at + 1..noun.at + 3).take_while(qualifies).last().map_or(noun.at + 1, |last| last + 1)
    };
    let mut value = text(mention.tokens.start..before_link(block, noun.at)).to_owned();
    // « 40 personnes environ ».
    let after = text(noun.at + 1..mention.tokens.end);
    if mention.tokens.end > noun.at + 1 {
        value = format!("{value} {after}");
    }
    Some((text(noun.at..end).to_owned(), value))
}

/// Returns where the quantity ends before its noun: « de », « d’ » and « des » only link them.
fn before_link(block: &Block, noun: usize) -> usize {
    let mut end = noun;
    while end > 0 && matches!(block.words.before(end), "de" | "d" | "des" | "'") {
        end -= 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::figures;

    fn pairs(sentence: &str) -> Vec<String> {
        figures(sentence).into_iter().map(|(mesure, valeur)| format!("{mesure} = {valeur}")).collect()
    }

    #[test]
    fn a_sentence_gives_its_figures_in_its_own_words() {
        assert_eq!(
            pairs("En 3 mois, 130 personnes rencontrées lors de 50 entretiens, plus de 450 idées et 60h d’immersion."),
            ["personnes = 130", "entretiens = 50", "idées = plus de 450", "immersion = 60h"]
        );
        assert_eq!(
            pairs("Une centaine d’acteurs, 177 demandes non honorées, 96 % de satisfaction, 40 communes environ"),
            ["acteurs = Une centaine", "demandes non honorées = 177", "satisfaction = 96 %", "communes = 40 environ"]
        );
        assert_eq!(pairs("Le 14 décembre 2018, au 12 rue Nationale, en six semaines."), Vec::<String>::new());
    }
}
