//! The first chapter: what people said, put down, numbered, grouped and tidied.

use super::Site;

const MANIFEST: &str = "\
# Tout est inventé : la vallée de ce dossier, ses structures, ses paroles, ses chiffres.
format: 1
titre: Carte Blanche en Valserine
territoire: Valserine
pilote: Préfecture
lancement: 2025-01-13
fictif: oui

phases:
  - nom: Terrain
    role: exploration
    prevu:
      duree: 6 semaines
    realise:
      debut: 2025-01-13
  - nom: Séminaire de décision
    role: choix
    prevu:
      debut: 2025-03-20
  - nom: Ateliers
    role: co_construction
    prevu:
      debut: 2025-04-01
      duree: 5 mois
  - nom: Essais
    role: realisation
    prevu:
      debut: 2025-09-01
      duree: 3 mois
";

const ACTEURS: &str = "\
- id: mission-locale
  nom: Mission locale de la Valserine
  type: education
  sphere: societe_civile
- id: mairie
  nom: Mairie d’Aulne-le-Bas
  type: commune_epci
  sphere: publique
- id: cars
  nom: Cars de la Combe
  type: entreprise
  sphere: economique
- id: epicerie
  nom: Épicerie du pont
  type: entreprise
  sphere: economique
- id: foyer
  nom: Foyer des apprentis
  type: association
  sphere: societe_civile
";

const E001: &str = "\
---
date: 2025-01-21
structures: [mission-locale]
personnes: 3
duree: 1h15
information: orale
accord_citation: oui
themes: [jeunesse]
---
# Trois conseillères et un radiateur d’appoint

Elles reçoivent le mardi dans l’ancienne loge du gardien, le manteau sur le dos.

- idée : prêter un vélo le temps d’une période d’essai, antivol compris #mobilite
- idée : ouvrir la loge deux soirs par semaine, jusqu’à vingt heures #acces_aux_droits
- irritant : le car de 7 h 12 arrive deux minutes après le départ du train #mobilite

Le téléphone a sonné onze fois. Elles n’ont pas décroché, sauf une.

- initiative (la plus jeune) : un carnet d’adresses au crayon, laissé ouvert sur la table #acces_aux_droits
- orphelin : personne ne suit ceux qui quittent l’apprentissage en novembre #education
- ressource : la loge a une seconde porte, sur la rue

> « On tourne en rond entre les guichets, et nous avec. » — conseillère
> « Ça, je ne l’ai jamais dit à ma hiérarchie. » — conseillère (off)
";

const E002: &str = "\
---
date: 2025-01-22
structures: [mairie]
personnes: 1
duree: 50 min
information: orale
accord_citation: oui
themes: [acces_aux_droits]
---
# La secrétaire de mairie, entre deux coups de sonnette

- idée : un cahier qui descend à la caisse le lundi et remonte le jeudi, avec les réponses
- irritant : on refait la route pour une photocopie, la machine d’en haut ne scanne pas
- idée : une seule liste de pièces, la même pour toutes les maisons

> « Quand ils arrivent jusqu’à moi, ils ont déjà expliqué trois fois. » — secrétaire de mairie
";

const E003: &str = "\
---
date: 2025-01-23
structures: [cars]
personnes: 2
duree: 1h
information: orale
accord_citation: oui
themes: [mobilite]
---
# Deux conducteurs, au dépôt, avant la tournée de seize heures

- idée : un arrêt devant l’épicerie, à la demande
- irritant : la fiche horaire de l’abri date de 2022
- initiative : ils gardent à bord le paquet qu’on leur confie pour le village d’après

> « Celui qui court derrière le car, on le connaît tous. » — conducteur
";

const E004: &str = "\
---
date: 2025-01-28
structures: [epicerie]
personnes: 3
duree: 1h
information: orale
themes: [cadre_de_vie]
---
# À l’épicerie du pont, côté caisse

- idée : poser à l’épicerie une boîte pour les dossiers, relevée chaque soir #acces_aux_droits
- irritant : la plus proche imprimante est à vingt-trois kilomètres #numerique
- idée : un banc couvert à l’arrêt d’en face #mobilite
";

