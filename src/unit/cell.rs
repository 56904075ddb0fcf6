//! One value in sixteen bytes, and the stretches of a unit it may point at.

use crate::fr::ressemblance::Sketch;
use crate::text::Span;
use crate::value::date::Date;
use crate::value::duree::Duree;
use crate::value::heure::Heure;
use crate::value::identifiant::{Ident, Kind, Part};
use crate::value::quantite::Quantite;

/// A text kept in a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Str {
    pub(super) start: u32,
    pub(super) len: u32,
}

/// Cells side by side in a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    pub(super) start: u32,
    pub(super) len: u32,
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
    pub(super) fn sketch(&self, rest: &Self) -> Option<Sketch> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::Record;

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
