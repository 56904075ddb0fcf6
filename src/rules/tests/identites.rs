//! CB201 to CB205: identifiers, references, repetitions.

use super::{only, places, seen};
use crate::dossier::sample::note;

#[test]
fn padding_does_not_make_another_identifier() {
    let (one, two) = (note(""), note(""));
    let found = only(&[("entretiens/E012-gare.md", &one), ("entretiens/E12.md", &two)], "CB201");
    assert_eq!(found.message, "l’identifiant `E12` est déjà pris dans `entretiens/E012-gare.md`");
    assert!(found.help.starts_with("donnez à celui-ci `E13`, qui est libre"), "{}", found.help);
    assert_eq!(found.place, "entretiens/E12.md:2 «date»");
    assert_eq!(found.related, ["entretiens/E012-gare.md:2 «date»"]);
}

#[test]
fn entries_of_a_list_and_files_share_their_identifiers() {
    let note = note("");
    let list = "- id: G01\n  titre: a\n- id: G1\n  titre: b\n- id: G001\n  titre: c\n";
    assert_eq!(places(&[("gisements.yaml", list)]), ["CB201 gisements.yaml:3 «G1»", "CB201 gisements.yaml:5 «G001»"]);
    let list = "- id: E12\n  date: 2018-11-06\n  profil: agents\n  personnes: 3\n  information: orale\n";
    let found = only(&[("entretiens/E012.md", &note), ("entretiens.yaml", list)], "CB201");
    // `entretiens.yaml` comes before `entretiens/` in the order of paths.
    assert_eq!(found.place, "entretiens/E012.md:2 «date»");
    assert_eq!(found.related, ["entretiens.yaml:1 «E12»"]);
}

#[test]
fn the_name_of_a_file_names_one_record_only() {
    let one = "- titre: a\n";
    assert!(places(&[("gisements/G1.yaml", one)]).is_empty());
    let two = "- titre: a\n- id: G2\n  titre: b\n";
    assert_eq!(places(&[("gisements/G1.yaml", two)]), ["CB101 gisements/G1.yaml:1 «titre»"]);
}

#[test]
fn readable_names_are_taken_once_too() {
    let actors = "- id: caf\n  nom: a\n  type: operateur\n  sphere: publique\n- id: caf\n  nom: b\n  type: operateur\n  sphere: publique\n";
    assert_eq!(places(&[("acteurs.yaml", actors)]), ["CB201 acteurs.yaml:5 «caf»"]);
}

#[test]
fn items_are_taken_once_in_their_note_and_a_doubled_note_says_it_once() {
    let twice = note("- idée : a ^E1-1\n- idée : b ^E1-1\n");
    assert_eq!(places(&[("entretiens/E1.md", &twice)]), ["CB201 entretiens/E1.md:8 «E1-1»"]);
    let (one, two) = (note("- idée : a ^E1-1\n"), note("- idée : b ^E01-1\n"));
    assert_eq!(places(&[("entretiens/E01.md", &two), ("entretiens/E1.md", &one)]), ["CB201 entretiens/E1.md:2 «date»"]);
}

#[test]
fn an_entry_with_a_text_is_no_amendment_and_takes_the_identifier_again() {
    let note = note("- idée : a ^E1-1\n");
    let list = "- id: E1-1\n  texte: a\n  source: E1\n";
    assert_eq!(places(&[("entretiens/E1.md", &note), ("idees.yaml", list)]), ["CB201 idees.yaml:1 «E1-1»"]);
}

#[test]
fn an_idea_is_amended_once() {
    let note = note("- idée : a ^E1-1\n");
    let list = "- id: E1-1\n  statut: triee\n- id: E01-1\n  themes: [emploi]\n";
    let found = only(&[("entretiens/E1.md", &note), ("idees.yaml", list)], "CB201");
    assert_eq!(found.message, "`E01-1` est déjà complétée plus haut");
    assert_eq!(
        (found.place.as_str(), &*found.related),
        ("idees.yaml:3 «E01-1»", &["idees.yaml:1 «E1-1»".to_owned()][..])
    );
}

/// The help of the one CB202 about an idea whose source is `written`.
fn suggested(written: &str) -> String {
    let (one, two) = (note("- idée : a ^E012-1\n"), note(""));
    let list = format!("- id: I01\n  texte: a\n  source: {written}\n");
    let files = [("entretiens/E012-gare.md", &*one), ("entretiens/E140.md", &two), ("idees.yaml", &list)];
    let found = only(&files, "CB202");
    assert_eq!(found.place, format!("idees.yaml:3 «{written}»"));
    assert_eq!(found.message, format!("aucune fiche ne s’appelle `{written}`"));
    found.help
}

