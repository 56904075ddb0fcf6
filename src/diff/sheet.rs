//! A record laid out to be compared: each field with what it means and what its writer wrote.

use std::collections::BTreeMap;

use crate::diff::page::{self, Page, pages};
use crate::diff::{Change, ChangeKind, Side};
use crate::dossier::{Dossier, File};
use crate::model::small;
use crate::model::vocabulary::ACCORD;
use crate::schema::{Field, FieldKind};
use crate::syntax::front_matter;
use crate::text::Span;
use crate::unit::{Cell, FileUnit, Name, Origin, Value, View};
use crate::value::identifiant::{Ident, Kind};

/// One value: what it means, by which it is compared, and how it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// What it means.
    pub key: String,
    /// As its writer wrote it, on one line.
    pub shown: String,
    /// The record it names, if it names one.
    pub ident: Option<Ident>,
}

/// A field of a record.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    /// Its values; a single one for a field that holds no list.
    pub pieces: Vec<Piece>,
    /// Whether it touches people.
    pub people: bool,
    /// Whether it holds a list.
    pub many: bool,
    /// Whether it holds free words.
    pub words: bool,
}

/// A record laid out.
pub(super) struct Sheet<'s> {
    pub view: View<'s>,
    pub kind: Kind,
    /// Its identifier or name as written.
    pub id: String,
    pub ident: Option<Ident>,
    /// The file as shown, and its path in the dossier.
    pub path: String,
    pub inner: &'s str,
    pub fields: BTreeMap<String, Entry>,
    /// What the body says outside small records.
    pub body: String,
    pub state: Option<&'s str>,
    /// Whether a decision gave it.
    pub decided: bool,
    /// The label of the state.
    pub state_shown: String,
    pub title: String,
    /// Whether its words are those of someone who did not agree to be quoted.
    pub unspoken: bool,
}

/// Lays out the records of two versions, those aside that are written the same in both.
pub(super) fn sheets<'s>(
    old: Option<Side<'s>>,
    new: Option<Side<'s>>,
) -> (Vec<Sheet<'s>>, Vec<Sheet<'s>>, Vec<Change>) {
    let (before, after) = (old.map_or_else(Vec::new, pages), new.map_or_else(Vec::new, pages));
    let (mut left, mut right, mut unread) = (Vec::new(), Vec::new(), Vec::new());
    let mut others = before.iter().peekable();
    for page in &after {
        while let Some(gone) = others.next_if(|other| other.file.path < page.file.path) {
            lay_out(gone, &[], &mut left);
        }
        match others.next_if(|other| other.file.path == page.file.path) {
            Some(other) if other.is_unread() != page.is_unread() => unread.push(unread_change(other, page)),
            Some(other) => {
                let (same, as_before) = page::same(other, page);
                lay_out(other, &same, &mut left);
                lay_out(page, &as_before, &mut right);
            }
            None if page.is_unread() => unread.push(unread_change(page, page)),
            None => lay_out(page, &[], &mut right),
        }
    }
    others.for_each(|gone| lay_out(gone, &[], &mut left));
    (left, right, unread)
}

/// Tells of a file that can no longer be read, or can again: its records did not go, nor come.
fn unread_change(old: &Page<'_>, new: &Page<'_>) -> Change {
    let view = [old, new].into_iter().find_map(|page| Some((page, page.file.unit.get(0)?)));
    let name = new.file.path.rsplit('/').next().unwrap_or(&new.file.path);
    let told = match view {
        Some((page, view)) => {
            let id = page.dossier.name_of(view);
            Change::new(ChangeKind::Changed, view.record.kind, &id, view.ident().map(|(ident, _)| ident))
        }
        None => Change::new(ChangeKind::Changed, Kind::Dossier, name, None),
    };
    let why = new.file.unit.findings().first().filter(|_| new.is_unread());
    let said = why.map(|found| format!("{name} ne peut pas être lu\u{a0}: {}", found.message));
    Change { path: new.dossier.shown(&new.file.path), field: Some("fichier".to_owned()), new: said, ..told }
}

/// Lays out the records of a file but some, by their index, sorted.
fn lay_out<'s>(page: &Page<'s>, but: &[usize], into: &mut Vec<Sheet<'s>>) {
    let file: &'s File = page.file;
    for view in file.unit.views() {
        if view.record.kind != Kind::Source && but.binary_search(&view.index).is_err() {
            into.push(Sheet::of(page.dossier, &file.path, view, &page.source));
        }
    }
}

