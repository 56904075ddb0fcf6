//! The closed lists of words, with the passages between states. A dossier may extend or replace any of them in its manifest.

use crate::schema::{Vocabulary, Word};

/// Declares the vocabularies and the list of all of them.
macro_rules! vocabularies {
    ($(
        #[doc = $doc:literal]
        $name:ident $title:literal
        { $($key:literal $label:literal $([$($alias:literal),*])?),* $(,)? }
        $(default $default:literal)?
        $(passages { $($from:literal => $($to:literal)|+),* $(,)? })?
    )*) => {
        $(
            #[doc = $doc]
            pub static $name: Vocabulary = Vocabulary {
                name: $title,
                words: &[$(Word { key: $key, label: $label, aliases: &[$($($alias),*)?] }),*],
                default: vocabularies!(@default $($default)?),
                passages: &[$($($(($from, $to)),+),*)?],
            };
        )*

        /// Every vocabulary, in the order of this file.
        pub static ALL: &[&Vocabulary] = &[$(&$name),*];
    };
    (@default) => { None };
    (@default $default:literal) => { Some($default) };
}

vocabularies! {
    /// What the dossier is made of.
    MATIERE "dossier.matiere" { "terrain" "terrain", "publiee" "publiée" }

    /// The phases of an experimentation, in order.
    PHASE_ROLE "phase.role" {
        "preparation" "préparation", "exploration" "exploration", "choix" "choix", "co_construction" "co-construction",
        "mise_en_place" "mise en place", "realisation" "réalisation", "evaluation" "évaluation",
    }

    /// The spheres of a territory.
    SPHERE "sphere" {
        "publique" "publique" ["public"], "societe_civile" "société civile" ["civile", "associative"],
        "economique" "économique" ["entreprise"],
        "usagers" "usagers et habitants" ["usagers_et_habitants", "habitant", "habitants"],
    }

    /// What kind of body an actor is.
    ACTEUR_TYPE "acteur.type" {
        "etat_central" "État central", "etat_territorial" "État territorial", "region" "région",
        "departement" "département", "commune_epci" "commune ou intercommunalité" ["commune", "epci", "intercommunalite"],
        "operateur" "opérateur" ["operateur_social"], "education" "éducation", "sante" "santé",
        "justice_securite" "justice et sécurité", "association" "association", "entreprise" "entreprise",
        "chambre_consulaire" "chambre consulaire", "bailleur" "bailleur", "elu" "élu", "usager" "usager",
        "prestataire" "prestataire", "centre_social" "centre social", "conseil_citoyen" "conseil citoyen",
        "ccas" "CCAS", "recherche" "recherche",
    }

    /// The part an actor plays in the experimentation.
    ACTEUR_ROLE "acteur.role" {
        "pilote" "pilote", "partenaire" "partenaire", "financeur" "financeur", "hote" "hôte", "consulte" "consulté",
    }

    /// The themes, which also are the tags of notes.
    THEME "theme" {
        "sante" "santé", "jeunesse" "jeunesse", "securite" "sécurité", "logement" "logement", "emploi" "emploi",
        "education" "éducation", "mobilite" "mobilité", "acces_aux_droits" "accès aux droits",
        "numerique" "numérique", "langue" "langue", "cadre_de_vie" "cadre de vie", "engagement" "engagement",
        "enfance_famille" "enfance et famille", "vieillesse" "vieillesse", "handicap" "handicap",
        "entreprises" "entreprises", "culture_sport" "culture et sport", "autre" "autre",
    }

    /// How the people met were told what becomes of their words.
    INFORMATION "information" { "orale" "orale" ["oral"], "ecrite" "écrite" ["ecrit"], "affichage" "affichage" ["affiche"] }

    /// What the people met allow.
    ACCORD "accord" { "oui" "oui", "non" "non" ["off"], "relecture" "après relecture" }

    /// How an interview was held.
    CANAL "entretien.canal" {
        "presentiel" "en présence" ["presence"], "visio" "en visioconférence" ["visioconference"],
        "telephone" "au téléphone" ["tel"], "courriel" "par courriel" ["mail", "email"],
    }

    /// How a contribution came in.
    CONTRIBUTION_CANAL "contribution.canal" {
        "boite_a_idees" "boîte à idées", "courriel" "courriel" ["mail", "email"], "courrier" "courrier",
        "reunion_publique" "réunion publique", "formulaire" "formulaire en ligne", "import" "import",
    }

    /// Whether minors took part.
    MINEURS "entretien.mineurs" { "present" "présents", "interroge" "interrogés" }

    /// Who may read a record.
    DIFFUSION "diffusion" { "interne" "interne", "partenaires" "partenaires", "publique" "publique" ["public"] }

    /// Whether an interview was held.
    ENTRETIEN_STATUT "entretien.statut" { "prevu" "prévu", "tenu" "tenu", "annule" "annulé" }
        default "tenu"
        passages { "prevu" => "tenu" | "annule" }

    /// Whether an immersion was held.
    IMMERSION_STATUT "immersion.statut" { "prevue" "prévue" ["prevu"], "tenue" "tenue" ["tenu"], "annulee" "annulée" ["annule"] }
        default "tenue"
        passages { "prevue" => "tenue" | "annulee" }

    /// What kind of idea an idea is.
    NATURE "idee.nature" {
        "idee" "idée", "initiative" "initiative", "sujet_orphelin" "sujet orphelin" ["orphelin"],
        "ressource" "ressource", "difficulte" "difficulté" ["frein"], "verrou" "verrou",
    }

    /// The life of an idea.
    IDEE_STATUT "idee.statut" {
        "recueillie" "recueillie", "triee" "triée", "retenue" "retenue" ["retenu"], "ecartee" "écartée" ["ecarte"],
        "doublon" "doublon",
    }
        default "recueillie"
        passages { "recueillie" => "triee" | "doublon", "triee" => "retenue" | "ecartee" | "doublon" }

    /// The life of a gisement.
    GISEMENT_STATUT "gisement.statut" {
        "propose" "proposé", "valide" "validé", "priorise" "priorisé", "transforme" "transformé",
        "abandonne" "abandonné", "fusionne" "fusionné", "scinde" "scindé",
    }
        default "propose"
        passages {
            "propose" => "valide" | "abandonne" | "fusionne" | "scinde",
            "valide" => "priorise" | "abandonne" | "fusionne" | "scinde",
            "priorise" => "transforme" | "abandonne" | "fusionne" | "scinde",
        }

    /// The life of a défi.
    DEFI_STATUT "defi.statut" {
        "propose" "proposé", "presente" "présenté", "retenu" "retenu", "non_retenu" "non retenu",
    }
        default "propose"
        passages { "propose" => "presente", "presente" => "retenu" | "non_retenu" }

    /// The life of a persona.
    PERSONA_STATUT "persona.statut" {
        "propose" "proposé", "presente" "présenté", "retenu" "retenu", "non_retenu" "non retenu",
    }
        default "propose"
        passages { "propose" => "presente", "presente" => "retenu" | "non_retenu" }

    /// The life of a promesse.
    PROMESSE_STATUT "promesse.statut" {
        "propose" "proposée" ["proposee"], "presente" "présentée" ["presentee"], "retenu" "retenue" ["retenue"],
        "non_retenu" "non retenue" ["non_retenue"],
    }
        default "propose"
        passages { "propose" => "presente", "presente" => "retenu" | "non_retenu" }

    /// The life of a solution.
    SOLUTION_STATUT "solution.statut" {
        "piste" "piste", "conception" "en conception", "prototype" "prototype", "test" "en test", "evaluee" "évaluée",
        "generalisee" "généralisée", "poursuivie" "poursuivie", "adaptee" "adaptée", "abandonnee" "abandonnée",
    }
        default "piste"
        passages {
            "piste" => "conception" | "abandonnee", "conception" => "prototype" | "abandonnee",
            "prototype" => "test" | "abandonnee", "test" => "evaluee" | "abandonnee",
            "evaluee" => "generalisee" | "poursuivie" | "adaptee" | "abandonnee",
        }

    /// How real a test is.
    NIVEAU "test.niveau" { "maquette" "maquette", "simulation" "simulation", "reel" "réel" ["reelle"] }

    /// What a test led to.
    TEST_ISSUE "test.issue" {
        "generalisee" "généralisée", "poursuivie" "poursuivie", "adaptee" "adaptée", "abandonnee" "abandonnée",
    }

    /// The kind of text that stands in the way.
    NORME "derogation.norme" {
        "loi" "loi", "ordonnance" "ordonnance", "decret" "décret", "arrete" "arrêté", "circulaire" "circulaire",
        "reglement_local" "règlement local", "convention" "convention", "doctrine" "doctrine",
        "systeme_information" "système d’information", "usage" "usage",
    }

    /// The legal way of a derogation.
    VOIE "derogation.voie" {
        "art_37_1" "article 37-1", "art_72_4" "article 72, alinéa 4", "prefet" "dérogation du préfet",
        "france_experimentation" "France Expérimentation", "autorisation_cnil" "autorisation de la CNIL",
        "convention" "convention", "droit_constant" "droit constant",
    }

    /// The life of a derogation.
    DEROGATION_STATUT "derogation.statut" {
        "reperee" "repérée", "qualifiee" "qualifiée", "faux_verrou" "faux verrou", "demandee" "demandée",
        "accordee" "accordée", "refusee" "refusée", "active" "active", "expiree" "expirée", "perennisee" "pérennisée",
    }
        default "reperee"
        passages {
            "reperee" => "qualifiee", "qualifiee" => "faux_verrou" | "demandee", "demandee" => "accordee" | "refusee",
            "accordee" => "active", "active" => "expiree" | "perennisee",
        }

    /// The kind of a meeting.
    SEANCE_TYPE "seance.type" {
        "lancement" "lancement", "seminaire_decision" "séminaire de décision" ["seminaire"], "atelier" "atelier",
        "restitution" "restitution", "copil" "comité de pilotage" ["comite_de_pilotage"], "bilan" "bilan",
    }

    /// Whether a meeting was held.
    SEANCE_STATUT "seance.statut" { "prevue" "prévue" ["prevu"], "tenue" "tenue" ["tenu"], "annulee" "annulée" ["annule"] }
        default "tenue"
        passages { "prevue" => "tenue" | "annulee" }

    /// What was decided of a target.
    DECISION_ISSUE "decision.issue" {
        "retenu" "retenu" ["retenue"], "non_retenu" "non retenu" ["non_retenue"], "ecarte" "écarté" ["ecartee"],
        "fusionne" "fusionné" ["fusionnee"], "scinde" "scindé" ["scindee"], "reporte" "reporté" ["reportee"], "autre" "autre",
    }

    /// Who decides.
    DECIDE_PAR "decision.decide_par" {
        "prefet" "préfet" ["prefete"], "maire" "maire", "copil" "comité de pilotage" ["comite_de_pilotage"],
        "participants" "participants", "equipe" "équipe", "collectivite" "collectivité", "ministre" "ministre",
        "partenaire" "partenaire",
    }
}
