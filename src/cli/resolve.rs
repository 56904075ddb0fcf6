//! `cb number --resolve`: gives one of two records that bear the same identifier another one, with all that means it.
//!
//! git says which came first, and which of them a reference means: the one of the side that wrote it. What git cannot say is left.

mod past;
mod work;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use anyhow::Context;

use crate::cli::args::Number;
use crate::cli::load::{self, Loaded};
use crate::cli::provenance::{Provenance, committed, said};
use crate::cli::ui::{Outcome, Ui};
use crate::cli::validate::below;
use crate::dossier::free::{self, Free};
use crate::dossier::{At, Dossier};
use crate::fr::{agree, counted};
use crate::model::common::ID;
use crate::number::resolve::{Change, Held};
use crate::number::tokens::tokens;
use crate::read::{Keep, MAX_BYTES};
use crate::source::git::{GitError, Repository};
use crate::source::worktree::{self, EntryKind};
use crate::text::Span;
use crate::unit::{Name, Origin};
use crate::value::identifiant::{Ident, Part};
use past::{Claim, Past, Sides, Why};
use work::{Own, Step, Work};

/// Two records or more that bear one identifier.
struct Double {
    ident: Ident,
    width: u8,
    /// Where they stand, in the order of the files.
    at: Vec<At>,
}

/// What was done, or would be.
#[derive(Default)]
struct Tally {
    settled: u64,
    left: u64,
    references: u64,
    doubtful: u64,
}

/// Runs the command.
pub fn run(args: &Number, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let loaded = load::load(&args.paths, Keep::Names, None, &Provenance::Worktree)?;
    let mut tally = Tally::default();
    for loaded in loaded.iter().filter(|loaded| !loaded.dossier.doubles.is_empty()) {
        settle(loaded, args.check, ui, &mut tally)?;
    }
    if !ui.quiet() {
        writeln!(ui.out(), "{}", total(&tally, args.check))?;
    }
    Ok(if tally.left > 0 || args.check && tally.settled > 0 { Outcome::Faulty } else { Outcome::Fine })
}

/// Says in one line what was done.
fn total(tally: &Tally, check: bool) -> String {
    let Tally { settled, left, references, doubtful } = *tally;
    if settled + left == 0 {
        return "rien à départager".to_owned();
    }
    let (done, rewritten) = match check {
        true => ("à départager".to_owned(), "à récrire".to_owned()),
        false => {
            (agree(settled, "départagé", "départagés").to_owned(), agree(references, "récrit", "récrits").to_owned())
        }
    };
    let mut parts = Vec::new();
    if settled > 0 {
        parts.push(format!("{} {done}", counted(settled, "identifiant", "identifiants")));
    }
    if references > 0 {
        parts.push(format!("{} {rewritten}", counted(references, "renvoi", "renvois")));
    }
    if doubtful > 0 {
        parts.push(format!("{} à relire", counted(doubtful, "ligne", "lignes")));
    }
    if left > 0 {
        parts.push(format!("{} {}", counted(left, "identifiant", "identifiants"), agree(left, "laissé", "laissés")));
    }
    parts.join(", ")
}

