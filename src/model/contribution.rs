//! `contributions/`: what came in without a meeting.

record!(Contribution Contribution "contribution" "contributions" ("contribution", "contributions")
    "Ce qui est arrivé sans entretien : boîte à idées, courriel, réunion publique, import" {
    DATE "date" date [required] "jour de réception";
    CANAL "canal" word(CONTRIBUTION_CANAL) [required] "chemin par lequel elle est arrivée";
    STRUCTURES "structures" list(reference(Acteur)) "structures dont elle vient";
    PROFIL "profil" text <people> "profil de qui l’a faite";
    PERSONNES "personnes" quantity "nombre de contributeurs";
    THEMES "themes" list(word(THEME)) "thèmes des idées qui n’en portent pas";
});
