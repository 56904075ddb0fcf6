//! A dossier: the units of its files, linked.
//!
//! [`Dossier::link`] knows the manifest, finds every record by its identifier, lays the amendments of `idees.yaml` on the ideas they
//! speak of and works out the state of each record. It makes no finding; the [`rules`](crate::rules) look at it and do.

pub mod free;
mod idees;
#[cfg(test)]
pub(crate) mod sample;
mod state;
pub mod words;

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;

use crate::model::{self, dossier as manifest, idee};
use crate::rule::Phase;
use crate::schema::Vocabulary;
use crate::text::Span;
use crate::unit::{Fields, FileUnit, Name, Origin, Reference, Value, View, WordValue};
use crate::value::date::Day;
use crate::value::identifiant::{self, Ident, Kind};
use words::Words;

pub use state::{State, is_decided};

/// One file of a dossier.
#[derive(Debug)]
pub struct File {
    /// Its path from the dossier's root, with `/`.
    pub path: Box<str>,
    /// What it says.
    pub unit: Unit,
}

/// What a file says: the dossier's own, or shared with other versions of it.
#[derive(Clone, Debug)]
pub enum Unit {
    /// The dossier's own.
    Own(FileUnit),
    /// Shared.
    Shared(Arc<FileUnit>),
}

impl Deref for Unit {
    type Target = FileUnit;

    fn deref(&self) -> &FileUnit {
        match self {
            Self::Own(unit) => unit,
            Self::Shared(unit) => unit,
        }
    }
}

impl From<FileUnit> for Unit {
    fn from(unit: FileUnit) -> Self {
        Self::Own(unit)
    }
}

impl Unit {
    /// Returns the unit to be changed; a shared one is copied first.
    fn to_mut(&mut self) -> &mut FileUnit {
        match self {
            Self::Own(unit) => unit,
            Self::Shared(unit) => Arc::make_mut(unit),
        }
    }
}

/// Where a record stands: the file, then the record in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// The index of the file in the dossier.
    pub file: u32,
    /// The index of the record in the file's unit.
    pub record: u32,
}

/// A linked dossier.
#[derive(Debug)]
pub struct Dossier {
    /// Its path as shown to the user, with `/`; empty for the current folder.
    pub root: String,
    /// Its files, sorted by path.
    pub files: Vec<File>,
    /// The stems of its Markdown files that are no records: a body may link to them.
    pub pages: Vec<String>,
    /// The words of its vocabularies.
    pub words: Words,
    /// Whether it is rebuilt from published sources, without notes.
    pub published: bool,
    manifest: Option<u32>,
    /// Sorted: a search in it is as quick as in a table, for half the room.
    idents: Vec<(u64, At)>,
    slugs: HashMap<(Kind, Box<str>), At>,
    amendments: HashMap<Ident, At>,
    decided: state::Decided,
    /// Records that claim an identifier already taken: the second, then the first.
    pub doubles: Vec<(At, At)>,
}

impl Dossier {
    /// Links the files of one dossier; they are sorted here, so that nothing depends on the order in which they were read.
    pub fn link(root: String, mut files: Vec<File>, pages: Vec<String>) -> Self {
        files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        identify(&mut files);
        let manifest = files.iter().position(|file| matches!(&*file.path, "dossier.yaml" | "dossier.yml"));
        let records = files.iter().map(|file| file.unit.records.len()).sum();
        let mut dossier = Self {
            root,
            files,
            pages,
            words: Words::default(),
            published: false,
            manifest: manifest.map(|at| Span::at(at).start),
            idents: Vec::with_capacity(records),
            slugs: HashMap::new(),
            amendments: HashMap::new(),
            decided: state::Decided::default(),
            doubles: Vec::new(),
        };
        dossier.index();
        if let Some(manifest) = dossier.manifest() {
            let words = Words::read(manifest);
            let published = manifest.get(manifest::MATIERE).is_some_and(|word| {
                matches!(word.value, WordValue::Known(at) if model::vocabulary::MATIERE.words.get(at as usize).is_some_and(|w| w.key == "publiee"))
            });
            (dossier.words, dossier.published) = (words, published);
        }
        dossier.decided = state::decided(&dossier, None);
        dossier
    }

    /// Looks at the dossier as it stood on a day: what was decided later has no effect yet.
    pub fn stand_at(&mut self, at: Day) {
        self.decided = state::decided(self, Some(at));
    }

