//! The check of a text's figures: against itself, and against what a dossier counts and declares.
//!
//! [`Checked::of`] gives every figure of a text a [`Verdict`], and makes the findings CB501 to CB508. It prefers saying that a figure cannot
//! be verified to being wrong: a noun that nothing counts, a part of the whole, what is quoted, wished for or elsewhere is left alone.

mod compare;
mod dates;
mod declared;
pub mod facts;
mod hold;
mod judge;
mod lengths;
mod lexicon;
mod lists;
mod opening;
mod parts;
mod percentages;
mod repeated;
mod shares;
mod verdict;
mod wording;

pub use facts::Facts;

pub use opening::{Opening, opening};
pub use verdict::{Source, Verdict};

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::prose::{self, Form, Mention, Prose, Unit};
use crate::text::Span;
use crate::value::date::Day;

/// A figure of a text, with what is known of it.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Where it stands in the file.
    pub span: Span,
    /// What is measured, as `cb stats` names it: `idees`, or the words of a declared figure; `None` where nothing counts it.
    pub measure: Option<String>,
    /// The least and the most that make it true.
    pub range: (f64, Option<f64>),
    /// What they are numbers of.
    pub scale: Scale,
    /// What the dossier says, in words; empty where it says nothing.
    pub known: String,
    /// Where the dossier takes it from.
    pub source: Source,
    /// What comes of the comparison.
    pub verdict: Verdict,
    /// Why, in a few French words, where it is not plain.
    pub reason: String,
    /// Whether the dossier counts such things, the text seems to say how many there are, and yet nothing tells whether that is right:
    /// somebody should look.
    pub open: bool,
}

/// What a figure is a number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Things.
    Count,
    /// Parts of a hundred.
    Percent,
    /// Minutes; hours are told in minutes.
    Minutes,
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Years.
    Years,
}

impl Scale {
    fn of(mention: &Mention) -> Self {
        match mention.unit {
            Unit::Things if mention.quantity.is_percent() => Self::Percent,
            Unit::Things => Self::Count,
            Unit::Hours | Unit::Minutes => Self::Minutes,
            Unit::Days => Self::Days,
            Unit::Weeks => Self::Weeks,
            Unit::Months => Self::Months,
            Unit::Years => Self::Years,
        }
    }

    /// Returns the word of JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Percent => "percent",
            Self::Minutes => "minutes",
            Self::Days => "days",
            Self::Weeks => "weeks",
            Self::Months => "months",
            Self::Years => "years",
        }
    }
}

/// What a text must be known of to be checked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings {
    /// The day it is published, where it says so.
    pub published: Option<Day>,
    /// The day before which it is surely not published.
    pub today: Option<Day>,
    /// The number of cases under which a percentage misleads.
    pub small: u64,
}

impl Settings {
    /// The settings of domain practice: 30 cases.
    pub const USUAL: Self = Self { published: None, today: None, small: 30 };
}

/// A text, checked.
#[derive(Debug, Default)]
pub struct Checked {
    /// Its figures, in order.
    pub figures: Vec<Figure>,
    /// What is wrong with them, sorted by place.
    pub findings: Vec<Diagnostic>,
}

impl Checked {
    /// Checks a stretch of a text against itself, and against what a dossier knows where there is one.
    pub fn of(source: &str, body: Span, form: Form, facts: Option<&Facts>, settings: &Settings) -> Self {
        let prose = prose::read(source, body, form);
        let stranger = facts.is_some_and(|facts| !facts.are_spoken_of(&prose));
        let text = Text { source, prose: &prose, facts: facts.filter(|_| !stranger), stranger, settings };
        let mut findings = Vec::new();
        dates::check(&text, &mut findings);
        let lists = lists::check(&text, &mut findings);
        let figures = judge::all(&text, &lists, &mut findings);
        repeated::check(&text, &lists, &mut findings);
        parts::check(&text, &mut findings);
        percentages::check(&text, &mut findings);
        findings.sort_by(|one: &Diagnostic, other| one.order().cmp(&other.order()));
        findings.dedup_by(|one, other| one.rule == other.rule && one.span == other.span);
        Self { figures, findings }
    }
}

/// A text with all that is needed to judge it.
struct Text<'t> {
    source: &'t str,
    prose: &'t Prose,
    facts: Option<&'t Facts>,
    /// Whether there is a dossier of which the text does not speak.
    stranger: bool,
    settings: &'t Settings,
}

impl Text<'_> {
    /// Returns the words of some tokens of a block, as written, on one line.
    fn words(&self, block: usize, tokens: Range<usize>) -> String {
        let Some(block) = self.prose.blocks.get(block) else { return String::new() };
        block.words.span(tokens).of(&block.text).to_owned()
    }

    /// Returns where some tokens of a block stand in the source.
    fn span(&self, block: usize, tokens: Range<usize>) -> Span {
        self.prose.blocks.get(block).map_or_else(Span::default, |block| block.span(tokens).clamped(self.source))
    }
}
