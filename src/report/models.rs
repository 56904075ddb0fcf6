//! The models that come with `cb`: their names, what each is for, their templates.

use super::template::Template;
use crate::value::identifiant::Kind;

/// A report that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// Its name on the command line.
    pub name: String,
    /// What it is, in one French line.
    pub doc: String,
}

/// A model of `cb`'s own.
struct Embedded {
    name: &'static str,
    /// What it is; empty for a part that others include.
    doc: &'static str,
    /// The type of the record it may be about.
    about: Option<Kind>,
    text: &'static str,
}

macro_rules! embedded {
    ($($name:literal $doc:literal $about:expr;)*) => {
        static EMBEDDED: &[Embedded] = &[$(Embedded {
            name: $name,
            doc: $doc,
            about: $about,
            text: include_str!(concat!("../../templates/", $name, ".md")),
        }),*];
    };
}

embedded! {
    "brief-seminaire" "le dossier de séance d’un séminaire, jusqu’aux feuilles de table et au relevé à remplir" Some(Kind::Seance);
    "fiche-gisement" "une fiche par gisement : constats, idées, initiatives, verrous, paroles" Some(Kind::Gisement);
    "fiche-solution" "une fiche par solution : d’où elle vient, ce qu’on vérifie, ce qu’elle a donné" Some(Kind::Solution);
    "lettre-persona" "les personas et leurs lettres" Some(Kind::Persona);
    "releve-decisions" "ce qui a été décidé, et les actions : qui, quoi, quand" Some(Kind::Seance);
    "synthese" "une page pour qui n’en lira qu’une" None;
    "note-copil" "deux pages pour un comité de pilotage" None;
    "bilan" "ce qui a été fait, essayé, mesuré, appris" None;
    "derogations" "les verrous et la voie de chacun" Some(Kind::Derogation);
    "retour-terrain" "par structure rencontrée : ce que nous avons entendu, ce que c’est devenu" None;
    "_chiffres" "" None;
    "_couverture" "" None;
    "_gisement" "" None;
    "_mesures" "" None;
    "_persona" "" None;
    "_solution" "" None;
}

/// Returns the type of the record that a model may be about.
pub fn about(name: &str) -> Option<Kind> {
    EMBEDDED.iter().find(|model| model.name == name).and_then(|model| model.about)
}

/// Tells whether a model comes with `cb`.
pub fn is_embedded(name: &str) -> bool {
    EMBEDDED.iter().any(|model| model.name == name)
}

/// Returns the templates that come with `cb`.
pub fn embedded() -> Vec<Template> {
    let template = |model: &Embedded| Template {
        name: model.name.to_owned(),
        path: format!("{}.md (fourni par cb)", model.name),
        text: model.text.to_owned(),
    };
    EMBEDDED.iter().map(template).collect()
}

/// Returns what can be asked for among `templates`: a part that others include, `_nom`, is left out.
///
/// A template that `cb` does not know is described by the comment it opens with, `{# … #}`.
pub fn listed(templates: &[Template]) -> Vec<Model> {
    let mut models: Vec<Model> = Vec::new();
    for template in templates.iter().filter(|template| !template.name.starts_with('_')) {
        let known = EMBEDDED.iter().find(|model| model.name == template.name).map(|model| model.doc.to_owned());
        let doc = known.or_else(|| opening(&template.text)).unwrap_or_default();
        if !models.iter().any(|model| model.name == template.name) {
            models.push(Model { name: template.name.clone(), doc });
        }
    }
    models
}

/// Returns the first line of the comment that a template opens with.
fn opening(text: &str) -> Option<String> {
    let (comment, _) = text.trim_start().strip_prefix("{#")?.split_once("#}")?;
    comment.trim().trim_matches('-').lines().map(str::trim).find(|line| !line.is_empty()).map(str::to_owned)
}
