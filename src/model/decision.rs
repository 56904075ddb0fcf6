//! `decisions/`: decisions taken outside a meeting; those of a meeting stand in its record.

record!(Decision Decision "decision" "decisions" ("décision", "décisions")
    "Une décision prise hors séance" {
    DATE "date" date [required] "jour";
    ISSUE "issue" word(DECISION_ISSUE) [required] "sens de la décision";
    CIBLES "cibles" list(reference()) [one_of 1] "fiches décidées";
    OBJET "objet" text [one_of 1] "objet, s’il n’a pas de fiche";
    MOTIF "motif" text "pourquoi";
    PROPOSE_PAR "propose_par" word(DECIDE_PAR) "qui l’a proposée";
    DECIDE_PAR "decide_par" word(DECIDE_PAR) "qui l’a prise";
    VOTES "votes" object(votes Votes) "vote";
});

object!(votes Votes {
    METHODE "methode" text "façon de voter";
    VOTANTS "votants" quantity "nombre de votants";
    POINTS "points" map "points obtenus par chaque cible";
});
