//! Holds what the rules say of whole dossiers: what is found, where, and what is left alone.

mod etats;
mod identites;
mod liens;
mod mots;
mod waivers;

use super::{Context, validate};
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::dossier::sample::{self, Files};
use crate::text::{Lines, NoTexts, Span};
use crate::value::date::Day;

/// A finding as the tests look at it, no-break spaces made plain.
#[derive(Debug)]
struct Seen {
    code: &'static str,
    /// `idees.yaml:3 «E012»`: the line, and what is under the caret; the path alone where there is no place.
    place: String,
    message: String,
    help: String,
    /// Other places, in the same form.
    related: Vec<String>,
    waived: Option<String>,
}

fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

fn place(files: Files<'_>, path: &str, span: Option<Span>) -> String {
    let text = files.iter().find(|(other, _)| *other == path).map_or("", |(_, text)| *text);
    match span {
        Some(span) => {
            let under = span.of(text).lines().next().unwrap_or_default();
            format!("{path}:{} «{under}»", Lines::new(text).line(span.start))
        }
        None => path.to_owned(),
    }
}

/// Checks a dossier of these files.
fn seen(files: Files<'_>) -> Vec<Seen> {
    let dossier = sample::dossier(files);
    let look = |(file, found): (u32, Diagnostic)| {
        let path = dossier.file(file).map_or("", |file| &file.path);
        let related =
            |other: &crate::diagnostic::Related| place(files, other.path.as_deref().unwrap_or(path), Some(other.span));
        Seen {
            code: found.rule.code,
            place: place(files, path, found.span),
            message: plain(&found.message),
            help: plain(found.help.as_deref().unwrap_or_default()),
            related: found.related.iter().map(related).collect(),
            waived: found.waived,
        }
    };
    let settings = Settings::default();
    let at = Day::from_ymd(2026, 1, 1).unwrap();
    validate(&dossier, &Context { at, settings: &settings, texts: &NoTexts }).into_iter().map(look).collect()
}

/// Returns the one finding about these files, which must have this code.
fn only(files: Files<'_>, code: &str) -> Seen {
    let mut all = seen(files);
    assert!(all.len() == 1 && all[0].code == code, "not one {code}: {all:#?}");
    all.remove(0)
}

/// Returns each unwaived finding as `CB202 idees.yaml:3 «E012»`.
fn places(files: Files<'_>) -> Vec<String> {
    let unwaived = seen(files).into_iter().filter(|found| found.waived.is_none());
    unwaived.map(|found| format!("{} {}", found.code, found.place)).collect()
}
