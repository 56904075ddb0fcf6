//! `evaluations/`: indicators, what they aim at and what they found.

use super::test::mesure;

record!(Evaluation Evaluation "evaluation" "evaluations" ("évaluation", "évaluations")
    "Un indicateur : ce qu’il vise, ce qu’il a montré" {
    INDICATEUR "indicateur" text [required] <names> "ce qui est évalué";
    SOLUTION "solution" reference(Solution) "solution évaluée ; le dossier entier si rien n’est dit";
    MESURES "mesures" list(reference_or(Test mesure Mesure)) "mesures : un test qui les porte, ou les mesures elles-mêmes";
    DEFINITION "definition" text "définition exacte";
    REFERENCE_INITIALE "reference_initiale" quantity "valeur de départ";
    CIBLE "cible" quantity "valeur visée";
    PERIODE "periode" text "période observée";
    METHODE "methode" text "méthode";
    EVALUATEUR "evaluateur" text "qui évalue";
});
