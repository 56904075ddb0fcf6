//! What one file says, owned and compact: records, their values in cells, its own findings.
//!
//! A [`FileUnit`] is made by [`crate::read::read_file`] from bytes alone. It keeps spans, numbers and the few texts that other files may ask
//! for; whoever needs the rest of a text reads the file again. Values sit in one array of small [`Cell`]s: a list or an object is a cell
//! that points at its children, which stand side by side.

use crate::diagnostic::Diagnostic;
use crate::fr::ressemblance::Sketch;
use crate::model::{self, Key, Record as Typed, holds};
use crate::rule::Rule;
use crate::schema::{FieldKind, TypeDef};
use crate::text::Span;
use crate::value::date::Date;
use crate::value::duree::Duree;
use crate::value::heure::Heure;
use crate::value::identifiant::{Ident, Kind, Part};
use crate::value::quantite::Quantite;

/// A text kept in a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Str {
    start: u32,
    len: u32,
}

/// Cells side by side in a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    start: u32,
    len: u32,
}

impl Cells {
    /// Makes the stretch of `len` cells from `start`.
    pub fn new(start: usize, len: usize) -> Self {
        let span = Span::new(start, start + len);
        Self { start: span.start, len: span.end - span.start }
    }

    /// Tells whether there is none.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }

    /// Returns these cells among `all`, to be changed.
    pub fn of_mut(self, all: &mut [Cell]) -> &mut [Cell] {
        let start = self.start as usize;
        all.get_mut(start..start + self.len as usize).unwrap_or(&mut [])
    }

    /// Returns these cells among `all`.
    pub fn of(self, all: &[Cell]) -> &[Cell] {
        let start = self.start as usize;
        all.get(start..start + self.len as usize).unwrap_or(&[])
    }
}

/// The value of one field, or one element of a list.
///
/// Sixteen bytes, since cells are most of the weight of a dossier: no file is longer than 2²² bytes, so that its start leaves room for a
/// part of its length.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// The index of the field in its table; for the pairs of a map, 0 for a key and 1 for its value.
    pub field: u8,
    tag: Tag,
    /// The low half of its length.
    len: u16,
    /// Where it starts, in [`START`] bits, and above them the rest of its length.
    start: u32,
    data: [u32; 2],
}

/// How many bits the start of a cell takes.
pub const START: u32 = 23;

/// How the data of a cell is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tag {
    Invalid,
    Text,
    /// A text that is not kept, with the first bytes of its sketch; the others are in the cell after those of the record.
    SketchedText,
    /// The rest of a sketch: its place is no place.
    Sketch,
    KeptText,
    Date,
    Time,
    Duration,
    Quantity,
    Number,
    YesNo,
    Word,
    OwnWord,
    Ident,
    Slug,
    Object,
    List,
    Map,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// Something is written but could not be read; the finding has been made.
    Invalid,
    /// A text, under the cell's span; kept in the unit where another file may ask for it.
    Text(Option<Str>),
    /// A date.
    Date(Date),
    /// A time of day.
    Time(Heure),
    /// A duration.
    Duration(Duree),
    /// A quantity.
    Quantity(Quantite),
    /// A decimal number.
    Number(f64),
    /// Yes or no.
    YesNo(bool),
    /// A word of the built-in vocabulary of the field, by its index.
    Word(u16),
    /// A word that the built-in vocabulary does not hold, folded.
    OwnWord(Str),
    /// A reference by identifier, and the digits it was written with.
    Ident(Ident, u8),
    /// A reference that is not an identifier: the name of an actor or source, or a fault.
    Slug(Str),
    /// The cells of an object.
    Object(Cells),
    /// The elements of a list of two or more; a list of one is stored as its element.
    List(Cells),
    /// Keys and values by turns.
    Map(Cells),
}

fn split(bits: u64) -> [u32; 2] {
    let [a, b, c, d, e, f, g, h] = bits.to_le_bytes();
    [u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h])]
}

fn join([low, high]: [u32; 2]) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