#[test]
fn an_unknown_identifier_is_answered_with_the_nearest() {
    for (written, expected) in [
        ("E021", "vouliez-vous dire `E012` ?"),
        ("E013", "vouliez-vous dire `E012` ?"),
        ("E112", "vouliez-vous dire `E012` ?"),
        ("E104", "vouliez-vous dire `E140` ?"),
        ("IM012", "vouliez-vous dire `E012` ?"),
        ("E999", "corrigez l’identifiant, ou créez la fiche"),
        ("E4294967295", "corrigez l’identifiant, ou créez la fiche"),
    ] {
        assert_eq!(suggested(written), expected, "{written}");
    }
}

#[test]
fn an_unknown_actor_is_answered_with_the_nearest_name() {
    let actors = "- id: mission-locale\n  nom: a\n  type: operateur\n  sphere: publique\n";
    let help = |written: &str| {
        let seance = format!("---\ndate: 2018-11-06\ntype: atelier\nobjet: a\nstructures: [{written}]\n---\n");
        only(&[("acteurs.yaml", actors), ("seances/SE1.md", &seance)], "CB202").help
    };
    assert_eq!(help("mission-local"), "vouliez-vous dire `mission-locale` ?");
    assert_eq!(help("pole-emploi"), "ajoutez la structure à `acteurs.yaml`, ou corrigez son nom");
}

#[test]
fn nothing_refers_to_a_provisional_identifier() {
    let note = note("- idée : a\n- idée : b\n");
    let gisement = "---\ntitre: a\nidees: [E1-2]\n---\n";
    let all = seen(&[("entretiens/E1.md", &note), ("gisements/G1.md", gisement)]);
    let codes: Vec<&str> = all.iter().map(|found| found.code).collect();
    assert_eq!(codes, ["CB204", "CB202"]);
    assert_eq!(all[0].message, "2 puces sans identifiant : rien ne peut encore les citer");
    assert_eq!(all[1].message, "`E1-2` n’est pas encore écrit dans sa note");
    assert_eq!(all[1].related, ["entretiens/E1.md:8 «idée : b»"]);
    let amends = [("entretiens/E1.md", &*note), ("idees.yaml", "- id: E1-1\n  statut: triee\n")];
    assert_eq!(places(&amends), ["CB204 entretiens/E1.md:7 «idée : a»", "CB202 idees.yaml:1 «E1-1»"]);
}

#[test]
fn an_item_whose_identifier_is_wrong_is_not_asked_for_one() {
    let note = note("- idée : a ^E2-1\n");
    assert_eq!(places(&[("entretiens/E1.md", &note)]), ["CB107 entretiens/E1.md:7 «E2-1»"]);
}

#[test]
fn an_amendment_of_nothing_is_an_unknown_reference() {
    let note = note("- idée : a ^E1-1\n");
    let list = "- id: E1-7\n  statut: triee\n- id: E9-1\n  statut: triee\n";
    let expected = ["CB202 idees.yaml:1 «E1-7»", "CB202 idees.yaml:3 «E9-1»"];
    assert_eq!(places(&[("entretiens/E1.md", &note), ("idees.yaml", list)]), expected);
}

#[test]
fn a_reference_leads_to_the_type_its_field_wants() {
    let note = note("- irritant : a ^E1-1\n- idée : b ^E1-2\n");
    let actors = "- id: caf\n  nom: a\n  type: operateur\n  sphere: publique\n";
    let found = |path: &str, text: &str| {
        let found = only(&[("acteurs.yaml", actors), ("entretiens/E1.md", &note), (path, text)], "CB203");
        (found.place, found.message)
    };
    let (place, message) = found("gisements/G1.md", "---\ntitre: a\nidees: [E1-2, E1]\n---\n");
    assert_eq!(place, "gisements/G1.md:3 «E1»");
    assert_eq!(message, "`E1` est de type entretien, et non idée");
    // An amendment speaks of an idea.
    assert_eq!(found("idees.yaml", "- id: E1-1\n  statut: triee\n").0, "idees.yaml:1 «E1-1»");
    // A name may be that of another type too.
    let (place, message) = found("idees.yaml", "- id: I1\n  texte: a\n  source: caf\n");
    assert_eq!(
        (&*place, &*message),
        ("idees.yaml:3 «caf»", "`caf` est de type acteur, et non entretien, immersion, contribution ou séance")
    );
}

