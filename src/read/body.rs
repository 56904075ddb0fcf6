//! From the marked items and verbatims of a body to small records.
//!
//! One counter a note numbers what has no identifier yet, in the order of the file, after the highest number written; verbatims have
//! their own. Such a number is provisional: a line added above changes it, so nothing may refer to it.

use crate::diagnostic::Diagnostic;
use crate::faults::notes;
use crate::fr::ressemblance::Sketch;
use crate::model::{idee, irritant, small, vocabulary};
use crate::read::{Keep, Reader};
use crate::syntax::note::{self, Agreement, Item, Marker, Markers, Verbatim};
use crate::text::Span;
use crate::unit::{Cell, Cells, Name, Origin, Quote, Record, Value};
use crate::value::identifiant::{self, Ident, Kind, Part};

pub(super) use note::Body;

/// One small record of either kind, to be made in the order of the file.
enum Small<'b> {
    Item(&'b Item),
    Verbatim(&'b Verbatim),
}

impl Small<'_> {
    fn span(&self) -> Span {
        match self {
            Self::Item(item) => item.span,
            Self::Verbatim(verbatim) => verbatim.span,
        }
    }

    fn id(&self) -> Option<Span> {
        match self {
            Self::Item(item) => item.id,
            Self::Verbatim(verbatim) => verbatim.id,
        }
    }
}

/// The numbers a note has given out.
#[derive(Default)]
struct Counters {
    items: u16,
    verbatims: u16,
}

impl Counters {
    fn see(&mut self, part: Part) {
        match part {
            Part::Item(n) => self.items = self.items.max(n),
            Part::Verbatim(n) => self.verbatims = self.verbatims.max(n),
            Part::Whole | Part::Decision(_) => {}
        }
    }

    fn next(&mut self, small: &Small<'_>) -> Part {
        match small {
            Small::Item(_) => {
                self.items = self.items.saturating_add(1);
                Part::Item(self.items)
            }
            Small::Verbatim(_) => {
                self.verbatims = self.verbatims.saturating_add(1);
                Part::Verbatim(self.verbatims)
            }
        }
    }
}

/// The type of the record that a marker makes, and the nature of an idea.
fn made_of(marker: Marker) -> (Kind, Option<&'static str>) {
    match marker {
        Marker::Idee => (Kind::Idee, Some("idee")),
        Marker::Initiative => (Kind::Idee, Some("initiative")),
        Marker::SujetOrphelin => (Kind::Idee, Some("sujet_orphelin")),
        Marker::Ressource => (Kind::Idee, Some("ressource")),
        Marker::Difficulte => (Kind::Idee, Some("difficulte")),
        Marker::Verrou => (Kind::Idee, Some("verrou")),
        Marker::Irritant => (Kind::Irritant, None),
        Marker::Constat => (Kind::Constat, None),
        Marker::Besoin => (Kind::Besoin, None),
        Marker::ARecontacter => (Kind::Contact, None),
        Marker::Action => (Kind::Action, None),
    }
}

