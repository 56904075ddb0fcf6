//! What a dossier counts: one definition of each figure, the same wherever it is shown.
//!
//! [`Stats::of`] computes; it prints nothing and rounds nothing. A number that could not be known exactly is an interval. What sources
//! announce (`chiffres_declares`) stands beside what is counted in the records and is never mixed with it.

pub mod axis;
pub mod calendar;
mod count;
pub mod coverage;
pub mod cross;
pub mod deadlines;
mod declared;
pub mod funnel;
pub mod gisements;
pub mod growth;
pub mod phrase;
pub(crate) mod terrain;
pub mod trials;
mod views;
pub mod weeks;
pub(crate) mod when;
mod window;

use crate::dossier::Dossier;
use crate::model;
use crate::schema::TypeDef;
use crate::value::date::Day;
use crate::value::identifiant::Kind;

pub use declared::{Declared, Source, declared, said_in};
pub use views::{Table, Views};
pub use window::{NoPhase, Stretch, Window};

/// The figures of one dossier on a day.
#[derive(Debug)]
pub struct Stats {
    /// The dossier's folder as shown.
    pub path: String,
    /// Its title.
    pub titre: String,
    /// Its territory.
    pub territoire: String,
    /// Whether it says that it is invented.
    pub fictif: bool,
    /// The day at which it is looked at.
    pub at: Day,
    /// The phase that is looked at, where not the whole dossier is.
    pub phase: Option<Stretch>,
    /// The figures, in the order in which they are shown; those of which nothing is counted nor declared are left out.
    pub figures: Vec<Figure>,
    /// What sources announce and no figure measures, as the manifest orders it.
    pub others: Vec<Declared>,
    /// The sources that the declared figures cite, in order of first citation.
    pub sources: Vec<Source>,
    /// What the check of the dossier finds; nothing until whoever runs it says so.
    pub faults: Faults,
    /// The types whose records bear no date, so that they count whatever the day.
    pub undated: Vec<&'static TypeDef>,
}

/// Why figures may be too low: what could not be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// Errors that no waiver covers.
    pub errors: u64,
    /// Lines of notes that look like a record and were not read.
    pub unread: u64,
}

/// What a figure measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// The records of a type, those that its rule leaves out aside.
    Records(Kind),
    /// The people met.
    Personnes,
    /// The time of immersion, in minutes.
    Immersion,
}

impl Measure {
    /// Every measure, in the order in which they are shown.
    pub const ALL: [Self; 19] = [
        Self::Records(Kind::Entretien),
        Self::Personnes,
        Self::Records(Kind::Immersion),
        Self::Immersion,
        Self::Records(Kind::Contribution),
        Self::Records(Kind::Idee),
        Self::Records(Kind::Irritant),
        Self::Records(Kind::Acteur),
        Self::Records(Kind::Gisement),
        Self::Records(Kind::Defi),
        Self::Records(Kind::Persona),
        Self::Records(Kind::Promesse),
        Self::Records(Kind::Solution),
        Self::Records(Kind::Test),
        Self::Records(Kind::Derogation),
        Self::Records(Kind::Seance),
        Self::Records(Kind::Decision),
        Self::Records(Kind::Evaluation),
        Self::Records(Kind::Communique),
    ];

    /// Returns the name of the figure in JSON: that of the type's folder, `personnes`, or `immersion` for the time.
    pub fn key(self) -> &'static str {
        match self {
            Self::Records(kind) => model::def(kind).folder,
            Self::Personnes => "personnes",
            Self::Immersion => "immersion",
        }
    }

    /// Returns the noun, singular and plural.
    pub fn noun(self) -> (&'static str, &'static str) {
        match self {
            Self::Records(kind) => model::def(kind).noun,
            Self::Personnes => ("personne", "personnes"),
            Self::Immersion => ("d’immersion", "d’immersion"),
        }
    }

    /// Returns what the figure is called at the head of a row.
    pub fn title(self) -> &'static str {
        match self {
            Self::Immersion => "temps d’immersion",
            other => other.noun().1,
        }
    }

    /// Returns how the figure is counted, in one French sentence.
    pub fn rule(self) -> &'static str {
        match self {
            Self::Records(Kind::Entretien) => "entretiens tenus ; ni prévus, ni annulés",
            Self::Records(Kind::Immersion) => "immersions tenues ; ni prévues, ni annulées",
            Self::Records(Kind::Seance) => "séances tenues ; ni prévues, ni annulées",
            Self::Records(Kind::Idee) => {
                "idées, initiatives et sujets orphelins, des notes et des fiches, doublons déduits"
            }
            Self::Records(Kind::Irritant) => "irritants consolidés ; à défaut, relevés dans les notes",
            Self::Records(Kind::Gisement) => "gisements, ceux qui ont été fusionnés, scindés ou abandonnés déduits",
            Self::Records(_) => "fiches",
            Self::Personnes => {
                "personnes des entretiens et immersions tenus, celles déjà rencontrées déduites ; séances à part"
            }
            Self::Immersion => "somme des durées des immersions tenues ; une journée vaut 7 h",
        }
    }
}

