//! From nodes of YAML to cells, by the tables of the schema.
//!
//! A value that cannot be read becomes an invalid cell, so that its field is not also reported as missing.

use std::borrow::Cow;

use crate::diagnostic::Diagnostic;
use crate::faults::{forme, identite, syntaxe, temps};
use crate::fr::fold;
use crate::model;
use crate::model::common::{COMMON, COMMON_BASE, SOURCES_PUBLIEES};
use crate::read::{Keep, several};
use crate::rule::catalogue::CB101;
use crate::schema::{Field, FieldKind, Need, TypeDef};
use crate::syntax::note;
use crate::syntax::yaml::{NodeId, Scalar, Style, Tree, Value as Node};
use crate::text::Span;
use crate::unit::{Cell, Cells, Strings, Value};
use crate::value::identifiant::{self, Kind};
use crate::value::{commune, date, duree, heure, nombre, quantite};

/// The table an object is read by: that of a record type, with the common fields, or that of an object inside a record.
#[derive(Clone, Copy)]
pub(super) enum Table {
    Record(&'static TypeDef),
    Object(&'static str, &'static [Field]),
}

impl Table {
    fn fields(self) -> &'static [Field] {
        match self {
            Self::Record(def) => def.fields,
            Self::Object(_, fields) => fields,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Record(def) => def.noun.0,
            Self::Object(name, _) => name,
        }
    }

    fn find(self, name: &str) -> Option<(u8, &'static Field)> {
        match self {
            Self::Record(def) => def.find(name),
            Self::Object(_, fields) => {
                let at = fields.iter().position(|field| field.name == name)?;
                Some((u8::try_from(at).ok()?, fields.get(at)?))
            }
        }
    }
}

/// What is asked of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// Every field that must stand.
    All,
    /// All but its source: the rules ask for it, once they know whether a note holds the record.
    AllButSource,
    /// Nothing: it amends another record.
    Nothing,
}

/// How a value of a list field is written.
#[derive(Clone, Copy, Debug)]
enum Written {
    /// After the colon, without any list.
    Alone,
    /// Between brackets.
    Bracketed,
    /// After a dash.
    Dashed,
}

/// Decodes the values of one file.
pub(super) struct Decoder<'d, 's> {
    pub source: &'s str,
    pub tree: &'d Tree<'s>,
    pub keep: Keep,
    /// Whether a body stands below, whose first heading may name the record.
    pub body: bool,
    pub cells: &'d mut Vec<Cell>,
    pub strings: &'d mut Strings,
    pub found: &'d mut Vec<Diagnostic>,
    /// Cells whose list or object is not complete yet.
    pub pending: Vec<Cell>,
}

