//! `cb report`: a document in any format, from a model.

use std::collections::BTreeSet;
use std::io::{IsTerminal, Write, stderr};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};

use crate::chart;
use crate::cli::args::{Report as Args, ReportFormat};
use crate::cli::load::{self, Loaded};
use crate::cli::modeles::templates;
use crate::cli::output::Output;
use crate::cli::provenance::{self, Provenance};
use crate::cli::sure;
use crate::cli::ui::{Outcome, Ui};
use crate::dossier::Dossier;
use crate::fr::{counted, nearest};
use crate::model;
use crate::read::Keep;
use crate::render::table::{Table, wrap};
use crate::report::template::{self, Template};
use crate::report::{self, models};
use crate::value::date::Day;
use crate::value::identifiant::{self, Ident};
use crate::view::{Asked, View};

/// Why several dossiers are one too many.
const ONE: &str = "un document parle d’un seul dossier";

/// Runs the command.
pub fn run(args: &Args, ui: &mut Ui) -> anyhow::Result<Outcome> {
    if args.public {
        bail!(
            "`--public` n’est pas encore admis\u{a0}: rien ne masque encore les petits effectifs\naide\u{a0}: relisez le document \
             avant de le publier, et retirez-en ce qui désigne quelqu’un"
        );
    }
    let (model, paths) = (args.model.as_deref(), args.scope.paths.as_slice());
    let folder = |name: &&str| paths.is_empty() && !models::is_embedded(name) && Path::new(name).is_dir();
    if let Some(name) = &args.chart {
        // The path stands where the model is left out.
        let first = model.map(PathBuf::from);
        let paths: Vec<PathBuf> = first.into_iter().chain(paths.iter().cloned()).collect();
        return chart_alone(name, &paths, args, ui);
    }
    match model {
        None => list(paths, args, ui),
        // A dossier and no model: what can be made of it.
        Some(name) if folder(&name) => list(&[PathBuf::from(name)], args, ui),
        Some(model) => document(model, args, ui),
    }
}

/// Makes a document, or gives the values it is made of.
fn document(model: &str, args: &Args, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let (provenance, at) = (Provenance::of(&args.scope), provenance::day(&args.scope)?);
    let format = format(args)?;
    let output = Output::at(args.output.as_deref(), args.force)?;
    let loaded = load::one(load::load(&args.scope.paths, Keep::Texts, Some(at), &provenance)?, ONE)?;
    let dossier = &loaded.dossier;
    let (templates, refused) = templates(dossier, args.templates.as_deref())?;
    let named = |name: &str| templates.iter().any(|template| template.text.contains(&format!("{name}.md")));
    if let Some(refused) = refused.iter().find(|refused| refused.name == model || named(&refused.name)) {
        bail!("impossible de lire `{}`\u{a0}: {}", refused.path, refused.why);
    }
    let subject = args.about.as_deref().map(|id| subject(dossier, model, id)).transpose()?;
    if model.starts_with('_') || !templates.iter().any(|template| template.name == model) {
        bail!(no_model(model, &templates));
    }
    let wanted = (format != ReportFormat::Json).then(|| template::words(&templates, model));
    let view = view(&loaded, subject, at, &provenance, wanted)?;
    let bytes = match format {
        ReportFormat::Json => {
            let mut text = serde_json::to_string(&view.values)?;
            text.push('\n');
            text.into_bytes()
        }
        format => {
            let document = match report::document(&view, &templates, model) {
                Ok(document) => document,
                // Said beside all that the template could have named.
                Err(_) => {
                    let whole = self::view(&loaded, subject, at, &provenance, None)?;
                    report::document(&whole, &templates, model).map_err(|fault| anyhow!("{fault}"))?
                }
            };
            if format == ReportFormat::Pdf && cfg!(feature = "pdf") && stderr().is_terminal() && !ui.quiet() {
                writeln!(stderr(), "mise en page…")?;
            }
            written(&document, format)?
        }
    };
    tell_withheld(&view, ui)?;
    output.write(&bytes, ui)?;
    Ok(Outcome::Fine)
}

/// Draws one chart, in a file of its own.
fn chart_alone(name: &str, paths: &[PathBuf], args: &Args, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let (provenance, at) = (Provenance::of(&args.scope), provenance::day(&args.scope)?);
    let output = Output::at(args.output.as_deref(), args.force)?;
    let loaded = load::one(load::load(paths, Keep::Texts, Some(at), &provenance)?, ONE)?;
    let view = view(&loaded, None, at, &provenance, Some(BTreeSet::new()))?;
    output.write(drawn(name, &view)?.as_bytes(), ui)?;
    Ok(Outcome::Fine)
}

/// Says which quotations were left out.
fn tell_withheld(view: &View, ui: &Ui) -> anyhow::Result<()> {
    let withheld = view.withheld();
    if !withheld.is_empty() && !ui.quiet() {
        let many = counted(withheld.len() as u64, "citation laissée de côté", "citations laissées de côté");
        let names = withheld.join(", ");
        for line in wrap(&format!("{many}, faute d’accord\u{a0}: {names}"), ui.style().width) {
            writeln!(stderr(), "{line}")?;
        }
    }
    Ok(())
}

/// Writes a document in a format.
fn written(document: &report::document::Document, format: ReportFormat) -> anyhow::Result<Vec<u8>> {
    Ok(match format {
        ReportFormat::Md | ReportFormat::Json => report::write::md::write(document).into_bytes(),
        ReportFormat::Html => report::write::html::write(document).into_bytes(),
        ReportFormat::Odt => report::write::odt::write(document)?,
        ReportFormat::Docx => report::write::docx::write(document)?,
        #[cfg(feature = "pdf")]
        ReportFormat::Pdf => report::write::pdf::write(document).map_err(|why| anyhow!(why))?,
        #[cfg(not(feature = "pdf"))]
        ReportFormat::Pdf => bail!(
            "cette version de cb n’écrit pas de PDF\naide\u{a0}: écrivez un `.odt` et exportez-le depuis LibreOffice, ou refaites cb avec \
             `cargo install --path . --features pdf`"
        ),
    })
}

