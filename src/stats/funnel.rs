//! From what was heard to what lives on: at each link, how many records there are, how many something further on takes up, and how many
//! lead to a solution.

use std::collections::{HashMap, HashSet};

use crate::dossier::{At, Dossier};
use crate::model::gisement;
use crate::stats::count::{Counter, is_held};
use crate::stats::terrain::Terrain;
use crate::unit::{Origin, Reference, Value, View};
use crate::value::identifiant::Kind;

/// The links, in order.
const LINKS: [Kind; 6] = [Kind::Irritant, Kind::Idee, Kind::Gisement, Kind::Defi, Kind::Promesse, Kind::Solution];

/// One link of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The type of its records.
    pub kind: Kind,
    /// How many there are.
    pub count: u64,
    /// How many a record further on takes up; for solutions, how many are kept, adapted or spread.
    pub taken_up: u64,
    /// How many lead to a solution that was not given up, through any records.
    pub to_solution: u64,
}

/// The chain from irritants and ideas to what becomes of solutions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Funnel {
    /// The links of which there is something.
    pub links: Vec<Link>,
}

impl Funnel {
    /// How the figures are counted.
    pub const RULE: &str = "fiches de chaque maillon (idées uniques, gisements non fusionnés) ; reprises : citées par une fiche d’un maillon \
                            suivant ; pour une solution, généralisée, poursuivie ou adaptée ; vers une solution : de proche en proche, \
                            solutions abandonnées exclues";

    pub(super) fn of(terrain: &Terrain<'_>) -> Self {
        let dossier = terrain.dossier;
        let uses = Uses::of(terrain);
        let counter = Counter::new(dossier, terrain.window);
        let consolidated = counter.dated(Kind::Irritant).any(|(_, view, _)| view.record.origin != Origin::Small);
        let mut links = Vec::new();
        for kind in LINKS {
            let mut link = Link { kind, count: 0, taken_up: 0, to_solution: 0 };
            let natures = dossier.counted_natures();
            for (at, view, _) in counter.dated(kind) {
                let left_out = match kind {
                    Kind::Irritant => consolidated && view.record.origin == Origin::Small,
                    Kind::Idee => !natures.contains(&dossier.nature(view)) || dossier.state(view) == Some("doublon"),
                    _ => !is_held(dossier, view),
                };
                if left_out {
                    continue;
                }
                link.count += 1;
                let lives_on = matches!(dossier.state(view), Some("generalisee" | "poursuivie" | "adaptee"));
                link.taken_up += u64::from(if kind == Kind::Solution { lives_on } else { uses.taken_up(at) });
                link.to_solution += u64::from(uses.to_solution.contains(&at));
            }
            if link.count > 0 {
                links.push(link);
            }
        }
        Self { links }
    }
}

/// Which records take up which.
struct Uses {
    /// For each record, those it takes up.
    sources: HashMap<At, Vec<At>>,
    taken_up: HashSet<At>,
    to_solution: HashSet<At>,
}

impl Uses {
    fn of(terrain: &Terrain<'_>) -> Self {
        let dossier = terrain.dossier;
        let mut uses = Self { sources: HashMap::new(), taken_up: HashSet::new(), to_solution: HashSet::new() };
        let mut solutions: Vec<At> = Vec::new();
        for (at, view) in dossier.records().filter(|(_, view)| view.record.origin != Origin::Amendment) {
            let Some(rank) = rank(view.record.kind) else { continue };
            if view.record.kind == Kind::Solution && dossier.state(view) != Some("abandonnee") {
                solutions.push(at);
            }
            view.references(&mut |kinds, cell| {
                let reference = match cell.value() {
                    Value::Ident(ident, _) => Reference::Ident(ident),
                    _ => return,
                };
                let Some(other) = dossier.resolve(kinds, reference) else { return };
                let Some(other_view) = dossier.get(other) else { return };
                let Some(other_rank) = self::rank(other_view.record.kind) else { return };
                // A gisement names the défis it serves: there the link points onward.
                let (from, to) = if other_rank < rank { (other, at) } else { (at, other) };
                if other_rank == rank && !merges(dossier, view, other) {
                    return;
                }
                let from = original(dossier, from);
                uses.sources.entry(to).or_default().push(from);
                if other_rank != rank {
                    uses.taken_up.insert(from);
                }
            });
        }
        while let Some(at) = solutions.pop() {
            if uses.to_solution.insert(at) {
                solutions.extend(uses.sources.get(&at).into_iter().flatten());
            }
        }
        uses
    }

    fn taken_up(&self, at: At) -> bool {
        self.taken_up.contains(&at)
    }
}

/// The place of a type in the chain.
fn rank(kind: Kind) -> Option<usize> {
    match kind {
        // Personas stand between what was heard and what is promised.
        Kind::Persona => Some(3),
        Kind::Irritant | Kind::Idee => Some(0),
        _ => LINKS.iter().position(|link| *link == kind),
    }
}

/// Tells whether a gisement says that it was merged into `other`: what it holds then leads where the other leads.
fn merges(dossier: &Dossier, view: View<'_>, other: At) -> bool {
    let into = view.typed::<gisement::Gisement>().and_then(|fields| fields.get(gisement::FUSIONNE_DANS));
    into.is_some_and(|into| dossier.resolve(&[Kind::Gisement], into.value) == Some(other))
}

/// The idea that this one repeats, or the record itself.
fn original(dossier: &Dossier, at: At) -> At {
    let mut at = at;
    for _ in 0..64 {
        let next = dossier.get(at).and_then(|view| dossier.duplicate_of(view)).and_then(|(of, _)| dossier.find(of));
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}
