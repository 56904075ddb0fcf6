//! Week by week: interviews, new ideas and their running totals; whether the field still brings new ideas.

use std::collections::BTreeMap;

use crate::stats::axis::{day_of, iso_week, monday_of};
use crate::stats::terrain::Terrain;
use crate::value::date::{Date, Day};
use crate::value::identifiant::Kind;

/// How many interviews make the end of the curve.
const LAST: usize = 5;

/// One week with an interview or a new idea.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub monday: Day,
    /// Its number as ISO 8601 writes it, `2018-W45`.
    pub key: String,
    /// The interviews held.
    pub interviews: u64,
    /// The new ideas.
    pub ideas: u64,
    /// The interviews held up to its end.
    pub interviews_so_far: u64,
    /// The ideas gathered up to its end.
    pub ideas_so_far: u64,
}

/// How many new ideas some interviews brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Yield {
    /// The interviews.
    pub interviews: u64,
    /// The ideas first heard in them.
    pub ideas: u64,
}

impl Yield {
    /// Returns the new ideas an interview.
    pub fn rate(self) -> Option<f64> {
        // Counts of records are far below 2⁵³.
        (self.interviews > 0).then(|| self.ideas as f64 / self.interviews as f64)
    }
}

/// The weeks of a dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weeks {
    /// The weeks with something, in order.
    pub weeks: Vec<Week>,
    /// The interviews and ideas whose week is not known: their date is a month, or is not said.
    pub undated: (u64, u64),
    /// The new ideas of each interview, in the order of their dates.
    pub curve: Vec<(String, u64)>,
    /// All the interviews.
    pub all: Yield,
    /// The last five interviews, where there are ten at least.
    pub last: Option<Yield>,
    /// The interviews and ideas of the very day.
    pub today: (u64, u64),
}

impl Weeks {
    /// How the figures are counted.
    pub const RULE: &str = "entretiens tenus et idées uniques, par semaine du lundi au dimanche ; une idée est nouvelle dans l’entretien \
                            qui l’a apportée, pas dans ceux qui la redisent";

    pub(super) fn of(terrain: &Terrain<'_>) -> Self {
        let mut weeks: BTreeMap<Day, (u64, u64)> = BTreeMap::new();
        let mut found = Self::default();
        let today = |date| day_of(date) == Some(terrain.window.at);
        for (_, note) in terrain.interviews() {
            found.today.0 += u64::from(note.date.is_some_and(today));
            match note.date.and_then(monday_of) {
                Some(monday) => weeks.entry(monday).or_default().0 += 1,
                None => found.undated.0 += 1,
            }
        }
        let mut brought: Vec<u64> = vec![0; terrain.notes.len()];
        for idea in terrain.counted() {
            found.today.1 += u64::from(idea.date.is_some_and(today));
            match idea.date.and_then(monday_of) {
                Some(monday) => weeks.entry(monday).or_default().1 += 1,
                None => found.undated.1 += 1,
            }
            if let Some(count) = idea.notes.first().and_then(|note| brought.get_mut(*note)) {
                *count += 1;
            }
        }
        let (mut interviews_so_far, mut ideas_so_far) = (0, 0);
        for (monday, (interviews, ideas)) in weeks {
            interviews_so_far += interviews;
            ideas_so_far += ideas;
            let key = iso_week(monday);
            found.weeks.push(Week { monday, key, interviews, ideas, interviews_so_far, ideas_so_far });
        }
        let mut curve: Vec<(Option<Day>, &str, u64)> = terrain
            .notes
            .iter()
            .zip(&brought)
            .filter(|(note, _)| note.kind == Kind::Entretien && note.held)
            .map(|(note, ideas)| (note.date.map(Date::earliest), note.name.as_str(), *ideas))
            .collect();
        // The sort is stable: the interviews of a day stay in the order of their numbers.
        curve.sort_by_key(|(day, ..)| *day);
        found.curve = curve.into_iter().map(|(_, name, ideas)| (name.to_owned(), ideas)).collect();
        found.all = sum(&found.curve);
        let last = found.curve.len().checked_sub(LAST).filter(|before| *before >= LAST);
        found.last = last.and_then(|from| found.curve.get(from..)).map(sum);
        found
    }
}

fn sum(curve: &[(String, u64)]) -> Yield {
    Yield { interviews: curve.len() as u64, ideas: curve.iter().map(|(_, ideas)| ideas).sum() }
}
