//! `acteurs.yaml`: the bodies met, consulted or at work. Never a person's name.

record!(Acteur Acteur "acteur" "acteurs" ("acteur", "acteurs")
    "Une structure rencontrée, consultée ou partie prenante ; jamais une personne nommée" {
    NOM "nom" text [required] <names> "nom de la structure";
    TYPE "type" word(ACTEUR_TYPE) [required] "ce qu’elle est";
    SPHERE "sphere" word(SPHERE) [required] "sphère à laquelle elle appartient";
    ANCIENS_NOMS "anciens_noms" list(object(ancien_nom AncienNom)) "noms portés auparavant";
    ROLES "roles" list(word(ACTEUR_ROLE)) "part prise à l’expérimentation";
    SIRET "siret" text "numéro SIRET";
    COMMUNE "commune" commune "code officiel de la commune";
});

object!(ancien_nom AncienNom {
    NOM "nom" text [required] "nom";
    JUSQU_A "jusqu_a" date "dernier jour où il a servi";
});
