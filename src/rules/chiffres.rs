//! CB501 to CB508: the texts that leave the house, and the figures that the manifest and the tests declare.
//!
//! A text of `communiques/` is read again and checked as `cb verify` would, with the dossier as it stood on its `arrete_au`.

mod declares;

use crate::dossier::{At, Dossier};
use crate::faults::chiffres as faults;
use crate::model::communique::{self, Communique};
use crate::prose::Form;
use crate::rule::catalogue::CB502;
use crate::rules::{Context, Findings};
use crate::unit::Fields;
use crate::value::date::{Date, Day};
use crate::value::identifiant::Kind;
use crate::verify::{Checked, Facts, Settings, opening};

/// Checks what is declared, then every text.
pub(super) fn check(dossier: &Dossier, context: &Context<'_>, findings: &mut Findings) {
    declares::check(dossier, findings);
    // Several texts are of the same day.
    let mut known: Vec<Facts> = Vec::new();
    for (at, view) in dossier.of_kind(Kind::Communique) {
        let Some(fields) = view.typed::<Communique>() else { continue };
        let day = as_of(fields).map_or(context.at, |day| day.min(context.at));
        if !known.iter().any(|facts| facts.at == day) {
            known.push(Facts::of(dossier, day));
        }
        let facts = known.iter().find(|facts| facts.at == day);
        communique(dossier, context, at, fields, facts, findings);
    }
}

/// Returns the day at which the figures of a text stand.
fn as_of(fields: Fields<'_, Communique>) -> Option<Day> {
    fields
        .get(communique::ARRETE_AU)
        .or_else(|| fields.get(communique::DATE_PUBLICATION))
        .map(|date| date.value.latest())
}

fn communique(
    dossier: &Dossier,
    context: &Context<'_>,
    at: At,
    fields: Fields<'_, Communique>,
    facts: Option<&Facts>,
    findings: &mut Findings,
) {
    let Some(file) = dossier.file(at.file).filter(|file| file.path.ends_with(".md")) else { return };
    let path = dossier.shown(&file.path);
    let Some(text) = context.texts.text(&path) else { return };
    let settings = Settings {
        published: fields.get(communique::DATE_PUBLICATION).map(|date| date.value).map(Date::latest),
        today: None,
        small: u64::from(context.number(&CB502, "effectif", &path)),
    };
    let checked = Checked::of(&text, opening(&text, Form::Markdown).body, Form::Markdown, facts, &settings);
    let unknown: Vec<_> = checked.figures.iter().filter(|figure| figure.open).collect();
    if let Some(first) = unknown.first() {
        findings.at(at, faults::non_verifiable(unknown.len() as u64, first.span.of(&text), &first.reason, first.span));
    }
    for found in checked.findings {
        findings.at(at, found);
    }
}
