//! What sources announce, in words: « 6 [s0], contesté », « s0 modernisation.gouv.fr, 13 décembre 2018 ».

use crate::stats::{Declared, Source};

/// Gathers declared figures that speak of one thing, in order.
pub(super) fn groups(all: &[Declared]) -> Vec<Vec<&Declared>> {
    let mut groups: Vec<Vec<&Declared>> = Vec::new();
    for one in all {
        match groups.iter_mut().find(|group| group.first().is_some_and(|first| first.mesure == one.mesure)) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
}

/// One line a value: « 6 [s0], contesté », the sources that give the same value together.
pub(super) fn lines(all: &[&Declared]) -> Vec<String> {
    let mut lines: Vec<(String, Vec<&str>, bool)> = Vec::new();
    for one in all {
        let scope = one.perimetre.as_deref().map_or_else(String::new, |scope| format!(", {scope}"));
        let said = format!("{}{}", one.text, if all.len() > 1 && differs(all) { scope.as_str() } else { "" });
        let source = one.source.as_deref().unwrap_or("sans source");
        match lines.iter_mut().find(|(known, ..)| *known == said) {
            Some((_, sources, contested)) => {
                if !sources.contains(&source) {
                    sources.push(source);
                }
                *contested |= one.conteste;
            }
            None => lines.push((said, vec![source], one.conteste)),
        }
    }
    lines
        .into_iter()
        .map(|(said, sources, contested)| {
            let contested = if contested { ", contesté" } else { "" };
            format!("{said} [{}]{contested}", sources.join(", "))
        })
        .collect()
}

/// Tells whether figures of one measure speak of different scopes.
fn differs(all: &[&Declared]) -> bool {
    all.windows(2).any(|pair| pair.first().map(|one| &one.perimetre) != pair.last().map(|one| &one.perimetre))
}

/// How a source is shown: « s0 modernisation.gouv.fr, 13 décembre 2018 ».
pub(super) fn reference(source: &Source) -> String {
    let who = source.editeur.as_deref().unwrap_or(&source.titre);
    match source.date {
        Some(date) => format!("{}\u{a0}{who}, {}", source.id, date.en_lettres()),
        None => format!("{}\u{a0}{who}", source.id),
    }
}
