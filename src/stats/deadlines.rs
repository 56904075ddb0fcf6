//! What falls due soon: derogations that end, recordings and notes to delete, défis to meet.

use std::collections::BTreeMap;

use crate::fr::fold::fold;
use crate::model::dossier as manifest;
use crate::model::{defi, derogation, entretien};
use crate::stats::calendar;
use crate::stats::terrain::Terrain;
use crate::unit::{Cell, Value};
use crate::value::date::{Date, Day};
use crate::value::duree;
use crate::value::identifiant::Kind;

/// How many days ahead are looked at.
pub const DAYS: i32 = 60;

/// What falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A derogation ends.
    Derogation,
    /// A recording is to be deleted.
    Recording,
    /// Notes are to be deleted.
    Notes,
    /// A défi is to be met.
    Defi,
}

impl What {
    /// Returns the words of it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Derogation => "fin de dérogation",
            Self::Recording => "suppression d’enregistrement",
            Self::Notes => "fin de conservation de note",
            Self::Defi => "échéance de défi",
        }
    }

    /// Returns its name for programs.
    pub fn key(self) -> &'static str {
        match self {
            Self::Derogation => "derogation",
            Self::Recording => "enregistrement",
            Self::Notes => "notes",
            Self::Defi => "defi",
        }
    }
}

/// What falls due on one date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The last day it may be.
    pub day: Day,
    /// The date as written.
    pub date: String,
    /// What falls due.
    pub what: What,
    /// The records concerned.
    pub names: Vec<String>,
    /// Days from the day looked at; negative where it has passed.
    pub left: i64,
}

/// What falls due within [`DAYS`] days, and what has and should not have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deadlines {
    /// In the order of the days.
    pub all: Vec<Deadline>,
}

impl Deadlines {
    /// How deadlines are found.
    pub const RULE: &str = "dans les soixante jours, ou déjà passé : fin des dérogations accordées ou actives, suppression prévue des \
                            enregistrements, durée de conservation des entretiens, immersions et contributions (dossier.yaml), échéance des défis";

    pub(super) fn of(terrain: &Terrain<'_>) -> Self {
        let dossier = terrain.dossier;
        let mut due: BTreeMap<(Day, What, String), Vec<String>> = BTreeMap::new();
        let mut add = |what: What, date: Option<Date>, name: String| {
            let Some(date) = date.filter(|date| date.latest() <= terrain.window.at.plus_days(DAYS)) else { return };
            due.entry((date.latest(), what, date.en_lettres())).or_default().push(name);
        };
        for (_, view) in dossier.of_kind(Kind::Derogation) {
            let Some(fields) = view.typed::<derogation::Derogation>() else { continue };
            if matches!(dossier.state(view), Some("accordee" | "active")) {
                add(What::Derogation, fields.get(derogation::FIN).map(|fin| fin.value), dossier.name_of(view));
            }
        }
        for (_, view) in dossier.of_kind(Kind::Entretien) {
            let Some(fields) = view.typed::<entretien::Entretien>() else { continue };
            let day = fields.get(entretien::SUPPRESSION_PREVUE).map(|day| day.value);
            add(What::Recording, day, dossier.name_of(view));
        }
        if let Some(days) = retention(terrain) {
            for note in terrain.notes.iter().filter(|note| note.held && note.kind != Kind::Seance) {
                let end = note.date.map(|date| date.latest().plus_days(days).ymd());
                let end = end.and_then(|(year, month, day)| Date::from_ymd(year, month, day));
                add(What::Notes, end, note.name.clone());
            }
        }
        for (_, view) in dossier.of_kind(Kind::Defi) {
            let Some(fields) = view.typed::<defi::Defi>() else { continue };
            if dossier.state(view) != Some("non_retenu") {
                // A défi that was met says so nowhere: only what is still to come is told.
                let date = fields.get(defi::ECHEANCE).map(|date| date.value);
                add(What::Defi, date.filter(|date| date.latest() >= terrain.window.at), dossier.name_of(view));
            }
        }
        let all = due.into_iter().map(|((day, what, date), names)| Deadline {
            day,
            date,
            what,
            names,
            left: day.days_since(terrain.window.at),
        });
        Self { all: all.collect() }
    }
}

/// For how many days the manifest says that notes are kept.
fn retention(terrain: &Terrain<'_>) -> Option<i32> {
    let map = terrain.dossier.manifest()?.get(manifest::CONSERVATION)?;
    let manifest = terrain.dossier.manifest()?;
    let text = |cell: &Cell| match cell.value() {
        Value::Text(Some(text)) => Some(manifest.unit().str(text).to_owned()),
        _ => None,
    };
    map.value.chunks_exact(2).find_map(|pair| {
        let [key, value] = pair else { return None };
        let (key, value) = (fold(&text(key)?), text(value)?);
        let notes = ["note", "notes", "entretien", "entretiens"].contains(&key.as_str());
        let duree = duree::parse(&value).ok().filter(|_| notes)?;
        calendar::days(duree).map(|(_, longest)| longest)
    })
}
