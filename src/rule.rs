//! What a rule is: a code for ever, a name, a level, a page.
//!
//! A [`Rule`] is a `static` of the [`catalogue`]; a finding can only be made of one, so that a code without a page cannot be emitted.
//! The page is read by people (`cb explain`) and by a test, which runs its examples.

pub mod catalogue;

use std::fmt;

/// How grave a finding is. An error fails the run; a warning does with `--strict`; an information never does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The dossier is wrong.
    Error,
    /// The dossier is doubtful.
    Warning,
    /// The dossier could be better.
    Info,
}

impl Severity {
    /// Returns the French word shown to the user.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "erreur",
            Self::Warning => "avertissement",
            Self::Info => "information",
        }
    }
}

/// The role of a phase in an experimentation, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the words are those of the vocabulary `phase.role`")]
pub enum Phase {
    Preparation,
    Exploration,
    Choix,
    CoConstruction,
    MiseEnPlace,
    Realisation,
    Evaluation,
}

impl Phase {
    /// Every role, in order.
    pub const ALL: [Self; 7] = [
        Self::Preparation,
        Self::Exploration,
        Self::Choix,
        Self::CoConstruction,
        Self::MiseEnPlace,
        Self::Realisation,
        Self::Evaluation,
    ];

    /// Returns the role as the vocabulary `phase.role` spells it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Preparation => "preparation",
            Self::Exploration => "exploration",
            Self::Choix => "choix",
            Self::CoConstruction => "co_construction",
            Self::MiseEnPlace => "mise_en_place",
            Self::Realisation => "realisation",
            Self::Evaluation => "evaluation",
        }
    }

    /// Returns the role that a word of the vocabulary names.
    pub fn named(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.key() == key)
    }
}

/// A number that a team may set for a rule.
#[derive(Debug)]
pub struct Setting {
    /// Its name in `cb.yaml`.
    pub name: &'static str,
    /// Its value where nothing is set.
    pub default: u32,
    /// What it sets, in French.
    pub doc: &'static str,
}

/// One rule of the catalogue.
#[derive(Debug)]
pub struct Rule {
    /// `CB` and three digits; never reused for another meaning.
    pub code: &'static str,
    /// The name in words joined by hyphens, without accents: `reference-inconnue`.
    pub name: &'static str,
    /// The level where nothing says otherwise.
    pub severity: Severity,
    /// The phases up to which the level is another; `None` silences the rule. Sorted; the first that is not past holds.
    pub until: &'static [(Phase, Option<Severity>)],
    /// The numbers that a team may set.
    pub settings: &'static [Setting],
    /// The French page, in Markdown: what is checked, why, what to do, a wrong and a right example.
    pub page: &'static str,
}

impl Rule {
    /// Returns the level during a phase; without phases, the strictest one. `None` where the rule is silent.
    pub fn level(&self, phase: Option<Phase>) -> Option<Severity> {
        match phase {
            Some(phase) => {
                let early = self.until.iter().find(|(last, _)| phase <= *last);
                early.map_or(Some(self.severity), |(_, severity)| *severity)
            }
            None => self.until.iter().filter_map(|(_, severity)| *severity).chain([self.severity]).min(),
        }
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Rule {}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.name)
    }
}
