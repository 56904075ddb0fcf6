//! The templates a report may be made from: those of `cb`, of the dossier, of a folder asked for.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};

use crate::dossier::Dossier;
use crate::report::models;
use crate::report::template::Template;
use crate::source::worktree;

/// The folder of a dossier that holds its own templates.
const FOLDER: &str = "modeles";

/// The longest template that is read, in bytes.
const LONGEST: u64 = 1 << 20;

/// Returns every template: those of `cb`, then those of the dossier, then those of the folder asked for.
pub fn templates(dossier: &Dossier, folder: Option<&Path>) -> anyhow::Result<Vec<Template>> {
    let mut templates = models::embedded();
    let own = Path::new(if dossier.root.is_empty() { "." } else { &dossier.root }).join(FOLDER);
    if own.is_dir() {
        read_templates(&own, &mut templates)?;
    }
    if let Some(folder) = folder {
        read_templates(folder, &mut templates)?;
    }
    Ok(templates)
}

/// Reads the templates of one folder; each takes the place of the one of its name.
fn read_templates(folder: &Path, templates: &mut Vec<Template>) -> anyhow::Result<()> {
    let unreadable = |path: &Path, why: &std::io::Error| {
        anyhow!("impossible de lire `{}`\u{a0}: {}", path.display(), worktree::plain(why))
    };
    let entries = fs::read_dir(folder).map_err(|why| unreadable(folder, &why))?;
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(|why| unreadable(folder, &why))?.path());
    }
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "md")) {
        let kind = fs::metadata(path).map_err(|why| unreadable(path, &why))?;
        if !kind.is_file() || kind.len() > LONGEST {
            bail!("`{}` ne peut pas être un modèle\u{a0}: un texte d’au plus 1\u{a0}Mio est attendu", path.display());
        }
        let text = fs::read_to_string(path).map_err(|why| unreadable(path, &why))?;
        let Some(name) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
        templates.retain(|template| template.name != name);
        templates.push(Template { name: name.to_owned(), path: worktree::slashed(path), text });
    }
    Ok(())
}
