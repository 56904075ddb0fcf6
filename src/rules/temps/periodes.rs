//! CB303 to CB305: periods that end before they begin, phases that overlap, tests outside the period of their solution.

use crate::dossier::{At, Dossier};
use crate::faults::temps::{self as faults, Fait};
use crate::model::dossier::{self as manifest, intervalle, phase};
use crate::model::{derogation, seance, solution, test};
use crate::rules::temps::{dates, extent};
use crate::rules::{Findings, place};
use crate::unit::{Fields, Spanned, View};
use crate::value::date::{Date, Day};
use crate::value::identifiant::Kind;

/// The fields of a stretch of time.
type Intervalle<'u> = Fields<'u, intervalle::Intervalle>;

/// CB303: tells whether a period surely ends before it begins, and makes a finding of it.
pub(super) fn reversed(
    at: At,
    debut: Option<Spanned<Date>>,
    fin: Option<Spanned<Date>>,
    findings: &mut Findings,
) -> bool {
    let (Some(debut), Some(fin)) = (debut, fin) else { return false };
    let reversed = extent(fin.value).1 < extent(debut.value).0;
    if reversed {
        findings.at(at, faults::periode_inversee(debut.value, fin.value, fin.span, debut.span));
    }
    reversed
}

fn looked_at(at: At, stretch: Intervalle<'_>, findings: &mut Findings) -> bool {
    reversed(at, stretch.get(intervalle::DEBUT), stretch.get(intervalle::FIN), findings)
}

/// CB302: looks for days to come in what is said to have taken place.
fn realised(at: At, stretch: Intervalle<'_>, today: Day, findings: &mut Findings) {
    if !dates::future(at, Fait::Debut, stretch.get(intervalle::DEBUT), today, findings) {
        dates::future(at, Fait::Fin, stretch.get(intervalle::FIN), today, findings);
    }
}

/// CB302 to CB304: looks at the phases of the manifest.
pub(super) fn phases(dossier: &Dossier, today: Day, findings: &mut Findings) {
    let (Some(manifest), Some(file)) = (dossier.manifest(), dossier.manifest_at()) else { return };
    let at = At { file, record: 0 };
    let mut known: Vec<Realised<'_>> = Vec::new();
    for phase in manifest.list(manifest::PHASES) {
        if let Some(planned) = phase.value.get(phase::PREVU) {
            looked_at(at, planned.value, findings);
        }
        let Some(took_place) = phase.value.get(phase::REALISE) else { continue };
        realised(at, took_place.value, today, findings);
        if looked_at(at, took_place.value, findings) {
            continue;
        }
        let (debut, fin) = (took_place.value.get(intervalle::DEBUT), took_place.value.get(intervalle::FIN));
        if let (Some(debut), Some(fin)) = (debut, fin) {
            let nom = phase.value.get(phase::NOM).map_or("", |nom| nom.value);
            known.push(Realised { nom, debut, fin, from: extent(debut.value).1, to: extent(fin.value).0 });
        }
    }
    overlaps(at, known, findings);
}

/// A phase that took place: the days it surely covers go from `from` to `to`.
#[derive(Clone, Copy)]
struct Realised<'d> {
    nom: &'d str,
    debut: Spanned<Date>,
    fin: Spanned<Date>,
    from: Day,
    to: Day,
}

/// CB304: holds each phase to the one that ends last of those begun before. The day on which one follows the other is shared.
fn overlaps(at: At, mut known: Vec<Realised<'_>>, findings: &mut Findings) {
    known.sort_by_key(|phase| (phase.from, phase.to));
    let mut longest: Option<Realised<'_>> = None;
    for phase in known {
        if let Some(other) = longest
            && phase.from < other.to
            && other.from < phase.to
        {
            let (second, first) = ((phase.nom, phase.debut), (other.nom, other.fin));
            findings.at(
                at,
                faults::phases_chevauchantes(
                    (second.0, second.1.value, second.1.span),
                    (first.0, first.1.value, first.1.span),
                ),
            );
        }
        if longest.is_none_or(|other| other.to < phase.to) {
            longest = Some(phase);
        }
    }
}

