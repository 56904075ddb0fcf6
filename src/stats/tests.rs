//! One dossier a rule of counting, from literals.

mod views;

use super::*;
use crate::dossier::File;
use crate::layout::{self, Nature, Placement};
use crate::read::{Keep, Reader};

/// Links a dossier of a manifest with these lines and of these files.
fn dossier(manifest: &str, files: &[(&str, &str)]) -> Dossier {
    let manifest = format!("titre: Essai\nterritoire: Ici\npilote: Nous\nlancement: 2018-01-01\n{manifest}");
    let all = files.iter().copied().chain([("dossier.yaml", manifest.as_str())]);
    let files = all.map(|(path, text)| {
        let Placement::Read(kind, form, named) = layout::place(path, Nature::File) else {
            panic!("{path} is no record")
        };
        File {
            path: path.into(),
            unit: Reader::new(Keep::Texts).read(text.as_bytes(), layout::reading(path, kind, form, named)).into(),
        }
    });
    Dossier::link(String::new(), files.collect(), Vec::new())
}

fn stats(manifest: &str, files: &[(&str, &str)]) -> Stats {
    Stats::of(&dossier(manifest, files), Day::from_ymd(2026, 1, 1).unwrap())
}

fn amount(stats: &Stats, measure: Measure) -> Option<(u64, Option<u64>)> {
    stats.figure(measure)?.counted.map(|amount| (amount.min, amount.max))
}

const TENU: &str = "---\ndate: 2018-11-06\npersonnes: 3\nprofil: agents\ninformation: orale\n---\n";

#[test]
fn interviews_count_when_they_were_held() {
    let planned = TENU.replace("personnes", "statut: prevu\npersonnes");
    let cancelled = TENU.replace("personnes", "statut: annule\npersonnes");
    let stats =
        stats("", &[("entretiens/E1.md", TENU), ("entretiens/E2.md", &planned), ("entretiens/E3.md", &cancelled)]);
    assert_eq!(amount(&stats, Measure::Records(Kind::Entretien)), Some((1, Some(1))));
    assert_eq!(amount(&stats, Measure::Personnes), Some((3, Some(3))), "those of interviews not held were not met");
}

#[test]
fn people_met_twice_count_once_and_vague_numbers_make_an_interval() {
    let again = TENU.replace("personnes: 3", "personnes: 5\ndont_deja_rencontrees: 2");
    let vague = TENU.replace("personnes: 3", "personnes: une dizaine");
    let open = TENU.replace("personnes: 3", "personnes: plus de 12");
    let immersion = "---\ndate: 2018-11-06\nlieu: Accueil\nduree: 1h15\npersonnes: 2\ninformation: affichage\n---\n";
    let one = [("entretiens/E1.md", TENU), ("entretiens/E2.md", &*again), ("immersions/IM1.md", immersion)];
    assert_eq!(amount(&stats("", &one), Measure::Personnes), Some((3 + 3 + 2, Some(8))));
    let two = [("entretiens/E1.md", TENU), ("entretiens/E2.md", &*vague)];
    assert_eq!(amount(&stats("", &two), Measure::Personnes), Some((3 + 8, Some(3 + 12))));
    let three = [("entretiens/E1.md", TENU), ("entretiens/E2.md", &*open)];
    assert_eq!(amount(&stats("", &three), Measure::Personnes), Some((3 + 13, None)));
    let seance = "---\ndate: 2018-11-06\ntype: atelier\nobjet: Trier\nparticipants: 40\n---\n";
    assert_eq!(amount(&stats("", &[("seances/SE1.md", seance)]), Measure::Personnes), None, "meetings are apart");
}

#[test]
fn an_unknown_number_of_people_makes_the_total_a_least_one() {
    let without = TENU.replace("personnes: 3\n", "");
    let unread = TENU.replace("personnes: 3", "personnes: beaucoup");
    for other in [&without, &unread] {
        let stats = stats("", &[("entretiens/E1.md", TENU), ("entretiens/E2.md", other)]);
        assert_eq!(amount(&stats, Measure::Personnes), Some((3, None)), "{other}");
    }
}

