//! From decoded files to records: which there are, how they are named, what lies in what.

use crate::faults::{fichier, forme, syntaxe};
use crate::fr::fold;
use crate::model::{self, decision, idee, seance};
use crate::read::body::Body;
use crate::read::decode::{Decoder, Table};
use crate::read::{Form, Place, Reader};
use crate::schema::{FieldKind, TypeDef};
use crate::syntax::yaml::{NodeId, Tree, Value as Node};
use crate::text::Span;
use crate::unit::{Cell, Cells, Name, Origin, Record, Value};
use crate::value::identifiant::{self, Kind, Part, Written};

impl Reader {
    /// Makes the records of a file from what was parsed of it.
    pub(super) fn make_records(
        &mut self,
        source: &str,
        place: Place<'_>,
        tree: Option<&Tree<'_>>,
        body: Option<&Body<'_>>,
    ) {
        let def = model::def(place.kind);
        let root = tree.and_then(|tree| tree.root().map(|root| (tree, root)));
        match root.map(|(tree, root)| (tree, root, &tree.node(root).value)) {
            Some((tree, root, Node::Sequence(_))) if place.form == Form::Yaml && place.kind != Kind::Dossier => {
                let items = tree.items(root);
                // The name of a file names one record: in a list of several, each says its own.
                let place = if items.len() > 1 { Place { stem: None, ..place } } else { place };
                for &item in items {
                    match &tree.node(item).value {
                        Node::Mapping(_) => self.record(source, def, place, tree, Some(item), None),
                        Node::Invalid => {}
                        Node::Scalar(scalar) if scalar.is_null() => {}
                        _ => self.found.push(syntaxe::pas_des_champs(tree.node(item).span)),
                    }
                }
                return;
            }
            Some((tree, root, Node::Mapping(_))) => return self.record(source, def, place, tree, Some(root), body),
            Some((_, _, Node::Invalid)) => {}
            Some((tree, root, node)) if !matches!(node, Node::Scalar(scalar) if scalar.is_null()) => {
                self.found.push(syntaxe::pas_des_champs(tree.node(root).span));
            }
            // Nothing is written: a list may be empty, a record may not.
            _ => {
                if let Some(tree) = tree
                    && (place.stem.is_some() || place.kind == Kind::Dossier)
                {
                    return self.record(source, def, place, tree, None, body);
                }
            }
        }
        // A note whose header is missing or cannot be read still has its name and its small records.
        if let Some(body) = body {
            let (name, _) = self.name(def, place, None, Span::default());
            self.push_note(source, def, name, Span::default(), Cells::default(), body);
        }
    }

    /// Makes one record of a mapping, with what lies in it.
    fn record(
        &mut self,
        source: &str,
        def: &'static TypeDef,
        place: Place<'_>,
        tree: &Tree<'_>,
        node: Option<NodeId>,
        body: Option<&Body<'_>>,
    ) {
        let first_key = node.and_then(|node| tree.entries(node).next());
        let start = first_key.map_or(Span::default(), |(key, _)| tree.node(key).span);
        let id = node.and_then(|node| scalar_at(tree, node, "id"));
        let (name, named_at) = self.name(def, place, id, start);
        let amends = place.kind == Kind::Idee
            && place.form == Form::Yaml
            && matches!(name, Name::Ident(ident, _) if ident.part != Part::Whole)
            && node.is_some_and(|node| scalar_at(tree, node, "texte").is_none());
        let heading = body.and_then(|body| body.title);
        let mut decoder = Decoder {
            source,
            tree,
            keep: if def.kind == Kind::Dossier { super::Keep::Texts } else { self.keep },
            cells: &mut self.cells,
            strings: &mut self.strings,
            found: &mut self.found,
            pending: Vec::new(),
        };
        let cells = match node {
            Some(node) => decoder.mapping(node, Table::Record(def), heading, amends),
            None => {
                self.found.push(forme::entete_vide(def, Span::default()));
                Cells::default()
            }
        };
        let origin = match (amends, place.stem) {
            (true, _) => Origin::Amendment,
            (false, Some(_)) => Origin::File,
            (false, None) if def.kind == Kind::Dossier => Origin::File,
            (false, None) => Origin::Item,
        };
        self.head_count(def, cells);
        match body {
            Some(body) => self.push_note(source, def, name, named_at, cells, body),
            None => self.push(Record { kind: def.kind, origin, name, place: named_at, cells, parent: 0 }),
        }
        self.inner(def, name, cells);
    }

