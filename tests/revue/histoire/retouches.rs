//! The third chapter: what is changed, cut, taken away, used again and renamed once others rest on it.

use super::Site;

pub(super) fn note_corrigee(site: &Site) {
    site.edit(
        "entretiens/E001-mission-locale.md",
        "ouvrir la loge deux soirs par semaine, jusqu’à vingt heures",
        "ouvrir la loge le samedi matin, et jamais le soir",
    );
    site.edit(
        "entretiens/E002-mairie.md",
        "« Quand ils arrivent jusqu’à moi, ils ont déjà expliqué trois fois. »",
        "« Jusqu’à moi, il n’arrive plus grand monde. »",
    );
}

const G05: &str = "\
---
titre: Des cars le soir
idees:
  - E003-1 # un arrêt devant l’épicerie
  - E005-1 # un dernier car le vendredi
issu_de: [G02]
---
Ce que le car pourrait faire de plus, sans un car de plus.
";

pub(super) fn essaimage(site: &Site) {
    site.put("gisements/G05-cars-du-soir.md", G05);
    site.edit("gisements/G02-bouger.md", "  - E5-1 # le dernier car\n", "");
    site.edit("gisements/G02-bouger.md", "  - E003-1 # l’arrêt à la demande\n", "");
}

const G07: &str = "\
---
titre: L’arrêt qu’on demande
idees:
  - E003-1 # un arrêt devant l’épicerie
issu_de: [G05]
---
";

const G08: &str = "\
---
titre: Le vendredi soir
idees:
  - E005-1 # un dernier car le vendredi
issu_de: [G05]
---
";

const SE03: &str = "\
---
date: 2025-09-25
type: atelier
objet: Démêler les cars du soir
decisions:
  - issue: scinde
    cibles: [G05]
    motif: L’arrêt se règle avec un panneau, le vendredi avec un budget
    decide_par: equipe
---
";

pub(super) fn scission(site: &Site) {
    site.put("gisements/G07-arret-a-la-demande.md", G07);
    site.put("gisements/G08-vendredi-soir.md", G08);
    site.put("seances/SE03-atelier.md", SE03);
    site.edit("gisements/G05-cars-du-soir.md", "issu_de: [G02]\n", "issu_de: [G02]\nstatut: scinde\n");
    site.edit(
        "gisements/G05-cars-du-soir.md",
        "idees:\n  - E003-1 # un arrêt devant l’épicerie\n  - E005-1 # un dernier car le vendredi\n",
        "",
    );
}

const S02: &str = "\
---
statut: piste
defis: [D01]
gisements: [G07]
porteur: cars
---
# Le car qu’on appelle

Un panneau, un bouton, une lumière que le conducteur voit du virage.
";

const APPEL: &str = "solutions/S02-le-car-qu-on-appelle.md";

pub(super) fn seconde_piste(site: &Site) {
    site.put(APPEL, S02);
}

pub(super) fn etat_interdit(site: &Site) {
    site.edit(
        APPEL,
        "statut: piste\n",
        "\
statut: evaluee
hypotheses:
  - Un bouton éclairé vaut mieux qu’un numéro
criteres_succes:
  - Trois arrêts demandés par semaine
evaluateur: Observatoire de la vallée
periode:
  realise:
    debut: 2025-09-30
    fin: 2025-10-03
",
    );
}

const E006: &str = "\
---
date: 2025-01-22
structures: [mairie]
personnes: 1
information: orale
---
# À la mairie, un mercredi

- irritant : pour scanner une page, il faut redescendre en ville ^E006-1
";

pub(super) fn note_tardive(site: &Site) {
    site.put("entretiens/E006-mairie.md", E006);
}

pub(super) fn lisez_moi(site: &Site) {
    site.put_above("README.md", "# Carte Blanche en Valserine\n\nLa salle du projet est au rez-de-chaussée.\n");
}

pub(super) fn suppression_sans_motif(site: &Site) {
    site.remove("entretiens/E004-epicerie.md");
    site.edit("gisements/G01-une-porte.md", "  - E004-1 # une boîte pour les dossiers\n", "");
    site.edit("gisements/G04-attendre.md", "  - E004-3 # un banc couvert\n", "");
    site.edit("irritants.yaml", "[E002-2, E004-2]", "[E002-2]");
}

pub(super) fn suppression_motivee(site: &Site) {
    site.remove("entretiens/E006-mairie.md");
}

pub(super) fn idee_retiree(site: &Site) {
    site.edit(
        "entretiens/E003-depot.md",
        "- initiative : ils gardent à bord le paquet qu’on leur confie pour le village d’après ^E003-3\n",
        "",
    );
    site.edit("gisements/G04-attendre.md", "idees:\n  - E003-3 # le paquet qu’on confie au car\n", "");
}

const E004: &str = "\
---
date: 2025-02-25
profil: garagiste à son compte
sphere: economique
type_acteur: entreprise
personnes: 1
duree: 35 min
information: orale
themes: [emploi]
---
# Sous le pont élévateur

- idée : un matin par mois, réviser ensemble les voitures à moins de mille euros ^E004-1
- irritant : les jeunes qu’il forme partent dès qu’ils ont le permis ^E004-2
";

pub(super) fn entretien_reemploye(site: &Site) {
    site.put("entretiens/E004-garage.md", E004);
}

pub(super) fn idee_reemployee(site: &Site) {
    site.edit(
        "entretiens/E002-mairie.md",
        "une seule liste de pièces, la même pour toutes les maisons",
        "rouvrir le lavoir aux enfants, le mercredi",
    );
}

pub(super) fn fichier_renomme(site: &Site) {
    site.rename("entretiens/E003-depot.md", "entretiens/E003-conducteurs.md");
}

pub(super) fn renumerotation(site: &Site) {
    site.rename("entretiens/E005-foyer.md", "entretiens/E015-foyer.md");
    for item in ["-1", "-2", "-3", "-v1"] {
        site.edit("entretiens/E015-foyer.md", &format!("^E005{item}"), &format!("^E015{item}"));
    }
    for (name, item) in [("gisements/G01-une-porte.md", "-2"), ("gisements/G08-vendredi-soir.md", "-1")] {
        site.edit(name, &format!("  - E005{item}"), &format!("  - E015{item}"));
    }
    site.edit("personas/P01-mahaut.md", "[E001, E002, E005]", "[E001, E002, E015]");
}
