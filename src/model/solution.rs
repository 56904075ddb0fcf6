//! `solutions/`: what is designed, tried and perhaps kept.

use super::dossier::intervalle;

record!(Solution Solution "solution" "solutions" ("solution", "solutions")
    "Une piste, puis une solution qu’on conçoit, teste, évalue" {
    TITRE "titre" text [required] <names> "titre";
    STATUT "statut" word(SOLUTION_STATUT) [required] "où elle en est";
    PROMESSES "promesses" list(reference(Promesse)) "promesses qu’elle tient";
    DEFIS "defis" list(reference(Defi)) "défis qu’elle relève";
    GISEMENTS "gisements" list(reference(Gisement)) "gisements d’où elle vient";
    IDEES "idees" list(reference(Idee)) "idées d’où elle vient";
    IRRITANTS "irritants" list(reference(Irritant)) "irritants auxquels elle répond";
    INSPIRE_DE "inspire_de" text "expérience d’ailleurs dont elle s’inspire";
    PORTEUR "porteur" reference(Acteur) "structure qui la porte";
    PARTENAIRES "partenaires" list(reference(Acteur)) "structures associées";
    USAGERS_VISES "usagers_vises" text "à qui elle s’adresse";
    HYPOTHESES "hypotheses" list(text) [in "test" "evaluee" "generalisee" "poursuivie" "adaptee" => CB410] "ce qu’on veut vérifier";
    CRITERES_SUCCES "criteres_succes" list(text) [in "test" "evaluee" "generalisee" "poursuivie" "adaptee" => CB410] "à quoi on verra que c’est réussi";
    EVALUATEUR "evaluateur" text [in "test" "evaluee" "generalisee" "poursuivie" "adaptee" => CB410] "qui évalue";
    PERIODE "periode" object(periode Periode) [in "test" "evaluee" "generalisee" "poursuivie" "adaptee" => CB410] "période de test, prévue et réalisée";
    LIEUX "lieux" list(text) "lieux";
    MOYENS "moyens" object(moyens Moyens) "moyens";
    DEROGATIONS "derogations" list(reference(Derogation)) "dérogations dont elle dépend";
    CITATIONS "citations" list(reference(Verbatim)) "verbatims choisis";
});

object!(periode Periode {
    PREVU "prevu" object(intervalle Intervalle) "ce qui était prévu";
    REALISE "realise" object(intervalle Intervalle) "ce qui a eu lieu";
});

object!(moyens Moyens {
    HUMAINS "humains" text "moyens humains";
    FINANCIERS "financiers" text "moyens financiers";
    TECHNIQUES "techniques" text "moyens techniques";
});
