//! One dossier a view, from literals.

use super::*;
use crate::stats::axis::{Axis, Value};
use crate::stats::calendar::{Delay, Progress};
use crate::stats::cross::{Breakdown, Cross, Unit};
use crate::stats::deadlines::What;
use crate::stats::weeks::Yield;

fn day(year: i32, month: u8, day: u8) -> Day {
    Day::from_ymd(year, month, day).unwrap()
}

fn views_at(manifest: &str, files: &[(&str, &str)], at: Day) -> Views {
    Views::of(&dossier(manifest, files), &Window::until(at))
}

fn views(files: &[(&str, &str)]) -> Views {
    views_at("", files, day(2026, 1, 1))
}

/// An interview of that day with these fields and these lines.
fn interview(date: &str, fields: &str, lines: &str) -> String {
    format!("---\ndate: {date}\npersonnes: 2\ninformation: orale\n{fields}\n---\n{lines}\n")
}

const ACTEURS: &str = "- id: caf\n  nom: Caisse\n  type: operateur\n  sphere: publique\n\
    - id: club\n  nom: Club\n  type: association\n  sphere: societe_civile\n\
    - id: forge\n  nom: Forge\n  type: entreprise\n  sphere: economique\n";

fn counts(rows: &[(Value, u64, u64)]) -> Vec<(&str, u64, u64)> {
    rows.iter().map(|(value, interviews, ideas)| (value.key.as_str(), *interviews, *ideas)).collect()
}

fn by(files: &[(&str, &str)], axis: Axis) -> Breakdown {
    let dossier = dossier("", files);
    match Table::of(&dossier, &Window::until(day(2026, 1, 1)), axis, None, None) {
        Table::One(breakdown) => breakdown,
        Table::Two(_) => panic!("one axis was asked for"),
    }
}

fn cross(files: &[(&str, &str)], axes: [Axis; 2], unit: Option<Unit>) -> Cross {
    let dossier = dossier("", files);
    match Table::of(&dossier, &Window::until(day(2026, 1, 1)), axes[0], Some(axes[1]), unit) {
        Table::Two(cross) => cross,
        Table::One(_) => panic!("two axes were asked for"),
    }
}

