//! `cb validate`: every rule over every dossier.

use std::io::{Write, stderr};

use anyhow::bail;

use crate::cli::args::{Validate, ValidateFormat};
use crate::cli::config;
use crate::cli::load::{self, Loaded, TextsOf};
use crate::cli::provenance::{self, Provenance};
use crate::cli::since::{self, Reach};
use crate::cli::ui::{Outcome, Ui};
use crate::diagnostic::Diagnostic;
use crate::fr::nearest;
use crate::read::Keep;
use crate::render::diagnostics::{self, Finding, Report};
use crate::rule::{Rule, Severity, catalogue};
use crate::rules::{self, Context};
use crate::unit::{Origin, View};
use crate::value::identifiant::Kind;

/// Runs the command.
pub fn run(args: &Validate, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let at = provenance::day(&args.scope)?;
    let select = codes(&args.select)?;
    let ignore = codes(&args.ignore)?;
    let provenance = if args.staged { Provenance::Index } else { Provenance::of(&args.scope) };
    // A decision explains in its words what is no longer there.
    let keep = if args.history || args.since.is_some() { Keep::Texts } else { Keep::Names };
    let loaded = load::load(&args.scope.paths, keep, Some(at), &provenance)?;
    let wanted = |rule: &'static Rule| (select.is_empty() || select.contains(&rule)) && !ignore.contains(&rule);
    let reach = match (&args.since, args.history) {
        (Some(revision), _) => Some(Reach::Since(revision)),
        (None, history) => history.then_some(Reach::All),
    };
    let mut found: Vec<(usize, String, Diagnostic)> = Vec::new();
    let (mut files, mut records, mut cut) = (0, 0, false);
    for (index, one) in loaded.iter().enumerate() {
        let Loaded { dossier, only, .. } = one;
        files += dossier.files.iter().filter(|file| !file.unit.records.is_empty()).count();
        records += dossier.records().filter(|(_, view)| is_record(*view)).count();
        let set = config::read(one)?;
        for (path, diagnostic) in set.findings {
            if wanted(diagnostic.rule) && !found.iter().any(|(_, known, same)| *known == path && *same == diagnostic) {
                found.push((index, path, diagnostic));
            }
        }
        let back = reach.as_ref().map(|reach| since::look(one, &provenance, reach, at)).transpose()?;
        cut |= back.as_ref().is_some_and(|back| back.cut);
        let past = back.as_ref().map(|back| back.doubts.as_slice());
        let context = Context { at, settings: &set.settings, texts: one.texts(), threads: load::threads(), past };
        let mut all = rules::validate(dossier, &context);
        if let Some((before, known)) = back.as_ref().and_then(|back| back.before.as_ref()) {
            all = rules::brought((&before.dossier, known), (dossier, all));
        }
        for (file, diagnostic) in all {
            let Some(file) = dossier.file(file) else { continue };
            let asked = only.is_empty() || only.iter().any(|only| below(&file.path, only));
            if asked && wanted(diagnostic.rule) {
                found.push((index, dossier.shown(&file.path), diagnostic));
            }
        }
    }
    found.sort_by(|a, b| (&a.1, a.2.order()).cmp(&(&b.1, b.2.order())));
    let roots: Vec<&str> = loaded.iter().map(|loaded| loaded.dossier.folder()).collect();
    let findings: Vec<Finding<'_>> = found
        .iter()
        .map(|(index, path, diagnostic)| Finding {
            dossier: roots.get(*index).copied().unwrap_or("."),
            path,
            diagnostic,
        })
        .collect();
    let report = Report {
        at: at.to_string(),
        source: provenance.info(),
        dossiers: &roots,
        records,
        files,
        findings: &findings,
        since: args.since.as_deref(),
    };
    let fails = if args.strict { Severity::Warning } else { Severity::Error };
    let style = ui.style();
    let texts = TextsOf(loaded.iter().collect());
    match args.format {
        ValidateFormat::Full => diagnostics::full(&report, &texts, style, ui.out())?,
        ValidateFormat::Concise => diagnostics::concise(&report, &texts, style, ui.out())?,
        ValidateFormat::Json => diagnostics::json(&report, &texts, ui.out())?,
        ValidateFormat::Sarif => diagnostics::sarif(&report, &texts, ui.out())?,
        ValidateFormat::Github => diagnostics::github(&report, &texts, ui.out())?,
        ValidateFormat::Gitlab => diagnostics::gitlab(&report, &texts, ui.out())?,
        ValidateFormat::Junit => diagnostics::junit(&report, &texts, fails, ui.out())?,
    }
    if cut && !ui.quiet() {
        writeln!(
            stderr(),
            "ce clone est superficiel\u{a0}: l’histoire n’y est regardée qu’en partie\naide\u{a0}: rapatriez-la toute\u{a0}: `git fetch --unshallow`"
        )?;
    }
    let faulty = findings.iter().any(|found| found.fails(fails));
    Ok(if faulty { Outcome::Faulty } else { Outcome::Fine })
}

/// Tells whether a record is one that a team would count: neither a source of the manifest nor an amendment.
fn is_record(view: View<'_>) -> bool {
    view.record.kind != Kind::Source && view.record.origin != Origin::Amendment
}

/// Tells whether `path` is `folder` or lies below it.
pub(super) fn below(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Finds the rules that the user names by code or by name.
fn codes(written: &[String]) -> anyhow::Result<Vec<&'static Rule>> {
    let mut rules = Vec::new();
    for code in written {
        match catalogue::find(code) {
            Some(rule) => rules.push(rule),
            None => bail!(unknown(code)),
        }
    }
    Ok(rules)
}

/// Says that no rule bears a code or name.
pub(super) fn unknown(code: &str) -> String {
    let known = catalogue::ALL.iter().flat_map(|rule| [rule.code, rule.name]);
    let help = match nearest(code, known) {
        Some(near) => format!("vouliez-vous dire `{near}`\u{202f}?"),
        None => "`cb explain` les liste".to_owned(),
    };
    format!("aucune règle ne s’appelle `{code}`\naide\u{a0}: {help}")
}
