//! CB414: words attributed to a note that are not in it.

use crate::diagnostic::{Diagnostic, Place};
use crate::rule::catalogue::CB414;
use crate::text::Span;

/// Nothing in the note looks like the words.
pub fn citation_introuvable(note: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CB414, format!("ces mots ne sont pas dans `{note}`"))
        .at(span)
        .help("recopiez ceux de la note, corrigez le lien, ou retirez les guillemets si les mots sont les vôtres")
}

/// The note says something near; `said`: its words, `there`: where they are.
pub fn citation_changee(note: &str, differ: Span, said: &str, there: Place) -> Diagnostic {
    const LONG: usize = 160;
    let shown: String = said.chars().take(LONG).collect();
    let more = if shown.len() < said.len() { "…" } else { "" };
    Diagnostic::new(&CB414, format!("ces mots ne sont pas ceux de `{note}`"))
        .at(differ)
        .label("la note dit autre chose")
        .also(there, "les mots de la note")
        .help(format!("recopiez la note : « {shown}{more} » ; « […] » marque ce qu’on y saute"))
}