#[test]
fn a_decision_to_come_gives_no_state_yet() {
    let seance = "---\ndate: 2018-12-14\ntype: seminaire_decision\nobjet: Choisir\n\
        decisions:\n  - issue: retenu\n    cibles: [G1, D1]\n---\n";
    let files = [
        ("gisements/G1.md", "---\n---\n# Un\n"),
        ("defis/D1.md", "---\nstatut: retenu\n---\n# Un\n"),
        ("seances/SE1.md", seance),
    ];
    let mut dossier = dossier("", &files);
    let mut states = |day| {
        let day = Day::from_ymd(2018, 12, day).unwrap();
        dossier.stand_at(day);
        let stats = Stats::of(&dossier, day);
        [Kind::Gisement, Kind::Defi].map(|kind| stats.figure(Measure::Records(kind)).unwrap().states[0].word.clone())
    };
    assert_eq!(states(13), ["propose", "propose"]);
    assert_eq!(states(14), ["priorise", "retenu"]);
}

#[test]
fn a_meeting_that_was_not_held_decided_nothing() {
    let seance = "---\ndate: 2018-12-14\ntype: seminaire_decision\nobjet: Choisir\nstatut: annulee\n\
        decisions:\n  - issue: retenu\n    cibles: [G1]\n---\n";
    let stats = stats("", &[("gisements/G1.md", "---\n---\n# Un\n"), ("seances/SE1.md", seance)]);
    assert_eq!(stats.figure(Measure::Records(Kind::Gisement)).unwrap().states[0].word, "propose");
    assert_eq!(amount(&stats, Measure::Records(Kind::Decision)), None);
}

#[test]
fn a_repetition_of_what_does_not_count_is_counted() {
    for original in ["E1-4", "E9-9"] {
        let amended = format!("- id: E1-6\n  doublon_de: {original}\n");
        let stats = stats("", &[("entretiens/E1.md", NOTE), ("idees.yaml", &amended)]);
        assert_eq!(amount(&stats, Measure::Records(Kind::Idee)), Some((4, Some(4))), "{original}");
    }
}

const NOTE: &str = "---\ndate: 2018-11-06\npersonnes: 1\nprofil: agent\ninformation: orale\n---\n\
    - idée : ouvrir le soir ^E1-1\n- initiative : un bus ^E1-2\n- orphelin : les 16-18 ans ^E1-3\n\
    - ressource : un local ^E1-4\n- irritant : trop loin ^E1-5\n- idée : ouvrir tard ^E1-6\n";

#[test]
fn ideas_count_by_nature_and_duplicates_stay_as_evidence() {
    let amended = "- id: E1-6\n  doublon_de: E1-1\n- id: I1\n  texte: Un car\n  source: E1\n";
    let files = [("entretiens/E1.md", NOTE), ("idees.yaml", amended)];
    let ideas = |manifest: &str| {
        let stats = stats(manifest, &files);
        (amount(&stats, Measure::Records(Kind::Idee)), stats.figure(Measure::Records(Kind::Idee)).and_then(|f| f.raw))
    };
    assert_eq!(ideas(""), (Some((4, Some(4))), Some(5)));
    assert_eq!(ideas("compte_idees: [idee]\n"), (Some((2, Some(2))), Some(3)));
    assert_eq!(ideas("compte_idees: [ressource]\n"), (Some((1, Some(1))), None));
}

#[test]
fn consolidated_irritants_stand_for_the_raw_ones() {
    let irritants = |files: &[(&str, &str)]| amount(&stats("", files), Measure::Records(Kind::Irritant));
    assert_eq!(irritants(&[("entretiens/E1.md", NOTE)]), Some((1, Some(1))));
    let two = "- id: IR1\n  enonce: a\n  sources: [E1]\n- id: IR2\n  enonce: b\n  sources: [E1-5]\n";
    assert_eq!(irritants(&[("entretiens/E1.md", NOTE), ("irritants.yaml", two)]), Some((2, Some(2))));
}

