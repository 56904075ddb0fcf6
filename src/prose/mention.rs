//! A figure of a text, and what is said of it.

use std::ops::Range;

use super::noun::Noun;
use crate::value::quantite::Quantite;

/// What a quantity is a number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Things, or nothing that is said.
    Things,
    /// Hours.
    Hours,
    /// Minutes.
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

impl Unit {
    /// Returns how many minutes one is, for hours and minutes.
    pub fn minutes(self) -> Option<f64> {
        match self {
            Self::Hours => Some(60.0),
            Self::Minutes => Some(1.0),
            _ => None,
        }
    }
}

/// A figure of a text.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The block.
    pub block: usize,
    /// Its words, from the operator to the noun.
    pub tokens: Range<usize>,
    /// The token of the number, or of the word that stands for one.
    pub number: usize,
    /// What is said.
    pub quantity: Quantite,
    /// Minutes said after hours: 15 in « 1 h 15 ».
    pub minutes: u32,
    /// What it is a number of.
    pub unit: Unit,
    /// The whole that it is a part of: 8 in « 3 sur 8 ».
    pub of: Option<Quantite>,
    /// What is counted.
    pub noun: Option<Noun>,
    /// Whether it is a part of the figure before it: « dont 12 ».
    pub dont: bool,
    /// Whether the noun is that of the figure before it.
    pub inherited: bool,
    /// What is said around it.
    pub scope: Scope,
}

impl Mention {
    pub(super) fn bare(
        block: usize,
        tokens: Range<usize>,
        number: usize,
        quantity: Quantite,
        noun: Option<Noun>,
    ) -> Self {
        Self {
            block,
            tokens,
            number,
            quantity,
            minutes: 0,
            unit: Unit::Things,
            of: None,
            noun,
            dont: false,
            inherited: false,
            scope: Scope::default(),
        }
    }
}

/// What stands before the number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Determiner {
    /// Nothing.
    #[default]
    Bare,
    /// « les », « ces », « nos », « des » (of them).
    Definite,
    /// « tous les », « l’ensemble des ».
    All,
    /// « chaque », « deux des … », « l’un des »: a part of them.
    Part,
}

/// How far a figure speaks for all there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hold {
    /// It says something else: to come, denied, quoted, an average.
    Apart,
    /// It counts a part.
    Part,
    /// Nothing tells.
    #[default]
    Open,
    /// It counts the whole.
    Whole,
}

/// What is said around a figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// What stands before the number.
    pub determiner: Determiner,
    /// Whether it speaks of all of them without a number: « tous les défis ».
    pub all: bool,
    /// Whether the operator insists: « pas moins de ».
    pub emphatic: bool,
    /// Whether it stands between quotation marks.
    pub quoted: bool,
    /// Whether it is to come, wished for or supposed.
    pub planned: bool,
    /// Whether it is denied.
    pub denied: bool,
    /// Whether it is an average or a rate.
    pub rate: bool,
    /// Whether a date, a place or another territory bounds it.
    pub bounded: bool,
    /// Whether words after the noun narrow it: a complement, a relative clause.
    pub narrowed: bool,
    /// The adjective or participle after the noun, or the participle of what is said of it.
    pub said_of: Option<usize>,
    /// Whether what is said of them tells some apart, as « ont été annulés » does and « ont été présentés » does not.
    pub telling: bool,
    /// Whether they do something: « 508 usagers ont répondu ».
    pub acting: bool,
    /// The participle of a verb that takes the figure as its object: « a retenu 3 défis ».
    pub done: Option<usize>,
    /// Whether that word is what is said (« ont été retenus ») rather than what tells which (« défis retenus »).
    pub predicate: bool,
    /// Whether the sentence speaks of gathering, meeting, keeping: the verbs of a balance.
    pub balance: bool,
    /// Whether the sentence speaks of the experimentation, or of meeting people for it.
    pub ours: bool,
    /// The names said in the sentence with « à », « en », « dans »: tokens.
    pub names: Vec<usize>,
}

impl Scope {
    /// Returns how far the figure speaks for all there is.
    pub fn hold(&self) -> Hold {
        let definite = matches!(self.determiner, Determiner::Definite | Determiner::All);
        if self.quoted || self.denied || self.rate || self.planned && !definite {
            Hold::Apart
        } else if self.determiner == Determiner::Part || self.narrowed || self.bounded {
            Hold::Part
        } else if definite || self.balance {
            Hold::Whole
        } else {
            Hold::Open
        }
    }
}
