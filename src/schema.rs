//! What a record may hold: the static tables from which decoding, checks, suggestions, documentation and counts are made.
//!
//! A record type is a [`TypeDef`], declared once by [`record!`](crate::model) in a file of `model/`. Nothing here reads a file.

use crate::rule::Rule;
use crate::value::identifiant::Kind as Type;

/// What kind of value a field holds, and how it is read.
#[derive(Clone, Copy, Debug)]
pub enum FieldKind {
    /// Any words; the raw text of a plain scalar.
    Text,
    /// A day, a month, a year, or an approximate one: see [`crate::value::date`].
    Date,
    /// A time of day: see [`crate::value::heure`].
    Time,
    /// A duration: see [`crate::value::duree`].
    Duration,
    /// A quantity as people write it, `3` or « une quarantaine »: see [`crate::value::quantite`].
    Quantity,
    /// A quantity or a duration that a source announces; its words are kept.
    Declared,
    /// A decimal number.
    Number,
    /// `oui` or `non`.
    YesNo,
    /// A word of a vocabulary.
    Word(&'static Vocabulary),
    /// The identifier of another record, of one of these types; any type where the list is empty.
    Reference(&'static [Type]),
    /// A mapping with fields of its own.
    Object(&'static [Field]),
    /// A reference to a record of one of these types, or an object written in place.
    ReferenceOrObject(&'static [Type], &'static [Field]),
    /// The code of a commune, kept: see [`crate::value::commune`].
    Commune,
    /// A mapping with free keys; its values are texts, lists of texts or such mappings.
    Map,
}

/// When a field must stand.
#[derive(Clone, Copy, Debug)]
pub enum Need {
    /// Never.
    Optional,
    /// Always.
    Required,
    /// One field at least of those that share this number in the type; group 0 also holds the common `sources_publiees`.
    OneOf(u8),
    /// While the record is in one of these states; the rule that says so.
    In(&'static [&'static str], &'static Rule),
    /// Where another field stands; the rule that says so.
    With(&'static str, &'static Rule),
}

/// One field of a record type or of an object inside a record.
#[derive(Debug)]
pub struct Field {
    /// The key, in `snake_case` without accents.
    pub name: &'static str,
    /// What it holds.
    pub kind: FieldKind,
    /// Whether it holds a list; a single value is then read as a list of one.
    pub many: bool,
    /// When it must stand.
    pub need: Need,
    /// Whether it names the record, so that the first heading of the body may stand for it.
    pub names: bool,
    /// Whether it says something of the people met, or what may be done with their words: a change of it is for a person to look at.
    pub people: bool,
    /// What it means, in French.
    pub doc: &'static str,
}

/// A closed list of words, which a dossier may extend or replace in its manifest.
#[derive(Debug)]
pub struct Vocabulary {
    /// The name under which `vocabulaires:` speaks of it: `theme`, `solution.statut`.
    pub name: &'static str,
    /// The words. For a state, in the order in which a record passes through them.
    pub words: &'static [Word],
    /// For a state: the first word is held where nothing is said.
    pub default: Option<&'static str>,
    /// For a state, the passages allowed from one word to another.
    pub passages: &'static [(&'static str, &'static str)],
}

/// One word of a [`Vocabulary`].
#[derive(Debug)]
pub struct Word {
    /// As it is written in the files.
    pub key: &'static str,
    /// As it is shown, in French, singular, agreeing with its type.
    pub label: &'static str,
    /// Other spellings understood, folded.
    pub aliases: &'static [&'static str],
}

impl Vocabulary {
    /// Returns the index of the word that `folded` (see [`crate::fr::fold::fold_word`]) names.
    pub fn index_of(&self, folded: &str) -> Option<u16> {
        let same = |word: &str| word == folded || crate::fr::fold::fold_word(word) == folded;
        let at = self.words.iter().position(|w| same(w.key) || w.aliases.iter().any(|alias| same(alias)))?;
        u16::try_from(at).ok()
    }
}

/// A record type: what its files are called and what its records hold.
#[derive(Debug)]
pub struct TypeDef {
    /// The type.
    pub kind: Type,
    /// Its name in files and code: `entretien`.
    pub name: &'static str,
    /// The name of its folder or list file: `entretiens`.
    pub folder: &'static str,
    /// What it is, in French, one sentence.
    pub doc: &'static str,
    /// Its name as shown: `entretien`, « idée », and the plural.
    pub noun: (&'static str, &'static str),
    /// Its own fields.
    pub fields: &'static [Field],
}