impl<'s> Decoder<'_, 's> {
    /// Moves the cells pending since `base` side by side into the unit.
    fn close(&mut self, base: usize) -> Cells {
        let start = self.cells.len();
        self.cells.extend(self.pending.drain(base..));
        Cells::new(start, self.cells.len() - start)
    }

    fn keep(&mut self, text: &str) -> Value {
        Value::Text(matches!(self.keep, Keep::Texts).then(|| self.strings.keep(text)))
    }

    /// Reads the entries of a mapping as the fields of `table`. `heading` says that the body's first heading names the record.
    pub(super) fn mapping(&mut self, node: NodeId, table: Table, heading: Option<Span>, asked: Asked) -> Cells {
        let tree = self.tree;
        let base = self.pending.len();
        let mut empty: Vec<(u8, Span)> = Vec::new();
        for (key, value) in tree.entries(node) {
            let key_span = tree.node(key).span;
            let Node::Scalar(name) = &tree.node(key).value else { continue };
            let Some((index, field)) = self.field(table, name.text.as_ref(), key_span) else { continue };
            // The first of two equal keys wins; the reader of YAML has made the finding.
            if self.pending.get(base..).is_some_and(|cells| cells.iter().any(|cell| cell.field == index)) {
                continue;
            }
            match self.field_value(index, field, value) {
                Some(cell) => self.pending.push(cell),
                None => empty.push((index, key_span)),
            }
        }
        if let Some(heading) = heading
            && let Some(at) = table.fields().iter().position(|field| field.names)
            && let Ok(index) = u8::try_from(at)
            && !self.pending.get(base..).is_some_and(|cells| cells.iter().any(|cell| cell.field == index))
        {
            let value = match self.keep {
                Keep::Names => Value::Text(None),
                Keep::Texts => self.keep(&note::plain_text(heading.of(self.source))),
            };
            self.pending.push(Cell::new(index, heading, value));
        }
        if asked != Asked::Nothing {
            self.needs(node, table, base, &empty, asked);
        }
        self.close(base)
    }

    /// Finds the field that a key names, making a finding of one that names none.
    fn field(&mut self, table: Table, key: &str, span: Span) -> Option<(u8, &'static Field)> {
        if let Some(found) = table.find(key) {
            return Some(found);
        }
        if key.starts_with("x_") {
            return None;
        }
        let canonical = fold::key(key);
        if canonical != key
            && let Some((index, field)) = table.find(&canonical)
        {
            self.found.push(forme::cle_mal_ecrite(key, field.name, span));
            return Some((index, field));
        }
        if let Table::Record(def) = table
            && let Some((owner, edge)) = reverse(def.kind, &canonical)
        {
            self.found.push(forme::champ_inverse(key, owner, edge, span));
            return None;
        }
        let holds = |field: &Field| {
            !field.many
                && matches!(field.kind, FieldKind::Object(inner) if inner.iter().any(|field| field.name == canonical))
        };
        let holders: Vec<&str> = table.fields().iter().filter(|field| holds(field)).map(|field| field.name).collect();
        if !holders.is_empty() {
            self.found.push(forme::champ_trop_haut(key, &canonical, &holders, span));
            return None;
        }
        let common = if matches!(table, Table::Record(_)) { COMMON } else { &[] };
        let known: Vec<&str> = table.fields().iter().chain(common).map(|field| field.name).collect();
        self.found.push(forme::champ_inconnu(table.title(), key, &known, span));
        None
    }

    /// Checks that every field that must stand does.
    fn needs(&mut self, node: NodeId, table: Table, base: usize, empty: &[(u8, Span)], asked: Asked) {
        let tree = self.tree;
        // The first key is the line a reader looks at; a record without any has only its own place.
        let place = tree.entries(node).next().map_or(tree.node(node).span, |(key, _)| tree.node(key).span);
        let here = |field: &Field| {
            let at = table.fields().iter().position(|other| other.name == field.name);
            at.and_then(|at| u8::try_from(at).ok())
        };
        let stands = |decoder: &Self, index: Option<u8>| {
            index.is_some_and(|index| {
                decoder.pending.get(base..).is_some_and(|cells| cells.iter().any(|c| c.field == index))
            })
        };
        let mut groups: Vec<u8> = Vec::new();
        for field in table.fields() {
            let index = here(field);
            if stands(self, index) {
                continue;
            }
            let hollow = empty.iter().find(|(other, _)| Some(*other) == index).map(|(_, span)| *span);
            match field.need {
                Need::Required => self.found.push(match hollow {
                    Some(span) => forme::champ_vide(field, span),
                    None => match table {
                        Table::Record(def) => {
                            let heading = self.body && field.names;
                            forme::champ_requis(&CB101, def, field, None, heading, place)
                        }
                        Table::Object(name, _) => forme::champ_requis_dans(name, field, place),
                    },
                }),
                Need::OneOf(0) if asked == Asked::AllButSource => {}
                Need::OneOf(group) if !groups.contains(&group) => {
                    groups.push(group);
                    let mut names: Vec<&str> = Vec::new();
                    let mut held = group == 0 && stands(self, Some(SOURCES_PUBLIEES));
                    for other in table.fields() {
                        if matches!(other.need, Need::OneOf(same) if same == group) {
                            names.push(other.name);
                            held |= stands(self, here(other));
                        }
                    }
                    if group == 0 {
                        names.push("sources_publiees");
                    }
                    if !held {
                        self.found.push(forme::champ_au_choix(table.title(), &names, place));
                    }
                }
                Need::With(other, rule) => {
                    let other = table.fields().iter().position(|field| field.name == other);
                    let other = other.and_then(|at| u8::try_from(at).ok());
                    let cell = self.pending.get(base..).and_then(|cells| cells.iter().find(|c| Some(c.field) == other));
                    if let Some(span) = cell.map(Cell::span) {
                        let name = other.and_then(|at| table.fields().get(at as usize)).map_or("", |field| field.name);
                        let why = format!("alors que `{name}` est donné");
                        self.found.push(match table {
                            Table::Record(def) => forme::champ_requis(rule, def, field, Some(&why), false, span),
                            Table::Object(name, _) => forme::champ_requis_dans(name, field, span),
                        });
                    }
                }
                // A state may come from a decision in another file: the rules look at it.
                Need::Optional | Need::OneOf(_) | Need::In(..) => {}
            }
        }
    }

    /// Reads the value of a field; `None` where it is empty.
    fn field_value(&mut self, index: u8, field: &'static Field, node: NodeId) -> Option<Cell> {
        let tree = self.tree;
        let span = tree.node(node).span;
        if field.many
            && let Node::Scalar(scalar) = &tree.node(node).value
        {
            let base = self.pending.len();
            if self.several(index, field, scalar, span, Written::Alone) {
                let cells = self.close(base);
                return Some(Cell::new(index, span, Value::List(cells)));
            }
        }
        match &tree.node(node).value {
            Node::Invalid => return Some(Cell::new(index, span, Value::Invalid)),
            Node::Scalar(scalar) if scalar.is_null() => return None,
            Node::Sequence(_) if field.many && !self.is_wikilink(node) => {
                let base = self.pending.len();
                let bracketed = span.of(self.source).starts_with('[');
                let written = if bracketed { Written::Bracketed } else { Written::Dashed };
                for &item in tree.items(node) {
                    if let Node::Scalar(scalar) = &tree.node(item).value
                        && self.several(index, field, scalar, tree.node(item).span, written)
                    {
                        continue;
                    }
                    if let Some(cell) = self.element(index, field, item) {
                        self.pending.push(cell);
                    }
                }
                // A list of one is stored as its element: most lists of a dossier are, and cells are most of its weight.
                if self.pending.len() == base + 1 {
                    return self.pending.pop();
                }
                let cells = self.close(base);
                return (!cells.is_empty()).then(|| Cell::new(index, span, Value::List(cells)));
            }
            _ => {}
        }
        self.element(index, field, node)
    }

    /// Reads a scalar that holds several names where one is meant, `E001-2, E009-4`: makes a cell of each, and one finding.
    fn several(
        &mut self,
        index: u8,
        field: &'static Field,
        scalar: &Scalar<'s>,
        quoted: Span,
        written: Written,
    ) -> bool {
        let (span, text) = self.uncommented(scalar);
        let Some(parts) = several::split(field.kind, &text, scalar.style) else { return false };
        // What is folded or escaped between quotes does not stand where its text says.
        let exact = span.len() == text.len();
        for part in &parts {
            let at = if exact { Span { start: span.start + part.start, end: span.start + part.end } } else { span };
            let value = self.named(field.kind, part.of(&text));
            self.pending.push(Cell::new(index, at, value));
        }
        let listed = parts.iter().map(|part| part.of(&text)).collect::<Vec<_>>().join(", ");
        let place = if scalar.style == Style::Plain { span } else { quoted };
        let fix = match written {
            Written::Alone => Some((place, format!("[{listed}]"))),
            Written::Bracketed => Some((place, listed.clone())),
            Written::Dashed => None,
        };
        self.found.push(match field.kind {
            FieldKind::Word(_) => forme::mots_sans_liste(field, &listed, span, fix),
            _ => identite::references_sans_liste(field, &listed, span, fix),
        });
        true
    }

    /// Tells whether a node is `[[E012]]`, which YAML reads as a list in a list.
    fn is_wikilink(&self, node: NodeId) -> bool {
        let written = self.tree.node(node).span.of(self.source);
        written.starts_with("[[") && written.ends_with("]]") && !written.contains('\n') && !written[2..].contains("[[")
    }

    /// Tells whether a mapping is a sentence with a colon: it stands on one line, or has one key and goes on as a bare text does.
    fn is_sentence(&self, node: NodeId) -> bool {
        let bare =
            |value| self.tree.scalar(value).is_some_and(|scalar| scalar.style == Style::Plain && scalar.cut.is_none());
        let mut entries = self.tree.entries(node);
        !self.tree.node(node).span.of(self.source).contains('\n')
            || entries.next().is_some_and(|(_, value)| bare(value)) && entries.next().is_none()
    }

    /// Reads one value, or one element of a list; `None` where it is empty.
    fn element(&mut self, index: u8, field: &'static Field, node: NodeId) -> Option<Cell> {
        let tree = self.tree;
        let span = tree.node(node).span;
        let value = match (field.kind, &tree.node(node).value) {
            (_, Node::Invalid) => Value::Invalid,
            (_, Node::Scalar(scalar)) if scalar.is_null() => return None,
            (FieldKind::Object(fields) | FieldKind::ReferenceOrObject(_, fields), Node::Mapping(_)) => {
                Value::Object(self.mapping(node, Table::Object(field.name, fields), None, Asked::All))
            }
            (FieldKind::Map, Node::Mapping(_)) => Value::Map(self.map(node)),
            (FieldKind::Reference(_), Node::Sequence(_)) if self.is_wikilink(node) => {
                self.reference(span.of(self.source))
            }
            // `- si on ouvre : des gens viennent`: a text that YAML reads as a mapping.
            (FieldKind::Text, Node::Mapping(_)) if self.is_sentence(node) => {
                let text = span.of(self.source);
                self.found.push(syntaxe::texte_sans_guillemets(text, span));
                self.keep(&text.lines().map(str::trim).collect::<Vec<_>>().join(" "))
            }
            (kind, Node::Scalar(scalar)) => return self.scalar(index, field, kind, scalar, span),
            (_, Node::Sequence(_)) => {
                self.found.push(forme::type_de_valeur(field, "une liste", span));
                Value::Invalid
            }
            (_, Node::Mapping(_)) => {
                self.found.push(forme::type_de_valeur(field, "une suite de champs", span));
                Value::Invalid
            }
        };
        Some(Cell::new(index, span, value))
    }

    fn reference(&mut self, written: &str) -> Value {
        let target = identifiant::target(written).text;
        match identifiant::parse_target(target) {
            Some(found) => Value::Ident(found.ident, found.width),
            None => Value::Slug(self.strings.keep(target)),
        }
    }

    /// Reads a word, or a reference, as a field of this kind holds it.
    fn named(&mut self, kind: FieldKind, written: &str) -> Value {
        match kind {
            FieldKind::Word(vocabulary) => match vocabulary.words.iter().position(|word| word.key == written) {
                Some(at) => Value::Word(u16::try_from(at).unwrap_or(u16::MAX)),
                None => match vocabulary.index_of(&fold::fold_word(written)) {
                    Some(at) => Value::Word(at),
                    None => Value::OwnWord(self.strings.keep(written)),
                },
            },
            FieldKind::Reference(kinds) if kinds.iter().all(|kind| kind.has_slug()) && !kinds.is_empty() => {
                Value::Slug(self.strings.keep(identifiant::target(written).text))
            }
            _ => self.reference(written),
        }
    }

    /// Returns the text of a scalar without the comment that follows it, and where it stands.
    fn uncommented<'t>(&self, scalar: &'t Scalar<'s>) -> (Span, Cow<'t, str>) {
        let span = scalar.content;
        let Some(cut) = scalar.cut else { return (span, Cow::Borrowed(scalar.text.as_ref())) };
        let span = Span::new(span.start as usize, (cut.start as usize).min(span.end as usize));
        let kept = span.of(self.source).trim_end();
        (Span::new(span.start as usize, span.start as usize + kept.len()), Cow::Borrowed(kept))
    }

    /// Reads the text of a scalar as `kind` asks.
    fn scalar(
        &mut self,
        index: u8,
        field: &'static Field,
        kind: FieldKind,
        scalar: &Scalar<'s>,
        quoted: Span,
    ) -> Option<Cell> {
        let mut span = scalar.content;
        let mut text: Cow<'_, str> = Cow::Borrowed(scalar.text.as_ref());
        if let Some(cut) = scalar.cut {
            if matches!(kind, FieldKind::Text) {
                self.found.push(syntaxe::valeur_tronquee(self.source, quoted, cut));
            } else {
                // Elsewhere than in a text, ` #…` can only be a comment.
                (span, text) = self.uncommented(scalar);
            }
        }
        if text.trim().is_empty() {
            return None;
        }
        let written = text.trim();
        let value = match kind {
            FieldKind::Text => self.keep(written),
            FieldKind::Date => match date::parse(written) {
                Ok(date) => Value::Date(date),
                Err(error) => self.refuse(forme::date_invalide(written, &error, span)),
            },
            FieldKind::Time => match heure::parse(written) {
                Ok(time) => Value::Time(time),
                Err(_) => self.refuse_type(field, written, span),
            },
            FieldKind::Duration => match duree::parse(written) {
                Ok(duration) => Value::Duration(duration),
                Err(error) => self.refuse(forme::duree_invalide(written, &error, span)),
            },
            FieldKind::Quantity => match quantite::parse(written) {
                Ok(read) => Value::Quantity(read.quantite),
                Err(_) => self.refuse_type(field, written, span),
            },
            FieldKind::Declared if quantite::parse(written).is_ok() || duree::parse(written).is_ok() => {
                Value::Text(Some(self.strings.keep(written)))
            }
            FieldKind::Declared => self.refuse_type(field, written, span),
            FieldKind::Commune if commune::is_code(written) => Value::Text(Some(self.strings.keep(written))),
            FieldKind::Commune => self.refuse(temps::code_de_commune(written, span)),
            FieldKind::Number => match nombre::parse(written) {
                Some(read) if read.len == written.len() => Value::Number(read.value),
                _ => self.refuse_type(field, written, span),
            },
            FieldKind::YesNo => match fold::fold(written).as_str() {
                "oui" | "o" | "vrai" | "true" | "yes" => Value::YesNo(true),
                "non" | "n" | "faux" | "false" | "no" => Value::YesNo(false),
                _ => self.refuse_type(field, written, span),
            },
            FieldKind::Reference(_) | FieldKind::ReferenceOrObject(..)
                if !field.many && several::split(kind, written, scalar.style).is_some() =>
            {
                self.refuse(identite::une_seule_reference(field, span))
            }
            FieldKind::Word(_) | FieldKind::Reference(_) | FieldKind::ReferenceOrObject(..) => {
                self.named(kind, written)
            }
            FieldKind::Object(_) | FieldKind::Map => self.refuse_type(field, written, span),
        };
        Some(Cell::new(index, span, value))
    }

    fn refuse(&mut self, fault: Diagnostic) -> Value {
        self.found.push(fault);
        Value::Invalid
    }

    fn refuse_type(&mut self, field: &'static Field, written: &str, span: Span) -> Value {
        let short: String = written.chars().take(40).collect();
        let more = if short.len() < written.len() { "…" } else { "" };
        self.refuse(forme::type_de_valeur(field, &format!("`{short}{more}`"), span))
    }

    /// Reads a mapping with free keys: keys and values by turns.
    fn map(&mut self, node: NodeId) -> Cells {
        let tree = self.tree;
        let base = self.pending.len();
        for (key, value) in tree.entries(node) {
            let Node::Scalar(name) = &tree.node(key).value else { continue };
            let text = self.strings.keep(&name.text);
            self.pending.push(Cell::new(0, name.content, Value::Text(Some(text))));
            let span = tree.node(value).span;
            let value = match &tree.node(value).value {
                Node::Scalar(scalar) => Value::Text(Some(self.strings.keep(&scalar.text))),
                Node::Mapping(_) => Value::Map(self.map(value)),
                Node::Sequence(_) => {
                    let base = self.pending.len();
                    for &item in tree.items(value) {
                        let Node::Scalar(scalar) = &tree.node(item).value else { continue };
                        let text = self.strings.keep(&scalar.text);
                        self.pending.push(Cell::new(1, scalar.content, Value::Text(Some(text))));
                    }
                    Value::List(self.close(base))
                }
                Node::Invalid => Value::Invalid,
            };
            self.pending.push(Cell::new(1, span, value));
        }
        self.close(base)
    }
}

/// Finds the type and field that own the link which `key` would write from the side of `kind`: `gisement` in an idea.
fn reverse(kind: Kind, key: &str) -> Option<(&'static TypeDef, &'static Field)> {
    let owner = model::TYPES.iter().copied().find(|def| key == def.name || key == def.folder)?;
    let edge =
        owner.fields.iter().find(|field| matches!(field.kind, FieldKind::Reference(kinds) if kinds.contains(&kind)))?;
    Some((owner, edge))
}

/// The index of the first common field is over every own one.
const _: () = assert!(COMMON_BASE >= 200);
