//! The record types, one file each: the fields of `docs/format.md`, as tables the code reads.
//!
//! `record!` makes two things of one declaration: the [`TypeDef`] that drives decoding, checks and documentation, and a typed key
//! for each field, so that `record.get(entretien::DATE)` is a date and a field of another type does not compile.

use std::marker::PhantomData;

use crate::schema::TypeDef;
use crate::value::identifiant::Kind;

/// A field of the records of type `T`, holding a value read as `V`.
pub struct Key<T, V> {
    /// The index of the field in the type's table.
    pub index: u8,
    marker: PhantomData<fn() -> (T, V)>,
}

impl<T, V> Key<T, V> {
    /// Makes the key of the field at `index`.
    pub const fn new(index: u8) -> Self {
        Self { index, marker: PhantomData }
    }
}

impl<T, V> Clone for Key<T, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, V> Copy for Key<T, V> {}

/// What a field holds, as a type: the second parameter of a [`Key`].
pub mod holds {
    use std::marker::PhantomData;

    /// A text.
    pub struct Text;
    /// A date.
    pub struct Date;
    /// A time of day.
    pub struct Time;
    /// A duration.
    pub struct Duration;
    /// A quantity.
    pub struct Quantity;
    /// A decimal number.
    pub struct Number;
    /// Yes or no.
    pub struct YesNo;
    /// A word of a vocabulary.
    pub struct Word;
    /// A reference.
    pub struct Reference;
    /// An object with fields of its own, those of `O`.
    pub struct Object<O>(PhantomData<O>);
    /// A mapping with free keys.
    pub struct Map;
    /// A list of what `V` holds.
    pub struct List<V>(PhantomData<V>);
}

macro_rules! kind_of {
    (text) => { crate::schema::FieldKind::Text };
    (date) => { crate::schema::FieldKind::Date };
    (time) => { crate::schema::FieldKind::Time };
    (duration) => { crate::schema::FieldKind::Duration };
    (quantity) => { crate::schema::FieldKind::Quantity };
    (declared) => { crate::schema::FieldKind::Declared };
    (commune) => { crate::schema::FieldKind::Commune };
    (number) => { crate::schema::FieldKind::Number };
    (yes_no) => { crate::schema::FieldKind::YesNo };
    (map) => { crate::schema::FieldKind::Map };
    (word($vocabulary:ident)) => { crate::schema::FieldKind::Word(&crate::model::vocabulary::$vocabulary) };
    (reference($($kind:ident)*)) => { crate::schema::FieldKind::Reference(&[$(crate::value::identifiant::Kind::$kind),*]) };
    (object($module:ident $object:ident)) => { crate::schema::FieldKind::Object($module::$object::FIELDS) };
    (reference_or($kind:ident $module:ident $object:ident)) => {
        crate::schema::FieldKind::ReferenceOrObject(&[crate::value::identifiant::Kind::$kind], $module::$object::FIELDS)
    };
    (list($($inner:tt)*)) => { kind_of!($($inner)*) };
}

macro_rules! many_of {
    (list($($inner:tt)*)) => {
        true
    };
    ($($other:tt)*) => {
        false
    };
}

macro_rules! held_by {
    (text) => { crate::model::holds::Text };
    (date) => { crate::model::holds::Date };
    (time) => { crate::model::holds::Time };
    (duration) => { crate::model::holds::Duration };
    (quantity) => { crate::model::holds::Quantity };
    (declared) => { crate::model::holds::Text };
    (commune) => { crate::model::holds::Text };
    (number) => { crate::model::holds::Number };
    (yes_no) => { crate::model::holds::YesNo };
    (map) => { crate::model::holds::Map };
    (word($vocabulary:ident)) => { crate::model::holds::Word };
    (reference($($kind:ident)*)) => { crate::model::holds::Reference };
    (object($module:ident $object:ident)) => { crate::model::holds::Object<$module::$object> };
    (reference_or($kind:ident $module:ident $object:ident)) => { crate::model::holds::Object<$module::$object> };
    (list($($inner:tt)*)) => { crate::model::holds::List<held_by!($($inner)*)> };
}

macro_rules! need_of {
    () => { crate::schema::Need::Optional };
    (required) => { crate::schema::Need::Required };
    (one_of $group:literal) => { crate::schema::Need::OneOf($group) };
    (in $($state:literal)+ => $rule:ident) => { crate::schema::Need::In(&[$($state),+], &crate::rule::catalogue::$rule) };
    (with $field:literal => $rule:ident) => { crate::schema::Need::With($field, &crate::rule::catalogue::$rule) };
}