const E005: &str = "\
---
date: 2025-01-29
structures: [foyer]
personnes: 5
dont_deja_rencontrees: 1
duree: 1h30
information: ecrite
accord_citation: relecture
themes: [jeunesse]
---
# Cinq apprentis, après le repas

- idée : un dernier car le vendredi à vingt-deux heures #mobilite
- idée : signer la convention de stage sans remonter la chercher au lycée #numerique
- verrou : le règlement du foyer ferme la grille à vingt et une heures

> « Le week-end commence quand quelqu’un a une voiture. » — apprenti
";

const IM01: &str = "\
---
date: 2025-01-27
lieu: Gare d’Aulne-le-Bas, de six heures à neuf heures
duree: 3h
role: voyageur sans billet
themes: [mobilite]
---
# Une matinée en gare

- idée : un agent qui connaît les deux horaires, le matin, sur le quai #acces_aux_droits
- constat : neuf voyageurs sur quatorze demandent le chemin de la mission locale
";

pub(super) fn manifeste(site: &Site) {
    site.put("dossier.yaml", MANIFEST);
    site.put("acteurs.yaml", ACTEURS);
    site.put_above("README.md", "# Carte Blanche en Valserine\n\nLa salle du projet est au premier étage.\n");
}

pub(super) fn notes(site: &Site) {
    site.put("entretiens/E001-mission-locale.md", E001);
    site.put("entretiens/E002-mairie.md", E002);
    site.put("entretiens/E003-depot.md", E003);
}

pub(super) fn suite(site: &Site) {
    site.put("entretiens/E004-epicerie.md", E004);
    site.put("entretiens/E005-foyer.md", E005);
    site.put("immersions/IM01-gare.md", IM01);
}

pub(super) fn correction(site: &Site) {
    site.edit("entretiens/E004-epicerie.md", "personnes: 3\nduree: 1h\n", "personnes: 4\nduree: 1h15\n");
}

/// Every note, and how many small records and verbatims it holds.
const NOTES: &[(&str, &str)] = &[
    ("E001", "entretiens/E001-mission-locale.md"),
    ("E002", "entretiens/E002-mairie.md"),
    ("E003", "entretiens/E003-depot.md"),
    ("E004", "entretiens/E004-epicerie.md"),
    ("E005", "entretiens/E005-foyer.md"),
    ("IM01", "immersions/IM01-gare.md"),
];

pub(super) fn numeros(site: &Site) {
    for (note, name) in NOTES {
        let (mut items, mut words) = (0, 0);
        let mut numbered = String::new();
        for line in std::fs::read_to_string(site.path(name)).expect("a note").lines() {
            numbered += line;
            if line.starts_with("- ") {
                items += 1;
                numbered += &format!(" ^{note}-{items}");
            } else if line.starts_with("> ") {
                words += 1;
                numbered += &format!(" ^{note}-v{words}");
            }
            numbered += "\n";
        }
        site.put(name, &numbered);
    }
}

pub(super) fn lisez_moi(site: &Site) {
    site.put_above(
        "README.md",
        "# Carte Blanche en Valserine\n\nLa salle du projet est au premier étage, porte du fond.\n",
    );
}

const G01: &str = "\
---
question: À quelle heure une porte doit-elle être ouverte pour servir ?
idees:
  - E001-2 # ouvrir la loge deux soirs par semaine
  - E002-1 # un cahier qui descend à la caisse
  - E004-1 # une boîte pour les dossiers
  - IM01-1 # un agent sur le quai
irritants: [IR01]
citations: [E001-v1]
statut: valide
---
# Une porte près de chez soi

Tout le monde nous a parlé d’un lieu ; presque personne du même.
";

const G02: &str = "\
---
titre: Bouger sans voiture
idees:
  - E001-1 # prêter un vélo
  - E003-1 # un arrêt devant l’épicerie
  - E005-1 # un dernier car le vendredi
statut: valide
---
La vallée a un train et un car. Ils ne se parlent pas.
";

