//! CB402 to CB405, CB415, CB416: what things rest on, and when that is asked.

use super::{Seen, places, seen, seen_with};
use crate::dossier::sample::TITLE;
use crate::rule::Severity;

/// Returns a manifest whose last phase begun is of this role.
fn in_phase(role: &str) -> String {
    format!("{TITLE}phases: [{{nom: a, role: {role}, realise: {{debut: 2018-09-01}}}}]\n")
}

/// Returns an interview with these lines in its header and body.
fn note(header: &str, body: &str) -> String {
    format!("---\ndate: 2018-11-06\nprofil: agents\npersonnes: 3\ninformation: orale\n{header}---\n{body}")
}

/// Checks files of which the families CB402 to CB405, CB415 and CB416 are looked at.
fn found(phase: &str, files: &[(&str, &str)], config: &str) -> Vec<Seen> {
    let manifest = in_phase(phase);
    let all: Vec<(&str, &str)> = files.iter().copied().chain([("dossier.yaml", &*manifest)]).collect();
    let ours = ["CB402", "CB403", "CB404", "CB405", "CB415", "CB416"];
    seen_with(&all, config).into_iter().filter(|found| ours.contains(&found.code)).collect()
}

fn told(found: &[Seen]) -> Vec<String> {
    found.iter().map(|found| format!("{} {}", found.code, found.place)).collect()
}

/// Four interviews with two ideas each, and what else is given.
fn four_notes(more: &[(&str, &str)], config: &str) -> Vec<Seen> {
    let notes: Vec<(String, String)> = (1..=4)
        .map(|n| {
            let body = format!("- idée : avis numéro {n} ^E{n}-1\n- idée : piste numéro {n} ^E{n}-2\n");
            (format!("entretiens/E{n}.md"), note("", &body))
        })
        .collect();
    let notes = notes.iter().map(|(path, text)| (&**path, &**text));
    let all: Vec<(&str, &str)> = notes.chain(more.iter().copied()).collect();
    found("choix", &all, config)
}

#[test]
fn a_gisement_was_heard_in_three_notes() {
    let told = |gisement: &str| told(&four_notes(&[("gisements.yaml", gisement)], ""));
    let fragile = ["CB402 gisements.yaml:1 «G1»"];
    assert!(told("- {id: G1, titre: a, idees: [E1-1, E2-1, E3-1]}\n").is_empty());
    assert_eq!(told("- {id: G1, titre: a, idees: [E1-1, E2-1]}\n"), fragile);
    assert_eq!(
        told("- {id: G1, titre: a, idees: [E1-1, E1-2, E2-1, E2-2]}\n"),
        fragile,
        "two ideas of a note are one source"
    );
    assert_eq!(told("- {id: G1, titre: a}\n"), fragile);
    assert!(told("- {id: G1, titre: a, statut: fusionne}\n").is_empty());
    assert!(told("- {id: G1, titre: a, statut: abandonne}\n").is_empty());
}

#[test]
fn a_fragile_gisement_names_its_notes() {
    let message = |idees: &str| {
        let gisement = format!("- {{id: G1, titre: a, idees: [{idees}]}}\n");
        four_notes(&[("gisements.yaml", &gisement)], "").remove(0).message
    };
    assert_eq!(message("E2-1"), "les idées de `G1` viennent d’une seule note : `E2`");
    assert_eq!(message("E2-1, E1-1"), "les idées de `G1` ne viennent que de 2 notes : `E1` et `E2`");
}

#[test]
fn repetitions_and_merged_gisements_bring_their_notes() {
    let told = |files: &[(&str, &str)]| told(&four_notes(files, ""));
    let gisement = "- {id: G1, titre: a, idees: [E1-1, E2-1]}\n";
    let repeats = "- {id: E3-1, doublon_de: E1-1}\n";
    assert!(told(&[("gisements.yaml", gisement), ("idees.yaml", repeats)]).is_empty());
    let chain = "- {id: E3-1, doublon_de: E4-1}\n- {id: E4-1, doublon_de: E1-1}\n";
    let repeated = "- {id: G1, titre: a, idees: [E3-1]}\n";
    assert!(told(&[("gisements.yaml", repeated), ("idees.yaml", chain)]).is_empty(), "whichever of them it holds");
    let own = "- {id: I1, texte: a, source: E3}\n";
    assert!(
        told(&[("gisements.yaml", "- {id: G1, titre: a, idees: [E1-1, E2-1, I1]}\n"), ("idees.yaml", own)]).is_empty()
    );
    let merged = "- {id: G1, titre: a, idees: [E1-1, E2-1]}\n- {id: G2, titre: b, idees: [E3-1], fusionne_dans: G3}\n\
        - {id: G3, titre: c, fusionne_dans: G1}\n";
    assert!(told(&[("gisements.yaml", merged)]).is_empty());
    let circle = "- {id: E1-1, doublon_de: E2-1}\n- {id: E2-1, doublon_de: E1-1}\n";
    let files = [("gisements.yaml", gisement), ("idees.yaml", circle)];
    assert_eq!(told(&files), ["CB402 gisements.yaml:1 «G1»"], "a circle ends");
}