    fn push(&mut self, record: Record) {
        let index = Span::at(self.records.len()).start;
        self.records.push(Record { parent: index, ..record });
    }

    fn push_note(
        &mut self,
        source: &str,
        def: &'static TypeDef,
        name: Name,
        place: Span,
        cells: Cells,
        body: &Body<'_>,
    ) {
        let index = Span::at(self.records.len()).start;
        self.push(Record { kind: def.kind, origin: Origin::File, name, place, cells, parent: index });
        if def.kind.is_note() {
            self.small_records(source, index, name, body);
        }
    }

    /// Makes records of what lies inside: the decisions of a meeting, the sources of the manifest.
    fn inner(&mut self, def: &'static TypeDef, name: Name, cells: Cells) {
        let (field, kind) = match def.kind {
            Kind::Seance => (seance::DECISIONS.index, Kind::Decision),
            Kind::Dossier => (model::dossier::SOURCES.index, Kind::Source),
            _ => return,
        };
        let parent = Span::at(self.records.len()).start.saturating_sub(1);
        // The note itself stands before its small records.
        let parent = self.records.iter().rposition(|r| r.kind == def.kind).map_or(parent, |at| Span::at(at).start);
        let Some(held) = find(self.at(cells), field).copied() else { return };
        let elements = match held.value() {
            Value::List(list) => self.at(list).to_vec(),
            _ => vec![held],
        };
        for (rank, cell) in elements.into_iter().enumerate() {
            let Value::Object(cells) = cell.value() else { continue };
            let name = match (kind, name) {
                (Kind::Source, _) => match find(self.at(cells), model::dossier::source::ID.index).map(Cell::value) {
                    Some(Value::Text(Some(text))) => Name::Slug(text),
                    _ => Name::None,
                },
                (_, Name::Ident(ident, width)) => {
                    let rank = u16::try_from(rank + 1).unwrap_or(u16::MAX);
                    Name::Ident(ident.with(Part::Decision(rank)), width)
                }
                _ => Name::None,
            };
            let place = find(self.at(cells), model::dossier::source::ID.index)
                .filter(|_| kind == Kind::Source)
                .map_or(cell.span(), Cell::span);
            self.records.push(Record { kind, origin: Origin::Inner, name, place, cells, parent });
        }
    }

    fn at(&self, cells: Cells) -> &[Cell] {
        cells.of(&self.cells)
    }

    /// Names a record from its file and its `id`, with the place where the name stands.
    fn name(&mut self, def: &'static TypeDef, place: Place<'_>, id: Option<(Span, &str)>, start: Span) -> (Name, Span) {
        if def.kind == Kind::Dossier {
            return (Name::None, start);
        }
        let from_stem = place.stem.map(|stem| self.name_of_stem(def, stem, id.is_some()));
        let Some((span, written)) = id else {
            if from_stem.is_none() {
                self.found.push(forme::identifiant_requis(def, start));
            }
            return (from_stem.unwrap_or(Name::None), start);
        };
        let target = identifiant::target(written);
        let own = if def.kind.has_slug() {
            if slug(target.text) {
                Name::Slug(self.strings.keep(target.text))
            } else {
                self.found.push(forme::identifiant_mal_forme(written, def.kind, span));
                Name::None
            }
        } else {
            match identifiant::parse_target(target.text) {
                Some(found) if self.fits(def, place, found) => Name::Ident(found.ident, found.width),
                Some(_) => {
                    self.found.push(forme::identifiant_d_un_autre_type(written, def, span));
                    Name::None
                }
                None => {
                    self.found.push(forme::identifiant_mal_forme(written, def.kind, span));
                    Name::None
                }
            }
        };
        if let (Some(Name::Ident(stem, width)), Name::Ident(ident, _)) = (from_stem, own)
            && stem != ident
        {
            self.found.push(fichier::nom_et_id(stem.padded(width), written, span));
        }
        // An id that cannot be read does not take the name of the file away: other records refer to it.
        let name = if own == Name::None { from_stem.unwrap_or(own) } else { own };
        (name, span)
    }

