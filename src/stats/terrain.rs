//! The field of a dossier in a window: its notes, and its ideas with the notes in which each was heard.
//!
//! The views look at this and no longer at the records. An idea that repeats another is no idea of its own here: the notes, spheres and
//! structures where it was heard are those of the idea it repeats.

use std::collections::{BTreeSet, HashMap};

use crate::dossier::{At, Dossier};
use crate::model::{acteur, contribution, entretien, gisement, idee, immersion, seance, vocabulary};
use crate::schema::Vocabulary;
use crate::stats::Window;
use crate::stats::count::{Counter, is_held};
use crate::unit::{Name, Reference, Spanned, View, WordValue};
use crate::value::date::Date;
use crate::value::identifiant::{Ident, Kind};

/// How many repetitions of repetitions are followed before a circle is given up on.
const FAR: usize = 64;

/// An interview, an immersion, a contribution or a meeting.
#[derive(Debug)]
pub(crate) struct Note<'d> {
    /// Where it stands.
    pub(crate) at: At,
    /// Its identifier as written.
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) date: Option<Date>,
    /// Whether it took place.
    pub(crate) held: bool,
    /// The actors, spheres and types of actor it heard, each once.
    pub(crate) structures: Vec<&'d str>,
    pub(crate) spheres: Vec<&'d str>,
    pub(crate) types: Vec<&'d str>,
}

/// An idea that repeats no other.
#[derive(Debug)]
pub(crate) struct Idea<'d> {
    /// Where it stands.
    pub(crate) at: At,
    /// Its identifier, provisional or not, as written.
    pub(crate) name: String,
    pub(crate) date: Option<Date>,
    /// Whether its nature counts as an idea.
    pub(crate) counted: bool,
    pub(crate) nature: &'d str,
    pub(crate) state: Option<&'d str>,
    pub(crate) themes: Vec<&'d str>,
    /// The notes where it or a repetition of it was heard, its own first.
    pub(crate) notes: Vec<usize>,
    /// The repetitions of it, each with the note where it stands.
    pub(crate) repeats: Vec<(usize, At)>,
    /// The gisements that hold it, merged ones standing for the one that took them in.
    pub(crate) gisements: BTreeSet<Ident>,
}

/// The notes and ideas of a dossier in a window.
pub(crate) struct Terrain<'d> {
    pub(crate) dossier: &'d Dossier,
    pub(crate) window: &'d Window,
    pub(crate) notes: Vec<Note<'d>>,
    pub(crate) ideas: Vec<Idea<'d>>,
    by_place: HashMap<At, usize>,
}