    fn index(&mut self) {
        for (file_index, file) in self.files.iter().enumerate() {
            for (record_index, record) in file.unit.records.iter().enumerate() {
                let at = At { file: Span::at(file_index).start, record: Span::at(record_index).start };
                // The first in order keeps the name.
                let first = match record.name {
                    Name::Ident(ident, _) if record.origin == Origin::Amendment => {
                        *self.amendments.entry(ident).or_insert(at)
                    }
                    Name::Ident(ident, _) => {
                        self.idents.push((ident.key(), at));
                        continue;
                    }
                    Name::Slug(text) => *self.slugs.entry((record.kind, file.unit.str(text).into())).or_insert(at),
                    Name::Provisional(..) | Name::None => continue,
                };
                if first != at {
                    self.doubles.push((at, first));
                }
            }
        }
        self.idents.sort_unstable();
        let doubles = &mut self.doubles;
        self.idents.dedup_by(|(second, at), (first, kept)| {
            let same = first == second;
            if same {
                doubles.push((*at, *kept));
            }
            same
        });
        self.doubles.sort_unstable();
    }

    /// Returns the file at an index.
    pub fn file(&self, index: u32) -> Option<&File> {
        self.files.get(index as usize)
    }

    /// Returns the record at a place.
    pub fn get(&self, at: At) -> Option<View<'_>> {
        self.file(at.file)?.unit.get(at.record as usize)
    }

    /// Returns the manifest's fields, where it could be read.
    pub fn manifest(&self) -> Option<Fields<'_, manifest::Dossier>> {
        self.files.get(self.manifest? as usize)?.unit.get(0)?.typed()
    }

    /// Returns the index of the manifest's file.
    pub fn manifest_at(&self) -> Option<u32> {
        self.manifest
    }

    /// Returns its folder as shown to the user: `.` for the current one.
    pub fn folder(&self) -> &str {
        if self.root.is_empty() { "." } else { &self.root }
    }

    /// Returns the path of a file as shown to the user: from the current folder.
    pub fn shown(&self, path: &str) -> String {
        if self.root.is_empty() { path.to_owned() } else { format!("{}/{path}", self.root) }
    }

    /// Returns the name of a record as it is written: `E012-1`, `mission-locale`; empty where it has none.
    pub fn name_of(&self, view: View<'_>) -> String {
        match view.record.name {
            Name::Ident(ident, width) | Name::Provisional(ident, width) => ident.padded(width).to_string(),
            Name::Slug(text) => view.unit.str(text).to_owned(),
            Name::None => String::new(),
        }
    }

    /// Returns the title, or the folder's name where the manifest says none.
    pub fn title(&self) -> &str {
        let title = self.manifest().and_then(|manifest| manifest.get(manifest::TITRE)).map(|title| title.value);
        title.unwrap_or_else(|| self.root.rsplit('/').next().unwrap_or(&self.root))
    }

    /// Tells whether the dossier says that it is invented.
    pub fn fictional(&self) -> bool {
        self.manifest().and_then(|manifest| manifest.get(manifest::FICTIF)).is_some_and(|yes| yes.value)
    }

    /// Returns the phase that a day falls in: the last one whose realised start is not after it. `None` without such a phase.
    pub fn phase(&self, at: Day) -> Option<Phase> {
        let phases = self.manifest()?.list(manifest::PHASES);
        let begun = phases.filter_map(|phase| {
            let realised = phase.value.get(manifest::phase::REALISE)?.value;
            let start = realised.get(manifest::intervalle::DEBUT)?.value.earliest();
            let role = self.word(&model::vocabulary::PHASE_ROLE, phase.value.get(manifest::phase::ROLE)?.value)?;
            (start <= at).then_some((start, Phase::named(role)?))
        });
        // Of two phases begun on one day, the later in the manifest holds.
        begun.max_by_key(|(start, _)| *start).map(|(_, role)| role)
    }

    /// Returns every record with its place, in order; amendments are not records of their own.
    pub fn records(&self) -> impl Iterator<Item = (At, View<'_>)> {
        self.files.iter().enumerate().flat_map(|(file, File { unit, .. })| {
            let file = Span::at(file).start;
            unit.views().map(move |view| (At { file, record: Span::at(view.index).start }, view))
        })
    }

    /// Returns every record of type `kind`, in order, without amendments.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (At, View<'_>)> {
        self.records().filter(move |(_, view)| view.record.kind == kind && view.record.origin != Origin::Amendment)
    }

    /// Finds the record that an identifier names.
    pub fn find(&self, ident: Ident) -> Option<At> {
        let at = self.idents.binary_search_by_key(&ident.key(), |(known, _)| *known).ok()?;
        self.idents.get(at).map(|(_, at)| *at)
    }

    /// Tells whether a file that holds records is called `name`, without its extension.
    pub fn has_stem(&self, name: &str) -> bool {
        self.files.iter().any(|file| stem(&file.path) == name)
    }

    /// Finds the actor or source that a name names.
    pub fn find_slug(&self, kind: Kind, name: &str) -> Option<At> {
        self.slugs.get(&(kind, name.into())).copied()
    }

    /// Finds the record that a reference to one of `kinds` names.
    pub fn resolve(&self, kinds: &[Kind], reference: Reference<'_>) -> Option<At> {
        match reference {
            Reference::Ident(ident) => self.find(ident),
            Reference::Slug(name) => {
                let slugged: &[Kind] = if kinds.is_empty() { &[Kind::Acteur, Kind::Source] } else { kinds };
                slugged.iter().find_map(|&kind| self.find_slug(kind, name))
            }
        }
    }

    /// Returns the known names of the actors or sources, sorted.
    pub fn names(&self, kind: Kind) -> Vec<&str> {
        let mut names: Vec<&str> = self
            .of_kind(kind)
            .filter_map(|(_, view)| match view.record.name {
                Name::Slug(text) => Some(view.unit.str(text)),
                _ => None,
            })
            .collect();
        names.sort_unstable();
        names
    }

    /// Returns what `idees.yaml` says of an idea that stands in a note.
    pub fn amendment(&self, ident: Ident) -> Option<Fields<'_, idee::Idee>> {
        self.get(*self.amendments.get(&ident)?)?.typed()
    }

    /// Returns where the amendment of an idea stands.
    pub fn amendment_at(&self, ident: Ident) -> Option<At> {
        self.amendments.get(&ident).copied()
    }

    /// Returns the amendments with the idea each speaks of, sorted.
    pub fn amendments(&self) -> Vec<(Ident, At)> {
        let mut all: Vec<(Ident, At)> = self.amendments.iter().map(|(ident, at)| (*ident, *at)).collect();
        all.sort_unstable();
        all
    }

    /// Returns the state of a record: what a decision made of it, else what it says, else what an amendment says, else its type's default.
    ///
    /// `None` for a type without states, and for a word that the vocabulary does not hold.
    pub fn state<'d>(&'d self, view: View<'d>) -> Option<&'d str> {
        state::of(self, view)
    }

    /// Returns the decided state of a record, with the decision.
    pub fn decided(&self, ident: Ident) -> Option<State> {
        self.decided.states.get(&ident).copied()
    }

    /// Tells whether an interview, an immersion or a meeting took place, as far as it says.
    pub fn is_held(&self, view: View<'_>) -> bool {
        !matches!(self.state(view), Some("prevu" | "prevue" | "annule" | "annulee"))
    }

    /// Tells whether a decision was taken: one of a meeting planned or cancelled was not.
    pub fn is_taken(&self, decision: View<'_>) -> bool {
        state::is_taken(self, decision)
    }

    /// Tells whether a decision to come puts a record in this state.
    pub fn is_to_come(&self, ident: Ident, word: &str) -> bool {
        self.decided.later.iter().any(|(later, state)| *later == ident && *state == word)
    }

    /// Returns the idea of which this one is said to be the repetition, and where that is said.
    pub fn duplicate_of(&self, view: View<'_>) -> Option<(Ident, At)> {
        let (ident, _) = view.ident()?;
        let at = self.find(ident)?;
        let own = view.typed::<idee::Idee>().and_then(|idee| idee.get(idee::DOUBLON_DE)).map(|found| (found.value, at));
        let said = own.or_else(|| {
            let amended = self.amendment(ident)?.get(idee::DOUBLON_DE)?;
            Some((amended.value, *self.amendments.get(&ident)?))
        });
        match said? {
            (Reference::Ident(of), at) => Some((of, at)),
            (Reference::Slug(_), _) => None,
        }
    }

    /// Returns the word that a field of a record holds, as the vocabulary spells it; `None` where the vocabulary does not hold it.
    pub fn word<'d>(&'d self, vocabulary: &'static Vocabulary, word: WordValue<'d>) -> Option<&'d str> {
        self.words.resolve(vocabulary, word)
    }
}

/// Gives their identifier to the references that are whole names of files, `E012-2018-gare`, which no text alone tells from slips.
fn identify(files: &mut [File]) {
    let mut names: HashMap<Box<str>, (Ident, u8)> = HashMap::new();
    for file in &*files {
        let stem = stem(&file.path);
        if identifiant::parse_stem(stem).is_some()
            && identifiant::parse_target(stem).is_none()
            && let Some((ident, width)) = file.unit.get(0).and_then(View::ident)
        {
            names.entry(stem.into()).or_insert((ident, width));
        }
    }
    if !names.is_empty() {
        for file in files {
            file.unit.to_mut().identify(|name| names.get(name).copied());
        }
    }
}

/// Returns the name of a file without its extension.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Reads a value as a word, where it is one.
pub fn word_of<'u>(unit: &'u FileUnit, value: Value) -> Option<WordValue<'u>> {
    match value {
        Value::Word(index) => Some(WordValue::Known(index)),
        Value::OwnWord(text) => Some(WordValue::Own(unit.str(text))),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
