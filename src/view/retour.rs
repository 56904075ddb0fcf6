//! What each structure that was met is told in return: what was heard from it, and what became of that.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{Gather, value};
use crate::model::small::TEXTE;
use crate::model::vocabulary;
use crate::stats::terrain::{Idea, Note};
use crate::unit::View;
use crate::value::identifiant::{Ident, Kind};

impl<'d> Gather<'d> {
    /// Returns one entry a structure met, sorted by name: `structure`, `rencontres`, `idees` with what became of each, `irritants`.
    ///
    /// Notes of people without a structure are gathered by no one: they are left out rather than named.
    pub(super) fn retours(&self) -> Vec<Value> {
        let mut by_structure: BTreeMap<String, (View<'d>, Vec<usize>)> = BTreeMap::new();
        for (index, note) in
            self.terrain.notes.iter().enumerate().filter(|(_, note)| note.held && note.kind != Kind::Seance)
        {
            for slug in &note.structures {
                let at = self.dossier.find_slug(Kind::Acteur, slug);
                let Some(view) = at.and_then(|at| self.dossier.get(at)) else { continue };
                by_structure.entry(self.title(view)).or_insert_with(|| (view, Vec::new())).1.push(index);
            }
        }
        let taken = self.taken_up();
        let mut heard: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, idea) in self.terrain.ideas.iter().enumerate() {
            for note in &idea.notes {
                heard.entry(*note).or_default().push(index);
            }
        }
        let entry = |(view, notes): (View<'d>, Vec<usize>)| {
            let ideas: BTreeSet<usize> = notes.iter().filter_map(|note| heard.get(note)).flatten().copied().collect();
            let ideas = ideas.into_iter().filter_map(|index| self.terrain.ideas.get(index));
            let met = notes.iter().filter_map(|note| self.terrain.notes.get(*note));
            json!({
                "structure": self.mention(view),
                "rencontres": met.clone().map(|note| self.meeting(note)).collect::<Vec<_>>(),
                "idees": ideas.map(|idea| self.became(idea, &notes, &taken)).collect::<Vec<_>>(),
                "irritants": met.flat_map(|note| self.said(note, Kind::Irritant)).collect::<Vec<_>>(),
            })
        };
        by_structure.into_values().map(entry).collect()
    }

    /// The solutions that name each record.
    fn taken_up(&self) -> BTreeMap<Ident, Vec<Value>> {
        let mut taken: BTreeMap<Ident, Vec<Value>> = BTreeMap::new();
        for (_, view) in self.standing(Kind::Solution) {
            view.references(&mut |_, cell| {
                let crate::unit::Value::Ident(named, _) = cell.value() else { return };
                let list = taken.entry(named).or_default();
                let mention = self.mention(view);
                if !list.contains(&mention) {
                    list.push(mention);
                }
            });
        }
        taken
    }

    fn meeting(&self, note: &Note<'d>) -> Value {
        json!({ "id": note.name, "type": crate::model::def(note.kind).name, "date": note.date.map(value::date) })
    }

    /// Returns an idea with what became of it: `gisements`, `solutions` that name it, `motif` where it was put aside.
    ///
    /// Its words are those of these notes, where another said it first.
    fn became(&self, idea: &Idea<'d>, notes: &[usize], taken: &BTreeMap<Ident, Vec<Value>>) -> Value {
        let view = self.dossier.get(idea.at);
        let own = idea.notes.first().is_some_and(|first| notes.contains(first));
        let repeat = idea.repeats.iter().find(|(note, _)| !own && notes.contains(note));
        let said = repeat.map_or(view, |(_, at)| self.dossier.get(*at));
        let gisement = |ident: &Ident| {
            let view = self.dossier.get(self.dossier.find(*ident)?)?;
            Some(self.mention(view))
        };
        let ident = view.and_then(View::ident).map(|(ident, _)| ident);
        json!({
            "id": idea.name,
            "texte": said.map(|view| self.title(view)),
            "nature": idea.nature,
            "etat": idea.state.map(|state| self.word(&vocabulary::IDEE_STATUT, state)),
            "motif": self.motif(idea),
            "gisements": idea.gisements.iter().filter_map(gisement).collect::<Vec<_>>(),
            "solutions": ident.and_then(|ident| taken.get(&ident)).cloned().unwrap_or_default(),
        })
    }

    /// The texts of the small records of a type in a note.
    fn said(&self, note: &Note<'d>, kind: Kind) -> Vec<String> {
        let Some(unit) = self.dossier.file(note.at.file).map(|file| &file.unit) else { return Vec::new() };
        let texts = unit.views().filter(|view| view.record.kind == kind);
        texts.filter_map(|view| unit.text(view.cell(TEXTE)?)).map(str::to_owned).collect()
    }
}
