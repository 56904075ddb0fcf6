//! `communiques/`: texts that leave the house, checked against the dossier.

record!(Communique Communique "communique" "communiques" ("communiqué", "communiqués")
    "Un texte destiné à la presse ou au public ; le corps du fichier est le texte" {
    DATE_PUBLICATION "date_publication" date [required] "jour de publication";
    DATE_EVENEMENT "date_evenement" date "jour de ce qu’il raconte";
    ARRETE_AU "arrete_au" date "jour auquel ses chiffres sont arrêtés";
    TITRE "titre" text <names> "titre";
    SOURCES "sources" list(reference()) "fiches dont il parle";
});
