//! Which records a count looks at: those of a day or before and, where a phase is asked for, those that fall in it.

use crate::dossier::Dossier;
use crate::fr::fold::fold_word;
use crate::model::dossier::{self as manifest, intervalle, phase};
use crate::model::vocabulary;
use crate::value::date::{Date, Day};

/// The stretch of time a count looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// The day at which the dossier is looked at.
    pub at: Day,
    /// The phase that is asked for.
    pub phase: Option<Stretch>,
}

/// The days during which a phase took place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The name of the phase.
    pub nom: String,
    /// Its role, as the vocabulary spells it; empty where it has none.
    pub role: String,
    /// Its first and last days; none where it has not begun.
    pub days: Option<(Day, Day)>,
}

/// Why no phase could be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoPhase {
    /// The manifest names no such phase; those it names.
    Unknown(Vec<String>),
    /// The phase says no date of what took place; its name.
    NotBegun(String),
}

impl Window {
    /// Looks at all that a day knows.
    pub fn until(at: Day) -> Self {
        Self { at, phase: None }
    }

    /// Looks at what falls in the phase of that name, else in the first of that role that has begun; `at` bounds a phase without an end.
    ///
    /// # Errors
    ///
    /// Says which phases there are, or that the phase has not begun.
    pub fn in_phase(dossier: &Dossier, wanted: &str, at: Day) -> Result<Self, NoPhase> {
        let all = phases(dossier, at);
        let folded = fold_word(wanted);
        let named = all.iter().find(|one| fold_word(&one.nom) == folded);
        let of_role = || {
            let mut of_role = all.iter().filter(|one| !one.role.is_empty() && fold_word(&one.role) == folded);
            let first = of_role.next();
            first.into_iter().chain(of_role).find(|one| one.days.is_some()).or(first)
        };
        match named.or_else(of_role) {
            None => Err(NoPhase::Unknown(all.into_iter().map(|one| one.nom).collect())),
            Some(one) if one.days.is_none() => Err(NoPhase::NotBegun(one.nom.clone())),
            Some(one) => Ok(Self { at, phase: Some(one.clone()) }),
        }
    }

    /// Looks at nothing: the window of a dossier that has no such phase.
    pub fn nothing(wanted: &str, at: Day) -> Self {
        Self { at, phase: Some(Stretch { nom: wanted.to_owned(), role: String::new(), days: None }) }
    }

    /// Tells whether a record of this date is looked at. What may have happened by the day counts, a month from its first day on; what
    /// bears no date falls in no phase.
    pub fn holds(&self, date: Option<Date>) -> bool {
        match date {
            None => self.phase.is_none(),
            Some(date) => date.earliest() <= self.at && self.phase.as_ref().is_none_or(|phase| phase.holds(date)),
        }
    }
}

impl Stretch {
    /// Tells whether a date may fall in the phase.
    pub fn holds(&self, date: Date) -> bool {
        self.days.is_some_and(|(from, to)| date.earliest() <= to && date.latest() >= from)
    }
}

/// Returns the phases of the manifest in order, with the days during which each took place.
pub(super) fn phases(dossier: &Dossier, at: Day) -> Vec<Stretch> {
    let Some(manifest) = dossier.manifest() else { return Vec::new() };
    let phases = manifest.list(manifest::PHASES).map(|phase| phase.value);
    phases
        .map(|phase| {
            let realise = phase.get(phase::REALISE).map(|realise| realise.value);
            let from = realise.and_then(|realise| realise.get(intervalle::DEBUT)).map(|from| from.value.earliest());
            let to = realise.and_then(|realise| realise.get(intervalle::FIN)).map(|to| to.value.latest());
            let role = phase.get(phase::ROLE).and_then(|role| dossier.word(&vocabulary::PHASE_ROLE, role.value));
            Stretch {
                nom: phase.get(phase::NOM).map_or_else(String::new, |nom| nom.value.to_owned()),
                role: role.unwrap_or_default().to_owned(),
                days: from.filter(|&from| from <= at).map(|from| (from, to.unwrap_or(at).max(from))),
            }
        })
        .collect()
}
