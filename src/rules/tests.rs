//! Holds what the rules say of whole dossiers: what is found, where, and what is left alone.

mod appuis;
mod citations;
mod etats;
mod identites;
mod liens;
mod mots;
mod ressemblances;
mod slips;
mod temps;
mod trace;
mod waivers;

use std::sync::Arc;

use super::{Context, validate};
use crate::config::{self, Settings};
use crate::diagnostic::Diagnostic;
use crate::dossier::sample::{self, Files, TITLE};
use crate::layout::MANIFEST;
use crate::rule::Severity;
use crate::text::{Lines, Span, Texts};
use crate::value::date::Day;

/// A finding as the tests look at it, no-break spaces made plain.
#[derive(Debug)]
struct Seen {
    code: &'static str,
    /// `idees.yaml:3 «E012»`: the line, and what is under the caret; the path alone where there is no place.
    place: String,
    severity: Severity,
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

/// The texts of the files as they are written.
struct Written<'f>(Files<'f>);

impl Texts for Written<'_> {
    fn text(&self, path: &str) -> Option<Arc<str>> {
        self.0.iter().find(|(known, _)| *known == path).map(|(_, text)| (*text).into())
    }
}

/// What is added to a manifest that says nothing of phases: in this one the least is asked of a dossier.
const EXPLORATION: &str = "phases: [{nom: Terrain, role: exploration, realise: {debut: 2018-09-01}}]\n";

/// Checks a dossier of these files.
fn seen(files: Files<'_>) -> Vec<Seen> {
    seen_with(files, "")
}

/// Checks a dossier of these files, set by this `cb.yaml`.
fn seen_with(files: Files<'_>, config: &str) -> Vec<Seen> {
    let written = files.iter().find(|(path, _)| *path == MANIFEST).map_or(TITLE, |(_, text)| *text);
    let manifest = if written.contains("phases:") { written.to_owned() } else { format!("{written}{EXPLORATION}") };
    let others = files.iter().copied().filter(|(path, _)| *path != MANIFEST);
    let all: Vec<(&str, &str)> = others.chain([(MANIFEST, &*manifest)]).collect();
    let dossier = sample::dossier(&all);
    let look = |(file, found): (u32, Diagnostic)| {
        let path = dossier.file(file).map_or("", |file| &file.path);
        let related =
            |other: &crate::diagnostic::Related| place(&all, other.path.as_deref().unwrap_or(path), Some(other.span));
        Seen {
            code: found.rule.code,
            severity: found.severity,
            place: place(&all, path, found.span),
            message: plain(&found.message),
            help: plain(found.help.as_deref().unwrap_or_default()),
            related: found.related.iter().map(related).collect(),
            waived: found.waived,
        }
    };
    let mut settings = Settings::default();
    if !config.is_empty() {
        let mut found = Vec::new();
        settings.push(String::new(), config::parse(config, &mut found));
        assert_eq!(found, Vec::new());
    }
    let at = Day::from_ymd(2026, 1, 1).unwrap();
    validate(&dossier, &Context { at, settings: &settings, texts: &Written(&all), threads: 2, past: None })
        .into_iter()
        .map(look)
        .collect()
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
