//! The second chapter: what was decided, and a solution from a first thought to its trial.

use super::Site;

const SE01: &str = "\
---
date: 2025-03-20
type: seminaire_decision
objet: Choisir les gisements à travailler
participants: une vingtaine
structures: [mission-locale, mairie, cars]
groupes:
  - nom: La porte
    traite: [G01]
  - nom: La route
    traite: [G02, G04]
  - nom: Le papier
    traite: [G03]
decisions:
  - issue: retenu
    cibles: [G01, G02]
    motif: Les deux que tous les groupes ont cités
    decide_par: copil
  - issue: fusionne
    cibles: [G04]
    motif: On n’attend que parce qu’on se déplace ; G02 le dit déjà
    decide_par: participants
  - issue: ecarte
    cibles: [G03]
    motif: La préfecture refait sa liste de pièces cette année
    decide_par: copil
---
# Séminaire de décision

Le vidéoprojecteur a tenu une heure. Le reste s’est fait au tableau.

- action (la mairie) : prêter la clé de la loge, d’ici avril ^SE01-1
";

const P01: &str = "\
---
situation: Dix-sept ans, apprentie, rentre au foyer par le dernier car
sources: [E001, E002, E005]
citations: [E001-v1, E002-v1]
besoins:
  - Trouver quelqu’un après dix-huit heures
freins:
  - Sa convention est restée au lycée
statut: presente
---
# Mahaut

Elle a son pouce, sa valise à roulettes et la liste des pièces pliée en huit.
";

const PR01: &str = "\
---
personas: [P01]
gisements: [G01]
statut: presente
---
# Après le travail, une porte encore ouverte
";

pub(super) fn seminaire(site: &Site) {
    site.put("seances/SE01-seminaire.md", SE01);
    site.put("personas/P01-mahaut.md", P01);
    site.put("promesses/PR01-une-porte-ouverte.md", PR01);
    site.edit("gisements/G04-attendre.md", "---\nAttendre", "fusionne_dans: G02\nstatut: fusionne\n---\nAttendre");
    // What was decided needs no state of its own.
    site.edit("gisements/G01-une-porte.md", "statut: valide\n", "");
    site.edit("gisements/G02-bouger.md", "statut: valide\n", "");
    site.edit("gisements/G03-papiers.md", "statut: Validé\n", "statut: abandonne\n");
    site.edit("dossier.yaml", "      debut: 2025-01-13\n", "      debut: 2025-01-13\n      fin: 2025-02-28\n");
    phase(site, "      debut: 2025-03-20\n", "    realise:\n      debut: 2025-03-20\n      fin: 2025-03-20\n");
}

/// Says when a phase took place, after what was planned for it.
fn phase(site: &Site, planned: &str, took_place: &str) {
    site.edit("dossier.yaml", planned, &format!("{planned}{took_place}"));
}

const S01: &str = "\
---
statut: piste
promesses: [PR01]
gisements: [G01]
idees:
  - E001-2 # ouvrir la loge deux soirs par semaine
porteur: mission-locale
---
# La loge du soir

Deux chaises, une lampe, quelqu’un.
";

const LOGE: &str = "solutions/S01-la-loge-du-soir.md";

pub(super) fn piste(site: &Site) {
    site.put(LOGE, S01);
    phase(site, "      debut: 2025-04-01\n      duree: 5 mois\n", "    realise:\n      debut: 2025-04-01\n");
}

pub(super) fn conception(site: &Site) {
    site.edit(LOGE, "statut: piste\n", "statut: conception\n");
    site.edit(LOGE, "porteur: mission-locale\n", "porteur: mission-locale\npartenaires: [mairie, foyer]\n");
}

pub(super) fn prototype(site: &Site) {
    site.edit(LOGE, "statut: conception\n", "statut: prototype\n");
    site.edit(
        LOGE,
        "partenaires: [mairie, foyer]\n",
        "\
partenaires: [mairie, foyer]
lieux:
  - Loge du gardien, porte de la rue
moyens:
  humains: une conseillère, quatre heures par semaine
",
    );
}

const D01: &str = "\
---
themes: [acces_aux_droits, mobilite]
irritants: [IR01]
echeance: fin 2025
statut: presente
---
# Que plus personne ne refasse la route pour un papier
";

pub(super) fn defi(site: &Site) {
    site.put("defis/D01-la-route.md", D01);
}

const SE02: &str = "\
---
date: 2025-06-12
type: copil
objet: Le défi de l’année
decisions:
  - issue: retenu
    cibles: [D01]
    motif: Il se mesure, et chacun l’a vécu
    decide_par: copil
---
Une heure, montre en main.
";

pub(super) fn defi_retenu(site: &Site) {
    site.put("seances/SE02-comite.md", SE02);
    site.edit("defis/D01-la-route.md", "statut: presente\n", "");
}

const T01: &str = "\
solution: S01
debut: 2025-09-02
niveau: reel
lieu: Loge du gardien
participants: 6
";

pub(super) fn essai(site: &Site) {
    site.edit(
        LOGE,
        "statut: prototype\n",
        "\
statut: test
hypotheses:
  - Deux soirs suffisent pour qu’on n’ait plus à demander sa matinée
criteres_succes:
  - Vingt personnes reçues en un mois, dont cinq jamais vues le mardi
evaluateur: Observatoire de la vallée
periode:
  prevu:
    debut: 2025-09-02
    fin: 2025-11-28
",
    );
    site.put("tests/T01-premiers-soirs.yaml", T01);
    phase(site, "    realise:\n      debut: 2025-04-01\n", "      fin: 2025-08-29\n");
    phase(site, "      debut: 2025-09-01\n      duree: 3 mois\n", "    realise:\n      debut: 2025-09-01\n");
}
