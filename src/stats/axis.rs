//! What ideas and interviews can be counted by: an axis gives each its values, in the order in which they are shown.

use crate::model::{acteur, gisement, vocabulary};
use crate::schema::Vocabulary;
use crate::stats::terrain::{Idea, Note, Terrain};
use crate::stats::window;
use crate::unit::Reference;
use crate::value::date::{Date, Day, month_name};
use crate::value::identifiant::{Ident, Kind};

/// What a count is made by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "their nouns say it")]
pub enum Axis {
    Theme,
    Sphere,
    Type,
    Nature,
    Statut,
    Gisement,
    Semaine,
    Mois,
    Jour,
    Phase,
    Structure,
}

/// A value on an axis; values order as they are shown, what is not said last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Value {
    rank: i64,
    /// For programs: the word, the identifier, the day; empty where nothing is said.
    pub key: String,
    /// For a person.
    pub label: String,
}

impl Axis {
    /// Returns the name of the axis in a table for programs.
    pub fn key(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Sphere => "sphere",
            Self::Type => "type",
            Self::Nature => "nature",
            Self::Statut => "statut",
            Self::Gisement => "gisement",
            Self::Semaine => "semaine",
            Self::Mois => "mois",
            Self::Jour => "jour",
            Self::Phase => "phase",
            Self::Structure => "structure",
        }
    }

    /// Returns what a value of the axis is called.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Theme => "thème",
            Self::Sphere => "sphère",
            Self::Type => "type d’acteur",
            Self::Semaine => "semaine du",
            other => other.key(),
        }
    }

    /// Returns how the values of the axis are found, after « par »: « par sphère des acteurs rencontrés ».
    pub fn rule(self) -> &'static str {
        match self {
            Self::Theme => "thème (les étiquettes de l’idée, sinon les thèmes de sa note)",
            Self::Sphere => "sphère des structures ou profils rencontrés",
            Self::Type => "type d’acteur des structures ou profils rencontrés",
            Self::Nature => "nature",
            Self::Statut => "statut de l’idée",
            Self::Gisement => "gisement (celui qui absorbe vaut pour celui qui est absorbé)",
            Self::Semaine => "semaine, du lundi au dimanche",
            Self::Mois => "mois",
            Self::Jour => "jour",
            Self::Phase => "phase, d’après ses dates réalisées",
            Self::Structure => "structure rencontrée",
        }
    }

    /// Returns what is said of a value that is not.
    pub fn absent(self) -> &'static str {
        match self {
            Self::Theme => "sans thème",
            Self::Sphere => "sans sphère",
            Self::Type => "sans type d’acteur",
            Self::Nature => "sans nature",
            Self::Statut => "sans statut",
            Self::Gisement => "aucun gisement",
            Self::Semaine | Self::Mois | Self::Jour => "sans date précise",
            Self::Phase => "hors phase",
            Self::Structure => "sans structure",
        }
    }

    /// Tells whether only ideas bear values of the axis; an interview then has those of the ideas heard in it.
    pub fn is_of_ideas(self) -> bool {
        matches!(self, Self::Theme | Self::Nature | Self::Statut | Self::Gisement)
    }

    /// Returns the values of each idea, in order.
    pub(super) fn of_ideas(self, terrain: &Terrain<'_>, ideas: &[&Idea<'_>]) -> Vec<Vec<Value>> {
        let scale = Scale::new(self, terrain);
        ideas.iter().map(|idea| scale.or_absent(scale.of_idea(idea))).collect()
    }

    /// Returns the values of each interview, in order; those of `ideas` where only ideas bear them.
    pub(super) fn of_interviews(self, terrain: &Terrain<'_>, ideas: &[&Idea<'_>]) -> Vec<Vec<Value>> {
        let scale = Scale::new(self, terrain);
        if !self.is_of_ideas() {
            return terrain.interviews().map(|(_, note)| scale.or_absent(scale.of_note(note))).collect();
        }
        let mut of_notes: Vec<Vec<Value>> = vec![Vec::new(); terrain.notes.len()];
        for idea in ideas {
            let values = scale.or_absent(scale.of_idea(idea));
            for &note in &idea.notes {
                let Some(all) = of_notes.get_mut(note) else { continue };
                for value in &values {
                    if !all.contains(value) {
                        all.push(value.clone());
                    }
                }
            }
        }
        let mut take = |at: usize| of_notes.get_mut(at).map(std::mem::take).unwrap_or_default();
        terrain.interviews().map(|(at, _)| scale.or_absent(take(at))).collect()
    }
}

/// An axis with what it takes to order and name its values in one dossier.
struct Scale<'t, 'd> {
    axis: Axis,
    terrain: &'t Terrain<'d>,
    phases: Vec<window::Stretch>,
    words: Vec<&'d str>,
}

impl<'t, 'd> Scale<'t, 'd> {
    fn new(axis: Axis, terrain: &'t Terrain<'d>) -> Self {
        let phases = match axis {
            Axis::Phase => window::phases(terrain.dossier, terrain.window.at),
            _ => Vec::new(),
        };
        let words = vocabulary(axis).map_or_else(Vec::new, |vocabulary| terrain.dossier.words.all(vocabulary));
        Self { axis, terrain, phases, words }
    }

    fn or_absent(&self, values: Vec<Value>) -> Vec<Value> {
        if !values.is_empty() {
            return values;
        }
        vec![Value { rank: i64::MAX, key: String::new(), label: self.axis.absent().to_owned() }]
    }