impl<'s> Sheet<'s> {
    fn of(dossier: &'s Dossier, inner: &'s str, view: View<'s>, source: &str) -> Self {
        let mut fields = BTreeMap::new();
        let reader = Layout { dossier, unit: view.unit, source };
        let def = view.def();
        for cell in view.cells() {
            if let Some(field) = def.field(cell.field) {
                reader.field(field, "", cell, field.people, &mut fields);
            }
        }
        fields.remove("id");
        // The decisions of a meeting are records of their own, and so are the sources of the manifest.
        fields.retain(|name, _| !(view.record.kind == Kind::Seance && name.starts_with("decisions")));
        let whole = matches!(view.record.origin, Origin::File);
        let body = if whole { body(view, source) } else { String::new() };
        let state = if view.record.origin == Origin::Amendment { None } else { dossier.state(view) };
        let title = title(view, &fields, (whole && inner.ends_with(".md")).then_some(source));
        let kind = view.record.kind;
        Self {
            view,
            kind,
            id: dossier.name_of(view),
            ident: view.ident().map(|(ident, _)| ident),
            path: dossier.shown(inner),
            inner,
            fields,
            body,
            state_shown: state.map(|state| label(view, state)).unwrap_or_default(),
            decided: view.ident().is_some_and(|(ident, _)| dossier.decided(ident).is_some()),
            state,
            title,
            unspoken: kind == Kind::Verbatim && !speaks(dossier, view),
        }
    }

    /// Makes a change of this record.
    pub(super) fn change(&self, kind: ChangeKind) -> Change {
        Change {
            title: self.title.clone(),
            path: self.path.clone(),
            unspoken: self.unspoken,
            ..Change::new(kind, self.kind, &self.id, self.ident)
        }
    }

    /// Returns everything it says, to be compared with another that may be the same thing under another name.
    pub(super) fn words(&self) -> String {
        let mut words = String::new();
        for entry in self.fields.values().filter(|entry| entry.words) {
            for piece in &entry.pieces {
                words.push_str(&piece.key);
                words.push(' ');
            }
        }
        words.push_str(&self.body);
        words
    }

    /// Tells whether its identifier is written where others may read it.
    pub(super) fn is_named(&self) -> bool {
        matches!(self.view.record.name, Name::Ident(..) | Name::Slug(_))
    }
}

/// Returns the French word for a state.
fn label(view: View<'_>, state: &str) -> String {
    let words = view.def().states().map_or(&[][..], |vocabulary| vocabulary.words);
    words.iter().find(|word| word.key == state).map_or(state, |word| word.label).to_owned()
}

/// Tells whether the words of a verbatim may be repeated.
fn speaks(dossier: &Dossier, verbatim: View<'_>) -> bool {
    let own = verbatim.cell(small::ACCORD);
    let of_note = || {
        let note = verbatim.parent()?;
        let (index, _) = note.def().find("accord_citation")?;
        note.cell(index).map(|cell| (note, cell))
    };
    let said = own.map(|cell| (verbatim, cell)).or_else(of_note);
    said.and_then(|(view, cell)| crate::dossier::word_of(view.unit, cell.value()))
        .is_some_and(|word| dossier.word(&ACCORD, word) == Some("oui"))
}

/// Finds the words that name a record: those of its naming field, else the first heading of its body, else its text.
fn title(view: View<'_>, fields: &BTreeMap<String, Entry>, source: Option<&str>) -> String {
    let named = view.def().fields.iter().find(|field| field.names).and_then(|field| fields.get(field.name));
    let named = named.and_then(|entry| entry.pieces.first()).map(|piece| piece.shown.clone());
    let heading = || {
        let line = source?.lines().find(|line| line.starts_with("# "))?;
        Some(line.trim_start_matches('#').trim().to_owned())
    };
    let other = || {
        ["titre", "objet", "lieu"]
            .iter()
            .find_map(|name| fields.get(*name))
            .and_then(|entry| Some(entry.pieces.first()?.shown.clone()))
    };
    named.or_else(heading).or_else(other).unwrap_or_default()
}

/// Returns what the body of a record says outside small records, white space folded.
fn body(view: View<'_>, source: &str) -> String {
    if source.is_empty() || !view.unit.records.iter().any(|record| record.origin == Origin::File) {
        return String::new();
    }
    let start = front_matter::split(source, &mut Vec::new()).body;
    // A file of YAML alone has no body.
    if !source.trim_start_matches('\u{feff}').starts_with("---") {
        return String::new();
    }
    let mut text = start.of(source).as_bytes().to_vec();
    for record in view.unit.records.iter().filter(|record| record.origin == Origin::Small) {
        let cells = view.unit.cells(record.cells).iter().map(Cell::span);
        let whole = cells.fold(record.place, Span::to);
        let from = source.get(..whole.start as usize).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let rest = source.get(whole.end as usize..).unwrap_or("");
        let to = whole.end as usize + rest.find('\n').unwrap_or(rest.len());
        let base = start.start as usize;
        if let Some(lines) =
            text.get_mut(from.saturating_sub(base)..to.saturating_sub(base).max(from.saturating_sub(base)))
        {
            lines.fill(b' ');
        }
    }
    folded(&String::from_utf8_lossy(&text))
}

/// Folds what only lays out: white space of any kind, the two apostrophes.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().map(|c| if c == '\'' { '’' } else { c }));
    }
    folded
}

/// Reads the cells of one file.
struct Layout<'r> {
    dossier: &'r Dossier,
    unit: &'r FileUnit,
    source: &'r str,
}

