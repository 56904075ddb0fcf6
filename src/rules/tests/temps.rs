//! CB301 to CB307: what surely contradicts the calendar, and what only may.

use super::{only, places, seen};
use crate::dossier::sample::TITLE;

/// Returns a manifest with these phases, one a line: `exploration: {debut: 2018-10}`.
fn manifest(phases: &[&str]) -> String {
    let phases: String = phases
        .iter()
        .filter_map(|phase| phase.split_once(": "))
        .map(|(role, realise)| format!("  - {{nom: {role}, role: {role}, realise: {realise}}}\n"))
        .collect();
    format!("{TITLE}phases:\n{phases}")
}

fn entretien(date: &str, more: &str) -> String {
    format!("---\ndate: {date}\nprofil: agents\npersonnes: 3\ninformation: orale\n{more}---\n- irritant : a ^E1-1\n")
}

#[test]
fn an_interview_falls_in_the_exploration_as_far_as_one_knows() {
    let october = "exploration: {debut: 2018-10-01, fin: 2018-11-30}";
    for (phases, date, outside) in [
        (&[october][..], "2018-11-30", false),
        (&[october], "2018-12-01", true),
        (&[october], "2018-09-30", true),
        (&[october], "2018", false),
        (&[october], "2018-09", true),
        (&[october], "2018-09-28~", false),
        (&[october], "2018-06~", true),
        (&[october], "avant novembre 2018", false),
        (&["exploration: {debut: 2018-10, fin: 2018-11}"], "2018-11-30", false),
        (&["exploration: {debut: 2018-10, fin: 2018-11}"], "2018-12-01", true),
        (&["exploration: {debut: 2018-10-01}"], "2025-06-01", false),
        (&["exploration: {debut: 2018-10-01}"], "2018-06-01", true),
        (&["exploration: {fin: 2018-11-30}"], "2010-06-01", false),
        (&["exploration: {fin: 2018-11-30}"], "2018-12-01", true),
        (&["exploration: {duree: 2 mois}"], "2025-06-01", false),
        (&["choix: {debut: 2018-12-14, fin: 2018-12-14}"], "2025-06-01", false),
        (&[october, "exploration: {debut: 2019-05-01, fin: 2019-06-30}"], "2019-05-15", false),
        (&[october, "exploration: {debut: 2019-05-01, fin: 2019-06-30}"], "2019-02-15", true),
        (
            &["exploration: {debut: 2018-01-01, fin: 2019-12-31}", "exploration: {debut: 2018-02-01, fin: 2018-03-01}"],
            "2019-02-15",
            false,
        ),
    ] {
        let found = seen(&[("dossier.yaml", &manifest(phases)), ("entretiens/E1.md", &entretien(date, ""))]);
        let codes: Vec<&str> = found.iter().map(|found| found.code).filter(|code| *code == "CB301").collect();
        assert_eq!(!codes.is_empty(), outside, "{date} in {phases:?}: {found:#?}");
    }
}

#[test]
fn a_date_outside_shows_the_bound_it_is_beyond() {
    let phases = ["exploration: {debut: 2018-10-01, fin: 2018-11-30}"];
    let found =
        |date: &str| only(&[("dossier.yaml", &manifest(&phases)), ("entretiens/E1.md", &entretien(date, ""))], "CB301");
    assert_eq!(found("2018-09-03").message, "date avant le début de l’exploration (1er octobre 2018)");
    assert_eq!(found("2018-09-03").related, ["dossier.yaml:6 «2018-10-01»"]);
    assert_eq!(found("2019-11-06").message, "date après la fin de l’exploration (30 novembre 2018)");
    assert_eq!(found("2019-11-06").related, ["dossier.yaml:6 «2018-11-30»"]);
}

#[test]
fn what_was_not_held_has_no_date_to_answer_for() {
    for statut in ["prevu", "annule"] {
        for date in ["2031-01-01", "2010-01-01"] {
            let note = entretien(date, &format!("statut: {statut}\n"));
            assert!(places(&[("entretiens/E1.md", &note)]).is_empty(), "{statut} {date}");
        }
    }
    let seance = "---\ndate: 2031-01-01\ntype: copil\nobjet: a\nstatut: prevue\n---\n";
    assert!(places(&[("seances/SE1.md", seance)]).is_empty());
}

