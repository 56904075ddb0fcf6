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

/// One rule of the catalogue.
#[derive(Debug)]
pub struct Rule {
    /// `CB` and three digits; never reused for another meaning.
    pub code: &'static str,
    /// The name in words joined by hyphens, without accents: `reference-inconnue`.
    pub name: &'static str,
    /// The level where no setting says otherwise.
    pub severity: Severity,
    /// The French page, in Markdown: what is checked, why, what to do, a wrong and a right example.
    pub page: &'static str,
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
