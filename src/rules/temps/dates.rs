//! CB301 and CB302: dates outside the exploration, and dates to come of what is said to be done.

use crate::dossier::{At, Dossier};
use crate::faults::temps::{self as faults, Fait};
use crate::model::dossier::{self as manifest, intervalle, phase};
use crate::model::vocabulary::PHASE_ROLE;
use crate::rule::Phase;
use crate::rules::temps::extent;
use crate::rules::{Findings, place};
use crate::unit::Spanned;
use crate::value::date::{Date, Day};

/// A date where it is written, if it is.
type Said = Option<Spanned<Date>>;

/// CB302: tells whether a date of what is said to be done is surely to come, and makes a finding of it.
pub(super) fn future(at: At, fait: Fait, date: Said, today: Day, findings: &mut Findings) -> bool {
    let Some(date) = date.filter(|date| extent(date.value).0 > today) else { return false };
    findings.at(at, faults::date_future(fait, date.value, today, date.span));
    true
}

/// One exploration: the days it may have covered, and where they are written.
struct Stretch {
    first: Day,
    last: Day,
    debut: Said,
    fin: Said,
}

/// The explorations that took place, sorted by their first day; each ends with the last to end of those up to it.
pub(super) struct Exploration(Vec<Stretch>);

impl Exploration {
    /// Reads the phases of the manifest.
    pub(super) fn of(dossier: &Dossier) -> Self {
        let Some(manifest) = dossier.manifest() else { return Self(Vec::new()) };
        let realised = manifest.list(manifest::PHASES).filter_map(|phase| {
            let role = dossier.word(&PHASE_ROLE, phase.value.get(phase::ROLE)?.value)?;
            let realised = phase.value.get(phase::REALISE).filter(|_| role == Phase::Exploration.key())?.value;
            let (debut, fin) = (realised.get(intervalle::DEBUT), realised.get(intervalle::FIN));
            // Of a phase that says neither, nothing is known; one without an end goes on.
            (debut.is_some() || fin.is_some()).then(|| Stretch {
                first: debut.map_or(Day::FIRST, |debut| extent(debut.value).0),
                last: fin.map_or(Day::from_number(i32::MAX), |fin| extent(fin.value).1),
                debut,
                fin,
            })
        });
        let mut all: Vec<Stretch> = realised.filter(|stretch| stretch.first <= stretch.last).collect();
        all.sort_by_key(|stretch| stretch.first);
        let mut end: Option<(Day, Said)> = None;
        for stretch in &mut all {
            if let Some((last, fin)) = end.filter(|(last, _)| *last > stretch.last) {
                (stretch.last, stretch.fin) = (last, fin);
            }
            end = Some((stretch.last, stretch.fin));
        }
        Self(all)
    }

    /// CB301: makes a finding of a date that is surely outside.
    pub(super) fn holds(&self, dossier: &Dossier, at: At, date: Said, findings: &mut Findings) {
        let (Some(date), Some(earliest)) = (date, self.0.first()) else { return };
        let (first, last) = extent(date.value);
        let begun = self.0.partition_point(|stretch| stretch.first <= last);
        let Some(manifest) = dossier.manifest_at().map(|file| At { file, record: 0 }) else { return };
        match begun.checked_sub(1).and_then(|at| self.0.get(at)) {
            None => {
                if let Some(debut) = earliest.debut {
                    findings.at(
                        at,
                        faults::avant_l_exploration(date.span, debut.value, place(dossier, at, manifest, debut.span)),
                    );
                }
            }
            Some(stretch) if stretch.last < first => {
                if let Some(fin) = stretch.fin {
                    findings.at(
                        at,
                        faults::apres_l_exploration(date.span, fin.value, place(dossier, at, manifest, fin.span)),
                    );
                }
            }
            Some(_) => {}
        }
    }
}