#[test]
fn what_is_done_was_not_done_after_today() {
    // The tests look at dossiers on 1 January 2026.
    for (path, text, date) in [
        ("entretiens/E1.md", entretien("2026-01-02", ""), "2026-01-02"),
        ("immersions.yaml", "- {id: IM1, date: 2027, lieu: a, duree: 1h}\n".to_owned(), "2027"),
        ("contributions.yaml", "- {id: C1, date: 2026-02, canal: courrier}\n".to_owned(), "2026-02"),
        ("seances.yaml", "- {id: SE1, date: 2026-01-02, type: copil, objet: a}\n".to_owned(), "2026-01-02"),
        ("decisions.yaml", "- {id: DC1, date: 2026-01-02, issue: autre, objet: a}\n".to_owned(), "2026-01-02"),
        (
            "seances.yaml",
            "- {id: SE1, date: 2025-12-02, type: copil, objet: a, decisions: [{issue: autre, objet: b, date: 2026-03-01}]}\n"
                .to_owned(),
            "2026-03-01",
        ),
    ] {
        let found = only(&[(path, &text)], "CB302");
        assert!(found.place.ends_with(&format!("«{date}»")), "{found:?}");
        assert!(found.message.contains("à une date à venir"), "{found:?}");
    }
    for date in ["2026-01-01", "2026-01", "2026", "2026-01-05~"] {
        let note = entretien(date, "");
        assert!(places(&[("entretiens/E1.md", &note)]).is_empty(), "{date}");
    }
}

#[test]
fn what_is_said_to_have_taken_place_has_begun() {
    let phases = manifest(&["exploration: {debut: 2018-09-01}", "choix: {debut: 2026-02-01, fin: 2026-03-01}"]);
    let found = only(&[("dossier.yaml", &phases)], "CB302");
    assert_eq!(found.place, "dossier.yaml:7 «2026-02-01»", "its end goes without saying");
    let going_on = manifest(&["exploration: {debut: 2018-09-01, fin: 2026-03-01}"]);
    assert_eq!(only(&[("dossier.yaml", &going_on)], "CB302").place, "dossier.yaml:6 «2026-03-01»");
}

#[test]
fn nothing_ends_before_it_begins() {
    for (debut, fin, reversed) in [
        ("2018-12-03", "2018-12-02", true),
        ("2018-12-03", "2018-12-03", false),
        ("2018-12-03", "2018-12", false),
        ("2018-12", "2018-12-01", false),
        ("2018-12", "2018-11", true),
        ("2018-12-03", "2018-11~", false),
        ("2018-12-03", "2018-06~", true),
        ("2019", "2018-12-31", true),
    ] {
        let derogation = format!("- {{id: DR1, verrou: a, norme: loi, statut: reperee, debut: {debut}, fin: {fin}}}\n");
        let found = places(&[("derogations.yaml", &derogation)]);
        let expected: Vec<String> = reversed.then(|| format!("CB303 derogations.yaml:1 «{fin}»")).into_iter().collect();
        assert_eq!(found, expected, "{debut} to {fin}");
    }
    let asked = "- {id: DR1, verrou: a, norme: loi, statut: reperee, date_demande: 2019-03, date_decision: 2019-02}\n";
    let found = only(&[("derogations.yaml", asked)], "CB303");
    assert_eq!(found.message, "la décision (février 2019) précède la demande (mars 2019)");
    let planned =
        format!("{TITLE}phases:\n  - {{nom: a, role: exploration, prevu: {{debut: 2018-10, fin: 2018-09}}}}\n");
    assert_eq!(places(&[("dossier.yaml", &planned)]), ["CB303 dossier.yaml:6 «2018-09»"]);
}

#[test]
fn a_meeting_ends_after_it_began_and_midnight_is_an_end() {
    for (debut, fin, reversed) in [
        ("9h", "17h", false),
        ("17h", "9h", true),
        ("9h", "9h", false),
        ("20h", "minuit", false),
        ("minuit", "2h", false),
    ] {
        let seance = format!(
            "- {{id: SE1, date: 2018-11-06, type: copil, objet: a, horaire_debut: {debut}, horaire_fin: {fin}}}\n"
        );
        assert_eq!(!places(&[("seances.yaml", &seance)]).is_empty(), reversed, "{debut} to {fin}");
    }
}

