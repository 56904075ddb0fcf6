//! CB507 within a text: the same thing counted twice otherwise, parts larger than their whole, a percentage that its numbers deny.

use super::Text;
use super::facts::stem;
use super::lists::Lists;
use crate::diagnostic::Diagnostic;
use crate::faults::chiffres as faults;
use crate::fr::fold::fold_word;
use crate::prose::{self, Determiner, Hold, Mention, Unit};
use crate::text::Span;
use crate::value::nombre::decimal;
use crate::value::quantite::Forme;

/// Looks for what a text says against itself.
pub(super) fn check(text: &Text<'_>, lists: &Lists, findings: &mut Vec<Diagnostic>) {
    repeated(text, lists, findings);
    parts(text, findings);
    percentages(text, findings);
}

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
fn repeated(text: &Text<'_>, lists: &Lists, findings: &mut Vec<Diagnostic>) {
    let mut counts: Vec<Count<'_>> = Vec::new();
    for (index, mention) in text.prose.mentions.iter().enumerate() {
        let Some(count) = count(text, index, mention, lists) else { continue };
        let same = |earlier: &&Count<'_>| {
            earlier.noun == count.noun && earlier.said == count.said && same_time(earlier, &count)
        };
        let mut known = counts.iter().filter(same);
        if let Some(earlier) = known.find(|earlier| disagree(earlier, &count)) {
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

/// Reads a figure as a count that may be compared, with the lexicon of the dossier or the noun itself.
fn count<'t>(text: &Text<'t>, index: usize, mention: &'t Mention, lists: &Lists) -> Option<Count<'t>> {
    let block = text.prose.blocks.get(mention.block)?;
    let noun = mention.noun?;
    let name = fold_word(block.words.word(noun.at));
    let plain = mention.unit == Unit::Things && mention.of.is_none() && !mention.quantity.is_percent() && !mention.dont;
    let scope = &mention.scope;
    let hold = if lists.announces(index) { Hold::Whole } else { scope.hold() };
    let elsewhere = !scope.names.is_empty()
        && text.facts.is_none_or(|facts| scope.names.iter().any(|at| !facts.knows(block.words.word(*at))));
    if !plain || hold < Hold::Open || elsewhere || mention.quantity.number().is_none() || !is_counted_once(&name) {
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

/// « 130 personnes, dont 80 agents et 70 habitants ».
fn parts(text: &Text<'_>, findings: &mut Vec<Diagnostic>) {
    let mentions = &text.prose.mentions;
    for (index, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.dont) {
        let Some(block) = text.prose.blocks.get(mention.block) else { continue };
        let sentence = block.words.sentence(mention.tokens.start);
        let before = mentions.get(..index).unwrap_or_default().iter().rev();
        let whole = before
            .take(20)
            .take_while(|other| other.block == mention.block && sentence.contains(&other.tokens.start))
            .find(|other| {
                other.unit == mention.unit && other.noun.is_some() && !other.quantity.is_percent() && other.of.is_none()
            });
        let Some(whole) = whole else { continue };
        let Some(most) = whole.quantity.bounds().max.filter(|_| !mention.quantity.is_percent()) else { continue };
        // The parts that follow in a row: « dont 80 agents, 40 élus et 20 habitants ».
        let mut last = mention;
        let mut sum = mention.quantity.bounds().min;
        let mut nested = false;
        for next in mentions.get(index + 1..).unwrap_or_default() {
            let gap: Vec<&str> = (last.tokens.end..next.tokens.start).map(|at| block.words.word(at)).collect();
            let row = next.block == mention.block
                && sentence.contains(&next.tokens.start)
                && !next.dont
                && !next.quantity.is_percent()
                && next.unit == mention.unit
                && gap.len() <= 6
                && gap.last().is_some_and(|word| matches!(*word, "," | "et" | "ou"))
                && gap.iter().all(|word| {
                    !matches!(*word, "ont" | "sont" | "qui" | "pour" | "sur" | "lors" | "(" | "en" | "ainsi" | "que")
                });
            if !row {
                nested |= next.dont && next.block == mention.block;
                break;
            }
            sum += next.quantity.bounds().min;
            last = next;
        }
        let words = |tokens: std::ops::Range<usize>| text.words(mention.block, tokens);
        if sum > most && !nested {
            let from = block.words.at_offset(block.words.span(mention.tokens.clone()).start).saturating_sub(1);
            let span: Span = text.span(mention.block, from..last.tokens.end);
            findings.push(faults::parts_trop_grandes(
                &words(from..last.tokens.end),
                &words(whole.tokens.clone()),
                sum as u64,
                span,
                text.span(whole.block, whole.tokens.clone()),
            ));
        }
    }
}

/// « 177 des 227 demandes, soit 60 % »; « 3 sur 8, soit 50 % ».
fn percentages(text: &Text<'_>, findings: &mut Vec<Diagnostic>) {
    let mentions = &text.prose.mentions;
    for (index, mention) in mentions.iter().enumerate() {
        if !mention.quantity.is_percent() || mention.quantity.forme() != Forme::Exact || mention.scope.all {
            continue;
        }
        let Some(block) = text.prose.blocks.get(mention.block) else { continue };
        let words = &block.words;
        let before: Vec<&Mention> = mentions
            .get(index.saturating_sub(2)..index)
            .unwrap_or_default()
            .iter()
            .filter(|other| other.block == mention.block)
            .collect();
        let beside = words.before(mention.tokens.start) == "soit" || words.before(mention.tokens.start) == "(";
        let pair = match &*before {
            // « 3 personas sur 8 ».
            [.., one] if one.of.is_some() && beside && mention.tokens.start - one.tokens.end <= 6 => one
                .quantity
                .whole()
                .zip(one.of.and_then(crate::value::quantite::Quantite::whole))
                .map(|(part, whole)| (part, whole, one.tokens.start)),
            // « 177 des 227 demandes ».
            [one, other]
                if beside
                    && one.quantity.whole().is_some()
                    && matches!(words.before(other.tokens.start), "des" | "les")
                    && other.tokens.start - one.tokens.end <= 2
                    && words.sentence(other.tokens.start).contains(&mention.tokens.start)
                    && mention.tokens.start - other.tokens.end <= 6 =>
            {
                one.quantity.whole().zip(other.quantity.whole()).map(|(part, whole)| (part, whole, one.tokens.start))
            }
            _ => None,
        };
        let Some((part, whole, start)) = pair.filter(|(part, whole, _)| *whole > 0 && part <= whole) else { continue };
        let real = part as f64 * 100.0 / whole as f64;
        let said = mention.quantity.number().unwrap_or(0.0);
        let decimals = usize::from(said.fract() != 0.0);
        // Half a unit either way, and a hair for those who cut rather than round.
        if (said - real).abs() > if decimals == 0 { 1.0 } else { 0.1 } {
            let span = text.span(mention.block, mention.tokens.clone());
            let end = before.last().map_or(start, |other| other.tokens.end);
            let numbers = text.words(mention.block, start..end);
            let said = text.words(mention.block, mention.tokens.clone());
            findings.push(faults::rapport_faux(
                &said,
                &numbers,
                &decimal(real, decimals),
                span,
                text.span(mention.block, start..end),
            ));
        }
    }
}