/// Two bodies of two spheres together, one alone, one person without a body, one interview that was not held.
fn field() -> [(&'static str, String); 5] {
    [
        ("acteurs.yaml", ACTEURS.to_owned()),
        (
            "entretiens/E1.md",
            interview(
                "2018-11-05",
                "structures: [caf, club]",
                "- idée : a #sante #logement ^E1-1\n- ressource : b #sante ^E1-2\n- idée : c ^E1-3",
            ),
        ),
        ("entretiens/E2.md", interview("2018-11-11", "structures: [club]\nthemes: [sante]", "- idée : d ^E2-1")),
        (
            "entretiens/E3.md",
            interview(
                "2018-11-12",
                "profil: une retraitée\nsphere: usagers\ntype_acteur: usager",
                "- orphelin : e ^E3-1",
            ),
        ),
        ("entretiens/E4.md", interview("2018-11-12", "statut: annule\nstructures: [forge]", "")),
    ]
}

fn with<'f>(field: &'f [(&'static str, String)], more: &'f [(&'static str, &'static str)]) -> Vec<(&'f str, &'f str)> {
    field.iter().map(|(path, text)| (*path, text.as_str())).chain(more.iter().copied()).collect()
}

#[test]
fn who_was_met_is_read_through_bodies_and_profiles_and_who_was_not_is_named() {
    let field = field();
    let coverage = views(&with(&field, &[])).coverage;
    let spheres: Vec<(&str, u64, u64, u64)> =
        coverage.spheres.iter().map(|met| (met.word.as_str(), met.interviews, met.ideas, met.actors)).collect();
    assert_eq!(
        spheres,
        [("publique", 1, 2, 1), ("societe_civile", 2, 3, 1), ("economique", 0, 0, 1), ("usagers", 1, 1, 0)]
    );
    assert_eq!(coverage.unmet, ["forge"], "an interview that was not held met no one");
    let missing: Vec<&str> = coverage.missing_spheres().map(|met| met.word.as_str()).collect();
    assert_eq!(missing, ["economique"]);
    assert!(coverage.missing_types().any(|met| met.word == "entreprise" && met.actors == 1));
    assert!(!coverage.missing_types().any(|met| met.word == "usager"));
}

#[test]
fn a_repetition_feeds_the_spheres_of_the_idea_it_repeats_and_counts_no_more() {
    let field = field();
    let files = with(&field, &[("idees.yaml", "- id: E3-1\n  doublon_de: E1-3\n")]);
    let breakdown = by(&files, Axis::Sphere);
    assert_eq!(
        counts(&breakdown.rows),
        [("publique", 1, 2), ("societe_civile", 2, 3), ("usagers", 1, 1)],
        "« c » was heard by users too"
    );
    assert_eq!((breakdown.interviews, breakdown.ideas), (3, 3));
    assert_eq!(breakdown.several, [Unit::Ideas, Unit::Interviews]);
}

#[test]
fn themes_are_those_of_the_amendment_else_of_the_idea_else_of_the_note() {
    let field = field();
    let themes = |more| {
        counts(&by(&with(&field, more), Axis::Theme).rows)
            .into_iter()
            .map(|(k, i, n)| (k.to_owned(), i, n))
            .collect::<Vec<_>>()
    };
    let row = |key: &str, interviews, ideas| (key.to_owned(), interviews, ideas);
    assert_eq!(themes(&[]), [row("sante", 2, 2), row("logement", 1, 1), row("", 2, 2)]);
    assert_eq!(
        themes(&[("idees.yaml", "- id: E1-1\n  themes: [emploi]\n")]),
        [row("sante", 1, 1), row("emploi", 1, 1), row("", 2, 2)]
    );
}

#[test]
fn a_cross_table_counts_in_both_and_its_totals_count_once() {
    let field = field();
    let table = cross(&with(&field, &[]), [Axis::Theme, Axis::Sphere], None);
    assert_eq!(table.unit, Unit::Ideas);
    let keys = |values: &[Value]| values.iter().map(|value| value.key.clone()).collect::<Vec<_>>();
    assert_eq!(keys(&table.rows), ["sante", "logement", ""]);
    assert_eq!(keys(&table.columns), ["publique", "societe_civile", "usagers"]);
    assert_eq!(table.cells, [[1, 2, 0], [1, 1, 0], [1, 1, 1]]);
    assert_eq!((table.row_totals.as_slice(), table.column_totals.as_slice()), (&[2, 1, 2][..], &[2, 3, 1][..]));
    assert_eq!(table.total, 4);
    assert_eq!(table.several, [Axis::Theme, Axis::Sphere]);
    let table = cross(&with(&field, &[]), [Axis::Sphere, Axis::Mois], None);
    assert_eq!((table.unit, table.total), (Unit::Interviews, 3), "no axis belongs to ideas alone");
    let table = cross(&with(&field, &[]), [Axis::Sphere, Axis::Mois], Some(Unit::Ideas));
    assert_eq!((table.unit, table.total), (Unit::Ideas, 4));
}

#[test]
fn natures_are_told_apart_even_where_they_do_not_count_as_ideas() {
    let field = field();
    let natures = by(&with(&field, &[]), Axis::Nature);
    assert_eq!(counts(&natures.rows), [("idee", 2, 3), ("sujet_orphelin", 1, 1), ("ressource", 1, 1)]);
    assert_eq!(natures.ideas, 5);
    assert!(natures.rule().contains("toutes natures"));
}

#[test]
fn dates_fall_in_weeks_from_monday_and_a_month_falls_in_none() {
    let mut field = field().to_vec();
    field.push(("entretiens/E5.md", interview("2018-11", "profil: x", "- idée : f")));
    field.push(("entretiens/E6.md", interview("2018-12-31", "profil: x", "")));
    let weeks = by(&with(&field, &[]), Axis::Semaine);
    assert_eq!(
        counts(&weeks.rows),
        [("2018-W45", 2, 3), ("2018-W46", 1, 1), ("2019-W01", 1, 0), ("", 1, 1)],
        "the last day of 2018 lies in the first week of 2019"
    );
    assert_eq!(weeks.rows[0].0.label, "5\u{a0}novembre 2018");
    assert_eq!(counts(&by(&with(&field, &[]), Axis::Mois).rows), [("2018-11", 4, 5), ("2018-12", 1, 0)]);
    let days = by(&with(&field, &[]), Axis::Jour);
    assert_eq!(days.rows.iter().map(|(value, ..)| value.key.as_str()).collect::<Vec<_>>().last(), Some(&""));
}

#[test]
fn weeks_run_up_totals_and_say_what_the_day_brought() {
    let field = field();
    let weeks = views_at("", &with(&field, &[]), day(2018, 11, 12)).weeks;
    let run: Vec<(&str, [u64; 4])> = weeks
        .weeks
        .iter()
        .map(|w| (w.key.as_str(), [w.interviews, w.ideas, w.interviews_so_far, w.ideas_so_far]))
        .collect();
    assert_eq!(run, [("2018-W45", [2, 3, 2, 3]), ("2018-W46", [1, 1, 3, 4])]);
    assert_eq!(weeks.today, (1, 1));
    assert_eq!(weeks.curve, [("E1".to_owned(), 2), ("E2".to_owned(), 1), ("E3".to_owned(), 1)]);
    assert_eq!((weeks.all, weeks.last), (Yield { interviews: 3, ideas: 4 }, None));
}

#[test]
fn the_last_five_interviews_are_told_from_ten_on() {
    let notes: Vec<(String, String)> = (1..=10)
        .map(|number| {
            let lines = if number <= 5 {
                "- idée : a\n- idée : b"
            } else if number == 10 {
                "- idée : c"
            } else {
                ""
            };
            (format!("entretiens/E{number}.md"), interview(&format!("2018-11-{number:02}"), "profil: x", lines))
        })
        .collect();
    let files =
        |count: usize| notes.iter().take(count).map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>();
    let weeks = views(&files(10)).weeks;
    assert_eq!(weeks.all.rate(), Some(1.1));
    assert_eq!(weeks.last.and_then(Yield::rate), Some(0.2));
    assert_eq!(views(&files(9)).weeks.last, None);
    assert_eq!(views(&[]).weeks.all.rate(), None);
}

#[test]
fn a_gisement_rests_on_distinct_notes_and_takes_over_those_merged_into_it() {
    let field = field();
    let g1 = "---\nidees: [E1-1, E1-2]\n---\n# Un\n";
    let g2 = "---\nfusionne_dans: G1\nidees: [E2-1, E9-9]\n---\n# Deux\n";
    let g3 = "---\nidees: [E1-1]\n---\n# Trois\n";
    let more = [
        ("gisements/G1.md", g1),
        ("gisements/G2.md", g2),
        ("gisements/G3.md", g3),
        (
            "idees.yaml",
            "- id: E3-1\n  doublon_de: E2-1\n- id: E1-3\n  statut: ecartee\n  motif: non\n- id: I1\n  texte: g\n  source: E2\n",
        ),
    ];
    let found = views(&with(&field, &more)).gisements;
    let [first, second] = found.supports.as_slice() else { panic!("{:?}", found.supports) };
    assert_eq!((first.name.as_str(), first.label.as_str(), first.ideas, first.notes), ("G1", "G1 Un", 2, 3));
    assert_eq!(first.spheres, ["publique", "société civile", "usagers et habitants"]);
    let natures: Vec<(&str, u64)> = first.natures.iter().map(|(word, _, count)| (word.as_str(), *count)).collect();
    assert_eq!(natures, [("idee", 2), ("ressource", 1)]);
    assert_eq!((second.name.as_str(), second.ideas), ("G3", 1));
    assert_eq!(found.unsorted, ["I1"], "an idea put aside is left to no one");
    assert_eq!(found.ideas, 4);
    assert!(found.several);
    let by_gisement = by(&with(&field, &more), Axis::Gisement);
    assert_eq!(counts(&by_gisement.rows), [("G1", 3, 2), ("G3", 1, 1), ("", 2, 2)]);
}

#[test]
fn each_link_says_how_many_go_on_and_how_many_reach_a_solution() {
    let note = interview(
        "2018-11-05",
        "profil: x",
        "- idée : a ^E1-1\n- idée : b ^E1-2\n- idée : c ^E1-3\n- idée : d ^E1-4\n- irritant : e ^E1-5",
    );
    let files = [
        ("entretiens/E1.md", note.as_str()),
        ("idees.yaml", "- id: E1-2\n  doublon_de: E1-1\n"),
        ("gisements/G1.md", "---\nidees: [E1-2]\ndefis: [D1]\n---\n# Un\n"),
        ("gisements/G2.md", "---\nidees: [E1-3]\n---\n# Deux\n"),
        ("defis.yaml", "- id: D1\n  enonce: f\n- id: D2\n  enonce: g\n"),
        ("promesses.yaml", "- id: PR1\n  enonce: h\n  defis: [D1]\n- id: PR2\n  enonce: i\n  defis: [D2]\n"),
        (
            "solutions.yaml",
            "- id: S1\n  titre: j\n  statut: generalisee\n  promesses: [PR1]\n- id: S2\n  titre: k\n  statut: abandonnee\n  promesses: [PR2]\n",
        ),
    ];
    let links: Vec<(Kind, u64, u64, u64)> = views(&files)
        .funnel
        .links
        .iter()
        .map(|link| (link.kind, link.count, link.taken_up, link.to_solution))
        .collect();
    assert_eq!(
        links,
        [
            (Kind::Irritant, 1, 0, 0),
            (Kind::Idee, 3, 2, 1),
            (Kind::Gisement, 2, 1, 1),
            (Kind::Defi, 2, 2, 1),
            (Kind::Promesse, 2, 2, 1),
            (Kind::Solution, 2, 1, 1),
        ]
    );
}

#[test]
fn delays_compare_days_intervals_and_planned_durations() {
    let phase = |planned: &str, real: &str, at: Day| {
        let manifest =
            format!("phases:\n  - nom: A\n    role: exploration\n    prevu: {{{planned}}}\n    realise: {{{real}}}\n");
        let entry = views_at(&manifest, &[], at).calendar.entries.remove(0);
        let ends = |delay: Option<Delay>| delay.map(|delay| (delay.min, delay.max));
        (ends(entry.start), ends(entry.end), entry.progress)
    };
    let late = day(2020, 1, 1);
    for (planned, real, at, expected) in [
        (
            "debut: 2019-01-01, fin: 2019-01-31",
            "debut: 2019-01-01, fin: 2019-02-12",
            late,
            (Some((0, 0)), Some((12, 12)), Progress::Ended),
        ),
        (
            "debut: 2019-01-01, duree: 2 semaines",
            "debut: 2019-01-04, fin: 2019-01-14",
            late,
            (Some((3, 3)), Some((0, 0)), Progress::Ended),
        ),
        ("duree: 1 mois", "debut: 2019-01-01, fin: 2019-01-31", late, (None, Some((0, 3)), Progress::Ended)),
        ("fin: 2019-01", "debut: 2018-12-01, fin: 2019-02", late, (None, Some((1, 58)), Progress::Ended)),
        ("fin: 2019-01-31", "debut: 2019-01-01", day(2019, 1, 20), (None, None, Progress::Running)),
        ("fin: 2019-01-31", "debut: 2019-01-01", day(2019, 2, 5), (None, Some((5, 5)), Progress::Running)),
        (
            "debut: 2019-01-01, fin: 2019-01-31",
            "debut: 2019-03-01",
            day(2019, 1, 11),
            (Some((10, 10)), None, Progress::Ahead),
        ),
    ] {
        assert_eq!(phase(planned, real, at), expected, "{planned} / {real}");
    }
}

#[test]
fn the_period_of_a_solution_stands_in_the_calendar_with_its_title() {
    let solution = "---\nstatut: piste\nperiode:\n  prevu: {debut: 2019-01-01, fin: 2019-01-31}\n---\n# Un car\n";
    let calendar = views_at("", &[("solutions/S1.md", solution)], day(2019, 2, 10)).calendar;
    let [entry] = calendar.entries.as_slice() else { panic!("{calendar:?}") };
    assert_eq!((entry.what, entry.name.as_str(), entry.label.as_str()), ("solution", "S1", "S1 Un car"));
    assert_eq!((entry.start.map(|d| d.min), entry.end.map(|d| d.min)), (Some(40), Some(10)));
    assert_eq!(entry.drawn(calendar.at), [Some((day(2019, 1, 1), day(2019, 1, 31))), None]);
}

#[test]
fn a_measure_says_how_many_it_speaks_of_what_it_aimed_at_and_how_far_it_is() {
    let files = [
        ("solutions.yaml", "- id: S1\n  titre: a\n  statut: piste\n"),
        (
            "tests.yaml",
            "- id: T1\n  solution: S1\n  debut: 2019-01-01\n  niveau: reel\n  participants: 18\n  mesures:\n\
             \x20   - indicateur: Satisfaits\n      valeur: 74 %\n      numerateur: 157\n      denominateur: 212\n\
             \x20   - indicateur: à l’heure\n      numerateur: 9\n      denominateur: 12\n\
             \x20   - indicateur: minutes\n      valeur: 34\n      unite: min\n\
             - id: T2\n  solution: S1\n  debut: 2019-01-01\n  niveau: maquette\n",
        ),
        (
            "evaluations.yaml",
            "- id: EV1\n  indicateur: satisfaits\n  solution: S1\n  cible: 80 %\n- id: EV2\n  indicateur: minutes\n  cible: 30 %\n  mesures: [T1]\n\
             - id: EV3\n  indicateur: Trajets\n  cible: 20\n  mesures:\n    - indicateur: Trajets\n      valeur: 23\n",
        ),
    ];
    let trials = views(&files).trials;
    let said: Vec<(&str, [Option<f64>; 4])> = trials
        .measures
        .iter()
        .map(|one| (one.indicateur.as_str(), [one.value, one.n, one.target, one.gap()]))
        .collect();
    assert_eq!(
        said,
        [
            ("Satisfaits", [Some(74.0), Some(212.0), Some(80.0), Some(-6.0)]),
            ("à l’heure", [Some(75.0), Some(12.0), None, None]),
            ("minutes", [Some(34.0), Some(18.0), None, None]),
            ("Trajets", [Some(23.0), None, Some(20.0), Some(3.0)]),
        ],
        "a target in per cent says nothing of minutes"
    );
    assert_eq!(trials.empty, ["T2", "EV1"]);
}

#[test]
fn what_falls_due_within_sixty_days_or_has_passed_is_named() {
    let derogation = |id: &str, statut: &str, fin: &str| {
        format!("- id: {id}\n  verrou: v\n  norme: decret\n  statut: {statut}\n  fin: {fin}\n")
    };
    let derogations = [
        derogation("DR1", "active", "2019-03-02"),
        derogation("DR2", "active", "2019-03-03"),
        derogation("DR3", "accordee", "2018-12-31"),
        derogation("DR4", "refusee", "2019-01-10"),
    ]
    .concat();
    let first = interview("2018-11-05", "profil: x\nsuppression_prevue: 2019-02-01", "");
    let second = interview("2018-11-06", "profil: x\nsuppression_prevue: 2019-02-01", "");
    let files = [
        ("derogations.yaml", derogations.as_str()),
        ("entretiens/E1.md", first.as_str()),
        ("entretiens/E2.md", second.as_str()),
        ("defis.yaml", "- id: D1\n  enonce: a\n  echeance: 2019-01\n- id: D2\n  enonce: b\n  echeance: 2018-12\n"),
    ];
    let due = |manifest: &str| {
        let all = views_at(manifest, &files, day(2019, 1, 1)).deadlines.all;
        all.into_iter().map(|due| (due.what, due.names.join(" "), due.left)).collect::<Vec<_>>()
    };
    let all = |names: &[(What, &str, i64)]| {
        names.iter().map(|(what, who, left)| (*what, (*who).to_owned(), *left)).collect::<Vec<_>>()
    };
    let base = [
        (What::Derogation, "DR3", -1),
        (What::Defi, "D1", 30),
        (What::Recording, "E1 E2", 31),
        (What::Derogation, "DR1", 60),
    ];
    assert_eq!(due(""), all(&base));
    let mut kept = base.to_vec();
    kept.insert(1, (What::Notes, "E1", 25));
    kept.insert(2, (What::Notes, "E2", 26));
    assert_eq!(due("conservation:\n  Entretiens: 82 jours\n"), all(&kept));
}

#[test]
fn a_phase_keeps_what_its_dates_hold_and_nothing_undated() {
    let field = field();
    let manifest = "phases:\n  - nom: Première vague\n    role: exploration\n    realise: {debut: 2018-11-05, fin: 2018-11-11}\n\
        \x20 - nom: Seconde vague\n    role: exploration\n    realise: {debut: 2018-11-12}\n\
        \x20 - nom: Choix\n    role: choix\n    prevu: {debut: 2018-12-01}\n";
    let files = with(&field, &[("defis.yaml", "- id: D1\n  enonce: a\n")]);
    let dossier = dossier(manifest, &files);
    let at = day(2018, 11, 30);
    let figures = |wanted: &str| {
        let stats = Stats::within(&dossier, &Window::in_phase(&dossier, wanted, at).unwrap());
        [Kind::Entretien, Kind::Idee, Kind::Defi].map(|kind| amount(&stats, Measure::Records(kind)).map(|(min, _)| min))
    };
    assert_eq!(figures("première vague"), [Some(2), Some(3), None]);
    assert_eq!(figures("exploration"), [Some(2), Some(3), None], "the first of the role");
    assert_eq!(figures("Seconde vague"), [Some(1), Some(1), None], "up to the day, where no end is said");
    assert_eq!(Window::in_phase(&dossier, "choix", at), Err(NoPhase::NotBegun("Choix".to_owned())));
    let Err(NoPhase::Unknown(known)) = Window::in_phase(&dossier, "bilan", at) else { panic!("there is none") };
    assert_eq!(known, ["Première vague", "Seconde vague", "Choix"]);
    let Table::One(phases) = Table::of(&dossier, &Window::until(at), Axis::Phase, None, None) else { panic!() };
    assert_eq!(counts(&phases.rows), [("Première vague", 2, 3), ("Seconde vague", 1, 1)]);
}

#[test]
fn ideas_said_to_repeat_one_another_in_a_circle_end_nothing() {
    let note = interview("2018-11-05", "profil: x", "- idée : a ^E1-1\n- idée : b ^E1-2");
    let files = [
        ("entretiens/E1.md", note.as_str()),
        ("idees.yaml", "- id: E1-1\n  doublon_de: E1-2\n- id: E1-2\n  doublon_de: E1-1\n"),
        ("gisements/G1.md", "---\nidees: [E1-1]\nfusionne_dans: G2\n---\n# a\n"),
        ("gisements/G2.md", "---\nfusionne_dans: G1\n---\n# b\n"),
    ];
    let views = views(&files);
    assert_eq!(views.gisements.ideas, 0);
    assert!(views.gisements.supports.is_empty());
}
