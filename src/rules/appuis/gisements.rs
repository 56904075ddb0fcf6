//! CB402, CB403, CB415: how many notes and spheres a gisement was heard in, and which group works on it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::dossier::At;
use crate::faults::appuis as faults;
use crate::model::gisement::{self, Gisement};
use crate::model::seance::{self, groupe};
use crate::model::vocabulary::{SEANCE_TYPE, SPHERE};
use crate::rule::catalogue::CB402;
use crate::rule::{Phase, Severity};
use crate::rules::appuis::Records;
use crate::rules::appuis::notes::{Repeats, note_of, spheres};
use crate::rules::{Context, Findings, place};
use crate::text::Span;
use crate::unit::{Cell, Fields, Reference, View};
use crate::value::identifiant::{Ident, Kind};

/// How many gisements merged into one another are followed before a circle is given up on.
const FAR: usize = 64;

impl<'d> Records<'d> {
    /// The gisements that are neither merged nor given up, each with its identifier.
    fn active(&self) -> impl Iterator<Item = (At, View<'d>, Ident)> {
        let active = |view: View<'d>| !matches!(self.dossier.state(view), Some("fusionne" | "scinde" | "abandonne"));
        self.gisements.iter().filter_map(move |&(at, view)| {
            let (ident, _) = view.ident()?;
            active(view).then_some((at, view, ident))
        })
    }

    /// Returns the gisements that were merged, each under the one that now stands for it.
    fn absorbed(&self) -> BTreeMap<Ident, Vec<View<'d>>> {
        let into = |view: View<'d>| match view.typed::<Gisement>()?.get(gisement::FUSIONNE_DANS)?.value {
            Reference::Ident(into) => Some(into),
            Reference::Slug(_) => None,
        };
        let mut absorbed: BTreeMap<Ident, Vec<View<'d>>> = BTreeMap::new();
        for &(_, view) in &self.gisements {
            let Some(mut holder) = into(view) else { continue };
            for _ in 0..FAR {
                match self.dossier.find(holder).and_then(|at| self.dossier.get(at)).and_then(into) {
                    Some(next) => holder = next,
                    None => break,
                }
            }
            absorbed.entry(holder).or_default().push(view);
        }
        absorbed
    }
}

/// CB402 and CB403: looks for gisements that rest on too little.
pub(super) fn supported(records: &Records<'_>, context: &Context<'_>, findings: &mut Findings) {
    let dossier = records.dossier;
    // Who has only publications cannot be asked how many notes they come from.
    if dossier.published && !records.fieldwork {
        return;
    }
    let absorbed = records.absorbed();
    let repeats = Repeats::new(&records.repeats);
    for (at, view, ident) in records.active() {
        let merged = absorbed.get(&ident).map_or(&[][..], Vec::as_slice);
        let all = || [view].into_iter().chain(merged.iter().copied()).filter_map(View::typed::<Gisement>);
        let name = dossier.name_of(view);
        if all().all(|fields| fields.cell(gisement::IDEES).is_none()) {
            let severity = if records.since(Phase::Choix) { Severity::Error } else { CB402.severity };
            findings.at(at, faults::gisement_vide(&name, severity, view.record.place));
            continue;
        }
        let path = dossier.file(at.file).map_or("", |file| &file.path);
        let wanted = context.number(&CB402, "sources", path);
        let heard = Heard::of(records, &repeats, all(), wanted);
        if (heard.notes.len() as u64) < u64::from(wanted) {
            let names: Vec<String> = heard.notes.iter().map(|note| records.written(*note)).collect();
            findings.at(at, faults::gisement_fragile(&name, &names, wanted, view.record.place));
        }
        if let (Some(sphere), true) = (heard.only_sphere(), heard.notes.len() > 1) {
            let label = dossier.words.label(&SPHERE, sphere);
            let fault = faults::une_seule_sphere(&name, label, heard.notes.len() as u64, view.record.place);
            findings.at(at, fault);
        }
    }
}

