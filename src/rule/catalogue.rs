//! Every rule, in the order of codes. One line a rule; its page lies in `src/rule/pages/`.
//!
//! After the level come, where there are any, the phases up to which it is lower (`[until Exploration off]`), then the settings.

use super::{Phase, Rule, Setting, Severity};
use Severity::{Error, Info, Warning};

macro_rules! level {
    (off) => {
        None
    };
    ($severity:ident) => {
        Some(Severity::$severity)
    };
}

macro_rules! rules {
    ($(
        $code:ident $name:literal $severity:ident
        $([until $phase:ident $level:ident])*
        $({ $($setting:ident = $default:literal $doc:literal)* })?
    )*) => {
        $(
            #[doc = concat!("`", $name, "`: see its page.")]
            pub static $code: Rule = Rule {
                code: stringify!($code),
                name: $name,
                severity: $severity,
                until: &[$((Phase::$phase, level!($level))),*],
                settings: &[$($(Setting { name: stringify!($setting), default: $default, doc: $doc }),*)?],
                page: include_str!(concat!("pages/", stringify!($code), "-", $name, ".md")),
            };
        )*

        /// All rules, sorted by code.
        pub static ALL: &[&Rule] = &[$(&$code),*];
    };
}

rules! {
    CB001 "fichier-illisible" Error
    CB002 "yaml-invalide" Error
    CB003 "entete-absent" Error
    CB004 "cle-en-double" Error
    CB005 "yaml-interdit" Error
    CB006 "fichier-inattendu" Warning
    CB007 "valeur-tronquee" Error
    CB008 "texte-sans-guillemets" Warning
    CB009 "ignore-sans-motif" Warning
    CB010 "ignore-inutile" Warning
    CB011 "caractere-invisible" Warning
    CB101 "champ-requis" Error
    CB102 "champ-inconnu" Error
    CB103 "type-de-valeur" Error
    CB104 "valeur-hors-vocabulaire" Error
    CB105 "date-invalide" Error
    CB106 "duree-invalide" Error
    CB107 "identifiant-mal-forme" Error
    CB108 "effectif-incoherent" Warning
    CB109 "puce-non-lue" Warning
    CB201 "identifiant-en-double" Error
    CB202 "reference-inconnue" Error
    CB203 "reference-mauvais-type" Error
    CB204 "idee-sans-identifiant" Info
    CB205 "doublon-en-cycle" Error
    CB206 "lien-mort" Warning
    CB207 "nom-de-fichier" Error
    CB301 "date-hors-phase" Warning
    CB302 "date-future" Error
    CB303 "periode-inversee" Error
    CB304 "phases-chevauchantes" Warning
    CB305 "test-hors-periode" Warning
    CB306 "deroule-incoherent" Warning
    CB307 "commune-invalide" Error
    CB401 "idee-non-classee" Warning [until Exploration off]
    CB402 "gisement-fragile" Warning [until Exploration off]
        { sources = 3 "nombre de rencontres distinctes d’où viennent les idées d’un gisement" }
    CB403 "gisement-une-sphere" Warning [until Exploration off]
    CB404 "defi-sans-appui" Warning [until Exploration off]
    CB405 "promesse-orpheline" Warning [until Exploration off]
    CB406 "solution-sans-terrain" Error [until Exploration off]
    CB407 "etat-sans-decision" Error [until Exploration Warning]
    CB408 "ecarte-sans-motif" Warning
    CB409 "persona-sans-source" Error
    CB410 "test-sans-protocole" Error
    CB411 "test-sans-enseignement" Warning
    CB412 "entretien-sans-apport" Info [until Exploration off]
    CB413 "idees-quasi-identiques" Warning
        { ressemblance = 80 "part du texte, en centièmes, au-dessus de laquelle deux idées sont tenues pour quasi identiques" }
    CB414 "citation-introuvable" Error
    CB415 "gisement-sans-groupe" Warning
    CB416 "persona-d-un-seul-entretien" Warning [until Exploration off]
        { entretiens = 2 "nombre de rencontres distinctes dont un persona est fait" }
    CB501 "chiffre-faux" Error
    CB502 "chiffre-trompeur" Warning
        { effectif = 30 "nombre de cas au-dessous duquel un pourcentage trompe" }
    CB503 "enumeration-fausse" Error
    CB504 "jour-et-date" Error
    CB505 "temps-verbal" Warning
    CB506 "pourcentage-sans-denominateur" Error
    CB507 "mesure-contradictoire" Error
    CB508 "chiffre-non-verifiable" Info
    CB801 "transition-interdite" Warning
    CB802 "suppression-sans-motif" Warning
    CB803 "identifiant-reemploye" Error
    CB804 "lien-a-reexaminer" Warning
}

/// Returns the rule of `code` (`cb202` and `CB202` alike) or of that name.
pub fn find(code: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.code.eq_ignore_ascii_case(code) || rule.name == code)
}