/// Says which reports can be asked for.
fn list(paths: &[PathBuf], args: &Args, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let found = load::load(paths, Keep::Texts, None, &Provenance::of(&args.scope))
        .ok()
        .and_then(|loaded| load::one(loaded, ONE).ok());
    let templates = match &found {
        Some(found) => templates(&found.dossier, args.templates.as_deref())?.0,
        None => models::embedded(),
    };
    let models = models::listed(&templates);
    let row = |name: &str, doc: &str| vec![vec![format!("  {name}")], vec![doc.to_owned()]];
    let heading = |heading: &str| vec![vec![heading.to_owned()]];
    let mut rows = vec![heading("Modèles")];
    rows.extend(models.iter().map(|model| row(&model.name, &model.doc)));
    rows.extend([heading(""), heading("Graphiques (`--chart`)")]);
    rows.extend(chart::NAMES.iter().map(|(name, doc)| row(name, doc)));
    let listed = Table { rows, ..Table::default() }.render(ui.style());
    let out = ui.out();
    out.write_all(listed.as_bytes())?;
    writeln!(out, "\nPar exemple\u{a0}: `cb report brief-seminaire CHEMIN -o brief.html`")?;
    Ok(Outcome::Fine)
}

/// Gathers what the report speaks of.
fn view(
    loaded: &Loaded,
    subject: Option<Ident>,
    at: Day,
    provenance: &Provenance,
    wanted: Option<BTreeSet<String>>,
) -> anyhow::Result<View> {
    let asked = Asked { at, subject, revision: provenance.revision().map(str::to_owned), wanted };
    Ok(View::of(&loaded.dossier, &asked, sure::faults(loaded, at)?, loaded.texts()))
}

/// Draws one chart, to stand alone in a file.
fn drawn(name: &str, view: &View) -> anyhow::Result<String> {
    let known = chart::NAMES.iter().map(|(name, _)| *name);
    if !known.clone().any(|known| known == name) {
        let list: Vec<&str> = known.clone().collect();
        let near =
            nearest(name, known).map_or_else(String::new, |near| format!("vouliez-vous dire `{near}`\u{202f}? "));
        bail!("aucun graphique ne s’appelle `{name}`\naide\u{a0}: {near}il y a {}", list.join(", "));
    }
    let chart = report::drawn(view, name);
    let chart = chart.with_context(|| format!("rien à dessiner pour `{name}` dans ce dossier"))?;
    Ok(format!("{}\n<!-- {} -->\n", chart::without_variables(&chart.svg), report::MARK))
}

/// Finds the record that a report is asked to be about.
fn subject(dossier: &Dossier, model: &str, id: &str) -> anyhow::Result<Ident> {
    let ident =
        identifiant::parse_target(id).map(|written| written.ident).filter(|ident| dossier.find(*ident).is_some());
    let ident = ident.with_context(|| format!("aucune fiche ne s’appelle `{id}` dans ce dossier"))?;
    let view = dossier.find(ident).and_then(|at| dossier.get(at));
    if models::about(model).is_none() && models::is_embedded(model) {
        bail!("`{model}` parle du dossier entier\naide\u{a0}: retirez `--about`");
    }
    if let (Some(wanted), Some(view)) = (models::about(model), view)
        && view.record.kind != wanted
    {
        let (wanted, given) = (model::def(wanted).noun.0, view.def().noun.0);
        bail!("`{model}` parle d’{}, et `{id}` est {}", article(wanted), article(given));
    }
    Ok(ident)
}

/// Returns a noun with its article, « une séance ».
fn article(noun: &str) -> String {
    let feminine = noun.ends_with('e') || noun.ends_with("ion") || noun == "idée";
    let masculine = ["gisement", "persona", "défi", "entretien", "irritant", "acteur", "test", "communiqué"];
    format!("{} {noun}", if feminine && !masculine.contains(&noun) { "une" } else { "un" })
}

/// Says that no model bears a name.
fn no_model(name: &str, templates: &[Template]) -> String {
    let models = models::listed(templates);
    let near = nearest(name, models.iter().map(|model| model.name.as_str()));
    let help = match near {
        Some(near) => format!("vouliez-vous dire `{near}`\u{202f}?"),
        None if Path::new(name).exists() => "dites d’abord le modèle, puis le chemin".to_owned(),
        None => "`cb report` les liste".to_owned(),
    };
    format!("aucun modèle ne s’appelle `{name}`\naide\u{a0}: {help}")
}

/// Returns the format that is asked for: the one said, else the one of the file's name, else Markdown.
fn format(args: &Args) -> anyhow::Result<ReportFormat> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let Some(path) = args.output.as_ref().filter(|_| args.chart.is_none()) else { return Ok(ReportFormat::Md) };
    let extension = path.extension().and_then(|extension| extension.to_str()).map(str::to_lowercase);
    Ok(match extension.as_deref() {
        Some("md" | "markdown" | "txt") => ReportFormat::Md,
        Some("html" | "htm") => ReportFormat::Html,
        Some("odt") => ReportFormat::Odt,
        Some("docx") => ReportFormat::Docx,
        Some("pdf") => ReportFormat::Pdf,
        Some("json") => ReportFormat::Json,
        _ => bail!(
            "le nom `{}` ne dit pas quel format écrire\naide\u{a0}: ajoutez `--format md`, `html`, `odt`, `docx`, `pdf` ou `json`",
            path.display()
        ),
    })
}
