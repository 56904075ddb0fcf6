//! A record as a tree: its fields under their own names, through the table of its type.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{Fields, Gather, value};
use crate::model::common::COMMON_BASE;
use crate::model::promesse;
use crate::model::vocabulary::THEME;
use crate::schema::{Field, FieldKind, Vocabulary};
use crate::stats::when;
use crate::text::Span;
use crate::unit::{Cell, FileUnit, Reference, Spanned, Value as Held, View, WordValue};
use crate::value::identifiant::{self, Kind};
use crate::value::quantite::Quantite;

/// The common fields a report has a use for.
const COMMON: [&str; 2] = ["sources_publiees", "diffusion"];

impl<'d> Gather<'d> {
    /// Returns the records of a type as they stand on the day: those of later dates are left out, and gisements merged, split or given up.
    pub(super) fn standing(&self, kind: Kind) -> impl Iterator<Item = (crate::dossier::At, View<'d>)> + '_ {
        self.records.get(&kind).into_iter().flatten().copied().filter(move |(_, view)| {
            self.window.holds(when::date_of(self.dossier, *view))
                && !(kind == Kind::Gisement
                    && matches!(self.dossier.state(*view), Some("fusionne" | "scinde" | "abandonne")))
        })
    }

    /// Returns a record under the names of its fields; those that it does not bear are null, or empty lists.
    ///
    /// Beside them: `id`, `titre` (the field that names it), `etat` where its type has states.
    pub(super) fn fiche(&self, file: u32, view: View<'d>) -> Fields {
        let def = view.def();
        let common = crate::model::common::COMMON.iter().enumerate().filter(|(_, field)| COMMON.contains(&field.name));
        let common = common.map(|(index, field)| (COMMON_BASE + index as u8, field));
        let own = def.fields.iter().enumerate().map(|(index, field)| (index as u8, field));
        let mut fields = Fields::new();
        for (index, field) in own.chain(common) {
            fields.insert(field.name.into(), self.field(file, view.unit, field, view.cell(index)));
        }
        fields.insert("id".into(), self.dossier.name_of(view).into());
        fields.insert("titre".into(), self.title(view).into());
        if let Some(vocabulary) = def.states() {
            let state = self.dossier.state(view).map(|word| self.word(vocabulary, word));
            fields.insert("etat".into(), state.into());
        }
        fields
    }

    /// Returns the words that name a record: for a promesse of which only the subject is known, its themes; its identifier where nothing does.
    pub(super) fn title(&self, view: View<'d>) -> String {
        let named = view.def().fields.iter().position(|field| field.names);
        let cell = named.and_then(|index| view.cell(u8::try_from(index).ok()?));
        let text = cell.and_then(|cell| view.unit.text(cell)).filter(|text| !text.is_empty());
        match text {
            Some(text) => text.to_owned(),
            None => self.themes_of(view).unwrap_or_else(|| self.dossier.name_of(view)),
        }
    }

    /// Returns the themes of a promesse, as shown.
    fn themes_of(&self, view: View<'d>) -> Option<String> {
        let themes = view.typed::<promesse::Promesse>()?.list(promesse::THEMES);
        let word = |word: Spanned<WordValue<'d>>| self.dossier.word(&THEME, word.value);
        let labels: Vec<&str> = themes.filter_map(word).map(|word| self.dossier.words.label(&THEME, word)).collect();
        (!labels.is_empty()).then(|| labels.join(", "))
    }

    fn field(&self, file: u32, unit: &'d FileUnit, field: &'static Field, cell: Option<&'d Cell>) -> Value {
        match cell {
            None if field.many || matches!(field.kind, FieldKind::Map) => Value::Array(Vec::new()),
            None => Value::Null,
            Some(cell) if field.many => {
                unit.elements(cell).iter().filter_map(|cell| self.value(file, unit, field.kind, cell)).collect()
            }
            Some(cell) => self.value(file, unit, field.kind, cell).unwrap_or(Value::Null),
        }
    }

    /// Returns the value of a cell; `None` where it could not be read.
    fn value(&self, file: u32, unit: &'d FileUnit, kind: FieldKind, cell: &'d Cell) -> Option<Value> {
        Some(match (cell.value(), kind) {
            (Held::Text(Some(text)), _) => unit.str(text).into(),
            (Held::Date(date), _) => value::date(date),
            (Held::Time(time), _) => time.to_string().into(),
            (Held::Duration(duree), _) => duree.to_string().into(),
            (Held::Quantity(quantity), _) => self.quantity(file, quantity, cell.span()),
            (Held::Number(number), _) => json!(number),
            (Held::YesNo(yes), _) => yes.into(),
            (Held::Word(index), FieldKind::Word(vocabulary)) => {
                self.word(vocabulary, self.dossier.word(vocabulary, WordValue::Known(index))?)
            }
            (Held::OwnWord(text), FieldKind::Word(vocabulary)) => {
                let written = unit.str(text);
                self.word(vocabulary, self.dossier.word(vocabulary, WordValue::Own(written)).unwrap_or(written))
            }
            (Held::Ident(ident, _), FieldKind::Reference(kinds) | FieldKind::ReferenceOrObject(kinds, _)) => {
                self.named(kinds, Reference::Ident(ident))?
            }
            (Held::Slug(text), FieldKind::Reference(kinds) | FieldKind::ReferenceOrObject(kinds, _)) => {
                self.named(kinds, Reference::Slug(unit.str(text)))?
            }
            (Held::Object(cells), FieldKind::Object(fields) | FieldKind::ReferenceOrObject(_, fields)) => {
                self.object(file, unit, fields, unit.cells(cells))
            }
            (Held::Map(cells), _) => self.map(unit, unit.cells(cells)),
            _ => return None,
        })
    }

    fn object(&self, file: u32, unit: &'d FileUnit, fields: &'static [Field], cells: &'d [Cell]) -> Value {
        let one = |(index, field): (usize, &'static Field)| {
            let cell = cells.iter().find(|cell| usize::from(cell.field) == index);
            (field.name.to_owned(), self.field(file, unit, field, cell))
        };
        Value::Object(fields.iter().enumerate().map(one).collect::<Map<_, _>>())
    }

    /// Returns a mapping of free keys as a list of `cle`, `titre` (that of the record the key names, if it names one) and `valeur`, in
    /// the order of the file.
    fn map(&self, unit: &'d FileUnit, cells: &'d [Cell]) -> Value {
        let text = |cell: &'d Cell| unit.text(cell).unwrap_or_default();
        let pairs = cells.chunks_exact(2).filter_map(|pair| {
            let [key, value] = pair else { return None };
            let values: Vec<&str> = unit.elements(value).iter().map(text).filter(|text| !text.is_empty()).collect();
            let value = values.join(", ");
            let named = identifiant::parse_target(text(key)).and_then(|written| self.dossier.find(written.ident));
            let title = named.and_then(|at| self.dossier.get(at)).map(|view| self.title(view));
            Some(json!({ "cle": text(key), "titre": title, "valeur": value }))
        });
        pairs.collect()
    }

    /// Returns a word of a vocabulary: `mot` as it is written, `texte` as it is shown.
    pub(super) fn word(&self, vocabulary: &'static Vocabulary, word: &str) -> Value {
        json!({ "mot": word, "texte": self.dossier.words.label(vocabulary, word) })
    }

    /// Returns what a reference leads to: `id`, `titre`, `type`; `None` where it leads nowhere, or to words that may not be printed.
    pub(super) fn named(&self, kinds: &[Kind], reference: Reference<'_>) -> Option<Value> {
        let view = self.dossier.get(self.dossier.resolve(kinds, reference)?)?;
        if view.record.kind == Kind::Verbatim {
            return self.accords.citation(self.dossier, view);
        }
        Some(self.mention(view))
    }

    /// Returns a record in short: `id`, `titre`, `type`.
    pub(super) fn mention(&self, view: View<'d>) -> Value {
        json!({ "id": self.dossier.name_of(view), "titre": self.title(view), "type": view.def().name })
    }

    fn quantity(&self, file: u32, quantity: Quantite, span: Span) -> Value {
        let text = self.text(file);
        let written = text.as_deref().map_or("", |text| span.of(text).trim_matches(['"', '\'']));
        match quantity.whole().filter(|_| written.is_empty() || written.bytes().all(|byte| byte.is_ascii_digit())) {
            Some(whole) => value::quantity(quantity, &crate::value::nombre::entier(whole)),
            None => value::quantity(quantity, written),
        }
    }

    /// Returns the text of a file, read again once.
    pub(super) fn text(&self, file: u32) -> Option<Arc<str>> {
        let mut read = self.read.borrow_mut();
        let read = read.entry(file).or_insert_with(|| {
            let path = self.dossier.shown(&self.dossier.file(file)?.path);
            self.texts.text(&path)
        });
        read.clone()
    }
}
