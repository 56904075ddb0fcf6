//! Counting records, people and hours.

use crate::dossier::{At, Dossier};
use crate::model::{self, entretien, immersion};
use crate::schema::TypeDef;
use crate::stats::{Amount, Declared, Figure, Measure, StateCount, Window, when};
use crate::unit::{Origin, Value, View};
use crate::value::date::Date;
use crate::value::identifiant::Kind;
use crate::value::quantite::Quantite;

/// Counts the records of one dossier in a window.
pub(super) struct Counter<'d> {
    pub(super) dossier: &'d Dossier,
    /// The records that the window holds, amendments aside, with their dates.
    records: Vec<(At, View<'d>, Option<Date>)>,
    undated: Vec<&'static TypeDef>,
}

impl<'d> Counter<'d> {
    pub(super) fn new(dossier: &'d Dossier, window: &Window) -> Self {
        let mut undated: Vec<&'static TypeDef> = Vec::new();
        let mut records = Vec::new();
        for (at, view) in dossier.records() {
            if view.record.origin == Origin::Amendment || matches!(view.record.kind, Kind::Dossier | Kind::Source) {
                continue;
            }
            let date = when::date_of(dossier, view);
            if date.is_none() && !undated.iter().any(|def| def.kind == view.record.kind) {
                undated.push(view.def());
            }
            if window.holds(date) {
                records.push((at, view, date));
            }
        }
        undated.sort_by_key(|def| def.kind);
        Self { dossier, records, undated }
    }

