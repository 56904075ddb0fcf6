//! What each gisement holds, nature by nature.

use super::label::{self, Labels};
use super::svg::{Anchor, Drawing, LOOKS, MARGIN, SMALL, WIDTH};
use super::words::name;
use super::{Sketch, numbers_column, words_column};
use crate::fr::{agree, counted};
use crate::model::vocabulary;
use crate::stats::gisements::{Gisements, Support};
use crate::value::nombre::entier;

pub(super) const NAME: &str = "idees-par-gisement";

/// The most bars; what is beyond stands in the table.
const BARS: usize = 20;
/// The widest label.
const LABEL: f64 = 230.0;
/// The height of a bar.
const BAR: f64 = 20.0;

pub(super) fn draw(found: &Gisements) -> Option<Sketch> {
    let natures = natures(&found.supports);
    let parts: Vec<Vec<u64>> = found.supports.iter().map(|support| parts(support, &natures)).collect();
    let total = |parts: &[u64]| parts.iter().sum::<u64>();
    let most = parts.iter().map(|parts| total(parts)).max().filter(|most| *most > 0)?;
    let shown = if parts.len() > BARS { BARS - 1 } else { parts.len() };

    let mut drawing = Drawing::new(NAME);
    let legend = LOOKS.into_iter().zip(&natures).map(|(look, nature)| (look, nature.label.clone()));
    drawing.legend(&legend.collect::<Vec<_>>());
    drawing.bottom += 4.0;
    let labels = Labels::fit(found.supports.iter().take(shown).map(|support| support.label.as_str()), LABEL);
    let totals: Vec<String> =
        found.supports.iter().zip(&parts).map(|(support, parts)| said(support.ideas, total(parts))).collect();
    let widest = totals.iter().take(shown).map(|said| label::width(said, SMALL)).fold(0.0, f64::max);
    let left = MARGIN + labels.width + 8.0;
    let scale = (WIDTH - MARGIN - left - widest - 8.0) / most as f64;
    for ((lines, parts), said) in labels.lines.iter().zip(&parts).zip(&totals) {
        let height = Labels::height(lines, BAR + 8.0);
        let middle = drawing.bottom + height / 2.0;
        drawing.label(left - 8.0, middle, lines);
        let end = stack(&mut drawing, parts, (left, middle), scale);
        drawing.text(end + 6.0, middle + 4.0, Anchor::Start, SMALL, said);
        drawing.bottom += height;
    }
    let rest = found.supports.len() - shown;
    if rest > 0 {
        let words = format!("{rest} autres gisements, dans le tableau");
        drawing.text(left, drawing.bottom + 15.0, Anchor::Start, SMALL, &words);
        drawing.bottom += 22.0;
    }

    let mut head = vec![words_column("gisement")];
    head.extend(natures.iter().map(|nature| numbers_column(&nature.label)));
    head.push(numbers_column("comptées comme idées"));
    let rows = found.supports.iter().zip(&parts).map(|(support, parts)| {
        let numbers = parts.iter().chain([&support.ideas]).map(|count| entier(*count));
        [support.label.clone()].into_iter().chain(numbers).collect()
    });
    let uncounted = found.supports.iter().zip(&parts).any(|(support, parts)| total(parts) != support.ideas);
    Some(Sketch {
        title: "Gisements, par nature de ce qu’ils réunissent",
        reading: reading(found, uncounted),
        drawing,
        head,
        rows: rows.collect(),
    })
}

/// A nature that is drawn, or several together.
struct Nature {
    label: String,
    /// The words of the vocabulary; none for all the others.
    word: Option<String>,
}

/// Returns the natures that some gisement holds, in order; past as many as there are surfaces, the last stands for all the others.
fn natures(supports: &[Support]) -> Vec<Nature> {
    let mut all: Vec<Nature> = Vec::new();
    for (word, label, _) in supports.iter().flat_map(|support| &support.natures) {
        if !all.iter().any(|known| known.word.as_deref() == Some(word)) {
            all.push(Nature { label: label.clone(), word: Some(word.clone()) });
        }
    }
    // The words that a team added come last.
    let words = vocabulary::NATURE.words;
    let rank = |nature: &Nature| words.iter().position(|word| Some(word.key) == nature.word.as_deref());
    all.sort_by_key(|nature| rank(nature).unwrap_or(words.len()));
    if all.len() > LOOKS.len() {
        all.truncate(LOOKS.len() - 1);
        all.push(Nature { label: "autres natures".to_owned(), word: None });
    }
    all
}

