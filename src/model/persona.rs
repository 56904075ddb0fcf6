//! `personas/`: invented people who stand for those met.

record!(Persona Persona "persona" "personas" ("persona", "personas")
    "Une figure inventée qui parle pour plusieurs personnes rencontrées" {
    PRENOM_FICTIF "prenom_fictif" text [required] <names> "prénom inventé, que ne porte aucune personne rencontrée";
    SITUATION "situation" text [required] "sa situation, en une phrase";
    SOURCES "sources" list(reference(Entretien Immersion Contribution Seance)) [in "presente" "retenu" "non_retenu" => CB409] "fiches dont il est tiré";
    CITATIONS "citations" list(reference(Verbatim)) "verbatims choisis";
    TRANCHE_AGE "tranche_age" text "tranche d’âge";
    BESOINS "besoins" list(text) "ce dont il a besoin";
    FREINS "freins" list(text) "ce qui l’arrête";
    STATUT "statut" word(PERSONA_STATUT) "proposé si rien n’est dit";
});