    /// Tells whether an identifier may name a record of this type at this place.
    fn fits(&self, def: &TypeDef, place: Place<'_>, found: Written) -> bool {
        let ident = found.ident;
        match ident.part {
            Part::Whole => ident.kind == def.kind,
            // `idees.yaml` amends the ideas of notes.
            Part::Item(_) => def.kind == Kind::Idee && place.form == Form::Yaml && ident.kind.is_note(),
            _ => false,
        }
    }

    fn name_of_stem(&mut self, def: &'static TypeDef, stem: &str, has_id: bool) -> Name {
        if def.kind.has_slug() {
            if slug(stem) {
                return Name::Slug(self.strings.keep(stem));
            }
        } else if let Some(found) = identifiant::parse_stem(stem).filter(|found| found.ident.kind == def.kind) {
            // A file `E012-1.md` could not be told from the first idea of E012 in a reference.
            if let Some(small) = identifiant::parse(stem).filter(|small| small.ident.part != Part::Whole) {
                self.found.push(fichier::nom_de_petite_fiche(small.ident.padded(small.width)));
            }
            return Name::Ident(found.ident, found.width);
        }
        if !has_id {
            self.found.push(fichier::nom_sans_identifiant(def, stem));
        }
        Name::None
    }

    /// Checks the numbers of people of a record.
    fn head_count(&mut self, def: &'static TypeDef, cells: Cells) {
        let read = |reader: &Self, name: &str| {
            let (index, field) = def.find(name)?;
            if !matches!(field.kind, FieldKind::Quantity) {
                return None;
            }
            let cell = find(reader.at(cells), index)?;
            match cell.value() {
                Value::Quantity(quantity) => Some((quantity, cell.span())),
                _ => None,
            }
        };
        let all = read(self, "personnes");
        if let Some((quantity, span)) = all
            && quantity.exact() == Some(0.0)
        {
            self.found.push(forme::effectif_nul("personnes", span));
        }
        if let (Some((all, all_at)), Some((already, already_at))) = (all, read(self, "dont_deja_rencontrees"))
            && all.bounds().max.is_some_and(|most| already.bounds().min > most)
        {
            self.found.push(forme::effectif_incoherent(already_at, all_at));
        }
    }
}

/// Finds the cell of a field.
fn find(cells: &[Cell], field: u8) -> Option<&Cell> {
    cells.iter().find(|cell| cell.field == field)
}

/// Finds the place and text of a scalar of a mapping, in whatever spelling its key is understood.
fn scalar_at<'t>(tree: &'t Tree<'_>, node: NodeId, name: &str) -> Option<(Span, &'t str)> {
    tree.entries(node).find_map(|(key, value)| match (&tree.node(key).value, &tree.node(value).value) {
        (Node::Scalar(key), Node::Scalar(value)) if fold::key(&key.text) == name && !value.is_null() => {
            Some((value.content, value.text.as_ref()))
        }
        _ => None,
    })
}

/// Tells whether a text is a readable name: lower-case letters, digits, hyphens.
fn slug(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_')
}

const _: () = {
    // The decisions of a meeting are read with the keys of a decision of its own.
    assert!(seance::decision_prise::CIBLES.index == decision::CIBLES.index);
    assert!(seance::decision_prise::VOTES.index == decision::VOTES.index);
    assert!(idee::TEXTE.index == 0);
};