    pub(super) fn undated(&self) -> Vec<&'static TypeDef> {
        self.undated.iter().copied().filter(|def| !def.folder.is_empty()).collect()
    }

    pub(super) fn figure(&self, measure: Measure, declared: Vec<Declared>) -> Figure {
        let mut figure = Figure { measure, counted: None, raw: None, missing: 0, states: Vec::new(), declared };
        match measure {
            Measure::Records(Kind::Idee) => self.ideas(&mut figure),
            Measure::Records(Kind::Irritant) => self.irritants(&mut figure),
            Measure::Records(kind) => self.records_of(kind, &mut figure),
            Measure::Personnes => self.people(&mut figure),
            Measure::Immersion => self.hours(&mut figure),
        }
        figure
    }

    /// The records of a type with where they stand and their date, in order.
    pub(super) fn dated(&self, kind: Kind) -> impl Iterator<Item = (At, View<'d>, Option<Date>)> + '_ {
        self.records.iter().copied().filter(move |(_, view, _)| view.record.kind == kind)
    }

    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = View<'d>> + '_ {
        self.dated(kind).map(|(_, view, _)| view)
    }

    fn records_of(&self, kind: Kind, figure: &mut Figure) {
        let taken = |view: &View<'d>| kind != Kind::Decision || self.dossier.is_taken(*view);
        let views: Vec<View<'d>> = self.of_kind(kind).filter(taken).collect();
        figure.states = self.states(kind, &views);
        let left_out: u64 = figure.states.iter().filter(|state| state.left_out).map(|state| state.count).sum();
        figure.counted = (!views.is_empty()).then(|| Amount::exactly(views.len() as u64 - left_out));
    }

    /// Counts the states, in the order of the vocabulary.
    fn states(&self, kind: Kind, views: &[View<'d>]) -> Vec<StateCount> {
        let Some(vocabulary) = model::def(kind).states() else { return Vec::new() };
        let words = self.dossier.words.all(vocabulary);
        let mut counts: Vec<u64> = vec![0; words.len()];
        for view in views {
            let state = self.dossier.state(*view);
            if let Some(count) = words.iter().position(|word| Some(*word) == state).and_then(|at| counts.get_mut(at)) {
                *count += 1;
            }
        }
        let state = |(word, count): (&&str, u64)| StateCount {
            word: (*word).to_owned(),
            label: self.dossier.words.label(vocabulary, word).to_owned(),
            count,
            left_out: left_out(kind, word),
            default: vocabulary.default == Some(*word),
        };
        words.iter().zip(counts).filter(|(_, count)| *count > 0).map(state).collect()
    }

    fn ideas(&self, figure: &mut Figure) {
        let counted = self.dossier.counted_natures();
        let views: Vec<View<'d>> =
            self.of_kind(Kind::Idee).filter(|view| counted.contains(&self.dossier.nature(*view))).collect();
        let unique = views.iter().filter(|view| !self.repeats_a_counted_one(**view)).count() as u64;
        figure.states = self.states(Kind::Idee, &views);
        if !views.is_empty() {
            figure.counted = Some(Amount::exactly(unique));
            figure.raw = Some(views.len() as u64).filter(|&raw| raw != unique);
        }
    }

    /// Tells whether an idea repeats another one that counts: a repetition of nothing counted is the only trace of what was said.
    fn repeats_a_counted_one(&self, view: View<'d>) -> bool {
        if self.dossier.state(view) != Some("doublon") {
            return false;
        }
        let Some((of, _)) = self.dossier.duplicate_of(view) else { return true };
        let original = self.dossier.find(of).and_then(|at| self.dossier.get(at));
        original.is_some_and(|original| self.dossier.counted_natures().contains(&self.dossier.nature(original)))
    }

    /// Consolidated irritants where there are any, else those written in notes.
    fn irritants(&self, figure: &mut Figure) {
        let (own, raw) = self.irritants_by_origin();
        let counted = if own > 0 { own } else { raw };
        figure.counted = (counted > 0).then(|| Amount::exactly(counted));
        figure.raw = (own > 0 && raw > 0).then_some(raw);
    }

    /// Returns how many irritants have a record of their own, and how many stand in notes.
    pub(super) fn irritants_by_origin(&self) -> (u64, u64) {
        let (raw, own): (Vec<View<'d>>, Vec<View<'d>>) =
            self.of_kind(Kind::Irritant).partition(|view| view.record.origin == Origin::Small);
        (own.len() as u64, raw.len() as u64)
    }

    /// The interviews and immersions that were held.
    fn held(&self, kind: Kind) -> impl Iterator<Item = View<'d>> + '_ {
        self.of_kind(kind).filter(|view| is_held(self.dossier, *view))
    }

    fn people(&self, figure: &mut Figure) {
        let held = self.held(Kind::Entretien).chain(self.held(Kind::Immersion));
        figure.counted = held.filter_map(people_of).reduce(Amount::plus);
    }

    fn hours(&self, figure: &mut Figure) {
        let mut total = Amount::exactly(0);
        let mut any = false;
        for view in self.held(Kind::Immersion) {
            any = true;
            let duration = view.typed::<immersion::Immersion>().and_then(|immersion| immersion.get(immersion::DUREE));
            match duration.and_then(|duration| duration.value.minutes()) {
                Some((min, max)) => {
                    total.min += u64::from(min);
                    total.max = total.max.map(|sum| sum + u64::from(max));
                }
                None => figure.missing += 1,
            }
        }
        figure.counted = any.then_some(total);
    }
}

/// Returns how many people a note met for the first time; `None` for an immersion that speaks of nobody.
fn people_of(view: View<'_>) -> Option<Amount> {
    let (met, already) = match view.record.kind {
        Kind::Entretien => (entretien::PERSONNES.index, entretien::DEJA.index),
        Kind::Immersion => (immersion::PERSONNES.index, immersion::DEJA.index),
        _ => return None,
    };
    // Somebody was there, but how many cannot be read.
    let unknown = Amount { min: 0, max: None };
    let read = |index| {
        view.cell(index).map(|cell| match cell.value() {
            Value::Quantity(quantity) => whole(quantity),
            _ => unknown,
        })
    };
    let met = match (read(met), view.record.kind) {
        (Some(met), _) => met,
        (None, Kind::Entretien) => unknown,
        (None, _) => return None,
    };
    let already = read(already).unwrap_or(Amount::exactly(0));
    Some(Amount {
        min: met.min.saturating_sub(already.max.unwrap_or(met.min)),
        max: met.max.map(|max| max.saturating_sub(already.min)),
    })
}

/// Tells whether an interview, immersion or meeting was held; any other record is taken as it stands.
pub(super) fn is_held(dossier: &Dossier, view: View<'_>) -> bool {
    dossier.state(view).is_none_or(|state| !left_out(view.record.kind, state))
}

/// Tells whether a figure leaves out the records of a state.
fn left_out(kind: Kind, state: &str) -> bool {
    match kind {
        Kind::Entretien => matches!(state, "prevu" | "annule"),
        Kind::Immersion | Kind::Seance => matches!(state, "prevue" | "annulee"),
        Kind::Gisement => matches!(state, "fusionne" | "scinde" | "abandonne"),
        Kind::Idee => state == "doublon",
        _ => false,
    }
}

/// The whole numbers that a quantity of people may be.
fn whole(quantity: Quantite) -> Amount {
    let bounds = quantity.bounds();
    let least = bounds.min.ceil() + if bounds.min_open && bounds.min.fract() == 0.0 { 1.0 } else { 0.0 };
    let most = bounds.max.map(|max| max.floor() - if bounds.max_open && max.fract() == 0.0 { 1.0 } else { 0.0 });
    // The values are non-negative and far below 2⁵³, where every whole number is exact.
    Amount { min: least.max(0.0) as u64, max: most.map(|most| most.max(least).max(0.0) as u64) }
}
