//! Every rule, in the order of codes. One line a rule; its page lies in `src/rule/pages/`.
//!
//! After the level come, where there are any, the phases up to which it is lower (`until Exploration off`), then the settings.

use super::{Rule, Severity};
use Severity::{Error, Info, Warning};

#[allow(unused_macros, reason = "no rule of the catalogue need have a phase")]
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
        $(until $phase:ident $level:ident)*
        $({ $($setting:ident = $default:literal $doc:literal)* })?
    )*) => {
        $(
            #[doc = concat!("`", $name, "`: see its page.")]
            pub static $code: Rule = Rule {
                code: stringify!($code),
                name: $name,
                severity: $severity,
                until: &[$((super::Phase::$phase, level!($level))),*],
                settings: &[$($(super::Setting { name: stringify!($setting), default: $default, doc: $doc }),*)?],
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
    CB408 "ecarte-sans-motif" Warning
    CB409 "persona-sans-source" Error
    CB410 "test-sans-protocole" Error
    CB411 "test-sans-enseignement" Warning
}

/// Returns the rule of `code` (`cb202` and `CB202` alike) or of that name.
pub fn find(code: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.code.eq_ignore_ascii_case(code) || rule.name == code)
}