/// An identifier and its digits in 64 bits: its number, then type, digits, part and the number of that part.
fn pack(ident: Ident, width: u8) -> [u32; 2] {
    let (tag, number) = match ident.part {
        Part::Whole => (0, 0),
        Part::Item(n) => (1, n),
        Part::Verbatim(n) => (2, n),
        Part::Decision(n) => (3, n),
    };
    let kind = ident.kind as u8;
    [ident.number, u32::from(kind << 2 | tag) << 24 | u32::from(width) << 16 | u32::from(number)]
}

fn unpack([whole, packed]: [u32; 2]) -> (Ident, u8) {
    let [low, high, width, kind] = packed.to_le_bytes();
    let number = u16::from_le_bytes([low, high]);
    let part = match kind & 3 {
        1 => Part::Item(number),
        2 => Part::Verbatim(number),
        3 => Part::Decision(number),
        _ => Part::Whole,
    };
    (Ident { kind: Kind::from_index(kind >> 2), number: whole, part }, width)
}

impl Cell {
    /// Makes the cell of `field` at `span`.
    pub fn new(field: u8, span: Span, value: Value) -> Self {
        let string = |text: Str| [text.start, text.len];
        let children = |cells: Cells| [cells.start, cells.len];
        let (tag, data) = match value {
            Value::Invalid => (Tag::Invalid, [0; 2]),
            Value::Text(None) => (Tag::Text, [0; 2]),
            Value::Text(Some(text)) => (Tag::KeptText, string(text)),
            Value::Date(date) => (Tag::Date, split(date.to_bits())),
            Value::Time(time) => (Tag::Time, [u32::from(time.minutes()), 0]),
            Value::Duration(duration) => (Tag::Duration, split(duration.to_bits())),
            Value::Quantity(quantity) => (Tag::Quantity, split(quantity.to_bits())),
            Value::Number(number) => (Tag::Number, split(number.to_bits())),
            Value::YesNo(yes) => (Tag::YesNo, [u32::from(yes), 0]),
            Value::Word(index) => (Tag::Word, [u32::from(index), 0]),
            Value::OwnWord(text) => (Tag::OwnWord, string(text)),
            Value::Ident(ident, width) => (Tag::Ident, pack(ident, width)),
            Value::Slug(text) => (Tag::Slug, string(text)),
            Value::Object(cells) => (Tag::Object, children(cells)),
            Value::List(cells) => (Tag::List, children(cells)),
            Value::Map(cells) => (Tag::Map, children(cells)),
        };
        const LAST: u32 = (1 << START) - 1;
        let start = span.start.min(LAST);
        let len = (span.end - span.start).min((1 << (16 + u32::BITS - START)) - 1);
        Self { field, tag, len: (len & 0xffff) as u16, start: start | len >> 16 << START, data }
    }

    /// Returns where the value stands, without its quotes.
    pub fn span(&self) -> Span {
        let start = self.start & ((1 << START) - 1);
        Span { start, end: start + (self.start >> START << 16 | u32::from(self.len)) }
    }

    /// Returns what the cell holds.
    pub fn value(&self) -> Value {
        let string = Str { start: self.data[0], len: self.data[1] };
        let children = Cells { start: self.data[0], len: self.data[1] };
        let small = (self.data[0] & 0xffff) as u16;
        match self.tag {
            Tag::Invalid | Tag::Sketch => Value::Invalid,
            Tag::Text | Tag::SketchedText => Value::Text(None),
            Tag::KeptText => Value::Text(Some(string)),
            Tag::Date => Value::Date(Date::from_bits(join(self.data))),
            Tag::Time => Value::Time(Heure::from_minutes(small)),
            Tag::Duration => Value::Duration(Duree::from_bits(join(self.data))),
            Tag::Quantity => Value::Quantity(Quantite::from_bits(join(self.data))),
            Tag::Number => Value::Number(f64::from_bits(join(self.data))),
            Tag::YesNo => Value::YesNo(small != 0),
            Tag::Word => Value::Word(small),
            Tag::OwnWord => Value::OwnWord(string),
            Tag::Ident => {
                let (ident, width) = unpack(self.data);
                Value::Ident(ident, width)
            }
            Tag::Slug => Value::Slug(string),
            Tag::Object => Value::Object(children),
            Tag::List => Value::List(children),
            Tag::Map => Value::Map(children),
        }
    }

