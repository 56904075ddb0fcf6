//! CB104 and CB102: the words a dossier admits, its manifest's included.

use super::{only, places, seen};
use crate::dossier::sample::{TITLE, note};

#[test]
fn a_word_is_understood_however_it_is_spelt() {
    let note = note("- idée : a #Accès-aux-droits #logements #cadre_de_vie ^E1-1\n");
    let actors = "- id: caf\n  nom: a\n  type: Opérateur\n  sphere: Société civile\n";
    assert!(places(&[("acteurs.yaml", actors), ("entretiens/E1.md", &note)]).is_empty());
}

#[test]
fn a_word_of_no_list_is_an_error_and_a_theme_a_warning() {
    let actors = "- id: caf\n  nom: a\n  type: operateur\n  sphere: publiqe\n";
    let found = only(&[("acteurs.yaml", actors)], "CB104");
    assert_eq!((&*found.place, &*found.help), ("acteurs.yaml:4 «publiqe»", "vouliez-vous dire `publique` ?"));
    let note = note("- idée : a #logment ^E1-1\n");
    let found = only(&[("entretiens/E1.md", &note)], "CB104");
    assert_eq!((&*found.place, &*found.message), ("entretiens/E1.md:7 «logment»", "thème inconnu : `logment`"));
}

#[test]
fn a_manifest_adds_words() {
    let manifest = format!("{TITLE}vocabulaires:\n  themes: [Tranquillité publique, commerces]\n");
    let note = note("- idée : a #tranquillite-publique #commerce #logement #velo ^E1-1\n");
    let files = [("dossier.yaml", &*manifest), ("entretiens/E1.md", &note)];
    assert_eq!(places(&files), ["CB104 entretiens/E1.md:7 «velo»"]);
}

#[test]
fn a_manifest_puts_its_words_in_the_place_of_others() {
    let manifest = format!("{TITLE}vocabulaires:\n  theme: {{remplace: [commerces]}}\n");
    let note = note("- idée : a #commerce #logement ^E1-1\n");
    let files = [("dossier.yaml", &*manifest), ("entretiens/E1.md", &note)];
    assert_eq!(places(&files), ["CB104 entretiens/E1.md:7 «logement»"]);
}

#[test]
fn a_manifest_may_rule_over_the_states_of_one_type() {
    let manifest =
        format!("{TITLE}vocabulaires:\n  solution.statut:\n    remplace:\n      - idée en l’air\n      - lancée\n");
    let solutions = "- id: S1\n  titre: a\n  statut: Idée en l’air\n- id: S2\n  titre: b\n  statut: lancee\n- id: S3\n  titre: c\n  statut: test\n";
    let found = only(&[("dossier.yaml", &manifest), ("solutions.yaml", solutions)], "CB104");
    assert_eq!(found.place, "solutions.yaml:9 «test»");
    assert!(found.help.contains("`idée en l’air`, `lancée`"), "{}", found.help);
    assert!(!found.help.contains("piste"), "{}", found.help);
}

#[test]
fn a_word_added_to_one_list_is_of_no_other() {
    let manifest = format!("{TITLE}vocabulaires: {{persona.statut: [recale]}}\n");
    let personas = "- id: P1\n  prenom_fictif: Lina\n  situation: a\n  statut: recalé\n";
    let defis = "- id: D1\n  enonce: a\n  statut: recalé\n";
    let files = [("defis.yaml", defis), ("dossier.yaml", &*manifest), ("personas.yaml", personas)];
    assert_eq!(places(&files), ["CB104 defis.yaml:3 «recalé»"]);
}

#[test]
fn a_list_that_nobody_knows_is_named() {
    let manifest = format!("{TITLE}vocabulaires:\n  teme: [velo]\n  solutions.statut: [lancee]\n");
    let found = seen(&[("dossier.yaml", &manifest)]);
    let places: Vec<&str> = found.iter().map(|found| &*found.place).collect();
    assert_eq!(places, ["dossier.yaml:6 «teme»"], "the final s of a name does not count");
    assert_eq!((found[0].code, &*found[0].help), ("CB102", "vouliez-vous dire `theme` ?"));
}

#[test]
fn a_word_inside_an_object_is_looked_at_once() {
    let seance = "---\ndate: 2018-11-06\ntype: atelier\nobjet: a\ndecisions:\n  - issue: oui\n    objet: b\n---\n";
    assert_eq!(places(&[("seances/SE1.md", seance)]), ["CB104 seances/SE1.md:6 «oui»"]);
}
