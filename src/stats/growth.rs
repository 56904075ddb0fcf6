//! How a dossier grew: its figures at each of many versions, one file after another.
//!
//! A dossier of ten thousand files cannot be linked anew for each of a thousand commits. Most files count by themselves: what they add is
//! worked out once and kept in running sums. Those whose records look at others (a decision and its targets, an idea that repeats
//! another, what `idees.yaml` amends, what is dated after the day) are linked together and counted as always, by `Counter`: there is
//! one definition of each figure. A test holds the two ways equal.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::dossier::{Dossier, File, Unit};
use crate::layout::MANIFEST;
use crate::model::{decision, idee};
use crate::stats::count::Counter;
use crate::stats::{Amount, Measure, Window, when};
use crate::unit::{FileUnit, Origin, Reference, View};
use crate::value::date::{Date, Day};
use crate::value::identifiant::{Ident, Kind};

/// How many measures there are.
const MEASURES: usize = Measure::ALL.len();

/// One figure of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grown {
    /// What it measures.
    pub measure: Measure,
    /// What is counted.
    pub counted: Amount,
    /// For ideas, how many were gathered before duplicates were set aside, where that differs.
    pub raw: Option<u64>,
}

/// What some files add to the figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Tally {
    counted: [Sum; MEASURES],
    /// Ideas before duplicates are set aside.
    ideas: i64,
    /// Irritants: consolidated, raw.
    irritants: [i64; 2],
}

/// A sum from which parts can be taken again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sum {
    /// How many parts say something.
    any: i64,
    min: i64,
    max: i64,
    /// How many parts nothing bounds.
    endless: i64,
}

/// A file of the version, with what it adds by itself.
struct Held {
    unit: Arc<FileUnit>,
    tally: Tally,
    /// The day from which all of it counts.
    from: Day,
    /// The identifiers that its records bear, those of notes and records of their own.
    idents: BTreeSet<Ident>,
    /// What it says of records of other files; `None` where it looks at no other.
    looks_at: Option<BTreeSet<Ident>>,
    /// The notes from which its ideas come.
    sources: BTreeSet<Ident>,
}

/// The files of a dossier, one version after another.
#[derive(Default)]
pub struct Growth {
    manifest: Option<Arc<FileUnit>>,
    files: BTreeMap<Box<str>, Held>,
    total: Tally,
    by_ident: BTreeMap<Ident, BTreeSet<Box<str>>>,
    by_source: BTreeMap<Ident, BTreeSet<Box<str>>>,
    looking: BTreeSet<Box<str>>,
    by_day: BTreeSet<(Day, Box<str>)>,
}

impl Growth {
    /// Puts a file into the version, or takes it out of it; `path` is from the dossier's folder.
    pub fn put(&mut self, path: &str, unit: Option<Arc<FileUnit>>) {
        if matches!(path, MANIFEST | "dossier.yml") {
            self.manifest = unit;
            self.count_all_again();
            return;
        }
        if let Some(held) = self.files.remove(path) {
            self.forget(path, &held);
        }
        if let Some(unit) = unit {
            self.hold(path, unit);
        }
    }

    fn hold(&mut self, path: &str, unit: Arc<FileUnit>) {
        let path: Box<str> = path.into();
        let held = self.held(&path, unit);
        self.total.add(&held.tally, 1);
        for ident in &held.idents {
            self.by_ident.entry(*ident).or_default().insert(path.clone());
        }
        for source in &held.sources {
            self.by_source.entry(*source).or_default().insert(path.clone());
        }
        if held.looks_at.is_some() {
            self.looking.insert(path.clone());
        }
        self.by_day.insert((held.from, path.clone()));
        self.files.insert(path, held);
    }

    fn forget(&mut self, path: &str, held: &Held) {
        self.total.add(&held.tally, -1);
        for (map, idents) in [(&mut self.by_ident, &held.idents), (&mut self.by_source, &held.sources)] {
            for ident in idents {
                if let Some(paths) = map.get_mut(ident) {
                    paths.remove(path);
                }
            }
        }
        self.looking.remove(path);
        self.by_day.remove(&(held.from, path.into()));
    }

    /// What each file adds depends on the words of the manifest.
    fn count_all_again(&mut self) {
        for (path, held) in std::mem::take(&mut self.files) {
            self.forget(&path, &held);
            self.hold(&path, held.unit);
        }
    }

    /// Looks at one file by itself.
    fn held(&self, path: &str, unit: Arc<FileUnit>) -> Held {
        let dossier = self.link([(path, &unit)]);
        let mut held = Held {
            tally: Tally::of(&dossier, Day::from_number(i32::MAX / 2)),
            from: Day::FIRST,
            idents: BTreeSet::new(),
            looks_at: None,
            sources: BTreeSet::new(),
            unit: Arc::clone(&unit),
        };
        for view in unit.views() {
            held.idents.extend(view.ident().map(|(ident, _)| ident.note()));
            let date = when::date_of(&dossier, view).map(Date::earliest);
            held.from = date.map_or(held.from, |date| held.from.max(date));
            look(view, &mut held);
        }
        held
    }

    /// Returns the manifest of the version.
    pub fn manifest(&self) -> Option<&FileUnit> {
        self.manifest.as_deref()
    }