/// The notes where a gisement was heard, as far as the rules ask.
struct Heard<'d> {
    notes: BTreeSet<Ident>,
    /// The spheres of these notes; none once one is not known.
    spheres: Option<BTreeSet<&'d str>>,
}

impl<'d> Heard<'d> {
    /// Goes through the ideas until there are enough notes and more than one sphere: most gisements are settled by their first ideas.
    fn of(
        records: &Records<'d>,
        repeats: &Repeats<'_>,
        gisements: impl Iterator<Item = Fields<'d, Gisement>>,
        wanted: u32,
    ) -> Self {
        let dossier = records.dossier;
        let mut heard = Self { notes: BTreeSet::new(), spheres: Some(BTreeSet::new()) };
        let mut originals: HashSet<Ident> = HashSet::new();
        for idee in gisements.flat_map(|fields| fields.list(gisement::IDEES)) {
            let Reference::Ident(idee) = idee.value else { continue };
            let original = repeats.original(idee);
            // A gisement that lists an idea with all its repetitions goes through them once.
            if !originals.insert(original) {
                continue;
            }
            for note in repeats.same_as(original).filter_map(|same| note_of(dossier, same)) {
                if !heard.notes.insert(note) {
                    continue;
                }
                let of_note = dossier.find(note).and_then(|at| dossier.get(at)).and_then(|view| spheres(dossier, view));
                heard.spheres = heard.spheres.zip(of_note).map(|(mut all, more)| {
                    all.extend(more);
                    all
                });
            }
            let settled = heard.spheres.as_ref().is_none_or(|spheres| spheres.len() > 1);
            if settled && heard.notes.len() as u64 >= u64::from(wanted) {
                break;
            }
        }
        heard
    }

    fn only_sphere(&self) -> Option<&'d str> {
        self.spheres.as_ref().filter(|spheres| spheres.len() == 1)?.first().copied()
    }
}

/// CB415: looks for gisements that no group of a decision seminar works on.
pub(super) fn treated(records: &Records<'_>, findings: &mut Findings) {
    let dossier = records.dossier;
    let mut treated: HashSet<Ident> = HashSet::new();
    let mut groups: Option<(At, Span)> = None;
    for &(at, view) in &records.seances {
        let Some(fields) = view.typed::<seance::Seance>() else { continue };
        let is_seminar = fields.get(seance::TYPE).and_then(|word| dossier.word(&SEANCE_TYPE, word.value));
        if is_seminar != Some("seminaire_decision") || dossier.state(view) == Some("annulee") {
            continue;
        }
        let (mut own, mut other) = (false, false);
        for target in fields.list(seance::GROUPES).flat_map(|groupe| groupe.value.list(groupe::TRAITE)) {
            match target.value {
                Reference::Ident(ident) if ident.kind == Kind::Gisement => {
                    own = true;
                    treated.insert(ident);
                }
                _ => other = true,
            }
        }
        // A seminar whose groups work on personas leaves no gisement aside.
        let first = fields.list(seance::GROUPES).next().filter(|_| own || !other);
        if let Some(first) = first {
            let span = first.value.cell(groupe::NOM).map_or(first.span, Cell::span);
            groups = Some((at, span));
        }
    }
    let Some((seance, span)) = groups else { return };
    let absorbed = records.absorbed();
    for (at, view, ident) in records.active() {
        // What came of a gisement that was worked on was worked on with it.
        let merged = absorbed.get(&ident).map_or(&[][..], Vec::as_slice);
        let from = view.typed::<Gisement>().into_iter().flat_map(|fields| fields.list(gisement::ISSU_DE));
        let from = from.filter_map(|from| match from.value {
            Reference::Ident(from) => Some(from),
            Reference::Slug(_) => None,
        });
        let merged = merged.iter().filter_map(|view| view.ident()).map(|(ident, _)| ident);
        if [ident].into_iter().chain(merged).chain(from).any(|ident| treated.contains(&ident)) {
            continue;
        }
        let there = place(dossier, at, seance, span);
        findings.at(at, faults::gisement_sans_groupe(&dossier.name_of(view), view.record.place, there));
    }
}