#[test]
fn phases_may_meet_but_not_overlap() {
    for (phases, overlap) in [
        (["exploration: {debut: 2018-10-01, fin: 2018-12-14}", "choix: {debut: 2018-12-14, fin: 2018-12-14}"], false),
        (["exploration: {debut: 2018-10-01, fin: 2018-12-14}", "choix: {debut: 2018-12-13, fin: 2018-12-20}"], true),
        (["exploration: {debut: 2018-10-01, fin: 2018-12-14}", "choix: {debut: 2018-12-03, fin: 2018-12-03}"], true),
        (["choix: {debut: 2018-12-03, fin: 2018-12-20}", "exploration: {debut: 2018-10-01, fin: 2018-12-14}"], true),
        (["exploration: {debut: 2018-10, fin: 2018-12}", "choix: {debut: 2018-12, fin: 2019-01}"], false),
        (["exploration: {debut: 2018-10, fin: 2018-12}", "choix: {debut: 2018-11, fin: 2019-01}"], true),
        (["exploration: {debut: 2018-10-01, fin: 2018-12-01~}", "choix: {debut: 2018-11-28, fin: 2019-01}"], false),
        (["exploration: {debut: 2018-10-01}", "choix: {debut: 2018-12-14, fin: 2018-12-14}"], false),
        (["exploration: {debut: 2018-12-01, fin: 2018-10-01}", "choix: {debut: 2018-10-05, fin: 2018-12-14}"], false),
    ] {
        let found = seen(&[("dossier.yaml", &manifest(&phases))]);
        assert_eq!(found.iter().any(|found| found.code == "CB304"), overlap, "{phases:?}: {found:#?}");
    }
}

#[test]
fn an_overlap_shows_both_phases_and_each_phase_is_told_once() {
    let phases = [
        "exploration: {debut: 2018-10-01, fin: 2018-12-31}",
        "choix: {debut: 2018-11-01, fin: 2018-11-15}",
        "co_construction: {debut: 2018-12-01, fin: 2019-03-01}",
    ];
    let found = seen(&[("dossier.yaml", &manifest(&phases))]);
    let seen: Vec<(&str, &[String])> = found.iter().map(|found| (&*found.place, &*found.related)).collect();
    let end = ["dossier.yaml:6 «2018-12-31»".to_owned()];
    assert_eq!(seen, [("dossier.yaml:7 «2018-11-01»", &end[..]), ("dossier.yaml:8 «2018-12-01»", &end[..])]);
}

/// Checks a test from `debut` to `fin` of a solution with this period.
fn trial(periode: &str, debut: &str, fin: &str) -> Vec<String> {
    let solution = format!("- {{id: S1, titre: a, statut: prototype, irritants: [IR1], periode: {periode}}}\n");
    let fin = if fin.is_empty() { String::new() } else { format!(", fin: {fin}, enseignements: a") };
    let test = format!("- {{id: T1, solution: S1, niveau: reel, debut: {debut}{fin}}}\n");
    let files = [
        ("entretiens/E1.md", &*entretien("2018-11-06", "")),
        ("irritants.yaml", "- {id: IR1, enonce: a, sources: [E1]}\n"),
        ("solutions.yaml", &*solution),
        ("tests.yaml", &*test),
    ];
    places(&files)
}

#[test]
fn a_test_stays_in_the_period_of_its_solution() {
    let year = "{prevu: {debut: 2019-01-01, fin: 2019-12-31}}";
    assert!(trial(year, "2019-01-01", "2019-12-31").is_empty());
    assert_eq!(trial(year, "2018-12-31", "2019-06-01"), ["CB305 tests.yaml:1 «2018-12-31»"]);
    assert_eq!(trial(year, "2019-06-01", "2020-01-01"), ["CB305 tests.yaml:1 «2020-01-01»"]);
    assert_eq!(
        trial(year, "2020-02-01", "2020-03-01"),
        ["CB305 tests.yaml:1 «2020-02-01»"],
        "the end goes without saying"
    );
    let both = "{prevu: {debut: 2019-01-01, fin: 2019-12-31}, realise: {debut: 2019-03-01}}";
    assert_eq!(trial(both, "2019-02-01", ""), ["CB305 tests.yaml:1 «2019-02-01»"], "what took place counts");
    assert!(trial(both, "2019-03-01", "2020-06-01").is_empty(), "and has no end yet");
    assert!(
        trial("{prevu: {debut: 2019-01-01, fin: 2019-12-31}, realise: {duree: 3 mois}}", "2019-02-01", "").is_empty()
    );
    assert!(trial("{prevu: {duree: 3 mois}}", "2019-02-01", "").is_empty());
    assert!(trial("{realise: {debut: 2019-03}}", "2019-03-01", "").is_empty());
    assert_eq!(
        trial("{prevu: {debut: 2019-06, fin: 2019-02}}", "2019-03-01", ""),
        ["CB303 solutions.yaml:1 «2019-02»"]
    );
}

/// Checks a meeting with these further lines.
fn seance(lines: &str) -> Vec<String> {
    let text = format!("---\ndate: 2018-12-14\ntype: atelier\nobjet: a\n{lines}---\n");
    places(&[("seances/SE1.md", &text)])
}