impl<'d> Terrain<'d> {
    pub(crate) fn new(dossier: &'d Dossier, window: &'d Window) -> Self {
        let counter = Counter::new(dossier, window);
        let mut notes = Vec::new();
        let mut note_at: HashMap<At, usize> = HashMap::new();
        for kind in [Kind::Entretien, Kind::Immersion, Kind::Contribution, Kind::Seance] {
            for (at, view, date) in counter.dated(kind) {
                note_at.insert(at, notes.len());
                notes.push(note(dossier, at, view, date));
            }
        }
        let counted = dossier.counted_natures();
        let mut terrain = Self { dossier, window, notes, ideas: Vec::new(), by_place: HashMap::new() };
        let mut repeats: Vec<(At, View<'d>)> = Vec::new();
        for (at, view, date) in counter.dated(Kind::Idee) {
            let state = dossier.state(view);
            if state == Some("doublon") {
                repeats.push((at, view));
                continue;
            }
            let source = source_of(dossier, at, view);
            let nature = dossier.nature(view);
            terrain.by_place.insert(at, terrain.ideas.len());
            terrain.ideas.push(Idea {
                at,
                name: dossier.name_of(view),
                date,
                counted: counted.contains(&nature),
                nature,
                state,
                themes: themes(dossier, view, source.and_then(|source| dossier.get(source))),
                notes: source.and_then(|source| note_at.get(&source)).copied().into_iter().collect(),
                repeats: Vec::new(),
                gisements: BTreeSet::new(),
            });
        }
        for (at, view) in repeats {
            let heard = source_of(dossier, at, view).and_then(|source| note_at.get(&source)).copied();
            let Some(idea) = terrain.original(at, view).and_then(|idea| terrain.ideas.get_mut(idea)) else { continue };
            idea.repeats.extend(heard.map(|heard| (heard, at)));
            idea.notes.extend(heard.filter(|heard| !idea.notes.contains(heard)));
        }
        terrain.sort_into_gisements();
        terrain
    }

    /// Puts each idea into the gisements that name it or a repetition of it.
    fn sort_into_gisements(&mut self) {
        for (_, view) in self.dossier.of_kind(Kind::Gisement) {
            let Some(fields) = view.typed::<gisement::Gisement>() else { continue };
            let Some(holder) = self.gisement(view) else { continue };
            for reference in fields.list(gisement::IDEES) {
                if let Some(idea) = self.idea(reference.value).and_then(|idea| self.ideas.get_mut(idea)) {
                    idea.gisements.insert(holder);
                }
            }
        }
    }

    /// Returns the gisement that stands for this one: itself, or the last of those it was merged into.
    pub(crate) fn gisement(&self, view: View<'d>) -> Option<Ident> {
        let mut view = view;
        for _ in 0..FAR {
            let into = view.typed::<gisement::Gisement>()?.get(gisement::FUSIONNE_DANS);
            let next = into.and_then(|into| self.dossier.resolve(&[Kind::Gisement], into.value));
            match next.and_then(|next| self.dossier.get(next)) {
                Some(next) => view = next,
                None => break,
            }
        }
        view.ident().map(|(ident, _)| ident)
    }

    /// Finds the idea that a reference names, or that the one it names repeats.
    pub(crate) fn idea(&self, reference: Reference<'_>) -> Option<usize> {
        let at = self.dossier.resolve(&[Kind::Idee], reference)?;
        self.original(at, self.dossier.get(at)?)
    }

    /// Follows repetitions to the idea that repeats no other, where the window holds it.
    fn original(&self, at: At, view: View<'d>) -> Option<usize> {
        let (mut at, mut view) = (at, view);
        for _ in 0..FAR {
            if let Some(idea) = self.by_place.get(&at) {
                return Some(*idea);
            }
            let (of, _) = self.dossier.duplicate_of(view)?;
            at = self.dossier.find(of)?;
            view = self.dossier.get(at)?;
        }
        None
    }

    /// The interviews that were held, with their index among the notes.
    pub(crate) fn interviews(&self) -> impl Iterator<Item = (usize, &Note<'d>)> {
        self.notes.iter().enumerate().filter(|(_, note)| note.kind == Kind::Entretien && note.held)
    }

    /// The ideas that the figure of ideas counts.
    pub(crate) fn counted(&self) -> impl Iterator<Item = &Idea<'d>> {
        self.ideas.iter().filter(|idea| idea.counted)
    }

    /// The notes where an idea was heard.
    pub(crate) fn heard<'t>(&'t self, idea: &'t Idea<'d>) -> impl Iterator<Item = &'t Note<'d>> {
        idea.notes.iter().filter_map(|&note| self.notes.get(note))
    }

    /// Returns the words of a vocabulary that `each` note where an idea was heard bears, once each.
    pub(crate) fn gathered(&self, idea: &Idea<'d>, each: impl Fn(&Note<'d>) -> Vec<&'d str>) -> Vec<&'d str> {
        let mut all: Vec<&str> = Vec::new();
        for word in self.heard(idea).flat_map(each) {
            once(&mut all, word);
        }
        all
    }
}

fn once<'d>(all: &mut Vec<&'d str>, word: &'d str) {
    if !all.contains(&word) {
        all.push(word);
    }
}

