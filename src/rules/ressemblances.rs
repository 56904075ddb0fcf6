//! CB413: ideas whose texts are nearly the same, and of which nothing says whether they are one.
//!
//! Each unit keeps a [`Sketch`] of the texts of its ideas. Those that agree on a band are brought together by a sort; those whose
//! sketches agree well enough are compared by their texts, read again. An idea that is like one before it is compared no more: of many
//! equal ones, each is met once.

mod texts;

use std::collections::{HashMap, HashSet};

use crate::dossier::{At, Dossier};
use crate::faults::ressemblances as faults;
use crate::fr::ressemblance::{Sketch, share};
use crate::layout::MANIFEST;
use crate::model::idee;
use crate::rule::catalogue::CB413;
use crate::rules::{Context, Findings};
use crate::text::Span;
use crate::unit::{Cell, Name, Origin, Reference, View};
use crate::value::identifiant::{Ident, Kind};
use texts::Kept;

/// How many ideas of one group that are like none before them are kept, to hold the next against.
const FIRSTS: usize = 64;

/// How many times the text of one idea is compared in vain: more would be a file made to last.
const TRIES: u8 = 16;

/// Looks for ideas like one before them: one finding each, and one for the dossier that says how many.
pub(super) fn check(dossier: &Dossier, context: &Context<'_>, findings: &mut Findings) {
    let like = Search::of(dossier, context).run();
    for like in &like {
        report(dossier, like, findings);
    }
    if let Some(manifest) = dossier.manifest_at().filter(|_| !like.is_empty()) {
        findings.push(manifest, faults::idees_a_rapprocher(like.len() as u64));
    }
}

/// An idea that is like one before it.
struct Like {
    idea: At,
    first: At,
    percent: u32,
}

struct Search<'s> {
    dossier: &'s Dossier,
    context: &'s Context<'s>,
    /// The ideas that are compared, in order; in the other lists they are known by their rank in this one.
    ideas: Vec<At>,
    sketches: Vec<Sketch>,
    texts: Kept<'s>,
    /// Which of them were found to be like one before.
    done: Vec<bool>,
    found: Vec<Like>,
    /// The pairs whose texts were compared in vain, and how many for each idea.
    vain: HashSet<(u32, u32)>,
    tries: HashMap<u32, u8>,
}