#[test]
fn a_schedule_fills_the_hours_of_its_meeting() {
    for (hours, items, found) in [
        ("9h 12h", &["duree: 1h", "duree: 2h"][..], None),
        ("9h 12h", &["duree: 1h", "duree: 2h30"], Some("2h30")),
        ("9h 12h", &["duree: 1h", "duree: 1h30"], Some("1h30")),
        ("9h 12h", &["duree: 1h", "duree: environ 1h30"], None),
        ("9h 12h", &["duree: 1h", "duree: 1h à 2h"], None),
        ("9h 12h", &["duree: demi-journée"], None),
        ("9h 12h", &["duree: 1h", "x_salle: b"], None),
        ("9h 12h", &["debut: 9h", "debut: 10h"], None),
        ("9h 12h", &["debut: 9h, duree: 1h", "debut: 11h, duree: 1h"], None),
        ("9h 12h", &["debut: 9h, duree: 1h15", "debut: 10h, duree: 2h"], Some("10h")),
        ("9h 12h", &["debut: 9h", "debut: 8h30"], Some("8h30")),
        ("9h 12h", &["debut: 8h30, duree: 3h30"], Some("8h30")),
        ("9h 12h", &["debut: 9h30, duree: 2h30"], Some("9h30")),
        ("9h 12h", &["duree: environ 1h", "debut: 11h, duree: 1h15"], Some("1h15")),
        ("22h minuit", &["duree: 2h"], None),
        ("22h minuit", &["duree: 3h"], Some("3h")),
        ("12h 9h", &["duree: 1h"], Some("9h")),
    ] {
        let (from, to) = hours.split_once(' ').unwrap();
        let items: String = items.iter().map(|item| format!("  - {{sequence: a, {item}}}\n")).collect();
        let said = seance(&format!("horaire_debut: {from}\nhoraire_fin: {to}\nderoule:\n{items}"));
        let under: Vec<&str> =
            said.iter().filter_map(|said| said.split_once('«')).map(|(_, under)| under.trim_end_matches('»')).collect();
        assert_eq!(under, found.into_iter().collect::<Vec<_>>(), "{hours}\n{items}");
    }
    assert!(seance("deroule:\n  - {sequence: a, duree: 3h}\n").is_empty(), "hours that are not said hold nothing");
}

#[test]
fn the_groups_hold_no_more_people_than_the_meeting() {
    let groups = |participants: &str, counts: &[&str]| {
        let groups: String = counts.iter().map(|count| format!("  - {{nom: a, effectif: {count}}}\n")).collect();
        seance(&format!("participants: {participants}\ngroupes:\n{groups}"))
    };
    assert!(groups("20", &["10", "10"]).is_empty());
    assert!(groups("20", &["8", "8"]).is_empty(), "some may be in no group");
    assert_eq!(groups("20", &["10", "11"]), ["CB306 seances/SE1.md:5 «20»"]);
    assert!(groups("une vingtaine", &["15", "15"]).is_empty());
    assert!(groups("20", &["10", "une dizaine"]).is_empty());
    assert_eq!(groups("20", &["21", "une dizaine"]), ["CB306 seances/SE1.md:5 «20»"]);
}

#[test]
fn where_one_group_has_somebody_to_lead_it_all_have() {
    let found = seance("groupes:\n  - {nom: Est}\n  - {nom: Ouest, animateur: équipe}\n  - {nom: Nord}\n");
    assert_eq!(found, ["CB306 seances/SE1.md:6 «Est»", "CB306 seances/SE1.md:8 «Nord»"]);
    assert!(seance("groupes:\n  - {nom: Est}\n  - {nom: Ouest}\n").is_empty());
}

#[test]
fn a_commune_has_a_code_and_stands_once() {
    let codes = |codes: &[&str]| {
        let communes: String = codes.iter().map(|code| format!("  - {{code: {code}, nom: a}}\n")).collect();
        places(&[("dossier.yaml", &format!("{TITLE}communes:\n{communes}"))])
    };
    assert!(codes(&["95018", "01004", "2A004", "97105"]).is_empty());
    assert_eq!(codes(&["1004"]), ["CB307 dossier.yaml:6 «1004»"]);
    assert_eq!(codes(&["95018", "01004", "\"95018\""]), ["CB307 dossier.yaml:8 «95018»"]);
    assert_eq!(codes(&["x", "x"]).len(), 2, "what is no code is not doubled too");
    assert_eq!(codes(&["[95018, 01004]"]), ["CB103 dossier.yaml:6 «[95018, 01004]»"]);
    let actor = "- {id: caf, nom: a, type: operateur, sphere: publique, commune: Cahors}\n";
    assert_eq!(places(&[("acteurs.yaml", actor)]), ["CB307 acteurs.yaml:1 «Cahors»"]);
}
