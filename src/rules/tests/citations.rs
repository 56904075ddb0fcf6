//! CB414: words attributed to a note.

use super::{Seen, seen};
use crate::dossier::sample::note;

/// Returns the findings of CB414 about a gisement with this body, beside a note.
fn about(body: &str) -> Vec<Seen> {
    let note = note("> « Nous, on tourne en\n> rond, entre les *guichets* ! Toujours. » — conseiller ^E12-v1\n");
    let gisement = format!("---\ntitre: a\n---\n{body}");
    let files = [("entretiens/E012-caf.md", &*note), ("gisements/G1.md", &*gisement)];
    seen(&files).into_iter().filter(|found| found.code == "CB414").collect()
}

#[test]
fn the_words_of_a_quotation_are_in_its_note() {
    for body in [
        "> « On tourne en rond entre les guichets » — [[E012-v1]]\n",
        "> « ON TOURNE en  rond\n> entre les “guichets” » — conseiller, [[E12]]\n",
        "> « On tourne […] entre les guichets. Toujours. » ([[E012-caf|E012]])\n",
        "> « [Les agents] on tourne (…) toujours » — [[E012-caf#^E12-v1]]\n",
        "> « On tourne… toujours » — [un conseiller](../entretiens/E012-caf.md)\n",
        "> « […] » — [[E12]]\n",
        // Of another record, of none, and no quotation at all.
        "> « Autre chose » — un conseiller\n",
        "> « Autre chose » — [[G1]]\n",
        "« Autre chose » — [[E12]]\n",
        "> Autre chose — [[E12]]\n",
    ] {
        assert!(about(body).is_empty(), "{body} {:#?}", about(body));
    }
}

#[test]
fn words_that_differ_are_shown_beside_those_of_the_note() {
    let all = about("> « On tourne en rond entre les bureaux » — [[E012-v1]]\n");
    let [found] = all.as_slice() else { panic!("{all:#?}") };
    assert_eq!(found.message, "ces mots ne sont pas ceux de `E012-v1`");
    assert_eq!(found.place, "gisements/G1.md:4 «bureaux»");
    assert_eq!(found.related, ["entretiens/E012-caf.md:7 «on tourne en»"]);
    assert!(found.help.contains("« on tourne en rond, entre les *guichets »"), "{found:?}");
    let end = about("> « Ils tournent en rond entre les guichets » — [[E012-v1]]\n");
    assert_eq!(end[0].place, "gisements/G1.md:4 «Ils tournent»");
}

#[test]
fn words_that_look_like_nothing_in_the_note_are_told_as_a_whole() {
    let all = about("> « Fermez donc » et « on tourne en rond » — [[E12]]\n");
    assert!(all.is_empty(), "only what stands next to the link is attributed: {all:#?}");
    let all = about("> « Fermez donc tout » — [[E12]]\n");
    assert_eq!((all.len(), &*all[0].place), (1, "gisements/G1.md:4 «Fermez donc tout»"));
    assert_eq!(all[0].message, "ces mots ne sont pas dans `E12`");
}

#[test]
fn pieces_stand_in_order() {
    assert_eq!(about("> « Toujours […] on tourne en rond » — [[E12]]\n").len(), 1);
}
