//! `immersions/`: time spent inside a service.

use super::entretien::piece;

record!(Immersion Immersion "immersion" "immersions" ("immersion", "immersions")
    "Un temps passé dans un service, en usager ou avec les agents" {
    DATE "date" date [required] "jour de l’immersion";
    LIEU "lieu" text [required] "service ou lieu";
    DUREE "duree" duration [required] "temps passé";
    STRUCTURES "structures" list(reference(Acteur)) "structures qui ont accueilli l’équipe";
    ROLE "role" text "rôle tenu : usager, observateur, agent d’accueil…";
    EQUIPE "equipe" list(text) "initiales de ceux qui y étaient";
    PERSONNES "personnes" quantity "nombre de personnes rencontrées";
    DEJA "dont_deja_rencontrees" quantity "combien d’entre elles figurent déjà ailleurs";
    INFORMATION "information" word(INFORMATION) [with "personnes" => CB101] <people> "comment elles ont été informées";
    ACCORD_CITATION "accord_citation" word(ACCORD) <people> "accord de citation par défaut";
    THEMES "themes" list(word(THEME)) "thèmes des idées qui n’en portent pas";
    STATUT "statut" word(IMMERSION_STATUT) "tenue si rien n’est dit";
    PIECES "pieces" list(object(piece Piece)) <people> "fichiers joints";
});