    /// Adds the sketch of its text to the cell of a text that is not kept; returns the cell for the rest of it.
    ///
    /// That one is to be put right after the cells of the record.
    pub fn sketched(&mut self, sketch: Sketch) -> Option<Self> {
        if self.tag != Tag::Text {
            return None;
        }
        let [a, b, c, d, e, f, g, h, rest @ ..] = sketch.to_bytes();
        (self.tag, self.data) = (Tag::SketchedText, split(u64::from_le_bytes([a, b, c, d, e, f, g, h])));
        let [a, b, c, d, e, f, rest @ ..] = rest;
        let (len, start) = (u16::from_le_bytes([a, b]), u32::from_le_bytes([c, d, e, f]));
        Some(Self { field: u8::MAX, tag: Tag::Sketch, len, start, data: split(u64::from_le_bytes(rest)) })
    }

    /// Returns the sketch that begins in this cell and ends in `rest`.
    fn sketch(&self, rest: &Self) -> Option<Sketch> {
        let whole = self.tag == Tag::SketchedText && rest.tag == Tag::Sketch;
        let first = join(self.data).to_le_bytes();
        let parts = first.into_iter().chain(rest.len.to_le_bytes()).chain(rest.start.to_le_bytes());
        let mut bytes = [0; Sketch::BYTES];
        for (to, from) in bytes.iter_mut().zip(parts.chain(join(rest.data).to_le_bytes())) {
            *to = from;
        }
        whole.then(|| Sketch::from_bytes(bytes))
    }
}

/// Where a record was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file of its own.
    File,
    /// An item of a list file.
    Item,
    /// A small record in the body of a note.
    Small,
    /// An object inside another record: a decision of a meeting, a source of the manifest.
    Inner,
    /// An item of `idees.yaml` that amends the small record it names.
    Amendment,
}

/// How a record is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// By nothing that could be read.
    None,
    /// By an identifier, and the digits it was written with.
    Ident(Ident, u8),
    /// By an identifier that the note does not write yet; nothing may refer to it.
    Provisional(Ident, u8),
    /// By a readable name, folded: an actor, a source.
    Slug(Str),
}

/// One record of a file.
#[derive(Clone, Copy, Debug)]
pub struct Record {
    /// Its type.
    pub kind: Kind,
    /// Where it was found.
    pub origin: Origin,
    /// Its name.
    pub name: Name,
    /// Where its name stands, or the record's first line.
    pub place: Span,
    /// Its values.
    pub cells: Cells,
    /// The record it lies in, by its index in the unit; itself for one that lies in none.
    pub parent: u32,
}

/// A link in a body: `[[E012]]`, `[une note](../entretiens/E012.md)`.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// Where it stands.
    pub span: Span,
    /// What it points at, as written.
    pub target: Str,
}

/// Words between « and » that a body attributes to what a link leads to.
#[derive(Clone, Copy, Debug)]
pub struct Quote {
    /// The words.
    pub text: Span,
    /// The link, by its index among the unit's.
    pub link: u32,
}

/// `cb: ignore CB413 — raison`: silences findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The rules it silences.
    pub rules: Vec<&'static Rule>,
    /// Where it stands.
    pub span: Span,
    /// Whether it holds for the whole file.
    pub whole_file: bool,
    /// Why; a waiver without a reason does nothing.
    pub reason: Option<String>,
}

/// What is seldom there, kept apart so that a unit stays small.
#[derive(Clone, Debug, Default)]
pub struct Rare {
    /// The file's own findings, in no order.
    pub findings: Vec<Diagnostic>,
    /// Its waivers, in order.
    pub waivers: Vec<Waiver>,
    /// The start of each of its lines, where it has waivers.
    pub lines: Box<[u32]>,
    /// The links of its bodies.
    pub links: Vec<Link>,
    /// The quotations of the body of what is no note.
    pub quotes: Vec<Quote>,
}