/// CB302 and CB303: looks at the planned and the real period of a solution.
pub(super) fn solution(at: At, fields: Fields<'_, solution::Solution>, today: Day, findings: &mut Findings) {
    let Some(periode) = fields.get(solution::PERIODE) else { return };
    if let Some(planned) = periode.value.get(solution::periode::PREVU) {
        looked_at(at, planned.value, findings);
    }
    if let Some(took_place) = periode.value.get(solution::periode::REALISE) {
        realised(at, took_place.value, today, findings);
        looked_at(at, took_place.value, findings);
    }
}

/// CB303: looks at the dates of a derogation.
pub(super) fn derogation(at: At, view: View<'_>, findings: &mut Findings) {
    let Some(fields) = view.typed::<derogation::Derogation>() else { return };
    reversed(at, fields.get(derogation::DEBUT), fields.get(derogation::FIN), findings);
    if let (Some(asked), Some(decided)) = (fields.get(derogation::DATE_DEMANDE), fields.get(derogation::DATE_DECISION))
        && extent(decided.value).1 < extent(asked.value).0
    {
        findings.at(at, faults::decision_avant_demande(asked.value, decided.value, decided.span, asked.span));
    }
}

/// CB303: tells whether a meeting ends before it begins, and makes a finding of it. Midnight ends a day as well as it opens one.
pub(super) fn hours(at: At, fields: Fields<'_, seance::Seance>, findings: &mut Findings) -> bool {
    let (Some(debut), Some(fin)) = (fields.get(seance::HORAIRE_DEBUT), fields.get(seance::HORAIRE_FIN)) else {
        return false;
    };
    let reversed = fin.value < debut.value && fin.value.minutes() != 0;
    if reversed {
        findings.at(at, faults::horaires_inverses(debut.value, fin.value, fin.span, debut.span));
    }
    reversed
}

/// CB305: holds a test to the period of its solution, the real one where it is known.
pub(super) fn trial(dossier: &Dossier, at: At, fields: Fields<'_, test::Test>, findings: &mut Findings) {
    let tested = fields.get(test::SOLUTION).and_then(|solution| dossier.resolve(&[Kind::Solution], solution.value));
    let Some((there, tested)) = tested.and_then(|there| Some((there, dossier.get(there)?))) else { return };
    let periode = tested.typed::<solution::Solution>().and_then(|solution| solution.get(solution::PERIODE));
    let Some(periode) = periode.map(|periode| periode.value) else { return };
    let dated = |stretch: Spanned<Intervalle<'_>>| {
        let (debut, fin) = (stretch.value.get(intervalle::DEBUT), stretch.value.get(intervalle::FIN));
        (debut.is_some() || fin.is_some()).then_some((debut, fin))
    };
    let realised = periode.get(solution::periode::REALISE).and_then(dated);
    let Some((from, to)) = realised.or_else(|| periode.get(solution::periode::PREVU).and_then(dated)) else { return };
    if from.zip(to).is_some_and(|(from, to)| extent(to.value).1 < extent(from.value).0) {
        return;
    }
    let name = dossier.name_of(tested);
    let bound = |said: Spanned<Date>| (said.value, place(dossier, at, there, said.span));
    let (debut, fin) = (fields.get(test::DEBUT), fields.get(test::FIN));
    if let (Some(from), Some(debut)) = (from, debut)
        && extent(debut.value).1 < extent(from.value).0
    {
        findings.at(at, faults::test_avant_la_periode(&name, (debut.value, debut.span), bound(from)));
    }
    let Some(to) = to else { return };
    let late = |date: &Spanned<Date>| extent(date.value).0 > extent(to.value).1;
    let late = debut.filter(late).map(|debut| ("commence", debut)).or(fin.filter(late).map(|fin| ("finit", fin)));
    if let Some((verb, date)) = late {
        findings.at(at, faults::test_apres_la_periode(&name, verb, (date.value, date.span), bound(to)));
    }
}