impl<'s> Search<'s> {
    fn of(dossier: &'s Dossier, context: &'s Context<'s>) -> Self {
        let counted = dossier.counted_natures();
        let is_compared = |view: View<'_>| {
            view.record.kind == Kind::Idee
                && view.record.origin != Origin::Amendment
                && view.record.name != Name::None
                && counted.contains(&dossier.nature(view))
        };
        // A list that grows takes twice its room: this one may be as long as a dossier.
        let all = dossier.records().filter(|(_, view)| view.record.kind == Kind::Idee).count();
        let (mut ideas, mut sketches) = (Vec::with_capacity(all), Vec::with_capacity(all));
        let mut buffer = Vec::new();
        for (at, view) in dossier.records().filter(|(_, view)| is_compared(*view)) {
            if let Some(sketch) = sketch(view, &mut buffer) {
                ideas.push(at);
                sketches.push(sketch);
            }
        }
        Self {
            dossier,
            context,
            done: vec![false; ideas.len()],
            ideas,
            sketches,
            texts: Kept::new(context.texts),
            found: Vec::new(),
            vain: HashSet::new(),
            tries: HashMap::new(),
        }
    }

    /// Compares whatever a band brings together; returns what is alike, in order.
    fn run(mut self) -> Vec<Like> {
        let percent = self.context.number(&CB413, "ressemblance", MANIFEST).clamp(1, 100);
        let mut keys: Vec<u64> = Vec::with_capacity(self.sketches.len());
        let mut firsts = Vec::new();
        for band in 0..Sketch::BANDS {
            keys.clear();
            let key = |(rank, sketch): (usize, &Sketch)| u64::from(sketch.band(band)) << 32 | rank as u64;
            keys.extend(self.sketches.iter().enumerate().map(key));
            keys.sort_unstable();
            for group in keys.chunk_by(|one, other| one >> 32 == other >> 32).filter(|group| group.len() > 1) {
                firsts.clear();
                for rank in group.iter().map(|key| (key & u64::from(u32::MAX)) as u32) {
                    self.place(rank, &mut firsts, percent);
                }
            }
        }
        self.found.sort_unstable_by_key(|like| like.idea);
        self.found
    }

    /// Holds an idea against those of its group that are like none before them, and adds it to them if it is like none either.
    fn place(&mut self, rank: u32, firsts: &mut Vec<u32>, percent: u32) {
        if self.done.get(rank as usize).is_none_or(|done| *done) {
            return;
        }
        let like = firsts.iter().find_map(|&first| self.alike(first, rank, percent));
        match (like, self.done.get_mut(rank as usize)) {
            (Some(like), Some(done)) => {
                *done = true;
                self.found.push(like);
            }
            _ if firsts.len() < FIRSTS => firsts.push(rank),
            _ => {}
        }
    }

    /// Compares two ideas: by their sketches, by what is said of them, by their texts.
    fn alike(&mut self, first: u32, rank: u32, percent: u32) -> Option<Like> {
        let (one, other) = (self.sketches.get(first as usize)?, self.sketches.get(rank as usize)?);
        if !one.may_share(other, percent) || self.vain.contains(&(first, rank)) {
            return None;
        }
        let tries = self.tries.entry(rank).or_default();
        if *tries >= TRIES {
            return None;
        }
        let (first_at, idea) = (*self.ideas.get(first as usize)?, *self.ideas.get(rank as usize)?);
        let alike = self.texts_of(first_at, idea).filter(|_| !told(self.dossier, first_at, idea));
        let share = alike.map_or(0, |(one, other)| share(&one, &other));
        let path = self.dossier.file(idea.file).map_or("", |file| &file.path);
        if share >= self.context.number(&CB413, "ressemblance", path).clamp(1, 100) {
            return Some(Like { idea, first: first_at, percent: share });
        }
        self.vain.insert((first, rank));
        *self.tries.entry(rank).or_default() += 1;
        None
    }

    /// Returns the texts of two ideas.
    fn texts_of(&mut self, one: At, other: At) -> Option<(String, String)> {
        Some((self.texts.of(self.dossier, one)?, self.texts.of(self.dossier, other)?))
    }
}

/// Returns the sketch of an idea: the one its unit keeps, else that of the text it keeps.
fn sketch(view: View<'_>, buffer: &mut Vec<u8>) -> Option<Sketch> {
    let kept = || Sketch::of(view.unit.text(view.cell(idee::TEXTE.index)?)?, buffer);
    view.sketch(idee::TEXTE.index).or_else(kept)
}

/// Tells whether the dossier says already what two ideas are to one another: one repeats an idea, or they are distinct, or they are the
/// same record written twice.
fn told(dossier: &Dossier, one: At, other: At) -> bool {
    let ideas = [one, other].map(|at| dossier.get(at).and_then(|view| Some((view, view.ident()?.0))));
    let [Some((one, one_name)), Some((other, other_name))] = ideas else { return true };
    one_name == other_name
        || [one, other].into_iter().any(|view| dossier.duplicate_of(view).is_some())
        || is_distinct(dossier, one, other_name)
        || is_distinct(dossier, other, one_name)
}

/// Tells whether an idea, or its amendment, says that it is distinct from another.
fn is_distinct(dossier: &Dossier, view: View<'_>, from: Ident) -> bool {
    let amendment = view.ident().and_then(|(ident, _)| dossier.amendment(ident));
    let all = [view.typed::<idee::Idee>(), amendment];
    let mut said = all.into_iter().flatten().flat_map(|fields| fields.list(idee::DISTINCTE_DE));
    said.any(|said| said.value == Reference::Ident(from))
}

fn report(dossier: &Dossier, like: &Like, findings: &mut Findings) {
    let (Some(view), Some(first)) = (dossier.get(like.idea), dossier.get(like.first)) else { return };
    let place = |view: View<'_>| view.cell(idee::TEXTE.index).map_or(view.record.place, Cell::span);
    let there: (Option<String>, Span) = (
        dossier
            .file(like.first.file)
            .filter(|_| like.first.file != like.idea.file)
            .map(|file| dossier.shown(&file.path)),
        place(first),
    );
    let small = view.record.origin == Origin::Small;
    let (name, other) = (dossier.name_of(view), dossier.name_of(first));
    findings.at(like.idea, faults::idee_quasi_identique(&name, small, &other, like.percent, place(view), there));
}