#[test]
fn how_many_notes_a_gisement_takes_is_a_setting() {
    let files = [("gisements.yaml", "- {id: G1, titre: a, idees: [E1-1, E2-1]}\n")];
    assert!(told(&four_notes(&files, "regles: {CB402: {sources: 2}}\n")).is_empty());
    assert_eq!(four_notes(&files, "regles: {CB402: {sources: 4}}\n").len(), 1);
}

#[test]
fn an_empty_gisement_is_an_error_once_one_chooses() {
    let severity = |manifest: &str, config: &str| {
        let files = [("dossier.yaml", manifest), ("gisements.yaml", "- {id: G1, titre: a}\n")];
        let found = seen_with(&files, config);
        found.into_iter().find(|found| found.code == "CB402").map(|found| found.severity)
    };
    assert_eq!(severity(&in_phase("exploration"), ""), None);
    assert_eq!(severity(&in_phase("choix"), ""), Some(Severity::Error));
    assert_eq!(
        severity(&format!("{TITLE}phases: []\n"), ""),
        Some(Severity::Error),
        "without phases the strictest level holds"
    );
    let set = |level: &str| format!("regles: {{CB402: {level}}}\n");
    assert_eq!(severity(&in_phase("exploration"), &set("avertissement")), Some(Severity::Warning));
    assert_eq!(severity(&in_phase("choix"), &set("avertissement")), Some(Severity::Warning), "the team has said so");
    assert_eq!(severity(&in_phase("choix"), &set("non")), None);
    assert_eq!(severity(&in_phase("choix"), "regles: {CB402: {sources: 5}}\n"), Some(Severity::Error));
    // What is written but could not be read has its own finding.
    let unread = [("dossier.yaml", &*in_phase("choix")), ("gisements.yaml", "- {id: G1, titre: a, idees: [{a: b}]}\n")];
    assert!(seen(&unread).iter().all(|found| found.code != "CB402" || found.severity == Severity::Warning));
}

#[test]
fn publications_without_notes_are_not_asked_for_sources() {
    let manifest = format!("{TITLE}matiere: publiee\nphases: []\n");
    let files = [("dossier.yaml", &*manifest), ("gisements.yaml", "- {id: G1, titre: a}\n")];
    assert!(places(&files).is_empty());
    let with_a_note = note("", "- idée : a ^E1-1\n");
    let files = [files[0], files[1], ("entretiens/E1.md", &with_a_note)];
    assert!(seen(&files).iter().any(|found| found.code == "CB402"));
}

/// Checks a gisement whose three notes have these lines in their headers.
fn spheres(headers: [&str; 3]) -> Vec<String> {
    let actors = "- {id: caf, nom: a, type: operateur, sphere: publique}\n- {id: asso, nom: b, type: association, sphere: societe_civile}\n";
    let notes: Vec<String> = headers
        .iter()
        .enumerate()
        .map(|(n, header)| note(header, &format!("- idée : avis {n} ^E{}-1\n", n + 1)))
        .collect();
    let files = [
        ("acteurs.yaml", actors),
        ("entretiens/E1.md", &*notes[0]),
        ("entretiens/E2.md", &*notes[1]),
        ("entretiens/E3.md", &*notes[2]),
        ("gisements.yaml", "- {id: G1, titre: a, idees: [E1-1, E2-1, E3-1]}\n"),
    ];
    told(&found("choix", &files, ""))
}

#[test]
fn a_gisement_was_heard_in_two_spheres() {
    let (public, civil) = ("sphere: publique\n", "sphere: societe_civile\n");
    let one = ["CB403 gisements.yaml:1 «G1»"];
    assert_eq!(spheres([public, public, public]), one);
    assert_eq!(spheres([public, "structures: [caf]\n", public]), one);
    assert!(spheres([public, public, civil]).is_empty());
    assert!(spheres([public, "structures: [caf, asso]\n", public]).is_empty());
    assert!(spheres([public, public, ""]).is_empty(), "of one of them nothing is known");
    assert!(spheres([public, public, "structures: [inconnue]\n"]).is_empty());
}