/// An amount, exact where both ends are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// The least it can be.
    pub min: u64,
    /// The most it can be; `None` where nothing bounds it.
    pub max: Option<u64>,
}

impl Amount {
    /// Makes an exact amount.
    pub fn exactly(value: u64) -> Self {
        Self { min: value, max: Some(value) }
    }

    /// Returns the sum of two amounts.
    pub fn plus(self, other: Self) -> Self {
        Self {
            min: self.min.saturating_add(other.min),
            max: self.max.zip(other.max).map(|(one, other)| one.saturating_add(other)),
        }
    }

    /// Returns the value where it is known exactly.
    pub fn exact(self) -> Option<u64> {
        self.max.filter(|&max| max == self.min)
    }
}

/// How many records of a type are in one state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateCount {
    /// The state, as the vocabulary spells it.
    pub word: String,
    /// The state as shown, singular.
    pub label: String,
    /// How many.
    pub count: u64,
    /// Whether the figure leaves them out.
    pub left_out: bool,
    /// Whether it is the state that a record is in where nothing is said.
    pub default: bool,
}

/// One figure: what is counted, what is declared.
#[derive(Debug)]
pub struct Figure {
    /// What it measures.
    pub measure: Measure,
    /// What is counted; `None` where no record could be.
    pub counted: Option<Amount>,
    /// For ideas, how many were gathered before duplicates were set aside, where that differs.
    pub raw: Option<u64>,
    /// What could not be added: immersions whose duration says no hours.
    pub missing: u64,
    /// The states, in the order of their vocabulary; empty for a type without.
    pub states: Vec<StateCount>,
    /// What sources announce of it.
    pub declared: Vec<Declared>,
}

impl Stats {
    /// Counts a dossier as it stands on `at`.
    pub fn of(dossier: &Dossier, at: Day) -> Self {
        Self::within(dossier, &Window::until(at))
    }

    /// Counts what a window of time holds of a dossier.
    pub fn within(dossier: &Dossier, window: &Window) -> Self {
        let (declared, sources) = declared::read(dossier);
        let mut others = Vec::new();
        let mut by_measure: Vec<(Measure, Vec<Declared>)> = Vec::new();
        for one in declared {
            match one.measure {
                None => others.push(one),
                Some(measure) => match by_measure.iter_mut().find(|(known, _)| *known == measure) {
                    Some((_, all)) => all.push(one),
                    None => by_measure.push((measure, vec![one])),
                },
            }
        }
        let counter = count::Counter::new(dossier, window);
        let figures = Measure::ALL
            .into_iter()
            .filter_map(|measure| {
                let at = by_measure.iter().position(|(known, _)| *known == measure);
                let declared = at.map(|at| by_measure.swap_remove(at).1).unwrap_or_default();
                let figure = counter.figure(measure, declared);
                (figure.counted.is_some() || !figure.declared.is_empty()).then_some(figure)
            })
            .collect();
        let territoire = dossier.manifest().and_then(|manifest| manifest.get(model::dossier::TERRITOIRE));
        Self {
            path: dossier.folder().to_owned(),
            titre: dossier.title().to_owned(),
            territoire: territoire.map_or_else(String::new, |text| text.value.to_owned()),
            fictif: dossier.fictional(),
            at: window.at,
            phase: window.phase.clone(),
            figures,
            others,
            sources,
            undated: counter.undated(),
            faults: Faults::default(),
        }
    }

    /// Returns the figure of a measure, where there is one.
    pub fn figure(&self, measure: Measure) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.measure == measure)
    }
}

#[cfg(test)]
mod tests;
