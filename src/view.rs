//! What a report speaks of: the values of a dossier, ready to be read, as one tree for templates and programs.
//!
//! [`View::of`] gathers; it lays out nothing. A record keeps the names of its fields, so that `docs/format.md` also says what a template may
//! ask of it; beside them stand what is worked out: states, the ideas of a gisement by nature, where each was heard, the tests of a solution.
//! Every part is documented in `docs/modeles.md`. Words said without agreement are in no view.

mod accords;
mod body;
mod chiffres;
mod fiche;
mod gisements;
mod methode;
mod retour;
mod seances;
mod solutions;
mod value;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::dossier::{At, Dossier};
use crate::model::vocabulary::PHASE_ROLE;
use crate::model::{self, dossier as manifest};
use crate::stats::gisements::Support;
use crate::stats::terrain::Terrain;
use crate::stats::{Faults, Stats, Views, Window, phrase, when};
use crate::text::Texts;
use crate::unit::{self, Origin};
use crate::value::date::Day;
use crate::value::identifiant::{Ident, Kind};
use accords::Accords;

pub use accords::GONE;

/// The types whose records are listed whole, under the name of their folder.
const LISTED: [Kind; 11] = [
    Kind::Seance,
    Kind::Gisement,
    Kind::Defi,
    Kind::Irritant,
    Kind::Persona,
    Kind::Promesse,
    Kind::Solution,
    Kind::Derogation,
    Kind::Evaluation,
    Kind::Communique,
    Kind::Acteur,
];

/// What a report is asked to speak of.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The day it speaks of.
    pub at: Day,
    /// The record it is about: a seminar, a gisement, a persona, a solution; `None` for the whole dossier.
    pub subject: Option<Ident>,
    /// The revision it was read at, where it is not the folder.
    pub revision: Option<String>,
    /// The parts that are asked for; all of them where nothing is said.
    pub wanted: Option<BTreeSet<String>>,
}

/// The values a report is made of.
#[derive(Debug)]
pub struct View {
    /// The tree, as templates see it and `--format json` prints it.
    pub values: Value,
    /// The figures by which charts are drawn.
    pub stats: Stats,
    /// Those that are seen from several sides.
    pub views: Views,
    /// The same with words that may not go out: a document is made of it, and screened once it is a tree, where they are seen whole.
    raw: Option<Value>,
    accords: Accords,
}

/// A tree of values under way.
type Fields = Map<String, Value>;

/// What it takes to gather.
struct Gather<'d> {
    dossier: &'d Dossier,
    at: Day,
    window: &'d Window,
    terrain: Terrain<'d>,
    accords: Accords,
    texts: &'d dyn Texts,
    /// What each gisement rests on.
    supports: &'d [Support],
    /// The records that have a place in a report, by type, in order.
    records: BTreeMap<Kind, Vec<(At, unit::View<'d>)>>,
    /// The text of each file that was read again, and nothing for those that could not be.
    read: RefCell<HashMap<u32, Option<Arc<str>>>>,
}

impl View {
    /// Gathers what `asked` asks of a dossier; `texts` gives again the texts of the few files whose bodies are shown;
    /// `faults` is what their check finds.
    pub fn of(dossier: &Dossier, asked: &Asked, faults: Faults, texts: &dyn Texts) -> Self {
        let window = Window::until(asked.at);
        let terrain = Terrain::new(dossier, &window);
        let views = Views::in_terrain(&terrain);
        let gather = Gather {
            dossier,
            at: asked.at,
            window: &window,
            terrain,
            accords: Accords::of(dossier),
            texts,
            supports: &views.gisements.supports,
            records: records(dossier),
            read: RefCell::default(),
        };
        let stats = Stats { faults, ..Stats::of(dossier, asked.at) };
        let mut values = gather.all(asked, &stats, &views);
        let accords = gather.accords;
        let raw = accords.any().then(|| values.clone());
        accords.screen(&mut values);
        // Charts bear it at their foot.
        let titre = accords.screened(&stats.titre).into_owned();
        let stats = Stats { titre, ..stats };
        Self { values, stats, views, raw, accords }
    }

    /// Returns the values for a document, which is to be [screened](Self::screened).
    pub(crate) fn raw(&self) -> &Value {
        self.raw.as_ref().unwrap_or(&self.values)
    }

    /// Returns a text without the words said without agreement, [`GONE`] in their place; `None` where it holds none.
    pub fn screened(&self, text: &str) -> Option<String> {
        match self.accords.screened(text) {
            Cow::Owned(cut) => Some(cut),
            Cow::Borrowed(_) => None,
        }
    }

    /// Returns the quotations met so far and left out, because nothing says that they may be printed, by name: `E012-v1`.
    pub fn withheld(&self) -> Vec<String> {
        self.accords.withheld()
    }
}

