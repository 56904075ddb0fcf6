//! CB401, CB406, CB407, CB412: what is traced back.

use super::{Seen, places, seen};
use crate::config::Settings;
use crate::dossier::sample::{self, TITLE, note};
use crate::rule::Severity;
use crate::rules::{Context, validate};
use crate::text::NoTexts;
use crate::value::date::Day;

/// Checks files in the phase of this role; returns the findings of these codes.
fn found(role: &str, files: &[(&str, &str)], codes: &[&str]) -> Vec<Seen> {
    let manifest = format!("{TITLE}phases: [{{nom: a, role: {role}, realise: {{debut: 2018-09-01}}}}]\n");
    let all: Vec<(&str, &str)> = files.iter().copied().chain([("dossier.yaml", &*manifest)]).collect();
    seen(&all).into_iter().filter(|found| codes.contains(&found.code)).collect()
}

fn told(found: &[Seen]) -> Vec<(&str, &str)> {
    found.iter().map(|found| (&*found.place, &*found.message)).collect()
}

const GISEMENT: (&str, &str) = ("gisements.yaml", "- {id: G1, titre: a, idees: [E1-1]}\n");

#[test]
fn an_idea_that_is_in_no_gisement_is_told_once_a_file_after_the_exploration() {
    let note = note(
        "- idée : a ^E1-1\n- idée : b ^E1-2\n- ressource : c ^E1-3\n- orphelin : d ^E1-4\n- idée : e\n- idée : f ^E1-6\n\
         - idée : g ^E1-7\n- idée : h ^E1-8\n- idée : i ^E1-9\n",
    );
    let files = [("entretiens/E1.md", &*note), GISEMENT];
    let all = found("choix", &files, &["CB401"]);
    let message = "7 idées ne sont dans aucun gisement : `E1-2`, `E1-4`, `E1-10`, `E1-6`, `E1-7` et 2 autres";
    assert_eq!(told(&all), [("entretiens/E1.md:8 «E1-2»", message)]);
    assert!(found("exploration", &files, &["CB401"]).is_empty());
    assert!(found("choix", &files[..1], &["CB401"]).is_empty(), "a dossier without gisements took another road");
}

#[test]
fn an_idea_set_aside_repeated_or_of_which_a_repetition_is_sorted_is_not_lost() {
    let note = note("- idée : a ^E1-1\n- idée : b ^E1-2\n- idée : c ^E1-3\n- idée : d ^E1-4\n- idée : e ^E1-5\n");
    let more = "- {id: E1-2, statut: ecartee, motif: b}\n- {id: E1-3, doublon_de: E1-2}\n- {id: E1-1, doublon_de: E1-4}\n\
                - {id: E1-4, doublon_de: E1-5}\n";
    let all = found("choix", &[("entretiens/E1.md", &note), ("idees.yaml", more), GISEMENT], &["CB401"]);
    assert!(all.is_empty(), "{all:#?}");
}

#[test]
fn a_manifest_says_which_ideas_are_to_be_sorted() {
    let note = note("- idée : a ^E1-1\n- ressource : c ^E1-3\n");
    let manifest = format!(
        "{TITLE}compte_idees: [ressource]\nphases: [{{nom: a, role: choix, realise: {{debut: 2018-09-01}}}}]\n"
    );
    let gisement = "- {id: G1, titre: a, idees: [E1-1]}\n";
    let all = seen(&[("dossier.yaml", &manifest), ("entretiens/E1.md", &note), ("gisements.yaml", gisement)]);
    assert!(all.iter().any(|found| found.code == "CB401" && found.place == "entretiens/E1.md:8 «E1-3»"), "{all:#?}");
}

/// Returns the findings of CB406 about one solution with these links, in a dossier that has one of each record above it.
fn solution(links: &str, records: &[(&str, &str)]) -> Vec<Seen> {
    let solution = format!("- {{id: S1, titre: a, statut: conception{links}}}\n");
    let note = note("- irritant : a ^E1-1\n- idée : b ^E1-2\n> « c » ^E1-v1\n");
    let mut all = vec![("entretiens/E1.md", &*note), ("solutions.yaml", &solution)];
    all.extend_from_slice(records);
    found("co_construction", &all, &["CB406"])
}

