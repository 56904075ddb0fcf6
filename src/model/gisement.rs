//! `gisements/`: groups of ideas, initiatives and orphan subjects.

record!(Gisement Gisement "gisement" "gisements" ("gisement", "gisements")
    "Un ensemble d’idées, d’initiatives et de sujets orphelins qui vont ensemble" {
    TITRE "titre" text [required] <names> "titre";
    ENONCE "enonce" text "de quoi il s’agit, en une phrase ou deux";
    QUESTION "question" text "question posée au groupe de travail";
    IDEES "idees" list(reference(Idee)) "idées regroupées, une par ligne";
    IRRITANTS "irritants" list(reference(Irritant)) "irritants auxquels il répond";
    DEFIS "defis" list(reference(Defi)) "défis qu’il sert";
    CITATIONS "citations" list(reference(Verbatim)) "verbatims choisis";
    ISSU_DE "issu_de" list(reference(Gisement)) "gisements dont il provient";
    FUSIONNE_DANS "fusionne_dans" reference(Gisement) "gisement qui l’a absorbé";
    NOTES "notes" object(notes Notes) "notes de la grille de choix";
    STATUT "statut" word(GISEMENT_STATUT) "proposé si rien n’est dit";
});

object!(notes Notes {
    IMPACT "impact" number "effet attendu";
    FAISABILITE "faisabilite" number "facilité à faire";
    COUT "cout" number "coût";
});
