//! What a gisement holds: its ideas by nature, each with the notes where it was heard.

use serde_json::{Value, json};

use super::{Fields, Gather};
use crate::dossier::At;
use crate::model::{idee, vocabulary};
use crate::stats::terrain::Idea;
use crate::unit::View;
use crate::value::identifiant::{Ident, Kind};

/// The natures, with the field of a gisement that lists the ideas of each.
const NATURES: [(&str, &str); 6] = [
    ("idee", "idees"),
    ("initiative", "initiatives"),
    ("sujet_orphelin", "orphelins"),
    ("ressource", "ressources"),
    ("difficulte", "difficultes"),
    ("verrou", "verrous"),
];

impl<'d> Gather<'d> {
    /// Adds what is worked out of a gisement: the ideas it or those merged into it name, by nature, those that were kept first,
    /// then the most often heard; `compte` (those
    /// that count as ideas), `rencontres` (the notes where they were heard), `spheres`; the solutions that come from it.
    pub(super) fn of_gisement(&self, view: View<'d>, fields: &mut Fields) {
        let Some((ident, _)) = view.ident() else { return };
        let ideas = self.ideas_of(ident);
        for (nature, field) in NATURES {
            let of_nature = ideas.iter().filter(|idea| idea.nature == nature).map(|idea| self.idea(idea));
            fields.insert(field.into(), of_nature.collect());
        }
        // The figures are those of every other view: ideas put aside count, though no list shows them.
        let name = self.dossier.name_of(view);
        let support = self.supports.iter().find(|support| support.name == name);
        fields.insert("compte".into(), support.map_or(0, |support| support.ideas).into());
        fields.insert("rencontres".into(), support.map_or(0, |support| support.notes).into());
        fields.insert("spheres".into(), json!(support.map_or(&[][..], |support| &support.spheres)));
        fields.insert("solutions".into(), self.citing(Kind::Solution, ident));
        fields.insert("promesses".into(), self.citing(Kind::Promesse, ident));
    }

    /// The ideas of a gisement that were not put aside, those that were kept first, then the most often heard.
    fn ideas_of(&self, gisement: Ident) -> Vec<&Idea<'d>> {
        let mut ideas: Vec<&Idea<'d>> = self
            .terrain
            .ideas
            .iter()
            .filter(|idea| idea.gisements.contains(&gisement) && idea.state != Some("ecartee"))
            .collect();
        ideas.sort_by_key(|idea| (idea.state != Some("retenue"), std::cmp::Reverse(idea.notes.len())));
        ideas
    }

    /// The ideas that are in no gisement and were not put aside.
    pub(super) fn unsorted(&self) -> Vec<Value> {
        let ideas = self.terrain.counted();
        let alone = ideas.filter(|idea| idea.gisements.is_empty() && idea.state != Some("ecartee"));
        alone.map(|idea| self.idea(idea)).collect()
    }

    /// The ideas that were put aside, each with `motif`.
    pub(super) fn set_aside(&self) -> Vec<Value> {
        let aside = self.terrain.counted().filter(|idea| idea.state == Some("ecartee"));
        let one = |idea: &Idea<'d>| {
            let mut fields = self.idea(idea);
            if let Some(fields) = fields.as_object_mut() {
                fields.insert("motif".into(), self.motif(idea).into());
            }
            fields
        };
        aside.map(one).collect()
    }

    /// Returns why an idea was put aside, where its record or `idees.yaml` says.
    pub(super) fn motif(&self, idea: &Idea<'d>) -> Option<&'d str> {
        let view = self.dossier.get(idea.at)?;
        let own = view.typed::<idee::Idee>().and_then(|idee| idee.get(idee::MOTIF));
        let amended = view.ident().and_then(|(ident, _)| self.dossier.amendment(ident));
        own.or_else(|| amended?.get(idee::MOTIF)).map(|motif| motif.value)
    }

    /// Returns an idea: `id`, `texte`, `rencontres` (in how many notes it was heard), `sources` (those notes), `themes`, `etat`.
    pub(super) fn idea(&self, idea: &Idea<'d>) -> Value {
        let text = self.dossier.get(idea.at).map(|view| self.title(view));
        let themes = idea.themes.iter().map(|theme| self.dossier.words.label(&vocabulary::THEME, theme));
        let sources: Vec<&str> = self.terrain.heard(idea).map(|note| note.name.as_str()).collect();
        json!({
            "id": idea.name,
            "texte": text,
            "rencontres": sources.len(),
            "sources": sources,
            "themes": themes.collect::<Vec<_>>(),
            "etat": idea.state.map(|state| self.word(&vocabulary::IDEE_STATUT, state)),
        })
    }

    /// Returns the records of a type that name this one, each in short.
    pub(super) fn citing(&self, kind: Kind, ident: Ident) -> Value {
        let mut citing: Vec<Value> = Vec::new();
        for (_, view) in self.standing(kind) {
            let mut names = false;
            view.references(&mut |_, cell| {
                names |= matches!(cell.value(), crate::unit::Value::Ident(named, _) if named == ident);
            });
            if names {
                citing.push(self.mention(view));
            }
        }
        citing.into()
    }

    /// Adds to the fields of a record what is worked out of it.
    pub(super) fn worked_out(&self, at: At, view: View<'d>, fields: &mut Fields) {
        match view.record.kind {
            Kind::Gisement => self.of_gisement(view, fields),
            Kind::Solution => self.of_solution(view, fields),
            Kind::Seance => self.of_seance(at, view, fields),
            Kind::Evaluation => {
                let own = |measure: &&Value| measure.get("indicateur").is_some();
                let measures = fields.get("mesures").and_then(Value::as_array);
                let own: Vec<Value> = measures.into_iter().flatten().filter(own).cloned().collect();
                fields.insert("mesures_propres".into(), own.into());
            }
            Kind::Acteur => {}
            _ => {
                if let Some((ident, _)) = view.ident() {
                    fields.insert("solutions".into(), self.citing(Kind::Solution, ident));
                    fields.insert("decisions".into(), self.decisions_on(ident));
                }
            }
        }
    }
}
