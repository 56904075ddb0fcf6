//! The table of `docs/chiffres.md`: what may stand before a number, and the values that then make it true.

use std::fmt::Write as _;

use anyhow::{Result, anyhow};
use carte_blanche::value::quantite;

use super::hold;

/// One phrase of each way to say a number, in the order of the page.
const PHRASES: &[&str] = &[
    "50",
    "plus de 450",
    "au moins 450",
    "près de 130",
    "environ 200",
    "quelque 200",
    "une dizaine",
    "une cinquantaine",
    "une centaine",
    "au plus 12",
    "jusqu’à 12",
    "moins de 300",
    "de 40 à 50",
    "quelques",
    "plusieurs",
    "plusieurs centaines",
    "une poignée",
    "aucun",
    "96 %",
    "un tiers",
    "la moitié",
    "les trois quarts",
    "la majorité",
    "la plupart",
    "une minorité",
];

fn values(phrase: &str) -> Result<String> {
    let noun = if phrase.ends_with('%') { "" } else { " idées" };
    let read = quantite::parse(&format!("{phrase}{noun}")).map_err(|error| anyhow!("{phrase}: {error:?}"))?.quantite;
    let bounds = read.bounds();
    let number =
        |value: f64| if value.fract() == 0.0 { format!("{value}") } else { format!("{value:.1}").replace('.', ",") };
    let percent = if read.is_percent() { "\u{a0}%" } else { "" };
    // Of whole things, « plus de 450 » begins at 451.
    let step = if read.is_percent() { 0.0 } else { 1.0 };
    let min = bounds.min + if bounds.min_open { step } else { 0.0 };
    let max = bounds.max.map(|max| max - if bounds.max_open { step } else { 0.0 });
    Ok(match max {
        None => format!("{} et plus", number(min)),
        Some(max) if max == min => number(min),
        Some(max) => format!("{} à {}{percent}", number(if read.is_percent() { min } else { min.ceil() }), number(max)),
    })
}

fn forms() -> Result<String> {
    let mut table = "| On écrit | C’est vrai de |\n|---|---|\n".to_owned();
    for phrase in PHRASES {
        writeln!(table, "| {phrase} | {} |", values(phrase)?)?;
    }
    Ok(table)
}

#[test]
fn the_figures_page_tells_what_each_way_to_say_a_number_means() -> Result<()> {
    hold("docs/chiffres.md", |marker| (marker == "formes").then(|| forms().ok()).flatten())
}
