//! `entretiens/`: a conversation with one or several people.

record!(Entretien Entretien "entretien" "entretiens" ("entretien", "entretiens")
    "Une rencontre, avec une personne ou plusieurs, et ce qu’on y a entendu" {
    DATE "date" date [required] "jour de l’entretien";
    PERSONNES "personnes" quantity [required] "nombre de personnes rencontrées";
    INFORMATION "information" word(INFORMATION) [required] <people> "comment les personnes ont été informées de l’usage de leurs paroles";
    STRUCTURES "structures" list(reference(Acteur)) [one_of 1] "structures auxquelles elles appartiennent";
    PROFIL "profil" text [one_of 1] <people> "profil d’une personne sans structure";
    STATUT "statut" word(ENTRETIEN_STATUT) "tenu si rien n’est dit";
    DUREE "duree" duration "durée";
    LIEU "lieu" text "lieu, sans adresse privée";
    CANAL "canal" word(CANAL) "façon dont l’entretien s’est tenu";
    INTERVIEWEURS "intervieweurs" list(text) "initiales de ceux qui ont mené et noté";
    DEJA "dont_deja_rencontrees" quantity "combien de ces personnes figurent déjà dans un autre entretien";
    SPHERE "sphere" word(SPHERE) "sphère, pour un profil";
    TYPE_ACTEUR "type_acteur" word(ACTEUR_TYPE) "type d’acteur, pour un profil";
    THEMES "themes" list(word(THEME)) "thèmes des idées qui n’en portent pas";
    TRANCHE_AGE "tranche_age" text <people> "tranche d’âge, jamais une date de naissance";
    MINEURS "mineurs" word(MINEURS) <people> "présence de mineurs";
    AUTORISATION_PARENTALE "autorisation_parentale" yes_no <people> "accord d’un titulaire de l’autorité parentale";
    SENSIBLE "sensible" yes_no <people> "la note porte des données sensibles (santé, opinions, infractions…)";
    ACCORD_CITATION "accord_citation" word(ACCORD) <people> "accord de citation, valable pour les verbatims qui n’en disent rien";
    ACCORD_ENREGISTREMENT "accord_enregistrement" word(ACCORD) <people> "accord d’enregistrement";
    SUPPRESSION_PREVUE "suppression_prevue" date <people> "jour où l’enregistrement sera supprimé";
    PIECES "pieces" list(object(piece Piece)) <people> "fichiers joints";
});

object!(piece Piece {
    FICHIER "fichier" text [required] "chemin du fichier dans le dossier";
    VISAGES "visages" yes_no <people> "on y reconnaît des personnes";
    ACCORD_IMAGE "accord_image" word(ACCORD) <people> "accord de ces personnes";
});