const G03: &str = "\
---
titre: Moins de papiers
idees:
  - E001-4 # un carnet d’adresses au crayon
  - E001-5 # ceux qui quittent l’apprentissage
  - E002-3 # une seule liste de pièces
  - E005-2 # signer la convention de stage
irritants: [IR01]
statut: valide
---
Chaque maison a sa liste, et chaque liste son original.
";

const G04: &str = "\
---
titre: Attendre au sec
idees:
  - E003-3 # le paquet qu’on confie au car
  - E004-3 # un banc couvert
---
Attendre n’est pas un trajet, mais cela décide du trajet.
";

const IRRITANTS: &str = "\
- id: IR01
  enonce: On refait la route pour un papier
  sources: [E002-2, E004-2]
  intensite: 2
  themes: [acces_aux_droits]
";

pub(super) fn gisements(site: &Site) {
    site.put("gisements/G01-une-porte.md", G01);
    site.put("gisements/G02-bouger.md", G02);
    site.put("gisements/G03-papiers.md", G03);
    site.put("gisements/G04-attendre.md", G04);
    site.put("irritants.yaml", IRRITANTS);
}

/// Other orders, spaces, quotes, line ends and spellings of the same.
pub(super) fn rangement(site: &Site) {
    // The order of a list of ideas, and the padding of a reference.
    site.edit(
        "gisements/G02-bouger.md",
        "  - E001-1 # prêter un vélo\n  - E003-1 # un arrêt devant l’épicerie\n  - E005-1 # un dernier car le vendredi\n",
        "  - E5-1 # le dernier car\n  - E001-1\n  - E003-1 # l’arrêt à la demande\n",
    );
    // Quotes, the order of keys, a list on several lines.
    site.edit("gisements/G03-papiers.md", "titre: Moins de papiers\n", "titre: \"Moins de papiers\"\n");
    site.edit(
        "gisements/G03-papiers.md",
        "irritants: [IR01]\nstatut: valide\n",
        "statut: Validé\nirritants:\n  - IR01\n",
    );
    site.edit(
        "entretiens/E002-mairie.md",
        "date: 2025-01-22\nstructures: [mairie]\npersonnes: 1\nduree: 50 min\n",
        "structures: mairie\npersonnes: 1\ndate: 22 janvier 2025\nduree: 50min\n",
    );
    // Spaces at the ends of lines, an empty line more, other bullets.
    site.edit("entretiens/E003-depot.md", "- idée : un arrêt", "\n*   **Idée :**  un arrêt");
    site.edit("entretiens/E003-depot.md", "structures: [cars]\n", "structures: [ cars ]   # les deux\n");
    // The order of records in a list.
    let last = "- id: foyer\n  nom: Foyer des apprentis\n  type: association\n  sphere: societe_civile\n";
    site.edit("acteurs.yaml", last, "");
    site.edit("acteurs.yaml", "- id: mission-locale\n", &format!("{last}\n- id: mission-locale\n"));
    // The line ends of a whole file.
    site.put("irritants.yaml", &IRRITANTS.replace('\n', "\r\n"));
}

pub(super) fn reclassement(site: &Site) {
    site.edit("gisements/G03-papiers.md", "  - E001-4 # un carnet d’adresses au crayon\n", "");
    site.edit("gisements/G03-papiers.md", "  - E005-2 # signer la convention de stage\n", "");
    site.edit(
        "gisements/G01-une-porte.md",
        "  - E002-1 # un cahier qui descend à la caisse\n",
        "  - E001-4 # un carnet d’adresses au crayon\n  - E002-1 # un cahier qui descend à la caisse\n",
    );
    site.edit("gisements/G01-une-porte.md", "  - IM01-1", "  - E005-2 # signer la convention de stage\n  - IM01-1");
    site.edit(
        "entretiens/E004-epicerie.md",
        "un banc couvert à l’arrêt d’en face #mobilite",
        "un banc couvert à l’arrêt d’en face #vieillesse",
    );
    site.edit("entretiens/E003-depot.md", "accord_citation: oui", "accord_citation: non");
}