macro_rules! names_of {
    (names) => {
        true
    };
    ($($other:ident)?) => {
        false
    };
}

macro_rules! people_of {
    (people) => {
        true
    };
    ($($other:ident)?) => {
        false
    };
}

/// Declares the fields of an object or of a record type, and their typed keys.
macro_rules! fields {
    ($owner:ident { $($key:ident $name:literal $kind:ident $(($($arg:tt)*))? $([$($need:tt)*])? $(<$mark:ident>)? $doc:literal;)* }) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "named as the keys they number")]
        #[repr(u8)]
        enum Index { $($key),* }

        impl $owner {
            /// The fields, in the order in which they are shown.
            pub const FIELDS: &'static [crate::schema::Field] = &[$(
                crate::schema::Field {
                    name: $name,
                    kind: kind_of!($kind $(($($arg)*))?),
                    many: many_of!($kind $(($($arg)*))?),
                    need: need_of!($($($need)*)?),
                    names: names_of!($($mark)?),
                    people: people_of!($($mark)?),
                    doc: $doc,
                }
            ),*];
        }

        $(
            #[doc = $doc]
            pub const $key: crate::model::Key<$owner, held_by!($kind $(($($arg)*))?)> =
                crate::model::Key::new(Index::$key as u8);
        )*
    };
}

/// Declares an object inside a record: a mapping with fields of its own.
macro_rules! object {
    ($module:ident $owner:ident $fields:tt) => {
        #[doc = concat!("The fields of an object `", stringify!($owner), "`.")]
        pub mod $module {
            #[allow(unused_imports, reason = "an object may hold another of the same file")]
            use super::*;

            /// Marks the keys of this object.
            pub struct $owner;

            fields!($owner $fields);
        }
    };
}

/// Declares a record type: its marker, its table and its keys.
macro_rules! record {
    ($owner:ident $kind:ident $name:literal $folder:literal ($one:literal, $many:literal) $doc:literal $fields:tt) => {
        #[doc = $doc]
        pub struct $owner;

        fields!($owner $fields);

        impl crate::model::Record for $owner {
            const DEF: &'static crate::schema::TypeDef = &DEF;
        }

        /// The table of the type.
        pub static DEF: crate::schema::TypeDef = crate::schema::TypeDef {
            kind: crate::value::identifiant::Kind::$kind,
            name: $name,
            folder: $folder,
            doc: $doc,
            noun: ($one, $many),
            fields: $owner::FIELDS,
        };
    };
}

/// A record type, as a parameter of typed access.
pub trait Record {
    /// Its table.
    const DEF: &'static TypeDef;
}

pub mod acteur;
pub mod common;
pub mod communique;
pub mod contribution;
pub mod decision;
pub mod defi;
pub mod derogation;
pub mod dossier;
pub mod entretien;
pub mod evaluation;
pub mod gisement;
pub mod idee;
pub mod immersion;
pub mod irritant;
pub mod persona;
pub mod promesse;
pub mod seance;
pub mod small;
pub mod solution;
pub mod test;
pub mod vocabulary;

/// Every record type that has files of its own, the manifest first.
pub static TYPES: &[&TypeDef] = &[
    &dossier::DEF,
    &acteur::DEF,
    &entretien::DEF,
    &immersion::DEF,
    &contribution::DEF,
    &idee::DEF,
    &irritant::DEF,
    &gisement::DEF,
    &defi::DEF,
    &persona::DEF,
    &promesse::DEF,
    &solution::DEF,
    &test::DEF,
    &derogation::DEF,
    &seance::DEF,
    &decision::DEF,
    &evaluation::DEF,
    &communique::DEF,
];

/// Returns the table of a type: its own file's, or one of those of small records.
pub fn def(kind: Kind) -> &'static TypeDef {
    TYPES.iter().copied().chain(small::TYPES.iter().copied()).find(|def| def.kind == kind).unwrap_or(&dossier::DEF)
}

/// Returns the type whose folder is called `name`: `entretiens`.
pub fn of_folder(name: &str) -> Option<&'static TypeDef> {
    TYPES.iter().skip(1).copied().find(|def| def.folder == name)
}