#[test]
fn hours_of_immersion_add_up_and_those_without_hours_are_said() {
    let immersion = |duree: &str| format!("---\ndate: 2018-11-06\nlieu: Accueil\nduree: {duree}\n---\n");
    let (a, b, c) = (immersion("1h15"), immersion("une journée"), immersion("2 semaines"));
    let stats = stats("", &[("immersions/IM1.md", &a), ("immersions/IM2.md", &b), ("immersions/IM3.md", &c)]);
    let figure = stats.figure(Measure::Immersion).unwrap();
    assert_eq!(figure.counted, Some(Amount::exactly(75 + 420)));
    assert_eq!(figure.missing, 1);
}

#[test]
fn a_merged_gisement_does_not_count_and_a_decision_gives_a_state() {
    let seance = "---\ndate: 2018-12-14\ntype: seminaire_decision\nobjet: Choisir\n\
        decisions:\n  - issue: retenu\n    cibles: [G1]\n---\n";
    let merged = "---\nfusionne_dans: G1\n---\n# Deux\n";
    let stats =
        stats("", &[("gisements/G1.md", "---\n---\n# Un\n"), ("gisements/G2.md", merged), ("seances/SE1.md", seance)]);
    let figure = stats.figure(Measure::Records(Kind::Gisement)).unwrap();
    assert_eq!(figure.counted, Some(Amount::exactly(1)));
    let states: Vec<(&str, u64, bool)> = figure.states.iter().map(|s| (s.word.as_str(), s.count, s.left_out)).collect();
    assert_eq!(states, [("priorise", 1, false), ("fusionne", 1, true)]);
}

#[test]
fn a_day_keeps_what_its_own_date_or_its_source_s_puts_before() {
    let later = TENU.replace("2018-11-06", "2018-12-20");
    let idea = "- id: I1\n  texte: a\n  source: E1\n- id: I2\n  texte: b\n  source: E2\n";
    let files = [
        ("entretiens/E1.md", NOTE),
        ("entretiens/E2.md", &*later),
        ("idees.yaml", idea),
        ("defis/D1.md", "---\n---\n# Défi\n"),
    ];
    let dossier = dossier("", &files);
    let at = |month, day| Stats::of(&dossier, Day::from_ymd(2018, month, day).unwrap());
    assert_eq!(amount(&at(11, 5), Measure::Records(Kind::Entretien)), None);
    assert_eq!(amount(&at(11, 6), Measure::Records(Kind::Idee)), Some((5, Some(5))));
    assert_eq!(amount(&at(12, 20), Measure::Records(Kind::Idee)), Some((6, Some(6))));
    let undated: Vec<&str> = at(11, 6).undated.iter().map(|def| def.name).collect();
    assert_eq!(undated, ["defi"]);
}

#[test]
fn declared_figures_stay_apart_with_their_source() {
    let manifest = "chiffres_declares:\n  - mesure: Idées\n    valeur: plus de 450\n    source: s0\n\
        \x20 - mesure: immersion\n    valeur: 60 h\n  - mesure: immersions\n    valeur: 10\n\
        \x20 - mesure: participants\n    valeur: une quarantaine\nsources:\n  - id: s0\n    titre: Une page\n";
    let stats = stats(manifest, &[("entretiens/E1.md", NOTE)]);
    let ideas = stats.figure(Measure::Records(Kind::Idee)).unwrap();
    assert_eq!(ideas.counted, Some(Amount::exactly(4)));
    assert_eq!(ideas.declared.len(), 1);
    assert_eq!(ideas.declared[0].amount, Some(Amount { min: 451, max: None }));
    assert_eq!(stats.figure(Measure::Immersion).unwrap().declared[0].amount, Some(Amount::exactly(3600)));
    assert_eq!(stats.figure(Measure::Records(Kind::Immersion)).unwrap().declared[0].text, "10");
    assert_eq!(stats.others.len(), 1);
    assert_eq!(stats.sources.len(), 1);
}

#[test]
fn every_measure_is_there_once() {
    for (at, measure) in Measure::ALL.iter().enumerate() {
        assert!(!Measure::ALL[..at].contains(measure), "{measure:?}");
    }
    for def in model::TYPES.iter().skip(1) {
        assert!(Measure::ALL.contains(&Measure::Records(def.kind)), "{}", def.name);
    }
}