#[test]
fn a_single_note_has_one_sphere_and_that_says_nothing() {
    let one = note("sphere: publique\n", "- idée : avis ^E1-1\n");
    let files = [("entretiens/E1.md", &*one), ("gisements.yaml", "- {id: G1, titre: a, idees: [E1-1]}\n")];
    assert_eq!(told(&found("choix", &files, "")), ["CB402 gisements.yaml:1 «G1»"]);
}

#[test]
fn a_defi_starts_from_something_heard() {
    let defi = |more: &str| {
        let defis = format!("- {{id: D1, enonce: a{more}}}\n");
        let files = [("defis.yaml", &*defis), ("irritants.yaml", "- {id: IR1, enonce: a, sources: [SE1]}\n")];
        told(&found("choix", &files, ""))
    };
    assert_eq!(defi(""), ["CB404 defis.yaml:1 «D1»"]);
    assert!(defi(", irritants: [IR1]").is_empty());
    assert!(defi(", statut: non_retenu").is_empty());
    assert_eq!(defi(", sources_publiees: [s]").len(), 1, "a publication is no note");
    let files = [
        ("defis.yaml", "- {id: D1, enonce: a}\n"),
        ("gisements.yaml", "- {id: G1, titre: a, defis: [D1], statut: abandonne}\n"),
    ];
    assert!(told(&found("choix", &files, "")).is_empty());
    assert!(told(&found("exploration", &files[..1], "")).is_empty());
}

#[test]
fn a_publication_stands_for_notes_where_there_are_none() {
    let manifest = format!("{TITLE}matiere: publiee\nsources: [{{id: s, titre: a}}]\nphases: []\n");
    for (path, kept, orphan) in [
        ("defis.yaml", "- {id: D1, enonce: a, sources_publiees: [s]}\n", "- {id: D1, enonce: a}\n"),
        ("promesses.yaml", "- {id: PR1, enonce: a, sources_publiees: [s]}\n", "- {id: PR1, enonce: a}\n"),
    ] {
        assert!(places(&[("dossier.yaml", &manifest), (path, kept)]).is_empty(), "{path}");
        assert_eq!(places(&[("dossier.yaml", &manifest), (path, orphan)]).len(), 1, "{path}");
    }
}

/// Checks a promesse with these further fields, and these solutions.
fn promesse(phase: &str, more: &str, solutions: &str) -> Vec<String> {
    let promesses = format!("- {{id: PR1, enonce: a{more}}}\n");
    let files = [
        ("defis.yaml", "- {id: D1, enonce: a, irritants: [IR1]}\n"),
        ("irritants.yaml", "- {id: IR1, enonce: a, sources: [SE1]}\n"),
        ("promesses.yaml", &*promesses),
        ("solutions.yaml", solutions),
    ];
    told(&found(phase, &files, ""))
}

#[test]
fn a_promesse_is_made_to_someone() {
    assert_eq!(promesse("choix", "", ""), ["CB405 promesses.yaml:1 «PR1»"]);
    assert!(promesse("choix", ", defis: [D1]", "").is_empty());
    assert!(promesse("choix", ", statut: non_retenu", "").is_empty());
    assert!(promesse("exploration", "", "").is_empty());
}

#[test]
fn a_promesse_that_is_kept_is_held_by_a_solution_once_things_are_set_up() {
    let kept = ", defis: [D1], statut: retenu";
    assert_eq!(promesse("mise_en_place", kept, ""), ["CB405 promesses.yaml:1 «retenu»"]);
    assert!(promesse("co_construction", kept, "").is_empty());
    assert!(promesse("mise_en_place", ", defis: [D1]", "").is_empty());
    assert!(promesse("mise_en_place", kept, "- {id: S1, titre: a, statut: piste, promesses: [PR1]}\n").is_empty());
    let given_up = "- {id: S1, titre: a, statut: abandonnee, promesses: [PR1]}\n";
    assert_eq!(promesse("mise_en_place", kept, given_up).len(), 1);
}

#[test]
fn a_promesse_that_a_meeting_kept_shows_where() {
    let files = [
        ("decisions.yaml", "- {id: DC1, date: 2018-12-14, issue: retenu, cibles: [PR1]}\n"),
        ("defis.yaml", "- {id: D1, enonce: a, irritants: [IR1]}\n"),
        ("promesses.yaml", "- {id: PR1, enonce: a, defis: [D1]}\n"),
    ];
    let found = found("mise_en_place", &files, "");
    assert_eq!(told(&found), ["CB405 promesses.yaml:1 «PR1»"]);
    assert_eq!(found[0].related, ["decisions.yaml:1 «retenu»"]);
}