impl Layout<'_> {
    /// Lays out one field, and those of the objects it holds; `path` is that of the object it stands in.
    fn field(&self, field: &'static Field, path: &str, cell: &Cell, people: bool, into: &mut BTreeMap<String, Entry>) {
        let path = if path.is_empty() { field.name.to_owned() } else { format!("{path}.{}", field.name) };
        let people = people || field.people;
        for (rank, element) in self.unit.elements(cell).iter().enumerate() {
            match (field.kind, element.value()) {
                (FieldKind::Object(fields) | FieldKind::ReferenceOrObject(_, fields), Value::Object(inner)) => {
                    let cells = self.unit.cells(inner);
                    let path =
                        if field.many { format!("{path}[{}]", self.named(fields, cells, rank)) } else { path.clone() };
                    for cell in cells {
                        if let Some(field) = fields.get(cell.field as usize) {
                            self.field(field, &path, cell, people, into);
                        }
                    }
                }
                (_, Value::Map(inner)) => self.map(&path, self.unit.cells(inner), people, into),
                (kind, value) => {
                    let entry = into.entry(path.clone()).or_default();
                    let words = matches!(kind, FieldKind::Text);
                    (entry.people, entry.many, entry.words) = (people, field.many, words);
                    entry.pieces.push(self.piece(kind, element, value));
                }
            }
        }
    }

    /// Lays out a map with free keys.
    fn map(&self, path: &str, cells: &[Cell], people: bool, into: &mut BTreeMap<String, Entry>) {
        for pair in cells.chunks(2) {
            let [key, value] = pair else { continue };
            let path = format!("{path}.{}", folded(self.raw(key)));
            match value.value() {
                Value::Map(inner) => self.map(&path, self.unit.cells(inner), people, into),
                other => {
                    let entry = into.entry(path).or_default();
                    entry.people = people;
                    entry
                        .pieces
                        .extend(self.unit.elements(value).iter().map(|cell| self.piece(FieldKind::Text, cell, other)));
                }
            }
        }
    }

    /// Names an object of a list, so that its place in the list says nothing: by its words, or for want of any by its rank.
    fn named(&self, fields: &'static [Field], cells: &[Cell], rank: usize) -> String {
        const NAMES: [&str; 8] = ["nom", "id", "indicateur", "mesure", "code", "sequence", "fichier", "texte"];
        let naming = NAMES.iter().find_map(|name| fields.iter().position(|field| field.name == *name));
        let cell = naming.and_then(|at| cells.iter().find(|cell| usize::from(cell.field) == at));
        match cell {
            Some(cell) => {
                let name = folded(self.text(cell));
                let date = fields.iter().position(|field| field.name == "date");
                let date = date.and_then(|at| cells.iter().find(|cell| usize::from(cell.field) == at));
                date.map_or(name.clone(), |date| format!("{name}, {}", folded(self.raw(date))))
            }
            None => (rank + 1).to_string(),
        }
    }

    fn piece(&self, kind: FieldKind, cell: &Cell, value: Value) -> Piece {
        let raw = || folded(self.raw(cell));
        let plain = |key: String| Piece { key, shown: raw(), ident: None };
        match value {
            Value::Ident(ident, width) => {
                Piece { key: ident.padded(0).to_string(), shown: ident.padded(width).to_string(), ident: Some(ident) }
            }
            Value::Slug(text) => {
                Piece { key: self.unit.str(text).to_owned(), shown: self.unit.str(text).to_owned(), ident: None }
            }
            Value::Text(_) => {
                let text = folded(self.text(cell));
                Piece { key: text.clone(), shown: text, ident: None }
            }
            Value::Date(date) => plain(date.edtf()),
            Value::Time(time) => plain(time.minutes().to_string()),
            Value::Duration(duration) => plain(duration.to_bits().to_string()),
            Value::Quantity(quantity) => plain(quantity.to_bits().to_string()),
            Value::Number(number) => plain(number.to_string()),
            Value::YesNo(yes) => plain(yes.to_string()),
            Value::Word(_) | Value::OwnWord(_) => {
                let known = match kind {
                    FieldKind::Word(vocabulary) => {
                        crate::dossier::word_of(self.unit, value).and_then(|word| self.dossier.word(vocabulary, word))
                    }
                    _ => None,
                };
                // A small record says some words by a mark: what it means is shown, not the line that bears it.
                let small = known.filter(|_| raw().contains(' ')).map(str::to_owned);
                let written = small.unwrap_or_else(raw);
                Piece { key: known.map_or_else(|| written.clone(), str::to_owned), shown: written, ident: None }
            }
            Value::Invalid | Value::Object(_) | Value::List(_) | Value::Map(_) => plain(raw()),
        }
    }

    /// Returns the text of a cell: the one that is kept, else the one of the file.
    fn text(&self, cell: &Cell) -> &str {
        self.unit.text(cell).unwrap_or_else(|| self.raw(cell))
    }

    fn raw(&self, cell: &Cell) -> &str {
        cell.span().of(self.source)
    }
}