#[test]
fn a_solution_leads_back_to_a_note_by_any_road() {
    for (links, records) in [
        (", idees: [E1-2]", &[][..]),
        (", citations: [E1-v1]", &[]),
        (
            ", irritants: [IR1]",
            &[("irritants.yaml", "- {id: IR1, enonce: a, sources: [IR2]}\n- {id: IR2, enonce: a, sources: [E1]}\n")],
        ),
        (
            ", derogations: [DR1]",
            &[("derogations.yaml", "- {id: DR1, verrou: a, norme: loi, statut: reperee, sources: [E1]}\n")],
        ),
        (", idees: [I1]", &[("idees.yaml", "- {id: I1, texte: a, source: E1}\n")]),
        (
            ", defis: [D1]",
            &[
                ("defis.yaml", "- {id: D1, enonce: a}\n"),
                ("gisements.yaml", "- {id: G1, titre: a, idees: [E1-2], defis: [D1]}\n"),
            ],
        ),
        (
            ", gisements: [G1]",
            &[("gisements.yaml", "- {id: G1, titre: a, issu_de: [G2]}\n- {id: G2, titre: b, irritants: [E1-1]}\n")],
        ),
        (
            ", gisements: [G1]",
            &[("gisements.yaml", "- {id: G1, titre: a}\n- {id: G2, titre: b, idees: [E1-2], fusionne_dans: G1}\n")],
        ),
        (
            ", promesses: [PR1]",
            &[
                ("promesses.yaml", "- {id: PR1, enonce: a, personas: [P1]}\n"),
                ("personas.yaml", "- {id: P1, prenom_fictif: a, situation: b, sources: [E1]}\n"),
            ],
        ),
        // The reference itself is the fault.
        (", gisements: [G7]", &[]),
    ] {
        assert!(solution(links, records).is_empty(), "{links} {records:?}");
    }
}

#[test]
fn the_trail_of_a_solution_is_shown_as_far_as_it_goes() {
    let nothing = solution("", &[]);
    assert_eq!(
        told(&nothing),
        [(
            "solutions.yaml:1 «S1»",
            "`S1` ne remonte à aucune note de terrain : elle ne cite ni promesse, ni défi, ni gisement, ni irritant, ni idée"
        )]
    );
    let defi = solution(", defis: [D2]", &[("defis.yaml", "- {id: D2, enonce: a}\n")]);
    let message = "`S1` ne remonte à aucune note de terrain : S1 → D2 : ce défi n’a ni irritant ni gisement";
    assert_eq!(told(&defi), [("solutions.yaml:1 «D2»", message)]);
    assert_eq!(defi[0].related, ["defis.yaml:1 «D2»"]);
    let far = solution(
        ", promesses: [PR1]",
        &[
            ("promesses.yaml", "- {id: PR1, enonce: a, defis: [D1]}\n"),
            ("defis.yaml", "- {id: D1, enonce: a}\n"),
            ("gisements.yaml", "- {id: G1, titre: a, defis: [D1]}\n"),
        ],
    );
    assert!(far[0].message.ends_with("S1 → PR1 → D1 → G1 : ce gisement n’a ni idée ni irritant"), "{far:#?}");
}

#[test]
fn a_trail_in_a_circle_ends() {
    let circle = "- {id: G1, titre: a, issu_de: [G2]}\n- {id: G2, titre: b, issu_de: [G1]}\n";
    let all = solution(", gisements: [G1]", &[("gisements.yaml", circle)]);
    assert!(all[0].message.ends_with("S1 → G1 → G2 : la piste y tourne en rond"), "{all:#?}");
}

#[test]
fn a_solution_given_up_or_under_exploration_is_left_alone() {
    let solutions = "- {id: S1, titre: a, statut: abandonnee}\n";
    assert!(found("co_construction", &[("solutions.yaml", solutions)], &["CB406"]).is_empty());
    let solutions = "- {id: S1, titre: a, statut: piste}\n";
    assert!(found("exploration", &[("solutions.yaml", solutions)], &["CB406"]).is_empty());
}

#[test]
fn a_publication_is_ground_enough_where_the_dossier_is_made_of_them() {
    let manifest = |matiere: &str| {
        format!(
            "{TITLE}matiere: {matiere}\nsources: [{{id: rapport, titre: b}}]\nphases: [{{nom: a, role: choix, realise: {{debut: 2018-09-01}}}}]\n"
        )
    };
    let defis = "- {id: D1, enonce: a, sources_publiees: [rapport]}\n";
    let solutions = "- {id: S1, titre: a, statut: piste, defis: [D1]}\n- {id: S2, titre: a, statut: piste}\n";
    let names = |matiere: &str| -> Vec<String> {
        let manifest = manifest(matiere);
        let all = seen(&[("dossier.yaml", &manifest), ("defis.yaml", defis), ("solutions.yaml", solutions)]);
        all.into_iter().filter(|found| found.code == "CB406").map(|found| found.place).collect()
    };
    assert_eq!(names("publiee"), ["solutions.yaml:2 «S2»"]);
    assert_eq!(names("terrain"), ["solutions.yaml:1 «D1»", "solutions.yaml:2 «S2»"]);
}

const SEANCE: &str = "---\ndate: 2018-12-13\ntype: seminaire_decision\nobjet: a\ndecisions:\n";

/// Returns the findings of CB407 about this défi and these decisions of a meeting.
fn defi(statut: &str, decisions: &str) -> Vec<Seen> {
    let defis = format!("- id: D1\n  enonce: a\n  statut: {statut}\n");
    let seance = format!("{SEANCE}{decisions}---\n");
    found("choix", &[("defis.yaml", &defis), ("seances/SE1.md", &seance)], &["CB407"])
}

const AUTRE: &str = "  - issue: autre\n    objet: b\n";