    fn of_idea(&self, idea: &Idea<'d>) -> Vec<Value> {
        match self.axis {
            Axis::Theme => self.of_words(&idea.themes),
            Axis::Sphere => self.of_words(&self.terrain.gathered(idea, |note| note.spheres.clone())),
            Axis::Type => self.of_words(&self.terrain.gathered(idea, |note| note.types.clone())),
            Axis::Structure => self.of_words(&self.terrain.gathered(idea, |note| note.structures.clone())),
            Axis::Nature => self.of_words(&[idea.nature]),
            Axis::Statut => self.of_words(idea.state.as_slice()),
            Axis::Gisement => idea.gisements.iter().map(|ident| self.gisement(*ident)).collect(),
            Axis::Semaine | Axis::Mois | Axis::Jour | Axis::Phase => self.of_date(idea.date),
        }
    }

    fn of_note(&self, note: &Note<'d>) -> Vec<Value> {
        match self.axis {
            Axis::Sphere => self.of_words(&note.spheres),
            Axis::Type => self.of_words(&note.types),
            Axis::Structure => self.of_words(&note.structures),
            _ => self.of_date(note.date),
        }
    }

    fn of_words(&self, words: &[&'d str]) -> Vec<Value> {
        let ranked = |word: &&'d str| {
            let rank = self.words.iter().position(|known| known == word).unwrap_or(self.words.len());
            let label = match vocabulary(self.axis) {
                Some(vocabulary) => self.terrain.dossier.words.label(vocabulary, word).to_owned(),
                None => actor(self.terrain, word),
            };
            Value { rank: i64::try_from(rank).unwrap_or(i64::MAX), key: (*word).to_owned(), label }
        };
        words.iter().map(ranked).collect()
    }

    fn gisement(&self, ident: Ident) -> Value {
        let (key, label) = titled_gisement(self.terrain, ident);
        Value { rank: i64::from(ident.number), key, label }
    }

    fn of_date(&self, date: Option<Date>) -> Vec<Value> {
        let Some(date) = date else { return Vec::new() };
        let value = |day: Day, key: String, label: String| Value { rank: i64::from(day.number()), key, label };
        let value = match self.axis {
            Axis::Semaine => monday_of(date).map(|monday| value(monday, iso_week(monday), monday.en_lettres())),
            Axis::Mois => month_of(date).map(|first| {
                let (year, month, _) = first.ymd();
                value(first, format!("{year:04}-{month:02}"), format!("{} {year}", month_name(month)))
            }),
            Axis::Jour => day_of(date).map(|day| value(day, day.to_string(), day.en_lettres())),
            _ => {
                let held = self.phases.iter().enumerate().filter(|(_, phase)| phase.holds(date));
                return held
                    .map(|(rank, phase)| Value {
                        rank: i64::try_from(rank).unwrap_or(i64::MAX),
                        key: phase.nom.clone(),
                        label: phase.nom.clone(),
                    })
                    .collect();
            }
        };
        value.into_iter().collect()
    }
}

/// The vocabulary of the values of an axis, where they are words.
fn vocabulary(axis: Axis) -> Option<&'static Vocabulary> {
    Some(match axis {
        Axis::Theme => &vocabulary::THEME,
        Axis::Sphere => &vocabulary::SPHERE,
        Axis::Type => &vocabulary::ACTEUR_TYPE,
        Axis::Nature => &vocabulary::NATURE,
        Axis::Statut => &vocabulary::IDEE_STATUT,
        _ => return None,
    })
}

/// The name of an actor, or the word that names it where texts are not kept.
fn actor(terrain: &Terrain<'_>, word: &str) -> String {
    let at = terrain.dossier.resolve(&[Kind::Acteur], Reference::Slug(word));
    let view = at.and_then(|at| terrain.dossier.get(at));
    let name = view.and_then(|view| view.typed::<acteur::Acteur>()?.get(acteur::NOM));
    name.map(|name| name.value).filter(|name| !name.is_empty()).unwrap_or(word).to_owned()
}

/// The identifier of a gisement, then the same with its title where texts are kept.
fn titled_gisement(terrain: &Terrain<'_>, ident: Ident) -> (String, String) {
    let view = terrain.dossier.find(ident).and_then(|at| terrain.dossier.get(at));
    let key = view.map_or_else(String::new, |view| terrain.dossier.name_of(view));
    let title = view.and_then(|view| view.typed::<gisement::Gisement>()?.get(gisement::TITRE));
    let label = titled(&key, title.map_or("", |title| title.value));
    (key, label)
}

/// Returns « G01 Trouver la bonne porte », or the identifier alone.
pub(super) fn titled(name: &str, title: &str) -> String {
    if title.is_empty() { name.to_owned() } else { format!("{name} {title}") }
}

/// Returns the day of a date that is one.
pub(super) fn day_of(date: Date) -> Option<Day> {
    Some(date.earliest()).filter(|day| *day == date.latest())
}

/// Returns the Monday of the week in which a date surely falls.
pub(super) fn monday_of(date: Date) -> Option<Day> {
    let monday = |day: Day| day.plus_days(-(day.weekday() as i32));
    Some(monday(date.earliest())).filter(|first| *first == monday(date.latest()))
}

/// Returns the first day of the month in which a date surely falls.
fn month_of(date: Date) -> Option<Day> {
    let first = |day: Day| {
        let (year, month, _) = day.ymd();
        Day::from_ymd(year, month, 1)
    };
    first(date.earliest()).filter(|month| Some(*month) == first(date.latest()))
}

/// Returns the week that starts on `monday` as ISO 8601 writes it: `2018-W45`.
pub fn iso_week(monday: Day) -> String {
    // The week belongs to the year of its Thursday.
    let thursday = monday.plus_days(3);
    let (year, ..) = thursday.ymd();
    let elapsed = Day::from_ymd(year, 1, 1).map_or(0, |first| thursday.days_since(first));
    format!("{year:04}-W{:02}", elapsed / 7 + 1)
}