impl Reader {
    /// Makes the small records of the note at index `parent`, named `name`.
    pub(super) fn small_records(&mut self, source: &str, parent: u32, name: Name, body: &Body<'_>) {
        let note = match name {
            Name::Ident(ident, width) => Some((ident, width)),
            _ => None,
        };
        let mut all: Vec<Small<'_>> =
            body.items.iter().map(Small::Item).chain(body.verbatims.iter().map(Small::Verbatim)).collect();
        all.sort_by_key(|small| small.span().start);
        let mut counters = Counters::default();
        let written: Vec<Option<(Ident, u8)>> = all.iter().map(|small| self.written_id(source, note, small)).collect();
        // A number that was written counts wherever it stands: its line may be read again tomorrow.
        let seen = body.ids.iter().filter_map(|id| identifiant::parse(id.of(source))).map(|found| found.ident);
        for ident in seen.filter(|ident| note.is_some_and(|(note, _)| ident.note() == note)) {
            counters.see(ident.part);
        }
        // The record of each item so far; items come in the order of the body's, an outer one before those in it.
        let mut of_item: Vec<u32> = Vec::with_capacity(body.items.len());
        for (small, written) in all.iter().zip(written) {
            let name = match (written, note) {
                (Some((ident, width)), _) => Name::Ident(ident, width),
                // What it bears is a fault already, and no reason to ask for an identifier.
                (None, _) if small.id().is_some() => Name::None,
                (None, Some((note, width))) => Name::Provisional(note.with(counters.next(small)), width),
                (None, None) => Name::None,
            };
            let index = Span::at(self.records.len()).start;
            let (kind, cells, within) = match small {
                Small::Item(item) => {
                    let (kind, nature) = made_of(item.marker);
                    of_item.push(index);
                    let within = item.parent.and_then(|outer| of_item.get(outer as usize)).copied();
                    (kind, self.item_cells(source, kind, nature, item), within)
                }
                Small::Verbatim(verbatim) => (Kind::Verbatim, self.verbatim_cells(source, verbatim), None),
            };
            let place = small.id().unwrap_or(small.span());
            let parent = within.unwrap_or(parent);
            self.records.push(Record { kind, origin: Origin::Small, name, place, cells, parent });
        }
    }

    /// Reads the identifier that a small record bears, which must be one of this note.
    fn written_id(&mut self, source: &str, note: Option<(Ident, u8)>, small: &Small<'_>) -> Option<(Ident, u8)> {
        let span = small.id()?;
        let (note, width) = note?;
        let written = span.of(source);
        let verbatim = matches!(small, Small::Verbatim(_));
        let Some(found) = identifiant::parse(written) else {
            self.found.push(notes::identifiant_de_puce(span, written, verbatim));
            return None;
        };
        if found.ident.note() != note {
            self.found.push(notes::identifiant_d_une_autre_note(span, written, &note.padded(width).to_string()));
            return None;
        }
        // An item that bears the identifier of a verbatim, or the reverse, was reported when the note was read.
        let fits = verbatim == matches!(found.ident.part, Part::Verbatim(_));
        fits.then_some((found.ident, found.width))
    }

    fn close(&mut self, cells: &[Cell]) -> Cells {
        let start = self.cells.len();
        self.cells.extend_from_slice(cells);
        Cells::new(start, cells.len())
    }

    fn kept(&mut self, text: &str) -> Value {
        Value::Text(matches!(self.keep, Keep::Texts).then(|| self.strings.keep(&note::plain_text(text))))
    }

    fn themes(&mut self, source: &str, field: u8, tags: &[Span]) -> Option<Cell> {
        let (first, last) = (tags.first()?, tags.last()?);
        let mut words = Vec::with_capacity(tags.len());
        for tag in tags {
            let written = tag.of(source);
            let known = vocabulary::THEME.index_of(&crate::fr::fold::fold_word(written));
            let value = known.map_or_else(|| Value::OwnWord(self.strings.keep(written)), Value::Word);
            words.push(Cell::new(field, *tag, value));
        }
        if let [word] = words.as_slice() {
            return Some(*word);
        }
        let cells = self.close(&words);
        Some(Cell::new(field, first.to(*last), Value::List(cells)))
    }

    fn item_cells(&mut self, source: &str, kind: Kind, nature: Option<&str>, item: &Item) -> Cells {
        let (text_field, themes_field) = match kind {
            Kind::Idee => (idee::TEXTE.index, idee::THEMES.index),
            Kind::Irritant => (irritant::ENONCE.index, irritant::THEMES.index),
            _ => (small::TEXTE, small::THEMES),
        };
        let themes = self.themes(source, themes_field, &item.tags);
        let text = self.kept(item.text.of(source));
        let mut cells = vec![Cell::new(text_field, item.text, text)];
        // An idea is one where nothing is said: only the other natures take room.
        let nature = nature.filter(|nature| *nature != "idee");
        if let Some(index) = nature.and_then(|nature| vocabulary::NATURE.index_of(nature)) {
            cells.push(Cell::new(
                idee::NATURE.index,
                Span::new(item.span.start as usize, item.text.start as usize),
                Value::Word(index),
            ));
        }
        cells.extend(themes);
        // Who is to act stands in the parenthesis: `action (la mission locale) : …`.
        if let (Kind::Action, Some(who)) = (kind, item.precision) {
            let text = self.kept(who.of(source));
            cells.push(Cell::new(small::ATTRIBUTION, who, text));
        }
        let cells = self.close(&cells);
        if kind == Kind::Idee {
            self.sketch(source, cells);
        }
        cells
    }