/// Settles the doubles of one dossier.
fn settle(loaded: &Loaded, check: bool, ui: &mut Ui, tally: &mut Tally) -> anyhow::Result<()> {
    let dossier = &loaded.dossier;
    let asked = |double: &Double| {
        let path = |at: &At| dossier.file(at.file).map(|file| &*file.path).unwrap_or("");
        loaded.only.is_empty() || double.at.iter().any(|at| loaded.only.iter().any(|only| below(path(at), only)))
    };
    names(dossier, ui)?.iter().for_each(|_| tally.left += 1);
    let doubles: Vec<Double> = doubles(dossier).into_iter().filter(asked).collect();
    if doubles.is_empty() {
        return Ok(());
    }
    let root = load::folder(dossier);
    let wanted: BTreeSet<Ident> = doubles.iter().map(|double| double.ident).collect();
    let repository = match Repository::open(root) {
        Ok(repository) => Some(repository),
        Err(GitError::NoRepository(_)) => None,
        Err(error) => return Err(said(error)),
    };
    let mut past = match &repository {
        Some(repository) => Some(Past::new(repository, repository.place(root).map_err(said)?.below, wanted.clone())),
        None => None,
    };
    let found = worktree::find(&[root.to_path_buf()], load::threads()).map_err(load::said)?;
    let entries = found.into_iter().next().map(|found| found.entries).unwrap_or_default();
    let files = entries.into_iter().filter(|entry| entry.kind == Ok(EntryKind::File));
    let paths: Vec<String> = files.map(|entry| entry.path.to_string()).collect();
    let mut work = Work::new(root, &paths, &|ident| wanted.contains(&ident) || wanted.contains(&ident.note()));
    let here: BTreeSet<&str> = paths.iter().map(String::as_str).collect();
    // What is cited in the working tree may be what an interrupted run wrote: only what is borne there is taken.
    let mut free = Free::default();
    dossier.files.iter().for_each(|file| free::names(&file.unit, &mut |ident| free.see(ident)));
    for double in doubles {
        let pair = claims(dossier, &double);
        let sides = match (pair.as_slice(), &mut past) {
            _ if double.at.len() > 2 => Err(Why::Several),
            ([one, other], Some(past)) if one.origin == other.origin => past.sides([one, other]).map_err(said)?,
            ([one, other], _) if one.origin != other.origin => Err(Why::Written),
            ([_, _], None) => Err(Why::NoHistory),
            _ => Err(Why::NoNumber),
        };
        let done = match (sides, &mut past) {
            (Ok(sides), Some(past)) => {
                let by = &mut Renumbering { dossier, past, work: &mut work, free: &mut free, here: &here };
                by.run(&double, &pair, &sides, check, ui, tally)?
            }
            (Err(why), _) => Err(why),
            (Ok(_), None) => Err(Why::NoHistory),
        };
        if let Err(why) = done {
            tally.left += 1;
            leave(dossier, &double, &why, ui)?;
        }
    }
    Ok(())
}

/// Says of the doubled names and entries, which have no number to be given, that they are left; returns them.
fn names(dossier: &Dossier, ui: &mut Ui) -> anyhow::Result<Vec<At>> {
    let mut left = Vec::new();
    for (at, _) in &dossier.doubles {
        let Some(view) = dossier.get(*at) else { continue };
        let why = match view.record.name {
            Name::Slug(_) => Why::Slug,
            // Where its idea is itself doubled, each of the two may be about one of them.
            Name::Ident(ident, _) if view.record.origin == Origin::Amendment => {
                let small = |at: &At| dossier.get(*at).is_some_and(|view| view.record.origin == Origin::Small);
                let doubled = |(second, first): &(At, At)| {
                    small(second)
                        && small(first)
                        && dossier.get(*first).and_then(crate::unit::View::ident).map(|(of, _)| of) == Some(ident)
                };
                if dossier.doubles.iter().any(doubled) {
                    continue;
                }
                Why::Amended
            }
            _ => continue,
        };
        writeln!(ui.out(), "`{}`\u{a0}: laissé, {why}", dossier.name_of(view))?;
        left.push(*at);
    }
    Ok(left)
}

/// Finds the identifiers that several records bear; small records whose note is doubled follow it.
fn doubles(dossier: &Dossier) -> Vec<Double> {
    let whole = |at: &At| at.record == 0;
    let notes: BTreeSet<u32> = dossier
        .doubles
        .iter()
        .filter(|(second, first)| whole(second) && whole(first) && second.file != first.file)
        .flat_map(|(second, first)| [second.file, first.file])
        .collect();
    let mut groups: BTreeMap<At, Double> = BTreeMap::new();
    for (second, first) in &dossier.doubles {
        let Some(view) = dossier.get(*second) else { continue };
        let (Some((ident, width)), origin) = (view.ident(), view.record.origin) else { continue };
        let follows = ident.part != Part::Whole && [second, first].iter().any(|at| notes.contains(&at.file));
        if origin == Origin::Amendment || follows {
            continue;
        }
        let group = groups.entry(*first).or_insert_with(|| Double { ident, width, at: vec![*first] });
        group.at.push(*second);
    }
    groups.into_values().collect()
}

/// Reads what the records of a double say.
fn claims(dossier: &Dossier, double: &Double) -> Vec<Claim> {
    let mut bytes = Vec::new();
    let claim = |at: &At| {
        let file = dossier.file(at.file)?;
        worktree::read(load::folder(dossier), &file.path, MAX_BYTES, &mut bytes).ok()?;
        Claim::of(dossier.get(*at)?, std::str::from_utf8(&bytes).ok()?, &file.path)
    };
    double.at.iter().filter_map(claim).collect()
}