    /// Returns the figures of the version as they are on a day.
    pub fn count(&self, at: Day) -> Vec<Grown> {
        let apart = self.apart(at);
        let mut total = self.total.clone();
        let mut files = Vec::new();
        for path in &apart {
            let Some(held) = self.files.get(path) else { continue };
            total.add(&held.tally, -1);
            files.push((&**path, &held.unit));
        }
        let mut dossier = self.link(files);
        dossier.stand_at(at);
        total.add(&Tally::of(&dossier, at), 1);
        total.figures()
    }

    /// Returns the files that cannot be counted by themselves on a day.
    fn apart(&self, at: Day) -> BTreeSet<Box<str>> {
        let mut apart = self.looking.clone();
        let borne = |ident: &Ident| self.by_ident.get(ident).into_iter().flatten().cloned();
        for path in &self.looking {
            let looked_at = self.files.get(path).and_then(|held| held.looks_at.as_ref());
            apart.extend(looked_at.into_iter().flatten().flat_map(borne));
        }
        let later = self.by_day.range((at.plus_days(1), Box::from(""))..).map(|(_, path)| path);
        for path in later {
            apart.insert(path.clone());
            let idents = self.files.get(path).map(|held| &held.idents);
            apart.extend(idents.into_iter().flatten().flat_map(|ident| self.by_source.get(ident)).flatten().cloned());
        }
        // An idea is dated by the note it comes from.
        let sources: Vec<Ident> = apart
            .iter()
            .filter_map(|path| self.files.get(path))
            .flat_map(|held| held.sources.iter().copied())
            .collect();
        apart.extend(sources.iter().flat_map(borne));
        apart
    }

    /// Links some files with the manifest.
    fn link<'u>(&self, files: impl IntoIterator<Item = (&'u str, &'u Arc<FileUnit>)>) -> Dossier {
        let file =
            |(path, unit): (&str, &Arc<FileUnit>)| File { path: path.into(), unit: Unit::Shared(Arc::clone(unit)) };
        let manifest = self.manifest.iter().map(|unit| (MANIFEST, unit)).map(file);
        let files: Vec<File> = manifest.chain(files.into_iter().map(file)).collect();
        Dossier::link(String::new(), files, Vec::new())
    }
}

/// Notes what a record says of those of other files.
fn look(view: View<'_>, held: &mut Held) {
    let mut looks_at = |idents: &mut dyn Iterator<Item = Ident>| held.looks_at.get_or_insert_default().extend(idents);
    let whole = |reference: Reference<'_>| match reference {
        Reference::Ident(ident) => Some(ident.note()),
        Reference::Slug(_) => None,
    };
    if view.record.origin == Origin::Amendment {
        looks_at(&mut view.ident().map(|(ident, _)| ident.note()).into_iter());
    }
    if let Some(fields) = view.typed::<decision::Decision>() {
        looks_at(&mut fields.list(decision::CIBLES).filter_map(|target| whole(target.value)));
    }
    if let Some(fields) = view.typed::<idee::Idee>() {
        if let Some(of) = fields.get(idee::DOUBLON_DE) {
            looks_at(&mut whole(of.value).into_iter());
        }
        held.sources.extend(fields.get(idee::SOURCE).and_then(|source| whole(source.value)));
    }
}

impl Tally {
    fn of(dossier: &Dossier, at: Day) -> Self {
        let counter = Counter::new(dossier, &Window::until(at));
        let mut tally = Self::default();
        for (sum, measure) in tally.counted.iter_mut().zip(Measure::ALL) {
            if measure == Measure::Records(Kind::Irritant) {
                let (own, raw) = counter.irritants_by_origin();
                tally.irritants = [signed(own), signed(raw)];
                continue;
            }
            let figure = counter.figure(measure, Vec::new());
            if let Some(amount) = figure.counted {
                let max = amount.max.map_or(0, signed);
                *sum = Sum { any: 1, min: signed(amount.min), max, endless: i64::from(amount.max.is_none()) };
                if measure == Measure::Records(Kind::Idee) {
                    tally.ideas = signed(figure.raw.unwrap_or(amount.min));
                }
            }
        }
        tally
    }

    fn add(&mut self, other: &Self, times: i64) {
        for (sum, more) in self.counted.iter_mut().zip(&other.counted) {
            sum.any += times * more.any;
            sum.min += times * more.min;
            sum.max += times * more.max;
            sum.endless += times * more.endless;
        }
        self.ideas += times * other.ideas;
        for (sum, more) in self.irritants.iter_mut().zip(other.irritants) {
            *sum += times * more;
        }
    }

    fn figures(&self) -> Vec<Grown> {
        let mut figures = Vec::new();
        for (sum, measure) in self.counted.iter().zip(Measure::ALL) {
            let [own, raw] = self.irritants;
            let (sum, raw) = match measure {
                Measure::Records(Kind::Irritant) => {
                    let counted = if own > 0 { own } else { raw };
                    let sum = Sum { any: i64::from(counted > 0), min: counted, max: counted, endless: 0 };
                    (sum, (own > 0 && raw > 0).then_some(raw))
                }
                Measure::Records(Kind::Idee) => (*sum, Some(self.ideas).filter(|ideas| *ideas != sum.min)),
                _ => (*sum, None),
            };
            if sum.any > 0 {
                let max = (sum.endless == 0).then(|| unsigned(sum.max));
                let counted = Amount { min: unsigned(sum.min), max };
                figures.push(Grown { measure, counted, raw: raw.map(unsigned) });
            }
        }
        figures
    }
}

/// A count of records, people or minutes is far below 2⁶³.
fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn unsigned(sum: i64) -> u64 {
    u64::try_from(sum).unwrap_or(0)
}
