//! What one file says, owned and compact: records, their values in cells, its own findings.
//!
//! A [`FileUnit`] is made by [`crate::read::read_file`] from bytes alone. It keeps spans, numbers and the few texts that other files may ask
//! for; whoever needs the rest of a text reads the file again. Values sit in one array of small [`Cell`]s: a list or an object is a cell
//! that points at its children, which stand side by side.

mod cell;
mod typed;

use crate::diagnostic::Diagnostic;
use crate::fr::ressemblance::Sketch;
use crate::model::{self, Record as Typed};
use crate::rule::Rule;
use crate::schema::{FieldKind, TypeDef};
use crate::text::Span;
use crate::value::identifiant::{Ident, Kind};

pub use cell::{Cell, Cells, START, Str, Value};
pub use typed::{Fields, Held, Reference, Spanned, WordValue};

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