/// Checks a persona with these further fields.
fn persona(phase: &str, more: &str, config: &str) -> Vec<String> {
    let personas = format!("- {{id: P1, prenom_fictif: Lina, situation: a{more}}}\n");
    let quoted = note("", "> « b » ^E2-v1\n");
    let files = [("entretiens/E1.md", &*note("", "")), ("entretiens/E2.md", &*quoted), ("personas.yaml", &*personas)];
    told(&found(phase, &files, config))
}

#[test]
fn a_persona_is_made_of_two_notes() {
    assert_eq!(persona("choix", ", sources: [E1]", ""), ["CB416 personas.yaml:1 «E1»"]);
    assert_eq!(persona("choix", ", sources: [E1, E001]", "").len(), 1);
    assert!(persona("choix", ", sources: [E1, E2]", "").is_empty());
    assert!(persona("choix", ", sources: [E1], citations: [E2-v1]", "").is_empty());
    assert_eq!(persona("choix", ", sources: [E2], citations: [E2-v1]", "").len(), 1);
    assert!(persona("choix", "", "").is_empty(), "without any source another rule speaks");
    assert!(persona("exploration", ", sources: [E1]", "").is_empty());
    assert_eq!(persona("choix", ", sources: [E1, E2]", "regles: {CB416: {entretiens: 3}}\n").len(), 1);
}

/// Checks three gisements and these meetings, each a kind with the targets of its groups.
fn seminars(meetings: &[(&str, &[&str])], gisements: &str) -> Vec<String> {
    let meetings: Vec<(String, String)> = meetings
        .iter()
        .enumerate()
        .map(|(n, (header, groups))| {
            let groups: String = groups.iter().map(|traite| format!("  - {{nom: a, traite: [{traite}]}}\n")).collect();
            let text = format!("---\ndate: 2018-12-14\nobjet: a\ntype: {header}\ngroupes:\n{groups}---\n");
            (format!("seances/SE{}.md", n + 1), text)
        })
        .collect();
    let personas = ("personas.yaml", "- {id: P1, prenom_fictif: Lina, situation: a}\n");
    let files = meetings.iter().map(|(path, text)| (&**path, &**text)).chain([("gisements.yaml", gisements), personas]);
    told(&found("exploration", &files.collect::<Vec<_>>(), ""))
}

#[test]
fn every_gisement_has_a_group() {
    let three = "- {id: G1, titre: a}\n- {id: G2, titre: b}\n- {id: G3, titre: c}\n";
    let seminar = "seminaire_decision";
    let third = ["CB415 gisements.yaml:3 «G3»"];
    assert!(seminars(&[(seminar, &["G1, G2", "G3"])], three).is_empty());
    assert_eq!(seminars(&[(seminar, &["G1", "G2"])], three), third);
    assert!(seminars(&[(seminar, &["G1, G2"]), (seminar, &["G3"])], three).is_empty(), "one of two seminars will do");
    assert_eq!(seminars(&[(seminar, &["G1, G2"]), ("atelier", &["G3"])], three), third, "a workshop decides nothing");
    assert!(seminars(&[("seminaire_decision\nstatut: annulee", &["G1, G2"])], three).is_empty());
    assert!(seminars(&[(seminar, &["P1"])], three).is_empty(), "groups that work on personas");
    assert_eq!(seminars(&[(seminar, &["P1", "G1, G2"])], three), third);
    assert_eq!(seminars(&[(seminar, &[""])], three).len(), 3, "groups that work on nothing yet");
    assert!(seminars(&[(seminar, &[])], three).is_empty(), "a seminar without groups");
    assert!(seminars(&[], three).is_empty());
}

#[test]
fn what_came_of_a_gisement_was_worked_on_with_it() {
    let seminar: &[(&str, &[&str])] = &[("seminaire_decision", &["G1"])];
    for rest in [
        "- {id: G2, titre: b, statut: abandonne}\n",
        "- {id: G2, titre: b, fusionne_dans: G1}\n",
        "- {id: G2, titre: b, issu_de: [G1]}\n",
    ] {
        assert!(seminars(seminar, &format!("- {{id: G1, titre: a}}\n{rest}")).is_empty(), "{rest}");
    }
    assert!(seminars(seminar, "- {id: G1, titre: a, fusionne_dans: G2}\n- {id: G2, titre: b}\n").is_empty());
}