#[test]
fn a_state_that_only_a_decision_gives_wants_one() {
    let all = defi("retenu", AUTRE);
    assert_eq!(told(&all), [("defis.yaml:3 «retenu»", "`D1` est à l’état « retenu » sans qu’aucune décision le dise")]);
    assert!(all[0].help.contains("{issue: retenu, cibles: [D1]}"), "{all:#?}");
    assert!(defi("presente", AUTRE).is_empty());
    assert!(defi("retenu", "  - issue: retenu\n    cibles: [D1]\n").is_empty());
}

#[test]
fn a_state_agrees_with_the_decision() {
    let all = defi("retenu", "  - issue: ecarte\n    cibles: [D1]\n");
    let message = "`D1` est à l’état « retenu », mais la décision `SE1/1` lui donne « non retenu »";
    assert_eq!(told(&all), [("defis.yaml:3 «retenu»", message)]);
    assert_eq!(all[0].related.len(), 1);
    assert!(all[0].related[0].starts_with("seances/SE1.md:6"), "{all:#?}");
    assert_eq!(defi("propose", "  - issue: retenu\n    cibles: [D1]\n").len(), 1, "a state of before the decision");
}

#[test]
fn a_draft_is_only_warned_of_a_missing_decision() {
    let defis = ("defis.yaml", "- {id: D1, enonce: a, statut: retenu}\n");
    let severity = |role| found(role, &[defis], &["CB407"])[0].severity;
    assert_eq!((severity("exploration"), severity("choix")), (Severity::Warning, Severity::Error));
}

#[test]
fn what_answers_for_itself_needs_no_decision() {
    let note = note("- idée : a ^E1-1\n- idée : b ^E1-2\n");
    let ideas = "- {id: E1-1, statut: ecartee, motif: a}\n- {id: E1-2, statut: retenue}\n";
    let gisements = "- {id: G1, titre: a, statut: fusionne, fusionne_dans: G2}\n- {id: G2, titre: a, statut: transforme}\n\
                     - {id: G3, titre: a, statut: fusionne}\n";
    let seance = format!("{SEANCE}  - issue: retenu\n    cibles: [G2, G1]\n---\n");
    let files = [
        ("entretiens/E1.md", &*note),
        ("idees.yaml", ideas),
        ("gisements.yaml", gisements),
        ("seances/SE1.md", &seance),
    ];
    let all = found("choix", &files, &["CB407"]);
    let places: Vec<&str> = all.iter().map(|found| &*found.place).collect();
    assert_eq!(places, ["gisements.yaml:3 «fusionne»", "idees.yaml:2 «retenue»"]);
}

#[test]
fn a_decision_to_come_is_one() {
    let seance = format!("{SEANCE}  - issue: retenu\n    cibles: [D1]\n---\n");
    let files =
        [("defis.yaml", "- {id: D1, enonce: a, irritants: [E1-1], statut: retenu}\n"), ("seances/SE1.md", &*seance)];
    let mut dossier = sample::dossier(&files);
    let at = Day::from_ymd(2018, 10, 1).unwrap();
    dossier.stand_at(at);
    let settings = Settings::default();
    let found = validate(&dossier, &Context { at, settings: &settings, texts: &NoTexts, threads: 1, past: None });
    assert!(found.iter().all(|(_, found)| found.rule.code != "CB407"), "{found:#?}");
}

#[test]
fn publications_do_not_tell_every_decision_but_must_not_contradict_them() {
    let manifest = format!("{TITLE}matiere: publiee\n");
    let defis = "- {id: D1, enonce: a, statut: retenu}\n- {id: D2, enonce: a, statut: retenu}\n";
    let seance = format!("{SEANCE}  - issue: ecarte\n    cibles: [D2]\n---\n");
    let all = places(&[("dossier.yaml", &manifest), ("defis.yaml", defis), ("seances/SE1.md", &seance)]);
    assert_eq!(all, ["CB407 defis.yaml:2 «retenu»"]);
}

#[test]
fn something_is_drawn_from_every_note_that_was_taken() {
    let (empty, full) = (note("Une page de texte.\n"), note("- constat : rien ^E2-1\n"));
    let lost = note("- iritant : b\n");
    let list = "- {id: E4, date: 2018-11-06, profil: a, personnes: 3, information: orale}\n\
                - {id: E5, date: 2018-11-06, profil: a, personnes: 3, information: orale, statut: annule}\n\
                - {id: E6, date: 2018-11-06, profil: a, personnes: 3, information: orale}\n";
    let files = [
        ("entretiens.yaml", list),
        ("entretiens/E1.md", &*empty),
        ("entretiens/E2.md", &full),
        ("entretiens/E3.md", &lost),
        ("idees.yaml", "- {id: I1, texte: a, source: E4}\n"),
    ];
    let all = found("choix", &files, &["CB412"]);
    let places: Vec<&str> = all.iter().map(|found| &*found.place).collect();
    assert_eq!(places, ["entretiens.yaml:3 «E6»", "entretiens/E1.md:2 «date»"]);
    assert!(found("exploration", &files, &["CB412"]).is_empty());
}
