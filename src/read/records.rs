//! From decoded files to records: which there are, how they are named, what lies in what.

use crate::faults::{fichier, forme, syntaxe};
use crate::fr::fold;
use crate::model::{self, decision, idee, seance};
use crate::read::body::Body;
use crate::read::decode::{Asked, Decoder, Table};
use crate::read::names;
use crate::read::{Form, Place, Reader};
use crate::schema::{FieldKind, TypeDef};
use crate::syntax::yaml::{NodeId, Tree, Value as Node};
use crate::text::Span;
use crate::unit::{Cell, Cells, Name, Origin, Record, Value};
use crate::value::identifiant::{self, Ident, Kind, Part, Written, is_slug};

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
        let root = tree.and_then(|tree| Some((tree, self.unwrapped(source, def, place, tree, tree.root()?))));
        match root.map(|(tree, root)| (tree, root, &tree.node(root).value)) {
            Some((tree, root, Node::Sequence(_))) if place.form == Form::Yaml && place.kind != Kind::Dossier => {
                let items = tree.items(root);
                // The name of a file names one record: in a list of several, each says its own.
                let place = if items.len() > 1 { Place { stem: None, ..place } } else { place };
                self.free = None;
                for &item in items {
                    match &tree.node(item).value {
                        Node::Mapping(_) => self.record(source, place, tree, (Some(item), items), None),
                        Node::Invalid => {}
                        Node::Scalar(scalar) if scalar.is_null() => {}
                        _ => self.found.push(syntaxe::pas_des_champs(tree.node(item).span)),
                    }
                }
                return;
            }
            Some((tree, root, Node::Mapping(_))) => return self.record(source, place, tree, (Some(root), &[]), body),
            Some((_, _, Node::Invalid)) => {}
            Some((tree, root, node)) if !matches!(node, Node::Scalar(scalar) if scalar.is_null()) => {
                self.found.push(syntaxe::pas_des_champs(tree.node(root).span));
            }
            // Nothing is written: a list may be empty, a record may not.
            _ => {
                if let Some(tree) = tree
                    && (place.stem.is_some() || place.kind == Kind::Dossier)
                {
                    return self.record(source, place, tree, (None, &[]), body);
                }
            }
        }
        // A note whose header is missing or cannot be read still has its name and its small records.
        if let Some(body) = body {
            let (name, _) = self.name(def, place, None, Span::default());
            self.push_note(source, def, name, Span::default(), Cells::default(), body);
        }
    }

    /// Returns the list that stands under the name of what it lists, `acteurs:`, which is a finding; else the node itself.
    fn unwrapped(&mut self, source: &str, def: &TypeDef, place: Place<'_>, tree: &Tree<'_>, root: NodeId) -> NodeId {
        let mut entries = tree.entries(root);
        let (Some((key, list)), None) = (entries.next(), entries.next()) else { return root };
        let (Node::Scalar(name), Node::Sequence(_)) = (&tree.node(key).value, &tree.node(list).value) else {
            return root;
        };
        let folded = fold::key(&name.text);
        if place.form != Form::Yaml || place.kind == Kind::Dossier || folded != def.folder && folded != def.name {
            return root;
        }
        let span = tree.node(key).span;
        let start = span.start as usize;
        let line = source.get(start..).and_then(|rest| rest.split_inclusive('\n').next()).unwrap_or("");
        let alone = line.get(span.len()..).is_some_and(|rest| rest.trim() == ":");
        self.found.push(syntaxe::liste_sous_un_nom(span, alone.then(|| Span::new(start, start + line.len()))));
        list
    }

    /// Makes one record of a mapping, with what lies in it; `node` is that mapping, and the list it stands in.
    fn record(
        &mut self,
        source: &str,
        place: Place<'_>,
        tree: &Tree<'_>,
        (node, siblings): (Option<NodeId>, &[NodeId]),
        body: Option<&Body<'_>>,
    ) {
        let def = model::def(place.kind);
        let first_key = node.and_then(|node| tree.entries(node).next());
        let start = first_key.map_or(Span::default(), |(key, _)| tree.node(key).span);
        let id = node.and_then(|node| scalar_at(tree, node, "id"));
        let (name, named_at) = self.name(def, place, id, start);
        if id.is_none() && place.stem.is_none() && def.kind != Kind::Dossier {
            let offered = self.offered(def, tree, node, siblings);
            self.found.push(forme::identifiant_requis(def, &offered, start));
        }
        let small = place.kind == Kind::Idee
            && place.form == Form::Yaml
            && id
                .and_then(|(_, id)| identifiant::parse(identifiant::target(id).text))
                .is_some_and(|found| found.ident.part != Part::Whole);
        let asked = match node.and_then(|node| scalar_at(tree, node, "texte")) {
            _ if !small => Asked::All,
            Some(_) => Asked::AllButSource,
            None => Asked::Nothing,
        };
        let amends = asked == Asked::Nothing;
        let heading = body.and_then(|body| body.title);
        let mut decoder = Decoder {
            source,
            tree,
            body: body.is_some(),
            keep: if matches!(def.kind, Kind::Dossier | Kind::Test) { super::Keep::Texts } else { self.keep },
            cells: &mut self.cells,
            strings: &mut self.strings,
            found: &mut self.found,
            pending: Vec::new(),
        };
        let cells = match node {
            Some(node) => decoder.mapping(node, Table::Record(def), heading, asked),
            None => {
                self.found.push(forme::entete_vide(def, Span::default()));
                Cells::default()
            }
        };
        if def.kind == Kind::Idee && !amends {
            self.sketch(source, cells);
        }
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
                    // A name that no source should bear is kept: what cites it is not at fault.
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
            if let Name::Slug(text) = name
                && !is_slug(self.strings.get(text))
            {
                self.found.push(forme::identifiant_mal_forme(self.strings.get(text), kind, place));
            }
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
        let from_stem = place.stem.map(|stem| self.name_of_stem(def, stem, place.form, id.is_some()));
        let Some((span, written)) = id else {
            return (from_stem.unwrap_or(Name::None), start);
        };
        let target = identifiant::target(written);
        let own = if def.kind.has_slug() {
            if is_slug(target.text) {
                Name::Slug(self.strings.keep(target.text))
            } else {
                self.found.push(forme::identifiant_mal_forme(written, def.kind, span));
                from_stem.filter(|name| *name != Name::None).unwrap_or_else(|| Name::Slug(self.strings.keep(written)))
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

    fn name_of_stem(&mut self, def: &'static TypeDef, stem: &str, form: Form, has_id: bool) -> Name {
        if def.kind.has_slug() {
            if is_slug(stem) {
                return Name::Slug(self.strings.keep(stem));
            }
        } else if let Some(found) = identifiant::parse_stem(stem).filter(|found| found.ident.kind == def.kind) {
            // A file `E012-1.md` could not be told from the first idea of E012 in a reference.
            if let Some(small) = identifiant::parse(stem).filter(|small| small.ident.part != Part::Whole) {
                self.found.push(fichier::nom_de_petite_fiche(small.ident.padded(small.width)));
            }
            return Name::Ident(found.ident, found.width);
        }
        if has_id {
            return Name::None;
        }
        let meant = names::meant(def, stem);
        let extension = match form {
            Form::Markdown => "md",
            Form::Yaml => "yaml",
        };
        self.found.push(fichier::nom_sans_identifiant(def, stem, &meant, extension));
        // What cites the file by the name it nearly has is not at fault.
        match meant.ident {
            Some(found) => Name::Ident(found.ident, found.width),
            None if def.kind.has_slug() => Name::Slug(self.strings.keep(stem)),
            None => Name::None,
        }
    }

    /// Returns the identifier to offer to a record of a list that has none: its name made readable, or the number after the highest.
    fn offered(&mut self, def: &TypeDef, tree: &Tree<'_>, node: Option<NodeId>, siblings: &[NodeId]) -> String {
        if def.kind.has_slug() {
            let name = def.fields.iter().find(|field| field.names).map_or("", |field| field.name);
            let name = node.and_then(|node| scalar_at(tree, node, name)).map(|(_, name)| fold::slug(name));
            return name.filter(|name| !name.is_empty()).unwrap_or_else(|| "mission-locale".to_owned());
        }
        let (number, width) = self.free.unwrap_or_else(|| {
            let written = siblings.iter().filter_map(|&node| identifiant::parse(scalar_at(tree, node, "id")?.1));
            let highest = written.filter(|found| found.ident.kind == def.kind).max_by_key(|found| found.ident.number);
            highest.map_or((1, 2), |found| (found.ident.number.saturating_add(1), found.width))
        });
        self.free = Some((number.saturating_add(1), width));
        Ident::whole(def.kind, number).padded(width).to_string()
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

const _: () = {
    // The decisions of a meeting are read with the keys of a decision of its own.
    assert!(seance::decision_prise::CIBLES.index == decision::CIBLES.index);
    assert!(seance::decision_prise::VOTES.index == decision::VOTES.index);
    assert!(idee::TEXTE.index == 0);
};
