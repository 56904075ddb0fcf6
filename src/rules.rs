//! The rules that need the whole dossier, and the levels and waivers that settle what each finding weighs.
//!
//! A rule is a function from a linked [`Dossier`] to findings; it prints nothing and reads no file. [`validate`] runs them all, adds the
//! findings that the reading of each file made, lays the waivers on them and sorts.

mod appuis;
mod brought;
mod chiffres;
mod citations;
mod doublons;
mod etats;
mod identifiants;
mod liens;
mod references;
mod ressemblances;
mod temps;
mod trace;
mod vocabulaires;
mod waivers;

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::config::Settings;
use crate::diagnostic::{Diagnostic, Place};
use crate::dossier::{At, Dossier};
use crate::rule::{Phase, Rule};
use crate::text::{Span, Texts};
use crate::value::date::Day;

pub use brought::brought;

/// What a rule may know beside the dossier.
pub struct Context<'c> {
    /// The day at which the dossier is looked at.
    pub at: Day,
    /// What the team has set.
    pub settings: &'c Settings,
    /// The texts of the files, for the few rules that compare words.
    pub texts: &'c (dyn Texts + Sync),
    /// How many rules may be at work at once.
    pub threads: usize,
    /// What the history of the dossier puts in doubt, each finding with the index of its file; `None` where it was not looked at.
    pub past: Option<&'c [(u32, Diagnostic)]>,
}

impl Context<'_> {
    /// Returns a number of a rule, at the path of a file.
    pub fn number(&self, rule: &'static Rule, name: &str, path: &str) -> u32 {
        self.settings.number(rule, name, path)
    }
}

/// The findings of a run over one dossier, each with the index of its file.
#[derive(Debug, Default)]
pub struct Findings(Vec<(u32, Diagnostic)>);

impl Findings {
    /// Adds a finding about a file.
    pub fn push(&mut self, file: u32, diagnostic: Diagnostic) {
        self.0.push((file, diagnostic));
    }

    /// Adds a finding about the file of a record.
    pub fn at(&mut self, at: At, diagnostic: Diagnostic) {
        self.push(at.file, diagnostic);
    }
}

/// Returns a second place of a finding about the file of `from`: a span in the file of `there`, whose path is said where it is another.
fn place(dossier: &Dossier, from: At, there: At, span: Span) -> Place {
    let path = dossier.file(there.file).filter(|_| there.file != from.file).map(|file| dossier.shown(&file.path));
    (path, span)
}

/// A rule over a dossier.
type Check = fn(&Dossier, &Context<'_>, &mut Findings);

/// The rules over a dossier, in the order of their codes.
const CHECKS: &[Check] = &[
    vocabulaires::check,
    identifiants::check,
    references::check,
    identifiants::provisional,
    doublons::check,
    liens::check,
    identifiants::confused_names,
    temps::check,
    appuis::check,
    trace::check,
    etats::check,
    citations::check,
    chiffres::check,
];

/// The rule that compares every idea with every other needs room for all of them: it comes last, alone.
const LAST: Check = ressemblances::check;

/// Makes every finding about a dossier: those of its files and those of the rules; sorted by path, place and code.
///
/// Each is paired with the index of its file. A waived finding is there too, with its reason; one that a setting or the phase silences
/// is not.
pub fn validate(dossier: &Dossier, context: &Context<'_>) -> Vec<(u32, Diagnostic)> {
    let mut findings = Findings::default();
    for (index, file) in dossier.files.iter().enumerate() {
        let index = Span::at(index).start;
        findings.0.extend(file.unit.findings().iter().map(|found| (index, found.clone())));
    }
    let mut found = findings.0;
    found.extend(check_all(dossier, context));
    found.extend(context.past.into_iter().flatten().cloned());
    let phase = dossier.phase(context.at);
    found.retain_mut(|(file, found)| settle(dossier, context.settings, phase, *file, found));
    found.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| x.order().cmp(&y.order())));
    let speaks = |rule, file: u32| {
        let path = dossier.file(file).map_or("", |file| &file.path);
        // How far back a run looks decides what it finds of the past: a waiver of that may be of use to the next.
        !is_of_the_past(rule) && context.settings.level(rule, phase, path).is_some()
    };
    waivers::apply(dossier, &speaks, &mut found);
    found
}

/// Settles what each finding that is made apart weighs, and which a waiver covers; sorted by path and place.
pub fn settle_apart(
    dossier: &Dossier,
    settings: &Settings,
    at: Day,
    mut found: Vec<(u32, Diagnostic)>,
) -> Vec<(u32, Diagnostic)> {
    let phase = dossier.phase(at);
    found.retain_mut(|(file, found)| settle(dossier, settings, phase, *file, found));
    found.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| x.order().cmp(&y.order())));
    waivers::apply(dossier, &|_, _| false, &mut found);
    found
}

/// Tells whether a rule looks at the history of a dossier, which most runs do not.
fn is_of_the_past(rule: &Rule) -> bool {
    rule.code.starts_with("CB8")
}

/// Runs every rule, several at once: none knows of another, and what they find is sorted afterwards.
fn check_all(dossier: &Dossier, context: &Context<'_>) -> Vec<(u32, Diagnostic)> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut findings = Findings::default();
        while let Some(check) = CHECKS.get(next.fetch_add(1, Ordering::Relaxed)) {
            check(dossier, context, &mut findings);
        }
        findings.0
    };
    let mut last = Findings::default();
    let mut found = std::thread::scope(|scope| {
        let others: Vec<_> = (1..context.threads.min(CHECKS.len())).map(|_| scope.spawn(work)).collect();
        let mut found = work();
        for other in others {
            match other.join() {
                Ok(more) => found.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        found
    });
    LAST(dossier, context, &mut last);
    found.append(&mut last.0);
    found
}

/// Gives a finding the level that the phase and the settings call for; tells whether it speaks at all.
fn settle(dossier: &Dossier, settings: &Settings, phase: Option<Phase>, file: u32, found: &mut Diagnostic) -> bool {
    if settings.is_empty() && found.rule.until.is_empty() {
        return true;
    }
    let path = dossier.file(file).map_or("", |file| &file.path);
    match settings.level(found.rule, phase, path) {
        // A finding that its maker lowered is a lesser case of the rule: it is never raised, only silenced.
        Some(_) if found.severity > found.rule.severity => true,
        // One that its maker raised is a graver case: it keeps its level unless the team has set one.
        Some(_) if found.severity < found.rule.severity && settings.set_level(found.rule, path).is_none() => true,
        Some(level) => {
            found.severity = level;
            true
        }
        None => false,
    }
}

#[cfg(test)]
mod tests;
