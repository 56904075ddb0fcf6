//! `cb stats`: what the dossiers count.

use std::io::Write;

use anyhow::anyhow;

use crate::cli::args::{ByAxis, Counted, Stats as Args, StatsFormat};
use crate::cli::growth;
use crate::cli::load::{self, Loaded};
use crate::cli::provenance::{self, Provenance};
use crate::cli::sure;
use crate::cli::ui::{Outcome, Ui};
use crate::read::Keep;
use crate::render::stats::{self, Page, Wanted};
use crate::stats::axis::Axis;
use crate::stats::cross::Unit;
use crate::stats::{Measure, NoPhase, Stats, Table, Views, Window};
use crate::value::date::Day;
use crate::value::identifiant::Kind;

/// Runs the command.
pub fn run(args: &Args, ui: &mut Ui) -> anyhow::Result<Outcome> {
    if args.history {
        return growth::run(args, ui);
    }
    let at = provenance::day(&args.scope)?;
    let axes = axes(args)?;
    // Titles are shown beside what a view names; the plain figures need none.
    let keep = if args.detail || axes.is_some() { Keep::Texts } else { Keep::Names };
    let loaded = load::load(&args.scope.paths, keep, Some(at), &Provenance::of(&args.scope))?;
    let windows = windows(&loaded, args.phase.as_deref(), at)?;
    let alone = loaded.len() == 1;
    let one = |(loaded, window): (&Loaded, &Window)| page(loaded, window, args, axes, alone);
    let pages = loaded.iter().zip(&windows).map(one).collect::<anyhow::Result<Vec<Page>>>()?;
    let wanted =
        Wanted { dated: args.scope.at.is_some(), detail: args.detail, explain: args.explain, headline: args.headline };
    let text = match args.format {
        StatsFormat::Text => stats::text(&pages, wanted, ui.style()).into_bytes(),
        StatsFormat::Json => stats::json(&pages, wanted)?.into_bytes(),
        StatsFormat::Csv => stats::csv(&pages, wanted)?,
        StatsFormat::Markdown => stats::markdown(&pages, wanted).into_bytes(),
    };
    ui.out().write_all(&text)?;
    Ok(Outcome::Fine)
}

/// Counts one dossier. What matters before a meeting is said of a dossier of the field that stands alone, with interviews in it.
fn page(
    loaded: &Loaded,
    window: &Window,
    args: &Args,
    axes: Option<(Axis, Option<Axis>)>,
    alone: bool,
) -> anyhow::Result<Page> {
    let dossier = &loaded.dossier;
    let mut stats = Stats::within(dossier, window);
    stats.faults = sure::faults(loaded, window.at)?;
    let unit = args.count.map(|counted| match counted {
        Counted::Idees => Unit::Ideas,
        Counted::Entretiens => Unit::Interviews,
    });
    let table = axes.map(|(rows, columns)| Table::of(dossier, window, rows, columns, unit));
    let interviews = stats.figure(Measure::Records(Kind::Entretien)).and_then(|figure| figure.counted);
    let in_the_field = alone && !dossier.published && interviews.is_some_and(|interviews| interviews.min > 0);
    let views = (table.is_none() && (args.detail || in_the_field)).then(|| Views::of(dossier, window));
    Ok(Page { stats, views, table })
}

/// Reads the axes of `--by`.
fn axes(args: &Args) -> anyhow::Result<Option<(Axis, Option<Axis>)>> {
    let axis = |by: &ByAxis| match by {
        ByAxis::Theme => Axis::Theme,
        ByAxis::Sphere => Axis::Sphere,
        ByAxis::Type => Axis::Type,
        ByAxis::Nature => Axis::Nature,
        ByAxis::Statut => Axis::Statut,
        ByAxis::Gisement => Axis::Gisement,
        ByAxis::Semaine => Axis::Semaine,
        ByAxis::Mois => Axis::Mois,
        ByAxis::Jour => Axis::Jour,
        ByAxis::Phase => Axis::Phase,
        ByAxis::Structure => Axis::Structure,
    };
    match args.by.as_slice() {
        [] if args.count.is_some() => Err(anyhow!(
            "`--count` choisit ce que compte un tableau croisé\naide\u{a0}: écrivez `--by sphere,mois --count idees`"
        )),
        [] => Ok(None),
        [rows] => Ok(Some((axis(rows), None))),
        [rows, columns] if rows == columns => {
            Err(anyhow!("`--by` demande deux fois le même axe\naide\u{a0}: un seul suffit, ou choisissez-en un autre"))
        }
        [rows, columns] => Ok(Some((axis(rows), Some(axis(columns))))),
        _ => Err(anyhow!("`--by` prend deux axes au plus\naide\u{a0}: écrivez `--by theme,sphere`")),
    }
}

/// Finds the stretch of time to look at in each dossier; a phase must stand in one of them at least.
fn windows(loaded: &[Loaded], phase: Option<&str>, at: Day) -> anyhow::Result<Vec<Window>> {
    let Some(wanted) = phase else { return Ok(loaded.iter().map(|_| Window::until(at)).collect()) };
    let found: Vec<Result<Window, NoPhase>> =
        loaded.iter().map(|loaded| Window::in_phase(&loaded.dossier, wanted, at)).collect();
    if let (true, Some(Err(why))) = (found.iter().all(Result::is_err), found.first()) {
        return Err(anyhow!(match why {
            NoPhase::NotBegun(nom) => format!(
                "la phase «\u{a0}{nom}\u{a0}» n’a pas commencé au {}\naide\u{a0}: dites dans dossier.yaml quand elle l’a fait, sous `realise`",
                at.en_lettres()
            ),
            NoPhase::Unknown(known) if known.is_empty() => {
                format!("aucune phase «\u{a0}{wanted}\u{a0}»\u{202f}: dossier.yaml n’en nomme aucune")
            }
            NoPhase::Unknown(known) => {
                format!("aucune phase «\u{a0}{wanted}\u{a0}»\naide\u{a0}: choisissez parmi {}", known.join(", "))
            }
        }));
    }
    Ok(found.into_iter().map(|found| found.unwrap_or_else(|_| Window::nothing(wanted, at))).collect())
}
