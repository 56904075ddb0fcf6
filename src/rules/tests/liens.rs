//! CB206: where the links of a body lead.

use super::places;
use crate::dossier::sample::{TITLE, note};

/// Returns what is said of a link in a body, in a dossier that holds what the tests link to.
fn said(link: &str) -> Vec<String> {
    let manifest = format!("{TITLE}sources:\n  - id: rapport-2019\n    titre: Un rapport\n");
    let actors = "- id: mission-locale\n  nom: a\n  type: operateur\n  sphere: publique\n";
    let note = note("- idée : a ^E012-1\n\n> « On tourne en rond. » ^E012-v1\n");
    let seance = "---\ndate: 2018-11-06\ntype: atelier\nobjet: a\ndecisions:\n  - issue: autre\n    objet: b\n---\n";
    let defi = format!("---\nenonce: a\n---\nVoir {link}, plus bas.\n");
    places(&[
        ("README.md", "# Le dossier\n"),
        ("acteurs.yaml", actors),
        ("defis/D01.md", &defi),
        ("docs/methode.md", "# La méthode\n"),
        ("dossier.yaml", &manifest),
        ("entretiens/gare/E012-mission-locale.md", &note),
        ("seances/SE01.md", seance),
    ])
}

#[test]
fn a_link_to_what_the_dossier_holds_is_alive() {
    for link in [
        "[[E012]]",
        "[[E12]]",
        "[[E012|la mission locale]]",
        "[[E012-mission-locale|E012]]",
        "[[entretiens/gare/E012-mission-locale]]",
        "[[E012-1]]",
        "[[E012#^E012-1]]",
        "[[E012-mission-locale#^E012-v1|ce mot]]",
        "[[E012#Une partie]]",
        "[[#Plus bas]]",
        "[[SE01/1]]",
        "[[mission-locale]]",
        "[[rapport-2019]]",
        "[[README]]",
        "[[methode]]",
        "[[methode.md]]",
        "[une note](../entretiens/gare/E012-mission-locale.md)",
        "[une note](../entretiens/gare/E012-mission-locale.md#plus-bas)",
        "[une note](../entretiens/gare/../gare/E012-mission-locale.md)",
        "[la liste](../acteurs.yaml)",
        "[ailleurs](https://www.example.org/E099)",
        "[un mot](mailto:dpo@example.org)",
        "[un plan](../pieces/plan.pdf)",
        "![une photo](../pieces/accueil.jpg)",
        "![[accueil.jpg]]",
    ] {
        assert_eq!(said(link), [""; 0], "{link}");
    }
}

#[test]
fn a_link_to_nothing_is_dead() {
    for link in [
        "[[E099]]",
        "[[E099|la mission locale]]",
        "[[E012-9]]",
        "[[E012#^E012-9]]",
        "[[#^E012-9]]",
        "[[SE01/2]]",
        "[[pole-emploi]]",
        "[[guide]]",
        "[une note](../entretiens/E099.md)",
        "[la liste](../gisements.yaml)",
    ] {
        assert_eq!(said(link), [format!("CB206 defis/D01.md:4 «{link}»")], "{link}");
    }
}

#[test]
fn each_dead_link_of_a_body_is_found() {
    let note = note("Voir [[E002]] et [[E001]] et [[E003]].\n");
    let expected = ["CB206 entretiens/E001.md:7 «[[E002]]»", "CB206 entretiens/E001.md:7 «[[E003]]»"];
    assert_eq!(places(&[("entretiens/E001.md", &note)]), expected);
}
