//! CB401, CB406, CB407, CB412: what is traced back and what is not.

use crate::diagnostic::{Diagnostic, Place};
use crate::fr::{agree, counted};
use crate::rule::catalogue::{CB401, CB406, CB407, CB412};
use crate::schema::TypeDef;
use crate::text::Span;
use crate::value::identifiant::Kind;

/// Ideas of a file are in no gisement; `names`: the first of them, `count`: how many there are.
pub fn idees_non_classees(names: &[String], count: u64, bare: bool, span: Span) -> Diagnostic {
    let listed = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let more = count.saturating_sub(names.len() as u64);
    let rest = if more == 0 { String::new() } else { format!(" et {}", counted(more, "autre", "autres")) };
    let are = agree(count, "n’est", "ne sont");
    let message = format!("{} {are} dans aucun gisement : {listed}{rest}", counted(count, "idée", "idées"));
    let help = agree(
        count,
        "citez-la dans `idees` d’un gisement ; ou, dans `idees.yaml`, dites-la `ecartee` et pourquoi, ou `doublon_de` une autre",
        "citez-les dans `idees` d’un gisement ; ou, dans `idees.yaml`, dites-les `ecartee` et pourquoi, ou `doublon_de` une autre",
    );
    // What is not written down yet cannot be cited.
    let first = if bare { "numérotez d’abord la note, `cb number` ; puis " } else { "" };
    Diagnostic::new(&CB401, message)
        .at(span)
        .label(agree(count, "cette idée", "la première"))
        .help(format!("{first}{help}"))
}

/// Why a trail stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arret {
    /// The last record, of this type, has no link that goes further.
    Rien(Kind),
    /// It names ideas that do not say in which note they were heard.
    IdeesSansNote,
    /// Every link leads back to a record already met.
    TourneEnRond,
}

impl Arret {
    fn why(self) -> &'static str {
        match self {
            Self::IdeesSansNote => "ses idées ne disent pas dans quelle note elles ont été entendues",
            Self::TourneEnRond => "la piste y tourne en rond",
            Self::Rien(Kind::Defi) => "ce défi n’a ni irritant ni gisement",
            Self::Rien(Kind::Gisement) => "ce gisement n’a ni idée ni irritant",
            Self::Rien(Kind::Promesse) => "cette promesse n’a ni persona, ni défi, ni gisement",
            Self::Rien(Kind::Persona) => "ce persona n’a pas de source",
            Self::Rien(Kind::Irritant) => "cet irritant n’a pas de source",
            Self::Rien(Kind::Derogation) => "cette dérogation n’a pas de source",
            Self::Rien(_) => "elle ne cite ni promesse, ni défi, ni gisement, ni irritant, ni idée",
        }
    }

    /// Says what to do about the record called `last`.
    fn remedy(self, last: &str) -> String {
        match self {
            Self::Rien(Kind::Defi) => {
                format!("donnez à `{last}` ses `irritants`, ou citez-le depuis un gisement : `defis: [{last}]`")
            }
            Self::Rien(Kind::Gisement) => format!("donnez à `{last}` ses `idees`"),
            Self::Rien(Kind::Promesse) => {
                format!("dites à qui ou à quoi `{last}` répond : `personas`, `defis` ou `gisements`")
            }
            Self::Rien(Kind::Persona | Kind::Irritant | Kind::Derogation) => format!("donnez à `{last}` ses `sources`"),
            Self::IdeesSansNote => format!("donnez aux idées de `{last}` leur `source`"),
            Self::Rien(_) | Self::TourneEnRond => {
                "citez d’où elle vient : `idees`, `irritants`, `gisements`…".to_owned()
            }
        }
    }
}

/// A solution leads back to no note; `trail`: the names of the records from it to where the trail stops. `there`: where the last one is.
pub fn solution_sans_terrain(
    trail: &[String],
    arret: Arret,
    published: bool,
    span: Span,
    there: Option<Place>,
) -> Diagnostic {
    let name = trail.first().map_or("", String::as_str);
    let ground = if published { "à aucune note ni source publiée" } else { "à aucune note de terrain" };
    let route = if trail.len() > 1 { format!("{} : ", trail.join(" → ")) } else { String::new() };
    let message = format!("`{name}` ne remonte {ground} : {route}{}", arret.why());
    let also = if published { " ; ou citez ce qui l’a fait connaître : `sources_publiees`" } else { "" };
    let found = Diagnostic::new(&CB406, message)
        .at(span)
        .help(format!("{}{also}", arret.remedy(trail.last().map_or("", String::as_str))));
    match there {
        Some(there) => found.also(there, "la piste s’arrête ici"),
        None => found,
    }
}

/// A record says a state that only a decision gives, and no decision is about it. `word` is the state, `label` as shown.
pub fn etat_sans_decision(name: &str, def: &TypeDef, word: &str, label: &str, span: Span) -> Diagnostic {
    let issue = match word {
        "retenu" | "retenue" | "priorise" => "retenu",
        "fusionne" => "fusionne",
        "scinde" => "scinde",
        _ => "non_retenu",
    };
    let merged =
        if word == "fusionne" { " ; ou dites dans quel gisement il est passé : `fusionne_dans`" } else { "" };
    Diagnostic::new(&CB407, format!("`{name}` est à l’état « {label} » sans qu’aucune décision le dise"))
        .at(span)
        .label(format!("{} : cet état ne vient que d’une décision", def.noun.0))
        .help(format!(
            "inscrivez-la dans la séance qui l’a prise, `decisions: [{{issue: {issue}, cibles: [{name}]}}]`, ou dans \
             `decisions.yaml`{merged}"
        ))
}

/// A record says another state than the one a decision gave it; `there`: the decision.
pub fn etat_contredit(name: &str, stated: &str, decided: &str, decision: &str, span: Span, there: Place) -> Diagnostic {
    let by = if decision.is_empty() { String::new() } else { format!(" `{decision}`") };
    Diagnostic::new(&CB407, format!("`{name}` est à l’état « {stated} », mais la décision{by} lui donne « {decided} »"))
        .at(span)
        .label("la décision l’emporte")
        .also(there, format!("décidé ici : « {decided} »"))
        .help("retirez `statut`, que la décision donne ; si elle a changé depuis, inscrivez la nouvelle décision")
}

/// A note from which nothing was drawn.
pub fn sans_apport(name: &str, def: &TypeDef, span: Span) -> Diagnostic {
    Diagnostic::new(&CB412, format!("rien n’a été tiré de `{name}` : ni idée, ni irritant, ni constat, ni verbatim"))
        .at(span)
        .label(format!("{} sans apport", def.noun.0))
        .help("relevez dans son corps ce qui a été dit, une puce chacun : « - idée : … », « - irritant : … », « - constat : … »")
}
