//! `promesses/`: what is promised to a persona or before a défi.

record!(Promesse Promesse "promesse" "promesses" ("promesse", "promesses")
    "Ce qu’on promet à un persona, ou en réponse à un défi" {
    ENONCE "enonce" text [one_of 1] <names> "énoncé";
    THEMES "themes" list(word(THEME)) [one_of 1] "thèmes, quand seul le sujet est connu";
    PERSONAS "personas" list(reference(Persona)) "personas à qui elle s’adresse";
    DEFIS "defis" list(reference(Defi)) "défis auxquels elle répond";
    GISEMENTS "gisements" list(reference(Gisement)) "gisements où elle puise";
    STATUT "statut" word(PROMESSE_STATUT) "proposée si rien n’est dit";
});
