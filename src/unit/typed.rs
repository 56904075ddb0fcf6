//! Typed access to the fields of a record: a key of one type reads nothing of another.

use crate::model::{Key, holds};
use crate::text::Span;
use crate::unit::{Cell, Cells, FileUnit, Value};
use crate::value::date::Date;
use crate::value::duree::Duree;
use crate::value::heure::Heure;
use crate::value::identifiant::Ident;
use crate::value::quantite::Quantite;

/// A value with its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// Typed access to the fields of a record or object of type `T`.
pub struct Fields<'u, T> {
    unit: &'u FileUnit,
    cells: Cells,
    marker: std::marker::PhantomData<fn() -> T>,
}

impl<T> Clone for Fields<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Fields<'_, T> {}

/// What a field of marker `V` gives when it is read.
pub trait Held<'u>: Sized {
    /// The Rust value.
    type Out;
    /// Reads it from a cell; `None` where the cell is invalid.
    fn read(unit: &'u FileUnit, cell: &'u Cell) -> Option<Self::Out>;
}

macro_rules! held {
    ($($marker:ident => $out:ty : $pattern:pat => $value:expr;)*) => {
        $(impl<'u> Held<'u> for holds::$marker {
            type Out = $out;
            fn read(_: &'u FileUnit, cell: &'u Cell) -> Option<$out> {
                match cell.value() {
                    $pattern => Some($value),
                    _ => None,
                }
            }
        })*
    };
}

held! {
    Date => Date: Value::Date(date) => date;
    Time => Heure: Value::Time(time) => time;
    Duration => Duree: Value::Duration(duration) => duration;
    Quantity => Quantite: Value::Quantity(quantity) => quantity;
    Number => f64: Value::Number(number) => number;
    YesNo => bool: Value::YesNo(yes) => yes;
}

impl<'u> Held<'u> for holds::Text {
    /// The text where it is kept; empty where only its place is.
    type Out = &'u str;
    fn read(unit: &'u FileUnit, cell: &'u Cell) -> Option<&'u str> {
        match cell.value() {
            Value::Text(text) => Some(text.map_or("", |text| unit.str(text))),
            _ => None,
        }
    }
}

/// A word as a record holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordValue<'u> {
    /// A word of the built-in vocabulary.
    Known(u16),
    /// Another word, folded.
    Own(&'u str),
}

impl<'u> Held<'u> for holds::Word {
    type Out = WordValue<'u>;
    fn read(unit: &'u FileUnit, cell: &'u Cell) -> Option<WordValue<'u>> {
        match cell.value() {
            Value::Word(index) => Some(WordValue::Known(index)),
            Value::OwnWord(text) => Some(WordValue::Own(unit.str(text))),
            _ => None,
        }
    }
}

/// A reference as a record holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference<'u> {
    /// By identifier.
    Ident(Ident),
    /// By name.
    Slug(&'u str),
}

impl<'u> Held<'u> for holds::Reference {
    type Out = Reference<'u>;
    fn read(unit: &'u FileUnit, cell: &'u Cell) -> Option<Reference<'u>> {
        match cell.value() {
            Value::Ident(ident, _) => Some(Reference::Ident(ident)),
            Value::Slug(text) => Some(Reference::Slug(unit.str(text))),
            _ => None,
        }
    }
}

impl<'u, O: 'u> Held<'u> for holds::Object<O> {
    type Out = Fields<'u, O>;
    fn read(unit: &'u FileUnit, cell: &'u Cell) -> Option<Fields<'u, O>> {
        match cell.value() {
            Value::Object(cells) => Some(Fields::of(unit, cells)),
            _ => None,
        }
    }
}

impl<'u> Held<'u> for holds::Map {
    type Out = &'u [Cell];
    fn read(unit: &'u FileUnit, cell: &'u Cell) -> Option<&'u [Cell]> {
        match cell.value() {
            Value::Map(cells) => Some(unit.cells(cells)),
            _ => None,
        }
    }
}

impl<'u, T> Fields<'u, T> {
    pub(super) fn of(unit: &'u FileUnit, cells: Cells) -> Self {
        Self { unit, cells, marker: std::marker::PhantomData }
    }

    /// Returns the stretch of the cells.
    pub fn cells(self) -> Cells {
        self.cells
    }

    /// Returns the unit that holds the fields.
    pub fn unit(self) -> &'u FileUnit {
        self.unit
    }

    /// Returns the cell of a field.
    pub fn cell<V>(self, key: Key<T, V>) -> Option<&'u Cell> {
        self.unit.cells(self.cells).iter().find(|cell| cell.field == key.index)
    }

    /// Returns the value of a field and its place; `None` where it is absent or invalid.
    pub fn get<V: Held<'u>>(self, key: Key<T, V>) -> Option<Spanned<V::Out>> {
        let cell = self.cell(key)?;
        Some(Spanned { value: V::read(self.unit, cell)?, span: cell.span() })
    }

    /// Returns the valid elements of a list field.
    pub fn list<V: Held<'u>>(
        self,
        key: Key<T, holds::List<V>>,
    ) -> impl Iterator<Item = Spanned<V::Out>> + use<'u, T, V> {
        let unit = self.unit;
        let elements = self.cell(key).map_or(&[][..], |cell| unit.elements(cell));
        elements.iter().filter_map(move |cell| Some(Spanned { value: V::read(unit, cell)?, span: cell.span() }))
    }
}
