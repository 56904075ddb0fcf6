//! `defis/`: the challenges an experimentation takes up.

record!(Defi Defi "defi" "defis" ("défi", "défis")
    "Un défi que l’expérimentation relève" {
    ENONCE "enonce" text [required] <names> "énoncé";
    THEMES "themes" list(word(THEME)) "thèmes";
    IRRITANTS "irritants" list(reference(Irritant)) "irritants d’où il part";
    ECHEANCE "echeance" date "échéance";
    FORMULATIONS "formulations" list(object(formulation Formulation)) "les autres façons dont il a été énoncé";
    STATUT "statut" word(DEFI_STATUT) "proposé si rien n’est dit";
});

object!(formulation Formulation {
    TEXTE "texte" text [required] "énoncé";
    SOURCE "source" reference(Source) "source publiée";
    DATE "date" date "jour de cette formulation";
});
