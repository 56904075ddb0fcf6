//! The rules that need the whole dossier, and the levels and waivers that settle what each finding weighs.
//!
//! A rule is a function from a linked [`Dossier`] to findings; it prints nothing and reads no file. [`validate`] runs them all, adds the
//! findings that the reading of each file made, lays the waivers on them and sorts.

mod doublons;
mod etats;
mod identifiants;
mod liens;
mod references;
mod vocabulaires;
mod waivers;

use crate::diagnostic::Diagnostic;
use crate::dossier::{At, Dossier};
use crate::text::Span;

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

/// The rules over a dossier, in the order of their codes.
const CHECKS: &[fn(&Dossier, &mut Findings)] = &[
    vocabulaires::check,
    identifiants::check,
    references::check,
    identifiants::provisional,
    doublons::check,
    liens::check,
    identifiants::confused_names,
    etats::check,
];

/// Makes every finding about a dossier: those of its files and those of the rules; sorted by path, place and code.
///
/// Each is paired with the index of its file. A waived finding is there too, with its reason.
pub fn validate(dossier: &Dossier) -> Vec<(u32, Diagnostic)> {
    let mut findings = Findings::default();
    for (index, file) in dossier.files.iter().enumerate() {
        let index = Span::at(index).start;
        findings.0.extend(file.unit.findings().iter().map(|found| (index, found.clone())));
    }
    for check in CHECKS {
        check(dossier, &mut findings);
    }
    let mut found = findings.0;
    found.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| x.order().cmp(&y.order())));
    waivers::apply(dossier, &mut found);
    found
}

#[cfg(test)]
mod tests;
