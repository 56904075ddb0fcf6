//! CB507: the same thing counted twice otherwise.

use super::Text;
use super::facts::stem;
use super::lists::Lists;
use crate::diagnostic::Diagnostic;
use crate::faults::chiffres as faults;
use crate::fr::fold::fold_word;
use crate::prose::{self, Determiner, Hold, Mention, Unit};

/// A count that may be compared with another of the same noun.
struct Count<'t> {
    mention: &'t Mention,
    noun: String,
    /// The state that is said, if any.
    said: String,
    /// Whether it is surely of all there are.
    whole: bool,
    /// The years that its sentence speaks of.
    years: Vec<i32>,
}

/// How many different counts of a text are kept to compare the others with.
const MOST: usize = 500;

impl Count<'_> {
    /// Tells whether another count says the same of the same.
    fn is_like(&self, other: &Self) -> bool {
        let said = |one: &Self| {
            (one.mention.quantity.to_bits(), one.whole, one.mention.scope.determiner == Determiner::Definite)
        };
        self.noun == other.noun && self.said == other.said && self.years == other.years && said(self) == said(other)
    }
}

/// Finds two counts of the same noun that cannot both be of the whole.
pub(super) fn check(text: &Text<'_>, lists: &Lists, findings: &mut Vec<Diagnostic>) {
    let mut counts: Vec<Count<'_>> = Vec::new();
    let one_place = speaks_of_one_place(text);
    for (index, mention) in text.prose.mentions.iter().enumerate() {
        let Some(count) = count(text, index, mention, lists, one_place) else { continue };
        let same = |earlier: &&Count<'_>| {
            earlier.noun == count.noun && earlier.said == count.said && same_time(earlier, &count)
        };
        let mut known = counts.iter().filter(same);
        let told = |earlier: &Count<'_>| explains(text, earlier.mention, mention, &count.noun);
        if let Some(earlier) = known.find(|earlier| disagree(earlier, &count)).filter(|earlier| !told(earlier)) {
            let place = |mention: &Mention| text.span(mention.block, mention.tokens.clone());
            let words = |mention: &Mention| text.words(mention.block, mention.tokens.clone());
            findings.push(faults::contradiction(
                &words(mention),
                &words(earlier.mention),
                place(mention),
                place(earlier.mention),
            ));
        }
        // The same said again adds nothing.
        let again = |known: &Count<'_>| known.is_like(&count);
        if counts.len() < MOST && !counts.iter().any(again) {
            counts.push(count);
        }
    }
}

/// Tells whether the figures of a text are all of one place: what is counted in two may be counted otherwise.
fn speaks_of_one_place(text: &Text<'_>) -> bool {
    let names = text.prose.mentions.iter().flat_map(|mention| {
        let block = text.prose.blocks.get(mention.block);
        block.into_iter().flat_map(|block| mention.scope.names.iter().map(|at| block.words.word(*at)))
    });
    let mut first = None;
    names.into_iter().all(|name| *first.get_or_insert(name) == name)
}

/// Reads a figure as a count that may be compared, with the lexicon of the dossier or the noun itself.
fn count<'t>(text: &Text<'t>, index: usize, mention: &'t Mention, lists: &Lists, one_place: bool) -> Option<Count<'t>> {
    let block = text.prose.blocks.get(mention.block)?;
    let noun = mention.noun?;
    let name = fold_word(block.words.word(noun.at));
    let plain = mention.unit == Unit::Things && mention.of.is_none() && !mention.quantity.is_percent() && !mention.dont;
    let scope = &mention.scope;
    let hold = if lists.announces(index) { Hold::Whole } else { scope.hold() };
    let elsewhere = match text.facts {
        Some(facts) => scope.names.iter().any(|at| !facts.knows(block.words.word(*at))),
        None => !one_place && !scope.names.is_empty(),
    };
    if !plain || hold < Hold::Open || elsewhere || mention.quantity.number().is_none() || !is_counted_once(&name) {
        return None;
    }
    // « Les deux promesses tenues » are not all of them, nor what is counted « au 15 novembre ».
    let definite = scope.determiner == Determiner::Definite;
    let next = block.words.word(noun.at + 1);
    let restricted = definite && (next == "non" || next.len() > 4 && next.ends_with("es") && next != "autres");
    let on_a_day = text.prose.dates_in(mention.block, block.words.sentence(mention.tokens.start));
    if restricted || on_a_day.iter().any(|date| block.words.before(date.tokens.start) == "au") {
        return None;
    }
    let following = (noun.at + 1..noun.at + 3)
        .map(|at| block.words.word(at))
        .find(|word| word.len() > 3 && word.ends_with(['s', 'x']));
    let said = scope.said_of.map(|at| block.words.word(at)).or(following.filter(|_| scope.said_of.is_some()));
    let said = said.map(stem).filter(|_| !scope.predicate || is_a_choice(said)).unwrap_or_default();
    let sentence = block.words.sentence(mention.tokens.start);
    let years = sentence.filter_map(|at| prose::date::year(&block.words, at)).collect();
    Some(Count { mention, noun: name, said, whole: hold == Hold::Whole, years })
}