/// What one file says.
#[derive(Clone, Debug)]
pub struct FileUnit {
    /// Its records, in the order of the file.
    pub records: Box<[Record]>,
    cells: Box<[Cell]>,
    strings: Box<str>,
    /// Findings, waivers and links, where there are any.
    pub rare: Option<Box<Rare>>,
}

impl FileUnit {
    /// Makes a unit of its parts.
    pub fn new(records: &[Record], cells: &[Cell], strings: &str, rare: Rare) -> Self {
        let empty = rare.findings.is_empty() && rare.waivers.is_empty() && rare.links.is_empty();
        Self {
            records: records.into(),
            cells: cells.into(),
            strings: strings.into(),
            rare: (!empty).then(|| Box::new(rare)),
        }
    }

    /// Returns the file's own findings.
    pub fn findings(&self) -> &[Diagnostic] {
        self.rare.as_ref().map_or(&[], |rare| &rare.findings)
    }

    /// Returns the cells of a stretch.
    pub fn cells(&self, cells: Cells) -> &[Cell] {
        cells.of(&self.cells)
    }

    /// Returns the text that a cell keeps, if it does.
    pub fn text(&self, cell: &Cell) -> Option<&str> {
        match cell.value() {
            Value::Text(text) => text.map(|text| self.str(text)),
            _ => None,
        }
    }

    /// Returns the elements under the cell of a list field: a list of one is stored as its element.
    pub fn elements<'u>(&'u self, cell: &'u Cell) -> &'u [Cell] {
        match cell.value() {
            Value::List(list) => self.cells(list),
            _ => std::slice::from_ref(cell),
        }
    }

    /// Returns a kept text.
    pub fn str(&self, text: Str) -> &str {
        let start = text.start as usize;
        self.strings.get(start..start + text.len as usize).unwrap_or("")
    }

    /// Returns the record at `index` with what it takes to read it.
    pub fn get(&self, index: usize) -> Option<View<'_>> {
        let record = self.records.get(index)?;
        Some(View { unit: self, record, index })
    }

    /// Gives an identifier, and its width, to each reference by a name that `find` knows.
    pub fn identify(&mut self, find: impl Fn(&str) -> Option<(Ident, u8)>) {
        for cell in &mut self.cells {
            if let Value::Slug(text) = cell.value()
                && let start = text.start as usize
                && let Some((ident, width)) = self.strings.get(start..start + text.len as usize).and_then(&find)
            {
                *cell = Cell::new(cell.field, cell.span(), Value::Ident(ident, width));
            }
        }
    }

    /// Returns every record in order.
    pub fn views(&self) -> impl Iterator<Item = View<'_>> {
        self.records.iter().enumerate().map(|(index, record)| View { unit: self, record, index })
    }
}

/// A writer of the strings of a unit under way.
#[derive(Debug, Default)]
pub struct Strings(String);

impl Strings {
    /// Keeps `text`.
    pub fn keep(&mut self, text: &str) -> Str {
        let span = Span::new(self.0.len(), self.0.len() + text.len());
        self.0.push_str(text);
        Str { start: span.start, len: span.end - span.start }
    }

    /// Returns a kept text.
    pub fn get(&self, text: Str) -> &str {
        self.0.get(text.start as usize..(text.start + text.len) as usize).unwrap_or("")
    }

    /// Returns all of them.
    pub fn all(&self) -> &str {
        &self.0
    }

    /// Forgets all of them and keeps the room.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

/// A record with the unit that holds it.
#[derive(Clone, Copy, Debug)]
pub struct View<'u> {
    /// The unit.
    pub unit: &'u FileUnit,
    /// The record.
    pub record: &'u Record,
    /// Its index in the unit.
    pub index: usize,
}