/// Says of a double that it is left, why, and what to do by hand.
fn leave(dossier: &Dossier, double: &Double, why: &Why, ui: &mut Ui) -> anyhow::Result<()> {
    let name = double.ident.padded(double.width);
    let mut paths: Vec<String> = Vec::new();
    for file in double.at.iter().filter_map(|at| dossier.file(at.file)) {
        let shown = format!("`{}`", dossier.shown(&file.path));
        if !paths.contains(&shown) {
            paths.push(shown);
        }
    }
    let last = paths.pop().unwrap_or_default();
    let places = if paths.is_empty() { last } else { format!("{} et {last}", paths.join(", ")) };
    writeln!(ui.out(), "`{name}`, dans {places}\u{a0}: laissé, {why}")?;
    if let Some(free) = Free::of(dossier).take(double.ident).filter(|_| !why.says_what_to_do()) {
        let free = free.padded(double.width);
        writeln!(
            ui.out(),
            "  à la main\u{a0}: donnez à l’{} `{free}`, qui est libre, et corrigez ce qui le cite",
            if double.at.len() > 2 { "un d’eux" } else { "un des deux" }
        )?;
    }
    Ok(())
}

/// What it takes to give a record another identifier.
struct Renumbering<'w, 'r> {
    dossier: &'w Dossier,
    past: &'w mut Past<'r>,
    work: &'w mut Work,
    free: &'w mut Free,
    here: &'w BTreeSet<&'w str>,
}

impl Renumbering<'_, '_> {
    /// Gives the second of two records another identifier, and says so.
    fn run(
        &mut self,
        double: &Double,
        pair: &[Claim],
        sides: &Sides,
        check: bool,
        ui: &mut Ui,
        tally: &mut Tally,
    ) -> anyhow::Result<Result<(), Why>> {
        let owns: Option<Vec<Own>> = double.at.iter().map(|at| self.own(*at)).collect();
        let (order, Some(owns)) = ([sides.first, 1 - sides.first], owns) else { return Ok(Err(Why::NoNumber)) };
        let ([Some(first), Some(second)], [Some(kept), Some(given)]) =
            (order.map(|at| owns.get(at)), order.map(|at| pair.get(at)))
        else {
            return Ok(Err(Why::NoNumber));
        };
        self.past.see(sides, self.free).map_err(said)?;
        self.see_marks(second);
        let files = given.origin == Origin::File;
        let stem = |own: &Own| self.work.sheets.get(own.sheet).filter(|_| files).map(|sheet| stem(&sheet.path));
        let (first_stem, second_stem) = (stem(first), stem(second));
        let mut change = Change { was: double.ident, now: double.ident, first: first_stem, second: second_stem };
        let renamed = loop {
            let Some(now) = self.free.take(double.ident) else { return Ok(Err(Why::NoNumber)) };
            change.now = now;
            let renamed = self.work.renamed(second.sheet, &change).filter(|_| files);
            // A file of that name may stand there without being a record.
            if !renamed.as_deref().is_some_and(|path| self.work.is_taken(path)) {
                break renamed;
            }
        };
        let steps = match self.steps(&change, [first, second], sides, renamed)? {
            Ok(steps) => steps,
            Err(path) => return Ok(Err(Why::WouldChange(self.dossier.shown(&path)))),
        };
        self.tell(double, [kept, given], &change, sides, check, ui)?;
        for step in &steps {
            self.tell_step(step, ui)?;
            tally.references += step.plan.references;
            tally.doubtful += step.doubtful.len() as u64;
        }
        tally.settled += 1;
        let names_itself = files
            && double
                .at
                .get(1 - sides.first)
                .and_then(|at| self.dossier.get(*at))
                .is_some_and(|view| view.cell(ID).is_some());
        let done = self.work.carry_out(steps, second, names_itself, !check);
        done.with_context(|| format!("`{}` n’a pas été départagé", double.ident.padded(double.width)))?;
        Ok(Ok(()))
    }