/// Stems of what changes a number between two sentences: some were added, merged, sorted out.
const CHANGES: &[&str] = &[
    "fusionn", "scind", "ajout", "supplement", "abandonn", "ecart", "supprim", "retir", "regroup", "tri", "rest",
    "devenu", "nouveau", "nouvel", "complet", "passe",
];

/// How many sentences are looked at between two counts.
const BETWEEN: usize = 40;

/// Tells whether a sentence between two counts may explain the change, « un septième est venu s’ajouter »: one that counts nothing else.
fn explains(text: &Text<'_>, earlier: &Mention, later: &Mention, noun: &str) -> bool {
    let blocks = text.prose.blocks.iter().enumerate().take(later.block + 1).skip(earlier.block);
    let mut sentences = blocks.flat_map(|(index, block)| {
        let from = if index == earlier.block { earlier.tokens.end } else { 0 };
        let to = if index == later.block { later.tokens.start } else { block.words.tokens.len() };
        let cut = move |sentence: &std::ops::Range<usize>| sentence.start.max(from)..sentence.end.min(to);
        block.words.sentences.iter().map(cut).filter(|range| !range.is_empty()).map(move |range| (index, block, range))
    });
    let change = |word: &str| {
        word.ends_with("ieme") || CHANGES.iter().any(|stem| word.starts_with(stem) && word.len() < stem.len() + 7)
    };
    sentences.by_ref().take(BETWEEN).any(|(index, block, range)| {
        let mentions = text.prose.mentions_in(index, range.clone()).filter_map(|at| text.prose.mentions.get(at)?.noun);
        let other = |at: usize| fold_word(block.words.word(at)) != noun;
        range.clone().any(|at| change(block.words.word(at))) && !mentions.into_iter().any(|noun| other(noun.at))
    })
}

/// Tells whether two counts speak of the same time: of the same years, or « les sept » of those that were counted before.
fn same_time(earlier: &Count<'_>, later: &Count<'_>) -> bool {
    let silent = earlier.years.is_empty() || later.years.is_empty();
    earlier.years == later.years || silent && later.mention.scope.determiner == Determiner::Definite
}

/// Tells whether what is said of a count tells some apart: « ont été retenus » does, « sont présentés » does not.
fn is_a_choice(said: Option<&str>) -> bool {
    said.is_some_and(|word| {
        [
            "reten", "ecart", "abandonn", "fusionn", "scind", "annul", "accord", "refus", "prioris", "vot", "trait",
            "test", "essay", "report", "examin", "evalu", "lanc", "poursuiv",
        ]
        .iter()
        .any(|stem| word.starts_with(stem))
    })
}

/// Tells whether a noun is of those that a text of an experimentation counts once for all.
fn is_counted_once(noun: &str) -> bool {
    matches!(
        noun,
        "entretien"
            | "idee"
            | "gisement"
            | "defi"
            | "irritant"
            | "promesse"
            | "persona"
            | "solution"
            | "immersion"
            | "piste"
            | "derogation"
            | "priorite"
            | "axe"
            | "objectif"
            | "chantier"
            | "engagement"
            | "mesure"
            | "proposition"
    )
}

/// Tells whether two counts of a noun cannot both hold.
///
/// After a count of the whole, a larger one is wrong, and so is « les cinq » where there are six. After a count that may be of the whole,
/// « les sept » is wrong unless the two are far apart: they then speak of different sets.
fn disagree(earlier: &Count<'_>, later: &Count<'_>) -> bool {
    let (one, other) = (earlier.mention.quantity.bounds(), later.mention.quantity.bounds());
    let above = one.max.is_some_and(|max| other.min > max || other.min_open && other.min >= max);
    let below = other.max.is_some_and(|max| max < one.min || one.min_open && max <= one.min);
    let all = later.whole && later.mention.scope.determiner == Determiner::Definite;
    let (first, second) =
        (earlier.mention.quantity.number().unwrap_or(0.0), later.mention.quantity.number().unwrap_or(0.0));
    let near = first.max(second) <= 2.0 * first.min(second);
    earlier.whole && above || all && near && (above || below)
}
