//! `irritants/`: consolidated irritants; the raw ones stand in notes.

record!(Irritant Irritant "irritant" "irritants" ("irritant", "irritants")
    "Un irritant consolidé, tiré de plusieurs relevés" {
    ENONCE "enonce" text [required] <names> "l’irritant, en une phrase";
    SOURCES "sources" list(reference(Entretien Immersion Contribution Seance Irritant Idee Verbatim)) [one_of 0] "fiches ou relevés dont il vient";
    INTENSITE "intensite" quantity "de 1 à 3";
    PUBLICS "publics" list(text) "publics concernés";
    THEMES "themes" list(word(THEME)) "thèmes";
});
