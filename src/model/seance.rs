//! `seances/`: meetings, from the launch to the final review, with what they decided.

use super::decision::votes;

record!(Seance Seance "seance" "seances" ("séance", "séances")
    "Une réunion de l’expérimentation, son déroulé et ce qu’elle a décidé" {
    DATE "date" date [required] "jour";
    TYPE "type" word(SEANCE_TYPE) [required] "nature de la séance";
    OBJET "objet" text [required] <names> "objet";
    STATUT "statut" word(SEANCE_STATUT) "tenue si rien n’est dit";
    LIEU "lieu" text "lieu";
    HORAIRE_DEBUT "horaire_debut" time "heure de début";
    HORAIRE_FIN "horaire_fin" time "heure de fin";
    COMMANDITAIRE "commanditaire" text "qui la demande";
    DECISION_ATTENDUE "decision_attendue" text "ce qui doit être décidé";
    HORS_SUJET "hors_sujet" text "ce qui n’est pas à décider";
    PARTICIPANTS "participants" quantity "nombre de participants";
    STRUCTURES "structures" list(reference(Acteur)) "structures présentes";
    EFFECTIFS "effectifs" map "nombre de participants par groupe ou par sphère";
    DEROULE "deroule" list(object(sequence Sequence)) "déroulé minuté";
    GROUPES "groupes" list(object(groupe Groupe)) "groupes de travail";
    DECISIONS "decisions" list(object(decision_prise DecisionPrise)) "décisions prises, dans l’ordre";
    ROTI "roti" list(number) "notes d’évaluation à chaud, de 1 à 5";
});

object!(sequence Sequence {
    DEBUT "debut" time "heure de début";
    DUREE "duree" duration "durée";
    SEQUENCE "sequence" text [required] "ce qui s’y fait";
});

object!(groupe Groupe {
    NOM "nom" text [required] "nom du groupe";
    TRAITE "traite" list(reference()) "ce dont il traite";
    ANIMATEUR "animateur" text "structure ou fonction de qui anime";
    RAPPORTEUR "rapporteur" text "structure ou fonction de qui rapporte";
    STRUCTURES "structures" list(reference(Acteur)) "structures présentes";
    EFFECTIF "effectif" quantity "nombre de participants";
    QUESTION "question" text "question posée";
});

object!(decision_prise DecisionPrise {
    DATE "date" date "celle de la séance si rien n’est dit";
    ISSUE "issue" word(DECISION_ISSUE) [required] "sens de la décision";
    CIBLES "cibles" list(reference()) [one_of 1] "fiches décidées";
    OBJET "objet" text [one_of 1] "objet, s’il n’a pas de fiche";
    MOTIF "motif" text "pourquoi";
    PROPOSE_PAR "propose_par" word(DECIDE_PAR) "qui l’a proposée";
    DECIDE_PAR "decide_par" word(DECIDE_PAR) "qui l’a prise";
    VOTES "votes" object(votes Votes) "vote";
});