impl Gather<'_> {
    fn all(&self, asked: &Asked, stats: &Stats, views: &Views) -> Value {
        let subject =
            asked.subject.and_then(|ident| self.dossier.find(ident)).and_then(|at| Some((at, self.dossier.get(at)?)));
        let kind = subject.map(|(_, view)| view.record.kind);
        let about = |wanted: Kind| subject.filter(|(_, view)| view.record.kind == wanted);
        let mut values = Fields::new();
        values.insert("version".into(), 1.into());
        // What a document says of itself, whatever its template names.
        let always = |key: &str| matches!(key, "dossier" | "arrete_au");
        let wanted = |key: &str| always(key) || asked.wanted.as_ref().is_none_or(|wanted| wanted.contains(key));
        let mut put = |key: &str, value: &dyn Fn() -> Value| {
            if wanted(key) {
                values.insert(key.into(), value());
            }
        };
        put("arrete_au", &|| value::day(self.at));
        put("au_dela", &|| self.goes_on().into());
        put("source", &|| json!({ "revision": asked.revision }));
        put("dossier", &|| self.manifest());
        put("chiffres", &|| chiffres::figures(stats).into());
        put("chiffres_phrase", &|| phrase::opening(stats).into());
        put("chiffres_sources", &|| chiffres::sources(stats).into());
        put("sans_date", &|| stats.undated.iter().map(|def| def.noun.1).collect());
        put("methode", &|| self.methode(stats, views));
        put("retards", &|| self.late(views).into());
        put("sujet", &|| subject.map(|(at, view)| self.whole(at, view)).into());
        put("sujet_type", &|| kind.map(|kind| model::def(kind).name).into());
        put("seance", &|| self.seance_asked(about(Kind::Seance)));
        let meeting = about(Kind::Seance).map(|(_, view)| self.dossier.name_of(view));
        put("decisions", &|| self.decisions(meeting.as_deref()).into());
        put("decisions_par_jour", &|| self.decisions_by_day(meeting.as_deref()).into());
        put("actions", &|| self.actions(meeting.as_deref()).into());
        put("actions_recentes", &|| self.last_actions().into());
        put("idees_non_classees", &|| self.unsorted().into());
        put("idees_ecartees", &|| self.set_aside().into());
        put("retours", &|| self.retours().into());
        for kind in LISTED {
            put(model::def(kind).folder, &|| self.list(kind).into());
        }
        Value::Object(values)
    }

    /// The manifest, with what is said of the whole.
    fn manifest(&self) -> Value {
        let mut fields = Fields::new();
        if let Some(manifest) = self.dossier.manifest_at().and_then(|at| self.dossier.file(at)?.unit.get(0)) {
            fields = self.fiche(self.dossier.manifest_at().unwrap_or_default(), manifest);
        }
        let phase = self.dossier.phase(self.at).map(|phase| self.dossier.words.label(&PHASE_ROLE, phase.key()));
        fields.insert("titre".into(), self.dossier.title().into());
        fields.insert("fictif".into(), self.dossier.fictional().into());
        fields.insert("publie".into(), self.dossier.published.into());
        fields.insert("phase".into(), phase.into());
        let named = self.dossier.manifest().and_then(|manifest| manifest.get(manifest::TERRITOIRE));
        fields.insert("territoire".into(), named.map(|territoire| territoire.value).into());
        Value::Object(fields)
    }

    /// Tells whether the dossier says what took place after the day: its states and what bears no date are then those of later.
    fn goes_on(&self) -> bool {
        let done = [Kind::Entretien, Kind::Immersion, Kind::Seance, Kind::Test, Kind::Decision];
        let all = done.iter().filter_map(|kind| self.records.get(kind)).flatten();
        all.filter(|(_, view)| self.dossier.is_held(*view))
            .any(|(_, view)| when::date_of(self.dossier, *view).is_some_and(|date| date.earliest() > self.at))
    }

    /// The records of a type as they stand on the day, each whole.
    fn list(&self, kind: Kind) -> Vec<Value> {
        self.standing(kind).map(|(at, view)| self.whole(at, view)).collect()
    }
}

/// Gathers the records by type; ideas, which are many, and small records are the field's.
fn records(dossier: &Dossier) -> BTreeMap<Kind, Vec<(At, unit::View<'_>)>> {
    let mut records: BTreeMap<Kind, Vec<(At, unit::View<'_>)>> = BTreeMap::new();
    for (at, view) in dossier.records() {
        if !matches!(view.record.origin, Origin::Amendment | Origin::Small) && view.record.kind != Kind::Idee {
            records.entry(view.record.kind).or_default().push((at, view));
        }
    }
    records
}
