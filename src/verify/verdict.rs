//! What comes of comparing a figure, and why.

/// What comes of comparing a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The dossier says the same.
    True,
    /// True to the letter, and misleading.
    Misleading,
    /// The dossier says otherwise.
    False,
    /// Nothing tells.
    Unknown,
}

impl Verdict {
    /// Returns the word shown.
    pub fn word(self) -> &'static str {
        match self {
            Self::True => "vrai",
            Self::Misleading => "trompeur",
            Self::False => "faux",
            Self::Unknown => "non vérifiable",
        }
    }

    /// Returns the word of JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::True => "true",
            Self::Misleading => "misleading",
            Self::False => "false",
            Self::Unknown => "unverifiable",
        }
    }
}

/// Where the dossier takes what it says from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// It says nothing.
    #[default]
    Nothing,
    /// Its records.
    Counted,
    /// What these sources declare; none where they are not named.
    Declared(Vec<String>),
    /// The phases of its manifest.
    Manifest,
}

impl Source {
    /// Returns the word of JSON.
    pub fn key(&self) -> Option<&'static str> {
        match self {
            Self::Nothing => None,
            Self::Counted => Some("counted"),
            Self::Declared(_) => Some("declared"),
            Self::Manifest => Some("manifest"),
        }
    }

    /// Returns the identifiers of the sources.
    pub fn ids(&self) -> &[String] {
        match self {
            Self::Declared(ids) => ids,
            _ => &[],
        }
    }
}

/// A verdict with its reason.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub verdict: Verdict,
    pub reason: String,
    /// What the dossier says, and where from.
    pub known: String,
    pub source: Source,
    /// What would be right to write.
    pub advice: String,
    /// Whether it is a share whose whole nobody tells.
    pub ungrounded: bool,
}

impl Judged {
    pub(super) fn unknown(reason: impl Into<String>) -> Self {
        Self {
            verdict: Verdict::Unknown,
            reason: reason.into(),
            known: String::new(),
            source: Source::Nothing,
            advice: String::new(),
            ungrounded: false,
        }
    }

    pub(super) fn of(verdict: Verdict, reason: impl Into<String>) -> Self {
        Self { verdict, ..Self::unknown(reason) }
    }

    pub(super) fn knowing(mut self, known: impl Into<String>, source: Source) -> Self {
        self.known = known.into();
        self.source = source;
        self
    }

    /// Adds what the records give.
    pub(super) fn counting(self, known: impl Into<String>) -> Self {
        self.knowing(known, Source::Counted)
    }

    pub(super) fn advising(mut self, advice: impl Into<String>) -> Self {
        self.advice = advice.into();
        self
    }
}
