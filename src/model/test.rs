//! `tests/`: a trial of a solution, with what was measured and learnt.

record!(Test Test "test" "tests" ("test", "tests")
    "Un essai d’une solution, ce qu’on y a mesuré et appris" {
    SOLUTION "solution" reference(Solution) [required] "solution essayée";
    DEBUT "debut" date [required] "premier jour";
    NIVEAU "niveau" word(NIVEAU) [required] "maquette, simulation ou réel";
    FIN "fin" date "dernier jour";
    LIEU "lieu" text "lieu";
    PARTICIPANTS "participants" quantity "nombre de participants";
    MESURES "mesures" list(object(mesure Mesure)) "mesures";
    ENSEIGNEMENTS "enseignements" list(text) [with "fin" => CB411] "ce qu’on en retient";
    ISSUE "issue" word(TEST_ISSUE) "suite donnée";
});

object!(mesure Mesure {
    INDICATEUR "indicateur" text [required] "ce qui est mesuré";
    VALEUR "valeur" quantity "valeur";
    UNITE "unite" text "unité";
    NUMERATEUR "numerateur" quantity "numérateur d’un rapport";
    DENOMINATEUR "denominateur" quantity "dénominateur d’un rapport";
    DATE "date" date "jour de la mesure";
});
