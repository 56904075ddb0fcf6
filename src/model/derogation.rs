//! `derogations/`: what the law or a habit forbids, and the way around it.

record!(Derogation Derogation "derogation" "derogations" ("dérogation", "dérogations")
    "Un verrou, et la voie par laquelle on le lève ou non" {
    VERROU "verrou" text [required] <names> "ce qui empêche, dans les mots du terrain";
    NORME "norme" word(NORME) [required] "nature du texte ou de l’usage en cause";
    STATUT "statut" word(DEROGATION_STATUT) [required] "où elle en est";
    SOURCES "sources" list(reference(Entretien Immersion Contribution Seance Idee)) "fiches où le verrou a été entendu";
    TEXTE "texte" text "texte en cause";
    ARTICLE "article" text "article";
    REFERENCE "reference" text "référence : NOR, LEGITEXT, LEGIARTI, JORFTEXT";
    VOIE "voie" word(VOIE) "voie suivie";
    AUTORITE "autorite" text "autorité qui décide";
    MOTIF_INTERET_GENERAL "motif_interet_general" text "motif d’intérêt général";
    CIRCONSTANCES_LOCALES "circonstances_locales" text "circonstances locales";
    DATE_DEMANDE "date_demande" date "jour de la demande";
    DATE_DECISION "date_decision" date "jour de la décision";
    DEBUT "debut" date "premier jour d’effet";
    FIN "fin" date "dernier jour d’effet";
    ACTE "acte" text "acte : numéro, recueil";
    RISQUES "risques" list(text) "risques";
});
