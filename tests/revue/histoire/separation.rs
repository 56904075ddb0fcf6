//! The last chapter: the dossier moves, two branches take the same numbers, and git sees no harm in it.

use std::fs;

use super::{FIRST_PLACE, LAST_PLACE, Site};
use crate::git::git;

/// The whole folder, and nothing else.
pub(super) fn demenagement(site: &Site) {
    fs::create_dir_all(site.top.join(LAST_PLACE).parent().expect("a folder")).expect("a folder");
    fs::rename(site.top.join(FIRST_PLACE), site.top.join(LAST_PLACE)).expect("the dossier moves");
    fs::remove_dir(site.top.join("dossiers")).expect("an empty folder");
}

const G06_A: &str = "\
---
titre: Ce qui se répare
idees:
  - E004-1 # réviser ensemble les voitures
---
Personne ici n’achète neuf.
";

const G06_B: &str = "\
---
titre: L’hiver des chantiers
idees:
  - E001-5 # ceux qui quittent l’apprentissage
---
En novembre, les chantiers ferment et les apprentis rentrent.
";

/// A first bullet above the others.
const FIRST_BULLET: &str = "- idée : prêter un vélo le temps d’une période d’essai";
/// The last words of the note.
const LAST_WORDS: &str = "— conseillère (off) ^E001-v2\n";

pub(super) fn atelier(site: &Site) {
    git(&site.top, &["checkout", "-q", "-b", "atelier"]);
    site.put("gisements/G06-a.md", G06_A);
    site.edit(
        "entretiens/E001-mission-locale.md",
        FIRST_BULLET,
        &format!("- idée : un établi dans la loge, pour les vélos du prêt #emploi ^E001-7\n{FIRST_BULLET}"),
    );
    site.edit("gisements/G02-bouger.md", "  - E001-1\n", "  - E001-1\n  - E001-7 # un établi dans la loge\n");
    site.edit(
        "gisements/G02-bouger.md",
        "Ils ne se parlent pas.\n",
        "Ils ne se parlent pas. Pour le reste, voir [[G06-a|G06]].\n",
    );
}

pub(super) fn bureau(site: &Site) {
    git(&site.top, &["checkout", "-q", "main"]);
    site.put("gisements/G06-b.md", G06_B);
    site.edit(
        "entretiens/E001-mission-locale.md",
        LAST_WORDS,
        &format!("{LAST_WORDS}\n- idée : une lettre à chacun, en novembre, écrite à la main #education ^E001-7\n"),
    );
}

pub(super) fn fusion(site: &Site) {
    git(&site.top, &["merge", "-q", "--no-ff", "--no-commit", "atelier"]);
}

pub(super) fn lisez_moi(site: &Site) {
    site.put_above(
        "README.md",
        "# Carte Blanche en Valserine\n\nLa salle du projet est au rez-de-chaussée, porte 4.\n",
    );
}
