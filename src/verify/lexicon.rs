//! Which words count what: the nouns of a text, tied to the figures of a dossier.

use crate::stats::Measure;
use crate::value::identifiant::Kind;

/// A word that may stand for a figure of the dossier.
pub(super) struct Entry {
    /// The words, in the form under which vocabularies compare, joined by `_`.
    pub words: &'static str,
    /// What they count.
    pub measure: Measure,
    /// Whether they hardly count anything else in such a text: « idées », not « personnes ».
    pub strong: bool,
}

const fn strong(words: &'static str, kind: Kind) -> Entry {
    Entry { words, measure: Measure::Records(kind), strong: true }
}

const fn weak(words: &'static str, kind: Kind) -> Entry {
    Entry { words, measure: Measure::Records(kind), strong: false }
}

const fn people(words: &'static str, strong: bool) -> Entry {
    Entry { words, measure: Measure::Personnes, strong }
}

/// The nouns of domain practice, the longer ones first where one begins another (domain § 5, lexicon).
pub(super) const ENTRIES: &[Entry] = &[
    strong("entretien", Kind::Entretien),
    people("personne_rencontree", true),
    people("personne_interrogee", true),
    people("personne_entendue", true),
    people("personne_ecoutee", true),
    people("personne_interviewee", true),
    people("personne_consultee", true),
    people("personne", false),
    strong("immersion", Kind::Immersion),
    weak("contribution", Kind::Contribution),
    strong("idee", Kind::Idee),
    weak("proposition", Kind::Idee),
    strong("irritant", Kind::Irritant),
    weak("acteur", Kind::Acteur),
    weak("structure", Kind::Acteur),
    strong("gisement", Kind::Gisement),
    strong("defi", Kind::Defi),
    strong("persona", Kind::Persona),
    strong("personae", Kind::Persona),
    weak("promesse", Kind::Promesse),
    weak("solution", Kind::Solution),
    weak("test", Kind::Test),
    weak("derogation", Kind::Derogation),
    weak("seance", Kind::Seance),
    weak("decision", Kind::Decision),
    weak("evaluation", Kind::Evaluation),
    weak("communique", Kind::Communique),
];

/// Other words for what sources declare: « habitants » for the population.
pub(super) const SAME: &[(&str, &str)] = &[("habitant", "population")];
