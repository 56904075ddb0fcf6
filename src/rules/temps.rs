//! CB301 to CB307: dates, periods, schedules, communes.
//!
//! One pass over the records hands each to those who look at it. Nothing is said of what is only perhaps wrong: a date stands for
//! every day that it may be.

mod communes;
mod dates;
mod deroule;
mod periodes;

use crate::dossier::Dossier;
use crate::faults::temps::Fait;
use crate::model::{contribution, decision, entretien, immersion, seance, solution, test};
use crate::rules::{Context, Findings};
use crate::value::date::{Date, Day};
use crate::value::identifiant::Kind;

/// Looks at the manifest, then at every record that bears a date.
pub(super) fn check(dossier: &Dossier, context: &Context<'_>, findings: &mut Findings) {
    periodes::phases(dossier, context.at, findings);
    communes::doubled(dossier, findings);
    let exploration = dates::Exploration::of(dossier);
    for (at, view) in dossier.records() {
        let mut done = |fait, date| dates::future(at, fait, date, context.at, findings);
        match view.record.kind {
            Kind::Entretien if dossier.is_held(view) => {
                let date = view.typed::<entretien::Entretien>().and_then(|fields| fields.get(entretien::DATE));
                if !done(Fait::Entretien, date) {
                    exploration.holds(dossier, at, date, findings);
                }
            }
            Kind::Immersion if dossier.is_held(view) => {
                let date = view.typed::<immersion::Immersion>().and_then(|fields| fields.get(immersion::DATE));
                if !done(Fait::Immersion, date) {
                    exploration.holds(dossier, at, date, findings);
                }
            }
            Kind::Contribution => {
                done(Fait::Contribution, view.typed().and_then(|fields| fields.get(contribution::DATE)));
            }
            Kind::Decision => {
                done(Fait::Decision, view.typed().and_then(|fields| fields.get(decision::DATE)));
            }
            Kind::Seance => {
                let Some(fields) = view.typed::<seance::Seance>() else { continue };
                if dossier.is_held(view) {
                    done(Fait::Seance, fields.get(seance::DATE));
                }
                if !periodes::hours(at, fields, findings) {
                    deroule::schedule(at, fields, findings);
                }
                deroule::groups(at, fields, findings);
            }
            Kind::Test => {
                let Some(fields) = view.typed::<test::Test>() else { continue };
                done(Fait::Test, fields.get(test::DEBUT));
                if !periodes::reversed(at, fields.get(test::DEBUT), fields.get(test::FIN), findings) {
                    periodes::trial(dossier, at, fields, findings);
                }
            }
            Kind::Solution => {
                let Some(fields) = view.typed::<solution::Solution>() else { continue };
                periodes::solution(at, fields, context.at, findings);
            }
            Kind::Derogation => periodes::derogation(at, view, findings),
            _ => {}
        }
    }
}

/// Returns the first and last days that a date may be.
///
/// One given as near or doubtful may lie as far again on either side, a week at least: no one is told to be wrong by « vers ».
fn extent(date: Date) -> (Day, Day) {
    let (first, last) = (date.earliest(), date.latest());
    if !date.is_approximate() && !date.is_uncertain() {
        return (first, last);
    }
    let far = i32::try_from(last.days_since(first)).unwrap_or(i32::MAX).max(7);
    (first.plus_days(-far), last.plus_days(far))
}