#[test]
fn a_decision_may_be_about_any_type() {
    let note = note("- idée : b ^E1-2\n");
    let decisions = "- id: DC1\n  date: 2018-12-13\n  issue: reporte\n  cibles: [E1-2, E1, D1]\n";
    let defis = "- id: D1\n  enonce: a\n";
    assert!(places(&[("entretiens/E1.md", &note), ("defis.yaml", defis), ("decisions.yaml", decisions)]).is_empty());
}

#[test]
fn a_repetition_of_itself_is_a_circle() {
    let note = note("");
    let list = "- id: I1\n  texte: a\n  source: E1\n  doublon_de: I001\n";
    let found = only(&[("entretiens/E1.md", &note), ("idees.yaml", list)], "CB205");
    assert_eq!(found.place, "idees.yaml:4 «I001»");
    assert_eq!(found.message, "`I1` est donnée pour le doublon d’elle-même");
}

#[test]
fn gisements_merged_in_a_circle_are_found_too() {
    let one = "---\nfusionne_dans: G02\n---\n# Un\n";
    let two = "---\nfusionne_dans: G01\n---\n# Deux\n";
    let found = only(&[("gisements/G01.md", one), ("gisements/G02.md", two)], "CB205");
    assert_eq!(found.message, "fusions en cercle : `G01` → `G02` → `G01`");
    assert_eq!(found.place, "gisements/G01.md:2 «G02»");
    assert_eq!(found.related, ["gisements/G02.md:2 «G01»"]);
    let own = only(&[("gisements/G01.md", "---\nfusionne_dans: G01\n---\n# Un\n")], "CB205");
    assert_eq!(own.message, "`G01` est fusionné dans lui-même");
}

#[test]
fn a_circle_of_three_files_is_found_once_at_its_first_file() {
    let note = note("");
    let idea = |of: &str| format!("---\nsource: E1\ndoublon_de: {of}\n---\n# Une idée\n");
    let (one, two, three, four) = (idea("I3"), idea("I1"), idea("I2"), idea("I2"));
    let files = [
        ("entretiens/E1.md", &*note),
        ("idees/I1.md", &one),
        ("idees/I2.md", &two),
        ("idees/I3.md", &three),
        // It leads into the circle and is not of it.
        ("idees/I4.md", &four),
    ];
    let found = only(&files, "CB205");
    assert_eq!(found.message, "doublons en cercle : `I1` → `I3` → `I2` → `I1`");
    assert_eq!(found.place, "idees/I1.md:3 «I3»");
    assert_eq!(found.related, ["idees/I3.md:3 «I2»", "idees/I2.md:3 «I1»"]);
}

#[test]
fn a_circle_may_run_through_amendments() {
    let note = note("- idée : a ^E1-1\n- idée : b ^E1-2\n");
    let list = "- id: E1-1\n  doublon_de: E1-2\n- id: E1-2\n  doublon_de: E1-1\n";
    let found = only(&[("entretiens/E1.md", &note), ("idees.yaml", list)], "CB205");
    assert_eq!(found.place, "idees.yaml:2 «E1-2»");
    assert_eq!(found.related, ["idees.yaml:4 «E1-1»"]);
}

#[test]
fn two_circles_are_two_findings_and_a_chain_is_none() {
    let note = note("");
    let idea = |id: u8, of: u8| format!("- id: I{id}\n  texte: a\n  source: E1\n  doublon_de: I{of}\n");
    let circles = [idea(1, 2), idea(2, 1), idea(3, 4), idea(4, 3)].concat();
    let found = places(&[("entretiens/E1.md", &note), ("idees.yaml", &circles)]);
    assert_eq!(found, ["CB205 idees.yaml:4 «I2»", "CB205 idees.yaml:12 «I4»"]);
    let chain = [idea(1, 2), idea(2, 3), "- id: I3\n  texte: a\n  source: E1\n".to_owned()].concat();
    assert!(places(&[("entretiens/E1.md", &note), ("idees.yaml", &chain)]).is_empty());
}

#[test]
fn names_that_some_disks_cannot_tell_apart_are_found() {
    let note = note("");
    let found = seen(&[("entretiens/E1-Gare.md", &note), ("entretiens/E1-gare.md", &note)]);
    let codes: Vec<&str> = found.iter().map(|found| found.code).collect();
    assert_eq!(codes, ["CB207", "CB201"], "{found:#?}");
    assert_eq!(found[0].place, "entretiens/E1-gare.md");
}