/// How much a gisement holds of each nature.
fn parts(support: &Support, natures: &[Nature]) -> Vec<u64> {
    let mut left: u64 = support.natures.iter().map(|(.., count)| count).sum();
    let mut part = |nature: &Nature| {
        let Some(word) = &nature.word else { return left };
        let count = support.natures.iter().find(|(known, ..)| known == word).map_or(0, |(.., count)| *count);
        left = left.saturating_sub(count);
        count
    };
    natures.iter().map(&mut part).collect()
}

/// Draws the parts one after the other, each with its number where there is room; returns where they end.
fn stack(drawing: &mut Drawing, parts: &[u64], (left, middle): (f64, f64), scale: f64) -> f64 {
    let mut x = left;
    for (count, look) in parts.iter().zip(LOOKS).filter(|(count, _)| **count > 0) {
        let length = *count as f64 * scale;
        drawing.bar([x, middle - BAR / 2.0, length, BAR], look);
        let words = entier(*count);
        let room = label::width(&words, SMALL) + 6.0;
        // Enough of the pattern stays to be seen.
        if room + 12.0 <= length {
            drawing.clear([x + (length - room) / 2.0, middle - 7.0, room, 14.0]);
            drawing.text(x + length / 2.0, middle + 4.0, Anchor::Middle, SMALL, &words);
        }
        x += length;
    }
    x
}

/// Returns « 11 idées », « 11 idées, 13 en tout ».
fn said(ideas: u64, total: u64) -> String {
    let said = counted(ideas, "idée", "idées");
    if total == ideas { said } else { format!("{said}, {} en tout", entier(total)) }
}

fn reading(found: &Gisements, uncounted: bool) -> Vec<String> {
    let mut said: Vec<String> = extremes(&found.supports).into_iter().collect();
    let unsorted = found.unsorted.len() as u64;
    match (unsorted, found.ideas) {
        (_, 0) => {}
        (0, _) => said.push("Toutes les idées sont classées ou écartées.".to_owned()),
        (unsorted, ideas) => {
            let are = agree(unsorted, "n’est", "ne sont");
            said.push(format!("{} sur {} {are} dans aucun.", counted(unsorted, "idée", "idées"), entier(ideas)));
        }
    }
    if uncounted {
        said.push("Les barres montrent aussi ce qui ne compte pas comme idée.".to_owned());
    }
    if found.several {
        said.push("Une idée à deux gisements compte dans les deux.".to_owned());
    }
    said
}

/// Says how many ideas the gisements with the most and with the fewest hold.
fn extremes(supports: &[Support]) -> Option<String> {
    let (first, last) = (supports.first()?, supports.last()?);
    let alike = |ideas: u64| supports.iter().filter(|support| support.ideas == ideas).count();
    let quoted = |support: &Support| format!("«\u{a0}{}\u{a0}»", name(&support.label));
    let most = counted(first.ideas, "idée", "idées");
    Some(match (alike(first.ideas), first.ideas == last.ideas) {
        (1, true) => format!("Le seul gisement, {}, réunit {most}.", quoted(first)),
        (many, true) => format!("Les {many} gisements réunissent chacun {most}."),
        (many, false) => {
            let most = match many {
                1 => format!("Le gisement {} réunit le plus d’idées, {}", quoted(first), entier(first.ideas)),
                many => format!("{many} gisements réunissent le plus d’idées, {} chacun", entier(first.ideas)),
            };
            let least = match alike(last.ideas) {
                1 => format!("{} en réunit le moins, {}", quoted(last), entier(last.ideas)),
                many => format!("{many} en réunissent le moins, {} chacun", entier(last.ideas)),
            };
            format!("{most}\u{202f}; {least}.")
        }
    })
}