    /// Finds a record among the files at work.
    fn own(&self, at: At) -> Option<Own> {
        let file = self.dossier.file(at.file)?;
        let was = |sheet: &work::Sheet| sheet.was == *file.path;
        Some(Own { sheet: self.work.sheets.iter().position(was)?, record: at.record as usize })
    }

    /// Notes the numbers that a note has given on lines that are not read.
    fn see_marks(&mut self, own: &Own) {
        let Some(sheet) = self.work.sheets.get(own.sheet) else { return };
        for token in tokens(&sheet.text) {
            let before = sheet.text.get(..token.span.start as usize).unwrap_or("");
            if token.ident.part != Part::Whole && before.ends_with('^') && !before.ends_with("#^") {
                self.free.see(token.ident);
            }
        }
    }

    /// Says what becomes of each file; `Err` with the path of one that would not read as before.
    fn steps(
        &mut self,
        change: &Change,
        [first, second]: [&Own; 2],
        sides: &Sides,
        renamed: Option<String>,
    ) -> anyhow::Result<Result<Vec<Step>, String>> {
        let place = |own: &Own| self.work.record(own.sheet, own.record).map(|record| record.place);
        let (kept, given) = (place(first), place(second));
        let files = change.second.is_some();
        let mut steps = Vec::new();
        for sheet in 0..self.work.sheets.len() {
            let at = |own: &Own, place: Option<Span>| place.filter(|_| own.sheet == sheet);
            let file = Work::whose(sheet, [first, second]).filter(|_| files);
            let held = Held { own: at(second, given), other: at(first, kept), file };
            let Some(was) = self.work.sheets.get(sheet).map(|sheet| sheet.was.clone()) else { continue };
            let mut versions = self.past.versions(sides, &was, &|path| self.here.contains(path)).map_err(said)?;
            // Whatever became of its name, the file of a record is that of its side.
            versions.alone = versions.alone.or(file);
            let renamed = renamed.clone().filter(|_| sheet == second.sheet);
            match self.work.step(sheet, change, (&held, &versions), renamed) {
                Ok(step) => steps.extend(step),
                Err(path) => return Ok(Err(path)),
            }
        }
        Ok(Ok(steps))
    }

    /// Says which record keeps the identifier, and which takes another.
    fn tell(
        &self,
        double: &Double,
        claims: [&Claim; 2],
        change: &Change,
        sides: &Sides,
        check: bool,
        ui: &mut Ui,
    ) -> anyhow::Result<()> {
        let [kept, given] = claims.map(|claim| match claim.origin {
            Origin::File => format!("`{}`", self.dossier.shown(&claim.path)),
            _ => format!("«\u{a0}{}\u{a0}»", claim.said()),
        });
        let [since, added] = sides.commits.each_ref().map(|commit| committed(commit).en_lettres());
        let (was, now) = (double.ident.padded(double.width), change.now.padded(double.width));
        let verb = if check { "prendrait" } else { "prend" };
        writeln!(
            ui.out(),
            "`{was}`, porté deux fois\u{a0}: {kept} le garde, depuis le {since}\u{202f}; {given}, du {added}, {verb} `{now}`"
        )?;
        Ok(())
    }

    fn tell_step(&self, step: &Step, ui: &mut Ui) -> anyhow::Result<()> {
        let Some(sheet) = self.work.sheets.get(step.sheet) else { return Ok(()) };
        let mut path = self.dossier.shown(&sheet.path);
        if let Some(renamed) = &step.renamed {
            path = format!("{path} → {}", self.dossier.shown(renamed));
        }
        let mut parts = Vec::new();
        if step.plan.names > 0 {
            parts.push(counted(step.plan.names, "identifiant", "identifiants"));
        }
        if step.plan.references > 0 {
            parts.push(counted(step.plan.references, "renvoi", "renvois"));
        }
        if !step.doubtful.is_empty() {
            let numbers: Vec<String> = step.doubtful.iter().map(u32::to_string).collect();
            let noun = agree(numbers.len() as u64, "la ligne", "les lignes");
            parts.push(format!("{noun} {} à relire", numbers.join(", ")));
        }
        match parts.is_empty() {
            true => writeln!(ui.out(), "  {path}")?,
            false => writeln!(ui.out(), "  {path}\u{a0}: {}", parts.join(", "))?,
        }
        Ok(())
    }
}

/// Returns the name of a file without its folder and extension.
fn stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}