    /// Keeps the sketch of an idea's text, whose cells were the last to be written, so that those like it can be found.
    pub(super) fn sketch(&mut self, source: &str, cells: Cells) {
        let Some(cell) = cells.of_mut(&mut self.cells).iter_mut().find(|cell| cell.field == idee::TEXTE.index) else {
            return;
        };
        let sketch = Sketch::of(cell.span().of(source), &mut self.letters);
        if let Some(rest) = sketch.and_then(|sketch| cell.sketched(sketch)) {
            self.cells.push(rest);
        }
    }

    fn verbatim_cells(&mut self, source: &str, verbatim: &Verbatim) -> Cells {
        let themes = self.themes(source, small::THEMES, &verbatim.tags);
        let text = self.kept(verbatim.text.of(source));
        let mut cells = vec![Cell::new(small::TEXTE, verbatim.text, text)];
        if let Some(attribution) = verbatim.attribution {
            let text = self.kept(attribution.of(source));
            cells.push(Cell::new(small::ATTRIBUTION, attribution, text));
        }
        let agreement = verbatim.agreement.map(|agreement| match agreement {
            Agreement::Off => "non",
            Agreement::Relecture => "relecture",
        });
        if let Some(index) = agreement.and_then(|word| vocabulary::ACCORD.index_of(word)) {
            cells.push(Cell::new(small::ACCORD, verbatim.span, Value::Word(index)));
        }
        cells.extend(themes);
        self.close(&cells)
    }
}

/// Reads a body: small records in a note, the title and links everywhere.
///
/// Most bodies outside notes are prose that holds neither: a byte search spares them the parsing.
pub(super) fn read<'s>(source: &'s str, body: Span, kind: Kind, found: &mut Vec<Diagnostic>) -> Body<'s> {
    let markers = match kind {
        Kind::Communique => Markers::Ignored,
        kind if kind.is_note() => Markers::Read,
        _ => Markers::Reported,
    };
    if markers == Markers::Read || is_of_interest(body.of(source)) {
        note::read(source, body, markers, found)
    } else {
        Body::default()
    }
}

/// Returns the quotations of a body that are followed by a link, which says whose words they are.
pub(super) fn attributed(body: &Body<'_>) -> impl Iterator<Item = Quote> {
    body.verbatims.iter().filter_map(|verbatim| {
        let link = body.links.partition_point(|link| link.span.start < verbatim.text.end);
        let follows = body.links.get(link).is_some_and(|link| link.span.start < verbatim.span.end);
        follows.then(|| Quote { text: verbatim.text, link: Span::at(link).start })
    })
}

/// Tells whether a body may hold a heading, a list, a link, a quotation or a comment.
fn is_of_interest(body: &str) -> bool {
    let bytes = body.as_bytes();
    let opens = |&at: &usize| at == 0 || bytes.get(at - 1).is_some_and(|&before| matches!(before, b'\n' | b' '));
    memchr::memchr3(b'#', b'[', b'<', bytes).is_some()
        || memchr::memchr2_iter(b'=', b'-', bytes).any(|at| opens(&at))
        || memchr::memchr2_iter(b'*', b'+', bytes).filter(opens).any(|at| bytes.get(at + 1) == Some(&b' '))
        || memchr::memmem::find(bytes, "«".as_bytes()).is_some()
}
