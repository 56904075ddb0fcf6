//! `dossier.yaml`: the manifest.

record!(Dossier Dossier "dossier" "" ("dossier", "dossiers")
    "Le manifeste du dossier" {
    TITRE "titre" text [required] "titre";
    TERRITOIRE "territoire" text [required] "territoire";
    PILOTE "pilote" text [required] "qui pilote";
    LANCEMENT "lancement" date [required] "jour du lancement";
    FORMAT "format" quantity "version du format, 1";
    OBJECTIFS "objectifs" list(text) "objectifs";
    COMMUNES "communes" list(object(commune Commune)) "communes du territoire";
    COG "cog" text "millésime du code officiel géographique";
    POPULATION "population" quantity "nombre d’habitants";
    PHASES "phases" list(object(phase Phase)) "phases, dans l’ordre";
    MATIERE "matiere" word(MATIERE) "de quoi le dossier est fait : notes de terrain, ou sources publiées";
    COMPTE_IDEES "compte_idees" list(word(NATURE)) "natures comptées comme idées (idée, initiative et sujet orphelin si rien n’est dit)";
    PLAGES "plages" map "plages de numéros par initiales";
    RESPONSABLE_TRAITEMENT "responsable_traitement" text <people> "responsable du traitement des données";
    DPO "dpo" text <people> "délégué à la protection des données (fonction ou adresse de service)";
    CONSERVATION "conservation" map <people> "durées de conservation";
    SEUIL_DIFFUSION "seuil_diffusion" quantity <people> "effectif au-dessous duquel un chiffre n’est pas diffusé, 5 si rien n’est dit";
    VOCABULAIRES "vocabulaires" map "mots ajoutés à un vocabulaire : `theme: [tranquillite]` ; ou mis à la place des siens : `theme: {remplace: [tranquillite]}`";
    LEXIQUE "lexique" map "mots du territoire et ce qu’ils désignent";
    CHIFFRES_DECLARES "chiffres_declares" list(object(chiffre Chiffre)) "chiffres que des sources annoncent";
    SOURCES "sources" list(object(source Source)) "sources publiées";
    FICTIF "fictif" yes_no "le dossier est inventé";
    LICENCE "licence" text "licence de diffusion";
});

object!(commune Commune {
    CODE "code" commune [required] "code officiel";
    NOM "nom" text [required] "nom";
});

object!(intervalle Intervalle {
    DEBUT "debut" date "premier jour";
    FIN "fin" date "dernier jour";
    DUREE "duree" duration "durée";
});

object!(phase Phase {
    NOM "nom" text [required] "nom";
    ROLE "role" word(PHASE_ROLE) [required] "rôle dans l’expérimentation";
    PREVU "prevu" object(intervalle Intervalle) "ce qui était prévu";
    REALISE "realise" object(intervalle Intervalle) "ce qui a eu lieu";
});

object!(chiffre Chiffre {
    MESURE "mesure" text [one_of 1] "ce qui est compté";
    TEXTE "texte" text [one_of 1] "phrase de la source, dont `cb` lit les chiffres et ce qu’ils comptent ; à la place de `mesure` et `valeur`";
    VALEUR "valeur" declared [with "mesure" => CB101] "valeur, telle que la source l’écrit";
    PERIODE "periode" text "période";
    PERIMETRE "perimetre" text "périmètre";
    NUMERATEUR "numerateur" quantity "numérateur d’un rapport";
    DENOMINATEUR "denominateur" quantity "dénominateur d’un rapport";
    SOURCE "source" reference(Source) "source publiée";
    CONTESTE "conteste" yes_no "une autre source dit autre chose";
});

object!(source Source {
    ID "id" text [required] "identifiant";
    TITRE "titre" text [required] "titre";
    EDITEUR "editeur" text "éditeur";
    URL "url" text "adresse";
    DATE "date" date "jour de publication";
});
