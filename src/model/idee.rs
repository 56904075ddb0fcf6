//! `idees/` and `idees.yaml`: ideas with a record of their own, and what is later said of those that stand in notes.

record!(Idee Idee "idee" "idees" ("idée", "idées")
    "Une idée, une initiative, un sujet orphelin, une ressource, une difficulté ou un verrou" {
    TEXTE "texte" text [required] <names> "l’idée, en une phrase qu’un tiers comprend";
    SOURCE "source" reference(Entretien Immersion Contribution Seance) [one_of 0] "fiche où elle a été recueillie";
    NATURE "nature" word(NATURE) "idée si rien n’est dit";
    THEMES "themes" list(word(THEME)) "thèmes";
    STATUT "statut" word(IDEE_STATUT) "recueillie si rien n’est dit";
    MOTIF "motif" text [in "ecartee" => CB408] "pourquoi elle est écartée";
    DOUBLON_DE "doublon_de" reference(Idee) [in "doublon" => CB101] "idée dont elle est la redite";
    DISTINCTE_DE "distincte_de" list(reference(Idee)) "idées proches dont elle se distingue";
});
