//! `cb verify`: the figures of one text, against a dossier and against themselves.

use std::fs;
use std::io::{Read, stdin};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, anyhow, bail};

use crate::cli::args::{Verify, VerifyFormat};
use crate::cli::config;
use crate::cli::load::{self, Loaded};
use crate::cli::provenance::Provenance;
use crate::cli::sure;
use crate::cli::ui::{self, Outcome, Ui};
use crate::config::Settings as Set;
use crate::diagnostic::Diagnostic;
use crate::dossier::{Dossier, File};
use crate::layout;
use crate::prose::Form;
use crate::read::{self, Keep, MAX_BYTES, Reader};
use crate::render::diagnostics::{Finding, Report};
use crate::render::verify::{self as render, Against, Page};
use crate::rule::Severity;
use crate::rule::catalogue::CB502;
use crate::rules;
use crate::source::worktree;
use crate::stats::phrase;
use crate::text::Texts;
use crate::unit::{FileUnit, Rare};
use crate::value::date::Day;
use crate::value::identifiant::Kind;
use crate::verify::{Checked, Facts, Opening, Settings, opening};

/// Runs the command.
pub fn run(args: &Verify, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let text = Written::read(&args.text)?;
    let Opening { body, published, at } = opening(&text.source, text.form);
    let published = args.published.as_deref().map(|day| ui::day_said("--published", day)).transpose()?.or(published);
    let today = ui::day(None)?;
    let at = match &args.at {
        Some(at) => ui::day(Some(at))?,
        None => at.or(published).unwrap_or(today).min(today),
    };
    let provenance = args.revision.clone().map_or(Provenance::Worktree, Provenance::Revision);
    let folder = args.dossier.clone().or_else(|| worktree::holding(&args.text));
    let loaded = folder.map(|folder| one(&folder, at, &provenance)).transpose()?;
    let set = loaded.as_ref().map(config::read).transpose()?.map(|found| found.settings).unwrap_or_default();
    let facts = loaded.as_ref().map(|loaded| Facts::of(&loaded.dossier, at));
    let small = u64::from(set.number(&CB502, "effectif", &text.path));
    let settings = Settings { published, today: Some(today), small };
    let checked = Checked::of(&text.source, body, text.form, facts.as_ref(), &settings);
    let found = text.settled(&set, at, checked.findings);
    let roots: Vec<&str> = loaded.iter().map(|loaded| loaded.dossier.folder()).collect();
    let root = roots.first().copied().unwrap_or("");
    let findings: Vec<Finding<'_>> =
        found.iter().map(|diagnostic| Finding { dossier: root, path: &text.path, diagnostic }).collect();
    let report = Report {
        at: at.to_string(),
        source: provenance.info(),
        dossiers: &roots,
        records: 0,
        files: 1,
        findings: &findings,
        since: None,
    };
    let against = match &loaded {
        Some(loaded) => Some(Against {
            title: loaded.dossier.title(),
            fictional: loaded.dossier.fictional(),
            warning: phrase::warning(sure::faults(loaded, at)?),
        }),
        None => None,
    };
    let page = Page { source: &text.source, figures: &checked.figures, report: &report, against, at };
    let style = ui.style();
    match args.format {
        VerifyFormat::Text => render::text(&page, &text, style, ui.out())?,
        VerifyFormat::Json => render::json(&page, &text, ui.out())?,
    }
    let fails = if args.strict { Severity::Warning } else { Severity::Error };
    let faulty = findings.iter().any(|found| found.fails(fails));
    Ok(if faulty { Outcome::Faulty } else { Outcome::Fine })
}

/// A text, read.
struct Written {
    /// Its path as shown, `-` for the standard input.
    path: String,
    source: Arc<str>,
    form: Form,
}

impl Texts for Written {
    fn text(&self, path: &str) -> Option<Arc<str>> {
        (path == self.path).then(|| Arc::clone(&self.source))
    }
}

impl Written {
    fn read(path: &Path) -> anyhow::Result<Self> {
        let shown = worktree::slashed(path);
        let named = if shown == "-" { "l’entrée standard".to_owned() } else { format!("`{shown}`") };
        let mut bytes = Vec::new();
        let limit = MAX_BYTES as u64 + 1;
        let read = if shown == "-" {
            stdin().lock().take(limit).read_to_end(&mut bytes)
        } else {
            fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
        };
        read.map_err(|error| anyhow!("impossible de lire {named}\u{a0}: {}", worktree::plain(&error)))?;
        if bytes.len() > MAX_BYTES {
            bail!("{named} est trop gros pour un texte\naide\u{a0}: au plus {} Mo", MAX_BYTES >> 20);
        }
        let help = "enregistrez-le en texte, codage UTF-8\u{202f}; ou collez-le\u{a0}: `cb verify -`";
        let source = String::from_utf8(bytes)
            .ok()
            .filter(|text| !text.contains('\0'))
            .with_context(|| format!("{named} n’est pas un texte en UTF-8\naide\u{a0}: {help}"))?;
        let markdown =
            path.extension().is_some_and(|end| end.eq_ignore_ascii_case("md") || end.eq_ignore_ascii_case("markdown"));
        // What comes through a pipe with a front matter is a record.
        let form = if markdown || source.starts_with("---\n") { Form::Markdown } else { Form::Plain };
        Ok(Self { path: shown, source: source.into(), form })
    }

    /// Lays on the findings what the team has set, and the waivers that the text holds.
    fn settled(&self, set: &Set, at: Day, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let place = layout::reading(&self.path, Kind::Communique, read::Form::Markdown, false);
        // Plain text has no comments.
        let unit = match self.form {
            Form::Markdown => Reader::new(Keep::Names).read(self.source.as_bytes(), place),
            Form::Plain => FileUnit::new(&[], &[], "", Rare::default()),
        };
        let file = File { path: self.path.as_str().into(), unit: unit.into() };
        let alone = Dossier::link(String::new(), vec![file], Vec::new());
        let found = found.into_iter().map(|found| (0, found)).collect();
        rules::settle_apart(&alone, set, at, found).into_iter().map(|(_, found)| found).collect()
    }
}

/// Loads the dossier that a text speaks of.
fn one(folder: &Path, at: Day, provenance: &Provenance) -> anyhow::Result<Loaded> {
    let loaded = load::load(&[folder.to_path_buf()], Keep::Names, Some(at), provenance)?;
    load::one(loaded, "un texte se compare à un seul dossier")
}