impl<'u> View<'u> {
    /// Returns the table of the record's type.
    pub fn def(self) -> &'static TypeDef {
        model::def(self.record.kind)
    }

    /// Returns the record's cells, in the order of the file.
    pub fn cells(self) -> &'u [Cell] {
        self.unit.cells(self.record.cells)
    }

    /// Returns the cell of the field at `index` in the type's table.
    pub fn cell(self, index: u8) -> Option<&'u Cell> {
        self.cells().iter().find(|cell| cell.field == index)
    }

    /// Returns the sketch of the text in the field at `index`, where one was made.
    pub fn sketch(self, index: u8) -> Option<Sketch> {
        let Cells { start, len } = self.record.cells;
        self.cell(index)?.sketch(self.unit.cells(Cells { start: start + len, len: 1 }).first()?)
    }

    /// Reads the record as one of type `T`; `None` where it is of another.
    pub fn typed<T: Typed>(self) -> Option<Fields<'u, T>> {
        (T::DEF.kind == self.record.kind).then(|| Fields::of(self.unit, self.record.cells))
    }

    /// Returns the record that holds this one, if it lies in one.
    pub fn parent(self) -> Option<View<'u>> {
        let parent = self.record.parent as usize;
        (parent != self.index).then(|| self.unit.get(parent)).flatten()
    }

    /// Returns the identifier, provisional or not.
    pub fn ident(self) -> Option<(Ident, u8)> {
        match self.record.name {
            Name::Ident(ident, width) | Name::Provisional(ident, width) => Some((ident, width)),
            Name::None | Name::Slug(_) => None,
        }
    }

    /// Calls `each` with every reference of the record, at any depth, with the field that owns it.
    pub fn references(self, each: &mut dyn FnMut(&'static [Kind], &'u Cell)) {
        fn walk<'u>(
            unit: &'u FileUnit,
            find: &dyn Fn(u8) -> Option<&'static crate::schema::Field>,
            cells: &'u [Cell],
            each: &mut dyn FnMut(&'static [Kind], &'u Cell),
        ) {
            for cell in cells {
                let Some(field) = find(cell.field) else { continue };
                for element in unit.elements(cell) {
                    match (field.kind, element.value()) {
                        (
                            FieldKind::Reference(kinds) | FieldKind::ReferenceOrObject(kinds, _),
                            Value::Ident(..) | Value::Slug(_),
                        ) => each(kinds, element),
                        (FieldKind::Object(fields) | FieldKind::ReferenceOrObject(_, fields), Value::Object(inner)) => {
                            walk(unit, &|index| fields.get(index as usize), unit.cells(inner), each);
                        }
                        _ => {}
                    }
                }
            }
        }
        let def = self.def();
        walk(self.unit, &|index| def.field(index), self.cells(), each);
    }
}

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
    fn of(unit: &'u FileUnit, cells: Cells) -> Self {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_sixteen_bytes_and_a_record_forty() {
        assert_eq!((size_of::<Cell>(), size_of::<Record>()), (16, 40));
    }

    #[test]
    fn a_place_survives_its_cell_in_the_longest_file() {
        for span in [Span::new(0, 0), Span::new(4, 65_540), Span::new(0, 4 << 20), Span::new(4 << 20, 4 << 20)] {
            assert_eq!(Cell::new(0, span, Value::Invalid).span(), span);
        }
    }

    #[test]
    fn a_sketch_survives_its_two_cells_and_leaves_the_place_of_the_text() {
        let sketch = Sketch::of("un guichet ouvert le samedi", &mut Vec::new()).unwrap();
        let mut cell = Cell::new(0, Span::new(70_000, 170_000), Value::Text(None));
        let rest = cell.sketched(sketch).unwrap();
        assert_eq!(cell.sketch(&rest), Some(sketch));
        assert_eq!((cell.span(), cell.value()), (Span::new(70_000, 170_000), Value::Text(None)));
        assert!(Cell::new(0, Span::default(), Value::YesNo(true)).sketched(sketch).is_none());
    }

    #[test]
    fn an_identifier_survives_its_cell() {
        for part in [Part::Whole, Part::Item(12), Part::Verbatim(u16::MAX), Part::Decision(1)] {
            let ident = Ident { kind: Kind::Verbatim, number: u32::MAX, part };
            assert_eq!(Cell::new(3, Span::new(4, 9), Value::Ident(ident, 7)).value(), Value::Ident(ident, 7));
        }
    }
}