/// Reads who a note heard.
fn note<'d>(dossier: &'d Dossier, at: At, view: View<'d>, date: Option<Date>) -> Note<'d> {
    let structures: Vec<Reference<'d>> = match view.record.kind {
        Kind::Entretien => view.typed().map(|note| values(note.list(entretien::STRUCTURES))),
        Kind::Immersion => view.typed().map(|note| values(note.list(immersion::STRUCTURES))),
        Kind::Contribution => view.typed().map(|note| values(note.list(contribution::STRUCTURES))),
        _ => view.typed().map(|note| values(note.list(seance::STRUCTURES))),
    }
    .unwrap_or_default();
    let mut note = Note {
        at,
        name: dossier.name_of(view),
        kind: view.record.kind,
        date,
        held: is_held(dossier, view),
        structures: Vec::new(),
        spheres: Vec::new(),
        types: Vec::new(),
    };
    for reference in structures {
        let Some(view) = dossier.resolve(&[Kind::Acteur], reference).and_then(|at| dossier.get(at)) else { continue };
        if let Name::Slug(name) = view.record.name {
            once(&mut note.structures, view.unit.str(name));
        }
        let Some(acteur) = view.typed::<acteur::Acteur>() else { continue };
        said(dossier, &vocabulary::SPHERE, acteur.get(acteur::SPHERE), &mut note.spheres);
        said(dossier, &vocabulary::ACTEUR_TYPE, acteur.get(acteur::TYPE), &mut note.types);
    }
    if let Some(own) = view.typed::<entretien::Entretien>() {
        said(dossier, &vocabulary::SPHERE, own.get(entretien::SPHERE), &mut note.spheres);
        said(dossier, &vocabulary::ACTEUR_TYPE, own.get(entretien::TYPE_ACTEUR), &mut note.types);
    }
    note
}

fn values<T>(all: impl Iterator<Item = Spanned<T>>) -> Vec<T> {
    all.map(|one| one.value).collect()
}

fn said<'d>(
    dossier: &'d Dossier,
    vocabulary: &'static Vocabulary,
    word: Option<Spanned<WordValue<'d>>>,
    all: &mut Vec<&'d str>,
) {
    if let Some(word) = word.and_then(|word| dossier.word(vocabulary, word.value)) {
        once(all, word);
    }
}

/// Finds the note an idea comes from: the one it stands in, else the one its record names.
fn source_of(dossier: &Dossier, at: At, view: View<'_>) -> Option<At> {
    let mut inner = view;
    while let Some(outer) = inner.parent() {
        if outer.record.kind.is_note() {
            return Some(At { file: at.file, record: u32::try_from(outer.index).ok()? });
        }
        inner = outer;
    }
    let source = view.typed::<idee::Idee>()?.get(idee::SOURCE)?;
    let found = match source.value {
        Reference::Ident(ident) => dossier.find(ident.note())?,
        Reference::Slug(_) => return None,
    };
    dossier.get(found).filter(|view| view.record.kind.is_note()).map(|_| found)
}

/// The themes of an idea: those that `idees.yaml` gives it, else its own, else its note's.
fn themes<'d>(dossier: &'d Dossier, view: View<'d>, source: Option<View<'d>>) -> Vec<&'d str> {
    let word = |word: Spanned<WordValue<'d>>| {
        // A word that no vocabulary holds is shown as it is written: what was said is not lost.
        dossier.word(&vocabulary::THEME, word.value).or(match word.value {
            WordValue::Own(written) => Some(written),
            WordValue::Known(at) => vocabulary::THEME.words.get(usize::from(at)).map(|known| known.key),
        })
    };
    let amended = view.ident().and_then(|(ident, _)| dossier.amendment(ident));
    let of_idea = |fields: crate::unit::Fields<'d, idee::Idee>| fields.list(idee::THEMES);
    let mut all: Vec<&'d str> = Vec::new();
    amended.into_iter().flat_map(of_idea).filter_map(word).for_each(|theme| once(&mut all, theme));
    if all.is_empty() {
        view.typed().into_iter().flat_map(of_idea).filter_map(word).for_each(|theme| once(&mut all, theme));
    }
    if let (true, Some(source)) = (all.is_empty(), source) {
        let entretien = source.typed().into_iter().flat_map(|note| note.list(entretien::THEMES));
        let immersion = source.typed().into_iter().flat_map(|note| note.list(immersion::THEMES));
        let contribution = source.typed().into_iter().flat_map(|note| note.list(contribution::THEMES));
        entretien.chain(immersion).chain(contribution).filter_map(word).for_each(|theme| once(&mut all, theme));
    }
    all
}
